-- page: a web page as a clean text that leads back to the bytes of the page. It decodes the page, lets
-- page_flow and page_body say what is kept, edits all else away, and reads what <meta> states.

local core = require "fazhi.core"
local catalogue = require "fazhi.catalogue"
local page_body = require "fazhi.page_body"
local message = require "fazhi.message"
local page_flow = require "fazhi.page_flow"

local M = {}

-- ---- the encoding --------------------------------------------------------------------------

local encodings = { utf8 = "UTF-8", gb2312 = "GB18030", gbk = "GB18030", gb18030 = "GB18030", xgbk = "GB18030",
  big5 = "BIG5", big5hkscs = "BIG5", xxbig5 = "BIG5" }

local SURE = 0.75 -- confidence of a detection that a declaration does not move

--- The encoding that a page declares, by the name fz_text knows, or nil.
function M.declared(bytes)
  local head = bytes:sub(1, 4096)
  local name = head:match "[cC][hH][aA][rR][sS][eE][tT]%s*=%s*[\"']?%s*([%w_-]+)"
    or head:match "^%s*<%?xml[^>]-encoding%s*=%s*[\"']([%w_-]+)"
  return name and encodings[name:lower():gsub("[_-]", "")]
end

-- The bytes decide; a declaration only between two readings of which neither is sure.
local function decode(bytes, options)
  local function read_as(encoding)
    return core.text.decode(bytes, { raw = true, encoding = encoding, no_digest = options.no_digest })
  end
  local raw, why, code = read_as(options.encoding)
  if options.encoding then return raw, why, code end
  local declared = M.declared(bytes)
  if not declared then return raw, why, code end
  if not raw then
    if code ~= "E304" then return nil, why, code end
    return read_as(declared)
  end
  local confidence, runner_up = raw:confidence()
  if confidence < SURE and runner_up == declared then return read_as(declared) or raw end
  return raw
end

-- ---- facts ---------------------------------------------------------------------------------

local function is_unfilled(value)
  if value == "" then return true end
  for _, pattern in ipairs(catalogue.load("page").unfilled) do
    if value:find(pattern) then return true end
  end
  return false
end

