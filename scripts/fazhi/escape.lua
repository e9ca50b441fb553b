-- escape: texts put into HTML, XML and script so that they stay text, whatever they say.

local json = require "fazhi.json"

local M = {}

local entities = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }

--- A text for the content or an attribute of HTML or XML; control characters, which have no place there, and bytes
--- that are no UTF-8 become U+FFFD.
function M.html(s)
  return (json.valid(s):gsub("[&<>\"']", entities):gsub("[\0-\8\11\12\14-\31\127]", "\u{FFFD}"))
end

local signs = { ["<"] = "\\u003c", [">"] = "\\u003e", ["&"] = "\\u0026" }

--- A value as JSON that may stand in a script element: nothing in it ends the element, begins a comment or is a line
--- end to JavaScript.
function M.json(value)
  return (json.encode(value):gsub("[<>&]", signs):gsub("\u{2028}", "\\u2028"):gsub("\u{2029}", "\\u2029"))
end

return M
