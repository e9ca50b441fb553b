-- since: an analysis that is a folder. The verb has the folder's name, and what main.lua requires is looked for
-- beside it first. In which year did each region first report an indicator?

local frame = require("fazhi.frame")
local earliest = require("earliest")

return {
  name = "since", api = 1, category = "analysis",
  summary = "The first year in which each region reported an indicator.",
  summary_zh = "各地区最早报告一个指标的年度。",
  arguments = { { name = "INDICATOR", kind = "indicator", help = "id or Chinese name", help_zh = "指标的代号或中文名" } },
  outputs = {
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
  },
  examples = { { run = "fazhi since review_accepted --corpus examples/corpus.db", prints = "青禾县,2019" } },
  tests = {
    { reports = { "青禾县2023年法治政府建设年度报告\n受理行政复议案件7件。", "青禾县2022年法治政府建设年度报告\n受理行政复议案件5件。" },
      args = { "review_accepted" }, gives = { { region = "青禾县", year = 2022 } } },
  },
  run = function(args, corpus)
    local rows = {}
    for region, year in pairs(earliest(corpus:values(args.indicator, {}))) do
      rows[#rows + 1] = { region = region, year = year }
    end
    return frame.new({ rows = rows, none = args.indicator }):sort("year", "region")
  end,
}
