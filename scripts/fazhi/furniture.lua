-- furniture: what stands on every printed page and is no part of the report: headers, footers, page
-- numbers, watermarks. It is known by its place and by coming back from page to page, never by
-- being a number: the last row of a table is one too.

local catalogue = require "fazhi.catalogue"
local geometry = require "fazhi.geometry"

local M = {}

local EDGE = 3        -- rows at either end of a page that may be furniture
local SHARE = 0.3     -- of the pages, on which it must come back (odd and even pages may differ)
local MOST = 0.6      -- of the pages, for a watermark
local NEAR = 4        -- points by which its height may differ
local APART = 1.15    -- times the distance of lines, that a bare number keeps from the text
local ALONE = 1.6     -- the same for a number that no other page confirms
local OTHER = 0.08    -- of the body's size, by which a header or footer differs that does not stand apart
local LARGE = 1.8     -- times the body's size, for a watermark
local CANDIDATES = 100 -- words of one page looked at for a watermark

local function needed(pages, share)
  return math.max(2, math.ceil(share * #pages))
end

-- ---- watermarks ----------------------------------------------------------------------------

local function place_of(word)
  return ("%s %d %d"):format(word.text, math.floor(word.x0 + 0.5), math.floor(word.y0 + 0.5))
end

local function size_of(em)
  return math.floor(em * 4 + 0.5)
end

local function count_places(pages)
  local counts = {}
  for _, page in ipairs(pages) do
    local seen = {}
    for _, line in ipairs(page.lines) do
      for _, word in ipairs(line) do
        local key = place_of(word)
        if not seen[key] then seen[key], counts[key] = true, (counts[key] or 0) + 1 end
      end
    end
  end
  return counts
end

-- The middle half of a box, for fonts claim more height than their letters have.
local function overlaps(a, b)
  local ha, hb = (a.y1 - a.y0) / 4, (b.y1 - b.y0) / 4
  return a.x0 < b.x1 - 1 and b.x0 < a.x1 - 1 and a.y0 + ha < b.y1 - hb and b.y0 + hb < a.y1 - ha
end

-- True if the word lies on another one that is not itself suspected.
local function is_covered(word, page, is_suspect)
  for _, line in ipairs(page.lines) do
    for _, other in ipairs(line) do
      if other ~= word and overlaps(word, other) and not is_suspect(other) then return true end
    end
  end
  return false
end

-- Of the words that come back at one place, those that lie across the text or are far larger;
-- and with them all of their size.
local function watermark_places(pages, repeated, body)
  local marks, sizes = {}, {}
  local function is_repeated(word) return repeated[place_of(word)] end
  for _, page in ipairs(pages) do
    local looked = 0
    for _, line in ipairs(page.lines) do
      for _, word in ipairs(line) do
        local key = place_of(word)
        if repeated[key] and not marks[key] and looked < CANDIDATES then
          looked = looked + 1
          local em = geometry.em { word }
          if em > LARGE * body or geometry.is_turned { word } or is_covered(word, page, is_repeated) then
            marks[key], sizes[size_of(em)] = true, true
          end
        end
      end
    end
  end
  return marks, sizes
end

-- Text printed across text is none, also on a single page: words far larger than the body of which
-- a good part lies on others. Their sizes, as keys.
local function crossing_sizes(page, body)
  local sizes, looked = {}, 0
  for _, line in ipairs(page.lines) do
    for _, word in ipairs(line) do
      local em = geometry.em { word }
      if em > LARGE * body and looked < CANDIDATES then
        looked = looked + 1
        local key = size_of(em)
        local size = sizes[key] or { words = 0, across = 0 }
        sizes[key] = size
        size.words = size.words + 1
        if is_covered(word, page, function(other) return geometry.em { other } > LARGE * body end) then
          size.across = size.across + 1
        end
      end
    end
  end
  for key, size in pairs(sizes) do
    if size.across * 3 < size.words then sizes[key] = nil end
  end
  return sizes
end

local function take(page, is_mark)
  local taken = 0
  for _, line in ipairs(page.lines) do
    local kept = 0
    for k = 1, #line do
      if is_mark(line[k]) then
        taken = taken + 1
      else
        kept = kept + 1
        line[kept] = line[k]
      end
    end
    for k = #line, kept + 1, -1 do line[k] = nil end
  end
  return taken
end

local function take_repeated(pages, body)
  local repeated, any = {}, false
  for key, count in pairs(count_places(pages)) do
    if count >= needed(pages, MOST) then repeated[key], any = true, true end
  end
  if not any then return 0 end
  local marks, sizes = watermark_places(pages, repeated, body)
  local taken = 0
  for _, page in ipairs(pages) do
    taken = taken + take(page, function(word)
      local key, em = place_of(word), geometry.em { word }
      return marks[key] or repeated[key] and sizes[size_of(em)] and math.abs(em - body) > 0.15 * body
    end)
  end
  return taken
end

--- Takes the words of a watermark off the pages (of bbox.parse), whose lines lose them. Returns
--- the number of words taken.
function M.remove_watermark(pages, body)
  local taken = #pages > 1 and take_repeated(pages, body) or 0
  for _, page in ipairs(pages) do
    local sizes = crossing_sizes(page, body)
    if next(sizes) then
      taken = taken + take(page, function(word) return sizes[size_of(geometry.em { word })] end)
    end
  end
  return taken
end

-- ---- headers, footers, page numbers --------------------------------------------------------

local dashes = { ["—"] = "-", ["–"] = "-", ["－"] = "-", ["―"] = "-", ["─"] = "-", ["‐"] = "-", ["•"] = "-",
  ["·"] = "-", ["~"] = "-", ["～"] = "-" }

local function bare(row)
  local s = geometry.text(row.words, row):gsub("[%s\u{3000}]+", "")
  s = s:gsub("\xEF\xBC([\x90-\x99])", function(c) return string.char(c:byte() - 0x60) end)
  return (s:gsub(utf8.charpattern, dashes))
end

-- The row that is the `depth`th from the top or the bottom of a page; nil if there is none.
local function edge_row(page, edge, depth)
  return page.rows[edge == "top" and depth or #page.rows + 1 - depth]
end

local function entry_of(row, page_number, depth, page)
  local s = bare(row)
  local numbers = {}
  local shape = s:gsub("%d+", function(n)
    numbers[#numbers + 1] = tonumber(n:sub(1, 9))
    return "#"
  end)
  return { row = row, page = page_number, text = s, shape = shape, numbers = numbers, depth = depth, on = page }
end

-- Entries of one key whose heights agree with their median; one a page.
local function at_one_height(entries)
  local heights, kept, seen = {}, {}, {}
  for k, entry in ipairs(entries) do heights[k] = entry.row.at end
  local height = geometry.median(heights)
  for _, entry in ipairs(entries) do
    if math.abs(entry.row.at - height) <= NEAR and not seen[entry.page] then
      kept[#kept + 1], seen[entry.page] = entry, true
    end
  end
  return kept
end

local function grouped(entries, field)
  local groups, keys = {}, {}
  for _, entry in ipairs(entries) do
    local key = entry[field]
    if not groups[key] then groups[key], keys[#keys + 1] = {}, key end
    table.insert(groups[key], entry)
  end
  return groups, keys
end

local function mark(entries, reason)
  for _, entry in ipairs(entries) do entry.row.furniture = entry.row.furniture or reason end
end

-- Whether row `depth` from that end of the page is further from the next one in than `times` the
-- distance of lines.
local function stands_apart(page, edge, depth, times)
  local row = edge_row(page, edge, depth)
  local inner = edge_row(page, edge, depth + 1)
  return not inner or math.abs(inner.at - row.at) > times * page.pitch
end

-- Of lines of one shape, those whose number `n` counts with the pages and whose others stay the same.
local function counting(entries, n)
  local by_offset = {}
  for _, entry in ipairs(entries) do
    local value = entry.numbers[n]
    if value then
      local others = table.move(entry.numbers, 1, #entry.numbers, 1, {})
      others[n] = value - entry.page
      local key = table.concat(others, " ")
      by_offset[key] = by_offset[key] or {}
      table.insert(by_offset[key], entry)
    end
  end
  local best = {}
  for _, list in pairs(by_offset) do
    if #list > #best or #list == #best and #list > 0 and list[1].page < best[1].page then best = list end
  end
  return best
end

local function mark_counting(entries, wanted)
  local groups, keys = grouped(entries, "shape")
  for _, key in ipairs(keys) do
    local is_sentence = key:find("。", 1, true) or key:find("；", 1, true) or key:find("，", 1, true)
    for n = 1, is_sentence and 0 or math.min(3, #groups[key][1].numbers) do
      local list = at_one_height(counting(groups[key], n))
      local kept = {}
      for _, entry in ipairs(list) do
        if key ~= "#" or stands_apart(entry.on, entry.edge, entry.depth, APART) then kept[#kept + 1] = entry end
      end
      if #kept >= wanted then mark(kept, "page_number") end
    end
  end
end

-- Forms that are known on a single page too.
local function mark_forms(entries)
  for _, entry in ipairs(entries) do
    for _, pattern in ipairs(catalogue.load("print").headers) do
      if entry.depth == 1 and entry.edge == "top" and entry.text:find(pattern) then
        mark({ entry }, "header")
        entry.row.is_certain = true
      end
    end
    for _, pattern in ipairs(catalogue.load("print").page_numbers) do
      if entry.depth == 1 and entry.text:find(pattern) then mark({ entry }, "page_number") end
    end
    -- The page's own number, alone, below and well away from the text.
    if entry.edge == "bottom" and entry.depth == 1 and entry.text == tostring(entry.page)
        and stands_apart(entry.on, entry.edge, 1, ALONE) then
      mark({ entry }, "page_number")
    end
  end
end

local function mark_repeated(entries, wanted, edge)
  local groups, keys = grouped(entries, "text")
  for _, key in ipairs(keys) do
    local list = at_one_height(groups[key])
    if #list >= wanted then mark(list, edge == "top" and "header" or "footer") end
  end
end

local function set_pitch(page)
  local distances = {}
  for k = 2, #page.rows do distances[#distances + 1] = page.rows[k].at - page.rows[k - 1].at end
  page.pitch = geometry.median(distances) or 0
end

-- How many rows at one end are furniture: it is outermost, and parted from the text by its size or
-- its distance. The same line of text at the end of two pages is not.
local function furniture_rows(page, edge, body)
  local count = 0
  for depth = 1, EDGE do
    local row = edge_row(page, edge, depth)
    if not row or not row.furniture then break end
    local is_parted = math.abs(row.em - body) > OTHER * body or stands_apart(page, edge, depth, APART)
    if is_parted or row.is_certain or row.furniture == "page_number" then count = depth end
  end
  return count
end

local function collect(page, taken, body)
  local top = furniture_rows(page, "top", body)
  local bottom = math.min(furniture_rows(page, "bottom", body), #page.rows - top)
  local rows = {}
  for k, row in ipairs(page.rows) do
    if k > top and k <= #page.rows - bottom then
      rows[#rows + 1] = row
    else
      taken[row.furniture] = (taken[row.furniture] or 0) + 1
    end
  end
  page.rows = rows
end

--- Takes headers, footers and page numbers off pages that have rows (of geometry.rows), from top to
--- bottom. `body` is the em of the text. Returns how many rows were taken: { header=, footer=,
--- page_number= }, nil for none.
function M.remove(pages, body)
  local taken = {}
  for _, edge in ipairs { "top", "bottom" } do
    local entries = {}
    for number, page in ipairs(pages) do
      set_pitch(page)
      for depth = 1, math.min(EDGE, #page.rows) do
        local entry = entry_of(edge_row(page, edge, depth), number, depth, page)
        entry.edge = edge
        entries[#entries + 1] = entry
      end
    end
    mark_forms(entries)
    if #pages > 1 then
      local wanted = needed(pages, SHARE)
      mark_counting(entries, wanted)
      mark_repeated(entries, wanted, edge)
    end
  end
  for _, page in ipairs(pages) do collect(page, taken, body) end
  return taken
end

return M
