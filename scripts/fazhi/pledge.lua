-- Pledge: what a report plans for the next year, clause by clause, beside what the next report tells as done. A
-- candidate is the sentence that has most of the plan's words: evidence to look at, not a verdict on
-- whether it was kept.

local catalogue = require "fazhi.catalogue"
local extract = require "fazhi.extract"
local message = require "fazhi.message"
local problem = require "fazhi.problem"
local roster = require "fazhi.roster"
local wordlist = require "fazhi.wordlist"

local M = {}

--- The share of a plan's pairs of characters that a candidate has at least, where nothing else is asked for.
M.least = 0.6

-- What is said where there is no candidate.
local notes = {
  no_plans = { en = "no heading announces plans", zh = "没有以标题写明的“打算”一节" },
  no_next = { en = "no report of the next year here", zh = "库中没有下一年度的报告" },
  no_like = { en = "no sentence like it", zh = "下一年度报告中没有相近的句子" },
}

local function note(key)
  return message.choose(notes[key].en, notes[key].zh)
end

-- The rows of one plan: its candidates, or one that says why there are none.
local function rows_of(plan, report, next_one, options)
  local base = { region = report.name, year = report.year, plan = plan.text, place = extract.place(plan) }
  if not next_one then
    base.note = note "no_next"
    return { base }
  end
  local rows, done = {}, next_one.found.done
  for i, near in ipairs(extract.nearest(plan, done, extract.said_in, options.least, options.candidates)) do
    rows[i] = { region = base.region, year = base.year, plan = base.plan, place = base.place,
      next_year = next_one.report.year, candidate = near.sentence.text, similarity = near.similarity,
      candidate_place = extract.place(near.sentence) }
  end
  if #rows == 0 then
    base.next_year, base.note = next_one.report.year, note "no_like"
    rows[1] = base
  end
  return rows
end

local verbs -- with which a plan begins: { of = the catalogue's table, found = as core.words finds them }

local function plan_verbs()
  local data = catalogue.load "plan_verbs"
  if not verbs or verbs.of ~= data then
    local guards = {}
    for _, word in ipairs(data.words) do guards[word] = data.not_before end
    verbs = { of = data, found = wordlist.guarded(wordlist.unique(data.words), guards) }
  end
  return verbs.found
end

-- The clauses of a sentence that tell plans; one that stops at a colon only announces them: 将重点做好以下工作：
local function plans_in(sentence)
  if sentence.text:find ":%s*$" or sentence.text:find "：%s*$" then return {} end
  return extract.clauses(sentence, plan_verbs(), catalogue.load "plan_words")
end

-- Adds the rows of one report's plans.
local function add(rows, counts, one, following, options)
  for _, sentence in ipairs(one.found.plans) do
    for _, plan in ipairs(plans_in(sentence)) do
      local more = rows_of(plan, one.report, following, options)
      table.move(more, 1, #more, #rows + 1, rows)
      counts.plans = counts.plans + 1
      counts.followed = counts.followed + (following and 1 or 0)
      counts.matched = counts.matched + (more[1].candidate and 1 or 0)
    end
  end
end

--- The plans of the regions, each with the sentences of the next year's report that say most of it.
-- @param reports one for each region and year
-- @param options { least = share, 0 to 1; candidates = at most so many for a plan; is_wanted = function(year):
--   whether the plans of that year's report have rows }
-- @return rows; { plans = clauses, followed = those with a report of the next year, matched = those with a
--   candidate }
function M.rows(reports, options)
  local rows, counts = {}, { plans = 0, followed = 0, matched = 0 }
  for _, own in ipairs(roster.by_region(reports)) do
    local read = problem.read(own)
    for i, one in ipairs(read) do
      local following = read[i + 1] and read[i + 1].report.year == one.report.year + 1 and read[i + 1] or nil
      local is_wanted = options.is_wanted(one.report.year)
      if is_wanted and not one.found.has_plans and #one.found.plans == 0 then
        rows[#rows + 1] = { region = one.report.name, year = one.report.year, place = one.report.id,
          note = note "no_plans" }
      end
      if is_wanted then add(rows, counts, one, following, options) end
    end
  end
  return rows, counts
end

return M
