-- cells: how the cells of a table become lines that say what each value is. It knows rows, columns and
-- heads, and nothing of how a file wrote them: a table reads alike in a page, a Word file and a PDF.

local catalogue = require "fazhi.catalogue"
local wordlist = require "fazhi.wordlist"

local M = {}

local HEAD = 60  -- bytes of a cell that may head a column
local VALUE = 36 -- bytes of a quantity

local known

local function rules()
  local words, groups = catalogue.load "tables", catalogue.load "units"
  if known and known.words == words and known.groups == groups then return known end
  known = { words = words, groups = groups, units = {}, labels = {} }
  for _, key in ipairs { "missing", "ordinals", "quantities", "unit_heads", "years" } do
    known[key] = wordlist.set(words[key])
  end
  for _, group in ipairs(groups) do
    for _, word in ipairs(group.words or {}) do known.units[word] = true end
  end
  for _, group in ipairs(catalogue.load "labels") do
    for _, word in ipairs(group) do known.labels[word] = true end
  end
  return known
end

-- ---- what a cell says ----------------------------------------------------------------------

local folded = { ["．"] = ".", ["，"] = ",", ["％"] = "%", ["－"] = "-", ["＋"] = "+", ["："] = ":" }
for digit = 0, 9 do folded[utf8.char(0xFF10 + digit)] = tostring(digit) end

-- Without blanks, digits and their signs as ASCII.
local function squeezed(text)
  text = text:gsub("%s", ""):gsub("\u{3000}", ""):gsub("\u{A0}", "")
  return (text:gsub("\xEF\xBC[\x80-\xBF]", folded))
end

--- True if a cell holds a bare number, which needs its column's name and unit.
function M.is_number(text)
  local s = squeezed(text)
  return s:find "^[-+]?%d[%d,]*%.?%d*$" ~= nil or s:find "^[-+]?%d[%d,]*%.?%d*%%$" ~= nil
    or s:find "^[-+]?%d[%d,]*%.?%d*‰$" ~= nil
end

local function is_year(s)
  return s:find "^19%d%d$" ~= nil or s:find "^20%d%d$" ~= nil
end

-- What may stand behind the digits of a name or a date, and makes no quantity of it.
local no_units = { "年", "月", "日", "、", "．", "：", "—", "–", "～", "至", "季度", "号", "期" }

-- A quantity stands alone: 35, 35件, 12.5%, -3; 2023年 and 1月 are names.
local function is_value(text)
  if M.is_number(text) then return true end
  local s = squeezed(text)
  local after = #s <= VALUE and s:match "^[-+]?%d[%d,.]*()[^%d,.:/-]"
  if not after or s:find("。", 1, true) or s:find("，", 1, true) then return false end
  for _, word in ipairs(no_units) do
    if s:sub(after, after + #word - 1) == word then return false end
  end
  return true
end

local function is_blank(cell)
  if not cell then return true end
  local s = squeezed(cell.text)
  return s == "" or rules().missing[s] == true
end

local function is_unit(word)
  if rules().units[word] then return true end
  for _, multiple in ipairs { "万", "亿", "千", "百", "十" } do
    if word:sub(1, #multiple) == multiple then return is_unit(word:sub(#multiple + 1)) end
  end
  return false
end

--- A head without its unit, and the unit: 数量（件） → 数量, 件.
function M.split_unit(text)
  local name = squeezed(text)
  for _, brackets in ipairs { { "（", "）" }, { "(", ")" }, { "〔", "〕" }, { "[", "]" } } do
    local open, close = brackets[1], brackets[2]
    local at = name:sub(-#close) == close and name:match("^.*()" .. (#open == 1 and "%" or "") .. open)
    if at and at > 1 then
      local inside = name:sub(at + #open, -#close - 1):gsub("^单位", ""):gsub("^:", "")
      if is_unit(inside) then return name:sub(1, at - 1), inside end
    end
  end
  return name, nil
end

--- The unit that a line above a table tells for all of it: （单位：万元） → 万元; nil if it tells none,
--- or several.
function M.unit_line(text)
  if #text > 150 or text:find("。", 1, true) then return nil end
  local words = rules().words
  local s = text:gsub("\u{3000}", " "):gsub("\u{A0}", " "):gsub("：", ":"):gsub("（", "("):gsub("）", ")")
  for before, rest in s:gmatch "(.-)单%s*位%s*:%s*([^%s()]+)" do
    if is_unit(rest) and not wordlist.at_end(before, words.not_unit_words) then return rest end
  end
  return nil
end

-- Chinese is written without blanks, so that a paragraph's end beside one of its characters is nothing.
local function is_wide(c)
  return c ~= nil and c >= 0xE2
end

--- The paragraphs of a cell as one text.
function M.text_of(paragraphs)
  local out = ""
  for _, paragraph in ipairs(paragraphs) do
    for line in paragraph:gsub("\u{3000}", " "):gsub("\u{A0}", " "):gmatch "[^\n]+" do
      line = line:match "^%s*(.-)%s*$"
      local last = out ~= "" and out:byte(utf8.offset(out, -1))
      if line ~= "" then
        out = out .. (out ~= "" and not is_wide(last) and not is_wide(line:byte()) and " " or "") .. line
      end
    end
  end
  return out
end

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

-- ---- heads ---------------------------------------------------------------------------------

local function is_whole_row(grid, r)
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
    if M.is_number(s) and not year or year and previous and math.abs(year - previous) ~= 1 then return false end
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

-- The rows first..last that head the columns, or nil. Two columns of words have no head.
local function head_rows(grid, first)
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
      local name, own = M.split_unit(cell.text)
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

local function read_columns(grid, first, last)
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

-- What the heads of columns c..last have in common, for a cell that spans them.
local function shared(columns, c, last)
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
  if not M.is_number(s) or s:find "%%$" or s:find "‰$" then return end
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
  local name, unit = shared(columns, c, last)
  local is_counted = c == columns.quantity and not is_blank(row.grid[row.r][c - 1])
  if #line > 0 then line[#line + 1] = is_counted and ": " or "；" end
  local is_named = c > row.from and c ~= columns.quantity and c + 1 ~= columns.quantity
  if c == row.from then is_named = M.is_number(cell.text) end
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
  if not is_blank(label) then row.name, row.unit = M.split_unit(label.text) end
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
  local bare, own = M.split_unit(name.text)
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
  local first, last = head_rows(grid, r)
  if first then
    state.columns = read_columns(grid, first, last)
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
    found = found or cell and M.unit_line(cell.text)
    is_full = is_full and not is_blank(cell) and cell ~= grid[r][c - 1]
  end
  return found, found and not is_full
end

-- Whether the first row says the heads again that the part before had.
local function repeats_head(grid, columns)
  for c = 1, grid.width do
    local cell, head = grid[1][c], columns[c] and columns[c].heads[1]
    local name = not is_blank(cell) and M.split_unit(cell.text) or ""
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
