-- region: the gazetteer. Which places there are at and above the county, what they were
-- called in which year, what became of them, and which place a name in a text can mean.
--
-- A row is { code=, name=, full_name=, level=, parent_code=, from_year=, to_year=, successor= }.
-- It holds in the years from_year ≤ year < to_year, as things stood at the year's end; to_year
-- is nil while it holds. `successor` lists the codes that took its place, divided by ";".

local core = require "fazhi.core"
local path = require "fazhi.path"

local M = {}

local LONGEST = 16 -- characters in the longest name
local DEPTH = { province = 1, prefecture = 2, county = 3 }

local Gazetteer = {}
Gazetteer.__index = Gazetteer
Gazetteer.__name = "fazhi.gazetteer"

local function append(index, key, value)
  local list = index[key]
  if list then list[#list + 1] = value else index[key] = { value } end
end

-- Of a table without short names, the name without one of these is one, if two characters are left.
local ENDINGS, LEAST = { "省", "市", "县", "区", "州", "盟", "旗" }, 6

local function slurp(name)
  local file, message = io.open(name, "rb")
  if not file then return nil, message end
  local text = file:read("a")
  file:close()
  return text
end

local ROW = "^([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)\t?([^\t\n]*)\t?([^\t\n]*)\t?([^\t\r\n]*)"

local function row_at(gazetteer, n)
  local row = gazetteer.rows[n]
  if row then return row end
  local code, name, text, rest = gazetteer.index:at(n)
  local full, level, parent, from, to, successor, short = text:match(ROW, rest)
  row = {
    code = code, name = name, full_name = full ~= "" and full or name, level = level,
    parent_code = parent ~= "" and parent or nil, from_year = tonumber(from) or 0,
    to_year = tonumber(to), successor = successor ~= "" and successor or nil, short_name = short,
  }
  gazetteer.rows[n] = row
  return row
end

local function holds(row, year)
  if not year then return row.to_year == nil end
  return row.from_year <= year and (row.to_year == nil or year < row.to_year)
end

-- Indexes that need every row split are made when first asked for.
local derived = {}

local function derive(gazetteer, key)
  gazetteer.made[key] = gazetteer.made[key] or derived[key](gazetteer)
  return gazetteer.made[key]
end

function derived.predecessors(gazetteer)
  local before = {}
  for n = 1, #gazetteer.index do
    local row = row_at(gazetteer, n)
    for code in (row.successor or ""):gmatch("%d+") do append(before, code, row) end
  end
  return before
end

-- The row whose line in `text` covers a byte; nil for what is no row.
local function row_around(gazetteer, text, at)
  local first = at
  while first > 1 and text:byte(first - 1) ~= 10 do first = first - 1 end
  for _, n in ipairs(gazetteer.index:coded(text:match("^[^\t\n]*", first)) or {}) do
    local _, _, own, rest = gazetteer.index:at(n)
    if own == text and rest > first and rest <= at then return row_at(gazetteer, n) end
  end
end

-- What `predecessors` has for one code, looked for in the texts: for a few codes that is cheaper.
local function predecessors_of(gazetteer, code)
  local list = {}
  for _, text in ipairs(gazetteer.files) do
    local at, stop = text:find(code, 1, true)
    while at do
      local row = row_around(gazetteer, text, at)
      for successor in (row and row.successor or ""):gmatch("%d+") do
        if successor == code and list[#list] ~= row then list[#list + 1] = row end
      end
      at, stop = text:find(code, stop + 1, true)
    end
  end
  return list
end

function derived.below(gazetteer)
  local below = {}
  for n = 1, #gazetteer.index do
    local row = row_at(gazetteer, n)
    append(below, row.parent_code or "", row)
  end
  return below
end

-- A gazetteer of the texts of its files, the bundled one last; it becomes the one in use. Only codes and names are
-- read at first; a row is split when somebody asks for it.
local function build(texts)
  local tables = {}
  for i, text in ipairs(texts) do tables[i] = { text, text:find("\tshort_name\r?\n") ~= nil } end
  local own = #core.rows.new(table.move(tables, 1, #tables - 1, 1, {}), ENDINGS, LEAST)
  local gazetteer = setmetatable({ index = core.rows.new(tables, ENDINGS, LEAST), files = texts, rows = {}, made = {},
    own = own }, Gazetteer)
  M.current = gazetteer
  return gazetteer
end

--- Reads the bundled gazetteer, before it the data/regions.tsv of the user's folders, and before these `files`
--- (a list of TSV files of the same form); the rows of the first win over later ones of the same code.
--- The result also becomes the one that the functions of this module use. Returns it, or nil, message, "E304".
function M.load(files)
  local list, texts = {}, {}
  for _, file in ipairs(files or {}) do list[#list + 1] = file end
  for _, found in ipairs(path.every("data", "regions.tsv")) do list[#list + 1] = found.file end
  for i, file in ipairs(list) do
    local text, message = slurp(file)
    if not text then return nil, message, "E304" end
    texts[i] = text
  end
  M.recalled, M.given = nil, files
  return build(texts)
end

-- Whether the gazetteer has a row of this code and name, looked for from row `first` on.
local function has(gazetteer, code, name, first)
  for _, n in ipairs(gazetteer.index:named(name) or {}) do
    if n >= first and gazetteer.index:at(n) == code then return true end
  end
  return false
end

-- A row as a line of a file: code, name, full_name, level, parent_code, from_year, to_year, successor.
local function line_of(row)
  local from = row.from_year and row.from_year ~= 0 and row.from_year or ""
  return ("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s"):format(row.code, row.name, row.full_name, row.level,
    row.parent_code or "", from, row.to_year or "", row.successor or "")
end

-- Places that a report names but no table of places do not say what they lie in.
local function is_whole(row)
  return row.code:find("^%d+$") and DEPTH[row.level] and (row.parent_code or row.level == "province")
    and not row.name:find("[\t\n]") and not row.full_name:find("[\t\n]")
end

-- Takes rows that the gazetteer in use lacks, by code and name, into it, as M.load does from files. Of a
-- code that a file gives now, what was remembered no longer counts.
local function take_in(rows)
  local gazetteer, lines, given = M.current, {}, {}
  for n = 1, gazetteer.own do given[row_at(gazetteer, n).code] = true end
  for _, row in ipairs(rows) do
    if is_whole(row) and not given[row.code] and not has(gazetteer, row.code, row.name, 1) then
      lines[#lines + 1] = line_of(row)
    end
  end
  if #lines == 0 then return end
  build { table.concat(lines, "\n") .. "\n", table.unpack(gazetteer.files) }
end

-- What was recalled, as one list.
local function all_rows(recalled)
  local list = {}
  local function knows(code, name) return has(M.current, code, name, 1) end
  for _, rows in ipairs(recalled) do
    if type(rows) == "function" then rows = rows(knows) end
    table.move(rows, 1, #rows, #list + 1, list)
  end
  return list
end

--- The gazetteer in use: the one loaded last, else the bundled one, loaded now.
function M.gazetteer()
  local recalled = M.recalled
  if not M.current then assert(M.load()) end
  M.recalled = nil
  if recalled then take_in(all_rows(recalled)) end
  return M.current
end

--- Makes rows known that the gazetteer in use lacks, by code and name: what a corpus remembers of the tables
--- of places it was made with. Rows without a level or a place above are left out. Nothing is read until a
--- place is asked for.
-- @param rows a list, or a function(knows) that returns it then; what knows(code, name) is true of may be missing
function M.recall(rows)
  M.recalled = M.recalled or {}
  table.insert(M.recalled, rows)
end

--- The rows that were given beside the bundled gazetteer and that it lacks, by code and name.
function M.own()
  local gazetteer, list = M.gazetteer(), {}
  for n = 1, gazetteer.own do
    local row = row_at(gazetteer, n)
    if not has(gazetteer, row.code, row.name, gazetteer.own + 1) then list[#list + 1] = row end
  end
  return list
end

-- The rows that carry on `row` in `year`: itself, the ones after it, or the one before it.
local function at_year(gazetteer, row, year, depth)
  if holds(row, year) or depth > 6 then return { row } end
  local list = {}
  local function follow(rows, fits)
    for _, other in ipairs(rows) do
      if other ~= row and fits(other) then
        for _, found in ipairs(at_year(gazetteer, other, year, depth + 1)) do list[#list + 1] = found end
      end
    end
  end
  if row.to_year and (not year or year >= row.to_year) then
    for code in (row.successor or ""):gmatch("%d+") do
      follow(gazetteer:all(code), function(other) return holds(other, row.to_year) end)
    end
    return #list > 0 and list or { row }
  end
  follow(derive(gazetteer, "predecessors")[row.code] or {}, function(other)
    return other.to_year == row.from_year
  end)
  return list
end

local function is_within(row, ancestor)
  if ancestor.level == "county" or row.code == ancestor.code then return false end
  local digits = ancestor.level == "province" and 2 or 4
  return DEPTH[row.level] > DEPTH[ancestor.level]
    and row.code:sub(1, digits) == ancestor.code:sub(1, digits)
end

--- Every row that ever had `code`, oldest first within one file.
function Gazetteer:all(code)
  local list = {}
  for _, n in ipairs(self.index:coded(code) or {}) do list[#list + 1] = row_at(self, n) end
  return list
end

--- The row of `code` in `year` (default: today's, else the last one); nil if there is none.
function Gazetteer:by_code(code, year)
  local rows = self:all(tostring(code))
  for _, row in ipairs(rows) do
    if holds(row, year) then return row end
  end
  if not year then return rows[#rows] end
end

local FEW = 16 -- codes whose predecessors are looked for singly

--- The rows that `code` took the place of, wholly or in part.
function Gazetteer:predecessors(code)
  self.asked = (self.asked or 0) + 1
  if self.asked <= FEW and not self.made.predecessors and code:find("^%d+$") then return predecessors_of(self, code) end
  return derive(self, "predecessors")[code] or {}
end

--- Every name that a place ever bore, each once, in order of the files.
function Gazetteer:name_list()
  local list, seen = {}, {}
  for n = 1, #self.index do
    local _, name = self.index:at(n)
    if not seen[name] then
      seen[name] = true
      list[#list + 1] = name
    end
  end
  return list
end

--- The row one level up, as it stood in `year` or in the row's own last year; nil for provinces.
function Gazetteer:parent(row, year)
  if not row.parent_code then return nil end
  return self:by_code(row.parent_code, year or row.to_year and row.to_year - 1)
    or self:by_code(row.parent_code)
end

--- The rows directly below `code` in `year` (default: today), by code; "" gives the provinces.
function Gazetteer:children(code, year)
  local list, seen = {}, {}
  for _, row in ipairs(derive(self, "below")[code] or {}) do
    if holds(row, year) and not seen[row.code] then
      seen[row.code] = true
      list[#list + 1] = row
    end
  end
  table.sort(list, function(a, b) return a.code < b.code end)
  return list
end

--- The other rows of the same level under the same parent in `year`, by code.
function Gazetteer:peers(row, year)
  local list = {}
  for _, other in ipairs(self:children(row.parent_code or "", year)) do
    if other.code ~= row.code and other.level == row.level then list[#list + 1] = other end
  end
  return list
end

-- Of the rows of one province that bore a name in other years, the ones nearest to `year`: 思茅市 of
-- 2010 is what was last called so, the prefecture, and not the county of that name before it.
local function nearest(rows, year)
  local function distance(row)
    if not year or row.from_year <= year then return (year or 9999) - (row.to_year or 9999) end
    return row.from_year - year
  end
  local least, list = {}, {}
  for _, row in ipairs(rows) do
    local province = row.code:sub(1, 2)
    least[province] = math.min(least[province] or math.huge, distance(row))
  end
  for _, row in ipairs(rows) do
    if distance(row) == least[row.code:sub(1, 2)] then list[#list + 1] = row end
  end
  return list
end

-- Rows for the row numbers `ids` in `year`: those that hold then, else those that carry on
-- what bore the name. One row a code.
local function rows_in(gazetteer, ids, year)
  local list, seen = {}, {}
  local function add(row)
    if not seen[row.code] then
      seen[row.code] = true
      list[#list + 1] = row
    end
  end
  for _, n in ipairs(ids) do
    local row = row_at(gazetteer, n)
    if holds(row, year) then add(row) end
  end
  if #list > 0 then return list end
  local bearers = {}
  for k, n in ipairs(ids) do bearers[k] = row_at(gazetteer, n) end
  for _, bearer in ipairs(nearest(bearers, year)) do
    for _, row in ipairs(at_year(gazetteer, bearer, year, 0)) do add(row) end
  end
  return list
end

-- The bytes behind the characters of `s` from byte `from` on, as far as the longest name that begins there.
local function stops_of(gazetteer, s, from)
  local place, longest = gazetteer.index:begin(s, from, from)
  local stops = {}
  if not place then return stops end
  for at = 1, LONGEST do
    local stop = utf8.offset(s, at + 1, from)
    if not stop or stop - from > longest then break end
    stops[at] = stop
  end
  return stops
end

-- One component of a written place at byte `from` of `s`, longest first: calls
-- try(ids, next, short) until it returns something.
local function each_component(gazetteer, s, from, with_short, try)
  local index, stops = gazetteer.index, stops_of(gazetteer, s, from)
  for at = #stops, 2, -1 do
    local stop = stops[at]
    local ids = index:named(s, from, stop - 1)
    local found = ids and try(ids, stop, false)
    if not found and with_short then
      ids = index:short(s, from, stop - 1)
      found = ids and try(ids, stop, true)
    end
    if found then return found end
  end
end

local function below_any(gazetteer, ids, ancestors)
  if not ancestors then return ids end
  local list = {}
  for _, n in ipairs(ids) do
    for _, a in ipairs(ancestors) do
      if is_within(row_at(gazetteer, n), row_at(gazetteer, a)) then
        list[#list + 1] = n
        break
      end
    end
  end
  return list
end

-- A place written from the large to the small ("四川省巴中市恩阳区", "广西南宁市"): the longest
-- such run at `from`. Returns { ids=, next=, short=, count= } or nil. With `whole`, only a run
-- that reaches the end of `s` counts.
local function chain(gazetteer, s, from, options, ancestors, count)
  return each_component(gazetteer, s, from, true, function(ids, next, short)
    local fitting = below_any(gazetteer, ids, ancestors)
    if #fitting == 0 then return nil end
    local longer = next <= #s and chain(gazetteer, s, next, options, fitting, count + 1)
    if longer then return longer end
    if options.whole and next <= #s or short and not options.short then return nil end
    return { ids = fitting, next = next, short = short, count = count }
  end)
end

local function pick(rows, short, options)
  local list, highest = {}, {}
  for _, row in ipairs(rows) do
    local fits = (not options.level or row.level == options.level)
      and (not options.within or row.code ~= options.within.code and is_within(row, options.within))
    if fits then list[#list + 1] = row end
  end
  if #list == 0 then return nil, "unknown", {} end
  if #list == 1 then return list[1] end
  -- A short name means the larger place: 南昌 is 南昌市, not 南昌县.
  for _, row in ipairs(list) do
    local top = highest[1] and DEPTH[highest[1].level] or 9
    if DEPTH[row.level] < top then highest = { row }
    elseif DEPTH[row.level] == top then highest[#highest + 1] = row end
  end
  if short and #highest == 1 then return highest[1] end
  return nil, "ambiguous", list
end

--- The place that `name` means: a code, a full or partial name (四川省巴中市恩阳区, 巴中市恩阳区,
--- 恩阳区), a short one (恩阳) or an old one. Options: year (the row valid then, else its successor or
--- predecessor; default today), within (a code above it), level.
--- Returns a row; or nil, "unknown" or "ambiguous", and the list of rows it could be.
function Gazetteer:find(name, options)
  options = options or {}
  name = tostring(name):gsub("%s+", ""):gsub("　", "")
  if name:match("^%d%d%d%d%d%d$") then
    local row = self:by_code(name, options.year)
    if row then return row end
    return nil, "unknown", {}
  end
  local within = options.within and (self:by_code(options.within, options.year) or self:by_code(options.within))
  local wanted = { level = options.level, within = within }
  local ids, short = self.index:named(name), false
  if not ids then
    local found = utf8.len(name) and chain(self, name, 1, { whole = true, short = true }, nil, 1)
    if not found then return nil, "unknown", {} end
    ids, short = found.ids, found.short
  end
  return pick(rows_in(self, ids, options.year), short, wanted)
end

--- The places named in `s`: a list of { start=, stop=, text=, rows=, short=, count=, weak= } in
--- order. `rows` are what it can mean in options.year; `count` is the number of names run
--- together (巴中市恩阳区: 2); `weak` marks a name of two characters standing alone (城区, 和县),
--- which is as often no place. Short names count only with options.short.
function Gazetteer:mentions(s, options)
  options = options or {}
  local list, at = {}, 1
  while true do
    local place = self.index:begin(s, at) -- no name stands anywhere else
    if not place then break end
    at = place
    local byte = s:byte(at)
    local found = byte >= 0xE0 and chain(self, s, at, { short = options.short }, nil, 1)
    local rows = found and rows_in(self, found.ids, options.year) or {}
    if found and #rows == 0 and found.short and found.count > 1 then
      -- 光明 in 深圳市光明新区 was no district yet: what stands before it counts.
      found = chain(self, s, at, {}, nil, 1)
      rows = found and rows_in(self, found.ids, options.year) or {}
    end
    if found and #rows > 0 then
      local text = s:sub(at, found.next - 1)
      list[#list + 1] = { start = at, stop = found.next - 1, text = text, rows = rows,
        short = found.short, count = found.count,
        weak = found.count == 1 and not found.short and #text <= 6 }
      at = found.next
    else
      at = utf8.offset(s, 2, at) or #s + 1
    end
  end
  return list
end

--- Every name in the gazetteer in use; see Gazetteer:name_list.
function M.names()
  return M.gazetteer():name_list()
end

--- Whether a name may begin at byte `at` of `s`: false where none does, at the cost of one look.
function Gazetteer:may_begin(s, at)
  return self.index:begin(s, at, at) ~= nil
end

--- One row out of several that a name can mean, if the larger one wins; as in find.
function M.choose(rows, short)
  return pick(rows, short, {})
end

for _, name in ipairs { "find", "by_code", "parent", "children", "peers", "mentions" } do
  M[name] = function(...)
    return Gazetteer[name](M.gazetteer(), ...)
  end
end

return M
