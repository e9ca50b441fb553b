-- kind: what sort of document a text is, by weighing the signs that catalogue "kinds" lists.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local date = require "fazhi.date"
local failure = require "fazhi.failure"
local message = require "fazhi.message"

local M = {}

local NONE = {}
local LONGEST = 64 -- bytes of a word that core.words takes

-- ---- all words of all signs, found in one pass ------------------------------------------------

local lists_of = { "any", "also", "none", "unless" }

local function each_list(sign, f)
  for _, name in ipairs(lists_of) do
    if sign[name] then f(sign[name]) end
  end
  for _, group in ipairs(sign.groups or {}) do f(group) end
end

-- { source = the entries of the catalogue, words = core.words, numbers = { list of words = { their numbers there } } };
-- a word that is too long for the table has the number false.
local compiled

-- A list that came only later has no word in the table.
local function unknown(numbers, words)
  numbers[words] = {}
  for k = 1, #words do numbers[words][k] = false end
  return numbers[words]
end

local function compile(entries)
  local list, number, numbers = {}, {}, setmetatable({}, { __index = unknown })
  local function enter(word)
    if number[word] == nil then
      local fits = word ~= "" and #word <= LONGEST
      if fits then list[#list + 1] = word end
      number[word] = fits and #list
    end
    return number[word]
  end
  for _, entry in ipairs(entries) do
    for _, sign in ipairs(entry.value.signs or {}) do
      each_list(sign, function(words)
        numbers[words] = {}
        for k, word in ipairs(words) do numbers[words][k] = enter(word) end
      end)
    end
  end
  compiled = { source = entries, numbers = numbers, words = core.words.new(list) }
end

-- A place: a text, how often each word stands in it and where first. What was counted is kept.
local function new_place(s)
  local place = { s = s }
  place.counts, place.firsts = compiled.words:tally(s)
  return place
end

-- How often a word stands there that is too long for the table.
local function count_long(s, word)
  local total, at = 0, 1
  while word ~= "" do
    local i, j = s:find(word, at, true)
    if not i then break end
    total, at = total + 1, j + 1
  end
  return total
end

local function count_all(place, list)
  local counts, total = place.counts, 0
  for k, number in ipairs(compiled.numbers[list]) do
    total = total + (number and (counts[number] or 0) or not number and count_long(place.s, list[k]) or 0)
  end
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
    place.masked = masked == place.s and place or new_place(masked)
  end
  return place.masked
end

-- ---- whether a sign holds -----------------------------------------------------------------------

-- The word of the list that stands first in the place, and where.
local function first_word(place, list)
  local best, word
  local firsts = place.firsts
  for k, number in ipairs(list and compiled.numbers[list] or NONE) do
    local at = firsts[number]
    if not number then at = place.s:find(list[k], 1, true) end
    if at and (not best or at < best) then best, word = at, list[k] end
  end
  return word, best
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
