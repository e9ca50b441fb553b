-- sieve: which of many patterns a text may match at all: those whose words it has. The words of all of them
-- are found in one pass over the text; nothing else is asked of the rest.

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

-- Enters that finder `place` is to be tried where one of its words stands.
local function put_words(list, places, words, place)
  for _, must in ipairs(words) do
    local word = cut(must)
    if not places[word] then
      places[word] = {}
      list[#list + 1] = word
    end
    table.insert(places[word], place)
  end
end

--- A sieve for a list of finders: patterns of fazhi.pattern, and others, which pass every time.
function M.new(finders)
  local sieve = setmetatable({ finders = finders, list = {}, places = {}, always = {} }, Sieve)
  for place, finder in ipairs(finders) do
    if pattern.is(finder) and finder.must then
      put_words(sieve.list, sieve.places, finder.must, place)
    else
      sieve.always[#sieve.always + 1] = place
    end
  end
  sieve.words = core.words.new(sieve.list)
  return sieve
end

--- The places in the list of the finders that may match a flat text, in their order.
function Sieve:pass(flat)
  local present = self.words:present(flat)
  if #present == 0 then return self.always end
  local list, seen = table.move(self.always, 1, #self.always, 1, {}), {}
  for _, number in ipairs(present) do
    for _, place in ipairs(self.places[self.list[number]]) do
      if not seen[place] then
        seen[place] = true
        list[#list + 1] = place
      end
    end
  end
  table.sort(list)
  return list
end

--- The first of the finders, patterns without <数>, that matches a flat text somewhere; nil if none does.
function Sieve:first_in(flat)
  for _, place in ipairs(self:pass(flat)) do
    if self.finders[place]:is_in(flat) then return self.finders[place] end
  end
end

return M
