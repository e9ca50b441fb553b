-- trend: an indicator over the years, one row for each region and year with the gaps kept and the breaks
-- named, or the median of a group, and what can be said of each series as a whole.

local frame = require("fazhi.frame")
local gallery = require("fazhi.gallery")
local lineup = require("fazhi.lineup")
local ratio = require("fazhi.ratio")
local refusal = require("fazhi.refusal")
local trends = require("fazhi.trends")

local outputs = {
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "value", kind = "number", zh = "数值", en = "value", help = "missing if not reported", help_zh = "未报告则空缺" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "per", kind = "number", zh = "每十万", en = "per 100,000", help = "only with --per", help_zh = "仅用 --per 时" },
  { name = "bound", kind = "text", zh = "约数", en = "bound" },
  { name = "change", kind = "number", zh = "增减", en = "change", help = "against the year before, in the same unit",
    help_zh = "与上年相比，单位须同" },
  { name = "change_percent", kind = "number", unit = "%", digits = 1, zh = "增减率", en = "change" },
  { name = "claimed", kind = "number", zh = "自称增长", en = "claimed",
    help = "growth that the report claims, in %; between rates in points", help_zh = "报告自称的增长率（%）；比率为百分点" },
  { name = "breaks", kind = "text", zh = "口径变化", en = "breaks",
    help = "what else is unlike the value before: unit, scope, period, bound, wording, place, a jump of more than "
      .. "five times or to less than a fifth",
    help_zh = "与前一数值还有何不同：单位、范围、时段、约数、句式、区划、超过五倍或不足五分之一的变化" },
  { name = "scope", kind = "text", zh = "范围", en = "scope" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
  { name = "id", kind = "text", zh = "编号", en = "id", help = "for `fazhi why`", help_zh = "供 fazhi why 使用" },
}

return {
  name = "trend", alias = "趋势", api = 1, category = "analysis",
  summary = "Track an indicator over the years, one row for each region and year.",
  summary_zh = "按年追踪一个指标，每地区每年一行。",
  arguments = ratio.arguments {
    { name = "INDICATOR", kind = "indicator", help = "id or Chinese name", help_zh = "指标的代号或中文名" },
    { name = "--region", kind = "region", repeated = true, help = "only these regions", help_zh = "只看这些地区" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只看该地区辖内" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只看该层级" },
    { name = "--year", kind = "year", help = "only these years, as 2018-2024", help_zh = "只看这些年度，如 2018-2024" },
    { name = "--group", kind = "choice", choices = { "level", "province", "within" },
      help = "medians by level, by province, or by the region one level above",
      help_zh = "按层级、省份或上一级地区取中位数" },
    { name = "--summary", kind = "flag", help = "one row for each region or group: slope and test",
      help_zh = "每地区或每组一行：斜率和检验" },
  },
  charts = { "line" },
  outputs = outputs,
  method = "Theil–Sen slope with its 95 % interval (Sen 1968; exact for n ≤ 10); Mann–Kendall test, exact for "
    .. "n ≤ 10, ties included; medians of groups. Values of another unit or scope than most of a series have no part "
    .. "in them.",
  method_zh = "Theil–Sen 斜率及 95% 区间（Sen 1968，n ≤ 10 精确）；Mann–Kendall 检验，n ≤ 10 用含结的精确分布；"
    .. "分组取中位数。与序列中多数数值单位或范围不同的不参与计算。",
  needs = "n ≥ 5 for slope and test; below, only the direction is told",
  needs_zh = "斜率和检验需 n ≥ 5，不足只说方向",
  caveats = { "A change of definition or of administrative borders looks like a trend: see the column breaks.",
    "Five years in the same direction have p = 0.017, four 0.083: say which way, seldom that it is significant.",
    "The regions that report differ from year to year, and the median of a group with them." },
  caveats_zh = { "口径或区划的变化看起来也像趋势，见“口径变化”一列。",
    "五年同向 p = 0.017，四年 0.083：可说方向，难说显著。", "各年报告的地区不同，分组中位数会随之变动。" },
  examples = {
    { run = "fazhi trend review_accepted --region 青禾县 --corpus examples/corpus.db",
      prints = "云岭省白塔市青禾县,2024,71,件" },
    { run = "fazhi trend legal_aid_cases --region 苇湖市 --corpus examples/corpus.db",
      prints = "by last year's report +5.1 %" },
    { run = "fazhi trend review_accepted --group level --corpus examples/corpus.db",
      prints = "counties,2024,5,0,66,71,147" },
    { run = "fazhi trend review_accepted --summary --corpus examples/corpus.db", prints = "rising" },
  },
  run = function(args, corpus)
    local per = ratio.of(args, corpus)
    local rows, columns, notes, drawn = (args.group and trends.of_groups or trends.of_regions)(corpus, args, per)
    if not args.group and not args.summary then refusal.put(corpus, rows, args.indicator) end
    local draw = args.group and gallery.medians or gallery.series
    return frame.new({ columns = columns or lineup.columns(outputs, per), rows = rows, notes = notes,
      none = args.indicator }), draw(drawn, gallery.name(corpus, args.indicator), per)
  end,
}
