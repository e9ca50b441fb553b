-- base64: bytes as letters (RFC 4648), for what has to pass through JSON.

local M = {}

local LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

local letter, value = {}, {}
for i = 1, 64 do
  letter[i - 1] = LETTERS:sub(i, i)
  value[LETTERS:sub(i, i)] = i - 1
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

--- The bytes of a text in base64; nil if it is none.
function M.decode(s)
  local padding = #s:match "=*$"
  local body = s:sub(1, #s - padding)
  if #s % 4 ~= 0 or padding > 2 or body:find "[^%w+/]" then return nil end
  local parts = {}
  for at = 1, #body, 4 do
    local n, count = 0, math.min(4, #body - at + 1)
    for i = 0, 3 do n = n << 6 | (value[body:sub(at + i, at + i)] or 0) end
    parts[#parts + 1] = string.pack(">I3", n):sub(1, count - 1)
  end
  return table.concat(parts)
end

return M
