-- geometry: words with boxes become lines as a reader sees them. Words on one height are a row; a
-- row is cut into segments at wide gaps, and its text put together with the blanks that its gaps
-- are evidence for. All lengths are points or, where said, em: the width of a Chinese character.

local M = {}

local SAME_HEIGHT = 0.5 -- em between the middles of two words of one row
local WIDE = 0.9        -- em; a gap as wide as a character is meant
local LETTERS = 0.13    -- em between two words of Latin letters
local DIGITS = 0.2      -- em; digits closer than this are one number, spaced out
local POINT = 0.7       -- em; a full stop set as wide as a character, inside a number
local RAISED = 0.12     -- em by which a mark is raised, at least
local SMALL = 0.8       -- of the height of the line, a mark at most

-- ---- measures ------------------------------------------------------------------------------

local function middle(word)
  return (word.y0 + word.y1) / 2
end

--- The em of words: their width by their characters, so that boxes of any font compare.
function M.em(words)
  local points, columns = 0, 0
  for _, word in ipairs(words) do
    points, columns = points + word.x1 - word.x0, columns + word.columns
  end
  return columns > 0 and points * 2 / columns or 0
end

--- The value in the middle of a list of numbers, which is sorted; nil if it is empty.
function M.median(list)
  table.sort(list)
  return list[(#list + 1) // 2]
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

--- True if a word of several characters is higher than wide: it is turned by a quarter.
function M.is_turned(word)
  return word.columns >= 3 and (word.y1 - word.y0) > 1.6 * (word.x1 - word.x0)
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

-- The height at which a line of words stands: that of its widest word, for marks may be raised.
local function height_of(words)
  local widest = words[1]
  for _, word in ipairs(words) do
    if word.x1 - word.x0 > widest.x1 - widest.x0 then widest = word end
  end
  return middle(widest), widest
end

local function by_x(a, b)
  if a.x0 ~= b.x0 then return a.x0 < b.x0 end
  if a.y0 ~= b.y0 then return a.y0 < b.y0 end
  return a.text < b.text
end

-- Cuts words in order of x where the gap is wide.
local function segments_of(words, em)
  local segments, stop = {}, nil
  for _, word in ipairs(words) do
    if not stop or word.x0 - stop > WIDE * em then segments[#segments + 1] = {} end
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
--- segments = list of lists of words with x0 and x1 }.
function M.row(words)
  table.sort(words, by_x)
  local row = bounds(words)
  row.words, row.em = words, math.max(M.em(words), 1)
  row.at = height_of(words)
  row.segments = segments_of(words, row.em)
  return row
end

--- Rows from lists of words that stand on one line each, from top to bottom: lines on the same
--- height become one row.
function M.rows(lines)
  local pieces = {}
  for _, words in ipairs(lines) do
    if #words > 0 then
      pieces[#pieces + 1] = { words = words, at = height_of(words), em = M.em(words), x = bounds(words).x0 }
    end
  end
  table.sort(pieces, function(a, b)
    if a.at ~= b.at then return a.at < b.at end
    return a.x < b.x
  end)
  local rows, current = {}, nil
  for _, piece in ipairs(pieces) do
    if not current or piece.at - current.at > SAME_HEIGHT * math.min(piece.em, current.em) then
      current = { at = piece.at, em = piece.em, words = {} }
      rows[#rows + 1] = current
    end
    table.move(piece.words, 1, #piece.words, #current.words + 1, current.words)
  end
  for k, row in ipairs(rows) do rows[k] = M.row(row.words) end
  return rows
end

-- ---- text ----------------------------------------------------------------------------------

local function is_number_gap(a, b, gap, em)
  if a:find("%d$") and b:find("^%d") then return gap < DIGITS * em end
  if a:find("%d[.,]$") and b:find("^%d") or a:find("%d$") and b:find("^[.,]%d") then return gap < POINT * em end
  return a:find("%d$") ~= nil and b:find("^[%%‰]") ~= nil and gap < WIDE * em
end

-- What stands between two words: a blank only where the gap shows one.
local function between(a, b, em)
  local gap, s, t = b.x0 - a.x1, a.text, b.text
  if is_number_gap(s, t, gap, em) then return "" end
  if gap > WIDE * em then return " " end
  if s:find("[%w.,;:!?%%)]$") and t:find("^[%w(]") then return gap > LETTERS * em and " " or "" end
  return ""
end

-- A mark of a footnote is small, raised, and a number or a star.
local function is_mark(word, row, widest)
  if word == widest or not word.text:find("^[%d%[%]*]+$") or #word.text > 4 then return false end
  local height = widest.y1 - widest.y0
  return word.y1 - word.y0 < SMALL * height and middle(widest) - middle(word) > RAISED * row.em
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
  local _, widest = height_of(words)
  local spaced, parts, marks, previous = is_spaced_out(words), {}, {}, nil
  for _, word in ipairs(words) do
    if previous and is_mark(word, row, widest) then
      if previous.text:find("m$") and exponents[word.text] then
        parts[#parts + 1] = exponents[word.text]
      else
        marks[#marks + 1] = word.text
      end
    else
      if previous and not spaced then parts[#parts + 1] = between(previous, word, row.em) end
      parts[#parts + 1] = word.text
    end
    previous = word
  end
  return table.concat(parts), marks
end

return M
