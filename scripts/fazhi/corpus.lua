-- corpus: everything stored, behind one object. The only Lua with SQL; it owns what is written
-- when a report is added, observed again or corrected, and what can be asked.
--
-- Ids print as r4 (report), f12 (figure), o7 (observation); every function also takes the bare
-- number. Spans in what functions return are 1-based and inclusive, as in string.sub; in the
-- tables they are 0-based and half open. Public functions return nil, message, code when the
-- world is wrong; iterators raise it.

local core = require("fazhi.core")
local failure = require "fazhi.failure"
local figure_rows = require "fazhi.figure_rows"
local filter = require "fazhi.filter"
local input = require "fazhi.input"
local json = require "fazhi.json"
local locator = require "fazhi.locator"
local observation = require "fazhi.observation"
local passage = require "fazhi.passage"
local query = require "fazhi.query"
local region = require "fazhi.region"
local log = require "fazhi.corpus.run"
local stored = require "fazhi.stored"
local twins = require "fazhi.twins"

local store, files = core.store, core.files

local M = {}

local Corpus = { __name = "fazhi.corpus" }
Corpus.__index = Corpus

local WINDOW = 1500 -- bytes read on either side of a figure, mostly enough for its sentence

-- The fields of a report that can be corrected.
local FIELDS = {
  kind = true, title = true, issuer = true, region_code = true, region = true, level = true,
  year = true, published = true, doc_number = true,
}

local function finish(ok, ...)
  if ok then return ... end
  local e = ...
  if failure.is(e) then return nil, e.message, e.code end
  error(e, 0)
end

-- Makes a function whose failures come back as nil, message, code.
local function public(f)
  return function(...) return finish(pcall(f, ...)) end
end

local function number_of(id, letter)
  local n = math.tointeger(id) or math.tointeger(tonumber(tostring(id):match("^" .. letter .. "?(%d+)$")))
  if n then return n end
  failure.raise("E103", ("the corpus has no %s; ids look like %s4"):format(tostring(id), letter))
end

local function report_number(self, id)
  local n = number_of(type(id) == "table" and id.report_id or id, "r")
  if self.db:value("SELECT 1 FROM report WHERE id = ?", n) then return n end
  failure.raise("E103", ("the corpus has no report r%d; `fazhi list` shows what it has"):format(n))
end

--- Opens a corpus.
-- @param path file name; ":memory:" is one that is gone when closed
-- @param mode "read" (default), "write" (must exist) or "create" (made if there is none)
-- @return the corpus; or nil, message, code ("E401" to "E407")
function M.open(path, mode)
  local db, message, code = store.open(path, mode or "read")
  if not db then return nil, message, code end
  return setmetatable({ db = db, path = path, mode = mode or "read" }, Corpus)
end

--- Closes the corpus; closing twice is allowed.
function Corpus:close()
  self.db:close()
end

Corpus.__close = Corpus.close

--- Runs f in one transaction and returns what it returns; all of it is undone if f raises.
--- Each add inside is kept or dropped by itself.
Corpus.batch = public(function(self, f)
  return self.db:transaction(f)
end)

-- Adding.

local function put_region(self, code, year, meta)
  if not code or self.db:value("SELECT 1 FROM region WHERE code = ?1 AND ifnull(from_year, 0) <= ?2 "
    .. "AND (to_year IS NULL OR to_year > ?2)", code, year or 0) then return end
  local row = region.by_code(code, year) or region.by_code(code)
  if not row then
    if not meta then return end
    row = { code = code, name = meta.region or code, full_name = meta.region or code, level = meta.level }
  end
  local from = row.from_year ~= 0 and row.from_year or nil
  self.db:exec([[INSERT INTO region(code, name, full_name, level, parent_code, from_year, to_year, successor)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING]], row.code, row.name, row.full_name, row.level,
    row.parent_code, from, row.to_year, row.successor)
  put_region(self, row.parent_code, year)
end

-- Evidence and damage in JSON count as SQL does.
local function shifted(value, by)
  if type(value) ~= "table" then return value end
  local copy = {}
  for k, v in pairs(value) do copy[k] = shifted(v, by) end
  if math.type(copy.start) == "integer" then copy.start = copy.start + by end
  return copy
end

local function put_report(self, source_id, id, doc)
  local meta = doc.meta
  put_region(self, meta.region_code, meta.year, meta)
  self.db:exec([[INSERT INTO report(id, source_id, kind, title, issuer, region_code, region, level, year,
    published, doc_number, script, body, content_start, content_stop, damage, evidence)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)]], id, source_id, meta.kind, meta.title,
    meta.issuer, meta.region_code, meta.region, meta.level, meta.year, meta.published, meta.doc_number,
    meta.script, doc.body, doc.content[1] - 1, doc.content[2],
    json.encode(json.array(shifted(doc.damage or {}, -1))), json.encode(shifted(meta.evidence or {}, -1)))
  return self.db:insert_id()
end

local function put_sections(self, report_id, sections)
  local ids = {}
  for row, s in ipairs(sections) do
    self.db:exec([[INSERT INTO section(report_id, parent_id, ordinal, level, marker, heading, start, stop)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)]], report_id, ids[s.parent], row, s.level, s.marker, s.heading,
      s.start - 1, s.stop)
    ids[row] = self.db:insert_id()
  end
  return ids
end

local function put_passages(self, report_id, doc, sections)
  for _, p in ipairs(passage.cut(doc.body, doc.sections)) do
    self.db:exec("INSERT INTO passage(report_id, section_id, start, stop) VALUES (?, ?, ?, ?)",
      report_id, sections[p.section], p.start - 1, p.stop)
    self.db:exec("INSERT INTO passage_fts(rowid, text) VALUES (?, ?)", self.db:insert_id(),
      doc.body:sub(p.start, p.stop))
  end
end

