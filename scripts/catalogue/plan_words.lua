-- plan_words: words with which a plan is made, and that what was done is told without: 力争…达到, 不少于…. They
-- are passed over when a plan is held against what the next report tells (fazhi.pledge).
return {
  "力争", "争取", "计划", "打算", "预计", "准备", "拟", "将", "并", "把", "继续", "进一步", "重点", "着力", "切实", "努力", "确保",
  "实现", "完成", "推动", "开展", "组织", "围绕", "以", "为重点", "不少于", "不低于", "不超过", "至少", "以上", "以内", "提高到", "提升到",
  "稳定在", "达到", "全年", "年内", "明年", "下一年", "下一步", "下步", "新建", "新增", "再", "各", "全部",
}
