-- geometry: words with boxes become lines as a reader sees them. Words on one height are a row; a
-- row is cut into segments at wide gaps, and its text put together with the blanks that its gaps
-- are evidence for. All lengths are points or, where said, em: the width of a Chinese character.

local M = {}

local SAME_HEIGHT = 0.5 -- em between the middles of two words of one row
local ONE_ROW = 2.5     -- ratio of the sizes of what stands in one row, at most
local CELLS = 0.7       -- em between two cells of a table, at least
local STRETCH = 1.6     -- em between the characters of a stretched line, at most
local WIDE = 0.9        -- em; a gap as wide as a character is meant
local BLANK = 0.2       -- em between two Chinese characters, of which few gaps in a row are blanks
local LETTERS = 0.13    -- em between two words of Latin letters
local DIGITS = 0.2      -- em; digits closer than this are one number, spaced out
local POINT = 0.7       -- em; a full stop set as wide as a character, inside a number
local RAISED = 0.02     -- em between the middles; that of a small word on the base line would be lower
local SMALL = 0.8       -- of the height of the line, a mark at most
local ORDINARY = 0.9    -- of the height of most numbers; a number as high as that is no mark
local LARGE = 1.3       -- times the text, for a title, whose marks may be as large as that
local KNOWN = 3         -- words of one height that must stand in lines with another to show how they are aligned
local BETWEEN = 0.2     -- of the difference of two sizes, by which the middle of the smaller is lower, more or less
local OFF = 0.35        -- em by which a word of a line stands higher or lower than its line, at most

-- ---- measures ------------------------------------------------------------------------------

local function middle(word)
  return (word.y0 + word.y1) / 2
end

local function height(word)
  return word.y1 - word.y0
end

--- The em of words: their width by their characters, so that boxes of any font compare. Of two
--- readings, where wide digits may be printed narrow, it is the one nearer to `body`, if given.
function M.em(words, body)
  local points, columns, narrow = 0, 0, 0
  for _, word in ipairs(words) do
    points, columns, narrow = points + word.x1 - word.x0, columns + word.columns, narrow + (word.narrow or word.columns)
  end
  if columns == 0 then return 0 end
  local em, other = points * 2 / columns, points * 2 / math.max(narrow, 1)
  if body and math.abs(other - body) < math.abs(em - body) then return other end
  return em
end

