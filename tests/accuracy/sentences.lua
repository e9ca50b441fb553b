-- sentences: how many of the labelled sentences of sentences.tsv are read rightly. Each stands in a report of
-- its own; what is doubted (a score under one half) is counted apart from what is asserted.

local document = require "fazhi.document"
local region = require "fazhi.region"
local tally = require "accuracy.tally"

local M = { title = "sentences labelled beforehand" }

local PLACES = { county = "云岭省白塔市青禾县", prefecture = "云岭省白塔市", province = "云岭省" }
local SURE = 0.5

function M.is_present()
  return true
end

local function labels_of(text)
  local wanted, allowed = {}, {}
  for optional, id, value in text:gmatch "(%??)([%w_]+)=([^;]+)" do
    local list = optional == "" and wanted or allowed
    list[#list + 1] = { id = id, value = tonumber(value) }
  end
  return wanted, allowed
end

local function take(list, seen)
  for i, one in ipairs(list) do
    if one.id == seen.indicator and tally.same(one.value, seen.value) then return table.remove(list, i) end
  end
end

local function observations(row)
  local text = ("%s2024年法治政府建设情况报告\n\n一、主要做法和成效\n%s\n"):format(PLACES[row.level], row.sentence)
  local list = {}
  for _, seen in ipairs(assert(document.decode(text, { path = "sentence.txt" })).observations) do
    if not seen.indicator:find "^req_" then list[#list + 1] = seen end
  end
  table.sort(list, function(a, b) return a.score > b.score end)
  return list
end

local function judge(row, totals, say)
  local wanted, allowed = labels_of(row.indicators)
  local count = #wanted
  local given, right, doubted, doubted_right = 0, 0, 0, 0
  for _, seen in ipairs(observations(row)) do
    local is_right, is_sure = take(wanted, seen), seen.score >= SURE
    if is_right or not take(allowed, seen) then
      given, right = given + (is_sure and 1 or 0), right + (is_sure and is_right and 1 or 0)
      doubted, doubted_right = doubted + (is_sure and 0 or 1), doubted_right + (is_right and not is_sure and 1 or 0)
      local is_made_up = say and is_sure and not is_right
      if is_made_up then say(("%s: made up %s %g"):format(row.sentence, seen.indicator, seen.value)) end
    end
  end
  for _, one in ipairs(say and wanted or {}) do say(("%s: missed %s %g"):format(row.sentence, one.id, one.value)) end
  totals.asserted:add(right, given, count)
  totals["asserted or doubted"]:add(right + doubted_right, given + doubted, count)
end

--- Counts right, given and wanted indicators.
-- @param say function(line) for each miss, or nil
-- @return totals (accuracy.tally): asserted, and asserted or doubted
function M.count(say)
  local totals = tally.set()
  region.load { "examples/regions.tsv" }
  for _, row in ipairs(tally.tsv "tests/accuracy/sentences.tsv") do judge(row, totals, say) end
  return totals
end

function M.measure(_, say)
  local totals = M.count(os.getenv "MISSES" and say or nil)
  for _, name in ipairs(totals.order) do say(("%-22s %s"):format(name, totals[name]:line())) end
end

return M
