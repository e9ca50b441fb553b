-- standing: where each value of an indicator stands among those it may be compared with, which are of the same
-- year, level, unit and scope, and of one basis. What differs in one of these is another group, and is never ranked
-- with it.

local comparison = require "fazhi.comparison"
local display = require "fazhi.display"
local message = require "fazhi.message"
local scope = require "fazhi.scope"
local stats = require "fazhi.stats"

local say = message.say

local M = {}

--- Regions that must report before a z or a percentile is told.
M.enough = 5

local SHOWN = 6 -- groups whose median is told in the notes

local function exact(number)
  return math.type(number) == "float" and tonumber(("%.12g"):format(number)) or number
end

--- The quartiles of numbers: lower, median, upper, to the twelve digits that are not the computer's; nil for none.
function M.quartiles(numbers)
  local low, middle, high = stats.quartiles(numbers)
  if not middle then return nil end
  return exact(low), exact(middle), exact(high)
end

-- Of two groups of one year and level the one that is ranked: the larger, else the whole regions, else by name.
local function is_before(a, b)
  if #a.rows ~= #b.rows then return #a.rows > #b.rows end
  if a.scope ~= b.scope then
    if a.scope == scope.WHOLE or b.scope == scope.WHOLE then return a.scope == scope.WHOLE end
    return a.scope < b.scope
  end
  return a.unit < b.unit
end

local function field_key(value)
  return ("%d %s"):format(value.year or 0, value.level or "~")
end

