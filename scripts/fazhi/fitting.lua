-- fitting: a table of texts in the width of a terminal: the texts give way before the figures, then the columns that
-- a row can do without, and what found no room is told. Notes below are broken into lines of that width.

local text = require("fazhi.text")
local width = require("fazhi.width")

local M = {}

--- What stands in a cell without a value.
M.MISSING = "—"

local GAP = 2 -- columns between two cells
local NARROWEST = 8 -- columns of text are not cut below this
local LEAST = 16 -- columns in which a note is still broken into lines

--- Whether the cells of a column stand to the right: those of numbers do, if the column does not say otherwise.
function M.is_right(column)
  if column.align then return column.align == "right" end
  return column.kind == "number" or column.kind == "integer"
end

local function natural_widths(labels, rows, ambiguous)
  local widths = {}
  for c, label in ipairs(labels) do
    widths[c] = width.of(label, ambiguous)
    for _, row in ipairs(rows) do widths[c] = math.max(widths[c], width.of(row[c], ambiguous)) end
  end
  return widths
end

local function total(widths)
  local sum = GAP * (#widths - 1)
  for _, w in ipairs(widths) do sum = sum + w end
  return sum
end

-- The widths when the columns of text are as narrow as may be.
local function least(columns, widths)
  local list = {}
  for c, w in ipairs(widths) do list[c] = M.is_right(columns[c]) and w or math.min(w, NARROWEST) end
  return list
end

-- Takes columns from the widest text until the table fits, so that figures stay whole.
local function shrink(columns, widths, available)
  for _ = available + 1, total(widths) do
    local widest
    for c, w in ipairs(widths) do
      if not M.is_right(columns[c]) and w > NARROWEST and (not widest or w > widths[widest]) then widest = c end
    end
    if not widest then return end
    widths[widest] = widths[widest] - 1
  end
end

local function is_empty_column(rows, c)
  for _, row in ipairs(rows) do
    if row[c] ~= M.MISSING then return false end
  end
  return true
end

-- What a row is about: columns of these names stay longest.
local needed = { id = true, region = true, year = true, value = true, unit = true }

-- Where some values are bounds, which are is no less part of the row.
local function is_needed(columns, rows, c)
  if needed[columns[c].name] then return true end
  if columns[c].name ~= "bound" then return false end
  for _, row in ipairs(rows) do
    if row[c] ~= rows[1][c] then return true end
  end
  return false
end

-- The place of the column that is missed least: the last that is empty, else the last that a row can do without.
local function spare(columns, rows)
  for c = #columns, 1, -1 do
    if is_empty_column(rows, c) then return c end
  end
  for c = #columns, 1, -1 do
    if not is_needed(columns, rows, c) then return c end
  end
  for c = #columns, 1, -1 do
    if not M.is_right(columns[c]) then return c end
  end
  return #columns
end

-- Takes out columns until the others have room; returns the labels of those taken out, in their order.
local function take_out(columns, labels, rows, widths, available)
  local all, out = table.move(labels, 1, #labels, 1, {}), {}
  while #columns > 1 and total(least(columns, widths)) > available do
    local c = spare(columns, rows)
    for _, list in ipairs { columns, labels, widths } do table.remove(list, c) end
    for _, row in ipairs(rows) do table.remove(row, c) end
  end
  local kept = 1
  for _, label in ipairs(all) do
    if label == labels[kept] then kept = kept + 1 else out[#out + 1] = label end
  end
  return out
end

local function line_of(cells, widths, columns, ambiguous)
  local parts = {}
  for c, cell in ipairs(cells) do
    local align = M.is_right(columns[c]) and "right" or nil
    parts[c] = text.pad(text.cut(cell, widths[c], ambiguous), widths[c], align, ambiguous)
  end
  return (table.concat(parts, (" "):rep(GAP)):gsub("%s+$", ""))
end

-- Columns of which a part says something else than the whole: "not reported" is but the beginning of a reason.
local whole = { note = true }

-- What a row is called where it is told of below the table: its region and year, else its id, else its first cell.
local function name_of(columns, row)
  local at = {}
  for c, column in ipairs(columns) do
    if row[c] ~= M.MISSING then at[column.name] = row[c] end
  end
  local name = table.concat({ at.region or at.year, at.region and at.year }, " ")
  return name ~= "" and name or at.id or row[1]
end

-- The cells of such columns: a list of { column =, [row] = its text }.
local function whole_cells(columns, rows)
  local list = {}
  for c, column in ipairs(columns) do
    if whole[column.name] then
      local cells = { column = column }
      for r, row in ipairs(rows) do cells[r] = row[c] end
      list[#list + 1] = cells
    end
  end
  return list
end

-- How wide each column is that found room.
local function widths_by_column(columns, widths)
  local list = {}
  for c, column in ipairs(columns) do list[column] = widths[c] end
  return list
end

-- The cells that are cut or have no room and must not be: lists { text=, and the names of the rows that have it }, in
-- order.
local function cut_short(cells_of, columns, rows, widths, ambiguous)
  local list, room = {}, widths_by_column(columns, widths)
  for _, cells in ipairs(cells_of) do
    local least_width = room[cells.column] or 0
    for r, cell in ipairs(cells) do
      if cell ~= M.MISSING and width.of(cell, ambiguous) > least_width then
        local one = list[cell] or { text = cell }
        if not list[cell] then list[#list + 1], list[cell] = one, one end
        one[#one + 1] = name_of(columns, rows[r])
      end
    end
  end
  return list
end

--- Adds a table to lines: its labels, then its rows.
-- @param columns of a frame; labels: one for each; rows: lists of texts, which lose the columns that have no room
-- @param options { width = columns of the terminal, nil for no bound; ambiguous = as in fazhi.width }
-- @return the labels of the columns that have no room, in their order; notes that are cut in the table or find no room
--   in it, in order: lists { text = the whole note, then the names of the rows that have it }
function M.put(lines, columns, labels, rows, options)
  local ambiguous, out = options.ambiguous, {}
  local widths, cells_of = natural_widths(labels, rows, ambiguous), whole_cells(columns, rows)
  if options.width then
    columns, labels = table.move(columns, 1, #columns, 1, {}), table.move(labels, 1, #labels, 1, {})
    out = take_out(columns, labels, rows, widths, options.width)
    shrink(columns, widths, options.width)
  end
  lines[#lines + 1] = line_of(labels, widths, columns, ambiguous)
  for _, row in ipairs(rows) do lines[#lines + 1] = line_of(row, widths, columns, ambiguous) end
  return out, options.width and cut_short(cells_of, columns, rows, widths, ambiguous) or {}
end

--- Adds a text to lines, in as many as it takes in the width of the terminal; those behind the first stand below its
--- words.
-- @param head what stands before the words ("note: "); options: as of M.put
function M.wrap(lines, head, words, options)
  local indent = width.of(head, options.ambiguous)
  local room = options.width and options.width - indent
  if not room or room < LEAST then
    lines[#lines + 1] = head .. words
    return
  end
  for i, line in ipairs(width.lines(words, room, options.ambiguous)) do
    lines[#lines + 1] = (i == 1 and head or (" "):rep(indent)) .. line
  end
end

local WORD = 12 -- bytes of a word that its colon parts from what follows: "usage: "

-- The head of a line and the rest: what stands left of a gap of two blanks, a word and its colon, or the indent.
local function parted(line)
  local word = line:match "^[^%s:]-：()" or line:match "^[^%s:]+: ()"
  local at = line:match "^ *%S.-  +()%S" or word and word <= WORD and word or line:match "^ *()"
  return line:sub(1, at - 1), line:sub(at)
end

local NO_BREAK = "\u{A0}"
local SHORT = 40 -- bytes of an option of a usage, which is not taken apart

-- Adds a text as M.wrap does; [--year YEAR] stays on one line.
local function wrap_whole(lines, head, words, options)
  local at = #lines + 1
  M.wrap(lines, head, words:gsub("%b[]", function(s) return #s <= SHORT and s:gsub(" ", NO_BREAK) or s end), options)
  for k = at, #lines do lines[k] = lines[k]:gsub(NO_BREAK, " ") end
end

local STEP = 4 -- columns by which what finds no room beside its name stands in below it

--- Adds a line of help to lines, in as many as it takes: those behind the first stand below its second column, which
--- two blanks or more part from the first. Where that leaves no room, the second column stands below the first.
-- @param options as of M.put
function M.hang(lines, line, options)
  if not options.width or width.of(line, options.ambiguous) <= options.width then
    lines[#lines + 1] = line
    return
  end
  local head, rest = parted(line)
  if head:find "%S" and options.width - width.of(head, options.ambiguous) < LEAST then
    lines[#lines + 1] = head:gsub(" +$", "")
    head = (" "):rep(#head:match "^ *" + STEP)
  end
  wrap_whole(lines, head, rest, options)
end

local COLUMNS = 100 -- of a line of help that is not for a terminal

--- Lines of help in a width, nil for the 100 columns of a file, as a list of lines (see M.hang). The lines may be given
--- as one text.
-- @param options { width =, ambiguous = }, as of M.put
function M.lines(lines, options)
  local list = {}
  local bound = setmetatable({ width = options.width or COLUMNS }, { __index = options })
  for line in (type(lines) == "table" and table.concat(lines, "\n") or lines):gmatch "[^\n]*" do
    M.hang(list, line, bound)
  end
  return list
end

return M
