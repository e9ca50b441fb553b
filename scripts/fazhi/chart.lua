-- chart: a picture as a plain value: what is drawn, in which unit, over how many, who is missing and where the gaps
-- are. Scripts return one behind their frame; the modules fazhi.chart.* draw it in a terminal, as SVG, PNG or HTML.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local failure = require "fazhi.failure"
local json = require "fazhi.json"
local message = require "fazhi.message"
local nearest = require "fazhi.nearest"

local M = {}

local Chart = { __name = "fazhi.chart" }
Chart.__index = Chart

local NAMED = 5 -- names that a caption tells
local LONGEST = 200 -- years that are filled in between the labels of a line

-- What is known of each kind: `ordered` labels are rising numbers, `positive` values are not below 0, `single` has one
-- series, `zero` means that the axis begins at 0, `by_row` that a label is a row of the table before the chart.
local kinds = {
  line = { ordered = true }, step = { ordered = true },
  bar = { zero = true, by_row = true }, dot = {}, heat = { by_row = true },
  funnel = { positive = true, single = true, zero = true }, stack = { positive = true, zero = true },
  tiles = { single = true },
}

local panel_fields = { kind = "string", title = "string", unit = "string", labels = "table", values = "table",
  series = "table", marks = "table", missing = "table", codes = "table", silent = "table",
  other = "table", n = "number", range = "table", rows = "table" }

local chart_fields = { x = "string", levels = "table", panels = "table", notes = "table" }
for name, wanted in pairs(panel_fields) do chart_fields[name] = wanted end

local series_fields = { name = "string", values = "table", low = "table", high = "table", breaks = "table" }

local function bad(where, what)
  failure.raise("E509", message.text("E509", { reason = where .. ": " .. what }))
end

-- Control characters and those that turn the direction of writing have no place in a label: what a report says must
-- not move what stands beside it.
local function clean(s)
  if type(s) ~= "string" then return s end
  if not s:find "[%c\xC2\xD8\xE2]" and utf8.len(s) then return s end -- the marks begin with these bytes
  s = json.valid(s):gsub("%c+", " "):gsub("\u{2028}", " "):gsub("\u{2029}", " "):gsub("\u{85}", " ")
  return core.elements.unturned(s)
end

local function cleaned(list)
  local copy = {}
  for i, s in ipairs(list) do copy[i] = clean(s) end
  return copy
end

local function named(where, field)
  return where == "" and field or where .. "." .. field
end

