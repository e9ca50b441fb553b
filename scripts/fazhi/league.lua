-- league: lineups as orders of rank: what the order means, its head, and several indicators side by side. No
-- order is made of more than one indicator.

local comparison = require "fazhi.comparison"
local display = require "fazhi.display"
local lineup = require "fazhi.lineup"
local message = require "fazhi.message"

local say = message.say

local M = {}

local function polarity_words(polarity, ascending)
  if polarity == 1 then
    return ascending and say("more is better: rank 1 is the worst here", "越多越好：此处第 1 名最差")
      or say("more is better: rank 1 is the best", "越多越好：第 1 名最好")
  elseif polarity == -1 then
    return ascending and say("less is better: rank 1 is the best here", "越少越好：此处第 1 名最好")
      or say("less is better: rank 1 is the worst; --ascending puts the best first", "越少越好：第 1 名最差；用 --ascending 由小到大")
  end
  return say("neither more nor less is better: the order is one of size only", "多少并无优劣：名次只表示大小")
end

--- What an order says of better and worse, by the polarity of the indicator in its catalogue.
-- @param told true if the indicator is to be named
function M.polarity_note(corpus, id, ascending, told)
  local indicator = comparison.indicator(corpus, id)
  local words = polarity_words(indicator.polarity, ascending)
  return told and message.choose("%s: %s", "%s：%s"):format(display.indicator(indicator), words) or words
end

--- The rows of a lineup up to rank `top` of each year and level, and how many others there are; all of them
-- without `top`.
function M.head(line, top)
  local rows = lineup.rows(line)
  if not top then return rows, 0 end
  local list = {}
  for _, row in ipairs(line.ranked) do
    if row.rank and row.rank <= top then list[#list + 1] = row end
  end
  return list, #rows - #list
end

local function key_of(row)
  return comparison.region_key(row) .. "\0" .. tostring(row.year)
end

-- Puts the rows of one lineup into the joint ones.
local function join(joint, order, line, id, key, name)
  for _, row in ipairs(lineup.rows(line)) do
    local own = key_of(row)
    if not joint[own] then
      joint[own] = { level = row.level, region = row.region, year = row.year }
      order[#order + 1] = joint[own]
    end
    local to = joint[own]
    to[id], to[id .. "_unit"], to[id .. "_rank"], to[id .. "_bound"] = row[key], row.unit, row.rank, row.bound
    to.note = comparison.join_notes(to.note, row.note and message.choose("%s: %s", "%s：%s"):format(name, row.note))
  end
end

--- The ids without repetitions.
function M.distinct(ids)
  local list, seen = {}, {}
  for _, id in ipairs(ids) do
    if not seen[id] then list[#list + 1] = id end
    seen[id] = true
  end
  return list
end

--- The rows of M.beside up to rank `top` in the first indicator, and how many others there are.
function M.first(rows, id, top)
  local list = {}
  for _, row in ipairs(rows) do
    local rank = row[id .. "_rank"]
    if not top or rank and rank <= top then list[#list + 1] = row end
  end
  return list, #rows - #list
end

-- Within a level the regions follow the first indicator; those without a rank in it come last.
local function sort(rows, first)
  local place = {}
  for i, row in ipairs(rows) do place[row] = i end
  table.sort(rows, function(a, b)
    if a.year ~= b.year then return (a.year or 0) > (b.year or 0) end
    if a.level ~= b.level then return (a.level or "~") < (b.level or "~") end
    local x, y = a[first .. "_rank"] or math.huge, b[first .. "_rank"] or math.huge
    if x ~= y then return x < y end
    return place[a] < place[b]
  end)
end

--- Several indicators side by side: one row for each region, in the order of the first indicator.
-- @param ids of the indicators; options as for lineup.of, and tell = a function(rows without a value, id of the
--   indicator) that adds to their notes, or nil
-- @return rows { level=, region=, year=, [id]=, [id .. "_unit"]=, [id .. "_bound"]=, [id .. "_rank"]=,
--   note= }, columns, notes
function M.beside(corpus, ids, args, options)
  local joint, rows, notes = {}, {}, {}
  local columns = { { name = "level", kind = "level", zh = "层级", en = "level" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" } }
  local asked = setmetatable({}, { __index = args })
  for i, id in ipairs(ids) do
    local line = lineup.of(corpus, id, asked, options)
    if i == 1 and not args.year then asked.year = line.filters.from end
    if options.tell then options.tell(line.missing, id) end
    local name = message.choose(id, comparison.indicator(corpus, id).name)
    join(joint, rows, line, id, options.ratio and "per" or "value", name)
    local column = options.ratio and options.ratio:column_of(id) or { name = id, kind = "number", zh = name, en = id }
    if options.ratio then column.zh, column.en = name .. "（" .. column.zh .. "）", id .. " " .. column.en end
    columns[#columns + 1] = column
    columns[#columns + 1] = { name = id .. "_unit", kind = "text", zh = "单位", en = "unit" }
    columns[#columns + 1] = { name = id .. "_bound", kind = "text", words = "bound", zh = "约数", en = "bound" }
    columns[#columns + 1] = { name = id .. "_rank", kind = "integer", zh = "名次", en = "rank" }
    notes[#notes + 1] = M.polarity_note(corpus, id, options.ascending, true)
    notes[#notes + 1] = message.choose("%s: %s", "%s：%s"):format(name, table.concat(line.notes, say("; ", "；")))
  end
  columns[#columns + 1] = { name = "note", kind = "text", zh = "说明", en = "note" }
  sort(rows, ids[1])
  return rows, columns, notes
end

return M
