-- covariates: a table of the user's (population, gdp …) beside the corpus, joined to its values by
-- region and year, so that a value can be told per 100,000 inhabitants. What the table does not say is
-- never guessed; each cell that cannot be used is told with its line, the reason and a remedy.

local assertion = require "fazhi.assertion"
local catalogue = require "fazhi.catalogue"
local csv = require "fazhi.csv"
local input = require "fazhi.input"
local message = require "fazhi.message"
local nearest = require "fazhi.nearest"
local region = require "fazhi.region"
local written = require "fazhi.written"

local say = message.say

local M = {}

local Covariates = { __name = "fazhi.covariates" }
Covariates.__index = Covariates

local SHOWN = 5 -- problems told one by one

local function year_of(cell)
  local s = (cell or ""):gsub("%s", "")
  for _, ending in ipairs { "末", "度", "年" } do s = s:gsub(ending .. "$", "") end
  local year = math.tointeger(tonumber(s))
  return year and year >= 1949 and year <= 2099 and year or nil
end

local function holds(row, year)
  return (row.from_year or 0) <= year and (row.to_year == nil or year < row.to_year)
end

local function ends_with(s, tail)
  return tail and tail ~= "" and s:sub(-#tail) == tail
end

-- The rows of one code: the gazetteer's, then those that only the corpus knows.
local function rows_of_code(self, code)
  local rows = region.gazetteer():all(code)
  local stored = self.by_code[code] or {}
  return table.move(stored, 1, #stored, #rows + 1, rows)
end

-- What to write instead of a code that did not hold in a year.
local function remedy_of(self, rows)
  if #rows == 0 then return say("check it, or give --regions", "请核对代码，或用 --regions 补充地区表") end
  local words = {}
  for code in ((rows[#rows] or {}).successor or ""):gmatch("%d+") do
    local next_row = rows_of_code(self, code)[1]
    words[#words + 1] = next_row and code .. " " .. next_row.name or code
  end
  return say("{name} had it from {from} to {to}{later}", "该代码属{name}，{from} 年至 {to} 年{later}", {
    name = rows[#rows].name, from = rows[1].from_year or "?", to = rows[#rows].to_year or say("now", "今"),
    later = #words > 0 and say(", then ", "，其后为 ") .. table.concat(words, say(" or ", " 或 ")) or "" })
end

local function find_code(self, code, year)
  if not code:find("^%d%d%d%d%d%d$") then
    return nil, say("{code} is no code of six digits", "“{code}”不是六位代码", { code = code }),
      say("write the code of GB/T 2260", "请写 GB/T 2260 的代码")
  end
  local rows = rows_of_code(self, code)
  for _, row in ipairs(rows) do
    if holds(row, year) then return row end
  end
  return nil, say("{code} was no code in {year}", "{year} 年没有代码 {code}", { code = code, year = year }),
    remedy_of(self, rows)
end

local function choices_of(rows)
  local words = {}
  for i, row in ipairs(rows) do words[i] = row.full_name .. " " .. row.code end
  table.sort(words)
  return table.concat(words, say(", ", "、"))
end

-- Places that the corpus knows by this name: 白塔市青禾县 is the end of 云岭省白塔市青禾县.
local function stored_places(self, name, year)
  local list, seen = {}, {}
  for _, row in ipairs(self.regions) do
    local is_named = row.name == name or ends_with(row.full_name, name) and #name >= #row.name
    if is_named and holds(row, year) and not seen[row.code] then
      seen[row.code] = true
      list[#list + 1] = row
    end
  end
  return list
end

-- All that a name can mean in a year: to the gazetteer, and to the corpus, which may know places of its own.
local function candidates_of(self, name, year)
  local row, _, rows = region.find(name, { year = year })
  local list, seen = row and { row } or rows or {}, {}
  for _, one in ipairs(list) do seen[one.code] = true end
  for _, one in ipairs(stored_places(self, name, year)) do
    if not seen[one.code] then list[#list + 1] = one end
  end
  return list
end

-- The place of a name as it was called in that year; an older or later name is not taken for it.
local function find_name(self, name, year)
  name = name:gsub("%s", ""):gsub("\u{3000}", "")
  local list = candidates_of(self, name, year)
  local row = list[1]
  if #list > 1 then
    return nil, say("{name} may be any of {choices}", "“{name}”可能是 {choices}",
      { name = name, choices = choices_of(list) }),
      say("write the full name, or use a column region_code", "请写全称，或增设 region_code 一列")
  end
  if not row then
    return nil, say("no place was called {name} in {year}", "{year} 年没有叫“{name}”的地区", { name = name, year = year }),
      say("write its full name of that year, or its code", "请写当年的全称或代码")
  end
  if ends_with(name, row.name) or ends_with(name, (row.short_name or ""):match("^[^;]*")) then return row end
  return nil, say("{name} was {full} in {year}", "{year} 年“{name}”的名称是{full}",
    { name = name, full = row.full_name, year = year }),
    say("write that, or its code {code}", "请写该名称或代码 {code}", { code = row.code })
end

-- Whether a name may be that of a place: it is part of its name, or means nothing else that anybody knows.
local function agrees(self, name, place, year)
  name = name:gsub("%s", ""):gsub("\u{3000}", "")
  if ends_with(place.full_name, name) or ends_with(name, place.name) then return true end
  local list = candidates_of(self, name, year)
  for _, row in ipairs(list) do
    if row.code == place.code then return true end
  end
  return #list == 0
end

-- The place of a code, if the name beside it does not say another.
local function find_both(self, code, name, year)
  local place, reason, remedy = find_code(self, code, year)
  if not place or not name or agrees(self, name, place, year) then return place, reason, remedy end
  return nil, say("{code} is {full}, and the row says {name}", "{code} 是{full}，而该行写的是“{name}”",
    { code = code, full = place.full_name, name = message.shown(name) }),
    say("correct one of the two", "请改正其一")
end

local function problem(self, line, reason, remedy)
  self.problems[#self.problems + 1] = say("{path}:{line}: {reason}; {remedy}", "{path}:{line}：{reason}；{remedy}",
    { path = self.path, line = line, reason = reason, remedy = remedy })
end

-- Two lines that say the same are harmless; of two that differ neither is used.
local function put_number(self, column, key, number, line)
  local cells = self.cells[column.name]
  local old = cells[key]
  if not old then
    cells[key] = { value = number, line = line }
    return
  end
  local same = old.value == number
  if not same then old.value = nil end
  problem(self, line, say("{column} of this region and year stands in line {line} too",
    "该地区该年度的“{column}”第 {line} 行已有", { column = column.name, line = old.line }),
    same and say("delete one of the two", "请删去其中一行")
    or say("the two differ and neither is used, keep the right one", "两处不同，均未采用，请留下对的一处"))
end

local function enter_numbers(self, row, line, key)
  for _, column in ipairs(self.columns) do
    local cell = row[column.header]
    local number = cell and written.number(cell)
    if number then
      put_number(self, column, key, number * column.factor, line)
    elseif cell then
      problem(self, line, say("{column} is “{cell}”, which is no number", "“{column}”的“{cell}”不是数",
        { column = column.name, cell = message.shown(cell) }), say("write digits, or leave it empty", "请写数字，或留空"))
    end
  end
end

-- A row with a cell too many or too few may have all its numbers under wrong headings.
local function has_width(self, width, wanted, line)
  if width == wanted then return true end
  problem(self, line, say("{n} cells, the header has {wanted}; not used", "有 {n} 格，表头有 {wanted} 格，未采用",
    { n = width, wanted = wanted }), width > wanted
    and say("write numbers without commas, or in quotes", "数字请勿带逗号，或加引号")
    or say("write a separator for each empty cell too", "空格处也请写分隔符"))
  return false
end

local function enter(self, row, line)
  local year = year_of(row[self.year_header])
  if not year then
    return problem(self, line, say("“{cell}” is no year", "“{cell}”不是年度", { cell = row[self.year_header] or "" }),
      say("write it as 2024", "请写作 2024"))
  end
  local code, name = row[self.code_header], row[self.name_header]
  local place, reason, remedy
  if code then
    place, reason, remedy = find_both(self, (code:gsub("%s", "")), name, year)
  elseif name then
    place, reason, remedy = find_name(self, name, year)
  else
    reason, remedy = say("no region", "没有地区"), say("write its name or code", "请写名称或代码")
  end
  if not place then return problem(self, line, reason, remedy) end
  enter_numbers(self, row, line, place.code .. " " .. year)
end

-- Which column is what: the region, its code, the year, and what is left.
local function read_headers(self, header)
  for _, word in ipairs(header) do
    local field = assertion.field(word)
    if field == "region_code" then self.code_header = self.code_header or word
    elseif field == "region" then self.name_header = self.name_header or word
    elseif field == "year" then self.year_header = self.year_header or word
    elseif not field then
      local column = written.header(word)
      self.columns[#self.columns + 1] = column
      self.cells[column.name] = {}
    end
  end
  self.code_header, self.name_header = self.code_header or "", self.name_header or ""
end

local function slurp(path)
  local item, why, code = input.file(path)
  if not item then return nil, message.at_path(why, path), code end
  local bytes
  bytes, why, code = item:bytes()
  if not bytes then return nil, message.at_path(why, path), code end
  return bytes
end

--- Reads a table (CSV in any encoding, also with ; or tabs) with a column region or region_code, or their
--- Chinese names, a column year and columns of numbers, whose header may have a unit: population(万人).
-- @param regions rows of corpus:regions(), whose places count as known; nil: the gazetteer's only
-- @return the table, with columns = list of { name=, unit=, factor= } and problems = list of lines; or nil,
--   message, code ("E301" …, "E219" where a column is missing)
function M.read(path, regions)
  local bytes, why, code = slurp(path)
  if not bytes then return nil, why, code end
  local rows, header, lines, widths = csv.read(bytes)
  if not rows then return nil, message.at_path(header, path), lines end
  local self = setmetatable({ path = path, columns = {}, cells = {}, problems = {}, regions = regions or {},
    by_code = {} }, Covariates)
  for _, row in ipairs(self.regions) do
    self.by_code[row.code] = self.by_code[row.code] or {}
    table.insert(self.by_code[row.code], row)
  end
  read_headers(self, header)
  local lacks = self.code_header == "" and self.name_header == "" and "region"
    or not self.year_header and "year" or #self.columns == 0 and "population"
  if lacks then
    return message.fail("E219", { path = path, word = lacks, columns = table.concat(header, ", ") },
      say("it needs region or region_code, year, and columns of numbers", "需要 region 或 region_code、year 和数值列"))
  end
  for i, row in ipairs(rows) do
    if has_width(self, widths[i], #header, lines[i]) then enter(self, row, lines[i]) end
  end
  return self
end

local function known_as(word)
  for name, others in pairs(catalogue.load("covariates").names) do
    for _, other in ipairs(others) do
      if other == word then return name end
    end
  end
  return word
end

--- The column called `word`, by its own name, its whole header or a name that means the same
--- (人口, population); or nil, message, code ("E220").
function Covariates:column(word)
  local names = {}
  for i, column in ipairs(self.columns) do
    if column.name == word or column.header == word then return column end
    names[i] = column.name
  end
  for _, column in ipairs(self.columns) do
    if known_as(column.name) == known_as(word) then return column end
  end
  local near = nearest.find(word, names)
  return message.fail("E220", { path = self.path, word = word, columns = table.concat(names, ", ") },
    near and message.text("nearest", { word = near }))
end

--- What the table says of a region in a year, and the year it says it of, which differs where `within` years
--- are allowed; of two equally near the earlier. nil where it says nothing.
-- @param name of a column as Covariates:column gives it
function Covariates:value(region_code, year, name, within)
  if not region_code or not year then return nil end
  for distance = 0, within or 0 do
    for _, other in ipairs { year - distance, year + distance } do
      local cell = self.cells[name][region_code .. " " .. other]
      if cell and cell.value then return cell.value, other end
    end
  end
  return nil
end

--- The problems as notes: the first ones, and how many more there are.
function Covariates:notes()
  local notes = table.move(self.problems, 1, math.min(#self.problems, SHOWN), 1, {})
  if #self.problems > SHOWN then
    notes[#notes + 1] = say("{path}: {count} more such problems", "{path}：另有 {count} 处同类问题",
      { path = self.path, count = #self.problems - SHOWN })
  end
  return notes
end

return M
