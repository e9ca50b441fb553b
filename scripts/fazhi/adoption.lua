-- Adoption: how an expression spreads over the regions: the first year in which each one's report uses it,
-- the share that use it year by year, and whether superiors come before those below them. A region
-- whose reports never use it is known only up to its last report, and counts as censored there.

local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local display = require "fazhi.display"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local roster = require "fazhi.roster"
local stats = require "fazhi.stats"

local M = {}

local STATE = "state" -- the place of the State Council among the codes

--- The terms of catalogue/terms.lua whose first year is known there, which are those that can spread, in its
--- order.
-- @return list of { term=, variants = list or nil, since = year, note= }
function M.terms()
  local list = {}
  for _, one in ipairs(catalogue.load "terms") do
    if one.since then list[#list + 1] = one end
  end
  return list
end

--- What is looked for: the entry of the catalogue that has this term or variant, else the words themselves.
function M.term(words)
  for _, one in ipairs(catalogue.load "terms") do
    if one.term == words then return one end
    for _, variant in ipairs(one.variants or {}) do
      if variant == words then return one end
    end
  end
  return { term = words }
end

-- The query of the full text: any of the variants, each as a phrase. Signs of the query language in
-- them, and blanks, would make other queries of them.
local function query_of(term)
  local words = {}
  for _, word in ipairs { term.term, table.unpack(term.variants or {}) } do
    words[#words + 1] = (word:gsub("[%s|]", ""):gsub("　", ""):gsub("^%-+", ""))
  end
  return table.concat(words, "|")
end

--- The reports that use a term, in either script, with or without quotation marks in it.
-- @param filters of fazhi.roster
-- @return { [report_id] = true }
function M.uses(corpus, term, filters)
  local found = {}
  for _, one in ipairs(failure.asked(corpus:usage(query_of(term), filters))) do found[one.report_id] = true end
  return found
end

-- The first sentence of a report that uses the term, the term marked.
local function quote(corpus, term, id)
  local first
  for _, hit in ipairs(failure.asked(corpus:search(query_of(term), { report = id, limit = -1 }))) do
    if not first or hit.start < first.start then first = hit end
  end
  return first and first.snippet
end

--- Each region's way to the term.
-- @param reports one for each region and year; used = what uses() returns
-- @return list of { key=, region=, region_code=, level=, from=, to= (years of its first and last report), n =
--   reports, first = year of the first use or nil, id = its report, without = year of the last report before
--   that }; the first year of all, nil if never used
function M.regions(reports, used)
  local list, origin = {}, nil
  for i, own in ipairs(roster.by_region(reports)) do
    local one = { key = own[1].key, region = own[#own].name, region_code = own[#own].region_code,
      level = own[#own].level, from = own[1].year, to = own[#own].year, n = #own }
    for _, report in ipairs(own) do
      if used[report.report_id] and not one.first then
        one.first, one.id = report.year, report.id
        origin = math.min(origin or report.year, report.year)
      elseif not one.first then
        one.without = report.year
      end
    end
    list[i] = one
  end
  return list, origin
end

-- Whether the first use stands in the first report that is here, so that there may be an earlier one.
local function is_late(one, origin)
  return one.first ~= nil and one.first == one.from and one.from > origin
end

local function note_of(one, origin)
  if not one.first then
    return message.choose("not used up to its report of %d", "至 %d 年度报告仍未用"):format(one.to)
  end
  if is_late(one, origin) then
    return message.choose("in its first report here; may be earlier", "库中首份报告即有，实际或更早")
  end
  return nil
end

--- The regions in order of first use, those without it last.
-- @return rows with rank (those of one year share it), region, level, year, lag = years since the first of
--   all, n = reports, note, quote, id
function M.rows(corpus, term, regions, origin)
  local rows, earlier = {}, {}
  for i, one in ipairs(regions) do
    rows[i] = { region = one.region, level = one.level, year = one.first, lag = one.first and one.first - origin,
      n = one.n, note = origin and note_of(one, origin), id = one.id,
      quote = one.id and quote(corpus, term, one.id), place = i }
    if one.first then earlier[#earlier + 1] = one.first end
  end
  local ranks, at = stats.rank(earlier, { ascending = true }), 0
  for _, row in ipairs(rows) do
    if row.year then
      at = at + 1
      row.rank = ranks[at]
    end
  end
  table.sort(rows, function(a, b)
    if a.rank ~= b.rank then return (a.rank or math.huge) < (b.rank or math.huge) end
    return a.place < b.place
  end)
  return rows
end

--- The Kaplan–Meier estimate of the time from the first use of all to the first of each region; regions
--- whose last report is older than that are left out.
-- @return steps of stats.kaplan_meier, the median in years (nil if fewer than half come to it)
function M.survival(regions, origin)
  local subjects = {}
  for _, one in ipairs(regions) do
    if origin and one.to >= origin then
      subjects[#subjects + 1] = { time = (one.first or one.to) - origin, event = one.first ~= nil }
    end
  end
  local steps, median = stats.kaplan_meier(subjects)
  return steps, median
end

-- The reports by year from the first use on: rows with year, n, using.
local function count_years(reports, used, origin)
  local rows, by_year = {}, {}
  for _, report in ipairs(reports) do
    local row = by_year[report.year]
    if not row and origin and report.year >= origin then
      row = { year = report.year, n = 0, using = 0 }
      by_year[report.year], rows[#rows + 1] = row, row
    end
    if row then row.n, row.using = row.n + 1, row.using + (used[report.report_id] and 1 or 0) end
  end
  table.sort(rows, function(a, b) return a.year < b.year end)
  return rows
end

-- The last step up to a time, whether it is of that very time, and how many are at risk then.
local function step_at(steps, time)
  local last
  for _, step in ipairs(steps) do
    if step.time > time then return last, false, step.at_risk end
    last = step
    if step.time == time then return step, true, step.at_risk end
  end
  return last, false, 0
end

--- Year by year from the first use on: how many reports of the year use it, how many regions are new to
--- it, and the share that has come to it by then.
-- @return rows with year, n = reports, using, share, low, high (per cent, Wilson), new, at_risk (not yet
--   using it before, and still seen), adopted, adopted_low, adopted_high (per cent, Kaplan–Meier)
function M.curve(reports, used, regions, origin)
  local rows, steps = count_years(reports, used, origin), M.survival(regions, origin)
  for _, row in ipairs(rows) do
    local low, high = stats.wilson(row.using, row.n)
    row.share, row.low, row.high = 100 * row.using / row.n, 100 * low, 100 * high
    local step, is_now, at_risk = step_at(steps, row.year - origin)
    row.new, row.at_risk = is_now and step.events or 0, at_risk
    if step then
      row.adopted = 100 * (1 - step.survival)
      row.adopted_low, row.adopted_high = step.high and 100 * (1 - step.high), step.low and 100 * (1 - step.low)
    end
  end
  return rows
end

-- The code of the region above each region of the corpus.
local function parents_of(corpus)
  local parents = {}
  for _, row in ipairs(failure.asked(corpus:regions())) do
    parents[row.code] = parents[row.code] or row.parent_code
  end
  return parents
end

-- The regions that use the term by code; the State Council, which has none, is above the provinces.
local function adopters(regions)
  local by_code, state = {}, catalogue.load "places".central[1]
  for _, one in ipairs(regions) do
    if one.first then by_code[one.region_code or one.key == state and STATE or one.key] = one end
  end
  return by_code
end

-- Which of two regions was first: 1, 2, 0 for the same year, nil where it is not certain, since no report of
-- the later one shows that it was without the term when the earlier had it.
local function first_of(a, b)
  if a.first == b.first then return 0 end
  local earlier, later = a, b
  if b.first < a.first then earlier, later = b, a end
  if not later.without or later.without < earlier.first then return nil end
  return earlier == a and 1 or 2
end

-- The nearest region above one that has used the term.
local function superior_of(one, by_code, parents)
  local above = one.region_code and (parents[one.region_code] or STATE)
  while above and not by_code[above] do above = above ~= STATE and (parents[above] or STATE) or nil end
  return above and by_code[above]
end

-- Counts a region beside its superior: one that has never used the term is told apart. Its superior is first, but
-- in a test each region below a superior that nobody followed would speak for superiors.
local function count_pair(result, above, one)
  if not one.first then
    result.without = result.without + (one.to >= above.first and 1 or 0)
    return
  end
  local first = first_of(above, one)
  if first == 0 then result.ties = result.ties + 1
  elseif first then result.n, result.before = result.n + 1, result.before + (first == 1 and 1 or 0)
  else result.unsure = result.unsure + 1 end
end

--- Whether superiors come before those below them: each region that has used the term with the nearest one above it
--- that has used it too, where the years differ and the reports between show who was first.
-- @return { before = pairs in which the superior was first, n = pairs whose order is certain, ties = of the same
--   year, unsure =, without = regions that had not used it by a report of the superior's year or later, p = two-sided
--   sign test, nil for no pairs }
function M.precedence(corpus, regions)
  local parents, by_code = parents_of(corpus), adopters(regions)
  local result = { before = 0, n = 0, ties = 0, unsure = 0, without = 0 }
  for _, one in ipairs(regions) do
    local above = superior_of(one, by_code, parents)
    if above then count_pair(result, above, one) end
  end
  result.p = stats.sign_test(result.before, result.n)
  return result
end

local function first_names(regions, origin)
  local names = {}
  for _, one in ipairs(regions) do
    if one.first == origin then names[#names + 1] = one.region end
  end
  return comparison.names(names)
end

--- A term in one row.
-- @return { term=, since=, year = of the first use or nil, first = names, used = regions, regions=, share=, median
--   =, superior_first=, pairs=, p=, note= }; what regions() returns; what uses() returns
function M.summary(corpus, term, reports, filters)
  local uses = M.uses(corpus, term, filters)
  local regions, origin = M.regions(reports, uses)
  local used, late = 0, 0
  for _, one in ipairs(regions) do
    used, late = used + (one.first and 1 or 0), late + (origin and is_late(one, origin) and 1 or 0)
  end
  local row = { term = term.term, since = term.since, year = origin, used = used, regions = #regions,
    share = #regions > 0 and 100 * used / #regions or nil, superior_first = 0, pairs = 0, late = late }
  if not origin then return row, regions, nil, uses end
  local order = M.precedence(corpus, regions)
  row.first, row.superior_first, row.pairs, row.p = first_names(regions, origin), order.before, order.n, order.p
  row.unsure, row.without = order.unsure, order.without
  row.median = select(2, M.survival(regions, origin))
  -- A report on one year is written in the next.
  if term.since and origin + 1 < term.since then
    row.note = message.choose("used before %d, the year of the national document: a pilot, or another sense",
      "早于全国性文件（%d 年），或先行先试，或另有所指"):format(term.since)
  end
  return row, regions, origin, uses
end

local function order_sentence(row)
  local unsure = row.unsure > 0 and message.choose("; the order of %d more is not certain", "；另有 %d 对先后不明")
    :format(row.unsure) or ""
  if row.without > 0 then
    unsure = unsure .. message.choose("; %d below a superior that has it never used it, and are not in the test",
      "；另有 %d 个地区上级已用而始终未用，不计入检验"):format(row.without)
  end
  if row.pairs == 0 then
    return message.choose("no superior and inferior whose order is certain", "没有先后明确的上下级可比") .. unsure
  end
  local p = display.p(row.p)
  return message.say("superiors first in {first} of {pairs} {pairs|pair|pairs} that both came to it (sign test, {p})",
    "上级在先 {first} 对，共 {pairs} 对先后都用过的上下级（符号检验 {p}）",
    { first = row.superior_first, pairs = row.pairs, p = p }) .. unsure
end

--- A summary in sentences, for notes.
function M.sentences(row)
  if not row.year then return {} end
  local notes = { message.say("first in {year}: {first}; {used} of {n} {n|region|regions} by now",
    "最早见于 {year} 年度：{first}；至今 {used}／{n} 个地区用过",
    { year = row.year, first = row.first, used = row.used, n = row.regions }) }
  notes[2] = row.median and message.say("half of the regions came to it within {n} {n|year|years} (Kaplan–Meier)",
    "半数地区在 {n} 年内采用（Kaplan–Meier）", { n = ("%g"):format(row.median) })
    or message.choose("fewer than half of the regions have come to it (Kaplan–Meier)", "采用者尚不足半数（Kaplan–Meier）")
  notes[3] = order_sentence(row)
  if row.late > 0 then
    notes[#notes + 1] = message.say(
      "{late} of {n} first {n|use stands|uses stand} in the first report here: such a time is an upper limit",
      "{late} 个（共 {n} 个）首用见于库中该地区的首份报告，时间只是上限", { late = row.late, n = row.used })
  end
  notes[#notes + 1] = row.note
  return notes
end

return M
