-- observations: the figures of a report that are known indicators.

local stage = require("fazhi.stage")

local outputs = {
  { name = "indicator", kind = "indicator", zh = "指标", en = "indicator" },
  { name = "value", kind = "number", zh = "数值", en = "value" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "bound", kind = "text", zh = "约数", en = "bound" },
  { name = "scope", kind = "text", zh = "范围", en = "scope" },
  { name = "basis", kind = "text", zh = "口径", en = "basis" },
  { name = "period", kind = "text", zh = "时段", en = "period" },
  { name = "score", kind = "number", zh = "把握", en = "score", help = "how sure the reading is, 0 to 1",
    help_zh = "读得有多准，0 到 1" },
  { name = "figure", kind = "integer", zh = "数字", en = "figure", help = "row number in `fazhi figures`",
    help_zh = "在 fazhi figures 中的行号" },
  { name = "source_start", kind = "integer", zh = "文件起", en = "source start",
    help = "first byte in the file, or in the record of a crawl, from 0",
    help_zh = "在文件中的首字节，抓取包则在该记录的文字中，从 0 数" },
  { name = "source_stop", kind = "integer", zh = "文件止", en = "source stop" },
  { name = "note", kind = "text", zh = "说明", en = "note",
    help = "in Chinese, as stored, where programs read it (csv, jsonl, xlsx); fazhi schema notes explains them",
    help_zh = "供程序读的格式（csv、jsonl、xlsx）中照库中所记；见 fazhi schema notes" },
  { name = "quote", kind = "text", zh = "原句", en = "quote", help = "the sentence", help_zh = "所在的句子" },
}

return {
  name = "observations", alias = "观测值", api = 1, category = "stage",
  summary = "Show the known indicators among the figures of files or stored reports.",
  summary_zh = "显示文件或已入库报告中属于已知指标的数字。",
  arguments = stage.arguments,
  outputs = outputs,
  examples = {
    { run = "fazhi observations examples/reports/青禾县_2023.txt --columns indicator,value,unit",
      prints = "review_accepted,44,件" },
  },
  run = function(args, _, context)
    return stage.frame(stage.observations, outputs, args.file, context, stage.options(args))
  end,
}
