-- lines: a text cut into lines, and what kind of line each is: residue of a web page (fazhi.residue), the
-- marker of a section, prose.

local lpeg = require "lpeg"
local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local residue = require "fazhi.residue"
local wordlist = require "fazhi.wordlist"

local P, R, Cc = lpeg.P, lpeg.R, lpeg.Cc

local M = {}

local HEAD = 400 -- bytes of a long line that are looked at
local ROW = 20000 -- bytes of the row of a table, at most
local REACH = 180 -- bytes at the end of a text in which a mark may be open
local PROSE = 40 -- characters above which a line with a sentence end is prose whatever it looks like

--- `text` without blanks, its punctuation and dashes as ASCII.
M.fold = residue.fold

-- What a line is asked for again and again, found in one pass over its bytes: what it holds, what it begins with,
-- what it ends in.
local SENTENCE, STOP, COMMA, DIGIT, COLON, BAR, BLANK, DAY, JUNK, HELD = 1, 2, 4, 8, 16, 32, 64, 128, 256, 512
local OPENER, PART, WIDE, NAMED = 1 << 10, 1 << 11, 1 << 12, 1 << 13
local SHUT, TELLING, STARTING = 1 << 14, 1 << 15, 1 << 16
local CLOSED, OPENED, CALLING, ENDING = 1 << 17, 1 << 18, 1 << 19, 1 << 20
local HOLDS, BEGINS, MORE = 14, 17, 21 -- bits of what it holds; of these and what it begins with; of all of them

