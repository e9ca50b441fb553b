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

-- An object or array from its first bracket to its last, or from where `depth` brackets are open; no further than
-- `most` bytes, if that is given. Returns how many are left open.
local function take_nested(s, parts, depth, most)
  depth = depth or 0
  repeat
    local c = s:take(parts, marks)
    if c == '"' then
      take_string(s, parts)
    elseif c ~= "" then
      s:keep(parts, c)
      s:skip()
      depth = depth + ((c == "{" or c == "[") and 1 or -1)
    end
  until c == "" or depth == 0 or most and s.size > most
  return depth
end

local function take_value(s, parts)
  local c = s:peek()
  if c == "{" or c == "[" then
    take_nested(s, parts)
    return
  end
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

-- What stands behind the first line of a text that is no value, if one of its lines is a value by itself: a broken
-- line was taken for the beginning of a value over several.
local function behind_broken_line(piece)
  local rest = piece:match "\n(.*)"
  for line in ("\n" .. (rest or "")):gmatch "\n({[^\n]*)" do
    if type(json.decode(line)) == "table" then return rest end
  end
end

local SURE = 1 << 14 -- bytes of a value that does not end, then twice as many, at which it is looked whether it is one

-- A value over several lines, if it is one: where it holds a line that is a value by itself, no more of it is taken.
local function take_spread(s, parts)
  local depth, most = 0, SURE
  repeat
    depth = take_nested(s, parts, depth, most)
    while s.size > most do most = 2 * most end
  until s:peek() == "" or depth == 0 or s.size <= s.max and behind_broken_line(table.concat(parts))
end

-- The text of the next value is taken by `take`; what it says is value, line; or false, line,
-- message, code, and the text.
local function value_of(s, take)
  local parts = {}
  s:begin()
  local line = s.line
  take(s, parts)
  local message, code = s:problem()
  if message then return false, line, message, code end
  local piece = table.concat(parts)
  local value, why = json.decode(piece)
  if type(value) == "table" then return value, line end
  why = why and why:gsub(" in line %d+", "") or "JSON: neither an object nor an array"
  return false, line, why, "E311", piece
end

-- Values over several lines: the first line is the beginning of a value and none by itself, and the next one does
-- not begin as one.
local function seems_spread(piece)
  local first, next_byte = piece:match "^%s*([{%[][^\n]*)\n%s*(.?)"
  if not first or next_byte == "{" or next_byte == "" then return false end
  local _, quotes = first:gsub("\\.", ""):gsub('"', "")
  return quotes % 2 == 0 and json.decode(first) == nil
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
  local is_first, is_sure = true, false -- sure how the values stand, as one was read so
  return function()
    local c, is_spread = pass(s, comma), false
    if is_first and c == "[" then
      take, comma, is_sure = take_value, ",", true
      s:skip()
      c = pass(s, comma)
    elseif not is_sure then
      is_spread = seems_spread(s.piece:sub(s.at))
      take = is_spread and take_value or take_line
    end
    is_first = false
    if c == "" or comma and c == "]" then return source_problem(s) end
    local value, line, why, code, piece = value_of(s, is_spread and take_spread or take)
    local rest = is_spread and piece and behind_broken_line(piece)
    if rest then
      s:put_back(rest)
      take = take_line
    end
    is_sure = is_sure or value or rest
    return value, line, why, code
  end
end

return M
