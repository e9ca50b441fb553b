-- figures: every quantity that a report states, with its unit and its place.

local stage = require("fazhi.stage")

local outputs = {
  { name = "raw", kind = "text", zh = "原文", en = "as read",
    help = "in simplified script and half width; source start and stop give the bytes", help_zh = "简体、半角；原字节见文件起止" },
  { name = "value", kind = "number", zh = "数值", en = "value", help = "万 and 亿 multiplied out, money in 元",
    help_zh = "万、亿已乘出，金额以元计" },
  { name = "upper", kind = "number", zh = "上限", en = "upper", help = "upper end of a range", help_zh = "范围的上端" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "bound", kind = "text", zh = "约数", en = "bound", help = "exact, about, at_least or at_most",
    help_zh = "exact、about、at_least 或 at_most" },
  { name = "kind", kind = "text", zh = "类别", en = "kind",
    help = "count, money, percent, rate-change, duration, area, rank, ratio or other",
    help_zh = "count、money、percent、rate-change、duration、area、rank、ratio 或 other" },
  { name = "change", kind = "text", zh = "增减", en = "change",
    help = "increase or decrease, with what it is measured against", help_zh = "增或减，及所比的基数" },
  { name = "subject", kind = "text", zh = "对象", en = "subject", help = "by the order of words; not always right",
    help_zh = "按词序推断，未必都对" },
  { name = "predicate", kind = "text", zh = "谓词", en = "predicate", help = "the same", help_zh = "同上" },
  { name = "scope", kind = "text", zh = "范围", en = "scope", help = "whose figure, as written", help_zh = "谁的数，照原文" },
  { name = "period", kind = "text", zh = "时段", en = "period",
    help = "annual, to_date, cumulative, stock or planned", help_zh = "annual、to_date、cumulative、stock 或 planned" },
  { name = "section", kind = "integer", zh = "章节", en = "section",
    help = "row number of the section, 0 for none", help_zh = "所在章节的行号，0 为没有" },
  { name = "start", kind = "integer", zh = "正文起", en = "start",
    help = "first byte in the clean text, from 0", help_zh = "在清洗后正文中的首字节，从 0 数" },
  { name = "stop", kind = "integer", zh = "正文止", en = "stop" },
  { name = "source_start", kind = "integer", zh = "文件起", en = "source start",
    help = "first byte in the file, or in the record of a crawl, from 0",
    help_zh = "在文件中的首字节，抓取包则在该记录的文字中，从 0 数" },
  { name = "source_stop", kind = "integer", zh = "文件止", en = "source stop" },
}

return {
  name = "figures", alias = "数字", api = 1, category = "stage",
  summary = "Show every figure of files or stored reports.",
  summary_zh = "显示文件或已入库报告中的全部数字。",
  arguments = stage.arguments,
  outputs = outputs,
  caveats = { "Dates, ordinals, document numbers and slogans are no figures." },
  caveats_zh = { "日期、序数、文号、口号中的数字不算。" },
  examples = {
    { run = "fazhi figures examples/reports/青禾县_2023.txt --columns raw,value,unit --limit 5",
      prints = "raw,value,unit" },
  },
  run = function(args, _, context)
    return stage.frame(stage.figures, outputs, args.file, context, stage.options(args))
  end,
}
