-- Agreement of the indicators of one report with each other: rates with their counts, a count with
-- one that it cannot exceed, one indicator with itself. What must agree is data in the catalogue.

local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local interval = require "fazhi.interval"
local pattern = require "fazhi.pattern"
local wordlist = require "fazhi.wordlist"

local M = {}

local SURE = 0.5  -- a reading less sure than this is not held against another
local MOST = 0.75 -- and one of a doubtful place is no second value of an indicator

local counts -- name → compiled patterns

local function count_patterns()
  if counts then return counts end
  counts = {}
  for name, sources in pairs(catalogue.load("consistency").counts) do
    counts[name] = {}
    for i, source in ipairs(sources) do counts[name][i] = pattern.compile(source) end
  end
  return counts
end

--- Forgets the compiled patterns, so that a changed catalogue counts.
function M.forget()
  counts = nil
end

-- Where a name of the catalogue is told: { index = figure, observation = or nil } each.
local function places_of(doc, name)
  if doc.places[name] then return doc.places[name] end
  local list = {}
  for _, one in ipairs(doc.observations) do
    if one.indicator == name and one.figure and (one.score or 1) >= SURE and one.period ~= "planned" then
      list[#list + 1] = { index = one.figure, observation = one }
    end
  end
  for _, finder in ipairs(count_patterns()[name] or {}) do
    for i, figure in ipairs(doc.figures) do
      local view = doc.views[i]
      if figure.kind == "count" and figure.period ~= "planned" and view.flat and not doc.is_doubted[i]
        and finder:at(view.flat, view.place) then list[#list + 1] = { index = i } end
    end
  end
  doc.places[name] = list
  return list
end

local function sentence_of(doc, index)
  return doc.views[index].first
end

local function within(doc, list, sentence)
  local here = {}
  for _, place in ipairs(list) do
    if sentence_of(doc, place.index) == sentence then here[#here + 1] = place end
  end
  return here
end

-- Every way to make the terms of a rule: a name, or a list of names of which "-x" is taken away.
-- A term is { interval=, value=, indices= }.
local function terms_of(doc, rule, sentence)
  local terms = { { plus = {}, minus = {}, value = 0, indices = {} } }
  for _, name in ipairs(type(rule) == "table" and rule or { rule }) do
    local plain = name:gsub("^%-", "")
    local places, more = places_of(doc, plain), {}
    if sentence then places = within(doc, places, sentence) end
    for _, term in ipairs(terms) do
      for _, place in ipairs(places) do
        local figure = doc.figures[place.index]
        local one = { plus = { table.unpack(term.plus) }, minus = { table.unpack(term.minus) },
          indices = { table.unpack(term.indices) } }
        table.insert(plain == name and one.plus or one.minus, interval.of(figure))
        one.value = term.value + (plain == name and figure.value or -figure.value)
        one.indices[#one.indices + 1] = place.index
        more[#more + 1] = one
      end
    end
    terms = more
  end
  for _, term in ipairs(terms) do term.interval = interval.sum(term.plus, term.minus) end
  return terms
end

local function all_terms(doc, rules, sentence)
  local list = {}
  for _, rule in ipairs(rules) do
    local terms = terms_of(doc, rule, sentence)
    table.move(terms, 1, #terms, #list + 1, list)
  end
  return list
end

-- Counts what was held against each other, found or not.
local function count(doc, rule)
  doc.checked[rule] = (doc.checked[rule] or 0) + 1
end

-- The pair of a numerator and a denominator nearest to the rate, if no pair gives it.
local function missing_pair(doc, rule, rate)
  local sentence = sentence_of(doc, rate.index)
  local stated = interval.of(doc.figures[rate.index])
  local ofs = all_terms(doc, rule.of, sentence)
  local bys = all_terms(doc, rule.by, rule.within == "sentence" and sentence or nil)
  local best, distance
  if #ofs > 0 and #bys > 0 then count(doc, "rate") end
  for _, of in ipairs(ofs) do
    for _, by in ipairs(bys) do
      local percent = interval.percent(of.interval, by.interval)
      if percent then
        if interval.meet(percent, stated, stated.step / 2) then return nil end
        local expected = 100 * of.value / by.value
        local off = math.abs(expected - doc.figures[rate.index].value)
        if not distance or off < distance then
          best, distance = { of = of, by = by, expected = expected, exact = percent.exact and stated.exact }, off
        end
      end
    end
  end
  return best
end

local function put(doc, finding)
  doc.findings[#doc.findings + 1] = finding
end

local function check_rate(doc, rule)
  for _, rate in ipairs(places_of(doc, rule.rate)) do
    local pair = missing_pair(doc, rule, rate)
    if pair then
      local indices = { rate.index }
      table.move(pair.of.indices, 1, #pair.of.indices, 2, indices)
      table.move(pair.by.indices, 1, #pair.by.indices, #indices + 1, indices)
      local stated = doc.figures[rate.index].value
      put(doc, { rule = "rate", severity = pair.exact and rule.severity or "warning", figures = indices,
        indicators = { rule.rate }, expected = pair.expected, stated = stated, difference = stated - pair.expected,
        note = rule.severity == "info" and "unverified" or nil })
    end
  end
end

local function sentence_has(doc, index, words)
  local view = doc.views[index]
  return wordlist.inside(doc.body:sub(view.first, view.last), words)
end

local function same_scope(doc, a, b)
  return (doc.figures[a].scope or "") == (doc.figures[b].scope or "")
end

local function finding_of_limit(doc, rule, less, more, severity)
  local a, b = doc.figures[less.index], doc.figures[more.index]
  put(doc, { rule = "limit", severity = severity, figures = { less.index, more.index },
    indicators = { rule.less, rule.more }, expected = b.value, stated = a.value, difference = a.value - b.value })
end

-- In one sentence: larger than every value of the other.
local function check_limit_here(doc, rule, less)
  local mores = within(doc, places_of(doc, rule.more), sentence_of(doc, less.index))
  local one, nearest = interval.of(doc.figures[less.index]), nil
  if #mores > 0 then count(doc, "limit") end
  for _, more in ipairs(mores) do
    local other = interval.of(doc.figures[more.index])
    if more.index == less.index or not interval.exceeds(one, other)
      or not same_scope(doc, less.index, more.index) then return true end
    if not nearest or math.abs(more.index - less.index) < math.abs(nearest.index - less.index) then nearest = more end
  end
  if not nearest then return false end
  if sentence_has(doc, less.index, rule.unless) then return true end
  local exact = one.exact and interval.of(doc.figures[nearest.index]).exact
  finding_of_limit(doc, rule, less, nearest, exact and "error" or "warning")
  return true
end

-- Elsewhere in the report: only where each is told with one value.
local function check_limit(doc, rule)
  local lesses, mores = places_of(doc, rule.less), places_of(doc, rule.more)
  local asked
  for _, less in ipairs(lesses) do asked = check_limit_here(doc, rule, less) or asked end
  if asked or rule.within == "sentence" or #lesses ~= 1 or #mores ~= 1 then return end
  local less, more = lesses[1], mores[1]
  count(doc, "limit")
  if sentence_has(doc, less.index, rule.unless) or sentence_has(doc, more.index, rule.unless) then return end
  local one, other = interval.of(doc.figures[less.index]), interval.of(doc.figures[more.index])
  if same_scope(doc, less.index, more.index) and interval.exceeds(one, other) then
    finding_of_limit(doc, rule, less, more, "warning")
  end
end

-- A report speaks of its year where it says nothing else; what is noted of another time is no value of it.
local function time_of(one)
  return one.observation.period or one.figure.period or "annual"
end

-- Two values of an indicator that is told once: not of parts, and of the same office and time.
local function check_single(doc, indicator)
  local kept = {}
  for _, place in ipairs(places_of(doc, indicator)) do
    local one, figure = place.observation, doc.figures[place.index]
    if one and (one.score or 1) >= MOST and not figure.part and not doc.is_part[place.index] then
      kept[#kept + 1] = { index = place.index, figure = figure, observation = one, value = interval.of(figure) }
    end
  end
  for i = 2, #kept do
    for j = 1, i - 1 do
      local a, b = kept[j], kept[i]
      local alike = comparison.unit_group(a.figure.unit) == comparison.unit_group(b.figure.unit)
      local told_of = alike and same_scope(doc, a.index, b.index) and time_of(a) == time_of(b)
        and a.observation.basis == b.observation.basis
      if told_of then count(doc, "values") end
      if told_of and not interval.meet(a.value, b.value) then
        local exact = a.value.exact and b.value.exact
        return put(doc, { rule = "values", severity = exact and "warning" or "info", figures = { a.index, b.index },
          indicators = { indicator }, expected = a.figure.value, stated = b.figure.value,
          difference = b.figure.value - a.figure.value })
      end
    end
  end
end

-- The figures of which every reading is in doubt.
local function doubted(observations)
  local set = {}
  for _, one in ipairs(observations) do
    if one.figure then set[one.figure] = (one.score or 1) < SURE and set[one.figure] ~= false end
  end
  return set
end

--- What does not agree among the indicators of a report.
-- @param doc { body=, figures=, observations=, views = of clause.views, is_part = set of figures behind
--   其中 }
-- @return a list as of arithmetic.find, each with `indicators`, and how many statements of each rule
--   were checked
function M.find(doc)
  local words = catalogue.load("consistency")
  local one = { body = doc.body, figures = doc.figures, observations = doc.observations, views = doc.views,
    is_part = doc.is_part or {}, is_doubted = doubted(doc.observations), places = {}, findings = {}, checked = {} }
  for _, rule in ipairs(words.rates) do check_rate(one, rule) end
  for _, rule in ipairs(words.limits) do check_limit(one, rule) end
  for _, indicator in ipairs(words.single) do check_single(one, indicator) end
  return one.findings, one.checked
end

return M
