-- parcel: the rows of a report (document.rows of fazhi.corpus) as one line of JSON and back, so that reports
-- can be read on one machine and stored on another. It owns the shape of that line, which other programs may
-- read too, and what is refused of a line that was made or changed elsewhere.
--
-- A line is an object: fazhi, the version of the shape; source and report, objects; sections, figures,
-- observations and passages, lists of objects; sketch; edition. Their keys are the columns of the tables, spans
-- count from 0 and are half open. A section has the number of its parent, a figure and a passage that of
-- their section, an observation that of its figure: numbers in the list, from 1. Nothing is null: what is missing is
-- absent. What is no text is { "base64": … }. Whatever else an object has is left alone.

local base64 = require "fazhi.base64"
local json = require "fazhi.json"
local message = require "fazhi.message"

local M = {}

--- The version of the shape.
M.VERSION = 1

-- The fields of each object in the order they are written in, with what they are: "text", "bytes" (text, or what
-- is none), "json" (kept as text, written as what it says), "integer", "number", "flag", or the list whose row it
-- names. One that must be there ends in "!".
local FIELDS = {
  source = { { "path", "bytes!" }, { "sha256", "text!" }, { "bytes", "integer!" }, { "format", "text!" },
    { "encoding", "text" }, { "url", "bytes" }, { "locators", "text" }, { "notes", "json" }, { "map", "bytes" } },
  report = { { "kind", "text" }, { "title", "text" }, { "issuer", "text" }, { "region_code", "text" },
    { "region", "text" }, { "level", "text" }, { "year", "integer" }, { "published", "text" },
    { "doc_number", "text" }, { "script", "text" }, { "content_start", "integer!" }, { "content_stop", "integer!" },
    { "damage", "json!" }, { "evidence", "json!" }, { "body", "text!" } },
  sections = { { "parent", "sections" }, { "level", "integer!" }, { "marker", "text!" }, { "heading", "text!" },
    { "start", "integer!" }, { "stop", "integer!" } },
  figures = { { "section", "sections" }, { "start", "integer!" }, { "stop", "integer!" },
    { "number_stop", "integer" }, { "source_start", "integer" }, { "source_stop", "integer" }, { "raw", "text!" },
    { "value", "number!" }, { "upper", "number" }, { "unit", "text!" }, { "bound", "text!" }, { "kind", "text!" },
    { "subject", "text" }, { "predicate", "text" }, { "change", "text" }, { "base", "text" },
    { "from_value", "number" }, { "scope", "text" }, { "period", "text" }, { "part", "flag!" } },
  observations = { { "indicator", "text!" }, { "figure", "figures" }, { "value", "number!" }, { "unit", "text!" },
    { "bound", "text!" }, { "scope", "text" }, { "period", "text" }, { "claimed", "flag!" }, { "score", "number!" },
    { "note", "text" }, { "basis", "text" }, { "rule", "text" }, { "topic", "text" }, { "topic_from", "text" },
    { "actor", "text" }, { "instead_of", "text" }, { "start", "integer" }, { "stop", "integer" } },
  passages = { { "section", "sections" }, { "start", "integer!" }, { "stop", "integer!" } },
  sketch = { { "characters_sha256", "text!" }, { "characters", "integer!" }, { "minhash", "bytes!" } },
}

local OBJECTS, LISTS = { "source", "report" }, { "sections", "figures", "observations", "passages" }

for _, fields in pairs(FIELDS) do
  for _, field in ipairs(fields) do
    field.name, field.kind, field.needed = field[1], field[2]:match "^(%a+)", field[2]:sub(-1) == "!"
    field.key = json.string(field.name) .. ":"
  end
end

-- Writing.

-- A number that reads back as what it was, whole or not.
local function number(n)
  return math.type(n) == "float" and n == math.floor(n) and ("%.17g"):format(n):gsub("^(-?%d+)$", "%1.0")
    or json.number(n)
end

local function bytes(s)
  return utf8.len(s) and json.string(s) or '{"base64":"' .. base64.encode(s) .. '"}'
end

local function as_is(s) return s end

local writers = { text = json.string, bytes = bytes, json = as_is, integer = number, number = number,
  flag = tostring, sections = number, figures = number }

