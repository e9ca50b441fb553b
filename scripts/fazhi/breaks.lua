-- breaks: what makes two values of one series unlike each other (口径变化): another unit, scope, period, bound or
-- rule of reading, another place under the name, or a jump that no year brings. Each looks like a trend.

local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local display = require "fazhi.display"
local message = require "fazhi.message"
local scope = require "fazhi.scope"

local say = message.say

local M = {}

local names = {
  unit = { "unit", "单位" }, scope = { "scope", "范围" }, basis = { "basis", "口径" },
  period = { "period", "时段" }, bound = { "bound", "约数" },
  rule = { "other wording", "句式不同" },
}

local periods = {
  annual = "全年", to_date = "截至", cumulative = "累计", stock = "存量", planned = "计划",
}

local bounds = { exact = "确数", about = "约", at_least = "以上", at_most = "以内" }

local function from_to(name, old, new)
  return ("%s %s → %s"):format(message.choose(names[name][1], names[name][2]), old, new)
end

local function word(list, key)
  return message.choose(key, list[key] or key)
end

local function unit_change(before, after)
  if comparison.unit_group(before.unit) == comparison.unit_group(after.unit) then return nil end
  return from_to("unit", before.unit or "", after.unit or "")
end

local function scope_change(before, after)
  local old, new = scope.class(before.scope), scope.class(after.scope)
  return old ~= new and from_to("scope", scope.name(old), scope.name(new)) or nil
end

local function basis_change(before, after)
  if before.basis == after.basis then return nil end
  return from_to("basis", display.basis(before.basis, true), display.basis(after.basis, true))
end

-- What says no period is told of the year.
local function period_change(before, after)
  local old, new = before.period or "annual", after.period or "annual"
  return old ~= new and from_to("period", word(periods, old), word(periods, new)) or nil
end

local function bound_change(before, after)
  local old, new = before.bound or "exact", after.bound or "exact"
  return old ~= new and from_to("bound", word(bounds, old), word(bounds, new)) or nil
end

local function rule_change(before, after)
  if not before.rule or not after.rule or before.rule == after.rule then return nil end
  return message.choose(names.rule[1], names.rule[2])
end

-- More than five times the value before, or less than a fifth of it; small numbers and rates may.
local function jump(before, after)
  local jumps = catalogue.load("consistency").jumps
  local old, new = before.value, after.value
  if after.unit == "%" or not old or not new or old <= 0 or new <= 0 or math.max(old, new) < jumps.least then
    return nil
  end
  local ratio = new / old
  if ratio <= jumps.factor and ratio >= 1 / jumps.factor then return nil end
  return say("× {ratio}", "为前值的 {ratio} 倍", { ratio = ("%.3g"):format(ratio) })
end

--- What differs between two values of a series beside their size, in words; nil if nothing does. The second result
--- is true if it is more than the wording, which mostly changes nothing.
-- @param before, after rows of corpus:values, the earlier first; lineage: fazhi.lineage of the corpus
function M.between(before, after, lineage)
  local unit, part, basis = unit_change(before, after), scope_change(before, after), basis_change(before, after)
  local found = {
    lineage:change(before, after) or false, unit or false, part or false, basis or false,
    period_change(before, after) or false, bound_change(before, after) or false,
    not unit and not part and not basis and jump(before, after) or false,
  }
  local list = {}
  for _, one in ipairs(found) do
    if one then list[#list + 1] = one end
  end
  local matters = #list > 0
  list[#list + 1] = rule_change(before, after)
  if #list == 0 then return nil, false end
  return table.concat(list, say("; ", "；")), matters
end

return M
