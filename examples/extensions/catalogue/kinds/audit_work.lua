-- audit_work: a kind of document, reports on audits (审计工作报告), known by their title and their wording. Its
-- indicators stand in catalogue/audit_work/. What a sign may say is told in catalogue/kinds/rule_of_law.lua.

return {
  id = "audit_work",
  zh = "审计工作报告",
  en = "report on audits",
  threshold = 4,
  year = "reported",
  signs = {
    { where = "title", weight = 5, zh = "题名为审计工作报告", any = { "审计工作报告", "审计工作的报告", "审计工作情况" } },
    { where = "title", weight = -4, zh = "题名为法治政府", any = { "法治政府" } },
  },
}
