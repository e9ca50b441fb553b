-- judgement: whether one entry of a catalogue means one figure that it claims, in its setting: topic, actor,
-- headings, and what refuses or doubts it. Where the catalogue has a timing, a figure of another time than
-- the report's is refused and told as such.

local lpeg = require "lpeg"
local catalogue = require "fazhi.catalogue"
local origin = require "fazhi.origin"
local pattern = require "fazhi.pattern"
local setting = require "fazhi.setting"
local shortlist = require "fazhi.shortlist"
local topic = require "fazhi.topic"
local wordlist = require "fazhi.wordlist"

local M = {}

M.AND = "＋" --- between the words of a basis
M.DOUBT = 0.4 --- factor of the score where the figure or the entry is doubted
local FAR = 0.8 -- factor where the words stand in another clause than the figure
local scores = topic.scores

-- An LPeg pattern fits where its match ends right before the figure, or where it captures the
-- figure's position.
local function lpeg_fits(finder, sentence, place)
  for from = 1, place do
    if finder:match(sentence, from) == place then return true end
  end
  return false
end

-- First and last byte of the flat text that the finder covers, or nil.
local function find_at(finder, at)
  local view = at.view
  if pattern.is(finder) then
    if finder.figure then return finder:at(view.flat, view.place) end
    return finder:is_in(view.flat, view.clause_start, view.clause_stop) and view.clause_start or nil
  end
  local sentence, place = at.body:sub(view.first, view.last), at.figure.start - view.first + 1
  local fits
  if lpeg.type(finder) == "pattern" then
    fits = lpeg_fits(finder, sentence, place)
  else
    fits = finder(sentence, at.figure, place)
  end
  if fits then return view.place, view.place end
end

local function any_at(finders, at)
  for _, finder in ipairs(finders) do
    if find_at(finder, at) then return true end
  end
  return false
end

-- Whether an entry refuses the figure; what claims tell of is not asked again.
local function is_refused(one, at, is_told)
  if not is_told and (any_at(one.unless_here, at) or any_at(one.unless_near, at)) then return true end
  return one.check and not one.check(at.figure.value, at.figure) or false
end

local function headings_have(headings, words)
  for _, heading in ipairs(headings) do
    for _, word in ipairs(words) do
      if heading:find(word, 1, true) then return true end
    end
  end
  return false
end

-- Whether words of planning make the figure a goal, which the entry does not ask for.
local function is_unasked_goal(one, at)
  return at.planned and not at.report.timing and one.period_not.planned or false
end

-- Whether the words that a finder covers stand within the clause; nil if it finds nothing.
local function fits(finder, at)
  if not shortlist.may_read(finder, at) or pattern.is(finder) and not finder.figure then return nil end
  local first, last = find_at(finder, at)
  return first and first >= at.view.clause_start and last <= at.view.clause_stop + 1
end

-- The finder of an entry that fits best, and whether within the clause; or nil.
local function best_finder(one, at)
  local best
  for _, finder in ipairs(one.find) do
    local is_near = fits(finder, at)
    if is_near then return finder, true end
    if is_near == false then best = best or finder end
  end
  return best, false
end

local function topic_score(one, at)
  local topics = one.topics
  if not topics then return 1.0 end
  return topics[at.topic or ""] and scores[at.topic_from] or nil
end

-- Whether a figure is the level that a review of several years reached in its last: the entry is such a level, the text
-- tells the earlier one as well, or what rose to it is no sum.
local function is_reached(one, at)
  local time = at.time
  return time and time.reached and (one.level or at.figure.from or time.risen) and true or false
end

