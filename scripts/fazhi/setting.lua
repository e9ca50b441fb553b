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

local MOST_HEADINGS = 10 -- that are told of a figure
local NEAR = 8 -- bytes from the end of a sentence to the next, if nothing stands between them

--- How most figures fit: there is nothing to be said.
M.FITS = {}

local FITS = M.FITS

-- { times, owners = lists of misfit and foreign, of which it is made, words=, bit=, known = what was told, by bits }
local signs

-- What tells of a sentence whether it has any of the words that make a misfit.
local function sorter_of_signs()
  local times, owners = misfit.signs(), foreign.signs()
  if signs and signs.times == times and signs.owners == owners then return signs end
  signs = wordlist.sorter { time = times.time, mean = times.mean, wanted = owners.wanted, bases = owners.bases,
    cases = owners.cases }
  signs.times, signs.owners, signs.known = times, owners, {}
  return signs
end

local OWNED = 1 << 62 -- beside the bits of signs: a clause begins in a way that may tell whose it is

-- Which of these words stand in the sentence of a figure, by their sorts; is_dated = whether any of misfit's do,
-- is_plain = whether neither these nor foreign's do, and no clause tells whose it is. Remembered with the sentence.
local function signs_of(at)
  local view, body, one, may_be_owned = at.view, at.body, at.report.signs, at.report.may_be_owned
  local bits = one.words:sorts(body, view.first, view.last)
  if may_be_owned and may_be_owned(body, view.first, view.last) then bits = bits | OWNED end
  local has = one.known[bits]
  if not has then
    has = { is_plain = bits == 0 }
    for name, bit in pairs(one.bit) do has[name] = bits & bit ~= 0 end
    has.is_dated = has.time or has.mean
    one.known[bits] = has
  end
  view.reading.signs[view.sentence] = has
  return has
end

-- The same, if it was asked of a figure of the sentence before.
local function known_signs(at)
  return at.view.reading.signs[at.view.sentence]
end

local function read_fit(at, own)
  local dated = at.is_anew and at.restated or at
  local has = known_signs(dated) or signs_of(dated)
  local note, is_several, is_coming, own_note, is_goal
  if has.is_dated then note, is_several, is_coming = misfit.of(dated, has) end
  if not own.is_plain or at.figure.scope then own_note, is_goal = foreign.of(at, own) end
  note = note or own_note
  if not (note or is_several or is_coming or is_goal) then return FITS end
  return { note = note, is_several = is_several, refused = (is_coming or is_goal) and M.PLANNED or nil }
end

--- How the figure fits the report: note = why it may be none of its year or none of its own, refused = why it
-- is a goal, is_several = whether it is of several years. Asked for only where an entry's words stand.
function M.fit(at)
  if at.fit then return at.fit end
  local own = known_signs(at) or signs_of(at)
  at.fit = own.is_plain and not at.is_anew and not at.figure.scope and FITS or read_fit(at, own)
  return at.fit
end

