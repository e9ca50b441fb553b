-- trend: an indicator over the years, one row for each region and year with the gaps kept,
-- and what can be said of each series as a whole.

local args_of = require("fazhi.args")
local comparison = require("fazhi.comparison")
local frame = require("fazhi.frame")
local series = require("fazhi.series")

local summary_columns = {
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "n", kind = "integer", zh = "年数", en = "years" },
  { name = "from", kind = "year", zh = "起", en = "from" },
  { name = "to", kind = "year", zh = "止", en = "to" },
  { name = "direction", kind = "text", zh = "方向", en = "direction" },
  { name = "slope", kind = "number", digits = 2, zh = "斜率（每年）", en = "slope a year" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "s", kind = "integer", zh = "S", en = "S" },
  { name = "p", kind = "number", digits = 3, zh = "p", en = "p" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
}

return {
  name = "trend", alias = "趋势", api = 1, category = "analysis",
  summary = "Track an indicator over the years, one row for each region and year.",
  summary_zh = "按年追踪一个指标，每地区每年一行。",
  arguments = {
    { name = "INDICATOR", kind = "indicator", help = "id or Chinese name", help_zh = "指标的代号或中文名" },
    { name = "--region", kind = "region", repeated = true, help = "only these regions", help_zh = "只看这些地区" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只看该地区辖内" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只看该层级" },
    { name = "--year", kind = "year", help = "only these years, as 2018-2024", help_zh = "只看这些年度，如 2018-2024" },
    { name = "--summary", kind = "flag", help = "one row for each region: slope and test", help_zh = "每地区一行：斜率和检验" },
  },
  outputs = {
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "value", kind = "number", zh = "数值", en = "value", help = "missing if not reported" },
    { name = "unit", kind = "text", zh = "单位", en = "unit" },
    { name = "bound", kind = "text", zh = "约数", en = "bound" },
    { name = "change", kind = "number", zh = "增减", en = "change", help = "against the year before, in the same unit" },
    { name = "change_percent", kind = "number", unit = "%", digits = 1, zh = "增减率", en = "change" },
    { name = "scope", kind = "text", zh = "范围", en = "scope" },
    { name = "note", kind = "text", zh = "说明", en = "note" },
    { name = "id", kind = "text", zh = "编号", en = "id", help = "for `fazhi why`" },
  },
  method = "Theil–Sen slope (Sen 1968); Mann–Kendall test, exact for n ≤ 10, ties included.",
  method_zh = "Theil–Sen 斜率（Sen 1968）；Mann–Kendall 检验，n ≤ 10 用含结的精确分布。",
  needs = "n ≥ 5 for slope and test; below, only the direction is told",
  needs_zh = "斜率和检验需 n ≥ 5，不足只说方向",
  caveats = { "A change of definition or of administrative borders looks like a trend." },
  caveats_zh = { "口径或区划的变化看起来也像趋势。" },
  examples = {
    { run = "fazhi trend review_accepted --region 青禾县 --corpus examples/corpus.db", prints = "云岭省白塔市青禾县,2024,71,件" },
    { run = "fazhi trend review_accepted --summary --corpus examples/corpus.db", prints = "rising" },
  },
  run = function(args, corpus)
    local from, to = args_of.years(args.year)
    local filters = { level = args.level, within = args.within, from = from, to = to }
    local values = comparison.values(corpus, args.indicator, filters, args.region)
    local rows, summary, notes = {}, {}, {}
    for i, one in ipairs(series.of(comparison.one_each(values))) do
      local more = series.rows(one)
      table.move(more, 1, #more, #rows + 1, rows)
      summary[i] = series.summary(one)
      notes[i] = series.sentence(summary[i])
    end
    local left_out = comparison.twins_notes(corpus, filters, args.indicator, args.region)
    notes[#notes + 1] = left_out[1]
    if args.summary then
      return frame.new({ columns = summary_columns, rows = summary, notes = left_out, none = args.indicator })
    end
    return frame.new({ rows = rows, notes = notes, none = args.indicator })
  end,
}
