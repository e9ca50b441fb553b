-- growth: the growth that a report claims for a value (同比增长8.4%), and whether the value of the year before
-- bears it out, as far as the rounding of all three leaves it open.

local catalogue = require "fazhi.catalogue"
local failure = require "fazhi.failure"
local indicator = require "fazhi.indicator"
local interval = require "fazhi.interval"
local wordlist = require "fazhi.wordlist"

local M = {}

local function ask(found, why, code)
  if found == nil then failure.raise(code, why) end
  return found
end

local function place_of(figures, id)
  for i, figure in ipairs(figures) do
    if figure.figure_id == id then return i end
  end
  return nil
end

-- The last digit in which a growth is told: 8.4 → 0.1; a whole number may be rounded to 1.
local function step_of(growth)
  local digits = tostring(growth):match("%.(%d+)$")
  return digits and digits ~= "0" and 10.0 ^ -#digits or 1
end

local PERCENT = { ["倍"] = 100, ["‰"] = 0.1 } -- what one of it is

-- 增长1.71倍 as 171 %, told in steps of 1 %.
local function in_percent(claim)
  local factor = PERCENT[claim.unit]
  if not factor then return claim end
  local growth = tonumber(("%.12g"):format(factor * claim.growth))
  return { growth = growth, unit = "%", step = factor * step_of(claim.growth), base = claim.base,
    base_before = claim.base_before, base_above = claim.base_above }
end

--- What a report claims of the growth of values that rest on its figures. Raises the corpus's failure.
-- @param values of one report: { report=, figure_id=, indicator= }; kind: of the report
-- @return { [figure_id] = { growth = signed number, unit = "%" or "百分点", base = words or nil, base_before =,
--   base_above = as told_growth.of gives them, step = in which it is told, nil: its last digit } };
--   what is told in 倍 is given in %
function M.claimed(corpus, report, kind, values)
  local figures = ask(corpus:figures(report))
  local body = ask(corpus:body(report))
  local growth, claims = indicator.growth(body, figures, kind, ask(corpus:sections(report))), {}
  for _, value in ipairs(values) do
    local at = value.figure_id and place_of(figures, value.figure_id)
    if at and growth[at] then claims[value.figure_id] = in_percent(growth[at]) end
  end
  return claims
end

--- Whether a growth against `base` is one against the year before `year`; where no base is told it is.
function M.is_on_year(base, year)
  if base == nil or base == (year - 1) .. "年" then return true end
  return wordlist.set(catalogue.load("consistency").growth.bases)[base] == true
end

--- Whether a value is what a review of several years came to, so that a growth without a base is of all of them.
-- @param note of the value, or nil
function M.is_of_several(note)
  return note ~= nil and wordlist.at_start(note, catalogue.load("consistency").growth.reviews) ~= nil
end

--- Whether the growth of an indicator is told in constant prices, so that its values do not give it.
function M.is_real(id)
  return wordlist.set(catalogue.load("consistency").growth.real)[id] == true
end

local function figure_of(value)
  return { value = value.value, upper = value.upper, raw = value.raw, bound = value.bound,
    kind = value.kind or (value.unit == "%" and "percent" or "count") }
end

-- The growth that two numbers leave open, in % or, between rates, in percentage points.
local function computed(before, after, unit)
  local now, last = interval.of(figure_of(after)), interval.of(figure_of(before))
  if unit == "百分点" then
    return { low = now.low - last.high, high = now.high - last.low }, after.value - before.value
  end
  local ratio = interval.percent(now, last)
  if not ratio or before.value <= 0 then return nil end
  return { low = ratio.low - 100, high = ratio.high - 100 }, 100 * (after.value / before.value - 1)
end

--- Whether a claimed growth can be that from one value to the next.
-- @param before, after figures, or values with value, unit, bound and raw
-- @param claim { growth=, unit = "%" or "百分点", step = as M.claimed gives it, or nil }
-- @return true or false and the growth computed; nil where nothing can be computed
function M.fits(before, after, claim)
  local open, growth = computed(before, after, claim.unit)
  if not open then return nil end
  local claimed = { low = claim.growth, high = claim.growth }
  return interval.meet(open, claimed, claim.step or step_of(claim.growth)), growth
end

return M
