-- Contents: which of the five things that the law asks of a report it has, each with the heading or
-- the sentence that shows it. What a text that breaks off does not have is unknown, not absent.

local catalogue = require "fazhi.catalogue"
local pattern = require "fazhi.pattern"
local sieve = require "fazhi.sieve"
local text = require "fazhi.text"

local M = {}

local compiled -- year (or 0) → items, from the first call on
local compiled_of -- the catalogue they are from

-- A pattern for one year; nil if it names a year that is not known.
local function compile(source, year)
  if not source:find("{[ny]e", 1) then return pattern.compile(source, "optional") end
  if not year then
    -- The other choices of (明年|{next}年) hold all the same.
    source = source:gsub("|{%a+}年%??", ""):gsub("{%a+}年%??|", "")
    if source:find("{[ny]e") then return nil end
    return pattern.compile(source, "optional")
  end
  source = source:gsub("{year}", tostring(year)):gsub("{next}", tostring(year + 1))
  return pattern.compile(source, "optional")
end

local LISTS = { "headings", "headings_not", "subheadings", "leads", "leads_not", "sentences", "fields" }

-- The patterns of sentences of an item in one sieve.
local function told_of(item)
  local list = table.move(item.leads.finders, 1, #item.leads.finders, 1, {})
  return sieve.new(table.move(item.sentences.finders, 1, #item.sentences.finders, #list + 1, list))
end

-- The patterns of all items for headings of one level in one sieve.
local function headings_of(items, name)
  local list = {}
  for _, item in ipairs(items) do table.move(item[name].finders, 1, #item[name].finders, #list + 1, list) end
  return sieve.new(list)
end

local function items_of(year)
  local words = catalogue.load("rule_of_law/contents")
  if compiled_of ~= words then compiled, compiled_of = {}, words end
  local key = year or 0
  if compiled[key] then return compiled[key] end
  local items = {}
  for i, entry in ipairs(words) do
    items[i] = { id = entry.id, at_least = entry.contents.at_least }
    for _, name in ipairs(LISTS) do
      items[i][name] = {}
      for _, one in ipairs(entry.contents[name] or {}) do table.insert(items[i][name], compile(one, year)) end
      items[i][name] = sieve.new(items[i][name])
    end
    items[i].told = told_of(items[i])
  end
  items.headings, items.subheadings = headings_of(items, "headings"), headings_of(items, "subheadings")
  compiled[key] = items
  return items
end

local function evidence(body, start, stop)
  return { start = start, stop = stop, text = body:sub(start, stop) }
end

-- The heading of a section in the body.
local function heading_evidence(body, section)
  local first, last = section.heading_start, section.heading_stop
  if not first then first, last = body:find(section.heading, section.start, true) end
  if not first then first, last = section.start, section.start + #(section.marker or "") - 1 end
  return evidence(body, first, last)
end

local function by_heading(item, rows, body)
  for _, row in ipairs(rows) do
    local patterns = row.top and item.headings or item.subheadings
    if patterns:first_in(row.flat) and not item.headings_not:first_in(row.flat) then
      return heading_evidence(body, row.section)
    end
  end
end

-- The sections of the first level whose heading has the words of one of the item's fields.
local function fields_of(item, sections)
  local told = {}
  for _, section in ipairs(sections) do
    local flat = section.parent == 0 and (section.heading or "") ~= "" and pattern.fold(section.heading)
    if flat and item.fields:may_match(flat) then told[#told + 1] = { section = section, flat = flat } end
  end
  return told
end

-- Sections that tell the measures field by field, without saying so.
local function by_fields(item, sections, body)
  if not item.at_least then return nil end
  local count, first, told = 0, nil, fields_of(item, sections)
  for _, finder in ipairs(item.fields.finders) do
    for _, row in ipairs(told) do
      if finder:is_in(row.flat) then
        count = count + 1
        if not first or row.section.start < first.start then first = row.section end
        break
      end
    end
  end
  return count >= item.at_least and heading_evidence(body, first) or nil
end

-- The spans of all paragraphs of a content: { start=, stop= }.
local function spans_of(body, content)
  local list, at = {}, content[1]
  while at <= content[2] do
    local stop = (body:find("\n", at, true) or #body + 1) - 1
    stop = math.min(stop, content[2])
    list[#list + 1] = { start = at, stop = stop }
    at = stop + 2
  end
  return list
end

-- What is made of the paragraphs { body=, content= } when they are asked for: flat = their text, a line each; spans.
local made_of_paragraphs = {}

function made_of_paragraphs.flat(self)
  return pattern.fold_lines(self.body, self.content[1], self.content[2])
end

function made_of_paragraphs.spans(self)
  return spans_of(self.body, self.content)
end

local Paragraphs = {}

function Paragraphs.__index(self, key)
  local value = made_of_paragraphs[key](self)
  self[key] = value
  return value
end

-- The sentences of a paragraph: { text=, start=, stop= in the body, lead= }; the first two, which tell what it is
-- about, are its leads.
local function sentences_in(paragraph, body)
  local list, before = text.sentences(body:sub(paragraph.start, paragraph.stop)), paragraph.start - 1
  for i, one in ipairs(list) do
    one.lead, one.start, one.stop = i <= 2, one.start + before, one.stop + before
  end
  return list
end

-- A sentence in flat form; some are asked for by several items, some by none.
local function flat_of(sentence)
  sentence.flat = sentence.flat or pattern.fold(sentence.text)
  return sentence.flat
end

-- The sentences of the paragraphs that have the words of one of the item's patterns.
local function sentences_of(item, paragraphs)
  local list = {}
  for _, number in ipairs(item.told:lines(paragraphs.flat)) do
    local paragraph = paragraphs.spans[number]
    paragraph.sentences = paragraph.sentences or sentences_in(paragraph, paragraphs.body)
    table.move(paragraph.sentences, 1, #paragraph.sentences, #list + 1, list)
  end
  return list
end

local function by_sentence(item, sentences, body, is_lead)
  local patterns = is_lead and item.leads or item.sentences
  for _, one in ipairs(sentences) do
    local flat = (one.lead or not is_lead) and flat_of(one)
    if flat and patterns:first_in(flat) and not item.leads_not:first_in(flat) then
      return evidence(body, one.start, one.stop)
    end
  end
end

-- How an item is shown, and by what; nil if by nothing.
local function find(item, sections, told, body, paragraphs)
  local found = by_heading(item, told, body)
  if found then return "heading", found end
  found = by_fields(item, sections, body)
  if found then return "fields", found end
  local sentences = sentences_of(item, paragraphs)
  found = by_sentence(item, sentences, body, true)
  if found then return "paragraph", found end
  found = by_sentence(item, sentences, body, false)
  if found then return "sentence", found end
end

local function is_incomplete(damage)
  for _, place in ipairs(damage or {}) do
    for _, kind in ipairs(catalogue.load("contents").incomplete) do
      if place.kind == kind then return true end
    end
  end
  return false
end

-- The sections whose heading speaks of any item: { section=, top = whether it is of the first level, flat = its heading
-- in flat form }.
local function told_in(sections, items)
  local told = {}
  for _, section in ipairs(sections) do
    local flat, is_top = (section.heading or "") ~= "" and pattern.fold(section.heading), section.parent == 0
    local patterns = is_top and items.headings or items.subheadings
    if flat and patterns:first_in(flat) then
      told[#told + 1] = { section = section, top = is_top, flat = flat }
    end
  end
  return told
end

--- Which of the five contents a report has.
-- @param body its text, sections of outline.parse
-- @param options nil or { content = span {i, j} of the body, year = the year reported on, damage = spans
--   { start=, stop=, kind= } }
-- @return a list of { id = "req_1_measures" …, present = true, false, or nil where the text is not whole,
--   how = "heading", "fields" (sections on three or more fields), "paragraph" (a sentence that opens one) or
--   "sentence", evidence = { start=, stop=,
--   text= } in the body, reason = "incomplete" where present is nil }
function M.of(body, sections, options)
  options = options or {}
  local items = items_of(options.year)
  local told = told_in(sections, items)
  local incomplete, list = is_incomplete(options.damage), {}
  local paragraphs = setmetatable({ body = body, content = options.content or { 1, #body } }, Paragraphs)
  for i, item in ipairs(items) do
    local one = { id = item.id }
    local how, found = find(item, sections, told, body, paragraphs)
    if found then
      one.present, one.how, one.evidence = true, how, found
    elseif incomplete then
      one.reason = "incomplete"
    else
      one.present = false
    end
    list[i] = one
  end
  return list
end

--- Which of the five contents the headings of sections announce, without a word on what stands below.
-- @param sections rows of outline.parse, year the year reported on or nil
-- @return { [row] = { req_2_problems = true, … } } for the rows that announce any
function M.announced(sections, year)
  local found = {}
  for place, section in ipairs(sections) do
    local flat = pattern.fold(section.heading or "")
    for _, item in ipairs(flat ~= "" and items_of(year) or {}) do
      local patterns = section.parent == 0 and item.headings or item.subheadings
      if patterns:first_in(flat) and not item.headings_not:first_in(flat) then
        found[place] = found[place] or {}
        found[place][item.id] = true
      end
    end
  end
  return found
end

--- Whether a sentence opens what one of the contents tells (下一步，全县将…), as the first of a paragraph would.
function M.opens(id, sentence, year)
  for _, item in ipairs(items_of(year)) do
    if item.id == id then
      local flat = pattern.fold(sentence)
      return item.leads:first_in(flat) ~= nil and not item.leads_not:first_in(flat)
    end
  end
  return false
end

local SCORES = { heading = 1.0, fields = 0.8, paragraph = 0.8, sentence = 0.6 }

--- The contents as observations: 1 with the words that show it, 0 where the whole text has none; what is
--- unknown is none.
-- @param list as contents.of returns it
-- @return observations as of fazhi.indicator, that rest on words and on no figure
function M.observations(list)
  local observations = {}
  for _, one in ipairs(list) do
    if one.present ~= nil then
      local proof = one.evidence or {}
      observations[#observations + 1] = { indicator = one.id, value = one.present and 1 or 0, unit = "",
        bound = "exact", claimed = false, score = SCORES[one.how] or 0.8, rule = one.how, start = proof.start,
        stop = proof.stop }
    end
  end
  return observations
end

--- The kind of report that has to have them.
function M.kind()
  return catalogue.load("contents").kind
end

return M
