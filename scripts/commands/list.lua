-- list: the reports of the corpus.

local args_of = require("fazhi.args")
local comparison = require("fazhi.comparison")
local frame = require("fazhi.frame")
local message = require("fazhi.message")

local outputs = {
  { name = "id", kind = "text", zh = "编号", en = "id" },
  { name = "region_code", kind = "text", zh = "区划代码", en = "region code" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "kind", kind = "text", zh = "文种", en = "kind" },
  { name = "title", kind = "text", zh = "标题", en = "title" },
  { name = "issuer", kind = "text", zh = "发文机关", en = "issuer" },
  { name = "published", kind = "text", zh = "公布日期", en = "published" },
  { name = "path", kind = "text", zh = "文件", en = "path" },
  { name = "twin_of", kind = "text", zh = "同于", en = "twin of",
    help = "with --twins: the report that counts in its place", help_zh = "用 --twins 时：代它计入的报告" },
}

return {
  name = "list", alias = "列表", api = 1, category = "command", corpus = "read", observed = true,
  summary = "List the reports of the corpus.",
  summary_zh = "列出语料库中的报告。",
  arguments = {
    { name = "--region", kind = "region", help = "of this region", help_zh = "该地区的" },
    { name = "--within", kind = "region", help = "of regions in this one", help_zh = "该地区辖内的" },
    { name = "--year", kind = "year", help = "of this year or these years", help_zh = "该年度的" },
    { name = "--level", kind = "level", help = "of this level", help_zh = "该层级的" },
    { name = "--kind", kind = "text", help = "of this kind: rule_of_law, …", help_zh = "该文种的，如 rule_of_law" },
    { name = "--twins", kind = "flag", help = "also what `fazhi dedupe` has set aside", help_zh = "连同查重后不计的" },
  },
  outputs = outputs,
  examples = {
    { run = "fazhi list --year 2024 --corpus examples/corpus.db", prints = "云岭省白塔市青禾县" },
  },
  run = function(args, corpus)
    local from, to = args_of.years(args.year)
    local filters = { region = args.region, within = args.within, from = from, to = to, level = args.level,
      kind = args.kind, twins = args.twins and "all" or nil }
    local rows, why, code = corpus:listing(filters)
    if not rows then return nil, why, code end
    for _, row in ipairs(rows) do row.region = row.region or comparison.central_body(row) end
    local notes = not args.twins and comparison.twins_notes(corpus, filters) or {}
    local columns = table.move(outputs, 1, args.twins and #outputs or #outputs - 1, 1, {})
    return frame.new({ rows = rows, columns = columns, notes = notes, none = message.choose("reports", "报告") })
  end,
}
