-- Why a figure is not one of the year reported on, where a catalogue reads no times of its own: the
-- year in force is the last one named at or before the figure in its sentence; what is told of
-- several years or of a mean month is no figure of one year either.

local lpeg = require "lpeg"
local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local restatement = require "fazhi.restatement"
local trie = require "fazhi.trie"
local wordlist = require "fazhi.wordlist"

local B, C, Cc, Cp, Ct, P, R = lpeg.B, lpeg.C, lpeg.Cc, lpeg.Cp, lpeg.Ct, lpeg.P, lpeg.R

local M = {}

local LOOK_BACK = 900 -- bytes of a sentence that are read before a figure
local REPORTED = 13   -- months: a longer span is no reporting year that begins in December
local SEVERAL = "多年合计"
local SINCE = "以来"
local PART = "\1"     -- before a word for a part of the year, where that is in force

local CLAUSE = { "，", "；", "：", "。", "（", "(", ";", ":" }

local function any_of(words)
  local any = P(false)
  for _, word in ipairs(words) do any = any + word end
  return any
end

-- N in a word is a numeral or a number of years that is no date: 五年来, 5年来, not 2023年内.
local function several_pattern(words)
  local digit = R "09"
  local number = -B(digit) * (R "29" * -digit + R "19" * digit * -digit)
  local numeral = -wordlist.behind(words.numeral_tails) * any_of(words.numerals) + number
  local any = P(false)
  for _, form in ipairs(words.several) do
    local head, tail = form:match("^(.-)N(.*)$")
    any = any + (head and P(head) * numeral * P(tail) or P(form))
  end
  return any
end

local YEARS, NUMBERS = { "19", "20" }, 99 -- what years begin with; numbers of years that are no date

