-- pages: how much of a web page's text is found, and how little else. Four news and weblog pages
-- whose text was marked by others, and the seed reports wrapped into pages of our own, whose
-- sections, figures and facts must be those of the plain text.

local core = require "fazhi.core"
local page = require "fazhi.page"

local M = { title = "web pages" }

local GRAM = 5 -- characters of the shingles that are compared

local function slurp(path)
  local file <close> = io.open(path, "rb")
  return file and file:read "a"
end

--- True if the labelled pages are there.
function M.is_present(real)
  return slurp((real or "../shared") .. "/peer-tests/html/readability/qq/source.html") ~= nil
end

local function texts(node, parts)
  for _, child in ipairs(node) do
    if child.text then parts[#parts + 1] = child.text else texts(child, parts) end
  end
  return parts
end

-- Text as it is compared: cleaned as our own is, without blanks.
local function bare(s)
  return (core.text.decode(s, { encoding = "UTF-8" }):bytes():gsub("%s", ""):gsub("\u{200B}", ""))
end

local function shingles(s)
  local characters, counts, total = {}, {}, 0
  for c in s:gmatch(utf8.charpattern) do characters[#characters + 1] = c end
  for k = 1, #characters - GRAM + 1 do
    local gram = table.concat(characters, "", k, k + GRAM - 1)
    counts[gram] = (counts[gram] or 0) + 1
    total = total + 1
  end
  return counts, total
end

local function shared(a, b)
  local n = 0
  for gram, count in pairs(a) do n = n + math.min(count, b[gram] or 0) end
  return n
end

local function labelled(real, say)
  for _, name in ipairs { "gmw", "pixnet", "qq", "youth" } do
    local dir = ("%s/peer-tests/html/readability/%s/"):format(real, name)
    local reading = assert(page.read(slurp(dir .. "source.html")))
    local wanted, wanted_total = shingles(bare(table.concat(texts(core.markup.html(slurp(dir .. "expected.html")), {}))))
    local found, found_total = shingles(bare(reading.text:bytes()))
    local both = shared(wanted, found)
    say(("%-8s recall %.3f  precision %.3f  (%d characters)"):format(name, both / wanted_total, both / found_total,
      wanted_total))
  end
end

--- Prints the figures.
function M.measure(real, say)
  labelled(real or "../shared", say)
end

return M
