-- paragraph: the pages of a printed report put back into paragraphs. Lines that reach the right
-- margin and are followed by one at the left margin are one paragraph, also over the end of a column
-- or a page. What comes out is one string, and the page and line that each piece of it stands on.

local catalogue = require "fazhi.catalogue"
local columns = require "fazhi.columns"
local furniture = require "fazhi.furniture"
local geometry = require "fazhi.geometry"
local grid = require "fazhi.grid"
local lines = require "fazhi.lines"
local message = require "fazhi.message"
local turned = require "fazhi.turned"

local M = {}

local FLUSH = 0.7    -- em from the left margin, at most, of a line that is not indented
local SHORT = 0.5    -- em that a full line may lack beside the room for what comes next
local SAME_SIZE = 1.25 -- ratio of the sizes of two lines of one paragraph, at most
local SPACED = 1.45  -- times the usual distance of lines, between paragraphs
local FEW = 5        -- lines below which a column's margins are those of its like
local FOOTNOTE = 0.92 -- of the body's size, a footnote at most
local EDGE = 0.3     -- of the lines that end at the right margin, where that is to be seen
local WINDOW = 1.2   -- em within which full lines end

-- ---- margins -------------------------------------------------------------------------------

-- The left margin: the leftmost place where more than one line begins.
local function left_of(list, em)
  local starts = {}
  for k, row in ipairs(list) do starts[k] = row.x0 end
  table.sort(starts)
  local wanted, first = math.max(2, math.ceil(#starts * 0.08)), 1
  for last = 1, #starts do
    while starts[last] - starts[first] > 0.4 * em do first = first + 1 end
    if last - first + 1 >= wanted then return starts[first] end
  end
  return starts[1]
end

-- The right margin: where most lines end, of those that go far enough to count. Where no edge is to
-- be seen, `mirror` (the margin that would be as wide as the left one) may be further out.
local function right_of(list, left, em, mirror)
  local ends, far = {}, left
  for _, row in ipairs(list) do far = math.max(far, row.x1) end
  for _, row in ipairs(list) do
    if row.x1 - left > 0.6 * (far - left) then ends[#ends + 1] = row.x1 end
  end
  table.sort(ends)
  local best, most, first = far, 0, 1
  for last = 1, #ends do
    while ends[last] - ends[first] > WINDOW * em do first = first + 1 end
    if last - first + 1 >= most then best, most = ends[last], last - first + 1 end
  end
  if most >= 4 and most >= EDGE * #list then return best end
  return math.max(most >= 2 and best or far, mirror)
end

local function frame_of(rows, body, zone)
  if #rows == 0 then return nil end
  local left = left_of(rows, body)
  local mirror = zone.depth == 1 and zone.page.width - left - body / 2 or 0
  return { left = left, right = right_of(rows, left, body, mirror), count = #rows }
end

-- A column of a few lines has the margins of a fuller one that it would fit into.
local function borrowed(zone, zones, body)
  local own, best = zone.frame, nil
  if not own or own.count >= FEW then return own end
  for _, other in ipairs(zones) do
    local frame = other.frame
    if frame and other.depth == zone.depth and frame.count >= FEW and own.left >= frame.left - body
        and own.right <= frame.right + body and (not best or frame.count > best.count) then
      best = frame
    end
  end
  return best or own
end

local function pitch_of(rows)
  local distances = {}
  for k = 2, #rows do distances[#distances + 1] = rows[k].at - rows[k - 1].at end
  return #distances >= 2 and geometry.median(distances) or nil
end

-- ---- the pages as items --------------------------------------------------------------------

local function matches(text, patterns)
  for _, pattern in ipairs(patterns) do
    if text:find(pattern) then return true end
  end
  return false
end

-- The first row of the footnotes at the end of a zone: small rows, the first with a mark.
local function footnotes_from(rows, body)
  local print, first = catalogue.load("print"), nil
  for k = #rows, 2, -1 do
    local row = rows[k]
    if row.em > FOOTNOTE * body then break end
    local text = geometry.text(row.words, row)
    if matches(text, print.footnotes) and not matches(text, print.no_footnotes) then first = k end
  end
  return first
end

local function has_table_rows(zone, k)
  for _, t in ipairs(zone.tables) do
    if k >= t.first and k <= t.last then return t end
  end
end

-- A zone's rows as { text=, row=, line= (number on the page), zone= } or { text=, line=, is_row=true }.
local function items_of(zone, page, state)
  local list, k = {}, 1
  while k <= #zone.rows do
    local found = has_table_rows(zone, k)
    if found then
      for _, entry in ipairs(found.lines) do
        list[#list + 1] = { text = entry.text, line = page.counted + entry.first, page = page.number, is_row = true }
      end
      k = found.last + 1
    else
      local row = zone.rows[k]
      local text, marks = geometry.text(row.words, row)
      state.marks = state.marks + #marks
      list[#list + 1] = { text = text, row = row, line = page.counted + k, page = page.number, zone = zone,
        is_note = zone.notes ~= nil and k >= zone.notes }
      k = k + 1
    end
  end
  page.counted = page.counted + #zone.rows
  return list
end

local function plain_rows(zone)
  local rows = {}
  for k, row in ipairs(zone.rows) do
    if not has_table_rows(zone, k) then rows[#rows + 1] = row end
  end
  return rows
end

local function note_pages(notes, list, key)
  if #list > 0 then notes[#notes + 1] = message.text(key, { pages = table.concat(list, ", ") }) end
end

local function is_among(list, x, em)
  for _, other in ipairs(list) do
    if math.abs(x - other) < em / 4 then return true end
  end
  return false
end

-- Sets each page's zones. Pages of one report have like columns: those that some pages show are known on all.
local function part_columns(pages, body, notes)
  local known, doubtful = {}, {}
  for _, page in ipairs(pages) do
    local margins
    page.zones, margins = columns.order(page.rows)
    for _, x in ipairs(margins) do
      if not is_among(known, x, body) then known[#known + 1] = x end
    end
  end
  for number, page in ipairs(pages) do
    local _, is_doubtful
    page.zones, _, is_doubtful = columns.order(page.rows, known)
    if is_doubtful then doubtful[#doubtful + 1] = number end
  end
  note_pages(notes, doubtful, "print_columns")
end

local function zones_of(pages, body)
  local zones, before = {}, nil
  for _, page in ipairs(pages) do
    for n, zone in ipairs(page.zones) do
      zone.page = page
      zone.tables = grid.find(zone.rows, n == 1 and before or nil)
      zone.notes = footnotes_from(zone.rows, body)
      local rows = plain_rows(zone)
      zone.frame, zone.pitch = frame_of(rows, body, zone), pitch_of(rows)
      local last = zone.tables[#zone.tables]
      before = last and last.last == #zone.rows and last.header or nil
      zones[#zones + 1] = zone
    end
  end
  local frames = {}
  for k, zone in ipairs(zones) do frames[k] = borrowed(zone, zones, body) end
  for k, zone in ipairs(zones) do zone.frame = frames[k] end
  return zones
end

-- ---- which lines are one paragraph ---------------------------------------------------------

local openers = { ["（"] = true, ["("] = true, ["《"] = true, ["“"] = true, ["‘"] = true, ["〔"] = true,
  ["【"] = true, ["〈"] = true, ["["] = true, ["「"] = true, ["『"] = true }
local closers = {}
for c in ("，。、；：？！）》”’〕】〉」』,.;:?!)]%％…"):gmatch(utf8.charpattern) do closers[c] = true end

-- Columns of what the beginning of a line could not be parted from: 2024 and 年 may part, 100 and %
-- may not, nor a character and the mark behind it.
local function head_columns(text)
  local total, state = 0, "open"
  for c in text:gmatch(utf8.charpattern) do
    local is_latin = c:find("^[!-~]$") ~= nil and not openers[c]
    if state == "closed" and not closers[c] then break end
    if state == "latin" and not is_latin and not closers[c] then break end
    total = total + (#c > 1 and 2 or 1)
    if not openers[c] then
      state = is_latin and state ~= "closed" and "latin" or "closed"
    end
    if total > 60 then break end
  end
  return total
end

local function is_full(a, b)
  local frame = a.zone.frame
  -- A row full of digits in a wide code but narrow letters seems smaller than it is.
  local em = math.max(a.row.em, b.row.em)
  return a.row.x1 + head_columns(b.text) / 2 * em + SHORT * em >= frame.right
end

local function is_same_size(a, b)
  local ratio = a.row.em / b.row.em
  return ratio <= SAME_SIZE and ratio >= 1 / SAME_SIZE
end

-- ４． is the marker 4. once it is cleaned.
local function level_of(text)
  return lines.level((text:gsub("\xEF\xBC([\x8E-\x99])", function(c) return string.char(c:byte() - 0x60) end)))
end

local goes_on = { "，", "、", ",", "第", "和", "及", "与", "《", "“", "（", "(" }

-- A marker begins a paragraph, unless the line above shows that it is none: “多证合 / 一、一照一码”.
local function begins_section(a, b)
  local level = level_of(b.text)
  if not level or level > 3 then return false end
  local closer = lines.still_open(a.text)
  if closer and lines.closes(b.text, closer) then return false end
  for _, ending in ipairs(goes_on) do
    if a.text:sub(-#ending) == ending then return false end
  end
  return true
end

local function continues(a, b)
  if not (a.row and b.row) or a.is_note ~= b.is_note or not is_same_size(a, b) then return false end
  if a.zone == b.zone and a.zone.pitch and b.row.at - a.row.at > SPACED * a.zone.pitch then return false end
  if not is_full(a, b) or begins_section(a, b) then return false end
  return b.row.x0 <= b.zone.frame.left + FLUSH * b.row.em
end

local function seam(a, b)
  return a:find("%a$") and b:find("^%a") and " " or ""
end

-- ---- the rendition -------------------------------------------------------------------------

local function render(items)
  local parts, locators, at, previous = {}, {}, 1, nil
  local function put(s)
    parts[#parts + 1], at = s, at + #s
  end
  for _, item in ipairs(items) do
    if previous then put(continues(previous, item) and seam(previous.text, item.text) or "\n") end
    locators[#locators + 1] = { at = at, name = ("l%d.%d"):format(item.page, item.line) }
    put(item.text)
    previous = item
  end
  if previous then put("\n") end
  return table.concat(parts), locators
end

-- Pages whose text is turned come in the order and the lines that pdftotext found.
local function turned_items(page)
  local list = {}
  for k, words in ipairs(page.turned) do
    list[k] = { text = turned.text(words), line = page.counted + k, page = page.number }
  end
  page.counted = page.counted + #page.turned
  return list
end

local function prepare(pages, body, state)
  local empty, with_turned = {}, {}
  for number, page in ipairs(pages) do
    page.number, page.counted = number, 0
    page.lines, page.turned = turned.part(page, state.sequence)
    if #page.turned > 0 then with_turned[#with_turned + 1] = number end
    if #page.lines == 0 and #page.turned == 0 then empty[#empty + 1] = number end
  end
  geometry.part_lines(pages)
  for _, page in ipairs(pages) do page.rows = geometry.rows(page.lines, body) end
  note_pages(state.notes, empty, "print_empty")
  note_pages(state.notes, with_turned, "print_turned")
  for reason, count in pairs(furniture.remove(pages, body)) do state.taken[reason] = count end
  part_columns(pages, body, state.notes)
  zones_of(pages, body)
end

local function finish_notes(state)
  local list = {}
  for _, reason in ipairs { "header", "footer", "page_number", "watermark" } do
    local count = state.taken[reason] or 0
    if count > 0 then list[#list + 1] = message.text("print_" .. reason, { count = count }) end
  end
  if #list > 0 then
    table.insert(state.notes, 1, message.text("print_left_out", { list = table.concat(list, ", ") }))
  end
  if state.marks > 0 then state.notes[#state.notes + 1] = message.text("print_marks", { count = state.marks }) end
end

--- The text of pages (of bbox.parse, whose tables are used up). Footnotes stand at its end.
-- @param sequence function that returns the text in the order in which the file has it, without blanks, or nil
-- @return the rendition, one paragraph or row of a table a line; its locators, a sorted list of
--   { at = first byte, name = "l<page>.<line>" }; notes, a list of strings
function M.render(pages, sequence)
  local state = { notes = {}, taken = {}, marks = 0, sequence = sequence or function() end }
  local body = geometry.body_em(pages)
  state.taken.watermark = furniture.remove_watermark(pages, body)
  prepare(pages, body, state)
  local items, footnotes = {}, {}
  for _, page in ipairs(pages) do
    for _, zone in ipairs(page.zones) do
      for _, item in ipairs(items_of(zone, page, state)) do
        table.insert(item.is_note and footnotes or items, item)
      end
    end
    table.move(turned_items(page), 1, #page.turned, #items + 1, items)
  end
  table.move(footnotes, 1, #footnotes, #items + 1, items)
  finish_notes(state)
  local text, locators = render(items)
  return text, locators, state.notes
end

return M
