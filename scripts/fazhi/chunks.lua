-- The bytes of a file in pieces of bounded size, decoded on the way: how tables and records of
-- crawls are read, which may be larger than memory. It knows encodings and ends of lines, and
-- nothing of what stands in a line.

local M = {}

local step = 1 << 18     -- bytes asked for at a time
local least = 1 << 12    -- bytes before anything is cut or judged
local longest = 1 << 24  -- a piece without a place to cut it is cut here all the same

--- A function that gives `bytes` in pieces and then nil.
function M.of_bytes(bytes)
  local at = 1
  return function()
    if at > #bytes then return nil end
    local piece = bytes:sub(at, at + step - 1)
    at = at + step
    return piece
  end
end

--- A function that gives the bytes of an input (see fazhi.loader) in pieces and then nil; gzip is
--- undone. A file is streamed; a member of an archive and stdin are in memory already. It
--- returns nil, message, code when the bytes break off. The second result closes the file.
function M.of(input, max)
  local archive = require("fazhi.core").archive
  if not input.file then
    local bytes, message, code = input:bytes()
    if bytes and bytes:sub(1, 2) == "\31\139" then bytes, message, code = archive.inflate(bytes, max or 1 << 28) end
    if not bytes then return nil, message, code end
    return M.of_bytes(bytes), function() end
  end
  local stream, message, code = archive.stream(input.file)
  if not stream then return nil, message, code end
  return function() return stream:read(step) end, function() stream:close() end
end

local wide = { ["UTF-16LE"] = "\n\0", ["UTF-16BE"] = "\0\n" }

-- The last place where a piece of UTF-16 can be cut: after an end of line, else anywhere but
-- between the halves of a character.
local function cut_wide(s, encoding)
  local newline = wide[encoding]
  for at = #s // 2 * 2 - 1, math.max(1, #s - 8192) | 1, -2 do
    if s:sub(at, at + 1) == newline then return at + 1 end
  end
  if #s < step then return 0 end
  local at = #s // 2 * 2
  local high = encoding == "UTF-16LE" and s:byte(at) or s:byte(at - 1)
  return high >= 0xD8 and high < 0xDC and at - 2 or at
end

-- The same for encodings that hold ASCII: a byte below 0x30 is a character by itself in all of them,
-- never the second half of one.
local function cut_narrow(s)
  local tail = s:sub(-65536)
  local stop = tail:match "^.*\n()" or #s >= step and tail:match "^.*[\0-\47]()"
  if stop then return #s - #tail + stop - 1 end
  return #s < longest and 0 or #s
end

local function detect(bytes)
  local text = require("fazhi.core").text.decode(bytes, { raw = true })
  return text and text:encoding()
end

local function is_ascii(s)
  return utf8.len(s) == #s
end

-- A piece that is not what the whole is in stays as it is: whoever reads the record in it looks
-- at its bytes again.
local function decode(piece, encoding)
  if is_ascii(piece) and not wide[encoding] or encoding == "UTF-8" and utf8.len(piece) then return piece end
  local text = require("fazhi.core").text.decode(piece, { raw = true, encoding = encoding })
  return text and text:bytes() or piece
end

-- UTF-16 shows in the first bytes, by its mark or its NULs.
local function find_wide(s)
  if not (s:find "^\xFF\xFE" or s:find "^\xFE\xFF" or s:find("\0", 1, true)) then return nil end
  local encoding = detect(s:sub(1, #s // 4 * 4))
  return wide[encoding] and encoding
end

-- Takes bytes until there are enough to judge an encoding by; false at the end.
local function fill(state, pull)
  local parts, size = { state.rest }, #state.rest
  while size < state.enough and not state.ended do
    local more, message, code = pull()
    if not more then state.ended, state.message, state.code = true, message, code end
    parts[#parts + 1] = more
    size = size + #(more or "")
  end
  state.rest = table.concat(parts)
  return size > 0
end

local function cut(state)
  if state.ended then return #state.rest end
  return wide[state.encoding] and cut_wide(state.rest, state.encoding) or cut_narrow(state.rest)
end

-- NULs in what else looks like text stand in one of its lines: whoever reads the lines tells which.
local NULS = 64 -- among as many bytes there is one at most in such a text

local function is_binary(head)
  local count = select(2, head:gsub("%z", ""))
  return count > 0 and (count * NULS > #head or not head:find "^[\xEF\xBB\xBF%s]*[%[{]")
end

-- Wide characters are ASCII bytes and NULs in the eyes of cut_narrow, so UTF-16 is found before
-- anything is cut; a piece without a place to cut it grows.
local function next_piece(state, pull)
  state.enough = least
  while fill(state, pull) do
    if state.is_first then
      local head = state.rest:sub(1, least)
      state.encoding = state.encoding or find_wide(head)
      if not wide[state.encoding] and is_binary(head) then return nil, "not text: there are NULs in it", "E303" end
    end
    local stop = cut(state)
    if stop > 0 then
      local piece = state.rest:sub(1, stop)
      state.rest = state.rest:sub(stop + 1)
      if not state.encoding and not is_ascii(piece) then state.encoding = detect(piece) end
      return piece
    end
    state.enough = 2 * #state.rest
  end
  return nil, state.message, state.code
end

local BOM = "\u{FEFF}"

--- The pieces of `pull` as UTF-8, each but the last cut at an end of line where there is one. The
--- byte order mark is dropped.
-- @param encoding name of the encoding, or nil: found out, by the first piece that is not ASCII
-- @return function giving a string a time; nil at the end, with message and code if it breaks off
function M.decoded(pull, encoding)
  local state = { rest = "", encoding = encoding, is_first = true }
  return function()
    local piece, message, code = next_piece(state, pull)
    if not piece then return nil, message, code end
    local s = decode(piece, state.encoding)
    if state.is_first and s:sub(1, 3) == BOM then s = s:sub(4) end
    state.is_first = false
    return s
  end
end

return M
