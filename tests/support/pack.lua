-- pack: gzip, deflate and WARC records as tests want them, honest and not. Nothing is compressed
-- here. ZIP archives are made by support.zip.

local zip = require "support.zip"

local M = {}

--- Deflate without compression: stored blocks.
function M.stored(s)
  local parts = {}
  for at = 1, math.max(#s, 1), 65535 do
    local block = s:sub(at, at + 65534)
    parts[#parts + 1] = string.pack("<I1I2I2", at + 65535 > #s and 1 or 0, #block, ~#block & 0xFFFF) .. block
  end
  return table.concat(parts)
end

--- A gzip member.
function M.gzip(s)
  return "\31\139\8\0\0\0\0\0\0\255" .. M.stored(s) .. string.pack("<I4I4", zip.crc32(s), #s & 0xFFFFFFFF)
end

--- A WARC record; `fields` is a list of {name, value}.
function M.warc(kind, url, block, fields)
  local lines = { "WARC/1.0", "WARC-Type: " .. kind, "WARC-Date: 2031-05-06T07:08:09Z" }
  if url then lines[#lines + 1] = "WARC-Target-URI: " .. url end
  for _, field in ipairs(fields or {}) do lines[#lines + 1] = field[1] .. ": " .. field[2] end
  lines[#lines + 1] = "Content-Length: " .. #block
  return table.concat(lines, "\r\n") .. "\r\n\r\n" .. block .. "\r\n\r\n"
end

--- An HTTP answer; `fields` is a list of {name, value}.
function M.http(status, fields, body)
  local lines = { "HTTP/1.1 " .. status }
  for _, field in ipairs(fields) do lines[#lines + 1] = field[1] .. ": " .. field[2] end
  return table.concat(lines, "\r\n") .. "\r\n\r\n" .. body
end

return M
