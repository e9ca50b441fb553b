-- time_word: the words of time before a figure in its sentence (2022年, 上年, 五年来, 上半年 …), where a catalogue reads no
-- times of its own, and how each stands there. What they put in force is fazhi.misfit's; the words are data in
-- catalogue/periods.lua.

local lpeg = require "lpeg"
local core = require "fazhi.core"
local trie = require "fazhi.trie"
local wordlist = require "fazhi.wordlist"

local B, C, Cc, Cp, Ct, P, R = lpeg.B, lpeg.C, lpeg.Cc, lpeg.Cp, lpeg.Ct, lpeg.P, lpeg.R

local M = {}

local Reader = {}
Reader.__index = Reader

local SINCE = "以来"

local CLAUSE = { "，", "；", "：", "。", "（", "(", ";", ":" }

local COMMA = #CLAUSE + 1 -- the number of "," among the marks
local marks = core.words.new(table.move(CLAUSE, 1, #CLAUSE, 1, { [COMMA] = "," }))

--- The byte behind the last mark of a clause in a text before byte `at`; the comma of 1,200 is none.
function M.clause_start(text, at)
  repeat
    local mark, first, stop = marks:find_back(text, 1, at)
    local is_of_number = mark == COMMA and (first == 1 or text:find("^%d", first - 1))
    if mark and not is_of_number then return stop end
    at = first
  until not mark
  return 1
end

--- The last byte of the clause that goes on at byte `first`, before its mark; at most `last`.
function M.clause_stop(text, first, last)
  local _, stop = marks:find(text, first, nil, last)
  return stop and stop - 1 or last
end

-- N in a word is a numeral or a number of years that is no date: 五年来, 5年来, not 2023年内.
local function several_pattern(words)
  local digit = R "09"
  local number = -B(digit) * (R "29" * -digit + R "19" * digit * -digit)
  local numeral = -wordlist.behind(words.numeral_tails) * trie.choice(words.numerals) + number
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

-- The sorts of words of time that do not begin with a year, in the order in which they are tried, and the lists of
-- those that are nothing but words.
local SORTS = { "several", "this", "last", "whole", "part" }
local LISTS = { this = "this_year", last = "last_year", whole = "whole_year", part = "part_year" }

-- What words of time begin with: nothing else in a text is worth a closer look. { head = { sort = true } }
local function heads_of(words)
  local heads, counts = {}, counts_of(words)
  local function put(head, sort)
    heads[head] = heads[head] or {}
    heads[head][sort] = true
  end
  for sort, list in pairs(LISTS) do
    for _, word in ipairs(words[list]) do put(word, sort) end
  end
  for _, form in ipairs(words.several) do
    local head, tail = form:match("^(.-)N(.*)$")
    local after = head == "" and (tail:match(utf8.charpattern) or "")
    for _, count in ipairs(after and counts or {}) do put(count .. after, "several") end
    if not after then put(head or form, "several") end
  end
  for _, century in ipairs(YEARS) do
    for year = 0, 99 do put(("%s%02d"):format(century, year), "year") end
  end
  return heads
end

-- A pattern for a word of time at one place, { at, sort, …, stop }.
local function token_of(any)
  return Ct(Cp() * -B(R "09") * any * Cp())
end

-- Patterns for such a word that begins with a year, and for the same where 以来 stands behind it.
local function year_patterns(words)
  local digit = R "09"
  local number = (P "19" + "20") * digit * digit * -digit / tonumber
  local month = digit * digit ^ -1 / tonumber * "月"
  local day = (digit * digit ^ -1 * "日") ^ -1
  local dash, mark = trie.choice(words.dashes), trie.choice(CLAUSE) + ","
  local full = number * "年" * P "度" ^ -1 * -trie.pattern(words.no_year)
  local loose = number * (P "年" * P "度" ^ -1) ^ -1
  local listed = trie.choice { "、", "和", "及", "与" }
  local since = (1 - mark - SINCE) ^ -45 * SINCE
  local several_years = Cc "span" * full * month * day * dash * full * month * day
    + Cc "range" * loose * dash * full
    + Cc "list" * loose * (listed * loose) ^ 1 * B(P "年" + "度")
  local year = Cc "year" * full
  return token_of(several_years + year), token_of(several_years + Cc "since" * number * "年" * since + year)
end

-- What captures a word of each sort that does not begin with a year.
local function sort_patterns(words)
  local patterns = { several = Cc "several" * several_pattern(words) }
  for sort, list in pairs(LISTS) do
    local any = trie.pattern(words[list])
    patterns[sort] = Cc(sort) * (sort == "part" and C(any) or any)
  end
  return patterns
end

-- The pattern for a word that begins with a head but not with a year, made once: of the sorts that begin with that
-- head or, as a word may be shorter, with a part of it.
local function pattern_of(one, head)
  local is_tried, key, any = {}, "", P(false)
  for length = 1, #head do
    for sort in pairs(one.sorts_of[head:sub(1, length)] or {}) do is_tried[sort] = true end
  end
  for _, sort in ipairs(SORTS) do
    if is_tried[sort] then key, any = key .. sort, any + one.sorts[sort] end
  end
  one.others[key] = one.others[key] or token_of(any)
  one.other_of[head] = one.others[key]
  return one.other_of[head]
end

local CENTURIES = { ["1"] = true, ["2"] = true } -- what the digits of years begin with

-- The word of time at a place where one of the heads stands, by number; nil if there is none.
local function token_at(one, text, place, number)
  local found
  if CENTURIES[text:sub(place, place)] then
    local is_since = text:find(SINCE, place, true) ~= nil
    found = (is_since and one.year_since or one.year):match(text, place)
  end
  local head = one.heads[number]
  return found or (one.other_of[head] or pattern_of(one, head)):match(text, place)
end

--- Every word of time in a text, in order: { at, sort, …, stop }, the sort being span, range, list, since, year,
-- several, this, last, whole or part.
function Reader:tokens(text)
  local list, at = {}, 1
  while true do
    local number, place = self.starts:find(text, at)
    if not place then return list end
    local found = token_at(self, text, place, number)
    if found then list[#list + 1] = found end
    at = found and found[#found] or place + 1
  end
end

--- A reader of the words of time of a catalogue.
-- @param words of catalogue/periods.lua
-- @return an object with the methods tokens and stand; heads = what the words begin with, a list
function M.reader(words)
  local sorts_of, heads, year, year_since = heads_of(words), {}, year_patterns(words)
  for head in pairs(sorts_of) do heads[#heads + 1] = head end
  local date = R "09" + trie.choice(words.dashes) + trie.choice(words.year_tails)
  return setmetatable({ words = words, heads = heads, starts = core.words.new(heads), year = year,
    year_since = year_since, sorts_of = sorts_of, sorts = sort_patterns(words), others = {}, other_of = {},
    leads = wordlist.set(words.leads), tail = date ^ 0 * Cp() }, Reader)
end

-- What is told of how a word of time stands, see Reader:stand.
local stands = {}

function stands.here(place) return place.at >= place.clause end

function stands.before(place) return place.text:sub(1, place.at - 1) end

function stands.compared(place) return wordlist.at_end(place.text, place.words.compared, place.at - 1) ~= nil end

function stands.toward(place) return wordlist.at_end(place.text, place.words.toward, place.at - 1) ~= nil end

function stands.opens(place)
  local lead = place.text:sub(M.clause_start(place.text, place.at), place.at - 1):gsub("\1", "")
  return lead == "" or place.leads[lead] == true
end

function stands.rest(place) return place.tail:match(place.text, place.stop) end

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

--- How a word of time stands in a text before a figure.
-- @param token of Reader:tokens; text; clause = the byte of it that the clause of the figure begins at
-- @return here = whether it is in that clause, opens = its clause begins with it, pauses = a comma follows it, toward =
--   it is what is gone towards (到2025年), owns = the figure is its own (2021年的20件), compared = it is compared with,
--   crosses = a semicolon follows; before = the words before it, after = behind it in its clause, rest = where they
--   begin: each found when it is asked for
function Reader:stand(token, text, clause)
  return setmetatable({ words = self.words, leads = self.leads, tail = self.tail, text = text, clause = clause,
    at = token[1], stop = token[#token] }, Place)
end

return M
