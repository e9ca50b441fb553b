-- wrap: a report's lines made whole. It drops page numbers and the like from the middle of a
-- report and joins the lines that pages and hard wrapping broke; a heading is never joined to
-- the paragraph behind it.

local catalogue = require "fazhi.catalogue"
local lines = require "fazhi.lines"
local titles = require "fazhi.titles"

local BAR, COLON, STOP = lines.BAR, lines.COLON, lines.STOP
local OPENER, SHUT, CLOSED, OPENED = lines.OPENER, lines.SHUT, lines.CLOSED, lines.OPENED

local M = {}

--- Marks bare numbers that count up through the report, which are the numbers of its pages.
function M.mark_page_numbers(rows, start, stop)
  local run = {}
  local function close()
    if #run >= 3 then
      for _, row in ipairs(run) do row.residue, row.drop = "page number", true end
    end
    run = {}
  end
  for k = start, stop do
    local number = #rows[k].text <= 3 and rows[k].text:match("^%d%d?%d?$")
    if number then
      local previous = run[#run] and tonumber(run[#run].text)
      if previous and tonumber(number) ~= previous + 1 then close() end
      run[#run + 1] = rows[k]
    end
  end
  close()
end

local function is_dropped(row)
  return row.drop or row.residue ~= nil and not row.edge and not row.keep
end

local WIDEST = 60 -- characters to which a report may be wrapped

-- The width to which most of `total` lines are wrapped, in characters; nil if they are paragraphs. `counts` tells how
-- many there are of each width that may be one.
local function wrap_width(counts, total)
  local best, near = nil, 0
  for width in pairs(counts) do
    local sum = (counts[width - 2] or 0) + (counts[width - 1] or 0) + counts[width]
    if sum > near or sum == near and width > best then best, near = width, sum end
  end
  if total >= 6 and near >= 0.6 * total then return best end
end

-- 家 of 家庭 is no unit.
local function is_other_word(s, unit)
  for _, word in ipairs(catalogue.load("units").guards[unit] or {}) do
    if s:sub(#unit + 1, #unit + #word) == word then return true end
  end
  return false
end

local function begins_with_unit(s)
  for _, unit in ipairs(lines.units_at(s, 1)) do
    if not is_other_word(s, unit) then return unit end
  end
end

-- No paragraph begins with a mark that closes or divides, and none ends with one that opens.
local function is_torn(a, b)
  return a.signs & OPENED ~= 0 or b.signs & SHUT ~= 0
end

local function commas(s)
  local _, wide = s:gsub("，", "")
  local _, ascii = s:gsub(",", "")
  return wide + ascii
end

local pauses = { ["，"] = true, ["、"] = true, ["。"] = true, ["；"] = true, ["）"] = true }

-- 202 and 4年
local function is_torn_year(s, t)
  local first, rest = s:match "%f[%d](%d+)$", t:match "^(%d+)年"
  return first ~= nil and rest ~= nil and #rest < 4 and (first .. rest):find "^[12][09]%d%d$" ~= nil
end

-- A unit with nothing behind it that could make another word of it: 件，
local function begins_with_whole_unit(t)
  local unit = begins_with_unit(t)
  return unit ~= nil and (pauses[t:sub(#unit + 1, #unit + 3)] or t:find("^[,;]", #unit + 1) ~= nil)
end

-- The end of `s` cannot be the end of anything: a comma, or a figure whose unit follows; or whose other
-- digits do, if the line `is_full` or a page ends with it: else 附件1 and 2023年 may stand there. A line
-- end that is the document's own parts numbers anyhow.
local function breaks_off(a, t, is_full, is_own)
  local s = a.text
  if s:sub(-1) == "," or s:sub(-3) == "，" or s:sub(-3) == "、" then return true end
  if not s:find("^%d", -1) then return false end
  if is_torn_year(s, t) then return true end
  if not a.is_text then
    if begins_with_whole_unit(t) then return true end
    return (is_full or not is_own) and commas(s) > 0 and begins_with_whole_unit(t:match "^%d*(.*)")
  end
  return begins_with_unit(t) ~= nil or is_full and t:find "^%d+[^%d.]" ~= nil
end

-- Prose that stopped in the middle. Without a sentence end it could be a heading, which stands
-- alone, unless it is as long as headings are not.
local function is_cut_prose(a, t)
  local s = a.text
  if not a.is_text or not (lines.is_closed(t) or lines.has_sentence_end(t) or #t > 120) then return false end
  if a.signs & STOP ~= 0 or s:find("；", 1, true) or lines.begins_sentence(s) then return #s >= 45 end
  return not lines.level(s) and #s >= 120 and commas(s) >= 2
end

-- What is told of the report: the `width` to which it is wrapped, nil if to none; `apart`, whether its paragraphs have
-- empty lines between them, so that a line end without one is none of a paragraph; `may_tear`, whether a mark tells
-- that a line may be torn; `own`, as M.edits is told.
local function form_of(rows, start, stop, own)
  local counts, total, apart, together, blank, signs = {}, 0, 0, 0, false, 0
  for k = start, stop do
    local row = rows[k]
    local text = row.text
    if text == "" then
      blank = k > start
    else
      if blank then
        apart, blank = apart + 1, false
      elseif k > start then
        together = together + 1
      end
      signs = signs | row.signs
      if #text > 45 then
        local width = row.characters
        total = total + 1
        if width <= WIDEST then counts[width] = (counts[width] or 0) + 1 end
      end
    end
  end
  return { width = wrap_width(counts, total), apart = apart >= 4 and apart > 2 * together, own = own,
    may_tear = signs & (OPENED | SHUT) ~= 0 }
end

-- Cells have a bar between them or a colon behind their names.
local function is_table_row(row)
  return row.signs & (BAR | COLON) ~= 0 and lines.is_table_row(row.text)
end

local function begins_anew(b)
  return lines.level(b.text) or b.row or b.addressee or titles.is_signature(b)
end

-- Whether the words of line `a`, which do not end there, go on in `t`: as `a` breaks off, is as wide as the
-- report, or stops in the middle of prose. Where line ends are the document's own, digits behind digits are another
-- number.
local function runs_on(a, t, form, gap)
  local is_full = form.width ~= nil and a.characters >= form.width - 2
  if breaks_off(a, t, is_full or gap, form.own) then return true end
  if is_full and not gap then return true end
  if form.own and not gap and a.text:find("^%d", -1) and t:find "^%d" then return false end
  return is_cut_prose(a, t)
end

-- Items of a list end in a semicolon as well as torn lines do, but then every line is one.
local function ends_item(s)
  return s:sub(-3) == "；" or s:sub(-1) == ";"
end

-- A line torn in two is looked at as a whole: PM, 2.5 and ）浓度 are one. The words of row k, and of the next if it is
-- torn from it.
local function whole_text(rows, k, stop, form)
  local row, n = rows[k], k + 1
  if not form.may_tear then return row.text end
  while n <= stop and (rows[n].text == "" or rows[n].residue and is_dropped(rows[n])) do n = n + 1 end
  return n <= stop and is_torn(row, rows[n]) and row.text .. rows[n].text or row.text
end

-- Whether line `a` goes on in row k. `gap` is true if empty lines or dropped ones lie between, `torn` if a mark there
-- says so; `form` tells of the report its `width` and whether its paragraphs are `apart`.
local function continues(a, rows, k, stop, form, gap, torn)
  local b, may_end = rows[k], a.signs & CLOSED ~= 0
  local closer = a.signs & OPENER ~= 0 and lines.still_open(a.text)
  local is_item = form.apart and not gap and ends_item(a.text)
  local is_whole = may_end and not torn and not is_item
  if is_whole and not closer then return false end
  local t = whole_text(rows, k, stop, form)
  local is_closed = closer and lines.closes(t, closer)
  if is_whole and not is_closed or begins_anew(b) then return false end
  if torn then return true end
  if is_table_row(a) or is_table_row(b) then return false end
  if is_item or is_closed then return true end
  return not may_end and runs_on(a, t, form, gap)
end

local function seam(a, b)
  return a:find("^%a", -1) and b:find "^%a" and " " or ""
end

-- The edit between line `a` and row k, which both stay; nil if nothing is to be done there.
local function between(a, rows, k, stop, form, gap, torn)
  local b = rows[k]
  if not a.fixed and not b.fixed and continues(a, rows, k, stop, form, gap.blank or gap.dropped, torn) then
    local i, j = a.stop + 1, b.start - 1
    return { i, j, seam(a.text, b.text), joins = true,
      reason = gap.dropped or gap.blank and "page break" or "line wrap" }
  end
  if gap.dropped then return { a.stop + 1, b.start - 1, gap.blank and "\n\n" or "\n", reason = gap.dropped } end
end

-- Whether line `a` ends as paragraphs do and leaves nothing open, as most do.
local function is_over(a)
  local signs = a.signs
  return signs & CLOSED ~= 0 and (signs & OPENER == 0 or not lines.still_open(a.text))
end

-- Makes row b the paragraph so far, with line a before it, which decides about the next line; its width, in
-- `characters`, is that of its last line.
local function join(a, b)
  b.text, b.signs, b.is_text = a.text .. b.text, lines.joined_signs(a.signs, b.signs), true
end

--- The edits that drop and join lines start..stop, for text:edit, each with its `reason`. `rows` are
--- lines with the marks that clean sets; those with `fixed` stay as they are. The rows are used
--- up if there are edits: a joined paragraph is gathered in their texts. `own_breaks` is true if line ends are those
--- of the document and none that a mail program or a page's width made.
function M.edits(rows, start, stop, own_breaks)
  local edits, form = {}, form_of(rows, start, stop, own_breaks)
  local may_tear, apart, previous, gap = form.may_tear, form.apart, nil, {}
  for k = start, stop do
    local row = rows[k]
    if row.text == "" then
      gap.blank = true
    elseif row.residue and is_dropped(row) then
      gap.dropped = gap.dropped or row.residue
    else
      local torn = may_tear and previous and is_torn(previous, row)
      if previous and (torn or gap.dropped or apart and not gap.blank or not is_over(previous)) then
        local edit = between(previous, rows, k, stop, form, gap, torn)
        if edit and edit.joins then join(previous, row) end
        edits[#edits + 1] = edit
      end
      previous = row
      if gap.blank or gap.dropped then gap = {} end
    end
  end
  return edits
end

return M