-- Puts a corrected value into the report. Its evidence then names the correction and keeps, under
-- `read`, what the file says; where both are the same the file's own evidence stays.
local function apply_correction(self, report_id, field, value, note)
  if not FIELDS[field] then return end
  local row = self.db:row(("SELECT %s AS value, evidence FROM report WHERE id = ?"):format(field), report_id)
  local evidence = json.decode(row.evidence)
  local old = evidence[field]
  if row.value == value and old and old.from ~= "correction" then return end
  local read = old and old.from == "correction" and old.read or { value = row.value, evidence = old }
  evidence[field] = { from = "correction", text = value, reason = note, read = read }
  self.db:exec("UPDATE report SET " .. field .. " = ?, evidence = ? WHERE id = ?", value, json.encode(evidence),
    report_id)
  if field == "kind" then observation.follow_kind(self.db, report_id) end
  if field == "region_code" or field == "year" then
    local r = self.db:row("SELECT region_code, region, level, year FROM report WHERE id = ?", report_id)
    put_region(self, r.region_code, r.year, r)
  end
end

local function apply_corrections(self, report_id, sha256)
  for row in self.db:rows("SELECT field, value, note FROM correction WHERE sha256 = ?", sha256) do
    apply_correction(self, report_id, row.field, row.value, row.note)
  end
end

local function put_document(self, source_id, report_id, doc)
  report_id = put_report(self, source_id, report_id, doc)
  local sections = put_sections(self, report_id, doc.sections)
  local figures = figure_rows.put(self.db, report_id, doc, sections)
  for _, o in ipairs(doc.observations) do observation.put(self.db, report_id, o, figures[o.figure]) end
  observation.stamp(self.db, report_id, doc.meta.kind, doc.edition)
  put_passages(self, report_id, doc, sections)
  apply_corrections(self, report_id, doc.sha256)
  return report_id
end

-- The file, or the archive whose member is meant, is still there.
local function is_file(path)
  return files.kind(path) == "file" or input.container(path) ~= nil
end

-- Stores a document in the place of `old`, a source row, which keeps its ids; or as a new one.
local function put_source(self, doc, path, old)
  local map = doc.map and { blob = doc.map }
  local locators = doc.locators and locator.encode(doc.locators)
  local notes = doc.notes and #doc.notes > 0 and json.encode(json.array(doc.notes)) or nil
  if not old then
    self.db:exec([[INSERT INTO source(path, sha256, bytes, format, encoding, map, url, locators, notes)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)]], path, doc.sha256, doc.bytes, doc.format, doc.encoding, map, doc.url,
      locators, notes)
    return put_document(self, self.db:insert_id(), nil, doc)
  end
  self.db:exec("UPDATE OR IGNORE correction SET sha256 = ? WHERE sha256 = ?", doc.sha256, old.sha256)
  self.db:exec("DELETE FROM report WHERE source_id = ?", old.id)
  self.db:exec([[UPDATE source SET path = ?, sha256 = ?, bytes = ?, format = ?, encoding = ?, map = ?,
    url = ?, locators = ?, notes = ?, added_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = ?]], path,
    doc.sha256, doc.bytes, doc.format, doc.encoding, map, doc.url, locators, notes, old.id)
  return put_document(self, old.id, old.report_id, doc)
end

-- Keeps what a user says of a report by the SHA-256 of its file, and applies it.
local function put_corrections(self, report_id, columns, note)
  for field, value in pairs(columns) do
    self.db:exec([[INSERT OR REPLACE INTO correction(sha256, field, value, note)
      SELECT sha256, ?, ?, ? FROM source JOIN report ON report.source_id = source.id WHERE report.id = ?]],
      field, value, note, report_id)
    apply_correction(self, report_id, field, value, note)
  end
end

local SOURCE = [[SELECT source.id, source.sha256, source.path, report.id AS report_id FROM source
  LEFT JOIN report ON report.source_id = source.id ]]

-- What is remembered while one run reads many files: the sources it met, and of the crawl it is in
-- what was stored from which address before.
local function run_of(self, run)
  if run == nil or self.run == nil or self.run.name ~= run then self.run = { name = run, met = {} } end
  return self.run
end

-- The sources of a crawl by their addresses.
local function by_address(self, run, crawl)
  if run.crawl ~= crawl then
    run.crawl, run.addresses = crawl, {}
    for row in self.db:rows(SOURCE .. "WHERE path > ? AND path < ? AND url IS NOT NULL ORDER BY source.id",
      crawl .. "#", crawl .. "$") do
      run.addresses[self.db:value("SELECT url FROM source WHERE id = ?", row.id)] = row
    end
  end
  return run.addresses
end

-- The source whose place a document takes: what was at its path. The number of a record says where it
-- stands in a crawl, not what it is; there it is what came from the same address, once in a run.
local function former(self, doc, path, run)
  local crawl = path:match("^(.*)#[%d.]+$")
  if path == "-" or crawl and not doc.url then return nil end
  if not crawl then return self.db:row(SOURCE .. "WHERE path = ? ORDER BY source.id DESC LIMIT 1", path) end
  local addresses = by_address(self, run, crawl)
  local old = addresses[doc.url]
  addresses[doc.url] = nil
  return old and not run.met[old.id] and self.db:row(SOURCE .. "WHERE source.id = ?", old.id) or nil
end

-- The path of known bytes follows them: where the old file is gone, and in a container whose members
-- were moved. Of two members with the same bytes the first one of a run gives the name.
local function follow(self, same, path, run)
  if same.path ~= path and not run.met[same.id] then
    local container = input.container(path)
    local moved = container and container == input.container(same.path)
    if moved or not is_file(same.path) then
      self.db:exec("UPDATE source SET path = ? WHERE id = ?", path, same.id)
    end
  end
  run.met[same.id] = true
end

