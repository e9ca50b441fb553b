-- score: how much of the truth of made-up reports stands in a database, fazhi's or a peer's: precision and recall
-- of sections, figures and indicators, of the bytes of the file that these lead to, of whose and of what time a figure
-- is, of reports that are another one once more, and the share of places, years, levels, kinds and counts of words
-- that are right. Stock Lua with LuaSQL.
--
--     lua5.4 tests/bench/score.lua FOLDER DATABASE SEARCH [MISSES]
--
-- SEARCH is a command that takes the database and words and prints each with the number of reports that have it.
-- The bytes of a section may end anywhere between its last word and the first of what comes next. A scope or period
-- counts by its figure's value and unit, whatever bytes that leads to; what the truth leaves open is made up if given.
-- A reading that fazhi keeps in doubt, with a score below one half, is not compared by it and not counted here;
-- peers have none. Only indicators that the truth knows are counted, and only the first 2,000 reports, whose truth
-- is whole; MISSES is how many of what is missed and of what is made up are shown.

local luasql = require "luasql.sqlite3"

local folder, database, search, shown = arg[1], arg[2], arg[3], tonumber(arg[4] or 0)

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

-- A key_of that answers nil leaves its row out.
local function wanted(name, key_of)
  local counts, optional, known = bag(), bag(), {}
  for row in tsv(name) do
    local key = labelled[row.file] and key_of(row)
    if key then put(row.optional == "1" and optional or counts, row.file, key) end
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

local function measure(name, table_name, columns, key_of, prepare)
  local want, optional, known = wanted(table_name .. "s", key_of)
  local given = bag()
  for row in rows(("SELECT s.path AS file, %s %s"):format(columns, FILE:format(table_name)) .. asserted(table_name)) do
    local file = base(row.file)
    if labelled[file] and (not row.indicator or known[row.indicator]) then
      row.file = file
      if prepare then prepare(row) end
      local key = key_of(row)
      if key then put(given, file, key) end
    end
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

-- ---- bytes of sections ---------------------------------------------------------------------------

local function columns_of(table_name)
  local has = {}
  for row in rows(("SELECT name FROM pragma_table_info('%s')"):format(table_name)) do has[row.name] = true end
  return has
end

-- The columns that lead a section to the bytes of its file. fazhi keeps the map of a file, which says it for any span.
local function section_columns()
  if not columns_of("source").map then return "t.source_start AS start, t.source_stop AS stop" end
  return "t.start AS first, t.stop AS last, s.map AS map"
end

local last_blob, map
local function read_map(row)
  if not row.map then return end
  if row.map ~= last_blob then last_blob, map = row.map, require("fazhi.core").text.map(row.map) end
  local first, last = map:source(row.first + 1, row.last)
  row.start, row.stop = first and first - 1, last
end

-- file → where a section begins → the bytes at which it may end, from the last of its words to what comes next.
local function section_ends()
  local ends, before = bag(), nil
  for row in tsv "sections" do
    row.level, row.start, row.stop = tonumber(row.level), tonumber(row.start), tonumber(row.stop)
    if before and before[1].file ~= row.file then before = nil end
    before = before or {}
    for _, one in ipairs(before) do
      if not ends[row.file][one.start][3] and one.level >= row.level then ends[row.file][one.start][3] = row.start end
    end
    before[#before + 1] = row
    ends[row.file][row.start] = { row.level, row.stop }
  end
  return ends
end

-- Where a section begins and, if it ends where it may, its end in the truth.
local function section_bytes(ends)
  return function(row)
    local start, stop = tonumber(row.start), tonumber(row.stop)
    local may = start and ends[row.file][start]
    if may and stop >= may[2] and stop <= (may[3] or math.huge) then stop = may[2] end
    return ("%s %s %s"):format(row.level, tostring(start), tostring(stop))
  end
end

-- ---- words ---------------------------------------------------------------------------------------

local function searches()
  local want, list, right = {}, {}, 0
  for row in tsv "searches" do
    want[row.word] = row.reports
    list[#list + 1] = row.word
  end
  local pipe <close> = assert(io.popen(("%s %s %s"):format(search, database, table.concat(list, " "))))
  for answer in pipe:lines() do
    local word, reports = answer:match "^(%S+)\t(%d+)$"
    if want[word] == reports then right = right + 1
    else show("words", "counted", word, tostring(reports) .. " for " .. tostring(want[word]), 1) end
  end
  print(("  %-14s right     %.4f  (%d of %d words searched, in as many reports as have them)"):format("full text",
    right / #list, right, #list))
end

-- ---- repeats -------------------------------------------------------------------------------------

local function pair(a, b)
  return a < b and a .. " " .. b or b .. " " .. a
end

-- Reports that are another one once more, in whichever order: the same text or nearly the same.
local function repeats()
  local want, right, all_wanted, given = {}, 0, 0, 0
  for row in tsv "repeats" do
    want[pair(row.file, row.of)], all_wanted = row.relation, all_wanted + 1
  end
  for row in rows [[SELECT s.path AS file, t.path AS other FROM likeness l JOIN report r ON r.id = l.report_id
    JOIN source s ON s.id = r.source_id JOIN report q ON q.id = l.other_id JOIN source t ON t.id = q.source_id
    WHERE l.report_id < l.other_id AND (l.same OR l.similarity >= 0.8)]] do
    local key = pair(base(row.file), base(row.other))
    given = given + 1
    if want[key] then right, want[key] = right + 1, nil else show("repeats", "made up", key, "", 1) end
  end
  for key, relation in pairs(want) do show("repeats", "missed", key, relation, 1) end
  line("repeats", right, given, all_wanted)
end

-- ---- all -----------------------------------------------------------------------------------------

local function value(row) return number(row.value) .. " " .. row.unit end

-- The key of a row with something of it; nil where that is not said.
local function with(field)
  return function(row)
    local said = row[field]
    if said and said ~= "" then return value(row) .. " " .. said end
  end
end

meta()
measure("sections", "section", "t.level, t.marker, t.heading",
  function(r) return r.level .. " " .. plain(r.marker) .. " " .. plain(r.heading) end)
measure("section bytes", "section", "t.level, " .. section_columns(), section_bytes(section_ends()), read_map)
measure("figures", "figure", "t.value, t.unit", value)
measure("with bounds", "figure", "t.value, t.unit, t.bound", with "bound")
measure("figure bytes", "figure", "t.value, t.unit, t.source_start AS start, t.source_stop AS stop",
  function(r) return ("%s %s %s"):format(value(r), tostring(r.start), tostring(r.stop)) end)
measure("scopes", "figure", "t.value, t.unit, t.scope", with "scope")
measure("periods", "figure", "t.value, t.unit, t.period", with "period")
measure("indicators", "observation", "t.indicator_id AS indicator, t.value, t.unit",
  function(r) return r.indicator .. " " .. value(r) end)
repeats()
searches()
