-- Boilerplate: how much of a report is figures and how much is phrases that everybody writes; and how
-- concrete it is about its problems. The words are in catalogue/boilerplate.lua.

local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local contents = require "fazhi.contents"
local core = require "fazhi.core"
local failure = require "fazhi.failure"
local lines = require "fazhi.lines"
local message = require "fazhi.message"
local region = require "fazhi.region"
local roster = require "fazhi.roster"
local similar = require "fazhi.similar"
local stats = require "fazhi.stats"
local text = require "fazhi.text"

local M = {}

local WINDOW = 4 -- finer than for finding copies, since here every phrase counts to its ends

-- Sentences.

-- The sentences of bytes first to last of a body; headings and what else does not close is none.
local function sentences_of(body, first, last)
  local list = {}
  for _, one in ipairs(text.sentences(body:sub(first, last))) do
    if lines.is_closed(one.text) then
      list[#list + 1] = { start = one.start + first - 1, stop = one.stop + first - 1, text = one.text }
    end
  end
  return list
end

-- Marks the sentences in which a figure begins; returns how many there are.
local function mark_figures(sentences, figures)
  local at, count = 1, 0
  for _, sentence in ipairs(sentences) do
    while figures[at] and figures[at].start < sentence.start do at = at + 1 end
    sentence.has_figure = figures[at] ~= nil and figures[at].start <= sentence.stop
    if sentence.has_figure then count = count + 1 end
  end
  return count
end

-- Is a place named that is not the report's own nor one above it?
local function names_place(s, report)
  for _, found in ipairs(region.gazetteer():mentions(s, { year = report.year })) do
    local is_own = report.region and report.region:find(found.text, 1, true)
    if not found.weak and not is_own then return true end
  end
  return false
end

--- Does a sentence name a thing: a title in 《》, a body, a place other than that of the report?
function M.has_name(s, report)
  if s:find("《", 1, true) then return true end
  for _, word in ipairs(catalogue.load("boilerplate").named) do
    if s:find(word, 1, true) then return true end
  end
  return names_place(s, report)
end

-- Problems.

-- The innermost section that byte `at` lies in.
local function section_at(sections, at)
  local found
  for _, section in ipairs(sections) do
    local is_inside = section.start <= at and at <= section.stop
    if is_inside and (not found or section.start >= found.start) then found = section end
  end
  return found
end

-- Where a report speaks of its problems, and how that is shown: as observed in kinds that must have it,
-- else as read now.
local function problems_of(corpus, report, doc)
  local id = catalogue.load("boilerplate").problems
  if report.kind == contents.kind() then
    for _, one in ipairs(failure.asked(corpus:observations(report.id))) do
      if one.indicator == id and one.value == 1 then return one.start, one.rule end
    end
    return nil
  end
  local options = { content = doc.content, year = doc.meta.year, damage = doc.damage }
  for _, one in ipairs(contents.of(doc.body, doc.sections, options)) do
    if one.id == id and one.evidence then return one.evidence.start, one.how end
  end
end

-- The bytes about problems: the section whose heading says so, else the paragraph.
local function problems_span(corpus, report, doc)
  local at, how = problems_of(corpus, report, doc)
  if not at then return nil end
  local section = how == "heading" and section_at(doc.sections, at)
  if section then return section.start, section.stop end
  local first = doc.body:sub(1, at - 1):match("^.*\n()") or 1
  return first, (doc.body:find("\n", at, true) or #doc.body + 1) - 1
end

-- Adds how many sentences are about problems, and the share of them with a figure or a name.
local function put_problems(row, doc, sentences, corpus, report)
  local first, last = problems_span(corpus, report, doc)
  if not first then return end
  local count, concrete = 0, 0
  for _, one in ipairs(sentences) do
    if one.start >= first and one.stop <= last then
      count = count + 1
      if one.has_figure or M.has_name(one.text, report) then concrete = concrete + 1 end
    end
  end
  row.problems = count
  row.concrete = count > 0 and 100 * concrete / count or nil
end

-- Rows.

local function percent(part, whole)
  return whole > 0 and 100 * part / whole or nil
end

local function place(report)
  return report.region or comparison.unknown_region(report)
end

local function measure(corpus, report, set, number)
  local doc = failure.asked(corpus:document(report.id))
  local first, last = doc.content[1], doc.content[2]
  local letters, stock = set:stock(number)
  local sentences, figures = sentences_of(doc.body, first, last), {}
  for _, figure in ipairs(doc.figures) do
    if figure.start >= first and figure.start <= last then figures[#figures + 1] = figure end
  end
  local with = mark_figures(sentences, figures)
  local content = doc.body:sub(first, last)
  local row = { report = report.id, region = place(report), year = report.year, level = report.level,
    characters = letters, figures = #figures, density = letters > 0 and 1000 * #figures / letters or nil,
    sentences = #sentences, with_figure = percent(with, #sentences),
    stock = set:knows_stock() and percent(stock, letters) or nil,
    packed = percent(core.archive.deflated(content), #content) }
  put_problems(row, doc, sentences, corpus, report)
  return row
end

-- The place of each row among those of its level by one column, as a percentile: those below it and half
-- of those that are equal.
local function put_percentiles(rows, name, as)
  local groups = {}
  for _, row in ipairs(rows) do
    local key = row.level or ""
    groups[key] = groups[key] or { rows = {}, values = {} }
    local group = groups[key]
    if row[name] and row.level then group.rows[#group.rows + 1], group.values[#group.values + 1] = row, row[name] end
  end
  for _, group in pairs(groups) do
    local n = #group.values
    local ranks = stats.rank(group.values, { ascending = true, ties = "average" })
    for i, row in ipairs(n >= catalogue.load("boilerplate").group and group.rows or {}) do
      row[as] = 100 * (ranks[i] - 0.5) / n
    end
  end
end

-- All reports that are measured, in a set, and the number of those left out.
local function gather(corpus, set, all)
  local list = {}
  for report in failure.asked(corpus:reports()):each() do list[#list + 1] = report end
  local reports, left_out = roster.governments(list, all)
  for i, report in ipairs(reports) do
    assert(set:add((failure.asked(corpus:content(report.id))), comparison.region_key(report)) == i)
  end
  set:index()
  return reports, left_out
end

--- Measures all reports; the group of a report are those of its level in the corpus.
-- @param filters of corpus:reports: which are returned
-- @param options { common = share of the places from which a phrase is stock; departments = true: what departments
--   report beside their government is measured too }
-- @return list of rows { report=, region=, year=, level=, characters=, figures=, density= (figures in 1,000
--   characters), sentences=, with_figure= (%), stock= (% of the characters), packed= (% of the bytes),
--   density_place=, stock_place= (percentiles), problems= (sentences), concrete= (% of them) }, in order of
--   region and year; and { reports=, places=, limit=, knows_stock=, left_out= }. Raises what the corpus fails with.
function M.rows(corpus, filters, options)
  local asked, all, rows = {}, {}, {}
  for _, id in ipairs(failure.asked(corpus:ids(filters))) do asked[id] = true end
  local set <close> = similar.new { common = options.common, window = WINDOW }
  local reports, left_out = gather(corpus, set, options.departments)
  for number, report in ipairs(reports) do all[number] = measure(corpus, report, set, number) end
  put_percentiles(all, "density", "density_place")
  put_percentiles(all, "stock", "stock_place")
  for _, row in ipairs(all) do
    if asked[row.report] then rows[#rows + 1] = row end
  end
  return rows, { reports = #reports, places = set.owner_count, limit = set.limit, knows_stock = set:knows_stock(),
    left_out = left_out }
end

--- What is to be said of all rows.
function M.notes(info)
  if info.knows_stock then
    return { message.choose("stock: phrases of more than %d places, of %d", "套话：超过 %d 地共用的语句（共 %d 地）")
      :format(info.limit, info.places) }
  end
  return { message.say("with {n} {n|place|places} no phrase can be told to be stock", "只有 {n} 地，无从判断套话",
    { n = info.places }) }
end

return M
