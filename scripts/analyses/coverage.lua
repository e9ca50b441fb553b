-- coverage: which of the five contents the law asks for each report has, and when it was published against
-- the deadline of its year; or the shares of provinces, levels or years that keep to the law.

local comparison = require("fazhi.comparison")
local coverage = require("fazhi.coverage")
local frame = require("fazhi.frame")
local gallery = require("fazhi.lazy")("fazhi.gallery")
local message = require("fazhi.message")
local roster = require("fazhi.roster")

local share_columns = {
  { name = "group", kind = "text", zh = "组", en = "group" },
  { name = "item", kind = "text", zh = "项", en = "item" },
  { name = "k", kind = "integer", zh = "有", en = "yes" },
  { name = "n", kind = "integer", zh = "可判", en = "known" },
  { name = "unknown", kind = "integer", zh = "不明", en = "unknown" },
  { name = "share", kind = "number", unit = "%", digits = 1, zh = "占比", en = "share" },
  { name = "low", kind = "number", unit = "%", digits = 1, zh = "下限", en = "low" },
  { name = "high", kind = "number", unit = "%", digits = 1, zh = "上限", en = "high" },
}

local evidence_columns = {
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "content", kind = "text", zh = "内容", en = "content" },
  { name = "present", kind = "flag", zh = "有无", en = "present" },
  { name = "how", kind = "text", zh = "判据", en = "shown by" },
  { name = "words", kind = "text", zh = "原文", en = "words" },
  { name = "id", kind = "text", zh = "编号", en = "id" },
}

-- Regions that are in the corpus with other years only.
local function absent_note(corpus, args, filters)
  if args.region or not (filters.from or filters.to) then return nil end
  local absent = comparison.without_report(corpus, filters, filters.kind)
  return #absent > 0 and message.say("{n} {n|region has|regions have} no report of that year here: {names}",
    "{n} 个地区在库中没有该年度的报告：{names}", { n = #absent, names = comparison.names(absent) }) or nil
end

local function shares(reports, by, notes, none)
  local rows, left = coverage.counted(reports)
  if left > 0 then
    table.insert(notes, 1, message.say(
      "{n} {n|report of a department|reports of departments} or beside the region's own {n|is|are} not counted",
      "部门报告和同地区同年度的其他报告 {n} 份未计入", { n = left }))
  end
  if #rows > 0 then table.insert(notes, 1, coverage.summary(rows)) end
  local list = coverage.shares(rows, by)
  return frame.new({ columns = share_columns, rows = list, notes = notes, none = none }),
    function() return gallery.shares(list, message.choose("Legally required contents", "法定内容")) end
end

return {
  name = "coverage", alias = { "法定内容", "齐备" }, api = 1, category = "analysis",
  summary = "Show which legally required contents each report has, and whether it was published in time.",
  summary_zh = "查法定五项内容是否齐备、是否按期公开。",
  arguments = {
    { name = "--region", kind = "region", repeated = true, help = "only these regions", help_zh = "只看这些地区" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只看该地区辖内" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只看该层级" },
    { name = "--year", kind = "year", help = "only these years, as 2018-2024", help_zh = "只看这些年度，如 2018-2024" },
    { name = "--by", kind = "choice", choices = { "province", "level", "year" },
      help = "shares of the regions by province, level or year", help_zh = "按省、层级或年度汇总达标率" },
    { name = "--evidence", kind = "flag", help = "a row for each content, with the words that show it",
      help_zh = "每项内容一行，附判定所据的原文" },
  },
  charts = { "heat", "dot" },
  outputs = coverage.columns,
  method = "Headings, fields of sections and leading sentences against the catalogue rule_of_law/contents; days from "
    .. "the last day in time of catalogue/deadlines to publication; Wilson's 95 % interval (1927) for shares.",
  method_zh = "按目录 rule_of_law/contents 判定标题、各节领域和段首句；逾期天数自 catalogue/deadlines 的期限末日起算；"
    .. "占比附 Wilson 95% 区间（1927）。",
  needs = "observed reports; a publication date, without which a report is unknown, never late",
  needs_zh = "已抽取的报告；公开日期，不详者计为不明，不算逾期",
  caveats = {
    "“No” means that the whole text shows none, not that nothing was done; where a text is cut off it is unknown.",
    "The fifth, other matters, is due only where there are any: all five may be too much to ask.",
    "The date is that of the page; one that is more than a year late may be that of a move: not counted.",
  },
  caveats_zh = { "“否”指通读全文未见，不等于没有做；文本不全者不判。",
    "第五项“其他情况”有则报告，未见不等于缺项。", "日期是网页所示；晚一年以上的可能是网站迁移日，不计。" },
  examples = {
    { run = "fazhi coverage --year 2024 --corpus examples/corpus.db",
      prints = "石汀县,2024,true,true,false,true,false,2025-04-02,2025-03-31,2" },
    { run = "fazhi coverage --by year --corpus examples/corpus.db", prints = "2024,published in time,3,4,2,75" },
    { run = "fazhi coverage --evidence --region 白塔市 --year 2021 --corpus examples/corpus.db", prints = "heading" },
  },
  run = function(args, corpus)
    local filters = roster.filters(args)
    local reports, none = roster.reports(corpus, filters, args.region), roster.none(args)
    local notes = { absent_note(corpus, args, filters) }
    notes[#notes + 1] = comparison.twins_notes(corpus, filters, nil, args.region)[1]
    if args.by then return shares(reports, args.by, notes, none) end
    local rows, found = {}, not args.region and not args.evidence and coverage.found(corpus, filters)
    for _, report in ipairs(reports) do
      local own = found and (found[report.report_id] or {}) or nil
      local more = args.evidence and coverage.evidence(report) or { coverage.row(report, own) }
      table.move(more, 1, #more, #rows + 1, rows)
    end
    if args.evidence then
      return frame.new({ columns = evidence_columns, rows = rows, notes = notes, none = none })
    end
    if #rows > 0 then table.insert(notes, 1, coverage.summary(rows)) end
    return frame.new({ columns = coverage.columns, rows = rows, notes = notes, none = none }),
      function() return gallery.matrix(rows, coverage.drawn, message.choose("Legally required contents", "法定内容")) end
  end,
}
