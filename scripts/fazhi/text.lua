-- Text by characters: what string counts in bytes, counted in characters or columns, and the
-- sentences, character sequences and concordances of Chinese prose. Reading files is the core's work.

local width = require("fazhi.width")

local M = {}

local function core()
  return require("fazhi.core").text
end

--- Iterates over the characters: for at, c in text.chars(s), `at` the byte where c begins. A byte
--- that is no UTF-8 is a character of its own.
function M.chars(s)
  if utf8.len(s) then return s:gmatch("()(" .. utf8.charpattern .. ")") end
  local at = 1
  return function()
    if at > #s then return nil end
    local start = at
    at = at + (utf8.len(s, at, at) and #utf8.char(utf8.codepoint(s, at)) or 1)
    return start, s:sub(start, at - 1)
  end
end

-- The bytes where the characters begin.
local function places(s)
  local list = {}
  for at in M.chars(s) do list[#list + 1] = at end
  return list
end

--- The number of characters; bytes that are no UTF-8 count as one each.
function M.len(s)
  return utf8.len(s) or #places(s)
end

-- Byte positions of the characters i to j, both included, counted as string.sub counts.
local function byte_span(s, i, j)
  local n = M.len(s)
  if i < 0 then i = math.max(n + i + 1, 1) elseif i == 0 then i = 1 end
  if j < 0 then j = n + j + 1 elseif j > n then j = n end
  if i > j then return 1, 0 end
  if utf8.len(s) then return utf8.offset(s, i), utf8.offset(s, j + 1) - 1 end
  local at = places(s)
  return at[i], (at[j + 1] or #s + 1) - 1
end

--- Characters i to j (default -1), both included, negative ones from the end, as string.sub.
function M.sub(s, i, j)
  local first, last = byte_span(s, i, j or -1)
  return s:sub(first, last)
end

--- Columns in a terminal; characters of ambiguous width count 2 unless `ambiguous` is 1.
function M.width(s, ambiguous)
  return width.of(s, ambiguous)
end

--- `s` filled with blanks to `columns` columns: "left" (default), "right" or "center"; longer
--- text is returned as it is.
function M.pad(s, columns, align, ambiguous)
  local missing = math.max(0, columns - width.of(s, ambiguous))
  if align == "right" then return (" "):rep(missing) .. s end
  if align == "center" then
    return (" "):rep(missing // 2) .. s .. (" "):rep(missing - missing // 2)
  end
  return s .. (" "):rep(missing)
end

--- At most `columns` columns of `s`, the cut marked by "…".
function M.cut(s, columns, ambiguous)
  if width.of(s, ambiguous) <= columns then return s end
  return width.cut(s, columns - width.of("…", ambiguous), ambiguous) .. "…"
end

-- Where `what` stands at or after byte `from`: first and last byte. `what` is plain words
-- or an LPeg pattern; Lua's own patterns see bytes and would split characters.
local function search(s, what, from)
  if type(what) == "string" then return s:find(what, from, true) end
  local lpeg = require("lpeg")
  local anywhere = lpeg.P({ lpeg.Cp() * (what / 0) * lpeg.Cp() + 1 * lpeg.V(1) })
  local first, after = anywhere:match(s, from)
  if first then return first, after - 1 end
end

--- First and last character of the first `what` (words, or an LPeg pattern) at or after
--- character `init`; nil if there is none.
function M.find(s, what, init)
  local from = init and utf8.offset(s, init) or 1
  if not from then return nil end
  local first, last = search(s, what, from)
  if not first then return nil end
  return M.len(s:sub(1, first - 1)) + 1, M.len(s:sub(1, last))
end

local function replacement(with, found)
  if type(with) == "string" then return with end
  local value
  if type(with) == "table" then value = with[found] else value = with(found) end
  return value and tostring(value) or found
end

--- `s` with every `what` (words, or an LPeg pattern) replaced, at most `max` times: by a
--- string taken as it is, by table[found], or by f(found). Returns the text and the count.
function M.gsub(s, what, with, max)
  local parts, at, count = {}, 1, 0
  while at <= #s and count < (max or math.huge) do
    local first, last = search(s, what, at)
    if not first or last < first then break end
    parts[#parts + 1] = s:sub(at, first - 1)
    parts[#parts + 1] = replacement(with, s:sub(first, last))
    at, count = last + 1, count + 1
  end
  return table.concat(parts) .. s:sub(at), count
end

--- The pieces of `s` between the `separator`s (words, or an LPeg pattern), empty ones too; one piece
--- if there is no separator. Without one it is split at blanks, 　 too, and no piece is empty.
function M.split(s, separator)
  local pieces, at = {}, 1
  if separator == nil then
    for piece in s:gsub("　", " "):gmatch("%S+") do pieces[#pieces + 1] = piece end
    return pieces
  end
  while true do
    local first, last = search(s, separator, at)
    if not first or last < first then break end
    pieces[#pieces + 1] = s:sub(at, first - 1)
    at = last + 1
  end
  pieces[#pieces + 1] = s:sub(at)
  return pieces
end

--- Traditional characters as simplified ones.
function M.simplify(s)
  return core().simplify(s)
end

-- The bytes behind the sentences of a text; those that begin no mark are taken together.
local function sentence_stops()
  local lpeg = require("lpeg")
  local P = lpeg.P
  local ender = P"。" + P"！" + P"？" + lpeg.S"!?"
  local closer = P"”" + P"’" + P"」" + P"』" + P"）" + P"》" + P")"
  local dull = (1 - lpeg.S("\n!?" .. ("。"):sub(1, 1) .. ("！"):sub(1, 1))) ^ 1
  local stop = ender * (ender + closer) ^ 0 + P"\n"
  return lpeg.Ct(((dull + (P(1) - stop)) ^ 0 * stop * lpeg.Cp()) ^ 0)
end

local stops

--- The sentences of `s`, each {start=, stop=, text=} with byte positions as string.sub takes
--- them. A sentence ends at 。！？ with the closing quotes and brackets after them, and at line ends.
function M.sentences(s)
  stops = stops or sentence_stops()
  local list, start = {}, 1
  local function close(stop)
    local first, last = s:match("^%s*()", start), stop
    while last >= first and s:find("^%s", last) do last = last - 1 end
    if last >= first then list[#list + 1] = { start = first, stop = last, text = s:sub(first, last) } end
    start = stop + 1
  end
  for _, stop in ipairs(stops:match(s)) do close(stop - 1) end
  if start <= #s then close(#s) end
  return list
end

-- The line asked for last, as who asks for a sentence of a text asks for the next one of it then: its text, first and
-- last byte, and sentences.
local line = { first = 1, stop = -1 }

local function line_at(s, at)
  if line.s == s and line.first <= at and at <= line.stop + 1 then return line end
  local first = math.min(at, #s + 1)
  while first > 1 and s:byte(first - 1) ~= 10 do first = first - 1 end
  local stop = (s:find("\n", at, true) or #s + 1) - 1
  line = { s = s, first = first, stop = stop, sentences = M.sentences(s:sub(first, stop)) }
  return line
end

--- The sentence of `s` that contains byte `at`: its first and last byte.
function M.sentence_at(s, at)
  local here = line_at(s, at)
  local sentences, before = here.sentences, here.first - 1
  local low, high = 1, #sentences + 1 -- the first that ends at `at` or behind it is among these
  while low < high do
    local middle = (low + high) // 2
    if sentences[middle].stop + before < at then low = middle + 1 else high = middle end
  end
  local found = sentences[low]
  if not found then return here.first, here.stop end
  return found.start + before, found.stop + before
end

-- Han characters, by their first and last code points; everything else breaks a sequence.
local function is_han(c)
  return c >= 0x3400 and c <= 0x9FFF or c >= 0x20000 and c <= 0x3FFFF or c == 0x3007
end

--- How often each sequence of `n` Han characters (default 2) occurs: {sequence = count}.
--- Sequences do not run over punctuation, figures or line ends.
function M.ngrams(s, n)
  n = n or 2
  local counts, run = {}, {}
  for _, c in utf8.codes(s, true) do
    if is_han(c) then
      run[#run + 1] = utf8.char(c)
      if #run >= n then
        local gram = table.concat(run, "", #run - n + 1)
        counts[gram] = (counts[gram] or 0) + 1
      end
    else
      run = {}
    end
  end
  return counts
end

-- What a word is found across, and need not be typed: “放管服”改革.
local marks = {}
for c in ("“”‘’「」『』《》〈〉\"'"):gmatch(utf8.charpattern) do marks[c] = true end

-- A character in the one form of its width and case: Ａ, A and a are one.
local function folded(c)
  local code = #c == 3 and utf8.len(c) and utf8.codepoint(c)
  if code and code >= 0xFF01 and code <= 0xFF5E then c = string.char(code - 0xFEE0) end
  return #c == 1 and c:lower() or c
end

-- The characters of `s` in simplified script, one for one.
local function simplified_chars(s)
  local own, simple = {}, {}
  for _, c in M.chars(s) do own[#own + 1] = c end
  for _, c in M.chars(core().simplify(s)) do simple[#simple + 1] = c end
  if #simple == #own and utf8.len(s) then return simple end -- bad bytes leave a text as it was
  for i, c in ipairs(own) do simple[i] = core().simplify(c) end
  return table.move(simple, 1, #own, 1, {})
end

-- `s` without marks, in one script, width and case; and for each byte of that where a character
-- begins, first and last byte of the character in `s`.
local function plain_form(s)
  local simple, parts, first, last, length, i = simplified_chars(s), {}, {}, {}, 0, 0
  for at, c in M.chars(s) do
    i = i + 1
    local form = folded(simple[i])
    if not marks[form] then
      parts[#parts + 1] = form
      first[length + 1], last[length + #form] = at, at + #c - 1
      length = length + #form
    end
  end
  return table.concat(parts), first, last
end

-- Where a word stands in `s`: a list of {start=, stop=} in bytes, none within another.
local function places_of(s, word)
  local plain, first, last = plain_form(s)
  local wanted, list, at = plain_form(word), {}, 1
  while wanted ~= "" do
    local i, j = plain:find(wanted, at, true)
    if not i then break end
    list[#list + 1] = { start = first[i], stop = last[j] }
    at = j + 1
  end
  return list
end

-- At most `n` characters on either side, not over an end of line. A character has 4 bytes at most.
local function chars_around(s, hit, n)
  local left = s:sub(math.max(1, hit.start - 4 * n), hit.start - 1)
  left = left:match("^.*\n(.*)$") or left
  local right = s:sub(hit.stop + 1, hit.stop + 4 * n):match("^[^\n]*")
  if n <= 0 then return "", "" end
  return M.sub(left, -n), M.sub(right, 1, n)
end

-- Where the sentence stands in the list that byte `at` is in, looked for from place i on.
local function sentence_place(list, at, i)
  while i < #list and list[i].stop < at do i = i + 1 end
  return i
end

-- The rest of the sentence on either side, and `n` more sentences, not over an end of line.
local function sentences_around(s, hit, n, list, i)
  local first, last = i, sentence_place(list, hit.stop, i)
  for _ = 1, n do
    if first > 1 and not s:sub(list[first - 1].stop, list[first].start):find("\n", 1, true) then first = first - 1 end
    if last < #list and not s:sub(list[last].stop, list[last + 1].start):find("\n", 1, true) then last = last + 1 end
  end
  return s:sub(math.min(list[first].start, hit.start), hit.start - 1), s:sub(hit.stop + 1, list[last].stop)
end

--- Keyword in context: every place of `word` in `s`, in order, as {left=, match=, right=, start=, stop=},
--- start and stop the bytes of the match as string.sub takes them. A word is found in either script (复议,
--- 復議), full-width and in other case, and across quotation marks, which `match` keeps: 放管服改革 finds
--- “放管服”改革. options.unit is "char" (default: options.width characters on either side, 20) or
--- "sentence" (the rest of the sentence, and options.width sentences more, 0); neither goes over an end of
--- line. {} if the word is not there or empty.
function M.kwic(s, word, options)
  local unit = options and options.unit or "char"
  local is_sentence = unit == "sentence"
  assert(is_sentence or unit == "char", "unit is char or sentence")
  local n = options and options.width or is_sentence and 0 or 20
  local hits = places_of(s, word)
  local list, i = is_sentence and #hits > 0 and M.sentences(s), 1
  for _, hit in ipairs(hits) do
    hit.match = s:sub(hit.start, hit.stop)
    if is_sentence then
      i = sentence_place(list, hit.start, i)
      hit.left, hit.right = sentences_around(s, hit, n, list, i)
    else
      hit.left, hit.right = chars_around(s, hit, n)
    end
  end
  return hits
end

--- The number that `s` as a whole is, with its unit and bound (肆佰叁拾萬圆整, 约4.287亿美元, 3—5个): a table
--- with value, upper, unit, kind, bound; nil if it is none. See fazhi.number.
function M.number(s)
  return require("fazhi.number").parse(s)
end

--- The numbers in a text in order, with their places as string.sub takes them; see fazhi.number.
function M.numbers(s, options)
  return require("fazhi.number").find(s, options)
end

--- Reads a file as clean text with its source map; see fazhi.core.text. nil, message, code.
function M.read(path, options)
  return core().read(path, options)
end

--- The same for bytes in memory.
function M.decode(bytes, options)
  return core().decode(bytes, options)
end

return M
