-- A number with its unit as people write it anywhere: fractions, powers, shares and discounts, sums
-- with their coins (六十四万零一百四十三元一角七分 · 百分之2.4 · 七五折 · 三分之二 · 一吨半). It takes more than the
-- grammar of reports (fazhi.quantity), whose numerals and units it shares.

local lpeg = require("lpeg")
local amount = require("fazhi.amount")
local catalogue = require("fazhi.catalogue")
local numeral = require("fazhi.numeral")
local quantity = require("fazhi.quantity")
local trie = require("fazhi.trie")
local C, Cc, Cp, P, S = lpeg.C, lpeg.Cc, lpeg.Cp, lpeg.P, lpeg.S

local M = {}

local BLANKS = S(" \t") ^ 0
local SHARES = {
  ["百"] = 1, ["佰"] = 1, ["千"] = 10, ["仟"] = 10, ["万"] = 100, ["百万"] = 10000, ["千万"] = 100000, ["万万"] = 1000000,
  ["百万万"] = 100000000,
}

local function keys(map)
  local list = {}
  for key in pairs(map) do list[#list + 1] = key end
  return list
end

-- A word whose characters may stand apart: 个 百 分点.
local function spaced(word)
  local pattern = P(true)
  for character in word:gmatch("[%z\1-\127\194-\244][\128-\191]*") do pattern = pattern * P(character) * BLANKS end
  return pattern
end

local function all_units(data, extra)
  local merged = { strict = data.strict, guards = data.guards }
  for _, group in ipairs(data) do
    if not group.noun then merged[#merged + 1] = group end
  end
  for _, group in ipairs(extra.measures) do
    merged[#merged + 1] = { kind = "other", unit = group.unit, factor = group.size, words = group.words }
  end
  for _, group in ipairs(extra.currencies) do
    merged[#merged + 1] = { kind = "money", unit = group.unit, words = group.words }
  end
  return merged
end

local function currency_prefixes(extra)
  local words, units = {}, {}
  for _, group in ipairs(extra.currencies) do
    for _, word in ipairs(group.before or {}) do
      words[#words + 1] = word
      units[word] = { name = group.unit, kind = "money", written = word, unnamed = group.unnamed }
    end
  end
  return trie.pattern(words, function(word) return units[word] end) * BLANKS * Cp()
end

local function share_pattern()
  local pattern = P(false)
  local words = keys(SHARES)
  table.sort(words, function(a, b) return #a > #b end)
  for _, word in ipairs(words) do pattern = pattern + spaced(word) * Cc(word) end
  return pattern * spaced("分之") * Cp()
end

local lexicon

local function build()
  local data, extra = catalogue.load("units"), catalogue.load("numbers")
  local unit, han_unit = quantity.unit_patterns(all_units(data, extra))
  local digit = C(S("0123456789"))
    + trie.pattern({ "一", "二", "三", "四", "五", "六", "七", "八", "九", "两" }, numeral.digit)
  return {
    coins = extra.coins,
    prefix = currency_prefixes(extra),
    share = share_pattern(),
    points = BLANKS * (spaced("个百分点") + spaced("百分点")) * Cp(),
    unit = BLANKS * unit * Cp(),
    han_unit = BLANKS * han_unit * Cp(),
    discount = digit * BLANKS * (digit * BLANKS + Cc(false)) * "折" * Cp(),
    dozen = BLANKS * P("打") * -trie.pattern(extra.dozen_not_before) * Cp(),
  }
end

local function words()
  lexicon = lexicon or build()
  return lexicon
end

local function blanks(t, at)
  return t:match("^[ \t]*()", at)
end

-- 2e5 · 2^-1 behind Arabic digits.
local function read_power(t, core)
  local exponent, stop = t:match("^[eE]([+-]?%d+)()", core.stop)
  if exponent and not t:find("^%a", stop) then
    core.value, core.stop = numeral.whole(core.value * 10.0 ^ tonumber(exponent)), stop
    return
  end
  local signs, power
  signs, power, stop = t:match("^%^([+-]*)(%d+)()", core.stop)
  if power then
    local minus = select(2, signs:gsub("%-", "")) % 2 == 1
    core.value, core.stop = numeral.whole(core.value ^ (minus and -tonumber(power) or tonumber(power))), stop
  end
end

-- 3/5 · 1 4/3
local function read_slash(t, core)
  local bottom, stop = t:match("^/(%d+)()", core.stop)
  local top = "0"
  if not bottom then top, bottom, stop = t:match("^ +(%d+)/(%d+)()", core.stop) end
  if not bottom or math.type(core.value) ~= "integer" or not core.digits then return false end
  if t:find("^[/%d]", stop) or tonumber(bottom) == 0 then return false end
  local is_mixed = t:sub(core.stop, core.stop) == " "
  local value = is_mixed and core.value + tonumber(top) / tonumber(bottom) or core.value / tonumber(bottom)
  core.value, core.stop = numeral.whole(value), stop
  return true
end

-- 五分之一 · 三百五又三分之一
local function read_parts(t, core)
  local at = blanks(t, core.stop)
  local is_mixed = t:sub(at, at + 2) == "又"
  local part = is_mixed and amount.read(t, blanks(t, at + 3)) or nil
  if is_mixed and not part then return end
  local under = part or core
  local from = t:match("^[ \t]*分[ \t]*之[ \t]*()", under.stop)
  if not from or under.value == 0 or under.upper then return end
  local sign = t:sub(from, from + 2) == "负" and -1 or 1
  local over = amount.read(t, sign < 0 and from + 3 or from)
  if not over or over.upper then return end
  local value = sign * over.value / under.value
  core.value, core.stop = numeral.whole(is_mixed and core.value + value or value), over.stop
end

local function sign_at(t, at)
  if t:sub(at, at + 2) == "负" then return -1, blanks(t, at + 3) end
  if t:sub(at, at) ~= "-" then return 1, at end
  if not t:find("^%.?%d", at + 1) or at > 1 and t:find("^[%w%)-]", at - 1) then return nil end
  return -1, at + 1
end

local MILLIONS = { ["万"] = 10000, ["亿"] = 100000000 }

--- A number without its unit at byte `at` of `t`, as fazhi.amount reads it, with sign, fraction and power
--- (负一又二分之一, 2e5, 两个亿, 五十打); or nil and where to look on.
function M.read_number(t, at)
  local sign, from = sign_at(t, at)
  if not sign then return nil, at + 1 end
  if t:sub(from, from + 5) == "半百" then return { value = 50 * sign, stop = from + 6, is_han = true, factor = 1 } end
  local core, on = amount.read(t, from)
  if not core then return nil, math.max(on or 0, from + 1) end
  local scale = t:sub(core.stop, core.stop + 2) == "个" and MILLIONS[t:sub(core.stop + 3, core.stop + 5)]
  if scale and not core.upper then core.value, core.stop = numeral.product(core.value, scale), core.stop + 6 end
  if not core.is_han and not core.upper then read_power(t, core) end
  if not core.upper and not read_slash(t, core) then read_parts(t, core) end
  local dozen = words().dozen:match(t, core.stop)
  if dozen and not core.upper then core.value, core.stop = numeral.product(core.value, 12), dozen end
  if sign < 0 then
    local low, high = core.value, core.upper
    core.value, core.upper = high and -high or -low, high and -low or nil
  end
  return core
end

-- 七成六, 三成半: tenths behind 成.
local function add_tenths(t, item)
  local at = blanks(t, item.stop)
  local character = t:sub(at, at + 2)
  local tenths = character == "半" and 5 or numeral.digit(character)
  if tenths and tenths > 0 and not (numeral.digit(t:sub(at + 3, at + 5))) then
    item.value, item.stop = item.value + tenths, at + 3
  end
end

-- 三元五角二分: the smaller coins behind a sum.
local function add_coins(t, item)
  local coins, below = words().coins[item.unit], 1
  while coins do
    local at = blanks(t, item.stop)
    if t:sub(at, at + 2) == "又" then at = at + 3 end
    local core = amount.read(t, at)
    if not core or core.upper then return end
    local found
    for word, parts in pairs(coins) do
      if parts > below and t:sub(core.stop, core.stop + #word - 1) == word and (not found or #word > #found) then
        found = word
      end
    end
    if not found then return end
    local hundredths = math.floor(item.value * 100 + 0.5) + core.value * 100 // coins[found]
    item.value, below = numeral.whole(hundredths / 100), coins[found]
    item.stop = core.stop + #found
  end
end

-- 一吨半 is 1.5 吨.
local function add_half(t, item)
  if t:sub(item.stop, item.stop + 2) == "半" and (item.kind == "other" or item.kind == "area") then
    item.value, item.stop = numeral.whole(item.value + 0.5), item.stop + 3
  end
end

-- 三块 is money where the phrase ends, or coins follow; 三块田 are pieces.
local function is_money_alone(t, stop)
  return stop > #t or t:find("^[%s%d,.;!?)]", stop) or t:find("^，", stop) or t:find("^。", stop) or t:find("^、", stop)
    or numeral.digit(t:sub(stop, stop + 2)) and (t:find("^角", stop + 3) or t:find("^毛", stop + 3)) or false
end

local function put_unit(t, item, unit, stop)
  if unit.written == "块" and not is_money_alone(t, stop) then unit = { name = "块", kind = "count", written = "块" } end
  local factor = unit.factor or 1
  item.unit, item.kind, item.number_stop, item.stop, item.has_unit = unit.name, unit.kind, item.stop, stop, true
  item.value = numeral.product(item.value, factor)
  item.upper = item.upper and numeral.product(item.upper, factor)
  item.unit_factor = factor
  if unit.written == "成" then add_tenths(t, item) end
  if unit.kind == "money" then
    local next_word = t:sub(stop, stop + 2)
    if next_word == "整" or next_word == "正" then item.stop = stop + 3 else add_coins(t, item) end
  end
  add_half(t, item)
  item.unit_stop = item.stop
end

local function read_unit(t, item, core)
  local stop = words().points:match(t, item.stop)
  if stop then return put_unit(t, item, { name = "百分点", kind = "percent", written = "百分点" }, stop) end
  local pattern = core.is_han and words().han_unit or words().unit
  local unit, unit_stop = pattern:match(t, item.stop)
  if not unit or unit.written == "m" and t:find("^%a", unit_stop) then return end
  if unit.written == "两" and not is_money_alone(t, unit_stop) then return end
  put_unit(t, item, unit, unit_stop)
end

-- 百分之八十
local function read_share(t, at)
  local word, from = words().share:match(t, at)
  local core = word and M.read_number(t, from)
  if word and not core and t:sub(from, from + 2) == "百" then core = { value = 100, stop = from + 3 } end
  if not core then return nil end
  local unit, value, upper = "%", core.value, core.upper
  if word == "千" or word == "仟" then
    unit = "‰"
  else
    value = numeral.whole(value / SHARES[word])
    upper = upper and numeral.whole(upper / SHARES[word])
  end
  return { from = at, start = at, stop = core.stop, number_stop = core.stop, value = value, upper = upper, unit = unit,
    kind = "percent", has_unit = true, more = core.more }
end

-- 七五折, 9折, 对折
local function read_discount(t, at)
  local function percent(value, stop)
    return { from = at, start = at, stop = stop, number_stop = stop - 3, value = value, unit = "%", kind = "percent",
      has_unit = true }
  end
  local word = t:sub(at, at + 5)
  if word == "对折" and t:sub(at - 3, at - 1) == "打" or word == "半折" then return percent(50, at + 6) end
  if word == "半成" then return percent(5, at + 6) end
  local a, b, stop = words().discount:match(t, at)
  if not a then return nil end
  return percent(b and tonumber(a) * 10 + tonumber(b) or tonumber(a) * 10, stop)
end

--- A number with the unit behind it at byte `at` of `t` (half-width, numerals simplified): a table with
--- from, start, stop, number_stop, unit_stop (bytes, stops not included), value, upper, unit, kind, has_unit,
--- more, factor and core (as fazhi.amount gives it); or nil and where to look on.
function M.read(t, at)
  local item = read_discount(t, at) or read_share(t, at)
  if item then return item end
  local core, on = M.read_number(t, at)
  if not core then return nil, on end
  item = { from = at, start = at, stop = core.stop, number_stop = core.stop, value = core.value,
    upper = core.upper, unit = "", kind = "number", more = core.more, is_han = core.is_han, factor = core.factor,
    spelled = core.spelled, core = core }
  local stop = t:match("^[ \t]*折()", core.stop)
  if stop and not core.upper and core.value < 10 and core.value > 0 then
    item.value, item.unit, item.kind, item.has_unit = numeral.whole(core.value * 10), "%", "percent", true
    item.stop, item.unit_stop = stop, stop
    return item
  end
  read_unit(t, item, core)
  return item
end

--- The same for 第3万: kind "ordinal"; nil if there is none.
function M.read_ordinal(t, at)
  local core = amount.read(t, at + 3)
  if not core or core.upper or core.is_decimal then return nil end
  return { from = at, start = at, stop = core.stop, number_stop = core.stop, value = core.value, unit = "",
    kind = "ordinal", has_unit = true }
end

--- A sum whose currency stands before it, 港币两千元, $20; nil if there is none.
function M.read_prefixed(t, at)
  local unit, from = words().prefix:match(t, at)
  if not unit then return nil end
  local item = M.read(t, from)
  if not item or item.kind ~= "number" and item.kind ~= "money" then return nil end
  item.start, item.unit_start, item.unit, item.kind, item.has_unit = at, at, unit.name, "money", true
  return item
end

return M
