-- The catalogue of indicators: loads its entries, takes in the user's own, observes a report with
-- them, describes them, and runs the tests they carry.

local lpeg = require "lpeg"
local catalogue = require "fazhi.catalogue"
local entry = require "fazhi.entry"
local failure = require "fazhi.failure"
local observer = require "fazhi.observer"
local pattern = require "fazhi.pattern"
local topic = require "fazhi.topic"

local M = {}

local function names_of(groups, key)
  local set = {}
  for _, group in ipairs(groups) do set[group[key]] = true end
  return set
end

-- Files that return `words` hold words of the language; the others are lists of entries.
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

-- Flat text made of words of growth, years and clause marks, from the beginning to a place.
local function growth_finder(words)
  local any = lpeg.S "\4\7\8" + lpeg.R "09"
  local list = table.move(words or {}, 1, #(words or {}), 1, {})
  table.sort(list, function(a, b) return #a > #b end)
  for _, word in ipairs(list) do any = any + lpeg.P(pattern.fold(word)) end
  return any ^ 0 * lpeg.Cp()
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
  cat.growth_between = growth_finder(words.growth_words)
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
--   an LPeg pattern (its match in the sentence ends right before the figure, or it captures
--   the figure's position) or a function(sentence, figure, at), true if the figure that begins
--   at byte `at` of the sentence is meant
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
  local year = options.meta and options.meta.year
  return observer.observe(options.catalogue or M.load(), body, figures, options.sections, year)
end

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
