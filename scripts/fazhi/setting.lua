-- setting: what surrounds each figure of a report: its sentence, its headings, the topic and the actor in
-- force, whether it is a goal, how it fits the report, and the sentence as it would read had it told the
-- figure alone. What an entry of the catalogue makes of that is fazhi.judgement's.

local clause = require "fazhi.clause"
local foreign = require "fazhi.foreign"
local misfit = require "fazhi.misfit"
local origin = require "fazhi.origin"
local respective = require "fazhi.respective"
local shortlist = require "fazhi.shortlist"
local table_title = require "fazhi.table_title"
local wordlist = require "fazhi.wordlist"

local M = {}

M.PLANNED = "计划或目标" --- why a goal is refused

local FITS = {} -- all that need be said of most figures

local signs -- { times, owners = lists of misfit and foreign, of which it is made, words=, bit=, known = what was told, by bits }

-- What tells of a sentence whether it has any of the words that make a misfit.
local function sorter_of_signs()
  local times, owners = misfit.signs(), foreign.signs()
  if signs and signs.times == times and signs.owners == owners then return signs end
  signs = wordlist.sorter { time = times.time, mean = times.mean, wanted = owners.wanted, bases = owners.bases,
    cases = owners.cases }
  signs.times, signs.owners, signs.known = times, owners, {}
  return signs
end

-- Which of these words stand in the sentence of a figure, by their sorts; is_dated = whether any of misfit's do,
-- is_owned = any of foreign's.
local function signs_of(at)
  local view, one = at.view, at.signs
  local bits = one.words:sorts(at.body, view.first, view.last)
  local has = one.known[bits]
  if not has then
    has = {}
    for name, bit in pairs(one.bit) do has[name] = bits & bit ~= 0 end
    has.is_dated, has.is_owned = has.time or has.mean, has.wanted or has.bases or has.cases
    one.known[bits] = has
  end
  view.text.signs = has
  return has
end

local function fit_of(at)
  if at.timing then return FITS end
  local dated = at.restated or at
  local has, own = dated.view.text.signs or signs_of(dated), at.view.text.signs or signs_of(at)
  local note, is_several, is_coming, own_note, is_goal
  if has.is_dated then note, is_several, is_coming = misfit.of(dated, has) end
  if own.is_owned or not foreign.is_silent(at) then own_note, is_goal = foreign.of(at, own) end
  note = note or own_note
  if not (note or is_several or is_coming or is_goal) then return FITS end
  return { note = note, is_several = is_several, refused = (is_coming or is_goal) and M.PLANNED or nil }
end

--- How the figure fits the report: note = why it may be none of its year or none of its own, refused = why it
-- is a goal, is_several = whether it is of several years. Asked for only where an entry's words stand.
function M.fit(at)
  local fit = at.fit
  if not fit then
    fit = fit_of(at)
    at.fit = fit
  end
  return fit
end

