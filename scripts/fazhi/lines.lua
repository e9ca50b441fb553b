-- lines: a text cut into lines, and what kind of line each is: residue of a web page, the
-- marker of a section, prose. What residue looks like is data in catalogue "residue".

local lpeg = require "lpeg"
local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local wordlist = require "fazhi.wordlist"

local P, R, Cc = lpeg.P, lpeg.R, lpeg.Cc

local M = {}

local HEAD = 400 -- bytes of a long line that are looked at
local ROW = 20000 -- bytes of the row of a table, at most
local REACH = 180 -- bytes at the end of a text in which a mark may be open
local PROSE = 40 -- characters above which a line with a sentence end is prose whatever it looks like

local folded = {
  ["："] = ":", ["，"] = ",", ["；"] = ";", ["（"] = "(", ["）"] = ")", ["【"] = "[", ["】"] = "]",
  ["［"] = "[", ["］"] = "]", ["—"] = "-", ["–"] = "-", ["－"] = "-", ["─"] = "-", ["―"] = "-", ["｜"] = "|",
  ["│"] = "|", ["＞"] = ">", ["　"] = "", ["•"] = "·", ["●"] = "·", ["▪"] = "·", ["＊"] = "*", ["“"] = '"',
  ["”"] = '"', ["／"] = "/", ["→"] = ">",
}

