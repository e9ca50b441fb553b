-- info_disclosure: how an annual report on the disclosure of government information
-- (政府信息公开工作年度报告) is known. The form is told in rule_of_law.lua.

return {
  id = "info_disclosure",
  zh = "政府信息公开工作年度报告",
  en = "report on disclosure of government information",
  threshold = 4,
  year = "reported",
  signs = {
    { where = "title", weight = 4, zh = "题名为信息公开年度报告", any = { "信息公开", "政务公开" },
      also = { "年度报告", "年报", "工作报告", "情况报告", "情况的报告", "总结" }, none = { "指南", "制度", "目录", "通知" } },
    { where = "content", weight = 4, zh = "条例第二十条统计表", any = { "第二十条第(", "第二十条第（", "第二十条 第" } },
    { where = "headings", weight = 3, at_least = 3, zh = "信息公开年报六段", groups = {
      { "总体情况" }, { "主动公开" }, { "依申请公开", "收到和处理" }, { "行政复议、行政诉讼", "复议、诉讼", "行政复议和行政诉讼" },
      { "存在的主要问题", "主要问题及改进" }, { "其他需要报告" } } },
    { where = "lead", weight = 2, zh = "依条例第五十条编制", any = { "政府信息公开条例" }, also = { "编制", "年度报告" } },
    { where = "title", weight = -4, zh = "题名为法治政府", any = { "法治政府", "依法行政" } },
  },
}
