-- renaming: whether a place is asked for by a name that it bears no more: a renamed or upgraded county goes on under
-- another name, which is to be told to whoever asks by the old one; and so is what it came from or went over into.

local message = require "fazhi.message"
local region = require "fazhi.region"

local M = {}

local SHOWN = 6 -- places told in a note

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

-- Whether what bore the name before was of another level, so that it is another place now.
local function went_over(name, row, since)
  local before = region.find(name, { year = since - 1 })
  return before ~= nil and before.level ~= row.level
end

--- What is said of kin of a place, see corpus:kin: that its reports are filed under another name. nil for none.
function M.kin_note(name, kin)
  local words = {}
  for i = 1, math.min(#kin, SHOWN) do
    local one = kin[i]
    words[i] = message.say(one.is_later and "{full} ({code}, from {year} on: {n} {n|report|reports})"
      or "{full} ({code}, before {year}: {n} {n|report|reports})",
      one.is_later and "{full}（{code}，{year} 年起，{n} 份）" or "{full}（{code}，{year} 年前，{n} 份）",
      { full = one.full_name, code = one.code, year = one.year, n = one.reports })
  end
  if #kin == 0 then return nil end
  return message.say("what {name} came from or went over into has reports that are not among these: {list}{more}",
    "“{name}”的前身或后继另有报告，未列入：{list}{more}", { name = name, list = table.concat(words, message.choose("; ", "；")),
      more = #kin > SHOWN and message.choose(" …", " 等") or "" })
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
  if went_over(name, row, since) then
    return message.say("{name} went over into {full} ({code}) in {year}", "“{name}”于 {year} 年并入或改设为{full}（{code}）",
      { name = name, full = row.full_name, code = row.code, year = since })
  end
  return message.say("{name} is called {full} ({code}) since {year}", "“{name}”自 {year} 年起称{full}（{code}）",
    { name = name, full = row.full_name, code = row.code, year = since })
end

return M
