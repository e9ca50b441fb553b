-- assertion: what a user says of a report (地区, 年度 …) as the columns of report it stands for:
-- names are read, places looked up, and what makes no sense is refused with the reason.

local catalogue = require("fazhi.catalogue")
local kind = require("fazhi.kind")
local message = require("fazhi.message")
local region = require("fazhi.region")
local renaming = require("fazhi.renaming")

local M = {}

local by_name -- { source =, fields = {name = field} }

--- The field that a column or key of a user's means (catalogue "fields"), or nil.
function M.field(name)
  local source = catalogue.load("fields")
  if not by_name or by_name.source ~= source then
    by_name = { source = source, fields = {} }
    for field, list in pairs(source) do
      by_name.fields[field] = field
      for _, word in ipairs(list) do by_name.fields[word] = field end
    end
  end
  return by_name.fields[name] or by_name.fields[name:lower()]
end

local function whole_year(value)
  local year = math.tointeger(tonumber((tostring(value):gsub("年度?$", ""))))
  if year and year >= 1949 and year <= 2099 then return year end
  return nil, message.text("E208", { name = "year", word = value, want = message.text("want_year") })
end

local levels = { province = true, prefecture = true, county = true, township = true,
  ["省级"] = "province", ["市级"] = "prefecture", ["县级"] = "county", ["乡级"] = "township" }

local function level_of(value)
  if levels[value] == true then return value end
  if levels[value] then return levels[value] end
  return nil, message.text("E208", { name = "level", word = value, want = message.text("want_level") })
end

local function kind_of(value)
  local choices = {}
  for _, k in ipairs(kind.all()) do
    if value == k.id or value == k.zh then return k.id end
    choices[#choices + 1] = k.id
  end
  return nil, message.text("E208", { name = "kind", word = value,
    want = message.text("want_choice", { choices = table.concat(choices, ", ") }) })
end

local function date_of(value)
  local plain_date = tostring(value):gsub("年", "-"):gsub("月", "-"):gsub("日", "")
  local y, m, d = plain_date:match("^(%d%d%d%d)[-/.](%d%d?)[-/.](%d%d?)$")
  local want = "YYYY-MM-DD"
  if y then
    local date = ("%s-%02d-%02d"):format(y, m, d)
    if os.date("!%Y-%m-%d", os.time { year = y, month = m, day = d, hour = 12 }) == date then return date end
    want = message.text("want_day")
  end
  return nil, message.text("E208", { name = "published", word = value, want = want })
end

local checks = { year = whole_year, level = level_of, kind = kind_of, published = date_of }

local function find_place(name, year)
  local row, why, choices = region.find(name, { year = year })
  if row then return row end
  if why ~= "ambiguous" then return nil, message.text("no_place", { word = name }) end
  local list = {}
  for i, choice in ipairs(choices) do list[i] = choice.full_name end
  return nil, message.text("may_be", { word = name, choices = table.concat(list, "、", 1, math.min(#list, 8)) })
end

-- The place that a code means, or province, city, county and region together, or the region alone.
local function place_of(given, year)
  if given.region_code then return find_place(given.region_code, year) end
  local above = (given.province or "") .. (given.city or "") .. (given.county or "")
  local name = above .. (given.region or "")
  if name == "" then return nil end
  local row, why = find_place(name, year)
  if not row and above ~= "" and given.region then row = find_place(given.region, year) end
  return row, not row and why or nil
end

-- A note if the place is named as it was called before that year.
local function note_of_name(given, year)
  local name = given.region or given.county or given.city or given.province
  return not given.region_code and name and renaming.note(name, year) or nil
end

local rank = { province = 1, prefecture = 2, county = 3, township = 4 }

--- Why a place cannot have a level, or nil: what stands below a place may be known by its code, as a
--- township by the county's, but nothing above it.
-- @param row { level=, full_name=, code= } of the gazetteer, or nil
function M.level_trouble(row, level)
  local own, asked = row and rank[row.level], rank[level]
  if not own or not asked or asked >= own then return nil end
  return message.text("level_above", { level = level, region = row.full_name, code = row.code, own = row.level })
end

local plain = { "title", "issuer", "doc_number" }

--- The columns of report that `given` stands for: { field = value }, fields by the names of
--- assertion.field. Empty values count as not given. Returns { year=, region=, region_code=, level=, … } and,
--- if some values make no sense and were left out, what is wrong with them in one line, else nil; and a note if the
--- place is named as it was called before that year.
function M.columns(given)
  local columns, wrong = {}, {}
  for _, field in ipairs { "year", "level", "kind", "published" } do
    local value = given[field]
    if value ~= nil and value ~= "" then columns[field], wrong[#wrong + 1] = checks[field](value) end
  end
  for _, field in ipairs(plain) do
    if given[field] ~= nil and given[field] ~= "" then columns[field] = tostring(given[field]) end
  end
  local row, why = place_of(given, columns.year)
  wrong[#wrong + 1] = why
  if row then
    columns.region, columns.region_code = row.full_name, row.code
    local trouble = M.level_trouble(row, columns.level)
    wrong[#wrong + 1] = trouble
    columns.level = not trouble and columns.level or row.level
  end
  return columns, wrong[1] and table.concat(wrong, message.choose("; ", "；")) or nil,
    row and note_of_name(given, columns.year)
end

return M