-- The bytes of the file behind an attribute's value, if it stands in its tag as it is.
local function value_bytes(raw, s, node, value)
  local tag = s:sub(node.i, node.j)
  local at = tag:find('"' .. value .. '"', 1, true) or tag:find("'" .. value .. "'", 1, true)
  if not at then return nil end
  return raw:source(node.i + at, node.i + at + #value - 1)
end

local function trim(value)
  return value:match "^%s*(.-)%s*$"
end

local function fact_of(raw, s, node, name, value, field)
  if is_unfilled(trim(value)) or value:find "%c" then return nil end
  local i, j = value_bytes(raw, s, node, value)
  return { field = field, name = name, value = trim(value), i = i, j = j }
end

--- The facts that a page states beside its text: one of each field, the surest.
-- @param metas its elements <meta>
-- @return a list of { field=, name=, value=, i=, j= (bytes of the file, or nil) }
function M.facts(raw, s, metas)
  local by_name, facts = {}, {}
  for _, node in ipairs(metas) do
    local name = node.attr and (node.attr.name or node.attr.property)
    local value = name and node.attr.content
    if value and not by_name[name:lower()] and not is_unfilled(trim(value)) then
      by_name[name:lower()] = { node = node, name = name, value = value }
    end
  end
  for _, group in ipairs(catalogue.load("page").meta) do
    for _, name in ipairs(group) do
      local meta = by_name[name]
      local fact = meta and fact_of(raw, s, meta.node, meta.name, meta.value, group.field)
      if fact then
        facts[#facts + 1] = fact
        break
      end
    end
  end
  return facts
end

-- ---- the text ------------------------------------------------------------------------------

-- The edits that leave of a page the pieces of the lines, each line on its own. What is put in comes right behind what
-- stands before it, so that no markup counts as its source.

-- Puts what is to be put in the place of the bytes from the next one to `j`.
local function replace(edits, j)
  local list, at, put = edits.list, edits.at, edits.put
  if at <= j or put ~= "" then
    list[#list + 1] = { at, j, put }
    edits.put = ""
  end
end

-- Enters the pieces of a line, which stand in the page or are put in.
local function keep(edits, pieces)
  local has_put = false
  for _, piece in ipairs(pieces) do
    if piece.i then
      if has_put then replace(edits, edits.at - 1) end
      has_put = false
      replace(edits, piece.i - 1)
      edits.at = piece.i
      if piece.changed then
        edits.put = piece.text
        replace(edits, piece.j)
      end
      edits.at, edits.put = piece.j + 1, ""
    else
      edits.put, has_put = edits.put .. piece.text, true
    end
  end
  if has_put then replace(edits, edits.at - 1) end
end

local function edits_of(s, kept)
  local list = {}
  local edits = { list = list, at = 1, put = "" } -- the next byte of the page, and what is put before it
  for n = 1, #kept do
    local pieces = kept[n].pieces
    local piece = pieces[1]
    if n > 1 then edits.put = edits.put .. "\n" end
    if #pieces == 1 and piece.i and not piece.changed then -- as of most lines
      if edits.at < piece.i or edits.put ~= "" then list[#list + 1] = { edits.at, piece.i - 1, edits.put } end
      edits.at, edits.put = piece.j + 1, ""
    else
      keep(edits, pieces)
    end
  end
  replace(edits, #s)
  return list
end

-- The part of <title> that names the document, as a line of its own.
local function title_line(flow)
  local line = flow.title
  if not line then return nil end
  local i, j = page_body.title_part(line.text)
  if not i then return nil end
  local pieces, at = {}, 1
  for _, piece in ipairs(line.pieces) do
    local stop = at + (piece.text and #piece.text or piece.j - piece.i + 1) - 1
    local from, to = math.max(i, at), math.min(j, stop)
    if from <= to then
      local part = { i = piece.i, j = piece.j, text = piece.text, changed = piece.changed }
      if piece.i and not piece.text then part.i, part.j = piece.i + from - at, piece.i + to - at end
      pieces[#pieces + 1] = part
    end
    at = stop + 1
  end
  return { pieces = pieces, text = line.text:sub(i, j) }
end

-- Where a line begins in the page; nil if nothing of it stands there.
local function start_of(line)
  for _, piece in ipairs(line.pieces) do
    if piece.i then return piece.i end
  end
end

-- Lines in the order of the page. Text may stand before <title> where a page is broken.
local function kept_lines(flow)
  local kept, has_title = {}, page_body.choose(flow)
  local title = not has_title and title_line(flow) or nil
  for _, line in ipairs(flow.lines) do
    if line.keep and title and (start_of(line) or 0) > start_of(title) then
      kept[#kept + 1] = title
      title = nil
    end
    if line.keep then kept[#kept + 1] = line end
  end
  kept[#kept + 1] = title
  return kept
end

-- ---- what is told of it --------------------------------------------------------------------

local NONE = {}

-- Enters what was left out in line k, or before it, as far as that is within the text.
local function note_left(flow, k, left)
  local line = flow.lines[k]
  if flow.first and (k < flow.first or k > flow.last + 1) then return end
  if line.hidden and line.is_sentence then table.insert(left.hidden, line.text) end
  for _, piece in ipairs(line.left or NONE) do table.insert(left[piece.what], piece.text) end
end

local function notes_of(flow)
  local notes, left, aside, bare, tables, count = {}, { struck = {}, hidden = {}, marks = {} }, {}, 0, {}, 0
  for k, line in ipairs(flow.lines) do
    if line.hidden or line.left then note_left(flow, k, left) end
    if line.is_aside and line.is_sentence and not line.keep then aside[#aside + 1] = line.text end
    if line.keep and line.bare then
      bare, count, tables[line.table] = bare + line.bare, count + (tables[line.table] and 0 or 1), true
    end
  end
  notes[#notes + 1] = message.pieces("struck_left_out", left.struck)
  notes[#notes + 1] = message.pieces("hidden_left_out", left.hidden)
  notes[#notes + 1] = message.pieces("aside_left_out", aside)
  if #left.marks > 0 then notes[#notes + 1] = message.text("print_marks", { count = #left.marks }) end
  if bare > 0 then notes[#notes + 1] = message.text("table_without_unit", { count = bare, tables = count }) end
  return notes
end

-- ---- the whole -----------------------------------------------------------------------------

local EMPTY = "a page without text; if a script fills it in, save it from the browser as complete page or as PDF"

local function no_text(lists)
  local frame = (lists.iframe or lists.frame or NONE)[1]
  local source = frame and frame.attr and frame.attr.src
  if source then
    local text = message.choose("a page of frames without text of its own; save the page in the frame instead: ",
      "网页只是框架，本身没有文字；请改存框架里的网页：")
    return nil, text .. source, "E313"
  end
  return nil, EMPTY, "E313"
end

local LARGE = 16 * 1024 * 1024 -- bytes of a page whose tree is given back before its text is cleaned

-- Edits all away but the document of a page; the facts beside it and the notes on it, or nil, message, code.
local function take_apart(raw)
  local s = raw:bytes()
  if not s:find "<[%a/!?]" then return {}, {} end -- plain text under the name of a page
  local root, lists, code = page_flow.tree(s)
  if not root then return nil, lists, code end
  local flow = page_flow.read(root, lists, s)
  local kept = kept_lines(flow)
  if #kept == 0 then return no_text(lists) end
  local facts = M.facts(raw, s, lists.meta or NONE)
  raw:edit(edits_of(s, kept))
  return facts, notes_of(flow)
end

--- Reads a page.
-- @param bytes the file
-- @param options table or nil: encoding (asked for, else found out); no_digest, as core.text.decode knows it
-- @return { text = clean text userdata, format = "html", facts = see M.facts, notes = list of strings,
--   own_breaks = true }; or nil, message, code
function M.read(bytes, options)
  local raw, why, code = decode(bytes, options or {})
  if not raw then return nil, why, code end
  local facts, notes, failed = take_apart(raw)
  if not facts then return nil, notes, failed end
  if #bytes > LARGE then collectgarbage() end
  local ok
  ok, why, failed = raw:clean()
  if ok then return { text = raw, format = "html", facts = facts, notes = notes, own_breaks = true } end
  if failed == "E302" then return nil, EMPTY, "E313" end
  return nil, why, failed
end

return M
