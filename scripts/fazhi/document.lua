-- document: one file, or one member of an archive or crawl, on its way through all the stages,
-- without a corpus. It owns the order of the stages and what they hand to each other, and
-- nothing of what they do.

local clean = require "fazhi.clean"
local contents = require "fazhi.contents"
local failure = require "fazhi.failure"
local figure = require "fazhi.figure"
local indicator = require "fazhi.indicator"
local input = require "fazhi.input"
local loader = require "fazhi.loader"
local locator = require "fazhi.locator"
local message = require "fazhi.message"
local outline = require "fazhi.outline"
local report = require "fazhi.report"

local M = {}

local Document = {}

-- The stages in their order; each is run on first use and kept, so that
-- `fazhi outline FILE` never parses a figure.
local stages = {}

function stages.sections(doc)
  return outline.parse(doc.body, doc.content)
end

function stages.figures(doc)
  local figures, damaged = figure.find(doc.body, {
    first = doc.content[1],
    last = doc.content[2],
    sections = doc.sections,
    damage = doc.parts.damage,
    year = doc.meta.year,
  })
  doc.damaged_figures = damaged or {}
  return figures
end

function stages.meta(doc)
  return report.read(doc.parts, { path = doc.path, url = doc.url })
end

-- The catalogue that holds for the kind, or the one that was asked for; nil if the kind has none.
local function catalogue_of(doc)
  local catalogue = indicator.of(doc.meta.kind or "other")
  return catalogue and (doc.catalogue or catalogue)
end

