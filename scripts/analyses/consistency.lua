-- consistency: what the numbers of the stored reports cannot all say at once, within a report and
-- between the years of a region. Nothing is corrected: both sentences are shown.

local args_of = require("fazhi.args")
local consistency = require("fazhi.consistency")
local failure = require("fazhi.failure")
local frame = require("fazhi.frame")

local function add(list, checked, found, counts, severity)
  for _, finding in ipairs(found) do
    if consistency.is_at_least(finding, severity) then list[#list + 1] = consistency.row(finding) end
  end
  for rule, n in pairs(counts) do checked[rule] = (checked[rule] or 0) + n end
end

local function ask(found, counts, code)
  if not found then failure.raise(code, counts) end
  return found, counts
end

-- The findings of each report, then those between years, of the reports that fit the filters.
local function collect(corpus, filters, severity)
  local rows, checked = {}, {}
  local query = failure.asked(corpus:reports(filters))
  local reports = 0
  for report in query:each() do
    reports = reports + 1
    local found, counts = ask(consistency.of_report(corpus, report.id))
    add(rows, checked, found, counts, severity)
  end
  local found, counts = ask(consistency.of_region(corpus, filters))
  add(rows, checked, found, counts, severity)
  return rows, checked, reports
end

return {
  name = "consistency", alias = "自洽", api = 1, category = "analysis",
  summary = "Find numbers in the reports that cannot all be right, with both sentences.",
  summary_zh = "找出报告中彼此对不上的数字，并列两处原句。",
  arguments = {
    { name = "--region", kind = "region", help = "only this region", help_zh = "只看该地区" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只看该地区辖内" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只看该层级" },
    { name = "--year", kind = "year", help = "only these years, as 2018-2024", help_zh = "只看这些年度，如 2018-2024" },
    { name = "--severity", kind = "choice", choices = { "error", "warning", "info" }, default = "warning",
      help = "the least that is shown", help_zh = "最低显示程度" },
  },
  outputs = consistency.columns,
  method = "Interval arithmetic over the numbers as stated: rounding by their last digit, 余 and 以上 open above; "
    .. "parts and totals, shares, rates, changes, bounds, claimed growth against last year, jumps beyond 5 or 1/5.",
  method_zh = "按所写数字的末位与余、约等词取区间核算：分项与总数、占比、比率、升降幅度、大小关系、自称增长率与上年报告、年际相差五倍以上。",
  needs = "numbers told in one sentence; for growth and jumps the reports of two years that follow each other",
  needs_zh = "同一句中的数字；增长率与年际比较须有相邻两年的报告",
  caveats = {
    "A finding says that numbers disagree, not which one is wrong; the definition may have changed.",
    "What is stated once and alone cannot be checked; no finding is no proof.",
  },
  caveats_zh = { "疑点只说明数字对不上，不说明哪个错；也可能是口径有变。", "只说了一次的数无从核对；没有疑点不等于没有错。" },
  examples = {
    { run = "fazhi consistency --corpus examples/corpus.db --lang en", prints = "two values of one indicator" },
    { run = "fazhi consistency --region 石汀县 --corpus examples/corpus.db", prints = "review_accepted" },
  },
  run = function(args, corpus)
    local from, to = args_of.years(args.year)
    local filters = { region = args.region, within = args.within, level = args.level, from = from, to = to }
    local rows, checked = collect(corpus, filters, args.severity)
    return frame.new({ columns = consistency.columns, rows = rows,
      notes = { consistency.checked_in_words(checked) } })
  end,
}
