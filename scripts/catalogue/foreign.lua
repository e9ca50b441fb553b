-- foreign: the words by which a sentence says that its figure is not the report's own: one of a larger
-- place (全省共受理…，我县占…), of one case told as an example (某公司…罚款35万元), or what was to be
-- reached beside what was (不低于100件，实际89件). Such a reading is kept, with a note and at a lower score;
-- what was to be reached is a goal and no reading.

return {
  -- Whose figure a scope speaks of, for a report of that level whose place is called so; 全区 of a county or
  -- prefecture in an autonomous region is the region, unless its own name ends in 区. What is not listed
  -- for a level is no larger place.
  larger = {
    province = { "全国" },
    prefecture = { "全国", "全省" },
    county = { "全国", "全省", "全州", "全盟" },
    township = { "全国", "全省", "全州", "全盟", "全县", "全旗" },
  },
  -- The same for a place whose own name does not end so: 全市 is larger than a county called 县 or 区.
  unless_named = {
    county = { ["全市"] = "市" },
    township = { ["全市"] = "市", ["全区"] = "区" },
  },
  autonomous = { levels = { prefecture = true, county = true }, scope = "全区", name = "区",
    regions = { "内蒙古", "广西", "西藏", "宁夏", "新疆" } },
  -- Before or behind the scope these make it a comparison or a rank and no owner: 在全省率先…, 居全市第一.
  not_behind = { "在", "居", "列", "位居", "位列", "为", "占", "比", "较", "高于", "低于", "于", "向", "面向", "被", "是", "作为", "获", "获得",
    "荣获", "获评", "成为", "入选", "由", "从", "对", "与", "全国", "经", "代表" },
  not_before = { "率先", "首", "第", "排名", "前列", "名列", "领先", "推广", "唯一", "最", "先进", "优秀", "示范", "试点", "平均", "统一",
    "位列", "居", "范围", "联网", "通办", "各地", "性" },

  -- Before the name of a place at the beginning of a clause; and with what a clause of the report's own begins.
  name_leads = { "　", "其中", "，", "：", "全年", "今年", "去年", "上年", "同年", "如", "例如", "而", "另外", "此外",
    "目前", "截至目前" },
  own = { "我", "本", "全" },

  -- Organs above the place that reports, where they act at the beginning of a clause: 省政府受理以我区为被申请人的6件.
  higher = { prefecture = { "省", "国家" }, county = { "省", "市", "州", "国家" }, township = { "省", "市", "州", "县", "区" } },
  organs = { "人民政府", "政府", "司法厅", "司法局", "法制办", "复议局", "复议机关", "中级人民法院", "检察院" },
  levels = { "国家", "省", "市", "州", "盟", "县", "区", "旗", "镇", "乡" },
  -- One department, whose figure is no sum of all; with one of the others in its name it speaks for all.
  departments = { "局", "支队", "大队", "委员会" },
  for_all = { "司法", "法制", "政府", "复议", "依法治", "各", "全局", "调解", "信访", "审计" },

  -- By how much something changed, directly before the figure, and against what in its clause.
  changes = { "增加", "减少", "上升", "下降", "增长", "降低", "提高", "多", "少", "增", "减" },
  bases = { "比上", "比去", "比20", "较上", "较去", "较20", "同比", "环比", "比前", "较前", "比同期", "较同期" },

  -- One case told as an example, and the words behind it with which the whole is told again.
  cases = { "某", "一起典型", "典型案例", "该企业", "该公司" },
  case_ends = { "全年", "全市", "全县", "全区", "全省", "共", "累计", "合计", "总计", "。" },

  -- In its clause these say what was to be reached, if one of `reached` tells later in the sentence what was.
  wanted = { "不低于", "不少于", "至少", "应当", "应出庭", "应到", "目标", "任务", "计划", "原定", "预算" },
  reached = { "实际" },
  -- With one of `wanted` in the clause these make a rule of it.
  each = { "每年", "每季度", "每半年", "每月", "每人", "每个", "每两年" },
}