local function check_fields(t, fields, where)
  local names = {}
  for name in pairs(fields) do names[#names + 1] = name end
  for name, value in pairs(t) do
    local wanted = fields[name]
    if not wanted then
      local near = nearest.find(tostring(name), names)
      bad(named(where, tostring(name)), "no field of this name" .. (near and "; did you mean " .. near .. "?" or ""))
    end
    if type(value) ~= wanted then bad(named(where, name), ("must be a %s, not a %s"):format(wanted, type(value))) end
  end
end

-- A list without holes of values of the wanted types.
local function check_list(list, where, ...)
  local count = 0
  for _ in pairs(list) do count = count + 1 end
  if count ~= #list then bad(where, "must be a list without holes") end
  for i, value in ipairs(list) do
    local fits = false
    for _, wanted in ipairs { ... } do fits = fits or type(value) == wanted end
    if not fits then
      bad(("%s[%d]"):format(where, i), ("must be a %s, not a %s"):format(table.concat({ ... }, " or "), type(value)))
    end
  end
  return list
end

local function is_finite(value)
  return type(value) == "number" and value == value and value ~= math.huge and value ~= -math.huge
end

-- Numbers by place of label; a hole is a gap.
local function check_values(values, where, count, positive)
  for i, value in pairs(values) do
    local at = ("%s[%s]"):format(where, tostring(i))
    if math.type(i) ~= "integer" or i < 1 or i > count then bad(at, "there is no label at this place") end
    if not is_finite(value) then
      bad(at, "must be a finite number, not " .. (type(value) == "number" and tostring(value) or "a " .. type(value)))
    end
    if positive and value < 0 then bad(at, "must not be below 0") end
  end
  return values
end

local function check_levels(levels)
  if not levels then return nil end
  local known = {}
  for i, level in ipairs(check_list(levels, "levels", "table")) do
    local where = ("levels[%d]"):format(i)
    check_fields(level, { value = "number", label = "string" }, where)
    if not is_finite(level.value) then bad(where .. ".value", "must be a number") end
    if not level.label then bad(where .. ".label", "is missing") end
    known[level.value] = true
  end
  return known
end

local function check_in_levels(values, where, known)
  for i, value in pairs(known and values or {}) do
    if not known[value] then bad(("%s[%d]"):format(where, i), "is none of the levels") end
  end
end

local function check_marks(marks, where)
  for i, mark in ipairs(check_list(marks or {}, named(where, "marks"), "table")) do
    local at = ("%s[%d]"):format(named(where, "marks"), i)
    check_fields(mark, { value = "number", label = "string" }, at)
    if not is_finite(mark.value) then bad(at .. ".value", "must be a number") end
  end
  local copy = {}
  for i, mark in ipairs(marks or {}) do copy[i] = { value = mark.value, label = clean(mark.label or "") } end
  return copy
end

local function check_order(labels, where)
  for i, label in ipairs(labels) do
    if not is_finite(label) then bad(("%s[%d]"):format(where, i), "must be a number, such as a year") end
    if i > 1 and label <= labels[i - 1] then bad(("%s[%d]"):format(where, i), "must be above the one before") end
  end
end

local function check_codes(panel, where)
  if not panel.codes then bad(named(where, "codes"), "is missing: tiles need the codes of provinces") end
  check_list(panel.codes, named(where, "codes"), "string")
  if #panel.codes ~= #panel.labels then bad(named(where, "codes"), "there must be one for each label") end
end

local function series_of(given, where)
  if given.series and given.values then bad(named(where, "values"), "goes with series no more than once; give one") end
  if given.values then return { { values = given.values } } end
  if not given.series then bad(named(where, "series"), "is missing, and so are values") end
  return check_list(given.series, named(where, "series"), "table")
end

-- Places of the years between the labels, so that a year nobody has is a gap that is seen.
local function fill(panel)
  local first, last = panel.labels[1], panel.labels[#panel.labels]
  if math.type(first) ~= "integer" or last - first == #panel.labels - 1 or last - first > LONGEST then return end
  local place, labels = {}, {}
  for i, label in ipairs(panel.labels) do
    if math.type(label) ~= "integer" then return end
    place[i] = label - first + 1
  end
  for label = first, last do labels[#labels + 1] = label end
  panel.labels = labels
  for _, one in ipairs(panel.series) do
    for _, field in ipairs { "values", "low", "high", "breaks" } do
      local moved = {}
      for i, value in pairs(one[field] or {}) do moved[place[i]] = value end
      one[field] = one[field] and moved
    end
  end
end

local function count_values(panel)
  local n = 0
  for i = 1, #panel.labels do
    for _, one in ipairs(panel.series) do
      if one.values[i] then n = n + 1 break end
    end
  end
  return n
end

local function check_series(panel, given, where, known)
  local rule = kinds[panel.kind]
  for s, one in ipairs(series_of(given, where)) do
    local at = given.values and where or ("%s[%d]"):format(named(where, "series"), s)
    check_fields(one, series_fields, at)
    if not one.values then bad(named(at, "values"), "is missing") end
    for _, field in ipairs { "values", "low", "high" } do
      if one[field] then check_values(one[field], named(at, field), #panel.labels, rule.positive) end
    end
    check_in_levels(one.values, named(at, "values"), known)
    local copy = {}
    for key, value in pairs(one) do copy[key] = value end
    copy.name = clean(copy.name or "")
    panel.series[s] = copy
  end
  if #panel.series == 0 then bad(named(where, "series"), "is empty") end
  if rule.single and #panel.series > 1 then bad(named(where, "series"), "a " .. panel.kind .. " draws one only") end
end

local function list_of(given, field, where, wanted)
  return cleaned(check_list(given[field] or {}, named(where, field), wanted))
end

local function new_panel(given, chart, where)
  local kind = given.kind or chart.kind
  if not kinds[kind] then bad(named(where, "kind"), "there is no " .. tostring(kind)) end
  if not given.labels then bad(named(where, "labels"), "is missing") end
  check_list(given.labels, named(where, "labels"), "string", "number")
  local panel = { kind = kind, title = clean(given.title), unit = clean(given.unit) or chart.unit,
    labels = cleaned(given.labels), codes = given.codes, series = {}, marks = check_marks(given.marks, where),
    n = given.n, range = list_of(given, "range", where, "number"),
    rows = given.rows and list_of(given, "rows", where, "number"),
    missing = list_of(given, "missing", where, "string"),
    silent = given.silent and list_of(given, "silent", where, "string"),
    other = given.other and list_of(given, "other", where, "string") }
  if kinds[kind].ordered then check_order(panel.labels, named(where, "labels")) end
  if kind == "tiles" then check_codes(panel, where) end
  check_series(panel, given, where, kind == "heat" and chart.known or nil)
  if kinds[kind].ordered and #panel.labels > 0 then fill(panel) end
  panel.n = panel.n or count_values(panel)
  return panel
end

-- The one panel of a chart that names none has the title of the whole.
local function only_panel(t, chart)
  local given = {}
  for name in pairs(panel_fields) do given[name] = t[name] end
  given.title = nil
  return new_panel(given, chart, "")
end

--- A chart of a plain table. Raises a failure E509 that names the field where something is wrong.
-- @param t { kind = "line", "step", "bar", "dot", "heat", "funnel", "stack" or "tiles"; title=; x = what the labels
--   are; labels = a list, for line and step rising numbers, for a heat its rows; values = { [place of a label] = number
--   } or series = list of { name=, values=, low=, high= (ends of intervals), breaks = { [place] = true, where a value
--   does not go on from the one before } }; unit=; marks = list of { value=, label= }; range = { from, to } that is
--   shown in any case; n = how many stand behind it, else those with a value; missing = names of those without one;
--   codes = of provinces, for tiles; silent = codes of those whose report has no value: others have no report; other =
--   codes of those whose value may not be compared, as one in another unit; rows = for each label the row of the table
--   at which it begins, in rising order; levels = list of { value=, label= }, for a heat of few values; notes = list };
--   or panels = list of tables with the same fields but x, levels, notes
-- @return the chart: kind, title, x, levels, notes and panels, of which there is one at least
function M.new(t)
  if type(t) ~= "table" then bad("chart", "must be a table, not a " .. type(t)) end
  check_fields(t, chart_fields, "")
  local names = M.kinds()
  if not kinds[t.kind or ""] then
    bad("kind", ("must be one of %s, not %s"):format(table.concat(names, " "), tostring(t.kind)))
  end
  local self = { kind = t.kind, title = clean(t.title), x = clean(t.x), unit = clean(t.unit), levels = t.levels,
    panels = {}, notes = cleaned(check_list(t.notes or {}, "notes", "string")), known = check_levels(t.levels) }
  if t.panels and (t.labels or t.series or t.values) then bad("panels", "goes without labels, series and values") end
  for i, given in ipairs(check_list(t.panels or {}, "panels", "table")) do
    local where = ("panels[%d]"):format(i)
    check_fields(given, panel_fields, where)
    self.panels[i] = new_panel(given, self, where)
  end
  if not t.panels then self.panels[1] = only_panel(t, self) end
  if #self.panels == 0 then bad("panels", "is empty") end
  self.known = nil
  return setmetatable(self, Chart)
end

--- True if `value` is a chart.
function M.is(value)
  return getmetatable(value) == Chart
end

--- The kinds of charts, in order of name.
function M.kinds()
  local names = {}
  for name in pairs(kinds) do names[#names + 1] = name end
  table.sort(names)
  return names
end

--- True if there is nothing to draw: no value in any panel.
function Chart:is_empty()
  for _, panel in ipairs(self.panels) do
    for _, one in ipairs(panel.series) do
      if next(one.values) then return false end
    end
  end
  return true
end

-- What an axis has to show, of values, intervals and marks; 0 as well for bars.
local function each_number(panel, f)
  for _, one in ipairs(panel.series) do
    for _, field in ipairs { "values", "low", "high" } do
      for _, value in pairs(one[field] or {}) do f(value) end
    end
  end
  for _, mark in ipairs(panel.marks) do f(mark.value) end
  for _, value in ipairs(panel.range) do f(value) end
  if kinds[panel.kind].zero then f(0) end
end

-- The largest sum of one label.
local function tallest(panel)
  local most = 0
  for i = 1, #panel.labels do
    local sum = 0
    for _, one in ipairs(panel.series) do sum = sum + (one.values[i] or 0) end
    most = math.max(most, sum)
  end
  return most
end

--- The least and the largest number that a panel shows; nil if it shows none.
function M.extent(panel)
  if panel.kind == "stack" then return 0, tallest(panel) end
  local low, high
  each_number(panel, function(value)
    low, high = math.min(low or value, value), math.max(high or value, value)
  end)
  return low, high
end

--- The stretches of values that follow each other without a gap or a break, as lists of places of labels.
function M.runs(one, count)
  local runs, run = {}, nil
  for i = 1, count do
    if not one.values[i] then
      run = nil
    else
      if not run or one.breaks and one.breaks[i] then
        run = {}
        runs[#runs + 1] = run
      end
      run[#run + 1] = i
    end
  end
  return runs
end

--- The gaps of a line between its first and last value, as a list of { name = of the series, label= }.
function M.gaps(panel)
  local gaps = {}
  for _, one in ipairs(kinds[panel.kind].ordered and panel.series or {}) do
    local first, last
    for i = 1, #panel.labels do
      if one.values[i] then first, last = first or i, i end
    end
    for i = first or 1, last or 0 do
      if not one.values[i] then gaps[#gaps + 1] = { name = one.name, label = panel.labels[i] } end
    end
  end
  return gaps
end

local function names_told(names)
  local told = table.move(names, 1, math.min(#names, NAMED), 1, {})
  local s = table.concat(told, message.choose(", ", "、"))
  return #names > NAMED and s .. message.choose(" …", "等") or s
end

local function gap_names(panel, gaps)
  local names = {}
  for i, gap in ipairs(gaps) do
    names[i] = (#panel.series > 1 and gap.name .. " " or "") .. tostring(gap.label)
  end
  return names
end

--- What is to be said under a panel: over how many it is, who is missing and which gaps it has.
function M.caption(panel)
  local parts = { message.say("n = {n}", "n = {n}", { n = panel.n }) }
  if #panel.missing > 0 then
    parts[#parts + 1] = message.say("{n} not reported: {names}", "{n} 个未报告：{names}",
      { n = #panel.missing, names = names_told(panel.missing) })
  end
  local gaps = M.gaps(panel)
  if #gaps > 0 then
    parts[#parts + 1] = message.say("gaps: {names}", "缺：{names}", { names = names_told(gap_names(panel, gaps)) })
  end
  return table.concat(parts, message.choose("; ", "；"))
end

local function first_of(t, count)
  local kept = {}
  for i, value in pairs(t or {}) do
    if i <= count then kept[i] = value end
  end
  return t and kept
end

--- A panel with its first labels alone, and how many are left out.
function M.first(panel, count)
  if #panel.labels <= count then return panel, 0 end
  local part = {}
  for key, value in pairs(panel) do part[key] = value end
  part.labels, part.codes, part.series = first_of(panel.labels, count), first_of(panel.codes, count), {}
  part.rows = first_of(panel.rows, count)
  for s, one in ipairs(panel.series) do
    part.series[s] = { name = one.name, values = first_of(one.values, count), low = first_of(one.low, count),
      high = first_of(one.high, count), breaks = first_of(one.breaks, count) }
  end
  return part, #panel.labels - count
end

-- How many labels of a panel begin in the first rows of the table; nil for a panel that goes with the whole of it.
-- @param left so many rows, less those of the panels before
local function labels_within(panel, count, left)
  if not panel.rows then return kinds[panel.kind].by_row and left or nil end
  local n = 0
  while panel.rows[n + 1] and panel.rows[n + 1] <= count do n = n + 1 end
  return n
end

--- The chart of the first rows of a table of which each row is a bar or a row of cells, or whose panels say in `rows`
--- where their labels begin; other kinds stay whole, and so does a map, which a note tells. What is left out is told
--- in another.
-- @return the chart; nil and the reason in words if none of these rows is drawn
function Chart:head(count)
  local copy, left, out, is_whole = setmetatable({ panels = {} }, Chart), count, 0, false
  for key, value in pairs(self) do copy[key] = copy[key] or value end
  for _, panel in ipairs(self.panels) do
    local part, within = panel, labels_within(panel, count, left)
    is_whole = is_whole or not within
    if within then
      part = M.first(panel, within)
      left, out = left - #part.labels, out + #panel.labels - #part.labels
    end
    if #part.labels > 0 then copy.panels[#copy.panels + 1] = part end
  end
  if out == 0 and not is_whole then return self end
  if #copy.panels == 0 then return nil, message.text "no_chart_of_rows" end
  copy.notes = table.move(self.notes, 1, #self.notes, 1, {})
  if out > 0 then copy.notes[#copy.notes + 1] = M.more(out) end
  if is_whole then copy.notes[#copy.notes + 1] = message.say("drawn of all rows", "按全部各行绘制") end
  return copy
end

--- What is said of what is left out: "12 more not drawn".
function M.more(count)
  return message.say("{n} more not drawn", "另有 {n} 项未画出", { n = count })
end

--- The tile of a province by its code: { row, column, short name }; nil if it has none.
function M.tile(code)
  return catalogue.load("tiles")[code:sub(1, 2)]
end

local function is_among(codes, code)
  for _, one in ipairs(codes or {}) do
    if one:sub(1, 2) == code:sub(1, 2) then return true end
  end
  return false
end

--- What is known of a province without a value in a panel of tiles: "other" if what it states may not be compared,
--- "silent" if it is not reported, "none" if there is no report.
function M.absence(panel, code)
  if is_among(panel.other, code) then return "other" end
  return panel.silent and not is_among(panel.silent, code) and "none" or "silent"
end

local absences = {
  silent = { "not reported", "未报告" }, none = { "no report here", "库中无报告" },
  other = { "other unit or scope, or doubtful", "另一单位或范围，或存疑" },
}

--- What M.absence finds, in words.
function M.absence_name(what)
  return message.choose(absences[what][1], absences[what][2])
end

--- All that M.absence may find in a panel, in the order of its key.
function M.absences(panel)
  local list = { "silent" }
  if panel.other and #panel.other > 0 then list[#list + 1] = "other" end
  if panel.silent then list[#list + 1] = "none" end
  return list
end

--- The codes of the provinces that have a tile, in order.
function M.tiles()
  local codes = {}
  for code, tile in pairs(catalogue.load "tiles") do
    if type(tile) == "table" then codes[#codes + 1] = code end
  end
  table.sort(codes)
  return codes
end

--- The plain table that M.new makes the same chart of.
function Chart:plain()
  local copy = {}
  for _, key in ipairs { "kind", "title", "x", "unit", "levels", "notes", "panels" } do copy[key] = self[key] end
  return copy
end

Chart.__tostring = function(self)
  return ("%s (%s)"):format(self.title or M.caption(self.panels[1]), self.kind)
end

-- Where a row stands: the place of its label, and that of its series.
local function place_of(list, places, key)
  if not places[key] then
    list[#list + 1] = key
    places[key] = #list
  end
  return places[key]
end

local function put_row(panel, places, row, t, name, value)
  local i = place_of(panel.labels, places.labels, row[t.label])
  local s = place_of(places.names, places.series, name)
  panel.series[s] = panel.series[s] or { name = tostring(name), values = {}, low = t.low and {}, high = t.high and {} }
  local one = panel.series[s]
  one.values[i] = row[value]
  if t.low then one.low[i] = row[t.low] end
  if t.high then one.high[i] = row[t.high] end
end

-- Labels that are years in the order of time, all others as they come.
local function in_order(rows, t)
  if not kinds[t.kind or ""] or not kinds[t.kind].ordered then return rows end
  local sorted = table.move(rows, 1, #rows, 1, {})
  table.sort(sorted, function(a, b) return (a[t.label] or 0) < (b[t.label] or 0) end)
  return sorted
end

local function missing_of(panel)
  local missing = {}
  for i, label in ipairs(panel.labels) do
    local is_there = false
    for _, one in ipairs(panel.series) do is_there = is_there or one.values[i] ~= nil end
    if not is_there then missing[#missing + 1] = tostring(label) end
  end
  return missing
end

--- A chart of rows, see fazhi.frame's chart for what `t` holds; nil if there is no label.
function M.of_rows(rows, t)
  if type(t.label) ~= "string" then bad("label", "must be the name of a column") end
  if t.value == nil then bad("value", "must be the name of a column, or a list of them") end
  local panel = { kind = t.kind, labels = {}, series = {} }
  local places = { labels = {}, series = {}, names = {} }
  for _, row in ipairs(in_order(rows, t)) do
    for _, value in ipairs(row[t.label] ~= nil and (type(t.value) == "table" and t.value or { t.value }) or {}) do
      put_row(panel, places, row, t, t.by and (row[t.by] or "") or type(t.value) == "table" and value or "", value)
    end
  end
  if #panel.series == 0 then return nil end
  panel.missing = not kinds[t.kind or ""].ordered and missing_of(panel) or nil
  for name, value in pairs(t) do
    if chart_fields[name] then panel[name] = value end
  end
  return M.new(panel)
end

return M
