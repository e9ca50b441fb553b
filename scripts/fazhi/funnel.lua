-- Funnel: what one report tells of the way from applications for review to judgments: each stage with its
-- share of the stage before and of one stage for all, each claimed rate beside the one computed. The
-- stages and rates are data in catalogue/funnel.lua. What is not told stays missing.

local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local display = require "fazhi.display"
local failure = require "fazhi.failure"
local interval = require "fazhi.interval"
local message = require "fazhi.message"
local passage = require "fazhi.passage"
local scope = require "fazhi.scope"
local stats = require "fazhi.stats"
local wordlist = require "fazhi.wordlist"

local M = {}

--- The columns of the rows.
M.columns = {
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "stage", kind = "text", zh = "环节", en = "stage" },
  { name = "value", kind = "number", zh = "数值", en = "value", help = "missing if not told", help_zh = "没有说则缺" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "bound", kind = "text", zh = "约数", en = "bound" },
  { name = "scope", kind = "text", zh = "范围", en = "scope" },
  { name = "before", kind = "text", zh = "分母", en = "of", help = "the stage before, or the quotient recomputed",
    help_zh = "上一环节的数，或重算的商" },
  { name = "share", kind = "number", unit = "%", digits = 1, zh = "占比", en = "share" },
  { name = "low", kind = "number", unit = "%", digits = 1, zh = "下限", en = "low", help = "Wilson 95 %",
    help_zh = "Wilson 95% 区间" },
  { name = "high", kind = "number", unit = "%", digits = 1, zh = "上限", en = "high" },
  { name = "of_base", kind = "number", unit = "%", digits = 1, zh = "占统一分母", en = "of base" },
  { name = "base_low", kind = "number", unit = "%", digits = 1, zh = "统一下限", en = "base low" },
  { name = "base_high", kind = "number", unit = "%", digits = 1, zh = "统一上限", en = "base high" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
  { name = "id", kind = "text", zh = "编号", en = "id", help = "for `fazhi why`", help_zh = "可用于 fazhi why" },
}

local SURE = comparison.SURE -- a reading below this is for the eye, not for arithmetic

local function name_of(entry)
  return message.choose(entry.en, entry.zh)
end

-- The best observation of each indicator, of equals the first in the text.
local function best_of(observations)
  local best = {}
  for _, one in ipairs(observations) do
    local old = best[one.indicator]
    if not old or comparison.is_better(one, old) then best[one.indicator] = one end
  end
  return best
end

-- Why two numbers cannot be put in one quotient; nil if they can.
local function misfit(one, other)
  if comparison.unit_group(one.unit) ~= comparison.unit_group(other.unit) then
    return message.choose("units differ: %s, %s", "单位不同：%s、%s"):format(one.unit, other.unit)
  end
  if scope.class(one.scope) ~= scope.class(other.scope) then
    return message.choose("scopes differ: %s, %s", "范围不同：%s、%s"):format(
      one.scope or scope.name(scope.WHOLE), other.scope or scope.name(scope.WHOLE))
  end
  if scope.of(one) ~= scope.of(other) then
    return message.choose("bases differ: %s, %s", "口径不同：%s、%s"):format(
      display.basis(one.basis, true), display.basis(other.basis, true))
  end
  return nil
end

local function is_exact(one)
  local open = interval.of(one)
  return open.exact and open.step == 0 and math.tointeger(one.value) ~= nil
end

-- One as a percentage of another, with Wilson's interval where it is a part of it and both are counts.
local function share_of(one, other, is_part)
  if not one or not other or other.value == 0 then return nil end
  local why = misfit(one, other)
  if why then return nil, nil, nil, why end
  local low, high
  if is_part and one.value <= other.value and is_exact(one) and is_exact(other) then
    low, high = stats.wilson(one.value, other.value)
  end
  return 100 * one.value / other.value, low and 100 * low, high and 100 * high
end

-- Whether a stage is a part of another, or of one that is.
local function is_part_of(stages, id, whole)
  for _, above in ipairs(stages[id].part_of or {}) do
    if above == whole or is_part_of(stages, above, whole) then return true end
  end
  return false
end

