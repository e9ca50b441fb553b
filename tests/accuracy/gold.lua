-- gold: measures fazhi over real reports annotated by hand, where they are at hand: a folder
-- with seeds/NNN_*.txt, gold/NNN.{meta.json,sections.tsv,figures.tsv,indicators.tsv} and
-- domain/indicators.tsv. Offsets in the annotation are bytes of the file, half open.

local document = require "fazhi.document"
local figures = require "accuracy.figures"
local json = require "fazhi.json"
local tally = require "accuracy.tally"

local M = {}

local bounds = { exact = "exact", about = "about", at_least = "at_least", over = "at_least",
  under = "at_most", at_most = "at_most", [""] = "exact" }

-- Punctuation is compared without its width, as the annotation keeps that of the file.
local widths = { ["，"] = ",", ["；"] = ";", ["："] = ":", ["（"] = "(", ["）"] = ")", ["％"] = "%",
  ["！"] = "!", ["？"] = "?", ["　"] = "" }

local function norm(s)
  s = tostring(s or ""):gsub("[%s]", "")
  return (s:gsub(utf8.charpattern, widths))
end

local function list(pattern)
  local pipe <close> = io.popen("ls " .. pattern .. " 2>/dev/null")
  local out = {}
  for line in pipe:lines() do out[#out + 1] = line end
  return out
end

--- Whether the folder holds an annotation.
function M.is_present(real)
  return #list(real .. "/gold/*.meta.json") > 0
end

-- Spans of the body as half-open bytes of the file.
local function source(doc, item)
  local i, j = doc:source(item.start, item.stop)
  return i - 1, j
end

local function measure_meta(totals, doc, want, misses)
  local fields = { region_code = "region_code", level = "level", year = "report_year",
    published = "published", title = "title", issuer = "issuer" }
  local right, n = 0, 0
  for mine, theirs in pairs(fields) do
    n = n + 1
    local w = want[theirs]
    if w == json.null then w = nil end
    local good = norm(w) == norm(doc.meta[mine])
    right = right + (good and 1 or 0)
    if misses and not good then misses(("meta %s: want %s got %s"):format(mine, w, doc.meta[mine])) end
  end
  totals.meta:add(right, n, n)
end

local function measure_sections(totals, doc, rows, hant, misses)
  local by, row_at = {}, {}
  for i, s in ipairs(doc.sections) do
    local start = source(doc, s)
    by[start .. ":" .. s.level] = s
    row_at[start] = i
  end
  local hit, headings, parents = 0, 0, 0
  for _, w in ipairs(rows) do
    local s = by[w.start .. ":" .. w.level]
    if s then
      hit = hit + 1
      local a, b = norm(w.heading), norm(s.heading)
      if a == b or (hant and utf8.len(a) == utf8.len(b)) then headings = headings + 1
      elseif misses then misses("heading: want " .. w.heading .. " got " .. s.heading) end
      local parent = tonumber(w.parent)
      local wanted = parent == 0 and 0 or row_at[tonumber(rows[parent].start)] or -1
      if (s.parent or 0) == wanted then parents = parents + 1
      elseif misses then misses(("parent of %s %s"):format(w.marker, w.heading)) end
    elseif misses then
      misses(("section missed: %s %s %s"):format(w.level, w.marker, w.heading))
    end
  end
  totals.sections:add(hit, #doc.sections, #rows)
  totals["sections+heading"]:add(headings, #doc.sections, #rows)
  totals["sections+parent"]:add(parents, #doc.sections, #rows)
end

local function measure_figures(totals, doc, rows, misses)
  figures.count(totals, doc.figures, rows, {
    match = { function(f, w)
      local start, stop = source(doc, f)
      return stop > tonumber(w.start) and start < tonumber(w["end"]) and tally.same(f.value, w.value)
    end },
    exact = function(f, w)
      local start, stop = source(doc, f)
      return start == tonumber(w.start) and stop == tonumber(w["end"]) and f.unit == w.unit
    end,
    bound = function(w) return bounds[w.approx] end,
  }, misses)
end

-- Whose the figures are, where the annotation says it.
local function measure_scopes(totals, doc, rows, misses)
  if not rows[1] or not rows[1].area then return end
  local scopes, right, given, wanted = {}, 0, 0, 0
  for _, f in ipairs(doc.figures) do
    scopes[tostring(source(doc, f))] = f.scope
    given = given + (f.scope and 1 or 0)
  end
  for _, w in ipairs(rows) do
    local told = scopes[w.start] or ""
    wanted = wanted + (w.area ~= "" and 1 or 0)
    right = right + (w.area ~= "" and told == w.area and 1 or 0)
    if misses and told ~= w.area then misses(("scope of %s: want %s got %s"):format(w.raw, w.area, told)) end
  end
  totals["figures scope"]:add(right, given, wanted)
end

local function measure_observations(totals, doc, rows, known, misses)
  local left, right, wanted = {}, 0, 0
  for _, o in ipairs(doc.observations) do
    if known[o.indicator] then left[#left + 1] = o end
  end
  local given = #left
  for _, w in ipairs(rows) do
    if known[w.indicator] then
      wanted = wanted + 1
      local at
      for i, o in ipairs(left) do
        if o.indicator == w.indicator and tally.same(o.value, w.value) then at = i break end
      end
      if at then
        table.remove(left, at)
        right = right + 1
      elseif misses then
        misses(("observation missed: %s %s"):format(w.indicator, w.value))
      end
    end
  end
  if misses then
    for _, o in ipairs(left) do misses(("observation made up: %s %s"):format(o.indicator, o.value)) end
  end
  totals.observations:add(right, given, wanted)
end

--- The tallies over all annotated documents below `real`.
-- @param misses nil, or a function that takes one line about each miss
function M.measure(real, misses)
  local totals, known = tally.set(), {}
  for _, row in ipairs(tally.tsv(real .. "/domain/indicators.tsv")) do known[row.id] = true end
  for _, path in ipairs(list(real .. "/gold/*.meta.json")) do
    local id = path:match "([^/]+)%.meta%.json$"
    local stem = real .. "/gold/" .. id
    local file <close> = assert(io.open(path))
    local want = json.decode(file:read "a")
    local doc = assert(document.read(list(real .. "/seeds/" .. id .. "_*.txt")[1]))
    local tell = misses and function(line) misses(id .. " " .. line) end
    measure_meta(totals, doc, want, tell)
    measure_sections(totals, doc, tally.tsv(stem .. ".sections.tsv"), want.script == "Hant", tell)
    local rows = tally.tsv(stem .. ".figures.tsv")
    measure_figures(totals, doc, rows, tell)
    measure_scopes(totals, doc, rows, tell)
    measure_observations(totals, doc, tally.tsv(stem .. ".indicators.tsv"), known, tell)
  end
  return totals
end

return M
