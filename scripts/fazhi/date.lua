-- date: calendar dates and years as Chinese pages write them: 2022-01-28, 2021/03/29,
-- 25.02.2016, 2019年3月1日, 二〇二三年十二月二十九日, and the 20xx年 of titles and headings.

local lpeg = require "lpeg"
local core = require "fazhi.core"

local M = {}

local digit_of = { ["〇"] = 0, ["○"] = 0, ["零"] = 0, ["Ｏ"] = 0, ["一"] = 1, ["二"] = 2, ["三"] = 3,
  ["四"] = 4, ["五"] = 5, ["六"] = 6, ["七"] = 7, ["八"] = 8, ["九"] = 9, ["十"] = 10 }

-- 二〇二三 → 2023, 二十九 → 29, 十二 → 12, 三十 → 30; nil for anything else.
local function han_number(s)
  local value, tens, count = 0, nil, 0
  for _, code in utf8.codes(s) do
    local digit = digit_of[utf8.char(code)]
    if not digit then return nil end
    count = count + 1
    if digit == 10 then
      tens, value = (value == 0 and 1 or value) * 10, 0
    else
      value = (tens and value or value * 10) + digit
    end
  end
  if count == 0 then return nil end
  return (tens or 0) + value
end

local HAN = "[\xE3\xE4-\xE9\xEF][\x80-\xBF][\x80-\xBF]"

-- Each form: a Lua pattern that captures three parts, which of them is year, month, day, and a sign that it needs.
local forms = {
  { "%f[%d](%d%d%d%d)%s*年%s*(%d%d?)%s*月%s*(%d%d?)%s*日", 1, 2, 3, "日" },
  { "%f[%d](%d%d%d%d)%-(%d%d?)%-(%d%d?)%f[%D]", 1, 2, 3, "-" },
  { "%f[%d](%d%d%d%d)/(%d%d?)/(%d%d?)%f[%D]", 1, 2, 3, "/" },
  { "%f[%d](%d%d%d%d)%.(%d%d?)%.(%d%d?)%f[%D]", 1, 2, 3, "." },
  { "%f[%d](%d%d?)%.(%d%d?)%.(%d%d%d%d)%f[%D]", 3, 2, 1, "." },
}

local function make(year, month, day, start, stop)
  if not (year and month and day) then return nil end
  if year < 1949 or year > 2100 or month < 1 or month > 12 or day < 1 or day > 31 then return nil end
  return { year = year, month = month, day = day, start = start, stop = stop }
end

local function find_arabic(s, init)
  local best
  for _, form in ipairs(forms) do
    local start, stop, a, b, c
    if s:find(form[5], init, true) then start, stop, a, b, c = s:find(form[1], init) end
    local parts = start and { tonumber(a), tonumber(b), tonumber(c) }
    local date = start and make(parts[form[2]], parts[form[3]], parts[form[4]], start, stop)
    if date and (not best or date.start < best.start) then best = date end
  end
  return best
end

local YEAR = #"年"
local FOUR_HAN = "^" .. HAN:rep(4)
local year_signs = core.words.new { "年" }

-- The year in Chinese digits that ends before byte `at`, where 年 stands, and its first byte; nil if there is none.
local function han_year(s, at)
  local start = at - 4 * YEAR
  if start < 1 or not digit_of[s:sub(at - YEAR, at - 1)] or not s:find(FOUR_HAN, start) then return nil end
  return han_number(s:sub(start, at - 1)), start
end

local function find_han(s, init)
  if not s:find("日", init, true) then return nil end
  local _, at, next = year_signs:find(s, init)
  while at do
    local year, start = han_year(s, at)
    local month, day, stop
    if year and start >= init then month, day, stop = s:match("^(.-)月(.-)日()", next) end
    if month and #month <= 9 and #day <= 12 then
      local date = make(year, han_number(month), han_number(day), start, stop - 1)
      if date then return date end
    end
    _, at, next = year_signs:find(s, next)
  end
  return nil
end

