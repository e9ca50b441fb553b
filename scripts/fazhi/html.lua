-- html: pages as values. h.p{ class = "note", "text ", h.b{ … } } is an element; everything that is a string
-- is text and is escaped when the page is written, so that no title or sentence can become markup. What is
-- markup already (a style sheet, a picture made here) is said to be so by M.raw.

local escape = require("fazhi.escape")

local M = {}

local Raw = { __name = "fazhi.html" } -- markup that is written as it is
local tags = {} -- { open =, close = } of elements by their metatable, of which each name of an element has one

-- The marks that turn the direction of a text and reach beyond it: U+200E, U+200F, U+202A–U+202E, U+2066–U+2069.
local turning = { "\xE2\x80[\x8E\x8F\xAA-\xAE]", "\xE2\x81[\xA6-\xA9]" }

local function visible(mark)
  return ("⟨U+%04X⟩"):format(utf8.codepoint(mark))
end

local known, known_count = {}, 0 -- texts as HTML: labels, units and notes come again and again
local KEPT, SHORT = 20000, 200 -- so many of them, of so many bytes at most

local function escaped(s)
  if not s:find("[&<>\"'%c\xE2]") and utf8.len(s) then return s end -- the marks begin with this byte
  s = escape.html(s)
  for _, marks in ipairs(turning) do s = s:gsub(marks, visible) end
  return s
end

--- Text as HTML: what would be read as markup is escaped, control characters and bytes that are no UTF-8 become
--- U+FFFD, and marks that turn the direction of a text are made visible.
function M.escape(value)
  local s = known[value]
  if s then return s end
  s = escaped(tostring(value))
  if #s > SHORT or type(value) ~= "string" then return s end
  if known_count >= KEPT then known, known_count = {}, 0 end
  known[value], known_count = s, known_count + 1
  return s
end

--- Marks text as markup, to be written as it is.
-- @param s HTML that was made here
function M.raw(s)
  return setmetatable({ s }, Raw)
end

-- Elements without an end tag.
local void = { br = true, hr = true, img = true, input = true, link = true, meta = true, col = true }

-- The name of an attribute as HTML has it, behind a blank.
local written = setmetatable({}, { __index = function(all, name)
  all[name] = " " .. name:gsub("_", "-")
  return all[name]
end })

local function put_attribute(out, n, name, value)
  if value == true then
    out[n + 1] = written[name]
    return n + 1
  end
  out[n + 1], out[n + 2], out[n + 3], out[n + 4] = written[name], '="', M.escape(value), '"'
  return n + 4
end

-- In order of their names, so that the same page is always the same bytes.
local function put_attributes(out, n, element)
  local names = {}
  for name, value in next, element do
    if value and type(name) == "string" then names[#names + 1] = name end
  end
  table.sort(names)
  for _, name in ipairs(names) do n = put_attribute(out, n, name, element[name]) end
  return n
end

local put -- below

-- One look through an element finds its last child and, of the few attributes that most have, the only one.
local function put_element(out, n, element, tag)
  local last, count, only = 0, 0, nil
  for key, value in next, element do
    if math.type(key) then last = key > last and key or last
    elseif value then only, count = key, count + 1 end
  end
  n = n + 1
  out[n] = tag.open
  if count == 1 then n = put_attribute(out, n, only, element[only])
  elseif count > 1 then n = put_attributes(out, n, element) end
  n = n + 1
  out[n] = ">"
  if not tag.close then return n end
  for i = 1, last do n = put(out, n, element[i]) end
  out[n + 1] = tag.close
  return n + 1
end

-- Writes a value behind the n strings of `out`; returns how many there are then.
function put(out, n, value)
  if not value then return n end
  if type(value) ~= "table" then
    out[n + 1] = known[value] or M.escape(value)
    return n + 1
  end
  local meta = getmetatable(value)
  if tags[meta] then return put_element(out, n, value, tags[meta]) end
  if meta == Raw then
    out[n + 1] = value[1]
    return n + 1
  end
  for i = 1, #value do n = put(out, n, value[i]) end
  return n
end

local function new_maker(name)
  local meta = { __name = "fazhi.html", __tostring = M.string }
  tags[meta] = { open = "<" .. name, close = not void[name] and "</" .. name .. ">" or nil }
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

--- An element, or a list of them, as HTML.
function M.string(value)
  local out = {}
  return table.concat(out, "", 1, put(out, 0, value))
end

Raw.__tostring = M.string

return M
