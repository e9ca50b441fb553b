-- columns: the order in which the rows of a page are read. Where a stretch of rows is parted by a
-- gutter with running text on both sides, the left column is read before the right one; rows that
-- cross the gutter, such as a title above both, part such stretches.

local geometry = require "fazhi.geometry"

local M = {}

local DEEP = 3      -- gutters within a column of another gutter
local MOST = 2000   -- rows; no page that people read has more
local FINE = 8      -- places an em at which a gutter is looked for: one may be narrower than a character
local BINS = 2000   -- places over the width of a page, at most
local TRIES = 4     -- gutters tried
local LINES = 3     -- lines that a column must have
local TEXT = 8      -- characters in a line of running text, at least on average
local FULL = 0.3    -- share of the lines of a left column that reach its right edge
local RAGGED = 3    -- em by which a line may fall short of that edge
local GUTTER = 0.4   -- em between the words on both sides of a gutter, at least
local MARGIN = 0.15 -- share of the width at both sides where no gutter is
local NARROW = 1.5  -- em; a gutter below this must be confirmed by where the lines on its right begin
local ALIGNED = 0.7 -- share of them that must begin at the margin or be indented
local EVEN = 0.4    -- em within which they do
local SHARED = 0.25 -- em within which rows of a table on both sides share their height
local SHORTEST = 2  -- lines in the left one of columns that other pages have
local MANY = 5      -- lines that a column beside a narrow gutter must have

local function extent(rows)
  local x0, x1 = math.huge, -math.huge
  for _, row in ipairs(rows) do x0, x1 = math.min(x0, row.x0), math.max(x1, row.x1) end
  return x0, x1
end

-- How many rows cover each of `bins` places from x0 to x1.
local function coverage(rows, x0, x1, bins)
  local counts, step = {}, (x1 - x0) / bins
  for bin = 1, bins do counts[bin] = 0 end
  for _, row in ipairs(rows) do
    for _, word in ipairs(row.words) do
      local first = math.max(1, math.floor((word.x0 - x0) / step) + 1)
      local last = math.min(bins, math.ceil((word.x1 - x0) / step))
      for bin = first, last do counts[bin] = counts[bin] + 1 end
    end
  end
  return counts
end

