-- page_line: a line of a web page in the making. It owns how blanks and line ends of the markup
-- read, and keeps for every piece of the line the bytes of the page it came from.

local core = require "fazhi.core"

local M = {}

local measure, next_blanks = core.lines.piece, core.lines.blanks

--- A new line: { pieces = list of { i=, j=, text= } in the page's order, an inserted piece without
--- i and j; chars, link_chars = characters but blanks, all and those in links }.
function M.new()
  -- Room for what page_flow and page_body tell of it: a table that grows is copied.
  return { pieces = {}, chars = 0, link_chars = 0, text = nil, element = nil, weight = nil, gap = nil, ends_wide = nil,
    is_sentence = nil, signs = nil, characters = nil, keep = nil }
end

local function count(text)
  local _, blank = text:gsub("[ \t\n]", "")
  return (utf8.len(text) or #text) - blank
end

-- Chinese is written without blanks, so a line end beside one of its characters is nothing.
local WIDE = 0xE2 -- the first byte of such a character, or a greater one

local function begins_wide(text)
  return (text:byte() or 0) >= WIDE
end

local function ends_wide(text)
  local at = utf8.offset(text, -1)
  return at ~= nil and text:byte(at) >= WIDE
end

--- True if nothing but blanks was added.
function M.is_empty(line)
  return #line.pieces == 0
end

local function push(line, i, j, text)
  local pieces = line.pieces
  local last = pieces[#pieces]
  if text then
    pieces[#pieces + 1] = { i = i, j = j, text = text, changed = true }
  elseif last and last.j == i - 1 and not last.changed then
    last.j = j -- what follows as it stands is one piece
  else
    pieces[#pieces + 1] = { i = i, j = j }
  end
end

-- Puts the blanks before what is to come; is_wide: that begins with a wide character.
local function settle(line, is_wide)
  local gap = line.gap
  line.gap = nil
  if not gap or #line.pieces == 0 then return end
  local is_nothing = gap.has_end and (is_wide or line.ends_wide)
  if gap.i then
    push(line, gap.i, gap.j, is_nothing and "" or " ")
  elseif not is_nothing then
    line.pieces[#line.pieces + 1] = { text = " ", changed = true }
  end
end

--- Adds blanks of the page, bytes i..j; `has_end` if they hold a line end at which a word of Chinese may
--- go on. They count only between words.
function M.blank(line, i, j, has_end)
  if #line.pieces == 0 then return end
  local gap = line.gap
  if gap then
    gap.j, gap.has_end = j or gap.j, gap.has_end and has_end
    if not gap.i then gap.i = i end
  else
    line.gap = { i = i, j = j, has_end = has_end }
  end
end

-- Adds bytes i..j as they stand, which core.lines.piece tells of.
local function add(line, i, j, in_link, chars, is_wide, is_wide_end)
  if line.gap then settle(line, is_wide) end
  push(line, i, j)
  line.ends_wide, line.chars = is_wide_end, line.chars + chars
  if in_link then line.link_chars = line.link_chars + chars end
end

--- Adds a text as it stands in the page `s`, bytes i..j; `is_between` if elements stand on both sides, so that a
--- line end parts them.
function M.verbatim(line, s, i, j, in_link, is_between)
  local chars, is_wide, is_wide_end = measure(s, i, j)
  if chars == 0 then return M.blank(line, i, j, is_wide and not is_between) end
  if chars then return add(line, i, j, in_link, chars, is_wide, is_wide_end) end
  local at = i
  while at <= j do
    local first, last, has_end = next_blanks(s, at, j)
    local stop = first and first - 1 or j
    if stop >= at then add(line, at, stop, in_link, measure(s, at, stop)) end
    if not first then return end
    M.blank(line, first, last, has_end)
    at = last + 1
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
function M.decoded(line, text, i, j, in_link)
  if BLANKS[text] then return M.blank(line, i, j, false) end
  text = readable(text)
  local chars = count(text)
  settle(line, begins_wide(text))
  push(line, i, j, text)
  line.ends_wide, line.chars = ends_wide(text), line.chars + chars
  if in_link then line.link_chars = line.link_chars + chars end
end

--- Adds a text that stands nowhere in the page.
function M.insert(line, text)
  settle(line, begins_wide(text))
  line.pieces[#line.pieces + 1] = { text = text, changed = true }
  line.ends_wide = ends_wide(text)
end

--- Adds a finished line, as the cell of a row.
function M.append(line, other)
  if other.left then line.left = table.move(other.left, 1, #other.left, #(line.left or {}) + 1, line.left or {}) end
  if #other.pieces == 0 then return end
  settle(line, begins_wide(other.text))
  table.move(other.pieces, 1, #other.pieces, #line.pieces + 1, line.pieces)
  line.ends_wide = ends_wide(other.text)
  line.chars, line.link_chars = line.chars + other.chars, line.link_chars + other.link_chars
end

local ENDING = 24 -- bytes

--- The last words added so far, in full characters but perhaps the first; nothing of what is to come.
function M.ending(line, s)
  local out = ""
  for k = #line.pieces, 1, -1 do
    local piece = line.pieces[k]
    out = (piece.text or s:sub(math.max(piece.i, piece.j - ENDING), piece.j)) .. out
    if #out >= ENDING then break end
  end
  return out
end

--- The text behind the first piece of a finished line.
function M.after_first(line)
  return line.text:sub(#(line.pieces[1].text or "") + 1)
end

--- Takes the first piece of a finished line away, which was inserted.
function M.drop_first(line, s)
  table.remove(line.pieces, 1)
  return M.finish(line, s)
end

--- The line as it reads, and never changes again.
function M.finish(line, s)
  local pieces = line.pieces
  local first = pieces[1]
  line.gap = nil
  if #pieces == 1 then
    line.text = first.text or s:sub(first.i, first.j)
    return line
  end
  local parts = {}
  for n = 1, #pieces do parts[n] = pieces[n].text or s:sub(pieces[n].i, pieces[n].j) end
  line.text = table.concat(parts)
  return line
end

return M
