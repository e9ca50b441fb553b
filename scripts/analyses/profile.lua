-- profile: one region on one page: each of its indicators beside those of its level and its own of the
-- year before, what it does not state though its peers do, and the contents that the law asks for.

local cohort = require("fazhi.cohort")
local frame = require("fazhi.frame")
local gallery = require("fazhi.gallery")
local portrait = require("fazhi.portrait")
local refusal = require("fazhi.refusal")

return {
  name = "profile", alias = { "画像", "简报" }, api = 1, category = "analysis",
  summary = "Show one region on one page: its indicators beside its peers and its last year.",
  summary_zh = "一地一页：各项指标与同级比、与上年比，缺报的和法定内容。",
  arguments = {
    { name = "REGION", kind = "region", help = "name or code", help_zh = "名称或代码" },
    { name = "--year", kind = "year", help = "default: its latest report", help_zh = "默认为最近一份报告" },
    { name = "--kind", kind = "text", help = "kind of report; default rule_of_law if it has one",
      help_zh = "文种；默认法治政府建设报告" },
  },
  charts = { "dot" },
  outputs = {
    { name = "part", kind = "text", words = "part_title", zh = "部分", en = "part" },
    { name = "name", kind = "text", words = "indicator_name", zh = "指标", en = "indicator" },
    { name = "value", kind = "number", zh = "数值", en = "value", help = "missing if not reported", help_zh = "未报告则空缺" },
    { name = "unit", kind = "text", zh = "单位", en = "unit" },
    { name = "bound", kind = "text", zh = "约数", en = "bound" },
    { name = "scope", kind = "text", zh = "范围", en = "scope" },
    { name = "q1", kind = "number", zh = "同级下四分位", en = "lower quartile",
      help = "of the same level, unit, scope and basis", help_zh = "同级、同单位、同范围、同口径" },
    { name = "median", kind = "number", zh = "同级中位数", en = "median" },
    { name = "q3", kind = "number", zh = "同级上四分位", en = "upper quartile" },
    { name = "percentile", kind = "number", digits = 0, zh = "百分位", en = "percentile" },
    { name = "n", kind = "integer", zh = "有数", en = "n", help = "regions that report it, this one among them",
      help_zh = "报告此项的地区数，含本地" },
    { name = "last", kind = "number", zh = "上年", en = "last year" },
    { name = "change", kind = "number", zh = "增减", en = "change" },
    { name = "change_percent", kind = "number", unit = "%", digits = 1, zh = "增减率", en = "change" },
    { name = "note", kind = "text", zh = "说明", en = "note" },
    { name = "indicator", kind = "indicator", zh = "代号", en = "id of indicator" },
    { name = "id", kind = "text", zh = "编号", en = "id", help = "for `fazhi why`", help_zh = "供 fazhi why 使用" },
  },
  method = "Quartiles by linear interpolation (Hyndman & Fan type 7); percentile rank with halves of equals; "
    .. "a peer is any region of the level with a report of the year and kind; what is of one measure (斤, 吨) is "
    .. "converted into the region's unit.",
  method_zh = "四分位为线性插值（Hyndman & Fan 第 7 型）；百分位秩，相等者计一半；同级指该年度有同类报告的同层级地区；"
    .. "同一量的不同单位（斤、吨）换算为本地所用单位。",
  needs = "5 regions that report an indicator, for its quartiles and percentile",
  needs_zh = "四分位和百分位须有 5 个地区报告该项",
  caveats = {
    "No score is made of the indicators; none is required by law, and who reports one is not chosen at random.",
    "The five contents are found by headings and first sentences; read before you say that one is lacking.",
    "A change against last year may be one of scope or counting: see trend.",
  },
  caveats_zh = { "各项不合成总分；没有一个数字是法定必报的，报不报并非随机。",
    "五项法定内容按标题和段首句判定，说缺之前请看原文。", "与上年之差可能出于口径，见 trend。" },
  examples = {
    { run = "fazhi profile 青禾县 --year 2024 --corpus examples/corpus.db",
      prints = "行政复议受理数,71,件,exact,,66,71,147,50,5,44,27" },
    { run = "fazhi 画像 石汀县 --year 2023 --corpus examples/corpus.db", prints = "not reported; " },
  },
  run = function(args, corpus)
    local rows, notes, title, report = portrait.of(corpus, args)
    if report then refusal.put_report(corpus, rows, report) end
    return frame.new({ rows = rows, notes = notes, title = title, none = cohort.none(args) }),
      gallery.profile(rows, title)
  end,
}