local function characters_of(s)
  local list = {}
  for c in s:gmatch(utf8.charpattern) do list[#list + 1] = c end
  return list
end

local closing_marks = characters_of "。；：！？”）】》….;:!?)]\"'」』" -- all of one byte or three
local opening_marks = characters_of "“‘《（(〔【〈"

--- The marks that a line ends in which addresses somebody; blanks may stand there too.
M.calls = { ":", "!", "：", "！", " ", "\t", "　" }

-- { marks = of residue, signs, heads, tails = what core.lines.split tells of a line, own = the lists of signs, and by
-- lists of other words what tells these too, in place of signs }
local marked

local function own_lists(marks)
  return {
    { "。", "！", "？", "；", ";" }, { "。" }, { "，", "," }, { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" },
    { "：", ":" }, { "|" }, { " ", "\t" }, { "日" }, marks.junk, marks.held, opening_marks, marks.parts, { "　" },
    marks.named }
end

local function teller()
  local marks = residue.marks()
  if marked and marked.marks == marks then return marked end
  local own = own_lists(marks)
  marked = { marks = marks, own = own, signs = core.lines.signs(own) }
  marked.heads = core.lines.signs({ characters_of "》”）】，。；、：？！’〉", marks.telling, marks.starts }, HOLDS)
  marked.tails = core.lines.signs({ closing_marks, characters_of "《“（【‘〈", M.calls, marks.ends or {} }, BEGINS)
  return marked
end

-- The signs of t with those of other lists of words behind them all.
local function signs_with(t, more)
  if not t[more] then
    local lists = table.move(t.own, 1, #t.own, 1, {})
    while #lists < MORE do lists[#lists + 1] = {} end
    t[more] = core.lines.signs(table.move(more, 1, #more, #lists + 1, lists))
  end
  return t[more]
end

--- The signs of a line, as bits of row.signs (see split). It holds a mark that ends a sentence or a clause of an
--- enumeration, a full stop, a comma, a digit, a colon, a bar, a blank, the character 日, a word of advertisement, a
--- mark that opens;
M.SENTENCE, M.STOP, M.COMMA, M.DIGIT, M.COLON = SENTENCE, STOP, COMMA, DIGIT, COLON
M.BAR, M.BLANK, M.DAY, M.JUNK, M.OPENER = BAR, BLANK, DAY, JUNK, OPENER
--- it begins with a mark that closes or divides, with which no paragraph begins; it ends in a mark that may close a
--- paragraph, in one that opens, in one of M.calls.
M.SHUT, M.CLOSED, M.OPENED, M.CALLING = SHUT, CLOSED, OPENED, CALLING

local UNKNOWN = NAMED -- the sign of lines of which the others do not tell whether they are residue

--- The signs of two lines that are made one.
function M.joined_signs(first, second)
  return first & ~(CLOSED | OPENED | CALLING | ENDING) | second & ~(SHUT | TELLING | STARTING) | UNKNOWN
end

--- Cuts bytes first..last of `s` (default all) into lines: a list of { start=, stop=, text=, signs=, characters= }
--- with the blanks at both ends left out; an empty line has stop = start - 1. Second result: the signs of them all.
--- `more` is a list of lists of words, or nil, the same table each time: M.more tells of which of them the lines hold
--- a word.
function M.split(s, first, last, more)
  local at, stop = first or 1, last or #s
  if at > stop then return {}, 0 end
  local t = teller()
  return core.lines.split(s, at, stop, more and signs_with(t, more) or t.signs, t.heads, t.tails)
end

--- Of signs that split told with `more` lists: bit n - 1 is that of the n-th of them.
function M.more(signs)
  return signs >> MORE
end

--- The signs of a text that was not cut by split, but for those of its ends.
function M.signs(text)
  return teller().signs:of(text)
end

--- Tells a line that was not cut by split, a table with its `text`, what split tells of one: `signs`, as M.signs tells
--- them, and `characters`.
function M.look(line)
  local found, characters, is_foreign = teller().signs:look(line.text)
  line.signs, line.characters, line.foreign = found | UNKNOWN, characters, is_foreign or nil
end

-- Characters that Chinese text has: ASCII, Latin with accents, punctuation, symbols, Chinese.
local function is_usual(code)
  return code < 0x250 or code >= 0x2000 and code < 0x2E00 or code >= 0x2E80 and code < 0xA000
    or code >= 0xF900 and code < 0xFB00 or code >= 0xFE10 and code < 0xFFF0 or code == 0xFFFD or code >= 0x20000
end

local strange_lead = R("\xC9\xE1", "\xEA\xEE")
local has_strange_lead = (1 - strange_lead) ^ 0 * strange_lead

-- Bytes of a program or a picture that were read as text: letters of many scripts, one like the other.
local function is_binary(line)
  local s = line.text
  if line.signs and not line.foreign or not has_strange_lead:match(s) then return false end
  local strange, all, blocks, seen = 0, 0, 0, {}
  for _, code in utf8.codes(s) do
    all = all + 1
    if not is_usual(code) then
      strange = strange + 1
      if not seen[code >> 7] then blocks, seen[code >> 7] = blocks + 1, true end
    end
  end
  return strange >= 6 and strange * 4 >= all and blocks >= 3
end

local sentence_end = core.words.new { "。", "！", "？", "；", ";" }

--- True if `text` has a mark that ends a sentence or a clause of an enumeration.
function M.has_sentence_end(text)
  return sentence_end:find(text, 1) ~= nil
end

--- True if the line is prose: longer than 40 characters and with a sentence end.
function M.is_prose(line)
  local s = line.text
  if #s <= PROSE or (line.signs or M.signs(s)) & SENTENCE == 0 then return false end
  return #s > 3 * PROSE or (line.characters or utf8.len(s) or 0) > PROSE
end

-- A name and a value with a colon between them, as in a cell with its column's name before it.
local function has_name(piece)
  local name = piece:match("^(.-): %S")
  return name ~= nil and name ~= "" and not (name:find("。", 1, true) or name:find("，", 1, true))
end

--- True if `text` is the row of a table as fazhi.cells writes it: 甲县；受理: 35件；审结: 30件 or
--- 受理: 35件 or cells with bars between them.
function M.is_table_row(text)
  if #text > ROW then return false end
  if text:find(" | ", 1, true) then return true end
  if not text:find(": ", 1, true) then return false end
  local first, rest = text:match("^(.-)；(.*)$")
  if not first then return has_name(text) and text:find(": [+-]?%d") ~= nil end
  if first:find("。", 1, true) or first:find("，", 1, true) then return false end
  for piece in (rest .. "；"):gmatch("(.-)；") do
    if has_name(piece) then return true end
  end
  return false
end

local function head(text)
  return text:sub(1, utf8.offset(text, 0, HEAD) - 1)
end

--- True if there may be lines of advertisement in the text `s`, whose lines have the `signs` that split told; then
--- residue is to look for them in rows with `advertised`.
function M.has_advertisement(s, signs_of_all)
  return signs_of_all & JUNK ~= 0 and residue.is_junk(s)
end

-- The line without blanks and so on; of long prose the beginning, which tells: to fold it all would cost as much as
-- everything else.
local function folded_line(line, prose)
  local s = line.text
  line.folded = line.folded or M.fold(#s > HEAD and prose and head(s) or s)
  return line.folded
end

--- Whether a line of split is prose, as is_prose tells, and then whether it shows by its first character and its signs
--- that it is no residue.
function M.prose_of(line)
  local signs, size = line.signs, #line.text
  if signs & SENTENCE == 0 or size <= PROSE or size <= 3 * PROSE and line.characters <= PROSE then return false end
  return true, signs & (HELD | TELLING) == 0 and marked.marks.knows_prose and not line.foreign
    and (signs & PART == 0 or signs & (BLANK | WIDE) == 0) and not (line.advertised and signs & JUNK ~= 0)
end

-- True if a line of split shows by its signs that it is no residue: no word of it is in the line, nor does it begin or
-- end as such. Blanks may part a word, and of a long line the beginning is looked at, whose end is not told.
local function is_clear(line, signs)
  return signs & (NAMED | STARTING | ENDING | BLANK | WIDE) == 0 and marked.marks.ends ~= nil and not line.foreign
    and not (line.advertised and signs & JUNK ~= 0) and #line.text <= HEAD
end

--- What residue a line is: nil, or a reason and a table with `edge` (belongs outside, at the ends),
--- `before` (may stand as prose before the report), `final` (nothing of the report stands behind it)
--- and `prose` (must not be dropped).
function M.residue(line)
  local text, signs = line.text, line.signs
  if text == "" or signs and is_clear(line, signs) then return nil end
  if is_binary(line) then return "binary", {} end
  if #text > 1200 then return nil end
  local prose = M.is_prose(line)
  if line.advertised and residue.is_junk(text) and not M.level(text) then
    return "advertisement", { before = true, prose = prose }
  end
  local group = residue.of(folded_line(line, prose), prose)
  if not group or prose and not group.before then return nil end
  return group.reason, { edge = group.edge, before = group.before, prose = prose, final = group.final }
end

--- The words that go on a figure broken off at the end of a line, as residue.units_at tells them.
M.units_at = residue.units_at

--- True if the line stands under a title without being part of it: a subtitle, a speaker.
function M.is_subtitle(line)
  local is_unread = line.residue == "binary" or #line.text > 1200
  local s = is_unread and M.fold(line.text) or folded_line(line, line.prose)
  if #s > 240 or M.has_sentence_end(s) then return false end
  for _, pattern in ipairs(catalogue.load("residue").subtitles) do
    if s:find(pattern) then return true end
  end
  return false
end

-- ---- markers -------------------------------------------------------------------------------

local NUMERALS, WORDS = "一二三四五六七八九十百", { "首先", "其次", "再次", "最后" }
local numeral, word = P(false), P(false)
for c in NUMERALS:gmatch(utf8.charpattern) do numeral = numeral + c end
for _, one in ipairs(WORDS) do word = word + one end
local open, close = P "(" + "（" + "〔", P ")" + "）" + "〕"
local point = P "、" + "." + "．" + "，" + ","
local circled = P "\xE2" * (P "\x91" * R "\xA0\xBF" + P "\x92" * R "\x80\x9B")

-- 1 一、 2 (一) 3 1. 4 一是/第一，/首先， 5 (1) ① 6 bullets
local marker = numeral ^ 1 * (P "、" + "." + "．" + "，") * Cc(1)
  + open * P " " ^ 0 * numeral ^ 1 * P " " ^ 0 * close * Cc(2)
  + R "09" * R "09" ^ -1 * point * -R "09" * Cc(3)
  + numeral ^ 1 * (P "是" + "要") * Cc(4)
  + P "第" * numeral ^ 1 * (point + "章" + "部分" + "节" + "条" + " ") * Cc(4)
  + word * (P "，" + "," + "是") * Cc(4)
  + (open * R "09" ^ 1 * close + circled) * Cc(5)
  + (P "——" + "--" + "•" + "●" + "◆" + "■" + "▲" + "★" + "·" + "○") * Cc(6)

-- The characters from U+3000 on that a marker may begin with, as few lines do, by their three bytes as one number;
-- the first of these is from LEAD on.
local LEAD, begins = 0xE3, {}
for c in (NUMERALS .. table.concat(WORDS) .. "（〔第"):gmatch(utf8.charpattern) do begins[(">I3"):unpack(c)] = true end

--- The level of the section marker that `text` begins with (1 一、 2 (一) 3 1. 4 一是 5 (1) ① 6 ——), or nil.
function M.level(text)
  local first, second, third = text:byte(1, 3)
  if not first or first >= LEAD and not (third and begins[first << 16 | second << 8 | third]) then return nil end
  return marker:match(text)
end

-- ---- ends and beginnings -------------------------------------------------------------------

local FIRST_OF_YEARS = "^[%d\228\232]" -- a digit, or the first byte of 今, 近, 一

--- True if `text` begins as a sentence of a report does and no heading: 2023年，… 一年来，…
function M.begins_sentence(text)
  if not text:find(FIRST_OF_YEARS) then return false end
  local after = text:match("^%d%d%d%d年()") or text:match("^今年以来()") or text:match("^近年来()")
    or text:match("^一年来()")
  return after ~= nil and (text:sub(after, after) == "," or text:sub(after, after + 2) == "，")
end

local terminals = wordlist.set(closing_marks)

--- True if nothing is missing at the end of `text`: it ends in a mark that may close a paragraph.
function M.is_closed(text)
  return terminals[text:sub(-3)] or terminals[text:sub(-1)] or false
end

-- What is opened at the end of a text, found by the core.
local pairs_of_marks = { ["“"] = "”", ["‘"] = "’", ["《"] = "》", ["（"] = "）", ["("] = ")", ["〔"] = "〕",
  ["【"] = "】", ["〈"] = "〉" }
local closing, marks, closers = {}, {}, {}
for opener, closer in pairs(pairs_of_marks) do
  closing[closer] = opener
  marks[#marks + 1], marks[#marks + 2] = opener, closer
  closers[#marks - 1] = closer
end
local marks_in = core.words.new(marks)

--- The mark that would close what is still open at the end of `text`, within its last `reach`
--- bytes; nil if all is closed. Only the end counts, for marks get lost.
function M.still_open(text, reach)
  local from = #text - (reach or REACH) + 1
  return closers[marks_in:open(text, from > 1 and from or 1)]
end

--- True if `closer` stands in `text` before any mark that opens the same kind.
function M.closes(text, closer, reach)
  local at = text:find(closer, 1, true)
  local again = text:find(closing[closer], 1, true)
  return at ~= nil and at <= (reach or REACH) and not (again and again < at)
end

return M
