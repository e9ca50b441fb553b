-- repetition: a report that stands on its page twice or more, as pages for print and for screens at once do: where it
-- begins again, and which of the copies is the fullest.

local lines = require "fazhi.lines"

local M = {}

local BLANK = lines.BLANK
local KEY = 60 -- bytes by which a paragraph is known again
local SHORTEST = 600 -- bytes of a report; a paragraph may be said twice
local AROUND = 3000 -- bytes of a page that may stand between two copies or behind the last

local function next_long(rows, from)
  for k = from, #rows do
    if #rows[k].text > 90 then return k end
  end
end

-- The first words of a line, by which it is known again, without blanks.
local function key_of(row)
  if row.signs & BLANK == 0 then return row.text:sub(1, KEY) end
  return row.text:sub(1, 4 * KEY):gsub("[ \t]+", ""):sub(1, KEY)
end

local function squeezed(rows, i, j)
  local list = {}
  for k = i, j do list[#list + 1] = rows[k].text:gsub("[ \t]+", "") end
  return table.concat(list)
end

local function same_head(a, b)
  local n = math.max(64, math.min(#a, #b))
  while n > 0 and a:sub(1, n) ~= b:sub(1, n) do n = n // 2 end
  local more = n
  while more > 0 do
    if n + more <= math.min(#a, #b) and a:sub(n + 1, n + more) == b:sub(n + 1, n + more) then n = n + more
    else more = more // 2 end
  end
  return n
end

-- True if the text from row `first` on comes again at each of `copies`, line breaks aside.
local function comes_again(rows, first, copies)
  local whole = squeezed(rows, first, copies[1] - 1)
  local last = squeezed(rows, copies[#copies], #rows)
  local same = same_head(whole, last)
  return #whole >= SHORTEST and same >= 0.8 * #whole and same >= #whole - AROUND and #last <= #whole + AROUND
end

-- Some pages hold the whole report twice or more, the second time perhaps with other line breaks: the
-- rows where it begins again. Two paragraphs as before, one behind the other, are enough.
local function repetitions(rows, start)
  local first = next_long(rows, start)
  local second = first and next_long(rows, first + 1)
  if not second then return {} end
  local words, key, exact, alike = rows[first].text, key_of(rows[first]), {}, {}
  local initial = words:byte()
  for k = first + 1, #rows do
    local words_of = rows[k].text
    if k > second and words_of == words and rows[second].text ~= words
        and rows[second].text == rows[next_long(rows, k + 1) or k].text then
      exact[#exact + 1] = k
    end
    if #words_of >= #key and words_of:byte() == initial and key_of(rows[k]) == key then alike[#alike + 1] = k end
  end
  if #exact > 0 then return exact end
  if #alike > 0 and comes_again(rows, first, alike) then return alike end
  -- The first paragraph alone, as an abstract of what follows.
  return rows[second].text == words and next_long(rows, second + 1) and { second } or {}
end

local function text_size(rows, first, last)
  local size = 0
  for k = first, last do
    if rows[k].is_text and not rows[k].residue then size = size + #rows[k].text end
  end
  return size
end

--- The rows of the fullest copy of the report that begins at `start`: its first and last row. The first copy is
--- taken unless a later one goes on where it breaks off.
-- @param rows of fazhi.lines with text, signs, residue and is_text
function M.fullest(rows, start)
  local begins = repetitions(rows, start)
  if #begins == 0 then return start, #rows end
  table.insert(begins, 1, start)
  local best, best_size = 1, text_size(rows, start, (begins[2] or #rows + 1) - 1)
  for n = 2, #begins do
    local size = text_size(rows, begins[n], (begins[n + 1] or #rows + 1) - 1)
    if size > best_size * 1.05 then best, best_size = n, size end
  end
  return begins[best], (begins[best + 1] or #rows + 1) - 1
end

return M