-- The headings above a section, the nearest first, and whether they announce plans: { list=, is_plan= }.
local function headings_of(cat, sections, row, year)
  local list, at = {}, row
  while sections and at and at > 0 and sections[at] and #list < 10 do
    list[#list + 1] = sections[at].heading
    at = sections[at].parent
  end
  return { list = list, is_plan = cat.judge:is_under_plan(list, year) }
end

-- The headings above a figure that give it a topic: in the row of a table its title is the nearest; none speaks of
-- the row of a part.
local function headings_of_topic(headings, title, part)
  if part then return {} end
  return title and table.move(headings, 1, #headings, 2, { title }) or headings
end

--- What surrounds a figure in its sentence as put anew.
-- @param at the figure as it stands, which the result names as `stated`
-- @param body, list, place as fazhi.restatement gives them
function M.stated_alone(cat, at, body, list, place)
  local view = clause.views(body, list)[place]
  local copy = { index = place, figures = list, stated = at, figure = list[place], body = body, view = view,
    shortlist = at.shortlist, signs = at.signs, unit = at.unit, year = at.year, meta = at.meta,
    headings = at.headings, part = at.part, planned = at.planned }
  copy.topic, copy.topic_from, copy.actor = cat.judge:ruling(view, at.headings_of_topic)
  if not copy.topic or copy.topic_from == "heading" then copy.topic, copy.topic_from = at.topic, at.topic_from end
  return copy
end

-- Reads the sentence of a figure that came from another value as if it stated the later one alone, and
-- marks those it came from.
local function restate(cat, at, all, figures)
  for i = at.index - 1, 1, -1 do
    all[i].is_origin = true
    if not figures[i].from then break end
  end
  local body, list, place = origin.restate(at.body, figures, at.index, at.view.first, at.view.last)
  if not body then return end
  at.restated = M.stated_alone(cat, at, body, list, place)
end

-- The same for a figure of a list that answers to a list of words; as the sentence stands, it says nothing of it.
local function restate_one(cat, at)
  local body, list, place, first = respective.restate(at)
  if body then
    at.alone, at.list = M.stated_alone(cat, at, body, list, place), first
  else
    at.unpaired = list == "unpaired"
  end
end

-- The same for a figure of a list over years, with what is known of its year.
local function restate_list(cat, at)
  local body, list, place = misfit.restate(at)
  if not body then return end
  at.restated = M.stated_alone(cat, at, body, list, place)
  at.restated.fit = M.fit({ body = at.body, figure = at.figure, figures = at.figures, index = at.index,
    view = at.view, year = at.year, meta = at.meta, signs = at.signs })
end

-- An item inside a paragraph (二是办结62件) goes on with the topic of the item before it, unless it has its own.
local function carry_topic(at, before)
  if at.topic and at.topic_from ~= "heading" or not before or not before.topic then return end
  if before.topic_from == "heading" or not clause.is_item(at.body, at.view.first) then return end
  if at.body:sub(before.view.last, at.view.first):find("\n", 1, true) then return end
  at.topic, at.topic_from = before.topic, "paragraph"
end

-- What is in force at a figure: topic, actor, whether it is a goal.
local function put_rulers(cat, at, title, part, before)
  at.headings_of_topic = (title or part) and headings_of_topic(at.headings, title, part) or at.headings
  local is_planned
  at.topic, at.topic_from, at.actor, is_planned = cat.judge:ruling(at.view, at.headings_of_topic)
  if not cat.timing and before then carry_topic(at, before) end
  at.part = part and not cat.judge:topic_of_heading(part) and part or nil
  at.planned = at.above.is_plan or is_planned or not cat.timing and at.figure.period == "planned"
end

-- The readings of its sentence that put it anew.
local function put_readings(cat, at, all)
  if at.figure.from then
    restate(cat, at, all, at.figures)
  elseif at.view.is_listed then
    restate_list(cat, at)
  end
  if at.view.is_listed or at.view.is_followed then restate_one(cat, at) end
end

--- What surrounds every figure.
-- @param cat a catalogue of fazhi.indicator
-- @param body, figures, sections as in fazhi.indicator.observe; meta of the report (year, level, region) or nil
-- @return a list as long as figures of { index=, figure=, figures=, body=, view = of clause.views, year=, meta=,
--   headings = above it, nearest first, topic=, topic_from=, actor=, planned=, part = row of a table's part or nil,
--   is_origin = it is the value of before, restated, alone = the same for its sentence put anew, or nil,
--   unpaired = its list has not as many words as figures, shortlist=, unit=, timing=, turn= }
function M.of(cat, body, figures, sections, meta)
  local year = meta and meta.year
  local views, memo, all = clause.views(body, figures), {}, {}
  local turn = cat.timing and cat.timing:turn(body, sections or {}, year)
  local title_at = table_title.reader(body)
  cat.shortlist = cat.shortlist or shortlist.new(cat.entries, cat.timing)
  local shared = { __index = { figures = figures, body = body, year = year, meta = meta, shortlist = cat.shortlist,
    signs = not cat.timing and sorter_of_signs() or nil, timing = cat.timing, turn = turn } }
  for i, figure in ipairs(figures) do
    local row = figure.section or 0
    memo[row] = memo[row] or headings_of(cat, sections, row, year)
    local at = setmetatable({ index = i, figure = figure, view = views[i], unit = figure.unit or "", above = memo[row],
      headings = memo[row].list, headings_of_topic = nil, topic = nil, topic_from = nil, actor = nil, planned = nil,
      part = nil, fit = nil, time = nil, list = nil, unpaired = nil }, shared)
    local title, part = title_at(figure.start)
    put_rulers(cat, at, title, part, all[i - 1])
    all[i] = at
    if not cat.timing then put_readings(cat, at, all) end
  end
  return all
end

return M
