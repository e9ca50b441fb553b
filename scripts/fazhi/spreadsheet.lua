-- spreadsheet: the cells of an .xlsx file, as text: what a user filled in and saved. It reads values as
-- they are stored and knows nothing of formats, dates or formulas.

local element = require("fazhi.element")
local json = require("fazhi.json")
local package = require("fazhi.package")

local M = {}

-- Excel writes characters that XML has not, and what looks like them, as _x0009_.
local function unescaped(s)
  return (s:gsub("_x(%x%x%x%x)_", function(code) return utf8.char(tonumber(code, 16)) end))
end

local function texts_in(node, parts)
  for _, child in ipairs(node or {}) do
    if child.name == "t" then
      for _, piece in ipairs(child) do parts[#parts + 1] = piece.text end
    elseif child.name ~= "rPh" then -- how an Asian word is read aloud
      texts_in(child, parts)
    end
  end
  return parts
end

local function text_of(node)
  return unescaped(table.concat(texts_in(node, {})))
end

local function shared_strings(book, part)
  local name, root = book:target(part, "sharedStrings"), nil
  if name then root = book:xml(name) end
  local list = {}
  for item in element.children(root, "si") do list[#list + 1] = text_of(item) end
  return list
end

-- The number of the column in a reference: AB12 → 28.
local function column_of(reference)
  local n = 0
  for letter in (reference or ""):match("^%a*"):upper():gmatch(".") do n = n * 26 + letter:byte() - 64 end
  return n
end

local function plain_text(node)
  local parts = {}
  for _, piece in ipairs(node or {}) do parts[#parts + 1] = piece.text end
  return table.concat(parts)
end

local function value_of(cell, strings)
  local kind = element.attribute(cell, "t")
  if kind == "inlineStr" then return text_of(element.child(cell, "is")) end
  local value = plain_text(element.child(cell, "v"))
  if value == "" then return nil end
  if kind == "s" then return strings[(math.tointeger(tonumber(value)) or -1) + 1] end
  if kind == "b" then return value == "1" and "true" or "false" end
  if kind == "str" or kind == "e" then return unescaped(value) end
  return tonumber(value) and json.number(tonumber(value)) or value
end

local function rows_of(root, strings)
  local rows, count = {}, 0
  for row in element.children(element.child(root, "sheetData"), "row") do
    local n = math.tointeger(tonumber(element.attribute(row, "r"))) or count + 1
    local cells, last = {}, 0
    for cell in element.children(row, "c") do
      local c = column_of(element.attribute(cell, "r"))
      last = c > 0 and c or last + 1
      cells[last] = value_of(cell, strings)
    end
    count = n
    rows[#rows + 1] = { row = n, cells = cells, columns = last }
  end
  return rows
end

local function read_sheets(book)
  local part, why, code = book:target("", "officeDocument", "xl/workbook.xml")
  if not part then return nil, why, code end
  local root
  root, why, code = book:xml(part)
  if not root then return nil, why or "there is no workbook in it", code or "E311" end
  local strings, sheets = shared_strings(book, part), {}
  for sheet in element.children(element.child(root, "sheets"), "sheet") do
    local name = book:by_id(part, element.attribute(sheet, "id"))
    local tree = name and book:xml(name)
    if tree then sheets[#sheets + 1] = { name = element.attribute(sheet, "name"), rows = rows_of(tree, strings) } end
  end
  return sheets
end

--- True if the bytes begin as a zip does, which an .xlsx file is.
function M.is(bytes)
  return bytes:sub(1, 4) == "PK\3\4"
end

--- The sheets of a file.
-- @param bytes of an .xlsx file
-- @return list of { name=, rows= list of { row= (its number), cells= { column = text }, columns= (number of the
--   last) } }; numbers come as texts, an empty cell is nil; or nil, message, code
function M.read(bytes)
  local book, why, code = package.open(bytes)
  if not book then return nil, why, code end
  local closing <close> = book
  return read_sheets(closing)
end

--- The first sheet as fazhi.csv.read gives a table: rows { column = text }, the header, the number of
--- each row.
function M.table(bytes)
  local sheets, why, code = M.read(bytes)
  if not sheets then return nil, why, code end
  local first = sheets[1] and sheets[1].rows or {}
  if not first[1] then return nil, "there is nothing in it", "E302" end
  local header, rows, lines = {}, {}, {}
  for c = 1, first[1].columns do header[c] = first[1].cells[c] or tostring(c) end
  for i = 2, #first do
    local row = {}
    for c, name in ipairs(header) do row[name] = first[i].cells[c] end
    rows[#rows + 1], lines[#lines + 1] = row, first[i].row
  end
  return rows, header, lines
end

return M
