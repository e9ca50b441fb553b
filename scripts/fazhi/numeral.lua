-- Numerals: Arabic and Chinese ones to numbers and back, and the LPeg patterns that find them
-- in text (12,077 · 1.6万余 · 1亿2000万 · 一千二百三十 · 三十多万).

local lpeg = require("lpeg")
local trie = require("fazhi.trie")
local P, R, C, Cc, Ct = lpeg.P, lpeg.R, lpeg.C, lpeg.Cc, lpeg.Ct

local M = {}

local DIGITS = {
  ["零"] = 0, ["〇"] = 0, ["○"] = 0, ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6,
  ["七"] = 7, ["八"] = 8, ["九"] = 9, ["两"] = 2, ["俩"] = 2, ["壹"] = 1, ["贰"] = 2, ["叁"] = 3, ["肆"] = 4, ["伍"] = 5,
  ["陆"] = 6, ["柒"] = 7, ["捌"] = 8, ["玖"] = 9,
}
local PLACES = { ["十"] = 10, ["百"] = 100, ["千"] = 1000, ["拾"] = 10, ["佰"] = 100, ["仟"] = 1000 }
local PLAIN_PLACES = { ["拾"] = "十", ["佰"] = "百", ["仟"] = "千" }
local MYRIADS = { { "亿", 100000000 }, { "万", 10000 } }

-- What may follow the digits of an Arabic numeral, and what must not come then: 3千 but 3千瓦.
local MULTIPLIERS = {
  ["万亿"] = 1000000000000, ["千亿"] = 100000000000, ["百亿"] = 10000000000, ["十亿"] = 1000000000,
  ["亿"] = 100000000, ["千万"] = 10000000, ["百万"] = 1000000, ["十万"] = 100000, ["万"] = 10000, ["千"] = 1000,
  ["百"] = 100,
}
local NOT_AFTER_MULTIPLIER = {
  ["千"] = { "瓦", "米", "克", "卡", "伏", "赫", "兆", "方" }, ["百"] = { "分", "姓", "货" },
}
local LONGEST = 60 -- characters of a Chinese numeral with 万 and 亿
local MORE = { "余", "多", "来", "余多" }
local TENS = { ["廿"] = "二十", ["卅"] = "三十" }

--- The same number as a Lua integer when it is whole and small enough to be exact.
function M.whole(x)
  if math.type(x) == "float" and x == math.floor(x) and x > -2 ^ 53 and x < 2 ^ 53 then
    return math.tointeger(x)
  end
  return x
end

--- a × b, as a float where the integers do not reach.
function M.product(a, b)
  if math.abs(a) > math.maxinteger / math.max(1, b) then a = a + 0.0 end
  return M.whole(a * b)
end

--- a + b of numbers that are not negative, as a float where the integers do not reach.
function M.total(a, b)
  if math.type(a) == "integer" and a > math.maxinteger - b then a = a + 0.0 end
  return a + b
end

--- Whether a value can be counted with: a number below 2^63, where neither the integers end nor a sum of such
--- values runs out of numbers. Digits beyond are no number of anything.
function M.is_sound(value)
  return value ~= nil and value > -0x1p63 and value < 0x1p63
end

