-- What marks a goal in the sentence of a figure. Where the report as a whole turns to the year to
-- come is told in times.lua; 预计 is no plan here, it tells a result not yet final.
return {
  words = {
    plans = {
      "力争", "争取 (达|实现|在|到|突破|完成|更好)", "预期目标", "目标 (是|为|定为|设定)", "(计划|拟) (于|在|到|今年|用|新增|新建|实现|完成)",
      "确保 …{0,12} (达到|达|不低于|稳定在|完成)", "将 (达到|实现|达|突破|继续|进一步)",
    },
    plan_headings = { "下一步", "今后", "打算", "努力方向" },
  },
}