--- The first date of `s` at or after byte `init`: { year=, month=, day=, start=, stop= } or nil.
function M.find(s, init)
  local arabic, han = find_arabic(s, init or 1), find_han(s, init or 1)
  if arabic and han then return arabic.start < han.start and arabic or han end
  return arabic or han
end

local P, R, S = lpeg.P, lpeg.R, lpeg.S

local blank = S " \t" + P "　" + S "()[]" + P "（" + "）"
local weekday = P "星期" * (P "一" + "二" + "三" + "四" + "五" + "六" + "日" + "天")
local two = R "09" * R "09" ^ -1
local clock = two * S ":" * two * (P ":" * two) ^ -1 -- 10:01, 11:30:01
  + two * P " " ^ -1 * "时" * (P " " ^ -1 * two * P " " ^ -1 * "分") ^ -1 * (P " " ^ -1 * two * "秒") ^ -1 -- 09时24分
local ahead = blank ^ 0 * -1
local after = (blank + weekday + clock * lpeg.Cc(true)) ^ 0 * -1 * lpeg.Cc(false)

--- The date that the whole of `s` is, brackets, weekday and time of day aside; else nil. `clock`
--- of the result is true if a time of day stands behind it.
function M.whole(s)
  if s:find("^%d") and not s:find("^%d+[./-]%d") and not s:find("^%d+%s*年%s*%d") then return nil end
  local date = M.find(s)
  if not date or not ahead:match(s:sub(1, date.start - 1)) then return nil end
  local has_clock = after:match(s, date.stop + 1)
  if has_clock == nil then return nil end
  date.clock = has_clock
  return date
end

--- A date as "YYYY-MM-DD".
function M.iso(date)
  return ("%04d-%02d-%02d"):format(date.year, date.month, date.day)
end

-- The same in four digits, blanks between them and 年 aside, that are no part of a range.
local function arabic_year(s, at)
  local stop = at - 1
  while stop > 0 and s:find("^%s", stop) do stop = stop - 1 end
  local digits = stop >= 4 and s:match("^%d%d%d%d", stop - 3)
  if not digits or s:find("^%d", stop - 4) and stop > 4 then return nil end
  local previous = s:sub(math.max(1, stop - 6), stop - 4)
  if previous:find("[-~]$") or previous:find("—$") or previous:find("–$") or previous:find("至$") then return nil end
  return tonumber(digits), stop - 3
end

--- The years of `s` written as 2023年 or 二〇二三年, in order: { year=, start=, stop= } each, stop at
--- the 年. A range (2021—2025年) gives none.
function M.years(s)
  local list = {}
  local _, at, next = year_signs:find(s, 1)
  while at do
    local year, start = arabic_year(s, at)
    if not year then year, start = han_year(s, at) end
    if year and year >= 1949 and year <= 2100 then
      list[#list + 1] = { year = year, start = start, stop = next - 1 }
    end
    _, at, next = year_signs:find(s, next)
  end
  return list
end

-- `s` with each pair of marks of one line and what stands between them blanked, if that has no more than `most` bytes.
local function blanked(s, opener, closer, most)
  local i = s:find(opener, 1, true)
  local parts, from, line = {}, 1, 0
  while i do
    if line and line < i then line = s:find("\n", i, true) end
    local _, j = s:find(closer, i, true)
    if not j then break end
    if line and line < j then
      i = s:find(opener, line, true)
    else
      if j - i < most then
        parts[#parts + 1], parts[#parts + 2] = s:sub(from, i - 1), (" "):rep(j - i + 1)
        from = j + 1
      end
      i = s:find(opener, j + 1, true)
    end
  end
  if from == 1 then return s end
  parts[#parts + 1] = s:sub(from)
  return table.concat(parts)
end

--- `s` with everything inside 《》 and 〔〕 blanked, byte for byte: years of names and document numbers are
--- those of no report.
function M.mask(s)
  return blanked(blanked(s, "《", "》", 360), "〔", "〕", #s)
end

return M
