-- respective: figures told in a list, as one that answers to a list of words (行政许可、行政处罚案件分别为3件、5件; 受理、审结
-- 复议案件145件和139件) or whose items share a verb (审查规范性文件12件、合同160份): the sentence as it would read
-- had it told one of them alone, so that the words of an indicator are found before the figure they belong to.

local catalogue = require "fazhi.catalogue"
local context = require "fazhi.context"
local core = require "fazhi.core"
local distribution = require "fazhi.distribution"
local restatement = require "fazhi.restatement"
local wordlist = require "fazhi.wordlist"

local M = {}

local REACH = 300 -- bytes: what stands farther before the figures names no list of theirs

-- The first and last figure of the list that figure `index` stands in.
local function run_of(body, figures, index)
  local first, last = index, index
  while first > 1 and distribution.is_joined(body, figures[first - 1], figures[first]) do first = first - 1 end
  while figures[last + 1] and distribution.is_joined(body, figures[last], figures[last + 1]) do last = last + 1 end
  return first, last
end

-- A list of years is fazhi.misfit's.
local function names_years(parts)
  return parts[1]:find "%d%d%d%d$" ~= nil or parts[1]:find "%d%d%d%d年$" ~= nil
end

-- 全年受理 and 审结复议案件 → what stands before the first verb, the verbs, what stands behind the last; nil if a
-- part but the last has more than a verb.
local function split_verbs(parts)
  local verbs = {}
  for k, part in ipairs(parts) do
    local spans = context.verbs(part)
    local span = k == #parts and spans[1] or spans[#spans]
    if not span or k > 1 and span[1] > 1 or k < #parts and span[2] < #part then return nil end
    verbs[k] = part:sub(span[1], span[2])
  end
  local first, last = parts[1], parts[#parts]
  return first:sub(1, #first - #verbs[1]), verbs, last:sub(#verbs[#verbs] + 1)
end

-- What the last of the nouns has at its end for all of them: 社会投资项目审批时限 → 项目审批时限.
local function shared_head(noun, heads)
  local rest = noun
  local head = wordlist.at_end(rest, heads)
  while head and #head < #rest do
    rest = rest:sub(1, -#head - 1)
    head = wordlist.at_end(rest, heads)
  end
  return noun:sub(#rest + 1)
end

-- 市 and 县两级代表建议 → the levels, and what stands behind them; nil if a part but the last is no level.
local function split_levels(parts)
  local data, levels = catalogue.load "context", {}
  for k = 1, #parts - 1 do
    if not wordlist.has(data.list_levels, parts[k]) then return nil end
    levels[k] = parts[k]
  end
  local last = wordlist.at_start(parts[#parts], data.list_levels)
  if not last then return nil end
  levels[#parts] = last
  local behind = parts[#parts]:sub(#last + 1)
  local joint = wordlist.at_start(behind, data.level_joints)
  return levels, behind:sub(joint and #joint + 1 or 1)
end

-- 全年办理行政许可 and 行政强制案件 → 全年办理, the nouns, 案件 if only the last has such a head.
local function split_nouns(parts)
  local spans = context.verbs(parts[1])
  local span = spans[#spans]
  local before = span and span[2] < #parts[1] and parts[1]:sub(1, span[2]) or ""
  local nouns, heads = table.move(parts, 1, #parts, 1, {}), catalogue.load("context").list_heads
  nouns[1] = parts[1]:sub(#before + 1)
  local head = shared_head(nouns[#nouns], heads)
  for k = 1, #nouns - 1 do
    if wordlist.at_end(nouns[k], heads) then head = "" end
  end
  nouns[#nouns] = nouns[#nouns]:sub(1, -#head - 1)
  return before, nouns, head
end

-- What the words of the list say of its k-th figure.
local function phrase_of(parts, k)
  local levels, of_all = split_levels(parts)
  if levels then return levels[k] .. of_all end
  local before, words, behind = split_verbs(parts)
  if not before then before, words, behind = split_nouns(parts) end
  return before .. words[k] .. behind
end

--- The sentence of a figure of such a list as if it stood there alone.
-- @param at { body=, figures=, index=, figure=, view = of clause.views }
-- @return the sentence, its figures with spans in it, and which of them is the figure; then the index of the first
--   figure of the list. nil if the figure stands in no such list; nil and "unpaired" if the words are not
--   as many as the figures
function M.restate(at)
  if not (at.view.is_listed or at.view.is_followed) then return nil end
  local body, figures = at.body, at.figures
  local first, last = run_of(body, figures, at.index)
  if first == last or at.figure.from then return nil end
  local previous = figures[first - 1]
  local low = math.max(at.view.first, previous and previous.stop + 1 or 1, figures[first].start - REACH)
  local clause = distribution.clause_before(body, low, figures[first].start - 1)
  local lead, tail = clause:match "^(.-)分别(.*)$"
  local said = lead and "分别" or ""
  if lead == "" then lead, tail = tail, "" end -- 分别办理建议、提案86件、112件
  lead, tail = lead or clause, tail or ""
  local data = catalogue.load "context"
  local parts = distribution.list_of(lead, last - first + 1, data)
  if parts and names_years(parts) then return nil end
  if not parts then
    if distribution.count_parts(lead) > 1 then return nil, "unpaired" end
    if at.figure.unit ~= figures[first].unit or lead == "" then return nil end
  end
  local phrase = parts and phrase_of(parts, at.index - first + 1) or lead .. said
  local text, list, place = restatement.behind(at, phrase .. tail, figures[first].start - #clause, last)
  return text, list, place, first
end

local MARKS = core.words.new { "以及", "、", "和", "及", "与" }

-- The noun of an item of a list, between the figure before it and its own: 、合同协议 → 合同协议; nil if a verb stands
-- there, or another clause begins.
local function item_noun(body, before, figure)
  local mark, start = MARKS:match(body, before.stop + 1, figure.start - 1)
  if not mark then return nil end
  local noun = body:sub(start, figure.start - 1)
  local is_noun = noun ~= "" and distribution.is_in_clause(noun) and not context.verb(noun)
  return is_noun and not wordlist.has(catalogue.load("context").pending, noun) and noun or nil
end

-- The words of a clause up to its last verb; of several side by side the first, if that is one that goes on alone.
local function up_to_verb(clause)
  local spans = context.verbs(clause)
  local k = #spans
  if k == 0 then return nil end
  while k > 1 and spans[k - 1][2] + 1 == spans[k][1] do k = k - 1 end
  local first = clause:sub(spans[k][1], spans[k][2])
  local carries = wordlist.has(catalogue.load("context").carriers, first)
  return clause:sub(1, carries and spans[k][2] or spans[#spans][2])
end

--- The sentence of a later item of a list that shares its verb with the first, as if it stood there alone:
--- 审查规范性文件12件、合同160份 → 审查合同160份.
-- @param at, results as for M.restate; nil if the figure is no such item
function M.restate_item(at)
  if not at.view.is_listed then return nil end
  local body, figures, first = at.body, at.figures, at.index
  local noun = first > 1 and item_noun(body, figures[first - 1], at.figure)
  if not noun or at.figure.from then return nil end
  while first > 1 and item_noun(body, figures[first - 1], figures[first]) do first = first - 1 end
  local previous = figures[first - 1]
  local low = math.max(at.view.first, previous and previous.stop + 1 or 1, figures[first].start - REACH)
  local clause = distribution.clause_before(body, low, figures[first].start - 1)
  local lead = up_to_verb(clause)
  if not lead then return nil end
  local text, list, place = restatement.behind(at, lead .. noun, figures[first].start - #clause)
  return text, list, place, first
end

--- The index of the first figure of the list that a figure is an item of (审查文件12件、合同160份); nil if it is none.
function M.first_of_items(at)
  if not (at.view.is_listed or at.view.is_followed) then return nil end
  local body, figures, first = at.body, at.figures, at.index
  while first > 1 and item_noun(body, figures[first - 1], figures[first]) do first = first - 1 end
  local later = figures[at.index + 1]
  return (first < at.index or later and item_noun(body, at.figure, later)) and first or nil
end

return M