-- What is larger than its whole, in words.
local function contradictions(stage, told, stages)
  local notes, one = {}, told[stage.id]
  for _, above in ipairs(one and stage.part_of or {}) do
    local whole = told[above]
    if whole and not misfit(one, whole) and interval.exceeds(interval.of(one), interval.of(whole)) then
      notes[#notes + 1] = message.choose("more than %s: %s > %s", "大于%s：%s > %s")
        :format(name_of(stages[above]), one.value, whole.value)
    end
  end
  return table.unpack(notes)
end

local function carried_note(told, body)
  local one = told.closed
  local first, last = passage.sentence(body, one.start, one.stop)
  if wordlist.inside(body:sub(first, last), catalogue.load "funnel".carried) then
    return message.choose("with cases carried over, as the report says", "含结转，报告已说明")
  end
  local accepted = told.accepted
  if accepted and not misfit(accepted, one) and accepted.value < one.value then
    return message.choose("more than accepted: cases carried over", "多于受理：有上年结转")
  end
  return nil
end

local function stage_note(stage, told, set_aside, context, why)
  local carried = stage.id == "closed" and told.closed and carried_note(told, context.body)
  local aside = set_aside[stage.id]
  return comparison.join_notes(told[stage.id] and told[stage.id].note or nil, carried or nil, why,
    aside and comparison.join_notes(aside.note, message.choose("doubtful, no share taken", "存疑，不计占比")) or nil,
    contradictions(stage, told, context.stages))
end

local function row_of(entry, one)
  one = one or {}
  return { stage = name_of(entry), value = one.value, unit = one.unit, bound = one.bound, scope = one.scope,
    id = one.id }
end

local function stage_row(stage, told, set_aside, context)
  local one = told[stage.id]
  local row, why, why_base = row_of(stage, one or set_aside[stage.id]), nil, nil
  for _, before in ipairs(one and stage.before or {}) do
    if told[before] and not row.before then
      row.before = name_of(context.stages[before])
      row.share, row.low, row.high, why = share_of(one, told[before], is_part_of(context.stages, stage.id, before))
    end
  end
  if stage.id ~= context.base then
    row.of_base, row.base_low, row.base_high, why_base = share_of(one, told[context.base],
      is_part_of(context.stages, stage.id, context.base))
    row.base = row.of_base and name_of(context.stages[context.base])
  end
  row.is_doubtful = not one and set_aside[stage.id] ~= nil
  row.note = stage_note(stage, told, set_aside, context, why or why_base)
  return row
end

-- The readings that a quotient is made of; nil if one of them is not told.
local function terms_of(ratio, readings)
  local terms = { whole = readings[ratio.of], minus = ratio.minus and readings[ratio.minus] }
  if not terms.whole or ratio.minus and not terms.minus then return nil end
  for i, id in ipairs(ratio.over) do
    if not readings[id] or misfit(readings[id], terms.whole) then return nil end
    terms[i] = readings[id]
  end
  return terms
end

-- A quotient of stages as numbers and as what it leaves open; nil if a stage is not told.
local function quotient(ratio, readings)
  local terms = terms_of(ratio, readings)
  if not terms then return nil end
  local over, k, is_sure = {}, 0, is_exact(terms.whole) and (terms.whole.score or 1) >= SURE
  for i, one in ipairs(terms) do
    over[i], k = interval.of(one), k + one.value
    is_sure = is_sure and is_exact(one) and (one.score or 1) >= SURE
  end
  local n = terms.whole.value - (terms.minus and terms.minus.value or 0)
  if n <= 0 then return nil end
  local of = interval.sum({ interval.of(terms.whole) }, terms.minus and { interval.of(terms.minus) } or nil)
  return { k = k, n = n, percent = 100 * k / n, open = interval.percent(interval.sum(over), of), is_sure = is_sure }
end

-- Whether a claimed rate may be this quotient: rounded, or cut off, at its last digit.
local function fits(claim, one)
  local claimed = interval.of { value = claim.value, raw = claim.raw, kind = "percent", bound = claim.bound }
  return one.open ~= nil and interval.meet(claimed, one.open, claimed.step / 2)
end

-- What is to be said of a claim: the quotients that make it, and how far it is from the one computed.
local function claim_note(one, row, making, is_computed)
  local basis
  if #making > 0 then
    basis = message.choose("the claim is %s", "自称率合于%s"):format(table.concat(making, message.choose(", ", "、")))
  elseif is_computed then
    basis = message.choose("no known denominator makes the claim", "已知分母均不合")
  else
    basis = message.choose("cannot be computed: its counts are not told", "未报告件数，无法复算")
  end
  local apart = row.share and one.value - row.share
  return comparison.join_notes(basis, apart and math.abs(apart) >= 0.05
    and message.choose("claimed − computed %+.1f points", "自称减复算 %+.1f 个百分点"):format(apart) or nil)
end

-- A claimed rate beside the first of its quotients, and the quotients that make the claim. Doubtful
-- readings are tried as well: where they make the claim, that is what they mean.
local function claim_row(claim, one, readings, ratios)
  local row, making, is_computed = row_of(claim, one), {}, false
  for i, id in ipairs(claim.ratios) do
    local computed = quotient(ratios[id], readings)
    is_computed = is_computed or computed ~= nil
    if computed and i == 1 then
      row.before, row.share = name_of(ratios[id]), computed.percent
      if computed.is_sure and computed.k <= computed.n and #ratios[id].over == 1 then
        row.low, row.high = stats.wilson(computed.k, computed.n)
        row.low, row.high = 100 * row.low, 100 * row.high
      end
    end
    if computed and fits(one, computed) then
      making[#making + 1] = ("%s = %d/%d"):format(name_of(ratios[id]), computed.k, computed.n)
    end
  end
  row.note = claim_note(one, row, making, is_computed)
  return row
end

-- The observations of the stages, sure and doubtful ones apart, and both together.
local function readings_of(words, best)
  local told, set_aside, all = {}, {}, {}
  for _, stage in ipairs(words.stages) do
    local one = best[stage.indicator]
    all[stage.id] = one
    if one then ((one.score or 1) >= SURE and told or set_aside)[stage.id] = one end
  end
  return told, set_aside, all
end

--- A report as rows of the funnel: one for each stage, told or not, then the rates it claims.
-- @param report of fazhi.roster
-- @param base id of the stage that all shares are taken of too: "received", "accepted" or "closed"
-- @return rows, with base = the name of that stage where of_base is told; none if the report tells no stage
function M.rows(report, base)
  local words, rows = catalogue.load "funnel", {}
  local best = best_of(failure.asked(report:observations()))
  local told, set_aside, readings = readings_of(words, best)
  local context = { stages = {}, base = base, body = failure.asked(report:text()) }
  for _, stage in ipairs(words.stages) do context.stages[stage.id] = stage end
  if next(readings) then
    for i, stage in ipairs(words.stages) do rows[i] = stage_row(stage, told, set_aside, context) end
  end
  for _, claim in ipairs(words.claims) do
    if best[claim.indicator] then rows[#rows + 1] = claim_row(claim, best[claim.indicator], readings, words.ratios) end
  end
  for _, row in ipairs(rows) do row.region, row.year = report.name, report.year end
  return rows
end

return M
