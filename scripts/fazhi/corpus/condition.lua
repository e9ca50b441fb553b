-- condition: the filters of a query as SQL over the table report, named r. Each filter is one
-- function of `conditions` below; which of them there are, `M.NAMES` says.

local comparison = require "fazhi.comparison"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local filter = require "fazhi.filter"
local json = require "fazhi.json"
local region = require "fazhi.corpus.region"
local row = require "fazhi.corpus.row"
local twins = require "fazhi.twins"

local M = {}

--- The order in which reports and what is said of them come.
M.ORDER = " ORDER BY r.region_code IS NULL, r.region_code, r.year, r.id"

--- The names of all filters.
M.NAMES = { "report", "region", "within", "year", "from", "to", "level", "kind", "twins" }

-- Each calls put with a condition and the values for its places; it gets the database and all filters too.
local conditions = {}

-- The reports without a code that a name means: by the place that they name, though no table has it, or by what stands
-- for one in what is printed, their issuer, else their title, else their id: 国务院, (明泉县人民政府), (r2). As SQL, and
-- the names that it is written with; nil if there are none.
local function of_body(db, value)
  local name = tostring(value):gsub("^%((.+)%)$", "%1"):gsub("^（(.+)）$", "%1")
  local names = json.encode(json.array(comparison.body_names(name)))
  local sql = "r.region_code IS NULL AND EXISTS (SELECT 1 FROM json_each(?) "
    .. "WHERE value IN (r.region, coalesce(r.issuer, r.title, 'r' || r.id)))"
  if db:value("SELECT 1 FROM report r WHERE " .. sql .. " LIMIT 1", names) then return sql, names end
end

function conditions.region(put, value, db, filters)
  local of_it, names = of_body(db, value)
  if of_it then return put(of_it, names) end
  local codes = {}
  for i, place in ipairs(region.resolve(db, value, filter.years(filters))) do codes[i] = place.code end
  put("r.region_code IN (SELECT value FROM json_each(?))", json.encode(json.array(codes)))
end

function conditions.within(put, value, db, filters)
  if comparison.is_nation(value) then return put("r.region_code IS NOT NULL") end
  local parts, prefixes, seen = {}, {}, {}
  for _, place in ipairs(region.resolve(db, value, filter.years(filters))) do
    local prefix = filter.prefix(place.code)
    if not seen[prefix] then
      seen[prefix], parts[#parts + 1] = true, "r.region_code >= ? AND r.region_code < ? || ':'"
      table.move({ prefix, prefix }, 1, 2, #prefixes + 1, prefixes)
    end
  end
  put("(" .. table.concat(parts, " OR ") .. ")", table.unpack(prefixes))
end

-- One year is said as such: an index finds more by what is equal than by what lies between.
local function put_years(put, from, to)
  from, to = from and filter.year(from), to and filter.year(to)
  if from and from == to then return put("r.year = ?", from) end
  if from then put("r.year >= ?", from) end
  if to then put("r.year <= ?", to) end
end

function conditions.from(put, value, _, filters) put_years(put, value, filters.to) end

function conditions.to(put, value, _, filters)
  if not filters.from then put_years(put, nil, value) end
end

function conditions.year(put, value)
  if type(value) ~= "table" then return put_years(put, value, value) end
  put_years(put, value[1] or value.from, value[2] or value.to)
end

-- National is what bodies of the centre report, which have neither region nor level.
function conditions.level(put, value)
  if value ~= "national" then return put("r.level = ?", value) end
  put("r.level IS NULL AND r.region_code IS NULL AND r.issuer IN (SELECT value FROM json_each(?))",
    json.encode(json.array(comparison.central_names())))
end

function conditions.kind(put, value) put("r.kind = ?", value) end
function conditions.report(put, value) put("r.id = ?", row.number(value, "r")) end

-- What is set aside as a twin of another report is left out, but where it is asked for.
function conditions.twins(put, value)
  if value == "only" then put("NOT " .. twins.COUNTS)
  elseif value ~= "all" then failure.raise("E201", message.text("twins_filter", { word = tostring(value) })) end
end

--- The filters as SQL over report r, beginning with AND unless it is empty.
-- @param filters { name = value } or nil; names it does not know are left to others
-- @return the SQL, and the list of values for its places
function M.where(db, filters)
  local parts, values = {}, {}
  local function put(sql, ...)
    parts[#parts + 1] = " AND " .. sql
    for _, value in ipairs { ... } do values[#values + 1] = value end
  end
  filters = filters or {}
  for _, name in ipairs(M.NAMES) do
    if filters[name] ~= nil then conditions[name](put, filters[name], db, filters) end
  end
  if filters.twins == nil and filters.report == nil then put(twins.COUNTS) end
  return table.concat(parts), values
end

return M
