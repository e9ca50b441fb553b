-- diffusion: how a new expression spreads: who used it first, which share of the regions use it year by year,
-- how long it takes, and whether superiors come before those below them.

local adoption = require("fazhi.adoption")
local frame = require("fazhi.frame")
local gallery = require("fazhi.gallery")
local message = require("fazhi.message")
local roster = require("fazhi.roster")

local curve_columns = {
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "n", kind = "integer", zh = "报告数", en = "reports" },
  { name = "using", kind = "integer", zh = "使用", en = "using it" },
  { name = "share", kind = "number", unit = "%", digits = 1, zh = "采用率", en = "share" },
  { name = "low", kind = "number", unit = "%", digits = 1, zh = "下限", en = "low" },
  { name = "high", kind = "number", unit = "%", digits = 1, zh = "上限", en = "high" },
  { name = "new", kind = "integer", zh = "新采用", en = "new" },
  { name = "at_risk", kind = "integer", zh = "此前未用", en = "not before" },
  { name = "adopted", kind = "number", unit = "%", digits = 1, zh = "累计采用，Kaplan–Meier",
    en = "adopted by then, Kaplan–Meier", help = "of all regions; share is of that year's reports",
    help_zh = "占全部地区；采用率则占当年报告" },
  { name = "adopted_low", kind = "number", unit = "%", digits = 1, zh = "累计下限", en = "adopted low" },
  { name = "adopted_high", kind = "number", unit = "%", digits = 1, zh = "累计上限", en = "adopted high" },
}

local term_columns = {
  { name = "term", kind = "text", zh = "提法", en = "term" },
  { name = "since", kind = "year", zh = "提出年", en = "coined" },
  { name = "year", kind = "year", zh = "首见年度", en = "first year" },
  { name = "first", kind = "text", zh = "首见地区", en = "first in" },
  { name = "used", kind = "integer", zh = "采用地区", en = "used by" },
  { name = "regions", kind = "integer", zh = "地区数", en = "regions" },
  { name = "share", kind = "number", unit = "%", digits = 1, zh = "占比", en = "share" },
  { name = "median", kind = "number", zh = "半数采用年数", en = "years to half" },
  { name = "superior_first", kind = "integer", zh = "上级在先", en = "superior first" },
  { name = "pairs", kind = "integer", zh = "上下级对", en = "pairs" },
  { name = "p", kind = "number", digits = 3, zh = "p", en = "p" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
}

-- One row for each term of the catalogue.
local function all_terms(corpus, reports, filters, notes, none)
  local rows = {}
  for i, term in ipairs(adoption.terms()) do rows[i] = adoption.summary(corpus, term, reports, filters) end
  local result = frame.new({ columns = term_columns, rows = #reports > 0 and rows or {}, notes = notes, none = none })
  result = result:sort("year", "term")
  return result, gallery.terms(result.rows, message.choose("Regions that use each term", "采用各提法的地区占比"))
end

return {
  name = "diffusion", alias = "扩散", api = 1, category = "analysis",
  summary = "Follow a new expression: who used it first, and how it spread over regions and years.",
  summary_zh = "新提法的扩散：谁先用、各年采用率、多久普及、上级是否在先。",
  arguments = {
    { name = "TERM", kind = "text", optional = true, help = "an expression, in either script",
      help_zh = "提法，简繁均可" },
    { name = "--terms", kind = "flag", help = "all terms of the catalogue, a row for each",
      help_zh = "目录中的全部提法，每个一行" },
    { name = "--curve", kind = "flag", help = "a row for each year", help_zh = "每年度一行：采用曲线" },
    { name = "--region", kind = "region", repeated = true, help = "only these regions", help_zh = "只看这些地区" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只看该地区辖内" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只看该层级" },
    { name = "--year", kind = "year", help = "only these years, as 2018-2024", help_zh = "只看这些年度，如 2018-2024" },
    roster.kinds,
  },
  charts = { "step", "bar" },
  outputs = {
    { name = "rank", kind = "integer", zh = "先后", en = "rank", help = "regions of one year share it",
      help_zh = "同年的地区并列" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "level", kind = "level", zh = "层级", en = "level" },
    { name = "year", kind = "year", zh = "首用年度", en = "first year", help = "missing if never used",
      help_zh = "从未用过则缺" },
    { name = "lag", kind = "integer", zh = "滞后年数", en = "years behind", help = "since the first of all",
      help_zh = "比最早的晚几年" },
    { name = "n", kind = "integer", zh = "报告数", en = "reports" },
    { name = "note", kind = "text", zh = "说明", en = "note" },
    { name = "quote", kind = "text", zh = "原文", en = "quote" },
    { name = "id", kind = "text", zh = "编号", en = "id" },
  },
  method = "Full text with the variants of catalogue/terms.lua, marks of quotation ignored; Wilson's interval (1927); "
    .. "Kaplan–Meier (1958) from the first use of all, regions without it censored at their last report; exact sign "
    .. "test over pairs of a region and the nearest above it that have both used it, where the reports show which of "
    .. "them was first; regions that never used it are counted apart.",
  method_zh = "按 catalogue/terms.lua 的异写全文检索，不计引号；Wilson 区间（1927）；自首用年起的 Kaplan–Meier（1958），"
    .. "未用者于末份报告右删失；上级先后用精确符号检验，只计双方都用过且先后明确的，从未用过的另计。",
  needs = "reports of several years and regions; pairs of superior and inferior for the test",
  needs_zh = "多地区多年度的报告；先后检验须有上下级",
  caveats = {
    "The first use here is the first in this corpus. Reports that are missing may have had it earlier.",
    "Pairs under one superior are not independent, so that p is too small where few superiors have many below them.",
    "To mention is not to carry out; the word may stand in the plan or in the name of a document.",
  },
  caveats_zh = { "首见只是库中首见，缺的报告可能更早。", "同一上级下的各对并不独立，p 偏小。",
    "写到不等于做到，也可能只在打算或文件名中出现。" },
  examples = {
    { run = "fazhi diffusion 放管服改革 --corpus examples/corpus.db", prints = "“【放管服”改革】" },
    { run = "fazhi diffusion 综合查一次 --curve --corpus examples/corpus.db", prints = "2024," },
  },
  run = function(args, corpus)
    if not args.term and not args.terms then
      return message.fail("E204", { name = "TERM" }, message.choose("--terms lists those of the catalogue",
        "--terms 列出目录里的提法"))
    end
    local reports, notes, filters = roster.of(corpus, args)
    local none = roster.none(args)
    if args.terms then return all_terms(corpus, reports, filters, notes, none) end
    local term = adoption.term(args.term)
    local row, regions, origin, used = adoption.summary(corpus, term, reports, filters)
    local more = adoption.sentences(row)
    table.move(more, 1, #more, #notes + 1, notes)
    if not origin then return frame.new({ notes = notes, none = "“" .. args.term .. "”" }) end
    local curve = adoption.curve(reports, used, regions, origin)
    local drawn = gallery.curve(curve, message.choose("Regions that have come to “%s”, by Kaplan–Meier",
      "Kaplan–Meier 估计：累计采用“%s”的地区"):format(args.term), #regions)
    if args.curve then return frame.new({ columns = curve_columns, rows = curve, notes = notes }), drawn end
    return frame.new({ rows = adoption.rows(corpus, term, regions, origin), notes = notes }), drawn
  end,
}
