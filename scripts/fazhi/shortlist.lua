-- shortlist: which entries of a catalogue have a pattern that matches at a figure of a unit: of the entries of that
-- unit, or of none, the patterns are tried at all such figures of a sentence at once.

local pattern = require "fazhi.pattern"

local M = {}

--- In the place of a unit: entries of any.
M.ANY = {}

local NOTHING = { orders = {}, of = {} }

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

-- The patterns of a unit's entries in one set, with the order of the entry that each belongs to; `opaque` are the
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
    if is_opaque then made.opaque[#made.opaque + 1] = order end
  end
  made.set = pattern.set(made.finders)
  self.by_unit[unit] = made
  return made
end

--- The entries of a unit, in their order.
function Shortlist:entries(unit)
  return finders_of(self, unit).entries
end

-- Enters what matches at a place: { orders = of entries, of = { [order] = { finder, first, last, … } } }.
local function put(hits, order, finder, first, last)
  local list = hits.of[order]
  if not list then
    list = {}
    hits.of[order] = list
    hits.orders[#hits.orders + 1] = order
  end
  local n = #list
  list[n + 1], list[n + 2], list[n + 3] = finder, first, last
end

-- The finders of an entry that match, and those that are no patterns, in their order: { finder, first, last, … },
-- first and last false where it is not known.
local function with_opaque(one, list)
  local all, k = {}, 1
  for _, finder in ipairs(one.find) do
    local is_hit = list and list[k] == finder
    if is_hit or not pattern.is(finder) then
      local n = #all
      all[n + 1], all[n + 2], all[n + 3] = finder, is_hit and list[k + 1], is_hit and list[k + 2]
    end
    if is_hit then k = k + 3 end
  end
  return all
end

local function put_opaque(made, hits)
  hits = hits or { orders = {}, of = {} }
  for _, order in ipairs(made.opaque) do
    if not hits.of[order] then hits.orders[#hits.orders + 1] = order end
    hits.of[order] = with_opaque(made.entries[order], hits.of[order])
  end
  table.sort(hits.orders)
  return hits
end

local out = {} -- of the set, for one call

-- What matches at the places of a flat text, by place.
local function read(made, flat, places)
  local by_place = {}
  for i = 1, 4 * made.set:read(flat, places, out), 4 do
    local place, number = out[i], out[i + 1]
    local hits = by_place[place]
    if not hits then
      hits = { orders = {}, of = {} }
      by_place[place] = hits
    end
    put(hits, made.orders[number], made.finders[number], out[i + 2], out[i + 3])
  end
  if #made.opaque > 0 then
    for _, place in ipairs(places) do by_place[place] = put_opaque(made, by_place[place]) end
  end
  return by_place
end

--- What of the entries of a unit matches at a figure of that unit.
-- @param view of fazhi.clause, with whose text it is remembered for the other figures
-- @param unit of the figure, "" for none; or shortlist.ANY
-- @return { orders = places in Shortlist:entries, ascending, of = { [order] = { finder, first, last, finder, … } } }:
--   first and last byte that each covers, false for a finder that is no pattern, which is not yet asked
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
