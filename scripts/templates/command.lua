-- NAME: a command of one's own: it does something with files or the corpus and returns a table of what it did.
-- NAME：自己的命令：处理文件或语料库，返回一张表，说明做了什么。
--
--     fazhi NAME report.txt         run it 运行
--     fazhi test NAME               try it 检验

local frame = require("fazhi.frame")

return {
  name = "NAME", api = 1, category = "command",
  -- none: no corpus is opened; read, write or create otherwise. 是否打开语料库。
  corpus = "none",
  summary = "Count the characters and figures of files.",
  summary_zh = "数一数文件的字数和数字。",
  arguments = {
    { name = "FILE…", kind = "path", help = "files to be read", help_zh = "要读的文件" },
  },
  outputs = {
    { name = "file", kind = "text", zh = "文件", en = "file" },
    { name = "characters", kind = "integer", zh = "字数", en = "characters" },
    { name = "figures", kind = "integer", zh = "数字", en = "figures" },
  },
  examples = { { run = "fazhi help NAME", prints = "FILE…" } },
  tests = {
    { args = { "no such file.txt" }, fails = "E301" },
  },
  run = function(args)
    local fazhi, rows = require("fazhi"), {}
    for i, file in ipairs(args.file) do
      local doc, why, code = fazhi.read(file)
      if not doc then return nil, why, code end -- a failure is told, and is no error
      rows[i] = { file = file, characters = fazhi.text.len(doc.body), figures = #doc.figures }
    end
    return frame.new({ rows = rows })
  end,
}
