-- Series: the values of one indicator by place and year, the gaps between them kept and named, the changes from
-- year to year beside what the reports claim, the breaks, and what can be said of a series as a whole.

local breaks = require("fazhi.breaks")
local comparison = require("fazhi.comparison")
local display = require("fazhi.display")
local frame = require("fazhi.frame")
local growth = require("fazhi.growth")
local json = require("fazhi.json")
local message = require("fazhi.message")
local scope = require("fazhi.scope")
local stats = require("fazhi.stats")

local say = message.say

local M = {}

--- Years a series needs for a slope and a test: below, no outcome of a test means much, and
--- only a direction is told.
M.enough = 5

--- The key of the place a row is of: the code it is known under last, or what comparison.region_key takes.
function M.key(row, lineage)
  return row.region_code and lineage:key(row.region_code) or comparison.region_key(row)
end

--- Values (one for each region and year) as a list of series, each in order of year.
-- @param lineage fazhi.lineage of the corpus
function M.of(values, lineage)
  for _, value in ipairs(values) do value.key = M.key(value, lineage) end
  local list = {}
  local sorted = frame.new({ columns = { "key", "year" }, rows = values }):sort("key", "year")
  for i, group in ipairs(sorted:group("key").groups) do list[i] = group.rows end
  return list
end

-- Reports state at most a few decimals: what is beyond the twelfth digit is the computer's.
local function difference(a, b)
  local exact = a - b
  return math.type(exact) == "integer" and exact or tonumber(("%.12g"):format(exact))
end

local rates = { ["%"] = true, ["‰"] = true, ["百分点"] = true }

--- The change from one value to another of the same scope in a unit of the same group, and in % of it, but for rates,
--- which change by points; nil if there is none, and where one of them is doubtful.
function M.change(value, before)
  if not before or not before.value or not value.value then return nil end
  if #comparison.by_certainty({ value, before }) < 2 then return nil end
  if comparison.unit_group(value.unit) ~= comparison.unit_group(before.unit) then return nil end
  if scope.of(value) ~= scope.of(before) then return nil end
  local change = difference(value.value, before.value)
  if rates[value.unit] or before.value == 0 then return change, nil end
  return change, 100 * change / before.value
end

local LONG = 3 -- years without a report that have a row each; more stand in one

-- A year without a value: in its report, or because there is no report.
local function gap(region, year, report)
  return { region = region, year = year, note = message.text(report and "not_reported" or "without_report"),
    id = report }
end

-- The last of the years from `year` on that have neither a value nor a report, if they are many; else `year`.
local function end_of_gap(year, last, by_year, absent)
  local stop = year
  while stop <= last and not by_year[stop] and not absent[stop] do stop = stop + 1 end
  return stop - year > LONG and stop - 1 or year
end

local function range(values, absent)
  local first, last, by_year = nil, nil, {}
  for _, value in ipairs(values) do
    if value.year then
      by_year[value.year] = value
      first, last = first or value.year, value.year
    end
  end
  for year in pairs(first and absent or {}) do first, last = math.min(first, year), math.max(last, year) end
  return by_year, first, last
end

-- What differs from the value before is told; what breaks a series is what differs from the last value of the same
-- scope, since values of another are no part of it.
local function put_breaks(row, before, last, lineage)
  local matters
  if before then row.breaks, matters = breaks.between(before, row, lineage) end
  if last and last ~= before then matters = select(2, breaks.between(last, row, lineage)) end
  row.is_broken = last and matters or false
end

