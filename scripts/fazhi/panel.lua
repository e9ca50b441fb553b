-- panel: many regions over many years, one number for each group and year: the median of those that have a
-- value, with how many they are. A group has one level, one unit and one scope.

local comparison = require "fazhi.comparison"
local message = require "fazhi.message"
local scope = require "fazhi.scope"
local series = require "fazhi.series"
local standing = require "fazhi.standing"

local say = message.say

local M = {}

-- The region one level above a code, as it is called by the corpus or the gazetteer.
local function above(code, names)
  if not code then return say("unknown", "不明") end
  local parent = code:find("00$") and code:sub(1, 2) .. "0000" or code:sub(1, 4) .. "00"
  if not names[parent] then parent = code:sub(1, 2) .. "0000" end -- 直辖市 and 省直辖 have no prefecture
  return names[parent] or parent
end

local function province(code, names)
  if not code then return say("unknown", "不明") end
  return names[code:sub(1, 2) .. "0000"] or code:sub(1, 2)
end

-- The names of groups; a province's own report is in the group of provinces, not in that of its counties.
local namers = {
  level = function(value) return standing.level_name(value.level, { value }) end,
  province = function(value, names)
    return ("%s %s"):format(province(value.region_code, names), standing.level_name(value.level, { value }))
  end,
  within = function(value, names)
    return ("%s %s"):format(above(value.region_code, names), standing.level_name(value.level, { value }))
  end,
}

local function collect(values, by, names)
  local groups, order = {}, {}
  for _, value in ipairs(values) do
    if value.year then
      local name = namers[by](value, names)
      if not groups[name] then
        groups[name] = { name = name, values = {} }
        order[#order + 1] = groups[name]
      end
      table.insert(groups[name].values, value)
    end
  end
  table.sort(order, function(a, b) return a.name < b.name end)
  return order
end

-- The values of a group that are of its commonest unit and scope; the number of the others.
local function alike(group)
  local same, other = comparison.by_unit(group.values)
  local list, apart, class = scope.split(same)
  return list, apart, #other, class
end

local function by_year(values, key)
  local years, first, last = {}, math.huge, -math.huge
  for _, value in ipairs(values) do
    if value[key] then
      years[value.year] = years[value.year] or {}
      table.insert(years[value.year], value[key])
      first, last = math.min(first, value.year), math.max(last, value.year)
    end
  end
  return years, first, last
end

-- Reports of each group and year that do not state the indicator.
local function silent(missing, by, names)
  local counts = {}
  for _, report in ipairs(missing) do
    local key = namers[by](report, names) .. "\0" .. tostring(report.year)
    counts[key] = (counts[key] or 0) + 1
  end
  return counts
end

local function rows_of(group, key, absent)
  local list, apart, units, class = alike(group)
  local years, first, last = by_year(list, key)
  local rows = {}
  if first > last then return rows, list, apart, units end
  for year = first, last do
    local numbers = years[year] or {}
    local q1, median, q3 = standing.quartiles(numbers)
    rows[#rows + 1] = { group = group.name, year = year, n = #numbers, median = median, q1 = q1, q3 = q3,
      silent = absent[group.name .. "\0" .. year] or 0, unit = comparison.unit_group(list[1].unit),
      scope = class ~= scope.WHOLE and scope.name(class) or nil }
  end
  return rows, list, apart, units
end

local function is_one_place(values)
  for _, value in ipairs(values) do
    if comparison.region_key(value) ~= comparison.region_key(values[1]) then return false end
  end
  return true
end

local function varies(rows, values)
  if is_one_place(values) then return false end
  for _, row in ipairs(rows) do
    if row.n ~= rows[1].n then return true end
  end
  return false
end

local function note_of(rows, values, apart, units)
  return comparison.join_notes(
    varies(rows, values) and say("not the same regions every year", "各年报告的地区不同") or nil,
    values[1] and scope.left_out(apart, scope.of(values[1])) or nil,
    units > 0 and say("{n} {n|value in another unit|values in other units} left out",
      "另有 {n} 个数值单位不同，未计入", { n = units }) or nil)
end

--- The medians of groups of regions by year.
-- @param values one for each region and year; by: "level", "province" or "within" (the region above)
-- @param options { key = the number, "value" by default; names = { code = name }; missing = reports that do not
--   state the indicator }
-- @return rows { group=, year=, n=, silent=, median=, q1=, q3=, unit=, scope= }, and a summary of each group as
--   series.describe gives it, with region = name of the group, unit and note
function M.medians(values, by, options)
  local key, names = options.key or "value", options.names or {}
  local absent = silent(options.missing or {}, by, names)
  local rows, summaries = {}, {}
  for _, group in ipairs(collect(values, by, names)) do
    local own, list, apart, units = rows_of(group, key, absent)
    table.move(own, 1, #own, #rows + 1, rows)
    local years, medians = {}, {}
    for _, row in ipairs(own) do
      if row.median then years[#years + 1], medians[#medians + 1] = row.year, row.median end
    end
    local summary = series.describe(years, medians)
    summary.region, summary.unit = group.name, list[1] and comparison.unit_group(list[1].unit)
    summary.note = note_of(own, list, apart, units)
    summaries[#summaries + 1] = summary
  end
  return rows, summaries
end

return M
