-- Judges every figure of a report by the conditions of every entry that could mean it: kind,
-- period, topic, pattern, actor, headings, and what refuses or doubts it. Where the catalogue
-- has a timing, a figure of another time than the report's is refused and told as such.

local lpeg = require "lpeg"
local absence = require "fazhi.absence"
local clause = require "fazhi.clause"
local elision = require "fazhi.elision"
local foreign = require "fazhi.foreign"
local misfit = require "fazhi.misfit"
local origin = require "fazhi.origin"
local pattern = require "fazhi.pattern"
local respective = require "fazhi.respective"
local shortlist = require "fazhi.shortlist"
local table_title = require "fazhi.table_title"
local topic = require "fazhi.topic"

local M = {}

local DOUBT = 0.4 -- factor of the score where a doubt of the entry applies
local PLANNED = "计划或目标"
local FAR = 0.8   -- factor where the words stand in another clause than the figure

-- The entry's finders of which the sentence has the words; nil if there are none.
local function possible_finders(one, at)
  return at.shortlist:pass(at.view.text, at.unit).finders[one]
end

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
    if not finder.figure then return finder:is_in(clause.clause(view)) and view.clause_start or nil end
    return finder:at(view.text.flat, view.text.back, view.place)
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

local function is_refused(one, at)
  if any_at(one.unless_here, at) or any_at(one.unless_near, at) then return true end
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

-- What costs nothing to ask: kind, period, bracket.
local function may_be(one, at)
  local figure = at.figure
  if one.kind then
    if not one.kind[figure.kind] then return false end
  elseif figure.kind == "rate-change" then
    return false
  end
  if one.period and not one.period[figure.period or "annual"] then return false end
  local period = at.timing and figure.period == "planned" and "annual" or figure.period
  if at.planned and not at.timing and one.period_not.planned then return false end
  if period and one.period_not[period] then return false end
  return one.bracket or not figure.part
end

-- As it stands, the sentence of a list is read only by patterns that speak of the list.
local function may_read(finder, at)
  return not at.alone or pattern.is(finder) and finder.source:find("分别", 1, true) ~= nil
end

-- The best score of the entry's patterns at this figure, and the pattern; or nil.
local function find_score(one, at)
  local best, by
  for _, finder in ipairs(possible_finders(one, at)) do
    local first, last
    if may_read(finder, at) then first, last = find_at(finder, at) end
    if first then
      local near = first >= at.view.clause_start and (last or first) <= at.view.clause_stop + 1
      local score = near and 1.0 or FAR
      if score > (best or 0) then best, by = score, finder end
      if best == 1.0 then break end
    end
  end
  return best, by
end

local function topic_score(one, at)
  if not one.topics then return 1.0 end
  return one.topics[at.topic or ""] and topic.scores[at.topic_from] or nil
end

-- How the figure fits the report: note = why it may be none of its year or none of its own, refused = why it
-- is a goal, is_several = whether it is of several years.
local function fit_of(at)
  if not at.fit then
    at.fit = {}
    if not at.timing then
      local note, is_several, is_coming = misfit.of(at.restated or at)
      local own_note, is_goal = foreign.of(at)
      at.fit = { note = note or own_note, is_several = is_several, refused = (is_coming or is_goal) and PLANNED or nil }
    end
  end
  return at.fit
end

local function doubt_of(one, at)
  local fit = fit_of(at)
  if fit.note then return DOUBT, fit.note end
  if at.unpaired then return DOUBT, "并列项与数字个数不符" end
  local change = not at.timing and origin.note(at.figure) or nil
  if change and one.from_to == "doubt" then return DOUBT, change end
  if at.part then return DOUBT, "表中分项：" .. at.part end
  if at.time and at.time.doubt then return DOUBT, at.time.doubt end
  for _, doubt in ipairs(one.doubt or {}) do
    if find_at(doubt.finder, at) then return DOUBT, doubt.note end
  end
  return 1.0, change
end

-- A change has a direction.
local function signed(figure)
  return figure.change == "decrease" and -figure.value or figure.value
end

local function value_of(one, figure)
  return one.signed and signed(figure) or figure.value
end

