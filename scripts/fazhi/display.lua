-- display: values as people read them: the words of the corpus in the language in force, and large numbers with the
-- point moved or the digits in groups, never rounded. What programs read is in fazhi.render as it is.

local catalogue = require "fazhi.catalogue"
local json = require "fazhi.json"
local message = require "fazhi.message"
local phrasebook = require "fazhi.phrasebook"

local M = {}

local LARGE = 1000000 -- from here digits are told in groups
local DECIMALS = 4 -- behind the point that was moved, at most
local MOVED = 9 -- digits of numbers whose point is moved in Chinese, at least

local powers = { { 12, "万亿" }, { 8, "亿" } }
local all_powers = { powers[1], powers[2], { 4, "万" } }

local function add_parts(words)
  local parts = catalogue.load "parts"
  for value, word in pairs(parts.others) do words[value] = word end
  for _, part in ipairs(parts.parts) do words[part.id] = part.en end
end

local function add_indicators(words)
  for _, one in ipairs(catalogue.entries()) do
    if one.entry.zh then words[one.entry.zh] = one.entry.en end
  end
end

-- Of a basis each word has its own.
local function add_bases(words)
  for _, one in ipairs(catalogue.entries()) do
    for _, basis in ipairs(type(one.entry.basis) == "table" and one.entry.basis or {}) do
      if type(basis) == "table" and basis[2] then words[basis[2]] = basis[3] end
    end
  end
end

local adders = { part_title = add_parts, indicator_name = add_indicators, basis = add_bases }

-- The words of the corpus in English, where they are no English by themselves.
local function english_of(list)
  return catalogue.made("english " .. list, function()
    local words = {}
    for value, word in pairs(catalogue.load("code_words").english[list] or {}) do words[value] = word end
    if adders[list] then adders[list](words) end
    return words
  end)
end

--- A unit for readers: 件; in English items (件), where the catalogue has a word for it. nil for nil.
-- @param is_inside true where it stands in brackets itself: items, 件
function M.unit(unit, is_inside)
  local word = unit and M.word({ words = "unit_told" }, unit)
  return word and (is_inside and "%s, %s" or "%s (%s)"):format(word, unit) or unit
end

--- The name of an indicator in the language in force; the Chinese one where the catalogue has no other.
-- @param indicator with id and name
function M.indicator(indicator)
  if message.language() == "zh" then return indicator.name end
  local entry = catalogue.entry(indicator.id)
  return entry and entry.en or indicator.name
end

local SEPARATORS = { "；", "; " }

