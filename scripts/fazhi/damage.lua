-- damage: the places of a text that cannot be read, since they have two readings or none: no figure is read from
-- them. What has one reading only, fazhi.repair undoes.

local lpeg = require "lpeg"
local beside = require "fazhi.beside"
local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local wordlist = require "fazhi.wordlist"

local Cp, P, R, S = lpeg.Cp, lpeg.P, lpeg.R, lpeg.S
local before, starts_with, is_han, is_year = beside.before, beside.starts_with, beside.is_han, beside.is_year
local is_inside_sentence, year_and_rest, places = beside.is_inside_sentence, beside.year_and_rest, beside.places
local HAN = beside.HAN

local M = {}

local NUMBER = 40 -- bytes of a number at the end of the text
local POINTED = 80 -- bytes of a number with a point that is passed over, at most
local DOUBLE = 10 -- signs of UTF-8 read as GBK, at least

local DIGIT = R "09"

-- What the faults that are looked for by a word hold, as bits of the signs of a text: see M.words.
local DOUBLE_ENCODED, OMITTED, DASH = 1, 2, 4

--- The lists of words that are the signs of damage in a text, for core.lines.signs; other lists may stand behind them.
function M.words()
  local rules = catalogue.load "repairs"
  return { rules.double_encoded, rules.omitted, { "—" } }
end

local known -- { source = the catalogue, and what is made of it }

local function load_rules()
  local source = catalogue.load "repairs"
  if not known or known.source ~= source then
    known = { source = source, is_issuing = wordlist.set(source.issuing), measures = source.measures,
      omitted = source.omitted, wrong_signs = core.words.new(source.double_encoded),
      signs = core.lines.signs(M.words()) }
  end
  return known
end

local faults = {}

