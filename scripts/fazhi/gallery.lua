-- gallery: the charts of the bundled analyses, made of the rows they show: what is doubtful or measures something else
-- is not drawn beside the rest, and that is told under the chart.

local chart = require "fazhi.chart"
local comparison = require "fazhi.comparison"
local display = require "fazhi.display"
local failure = require "fazhi.failure"
local json = require "fazhi.json"
local message = require "fazhi.message"
local scope = require "fazhi.scope"
local standing = require "fazhi.standing"

local say = message.say

local M = {}

local TOGETHER = 4 -- series that still can be told apart in one panel
local TILED = 3 -- provinces with a value from which a map of tiles says something

-- The chart, or nil, message, code where it cannot be drawn: no table is kept back for want of its picture.
local function draw(t)
  return failure.call(chart.new, t)
end

-- Labels

-- How many bytes all names have in common at their beginning.
local function common(names)
  local first = names[1] or ""
  local length = #first
  for _, name in ipairs(names) do
    local k = 0
    while k < length and name:byte(k + 1) == first:byte(k + 1) do k = k + 1 end
    length = k
  end
  while length > 0 and first:find("^[\x80-\xBF]", length + 1) do length = length - 1 end -- no part of a character
  return length
end

local ends = { ["省"] = true, ["市"] = true, ["州"] = true, ["区"] = true, ["盟"] = true }

-- The last place among the first bytes of a name behind which a name of a place may begin, before the end.
local function cut_of(name, length)
  local cut = 0
  for at, c in name:sub(1, length):gmatch("()([\xE0-\xEF][\x80-\xBF]+)") do
    if ends[c] then cut = at + #c - 1 end
  end
  return cut
end

