-- query: what a user asks of the full text, from words typed to an expression of FTS5, and
-- from the hits to a snippet. Holds no SQL.

local core = require "fazhi.core"
local message = require "fazhi.message"
local passage = require "fazhi.passage"

local M = {}

local CONTEXT = 40 -- characters shown on either side of the hits in a long sentence

-- Blanks and the marks of the query language in their full-width forms.
local FORMS = { ["\u{3000}"] = " ", ["｜"] = "|" }

-- True if something in `word` is in the index: a letter, a digit, a character, a sentence end.
local function is_findable(word)
  for _, c in utf8.codes(word) do
    local ascii = c < 0x80 and string.char(c):find("%w") ~= nil
    local latin = c >= 0xC0 and c <= 0x17F
    local mark = (c >= 0x3000 and c <= 0x3004) or (c >= 0x3008 and c <= 0x3020)
      or (c >= 0xFF00 and c <= 0xFF0F) or (c >= 0xFF1A and c <= 0xFF20) or (c >= 0xFF3B and c <= 0xFF40)
      or (c >= 0xFF5B and c <= 0xFF65)
    if ascii or latin or (c >= 0x2E80 and not mark) then return true end
  end
  return false
end

local function phrase(word)
  return '"' .. word:gsub('"', '""') .. '"'
end

-- Splits "a|b" into its words, those without anything findable left out.
local function alternatives(item)
  local list = {}
  for word in item:gmatch("[^|]+") do
    if is_findable(word) then list[#list + 1] = word end
  end
  return list
end

-- Phrases are numbered as they come in the expression; returns the list as FTS5 text.
local function any_of(words, numbers, state)
  local parts = {}
  for i, word in ipairs(words) do
    parts[i] = phrase(word)
    numbers[#numbers + 1] = state.count
    state.count = state.count + 1
  end
  return "(" .. table.concat(parts, " OR ") .. ")"
end

local function read_words(words)
  words = core.text.simplify(words)
  for form, plain in pairs(FORMS) do words = words:gsub(form, plain) end
  local wanted, excluded = {}, {}
  for item in words:gmatch("%S+") do
    local rest = item:match("^%-(.*)$") or item:match("^－(.*)$")
    local list = alternatives(rest or item)
    if rest then table.move(list, 1, #list, #excluded + 1, excluded)
    elseif #list > 0 then wanted[#wanted + 1] = list end
  end
  return wanted, excluded
end

--- Reads a query: words divided by blanks, all of which must occur; `a|b` one of them; `-a` none.
-- @param words as typed, in either script
-- @param sentence true if the words must stand in one sentence: the expression then finds
--   passages, excluded words and all, and `keep` says which sentences count
-- @return { match = FTS5 expression, groups = phrase numbers for each word wanted, excluded =
--   phrase numbers }; or nil, message, code if there is nothing to look for
function M.parse(words, sentence)
  if not utf8.len(words) then
    return nil, message.choose("the words are not UTF-8; set the locale of the terminal to one with UTF-8",
      "检索词不是 UTF-8；请把终端的区域设置改为 UTF-8"), "E201"
  end
  local wanted, excluded = read_words(words)
  if #wanted == 0 then
    return nil, message.choose("nothing to search for; give one word or more, such as 行政复议 -诉讼",
      "没有要检索的词；请给出一个或几个，如 行政复议 -诉讼"), "E201"
  end
  local parsed, state, parts = { groups = {}, excluded = {} }, { count = 0 }, {}
  for i, list in ipairs(wanted) do
    parsed.groups[i] = {}
    parts[i] = any_of(list, parsed.groups[i], state)
  end
  local all = table.concat(parts, " AND ")
  if #excluded == 0 then
    parsed.match = all
  elseif sentence then
    state.count = 2 * state.count -- the words come twice, so that FTS5 tells where excluded ones are
    local none = any_of(excluded, parsed.excluded, state)
    parsed.match = ("(%s) OR ((%s) AND %s)"):format(all, all, none)
  else
    parsed.match = ("(%s) NOT %s"):format(all, any_of(excluded, {}, state))
  end
  return parsed
end

--- Reads what the SQL function hits() tells: a list of { phrase=, start=, stop= } in order of
--- the text, spans 1-based, inclusive.
function M.hits(s)
  local list = {}
  for number, start, stop in s:gmatch("(%d+) (%d+) (%d+)") do
    list[#list + 1] = { phrase = tonumber(number), start = tonumber(start) + 1, stop = tonumber(stop) }
  end
  return list
end

local function set_of(numbers)
  local set = {}
  for _, number in ipairs(numbers) do set[number] = true end
  return set
end

local function holds_all(parsed, hits)
  local found = {}
  for _, hit in ipairs(hits) do found[hit.phrase] = true end
  for _, number in ipairs(parsed.excluded) do
    if found[number] then return false end
  end
  for _, group in ipairs(parsed.groups) do
    local any = false
    for _, number in ipairs(group) do any = any or found[number] end
    if not any then return false end
  end
  return true
end

-- The hits of the words wanted, without those of the second copy of the expression.
local function wanted_hits(parsed, hits)
  local numbers, list = {}, {}
  for _, group in ipairs(parsed.groups) do table.move(group, 1, #group, #numbers + 1, numbers) end
  local wanted = set_of(numbers)
  for _, hit in ipairs(hits) do
    if wanted[hit.phrase] then list[#list + 1] = hit end
  end
  return list
end

--- The sentences of a passage that hold every word wanted and none excluded.
-- @return list of { start=, stop=, hits= }
function M.sentences(parsed, text, hits)
  local list, at = {}, 1
  while at <= #hits do
    local first, last = passage.sentence(text, hits[at].start, hits[at].stop)
    local here = {}
    while at <= #hits and (hits[at].start <= last or #here == 0) do
      here[#here + 1] = hits[at]
      at = at + 1
    end
    local kept = wanted_hits(parsed, here)
    if holds_all(parsed, here) then list[#list + 1] = { start = first, stop = last, hits = kept } end
  end
  return list
end

-- `count` characters before or after byte i, but not beyond the limit.
local function move(s, i, count, limit)
  local step = count < 0 and -1 or 1
  for _ = 1, math.abs(count) do
    if i == limit then break end
    repeat i = i + step until i == limit or (s:byte(i) & 0xC0) ~= 0x80
  end
  return i
end

--- Words around hits, with the hits marked.
-- @param text the passage; first, last: the part of it to show, cut with … where it is long
-- @param hits in order; those that overlap are marked as one
-- @param marks { before, after }, default 【 】
function M.snippet(text, first, last, hits, marks)
  local from = move(text, math.max(hits[1].start, first), -CONTEXT, first)
  local to = math.min(last, move(text, math.min(hits[1].stop, last) + 1, CONTEXT, last + 1) - 1)
  local parts, at = { from > first and "…" or "" }, from
  local open, close = table.unpack(marks or { "【", "】" })
  local i = 1
  while i <= #hits and hits[i].stop <= to do
    local start, stop = hits[i].start, hits[i].stop
    while hits[i + 1] and hits[i + 1].start <= stop and hits[i + 1].stop <= to do
      i = i + 1
      stop = math.max(stop, hits[i].stop)
    end
    if start >= at then
      parts[#parts + 1] = text:sub(at, start - 1) .. open .. text:sub(start, stop) .. close
      at = stop + 1
    end
    i = i + 1
  end
  parts[#parts + 1] = text:sub(at, to) .. (to < last and "…" or "")
  return (table.concat(parts):gsub("%s*\n%s*", " "))
end

return M
