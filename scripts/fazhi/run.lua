-- run: what a run of characters in a Word file says: its text with breaks and tabs, the signs of
-- symbol fonts; and what is hidden, struck out or raised.

local catalogue = require("fazhi.catalogue")
local element = require("fazhi.element")

local M = {}

local UNREADABLE = "\u{FFFD}"

--- The words of <w:t>: line ends in the file are blanks, and blanks at the ends count only where
--- the file says so.
function M.words(node)
  local s = node[1] and node[1].text or ""
  if node[2] then
    local parts = {}
    for k, child in ipairs(node) do parts[k] = child.text end
    s = table.concat(parts)
  end
  if s:find("\n", 1, true) or s:find("\t", 1, true) or s:find("\r", 1, true) then s = s:gsub("[\r\n\t]+", " ") end
  local has_blank = s:byte() == 32 or s:byte(-1) == 32
  return has_blank and element.attribute(node, "space") ~= "preserve" and s:match("^ *(.-) *$") or s
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

local NONE = {}

local ASKED = { vanish = true, strike = true, dstrike = true, rStyle = true, vertAlign = true }

-- The properties of a run that are asked for, by name, each the first child so called.
local function asked(properties)
  local found
  for k = 1, properties and #properties or 0 do
    local child = properties[k]
    if ASKED[child.name] and not (found and found[child.name]) then
      found = found or {}
      found[child.name] = child
    end
  end
  return found or NONE
end

-- What the run says by itself, its own style, or that of its paragraph.
local function says(flag, found, styles, paragraph_style)
  local value = element.says(found[flag])
  if value == nil and found.rStyle then value = styles:says(flag, element.attribute(found.rStyle, "val")) end
  if value == nil then value = styles:says(flag, paragraph_style) end
  return value == true
end

-- What says() tells of a run without properties that are asked for: what the style of its paragraph says, which is
-- found once for each style.
local function of_paragraph(styles, style)
  local known = styles.plain_runs[style or ""]
  if not known then
    known = { hidden = says("vanish", NONE, styles, style),
      struck = says("strike", NONE, styles, style) or says("dstrike", NONE, styles, style) }
    styles.plain_runs[style or ""] = known
  end
  return known
end

--- Whether the run is hidden, and whether it is struck out: by itself, by its own style, or by that of its paragraph;
--- and whether its characters stand above the line.
function M.look(properties, styles, paragraph_style)
  local found = asked(properties)
  if found == NONE then
    local plain = of_paragraph(styles, paragraph_style)
    return plain.hidden, plain.struck, false
  end
  return says("vanish", found, styles, paragraph_style),
    says("strike", found, styles, paragraph_style) or says("dstrike", found, styles, paragraph_style),
    element.attribute(found.vertAlign, "val") == "superscript"
end

return M
