-- labelled: measures fazhi over the reports of examples/, whose truth stands in the tables
-- beside this file: what each report is, its indicators, and every figure of four of them.

local document = require "fazhi.document"
local figures = require "accuracy.figures"
local region = require "fazhi.region"
local tally = require "accuracy.tally"

local M = {}

local folder = "examples/reports/"
local fields = { "kind", "region_code", "level", "year", "title", "issuer", "published" }

local function by_file(rows)
  local out = {}
  for _, row in ipairs(rows) do
    out[row.file] = out[row.file] or {}
    table.insert(out[row.file], row)
  end
  return out
end

local function plain(s)
  return (tostring(s or ""):gsub("%s", ""))
end

local function measure_meta(totals, docs, misses)
  for _, want in ipairs(tally.tsv "tests/accuracy/reports.tsv") do
    local meta, right = docs[want.file].meta, 0
    for _, field in ipairs(fields) do
      local good = plain(want[field]) == plain(meta[field])
      right = right + (good and 1 or 0)
      if misses and not good then
        misses(("%s %s: want %s got %s"):format(want.file, field, want[field], meta[field]))
      end
    end
    totals.meta:add(right, #fields, #fields)
  end
end

-- Every labelled value is looked for once; an observation of a labelled report that no label
-- knows counts as made up, since the labels list all indicators they know of. A label noted as
-- optional is a reading that one may take or leave: it counts neither way.
local function measure_observations(totals, docs, misses)
  local labels = tally.tsv "tests/accuracy/examples.tsv"
  local known = {}
  for _, row in ipairs(labels) do known[row.indicator] = true end
  for file, wanted in pairs(by_file(labels)) do
    local left = {}
    for _, o in ipairs(docs[file].observations) do
      if known[o.indicator] then left[#left + 1] = o end
    end
    local given, right, asked = #left, 0, 0
    for _, want in ipairs(wanted) do
      local found
      local optional = want.note == "optional"
      for i, o in ipairs(left) do
        if o.indicator == want.indicator and tally.same(o.value, want.value) then found = i break end
      end
      if not optional then asked = asked + 1 end
      if found then
        table.remove(left, found)
        if optional then given = given - 1 else right = right + 1 end
      elseif misses and not optional then
        misses(("%s missed %s %s%s"):format(file, want.indicator, want.value, want.unit))
      end
    end
    for _, o in ipairs(left) do
      if misses then misses(("%s made up %s %s"):format(file, o.indicator, o.value)) end
    end
    totals.observations:add(right, given, asked)
  end
end

local function same_raw(f, w)
  return plain(f.raw) == plain(w.raw)
end

local same = {
  match = {
    function(f, w) return same_raw(f, w) and tally.same(f.value, w.value) end,
    function(f, w) return tally.same(f.value, w.value) end,
  },
  exact = function(f, w) return same_raw(f, w) and f.unit == w.unit end,
  bound = function(w) return w.bound end,
}

local function measure_figures(totals, docs, misses)
  for file, wanted in pairs(by_file(tally.tsv "tests/accuracy/figures.tsv")) do
    figures.count(totals, docs[file].figures, wanted, same,
      misses and function(line) misses(file .. " " .. line) end)
  end
end

--- The tallies meta, figures (found, exact, bound, kind) and observations.
-- @param misses nil, or a function that takes one line about each miss
function M.measure(misses)
  region.load { "examples/regions.tsv" }
  local docs = setmetatable({}, { __index = function(t, file)
    t[file] = assert(document.read(folder .. file))
    return t[file]
  end })
  local totals = tally.set()
  measure_meta(totals, docs, misses)
  measure_figures(totals, docs, misses)
  measure_observations(totals, docs, misses)
  return totals
end

return M
