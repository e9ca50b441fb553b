-- Observations: which figures of a report are known indicators. Loads the catalogue of entries,
-- judges each figure by the conditions of each entry, and runs the entries' own tests.

local lpeg = require "lpeg"
local catalogue = require "fazhi.catalogue"
local clause = require "fazhi.clause"
local entry = require "fazhi.entry"
local failure = require "fazhi.failure"
local pattern = require "fazhi.pattern"
local topic = require "fazhi.topic"

local M = {}

local DOUBT = 0.4 -- factor of the score where a doubt of the entry applies
local FAR = 0.8   -- factor where the words stand in another clause than the figure

------------------------------------------------------------------ the catalogue

local function names_of(groups, key)
  local set = {}
  for _, group in ipairs(groups) do set[group[key]] = true end
  return set
end

-- Files with `entries = false` hold words; the others are lists of entries.
local function sort_files(files)
  local words, lists = { topics = {}, actors = {} }, {}
  for _, file in ipairs(files) do
    if file.value.words then
      for key, value in pairs(file.value.words) do words[key] = value end
    else
      lists[#lists + 1] = file
    end
  end
  return words, lists
end

-- Entries with a unit are looked up by it; those without are asked for every figure.
local function index_by_unit(entries)
  local by_unit, any = {}, {}
  for _, one in ipairs(entries) do
    for unit in pairs(one.units or {}) do
      by_unit[unit] = by_unit[unit] or {}
      table.insert(by_unit[unit], one)
    end
    if not one.units then any[#any + 1] = one end
  end
  return by_unit, any
end

-- A number that changes when any pattern or condition does (FNV-1a over the entries' texts).
local function digest(entries)
  local hash = 0xcbf29ce484222325
  local function put(value)
    if type(value) == "table" then
      local keys = {}
      for key in pairs(value) do keys[#keys + 1] = tostring(key) end
      table.sort(keys)
      for _, key in ipairs(keys) do
        put(key)
        put(value[key] == nil and value[tonumber(key)] or value[key])
      end
    elseif type(value) ~= "function" then
      for c in tostring(value):gmatch("[%z\1-\255]") do hash = (hash ~ c:byte()) * 0x100000001b3 end
    end
  end
  for _, one in ipairs(entries) do
    for _, key in ipairs { "id", "unit", "find", "unless", "topic", "actor", "section", "kind", "doubt" } do
      put(one.source[key])
    end
  end
  return ("%016x"):format(hash)
end

local Catalogue = { __name = "fazhi.indicators" }

-- The hash costs more than the loading and is seldom asked for.
Catalogue.__index = function(cat, key)
  if key ~= "hash" then return nil end
  local hash = digest(cat.entries)
  rawset(cat, "hash", hash)
  return hash
end

local function put_entry(cat, one)
  local old = cat.by_id[one.id]
  if old then
    for i, other in ipairs(cat.entries) do
      if other == old then cat.entries[i] = one end
    end
  else
    cat.entries[#cat.entries + 1] = one
  end
  cat.by_id[one.id] = one
end

local function new_catalogue(files)
  local words, lists = sort_files(files)
  local known = { topics = names_of(words.topics, "topic"), actors = names_of(words.actors, "actor") }
  local cat = setmetatable({ entries = {}, by_id = {}, words = words, known = known }, Catalogue)
  local defects = {}
  for _, file in ipairs(lists) do
    for _, source in ipairs(file.value) do
      local one, bad = entry.read(source, { file = file.file, known = known })
      if one then put_entry(cat, one) else table.move(bad, 1, #bad, #defects + 1, defects) end
    end
  end
  if #defects > 0 then failure.raise("E502", table.concat(defects, "\n")) end
  cat.by_unit, cat.any_unit = index_by_unit(cat.entries)
  cat.judge = topic.new(words)
  return cat
end

local loaded = {}

--- The catalogue of indicators, read once.
-- @param dirs nil or a list of folders below catalogue/ (default {"rule_of_law"})
-- @return { entries = in order, by_id = {id = entry}, hash = hexadecimal text that changes with the
--   patterns and conditions }; an entry of the user replaces a bundled one of the same id.
--   Raises a failure E502 that lists every defect of every entry.
function M.load(dirs)
  local key = table.concat(dirs or { "rule_of_law" }, " ")
  if not loaded[key] then
    local files = {}
    for _, dir in ipairs(dirs or { "rule_of_law" }) do
      local more = catalogue.all(dir)
      table.move(more, 1, #more, #files + 1, files)
    end
    loaded[key] = new_catalogue(files)
  end
  return loaded[key]
end

--- Forgets what was loaded, so that changed files count.
function M.forget()
  loaded = {}
end

--- Checks one entry and adds it to a catalogue.
-- @param source the entry: id, zh and find are required; find is a pattern, a list of patterns,
--   an LPeg pattern (matched anywhere in the clause; a position it captures must be the
--   figure's number) or a function(sentence, figure, at) with the figure's place in the sentence
-- @param cat the catalogue to add it to (default: the loaded one); false adds it to none
-- @return the entry; raises one message with all defects
function M.define(source, cat)
  if cat == nil then cat = M.load() end
  local one, defects = entry.read(source, { known = cat and cat.known or nil })
  if not one then error(table.concat(defects, "\n"), 2) end
  if cat then
    put_entry(cat, one)
    cat.by_unit, cat.any_unit = index_by_unit(cat.entries)
    rawset(cat, "hash", nil)
  end
  return one
end

M.describe = entry.describe --- lines of words that tell what an entry is, see fazhi.entry

------------------------------------------------------------------ judging one figure

local function may_match(finder, view)
  if not finder.must then return true end
  for _, word in ipairs(finder.must) do
    if clause.has(view, word) then return true end
  end
  return false
end

local function lpeg_matches(finder, at)
  local first, last = at.view.first, at.figure.start
  local sentence = at.body:sub(first, at.view.last)
  local place = last - first + 1
  for from = 1, place do
    local found = finder:match(sentence, from)
    if found and (type(found) ~= "number" or found == place) and from <= place then
      if type(found) == "number" or found then return 1, #sentence end
    end
  end
  return nil
end

-- First and last byte of the flat text that the finder covers, or nil.
local function find_at(finder, at)
  local view = at.view
  if pattern.is(finder) then
    if not may_match(finder, view) then return nil end
    if not finder.figure then return finder:is_in(clause.clause(view)) and view.clause_start or nil end
    return finder:at(view.text.flat, view.text.back, view.place)
  elseif lpeg.type(finder) == "pattern" then
    return lpeg_matches(finder, at)
  end
  local sentence = at.body:sub(view.first, view.last)
  if finder(sentence, at.figure, at.figure.start - view.first + 1) then return view.place, view.place end
end

local function is_refused(one, at)
  for _, finder in ipairs(one.unless_here) do
    if find_at(finder, at) then return true end
  end
  for _, finder in ipairs(one.unless_near) do
    if find_at(finder, at) then return true end
  end
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
  if at.planned and one.period_not.planned then return false end
  if figure.period and one.period_not[figure.period] then return false end
  return one.bracket or not (figure.part or at.view.bracket and figure.part ~= false)
end

-- The best score of the entry's patterns at this figure, or nil.
local function find_score(one, at)
  local best
  for _, finder in ipairs(one.find) do
    local first, last = find_at(finder, at)
    if first then
      local near = first >= at.view.clause_start and (last or first) <= at.view.clause_stop + 1
      local score = near and 1.0 or FAR
      best = math.max(best or 0, score)
      if best == 1.0 then break end
    end
  end
  return best
end

local function topic_score(one, at)
  if not one.topics then return 1.0 end
  return one.topics[at.topic or ""] and topic.scores[at.topic_from] or nil
end

local function doubt_of(one, at)
  for _, doubt in ipairs(one.doubt or {}) do
    if find_at(doubt.finder, at) then return DOUBT, doubt.note end
  end
  return 1.0, nil
end

-- A change has a direction.
local function signed(figure)
  return figure.change == "decrease" and -figure.value or figure.value
end

-- Entries that ask for changes alone get a sign; a cut of 60% is as stated.
local function value_of(one, figure)
  if one.kind and one.kind["rate-change"] and not one.kind.percent then return signed(figure) end
  return figure.value
end

local function observation(one, at, score, note)
  local figure = at.figure
  return {
    indicator = one.id, figure = at.index, value = value_of(one, figure), upper = figure.upper,
    unit = figure.unit, bound = figure.bound, scope = figure.scope,
    period = at.planned and "planned" or figure.period,
    claimed = one.claimed or false, score = score, note = note,
    start = figure.start, stop = figure.stop,
  }
end

local function judge(one, at)
  if not may_be(one, at) then return nil end
  local by_topic = topic_score(one, at)
  if not by_topic then return nil end
  local score = find_score(one, at)
  if not score or not one.actors[at.actor] then return nil end
  if one.section and not headings_have(at.headings, one.section) then return nil end
  if is_refused(one, at) then return nil end
  local doubt, note = doubt_of(one, at)
  return observation(one, at, math.min(score, by_topic) * doubt, note)
end

------------------------------------------------------------------ a whole report

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

local function surroundings(cat, body, figures, sections)
  local views, memo, all = clause.views(body, figures), {}, {}
  for i, figure in ipairs(figures) do
    local at = { index = i, figure = figure, body = body, view = views[i],
      headings = headings_of(sections, figure.section or 0, memo) }
    at.topic, at.topic_from = cat.judge:topic(views[i], at.headings)
    at.actor = cat.judge:actor(views[i])
    at.planned = figure.period == "planned" or cat.judge:is_planned(views[i], at.headings)
    all[i] = at
  end
  return all
end

-- Of two entries that are known to be confused and that both claim a figure, the better one stays.
local function settle_confusion(cat, found)
  local kept = {}
  for i, one in ipairs(found) do
    local beaten = false
    for j, other in ipairs(found) do
      local a, b = cat.by_id[one.indicator], cat.by_id[other.indicator]
      if i ~= j and other.score > one.score and (a.confusable[b.id] or b.confusable[a.id]) then
        beaten = true
      end
    end
    if not beaten then kept[#kept + 1] = one end
  end
  return kept
end

local function observe_figure(cat, at)
  local found = {}
  local function try(list)
    for _, one in ipairs(list or {}) do
      found[#found + 1] = judge(one, at)
    end
  end
  try(cat.by_unit[at.figure.unit or ""])
  try(cat.any_unit)
  return #found > 1 and settle_confusion(cat, found) or found
end

-- The same statement made twice is one observation, from its better place.
local function without_repeats(observations)
  local seen, kept = {}, {}
  for _, one in ipairs(observations) do
    local key = table.concat({ one.indicator, one.value, one.unit or "", one.bound or "", one.scope or "" }, "\0")
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

-- Growth named after one or several counts belongs to them in order: 受理9件、审结8件，分别增长5%、4%.
local function growth_of(figures, views)
  local growth, i = {}, 1
  while i <= #figures do
    if figures[i].kind ~= "rate-change" then
      i = i + 1
    else
      local n = 1
      while figures[i + n] and figures[i + n].kind == "rate-change" do n = n + 1 end
      for k = 0, n - 1 do
        local of = i - n + k
        if of >= 1 and views[of].first == views[i].first and figures[of].kind ~= "rate-change" then
          growth[of] = figures[i + k]
        end
      end
      i = i + n
    end
  end
  return growth
end

local function attach_growth(observations, figures, all)
  local views = {}
  for i, at in ipairs(all) do views[i] = at.view end
  local growth = growth_of(figures, views)
  for _, one in ipairs(observations) do
    local g = growth[one.figure]
    if g then
      one.growth, one.growth_unit, one.growth_base = signed(g), g.unit, g.base
    end
  end
end

--- The indicators among the figures of a report.
-- @param body the report's body
-- @param figures as figure.find gives them, ordered by start
-- @param options nil or { sections = rows of outline.parse, meta = of report.read,
--   catalogue = of M.load }
-- @return an array ordered by figure of { indicator = id, figure = index, value, upper, unit, bound,
--   scope, period, claimed = true for rates the report claims, score = 0…1, note = text or nil,
--   start, stop = span of the figure, growth, growth_unit, growth_base of a growth told with it }
function M.observe(body, figures, options)
  options = options or {}
  local cat = options.catalogue or M.load()
  local all = surroundings(cat, body, figures, options.sections)
  local observations = {}
  for _, at in ipairs(all) do
    local found = observe_figure(cat, at)
    table.move(found, 1, #found, #observations + 1, observations)
  end
  attach_growth(observations, figures, all)
  return without_repeats(observations)
end

------------------------------------------------------------------ the entries' own tests

local function values_in(cat, one, test)
  local figure = require "fazhi.figure"
  local sections
  if test.heading then
    sections = { { heading = test.heading, level = 1, parent = 0, start = 1, stop = #test.sentence } }
  end
  local figures = figure.find(test.sentence, { first = 1, last = #test.sentence, sections = sections })
  local values = {}
  for _, seen in ipairs(M.observe(test.sentence, figures, { sections = sections, catalogue = cat })) do
    if seen.indicator == one.id then values[#values + 1] = seen.value end
  end
  return values
end

local function has_value(values, wanted)
  for _, value in ipairs(values) do
    if math.abs(value - wanted) <= 1e-9 * math.max(1, math.abs(wanted)) then return true end
  end
  return false
end

--- Runs the tests that the entries of a catalogue carry.
-- @param cat of M.load (default)
-- @param id one entry only
-- @return number of tests passed, list of failures { id, file, sentence, wanted = value or nil for a
--   sentence that must not be observed, got = values found }
function M.test(cat, id)
  cat = cat or M.load()
  local passed, failures = 0, {}
  local function judge_test(one, test, wanted)
    local got = values_in(cat, one, test)
    local ok = wanted and has_value(got, wanted) or not wanted and #got == 0
    if ok then
      passed = passed + 1
    else
      failures[#failures + 1] =
        { id = one.id, file = one.file, sentence = test.sentence, wanted = wanted, got = got }
    end
  end
  for _, one in ipairs(id and { cat.by_id[id] } or cat.entries) do
    for _, test in ipairs(one.tests and one.tests.hit or {}) do judge_test(one, test, test.value) end
    for _, test in ipairs(one.tests and one.tests.miss or {}) do judge_test(one, test, nil) end
  end
  return passed, failures
end

return M
