-- page_line: a line of a web page in the making. It owns how blanks and line ends of the markup
-- read, and keeps for every piece of the line the bytes of the page it came from.

local core = require "fazhi.core"

local M = {}

local measure, next_blanks = core.lines.piece, core.lines.blanks

local Line = {}
Line.__index = Line

--- A new line: { pieces = list of { i=, j=, text= } in the page's order, an inserted piece without
--- i and j; chars, link_chars = characters but blanks, all and those in links }.
function M.new()
  return setmetatable({ pieces = {}, chars = 0, link_chars = 0, tail = "" }, Line)
end

local function count(text)
  local _, blank = text:gsub("[ \t\n]", "")
  return (utf8.len(text) or #text) - blank
end

-- Chinese is written without blanks, so a line end beside one of its characters is nothing.
local function is_wide(c)
  return #c > 0 and c:byte() >= 0xE2
end

local FIRST = "^" .. utf8.charpattern

local function first_character(text)
  return text:match(FIRST) or ""
end

local LAST = utf8.charpattern .. "$"

local function last_character(text)
  local at = math.max(1, #text - 3)
  return text:byte(-1) and text:byte(-1) >= 0x80 and text:match(LAST, at) or text:sub(-1)
end

--- True if nothing but blanks was added.
function Line:is_empty()
  return #self.pieces == 0
end

local function push(line, i, j, text)
  local pieces = line.pieces
  local last = pieces[#pieces]
  if i and last and last.j == i - 1 and not last.changed and text == nil then
    last.j = j -- what follows as it stands is one piece
  else
    pieces[#pieces + 1] = { i = i, j = j, text = text, changed = text ~= nil or nil }
  end
end

local function settle(line, next_text)
  local gap = line.gap
  line.gap = nil
  if not gap or line:is_empty() then return end
  local is_nothing = gap.has_end and (is_wide(line.tail) or is_wide(first_character(next_text)))
  if gap.i then
    push(line, gap.i, gap.j, is_nothing and "" or " ")
  elseif not is_nothing then
    line.pieces[#line.pieces + 1] = { text = " ", changed = true }
  end
end

--- Adds blanks of the page, bytes i..j; `has_end` if they hold a line end at which a word of Chinese may
--- go on. They count only between words.
function Line:blank(i, j, has_end)
  if #self.pieces == 0 then return end
  local gap = self.gap
  if gap then
    gap.j, gap.has_end = j or gap.j, gap.has_end and has_end
    if not gap.i then gap.i = i end
  else
    self.gap = { i = i, j = j, has_end = has_end }
  end
end

local function add(line, text, i, j, changed, in_link)
  settle(line, text)
  push(line, i, j, changed and text or nil)
  line.tail = last_character(text)
  local n = count(text)
  line.chars = line.chars + n
  if in_link then line.link_chars = line.link_chars + n end
end

--- Adds a text as it stands in the page `s`, bytes i..j; `is_between` if elements stand on both sides, so that a
--- line end parts them.
function Line:verbatim(s, i, j, in_link, is_between)
  local chars, last = measure(s, i, j)
  if chars == 0 then return self:blank(i, j, last and not is_between) end
  if chars then -- nothing in it is to be taken apart
    if self.gap then settle(self, s:sub(i, i + 3)) end
    push(self, i, j)
    self.tail, self.chars = s:sub(last, j), self.chars + chars
    if in_link then self.link_chars = self.link_chars + chars end
    return
  end
  local at = i
  while at <= j do
    local first, last_blank, has_end = next_blanks(s, at, j)
    if not first then return add(self, s:sub(at, j), at, j, false, in_link) end
    if first > at then add(self, s:sub(at, first - 1), at, first - 1, false, in_link) end
    local is_all = is_between and first == i and last_blank == j
    self:blank(first, last_blank, not is_all and has_end)
    at = last_blank + 1
  end
end

local BLANKS = { ["\u{A0}"] = true, ["\u{3000}"] = true, [" "] = true, ["\u{2002}"] = true, ["\u{2003}"] = true,
  ["\u{2009}"] = true, ["\t"] = true, ["\n"] = true, ["\r"] = true }

-- `text` on one line and without characters that control a machine, of two bytes as well.
local function readable(text)
  if not text:find("[%c\xC2]") then return text end
  return (text:gsub("[\n\r\t]", " "):gsub("%c", ""):gsub("\xC2[\x80-\x9F]", ""))
end

--- Adds a text that takes the place of bytes i..j: a decoded entity.
function Line:decoded(text, i, j, in_link)
  if BLANKS[text] then return self:blank(i, j, false) end
  add(self, readable(text), i, j, true, in_link)
end

--- Adds a text that stands nowhere in the page.
function Line:insert(text)
  settle(self, text)
  self.pieces[#self.pieces + 1] = { text = text, changed = true }
  self.tail = last_character(text)
end

--- Adds a finished line, as the cell of a row.
function Line:append(other)
  if other.left then self.left = table.move(other.left, 1, #other.left, #(self.left or {}) + 1, self.left or {}) end
  if other:is_empty() then return end
  settle(self, other.text)
  table.move(other.pieces, 1, #other.pieces, #self.pieces + 1, self.pieces)
  self.tail = last_character(other.text)
  self.chars, self.link_chars = self.chars + other.chars, self.link_chars + other.link_chars
end

local ENDING = 24 -- bytes

--- The last words added so far, in full characters but perhaps the first; nothing of what is to come.
function Line:ending(s)
  local out = ""
  for k = #self.pieces, 1, -1 do
    local piece = self.pieces[k]
    out = (piece.text or s:sub(math.max(piece.i, piece.j - ENDING), piece.j)) .. out
    if #out >= ENDING then break end
  end
  return out
end

--- The text behind the first piece of a finished line.
function Line:after_first()
  return self.text:sub(#(self.pieces[1].text or "") + 1)
end

--- Takes the first piece of a finished line away, which was inserted.
function Line:drop_first(s)
  table.remove(self.pieces, 1)
  return self:finish(s)
end

--- The line as it reads, and never changes again.
function Line:finish(s)
  local pieces, parts = self.pieces, {}
  for n = 1, #pieces do parts[n] = pieces[n].text or s:sub(pieces[n].i, pieces[n].j) end
  self.text = #pieces == 1 and parts[1] or table.concat(parts)
  self.gap, self.tail = nil, nil
  return self
end

return M
