-- Numerals that are no figures, read from catalogue/notfigures.lua: the small language of its
-- forms (Y年(n月)?) is compiled to LPeg here, and words and bracketed names are matched.

local lpeg = require("lpeg")
local catalogue = require("fazhi.catalogue")
local trie = require("fazhi.trie")
local wordlist = require("fazhi.wordlist")
local B, Cp, P, R = lpeg.B, lpeg.Cp, lpeg.P, lpeg.R
local sub = string.sub

local M = {}

local CHARACTER = R("\0\127") + R("\194\223") * 1 + R("\224\239") * 2 + R("\240\244") * 3
local DIGIT = R("09")
local HAN = trie.pattern({ "零", "〇", "○", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿", "两" })

local SIGNS = {
  Y = (P("19") + "20") * DIGIT * DIGIT,
  n = DIGIT * DIGIT ^ -1 * -DIGIT,
  d = DIGIT,
  N = DIGIT ^ 1 * (P(".") * DIGIT ^ 1) ^ -1,
  H = HAN ^ 1,
  ["~"] = trie.pattern({ "—", "——", "–", "-", "－", "~", "～", "至", "到", "、", "和", "与", "及", "或" }),
}

-- The fewest bytes of digits and points that a sign takes; nil if it may take anything else.
local WIDTHS = { Y = 4, n = 1, d = 1, N = 1, ["."] = 1 }

-- alternatives ← sequence ('|' sequence)* ; sequence ← (sign ('?' | '*')?)*
-- Second result: the fewest bytes of a match that is all digits and points; nil if there is none.
local function compile_form(form)
  local at = 1
  local function peek() return CHARACTER:match(form, at) and form:sub(at, CHARACTER:match(form, at) - 1) or "" end
  local function take()
    local character = peek()
    at = at + #character
    return character
  end
  local alternatives
  local function sign()
    local character = take()
    if character == "(" then
      local inner, width = alternatives()
      assert(take() == ")", "a bracket is open in " .. form)
      return inner, width
    end
    if character == "%" then return P(take()) end
    return SIGNS[character] or P(character), WIDTHS[character] or character:find("^%d") and 1 or nil
  end
  local function sequence()
    local pattern, width = P(true), 0
    while peek() ~= "" and peek() ~= "|" and peek() ~= ")" do
      local one, bytes = sign()
      if peek() == "?" then
        one, bytes = one ^ -1, 0
        take()
      elseif peek() == "*" then
        one, bytes = one ^ 0, 0
        take()
      end
      pattern, width = pattern * one, width and bytes and width + bytes
    end
    return pattern, width
  end
  function alternatives()
    local pattern, width = sequence()
    while peek() == "|" do
      take()
      local other, bytes = sequence()
      pattern, width = pattern + other, width and bytes and math.min(width, bytes) or width or bytes
    end
    return pattern, width
  end
  local pattern, width = alternatives()
  assert(at > #form, "a bracket is closed too often in " .. form)
  return pattern, width
end

local function ahead(words)
  local pattern = P(false)
  for _, word in ipairs(words) do pattern = pattern + (SIGNS[word] or P(word)) end
  return pattern
end

local function rule(entry)
  local pattern, width = compile_form(entry.form)
  if entry.after then pattern = wordlist.behind(entry.after) * pattern end
  if entry.not_after then pattern = -wordlist.behind(entry.not_after) * pattern end
  if entry.unless then pattern = pattern * -ahead(entry.unless) end
  return pattern, width
end

local ONE = "[%z\1-\127\194-\244][\128-\191]*"

-- Enters every character that a match of this form may have behind digits and points.
local function add_characters(set, form)
  for character in form:gmatch(ONE) do set[character] = true end
  if form:find("~", 1, true) then add_characters(set, "—–-－～至到、和与及或") end
  if form:find("H", 1, true) then add_characters(set, "零〇○一二三四五六七八九十百千万亿两") end
end

-- A word is looked for where its first numeral stands, with what comes before it behind.
-- `behind` gets the characters behind these numerals.
local function word_rules(words, behind)
  local starts, inner = {}, P(false)
  for _, list in pairs(words) do
    for _, word in ipairs(list) do
      local at = 1
      while at <= #word and not (HAN + DIGIT):match(word, at) do at = CHARACTER:match(word, at) end
      if at <= #word then add_characters(behind, word:match(ONE, CHARACTER:match(word, at)) or "") end
      if at == 1 then
        starts[#starts + 1] = word
      else
        inner = inner + B(P(word:sub(1, at - 1))) * P(word:sub(at))
      end
    end
  end
  return trie.pattern(starts) + inner
end

local compiled

local function build()
  local data = catalogue.load("notfigures")
  local digits, others = P(false), P(false)
  local bare, bare_min, goes_on, behind = P(false), math.maxinteger, {}, {}
  for _, entry in ipairs(data.forms) do
    local pattern, width = rule(entry)
    if entry.form:find("^%(?[YnNd%d]") or entry.form:find("^%(%(") then
      digits = digits + pattern
      add_characters(goes_on, entry.form)
      if width then bare, bare_min = bare + pattern, math.min(bare_min, width) end
    else
      others = others + pattern
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
  compiled = { digits = digits * Cp(), others = (word_rules(data.words, behind) + others) * Cp(), closers = closers,
    bare = bare * Cp(), bare_min = bare_min, goes_on = goes_on, behind = behind }
end

--- Where the non-figure that begins with the digit at byte `at` of `s` ends: the position
--- after it, or nil if the digits may be a figure.
function M.at_digit(s, at)
  if not compiled then build() end
  return compiled.digits:match(s, at)
end

--- The same where it is known that the digits and points from byte `at` end before byte `stop` and that the
--- character there is of one or three bytes: few of them need a look at all forms.
function M.at_plain(s, at, stop)
  if not compiled then build() end
  local goes_on = compiled.goes_on
  if goes_on[sub(s, stop, stop + 2)] or goes_on[sub(s, stop, stop)] then return compiled.digits:match(s, at) end
  if stop - at >= compiled.bare_min then return compiled.bare:match(s, at) end
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
  return { behind_digits = list_of(compiled.goes_on), behind_numerals = list_of(compiled.behind),
    digits_min = compiled.bare_min }
end

--- The same for a Chinese numeral, 第 or 几 at byte `at`.
function M.at_numeral(s, at)
  if not compiled then build() end
  return compiled.others:match(s, at)
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
