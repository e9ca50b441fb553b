-- Absence: statements that there was none, in words and without a number: 全年未收到行政复议申请. Where an
-- entry asks for them they are 0, for that entry alone: what else its sentence tells is another matter.

local outline = require "fazhi.outline"
local passage = require "fazhi.passage"
local pattern = require "fazhi.pattern"

local M = {}

local CLAUSE_ENDS = { "，", "；", "：", ",", ";", ":" }

local function next_end(body, at, last)
  local best, size
  for _, mark in ipairs(CLAUSE_ENDS) do
    local i = body:find(mark, at, true)
    if i and i <= last and (not best or i < best) then best, size = i, #mark end
  end
  return best, size
end

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
    local mark, size = next_end(body, at, last)
    local stop = mark and mark - 1 or last
    local folded = pattern.fold(body:sub(at, stop))
    list[#list + 1] = { start = at, stop = stop, flat = folded, flat_start = flat, flat_stop = flat + #folded - 1 }
    flat = flat + #folded + 1
    at = stop + (size or 1) + 1
  end
  return list
end

-- A clause as the judge of topics takes it: everything in it stands before the place.
local function view_of(body, first, last, clause)
  local flat = pattern.fold(body:sub(first, last))
  return { text = { flat = flat }, place = clause.flat_stop + 1,
    unit_stop = clause.flat_stop + 1, clause_start = clause.flat_start, clause_stop = clause.flat_stop,
    first = first, last = last }
end

-- Blanks around a span do not belong to it.
local function trimmed(body, first, last)
  first = body:find("[^%s]", first) or first
  while last > first and body:find("^%s", last) do last = last - 1 end
  return first, last
end

local function fits(one, clause)
  for _, finder in ipairs(one.none) do
    if finder:is_in(clause.flat) then return finder end
  end
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

local function topic_score(cat, one, finder, view, headings)
  if not one.topics or names_topic(cat, one, finder) then return 1.0 end
  local topic, from = cat.judge:topic(view, headings)
  return one.topics[topic or ""] and scores[from] or nil
end

-- What the clause says, if it is meant: of the entry's topic and actor, and no plan or wish.
local function judge(cat, one, body, sentence, clause, headings, year)
  local finder = fits(one, clause)
  if not finder then return nil end
  for _, word in ipairs(cat.words.wishes or {}) do
    if body:sub(sentence.first, clause.stop):find(word, 1, true) then return nil end
  end
  local view = view_of(body, sentence.first, sentence.last, clause)
  local score = topic_score(cat, one, finder, view, headings)
  if not score or not one.actors[cat.judge:actor(view)] then return nil end
  if cat.judge:is_planned(view, headings, year) then return nil end
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

-- The entries that ask for absences.
local function entries_of(cat)
  local list = {}
  for _, one in ipairs(cat.entries) do
    if one.none then list[#list + 1] = one end
  end
  return list
end

-- Every sentence of the body that has one of the words of denial.
local function sentences_of(body, words)
  local seen, list = {}, {}
  for _, word in ipairs(words) do
    local at = 1
    while true do
      local i, j = body:find(word, at, true)
      if not i then break end
      local first, last = passage.sentence(body, i, j)
      if not seen[first] then
        seen[first] = true
        list[#list + 1] = { first = first, last = last }
      end
      at = math.max(j, last) + 1
    end
  end
  table.sort(list, function(a, b) return a.first < b.first end)
  return list
end

--- What a report says there was none of, as observations of 0 that rest on words and on no figure.
-- @param cat a catalogue of fazhi.indicator, whose words `denials` say what such a sentence has
-- @param body, sections, year of the report, which may be nil
-- @return observations in order of their words: value 0, in_words = true, start, stop of the clause
function M.find(cat, body, sections, year)
  local entries, list, done = entries_of(cat), {}, {}
  if #entries == 0 then return list end
  for _, sentence in ipairs(sentences_of(body, cat.words.denials or {})) do
    local headings = headings_at(sections, sentence.first)
    for _, clause in ipairs(clauses_of(body, sentence.first, sentence.last)) do
      for _, one in ipairs(entries) do
        local seen = not done[one.id] and judge(cat, one, body, sentence, clause, headings, year)
        if seen then
          done[one.id] = true -- said twice it is said once
          list[#list + 1] = seen
        end
      end
    end
  end
  return list
end

return M
