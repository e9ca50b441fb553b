-- cells: the rows of a table as lines that read like text: `名称: 值` with the header of the column
-- or the row before each value, and the unit in the header's brackets behind it. A table that is
-- there for its layout stays the paragraphs it holds.

local catalogue = require("fazhi.catalogue")

local M = {}

local PROSE = 240 -- bytes of a cell that holds sentences, not a value
local NAME = 90 -- bytes of a header
local VALUE = 36 -- bytes of a quantity

-- ---- what a cell is ------------------------------------------------------------------------

local function trim(s)
  s = s:gsub("\u{3000}", " "):gsub("\u{A0}", " ")
  return s:match("^%s*(.-)%s*$")
end

-- One line: the value of a cell.
local function flat(cell)
  local parts = {}
  for _, paragraph in ipairs(cell.paragraphs) do
    local s = trim(paragraph):gsub("%s*\n%s*", " ")
    if s ~= "" then parts[#parts + 1] = s end
  end
  return table.concat(parts, " ")
end

local full = { ["．"] = ".", ["，"] = ",", ["％"] = "%" }
for digit = 0, 9 do full[utf8.char(0xFF10 + digit)] = tostring(digit) end

-- Full-width signs in ASCII, as the cleaning of the text will make them.
local function fold(s)
  return (s:gsub("\xEF\xBC[\x80-\xBF]", full))
end

local function is_bare_number(s)
  return fold(s):find("^[+-]?%d[%d,]*%.?%d*$") ~= nil
end

local not_units = { ["、"] = true, ["．"] = true, ["："] = true }

local function has_unit(s)
  local after = s:match("^[+-]?%d[%d,.]*()[^%d,.:]")
  return after ~= nil and not not_units[s:sub(after, after + 2)]
end

-- A quantity stands alone: 35, 35件, 12.5%, -3; a year is a name.
local function is_value(s)
  s = fold(s)
  if #s > VALUE or s:find("^%d%d%d%d%s*年") or s:find("^[12][09]%d%d$") then return false end
  return is_bare_number(s) or has_unit(s) and not s:find("。", 1, true)
end

local function is_prose(cell)
  if cell.nested then return true end
  local count = 0
  for _, paragraph in ipairs(cell.paragraphs) do
    if paragraph:find("%S") then count = count + 1 end
    if #paragraph > PROSE then return true end
  end
  return count > 1 and table.concat(cell.paragraphs):find("。", 1, true) ~= nil
end

-- ---- units in headers ----------------------------------------------------------------------

local units -- word → true, read at first use

local function read_units()
  local set = {}
  for _, group in ipairs(catalogue.load("units")) do
    for _, unit in ipairs(group.words) do set[unit] = true end
  end
  return set
end

local function is_unit(word)
  units = units or read_units()
  local s = fold(word)
  for _, factor in ipairs { "万亿", "亿", "千万", "百万", "十万", "万", "千", "百" } do
    if s:sub(1, #factor) == factor and units[s:sub(#factor + 1)] then return true end
  end
  return units[s] == true
end

--- A header without the unit in brackets at its end, and that unit: "数量（件）" → "数量", "件";
--- the header and nil where the brackets hold no unit.
function M.unit(header)
  for _, pattern in ipairs { "^(.*)（(.-)）$", "^(.*)%((.-)%)$" } do
    local name, unit = header:match(pattern)
    unit = unit and unit:gsub("^%s*单位", ""):gsub("^[:%s]+", ""):gsub("^：%s*", ""):gsub("%s+$", "")
    if name and is_unit(unit) then return (name:gsub("%s+$", "")), unit end
  end
  return header, nil
end

-- ---- the shape of the table ----------------------------------------------------------------

-- places[row][column]: each place of the grid has the cell that covers it.
local function spread(rows)
  local places, width = {}, 0
  for r, row in ipairs(rows) do
    places[r] = {}
    for _, cell in ipairs(row) do
      for c = cell.column, cell.column + cell.span - 1 do
        local above = cell.merged and places[r - 1] and places[r - 1][c]
        places[r][c] = above or cell
        width = math.max(width, c)
      end
    end
  end
  return places, width
end

local function is_header_row(places, width, r)
  local named = 0
  for c = 1, width do
    local cell = places[r][c]
    local s = cell and flat(cell) or ""
    if is_value(s) or #s > NAME then return false end
    if s ~= "" then named = named + 1 end
  end
  return named >= math.max(2, width - 1)
end

local function has_values(places, first, last)
  for r = first, last do
    for c, cell in pairs(places[r]) do
      if c > 1 and is_value(flat(cell)) then return true end
    end
  end
  return false
end

-- Headers of several rows: below one that spans columns stand the names of those columns.
local function header_depth(rows, places, width, first)
  local depth = 1
  while depth < 3 and rows[first + depth] do
    local spans = false
    for _, cell in ipairs(rows[first + depth - 1]) do spans = spans or cell.span > 1 and cell.span < width end
    if not spans or not is_header_row(places, width, first + depth) then break end
    depth = depth + 1
  end
  return depth
end

-- One cell over the whole width is a caption: it says what the table is about.
local function is_caption(row, width)
  return #row == 1 and row[1].span >= width and width > 1
end

-- The first and last row of the header; nil if there is none.
local function find_header(rows, places, width, told)
  local first = 1
  while rows[first] and is_caption(rows[first], width) do first = first + 1 end
  if not rows[first + 1] or width < 2 then return nil end
  if told and told >= first then return first, told end
  if not is_header_row(places, width, first) then return nil end
  local last = first + header_depth(rows, places, width, first) - 1
  if has_values(places, last + 1, #rows) then return first, last end
end

-- The header over a column: the words of all its rows, each once.
local function header_of(places, first, last, c)
  local parts, previous = {}, nil
  for r = first, last do
    local cell = places[r][c]
    if cell and cell ~= previous then parts[#parts + 1] = flat(cell) end
    previous = cell
  end
  return table.concat(parts)
end

-- Every second cell is a value, every other one a name.
local function are_pairs(rows)
  local values = 0
  for _, row in ipairs(rows) do
    if #row % 2 == 1 or #row < 4 then return false end
    for k = 1, #row, 2 do
      local value = flat(row[k + 1])
      if is_value(flat(row[k])) or value ~= "" and not is_value(value) then return false end
      values = values + 1
    end
  end
  return values > 0
end

-- ---- lines ---------------------------------------------------------------------------------

local function piece(row, cell, text)
  return { text = text, row = row, cell = cell.number }
end

local function add(line, r, cell, text, joint)
  if text ~= "" then line[#line + 1] = piece(r, cell, #line > 0 and joint .. text or text) end
end

local function with_unit(value, unit, other)
  unit = unit or other
  return unit and is_bare_number(value) and value .. unit or value
end

local function add_prose(lines, r, row)
  for _, cell in ipairs(row) do
    for k, paragraph in ipairs(cell.merged and {} or cell.paragraphs) do
      local whole = piece(r, cell, paragraph)
      whole.paragraph = k
      if paragraph:find("%S") then lines[#lines + 1] = { whole } end
    end
  end
end

-- A row under a header: header: value for each cell that says something.
local function headed_line(r, places, headers)
  local line, previous = {}, nil
  local label, row_unit = "", nil
  if places[r][1] then label, row_unit = M.unit(flat(places[r][1])) end
  for c, header in ipairs(headers) do
    local cell = places[r][c]
    local value = cell and cell ~= previous and flat(cell) or ""
    if value ~= "" then
      local name, unit = M.unit(header)
      if c == 1 then
        value = label
      else
        value = with_unit(value, unit, row_unit)
      end
      add(line, r, cell, name ~= "" and name .. ": " .. value or value, "；")
    end
    previous = cell
  end
  return line
end

-- Name and value side by side, once or several times: 受理 | 35件 | 审结 | 31件.
local function paired_line(r, row, unit)
  local line = {}
  for k = 1, #row, 2 do
    local label, value = flat(row[k]), flat(row[k + 1])
    local name, own = M.unit(label)
    if is_bare_number(value) then label = name end
    value = with_unit(value, unit, own)
    local text = label ~= "" and value ~= "" and label .. ": " .. value or label .. value
    add(line, r, value ~= "" and row[k + 1] or row[k], text, "；")
  end
  return line
end

local function plain_line(r, row)
  local line = {}
  for _, cell in ipairs(row) do add(line, r, cell, cell.merged and "" or flat(cell), " | ") end
  return line
end

local function has_prose(row)
  for _, cell in ipairs(row) do
    if is_prose(cell) then return true end
  end
  return #row == 1 and not row[1].merged
end

--- The lines of a table. `rows` is a list of rows, each a list of cells { paragraphs = {string…},
--- column = first column it covers (from 1), span = columns it covers, merged = true if it goes on
--- from the cell above, number = its place in the row as the file counts, nested = true if its
--- paragraphs are never one value }; `told` is how many rows the file calls header, or nil. Returns a
--- list of lines, each a list of pieces { text=, row=, cell=, paragraph= if it is that one as it is }
--- that make the line when put together.
function M.lines(rows, told)
  local places, width = spread(rows)
  local first, last = find_header(rows, places, width, told)
  local headers, unit = {}, nil
  for c = 1, first and width or 0 do headers[c] = header_of(places, first, last, c) end
  if width == 2 and first then unit = select(2, M.unit(headers[2])) end
  local paired, lines = are_pairs(rows), {}
  for r, row in ipairs(rows) do
    local line = {}
    if has_prose(row) then
      add_prose(lines, r, row)
    elseif #row == 2 and width == 2 and not row[1].merged or paired then
      line = paired_line(r, row, first and r > last and unit or nil)
    elseif first and r > last then
      line = headed_line(r, places, headers)
    else
      line = plain_line(r, row)
    end
    if #line > 0 then lines[#lines + 1] = line end
  end
  return lines
end

return M
