-- outline: the sections of a report with their markers and headings.

local stage = require("fazhi.stage")

local outputs = {
  { name = "level", kind = "integer", zh = "级", en = "level",
    help = "type of the marker: 1 一、 2 (一) 3 1. 4 一是 5 (1)", help_zh = "序号的类型：1 一、 2 (一) 3 1. 4 一是 5 (1)" },
  { name = "marker", kind = "text", zh = "序号", en = "marker" },
  { name = "heading", kind = "text", zh = "标题", en = "heading" },
  { name = "source_start", kind = "integer", zh = "文件起", en = "source start",
    help = "first byte in the file, or in the record of a crawl, from 0",
    help_zh = "在文件中的首字节，抓取包则在该记录的文字中，从 0 数" },
  { name = "source_stop", kind = "integer", zh = "文件止", en = "source stop", help = "byte after the last",
    help_zh = "末字节之后" },
  { name = "parent", kind = "integer", zh = "上级", en = "parent",
    help = "row number of the section it lies in, 0 for none", help_zh = "上级章节的行号，0 为没有" },
  { name = "start", kind = "integer", zh = "正文起", en = "start", help = "first byte in the clean text",
    help_zh = "在清洗后正文中的首字节" },
  { name = "stop", kind = "integer", zh = "正文止", en = "stop" },
}

return {
  name = "outline", alias = "章节", api = 1, category = "stage",
  summary = "Show the sections of files or stored reports.",
  summary_zh = "显示文件或已入库报告的章节。",
  arguments = stage.arguments,
  outputs = outputs,
  examples = {
    { run = "fazhi outline examples/reports/青禾县_2023.txt --columns level,marker,heading", prints = "1,一、" },
  },
  run = function(args, _, context)
    return stage.frame(stage.outline, outputs, args.file, context, stage.options(args))
  end,
}
