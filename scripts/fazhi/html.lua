-- html: pages as values. h.p{ class = "note", "text ", h.b{ … } } is an element; everything that is a string
-- is text and is escaped when the page is written, so that no title or sentence can become markup. What is
-- markup already (a style sheet, a picture made here) is said to be so by M.raw.

local escape = require("fazhi.escape")

local M = {}

local Element = { __name = "fazhi.html" }
Element.__index = Element

-- The marks that turn the direction of a text and reach beyond it: U+200E, U+200F, U+202A–U+202E, U+2066–U+2069.
local turning = { "\xE2\x80[\x8E\x8F\xAA-\xAE]", "\xE2\x81[\xA6-\xA9]" }

local function visible(mark)
  return ("⟨U+%04X⟩"):format(utf8.codepoint(mark))
end

--- Text as HTML: what would be read as markup is escaped, control characters and bytes that are no UTF-8 become
--- U+FFFD, and marks that turn the direction of a text are made visible.
function M.escape(value)
  local s = tostring(value)
  if not s:find("[&<>\"'%c\xE2]") and utf8.len(s) then return s end -- the marks begin with this byte
  s = escape.html(s)
  for _, marks in ipairs(turning) do s = s:gsub(marks, visible) end
  return s
end

--- Marks text as markup, to be written as it is.
-- @param s HTML that was made here
function M.raw(s)
  return setmetatable({ raw = s }, Element)
end

-- Elements without an end tag.
local void = { br = true, hr = true, img = true, input = true, link = true, meta = true, col = true }

-- The name of an attribute as HTML has it.
local written = setmetatable({}, { __index = function(known, name)
  known[name] = name:gsub("_", "-")
  return known[name]
end })

local function put_attribute(out, name, value)
  out[#out + 1] = value == true and " " .. written[name] or " " .. written[name] .. '="' .. M.escape(value) .. '"'
end

-- In order of their names, so that the same page is always the same bytes.
local function put_attributes(out, attributes)
  local first = next(attributes)
  if not first then return end
  if not next(attributes, first) then return put_attribute(out, first, attributes[first]) end
  local names = {}
  for name in pairs(attributes) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do put_attribute(out, name, attributes[name]) end
end

local put -- below

local function put_element(out, element)
  out[#out + 1] = "<" .. element.name
  put_attributes(out, element.attributes)
  out[#out + 1] = ">"
  if void[element.name] then return end
  for i = 1, element.n do put(out, element.children[i]) end
  out[#out + 1] = "</" .. element.name .. ">"
end

function put(out, value)
  if value == nil or value == false then return end
  if type(value) ~= "table" then
    out[#out + 1] = M.escape(value)
  elseif getmetatable(value) ~= Element then
    for i = 1, #value do put(out, value[i]) end
  elseif value.raw then
    out[#out + 1] = value.raw
  else
    put_element(out, value)
  end
end

--- h.NAME{ attribute = value, child, … } makes an element. A child is text, an element, or a list of these; nil
--- and false are nothing. Of an attribute, true is its bare name, false and nil leave it out; aria_label is
--- written aria-label.
M.h = setmetatable({}, { __index = function(h, name)
  local function make(content)
    local element = { name = name, attributes = {}, children = {}, n = 0 }
    for key, value in pairs(content or {}) do
      if type(key) == "number" then
        element.children[key] = value
        element.n = math.max(element.n, key)
      elseif value ~= false then
        element.attributes[key] = value
      end
    end
    return setmetatable(element, Element)
  end
  rawset(h, name, make)
  return make
end })

--- An element, or a list of them, as HTML.
function M.string(value)
  local out = {}
  put(out, value)
  return table.concat(out)
end

Element.__tostring = M.string

return M
