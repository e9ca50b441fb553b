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

local VALUES = [[SELECT r.id AS report_id, r.region_code, r.region AS region_full, r.level, r.year, r.title, r.issuer,
    o.indicator_id AS indicator, o.value, o.unit, o.bound, o.scope, o.period, o.claimed, o.score, o.note, o.rule,
    o.id AS observation_id, o.figure_id, f.raw, f.change, f.base
  FROM report r CROSS JOIN observation o ON o.report_id = r.id AND o.indicator_id = ?
  LEFT JOIN figure f ON f.id = o.figure_id WHERE 1]]

-- Completes the first row of a report; `others` are the numbers of other values that follow it.
local function complete(corpus, one, name_of)
  one.report, one.id, one.claimed = "r" .. one.report_id, "o" .. one.observation_id, one.claimed == 1
  one.region = name_of(one.region_code, one.year, one.region_full)
  one.others = 0
  return stored.value(corpus, one)
end

-- Counts a value of the report of `best`, which is not the best one.
local function count_other(best, seen, value)
  if value == best.value or seen[value] then return end
  seen[value] = true
  best.others = best.others + 1
end

-- The id of an indicator told by its name.
local function id_of(indicator)
  return indicator:find("[\128-\255]") and require("fazhi.values").indicator(indicator) or indicator
end

--- The best observation of an indicator in each report that has one: a sure one, then one of the whole region before
--- one of a part, then the one with the highest score, among equals the first in the text. Only reports of the kind
--- the indicator is made for, unless filters.kind says another or "any".
-- @param filters as for reports
-- @return list in order of region and year of { id=, report=, report_id=, region_code=, region= (own name),
--   region_full=, level=, year=, indicator=, value=, unit=, bound=, scope=, period=, claimed=,
--   score=, note=, rule=, quote= (the sentence, read when it is asked for), raw=, figure_id=, observation_id=,
--   others= (number of other values of it in the report), other_values= (those, if there are any, as corpus:why gives
--   them) }; each has :why(), the list :frame()
function Corpus:values(indicator, filters)
  local db = self.db
  indicator = id_of(indicator)
  local sql, values = condition.where(db, indicators.filters(db, indicator, filters))
  local list, name_of, best, seen = {}, region.namer(db), nil, nil
  local query = VALUES .. sql .. condition.ORDER .. ", " .. preference.order()
  for one in db:rows(query, indicator, table.unpack(values)) do
    if best and best.report_id == one.report_id then
      count_other(best, seen, one.value)
    else
      best, seen = complete(self, one, name_of), {}
      list[#list + 1] = best
    end
  end
  for _, one in ipairs(list) do
    if one.others > 0 then one.other_values = observation.other_values(db, one) end
  end
  return stored.values(list)
end

--- How many reports have an observation of an indicator: as many as corpus:values gives values.
-- @param filters as there
function Corpus:count_values(indicator, filters)
  indicator = id_of(indicator)
  local sql, values = condition.where(self.db, indicators.filters(self.db, indicator, filters))
  return self.db:value("SELECT count(*) FROM report r WHERE EXISTS (SELECT 1 FROM observation o "
    .. "WHERE o.report_id = r.id AND o.indicator_id = ?)" .. sql, indicator, table.unpack(values))
end

local FIRST = [[SELECT r.id AS report_id, o.value, coalesce(f.start, o.start, -1) AS at
  FROM report r CROSS JOIN observation o ON o.report_id = r.id AND o.indicator_id = ?
  LEFT JOIN figure f ON f.id = o.figure_id WHERE 1]]

--- The first value of each of some indicators in every report that fits the filters: what many reports say of a
--- few things, without the rest.
-- @param ids of indicators; filters: as for reports
-- @return { [number of the report] = { [indicator] = { value = } } }
function Corpus:first_values(ids, filters)
  local sql, values = condition.where(self.db, filters)
  local found = {}
  for _, indicator in ipairs(ids) do
    for one in self.db:rows(FIRST .. sql, indicator, table.unpack(values)) do
      local of_report = found[one.report_id] or {}
      local before = of_report[indicator]
      if not before or one.at < before.at then of_report[indicator] = one end
      found[one.report_id] = of_report
    end
  end
  return found
end

--- The sentence that an observation rests on, or nil; what the field quote of a value is read by.
-- @param id "o7", or 7
function Corpus:quote(id)
  return quote.of_observation(self.db, row.number(id, "o"))
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
