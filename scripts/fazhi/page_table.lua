-- page_table: tables of data as lines that say what each value is. It knows rows, columns and
-- heads, and nothing of how cells were written: its cells are { text=, pieces=, ordinal … } of any format.

local catalogue = require "fazhi.catalogue"

local M = {}

local HEAD = 60 -- bytes of a cell that may head a column

local known

local function rules()
  local page, units = catalogue.load "page", catalogue.load "units"
  if known and known.page == page and known.groups == units then return known end
  known = { page = page, groups = units, units = {}, ordinals = {} }
  for _, group in ipairs(units) do
    for _, word in ipairs(group.words or {}) do known.units[word] = true end
  end
  for _, word in ipairs(page.ordinal_heads) do known.ordinals[word] = true end
  return known
end

local function squeezed(text)
  return (text:gsub("[ \t]", ""):gsub("　", ""))
end

--- True if a cell holds a bare number, which needs its column's name and unit.
function M.is_number(text)
  local s = squeezed(text)
  return s:find "^[-+]?%d[%d,]*%.?%d*$" ~= nil or s:find "^[-+]?%d[%d,]*%.?%d*[%%‰]$" ~= nil
end

local function is_blank(cell)
  local s = cell and squeezed(cell.text) or ""
  return s == ""
end

local function is_unit(word)
  if rules().units[word] then return true end
  for _, multiple in ipairs { "万", "亿", "千", "百" } do
    if word:sub(1, #multiple) == multiple then return is_unit(word:sub(#multiple + 1)) end
  end
  return false
end

--- A head without its unit, and the unit: 数量（件） → 数量, 件.
function M.split_unit(text)
  local name = squeezed(text)
  for _, brackets in ipairs { { "（", "）" }, { "(", ")" }, { "〔", "〕" }, { "[", "]" } } do
    local open, close = brackets[1], brackets[2]
    if name:sub(-#close) == close then
      local at = name:find(open, 1, true)
      local inside = at and name:sub(at + #open, -#close - 1):gsub("^单位", ""):gsub("^:", ""):gsub("^：", "")
      if inside and at > 1 and is_unit(inside) then return name:sub(1, at - 1), inside end
    end
  end
  return name, nil
end

-- ---- the grid ------------------------------------------------------------------------------

local WIDTH, CELLS = 200, 200000 -- what a hostile page may ask of a grid

--- Lays rows of cells with `colspan` and `rowspan` out as a grid: grid[row][column] is a cell, the
--- same one wherever it spans; `grid.width` columns. nil if it is too large.
function M.grid(rows)
  local grid, total = { width = 0 }, 0
  for r in ipairs(rows) do grid[r] = {} end
  for r, row in ipairs(rows) do
    local c = 1
    for _, cell in ipairs(row) do
      while grid[r][c] do c = c + 1 end
      cell.row, cell.column = r, c
      local width, height = math.min(cell.colspan or 1, WIDTH), math.min(cell.rowspan or 1, #rows - r + 1)
      if c + width - 1 > WIDTH then return nil end
      total = total + width * height
      if total > CELLS then return nil end
      for y = r, r + height - 1 do
        for x = c, c + width - 1 do grid[y][x] = grid[y][x] or cell end
      end
      c = c + width
      grid.width = math.max(grid.width, c - 1)
    end
  end
  return grid
end

-- ---- heads ---------------------------------------------------------------------------------

local function is_whole_row(grid, r)
  local first = grid[r][1]
  for c = 2, grid.width do
    if grid[r][c] and grid[r][c] ~= first and not is_blank(grid[r][c]) then return false end
  end
  return first ~= nil and not is_blank(first) and (first.colspan or 1) >= math.min(grid.width, 2)
end

-- Only names, none of them long: it may head the columns below.
local function names_columns(grid, r)
  local named = 0
  for c = 1, grid.width do
    local cell = grid[r][c]
    if cell and not is_blank(cell) then
      if M.is_number(cell.text) or #squeezed(cell.text) > HEAD or cell.text:find("。", 1, true) then return false end
      named = named + 1
    end
  end
  return named >= math.min(2, grid.width) and named * 2 > grid.width
end

local function has_number(grid, from, column)
  for r = from, #grid do
    local cell = grid[r][column]
    if cell and cell.row == r and M.is_number(cell.text) then return true end
  end
  return false
end

-- The rows first..last that head the columns, or nil. Two columns of words have no head.
local function head_rows(grid, first)
  if first >= #grid or not names_columns(grid, first) then return nil end
  local last = first
  for c = 1, grid.width do
    local cell = grid[first][c]
    if cell then
      last = math.max(last, first + (cell.rowspan or 1) - 1)
      local wide = (cell.colspan or 1) > 1 and cell.column == c
      if wide and first < #grid and names_columns(grid, first + 1) then last = math.max(last, first + 1) end
    end
  end
  if last >= #grid then return nil end
  local numbers, heads = 0, 0
  for c = 1, grid.width do
    if has_number(grid, last + 1, c) then numbers = numbers + 1 end
    if grid[first][c] and grid[first][c].is_head then heads = heads + 1 end
  end
  if numbers == 0 and heads < 2 and (grid.width < 3 or #grid - last < 2) then return nil end
  return first, last
end

-- The name and unit of a column: what its head rows say, from top to bottom.
local function column_name(grid, first, last, column)
  local parts, seen, unit = {}, nil, nil
  for r = first, last do
    local cell = grid[r][column]
    if cell and cell ~= seen and not is_blank(cell) then
      local name, own = M.split_unit(cell.text)
      parts[#parts + 1], unit, seen = name, own or unit, cell
    end
  end
  return table.concat(parts), unit
end

-- ---- rows as lines -------------------------------------------------------------------------

local function put(line, cell, row)
  if cell.row == row then
    line[#line + 1] = cell
  else
    line[#line + 1] = cell.text -- it reaches down from a row above, where its bytes were used
  end
end

local function put_value(line, cell, row, unit)
  put(line, cell, row)
  if unit and M.is_number(cell.text) and not cell.text:find "[%%‰]%s*$" then line[#line + 1] = unit end
end

-- First cell, then the name and value of each column: 甲县；受理数: 35件；办结数: 30件
local function headed_line(grid, r, columns)
  local line, from = {}, 1
  if columns[1].is_ordinal and grid.width > 1 then from = 2 end
  for c = from, grid.width do
    local cell, column = grid[r][c], columns[c]
    local goes_on = c > from and cell == grid[r][c - 1]
    if cell and not is_blank(cell) and not goes_on then
      if #line > 0 then line[#line + 1] = "；" end
      if column.name ~= "" and (c > from or M.is_number(cell.text)) then line[#line + 1] = column.name .. ": " end
      put_value(line, cell, r, column.unit)
    end
  end
  return line
end

local function pair_line(grid, r, from, unit)
  local line, name, value = {}, grid[r][from], grid[r][from + 1]
  if not name or name == value or is_blank(name) or is_blank(value) then
    local cell = not is_blank(name) and name or value
    if cell and not is_blank(cell) then put(line, cell, r) end
    return line
  end
  local _, own = M.split_unit(name.text)
  put(line, name, r)
  if not (squeezed(name.text):find ":$" or squeezed(name.text):find "：$") then line[#line + 1] = ": " end
  put_value(line, value, r, own or unit)
  return line
end

-- The cells of a row; of a head only its own, not those that reach down into it.
local function plain_line(grid, r, own_only)
  local line = {}
  for c = 1, grid.width do
    local cell = grid[r][c]
    local is_shown = cell and cell ~= grid[r][c - 1] and not is_blank(cell)
    if is_shown and (cell.row == r or not own_only) then
      if #line > 0 then line[#line + 1] = " | " end
      put(line, cell, r)
    end
  end
  return line
end

-- Label, value, label, value: each pair is a line of its own.
local function is_pairs(grid, r)
  if grid.width < 2 or grid.width % 2 > 0 then return false end
  local found = false
  for c = 1, grid.width, 2 do
    local cell = grid[r][c]
    local s = cell and squeezed(cell.text) or ""
    if s ~= "" and not (s:sub(-1) == ":" or s:sub(-3) == "：") then return false end
    found = found or s ~= ""
  end
  return found
end

local function columns_of(grid, first, last)
  local columns = {}
  for c = 1, grid.width do
    local name, unit = column_name(grid, first, last, c)
    columns[c] = { name = name, unit = unit, is_ordinal = rules().ordinals[name] }
  end
  return columns
end

local function body_lines(grid, r, columns, lines)
  if is_pairs(grid, r) then
    for c = 1, grid.width, 2 do lines[#lines + 1] = pair_line(grid, r, c) end
  elseif is_whole_row(grid, r) then
    lines[#lines + 1] = plain_line(grid, r)
  elseif grid.width == 2 then
    lines[#lines + 1] = pair_line(grid, r, 1, columns and columns[2].unit)
  elseif columns and grid.width == 3 and columns[1].is_ordinal then
    lines[#lines + 1] = pair_line(grid, r, 2, columns[3].unit)
  elseif columns then
    lines[#lines + 1] = headed_line(grid, r, columns)
  else
    lines[#lines + 1] = plain_line(grid, r)
  end
end

--- A grid as lines: a list of lists of cells (whose pieces are used) and strings (put between
--- them). Two columns give 名称: 值, a head gives each value its column's name and unit, and without either
--- the cells of a row are parted by " | ".
function M.lines(grid)
  local lines, r, columns = {}, 1, nil
  while r <= #grid do
    local first, last = nil, nil
    if not columns and not is_whole_row(grid, r) and not is_pairs(grid, r) then first, last = head_rows(grid, r) end
    if first then
      columns = columns_of(grid, first, last)
      for k = first, last do lines[#lines + 1] = plain_line(grid, k, true) end
      r = last
    else
      columns = columns or not is_whole_row(grid, r) and not is_pairs(grid, r) and {} or nil
      body_lines(grid, r, columns and columns[1] and columns, lines)
    end
    r = r + 1
  end
  return lines
end

return M
