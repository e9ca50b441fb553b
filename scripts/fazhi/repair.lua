-- repair: damage inside a text that words and patterns can tell and that has one reading only: it is undone by
-- edits of the source map. What has two is fazhi.damage's; what can be told from bytes is undone before, by the
-- core; lines that broke are fazhi.wrap's.

local lpeg = require "lpeg"
local beside = require "fazhi.beside"
local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local damage = require "fazhi.damage"
local trie = require "fazhi.trie"
local wordlist = require "fazhi.wordlist"

local C, Cp, P, R, S = lpeg.C, lpeg.Cp, lpeg.P, lpeg.R, lpeg.S
local before, starts_with, is_han, is_year = beside.before, beside.starts_with, beside.is_han, beside.is_year
local is_inside_sentence, year_and_rest, places = beside.is_inside_sentence, beside.year_and_rest, beside.places
local HAN = beside.HAN

local M = {}

local NAME = 180 -- bytes of a name between < and >
local SPACED = 80 -- bytes of a number with blanks between its digits
local SPACED_OUT = 3 -- such numbers in a text whose digits somebody spaced
local WATERMARK = 3 -- times it must stand in the text

local CHARACTER = R "\0\127" + R "\194\223" * 1 + R "\224\239" * 2 + R "\240\244" * 3
local DIGIT = R "09"

local NUMERALS = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "〇", "零" }

-- ---- the edits, one kind a function: each adds { i, j, with, reason = } to the list ----------

local kinds = {}

-- The kinds that begin with a number are called with its digits and the places of the first and
-- after the last; the others find their own places.
local numbers = {}

