-- Absence: statements that there was none, in words and without a number: 全年未收到行政复议申请. Where an
-- entry asks for them they are 0, for that entry alone: what else its sentence tells is another matter.

local core = require "fazhi.core"
local outline = require "fazhi.outline"
local passage = require "fazhi.passage"
local pattern = require "fazhi.pattern"
local wordlist = require "fazhi.wordlist"

local M = {}

local CLAUSE_ENDS = core.words.new { "，", "；", "：", ",", ";", ":" }

local ENDS = { "。", "！", "？", "；", "!", "?", ";" }

local function without_end(body, last)
  for _, mark in ipairs(ENDS) do
    if body:sub(last - #mark + 1, last) == mark then return last - #mark end
  end
  return last
end

-- The clauses of a sentence: { flat=, flat_start=, flat_stop= in its flat text, start=, stop= in the body }.
local function clauses_of(body, first, last)
  local list, at, flat = {}, first, 1
  last = without_end(body, last)
  while at <= last do
    local _, mark, behind = CLAUSE_ENDS:find(body, at, last)
    local stop = mark and mark - 1 or last
    local folded = pattern.fold(body, at, stop)
    list[#list + 1] = { start = at, stop = stop, flat = folded, flat_start = flat, flat_stop = flat + #folded - 1 }
    flat = flat + #folded + 1
    at = behind or last + 1
  end
  return list
end

-- A clause as the judge of topics takes it: everything in it stands before the place.
local function view_of(body, first, last, clause)
  local flat = pattern.fold(body, first, last)
  return { flat = flat, place = clause.flat_stop + 1,
    unit_stop = clause.flat_stop + 1, clause_start = clause.flat_start, clause_stop = clause.flat_stop,
    first = first, last = last }
end

-- Blanks around a span do not belong to it.
local function trimmed(body, first, last)
  first = body:find("[^%s]", first) or first
  while last > first and body:find("^%s", last) do last = last - 1 end
  return first, last
end

local function observation(one, clause, body, finder, score)
  local first, last = trimmed(body, clause.start, clause.stop)
  return { indicator = one.id, value = 0, unit = one.unit and one.unit[1] or "", bound = "exact", claimed = false,
    score = score, rule = finder.written or finder.source, in_words = true, start = first, stop = last,
    note = "原文以文字说明为无" }
end

local scores = { clause = 1.0, sentence = 0.8, heading = 0.6 }

-- A pattern that names a topic of its entry needs no other sign of it: in 未发生行政复议、行政诉讼案件 both
-- are meant.
local function names_topic(cat, one, finder)
  return cat.judge:names_topic(pattern.fold(finder.source), one.topics)
end

local function topic_score(cat, one, finder, topic, from)
  if not one.topics or names_topic(cat, one, finder) then return 1.0 end
  return one.topics[topic or ""] and scores[from] or nil
end

-- What the clause says by a finder that matches, if it is meant: of the entry's topic and actor, and no plan or wish.
local function judge(cat, one, finder, body, sentence, clause, headings, year)
  for _, word in ipairs(cat.words.wishes or {}) do
    if body:sub(sentence.first, clause.stop):find(word, 1, true) then return nil end
  end
  local view = view_of(body, sentence.first, sentence.last, clause)
  local topic, from, actor, is_planned = cat.judge:ruling(view, headings)
  local score = topic_score(cat, one, finder, topic, from)
  if not score or not one.actors[actor] then return nil end
  if is_planned or cat.judge:is_under_plan(headings, year) then return nil end
  return observation(one, clause, body, finder, score)
end

local function headings_at(sections, at)
  local list, row = {}, sections and #sections > 0 and outline.at(sections, at) or 0
  while row and row > 0 and sections[row] and #list < 10 do
    list[#list + 1] = sections[row].heading or ""
    row = sections[row].parent
  end
  return list
end

-- The patterns of the entries that ask for absences in one set, with the entry that each is of; and the words of
-- denial.
local function denial_of(cat)
  local one = { finders = {}, owners = {}, words = wordlist.finder(cat.words and cat.words.denials) }
  for _, entry in ipairs(cat.entries) do
    for _, finder in ipairs(entry.none or {}) do
      one.finders[#one.finders + 1] = finder
      one.owners[#one.finders] = entry
    end
  end
  one.set = pattern.set(one.finders)
  return one
end

-- The next sentence of the body from byte `at` on that has one of the words of denial, and the byte behind it.
local function next_sentence(body, at, words)
  local word, i, stop = words:find(body, at)
  if not word then return nil end
  local first, last = passage.sentence(body, i, stop - 1)
  return { first = first, last = last }, math.max(stop - 1, last) + 1
end

-- What a clause says there is none of, of entries of which it is not yet known.
local function put_absences(list, done, cat, body, sentence, clause, headings, year)
  local denial, asked = cat.denial, {}
  for _, number in ipairs(denial.set:present(clause.flat)) do
    local one = denial.owners[number]
    if not done[one.id] and not asked[one] and denial.set:find(number, clause.flat, 1) then
      asked[one] = true -- its first pattern that matches decides
      local seen = judge(cat, one, denial.finders[number], body, sentence, clause, headings, year)
      done[one.id] = seen ~= nil or nil -- said twice it is said once
      list[#list + 1] = seen
    end
  end
end

--- What a report says there was none of, as observations of 0 that rest on words and on no figure.
-- @param cat a catalogue of fazhi.indicator, whose words `denials` say what such a sentence has
-- @param body, sections, year of the report, which may be nil
-- @return observations in order of their words: value 0, in_words = true, start, stop of the clause
function M.find(cat, body, sections, year)
  cat.denial = cat.denial or denial_of(cat)
  local list, done = {}, {}
  if #cat.denial.finders == 0 then return list end
  local sentence, at = next_sentence(body, 1, cat.denial.words)
  while sentence do
    if cat.denial.set:any(pattern.fold(body, sentence.first, sentence.last)) then
      local headings = headings_at(sections, sentence.first)
      for _, clause in ipairs(clauses_of(body, sentence.first, sentence.last)) do
        put_absences(list, done, cat, body, sentence, clause, headings, year)
      end
    end
    sentence, at = next_sentence(body, at, cat.denial.words)
  end
  return list
end

return M
