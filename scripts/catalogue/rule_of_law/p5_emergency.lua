-- Emergencies: drills, plans, teams, hazards, accidents.
return {
  {
    id = "emergency_drills", part = "P5", zh = "应急演练次数", en = "emergency drills",
    definition = "本年开展的应急演练。",
    unit = { "次", "场", "场次" }, polarity = 1, levels = "省市县乡",
    find = { "演练 [^人次]…{0,8} <数>", "<数> …{0,10} 演练" },
    unless = { "(参与|参加|培训) … <数>" },
    confused_with = { "law_popularization_events" },
    tests = { hit = { { "全年开展应急演练14次。", 14 }, { "组织31场防汛演练。", 31 } }, miss = { "开展普法活动14次。" } },
  },
  {
    id = "emergency_plans", part = "P5", zh = "应急预案数", en = "emergency plans",
    definition = "编制、修订的应急预案。",
    unit = { "件", "个", "部", "项", "份" }, polarity = 0, levels = "省市县",
    find = { "(修订|编制|制定|修编|完善|印发|制修订) …{0,16} 预案 …{0,6} <数>", "预案 …{0,4} <数>", "<数> …{0,6} 预案" },
    unless = { "演练 …{0,4} <数>", "(演练|方案) <数>" },
    confused_with = { "emergency_drills" },
    tests = { hit = { { "修订各类应急预案28件。", 28 } }, miss = { "开展应急预案演练28次。", "制定工作方案28件。" } },
  },
  {
    id = "emergency_teams", part = "P5", zh = "应急救援队伍（人数）", en = "emergency teams",
    definition = "应急救援队伍的支数，括号中的人数按人记。",
    unit = { "支", "人", "名" }, polarity = 1, levels = "省市县乡", bracket = true,
    find = {
      "(成立|组建|建立|建成|拥有|共有|现有) …{0,4} <数> …{0,14} (应急|救援|处突) …{0,6} 队",
      "(应急|救援) …{0,8} 队伍? …{0,6} <数>",
      "(成立|组建|建立|建成) …{0,4} <另数> …{0,2} <数>  …{0,14} (应急|救援) …{0,6} 队",
    },
    unless = { "执法 …{0,4} 队伍 …{0,4} <数>", "(普法|志愿) …{0,6} <数>", "(成立|组建|建立) 了? <数> (人|名)" },
    confused_with = { "enforcement_staff" },
    tests = {
      hit = { { "成立18支（540人）的县乡两级应急救援队伍。", 18 }, { "组建应急救援队伍25支。", 25 } },
      miss = { "组建综合执法队伍25支。" },
    },
  },
  {
    id = "hazards_found", part = "P5", zh = "隐患排查（整改）数", en = "hazards found or removed",
    definition = "排查、发现、整改的安全隐患。",
    unit = { "处", "个", "项", "条", "件", "起" }, polarity = 0, levels = "市县乡",
    find = { "隐患 …{0,8} <数>", "<数> …{0,8} 隐患" },
    unless = { "(培训|检查组|纠纷) …{0,10} <数>", "<数> …{0,2} (市场主体|企业|单位|场所|经营主体)", "隐患 排查 … <数> 次" },
    confused_with = { "enforcement_problems_fixed", "disputes_screened" },
    tests = {
      hit = { { "排查整改安全隐患1270处。", 1270 }, { "督促整改19家企业安全隐患64个。", 64 } },
      miss = { "整改执法问题64个。", "排查矛盾纠纷64件。" },
    },
  },
  {
    id = "accident_change", part = "P5", zh = "安全事故（死亡）变化率", en = "change of accidents or deaths",
    definition = "生产安全、交通事故起数或死亡人数与上年比的变化，下降为负。",
    unit = "%", polarity = -1, levels = "省市县", kind = "rate-change",
    find = {
      "事故 [^刑事|发案]…{0,40} <数>",
      "死亡人数 [^刑事|发案]…{0,24} <数>",
      "事故 …{0,12} 、 …{0,24} <数> 、 <另数>",
    },
    unless = { "^ [^事故]…{0,20} (刑事|案件|发案|处罚) … <数>" },
    confused_with = { "crime_change" },
    tests = {
      hit = { { "生产安全事故起数同比下降12.5%。", -12.5 },
        { "道路交通事故起数、刑事发案数同比下降6.5%、11%。", -6.5 } },
      miss = { "刑事案件发案数同比下降7.4%。", "事故隐患整改率98%。" },
    },
  },
  {
    id = "crime_change", part = "P5", zh = "刑事发案变化率", en = "change of recorded crime",
    definition = "刑事案件发案（立案）数与上年比的变化，下降为负。",
    unit = "%", polarity = -1, levels = "省市县", kind = "rate-change",
    find = { "^ [^事故]…{0,24} 刑事 …{0,24} <数>", "、 …{0,4} 刑事 …{0,12} <另数> 、 <数>" },
    unless = { "破案 …{0,8} <数>" },
    confused_with = { "accident_change" },
    tests = {
      hit = { { "刑事案件发案数同比下降9.9%。", -9.9 }, { "道路交通事故起数、刑事发案数同比下降6.5%、11%。", -11 } },
      miss = { "生产安全事故同比下降9.9%。" },
    },
  },
}
