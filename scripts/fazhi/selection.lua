-- selection: which reports are meant by a few words: regions with what lies in them, years, levels
-- and reports. Words of one sort widen the selection, words of different sorts narrow it:
-- "成都市 绵阳市 2023" is what either city and its counties reported of 2023.

local failure = require("fazhi.failure")
local message = require("fazhi.message")
local readers = require("fazhi.values")
local roster = require("fazhi.roster")

local M = {}

-- What the rest is narrowed to by one word: to the levels, or the years, of the reports selected.
local SAME = { level = "level", ["同级"] = "level", year = "year", ["同年"] = "year" }
local REST = { rest = true, ["其余"] = true, ["其他"] = true }

local function split(words)
  local list = {}
  for _, mark in ipairs { "，", "、", "\u{3000}", "," } do words = words:gsub(mark, " ") end
  for word in words:gmatch("%S+") do list[#list + 1] = word end
  return list
end

local function read(words)
  local sorts = { level = {}, year = {}, report = {}, within = {} }
  for _, word in ipairs(words) do
    local sort, value = "within", word
    local level, year = readers.level(word, { name = "" }), readers.year(word, { name = "" })
    if level then sort, value = "level", level
    elseif year then sort, value = "year", year
    elseif word:find("^r%d+$") then sort = "report" end
    table.insert(sorts[sort], value)
  end
  return sorts
end

-- Calls f with every set of filters that takes one value of each sort that has any.
local function each_filter(sorts, base, f)
  local function choose(names, i, filters)
    if not names[i] then return f(filters) end
    for _, value in ipairs(#sorts[names[i]] > 0 and sorts[names[i]] or { false }) do
      filters[names[i]] = value or nil
      choose(names, i + 1, filters)
    end
    filters[names[i]] = nil
  end
  local filters = {}
  for k, v in pairs(base) do
    if k ~= "departments" then filters[k] = v end -- no filter of the corpus
  end
  choose({ "level", "year", "report", "within" }, 1, filters)
end

local function reports_of(corpus, filters, list, seen)
  local query, why, code = corpus:reports(filters)
  if not query then failure.raise(code, why) end
  for report in query:each() do
    if not seen[report.id] then
      seen[report.id] = true
      list[#list + 1] = report
    end
  end
end

--- The reports that the words select.
-- @param words as typed; "" selects all
-- @param base filters of corpus:reports that hold besides, such as kind; and departments, true: what departments report
--   beside their government is not left out
-- @return list of reports, the number of those left out; raises the corpus' failure for a region it does not know
function M.reports(corpus, words, base)
  local list, seen = {}, {}
  base = base or {}
  each_filter(read(split(words)), base, function(filters) reports_of(corpus, filters, list, seen) end)
  return roster.governments(list, base.departments)
end

local function values_in(reports, field)
  local set = {}
  for _, report in ipairs(reports) do
    if report[field] ~= nil then set[report[field]] = true end
  end
  return set
end

local function is_among(report, same)
  for field, set in pairs(same) do
    if not set[report[field]] then return false end
  end
  return true
end

--- What a group of reports is held against: never the reports of the group themselves.
-- @param words "rest" (all others), "level" or "year" (those of the same levels or years), both, or words
--   as for reports
-- @return list of reports, the number of those left out as departments' of all that were selected
function M.against(corpus, words, group, base)
  local inside, same, others, list = {}, {}, {}, {}
  for _, report in ipairs(group) do inside[report.id] = true end
  for _, word in ipairs(split(words)) do
    if SAME[word] then same[SAME[word]] = values_in(group, SAME[word])
    elseif not REST[word] then others[#others + 1] = word end
  end
  local reports, left_out = M.reports(corpus, table.concat(others, " "), base)
  for _, report in ipairs(reports) do
    if not inside[report.id] and is_among(report, same) then list[#list + 1] = report end
  end
  return list, left_out
end

--- The words and the number of reports in words: "成都市 2023 (12 reports)".
function M.describe(words, reports)
  return message.say("{words} ({n} {n|report|reports})", "{words}（{n} 份报告）", { words = words, n = #reports })
end

return M
