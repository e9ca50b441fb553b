-- told_growth: growth told of counts (受理9件、审结8件，分别增长5%、4%), which belongs to them in order where nothing
-- but words of growth stands between.

local clause = require "fazhi.clause"
local judgement = require "fazhi.judgement"
local pattern = require "fazhi.pattern"

local M = {}

-- Whether nothing but words of growth stands between two figures.
local function only_growth_words(cat, body, first, last)
  local between = pattern.fold(body:sub(first, last))
  return cat.growth_between:match(between) == #between + 1
end

local LISTED = { "、", "以及", "和", "及", "与" }

-- 增长12.5%、下降4% is a list; in 增长10.7%；居民消费价格上涨1.5% the second is told of something else.
local function is_listed(cat, body, before, figure)
  local first = before.stop + 1
  for _, mark in ipairs(LISTED) do
    if body:sub(first, first + #mark - 1) == mark then
      return only_growth_words(cat, body, first + #mark, figure.start - 1)
    end
  end
  return false
end

-- The first figure from place `i` on that tells of a growth; the place behind the last if none does.
local function next_growth(figures, i)
  for k = i, #figures do
    if figures[k].kind == "rate-change" then return k end
  end
  return #figures + 1
end

-- Growth told of one or several counts belongs to them in order: 受理9件、审结8件，分别增长5%、4%.
local function growth_of(cat, body, figures, reading)
  local growth, i = {}, next_growth(figures, 1)
  while i <= #figures do
    local n, sentence = 0, (reading:sentence(i))
    while figures[i + n] and figures[i + n].kind == "rate-change" and reading:sentence(i + n) == sentence
      and (n == 0 or is_listed(cat, body, figures[i + n - 1], figures[i + n])) do
      n = n + 1
    end
    local before = figures[i - 1]
    if n > 0 and before and only_growth_words(cat, body, before.stop + 1, figures[i].start - 1) then
      for k = 0, n - 1 do
        local of = i - n + k
        if of >= 1 and reading:sentence(of) == sentence and figures[of].kind ~= "rate-change" then
          growth[of] = figures[i + k]
        end
      end
    end
    i = next_growth(figures, i + math.max(n, 1))
  end
  return growth
end

--- Adds growth, growth_unit and growth_base to the observations whose figures have it.
-- @param reading of fazhi.clause
function M.attach(cat, body, observations, figures, reading)
  local growth = growth_of(cat, body, figures, reading)
  for i = 1, next(growth) and #observations or 0 do
    local one = observations[i]
    local g = growth[one.figure]
    if g then
      one.growth, one.growth_unit, one.growth_base = judgement.signed(g), g.unit, g.base
    end
  end
end

-- The year that an earlier growth of the sentence is told against: in 比2002年增长65.5%；财政收入5.13万亿元，增长1.71倍
-- the second is of as many years as the first.
local function base_before(figures, at, reading)
  local sentence = reading:sentence(at)
  for k = at - 1, 1, -1 do
    if reading:sentence(k) ~= sentence then return nil end
    local base = figures[k].kind == "rate-change" and figures[k].base
    if base and base:find("年", 1, true) then return base end
  end
end

--- The growth that is told of figures, whatever they are figures of.
-- @param cat a catalogue of fazhi.indicator, whose words of growth count
-- @return { [place of the figure] = { growth = signed number, unit=, base=, base_before = where it has no base, that
--   in years of an earlier growth of its sentence, or nil } }
function M.of(cat, body, figures)
  local growth, reading, places = {}, clause.read(body, figures), {}
  for i, figure in ipairs(figures) do places[figure] = i end
  for i, figure in pairs(growth_of(cat, body, figures, reading)) do
    growth[i] = { growth = judgement.signed(figure), unit = figure.unit, base = figure.base,
      base_before = not figure.base and base_before(figures, places[figure], reading) or nil }
  end
  return growth
end

return M
