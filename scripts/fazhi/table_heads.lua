-- table_heads: the heads of the columns of a table, a grid of cells (fazhi.cells): which rows they are, and what each
-- column is called, counts and is of.

local cell_text = require "fazhi.cell_text"

local rules, is_blank, is_unit = cell_text.rules, cell_text.is_blank, cell_text.is_unit
local squeezed, is_number, is_year, is_value = cell_text.squeezed, cell_text.is_number, cell_text.is_year,
  cell_text.is_value

local M = {}

local HEAD = 60 -- bytes of a cell that may head a column

--- True if row `r` is one cell and nothing else.
function M.is_whole_row(grid, r)
  local first = grid[r][1]
  for c = 2, grid.width do
    if grid[r][c] and grid[r][c] ~= first and not is_blank(grid[r][c]) then return false end
  end
  return first ~= nil and not is_blank(first) and (first.colspan or 1) >= math.min(grid.width, 2)
end

-- Years in a row head columns: 2022 | 2023 | 2024.
local function has_years(grid, r)
  local previous
  for c = 2, grid.width do
    local s = grid[r][c] and squeezed(grid[r][c].text) or ""
    local year = is_year(s) and tonumber(s)
    if is_number(s) and not year or year and previous and math.abs(year - previous) ~= 1 then return false end
    previous = year or previous
  end
  return previous ~= nil
end

-- Only names, none of them long: it may head the columns below.
local function names_columns(grid, r)
  local named, with_years = 0, nil
  for c = 1, grid.width do
    local cell = grid[r][c]
    if not is_blank(cell) then
      local s = squeezed(cell.text)
      if with_years == nil and is_value(s) then with_years = has_years(grid, r) end
      if is_value(s) and not (with_years and c > 1) then return false end
      if #s > HEAD or s:find("。", 1, true) then return false end
      named = named + 1
    end
  end
  return named >= math.min(2, grid.width) and named * 2 > grid.width
end

local function has_value(grid, from, column)
  for r = from, #grid do
    local cell = grid[r][column]
    if cell and cell.row == r and is_value(cell.text) then return true end
  end
  return false
end

-- The last of the head rows that begin at `first`: a cell over several columns has their names below it.
local function last_head(grid, first)
  local last = first
  for c = 1, grid.width do
    local cell = grid[first][c]
    if cell then
      last = math.max(last, first + (cell.rowspan or 1) - 1)
      local spans = cell.colspan > 1 and cell.column == c
      if spans and first < #grid and names_columns(grid, first + 1) then last = math.max(last, first + 1) end
    end
  end
  return last
end

--- The rows first..last that head the columns from row `first` on, or nil. Two columns of words have no head.
function M.rows(grid, first)
  if first >= #grid or not names_columns(grid, first) then return nil end
  local last = last_head(grid, first)
  if last >= #grid then return nil end
  local numbers, heads = 0, 0
  for c = 1, grid.width do
    if c > 1 and has_value(grid, last + 1, c) then numbers = numbers + 1 end
    if grid[first][c] and grid[first][c].is_head then heads = heads + 1 end
  end
  if numbers == 0 and heads < 2 and (grid.width < 3 or #grid - last < 2) then return nil end
  return first, last
end

-- Whether a column headed 单位 holds units and not offices: 件, 万元, and nothing else.
local function has_units(grid, from, column)
  local found = false
  for r = from, #grid do
    local cell = grid[r][column]
    if not is_blank(cell) and cell.colspan == 1 then
      if not is_unit(squeezed(cell.text)) then return false end
      found = true
    end
  end
  return found
end

-- The name and unit of a column: what its head rows say, from top to bottom.
local function read_column(grid, first, last, c)
  local column, seen, parts = { heads = {} }, nil, {}
  for r = first, last do
    local cell = grid[r][c]
    if cell ~= seen and not is_blank(cell) then
      local name, own = cell_text.split_unit(cell.text)
      if is_year(name) then name = name .. "年" end
      column.heads[#column.heads + 1] = { cell = cell, name = name }
      parts[#parts + 1], column.unit, seen = name, own or column.unit, cell
    end
  end
  column.name = table.concat(parts)
  column.is_unit = rules().unit_heads[column.name] and has_units(grid, last + 1, c)
  column.is_ordinal = rules().ordinals[column.name]
  column.is_year = rules().years[column.name]
  return column
end

-- A table whose values are all in one column that is headed 数量 or the like: what is counted is
-- named in the column before it.
local function find_quantity(grid, columns, from)
  local found, least = nil, 3
  for c = 2, #columns do
    if columns[c].is_unit then least = 2 end
    if has_value(grid, from, c) then
      if found then return nil end
      found = c
    end
  end
  return found and found >= least and rules().quantities[columns[found].name] and found or nil
end

--- What the head rows first..last say of the columns: a list of { name=, unit=, heads = list of { cell=, name= },
--- is_unit=, is_ordinal=, is_year= }, with `quantity`, the column that holds all values, or nil, and
--- `repeated`, whether the second half of four columns is headed as the first.
function M.columns(grid, first, last)
  local columns = {}
  for c = 1, grid.width do columns[c] = read_column(grid, first, last, c) end
  columns.quantity = find_quantity(grid, columns, last + 1)
  -- 名称 | 数量 | 名称 | 数量: the head says the same twice.
  local half = grid.width // 2
  columns.repeated = grid.width == 4
  for c = 1, half do
    if columns[c].name == "" or columns[c].name ~= (columns[c + half] or {}).name then columns.repeated = false end
  end
  return columns
end

--- What the heads of columns c..last have in common, for a cell that spans them: the name and the unit.
function M.shared(columns, c, last)
  local first, parts, unit = columns[c], {}, columns[c].unit
  if c == last then return first.name, unit end
  for k, head in ipairs(first.heads) do
    for x = c + 1, last do
      local other = columns[x].heads[k]
      if not other or other.cell ~= head.cell then return table.concat(parts), unit end
      if columns[x].unit ~= first.unit then unit = nil end
    end
    parts[#parts + 1] = head.name
  end
  return table.concat(parts), unit
end

return M
