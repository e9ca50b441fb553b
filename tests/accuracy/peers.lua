-- peers: the general reader of numbers against the tests of other libraries: JioNLP's money, Microsoft
-- Recognizers' numbers, cn2an's numerals. A case is left out only where it contradicts our
-- conventions; each of these stands below with its reason.

local json = require "fazhi.json"
local number = require "fazhi.number"
local numeral = require "fazhi.numeral"

local M = { title = "numbers: the tests of other libraries" }

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local bytes = file:read "a"
  file:close()
  return assert(json.decode((bytes:gsub("^\239\187\191", ""))))
end

--- Whether the suites are there.
function M.is_present(real)
  local file = io.open(real .. "/peer-tests/recognizers/Number_Chinese_NumberModel.json", "rb")
  if file then file:close() end
  return file ~= nil
end

-- Offsets of the recognizers count in UTF-16 units, those of JioNLP in characters.
local function units_before(s, at, wide)
  local count = 0
  for _, code in utf8.codes(s:sub(1, at - 1)) do count = count + (wide and code > 0xFFFF and 2 or 1) end
  return count
end

-- The recognizers tell their texts in lower case and half width.
local function folded(s)
  return (s:gsub("\239[\188\189][\128-\191]", function(c)
    local code = utf8.codepoint(c)
    return code > 0xFF00 and code <= 0xFF5E and string.char(code - 0xFEE0) or nil
  end):gsub("　", " "):lower())
end

local function close(a, b)
  a, b = tonumber(a), tonumber(b)
  return a ~= nil and b ~= nil and math.abs(a - b) <= 1e-12 * math.max(1e-3, math.abs(a), math.abs(b))
end

local Count = {}
Count.__index = Count

local function new_count(title, say)
  return setmetatable({ title = title, say = say, right = 0, wanted = 0, left_out = 0, known = 0 }, Count)
end

function Count:add(is_right, case, detail)
  self.wanted = self.wanted + 1
  if is_right then
    self.right = self.right + 1
  else
    self.say(("    %s: %s%s"):format(self.title, case, detail or ""))
  end
end

function Count:skip(case, reason)
  self.left_out = self.left_out + 1
  self.say(("    %s left out: %s (%s)"):format(self.title, case, reason))
end

function Count:tell()
  self.say(("%-28s %d of %d = %.3f, left out %d"):format(self.title, self.right, self.wanted,
    self.wanted > 0 and self.right / self.wanted or 1, self.left_out))
  return self
end

local ONE_DOLLAR = "the recognizers find no number where a unit of money follows; here 一美元 is one, 二％ is two"
local APPROXIMATE = "二三十 is a range here, twenty to thirty; the recognizers leave it out"
local MALFORMED = "no numeral of the language is cut into one: 五十千 and 2222.2222.22222.222 are damaged numbers here"
local POINT_ZERO = "12.0 and 12 are one number here, told as 十二"
local ONLY_DIGITS = "一一 is 11 here as 二〇二三 is 2023: digits may be said one by one"
local UNIT = "a unit stays as it is written"
local ZERO = "零 alone is no number in a text: 零距离, 零申请"
local SPELLED = "digits said one by one are a number in a text only from four on, for 三五 and 七八 are none"
local LEADING = "a number keeps no zeros before and behind it"
local BARE_CURRENCY = "the name of a currency alone states no amount"