--- The value in the middle of a list of numbers, which is sorted; nil if it is empty.
function M.median(list)
  table.sort(list)
  return list[(#list + 1) // 2]
end

--- The em in the middle of those of rows.
function M.median_em(rows)
  local list = {}
  for k, row in ipairs(rows) do list[k] = row.em end
  return M.median(list)
end

--- The em that most characters of the pages have; 10.5 where there is nothing to measure.
function M.body_em(pages)
  local counts, best = {}, nil
  for _, page in ipairs(pages) do
    for _, line in ipairs(page.lines) do
      local em = M.em(line)
      local key, columns = math.floor(em * 2 + 0.5) / 2, 0
      for _, word in ipairs(line) do columns = columns + word.columns end
      if em >= 2 and em <= 200 then counts[key] = (counts[key] or 0) + columns end
    end
  end
  for key, count in pairs(counts) do
    if not best or count > counts[best] or count == counts[best] and key < best then best = key end
  end
  return best or 10.5
end

-- ---- rows ----------------------------------------------------------------------------------

local function bounds(words)
  local box = { x0 = math.huge, y0 = math.huge, x1 = -math.huge, y1 = -math.huge }
  for _, word in ipairs(words) do
    box.x0, box.y0 = math.min(box.x0, word.x0), math.min(box.y0, word.y0)
    box.x1, box.y1 = math.max(box.x1, word.x1), math.max(box.y1, word.y1)
  end
  return box
end

--- True if a line of several characters is higher than wide: it is turned by a quarter, or written
--- from top to bottom. Fonts may claim two and a half times the height of their letters.
function M.is_turned(words)
  local columns, box = 0, bounds(words)
  for _, word in ipairs(words) do columns = columns + word.columns end
  return columns >= 6 and box.y1 - box.y0 > 1.3 * (box.x1 - box.x0)
end

-- The height at which a line of words stands: that of its widest word, for marks may be raised.
local function height_of(words)
  local widest = words[1]
  for _, word in ipairs(words) do
    if word.x1 - word.x0 > widest.x1 - widest.x0 then widest = word end
  end
  return widest.at or middle(widest), widest
end

-- ---- lines of several heights --------------------------------------------------------------

-- Boxes are those of fonts: digits on one base line with characters have their middle elsewhere. Words of two
-- heights are one case.
local function case_of(line, word)
  return ("%d %d"):format(math.floor(height(line) * 2 + 0.5), math.floor(height(word) * 2 + 0.5))
end

local function is_han(text)
  return text:find("^[\xE3-\xE9][\x80-\xBF]") ~= nil
end

local function upright_lines(pages)
  local list = {}
  for _, page in ipairs(pages) do
    for _, words in ipairs(page.lines) do
      local box = bounds(words)
      if #words > 1 and box.x1 - box.x0 > box.y1 - box.y0 then list[#list + 1] = words end
    end
  end
  return list
end

-- How far below the middle of its line a word of each case stands, usually.
local function usual_offsets(list)
  local offsets = {}
  for _, words in ipairs(list) do
    local _, widest = height_of(words)
    for _, word in ipairs(words) do
      local case = case_of(widest, word)
      offsets[case] = offsets[case] or {}
      table.insert(offsets[case], middle(word) - middle(widest))
    end
  end
  local usual = {}
  for case, found in pairs(offsets) do
    usual[case] = #found >= KNOWN and M.median(found) or nil
  end
  return usual
end

-- The height at which a word of a line stands, as the middle of the widest one is counted. Where nothing shows it,
-- it is that of the word before.
local function level_of(word, widest, usual, before)
  local offset = usual[case_of(widest, word)]
  if offset then return middle(word) - offset end
  local difference = M.em { widest } - M.em { word }
  -- Characters of two sizes stand on one base line, or their middles agree, or something between.
  local is_beside = is_han(word.text) and is_han(widest.text) and difference > OFF * M.em { word }
  if is_beside then return middle(word) - BETWEEN * difference end
  return before and word.x0 - before.x1 < CELLS * M.em { before } and before.at or middle(widest)
end

-- A line's words by the heights that they stand at, a list of lists.
local function part_heights(words, usual)
  local _, widest = height_of(words)
  local groups = {}
  for k, word in ipairs(words) do
    local at, found = level_of(word, widest, usual, words[k - 1]), nil
    local tolerance = OFF * math.min(M.em { widest }, M.em { word })
    if word ~= widest then word.at = at end
    for _, group in ipairs(groups) do
      if math.abs(group.at - at) <= tolerance then found = group end
    end
    if not found then
      found = { at = at }
      groups[#groups + 1] = found
    end
    found[#found + 1] = word
  end
  return groups
end

-- The height of most numbers of the pages; nil if there are few. Marks have no more than two digits.
local function number_height(pages)
  local heights = {}
  for _, page in ipairs(pages) do
    for _, words in ipairs(page.lines) do
      for _, word in ipairs(words) do
        if word.text:find("^%d%d%d+$") then heights[#heights + 1] = height(word) end
      end
    end
  end
  return #heights >= KNOWN and M.median(heights) or nil
end

--- Parts the lines of pages whose words stand at several heights: where columns are close to one another,
--- what stands side by side was taken for one line although the columns' lines do not agree. Says of
--- numbers whether they are `ordinary`, as high as most.
function M.part_lines(pages)
  local list, numbers = upright_lines(pages), number_height(pages)
  local usual, parted = usual_offsets(list), {}
  for _, words in ipairs(list) do parted[words] = part_heights(words, usual) end
  for _, page in ipairs(pages) do
    local lines = {}
    for _, words in ipairs(page.lines) do
      for _, word in ipairs(words) do
        word.ordinary = numbers ~= nil and word.text:find("^%d+$") ~= nil and height(word) >= ORDINARY * numbers
      end
      for _, group in ipairs(parted[words] or { words }) do lines[#lines + 1] = group end
    end
    page.lines = lines
  end
end

-- ---- rows of segments ----------------------------------------------------------------------

local function by_x(a, b)
  if a.x0 ~= b.x0 then return a.x0 < b.x0 end
  if a.y0 ~= b.y0 then return a.y0 < b.y0 end
  return a.text < b.text
end

-- A line stretched to its margins falls apart into characters that stand evenly; cells of a table
-- stand further apart.
local function is_stretched(words, em)
  local single, widest = 0, 0
  for k, word in ipairs(words) do
    if #word.text == 3 and word.columns == 2 then single = single + 1 end
    if k > 1 then widest = math.max(widest, word.x0 - words[k - 1].x1) end
  end
  return single >= 4 and single * 2 >= #words and widest < STRETCH * em
end

-- Cuts words in order of x where the gap is wide.
local function segments_of(words, em, least)
  local segments, stop = {}, nil
  local cells = is_stretched(words, em) and STRETCH or least or CELLS
  for _, word in ipairs(words) do
    if not stop or word.x0 - stop > cells * em then segments[#segments + 1] = {} end
    local segment = segments[#segments]
    segment[#segment + 1] = word
    stop = math.max(stop or word.x1, word.x1)
  end
  for _, segment in ipairs(segments) do
    local box = bounds(segment)
    segment.x0, segment.x1 = box.x0, box.x1
  end
  return segments
end

--- A row of words: { words in order of x, x0, y0, x1, y1, at = height of its middle, em,
--- body, segments = list of lists of words with x0 and x1 }.
function M.row(words, body)
  table.sort(words, by_x)
  local row = bounds(words)
  row.words, row.body, row.em = words, body, math.max(M.em(words, body), 1)
  row.at = height_of(words)
  row.segments = segments_of(words, row.em)
  return row
end

--- The segments of a row if gaps of `least` em cut it.
function M.segments(row, least)
  return segments_of(row.words, row.em, least)
end

--- Rows from lists of words that stand on one line each, from top to bottom: lines on the same
--- height become one row. `body` is the em of the text.
function M.rows(lines, body)
  local pieces = {}
  for _, words in ipairs(lines) do
    if #words > 0 then
      pieces[#pieces + 1] = { words = words, at = height_of(words), em = M.em(words, body), x = bounds(words).x0 }
    end
  end
  table.sort(pieces, function(a, b)
    if a.at ~= b.at then return a.at < b.at end
    return a.x < b.x
  end)
  local rows, current = {}, nil
  for _, piece in ipairs(pieces) do
    local ratio = current and math.max(piece.em, current.em) / math.max(math.min(piece.em, current.em), 0.1)
    if not current or ratio > ONE_ROW or piece.at - current.at > SAME_HEIGHT * math.min(piece.em, current.em) then
      current = { at = piece.at, em = piece.em, words = {} }
      rows[#rows + 1] = current
    end
    table.move(piece.words, 1, #piece.words, #current.words + 1, current.words)
  end
  for k, row in ipairs(rows) do rows[k] = M.row(row.words, body) end
  return rows
end

-- ---- text ----------------------------------------------------------------------------------

local function is_number_gap(a, b, gap, em)
  if a:find("%d$") and b:find("^%d") then return gap < DIGITS * em end
  if a:find("%d[.,]$") and b:find("^%d") or a:find("%d$") and b:find("^[.,]%d") then return gap < POINT * em end
  return a:find("%d$") ~= nil and (b:find("^%%") ~= nil or b:find("^‰") ~= nil) and gap < WIDE * em
end

local function is_han_gap(a, b)
  return a:find("[\xE3-\xE9\xEF][\x80-\xBF][\x80-\xBF]$") ~= nil and b:find("^[\xE3-\xE9\xEF]") ~= nil
end

-- A blank between Chinese characters is one of few gaps in its row. Nil if no gap at all is one.
local function has_blanks(words, em)
  if is_stretched(words, em) then return nil end
  local gaps, columns = 0, words[1].columns
  for k = 2, #words do
    local a, b = words[k - 1], words[k]
    columns = columns + b.columns
    if is_han_gap(a.text, b.text) and b.x0 - a.x1 > BLANK * em then gaps = gaps + 1 end
  end
  return gaps > 0 and gaps <= 1 + columns / 20
end

-- What stands between two words: a blank only where the gap shows one.
local function between(a, b, em, blanks)
  local gap, s, t = b.x0 - a.x1, a.text, b.text
  if is_number_gap(s, t, gap, em) then return "" end
  if blanks == nil and (#s > 1 and s:byte(-1) >= 0x80 or t:byte(1) >= 0x80) then return "" end
  if gap > WIDE * em or blanks and gap > BLANK * em and is_han_gap(s, t) then return " " end
  if s:find("[%w.,;:!?%%)]$") and t:find("^[%w(]") then return gap > LETTERS * em and " " or "" end
  return ""
end

-- What stands in one piece with a word, between wide gaps.
local function segment_of(word, row)
  for _, segment in ipairs(row.segments) do
    if word.x0 >= segment.x0 and word.x1 <= segment.x1 then return segment end
  end
  return row.words
end

-- The word that a mark is measured by: another number, for the letters of other fonts claim other
-- heights, else the widest.
local function measure_of(word, words)
  for _, other in ipairs(words) do
    if other ~= word and other.text:find("^[%d.,%%]+$") and height(word) < SMALL * height(other) then
      return other
    end
  end
  return select(2, height_of(words))
end

-- A mark of a footnote is small, raised, and a short number or a star; a number as large as others is none.
local function is_mark(word, row)
  local is_number = word.text:find("^[%d%[%]*]+$") or word.text:find("^\xE2\x91[\xA0-\xBF]$")
  if not is_number or #word.text > 4 or word.text:find("%d%d%d%d") then return false end
  if word.ordinary and row.em <= LARGE * (row.body or row.em) then return false end
  local other = measure_of(word, segment_of(word, row))
  return other ~= word and height(word) < SMALL * height(other) and middle(other) - middle(word) > RAISED * row.em
end

local exponents = { ["2"] = "²", ["3"] = "³" }

-- Characters set apart one by one are one word: 报　告.
local function is_spaced_out(words)
  if #words < 2 then return false end
  for _, word in ipairs(words) do
    if utf8.len(word.text) ~= 1 or #word.text < 3 then return false end
  end
  return true
end

--- The text of words of one row, in order of x. Returns the text and the marks of footnotes that
--- were left out of it, so that none becomes a digit of a number: a list of strings.
function M.text(words, row)
  local spaced, blanks = is_spaced_out(words), has_blanks(words, row.em)
  local parts, marks, previous = {}, {}, nil
  for _, word in ipairs(words) do
    if previous and is_mark(word, row) then
      if previous.text:find("m$") and exponents[word.text] then
        parts[#parts + 1] = exponents[word.text]
      else
        marks[#marks + 1] = word.text
      end
    else
      if previous and not spaced then parts[#parts + 1] = between(previous, word, row.em, blanks) end
      parts[#parts + 1] = word.text
    end
    previous = word
  end
  return table.concat(parts), marks
end

return M
