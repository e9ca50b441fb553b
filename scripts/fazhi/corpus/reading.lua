-- reading: what many reports say of all indicators at once, the best observation of each.

local condition = require "fazhi.corpus.condition"
local comparison = require "fazhi.comparison"
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

-- In the order of the index of reports, of which each has its observations together.
local STATED = [[SELECT r.id, o.indicator_id, o.value, o.unit, o.scope, o.score, o.id
  FROM report r CROSS JOIN observation o ON o.report_id = r.id WHERE 1]]

local function start_of(db, id)
  return db:value("SELECT f.start FROM observation o JOIN figure f ON f.id = o.figure_id WHERE o.id = ?", id) or -1
end

-- Whether an observation is taken before another of its report and indicator, as preference.order says.
local function is_before(db, a, b)
  if comparison.is_better(a, b) then return true end
  if comparison.is_better(b, a) then return false end
  local x, y = start_of(db, a.observation_id), start_of(db, b.observation_id)
  if x ~= y then return x < y end
  return a.observation_id < b.observation_id
end

--- The same as corpus:readings without order and words: what many reports are compared by.
-- @param filters as for reports
-- @return { [number of the report] = { [indicator] = { value=, unit=, scope=, score=, observation_id= } } }
function Corpus:stated(filters)
  local db, reports = self.db, {}
  local sql, values = condition.where(db, filters)
  local columns, count = db:columns(STATED .. sql, table.unpack(values))
  local ids, indicators, numbers, units, scopes, scores, observations = table.unpack(columns)
  local last, own
  for i = 1, count do
    if ids[i] ~= last then
      last, own = ids[i], {}
      reports[last] = own
    end
    local one = { value = numbers[i], unit = units[i], scope = scopes[i], score = scores[i],
      observation_id = observations[i] }
    local before = own[indicators[i]]
    if not before or is_before(db, one, before) then own[indicators[i]] = one end
  end
  return reports
end

return M
