-- Absence: statements that there was none, in words and without a number: 全年未收到行政复议申请. Where an
-- entry asks for them they are 0, for that entry alone: what else its sentence tells is another matter.

local message = require "fazhi.message"
local outline = require "fazhi.outline"
local passage = require "fazhi.passage"
local pattern = require "fazhi.pattern"

local M = {}

local marks = pattern.marks

-- The clauses of a sentence: { flat_start=, flat_stop= in its flat text, start=, stop= in the body }.
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

local function without_end(body, first, last)
  for _, mark in ipairs(ENDS) do
    if body:sub(last - #mark + 1, last) == mark then return last - #mark end
  end
  return last
end

local function clauses_of(body, first, last)
  local list, at, flat = {}, first, 1
  last = without_end(body, first, last)
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
  return { text = { flat = flat, back = flat:reverse(), has = {}, possible = {} }, place = clause.flat_stop + 1,
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
    note = message.choose("stated in words, without a number", "原文以文字说明为无，没有数字") }
end

local scores = { clause = 1.0, sentence = 0.8, heading = 0.6 }

-- What the clause says, if it is meant: of the entry's topic and actor, and no plan.
local function judge(cat, one, body, sentence, clause, headings)
  local finder = fits(one, clause)
  if not finder then return nil end
  local view, score = view_of(body, sentence.first, sentence.last, clause), 1.0
  if one.topics then
    local topic, from = cat.judge:topic(view, headings)
    if not one.topics[topic or ""] then return nil end
    score = scores[from]
  end
  if not one.actors[cat.judge:actor(view)] or cat.judge:is_planned(view, headings) then return nil end
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

-- The entries that ask for absences, remembered with the catalogue.
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
-- @param body, sections of the report
-- @return observations in order of their words: value 0, in_words = true, start, stop of the clause
function M.find(cat, body, sections)
  local entries, list, done = entries_of(cat), {}, {}
  if #entries == 0 then return list end
  for _, sentence in ipairs(sentences_of(body, cat.words.denials or {})) do
    local headings = headings_at(sections, sentence.first)
    for _, clause in ipairs(clauses_of(body, sentence.first, sentence.last)) do
      for _, one in ipairs(clause.flat:find(marks.number, 1, true) and {} or entries) do
        local seen = not done[one.id] and judge(cat, one, body, sentence, clause, headings)
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
