-- search: full text, in either script, with the words found marked.

local args_of = require("fazhi.args")
local comparison = require("fazhi.comparison")
local frame = require("fazhi.frame")
local message = require("fazhi.message")

local function options_of(args, limit)
  local from, to = args_of.years(args.year)
  return {
    region = args.region, within = args.within, level = args.level, kind = args.kind, from = from, to = to,
    sentence = args.sentence, limit = limit,
  }
end

return {
  name = "search", alias = "检索", api = 1, category = "command", corpus = "read",
  summary = "Find words in the full text.",
  summary_zh = "全文检索。",
  arguments = {
    { name = "WORDS…", kind = "text", help = "all must occur; a|b one of them, -a none (after --)",
      help_zh = "须全部出现；a|b 为其一，-a 为不含（写在 -- 之后）" },
    { name = "--sentence", kind = "flag", help = "all in one sentence, a row for each", help_zh = "须在同一句，每句一行" },
    { name = "--region", kind = "region", help = "of this region", help_zh = "该地区的" },
    { name = "--within", kind = "region", help = "of regions in this one", help_zh = "该地区辖内的" },
    { name = "--year", kind = "year", help = "of this year or these years", help_zh = "该年度的" },
    { name = "--level", kind = "level", help = "of this level", help_zh = "该层级的" },
    { name = "--kind", kind = "text", help = "of this kind: rule_of_law, …", help_zh = "该文种的，如 rule_of_law" },
  },
  outputs = {
    { name = "report", kind = "text", zh = "报告", en = "report" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "snippet", kind = "text", zh = "文字", en = "text" },
    { name = "section", kind = "text", zh = "章节", en = "section" },
    { name = "count", kind = "integer", zh = "命中", en = "hits" },
  },
  caveats = { "A terminal gets 50 hits, or as many as --limit says; a pipe and a file get all.",
    "Up to 10,000 passages come in the order of how well they fit (BM25), more by year, the latest first." },
  caveats_zh = { "终端上只显示 50 条，可用 --limit 改；管道和文件则是全部。",
    "命中不超过 10000 段时按相关程度（BM25）排列，更多时按年度由近到远排列。" },
  examples = {
    { run = "fazhi search 行政复议 纠错 --corpus examples/corpus.db --limit 3", prints = "【行政复议】" },
  },
  run = function(args, corpus, context)
    local words = table.concat(args.words, " ")
    local options = options_of(args, context.lines and context.lines(50) or context.options.limit)
    local rows, total, code = corpus:search(words, options)
    if not rows then return nil, total, code end
    for _, row in ipairs(rows) do row.region = row.region or comparison.central_body(row) end
    local notes = {}
    if total and total > #rows then
      notes[1] = message.choose("%d of %d shown; --limit N shows more", "显示 %d 条，共 %d 条；--limit N 可显示更多")
        :format(#rows, total)
    end
    notes[#notes + 1] = comparison.twins_notes(corpus, options)[1]
    return frame.new({ rows = rows, notes = notes, none = "“" .. words .. "”" })
  end,
}
