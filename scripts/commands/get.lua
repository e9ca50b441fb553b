-- get: the values of one indicator over the corpus, each with the sentence it stands in.

local args_of = require("fazhi.args")
local comparison = require("fazhi.comparison")
local frame = require("fazhi.frame")

return {
  name = "get", alias = "取值", api = 1, category = "command", corpus = "read", observed = true,
  summary = "Show the values of an indicator, each with its sentence.",
  summary_zh = "列出一个指标的全部数值和所在原句。",
  arguments = {
    { name = "INDICATOR", kind = "indicator", help = "id or Chinese name", help_zh = "指标的代号或中文名" },
    { name = "--region", kind = "region", help = "of this region", help_zh = "该地区的" },
    { name = "--within", kind = "region", help = "of regions in this one", help_zh = "该地区辖内的" },
    { name = "--year", kind = "year", help = "of this year or these years", help_zh = "该年度的" },
    { name = "--level", kind = "level", help = "of this level", help_zh = "该层级的" },
  },
  outputs = {
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "level", kind = "level", zh = "层级", en = "level" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "value", kind = "number", zh = "数值", en = "value" },
    { name = "unit", kind = "text", zh = "单位", en = "unit" },
    { name = "bound", kind = "text", zh = "约数", en = "bound" },
    { name = "scope", kind = "text", zh = "范围", en = "scope" },
    { name = "period", kind = "text", zh = "时段", en = "period" },
    { name = "score", kind = "number", zh = "把握", en = "score" },
    { name = "others", kind = "integer", zh = "其他数值", en = "others",
    help = "other values of it in the same report", help_zh = "同一报告里该指标的其他数值" },
    { name = "note", kind = "text", zh = "说明", en = "note",
      help = "in Chinese, as stored, where programs read it (csv, jsonl, xlsx); fazhi schema notes explains them",
      help_zh = "供程序读的格式（csv、jsonl、xlsx）中照库中所记；见 fazhi schema notes" },
    { name = "quote", kind = "text", zh = "原句", en = "quote" },
    { name = "id", kind = "text", zh = "编号", en = "id", help = "for `fazhi why`", help_zh = "可用于 fazhi why" },
    { name = "report", kind = "text", zh = "报告", en = "report" },
  },
  examples = {
    { run = "fazhi get review_accepted --year 2024 --corpus examples/corpus.db --columns region,year,value,unit",
      prints = "云岭省白塔市青禾县,2024,71,件" },
  },
  run = function(args, corpus)
    local from, to = args_of.years(args.year)
    local filters = { region = args.region, within = args.within, level = args.level, from = from, to = to }
    local rows, why, code = corpus:values(args.indicator, filters)
    if not rows then return nil, why, code end
    for _, row in ipairs(rows) do
      row.region = row.region_full or row.region or comparison.central_body(row)
      row.note = comparison.join_notes(comparison.basis_note(row), row.note, comparison.also(row.other_values))
    end
    return frame.new({ rows = rows, notes = comparison.twins_notes(corpus, filters, args.indicator),
      none = args.indicator })
  end,
}
