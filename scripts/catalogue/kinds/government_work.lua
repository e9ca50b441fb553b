-- government_work: how a government's work report to the people's congress (政府工作报告) is known.
-- Its title bears the year in which it was delivered. The form is told in rule_of_law.lua.

return {
  id = "government_work",
  zh = "政府工作报告",
  en = "government work report",
  catalogue = "government_work",
  threshold = 4,
  year = "delivered",
  signs = {
    { where = "title", weight = 4, zh = "题名为政府工作报告", any = { "政府工作报告", "政府工作的报告" },
      none = { "解读", "任务分解", "责任分解", "重点工作", "决议", "征求意见" } },
    { where = "content", weight = 4, zh = "各位代表", any = { "各位代表" } },
    { where = "lead", weight = 2, zh = "请予审议", any = { "请予审议", "向大会报告", "作政府工作报告", "报告政府工作" } },
    { where = "content", weight = 1, zh = "生产总值", any = { "生产总值", "GDP" } },
    { where = "title", weight = -4, zh = "题名为法治政府", any = { "法治政府", "依法行政", "信息公开" } },
  },
}
