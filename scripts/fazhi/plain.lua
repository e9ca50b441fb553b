-- What plain amounts are read with (36件, 1.6万余人, 97%以上): the reader of fazhi.core.amounts, made of the
-- units, bounds and non-figures of the catalogue. It tells figures that need no pattern, as most do not, and
-- the places where one may stand; the grammar of fazhi.quantity reads those.

local core = require("fazhi.core")
local catalogue = require("fazhi.catalogue")
local notfigure = require("fazhi.notfigure")
local numeral = require("fazhi.numeral")
local quantity = require("fazhi.quantity")
local wordlist = require("fazhi.wordlist")

local M = {}

local START, UNIT, BOUND = core.amounts.START, core.amounts.UNIT, core.amounts.BOUND

-- The flags of characters: those of the core, and one for each set of characters that a place is looked at for.
local SIGN = {
  one_before = 1 << 8, one_behind = 1 << 9, numeral_behind = 1 << 10, digit = 1 << 11, hundredth_behind = 1 << 12,
  doubled_behind = 1 << 13,
}
for name, flag in pairs(core.amounts.SIGN) do SIGN[name] = flag end

local DIGITS = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" }
local HAN = { "零", "〇", "○", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿", "廿", "卅" }

-- Where a numeral may begin, by what has to be looked for there, and what tells that there is nothing to look
-- for: a lone numeral is no figure without a unit behind it. 零 alone counts nothing: 零部件, 零距离, 零申请. `forms`
-- are those of fazhi.notfigure that a place may have.
local PLACES = {
  { kind = "digits", words = DIGITS, what = START.digits, forms = "digits" },
  { kind = "numeral", words = { "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "〇", "○", "几" },
    what = START.numeral, behind = SIGN.numeral_behind, forms = "numerals" },
  { kind = "zero", words = { "零" }, what = START.skip },
  { kind = "one", words = { "一" }, what = START.look, behind = SIGN.one_behind,
    before = SIGN.one_before | SIGN.bound_last },
  { kind = "hundredth", words = { "百", "千" }, what = START.look, behind = SIGN.hundredth_behind },
  { kind = "ordinal", words = { "第" }, what = START.ordinal, behind = SIGN.digit, forms = "ordinals" }, -- 第10名
  { kind = "doubled", words = { "翻" }, what = START.look, behind = SIGN.doubled_behind },
  { kind = "quote", words = { '"' }, what = START.ask },
}

-- The flags of characters by the character, while they are gathered.
local function mark(signs, sign, words)
  for _, word in ipairs(words) do
    local character = word:byte() < 128 and word:sub(1, 1) or word:sub(1, 3)
    signs[character] = (signs[character] or 0) | sign
  end
end

local function keys(map)
  local list = {}
  for key in pairs(map) do list[#list + 1] = key end
  return list
end

local function last_characters(words)
  local list = {}
  for _, word in ipairs(words) do list[#list + 1] = word:sub(-3) end
  return list
end

-- What characters behind and before digits and units tell.
local function mark_amounts(signs, units, bounds)
  local behind = numeral.behind_digits()
  mark(signs, SIGN.factor, keys(behind.multipliers))
  mark(signs, SIGN.more, keys(behind.more))
  mark(signs, SIGN.bound, keys(bounds.after))
  mark(signs, SIGN.number, { ",", ".", " ", "月", "日" }) -- 月 and 日 may make a damaged date of the digits
  mark(signs, SIGN.number, { "/", ":", "：" }) -- a fraction or a ratio
  mark(signs, SIGN.number, keys(quantity.grammar().dashes))
  mark(signs, SIGN.unit_tail, { "(", "（" })
  mark(signs, SIGN.unit_tail, bounds.trailing)
  mark(signs, SIGN.list, keys(quantity.grammar().listed))
  mark(signs, SIGN.bound_last, last_characters(keys(bounds.before)))
  mark(signs, SIGN.one_before, last_characters(units.one_leads))
end

-- What characters behind Chinese numerals, 第, 百 and 翻 tell.
local function mark_numerals(signs, units)
  local grammar = quantity.grammar()
  for _, group in ipairs(units) do mark(signs, SIGN.numeral_behind, group.words) end
  for _, list in ipairs({ HAN, keys(grammar.dashes), keys(numeral.behind_digits().more),
    notfigure.forms().behind, { "点", "分" } }) do
    mark(signs, SIGN.numeral_behind, list)
  end
  mark(signs, SIGN.one_behind, keys(grammar.one_next))
  mark(signs, SIGN.one_behind, { "半" })
  mark(signs, SIGN.numeral, keys(grammar.dashes))
  mark(signs, SIGN.numeral, { "点", "分" })
  mark(signs, SIGN.digit, DIGITS)
  mark(signs, SIGN.hundredth_behind, { "分" })
  for _, list in ipairs({ HAN, { "了" } }) do mark(signs, SIGN.doubled_behind, list) end
end

local function sign_words(units, bounds)
  local signs = {}
  mark_amounts(signs, units, bounds)
  mark_numerals(signs, units)
  local words, flags = {}, {}
  for character, flag in pairs(signs) do
    words[#words + 1] = character
    flags[#words] = flag
  end
  return core.words.new(words), flags
end

-- The places and, by the number of the word there, how each is taken and of what kind it is.
local function start_words(enclosed)
  local words, start, kinds, forms = {}, {}, {}, notfigure.forms()
  local function add(word, kind, way)
    words[#words + 1] = word
    start[#words], kinds[#words] = way, kind
  end
  for _, place in ipairs(PLACES) do
    local way = { what = place.what, before = place.before, behind = place.behind, forms = forms[place.forms] }
    for _, word in ipairs(place.words) do add(word, place.kind, way) end
  end
  for _, pair in ipairs(enclosed) do
    if pair[1] ~= '"' then
      add(pair[1], "bracket", { what = START.bracket, close = pair[2], limit = pair[3] })
    end
  end
  return core.words.new(words), start, kinds
end

local function unit_flags(unit, bounds)
  local flags = (unit.written == "成" or unit.factor) and UNIT.ask or 0
  if unit.noun then flags = flags | UNIT.noun end
  if bounds.inside[unit.kind] then flags = flags | UNIT.inside end
  if unit.written == "个" then flags = flags | UNIT.listed end
  return flags
end

-- The units behind Arabic numerals; 以 of 处以 and 所以 guards no bound: 45处以上.
local function unit_words(data, bounds)
  local words, units = quantity.units(data)
  local strict, guards, flags, names, kinds = wordlist.set(data.strict), {}, {}, {}, {}
  for i, word in ipairs(words) do
    local unit = units[word]
    if strict[word] then guards[word] = data.guards[word] end
    names[i], kinds[i], flags[i] = unit.name, unit.kind, unit_flags(unit, bounds)
  end
  return wordlist.guarded(words, guards, quantity.BOUNDS_BEHIND), flags, names, kinds
end

-- What goes on with a unit, 件(次), and what may stand behind it at the end of a clause only.
local function tail_words(units, bounds)
  local words = table.move(bounds.trailing, 1, #bounds.trailing, 1, {})
  for _, open in ipairs({ "(", "（" }) do
    for _, close in ipairs({ ")", "）" }) do
      for _, word in ipairs(units.in_brackets) do words[#words + 1] = open .. word .. close end
    end
  end
  return wordlist.finder(words)
end

-- The units behind Chinese numerals, and 1 for each that one of these may count, else 0.
local function numeral_units(data)
  local words, units = quantity.units(data)
  local counted = {}
  for i, word in ipairs(words) do counted[i] = (units[word].noun or units[word].han == false) and 0 or 1 end
  return wordlist.guarded(words, data.guards, quantity.BOUNDS_BEHIND), counted
end

local BOUNDS = { [0] = "exact", "about", "at_least", "at_most" }
local AT_LEAST = 2

local function number_of(bound)
  for i, name in ipairs(BOUNDS) do
    if name == bound then return i end
  end
  return AT_LEAST
end

-- 内 alone is a bound behind some units only.
local function after_words(bounds)
  local words, list = keys(bounds.after), {}
  for i, word in ipairs(words) do
    list[i] = number_of(bounds.after[word]) | (word == "内" and BOUND.inside or 0)
  end
  return wordlist.guarded(words, bounds.after_not_before), list
end

local function before_words(bounds)
  local list = {}
  for word, bound in pairs(bounds.before) do
    list[#list + 1] = { word = word, bound = number_of(bound), not_after = bounds.not_after[word] }
  end
  table.sort(list, function(a, b) return #a.word > #b.word end)
  return list
end

local function factor_words()
  local behind = numeral.behind_digits()
  local words, list = keys(behind.multipliers), {}
  for i, word in ipairs(words) do list[i] = behind.multipliers[word] end
  return wordlist.guarded(words, behind.not_after), list, core.words.new(keys(behind.more))
end

local function build()
  local units, bounds = catalogue.load("units"), catalogue.load("bounds")
  local given = { bound_names = BOUNDS, more_bound = AT_LEAST, before = before_words(bounds) }
  local kinds
  given.starts, given.start, kinds = start_words(catalogue.load("notfigures").enclosed)
  given.signs, given.sign = sign_words(units, bounds)
  given.factors, given.factor, given.mores = factor_words()
  given.units, given.unit, given.unit_names, given.unit_kinds = unit_words(units, bounds)
  given.tails = tail_words(units, bounds)
  given.numerals, given.numeral_units, given.is_counted = core.words.new(HAN), numeral_units(units)
  given.bounds, given.bound = after_words(bounds)
  given.dashes = core.words.new(keys(quantity.grammar().dashes))
  return core.amounts.new(given), kinds
end

local reader, kinds

--- The reader of plain amounts, and by the numbers of its places what may stand there: "digits", "numeral",
--- "one", "hundredth", "ordinal", "doubled", "quote", "bracket". Made on first use.
function M.reader()
  if not reader then reader, kinds = build() end
  return reader, kinds
end

return M
