-- value: the values of one indicator over many reports, and the reports that have none.

local condition = require "fazhi.corpus.condition"
local indicators = require "fazhi.corpus.indicator"
local observation = require "fazhi.observation"
local preference = require "fazhi.corpus.preference"
local quote = require "fazhi.corpus.quote"
local region = require "fazhi.corpus.region"
local report = require "fazhi.corpus.report"
local row = require "fazhi.corpus.row"
local stored = require "fazhi.stored"

local M, Corpus = {}, {}
M.methods = Corpus

local VALUES = ([[WITH ranked AS (
    SELECT o.*, row_number() OVER (PARTITION BY o.report_id ORDER BY PREFERENCE) AS place
    FROM observation o LEFT JOIN figure f ON f.id = o.figure_id WHERE o.indicator_id = ?)
  SELECT 'r' || r.id AS report, r.id AS report_id, r.region_code, NAME AS region, r.region AS region_full,
    r.level, r.year, r.title, r.issuer, o.indicator_id AS indicator, o.value, o.unit, o.bound, o.scope, o.period,
    o.claimed, o.score, o.note, o.rule, o.id AS observation_id, 'o' || o.id AS id, o.figure_id, f.raw, f.change,
    f.base, (SELECT count(DISTINCT x.value) FROM observation x WHERE x.report_id = o.report_id
      AND x.indicator_id = o.indicator_id AND x.value <> o.value) AS others, QUOTE
  FROM ranked o JOIN report r ON r.id = o.report_id LEFT JOIN figure f ON f.id = o.figure_id
  WHERE o.place = 1]]):gsub("%u+", { NAME = region.NAME, QUOTE = quote.COLUMNS_OR_WORDS })

--- The best observation of an indicator in each report that has one: a sure one, then one of the whole region before
--- one of a part, then the one with the highest score, among equals the first in the text. Only reports of the kind
--- the indicator is made for, unless filters.kind says another or "any".
-- @param filters as for reports
-- @return list in order of region and year of { id=, report=, report_id=, region_code=, region= (own name),
--   region_full=, level=, year=, indicator=, value=, unit=, bound=, scope=, period=, claimed=,
--   score=, note=, rule=, quote= (the sentence), raw=, figure_id=, observation_id=, others= (number of
--   other values of it in the report), other_values= (those, if there are any, as corpus:why gives
--   them) }; each has :why(), the list :frame()
function Corpus:values(indicator, filters)
  local db = self.db
  if indicator:find("[\128-\255]") then indicator = require("fazhi.values").indicator(indicator) or indicator end
  local sql, values = condition.where(db, indicators.filters(db, indicator, filters))
  local list = {}
  for one in db:rows(preference.put(VALUES) .. sql .. condition.ORDER, indicator, table.unpack(values)) do
    one.claimed = one.claimed == 1
    one.quote = quote.take(db, one)
    if one.others > 0 then one.other_values = observation.other_values(db, one) end
    list[#list + 1] = stored.value(self, one)
  end
  return stored.values(list)
end

--- The reports that fit the filters, of the kind the indicator is made for, and have no
--- observation of it.
-- @return list of reports
function Corpus:missing(indicator, filters)
  local sql, values = condition.where(self.db, indicators.filters(self.db, indicator, filters))
  values[#values + 1] = indicator
  local list = row.all(self.db, report.REPORT .. sql .. " AND NOT EXISTS (SELECT 1 FROM observation o "
    .. "WHERE o.report_id = r.id AND o.indicator_id = ?)" .. condition.ORDER, table.unpack(values))
  for _, one in ipairs(list) do stored.report(self, one) end
  return list
end

return M