-- Cases left out, by suite and text, with the reason: only what contradicts our conventions.
local EXCLUDED = {
  number = {
    ["四百多"] = "余 and 多 belong to the number they stand at",
    ["2222.2222.22222.222"] = MALFORMED, ["五十千"] = MALFORMED,
    ["一美元"] = ONE_DOLLAR, ["两美刀"] = ONE_DOLLAR, ["苹果折扣一美元"] = ONE_DOLLAR, ["苹果折扣一折"] = ONE_DOLLAR,
    ["这台电脑两美刀"] = ONE_DOLLAR,
    ["包括在金融市场中管理的基金管理业务在内的FILP总额也减少了二％，为四十九兆九千五百九十二億元，是有史以来最大的。"] = ONE_DOLLAR,
  },
  percent = {
    ["二三十个百分点"] = APPROXIMATE, ["二三十個百分點"] = APPROXIMATE, ["百分之二三十"] = APPROXIMATE,
    ["找出酒精量在5-20%之间的产品"] = "5-20% is one range here, not the one percentage 20%",
  },
  range = {
    ["x等于一百七"] = "等于 states a number, no range",
    ["负荷量超过300且滚动负荷量等于1535的信息。"] = "等于 states a number, no range",
  },
  currency = { ["人民币 美元"] = BARE_CURRENCY, ["人民币美元"] = BARE_CURRENCY },
  money = {},
  extractor = { ["我们薪酬能给到10k~15k。"] = "no currency is named, so that these are numbers and no money" },
  cn2an = { ["一一"] = ONLY_DIGITS, ["壹壹"] = ONLY_DIGITS },
  an2cn = { ["12.0"] = POINT_ZERO, ["2.0"] = POINT_ZERO, ["123000.0"] = POINT_ZERO },
  transform = {
    ["现在室内温度为39℃，很热啊！"] = UNIT, ["零下四摄氏度"] = UNIT, ["零年零月肆拾日"] = ZERO, ["零年貳月"] = ZERO,
    ["电话零零三，数量十二个，二〇〇二年"] = SPELLED, ["编号负零一，数值一二点三零"] = SPELLED,
    ["电话012，1-2个月，金额101元"] = LEADING, ["编号-01，数值12.30"] = LEADING,
  },
}

local function told(list)
  local out = {}
  for i, item in ipairs(list) do out[i] = ("%s=%s"):format(item.text, item.value) end
  return "; got " .. table.concat(out, " ")
end

-- Compares what was found with the results of one case of the recognizers.
local function same_results(input, got, wanted, same_value)
  if #got ~= #wanted then return false end
  for i, want in ipairs(wanted) do
    local item = got[i]
    local first = units_before(input, item.first, true)
    local last = units_before(input, item.last + 1, true) - 1
    if folded(item.text) ~= want.Text or first ~= want.Start or last ~= want.End then return false end
    if not same_value(item, want.Resolution or {}) then return false end
  end
  return true
end

-- @param suite { title, file, name, find = function(text) → list of { text, first, last, value },
--   same = function(item, resolution) }
local function measure_recognizer(real, say, suite)
  local count = new_count(suite.title, say)
  for _, case in ipairs(read(real .. "/peer-tests/recognizers/" .. suite.file .. ".json")) do
    local reason = EXCLUDED[suite.name] and EXCLUDED[suite.name][case.Input]
    if (case.NotSupported or ""):find("dotnet", 1, true) then
      count.known = count.known + 1
    elseif reason then
      count:skip(case.Input, reason)
    else
      local got = suite.find(case.Input)
      count:add(same_results(case.Input, got, case.Results, suite.same), case.Input, told(got))
    end
  end
  return count:tell()
end

