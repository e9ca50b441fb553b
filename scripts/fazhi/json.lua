-- JSON (RFC 8259) in and out: the jsonl format and the evidence column of the corpus.
-- Whole numbers stay integers, other numbers are written so that they read back the same.

local core = require "fazhi.core"

local M = {}

--- Stands for null where a key must be present; decoding gives nil instead.
M.null = setmetatable({}, { __tostring = function() return "null" end })

local array_meta = {}

--- Marks `t` (a sequence, perhaps an empty one) as an array; returns `t`.
function M.array(t)
  return setmetatable(t, array_meta)
end

--- A finite number in the fewest digits that read back the same; whole numbers without ".0".
function M.number(n)
  if math.type(n) == "integer" then return string.format("%d", n) end
  if n ~= n or n == math.huge or n == -math.huge then return "null" end
  if n == math.floor(n) and math.abs(n) < 1e15 then return string.format("%d", math.tointeger(n)) end
  for digits = 15, 17 do -- fifteen show no digit that is not needed
    local s = string.format("%." .. digits .. "g", n)
    if tonumber(s) == n then return s end
  end
end

--- A string as valid UTF-8, which all output is whatever comes in: a byte that is none becomes U+FFFD.
function M.valid(s)
  if utf8.len(s) then return s end
  local parts, at = {}, 1
  while at <= #s do
    local length, bad = utf8.len(s, at)
    if length then break end
    parts[#parts + 1] = s:sub(at, bad - 1) .. "\u{FFFD}"
    at = bad + 1
  end
  return table.concat(parts) .. s:sub(at)
end

local encode = core.json.encoder(M.null, array_meta)

--- A string as a JSON string with its quotes.
function M.string(s)
  return encode(tostring(s))
end

--- `value` as JSON on one line, keys in order of name. A table with items is an array, an
--- empty one an object unless marked by M.array. Raises for functions and userdata.
-- @param by if given, whole numbers under the key "start", however deep, are written that much larger
function M.encode(value, by)
  return encode(value, by)
end

--- An object with its keys in the order of the list `keys`; an absent one is null.
function M.object(keys, t)
  local parts = {}
  for i, key in ipairs(keys) do parts[i] = M.string(key) .. ":" .. encode(t[key]) end
  return "{" .. table.concat(parts, ",") .. "}"
end

-- Decoding: each reader takes the text and a position and returns value and next position.

local function fail(s, at, what)
  local _, line = s:sub(1, at - 1):gsub("\n", "")
  error({ json = string.format("JSON: %s in line %d (byte %d)", what, line + 1, at - 1) }, 0)
end

local unescaped = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }

-- \uD83D\uDE00 is one character in two halves.
local function read_unicode(s, at)
  local high = tonumber(s:match("^%x%x%x%x", at) or fail(s, at, "bad \\u"), 16)
  at = at + 4
  if high >= 0xD800 and high < 0xDC00 then
    local low = tonumber(s:match("^\\u(%x%x%x%x)", at) or "", 16)
    if low and low >= 0xDC00 and low < 0xE000 then
      return utf8.char(0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00)), at + 6
    end
  end
  if high >= 0xD800 and high < 0xE000 then return "\u{FFFD}", at end
  return utf8.char(high), at
end

local function read_string(s, at)
  local parts = {}
  while true do
    local stop = s:find('["\\\0-\31]', at) or fail(s, #s + 1, "a string does not end")
    parts[#parts + 1] = s:sub(at, stop - 1)
    local c = s:sub(stop, stop)
    if c == '"' then return table.concat(parts), stop + 1 end
    if c ~= "\\" then fail(s, stop, "a control character in a string") end
    local e = s:sub(stop + 1, stop + 1)
    if e == "u" then
      parts[#parts + 1], at = read_unicode(s, stop + 2)
    else
      parts[#parts + 1], at = unescaped[e] or fail(s, stop, "bad escape"), stop + 2
    end
  end
end

local read

-- Deeper than anything a program writes; what is deeper was made to overflow its reader.
local DEPTH = 500

local function skip(s, at)
  return s:find("[^ \t\r\n]", at) or #s + 1
end

local function read_array(s, at, depth)
  local list = M.array({})
  at = skip(s, at)
  if s:sub(at, at) == "]" then return list, at + 1 end
  local n = 0
  while true do
    n = n + 1
    list[n], at = read(s, at, depth)
    at = skip(s, at)
    local c = s:sub(at, at)
    if c == "]" then return list, at + 1 end
    if c ~= "," then fail(s, at, "',' or ']' expected") end
    at = skip(s, at + 1)
  end
end

local function read_object(s, at, depth)
  local object = {}
  at = skip(s, at)
  if s:sub(at, at) == "}" then return object, at + 1 end
  while true do
    if s:sub(at, at) ~= '"' then fail(s, at, "a key expected") end
    local key
    key, at = read_string(s, at + 1)
    at = skip(s, at)
    if s:sub(at, at) ~= ":" then fail(s, at, "':' expected") end
    object[key], at = read(s, skip(s, at + 1), depth)
    at = skip(s, at)
    local c = s:sub(at, at)
    if c == "}" then return object, at + 1 end
    if c ~= "," then fail(s, at, "',' or '}' expected") end
    at = skip(s, at + 1)
  end
end

local function read_number(s, at)
  local digits = s:match("^-?%d+%.?%d*[eE]?[+-]?%d*", at)
  local n = digits and tonumber(digits)
  if not n then fail(s, at, "a value expected") end
  return n, at + #digits
end

read = function(s, at, depth)
  local c = s:sub(at, at)
  if c == '"' then return read_string(s, at + 1) end
  if depth >= DEPTH and (c == "{" or c == "[") then fail(s, at, "nested too deeply") end
  if c == "{" then return read_object(s, at + 1, depth + 1) end
  if c == "[" then return read_array(s, at + 1, depth + 1) end
  if s:find("^true", at) then return true, at + 4 end
  if s:find("^false", at) then return false, at + 5 end
  if s:find("^null", at) then return nil, at + 4 end
  return read_number(s, at)
end

--- The value of a JSON text; null is nil. Returns nil, message if it is not JSON.
function M.decode(s)
  local ok, value, at = pcall(function() return read(s, skip(s, 1), 0) end)
  if not ok then
    if type(value) == "table" and value.json then return nil, value.json end
    error(value, 0)
  end
  if skip(s, at) <= #s then return nil, string.format("JSON: something after the value (byte %d)", at - 1) end
  return value
end

return M