function stages.observations(doc)
  local catalogue = catalogue_of(doc)
  if not catalogue then return {} end
  local observations, refused = indicator.observe(doc.body, doc.figures, {
    sections = doc.sections,
    meta = doc.meta,
    catalogue = catalogue,
  })
  doc.refused_observations = refused
  local told = contents.observations(doc.contents)
  return table.move(told, 1, #told, #observations + 1, observations)
end

-- The edition of the catalogue that the observations are made with.
function stages.edition(doc)
  local catalogue = catalogue_of(doc)
  return catalogue and catalogue.hash or ""
end

-- What could not be read, of the text and of its numbers, in order.
function stages.damage(doc)
  local list = table.move(doc.parts.damage or {}, 1, #(doc.parts.damage or {}), 1, {})
  local _ = doc.figures
  for _, number in ipairs(doc.damaged_figures) do
    list[#list + 1] = { start = number.start, stop = number.stop, kind = "number" }
  end
  table.sort(list, function(a, b) return a.start < b.start or a.start == b.start and a.stop < b.stop end)
  return list
end

-- Which of the contents that the law asks for it has, as contents.of; none are asked of other kinds.
function stages.contents(doc)
  if doc.meta.kind ~= contents.kind() then return {} end
  return contents.of(doc.body, doc.sections, { content = doc.content, year = doc.meta.year, damage = doc.damage })
end

-- What of the file is no part of the report: its lines before and behind it, and what was dropped inside
-- it: a list of { part=, reason=, characters=, start=, stop= (in front or back), from=, to= (bytes of the
-- file) or place= (a locator's name) }.
function stages.left_out(doc)
  local list = {}
  for _, run in ipairs(doc.parts.outside or {}) do
    local one = { part = run.part, start = run.start, stop = run.stop, reason = run.reason,
      characters = run.characters }
    if doc.locators then
      one.place = doc:locate(run.part, run.start, run.stop)
    else
      one.from, one.to = doc:part_source(run.part, run.start, run.stop)
    end
    list[#list + 1] = one
  end
  for _, span in ipairs(doc.removed or {}) do
    if (span.characters or 0) > 0 then
      local one = { part = "body", reason = span[3], characters = span.characters }
      if doc.locators then one.place = locator.find(doc.locators, span[1], span[2])
      else one.from, one.to = span[1], span[2] end
      list[#list + 1] = one
    end
  end
  return list
end

function stages.map(doc)
  return doc.parts.body_text:map()
end

Document.__index = function(doc, key)
  local stage = stages[key]
  if not stage then return Document[key] end
  local value = stage(doc)
  rawset(doc, key, value)
  return value
end

Document.__name = "fazhi.document"

--- The bytes of the file behind a span of one part of the text; nil where the format has
--- locators instead.
-- @param part "front", "body" or "back"
-- @param i, j span of the part, 1-based, inclusive
-- @return first and last byte of the file, 1-based, inclusive
function Document:part_source(part, i, j)
  local text = self.parts[part .. "_text"]
  if text and not self.locators then return text:source(i, j) end
end

--- The same for a span of the body.
function Document:source(i, j)
  return self:part_source("body", i, j)
end

--- The same for all of a list that have start and stop, such as figures.
-- @return list of first bytes, list of last bytes; empty where the format has locators instead
function Document:sources(list)
  local text, first, last = self.parts.body_text, {}, {}
  if not text or self.locators then return first, last end
  if text.sources then return text:sources(list) end
  for i, span in ipairs(list) do first[i], last[i] = text:source(span.start, span.stop) end -- of a map alone
  return first, last
end

--- Where a span of one part stands in a file of pages or paragraphs: the names of the first and
--- the last locator (fazhi.locator); nil where bytes say it.
function Document:locate(part, i, j)
  local text = self.parts[part .. "_text"]
  if text and self.locators then return locator.find(self.locators, text:source(i, j)) end
end

local TOLD, SHOWN = 3, 30 -- unread numbers that are named, and characters of each
local FEW, SENTENCES = 200, 2 -- characters and sentences of a page without a report, at most

-- The words of an unread number, in one line and not without end.
local function shown_number(raw)
  local cut = utf8.offset(raw, SHOWN + 1)
  return (raw:sub(1, (cut or 0) - 1):gsub("%s+", " ")) .. (cut and cut <= #raw and "…" or "")
end

-- Numbers that are there and were not read, as 3 372件.
local function note_numbers(doc)
  local words, count = {}, 0
  for _, place in ipairs(doc.damage) do
    local raw = doc.body:sub(place.start, place.stop)
    if place.kind == "double encoded" then
      doc.notes[#doc.notes + 1] = message.text("double_encoded")
      return
    end
    if place.kind == "number" or raw:find("%d") then
      count = count + 1
      if count <= TOLD then words[count] = shown_number(raw) end
    end
  end
  if count == 0 then return end
  if count > TOLD then words[#words + 1] = "…" end
  doc.notes[#doc.notes + 1] = message.text("unread_numbers", { count = count, words = table.concat(words, ", ") })
end

-- A page of links, of a script or of an error is stored as "other" like any text that is no report.
local function note_nothing(doc)
  if doc.meta.kind ~= "other" then return end
  local content = doc.body:sub(doc.content[1], doc.content[2])
  local _, sentences = content:gsub("。", "")
  local count = utf8.len((content:gsub("%s+", ""))) or #content
  if count <= FEW and sentences <= SENTENCES then
    doc.notes[#doc.notes + 1] = message.text("no_report", { count = count, sentences = sentences })
  end
end

--- Runs every stage now, so that what fails, fails here; what they found wanting is added to the notes.
-- @return the document itself
function Document:complete()
  for _, key in ipairs { "sections", "figures", "meta", "observations", "damage", "map" } do
    local _ = self[key]
  end
  if not self.is_noted then
    self.is_noted = true
    note_numbers(self)
    note_nothing(self)
  end
  return self
end

-- What the file says of itself beside its text: the loader's facts, and those of a container.
local function facts_of(item, reading)
  local facts = table.move(reading.facts or {}, 1, #(reading.facts or {}), 1, {})
  for field, value in pairs(item.fields or {}) do
    facts[#facts + 1] = { field = field, name = field, value = value }
  end
  return facts
end

-- A detection that may be wrong is told with what else it could be.
local function note_encoding(notes, text)
  local share, other = text:confidence()
  if other and share < 0.9 then
    notes[#notes + 1] = message.text("unsure_encoding", { encoding = text:encoding(),
      share = ("%.2f"):format(share), other = other, rest = ("%.2f"):format(1 - share) })
  end
  if text:encoding():find("+", 1, true) then
    notes[#notes + 1] = message.text("mixed_encoding", { encoding = text:encoding() })
  end
  local twice, lost = 0, 0
  for _, place in ipairs(text:repairs()) do
    if place.kind == "encoded-twice" then twice = twice + 1 end
  end
  if twice == 0 then return end
  notes[#notes + 1] = message.text("encoded_twice", { count = twice })
  for _, place in ipairs(text:damage()) do
    if place.kind == "garbled" then lost = lost + 1 end
  end
  if lost > 0 then notes[#notes + 1] = message.text("encoded_twice_lost", { count = lost }) end
end

local function new(item, reading, options)
  local text = reading.text
  local notes = table.move(reading.notes or {}, 1, #(reading.notes or {}), 1, {})
  if not reading.locators then note_encoding(notes, text) end
  local parts = clean.finish(text, reading.own_breaks)
  parts.facts = facts_of(item, reading)
  return setmetatable({
    path = item.path,
    url = item.url,
    format = reading.format,
    catalogue = options.catalogue,
    parts = parts,
    notes = notes,
    locators = reading.locators,
    sha256 = item:sha256(),
    bytes = item.size,
    encoding = not reading.locators and text:encoding() or nil,
    script = text:script(),
    front = parts.front,
    body = parts.body,
    back = parts.back,
    content = parts.content,
    removed = parts.removed,
  }, Document)
end

--- The document of an input (fazhi.input) that is no container; nil, message, code.
-- @param options table or nil: encoding (asked for, else detected), max_bytes, catalogue, and what
--   loaders know
function M.of(item, options)
  options = options or {}
  local reading, why, code = loader.read(item, options)
  if not reading then return nil, why, code end
  if #reading.text > input.max_text then
    return nil, message.text("text_too_large", { limit = input.max_text // 1048576 }), "E305"
  end
  local doc = new(item, reading, options)
  item:close()
  return doc
end

--- Iterates over what a file holds: one document, or the members of an archive or a crawl.
-- @param path file name; one that ends in #member means that member alone
-- @return iterator of { path=, input= } to be given to document.of, { path=, message=, code= } for
--   what cannot be read, { path=, skipped=true } for members of other kinds
function M.each(path, options)
  local file, member = input.container(path)
  local item, why, code = input.file(file or path, options)
  if not item then
    local given = { path = path, message = why, code = code }
    return function() local once = given; given = nil; return once end
  end
  local each = loader.each(item, options)
  if not member then return each end
  return function()
    for found in each do
      if found.path == message.shown(path) then return found end
    end
  end
end

local function first_input(path, options)
  local why, code
  for found in M.each(path, options) do
    if found.input then return found.input end
    why, code = found.message, found.code
  end
  return nil, why or message.text("member_gone"), code or "E301"
end

--- What a stored report was read from, as an input: what is at its path, or the member of the same
--- container that has its bytes now.
-- @param sha256 of the bytes it was read from
-- @param options as for document.each
-- @return input, and "moved" if the member has another name now, "changed" if the bytes are others; or nil,
--   message, code
function M.original(path, sha256, options)
  local item, why, code = first_input(path, options)
  if item and item:sha256() == sha256 then return item end
  local container = input.container(path)
  for found in container and M.each(container, options) or function() end do
    if found.input and found.input:sha256() == sha256 then return found.input, "moved" end
  end
  if item then return item, "changed" end
  return nil, why, code
end

-- The one document among what an iterator gives; nil, message, code.
local function only(each, path, options)
  local found
  for entry in each do
    if not entry.skipped then
      if found then return message.fail("E316", { format = "archive", path = path }) end
      found = entry
    end
  end
  if not found then return nil, message.text("nothing_inside"), "E315" end
  if not found.input then return nil, found.message, found.code end
  return M.of(found.input, options)
end

--- A stored report on its way through the later stages again, without its file: what was read of the
--- file is taken as stored, the observations are made anew.
-- @param record as corpus:document returns it
-- @param options table or nil: `figures`, true if the figures are to be read anew as well; `catalogue`
function M.stored(record, options)
  options = options or {}
  local damage = {}
  for _, span in ipairs(record.damage) do
    if span.kind ~= "number" then damage[#damage + 1] = span end
  end
  local map = record.map and not record.locators and require("fazhi.core").text.map(record.map)
  return setmetatable({
    path = record.path, url = record.url, format = record.format, catalogue = options.catalogue, notes = {},
    sha256 = record.sha256, bytes = record.bytes, encoding = record.encoding, script = record.meta.script,
    body = record.body, content = record.content, sections = record.sections, meta = record.meta,
    figures = not options.figures and record.figures or nil, damaged_figures = {},
    parts = { damage = damage, body_text = map }, locators = record.locators and {} or nil, map = record.map,
  }, Document)
end

--- Reads a file that holds one document, or "archive.zip#member".
-- @param path file name, any bytes
-- @param options as for document.of
-- @return a document with path, url, sha256, bytes, format, encoding, script, notes, locators, front,
--   body, back, content, removed and, made when first asked for, left_out, sections, figures, meta, observations,
--   contents, damage, map; or nil, message, code
function M.read(path, options)
  if type(path) ~= "string" then
    failure.misuse("read: " .. message.text("call_argument", { name = "path", got = type(path),
      want = message.text("want_path") }))
  end
  return only(M.each(path, options), path, options)
end

-- All that comes out of a handle, but no more than what a file may be.
local function read_all(handle, most)
  local parts, size = {}, 0
  repeat
    local piece = handle:read(1 << 20)
    parts[#parts + 1] = piece
    size = size + #(piece or "")
  until not piece or size > most
  if size > most then return nil, message.text("too_large", { limit = most }), "E305" end
  return table.concat(parts)
end

--- As document.each for what comes through a pipe, called "-".
function M.each_from(handle, options)
  local bytes, why, code = read_all(handle, options and options.max_bytes or input.max_bytes)
  if bytes then return loader.each(input.memory(bytes, "-", nil, options), options) end
  local problem = { path = "-", message = why, code = code }
  return function()
    local once = problem
    problem = nil
    return once
  end
end

--- As document.each for bytes in memory; `options.path` names them, `options.url` says where
--- they were.
function M.each_in(bytes, options)
  options = options or {}
  return loader.each(input.memory(bytes, options.path or "-", { url = options.url }, options), options)
end

--- As document.read for bytes in memory.
function M.decode(bytes, options)
  return only(M.each_in(bytes, options), options and options.path or "-", options)
end

return M
