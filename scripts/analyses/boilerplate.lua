-- boilerplate: how much of each report is figures, how much is phrases that everybody writes, and how
-- concrete it is about its problems.

local args_of = require("fazhi.args")
local boilerplate = require("fazhi.boilerplate")
local comparison = require("fazhi.comparison")
local frame = require("fazhi.frame")
local roster = require("fazhi.roster")
local similar = require("fazhi.similar")

return {
  name = "boilerplate", alias = "套话", api = 1, category = "analysis",
  summary = "Measure how much of each report is figures and how much is stock phrases.",
  summary_zh = "量各报告有多少实数、多少套话。",
  arguments = {
    { name = "--region", kind = "region", help = "only reports of this region", help_zh = "只看该地区的报告" },
    { name = "--within", kind = "region", help = "only reports of regions in this one", help_zh = "只看该地区辖内的报告" },
    { name = "--level", kind = "level", help = "only reports of this level", help_zh = "只看该层级的报告" },
    { name = "--year", kind = "year", help = "only reports on these years", help_zh = "只看这些年度的报告" },
    { name = "--common", kind = "number", min = 0, max = 1, default = similar.COMMON,
      help = "phrases of more than this share of the places are stock", help_zh = "超过这一比例的地方都有的话算套话" },
    roster.departments,
  },
  outputs = {
    { name = "report", kind = "text", zh = "报告", en = "report" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "level", kind = "level", zh = "层级", en = "level" },
    { name = "characters", kind = "integer", zh = "字数", en = "characters", help = "without punctuation",
      help_zh = "不计标点" },
    { name = "figures", kind = "integer", zh = "数字", en = "figures" },
    { name = "density", kind = "number", digits = 1, zh = "每千字数字", en = "figures per 1,000",
      help = "figures in 1,000 characters", help_zh = "每一千字里的数字" },
    { name = "density_place", kind = "number", digits = 0, zh = "百分位", en = "percentile",
      help = "of that among the reports of the level; at least five of them", help_zh = "在同级报告中的位置，至少五份才算" },
    { name = "with_figure", kind = "number", unit = "%", digits = 1, zh = "含数字的句子", en = "sentences with a figure" },
    { name = "stock", kind = "number", unit = "%", digits = 1, zh = "套话", en = "stock phrases",
      help = "of the characters", help_zh = "占字数的比例" },
    { name = "stock_place", kind = "number", digits = 0, zh = "套话百分位", en = "percentile of stock",
      help = "as above", help_zh = "同上" },
    { name = "packed", kind = "number", unit = "%", digits = 1, zh = "压缩率", en = "packed",
      help = "bytes after packing with zlib; the less, the more it repeats itself", help_zh = "zlib 压缩后的比例，越小越重复" },
    { name = "problems", kind = "integer", zh = "谈问题的句子", en = "sentences on problems",
      help = "missing if no such section or paragraph was found", help_zh = "没有找到这样的章节或段落则缺" },
    { name = "concrete", kind = "number", unit = "%", digits = 0, zh = "其中具体的", en = "concrete",
      help = "of them with a figure or a name", help_zh = "其中有数字或名称的" },
  },
  method = "Stock: fingerprints of 8 characters of more than --common of the places; percentile: those below and half "
    .. "of the equal ones.",
  method_zh = "套话：超过 --common 比例的地方共有的八字指纹所盖的字；百分位：低于它的加一半与它相等的。",
  needs = "four places before a phrase can be told to be stock; five reports of a level for a percentile",
  needs_zh = "至少四地才能判断套话；同级至少五份报告才有百分位",
  caveats = {
    "Many figures do not make a good report, nor are set phrases a fault: some are prescribed.",
    "Short texts pack less well than long ones.",
  },
  caveats_zh = { "数字多不等于报告好，套话也未必有错：有些表述是规定的。", "短文的压缩率天然偏高。" },
  examples = {
    { run = "fazhi boilerplate --region 青禾县 --year 2023 --corpus examples/corpus.db", prints = "青禾县,2023,county" },
  },
  run = function(args, corpus)
    local from, to = args_of.years(args.year)
    local filters = { region = args.region, within = args.within, level = args.level, from = from, to = to }
    local rows, info = boilerplate.rows(corpus, filters, { common = args.common, departments = args.departments })
    local notes = boilerplate.notes(info)
    notes[#notes + 1] = roster.departments_note(info.left_out)
    notes[#notes + 1] = comparison.twins_notes(corpus, filters)[1]
    return frame.new({ rows = rows, notes = notes })
  end,
}
