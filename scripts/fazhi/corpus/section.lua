-- section: the sections of a report, and where in them something stands. It owns the SQL of the
-- tables section and passage, which are written together.

local passage = require "fazhi.passage"
local row = require "fazhi.corpus.row"

local M, Corpus = {}, {}
M.methods = Corpus

--- Writes the sections of a document.
-- @return their stored ids, by row
function M.put(db, report_id, sections)
  local ids = {}
  for i, s in ipairs(sections) do
    db:exec([[INSERT INTO section(report_id, parent_id, ordinal, level, marker, heading, start, stop)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)]], report_id, ids[s.parent], i, s.level, s.marker, s.heading,
      s.start - 1, s.stop)
    ids[i] = db:insert_id()
  end
  return ids
end

--- Cuts a document into passages and writes them for the full text.
-- @param ids the stored ids of its sections, by row
function M.put_passages(db, report_id, doc, ids)
  for _, p in ipairs(passage.cut(doc.body, doc.sections)) do
    db:exec("INSERT INTO passage(report_id, section_id, start, stop) VALUES (?, ?, ?, ?)",
      report_id, ids[p.section], p.start - 1, p.stop)
    db:exec("INSERT INTO passage_fts(rowid, text) VALUES (?, ?)", db:insert_id(), doc.body:sub(p.start, p.stop))
  end
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
