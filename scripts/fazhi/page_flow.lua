-- page_flow: a page's tree becomes the lines that a reader would see, in their order, each with the
-- pieces of the page it came from, how much of it is link, and the elements it stands in.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local cell_text = require "fazhi.cell_text"
local cells = require "fazhi.cells"
local lines = require "fazhi.lines"
local page_line = require "fazhi.page_line"
local page_style = require "fazhi.page_style"
local raised = require "fazhi.raised"
local wordlist = require "fazhi.wordlist"

local M = {}

local verbatim, new_line = page_line.verbatim, page_line.new

local known

local function rules()
  local page = catalogue.load "page"
  if known and known.page == page then return known end
  known = { page = page, styles = page.list_styles, parts = page.noise_parts, hints = {}, hint_count = 0 }
  for _, name in ipairs { "blocks", "dropped", "noise_tags", "noise_words", "text_words" } do
    known[name] = wordlist.set(page[name])
  end
  known.breaks = wordlist.set(page.blocks)
  known.breaks.br = true
  known.headings = { h1 = true, h2 = true }
  return known
end

-- ---- what an element is --------------------------------------------------------------------

local function text_of(node, parts)
  parts = parts or {}
  for _, child in ipairs(node) do
    if child.text then parts[#parts + 1] = child.text else text_of(child, parts) end
  end
  return table.concat(parts)
end


-- What the words of class and id say of an element: "noise", "text" or "".
local function read_hint(r, words)
  local names = words:gsub("(%l)(%u)", "%1 %2"):lower()
  local is_noise, is_text = false, false
  for word in names:gmatch "[^%s_%-]+" do
    word = word:gsub("%d+$", "")
    is_noise, is_text = is_noise or r.noise_words[word] ~= nil, is_text or r.text_words[word] ~= nil
  end
  for _, part in ipairs(r.parts) do is_noise = is_noise or names:find(part, 1, true) ~= nil end
  return is_noise and not is_text and "noise" or is_text and "text" or ""
end

local HINTS = 1000 -- that are kept: the pages of a site have the same ones

-- Whether class and id say that the element surrounds the text: "noise", "text" or nil.
local function hint_of(r, node)
  local name, attr = node.name, node.attr
  if r.noise_tags[name] then return "noise" end
  if not attr or not (attr.class or attr.id) or name == "body" or name == "html" then return nil end
  local words = (attr.class or "") .. " " .. (attr.id or "")
  local hint = r.hints[words]
  if not hint then
    if r.hint_count == HINTS then r.hints, r.hint_count = {}, 0 end
    hint = read_hint(r, words)
    r.hints[words], r.hint_count = hint, r.hint_count + 1
  end
  return hint ~= "" and hint or nil
end

-- ---- lists ---------------------------------------------------------------------------------

local function roman(n)
  local out = ""
  for _, pair in ipairs { { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" },
    { 50, "l" }, { 40, "xl" }, { 10, "x" }, { 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" } } do
    while n >= pair[1] do out, n = out .. pair[2], n - pair[1] end
  end
  return out
end

local function letters(n)
  local out = ""
  while n > 0 do
    out = string.char(97 + (n - 1) % 26) .. out
    n = (n - 1) // 26
  end
  return out
end

local DIGITS = { "一", "二", "三", "四", "五", "六", "七", "八", "九" }

local function han(n)
  if n < 1 or n > 99 then return tostring(n) end
  local tens, ones = n // 10, DIGITS[n % 10] or ""
  if tens == 0 then return ones end
  return (tens > 1 and DIGITS[tens] or "") .. "十" .. ones
end

--- What a numbered list puts before its item `n` in a style of the catalogue: "3.", "三、", "iii.".
function M.marker(n, style)
  if style == "han" then return han(n) .. "、" end
  if n < 1 or n > 3999 or style == "decimal" then return ("%d."):format(n) end
  local s = style:find("alpha", 1, true) and letters(n) or roman(n)
  return (style:sub(1, 5) == "upper" and s:upper() or s) .. "."
end

local function list_style(node)
  local named = page_style.of(node):match "list%-style%-?t?y?p?e?:([%w%-]+)"
  if named == "none" then return nil end
  return rules().styles[named or node.attr and node.attr.type or "decimal"] or "decimal"
end

-- ---- tables --------------------------------------------------------------------------------

local table_parts = { thead = true, tbody = true, tfoot = true, form = true, center = true }
local told_apart = { caption = true, colgroup = true, col = true, br = true, script = true, style = true, input = true }

-- Whether a child of a table or row, which should be a part of it, holds words: they stand in no cell.
local function is_stray(child)
  if child.name then return not told_apart[child.name] and text_of(child):find "%S" ~= nil end
  return not child.is_blank and child.text:gsub("\u{A0}", " "):find "%S" ~= nil
end

-- The rows of a table, not those of a table within it; nil if words stand between them.
local function rows_of(flow, node, rows)
  for _, child in ipairs(node) do
    local is_part = table_parts[child.name]
    if (child.name == "tr" or is_part) and page_style.is_hidden(child, flow.rules) then
      flow:leave_out("hidden", text_of(child))
    elseif child.name == "tr" then
      rows[#rows + 1] = child
    elseif is_part then
      if not rows_of(flow, child, rows) then return nil end
    elseif is_stray(child) then
      return nil
    end
  end
  return rows
end

local function contains(node, name)
  for _, child in ipairs(node) do
    if child.name and (child.name == name or contains(child, name)) then return true end
  end
  return false
end

local function paragraphs(node)
  local n = 0
  for _, child in ipairs(node) do
    if child.name == "p" or child.name == "div" or child.name == "h1" or child.name == "h2" then n = n + 1 end
    if child.name then n = n + paragraphs(child) end
  end
  return n
end

local function span(cell, name)
  return math.max(1, math.tointeger(tonumber(cell.attr and cell.attr[name])) or 1)
end

-- The cells of a row; nil if words stand between them.
local function cells_of(flow, row, list)
  for _, child in ipairs(row) do
    local is_cell = child.name == "td" or child.name == "th"
    if is_cell and page_style.is_hidden(child, flow.rules) then
      flow:leave_out("hidden", text_of(child))
    elseif is_cell then
      local line = new_line()
      flow:cell(child, line)
      page_line.finish(line, flow.s)
      list[#list + 1] = { line = line, text = line.text, colspan = span(child, "colspan"),
        rowspan = span(child, "rowspan"), is_head = child.name == "th", paragraphs = paragraphs(child),
        link_chars = line.link_chars }
    elseif table_parts[child.name] then
      if not cells_of(flow, child, list) then return nil end
    elseif is_stray(child) then
      return nil
    end
  end
  return list
end

local CELLS = 20000 -- of a table that is looked at as a whole

local function has_many_cells(rows)
  local count = 0
  for _, row in ipairs(rows) do count = count + #row end
  return count > 2 * CELLS
end

-- The grid of a table of data; nil if it is for layout, or for a database.
local function data_grid(flow, node)
  if contains(node, "table") then return nil end
  local rows, found = {}, rows_of(flow, node, {})
  if not found or has_many_cells(found) then return nil end
  for _, row in ipairs(found) do
    local list = cells_of(flow, row, {})
    if not list then return nil end
    if #list > 0 then rows[#rows + 1] = list end
  end
  if not cells.is_data(rows) then return nil end
  return cells.grid(rows)
end

-- ---- the walk ------------------------------------------------------------------------------

local Flow = {}
Flow.__index = Flow

-- Words that a reader sees struck out, or does not see at all, in the midst of a line.
function Flow:leave_out(what, text)
  text = text:gsub("%s+", "")
  if text ~= "" then
    local line = self.line
    line.left = line.left or {}
    line.left[#line.left + 1] = { what = what, text = text }
  end
end

-- Whether characters behind what the line holds so far are the mark of a footnote, and not taken.
function Flow:is_mark(text, is_link)
  if raised.kind(text, page_line.ending(self.line, self.s), is_link) ~= "mark" then return false end
  self:leave_out("marks", text)
  return true
end

-- Bytes i..j of the page, in which digits may be raised by themselves: 35¹件.
function Flow:words(i, j, in_link, is_between)
  local s, at = self.s, i
  local from, to = raised.find(s, i, j)
  while from do
    if at < from then verbatim(self.line, s, at, from - 1, in_link) end
    if not self:is_mark(raised.lower(s:sub(from, to)), false) then verbatim(self.line, s, from, to, in_link) end
    at = to + 1
    from, to = raised.find(s, at, j)
  end
  if at <= j then verbatim(self.line, s, at, j, in_link, is_between and at == i) end
end

-- What stands above the line: its digits glue to no number.
function Flow:raised(node, in_link)
  if self:is_mark(text_of(node), self.in_anchor) then return end
  self.is_raised = true
  self:children(node, in_link, false)
  self.is_raised = false
end

function Flow:break_line()
  if self.in_cell then return page_line.blank(self.line, nil, nil, true) end
  local line = self.line
  if #line.pieces == 0 or line.only_marker then
    line.gap = nil
    return
  end
  page_line.finish(line, self.s)
  if line.has_marker and lines.level(page_line.after_first(line)) then page_line.drop_first(line, self.s) end
  line.element = self.element
  self.lines[#self.lines + 1] = line
  self.line = new_line()
end

function Flow:text(child, in_link, is_pre, is_between)
  local s, i, j = self.s, child.i, child.j
  self.line.only_marker = nil
  if j < i then return end
  if self.is_raised and child.text:find "%d" then
    return page_line.decoded(self.line, raised.raise(child.text), i, j, in_link)
  end
  if not (child.is_same or child.is_blank) then
    local digits = raised.lower(child.text)
    if digits and self:is_mark(digits, false) then return end
    return page_line.decoded(self.line, child.text, i, j, in_link)
  end
  if not is_pre then return self:words(i, j, in_link, is_between) end
  while i <= j do
    local stop = s:find("\n", i, true)
    if not stop or stop > j then return self:words(i, j, in_link) end
    self:words(i, stop - 1, in_link)
    self:break_line()
    i = stop + 1
  end
end

function Flow:cell(node, line)
  local outer, was_cell = self.line, self.in_cell
  self.line, self.in_cell = line, true
  self:children(node, false, false)
  self.line, self.in_cell = outer, was_cell
end

-- The unit told for a table by one of the two lines above it.
local function unit_above(list)
  for k = #list, math.max(1, #list - 1), -1 do
    local unit = cell_text.unit_line(list[k].text)
    if unit then return unit end
  end
end

function Flow:captions(node)
  for _, child in ipairs(node) do
    if child.name == "caption" then self:visit(child, false, false) end
  end
end

-- Whether one of a row's own cells is a quantity with a unit; numbers alone may be anything, as of a telephone.
local function holds_quantity(parts)
  local count = 0
  for _, part in ipairs(parts) do
    local is_quantity = part.line and cell_text.is_value(part.text) and not cell_text.is_year(part.text)
    if is_quantity then count = count + 1 end
  end
  return count > (parts.bare or 0)
end

-- The lines of a table of data; false if it is none.
function Flow:table(node)
  local grid = not self.in_cell and data_grid(self, node)
  if not grid then return false end
  self:captions(node)
  for _, parts in ipairs(cells.lines(grid, { unit = unit_above(self.lines) })) do
    self:break_line()
    if parts.bare then self.line.bare, self.line.table = parts.bare, node end
    self.line.is_row = holds_quantity(parts) or nil
    for _, part in ipairs(parts) do
      if part.line then page_line.append(self.line, part.line) else page_line.insert(self.line, part.text or part) end
    end
  end
  self:break_line()
  return true
end

function Flow:item(node, list)
  list.number = math.tointeger(tonumber(node.attr and node.attr.value)) or list.number + 1
  if not list.style or self.in_cell then return end
  page_line.insert(self.line, M.marker(list.number, list.style))
  self.line.has_marker, self.line.only_marker = true, true
end

-- The numbers of a numbered list.
local function numbers_of(node)
  local start = math.tointeger(tonumber(node.attr and node.attr.start)) or 1
  return { number = start - 1, style = list_style(node) }
end

function Flow:children(node, in_link, is_pre)
  local list = node.name == "ol" and numbers_of(node) or nil
  local is_usual = not (is_pre or self.has_raised or self.is_raised)
  for n = 1, #node do
    local child, line = node[n], self.line
    if child.name then
      self:visit(child, in_link, is_pre, list)
    elseif child.is_blank and not is_pre and #line.pieces == 0 then
      line.only_marker = nil
    else
      local before, behind = node[n - 1], node[n + 1]
      local is_between = before and behind and before.name and behind.name
      if is_usual and (child.is_same or child.is_blank) then
        line.only_marker = nil
        verbatim(line, self.s, child.i, child.j, in_link, is_between)
      else
        self:text(child, in_link, is_pre, is_between)
      end
    end
  end
end

-- An element that stands on lines of its own: its lines are known when it is left.
function Flow:enter(node, is_hidden)
  local element = { node = node, parent = self.element, first = #self.lines + 1, hint = hint_of(self.known, node),
    hidden = is_hidden or nil, depth = self.element and self.element.depth + 1 or 1 }
  self.elements[#self.elements + 1] = element
  self.element = element
  return element
end

local LONG_LINE = 200 -- characters of a single line that may be the whole text

-- A cell or paragraph of one short line is of no use as an element, and pages have very many.
local function is_small(flow, element)
  if element.hint or element.hidden or element.last > element.first then return false end
  local line = flow.lines[element.first]
  return not flow.known.headings[element.node.name] and not (line and line.chars > LONG_LINE)
end

function Flow:leave(element)
  local elements = self.elements
  element.last = #self.lines
  self.element = element.parent
  if elements[#elements] ~= element or not is_small(self, element) then return end
  elements[#elements] = nil
  local line = self.lines[element.first]
  if line and line.element == element then line.element = element.parent end
end

-- The element that a line of core.markup is.
local function element_of(line)
  local piece = line.pieces[1]
  return { name = line.name, attr = line.attr, i = line.i, j = line.j, holds_block = true,
    { text = line.text, i = piece.i, j = piece.j, is_same = true } }
end

-- Whether nothing that surrounds such a line, or is told of its element, changes how it reads.
function Flow:is_plain(line, is_pre, list)
  local before = self.line
  if is_pre or list or self.in_cell or self.has_raised or self.is_raised then return false end
  if before.only_marker or before.left and #before.pieces == 0 then return false end -- they belong to its line
  return not line.attr or not (self:is_struck(line) or page_style.is_hidden(line, self.rules)
    or hint_of(self.known, line))
end

-- Most paragraphs are words alone, which are their line.
function Flow:plain(line, in_link, is_pre, list)
  if not self:is_plain(line, is_pre, list) then return self:visit(element_of(line), in_link, is_pre, list) end
  self:break_line()
  if in_link then line.link_chars = line.chars end
  local is_known = line.chars > LONG_LINE or self.known.headings[line.name]
  local element = is_known and self:enter(line, false)
  line.element = self.element
  self.lines[#self.lines + 1] = line
  if element then self:leave(element) end
end

local HASH = ("#"):byte() -- with it the address of a place in the same page begins

-- What is inside an element that is not dropped.
function Flow:inside(node, in_link, is_pre, list)
  local name, was_anchor = node.name, self.in_anchor
  local address = name == "a" and node.attr and node.attr.href
  if address then
    in_link = true
    self.in_anchor = was_anchor or address:byte() == HASH
  elseif name == "li" and list then
    self:item(node, list)
  end
  is_pre = is_pre or name == "pre" or name == "listing"
  if name ~= "table" or not self:table(node) then self:children(node, in_link, is_pre) end
  self.in_anchor = was_anchor
end

local HALF = 0.5 -- of a page: what is struck out by a tag that was never closed is no struck text

function Flow:is_struck(node)
  return page_style.is_struck(node) and not (node.holds_block and node.j - node.i > HALF * #self.s)
end

-- Words in the midst of a line that are not taken as they are, or not at all. True if all is done.
function Flow:inline(node, in_link, hidden)
  if hidden then
    self:leave_out("hidden", text_of(node))
  elseif page_style.is_raised(node) then
    self:raised(node, in_link)
  else
    local address = node.name == "a" and node.attr and node.attr.href
    return address and raised.is_footnote(address) and self:is_mark(text_of(node), true)
  end
  return true
end

function Flow:is_block(node)
  return self.known.blocks[node.name] or page_style.is_block(node)
end

-- An element that is neither dropped nor empty.
function Flow:read_element(node, in_link, is_pre, list)
  if self:is_struck(node) then return self:leave_out("struck", text_of(node)) end
  local hidden = node.attr and page_style.is_hidden(node, self.rules)
  local is_block = self:is_block(node)
  if not is_block and not node.holds_block and self:inline(node, in_link, hidden) then return end
  if hidden and self.in_cell then return self:leave_out("hidden", text_of(node)) end
  is_block = is_block or hidden
  if is_block then self:break_line() end
  local element = not self.in_cell and (is_block or node.holds_block) and self:enter(node, hidden)
  self:inside(node, in_link, is_pre, list)
  if is_block then self:break_line() end
  if element then self:leave(element) end
end

function Flow:visit(node, in_link, is_pre, list)
  local name = node.name
  if node.pieces then return self:plain(node, in_link, is_pre, list) end
  if self.known.dropped[name] then return end
  if name == "head" then return self:head(node) end
  if name == "br" then return self:break_line() end
  return self:read_element(node, in_link, is_pre, list)
end

-- Of the head only the title is read, as a line aside.
function Flow:head(node)
  for _, child in ipairs(node) do
    if child.name == "title" then
      local line = new_line()
      self:cell(child, line)
      if not page_line.is_empty(line) then self.title = self.title or page_line.finish(line, self.s) end
    elseif child.name and not rules().dropped[child.name] and child.name ~= "meta" then
      self:visit(child, false, false)
    end
  end
end

-- What a line alone may be. Cells of a table are looked at one by one.
local PLAIN = { p = true, div = true, li = true, h1 = true, h2 = true, h3 = true, h4 = true, h5 = true, h6 = true }
local LISTED = { style = true, meta = true, iframe = true, frame = true }

--- The tree of a page `s`, as core.markup.html gives it with the marks that M.read needs, and the lists of its elements
-- style, meta, iframe and frame by name; nil, message, code.
function M.tree(s)
  return core.markup.html(s, rules().breaks, LISTED, PLAIN)
end

--- The lines of a page.
-- @param root, lists what M.tree gives
-- @param s the page, UTF-8
-- @return { lines = list of page_line with text and element, elements = list of { node=, parent=, first=,
--   last= rows of its lines, hint = "noise" | "text" | nil, hidden=, depth= }, title = line or nil }. A line may have
--   `left`, what was left out within or before it: list of { what = "struck" | "hidden" | "marks", text= }, and
--   `bare`, how many numbers without a unit it holds as a row of the table `table`; is_row: it is a row of a table
--   that holds a quantity with its unit
function M.read(root, lists, s)
  local sheets = {}
  for n, node in ipairs(lists.style or {}) do sheets[n] = text_of(node) end
  local flow = setmetatable({ s = s, lines = {}, elements = {}, line = new_line(), known = rules(),
    rules = page_style.rules(sheets), has_raised = raised.is_in(s), element = nil, title = nil,
    in_cell = false, in_anchor = false, is_raised = false }, Flow)
  flow:visit(root, false, false)
  flow:break_line()
  return { lines = flow.lines, elements = flow.elements, title = flow.title }
end

return M
