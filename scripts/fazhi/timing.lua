-- Which time a figure is of, for kinds of report that tell results, goals and figures of several
-- years side by side (政府工作报告): the last word of time before the figure rules, in its clause,
-- its sentence, its paragraph, else in the headings above. The words are data in the catalogue.

local lpeg = require "lpeg"
local core = require "fazhi.core"
local trie = require "fazhi.trie"
local wordlist = require "fazhi.wordlist"

local C, Cp, Ct, P, R = lpeg.C, lpeg.Cp, lpeg.Ct, lpeg.P, lpeg.R

local M = {}
local Timing = {}
Timing.__index = Timing

local LOOK_BACK = 3000 -- bytes of a paragraph that are read before a figure
local YEAR = #"二〇二四年" -- bytes of the longest form of a year
local OPENING = 24     -- bytes, eight characters, within which a word opens its sentence

local PLAN, SEVERAL, CHANGED = "计划或目标", "多年", "前后对比"

local digits = { ["零"] = 0, ["〇"] = 0, ["○"] = 0, ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6,
  ["七"] = 7, ["八"] = 8, ["九"] = 9 }

local function year_of(text)
  local digit_run = text:gsub("[%z\1-\127\194-\244][\128-\191]*", digits)
  return math.tointeger(tonumber(digit_run))
end

local function spelled_digit()
  local any = P(false)
  for word in pairs(digits) do any = any + word end
  return any
end

local SORTS = { "report", "whole", "coming", "several", "review", "clause_several" }

-- N in a word stands for a numeral: N年来 is 五年来 and 5年来.
local function spread(word, numerals)
  if not word:find("N", 1, true) then return { word } end
  local list = {}
  for i, numeral in ipairs(numerals) do list[i] = (word:gsub("N", numeral)) end
  return list
end

-- The first two characters of a word.
local function head_of(word)
  local stop = utf8.offset(word, 3)
  return stop and word:sub(1, stop - 1) or word
end

-- Calls add(word, sort) for every word of time. A period of a plan is sorted by a table that tells its last year:
-- { ends = 2010 }.
local function each_word(words, add)
  for _, sort in ipairs(SORTS) do
    for _, form in ipairs(words[sort] or {}) do
      for _, word in ipairs(spread(form, words.numerals or {})) do add(word, sort) end
    end
  end
  for plan, year in pairs(words.plans or {}) do
    for _, tail in ipairs(words.plan_tails) do add(plan .. tail, { ends = year }) end
  end
end

