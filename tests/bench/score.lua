-- score: how much of the truth of made-up reports stands in a database, fazhi's or a peer's: precision and recall
-- of sections, figures and indicators, and the share of places, years, levels and kinds that are right. Stock Lua
-- with LuaSQL.
--
--     lua5.4 tests/bench/score.lua FOLDER DATABASE [MISSES]
--
-- A reading that fazhi keeps in doubt, with a score below one half, is not compared by it and not counted here;
-- peers have none. Only indicators that the truth knows are counted, and only the first 2,000 reports, whose truth
-- is whole; MISSES is how many of what is missed and of what is made up are shown.

local luasql = require "luasql.sqlite3"

local folder, database, shown = arg[1], arg[2], tonumber(arg[3] or 0)

-- The rows of a table of the truth, one after the other.
local function tsv(name)
  local next_line, names = io.lines(folder .. "/" .. name .. ".tsv"), {}
  for word in next_line():gmatch "[^\t]+" do names[#names + 1] = word end
  return function()
    local line, row, i = next_line(), {}, 0
    if not line then return nil end
    for value in (line .. "\t"):gmatch "([^\t]*)\t" do
      i = i + 1
      row[names[i]] = value
    end
    return row
  end
end

local connection = assert(assert(luasql.sqlite3()):connect(database))

local function rows(sql)
  local cursor, why = connection:execute(sql)
  assert(cursor, why)
  return function() return cursor:fetch({}, "a") end
end

-- What fazhi asserts; a table without scores asserts all.
local function asserted(table_name)
  local cursor = connection:execute(("SELECT score FROM %s LIMIT 1"):format(table_name))
  if not cursor then return "" end
  cursor:close()
  return " AND t.score >= 0.5"
end

-- The first 2,000 files lie in the first two folders.
local FILE = "FROM %s t JOIN report r ON r.id = t.report_id JOIN source s ON s.id = r.source_id "
  .. "WHERE (s.path LIKE '%%/files/000/%%' OR s.path LIKE '%%/files/001/%%')"

local function base(path)
  return path:match "[^/]+$"
end

local function number(value)
  return ("%.9g"):format(tonumber(value))
end

local function plain(text)
  return (text:gsub("%s", ""):gsub("。$", ""))
end

-- file → key → how many, and what of them is optional.
local function bag()
  return setmetatable({}, { __index = function(t, file)
    t[file] = {}
    return t[file]
  end })
end

local function put(counts, file, key)
  counts[file][key] = (counts[file][key] or 0) + 1
end

local labelled, labels = {}, 0
for row in tsv "reports" do
  if labels == 2000 then break end
  labelled[row.file], labels = row, labels + 1
end

local function wanted(name, key_of)
  local counts, optional, known = bag(), bag(), {}
  for row in tsv(name) do
    if labelled[row.file] then put(row.optional == "1" and optional or counts, row.file, key_of(row)) end
    if row.indicator then known[row.indicator] = true end
  end
  return counts, optional, known
end

local function show(name, what, file, key, n)
  if shown > 0 then print(name, what, file, key, n) end
end

-- Right, given, wanted.
local function compare(name, want, optional, given)
  local right, made, all_wanted = 0, 0, 0
  for file in pairs(labelled) do
    local left = {}
    for key, n in pairs(want[file]) do left[key], all_wanted = n, all_wanted + n end
    for key, n in pairs(given[file]) do
      local hit = math.min(left[key] or 0, n)
      right, left[key] = right + hit, (left[key] or 0) - hit
      local extra = math.max(0, n - hit - (optional[file][key] or 0))
      made = made + hit + extra
      if extra > 0 then show(name, "made up", file, key, extra) end
    end
    for key, n in pairs(left) do
      if n > 0 then show(name, "missed", file, key, n) end
    end
  end
  return right, made, all_wanted
end

local function line(name, right, made, all_wanted)
  print(("  %-14s precision %.4f  recall %.4f  (%d of %d, %d given)"):format(name, right / math.max(1, made),
    right / math.max(1, all_wanted), right, all_wanted, made))
end

local function measure(name, table_name, columns, key_of)
  local want, optional, known = wanted(table_name .. "s", key_of)
  local given = bag()
  for row in rows(("SELECT s.path AS file, %s %s"):format(columns, FILE:format(table_name)) .. asserted(table_name)) do
    local file = base(row.file)
    if labelled[file] and (not row.indicator or known[row.indicator]) then put(given, file, key_of(row)) end
  end
  line(name, compare(name, want, optional, given))
end

local function meta()
  local right, count = 0, 4 * labels
  for row in rows [[SELECT s.path AS file, r.region_code, r.level, r.year, r.kind
    FROM report r JOIN source s ON s.id = r.source_id]] do
    local want = labelled[base(row.file)]
    for _, field in ipairs { "region_code", "level", "year", "kind" } do
      if want and tostring(row[field]) == want[field] then right = right + 1
      elseif want then show("meta", field, want.file, tostring(row[field]) .. " for " .. want[field], 1) end
    end
  end
  print(("  %-14s right     %.4f  (%d of %d)"):format("place and year", right / count, right, count))
end

meta()
measure("sections", "section", "t.level, t.marker, t.heading",
  function(r) return r.level .. " " .. plain(r.marker) .. " " .. plain(r.heading) end)
measure("figures", "figure", "t.value, t.unit", function(r) return number(r.value) .. " " .. r.unit end)
measure("with bounds", "figure", "t.value, t.unit, t.bound",
  function(r) return number(r.value) .. " " .. r.unit .. " " .. r.bound end)
measure("indicators", "observation", "t.indicator_id AS indicator, t.value, t.unit",
  function(r) return r.indicator .. " " .. number(r.value) .. " " .. r.unit end)
