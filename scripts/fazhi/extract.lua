-- Extract: the sentences of a report that tell shortcomings, those that tell plans, and those that tell what
-- was done, by the headings of their sections, each with its place. A report without such a section has
-- none of them here, whatever its sentences say.

local catalogue = require "fazhi.catalogue"
local contents = require "fazhi.contents"
local failure = require "fazhi.failure"
local lines = require "fazhi.lines"
local passage = require "fazhi.passage"
local stats = require "fazhi.stats"
local text = require "fazhi.text"
local wordlist = require "fazhi.wordlist"

local M = {}

-- Different pairs of characters below which a stretch is too short to be like another (评查案卷 has three), and
-- below which it is not enough that a longer one has them all.
local LEAST, LEAST_CONTAINED = 3, 6

-- What each section is: "problems", "plans", "joint" for both under one heading, nil for what was done.
local function roles_of(sections, year)
  local announced, roles = contents.announced(sections, year), {}
  for row, section in ipairs(sections) do
    local own = announced[row] or {}
    local is_problem, is_plan = own.req_2_problems, own.req_4_plans and not own.req_1_measures
    local inherited = section.parent > 0 and roles[section.parent] or nil
    roles[row] = is_problem and is_plan and "joint" or is_problem and "problems" or is_plan and "plans" or inherited
  end
  return roles
end

-- Where the text of a piece begins: behind the heading, if its section has one that announces.
local function text_start(body, piece, section, is_announced)
  if not is_announced or piece.start > section.start then return piece.start end
  local _, stop = body:find(section.heading, section.start, true)
  return stop and stop + 1 or piece.start
end

-- A stretch of a report's body with its pairs of characters, and n, how many different ones they are.
-- Words that say nothing here break the sequences of characters, as marks do.
local function stretch(body, first, last, report, fillers)
  local sentence = body:sub(first, last)
  local plain = sentence
  for _, word in ipairs(fillers or {}) do plain = text.gsub(plain, word, " ") end
  local grams, n = text.ngrams(plain, 2), 0
  for _ in pairs(grams) do n = n + 1 end
  return { text = sentence, grams = grams, n = n, start = first, stop = last, report = report }
end

