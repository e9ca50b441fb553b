-- sieve: which entries of a catalogue a sentence may speak of at all: those with a pattern whose words it
-- has. The words of every pattern are found in one pass over the sentence; nothing else is asked of the rest.

local core = require "fazhi.core"
local pattern = require "fazhi.pattern"

local M = {}

local LONGEST = 60 -- bytes of a word that are looked for

local Sieve = {}
Sieve.__index = Sieve

-- As much of a word as the table of words takes, in whole characters.
local function cut(word)
  if #word <= LONGEST then return word end
  return word:sub(1, utf8.offset(word, 0, LONGEST + 1) - 1)
end

-- The slot of a finder: { entry = place of its entry, finder = place in the entry's list }.
local function put_slot(sieve, numbers, finder, slot)
  if not pattern.is(finder) or not finder.must then
    sieve.always[#sieve.always + 1] = slot
    return
  end
  for _, must in ipairs(finder.must) do
    local word = cut(must)
    if not numbers[word] then
      sieve.list[#sieve.list + 1] = word
      numbers[word], sieve.slots[#sieve.list] = #sieve.list, {}
    end
    table.insert(sieve.slots[numbers[word]], slot)
  end
end

--- A sieve for the entries of a catalogue, in their order.
-- @param entries as fazhi.entry.read makes them
function M.new(entries)
  local sieve, numbers = setmetatable({ entries = entries, list = {}, slots = {}, always = {} }, Sieve), {}
  for i, one in ipairs(entries) do
    for k, finder in ipairs(one.find) do put_slot(sieve, numbers, finder, { entry = i, finder = k }) end
  end
  sieve.words = core.words.new(sieve.list)
  return sieve
end

-- Marks in `marked` the finders of some slots: { [entry] = { [finder] = true } }.
local function mark(marked, slots)
  for _, slot in ipairs(slots) do
    local finders = marked[slot.entry]
    if not finders then
      finders = {}
      marked[slot.entry] = finders
    end
    finders[slot.finder] = true
  end
end

local function sift(sieve, flat)
  local marked, places, finders = {}, {}, {}
  mark(marked, sieve.always)
  for _, number in ipairs(sieve.words:present(flat)) do mark(marked, sieve.slots[number]) end
  for place in pairs(marked) do places[#places + 1] = place end
  table.sort(places)
  local entries = {}
  for i, place in ipairs(places) do
    local one, list = sieve.entries[place], {}
    for k, finder in ipairs(one.find) do
      if marked[place][k] then list[#list + 1] = finder end
    end
    entries[i], finders[one] = one, list
  end
  return { entries = entries, finders = finders, by_unit = {} }
end

-- What passes for a text, found once and kept with it.
local function passed(sieve, text)
  text.sifted = text.sifted or sift(sieve, text.flat)
  return text.sifted
end

--- The finders of an entry of whose words the text has one, in their order; nil if there are none.
-- @param text of fazhi.clause
function Sieve:finders(one, text)
  return passed(self, text).finders[one]
end

--- The entries that may be meant in a text by a figure of a unit: those that ask for the unit, then those that
--- ask for none, each in the order of the catalogue.
-- @param unit of a figure, "" for none
function Sieve:for_unit(text, unit)
  local sifted = passed(self, text)
  local list = sifted.by_unit[unit]
  if not list then
    list = {}
    for _, one in ipairs(sifted.entries) do
      if one.units and one.units[unit] then list[#list + 1] = one end
    end
    for _, one in ipairs(sifted.entries) do
      if not one.units then list[#list + 1] = one end
    end
    sifted.by_unit[unit] = list
  end
  return list
end

--- Two such lists for one unit as one, each entry once and in the same order.
function Sieve:joined(list, other)
  local has, all = {}, {}
  for _, one in ipairs(list) do has[one] = true end
  for _, one in ipairs(other) do has[one] = true end
  for _, with_unit in ipairs { true, false } do
    for _, one in ipairs(self.entries) do
      if has[one] and (one.units ~= nil) == with_unit then all[#all + 1] = one end
    end
  end
  return all
end

return M
