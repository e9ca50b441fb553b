-- manifest: what a user knows of files before they are read: a table with a row for each file,
-- or a pattern of their paths ('{province}/{city}_{year}').

local assertion = require("fazhi.assertion")
local csv = require("fazhi.csv")
local input = require("fazhi.input")
local message = require("fazhi.message")

local M = {}

local Manifest = {}
Manifest.__index = Manifest

-- Steps of a path from its end, which is how a table made on another machine is matched.
local function steps(path)
  local list = {}
  for step in path:gsub("\\", "/"):gmatch("[^/#]+") do
    if step ~= "." then table.insert(list, 1, step) end
  end
  return list
end

local function shared_tail(a, b)
  local k = 0
  while a[k + 1] and a[k + 1] == b[k + 1] do k = k + 1 end
  return k
end

-- How far down the folder lies that all absolute paths of the table have in common, in steps.
local function shared_folder(rows)
  local first, depth
  for _, row in ipairs(rows) do
    if row.is_absolute then
      local k, n, m = 0, #row.steps, first and #first or 0
      while first and k < math.min(n, m) - 1 and row.steps[n - k] == first[m - k] do k = k + 1 end
      depth = first and math.min(depth, k) or n - 1
      first = first or row.steps
    end
  end
  return depth or 0
end

