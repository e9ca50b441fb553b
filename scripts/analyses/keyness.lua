-- keyness: the words that a report, a year, a region or a level says more, and less, than others do,
-- each with one place where it is said.

local frame = require("fazhi.frame")
local gallery = require("fazhi.gallery")
local message = require("fazhi.message")
local roster = require("fazhi.roster")
local segment = require("fazhi.segment")
local selection = require("fazhi.selection")
local tally = require("fazhi.tally")
local text = require("fazhi.text")
local toponym = require("fazhi.toponym")

local AROUND = 16 -- characters of context on either side

local function context_of(row)
  local body = row.best and row.best:text() or ""
  for _, form in ipairs(segment.forms(row.word)) do
    local hit = text.kwic(body, form, { width = AROUND })[1]
    if hit then return hit.left .. "【" .. hit.match .. "】" .. hit.right end
  end
end

-- The first rows of each side whose difference is surer than `q`, those said more before those said less.
local function best_of(rows, top, q)
  local sides, list = { more = {}, less = {} }, {}
  for _, row in ipairs(rows) do
    local side = row.more and "more" or "less"
    if row.q <= q and #sides[side] < top then
      row.side = message.choose(side, side == "more" and "多" or "少")
      row.report, row.context = row.best and row.best.id, context_of(row)
      table.insert(sides[side], row)
    end
  end
  table.move(sides.more, 1, #sides.more, 1, list)
  return table.move(sides.less, 1, #sides.less, #list + 1, list)
end

local function notes_of(args, group, against, tested, shown)
  local notes = { message.choose("%s held against %s", "%s，与%s相比"):format(
    selection.describe(args.of, group), selection.describe(args.against, against)) }
  if #group == 0 then notes[2] = message.choose("no report is selected", "没有选中任何报告")
  elseif #against == 0 then
    notes[2] = message.choose("there is nothing to hold it against; see --against", "没有可比的报告，可用 --against 另选")
  else
    notes[2] = message.say("{n} {n|word|words} tested in at least {min} {min|report|reports}; --min N changes that",
      "检验了 {n} 个词，每个至少见于 {min} 份报告（--min N 可改）", { n = tested, min = args.min })
    notes[3] = shown == 0 and message.choose("no difference has q ≤ %g; --max-q 1 shows all",
      "没有 q ≤ %g 的差别，--max-q 1 可全部列出"):format(args.max_q) or nil
  end
  return notes
end

return {
  name = "keyness", alias = "特色词", api = 1, category = "analysis", observed = false,
  summary = "Find what one report, region, year or level says that others do not, and the reverse.",
  summary_zh = "找出某份报告、某地、某年或某层级比别人说得多和说得少的词。",
  arguments = {
    { name = "--of", kind = "text", required = true, value = "WHICH",
      help = "regions (with all in them), years, levels, reports: \"四川省 2023\", r4",
      help_zh = "地区（含辖内）、年度、层级、报告编号，如 \"四川省 2023\"、r4" },
    { name = "--against", kind = "text", default = "rest", value = "WHICH",
      help = "rest (all others), level or year (those of the same), or as --of",
      help_zh = "其余（默认）、同级、同年，或如 --of 另选" },
    { name = "--unit", kind = "choice", choices = { "word", "2", "3", "4" }, default = "word",
      help = "words, or sequences of so many characters", help_zh = "按词，或按几个字的字串" },
    { name = "--min", kind = "integer", min = 1, default = 2, help = "reports it stands in", help_zh = "词至少见于几份报告" },
    { name = "--top", kind = "integer", min = 1, default = 30, help = "rows of each side", help_zh = "多、少各列几行" },
    { name = "--max-q", kind = "number", default = 0.05, help = "the largest q shown", help_zh = "q 值上限" },
    { name = "--names", kind = "flag", help = "keep place names", help_zh = "保留地名" },
    { name = "--dictionary", kind = "path", help = "words kept whole, one a line; or in catalogue/dictionary.txt",
      help_zh = "自备词典，每行一词；存为 catalogue/dictionary.txt 则总是生效" },
    roster.kinds_or_any,
    roster.departments,
  },
  charts = { "bar" },
  outputs = {
    { name = "side", kind = "text", zh = "多少", en = "said" },
    { name = "word", kind = "text", zh = "词", en = "word" },
    { name = "log_ratio", kind = "number", digits = 2, zh = "对数比", en = "log ratio",
      help = "1: twice as often as the others, -1: half", help_zh = "1 为别处的两倍，-1 为一半" },
    { name = "g2", kind = "number", digits = 1, zh = "G²", en = "G²" },
    { name = "q", kind = "number", digits = 4, zh = "q", en = "q", help = "p, adjusted", help_zh = "校正后的 p 值" },
    { name = "count", kind = "integer", zh = "次数", en = "times" },
    { name = "reports", kind = "integer", zh = "报告数", en = "reports" },
    { name = "against", kind = "integer", zh = "对照次数", en = "others' times" },
    { name = "against_reports", kind = "integer", zh = "对照报告数", en = "others' reports" },
    { name = "report", kind = "text", zh = "例见", en = "in" },
    { name = "context", kind = "text", zh = "例句", en = "context" },
  },
  method = "Log-likelihood G² over four cells (Dunning 1993), Log Ratio (Hardie 2014), Benjamini–Hochberg over all "
    .. "words tested. Words by ICU, terms of the trade and place names kept whole.",
  method_zh = "四格对数似然 G²（Dunning 1993）、对数比（Hardie 2014），对所有受检词作 Benjamini–Hochberg 校正；ICU 分词，术语、地名不拆。",
  needs = "two groups of reports", needs_zh = "两组报告",
  caveats = { "A word said often in one report counts as much as one said in many; look at the number of reports.",
    "Words of one report are no independent draws: q ranks, it does not prove.",
    "Words of one character, function words, numbers and the places of the reports are left out." },
  caveats_zh = { "一份报告反复说的词与多份都说的词同样计数，请看报告数。", "同一报告中的词并非独立抽样，q 值只宜用来排序。",
    "单字词、虚词、数字和报告所涉地名不计。" },
  examples = {
    { run = "fazhi keyness --of 2019 --corpus examples/corpus.db --max-q 1", prints = "held against" },
    { run = "fazhi keyness --of 青禾县 --against level --unit 2 --max-q 1 --corpus examples/corpus.db", prints = "more" },
  },
  run = function(args, corpus, context)
    local base = { kind = roster.kind_or_any(args.kind), departments = args.departments }
    local group, left_out = selection.reports(corpus, args.of, base)
    local against, more = selection.against(corpus, args.against, group, base)
    local all = table.move(against, 1, #against, #group + 1, table.move(group, 1, #group, 1, {}))
    local segmenter = segment.new({ unit = math.tointeger(tonumber(args.unit)), dictionary = args.dictionary,
      without = args.names and {} or toponym.of(corpus, all) })
    local function of(reports) return tally.of(reports, segmenter, context and context.progress) end
    local tested = of(group):keyness(of(against), args.min)
    local rows = best_of(tested, args.top, args.max_q)
    local notes = notes_of(args, group, against, #tested, #rows)
    local unread = roster.notes(corpus, args, { kind = base.kind }, math.max(left_out, more))
    table.move(unread, 1, #unread, #notes + 1, notes)
    return frame.new({ rows = rows, notes = notes, none = args.of }), gallery.keyness(rows, notes[1])
  end,
}
