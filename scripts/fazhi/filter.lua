-- filter: what the filters of a corpus mean before they are SQL: which stored regions are one
-- place, what a code covers, what a year is. Holds no SQL.

local failure = require "fazhi.failure"
local message = require "fazhi.message"

local M = {}

local DEPTH = { province = 1, prefecture = 2, county = 3, township = 4 }

local function depth(row)
  return DEPTH[row.level] or 9
end

local function follows(later, earlier)
  return (";" .. (earlier.successor or "") .. ";"):find(";" .. later.code .. ";", 1, true) ~= nil
end

-- One place may have had several codes: those of the same name that one row says follow another, and those under
-- which it went on.
local function is_same_place(a, b, goes_on)
  return a.code == b.code or a.name == b.name and (follows(a, b) or follows(b, a)) or goes_on(a, b) or goes_on(b, a)
end

local function is_of(place, row, goes_on)
  for _, one in ipairs(place) do
    if is_same_place(one, row, goes_on) then return true end
  end
  return false
end

--- Groups region rows by the place they are of.
-- @param goes_on function(row, other): whether the place of a row went on as the other
-- @return list of places, each a list of rows
function M.places(rows, goes_on)
  local places = {}
  for _, row in ipairs(rows) do
    local done = false
    for _, place in ipairs(places) do
      if is_of(place, row, goes_on) then
        place[#place + 1], done = row, true
      end
    end
    if not done then places[#places + 1] = { row } end
  end
  return places
end

local function keep(places, fits)
  local list = {}
  for _, place in ipairs(places) do
    if fits(place) then list[#list + 1] = place end
  end
  return list
end

--- The places that a name can mean in a corpus: those that have reports there. Where none has, a short name
--- means the larger place: 南昌 is 南昌市, not 南昌县.
-- @param places as of M.places; is_short: whether they were found by a short name
-- @param has_reports function(row): whether reports of it, or of what lies in it, are stored
function M.meant(places, is_short, has_reports)
  if #places < 2 then return places end
  local with = keep(places, function(place)
    for _, row in ipairs(place) do
      if has_reports(row) then return true end
    end
  end)
  if #with > 0 then return with end
  if not is_short then return places end
  local top = 9
  for _, place in ipairs(places) do top = math.min(top, depth(place[1])) end
  return keep(places, function(place) return depth(place[1]) == top end)
end

-- The places of which a row fits; all of them if none has one.
local function rather(places, fits)
  local list = keep(places, function(place)
    for _, row in ipairs(place) do
      if fits(row) then return true end
    end
  end)
  return #list > 0 and list or places
end

--- Of several places those that were there in the years asked about, and of these the one whose whole name was written:
--- 重庆市 is the municipality, 四川省重庆市 what it was before, and 重庆 of 1995 can only be the latter.
-- @param places as of M.places; name: as written; from, to: years, or nil
function M.settled(places, name, from, to)
  if #places > 1 and (from or to) then
    places = rather(places, function(row)
      return (row.from_year or 0) <= (to or 9999) and (not row.to_year or row.to_year > (from or 0))
    end)
  end
  if #places < 2 then return places end
  return rather(places, function(row) return row.full_name == name end)
end

--- The years that filters ask about: the first and the last, each nil if it is open.
function M.years(filters)
  local year = filters.year
  if type(year) == "table" then return year[1] or year.from, year[2] or year.to end
  return year or filters.from, year or filters.to
end

--- The digits that the code of a region and all codes below it begin with: 5119 for 511900.
function M.prefix(code)
  return #code > 6 and code or code:gsub("0000$", "", 1):gsub("^(%d%d%d%d)00$", "%1")
end

--- A year as a number or text, as an integer; raises E208 for anything else.
function M.year(value)
  return math.tointeger(tonumber(value))
    or failure.raise("E208", message.text("E208", { name = "year", word = tostring(value),
      want = message.text("want_year") }))
end

return M
