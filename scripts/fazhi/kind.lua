-- kind: what sort of document a text is, by weighing the signs that catalogue "kinds" lists.

local catalogue = require "fazhi.catalogue"
local date = require "fazhi.date"

local M = {}

local function first_word(s, list)
  local best, word
  for _, candidate in ipairs(list or {}) do
    local at = s:find(candidate, 1, true)
    if at and (not best or at < best) then best, word = at, candidate end
  end
  return word, best
end

local function count(s, list)
  local total = 0
  for _, word in ipairs(list) do
    local at = 1
    while true do
      local i, j = s:find(word, at, true)
      if not i then break end
      total, at = total + 1, j + 1
    end
  end
  return total
end

local function figures_per_1000(s)
  local _, n = s:gsub("%d+", "")
  return 1000 * n / math.max(1, utf8.len(s) or #s // 3)
end

local function density(sign, s)
  local length = utf8.len(s) or #s // 3
  local n = count(s, sign.any)
  if n < 3 or 1000 * n / math.max(1, length) < sign.per_1000 then return nil end
  if sign.figures_under and figures_per_1000(s) >= sign.figures_under then return nil end
  local word, at = first_word(s, sign.any)
  return word, at
end

local function groups(sign, s)
  local hit, word, at = 0, nil, nil
  for _, group in ipairs(sign.groups) do
    local found, where = first_word(s, group)
    if found then
      hit = hit + 1
      if not at or where < at then word, at = found, where end
    end
  end
  if hit >= (sign.at_least or 1) then return word, at end
end

-- The report on how a plan was carried out is no plan, nor is one that names it between 《》.
local function is_excluded(sign, s)
  return sign.none ~= nil and first_word(date.mask(s), sign.none) ~= nil
    and not (sign.unless and first_word(s, sign.unless))
end

-- The word by which `sign` holds in `s`, and where it stands.
local function holds(sign, s)
  if s == "" or is_excluded(sign, s) then return nil end
  if sign.groups then return groups(sign, s) end
  if sign.per_1000 then return density(sign, s) end
  if sign.also and not first_word(s, sign.also) then return nil end
  return first_word(s, sign.any)
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

--- Weighs `places` = { title=, lead=, headings=, content=, first= the first line } (strings, "" where there
--- is none).
--- Returns the kind (its catalogue table), the scores by id, the signs that held: a list of
--- { kind=, weight=, zh=, where=, word=, at= }, `at` being the byte in that place; and the reason in words.
function M.judge(places)
  local scores, signs, best = {}, {}, nil
  local kinds = M.all()
  for _, kind in ipairs(kinds) do
    local score = 0
    for _, sign in ipairs(kind.signs or {}) do
      local place = places[sign.where] or ""
      if place == "" and sign.where == "title" and kind.first_line then place = places.first or "" end
      local word, at = holds(sign, place)
      if word then
        score = score + sign.weight
        signs[#signs + 1] = { kind = kind.id, weight = sign.weight, zh = sign.zh, where = sign.where,
          word = word, at = at }
      end
    end
    scores[kind.id] = score
    if score >= (kind.threshold or 1) and (not best or score > scores[best.id]) then best = kind end
  end
  best = best or kinds.other
  return best, scores, signs, reason_of(best, signs)
end

return M
