-- The general reader of numbers: any text's numbers with their units, bounds and ranges (约4.287亿美元 ·
-- 1万-5万元 · 大于10小于20). It takes more than the grammar of reports (fazhi.figure) and knows nothing
-- of what a figure is about.

local lpeg = require("lpeg")
local catalogue = require("fazhi.catalogue")
local measure = require("fazhi.measure")
local numeral = require("fazhi.numeral")
local trie = require("fazhi.trie")
local C, Cp, P, R, S = lpeg.C, lpeg.Cp, lpeg.P, lpeg.R, lpeg.S

local M = {}

local BLANKS = S(" \t") ^ 0
local FORMAL = { ["伍"] = true, ["陆"] = true, ["拾"] = true, ["肆"] = true } -- alone they are other words

local function keys(map)
  local list = {}
  for key in pairs(map) do list[#list + 1] = key end
  return list
end

local function merge(a, b)
  local all = {}
  for key, value in pairs(a) do all[key] = value end
  for key, value in pairs(b) do all[key] = value end
  return all
end

-- Bound words by their last byte, the longest first.
local function by_last_byte(words, not_after)
  local lists = {}
  for word, bound in pairs(words) do
    local last = word:byte(-1)
    lists[last] = lists[last] or {}
    table.insert(lists[last], { word = word, bound = bound, not_after = not_after[word] })
  end
  for _, list in pairs(lists) do
    table.sort(list, function(x, y) return #x.word > #y.word end)
  end
  return lists
end

local lexicon

local function build()
  local extra, bounds = catalogue.load("numbers"), catalogue.load("bounds")
  local after = merge(bounds.after, extra.after)
  return {
    variants = extra.variants,
    words = trie.pattern(extra.words) * Cp(),
    before = by_last_byte(merge(bounds.before, extra.before), merge(bounds.not_after, extra.not_after)),
    after = BLANKS * C(trie.pattern(keys(after), nil, function(word)
      return bounds.after_not_before[word] and trie.pattern(bounds.after_not_before[word])
    end)) * Cp(),
    after_bounds = after,
    than = BLANKS * C(trie.pattern(keys(extra.than))) * Cp(),
    than_bounds = extra.than,
    dash = BLANKS * (P("——") + "—" + "–" + "--" + "-" + "~" + "～" + "至" + "到") * BLANKS * Cp(),
    listed = BLANKS * (P("和") + "与" + "到" + "至") * BLANKS * Cp(),
    between = BLANKS * trie.pattern(extra.between) ^ -1 * BLANKS * Cp(),
    inside = BLANKS * (P("之间") + "间") * Cp(),
    included = (BLANKS * (P("（含）") + "(含)")) ^ -1 * Cp(),
    address = P("http") * P("s") ^ -1 * "://" * R("!~") ^ 0 * Cp(),
    starts = trie.pattern(extra.starts),
  }
end

-- Whether the comma at `at` parts thousands: ４，５６５ and 82，225.00, but not 20，300美元.
local function is_separator(s, at)
  return s:find("^\239\188[\144-\153]", at - 3) and s:find("^\239\188[\144-\153]", at + 3)
    or s:find("^%d%d%d[.,]%d", at + 3) or s:find("^%d%d%d，%d%d%d", at + 3)
end

-- The text in half width and plain numerals, and for each of its bytes the first and the last byte
-- of the character of `s` that it stands for.
local function normalize(s)
  local variants, out, first, last, n = lexicon.variants, {}, {}, {}, 0
  for at, character in s:gmatch("()([%z\1-\127\194-\244][\128-\191]*)") do
    local plain = variants[character]
    if character == "，" then plain = is_separator(s, at) and "," or character end
    if not plain and #character == 3 and character:find("^\239[\188\189]") then
      local code = utf8.codepoint(character)
      plain = code > 0xFF00 and code <= 0xFF5E and string.char(code - 0xFEE0) or nil
    end
    plain = plain or character
    out[#out + 1] = plain
    for i = 1, #plain do first[n + i], last[n + i] = at, at + #character - 1 end
    n = n + #plain
  end
  return table.concat(out), first, last
end

-- The factor of the upper end is the lower one's, too: 1-5万, 两到三百.
local function share_factor(low, high)
  local factor = high.factor or 1
  local scaled = numeral.whole(low.value * factor)
  if (low.factor or 1) == 1 and factor > 1 and scaled < high.value then return scaled end
  for _, place in ipairs({ 1000, 100 }) do
    local digit = high.value / (high.unit_factor or 1) / place
    if high.is_han and low.value < 10 and digit < 10 and digit == math.floor(digit) and low.value < digit then
      return low.value * place
    end
  end
  return low.value
end

-- 3—5个 · 1万(含)-5万元 · 从8500到3万港元
local function join_range(t, item)
  if item.upper and not item.more then return end
  local at = lexicon.dash:match(t, lexicon.included:match(t, item.stop))
  local high = at and measure.read(t, at)
  if not high or high.value < 0 or high.more or high.upper then return end
  if item.has_unit and item.unit ~= high.unit then return end
  if t:find("^[-/]%d", high.stop) then return end
  local low = item.has_unit and item.value or share_factor(item, high)
  if not item.has_unit and high.unit_factor and high.unit_factor ~= 1 then low = low * high.unit_factor end
  if low >= high.value then return end
  item.value, item.upper, item.unit, item.kind = low, high.value, high.unit, high.kind
  item.number_stop, item.stop, item.unit_stop = high.number_stop, high.stop, high.unit_stop
  item.has_unit, item.more, item.is_range = high.has_unit, nil, true
  local origin = t:sub(item.start - 3, item.start - 1)
  if origin == "从" or origin == "由" then item.start = item.start - 3 end
end

-- 20和30之间, 第十和第十五之间
local function join_between(t, item)
  if item.upper then return end
  local at = lexicon.listed:match(t, item.stop)
  if not at then return end
  local high = t:sub(at, at + 2) == "第" and measure.read_ordinal(t, at) or measure.read_number(t, at)
  local stop = high and lexicon.inside:match(t, high.stop)
  if high and not stop then
    high = measure.read(t, at)
    stop = high and lexicon.inside:match(t, high.stop)
  end
  if not stop then return end
  high.kind, high.number_stop = high.kind or "number", high.number_stop or high.stop
  if high.kind ~= item.kind or high.value <= item.value then return end
  item.upper, item.number_stop, item.stop, item.is_range = high.value, high.number_stop, stop, true
  for _, word in ipairs({ "位于", "介于", "在" }) do
    if t:sub(item.start - #word, item.start - 1) == word then
      item.start = item.start - #word
      return
    end
  end
end

-- 比三十大
local function read_than(t, item, edge)
  if t:sub(edge - 3, edge - 1) ~= "比" then return false end
  local word, stop = lexicon.than:match(t, item.stop)
  if not word then return false end
  item.bound, item.start, item.stop, item.compared = lexicon.than_bounds[word], edge - 3, stop, true
  return true
end

-- The bounds said before and behind.
local function read_bounds(t, item, floor)
  local edge = item.start
  while edge > floor and t:find("^[ \t]", edge - 1) do edge = edge - 1 end
  if read_than(t, item, edge) then return end
  for _, entry in ipairs(lexicon.before[t:byte(edge - 1)] or {}) do
    local from = edge - #entry.word
    if from >= floor and t:sub(from, edge - 1) == entry.word then
      local blocked
      for _, word in ipairs(entry.not_after or {}) do blocked = blocked or t:sub(from - #word, from - 1) == word end
      if not blocked then
        item.bound, item.start, item.compared = entry.bound, from, true
      end
      break
    end
  end
  local word, stop = lexicon.after:match(t, lexicon.included:match(t, item.stop))
  if not word then word, stop = lexicon.after:match(t, item.stop) end
  if word and (word ~= "内" or item.kind == "duration") then
    item.bound, item.stop, item.compared = item.bound or lexicon.after_bounds[word], stop, true
  end
  item.bound = item.bound or item.more and "at_least" or "exact"
end

-- Whether the number counts in running text: a lone digit or 三五 without a unit does not.
local function counts(t, item, options)
  local core = item.core
  if not core or options.every then return true end
  local raw = t:sub(item.from, item.number_stop - 1)
  if core.spelled and core.spelled < 4 and not item.has_unit then return false end
  if FORMAL[raw] then return item.kind == "money" end
  if raw == "零" then return item.has_unit end
  if options.units == false then return true end
  return item.has_unit or item.bound ~= "exact" or item.is_range or not core.is_han or #raw > 3
end

-- Where digits end that are no number: those of a word (A123, PM2.5), 16.755.228.1, a dot behind another.
local function no_number(t, at)
  if at > 1 and t:find("^[%a_]", at - 1) and t:find("^%d", at) then return t:match("^[%w_.]+()", at) end
  if at > 1 and t:find("^%.", at) and t:find("^[%d.]", at - 1) then return at + 1 end
  return t:match("^%d+%.%d+%.%d[%d.]*()", at)
end

local function read_at(t, at, options, floor)
  local past = no_number(t, at)
  if past then return nil, past end
  if options.units == false then
    local core, on = measure.read_number(t, at)
    if not core then return nil, on end
    return { from = at, start = at, stop = core.stop, number_stop = core.stop, value = core.value,
      upper = core.upper, unit = "", kind = "number", bound = core.more and "at_least" or "exact", core = core }
  end
  if t:sub(at, at + 2) == "第" then
    local ordinal = measure.read_ordinal(t, at)
    if ordinal then join_between(t, ordinal) end
    return ordinal, at + 3
  end
  local item, on = measure.read_prefixed(t, at)
  if not item then item, on = measure.read(t, at) end
  if not item then return nil, on end
  join_range(t, item)
  if not item.is_range then join_between(t, item) end
  read_bounds(t, item, floor)
  return item
end

-- 大于10小于20: a lower and an upper bound side by side are a range.
local function join_compared(t, list)
  local joined = {}
  for _, item in ipairs(list) do
    local last = joined[#joined]
    local is_pair = last and last.compared and item.compared and not last.upper and not item.upper
      and lexicon.between:match(t, last.stop) == item.start and (last.unit == item.unit or not last.has_unit)
    local low = is_pair and (last.bound == "at_least" and last or item.bound == "at_least" and item)
    local high = is_pair and (last.bound == "at_most" and last or item.bound == "at_most" and item)
    if low and high and low.value < high.value then
      last.value, last.upper, last.bound, last.stop, last.is_range = low.value, high.value, "exact", item.stop, true
      last.unit, last.kind, last.number_stop, last.unit_stop = item.unit, item.kind, item.number_stop, item.unit_stop
    else
      joined[#joined + 1] = item
    end
  end
  return joined
end

-- Digits without end and powers of powers are beyond all numbers there are.
local function is_finite(item)
  return math.abs(item.value) < math.huge and math.abs(item.upper or 0) < math.huge
end

local function scan(t, options)
  local list, at, floor = {}, 1, 1
  while at <= #t do
    local skip = lexicon.address:match(t, at) or not options.every and lexicon.words:match(t, at)
    local item, on
    if not skip and lexicon.starts:match(t, at) then item, on = read_at(t, at, options, floor) end
    if item and is_finite(item) and counts(t, item, options) then
      list[#list + 1] = item
      at, floor = item.stop, item.stop
    else
      at = skip or item and item.stop or on and math.max(on, at + 1) or at + 1
      while at <= #t and t:find("^[\128-\191]", at) do at = at + 1 end
    end
  end
  return options.units == false and list or join_compared(t, list)
end

local function finished(item, s, first, last)
  local start, stop = first[item.start], last[item.stop - 1]
  return { start = start, stop = stop, raw = s:sub(start, stop), number_start = first[item.from],
    number_stop = last[item.number_stop - 1], unit_start = first[item.unit_start],
    unit_stop = item.unit_stop and last[item.unit_stop - 1] or nil,
    value = numeral.whole(item.value), upper = item.upper and numeral.whole(item.upper) or nil, unit = item.unit,
    kind = item.kind, bound = item.bound or "exact" }
end

--- The numbers of a text in order, each { start, stop (bytes, inclusive), raw, number_start,
--- number_stop (the bare number), unit_start (of a unit before it: $20), unit_stop, value, upper,
--- unit (simplified, "" if none), kind ("number", "ordinal", "percent", "money", "count", "duration",
--- "area", "ratio" or "other"), bound ("exact", "about", "at_least", "at_most") }.
--- Values are in the unit, 万 and 亿 multiplied out, 25% is 25. For 几十 and 3000多, upper is where the word
--- ends (100, 4000) and bound "at_least". Lone digits and digits said one by one count only with a
--- unit. `options.units` = false: the bare numbers alone, lone digits too.
function M.find(s, options)
  lexicon = lexicon or build()
  local t, first, last = normalize(s)
  local list = {}
  for i, item in ipairs(scan(t, options or {})) do list[i] = finished(item, s, first, last) end
  return list
end

--- The number that `s` as a whole is (肆佰叁拾萬圆整, 约4.287亿美元, 三到五折), as M.find gives one; nil if
--- it is none or more than that.
function M.parse(s)
  if type(s) ~= "string" then return nil end
  lexicon = lexicon or build()
  local words = s:match("^%s*(.-)%s*$")
  local t, first, last = normalize(words)
  local list = scan(t, { every = true })
  local item = list[1]
  if #list ~= 1 or item.start ~= 1 or item.stop <= #t then return nil end
  return finished(item, words, first, last)
end

return M
