-- plan_headings: what a heading says of the time of what stands below it, seen from the year of the report
-- (fazhi.plan_heading). A later year with one of `work` behind it is a plan's. `done` tell a plan that was
-- carried out; `coming` and `plans` what may be a plan all the same, for which the words of
-- catalogue/context.lua or of the indicators' catalogue decide; `remedies` are what a report promises to
-- mend, unless it tells `results` too.
return {
  work = { "工作", "重点", "任务", "要点", "举措", "措施", "安排", "计划", "目标", "打算", "思路", "建议", "展望" },
  own_year = { "本年度" },
  done = { "落实情况", "完成情况", "执行情况", "推进情况", "实施情况", "开展情况", "整改情况", "落实成效" },
  coming = { "下一步", "下步", "下一年", "下年度", "下一阶段", "今后", "明年", "未来", "打算", "展望", "努力方向" },
  plans = { "计划", "思路", "安排", "谋划", "目标", "建议" },
  plans_at_end = { "的计划", "的工作计划", "的打算" },
  remedies = { "改进措施", "改进方向", "改进举措", "改进思路", "整改措施", "整改方向" },
  results = { "情况", "成效", "成绩", "总结", "回顾", "落实", "开展", "举措", "完成" },
  year_dashes = { "-", "—", "——", "–", "－", "~", "～", "至", "到" },
}
