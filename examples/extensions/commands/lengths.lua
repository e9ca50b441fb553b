-- lengths: a command. The characters, sections and figures of files, without a corpus.

local fazhi = require("fazhi")
local frame = require("fazhi.frame")

return {
  name = "lengths", alias = "篇幅", api = 1, category = "command",
  summary = "Count the characters, sections and figures of files.",
  summary_zh = "数一数文件的字数、章节数和数字数。",
  arguments = { { name = "FILE…", kind = "path", help = "files to be read", help_zh = "要读的文件" } },
  outputs = {
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "characters", kind = "integer", zh = "字数", en = "characters" },
    { name = "sections", kind = "integer", zh = "章节", en = "sections" },
    { name = "figures", kind = "integer", zh = "数字", en = "figures" },
  },
  examples = { { run = "fazhi help lengths", prints = "FILE…" } },
  tests = { { args = { "no such file.txt" }, fails = "E301" } },
  run = function(args)
    local rows = {}
    for i, file in ipairs(args.file) do
      local doc, why, code = fazhi.read(file)
      if not doc then return nil, file .. ": " .. why, code end
      rows[i] = { region = doc.meta.region, characters = fazhi.text.len(doc.body), sections = #doc.sections,
        figures = #doc.figures }
    end
    return frame.new({ rows = rows })
  end,
}