-- The places that the fewest rows cover: middles of runs of equal bins, emptiest first.
local function gutters(rows)
  local x0, x1 = extent(rows)
  if x1 <= x0 then return {} end
  local bins = math.max(1, math.min(BINS, math.ceil((x1 - x0) * FINE / (rows[1].body or rows[1].em))))
  local counts, list = coverage(rows, x0, x1, bins), {}
  local bin, last = math.ceil(bins * MARGIN), math.floor(bins * (1 - MARGIN))
  while bin > 0 and bin <= last do
    local stop = bin
    while stop < last and counts[stop + 1] == counts[bin] do stop = stop + 1 end
    list[#list + 1] = { x = x0 + ((bin + stop - 1) / 2) * (x1 - x0) / bins, count = counts[bin], wide = stop - bin }
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
    current.left[#current.left + 1], current.right[#current.right + 1] = left, right
  end
  -- What stood on one height over both columns need not do so in each of them.
  for _, stretch in ipairs(list) do
    stretch.left = geometry.rows(stretch.left, rows[1].body)
    stretch.right = geometry.rows(stretch.right, rows[1].body)
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

-- The width of the gutter in em: from where most lines on its left end to the first on its right. Marks that
-- hang over the edge do not count.
local function gutter_width(left, right)
  local ends, first = {}, math.huge
  for k, row in ipairs(left) do ends[k] = row.x1 end
  for _, row in ipairs(right) do first = math.min(first, row.x0) end
  table.sort(ends)
  return (first - ends[math.max(1, math.floor(#ends * 0.9))]) / geometry.median_em(right)
end

-- Lines of a column begin at its margin or are indented by the same; what happens to stand behind a gap in
-- lines of full width begins anywhere.
local function is_aligned(rows)
  local starts, aligned = {}, 0
  for k, row in ipairs(rows) do starts[k] = row.x0 end
  table.sort(starts)
  local margin = starts[math.max(1, math.ceil(#starts * 0.1))]
  for _, row in ipairs(rows) do
    local indent = (row.x0 - margin) / row.em
    if math.abs(indent) <= EVEN or math.abs(indent - 2) <= 2 * EVEN then aligned = aligned + 1 end
  end
  return aligned >= ALIGNED * #rows
end

-- Whether the rows on both sides stand at heights of their own: cells of a table share them.
local function are_apart(left, right)
  local shared, k = 0, 1
  for _, row in ipairs(left) do
    while right[k] and right[k].at < row.at - SHARED * row.em do k = k + 1 end
    if right[k] and right[k].at <= row.at + SHARED * row.em then shared = shared + 1 end
  end
  return shared <= #left / 2
end

local function left_margin(rows)
  local x = math.huge
  for _, row in ipairs(rows) do x = math.min(x, row.x0) end
  return x
end

-- Whether most rows are several short cells.
local function is_tabular(rows)
  local several, segments = 0, 0
  for _, row in ipairs(rows) do
    if #row.segments > 1 then several = several + 1 end
    segments = segments + #row.segments
  end
  return several * 2 > #rows and characters(rows) * #rows / segments < TEXT
end

-- Whether the right side begins where a column of other pages does, or all of its few lines are indented from there.
local function is_known(left, right, known)
  if #left < SHORTEST or #right == 0 or characters(left) < TEXT then return false end
  for _, x in ipairs(known) do
    local indent = (left_margin(right) - x) / right[1].em
    if math.abs(indent) <= EVEN or #right < MANY and math.abs(indent - 2) <= EVEN then return true end
  end
  return false
end

-- Running text on both sides, side by side, is columns; short cells are a table. Returns also whether what
-- looks like columns is too little to be taken for them.
local function is_columns(stretch, known)
  local left, right = stretch.left, stretch.right
  if is_known(left, right, known) then return true end
  if #left < LINES or #right < LINES then return false end
  if (is_tabular(left) or is_tabular(right)) and not are_apart(left, right) then return false end
  local top = math.max(left[1].at, right[1].at)
  local bottom = math.min(left[#left].at, right[#right].at)
  local shorter = math.min(left[#left].at - left[1].at, right[#right].at - right[1].at)
  if bottom - top < shorter / 2 or characters(left) < TEXT or characters(right) < TEXT then return false end
  if is_filled(left) then
    if gutter_width(left, right) >= NARROW then return true end
    if #left >= MANY and #right >= MANY and is_aligned(right) and is_aligned(left) then return true end
  end
  return false, is_aligned(right) and are_apart(left, right)
end

local order

local function append(zones, rows, depth, found)
  for _, zone in ipairs(order(rows, depth, found)) do zones[#zones + 1] = zone end
end

-- What stood between two gutters' stretches and was no columns stays with the rows around it.
local function split(rows, x, depth, found)
  local zones, pending, is_split = {}, {}, false
  for _, stretch in ipairs(stretches(rows, x)) do
    local is_parted, is_doubtful
    if stretch.kind == "parted" then is_parted, is_doubtful = is_columns(stretch, found.known) end
    if is_parted then
      if #pending > 0 then append(zones, pending, depth, found) end
      append(zones, stretch.left, depth + 1, found)
      append(zones, stretch.right, depth + 1, found)
      found.margins[#found.margins + 1] = left_margin(stretch.right)
      pending, is_split = {}, true
    else
      found.is_doubtful = found.is_doubtful or is_doubtful
      table.move(stretch.rows, 1, #stretch.rows, #pending + 1, pending)
    end
  end
  if is_split and #pending > 0 then append(zones, pending, depth, found) end
  return is_split and zones
end

-- Where gutters may be: the emptiest places, and those just before columns of other pages.
local function places(rows, known)
  local list, x0, x1 = {}, extent(rows)
  for k, gutter in ipairs(gutters(rows)) do
    if k <= TRIES then list[k] = gutter.x end
  end
  for _, x in ipairs(known) do
    local before = x - EVEN / 2 * rows[1].em
    if before > x0 and before < x1 then list[#list + 1] = before end
  end
  return list
end

order = function(rows, depth, found)
  if depth <= DEEP and #rows >= SHORTEST and #rows <= MOST then
    for _, x in ipairs(places(rows, found.known)) do
      local zones = split(rows, x, depth, found)
      if zones then return zones end
    end
  end
  return { { rows = rows, depth = depth } }
end

--- Puts the rows of a page, top to bottom, into the order of reading: a list of zones
--- { rows = list of rows, depth = 1 for the width of the page, 2 and more inside columns }. Returns also the
--- places where right columns begin, and whether columns were suspected and none found.
-- @param known the places where right columns begin on other pages, or nil
function M.order(rows, known)
  if #rows == 0 then return {}, {}, false end
  local found = { known = known or {}, margins = {}, is_doubtful = false }
  local zones = order(rows, 1, found)
  return zones, found.margins, #zones == 1 and found.is_doubtful
end

return M
