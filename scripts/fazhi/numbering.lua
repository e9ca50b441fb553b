-- numbering: the numbers Word writes before paragraphs, which stand nowhere in the text of the
-- file. It reads the lists of numbering.xml and counts through the paragraphs as Word does; how a
-- number is written is catalogue "numbering".

local catalogue = require("fazhi.catalogue")
local element = require("fazhi.element")

local M = {}

local LEVELS = 9 -- of a list, 0 to 8

-- ---- writing a number ----------------------------------------------------------------------

local ways = {}

function ways.digits(n, format)
  local s = ("%0" .. (format.width or 1) .. "d"):format(n)
  return (s:gsub("%d", function(d) return format.signs[tonumber(d) + 1] end))
end

-- Below ten thousand: 三百〇五, 一千〇二十; the one of 十一 is not spoken.
local function thousands(n, format)
  local parts, gap = {}, false
  for power = 3, 0, -1 do
    local digit = n // 10 ^ power % 10 // 1 | 0
    if digit == 0 then
      gap = #parts > 0
    else
      if gap then parts[#parts + 1] = format.signs[1] end
      local silent = digit == 1 and power == 1 and #parts == 0 and not format.one
      if not silent then parts[#parts + 1] = format.signs[digit + 1] end
      parts[#parts + 1] = format.tens[power]
      gap = false
    end
  end
  return table.concat(parts)
end

function ways.counting(n, format)
  if n == 0 then return format.signs[1] end
  if n >= 10000 then return tostring(n) end
  return thousands(n, format)
end

function ways.list(n, format)
  return format.signs[n] or tostring(n)
end

function ways.letters(n, format)
  if n < 1 or n > 780 then return tostring(n) end
  return format.signs[(n - 1) % 26 + 1]:rep((n - 1) // 26 + 1)
end

local romans = {
  { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" },
  { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" },
}

function ways.roman(n, format)
  if n < 1 or n > 3999 then return tostring(n) end
  local parts = {}
  for _, pair in ipairs(romans) do
    while n >= pair[1] do
      parts[#parts + 1] = pair[2]
      n = n - pair[1]
    end
  end
  local s = table.concat(parts)
  return format.lower and s:lower() or s
end

function ways.fixed(_, format)
  return format.sign
end

--- The number `n` in the format of that name ("chineseCounting"); a name that the catalogue does
--- not have counts 1, 2, 3.
function M.write(n, name)
  local formats = catalogue.load("numbering")
  local format = formats[name] or formats.decimal
  return (format.before or "") .. ways[format.way](n, format) .. (format.after or "")
end

-- ---- reading the lists ---------------------------------------------------------------------

-- Word puts formats that old versions lack into a choice, with an old one to fall back on: 001, 002.
local function format_of(node)
  local format = element.child(node, "numFmt")
  local choice = not format and element.child(node, "AlternateContent")
  if choice then
    format = element.child(element.child(choice, "Choice"), "numFmt")
      or element.child(element.child(choice, "Fallback"), "numFmt")
  end
  local pattern = element.attribute(format, "format")
  return element.attribute(format, "val") or "decimal", pattern and #(pattern:match("^0+1") or "")
end

local function read_level(node)
  local format, width = format_of(node)
  return {
    start = element.number(node, "start") or 0,
    format = format, width = width,
    text = element.value(node, "lvlText") or "",
    restart = element.number(node, "lvlRestart"),
    style = element.value(node, "pStyle"),
    suffix = element.value(node, "suff") or "tab",
    legal = element.flag(node, "isLgl") or false,
    hidden = element.flag(element.child(node, "rPr"), "vanish") or false,
  }
end

local function index_of(node)
  return math.tointeger(tonumber(element.attribute(node, "ilvl"))) or 0
end

local function read_abstract(node)
  local list = { levels = {}, by_style = element.value(node, "numStyleLink"), counts = {} }
  for level in element.children(node, "lvl") do list.levels[index_of(level)] = read_level(level) end
  return list
end

local function read_num(node)
  local num = { abstract = element.value(node, "abstractNumId"), starts = {}, levels = {}, begun = {} }
  for override in element.children(node, "lvlOverride") do
    local index, level = index_of(override), element.child(override, "lvl")
    num.starts[index] = element.number(override, "startOverride")
    if level then num.levels[index] = read_level(level) end
  end
  return num
end

local Numbering = { __name = "fazhi.numbering" }
Numbering.__index = Numbering

--- Reads numbering.xml. `root` may be nil (no lists), `styles` is a fazhi.wordstyle.
function M.read(root, styles)
  local self = setmetatable({ abstracts = {}, nums = {}, styles = styles }, Numbering)
  for node in element.children(root, "abstractNum") do
    self.abstracts[element.attribute(node, "abstractNumId") or ""] = read_abstract(node)
  end
  for node in element.children(root, "num") do
    self.nums[element.attribute(node, "numId") or ""] = read_num(node)
  end
  return self
end

-- ---- which list a paragraph is in ----------------------------------------------------------

--- The list behind a num: its own, or that of the list style it names.
function Numbering:list_of(num, depth)
  local list = self.abstracts[num.abstract]
  if not list or not list.by_style or (depth or 0) > 4 then return list end
  local properties = self.styles:list(list.by_style)
  local other = properties and self.nums[properties.id]
  if not other or other == num then return list end
  return self:list_of(other, (depth or 0) + 1)
end

local function level_of_style(num, list, chain)
  for _, style in ipairs(chain) do
    for k = 0, LEVELS - 1 do
      local level = num.levels[k] or list.levels[k]
      if level and level.style == style then return k end
    end
  end
end

--- The num, list and level of a paragraph with these properties (<w:pPr>) and style; nil if none.
function Numbering:place(properties, style)
  local own = element.child(properties, "numPr")
  local inherited = self.styles:list(style)
  local id = element.value(own, "numId") or inherited and inherited.id
  local num = id and self.nums[id]
  local list = num and self:list_of(num)
  if not list then return nil end
  local index = element.number(own, "ilvl")
  if not index and not element.value(own, "numId") then
    index = level_of_style(num, list, self.styles:chain(style)) or inherited.level
  end
  return num, list, math.max(0, math.min(index or 0, LEVELS - 1))
end

-- ---- counting ------------------------------------------------------------------------------

local function level_at(num, list, index)
  return num.levels[index] or list.levels[index]
end

-- A level starts again behind any level above it, or only behind those its restart allows.
local function restart_below(num, list, index)
  for k = index + 1, LEVELS - 1 do
    local level = level_at(num, list, k)
    local behind = level and level.restart or k
    if index < behind then list.counts[k] = nil end
  end
end

local function advance(num, list, index)
  local level, counts = level_at(num, list, index), list.counts
  if num.starts[index] and not num.begun[index] then -- it starts anew once, where it is first used
    num.begun[index] = true
    counts[index] = num.starts[index]
  elseif counts[index] then
    counts[index] = counts[index] + 1
  else
    counts[index] = num.starts[index] or level.start
  end
  restart_below(num, list, index)
end

local function marker_of(num, list, index)
  local shown = level_at(num, list, index)
  if shown.format == "bullet" or shown.hidden then return "" end
  return (shown.text:gsub("%%(%d)", function(digit)
    local k = tonumber(digit) - 1
    local level = level_at(num, list, k)
    if not level or k > index then return "" end
    local n = list.counts[k] or num.starts[k] or level.start
    if level.width then return ("%0" .. level.width .. "d"):format(n) end
    return M.write(n, shown.legal and "decimal" or level.format)
  end))
end

--- Counts one paragraph and returns what Word writes before it ("（一）", "" for a bullet) and
--- what stands between ("tab", "space", "nothing"); nil if the paragraph is in no list. To be called
--- once for each paragraph, in their order.
-- @param properties its <w:pPr> or nil
-- @param style the id of its style or nil
function Numbering:next(properties, style)
  local num, list, index = self:place(properties, style)
  if not num or not level_at(num, list, index) then return nil end
  advance(num, list, index)
  return marker_of(num, list, index), level_at(num, list, index).suffix
end

return M
