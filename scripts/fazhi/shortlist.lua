-- shortlist: which entries of a catalogue have a pattern that matches at a figure of a unit: of the entries of that
-- unit, or of none, the patterns are tried at all such figures of a sentence at once.

local pattern = require "fazhi.pattern"

local M = {}

--- In the place of a unit: entries of any.
M.ANY = {}

local Shortlist = {}
Shortlist.__index = Shortlist

--- A shortlist of a catalogue's entries.
-- @param entries as fazhi.entry.read makes them, in the order of the catalogue
function M.new(entries)
  return setmetatable({ all = entries, by_unit = {} }, Shortlist)
end

-- The entries that a figure of a unit may be meant by: those that ask for it, then those that ask for none.
local function entries_of(entries, unit)
  if unit == M.ANY then return entries end
  local list = {}
  for _, one in ipairs(entries) do
    if one.units and one.units[unit] then list[#list + 1] = one end
  end
  for _, one in ipairs(entries) do
    if not one.units then list[#list + 1] = one end
  end
  return list
end

-- The patterns of a unit's entries in one set: `orders` tells of each finder, by its number, in which place its entry
-- is; `opaque` which finders are no patterns, and `numbers` then those of the patterns in the set.
local function finders_of(self, unit)
  local made = self.by_unit[unit]
  if made then return made end
  made = { entries = entries_of(self.all, unit), finders = {}, orders = {}, numbers = {}, opaque = {} }
  local patterns = {}
  for order, one in ipairs(made.entries) do
    for _, finder in ipairs(one.find) do
      local number = #made.finders + 1
      made.finders[number], made.orders[number], made.opaque[number] = finder, order, not pattern.is(finder)
      if pattern.is(finder) then
        patterns[#patterns + 1] = finder
        made.numbers[#patterns] = number
      end
    end
  end
  made.has_opaque = #patterns < #made.finders
  made.set = pattern.set(patterns)
  self.by_unit[unit] = made
  return made
end

local found = {} -- of one call

-- The hits of the patterns among all finders that are none, which may match anywhere.
local function put_opaque(made, hits)
  local from, to = 1, 0
  table.move(hits, 1, 3 * #made.numbers, 1, found)
  for number, is_opaque in ipairs(made.opaque) do
    local is_hit = not is_opaque and made.numbers[found[from]] == number
    if is_opaque or is_hit then
      hits[to + 1], hits[to + 2], hits[to + 3] = number, is_hit and found[from + 1], is_hit and found[from + 2]
      to = to + 3
    end
    if is_hit then from = from + 3 end
  end
  hits[to + 1] = nil
end

--- What of the entries of a unit matches at a figure of that unit.
-- @param view of fazhi.clause
-- @param unit of the figure, "" for none; or shortlist.ANY
-- @param hits a table for { number of a finder, first, last, number, … }, nil behind them: by the place of its entry,
--   the finders of each in their order, with first and last byte that they cover, false for one that is no
--   pattern, which is not yet asked
-- @return { entries = of the unit, finders = by number, orders = the places of their entries, by number }
function Shortlist:hits(view, unit, hits)
  local made = finders_of(self, unit)
  made.set:read(view.text.flat, view.place, hits)
  if made.has_opaque then put_opaque(made, hits) end
  return made
end

return M
