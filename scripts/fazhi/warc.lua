-- warc: the records of a web archive (WARC 1.0 and 1.1, ISO 28500) as crawlers write it, read one by
-- one, and the HTTP answer inside a record. What a page says is not looked at.

local message = require "fazhi.message"

local M = {}

local HEADER = 1 << 16 -- bytes of one line of a header
local LINES = 1000     -- lines of one header

-- A stream over bytes in memory, with the methods of core.archive.stream that are used here.
local Memory = {}
Memory.__index = Memory

--- Up to n bytes; nil at the end.
function Memory:read(n)
  if self.at > #self.bytes then return nil end
  local s = self.bytes:sub(self.at, self.at + n - 1)
  self.at = self.at + #s
  return s
end

--- A line without its end; nil at the end.
function Memory:line()
  if self.at > #self.bytes then return nil end
  local line, after = self.bytes:match("^([^\n]*)\n()", self.at)
  if not line then line, after = self.bytes:sub(self.at), #self.bytes + 1 end
  self.at = after
  return (line:gsub("\r$", ""))
end

--- Needs nothing; a stream over a file does.
function Memory:close()
  self.at = #self.bytes + 1
end

--- A stream over bytes in memory.
function M.stream_of(bytes)
  return setmetatable({ bytes = bytes, at = 1 }, Memory)
end

-- Fields "Name: value" by their names in lower case; a line that begins with a blank goes on with
-- the one before.
local function put_field(fields, line, last)
  local name, value = line:match "^([^%s:]+)%s*:%s*(.-)%s*$"
  if name and not line:find "^%s" then
    fields[name:lower()] = value
    return name:lower()
  end
  if last and line:find "^%s" then fields[last] = fields[last] .. " " .. line:match "^%s*(.-)%s*$" end
  return last
end

local function read_fields(stream)
  local fields, last = {}, nil
  for _ = 1, LINES do
    local line, why, code = stream:line(HEADER)
    if why then return nil, why, code end
    if not line then return nil, message.text("warc_cut_off"), "E311" end
    if line == "" then return fields end
    last = put_field(fields, line, last)
  end
  return nil, message.text("warc_header"), "E311"
end

-- Lines up to the next record; `lost` is how many were not blank.
local function find_record(stream)
  local lost = 0
  while true do
    local line, why, code = stream:line(HEADER)
    if code == "E305" then
      lost = lost + 1
    elseif not line then
      return nil, lost, why, code
    elseif line:find "^WARC/%d%.%d%s*$" then
      return true, lost
    elseif line ~= "" then
      lost = lost + 1
    end
  end
end

-- Reads to the end of a record; its bytes only if they are wanted and not too many.
local function read_block(stream, length, most)
  local parts, got = {}, 0
  while got < length do
    local piece, why, code = stream:read(math.min(1 << 18, length - got))
    if why then return nil, why, code end
    if not piece then return nil, message.text("warc_cut_off"), "E311" end
    got = got + #piece
    if length <= most then parts[#parts + 1] = piece end
  end
  if length > most then return "", message.text("too_large", { limit = most }), "E305" end
  return table.concat(parts)
end

--- Iterates over the records of a stream.
-- @param stream with methods read, line and close, as core.archive.stream gives
-- @param wants function(fields) telling whether the bytes of a record are wanted
-- @param most bytes of a record that are read; more is E305
-- @return iterator of { fields = by lower-case name, block = bytes or nil }, or { fields=, message=, code= };
--   after a record that is cut off there are no more
function M.records(stream, wants, most)
  local is_over = false
  local function over(record)
    is_over = true
    stream:close()
    return record
  end
  local function bad(why, code, fields)
    return { fields = fields or {}, message = why, code = code }
  end
  local is_lost = false -- behind a record of unknown length lies what was its block
  local function one()
    local found, lost, why, code = find_record(stream)
    if not found then
      if why then return over(bad(why, code)) end
      if lost > 0 and not is_lost then return over(bad(message.text("not_warc"), "E311")) end
      return over(nil)
    end
    local fields
    fields, why, code = read_fields(stream)
    if not fields then return over(bad(why, code)) end
    local length = math.tointeger(tonumber((fields["content-length"] or ""):match "^%d+$"))
    is_lost = length == nil
    if is_lost then return bad(message.text("warc_length"), "E311", fields) end
    local is_wanted = wants(fields)
    local block
    block, why, code = read_block(stream, length, is_wanted and most or 0)
    if not block then return over(bad(why, code, fields)) end
    if is_wanted and why then return bad(why, code, fields) end
    return { fields = fields, block = is_wanted and block or nil }
  end
  return function()
    if is_over then return nil end
    return one()
  end
end

-- The parts of a body sent in chunks: their lengths in hexadecimal before each. What is not so,
-- was put together by the crawler already.
local function join_chunks(body)
  local parts, at = {}, 1
  while true do
    local length, from = body:match("^%s*(%x+)[^\n]*\n()", at)
    length = length and #length <= 8 and tonumber(length, 16)
    if not length then return #parts == 0 and body or nil end
    if length == 0 then return table.concat(parts) end
    if from + length - 1 > #body then return nil end
    parts[#parts + 1] = body:sub(from, from + length - 1)
    at = from + length
  end
end

-- Crawlers that unpack a body leave its header as it was.
local packed = {
  gzip = function(body) return body:sub(1, 2) == "\31\139" and "gzip" end,
  deflate = function(body) return not body:find "^%s*<" and "deflate" end,
}
packed["x-gzip"] = packed.gzip

local function unpack_as(body, encoding, most)
  if encoding == "" or encoding == "identity" or encoding == "utf-8" then return body end
  local test = packed[encoding]
  if test then
    local kind = test(body)
    if not kind then return body end
    return require("fazhi.core").archive.inflate(body, most, kind)
  end
  if body:find "^%s*<" or body:find "^%%PDF" then return body end
  return nil, message.text("content_encoding", { name = encoding }), "E303"
end

local function unpack(body, encodings, most)
  local list = {}
  for name in encodings:lower():gmatch "[%w_-]+" do table.insert(list, 1, name) end
  for _, name in ipairs(list) do
    local why, code
    body, why, code = unpack_as(body, name, most)
    if not body then return nil, why, code end
  end
  return body
end

--- The HTTP answer in a record.
-- @param block bytes of a record of type response
-- @param most bytes that a packed body may have unpacked
-- @return { status = number, type = content type in lower case or nil, body = function giving the
--   bytes, or nil, message, code }; nil, message, code if it is no HTTP answer
function M.answer(block, most)
  local status, at = block:match "^HTTP/%S+%s+(%d%d%d)[^\n]*\n()"
  if not status then return nil, message.text("not_http"), "E311" end
  local fields, last = {}, nil
  while true do
    local line, after = block:match("^([^\n]*)\n()", at)
    if not line then return nil, message.text("warc_cut_off"), "E311" end
    at = after
    line = line:gsub("\r$", "")
    if line == "" then break end
    last = put_field(fields, line, last)
  end
  local kind = fields["content-type"]
  return {
    status = tonumber(status),
    type = kind and kind:lower():match "^%s*([%w.+/-]+)",
    body = function()
      local body = block:sub(at)
      if (fields["transfer-encoding"] or ""):lower():find("chunked", 1, true) then
        body = join_chunks(body)
        if not body then return nil, message.text("warc_cut_off"), "E311" end
      end
      return unpack(body, fields["content-encoding"] or "", most)
    end,
  }
end

return M
