-- Numerals that are no figures, read from catalogue/notfigures.lua: the small language of its forms (Y年(n月)?)
-- is compiled to what fazhi.core.forms goes along; words and bracketed names are matched.

local lpeg = require("lpeg")
local core = require("fazhi.core")
local catalogue = require("fazhi.catalogue")
local wordlist = require("fazhi.wordlist")
local P = lpeg.P

local M = {}

local HAN = { "零", "〇", "○", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿", "两" }
local DASHES = { "—", "——", "–", "-", "－", "~", "～", "至", "到", "、", "和", "与", "及", "或" }
local IS_HAN = wordlist.set(HAN)
local ONE = "[%z\1-\127\194-\244][\128-\191]*"

-- The signs of the language, which those of the code are as well.
local SIGNS = wordlist.set({ "Y", "n", "d", "N", "H", "~" })

local function characters_of(text)
  local list = {}
  for character in text:gmatch(ONE) do list[#list + 1] = character end
  return list
end

local function enter(set, list)
  for _, character in ipairs(list) do set[character] = true end
  return set
end

-- Of words that are not one character the first one.
local function firsts(words)
  local set = {}
  for _, word in ipairs(words) do set[word:match(ONE)] = true end
  return set
end

-- The fewest bytes of digits and points that a sign takes; nil if it may take anything else.
local WIDTHS = { Y = 4, n = 1, d = 1, N = 1, ["."] = 1 }

local BEGINS = { H = firsts(HAN), ["~"] = firsts(DASHES) }

-- ---- the code: see fazhi/forms.h -----------------------------------------------------------------

local function text_code(text)
  return text == "" and "" or "=" .. ("s1"):pack(text)
end

local function group_code(sign, body)
  return sign .. ("<s2"):pack(body)
end

-- Codes one after the other, those of texts as one: { code = or text =, … }.
local function joined(list)
  local codes, text = {}, ""
  for _, one in ipairs(list) do
    if one.text then
      text = text .. one.text
    else
      codes[#codes + 1] = text_code(text) .. one.code
      text = ""
    end
  end
  return table.concat(codes) .. text_code(text)
end

local function choice_code(codes)
  if #codes == 1 then return codes[1] end
  local list = {}
  for i, code in ipairs(codes) do list[i] = ("<s2"):pack(code) end
  return group_code("|", table.concat(list))
end

-- ---- forms ---------------------------------------------------------------------------------------

-- What a sign compiles to: its code, or the text that it is; its width, the characters other than digits and points
-- it begins with (first), whether it ends in a digit or point (ends) and may match nothing (empty).
local function new_sign(character, is_literal)
  local width = not is_literal and (WIDTHS[character] or character:find("^%d") and 1) or nil
  local is_sign = not is_literal and SIGNS[character]
  return { code = is_sign and character or nil, text = not is_sign and character or nil, width = width,
    first = width and {} or not is_literal and BEGINS[character] or { [character] = true }, ends = width ~= nil,
    empty = false }
end

local made = { [true] = {}, [false] = {} } -- by whether it is literal and by character; none is ever changed

local function compile_sign(character, is_literal)
  local known = made[is_literal]
  known[character] = known[character] or new_sign(character, is_literal)
  return known[character]
end

-- Of two sets, which are never changed; one of its own where that is asked for.
local function union(a, b, is_own)
  if not is_own and not next(a) then return b end
  if not is_own and not next(b) then return a end
  local set = {}
  for character in pairs(a) do set[character] = true end
  for character in pairs(b) do set[character] = true end
  return set
end

-- What two alternatives are together; the set of the first, which is its own, gets the characters of both.
local function add_alternative(all, one)
  all.width = all.width and one.width and math.min(all.width, one.width) or all.width or one.width
  for character in pairs(one.first) do all.first[character] = true end
  all.ends, all.empty = all.ends or one.ends, all.empty or one.empty
end

-- A sign that may be left out, "?", or repeated as well, "*".
local function repeated(one, sign)
  return { code = group_code(sign, joined({ one })), width = 0, first = one.first, ends = one.ends, empty = true }
end

-- alternatives ← sequence ('|' sequence)* ; sequence ← (sign ('?' | '*')?)*
-- The result is as that of compile_sign, with its code: `width` is that of the shortest match that is all digits and
-- points, nil if there is none. Into `behind` go the characters with which a match may go on behind digits and points.
local function compile_form(form, behind)
  local characters, at = characters_of(form), 1
  local alternatives
  local function sign()
    local character = characters[at] or ""
    at = at + 1
    if character == "%" then
      at = at + 1
      return compile_sign(characters[at - 1] or "", true)
    end
    if character ~= "(" then return compile_sign(character, false) end
    local inner = alternatives()
    assert(characters[at] == ")", "a bracket is open in " .. form)
    at = at + 1
    return inner
  end
  local function go_on(ends, one)
    if not ends then return end
    for character in pairs(one.first) do behind[character] = true end
  end
  local function sequence()
    local list, width, first, ends, empty = {}, 0, {}, false, true
    local next_one = characters[at]
    while next_one and next_one ~= "|" and next_one ~= ")" do
      local one = sign()
      next_one = characters[at]
      if next_one == "*" then go_on(one.ends, one) end
      if next_one == "?" or next_one == "*" then
        one, at = repeated(one, next_one), at + 1
        next_one = characters[at]
      end
      go_on(ends, one)
      width = width and one.width and width + one.width
      if empty then first = union(first, one.first) end
      ends, empty = one.ends or one.empty and ends, empty and one.empty
      list[#list + 1] = one
    end
    return { code = joined(list), width = width, first = first, ends = ends, empty = empty }
  end
  function alternatives()
    local all = sequence()
    if characters[at] ~= "|" then return all end
    local codes = { all.code }
    all.first = union(all.first, {}, true)
    while characters[at] == "|" do
      at = at + 1
      local one = sequence()
      codes[#codes + 1] = one.code
      add_alternative(all, one)
    end
    all.code = choice_code(codes)
    return all
  end
  local compiled = alternatives()
  assert(at > #characters, "a bracket is closed too often in " .. form)
  return compiled
end

local GROUP = ",ddd" -- is behind a form what no sign of the language stands for

-- The code of words of which none may follow; a word that is a sign is what it stands for.
local function ahead(words)
  if not words then return nil end
  local codes = {}
  for i, word in ipairs(words) do
    codes[i] = word == GROUP and text_code(",") .. "G" or SIGNS[word] and word or text_code(word)
  end
  return choice_code(codes)
end

local function new_rule(entry, behind)
  local form = compile_form(entry.form, behind)
  return { code = form.code, unless = ahead(entry.unless), after = entry.after, not_after = entry.not_after,
    width = form.width, behind = behind }
end

-- Enters every character that a match of this form may have.
local function add_characters(set, form)
  enter(set, characters_of(form))
  if form:find("~", 1, true) then enter(set, characters_of(table.concat(DASHES))) end
  if form:find("H", 1, true) then enter(set, HAN) end
end

-- ---- words ---------------------------------------------------------------------------------------

-- What comes before the first numeral of a word, the word from there on, and the character behind that.
local function divide(word)
  local characters = characters_of(word)
  for i, character in ipairs(characters) do
    if IS_HAN[character] or character:find("^%d") then
      return table.concat(characters, "", 1, i - 1), table.concat(characters, "", i), characters[i + 1]
    end
  end
end

-- A word is looked for where its first numeral stands, with what comes before it behind: those that begin with one are
-- a list of words, the others rules, the longest first. `behind` gets the characters behind these numerals.
local function read_words(words, behind)
  local starts, rules, known = {}, {}, {}
  for _, list in pairs(words) do
    for _, word in ipairs(list) do
      local before, rest, following = divide(word)
      if following then behind[following] = true end
      if before == "" then
        starts[#starts + 1] = word
      elseif before then
        if not known[rest] then
          known[rest] = { code = text_code(rest), after = {}, size = #rest }
          rules[#rules + 1] = known[rest]
        end
        table.insert(known[rest].after, before)
      end
    end
  end
  table.sort(rules, function(a, b) return a.size > b.size end)
  return wordlist.finder(starts), rules
end

-- ---- all of it -----------------------------------------------------------------------------------

local function list_of(set)
  local list = {}
  for character in pairs(set) do list[#list + 1] = character end
  return list
end

local function new_forms(given)
  given.numerals, given.dashes = core.words.new(HAN), core.words.new(DASHES)
  return core.forms.new(given)
end

-- The forms of digits, chosen from by the characters with which each goes on behind them; and those characters.
local function new_digits(rules)
  local bits, goes_on = {}, {}
  for i, rule in ipairs(rules) do
    for character in pairs(rule.behind) do bits[character] = (bits[character] or 0) | 1 << i - 1 end
  end
  local characters = list_of(bits)
  for i, character in ipairs(characters) do goes_on[i] = bits[character] end
  return new_forms { list = rules, behind = core.words.new(characters), goes_on = goes_on }
end

local function find_closers(enclosed)
  local closers = {}
  for _, pair in ipairs(enclosed) do
    local open, close = P(pair[1]), P(pair[2])
    local inside = 1 - (open + close + "\n")
    if pair[1] ~= pair[2] then inside = lpeg.V(1) + inside end -- names stand inside names
    closers[pair[1]] = { pattern = P({ open * inside ^ 0 * close }) * lpeg.Cp(), limit = pair[3], close = pair[2] }
  end
  return closers
end

local compiled

local function build()
  local data = catalogue.load("notfigures")
  local behind, digits, ordinals = {}, {}, {}
  local words, others = read_words(data.words, behind)
  for _, entry in ipairs(data.forms) do
    local rule = new_rule(entry, {})
    if entry.form:find("^%(?[YnNd%d]") or entry.form:find("^%(%(") then
      digits[#digits + 1] = rule
    else
      local is_ordinal = entry.form:find("^第")
      if not is_ordinal then others[#others + 1] = rule end
      if is_ordinal or entry.form:find("^%(") then ordinals[#ordinals + 1] = rule end
      add_characters(behind, entry.form)
    end
  end
  compiled = { digits = new_digits(digits), numerals = new_forms { list = others, words = words },
    ordinals = new_forms { list = ordinals }, closers = find_closers(data.enclosed), behind = list_of(behind) }
  return compiled
end

--- The forms (fazhi.core.forms) of what is no figure: { digits = of what begins with a digit, numerals = with a Chinese
--- numeral or 几, ordinals = with 第, behind = the characters with which those of numerals may go on behind the first }.
function M.forms()
  return compiled or build()
end

--- Where the non-figure that begins with the Chinese numeral or 几 at byte `at` of `s` ends: the position after it, or
--- nil if the numeral may be a figure.
function M.at_numeral(s, at)
  return M.forms().numerals:match(s, at)
end

--- The same for 第 at byte `at`.
function M.at_ordinal(s, at)
  return M.forms().ordinals:match(s, at)
end

--- Where the bracketed name or label that opens with the character `open` at byte `at` ends;
--- nil if it is too long to be one or is not closed on the line.
function M.at_bracket(s, at, open)
  local closer = M.forms().closers[open]
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
