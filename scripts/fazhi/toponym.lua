-- toponym: the names of the places that a group of reports is about: their own, short and full, of
-- what they lie in and of what lies in them, the short ones of cities too. Whoever asks what is said
-- of a place wants other words.

local filter = require("fazhi.filter")
local region = require("fazhi.region")

local M = {}

local function put(names, name)
  if name and #name >= 6 and not names.seen[name] then
    names.seen[name] = true
    names.list[#names.list + 1] = name
  end
end

-- 青禾县 is also called 青禾.
local function put_short(names, name)
  for _, ending in ipairs { "自治区", "省", "市", "县", "区", "州", "盟", "旗" } do
    if name:sub(-#ending) == ending and #name - #ending >= 6 then return put(names, name:sub(1, -#ending - 1)) end
  end
end

local function put_below(names, code)
  for _, row in ipairs(region.children(code)) do
    put(names, row.name)
    if row.level == "prefecture" then put(names, row.short_name) end -- 成都 for 成都市; a county's is often a word
    put_below(names, row.code)
  end
end

local function put_gazetteer(names, code)
  local row = region.by_code(code)
  while row do
    put(names, row.name)
    put(names, row.short_name)
    row = region.parent(row)
  end
  put_below(names, code)
end

-- The rows of the corpus that a code is of, lies in, or that lie in it.
local function put_stored(names, rows, code)
  local own = filter.prefix(code)
  for _, row in ipairs(rows) do
    local other = filter.prefix(row.code)
    local above = code:sub(1, #other) == other
    if above or row.code:sub(1, #own) == own then put(names, row.name) end
    if above then put_short(names, row.name) end
  end
end

--- The names of the places of these reports, each once, of two characters and more.
-- @param reports rows with region_code
-- @return list of names, in order of the reports
function M.of(corpus, reports)
  local names, done, rows = { list = {}, seen = {} }, {}, corpus:regions()
  for _, report in ipairs(reports) do
    local code = report.region_code
    if code and not done[code] then
      done[code] = true
      put_stored(names, rows, code)
      put_gazetteer(names, code)
    end
  end
  return names.list
end

return M
