-- foreign: why a figure of the year is not the report's own, or no value: it is that of another place, that of
-- one case told as an example, by how much something changed, or what was to be reached beside what was. The
-- words are data in catalogue/foreign.lua.

local catalogue = require "fazhi.catalogue"
local context = require "fazhi.context"
local core = require "fazhi.core"
local region = require "fazhi.region"
local wordlist = require "fazhi.wordlist"

local M = {}

local LOOK_BACK = 900 -- bytes of a sentence that are read before a figure
local NAME_MAX = 90   -- bytes at the beginning of a clause in which a place may stand
local CLAUSE = { "，", "；", "：", "。", ",", ";" }

local marks = core.words.new(CLAUSE)

-- The byte behind the last mark of a clause before byte `stop`, from byte `first` on.
local function clause_start(text, first, stop)
  local _, _, behind = marks:find_back(text, first, stop)
  return behind or first
end

local LISTS = { "cases", "wanted", "reached", "each", "changes" }

local prepared -- { words = catalogue, cases =, …: its lists as core.words; openings = of somebody's clause }

-- Words of time and the like, that may stand before what a clause begins with.
local function leads_of(words)
  local list = { "度" }
  for year = 2000, 2099 do list[#list + 1] = year .. "年" end
  return wordlist.finder(table.move(words.name_leads, 1, #words.name_leads, #list + 1, list))
end

local function openings_of(words)
  local heads = table.move(words.own, 1, #words.own, 1, {}) -- the first of them, so that their numbers tell
  table.move(words.levels, 1, #words.levels, #heads + 1, heads)
  return core.openings.new { marks = marks, leads = leads_of(words), heads = wordlist.finder(heads),
    inside = wordlist.finder(words.departments), reach = NAME_MAX }
end

local function reader()
  local words = catalogue.load "foreign"
  if prepared and prepared.words == words then return prepared end
  prepared = { words = words }
  for _, name in ipairs(LISTS) do prepared[name] = wordlist.finder(words[name]) end
  prepared.openings, prepared.own_count = openings_of(words), #wordlist.unique(words.own)
  prepared.signs = { wanted = words.wanted, bases = words.bases, cases = words.cases }
  return prepared
end

--- Words without which no sentence says some of what M.of is asked: { wanted=, bases=, cases= } lists.
function M.signs()
  return reader().signs
end

local function ends_in(name, tail)
  return name:sub(-#tail) == tail
end

-- Whether `scope` is the word for a place larger than the one that reports.
local function is_larger(words, scope, place)
  if wordlist.has(words.larger[place.level], scope) then return true end
  local named = words.unless_named[place.level]
  if named and named[scope] then return not ends_in(place.region, named[scope]) end
  local whole = words.autonomous
  return scope == whole.scope and whole.levels[place.level] and not ends_in(place.region, whole.name)
    and wordlist.inside(place.region, whole.regions) ~= nil
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

local function of_larger_place(words, at, first, last)
  local scope, place = at.figure.scope, at.meta
  if not scope or not place or not place.level or not place.region then return nil end
  if not is_larger(words, scope, place) then return nil end
  return owner_at(words, at.body:sub(first, last), scope) and scope .. "的数" or nil
end

-- The place that the head of a clause begins with, as region.mentions gives it; nil if it begins with none.
local function place_at_start(head, year)
  if head:byte() == nil or head:byte() < 0xE0 or not region.gazetteer():may_begin(head, 1) then return nil end
  local found = region.gazetteer():mentions(head:sub(1, utf8.offset(head, 16) and utf8.offset(head, 16) - 1 or #head),
    { year = year })[1]
  if not found or found.start > 1 or found.weak or found.short then return nil end
  return found
end

local function is_own(found, place)
  for _, row in ipairs(found.rows) do
    if row.full_name == place.region or place.region_code == row.code then return true end
  end
  return false
end

-- Whether a verb stands at the beginning of the text, behind words of time and the like.
local function acts(text, one)
  text = text:sub(1, NAME_MAX)
  return context.verb(text:sub(one.openings:lead(text, 1, #text))) == 1
end

-- The level that the head of a clause begins with, and whether it is above the place that reports: 市 is, unless a
-- county is itself called so.
local function level_at_start(head, words, place)
  local level = wordlist.at_start(head, words.levels)
  local is_named = level == "市" and ends_in(place.region, level)
  return level, level ~= nil and not is_named and wordlist.has(words.higher[place.level], level)
end

-- Whether a clause, which may begin with a level, begins with the report's own: 我县…, 全县…, 县政府….
local function is_own_clause(head, words, level, is_above)
  if wordlist.at_start(head, words.own) then return true end
  return level ~= nil and not is_above and wordlist.at_start(head:sub(#level + 1), words.organs) ~= nil
end

-- 省政府受理…: an organ above the place that reports.
local function organ_at_start(head, one, level)
  local organ = wordlist.at_start(head:sub(#level + 1), one.words.organs)
  if organ and acts(head:sub(#level + #organ + 1), one) then return { text = level .. organ, rows = {} } end
end

-- 生态环境局立案…: one of the departments of the place that reports.
local function department_at_start(head, one, place)
  local words = one.words
  for _, tail in ipairs(words.departments) do
    local at, stop = head:find(tail, 1, true)
    local name = at and head:sub(1, stop)
    local is_one = name and at > 6 and not marks:find(name, 1) and not wordlist.inside(name, words.for_all)
      and not context.verb(name)
    if is_one and acts(head:sub(stop + 1), one) and not (place.issuer or ""):find(name, 1, true) then
      return { text = name, rows = {} }
    end
  end
end

-- Whose clause begins with `head`: the place or organ, "own" for the report's own; false for nobody's. Where one of the
-- words that it begins with, by number, is all that speaks for it, neither place nor department is named; where that is
-- one of its own, it is the report's.
local function owner_of_clause(one, head, place, word)
  if word and word <= one.own_count then return "own" end
  local found = not word and place_at_start(head, place.year)
  if found then return found end
  local level, is_above = level_at_start(head, one.words, place)
  return is_above and organ_at_start(head, one, level) or not word and department_at_start(head, one, place)
    or is_own_clause(head, one.words, level, is_above) and "own"
end

-- 临溪县审查合同320份: the last place that a clause of the sentence begins with rules, until one begins with 我县. What
-- is known of a clause is remembered with the sentence, unless the figure cuts it off.
local function of_named_place(one, at, first, last)
  local place, body, names = at.meta, at.body, region.gazetteer().index
  if not place or not place.region then return nil end
  local start, head, next_start, word = one.openings:next(body, first, last, names)
  if not start then return nil end
  local known, owner = at.view.reading:owners(at.view.sentence), nil
  while start do
    local found = known[start]
    if found == nil then
      local stop = start + NAME_MAX - 1
      found = owner_of_clause(one, body:sub(head, math.min(stop, last)), place, word)
      if stop <= last then known[start] = found end
    end
    if found == "own" then owner = nil elseif found then owner = found end
    if not next_start then break end
    start, head, next_start, word = one.openings:next(body, next_start, last, names)
  end
  return owner and not is_own(owner, place) and owner.text .. "的数" or nil
end

-- 比上年减少210件: by how much, and no value.
local function of_change(one, body, figure, first)
  if figure.kind ~= "count" and figure.kind ~= "money" then return nil end
  local clause = clause_start(body, first, figure.start)
  if not one.changes:find(body, clause, nil, figure.start - 1) then return nil end
  local text = body:sub(clause, figure.start - 1)
  local verb = wordlist.at_end(text:gsub("了$", ""), one.words.changes)
  return verb and wordlist.inside(text, one.words.bases) and "增减量" or nil
end

-- 某企业…罚款35万元, without a word between that tells of the whole.
local function of_one_case(one, body, first, last_byte)
  if not one.cases:find(body, first, nil, last_byte) then return nil end
  local words, last, text = one.words, 0, body:sub(first, last_byte)
  for _, word in ipairs(words.cases) do
    local stop = text:match("^.*" .. word .. "()")
    if stop and stop > last then last = stop end
  end
  if last == 0 then return nil end
  return not wordlist.inside(text:sub(last), words.case_ends) and "个案" or nil
end

-- 不低于100件，实际受理89件; 每年学法不少于4次. The bound of a figure stands in its span.
local function is_goal(one, at, first)
  local body, stop = at.body, at.figure.stop
  local clause = clause_start(body, first, stop + 1)
  if not one.wanted:find(body, clause, nil, stop) then return false end
  return one.reached:find(body, stop + 1, nil, at.view.last) ~= nil or one.each:find(body, clause, nil, stop) ~= nil
end

--- A function(body, first, last) that tells whether a clause of the sentence begins in a way that may tell whose its
--- figures are; nil if nothing is known of who reports. A long sentence is taken for such: that part of it which is
--- read might begin where no clause does.
-- @param place { region=, … } of the report, or nil
function M.finder_of_owners(place)
  if not place or not place.region then return nil end
  local openings, names = reader().openings, region.gazetteer().index
  return function(body, first, last)
    return last - first > LOOK_BACK or openings:next(body, first, last, names) ~= nil
  end
end

--- Why a figure is not the report's own.
-- @param at { body=, figure=, view = of clause.views, meta = { level=, region= full name } of the report or nil }
-- @param has which of M.signs its sentence has: { wanted=, bases=, cases= }, each true or false
-- @return 全省的数, 临溪县的数, 个案, 增减量 …; or nil; and whether it is a goal, told beside what was reached or
--   as a rule for every year
function M.of(at, has)
  local one, figure, body = reader(), at.figure, at.body
  local first, last = math.max(at.view.first, figure.start - LOOK_BACK), figure.start - 1
  if has.wanted and is_goal(one, at, first) then return "目标数", true end
  return of_larger_place(one.words, at, first, last) or of_named_place(one, at, first, last)
    or has.bases and of_change(one, body, figure, first)
    or has.cases and of_one_case(one, body, first, last) or nil, false
end

return M
