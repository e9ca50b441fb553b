-- Numerals that are no figures, read from catalogue/notfigures.lua: the small language of its
-- forms (Y年(n月)?) is compiled to LPeg here, and words and bracketed names are matched.

local lpeg = require("lpeg")
local catalogue = require("fazhi.catalogue")
local trie = require("fazhi.trie")
local wordlist = require("fazhi.wordlist")
local B, Cp, P, R = lpeg.B, lpeg.Cp, lpeg.P, lpeg.R
local byte, find, sub = string.byte, string.find, string.sub

local M = {}

local CHARACTER = R("\0\127") + R("\194\223") * 1 + R("\224\239") * 2 + R("\240\244") * 3
local DIGIT = R("09")
local V = lpeg.V
local HAN = trie.pattern({ "零", "〇", "○", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿", "两" })

local SIGNS = {
  Y = (P("19") + "20") * DIGIT * DIGIT,
  n = DIGIT * DIGIT ^ -1 * -DIGIT,
  d = DIGIT,
  N = DIGIT ^ 1 * (P(".") * DIGIT ^ 1) ^ -1,
  H = V("H"),
  ["~"] = V("~"),
  [",ddd"] = P(",") * DIGIT * DIGIT * DIGIT * -DIGIT, -- only as what forbids a form
}

-- Rules of their own, which stand in the patterns by name: LPeg copies what stands in them itself each time
-- something is added to them.
local NUMERALS = HAN ^ 1
local DASHES = trie.pattern({ "—", "——", "–", "-", "－", "~", "～", "至", "到", "、", "和", "与", "及", "或" })

local function with_rules(pattern)
  return P({ pattern, H = NUMERALS, ["~"] = DASHES })
end

local HAN_WORDS = "零〇○一二三四五六七八九十百千万亿两"
local DASH_WORDS = "—–-－~～至到、和与及或"
local ONE = "[%z\1-\127\194-\244][\128-\191]*"

local function enter(set, characters)
  for character in characters:gmatch(ONE) do set[character] = true end
  return set
end

-- The fewest bytes of digits and points that a sign takes; nil if it may take anything else.
local WIDTHS = { Y = 4, n = 1, d = 1, N = 1, ["."] = 1 }

local BEGINS = { H = HAN_WORDS, ["~"] = DASH_WORDS }

-- What a sign compiles to: its pattern, its width, the characters other than digits and points it begins with
-- (first), whether it ends in a digit or point (ends) and may match nothing (empty).
local function new_sign(character, is_literal)
  local width = not is_literal and (WIDTHS[character] or character:find("^%d") and 1) or nil
  local begins = not is_literal and BEGINS[character] or character
  return { pattern = not is_literal and SIGNS[character] or P(character), width = width,
    character = (is_literal or not SIGNS[character]) and character or nil,
    first = enter({}, width and "" or begins), ends = width ~= nil, empty = false }
end

local made = { [true] = {}, [false] = {} } -- by whether it is literal and by character; none is ever changed

local function compile_sign(character, is_literal)
  local known = made[is_literal]
  known[character] = known[character] or new_sign(character, is_literal)
  return known[character]
end

-- Of two sets, which are never changed.
local function union(a, b)
  if not next(a) then return b end
  if not next(b) then return a end
  local set = {}
  for character in pairs(a) do set[character] = true end
  for character in pairs(b) do set[character] = true end
  return set
end

local function in_sequence(a, b, behind)
  if a.ends then
    for character in pairs(b.first) do behind[character] = true end
  end
  return { width = a.width and b.width and a.width + b.width,
    first = a.empty and union(a.first, b.first) or a.first, ends = b.ends or b.empty and a.ends,
    empty = a.empty and b.empty }
end

local function either(a, b)
  local width = a.width and b.width and math.min(a.width, b.width) or a.width or b.width
  return { width = width, first = union(a.first, b.first), ends = a.ends or b.ends, empty = a.empty or b.empty }
end

local function repeated(one, times)
  return { pattern = one.pattern ^ times, width = 0, first = one.first, ends = one.ends, empty = true }
end

-- Patterns one after the other, those of characters as one text: { pattern or character, … }.
local function joined(list)
  local pattern, text = P(true), ""
  for _, one in ipairs(list) do
    if type(one) == "string" then
      text = text .. one
    else
      pattern, text = (text == "" and pattern or pattern * text) * one, ""
    end
  end
  return text == "" and pattern or pattern * text
end

-- alternatives ← sequence ('|' sequence)* ; sequence ← (sign ('?' | '*')?)*
-- The result is as that of compile_sign: `width` is that of the shortest match that is all digits and points,
-- nil if there is none. Into `behind` go the characters with which a match may go on behind digits and points.
local function compile_form(form, behind)
  local characters, at = {}, 1
  for character in form:gmatch(ONE) do characters[#characters + 1] = character end
  local function peek() return characters[at] or "" end
  local function take()
    at = at + 1
    return characters[at - 1] or ""
  end
  local alternatives
  local function sign()
    local character = take()
    if character == "%" then return compile_sign(take(), true) end
    if character ~= "(" then return compile_sign(character, false) end
    local inner = alternatives()
    assert(take() == ")", "a bracket is open in " .. form)
    return inner
  end
  local function sequence()
    local all, list = { width = 0, first = {}, ends = false, empty = true }, {}
    while peek() ~= "" and peek() ~= "|" and peek() ~= ")" do
      local one = sign()
      if peek() == "?" then
        one = repeated(one, -1)
        take()
      elseif peek() == "*" then
        in_sequence(one, one, behind)
        one = repeated(one, 0)
        take()
      end
      all = in_sequence(all, one, behind)
      list[#list + 1] = one.character or one.pattern
    end
    all.pattern = joined(list)
    return all
  end
  function alternatives()
    local all = sequence()
    local list = { all.pattern }
    while peek() == "|" do
      take()
      local one = sequence()
      list[#list + 1] = one.pattern
      all = either(all, one)
    end
    all.pattern = trie.choice(list)
    return all
  end
  local compiled = alternatives()
  assert(at > #characters, "a bracket is closed too often in " .. form)
  return compiled
end

local function ahead(words)
  local list = {}
  for i, word in ipairs(words) do list[i] = SIGNS[word] or P(word) end
  return trie.choice(list)
end

local function rule(entry, behind)
  local form = compile_form(entry.form, behind)
  local pattern = form.pattern
  if entry.unless then pattern = pattern * -ahead(entry.unless) end
  -- Few numerals have the form; looking back at many words before that is known is the dearer way.
  if entry.after then pattern = #pattern * wordlist.behind(entry.after) * pattern end
  if entry.not_after then pattern = #pattern * -wordlist.behind(entry.not_after) * pattern end
  return pattern, form.width
end

-- Enters every character that a match of this form may have.
local function add_characters(set, form)
  enter(set, form)
  if form:find("~", 1, true) then enter(set, DASH_WORDS) end
  if form:find("H", 1, true) then enter(set, HAN_WORDS) end
end

-- A word is looked for where its first numeral stands, with what comes before it behind.
-- `behind` gets the characters behind these numerals.
local function word_rules(words, behind)
  local starts, rests, inner = {}, {}, {}
  for _, list in pairs(words) do
    for _, word in ipairs(list) do
      local at = 1
      while at <= #word and not (HAN + DIGIT):match(word, at) do at = CHARACTER:match(word, at) end
      if at <= #word then enter(behind, word:match(ONE, CHARACTER:match(word, at)) or "") end
      if at == 1 then
        starts[#starts + 1] = word
      elseif at <= #word then
        local rest = word:sub(at)
        if not inner[rest] then rests[#rests + 1] = rest end
        inner[rest] = (inner[rest] or P(false)) + B(P(word))
      end
    end
  end
  return trie.pattern(starts) + trie.pattern(rests, nil, function(rest) return -inner[rest] end)
end

-- The forms of digits: `all` patterns in order, with the shortest `width` of each that may be all digits and points and
-- the characters with which each goes on `behind` digits.
local function add_digits(digits, pattern, width, behind)
  local n = #digits.all + 1
  digits.all[n], digits.widths[n], digits.behind[n] = pattern, width or false, behind
  if width then
    digits.bare_min, digits.bare_max = math.min(digits.bare_min, width), math.max(digits.bare_max, width)
  end
  for character in pairs(behind) do digits.goes_on[character] = true end
end

-- Where a match of one of these ends.
local function choice(list)
  return with_rules(trie.choice(list) * Cp())
end

-- The forms that may be where `length` bytes of digits and points end before a character.
local function choose_digits(digits, character, length)
  local list = {}
  for i, pattern in ipairs(digits.all) do
    local width = digits.widths[i]
    if width and width <= length or digits.behind[i][character] then list[#list + 1] = pattern end
  end
  return choice(list)
end

-- The same, made once for each number of bytes that makes a difference.
local function chosen_digits(digits, character, length)
  length = length < digits.bare_min and 0 or math.min(length, digits.bare_max)
  local by_length = digits.chosen[character] or {}
  digits.chosen[character] = by_length
  by_length[length] = by_length[length] or choose_digits(digits, character, length)
  return by_length[length]
end

local compiled

local function build()
  local data = catalogue.load("notfigures")
  local others, ordinals, behind = {}, {}, {}
  local digits = { all = {}, widths = {}, behind = {}, bare_min = math.maxinteger, bare_max = 0, goes_on = {},
    chosen = {} }
  for _, entry in ipairs(data.forms) do
    local is_of_digits = entry.form:find("^%(?[YnNd%d]") or entry.form:find("^%(%(")
    local goes_on = {}
    local pattern, width = rule(entry, goes_on)
    if is_of_digits then
      add_digits(digits, pattern, width, goes_on)
    else
      if not entry.form:find("^第") then others[#others + 1] = pattern end
      if entry.form:find("^第") or entry.form:find("^%(") then ordinals[#ordinals + 1] = pattern end
      add_characters(behind, entry.form)
    end
  end
  local closers = {}
  for _, pair in ipairs(data.enclosed) do
    local open, close = P(pair[1]), P(pair[2])
    local inside = 1 - (open + close + "\n")
    if pair[1] ~= pair[2] then inside = lpeg.V(1) + inside end -- names stand inside names
    closers[pair[1]] = { pattern = P({ open * inside ^ 0 * close }) * Cp(), limit = pair[3], close = pair[2] }
  end
  table.insert(others, 1, word_rules(data.words, behind))
  compiled = { digits = digits, all = choice(digits.all), closers = closers, others = choice(others),
    ordinals = choice(ordinals), behind = behind }
end

--- Where the non-figure that begins with the digit at byte `at` of `s` ends: the position
--- after it, or nil if the digits may be a figure.
function M.at_digit(s, at)
  local stop = find(s, "[^%d.]", at)
  local first = stop and byte(s, stop)
  if first and (first < 128 or first >= 0xE0 and first < 0xF0) then return M.at_plain(s, at, stop) end
  if not compiled then build() end
  return compiled.all:match(s, at)
end

--- The same where it is known that the digits and points from byte `at` end before byte `stop` and that the
--- character there is of one or three bytes: few of them need a look at all forms.
function M.at_plain(s, at, stop)
  if not compiled then build() end
  local digits = compiled.digits
  local character = byte(s, stop) < 128 and sub(s, stop, stop) or sub(s, stop, stop + 2)
  local length = stop - at
  if digits.goes_on[character] or length >= digits.bare_min then
    return chosen_digits(digits, digits.goes_on[character] and character or "", length):match(s, at)
  end
end

local function list_of(set)
  local list = {}
  for character in pairs(set) do list[#list + 1] = character end
  return list
end

--- The characters that tell where to look: { behind_digits = those with which digits may go on to a non-figure,
--- behind_numerals = the same of a Chinese numeral, 第 and 几, digits_min = bytes of digits and points from
--- which on they may be one by themselves }.
function M.characters()
  if not compiled then build() end
  return { behind_digits = list_of(compiled.digits.goes_on), behind_numerals = list_of(compiled.behind),
    digits_min = compiled.digits.bare_min }
end

--- The same for a Chinese numeral or 几 at byte `at`.
function M.at_numeral(s, at)
  if not compiled then build() end
  return compiled.others:match(s, at)
end

--- The same for 第 at byte `at`.
function M.at_ordinal(s, at)
  if not compiled then build() end
  return compiled.ordinals:match(s, at)
end

--- Where the bracketed name or label that opens with the character `open` at byte `at` ends;
--- nil if it is too long to be one or is not closed on the line.
function M.at_bracket(s, at, open)
  if not compiled then build() end
  local closer = compiled.closers[open]
  if not closer then return nil end
  local text = s:sub(at, at + closer.limit - 1)
  local first, last = text:find(closer.close, #open + 1, true)
  if not first then return nil end
  local inner = text:sub(#open + 1, first - 1)
  if inner:find("\n", 1, true) then return nil end
  if not inner:find(open, 1, true) then return at + last end
  local stop = closer.pattern:match(text) -- no farther, or a thousand open brackets overflow its stack
  return stop and at + stop - 1
end

return M