-- The headings behind one more, but no more than are told.
local function with_first(heading, headings)
  return { heading, table.unpack(headings, 1, math.min(#headings, MOST_HEADINGS - 1)) }
end

-- By the row of a section the headings above what stands in it, the nearest first, and whether they announce plans:
-- { list=, is_plan= }, read when they are asked for.
local function headings_of(judge, sections, year)
  local none = { list = {}, is_plan = false }
  return setmetatable({}, { __index = function(known, row)
    local section = sections and sections[row]
    local parent, heading = section and section.parent, section and section.heading
    local outer = parent and parent > 0 and parent < row and known[parent] or none
    known[row] = not heading and outer or { list = with_first(heading, outer.list),
      is_plan = outer.is_plan or judge:is_plan_heading(heading, year) }
    return known[row]
  end })
end

-- The headings above a figure that give it a topic: in the row of a table its title is the nearest; none speaks of
-- the row of a part.
local function headings_of_topic(headings, title, part)
  if part then return {} end
  return title and table.move(headings, 1, #headings, 2, { title }) or headings
end

-- The figure before, if the sentence of this one goes on with what that is about: an item inside a paragraph (二是办结62
-- 件), or right behind its sentence one that begins with what becomes of it (已审结29件).
local function begun_by(at)
  local body, first = at.report.body, at.view.first
  local is_item = clause.is_item(body, first)
  if not is_item and not clause.goes_on(body, first) then return nil end
  local before = at.report.all[at.index - 1]
  if not before then return nil end
  local between = at.body:sub(before.view.last, first)
  local is_near = is_item or before.view.sentence == at.view.sentence or #between <= NEAR
  return is_near and not between:find("\n", 1, true) and before or nil
end

-- A sentence that goes on with the one before it has its topic, unless it has its own.
local function carry_topic(at)
  local from = at.topic_from
  local before = (not from or from == "heading") and begun_by(at)
  if not before then return end
  M.rule(before)
  if not before.topic or before.topic_from == "heading" then return end
  at.topic, at.topic_from = before.topic, "paragraph"
end

local function read_rulers(at)
  local figure, report = at.figure, at.report
  local above, title, part = report.headings_of[figure.section or 0], nil, nil
  if report.title_at then title, part = report.title_at(figure.start) end
  local headings, is_planned = above.list
  at.headings = headings
  if title or part then headings = headings_of_topic(headings, title, part) end
  at.headings_of_topic = headings
  at.topic, at.topic_from, at.actor, is_planned = report.judge:ruling(at.view, headings)
  if not report.timing then carry_topic(at) end
  if part and not report.judge:topic_of_heading(part) then at.part = part end
  at.planned = above.is_plan or is_planned or not report.timing and figure.period == "planned"
end

--- Reads what is in force at a figure, once: headings, topic, topic_from, actor, planned, part. Asked for only where
--- an entry's words stand, or where the sentence is put anew.
function M.rule(at)
  if not at.actor then read_rulers(at) end
end

--- What surrounds a figure in its sentence as put anew.
-- @param at the figure as it stands, which the result names as `stated`
-- @param body, list, place as fazhi.restatement gives them
function M.stated_alone(at, body, list, place)
  M.rule(at)
  local view, report = clause.read(body, list):view(place), at.report
  local copy = { index = place, figures = list, stated = at, figure = list[place], body = body, view = view,
    report = report, unit = at.unit, year = report.year, meta = report.meta,
    headings = at.headings, part = at.part, planned = at.planned }
  copy.topic, copy.topic_from, copy.actor = report.judge:ruling(view, at.headings_of_topic)
  if not copy.topic or copy.topic_from == "heading" then copy.topic, copy.topic_from = at.topic, at.topic_from end
  return copy
end

local function set_anew(at)
  at.is_anew, at.report.is_anew[at.index] = true, true
end

-- Reads the sentence of a figure that came from another value as if it stated the later one alone, and
-- marks those it came from.
local function restate(at)
  local figures, all = at.figures, at.all
  for i = at.index - 1, 1, -1 do
    all[i].is_origin = true
    set_anew(all[i])
    if not figures[i].from then break end
  end
  local body, list, place = origin.restate(at.body, figures, at.index, at.view.first, at.view.last)
  if body then at.restated = M.stated_alone(at, body, list, place) end
end

-- The same for a figure of a list that answers to a list of words; as the sentence stands, it says nothing of it.
local function restate_one(at)
  local body, list, place, first = respective.restate(at)
  if body then
    at.alone, at.list = M.stated_alone(at, body, list, place), first
  elseif list == "unpaired" then
    at.unpaired = true
  end
end

-- The same for a figure of a list over years, with what is known of its year.
local function restate_list(at)
  local body, list, place = misfit.restate(at)
  if not body then return end
  at.restated = M.stated_alone(at, body, list, place)
  at.restated.fit = M.fit({ body = at.body, figure = at.figure, figures = at.figures, index = at.index,
    view = at.view, year = at.year, meta = at.meta, report = at.report })
end

-- The readings of its sentence that put it anew.
local function put_readings(at)
  local view = at.view
  set_anew(at)
  if at.figure.from then
    restate(at)
  elseif view.is_listed then
    restate_list(at)
  end
  if view.is_listed or view.is_followed then restate_one(at) end
end

-- What surrounds figure `i`, with places for what is read later.
local function setting_of(report, i)
  local figure = report.figures[i]
  return figure and setmetatable({ index = i, figure = figure, unit = figure.unit or "", view = report.reading:view(i),
    report = report, is_anew = false, stated = false, part = false, actor = false, fit = report.fit, time = false,
    headings = nil, headings_of_topic = nil, topic = nil, topic_from = nil, planned = nil }, report.shared)
end

-- A list of settings that are made when they are asked for.
local function list_of(report)
  return setmetatable({}, { __index = function(all, i)
    local at = setting_of(report, i)
    all[i] = at
    return at
  end })
end

--- What surrounds a figure that no reading puts anew, for those who keep nothing of it: the next one asked for stands
--- in the same table.
-- @param report of M.of
-- @param i index of the figure
function M.passing(report, i)
  local at, figure = report.passing, report.figures[i]
  if not at then
    at = setting_of(report, i)
    report.passing = at
    return at
  end
  at.index, at.figure, at.unit = i, figure, figure.unit or ""
  at.actor, at.part, at.fit, at.time = false, false, report.fit, false
  report.reading:view_anew(i, at.view)
  return at
end

-- What all figures of a report share.
local function report_of(cat, body, figures, sections, meta)
  local year, timing, judge = meta and meta.year, cat.timing, cat.judge
  cat.shortlist = cat.shortlist or shortlist.new(cat.entries, timing)
  local report = { figures = figures, reading = clause.read(body, figures), body = body, year = year, meta = meta,
    judge = judge, timing = timing, shortlist = cat.shortlist, headings_of = headings_of(judge, sections, year),
    title_at = table_title.reader(body), is_anew = {}, fit = false }
  report.all, report.shared = list_of(report), { __index = report }
  if timing then
    report.turn, report.times = timing:turn(body, sections or {}, year), {}
    report.fit = FITS -- the timing tells what is of another time
  else
    report.signs, report.may_be_owned = sorter_of_signs(), foreign.finder_of_owners(meta)
  end
  return report
end

--- What surrounds the figures of a report. Of each it is told when it is asked for.
-- @param cat a catalogue of fazhi.indicator
-- @param body, figures, sections as in fazhi.indicator.observe; meta of the report (year, level, region) or nil
-- @return { figures=, body=, year=, meta=, reading = of fazhi.clause, shortlist=, timing=, turn=,
--   is_anew = { [index] = true } of figures whose sentence was put anew, all = settings by index }. A setting is
--   { index=, figure=, unit=, view = of fazhi.clause, report = what is returned, whose fields can be asked of the
--   setting too, is_anew=, is_origin = it is the value of before, restated, alone = the same for its sentence put anew,
--   or nil, list = index of the first figure of its list, or nil, unpaired = its list has not as many words as figures;
--   behind M.rule also headings = above it, nearest first, topic=, topic_from=, actor=, planned=, part = row of a
--   table's part or false }
function M.of(cat, body, figures, sections, meta)
  local report = report_of(cat, body, figures, sections, meta)
  local all, apart = report.all, cat.timing and {} or report.reading:apart(figures)
  for i = 1, #apart do put_readings(all[apart[i]]) end
  return report
end

return M
