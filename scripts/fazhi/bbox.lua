-- bbox: what `pdftotext -bbox-layout` prints, as pages of words with their boxes. It is XHTML in
-- form, but a PDF may put characters into it that no XML may hold, so it is cut at its tags here.

local width = require "fazhi.width"

local M = {}

local FAR = 1e5 -- points; a box further out than any paper is none

local entities = { amp = "&", lt = "<", gt = ">", quot = '"', apos = "'", nbsp = "\u{A0}" }

local function plain(s)
  s = s:gsub("&(#?x?)(%w+);", function(numeric, name)
    if numeric == "" then return entities[name] end
    local code = tonumber(name, numeric == "#x" and 16 or 10)
    if code and code > 31 and code < 0x110000 and math.type(code) == "integer" then return utf8.char(code) end
    return ""
  end)
  return (s:gsub("%c", ""))
end

local function number(attributes, name)
  local value = tonumber(attributes:match(name .. '="([^"]*)"'))
  if value and value == value and math.abs(value) < FAR then return value + 0.0 end
end

-- The box of a tag as { x0=, y0=, x1=, y1= } in points from the upper left corner; nil if it has none.
local function box(attributes)
  local x0, y0 = number(attributes, "xMin"), number(attributes, "yMin")
  local x1, y1 = number(attributes, "xMax"), number(attributes, "yMax")
  if not (x0 and y0 and x1 and y1) or x1 < x0 or y1 < y0 then return nil end
  return { x0 = x0, y0 = y0, x1 = x1, y1 = y1 }
end

local function word_of(attributes, text)
  text = plain(text)
  local word = text:find("%S") and box(attributes)
  if not word then return nil end
  word.text = text
  word.columns = math.max(1, width.of(text))
  -- Letters and digits in wide codes are often printed narrow.
  local wide = select(2, text:gsub("\xEF\xBC[\x85\x8E\x90-\x99\xA1-\xBA]", ""))
    + select(2, text:gsub("\xEF\xBD[\x81-\x9A]", ""))
  if wide > 0 then word.narrow = word.columns - wide end
  return word
end

local function add_meta(doc, attributes)
  local name, content = attributes:match('name="([^"]*)"'), attributes:match('content="([^"]*)"')
  if name and content then doc.meta[plain(name)] = plain(content) end
end

--- Reads what pdftotext printed.
-- @param s its output
-- @return { title= or nil, meta = { name = content }, is_whole = true if its end is there,
--   pages = list of { width=, height=, lines = list of lists of words } }, a word being
--   { text=, columns = its width in half characters, narrow = the same if wide digits are printed narrow,
---   or nil, x0=, y0=, x1=, y1= } in points, y downwards
function M.parse(s)
  local doc = { meta = {}, pages = {}, is_whole = s:find("</doc>", 1, true) ~= nil }
  local page, line
  for name, attributes, text in s:gmatch("<(%a+)([^<>]*)>([^<]*)") do
    if name == "page" then
      page = { width = number(attributes, "width") or 0, height = number(attributes, "height") or 0, lines = {} }
      doc.pages[#doc.pages + 1], line = page, nil
    elseif name == "line" and page then
      line = {}
      page.lines[#page.lines + 1] = line
    elseif name == "word" and line then
      line[#line + 1] = word_of(attributes, text)
    elseif name == "meta" then
      add_meta(doc, attributes)
    elseif name == "title" and not page then
      local title = plain(text)
      doc.title = title:find("%S") and title or nil
    end
  end
  return doc
end

return M
