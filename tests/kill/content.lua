-- content: what a corpus says of each of its sources, as text that does not depend on ids, times or the order in which
-- the files came: two corpora of the same files, filled in whatever way, have the same content.

local M = {}

-- Numbers of rows are told as what they stand for; times are left out.
local STANDS_FOR = {
  section_id = "(SELECT ordinal FROM section WHERE id = t.section_id)",
  parent_id = "(SELECT ordinal FROM section WHERE id = t.parent_id)",
  figure_id = "(SELECT start || '-' || stop FROM figure WHERE id = t.figure_id)",
  other_id = "(SELECT sha256 FROM source JOIN report ON source_id = source.id WHERE report.id = t.other_id)",
  kept_id = "(SELECT sha256 FROM source JOIN report ON source_id = source.id WHERE report.id = t.kept_id)",
}
local LEFT_OUT = { id = true, report_id = true, source_id = true, added_at = true, observed_at = true,
  decided_at = true, corrected_at = true }

local function columns_of(db, name)
  local list, has_report = {}, false
  for column in db:rows("SELECT name FROM pragma_table_info(?)", name) do
    has_report = has_report or column.name == "report_id"
    if not LEFT_OUT[column.name] then list[#list + 1] = STANDS_FOR[column.name] or "t." .. column.name end
  end
  return list, has_report
end

local function row_sql(columns)
  for i, column in ipairs(columns) do columns[i] = "quote(" .. column .. ")" end
  return table.concat(columns, " || ' ' || ")
end

-- The statements that tell the rows of one report, table by table.
local function statements(db)
  local list = {}
  for t in db:rows [[SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'passage\_fts%' ESCAPE '\'
      ORDER BY name]] do
    local columns, has_report = columns_of(db, t.name)
    local where = has_report and "t.report_id = ?1" or t.name == "report" and "t.id = ?1"
      or t.name == "source" and "t.id = (SELECT source_id FROM report WHERE id = ?1)"
    if where and #columns > 0 then
      list[#list + 1] = ("SELECT '%s ' || %s AS line FROM %s t WHERE %s ORDER BY line"):format(t.name, row_sql(columns),
        t.name, where)
    end
  end
  list[#list + 1] = "SELECT 'text ' || text AS line FROM passage_text WHERE report_id = ?1 ORDER BY line"
  return list
end

--- The content of a corpus that is open.
-- @param db handle of fazhi.core.store
-- @return SHA-256 of a file → list of the contents of its reports, which is one where all is well
function M.of(db)
  local all, list = {}, statements(db)
  local reports = "SELECT report.id, sha256 FROM report LEFT JOIN source ON source.id = source_id"
  for report in db:rows(reports) do
    local lines = {}
    for _, sql in ipairs(list) do
      for row in db:rows(sql, report.id) do lines[#lines + 1] = row.line end
    end
    local sha256 = report.sha256 or "none"
    all[sha256] = all[sha256] or {}
    table.insert(all[sha256], table.concat(lines, "\n"))
  end
  return all
end

return M
