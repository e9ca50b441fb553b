-- A stream of pieces read from delimiter to delimiter, whatever the pieces are cut like: what the
-- readers of CSV and JSON share. It counts lines and knows when a record has grown too large.

local M = {}

-- `piece` is being read from `at` on; `found` keeps where delimiters stand in it; `line` counts
-- from 1; `size` is what was kept since the last call of `begin`.
local Scanner = {}
Scanner.__index = Scanner

local function next_piece(s)
  local piece, message, code = s.pull()
  if not piece then
    s.message, s.code = message, code
    s.piece, s.at, s.ended = "", 1, true
    return
  end
  s.piece, s.at, s.found = piece, 1, {}
end

--- The next byte, which stays; "" at the end.
function Scanner:peek()
  while self.at > #self.piece and not self.ended do next_piece(self) end
  return self.piece:sub(self.at, self.at)
end

--- Passes over the byte that peek gave.
function Scanner:skip()
  self.at = self.at + 1
end

--- Puts back the last of what was taken, to be read again from there.
function Scanner:put_back(rest)
  self.piece, self.at, self.found = rest .. self.piece:sub(self.at), 1, {}
  self.line = self.line - select(2, rest:gsub("\n", ""))
end

--- Begins a new record, kept as a list of strings by `take`.
function Scanner:begin()
  self.size, self.first = 0, self.line
end

--- Puts a string to the record, unless that is too large already.
function Scanner:keep(parts, s)
  self.size = self.size + #s
  if self.size <= self.max then parts[#parts + 1] = s end
end

-- The next of several bytes in the piece, or nil. Where each stands is kept until it is passed: plain
-- searches are many times faster than a pattern.
local function find_any(s, bytes)
  local nearest = math.huge
  for _, byte in ipairs(bytes) do
    local at = s.found[byte]
    if not at or at < s.at then
      at = s.piece:find(byte, s.at, true) or math.huge
      s.found[byte] = at
    end
    if at < nearest then nearest = at end
  end
  return nearest < math.huge and nearest or nil
end

local function count_lines(s, first, last)
  local at = s.piece:find("\n", first, true)
  while at and at <= last do
    s.line = s.line + 1
    at = s.piece:find("\n", at + 1, true)
  end
end

--- Keeps what comes before the next one of `bytes` (a list); returns that byte, which stays, or "".
--- Line ends that are passed are counted.
function Scanner:take(parts, bytes)
  local c = self:peek()
  while c ~= "" do
    local stop = find_any(self, bytes)
    local last = stop and stop - 1 or #self.piece
    count_lines(self, self.at, last)
    self:keep(parts, self.piece:sub(self.at, last))
    self.at = last + 1
    c = self:peek()
    if stop then return c end
  end
  return c
end

--- Why the record begun last cannot be had, as message, code; nil if nothing is against it. A failure
--- of the source is told once.
function Scanner:problem()
  if self.message then
    local message, code = self.message, self.code
    self.message = nil
    return message, code
  end
  if self.size > self.max then
    return ("the record in line %d is larger than the limit of %d bytes"):format(self.first, self.max), "E305"
  end
end

--- A scanner.
-- @param pull function giving a string a time; nil, or nil, message, code at the end
-- @param max bytes of one record that are kept, 32 MB if absent
function M.new(pull, max)
  return setmetatable({ pull = pull, piece = "", at = 1, found = {}, line = 1, first = 1, size = 0,
    max = max or 1 << 25 }, Scanner)
end

return M
