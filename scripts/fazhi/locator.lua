-- locator: where in a file something stands when bytes cannot say it: line 12 of page 3,
-- paragraph 27, row 3 of table 2. A format that is not text is read as a rendition, one string
-- of what it says; its locators tell which piece of the rendition came from which place.
--
-- A locator is a letter and numbers: l3.12 line 12 of page 3, p27 paragraph, c2.3.1 table, row
-- and cell, n2 footnote, x1 text box.

local message = require("fazhi.message")

local M = {}

-- The last locator at or before a byte of the rendition: its place in the list, 0 if none.
local function at(list, byte)
  local low, high = 0, #list
  while low < high do
    local middle = (low + high + 1) // 2
    if list[middle].at <= byte then low = middle else high = middle - 1 end
  end
  return low
end

--- The places that bytes i to j of the rendition came from: the first and the last locator's
--- name, the same one twice where it is one place; nil if none is known.
function M.find(list, i, j)
  local first, last = at(list, i), at(list, math.max(i, j))
  if last == 0 then return nil end
  return list[math.max(first, 1)].name, list[last].name
end

--- The list as one string, as it is stored beside a report.
function M.encode(list)
  local lines = {}
  for k, entry in ipairs(list) do lines[k] = ("%d %s"):format(entry.at, entry.name) end
  return table.concat(lines, "\n")
end

--- The list of such a string.
function M.decode(s)
  local list = {}
  for byte, name in s:gmatch("(%d+) (%S+)") do
    list[#list + 1] = { at = math.tointeger(tonumber(byte)), name = name }
  end
  return list
end

local shapes = { l = "line", p = "paragraph", c = "cell", n = "footnote", x = "text_box" }

local function one(name)
  local letter, rest = name:match("^(%a)(.*)$")
  local key = letter and shapes[letter]
  if not key then return name end
  local numbers = {}
  for n in rest:gmatch("%d+") do numbers[#numbers + 1] = n end
  return message.text("at_" .. key, { a = numbers[1], b = numbers[2], c = numbers[3] })
end

--- A place as people read it: "page 3, line 12"; `last` may be nil or the same.
function M.text(first, last)
  if not last or last == first then return one(first) end
  return one(first) .. "–" .. one(last)
end

return M
