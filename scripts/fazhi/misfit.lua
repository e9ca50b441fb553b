-- Why a figure is not one of the year reported on, where a catalogue reads no times of its own: the
-- year in force is the last one named at or before the figure in its sentence; what is told of
-- several years or of a mean month is no figure of one year either.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local restatement = require "fazhi.restatement"
local time_word = require "fazhi.time_word"
local wordlist = require "fazhi.wordlist"

local clause_start = time_word.clause_start

local M = {}

local LOOK_BACK = 900 -- bytes of a sentence that are read before a figure
local REPORTED = 13   -- months: a longer span is no reporting year that begins in December
local SEVERAL = "多年合计"
local PART = "\1"     -- before a word for a part of the year, where that is in force

-- The words of all forms of averages.
local function averages_of(forms)
  local list = {}
  for _, form in ipairs(forms) do table.move(form, 1, #form, #list + 1, list) end
  return list
end

local prepared

-- What is read with, made once for a catalogue.
local function reader()
  local words = catalogue.load("periods")
  if prepared and prepared.words == words then return prepared end
  local averages, times = averages_of(words.averages), time_word.reader(words)
  prepared = { words = words, signs = { time = times.heads, mean = averages }, times = times,
    averages = wordlist.finder(averages) }
  return prepared
end

--- Words without which no sentence says that a figure is not of the year: { time=, mean= } lists.
function M.signs()
  return reader().signs
end

local JOINTS = core.words.new { "、", "和", "及", "与", "以及" }

-- As many bytes that are no words.
local function blank(s)
  return ("\1"):rep(#s)
end

local OPENING = core.words.new { "《", "（", "(" }

-- The sentence before the figure, without names and closed brackets.
local function before_figure(at)
  local first = math.max(at.view.first, at.figure.start - LOOK_BACK)
  local text = at.body:sub(first, at.figure.start - 1)
  if not OPENING:find(text, 1) then return text end
  text = text:gsub("《.-》", blank)
  return (text:gsub("（[^\n]-）", blank):gsub("%b()", blank))
end

-- What stands behind the figure in its clause.
local function behind_figure(at)
  local first = at.figure.stop + 1
  local stop = time_word.clause_stop(at.body, first, at.view.last)
  return at.body:sub(first, stop)
end

-- Whether the figure is what is compared with, and so of the time named behind `before`: 与2022年召开22次相比,
-- 相比2022年的12件, 较2022年受理35件增加5件; not 与2022年相比受理35件, 比2022年增加12件.
local function is_compared_with(one, at, before, between)
  local words = one.words.comparison
  if wordlist.inside(between, words.closes) then return false end
  local has_head, behind = wordlist.at_end(before, words.heads), behind_figure(at)
  if has_head and wordlist.inside(behind, words.closes) then return true end
  if wordlist.inside(between, words.changes) then return false end
  return wordlist.at_end(before, words.leads) ~= nil or has_head and wordlist.at_start(behind, words.changes) ~= nil
end

-- Whether the word is said of the figure: in its clause, or opening an earlier one with a comma behind it or with
-- figures of its own (2022年受理55件，审结50件).
local function is_in_force(place)
  if place.here then return true end
  if not place.opens then return false end
  return place.pauses or not place.crosses and place.after:find("%d") ~= nil and not place.after:find("的", 1, true)
end

-- From December to November is a year of reporting; more than that is several.
local function of_span(token, year)
  local from, first, to, last = table.unpack(token, 3, 6)
  local months = (to - from) * 12 + last - first + 1
  if months > REPORTED then return "several" end
  return (from == year or to == year) and "this" or to
end

-- Whether the figure is compared with, in whose clause the word stands.
local function is_joined(one, place, at)
  return place.here and is_compared_with(one, at, place.before, place.after)
end

-- Each sort of word and what it puts in force, given the word, where it stands, the year and the figure: a sort, a
-- year or the word itself; nil if nothing.
local meanings = {}

function meanings.span(_, token, _, year)
  return of_span(token, year)
end

function meanings.range(one, _, place)
  return (place.pauses or not wordlist.inside(place.after, one.words.named)) and "several" or nil
end

function meanings.since(_, token, _, year)
  return token[3] == year and "this" or "several"
end

function meanings.list(_, token, place)
  return place.after:find("相比", 1, true) and "this" or token
end

function meanings.several(_, _, place)
  return (place.opens or place.pauses or place.here) and "several" or nil
end

function meanings.year(one, token, place, year, at)
  if year and token[3] > year and place.toward then return "coming" end
  if token[3] ~= year and (place.owns or is_joined(one, place, at)) then return token[3] end
  if place.compared then return nil end
  return token[3] == year and "this" or token[3]
end

-- 上年结转 and 去年发现的 are told of the year reported on.
function meanings.last(one, _, place, _, at)
  if is_joined(one, place, at) then return "last" end
  if place.compared or not place.opens or place.after:find("的", 1, true) then return nil end
  return not wordlist.inside(place.after:sub(1, 12), one.words.carried) and "last" or nil
end

meanings["this"] = function(_, token, place)
  return not place.compared and token[2] or nil
end
meanings.whole = meanings["this"]

-- 上半年受理30件: in its clause or, with a pause, the clauses behind it.
function meanings.part(_, token, place)
  return not place.compared and (place.here or place.pauses) and PART .. token[3] or nil
end

-- Whether what is in force is a part of the year.
local function is_part(rules)
  return type(rules) == "string" and rules:sub(1, #PART) == PART
end

-- Words for the year reported on, which alone put nothing else in force however they stand.
local function are_of_year(tokens, year)
  for _, token in ipairs(tokens) do
    local sort = token[2]
    if sort ~= "this" and sort ~= "whole" and not (sort == "year" and token[3] == year) then return false end
  end
  return true
end

-- What is in force at the figure of `at`, and the byte behind the word that says it; nil if that is the year alone.
local function in_force(one, at, text)
  local tokens, year, rules, stop = one.times:tokens(text), at.year, nil, nil
  if are_of_year(tokens, year) then return nil end
  local clause = clause_start(text, #text + 1)
  for _, token in ipairs(tokens) do
    local place = one.times:stand(token, text, clause)
    local what = meanings[token[2]](one, token, place, year, at)
    local own = what == "this" or what == "whole"
    if what == "whole" and rules ~= "several" and not is_part(rules) then what = nil end
    local goes_on = own and place.opens or what == "several" and place.pauses -- “十四五”以来，…
    if what and (is_in_force(place) or goes_on) then rules, stop = what, token[#token] end
  end
  return rules, stop
end

-- Which of the figures behind 分别 this one is, counted from 1.
local function ordinal(at, from)
  local n = at.figures and 0 or 1
  for i = at.figures and at.index or 0, 1, -1 do
    if at.figures[i].start < from then break end
    n = n + 1
  end
  return n
end

-- The years of a list belong to the figures behind 分别 in order; without it the figure is of all.
local function of_list(at, list, respectively, year)
  if not respectively then return SEVERAL end
  local told = list[2 + ordinal(at, respectively)]
  if type(told) ~= "number" or told < 1900 or list[#list] == told then return "多年" end
  return told ~= year and told .. "年" or nil
end

local function average(one, text)
  if not one.averages:find(text, 1) then return nil end
  local clause = text:sub(clause_start(text, #text + 1))
  for _, form in ipairs(one.words.averages) do
    if wordlist.inside(clause, form) then return form.note end
  end
end

-- What the words of time in force make of a figure, as M.of tells it.
local function of_rules(one, at, text)
  local rules, stop = in_force(one, at, text)
  local last = rules and text:find("分别", stop, true) and text:sub(stop):match("^.*()分别")
  local respectively = last and at.figure.start - #text + stop + last - 2
  if type(rules) == "table" then
    local note = of_list(at, rules, respectively, at.year)
    if note then return note, note == SEVERAL end
  elseif rules == "several" then
    return respectively and "多年" or SEVERAL, not respectively
  elseif rules == "last" then
    return "上年", false
  elseif is_part(rules) then
    return rules:sub(#PART + 1), false
  elseif rules == "coming" then
    return nil, false, true
  elseif type(rules) == "number" and at.year then
    return rules .. "年", false
  end
  return nil, false
end

--- Why a figure is not of the year, in a few words.
-- @param at { body=, figure=, index=, figures=, view = of clause.views, year = the report's or nil }
-- @param has which of M.signs its sentence has: { time=, mean= }, each true or false; nil if that is not known
-- @return 2022年, 上年, 多年合计, 多年, 月均 …; or nil; whether it is of several years, and whether of a year to come
function M.of(at, has)
  if has and not has.time and not has.mean then return nil, false end
  local one, text = reader(), before_figure(at)
  local mean = (not has or has.mean) and average(one, text)
  if mean then return mean, false end
  if has and not has.time then return nil, false end
  return of_rules(one, at, text)
end

-- Whether nothing but a mark of a list stands between two figures.
local function is_listed(body, before, figure)
  local _, behind = JOINTS:match(body, before.stop + 1)
  return behind == figure.start
end

--- The sentence of a figure told for one of several years (2022、2023年分别为90%、95%) as if it stood
--- there first, so that the words of an indicator are found before it.
-- @param at as for M.of
-- @return the sentence, its figures up to this one with spans in it, and which of them is the figure; nil if
--   it is no later one of such a list
function M.restate(at)
  local figures, body, i = at.figures, at.body, at.index
  if not at.view.is_listed or not is_listed(body, figures[i - 1], at.figure) then return nil end
  local text = before_figure(at)
  if not text:find("分别", 1, true) then return nil end
  local rules = in_force(reader(), at, text)
  if type(rules) ~= "table" and rules ~= "several" then return nil end
  while i > 1 and is_listed(body, figures[i - 1], figures[i]) do i = i - 1 end
  local first = at.view.first
  local lead, list = body:sub(first, figures[i].start - 1), {}
  if figures[i].start <= first or not lead:find("分别", 1, true) then return nil end
  for k = 1, i - 1 do
    if figures[k].start >= first then list[#list + 1] = restatement.shifted(figures[k], first - 1) end
  end
  list[#list + 1] = restatement.shifted(at.figure, at.figure.start - #lead - 1)
  return lead .. body:sub(at.figure.start, at.figure.stop), list, #list
end

return M