-- The time of the figure, where the catalogue reads times; asked for only where an entry's words
-- stand, since it reads the paragraph.
local function time_of(at)
  if at.timing and not at.time then
    at.time = at.timing:of(at, at.turn)
    if at.planned then at.time.refused = at.time.refused or PLANNED end
  end
  return at.time
end

-- Why the figure is of another time than the report's, or nil.
local function refused_time(at)
  local time = time_of(at)
  return time and time.refused or fit_of(at).refused
end

local function period_of(at)
  if at.planned then return "planned" end
  if fit_of(at).is_several and (at.figure.period or "annual") == "annual" then return "cumulative" end
  return at.timing and at.figure.period == "planned" and "annual" or at.figure.period
end

-- What is only expected (预计) is not exact.
local function bound_of(at)
  local bound = at.figure.bound
  return at.time and at.time.expected and bound == "exact" and "about" or bound
end

-- What a finder is called where an observation names its rule: the pattern as written.
local function rule_of(finder)
  if pattern.is(finder) then return ((finder.written or finder.source):gsub("%s+", " "):match("^ ?(.-) ?$")) end
  return type(finder) == "function" and "function" or "LPeg"
end

-- A range is told by its lower end; the note keeps it from looking exact.
local function note_of(at, note)
  local figure = at.figure
  note = note or at.time and (at.time.expected or at.time.preliminary) or nil
  local range = origin.range_note(figure)
  return note and range and note .. "；" .. range or note or range
end

-- Products of tenths, without what a computer adds to them.
local function rounded(score)
  return math.floor(score * 100 + 0.5) / 100
end

local function observation(one, at, score, note, finder)
  local figure, stated = at.figure, at.stated or at
  return {
    indicator = one.id, figure = stated.index, value = value_of(one, figure), upper = figure.upper,
    unit = figure.unit, bound = bound_of(at), scope = figure.scope, period = period_of(at),
    claimed = one.claimed or false, score = score, note = note_of(at, note),
    start = stated.figure.start, stop = stated.figure.stop,
    rule = rule_of(finder), read_as = at.stated and at.body or nil,
    topic = at.topic, topic_from = at.topic and at.topic_from, actor = at.actor,
  }
end

-- What the words would have meant, were it a figure of the year.
local function refusal(one, at, reason)
  local figure, stated = at.figure, at.stated or at
  return { indicator = one.id, figure = stated.index, value = value_of(one, figure), unit = figure.unit,
    start = stated.figure.start, stop = stated.figure.stop, reason = reason }
end

-- The observation, or nil, and how well its topic is believed; for a figure of another time
-- nil, nil and the refusal.
local function judge(one, at)
  if not may_be(one, at) then return nil end
  local by_topic = topic_score(one, at)
  if not by_topic or not possible_finders(one, at) then return nil end
  local score, finder = find_score(one, at)
  if not score or not one.actors[at.actor] then return nil end
  if one.section and not headings_have(at.headings, one.section) then return nil end
  if is_refused(one, at) then return nil end
  local reason = refused_time(at)
  if reason then return nil, nil, refusal(one, at, reason) end
  local doubt, note = doubt_of(one, at)
  return observation(one, at, rounded(math.min(score, by_topic) * doubt), note, finder), by_topic
end

