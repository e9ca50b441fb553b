-- renaming: whether a place is asked for by a name that it bears no more: a renamed or upgraded county goes on under
-- another name, which is to be told to whoever asks by the old one.

local message = require "fazhi.message"
local region = require "fazhi.region"

local M = {}

local function ends_in(text, ending)
  return ending ~= "" and text:sub(-#ending) == ending
end

--- Whether `text` ends in a name that a place bears: its own, the short one, the everyday one.
-- @param row of fazhi.region
function M.bears(row, text)
  if ends_in(text, row.name) then return true end
  for form in (row.short_name ~= "" and row.short_name or row.name:sub(1, -4)):gmatch("[^;]+") do
    if ends_in(text, form) then return true end
  end
  return false
end

-- The first year of the unbroken time in which the place of a row had its name and code; nil if it is not known.
local function named_since(row)
  local since = row
  for _ = 1, #region.gazetteer():all(row.code) do
    local before = since.from_year > 0 and region.by_code(row.code, since.from_year - 1)
    if not before or before.name ~= row.name then break end
    since = before
  end
  return since.from_year > 0 and since.from_year or nil
end

--- What a place is called that was asked for by an older name: 临江县 is called 临江市 since 1993.
-- @param name as asked for; year: the last one that is asked about, or nil for today
-- @return a note, or nil if the name is its name then, or nobody knows one place by it
function M.note(name, year)
  name = tostring(name):gsub("%s+", ""):gsub("　", "")
  local row = not name:find("^%d+$") and region.find(name, { year = year })
  if not row or M.bears(row, name) then return nil end
  local since = named_since(row)
  if not since or year and year < since then return nil end
  return message.say("{name} is called {full} ({code}) since {year}", "“{name}”自 {year} 年起称{full}（{code}）",
    { name = name, full = row.full_name, code = row.code, year = since })
end

return M
