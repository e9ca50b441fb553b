-- kind: what sort of document a text is, by weighing the signs that catalogue "kinds" lists.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local date = require "fazhi.date"

local M = {}

local LONGEST = 64 -- bytes of a word that core.words takes

-- ---- all words of all signs, found in one pass ------------------------------------------------

local lists_of = { "any", "also", "none", "unless" }

local function each_word(sign, f)
  for _, name in ipairs(lists_of) do
    for _, word in ipairs(sign[name] or {}) do f(word) end
  end
  for _, group in ipairs(sign.groups or {}) do
    for _, word in ipairs(group) do f(word) end
  end
end

local compiled -- { source = the entries of the catalogue, number = { word = number }, words = core.words }

local function compile(entries)
  local list, number = {}, {}
  for _, entry in ipairs(entries) do
    for _, sign in ipairs(entry.value.signs or {}) do
      each_word(sign, function(word)
        if number[word] or word == "" or #word > LONGEST then return end
        list[#list + 1] = word
        number[word] = #list
      end)
    end
  end
  compiled = { source = entries, number = number, words = core.words.new(list) }
end

-- Where a text is looked at: which words stand in it, how often and where first. What was counted is kept.
local Place = {}
Place.__index = Place

local function new_place(s)
  local place = setmetatable({ s = s }, Place)
  place.counts, place.firsts = compiled.words:tally(s)
  return place
end

--- Where a word stands first, nil for nowhere. Words that are too long for the table are looked for one by one.
function Place:first(word)
  local number = compiled.number[word]
  if number then return self.firsts[number] end
  return (self.s:find(word, 1, true))
end

--- How often a word stands there.
function Place:count(word)
  local number = compiled.number[word]
  if number then return self.counts[number] or 0 end
  local total, at = 0, 1
  while word ~= "" do
    local i, j = self.s:find(word, at, true)
    if not i then break end
    total, at = total + 1, j + 1
  end
  return total
end

--- How many characters it has, never 0.
function Place:length()
  self.characters = self.characters or math.max(1, utf8.len(self.s) or #self.s // 3)
  return self.characters
end

--- Numbers a thousand characters.
function Place:figures()
  self.numbers = self.numbers or #core.lines.numbers(self.s, 0, "") // 2
  return 1000 * self.numbers / self:length()
end

--- The same without what stands inside 《》.
function Place:outside_names()
  if not self.masked then
    local masked = date.mask(self.s)
    self.masked = masked == self.s and self or new_place(masked)
  end
  return self.masked
end

-- ---- whether a sign holds -----------------------------------------------------------------------

-- The word of the list that stands first in the place, and where.
local function first_word(place, list)
  local best, word
  for _, candidate in ipairs(list or {}) do
    local at = place:first(candidate)
    if at and (not best or at < best) then best, word = at, candidate end
  end
  return word, best
end

local function density(sign, place)
  local n = 0
  for _, word in ipairs(sign.any) do n = n + place:count(word) end
  if n < 3 or 1000 * n / place:length() < sign.per_1000 then return nil end
  if sign.figures_under and place:figures() >= sign.figures_under then return nil end
  return first_word(place, sign.any)
end

local function groups(sign, place)
  local hit, word, at = 0, nil, nil
  for _, group in ipairs(sign.groups) do
    local found, where = first_word(place, group)
    if found then
      hit = hit + 1
      if not at or where < at then word, at = found, where end
    end
  end
  if hit >= (sign.at_least or 1) then return word, at end
end

-- The report on how a plan was carried out is no plan, nor is one that names it between 《》.
local function is_excluded(sign, place)
  return sign.none ~= nil and first_word(place:outside_names(), sign.none) ~= nil
    and not (sign.unless and first_word(place, sign.unless))
end

-- The word by which `sign` holds in a place, and where it stands.
local function holds(sign, place)
  if place.s == "" or is_excluded(sign, place) then return nil end
  if sign.groups then return groups(sign, place) end
  if sign.per_1000 then return density(sign, place) end
  if sign.also and not first_word(place, sign.also) then return nil end
  return first_word(place, sign.any)
end

--- Adds a kind of document for this run; one of the same id takes the other's place. What a kind says is told
--- in catalogue/kinds/rule_of_law.lua. Raises an error where it has no id, no name or no signs.
function M.define(source)
  if type(source) ~= "table" or type(source.id) ~= "string" or not source.id:find("^[a-z][a-z0-9_]*$") then
    error("a kind needs an id of small letters", 2)
  end
  if type(source.zh) ~= "string" then error("the kind " .. source.id .. " needs a name, zh", 2) end
  if type(source.signs) ~= "table" then error("the kind " .. source.id .. " needs signs to be known by", 2) end
  catalogue.add("catalogue/kinds", source.id, source)
  return source
end

--- The kinds of the catalogue by their id.
function M.all()
  local kinds = {}
  for _, entry in ipairs(catalogue.all("kinds")) do
    kinds[#kinds + 1] = entry.value
    kinds[entry.value.id] = entry.value
  end
  return kinds
end

-- The signs that `wanted` picks, in words: 题名为…（法治政府）+3；….
local function told(signs, wanted)
  local list = {}
  for _, sign in ipairs(signs) do
    if wanted(sign) then list[#list + 1] = ("%s（%s）%+d"):format(sign.zh, sign.word, sign.weight) end
  end
  if #list > 0 then return table.concat(list, "；") end
end

-- What speaks for the kind; for none of the known ones, what speaks for another or against them.
local function reason_of(chosen, signs)
  local own = told(signs, function(sign) return sign.kind == chosen.id end)
  if own or chosen.id ~= "other" then return own end
  return told(signs, function(sign) return sign.weight < 0 end) or "no signs that weigh enough for a known kind"
end

-- The places of the strings, each looked at when a sign first asks for it.
local function looked_at(strings)
  local entries = catalogue.all("kinds")
  if not compiled or compiled.source ~= entries then compile(entries) end
  return setmetatable({}, { __index = function(self, where)
    self[where] = new_place(strings[where] or "")
    return self[where]
  end })
end

-- Adds the signs of a kind that hold to the list; returns what they weigh.
local function weigh(kind, places, signs)
  local score = 0
  for _, sign in ipairs(kind.signs or {}) do
    local place = places[sign.where]
    if place.s == "" and sign.where == "title" and kind.first_line then place = places.first end
    local word, at = holds(sign, place)
    if word then
      score = score + sign.weight
      signs[#signs + 1] = { kind = kind.id, weight = sign.weight, zh = sign.zh, where = sign.where, word = word,
        at = at }
    end
  end
  return score
end

--- Weighs `places` = { title=, lead=, headings=, content=, first= the first line } (strings, "" where there
--- is none).
--- Returns the kind (its catalogue table), the scores by id, the signs that held: a list of
--- { kind=, weight=, zh=, where=, word=, at= }, `at` being the byte in that place; and the reason in words.
function M.judge(places)
  local scores, signs, best = {}, {}, nil
  local kinds, looked = M.all(), looked_at(places)
  for _, kind in ipairs(kinds) do
    local score = weigh(kind, looked, signs)
    scores[kind.id] = score
    if score >= (kind.threshold or 1) and (not best or score > scores[best.id]) then best = kind end
  end
  best = best or kinds.other
  return best, scores, signs, reason_of(best, signs)
end

return M