-- Adds the sentences of body[first..last] to the list.
local function cut(list, body, first, last, report)
  local at = body:find("[^%s]", first)
  while at and at <= last do
    local from, to = passage.sentence(body, at, at)
    from, to = math.max(from, first), math.min(to, last)
    local one = stretch(body, from, to, report)
    if one.n >= LEAST then list[#list + 1] = one end
    at = body:find("[^%s]", math.max(to, at) + 1)
  end
end

-- Where shortcomings are told, plans begin with the sentence that turns to the time to come.
local function divide(sentences, found, year)
  local has_turned = false
  for _, one in ipairs(sentences) do
    has_turned = has_turned or contents.opens("req_4_plans", one.text, year)
    table.insert(has_turned and found.plans or found.problems, one)
  end
end

local function append(list, to)
  table.move(list, 1, #list, #to + 1, to)
end

-- Whether a sentence only announces the report: 现将2023年法治政府建设情况报告如下。
local function is_opening(sentence)
  local words = catalogue.load "opening_words"
  return wordlist.at_start(sentence, words.first) ~= nil and wordlist.inside(sentence, words.last) ~= nil
end

-- What a report tells as done, without its title, its headings, which do not close, and the opening.
local function told(sentences)
  local list = {}
  for _, one in ipairs(sentences) do
    if lines.is_closed(one.text) and not is_opening(one.text) then list[#list + 1] = one end
  end
  return list
end

--- The sentences of a report, in its order; what only announces it, and headings, are none.
-- @return { problems =, plans =, done = lists of { text=, grams = pairs of characters (text.ngrams), start=, stop=,
--   report= }, has_problems=, has_plans = whether a heading announces them }
function M.of(report)
  local body, sections = failure.asked(report:text()), failure.asked(report.corpus:sections(report.id))
  local roles, found, joint = roles_of(sections, report.year), { problems = {}, plans = {}, done = {} }, {}
  for _, piece in ipairs(passage.cut(body, sections)) do
    local row = piece.section
    local role, above = row and roles[row], row and sections[row].parent
    local is_announced = role ~= nil and roles[above] ~= role
    local first = row and text_start(body, piece, sections[row], is_announced) or piece.start
    local own = {}
    cut(role == "joint" and joint or own, body, first, piece.stop, report)
    if role == "problems" then divide(own, found, report.year) else append(own, found[role or "done"] or {}) end
  end
  divide(joint, found, report.year)
  found.done = told(found.done)
  for _, role in pairs(roles) do
    found.has_problems = found.has_problems or role == "problems" or role == "joint"
    found.has_plans = found.has_plans or role == "plans" or role == "joint"
  end
  return found
end

local MARKS, LIST = { "，", "；", ",", ";", "。" }, "、"

-- Whether the items before and behind a sign of a list have a number each: 培训400人次、调解率不低于30%.
local function has_numbers(s, at, first, last)
  local next_sign = s:find(LIST, last + 1, true) or #s + 1
  return s:sub(at, first - 1):find "%d" ~= nil and s:sub(last + 1, next_sign - 1):find "%d" ~= nil
end

-- The first sign of a list at or after a byte that parts two clauses: one of the verbs stands behind it, or each
-- has its number.
local function next_item(s, at, verbs)
  local i, j = s:find(LIST, at, true)
  while i and not verbs:match(s, j + 1) and not has_numbers(s, at, i, j) do i, j = s:find(LIST, j + 1, true) end
  return i, j
end

-- The first mark at or after a byte: its first and last byte; just behind the text if there is none.
local function next_mark(s, at, verbs)
  local first, last = #s + 1, #s
  for _, mark in ipairs(MARKS) do
    local i, j = s:find(mark, at, true)
    if i and i < first then first, last = i, j end
  end
  local i, j = next_item(s, at, verbs)
  if i and i < first then return i, j end
  return first, last
end

--- The clauses of a sentence, in the same shape; one that is too short for itself goes with the next, and
--- is left out where there is none.
-- @param verbs words (fazhi.core.words) with which a clause begins behind the sign of a list: 加强监督、完善机制
-- @param fillers words that are passed over, the longer before those they hold; nil for none
function M.clauses(sentence, verbs, fillers)
  local list, from, at = {}, 1, 1
  while at <= #sentence.text do
    local mark, stop = next_mark(sentence.text, at, verbs)
    local one = stretch(sentence.text, from, mark - 1, sentence.report, fillers)
    if one.n >= LEAST then
      one.start, one.stop = one.start + sentence.start - 1, one.stop + sentence.start - 1
      list[#list + 1] = one
      from = stop + 1
    end
    at = math.max(stop, mark) + 1
  end
  return list
end

--- How alike two sentences are, 0 to 1: the larger of the cosine of their pairs of characters and, unless
--- that is very short, of the share of the shorter one's pairs that the other has too.
function M.similarity(a, b)
  local short, long = a, b
  if b.n < a.n then short, long = b, a end
  local cosine = stats.cosine(a.grams, b.grams) or 0
  if short.n < LEAST_CONTAINED then return cosine end
  return math.max(cosine, stats.containment(short.grams, long.grams))
end

--- How much of a clause a sentence says: the share of the clause's pairs of characters that it has.
function M.said_in(clause, sentence)
  return stats.containment(clause.grams, sentence.grams) or 0
end

--- The sentences most like one, the most alike first; of equal ones the one with least else in it, then the
--- first in the text.
-- @param measure M.similarity or M.said_in
-- @return list of { sentence=, similarity= } with similarity ≥ least, at most n
function M.nearest(one, sentences, measure, least, n)
  local list = {}
  for i, other in ipairs(sentences) do
    local similarity = measure(one, other)
    if similarity >= least and similarity > 0 then
      list[#list + 1] = { sentence = other, similarity = similarity, at = i,
        cosine = stats.cosine(one.grams, other.grams) or 0 }
    end
  end
  table.sort(list, function(a, b)
    if a.similarity ~= b.similarity then return a.similarity > b.similarity end
    if a.cosine ~= b.cosine then return a.cosine > b.cosine end
    return a.at < b.at
  end)
  return table.move(list, 1, math.min(n, #list), 1, {})
end

--- The place of a sentence as the command line writes it: report, first byte from 0, byte after the last.
function M.place(sentence)
  return ("%s:%d-%d"):format(sentence.report.id, sentence.start - 1, sentence.stop)
end

return M
