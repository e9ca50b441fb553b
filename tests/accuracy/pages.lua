-- pages: how much of a web page's text is found, and how little else. Four news and weblog pages
-- whose text was marked by others, and the seed reports wrapped into pages of our own, whose
-- sections, figures and facts must be those of the plain text.

local compare = require "support.compare"
local core = require "fazhi.core"
local document = require "fazhi.document"
local page = require "fazhi.page"
local wrap = require "support.page"

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

-- The page's text below its title, which those who marked the pages left out.
local function below_title(reading, metadata)
  local title, kept = bare(metadata:match '"title":%s*"(.-)",\n'), {}
  for line in reading.text:bytes():gmatch "[^\n]+" do
    if not title:find(bare(line), 1, true) then kept[#kept + 1] = line end
  end
  return bare(table.concat(kept))
end

local function labelled(real, say)
  for _, name in ipairs { "gmw", "pixnet", "qq", "youth" } do
    local dir = ("%s/peer-tests/html/readability/%s/"):format(real, name)
    local reading = assert(page.read(slurp(dir .. "source.html")))
    local expected = table.concat(texts(core.markup.html(slurp(dir .. "expected.html")), {}))
    local wanted, wanted_total = shingles(bare(expected))
    local found, found_total = shingles(below_title(reading, slurp(dir .. "expected-metadata.json")))
    local both = shared(wanted, found)
    say(("%-8s recall %.3f  precision %.3f  (%d characters)"):format(name, both / wanted_total, both / found_total,
      wanted_total))
  end
end

-- Every seed in every page and encoding: what differs from the plain text.
local function wrapped(real, say)
  local facts = { published = "2025-02-17", issuer = "市司法局", title = "法治政府建设情况报告" }
  local pages, different, wrong = 0, 0, 0
  for _, path in ipairs(assert(core.files.list(real .. "/seeds"))) do
    local plain = assert(document.read(real .. "/seeds/" .. path))
    for _, template in ipairs(wrap.templates) do
      for _, encoding in ipairs { "UTF-8", "GB18030", "BIG5" } do
        local doc = assert(document.decode(wrap.wrap(plain, template, facts, encoding), { path = path .. ".html" }))
        local list = compare.differences(plain, doc)
        pages, different = pages + 1, different + #list
        for _, key in ipairs(list) do say(("  %s %s %s: %s"):format(path, template, encoding, key)) end
        for _, field in ipairs { "region_code", "year", "kind" } do
          if plain.meta[field] ~= doc.meta[field] then
            wrong = wrong + 1
            say(("  %s %s %s: %s is %s"):format(path, template, encoding, field, doc.meta[field]))
          end
        end
        if template ~= "word" and doc.meta.published ~= facts.published then wrong = wrong + 1 end
      end
    end
  end
  say(("seeds in %d pages: %d sections and figures differ, %d facts"):format(pages, different, wrong))
end

--- Prints the figures.
function M.measure(real, say)
  real = real or "../shared"
  labelled(real, say)
  wrapped(real, say)
end

return M
