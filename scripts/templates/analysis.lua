-- NAME: an analysis of one's own: it answers a question and returns a table, which fazhi prints or saves.
-- NAME：自己的分析脚本：回答一个问题，返回一张表，由 fazhi 显示或保存。
--
--     fazhi NAME review_accepted --year 2024        run it 运行
--     fazhi NAME review_accepted -o out.xlsx        save it 保存
--     fazhi test NAME                               try the header, the examples and the tests 检验

local frame = require("fazhi.frame") -- a frame is a table of results: columns and rows 结果表

return {
  name = "NAME", api = 1, category = "analysis",
  summary = "List the values of an indicator, the largest first.",
  summary_zh = "列出一个指标的各地数值，由大到小。",

  -- What is asked of the user. Values are checked before run is called; the kinds are indicator, region, year,
  -- level, path, integer, number, text, flag and choice. 参数：运行之前按类型检查。
  arguments = {
    { name = "INDICATOR", kind = "indicator", help = "id or Chinese name", help_zh = "指标的代号或中文名" },
    { name = "--year", kind = "year", help = "only this year, or 2020-2024", help_zh = "只要该年度，或 2020-2024" },
    { name = "--level", kind = "level", help = "only this level", help_zh = "只要该层级" },
  },

  -- The columns of the table. 结果有哪些列。
  outputs = {
    { name = "region", kind = "region", zh = "地区", en = "region" },
    { name = "year", kind = "year", zh = "年度", en = "year" },
    { name = "value", kind = "number", zh = "数值", en = "value" },
    { name = "unit", kind = "text", zh = "单位", en = "unit" },
  },

  charts = { "bar" },

  -- What a reader must know to judge the table. 读表的人需要知道的。
  method = "Values as they are stated in the reports.", method_zh = "各报告所写的数值。",
  caveats = { "Who does not report is missing, not zero." }, caveats_zh = { "未报告的空缺，不是 0。" },

  -- Each is run by `fazhi test NAME`, and must print what stands in prints. 示例，检验时会逐条运行。
  examples = {
    { run = "fazhi NAME review_accepted --corpus examples/corpus.db", prints = "region,year,value,unit" },
  },

  -- What must come out for reports of a few words. 用几句话的报告检验结果。
  tests = {
    { reports = {
        "青禾县2024年法治政府建设年度报告\n2024年，全县受理行政复议案件71件，审结63件。",
        "望岫县2024年法治政府建设年度报告\n2024年，全县受理行政复议案件85件。",
      },
      args = { indicator = "review_accepted" },
      gives = { { region = "望岫县", value = 85 }, { region = "青禾县", value = 71 } } },
  },

  run = function(args, corpus)
    local rows = {}
    for _, v in ipairs(corpus:values(args.indicator, { year = args.year, level = args.level })) do
      rows[#rows + 1] = { region = v.region, year = v.year, value = v.value, unit = v.unit }
    end
    local result = frame.new({ rows = rows, none = args.indicator }):sort("-value")
    -- The chart behind the table is drawn by --chart and saved by -o FILE.svg, .png or .html. 表后的图。
    return result, result:chart({ kind = "bar", label = "region", value = "value", by = "year" })
  end,
}
