-- grid: tables by their geometry: rows whose segments stand under one another. A table becomes lines
-- that the figure grammar can read: 名称: 值, or its header before each value.

local geometry = require "fazhi.geometry"
local lines = require "fazhi.lines"

local M = {}

local TOUCH = 0.2  -- em by which a cell must overlap its column
local AHEAD = 2    -- rows of one cell that may follow one another inside a table
local BESIDE = 0.95 -- em between rows, below which they are cells side by side
local UNEVEN = 1.35 -- largest to smallest distance of rows, where cells are wrapped
local RUNNING = 16 -- characters a cell, on average, above which two columns are running text
local COLUMNS = 40 -- no table is wider

-- ---- which rows are a table ----------------------------------------------------------------

local function is_spaced_out(row)
  for _, word in ipairs(row.words) do
    if utf8.len(word.text) ~= 1 then return false end
  end
  return true
end

local function has_cells(row)
  return #row.segments >= 2 and #row.segments <= COLUMNS and not is_spaced_out(row)
end

-- The columns that a segment overlaps.
local function touched(columns, segment, em)
  local list = {}
  for k, column in ipairs(columns) do
    if math.min(column.x1, segment.x1) - math.max(column.x0, segment.x0) > TOUCH * em then list[#list + 1] = k end
  end
  return list
end

-- Enters a row's segments into the columns. False, and nothing changed, if they do not fit.
local function fit(columns, row)
  local places, astride = {}, 0
  for k, segment in ipairs(row.segments) do
    local list = touched(columns, segment, row.em)
    if #list > 1 then astride = astride + 1 end
    places[k] = list
  end
  if astride > 0 and not (astride == 1 and #columns >= 3 and #row.segments >= 2) then return false end
  for k, segment in ipairs(row.segments) do
    local column = columns[places[k][1]]
    if #places[k] == 0 then
      columns[#columns + 1] = { x0 = segment.x0, x1 = segment.x1 }
    elseif #places[k] == 1 then
      column.x0, column.x1 = math.min(column.x0, segment.x0), math.max(column.x1, segment.x1)
    end
  end
  table.sort(columns, function(a, b) return a.x0 < b.x0 end)
  return true
end

-- A row of one segment inside a table goes on in a cell; a heading below it does not.
local function is_inside(columns, row)
  if #row.segments ~= 1 then return false end
  local text = geometry.text(row.words, row)
  local list = touched(columns, row.segments[1], row.em)
  local level = lines.level(text)
  if #list ~= 1 or level == 1 or level == 2 then return false end
  local column = columns[list[1]]
  return row.x0 >= column.x0 - row.em and row.x1 <= column.x1 + row.em
end

-- A row so close below another is no line of text, but a cell set at another height.
local function is_beside(rows, k, first)
  return k > first and #rows[k].segments == 1 and rows[k].at - rows[k - 1].at < BESIDE * rows[k].em
end

-- The smallest and the largest distance between rows.
local function distances(rows, first, last)
  local least, most = math.huge, 0
  for k = first + 1, last do
    local distance = rows[k].at - rows[k - 1].at
    least, most = math.min(least, distance), math.max(most, distance)
  end
  return least, most
end

-- Where cells are wrapped, the last row may go on as well.
local function with_tail(rows, first, last, columns)
  local least, most = distances(rows, first, last)
  while most >= UNEVEN * least and rows[last + 1] and is_inside(columns, rows[last + 1])
      and rows[last + 1].at - rows[last].at < (least + most) / 2 do
    last = last + 1
  end
  return last
end

-- The last row of the table that begins at `first`; nil if there is none.
local function run_from(rows, first)
  local columns, last, count, single = {}, nil, 0, 0
  for k = first, #rows do
    local row = rows[k]
    if has_cells(row) then
      if not fit(columns, row) or #columns > COLUMNS then break end
      last, count, single = k, count + 1, 0
    else
      single = single + 1
      local belongs = is_inside(columns, row) or is_beside(rows, k, first) and fit(columns, row)
      if single > AHEAD or not belongs then break end
    end
  end
  if count < 2 then return nil end
  return with_tail(rows, first, last, columns), columns, count
end

local function characters_a_cell(rows, first, last)
  local columns, cells = 0, 0
  for k = first, last do
    cells = cells + #rows[k].segments
    for _, word in ipairs(rows[k].words) do columns = columns + word.columns end
  end
  return columns / 2 / cells
end

-- ---- its cells -----------------------------------------------------------------------------

local function column_of(columns, segment)
  local best, most = 1, -math.huge
  for k, column in ipairs(columns) do
    local overlap = math.min(column.x1, segment.x1) - math.max(column.x0, segment.x0)
    if overlap > most then best, most = k, overlap end
  end
  return best
end

local function cells_of(row, columns)
  local cells = {}
  for k = 1, #columns do cells[k] = "" end
  for _, segment in ipairs(row.segments) do
    local k = column_of(columns, segment)
    local text = geometry.text(segment, row)
    cells[k] = cells[k] == "" and text or cells[k] .. " " .. text
  end
  return cells
end

-- Where cells are wrapped, rows of the table are further apart than lines in a cell: the distance
-- that parts them; nil where every line is a row.
local function row_distance(rows, first, last, columns)
  local least, most = distances(rows, first, last)
  local is_full = true
  for k = first, last do
    if #rows[k].segments < #columns then is_full = false end
  end
  if is_full or most < UNEVEN * least then return nil end
  return (least + most) / 2
end

local function gather(rows, first, last, columns)
  local distance = row_distance(rows, first, last, columns)
  local list = {}
  for k = first, last do
    local cells, current = cells_of(rows[k], columns), list[#list]
    if current and distance and rows[k].at - rows[k - 1].at < distance then
      for c, text in ipairs(cells) do current.cells[c] = current.cells[c] .. text end
      current.rows = current.rows + 1
    else
      list[#list + 1] = { cells = cells, first = k, rows = 1 }
    end
  end
  return list
end

-- ---- its text ------------------------------------------------------------------------------

local function has_digit(cells)
  for k = 2, #cells do
    if cells[k]:find("%d") then return true end
  end
  return false
end

-- The first row names the columns where it is whole, holds no number, and rows below it do.
local function header_of(list, columns)
  if #columns < 3 or #list < 2 then return nil end
  local first = list[1].cells
  if has_digit(first) then return nil end
  for _, cell in ipairs(first) do
    if cell == "" then return nil end
  end
  for k = 2, #list do
    if has_digit(list[k].cells) then return first end
  end
end

local function line_of(cells, header)
  local parts = {}
  for k, cell in ipairs(cells) do
    if cell ~= "" then parts[#parts + 1] = header and header[k] .. ": " .. cell or cell end
  end
  if header then return table.concat(parts, "；") end
  if #cells == 2 and #parts == 2 then return parts[1]:gsub("：$", ""):gsub(":$", "") .. ": " .. parts[2] end
  return table.concat(parts, " | ")
end

--- Finds the tables among rows that stand in one column of a page, top to bottom. Returns a list of
--- { first=, last= (rows), columns = how many, header = list of strings or nil,
---   lines = list of { text=, first= (row), rows= how many } }.
-- @param before the header of a table that may go on from the page before, or nil
function M.find(rows, before)
  local tables, k = {}, 1
  while k <= #rows do
    local last, columns, count
    if has_cells(rows[k]) then last, columns, count = run_from(rows, k) end
    if last and #columns >= 2
        and not (#columns == 2 and count == 2 and characters_a_cell(rows, k, last) > RUNNING) then
      local list = gather(rows, k, last, columns)
      local header = header_of(list, columns)
      local found = { first = k, last = last, columns = #columns, header = header, lines = {} }
      if not header and k == 1 and before and #before == #columns then found.header = before end
      for n, entry in ipairs(list) do
        if not (header and n == 1) then
          entry.text = line_of(entry.cells, found.header)
          found.lines[#found.lines + 1] = entry
        end
      end
      tables[#tables + 1] = found
      k = last + 1
    else
      k = k + 1
    end
  end
  return tables
end

return M
