-- encoder: UTF-8 into the encodings that reports are found in, for tests that need a text in all
-- of them. The tables are what the core itself makes of every code, so no other program is
-- needed; that the core reads every code rightly is tested elsewhere, against other people's lists.

local core = require "fazhi.core"

local M = {}

local function each_pair(first, last, trails, put)
  for lead = first, last do
    for _, range in ipairs(trails) do
      for trail = range[1], range[2] do put(string.char(lead, trail)) end
    end
  end
end

-- The codes of GB18030 with four bytes that are characters of the basic plane.
local function each_quadruple(put)
  for a = 0x81, 0x84 do
    for b = 0x30, 0x39 do
      for c = 0x81, 0xFE do
        for d = 0x30, 0x39 do put(string.char(a, b, c, d)) end
      end
    end
  end
end

-- What comes first in a list wins, so the codes of Big5 itself stand before those of HKSCS.
local codes = {
  GB18030 = function(put)
    each_pair(0x81, 0xFE, { { 0x40, 0x7E }, { 0x80, 0xFE } }, put)
    each_quadruple(put)
  end,
  BIG5 = function(put)
    local trails = { { 0x40, 0x7E }, { 0xA1, 0xFE } }
    each_pair(0xA4, 0xC6, trails, put)
    each_pair(0xC9, 0xF9, trails, put)
    each_pair(0xA1, 0xA3, trails, put)
    each_pair(0x87, 0xFE, trails, put)
  end,
}

local tables = {}

-- The codes are decoded between line ends, and each line end finds the line of its code.
local function make_table(name)
  local list, map = {}, {}
  codes[name](function(code) list[#list + 1] = code end)
  local bytes = table.concat(list, "\n") .. "\n" .. ("a"):rep(8 * #list) .. "\n"
  local text = assert(core.text.decode(bytes, { encoding = name, raw = true })):bytes()
  local n = 0
  for line in text:gmatch "([^\n]*)\n" do
    n = n + 1
    if list[n] and utf8.len(line) == 1 and line ~= "\u{FFFD}" then map[line] = map[line] or list[n] end
  end
  return map
end

local wide = {
  ["UTF-16LE"] = "<I2",
  ["UTF-16BE"] = ">I2",
}

local function to_wide(c, format)
  local code = utf8.codepoint(c)
  if code < 0x10000 then return string.pack(format, code) end
  code = code - 0x10000
  return string.pack(format, 0xD800 + (code >> 10)) .. string.pack(format, 0xDC00 + (code & 0x3FF))
end

--- The bytes of one character, or nil if the encoding does not have it.
function M.character(c, encoding)
  if encoding == "UTF-8" then return c end
  if wide[encoding] then return to_wide(c, wide[encoding]) end
  if #c == 1 then return c end
  tables[encoding] = tables[encoding] or make_table(encoding)
  return tables[encoding][c]
end

--- A text in an encoding, character by character.
-- @return a list of the characters that the encoding has (the others are left out), a list of the
--   bytes of each, and the number of those left out
function M.characters(text, encoding)
  local characters, bytes, lost = {}, {}, 0
  for _, code in utf8.codes(text) do
    local c = utf8.char(code)
    local b = M.character(c, encoding)
    if b then
      characters[#characters + 1], bytes[#bytes + 1] = c, b
    else
      lost = lost + 1
    end
  end
  return characters, bytes, lost
end

--- A text in an encoding; raises if it has a character that the encoding does not have.
function M.encode(text, encoding)
  local _, bytes, lost = M.characters(text, encoding)
  if lost > 0 then error(("%d characters are not in %s"):format(lost, encoding), 2) end
  return table.concat(bytes)
end

return M
