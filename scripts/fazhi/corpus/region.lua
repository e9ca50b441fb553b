-- region: the regions that stored reports are of and those above them, taken over from the
-- gazetteer when a report needs them, and the places of the user's own that the corpus remembers, so
-- that the table of them is given once. It owns the SQL of the table region.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local failure = require "fazhi.failure"
local filter = require "fazhi.filter"
local gazetteer = require "fazhi.region"
local lineage = require "fazhi.lineage"
local message = require "fazhi.message"
local row = require "fazhi.corpus.row"
local twins = require "fazhi.twins"

local M, Corpus = {}, {}
M.methods = Corpus

--- SQL for the own name of the region of report r, as it was in the year of the report.
M.NAME = [[coalesce((SELECT g.name FROM region g WHERE g.code = r.region_code
    AND ifnull(g.from_year, 0) <= r.year AND (g.to_year IS NULL OR r.year < g.to_year)),
  (SELECT g.name FROM region g WHERE g.code = r.region_code), r.region)]]

--- SQL for the name of the province of report r.
M.PROVINCE = "(SELECT g.full_name FROM region g WHERE g.code = substr(r.region_code, 1, 2) || '0000')"

-- Of the rows of a code the one that holds in a year, as M.NAME finds it.
local function name_in(rows, year)
  for _, one in ipairs(rows) do
    if year and (one.from_year or 0) <= year and (not one.to_year or year < one.to_year) then return one.name end
  end
  return rows[1] and rows[1].name
end

--- The own name of a region as it was in a year, as M.NAME finds it.
-- @param full_name what it is called where the corpus does not know the code
function Corpus:region_name(code, year, full_name)
  local rows = code and row.all(self.db, "SELECT name, from_year, to_year FROM region WHERE code = ?", code)
  return rows and name_in(rows, year) or full_name
end

local function insert(db, place)
  local from = place.from_year ~= 0 and place.from_year or nil
  db:exec([[INSERT INTO region(code, name, full_name, level, parent_code, from_year, to_year, successor)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING]], place.code, place.name, place.full_name, place.level,
    place.parent_code, from, place.to_year, place.successor)
end

--- Sees to it that a region and those above it are in the corpus.
-- @param code of the region, or nil; year: of the report, or nil
-- @param meta what the report says of a region that the gazetteer does not know (region, level), or nil
function M.put(db, code, year, meta)
  if not code or db:value("SELECT 1 FROM region WHERE code = ?1 AND ifnull(from_year, 0) <= ?2 "
    .. "AND (to_year IS NULL OR to_year > ?2)", code, year or 0) then return end
  local place = gazetteer.by_code(code, year) or gazetteer.by_code(code)
  if not place then
    if not meta then return end
    place = { code = code, name = meta.region or code, full_name = meta.region or code, level = meta.level }
  end
  insert(db, place)
  M.put(db, place.parent_code, year)
end

local STEPS = { -- from the exact name to what only begins or ends like it
  { "code = ?1 OR name = ?1 OR full_name = ?1" },
  { "substr(name, 1, length(?1)) = ?1 AND length(name) = length(?1) + 1", short = true },
  { "substr(name, 1, length(?1)) = ?1", short = true },
  { "substr(full_name, -length(?1)) = ?1" },
}

local function goes_on(earlier, later)
  return lineage.later_codes(earlier)[later.code] ~= nil
end

