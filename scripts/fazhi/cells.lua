-- cells: how the cells of a table become lines that say what each value is. It knows rows, columns and
-- heads, and nothing of how a file wrote them: a table reads alike in a page, a Word file and a PDF.

local cell_text = require "fazhi.cell_text"
local heads = require "fazhi.table_heads"
local wordlist = require "fazhi.wordlist"

local rules, squeezed, is_blank = cell_text.rules, cell_text.squeezed, cell_text.is_blank
local is_number, is_year, is_value = cell_text.is_number, cell_text.is_year, cell_text.is_value
local is_whole_row = heads.is_whole_row

local M = {}

-- ---- is it a table of data -----------------------------------------------------------------

local LONG, SHARE = 120, 0.25 -- characters of a long cell; how many of them a table of data may have

local function characters(text)
  return utf8.len((text:gsub("%s", ""):gsub("\u{3000}", ""))) or #text
end

--- False if a table only places things on the page: if it holds other tables (cells with `nested`),
--- long texts, mostly links (`link_chars` of a cell), or one column.
-- @param rows list of rows, each a list of cells { text=, paragraphs = how many, or a list }
function M.is_data(rows)
  local cells, long, chars, links, width = 0, 0, 0, 0, 0
  for _, row in ipairs(rows) do
    width = math.max(width, #row)
    for _, cell in ipairs(row) do
      local count = characters(cell.text)
      local paragraphs = type(cell.paragraphs) == "table" and #cell.paragraphs or cell.paragraphs or 0
      local _, sentences = cell.text:gsub("。", "")
      if count > 5 * LONG or cell.nested then return false end
      cells, chars, links = cells + 1, chars + count, links + (cell.link_chars or 0)
      if count > LONG or paragraphs > 6 or sentences > 1 then long = long + 1 end
    end
  end
  return width >= 2 and long <= SHARE * cells and chars > 0 and links * 2 <= chars
end

-- ---- the grid ------------------------------------------------------------------------------

local WIDTH, CELLS = 200, 200000 -- what a hostile file may ask of a grid

local function cover(grid, cell, r, c, height)
  for y = r, r + height - 1 do
    for x = c, c + (cell.colspan or 1) - 1 do grid[y][x] = grid[y][x] or cell end
  end
  grid.width = math.max(grid.width, c + (cell.colspan or 1) - 1)
end

--- Lays rows of cells with `colspan` and `rowspan` out as a grid: grid[r][c] is a cell, the same one
--- wherever it spans; `grid.width` columns. A cell may say its `column` (from 1), and that it is
--- `merged` with the one above. Sets the cells' row and column. nil if the grid is too large.
function M.grid(rows)
  local grid, total = { width = 0 }, 0
  for r in ipairs(rows) do grid[r] = {} end
  for r, row in ipairs(rows) do
    local c = 1
    for _, cell in ipairs(row) do
      c = cell.column or c
      while grid[r][c] do c = c + 1 end
      cell.colspan = math.min(cell.colspan or 1, WIDTH)
      local height = math.min(cell.rowspan or 1, #rows - r + 1)
      total = total + cell.colspan * height
      if c + cell.colspan - 1 > WIDTH or total > CELLS then return nil end
      local above = cell.merged and grid[r - 1] and grid[r - 1][c]
      cell.row, cell.column = r, c
      cover(grid, cell, r, c, above and 0 or height)
      for x = c, c + (above and cell.colspan or 0) - 1 do grid[r][x] = grid[r][x] or above end
      c = c + cell.colspan
    end
  end
  return grid
end

-- ---- rows as lines -------------------------------------------------------------------------

local function put(line, cell, row)
  -- It reaches down from a row above, where it was used.
  line[#line + 1] = cell.row == row and cell or { text = cell.text, repeats = cell }
end

-- Whether numbers of that name are not counted in the table's unit; a year in it, as in 受理2022年, tells nothing.
local function is_unitless(name)
  return name ~= nil and wordlist.at_end(name:gsub("%d%d%d%d年$", ""), rules().words.unitless)
end

-- The unit that a name tells of a whole number by itself: 受理件数 → 件.
local function counted_in(s, name)
  if not name or s:find(".", 1, true) then return nil end
  name = name:gsub("%d%d%d%d年$", "")
  for _, pair in ipairs(rules().words.counts) do
    if name:sub(-#pair[1]) == pair[1] then return pair[2] end
  end
end

-- A value and its unit: that of its column, of its row's name, of the whole table, or what its name counts.
local function put_value(line, cell, row, units, name)
  put(line, cell, row)
  local s = squeezed(cell.text)
  if not is_number(s) or s:find "%%$" or s:find "‰$" then return end
  local unit = units.column or units.row
  if not unit and units.table and not is_unitless(name) and not is_unitless(units.row_name) then unit = units.table end
  unit = unit or not is_year(s) and counted_in(s, name) or nil
  line[#line + 1] = unit
  if not unit and not is_year(s) then line.bare = (line.bare or 0) + 1 end
end

local function put_name(line, name)
  if name ~= "" then line[#line + 1] = name .. ": " end
end

-- The units that a value in columns c..last of a headed row may have.
local function units_of(row, c, value_unit)
  local is_year_column = row.columns[c].is_year
  if is_year_column then return { column = is_year(squeezed(row.grid[row.r][c].text)) and "年" or nil } end
  if c == row.from then return { column = value_unit } end
  return { column = value_unit, row = row.unit, table = row.table_unit, row_name = row.name }
end

-- Adds the cell that covers columns c..last, with what goes before it.
local function put_column(line, row, c, last)
  local columns, cell = row.columns, row.grid[row.r][c]
  local name, unit = heads.shared(columns, c, last)
  local is_counted = c == columns.quantity and not is_blank(row.grid[row.r][c - 1])
  if #line > 0 then line[#line + 1] = is_counted and ": " or "；" end
  local is_named = c > row.from and c ~= columns.quantity and c + 1 ~= columns.quantity
  if c == row.from then is_named = is_number(cell.text) end
  if is_named and not columns[c].is_year then put_name(line, name) end
  put_value(line, cell, row.r, units_of(row, c, unit), name ~= "" and c > row.from and name or row.name)
end

-- What a column of units says of row r: 件.
local function told_unit(grid, r, columns)
  for c, column in ipairs(columns) do
    if column.is_unit and not is_blank(grid[r][c]) then return squeezed(grid[r][c].text) end
  end
end

-- First cell, then the name and value of each column: 甲县；受理数: 35件；办结数: 30件
local function headed_line(grid, r, columns, unit)
  local row = { grid = grid, r = r, columns = columns, table_unit = unit, name = "" }
  row.from = columns[1].is_ordinal and grid.width > 1 and 2 or 1
  local label = grid[r][row.from]
  if not is_blank(label) then row.name, row.unit = cell_text.split_unit(label.text) end
  row.unit = row.unit or told_unit(grid, r, columns)
  local line, c = {}, row.from
  while c <= grid.width do
    local cell, last = grid[r][c], c
    while cell and grid[r][last + 1] == cell do last = last + 1 end
    if not is_blank(cell) and not columns[c].is_unit then put_column(line, row, c, last) end
    c = last + 1
  end
  return line
end

local function pair_line(grid, r, from, unit, table_unit)
  local line, name, value = {}, grid[r][from], grid[r][from + 1]
  if name == value or is_blank(name) or is_blank(value) then
    local cell = not is_blank(name) and name or value
    if not is_blank(cell) then put(line, cell, r) end
    return line
  end
  local bare, own = cell_text.split_unit(name.text)
  put(line, name, r)
  if bare:sub(-1) ~= ":" then line[#line + 1] = ": " end
  put_value(line, value, r, { column = own or unit, table = table_unit }, bare)
  return line
end

-- The cells of a row; of a head only its own, not those that reach down into it.
local function plain_line(grid, r, own_only)
  local line = {}
  for c = 1, grid.width do
    local cell = grid[r][c]
    local is_shown = cell ~= grid[r][c - 1] and not is_blank(cell)
    if is_shown and (cell.row == r or not own_only) then
      if #line > 0 then line[#line + 1] = " | " end
      put(line, cell, r)
    end
  end
  return line
end

-- ---- names and values in turn --------------------------------------------------------------

-- Whether the cells 1, 3, 5 … of a row are labels by `test`; those of a long value have none.
local function are_labels(grid, r, test)
  if grid.width < 2 or grid.width % 2 > 0 then return false end
  local found = false
  for c = 1, grid.width, 2 do
    local cell, value = grid[r][c], grid[r][c + 1]
    local is_rest = c > 1 and cell == grid[r][c - 1]
    if not is_blank(cell) and not is_rest then
      if cell == value or not test(cell, value) then return false end
      found = true
    end
  end
  return found
end

local function has_colon(cell) return squeezed(cell.text):sub(-1) == ":" end

local function is_headed(cell, value) return cell.is_head and value ~= nil and not value.is_head end

local function is_known(cell, value)
  local labels = rules().labels
  return has_colon(cell) or labels[squeezed(cell.text)] and not (value and labels[squeezed(value.text)])
end

-- Label, value, label, value: a colon says so, the file itself, or that every row has known labels.
local function has_labels(grid, r)
  if are_labels(grid, r, has_colon) or grid.width > 2 and are_labels(grid, r, is_headed) then return true end
  if grid.known == nil then
    grid.known = true
    for k = 1, #grid do
      if not is_whole_row(grid, k) and not are_labels(grid, k, is_known) then grid.known = false end
    end
  end
  return grid.known and not is_whole_row(grid, r)
end

local function is_counted_row(grid, r)
  local values = 0
  for c = 1, grid.width, 2 do
    local name, value = grid[r][c], grid[r][c + 1]
    if name and (name == value or not is_blank(name) and is_value(name.text)) then return nil end
    if not is_blank(value) then
      if is_blank(name) or not is_value(value.text) then return nil end
      values = values + 1
    end
  end
  return values
end

-- Every second cell below row `first` is a number, and all others are names.
local function is_counted(grid, first)
  if grid.width < 4 or grid.width % 2 > 0 then return false end
  local values = 0
  for r = first, #grid do
    local count = is_whole_row(grid, r) and 0 or is_counted_row(grid, r)
    if not count then return false end
    values = values + count
  end
  return values > 0
end

-- ---- the whole table -----------------------------------------------------------------------

local function add(lines, row, line)
  line.row = row
  lines[#lines + 1] = line
end

local function body_lines(grid, r, state)
  local lines, columns = state.lines, state.columns
  if state.is_paired or has_labels(grid, r) then
    for c = 1, grid.width, 2 do
      local is_rest = c > 1 and grid[r][c] == grid[r][c - 1] -- of a value over several columns
      if not is_rest then add(lines, r, pair_line(grid, r, c, columns and columns[c + 1].unit, state.unit)) end
    end
  elseif is_whole_row(grid, r) then
    add(lines, r, plain_line(grid, r))
  elseif grid.width == 2 then
    add(lines, r, pair_line(grid, r, 1, columns and columns[2].unit, state.unit))
  elseif columns and grid.width == 3 and columns[1].is_ordinal then
    add(lines, r, pair_line(grid, r, 2, columns[3].unit, state.unit))
  elseif columns then
    add(lines, r, headed_line(grid, r, columns, state.unit))
  else
    add(lines, r, plain_line(grid, r))
  end
end

local function read_head(grid, r, state)
  state.looked = true
  local first, last = heads.rows(grid, r)
  if first then
    state.columns = heads.columns(grid, first, last)
    for k = first, last do add(state.lines, k, plain_line(grid, k, true)) end
  end
  local columns = state.columns
  state.is_paired = (not columns or columns.repeated) and is_counted(grid, (last or r - 1) + 1)
  return last
end

-- The unit told in a row, and whether that row says nothing else but perhaps who filled the table in.
local function unit_in(grid, r)
  local found, is_full = nil, grid.width > 2
  for c = 1, grid.width do
    local cell = grid[r][c]
    found = found or cell and cell_text.unit_line(cell.text)
    is_full = is_full and not is_blank(cell) and cell ~= grid[r][c - 1]
  end
  return found, found and not is_full
end

-- Whether the first row says the heads again that the part before had.
local function repeats_head(grid, columns)
  for c = 1, grid.width do
    local cell, head = grid[1][c], columns[c] and columns[c].heads[1]
    local name = not is_blank(cell) and cell_text.split_unit(cell.text) or ""
    if name ~= (head and head.name or "") then return false end
  end
  return true
end

--- A grid as lines: a list of lists of parts: a cell, of which all is used; { text=, repeats = cell } for
--- one that reaches down from a row above; a string that is put between them. Each list has its `row`.
--- Two columns give 名称: 值, a head gives each value its column's name and unit, and without either
--- the cells of a row are parted by " | ". Empty cells and dashes are left out. A list has `bare`
--- if it holds numbers that have no unit: how many.
-- @param options unit = told above the table, columns = what a part of the table before this one returned
-- @return the lines; the columns, nil without a head
function M.lines(grid, options)
  options = options or {}
  local state = { lines = {}, unit = options.unit, columns = options.columns, looked = options.columns ~= nil }
  if state.looked and grid[1] and repeats_head(grid, state.columns) then state.looked, state.columns = false, nil end
  local r = 1
  while r <= #grid do
    local unit, is_told, last
    if not state.looked then unit, is_told = unit_in(grid, r) end
    state.unit = unit or state.unit
    if is_told then
      add(state.lines, r, plain_line(grid, r))
    elseif not state.looked and not is_whole_row(grid, r) and not has_labels(grid, r) then
      last = read_head(grid, r, state)
    end
    if not is_told and not last then body_lines(grid, r, state) end
    r = (last or r) + 1
  end
  local lines = {}
  for _, line in ipairs(state.lines) do
    if #line > 0 then lines[#lines + 1] = line end
  end
  return lines, state.columns
end

return M
