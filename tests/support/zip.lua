-- zip: writes ZIP archives for tests, stored, with names as they are given, and with every field
-- open to a lie.

local M = {}

local crc_table = {}
for byte = 0, 255 do
  local crc = byte
  for _ = 1, 8 do crc = crc & 1 == 1 and 0xEDB88320 ~ (crc >> 1) or crc >> 1 end
  crc_table[byte] = crc
end

--- CRC-32 of a string, as ZIP and gzip have it.
function M.crc32(s)
  local crc = 0xFFFFFFFF
  for i = 1, #s do crc = crc_table[(crc ~ s:byte(i)) & 0xFF] ~ (crc >> 8) end
  return crc ~ 0xFFFFFFFF
end

-- What the local header and the central one have in common.
local function common(member)
  return ("<I2I2I2I2I2I4I4I4I2I2"):pack(20, member.flags, member.method or 0, 0, 0x5A21,
    member.crc or M.crc32(member.bytes), #member.bytes, member.size or #member.bytes, #member.name,
    #(member.extra or ""))
end

--- An archive of `members`, a list of { name = raw bytes, bytes =, utf8 = flag that the name is UTF-8,
--- flags =, method =, crc =, size =, extra = as they are to be claimed }. Returns its bytes.
function M.pack(members)
  local parts, central, at = {}, {}, 0
  for k, given in ipairs(members) do
    local member = setmetatable({ flags = (given.flags or 0) | (given.utf8 and 0x800 or 0) }, { __index = given })
    local extra = member.extra or ""
    local header = "PK\3\4" .. common(member) .. member.name .. extra
    central[k] = "PK\1\2" .. ("<I2"):pack(20) .. common(member) .. ("<I2I2I2I4I4"):pack(0, 0, 0, 0, at)
      .. member.name .. extra
    parts[#parts + 1] = header
    parts[#parts + 1] = member.bytes
    at = at + #header + #member.bytes
  end
  local list = table.concat(central)
  parts[#parts + 1] = list
  parts[#parts + 1] = ("<c4I2I2I2I2I4I4I2"):pack("PK\5\6", 0, 0, #members, #members, #list, at, 0)
  return table.concat(parts)
end

return M
