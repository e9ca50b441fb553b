-- conversion: values of one measure that are stated in different units (斤 and 吨), put into one unit exactly so that
-- they can be compared. Which units those are is data in catalogue/conversions.lua.

local catalogue = require "fazhi.catalogue"
local json = require "fazhi.json"
local message = require "fazhi.message"

local M = {}

local known -- { source = the catalogue, of = { [unit] = { measure = its number, size = so many of first, first = } } }

local function measures()
  local source = catalogue.load("conversions")
  if known and known.source == source then return known.of end
  known = { source = source, of = {} }
  for number, units in ipairs(source) do
    for _, one in ipairs(units) do known.of[one[1]] = { measure = number, size = one[2], first = units[1][1] } end
  end
  return known.of
end

-- How often each unit of a measure stands: { [measure] = { [unit] = count } }.
local function counts_of(values, of)
  local counts = {}
  for _, value in ipairs(values) do
    local known_unit = of[value.unit]
    if known_unit then
      local own = counts[known_unit.measure] or {}
      counts[known_unit.measure] = own
      own[value.unit] = (own[value.unit] or 0) + 1
    end
  end
  return counts
end

-- The commonest of several units, of equals the first of its measure; nil if there is but one.
local function commonest(units, counts)
  if not next(counts, next(counts)) then return nil end
  local best
  for _, one in ipairs(units) do
    local count = counts[one[1]]
    if count and (not best or count > counts[best]) then best = one[1] end
  end
  return best
end

--- The first unit of the measure that a unit is of, which stands for all that are converted into each other; nil for
--- a unit that is of none.
function M.first(unit)
  local one = measures()[unit]
  return one and one.first
end

--- A number of one unit in another of the same measure: a whole number where it is one.
-- @return nil if they are not of one measure
function M.converted(number, from, into)
  local a, b = measures()[from], measures()[into]
  if not a or not b or a.measure ~= b.measure then return nil end
  local exact = number * a.size / b.size
  return math.type(number) == "integer" and math.tointeger(exact) or exact
end

--- A number in another unit where that is of the same measure; as it is where not.
function M.number(number, from, into)
  return from ~= into and M.converted(number, from, into) or number
end

local function note_on(value)
  return message.say("stated as {value}{unit}", "原文{value}{unit}",
    { value = json.number(value.value), unit = value.unit })
end

--- A value as it is in a unit.
-- @param value a row with value and unit
-- @return the value itself where it is in that unit or of another measure; else a copy, and a note on how it was stated
function M.into(value, unit)
  local number = value.unit ~= unit and M.converted(value.value, value.unit, unit)
  if not number then return value end
  return setmetatable({ value = number, unit = unit }, { __index = value }), note_on(value)
end

--- Puts values of one measure into the unit that most of them have.
-- @param values rows with value and unit, which are changed
-- @return { [value] = a note on how it was stated }, of those that were changed
function M.unify(values)
  local notes, of, into = {}, measures(), {}
  for measure, counts in pairs(counts_of(values, of)) do
    into[measure] = commonest(catalogue.load("conversions")[measure], counts)
  end
  for _, value in ipairs(next(into) and values or {}) do
    local unit = of[value.unit] and into[of[value.unit].measure]
    if unit and unit ~= value.unit then
      notes[value] = note_on(value)
      value.value, value.unit = M.converted(value.value, value.unit, unit), unit
    end
  end
  return notes
end

return M
