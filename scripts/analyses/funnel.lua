-- funnel: from applications for administrative review to lost lawsuits, stage by stage, with shares of the
-- stage before and of one denominator; claimed correction rates beside those computed on what was closed.

local comparison = require("fazhi.comparison")
local frame = require("fazhi.frame")
local funnel = require("fazhi.funnel")
local gallery = require("fazhi.gallery")
local message = require("fazhi.message")
local roster = require("fazhi.roster")

-- Only the latest year, unless years or one region are asked for.
local function of_interest(reports, args)
  if args.year or args.region then return reports end
  local latest, list = comparison.latest_year(reports), {}
  for _, report in ipairs(reports) do
    if report.year == latest then list[#list + 1] = report end
  end
  return list
end

return {
  name = "funnel", alias = "漏斗", api = 1, category = "analysis",
  summary = "Follow administrative review from application to court, with rates on one denominator.",
  summary_zh = "复议应诉漏斗：收到、受理、审结、纠错、应诉，统一分母重算纠错率。",
  arguments = {
    { name = "--region", kind = "region", repeated = true, help = "only these regions", help_zh = "只看这些地区" },
    { name = "--within", kind = "region", help = "only regions in this one", help_zh = "只看该地区辖内" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只看该层级" },
    { name = "--year", kind = "year", help = "default: the latest, or all years of --region",
      help_zh = "默认最近年度；指定地区时为各年度" },
    { name = "--base", kind = "choice", choices = { "received", "accepted", "closed" }, default = "closed",
      help = "the denominator common to all stages", help_zh = "各环节统一的分母" },
    roster.kinds,
  },
  charts = { "funnel" },
  outputs = funnel.columns,
  method = "Shares with Wilson's 95 % interval (1927) where one count is a part of the other; a claimed rate is tried "
    .. "on each quotient of catalogue/funnel.lua, with what rounding leaves open.",
  method_zh = "一数为另一数之部分时给占比和 Wilson 95% 区间（1927）；自称率按 catalogue/funnel.lua 所列各分母逐一复算，"
    .. "容许末位四舍五入或截尾。",
  needs = "counts told in the report; a stage that is not told stays missing",
  needs_zh = "报告中写明的件数；未写的环节留空",
  caveats = {
    "What is closed includes cases of earlier years, so closed of accepted is a quotient, not a proportion.",
    "Lawsuits come without review too; their share of the closed reviews only tells the proportion of the two.",
  },
  caveats_zh = { "审结含上年结转，审结与受理之比不是构成比，不给区间。", "应诉案件未必经过复议，其与审结之比只是两数之比。" },
  examples = {
    { run = "fazhi funnel --region 白塔市 --year 2024 --corpus examples/corpus.db",
      prints = "corrected,98,件,exact,,closed" },
    { run = "fazhi funnel --region 临溪区 --year 2024 --corpus examples/corpus.db",
      prints = "the claim is corrected ÷ (closed − settled) = 14/87" },
  },
  run = function(args, corpus)
    local reports, notes = roster.of(corpus, args)
    local rows, silent = {}, 0
    for _, report in ipairs(of_interest(reports, args)) do
      local more = funnel.rows(report, args.base)
      table.move(more, 1, #more, #rows + 1, rows)
      if #more == 0 then silent = silent + 1 end
    end
    if silent > 0 then
      table.insert(notes, 1, message.say("{n} {n|report tells|reports tell} no stage of it", "{n} 份报告未写任何环节的数",
        { n = silent }))
    end
    local none = #reports > 0 and message.choose("numbers on review or lawsuits", "复议、应诉的数") or roster.none(args)
    return frame.new({ columns = funnel.columns, rows = rows, notes = notes, none = none }),
      gallery.funnel(rows, message.choose("From review to court", "复议应诉漏斗"))
  end,
}
