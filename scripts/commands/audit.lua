-- audit: a random sample of values to be checked by a person, and the precision that follows from what was
-- filled in.

local args_of = require("fazhi.args")
local audit = require("fazhi.audit")
local comparison = require("fazhi.comparison")
local failure = require("fazhi.failure")
local frame = require("fazhi.frame")
local message = require("fazhi.message")

local outputs = {
  { name = "right", kind = "text", zh = "对错", en = "right", help = "to be filled in: 1 right, 0 wrong, ? unsure",
    help_zh = "待填：1 对，0 错，? 不确定" },
  { name = "indicator", kind = "indicator", zh = "指标", en = "indicator" },
  { name = "indicator_name", kind = "text", zh = "指标名称", en = "name" },
  { name = "value", kind = "number", zh = "数值", en = "value" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "bound", kind = "text", zh = "约数", en = "bound" },
  { name = "scope", kind = "text", zh = "范围", en = "scope" },
  { name = "quote", kind = "text", zh = "原句", en = "quote", help = "the figure between 【 and 】",
    help_zh = "数字在【】之间" },
  { name = "section", kind = "text", zh = "章节", en = "section" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "path", kind = "text", zh = "文件", en = "file" },
  { name = "id", kind = "text", zh = "编号", en = "id", help = "for fazhi why", help_zh = "用于 fazhi why" },
  { name = "remark", kind = "text", zh = "备注", en = "remark", help = "to be filled in", help_zh = "待填" },
}

local result_columns = {
  { name = "indicator", kind = "text", zh = "指标", en = "indicator" },
  { name = "drawn", kind = "integer", zh = "抽取", en = "drawn" },
  { name = "right", kind = "integer", zh = "对", en = "right" },
  { name = "wrong", kind = "integer", zh = "错", en = "wrong" },
  { name = "unsure", kind = "integer", zh = "不确定", en = "unsure" },
  { name = "empty", kind = "integer", zh = "未查", en = "not checked" },
  { name = "precision", kind = "number", digits = 3, zh = "准确率", en = "precision" },
  { name = "low", kind = "number", digits = 3, zh = "区间下限", en = "low" },
  { name = "high", kind = "number", digits = 3, zh = "区间上限", en = "high" },
}

local function filters_of(args)
  local from, to = args_of.years(args.year)
  return { region = args.region, within = args.within, level = args.level, kind = args.kind, from = from, to = to,
    indicator = args.indicator and { args.indicator } or nil }
end

