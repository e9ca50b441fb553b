-- Problem: the shortcomings that reports admit: what they are about, and whether a region admits the same
-- year after year. Likeness of words is shown, with both sentences; whether it is the same shortcoming is the
-- reader's to say.

local catalogue = require "fazhi.catalogue"
local extract = require "fazhi.extract"
local message = require "fazhi.message"
local roster = require "fazhi.roster"
local stats = require "fazhi.stats"
local wordlist = require "fazhi.wordlist"

local M = {}

--- How alike sentences are at least to count as the same shortcoming, where nothing else is asked for.
M.least = 0.5

local function topics_of(sentence)
  local list = {}
  for _, topic in ipairs(catalogue.load "problem_topics") do
    if wordlist.inside(sentence, topic.words) then list[#list + 1] = topic end
  end
  return list
end

-- Whether a sentence only leads to the shortcomings: 虽取得了一定成绩，但还存在一些问题。 主要表现在：
local function is_lead(sentence)
  local words, is_open = catalogue.load "problem_topics", false
  for _, mark in ipairs { "。", "；", "：", ";", ":" } do
    if sentence:sub(-#mark) == mark then
      sentence = sentence:sub(1, -#mark - 1)
      is_open = mark == "：" or mark == ":"
    end
  end
  if is_open and wordlist.at_end(sentence, words.opens) then return true end
  return wordlist.inside(sentence, words.granted) ~= nil and wordlist.at_end(sentence, words.leads) ~= nil
end

local function names_of(topics)
  local names = {}
  for i, topic in ipairs(topics) do names[i] = message.choose(topic.en, topic.zh) end
  return #names > 0 and table.concat(names, message.choose(", ", "、")) or nil
end

-- The years before in which the region admitted the like, and the likest sentence of the latest of them.
local function earlier(one, before, least)
  local years, latest = {}, nil
  for i = #before, 1, -1 do
    local best = extract.nearest(one, before[i].found.problems, extract.similarity, least, 1)[1]
    if best then
      table.insert(years, 1, before[i].report.year)
      latest = latest or best
    end
  end
  return years, latest
end

local function row_of(one, report, before, least)
  local years, latest = earlier(one, before, least)
  return { region = report.name, year = report.year, topics = names_of(topics_of(one.text)), sentence = one.text,
    times = #years, years = #years > 0 and table.concat(years, message.choose(", ", "、")) or nil,
    similarity = latest and latest.similarity, before = latest and latest.sentence.text,
    place = extract.place(one), before_place = latest and extract.place(latest.sentence) }
end

-- The sentences of a report, without those that only lead to its shortcomings.
local function told_by(report)
  local found, problems = extract.of(report), {}
  for _, one in ipairs(found.problems) do
    if not is_lead(one.text) then problems[#problems + 1] = one end
  end
  found.problems = problems
  return found
end

--- The reports of a region with their sentences, in order of year.
function M.read(reports)
  local list = {}
  for i, report in ipairs(reports) do list[i] = { report = report, found = told_by(report) } end
  return list
end

-- Adds the rows of one report, which is looked at against those before it.
local function add(rows, counts, one, before, least)
  counts.reports = counts.reports + 1
  if not one.found.has_problems then
    counts.without = counts.without + 1
    rows[#rows + 1] = { region = one.report.name, year = one.report.year, place = one.report.id,
      note = message.choose("no heading announces shortcomings", "没有以标题写明的“问题”一节") }
  end
  for _, sentence in ipairs(one.found.problems) do
    local row = row_of(sentence, one.report, before, least)
    rows[#rows + 1] = row
    counts.sentences = counts.sentences + 1
    counts.compared = counts.compared + (#before > 0 and 1 or 0)
    counts.repeated = counts.repeated + (row.times > 0 and 1 or 0)
  end
end

--- The shortcomings of the regions, a row each; a report without a section on them has one row that says so.
-- @param reports one for each region and year
-- @param least how alike, 0 to 1
-- @param is_wanted function(year): whether the year has rows; the years before are looked at all the same
-- @return rows; { reports =, without = reports without a section, sentences =, compared = those with an earlier
--   report to compare, repeated = }
function M.rows(reports, least, is_wanted)
  local rows, counts = {}, { reports = 0, without = 0, sentences = 0, compared = 0, repeated = 0 }
  for _, own in ipairs(roster.by_region(reports)) do
    local before = {}
    for _, one in ipairs(M.read(own)) do
      if is_wanted(one.report.year) then add(rows, counts, one, before, least) end
      before[#before + 1] = one
    end
  end
  return rows, counts
end

-- Counts, for each year, the reports that admit something and those that admit each topic.
local function count_topics(reports, is_wanted)
  local years = {}
  for _, report in ipairs(reports) do
    local found = is_wanted(report.year) and told_by(report)
    if found and found.has_problems then
      local year = years[report.year] or { n = 0, sentences = {}, with = {} }
      years[report.year], year.n = year, year.n + 1
      local has = {}
      for _, sentence in ipairs(found.problems) do
        for _, topic in ipairs(topics_of(sentence.text)) do
          year.sentences[topic.id] = (year.sentences[topic.id] or 0) + 1
          if not has[topic.id] then year.with[topic.id] = (year.with[topic.id] or 0) + 1 end
          has[topic.id] = true
        end
      end
    end
  end
  return years
end

--- The topics by year, of the years that are wanted: how many of the reports with a section on
--- shortcomings admit each.
-- @return rows with year, topic, sentences, reports = those that admit it, n, share, low, high (per cent, Wilson)
function M.topics(reports, is_wanted)
  local rows, order, years = {}, {}, count_topics(reports, is_wanted)
  for year in pairs(years) do order[#order + 1] = year end
  table.sort(order)
  for _, year in ipairs(order) do
    local counted = years[year]
    for _, topic in ipairs(catalogue.load "problem_topics") do
      local k = counted.with[topic.id] or 0
      local low, high = stats.wilson(k, counted.n)
      rows[#rows + 1] = { year = year, topic = message.choose(topic.en, topic.zh), reports = k, n = counted.n,
        sentences = counted.sentences[topic.id] or 0, share = 100 * k / counted.n, low = 100 * low, high = 100 * high }
    end
  end
  return rows
end

return M
