-- other: everything that is none of the known kinds. It needs no weight to be chosen; its signs
-- (plans, rules, notices, press) only say why, and win where they weigh more than a kind's own.

return {
  id = "other",
  zh = "其他",
  en = "other",
  threshold = 0,
  year = "reported",
  signs = {
    { where = "title", weight = 4, zh = "题名为方案、要点、计划、通知",
      any = { "实施方案", "工作方案", "工作要点", "工作计划", "实施意见", "的通知", "暂行办法", "解读", "任务分工", "责任分工",
        "规划", "条例", "细则" },
      none = { "情况的报告", "年度报告", "情况报告", "工作报告", "工作情况" } },
    { where = "content", weight = 3, zh = "列责任单位", any = { "责任单位:", "责任单位：", "牵头单位:", "牵头单位：", "责任科室" } },
    { where = "content", weight = 4, at_least = 3, zh = "章条体的规则", groups = {
      { "第一章" }, { "第二章" }, { "第一条" }, { "第二条" }, { "第三条" } } },
    { where = "content", weight = 3, per_1000 = 1, zh = "人名地名打了码的范文",
      any = { "**", "××", "某区", "某县", "某市", "某局" } },
    { where = "lead", weight = 2, zh = "新闻报道", any = { "记者", "本报讯", "据悉", "获悉" } },
  },
}
