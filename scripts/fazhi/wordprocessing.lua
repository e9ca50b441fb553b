-- wordprocessing: the text of a Word document as lines, each with the place it came from. What
-- Word shows is read, what it does not show is not: automatic numbers are, deleted revisions,
-- hidden and struck text, marks of footnotes, tables of contents and page numbers are not, and a text
-- box is read once.

local element = require("fazhi.element")
local cell_text = require("fazhi.cell_text")
local cells = require("fazhi.cells")
local raised = require("fazhi.raised")
local run = require("fazhi.run")

local M = {}

local Reader = { __name = "fazhi.wordprocessing" }
Reader.__index = Reader

local function set(names)
  local s = {}
  for name in names:gmatch("%S+") do s[name] = true end
  return s
end

local DROPPED = set [[del moveFrom pPr rPr tblPr tblGrid tblPrEx trPr tcPr sdtPr sdtEndPr sectPr rt instrText delText
  delInstrText annotationRef footnoteRef endnoteRef separator continuationSeparator pgNum commentReference ctrlPr]]
local NO_RESULT = set "TOC PAGE NUMPAGES SECTIONPAGES PAGEREF INDEX TOA XE TC RD"

--- The elements that nobody asks for, of which a document and its styles have most: how characters look, where the
--- last program broke the pages, what a style is to Word's menus; and those that are asked for no attribute. For
--- fazhi.package.
M.passed = { p = "bare", r = "bare", tr = "bare" }
for name in ([[rFonts sz szCs ligatures ind proofErr b bCs i iCs u lang spacing jc kern color highlight shd snapToGrid
  lastRenderedPageBreak bookmarkStart bookmarkEnd lsdException qFormat uiPriority semiHidden unhideWhenUsed rsid next
  link]]):gmatch "%S+" do M.passed[name] = true end

-- Of two ways to write the same thing the first is meant for programs that know it.
local function chosen(node)
  return element.child(node, "Choice") or element.child(node, "Fallback")
end

-- ---- fields --------------------------------------------------------------------------------

local function is_dropped_field(code)
  return NO_RESULT[(code:match("%a+") or ""):upper()] == true
end

-- Whether what comes now is shown: not the code of a field, nor a result that is made anew.
function Reader:is_shown()
  for _, field in ipairs(self.fields) do
    if not field.shown then return false end
  end
  return true
end

