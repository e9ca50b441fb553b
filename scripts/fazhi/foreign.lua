-- foreign: why a figure of the year is not the report's own: it is that of a larger place, that of one
-- case told as an example, or what was to be reached beside what was. The words are data in
-- catalogue/foreign.lua.

local catalogue = require "fazhi.catalogue"
local wordlist = require "fazhi.wordlist"

local M = {}

local LOOK_BACK = 900 -- bytes of a sentence that are read before a figure
local CLAUSE = { "，", "；", "：", "。", ",", ";" }

-- The byte behind the last of the marks in text.
local function after_last(text, marks)
  local last = 1
  for _, mark in ipairs(marks) do
    local stop = text:match("^.*" .. mark .. "()")
    if stop and stop > last then last = stop end
  end
  return last
end

local function ends_in(name, tail)
  return name:sub(-#tail) == tail
end

-- Whether `scope` is the word for a place larger than the one that reports.
local function is_larger(words, scope, place)
  if wordlist.set(words.larger[place.level] or {})[scope] then return true end
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
local function of_one_case(words, text)
  local last = 0
  for _, word in ipairs(words.cases) do
    local stop = text:match("^.*" .. word .. "()")
    if stop and stop > last then last = stop end
  end
  if last == 0 then return nil end
  return not wordlist.inside(text:sub(last), words.case_ends) and "个案" or nil
end

-- 不低于100件，实际受理89件. The bound of a figure stands in its span.
local function is_goal(words, text, rest)
  local clause = text:sub(after_last(text, CLAUSE))
  return wordlist.inside(clause, words.wanted) ~= nil and wordlist.inside(rest, words.reached) ~= nil
end

--- Why a figure is not the report's own.
-- @param at { body=, figure=, view = of clause.views, meta = { level=, region= full name } of the report or nil }
-- @return 全省的数, 个案 …; or nil; and whether it is a goal told beside what was reached
function M.of(at)
  local words, figure = catalogue.load "foreign", at.figure
  local first = math.max(at.view.first, figure.start - LOOK_BACK)
  local text, rest = at.body:sub(first, figure.start - 1), at.body:sub(figure.stop + 1, at.view.last)
  if is_goal(words, at.body:sub(first, figure.stop), rest) then return "目标数", true end
  return of_larger_place(words, text, figure, at.meta) or of_one_case(words, text), false
end

return M
