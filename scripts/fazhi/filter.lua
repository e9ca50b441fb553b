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

-- One place may have had several codes: those of the same name that one row says follow another.
local function is_same_place(a, b)
  return a.code == b.code or a.name == b.name and (follows(a, b) or follows(b, a))
end

--- Groups region rows by the place they are of.
-- @return list of places, each a list of rows
function M.places(rows)
  local places = {}
  for _, row in ipairs(rows) do
    local done = false
    for _, place in ipairs(places) do
      if is_same_place(place[1], row) then
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
