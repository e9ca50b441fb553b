-- scripts: all verbs and where each comes from.

local frame = require("fazhi.frame")
local message = require("fazhi.message")
local script = require("fazhi.script")

return {
  name = "scripts", alias = "脚本", api = 1, category = "command",
  summary = "List all verbs and where they come from.",
  summary_zh = "列出全部命令及其来源。",
  arguments = {},
  outputs = {
    { name = "name", kind = "text", zh = "命令", en = "name" },
    { name = "alias", kind = "text", zh = "又名", en = "alias" },
    { name = "category", kind = "text", zh = "类别", en = "category" },
    { name = "summary", kind = "text", zh = "说明", en = "summary" },
    { name = "file", kind = "text", zh = "文件", en = "file" },
  },
  examples = {
    { run = "fazhi scripts --columns name,category", prints = "compare,analysis" },
  },
  run = function()
    local rows, status = {}, 0
    for i, entry in ipairs(script.all()) do
      local header = entry.header
      rows[i] = { name = entry.name, file = entry.file, summary = entry.problem }
      if header then
        rows[i].category = header.category
        rows[i].alias = script.aliases(header)[1] and table.concat(script.aliases(header), " ")
        rows[i].summary = message.choose(header.summary, header.summary_zh)
      else
        status = 5
      end
    end
    local result = frame.new({ rows = rows })
    result.status = status
    return result
  end,
}