-- Headings above a section, the nearest first.
local function headings_of(sections, row, memo)
  if memo[row] then return memo[row] end
  local list, at = {}, row
  while sections and at and at > 0 and sections[at] and #list < 10 do
    list[#list + 1] = sections[at].heading
    at = sections[at].parent
  end
  memo[row] = list
  return list
end

-- The headings above a figure that give it a topic: in the row of a table its title is the nearest; none speaks of
-- the row of a part.
local function headings_of_topic(headings, title, part)
  if part then return {} end
  return title and table.move(headings, 1, #headings, 2, { title }) or headings
end

-- What surrounds a figure in its sentence as put anew.
local function stated_alone(cat, at, body, list, place)
  local view = clause.views(body, list)[place]
  local copy = { index = place, figures = list, stated = at, figure = list[place], body = body, view = view,
    shortlist = at.shortlist, unit = at.unit, year = at.year, meta = at.meta,
    headings = at.headings, part = at.part, planned = at.planned }
  copy.topic, copy.topic_from = cat.judge:topic(view, at.headings_of_topic)
  if not copy.topic or copy.topic_from == "heading" then copy.topic, copy.topic_from = at.topic, at.topic_from end
  copy.actor = cat.judge:actor(view)
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
  at.restated = stated_alone(cat, at, body, list, place)
end

-- The same for a figure of a list that answers to a list of words; as the sentence stands, it says nothing of it.
local function restate_one(cat, at)
  local body, list, place, first = respective.restate(at)
  if body then
    at.alone, at.list = stated_alone(cat, at, body, list, place), first
  else
    at.unpaired = list == "unpaired"
  end
end

-- The same for a figure of a list over years, with what is known of its year.
local function restate_list(cat, at)
  local body, list, place = misfit.restate(at)
  if not body then return end
  at.restated = stated_alone(cat, at, body, list, place)
  at.restated.fit = fit_of({ body = at.body, figure = at.figure, figures = at.figures, index = at.index,
    view = at.view, year = at.year, meta = at.meta })
end

-- An item inside a paragraph (二是办结62件) goes on with the topic of the item before it, unless it has its own.
local function carry_topic(at, before)
  if at.topic and at.topic_from ~= "heading" or not before or not before.topic then return end
  if before.topic_from == "heading" or not clause.is_item(at.body, at.view.first) then return end
  if at.body:sub(before.view.last, at.view.first):find("\n", 1, true) then return end
  at.topic, at.topic_from = before.topic, "paragraph"
end

local function surroundings(cat, body, figures, sections, meta)
  local year = meta and meta.year
  local views, memo, all = clause.views(body, figures), {}, {}
  local turn = cat.timing and cat.timing:turn(body, sections or {}, year)
  local title_at = table_title.reader(body)
  cat.shortlist = cat.shortlist or shortlist.new(cat.entries)
  for i, figure in ipairs(figures) do
    local at = { index = i, figure = figure, figures = figures, body = body, view = views[i], year = year, meta = meta,
      shortlist = cat.shortlist, unit = figure.unit or "", timing = cat.timing, turn = turn,
      headings = headings_of(sections, figure.section or 0, memo) }
    local title, part = title_at(figure.start)
    at.headings_of_topic = headings_of_topic(at.headings, title, part)
    at.topic, at.topic_from = cat.judge:topic(views[i], at.headings_of_topic)
    if not cat.timing then carry_topic(at, all[i - 1]) end
    at.part = part and not cat.judge:topic_of_heading(part) and part or nil
    at.actor = cat.judge:actor(views[i])
    at.planned = cat.judge:is_planned(views[i], at.headings, year)
    at.planned = at.planned or not cat.timing and figure.period == "planned"
    all[i] = at
    if figure.from and not cat.timing then restate(cat, at, all, figures) end
    if not figure.from and not cat.timing then restate_list(cat, at) end
    if not cat.timing then restate_one(cat, at) end
  end
  return all
end

-- Of two entries that are known to be confused and that both claim a figure, the one whose topic
-- stands nearer stays and remembers whom it beat; with the same topic they share the figure
-- (受理、调解纠纷849件).
local function settle_confusion(cat, found, trust)
  local kept = {}
  for i, one in ipairs(found) do
    local beaten = false
    for j, other in ipairs(found) do
      local a, b = cat.by_id[one.indicator], cat.by_id[other.indicator]
      if trust[j] > trust[i] and (a.confusable[b.id] or b.confusable[a.id]) then
        other.instead_of = other.instead_of or {}
        table.insert(other.instead_of, one.indicator)
        beaten = true
      end
    end
    if not beaten then kept[#kept + 1] = one end
  end
  return kept
end

-- The sentences in which a figure is looked for, the first that fits decides: of a list its item alone, of a
-- change its later value, the sentence as it stands.
local function readings_of(at)
  local other = at.alone or at.restated
  return other and { other, at } or { at }
end

-- The entries that may be meant in one of the readings, in the order of the catalogue.
local function entries_for(at, readings)
  if #readings == 1 then return at.shortlist:pass(at.view.text, at.unit).entries end
  local texts = {}
  for i, reading in ipairs(readings) do texts[i] = reading.view.text end
  return at.shortlist:pass_any(texts, at.unit)
end

-- What the entries find in one of the readings, and how well each topic is believed.
local function find_in(at, readings, refused)
  local found, trust = {}, {}
  for _, one in ipairs(entries_for(at, readings)) do
    local seen, by_topic, refusal_of
    for _, reading in ipairs(readings) do
      if not seen then seen, by_topic, refusal_of = judge(one, reading) end
    end
    refused[#refused + 1] = not seen and refusal_of or nil
    if seen then
      found[#found + 1], trust[#trust + 1] = seen, by_topic
    end
  end
  return found, trust
end

-- The sentence put anew where as it stands it tells nothing of a figure: what is left out supplied, what stands
-- between taken out.
local SUPPLIED = { respective.restate_item, elision.noun, elision.number, elision.title, elision.verb }

-- Without what the figure that lends its noun is itself taken for: the noun alone says it, not the verb beside it.
local function without_lent(found, trust, lender)
  local lent, kept, kept_trust = {}, {}, {}
  for _, one in ipairs(lender and find_in(lender, readings_of(lender), {}) or {}) do lent[one.indicator] = true end
  for i, one in ipairs(found) do
    if not lent[one.indicator] then kept[#kept + 1], kept_trust[#kept_trust + 1] = one, trust[i] end
  end
  return kept, kept_trust
end

local function find_supplied(cat, at, all, refused)
  for _, restate_it in ipairs(SUPPLIED) do
    local body, list, place, lender = restate_it(at)
    if body then
      local found, trust = find_in(at, { stated_alone(cat, at, body, list, place) }, refused)
      if #found > 0 and restate_it == elision.noun then found, trust = without_lent(found, trust, all[lender]) end
      if #found > 0 then return found, trust end
    end
  end
  return {}, {}
end

local function observe_figure(cat, at, all, refused)
  if at.is_origin then return {} end
  local known = #refused
  local found, trust = find_in(at, readings_of(at), refused)
  if #found == 0 and #refused == known and not at.timing and not at.alone and not at.unpaired then
    found, trust = find_supplied(cat, at, all, refused)
  end
  return #found > 1 and settle_confusion(cat, found, trust) or found
end

-- Several figures of one list that mean one indicator are parts of a whole that is not told.
local function doubt_parts(observations, all)
  local lists = {}
  for _, one in ipairs(observations) do
    local at = all[one.figure]
    local list = at.list or respective.first_of_items(at)
    if list and not one.note then
      local key = one.indicator .. "\0" .. list
      lists[key] = lists[key] or {}
      table.insert(lists[key], one)
    end
  end
  for _, parts in pairs(lists) do
    for _, one in ipairs(#parts > 1 and parts or {}) do
      one.score, one.note = rounded(one.score * DOUBT), "并列分项"
    end
  end
end

-- The same statement made twice is one observation, from its better place.
local function without_repeats(observations)
  local seen, kept = {}, {}
  for _, one in ipairs(observations) do
    local key = table.concat({ one.indicator, one.value, one.unit or "", one.bound or "" }, "\0")
    local old = seen[key]
    if not old then
      kept[#kept + 1] = one
      seen[key] = #kept
    elseif one.score > kept[old].score then
      kept[old] = one
    end
  end
  table.sort(kept, function(a, b)
    if a.figure ~= b.figure then return a.figure < b.figure end
    return a.indicator < b.indicator
  end)
  return kept
end

-- Whether nothing but words of growth stands between two figures.
local function only_growth_words(cat, body, first, last)
  local between = pattern.fold(body:sub(first, last))
  return cat.growth_between:match(between) == #between + 1
end

local LISTED = { "、", "以及", "和", "及", "与" }

-- 增长12.5%、下降4% is a list; in 增长10.7%；居民消费价格上涨1.5% the second is told of something else.
local function is_listed(cat, body, before, figure)
  local first = before.stop + 1
  for _, mark in ipairs(LISTED) do
    if body:sub(first, first + #mark - 1) == mark then
      return only_growth_words(cat, body, first + #mark, figure.start - 1)
    end
  end
  return false
end

-- Growth told of one or several counts belongs to them in order: 受理9件、审结8件，分别增长5%、4%.
local function growth_of(cat, body, figures, all)
  local growth, i = {}, 1
  while i <= #figures do
    local n, sentence = 0, all[i].view.first
    while figures[i + n] and figures[i + n].kind == "rate-change" and all[i + n].view.first == sentence
      and (n == 0 or is_listed(cat, body, figures[i + n - 1], figures[i + n])) do
      n = n + 1
    end
    local before = figures[i - 1]
    if n > 0 and before and only_growth_words(cat, body, before.stop + 1, figures[i].start - 1) then
      for k = 0, n - 1 do
        local of = i - n + k
        if of >= 1 and all[of].view.first == sentence and figures[of].kind ~= "rate-change" then
          growth[of] = figures[i + k]
        end
      end
    end
    i = i + math.max(n, 1)
  end
  return growth
end

local function attach_growth(cat, body, observations, figures, all)
  local growth = growth_of(cat, body, figures, all)
  for _, one in ipairs(observations) do
    local g = growth[one.figure]
    if g then
      one.growth, one.growth_unit, one.growth_base = signed(g), g.unit, g.base
    end
  end
end

-- Puts statements of none among the observations, each where its words stand.
local function with_absences(observations, absences)
  if #absences == 0 then return observations end
  local list, next_one = {}, 1
  for _, one in ipairs(observations) do
    while absences[next_one] and absences[next_one].start < one.start do
      list[#list + 1] = absences[next_one]
      next_one = next_one + 1
    end
    list[#list + 1] = one
  end
  return table.move(absences, next_one, #absences, #list + 1, list)
end

--- The indicators among the figures of a report.
-- @param cat a catalogue of fazhi.indicator
-- @param body, figures, sections as in fazhi.indicator.observe; meta of the report (year, level, region) or nil
-- @return the observations in the order of the text, those stated in words (fazhi.absence) without a
--   figure; and what was refused as of another time
function M.observe(cat, body, figures, sections, meta)
  local all = surroundings(cat, body, figures, sections, meta)
  local observations, refused = {}, {}
  for _, at in ipairs(all) do
    local found = observe_figure(cat, at, all, refused)
    table.move(found, 1, #found, #observations + 1, observations)
  end
  doubt_parts(observations, all)
  attach_growth(cat, body, observations, figures, all)
  return with_absences(without_repeats(observations), absence.find(cat, body, sections, meta and meta.year)), refused
end

--- The growth that is told of figures, whatever they are figures of.
-- @param cat a catalogue of fazhi.indicator, whose words of growth count
-- @return { [place of the figure] = { growth = signed number, unit=, base= } }
function M.growth(cat, body, figures)
  local all, growth = {}, {}
  for i, view in ipairs(clause.views(body, figures)) do all[i] = { view = view } end
  for i, figure in pairs(growth_of(cat, body, figures, all)) do
    growth[i] = { growth = signed(figure), unit = figure.unit, base = figure.base }
  end
  return growth
end

-- The first condition that keeps an entry whose words fit from a figure, and what it asks for.
local function obstacle(one, at)
  local unit = at.figure.unit or ""
  if at.is_origin then return "time", "变化前的数" end
  if one.units and not one.units[unit] then return "unit", unit end
  if not may_be(one, at) then return "sort", at.planned and "planned" or at.figure.period or at.figure.kind end
  if not topic_score(one, at) then return "topic", at.topic or "—" end
  if not one.actors[at.actor] then return "actor", at.actor end
  if one.section and not headings_have(at.headings, one.section) then return "section" end
  if is_refused(one, at) then return "unless" end
  local reason = refused_time(at)
  if reason then return "time", reason end
end

--- Every entry whose words fit at one figure, and what keeps it from the figure.
-- @param index of the figure; the others as for M.observe
-- @return list of { indicator=, obstacle = nil (nothing does), "unit", "sort" (of figure, or period), "topic",
--   "actor", "section", "unless" or "time", found = what stands there in its place, or nil }
function M.explain(cat, body, figures, sections, meta, index)
  local at, list = surroundings(cat, body, figures, sections, meta)[index], {}
  local restated = at.restated
  at.unit = shortlist.ANY
  if restated then restated.unit = shortlist.ANY end
  for _, one in ipairs(cat.entries) do
    local as = restated and possible_finders(one, restated) and find_score(one, restated) and restated or at
    if as == restated or possible_finders(one, at) and find_score(one, at) then
      local what, found = obstacle(one, as)
      list[#list + 1] = { indicator = one.id, obstacle = what, found = found }
    end
  end
  return list
end

return M
