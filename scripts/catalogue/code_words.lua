-- code_words: words of the corpus in Chinese, for tables that people read: by the kind or the name of a column, what
-- stands in it. What is not here is shown as it is; csv, jsonl and xlsx always have the words of the corpus.
-- (fazhi.display)
return {
  level = { province = "省级", prefecture = "地级", county = "县级", township = "乡级" },
  bound = { exact = "确数", about = "约", at_least = "以上", at_most = "以内" },
  period = { annual = "全年", to_date = "截至", cumulative = "累计", stock = "存量", planned = "计划" },
  kind = {
    rule_of_law = "法治政府建设年度报告", government_work = "政府工作报告", info_disclosure = "政府信息公开工作年度报告",
    count = "计数", money = "金额", percent = "百分比", ["rate-change"] = "增减率", duration = "时长", area = "面积",
    rank = "位次", ratio = "比例", other = "其他",
  },
  how = { heading = "标题", fields = "分领域章节", paragraph = "段首句", sentence = "句子" },
  -- What tables in English have as it is, but pages for readers do not.
  english = {
    report_kind = { rule_of_law = "Report on government under the rule of law",
      government_work = "Government work report", info_disclosure = "Report on government information disclosure" },
  },
}
