-- export: the corpus as tables for other programs: all values in a long or a wide table, or one table as it
-- is stored; with a codebook.

local args_of = require("fazhi.args")
local codebook = require("fazhi.codebook")
local comparison = require("fazhi.comparison")
local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local wide = require("fazhi.wide")

local tables = { "values", "report", "source", "section", "figure", "observation", "indicator", "region", "correction",
  "passage", "likeness", "set_aside", "observed", "run" }

local long_columns = {
  { name = "region_code", kind = "text", zh = "区划代码", en = "region code" },
  { name = "region", kind = "region", zh = "地区", en = "region", help = "with those above it", help_zh = "含上级" },
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "year", kind = "year", zh = "年度", en = "year", help = "the year reported on", help_zh = "所报告的年度" },
  { name = "kind", kind = "text", zh = "文种", en = "kind" },
  { name = "report", kind = "text", zh = "报告", en = "report" },
  { name = "indicator", kind = "indicator", zh = "指标", en = "indicator" },
  { name = "indicator_name", kind = "text", zh = "指标名称", en = "name" },
  { name = "value", kind = "number", zh = "数值", en = "value", help = "in the unit beside it, not converted",
    help_zh = "单位见旁，未换算" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "bound", kind = "text", zh = "约数", en = "bound", help = "exact, about, at_least or at_most",
    help_zh = "exact 确数，about 约，at_least 以上，at_most 以下" },
  { name = "scope", kind = "text", zh = "范围", en = "scope", help = "whose figure, as written", help_zh = "谁的数字，照原文" },
  { name = "basis", kind = "text", zh = "口径", en = "basis",
    help = "which of several things that the indicator is called by", help_zh = "同一指标名下指哪一种" },
  { name = "period", kind = "text", zh = "时段", en = "period", help = "annual, to_date, cumulative, stock or planned",
    help_zh = "annual 当年，to_date 截至，cumulative 累计，stock 存量，planned 计划" },
  { name = "claimed", kind = "flag", zh = "自称", en = "claimed", help = "a rate as the report claims it, not computed",
    help_zh = "报告自称的比率，未经计算" },
  { name = "score", kind = "number", zh = "把握", en = "score", help = "how sure the reading is, 0 to 1",
    help_zh = "读数的把握，0 至 1" },
  { name = "note", kind = "text", zh = "说明", en = "note",
    help = "in Chinese, as stored, where programs read it (csv, jsonl, xlsx); fazhi schema notes explains them",
    help_zh = "供程序读的格式（csv、jsonl、xlsx）中照库中所记；见 fazhi schema notes" },
  { name = "others", kind = "integer", zh = "其他读数", en = "others",
    help = "further readings of it in the same report", help_zh = "同一报告中该指标的其他读数" },
  { name = "id", kind = "text", zh = "编号", en = "id", help = "for fazhi why", help_zh = "用于 fazhi why" },
}

local kinds = { INTEGER = "integer", REAL = "number", ANY = "number" }

-- The filters of the command line; only those given, so that a table can refuse one.
local function filters_of(args)
  local from, to = args_of.years(args.year)
  return { region = args.region, within = args.within, level = args.level, kind = args.kind, from = from, to = to,
    indicator = args.indicator }
end

