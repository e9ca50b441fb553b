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
  -- What tables in English have as it is, but pages for readers do not; `unit_told` stands beside the Chinese word.
  english = {
    unit_told = {
      ["件"] = "items", ["项"] = "items", ["条"] = "items", ["起"] = "cases", ["宗"] = "cases", ["例"] = "cases",
      ["案"] = "cases", ["份"] = "copies", ["部"] = "texts", ["本"] = "volumes", ["册"] = "volumes", ["卷"] = "files",
      ["篇"] = "articles", ["字"] = "characters", ["人"] = "people", ["名"] = "people", ["位"] = "people",
      ["人次"] = "person-times", ["户"] = "homes or firms", ["户次"] = "visits to homes or firms",
      ["家"] = "firms or bodies", ["次"] = "times", ["场"] = "events", ["场次"] = "events", ["期"] = "issues or courses",
      ["批"] = "batches", ["批次"] = "batches", ["辆"] = "vehicles", ["课时"] = "class hours", ["学时"] = "class hours",
      ["年"] = "years", ["个月"] = "months", ["天"] = "days", ["日"] = "days", ["小时"] = "hours", ["分钟"] = "minutes",
      ["工作日"] = "working days", ["自然日"] = "calendar days", ["元"] = "yuan", ["美元"] = "US dollars",
      ["百分点"] = "percentage points", ["倍"] = "times as much", ["岁"] = "years of age", ["平方公里"] = "km²",
      ["平方米"] = "m²", ["公顷"] = "hectares", ["亩"] = "mu", ["公里"] = "km", ["吨"] = "tonnes", ["公斤"] = "kg",
      ["斤"] = "jin", ["千瓦时"] = "kWh", ["立方米"] = "m³", ["镇"] = "towns", ["乡"] = "townships", ["街道"] = "subdistricts",
      ["乡镇"] = "townships and towns", ["村"] = "villages", ["社区"] = "communities", ["县"] = "counties",
      ["市"] = "cities", ["省"] = "provinces", ["部门"] = "departments", ["单位"] = "offices", ["企业"] = "enterprises",
    },
    report_kind = { rule_of_law = "Report on government under the rule of law",
      government_work = "Government work report", info_disclosure = "Report on government information disclosure" },
  },
}
