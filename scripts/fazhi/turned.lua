-- turned: text that is turned by a quarter, or written from top to bottom: words that stand on one another as
-- close as characters do. In which direction it reads is told by the order in which the file has it.

local geometry = require "fazhi.geometry"

local M = {}

local BESIDE = 0.5  -- em by which the middles of words of one stack may differ
local FONTS = 1     -- the same between a character and a number, whose fonts have other boxes
local CLOSE = 1.4   -- times their own length, that two words of a stack are apart, at most
local LEAST = 0.7   -- the same at least; what is less far below stands beside it
local DENSE = 1.15  -- the same for the whole stack; lines are set further apart
local OPEN = 3      -- times the length of its last word, after which a stack has ended
local COLUMNS = 6   -- half characters in a stack, at least
local WORDS = 2000  -- of a page; more are not looked at

local function middle_x(word) return (word.x0 + word.x1) / 2 end
local function middle_y(word) return (word.y0 + word.y1) / 2 end

-- The side of one character: boxes are longer than it across the direction of writing.
local function side(word)
  if utf8.len(word.text) == 1 then return math.min(word.x1 - word.x0, word.y1 - word.y0) end
  return word.x1 - word.x0
end

-- How much of a stack a word takes.
local function length(word)
  if utf8.len(word.text) == 1 then return side(word) * word.columns / 2 end
  return word.y1 - word.y0
end

-- Words that may stand in a stack: single characters, and what is higher than wide. From top to bottom.
local function candidates(page)
  local list = {}
  for _, words in ipairs(page.lines) do
    for _, word in ipairs(words) do
      local is_tall = word.y1 - word.y0 > word.x1 - word.x0
      if (is_tall or utf8.len(word.text) == 1) and #list < WORDS then list[#list + 1] = word end
    end
  end
  table.sort(list, function(a, b)
    local ya, yb = middle_y(a), middle_y(b)
    if ya ~= yb then return ya < yb end
    return a.x0 < b.x0
  end)
  return list
end

-- How far beside a word another one stands that may follow it in a stack; nil if it cannot.
local function across(a, b)
  local is_other_font = (a.text:byte() < 0x80) ~= (b.text:byte() < 0x80)
  local most = (is_other_font and FONTS or BESIDE) * math.min(side(a), side(b))
  local beside, apart = math.abs(middle_x(a) - middle_x(b)), middle_y(b) - middle_y(a)
  local usual = (length(a) + length(b)) / 2
  return beside <= most and apart >= LEAST * usual and apart <= CLOSE * usual and beside or nil
end

-- The stack that a word goes on with, of the open ones; those that ended above it are closed.
local function stack_for(open, word)
  local found, nearest, kept = nil, math.huge, 0
  for k = 1, #open do
    local stack, last = open[k], open[k][#open[k]]
    local beside = across(last, word)
    if beside and beside < nearest then found, nearest = stack, beside end
    open[k] = nil
    if middle_y(word) - middle_y(last) <= OPEN * length(last) then
      kept = kept + 1
      open[kept] = stack
    end
  end
  return found
end

local function stacks_of(list)
  local stacks, open = {}, {}
  for _, word in ipairs(list) do
    local found = stack_for(open, word)
    if not found then
      found = {}
      stacks[#stacks + 1], open[#open + 1] = found, found
    end
    found[#found + 1] = word
  end
  return stacks
end

-- A stack of as many characters as fit into its height is one line. Most stand by themselves; two that stand
-- side by side are a cell of a narrow column.
local function is_line(stack)
  local total, columns, single = 0, 0, 0
  for _, word in ipairs(stack) do
    if word.text:byte() >= 0x80 and utf8.len(word.text) > 1 and not geometry.is_turned { word } then return false end
    if word.columns == 2 and utf8.len(word.text) == 1 then single = single + 1 end
    total, columns = total + length(word), columns + word.columns
  end
  local first, last = stack[1], stack[#stack]
  local taken = middle_y(last) - middle_y(first)
  local needed = total - (length(first) + length(last)) / 2
  return #stack > 1 and columns >= COLUMNS and single * 2 >= #stack and taken <= DENSE * needed
end

--- The text of the words of a turned line, in their order.
function M.text(words)
  local parts = {}
  for k, word in ipairs(words) do
    local before = words[k - 1]
    local is_latin = before and before.text:find("%a$") and word.text:find("^%a")
    parts[k] = (is_latin and " " or "") .. word.text
  end
  return table.concat(parts)
end

-- The words in the direction in which the file has them; from top to bottom where it does not tell.
local function in_order(words, sequence)
  local reversed = {}
  for k = #words, 1, -1 do reversed[#reversed + 1] = words[k] end
  local function is_told(list) return sequence:find((M.text(list):gsub("%s", "")), 1, true) ~= nil end
  if sequence and not is_told(words) and is_told(reversed) then return reversed end
  return words
end

-- Lines that stand on one another without being turned each, as words; and which words are used by them.
local function stacked(page, sequence)
  local lines, used = {}, {}
  for _, stack in ipairs(stacks_of(candidates(page))) do
    if is_line(stack) then
      for _, word in ipairs(stack) do used[word] = true end
      lines[#lines + 1] = in_order(stack, sequence())
    end
  end
  return lines, used
end

--- Takes turned lines off a page. Returns the upright lines and the turned ones.
-- @param sequence function that returns the text in the order in which the file has it, without blanks, or nil
function M.part(page, sequence)
  local turned, used = stacked(page, sequence)
  local upright = {}
  for _, words in ipairs(page.lines) do
    local rest = {}
    for _, word in ipairs(words) do
      if not used[word] then rest[#rest + 1] = word end
    end
    if #rest > 0 then table.insert(geometry.is_turned(rest) and turned or upright, rest) end
  end
  return upright, turned
end

return M
