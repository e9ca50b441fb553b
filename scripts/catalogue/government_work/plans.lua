-- What marks a goal in the sentence of a figure; `done`: behind these it tells results again (超过预期目标；…).
-- Where the report as a whole turns to the year to come is told in times.lua; 预计 is no plan here, it tells a
-- result not yet final.
return {
  words = {
    plans = {
      "力争", "争取 (达|实现|在|到|突破|完成|更好)", "预期目标", "目标 (是|为|定为|设定)", "(计划|拟) (于|在|到|今年|用|新增|新建|实现|完成)",
      "确保 …{0,12} (达到|达|不低于|稳定在|完成)", "将 (达到|实现|达|突破|继续|进一步)",
    },
    done = { "^ [^力争|争取|确保|计划|将|要]…{0,10} (超过|高于|好于|完成|实现|达到|超额完成) (了)? (全年|年度|年初)? (主要)? 预期目标" },
    plan_headings = { "下一步", "今后", "打算", "努力方向" },
  },
}
