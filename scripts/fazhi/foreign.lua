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

-- The byte behind the last mark of a clause in text.
local function clause_start(text)
  local _, _, stop = marks:find_back(text, 1, #text + 1)
  return stop or 1
end

local prepared -- { words = catalogue, cases =, wanted =, reached =, each = its lists as core.words }

local function reader()
  local words = catalogue.load "foreign"
  if prepared and prepared.words == words then return prepared end
  prepared = { words = words }
  for _, name in ipairs { "cases", "wanted", "reached", "each" } do prepared[name] = core.words.new(words[name]) end
  return prepared
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

local function of_larger_place(words, text, figure, place)
  local scope = figure.scope
  if not scope or not place or not place.level or not place.region then return nil end
  if not is_larger(words, scope, place) then return nil end
  return owner_at(words, text, scope) and scope .. "的数" or nil
end

-- What stands at the beginning of a clause without words of time and the like: 其中，2024年青禾县受理 → 青禾县受理.
local function without_lead(head, words)
  repeat
    local size = #head
    head = head:gsub("^20%d%d年", ""):gsub("^度", ""):gsub("^%s+", "")
    local word = wordlist.at_start(head, words.name_leads)
    if word then head = head:sub(#word + 1) end
  until #head == size
  return head
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
local function acts(text, words)
  local spans = context.verbs(without_lead(text:sub(1, NAME_MAX), words))
  return spans[1] ~= nil and spans[1][1] == 1
end

-- The level that the head of a clause begins with, and whether it is above the place that reports: 市 is, unless a
-- county is itself called so.
local function level_at_start(head, words, place)
  local level = wordlist.at_start(head, words.levels)
  local is_named = level == "市" and ends_in(place.region, level)
  return level, level ~= nil and not is_named and wordlist.has(words.higher[place.level], level)
end

-- Whether a clause begins with the report's own: 我县…, 全县…, 县政府….
local function is_own_clause(head, words, place)
  if wordlist.at_start(head, words.own) then return true end
  local level, is_above = level_at_start(head, words, place)
  return level ~= nil and not is_above and wordlist.at_start(head:sub(#level + 1), words.organs) ~= nil
end

-- 省政府受理…, 生态环境局立案…: an organ above the place that reports, or one of its departments.
local function organ_at_start(head, words, place)
  local level, is_above = level_at_start(head, words, place)
  local organ = is_above and wordlist.at_start(head:sub(#level + 1), words.organs)
  if organ and acts(head:sub(#level + #organ + 1), words) then return { text = level .. organ, rows = {} } end
  for _, tail in ipairs(words.departments) do
    local at, stop = head:find(tail, 1, true)
    local name = at and head:sub(1, stop)
    local is_one = name and at > 6 and #context.verbs(name) == 0 and not wordlist.inside(name, words.for_all)
    if is_one and acts(head:sub(stop + 1), words) and not (place.issuer or ""):find(name, 1, true) then
      return { text = name, rows = {} }
    end
  end
end

-- 临溪县审查合同320份: the last place that a clause of the sentence begins with rules, until one begins with 我县.
local function of_named_place(words, text, place)
  if not place or not place.region then return nil end
  local owner, at = nil, 1
  repeat
    local head = without_lead(text:sub(at, at + NAME_MAX - 1), words)
    local found = place_at_start(head, place.year) or organ_at_start(head, words, place)
    if found then owner = found elseif is_own_clause(head, words, place) then owner = nil end
    local _, _, stop = marks:find(text, at)
    at = stop
  until not at
  return owner and not is_own(owner, place) and owner.text .. "的数" or nil
end

-- 比上年减少210件: by how much, and no value.
local function of_change(words, text, figure)
  if figure.kind ~= "count" and figure.kind ~= "money" then return nil end
  local clause = text:sub(clause_start(text))
  local verb = wordlist.at_end(clause:gsub("了$", ""), words.changes)
  return verb and wordlist.inside(clause, words.bases) and "增减量" or nil
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

-- 不低于100件，实际受理89件; 每年学法不少于4次. The bound of a figure stands in its span.
local function is_goal(one, text, rest)
  local clause = clause_start(text)
  if not one.wanted:find(text, clause) then return false end
  return one.reached:find(rest, 1) ~= nil or one.each:find(text, clause) ~= nil
end

--- Why a figure is not the report's own.
-- @param at { body=, figure=, view = of clause.views, meta = { level=, region= full name } of the report or nil }
-- @return 全省的数, 临溪县的数, 个案, 增减量 …; or nil; and whether it is a goal, told beside what was reached or
--   as a rule for every year
function M.of(at)
  local one, figure = reader(), at.figure
  local first = math.max(at.view.first, figure.start - LOOK_BACK)
  local text, rest = at.body:sub(first, figure.start - 1), at.body:sub(figure.stop + 1, at.view.last)
  if is_goal(one, at.body:sub(first, figure.stop), rest) then return "目标数", true end
  return of_larger_place(one.words, text, figure, at.meta) or of_named_place(one.words, text, at.meta)
    or of_change(one.words, text, figure) or of_one_case(one, text), false
end

return M