-- The parts of a text between separators.
local function split_by(s, separator, list)
  local at = 1
  while true do
    local i, j = s:find(separator, at, true)
    list[#list + 1] = s:sub(at, (i or 0) - 1)
    if not i then return list end
    at = j + 1
  end
end

--- A basis for readers: 清洁能源＋新能源; in English clean energy (清洁能源). nil for nil.
-- @param is_told true if what tells no basis is to be called something too
function M.basis(basis, is_told)
  if not basis then return is_told and message.choose("unmarked", "未注明") or nil end
  if message.language() == "zh" then return basis end
  local words, list = english_of "basis", split_by(basis, "＋", {})
  for i, one in ipairs(list) do list[i] = words[one] or one end
  local told = table.concat(list, " + ")
  return told ~= basis and ("%s (%s)"):format(told, basis) or basis
end

--- A note of an observation, or several, in the language in force. nil for nil.
function M.note(note)
  if not note or message.language() == "zh" then return note end
  local book, parts, list = catalogue.load "note_words", split_by(note, SEPARATORS[2], {}), {}
  for _, part in ipairs(parts) do
    for _, one in ipairs(split_by(part, SEPARATORS[1], {})) do list[#list + 1] = phrasebook.translated(book, one) end
  end
  return table.concat(list, SEPARATORS[2])
end

--- A word of the corpus in a column, in the language in force; nil if it has no other word there. Which list it is
--- in is told by the kind of the column, by column.words, or by its name; in English by the latter two.
function M.word(column, value)
  if type(value) ~= "string" then return nil end
  local list = column.words or column.name
  if message.language() ~= "zh" then
    if list == "note" then return M.note(value) end
    if list == "basis" then return M.basis(value) end
    return list and english_of(list)[value]
  end
  local all = catalogue.load "code_words"
  local words = all[column.kind] or all[list]
  return words and words[value] or nil
end

-- Digits with the point moved by so many places; nil if there are no more, or more than DECIMALS would stand behind it.
local function moved_by(digits, count, word)
  local whole, rest = digits:sub(1, -count - 1), digits:sub(-count):gsub("0+$", "")
  if whole == "" or #rest > DECIMALS then return nil end
  return whole .. (rest ~= "" and "." .. rest or "") .. word
end

-- 14000000000000 → 14万亿, 1234500000 → 12.345亿; nil if that leaves too many digits behind the point.
local function moved(digits)
  local power = powers[#digits > powers[1][1] and 1 or 2]
  return moved_by(digits, power[1], power[2])
end

-- The same by the largest power that leaves few digits, 万 at least: 123456789 → 12345.6789万; nil below ten thousand.
local function moved_anyhow(digits)
  for _, power in ipairs(all_powers) do
    local s = moved_by(digits, power[1], power[2])
    if s then return s end
  end
end

-- 14000000 → 14,000,000.
local function grouped(digits)
  local s = digits:reverse():gsub("(%d%d%d)", "%1,"):reverse()
  return (s:gsub("^,", ""))
end

-- The sign and the digits of a whole number as text; nil if it is none.
local function split(s)
  return s:match "^(%-?)(%d+)$"
end

local function moved_or_plain(digits)
  return moved_anyhow(digits) or digits
end

--- How numbers that stand side by side are all told, where one of them is large: in groups in English, with the point
--- moved in Chinese.
-- @param numbers list
-- @return what M.number takes; nil if each may be told for itself
function M.notation(numbers)
  local longest = 0
  for _, number in ipairs(numbers) do
    local _, digits = split(json.number(number))
    longest = math.max(longest, digits and #digits or 0)
  end
  if message.language() == "en" then return longest >= #tostring(LARGE) and grouped or nil end
  return longest >= MOVED and moved_or_plain or nil
end

--- A number as people read it, exact: 14万亿 in Chinese, 14,000,000,000,000 in English; small ones and those with
--- digits behind the point as they are.
-- @param notation of M.notation, or nil
function M.number(value, notation)
  local s = json.number(value)
  local sign, digits = split(s)
  if not digits then return s end
  if notation then return sign .. notation(digits) end
  if #digits < #tostring(LARGE) then return s end
  return sign .. (message.choose(grouped(digits), moved(digits) or digits))
end

-- By which power of ten a large number is told.
local tellers = { zh = { { 1e12, "万亿" }, { 1e8, "亿" }, { 1e4, "万" } }, en = { { 1e9, "bn" }, { 1, "" } } }

-- A number with so many digits behind the point at most, the whole part in groups in English.
local function pointed(value, digits)
  local sign, whole, rest = ("%." .. digits .. "f"):format(value):match "^(%-?)(%d+)(.*)$"
  rest = rest:gsub("0+$", ""):gsub("%.$", "")
  return sign .. (message.language() == "en" and grouped(whole) or whole) .. rest
end

--- A number for where there is little room, and where several stand in one notation: a large one with 万亿, 亿 or 万
--- (bn in English, below that a whole number in groups) and at most `digits` (4) digits behind the point; small ones
--- as M.number has them. Large ones are rounded.
function M.brief(value, digits)
  local size = math.abs(value)
  if size < LARGE then return M.number(value) end
  for _, teller in ipairs(tellers[message.language()]) do
    local power, word = teller[1], teller[2]
    if size >= power then return pointed(value / power, power > 1 and (digits or DECIMALS) or 0) .. word end
  end
end

--- A number with so many digits behind the point, or none where it is so large that they say nothing.
function M.rounded(value, digits)
  local s = ("%." .. (math.abs(value) >= LARGE and 0 or digits) .. "f"):format(value)
  if s:find "^%-0%.?0*$" then return s:sub(2) end
  return math.abs(value) >= LARGE and M.number(math.tointeger(tonumber(s)) or value) or s
end

--- The probability of a test in words: p = 0.017, p < 0.001.
function M.p(p)
  return p < 0.001 and "p < 0.001" or ("p = %.3f"):format(p)
end

return M
