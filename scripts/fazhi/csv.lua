-- Tables as text: a reader of comma-separated values (RFC 4180) as programs and Excel write them:
-- quotes, line ends inside quotes, a byte order mark, semicolons or tabs for commas, GBK for
-- UTF-8. What writes them is fazhi.render.

local chunks = require "fazhi.chunks"
local guard = require "fazhi.guard"
local scanner = require "fazhi.scanner"

local M = {}

local separators = { ",", ";", "\t" }
local quote = { '"' }

local Reader = {}
Reader.__index = Reader

-- A quoted cell; a quote in it is written twice. False if it never ends.
local function take_quoted(s, parts)
  s:skip()
  while true do
    if s:take(parts, quote) == "" then return false end
    s:skip()
    if s:peek() ~= '"' then return true end
    s:keep(parts, '"')
    s:skip()
  end
end

local function take_line_end(s)
  if s:peek() == "\r" then s:skip() end
  if s:peek() == "\n" then s:skip() end
  s.line = s.line + 1
end

local function pass_blank_lines(s)
  local c = s:peek()
  while c == "\n" or c == "\r" do
    take_line_end(s)
    c = s:peek()
  end
  return c
end

local function take_cells(self, s)
  local cells, is_open = {}, false
  repeat
    local parts = {}
    if s:peek() == '"' then is_open = not take_quoted(s, parts) end
    local is_more = s:take(parts, self.stops) == self.separator
    cells[#cells + 1] = table.concat(parts)
    if is_more then s:skip() end
  until not is_more
  if s:peek() ~= "" then take_line_end(s) end
  return cells, is_open
end

--- The next record: its cells as a list of strings, and the number of its first line. Blank lines
--- are passed over. At the end nil. A record that cannot be read gives false, line, message, code,
--- and the next one may follow.
function Reader:record()
  local s = self.scanner
  local c = pass_blank_lines(s)
  s:begin()
  local line, cells, is_open = s.line, nil, false
  if c ~= "" then cells, is_open = take_cells(self, s) end
  local message, code = s:problem()
  if is_open and not message then
    message, code = ("a quote opened in line %d is never closed"):format(line), "E311"
  end
  if message then return false, line, message, code end
  return cells, line
end

-- What separates the cells of the first line: the commonest of the candidates outside quotes.
local function sniff_separator(line)
  local bare = line:gsub('"[^"]*"', "")
  local best, most = ",", 0
  for _, separator in ipairs(separators) do
    local _, n = bare:gsub(separator, "")
    if n > most then best, most = separator, n end
  end
  return best
end

-- Excel's own hint, a first line "sep=;", goes before what the line shows.
local function sniff(s)
  s:peek()
  local separator, rest = s.piece:match '^"?sep=([,;\t])"?\r?\n()'
  if not separator then return sniff_separator(s.piece:match "^[\r\n]*([^\r\n]*)") end
  s.at, s.line = rest, 2
  return separator
end

--- A reader of records, one a time.
-- @param pull function giving pieces of UTF-8, as fazhi.chunks does
-- @param options table or nil: separator (one byte; else found out from the first line), max (bytes
--   of one record, 32 MB if absent)
-- @return a reader with the method `record` and the field `separator`
function M.reader(pull, options)
  options = options or {}
  local s = scanner.new(pull, options.max)
  local separator = options.separator or sniff(s)
  return setmetatable({ scanner = s, separator = separator, stops = { separator, "\r", "\n" } }, Reader)
end

local function trim(s)
  return s:match "^%s*(.-)%s*$"
end

--- The names in a header, blanks at their ends dropped. A column without a name is called by its
--- number, a name that comes again gets its number behind it ("正文", "正文_3").
function M.names(cells)
  local names, seen = {}, {}
  for i, cell in ipairs(cells) do
    local name = trim(cell)
    if name == "" then name = tostring(i) end
    if seen[name] then name = name .. "_" .. i end
    seen[name] = true
    names[i] = name
  end
  return names
end

--- Cells as { name = cell }; an empty cell is absent. Cells beyond the header are dropped.
function M.row(names, cells)
  local row = {}
  for i, name in ipairs(names) do
    if cells[i] and cells[i] ~= "" then row[name] = cells[i] end
  end
  return row
end

-- A table that fazhi saved has a ' before texts that a spreadsheet would take for formulas.
local function plain_row(names, cells)
  local row = M.row(names, cells)
  for name, cell in pairs(row) do row[name] = guard.undo(cell) end
  return row
end

-- How many cells a record has; empty ones behind the last column are a habit of spreadsheets.
local function width_of(cells, header)
  local n = #cells
  while n > #header and cells[n]:find "^%s*$" do n = n - 1 end
  return n
end

--- A whole table. What fazhi guarded against being run as a formula is as it was before (fazhi.guard).
-- @param bytes of the file, in any encoding
-- @param options table or nil: encoding, separator
-- @return list of rows { column = cell }, an empty cell being absent; the header, a list of names
--   in order; a list with the line number of each row; and one with the number of its cells, without empty ones
--   beyond the header. nil, message, code if it is empty or broken
function M.read(bytes, options)
  options = options or {}
  local r = M.reader(chunks.decoded(chunks.of_bytes(bytes), options.encoding), { separator = options.separator })
  local cells, _, message, code = r:record()
  if cells == nil then return nil, "there is nothing in it", "E302" end
  if not cells then return nil, message, code end
  local header, rows, lines, widths = M.names(cells), {}, {}, {}
  while true do
    local line
    cells, line, message, code = r:record()
    if cells == nil then return rows, header, lines, widths end
    if not cells then return nil, message, code end
    rows[#rows + 1], lines[#lines + 1] = plain_row(header, cells), line
    widths[#widths + 1] = width_of(cells, header)
  end
end

return M
