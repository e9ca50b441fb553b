-- foreign: why a figure of the year is not the report's own: it is that of a larger place, that of one
-- case told as an example, or what was to be reached beside what was. The words are data in
-- catalogue/foreign.lua.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local wordlist = require "fazhi.wordlist"

local M = {}

local LOOK_BACK = 900 -- bytes of a sentence that are read before a figure
local CLAUSE = { "，", "；", "：", "。", ",", ";" }

local marks = core.words.new(CLAUSE)

-- The byte behind the last mark of a clause in text.
local function clause_start(text)
  local _, _, stop = marks:find_back(text, 1, #text + 1)
  return stop or 1
end

local prepared -- { words = catalogue, cases =, wanted =, reached = its lists as core.words }

local function reader()
  local words = catalogue.load "foreign"
  if prepared and prepared.words == words then return prepared end
  prepared = { words = words }
  for _, name in ipairs { "cases", "wanted", "reached" } do prepared[name] = core.words.new(words[name]) end
  return prepared
end

local function ends_in(name, tail)
  return name:sub(-#tail) == tail
end

-- Whether `scope` is the word for a place larger than the one that reports.
local function is_larger(words, scope, place)
  for _, larger in ipairs(words.larger[place.level] or {}) do
    if scope == larger then return true end
  end
  local named = words.unless_named[place.level]
  if named and named[scope] then return not ends_in(place.region, named[scope]) end
  local region = words.autonomous
  return scope == region.scope and region.levels[place.level] and not ends_in(place.region, region.name)
    and wordlist.inside(place.region, region.regions) ~= nil
end

-- The last place in the text where the scope stands as an owner; nil if every one is a comparison.
local function owner_at(words, text, scope)
  local found
  local at, stop = text:find(scope, 1, true)
  while at do
    local behind = text:sub(stop + 1)
    local compares = wordlist.at_end(text:sub(1, at - 1), words.not_behind)
    for _, word in ipairs(words.not_before) do compares = compares or behind:sub(1, #word) == word end
    if not compares then found = at end
    at, stop = text:find(scope, stop + 1, true)
  end
  return found
end

local function of_larger_place(words, text, figure, place)
  local scope = figure.scope
  if not scope or not place or not place.level or not place.region then return nil end
  if not is_larger(words, scope, place) then return nil end
  return owner_at(words, text, scope) and scope .. "的数" or nil
end

-- 某企业…罚款35万元, without a word between that tells of the whole.
local function of_one_case(one, text)
  if not one.cases:find(text, 1) then return nil end
  local words, last = one.words, 0
  for _, word in ipairs(words.cases) do
    local stop = text:match("^.*" .. word .. "()")
    if stop and stop > last then last = stop end
  end
  if last == 0 then return nil end
  return not wordlist.inside(text:sub(last), words.case_ends) and "个案" or nil
end

-- 不低于100件，实际受理89件. The bound of a figure stands in its span.
local function is_goal(one, text, rest)
  return one.wanted:find(text, clause_start(text)) ~= nil and one.reached:find(rest, 1) ~= nil
end

--- Why a figure is not the report's own.
-- @param at { body=, figure=, view = of clause.views, meta = { level=, region= full name } of the report or nil }
-- @return 全省的数, 个案 …; or nil; and whether it is a goal told beside what was reached
function M.of(at)
  local one, figure = reader(), at.figure
  local first = math.max(at.view.first, figure.start - LOOK_BACK)
  local text, rest = at.body:sub(first, figure.start - 1), at.body:sub(figure.stop + 1, at.view.last)
  if is_goal(one, at.body:sub(first, figure.stop), rest) then return "目标数", true end
  return of_larger_place(one.words, text, figure, at.meta) or of_one_case(one, text), false
end

return M