local unfolded, forms = { " ", "\t" }, { "", "" }
for character, form in pairs(folded) do unfolded[#unfolded + 1], forms[#forms + 1] = character, form end
local folder = core.words.new(unfolded)

--- `text` without blanks, its punctuation and dashes as ASCII.
function M.fold(text)
  return folder:replace(text, forms)
end

-- ---- residue -------------------------------------------------------------------------------

local SEPARATOR = "^[%d:;,|/>%-%[%]().\xC2\xB7*<~_&!=]" -- with the two bytes of ·
local SEPARATORS = SEPARATOR .. "*()"

-- The plain words that a Lua pattern begins with, behind an anchor and what may be missing, which a text that it
-- matches has; nil if it begins otherwise.
local function literal_of(pattern)
  local body = pattern:gsub("^%^", ""):gsub("^%[[^%]%%]*%]%?", ""):gsub("^%%.%?", "")
  local words, rest = body:match("^([^%%^$().%[%]*+%-?]+)(.*)$")
  if words and rest:find("^[*%-?]") then words = words:match("^(.+)[%z\1-\127\194-\244][\128-\191]*$") end
  return words
end

-- What a text that an anchored Lua pattern matches begins with, as a pattern: a character, a class or a set; "" where
-- it may begin with any.
local function first_of(pattern)
  local item, rest
  local stop = pattern:find("^^%[") and not pattern:find("%%", 1, true) and pattern:find("[^%%]%]", 3) -- of a set
  if stop then item, rest = pattern:sub(1, stop + 1), pattern:sub(stop + 2) end
  if not item then item, rest = pattern:match("^(^%%.)(.*)$") end
  if not item then item, rest = pattern:match("^(^[^%%%[().^$*+%-?][\x80-\xBF]*)(.*)$") end
  return item and not rest:find("^[*%-?]") and item or ""
end

-- The patterns of the groups in order: { pattern=, literal=, group=, first = as first_of gives it }.
local function listed(groups)
  local all = {}
  for _, group in ipairs(groups) do
    for _, pattern in ipairs(group) do
      all[#all + 1] = { pattern = pattern, literal = literal_of(pattern), group = group, first = first_of(pattern) }
    end
  end
  return all
end

-- The character at byte `at` (default 1) of valid UTF-8; "" at its end.
local function first_character(s, at)
  at = at or 1
  local lead = s:byte(at)
  if not lead then return "" end
  return s:sub(at, at + (lead < 0xC0 and 0 or lead < 0xE0 and 1 or lead < 0xF0 and 2 or 3))
end

-- Whether a folded word reads the same in every text that has it, blanks aside.
local function is_own_form(word)
  for _, form in pairs(folded) do
    if form ~= "" and word:find(form, 1, true) then return false end
  end
  return true
end

-- What prose begins with or holds that may yet be residue: the first characters of the words and patterns of groups
-- with `before`, as a set, and the words that their patterns look for anywhere, or the first characters of those that
-- have other forms. nil if a pattern does not tell.
local function marks_of_prose(rules)
  local firsts, held = {}, {}
  for _, group in ipairs(rules.starts) do
    for _, word in ipairs(group.before and group or {}) do firsts[first_character(word)] = true end
  end
  for _, group in ipairs(rules.patterns) do
    for _, pattern in ipairs(group.before and group or {}) do
      local first, rest = pattern:match("^^([^%%%[().^$*+%-?].*)$"), literal_of(pattern)
      if first and not first:find("^" .. utf8.charpattern .. "[*%-?]") then firsts[first_character(first)] = true
      elseif rest then held[#held + 1] = is_own_form(rest) and rest or first_character(rest)
      else return nil, held end
    end
  end
  return firsts, held
end

-- What a line is asked for again and again, found in one pass over its bytes: what it holds, what it begins with,
-- what it ends in.
local SENTENCE, STOP, COMMA, DIGIT, COLON, BAR, BLANK, DAY, JUNK, HELD = 1, 2, 4, 8, 16, 32, 64, 128, 256, 512
local OPENER, PART, WIDE = 1 << 10, 1 << 11, 1 << 12
local SHUT, TELLING, CLOSED, OPENED, CALLING = 1 << 13, 1 << 14, 1 << 15, 1 << 16, 1 << 17
local HOLDS, BEGINS, MORE = 13, 15, 18 -- bits of what it holds; of these and what it begins with; of all of them

local function characters_of(s)
  local list = {}
  for c in s:gmatch(utf8.charpattern) do list[#list + 1] = c end
  return list
end

local closing_marks = characters_of "。；：！？”）】》….;:!?)]\"'」』" -- all of one byte or three
local opening_marks = characters_of "“‘《（(〔【〈"

--- The marks that a line ends in which addresses somebody; blanks may stand there too.
M.calls = { ":", "!", "：", "！", " ", "\t", "　" }

-- The characters that prose may begin with as residue does, in all their forms.
local function telling_firsts(firsts)
  local list = {}
  for c in pairs(firsts or {}) do
    if not folded[c] then list[#list + 1] = c end
  end
  for c, form in pairs(folded) do
    if form == "" or firsts and firsts[form] then list[#list + 1] = c end
  end
  return list
end

-- { source = the catalogue, signs, heads, tails = what core.lines.split tells of a line, knows_prose = whether the
-- first characters of residue in prose are known, and by lists of other words what tells these too, in place of signs }
local marked

local function own_lists(rules, held)
  local parts = {} -- words may have blanks in them
  for i, word in ipairs(held) do parts[i] = first_character(word) end
  return {
    { "。", "！", "？", "；", ";" }, { "。" }, { "，", "," }, { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" },
    { "：", ":" }, { "|" }, { " ", "\t" }, { "日" }, rules.junk, held, opening_marks, parts, { "　" } }
end

local function teller()
  local rules = catalogue.load("residue")
  if marked and marked.source == rules then return marked end
  local firsts, held = marks_of_prose(rules)
  local own = own_lists(rules, held)
  marked = { source = rules, knows_prose = firsts ~= nil, own = own, signs = core.lines.signs(own) }
  marked.heads = core.lines.signs({ characters_of "》”）】，。；、：？！’〉", telling_firsts(firsts) }, HOLDS)
  marked.tails = core.lines.signs({ closing_marks, characters_of "《“（【‘〈", M.calls }, BEGINS)
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

--- The signs of two lines that are made one.
function M.joined_signs(first, second)
  return first & ~(CLOSED | OPENED | CALLING) | second & ~(SHUT | TELLING)
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
  line.signs, line.characters, line.foreign = found, characters, is_foreign or nil
end

-- The words a line may be made of, folded, by their first character, the longer before the shorter.
local function words_by_character(groups)
  local words = {}
  for _, group in ipairs(groups) do
    for _, word in ipairs(group) do
      local key = M.fold(word)
      local initial = first_character(key)
      words[initial] = words[initial] or {}
      table.insert(words[initial], { key = key, reason = group.reason })
    end
  end
  for _, list in pairs(words) do table.sort(list, function(a, b) return #a.key > #b.key end) end
  return words
end

-- The words of groups that begin with a character: a list of { word=, group= }; nil if none does.
local function starts_of(groups, character)
  local list = {}
  for _, group in ipairs(groups) do
    for _, word in ipairs(group) do
      if first_character(word) == character then list[#list + 1] = { word = word, group = group } end
    end
  end
  return list[1] and list or nil
end

-- The patterns that may match a text with this first character, in order: a list as `listed` gives, in it `prose`,
-- those of them that prose may match.
local function patterns_of(all, character, is_bare)
  local list = { prose = {} }
  for _, one in ipairs(all) do
    if character:find(one.first) and not (is_bare and one.literal) then
      list[#list + 1] = one
      if one.group.before then table.insert(list.prose, one) end
    end
  end
  return list
end

-- The characters with which a word or a pattern begins, as a set.
local function own_firsts(rules, words, all)
  local own = {}
  for character in pairs(words) do own[character] = true end
  for _, one in ipairs(all) do own[one.first:sub(2)] = true end
  for _, group in ipairs(rules.starts) do
    for _, word in ipairs(group) do own[first_character(word)] = true end
  end
  return own
end

-- What a folded text may be by its first character, made when a text first begins so; characters with which no word or
-- pattern begins share it by their first byte: { [character] = { starts = words it may begin with, or nil; patterns =
-- those that may match, bare = those of them without a literal; is_worded = whether it may be made of words alone } }.
local function by_first_character(rules, words)
  local all = listed(rules.patterns)
  local own, of_byte = own_firsts(rules, words, all), {}
  local function make(character)
    local is_worded = words[character] ~= nil or character:find(SEPARATOR) ~= nil
    return { starts = starts_of(rules.starts, character), patterns = patterns_of(all, character),
      bare = patterns_of(all, character, true), is_worded = is_worded }
  end
  return setmetatable({}, { __index = function(known, character)
    local byte = character:byte()
    local shared = not own[character] and #character > 1
    known[character] = shared and of_byte[byte] or make(character)
    if shared then of_byte[byte] = known[character] end
    return known[character]
  end })
end

local function by_character(words)
  local lists = {}
  for _, word in ipairs(words) do
    local initial = first_character(word)
    lists[initial] = lists[initial] or {}
    table.insert(lists[initial], word)
  end
  return lists
end

-- The words that a line may hold, and the literals of the patterns that are looked for in it: without one of these
-- neither can match.
local function held_words(rules)
  local list, seen = {}, {}
  local function add(word)
    if word and not seen[word] then
      seen[word] = true
      list[#list + 1] = word
    end
  end
  for _, group in ipairs(rules.contains) do
    for _, word in ipairs(group) do add(word) end
  end
  for _, group in ipairs(rules.patterns) do
    for _, pattern in ipairs(group) do add(literal_of(pattern)) end
  end
  return core.words.new(list)
end

local function compile()
  local rules = catalogue.load("residue")
  local words = words_by_character(rules.words)
  return { words = words, firsts = by_first_character(rules, words), contains = rules.contains,
    held = held_words(rules), subtitles = rules.subtitles, counted = by_character(rules.counted),
    junk = rules.junk, junk_words = core.words.new(rules.junk), source = rules }
end

local compiled

local function residue_rules()
  if not compiled or compiled.source ~= catalogue.load("residue") then compiled = compile() end
  return compiled
end

-- Where the figures and separators from byte `at` on end.
local function skip_separators(s, at)
  return s:match(SEPARATORS, at)
end

-- The reason of the first word if `s` is nothing but words of the catalogue, figures and separators.
local function all_words(words, s)
  local first = skip_separators(s, 1)
  if not words[first_character(s, first)] then return nil end -- nor is there any word where all are separators
  local dead = {}
  local function from(at)
    at = skip_separators(s, at)
    if at > #s then return true end
    if dead[at] then return nil end
    for _, word in ipairs(words[first_character(s, at)] or {}) do
      if s:sub(at, at + #word.key - 1) == word.key and from(at + #word.key) then return word.reason end
    end
    dead[at] = true
  end
  return from(first)
end

local function by_start(starts, s)
  for _, start in ipairs(starts) do
    if s:sub(1, #start.word) == start.word then return start.group end
  end
end

local function by_content(rules, s)
  for _, group in ipairs(rules.contains) do
    for _, word in ipairs(group) do
      if s:find(word, 1, true) then return group end
    end
  end
end

local function by_pattern(patterns, s)
  for _, one in ipairs(patterns) do
    if (not one.literal or s:find(one.literal, 1, true)) and s:find(one.pattern) then return one.group end
  end
end

-- The group whose pattern matches first; of prose it counts only if it is one of those that prose may be.
local function patterned(patterns, s, prose)
  if #patterns == 0 or prose and not by_pattern(patterns.prose, s) then return nil end
  return by_pattern(patterns, s)
end

-- The group of residue that a folded line is of; nil if of none.
local function group_of(rules, s, prose)
  local holds, first = rules.held:find(s, 1) ~= nil, rules.firsts[first_character(s)]
  local patterns = holds and first.patterns or first.bare
  local group = first.starts and by_start(first.starts, s) or patterned(patterns, s, prose)
  if group or prose or #s > 300 then return group end
  local reason = first.is_worded and all_words(rules.words, s)
  return reason and { reason = reason } or holds and by_content(rules, s) or nil
end

-- Two different words of advertisement, neither a part of the other.
local function is_junk(rules, s)
  local present = rules.junk_words:present(s)
  if #present < 2 then return false end
  local count, seen = 0, ""
  table.sort(present)
  for _, number in ipairs(present) do
    local word = rules.junk[number]
    if not seen:find(word, 1, true) then
      count, seen = count + 1, seen .. "|" .. word
      if count > 1 then return true end
    end
  end
  return false
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
  return signs_of_all & JUNK ~= 0 and is_junk(residue_rules(), s)
end

-- The line without blanks and so on; of long prose the beginning, which tells: to fold it all would cost as much as
-- everything else.
local function folded_line(line, prose)
  local s = line.text
  line.folded = line.folded or M.fold(#s > HEAD and prose and head(s) or s)
  return line.folded
end

--- True if a line of split, which is prose, shows by its first character and its signs that it is no residue.
function M.is_plain_prose(line)
  local signs = line.signs
  return marked.knows_prose and signs & (HELD | TELLING) == 0 and not line.foreign
    and (signs & PART == 0 or signs & (BLANK | WIDE) == 0) and not (line.advertised and signs & JUNK ~= 0)
end

--- What residue a line is: nil, or a reason and a table with `edge` (belongs outside, at the ends),
--- `before` (may stand as prose before the report), `final` (nothing of the report stands behind it)
--- and `prose` (must not be dropped).
function M.residue(line)
  if line.text == "" then return nil end
  if is_binary(line) then return "binary", {} end
  if #line.text > 1200 then return nil end
  local rules, prose = residue_rules(), M.is_prose(line)
  if line.advertised and is_junk(rules, line.text) and not M.level(line.text) then
    return "advertisement", { before = true, prose = prose }
  end
  local group = group_of(rules, folded_line(line, prose), prose)
  if not group or prose and not group.before then return nil end
  return group.reason, { edge = group.edge, before = group.before, prose = prose, final = group.final }
end

local NONE = {}

--- The words that go on a figure broken off at the end of a line, those of them that stand at byte `at` of `s`, in
--- the order of the catalogue; the list must not be changed.
function M.units_at(s, at)
  local found
  for _, unit in ipairs(residue_rules().counted[first_character(s, at)] or NONE) do
    if s:sub(at, at + #unit - 1) == unit then
      found = found or {}
      found[#found + 1] = unit
    end
  end
  return found or NONE
end

--- True if the line stands under a title without being part of it: a subtitle, a speaker.
function M.is_subtitle(line)
  local is_unread = line.residue == "binary" or #line.text > 1200
  local s = is_unread and M.fold(line.text) or folded_line(line, line.prose)
  if #s > 240 or M.has_sentence_end(s) then return false end
  for _, pattern in ipairs(residue_rules().subtitles) do
    if s:find(pattern) then return true end
  end
  return false
end

-- ---- markers -------------------------------------------------------------------------------

local numeral = P(false)
for c in ("一二三四五六七八九十百"):gmatch(utf8.charpattern) do numeral = numeral + c end
local open, close = P "(" + "（" + "〔", P ")" + "）" + "〕"
local point = P "、" + "." + "．" + "，" + ","
local circled = P "\xE2" * (P "\x91" * R "\xA0\xBF" + P "\x92" * R "\x80\x9B")

-- 1 一、 2 (一) 3 1. 4 一是/第一，/首先， 5 (1) ① 6 bullets
local marker = numeral ^ 1 * (P "、" + "." + "．" + "，") * Cc(1)
  + open * P " " ^ 0 * numeral ^ 1 * P " " ^ 0 * close * Cc(2)
  + R "09" * R "09" ^ -1 * point * -R "09" * Cc(3)
  + numeral ^ 1 * (P "是" + "要") * Cc(4)
  + P "第" * numeral ^ 1 * (point + "章" + "部分" + "节" + "条" + " ") * Cc(4)
  + (P "首先" + "其次" + "再次" + "最后") * (P "，" + "," + "是") * Cc(4)
  + (open * R "09" ^ 1 * close + circled) * Cc(5)
  + (P "——" + "--" + "•" + "●" + "◆" + "■" + "▲" + "★" + "·" + "○") * Cc(6)

--- The level of the section marker that `text` begins with (1 一、 2 (一) 3 1. 4 一是 5 (1) ① 6 ——), or nil.
function M.level(text)
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
