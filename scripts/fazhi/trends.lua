-- trends: the series of an indicator in a corpus, of each region or of groups of them, with the years that are
-- silent told apart: those without a report and those whose report does not state it.

local args_of = require "fazhi.args"
local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local gallery = require "fazhi.gallery"
local glyphs = require "fazhi.chart.glyphs"
local lineage = require "fazhi.lineage"
local message = require "fazhi.message"
local panel = require "fazhi.panel"
local series = require "fazhi.series"

local say = message.say

local M = {}

local SHOWN = 8 -- series told in a sentence each

local group_columns = {
  { name = "group", kind = "text", zh = "组", en = "group" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "n", kind = "integer", zh = "有数", en = "n", help = "regions that have a value" },
  { name = "silent", kind = "integer", zh = "未报", en = "silent", help = "reports without it" },
  { name = "q1", kind = "number", zh = "下四分位", en = "lower quartile" },
  { name = "median", kind = "number", zh = "中位数", en = "median" },
  { name = "q3", kind = "number", zh = "上四分位", en = "upper quartile" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "scope", kind = "text", zh = "范围", en = "scope" },
}

local summary_columns = {
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "n", kind = "integer", zh = "年数", en = "years" },
  { name = "from", kind = "year", zh = "起", en = "from" },
  { name = "to", kind = "year", zh = "止", en = "to" },
  { name = "direction", kind = "text", zh = "方向", en = "direction" },
  { name = "shape", kind = "json", zh = "走势", en = "shape", help = "the values year by year, a gap as null",
    help_zh = "逐年数值，缺为 null", show = function(values) return glyphs.spark(values, #values) end },
  { name = "slope", kind = "number", digits = 2, zh = "斜率（每年）", en = "slope a year" },
  { name = "low", kind = "number", digits = 2, zh = "95% 下限", en = "95 % from" },
  { name = "high", kind = "number", digits = 2, zh = "95% 上限", en = "to" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "s", kind = "integer", zh = "S", en = "S" },
  { name = "p", kind = "number", digits = 3, zh = "p", en = "p" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
}

-- The columns with the unit column called as the ratio.
local function with_ratio(columns, ratio)
  if not ratio then return columns end
  local list = {}
  for _, column in ipairs(columns) do
    if column.name == "unit" then
      local label = ratio:label()
      column = { name = "unit", kind = "text", zh = "单位（" .. label.zh .. "）", en = "unit, " .. label.en }
    end
    list[#list + 1] = column
  end
  return list
end

local function append(list, more)
  return table.move(more, 1, #more, #list + 1, list)
end

-- The regions asked for and the codes that their places had at other times; nil for all.
local function with_former(corpus, args, asked)
  if not args.region then return nil end
  local keys, seen, list = {}, {}, table.move(args.region, 1, #args.region, 1, {})
  for _, method in ipairs { "values", "missing" } do
    for _, row in ipairs(comparison[method](corpus, args.indicator, asked.filters, args.region)) do
      if row.region_code then
        seen[row.region_code], keys[asked.lineage:key(row.region_code)] = true, true
      end
    end
  end
  for key in pairs(keys) do
    for _, code in ipairs(asked.lineage:codes(key)) do
      if not seen[code] then list[#list + 1] = code end
    end
  end
  return list
end

local function ask(corpus, args)
  local from, to = args_of.years(args.year)
  local asked = { filters = { level = args.level, within = args.within, from = from, to = to } }
  asked.lineage = lineage.stored(corpus)
  local regions = with_former(corpus, args, asked)
  asked.values = comparison.one_each(comparison.values(corpus, args.indicator, asked.filters, regions))
  asked.missing = comparison.missing(corpus, args.indicator, asked.filters, regions)
  return asked
end

-- A doubtful reading has no ratio: it would be as doubtful, and look like a result.
local function put_ratio(values, ratio)
  for _, value in ipairs(ratio and comparison.by_certainty(values) or {}) do
    local note
    value.per, note = ratio:apply(value)
    value.note = comparison.join_notes(value.note, note)
  end
end

local function put_doubts(values)
  local _, doubtful = comparison.by_certainty(values)
  for _, value in ipairs(doubtful) do
    value.note = comparison.join_notes(value.note, say("doubtful reading", "存疑"))
  end
end

-- Reports without the indicator, by the key of their place: { [year] = id }; of several the first.
local function absent_of(asked)
  local absent, names = {}, {}
  for _, report in ipairs(asked.missing) do
    -- A value of a region that is not known is known by the name it is shown with, and so is its silence.
    local name = comparison.shown_region(report)
    local key = series.key({ region_code = report.region_code, region = name }, asked.lineage)
    absent[key] = absent[key] or {}
    if report.year then absent[key][report.year] = absent[key][report.year] or comparison.report_id(report) end
    names[key] = name
  end
  return absent, names
end

-- Places that have reports and no value: never one, or where years are asked for, none in those.
local function silent_note(names, told, filters)
  local list = {}
  for key, name in pairs(names) do
    if not told[key] then list[#list + 1] = name end
  end
  if #list == 0 then return {} end
  table.sort(list)
  local values = { n = #list, names = comparison.names(list) }
  if filters.from or filters.to then
    return { say("{n} {n|region has reports of these years and does|regions have reports of these years and do} not "
      .. "state it in them: {names}", "{n} 个地区有这些年度的报告而其中未写到：{names}", values) }
  end
  return { say("{n} {n|region has reports and never states|regions have reports and never state} it: {names}",
    "{n} 个地区有报告而从未写到：{names}", values) }
end

local function sentences(summaries, ratio)
  local notes = {}
  if #summaries > SHOWN then
    return { say("{n} series; --summary tells the slope and test of each", "共 {n} 个序列；--summary 列出各自的斜率和检验",
      { n = #summaries }) }
  end
  for i, summary in ipairs(summaries) do notes[i] = series.sentence(summary, ratio) end
  return notes
end

-- A bound counts by the number that is stated, and that is said. Doubtful readings have no part in the numbers.
local function bounds_notes(values, is_grouped)
  local count = 0
  for _, value in ipairs((comparison.by_certainty(values))) do
    count = count + (value.value and comparison.is_bound(value) and 1 or 0)
  end
  if count == 0 then return {} end
  local of = is_grouped and say("median and slope", "中位数和斜率") or say("change and slope", "增减和斜率")
  return { say("{n} {n|value is a bound|values are bounds} (at least, at most): {of} take {n|it|them} as if exact",
    "{n} 个数值是界限值（以上、以内），{of}按所写数计", { n = count, of = of }) }
end

local function notes_of(corpus, args, asked, ratio)
  local notes = ratio and ratio:notes() or {}
  return append(notes, comparison.twins_notes(corpus, asked.filters, args.indicator, args.region))
end

--- The series of each region, or with args.summary one row for each.
-- @param args of a script: indicator, region, within, level, year, summary; ratio: fazhi.ratio or nil
-- @return rows (series.rows, with claimed growth and, with a ratio, per), columns (nil for those of the script), notes,
--   and the rows of each series as a list of lists
function M.of_regions(corpus, args, ratio)
  local asked = ask(corpus, args)
  put_ratio(asked.values, ratio)
  put_doubts(asked.values)
  local absent, names = absent_of(asked)
  local rows, summaries, told, each = {}, {}, {}, {}
  local _, kind = catalogue.entry(args.indicator)
  for i, one in ipairs(series.of(asked.values, asked.lineage)) do
    local key = one[1].key
    told[key] = true
    local own = series.rows(one, absent[key] or {}, asked.lineage)
    each[i], summaries[i] = own, series.summary(one, ratio and "per")
    summaries[i].shape = gallery.shape(own, ratio)
    if not args.summary then series.put_claims(corpus, own, kind) end
    append(rows, own)
  end
  local notes = args.summary and {} or sentences(summaries, ratio)
  append(notes, bounds_notes(asked.values))
  append(notes, silent_note(names, told, asked.filters))
  append(notes, notes_of(corpus, args, asked, ratio))
  if args.summary then return summaries, with_ratio(summary_columns, ratio), notes, each end
  return rows, nil, notes, each
end

local function names_by_code(regions)
  local names = {}
  for _, row in ipairs(regions) do names[row.code] = row.name end
  return names
end

--- The medians of groups of regions by year, or with args.summary what they are as series.
-- @param args as for of_regions, and group: "level", "province" or "within"
-- @return rows, their columns, notes, and the medians by year
function M.of_groups(corpus, args, ratio)
  local asked = ask(corpus, args)
  put_ratio(asked.values, ratio)
  local sure, doubtful = comparison.by_certainty(asked.values)
  local rows, summaries = panel.medians(sure, args.group, { key = ratio and "per", missing = asked.missing,
    names = names_by_code(comparison.regions(corpus)) })
  local notes = args.summary and {} or sentences(summaries, ratio)
  append(notes, bounds_notes(asked.values, true))
  if #doubtful > 0 then
    notes[#notes + 1] = say("{n} doubtful {n|reading|readings} left out", "另有 {n} 个存疑的数值，未计入", { n = #doubtful })
  end
  append(notes, notes_of(corpus, args, asked, ratio))
  if args.summary then return summaries, with_ratio(summary_columns, ratio), notes, rows end
  return rows, with_ratio(group_columns, ratio), notes, rows
end

return M
