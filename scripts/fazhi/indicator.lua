-- The catalogues of indicators, one for each kind of document: loads their entries, takes in the
-- user's own, observes a report with them, describes them, and runs the tests they carry.

local lpeg = require "lpeg"
local catalogue = require "fazhi.catalogue"
local contents = require "fazhi.contents"
local edition = require "fazhi.edition"
local entry = require "fazhi.entry"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local observer = require "fazhi.observer"
local pattern = require "fazhi.pattern"
local told_growth = require "fazhi.told_growth"
local topic = require "fazhi.topic"

local M = {}

local DEFAULT = "rule_of_law" -- the catalogue of those who ask for none

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

local loaded, every = {}, nil -- catalogues by folder; all of them

local Catalogue = { __name = "fazhi.indicators" }

local function edition_of(cat)
  local is_as_filed = catalogue.is_of_files and loaded[cat.folder] == cat
  return is_as_filed and edition.in_folder(cat.folder) or edition.of(cat.by_id, cat.words)
end

-- The edition is asked for when something is stored.
Catalogue.__index = function(cat, key)
  if key == "hash" then return cat.edition.hash end
  if key ~= "edition" then return nil end
  local made = edition_of(cat)
  rawset(cat, "edition", made)
  return made
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

-- Commands take an indicator by its Chinese name too, which names one.
local function check_names(cat, defects)
  local owner = {}
  for _, one in ipairs(cat.entries) do
    local other = owner[one.zh]
    if other then
      defects[#defects + 1] = ("%s: %s: zh: %s is the name of %s already"):format(one.file, one.id, one.zh, other.id)
    end
    owner[one.zh] = other or one
  end
end

local function new_catalogue(folder, files)
  local words, lists = sort_files(files)
  local known = { topics = names_of(words.topics, "topic"), actors = names_of(words.actors, "actor"),
    forms = words.forms }
  local cat = setmetatable({ folder = folder, entries = {}, by_id = {}, words = words, known = known }, Catalogue)
  local defects = {}
  for _, file in ipairs(lists) do
    if #file.value == 0 and next(file.value) ~= nil then
      defects[#defects + 1] = file.file .. ": must return a list of entries, as return { { id = …, zh = …, find = … } }"
    end
    local here = {}
    for _, source in ipairs(file.value) do
      local one, bad = entry.read(source, { file = file.file, known = known })
      if one then one.catalogue = folder end
      if one and here[one.id] then
        one, bad = nil, { ("%s: %s: id: stands twice in this file"):format(file.file, one.id) }
      end
      here[one and one.id or ""] = true
      if one then put_entry(cat, one) else table.move(bad, 1, #bad, #defects + 1, defects) end
    end
  end
  check_names(cat, defects)
  if #defects > 0 then
    defects[#defects + 1] = message.text("mend_catalogue")
    failure.raise("E502", table.concat(defects, "\n"))
  end
  cat.judge = topic.new(words)
  cat.timing = words.times and require("fazhi.timing").new(words.times) or false
  cat.growth_between = growth_finder(words.growth_words)
  return cat
end

--- A catalogue of indicators, read once.
-- @param folder its folder below catalogue/ (default "rule_of_law")
-- @return { folder=, entries = in order, by_id = {id = entry}, edition = as edition.of, hash = of it,
--   hexadecimal text that changes with the patterns and conditions }; an entry of the user replaces a bundled one of
--   the same id. Raises a failure E502 that lists every defect of every entry.
function M.load(folder)
  folder = folder or DEFAULT
  if not loaded[folder] then loaded[folder] = new_catalogue(folder, catalogue.all(folder)) end
  return loaded[folder]
end

--- The catalogue that holds for a kind of document; nil if the kind has none.
function M.of(kind)
  for _, one in ipairs(catalogue.folders()) do
    if one.kind == kind then return M.load(one.folder) end
  end
  return nil
end

--- The kinds of document that have a catalogue: a list of { kind = id, catalogue = }.
function M.kinds()
  local list = {}
  for i, one in ipairs(catalogue.folders()) do list[i] = { kind = one.kind, catalogue = M.load(one.folder) } end
  return list
end

-- An id names one indicator, whatever the kind.
local function check_ids(list)
  local owner, clashes = {}, {}
  for _, cat in ipairs(list) do
    for _, one in ipairs(cat.entries) do
      local other = owner[one.id]
      if other then clashes[#clashes + 1] = ("%s: %s: id: also in %s"):format(one.file, one.id, other.file) end
      owner[one.id] = one
    end
  end
  if #clashes > 0 then failure.raise("E502", table.concat(clashes, "\n")) end
end

--- Every catalogue, the default first, then in the order of the kinds; the same table until
--- M.forget. Raises a failure E502 if an id stands in two of them.
function M.all()
  if every then return every end
  local list, has = { M.load() }, { [DEFAULT] = true }
  for _, one in ipairs(catalogue.folders()) do
    if not has[one.folder] then list[#list + 1] = M.load(one.folder) end
    has[one.folder] = true
  end
  check_ids(list)
  every = list
  return every
end

--- The entry of that id or Chinese name and its catalogue; nil if there is none.
function M.find(name)
  for _, cat in ipairs(M.all()) do
    if cat.by_id[name] then return cat.by_id[name], cat end
  end
  for _, cat in ipairs(M.all()) do
    for _, one in ipairs(cat.entries) do
      if one.zh == name then return one, cat end
    end
  end
  return nil
end

--- Forgets what was loaded, so that changed files count.
function M.forget()
  loaded, every = {}, nil
end

--- Checks one entry and adds it to a catalogue.
-- @param source the entry: id, zh and find are required; find is a pattern, a list of patterns,
--   an LPeg pattern (its match in the sentence ends right before the figure, or it captures
--   the figure's position) or a function(sentence, figure, at), true if the figure that begins
--   at byte `at` of the sentence is meant
-- @param cat the catalogue to add it to (default: that of source.catalogue, else the default one);
--   false adds it to none
-- @return the entry; raises one message with all defects
function M.define(source, cat)
  if cat == nil then cat = M.load(type(source) == "table" and source.catalogue or nil) end
  local one, defects = entry.read(source, { known = cat and cat.known or nil })
  if not one then error(table.concat(defects, "\n"), 2) end
  if cat then
    one.catalogue = cat.folder
    catalogue.is_of_files = false
    put_entry(cat, one)
    cat.shortlist, cat.denial = nil, nil -- made anew by the observer
    rawset(cat, "edition", nil)
  end
  return one
end

M.describe = entry.describe --- lines of words that tell what an entry is, see fazhi.entry

--- The indicators among the figures of a report.
-- @param body the report's body
-- @param figures as figure.find gives them, ordered by start
-- @param options nil or { sections = rows of outline.parse, meta = of report.read,
--   catalogue = of M.load (default: of the kind of meta, else the default one) }
-- @return an array ordered by figure of { indicator = id, figure = index, value, upper, unit, bound,
--   scope, period, claimed = true for rates the report claims, score = 0…1, note = text or nil,
--   start, stop = span of the figure, read_as = the sentence as it was put for the rule, if it was,
--   growth, growth_unit, growth_base of a growth told with it };
--   and what was refused because it is of another time, or a goal:
--   { indicator, figure, value, unit, start, stop, reason }
function M.observe(body, figures, options)
  options = options or {}
  local kind = options.meta and options.meta.kind
  local cat = options.catalogue or kind and M.of(kind) or M.load()
  return observer.observe(cat, body, figures, options.sections, options.meta)
end

-- Files of a folder → { growth_between = }, the part of a catalogue that growth is told by.
local growth_of = setmetatable({}, { __mode = "k" })

-- The words of growth of a folder; its entries are not read for them.
local function growth_words(folder)
  if loaded[folder] then return loaded[folder] end
  local files = catalogue.all(folder)
  growth_of[files] = growth_of[files] or { growth_between = growth_finder(sort_files(files).growth_words) }
  return growth_of[files]
end

--- The growth that a report tells of its figures, as told_growth.of gives it.
-- @param kind of the report, whose catalogue has the words; the default one's if it has none
function M.growth(body, figures, kind, sections)
  return told_growth.of(growth_words(kind and edition.folder(kind) or DEFAULT), body, figures, sections)
end

-- 1 for a text that has the content, nothing for one that has not.
local function contents_in(one, test, sections)
  for _, item in ipairs(contents.of(test.sentence, sections or {}, { year = test.year })) do
    if item.id == one.id and item.present then return { 1 } end
  end
  return {}
end

local function values_in(cat, one, test)
  local figure = require "fazhi.figure"
  local sections
  if test.heading then
    sections = { { heading = test.heading, level = 1, parent = 0, start = 1, stop = #test.sentence } }
  end
  if one.contents then return contents_in(one, test, sections) end
  local figures = figure.find(test.sentence, { first = 1, last = #test.sentence, sections = sections,
    year = test.year })
  local values = {}
  local options = { sections = sections, catalogue = cat, meta = { year = test.year } }
  for _, seen in ipairs((M.observe(test.sentence, figures, options))) do
    if seen.indicator == one.id then values[#values + 1] = seen.value end
  end
  return values
end

-- A unit of the entry that is none of catalogue/units.lua, so that no figure can have it; nil if all are known.
local function unknown_unit(one)
  local known = {}
  for _, group in ipairs(catalogue.load "units") do
    known[group.unit or ""] = true
    for _, word in ipairs(group.words or {}) do known[word] = true end
  end
  for _, unit in ipairs(one.unit or {}) do
    if not known[unit] then return unit end
  end
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
--   sentence that must not be observed, got = values found, unit = one of the entry that no figure can have }
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
        { id = one.id, file = one.file, sentence = test.sentence, wanted = wanted, got = got,
          unit = wanted and unknown_unit(one) }
    end
  end
  for _, one in ipairs(id and { cat.by_id[id] } or cat.entries) do
    for _, test in ipairs(one.tests and one.tests.hit or {}) do judge_test(one, test, test.value) end
    for _, test in ipairs(one.tests and one.tests.miss or {}) do judge_test(one, test, nil) end
  end
  return passed, failures
end

-- fazhi.indicator{ id = …, zh = …, find = … } is M.define.
return setmetatable(M, { __call = function(_, source) return M.define(source) end })