-- A number of years as figures and numerals write it.
local function counts_of(words)
  local list = table.move(words.numerals, 1, #words.numerals, 1, {})
  for number = 2, NUMBERS do list[#list + 1] = tostring(number) end
  return list
end

-- What words of time begin with: nothing else in a text is worth a closer look.
local function heads_of(words)
  local set, counts = {}, counts_of(words)
  for _, list in ipairs { words.this_year, words.last_year, words.whole_year, words.part_year } do
    for _, word in ipairs(list) do set[word] = true end
  end
  for _, form in ipairs(words.several) do
    local head, tail = form:match("^(.-)N(.*)$")
    local after = head == "" and (tail:match(utf8.charpattern) or "")
    for _, count in ipairs(after and counts or {}) do set[count .. after] = true end
    if not after then set[head or form] = true end
  end
  for _, century in ipairs(YEARS) do
    for year = 0, 99 do set[("%s%02d"):format(century, year)] = true end
  end
  local heads = {}
  for word in pairs(set) do heads[#heads + 1] = word end
  return heads
end

-- Patterns for a word of time at one place, { at, sort, …, stop }: one that begins with a year, the same where 以来
-- stands behind it, and any other.
local function token_patterns(words)
  local digit = R "09"
  local number = (P "19" + "20") * digit * digit * -digit / tonumber
  local month = digit * digit ^ -1 / tonumber * "月"
  local day = (digit * digit ^ -1 * "日") ^ -1
  local dash, mark = any_of(words.dashes), any_of(CLAUSE) + ","
  local full = number * "年" * P "度" ^ -1 * -trie.pattern(words.no_year)
  local loose = number * (P "年" * P "度" ^ -1) ^ -1
  local listed = any_of { "、", "和", "及", "与" }
  local since = (1 - mark - SINCE) ^ -45 * SINCE
  local several_years = Cc "span" * full * month * day * dash * full * month * day
    + Cc "range" * loose * dash * full
    + Cc "list" * loose * (listed * loose) ^ 1 * B(P "年" + "度")
  local year = Cc "year" * full
  local other = Cc "several" * several_pattern(words)
    + Cc "this" * trie.pattern(words.this_year)
    + Cc "last" * trie.pattern(words.last_year)
    + Cc "whole" * trie.pattern(words.whole_year)
    + Cc "part" * C(trie.pattern(words.part_year))
  local function token(any) return Ct(Cp() * -B(digit) * any * Cp()) end
  return token(several_years + year), token(several_years + Cc "since" * number * "年" * since + year), token(other)
end

local CENTURIES = { ["1"] = true, ["2"] = true } -- what the digits of years begin with

-- The word of time at a place; nil if there is none.
local function token_at(one, text, place)
  local token
  if CENTURIES[text:sub(place, place)] then
    local is_since = text:find(SINCE, place, true) ~= nil
    token = (is_since and one.year_since or one.year):match(text, place)
  end
  return token or one.other:match(text, place)
end

-- Every word of time in a text.
local function tokens_in(one, text)
  local list, at = {}, 1
  while true do
    local _, place = one.heads:find(text, at)
    if not place then return list end
    local token = token_at(one, text, place)
    if token then list[#list + 1] = token end
    at = token and token[#token] or place + 1
  end
end

-- The words of all forms of averages.
local function averages_of(forms)
  local list = {}
  for _, form in ipairs(forms) do table.move(form, 1, #form, #list + 1, list) end
  return list
end

-- Words to be looked for at the end of a text: { set=, lengths= }.
local function tails_of(words)
  local lengths, has = {}, {}
  for _, word in ipairs(words) do
    if not has[#word] then lengths[#lengths + 1] = #word end
    has[#word] = true
  end
  return { set = wordlist.set(words), lengths = lengths }
end

-- Whether one of the words ends right before byte `at`.
local function ends_at(tails, text, at)
  for _, length in ipairs(tails.lengths) do
    if length < at and tails.set[text:sub(at - length, at - 1)] then return true end
  end
  return false
end

local prepared

-- What is read with, made once for a catalogue.
local function reader()
  local words = catalogue.load("periods")
  if prepared and prepared.words == words then return prepared end
  local date = R "09" + any_of(words.dashes) + any_of(words.year_tails)
  local signs = { time = heads_of(words), mean = averages_of(words.averages) }
  local year, year_since, other = token_patterns(words)
  prepared = {
    words = words,
    signs = signs,
    heads = core.words.new(signs.time),
    year = year, year_since = year_since, other = other,
    compared = tails_of(words.compared), toward = tails_of(words.toward),
    tail = date ^ 0 * Cp(),
    leads = wordlist.set(words.leads),
    averages = wordlist.finder(signs.mean),
  }
  return prepared
end

--- Words without which no sentence says that a figure is not of the year: { time=, mean= } lists.
function M.signs()
  return reader().signs
end

local JOINTS = core.words.new { "、", "和", "及", "与", "以及" }

local COMMA = #CLAUSE + 1 -- the number of "," among the marks
local marks = core.words.new(table.move(CLAUSE, 1, #CLAUSE, 1, { [COMMA] = "," }))

-- The byte behind the last mark of a clause in a text before byte `at`; the comma of 1,200 is none.
local function clause_start(text, at)
  repeat
    local mark, first, stop = marks:find_back(text, 1, at)
    local is_of_number = mark == COMMA and (first == 1 or text:find("^%d", first - 1))
    if mark and not is_of_number then return stop end
    at = first
  until not mark
  return 1
end

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
  local _, stop = marks:find(at.body, first, nil, at.view.last)
  return at.body:sub(first, stop and stop - 1 or at.view.last)
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

-- How a word of time stands in the text, found when it is asked for: here = in the clause of the figure, opens = its
-- clause begins with it, pauses = a comma follows it, toward = it is what is gone towards (到2025年), owns = the figure
-- is its own (2021年的20件), compared = it is compared with, crosses = a semicolon follows; before = the words before
-- it, after = behind it in its clause, rest = where they begin.
local stands = {}

function stands.here(place) return place.at >= place.clause end

function stands.before(place) return place.text:sub(1, place.at - 1) end

function stands.compared(place) return ends_at(place.one.compared, place.text, place.at) end

function stands.toward(place) return ends_at(place.one.toward, place.text, place.at) end

function stands.opens(place)
  local lead = place.text:sub(clause_start(place.text, place.at), place.at - 1):gsub("\1", "")
  return lead == "" or place.one.leads[lead] == true
end

function stands.rest(place) return place.one.tail:match(place.text, place.stop) end

function stands.owns(place)
  local length = #place.text + 1 - place.rest
  return length == 0 or length == #"的" and place.text:sub(place.rest) == "的"
end

function stands.pauses(place)
  local text, rest = place.text, place.rest
  return text:sub(rest, rest) == "," or text:sub(rest, rest + 2) == "，"
end

function stands.after(place)
  local text, rest = place.text, place.rest
  local stop = text:find("，", rest, true) or text:find("；", rest, true)
  return text:sub(rest, stop and stop - 1)
end

function stands.crosses(place) return place.text:find("；", place.rest, true) ~= nil end

local Place = {}

function Place.__index(place, key)
  local value = stands[key](place)
  place[key] = value
  return value
end

local function stand(one, token, text, clause)
  return setmetatable({ one = one, text = text, clause = clause, at = token[1], stop = token[#token] }, Place)
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

-- What is in force at the figure of `at`, and the byte behind the word that says it.
local function in_force(one, at, text)
  local tokens, year, rules, stop = tokens_in(one, text), at.year, nil, nil
  if #tokens == 0 then return nil end
  local clause = clause_start(text, #text + 1)
  for _, token in ipairs(tokens) do
    local place = stand(one, token, text, clause)
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

--- Why a figure is not of the year, in a few words.
-- @param at { body=, figure=, index=, figures=, view = of clause.views, year = the report's or nil }
-- @param has which of M.signs its sentence has: { time=, mean= }, each true or false; nil if that is not known
-- @return 2022年, 上年, 多年合计, 多年, 月均 …; or nil; whether it is of several years, and whether of a year to come
function M.of(at, has)
  if has and not has.time and not has.mean then return nil, false end
  local one, text = reader(), before_figure(at)
  local mean = average(one, text)
  if mean then return mean, false end
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
