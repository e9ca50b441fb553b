-- reading: what many reports say of all indicators at once, the best observation of each.

local condition = require "fazhi.corpus.condition"
local preference = require "fazhi.corpus.preference"
local row = require "fazhi.corpus.row"

local M, Corpus = {}, {}
M.methods = Corpus

local READINGS = [[WITH ranked AS (
    SELECT o.*, row_number() OVER (PARTITION BY o.report_id, o.indicator_id
      ORDER BY PREFERENCE) AS place
    FROM observation o LEFT JOIN figure f ON f.id = o.figure_id JOIN report r ON r.id = o.report_id WHERE 1WHERE)
  SELECT 'r' || r.id AS report, r.id AS report_id, r.region_code, r.region, r.region AS region_full, r.level, r.year,
    r.title, r.issuer, o.indicator_id AS indicator, o.value, o.unit, o.bound, o.scope, o.period, o.claimed, o.score,
    o.note, o.id AS observation_id, 'o' || o.id AS id
  FROM ranked o JOIN report r ON r.id = o.report_id WHERE o.place = 1]]

--- The best observation of every indicator in each report that fits the filters: chosen as corpus:values
--- chooses it.
-- @param filters as for reports
-- @return list in order of region, year, report and indicator of { indicator=, report=, report_id=, region_code=,
--   region= (full name), level=, year=, title=, issuer=, value=, unit=, bound=, scope=, period=, claimed=, score=,
--   note=, observation_id=, id= }
function Corpus:readings(filters)
  local sql, values = condition.where(self.db, filters)
  local query = preference.put(READINGS):gsub("1WHERE", function() return "1" .. sql end)
  local list = row.all(self.db, query .. condition.ORDER .. ", o.indicator_id", table.unpack(values))
  for _, one in ipairs(list) do one.claimed = one.claimed == 1 end
  return list
end

return M
