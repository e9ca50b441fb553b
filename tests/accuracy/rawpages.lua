-- rawpages: the State Council's reports as raw dumps of pages (GB18030, with the page's residue, some
-- with the body several times) against the same reports as clean text. What is compared are the
-- shingles of eight characters, Chinese ones and digits only, of the body.

local document = require "fazhi.document"

local M = {}

M.title = "raw pages: the body against the clean text, shingles of 8 characters"

local LENGTH = 8
local YEARS = { 1978, 1990, 1998, 2003, 2010, 2014, 2015, 2018 }

-- Years whose two texts are not one text.
local editions = {
  [2010] = "two editions: the page has the printed one with its notes, the clean text the spoken one",
}

-- The characters of `s` that count, in a list.
local function characters(s)
  local list = {}
  for c in s:gmatch(utf8.charpattern) do
    local code = utf8.codepoint(c)
    if code >= 0x4E00 and code <= 0x9FFF or code >= 48 and code <= 57 then list[#list + 1] = c end
  end
  return list
end

-- {shingle = how often} and how many there are.
local function shingles(s)
  local list, bag, n = characters(s), {}, 0
  for k = 1, #list - LENGTH + 1 do
    local shingle = table.concat(list, "", k, k + LENGTH - 1)
    bag[shingle] = (bag[shingle] or 0) + 1
    n = n + 1
  end
  return bag, n
end

local function common(a, b)
  local n = 0
  for shingle, count in pairs(a) do n = n + math.min(count, b[shingle] or 0) end
  return n
end

local function path_of(real, folder, year)
  return ("%s/corpora/%s/%d.txt"):format(real, folder, year)
end

local function exists(path)
  local file = io.open(path)
  if file then file:close() end
  return file ~= nil
end

local function content(path)
  local doc = assert(document.read(path))
  return doc.body:sub(doc.content[1], doc.content[2])
end

--- The page of one year: { twice= the share of its shingles that come again, recall=, precision=, times= its
--- length against that of the clean text }, the last three nil where there is no clean text.
function M.year(real, year)
  local got, given = shingles(content(path_of(real, "national-raw-pages", year)))
  local twice = 0
  for _, count in pairs(got) do twice = twice + count - 1 end
  local result, clean = { twice = twice / given }, path_of(real, "national", year)
  if exists(clean) then
    local want, wanted = shingles(content(clean))
    local right = common(want, got)
    result.recall, result.precision, result.times = right / wanted, right / given, given / wanted
  end
  return result
end

--- Whether `real` (the folder of real data) has them.
function M.is_present(real)
  return exists(path_of(real, "national-raw-pages", 2014))
end

--- Prints recall and precision of each year, and how much of the body comes twice.
function M.measure(real, say)
  real = real or "../shared"
  for _, year in ipairs(YEARS) do
    if exists(path_of(real, "national-raw-pages", year)) then
      local r = M.year(real, year)
      local line = r.recall and ("recalled %.4f, precision %.4f, length %.3f"):format(r.recall, r.precision, r.times)
        or "no clean text of the year"
      say(("%d: %s, said twice %.3f%s"):format(year, line, r.twice,
        editions[year] and " (exception: " .. editions[year] .. ")" or ""))
    end
  end
end

return M