--- The value of Arabic digits with decimals and thousands separators ("1,949.39") times a
--- whole number, reckoned in integers so that 17.61 亿 is 1761000000 and not a hair less.
function M.scaled(digits, factor)
  if factor == 1 and #digits < 19 and not digits:find("%D") then return tonumber(digits) end
  if digits:find("[,\xC2]") then digits = digits:gsub(",", ""):gsub("·", ".") end
  local int, fraction = digits:match("^(%d+)%.(%d+)$")
  if not int then return M.product(tonumber(digits), factor) end
  if #int + #fraction > 15 then return M.whole(tonumber(digits) * factor) end
  local all, scale = math.tointeger(tonumber(int .. fraction)), math.tointeger(10 ^ #fraction)
  if factor % scale == 0 then return all * (factor // scale) end
  return M.whole(all * factor / scale)
end

--- The value of one Chinese digit (三, 叁, 两, 零), nil for anything else.
function M.digit(character)
  return DIGITS[character]
end

--- The colloquial form of a place (佰 → 百); other characters as they are.
function M.plain_place(character)
  return PLAIN_PLACES[character] or character
end

local function characters(s)
  local list = {}
  for character in s:gmatch("[%z\1-\127\194-\244][\128-\191]*") do list[#list + 1] = character end
  return list
end

-- 二〇二三, 一七二零: digits said one by one.
local function digit_string(list)
  local value = 0
  for _, character in ipairs(list) do
    if not DIGITS[character] then return nil end
    value = M.total(M.product(value, 10), DIGITS[character])
  end
  return value
end

-- Below ten thousand: 一千零五十, 十二, 一百二 (the last digit stands for the next place down).
local function below_myriad(s)
  local list = characters(s)
  if #list == 0 then return nil end
  local sum, digit, place, zero = 0, nil, 10000, true
  for _, character in ipairs(list) do
    local d, p = DIGITS[character], PLACES[character]
    if d == 0 then
      if digit then return nil end
      zero = true
    elseif d then
      if digit then return nil end
      digit = d
    elseif p and p < place and (digit or p == 10) then
      sum, place, digit, zero = sum + (digit or 1) * p, p, nil, false
    else
      return nil
    end
  end
  if digit and not zero and place > 10 and place < 10000 then return sum + digit * (place // 10) end
  return sum + (digit or 0)
end

local function chinese_integer(s, depth)
  for i = depth, #MYRIADS do
    local word, size = MYRIADS[i][1], MYRIADS[i][2]
    local left, right = s:match("^(.+)" .. word .. "(.*)$")
    if left then
      local high = chinese_integer(left, 1)
      if not high then return nil end
      high = M.product(high, size)
      if right == "" then return high end
      if DIGITS[right] and DIGITS[right] > 0 then return M.total(high, DIGITS[right] * (size // 10)) end
      local low = chinese_integer(right:gsub("^零", ""), i + 1)
      return low and M.total(high, low)
    end
  end
  return below_myriad(s)
end

local function integer(s)
  local list = characters(s)
  return #list > 1 and digit_string(list) or #list <= LONGEST and chinese_integer(s, 1) or nil
end

-- 零五 as "05".
local function arabic_digits(list)
  local digits = {}
  for i, character in ipairs(list) do
    if not DIGITS[character] then return nil end
    digits[i] = DIGITS[character]
  end
  return table.concat(digits)
end

-- 四点三, 一点五亿
local function chinese_decimal(int, fraction)
  local size = 1
  for _, myriad in ipairs(MYRIADS) do
    local head = fraction:match("^(.+)" .. myriad[1] .. "$")
    if head then fraction, size = head, size * myriad[2] end
  end
  local value, digits = integer(int), arabic_digits(characters(fraction))
  if not value or not digits then return nil end
  if math.type(value) == "float" then return value * size end -- beyond the integers, the decimals say nothing
  return M.scaled(value .. "." .. digits, size)
end

-- 廿三, 一百卅
local function spell_tens(s)
  return (s:gsub("[\229][\141\187][\133\191]", TENS))
end

local function chinese(s)
  s = spell_tens(s)
  local int, fraction = s:match("^(.-)点(.+)$")
  if int then return chinese_decimal(int, fraction) end
  return integer(s)
end

local patterns

-- A part is digits with at most one multiplier; a further part needs a multiplier before it.
local function build()
  local digit = R("09")
  local grouped = digit * digit ^ -2 * (P(",") * digit * digit * digit) ^ 1 * -digit
  local point = P(".") + P("·") * #(digit ^ 1 * "%") -- 19·5%, as older texts write it
  local arabic = (grouped + digit ^ 1) * (point * digit ^ 1) ^ -1
  local words = {}
  for word in pairs(MULTIPLIERS) do words[#words + 1] = word end
  local multiplier = trie.pattern(words, function(word) return MULTIPLIERS[word] end, function(word)
    return NOT_AFTER_MULTIPLIER[word] and trie.pattern(NOT_AFTER_MULTIPLIER[word])
  end)
  local more, big = trie.pattern(MORE), trie.pattern({ "万", "亿" })
  local big_value = P("亿") * Cc(MULTIPLIERS["亿"]) + P("万") * Cc(MULTIPLIERS["万"])
  -- 3万多亿: 万 and 亿 multiply, and 多 stands between them.
  local scale = multiplier * (more * big_value + Cc(false))
    / function(a, b) return a * (b or 1), b and true or false end
  local has_more = P("来") * Cc("about") + more * Cc(true) + Cc(false)
  local rest = Ct((C(arabic) * scale) ^ 1) + Cc(false)
  local amount = C(arabic) * has_more * (scale * rest + Cc(1) * Cc(false) * Cc(false)) * has_more
    / function(digits, before, factor, inner, parts, after)
      local value, more_inside = M.scaled(digits, factor), inner
      for i = 1, parts and #parts or 0, 3 do
        value = M.total(value, M.scaled(parts[i], parts[i + 1]))
        more_inside = more_inside or parts[i + 2]
      end
      return value, before or more_inside or after, factor
    end
  local han_digit = trie.pattern(characters("零〇○一二三四五六七八九两"))
  local han_one = han_digit + trie.pattern(characters("十百千万亿廿卅"))
  local han = han_one ^ 1 * (P("点") * han_digit ^ 1 * big ^ 0) ^ -1 * (more * big ^ 0) ^ -1
  return { digits = C(arabic), amount = amount, han = C(han), more = more, han_digit = han_digit / DIGITS }
end

--- LPeg patterns, built once: `digits` captures Arabic digits ("12,077.5"); `amount` matches
--- them with 万 亿 余 多 来 and captures value, whether 余/多 (true) or 来 ("about") stood there, and the
--- multiplier;
--- `han` captures a run of Chinese numerals with 余/多 (see `han_value`), `han_digit` the value of one
--- digit; `more` is 余 多 来.
function M.patterns()
  patterns = patterns or build()
  return patterns
end

local MORE_MEANS = { ["余"] = true, ["多"] = true, ["来"] = "about", ["余多"] = true }

--- What may stand behind Arabic digits, as data: `multipliers` maps words to their values, `not_after` words
--- to the lists of what must not follow them, `more` 余 多 来 to what the pattern `amount` captures for them.
--- They are the module's own: not to be changed.
function M.behind_digits()
  return { multipliers = MULTIPLIERS, not_after = NOT_AFTER_MULTIPLIER, more = MORE_MEANS }
end

local han_values = {} -- run → {value, has_more} or false; the runs of a corpus are few

--- The value of a run found by `patterns().han`, and whether it holds 余/多 (true) or 来 ("about", for 十来件
--- may be nine); nil if the run is no number (三五, 十四五) or only digits said one by one that are fewer
--- than four.
function M.han_value(run)
  local known = han_values[run]
  if known == nil then
    local plain, more = run, false
    for _, word in ipairs({ "来", "余", "多" }) do
      local count
      plain, count = plain:gsub(word, "")
      if count > 0 then more = word == "来" and "about" or true end
    end
    local list = characters(plain)
    local spelled = #list > 1 and digit_string(list) ~= nil
    local value
    if not (spelled and #list < 4) then value = chinese(plain) end
    known = value and { value, more } or false
    han_values[run] = known
  end
  if not known then return nil end
  return known[1], known[2]
end

--- The number that `s` as a whole spells, in Arabic ("1,234.5", "3.2万", "1亿2000万") or Chinese
--- numerals ("一千二百三十", "三万五", "二〇二三", "零点五", "负十"); integer if whole, else float;
--- nil if it spells none.
function M.parse(s)
  if type(s) ~= "string" or s == "" then return nil end
  local rest = s:match("^负(.+)$") or s:match("^%-(.+)$")
  if rest then
    local value = M.parse(rest)
    return value and -value
  end
  if s:find("^%d") then
    local value, more = (M.patterns().amount * -1):match(s)
    return not more and value or nil
  end
  return chinese(s)
end

local SPOKEN = characters("零一二三四五六七八九")
local PLACE_NAMES = { "千", "百", "十", "" }

-- Four places at most; inner zeros are said once, outer ones never.
local function spell_below_myriad(n)
  local out, zero = {}, false
  for i, place in ipairs({ 1000, 100, 10, 1 }) do
    local digit = n // place % 10
    if digit > 0 then
      if zero and #out > 0 then out[#out + 1] = "零" end
      out[#out + 1] = SPOKEN[digit + 1] .. PLACE_NAMES[i]
      zero = false
    else
      zero = true
    end
  end
  return table.concat(out)
end

local function spell(n)
  for _, myriad in ipairs(MYRIADS) do
    local word, size = myriad[1], myriad[2]
    if n >= size then
      local low = n % size
      local tail = low > 0 and spell(low) or ""
      if low > 0 and low < size // 10 then tail = "零" .. tail end
      return spell(n // size) .. word .. tail
    end
  end
  return spell_below_myriad(n)
end

-- The shortest decimals that are this float again, without an exponent; nil if it is too large to be exact.
local function decimals_of(n)
  if math.type(n) == "integer" then return tostring(n) end
  if n ~= n or n >= 1e16 then return nil end
  for precision = 1, 17 do
    local written = ("%%.%dg"):format(precision):format(n)
    if tonumber(written) == n then
      local mantissa, exponent = written:match("^([%d.]+)e([+-]%d+)$")
      if not mantissa then return written end
      local digits = mantissa:gsub("%.", "")
      return "0." .. ("0"):rep(-tonumber(exponent) - 1) .. digits
    end
  end
end

local function say_digits(digits)
  return (digits:gsub("%d", function(d) return SPOKEN[tonumber(d) + 1] end))
end

local FORMAL = {
  ["一"] = "壹", ["二"] = "贰", ["三"] = "叁", ["四"] = "肆", ["五"] = "伍", ["六"] = "陆", ["七"] = "柒", ["八"] = "捌", ["九"] = "玖",
  ["十"] = "拾", ["百"] = "佰", ["千"] = "仟",
}

local function say(n)
  if math.type(n) == "integer" then return n == 0 and "零" or spell(n) end
  local int, fraction = (decimals_of(n) or ""):match("^(%d+)%.(%d+)$")
  if not int then return nil end
  return say(math.tointeger(tonumber(int))) .. "点" .. say_digits(fraction)
end

-- 壹元零壹分: to the 分, as on a cheque.
local function say_money(n)
  if n ~= n or n >= 9e16 then return nil end
  local cents = math.type(n) == "integer" and n * 100 or math.tointeger(math.floor(n * 100 + 0.5))
  local yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
  local words = (yuan > 0 or cents == 0) and say(yuan) .. "元" or ""
  if jiao + fen == 0 then return words .. "整" end
  if jiao > 0 then words = words .. SPOKEN[jiao + 1] .. "角" elseif yuan > 0 then words = words .. "零" end
  return fen > 0 and words .. SPOKEN[fen + 1] .. "分" or words
end

local STYLES = {
  spoken = function(n) return (say(n) or ""):gsub("^一十", "十") end,
  formal = say,
  money = say_money,
  digits = function(n) return say_digits(tostring(decimals_of(n) or "")):gsub("%.", "点") end,
}

--- The number in Chinese numerals: as one says it (style "spoken", the default: 1230 → 一千二百三十,
--- 0.5 → 零点五, -3 → 负三), in formal ones ("formal": 壹仟贰佰叁拾), as a sum of money ("money": 壹元零壹分) or digit
--- by digit ("digits": 一二三零). nil if it is too large to be told exactly (from 10^16, if no integer).
function M.format(n, style)
  style = style or "spoken"
  if not STYLES[style] then error("no style of numerals: " .. tostring(style), 2) end
  if n < 0 then
    local words = M.format(-n, style)
    return words and "负" .. words
  end
  local words = STYLES[style](M.whole(n))
  if not words or words == "" then return nil end
  if style == "formal" or style == "money" then words = words:gsub("[\228-\233][\128-\191][\128-\191]", FORMAL) end
  return words
end

return M
