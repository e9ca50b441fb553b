-- html: pages as values. h.p{ class = "note", "text ", h.b{ … } } is an element; everything that is a string
-- is text and is escaped when the page is written, so that no title or sentence can become markup. What is
-- markup already (a style sheet, a picture made here) is said to be so by M.raw.

local core = require("fazhi.core")

local M = {}

local elements = core.elements

-- A metatable tells what a table is: markup that is written as it is by false at its first place, an element by its
-- name there, with true behind it if it has no end tag.
local Raw = { false, __name = "fazhi.html" }

--- Text as HTML: what would be read as markup is escaped, control characters and bytes that are no UTF-8 become
--- U+FFFD, and marks that turn the direction of a text (U+202E …) are made visible.
function M.escape(value)
  return elements.escape(tostring(value))
end

--- Marks text as markup, to be written as it is.
-- @param s HTML that was made here
function M.raw(s)
  return setmetatable({ s }, Raw)
end

-- Elements without an end tag.
local void = { br = true, hr = true, img = true, input = true, link = true, meta = true, col = true }

local function new_maker(name)
  local meta = { name, void[name], __name = "fazhi.html", __tostring = elements.html }
  return function(content)
    return setmetatable(content or {}, meta)
  end
end

--- h.NAME{ attribute = value, child, … } makes an element of the table. A child is text, an element, or a list of
--- these; nil and false are nothing. Of an attribute, true is its bare name, false and nil leave it out; aria_label is
--- written aria-label.
M.h = setmetatable({}, { __index = function(h, name)
  local make = new_maker(name)
  rawset(h, name, make)
  return make
end })

--- An element, or a list of them, as HTML; the attributes in order of their names, so that the same page is always the
--- same bytes.
function M.string(value)
  return elements.html(value)
end

Raw.__tostring = elements.html

return M
