-- dossier: all that is known of one region in one year, put together from the library for a page: its reports,
-- what the law asks for, its indicators beside its peers and its past, its series, the way of its disputes, what
-- changed, what does not add up, what it admits and what it had planned. It has no judgement of its own.

local cohort = require "fazhi.cohort"
local comparison = require "fazhi.comparison"
local consistency = require "fazhi.consistency"
local coverage = require "fazhi.coverage"
local display = require "fazhi.display"
local failure = require "fazhi.failure"
local funnel = require "fazhi.funnel"
local lineage = require "fazhi.lineage"
local pledge = require "fazhi.pledge"
local portrait = require "fazhi.portrait"
local problem = require "fazhi.problem"
local refusal = require "fazhi.refusal"
local roster = require "fazhi.roster"
local series = require "fazhi.series"

local M = {}

--- The part of the catalogue that the five contents of law stand in.
M.LAW = "法定内容"
local BASE = "closed" -- what the stages of the funnel are shares of
local CHANGES = 12 -- that are shown, the largest

-- The reports of the place, one for each year, whatever its code was, in order of year.
local function reports_of(corpus, codes, kind)
  local list = {}
  for _, code in ipairs(codes) do
    for _, report in ipairs(roster.reports(corpus, { kind = kind }, { code })) do list[#list + 1] = report end
  end
  list = roster.one_each(list)
  table.sort(list, function(a, b) return a.year < b.year end)
  return list
end

-- The readings of the place in all years by indicator, one for each year; and the five contents of each report, by
-- its id and their indicators.
local function readings_of(corpus, codes, kind)
  local by_indicator, contents, is_content = {}, {}, {}
  for _, item in ipairs(coverage.items) do is_content[item.id] = true end
  for _, code in ipairs(codes) do
    for _, one in ipairs(failure.asked(corpus:readings { region = code, kind = kind })) do
      by_indicator[one.indicator] = by_indicator[one.indicator] or {}
      table.insert(by_indicator[one.indicator], one)
      if is_content[one.indicator] then
        contents[one.report] = contents[one.report] or {}
        contents[one.report][one.indicator] = one
      end
    end
  end
  for id, list in pairs(by_indicator) do by_indicator[id] = comparison.one_each(list, true) end
  return by_indicator, contents
end

-- The reports by year that do not state an indicator.
local function silent_in(reports, values)
  local absent = {}
  for _, report in ipairs(reports) do absent[report.year] = report.id end
  for _, value in ipairs(values) do absent[value.year or 0] = nil end
  return absent
end

-- The series of an indicator that has values of two years at least; nil for others.
local function series_of(entry, values, place)
  if #values < 2 then return nil end
  local list = series.of(values, place.lineage)
  local one = list[1]
  if not one or #one < 2 then return nil end
  local rows = series.rows(one, silent_in(place.reports, one), place.lineage)
  return { indicator = entry.id, name = entry.name, part = entry.part, rows = rows, summary = series.summary(one) }
end

local function all_series(entries, place)
  local list = {}
  for _, entry in ipairs(entries) do
    local values = entry.part ~= M.LAW and place.readings[entry.id]
    local one = values and series_of(entry, values, place)
    if one then list[#list + 1] = one end
  end
  return list
end

local function size_of(row)
  return math.abs(row.change_percent or 0)
end

-- What is larger or smaller than last year, the largest change first; what is told for the first time, and no more.
local function changes_of(rows)
  local changed, begun, ended = {}, {}, {}
  for _, row in ipairs(rows) do
    if row.value and row.change and row.change ~= 0 then changed[#changed + 1] = row
    elseif row.value and not row.last then begun[#begun + 1] = row
    elseif not row.value and row.last then ended[#ended + 1] = row end
  end
  table.sort(changed, function(a, b)
    if size_of(a) ~= size_of(b) then return size_of(a) > size_of(b) end
    return a.indicator < b.indicator
  end)
  return { changed = table.move(changed, 1, math.min(#changed, CHANGES), 1, {}), count = #changed, begun = begun,
    ended = ended }
end

-- What does not add up, within the report and against the year before.
local function findings_of(corpus, group)
  local list = {}
  local function put(found)
    for _, finding in ipairs(found) do
      if consistency.is_at_least(finding, "warning") then list[#list + 1] = consistency.row(finding) end
    end
  end
  put(failure.asked(consistency.of_report(corpus, group.subject.id)))
  local code = group.subject.region_code
  if code then
    for _, finding in ipairs(failure.asked(consistency.of_region(corpus, { region = code, kind = group.kind }))) do
      if finding.year == group.year then put { finding } end
    end
  end
  return list
end

-- The shortcomings of the year, and the plans of the year before with what may answer them.
local function words_of(one, year)
  local problems = problem.rows(one.reports, problem.least, function(own) return own == year end)
  local plans = pledge.rows(one.reports, { least = pledge.least, candidates = 1,
    is_wanted = function(own) return own == year - 1 end })
  local answered = {}
  for _, row in ipairs(plans) do
    if row.plan then answered[#answered + 1] = row end
  end
  return problems, answered
end

local function codes_of(group, shared)
  local code = group.subject.region_code
  return code and shared.lineage:codes(code) or { group.subject.region or comparison.unknown_region(group.subject) }
end

-- What each report of the place has of the five contents; its readings tell that already.
local function contents_of(place)
  local rows = {}
  for i, report in ipairs(place.reports) do rows[i] = coverage.row(report, place.contents[report.id] or {}) end
  return rows
end

local function split(rows)
  local law, others = {}, {}
  for _, row in ipairs(rows) do table.insert(row.part == M.LAW and law or others, row) end
  return law, others
end

--- What several dossiers of one corpus share: { entries = corpus:indicators() with their names in the language in
--- force, lineage = }.
function M.shared(corpus)
  local entries = {}
  for i, entry in ipairs(failure.asked(corpus:indicators())) do
    entries[i] = setmetatable({ name = display.indicator(entry) }, { __index = entry })
  end
  return { entries = entries, lineage = lineage.of(comparison.regions(corpus)) }
end

-- What the place said the year before, from its readings.
local function before(place, year)
  local last = {}
  for id, values in pairs(place.readings) do
    for _, value in ipairs(values) do
      if value.year == year - 1 then last[id] = value end
    end
  end
  return last
end

--- What can be told of a region and year from stored values alone, without reading its texts again: the part of
--- M.of that is cheap enough for every region of a corpus.
-- @param group of cohort.of; `before` is put in where it is missing
-- @return the fields group, report, reports, law, indicators, contents, series, funnel, changes, notes of M.of, and
--   report_of = { [id of an observation that rests on words] = id of its report }
function M.brief(corpus, group, shared)
  local codes = codes_of(group, shared)
  local place = { lineage = shared.lineage, reports = reports_of(corpus, codes, group.kind) }
  place.readings, place.contents = readings_of(corpus, codes, group.kind)
  group.before = group.before or before(place, group.year)
  local rows, notes = portrait.rows(shared.entries, group)
  local law, indicators = split(rows)
  local report, report_of = group.subject, {}
  report.name = report.region or comparison.unknown_region(report)
  for _, values in pairs(place.readings) do
    for _, value in ipairs(values) do report_of[value.id] = value.place and value.report or nil end
  end
  return { group = group, report = report, reports = place.reports, law = law, indicators = indicators,
    contents = contents_of(place), series = all_series(shared.entries, place), report_of = report_of,
    funnel = funnel.rows(report, BASE), changes = changes_of(indicators), notes = notes }
end

-- Where a report is silent, what it says of another time is told.
local function put_refusals(corpus, one)
  local reader = refusal.reader(corpus)
  refusal.put_report(corpus, one.indicators, one.report.id, reader)
  for _, each in ipairs(one.series) do refusal.put(corpus, each.rows, each.indicator, reader) end
end

--- Everything of a region and year.
-- @param args { region =, year = or nil: the latest, kind = or nil }, as cohort.of takes them
-- @return { group = of cohort.of, report = the stored report, reports = those of all years, one each, in order, law =
--   rows of portrait for the five contents, indicators = the others, contents = rows of coverage for each year,
--   series = list of { indicator=, name=, part=, rows = of series.rows, summary = }, funnel = rows, changes = {
--   changed=, count=, begun=, ended= rows of indicators }, findings = rows of consistency, problems =, plans = rows,
--   notes = }; nil if the region has no such report
function M.of(corpus, args)
  local group = cohort.of(corpus, args)
  if not group then return nil end
  local one = M.brief(corpus, group, M.shared(corpus))
  put_refusals(corpus, one)
  one.findings = findings_of(corpus, group)
  one.problems, one.plans = words_of(one, group.year)
  return one
end

return M
