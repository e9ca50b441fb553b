-- run: what a run of characters in a Word file says: its text with breaks and tabs, the signs of
-- symbol fonts; and what is hidden, struck out or raised.

local catalogue = require("fazhi.catalogue")
local element = require("fazhi.element")

local M = {}

local UNREADABLE = "\u{FFFD}"

--- The words of <w:t>: line ends in the file are blanks, and blanks at the ends count only where
--- the file says so.
function M.words(node)
  local parts = {}
  for _, child in ipairs(node) do parts[#parts + 1] = child.text end
  local s = table.concat(parts):gsub("[\r\n\t]+", " ")
  if element.attribute(node, "space") ~= "preserve" then s = s:match("^ *(.-) *$") end
  return s
end

--- The character of <w:sym>; U+FFFD, which is read as damage, if the font's sign is not known.
function M.symbol(node)
  local code = tonumber(element.attribute(node, "char") or "", 16)
  if not code then return UNREADABLE end
  local font = catalogue.load("symbols")[(element.attribute(node, "font") or ""):lower()]
  local is_private = code >= 0xF000 and code <= 0xF0FF
  if font and (is_private or code <= 0xFF) then return font[code & 0xFF] or UNREADABLE end
  if is_private or code < 0x20 or code > 0x10FFFF or code >= 0xD800 and code <= 0xDFFF then return UNREADABLE end
  return utf8.char(code)
end

--- The circled number of an EQ field, in which Word keeps what it draws: EQ \o\ac(○,12) → ⑫; nil
--- for any other formula.
function M.circled(code)
  local n = code:match("^%s*[Ee][Qq]%s+\\o%s*\\a[cC]%(%s*○%s*[,;]%s*(%d+)%s*%)")
    or code:match("^%s*[Ee][Qq]%s+\\o%s*\\a[cC]%(%s*(%d+)%s*[,;]%s*○%s*%)")
  n = math.tointeger(tonumber(n))
  return n and catalogue.load("numbering").decimalEnclosedCircle.signs[n]
end

-- What the run says by itself, its own style, or that of its paragraph.
local function says(flag, properties, styles, paragraph_style)
  local value = element.flag(properties, flag)
  if value == nil then value = styles:says(flag, element.value(properties, "rStyle")) end
  if value == nil then value = styles:says(flag, paragraph_style) end
  return value == true
end

--- True if the run is hidden, by itself, by its own style, or by that of its paragraph.
function M.is_hidden(properties, styles, paragraph_style)
  return says("vanish", properties, styles, paragraph_style)
end

--- True if it is struck out.
function M.is_struck(properties, styles, paragraph_style)
  return says("strike", properties, styles, paragraph_style) or says("dstrike", properties, styles, paragraph_style)
end

--- True if the characters stand above the line.
function M.is_raised(properties)
  return element.value(properties, "vertAlign") == "superscript"
end

return M
