-- clean: line-level cleaning. It decides which lines of a file are the report and which stand
-- before and behind it; what broke inside it is mended by fazhi.wrap. What the lines look like
-- is data in catalogue "residue".

local damage = require "fazhi.damage"
local text = require "fazhi.text"
local lines = require "fazhi.lines"
local labels = require "fazhi.labels"
local repair = require "fazhi.repair"
local repetition = require "fazhi.repetition"
local titles = require "fazhi.titles"
local wrap = require "fazhi.wrap"
local date = require "fazhi.date"

local M = {}

local NEAR = 8 -- unknown lines that may stand between a title and its report
local LIST = 12 -- lines of a list of attachments
local LAST = 45 -- bytes from which a line behind the last sentence may be one itself
local STATEMENT = 300 -- bytes of a line that states a figure, at most
local SHORT = 90 -- bytes of a heading or a name in a table
local IDLE = 2 -- such lines one behind the other before the next figure
local CALENDAR = { ["年"] = true, ["月"] = true, ["日"] = true } -- units of a date, and no figure
local SENTENCE, STOP, COMMA, DIGIT, DAY = lines.SENTENCE, lines.STOP, lines.COMMA, lines.DIGIT, lines.DAY
local CLOSED, CALLING = lines.CLOSED, lines.CALLING
local AFTER = 12 -- lines behind the first prose in which a title may still come

-- ---- what each line is ---------------------------------------------------------------------

-- A line that can only be the report's own: a sentence, a marker, a long line with clauses.
local function is_text(row)
  local s, signs = row.text, row.signs
  if row.residue or row.row or row.date or s == "" then return false end
  if row.addressee or signs & STOP ~= 0 or signs & SENTENCE ~= 0 and #s > 24 or #s > 120 and signs & COMMA ~= 0 then
    return true
  end
  local level = lines.level(s)
  return level == 1 or level == 2 or lines.begins_sentence(s)
end

-- The date that a short line is; nil for most by their signs alone.
local function date_of(row)
  if #row.text > 90 or row.signs & (DIGIT | DAY) == 0 then return nil end
  return date.whole(row.text)
end

-- Empty lines and prose, as most are, need no more than a look. What is prose is no row of facts, and it is text
-- unless it is a date.
local function mark_plain(row)
  local s = row.text
  if s == "" then
    row.is_text = false
    return true
  end
  local is_prose, is_plain = lines.prose_of(row)
  row.prose = is_prose or nil
  if not is_plain then return false end
  if #s <= 200 then
    row.date = date_of(row)
    row.addressee = row.signs & CALLING ~= 0 and titles.is_addressee(s) or nil
  end
  row.is_text = not row.date
  return true
end

local function mark_other(row)
  local reason, how = lines.residue(row)
  if reason then
    row.residue, row.edge, row.keep, row.final = reason, how.edge or false, how.prose, how.final
  else
    row.row = labels.is_row(row) or nil
  end
  row.date = date_of(row)
  row.addressee = not row.row and row.signs & CALLING ~= 0 and titles.is_addressee(row.text) or nil
  row.is_text = is_text(row)
end

-- Marks a line, once, with what it is: `prose`, `residue` and what that means, `row` (of facts), `date`, `addressee`,
-- `is_text`. What it is not is nil but for is_text, which tells that it was marked.
local function mark(row)
  if row.is_text == nil and not mark_plain(row) then mark_other(row) end
  return row
end

-- Marks the lines of a text, which have these signs together; true if lines of advertisement are among them.
local function mark_lines(s, rows, signs)
  local advertised = lines.has_advertisement(s, signs)
  for k = 1, #rows do
    local row = rows[k]
    if advertised then row.advertised = true end
    if not mark_plain(row) then mark_other(row) end
  end
  return advertised
end

-- ---- where the report begins ---------------------------------------------------------------

local function first_text(rows, from)
  for k = from, #rows do
    if rows[k].is_text then return k end
  end
end