local function add(self, doc, options)
  local path, run = doc.path or "-", run_of(self, options.run)
  local same = self.db:row(SOURCE .. "WHERE sha256 = ?", doc.sha256)
  if same and not options.again then
    put_corrections(self, same.report_id, options.given or {}, options.note)
    twins.review(self.db, same.report_id)
    follow(self, same, path, run)
    return "same", "r" .. same.report_id
  end
  local old = same or former(self, doc, path, run)
  local decided = old and old.report_id and twins.decided(self.db, old.report_id) or {}
  local id = put_source(self, doc, path, old)
  run.met[self.db:value("SELECT source_id FROM report WHERE id = ?", id)] = true
  put_corrections(self, id, options.given or {}, options.note)
  local found = twins.put(self.db, id)
  twins.restore(self.db, decided)
  return old and "updated" or "new", "r" .. id, #found > 0 and found or nil
end

--- Puts the definitions of indicators into the corpus, where SQL can join them.
-- @param entries catalogue entries (id, zh, part, unit, polarity, definition, catalogue)
Corpus.define = public(function(self, entries)
  self.db:transaction(function()
    for _, e in ipairs(entries) do
      local unit = (e.source or e).unit
      if type(unit) == "table" then unit = table.concat(unit, "|") end
      local text = function(value) return type(value) == "string" and value or nil end
      self.db:exec([[INSERT INTO indicator(id, name, part, unit, polarity, catalogue, definition)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, part = excluded.part,
        unit = excluded.unit, polarity = excluded.polarity, catalogue = excluded.catalogue,
        definition = excluded.definition]], e.id, e.zh or e.id, text(e.part), text(unit),
        math.tointeger(e.polarity), text(e.catalogue) or "rule_of_law", text(e.definition))
    end
  end)
  return true
end)

-- The catalogues are defined in the corpus once per opening, outside the savepoint of a report.
local function define_catalogues(self, doc)
  local catalogues = doc.catalogue or require("fazhi.indicator").all()
  if self.defined == catalogues then return end
  for _, catalogue in ipairs(doc.catalogue and { doc.catalogue } or catalogues) do
    local ok, message, code = self:define(catalogue.entries)
    if not ok then failure.raise(code, message) end
  end
  self.defined = catalogues
end

--- Adds a document (fazhi.document). The same bytes are added once; another content at the
--- same path takes the place and the id of the old one. Corrections made before stay.
-- @param options table or nil: `again` stores a file anew that is already there; `given`, what the
--   user says of it ({ field = value }), is kept as corrections with `note` as the reason; `run`, any
--   value, the same for all that is read together
-- @return "new", "same" or "updated", and the id of the report ("r4"); if its text was there
--   already, also the list of those reports, as likeness.notes takes them
Corpus.add = public(function(self, doc, options)
  define_catalogues(self, doc)
  return self.db:transaction(function() return add(self, doc, options or {}) end)
end)

--- Removes a report with its source, sections, figures, observations and full text.
-- @return true
Corpus.remove = public(function(self, id)
  local n = report_number(self, id)
  self.db:transaction(function()
    self.db:exec("DELETE FROM source WHERE id = (SELECT source_id FROM report WHERE id = ?)", n)
  end)
  return true
end)

local function check_field(field)
  if FIELDS[field] then return end
  failure.raise("E201", ("a report has no field %s to correct"):format(tostring(field)))
end

--- Corrects one field of a report; kept by the file's SHA-256 and applied whenever it is read again.
-- @param value the value, nil for "known to be missing"; note: the reason, or nil
-- @return true
Corpus.correct = public(function(self, id, field, value, note)
  local n = report_number(self, id)
  check_field(field)
  self.db:transaction(function()
    self.db:exec([[INSERT OR REPLACE INTO correction(sha256, field, value, note)
      SELECT sha256, ?, ?, ? FROM source JOIN report ON report.source_id = source.id WHERE report.id = ?]],
      field, value, note, n)
    apply_correction(self, n, field, value, note)
    twins.review(self.db, n)
  end)
  return true
end)

--- Takes a correction back: the field says again what was read in the file.
-- @return true; false if the field was not corrected
Corpus.uncorrect = public(function(self, id, field)
  local n = report_number(self, id)
  check_field(field)
  return self.db:transaction(function()
    local changed = self.db:exec([[DELETE FROM correction WHERE field = ? AND sha256 = (SELECT sha256 FROM source
      JOIN report ON report.source_id = source.id WHERE report.id = ?)]], field, n)
    local evidence = json.decode(self.db:value("SELECT evidence FROM report WHERE id = ?", n))
    local read = evidence[field] and evidence[field].read
    if read then
      evidence[field] = read.evidence
      self.db:exec("UPDATE report SET " .. field .. " = ?, evidence = ? WHERE id = ?", read.value,
        json.encode(evidence), n)
      if field == "kind" then observation.follow_kind(self.db, n) end
    end
    twins.review(self.db, n)
    return changed > 0
  end)
end)

