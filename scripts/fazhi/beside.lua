-- beside: what stands beside a place of a text, by which a fault of the text is told from what only looks
-- like one: the character before, a word behind, digits that are a year.

local lpeg = require "lpeg"

local R = lpeg.R

local M = {}

local FIRST_YEAR, LAST_YEAR = 1949, 2050

--- A Chinese character, as a pattern.
M.HAN = R "\xE4\xE9" * R "\x80\xBF" * R "\x80\xBF"

--- True if the digits `s` are those of a year that a report may name.
function M.is_year(s)
  local year = tonumber(s)
  return year ~= nil and year >= FIRST_YEAR and year <= LAST_YEAR
end

--- The character before byte `at` of `s`, "" at the beginning.
function M.before(s, at)
  if at <= 1 then return "" end
  local from = utf8.offset(s, -1, at)
  return from and s:sub(from, at - 1) or ""
end

--- The first of the words that stands at byte `at` of `s`, or nil.
function M.starts_with(s, at, words)
  for _, word in ipairs(words) do
    if s:sub(at, at + #word - 1) == word then return word end
  end
end

--- True if `c` is a Chinese character.
function M.is_han(c) return #c == 3 and M.HAN:match(c) ~= nil end

--- True if behind the character `c` no item of a list begins.
function M.is_inside_sentence(c)
  return M.is_han(c) or c == "（" or c == "(" or c == "、" or c == "，" or c == ","
end

--- Of the digits before 号 that begin at byte `i` of `s`: the year and the rest; nil if they are none of a document.
function M.year_and_rest(s, i, digits)
  local year, rest = digits:match "^([12][09]%d%d)(%d%d?%d?%d?)$"
  if year and M.is_year(year) and M.before(s, i) ~= "." then return year, rest end
end

--- The bytes where the places of `word` in `s` begin, none within another.
function M.places(s, word)
  local list, at = {}, 1
  while true do
    local i, j = s:find(word, at, true)
    if not i then return list end
    list[#list + 1], at = i, j + 1
  end
end

return M
