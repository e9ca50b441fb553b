-- grid: tables by their geometry: rows whose segments stand under one another. It finds where a table
-- begins and ends and what is one cell of it; how cells read is the business of fazhi.cells.

local cell_text = require "fazhi.cell_text"
local cells = require "fazhi.cells"
local geometry = require "fazhi.geometry"
local lines = require "fazhi.lines"

local M = {}

local TOUCH = 0.2  -- em by which a cell must overlap its column
local AHEAD = 2    -- rows of one cell that may follow one another inside a table
local BESIDE = 0.95 -- em between rows, below which they are cells side by side
local UNEVEN = 1.35 -- largest to smallest distance of rows, where cells are wrapped
local NEAR = 0.75  -- of the distance of rows, below which something is set between two of them
local RUNNING = 16 -- characters a cell, on average, above which two columns are running text
local COLUMNS = 40 -- no table is wider
local TIGHT = 0.35 -- em between cells that stand close, where the row beside shows that they are cells

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

-- The one segment of a row that overlaps the x of another; nil if there is none, or several.
local function over(row, segment)
  local found
  for k, other in ipairs(row.segments) do
    if math.min(other.x1, segment.x1) > math.max(other.x0, segment.x0) then
      if found then return nil end
      found = k
    end
  end
  return found
end

-- A row cut at narrow gaps, if all its pieces then stand over or under different cells of the row beside it.
local function cut_like(row, beside)
  if not beside or #beside.segments < 2 then return nil end
  local pieces, last = geometry.segments(row, TIGHT), 0
  if #pieces <= #row.segments or #pieces > #beside.segments + 1 then return nil end
  for k, piece in ipairs(pieces) do
    local place = over(beside, piece)
    -- The first column of the row beside may be empty there.
    if not (k == 1 and piece.x1 < beside.segments[1].x0) then
      if not place or place <= last then return nil end
      last = place
    end
  end
  return pieces
end

-- Cells may stand closer than words apart: 案件数（件） 金额（万元）. The row beside them tells.
local function cut_tight(rows)
  for k, row in ipairs(rows) do
    if not is_spaced_out(row) then
      row.segments = cut_like(row, rows[k + 1]) or cut_like(row, rows[k - 1]) or row.segments
    end
  end
end

-- Enters a row's segments into the columns. False, and nothing changed, if they do not fit.
local function fit(columns, row)
  local places, astride = {}, 0
  local taken = {}
  for k, segment in ipairs(row.segments) do
    local list = touched(columns, segment, row.em)
    if #list > 1 then astride = astride + 1 end
    places[k] = list
    -- Two numbers are two cells; and what stands over several cells by itself is no column of theirs.
    local is_cell = #row.segments > #columns or cell_text.is_number(geometry.text(segment, row))
    if #list == 1 and is_cell and taken[list[1]] then return false end
    taken[list[1] or 0] = #list == 1 and is_cell
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
  local column, after = columns[list[1]], columns[list[1] + 1]
  local limit = math.max(column.x1 + row.em, after and after.x0 - TOUCH * row.em or 0)
  local is_centred = math.abs(row.x0 + row.x1 - column.x0 - column.x1) <= row.em
  return (row.x0 >= column.x0 - row.em or is_centred) and row.x1 <= limit
end

-- A row so close below another is no line of text, but a cell set at another height.
local function is_beside(rows, k, first)
  return k > first and #rows[k].segments == 1 and rows[k].at - rows[k - 1].at < BESIDE * rows[k].em
end

-- A name in the middle of the rows that it stands for is between two of them.
local function is_centred(rows, k, first, columns)
  if k - 2 < first or not rows[k + 1] or #rows[k].segments ~= 1 or not has_cells(rows[k + 1]) then return false end
  local pitch = NEAR * (rows[k - 1].at - rows[k - 2].at)
  local list = touched(columns, rows[k].segments[1], rows[k].em)
  return #list == 1 and list[1] == 1 and rows[k].at - rows[k - 1].at < pitch and rows[k + 1].at - rows[k].at < pitch
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
      local is_set_between = is_beside(rows, k, first) or is_centred(rows, k, first, columns)
      local belongs = is_inside(columns, row) or is_set_between and fit(columns, row)
      if single > AHEAD or not belongs then break end
    end
  end
  if count < 2 then return nil end
  return with_tail(rows, first, last, columns), columns, count
end

