-- report: the reports themselves: one, those that fit filters, and what stands in a row of the
-- table report.

local condition = require "fazhi.corpus.condition"
local observation = require "fazhi.observation"
local row = require "fazhi.corpus.row"
local span = require "fazhi.corpus.span"
local stored = require "fazhi.stored"
local twins = require "fazhi.twins"

local M, Corpus, Raising = {}, {}, {}
M.methods, M.raising = Corpus, Raising

--- Reports r as rows for stored.report; more conditions on r may follow.
M.REPORT = ([[SELECT 'r' || r.id AS id, r.id AS report_id, r.kind, r.title, r.issuer, r.region_code,
  r.region, r.level, r.year, r.published, r.doc_number, r.script, s.path, s.url, s.sha256, s.bytes, s.format,
  s.encoding, s.notes, s.added_at, TWIN_OF AS twin_of
  FROM report r JOIN source s ON s.id = r.source_id WHERE 1]]):gsub("TWIN_OF", { TWIN_OF = twins.TWIN_OF })

--- The same without what is known of the file, which stored.report then reads when it is asked for: an index has all
--- the rest, and the row of a file is far away.
M.LEAN = [[SELECT 'r' || r.id AS id, r.id AS report_id, r.kind, r.title, r.issuer, r.region_code, r.region, r.level,
  r.year, r.published, r.doc_number, r.script, 1 AS is_lean FROM report r WHERE 1]]

--- The number of reports that a condition made by condition.where fits.
function M.count(db, sql, values)
  return db:value("SELECT count(*) FROM report r WHERE 1" .. sql, table.unpack(values))
end

--- The report with this id; or nil, message, "E103".
function Corpus:report(id)
  return stored.report(self, self.db:row(M.REPORT .. " AND r.id = ?", row.report(self.db, id)))
end

--- The reports that fit all filters: region, within, year, from, to, level, kind, report, twins. What is
--- set aside as a twin is left out unless it is asked for by its id or with twins = "all" or "only".
-- @return an object with :each(), :count(), :frame(), which read when they are called
function Corpus:reports(filters)
  local sql, values = condition.where(self.db, filters)
  return stored.reports(self, { sql = sql, values = values })
end

-- The SQL and values of what corpus:reports made, or of filters.
local function query_of(self, by)
  if by and by.sql then return by end
  local sql, values = condition.where(self.db, by)
  return { sql = sql, values = values }
end

-- Columns in the order of the index; the file of a report is found by its number alone.
local LISTED = ([[SELECT 'r' || r.id AS id, r.region_code, r.region, r.level, r.year, r.kind, r.title, r.issuer,
  r.published, s.path, TWIN_OF AS twin_of FROM report r CROSS JOIN source s ON s.id = r.source_id WHERE 1]])
  :gsub("TWIN_OF", { TWIN_OF = twins.TWIN_OF })

--- The reports that fit the filters as plain rows for a list of them, in order of region and year.
-- @return list of { id=, region_code=, region=, level=, year=, kind=, title=, issuer=, published=, path=, twin_of= }
function Corpus:listing(filters)
  local sql, values = condition.where(self.db, filters)
  return row.all(self.db, LISTED .. sql .. condition.ORDER, table.unpack(values))
end

--- Iterates over the reports that fit the filters; count_reports counts them.
-- @param by filters, or the filter of what corpus:reports gave; nil: all
-- @param is_lean true: what is known of their files (path, url, sha256 …) is read when it is asked for
function Raising:each_report(by, is_lean)
  by = query_of(self, by)
  local next_row, state, control, closing =
    self.db:rows((is_lean and M.LEAN or M.REPORT) .. by.sql .. condition.ORDER, table.unpack(by.values))
  return function()
    local one = next_row(state, control)
    return one and stored.report(self, one)
  end, nil, nil, closing
end

--- The number of reports that fit the filters, as of each_report.
function Raising:count_reports(by)
  by = query_of(self, by)
  return M.count(self.db, by.sql, by.values)
end

-- From each code the next one is sought, and among its reports one of the years: few are left for whose reports more is
-- read. The name is that of the latest report: SQLite takes a column that is not grouped from the row of the maximum.
local SILENT = [[WITH RECURSIVE place(code) AS (SELECT min(region_code) FROM report
    UNION ALL SELECT (SELECT min(region_code) FROM report WHERE region_code > code) FROM place WHERE code IS NOT NULL)
  SELECT r.region_code, r.region, max(ifnull(r.year, -1) * 4294967296 + r.id) AS latest FROM report r
  WHERE r.region_code IN (SELECT code FROM place WHERE NOT EXISTS
    (SELECT 1 FROM report r WHERE r.region_code = code%s AND r.year BETWEEN ? AND ?))%s
  GROUP BY r.region_code ORDER BY r.region_code]]

--- Which regions have reports that fit the filters, but none of the years from … to.
-- @param filters without years; from, to: years, nil for no bound
-- @return list of { region_code=, region= (as the latest report calls it) }, in order of code
function Corpus:silent_regions(filters, from, to)
  local sql, values = condition.where(self.db, filters)
  local all = table.move(values, 1, #values, 1, {})
  all[#all + 1], all[#all + 2] = from or math.mininteger, to or math.maxinteger
  return row.all(self.db, SILENT:format(sql, sql), table.unpack(table.move(values, 1, #values, #all + 1, all)))
end

--- The ids of the reports that fit the filters.
-- @param stale true: only those that were not observed with the catalogue in force
-- @return list of ids ("r4") in the order they were added
function Corpus:ids(filters, stale)
  local sql, values = condition.where(self.db, filters)
  local list = {}
  for one in self.db:rows(observation.REPORTS .. sql .. " ORDER BY r.id", table.unpack(values)) do
    if not stale or observation.is_stale(one) then list[#list + 1] = "r" .. one.id end
  end
  return list
end

--- The clean body of a report.
function Corpus:body(id)
  return self.db:value("SELECT body FROM report WHERE id = ?", row.report(self.db, id))
end

--- How much there is of a report: { characters=, section_count=, figure_count=, observation_count= }.
function Corpus:sizes(id)
  return self.db:row([[SELECT length(body) AS characters,
    (SELECT count(*) FROM section WHERE report_id = r.id) AS section_count,
    (SELECT count(*) FROM figure WHERE report_id = r.id) AS figure_count,
    (SELECT count(*) FROM observation WHERE report_id = r.id) AS observation_count
    FROM report r WHERE r.id = ?]], row.report(self.db, id))
end

--- Where each field of a report was taken from, as read: { title = { from=, start=, … }, … }.
-- @param field only that of this field, or nil; it is nil if there is none
function Corpus:evidence(id, field)
  local n = row.report(self.db, id)
  local sql = field and "SELECT json_extract(evidence, '$.' || ?2) FROM report WHERE id = ?1"
    or "SELECT evidence FROM report WHERE id = ?"
  local found
  if field then found = self.db:value(sql, n, field) else found = self.db:value(sql, n) end
  return found and span.decode(found)
end

return M
