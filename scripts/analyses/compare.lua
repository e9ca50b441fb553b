-- compare: the regions of one level side by side in one indicator and year, each with the
-- sentence it is taken from, and those who did not report.

local args_of = require("fazhi.args")
local comparison = require("fazhi.comparison")
local frame = require("fazhi.frame")
local message = require("fazhi.message")

-- Regions that have a report of that year and no value in any of them.
local function missing_rows(corpus, args, filters, values)
  local rows, seen = {}, {}
  for _, value in ipairs(values) do seen[comparison.region_key(value) .. value.year] = true end
  for _, report in ipairs(comparison.missing(corpus, args.indicator, filters, args.region)) do
    local key = comparison.region_key(report) .. tostring(report.year)
    if not seen[key] then
      seen[key] = true
      rows[#rows + 1] = {
        region = report.region or comparison.unknown_region(report), region_code = report.region_code,
        level = report.level, year = report.year,
        note = message.text("not_reported"), id = comparison.report_id(report),
      }
    end
  end
  return rows
end

local function notes_of(ranked, apart, doubtful, missing, unit)
  local notes = { message.choose("%d regions compared, %d did not report", "比较 %d 个地区，%d 个未报告")
    :format(#ranked + #apart + #doubtful, #missing) }
  if #apart > 0 then
    notes[2] = message.choose("%d values in other units than %s stand apart, unranked",
      "另有 %d 个数值的单位不是“%s”，单列、不排名"):format(#apart, unit)
  end
  if #doubtful > 0 then
    notes[#notes + 1] = message.choose("%d doubtful readings stand apart, unranked; `fazhi why ID` shows each",
      "另有 %d 个存疑的数值，单列、不排名，可用 fazhi why 查看"):format(#doubtful)
  end
  return notes
end

-- The latest year with a value, if none was asked for.
local function values_and_filters(args, corpus)
  local from, to = args_of.years(args.year)
  local filters = { level = args.level, within = args.within, from = from, to = to }
  local values = comparison.values(corpus, args.indicator, filters, args.region)
  if not args.year then
    filters.from = comparison.latest_year(values)
    filters.to = filters.from
    values = frame.new({ rows = values }):filter({ year = filters.from }).rows
  end
  return values, filters
end

return {
  name = "compare", alias = { "比较", "对比" }, api = 1, category = "analysis",
  summary = "Compare regions in one indicator and year, and show who did not report.",
  summary_zh = "横比各地区同一年度的一个指标，并列出未报告者。",
  arguments = {
    { name = "INDICATOR", kind = "indicator", help = "id or Chinese name", help_zh = "指标的代号或中文名" },
    { name = "--year", kind = "year",
    help = "default: the latest with a value", help_zh = "默认为有数值的最近年度" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只比该层级" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只比该地区辖内" },
    { name = "--region", kind = "region", repeated = true,
    help = "only these regions", help_zh = "只比这些地区" },
  },
  outputs = {
    { name = "rank", kind = "integer", zh = "名次", en = "rank",
    help = "within year and level; equal values share it" },
    { name = "level", kind = "level", zh = "层级", en = "level" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "value", kind = "number", zh = "数值", en = "value", help = "missing if not reported" },
    { name = "unit", kind = "text", zh = "单位", en = "unit" },
    { name = "bound", kind = "text", zh = "约数", en = "bound" },
    { name = "scope", kind = "text", zh = "范围", en = "scope" },
    { name = "note", kind = "text", zh = "说明", en = "note" },
    { name = "quote", kind = "text", zh = "原句", en = "quote" },
    { name = "id", kind = "text", zh = "编号", en = "id", help = "for `fazhi why`" },
  },
  method = "Standard competition ranking, the largest value first, within a year and a level.",
  method_zh = "同一年度、同一层级内由大到小排名，数值相同者名次相同。",
  caveats = {
    "A large value need not be a good one; see the definition of the indicator.",
    "Figures are the reports' own; those who did not report are listed, never counted as 0.",
  },
  caveats_zh = { "数值大不等于做得好，请看指标定义。", "数字由各报告自报；未报告者单列，不作 0 计。" },
  examples = {
    { run = "fazhi compare review_accepted --year 2024 --level county --corpus examples/corpus.db",
      prints = "1,county,云岭省白塔市苇湖市,2024,163,件" },
  },
  run = function(args, corpus)
    local values, filters = values_and_filters(args, corpus)
    local sure, doubtful = comparison.by_certainty(comparison.one_each(values))
    local ranked, apart, unit = comparison.by_unit(sure)
    local missing = filters.from and missing_rows(corpus, args, filters, values) or {}
    local notes = notes_of(ranked, apart, doubtful, missing, unit)
    local others = comparison.count_other_kinds(corpus, args.indicator, filters, args.region, #values)
    if others > 0 then
      notes[#notes + 1] = message.choose("%d documents of other kinds (plans, news …) left out",
        "另有 %d 份其他文种（要点、新闻等）未计入"):format(others)
    end
    notes[#notes + 1] = comparison.twins_notes(corpus, filters, args.indicator, args.region)[1]
    local absent = args.region and {} or comparison.without_report(corpus, filters, comparison.kind_of(args.indicator))
    if #absent > 0 then
      notes[#notes + 1] = message.choose("%d regions have no report of that year here: %s", "%d 个地区在库中没有该年度的报告：%s")
        :format(#absent, comparison.names(absent))
    end
    local columns = { "level", "region", "year", "value", "unit", "bound", "scope", "note", "quote", "id" }
    local result = frame.new({ columns = columns, rows = ranked })
      :rank("value", { within = { "year", "level" } })
      :sort("-year", "level", "rank")
    table.move(apart, 1, #apart, #result.rows + 1, result.rows)
    table.move(doubtful, 1, #doubtful, #result.rows + 1, result.rows)
    table.move(missing, 1, #missing, #result.rows + 1, result.rows)
    return frame.new({
      rows = result.rows, notes = notes, none = args.indicator,
    })
  end,
}