local function enter(manifest, row, line)
  row.steps, row.line = steps(row.path), line
  row.is_absolute = row.path:find("^[/\\]") ~= nil or row.path:find("^%a:[/\\]") ~= nil
  if row.path:find("^%a:[/\\]") then table.remove(row.steps) end
  if not row.steps[1] then return end
  local last = row.steps[1]
  manifest.by_name[last] = manifest.by_name[last] or {}
  table.insert(manifest.by_name[last], row)
  manifest.rows[#manifest.rows + 1] = row
  manifest.absolute = manifest.absolute + (row.is_absolute and 1 or 0)
end

--- Reads a table (CSV, any encoding) with a column path and any of region, region_code, province, city,
--- county, year, level, issuer, kind, title, published, doc_number, url, note, or their Chinese names.
--- Returns a manifest with :expect(paths), :meant(path), :use(row), :of(path) and :unused(); or nil, message, code.
function M.read(path)
  local item, why, code = input.file(path)
  if not item then return nil, message.at_path(why, path), code end
  local bytes
  bytes, why, code = item:bytes()
  if not bytes then return nil, message.at_path(why, path), code end
  local rows, header, lines = csv.read(bytes)
  if not rows then return nil, message.at_path(header, path), lines end
  local fields = {}
  for _, name in ipairs(header) do fields[name] = assertion.field(name) end
  local manifest = setmetatable({ rows = {}, by_name = {}, absolute = 0, path = path }, Manifest)
  local has_path = false
  for _, field in pairs(fields) do has_path = has_path or field == "path" end
  if not has_path then
    return message.fail("E217", { path = path, columns = table.concat(header, ", ") })
  end
  for i, row in ipairs(rows) do
    local given = {}
    for name, value in pairs(row) do
      if fields[name] then given[fields[name]] = value end
    end
    if given.path then enter(manifest, given, lines[i]) end
  end
  manifest.folder = shared_folder(manifest.rows)
  return manifest
end

-- How well a row fits a path: the steps both end in, and a half more if they are the same; nil if it
-- does not. One must end as the other does. A row from another machine begins in a folder that is not
-- here: what stands below the folder that all such rows share must be the same, and the name alone
-- is enough only where several rows agree on that folder.
local function fit(manifest, row, wanted)
  local k = shared_tail(row.steps, wanted)
  if k == #row.steps and k == #wanted then return k + 0.5 end
  if k == #row.steps or k == #wanted then return k end
  if not row.is_absolute or k < #row.steps - manifest.folder then return nil end
  return (k >= 2 or manifest.absolute >= 2) and k or nil
end

-- The row that fits a path best and how well, and another one that fits it as well, if there is one.
local function best_row(manifest, wanted)
  local best, best_fit, tie
  for _, row in ipairs(manifest.by_name[wanted[1]] or {}) do
    local how = fit(manifest, row, wanted)
    if how and (not best or how > best_fit) then best, best_fit, tie = row, how, nil
    elseif how and how == best_fit then tie = row end
  end
  return best, best_fit, tie
end

-- Lays a row to the file it fits best; to none if it fits several equally well.
local function claim(row, path, how)
  if row.owner == path then return end
  if not row.owner or how > row.owner_fit then row.owner, row.owner_fit, row.rival = path, how, nil
  elseif how == row.owner_fit then row.rival = path end
end

--- Says which files will be asked about, so that a row that fits several of them equally well is used for
--- none. Members of containers are not known before they are read: there the first one has the row.
function Manifest:expect(paths)
  for _, path in ipairs(paths) do
    local row, how, tie = best_row(self, steps(path))
    if row and not tie then claim(row, path, how) end
  end
end

--- What the table says of a file: its row by field (assertion.field), or nil. The row that shares most
--- steps with the end of the path is meant; two that fit equally well mean nothing, nor does one that fits
--- several files equally well: the second value says so.
function Manifest:meant(path)
  local row, how, tie = best_row(self, steps(path))
  if not row then return nil end
  if tie then return nil, message.text("manifest_twice", { a = row.line, b = tie.line }) end
  if not row.owner then claim(row, path, how) end
  if row.owner ~= path and how < row.owner_fit then return nil end
  if row.rival then
    return nil, message.text("manifest_several", { line = row.line, a = row.owner, b = row.rival })
  end
  if row.owner ~= path then return nil, message.text("manifest_taken", { line = row.line, path = row.owner }) end
  return row
end

--- Counts the row as used that :meant gave for a file.
function Manifest.use(_, row)
  row.used = true
end

--- As :meant, and the row counts as used.
function Manifest:of(path)
  local row, why = self:meant(path)
  if row then self:use(row) end
  return row, why
end

--- The paths of rows that were used for no file.
function Manifest:unused()
  local list = {}
  for _, row in ipairs(self.rows) do
    if not row.used then list[#list + 1] = row.path end
  end
  return list
end

-- Characters that mean something in Lua's patterns stand for themselves in a user's.
local function escaped(s)
  return (s:gsub("[%^%$%(%)%%%.%[%]%*%+%-%?]", "%%%0"))
end

-- One field in braces, as a piece of a Lua pattern; nil if there is none of that name.
local function piece(field)
  if field == "*" then return "[^/]-" end
  local name = assertion.field(field)
  if not name or name == "path" then return nil end
  return name == "year" and "(%d%d%d%d)" or "([^/]-)", name
end

--- A pattern of paths, such as {province}/{city}_{year}: matched at the end of a path without the
--- name's ending, each field within one step; {*} is anything. Returns an object with the methods of a manifest;
--- or nil, message, code.
function M.pattern(spec)
  local parts, fields, at = {}, {}, 1
  for start, field, stop in spec:gmatch("(){([^{}]+)}()") do
    local lua, name = piece(field)
    if not lua then return message.fail("E216", { word = field, pattern = spec }) end
    parts[#parts + 1] = escaped(spec:sub(at, start - 1)) .. lua
    if name then fields[#fields + 1] = name end
    at = stop
  end
  if #fields == 0 then return message.fail("E216", { word = "{}", pattern = spec }) end
  local lua = "/" .. table.concat(parts) .. escaped(spec:sub(at)) .. "$"
  local function meant(_, path)
    local found = table.pack(("/" .. path:gsub("#", "/"):gsub("%.[^./]*$", "")):match(lua))
    if not found[1] then return nil end
    local given = {}
    for i, name in ipairs(fields) do given[name] = found[i] end
    return given
  end
  return {
    meant = meant,
    of = meant,
    expect = function() end,
    use = function() end,
    unused = function() return {} end,
  }
end

return M
