-- shortlist: which entries of a catalogue claim a figure: they ask for figures of its sort, their words stand
-- around it, and no words stand there that they refuse. The patterns of all entries are tried together, of each
-- entry until one fits within the clause.

local core = require "fazhi.core"
local pattern = require "fazhi.pattern"

local M = {}

local FOR, AGAINST, AGAINST_CLAUSE = 1, 2, 3 -- roles of patterns in fazhi.core.claims

-- The word of patterns that speak of a list as a whole.
local RESPECTIVELY = "分别"

local OTHER = {} -- in the place of a unit: one that no entry asks for

local Shortlist = {}
Shortlist.__index = Shortlist

-- The entries in the order in which they claim: those that ask for a unit, then those that ask for none.
local function in_order(entries)
  local list = {}
  for _, one in ipairs(entries) do
    if one.units then list[#list + 1] = one end
  end
  for _, one in ipairs(entries) do
    if not one.units then list[#list + 1] = one end
  end
  return list
end

-- The places of the entries that ask for a unit, in order: { unit = list }, and under OTHER those of the entries
-- that ask for none.
local function places_of(entries)
  local places = { [OTHER] = {} }
  for order, one in ipairs(entries) do
    for unit in pairs(one.units or { [OTHER] = true }) do
      local list = places[unit] or {}
      list[#list + 1], places[unit] = order, list
    end
  end
  return places
end

local function are_patterns(finders)
  for _, finder in ipairs(finders) do
    if not pattern.is(finder) then return false end
  end
  return true
end

-- Whether all that an entry asks for are patterns.
local function is_read(one)
  return are_patterns(one.find) and are_patterns(one.unless_here)
end

--- A shortlist of a catalogue's entries.
-- @param entries as fazhi.entry.read makes them, in the order of the catalogue
-- @param reads_times whether the catalogue tells goals from results by fazhi.timing
-- @return an object with the methods claims and claims_of_all; its `entries` and `finders` are those that claims are
--   told by, is_asked = whether an entry asks for more than patterns
function M.new(entries, reads_times)
  local self = { entries = in_order(entries), finders = {}, numbers = {}, reads_times = reads_times and true or false,
    is_asked = false, of_sort = {} }
  self.places = places_of(self.entries)
  local owners, roles = {}, {}
  local function put(order, finders, role)
    for _, finder in ipairs(finders) do
      local number = #owners + 1
      self.finders[number], owners[number], roles[number] = finder, order, role
    end
  end
  for order, one in ipairs(self.entries) do
    if not is_read(one) then
      self.is_asked = true
    else
      self.numbers[order] = #owners + 1
      put(order, one.find, FOR)
      put(order, one.unless_here, AGAINST)
      put(order, one.unless_near, AGAINST_CLAUSE)
    end
  end
  self.patterns = core.claims.new(pattern.set(self.finders), owners, roles)
  return setmetatable(self, Shortlist)
end

--- Whether an entry asks for figures of such a kind and period, in a bracket or not.
-- @param reads_times as for M.new
function M.is_of_sort(one, figure, reads_times)
  if one.kind then
    if not one.kind[figure.kind] then return false end
  elseif figure.kind == "rate-change" then
    return false
  end
  if one.period and not one.period[figure.period or "annual"] then return false end
  local period = reads_times and figure.period == "planned" and "annual" or figure.period
  return not (period and one.period_not[period]) and (one.bracket or not figure.part)
end

--- Whether a finder is asked at a figure whose sentence is put anew beside (`at.alone`): as it stands, the sentence of
--- a list is read only by patterns that speak of the list.
function M.may_read(finder, at)
  return not (at.is_anew and at.alone) or pattern.is(finder) and finder.source:find(RESPECTIVELY, 1, true) ~= nil
end

-- What claims figures of a sort: all, of_lists = the patterns as fazhi.core.claims takes them, nil for none;
-- asked = places of entries that ask for more than patterns, or nil.
local function claimants_of(self, figure, unit)
  local all, of_lists, asked = {}, {}, {}
  local function put(order)
    local one, first = self.entries[order], self.numbers[order]
    if not M.is_of_sort(one, figure, self.reads_times) then return end
    if not first then asked[#asked + 1] = order end
    for i, finder in ipairs(first and one.find or {}) do
      all[#all + 1] = first + i - 1
      if finder.source:find(RESPECTIVELY, 1, true) then of_lists[#of_lists + 1] = first + i - 1 end
    end
  end
  for _, order in ipairs(unit ~= OTHER and self.places[unit] or {}) do put(order) end
  for _, order in ipairs(self.places[OTHER]) do put(order) end -- which stand behind all others
  return { all = all[1] and self.patterns:some(all), of_lists = of_lists[1] and self.patterns:some(of_lists),
    asked = asked[1] and asked }
end

-- The same, remembered by unit, kind and period; what is measured in a unit that no entry asks for is one.
local function find_claimants(self, figure, unit, period)
  if not self.places[unit] then unit = OTHER end
  local of_unit = self.of_sort[unit] or {}
  local of_kind = of_unit[figure.kind] or {}
  self.of_sort[unit], of_unit[figure.kind] = of_unit, of_kind
  of_kind[period] = of_kind[period] or claimants_of(self, figure, unit)
  return of_kind[period]
end

-- Puts the entries that ask for more than patterns among the claims, by their places.
local function put_asked(asked, claims, count)
  for _, order in ipairs(asked) do
    local at = 3 * count
    while at > 0 and claims[at - 2] > order do
      claims[at + 1], claims[at + 2], claims[at + 3] = claims[at - 2], claims[at - 1], claims[at]
      at = at - 3
    end
    claims[at + 1], claims[at + 2], claims[at + 3] = order, false, false
    count = count + 1
  end
  return count
end

-- What claims figures of the sort of one.
local function claimants(self, figure, unit)
  local period, of_unit = figure.period or "", self.of_sort[unit]
  if figure.part then period = period .. "\0" end
  local of_kind = of_unit and of_unit[figure.kind]
  return of_kind and of_kind[period] or find_claimants(self, figure, unit, period)
end

--- Who claims a figure.
-- @param at of fazhi.setting
-- @param claims a table for { place of an entry, number of the finder that fits best, whether that stands within the
--   clause, place, … }, in the order of the entries; the number is false for an entry that asks for more than patterns,
--   which is not asked yet
-- @return how many values went into the table
function Shortlist:claims(at, claims)
  local view, known, count = at.view, claimants(self, at.figure, at.unit), 0
  local some = known.all
  if at.is_anew and at.alone then some = known.of_lists end
  if some then
    count = self.patterns:at(view.flat, view.place, view.clause_start, view.clause_stop, some, claims)
  end
  return 3 * (known.asked and put_asked(known.asked, claims, count) or count)
end

--- Who claims which of the figures of a report, where no entry asks for more than patterns.
-- @param figures, reading of them (fazhi.clause)
-- @param skipped { [index] = true } those that are not asked for
-- @return a table as Shortlist:claims fills it, for all figures one behind the other, and the last place in it that is
--   of each figure
function Shortlist:claims_of_all(figures, reading, skipped)
  local somes = {}
  for i = 1, #figures do
    local figure = figures[i]
    somes[i] = not skipped[i] and claimants(self, figure, figure.unit or "").all or false
  end
  return self.patterns:each(reading.texts, reading.told, somes)
end

return M
