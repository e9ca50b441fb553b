-- base64: bytes as letters (RFC 4648), for what has to pass through JSON or a mail.

local M = {}

local LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

local letter, value = {}, {}
for i = 1, 64 do
  letter[i - 1] = LETTERS:sub(i, i)
  value[LETTERS:byte(i)] = i - 1
end

--- Bytes as base64, padded, without line breaks.
function M.encode(s)
  local parts = {}
  for at = 1, #s, 3 do
    local a, b, c = s:byte(at, at + 2)
    local n = a << 16 | (b or 0) << 8 | (c or 0)
    parts[#parts + 1] = letter[n >> 18] .. letter[n >> 12 & 63] .. (b and letter[n >> 6 & 63] or "=")
      .. (c and letter[n & 63] or "=")
  end
  return table.concat(parts)
end

-- The bytes that letters stand for, four letters three.
local function bytes_of(letters)
  local parts = {}
  for at = 1, #letters, 4 do
    local a, b, c, d = letters:byte(at, at + 3)
    local bits = value[a] << 18 | (value[b] or 0) << 12 | (value[c] or 0) << 6 | (value[d] or 0)
    parts[#parts + 1] = string.pack(">I3", bits):sub(1, d and 3 or c and 2 or b and 1 or 0)
  end
  return table.concat(parts)
end

--- The bytes of a text in base64; nil if it is none.
function M.decode(s)
  local padding = #s:match "=*$"
  local letters = s:sub(1, #s - padding)
  if #s % 4 ~= 0 or padding > 2 or letters:find "[^%w+/]" then return nil end
  return bytes_of(letters)
end

--- The same as mails have it: line ends and whatever else is no letter are passed over, and nothing is refused.
function M.decode_loosely(s)
  return bytes_of((s:gsub("[^%w+/]", "")))
end

return M
