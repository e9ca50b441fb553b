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

local function is_tail(short, long)
  if #short > #long then return false end
  for i, step in ipairs(short) do
    if step ~= long[i] then return false end
  end
  return true
end

local function enter(manifest, row, line)
  row.steps, row.line = steps(row.path), line
  if not row.steps[1] then return end
  local last = row.steps[1]
  manifest.by_name[last] = manifest.by_name[last] or {}
  table.insert(manifest.by_name[last], row)
  manifest.rows[#manifest.rows + 1] = row
end

--- Reads a table (CSV, any encoding) with a column path and any of region, region_code, province, city,
--- county, year, level, issuer, kind, title, published, doc_number, url, note, or their Chinese names.
--- Returns a manifest with :of(path) and :unused(); or nil, message, code.
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
  local manifest = setmetatable({ rows = {}, by_name = {}, path = path }, Manifest)
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
  return manifest
end

--- What the table says of a file: its row by field (assertion.field), or nil. The longest path that ends
--- as the file's does is meant; two that fit equally well mean nothing, and the second value says so.
function Manifest:of(path)
  local wanted = steps(path)
  local best, tie
  for _, row in ipairs(self.by_name[wanted[1]] or {}) do
    if is_tail(row.steps, wanted) or is_tail(wanted, row.steps) then
      if not best or #row.steps > #best.steps then best, tie = row, nil
      elseif #row.steps == #best.steps then tie = row end
    end
  end
  if tie then return nil, message.text("manifest_twice", { a = best.line, b = tie.line }) end
  if best then best.used = true end
  return best
end

--- The paths of rows that no file was asked about with.
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
--- name's ending, each field within one step; {*} is anything. Returns an object with :of(path);
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
  return {
    of = function(_, path)
      local found = table.pack(("/" .. path:gsub("#", "/"):gsub("%.[^./]*$", "")):match(lua))
      if not found[1] then return nil end
      local given = {}
      for i, name in ipairs(fields) do given[name] = found[i] end
      return given
    end,
    unused = function() return {} end,
  }
end

return M
