-- Amounts as people write them anywhere: Arabic and Chinese numerals mixed, with blanks, 几 and
-- 多 in them (3千万亿 · 7 万5 千 · 一百零几万 · 三五百 · 六十四万零一百四十三 · 四点五 · 15k).

local lpeg = require("lpeg")
local numeral = require("fazhi.numeral")

local M = {}

local SMALL = { ["十"] = 10, ["百"] = 100, ["千"] = 1000 }
local BIG = { ["万"] = 10000, ["亿"] = 100000000, ["兆"] = 1000000000000 }
local MORE = { ["多"] = true, ["余"] = true }
local SOME = { ["几"] = true, ["数"] = true }
local LETTERS = { k = 1000, K = 1000, w = 10000, W = 10000, M = 1000000 }
-- Where a place is no place but begins a unit: 五十兆字节 always, 千 in 12千米 but not in 两千米.
local NOT_PLACE = { ["兆"] = { "字", "比", "瓦", "赫", "伏", "帕" } }
local NOT_BEHIND_DIGITS = { ["千"] = { "瓦", "米", "克", "卡", "伏", "赫", "字", "比", "帕" } }
local SHARES = { ["百"] = true, ["千"] = true, ["万"] = true } -- 七十|百分位

-- The character at byte `at` and where the next one begins.
local function character(t, at)
  local c = t:match("^[%z\1-\127\194-\244][\128-\191]*", at)
  return c or "", at + #(c or "")
end

local function skip_blanks(t, at)
  return t:match("^[ \t]*()", at)
end