-- A character that could not be read beside a number may have been a digit of it.
function faults.lost_digits(s, list, marks)
  local garbled = 0 -- where the last run ends in which half a Chinese character is lost, and no digit
  for _, mark in ipairs(marks) do
    local start, stop = mark.start, mark.stop
    if mark.kind == "garbled" then garbled = stop end
    if stop > garbled then
      while s:find("^[%d.,]", start - 1) and start > 1 do start = start - 1 end
      stop = s:match("^[%d.,]*()", stop + 1) - 1
      if s:find("^[.,]", stop) and stop > mark.stop then stop = stop - 1 end
    end
    list[#list + 1] = { start = start, stop = stop, kind = mark.kind }
  end
end

-- As with the repairs, what begins with a number is called with its digits and their places; each
-- of these is looked at where the byte behind the digits is one of its own.
local after_digits = {}

-- 沪市监法规20220029号: where the year ends, and whether there were brackets, nobody can say.
local function mark_document_number(s, i, digits, after, list, rules)
  if #digits > 4 and s:find("^号", after) and rules.is_issuing[before(s, i)] and year_and_rest(s, i, digits) then
    list[#list + 1] = { start = i, stop = after + #"号" - 1, kind = "document number" }
  end
end

-- 3O件, 1l0%
local function mark_letters(s, i, _, after, list)
  local stop = s:match("^[OolI][%dOolI]*()", after)
  if not stop or s:find("^%w", stop) or i > 1 and s:find("^%w", i - 1) then return end
  local c = s:match("^" .. utf8.charpattern, stop) or ""
  if is_han(c) or c == "%" then list[#list + 1] = { start = i, stop = stop - 1, kind = "look-alike" } end
end

for c in ("OolI"):gmatch "." do after_digits[c:byte()] = mark_letters end

-- 6。5%: a full stop for a decimal point, or the end of one sentence and the beginning of another.
after_digits[0xE3] = function(s, i, _, after, list)
  local stop = s:match("^。%d+()", after)
  if stop and starts_with(s, stop, { "%", "‰", "倍", "亿", "万", "个百分点" }) then
    list[#list + 1] = { start = i, stop = stop - 1, kind = "point" }
  end
end

-- 。0. 5%: a decimal number, or an item of a list.
local function mark_spaced_point(s, i, _, after, list, rules)
  local gap, stop = s:match("^( ?%. ?)%d+()", after)
  if not gap or gap == "." then return end
  local c = before(s, i)
  if c == "" or c == "\n" or is_inside_sentence(c) then return end
  if starts_with(s, s:match("^ ?()", stop), rules.measures) then
    list[#list + 1] = { start = i, stop = stop - 1, kind = "point" }
  end
end

after_digits[(" "):byte()], after_digits[("."):byte()] = mark_spaced_point, mark_spaced_point

-- 办结2 at the end of a line and 7件 at the beginning of the next, where they were not joined; 202 and
-- 4年 as well, but 附件1 and 2023年 are whole.
after_digits[("\n"):byte()] = function(s, i, digits, after, list)
  local from, stop = s:match("^\n+()%d+()", after)
  local c = stop and s:match("^" .. utf8.charpattern, stop) or ""
  local dated = c == "年" or c == "月"
  if c == "年" and stop - from < 4 and is_year(digits .. s:sub(from, stop - 1)) then dated = false end
  if is_han(before(s, i)) and (is_han(c) or c == "%") and not dated and c ~= "、" then
    list[#list + 1] = { start = i, stop = after - 1, kind = "line end" }
    list[#list + 1] = { start = from, stop = stop - 1, kind = "line end" }
  end
end

local telling = {}
for byte in pairs(after_digits) do telling[#telling + 1] = string.char(byte) end
telling = table.concat(telling)

function faults.numbers(s, list, rules)
  local runs = core.lines.numbers(s, 4, telling, nil, POINTED)
  for k = 1, #runs, 2 do
    local i, after = runs[k], runs[k + 1]
    local mark = after_digits[s:byte(after)] or after - i > 4 and mark_document_number
    if mark then mark(s, i, s:sub(i, after - 1), after, list, rules) end
  end
end

-- 受理（略）31件
function faults.omissions(s, list, rules)
  for _, word in ipairs(rules.omitted) do
    for _, at in ipairs(places(s, word)) do
      local start, stop = at, at + #word - 1
      while start > 1 and s:find("^[%d.]", start - 1) do start = start - 1 end
      stop = s:match("^[%d.]*()", stop + 1) - 1
      list[#list + 1] = { start = start, stop = stop, kind = "omitted" }
    end
  end
end

local mixed = P "—" * HAN * HAN ^ -1 * DIGIT * DIGIT ^ -2 * HAN * HAN ^ -1 * "—" * Cp() * #HAN

-- 增加—值1增—长8%: the number of a page mixed into the words.
function faults.page_numbers(s, list)
  local after = 1
  for _, i in ipairs(places(s, "—")) do
    local stop = i >= after and is_han(before(s, i)) and mixed:match(s, i)
    if stop then
      list[#list + 1] = { start = i, stop = stop - 1, kind = "page number" }
      after = stop
    end
  end
end

-- 娉曟不鏀垮簻: UTF-8 that was read as GBK and saved. Every third character lost a byte by that, so that
-- nothing can be undone, and no number knows its unit.
local function double_encoded(s, rules)
  local enough = math.max(DOUBLE, #s // 100) -- about three among a hundred characters
  local count, at = 0, 1
  while count < enough do
    local _, _, after = rules.wrong_signs:find(s, at)
    if not after then return nil end
    count, at = count + 1, after
  end
  return { start = 1, stop = #s, kind = "double encoded" }
end

local closing = P "。" + "；" + "：" + "！" + "？" + "”" + "）" + "】" + "》" + "…" + "’" + "」" + "』" + "〕" + "|"
  + S ".;:!?)]\"'*"

local line_feed = core.words.new { "\n" }

-- 共收到申请材料525 and nothing behind it: prose that stops in the middle. If a number stands
-- last, it may have gone on.
local function truncation(s, last)
  local _, _, from = line_feed:find_back(s, 1, last + 1)
  local line = s:sub(from or 1, last)
  local final = before(line, #line + 1)
  if #line < 60 or closing:match(final) or not (line:find("，", 1, true) or line:find(",", 1, true)) then return nil end
  local tail = line:sub(-NUMBER)
  local number = tail:match "()%d[%d.,]*$" or tail:match "()%d[%d.,]*\xE4[\xB8\xBA][\x87\xBF]$"
  local start = number and last - #tail + number or last + 1
  return { start = start, stop = last, kind = "truncated" }
end

--- The places of `s` that cannot be read, in order: { start=, stop=, kind= }. `marks` are those the
--- core knows, in the same shape; a digit that touches one is taken in. `last` is the last byte of
--- the text proper, where a sentence that never ends is found: its span is the number it stops in,
--- or empty. `signs` are those of a text that `s` is a part of, or nil. No figure is to be read from any of them.
function M.find(s, marks, last, signs)
  local rules, list = load_rules(), {}
  signs = signs or rules.signs:of(s)
  local whole = signs & DOUBLE_ENCODED ~= 0 and double_encoded(s, rules)
  if whole then return { whole } end
  faults.lost_digits(s, list, marks)
  faults.numbers(s, list, rules)
  if signs & OMITTED ~= 0 then faults.omissions(s, list, rules) end
  if signs & DASH ~= 0 then faults.page_numbers(s, list) end
  list[#list + 1] = truncation(s, last)
  table.sort(list, function(a, b) return a.start < b.start or a.start == b.start and a.stop > b.stop end)
  local kept = {}
  for _, place in ipairs(list) do
    local last_kept = kept[#kept]
    if not last_kept or place.stop > last_kept.stop then kept[#kept + 1] = place end
  end
  return kept
end

return M
