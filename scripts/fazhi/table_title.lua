-- table_title: the title of a table, found again from its rows when they are lines of a text: a line that
-- ends in 情况表 or the like, directly above them.

local catalogue = require "fazhi.catalogue"
local lines = require "fazhi.lines"
local wordlist = require "fazhi.wordlist"

local M = {}

local ROWS = 200 -- that are gone up through to find the title

-- A title without what stands behind it in brackets: 行政复议情况表（单位：件）
local function title_of(text)
  local s = text:gsub("（[^\n]-）%s*$", ""):gsub("%b()%s*$", ""):gsub("[%s:]+$", ""):gsub("：$", "")
  if lines.has_sentence_end(s) or not wordlist.at_end(s, catalogue.load("tables").titles) then return nil end
  return s
end

-- What may stand between a title and its table: （单位：件）
local function tells_unit(text)
  if lines.has_sentence_end(text) then return false end
  for _, word in ipairs(catalogue.load("tables").unit_words) do
    if text:find(word .. "：", 1, true) or text:find(word .. ":", 1, true) then return true end
  end
  return false
end

-- The row of a part, such as a place, is not what the title says: 青禾县；受理: 41件
local function is_of_all(row)
  local first = row:match("^(.-)；") or row
  if first:find(": ", 1, true) or first:find("^%d%d%d%d年度?$") then return true end
  for _, word in ipairs(catalogue.load("tables").totals) do
    if first == word then return true end
  end
  return false
end

-- The line that byte `at` stands in: the last of those that begin before it.
local function find_line(starts, at)
  local low, high = 1, #starts
  while low < high do
    local middle = (low + high + 1) // 2
    if starts[middle] <= at then low = middle else high = middle - 1 end
  end
  return low
end

--- A function that tells of byte `at` of `body` in which table it stands: its title, or nil if it has none
--- or there is no table; and in the row of a part (青禾县；受理: 41件), which no title or heading is about, the
--- name of that part. nil if no table stands in the body.
function M.reader(body)
  if not body:find(": ", 1, true) then return nil end
  local starts, known = {}, {}
  for at in body:gmatch("()[^\n]+") do starts[#starts + 1] = at end
  local function line(k) return body:match("[^\n]*", starts[k]) end
  local function above(k)
    for n = k - 1, math.max(1, k - ROWS), -1 do
      local text = line(n)
      local title = title_of(text)
      if title or not (lines.is_table_row(text) or tells_unit(text)) then return title end
    end
  end
  return function(at)
    local k = find_line(starts, at)
    if not known[k] then
      local row = line(k)
      local is_row = lines.is_table_row(row)
      local is_part = is_row and row:find(": ", 1, true) ~= nil and not is_of_all(row)
      known[k] = { title = is_row and not is_part and above(k) or nil, part = is_part and row:match("^(.-)；") or nil }
    end
    return known[k].title, known[k].part
  end
end

return M