local function starts_any(t, at, words)
  for _, word in ipairs(words or {}) do
    if t:sub(at, at + #word - 1) == word then return true end
  end
  return false
end

-- What stands at `at`: "digit" with its value, "small" or "big" with its size, "more", "some".
local function token(t, at)
  local c, stop = character(t, at)
  local digit = numeral.digit(c)
  if digit then return "digit", digit, stop, c end
  c = numeral.plain_place(c)
  local size = SMALL[c] or BIG[c]
  if size then
    if starts_any(t, stop, NOT_PLACE[c]) then return nil end
    if t:find("^%d", at - 1) and starts_any(t, stop, NOT_BEHIND_DIGITS[c]) then return nil end
    return SMALL[c] and "small" or "big", size, stop, c
  end
  if MORE[c] then return "more", 0, stop, c end
  if SOME[c] then return "some", 0, stop, c end
  return nil
end

-- What was pending times a place; 17.61 亿 reckoned in integers.
local function pending_times(self, size)
  if self.is_decimal and self.pending then return numeral.scaled(self.digits, size) end
  return numeral.product(self.section + (self.pending or 0), size)
end

-- Adds the section (what is below 万) and the groups that the unit multiplies: 一万五千|亿.
local function multiply(self, size)
  local own, groups, before = pending_times(self, size), self.groups, 0
  while groups[#groups] and groups[#groups].size <= size do
    if groups[#groups].size == size and own > 0 then return false end
    before = before + table.remove(groups).value
  end
  if own == 0 and before == 0 then return false end
  groups[#groups + 1] = { value = numeral.whole(numeral.total(own, numeral.product(before, size))), size = size }
  self.section, self.pending, self.last_small, self.place, self.zero = 0, nil, 10000, size, false
  self.scale_low = self.scale_low * size
  return true
end

local function take_small(self, size)
  if size >= self.last_small then return false end
  if self.is_decimal and self.place then return false end
  if not self.pending and size ~= 10 and not self.zero then return false end
  if self.is_decimal then
    self.section = numeral.scaled(self.digits, size)
  else
    self.section = self.section + numeral.product(self.pending or 1, size)
  end
  self.pending, self.last_small, self.place, self.zero = nil, size, size, false
  return true
end

-- 两 is a digit before a place or all alone, never the last of several: 三千两百|两.
local function is_liang(c, t, stop)
  if c ~= "两" and c ~= "俩" then return true end
  local kind = token(t, skip_blanks(t, stop))
  return kind == "small" or kind == "big"
end

local function take_digit(self, value, stop, c)
  if value == 0 then
    if self.pending then return false end
    self.zero = true
    return true
  end
  if self.pending or self.is_decimal then return false end
  if self.seen and not is_liang(c, self.t, stop) then return false end
  self.pending, self.is_han = value, true
  return true
end

local function take_arabic(self, digits)
  if self.pending or self.is_decimal then return false end
  local is_decimal = digits:find(".", 1, true) ~= nil
  if is_decimal and self.seen then return false end
  self.pending, self.is_han, self.is_decimal = numeral.scaled(digits, 1), false, is_decimal
  self.digits = digits
  return true
end

-- The pending last digit stands for the next place down, 三万五, unless 零 or an Arabic number came.
local function finish(self)
  local pending = self.pending or 0
  local value = self.section
  local place = self.place
  if self.pending and place and place > 10 and self.is_han and not self.zero and self.pending < 10 then
    pending = self.pending * (place // 10)
  elseif self.pending and place and self.pending >= place then
    return nil
  end
  for _, group in ipairs(self.groups) do value = numeral.total(value, group.value) end
  return numeral.whole(value + pending)
end

-- Digits said one by one: 二〇〇二, 一七二零; also 零零三.
local function spelled(t, at)
  local value, count, stop = 0, 0, at
  while true do
    local c, after = character(t, stop)
    local digit = c == "幺" and 1 or numeral.digit(c)
    if not digit or c == "两" then break end
    value, count, stop = numeral.total(numeral.product(value, 10), digit), count + 1, after
  end
  return value, count, stop
end

-- 三五百, 八九亿, 二三十: two digits before one place are a range.
local function approximation(t, at)
  local a, after = character(t, at)
  local b, stop = character(t, after)
  local low, high = numeral.digit(a), numeral.digit(b)
  if not low or not high or low == 0 or not (high == low + 1 or low == 3 and high == 5) then return nil end
  local kind = token(t, stop)
  if kind ~= "small" and kind ~= "big" then return nil end
  return high, after
end

local digits_at

-- Arabic digits as fazhi.numeral finds them, also .5 without its zero.
local function arabic(t, at)
  digits_at = digits_at or numeral.patterns().digits * lpeg.Cp()
  local digits, stop = digits_at:match(t, at)
  if digits then return digits, stop end
  digits = t:match("^%.%d+", at)
  if digits then return "0" .. digits, at + #digits end
end

local function new_reader(t)
  return { t = t, groups = {}, section = 0, last_small = 10000, scale_low = 1 }
end

-- 百三 is 130; else a place has its digit before it.
local function bare_place(t, size, stop)
  if size ~= 100 and size ~= 1000 then return nil end
  local kind, value, after = token(t, stop)
  if kind ~= "digit" or value == 0 then return nil end
  local next_kind = token(t, after)
  if next_kind then return nil end
  return size + value * size // 10, after
end

-- 多 stands before 万 and 亿, else the numeral ends with it.
local function take_more(self, stop)
  self.more = true
  return token(self.t, skip_blanks(self.t, stop)) ~= "big" and "end" or "more"
end

-- 几 before a place is at least one of it (几十), behind one it is a digit (十几).
local function take_some(self, _, stop)
  if self.some or self.pending then return false end
  if not self.seen then
    local kind = token(self.t, skip_blanks(self.t, stop))
    if kind ~= "small" and kind ~= "big" then return false end
    self.pending, self.some_first = 1, true
  end
  self.some, self.more, self.zero = true, true, true
  return true
end

local TAKE = { digit = take_digit, small = take_small, big = multiply, some = take_some }

-- Takes the token at `at`: where it ends and its kind, "end" if the numeral ends with it; nil if it
-- does not fit.
local function step(self, at)
  local t = self.t
  if t:find("^%d", at) or not self.seen and t:find("^%.%d", at) then
    local digits, stop = arabic(t, at)
    return digits and take_arabic(self, digits) and stop or nil, "arabic"
  end
  local kind, value, stop, c = token(t, at)
  if kind and TAKE[kind] then return TAKE[kind](self, value, stop, c) and stop or nil, kind end
  if kind ~= "more" or not self.seen then return nil end
  local was_said = self.more
  local taken = take_more(self, stop)
  if was_said and taken == "end" then return nil end
  return stop, taken
end

-- Whether a numeral goes on at `at`, so that what was read is only a part of one.
local function goes_on(t, at)
  local kind, _, stop, c = token(t, at)
  if kind == "digit" then return c ~= "两" end
  if SHARES[c] and t:sub(stop, stop + 2) == "分" then return false end
  return kind == "small" or kind == "big"
end

-- The decimals behind 点, with blanks: 四 点 五, 一百点123.
local function decimals(t, at)
  local stop = skip_blanks(t, at)
  if t:sub(stop, stop + 2) ~= "点" then return nil end
  stop = skip_blanks(t, stop + 3)
  local digits, last = {}, nil
  while true do
    local c, after = character(t, stop)
    local digit = c:find("^%d$") and tonumber(c) or c ~= "两" and c ~= "俩" and numeral.digit(c)
    if not digit then break end
    digits[#digits + 1], last = digit, after
    stop = after
  end
  if not last or goes_on(t, last) and token(t, last) ~= "big" then return nil end
  return table.concat(digits), last
end

local function read_decimals(t, result)
  if math.type(result.value) ~= "integer" or result.is_decimal or result.more or result.upper then return end
  local digits, stop = decimals(t, result.stop)
  if not digits then return end
  local factor = 1
  local kind, size, after = token(t, stop)
  while kind == "big" do
    factor, stop = factor * size, after
    kind, size, after = token(t, stop)
  end
  result.value, result.stop = numeral.scaled(("%d.%s"):format(result.value, digits), factor), stop
end

local function read_letter(t, result)
  local blank = skip_blanks(t, result.stop)
  local factor = LETTERS[t:sub(blank, blank)]
  if not factor or result.upper or t:find("^[%a%d]", blank + 1) then return end
  result.value, result.stop, result.factor = numeral.product(result.value, factor), blank + 1, factor
end

local function result_of(self, stop)
  local value = finish(self)
  if not value then return nil end
  return { value = value, stop = stop, more = self.more, is_decimal = self.is_decimal, digits = self.digits,
    is_han = self.is_han or self.place ~= nil, place = self.place, factor = self.scale_low }
end

-- How far 多 and 几 reach: 3000多 to 4000, 二十几万 to 三十万.
local function put_upper(self, result)
  if not result.more then return end
  local step_size
  if self.some_first then
    step_size = result.value * 9
  elseif self.some then
    step_size = 10 * self.scale_low
  else
    step_size = 1
    while result.value ~= 0 and result.value % (step_size * 10) == 0 do step_size = step_size * 10 end
  end
  if result.value + step_size > result.value then result.upper = numeral.whole(result.value + step_size) end
end

local function read_mixed(t, at)
  local self = new_reader(t)
  local stop, good, last = at, nil, nil
  while true do
    local from = self.seen and skip_blanks(t, stop) or stop
    if from > stop and last == "arabic" and t:find("^[%d.]", from) then break end
    local after, kind = step(self, from)
    if not after then break end
    local is_zero = kind == "digit" and not self.pending
    if not is_zero or not good then good = after end -- a 零 that nothing follows is not taken
    self.seen, stop, last = true, after, kind
    if kind == "end" then break end
  end
  if not self.seen then return nil end
  stop = good
  if goes_on(t, stop) then return nil, stop end
  local result = result_of(self, stop)
  if not result then return nil, stop end
  put_upper(self, result)
  return result, stop
end

--- The amount at byte `at` of `t` (half-width, numerals simplified): a table with value, stop
--- (the byte after it), upper (of 三五百, or as far as 几 and 多 may reach), more (几 多 余 were said),
--- is_han, spelled (digits said one by one) and factor (the 万 and 亿 in it); or nil and the byte
--- after what is no numeral of the language (十一十二), which a search passes over.
function M.read(t, at)
  local value, count, stop = spelled(t, at)
  if count >= 2 then
    local high, rest = approximation(t, at)
    if high then
      local result, after = read_mixed(t, rest)
      if not result then return nil, after end
      local low = read_mixed(t:sub(at, rest - 1) .. t:sub(rest + #character(t, rest), result.stop - 1), 1)
      return { value = low.value, upper = result.value, stop = result.stop, is_han = true, factor = result.factor }
    end
    if not goes_on(t, stop) and not (count == 2 and value == 10) then
      local result = { value = value, stop = stop, is_han = true, spelled = count, factor = 1 }
      read_decimals(t, result)
      return result
    end
  end
  local kind, size, after = token(t, at)
  if kind == "small" and size ~= 10 then
    local bare, last = bare_place(t, size, after)
    if bare then return { value = bare, stop = last, is_han = true, factor = 1 } end
  end
  local result, last = read_mixed(t, at)
  if not result then return nil, last end
  read_decimals(t, result)
  if not result.is_han or result.digits then read_letter(t, result) end
  return result
end

return M
