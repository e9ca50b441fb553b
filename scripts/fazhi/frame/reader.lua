-- frame.reader: a table of the user's as columns and rows: .csv, .tsv or .xlsx. Columns that hold nothing but
-- numbers are numbers; the columns by which it is joined to reports have the names that they have there.

local assertion = require "fazhi.assertion"
local csv = require "fazhi.csv"
local input = require "fazhi.input"
local message = require "fazhi.message"
local spreadsheet = require "fazhi.spreadsheet"
local written = require "fazhi.written"

local M = {}

-- 地区, 行政区划代码, 年度: what joins a table to reports.
local keys = { region = "region", region_code = "text", year = "year", level = "level" }

-- A cell of digits that a number would lose some of is a code: 010, 110101199003074512.
local function is_code(cell)
  return cell:find("^0%d") ~= nil or #cell > 15 and cell:find("^%d+$") ~= nil
end

local function holds_numbers(rows, header)
  local has_any = false
  for _, row in ipairs(rows) do
    local cell = row[header]
    if cell then
      if is_code(cell) or not written.number(cell) then return false end
      has_any = true
    end
  end
  return has_any
end

-- A column for a header, and the function that makes values of its cells.
local function column_of(header, rows)
  local field = assertion.field(header)
  if keys[field] then
    local number = field == "year" and written.number
    return { name = field, kind = keys[field] }, number and function(cell) return number(cell) or cell end
  end
  if not holds_numbers(rows, header) then return { name = header, kind = "text" } end
  local one = written.header(header)
  return { name = one.name, kind = "number", unit = one.unit ~= "" and one.unit or nil }, function(cell)
    local n = written.number(cell) * one.factor
    return math.tointeger(n) or n
  end
end

local function bytes_of(path)
  local item, why, code = input.file(path)
  local bytes
  if item then bytes, why, code = item:bytes() end
  if not bytes then return nil, message.at_path(why, path), code end
  return bytes
end

-- Two columns may mean the same field; the second keeps the name it has in the file.
local function unique(column, header, taken)
  if taken[column.name] then column.name = header end
  taken[column.name] = true
  return column
end

--- Reads a table.
-- @return columns and rows for fazhi.frame.new; or nil, message, code
function M.read(path)
  local bytes, why, code = bytes_of(path)
  if not bytes then return nil, why, code end
  local read = path:lower():find("%.xlsx$") and spreadsheet.table or csv.read
  local cells, header, bad = read(bytes)
  if not cells then return nil, message.at_path(header, path), bad end
  local columns, rows, taken = {}, {}, {}
  for r = 1, #cells do rows[r] = {} end
  for c, word in ipairs(header) do
    local column, value_of = column_of(word, cells)
    columns[c] = unique(column, word, taken)
    for r, row in ipairs(cells) do
      rows[r][column.name] = row[word] and (value_of and value_of(row[word]) or row[word])
    end
  end
  return columns, rows
end

return M
