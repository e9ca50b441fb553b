-- document: a document of the stages on its way into the tables, and out of them again. It owns
-- how a report is written with all that hangs on it, in two steps: M.rows makes all rows without a
-- corpus, of plain values that can be written down, M.sheets the same for another thread or at once; M.put_rows
-- stores either.

local correction = require "fazhi.corpus.correction"
local edition = require "fazhi.corpus.edition"
local figure_rows = require "fazhi.figure_rows"
local fulltext = require "fazhi.corpus.fulltext"
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

local SOURCE = { "path", "sha256", "bytes", "format", "encoding", "map", "url", "locators", "notes" }

-- A row of the table report.
local function report_row(doc)
  local one = { body = doc.body, content_start = doc.content[1] - 1, content_stop = doc.content[2],
    damage = span.encode_list(doc.damage), evidence = span.encode(doc.meta.evidence) }
  for _, field in ipairs(META) do one[field] = doc.meta[field] end
  return one
end

--- All that is stored of a document, without a corpus, with the rows of which there are many as sheets
--- (fazhi.core.sheet). What refers to a row of another table has its number in the list.
-- @param doc of fazhi.document; the stages that did not run yet run now
-- @return { source=, report=, sections=, figures=, observations=, indicators = that are observed, passages=, sketch=,
--   edition= }: rows, or sheets of them; edition of the catalogue, or nil
function M.sheets(doc)
  local observations, indicators = observation.sheet(doc)
  return {
    source = M.source(doc), report = report_row(doc), sections = section.sheet(doc), figures = figure_rows.sheet(doc),
    observations = observations, indicators = indicators, passages = section.passage_sheet(doc),
    sketch = twins.row(doc.body:sub(doc.content[1], doc.content[2])), edition = doc.edition,
  }
end

--- The same as tables of strings, numbers and booleans by the names of columns, lists of them in place of
--- sheets, and without `indicators`.
function M.rows(doc)
  local rows = M.sheets(doc)
  rows.sections, rows.passages = section.rows(rows.sections, rows.passages)
  rows.figures, rows.observations = figure_rows.rows(rows.figures), observation.rows(rows.observations)
  rows.indicators = nil
  return rows
end

local REPORT = table.move(META, 1, #META, 1, {})
table.move({ "body", "content_start", "content_stop", "damage", "evidence" }, 1, 5, #REPORT + 1, REPORT)

local INSERT = ("INSERT INTO report(id, source_id, %s) VALUES (?, ?%s)"):format(table.concat(REPORT, ", "),
  (", ?"):rep(#REPORT))

local function put_report(db, source_id, id, one)
  region.put(db, one.region_code, one.year, one)
  local values = {}
  for i, name in ipairs(REPORT) do values[i] = one[name] end
  db:exec(INSERT, id, source_id, table.unpack(values, 1, #REPORT))
  return id or db:insert_id()
end

--- Writes the rows of M.rows or M.sheets as the report of a source, corrected as it was before. Its sketch is left
--- to twins.put.
-- @param report_id the id it takes; nil for a new one
-- @return the number of the report
function M.put_rows(corpus, source_id, report_id, rows)
  local db = corpus.db
  local id = put_report(db, source_id, report_id, rows.report)
  local before_sections = section.put(db, id, rows.sections)
  local before_figures = figure_rows.put(db, id, rows.figures, before_sections)
  observation.put(db, id, rows.observations, before_figures, rows.indicators)
  observation.stamp(db, id, rows.report.kind, rows.edition)
  edition.keep(db, rows.report.kind, rows.edition)
  local passages = section.packed(rows.passages)
  fulltext.wait(corpus, passages, rows.report.body, section.put_passages(db, id, passages, before_sections))
  correction.apply(db, id, rows.source.sha256)
  return id
end

local REPORTS = "SELECT report.*, path, sha256, bytes, format, encoding, map, url, "
  .. "locators, notes FROM report JOIN source ON source.id = source_id WHERE report.id = ?"

-- The columns `names` of a row.
local function part(row_of_all, names)
  local one = {}
  for _, name in ipairs(names) do one[name] = row_of_all[name] end
  return one
end

-- A row of the table report as the file was read, before anything was corrected.
local function uncorrected(stored)
  local one, evidence = part(stored, REPORT), json.decode(stored.evidence)
  local corrected = false
  for field in pairs(correction.FIELDS) do
    local read = evidence[field] and evidence[field].from == "correction" and evidence[field].read
    if read then one[field], evidence[field], corrected = read.value, read.evidence, true end
  end
  if corrected then one.evidence = json.encode(evidence) end
  return one
end

-- The rows of a table that belong to a report, in order of their ids, with the numbers of the rows they refer to
-- in place of ids; and id → number.
local function numbered(db, sql, id, refers)
  local rows, number_of = {}, {}
  for one in db:rows(sql, id) do
    number_of[one.id] = #rows + 1
    for column, refer in pairs(refers) do
      one[refer.name] = (refer.of or number_of)[one[column]]
      one[column] = nil
    end
    one.id, one.report_id = nil, nil
    rows[#rows + 1] = one
  end
  return rows, number_of
end

local function flag(rows, name)
  for _, one in ipairs(rows) do one[name] = one[name] == 1 end
  return rows
end

--- The rows of a stored report as document.rows of this module made them, without what was corrected since.
function Corpus:stored_rows(id)
  local db, n = self.db, row.report(self.db, id)
  local stored = db:row(REPORTS, n)
  local sections, section_of = numbered(db, "SELECT * FROM section WHERE report_id = ? ORDER BY id", n,
    { parent_id = { name = "parent" } })
  for _, one in ipairs(sections) do one.ordinal = nil end
  local in_section = { section_id = { name = "section", of = section_of } }
  local figures, figure_of = numbered(db, "SELECT * FROM figure WHERE report_id = ? ORDER BY id", n, in_section)
  local observations = numbered(db, [[SELECT observation.*, indicator_id AS indicator FROM observation
    WHERE report_id = ? ORDER BY id]], n, { figure_id = { name = "figure", of = figure_of } })
  for _, one in ipairs(observations) do one.indicator_id = nil end
  local sketch = db:row("SELECT characters_sha256, characters, minhash FROM sketch WHERE report_id = ?", n)
  return {
    source = part(stored, SOURCE), report = uncorrected(stored), sections = sections,
    figures = flag(figures, "part"), observations = flag(observations, "claimed"),
    passages = numbered(db, "SELECT * FROM passage WHERE report_id = ? ORDER BY id", n, in_section),
    sketch = sketch or twins.row(stored.body:sub(stored.content_start + 1, stored.content_stop)),
    edition = db:value("SELECT catalogue FROM observed WHERE report_id = ?", n),
  }
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