-- What words of time are read with: heads = what they begin with, token = one of them at a place, { at, sort or year,
-- stop }, or for a word that tells no time and a year that is only compared with the byte behind it; reach = how many
-- bytes of a text may tell of one byte whether a word stands there.
local function reader_of(words)
  local sorts, all, heads, reach = {}, {}, { "19", "20", "一", "二" }, 0
  each_word(words, function(word, sort)
    sorts[word], reach = sort, math.max(reach, #word)
    all[#all + 1], heads[#heads + 1] = word, head_of(word)
  end)
  for _, word in ipairs(words.timeless or {}) do
    reach = math.max(reach, #word)
    heads[#heads + 1] = head_of(word)
  end
  for _, tail in ipairs(words.no_year or {}) do reach = math.max(reach, YEAR + #tail) end
  local digit, han = R "09", spelled_digit()
  local compared = wordlist.behind(words.compared or {})
  local year = C((P "19" + "20") * digit * digit + (P "一" + "二") * han * han * han) / year_of
    * P "年" * -trie.pattern(words.no_year or { "\0" })
  local word = trie.pattern(all, function(w) return sorts[w] end)
  local timeless = trie.pattern(words.timeless or {}) / 0 * Cp()
  return { heads = wordlist.finder(heads), reach = reach,
    token = timeless + Ct(Cp() * word * Cp()) + Ct(Cp() * (-compared * year) * Cp()) + year / 0 * Cp() }
end

-- Every word of time in a text, from a byte on.
local function tokens_in(one, text, at)
  local list = {}
  while true do
    local _, place = one.heads:find(text, at)
    if not place then return list end
    local token = one.token:match(text, place)
    if type(token) == "table" then
      list[#list + 1], at = token, token[3]
    else
      at = token or place + 1
    end
  end
end

--- Makes a reader of time.
-- @param words { report = words for the year reported on (去年), whole = for one whole year (全年), which
--   end what was said of several; coming = for the year to come (今年); several = for several years,
--   where they open a clause or fill one (五年来，), said of all that follows in the sentence or
--   paragraph, N for a numeral of `numerals`; review = those of them that speak of years up to the one reported on;
--   plans = { a plan = the last year of its period }, plan_tails = what makes a period of it; clause_several = the same
--   as several, of their own clause alone (年均); timeless = words that hold one of these and tell no time (年均浓度);
--   reached = words right before a level reached in the end, risen = those of them with which it can be no sum, means =
--   words of the mean growth that is told before such a level; summed = words with which it would be a sum of all those
--   years;
--   compared = words before a year that is only compared with (比); no_year = words after 年 that
--   make it no date; expected = words of a result not yet final (预计), preliminary = of one that is a
--   first reckoning (初步核算); goals = words with which the report
--   turns to the future; goal_headings and not_goals = the same for headings, unless they also
--   say one of not_goals; mixed = words of headings that speak of one year and several; bases = bases of
--   growth that are not the year before }
function M.new(words)
  return setmetatable({
    words = words,
    reader = reader_of(words),
    goals = wordlist.finder(words.goals),
  }, Timing)
end

--- Whether a heading announces the time to come.
-- @param year that the report is of, or nil
function Timing:is_goal_heading(heading, year)
  if wordlist.inside(heading, self.words.not_goals) then return false end
  if wordlist.inside(heading, self.words.goal_headings) then return true end
  return year ~= nil and heading:find(("%d年"):format(year + 1), 1, true) ~= nil
end

--- The byte of the body from which on the report speaks of the time to come; math.huge if it
--- never does.
-- @param sections rows of outline.parse
function Timing:turn(body, sections, year)
  local _, goal = self.goals:find(body, 1)
  local turn = goal or math.huge
  for _, section in ipairs(sections) do
    if section.parent == 0 and section.start < turn and self:is_goal_heading(section.heading or "", year) then
      return section.start
    end
  end
  return turn
end

local SENTENCE = { "。", "！", "？" }
local sentence_marks = core.words.new(SENTENCE)
local clause_marks = core.words.new { "，", "；", "：", "。", "！", "？", ",", ";", "\n" }

-- The byte after the last of the marks in the text.
local function after_last(text, marks)
  local _, _, stop = marks:find_back(text, 1, #text + 1)
  return stop or 1
end

local LINE_END = 10
local line_end = core.words.new { "\n" }

-- The first byte of the line that byte `at` stands in, but not before `low`.
local function line_start(body, at, low)
  local _, _, stop = line_end:find_back(body, low, at)
  return stop or low
end

-- First and last byte of the paragraph that leads a list, above the item that begins at byte `first`; nil if there is
-- none from byte `low` on.
local function lead_of(body, first, low)
  repeat
    local last = first - 1
    while last >= low and body:byte(last) == LINE_END do last = last - 1 end
    if last < low then return nil end
    first = line_start(body, last + 1, low)
    if not body:find("^%s*—", first) then return first, last end
  until first == low
end

-- The words of time of the paragraph that begins at a byte, remembered in `memo`.
local function tokens_of(self, memo, body, first)
  local known = memo[first]
  if not known then
    local stop = body:find("\n", first, true) or #body + 1
    known = tokens_in(self.reader, body:sub(first, math.min(stop, first + LOOK_BACK) - 1), 1)
    memo[first] = known
  end
  return known
end

-- The words of time of `text`, with which the paragraph of the body begins that begins at byte `first`: those of the
-- paragraph, but that near its end a word may be cut off.
local function tokens_before(self, memo, body, first, text)
  local list, sure = {}, #text - self.reader.reach
  for i, token in ipairs(tokens_of(self, memo, body, first)) do
    if token[3] > sure then
      sure = math.min(sure, token[1])
      break
    end
    list[i] = token
  end
  while sure > 1 and text:find("^[\x80-\xBF]", sure) do sure = sure - 1 end
  local rest = tokens_in(self.reader, text, math.max(sure, 1))
  return table.move(rest, 1, #rest, #list + 1, list)
end

-- The paragraph up to the figure, and its words of time; where that is an item of a list (——经济…) then the same of
-- the paragraph that leads the list. What begins before what is read is not remembered.
local function before_figure(self, memo, body, start)
  local low = math.max(1, start - LOOK_BACK)
  local function is_whole(first) return first > low or low == 1 end
  local first, one = line_start(body, start, low), self.reader
  local text = body:sub(first, start - 1)
  local tokens = is_whole(first) and tokens_before(self, memo, body, first, text) or tokens_in(one, text, 1)
  if not text:find("^%s*—") then return text, tokens end
  local above, last = lead_of(body, first, low)
  if not above then return text, tokens end
  local lead = body:sub(above, last)
  return text, tokens, lead, is_whole(above) and tokens_of(self, memo, body, above) or tokens_in(one, lead, 1)
end

local function opens_sentence(text, at)
  local before = text:sub(math.max(1, at - OPENING), at - 1)
  if at <= OPENING then return true end
  return wordlist.inside(before, SENTENCE)
end

-- 五年来， and 五年来我们… speak of several years, 创五年来新高 does not.
local function is_adverb(text, at, stop)
  if text:find("^，", stop) or text:find("^,", stop) then return true end
  local before = text:sub(math.max(1, at - 2 * #"“"), at - 1):gsub("“$", "")
  return after_last(before, clause_marks) == #before + 1
end

-- The sort of a word, where that rests on the year of the report: a plan whose last year that is, is looked back on.
local function sort_of(what, year)
  if type(what) ~= "table" then return what end
  return what.ends == year and "review" or "period"
end

local function is_several(what)
  return what == "several" or what == "review" or what == "period"
end

-- What rules after one more word of time. Words of an earlier sentence count where they open it;
-- the year reported on counts anywhere, until the report has turned to the next.
local function after_token(rules, token, text, bounds)
  local at, what, sentence, clause = token[1], sort_of(token[2], bounds.year), bounds.sentence, bounds.clause
  if what == "clause_several" then return at >= clause and what or rules end
  if is_several(what) and not is_adverb(text, at, token[3]) then return rules end
  if what == "whole" then return (rules == nil or is_several(rules)) and what or rules end
  local is_report = not bounds.has_turned and (what == "report" or what == bounds.year)
  if at >= sentence or is_report or opens_sentence(text, at) then return what end
  return rules
end

-- The sort or year that rules at the end of a paragraph's beginning; nil if no word says it.
local function ruling(text, tokens, year, has_turned)
  local bounds = { sentence = after_last(text, sentence_marks), clause = after_last(text, clause_marks), year = year,
    has_turned = has_turned }
  local rules
  for _, token in ipairs(tokens) do
    rules = after_token(rules, token, text, bounds)
  end
  return rules
end

-- The same for the headings above, the nearest first; and whether one speaks of the year and of
-- several in one breath (过去一年和五年工作回顾).
local function ruling_heading(self, memo, headings, year)
  for _, heading in ipairs(headings) do
    if self:is_goal_heading(heading, year) then return "coming" end
    local has_report, last
    memo[heading] = memo[heading] or tokens_in(self.reader, heading, 1)
    for _, token in ipairs(memo[heading]) do
      last = sort_of(token[2], year)
      has_report = has_report or last == "report" or last == year
    end
    if has_report then return "report", wordlist.inside(heading, self.words.mixed) end
    if last then return last end
  end
  return nil
end

-- Why a figure that such a word rules is not of the year; nil if it is.
local function reason_of(what, year)
  if what == nil or what == "report" or what == "whole" then return nil end
  if what == "coming" then return PLAN end
  if is_several(what) or what == "clause_several" then return SEVERAL end
  if not year or what == year then return nil end
  return what == year + 1 and PLAN or ("%d年"):format(what)
end

local function base_reason(self, figure, year)
  if not figure.base then return nil end
  local base = year_of(figure.base:match("^(.-)年") or "")
  if base and year and base ~= year - 1 or wordlist.inside(figure.base, self.words.bases) then
    return "比" .. figure.base
  end
end

-- The first of the words in a text with `after` right behind it, or nil.
local function said(text, words, after)
  for _, word in ipairs(words or {}) do
    if text:find(word .. (after or ""), 1, true) then return word end
  end
end

-- The word that opens an earlier clause of the sentence, or nil: 预计增加值增长5%，产量80亿斤 leaves open whether
-- the second is final; 增加值预计增长5%，产量80亿斤 does not.
local function opened(sentence, words)
  for _, word in ipairs(words or {}) do
    local at = sentence:find(word, 1, true)
    if at and after_last(sentence:sub(1, at - 1), clause_marks) == at then return word end
  end
end

-- The origin of a change is of an earlier time: 由67.9%上升到87.9%.
local function is_origin(text)
  return text:sub(-#"由") == "由" or text:sub(-#"从") == "从"
end

-- What rules at a figure, and the text up to it in its paragraph.
local function ruling_at(self, memo, at, has_turned)
  local text, tokens, lead, lead_tokens = before_figure(self, memo, at.body, at.figure.start)
  return ruling(text, tokens, at.year, has_turned) or lead and ruling(lead, lead_tokens, at.year, has_turned), text
end

-- 从1997年的7.4万亿元增加到2002年的10.2万亿元: the later one has its own year.
local function owns_year(text, year)
  local word = year and ("%d年"):format(year)
  return word and (text:sub(-#word) == word or text:sub(-#word - #"的") == word .. "的")
end

-- Whether what rules is the year of the report: of a change in it the later value is that of the year (去年，城镇化率由57%提高到
-- 58%).
local function is_of_report(rules, year)
  return rules == "report" or year ~= nil and rules == year
end

-- Why the words before a figure refuse it, or nil.
local function why_not_of_year(self, at, rules, text, has_turned)
  local figure, year = at.figure, at.year
  local is_review = is_of_report(rules, year)
  return reason_of(rules, year) or base_reason(self, figure, year) or has_turned and not is_review and PLAN
    or (figure.from and not (is_review or owns_year(text, year)) or is_origin(text)) and CHANGED or nil
end

-- How final a figure is by the words before it in its paragraph: 预计 speaks of its clause; 初步预计， opens a sentence of
-- which all is preliminary.
local function finality(self, text, doubt)
  local sentence, expected = text:sub(after_last(text, sentence_marks)), self.words.expected
  return {
    doubt = doubt,
    expected = said(text:sub(after_last(text, clause_marks)), expected),
    preliminary = said(sentence, self.words.preliminary) or said(sentence, expected, "，"),
    opened = opened(sentence, expected),
  }
end

-- Whether several years are looked back on that end with that of the report; what is told of both of its ends
-- (五年累计…，城镇化率由45.9%提高到52.6%) is of such years as well where they are counted.
local function is_looked_back_on(ruled, figure)
  return ruled == "review" or ruled == "several" and figure.from ~= nil
end

-- Whether a level, before which nothing stands in its clause but `word`, is told behind its mean growth: 收入年均增长8%，
-- 达到500亿元.
local function is_behind_mean(text, clause, word, means)
  if clause ~= (word or "") then return false end
  local before = text:sub(1, #text - #clause):gsub("，$", "")
  return wordlist.inside(before:sub(after_last(before, clause_marks)), means)
end

-- Of a review of several years up to that of the report: a note if the figure is the level that was reached in the
-- end (五年来，…生产总值达到40万亿元), or nil; and whether it can be no sum of those years (收入增加到500亿元).
local function reached(self, text, at, year)
  local clause, words = text:sub(after_last(text, clause_marks)), self.words
  local word = wordlist.at_end(clause, words.reached or {})
  local is_reached = word or wordlist.at_start(at.body, words.reached or {}, at.figure.start)
  if not is_reached or wordlist.inside(clause, words.summed) then return nil end
  local is_risen = wordlist.at_end(clause, words.risen or {}) or is_behind_mean(text, clause, word, words.means or {})
  return ("多年回顾，截至%d年所达"):format(year), is_risen and true or nil
end

-- The same, put into what is told of a figure.
local function with_level(self, told, text, at)
  told.reached, told.risen = reached(self, text, at, at.year)
  return told
end

-- Why the headings refuse a figure of which its paragraph does not tell the year, `refused` for the words before it;
-- what rules in them, and whether they speak of one year and of several.
local function by_headings(self, memo, at, text, refused)
  local ruled, mixed = ruling_heading(self, memo, at.headings, at.year)
  if refused == CHANGED and is_of_report(ruled, at.year) and not is_origin(text) then refused = nil end
  return reason_of(ruled, at.year) or refused, ruled, mixed
end

--- The time of a figure.
-- @param at { figure=, body=, headings = above it, nearest first, year = the report's or nil, report = { times = a
--   table in which the words of time of its paragraphs and headings are remembered } or nil }
-- @param turn as Timing.turn gives it
-- @return { refused = why it is not of the report's year, or nil; expected = the word that makes it a
--   result not yet final, or nil; preliminary = the word of a first reckoning, or nil; opened = the
--   word of what is expected in front of an earlier clause, or nil; doubt = why it may be of several years, or nil;
--   reached = a note where a review of several years is why it is refused or in doubt and the figure the level reached
--   in its last year, that of the report, or nil; risen = whether that can be no sum, or nil }
function Timing:of(at, turn)
  local year, memo, has_turned = at.year, at.report and at.report.times or {}, at.figure.start >= turn
  local rules, text = ruling_at(self, memo, at, has_turned)
  local refused, ruled, mixed = why_not_of_year(self, at, rules, text, has_turned), rules, nil
  if (not refused or refused == CHANGED) and (rules == nil or rules == "whole") then
    refused, ruled, mixed = by_headings(self, memo, at, text, refused)
  end
  if not refused then
    local told = finality(self, text, mixed and rules == nil and "一年或多年不明" or nil)
    return told.doubt and year and with_level(self, told, text, at) or told
  end
  local told = { refused = refused }
  local may_be_reached = refused == SEVERAL and is_looked_back_on(ruled, at.figure) and not has_turned and year
  return may_be_reached and with_level(self, told, text, at) or told
end

return M
