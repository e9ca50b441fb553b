-- corpus.export: whole tables of a corpus, and the long table of values: one row for each report and
-- indicator. Filters come as SQL over report r, as the corpus makes them.

local failure = require "fazhi.failure"
local json = require "fazhi.json"

local M = {}

local BY_REPORT = " t JOIN report r ON r.id = t.report_id"

-- What each table is read from, with the reports that filters are about as r.
local FROM = {
  report = "report t JOIN report r ON r.id = t.id",
  source = "source t JOIN report r ON r.source_id = t.id",
  correction = "correction t JOIN source s ON s.sha256 = t.sha256 JOIN report r ON r.source_id = s.id",
  indicator = "indicator t", region = "region t", run = "run t",
}
for _, name in ipairs { "section", "figure", "observation", "passage", "likeness", "set_aside", "observed" } do
  FROM[name] = name .. BY_REPORT
end

-- Tables in which filters of reports mean nothing.
local FREE = { indicator = true, region = true, run = true }

-- Ids as the command line prints and takes them.
local LETTERS = { report_id = "r", other_id = "r", kept_id = "r", figure_id = "f", observation_id = "o" }
local OWN = { report = "r", figure = "f", observation = "o" }

local INDICATOR = { observation = "t.indicator_id", indicator = "t.id" }

--- The names of the tables that can be exported, in order.
M.names = { "report", "source", "section", "figure", "observation", "indicator", "region", "correction", "passage",
  "likeness", "set_aside", "observed", "run" }

-- Bytes such as the source map have no form in a table.
local function columns_of(db, name)
  local list, terms = {}, {}
  for c in db:rows("SELECT name, type FROM pragma_table_info(?) WHERE type <> 'BLOB'", name) do
    list[#list + 1] = c
    local letter = LETTERS[c.name] or c.name == "id" and OWN[name]
    terms[#terms + 1] = letter and ("'%s' || t.%s AS %s"):format(letter, c.name, c.name) or "t." .. c.name
  end
  return list, table.concat(terms, ", ")
end

local function check(name, has_filters, indicators)
  if not FROM[name] then failure.raise("E201", ("there is no table %s to export"):format(tostring(name))) end
  if FREE[name] and has_filters then
    failure.raise("E201", ("the table %s is not of reports: region, year, level and kind mean nothing in it"):format(name))
  end
  if indicators and not INDICATOR[name] then
    failure.raise("E201", ("the table %s has no indicators"):format(name))
  end
end

--- One table.
-- @param sql filters as SQL beginning with AND, values their values; has_filters: whether there are any
--   (twins do not count); indicators: a list of ids or nil for all
-- @return { columns = list of { name=, type= }, rows = list }; raises E201 for what does not fit together
function M.table(db, name, sql, values, has_filters, indicators)
  check(name, has_filters, indicators)
  local columns, terms = columns_of(db, name)
  local given = FREE[name] and {} or table.move(values, 1, #values, 1, {})
  local where = FREE[name] and "" or sql
  if indicators then
    where = where .. " AND " .. INDICATOR[name] .. " IN (SELECT value FROM json_each(?))"
    given[#given + 1] = json.encode(json.array(indicators))
  end
  local rows = {}
  for row in db:rows(("SELECT %s FROM %s WHERE 1%s ORDER BY t.rowid"):format(terms, FROM[name], where),
    table.unpack(given)) do rows[#rows + 1] = row end
  return { columns = columns, rows = rows }
end

local VALUES = [[WITH ranked AS (
    SELECT o.*, row_number() OVER (PARTITION BY o.report_id, o.indicator_id ORDER BY o.score DESC, f.start, o.id)
      AS place, count(*) OVER (PARTITION BY o.report_id, o.indicator_id) - 1 AS others
    FROM observation o LEFT JOIN figure f ON f.id = o.figure_id)
  SELECT r.region_code, r.region, r.level, r.year, r.kind, 'r' || r.id AS report, r.issuer, r.title,
    o.indicator_id AS indicator, i.name AS indicator_name, o.value, o.unit, o.bound, o.scope, o.period, o.claimed,
    o.score, o.note, o.others, 'o' || o.id AS id, o.id AS observation_id, r.region AS region_full
  FROM ranked o JOIN report r ON r.id = o.report_id JOIN indicator i ON i.id = o.indicator_id WHERE o.place = 1]]

local ORDER = " ORDER BY r.region_code IS NULL, r.region_code, r.year, r.id, i.part, i.id"

--- The best observation of each indicator in each report, as corpus:values chooses it.
-- @param own_kind true: only in reports of the kind that the indicator is made for
-- @return list of rows: region_code, region, level, year, kind, report, issuer, title, indicator, indicator_name, value,
--   unit, bound, scope, period, claimed (boolean), score, note, others (further observations of it there), id
function M.values(db, sql, values, own_kind, indicators)
  local given = table.move(values, 1, #values, 1, {})
  local where = sql .. (own_kind and " AND r.kind = i.catalogue" or "")
  if indicators then
    where = where .. " AND i.id IN (SELECT value FROM json_each(?))"
    given[#given + 1] = json.encode(json.array(indicators))
  end
  local rows = {}
  for row in db:rows(VALUES .. where .. ORDER, table.unpack(given)) do
    row.claimed = row.claimed == 1
    rows[#rows + 1] = row
  end
  return rows
end

return M
