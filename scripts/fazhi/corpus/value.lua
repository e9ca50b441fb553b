-- value: the values of one indicator over many reports, and the reports that have none.

local comparison = require "fazhi.comparison"
local condition = require "fazhi.corpus.condition"
local indicators = require "fazhi.corpus.indicator"
local json = require "fazhi.json"
local preference = require "fazhi.corpus.preference"
local quote = require "fazhi.corpus.quote"
local report = require "fazhi.corpus.report"
local row = require "fazhi.corpus.row"
local stored = require "fazhi.stored"

local M, Corpus = {}, {}
M.methods = Corpus

local VALUES = [[SELECT r.id AS report_id, r.region_code, r.region AS region_full, r.level, r.year, r.title, r.issuer,
    o.indicator_id AS indicator, o.value, o.unit, o.bound, o.scope, o.period, o.claimed, o.score, o.note, o.basis,
    o.rule, o.id AS observation_id, o.figure_id, f.raw, f.change, f.base, f.start AS at,
    coalesce(f.start, o.start) + 1 AS start, coalesce(f.stop, o.stop) AS stop
  FROM report r CROSS JOIN observation o ON o.report_id = r.id AND o.indicator_id = ?
  LEFT JOIN figure f ON f.id = o.figure_id WHERE 1]]

-- Completes the first row of a report.
local function complete(corpus, one)
  one.report, one.id, one.claimed = "r" .. one.report_id, "o" .. one.observation_id, one.claimed == 1
  one.others = 0
  return stored.value(corpus, one)
end

local function is_before(a, b)
  if a.at ~= b.at then return (a.at or -1) < (b.at or -1) end
  return a.observation_id < b.observation_id
end

-- What a report says of the indicator beside its best value, in the order of the text, as observation.other_values
-- gives it; name: of the indicator.
local function other_values(best, rest, name)
  local list = {}
  for _, o in ipairs(rest) do
    if o.value ~= best.value or o.unit ~= best.unit then list[#list + 1] = o end
  end
  table.sort(list, is_before)
  for i, o in ipairs(list) do
    list[i] = { id = "o" .. o.observation_id, indicator = o.indicator, indicator_name = name, value = o.value,
      unit = o.unit, bound = o.bound, scope = o.scope, basis = o.basis, score = o.score, raw = o.raw }
  end
  return list
end

-- Counts the different values of a report that are not the best one.
local function count_others(best, rest)
  local seen = { [best.value] = true }
  for _, o in ipairs(rest) do
    if not seen[o.value] then
      seen[o.value] = true
      best.others = best.others + 1
    end
  end
end

local function put_others(best, rest, name)
  count_others(best, rest)
  if best.others > 0 then best.other_values = other_values(best, rest, name) end
end

--- The best observation of an indicator in each report that has one: a sure one, then one of the whole region before
--- one of a part, then the one with the highest score, among equals the first in the text. Only reports of the kind
--- the indicator is made for, unless filters.kind says another or "any".
-- @param filters as for reports
-- @return list in order of region and year of { id=, report=, report_id=, region_code=, region= (own name),
--   region_full=, level=, year=, indicator=, value=, unit=, bound=, scope=, period=, claimed=, score=, note=,
--   basis=, rule=, quote= (the sentence, read when it is asked for), raw=, start=, stop= (bytes of the body
--   that it rests on, 1-based, inclusive), figure_id=, observation_id=, others= (number of other values of it in the
--   report), other_values= (those, if there are any, as corpus:why gives them) }; each has :why(), the list :frame()
function Corpus:values(indicator, filters)
  local db = self.db
  if indicator:find("[\128-\255]") then indicator = require("fazhi.values").indicator(indicator) or indicator end
  local sql, values = condition.where(db, indicators.filters(db, indicator, filters))
  local list, best, rest = {}, nil, {}
  local query = VALUES .. sql .. condition.ORDER .. ", " .. preference.order()
  for one in db:rows(query, indicator, table.unpack(values)) do
    if best and best.report_id == one.report_id then
      rest[best] = rest[best] or {}
      table.insert(rest[best], one)
    else
      best = complete(self, one)
      list[#list + 1] = best
    end
  end
  local name = next(rest) and indicators.name(db, indicator)
  for one, others in pairs(rest) do put_others(one, others, name) end
  for _, one in ipairs(list) do one.at = nil end
  return stored.values(list)
end

local OTHER_KINDS = [[SELECT count(*) FROM report r WHERE r.kind IS NOT ?
  AND EXISTS (SELECT 1 FROM observation o WHERE o.indicator_id = ? AND o.report_id = r.id)]]

--- How many documents that fit the filters state an indicator, though they are not of the kind it is made for.
-- @param filters as for reports, without a kind
function Corpus:count_other_kinds(indicator, filters)
  local sql, values = condition.where(self.db, filters)
  return self.db:value(OTHER_KINDS .. sql, indicators.kind(self.db, indicator), indicator, table.unpack(values))
end

local PLACELESS = [[SELECT count(*) FROM report r WHERE r.region_code IS NULL AND r.level IS NULL
  AND ifnull(r.issuer, '') NOT IN (SELECT value FROM json_each(?))]]

--- How many documents of the kind an indicator is made for, in the years of the filters, are of no place that is known,
--- so that no level and no region finds them. Those of central bodies, which have none, are not counted.
function Corpus:count_placeless(indicator, filters)
  local sql, values = condition.where(self.db, { year = filters.year, from = filters.from, to = filters.to,
    kind = indicators.kind(self.db, indicator) })
  return self.db:value(PLACELESS .. sql, json.encode(json.array(comparison.central_names())), table.unpack(values))
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
-- @param id "o7", 7, or the value
function Corpus:quote(id)
  if type(id) ~= "table" then return quote.of_observation(self.db, row.number(id, "o")) end
  if id.start then return quote.of_span(self.db, id.report_id, id.start, id.stop) end
end

--- The reports that fit the filters, of the kind the indicator is made for, and have no
--- observation of it.
-- @return list of reports
function Corpus:missing(indicator, filters)
  local sql, values = condition.where(self.db, indicators.filters(self.db, indicator, filters))
  values[#values + 1] = indicator
  local list = row.all(self.db, report.LEAN .. sql .. " AND NOT EXISTS (SELECT 1 FROM observation o "
    .. "WHERE o.report_id = r.id AND o.indicator_id = ?)" .. condition.ORDER, table.unpack(values))
  for _, one in ipairs(list) do stored.report(self, one) end
  return list
end

return M
