-- figure_rows: the figures of a report as the corpus keeps them: written, read, and written anew when
-- the figure grammar has learnt something, with the ids of those that stand where they stood. It
-- owns the SQL of the table figure for one report.
--
-- Functions take the open database of a corpus and numbers of reports, run inside the
-- transaction of their caller and raise what goes wrong.

local M = {}

local COLUMNS = { "section_id", "start", "stop", "number_stop", "source_start", "source_stop", "raw", "value", "upper",
  "unit", "bound", "kind", "subject", "predicate", "change", "base", "from_value", "scope", "period", "part" }

local INSERT = ("INSERT INTO figure(report_id, %s) VALUES (?%s)")
  :format(table.concat(COLUMNS, ", "), (", ?"):rep(#COLUMNS))
local UPDATE = ("UPDATE figure SET %s = ? WHERE id = ?"):format(table.concat(COLUMNS, " = ?, "))

-- The values of COLUMNS for a figure of a document.
local function values_of(doc, f, sections)
  local first, last
  if doc.source then first, last = doc:source(f.start, f.stop) end
  return sections[f.section], f.start - 1, f.stop, f.number_stop, first and first - 1, last, f.raw, f.value, f.upper,
    f.unit or "", f.bound or "exact", f.kind or "other", f.subject, f.predicate, f.change, f.base, f.from, f.scope,
    f.period, f.part == true
end

local function insert(db, report_id, doc, f, sections)
  db:exec(INSERT, report_id, values_of(doc, f, sections))
  return db:insert_id()
end

--- Writes the figures of a document.
-- @param sections the stored ids of its sections, by row
-- @return the stored ids of the figures, by row
function M.put(db, report_id, doc, sections)
  local ids = {}
  for i, f in ipairs(doc.figures) do ids[i] = insert(db, report_id, doc, f, sections) end
  return ids
end

--- The figures of a report in the shape of fazhi.figure, with id ("f12"), figure_id, source_start
--- and source_stop.
-- @param row_of section id → row
function M.read(db, report_id, row_of)
  local list = {}
  for f in db:rows("SELECT * FROM figure WHERE report_id = ? ORDER BY start, stop, id", report_id) do
    f.start, f.from, f.part = f.start + 1, f.from_value, f.part == 1
    f.source_start = f.source_start and f.source_start + 1
    f.section, f.figure_id, f.id = row_of[f.section_id] or 0, f.id, "f" .. f.id
    list[#list + 1] = f
  end
  return list
end

local function place(first, last)
  return first .. " " .. last
end

--- The stored ids of figures that stand where stored ones stand, by row, nil for the others.
-- @return ids; and those of the stored figures that are not found any more
function M.match(db, report_id, figures)
  local stored, ids, gone = {}, {}, {}
  for f in db:rows("SELECT id, start, stop FROM figure WHERE report_id = ? ORDER BY id", report_id) do
    stored[place(f.start + 1, f.stop)] = f.id
    gone[f.id] = true
  end
  for i, f in ipairs(figures) do
    ids[i] = stored[place(f.start, f.stop)]
    if ids[i] then gone[ids[i]] = nil end
  end
  return ids, gone
end

local function update(db, id, ...)
  local values = table.pack(...)
  values[values.n + 1] = id
  db:exec(UPDATE, table.unpack(values, 1, values.n + 1))
end

--- Writes figures that were read anew. What is gone stays until M.remove, since observations rest on it.
-- @param doc of document.stored; sections as for M.put
-- @return ids by row, ids of what is gone
function M.replace(db, report_id, doc, sections)
  local ids, gone = M.match(db, report_id, doc.figures)
  for i, f in ipairs(doc.figures) do
    if ids[i] then update(db, ids[i], values_of(doc, f, sections))
    else ids[i] = insert(db, report_id, doc, f, sections) end
  end
  return ids, gone
end

--- Deletes figures, given as the keys of a table.
function M.remove(db, ids)
  for id in pairs(ids) do db:exec("DELETE FROM figure WHERE id = ?", id) end
end

return M
