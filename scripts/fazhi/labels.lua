-- labels: the facts that a page states about its document in rows of label and value
-- (发布机构: … 发布日期: …), whatever their form. Which labels there are is catalogue "labels".

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local lines = require "fazhi.lines"
local date = require "fazhi.date"

local BLANK, BAR, COLON = lines.BLANK, lines.BAR, lines.COLON

local M = {}

local known -- { source =, names = {label = group}, tails = {what a label ends in = true}, longest = bytes of one }

local function names()
  local groups = catalogue.load("labels")
  if known and known.source == groups then return known end
  known = { source = groups, names = {}, tails = {}, longest = 0 }
  for _, group in ipairs(groups) do
    for _, name in ipairs(group) do
      known.names[name] = group
      known.longest = math.max(known.longest, #name)
      for at in name:gmatch("()" .. utf8.charpattern) do known.tails[name:sub(at)] = true end
    end
  end
  return known
end

-- The longest label that ends right before byte `stop + 1` of `text`, blanks inside it ignored:
-- its group, its name and its first byte.
local function label_before(text, from, stop)
  local index, group, name, start = names(), nil, nil, nil
  local word, at = "", stop
  while at >= from do
    local c_start = utf8.offset(text, 0, at)
    local c = text:sub(c_start, at)
    if c ~= " " and c ~= "\t" then
      word = c .. word
      if not index.tails[word] then break end
      if index.names[word] then group, name, start = index.names[word], word, c_start end
    end
    at = c_start - 1
  end
  return group, name, start
end

local NONE = {}

local colons = core.words.new { ":", "：" }

local function trim(text, i, j)
  while i <= j and text:find("^[ \t|]", i) do i = i + 1 end
  while j >= i and text:find("^[ \t|]", j) do j = j - 1 end
  return i, j
end

-- Labels before a colon; a value runs to the next label.
local function in_row(text)
  local list, from = {}, 1
  local _, at, behind = colons:find(text, 1)
  while at do
    local group, name, start = label_before(text, from, at - 1)
    if group then
      list[#list + 1] = { group = group, name = name, start = start, value_start = behind }
      from = behind
    end
    _, at, behind = colons:find(text, behind)
  end
  for k, label in ipairs(list) do
    local stop = list[k + 1] and list[k + 1].start - 1 or #text
    label.value_start, label.value_stop = trim(text, label.value_start, stop)
  end
  return list
end

-- Labels in cells of a table: | 发布机构 | 某局 |
local function in_cells(text)
  local list, cells = {}, {}
  for i, j in text:gmatch("()[^|]+()") do cells[#cells + 1] = { trim(text, i, j - 1) } end
  for k = 1, #cells - 1 do
    local name = text:sub(cells[k][1], cells[k][2]):gsub("[ \t]", "")
    local group = names().names[name]
    if group then
      list[#list + 1] = { group = group, name = name, start = cells[k][1], value_start = cells[k + 1][1],
        value_stop = cells[k + 1][2] }
    end
  end
  return list
end

-- A label alone on its line, the value on the next.
local function alone(text, signs)
  local name, index = text, names()
  if signs & (BLANK | BAR | COLON) ~= 0 then name = text:gsub("[ \t|:]", ""):gsub("：", "") end
  local group = #name <= index.longest and index.names[name]
  if group then return { { group = group, name = name, start = 1, value_start = #text + 1, value_stop = #text } } end
  return NONE
end

-- The labels of a line, of split or with a text alone.
local function labels_of(line)
  local text, signs = line.text, line.signs or lines.signs(line.text)
  local list = signs & COLON ~= 0 and in_row(text) or NONE
  if #list == 0 and signs & BAR ~= 0 then list = in_cells(text) end
  if #list == 0 then list = alone(text, signs) end
  return list
end

--- True if the line states such a fact: it begins with a label, a bullet or a date aside.
function M.is_row(line)
  local text, signs = line.text, line.signs or lines.signs(line.text)
  if #text > 600 or signs & (BLANK | BAR | COLON) == 0 and #text > names().longest then return false end
  local first = labels_of(line)[1]
  if not first or lines.is_prose(line) then return false end
  local before = text:sub(1, first.start - 1)
  return lines.fold(before):gsub("·", ""):gsub("[*%-|%[(]", "") == "" or date.whole(before) ~= nil
end

--- The facts stated in `s`: a list of { field=, rank=, name=, value=, start=, stop= }, the span
--- being that of the value. A label whose value stands on the following line has it too, marked
--- `below = true`: whether it fits is for the caller to judge. Empty values are left out.
-- @param rows the lines of `s` as lines.split gives them, if they are known
function M.find(s, rows)
  local list = {}
  rows = rows or lines.split(s)
  for k, line in ipairs(rows) do
    local found = #line.text <= 600 and line.text ~= "" and labels_of(line) or NONE
    for n, label in ipairs(found) do
      local i, j, below = line.start + label.value_start - 1, line.start + label.value_stop - 1, false
      local next_row = rows[k + 1]
      if i > j and n == #found and next_row and next_row.text ~= "" and #labels_of(next_row) == 0 then
        i, j, below = next_row.start, next_row.stop, true
      end
      if i <= j then
        list[#list + 1] = { field = label.group.field, rank = label.group.rank, name = label.name,
          value = s:sub(i, j), start = i, stop = j, below = below }
      end
    end
  end
  return list
end

return M
