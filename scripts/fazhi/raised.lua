-- raised: characters above the line. It tells the marks of footnotes, which are no part of the words
-- they stand behind (35²件 is 35件), from the powers of units and of ten, which are (7km², 2×10⁴).

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local wordlist = require "fazhi.wordlist"

local M = {}

local superscripts = {
  ["0"] = "⁰", ["1"] = "¹", ["2"] = "²", ["3"] = "³", ["4"] = "⁴", ["5"] = "⁵", ["6"] = "⁶", ["7"] = "⁷", ["8"] = "⁸",
  ["9"] = "⁹",
}
local digits, signs, beginnings = {}, {}, {}
for digit, sign in pairs(superscripts) do
  digits[sign], signs[#signs + 1], beginnings[sign:sub(1, -2)] = digit, sign, true
end

--- Digits above the line as such, so that they glue to no number: km² , 10⁴.
function M.raise(s)
  return (s:gsub("%d", superscripts))
end

--- The digits of a string of raised ones; nil if it has any other character.
function M.lower(s)
  local out = {}
  for c in s:gmatch(utf8.charpattern) do
    if not digits[c] then return nil end
    out[#out + 1] = digits[c]
  end
  return #out > 0 and table.concat(out) or nil
end

local digits_in = core.words.new(signs)

--- The next run of raised digits in bytes i..j of `s`: its first and last byte; nil if there is none.
--- Only these bytes are looked at: a page has many pieces of text.
function M.find(s, i, j)
  local _, from, after = digits_in:find(s, i, j)
  if not from or after > j + 1 then return nil end
  local to
  repeat
    to = after
    _, after = digits_in:match(s, to)
  until not after or after > j + 1
  return from, to - 1
end

--- True if there are raised digits in `s`: a page mostly has no character that begins with such bytes.
function M.is_in(s)
  for beginning in pairs(beginnings) do
    if s:find(beginning, 1, true) then return M.find(s, 1, #s) ~= nil end
  end
  return false
end

local function matches(s, patterns)
  for _, pattern in ipairs(patterns) do
    if s:find(pattern) then return true end
  end
  return false
end

-- Whether the words end in a unit of length whose power may follow: km, but not 平方米.
local function ends_in_length(before, rules)
  local letters = before:match "%a+$"
  for _, word in ipairs(rules.lengths) do
    if letters == word then return true end
    if not letters and before:sub(-#word) == word then
      return not wordlist.at_end(before:sub(1, -#word - 1), rules.powers)
    end
  end
  return false
end

-- What a raised number is: behind 10 it may be either, unless 10 is multiplied.
local function kind_of_number(s, before, rules, is_link)
  local ten = before:match "^(.-)%s*10$"
  if ten and wordlist.at_end(ten:gsub("%s+$", ""), rules.times) then return "power" end
  if is_link then return "mark" end
  if ten and not ten:find "[%d.,]$" then return nil end
  if (s == "2" or s == "3") and ends_in_length(before, rules) then return "power" end
  return not before:find "%a$" and "mark" or nil
end

--- What raised characters are: "mark" of a footnote, "power", or nil if they may be anything else.
-- @param s the characters, digits as usual ones
-- @param before what stands before them in their line; behind nothing they open a footnote's own text
-- @param is_link whether they lead to another place of the document
function M.kind(s, before, is_link)
  local rules = catalogue.load "raised"
  s, before = s:gsub("%s", ""), before:gsub("%s+$", "")
  if before == "" then return nil end
  if matches(s, rules.marks) then return "mark" end
  if matches(s, rules.numbers) then return kind_of_number(s, before, rules, is_link) end
  return s:find "^%-?%d+$" and kind_of_number(s, before, rules, false) == "power" and "power" or nil
end

--- True if a link to `address` is that of a footnote, which is a place in a document.
function M.is_footnote(address)
  return address:find("#", 1, true) ~= nil and matches(address:lower(), catalogue.load("raised").links)
end

return M
