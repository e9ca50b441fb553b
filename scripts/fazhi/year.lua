-- year: the year a report reports on, from the strongest evidence first: title, first
-- sentences, headings, then what can be inferred from dates and, last, the file's name.
-- Years inside 《》 and plans for the next year never count as the year itself.

local date = require "fazhi.date"

local M = {}

local plan_words = { "打算", "安排", "计划", "思路", "重点", "目标", "任务", "展望", "建议" }
local review_words = { "回顾", "工作情况", "主要工作", "成效" }

--- `s` with everything inside 《》 and 〔〕 blanked, byte for byte.
function M.mask(s)
  local function blank(inner) return (" "):rep(#inner) end
  s = s:gsub("《[^\n]-》", function(inner) return #inner <= 360 and blank(inner) or nil end)
  return (s:gsub("〔[^\n]-〕", blank))
end

local function has_any(s, list)
  for _, word in ipairs(list) do
    if s:find(word, 1, true) then return word end
  end
end

local function evidence(from, place, i, j, note)
  return { from = from, part = place.part, start = place.start + i - 1, stop = place.start + j - 1,
    text = place.text:sub(i, j), note = note }
end

local function in_title(place)
  local s = M.mask(place.text)
  local first = date.years(s)[1]
  if first then return first.year, evidence("title", place, first.start, first.stop) end
  local i, j, digits = s:find("%f[%d](20%d%d)%f[%D]")
  if i then return tonumber(digits), evidence("title", place, i, j) end
end

local not_after = { "以来", "以后", "起", "底", "至今", "前", "初" }
local not_before = { "自", "从", "于", "截至", "截止", "至", "到", "—", "-", "第" }

local function begins_clause(s, at)
  local before = s:sub(1, at - 1):gsub("%s+$", "")
  return before == "" or has_any(before:sub(-3), { "，", "。", "；", "：", "、" }) or before:find("[,;:\n]$") ~= nil
end

local function is_plain(s, found)
  for _, word in ipairs(not_after) do
    if s:sub(found.stop + 1, found.stop + #word) == word then return false end
  end
  for _, word in ipairs(not_before) do
    if s:sub(found.start - #word, found.start - 1) == word then return false end
  end
  return true
end

-- 现将我区2018年…情况报告如下, else a sentence that begins with a year.
local function in_lead(place)
  local s = M.mask(place.text)
  local at = s:find("现将", 1, true)
  local behind = at and s:sub(at, at + 180)
  local stop = behind and behind:find("如下", 1, true)
  local announced = stop and date.years(behind:sub(1, stop))[1]
  if announced then
    return announced.year, evidence("first sentences", place, at + announced.start - 1, at + announced.stop - 1)
  end
  for _, found in ipairs(date.years(s)) do
    if begins_clause(s, found.start) and is_plain(s, found) then
      return found.year, evidence("first sentences", place, found.start, found.stop)
    end
  end
end

local function in_headings(headings, wanted)
  local planned, planned_evidence
  for _, place in ipairs(headings) do
    local s = M.mask(place.text)
    for _, found in ipairs(date.years(s)) do
      local behind = s:sub(found.stop + 1)
      if has_any(behind:sub(1, 60), plan_words) and not has_any(behind, review_words) then
        if not planned then
          planned = found.year - 1
          planned_evidence = evidence("heading", place, found.start, found.stop, "plan for the next year")
        end
      elseif not wanted or has_any(behind, wanted) then
        return found.year, evidence("heading", place, found.start, found.stop)
      end
    end
  end
  return planned, planned_evidence
end

-- A report dated December is on the same year, one of the first half on the year before.
local function from_date(d)
  if d.month == 12 then return d.year end
  if d.month <= 6 then return d.year - 1 end
end

local function in_path(path)
  local name = (path or ""):match("([^/]+)$") or ""
  local i, j, digits = name:find("%f[%w](20%d%d)%f[%W]")
  if i then return tonumber(digits), { from = "file name", text = name:sub(i, j) } end
end

local function delivered(sources)
  local year, why = in_headings(sources.headings, review_words)
  if year then return year, why end
  for _, place in ipairs(sources.opening) do
    local d = date.find(place.text)
    local near = d and place.text:sub(d.stop + 1, d.stop + 120)
    if near and (near:find("会议", 1, true) or near:find("大会", 1, true)) then
      return d.year - 1, evidence("delivery", place, d.start, d.stop, "delivered the year after")
    end
  end
  for _, place in ipairs(sources.titles) do
    local title_year, title_why = in_title(place)
    if title_year then
      title_why.note = "delivered the year after"
      return title_year - 1, title_why
    end
  end
end

--- The year reported on. `sources` = { titles=, headings=, opening= : lists of { text=, part=, start= };
--- lead= one such or nil; signed=, published= dates with their evidence in .evidence, or nil; path= };
--- `rule` is "reported" or "delivered". Returns year, evidence; or nil, reason.
function M.find(sources, rule)
  if rule == "delivered" then
    local year, why = delivered(sources)
    if year then return year, why end
  else
    for _, place in ipairs(sources.titles) do
      local year, why = in_title(place)
      if year then return year, why end
    end
    local year, why
    if sources.lead then year, why = in_lead(sources.lead) end
    if not year then year, why = in_headings(sources.headings) end
    if year then return year, why end
  end
  for _, d in ipairs { sources.signed or false, sources.published or false } do
    local year = d and from_date(d)
    if year then
      local why = {}
      for k, v in pairs(d.evidence) do why[k] = v end
      why.note = "inferred from the date"
      return year, why
    end
  end
  local year, why = in_path(sources.path)
  if year then return rule == "delivered" and year - 1 or year, why end
  return nil, "no year in title, first sentences, headings, dates or file name"
end

return M