local function characters_a_cell(rows, first, last)
  local columns, count = 0, 0
  for k = first, last do
    count = count + #rows[k].segments
    for _, word in ipairs(rows[k].words) do columns = columns + word.columns end
  end
  return columns / 2 / count
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

-- The texts of a row by column, and how many columns those span that stand astride several.
local function texts_of(row, columns)
  local texts, spans = {}, {}
  for k = 1, #columns do texts[k] = "" end
  for _, segment in ipairs(row.segments) do
    local list = touched(columns, segment, row.em)
    local k = #list > 1 and list[1] or column_of(columns, segment)
    local text = geometry.text(segment, row)
    if #list > 1 then spans[k] = #list end
    texts[k] = texts[k] == "" and text or texts[k] .. " " .. text
  end
  return texts, spans
end

-- The columns that have names in the second row of the head while all others have theirs in the first: first,
-- last. What stands over them, by itself, heads them all.
local function columns_below(rows, first, columns)
  local upper, lower = texts_of(rows[first], columns), texts_of(rows[first + 1], columns)
  local from, to
  for c = 1, #columns do
    if (upper[c] == "") == (lower[c] == "") or cell_text.is_number(lower[c]) then return nil end
    if lower[c] ~= "" then
      if to and to < c - 1 then return nil end
      from, to = from or c, c
    end
  end
  return from, to
end

-- Where a head has two heights, its cell over several columns is the uppermost row by itself, the names of the
-- other columns being set in the middle. Its row, and the columns that it heads; nil if there is none.
local function find_lead(rows, first, last, columns)
  local least, most = distances(rows, first, last)
  local lead = rows[first - 1]
  if not lead or last - first < 2 or #lead.segments ~= 1 or most < UNEVEN * least then return nil end
  if rows[first].at - lead.at >= (least + most) / 2 then return nil end
  local from, to = columns_below(rows, first, columns)
  local centre = (lead.x0 + lead.x1) / 2
  if not from or from == to or centre < columns[from].x0 or centre > columns[to].x1 then return nil end
  return { row = first - 1, column = from, span = to - from + 1 }
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

-- Numbers are never wrapped: where both have one in a column, they are two rows.
local function are_two_rows(a, b)
  for c, text in ipairs(b) do
    if cell_text.is_number(text) and cell_text.is_number(a[c]) then return true end
  end
  return false
end

-- A head over several columns belongs to each of the heads that stand below it in the same row; its unit
-- stands at the end.
local function hand_down(entry, texts)
  for c, span in pairs(entry.spans) do
    local is_headed = false
    for k = c, c + span - 1 do is_headed = is_headed or texts[k] ~= "" end
    if is_headed then
      local name, unit = cell_text.split_unit(entry.texts[c])
      for k = c, c + span - 1 do
        entry.texts[k] = name
        entry.tails[k] = unit and not select(2, cell_text.split_unit(texts[k])) and ("（%s）"):format(unit) or nil
      end
      entry.spans[c] = nil
    end
  end
end

local function is_name_alone(texts)
  for c = 2, #texts do
    if texts[c] ~= "" then return false end
  end
  return true
end

local function join(entry, texts, spans)
  entry.is_centred = entry.is_centred or entry.texts[1] == "" and is_name_alone(texts)
  hand_down(entry, texts)
  for c, text in ipairs(texts) do entry.texts[c] = entry.texts[c] .. text end
  for c, span in pairs(spans) do entry.spans[c] = span end
  entry.rows = entry.rows + 1
end