local function bare(text)
  local list = {}
  for _, f in ipairs(number.find(text, { units = false })) do
    list[#list + 1] = { text = f.raw, first = f.start, last = f.stop, value = f.value }
  end
  return list
end

-- The figures of some kinds: by number and unit without the words of bound, or (`whole`) with these
-- words and without the unit.
local function of_kinds(kinds, whole)
  return function(text)
    local list = {}
    for _, f in ipairs(number.find(text)) do
      if kinds(f) then
        local first, last = f.unit_start or f.number_start, f.unit_stop or f.stop
        if whole then first, last = f.start, f.stop == f.unit_stop and f.number_stop or f.stop end
        list[#list + 1] = { text = text:sub(first, last), first = first, last = last, value = f.value, figure = f }
      end
    end
    return list
  end
end

local function percent_value(item)
  local f = item.figure
  return f.unit == "‰" and f.value / 10 or f.value
end

-- Only the ends are compared: whether an end belongs to the range is a convention (以上 includes
-- its number by article 1259 of the Civil Code, here it does not).
local function same_range(item, resolution)
  local low, high = resolution.value:match "^[%[(](.-),(.-)[%])]$"
  local f = item.figure
  local at_least = f.upper and f.bound ~= "at_least" and f.value or f.bound == "at_least" and f.value or nil
  local at_most = f.upper and f.bound ~= "at_least" and f.upper or f.bound == "at_most" and f.value or nil
  return (low == "" and not at_least or close(low, at_least)) and (high == "" and not at_most or close(high, at_most))
end

local CURRENCIES = {
  CNY = "元", USD = "美元", EUR = "欧元", HKD = "港元", TWD = "新台币", JPY = "日元", CHF = "瑞士法郎", NGN = "奈拉",
}

local function same_currency(item, resolution)
  local unit = CURRENCIES[resolution.isoCurrency] or resolution.unit == "Bitcoin" and "比特币" or "元"
  return item.figure.unit == unit and close(("%.15g"):format(item.value), resolution.value)
end

-- A measure of the recognizers in ours: unit and how many of it.
local MEASURES = {
  Mu = { "亩", 1 }, Kilogram = { "公斤", 1, "千克", 1 }, Centimeter = { "厘米", 1 }, Ton = { "吨", 1 }, Meter = { "米", 1 },
  Jin = { "斤", 1 }, Kilometer = { "千米", 1, "米", 1000 }, Gram = { "克", 1 }, Kilobit = { "比特", 1000 },
  Kilobyte = { "字节", 1000 }, Megabyte = { "字节", 1000000 }, Liang = { "两", 1 }, Microgram = { "微克", 1 },
}

local function same_measure(item, resolution)
  local known = MEASURES[resolution.unit] or {}
  for i = 1, #known, 2 do
    local value = tonumber(resolution.value) * known[i + 1]
    if item.figure.unit == known[i] and close(item.value, value) then return true end
  end
  return false
end

local RECOGNIZERS = {
  { title = "Recognizers Number", name = "number", file = "Number_Chinese_NumberModel", find = bare,
    same = function(item, resolution) return close(("%.15g"):format(item.value), resolution.value) end },
  { title = "Recognizers Percent", name = "percent", file = "Number_Chinese_PercentModel",
    find = of_kinds(function(f) return f.kind == "percent" end),
    same = function(item, resolution) return close(percent_value(item), (resolution.value:gsub("%%", ""))) end },
  { title = "Recognizers NumberRange", name = "range", file = "Number_Chinese_NumberRangeModel",
    find = of_kinds(function(f) return f.bound ~= "exact" or f.upper end, true), same = same_range },
  { title = "Recognizers Ordinal", name = "ordinal", file = "Number_Chinese_OrdinalModel",
    find = of_kinds(function(f) return f.kind == "ordinal" end),
    same = function(item, resolution) return close(item.value, resolution.value) end },
  { title = "Recognizers Currency", name = "currency", file = "NumberWithUnit_Chinese_CurrencyModel",
    find = of_kinds(function(f) return f.kind == "money" end), same = same_currency },
  { title = "Recognizers Dimension", name = "dimension", file = "NumberWithUnit_Chinese_DimensionModel",
    find = of_kinds(function(f) return f.kind == "other" or f.kind == "area" end), same = same_measure },
}

local BOUNDS = { exact = "accurate", about = "blur", at_least = "blur+", at_most = "blur-" }

-- JioNLP tells two decimals, takes 元 where no currency is named, and calls ranges and 多 "blur".
local function same_money(f, want)
  if f.unit ~= want.case and not (f.unit == "" and want.case == "元") then return false end
  if type(want.num) == "table" then
    return close(f.value, want.num[1]) and close(f.upper, want.num[2])
  end
  return math.abs(f.value - tonumber(want.num)) < 0.00501 and not f.upper and BOUNDS[f.bound] == want.definition
end

local function measure_money(real, say)
  local count = new_count("JioNLP money parser", say)
  for _, case in ipairs(read(real .. "/peer-tests/jionlp/money_parser.json").money_string_list) do
    local reason = EXCLUDED.money[case[1]]
    if reason then
      count:skip(case[1], reason)
    else
      local f = number.parse(case[1])
      count:add(f ~= nil and same_money(f, case[2]), case[1], f and (" got %s %s %s"):format(f.value, f.unit, f.bound))
    end
  end
  count:tell()
  local found = new_count("JioNLP money extractor", say)
  for _, case in ipairs(read(real .. "/peer-tests/jionlp/money_extractor.json").money_string_list) do
    local reason, text = EXCLUDED.extractor[case[1]], case[1]
    if reason then
      found:skip(text, reason)
    else
      local got = of_kinds(function(f) return f.kind == "money" end)(text)
      local right = #got == #case[2]
      for i, want in ipairs(case[2]) do
        right = right and got[i].text == want.text and units_before(text, got[i].first) == want.offset[1]
      end
      found:add(right, text, told(got))
    end
  end
  return count, found:tell()
end

local STYLES = { "spoken", "formal", "money", "digits" }

local function measure_cn2an(real, say)
  local count = new_count("cn2an numerals to numbers", say)
  local suites = read(real .. "/peer-tests/cn2an/cn2an_test.json")
  for _, mode in ipairs { "strict", "normal", "smart", "direct" } do
    for _, case in ipairs(suites[mode .. "_data_dict"]) do
      local f = number.parse(case[1])
      count:add(f and close(("%.15g"):format(f.value), case[2]), case[1], f and " got " .. f.value)
    end
  end
  for _, mode in ipairs { "smart", "normal", "strict" } do
    for _, text in ipairs(suites["error_" .. mode .. "_datas"]) do
      local reason = mode == "strict" and EXCLUDED.cn2an[text]
      if reason then count:skip(text, reason) else count:add(number.parse(text) == nil, text, " is no number") end
    end
  end
  return count:tell()
end

local function measure_an2cn(real, say)
  local count = new_count("cn2an numbers to numerals", say)
  local suites = read(real .. "/peer-tests/cn2an/an2cn_test.json")
  local function case(n, style, wanted)
    local value = n
    if type(n) == "string" then value = (number.parse(n) or {}).value end
    local got = value and numeral.format(value, style)
    if got ~= wanted and EXCLUDED.an2cn[tostring(n)] and style ~= "money" then
      return count:skip(n .. " " .. style, EXCLUDED.an2cn[tostring(n)])
    end
    count:add(got == wanted, tostring(n) .. " " .. style, " got " .. tostring(got))
  end
  for _, row in ipairs(suites.input_data) do
    for i, style in ipairs(STYLES) do case(row[1], style, row[2][i]) end
  end
  for _, row in ipairs(suites.scientific_input_data) do case(row[1], "spoken", row[2]) end
  for _, n in ipairs(suites.error_input_data) do case(n, "spoken", nil) end
  return count:tell()
end

-- A text with its numbers written anew by `write`, which takes one as number.find gives it.
local function rewritten(text, list, write)
  local out, at = {}, 1
  for _, f in ipairs(list) do
    local words, first, last = write(f)
    out[#out + 1] = text:sub(at, (first or f.number_start) - 1) .. words
    at = (last or f.number_stop) + 1
  end
  return table.concat(out) .. text:sub(at)
end

local function in_digits(text)
  return rewritten(text, number.find(text, { units = false }), function(f) return ("%.15g"):format(f.value) end)
end

-- Years are said digit by digit, percentages as 百分之八, fractions as 二分之一.
local function in_words(text)
  return rewritten(text, number.find(text, { units = false }), function(f)
    local behind, top, bottom = text:sub(f.stop + 1, f.stop + 3), f.raw:match "^(%d+)/(%d+)$"
    if behind == "年" and f.value >= 1000 then return numeral.format(f.value, "digits") end
    if top then return numeral.format(tonumber(bottom)) .. "分之" .. numeral.format(tonumber(top)) end
    if behind:sub(1, 1) == "%" then return "百分之" .. numeral.format(f.value), nil, f.stop + 1 end
    return numeral.format(f.value)
  end)
end

local function measure_transform(real, say)
  local count = new_count("cn2an numbers in sentences", say)
  local suites = read(real .. "/peer-tests/cn2an/transform_test.json")
  local rewriting = { { "strict_data_dict", in_words }, { "smart_data_dict", in_digits },
    { "direct_cn2an_data_dict", in_digits }, { "direct_an2cn_data_dict", in_words } }
  for _, suite in ipairs(rewriting) do
    for _, case in ipairs(suites[suite[1]]) do
      local reason, got = EXCLUDED.transform[case[1]], suite[2](case[1])
      if reason then count:skip(case[1], reason) else count:add(got == case[2], case[1], " got " .. got) end
    end
  end
  return count:tell()
end

--- Measures every suite: prints what was missed and what is left out, then a line a suite.
-- @return a list of { title, right, wanted, left_out }
function M.measure(real, say)
  local counts = { measure_money(real, say) }
  for _, suite in ipairs(RECOGNIZERS) do counts[#counts + 1] = measure_recognizer(real, say, suite) end
  for _, measure in ipairs { measure_cn2an, measure_an2cn, measure_transform } do
    counts[#counts + 1] = measure(real, say)
  end
  return counts
end

return M
