-- peers: which regions one can be compared with: of its level, first of its province, near in size and
-- in what both of their reports state.

local frame = require("fazhi.frame")
local gallery = require("fazhi.gallery")
local kinship = require("fazhi.kinship")
local ratio = require("fazhi.ratio")

return {
  name = "peers", alias = "同组", api = 1, category = "analysis",
  summary = "Find the regions that one can be compared with.",
  summary_zh = "找出可与某地相比的地区：同级、先同省，规模和指标相近。",
  arguments = ratio.arguments({
    { name = "REGION", kind = "region", help = "name or code", help_zh = "名称或代码" },
    { name = "--year", kind = "year", help = "default: its latest report", help_zh = "默认为最近一份报告" },
    { name = "--kind", kind = "text", help = "kind of report; default rule_of_law if it has one",
      help_zh = "文种；默认法治政府建设报告" },
    { name = "--count", kind = "integer", min = 1, default = 5, value = "N", help = "how many", help_zh = "取几个" },
    { name = "--size", kind = "text", value = "COLUMN", help = "column of the table for size; default the first",
      help_zh = "表中作规模的列；默认第一列" },
  }, { "--covariates", "--nearest" }),
  charts = { "dot" },
  outputs = {
    { name = "place", kind = "integer", zh = "序", en = "place" },
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "same_province", kind = "flag", zh = "同省", en = "same province" },
    { name = "distance", kind = "number", digits = 3, zh = "距离", en = "distance", help = "Gower's, 0 alike to 1 unlike",
      help_zh = "Gower 距离，0 相同，1 相异" },
    { name = "shared", kind = "integer", zh = "共有指标", en = "shared", help = "indicators that both state",
      help_zh = "两地都写到的指标数" },
    { name = "size", kind = "number", zh = "规模", en = "size", help = "by the table, else characters of the report",
      help_zh = "按自备的表，否则为报告字数" },
    { name = "ratio", kind = "number", digits = 2, zh = "规模比", en = "size ratio", help = "its size to that of REGION",
      help_zh = "与该地规模之比" },
    { name = "note", kind = "text", zh = "说明", en = "note" },
    { name = "id", kind = "text", zh = "编号", en = "id", help = "its report, for `fazhi show`",
      help_zh = "其报告，供 fazhi show 使用" },
  },
  method = "Gower's distance (1971) over the indicators both state in one measure (斤 and 吨) and scope, and size: "
    .. "mean of |x − y| / range; counts, amounts and size as logarithms; the range is that of all "
    .. "reports of its level, year and kind, its own too. The same province first.",
  method_zh = "Gower 距离（1971）：两地都写到且单位可比（斤与吨可换算）、范围相同的指标及规模，取 |x − y| ÷ 极差 的平均，"
    .. "极差取自同级、同年度、同文种的全部报告（含该地）；计数、金额和规模取对数。先列同省。",
  needs = "3 indicators that both reports state", needs_zh = "两份报告共有 3 个以上指标",
  caveats = {
    "Distances rest on what was reported: with few shared indicators they say little.",
    "Without a table size is the length of the report, a poor stand-in for inhabitants or cases.",
    "Near is not good: peers are for comparing with, not for ranking.",
  },
  caveats_zh = { "距离只依报告所写，共有指标少则不足为凭。", "未给表时以报告字数代规模，远不如人口或案件数。",
    "相近不是好坏：同组用于比较，不用于排名。" },
  examples = {
    { run = "fazhi peers 青禾县 --year 2024 --covariates examples/population.csv --corpus examples/corpus.db",
      prints = "1,云岭省白塔市石汀县,2024,true" },
    { run = "fazhi peers 青禾县 --count 2 --corpus examples/corpus.db", prints = "size is characters of its report" },
  },
  run = function(args, corpus)
    local rows, notes, none = kinship.of(corpus, args)
    return frame.new({ rows = rows, notes = notes, none = none }), gallery.peers(rows, args.region)
  end,
}
