-- elision: what a writer leaves out or puts between: the noun of a second verb (新增职权36项，取消19项), another number
-- between verb and noun (抽查19个单位案卷133本; 演练9场、412人次), a title or bracket (制定《…办法》等规章2件), the verb behind
-- a list (14个乡镇、46个部门述法). Each reading puts the sentence anew, and is asked for only where the
-- sentence as it stands tells nothing. The words are data in catalogue/elision.lua.

local catalogue = require "fazhi.catalogue"
local context = require "fazhi.context"
local core = require "fazhi.core"
local distribution = require "fazhi.distribution"
local restatement = require "fazhi.restatement"
local wordlist = require "fazhi.wordlist"

local M = {}

local REACH = 300 -- bytes: what stands farther before a figure is no part of its phrase
local OPENING = core.words.new { "《", "（", "(" }
local JOINTS = { "、", "和", "及" }
local BRACKETS = { "（[^\n（）]-）", "%([^\n()]-%)" }

--- Whether there is anything about a figure that one of the readings below goes by: another figure in its sentence,
--- or a title or bracket before it.
-- @param body, figures of a report; index of the figure; first, last bytes of its sentence
function M.may_supply(body, figures, index, first, last)
  local previous, later = figures[index - 1], figures[index + 1]
  if previous and previous.start >= first or later and later.start <= last then return true end
  return OPENING:find(body, first, nil, figures[index].start - 1) ~= nil
end

-- The figure before, where it stands in the same sentence.
local function before(at)
  local previous = at.figures[at.index - 1]
  return previous and previous.start >= at.view.first and previous or nil
end

-- The text between the figure before and a figure.
local function gap_of(at, previous)
  return at.body:sub(previous.stop + 1, at.figure.start - 1)
end

-- The text without the words of the list, as often as they stand in it.
local function without(text, words)
  for _, word in ipairs(words) do
    local from, stop = text:find(word, 1, true)
    while from do
      text = text:sub(1, from - 1) .. text:sub(stop + 1)
      from, stop = text:find(word, 1, true)
    end
  end
  return text
end

-- The verb in a gap that says nothing else: ，依法取消 → 取消; nil if there is more.
local function lone_verb(gap, words)
  local mark = wordlist.at_start(gap, words.marks)
  if not mark then return nil end
  local text = gap:sub(#mark + 1)
  local spans = context.verbs(text)
  if #spans == 0 then return nil end
  local rest, at = {}, 1
  for _, span in ipairs(spans) do
    rest[#rest + 1] = text:sub(at, span[1] - 1)
    at = span[2] + 1
  end
  rest[#rest + 1] = text:sub(at)
  if without(table.concat(rest), words.fillers) ~= "" then return nil end
  return text
end

-- The words directly before a figure in its clause, behind the figure before it.
local function phrase_before(at, index)
  local figure, previous = at.figures[index], at.figures[index - 1]
  local low = math.max(at.view.first, previous and previous.stop + 1 or 1, figure.start - REACH)
  return distribution.clause_before(at.body, low, figure.start - 1)
end

--- 新增行政职权事项36项，取消19项 → 取消行政职权事项19项.
-- @param at { body=, figures=, index=, figure=, view = of clause.views }
-- @return as restatement.behind, and the index of the figure that has the noun; nil if the figure is no such one
function M.noun(at)
  local previous = before(at)
  if not previous or previous.unit ~= at.figure.unit or at.figure.from then return nil end
  local words = catalogue.load "elision"
  local verb = lone_verb(gap_of(at, previous), words)
  if not verb then return nil end
  local index = at.index - 1
  while index > 1 do
    local one = { body = at.body, figures = at.figures, index = index, figure = at.figures[index], view = at.view }
    local earlier = before(one)
    if not earlier or not lone_verb(gap_of(one, earlier), words) then break end
    index = index - 1
  end
  local phrase = phrase_before(at, index)
  local spans = context.verbs(phrase)
  local noun = #spans > 0 and phrase:sub(spans[#spans][2] + 1) or ""
  if without(noun, words.fillers) == "" then return nil end
  local text, list, place = restatement.behind(at, verb .. noun, at.figures[index].start - #phrase)
  return text, list, place, index
end

-- What of a gap stays where the number before it is taken out; nil if that number is none that may be.
local function passed_over(at, previous, gap, words)
  if gap == "" or wordlist.has(words.joints, gap) then return "" end
  local mark = wordlist.at_start(gap, words.marks)
  if not mark then
    local is_open = not distribution.is_in_clause(gap) or gap:find("、", 1, true)
    local noun = is_open and gap:match "^(.-)、$"
    if noun and distribution.is_in_clause(noun) and not context.verb(noun) then return "" end
    return not is_open and not context.verb(gap) and gap or nil
  end
  -- 培训班2期，320余人次参训: people are what the count before them is of.
  return gap == mark and wordlist.has(words.people, at.figure.unit) and previous.unit ~= at.figure.unit and "" or nil
end

--- 抽查19个单位案卷133本 → 抽查单位案卷133本; 演练9场、412人次 → 演练412人次.
-- @param at, results as for M.noun
function M.number(at)
  local previous = before(at)
  if not previous or at.figure.from then return nil end
  local words = catalogue.load "elision"
  local kept = passed_over(at, previous, gap_of(at, previous), words)
  if not kept then return nil end
  return restatement.behind(at, kept, previous.start)
end

--- 制定《…办法》等规章2件 → 制定等规章2件; the same for brackets without a figure.
-- @param at, results as for M.noun
function M.title(at)
  local previous = before(at)
  local from = previous and previous.stop + 1 or at.view.first
  if not OPENING:find(at.body, from, nil, at.figure.start - 1) then return nil end
  local text = at.body:sub(from, at.figure.start - 1)
  local short = text:gsub("《[^\n]-》", "")
  for _, bracket in ipairs(BRACKETS) do short = short:gsub(bracket, "") end
  if short == text then return nil end
  return restatement.behind(at, short, from)
end

--- 14个乡镇、46个部门述法 → 14个乡镇述法, for all but the last of such a list.
-- @param at, results as for M.noun
function M.verb(at)
  local figures, index = at.figures, at.index
  local later, noun = figures[index + 1], nil
  if not later or later.start > at.view.last then return nil end
  while figures[index + 1] and figures[index + 1].start <= at.view.last do
    local gap = at.body:sub(figures[index].stop + 1, figures[index + 1].start - 1)
    local joint = wordlist.at_end(gap, JOINTS)
    local word = joint and gap:sub(1, -#joint - 1) or ""
    if word == "" or not distribution.is_in_clause(word) or context.verb(word) then break end
    noun, index = noun or word, index + 1
  end
  if not noun then return nil end
  local rest = at.body:sub(figures[index].stop + 1, at.view.last)
  local verb = context.verb(rest)
  if not verb or not distribution.is_in_clause(rest:sub(1, verb)) then return nil end
  local text, list, place = restatement.behind(at, "", at.figure.start, index)
  local stop = list[place].stop
  return text:sub(1, stop) .. noun .. rest:sub(verb):match "^[^%d]*", list, place
end

return M
