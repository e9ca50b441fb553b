-- export: whole tables of a corpus, and all its values as one long table: a row for each report and
-- indicator.

local condition = require "fazhi.corpus.condition"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local json = require "fazhi.json"
local preference = require "fazhi.corpus.preference"
local row = require "fazhi.corpus.row"

local M, Corpus = {}, {}
M.methods = Corpus

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

-- Tables without a row number.
local ORDER = { likeness = "t.report_id, t.other_id" }

--- The names of the tables that can be exported, in order.
M.names = { "report", "source", "section", "figure", "observation", "indicator", "region", "correction", "passage",
  "likeness", "set_aside", "observed", "run" }

local INDICATOR = { observation = "t.indicator_id", indicator = "t.id" }

-- Bytes such as the source map have no form in a table.
local function columns_of(db, name)
  local list = row.all(db, "SELECT name, type FROM pragma_table_info(?) WHERE type <> 'BLOB'", name)
  local terms = {}
  for i, c in ipairs(list) do
    local letter = LETTERS[c.name] or c.name == "id" and OWN[name]
    if letter then c.type = "TEXT" end
    terms[i] = letter and ("'%s' || t.%s AS %s"):format(letter, c.name, c.name) or "t." .. c.name
  end
  return list, table.concat(terms, ", ")
end

local RANGE = { from = "year", to = "year" }

local function check(name, filters)
  if not FROM[name] then
    failure.raise("E201", message.text("no_table", { word = name, choices = table.concat(M.names, ", ") }))
  end
  if filters.indicator and not INDICATOR[name] then
    failure.raise("E201", message.text("table_without_indicators", { word = name }))
  end
  for key in pairs(filters) do
    if FREE[name] and key ~= "indicator" and key ~= "twins" then
      failure.raise("E201", message.text("table_without_reports", { word = name, filter = RANGE[key] or key }))
    end
  end
end

-- Adds a condition on the indicator to filters that are SQL already.
local function with_indicators(sql, values, column, indicators)
  if not indicators then return sql, values end
  values[#values + 1] = json.encode(json.array(table.move(indicators, 1, #indicators, 1, {})))
  return sql .. " AND " .. column .. " IN (SELECT value FROM json_each(?))", values
end

--- One table as it is stored, but for bytes; ids of reports, figures and observations as r4, f12, o7.
-- @param name one of corpus.export's `names`
-- @param filters as for reports, and indicator, a list of ids; what is set aside as a twin is there unless
--   filters.twins says otherwise. Raises E201 for a filter that means nothing in the table
-- @return { columns = list of { name=, type= }, rows = list }
function Corpus:table(name, filters)
  filters = filters or {}
  check(name, filters)
  local columns, terms = columns_of(self.db, name)
  local sql, values = "", {}
  if not FREE[name] then
    local all = setmetatable({ twins = filters.twins or "all" }, { __index = filters })
    sql, values = condition.where(self.db, all)
  end
  sql, values = with_indicators(sql, values, INDICATOR[name], filters.indicator)
  local rows = row.all(self.db, ("SELECT %s FROM %s WHERE 1%s ORDER BY %s"):format(terms, FROM[name], sql,
    ORDER[name] or "t.rowid"), table.unpack(values))
  return { columns = columns, rows = rows }
end

local VALUES = [[WITH ranked AS (
    SELECT o.*, row_number() OVER (PARTITION BY o.report_id, o.indicator_id ORDER BY PREFERENCE)
      AS place, count(*) OVER (PARTITION BY o.report_id, o.indicator_id) - 1 AS others
    FROM observation o LEFT JOIN figure f ON f.id = o.figure_id)
  SELECT r.region_code, r.region, r.region AS region_full, r.level, r.year, r.kind, 'r' || r.id AS report,
    r.id AS report_id, r.issuer, r.title, o.indicator_id AS indicator, i.name AS indicator_name, o.value, o.unit,
    o.bound, o.scope, o.basis, o.period, o.claimed, o.score, o.note, o.others, 'o' || o.id AS id,
    o.id AS observation_id, f.raw
  FROM ranked o JOIN report r ON r.id = o.report_id JOIN indicator i ON i.id = o.indicator_id
    LEFT JOIN figure f ON f.id = o.figure_id WHERE o.place = 1]]

--- The best observation of each indicator in each report, chosen as corpus:values chooses it; only in
--- reports of the kind that the indicator is made for, unless filters.kind says another or "any".
-- @param filters as for reports, and indicator, a list of ids
-- @return list of rows in order of region, year and indicator: region_code, region and region_full (the full name),
--   level, year, kind, report, report_id, issuer, title, indicator, indicator_name, value, unit, bound, scope, basis,
--   period, claimed, score, note, others (further observations of it in the report), raw, id, observation_id
function Corpus:all_values(filters)
  filters = filters or {}
  local kind = filters.kind
  local sql, values = condition.where(self.db, setmetatable({}, { __index = function(_, name)
    if name == "kind" and kind == "any" then return nil end
    return filters[name]
  end }))
  if not kind then sql = sql .. " AND r.kind = i.catalogue" end
  sql, values = with_indicators(sql, values, "i.id", filters.indicator)
  local list = row.all(self.db, preference.put(VALUES) .. sql .. condition.ORDER .. ", i.part, i.id",
    table.unpack(values))
  for _, one in ipairs(list) do one.claimed = one.claimed == 1 end
  return list
end

return M
