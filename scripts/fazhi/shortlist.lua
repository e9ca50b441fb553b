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

-- The patterns of a unit's entries in one set, with the order of the entry that each belongs to; `opaque` has the
-- orders of entries with other finders, which are no patterns.
local function finders_of(self, unit)
  local made = self.by_unit[unit]
  if made then return made end
  made = { entries = entries_of(self.all, unit), finders = {}, orders = {}, opaque = {} }
  for order, one in ipairs(made.entries) do
    local is_opaque = false
    for _, finder in ipairs(one.find) do
      if pattern.is(finder) then
        made.finders[#made.finders + 1] = finder
        made.orders[#made.finders] = order
      else
        is_opaque = true
      end
    end
    made.opaque[order] = is_opaque or nil
  end
  made.set = pattern.set(made.finders)
  self.by_unit[unit] = made
  return made
end

--- The entries of a unit, in their order.
function Shortlist:entries(unit)
  return finders_of(self, unit).entries
end

-- All finders of an entry that match, with those that are no patterns, in their order, added to a list of hits.
local function put_opaque(list, order, one, hits, from)
  for _, finder in ipairs(one.find) do
    local is_hit = hits[from] == order and hits[from + 1] == finder
    if is_hit or not pattern.is(finder) then
      table.move({ order, finder, is_hit and hits[from + 2], is_hit and hits[from + 3] }, 1, 4, #list + 1, list)
    end
    if is_hit then from = from + 4 end
  end
end

-- The hits at a place with the finders that are no patterns, which may match anywhere.
local function with_opaque(made, hits)
  local list, from = {}, 1
  for order, one in ipairs(made.entries) do
    if made.opaque[order] then
      put_opaque(list, order, one, hits, from)
    end
    while hits[from] == order do
      if not made.opaque[order] then table.move(hits, from, from + 3, #list + 1, list) end
      from = from + 4
    end
  end
  return list
end

local out = {} -- of the set, for one call
local NOTHING = {}

-- What matches at the places of a flat text, by place.
local function read(made, flat, places)
  local by_place = {}
  for i = 1, 4 * made.set:read(flat, places, out), 4 do
    local place, number = out[i], out[i + 1]
    local hits = by_place[place]
    if hits then
      local n = #hits
      hits[n + 1], hits[n + 2], hits[n + 3], hits[n + 4] = made.orders[number], made.finders[number], out[i + 2],
        out[i + 3]
    else
      by_place[place] = { made.orders[number], made.finders[number], out[i + 2], out[i + 3] }
    end
  end
  if next(made.opaque) then
    for _, place in ipairs(places) do by_place[place] = with_opaque(made, by_place[place] or NOTHING) end
  end
  return by_place
end

--- What of the entries of a unit matches at a figure of that unit.
-- @param view of fazhi.clause, with whose text it is remembered for the other figures
-- @param unit of the figure, "" for none; or shortlist.ANY
-- @return { order, finder, first, last, order, … }: by the place of its entry in Shortlist:entries, the finders of
--   each in their order, with first and last byte that they cover, false for one that is no pattern, which is
--   not yet asked
function Shortlist:hits(view, unit)
  local text = view.text
  local known = text.hits[unit]
  if not known then
    known = read(finders_of(self, unit), text.flat, text.places[unit] or { view.place })
    text.hits[unit] = known
  end
  if unit == M.ANY then text.hits[unit] = nil end
  return known[view.place] or NOTHING
end

return M
