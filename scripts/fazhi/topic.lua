-- What is in force at a figure without standing beside it: the topic (复议, 应诉, 调解 …), the
-- actor who did it, and whether it is a plan. The words are data in the catalogue.

local lpeg = require "lpeg"
local pattern = require "fazhi.pattern"
local plan_heading = require "fazhi.plan_heading"
local sieve = require "fazhi.sieve"
local trie = require "fazhi.trie"

local P, C, Cp, Ct = lpeg.P, lpeg.C, lpeg.Cp, lpeg.Ct

local M = {}

local marks = pattern.marks

local LEAD = 42 -- bytes, fourteen characters, that may stand before an actor in its clause

--- How well each way of finding the topic is believed.
M.scores = { clause = 1.0, sentence = 0.8, paragraph = 0.6, heading = 0.6 }

-- The longest word at a place counts, so that 行政复议 is not read as 复议.
local function word_finder(groups, key)
  local names, words = {}, {}
  for _, group in ipairs(groups) do
    for _, word in ipairs(group.words) do
      word = pattern.fold(word)
      names[word] = group[key]
      words[#words + 1] = word
    end
  end
  -- The title of a document sets no topic and acts in nothing.
  local title = P "《" * (1 - (P "《" + "》")) ^ 0 * "》"
  local found = Ct(Cp() * C(trie.pattern(words)) * Cp())
  local ascii, han = lpeg.R "\0\127", lpeg.R "\228\233" * 2
  return Ct((ascii ^ 1 + title + found + han + 1) ^ 0), names
end

local function any_of(words)
  local finders = {}
  for i, word in ipairs(words) do finders[i] = pattern.compile(word, "optional") end
  return sieve.new(finders)
end

--- Makes a judge of topics, actors and plans.
-- @param words { topics = { {topic=, words=}, … }, actors = { {actor=, words=}, … },
--   not_subject, not_before = words after or before which an actor is no subject, plans = patterns without <数>,
--   done = the same, behind which the sentence tells results again, plan_headings = as plans, result_headings =
--   headings that are none although they look so }
-- @return an object with the methods topic, actor and is_planned
function M.new(words)
  local judge = {
    plans = any_of(words.plans or {}),
    done = any_of(words.done or {}),
    plan_headings = any_of(words.plan_headings or {}),
    not_subject = words.not_subject or {},
    not_before = words.not_before or {},
    heading_topic = {},
    heading_plan = {},
    reads_headings = words.times == nil,
  }
  judge.topic_finder, judge.topic_names = word_finder(words.topics or {}, "topic")
  judge.actor_finder, judge.actor_names = word_finder(words.actors or {}, "actor")
  return setmetatable(judge, { __index = M })
end

local function topic_words(judge, text)
  local found = text.topics
  if not found then
    found = judge.topic_finder:match(text.flat)
    for _, word in ipairs(found) do word.name = judge.topic_names[word[2]] end
    text.topics = found
  end
  return found
end

--- The topic in force at a figure: of the word right after it (31件行政复议), else the last in its
--- clause before it, else the first in its clause after it, else the last earlier in the
--- sentence, else the last in the nearest heading that has one.
-- @param view of fazhi.clause
-- @param headings headings above the figure, nearest first
-- @return topic, "clause"|"sentence"|"heading"; or nil
function M:topic(view, headings)
  local before, earlier, after
  for _, word in ipairs(topic_words(self, view.text)) do
    if word[1] < view.place then
      if word[1] >= view.clause_start then before = word.name else earlier = word.name end
    elseif word[1] <= view.clause_stop then
      -- One character, 的, may stand between; 、 opens the next item of a list.
      local between = word[1] - view.unit_stop
      local listed = view.text.flat:sub(view.unit_stop, word[1] - 1):find("、", 1, true)
      if between > 0 and between <= 4 and not listed then return word.name, "clause" end
      after = after or word.name
    end
  end
  if before or after then return before or after, "clause" end
  if earlier then return earlier, "sentence" end
  for _, heading in ipairs(headings) do
    local topic = self:topic_of_heading(heading)
    if topic then return topic, "heading" end
  end
  return nil
end

--- The last topic word of a heading, or nil.
function M:topic_of_heading(heading)
  local topic = self.heading_topic[heading]
  if topic == nil then
    local found = self.topic_finder:match(pattern.fold(heading))
    topic = #found > 0 and self.topic_names[found[#found][2]]
    self.heading_topic[heading] = topic
  end
  return topic or nil
end

-- An actor acts if it opens its clause, after words of time and place: 全年区政府法律顾问…
-- and not 支持配合检察院开展….
local function is_subject(judge, flat, at, stop)
  local lead = flat:sub(math.max(1, at - LEAD - 1), at - 1):match("[^\4-\8]*$")
  if #lead > LEAD then return false end
  if lead:find(marks.number, 1, true) then return false end
  for _, word in ipairs(judge.not_subject) do
    if lead:find(word, 1, true) then return false end
  end
  for _, word in ipairs(judge.not_before) do
    if flat:sub(stop, stop + #word - 1) == word then return false end
  end
  return true
end

local function actor_words(judge, text)
  local found = text.actors
  if not found then
    found = {}
    for _, word in ipairs(judge.actor_finder:match(text.flat)) do
      if is_subject(judge, text.flat, word[1], word[3]) then
        word.name = judge.actor_names[word[2]]
        found[#found + 1] = word
      end
    end
    text.actors = found
  end
  return found
end

--- The actor in force at a figure: the last that acts before it in its sentence, else "government",
--- which writes the report.
function M:actor(view)
  local actor = "government"
  local clause
  for _, word in ipairs(actor_words(self, view.text)) do
    if word[1] > view.place then break end
    -- Of two in one clause the first counts: 区法院、区司法局联合…; 市政府法律顾问 is one subject.
    local start = view.text.flat:sub(1, word[1]):match(".*" .. marks.clause_end .. "()") or 1
    local longer = clause and clause.start == start and word[1] == clause.stop
    if not clause or clause.start ~= start or longer then
      actor = word.name
      clause = { start = start, stop = word[3] }
    end
  end
  return actor
end

-- Puts the ends of every match of a sieve's patterns in a text into the list, each with the mark.
local function put_ends(list, sifted, flat, mark)
  for _, stop in ipairs(sifted:ends(flat)) do list[#list + 1] = { stop, mark } end
end

-- Where words of planning end in a text, and those that tell of what was done again (实际, 已完成), in order;
-- remembered for its other figures.
local function plan_marks(judge, text)
  local marked = text.plan_marks
  if not marked then
    marked = {}
    put_ends(marked, judge.plans, text.flat, true)
    if #marked > 0 then put_ends(marked, judge.done, text.flat, false) end
    table.sort(marked, function(a, b) return a[1] < b[1] end)
    text.plan_marks = marked
  end
  return marked
end

--- Whether a heading announces plans (下一步打算, 2025年工作安排).
-- @param year that the report is of, or nil: 2025年工作 is a plan of 2024 and the results of 2025
function M:is_plan_heading(heading, year)
  local known = self.heading_plan[year or 0] or {}
  self.heading_plan[year or 0] = known
  local is_plan = known[heading]
  if is_plan == nil then
    -- A catalogue that reads time (words.times) has its own way with headings: fazhi.timing.
    if self.reads_headings then is_plan = plan_heading.judge(heading, year) end
    if is_plan == nil then is_plan = self.plan_headings:first_in(pattern.fold(heading)) ~= nil end
    known[heading] = is_plan
  end
  return is_plan
end

--- Whether the figure is a goal and no result: words of planning before it in its sentence, or
--- a heading of plans above it, seen from the year of the report.
function M:is_planned(view, headings, year)
  local is_plan = false
  for _, mark in ipairs(plan_marks(self, view.text)) do
    if mark[1] > view.place then break end
    is_plan = mark[2]
  end
  if is_plan then return true end
  for _, heading in ipairs(headings) do
    if self:is_plan_heading(heading, year) then return true end
  end
  return false
end

return M