local function collect(values)
  local fields, order = {}, {}
  for _, value in ipairs(values) do
    local key = field_key(value)
    local unit, class = comparison.unit_group(value.unit), scope.of(value)
    if not fields[key] then
      fields[key] = { groups = {}, list = {} }
      order[#order + 1] = key
    end
    local field, own = fields[key], unit .. "\0" .. class
    if not field.groups[own] then
      field.groups[own] = { year = value.year, level = value.level, unit = unit, scope = class, rows = {} }
      table.insert(field.list, field.groups[own])
    end
    table.insert(field.groups[own].rows, value)
  end
  return fields, order
end

-- The latest year first, then by level.
local function sort_fields(order, fields)
  table.sort(order, function(a, b)
    local x, y = fields[a].list[1], fields[b].list[1]
    if x.year ~= y.year then return (x.year or 0) > (y.year or 0) end
    return (x.level or "~") < (y.level or "~")
  end)
end

--- Values, one for each region and year, in groups that may be compared: a list of { year=, level=, unit= (of the
--- group of units), scope= (class, as scope.of gives it), rows=, is_main= }, the latest year first. The largest
--- group of a year and level is the main one, of equals the one of whole regions; the others stand behind it.
function M.groups(values)
  local fields, order = collect(values)
  sort_fields(order, fields)
  local list = {}
  for _, key in ipairs(order) do
    table.sort(fields[key].list, is_before)
    for i, group in ipairs(fields[key].list) do
      group.is_main = i == 1
      list[#list + 1] = group
    end
  end
  return list
end

-- Ranks are whole numbers up to the number of rows: each row has its place by counting.
local function by_rank(rows)
  local of_rank, order, last = {}, {}, #rows + 1
  for _, row in ipairs(rows) do
    local rank = row.rank or last
    of_rank[rank] = of_rank[rank] or {}
    table.insert(of_rank[rank], row)
  end
  for rank = 1, last do
    local same = of_rank[rank]
    if same then table.move(same, 1, #same, #order + 1, order) end
  end
  table.move(order, 1, #order, 1, rows)
end

--- Gives each row of a group that has row[key] its `rank` (equal values share one), and from M.enough on its robust
--- `z` and `percentile`; the rows come in order of rank. The group gets n, q1, median, q3 of what is there,
--- and `why`, the reason where there is no z.
-- @param key the number compared, "value" by default; ascending: true if rank 1 is the least
function M.measure(group, key, ascending)
  key = key or "value"
  local rows, numbers = {}, {}
  for _, row in ipairs(group.rows) do
    if row[key] then rows[#rows + 1], numbers[#numbers + 1] = row, row[key] end
  end
  group.n = #numbers
  group.q1, group.median, group.q3 = M.quartiles(numbers)
  local z, why = {}, nil
  if group.n >= M.enough then z, why = stats.robust_z(numbers) end
  local ranks = stats.rank(numbers, { ascending = ascending })
  local percentiles = group.n >= M.enough and stats.percentile_ranks(numbers) or {}
  for i, row in ipairs(rows) do
    row.rank, row.z, row.percentile = ranks[i], z[i], percentiles[i]
  end
  group.why = why
  by_rank(group.rows)
  return group
end

local levels = {
  national = { en = "national", zh = "全国" },
  province = { en = "provinces", zh = "省级" }, prefecture = { en = "prefectures", zh = "地级" },
  county = { en = "counties", zh = "县级" }, township = { en = "townships", zh = "乡级" },
}

-- Whether rows are all of central bodies, which are above every level.
local function are_national(rows)
  for _, row in ipairs(rows) do
    if not comparison.is_central(row) then return false end
  end
  return #rows > 0
end

--- A level in words: counties, 县级; what has none is called so, and the reports of central bodies national.
-- @param rows the reports or values of a group that is called so, or nil
function M.level_name(level, rows)
  local words = levels[level] or rows and are_national(rows) and levels.national
    or { en = "without a level", zh = "层级不明" }
  return message.choose(words.en, words.zh)
end

-- 1234.5 as people read it: at most four digits behind a point that is needed.
local function short(number)
  if math.type(number) == "integer" then return display.number(number) end
  return display.number(tonumber(("%.4g"):format(number)) or number)
end

local function sentence(group, ratio)
  if group.n == 0 then
    return say("{level} {year}: n = 0", "{year} 年{level}：n = 0", { level = M.level_name(group.level, group.rows),
      year = group.year or "?" })
  end
  local values = { level = M.level_name(group.level, group.rows), year = group.year or "?", n = group.n,
    median = group.median and short(group.median) or "—", unit = ratio and ratio:unit(group.unit) or group.unit }
  local s = say("{level} {year}: n = {n}, median {median} {unit}", "{year} 年{level}：n = {n}，中位数 {median} {unit}",
    values)
  local basis = group.rows[1].basis
  if basis then s = s .. say("; basis: {basis}", "；口径：{basis}", { basis = display.basis(basis) }) end
  if group.n < M.enough then
    return s .. say("; fewer than {n}: no z, no percentile", "；不足 {n} 个，不算 z 和百分位", { n = M.enough })
  end
  return s .. (group.why and say("; no z: {why}", "；无 z：{why}", { why = group.why }) or "")
end

--- What the main groups are like, one note each: how many have a value, the median, why there is no z.
-- @param groups measured; ratio: what the numbers are divided by, with a method unit, or nil
function M.notes(groups, ratio)
  local notes, more = {}, 0
  for _, group in ipairs(groups) do
    if group.is_main and #notes < SHOWN then
      notes[#notes + 1] = sentence(group, ratio)
    elseif group.is_main then
      more = more + 1
    end
  end
  if more > 0 then
    notes[#notes + 1] = say("{count} more years and levels", "另有 {count} 组年度和层级", { count = more })
  end
  return notes
end

-- The distinct words that `name` finds for the rows, in order.
local function distinct(rows, name)
  local list, seen = {}, {}
  for _, row in ipairs(rows) do
    local word = name(row)
    if not seen[word] then
      seen[word] = true
      list[#list + 1] = word
    end
  end
  return table.concat(list, say(", ", "、"))
end

--- Notes on the rows that stand apart from the main group of their year and level, and the rows themselves.
function M.apart(groups)
  local rows, by_unit, by_scope, by_basis, main, units = {}, {}, {}, {}, nil, {}
  for _, group in ipairs(groups) do
    if group.is_main then
      main = group
      units[#units + 1] = group
    else
      table.move(group.rows, 1, #group.rows, #rows + 1, rows)
      local is_part = scope.class(group.rows[1].scope) ~= scope.class(main.rows[1].scope)
      local list = group.unit ~= main.unit and by_unit or is_part and by_scope or by_basis
      table.move(group.rows, 1, #group.rows, #list + 1, list)
    end
  end
  local notes = {}
  if #by_unit > 0 then
    notes[1] = say("{n} {n|value in another unit|values in other units} than {unit} {n|stands|stand} apart, unranked",
      "另有 {n} 个数值的单位不是“{unit}”，单列、不排名", { n = #by_unit, unit = distinct(units, function(group) return group.unit end) })
  end
  if #by_scope > 0 then
    notes[#notes + 1] = say("{n} {n|value|values} of another scope ({scope}) {n|stands|stand} apart, unranked",
      "另有 {n} 个数值的范围不同（{scope}），单列、不排名", { n = #by_scope,
        scope = distinct(by_scope, function(row) return row.scope or scope.name(scope.WHOLE) end) })
  end
  if #by_basis > 0 then
    notes[#notes + 1] = say("{n} {n|value|values} of another basis ({basis}) {n|stands|stand} apart, unranked",
      "另有 {n} 个数值口径不同（{basis}），单列、不排名", { n = #by_basis,
        basis = distinct(by_basis, function(row) return display.basis(row.basis, true) end) })
  end
  return notes, rows
end

return M
