-- What is in force at a figure without standing beside it: the topic (复议, 应诉, 调解 …), the
-- actor who did it, and whether it is a plan. The words are data in the catalogue.

local core = require "fazhi.core"
local pattern = require "fazhi.pattern"
local plan_heading = require "fazhi.plan_heading"
local sieve = require "fazhi.sieve"
local wordlist = require "fazhi.wordlist"

local M = {}

local marks = pattern.marks

local LEAD = 42 -- bytes, fourteen characters, that may stand before an actor in its clause

--- How well each way of finding the topic is believed.
M.scores = { clause = 1.0, sentence = 0.8, paragraph = 0.6, heading = 0.6 }

local TITLE, TITLE_END, NEXT_ITEM = "《", "》", "、"

-- The words of groups, the first of them the mark of a title; and the group of each, by number.
local function word_finder(groups, key)
  local words, names, numbers = { TITLE }, {}, {}
  for _, group in ipairs(groups) do
    for _, word in ipairs(group.words) do
      word = pattern.fold(word)
      if not numbers[word] then
        words[#words + 1] = word
        numbers[word] = #words
      end
      names[numbers[word]] = group[key]
    end
  end
  return { words = core.words.new(words), names = names }
end

local function any_of(words)
  local finders = {}
  for i, word in ipairs(words) do finders[i] = pattern.compile(word, "optional") end
  return sieve.new(finders)
end

-- The words behind which an actor is no subject, and the mark of a number.
local function not_subject(words)
  return wordlist.finder(table.move(words or {}, 1, #(words or {}), 2, { marks.number }))
end

local function rulers_of(judge, words)
  return core.rulers.new { topics = judge.topics.words, actors = judge.actors.words,
    titles = core.words.new { TITLE, TITLE_END }, not_subject = not_subject(words.not_subject),
    not_before = wordlist.finder(words.not_before), plans = any_of(words.plans or {}).set,
    done = any_of(words.done or {}).set, joint = NEXT_ITEM, lead = LEAD }
end

--- Makes a judge of topics, actors and plans.
-- @param words { topics = { {topic=, words=}, … }, actors = { {actor=, words=}, … },
--   not_subject, not_before = words after or before which an actor is no subject, plans = patterns without <数>,
--   done = the same, behind which the sentence tells results again, plan_headings = as plans, result_headings =
--   headings that are none although they look so }
-- @return an object with the methods ruling, topic_of_heading, names_topic and is_under_plan
function M.new(words)
  local judge = {
    plan_headings = any_of(words.plan_headings or {}),
    heading_topic = {},
    heading_plan = {},
    reads_headings = words.times == nil,
  }
  judge.topics = word_finder(words.topics or {}, "topic")
  judge.actors = word_finder(words.actors or {}, "actor")
  judge.rulers = rulers_of(judge, words)
  return setmetatable(judge, { __index = M })
end

-- The topic of the nearest heading that has one.
local function topic_of_headings(judge, headings)
  local known = judge.heading_topic
  for i = 1, #headings do
    local topic = known[headings[i]]
    if topic == nil then topic = judge:topic_of_heading(headings[i]) end
    if topic then return topic, "heading" end
  end
end

--- What is in force at a figure. The topic is that of the word right after it (31件行政复议), else of the last in
--- its clause before it, else of the first in its clause after it, else of the last earlier in the sentence, else of
--- the last in the nearest heading that has one. The actor is the last that acts before it in its sentence, else
--- "government", which writes the report.
-- @param view of fazhi.clause
-- @param headings headings above the figure, nearest first
-- @return topic or nil, "clause"|"sentence"|"heading" or nil, actor, whether words of planning before the figure in
--   its sentence make it a goal and no result
function M:ruling(view, headings)
  local word, is_earlier, actor, is_planned =
    self.rulers:at(view.flat, view.place, view.unit_stop, view.clause_start, view.clause_stop)
  actor = actor and self.actors.names[actor] or "government"
  if word then return self.topics.names[word], is_earlier and "sentence" or "clause", actor, is_planned end
  local topic, from = topic_of_headings(self, headings)
  return topic, from, actor, is_planned
end

--- The last topic word of a heading, or nil.
function M:topic_of_heading(heading)
  local topic = self.heading_topic[heading]
  if topic == nil then
    local words = self.rulers:topics(pattern.fold(heading))
    topic = #words > 0 and self.topics.names[words[#words]]
    self.heading_topic[heading] = topic
  end
  return topic or nil
end

--- Whether a flat text names one of a set of topics.
function M:names_topic(flat, topics)
  for _, word in ipairs(self.rulers:topics(flat)) do
    if topics[self.topics.names[word]] then return true end
  end
  return false
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

--- Whether one of the headings announces plans, seen from the year of the report.
function M:is_under_plan(headings, year)
  for _, heading in ipairs(headings) do
    if self:is_plan_heading(heading, year) then return true end
  end
  return false
end

return M
