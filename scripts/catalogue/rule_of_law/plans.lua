-- What marks a goal that is no result. plans: patterns looked for in the sentence before the
-- figure; plan_headings: patterns for headings under which every figure is a plan.
return {
  words = {
    plans = {
      "力争", "争取", "预计", "下一步", "下步", "明年",
      "计划 (于|在|到|今年|明年|年内|开展|组织|新建|新增|建设|举办|制定|修订|培训|完成|实现|出台|用)",
      "拟 (制定|修订|修改|废止|出台|开展|举办|培训|组织|建设|新建|完成|提请|新增|于|用)",
      "将 (要|会|继续|进一步|着力|持续|重点|全面|全力|坚持|积极|大力|努力|按照|以|在|于|组织|举办|新建|新增|完成)",
      "目标 (是|为|任务)", "确保 …{0,10} (达到|达|不低于)",
    },
    plan_headings = {
      "下一步", "下步", "下一年", "今后", "打算", "展望", "努力方向",
      "(工作|主要|重点|年度|年) (安排|计划|思路|举措与?计划)", "年 (工作)? (重点|任务) $",
    },
  },
}
