-- columns: the order in which the rows of a page are read. Where a stretch of rows is parted by a
-- gutter with running text on both sides, the left column is read before the right one; rows that
-- cross the gutter, such as a title above both, part such stretches.

local geometry = require "fazhi.geometry"

local M = {}

local DEEP = 3      -- gutters within a column of another gutter
local MOST = 2000   -- rows; no page that people read has more
local BINS = 120    -- places over the width of a page at which a gutter is looked for
local TRIES = 4     -- gutters tried
local LINES = 3     -- lines that a column must have
local TEXT = 8      -- characters in a line of running text, at least on average
local FULL = 0.3    -- share of the lines of a left column that reach its right edge
local RAGGED = 3    -- em by which a line may fall short of that edge
local GUTTER = 0.4   -- em between the words on both sides of a gutter, at least
local MARGIN = 0.15 -- share of the width at both sides where no gutter is

local function extent(rows)
  local x0, x1 = math.huge, -math.huge
  for _, row in ipairs(rows) do x0, x1 = math.min(x0, row.x0), math.max(x1, row.x1) end
  return x0, x1
end

-- How many rows cover each of the places from x0 to x1.
local function coverage(rows, x0, x1)
  local counts, step = {}, (x1 - x0) / BINS
  for bin = 1, BINS do counts[bin] = 0 end
  for _, row in ipairs(rows) do
    for _, word in ipairs(row.words) do
      local first = math.max(1, math.floor((word.x0 - x0) / step) + 1)
      local last = math.min(BINS, math.ceil((word.x1 - x0) / step))
      for bin = first, last do counts[bin] = counts[bin] + 1 end
    end
  end
  return counts
end

-- The places that the fewest rows cover: middles of runs of equal bins, emptiest first.
local function gutters(rows)
  local x0, x1 = extent(rows)
  if x1 <= x0 then return {} end
  local counts, list = coverage(rows, x0, x1), {}
  local bin, last = math.ceil(BINS * MARGIN), math.floor(BINS * (1 - MARGIN))
  while bin <= last do
    local stop = bin
    while stop < last and counts[stop + 1] == counts[bin] do stop = stop + 1 end
    list[#list + 1] = { x = x0 + ((bin + stop - 1) / 2) * (x1 - x0) / BINS, count = counts[bin], wide = stop - bin }
    bin = stop + 1
  end
  table.sort(list, function(a, b)
    if a.count ~= b.count then return a.count < b.count end
    if a.wide ~= b.wide then return a.wide > b.wide end
    return a.x < b.x
  end)
  return list
end

-- Parts a row at x: the words on its left and on its right; nil if something crosses. A mark that
-- hangs over the edge of its column leaves less than a whole gutter.
local function part(row, x)
  local left, right, edge = {}, {}, -math.huge
  for _, word in ipairs(row.words) do
    if word.x1 <= x then
      left[#left + 1], edge = word, math.max(edge, word.x1)
    elseif word.x0 >= x then
      right[#right + 1] = word
    else
      return nil
    end
  end
  if #left > 0 and #right > 0 and right[1].x0 - edge < GUTTER * row.em then return nil end
  return left, right
end

-- Stretches of rows that do not cross x, and the rows between them.
local function stretches(rows, x)
  local list, current = {}, nil
  for _, row in ipairs(rows) do
    local left, right = part(row, x)
    local kind = left and "parted" or "across"
    if not current or current.kind ~= kind then
      current = { kind = kind, rows = {}, left = {}, right = {} }
      list[#list + 1] = current
    end
    current.rows[#current.rows + 1] = row
    if left and #left > 0 then current.left[#current.left + 1] = geometry.row(left, row.body) end
    if right and #right > 0 then current.right[#current.right + 1] = geometry.row(right, row.body) end
  end
  return list
end

local function characters(rows)
  local columns = 0
  for _, row in ipairs(rows) do
    for _, word in ipairs(row.words) do columns = columns + word.columns end
  end
  return columns / 2 / #rows
end

local function is_filled(rows)
  local edge, full = -math.huge, 0
  for _, row in ipairs(rows) do edge = math.max(edge, row.x1) end
  for _, row in ipairs(rows) do
    if row.x1 >= edge - RAGGED * row.em then full = full + 1 end
  end
  return full >= FULL * #rows
end

-- Running text on both sides, side by side, is columns; short cells are a table.
local function is_columns(stretch)
  local left, right = stretch.left, stretch.right
  if #left < LINES or #right < LINES then return false end
  local top = math.max(left[1].at, right[1].at)
  local bottom = math.min(left[#left].at, right[#right].at)
  local shorter = math.min(left[#left].at - left[1].at, right[#right].at - right[1].at)
  if bottom - top < shorter / 2 then return false end
  return characters(left) >= TEXT and characters(right) >= TEXT and is_filled(left)
end

local order

local function append(zones, rows, depth)
  for _, zone in ipairs(order(rows, depth)) do zones[#zones + 1] = zone end
end

-- What stood between two gutters' stretches and was no columns stays with the rows around it.
local function split(rows, x, depth)
  local zones, pending, found = {}, {}, false
  for _, stretch in ipairs(stretches(rows, x)) do
    if stretch.kind == "parted" and is_columns(stretch) then
      if #pending > 0 then append(zones, pending, depth) end
      append(zones, stretch.left, depth + 1)
      append(zones, stretch.right, depth + 1)
      pending, found = {}, true
    else
      table.move(stretch.rows, 1, #stretch.rows, #pending + 1, pending)
    end
  end
  if found and #pending > 0 then append(zones, pending, depth) end
  return found and zones
end

order = function(rows, depth)
  if depth <= DEEP and #rows >= LINES and #rows <= MOST then
    for k, gutter in ipairs(gutters(rows)) do
      if k > TRIES then break end
      local zones = split(rows, gutter.x, depth)
      if zones then return zones end
    end
  end
  return { { rows = rows, depth = depth } }
end

--- Puts the rows of a page, top to bottom, into the order of reading: a list of zones
--- { rows = list of rows, depth = 1 for the width of the page, 2 and more inside columns }.
function M.order(rows)
  if #rows == 0 then return {} end
  return order(rows, 1)
end

return M
