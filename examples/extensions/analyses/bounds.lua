-- bounds: an analysis. How many values of an indicator are exact, and how many only about, at least or at most?

local frame = require("fazhi.frame")

return {
  name = "bounds", alias = "约数", api = 1, category = "analysis",
  summary = "Count how many values of an indicator are exact or approximate.",
  summary_zh = "数一数一个指标有多少数值是准数、多少是约数。",
  arguments = {
    { name = "INDICATOR", kind = "indicator", help = "id or Chinese name", help_zh = "指标的代号或中文名" },
  },
  outputs = {
    { name = "bound", kind = "text", zh = "约数", en = "bound" },
    { name = "n", kind = "integer", zh = "个数", en = "values" },
  },
  examples = { { run = "fazhi bounds review_accepted --corpus examples/corpus.db", prints = "exact," } },
  tests = {
    { reports = { "青禾县2024年法治政府建设年度报告\n全年受理行政复议案件70余件。",
        "望岫县2024年法治政府建设年度报告\n全年受理行政复议案件85件。" },
      args = { "review_accepted" },
      gives = { { bound = "at_least", n = 1 }, { bound = "exact", n = 1 } } },
  },
  run = function(args, corpus)
    local values = frame.new({ rows = corpus:values(args.indicator, {}), none = args.indicator })
    return values:count_by("bound"):sort("-n", "bound")
  end,
}
