-- rank: the regions of each level in order of one indicator, ties sharing a place, with what the order says of
-- better and worse; several indicators stand side by side.

local frame = require("fazhi.frame")
local gallery = require("fazhi.lazy")("fazhi.gallery")
local league = require("fazhi.league")
local lineup = require("fazhi.lineup")
local message = require("fazhi.message")
local ratio = require("fazhi.ratio")
local refusal = require("fazhi.refusal")

local outputs = {
  { name = "rank", kind = "integer", zh = "名次", en = "rank",
    help = "within year and level; equal values share it", help_zh = "同年度、同层级内；数值相同者名次相同" },
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "value", kind = "number", zh = "数值", en = "value", help = "missing if not reported", help_zh = "未报告则空缺" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "per", kind = "number", digits = 2, zh = "每十万", en = "per 100,000", help = "only with --per",
    help_zh = "仅用 --per 时" },
  { name = "bound", kind = "text", zh = "约数", en = "bound" },
  { name = "scope", kind = "text", zh = "范围", en = "scope" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
  { name = "id", kind = "text", zh = "编号", en = "id", help = "for `fazhi why`", help_zh = "供 fazhi why 使用" },
}

local function note_rest(notes, rest, top)
  if rest > 0 then
    notes[#notes + 1] = message.say("{n} more {n|row is|rows are} not among the first {top}, or {n|has|have} no rank",
      "另有 {n} 行不在前 {top} 名或没有名次", { n = rest, top = top })
  end
  return notes
end

return {
  name = "rank", alias = { "排名", "名次" }, api = 1, category = "analysis",
  summary = "Put the regions of each level in order of an indicator.",
  summary_zh = "按一个指标给同级地区排名；几个指标只并列，不合成。",
  arguments = ratio.arguments {
    { name = "INDICATOR…", kind = "indicator", help = "ids or Chinese names; several stand side by side, never summed",
      help_zh = "指标的代号或中文名；几个则并列，不相加" },
    { name = "--year", kind = "year", help = "default: the latest with a value", help_zh = "默认为有数值的最近年度" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只排该层级" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只排该地区辖内" },
    { name = "--region", kind = "region", repeated = true, help = "only these regions", help_zh = "只排这些地区" },
    { name = "--top", kind = "integer", min = 1, value = "N", help = "only the first N of each level, with ties",
      help_zh = "每层级只要前 N 名（含并列）" },
    { name = "--ascending", kind = "flag", help = "the least first", help_zh = "由小到大" },
  },
  charts = { "bar", "tiles" },
  outputs = outputs,
  method = "Standard competition ranking (1224) within a year, level, unit, scope and basis, the largest first.",
  method_zh = "同年度、同层级、同单位、同范围、同口径内由大到小排名（1224 式），相同者同名次。",
  caveats = {
    "What is better follows from the indicator's definition and is told; for most counts neither end is.",
    "No score is made of several indicators: there is no ground for any weights.",
    "Only those who report are ranked, and who reports is not chosen at random.",
  },
  caveats_zh = { "哪头为好依指标定义，随结果说明；多数计数并无优劣。", "几个指标不合成总分：权重没有依据。",
    "只排报告者；报不报并非随机。" },
  examples = {
    { run = "fazhi rank review_accepted --year 2024 --level county --top 2 --corpus examples/corpus.db",
      prints = "2,county,云岭省白塔市临溪区,2024,147" },
    { run = "fazhi rank suits_total review_accepted --level county --ascending --corpus examples/corpus.db",
      prints = "less is better: rank 1 is the best here" },
  },
  run = function(args, corpus)
    local ids, per = league.distinct(args.indicator), ratio.of(args, corpus)
    local function tell(rows, id) refusal.put(corpus, rows, id) end
    local options = { ratio = per, ascending = args.ascending, tell = tell }
    if #ids > 1 then
      local rows, columns, notes = league.beside(corpus, ids, args, options)
      local shown, rest = league.first(rows, ids[1], args.top)
      return frame.new({ columns = columns, rows = shown, notes = note_rest(notes, rest, args.top), none = ids[1] })
    end
    local line = lineup.of(corpus, ids[1], args, options)
    local rows, rest = league.head(line, args.top)
    tell(rows, ids[1])
    table.insert(line.notes, 1, league.polarity_note(corpus, ids[1], args.ascending))
    return frame.new({ columns = lineup.columns(outputs, per), rows = rows, none = ids[1],
      notes = note_rest(line.notes, rest, args.top) }),
      function() return gallery.lineup(line, gallery.name(corpus, ids[1]), args.top) end
  end,
}