local function indicators_of(corpus, wanted)
  local list, keep = {}, {}
  for _, id in ipairs(wanted or {}) do keep[id] = true end
  for _, one in ipairs(failure.asked(corpus:indicators())) do
    if not wanted or keep[one.id] then list[#list + 1] = one end
  end
  return list, keep
end

local function stored_table(corpus, args)
  local meanings = {}
  for _, one in ipairs(failure.asked(corpus:schema())) do
    if one.table == args.table and one.column then meanings[one.column] = one.meaning end
  end
  local found = failure.asked(corpus:table(args.table, filters_of(args)))
  local columns = {}
  for i, column in ipairs(found.columns) do
    columns[i] = { name = column.name, kind = kinds[column.type] or "text", help = meanings[column.name],
      help_zh = meanings[column.name] }
  end
  return frame.new({ columns = columns, rows = found.rows }), nil
end

local function long_table(corpus, args)
  local indicators = indicators_of(corpus, args.indicator)
  local values = failure.asked(corpus:all_values(filters_of(args)))
  for _, value in ipairs(values) do value.region = value.region or comparison.unknown_region(value) end
  return frame.new({ columns = long_columns, rows = values }), indicators
end

-- The reports whose kind has one of the indicators, or that of the filter.
local function reports_of(corpus, filters, indicators)
  local has = {}
  for _, one in ipairs(indicators) do has[one.catalogue or ""] = true end
  local list = {}
  local wanted = { region = filters.region, within = filters.within, level = filters.level, from = filters.from,
    to = filters.to, kind = filters.kind ~= "any" and filters.kind or nil }
  for report in failure.asked(corpus:reports(wanted)):each() do
    if filters.kind or has[report.kind or ""] then list[#list + 1] = report end
  end
  return list
end

local function wide_table(corpus, args)
  local filters = filters_of(args)
  local indicators, keep = indicators_of(corpus, args.indicator)
  local ids = {}
  for i, one in ipairs(failure.asked(corpus:indicators())) do ids[i] = one.id end
  local values, reports = failure.asked(corpus:all_values(filters)), reports_of(corpus, filters, indicators)
  local result, left_out = wide.frame(values, reports, indicators, wide.names(ids),
    { keep = keep, doubtful = args.doubtful })
  if left_out > 0 then
    result.notes[1] = message.say("{n} doubtful {n|reading|readings} left out; --doubtful takes {n|it|them}",
      "有 {n} 个存疑的读数未列入，用 --doubtful 列入", { n = left_out })
  end
  return result
end

return {
  name = "export", alias = "导出", api = 1, category = "command", corpus = "read", observed = true,
  summary = "Give the values of the corpus as a long or a wide table, or one table as it is stored, with a codebook.",
  summary_zh = "把语料库的数值导出为长表或宽表，或原样导出一个表，附编码簿。",
  usages = { "fazhi export -o values.csv", "fazhi export --wide -o panel.xlsx", "fazhi export figure -o figures.csv" },
  arguments = {
    { name = "TABLE", kind = "choice", choices = tables, optional = true, default = "values",
      help = "values, or a table of `fazhi schema`", help_zh = "values，或 fazhi schema 中的表" },
    { name = "--wide", kind = "flag", help = "a row for each region and year, a column for each indicator",
      help_zh = "每地区每年度一行，每指标一列" },
    { name = "--codebook", kind = "flag", help = "what the columns mean, instead of the table",
      help_zh = "只输出各列的含义" },
    { name = "--doubtful", kind = "flag", help = "with --wide: doubtful readings as well",
      help_zh = "宽表中连同存疑的读数" },
    { name = "--indicator", kind = "indicator", repeated = true, help = "only these indicators, as a,b",
      help_zh = "只要这些指标，如 a,b" },
    { name = "--region", kind = "region", help = "of this region", help_zh = "该地区的" },
    { name = "--within", kind = "region", help = "of regions in this one", help_zh = "该地区辖内的" },
    { name = "--year", kind = "year", help = "of this year or these years", help_zh = "该年度的" },
    { name = "--level", kind = "level", help = "of this level", help_zh = "该层级的" },
    { name = "--kind", kind = "text", help = "of this kind: rule_of_law, …; any for all",
      help_zh = "该文种的，如 rule_of_law；any 为全部" },
  },
  outputs = long_columns,
  method = "Of several readings of an indicator in a report that are sure enough the one for the whole region counts, "
    .. "then the surest, among equals the first in the text, as in compare. With --wide reports of one region and "
    .. "year share a row, and the same holds among them.",
  method_zh = "一份报告中同一指标有几个读数的，先取全域的（存疑的除外），再取把握最大的，相同则取在前的，与 compare "
    .. "一致。宽表中同一地区、年度的报告合为一行，取法相同。",
  caveats = {
    "Missing is an empty cell, never 0. Units are not converted: in a wide table look at NAME_unit and "
      .. "NAME_scope before computing.",
    "Names of wide columns have at most 32 ASCII characters with _unit, _bound, _scope and _id; a longer id is cut, "
      .. "and the codebook says whose it is.",
    "An .xlsx file has the codebook as a sheet of its own.",
    "Stored tables are whole: twins and doubtful readings are in them, bytes such as the source map are not.",
  },
  caveats_zh = {
    "缺失为空格，绝不作 0。单位未换算，宽表计算之前请看“名称_unit”和“名称_scope”两列。",
    "宽表列名连同 _unit、_bound、_scope、_id 至多 32 个 ASCII 字符，过长的代号截短，编码簿注明是哪个指标。",
    "存为 .xlsx 时编码簿另成一页。",
    "原样导出的表是完整的，含重复的报告和存疑的读数，不含源位置图等二进制内容。",
  },
  examples = {
    { run = "fazhi export --indicator review_accepted --year 2024 --level prefecture --corpus examples/corpus.db "
      .. "--columns region,year,value,unit,bound", prints = "云岭省白塔市,2024,861,件,exact" },
    { run = "fazhi export --wide --indicator review_accepted --year 2024 --level prefecture "
      .. "--corpus examples/corpus.db --columns region,year,review_accepted,review_accepted_unit",
      prints = "云岭省白塔市,2024,861,件" },
    { run = "fazhi export --wide --codebook --corpus examples/corpus.db --columns variable,label,unit",
      prints = "review_accepted,行政复议受理数,件" },
    { run = "fazhi export report --codebook --corpus examples/corpus.db --columns variable,kind,meaning",
      prints = "year,integer" },
  },
  run = function(args, corpus)
    if args.wide and args.table ~= "values" then
      return message.fail("E201", { reason = message.choose("--wide is of values, not of a stored table",
        "--wide 只用于 values") })
    end
    local make = args.table ~= "values" and stored_table or args.wide and wide_table or long_table
    local result, indicators = make(corpus, args)
    if args.codebook then return codebook.of(result, indicators) end
    result.sheets = { { name = message.text("sheet_codebook"),
      of = function(saved) return codebook.of(saved, indicators) end } }
    result.none = args.table
    return result
  end,
}
