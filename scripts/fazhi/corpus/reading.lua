-- reading: what many reports say of all indicators at once, the best observation of each.

local condition = require "fazhi.corpus.condition"
local comparison = require "fazhi.comparison"
local preference = require "fazhi.corpus.preference"

local M, Corpus = {}, {}
M.methods = Corpus

local READINGS = [[SELECT r.id AS report_id, r.region_code, r.region, r.level, r.year, r.title, r.issuer,
    o.indicator_id AS indicator, o.value, o.unit, o.bound, o.scope, o.period, o.claimed, o.score, o.note, o.basis,
    o.id AS observation_id, coalesce(f.start, o.start) AS place
  FROM report r CROSS JOIN observation o ON o.report_id = r.id LEFT JOIN figure f ON f.id = o.figure_id WHERE 1]]

--- The best observation of every indicator in each report that fits the filters: chosen as corpus:values
--- chooses it.
-- @param filters as for reports
-- @return list in order of region, year, report and indicator of { indicator=, report=, report_id=, region_code=,
--   region= (full name), level=, year=, title=, issuer=, value=, unit=, bound=, scope=, period=, claimed=, score=,
--   note=, basis=, observation_id=, id=, place= (where it stands in the text, nil for what rests on no words) }
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
local STATED = [[SELECT r.id, o.indicator_id, o.value, o.unit, o.scope, o.basis, o.score, o.id
  FROM report r CROSS JOIN observation o ON o.report_id = r.id WHERE 1]]

local function start_of(db, id)
  return db:value("SELECT f.start FROM observation o JOIN figure f ON f.id = o.figure_id WHERE o.id = ?", id) or -1
end

-- Whether the observation at place i is taken before the one at place k, which is of its report and indicator, as
-- preference.order says.
local function is_before(db, stated, i, k)
  local a = { scope = stated.scope[i], basis = stated.basis[i], score = stated.score[i] }
  local b = { scope = stated.scope[k], basis = stated.basis[k], score = stated.score[k] }
  if comparison.is_better(a, b) then return true end
  if comparison.is_better(b, a) then return false end
  local first, second = stated.observation[i], stated.observation[k]
  local x, y = start_of(db, first), start_of(db, second)
  if x ~= y then return x < y end
  return first < second
end

--- The same as corpus:readings without order and words: what many reports are compared by.
-- @param filters as for reports
-- @return { report = numbers of reports, value =, unit =, scope =, basis =, score =, observation = lists of which equal
--   places are one observation, of = { [indicator] = list of the places of the best in each report } }
function Corpus:stated(filters)
  local db, stated, of, last_of = self.db, {}, {}, {}
  local sql, values = condition.where(db, filters)
  local columns, count = db:columns(STATED .. sql, table.unpack(values))
  local indicators
  stated.report, indicators, stated.value, stated.unit, stated.scope, stated.basis, stated.score, stated.observation =
    table.unpack(columns)
  local reports = stated.report
  for i = 1, count do
    local id = indicators[i]
    local list, last = of[id], last_of[id]
    if not list then
      of[id], last_of[id] = { i }, 1
    elseif reports[list[last]] ~= reports[i] then
      list[last + 1], last_of[id] = i, last + 1
    elseif is_before(db, stated, i, list[last]) then
      list[last] = i
    end
  end
  stated.of = of
  return stated
end

return M
