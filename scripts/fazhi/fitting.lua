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

-- What a row is called: its texts stay wide enough to be told from each other, as long as others can give way.
local subject = { name = true, region = true }

-- The columns in which two texts, neighbours in their order, part, with the mark of a cut.
local function parting(a, b, ambiguous)
  local at = 1
  while at <= #a and a:byte(at) == b:byte(at) do at = at + 1 end
  return width.of(b:sub(1, b:match("^[\128-\191]*()", at + 1) - 1), ambiguous) + width.of("…", ambiguous)
end

-- The narrowest width in which different texts of a column still differ.
local function telling_width(rows, c, ambiguous)
  local texts, narrowest = {}, NARROWEST
  for r, row in ipairs(rows) do texts[r] = row[c] end
  table.sort(texts)
  for r = 2, #texts do
    if texts[r] ~= texts[r - 1] then narrowest = math.max(narrowest, parting(texts[r - 1], texts[r], ambiguous)) end
  end
  return narrowest
end

-- How narrow each column may be, by column: those of text NARROWEST, those of a subject not more than half of the line.
local function floors_of(columns, rows, available, ambiguous)
  local floors = {}
  for c, column in ipairs(columns) do
    floors[column] = subject[column.name]
      and math.max(NARROWEST, math.min(telling_width(rows, c, ambiguous), available // 2)) or NARROWEST
  end
  return floors
end

local none = {} -- floors of columns without any: NARROWEST for each

-- The widths when the columns of text are as narrow as may be.
local function least(columns, widths, floors)
  local list = {}
  for c, w in ipairs(widths) do
    list[c] = M.is_right(columns[c]) and w or math.min(w, floors[columns[c]] or NARROWEST)
  end
  return list
end

-- Takes columns from the widest text until the table fits, so that figures stay whole.
local function shrink(columns, widths, available, floors)
  if total(least(columns, widths, floors)) > available then floors = none end
  for _ = available + 1, total(widths) do
    local widest
    for c, w in ipairs(widths) do
      local floor = floors[columns[c]] or NARROWEST
      if not M.is_right(columns[c]) and w > floor and (not widest or w > widths[widest]) then widest = c end
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

-- What a row is about: columns of these names stay longest, those of the higher number longer.
local needed = { id = 1, change = 1.2, change_percent = 1.4, claimed = 1.6, bound = 2, unit = 3, year = 4, rank = 5,
  name = 6, region = 6, value = 7 }

-- Columns of which a part says something else than the whole: "not reported" is but the beginning of a reason.
local whole = { note = true, breaks = true }

-- What a row without a value does not have.
local of_value = { unit = true, bound = true }

-- The text that all rows share in a column, nil if they do not.
local function shared(columns, rows, c)
  local name, one = columns[c].name, nil
  if #rows < 2 or whole[name] then return nil end
  for _, row in ipairs(rows) do
    if row[c] ~= M.MISSING then
      if one and row[c] ~= one then return nil end
      one = row[c]
    elseif not of_value[name] then
      return nil
    end
  end
  return one
end

-- How much a column is missed, the least first: one that is empty, one that can be told in a line for all rows, one
-- that a row can do without; then the unit, if it can be told so, and the columns a row is about.
local function weight(columns, rows, c)
  local name = columns[c].name
  if is_empty_column(rows, c) then return -3 end
  local is_shared = shared(columns, rows, c) ~= nil
  if name == "unit" and is_shared then return 0 end
  if is_shared and name ~= "value" and name ~= "name" then return -2 end
  return needed[name] or -1
end

-- The place of the column that is missed least, the last of several, and its weight.
local function spare(columns, rows)
  local place, lightest
  for c = #columns, 1, -1 do
    local w = weight(columns, rows, c)
    if not place or w < lightest then place, lightest = c, w end
  end
  return place, lightest
end

-- Takes out one column; where all rows share its text, that is told in common.
local function take(columns, labels, rows, widths, common, c)
  local one = shared(columns, rows, c)
  if one then common[#common + 1] = { column = columns[c], label = labels[c], text = one } end
  for _, list in ipairs { columns, labels, widths } do table.remove(list, c) end
  for _, row in ipairs(rows) do table.remove(row, c) end
end

-- Takes out columns until the others have room; those that a row is called by are cut short before what it is about is
-- lost. Returns what is told in common, in the order of the columns.
local function take_out(columns, labels, rows, widths, available, floors)
  local common, places = {}, {}
  for c, column in ipairs(columns) do places[column] = c end
  while #columns > 1 and total(least(columns, widths, floors)) > available do
    local c, lightest = spare(columns, rows)
    if lightest > needed.id and floors ~= none then
      floors = none
    else
      take(columns, labels, rows, widths, common, c)
    end
  end
  table.sort(common, function(a, b) return places[a.column] < places[b.column] end)
  return common
end

-- The labels of the columns that are neither left nor told in common, in their order.
local function labels_taken(columns, labels, left, common)
  local list, told = {}, {}
  for _, column in ipairs(left) do told[column] = true end
  for _, one in ipairs(common) do told[one.column] = true end
  for c, column in ipairs(columns) do
    if not told[column] then list[#list + 1] = labels[c] end
  end
  return list
end

-- How to cut a text within: of the room its beginning has that share, the rest has its end.
local function cut_within(share)
  return function(s, room, ambiguous)
    if width.of(s, ambiguous) <= room then return s end
    local head = share > 0 and text.cut(s, math.floor(room * share), ambiguous) or "…"
    local left, at = room - width.of(head, ambiguous), #s + 1
    while at > 1 do
      local before = utf8.offset(s, -1, at)
      if width.of(s:sub(before), ambiguous) > left then break end
      at = before
    end
    return head .. s:sub(at)
  end
end

-- The ways to cut what a row is called where the others that are cut at their ends would become alike.
local ways = { cut_within(0.5), cut_within(0.3), cut_within(0) }

-- The texts of column c as they are cut, by the whole ones: at the end, or if they are in `alike`, in another way. And
-- which of them are alike then; nil if none are.
local function cut_texts(rows, c, room, ambiguous, alike, way)
  local cuts, whole_of, collided = {}, {}, nil
  for _, row in ipairs(rows) do
    local s = row[c]
    cuts[s] = cuts[s] or (alike[s] and way or text.cut)(s, room, ambiguous)
    local other = whole_of[cuts[s]]
    if other and other ~= s then
      collided = collided or {}
      collided[s], collided[other] = true, true
    end
    whole_of[cuts[s]] = s
  end
  return cuts, collided
end

-- The texts of each column that rows are called by as they are cut, so that different ones stay different.
local function cuts_of(columns, rows, widths, ambiguous)
  local list = {}
  for c, column in ipairs(columns) do
    local alike
    if subject[column.name] then list[c], alike = cut_texts(rows, c, widths[c], ambiguous, {}) end
    for _, way in ipairs(alike and ways or {}) do
      local cuts, still = cut_texts(rows, c, widths[c], ambiguous, alike, way)
      list[c] = cuts
      if not still then break end
    end
  end
  return list
end

local function line_of(cells, widths, columns, ambiguous, cuts)
  local parts = {}
  for c, cell in ipairs(cells) do
    local align = M.is_right(columns[c]) and "right" or nil
    local cut = cuts and cuts[c] and cuts[c][cell] or text.cut(cell, widths[c], ambiguous)
    parts[c] = text.pad(cut, widths[c], align, ambiguous)
  end
  return (table.concat(parts, (" "):rep(GAP)):gsub("%s+$", ""))
end

-- What a row is called where it is told of below the table: its region and year, else its name, its id, its first cell.
local function name_of(columns, row)
  local at = {}
  for c, column in ipairs(columns) do
    if row[c] ~= M.MISSING then at[column.name] = row[c] end
  end
  local name = table.concat({ at.region or at.year, at.region and at.year }, " ")
  return name ~= "" and name or at.name or at.id or row[1]
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
--   in it, in order: lists { text = the whole note, then the names of the rows that have it }; of columns that have no
--   room, what all rows share: a list of { column =, label =, text = }
function M.put(lines, columns, labels, rows, options)
  local ambiguous, out, common = options.ambiguous, {}, {}
  local widths, cells_of = natural_widths(labels, rows, ambiguous), whole_cells(columns, rows)
  if options.width and total(widths) > options.width then
    local all, label_of = columns, labels
    columns, labels = table.move(columns, 1, #columns, 1, {}), table.move(labels, 1, #labels, 1, {})
    local floors = floors_of(columns, rows, options.width, ambiguous)
    common = take_out(columns, labels, rows, widths, options.width, floors)
    out = labels_taken(all, label_of, columns, common)
    shrink(columns, widths, options.width, floors)
  end
  lines[#lines + 1] = line_of(labels, widths, columns, ambiguous)
  local cuts = cuts_of(columns, rows, widths, ambiguous)
  for _, row in ipairs(rows) do lines[#lines + 1] = line_of(row, widths, columns, ambiguous, cuts) end
  return out, options.width and cut_short(cells_of, columns, rows, widths, ambiguous) or {}, common
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