--- The corrections of all reports, as rows with id, field, value, note, corrected_at, path.
Corpus.corrections = public(function(self)
  local list = {}
  for row in self.db:rows([[SELECT 'r' || report.id AS id, field, correction.value, note, corrected_at, path
    FROM correction JOIN source USING (sha256) JOIN report ON report.source_id = source.id
    ORDER BY report.id, field]]) do list[#list + 1] = row end
  return list
end)

-- Filters.

local STEPS = { -- from the exact name to what only begins or ends like it
  "SELECT * FROM region WHERE code = ?1 OR name = ?1 OR full_name = ?1",
  "SELECT * FROM region WHERE substr(name, 1, length(?1)) = ?1 AND length(name) = length(?1) + 1",
  "SELECT * FROM region WHERE substr(name, 1, length(?1)) = ?1",
  "SELECT * FROM region WHERE substr(full_name, -length(?1)) = ?1",
}

-- The stored rows that a name or code means, first by the corpus' own names, then by the
-- gazetteer's, which knows old and short ones.
local function find_places(self, name)
  for step, sql in ipairs(STEPS) do
    local rows = {}
    for row in self.db:rows(sql, name) do rows[#rows + 1] = row end
    if #rows > 0 then return filter.places(rows, step == 2 or step == 3) end
  end
  local row = region.find(name)
  return row and self.db:value("SELECT 1 FROM region WHERE code = ?", row.code) and { { row } } or {}
end

local function resolve(self, name)
  name = tostring(name)
  local places = find_places(self, name)
  if #places == 1 then return places[1] end
  if #places == 0 then
    failure.raise("E101", ("no region %s in the corpus; `fazhi list` shows what it has"):format(name))
  end
  local choices = {}
  for i, place in ipairs(places) do choices[i] = place[1].full_name .. " " .. place[1].code end
  table.sort(choices)
  failure.raise("E101", ("%s may be any of: %s"):format(name, table.concat(choices, ", ")))
end

local conditions = {}

function conditions.region(self, put, value)
  local codes = {}
  for i, row in ipairs(resolve(self, value)) do codes[i] = row.code end
  put("r.region_code IN (SELECT value FROM json_each(?))", json.encode(json.array(codes)))
end

function conditions.within(self, put, value)
  local prefix = filter.prefix(resolve(self, value)[1].code)
  put("r.region_code >= ? AND r.region_code < ? || ':'", prefix, prefix)
end

function conditions.from(_, put, value) put("r.year >= ?", filter.year(value)) end
function conditions.to(_, put, value) put("r.year <= ?", filter.year(value)) end

function conditions.year(self, put, value)
  if type(value) ~= "table" then return put("r.year = ?", filter.year(value)) end
  local from, to = value[1] or value.from, value[2] or value.to
  if from then conditions.from(self, put, from) end
  if to then conditions.to(self, put, to) end
end

function conditions.level(_, put, value) put("r.level = ?", value) end
function conditions.kind(_, put, value) put("r.kind = ?", value) end
function conditions.report(_, put, value) put("r.id = ?", number_of(value, "r")) end

-- What is set aside as a twin of another report is left out, but where it is asked for.
function conditions.twins(_, put, value)
  if value == "only" then put("NOT " .. twins.COUNTS)
  elseif value ~= "all" then failure.raise("E201", 'the filter twins is "all" or "only", not ' .. tostring(value)) end
end

-- The filters as SQL over report r, beginning with AND, and the values for its places.
local function where(self, filters)
  local parts, values = {}, {}
  local function put(sql, ...)
    parts[#parts + 1] = " AND " .. sql
    for _, value in ipairs { ... } do values[#values + 1] = value end
  end
  for _, name in ipairs { "report", "region", "within", "year", "from", "to", "level", "kind", "twins" } do
    if filters and filters[name] ~= nil then conditions[name](self, put, filters[name]) end
  end
  if not filters or filters.twins == nil and filters.report == nil then put(twins.COUNTS) end
  return table.concat(parts), values
end

local ORDER = " ORDER BY r.region_code IS NULL, r.region_code, r.year, r.id"

-- Reports.

local REPORT = ([[SELECT 'r' || r.id AS id, r.id AS report_id, r.kind, r.title, r.issuer, r.region_code,
  r.region, r.level, r.year, r.published, r.doc_number, r.script, s.path, s.url, s.sha256, s.bytes, s.format,
  s.encoding, s.notes, s.added_at, length(r.body) AS characters,
  (SELECT count(*) FROM section WHERE report_id = r.id) AS section_count,
  (SELECT count(*) FROM figure WHERE report_id = r.id) AS figure_count,
  (SELECT count(*) FROM observation WHERE report_id = r.id) AS observation_count, TWIN_OF AS twin_of
  FROM report r JOIN source s ON s.id = r.source_id WHERE 1]]):gsub("TWIN_OF", function() return twins.TWIN_OF end)

--- The report with this id; or nil, message, "E103".
Corpus.report = public(function(self, id)
  return stored.report(self, self.db:row(REPORT .. " AND r.id = ?", report_number(self, id)))
end)

--- The reports that fit all filters: region, within, year, from, to, level, kind, report, twins. What is
--- set aside as a twin is left out unless it is asked for by its id or with twins = "all" or "only".
-- @return an object with :each(), :count(), :frame(), which read when they are called
Corpus.reports = public(function(self, filters)
  local sql, values = where(self, filters)
  return stored.reports(self, { sql = sql, values = values })
end)

--- Iterates over the reports of a filter made by corpus:reports; count_reports counts them.
function Corpus:each_report(by)
  local next_row, state, control, closing = self.db:rows(REPORT .. by.sql .. ORDER, table.unpack(by.values))
  return function()
    local row = next_row(state, control)
    return row and stored.report(self, row)
  end, nil, nil, closing
end

--- The number of reports of a filter made by corpus:reports.
function Corpus:count_reports(by)
  return self.db:value("SELECT count(*) FROM report r WHERE 1" .. by.sql, table.unpack(by.values))
end

--- The ids of the reports that fit the filters.
-- @param stale true: only those that were not observed with the catalogue in force
-- @return list of ids ("r4") in the order they were added
Corpus.ids = public(function(self, filters, stale)
  local sql, values = where(self, filters)
  local list = {}
  for row in self.db:rows(observation.REPORTS .. sql .. " ORDER BY r.id", table.unpack(values)) do
    if not stale or observation.is_stale(row) then list[#list + 1] = "r" .. row.id end
  end
  return list
end)

--- The clean body of a report.
Corpus.body = public(function(self, id)
  return self.db:value("SELECT body FROM report WHERE id = ?", report_number(self, id))
end)

local function read_sections(self, report_id)
  local rows, row_of = {}, {}
  for s in self.db:rows("SELECT * FROM section WHERE report_id = ? ORDER BY ordinal", report_id) do
    rows[#rows + 1] = s
    row_of[s.id] = #rows
    s.start, s.parent = s.start + 1, row_of[s.parent_id] or 0
  end
  return rows, row_of
end

--- The sections of a report as rows in the shape of fazhi.outline: level, marker, heading,
--- start, stop, parent (row number or 0), ordinal.
Corpus.sections = public(function(self, id)
  return (read_sections(self, report_number(self, id)))
end)

--- The figures of a report in the shape of fazhi.figure, with id ("f12"), figure_id, source_start
--- and source_stop.
Corpus.figures = public(function(self, id)
  local n = report_number(self, id)
  local _, row_of = read_sections(self, n)
  return figure_rows.read(self.db, n, row_of)
end)

--- The observations of a report, with id ("o7"), observation_id, indicator, figure_id, value, unit,
--- bound, scope, period, claimed, score, note, rule, topic, topic_from, actor, instead_of, raw, start, stop.
Corpus.observations = public(function(self, id)
  return observation.read(self.db, report_number(self, id))
end)

--- Where each field of a report was taken from, as read: { title = { from=, start=, … }, … }.
Corpus.evidence = public(function(self, id)
  local s = self.db:value("SELECT evidence FROM report WHERE id = ?", report_number(self, id))
  return shifted(json.decode(s), 1)
end)

--- A stored report as the stages know it, so that it can be observed again without its file.
-- @return { body=, content=, sections=, figures=, meta=, damage=, path=, sha256= }
Corpus.document = public(function(self, id)
  local n = report_number(self, id)
  local r = self.db:row("SELECT * FROM report JOIN source ON source.id = source_id WHERE report.id = ?", n)
  local sections, row_of = read_sections(self, n)
  local meta = { evidence = shifted(json.decode(r.evidence), 1), script = r.script }
  for field in pairs(FIELDS) do meta[field] = r[field] end
  return {
    report_id = n, path = r.path, sha256 = r.sha256, bytes = r.bytes, format = r.format,
    encoding = r.encoding, url = r.url, map = r.map, locators = r.locators, body = r.body,
    content = { r.content_start + 1, r.content_stop },
    sections = sections, figures = figure_rows.read(self.db, n, row_of), meta = meta,
    damage = shifted(json.decode(r.damage), 1),
  }
end)

-- Writes the figures of a document that were read anew, and what could not be read as one.
local function replace_figures(self, n, doc)
  local sections = {}
  for row, section in ipairs(doc.sections) do sections[row] = section.id end
  local ids, gone = figure_rows.replace(self.db, n, doc, sections)
  self.db:exec("UPDATE report SET damage = ? WHERE id = ?", json.encode(json.array(shifted(doc.damage, -1))), n)
  return ids, gone
end

-- The stored id of each figure that observations count in, and what is gone.
local function stored_figures(self, n, figures, options)
  if options.reread and not options.dry_run then return replace_figures(self, n, options.reread) end
  if options.reread then return (figure_rows.match(self.db, n, figures)) end
  local ids = {}
  for i, figure in ipairs(figures) do ids[i] = figure.figure_id end
  return ids
end

--- Puts what fazhi.indicator observes in a stored report in the place of what it observed
--- before. One that is about the same indicator and figure keeps its id.
-- @param figures the figures that the observations count in: those of corpus:document, or of `reread`
-- @param options table or nil: `edition` of the catalogue, as fazhi.edition names it; `reread`, the document
--   (document.stored) whose figures were read anew and take the place of the stored ones; `dry_run`: nothing
--   is written
-- @return { new=, changed=, gone=, same= }, numbers of observations; and the changes, as
--   observation.compare lists them
Corpus.observe = public(function(self, id, observations, figures, options)
  local n, db = report_number(self, id), self.db
  options = options or {}
  local function observe()
    local before = observation.read(db, n)
    local ids, gone = stored_figures(self, n, figures, options)
    local changes = observation.compare(before, observations, ids)
    if not options.dry_run then
      observation.apply(db, n, changes)
      observation.stamp(db, n, db:value("SELECT kind FROM report WHERE id = ?", n), options.edition)
      figure_rows.remove(db, gone or {})
    end
    return observation.count(changes), changes
  end
  if options.dry_run then return observe() end
  return db:transaction(observe)
end)

--- The number of reports whose observations were not made with the catalogue that is in force.
Corpus.count_stale = public(function(self)
  return observation.count_stale(self.db)
end)

--- The catalogue a report was observed with: { catalogue = hash, observed_at=, stale = boolean }.
Corpus.observed = public(function(self, id)
  return observation.state(self.db, report_number(self, id))
end)

-- Values.

-- The region's own name, as it was in the year of the report.
local NAME = [[coalesce((SELECT g.name FROM region g WHERE g.code = r.region_code
    AND ifnull(g.from_year, 0) <= r.year AND (g.to_year IS NULL OR r.year < g.to_year)),
  (SELECT g.name FROM region g WHERE g.code = r.region_code), r.region)]]

local QUOTE = ([[f.start AS at, f.stop AS until, max(f.start - WINDOW, 0) AS window_start,
  length(CAST(r.body AS BLOB)) AS body_stop, CAST(substr(CAST(r.body AS BLOB), max(f.start - WINDOW, 0) + 1,
  f.stop - max(f.start - WINDOW, 0) + WINDOW) AS TEXT) AS window]]):gsub("WINDOW", WINDOW)

-- The sentence of a row with the columns QUOTE, and its span in the body; the columns go.
local function take_quote(self, row)
  local window, offset = row.window, row.window_start
  local first, last, sentence
  if window then
    first, last = passage.sentence(window, row.at - offset + 1, row["until"] - offset)
    local cut = (first == 1 and offset > 0) or (last >= #window and offset + #window < row.body_stop)
    if cut then
      window, offset = self.db:value("SELECT body FROM report WHERE id = ?", row.report_id), 0
      first, last = passage.sentence(window, row.at + 1, row["until"])
    end
    sentence, first, last = window:sub(first, last), first + offset, last + offset
  end
  row.window, row.window_start, row.body_stop, row.at, row["until"] = nil, nil, nil, nil, nil
  return sentence, first, last
end

local VALUES = ([[WITH ranked AS (
    SELECT o.*, row_number() OVER (PARTITION BY o.report_id ORDER BY o.score DESC, f.start, o.id) AS place
    FROM observation o LEFT JOIN figure f ON f.id = o.figure_id WHERE o.indicator_id = ?)
  SELECT 'r' || r.id AS report, r.id AS report_id, r.region_code, NAME AS region, r.region AS region_full,
    r.level, r.year, r.title, r.issuer, o.indicator_id AS indicator, o.value, o.unit, o.bound, o.scope, o.period,
    o.claimed, o.score, o.note, o.id AS observation_id, 'o' || o.id AS id, o.figure_id, f.raw, f.change,
    f.base, (SELECT count(DISTINCT x.value) FROM observation x WHERE x.report_id = o.report_id
      AND x.indicator_id = o.indicator_id AND x.value <> o.value) AS others, QUOTE
  FROM ranked o JOIN report r ON r.id = o.report_id LEFT JOIN figure f ON f.id = o.figure_id
  WHERE o.place = 1]]):gsub("NAME", function() return NAME end)
  -- Some observations rest on words that are no figure.
  :gsub("QUOTE", function() return (QUOTE:gsub("f%.(st%w+)", "coalesce(f.%1, o.%1)")) end)

-- The catalogue an indicator belongs to, which is the kind of report it is about.
local function check_indicator(self, indicator)
  local kind = self.db:value("SELECT catalogue FROM indicator WHERE id = ?", indicator)
  if kind then return kind end
  failure.raise("E205", ("no report was read with the indicator %s; `fazhi indicators` lists those of the "
    .. "catalogue, `fazhi observe` looks for it in the stored reports"):format(tostring(indicator)))
end

-- A plan or a piece of news may state the same figures; it is not compared with reports
-- unless that is asked for.
local function of_kind(filters, kind)
  local copy = {}
  for k, v in pairs(filters or {}) do copy[k] = v end
  if copy.kind == "any" then copy.kind = nil else copy.kind = copy.kind or kind end
  return copy
end

--- The best observation of an indicator in each report that has one: the one with the highest
--- score, among equals the first in the text. Only reports of the kind the indicator is made
--- for, unless filters.kind says another or "any".
-- @param filters as for reports
-- @return list in order of region and year of { id=, report=, report_id=, region_code=, region= (own name),
--   region_full=, level=, year=, indicator=, value=, unit=, bound=, scope=, period=, claimed=,
--   score=, note=, quote= (the sentence), raw=, figure_id=, observation_id=, others= (number of
--   other values of it in the report), other_values= (those, if there are any, as corpus:why gives
--   them) }; each has :why()
Corpus.values = public(function(self, indicator, filters)
  local sql, values = where(self, of_kind(filters, check_indicator(self, indicator)))
  local list = {}
  for row in self.db:rows(VALUES .. sql .. ORDER, indicator, table.unpack(values)) do
    row.claimed = row.claimed == 1
    row.quote = take_quote(self, row)
    if row.others > 0 then row.other_values = observation.other_values(self.db, row) end
    list[#list + 1] = stored.value(self, row)
  end
  return list
end)

--- The reports that fit the filters, of the kind the indicator is made for, and have no
--- observation of it.
-- @return list of reports
Corpus.missing = public(function(self, indicator, filters)
  local sql, values = where(self, of_kind(filters, check_indicator(self, indicator)))
  values[#values + 1] = indicator
  local list = {}
  for row in self.db:rows(REPORT .. sql .. " AND NOT EXISTS (SELECT 1 FROM observation o "
    .. "WHERE o.report_id = r.id AND o.indicator_id = ?)" .. ORDER, table.unpack(values)) do
    list[#list + 1] = stored.report(self, row)
  end
  return list
end)

-- The markers and headings from the top down to a section.
local function section_path(self, id)
  local list = {}
  while id do
    local s = self.db:row("SELECT parent_id, marker, heading FROM section WHERE id = ?", id)
    table.insert(list, 1, s.marker .. s.heading)
    id = s.parent_id
  end
  return list
end

-- Where f, a figure or the words that an observation rests on, stands.
local PLACE = ([[f.start + 1 AS start, f.stop, 'r' || r.id AS report, r.id AS report_id, r.region_code,
    NAME AS region, r.region AS region_full, r.level, r.year, r.title, r.issuer, s.path, s.url, s.sha256, s.format,
    s.encoding, s.map, s.locators, QUOTE FROM TABLE f JOIN report r ON r.id = f.report_id
    JOIN source s ON s.id = r.source_id WHERE f.id = ?]])
  :gsub("NAME", function() return NAME end):gsub("QUOTE", function() return QUOTE end)

local FIGURE = [[SELECT f.id AS figure_id, f.raw, f.value, f.upper, f.unit, f.bound, f.kind AS figure_kind,
    f.change, f.base, f.subject, f.predicate, f.scope, f.period, f.section_id,
    f.source_start + 1 AS source_start, f.source_stop, ]] .. PLACE:gsub("TABLE", "figure")

local WORDS = [[SELECT (SELECT c.id FROM section c WHERE c.report_id = f.report_id AND c.start <= f.start
    AND f.start < c.stop ORDER BY c.stop - c.start LIMIT 1) AS section_id, ]] .. PLACE:gsub("TABLE", "observation")

local OBSERVATION = [[SELECT 'o' || o.id AS id, o.id AS observation_id, o.report_id, o.figure_id,
    o.indicator_id AS indicator, i.name AS indicator_name, i.definition, i.catalogue, o.value, o.unit, o.bound,
    o.scope, o.period, o.claimed, o.score, o.note, o.rule, o.topic, o.topic_from, o.actor, o.instead_of
  FROM observation o JOIN indicator i ON i.id = o.indicator_id WHERE ]]

-- Adds the sentence, the section and the place in the file to a row of PLACE.
local function complete_evidence(self, row)
  row.sentence, row.sentence_start, row.sentence_stop = take_quote(self, row)
  row.mark_start, row.mark_stop = row.start - row.sentence_start + 1, row.stop - row.sentence_start + 1
  row.section_path = section_path(self, row.section_id)
  row.section = table.concat(row.section_path, " > ")
  if row.locators and row.map then
    local place = core.text.map(row.map)
    row.place = locator.text(locator.find(locator.decode(row.locators), place:source(row.start, row.stop)))
  elseif row.map and not row.figure_id then
    row.source_start, row.source_stop = core.text.map(row.map):source(row.start, row.stop)
  end
  row.map, row.locators = nil, nil
  return row
end

local function read_evidence(self, figure_id)
  local row = self.db:row(FIGURE, figure_id)
    or failure.raise("E103", ("the corpus has no figure f%d"):format(figure_id))
  row.figure, row.id = "f" .. figure_id, "f" .. figure_id
  return complete_evidence(self, row)
end

-- The same for an observation of words; what says that something is absent rests on none.
local function read_words(self, observation_id, report_id)
  local row = self.db:row(WORDS, observation_id)
  if row.start then return complete_evidence(self, row) end
  local r = self.db:row([[SELECT report.region AS region_full, year, title, issuer, path, url, sha256 FROM report
    JOIN source ON source.id = source_id WHERE report.id = ?]], report_id)
  r.report, r.report_id = "r" .. report_id, report_id
  return r
end

--- All that is needed to show where a value comes from.
-- @param id an observation ("o7" or 7) or a figure ("f12")
-- @return { id=, figure=, report=, region=, region_full=, year=, title=, issuer=, value=, unit=, bound=,
--   scope=, period=, raw=, sentence=, sentence_start=, sentence_stop= (in the body), mark_start=, mark_stop=
--   (the figure in the sentence), start=, stop= (the figure in the body), section_path= (list), section=,
--   path=, url=, sha256=, encoding=, source_start=, source_stop= (bytes of the file), or place= (page and
--   line, paragraph or cell, in words); of an observation also
--   indicator, indicator_name, definition, catalogue, claimed, score, note; the rule (the pattern that fits),
--   topic, topic_from, actor, instead_of (indicators that wanted the figure too, and lost it); shared_with,
--   what else is read of the figure, and other_values, what else the report says of the indicator: lists of
--   { id=, indicator=, indicator_name=, value=, unit=, bound=, scope=, score=, raw= }; of a figure also
--   observations, the list of what rests on it
Corpus.why = public(function(self, id)
  if tostring(id):find("^f") then
    local row = read_evidence(self, number_of(id, "f"))
    row.observations = {}
    for o in self.db:rows(OBSERVATION .. "o.figure_id = ? ORDER BY o.id", row.figure_id) do
      row.observations[#row.observations + 1] = o
    end
    return row
  end
  local n = number_of(id, "o")
  local o = self.db:row(OBSERVATION .. "o.id = ?", n)
    or failure.raise("E103", ("the corpus has no observation o%d"):format(n))
  local row = o.figure_id and read_evidence(self, o.figure_id) or read_words(self, n, o.report_id)
  row.scope, row.period = nil, nil -- what the observation says of them counts, also that it says nothing
  for k, v in pairs(o) do row[k] = v end
  row.claimed = o.claimed == 1
  row.shared_with, row.other_values = observation.shared_with(self.db, o), observation.other_values(self.db, o)
  return row
end)

-- Full text.

local MATCHES = " FROM passage_fts JOIN passage p ON p.id = passage_fts.rowid "
  .. "JOIN report r ON r.id = p.report_id WHERE passage_fts MATCH ?"

local FOUND = ([[SELECT 'r' || r.id AS report, r.id AS report_id, r.region_code, NAME AS region, r.level, r.year,
  r.title, p.id AS passage, p.section_id, p.start AS at, passage_fts.text AS text, hits(passage_fts) AS hits]])
  :gsub("NAME", function() return NAME end)

-- One row of the result: the part of a passage from first to last with its hits.
local function found_row(self, row, first, last, hits, options)
  local copy = {}
  for k, v in pairs(row) do copy[k] = v end
  copy.at, copy.hits, copy.text = nil, nil, nil
  copy.section = row.section_id and table.concat(section_path(self, row.section_id), " > ")
  copy.snippet = query.snippet(row.text, first, last, hits, options.marks)
  copy.sentence = options.sentence and row.text:sub(first, last) or nil
  copy.start, copy.stop, copy.count = row.at + hits[1].start, row.at + hits[1].stop, #hits
  return copy
end

local function search_passages(self, parsed, sql, values, options)
  local list = {}
  for row in self.db:rows(FOUND .. MATCHES .. sql .. " ORDER BY passage_fts.rank LIMIT ?",
    parsed.match, table.unpack(values)) do
    local hits = query.hits(row.hits)
    local first, last = passage.sentence(row.text, hits[1].start, hits[1].stop)
    list[#list + 1] = found_row(self, row, first, last, hits, options)
  end
  table.remove(values)
  return list, self.db:value("SELECT count(*)" .. MATCHES .. sql, parsed.match, table.unpack(values))
end

local function search_sentences(self, parsed, sql, values, options)
  local list, total, limit = {}, 0, table.remove(values)
  for row in self.db:rows(FOUND .. MATCHES .. sql .. " ORDER BY passage_fts.rank",
    parsed.match, table.unpack(values)) do
    for _, s in ipairs(query.sentences(parsed, row.text, query.hits(row.hits))) do
      total = total + 1
      if limit < 0 or total <= limit then
        list[#list + 1] = found_row(self, row, s.start, s.stop, s.hits, options)
      end
    end
  end
  return list, total
end

--- Finds words in the full text, in either script; see fazhi.query for what they may be.
-- @param options filters as for reports, and limit (default 50, -1 for all), sentence (true: all
--   words in one sentence, a row for each), marks ({before, after} a hit, default 【 】)
-- @return list, the best first, of { report=, report_id=, region_code=, region=, year=, level=, title=,
--   section= (headings from the top), section_id=, passage=, snippet=, sentence=, start=, stop= (first
--   hit, in the body), count= (hits) }; and how many there are without the limit
Corpus.search = public(function(self, words, options)
  options = options or {}
  local parsed, message, code = query.parse(words, options.sentence)
  if not parsed then failure.raise(code, message) end
  local sql, values = where(self, options)
  values[#values + 1] = options.limit or 50
  return (options.sentence and search_sentences or search_passages)(self, parsed, sql, values, options)
end)

-- Twins.

--- Finds the copies of reports and sets aside all but the cleanest of each; what was decided before
--- is decided anew. Reports without a sketch get one.
-- @param options { threshold = similarity of texts that are nearly the same, default of the catalogue;
--   dry_run = true: nothing is set aside }
-- @return sets and doubts as likeness.sets returns them
Corpus.dedupe = public(function(self, options)
  options = options or {}
  return self.db:transaction(function()
    twins.complete(self.db)
    local sets, doubts = twins.sets(self.db, options.threshold)
    if not options.dry_run then twins.decide(self.db, sets) end
    return sets, doubts
  end)
end)

--- Lets all reports count again.
-- @return the number of reports that were set aside
Corpus.undo_dedupe = public(function(self)
  return self.db:transaction(function() return twins.undo(self.db) end)
end)

--- The number of reports that the filters fit and that are left out as twins.
-- @param indicator only of the kind that this indicator is made for, or nil
Corpus.count_set_aside = public(function(self, filters, indicator)
  local copy = {}
  if indicator then filters = of_kind(filters, check_indicator(self, indicator)) end
  for k, v in pairs(filters or {}) do copy[k] = v end
  copy.twins = "only"
  local sql, values = where(self, copy)
  return self.db:value("SELECT count(*) FROM report r WHERE 1" .. sql, table.unpack(values))
end)

-- The log.

--- Enters a run that begins into the log; see fazhi.corpus.run for the facts.
-- @return its number
Corpus.begin_run = public(function(self, facts)
  return self.db:transaction(function() return log.begin(self.db, facts) end)
end)

--- Enters how it ended: { rows=, output=, output_sha256=, status= }.
-- @return true
Corpus.finish_run = public(function(self, id, result)
  self.db:transaction(function() log.finish(self.db, id, result) end)
  return true
end)

--- The runs of the log, the latest first.
-- @return list of { id=, started=, finished=, seconds=, command=, version=, catalogue=, script=,
--   script_sha256=, inputs=, rows=, output=, output_sha256=, status= }
Corpus.runs = public(function(self)
  return log.all(self.db)
end)

--- One run of the log; nil, message, "E103" if there is none.
Corpus.read_run = public(function(self, id)
  return log.read(self.db, id)
end)

-- The whole.

--- Runs one statement of SQL. ATTACH is refused always, what writes without options.write.
-- @return { columns = names, rows = lists with n } or, for what writes, the column "changed"
Corpus.sql = public(function(self, sql, options)
  local db = self.db
  if options and options.write and not db:is_readonly(sql) then
    local changed = db:transaction(function() return db:exec(sql) end)
    return { columns = { "changed" }, rows = { { changed, n = 1 } } }
  end
  local columns, next_row, state, control, closing = db:query(sql)
  local rows = {}
  for row in next_row, state, control, closing do rows[#rows + 1] = row end
  return { columns = columns, rows = rows }
end)

--- The tables and columns and what they mean.
-- @return list of { table=, column= (nil for the table itself), type=, meaning= }
Corpus.schema = public(function(self)
  local list = {}
  for t in self.db:rows([[SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view')
    AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'passage\_fts\_%' ESCAPE '\' ORDER BY rowid]]) do
    local whole, columns = stored.meanings(t.sql)
    list[#list + 1] = { table = t.name, type = t.type, meaning = whole }
    for c in self.db:rows("SELECT name, type FROM pragma_table_info(?)", t.name) do
      list[#list + 1] = { table = t.name, column = c.name, type = c.type, meaning = columns[c.name] }
    end
  end
  return list
end)

local function all(self, sql)
  local list = {}
  for row in self.db:rows(sql) do list[#list + 1] = row end
  return list
end

--- The indicators known to the corpus: id, name, part, unit, polarity, catalogue, definition, and
--- reports, the number that have it.
Corpus.indicators = public(function(self)
  return all(self, [[SELECT i.*, (SELECT count(DISTINCT report_id) FROM observation o
    WHERE o.indicator_id = i.id) AS reports FROM indicator i ORDER BY i.part, i.id]])
end)

--- The regions of the corpus and those above them: the columns of region and reports, the
--- number that are of it.
Corpus.regions = public(function(self)
  return all(self, [[SELECT g.*, (SELECT count(*) FROM report r WHERE r.region_code = g.code) AS reports
    FROM region g ORDER BY g.code, g.from_year]])
end)

--- Numbers of rows: reports, sections, figures, observations, passages, indicators.
Corpus.counts = public(function(self)
  local counts = {}
  for _, name in ipairs { "report", "section", "figure", "observation", "passage", "indicator" } do
    counts[name .. "s"] = self.db:value("SELECT count(*) FROM " .. name)
  end
  return counts
end)

--- Stops what the corpus is doing; to be called from a hook.
function Corpus:interrupt()
  self.db:interrupt()
end

return M
