-- year: the year a report reports on, from the strongest evidence first: title, first sentences,
-- headings, the page's own title, then what can be inferred from dates and, last, the file's name and
-- the document number. Years inside 《》 and plans for the next year never count as the year itself; a
-- report on several years has none. What weaker evidence says otherwise is told in the note.

local catalogue = require "fazhi.catalogue"
local date = require "fazhi.date"
local wordlist = require "fazhi.wordlist"

local M = {}

local function words()
  return catalogue.load("periods")
end

local function evidence(from, place, i, j, note)
  local why = { from = place.from or from, part = place.part, start = place.start and place.start + i - 1,
    stop = place.start and place.start + j - 1, text = place.text:sub(i, j), note = note }
  if place.page then why.source_start, why.source_stop = place.page[1], place.page[2] end
  return why
end

-- ---- titles --------------------------------------------------------------------------------

-- The first range of years in `s` (2016—2020年, 2019年和2020年): its bytes, or nil.
local function find_range(s)
  for i, first, after in s:gmatch("()%f[%d](%d%d%d%d)%s*()") do
    local at = s:match("^年度?%s*()", after) or s:match("^年%s*()", after) or after
    for _, mark in ipairs(words().ranges) do
      local behind = at
      while s:sub(behind, behind + #mark - 1) == mark do behind = behind + #mark end
      local second, j = s:match("^%s*(%d%d%d%d)%s*年()", behind)
      if behind > at and second and tonumber(second) > tonumber(first) then return i, j - 1 end
    end
  end
end

-- `s` with its ranges of years blanked, and the first of them that is not in brackets behind the
-- name of a plan: 贯彻实施纲要（2021-2025年）情况 is of one year.
local function without_ranges(s)
  local range
  local i, j = find_range(s)
  while i do
    local before = s:sub(1, i - 1):gsub("%s+$", "")
    local name = before:match("^(.*)（$") or before:match("^(.*)%($")
    if not range and not (name and wordlist.at_end(name, words().named)) then range = s:sub(i, j) end
    s = s:sub(1, i - 1) .. (" "):rep(j - i + 1) .. s:sub(j + 1)
    i, j = find_range(s)
  end
  return s, range
end

-- The years of a title, those it only plans for last.
local function years_of(s)
  local list, planned = {}, {}
  local years = date.years(s)
  for k, found in ipairs(years) do
    local behind = s:sub(found.stop + 1, years[k + 1] and years[k + 1].start - 1 or #s)
    local plan = wordlist.inside(behind, words().plans) ~= nil
    table.insert(plan and planned or list, found)
  end
  return list[1], planned[1]
end

-- The year of a title with its evidence; nil, nil, reason where it covers several.
local function in_title(place)
  local s, range = without_ranges(date.mask(place.text))
  local found, planned = years_of(s)
  if not found and not range then found = planned end
  if found then
    return found.year, evidence("title", place, found.start, found.stop, range and "beside " .. range or nil)
  end
  if range then return nil, nil, ("the title covers several years: %s"):format(range) end
  local i, j, digits = s:find("%f[%d](20%d%d)%f[%D]")
  if i then return tonumber(digits), evidence("title", place, i, j) end
  local several = wordlist.inside(s, words().reports)
  if several then return nil, nil, ("the title covers several years: %s"):format(several) end
end

-- ---- first sentences, headings -------------------------------------------------------------

local not_after = { "以来", "以后", "起", "底", "至今", "前", "初", "—", "–", "-", "至", "到", "～", "~" }
local not_before = { "自", "从", "于", "截至", "截止", "至", "到", "—", "-", "第" }

local PAUSES = { "，", "。", "；", "：", "、" }

local function begins_clause(s, at)
  local stop = at - 1
  while stop > 0 and s:find("^%s", stop) do stop = stop - 1 end
  return stop == 0 or wordlist.at_end(s, PAUSES, stop) ~= nil or s:find("^[,;:]", stop) ~= nil
end

local function is_plain(s, found)
  return not (wordlist.at_start(s, not_after, found.stop + 1) or wordlist.at_end(s, not_before, found.start - 1))
end

-- 现将我区2018年…情况报告如下, else a sentence that begins with a year.
local function in_lead(place)
  local s = date.mask(place.text)
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

local NONE = {}

local function in_headings(headings, wanted)
  local planned, planned_evidence
  for _, place in ipairs(headings) do
    local s = place.text:find("年", 1, true) and date.mask(place.text)
    for _, found in ipairs(s and date.years(s) or NONE) do
      local behind = s:sub(found.stop + 1)
      if wordlist.inside(behind:sub(1, 60), words().plans) and not wordlist.inside(behind, words().reviews) then
        if not planned then
          planned = found.year - 1
          planned_evidence = evidence("heading", place, found.start, found.stop, "plan for the next year")
        end
      elseif (not wanted or wordlist.inside(behind, wanted)) and is_plain(s, found) then
        return found.year, evidence("heading", place, found.start, found.stop)
      end
    end
  end
  return planned, planned_evidence
end

-- ---- dates, names, numbers -----------------------------------------------------------------

local function copied(why, note)
  local copy = {}
  for k, v in pairs(why) do copy[k] = v end
  copy.note = note
  return copy
end

-- A report dated December is on the same year, one of the first half on the year before; of a
-- publication in December either may be meant.
local function from_date(d, is_signature)
  if not d then return nil end
  local year = d.month <= 6 and d.year - 1 or is_signature and d.month == 12 and d.year
  if year then return year, copied(d.evidence, "inferred from the date") end
end

local function in_path(path)
  local name = (path or ""):match("([^/#]+)$") or ""
  local i, j, digits = date.mask(name):find("%f[%w](20%d%d)%f[%W]")
  if i then return tonumber(digits), { from = "file name", text = name:sub(i, j) } end
end

-- 某政发〔2020〕7号 is mostly on the year before, as its date would be.
local function from_number(number)
  local year = number and tonumber(number:match("〔(%d%d%d%d)〕") or number:match("%[(%d%d%d%d)%]"))
  if year then return year - 1, { from = "document number", text = number, note = "the year before it" } end
end

-- ---- the order of evidence -----------------------------------------------------------------

local function first_title(places)
  for _, place in ipairs(places or {}) do
    local year, why, several = in_title(place)
    if year or several then return year, why, several end
  end
end

local HAN = { ["0"] = "〇", ["1"] = "一", ["2"] = "二", ["3"] = "三", ["4"] = "四", ["5"] = "五", ["6"] = "六", ["7"] = "七",
  ["8"] = "八", ["9"] = "九" }

-- How often a year stands in the text with one of the words behind it, either way of writing it.
local function count_before(text, year, words_behind)
  local count, digits = 0, tostring(year)
  for _, written in ipairs { digits .. "年", digits:gsub("%d", HAN) .. "年" } do
    local _, stop = text:find(written, 1, true)
    while stop do
      if wordlist.at_start(text:sub(stop + 1, stop + 30), words_behind) then count = count + 1 end
      _, stop = text:find(written, stop + 1, true)
    end
  end
  return count
end

-- Whether a report delivered in `year` is on that year: it was delivered late in it, since it has what the year is
-- going to have been, or plans the next.
local function is_late(text, year)
  local late = words().late
  if not text then return false end
  return count_before(text, year, late.own) >= late.least or count_before(text, year + 1, late.next) >= late.least
end

local function delivered_in(year, why, text)
  if is_late(text, year) then return year, copied(why, "delivered late in it") end
  return year - 1, copied(why, "delivered the year after")
end

local function delivered_title(places, text)
  local year, why = first_title(places)
  if year then return delivered_in(year, why, text) end
end

local LATE = 7 -- the month from which on a report is on the year in which it is delivered

local function delivered_on(places)
  for _, place in ipairs(places) do
    local d = date.find(place.text)
    local near = d and place.text:sub(d.stop + 1, d.stop + 120)
    if near and (near:find("会议", 1, true) or near:find("大会", 1, true)) then
      local why = evidence("delivery", place, d.start, d.stop)
      if d.month and d.month >= LATE then return d.year, copied(why, "delivered late in it") end
      return d.year - 1, copied(why, "delivered the year after")
    end
  end
end

local rules = {}

function rules.delivered(sources, add)
  add(in_headings(sources.headings, words().reviews))
  add(delivered_on(sources.opening))
  add(delivered_title(sources.titles, sources.text))
  add(delivered_title(sources.page_titles, sources.text))
  add(from_date(sources.signed, true))
  add(from_date(sources.published))
  local year, why = in_path(sources.path)
  if year then add(year - 1, copied(why, "delivered the year after")) end
end

function rules.reported(sources, add)
  local year, why, several = first_title(sources.titles)
  if several then return several end
  add(year, why)
  if sources.lead then add(in_lead(sources.lead)) end
  add(in_headings(sources.headings))
  year, why, several = first_title(sources.page_titles)
  add(year, why, several)
  add(from_date(sources.signed, true))
  add(from_date(sources.published))
  add(in_path(sources.path))
  add(from_number(sources.doc_number))
end

-- Weaker evidence that says otherwise; a text may be posted again years later, but not before.
local function disagreement(found)
  local list, chosen = {}, found[1]
  for k = 2, #found do
    local year, why = found[k].year, found[k].why
    local is_weak = why.note == "inferred from the date" or why.from == "document number"
    if is_weak and year < chosen.year - 1 or not is_weak and year ~= chosen.year then
      list[#list + 1] = ("%s %d (%s)"):format(why.from, year, why.text)
    end
  end
  if #list > 0 then return "otherwise: " .. table.concat(list, ", ") end
end

--- The year reported on. `sources` = { titles=, page_titles=, headings=, opening= : lists of { text=, part=,
--- start= }; lead= one such or nil; text= the whole text or nil; signed=, published= dates with their evidence in
--- .evidence, or nil; path=, doc_number= }; `rule` is "reported" or "delivered". Returns year, evidence; or nil,
--- reason. The evidence's note says how a year was inferred, and which weaker evidence says otherwise.
function M.find(sources, rule)
  local found = {}
  local function add(year, why)
    if year then found[#found + 1] = { year = year, why = why } end
  end
  local several = rules[rule or "reported"](sources, add)
  if several then return nil, several end
  local chosen = found[1]
  if not chosen then return nil, "no year in title, first sentences, headings, dates or file name" end
  local other = disagreement(found)
  if other then chosen.why.note = (chosen.why.note and chosen.why.note .. "; " or "") .. other end
  return chosen.year, chosen.why
end

return M
