-- attention: what share of its text each report gives to the nine parts of the outline for building a
-- government under law, by the headings of its sections, and how that moves from year to year.

local attention = require("fazhi.attention")
local frame = require("fazhi.frame")
local gallery = require("fazhi.gallery")
local message = require("fazhi.message")
local roster = require("fazhi.roster")

local summary_columns = {
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "characters", kind = "integer", zh = "字数", en = "characters" },
  { name = "classified", kind = "number", unit = "%", digits = 1, zh = "归入九部分", en = "on the nine parts" },
  { name = "largest", kind = "text", zh = "最大部分", en = "largest part" },
  { name = "jsd_before", kind = "number", digits = 3, zh = "与上年散度", en = "JSD to the year before" },
  { name = "jsd_peers", kind = "number", digits = 3, zh = "与同级散度", en = "JSD to peers" },
  { name = "peers", kind = "integer", zh = "同级数", en = "peers" },
  { name = "hhi", kind = "number", digits = 3, zh = "集中度", en = "Herfindahl" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
  { name = "id", kind = "text", zh = "编号", en = "id" },
}

local year_columns = {
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "part", kind = "text", zh = "部分", en = "part" },
  { name = "name", kind = "text", zh = "名称", en = "name" },
  { name = "n", kind = "integer", zh = "份数", en = "reports" },
  { name = "mean", kind = "number", unit = "%", digits = 1, zh = "平均占比", en = "mean share" },
  { name = "median", kind = "number", unit = "%", digits = 1, zh = "中位占比", en = "median share" },
  { name = "clr", kind = "number", digits = 2, zh = "平均 clr", en = "mean clr" },
}

-- The shares of each report, or of the years, as bars of pieces.
local function draw(rows, by, share)
  return gallery.parts(rows, message.choose("Shares of the text", "篇幅占比"), by, share)
end

return {
  name = "attention", alias = "注意力", api = 1, category = "analysis",
  summary = "Show what share of the text goes to each of the nine parts of the outline, by year and region.",
  summary_zh = "按《纲要》九个部分看各报告篇幅占比及其年际变化。",
  arguments = {
    { name = "--region", kind = "region", repeated = true, help = "only these regions", help_zh = "只看这些地区" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只看该地区辖内" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只看该层级" },
    { name = "--year", kind = "year", help = "only these years, as 2018-2024", help_zh = "只看这些年度，如 2018-2024" },
    { name = "--by", kind = "choice", choices = { "report", "year" },
      help = "report: a row for each with divergence and concentration; year: means of the years",
      help_zh = "report：每份一行，含散度和集中度；year：各年平均" },
    roster.kinds,
  },
  charts = { "stack" },
  outputs = {
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "level", kind = "level", zh = "层级", en = "level" },
    { name = "part", kind = "text", zh = "部分", en = "part", help = "P1–P9, problems, plans or other",
      help_zh = "P1–P9、problems、plans 或 other" },
    { name = "name", kind = "text", zh = "名称", en = "name" },
    { name = "characters", kind = "integer", zh = "字数", en = "characters", help = "blanks not counted",
      help_zh = "不计空白" },
    { name = "share", kind = "number", unit = "%", digits = 1, zh = "占比", en = "share", help = "of the whole text",
      help_zh = "占全文的比例" },
    { name = "clr", kind = "number", digits = 2, zh = "clr", en = "clr",
      help = "log of the share against the geometric mean of the nine", help_zh = "占比与九个部分几何平均之比的对数" },
    { name = "id", kind = "text", zh = "编号", en = "id" },
  },
  method = "Sections are classed by the longest word of catalogue/parts.lua in their headings, lower ones follow the "
    .. "higher; centred log-ratios (Aitchison 1982), none as half a character (Martín-Fernández 2003); Jensen–Shannon "
    .. "divergence in bits (Lin 1991) and Herfindahl's index over the nine parts.",
  method_zh = "按标题中 catalogue/parts.lua 的最长词归类，下级随上级；中心对数比（Aitchison 1982），空缺以半字代替"
    .. "（Martín-Fernández 2003）；九部分上的 Jensen–Shannon 散度（Lin 1991，比特）和 Herfindahl 指数。",
  needs = "sections with headings; the report of the year before, and others of the level and year, for divergence",
  needs_zh = "有标题的章节；散度须有上年报告或同级同年的其他报告",
  caveats = {
    "Length is not effort. What no heading shows stays “other”; a joint section on shortcomings and plans is problems.",
    "Reports with less than a fifth of their text under headings that show a part are not compared.",
    "The outline of 2021 has two parts that the one of 2015 lacks (P5, P8): a rise from none may be the outline's.",
  },
  caveats_zh = { "篇幅不等于力度；标题看不出的归“未归类”，问题与打算合写的归“不足与原因”。",
    "归入九部分不足五分之一的报告不作比较。",
    "2021 年纲要新增应急（P5）、科技（P8）两部分，由无到有可能只是体例变化。" },
  examples = {
    { run = "fazhi attention --region 望岫县 --year 2019 --corpus examples/corpus.db",
      prints = "2019,云岭省白塔市望岫县,county,P4" },
    { run = "fazhi attention --by report --year 2024 --corpus examples/corpus.db", prints = "P6 disputes" },
    { run = "fazhi attention --by year --corpus examples/corpus.db --lang en",
      prints = "Jensen–Shannon to the year before" },
  },
  run = function(args, corpus)
    local reports, notes, is_wanted = roster.around(corpus, args)
    local divisions, rows, none = {}, {}, roster.none(args)
    for i, report in ipairs(reports) do divisions[i] = attention.division(report) end
    local all = table.move(divisions, 1, #divisions, 1, {})
    for _, report in ipairs(args.by == "report" and roster.beside(corpus, args, reports) or {}) do
      all[#all + 1] = attention.division(report)
    end
    if args.by == "year" then
      local more
      rows, more = attention.years(divisions, is_wanted)
      table.move(more, 1, #more, #notes + 1, notes)
      return frame.new({ columns = year_columns, rows = rows, notes = notes, none = none }), draw(rows, "year", "mean")
    end
    local summaries = {}
    for _, one in ipairs(divisions) do
      if is_wanted(one.year) then
        local own = attention.rows(one)
        table.move(own, 1, #own, #rows + 1, rows)
        summaries[#summaries + 1] = args.by and attention.summary(one, all)
      end
    end
    local shown = args.by and { columns = summary_columns, rows = summaries } or { rows = rows }
    shown.notes, shown.none = notes, none
    return frame.new(shown), draw(rows, "id", "share")
  end,
}
