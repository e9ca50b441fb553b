-- reading: what many reports say of all indicators at once, the best observation of each.

local condition = require "fazhi.corpus.condition"
local preference = require "fazhi.corpus.preference"

local M, Corpus = {}, {}
M.methods = Corpus

local READINGS = [[SELECT r.id AS report_id, r.region_code, r.region, r.level, r.year, r.title, r.issuer,
    o.indicator_id AS indicator, o.value, o.unit, o.bound, o.scope, o.period, o.claimed, o.score, o.note,
    o.id AS observation_id
  FROM report r CROSS JOIN observation o ON o.report_id = r.id LEFT JOIN figure f ON f.id = o.figure_id WHERE 1]]

--- The best observation of every indicator in each report that fits the filters: chosen as corpus:values
--- chooses it.
-- @param filters as for reports
-- @return list in order of region, year, report and indicator of { indicator=, report=, report_id=, region_code=,
--   region= (full name), level=, year=, title=, issuer=, value=, unit=, bound=, scope=, period=, claimed=, score=,
--   note=, observation_id=, id= }
function Corpus:readings(filters)
  local sql, values = condition.where(self.db, filters)
  local list, last = {}, nil
  for one in self.db:rows(READINGS .. sql .. condition.ORDER .. ", o.indicator_id, " .. preference.order(),
    table.unpack(values)) do
    if not last or last.report_id ~= one.report_id or last.indicator ~= one.indicator then
      one.report, one.id, one.claimed = "r" .. one.report_id, "o" .. one.observation_id, one.claimed == 1
      one.region_full = one.region
      list[#list + 1] = one
    end
    last = one
  end
  return list
end

return M
