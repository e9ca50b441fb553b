-- The JSON values of a stream, one a time: a value a line (jsonl), the items of one array, or values
-- written one behind the other over several lines. A bad one is told with its line, and the next
-- one follows.

local json = require "fazhi.json"
local scanner = require "fazhi.scanner"

local M = {}

local newline = { "\n" }
local marks = { '"', "{", "}", "[", "]" }
local string_marks = { '"', "\\" }
local bare_marks = { ",", "]", "}", "\n", " ", "\r", "\t" }

local function is_blank(c)
  return c == " " or c == "\n" or c == "\r" or c == "\t"
end

-- Passes blanks, and commas where they separate items.
local function pass(s, comma)
  local c = s:peek()
  while is_blank(c) or c == comma and c ~= "" do
    if c == "\n" then s.line = s.line + 1 end
    s:skip()
    c = s:peek()
  end
  return c
end

-- A string with its quotes. A line end in it is an error for who decodes it, not for who looks for
-- the end of it.
local function take_string(s, parts)
  s:keep(parts, '"')
  s:skip()
  while true do
    local c = s:take(parts, string_marks)
    if c == "" then return end
    s:keep(parts, c)
    s:skip()
    if c == '"' then return end
    s:keep(parts, s:peek())
    s:skip()
  end
end

-- An object or array from its first bracket to its last.
local function take_nested(s, parts)
  local depth = 0
  repeat
    local c = s:take(parts, marks)
    if c == '"' then
      take_string(s, parts)
    elseif c ~= "" then
      s:keep(parts, c)
      s:skip()
      depth = depth + ((c == "{" or c == "[") and 1 or -1)
    end
  until c == "" or depth == 0
end

local function take_value(s, parts)
  local c = s:peek()
  if c == "{" or c == "[" then return take_nested(s, parts) end
  if c == '"' then return take_string(s, parts) end
  s:keep(parts, c)
  s:skip()
  s:take(parts, bare_marks)
end

local function take_line(s, parts)
  if s:take(parts, newline) == "" then return end
  s:skip()
  s.line = s.line + 1
end

-- The text of the next value is taken by `take`; what it says is value, line; or false, line,
-- message, code.
local function value_of(s, take)
  local parts = {}
  s:begin()
  local line = s.line
  take(s, parts)
  local message, code = s:problem()
  if message then return false, line, message, code end
  local value, why = json.decode(table.concat(parts))
  if type(value) == "table" then return value, line end
  return false, line, why and why:gsub(" in line %d+", "") or "JSON: neither an object nor an array", "E311"
end

-- Values over several lines: the first line is not a value by itself, and the next one does not
-- begin as one.
local function is_spread(piece)
  local first, next_byte = piece:match "^%s*([^\n]*)\n%s*(.?)"
  return first ~= nil and next_byte ~= "{" and next_byte ~= "" and json.decode(first) == nil
end

local function source_problem(s)
  s:begin()
  local message, code = s:problem()
  if message then return false, s.line, message, code end
end

--- Iterates over the values of a stream.
-- @param pull function giving pieces of UTF-8, as fazhi.chunks does
-- @param max bytes of one value, 32 MB if absent
-- @return iterator of value (a table), line; or false, line, message, code
function M.each(pull, max)
  local s = scanner.new(pull, max)
  local take, comma
  return function()
    local c = pass(s, comma)
    if not take then
      take, comma = take_line, nil
      if c == "[" then
        take, comma = take_value, ","
        s:skip()
        c = pass(s, comma)
      elseif is_spread(s.piece:sub(s.at)) then
        take = take_value
      end
    end
    if c == "" or comma and c == "]" then return source_problem(s) end
    return value_of(s, take)
  end
end

return M
