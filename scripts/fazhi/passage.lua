-- passage: how a body is cut up for finding and quoting: passages for the full text, and the
-- sentence around a place. Spans are bytes, 1-based, inclusive.

local core = require "fazhi.core"

local M = {}

-- What ends a sentence.
local ENDINGS = core.words.new { "\n", "!", ";", "?", "。", "；", "！", "？" }
local LINE_END, LONGEST = 1, #"。"

-- Closing marks belong to the sentence that ends before them: 他说：“好。”
local CLOSERS = { "”", "’", "」", "』", "）", "》", ")", "\"" }

local is_first = {} -- bytes that one of them begins with
for _, mark in ipairs(CLOSERS) do is_first[mark:byte()] = true end

local function skip_closers(s, k)
  local again = true
  while again and is_first[s:byte(k)] do
    again = false
    for _, mark in ipairs(CLOSERS) do
      if s:sub(k, k + #mark - 1) == mark then
        k, again = k + #mark, true
      end
    end
  end
  return k
end

local function trim(s, first, last)
  first = s:find("%S", first) or last + 1
  while last >= first and s:find("^%s", last) do last = last - 1 end
  return first, last
end

-- The first ending that ends at byte `at` or behind it, by number, and the byte behind it; nil if there is none.
local function ending_from(s, at)
  local from = math.max(1, at - LONGEST + 1)
  while true do
    local ending, _, stop = ENDINGS:find(s, from)
    if not ending or stop > at then return ending, stop end
    from = stop
  end
end

--- The sentence around a span, from one 。；！？ (or !?; or line end) to the next, that one and
--- closing quotes included, without blanks around it.
-- @return first and last byte
function M.sentence(s, i, j)
  local last = math.max(i, j)
  local _, _, behind = ENDINGS:find_back(s, 1, math.max(i, 1))
  local first = math.min(skip_closers(s, behind or 1), i)
  local ending, stop = ending_from(s, last)
  if ending == LINE_END then last = stop - 2
  else last = math.min(skip_closers(s, stop or #s + 2) - 1, #s) end
  return trim(s, first, last)
end

--- Cuts a body into passages that cover all of it but blanks: the text of each section without
--- its subsections, and the paragraphs that are in no section.
-- @param body the text
-- @param sections rows with start and stop, ordered by start, children inside their parents
-- @return list of { start=, stop=, section = row number or nil }, ordered by start
M.cut = core.pieces.cut

return M