-- Nothing between a title and the text but a subtitle, a number, a heading.
local function leads_to(rows, window, text_row)
  local unknown = 0
  for k = window.last + 1, text_row - 1 do
    local row = rows[k]
    if (row.residue or row.row or row.date and row.date.clock) then return false end
    if row.text ~= "" and not lines.is_subtitle(row) then unknown = unknown + 1 end
  end
  return unknown <= NEAR
end

local place_endings = { "省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "街道", "政府工作报告" }

-- A heading of the report may read as a title, but does not name the place again.
local function names_place(rows, window)
  local s = ""
  for k = window.first, window.last do s = s .. rows[k].text end
  for _, word in ipairs(place_endings) do
    if s:find(word, 1, true) then return true end
  end
  return false
end

-- A title that comes only behind a sentence or two, an abstract or a caption.
local function late_title(rows, text_row)
  local stop, seen = text_row, 0
  if rows[text_row].text:find("如下", 1, true) or lines.level(rows[text_row].text) then return nil end
  while stop < #rows and seen < AFTER do
    stop = stop + 1
    if rows[stop].text ~= "" then seen = seen + 1 end
    if lines.level(rows[stop].text) == 1 then break end
  end
  for _, window in ipairs(titles.find(rows, text_row + 1, stop)) do
    local next_text = first_text(rows, window.last + 1)
    local above = rows[window.first - 1]
    if next_text and next_text <= window.last + 3 and above and above.text == "" and names_place(rows, window) then
      return window, next_text
    end
  end
end

-- Where text is wrapped, its first sentence may end only some lines further down.
local function first_of_paragraph(rows, text_row)
  local k = text_row
  while k > 1 do
    local row = rows[k - 1]
    local goes_on = row.text:sub(-3) == "，" or row.text:sub(-1) == ","
    local has_comma = row.text:find("，", 1, true) or row.text:find(",", 1, true)
    if row.residue or row.row or row.date or row.signs & CLOSED ~= 0 then break end
    if not goes_on and (#row.text < 45 or not has_comma) then break end
    k = k - 1
  end
  return k
end

-- The row at or behind `from` the report begins with, the window of its title in it or nil, and all
-- titles before it.
local function find_start(rows, from)
  local text_row = first_text(rows, from)
  if not text_row then
    local windows = titles.find(rows, from, #rows)
    local window = windows[#windows]
    return window and window.first or from, window, windows
  end
  local windows = titles.find(rows, from, text_row - 1)
  if #windows == 0 then
    local window, next_text = late_title(rows, text_row)
    if window and leads_to(rows, window, next_text) then return window.first, window, { window } end
    return first_of_paragraph(rows, text_row), nil, windows
  end
  local window = windows[#windows]
  if leads_to(rows, window, text_row) then return window.first, window, windows end
  return first_of_paragraph(rows, text_row), nil, windows
end

-- ---- where it ends -------------------------------------------------------------------------

-- A list of attachments stands before the signature as well as behind it.
local function is_signed_below(rows, row, stop)
  for k = row + 1, math.min(stop, row + LIST) do
    if titles.is_signature(rows[k]) then return true end
    if rows[k].edge and rows[k].residue ~= "attachment" then return false end
  end
  return false
end

-- The end of the page says so itself: links and footers with nothing behind them but more of it.
local function footer_start(rows, start, stop)
  for k = start + 1, stop do
    if rows[k].final then return k end
  end
  local prose_behind, found = 0, nil
  for k = stop, start + 1, -1 do
    if rows[k].prose and not rows[k].residue then prose_behind = prose_behind + 1 end
    if prose_behind > 0 then return found end
    if rows[k].edge and not (rows[k].residue == "attachment" and is_signed_below(rows, k, stop)) then found = k end
  end
  return found
end

-- A last line without its full stop, which may have been cut off.
local function is_last_line(row)
  local s = row.text
  return #s > LAST and (s:find("，", 1, true) or s:find(",", 1, true)) and not (row.residue or row.row or row.date
    or row.addressee or titles.is_signature(row))
end

-- A row of a table as loaders write it: 名称: 35件, or cells with bars between them.
local function is_table_row(row)
  local s = row.text
  if row.residue or row.row or row.date then return false end
  if lines.is_table_row(s) then return true end
  local name, value = s:match("^(.-): *(.+)$")
  if not name then name, value = s:match("^(.-)： *(.+)$") end
  return name ~= nil and not lines.has_sentence_end(name) and value:find("%d[%d.,]*%s*[^%d%s.,]") ~= nil
end

-- A statement without its full stop: 受理行政复议41件, 35 in a cell of its own behind its name.
local function is_statement(row)
  local s = row.text
  if #s > STATEMENT or row.signs & DIGIT == 0 then return false end
  if s:find("[\x80-\xFF] ?%d[%d.,]*$") then return true end
  for at in s:gmatch("%d%s?()[^%d%s]") do
    for _, unit in ipairs(lines.units_at(s, at)) do
      if not CALENDAR[unit] then return true end
    end
  end
  return false
end

-- What no line of a report's end is. A date beside words stands in a list of news.
local function is_strange(row)
  return row.residue and row.residue ~= "page number" or row.row or row.date or row.addressee
    or titles.is_signature(row) or date.find(row.text) ~= nil
end

-- A report may end in statements, items or a table without a full stop: the last row of these behind
-- row `stop`, or `stop`. Bars alone are a page's links; a table holds numbers.
local function tail_stop(rows, stop, limit)
  local last, idle, has_number = stop, 0, false
  for k = stop + 1, limit do
    local row = rows[k]
    if row.text ~= "" and row.residue ~= "page number" then
      local in_table = is_table_row(row)
      if not in_table and is_strange(row) then break end
      has_number = in_table and (has_number or row.text:find("%d") ~= nil)
      local is_cell = idle > 0 and row.text:find("^%d[%d.,]*%%?$") ~= nil
      if has_number or is_cell or not in_table and is_statement(row) or k == last + 1 and is_last_line(row) then
        last, idle = k, 0
      elseif not in_table then
        idle = idle + 1
        if idle > IDLE or #row.text > SHORT then break end
      end
    end
  end
  return last
end

local function find_stop(rows, start, limit)
  local footer = footer_start(rows, start, limit)
  if footer then limit = footer - 1 end
  local stop = limit
  while stop > start do
    local row = rows[stop]
    if row.is_text or lines.level(row.text) and not row.residue then break end
    stop = stop - 1
  end
  stop = tail_stop(rows, stop, limit)
  -- Signature and date, with nothing strange between them and the text.
  local last = stop
  for k = stop + 1, limit do
    if titles.is_signature(rows[k]) then
      last = k
    elseif rows[k].text ~= "" and rows[k].residue ~= "attachment" and k > stop + LIST then
      break
    end
  end
  return last
end

-- Where the report stands: its first row, the window of its title or nil, the titles before it,
-- and its last row.
local function find_report(rows)
  local start, window, windows = find_start(rows, 1)
  local first, last = repetition.fullest(rows, start)
  if first > start then
    local above = first - 1
    while above > start and not rows[above].is_text do above = above - 1 end
    start, window, windows = find_start(rows, above + 1)
  end
  return start, window, windows, find_stop(rows, start, last)
end

-- ---- the parts -----------------------------------------------------------------------------

local function note(removed, t, s, edits)
  for _, edit in ipairs(edits) do
    local span = edit.whole or edit
    local i, j = t:source(span[1], span[2])
    local words = s:sub(span[1], span[2]):gsub("%s+", "")
    removed[#removed + 1] = { i, j, edit.reason, characters = utf8.len(words) or #words }
  end
end

-- Makes the exact repairs of `t`, whose words are `s`, with these signs of repair.words; what is only dropped is noted
-- as removed. Returns the others, and true if the text was changed.
local function mend(t, s, signs, removed)
  local function had_blank(at)
    local _, stop = t:source(at, at)
    return at < #s and (t:source(at + 1, at + 1)) > stop + 1
  end
  local dropped, changed = {}, {}
  local edits = repair.edits(s, had_blank, signs)
  for _, edit in ipairs(edits) do
    local list = edit[3] == "" and dropped or changed
    list[#list + 1] = edit
  end
  local repairs = {}
  for _, done in ipairs(t:repairs()) do
    local i, j = t:source(done.start, done.stop)
    repairs[#repairs + 1] = { i, j, done.kind }
  end
  note(removed, t, s, dropped)
  note(repairs, t, s, changed)
  if #edits > 0 then t:edit(edits) end
  table.sort(repairs, function(a, b) return a[1] < b[1] end)
  return repairs, #edits > 0
end

-- The lines of `t` after its repairs: its words, its lines, their signs, what was repaired. Most texts need no repair,
-- so that they are cut into lines before.
local function mended_lines(t, removed)
  local s, words = t:bytes(), repair.words()
  local rows, signs = lines.split(s, nil, nil, words)
  local repairs, is_changed = mend(t, s, lines.more(signs), removed)
  if is_changed then
    s = t:bytes()
    rows, signs = lines.split(s, nil, nil, words)
  end
  return s, rows, signs, repairs
end

local function trim_span(s, i, j)
  while i <= j and s:find("^%s", i) do i = i + 1 end
  while j >= i and s:find("^%s", j) do j = j - 1 end
  if i <= j then return { i, j } end
end

-- Signature, date and list of attachments at the end of the body: the row where they begin.
local function signature_rows(rows, first)
  local k, seen, attachment = #rows, nil, nil
  while k > first do
    local row = mark(rows[k])
    if row.text ~= "" then
      if titles.is_signature(row) and not attachment then
        seen = k
      elseif row.residue == "attachment" then
        attachment = k
      elseif not (seen and lines.level(row.text) == 3 and #row.text < 180 and not row.text:find("。", 1, true)) then
        break
      end
    end
    k = k - 1
  end
  return seen, attachment or seen
end

-- The row of the text itself: behind subtitle, date and speaker, whose name may stand alone.
local function below_title(rows, title_lines)
  local k, speaker = title_lines + 1, false
  while rows[k] do
    local row = mark(rows[k])
    local is_subtitle = lines.is_subtitle(row)
    local is_name = speaker and #row.text:gsub("%s+", "") <= 12 and not lines.level(row.text)
    if row.text ~= "" and not is_subtitle and not row.date and not is_name then break end
    if row.text ~= "" then speaker = is_subtitle end
    k = k + 1
  end
  return k
end

-- Spans inside the finished body, whose lines are `rows`.
local function body_spans(body, rows, title_lines)
  local spans, first = { rows = rows }, 1
  if title_lines > 0 then
    spans.title = { rows[1].start, rows[title_lines].stop }
    first = below_title(rows, title_lines)
  end
  local signature, tail = signature_rows(rows, first)
  if signature then
    local stop = #rows
    while stop > signature and not titles.is_signature(rows[stop]) do stop = stop - 1 end
    spans.signature = { rows[signature].start, rows[stop].stop }
  end
  local i = rows[first] and rows[first].start or #body + 1
  local j = tail and rows[tail].start - 1 or #body
  spans.content = trim_span(body, i, j) or { i, i - 1 }
  return spans
end

-- The lines start..stop of the text, which were not edited, as those of a body that begins at byte `i`; nil if a
-- line was marked by what stands around it.
local function own_rows(rows, start, stop, i)
  for k = start, stop do
    if rows[k].drop then return nil end
  end
  local own = table.move(rows, start, stop, 1, {})
  if i == 1 then return own end
  for _, row in ipairs(own) do row.start, row.stop = row.start - i + 1, row.stop - i + 1 end
  return own
end

local function slice(t, i, j)
  if j < i then return nil end
  return t:slice(i, j)
end

local function split_parts(t, whole, i, j, removed, repairs)
  local is_all = i == 1 and j == #whole
  return {
    text = t, removed = removed, repairs = repairs, damage = {}, outside = {},
    front = whole:sub(1, i - 1), body = is_all and whole or whole:sub(i, j), back = whole:sub(j + 1),
    front_text = slice(t, 1, i - 1), body_text = t:slice(i, j), back_text = slice(t, j + 1, #whole),
  }
end

local function reason_of(row, part)
  return row.residue or (row.row or row.date) and "page head"
    or part == "front" and "before the report" or "behind the report"
end

-- The characters that are no blanks.
local function count(s)
  return utf8.len((s:gsub("%s+", ""))) or #s
end

-- What stands outside the report: lines first..last, each run of one reason together; `offset` lies before
-- the part.
local function outside(rows, first, last, part, offset, list)
  local run
  for k = first, last do
    local row = rows[k]
    if row.text ~= "" then
      local reason = reason_of(row, part)
      if not run or run.reason ~= reason then
        run = { part = part, start = row.start - offset, reason = reason, characters = 0 }
        list[#list + 1] = run
      end
      run.stop = row.stop - offset
      run.characters = run.characters + count(row.text)
    end
  end
  return list
end

local function front_titles(rows, windows, start)
  local list = {}
  for _, window in ipairs(windows) do
    if window.last < start then
      list[#list + 1] = { rows[window.first].start, rows[window.last].stop }
    end
  end
  return list
end

--- Finds the report in a clean text (a text userdata, which is edited in place); `own_breaks` is true if its
--- line ends are those of the document, as in a page or a Word file. Returns
--- { text = the whole as a text userdata, after the edits; front, body, back = its three parts as
---   strings; front_text, body_text, back_text = the same as text userdata (nil if empty);
---   rows = the lines of the body, as lines.split gives them;
---   title = {i, j} or nil, the title lines in the body; content = {i, j}, the body without title,
---   signature, date and attachments; signature = {i, j} or nil;
---   front_titles = list of {i, j}, lines in front that read as the title;
---   removed, repairs = what was dropped and what was undone: lists of {i, j, reason} in bytes of
---   the file, of what was removed with the `characters` that are no blanks; outside = what stands before
---   and behind it in runs of one reason: list of { part=, start=, stop=, reason=, characters= }, spans of the
---   part named; damage = the places of the body that cannot be read: list of {start=, stop=, kind=} }
--- All spans are 1-based and inclusive.
function M.finish(t, own_breaks)
  local removed = {}
  local s, rows, signs, repairs = mended_lines(t, removed)
  if #rows == 0 then return split_parts(t, s, 1, #s, removed, repairs) end
  local advertised = mark_lines(s, rows, signs)
  local start, window, windows, stop = find_report(rows)
  local title_lines = window and window.first == start and window.last - window.first + 1 or 0
  stop = math.max(stop, start + title_lines - 1) -- a title that stands at the very end is the report
  for k = start, start + title_lines - 1 do rows[k].fixed = true end
  wrap.mark_page_numbers(rows, start + title_lines, stop)
  local i, j = rows[start].start, rows[stop].stop
  local titles_before = front_titles(rows, windows, start)
  local left_out = outside(rows, stop + 1, #rows, "back", j, outside(rows, 1, start - 1, "front", 0, {}))
  local edits = wrap.edits(rows, start, stop, own_breaks)
  note(removed, t, s, edits)
  local whole, known = s, lines.more(signs)
  if #edits > 0 then
    t:edit(edits)
    whole, known = t:bytes(), nil
  end

  local parts = split_parts(t, whole, i, j + #whole - #s, removed, repairs)
  -- Others are marked only where they are looked at, at both ends.
  local own = #edits == 0 and not advertised and own_rows(rows, start, stop, i) or lines.split(parts.body)
  for key, span in pairs(body_spans(parts.body, own, title_lines)) do parts[key] = span end
  parts.front_titles, parts.outside = titles_before, left_out
  parts.damage = damage.find(parts.body, parts.body_text:damage(), parts.content[2], known)
  return parts
end

--- The same for bytes of plain text; nil, message, code.
function M.decode(bytes, options)
  local t, message, code = text.decode(bytes, options)
  if not t then return nil, message, code end
  return M.finish(t)
end

return M
