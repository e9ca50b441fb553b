-- problems: the shortcomings that reports admit, whether a region admits the same year after year, what they
-- are about; and beside each plan the sentences of the next report that may tell that it was done.

local frame = require("fazhi.frame")
local gallery = require("fazhi.gallery")
local message = require("fazhi.message")
local pledge = require("fazhi.pledge")
local problem = require("fazhi.problem")
local roster = require("fazhi.roster")

local plan_columns = {
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "plan", kind = "text", zh = "打算", en = "plan" },
  { name = "next_year", kind = "year", zh = "下一年度", en = "next year" },
  { name = "similarity", kind = "number", digits = 2, zh = "相似度", en = "similarity" },
  { name = "candidate", kind = "text", zh = "可能对应的举措", en = "candidate" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
  { name = "place", kind = "text", zh = "打算位置", en = "place" },
  { name = "candidate_place", kind = "text", zh = "举措位置", en = "place of the candidate" },
}

local topic_columns = {
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "topic", kind = "text", zh = "主题", en = "topic" },
  { name = "sentences", kind = "integer", zh = "句数", en = "sentences" },
  { name = "reports", kind = "integer", zh = "提到的报告", en = "reports" },
  { name = "n", kind = "integer", zh = "有问题一节的报告", en = "reports with the section" },
  { name = "share", kind = "number", unit = "%", digits = 1, zh = "占比", en = "share" },
  { name = "low", kind = "number", unit = "%", digits = 1, zh = "下限", en = "low" },
  { name = "high", kind = "number", unit = "%", digits = 1, zh = "上限", en = "high" },
}

local function problem_note(counts)
  return message.say("{sentences} {sentences|sentence|sentences}; of {compared} with an earlier report to compare "
    .. "{repeated} {repeated|is|are} like one in it; {without} of {reports} {reports|report lacks|reports lack} "
    .. "the section",
    "共 {sentences} 句；{compared} 句有往年报告可比，其中 {repeated} 句与往年相近；{without} 份（共 {reports} 份）报告没有这一节",
    counts)
end

local function plan_note(counts)
  return message.say("{plans} {plans|plan|plans}; {followed} with a report of the next year, {matched} of them with a "
    .. "candidate; no verdict", "打算 {plans} 条；{followed} 条有下一年度报告，其中 {matched} 条有相近的句子；只列证据，不作判断", counts)
end

return {
  name = "problems", alias = "问题", api = 1, category = "analysis",
  summary = "Show admitted shortcomings, which of them return every year, and what became of last year's plans.",
  summary_zh = "报告所列问题是否年年相同、属于哪些主题；上年打算与今年举措对照。",
  arguments = {
    { name = "--region", kind = "region", repeated = true, help = "only these regions", help_zh = "只看这些地区" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只看该地区辖内" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只看该层级" },
    { name = "--year", kind = "year", help = "only these years, held against those before and after",
      help_zh = "只列这些年度，仍与前后年度对照" },
    { name = "--plans", kind = "flag", help = "plans, each beside the next year's measures",
      help_zh = "打算与下一年度举措对照" },
    { name = "--topics", kind = "flag", help = "topics by year", help_zh = "各年度问题的主题" },
    roster.kinds,
    { name = "--similar", kind = "number", min = 0, max = 1,
      help = "least similarity, 0 to 1 (default 0.5; for --plans 0.6)",
      help_zh = "最低相似度，0 到 1（默认 0.5；--plans 为 0.6）" },
    { name = "--candidates", kind = "integer", min = 1, default = 1, help = "for a plan", help_zh = "每条打算最多几句" },
  },
  charts = { "line" },
  outputs = {
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "topics", kind = "text", zh = "主题", en = "topics" },
    { name = "sentence", kind = "text", zh = "问题", en = "shortcoming" },
    { name = "times", kind = "integer", zh = "往年次数", en = "years before", help = "earlier years with the like",
      help_zh = "往年有类似说法的次数" },
    { name = "years", kind = "text", zh = "往年", en = "in" },
    { name = "similarity", kind = "number", digits = 2, zh = "相似度", en = "similarity" },
    { name = "before", kind = "text", zh = "往年原句", en = "earlier sentence" },
    { name = "note", kind = "text", zh = "说明", en = "note" },
    { name = "place", kind = "text", zh = "位置", en = "place", help = "report:first byte-byte after the last",
      help_zh = "报告:首字节-末字节之后" },
    { name = "before_place", kind = "text", zh = "往年位置", en = "earlier place" },
  },
  method = "Sections by their headings (rule_of_law/contents); sentences compared by pairs of characters: the larger "
    .. "of cosine and containment (Broder 1997) of the shorter; for plans, the share of a clause's pairs that a "
    .. "sentence has; topics by words (problem_topics).",
  method_zh = "按标题（rule_of_law/contents）取节；句子按字对比较，取余弦与较短句包含度（Broder 1997）之大者；"
    .. "打算按分句，看其字对在句中出现的比例；主题按词表（problem_topics）。",
  needs = "a heading on shortcomings or plans; reports of two years for likeness",
  needs_zh = "有问题或打算的标题；比较须有两个年度的报告",
  caveats = {
    "Like words may be about another matter, and one matter may be told in other words: read both sentences.",
    "A plan without a candidate may be done and untold; a candidate may tell something else.",
  },
  caveats_zh = { "字面相近未必同事，同一件事也可能换了说法，请看两处原句。", "没有对应句不等于没做，有对应句不等于兑现。" },
  examples = {
    { run = "fazhi problems --region 白塔市 --corpus examples/corpus.db", prints = "2024,\"capacity" },
    { run = "fazhi problems --plans --region 白塔市 --corpus examples/corpus.db", prints = "no verdict" },
    { run = "fazhi problems --topics --year 2024 --corpus examples/corpus.db", prints = "2024,capacity," },
  },
  run = function(args, corpus)
    if args.similar and (args.similar <= 0 or args.similar > 1) then
      return message.fail("E208", { name = "--similar", word = tostring(args.similar), want = "0 < x ≤ 1" })
    end
    local reports, notes, is_wanted = roster.around(corpus, args)
    local none = roster.none(args)
    if args.topics then
      none = #reports > 0 and message.choose("sections on shortcomings", "写问题的章节") or none
      local topics = problem.topics(reports, is_wanted)
      return frame.new({ columns = topic_columns, rows = topics, notes = notes, none = none }), gallery.topics(topics)
    end
    local rows, counts
    if args.plans then
      rows, counts = pledge.rows(reports, { least = args.similar or pledge.least, candidates = args.candidates,
        is_wanted = is_wanted })
    else
      rows, counts = problem.rows(reports, args.similar or problem.least, is_wanted)
    end
    if #rows > 0 then table.insert(notes, 1, (args.plans and plan_note or problem_note)(counts)) end
    return frame.new({ columns = args.plans and plan_columns or nil, rows = rows, notes = notes, none = none })
  end,
}
