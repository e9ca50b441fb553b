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

local TITLE, TITLE_MARKS = "《", core.words.new { "《", "》" }

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

local NONE, out = {}, {} -- `out` is of one scan

-- The words of a finder in a flat text: { at, number, stop, at, … }. The longest word at a place counts, so that
-- 行政复议 is not read as 复议. The title of a document sets no topic and acts in nothing.
local function words_in(finder, flat)
  local count, at = finder.words:scan(flat, 1, out, 1)
  if count == 0 and at > #flat then return NONE end
  local list = table.move(out, 1, 3 * count, 1, {})
  while at <= #flat do
    local mark, _, stop = TITLE_MARKS:find(flat, at + #TITLE)
    count, at = finder.words:scan(flat, mark == 2 and stop or at + #TITLE, out, 1)
    table.move(out, 1, 3 * count, #list + 1, list)
  end
  return list
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
    not_subject = not_subject(words.not_subject),
    not_before = words.not_before or {},
    heading_topic = {},
    heading_plan = {},
    reads_headings = words.times == nil,
  }
  judge.topics = word_finder(words.topics or {}, "topic")
  judge.actors = word_finder(words.actors or {}, "actor")
  return setmetatable(judge, { __index = M })
end

local function topic_words(judge, text)
  text.topics = text.topics or words_in(judge.topics, text.flat)
  return text.topics
end

--- The topic in force at a figure: of the word right after it (31件行政复议), else the last in its
--- clause before it, else the first in its clause after it, else the last earlier in the
--- sentence, else the last in the nearest heading that has one.
-- @param view of fazhi.clause
-- @param headings headings above the figure, nearest first
-- @return topic, "clause"|"sentence"|"heading"; or nil
function M:topic(view, headings)
  local before, earlier, after
  local words, names = topic_words(self, view.text), self.topics.names
  for i = 1, #words, 3 do
    local at, name = words[i], names[words[i + 1]]
    if at < view.place then
      if at >= view.clause_start then before = name else earlier = name end
    elseif at <= view.clause_stop then
      -- One character, 的, may stand between; 、 opens the next item of a list.
      local between = at - view.unit_stop
      local is_near = between > 0 and between <= 4
      if is_near and not view.text.flat:sub(view.unit_stop, at - 1):find("、", 1, true) then return name, "clause" end
      after = after or name
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
    local words = words_in(self.topics, pattern.fold(heading))
    topic = #words > 0 and self.topics.names[words[#words - 1]]
    self.heading_topic[heading] = topic
  end
  return topic or nil
end

--- Whether a flat text names one of a set of topics.
function M:names_topic(flat, topics)
  local words = words_in(self.topics, flat)
  for i = 2, #words, 3 do
    if topics[self.topics.names[words[i]]] then return true end
  end
  return false
end

local MARKS = core.words.new { marks.comma, marks.semicolon, marks.colon, marks.open, marks.close }

-- An actor acts if it opens its clause, after words of time and place: 全年区政府法律顾问…
-- and not 支持配合检察院开展….
local function is_subject(judge, flat, at, stop)
  local low = math.max(1, at - LEAD - 1)
  local _, _, behind = MARKS:find_back(flat, low, at)
  local from = behind or low
  if at - from > LEAD or judge.not_subject:find(flat, from, nil, at - 1) then return false end
  for _, word in ipairs(judge.not_before) do
    if flat:sub(stop, stop + #word - 1) == word then return false end
  end
  return true
end

-- Those who act in a text: { at, name, byte behind, beginning of the clause, at, … }.
local function actors_in(judge, flat)
  local list, words = NONE, words_in(judge.actors, flat)
  for i = 1, #words, 3 do
    local at, stop = words[i], words[i + 2]
    if is_subject(judge, flat, at, stop) then
      local clause = flat:sub(1, at):match(".*" .. marks.clause_end .. "()") or 1
      if list == NONE then list = {} end
      table.move({ at, judge.actors.names[words[i + 1]], stop, clause }, 1, 4, #list + 1, list)
    end
  end
  return list
end

--- The actor in force at a figure: the last that acts before it in its sentence, else "government",
--- which writes the report.
function M:actor(view)
  local text = view.text
  text.actors = text.actors or actors_in(self, text.flat)
  local actor, clause, behind = "government", nil, nil
  for i = 1, #text.actors, 4 do
    local at, name, stop, start = table.unpack(text.actors, i, i + 3)
    if at > view.place then break end
    -- Of two in one clause the first counts: 区法院、区司法局联合…; 市政府法律顾问 is one subject.
    if clause ~= start or at == behind then actor, clause, behind = name, start, stop end
  end
  return actor
end

-- Where words of planning end in a text, and those that tell of what was done again (实际, 已完成), in order.
local function plan_marks(judge, flat)
  local plans = judge.plans:ends(flat)
  if #plans == 0 then return NONE end
  local marked = {}
  for _, stop in ipairs(plans) do marked[#marked + 1] = { stop, true } end
  for _, stop in ipairs(judge.done:ends(flat)) do marked[#marked + 1] = { stop, false } end
  table.sort(marked, function(a, b) return a[1] < b[1] end)
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

--- Whether words of planning before the figure in its sentence make it a goal and no result.
function M:is_told_as_plan(view)
  local text, is_plan = view.text, false
  text.plan_marks = text.plan_marks or plan_marks(self, text.flat)
  for _, mark in ipairs(text.plan_marks) do
    if mark[1] > view.place then break end
    is_plan = mark[2]
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

--- Whether the figure is a goal for either reason.
function M:is_planned(view, headings, year)
  return self:is_told_as_plan(view) or self:is_under_plan(headings, year)
end

return M
