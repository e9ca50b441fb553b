-- specimens: short texts with one trouble each and, beside them in expected.tsv, what is to be read
-- from them. Every row is asked of the document; a row that no reading can answer yet is named.

local document = require "fazhi.document"
local tally = require "accuracy.tally"

local M = {}

M.title = "specimens: short texts with one trouble each"

-- What is asked of an analysis and not of a document, by field.
local unanswered = {
  review_corrected = "撤销4 and 确认违法2 are stated, their sum is not",
}

local units = { pp = "百分点", x = "倍" }

local function observed(doc, indicator, value, unit, bound)
  for _, o in ipairs(doc.observations) do
    if o.indicator == indicator and tally.same(o.value, value) and (not unit or o.unit == unit)
        and (not bound or o.bound == bound) then
      return o
    end
  end
end

-- A change by so much: +12.5 %, -6.48 pp.
local function has_change(doc, sign, value, unit)
  for _, f in ipairs(doc.figures) do
    if f.kind == "rate-change" and tally.same(f.value, value) and f.unit == unit
        and (f.change or ""):find(sign == "-" and "^decrease" or "^increase") then
      return true
    end
  end
end

local function has_figure(doc, value, unit)
  for _, f in ipairs(doc.figures) do
    if tally.same(f.value, value) and (not unit or f.unit == unit) then return true end
  end
end

local function count_lines(body, wanted)
  local n = 0
  for line in (body .. "\n"):gmatch("([^\n]*)\n") do
    if line:gsub("%s", "") == wanted then n = n + 1 end
  end
  return n
end

local function same_marker(a, b)
  return a:gsub("（", "("):gsub("）", ")") == b
end

local check = {}

-- What is unknown is nil and says why.
local function check_text(field)
  return function(doc, want)
    return (doc.meta[field] or "") == want and (want ~= "" or doc.meta.evidence[field].reason ~= nil)
  end
end

check.title, check.region = check_text "title", check_text "region"
function check.year(doc, want) return doc.meta.year == tonumber(want) end
function check.kind(doc, want) return doc.meta.kind == want end
function check.published(doc, want) return doc.meta.published == want end
function check.headings(doc, want) return #doc.sections == tonumber(want) end
function check.title_count(doc, want) return count_lines(doc.body, doc.meta.title) == tonumber(want) end

function check.marker(doc, want)
  for _, section in ipairs(doc.sections) do
    if same_marker(section.marker, want) then return true end
  end
end

-- The numbers of the legal contents it has, 1,2,3,4.
function check.req(doc, want)
  local has = {}
  for i, one in ipairs(doc.contents) do
    if one.present then has[#has + 1] = i end
  end
  return table.concat(has, ",") == want
end

function check.NOT(doc, want)
  local indicator, value = want:match("^(.-)=(.*)$")
  if indicator then return not observed(doc, indicator, value) end
  return not has_figure(doc, want)
end

-- An indicator's value: 36 件, 98 % (>=), +12.5 %, 799 -> 326 项, 1/2/5 件 for rules_made/amended/repealed.
local function check_indicator(doc, field, want)
  local from, to, of = want:match("^(%S+) %-> (%S+) (%S+)$")
  if from then return observed(doc, field:match("^%S+"), to, of) and has_figure(doc, from, of) end
  local sign, change, change_unit = want:match("^([+-])([%d.]+) (%S+)$")
  if sign then return has_change(doc, sign, change, units[change_unit] or change_unit) end
  local value, unit, rest = want:match("^(%S+) (%S+)(.*)$")
  unit = units[unit] or unit
  local bound = rest:find(">=", 1, true) and "at_least" or "exact"
  if unit == "倍" then return has_figure(doc, value, unit) end
  if not field:find("/", 1, true) then return observed(doc, field, value, unit, bound) end
  local stem, values = field:match("^(.-_)"), value:gmatch("[^/]+")
  for name in field:gmatch("[^/]+") do
    if not name:find("_", 1, true) then name = stem .. name end
    if not observed(doc, name, values(), unit, bound) then return false end
  end
  return true
end

--- Whether `doc` reads as one row { file=, field=, expected= } wants; nil and a reason where it cannot be asked.
function M.holds(doc, row)
  if unanswered[row.field] then return nil, unanswered[row.field] end
  if check[row.field] then return check[row.field](doc, row.expected) and true or false end
  return check_indicator(doc, row.field, row.expected) and true or false
end

--- The rows of `folder`/expected.tsv, each with its document.
function M.rows(folder)
  local docs = {}
  local rows = tally.tsv(folder .. "/expected.tsv")
  for _, row in ipairs(rows) do
    docs[row.file] = docs[row.file] or assert(document.read(folder .. "/" .. row.file .. ".txt"))
    row.doc = docs[row.file]
  end
  return rows
end

--- Whether `real` (the folder of real data) has them.
function M.is_present(real)
  local file = io.open(real .. "/specimens/expected.tsv")
  if file then file:close() end
  return file ~= nil
end

--- Prints how many rows hold, and those that do not.
function M.measure(real, say)
  local right, asked = 0, 0
  for _, row in ipairs(M.rows((real or "../shared") .. "/specimens")) do
    local holds, reason = M.holds(row.doc, row)
    if holds == nil then
      say(("  %s %s: not asked: %s"):format(row.file, row.field, reason))
    else
      asked, right = asked + 1, right + (holds and 1 or 0)
      if not holds then say(("  %s %s: want %s"):format(row.file, row.field, row.expected)) end
    end
  end
  say(("rows of expected.tsv: %d of %d right"):format(right, asked))
end

return M
