-- kind: what sort of document a text is, by weighing the signs that catalogue "kinds" lists.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local date = require "fazhi.date"
local failure = require "fazhi.failure"
local message = require "fazhi.message"

local M = {}

local NOTHING = { tally = core.tally.new(core.words.new {}, {}), numbers = {} } -- of a place that no sign looks at
local LONGEST = 64 -- bytes of a word that core.words takes

-- ---- all words of the signs of a place, found in one pass --------------------------------------

local lists_of = { "any", "also", "none", "unless" }

local function each_list(sign, f)
  for _, name in ipairs(lists_of) do
    if sign[name] then f(sign[name]) end
  end
  for _, group in ipairs(sign.groups or {}) do f(group) end
end

-- A place that signs look at: { words, number = { word = its number }, lists = lists of these, numbers = { list of the
-- catalogue = its number there } }, and of a list whether it was entered. One with a word that no table takes is not.
local function enter(place, list)
  local numbers = {}
  for k, word in ipairs(list) do
    if word == "" or #word > LONGEST then return end
    if not place.number[word] then
      place.words[#place.words + 1] = word
      place.number[word] = #place.words
    end
    numbers[k] = place.number[word]
  end
  place.lists[#place.lists + 1] = numbers
  place.numbers[list] = #place.lists
end

-- { source = the entries of the catalogue, places = { name of a place = { tally = core.tally of the lists of the signs
-- that look there, numbers = { list = its number there } } } }. A list that is not there is looked for by itself.
local compiled

local function compile(entries)
  local places = setmetatable({}, { __index = function(self, where)
    self[where] = { words = {}, number = {}, lists = {}, numbers = {} }
    return self[where]
  end })
  for _, entry in ipairs(entries) do
    for _, sign in ipairs(entry.value.signs or {}) do
      each_list(sign, function(list) enter(places[sign.where], list) end)
    end
  end
  for where, place in pairs(places) do
    places[where] = { tally = core.tally.new(core.words.new(place.words), place.lists), numbers = place.numbers }
  end
  compiled = { source = entries, places = setmetatable(places, nil) }
end

-- A place: a text, and of each list how often its words stand in it, where first, and which of them does there.
local function new_place(s, known)
  local place = { s = s, known = known, numbers = known.numbers }
  place.counts, place.firsts, place.which = known.tally:of(s)
  return place
end

-- How often a word stands in a text, looked for alone.
local function count_one(s, word)
  local total, at = 0, 1
  while word ~= "" do
    local i, j = s:find(word, at, true)
    if not i then break end
    total, at = total + 1, j + 1
  end
  return total
end

local function count_all(place, list)
  local number, total = place.numbers[list], 0
  if number then return place.counts[number] or 0 end
  for _, word in ipairs(list) do total = total + count_one(place.s, word) end
  return total
end

local function length_of(place)
  place.length = place.length or math.max(1, core.lines.characters(place.s))
  return place.length
end

-- Numbers a thousand characters.
local function figures_per_1000(place)
  place.figures = place.figures or #core.lines.numbers(place.s, 0, "") // 2
  return 1000 * place.figures / length_of(place)
end

-- The same place without what stands inside 《》.
local function outside_names(place)
  if not place.masked then
    local masked = date.mask(place.s)
    place.masked = masked == place.s and place or new_place(masked, place.known)
  end
  return place.masked
end

-- ---- whether a sign holds -----------------------------------------------------------------------

-- The same as first_word of a list that was not counted.
local function look_for(s, list)
  local best, word
  for _, one in ipairs(list) do
    local at = s:find(one, 1, true)
    if at and (not best or at < best) then best, word = at, one end
  end
  return word, best
end

-- The word of the list that stands first in the place, and where.
local function first_word(place, list)
  if not list then return nil end
  local number = place.numbers[list]
  if not number then return look_for(place.s, list) end
  local at = place.firsts[number]
  if at then return list[place.which[number]], at end
end

local function density(sign, place)
  local n = count_all(place, sign.any)
  if n < 3 or 1000 * n / length_of(place) < sign.per_1000 then return nil end
  if sign.figures_under and figures_per_1000(place) >= sign.figures_under then return nil end
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
  return sign.none ~= nil and first_word(outside_names(place), sign.none) ~= nil
    and not (sign.unless and first_word(place, sign.unless))
end

local function found(sign, place)
  if sign.groups then return groups(sign, place) end
  if sign.per_1000 then return density(sign, place) end
  if sign.also and not first_word(place, sign.also) then return nil end
  return first_word(place, sign.any)
end

-- The word by which `sign` holds in a place, and where it stands.
local function holds(sign, place)
  if place.s == "" then return nil end
  local word, at = found(sign, place)
  if word and not is_excluded(sign, place) then return word, at end
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

--- The id of the kind that a word names, by its id or Chinese name; nil for nil. Raises E208.
function M.named(word)
  if not word then return nil end
  local ids = {}
  for i, one in ipairs(M.all()) do
    if one.id == word or one.zh == word then return one.id end
    ids[i] = one.id
  end
  local want = message.text("want_choice", { choices = table.concat(ids, " ") })
  failure.raise("E208", message.text("E208", { name = "--kind", word = word, want = want }))
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

-- The places of the strings, each looked at when a sign first asks for it; the first line stands for a title.
local function looked_at(strings)
  local entries = catalogue.all("kinds")
  if not compiled or compiled.source ~= entries then compile(entries) end
  return setmetatable({}, { __index = function(self, where)
    local s = strings[where] or ""
    if type(s) == "function" then s = s() end
    self[where] = new_place(s, compiled.places[where == "first" and "title" or where] or NOTHING)
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
--- is none, or functions that give one when it is asked for).
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
