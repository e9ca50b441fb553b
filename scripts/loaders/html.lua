-- html: web pages as they are saved from government sites, Word's among them, whatever the ending.

local openings = { "^<!doctype html", "^<html", "^<head", "^<body", "^<meta%s", "^<title", "^<div", "^<table",
  "^<p[%s>]" }

-- The beginning of the file in lower case, without marks, zeros, comments and declarations before the first tag.
local function opening(head)
  local s = head:gsub("%z", ""):gsub("^\xEF\xBB\xBF", ""):gsub("^[\xFF\xFE]+", ""):lower()
  local before
  repeat
    before = s
    s = s:gsub("^%s+", ""):gsub("^<%?xml.-%?>", ""):gsub("^<!%-%-.-%-%->", "")
  until s == before
  return s
end

return {
  id = "html",
  zh = "网页",
  en = "web page",
  endings = { "html", "htm", "shtml", "shtm", "xhtml", "jhtml", "asp", "aspx", "jsp", "php" },
  sniff = function(input)
    local s = opening(input.head)
    for _, pattern in ipairs(openings) do
      if s:find(pattern) then return true end
    end
    return false
  end,
  read = function(input, options)
    local page = require "fazhi.page"
    local bytes, message, code = input:bytes()
    if not bytes then return nil, message, code end
    return page.read(bytes, options)
  end,
}
