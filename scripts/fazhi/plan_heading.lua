-- What a heading says of the time of what stands below it, seen from the year that the report is of: the
-- plan of a later year, the results of its own, or nothing. The words are data in catalogue/plan_headings.lua.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local numeral = require "fazhi.numeral"
local wordlist = require "fazhi.wordlist"

local M = {}

local NEAR = 36 -- bytes, twelve characters, between a year and the word of work behind it

-- Without any of these a heading is plain as it stands.
local DRESSED = { "《", " ", "\t", "　", "工作报告", "二", "20" }
local dressed = core.words.new(DRESSED)
local SPELLED = { "二〇", "二○", "二零" } -- the years that 二 begins

local prepared -- { words = catalogue, own_year = …: the lists as core.words, any = all that says anything }

-- Every word without one of which a heading says nothing.
local function all_words(words)
  local set = wordlist.set(SPELLED)
  for _, name in ipairs { "own_year", "coming", "results", "remedies", "plans", "plans_at_end", "done" } do
    for _, word in ipairs(words[name]) do set[word] = true end
  end
  for _, word in ipairs(DRESSED) do set[word] = word ~= "二" or nil end
  local list = {}
  for word in pairs(set) do list[#list + 1] = word end
  return core.words.new(list)
end

-- The words, each list that is asked whether one of it stands in a text as core.words finds it.
local function reader()
  local words = catalogue.load("plan_headings")
  if prepared and prepared.words == words then return prepared end
  prepared = { words = words, any = all_words(words) }
  for _, name in ipairs { "own_year", "work", "coming", "results", "remedies", "plans", "done" } do
    prepared[name] = core.words.new(words[name])
  end
  return prepared
end

local function inside(text, list)
  return list:find(text, 1) ~= nil
end

-- 二〇二五年 → 2025年
local function in_digits(text)
  if not text:find("二", 1, true) then return text end
  local three = ("([\226-\233][\128-\191][\128-\191])"):rep(3)
  return (text:gsub("二" .. three .. "年", function(...)
    local digits = "2"
    for _, character in ipairs { ... } do
      local digit = numeral.digit(character) or (character == "〇" or character == "○" or character == "零") and 0
      if not digit then return nil end
      digits = digits .. digit
    end
    return digits .. "年"
  end))
end

-- The heading without names of documents, without the years of a programme (2021—2025年), which are
-- those of no work, and without blanks.
local function plain(heading, words)
  if not inside(heading, dressed) then return heading end
  local text = in_digits(heading:gsub("《.-》", ""):gsub("[ \t]", ""):gsub("　", ""):gsub("工作报告", ""))
  if not text:find("20", 1, true) then return text end
  for _, dash in ipairs(words.year_dashes) do
    local sign = dash:gsub("%-", "%%-")
    text = text:gsub("20%d%d年?" .. sign .. "20%d%d年?", "")
  end
  return text
end

-- What comes after the last words of a plan carried out: in 计划落实情况及下一步打算 the plan is the second.
local function after_done(text, one)
  local rest = text
  if not inside(text, one.done) then return rest end
  for _, word in ipairs(one.words.done) do
    local stop = rest:match("^.*" .. word .. "()")
    if stop then rest = rest:sub(stop) end
  end
  return rest
end

-- Whether a year of work to come is named; and whether any year is that is not to come.
local function years_in(text, year, one)
  local later, own = false, inside(text, one.own_year)
  for told, after in text:gmatch("(20%d%d)年()") do
    if tonumber(told) <= year then
      own = true
    elseif inside(text:sub(after, after + NEAR), one.work) then
      later = true
    end
  end
  return later, own
end

--- What a heading says.
-- @param heading text
-- @param year that the report is of, or nil if that is unknown
-- @return true if what stands below is planned, false if it is done; nil if the heading does not say, so
--   that the words of a catalogue for plans decide
function M.judge(heading, year)
  local one = reader()
  if not inside(heading, one.any) then return nil end
  local text = plain(heading, one.words)
  local later, own
  if year then later, own = years_in(text, year, one) end
  local rest = after_done(text, one)
  if later then return true end
  if inside(rest, one.coming) then return (own or rest ~= text) or nil end
  local has_results = inside(rest, one.results)
  if inside(rest, one.remedies) and not has_results then return true end
  if wordlist.at_end(rest, one.words.plans_at_end) then return true end
  if inside(rest, one.plans) then return nil end
  if own or rest ~= text or has_results then return false end
  return nil
end

return M
