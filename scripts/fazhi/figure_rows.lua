-- figure_rows: the figures of a report as the corpus keeps them: written, read, and written anew when
-- the figure grammar has learnt something, with the ids of those that stand where they stood. It
-- owns the SQL of the table figure for one report.
--
-- Functions take the open database of a corpus and numbers of reports, run inside the
-- transaction of their caller and raise what goes wrong.

local core = require "fazhi.core"

local M = {}

-- A figure of a document as a row: spans from 0 and half open, `section` the number of its section in the document.
local SHEET = core.sheet.columns {
  { "section", counts = true }, { "start", add = -1 }, "stop", "number_stop", { "source_start", list = 1, add = -1 },
  { "source_stop", list = 2 }, "raw", "value", "upper", { "unit", otherwise = "" }, { "bound", otherwise = "exact" },
  { "kind", otherwise = "other" }, "subject", "predicate", "change", "base", { "from_value", from = "from" }, "scope",
  "period", { "part", otherwise = false },
}

local COLUMNS = SHEET:names()

-- The columns of the table: section_id instead of the number of a row.
local STORED = table.concat(COLUMNS, ", "):gsub("section", "section_id")

-- What M.rows gives, once more as a sheet.
local PLAIN = core.sheet.columns(COLUMNS)

-- ?2 is the id before the first figure, ?3 that before the first section.
local INSERT = ("INSERT OR FAIL INTO figure(id, report_id, %s) SELECT ?2 + n, ?4, ?3 + c1, %s FROM sheet(?1)")
  :format(STORED, PLAIN:cells(2))
local INSERT_ONE = ("INSERT INTO figure(report_id, %s) VALUES (?%s)"):format(STORED, (", ?"):rep(#COLUMNS))
local UPDATE = ("UPDATE figure SET %s = ? WHERE id = ?"):format(STORED:gsub(",", " = ?,"))

--- The figures of a document as a sheet of rows (fazhi.core.sheet).
function M.sheet(doc)
  local first, last = {}, {}
  if doc.source then
    for i, f in ipairs(doc.figures) do first[i], last[i] = doc:source(f.start, f.stop) end
  end
  return SHEET:pack(doc.figures, first, last)
end

--- The rows of such a sheet as a list of tables: plain values by name.
function M.rows(sheet)
  return SHEET:rows(sheet)
end

--- Writes the rows of M.rows, or of M.sheet.
-- @param before the id before that of the first section of the report
-- @return the id before that of the first figure
function M.put(db, report_id, rows, before)
  local id = db:value("SELECT ifnull(max(id), 0) FROM figure")
  db:exec(INSERT, { sheet = type(rows) == "string" and rows or PLAIN:pack(rows) }, id, before, report_id)
  return id
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

-- The values of a row with the id of its section, and how many there are.
local function values_of(row, sections)
  local values = {}
  for i, name in ipairs(COLUMNS) do values[i] = row[name] end
  values[1] = sections[row.section]
  return values, #COLUMNS
end

local function update(db, id, row, sections)
  local values, n = values_of(row, sections)
  values[n + 1] = id
  db:exec(UPDATE, table.unpack(values, 1, n + 1))
end

local function insert(db, report_id, row, sections)
  local values, n = values_of(row, sections)
  db:exec(INSERT_ONE, report_id, table.unpack(values, 1, n))
  return db:insert_id()
end

--- Writes figures that were read anew. What is gone stays until M.remove, since observations rest on it.
-- @param doc of document.stored; sections: the stored ids of its sections, by row
-- @return ids by row, ids of what is gone
function M.replace(db, report_id, doc, sections)
  local ids, gone = M.match(db, report_id, doc.figures)
  for i, row in ipairs(M.rows(M.sheet(doc))) do
    if ids[i] then update(db, ids[i], row, sections)
    else ids[i] = insert(db, report_id, row, sections) end
  end
  return ids, gone
end

--- Deletes figures, given as the keys of a table.
function M.remove(db, ids)
  for id in pairs(ids) do db:exec("DELETE FROM figure WHERE id = ?", id) end
end

return M
