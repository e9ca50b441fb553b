-- Series: the values of one indicator by region and year, the gaps between them kept, the
-- changes from year to year, and what can be said of a series as a whole.

local comparison = require("fazhi.comparison")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local stats = require("fazhi.stats")

local M = {}

--- Years a series needs for a slope and a test: below, no outcome of a test means much, and
--- only a direction is told.
M.enough = 5

--- Values (one for each region and year) as a list of series, each in order of year.
function M.of(values)
  for _, value in ipairs(values) do value.key = comparison.region_key(value) end
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

-- Change against the year before, if that year has a value in a unit of the same group.
local function change_of(value, before)
  if not before or not before.value or not value.value then return nil end
  if comparison.unit_group(value.unit) ~= comparison.unit_group(before.unit) then return nil end
  local change = difference(value.value, before.value)
  return change, before.value ~= 0 and 100 * change / before.value or nil
end

--- One row for every year from the first to the last, with `change` and `change_percent`
--- against the year before; a year without a value is a row without one.
function M.rows(values)
  local by_year, rows, first, last = {}, {}, nil, nil
  for _, value in ipairs(values) do
    if value.year then
      by_year[value.year] = value
      first, last = first or value.year, value.year
    end
  end
  for year = first or 1, last or 0 do
    local value = by_year[year] or { region = values[1].region, year = year, note = message.text("not_reported") }
    value.change, value.change_percent = change_of(value, by_year[year - 1])
    rows[#rows + 1] = value
  end
  return rows
end

local function direction_of(slope)
  if slope > 0 then return message.choose("rising", "上升") end
  if slope < 0 then return message.choose("falling", "下降") end
  return message.choose("level", "持平")
end

--- A series in one row: region, n, unit, from, to and, from two years on, direction; from
--- M.enough years on also the Theil–Sen slope a year and S and p of the Mann–Kendall test.
--- Values in other units than the commonest are left out and noted.
function M.summary(values)
  local same, other, unit = comparison.by_unit(values)
  local years, numbers = {}, {}
  for _, value in ipairs(same) do
    if value.year then years[#years + 1], numbers[#numbers + 1] = value.year, value.value end
  end
  local row = { region = values[1].region, n = #years, unit = unit, from = years[1], to = years[#years] }
  if #other > 0 then
    row.note = message.choose("%d values in other units left out", "另有 %d 个数值单位不同，未计入"):format(#other)
  end
  local slope = stats.theil_sen(years, numbers)
  if not slope then return row end
  row.direction = direction_of(slope)
  if #years >= M.enough then
    row.slope = slope
    row.s, row.p = stats.mann_kendall(numbers)
  end
  return row
end

--- A summary in words.
function M.sentence(row)
  local s = ("%s n=%d"):format(row.region or "?", row.n)
  if row.direction then s = s .. " " .. row.direction end
  if row.slope then
    s = s .. message.choose(", Theil–Sen slope %.4g %s a year, Mann–Kendall p = %.3f",
      "，Theil–Sen 斜率每年 %.4g %s，Mann–Kendall p = %.3f"):format(row.slope, row.unit, row.p)
  end
  return comparison.join_notes(s, row.note)
end

return M
