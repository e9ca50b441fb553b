-- scripts: all verbs, where each comes from, and which others it hides; and what is the user's own beside verbs.

local frame = require("fazhi.frame")
local message = require("fazhi.message")
local path = require("fazhi.path")
local script = require("fazhi.script")
local shelf = require("fazhi.shelf")

-- Every file of a verb's name, those of commands before those of analyses, as a verb is looked for.
local function files_of(name)
  local list = path.every("commands", name)
  for _, found in ipairs(path.every("analyses", name)) do list[#list + 1] = found end
  return list
end

local function row_of(entry)
  local files, hidden = files_of(entry.name), {}
  local row = { name = entry.name, file = entry.file, summary = entry.problem }
  for _, found in ipairs(files) do
    if found.file == entry.file then row.from = found.root.from else hidden[#hidden + 1] = found.file end
  end
  -- A verb that is itself hidden, by one of the same name in the other folder, hides nothing.
  if files[1] and files[1].file == entry.file then row.hides = hidden[1] and table.concat(hidden, " ") end
  return row
end

return {
  name = "scripts", alias = "脚本", api = 1, category = "command",
  summary = "List all verbs, where they come from, and what they hide.",
  summary_zh = "列出全部命令及其来源，以及遮住了哪个文件。",
  arguments = {
    { name = "--own", kind = "flag", help = "only those that are not bundled, with indicators, units and the like",
      help_zh = "只列不是自带的，包括指标、单位等" },
  },
  outputs = {
    { name = "name", kind = "text", zh = "命令", en = "name" },
    { name = "alias", kind = "text", zh = "又名", en = "alias" },
    { name = "category", kind = "text", zh = "类别", en = "category" },
    { name = "summary", kind = "text", zh = "说明", en = "summary" },
    { name = "from", kind = "text", zh = "来源", en = "from", help = "option, FAZHI_PATH, user, system or bundled",
      help_zh = "option、FAZHI_PATH、user（自己的）、system 或 bundled（自带）" },
    { name = "hides", kind = "text", zh = "遮住", en = "hides", help = "the file that it takes the place of",
      help_zh = "被它取代的文件" },
    { name = "file", kind = "text", zh = "文件", en = "file" },
  },
  examples = {
    { run = "fazhi scripts --columns name,category,from", prints = "compare,analysis,bundled" },
    { run = "fazhi edit rank -q && fazhi scripts --own --columns name,from,hides",
      prints = "scripts/analyses/rank.lua" },
  },
  run = function(args)
    local rows, status, hiding = {}, 0, 0
    for _, entry in ipairs(script.all()) do
      local row, header = row_of(entry), entry.header
      if header then
        row.category, row.summary = header.category, message.choose(header.summary, header.summary_zh)
        row.alias = script.aliases(header)[1] and table.concat(script.aliases(header), " ")
      else
        status = 5
      end
      if row.hides then hiding = hiding + 1 end
      if not args.own or row.from ~= "bundled" then rows[#rows + 1] = row end
    end
    for _, row in ipairs(args.own and shelf.own_files() or {}) do
      row.category = row.name:match("^[^/]+")
      rows[#rows + 1] = row
      if row.hides then hiding = hiding + 1 end
    end
    local notes = hiding > 0 and { message.text("scripts_hide", { count = hiding }) } or nil
    local result = frame.new({ rows = rows, notes = notes })
    result.status = status
    return result
  end,
}