--- One row for every year from the first to the last with a value or a report, with `change` and `change_percent`
--- against the year before and `breaks` against the value before, `is_broken` if they matter within its scope. Many
--- years without either stand in one row.
-- @param values of one series, in order of year; absent: { [year] = id of a report that does not state it };
--   lineage: fazhi.lineage of the corpus
function M.rows(values, absent, lineage)
  local rows, by_year, first, last = {}, range(values, absent)
  local before, last_of, year = nil, {}, first
  while year and year <= last do
    local row = by_year[year] or gap(values[#values].region, year, absent[year])
    local stop = end_of_gap(year, last, by_year, absent)
    row.change, row.change_percent = M.change(row, by_year[year - 1])
    if row.value then
      local class = scope.of(row)
      put_breaks(row, before, last_of[class], lineage)
      before, last_of[class] = row, row
    elseif stop > year then
      row.note = ("%s %d–%d"):format(row.note, year, stop)
    end
    rows[#rows + 1] = row
    year = stop + 1
  end
  return rows
end

-- A change in words, with its sign and one digit behind the point: +8.4 %.
local function signed(number, unit)
  local s = json.number(tonumber(("%.1f"):format(number)))
  return (number > 0 and "+" or "") .. s .. (unit == "%" and " %" or unit)
end

local function doubt(row, before, claim)
  local holds, computed = growth.fits(before, row, claim)
  if holds ~= false then return nil end
  return say("claims {claim}, by last year's report {computed}", "自称 {claim}，按上年报告为 {computed}",
    { claim = signed(claim.growth, claim.unit), computed = signed(computed, claim.unit) })
end

-- The note of a growth that is not one against the year before, or nil.
local function of_other_years(row, claim)
  local word = signed(claim.growth, claim.unit)
  if not growth.is_on_year(claim.base, row.year) then
    return say("claims {claim} against {base}", "自称比{base} {claim}", { claim = word, base = claim.base })
  elseif not growth.is_on_year(claim.base_before, row.year) then
    return say("claims {claim}, by its sentence against {base}", "自称 {claim}，按同句为比{base}",
      { claim = word, base = claim.base_before })
  elseif not growth.is_on_year(claim.base_above, row.year) then
    return say("claims {claim}, by its heading against {base}", "自称 {claim}，按标题为比{base}",
      { claim = word, base = claim.base_above })
  elseif not claim.base and growth.is_of_several(row.note) then
    return say("claims {claim} of several years", "自称 {claim}，为多年合计", { claim = word })
  end
end

local function put_claim(row, before, claim)
  local other = of_other_years(row, claim)
  if other then
    row.note = comparison.join_notes(row.note, other)
    return
  end
  row.claimed = claim.growth
  if before and before.value and not growth.is_real(row.indicator) and M.change(row, before) then
    row.note = comparison.join_notes(row.note, doubt(row, before, claim))
  end
end

--- Gives the rows of a series what their reports claim of their growth: `claimed`, and a note where last
--- year's value does not bear it out.
-- @param kind of the reports
function M.put_claims(corpus, rows, kind)
  for i, row in ipairs(rows) do
    row.claimed = nil -- of a value it says that the number is claimed, of a row by how much it grew
    if row.value and row.report and row.figure_id then
      local claim = growth.claimed(corpus, row.report, kind, { row })[row.figure_id]
      if claim then put_claim(row, rows[i - 1], claim) end
    end
  end
end

local function direction_of(slope)
  if slope > 0 then return message.choose("rising", "上升") end
  if slope < 0 then return message.choose("falling", "下降") end
  return message.choose("level", "持平")
end

--- What can be said of numbers by year: n, from, to, and from two years on a direction; from M.enough
--- on also the Theil–Sen slope a year with its interval at 95 % (low, high) and S and p of the Mann–Kendall test.
function M.describe(years, numbers)
  local row = { n = #years, from = years[1], to = years[#years] }
  local slope, _, _, low, high = stats.theil_sen(years, numbers)
  if not slope then return row end
  row.direction = direction_of(slope)
  if #years >= M.enough then
    row.slope, row.low, row.high = slope, low, high
    row.s, row.p = stats.mann_kendall(numbers)
  end
  return row
end

local function numbers_of(values, key)
  local years, numbers, places = {}, {}, 0
  for _, value in ipairs(values) do
    if value.year and value[key] then
      years[#years + 1], numbers[#numbers + 1] = value.year, value[key]
      places = places + (value.is_broken and 1 or 0)
    end
  end
  return years, numbers, places
end

-- The scope or basis of a series that is not of the whole region, and how many values of others there are.
local function scope_note(class, other)
  return comparison.join_notes(
    class and scope.note(class) or nil,
    scope.left_out(other, class))
end

--- Splits the values of a series into those that are told together and what is left out of them: the doubtful ones,
--- those of other units and those of another scope than the commonest.
-- @return the values told, { doubtful =, other =, apart = } lists, their unit and the class of their scope
function M.split(values)
  local sure, doubtful = comparison.by_certainty(values)
  local alike, other, unit = comparison.by_unit(sure)
  local same, apart, class = scope.split(alike)
  return same, { doubtful = doubtful, other = other, apart = apart }, unit, class
end

--- A series in one row: region, unit and what M.describe says. What M.split leaves out is noted, and so is how many
--- breaks there are.
-- @param values of one series, after M.rows if breaks are to be counted; key: "value" (default) or another number
function M.summary(values, key)
  local same, left_out, unit, class = M.split(values)
  local doubtful, other = left_out.doubtful, left_out.other
  local years, numbers, places = numbers_of(same, key or "value")
  local row = M.describe(years, numbers)
  row.region, row.unit = values[#values].region, unit
  row.note = comparison.join_notes(scope_note(class, left_out.apart),
    #other > 0 and say("{n} {n|value in another unit|values in other units} left out",
      "另有 {n} 个数值单位不同，未计入", { n = #other }) or nil,
    #doubtful > 0 and say("{n} doubtful {n|reading|readings} left out", "另有 {n} 个存疑的数值，未计入", { n = #doubtful }) or nil,
    places > 0 and say("breaks: {n}", "口径变化 {n} 处", { n = places }) or nil)
  return row
end

-- Four digits, and never as a power of ten: 416200, not 4.162e+05.
local function short(number)
  return display.number(tonumber(("%.4g"):format(number)))
end

--- A summary in words; ratio: what the numbers are divided by, with a method unit, or nil.
function M.sentence(row, ratio)
  local s = ("%s n=%d"):format(row.region or "?", row.n)
  if row.direction then s = s .. " " .. row.direction end
  if row.slope then
    local unit = ratio and ratio:unit(row.unit) or row.unit
    s = s .. message.choose(", Theil–Sen slope %s %s a year%s, Mann–Kendall %s",
      "，Theil–Sen 斜率每年 %s %s%s，Mann–Kendall %s"):format(short(row.slope), unit,
      row.low and message.choose(" [%s, %s]", "［%s，%s］"):format(short(row.low), short(row.high)) or "",
      display.p(row.p))
  end
  return comparison.join_notes(s, row.note)
end

return M