-- The stored rows of the place that the gazetteer knows by a name or code: those of its code, else those of the codes
-- that it had before and after.
local function find_known(db, name)
  local place = gazetteer.find(name)
  if not place then return {} end
  local later, list = lineage.later_codes(place, true), {}
  for _, one in ipairs(row.all(db, "SELECT * FROM region ORDER BY code, from_year")) do
    if one.code == place.code or later[one.code] or lineage.later_codes(one, true)[place.code] then
      list[#list + 1] = one
    end
  end
  return #list > 0 and { list } or {}
end

-- The stored rows of the province of a name of one character, which begins names of other places as well: 沪, 川.
local function find_province(db, name)
  if utf8.len(name) ~= 1 then return {} end
  for digits, tile in pairs(catalogue.load "tiles") do
    if type(tile) == "table" and tile[3] == name then
      return row.all(db, "SELECT * FROM region WHERE code = ?", digits .. "0000")
    end
  end
  return {}
end

-- The stored rows of a code, by their index: that it is no full name takes longer to find out. Nil if there are none.
local function find_code(db, code)
  local rows = code:find "^%d+$" and row.all(db, "SELECT * FROM region WHERE code = ?", code)
  return rows and rows[1] and rows or nil
end

-- The stored rows that a name or code means, first by the corpus' own names, then by the
-- gazetteer's, which knows old and short ones.
local function find(db, name)
  local function has_reports(place)
    return db:value("SELECT 1 FROM report WHERE region_code >= ?1 AND region_code < ?1 || ':' LIMIT 1",
      filter.prefix(place.code)) ~= nil
  end
  for i, step in ipairs(STEPS) do
    local rows = i == 1 and find_code(db, name) or row.all(db, "SELECT * FROM region WHERE " .. step[1], name)
    if i == 1 and #rows == 0 then rows = find_province(db, name) end
    if #rows > 0 then return filter.meant(filter.places(rows, goes_on), step.short, has_reports) end
  end
  return find_known(db, name)
end

--- The one place that a name or code means; raises E101 if there is none, E207 if it may be several.
-- @param from, to years asked about, which may settle it, or nil
-- @return list of its rows, more than one if its code changed
function M.resolve(db, name, from, to)
  name = tostring(name)
  local places = filter.settled(find(db, name), name, tonumber(from), tonumber(to))
  if #places == 1 then return places[1] end
  if #places == 0 then
    failure.raise("E101", message.text("no_region", { word = name }))
  end
  local choices = {}
  for i, place in ipairs(places) do choices[i] = place[1].full_name .. " " .. place[1].code end
  table.sort(choices)
  local why = message.text("may_be", { word = name, choices = table.concat(choices, message.choose(", ", "、")) })
  failure.raise("E207", why .. message.choose("; ", "；") .. message.text("write_in_full"))
end

--- Whether a place lies within another or is it, as the filters `region` and `within` take the names.
-- @param name, above: as for M.resolve; from, to: years asked about, or nil
function Corpus:lies_within(name, above, from, to)
  local prefixes = {}
  for i, place in ipairs(M.resolve(self.db, above, from, to)) do prefixes[i] = filter.prefix(place.code) end
  for _, place in ipairs(M.resolve(self.db, name, from, to)) do
    for _, prefix in ipairs(prefixes) do
      if place.code:sub(1, #prefix) == prefix then return true end
    end
  end
  return false
end

local REPORTS = [[SELECT count(*) FROM report r WHERE r.region_code = ? AND ifnull(r.year, 0) >= ?
  AND ifnull(r.year, 0) < ? AND ]] .. twins.COUNTS

--- What the corpus has reports of that a place went over into, or that went over into it, and that are none of its own.
-- @param name as for M.resolve; from, to: years asked about, or nil; joins: true if reports of the same place under
--   other codes count as its own
-- @return list in order of year of { code=, full_name=, year = in which it did, is_later =, reports = number }
function Corpus:kin(name, from, to, joins)
  local rows, joined, own, list = M.resolve(self.db, name, from, to), joins and lineage.stored(self), {}, {}
  for _, place in ipairs(joined and rows or {}) do
    for _, code in ipairs(joined:codes(place.code)) do own[code] = true end
  end
  for _, kin in ipairs(lineage.kin(rows)) do
    local first, stop = math.max(kin.from, tonumber(from) or 0), math.min(kin.to, (tonumber(to) or 9998) + 1)
    local count = own[kin.row.code] and 0 or self.db:value(REPORTS, kin.row.code, first, stop)
    if count > 0 then
      list[#list + 1] = { code = kin.row.code, full_name = kin.row.full_name, year = kin.year, is_later = kin.is_later,
        reports = count }
    end
  end
  table.sort(list, function(a, b) return a.year < b.year or a.year == b.year and a.code < b.code end)
  return list
end

-- Whether the corpus remembers a place just as it is.
local function is_kept(db, place)
  local from = place.from_year ~= 0 and place.from_year or nil
  return db:value([[SELECT 1 FROM region WHERE code = ? AND name = ? AND full_name = ? AND level IS ?
    AND parent_code IS ? AND from_year IS ? AND to_year IS ? AND successor IS ?]], place.code, place.name,
    place.full_name, place.level, place.parent_code, from, place.to_year, place.successor) ~= nil
end

--- Remembers the places that were given beside the bundled gazetteer, all of them, reported on or not: a text
--- that names one is read alike later. A changed row takes the place of the one remembered.
function Corpus:keep_places()
  local db, places = self.db, {}
  for _, place in ipairs(gazetteer.own()) do
    if not is_kept(db, place) then places[#places + 1] = place end
  end
  if #places == 0 then return 0 end
  db:transaction(function()
    for _, place in ipairs(places) do
      db:exec([[DELETE FROM region WHERE code = ?1 AND (name = ?2 OR ifnull(from_year, 0) = ?3)]],
        place.code, place.name, place.from_year)
      insert(db, place)
    end
  end)
  return #places
end

local function places_of(db)
  return row.all(db, "SELECT * FROM region ORDER BY code, from_year")
end

-- The same of what the gazetteer does not know: all, where it lacks any.
local function own_places(db, knows)
  local columns, count = db:columns "SELECT code, name FROM region"
  for i = 1, count do
    if not knows(columns[1][i], columns[2][i]) then return places_of(db) end
  end
  return {}
end

-- The same of a corpus that may be closed by now; one that cannot be opened any more remembers nothing.
local function remembered(corpus, knows)
  if not corpus.closed then return own_places(corpus.db, knows) end
  local db <close> = core.store.open(corpus.path, "read")
  return db and own_places(db, knows) or {}
end

--- Makes the places that the corpus remembers known to the gazetteer in use, where it lacks them. They are read when
--- a place is asked for.
function Corpus:recall_places()
  local is_file = self.path ~= ":memory:"
  gazetteer.recall(is_file and function(knows) return remembered(self, knows) end or places_of(self.db))
  return true
end

--- The places that the corpus remembers, reported on or not, as rows.
function Corpus:places()
  return places_of(self.db)
end

--- The same of one code.
function Corpus:places_of(code)
  return row.all(self.db, "SELECT * FROM region WHERE code = ? ORDER BY from_year", code)
end

--- The same of those whose codes were replaced by others.
function Corpus:succeeded()
  return row.all(self.db, "SELECT * FROM region WHERE successor IS NOT NULL ORDER BY code, from_year")
end

--- The regions of the corpus and those above them: the columns of region and reports, the
--- number that are of it.
function Corpus:regions()
  return row.all(self.db, [[SELECT g.*, (SELECT count(*) FROM report r WHERE r.region_code = g.code) AS reports
    FROM region g ORDER BY g.code, g.from_year]])
end

return M