-- Why a figure or an entry is doubted, and a note.
local function doubt_of(one, at, fit)
  if fit.note then return M.DOUBT, fit.note end
  if at.is_anew and at.unpaired then return M.DOUBT, "并列项与数字个数不符" end
  local timing = at.report.timing
  local change = at.figure.from and not timing and origin.note(at.figure) or nil
  if change and one.from_to == "doubt" then return M.DOUBT, change end
  if at.part then return M.DOUBT, "表中分项：" .. at.part end
  local time, doubts = timing and at.time, one.doubt
  if time and time.doubt and not is_reached(one, at) then return M.DOUBT, time.doubt end
  for i = 1, doubts and #doubts or 0 do
    if find_at(doubts[i].finder, at) then return M.DOUBT, doubts[i].note end
  end
  return 1.0, change
end

-- What the figure is said of, where the words of the entry go for several things.
local function basis_of(one, at)
  local words, seen = {}, {}
  for _, basis in ipairs(one.basis) do
    if not seen[basis.note] and find_at(basis.finder, at) then
      words[#words + 1], seen[basis.note] = basis.note, true
    end
  end
  return #words > 0 and table.concat(words, M.AND) or nil
end

--- The value of a change, which has a direction: a fall is below zero.
function M.signed(figure)
  return figure.change == "decrease" and -figure.value or figure.value
end

local function value_of(one, figure)
  return one.signed and M.signed(figure) or figure.value
end

-- The time of the figure, where the catalogue reads times; asked for only where an entry's words
-- stand, since it reads the paragraph.
local function time_of(at)
  local report = at.report
  if report.timing and not at.time then
    at.time = report.timing:of(at, report.turn)
    if at.planned then at.time.refused, at.time.reached = at.time.refused or setting.PLANNED, nil end
  end
  return at.time
end

-- Why the figure is of another time than the report's, or nil; the level of its last year is none of several years.
local function refused_time(one, at, fit)
  local time = time_of(at)
  return time and not is_reached(one, at) and time.refused or fit.refused
end

local function period_of(at, fit)
  local period = at.figure.period
  if at.planned then return "planned" end
  if fit.is_several and (period == "to_date" or (period or "annual") == "annual") then return "cumulative" end
  return period == "planned" and at.report.timing and "annual" or period
end

-- What a finder is called where an observation names its rule: the pattern as written.
local function rule_of(finder)
  if type(finder) == "table" then return finder.rule end
  return type(finder) == "function" and "function" or "LPeg"
end

-- How final the figure is, in the words of its sentence.
local function finality_of(time)
  return time.expected or time.preliminary or time.opened and ("前文“%s”"):format(time.opened)
end

-- Whether a text says the year, and no number behind that.
local function ends_in_year(text, words, year)
  local function ends(word)
    local stop = text:match("^.*" .. word .. "()")
    return stop and not text:find("%d", stop)
  end
  for _, word in ipairs(words.periods.annual) do
    if ends(word) then return true end
  end
  return year and ends(year .. "年")
end

-- 截至2023年底，累计受理500件 and 累计受理500件: nobody can say since when, so that it is not to be taken for the year's;
-- 全年累计受理500件 is of the year.
local function total_note(at)
  if at.report.timing then return nil end
  local words, before = catalogue.load("context"), at.body:sub(at.view.first, at.figure.start - 1)
  if wordlist.inside(before, words.untils.words) then return "截至累计，起点不明" end
  local total = wordlist.inside(before, words.totals)
  local lead = total and before:match("^(.*)" .. total)
  return lead and not ends_in_year(lead, words, at.year) and "累计，起点不明" or nil
end

-- A range is told by its lower end; the note keeps it from looking exact.
local function note_of(at, note)
  local figure = at.figure
  note = note or at.time and (at.time.reached or finality_of(at.time)) or nil
  local range = figure.upper and origin.range_note(figure) or nil
  return note and range and note .. "；" .. range or note or range
end

--- A score, a product of tenths, without what a computer adds to it.
function M.rounded(score)
  return score == 1.0 and score or math.floor(score * 100 + 0.5) / 100
end

-- What few observations have.
local function put_details(seen, at, fit, note)
  local time = at.time
  seen.period = period_of(at, fit)
  seen.upper, seen.note = at.figure.upper, note_of(at, note)
  if at.stated then seen.read_as = at.body end
  if time and time.expected and seen.bound == "exact" then seen.bound = "about" end -- what is only 预计
end

local function observation(one, at, fit, score, note, finder)
  local figure, stated, period = at.figure, at.stated or at, at.figure.period
  local span = stated.figure
  note = note or period == "cumulative" and total_note(at) or nil
  local seen = {
    indicator = one.id, figure = stated.index, value = value_of(one, figure), unit = figure.unit, bound = figure.bound,
    scope = figure.scope, period = period, claimed = one.claimed or false, score = score,
    start = span.start, stop = span.stop, rule = rule_of(finder),
    topic = at.topic, topic_from = at.topic and at.topic_from, actor = at.actor,
    basis = one.basis and basis_of(one, at) or nil,
  }
  if note or figure.upper or at.planned or fit ~= setting.FITS or at.stated or at.report.timing then
    put_details(seen, at, fit, note)
  end
  return seen
end

-- What the words would have meant, were it a figure of the year.
local function refusal(one, at, reason)
  local figure, stated = at.figure, at.stated or at
  return { indicator = one.id, figure = stated.index, value = value_of(one, figure), unit = figure.unit,
    start = stated.figure.start, stop = stated.figure.stop, reason = reason }
end

--- What an entry makes of a figure that it claims.
-- @param one an entry (fazhi.entry)
-- @param finder of it that fits best, and whether that stands within the clause (is_near), as fazhi.shortlist tells;
--   nil if the entry is still to be asked
-- @param at of fazhi.setting
-- @return the observation, or nil, and how well its topic is believed; for a figure of another time nil, nil
--   and the refusal
function M.judge(one, finder, is_near, at)
  if at.planned and is_unasked_goal(one, at) then return nil end
  local by_topic = topic_score(one, at)
  if not by_topic or not one.actors[at.actor] then return nil end
  local is_told = finder ~= nil
  if not is_told then finder, is_near = best_finder(one, at) end
  if not finder then return nil end
  if one.section and not headings_have(at.headings, one.section) then return nil end
  if (one.check or not is_told) and is_refused(one, at, is_told) then return nil end
  local fit = at.fit or setting.fit(at)
  local reason = (at.report.timing or fit.refused) and refused_time(one, at, fit)
  if reason then return nil, nil, refusal(one, at, reason) end
  local doubt, note = doubt_of(one, at, fit)
  if is_reached(one, at) then is_near = false end -- what is told of the year itself is better
  local score = is_near and by_topic or math.min(FAR, by_topic)
  if doubt ~= 1.0 then score = M.rounded(score * doubt) end
  return observation(one, at, fit, score, note, finder), by_topic
end

--- Whether the words of an entry stand at a figure, whatever else is asked of it.
-- @param at of fazhi.setting
function M.has_words(one, at)
  return best_finder(one, at) ~= nil
end

--- The first condition that keeps an entry whose words fit from a figure: "unit", "sort" (of figure, or period),
--- "topic", "actor", "section", "unless" or "time", and what stands there in its place; nil if none does.
function M.obstacle(one, at)
  local figure, unit = at.figure, at.figure.unit or ""
  if at.is_origin then return "time", "变化前的数" end
  if one.units and not one.units[unit] then return "unit", unit end
  if is_unasked_goal(one, at) or not shortlist.is_of_sort(one, figure, at.report.timing) then
    return "sort", at.planned and "planned" or figure.period or figure.kind
  end
  if not topic_score(one, at) then return "topic", at.topic or "—" end
  if not one.actors[at.actor] then return "actor", at.actor end
  if one.section and not headings_have(at.headings, one.section) then return "section" end
  if is_refused(one, at) then return "unless" end
  local reason = refused_time(one, at, setting.fit(at))
  if reason then return "time", reason end
end

return M
