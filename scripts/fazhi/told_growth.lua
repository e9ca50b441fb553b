-- told_growth: growth told of counts (受理9件、审结8件，分别增长5%、4%), which belongs to them in order where nothing
-- but words of growth stands between.

local catalogue = require "fazhi.catalogue"
local clause = require "fazhi.clause"
local judgement = require "fazhi.judgement"
local pattern = require "fazhi.pattern"
local wordlist = require "fazhi.wordlist"

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

-- Whether a base holds for the growths that follow it as well, as a year does, and 上年同期 need not.
local function is_lasting(base)
  return wordlist.inside(base, catalogue.load("consistency").growth.lasting) ~= nil
end

-- The year that an earlier growth of the sentence is told against: in 比2002年增长65.5%；财政收入5.13万亿元，增长1.71倍
-- the second is of as many years as the first.
local function base_in_sentence(figures, at, reading)
  local sentence = reading:sentence(at)
  for k = at - 1, 1, -1 do
    if reading:sentence(k) ~= sentence then return nil end
    local base = figures[k].kind == "rate-change" and figures[k].base
    if base and is_lasting(base) then return base end
  end
end

-- What a heading tells all growth below it against: a year (与2019年相比的变化), or the time that is looked back on
-- (过去五年工作回顾).
local function base_of_heading(heading)
  local than = catalogue.load("context").bases.than
  for place, year in heading:gmatch "()(%d%d%d%d年)" do
    if place > 1 and wordlist.at_end(heading, than, place - 1) then return year end
  end
  return wordlist.inside(heading, catalogue.load("consistency").growth.spans)
end

-- The same of the headings above a figure, from the lowest on; their answers are kept in `known`.
local function base_above(sections, row, known)
  while sections[row] do
    local section = sections[row]
    if known[row] == nil then known[row] = base_of_heading(section.heading or "") or false end
    if known[row] then return known[row] end
    row = section.parent
  end
end

-- What a growth without a base is told against all the same: by its sentence, or by a heading above it.
local function inherited(asked, figure)
  if figure.base then return nil end
  local before = base_in_sentence(asked.figures, asked.places[figure], asked.reading)
  return before, not before and base_above(asked.sections or {}, figure.section, asked.known) or nil
end

local function new_asked(figures, reading, sections)
  local places = {}
  for i, figure in ipairs(figures) do places[figure] = i end
  return { figures = figures, reading = reading, sections = sections, places = places, known = {} }
end

--- Adds growth, growth_unit and growth_base to the observations whose figures have it, and, where no base is told,
--- growth_base_before or growth_base_above: as base_before and base_above of M.of.
-- @param reading of fazhi.clause; sections of the report, or nil
function M.attach(cat, body, observations, figures, reading, sections)
  local growth = growth_of(cat, body, figures, reading)
  if not next(growth) then return end
  local asked = new_asked(figures, reading, sections)
  for i = 1, #observations do
    local one = observations[i]
    local g = growth[one.figure]
    if g then
      one.growth, one.growth_unit, one.growth_base = judgement.signed(g), g.unit, g.base
      one.growth_base_before, one.growth_base_above = inherited(asked, g)
    end
  end
end

--- The growth that is told of figures, whatever they are figures of.
-- @param cat a catalogue of fazhi.indicator, whose words of growth count
-- @param sections of the report, whose rows the figures name, or nil
-- @return { [place of the figure] = { growth = signed number, unit=, base=, base_before = where it has no base, that
--   in years of an earlier growth of its sentence, base_above = or that of a heading above it, or nil } }
function M.of(cat, body, figures, sections)
  local growth, reading = {}, clause.read(body, figures)
  local asked = new_asked(figures, reading, sections)
  for i, figure in pairs(growth_of(cat, body, figures, reading)) do
    local before, above = inherited(asked, figure)
    growth[i] = { growth = judgement.signed(figure), unit = figure.unit, base = figure.base, base_before = before,
      base_above = above }
  end
  return growth
end

return M