--- Names of places without the province, prefecture … that all of them begin with: 临溪区, not 云岭省白塔市临溪区.
function M.short_names(names)
  local length, short = common(names), {}
  for _, name in ipairs(names) do length = math.min(length, #name - 3) end
  local cut = #names > 1 and length > 0 and cut_of(names[1], length) or 0
  for i, name in ipairs(names) do short[i] = name:sub(cut + 1) end
  return short
end

local function column_of(rows, name)
  local list = {}
  for i, row in ipairs(rows) do list[i] = row[name] end
  return list
end

local function put(list, note, count, values)
  if count > 0 then
    values = values or {}
    values.n = count
    list[#list + 1] = say(note[1], note[2], values)
  end
end

-- In English and in Chinese.
local apart = { "{n} in another unit or scope not drawn", "另有 {n} 个单位或范围不同，未画出" }
local bounded = { "≥ at least, ≤ at most, ≈ about: {n} {n|value is|values are} not exact",
  "≥ 以上、≤ 以内、≈ 约：{n} 个不是确数" }
local doubtful = { "{n} doubtful {n|reading|readings} not drawn", "另有 {n} 个存疑的数值，未画出" }

--- The name of an indicator in the language in force.
function M.name(corpus, id)
  return display.indicator(comparison.indicator(corpus, id)) or id
end

-- Regions side by side

local function codes_of(rows)
  local codes = {}
  for i, row in ipairs(rows) do codes[i] = row.region_code or "" end
  return codes
end

local function with_value(rows, key)
  local list = {}
  for _, row in ipairs(rows) do
    if row[key] then list[#list + 1] = row end
  end
  return list
end

local function is_in(row, group)
  return row.year == group.year and row.level == group.level
end

-- Names without a value in a year and level, shortened beside those that have one, and their codes.
local function missing_in(line, group)
  local names, codes = {}, {}
  for _, row in ipairs(line.missing) do
    if is_in(row, group) then names[#names + 1], codes[#codes + 1] = row.region, row.region_code or "" end
  end
  return names, codes
end

-- The codes of the regions that have a value which is not ranked: in another unit or scope, or doubtful.
local function other_in(line, group)
  local codes = {}
  for _, list in ipairs { line.apart, line.doubtful } do
    for _, row in ipairs(list) do codes[#codes + 1] = is_in(row, group) and row.region_code or nil end
  end
  return codes
end

local bound_signs = { at_least = "≥", at_most = "≤", about = "≈" }

-- Names with a sign where the value is no exact one.
local function with_bounds(names, rows)
  local list = {}
  for i, name in ipairs(names) do
    local sign = bound_signs[rows[i].bound]
    list[i] = sign and name .. " " .. sign or name
  end
  return list
end

local function count_bounds(rows)
  local count = 0
  for _, row in ipairs(rows) do count = count + (bound_signs[row.bound] and 1 or 0) end
  return count
end

local function group_panel(line, group, key)
  local rows = with_value(group.rows, key)
  local names, missing = column_of(rows, "region"), missing_in(line, group)
  local all = M.short_names(table.move(missing, 1, #missing, #names + 1, table.move(names, 1, #names, 1, {})))
  return { title = ("%s %s"):format(standing.level_name(group.level, group.rows), group.year or "?"),
    codes = codes_of(rows), unit = line.ratio and line.ratio:unit(group.unit) or group.unit,
    labels = with_bounds(table.move(all, 1, #rows, 1, {}), rows), values = column_of(rows, key),
    missing = table.move(all, #rows + 1, #all, 1, {}),
    marks = group.n >= standing.enough and { { value = group.median, label = say("median", "中位数") } } or nil }
end

local function tiles_of(panel, silent, other)
  local copy = {}
  for name, value in pairs(panel) do copy[name] = value end
  copy.kind, copy.marks, copy.silent, copy.other = "tiles", nil, silent, other
  return copy
end

--- The regions of a lineup: bars by level with the median, provinces on a map of tiles too; nil if nothing is ranked.
-- @param line of fazhi.lineup; title: what is compared; top: so many rows of each level, or nil for all
function M.lineup(line, title, top)
  local panels, notes, key = {}, {}, line.ratio and "per" or "value"
  for _, group in ipairs(line.groups) do
    local panel = group.is_main and group_panel(line, group, key)
    if panel and #panel.labels > 0 then
      if group.level == "province" and #panel.labels >= TILED then
        local _, silent = missing_in(line, group)
        panels[#panels + 1] = tiles_of(panel, silent, other_in(line, group))
      end
      panels[#panels + 1] = panel
      for _, name in ipairs { "labels", "values", "codes" } do
        panel[name] = top and table.move(panel[name], 1, math.min(top, #panel[name]), 1, {}) or panel[name]
      end
    end
  end
  put(notes, apart, #line.apart)
  put(notes, doubtful, #line.doubtful)
  put(notes, bounded, count_bounds(line.ranked))
  return #panels > 0 and draw { kind = "bar", title = title, panels = panels, notes = notes } or nil
end

-- Series of years

-- Of the rows of one place those that make one series: sure ones of the commonest unit and scope.
local function alike(rows)
  local with = {}
  for _, row in ipairs(rows) do
    if row.value and row.year then with[#with + 1] = row end
  end
  local sure, unsure = comparison.by_certainty(with)
  local same, other, unit = comparison.by_unit(sure)
  local own, beside = scope.split(same)
  return own, #unsure, #other + #beside, unit
end

local function series_of(rows, key, years)
  local own, unsure, other, unit = alike(rows)
  local one = { name = rows[1].region, values = {}, breaks = {}, unit = unit, unsure = unsure, other = other }
  for _, row in ipairs(own) do
    local place = years[row.year] -- none before the years that are drawn
    if place then one.values[place], one.breaks[place] = row[key], row.is_broken or nil end
  end
  return one
end

-- The first year that something is drawn in: reports before it that are silent would push the lines aside.
local function first_drawn(list, key)
  local first
  for _, rows in ipairs(list) do
    for _, row in ipairs((alike(rows))) do
      if row[key] then first = math.min(first or row.year, row.year) end
    end
  end
  return first
end

-- All years from the first to the last of the rows, and their places; not those before `from`.
local function years_of(list, from)
  local first, last
  for _, rows in ipairs(list) do
    for _, row in ipairs(rows) do
      if row.year then first, last = math.min(first or row.year, row.year), math.max(last or row.year, row.year) end
    end
  end
  local years, places = {}, {}
  for year = from or first or 1, last or 0 do
    years[#years + 1] = year
    places[year] = #years
  end
  return years, places
end

local function is_of_one_unit(series)
  for _, one in ipairs(series) do
    if comparison.unit_group(one.unit) ~= comparison.unit_group(series[1].unit) then return false end
  end
  return true
end

local function bare(one, name)
  return { name = name, values = one.values, breaks = one.breaks }
end

-- The places of series, the one with most values first: where there are many, only the first are drawn.
local function longest_first(series)
  local counts, order = {}, {}
  for i, one in ipairs(series) do
    order[i], counts[i] = i, 0
    for _ in pairs(one.values) do counts[i] = counts[i] + 1 end
  end
  table.sort(order, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  return order
end

local function line_panels(series, names, years, unit_of)
  if #series > 1 and #series <= TOGETHER and is_of_one_unit(series) then
    local list = {}
    for i, one in ipairs(series) do list[i] = bare(one, names[i]) end
    return { { labels = years, unit = unit_of(series[1].unit), series = list } }
  end
  local panels = {}
  for i, place in ipairs(longest_first(series)) do
    local one = series[place]
    panels[i] = { title = names[place], labels = years, unit = unit_of(one.unit), series = { bare(one, "") } }
  end
  return panels
end

--- The series of regions: a few of one unit on one sheet, more of them each on its own.
-- @param list rows of each place as of fazhi.series; title; ratio or nil
function M.series(list, title, ratio)
  local key = ratio and "per" or "value"
  local years, places = years_of(list, first_drawn(list, key))
  local series, names, notes, unsure, other, is_broken = {}, {}, {}, 0, 0, false
  for _, rows in ipairs(list) do
    local one = series_of(rows, key, places)
    unsure, other, is_broken = unsure + one.unsure, other + one.other, is_broken or next(one.breaks) ~= nil
    if next(one.values) then series[#series + 1], names[#names + 1] = one, rows[#rows].region or "?" end
  end
  if #series == 0 then return nil end
  local function unit_of(unit) return ratio and unit and ratio:unit(unit) or unit end
  local panels = line_panels(series, M.short_names(names), years, unit_of)
  if #panels > 1 then notes[1] = say("each on a scale of its own", "各图纵轴刻度不同") end
  if is_broken then notes[#notes + 1] = say("a line breaks off where what is counted changes", "口径变化处断线") end
  put(notes, apart, other)
  put(notes, doubtful, unsure)
  return draw { kind = "line", title = title, panels = panels, notes = notes }
end

--- The numbers of a series by year as a list for a sparkline, a gap as null.
function M.shape(rows, ratio)
  local years, places = years_of { rows }
  local one, list = series_of(rows, ratio and "per" or "value", places), json.array {}
  for i = 1, #years do list[i] = one.values[i] or json.null end
  return list
end

--- The medians of groups by year, with their quartiles.
function M.medians(rows, title, ratio)
  local by_group, panels = {}, {}
  for _, row in ipairs(rows) do
    if row.median then
      local key = row.group .. "\0" .. (row.unit or "") .. "\0" .. (row.scope or "")
      local panel = by_group[key]
      if not panel then
        local unit = ratio and row.unit and ratio:unit(row.unit) or row.unit
        panel = { title = row.group .. (row.scope and " " .. row.scope or ""), labels = {}, n = 0, unit = unit,
          series = { { values = {}, low = {}, high = {} } } }
        by_group[key], panels[#panels + 1] = panel, panel
      end
      local i, one = #panel.labels + 1, panel.series[1]
      panel.labels[i], one.values[i], one.low[i], one.high[i] = row.year, row.median, row.q1, row.q3
      panel.n = panel.n + row.n
    end
  end
  return #panels > 0 and draw { kind = "line", title = title, panels = panels,
    notes = { say("medians, with the quartiles as lines; n counts values", "中位数，竖线为四分位；n 为数值个数") } } or nil
end

-- Contents of law

local function flag(value)
  if value == nil then return nil end
  return value and 1 or 0
end

local function place_and_year(rows)
  local labels = M.short_names(column_of(rows, "region"))
  for i, row in ipairs(rows) do labels[i] = ("%s %s"):format(labels[i], row.year or "?") end
  return labels
end

--- Which report has which content: a row for each report, a column for each content.
-- @param rows of the matrix; items = list of { column =, zh =, en = }
function M.matrix(rows, items, title)
  if #rows == 0 then return nil end
  local series = {}
  for s, item in ipairs(items) do
    series[s] = { name = message.choose(item.en, item.zh), values = {} }
    for i, row in ipairs(rows) do series[s].values[i] = flag(row[item.column]) end
  end
  return draw { kind = "heat", title = title, labels = place_and_year(rows), series = series,
    levels = { { value = 1, label = message.choose("yes", "有") }, { value = 0, label = message.choose("no", "无") } } }
end

--- Shares of groups with their intervals, a panel for each item.
-- @param rows with group, item, share, low, high, n
function M.shares(rows, title)
  local by_item, panels = {}, {}
  for r, row in ipairs(rows) do
    local panel = by_item[row.item]
    if not panel then
      panel = { title = row.item, labels = {}, rows = {}, n = 0, series = { { values = {}, low = {}, high = {} } } }
      by_item[row.item], panels[#panels + 1] = panel, panel
    end
    local i, one = #panel.labels + 1, panel.series[1]
    panel.labels[i], panel.rows[i] = display.word({ kind = "level" }, row.group) or tostring(row.group), r
    one.values[i], one.low[i], one.high[i] = row.share, row.low, row.high
    panel.n = panel.n + row.n
  end
  for _, panel in ipairs(panels) do panel.range, panel.unit = { 0, 100 }, "%" end
  return #panels > 0 and draw { kind = "dot", title = title, panels = panels } or nil
end

-- Stages and parts

--- The stages of each report, a panel each; rates that reports claim are not drawn.
-- @param rows with region, year, stage, value, unit, is_doubtful
function M.funnel(rows, title)
  local panels, by_report, names, unsure = {}, {}, {}, 0
  for _, row in ipairs(rows) do
    local key = ("%s %s"):format(row.region, row.year)
    if row.unit ~= "%" then
      local panel = by_report[key]
      if not panel then
        panel = { labels = {}, values = {}, year = row.year }
        by_report[key], panels[#panels + 1], names[#names + 1] = panel, panel, row.region
      end
      local i = #panel.labels + 1
      panel.labels[i] = row.stage
      if row.is_doubtful then unsure = unsure + 1 else panel.values[i] = row.value end
    end
  end
  names = M.short_names(names)
  for p, panel in ipairs(panels) do panel.title, panel.year = ("%s %s"):format(names[p], panel.year), nil end
  local notes = {}
  put(notes, doubtful, unsure)
  return #panels > 0 and draw { kind = "funnel", title = title, unit = say("cases", "件"), panels = panels,
    notes = notes } or nil
end

--- Shares of the parts, one bar for each report or year.
-- @param rows in order of label, each with name = of the part; title; by = "id" for a bar for each report, or "year";
--   share = the column that holds the shares
function M.parts(rows, title, by, share)
  local heads, first, at, series, place = {}, {}, {}, {}, {}
  for r, row in ipairs(rows) do
    if not at[row[by]] then
      heads[#heads + 1], first[#first + 1] = row, r
      at[row[by]] = #heads
    end
    if not place[row.name] then
      series[#series + 1] = { name = row.name, values = {} }
      place[row.name] = #series
    end
    series[place[row.name]].values[at[row[by]]] = row[share]
  end
  if #heads == 0 then return nil end
  return draw { kind = "stack", title = title, unit = "%", series = series, rows = first,
    labels = by == "year" and column_of(heads, "year") or place_and_year(heads) }
end

--- Where a region stands among its peers in each indicator, as percentiles.
-- @param rows with name, value, unit, percentile; title
function M.profile(rows, title)
  local labels, values, at = {}, {}, {}
  for r, row in ipairs(rows) do
    if row.percentile then
      local name = display.indicator { id = row.indicator or "", name = row.name }
      labels[#labels + 1] = ("%s %s %s"):format(name, display.brief(row.value), row.unit or "")
      values[#values + 1], at[#at + 1] = row.percentile, r
    end
  end
  return #labels > 0 and draw { kind = "dot", title = title, unit = say("percentile among peers", "同级百分位"),
    labels = labels, values = values, rows = at, range = { 0, 100 },
    marks = { { value = 50, label = say("half of the peers", "同级一半") } } } or nil
end

-- Words

--- Words said more to the one side, those said less to the other.
-- @param rows with word, log_ratio
function M.keyness(rows, title)
  if #rows == 0 then return nil end
  return draw { kind = "bar", title = title, unit = say("log ratio", "对数比"), labels = column_of(rows, "word"),
    values = column_of(rows, "log_ratio") }
end

-- Rows by what they have in a column, in order of appearance: a list of { key =, rows = }.
local function grouped(rows, key)
  local list, at = {}, {}
  for _, row in ipairs(rows) do
    local own = row[key] or ""
    if not at[own] then
      at[own] = { key = own, rows = {} }
      list[#list + 1] = at[own]
    end
    table.insert(at[own].rows, row)
  end
  return list
end

--- The words said most, a panel for each group of reports.
-- @param rows with group (or nil), word, share (in 10,000 words)
function M.words(rows)
  local panels = {}
  for i, group in ipairs(grouped(rows, "group")) do
    panels[i] = { title = group.key ~= "" and group.key or nil, labels = column_of(group.rows, "word"),
      values = column_of(group.rows, "share"), unit = say("per 10 000 words", "每万词"), n = group.rows[1].of }
  end
  return #panels > 0 and draw { kind = "bar", title = say("words said most", "常用词"), panels = panels,
    notes = { say("n counts reports", "n 为报告数") } } or nil
end

--- The shares of reports that admit shortcomings of a topic, year by year, a panel for each topic.
-- @param rows in order of year, with topic, year, share, low, high, n
function M.topics(rows)
  local panels = {}
  for i, group in ipairs(grouped(rows, "topic")) do
    local n = 0
    for _, row in ipairs(group.rows) do n = n + row.n end
    panels[i] = { title = group.key, labels = column_of(group.rows, "year"), unit = "%", range = { 0, 100 }, n = n,
      series = { { values = column_of(group.rows, "share"), low = column_of(group.rows, "low"),
        high = column_of(group.rows, "high") } } }
  end
  return #panels > 0 and draw { kind = "line", title = say("shortcomings by topic", "各主题的问题"), panels = panels,
    notes = { say("share of reports with the section, with 95 % intervals", "占有问题一节的报告的比例，竖线为 95% 区间") } } or nil
end

--- How near the peers of a region are; those without a distance are told as missing.
-- @param rows with region, distance or nil
function M.peers(rows, title)
  local near, far, at = {}, {}, {}
  for r, row in ipairs(rows) do
    table.insert(row.distance and near or far, row.region)
    at[#at + 1] = row.distance and r or nil
  end
  if #near == 0 then return nil end
  return draw { kind = "dot", title = title, unit = say("Gower's distance", "Gower 距离"), range = { 0, 1 },
    labels = M.short_names(near), values = column_of(with_value(rows, "distance"), "distance"), rows = at,
    missing = far }
end

-- The first rows, or all, the largest first; equals stay as they were.
local function by_size(rows, key, limit)
  local list, place = table.move(rows, 1, math.min(limit or #rows, #rows), 1, {}), {}
  for i, row in ipairs(list) do place[row] = i end
  table.sort(list, function(a, b)
    local one, other = a[key] or -math.huge, b[key] or -math.huge
    if one ~= other then return one > other end
    return place[a] < place[b]
  end)
  return list
end

--- How much of a report stands in an earlier one, a bar for each pair, the largest share first.
-- @param rows with region, year, from_region, from_year, share; limit: of the first so many rows, or nil for all
function M.reuse(rows, limit)
  local labels = {}
  rows = by_size(rows, "share", limit)
  for i, row in ipairs(rows) do
    labels[i] = ("%s %s ← %s %s"):format(row.region or "?", row.year or "?", row.from_region ~= row.region
      and row.from_region or "", row.from_year or "?"):gsub("%s+", " ")
  end
  return #rows > 0 and draw { kind = "bar", unit = "%", range = { 0, 100 }, labels = labels,
    title = say("share that stands in an earlier report", "见于较早报告的比例"), values = column_of(rows, "share") } or nil
end

-- What is drawn is no share of the reports of a year, which may fall.
local estimated = { "Kaplan–Meier's estimate of the share of regions: those whose reports end without the term count "
  .. "up to their last one", "Kaplan–Meier 对地区占比的估计：报告止于未用者计至其末份报告" }

--- How a term spread: the share of regions that have come to it, year by year, with its interval, as Kaplan and Meier
--- estimate it.
-- @param rows of fazhi.adoption's curve; n = regions
function M.curve(rows, title, n)
  local one = { values = {}, low = {}, high = {} }
  for i, row in ipairs(rows) do
    one.values[i], one.low[i], one.high[i] = row.adopted, row.adopted_low, row.adopted_high
  end
  return #rows > 0 and draw { kind = "step", title = title, unit = "%", labels = column_of(rows, "year"),
    series = { one }, n = n, notes = { say(estimated[1], estimated[2]) }, range = { 0, 100 } } or nil
end

--- The shares of regions that use each of several terms.
-- @param rows with term, share
function M.terms(rows, title, n)
  if #rows == 0 then return nil end
  return draw { kind = "bar", title = title, unit = "%", labels = column_of(rows, "term"),
    values = column_of(rows, "share"), range = { 0, 100 }, n = n }
end

return M
