-- The LPeg patterns of quantities, built from catalogue/units.lua and catalogue/bounds.lua: how
-- numbers, units, bounds, shares, ratios and ranks are written. fazhi.figure tries them.

local lpeg = require("lpeg")
local catalogue = require("fazhi.catalogue")
local numeral = require("fazhi.numeral")
local trie = require("fazhi.trie")
local wordlist = require("fazhi.wordlist")
local B, C, Cc, Cp, P, R, S = lpeg.B, lpeg.C, lpeg.Cc, lpeg.Cp, lpeg.P, lpeg.R, lpeg.S

local M = {}

local sub = string.sub

local DASHES = { "—", "——", "–", "-", "－", "~", "～", "至", "到" }

--- The words of groups of units (catalogue/units.lua) in order, and by the word the unit { name, kind, factor,
--- noun, han, written }; the last group that has a word decides.
function M.units(data)
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

--- 以 of 处以 and 所以 guards no bound: 45处以上.
M.BOUNDS_BEHIND = { "以上", "以下", "以内" }

--- The patterns of units as they stand after Arabic and after Chinese numerals; each captures
--- { name, kind, factor, noun, han, written }.
-- @param data groups of units with guards and strict, as catalogue/units.lua has them; the last
--   group that has a word decides
function M.unit_patterns(data)
  local words, units = M.units(data)
  local strict, strict_guards, values = wordlist.set(data.strict), {}, {}
  for i, word in ipairs(words) do
    values[i] = units[word]
    strict_guards[word] = strict[word] and data.guards[word] or nil
  end
  return wordlist.pattern(wordlist.guarded(words, strict_guards, M.BOUNDS_BEHIND), values),
    wordlist.pattern(wordlist.guarded(words, data.guards, M.BOUNDS_BEHIND), values)
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

local function last_characters(words)
  local set = {}
  for _, word in ipairs(words) do set[word:sub(-3)] = true end
  return set
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
  return {
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
    -- 16.755.228.1 · 12345,000 (what the comma parts is open) · 1 234 (one number or two) · 2016228日
    damaged = digit ^ 1 * (P(".") * digit ^ 1) ^ 2 * (P("倍") + "%") ^ -1 * Cp()
      + digit * digit * digit * digit ^ 1 * (P(",") * digit ^ 1) ^ 1 * (P(".") * digit ^ 1) ^ -1 * Cp()
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
