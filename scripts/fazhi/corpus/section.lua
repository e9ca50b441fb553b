-- section: the sections of a report, and where in them something stands. It owns the SQL of the
-- tables section and passage, which are written together.

local passage = require "fazhi.passage"
local row = require "fazhi.corpus.row"

local M, Corpus = {}, {}
M.methods = Corpus

local COLUMNS = { "parent", "level", "marker", "heading", "start", "stop" }

-- ?1 is the number of the row, ?2 the id before the first section.
local INSERT = [[INSERT INTO section(id, report_id, parent_id, ordinal, level, marker, heading, start, stop)
  VALUES (?2 + ?1, ?3, ?2 + ?4, ?1, ?5, ?6, ?7, ?8, ?9)]]

--- The sections of a document as rows: plain values by name, spans from 0 and half open, `parent` the number
--- of the section it lies in.
function M.rows(doc)
  local rows = {}
  for i, s in ipairs(doc.sections) do
    rows[i] = { parent = doc.sections[s.parent] and s.parent or nil, level = s.level, marker = s.marker,
      heading = s.heading, start = s.start - 1, stop = s.stop }
  end
  return rows
end

--- Writes the rows of M.rows.
-- @return the id before that of the first section
function M.put(db, report_id, rows)
  local id = db:value("SELECT ifnull(max(id), 0) FROM section")
  db:many(INSERT, COLUMNS, rows, id, report_id)
  return id
end

--- The passages of a document as rows, `section` the number of the section they are the text of.
function M.passage_rows(doc)
  local rows = passage.cut(doc.body, doc.sections)
  for _, one in ipairs(rows) do one.start = one.start - 1 end
  return rows
end

--- Writes the rows of M.passage_rows; their words are left to fulltext.
-- @param before the id before that of the first section of the report
-- @return the id before that of the first passage
function M.put_passages(db, report_id, rows, before)
  local id = db:value("SELECT ifnull(max(id), 0) FROM passage")
  db:many([[INSERT INTO passage(id, report_id, section_id, start, stop) VALUES (?2 + ?1, ?3, ?4 + ?5, ?6, ?7)]],
    { "section", "start", "stop" }, rows, id, report_id, before)
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
