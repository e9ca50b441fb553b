-- lineage: the codes that one place has had. A place whose code was replaced by one other code, which has no other
-- origin, is the same place; one that was divided, or made of several, is another.

local failure = require "fazhi.failure"
local message = require "fazhi.message"
local region = require "fazhi.region"

local say = message.say

local M = {}

local Lineage = { __name = "fazhi.lineage" }
Lineage.__index = Lineage

local function successors(row)
  local list = {}
  for code in (row.successor or ""):gmatch("%d+") do list[#list + 1] = code end
  return list
end

-- The years in which a code was that of the place that had it in a year: rows of it that follow each other. Some codes
-- were given to another place later (511400: 涪陵市, then 眉山市).
-- @return the first year, and the first one after; nil, nil if no row holds in the year
local function lifetime(rows, year)
  local from, to
  for _, row in ipairs(rows) do
    if (row.from_year or 0) <= year and year < (row.to_year or math.huge) then
      from, to = row.from_year or 0, row.to_year or math.huge
    end
  end
  for _ = 1, from and #rows or 0 do
    for _, row in ipairs(rows) do
      if row.to_year == from then from = row.from_year or 0 end
      if row.from_year == to then to = row.to_year or math.huge end
    end
  end
  return from, to
end

-- Notes a row whose place was replaced by others.
local function put_succeeded(self, row)
  self.succeeded[row.code] = true
  for _, code in ipairs(successors(row)) do
    self.stored[code] = self.stored[code] or {}
    table.insert(self.stored[code], row)
  end
end

-- The rows that a code took the place of, by their codes: those stored, and those of the gazetteer, which is slow
-- to be asked first.
local function origins_of(self, code)
  local origins = self.origins[code]
  if origins then return origins end
  origins = {}
  for _, row in ipairs(self.stored[code] or {}) do origins[row.code] = row end
  for _, row in ipairs(region.gazetteer():predecessors(code)) do origins[row.code] = row end
  self.origins[code] = origins
  return origins
end

-- @param rows { [code] = rows of it, or false }; succeeded: the rows that have a successor
local function made(rows, succeeded)
  local self = setmetatable({ rows = rows, stored = {}, origins = {}, succeeded = {} }, Lineage)
  for _, row in ipairs(succeeded) do put_succeeded(self, row) end
  return self
end

--- The lineage of places, completed from the gazetteer.
-- @param regions rows of corpus:places()
function M.of(regions)
  local rows, succeeded = {}, {}
  for _, row in ipairs(regions) do
    rows[row.code] = rows[row.code] or {}
    table.insert(rows[row.code], row)
    if row.successor then succeeded[#succeeded + 1] = row end
  end
  return made(rows, succeeded)
end

--- The same for all places that a corpus knows, of which only those are read that are asked for. Raises its failure.
function M.stored(corpus)
  local rows = setmetatable({}, { __index = function(known, code)
    local found = failure.asked(corpus:places_of(code))
    rawset(known, code, #found > 0 and found or false)
    return known[code]
  end })
  return made(rows, failure.asked(corpus:succeeded()))
end

-- The only other code among several.
local function only(codes, own)
  local found
  for code in pairs(codes) do
    if code ~= own then
      if found then return nil end
      found = code
    end
  end
  return found
end

-- The rows of a code: a place may have gone through one that nothing is stored of, which the gazetteer has.
local function rows_of(self, code)
  return self.rows[code] or region.gazetteer():all(code)
end

-- Whether all that is stored of a code is of one place, that of years `from` to before `to`.
local function is_of_one(self, code, from, to)
  for _, row in ipairs(self.rows[code] or {}) do
    local first = row.from_year or 0
    if first < from or first >= to then return false end
  end
  return true
end

-- Whether the place of a code is new in the year in which that of another one ended (an older one took that in), and
-- has no other origin.
local function is_made_of(self, code, origin, ended)
  local known, stored = region.gazetteer():all(code), self.rows[code] or {}
  local from, to = lifetime(table.move(stored, 1, #stored, #known + 1, known), ended)
  if not from or from < ended or not is_of_one(self, code, from, to) then return false end
  local origins = {}
  for other, row in pairs(origins_of(self, code)) do
    if (row.to_year or from) >= from and (row.to_year or from) < to then origins[other] = row end
  end
  return only(origins, code) == origin
end

local function next_code(self, code)
  if self.rows[code] and not self.succeeded[code] then return nil end
  local codes, ended = {}, 9999
  for _, row in ipairs(rows_of(self, code)) do
    for _, other in ipairs(successors(row)) do
      codes[other] = true
      if other ~= code then ended = row.to_year or ended end
    end
  end
  local later = only(codes, code)
  return later and #rows_of(self, later) > 0 and is_made_of(self, later, code, ended) and later or nil
end

--- The code under which the place of `code` is known last; the code itself for most.
function Lineage:key(code)
  local seen, last = {}, code
  while code and not seen[code] do
    seen[code] = true
    if self.rows[code] then last = code end
    code = next_code(self, code)
  end
  return last
end

-- The codes that were replaced, by the code that each is known under last.
local function codes_by_key(self)
  if self.by_key then return self.by_key end
  self.by_key = {}
  for code in pairs(self.succeeded) do
    local key = self:key(code)
    self.by_key[key] = self.by_key[key] or {}
    table.insert(self.by_key[key], code)
  end
  return self.by_key
end

--- All codes that the place of `code` has had, that one among them, in order.
function Lineage:codes(code)
  local key = self:key(code)
  local list = { self.rows[key] and key or nil }
  for _, other in ipairs(codes_by_key(self)[key] or {}) do
    if other ~= key then list[#list + 1] = other end
  end
  table.sort(list)
  return #list > 0 and list or { code }
end

--- Whether a code held in any year of from … to; also true for codes that nobody knows.
function Lineage:holds(code, from, to)
  local rows = self.rows[code]
  if not rows then return true end
  for _, row in ipairs(rows) do
    if (row.from_year or 0) <= (to or 9999) and (not row.to_year or row.to_year > (from or 0)) then return true end
  end
  return false
end

local function names_of(rows)
  local words = {}
  for code, row in pairs(rows) do words[#words + 1] = row.name .. " " .. code end
  table.sort(words)
  return table.concat(words, say(", ", "、"))
end

local function only_origin(code)
  local codes = {}
  for _, row in ipairs(region.gazetteer():predecessors(code)) do codes[row.code] = true end
  return only(codes, code)
end

--- The codes under which the place of a row went on, each the only one that took the place of the one before.
-- @param row of fazhi.region or corpus:places()
-- @param strictly true: only as far as nothing else was merged into it
-- @return a set { [code] = true }
function M.later_codes(row, strictly)
  local codes, seen = {}, {}
  while row and row.successor and not seen[row] do
    seen[row] = true
    local set = {}
    for _, code in ipairs(successors(row)) do set[code] = true end
    local own, later = set[row.code], only(set, row.code)
    if own and later or not own and not later then break end
    if later and strictly and only_origin(later) ~= row.code then break end
    if later then codes[later] = true end
    row = region.by_code(later or row.code, row.to_year)
  end
  return codes
end

-- What the place of a code was made of in the years after `from` and up to `to`, if of more than one.
local function merger(self, code, from, to)
  local merged, count = {}, 0
  for other, row in pairs(origins_of(self, code)) do
    if other ~= code and row.to_year and row.to_year > from and row.to_year <= to then
      merged[other], count = row, count + 1
    end
  end
  return count > 0 and names_of(merged) or nil
end

-- The same of the place of a row; that of the row itself where the gazetteer does not know it.
local function lifetime_of(row)
  local from, to = lifetime(region.gazetteer():all(row.code), row.from_year or 0)
  return from or row.from_year or 0, to or row.to_year or math.huge
end

-- Calls put(row, year, is_later) for what the place of a row went over into, and follows each that put takes.
local function follow(row, put)
  for _, code in ipairs(successors(row)) do
    local later = row.to_year and region.by_code(code, row.to_year)
    if later and put(later, row.to_year, true) then follow(later, put) end
  end
end

-- The same of what went over into the place of a row, whose code may have been that of another place before.
local function go_back(row, put)
  local first, stop = lifetime_of(row)
  for _, before in ipairs(region.gazetteer():predecessors(row.code)) do
    local year = before.to_year
    if year and year >= first and year < stop and put(before, year, false) then go_back(before, put) end
  end
end

--- What places went over into, and what went over into them, whole or in part, directly or through others.
-- @param rows of the places (of fazhi.region or corpus:places())
-- @return list of { row =, year = in which it did, is_later = whether it came after, from =, to = the years in which
--   the code was that place's, the second not among them }, without the places themselves
function M.kin(rows)
  local list, seen = {}, {}
  local function put(row, year, is_later)
    local from, to = lifetime_of(row)
    local key = row.code .. " " .. from
    if seen[key] then return false end
    seen[key], list[#list + 1] = true, { row = row, year = year, is_later = is_later, from = from, to = to }
    return true
  end
  for _, row in ipairs(rows) do
    seen[row.code .. " " .. lifetime_of(row)] = true
  end
  for _, row in ipairs(rows) do follow(row, put) end
  for _, row in ipairs(rows) do go_back(row, put) end
  return list
end

--- What happened to a place between two years of a series: its code is another one, or parts of others came to it.
--- nil if nothing did.
-- @param before, after { region_code=, year= }
function Lineage:change(before, after)
  local old, new = before.region_code, after.region_code
  if not old or not new then return nil end
  if old ~= new then return say("code {old} → {new}", "代码 {old} → {new}", { old = old, new = new }) end
  local merged = merger(self, new, before.year, after.year)
  return merged and say("took in {names}", "并入 {names}", { names = merged }) or nil
end

return M
