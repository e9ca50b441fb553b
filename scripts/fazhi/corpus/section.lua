-- section: the sections of a report, and where in them something stands. It owns the SQL of the
-- tables section and passage, which are written together.

local core = require "fazhi.core"
local passage = require "fazhi.passage"
local row = require "fazhi.corpus.row"

local M, Corpus = {}, {}
M.methods = Corpus

-- Plain values by name, spans from 0 and half open; `parent` is the number of the section a section lies in, `section`
-- that of the section a passage is the text of.
local SECTIONS = core.sheet.columns { { "parent", counts = true }, "level", "marker", "heading", { "start", add = -1 },
  "stop" }
local PASSAGES = core.sheet.columns { { "section", counts = true }, { "start", add = -1 }, "stop" }

-- What M.rows gives, once more as sheets.
local PLAIN_SECTIONS, PLAIN_PASSAGES = core.sheet.columns(SECTIONS:names()), core.sheet.columns(PASSAGES:names())

-- ?2 is the id before the first section.
local INSERT = [[INSERT OR FAIL INTO section(id, report_id, parent_id, ordinal, level, marker, heading, start, stop)
  SELECT ?2 + n, ?3, ?2 + c1, n, c2, c3, c4, c5, c6 FROM sheet(?1)]]
local INSERT_PASSAGE = [[INSERT OR FAIL INTO passage(id, report_id, section_id, start, stop)
  SELECT ?2 + n, ?3, ?4 + c1, c2, c3 FROM sheet(?1)]]

--- The sections of a document as a sheet of rows (fazhi.core.sheet).
function M.sheet(doc)
  return SECTIONS:pack(doc.sections)
end

--- The passages of a document as a sheet of rows.
function M.passage_sheet(doc)
  return PASSAGES:pack(passage.cut(doc.body, doc.sections))
end

--- The rows of M.sheet and M.passage_sheet as lists of tables.
function M.rows(sheet, passages)
  return SECTIONS:rows(sheet), PASSAGES:rows(passages)
end

--- A list of passages as M.passage_sheet has them, once more as a sheet.
function M.packed(passages)
  return type(passages) == "string" and passages or PLAIN_PASSAGES:pack(passages)
end

--- Writes the rows of a sheet of sections, or of a list.
-- @return the id before that of the first section
function M.put(db, report_id, rows)
  local id = db:value("SELECT ifnull(max(id), 0) FROM section")
  db:exec(INSERT, { sheet = type(rows) == "string" and rows or PLAIN_SECTIONS:pack(rows) }, id, report_id)
  return id
end

--- Writes the rows of a sheet of passages; their words are left to fulltext.
-- @param before the id before that of the first section of the report
-- @return the id before that of the first passage
function M.put_passages(db, report_id, rows, before)
  local id = db:value("SELECT ifnull(max(id), 0) FROM passage")
  db:exec(INSERT_PASSAGE, { sheet = rows }, id, report_id, before)
  return id
end

--- The sections of a report as corpus:sections, and section id → row.
function M.read(db, report_id)
  local rows, row_of = row.all(db, "SELECT * FROM section WHERE report_id = ? ORDER BY ordinal", report_id), {}
  for i, s in ipairs(rows) do
    row_of[s.id] = i
    s.start, s.parent = s.start + 1, row_of[s.parent_id] or 0
  end
  return rows, row_of
end

--- The markers and headings from the top down to a section, as a list; empty for nil.
function M.path(db, id)
  local list = {}
  while id do
    local s = db:row("SELECT parent_id, marker, heading FROM section WHERE id = ?", id)
    table.insert(list, 1, s.marker .. s.heading)
    id = s.parent_id
  end
  return list
end

--- The sections of a report as rows in the shape of fazhi.outline: level, marker, heading,
--- start, stop, parent (row number or 0), ordinal.
function Corpus:sections(id)
  return (M.read(self.db, row.report(self.db, id)))
end

return M
