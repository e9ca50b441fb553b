-- compare: the regions of one level side by side in one indicator and year, each with its place
-- among the others and the sentence it is taken from, and those who did not report.

local frame = require("fazhi.frame")
local gallery = require("fazhi.lazy")("fazhi.gallery")
local lineup = require("fazhi.lineup")
local ratio = require("fazhi.ratio")
local refusal = require("fazhi.refusal")

local outputs = {
  { name = "rank", kind = "integer", zh = "名次", en = "rank",
  help = "within year and level; equal values share it", help_zh = "同年度、同层级内；数值相同者名次相同" },
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "value", kind = "number", zh = "数值", en = "value", help = "missing if not reported", help_zh = "未报告则空缺" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "per", kind = "number", digits = 2, zh = "每十万", en = "per 100,000", help = "only with --per",
  help_zh = "仅用 --per 时" },
  { name = "z", kind = "number", digits = 2, zh = "稳健 z", en = "robust z",
  help = "distance from the median in 1.4826 MAD", help_zh = "与中位数之差，以 1.4826 MAD 为单位" },
  { name = "percentile", kind = "number", digits = 0, zh = "百分位", en = "percentile",
  help = "share of those that report below it, halves of equals", help_zh = "低于它的比例，相等者计一半" },
  { name = "bound", kind = "text", zh = "约数", en = "bound" },
  { name = "scope", kind = "text", zh = "范围", en = "scope" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
  { name = "quote", kind = "text", zh = "原句", en = "quote" },
  { name = "id", kind = "text", zh = "编号", en = "id", help = "for `fazhi why`", help_zh = "供 fazhi why 使用" },
}

return {
  name = "compare", alias = { "比较", "对比" }, api = 1, category = "analysis",
  summary = "Compare regions in one indicator and year, and show who did not report.",
  summary_zh = "横比各地区同一年度的一个指标，并列出未报告者。",
  arguments = ratio.arguments {
    { name = "INDICATOR", kind = "indicator", help = "id or Chinese name", help_zh = "指标的代号或中文名" },
    { name = "--year", kind = "year",
    help = "default: the latest with a value", help_zh = "默认为有数值的最近年度" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只比该层级" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只比该地区辖内" },
    { name = "--region", kind = "region", repeated = true,
    help = "only these regions", help_zh = "只比这些地区" },
  },
  charts = { "bar", "tiles" },
  outputs = outputs,
  method = "Within a year, level, unit, scope and basis: competition ranking, the largest first; robust z = "
    .. "(x − median) / (1.4826 MAD); percentile rank with halves of equals (Hazen 1914).",
  method_zh = "同年度、同层级、同单位、同范围、同口径内由大到小排名，相同者同名次；稳健 z =（x − 中位数）÷（1.4826 MAD）；百分位秩，相等者计一半（Hazen 1914）。",
  needs = "5 regions that report, for z and percentile; for --per a table with a row for each region and year",
  needs_zh = "z 和百分位须有 5 个地区报告；--per 须有各地区各年度的表",
  caveats = {
    "A large value need not be a good one; see the definition of the indicator.",
    "Figures are the reports' own; those who did not report are listed, never counted as 0.",
    "A number that tells no scope is taken to be of the whole region; 市本级, 市直 and the like stand apart.",
    "What an indicator may be said of (新能源 or 清洁能源, 实际 growth) is read from the sentence, as the catalogue lists it.",
    "Who reports a number is not chosen at random: they are compared with those who report, not with all.",
  },
  caveats_zh = { "数值大不等于做得好，请看指标定义。", "数字由各报告自报；未报告者单列，不作 0 计。",
    "未写范围的数按全域计；市本级、市直等单列。",
    "同名而所指不同的（新能源与清洁能源、名义与实际增长）依原句和目录分开，另注口径。", "报不报并非随机：这里只与报告者相比，不是与全部地区相比。" },
  examples = {
    { run = "fazhi compare review_accepted --year 2024 --level county --corpus examples/corpus.db",
      prints = "1,county,云岭省白塔市苇湖市,2024,163,件" },
    { run = "fazhi compare review_accepted --year 2024 --level county --covariates examples/population.csv "
      .. "--per population --corpus examples/corpus.db", prints = "1,county,云岭省白塔市石汀县,2024,66,件,27.27" },
  },
  run = function(args, corpus)
    local per = ratio.of(args, corpus)
    local line = lineup.of(corpus, args.indicator, args, { ratio = per })
    local rows = lineup.rows(line)
    refusal.put(corpus, rows, args.indicator)
    return frame.new({ columns = lineup.columns(outputs, per), rows = rows, notes = line.notes,
      none = args.indicator }), function() return gallery.lineup(line, gallery.name(corpus, args.indicator)) end
  end,
}
