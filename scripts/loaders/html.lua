-- html: web pages as they are saved from government sites, Word's among them, whatever the ending.

local openings = { "^<!doctype html", "^<html", "^<head", "^<body", "^<meta%s", "^<title", "^<div", "^<table",
  "^<p[%s>]" }

local LONGEST = 16 -- bytes that these look at, and more

-- What the file begins with in lower case, without marks, zeros, comments and declarations before the first tag.
local function opening(head)
  local s = head:find("\0", 1, true) and head:gsub("%z", "") or head
  s = s:gsub("^\xEF\xBB\xBF", ""):gsub("^[\xFF\xFE]+", "")
  local before
  repeat
    before = s
    s = s:gsub("^%s+", ""):gsub("^<%?[Xx][Mm][Ll].-%?>", ""):gsub("^<!%-%-.-%-%->", "")
  until s == before
  return s:sub(1, LONGEST):lower()
end

return {
  id = "html",
  zh = "网页",
  en = "web page",
  endings = { "html", "htm", "shtml", "shtm", "xhtml", "jhtml", "asp", "aspx", "jsp", "php" },
  sniff = function(input)
    if not input.head:find "^[%z\xEF\xBB\xBF\xFE\xFF%s]*<" then return false end
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
    local reading, why, failed = page.read(bytes, { encoding = options.encoding, no_digest = input.digest ~= nil })
    if reading then input.digest = input.digest or reading.text:sha256() end
    return reading, why, failed
  end,
}
