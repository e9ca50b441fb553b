-- resemblance: how alike two regions are in what both of their reports state: Gower's coefficient, over the
-- indicators that both have in one measure and scope, and over their size.

local comparison = require "fazhi.comparison"
local conversion = require "fazhi.conversion"
local message = require "fazhi.message"
local scope = require "fazhi.scope"

local say = message.say

local M = {}

--- Indicators that two reports must share before a distance is told.
M.least = 3

local rates = { ["%"] = true, ["‰"] = true, ["百分点"] = true, [":1"] = true }

-- Counts and amounts differ by factors, rates by points.
local function measure(number, unit)
  if rates[unit] or number < 0 then return number end
  return math.log(1 + number)
end

local is_sure = comparison.is_sure

-- Whether the value at a place of what is stated may be compared with the subject's own.
local function may_compare(stated, at, own)
  return (stated.score[at] or 1) >= comparison.SURE
    and comparison.measure_group(stated.unit[at]) == comparison.measure_group(own.unit)
    and scope.of({ scope = stated.scope[at], basis = stated.basis[at] }) == scope.of(own)
end

-- The measures of each indicator that the subject states, of all members whose value may be compared with it.
local function variables_of(group)
  local list, stated = {}, group.stated
  for id, own in pairs(group.cells[group.key] or {}) do
    if is_sure(own) then
      -- One unit for every subject, so that it is as far from here to there as from there to here.
      local unit = conversion.first(own.unit) or own.unit
      local one = { id = id, measures = {}, low = math.huge, high = -math.huge }
      for _, at in ipairs(stated.of[id]) do
        if may_compare(stated, at, own) then
          local x = measure(conversion.number(stated.value[at], stated.unit[at], unit), unit)
          one.measures[stated.key(at)], one.low, one.high = x, math.min(one.low, x), math.max(one.high, x)
        end
      end
      list[#list + 1] = one
    end
  end
  table.sort(list, function(a, b) return a.id < b.id end)
  return list
end

local function variable_of_size(sizes)
  local one = { measures = {}, low = math.huge, high = -math.huge }
  for key, size in pairs(sizes) do
    local x = math.log(1 + size)
    one.measures[key], one.low, one.high = x, math.min(one.low, x), math.max(one.high, x)
  end
  return one
end

-- One term of Gower's sum; nil where either side is missing or all are equal, which tells nothing.
local function term(variable, a, b)
  local x, y = variable.measures[a], variable.measures[b]
  if not x or not y or variable.high <= variable.low then return nil end
  return math.abs(x - y) / (variable.high - variable.low)
end

local function distance(variables, size, a, b)
  local sum, n = 0, 0
  for _, variable in ipairs(variables) do
    local d = term(variable, a, b)
    if d then sum, n = sum + d, n + 1 end
  end
  if n < M.least then return nil, n end
  local d = term(size, a, b)
  return (sum + (d or 0)) / (n + (d and 1 or 0)), n
end

local function province_of(report)
  return report.region_code and report.region_code:sub(1, 2)
end

-- Those of the same province first, then the nearest; those that share too little last.
local function sort(rows)
  table.sort(rows, function(a, b)
    if (a.distance == nil) ~= (b.distance == nil) then return a.distance ~= nil end
    if a.same_province ~= b.same_province then return a.same_province end
    if a.distance ~= b.distance then return a.distance < b.distance end
    if a.shared ~= b.shared then return a.shared > b.shared end
    return a.key < b.key
  end)
end

--- The other members of a cohort by how near they are to its subject: Gower's distance (Biometrics 27 (1971) 857),
--- the mean over the indicators that both state of |x − y| / range, counts and amounts as logarithms, and
--- the logarithm of the size as one more; 0 is alike, 1 as unlike as any two here.
-- @param sizes { [region key] = number above 0 or nil }
-- @return rows { key=, region=, region_code=, year=, same_province=, distance= (nil below M.least shared), shared=
--   (indicators), size=, ratio = size of it to the subject's, note=, id= }, those of the subject's province first
function M.peers(group, sizes)
  local variables, size = variables_of(group), variable_of_size(sizes)
  local own, rows = province_of(group.subject), {}
  for _, key in ipairs(group.order) do
    if key ~= group.key then
      local report = group.members[key]
      local row = { key = key, region = report.region or comparison.unknown_region(report), year = report.year,
        region_code = report.region_code, same_province = own ~= nil and province_of(report) == own,
        size = sizes[key], id = report.id }
      row.distance, row.shared = distance(variables, size, group.key, key)
      if sizes[key] and (sizes[group.key] or 0) > 0 then row.ratio = sizes[key] / sizes[group.key] end
      if not row.distance then
        row.note = say("fewer than {n} shared indicators", "共有指标不足 {n} 个", { n = M.least })
      end
      rows[#rows + 1] = row
    end
  end
  sort(rows)
  return rows
end

return M
