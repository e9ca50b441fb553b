-- reuse: which reports copy from last year's own, from their neighbours or their superiors, how much
-- of them it is, and which figures were changed in what was copied.

local args_of = require("fazhi.args")
local comparison = require("fazhi.comparison")
local frame = require("fazhi.frame")
local gallery = require("fazhi.gallery")
local reuse = require("fazhi.reuse")
local similar = require("fazhi.similar")

local function relations_of(args)
  if not args.relation then return nil end
  local set = {}
  for _, name in ipairs(args.relation) do set[name] = true end
  return set
end

local outputs = {
  { name = "report", kind = "text", zh = "报告", en = "report" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "from", kind = "text", zh = "抄自", en = "from", help = "the earlier report", help_zh = "较早的报告" },
  { name = "from_region", kind = "region", zh = "来源地区", en = "of" },
  { name = "from_year", kind = "year", zh = "来源年度", en = "of year" },
  { name = "relation", kind = "text", zh = "关系", en = "relation", help = "what it is to the report",
    help_zh = "与本报告的关系" },
  { name = "characters", kind = "integer", zh = "相同字数", en = "characters",
    help = "that agree, in shared passages; the longest counts the same way", help_zh = "共同段落中一致的字" },
  { name = "share", kind = "number", unit = "%", digits = 1, zh = "占本报告", en = "share",
    help = "of the report that stands in the other", help_zh = "本报告中见于来源的比例" },
  { name = "from_share", kind = "number", unit = "%", digits = 1, zh = "占来源", en = "of the source",
    help = "of the other that stands in the report", help_zh = "来源中见于本报告的比例" },
  { name = "passages", kind = "integer", zh = "段数", en = "passages" },
  { name = "longest", kind = "integer", zh = "最长", en = "longest", help = "characters of the longest passage",
    help_zh = "最长一段的字数" },
  { name = "jaccard", kind = "number", digits = 2, zh = "相似度", en = "Jaccard", help = "of fingerprints",
    help_zh = "文本指纹的相似度" },
  { name = "changed", kind = "integer", zh = "改数", en = "figures changed", help = "in what was copied",
    help_zh = "抄来的文字里" },
  { name = "figures", kind = "text", zh = "改动的数字", en = "figures changed", help = "old→new", help_zh = "旧→新" },
  { name = "text", kind = "text", zh = "本报告", en = "text" },
  { name = "from_text", kind = "text", zh = "来源原文", en = "text of the source" },
  { name = "start", kind = "integer", zh = "起", en = "start", help = "bytes of the body, as in the corpus",
    help_zh = "正文中的字节，同语料库" },
  { name = "stop", kind = "integer", zh = "止", en = "stop" },
  { name = "from_start", kind = "integer", zh = "来源起", en = "start there" },
  { name = "from_stop", kind = "integer", zh = "来源止", en = "stop there" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
}
local ONLY_PAIRS = { share = true, from_share = true, passages = true, longest = true, jaccard = true, changed = true }
local ONLY_PASSAGES = { figures = true, text = true, from_text = true, start = true, stop = true, from_start = true,
  from_stop = true }

local function columns_without(left_out)
  local list = {}
  for _, column in ipairs(outputs) do
    if not left_out[column.name] then list[#list + 1] = column end
  end
  return list
end

local function pair_rows(pairs, figures_of, rows)
  for i, pair in ipairs(pairs) do rows[i] = reuse.row(pair, figures_of) end
  return rows
end

local function passage_rows(pairs, figures_of, rows)
  for _, pair in ipairs(pairs) do
    for _, row in ipairs(reuse.passage_rows(pair, figures_of)) do rows[#rows + 1] = row end
  end
  return rows
end

return {
  name = "reuse", alias = { "照抄", "重复" }, api = 1, category = "analysis",
  summary = "Find which reports copy passages from their own of last year, from neighbours or superiors.",
  summary_zh = "查哪些报告照抄上年、邻地或上级的段落。",
  arguments = {
    { name = "--region", kind = "region", help = "only reports of this region", help_zh = "只查该地区的报告" },
    { name = "--within", kind = "region", help = "only reports of regions in this one", help_zh = "只查该地区辖内的报告" },
    { name = "--level", kind = "level", help = "only reports of this level", help_zh = "只查该层级的报告" },
    { name = "--year", kind = "year", help = "only reports on these years", help_zh = "只查这些年度的报告" },
    { name = "--relation", kind = "choice", choices = reuse.relations, repeated = true,
      help = "only copies from these", help_zh = "只查抄自这些对象的" },
    { name = "--min-characters", kind = "integer", min = 20, default = similar.LEAST,
      help = "the shortest passage that counts, without punctuation", help_zh = "段落至少多少字，不计标点" },
    { name = "--common", kind = "number", min = 0, max = 1, default = similar.COMMON,
      help = "phrases of more than this share of the places are stock", help_zh = "超过这一比例的地方都有的话算套话" },
    { name = "--passages", kind = "flag", help = "every passage, side by side", help_zh = "逐段并排列出" },
  },
  charts = { "bar" },
  outputs = outputs,
  method = "Fingerprints of 8 characters by winnowing (Schleimer, Wilkerson, Aiken 2003), those of more than the share "
    .. "--common of the places taken out, extended over small edits to the longest passages; a number is like another.",
  method_zh = "按八字指纹（winnowing）找相同处，先剔除超过 --common 比例的地方共有的套话，再容许小改动向两边延伸成段；只换了数字也算相同。",
  needs = "two reports; four places before a phrase can be told to be stock",
  needs_zh = "至少两份报告；至少四地才能判断套话",
  caveats = {
    "Of two reports of one year without dates of publication nobody knows which came first: the note says so.",
    "The later report is taken for the copy; both may have copied a third that is not in the corpus.",
    "Shared words are no fault: laws, names of campaigns and prescribed sentences have to be repeated.",
  },
  caveats_zh = { "同一年度且无发布日期的两份，先后不明，见“说明”。", "以后出者为抄；两份也可能同抄库外的第三份。", "相同不等于过错：法律条文、行动名称和规定表述本应一致。" },
  examples = {
    { run = "fazhi reuse --corpus examples/corpus.db --min-characters 30 --format csv", prints = "own, last year" },
  },
  run = function(args, corpus, context)
    local filters = { region = args.region, within = args.within, level = args.level }
    filters.from, filters.to = args_of.years(args.year)
    local pairs, info = reuse.pairs(corpus, filters, { least = args.min_characters, common = args.common,
      relations = relations_of(args), progress = context and context.progress })
    local notes, figures_of = reuse.notes(pairs, info), reuse.figures(corpus)
    notes[#notes + 1] = comparison.twins_notes(corpus, {})[1]
    local rows = (args.passages and passage_rows or pair_rows)(pairs, figures_of, {})
    local left_out = args.passages and ONLY_PAIRS or ONLY_PASSAGES
    return frame.new({ columns = columns_without(left_out), notes = notes, rows = rows }),
      not args.passages and gallery.reuse(rows, context and context.options and context.options.limit) or nil
  end,
}
