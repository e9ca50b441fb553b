-- lineup: the regions side by side in one indicator, as compare and rank show them: those that are ranked, those
-- that stand apart because they measure something else, those that did not report, and what has to be said.

local args_of = require "fazhi.args"
local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local failure = require "fazhi.failure"
local frame = require "fazhi.frame"
local message = require "fazhi.message"
local standing = require "fazhi.standing"

local say = message.say

local M = {}

-- The regions and years that have a value.
local function keys_of(values)
  local seen = {}
  for _, value in ipairs(values) do seen[comparison.region_key(value) .. tostring(value.year)] = true end
  return seen
end

-- Regions that have a report of that year and no value in any of them, which are those not seen.
local function missing_rows(corpus, indicator, filters, regions, seen)
  local rows = {}
  for _, report in ipairs(comparison.missing(corpus, indicator, filters, regions)) do
    local key = comparison.region_key(report) .. tostring(report.year)
    if not seen[key] then
      seen[key] = true
      rows[#rows + 1] = {
        region = report.region or comparison.unknown_region(report), region_code = report.region_code,
        level = report.level, year = report.year, issuer = report.issuer,
        note = message.text("not_reported"), id = comparison.report_id(report),
      }
    end
  end
  return rows
end

--- The values of an indicator that a script's arguments ask for (year, level, within, region), and the filters; the
--- latest year with a value if no year is asked for.
function M.values(corpus, indicator, args)
  local from, to = args_of.years(args.year)
  local filters = { level = args.level, within = args.within, from = from, to = to }
  local values = comparison.values(corpus, indicator, filters, args.region)
  if not args.year then
    filters.from = comparison.latest_year(values)
    filters.to = filters.from
    values = frame.new({ rows = values }):filter({ year = filters.from }).rows
  end
  return values, filters
end

local function apply_ratio(ratio, values)
  for _, value in ipairs(values) do
    local note
    value.per, note = ratio:apply(value)
    value.note = comparison.join_notes(value.note, note)
  end
end

-- A bound is ranked by the number that is stated, and says so; the number of those that are ranked.
local function put_bounds(rows)
  local count = 0
  for _, row in ipairs(rows) do
    if comparison.is_bound(row) then
      count = count + 1
      row.note = comparison.join_notes(say("a bound, ranked as if exact", "界限值，按所写数排名"), row.note)
    end
  end
  return count
end

local function append(list, more)
  return table.move(more, 1, #more, #list + 1, list)
end

-- What a level or a region leaves out because nobody knows where it belongs.
local function placeless_note(corpus, indicator, args, filters)
  if not args.level and not args.within then return {} end
  local count = failure.asked(corpus:count_placeless(indicator, filters))
  if count == 0 then return {} end
  return { say("{n} {n|report|reports} of no known place left out; fazhi meta tells why, places of your own come with "
    .. "--regions FILE", "另有 {n} 份报告地区不明，未计入；原因见 fazhi meta，自己的地区用 --regions 文件 加载", { n = count }) }
end

-- The notes in the order in which they matter.
local function notes_of(corpus, indicator, args, line)
  local filters, compared = line.filters, 0
  for _, row in ipairs(line.ranked) do compared = compared + (row.rank and 1 or 0) end
  local notes = { say("{n} {n|region|regions} compared, {missing} did not report", "比较 {n} 个地区，{missing} 个未报告",
    { n = compared, missing = #line.missing }) }
  append(notes, standing.notes(line.groups, line.ratio))
  append(notes, line.apart_notes)
  if line.bounds > 0 then
    notes[#notes + 1] = say(
      "{n} {n|value is a bound|values are bounds} (at least, at most): rank, median and z take {n|it|them} as if exact",
      "{n} 个数值是界限值（以上、以内），排名、中位数和 z 按所写数计", { n = line.bounds })
  end
  if #line.doubtful > 0 then
    notes[#notes + 1] = say(
      "{n} doubtful {n|reading stands|readings stand} apart, unranked; `fazhi why ID` shows {n|it|each}",
      "另有 {n} 个存疑的数值，单列、不排名，可用 fazhi why 查看", { n = #line.doubtful })
  end
  append(notes, line.ratio and line.ratio:notes() or {})
  local others = comparison.count_other_kinds(corpus, indicator, filters, args.region)
  if others > 0 then
    notes[#notes + 1] = say("{n} {n|document of another kind|documents of other kinds} (plans, news …) left out",
      "另有 {n} 份其他文种（要点、新闻等）未计入", { n = others })
  end
  append(notes, comparison.twins_notes(corpus, filters, indicator, args.region))
  append(notes, placeless_note(corpus, indicator, args, filters))
  local _, kind = catalogue.entry(indicator)
  local absent = args.region and {} or comparison.without_report(corpus, filters, kind)
  if #absent > 0 then
    notes[#notes + 1] = say("{n} {n|region has|regions have} no report of that year here: {names}",
      "{n} 个地区在库中没有该年度的报告：{names}",
      { n = #absent, names = comparison.names(absent) })
  end
  return notes
end

--- The regions in one indicator.
-- @param args of a script: year, level, within, region
-- @param options { ratio = fazhi.ratio or nil; ascending = true if rank 1 is the least }
-- @return { ranked = rows with rank, z, percentile and, with a ratio, per, the latest year first; apart =, doubtful =,
--   missing = rows without a rank; groups = of fazhi.standing; filters =, notes = }
function M.of(corpus, indicator, args, options)
  local ratio = options.ratio
  local values, filters = M.values(corpus, indicator, args)
  local seen = keys_of(values)
  local sure, doubtful = comparison.by_certainty(comparison.one_each(values, true))
  for _, value in ipairs(doubtful) do
    value.note = comparison.join_notes(say("doubtful reading", "存疑"), value.note)
  end
  if ratio then apply_ratio(ratio, sure) end -- what is made of a doubtful reading would look like a result
  local line = { filters = filters, ratio = ratio, doubtful = doubtful, ranked = {},
    groups = standing.groups(sure) }
  for _, group in ipairs(line.groups) do
    if group.is_main then
      standing.measure(group, ratio and "per" or "value", options.ascending)
      append(line.ranked, group.rows)
    end
  end
  line.bounds = put_bounds(line.ranked)
  line.apart_notes, line.apart = standing.apart(line.groups)
  line.missing = filters.from and missing_rows(corpus, indicator, filters, args.region, seen) or {}
  line.notes = notes_of(corpus, indicator, args, line)
  return line
end

--- All rows of a lineup: the ranked ones, then those that are not.
function M.rows(line)
  return append(append(append(append({}, line.ranked), line.apart), line.doubtful), line.missing)
end

--- The columns of a script without `per`, or with it under the name of the ratio.
function M.columns(outputs, ratio)
  local columns = {}
  for _, column in ipairs(outputs) do
    if column.name == "per" and ratio then
      columns[#columns + 1] = ratio:column_of("per")
    elseif column.name ~= "per" then
      columns[#columns + 1] = column
    end
  end
  return columns
end

return M
