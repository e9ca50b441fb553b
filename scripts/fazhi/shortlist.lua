-- shortlist: which entries of a catalogue may be meant by a figure of a unit in a sentence, before anything
-- dear is asked: those of that unit, or of none, with a pattern whose words the sentence has.

local sieve = require "fazhi.sieve"

local M = {}

--- In the place of a unit: entries of any.
M.ANY = {}

local Shortlist = {}
Shortlist.__index = Shortlist

--- A shortlist of a catalogue's entries.
-- @param entries as fazhi.entry.read makes them, in the order of the catalogue
function M.new(entries)
  return setmetatable({ entries = entries, by_unit = {} }, Shortlist)
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

-- Their finders in one sieve, with the entry that each belongs to and the order of the entries.
local function finders_of(self, unit)
  local made = self.by_unit[unit]
  if made then return made end
  local finders = {}
  made = { owners = {}, order = {} }
  for i, one in ipairs(entries_of(self.entries, unit)) do
    made.order[one] = i
    for _, finder in ipairs(one.find) do
      finders[#finders + 1] = finder
      made.owners[#finders] = one
    end
  end
  made.finders, made.sieve = finders, sieve.new(finders)
  self.by_unit[unit] = made
  return made
end

local function select(made, flat)
  local entries, finders = {}, {}
  for _, place in ipairs(made.sieve:pass(flat)) do
    local one = made.owners[place]
    if not finders[one] then
      finders[one] = {}
      entries[#entries + 1] = one
    end
    table.insert(finders[one], made.finders[place])
  end
  return { entries = entries, finders = finders }
end

--- The entries and the finders that may fit in a text.
-- @param text of fazhi.clause, with which it is remembered
-- @param unit of a figure, "" for none; or shortlist.ANY
-- @return { entries = in order, finders = { [entry] = list of finders } }
function Shortlist:pass(text, unit)
  text.passed = text.passed or {}
  local passed = text.passed[unit]
  if not passed then
    passed = select(finders_of(self, unit), text.flat)
    text.passed[unit] = passed
  end
  return passed
end

--- The entries that may fit in one of several texts, in the same order.
function Shortlist:pass_any(texts, unit)
  local order, seen, list = finders_of(self, unit).order, {}, {}
  for _, text in ipairs(texts) do
    for _, one in ipairs(self:pass(text, unit).entries) do
      if not seen[one] then list[#list + 1] = one end
      seen[one] = true
    end
  end
  table.sort(list, function(a, b) return order[a] < order[b] end)
  return list
end

return M
