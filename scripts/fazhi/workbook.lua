-- workbook: tables as the sheets of an .xlsx file: which value becomes which cell, how wide a column
-- is, and what Excel cannot hold. A missing value is an empty cell, never 0; a text is never a formula;
-- a percentage stays as it was stated, 98.5 and not 0.985.

local core = require("fazhi.core")
local json = require("fazhi.json")
local message = require("fazhi.message")
local width = require("fazhi.width")

local M = {}

--- What one sheet holds at most, its header among the rows, and how many characters (of UTF-16) one
--- cell: Excel specifications and limits.
M.rows, M.columns, M.characters = 1048576, 16384, 32767

local WIDEST, NARROWEST, LOOKED_AT = 60, 6, 500 -- characters of a column, rows that decide them
local FILTER = 3 -- characters that the arrow of the filter takes from a label

local function utf16_length(s)
  local n = utf8.len(s)
  for _ in s:gmatch("[\xF0-\xF4]") do n = n + 1 end
  return n
end

-- The longest beginning of `units` characters of UTF-16.
local function beginning(s, units)
  local n = 0
  for at, c in utf8.codes(s) do
    n = n + (c > 0xFFFF and 2 or 1)
    if n > units then return s:sub(1, at - 1) end
  end
  return s
end

-- A text that is too long ends with words that say so: one that is cut without a word would be
-- taken for the whole.
local function fitted(s)
  if #s <= M.characters then return s, false end
  local length = utf16_length(s)
  if length <= M.characters then return s, false end
  local mark = message.text("cell_cut", { count = length })
  return beginning(s, M.characters - utf16_length(mark)) .. mark, true
end

-- XML has no such characters, and Excel reads _x0041_ as A.
local function plain(s)
  s = json.valid(s):gsub("%z", "\u{FFFD}"):gsub("\u{FFFE}", "\u{FFFD}"):gsub("\u{FFFF}", "\u{FFFD}")
  return (s:gsub("_(x%x%x%x%x_)", "_x005F_%1"))
end

local EXACT = 2.0 ^ 53 -- beyond, a number of Excel's loses its last digits

-- The cell of a value, and true if it is a text that had to be cut.
local function cell_of(value, column)
  if value == nil or value == json.null then return nil, false end
  local kind = type(value)
  if kind == "boolean" then return value, false end
  if kind == "number" then
    if value ~= value or value == math.huge or value == -math.huge then return nil, false end
    if math.abs(value) <= EXACT or math.type(value) == "float" then return value, false end
    return json.number(value), false
  end
  local s = kind == "table" and (column.show and column.show(value) or json.encode(value)) or tostring(value)
  return fitted(plain(s))
end

local function cells_of(sheet)
  local rows, cut = {}, {}
  for r, row in ipairs(sheet.rows) do
    rows[r] = {}
    for c, column in ipairs(sheet.columns) do
      local cell, is_cut = cell_of(row[column.name], column)
      rows[r][c] = cell
      if is_cut then cut[column.name] = (cut[column.name] or 0) + 1 end
    end
  end
  return rows, cut
end

local function shown_width(cell)
  if type(cell) == "number" then return #json.number(cell) end
  local most = 0
  for line in tostring(cell):sub(1, 4 * WIDEST):gmatch("[^\n]+") do most = math.max(most, width.of(line, 2)) end
  return most
end

-- The natural width of a column by its label and its first rows.
local function natural_width(label, rows, c)
  local most = width.of(label, 2) + FILTER
  for r = 1, math.min(#rows, LOOKED_AT) do
    if rows[r][c] ~= nil then most = math.max(most, shown_width(rows[r][c]) + 1) end
  end
  return most
end

local function laid_out(sheet)
  local rows, cut = cells_of(sheet)
  local made = { name = sheet.name, header = {}, rows = rows, widths = {}, formats = {}, wraps = {},
    filter = sheet.filter ~= false }
  for c, column in ipairs(sheet.columns) do
    made.header[c] = plain(sheet.labels[c])
    local natural = natural_width(sheet.labels[c], rows, c)
    made.widths[c] = math.max(NARROWEST, math.min(WIDEST, natural))
    made.wraps[c] = natural > WIDEST
    made.formats[c] = column.digits and (column.digits > 0 and "0." .. ("0"):rep(column.digits) or "0") or ""
  end
  return made, cut
end

local function check_size(sheet)
  if #sheet.rows >= M.rows then
    return message.fail("E221", { what = message.text("excel_rows"), limit = M.rows - 1, count = #sheet.rows })
  end
  if #sheet.columns > M.columns then
    return message.fail("E221", { what = message.text("excel_columns"), limit = M.columns, count = #sheet.columns })
  end
  return true
end

local remover = { __close = function(folder) core.files.remove_tree(folder.path) end }

-- One note for each column in which texts were cut, in order of the columns.
local function cut_notes(sheet, cut)
  local notes = {}
  for c, column in ipairs(sheet.columns) do
    local count = cut[column.name]
    if count then
      notes[#notes + 1] = message.text("cells_cut", { count = count, column = sheet.labels[c], limit = M.characters })
    end
  end
  return notes
end

--- Lays out one sheet.
-- @param sheet { name= (at most 31 characters, none of []:*?/\), columns= as a frame's, labels= a list of
--   strings, rows= as a frame's, filter= false for none }
-- @return what M.bytes takes, and a list of notes on texts that had to be cut; nil, message, "E221" for
--   more rows or columns than Excel has
function M.sheet(sheet)
  local ok, why, code = check_size(sheet)
  if not ok then return nil, why, code end
  local made, cut = laid_out(sheet)
  return made, cut_notes(sheet, cut)
end

--- The bytes of an .xlsx file. The library writes files only, so it writes one in a folder of its own.
-- @param sheets list of what M.sheet returns; properties: { title=, comments=, created= (seconds since 1970) } or nil
-- @return string; or nil, message, "E307"
function M.bytes(sheets, properties)
  local path, why = core.files.tempdir()
  if not path then return message.fail("E307", { reason = why }) end
  local folder <close> = setmetatable({ path = path }, remover)
  local file = folder.path .. "/book.xlsx"
  local ok, trouble = core.workbook.write(file, sheets, properties)
  if not ok then return message.fail("E307", { reason = trouble }) end
  local bytes
  bytes, why = core.files.read(file)
  if not bytes then return message.fail("E307", { reason = why }) end
  return bytes
end

return M
