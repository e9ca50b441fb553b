-- wide: values side by side, as Stata and R want them: one row for each region and year, one column for
-- each indicator, and beside it the unit, the bound, the scope, what it is said of and the id of each value, since
-- two values of one column may differ in the first four.

local comparison = require("fazhi.comparison")
local frame = require("fazhi.frame")
local message = require("fazhi.message")

local M = {}

local LONGEST = 32 -- characters of a name in Stata, in ASCII

local companions = {
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "bound", kind = "text", zh = "约数", en = "bound" },
  { name = "scope", kind = "text", zh = "范围", en = "scope" },
  { name = "basis", kind = "text", zh = "口径", en = "basis", is_rare = true },
  { name = "id", kind = "text", zh = "编号", en = "id" },
}

local keys = {
  { name = "region_code", kind = "text", zh = "区划代码", en = "region code" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "reports", kind = "text", zh = "报告", en = "reports", help = "ids of the reports of that region and year",
    help_zh = "该地区该年度报告的编号" },
}

local room = LONGEST
for _, companion in ipairs(companions) do room = math.min(room, LONGEST - 1 - #companion.name) end

local taken = {}
for _, key in ipairs(keys) do taken[key.name] = true end

-- The first characters of an id that fit, with the longest companion, into a name; where two ids begin alike
-- the later one ends in a number.
local function short(id, used)
  local base = id:gsub("[^%w_]", "_"):gsub("^(%d)", "_%1"):gsub("^_*$", "unnamed")
  local name, n = base:sub(1, room):gsub("_+$", ""), 1
  while used[name] or taken[name] do
    n = n + 1
    name = base:sub(1, room - 1 - #tostring(n)):gsub("_+$", "") .. "_" .. n
  end
  used[name] = true
  return name
end

--- The names of indicators as columns: at most 32 ASCII characters with _unit, _bound, _scope, _basis or _id behind
--- them. They depend on all ids of a corpus, so that a name does not change with what is asked for.
-- @param ids list of all ids
-- @return { id = name }
function M.names(ids)
  local sorted = table.move(ids, 1, #ids, 1, {})
  -- Short ids keep their names whatever the long ones become.
  table.sort(sorted, function(a, b)
    if (#a > room) ~= (#b > room) then return #b > room end
    return a < b
  end)
  local names, used = {}, {}
  for _, id in ipairs(sorted) do names[id] = short(id, used) end
  return names
end

local function row_key(one)
  return comparison.region_key(one) .. "\0" .. tostring(one.year)
end

-- A row for each region and year that has a report, whether it states anything or not.
local function rows_of(reports)
  local rows, at = {}, {}
  for _, report in ipairs(reports) do
    local key = row_key(report)
    local row = at[key]
    if row then
      row.reports = row.reports .. " " .. report.id
    else
      row = { region_code = report.region_code, region = report.region or comparison.unknown_region(report),
        level = report.level, year = report.year, reports = report.id }
      rows[#rows + 1], at[key] = row, row
    end
  end
  return rows, at
end

local function put_values(row_of, name, values)
  local count = 0
  for _, value in ipairs(values) do
    local row = row_of[value.id]
    if row then
      row[name], count = value.value, count + 1
      for _, companion in ipairs(companions) do row[name .. "_" .. companion.name] = value[companion.name] end
    end
  end
  return count
end

-- A companion that is rare has a column where a value has it.
local function is_shown(companion, values)
  if not companion.is_rare then return true end
  for _, value in ipairs(values) do
    if value[companion.name] then return true end
  end
  return false
end

local function put_columns(columns, name, indicator, values)
  local label = message.choose(nil, indicator.name) or indicator.id
  columns[#columns + 1] = { name = name, kind = "number", zh = indicator.name, en = indicator.id, indicator = indicator,
    help = indicator.definition, help_zh = indicator.definition }
  for _, companion in ipairs(companions) do
    if is_shown(companion, values) then
      columns[#columns + 1] = { name = name .. "_" .. companion.name, kind = companion.kind, indicator = indicator,
        words = companion.name,
        zh = label .. "：" .. companion.zh, en = indicator.id .. ": " .. companion.en }
    end
  end
end

-- The values of each indicator, and the row that each value belongs to by its id: what compares them
-- gives a value without a region a name to show.
local function sorted_out(values, at)
  local groups, row_of = {}, {}
  for _, value in ipairs(values) do
    groups[value.indicator] = groups[value.indicator] or {}
    table.insert(groups[value.indicator], value)
    row_of[value.id] = at[row_key(value)]
  end
  return groups, row_of
end

--- The wide table.
-- @param values as corpus:all_values; reports: a list with id, region_code, region, level, year, issuer, title
-- @param indicators list of { id=, name=, definition= } in order of the columns; names: by M.names
-- @param options { keep = { id = true } of indicators that have a column even without a value; doubtful = true:
--   doubtful readings as well }
-- @return frame, and the number of doubtful readings left out
function M.frame(values, reports, indicators, names, options)
  local rows, at = rows_of(reports)
  local columns, left_out = table.move(keys, 1, #keys, 1, {}), 0
  local groups, row_of = sorted_out(values, at)
  for _, indicator in ipairs(indicators) do
    local best = comparison.one_each(groups[indicator.id] or {})
    local sure, doubtful = comparison.by_certainty(best)
    if options.doubtful then sure, doubtful = best, {} end
    left_out = left_out + #doubtful
    local count = put_values(row_of, names[indicator.id], sure)
    if count > 0 or options.keep and options.keep[indicator.id] then
      put_columns(columns, names[indicator.id], indicator, sure)
    end
  end
  return frame.new({ columns = columns, rows = rows }), left_out
end

return M