local function gather(rows, first, last, columns, lead)
  local distance = row_distance(rows, first, last, columns)
  local list = {}
  for k = first, last do
    local texts, spans = texts_of(rows[k], columns)
    if lead and k == lead.row then
      for c in ipairs(texts) do texts[c] = "" end
      texts[lead.column], spans = geometry.text(rows[k].words, rows[k]), { [lead.column] = lead.span }
    end
    local current = list[#list]
    if current and distance and rows[k].at - rows[k - 1].at < distance and not are_two_rows(current.texts, texts) then
      join(current, texts, spans)
    else
      list[#list + 1] = { texts = texts, spans = spans, tails = {}, first = k, rows = 1 }
    end
  end
  for _, entry in ipairs(list) do
    for c, tail in pairs(entry.tails) do entry.texts[c] = entry.texts[c] .. tail end
  end
  return list
end

-- ---- its text ------------------------------------------------------------------------------

-- The rows of the body, if each has a name in its second column and a number behind it: first, last.
local function body_of(list)
  local first
  for n, entry in ipairs(list) do
    local has_number = false
    for c = 3, #entry.texts do has_number = has_number or cell_text.is_number(entry.texts[c]) end
    first = first or has_number and n
    if first and (entry.texts[2] == "" or cell_text.is_number(entry.texts[2])) then return nil end
  end
  return first ~= 1 and first or nil
end

-- The name of each row where names stand in the middle of the rows they are for; nil if they do not.
local function centred_names(list, first)
  local names, n = {}, first
  while n <= #list do
    local at = n
    while list[at] and list[at].texts[1] == "" do at = at + 1 end
    if not list[at] then return nil end
    local last = at + (at - n) + (list[at].is_centred and 1 or 0)
    for k = n, last do
      if not list[k] or k ~= at and list[k].texts[1] ~= "" then return nil end
      names[k] = list[at].texts[1]
    end
    n = last + 1
  end
  return names
end

-- The name of each row where names stand in the first of the rows they are for; nil if they do not.
local function leading_names(list, first)
  local names = {}
  for n = first, #list do
    names[n] = list[n].texts[1] ~= "" and list[n].texts[1] or names[n - 1]
    if not names[n] or list[n].is_centred then return nil end
  end
  return names
end

-- Print does not tell which rows a merged cell covers: the rows without a name get the one that is the only
-- one possible, and none where both ways are.
local function name_rows(list)
  local first = body_of(list)
  if not first then return end
  local centred, leading = centred_names(list, first), leading_names(list, first)
  for n = first, #list do
    local a, b = centred and centred[n], leading and leading[n]
    if list[n].texts[1] == "" and not (a and b and a ~= b) then list[n].name = a or b end
  end
end

local function cells_of(list)
  local rows = {}
  name_rows(list)
  for n, entry in ipairs(list) do
    rows[n] = {}
    for c, text in ipairs(entry.texts) do
      if c == 1 and entry.name then text = entry.name end
      if text ~= "" then table.insert(rows[n], { text = text, column = c, colspan = entry.spans[c] }) end
    end
  end
  return rows
end

-- Cells that hold running text stay lines of their own.
local function apart(list)
  local found = {}
  for _, entry in ipairs(list) do
    for _, text in ipairs(entry.texts) do
      if text ~= "" then found[#found + 1] = { text = text, first = entry.first, rows = entry.rows } end
    end
  end
  return found
end

-- The lines of the gathered rows, and the columns that a part on the next page may go on with.
local function lines_of(list, options)
  local rows = cells_of(list)
  local grid = cells.is_data(rows) and cells.grid(rows)
  if not grid then return apart(list) end
  local found, heads = cells.lines(grid, options)
  for k, line in ipairs(found) do
    local parts, entry = {}, list[line.row]
    for n, part in ipairs(line) do parts[n] = part.text or part end
    found[k] = { text = table.concat(parts), first = entry.first, rows = entry.rows }
  end
  return found, heads
end

-- The unit told for the table by one of the two rows above it.
local function unit_above(rows, first)
  for k = first - 1, math.max(1, first - 2), -1 do
    local unit = cell_text.unit_line(geometry.text(rows[k].words, rows[k]))
    if unit then return unit end
  end
end

--- Finds the tables among rows that stand in one column of a page, top to bottom. Returns a list of
--- { first=, last= (rows), columns = how many, header = what the next page's call may be given, or nil,
---   lines = list of { text=, first= (row), rows= how many } }.
-- @param before the header of a table that may go on from the page before, or nil
function M.find(rows, before)
  local tables, k = {}, 1
  cut_tight(rows)
  while k <= #rows do
    local last, columns, count
    if has_cells(rows[k]) then last, columns, count = run_from(rows, k) end
    if last and #columns >= 2
        and not (#columns == 2 and count == 2 and characters_a_cell(rows, k, last) > RUNNING) then
      local lead = find_lead(rows, k, last, columns)
      if lead and not (tables[#tables] and tables[#tables].last >= lead.row) then k = lead.row else lead = nil end
      local goes_on = k == 1 and before and #before == #columns
      local found = { first = k, last = last, columns = #columns }
      found.lines, found.header = lines_of(gather(rows, k, last, columns, lead),
        { unit = unit_above(rows, k), columns = goes_on and before or nil })
      tables[#tables + 1] = found
      k = last + 1
    else
      k = k + 1
    end
  end
  return tables
end

return M
