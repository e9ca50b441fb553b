-- document: a document of the stages on its way into the tables, and out of them again. It owns
-- how a report is written with all that hangs on it, in two steps: M.rows makes all rows without a
-- corpus, of plain values that can be handed to another thread or written down; M.put_rows stores them.

local correction = require "fazhi.corpus.correction"
local figure_rows = require "fazhi.figure_rows"
local json = require "fazhi.json"
local locator = require "fazhi.locator"
local observation = require "fazhi.observation"
local region = require "fazhi.corpus.region"
local row = require "fazhi.corpus.row"
local section = require "fazhi.corpus.section"
local span = require "fazhi.corpus.span"
local twins = require "fazhi.twins"

local M, Corpus = {}, {}
M.methods = Corpus

--- A document as a row of the table source.
function M.source(doc)
  return {
    path = doc.path or "-", sha256 = doc.sha256, bytes = doc.bytes, format = doc.format, encoding = doc.encoding,
    map = doc.map, url = doc.url, locators = doc.locators and locator.encode(doc.locators) or nil,
    notes = doc.notes and #doc.notes > 0 and json.encode(json.array(doc.notes)) or nil,
  }
end

local META = { "kind", "title", "issuer", "region_code", "region", "level", "year", "published", "doc_number",
  "script" }

-- A row of the table report.
local function report_row(doc)
  local one = { body = doc.body, content_start = doc.content[1] - 1, content_stop = doc.content[2],
    damage = span.encode_list(doc.damage), evidence = span.encode(doc.meta.evidence) }
  for _, field in ipairs(META) do one[field] = doc.meta[field] end
  return one
end

--- All that is stored of a document, without a corpus: tables of strings, numbers and booleans by the names of
--- columns. What refers to a row of another table has its number in the list.
-- @param doc of fazhi.document; the stages that did not run yet run now
-- @return { source=, report=, sections=, figures=, observations=, passages=, sketch=, edition= }: rows, or
--   lists of them; edition of the catalogue, or nil
function M.rows(doc)
  return {
    source = M.source(doc), report = report_row(doc), sections = section.rows(doc),
    figures = figure_rows.rows(doc), observations = observation.rows(doc), passages = section.passage_rows(doc),
    sketch = twins.row(doc.body:sub(doc.content[1], doc.content[2])), edition = doc.edition,
  }
end

local REPORT = table.move(META, 1, #META, 1, {})
table.move({ "body", "content_start", "content_stop", "damage", "evidence" }, 1, 5, #REPORT + 1, REPORT)

local INSERT = ("INSERT INTO report(id, source_id, %s) VALUES (?2, ?3%s)"):format(table.concat(REPORT, ", "),
  (", ?"):rep(#REPORT))

local function put_report(db, source_id, id, one)
  region.put(db, one.region_code, one.year, one)
  db:many(INSERT, REPORT, { one }, id, source_id)
  return id or db:insert_id()
end

--- Writes the rows of M.rows as the report of a source, corrected as it was before. Its sketch is left
--- to twins.put.
-- @param report_id the id it takes; nil for a new one
-- @return the number of the report
function M.put_rows(db, source_id, report_id, rows)
  local id = put_report(db, source_id, report_id, rows.report)
  local before_sections = section.put(db, id, rows.sections)
  local before_figures = figure_rows.put(db, id, rows.figures, before_sections)
  observation.put(db, id, rows.observations, before_figures)
  observation.stamp(db, id, rows.report.kind, rows.edition)
  section.put_passages(db, id, rows.passages, rows.report.body, before_sections)
  correction.apply(db, id, rows.source.sha256)
  return id
end

--- A stored report as the stages know it, so that it can be observed again without its file.
-- @return { body=, content=, sections=, figures=, meta=, damage=, path=, sha256= }
function Corpus:document(id)
  local db, n = self.db, row.report(self.db, id)
  local r = db:row("SELECT * FROM report JOIN source ON source.id = source_id WHERE report.id = ?", n)
  local sections, row_of = section.read(db, n)
  local meta = { evidence = span.decode(r.evidence), script = r.script }
  for field in pairs(correction.FIELDS) do meta[field] = r[field] end
  return {
    report_id = n, path = r.path, sha256 = r.sha256, bytes = r.bytes, format = r.format,
    encoding = r.encoding, url = r.url, map = r.map, locators = r.locators, body = r.body,
    content = { r.content_start + 1, r.content_stop },
    sections = sections, figures = figure_rows.read(db, n, row_of), meta = meta,
    damage = span.decode(r.damage),
  }
end

return M
