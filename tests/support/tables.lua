-- tables: all that a corpus holds, as lines that can be compared: with its ids, or, for files that were read in
-- another order, without them. When something was done is left out.

local M = {}

local TIMES = { added_at = true, observed_at = true, corrected_at = true, decided_at = true, began_at = true,
  ended_at = true, seconds = true }

local function names_of(db)
  local list = {}
  for row in db:rows([[SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
    AND name NOT LIKE 'passage_fts_%' AND name <> 'run' ORDER BY name]]) do list[#list + 1] = row.name end
  return list
end

-- A row as text, its columns in order of their names.
local function line(name, row, skips)
  local parts = {}
  for column, value in pairs(row) do
    local is_left_out = TIMES[column] or skips and skips(column)
    if not is_left_out then parts[#parts + 1] = column .. "=" .. tostring(value) end
  end
  table.sort(parts)
  return name .. "\t" .. table.concat(parts, "\t")
end

--- Every row of every table but the log of runs, as sorted lines.
function M.lines(corpus)
  local list = {}
  for _, name in ipairs(names_of(corpus.db)) do
    for row in corpus.db:rows("SELECT * FROM " .. name) do list[#list + 1] = line(name, row) end
  end
  table.sort(list)
  return list
end

local function is_id(column)
  return column == "id" or column:find("_id$") ~= nil
end

-- What hangs on a report, by its file.
local OF_REPORTS = {
  { "report", "SELECT s.sha256, r.* FROM report r JOIN source s ON s.id = r.source_id" },
  { "section", [[SELECT s.sha256, x.* FROM section x JOIN report r ON r.id = x.report_id
    JOIN source s ON s.id = r.source_id]] },
  { "figure", [[SELECT s.sha256, c.ordinal, f.* FROM figure f JOIN report r ON r.id = f.report_id
    JOIN source s ON s.id = r.source_id LEFT JOIN section c ON c.id = f.section_id]] },
  { "observation", [[SELECT s.sha256, o.indicator_id AS indicator, f.start AS at, o.*
    FROM observation o JOIN report r ON r.id = o.report_id JOIN source s ON s.id = r.source_id
    LEFT JOIN figure f ON f.id = o.figure_id]] },
}

--- Reports, sections, figures and observations without their ids, as sorted lines.
function M.lines_without_ids(corpus)
  local list = {}
  for _, one in ipairs(OF_REPORTS) do
    for row in corpus.db:rows(one[2]) do list[#list + 1] = line(one[1], row, is_id) end
  end
  table.sort(list)
  return list
end

--- The lines that only one of two lists has, "- " before those of the first and "+ " before those of the second; no
--- more than ten.
function M.differences(a, b)
  local count, list = {}, {}
  for _, s in ipairs(a) do count[s] = (count[s] or 0) + 1 end
  for _, s in ipairs(b) do count[s] = (count[s] or 0) - 1 end
  for s, n in pairs(count) do
    if n ~= 0 and #list < 10 then list[#list + 1] = (n > 0 and "- " or "+ ") .. s:sub(1, 500) end
  end
  table.sort(list)
  return list
end

return M
