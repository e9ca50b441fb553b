-- document: a document of the stages on its way into the tables, and out of them again. It owns
-- how a report is written with all that hangs on it.

local correction = require "fazhi.corpus.correction"
local figure_rows = require "fazhi.figure_rows"
local observation = require "fazhi.observation"
local region = require "fazhi.corpus.region"
local row = require "fazhi.corpus.row"
local section = require "fazhi.corpus.section"
local span = require "fazhi.corpus.span"

local M, Corpus = {}, {}
M.methods = Corpus

local function put_report(db, source_id, id, doc)
  local meta = doc.meta
  region.put(db, meta.region_code, meta.year, meta)
  db:exec([[INSERT INTO report(id, source_id, kind, title, issuer, region_code, region, level, year,
    published, doc_number, script, body, content_start, content_stop, damage, evidence)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)]], id, source_id, meta.kind, meta.title,
    meta.issuer, meta.region_code, meta.region, meta.level, meta.year, meta.published, meta.doc_number,
    meta.script, doc.body, doc.content[1] - 1, doc.content[2], span.encode_list(doc.damage),
    span.encode(meta.evidence))
  return db:insert_id()
end

--- Writes a document as the report of a source, corrected as it was before.
-- @param report_id the id it takes; nil for a new one
-- @return the number of the report
function M.put(db, source_id, report_id, doc)
  report_id = put_report(db, source_id, report_id, doc)
  local sections = section.put(db, report_id, doc.sections)
  local figures = figure_rows.put(db, report_id, doc, sections)
  for _, o in ipairs(doc.observations) do observation.put(db, report_id, o, figures[o.figure]) end
  observation.stamp(db, report_id, doc.meta.kind, doc.edition)
  section.put_passages(db, report_id, doc, sections)
  correction.apply(db, report_id, doc.sha256)
  return report_id
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