function Reader:field(kind)
  local fields = self.fields
  if self.all_shown then return end
  if kind == "begin" then
    fields[#fields + 1] = { code = "", shown = false }
  elseif kind == "separate" and fields[#fields] then
    local field = fields[#fields]
    field.shown, field.separated = not is_dropped_field(field.code), true
  elseif kind == "end" and #fields > 0 then
    local field = table.remove(fields)
    local sign = not field.separated and run.circled(field.code)
    if sign then self:emit(sign) end
  end
end

function Reader:code(node)
  local field = self.fields[#self.fields]
  if field and not field.separated then field.code = field.code .. run.words(node) end
end

-- ---- runs ----------------------------------------------------------------------------------

local ENDING = 24 -- bytes of the words before raised characters that tell what they are

-- Adds the raised characters that were put aside, unless they are the mark of a footnote.
function Reader:settle()
  if #self.aside == 0 then return end
  local s = table.concat(self.aside)
  if s == "" then return end
  self.aside = {}
  local words = self.words
  local before = table.concat(words, "", math.max(1, #words - 8)):match "[^\n]*$":sub(-ENDING)
  if raised.kind(raised.lower(s) or s, before, false) == "mark" then
    self.left.marks[#self.left.marks + 1] = s
  else
    words[#words + 1] = raised.raise(s)
  end
end

-- Words in which digits may be raised by themselves: 35¹件.
function Reader:plain(s)
  local at, from, to = 1, raised.find(s, 1, #s)
  while from do
    if at < from then self.words[#self.words + 1] = s:sub(at, from - 1) end
    self.aside[1] = s:sub(from, to)
    self:settle()
    at = to + 1
    from, to = raised.find(s, at, #s)
  end
  if at <= #s then self.words[#self.words + 1] = at == 1 and s or s:sub(at) end
end

function Reader:emit(s)
  if s == "" or self.hidden or not self:is_shown() then return end
  if self.struck then
    self.left.struck[#self.left.struck + 1] = s
  elseif self.raised then
    self.aside[#self.aside + 1] = s
  else
    self:settle()
    self:plain(s)
  end
end

function Reader:note(kind, node)
  if self.hidden or not self:is_shown() then return end
  self.marked = element.attribute(node, "customMarkFollows") ~= nil
  self.notes[#self.notes + 1] = { kind = kind, id = element.attribute(node, "id") }
end

local handlers = {}

function handlers.t(reader, node)
  if reader.marked then return end -- the mark of a note, typed by hand
  reader:emit(run.words(node))
end

function handlers.tab(reader) reader:emit("\t") end
function handlers.ptab(reader) reader:emit("\t") end
function handlers.br(reader) reader:emit("\n") end
function handlers.cr(reader) reader:emit("\n") end
function handlers.noBreakHyphen(reader) reader:emit("-") end
function handlers.sym(reader, node) reader:emit(run.symbol(node)) end
function handlers.fldChar(reader, node) reader:field(element.attribute(node, "fldCharType")) end
function handlers.instrText(reader, node) reader:code(node) end
function handlers.footnoteReference(reader, node) reader:note("footnotes", node) end
function handlers.endnoteReference(reader, node) reader:note("endnotes", node) end
function handlers.AlternateContent(reader, node) reader:inline(chosen(node)) end

-- A text box is read behind the paragraph it is anchored in.
function handlers.txbxContent(reader, node)
  if not reader.hidden and reader:is_shown() then reader.boxes[#reader.boxes + 1] = node end
end

handlers.txBody = handlers.txbxContent

function handlers.r(reader, node)
  local properties = element.child(node, "rPr")
  local hidden, struck, is_raised = reader.hidden, reader.struck, reader.raised
  local is_hidden, is_struck, stands_above = run.look(properties, reader.styles, reader.style)
  reader.hidden, reader.struck = hidden or is_hidden, struck or is_struck
  reader.raised, reader.marked = stands_above, false
  reader:inline(node)
  reader.hidden, reader.struck, reader.raised, reader.marked = hidden, struck, is_raised, false
end

function handlers.fldSimple(reader, node)
  if not is_dropped_field(element.attribute(node, "instr") or "") then reader:inline(node) end
end

-- A fraction of a formula, written on one line; <v:f> of a drawing is something else.
function handlers.f(reader, node)
  if not element.child(node, "num") then return end
  reader:inline(element.child(node, "num"))
  reader:emit("/")
  reader:inline(element.child(node, "den"))
end

local function is_skipped(sdt)
  local properties = element.child(sdt, "sdtPr")
  local part = element.child(properties, "docPartObj")
  local gallery = (element.value(part, "docPartGallery") or ""):lower()
  return element.flag(properties, "showingPlcHdr") or gallery:find("contents", 1, true) ~= nil
    or gallery:find("page number", 1, true) ~= nil
end

function handlers.sdt(reader, node)
  if not is_skipped(node) then reader:inline(element.child(node, "sdtContent")) end
end

-- Reads what stands inside a paragraph; elements without a rule of their own are looked into.
function Reader:inline(node)
  for k = 1, node and #node or 0 do
    local child = node[k]
    local handler = handlers[child.name]
    if handler then
      handler(self, child)
    elseif child.name and not DROPPED[child.name] then
      self:inline(child)
    end
  end
end

-- ---- paragraphs ----------------------------------------------------------------------------

local function is_digit(c)
  return c ~= nil and (c >= 0x30 and c <= 0x39 or c >= 0xFF10 and c <= 0xFF19)
end

-- Between an automatic number and the text: a blank behind a letter, a digit or a Chinese
-- character (第一章 总则), and where a digit would make another number of it (1. 2024年).
local function join_number(number, text)
  if number == "" or text == "" then return text end
  local last = utf8.codepoint(number, utf8.offset(number, -1))
  local first = utf8.codepoint(text)
  local is_word = is_digit(last) or last < 0x80 and string.char(last):find("%a") or last == 0x3007
    or last >= 0x4E00 and last <= 0x9FFF
  local glues = is_digit(first) and (last == 0x2E or last == 0x2C or last == 0xFF0E or last == 0x3A)
  return number .. ((is_word or glues) and " " or "") .. text
end

-- Blanks of three bytes are told apart from other characters only where nothing else stands.
local function is_blank(s)
  return not s:find("[^%s\xE3\x80]") and not s:gsub("\u{3000}", ""):find("%S")
end

-- Without blanks and tabs in front, and blanks of all kinds behind.
local function trim(s)
  local from, to = s:match("^[ \t]*()"), #s
  while to >= from and s:find("^%s", to) do to = to - 1 end
  return from == 1 and to == #s and s or s:sub(from, to)
end

-- Whether the end of the paragraph is shown: false where it was deleted, moved away, or runs into
-- the next by a style separator or as a large initial.
local function ends_line(properties)
  local mark = element.child(properties, "rPr")
  if element.child(mark, "del") or element.child(mark, "moveFrom") then return false, true end
  if element.flag(mark, "specVanish") then return false end
  local initial = element.attribute(element.child(properties, "framePr"), "dropCap")
  return not (initial == "drop" or initial == "margin")
end

-- Reads one paragraph's words, boxes being put aside. Nested calls (text boxes) keep their own.
function Reader:words_of(node, style)
  local kept = { self.words, self.boxes, self.aside, self.style, self.hidden, self.struck, self.raised }
  self.words, self.boxes, self.aside, self.style = {}, {}, {}, style
  self.hidden, self.struck, self.raised = false, false, false
  self:inline(node)
  self:settle()
  local text, boxes = table.concat(self.words), self.boxes
  self.words, self.boxes, self.aside, self.style, self.hidden, self.struck, self.raised = table.unpack(kept, 1, 7)
  return trim(text), boxes
end

function Reader:paragraph(node, lines, name)
  local properties = element.child(node, "pPr")
  local style = element.value(properties, "pStyle")
  local text, boxes = self:words_of(node, style)
  local ends, deleted = ends_line(properties)
  local mark_hidden = element.flag(element.child(properties, "rPr"), "vanish")
  if not self.styles:is_contents(style) and not (mark_hidden and ends and is_blank(text)) then
    local number = not deleted and self.numbering:next(properties, style) or ""
    if is_blank(text) then text, number = "", "" end
    local carried = self.carried
    local line = { text = (carried and carried.text or "") .. join_number(number, text),
      name = carried and carried.name or name }
    self.carried = not ends and line or nil
    if ends then lines[#lines + 1] = line end
  end
  for _, box in ipairs(boxes) do self:box(box, lines) end
end

-- What a deleted end of the last paragraph left over.
function Reader:flush(lines)
  if self.carried and not is_blank(self.carried.text) then lines[#lines + 1] = self.carried end
  self.carried = nil
end

function Reader:box(node, lines)
  self.box_count = self.box_count + 1
  local name = "x" .. self.box_count
  local fields, carried, inner = self.fields, self.carried, {}
  self.fields, self.carried = {}, nil
  self:blocks(node, inner, function() return name end)
  self:flush(inner)
  self.fields, self.carried = fields, carried
  for _, line in ipairs(inner) do
    if not is_blank(line.text) then lines[#lines + 1] = line end
  end
end

-- ---- tables --------------------------------------------------------------------------------

local COLUMNS = 63 -- Word allows no more
local CONTAINERS = set "sdtContent customXml ins moveTo smartTag body"

-- Iterates over children of that name, also those inside content controls and revisions kept.
local function each(node, name, found)
  found = found or {}
  for _, child in ipairs(node or {}) do
    if child.name == name then
      found[#found + 1] = child
    elseif child.name == "sdt" then
      if not is_skipped(child) then each(element.child(child, "sdtContent"), name, found) end
    elseif child.name == "AlternateContent" then
      each(chosen(child), name, found)
    elseif CONTAINERS[child.name] then
      each(child, name, found)
    end
  end
  return found
end

local function merge_of(node, name)
  local merge = element.child(node, name)
  return merge ~= nil and element.attribute(merge, "val") ~= "restart"
end

function Reader:cell(node, column, number)
  local properties = element.child(node, "tcPr")
  local span = math.max(1, math.min(element.number(properties, "gridSpan") or 1, COLUMNS))
  local cell = { column = column, number = number, colspan = span,
    merged = merge_of(properties, "vMerge"), paragraphs = {}, lines = {} }
  local lines = {}
  self:blocks(node, lines, function() return nil end)
  self:flush(lines)
  for k, line in ipairs(lines) do
    cell.paragraphs[k], cell.lines[k] = line.text, line
    cell.nested = cell.nested or line.name ~= nil
  end
  cell.text = cell_text.text_of(cell.paragraphs)
  return cell, merge_of(properties, "hMerge")
end

local function is_header(row)
  return element.flag(element.child(row, "trPr"), "tblHeader") == true
end

function Reader:row(node)
  local before = element.number(element.child(node, "trPr"), "gridBefore") or 0
  local column = math.max(0, math.min(before, COLUMNS)) + 1
  local row = {}
  for number, child in ipairs(each(node, "tc")) do
    if not element.child(element.child(child, "tcPr"), "cellDel") then
      local cell, continues = self:cell(child, column, number)
      column = column + cell.colspan
      if continues and row[#row] then
        row[#row].colspan = row[#row].colspan + cell.colspan
      else
        row[#row + 1] = cell
      end
    end
  end
  return row
end

local function place_of(name, cell)
  return ("%s.%d.%d"):format(name, cell.at, cell.number)
end

-- The parts of a row's line with their places; what is put between cells goes with the next one.
local function pieces_of(name, parts)
  local pieces, ahead = {}, ""
  for _, part in ipairs(parts) do
    if type(part) == "string" then
      ahead = ahead .. part
    else
      pieces[#pieces + 1] = { text = ahead .. part.text, name = place_of(name, part.repeats or part) }
      ahead = ""
    end
  end
  local last = pieces[#pieces]
  last.text = last.text .. ahead
  return pieces
end

-- The lines of a table that serves the layout: its paragraphs, tables and text boxes as they are.
local function layout_lines(name, rows, lines)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row) do
      for _, line in ipairs(cell.merged and {} or cell.lines) do
        line.name = line.name or place_of(name, cell)
        if line.text:find("%S") then lines[#lines + 1] = line end
      end
    end
  end
end

local function unit_above(lines)
  local found = 0
  for k = #lines, 1, -1 do
    if not is_blank(lines[k].text) then
      local unit = cell_text.unit_line(lines[k].text)
      found = found + 1
      if unit or found == 2 then return unit end
    end
  end
end

function Reader:table(node, lines)
  self.table_count = self.table_count + 1
  local name, rows, told = "c" .. self.table_count, {}, true
  for _, child in ipairs(each(node, "tr")) do
    if not element.child(element.child(child, "trPr"), "del") then
      local row = self:row(child)
      rows[#rows + 1] = row
      told = told and is_header(child)
      for _, cell in ipairs(row) do cell.at, cell.is_head = #rows, told end
    end
  end
  local grid = cells.is_data(rows) and cells.grid(rows)
  if not grid then return layout_lines(name, rows, lines) end
  local bare = 0
  for _, parts in ipairs(cells.lines(grid, { unit = unit_above(lines) })) do
    local pieces, text = pieces_of(name, parts), {}
    for k, piece in ipairs(pieces) do text[k] = piece.text end
    self.left.bare, bare = self.left.bare + (parts.bare or 0), bare + (parts.bare or 0)
    lines[#lines + 1] = { text = table.concat(text), pieces = pieces, name = pieces[1].name }
  end
  if bare > 0 then self.left.tables = self.left.tables + 1 end
end

-- ---- blocks --------------------------------------------------------------------------------

-- Reads paragraphs and tables; `name` gives the place of the next paragraph.
function Reader:blocks(node, lines, name)
  for _, child in ipairs(node or {}) do
    local what = child.name
    if what == "p" then
      self:paragraph(child, lines, name())
    elseif what == "tbl" then
      self:flush(lines)
      self:table(child, lines)
    elseif what == "sdt" then
      if not is_skipped(child) then self:blocks(element.child(child, "sdtContent"), lines, name) end
    elseif what == "AlternateContent" then
      self:blocks(chosen(child), lines, name)
    elseif what == "altChunk" then
      self.embedded = true
    elseif what and not DROPPED[what] and CONTAINERS[what] then
      self:blocks(child, lines, name)
    end
  end
end

function Reader:notes_behind(parts, lines)
  local by_id = {}
  for kind, root in pairs(parts) do
    by_id[kind] = {}
    for _, child in ipairs(root) do
      local id = element.attribute(child, "id")
      if id then by_id[kind][id] = child end
    end
  end
  local k = 1
  while self.notes[k] do -- a note may have a note, even itself: each is read once
    local reference, name = self.notes[k], "n" .. k
    local notes, inner = by_id[reference.kind] or {}, {}
    local node = notes[reference.id]
    notes[reference.id or ""] = nil
    self.fields = {}
    self:blocks(node, inner, function() return name end)
    self:flush(inner)
    for _, line in ipairs(inner) do
      if not is_blank(line.text) then lines[#lines + 1] = line end
    end
    k = k + 1
  end
end

local function read_once(document, source, all_shown)
  local self = setmetatable({ styles = source.styles, numbering = source.numbering(), fields = {}, notes = {},
    words = {}, boxes = {}, aside = {}, left = { struck = {}, marks = {}, bare = 0, tables = 0 },
    table_count = 0, box_count = 0, all_shown = all_shown }, Reader)
  local lines, count = {}, 0
  self:blocks(element.child(document, "body"), lines, function()
    count = count + 1
    return "p" .. count
  end)
  self:flush(lines)
  self.is_open = #self.fields > 0
  self:notes_behind(source.notes, lines)
  return lines, self
end

--- Reads a document. Paragraphs outside tables and text boxes are counted from 1, empty ones too;
--- tables, text boxes and notes in the order in which they are met.
-- @param document root of the document's part
-- @param source { styles = a fazhi.wordstyle, numbering = function that gives a fresh fazhi.numbering,
--   notes = { footnotes = root or nil, endnotes = root or nil } }
-- @return list of lines { text=, name = locator ("p27"), pieces = nil or the parts of a table row
--   { text=, name= } }; true if another document is embedded that was not read; and what was left out:
--   { struck =, marks = lists of strings, bare = numbers in tables that have no unit, tables = in how many }
function M.lines(document, source)
  local lines, reader = read_once(document, source, false)
  -- A field without an end would hide all that follows: then nothing is hidden.
  if reader.is_open then lines, reader = read_once(document, source, true) end
  return lines, reader.embedded == true, reader.left
end

return M