-- 20162020年 → 2016—2020年; 20201231 is a day and stays.
function numbers.years(s, i, digits, after, list, rules)
  if #digits ~= 8 then return end
  local from, to = digits:sub(1, 4), digits:sub(5)
  if not is_year(from) or not is_year(to) or from >= to or before(s, i) == "." then return end
  local closer = starts_with(s, after, rules.after_years)
  local bracketed = closer ~= ")" and closer ~= "）" or before(s, i) == "(" or before(s, i) == "（"
  if closer and bracketed then
    list[#list + 1] = { i + 4, i + 3, "—", reason = "lost dash", whole = { i, i + 7 } }
  end
end

local openers = { ["〔"] = "〕", ["["] = "]", ["【"] = "】", ["［"] = "］", ["（"] = "）", ["("] = ")" }
local closers = {}
for opener, closer in pairs(openers) do closers[closer] = opener end
local round = wordlist.set { "（", "(", "）", ")" }

-- 〔201632号 → 〔2016〕32号, 云发2016〕32号 → 云发〔2016〕32号.
function numbers.document_numbers(s, i, digits, after, list, rules)
  local opener = before(s, i)
  if #digits > 4 and s:find("^号", after) and openers[opener] and year_and_rest(s, i, digits) then
    if round[opener] and not rules.is_issuing[before(s, i - #opener)] then return end
    list[#list + 1] = { i + 4, i + 3, openers[opener], reason = "lost bracket",
      whole = { i - #opener, after - 1 } }
  elseif #digits == 4 and is_year(digits) and rules.is_issuing[opener] then
    local closer = starts_with(s, after, rules.closers)
    if closer and s:find("^%d%d?%d?%d?号", after + #closer) then
      list[#list + 1] = { i, i - 1, closers[closer], reason = "lost bracket", whole = { i, after + #closer - 1 } }
    end
  end
end

local four = S "12" * S "09" * DIGIT * DIGIT
local in_name = CHARACTER - (P "《" + "》" + "（" + "(" + "\n")
local dash = P "—" + "–" + "-" + "~" + "～" + "至"
local half_bracketed = P "《" * (in_name - four) ^ 1 * Cp() * four * P "年" ^ -1 * dash ^ 1 * four * P "年" ^ -1
  * C(P "）" + ")") * "》" * Cp()
local name_ends = { ")》", "）》" }
local name_marks = core.words.new { "《", "（", "(" }
local NAME_MARK = 1 -- the first of them; behind a bracket nothing is lost

-- The places where a name ends behind a bracket, in order.
local function ends_of_names(s)
  local list = {}
  for _, word in ipairs(name_ends) do
    local found = places(s, word)
    table.move(found, 1, #found, #list + 1, list)
  end
  table.sort(list)
  return list
end

-- 《纲要2021—2025年)》 → 《纲要(2021—2025年)》
function kinds.names(s, list)
  local from = 1
  for _, stop in ipairs(ends_of_names(s)) do
    local mark, i = name_marks:find_back(s, from, stop)
    local place, closer, after
    if mark == NAME_MARK then place, closer, after = half_bracketed:match(s, i) end
    if place then
      list[#list + 1] = { place, place - 1, closers[closer], reason = "lost bracket", whole = { place, after - 1 } }
    end
    from = stop
  end
end

local nought_grammar

local function nought_pattern(rules)
  local digit = trie.pattern(NUMERALS)
  local wrong = trie.pattern(rules.nought) * lpeg.Cc(true)
  local sign = lpeg.Ct(Cp() * (wrong + digit * lpeg.Cc(false)) * Cp())
  local year = trie.pattern { "一", "二" } * sign * sign * sign * #(P "年" + "—" + "-" + "至")
  local day = trie.pattern { "一", "二", "三" } * sign * #(P "月" + "日")
  return P { Cp() * lpeg.Ct(year + day) * Cp() + CHARACTER * lpeg.V(1) }
end

-- 二O二三年 → 二〇二三年, 三0日 → 三〇日.
function kinds.noughts(s, list, rules)
  nought_grammar = nought_grammar or nought_pattern(rules)
  local at = 1
  while true do
    local from, signs, after = nought_grammar:match(s, at)
    if not from then return end
    local wrong = 0
    for _, sign in ipairs(signs) do
      local old = s:sub(sign[1], sign[3] - 1)
      if sign[2] and old ~= "○" then
        wrong = wrong + 1
        list[#list + 1] = { sign[1], sign[3] - 1, "〇", reason = "look-alike" }
      end
    end
    at = after
  end
end

local as_digit = { O = "0", o = "0", l = "1", I = "1" }

-- 2O23年, 20l8年: a year of four signs. Other numbers with letters in them are only marked.
function kinds.digits_as_letters(s, list)
  for i, token in s:gmatch "%f[%w]()([12][%dOolI][%dOolI][%dOolI])%f[^%w]年" do
    local year = token:gsub("%a", as_digit)
    if year ~= token and is_year(year) then
      for k = 1, 4 do
        local digit = as_digit[token:sub(k, k)]
        if digit then list[#list + 1] = { i + k - 1, i + k - 1, digit, reason = "look-alike" } end
      end
    end
  end
end

-- АPP, written with a Cyrillic letter.
function kinds.letters(s, list, rules)
  local latin = rules.latin
  for i, word in s:gmatch "()([%a\xCE-\xD1][%a\xCE-\xD1\x80-\xBF]*)" do
    if word:find "[\xCE-\xD1]" and word:find "%a" then
      local edits, at = {}, i
      for c in word:gmatch(utf8.charpattern) do
        if #c > 1 and not latin[c] then
          edits = {}
          break
        end
        if latin[c] then edits[#edits + 1] = { at, at + #c - 1, latin[c], reason = "look-alike" } end
        at = at + #c
      end
      table.move(edits, 1, #edits, #list + 1, list)
    end
  end
end

-- 3·5%, as it was printed once: a middle dot that can only be a decimal point.
function numbers.middle_dots(s, i, _, after, list)
  local stop = s:match("^·%d+()", after)
  if stop and before(s, i) ~= "." and starts_with(s, stop, { "%", "‰", "倍", "亿", "万" }) then
    list[#list + 1] = { after, after + 1, ".", reason = "look-alike" }
  end
end

-- 8℅
function kinds.percent(s, list, rules)
  for _, sign in ipairs(rules.percent) do
    for i in s:gmatch("%d()" .. sign) do list[#list + 1] = { i, i + #sign - 1, "%", reason = "look-alike" } end
  end
end

-- “1 3 x” was 1+3+x: what stands before a letter or between quotation marks may have lost its plus.
local function is_label(s, i, after)
  return s:find("^ ?%a", after) ~= nil or before(s, i) == "“" and s:find("^”", after) ~= nil
end

-- Where a run of digits, blanks and points of both widths that begins at `i` ends.
local function spaced_stop(s, i)
  while true do
    local next = s:match("^[ .%d]+()", i) or s:find("^．", i) and i + #"．"
    if not next then return i end
    i = next
  end
end

-- Whether somebody spaced the digits of this text as those of a title: three numbers or more of
-- three digits or more.
local function is_spaced_out(s)
  local count = 0
  for _ in s:gmatch "%f[%d]%d %d %d%f[%D]" do
    count = count + 1
    if count == SPACED_OUT then return true end
  end
  return false
end

-- 4 6 2 8 0 亿元 is one number, spaced as a title is; 12 34 may be two and stays as it is, to be
-- told as damaged, and so does 7 8人, unlike 7 8 人, where no other number is spaced. 1. 5 where a sentence begins is
-- the first item of a list. Returns where the run ends.
function numbers.spaced_digits(s, i, _, after, list, _, spaced_out)
  if not s:find("^[ .\xEF]", after) then return end
  local around = s:sub(i, spaced_stop(s, i) - 1)
  if #around > SPACED then return i + #around end
  local run = around:match "^(%d.* .*%d)"
  if not run or run:find "^[1-9] ?%. " and not is_inside_sentence(before(s, i)) then return end
  local stop, joined = i + #run, run:gsub(" ", ""):gsub("．", ".")
  if run:find "%d%d" or joined:find "%..*%." or is_label(s, i, stop) then return stop end
  if run:find "^%d %d$" and not spaced_out(stop - 1) then return stop end
  list[#list + 1] = { i, stop - 1, joined, reason = "spaced digits" }
  return stop
end

-- 1，234件 has a separator of thousands.
function numbers.thousands(s, _, digits, after, list)
  if #digits <= 3 and s:find("^，%d%d%d%f[^%d]", after) then
    list[#list + 1] = { after, after + 2, ",", reason = "separator of thousands" }
  end
end

-- 18 . 08亿元, 9 .5万: a decimal number by what stands before and behind it, and no marker.
function numbers.spaced_point(s, i, digits, after, list, rules)
  local gap, part, stop = s:match("^( ?%. ?)(%d+) ?()", after)
  if not gap or gap == "." or #digits == 1 and #part == 1 then return end
  if is_inside_sentence(before(s, i)) and starts_with(s, stop, rules.measures) then
    list[#list + 1] = { after, after + #gap - 1, ".", reason = "spaced digits" }
  end
end

-- What numbers may be is told by the byte behind them; those of four digits and more may be years and document numbers
-- as well.
local LONG = 4
local ones_before = {
  [0x20] = { "spaced_digits", "spaced_point" }, [0x2E] = { "spaced_digits", "spaced_point" },
  [0xC2] = { "middle_dots" }, [0xEF] = { "spaced_digits", "thousands" },
}
local BEHIND_SHORT, BEHIND_LONG = " .\xC2\xEF", ")](\xE3"
local NONE = {}

function kinds.numbers(s, list, rules, had_blank)
  local done, spaced = 0, nil
  local function spaced_out(at)
    if had_blank and had_blank(at) then return true end
    if spaced == nil then spaced = is_spaced_out(s) end
    return spaced
  end
  local runs = core.lines.numbers(s, LONG, BEHIND_SHORT, BEHIND_LONG, SPACED)
  for k = 1, #runs, 2 do
    local i, after = runs[k], runs[k + 1]
    if i >= done then
      local digits = s:sub(i, after - 1)
      if #digits >= LONG then
        numbers.years(s, i, digits, after, list, rules)
        numbers.document_numbers(s, i, digits, after, list, rules)
      end
      for _, name in ipairs(ones_before[s:byte(after)] or NONE) do
        done = numbers[name](s, i, digits, after, list, rules, spaced_out) or done
      end
    end
  end
end

-- What stands on the line before byte `i`, as far as a name may reach.
local function line_before(s, i)
  local from = i - 1
  while from > 0 and from > i - 2 * NAME and s:byte(from) ~= 10 do from = from - 1 end
  return s:sub(from + 1, i - 1)
end

local double_name = P "<<" * Cp() * C((1 - S "<>\n") ^ 1) * Cp() * ">>"
local single_name = (P "<" + "＜") * Cp() * C((1 - (S "<>\n" + "＞" + "＜")) ^ 1) * Cp() * (P ">" + "＞")
local angled_name = (double_name + single_name) * Cp()
local angles = core.words.new { "<", "＜" }

-- <纲要> and <<纲要>> are 《纲要》, inside 《 》 〈纲要〉.
function kinds.titles(s, list)
  local _, i, next = angles:find(s, 1)
  while i do
    local from, name, to, after = angled_name:match(s, i)
    if from and HAN:match(name) and #name <= NAME and not name:find "[=/|]" and not name:find("。", 1, true) then
      local line = line_before(s, i)
      local opened = line:match "^.*()《"
      local inner = opened and not line:find("》", opened, true)
      list[#list + 1] = { i, from - 1, inner and "〈" or "《", reason = "book title" }
      list[#list + 1] = { to, after - 1, inner and "〉" or "》", reason = "book title" }
    end
    _, i, next = angles:find(s, after or next)
  end
end

function kinds.words(s, list, rules)
  for wrong, right in pairs(rules.words) do
    local at = 1
    while true do
      local i, j = s:find(wrong, at, true)
      if not i then break end
      local from = wrong:find("覆", 1, true) or 1
      list[#list + 1] = { i + from - 1, i + from + 1, right:sub(from, from + 2), reason = "conversion" }
      at = j + 1
    end
  end
end

-- ---- glosses of pinyin ------------------------------------------------------------------------

local open, close = P "(" + "（", P ")" + "）"
local vowels = P(false)
for tone in ("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"):gmatch(utf8.charpattern) do vowels = vowels + tone end
local marked = vowels + S "aeiouü" * (P "\u{304}" + "\u{301}" + "\u{30C}" + "\u{300}")
local letter = R "az" + "ü" + "ɡ" + "ɑ" - marked
local syllable = letter ^ -3 * marked * letter ^ -3
local toned = open * P " " ^ 0 * syllable * (P " " ^ 0 * syllable) ^ 0 * P " " ^ 0 * close * Cp()
local toneless
local brackets = core.words.new { "(", "（" }

-- Takes away what stands in brackets right behind a character and is a gloss; returns how many there were.
local function take_glosses(s, gloss, list)
  local count, done = 0, 1
  local _, i, next = brackets:find(s, 1)
  while i do
    local after = i - #"字" >= done and is_han(before(s, i)) and gloss:match(s, i)
    if after then
      count, done = count + 1, after
      list[#list + 1] = { i, after - 1, "", reason = "pinyin gloss" }
    end
    _, i, next = brackets:find(s, after or next)
  end
  return count
end

-- 机(jī), and 的(de) where others have tones: letters in brackets right behind a character.
function kinds.glosses(s, list, rules)
  if take_glosses(s, toned, list) < WATERMARK then return end
  toneless = toneless or open * trie.pattern(rules.toneless) * close * Cp()
  take_glosses(s, toneless, list)
end

-- ---- what was printed into the sentences --------------------------------------------------------

-- How many bytes on one side of all `found` are the same; `read(i, n)` gives the nth character.
local function common(found, read)
  local total = 0
  while true do
    local c = read(found[1], total)
    if not c or c == "\n" then return total end
    for k = 2, #found do
      if read(found[k], total) ~= c then return total end
    end
    total = total + #c
  end
end

-- 第一秘书之家—全网资源: the words of a seller, three times or more, each time with the same
-- characters around them, as far as these are the same.
function kinds.watermarks(s, list, rules)
  local taken = {}
  local present = rules.sellers:present(s)
  table.sort(present)
  for _, number in ipairs(present) do
    local word = rules.watermarks[number]
    local found = places(s, word)
    if #found >= WATERMARK then
      local function left(i, n) return i - n > 1 and before(s, i - n) or nil end
      local function right(i, n)
        local at = i + #word + n
        return s:match("^" .. utf8.charpattern, at)
      end
      local front, back = common(found, left), common(found, right)
      for _, i in ipairs(found) do
        local from, to = i - front, i + #word + back - 1
        if not taken[from] then list[#list + 1] = { from, to, "", reason = "watermark" } end
        taken[from] = true
      end
    end
  end
end

-- 推—12—进: the number of a page inside a sentence, where the pages count on.
function kinds.page_numbers(s, list)
  local pages, stop = {}, 1
  for _, i in ipairs(places(s, "—")) do
    local number, after = s:match("^— ?(%d%d?%d?) ?—()", i)
    if number and i >= stop then
      pages[#pages + 1], stop = { i, after - 1, tonumber(number) }, after
    end
  end
  local last
  for k, page in ipairs(pages) do
    local nextp = pages[k + 1]
    local counts = last and page[3] == last + 1 or nextp and nextp[3] == page[3] + 1
    local i, j = page[1], page[2]
    local c, follow = before(s, i), s:match("^" .. utf8.charpattern, j + 1) or ""
    if counts and is_han(c) and is_han(follow) then list[#list + 1] = { i, j, "", reason = "page number" } end
    last = page[3]
  end
end

-- ---- all of them ------------------------------------------------------------------------------

-- All pairs of a word of one list and a word of another.
local function joined(first, second)
  local list = {}
  for _, a in ipairs(first) do
    for _, b in ipairs(second) do list[#list + 1] = a .. b end
  end
  return list
end

local function characters(first, last)
  local list = {}
  for byte = first:byte(), last:byte() do list[#list + 1] = string.char(byte) end
  return list
end

-- What a text must hold, one of its words, for a kind to be looked for: a list of words, or how the catalogue
-- gives it.
local needs = {
  names = { ")》", "）》" },
  -- The first sign that is wrong stands behind a numeral, or behind ○, which stays.
  noughts = function(rules)
    local wrong, right = {}, table.move(NUMERALS, 1, #NUMERALS, 1, {})
    for _, sign in ipairs(rules.nought) do
      if sign ~= "○" then wrong[#wrong + 1] = sign end
    end
    right[#right + 1] = "○"
    return joined(right, wrong)
  end,
  digits_as_letters = joined(characters("0", "9"), { "O", "o", "l", "I" }),
  letters = characters("\xCE", "\xD1"), -- the first byte of a Greek or Cyrillic one
  percent = function(rules) return rules.percent end,
  titles = { "<", "＜" },
  words = function(rules)
    local list = {}
    for wrong in pairs(rules.words) do list[#list + 1] = wrong end
    return list
  end,
  glosses = joined({ "(", "（", "( ", "（ " }, table.move(characters("a", "z"), 1, 26, 7, characters("\xC4", "\xC9"))),
  watermarks = function(rules) return rules.watermarks end,
  page_numbers = { "—" },
}

-- The kinds in their order; numbers are looked for in every text.
local order = { "numbers", "names", "noughts", "digits_as_letters", "letters", "percent", "titles", "words", "glosses",
  "watermarks", "page_numbers" }

-- The signs of damage, and behind them those of the kinds, bit n of order[n + 1], as core.lines finds them in one
-- pass.
local function lists_of(rules)
  local lists = damage.words()
  rules.first_sign = #lists
  for k = 2, #order do
    local need = needs[order[k]]
    lists[#lists + 1] = type(need) == "function" and need(rules) or need
  end
  return lists
end

-- The names of the kinds that are worth looking for in a text with these signs.
local function kinds_of(signs, first)
  local list = { order[1] }
  for k = 2, #order do
    if signs >> (first + k - 2) & 1 == 1 then list[#list + 1] = order[k] end
  end
  return list
end

-- The catalogue, with its lists as sets where they are asked for one word.
local function load_rules()
  local rules = catalogue.load "repairs"
  if not rules.is_issuing then
    rules.is_issuing, rules.closers = wordlist.set(rules.issuing), {}
    for closer in pairs(closers) do rules.closers[#rules.closers + 1] = closer end
    rules.sellers = core.words.new(rules.watermarks)
    rules.lists = lists_of(rules)
  end
  return rules
end

local function without_overlaps(list)
  table.sort(list, function(a, b) return a[1] < b[1] or a[1] == b[1] and a[2] < b[2] end)
  local kept, stop = {}, 0
  for _, edit in ipairs(list) do
    if edit[1] > stop then
      kept[#kept + 1] = edit
      stop = math.max(stop, edit[2])
    end
  end
  return kept
end

--- The lists of words whose signs M.edits goes by, and damage.find, for core.lines.signs or lines.split.
function M.words()
  return load_rules().lists
end

--- The exact repairs of `s`, for text:edit: a sorted list of { i, j, with, reason = } and, where
--- something is put in, whole = { i, j }, the words that lacked it. Reasons: lost
--- dash, lost bracket, look-alike, spaced digits, separator of thousands, book title, conversion,
--- pinyin gloss, watermark, page number. The text that results needs none of them. `had_blank`, a
--- function or nil, tells whether a blank stood behind byte i of `s` in the file; `signs` are those of M.words in
--- `s`, if they are known.
function M.edits(s, had_blank, signs)
  local rules, list = load_rules(), {}
  if not signs then
    rules.signs = rules.signs or core.lines.signs(rules.lists)
    signs = rules.signs:of(s)
  end
  for _, name in ipairs(kinds_of(signs, rules.first_sign)) do kinds[name](s, list, rules, had_blank) end
  return without_overlaps(list)
end

return M