-- The figures of the reports that count, each with the region, level and year it is of.
local function figures(corpus, filters)
  filters.twins = nil
  local of_report, list = {}, {}
  for report in failure.asked(corpus:reports(filters)):each() do of_report[report.id] = report end
  for _, one in ipairs(failure.asked(corpus:table("figure", filters)).rows) do
    local report = of_report[one.report_id]
    if report then
      one.region, one.region_code, one.level, one.year = report.region, report.region_code, report.level, report.year
      list[#list + 1] = one
    end
  end
  return list
end

local function marked(why)
  if not why.sentence or not why.mark_start then return why.sentence end
  local s, first, last = why.sentence, why.mark_start, why.mark_stop
  return s:sub(1, first - 1) .. "【" .. s:sub(first, last) .. "】" .. s:sub(last + 1)
end

local function row_of(corpus, one)
  local why = failure.asked(corpus:why(one.id))
  return { indicator = one.indicator, indicator_name = one.indicator_name, value = one.value, unit = one.unit,
    bound = one.bound, scope = one.scope, quote = marked(why), section = why.section ~= "" and why.section or nil,
    region = why.region_full or one.region or comparison.central_body(why), year = one.year, path = why.path,
    id = one.id }
end

local by_field = { region = "region_code", year = "year", level = "level", indicator = "indicator" }

local function draw(corpus, args)
  local filters = filters_of(args)
  local list = args.figures and figures(corpus, filters) or failure.asked(corpus:all_values(filters))
  local seed = args.seed or tostring(os.time())
  local drawn, strata, empty = audit.draw(list, { size = args.size, seed = seed, by = by_field[args.by] })
  local rows = {}
  for i, one in ipairs(drawn) do rows[i] = row_of(corpus, one) end
  local notes = { message.text("audit_drawn", { count = #drawn, total = #list, seed = seed }) }
  if args.by then
    notes[2] = message.text("audit_strata", { count = strata, by = args.by, empty = empty })
  end
  if #rows > 0 then notes[#notes + 1] = message.text("audit_fill") end
  return frame.new({ rows = rows, notes = notes, none = args.indicator or message.choose("audit", "抽查") })
end

local function read(path, context)
  local list, problems, code = audit.read(path)
  if not list then return nil, problems, code end
  for _, problem in ipairs(problems) do
    context.fail(("%s:%d: %s"):format(message.shown(path), problem.line, problem.message), "E223")
  end
  list[1].indicator = message.choose("(all)", "（全部）")
  local notes = { message.text("audit_interval") }
  if list[1].empty + list[1].unsure > 0 then
    notes[2] = message.text("audit_left", { empty = list[1].empty, unsure = list[1].unsure })
  end
  local result = frame.new({ columns = result_columns, rows = list, notes = notes })
  result.status = #problems > 0 and 3 or 0
  return result
end

local function check(args)
  if args.figures and (args.indicator or args.by == "indicator") then
    return message.fail("E201", { reason = message.choose("--figures are of no indicator", "--figures 不分指标") })
  end
  return true
end

return {
  name = "audit", alias = "抽查", api = 1, category = "command", corpus = "none",
  summary = "Draw values at random to be checked by hand, or give the precision of a table that was filled in.",
  summary_zh = "随机抽取数值供人工核对，或由填好的表算出准确率。",
  usages = { "fazhi audit --size 100 --seed 7 -o audit.xlsx", "fazhi audit --read audit.xlsx" },
  arguments = {
    { name = "--size", kind = "integer", min = 1, default = 100, help = "how many", help_zh = "抽多少个" },
    { name = "--seed", kind = "text", help = "any words; the same draw the same again, default: the time",
      help_zh = "任意文字，相同则抽到的相同；默认取时间" },
    { name = "--indicator", kind = "indicator", help = "only values of this indicator", help_zh = "只抽这个指标的数值" },
    { name = "--figures", kind = "flag", help = "any figures, not only those that are an indicator's",
      help_zh = "抽所有数字，不限于指标" },
    { name = "--by", kind = "choice", choices = { "region", "year", "level", "indicator" },
      help = "stratified: from each in proportion to its size", help_zh = "分层抽取，各层按比例" },
    { name = "--region", kind = "region", help = "of this region", help_zh = "该地区的" },
    { name = "--within", kind = "region", help = "of regions in this one", help_zh = "该地区辖内的" },
    { name = "--year", kind = "year", help = "of this year or these years", help_zh = "该年度的" },
    { name = "--level", kind = "level", help = "of this level", help_zh = "该层级的" },
    { name = "--kind", kind = "text", help = "of this kind: rule_of_law, …", help_zh = "该文种的，如 rule_of_law" },
    { name = "--read", kind = "path", value = "FILE", help = "the table that was filled in, .csv or .xlsx",
      help_zh = "填好的表，.csv 或 .xlsx" },
  },
  outputs = outputs,
  method = "Simple random sampling without replacement, or proportional strata by largest remainder (Cochran, Sampling "
    .. "Techniques, 1977). Precision is right / (right + wrong), with Wilson's 95 % interval (JASA 22 (1927) 209).",
  method_zh = "不放回简单随机抽样，或按比例分层（最大余数法；Cochran，Sampling Techniques，1977）。准确率＝对÷（对＋错），"
    .. "附 Wilson 95% 区间（JASA 22 (1927) 209）。",
  caveats = {
    "The rows come in random order: those checked first are a sample as well.",
    "What a report states and nobody read is not drawn: this is precision, not recall.",
    "In the column right: 1 y yes 对 是, 0 n no 错 否, ? for unsure, empty for not checked; the words are in "
      .. "scripts/catalogue/verdicts.lua.",
  },
  caveats_zh = {
    "各行次序随机，只查完前面一部分，也是一个随机样本。",
    "报告写了而没有读出的抽不到：这里得出的是准确率，不是查全率。",
    "“对错”一列填 1 或 对、是，0 或 错、否，? 为不确定，空格为未查；可用的词见 scripts/catalogue/verdicts.lua。",
  },
  examples = {
    { run = "fazhi audit --indicator review_accepted --year 2024 --size 6 --seed 1 --columns region,value "
      .. "--corpus examples/corpus.db", prints = "云岭省白塔市,861" },
    { run = "fazhi audit --read examples/audit.csv --columns indicator,right,wrong,precision",
      prints = "review_accepted,3,1,0.75" },
  },
  run = function(args, _, context)
    local ok, why, code = check(args)
    if not ok then return nil, why, code end
    if args.read then return read(args.read, context) end
    local corpus
    corpus, why, code = context.open("read")
    if not corpus then return nil, why, code end
    return draw(corpus, args)
  end,
}