local function object(fields, row)
  local parts = {}
  for _, field in ipairs(fields) do
    local value = row[field.name]
    if value ~= nil then parts[#parts + 1] = field.key .. writers[field.kind](value) end
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

local function list(fields, rows)
  local parts = {}
  for i, row in ipairs(rows) do parts[i] = object(fields, row) end
  return "[" .. table.concat(parts, ",") .. "]"
end

--- The rows of a report as a line of JSON, without its end.
-- @param rows as document.rows of fazhi.corpus makes them
-- @param extra table or nil: what the line is to say beside, by key
function M.encode(rows, extra)
  local parts = { '"fazhi":' .. M.VERSION }
  for _, name in ipairs(OBJECTS) do parts[#parts + 1] = ('"%s":'):format(name) .. object(FIELDS[name], rows[name]) end
  for _, name in ipairs(LISTS) do parts[#parts + 1] = ('"%s":'):format(name) .. list(FIELDS[name], rows[name]) end
  parts[#parts + 1] = '"sketch":' .. object(FIELDS.sketch, rows.sketch)
  if rows.edition then parts[#parts + 1] = '"edition":' .. json.string(rows.edition) end
  local names = {}
  for name in pairs(extra or {}) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do parts[#parts + 1] = json.string(name) .. ":" .. json.encode(extra[name]) end
  return "{" .. table.concat(parts, ",") .. "}"
end

-- Reading. Readers return the value as a row has it, or nil if it is of another kind; `sizes` are the lengths of
-- the lists.

local readers = {}

function readers.text(value)
  return type(value) == "string" and utf8.len(value) and value or nil
end

function readers.bytes(value)
  if type(value) == "table" then return type(value.base64) == "string" and base64.decode(value.base64) or nil end
  return type(value) == "string" and value or nil
end

function readers.json(value) return type(value) == "table" and json.encode(value) or nil end

function readers.integer(value) return math.type(value) == "integer" and value or nil end

function readers.number(value) return type(value) == "number" and value == value and value or nil end

function readers.flag(value)
  if type(value) == "boolean" then return value end
end

local function reader_of(name)
  return function(value, sizes)
    return math.type(value) == "integer" and value >= 1 and value <= sizes[name] and value or nil
  end
end

readers.sections, readers.figures = reader_of "sections", reader_of "figures"

local function refuse(key, fields)
  error({ parcel = message.text(key, fields) }, 0)
end

local function read_object(fields, given, sizes, place)
  if type(given) ~= "table" then refuse("parcel_lacks", { place = place }) end
  local row = {}
  for _, field in ipairs(fields) do
    local value = given[field.name]
    if value ~= nil then
      row[field.name] = readers[field.kind](value, sizes)
      if row[field.name] == nil then refuse("parcel_wrong", { place = place .. "." .. field.name }) end
    elseif field.needed then
      refuse("parcel_lacks", { place = place .. "." .. field.name })
    end
  end
  return row
end

local function read_list(name, given, sizes)
  local rows = {}
  for i, row in ipairs(given) do rows[i] = read_object(FIELDS[name], row, sizes, ("%s[%d]"):format(name, i)) end
  return rows
end

-- Spans lie in the body, a section behind its parent, and a figure says what stands where it is.
local function check_spans(rows)
  local body = rows.report.body
  local size = #body
  for _, name in ipairs(LISTS) do
    for i, row in ipairs(rows[name]) do
      if row.start and not (row.start >= 0 and row.stop and row.start <= row.stop and row.stop <= size) then
        refuse("parcel_wrong", { place = ("%s[%d].start"):format(name, i) })
      end
      if row.parent and row.parent >= i then refuse("parcel_wrong", { place = ("sections[%d].parent"):format(i) }) end
    end
  end
  for i, figure in ipairs(rows.figures) do
    if body:sub(figure.start + 1, figure.stop) ~= figure.raw then
      refuse("parcel_wrong", { place = ("figures[%d].raw"):format(i) })
    end
  end
  local first, last = rows.report.content_start, rows.report.content_stop
  if first < 0 or first > last or last > size then refuse("parcel_wrong", { place = "report.content_stop" }) end
end

local function read(given)
  if type(given) ~= "table" or given.fazhi == nil then refuse "parcel_foreign" end
  if given.fazhi ~= M.VERSION then refuse("parcel_version", { version = tostring(given.fazhi) }) end
  local rows, sizes = { edition = readers.text(given.edition) }, {}
  for _, name in ipairs(LISTS) do
    if type(given[name]) ~= "table" then refuse("parcel_lacks", { place = name }) end
    sizes[name] = #given[name]
  end
  for _, name in ipairs { "source", "report", "sketch" } do
    rows[name] = read_object(FIELDS[name], given[name], sizes, name)
  end
  for _, name in ipairs(LISTS) do rows[name] = read_list(name, given[name], sizes) end
  if not rows.source.sha256:find("^%x+$") or #rows.source.sha256 ~= 64 then
    refuse("parcel_wrong", { place = "source.sha256" })
  end
  check_spans(rows)
  return rows
end

--- The rows that a line of JSON says.
-- @return rows as corpus:add_rows takes them; or nil, message, "E311"
function M.decode(line)
  local given, why = json.decode(line)
  if given == nil then return nil, why or message.text "parcel_foreign", "E311" end
  local ok, rows = pcall(read, given)
  if ok then return rows end
  if type(rows) == "table" and rows.parcel then return nil, rows.parcel, "E311" end
  error(rows, 0)
end

return M
