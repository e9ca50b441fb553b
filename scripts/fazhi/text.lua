-- Text by characters: what string counts in bytes, counted in characters or columns, and
-- the sentences and character sequences of Chinese prose. Reading files is the core's work.

local width = require("fazhi.width")

local M = {}

local function core()
  return require("fazhi.core").text
end

--- The number of characters; bytes that are no UTF-8 count as one each.
function M.len(s)
  return utf8.len(s) or select(2, s:gsub("[^\x80-\xBF]", ""))
end

-- Byte positions of the characters i to j, both included, counted as string.sub counts.
local function byte_span(s, i, j)
  local n = M.len(s)
  if i < 0 then i = math.max(n + i + 1, 1) elseif i == 0 then i = 1 end
  if j < 0 then j = n + j + 1 elseif j > n then j = n end
  if i > j then return 1, 0 end
  return utf8.offset(s, i), utf8.offset(s, j + 1) - 1
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

--- The sentence of `s` that contains byte `at`: its first and last byte.
function M.sentence_at(s, at)
  local line_start = 1
  for stop in s:sub(1, at - 1):gmatch("()\n") do line_start = stop + 1 end
  local line_stop = (s:find("\n", at, true) or #s + 1) - 1
  for _, sentence in ipairs(M.sentences(s:sub(line_start, line_stop))) do
    local first, last = sentence.start + line_start - 1, sentence.stop + line_start - 1
    if at <= last then return first, last end
  end
  return line_start, line_stop
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
