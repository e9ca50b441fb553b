-- governments: what is read of the work reports of the provinces (2025) and of the State Council
-- (1954–2025), against values found by reading them (governments.tsv beside this file: values with
-- their units only). A cell of the table is a value with its sentence, or — with the reason.

local document = require "fazhi.document"
local passage = require "fazhi.passage"
local tally = require "accuracy.tally"

local M = {}

M.title = "work reports of governments: five indicators of 31 provinces, growth of the nation"

local TABLE = "tests/accuracy/governments.tsv"
local ORDER = { "gdp", "gdp_growth", "grain_output", "urban_jobs_new", "income_growth" }
local FACTORS = { ["万亿"] = 1e12, ["亿"] = 1e8, ["万"] = 1e4 }

local function base_value(value, unit)
  for _, scale in ipairs { "万亿", "亿", "万" } do
    if unit:sub(1, #scale) == scale then return tonumber(value) * FACTORS[scale], unit:sub(#scale + 1) end
  end
  return tonumber(value), unit
end

-- { [corpus] = { order = reports, [report] = { [indicator] = { value=, unit=, bound= } or false } } }
local function wanted()
  local all = {}
  for _, row in ipairs(tally.tsv(TABLE)) do
    local corpus = all[row.corpus] or { order = {} }
    all[row.corpus] = corpus
    if not corpus[row.report] then
      corpus[row.report] = {}
      corpus.order[#corpus.order + 1] = row.report
    end
    local cell = false
    if row.value ~= "-" then
      local value, unit = base_value(row.value, row.unit)
      cell = { value = value, unit = unit, bound = row.bound }
    end
    corpus[row.report][row.indicator] = cell
  end
  return all
end

local function files(folder, ending)
  local list = {}
  local pipe <close> = assert(io.popen(("ls '%s'/*.%s 2>/dev/null"):format(folder, ending)))
  for path in pipe:lines() do list[#list + 1] = path end
  return list
end

-- The observation that stands for an indicator in a report: the surest, among equals the first.
local function best(doc, indicator)
  local found
  for _, one in ipairs(doc.observations) do
    if one.indicator == indicator and (not found or one.score > found.score) then found = one end
  end
  return found
end

local function quote(doc, one)
  local first, last = passage.sentence(doc.body, one.start, one.stop)
  local text = doc.body:sub(math.max(first, one.start - 60), math.min(last, one.stop + 15))
  return (text:gsub("^[\128-\191]+", ""):gsub("[\192-\247][\128-\191]*$", ""):gsub("%s+", " "))
end

local function shown(value, unit)
  if unit == "元" or unit == "斤" then return ("%.10g亿%s"):format(value / 1e8, unit) end
  if unit == "吨" or unit == "人" then return ("%.10g万%s"):format(value / 1e4, unit) end
  return ("%.10g%s"):format(value, unit or "")
end

local SIGNS = { at_least = "≥", at_most = "≤", about = "约", exact = "" }

-- What a report may tell instead of an indicator.
local RELATED = { gdp = { "gdp_growth" }, gdp_growth = { "gdp" },
  income_growth = { "urban_income_growth", "rural_income_growth" } }

-- Why there is no value: what was found and refused, what is told instead, or that nothing was.
local function reason(doc, indicator)
  local seen, list = {}, {}
  for _, one in ipairs(doc.refused_observations or {}) do
    local text = ("%s是%s"):format(shown(one.value, one.unit), one.reason)
    if one.indicator == indicator and not seen[text] then
      seen[text] = true
      list[#list + 1] = text
    end
  end
  for _, other in ipairs(RELATED[indicator] or {}) do
    local one = best(doc, other)
    if one then list[#list + 1] = ("只言%s %s"):format(other, shown(one.value, one.unit)) end
  end
  return #list > 0 and table.concat(list, "、", 1, math.min(3, #list)) or "未见"
end

local function is_right(one, cell)
  return tally.same(one.value, cell.value) and one.unit == cell.unit
end

-- What is wrong with an observation (or none) for a cell (or false); nil if nothing is.
local function fault_of(one, cell)
  if not one then return cell and "missed, is " .. shown(cell.value, cell.unit) or nil end
  if not cell then return "made up" end
  if not is_right(one, cell) then return "wrong, is " .. shown(cell.value, cell.unit) end
  return one.bound ~= cell.bound and "bound " .. one.bound .. ", is " .. cell.bound or nil
end

local function count(yes)
  return yes and 1 or 0
end

-- Counts one cell; returns how it is shown, and what is wrong with it.
local function judge(tallies, doc, indicator, cell)
  local one = best(doc, indicator)
  local right = one and cell and is_right(one, cell)
  tallies[indicator]:add(count(right), count(one), count(cell))
  if right then tallies["bound"]:add(count(one.bound == cell.bound), 1, 1) end
  return one and SIGNS[one.bound] .. shown(one.value, one.unit) or "—", fault_of(one, cell)
end

local function tell(say, doc, name, indicator, text, fault)
  local one = best(doc, indicator)
  local proof = one and ("“%s”"):format(quote(doc, one)) or reason(doc, indicator)
  say(("  %s %s %s  %s%s"):format(name, indicator, text, fault and "【" .. fault .. "】" or "", proof))
end

local function provinces(real, want, tallies, say)
  local rows, cells = {}, {}
  for _, path in ipairs(files(real .. "/corpora/provincial-2025", "docx")) do
    local name = path:match("2025年(.-)政府工作报告")
    local doc = assert(document.read(path))
    local row = {}
    for i, indicator in ipairs(ORDER) do
      local text, fault = judge(tallies, doc, indicator, want[name][indicator])
      row[i] = text .. (fault and "!" or "")
      cells[#cells + 1] = { doc, name, indicator, text, fault }
    end
    rows[#rows + 1] = ("  %s | %s"):format(name, table.concat(row, " | "))
  end
  say("  " .. table.concat(ORDER, " | "))
  for _, row in ipairs(rows) do say(row) end
  for _, cell in ipairs(cells) do
    if cell[5] or os.getenv "EVIDENCE" then tell(say, table.unpack(cell, 1, 5)) end
  end
  return #rows
end

local function nation(real, want, tallies, say)
  local n = 0
  for _, name in ipairs(want.order) do
    local doc = document.read(("%s/corpora/national/%s.txt"):format(real, name))
    if doc then
      n = n + 1
      local text, fault = judge(tallies, doc, "gdp_growth", want[name].gdp_growth)
      tell(say, doc, name, "gdp_growth", text, fault)
    end
  end
  return n
end

local function summary(tallies, say, title, n)
  say(("%s: %d reports"):format(title, n))
  local all = { right = 0, given = 0, wanted = 0 }
  for _, name in ipairs(tallies.order) do
    say(("  %-16s %s"):format(name, tallies[name]:line()))
    if name ~= "bound" then
      for key in pairs(all) do all[key] = all[key] + tallies[name][key] end
    end
  end
  local total = tally.set().all
  total:add(all.right, all.given, all.wanted)
  say(("  %-16s %s"):format("all", total:line()))
end

function M.is_present(real)
  return #files(real .. "/corpora/provincial-2025", "docx") > 0
end

--- Prints the table of the provinces, the list of the nation and their measures. EVIDENCE=1 gives
--- the sentence or the reason of every cell, else of the wrong ones only.
function M.measure(real, say)
  real = real or "../shared"
  local want, provincial, national = wanted(), tally.set(), tally.set()
  local n = provinces(real, want.provincial, provincial, function(line) say((line:gsub("^  ", "", 1))) end)
  summary(provincial, say, "provinces 2025", n)
  local m = nation(real, want.national, national, say)
  summary(national, say, "nation 1954-2025", m)
end

return M
