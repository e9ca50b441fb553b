-- The LPeg patterns of quantities, built from catalogue/units.lua and catalogue/bounds.lua: how
-- numbers, units, bounds, shares, ratios and ranks are written. fazhi.figure tries them.

local lpeg = require("lpeg")
local core = require("fazhi.core")
local catalogue = require("fazhi.catalogue")
local numeral = require("fazhi.numeral")
local trie = require("fazhi.trie")
local wordlist = require("fazhi.wordlist")
local B, C, Cc, Cp, P, R, S = lpeg.B, lpeg.C, lpeg.Cc, lpeg.Cp, lpeg.P, lpeg.R, lpeg.S

local M = {}

local sub = string.sub

local DASHES = { "—", "——", "–", "-", "－", "~", "～", "至", "到" }

-- Units by the word they are written with, and these words in order.
local function read_units(data)
  local words, units = {}, {}
  for _, group in ipairs(data) do
    for _, word in ipairs(group.words) do
      if not units[word] then words[#words + 1] = word end
      units[word] = { name = group.unit or word, kind = group.kind, factor = group.factor, noun = group.noun,
        han = group.han, written = word }
    end
  end
  return words, units
end

-- 以 of 处以 and 所以 guards no bound: 45处以上.
local BOUNDS_BEHIND = { "以上", "以下", "以内" }

-- Words as core.words finds them, those in `guards` not before one of the list there, and a list of what
-- `values` has for each, by its number.
local function found_words(words, values, guards)
  local lists, not_before, by_number = { BOUNDS_BEHIND }, {}, {}
  for i, word in ipairs(words) do
    by_number[i] = values[word]
    if guards[word] then
      lists[#lists + 1] = guards[word]
      not_before[i] = #lists
    end
  end
  return { words = words, guards = lists, not_before = not_before, values = by_number }
end

-- The units behind Arabic numerals as core.words finds them, and the unit by its number there.
local function unit_words(data)
  local words, units = read_units(data)
  local strict, guards = wordlist.set(data.strict), {}
  for word in pairs(strict) do guards[word] = data.guards[word] end
  local found = found_words(words, units, guards)
  found.but_before = 1
  return core.words.new(words, found), found.values
end

-- The same of words that have a value or a guard of their own.
local function valued_words(values, guards)
  local words = {}
  for word in pairs(values) do words[#words + 1] = word end
  local found = found_words(words, values, guards)
  return core.words.new(words, found), found.values
end

--- The patterns of units as they stand after Arabic and after Chinese numerals; each captures
--- { name, kind, factor, noun, han, written }.
-- @param data groups of units with guards and strict, as catalogue/units.lua has them; the last
--   group that has a word decides
function M.unit_patterns(data)
  local words, units = read_units(data)
  local strict = wordlist.set(data.strict)
  local function unit_of(word) return units[word] end
  local bound = trie.pattern(BOUNDS_BEHIND)
  local function guard(word) return data.guards[word] and -bound * trie.pattern(data.guards[word]) end
  local function strict_guard(word) return strict[word] and guard(word) end
  return trie.pattern(words, unit_of, strict_guard), trie.pattern(words, unit_of, guard)
end

-- 件(次) is 件次; in 份（件） the second unit only says that the first is loose.
local function bracket_pattern(data)
  return (P("(") + "（") * C(trie.pattern(data.in_brackets)) * (P(")") + "）")
end

local function keys(map)
  local list = {}
  for key in pairs(map) do list[#list + 1] = key end
  return list
end

local function after_pattern(bounds, last)
  local function guard(word)
    local list = bounds.after_not_before[word]
    return list and trie.pattern(list)
  end
  return C(trie.pattern(keys(bounds.after), nil, guard)) + C(trie.pattern(bounds.trailing)) * #last
end

-- Bound words by their last character, so that one look behind the number tells most of them off.
local function read_bounds_before(bounds)
  local by_end = {}
  for word, bound in pairs(bounds.before) do
    local last = word:sub(-3)
    by_end[last] = by_end[last] or {}
    table.insert(by_end[last], { word = word, bound = bound, not_after = bounds.not_after[word] })
  end
  for _, list in pairs(by_end) do
    table.sort(list, function(a, b) return #a.word > #b.word end)
  end
  return by_end
end

-- Where a numeral may begin, by what has to be looked for there; see fazhi.figure.
local STARTS = {
  digits = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" },
  numeral = { "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "〇", "○", "几" },
  zero = { "零" }, one = { "一" }, hundredth = { "百", "千" }, ordinal = { "第" }, doubled = { "翻" }, quote = { '"' },
  bracket = { "《", "〈", "“", "‘", "「", "『" },
}

-- These places as core.words finds them, and by the number of the word there which of STARTS it is.
local function start_words()
  local words, kinds = {}, {}
  for kind, list in pairs(STARTS) do
    for _, word in ipairs(list) do
      words[#words + 1] = word
      kinds[#words] = kind
    end
  end
  return core.words.new(words), kinds
end

local function first_characters(set, words)
  for _, word in ipairs(words) do set[word:byte() < 128 and word:sub(1, 1) or word:sub(1, 3)] = true end
  return set
end

local function last_characters(words)
  local set = {}
  for _, word in ipairs(words) do set[word:sub(-3)] = true end
  return set
end

-- What most amounts are read with, without a pattern: 36件, 1.6万余人, 97%以上. `followers` are the first
-- characters of what may go on with digits and is not read so (月 and 日 may make a damaged date of them),
-- `tails` of what may go on with a unit.
local function plain_words(units, bounds)
  local behind_digits = numeral.behind_digits()
  local plain = { multiplier_first = {}, more_first = first_characters({}, keys(behind_digits.more)), after_first = {} }
  first_characters(plain.multiplier_first, keys(behind_digits.multipliers))
  first_characters(plain.after_first, keys(bounds.after))
  plain.followers = first_characters(wordlist.set({ ",", ".", " ", "月", "日" }), DASHES)
  for character in pairs(plain.multiplier_first) do plain.followers[character] = true end
  for character in pairs(plain.more_first) do plain.followers[character] = true end
  plain.tails = first_characters(wordlist.set({ "(", "（" }), bounds.trailing)
  plain.units, plain.unit = unit_words(units)
  plain.multipliers, plain.factor = valued_words(behind_digits.multipliers, behind_digits.not_after)
  local after = {}
  for word in pairs(bounds.after) do after[word] = word end
  plain.afters, plain.after = valued_words(after, bounds.after_not_before)
  plain.mores, plain.more = valued_words(behind_digits.more, {})
  return plain
end

local grammar

-- The patterns, each with an example; every one captures the position after it last.
local function build()
  local units, bounds = catalogue.load("units"), catalogue.load("bounds")
  local n = numeral.patterns()
  local unit, han_unit = M.unit_patterns(units)
  local none = Cc(false)
  local digit, decimal = R("09"), C(R("09") ^ 1 * (P(".") * R("09") ^ 1) ^ -1)
  local dash, colon = trie.pattern(DASHES), P(":") + "："
  local last = P(-1) + trie.pattern(bounds.trailing_before)
  local after = after_pattern(bounds, last) + none
  local tail = Cp() * (bracket_pattern(units) + none) * after * Cp()
  local no_upper = none * none * none * none
  local part = (n.han + decimal) * Cp()
  local listed = P("、") + "和" + "及" + "与" + "或"
  local nothing = function() end
  local starts, start_kinds = start_words()
  return {
    starts = starts,
    start_kinds = start_kinds,
    -- What plain amounts are read with; see fazhi.figure.
    plain = plain_words(units, bounds),
    -- 300余份（件） · 3—5个 · 97%以上: value more factor stop, upper more factor stop, unit stop inner after stop
    measured = n.amount * Cp() * (dash * n.amount * Cp() + no_upper) * (unit + none) * tail,
    -- 四张 · 三至五名: run stop, upper stop, unit stop inner after stop
    spelled = n.han * Cp() * (dash * n.han * Cp() + none * none) * (han_unit + none) * tail,
    -- 百分之八十 · 百分之五至十: sign, part stop, upper stop, after stop
    hundredth = (P("百分之") * Cc("%") + P("千分之") * Cc("‰")) * part
      * (dash * (P("百分之") + "千分之") ^ -1 * part + none * none) * after * Cp(),
    -- 三分之二以上
    share = n.han * P("分之") * n.han * Cp() * after * Cp(),
    -- 1/4左右
    fraction = C(digit * digit ^ -1) * "/" * C(digit * digit ^ -1) * -(S("/.%") + digit) * Cp() * after * Cp(),
    -- 3.78:1
    ratio = decimal * colon * C(digit ^ 1) * -(colon + P(".") * digit + S("%-") + unit) * Cp(),
    -- 翻了一番 · 翻了两番多
    doubled = P("翻") * P("了") ^ -1 * n.han * "番" * Cp() * (after + C(n.more)) * Cp(),
    -- 半 behind 八成, 五 behind 九成: tenths of it
    tenths = (P("半") * Cc(5) + n.han_digit * #(last + trie.pattern(keys(bounds.after)))) * Cp() * after * Cp(),
    -- 一半以上
    half = P("一半") * after_pattern(bounds, last) * Cp(),
    -- 第10名
    rank = P("第") * C(digit ^ 1) * Cp() * (C(trie.pattern({ "名", "位" })) * -P("副") + none) * Cp(),
    -- 、40个工作日 behind 90个; 、4.5亿元 behind 3.2: the factor and unit to borrow
    borrowed = (listed * n.amount / nothing * P("个") ^ -1 * #listed) ^ 0 * listed
      * (n.amount / function(_, _, factor) return factor end) * unit,
    -- 16.755.228.1 · 1 234 (one number or two) · 2016228日
    damaged = digit ^ 1 * (P(".") * digit ^ 1) ^ 2 * (P("倍") + "%") ^ -1 * Cp()
      + (digit + S(".,")) ^ 1 * " " * digit * (digit + S(".,") + " ") ^ 0 * Cp()
      + (P("19") + "20") * digit * digit * digit ^ 1 * (P("月") * (digit * digit ^ -1 * "日") ^ -1 + "日") * Cp(),
    bounds = bounds,
    dashes = wordlist.set(DASHES),
    before = read_bounds_before(bounds),
    leads = wordlist.behind(units.leads),
    one_leads = wordlist.behind(units.one_leads),
    one_before = last_characters(units.one_leads),
    listed = wordlist.set({ "、", "和", "及", "与", "或" }),
    one_next = wordlist.set({ "零", "〇", "○", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
      "百", "千", "万", "亿", "点", "倍" }),
    rank_leads = wordlist.behind(units.rank_leads),
    marker_place = -B(1) + B(S("\n ;:.(")) + wordlist.behind({ "。", "；", "：", "　", "（" }),
  }
end

--- The patterns by name, built on first use; see `build` for what each captures. `bounds` is the
--- catalogue of bounds, `dashes` and `one_next` are sets of words.
function M.grammar()
  grammar = grammar or build()
  return grammar
end

--- The bound said directly before the number at byte `at` of `body`, and where its word begins;
--- nil and `at` if there is none. Nothing before byte `floor` is looked at.
function M.bound_before(body, at, floor)
  local list = grammar.before[sub(body, at - 3, at - 1)]
  if not list then return nil, at end
  for _, entry in ipairs(list) do
    local from = at - #entry.word
    if from >= floor and sub(body, from, at - 1) == entry.word then
      for _, word in ipairs(entry.not_after or {}) do
        if sub(body, from - #word, from - 1) == word then return nil, at end
      end
      return entry.bound, from
    end
  end
  return nil, at
end

return M
