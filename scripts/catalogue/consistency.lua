-- What the figures of a report must satisfy by its own words: parts against wholes, rates against
-- their counts, changes against both ends, one indicator against another. A finding is never a
-- correction; where a report may mean something else, the rule says nothing.

return {
  -- Each rule in words, for people.
  rules = {
    parts = { zh = "分项之和与总数", en = "parts and their total" },
    share = { zh = "占比与分项、总数", en = "share of a part in its total" },
    rate = { zh = "比率与分子、分母", en = "rate and its counts" },
    from_to = { zh = "升降幅度与前后两数", en = "change and both of its ends" },
    limit = { zh = "一数不应大于另一数", en = "one count cannot exceed another" },
    range = { zh = "比率应在 0 至 100 之间", en = "a rate lies between 0 and 100" },
    values = { zh = "同一指标两个数值", en = "two values of one indicator" },
    growth = { zh = "自称增长率与上年报告", en = "claimed growth and last year's report" },
    jump = { zh = "年际相差过大", en = "large change from year to year" },
  },

  -- Wholes and parts: 评查案卷939件，其中处罚类317件、许可类608件、其他14件.
  parts = {
    leads = { "其中", "含", "包括", "包含", "分为" }, -- the last three only where a bracket opens
    not_lead_after = { "不", "未", "内", "蕴", "隐" },
    rest = { "其他", "其它", "其余" }, -- such a part makes the list complete
    joints = { "、", "和", "及", "与", "以及" },
    stops = { "。", "；", ";", "！", "？", "\n" },
    totals = { "合计", "共计", "总计" }, -- 公共服务51项、行政权力67项，合计118项
    fillers = { "", "为", "达", "达到", "是", "有" },
    differences = { "增加", "减少", "增长", "下降", "提高", "降低", "多", "少", "新增加", "上升", "增收", "减收" },
    carried = { "结转", "上年", "去年", "往年", "历年", "遗留", "跨年" }, -- then a part may exceed
    nearly = { parts = 3, share = 0.05 }, -- so many parts that so little of the whole is missing
    averages = { "年均", "月均", "日均", "人均", "户均", "平均", "每" },
    reach = 90, -- bytes between a whole and its 其中
  },

  -- A part and its percentage: 调解结案25件，占37.9%.
  shares = {
    leads = { "占", "占比", "占比达", "占比为", "占总数的", "占总数", "占总量的", "占全部案件的", "占全部的", "占案件总数的",
      "占申请总数的", "占受理总数的", "占审结总数的", "占结案总数的", "约占" },
  },

  -- A change told behind both its ends: 由799项减少到326项，精简59.2%. Between them stand only one of
  -- `words` and `fillers`; behind one of `unverified` the base is another one.
  changes = {
    words = { "增长", "增加", "上升", "提高", "提升", "下降", "减少", "降低", "压缩", "缩短", "精简", "压减", "削减", "缩减", "减幅", "降幅",
      "增幅", "精简率", "压缩率", "压缩比例", "精简比例", "减少率", "压减率", "压减比例", "下降幅度" },
    unverified = { "提速", "提速率", "承诺", "承诺提速率", "承诺压缩", "法定", "平均", "平均压缩", "平均提速", "总体压缩" },
    fillers = { "了", "达", "达到", "为", "约", "近", "超", "超过", "幅度", "比例", "率", "共" },
    reach = 45, -- bytes between the second end and the percentage
  },

  -- Counts that are no indicators but stand below a rate: a pattern each.
  counts = {
    appearance_due = { "应当?出庭 (应诉)? …{0,6} <数>", "应由? …{0,6} 负责人 …{0,2} 出庭 …{0,6} <数>" },
    appearance_made = { "(实际|实) 出庭 (应诉)? …{0,4} <数>", "实际 由? …{0,6} 负责人 …{0,2} 出庭 …{0,4} <数>" },
    heard = { "开庭 (审理)? …{0,6} <数>" },
    concluded = { "(受理|接收|收到) [^办结]… <数>" },
    done = { "(办结|已办结|按期办结) <数>" },
    mediation_tried = { "(调解|受理) …{0,8} (纠纷|案件) <数>" },
    mediation_done = { "(调解|化解) 成功 <数>", "成功 (调解|化解) …{0,8} <数>" },
  },
  -- A rate agrees if one of `of` over one of `by` gives it; names are indicators or the counts above,
  -- a list is a sum, "-x" takes x away. `within` says where the counts may stand. A rate that no pair
  -- gives is found as `severity`.
  rates = {
    { rate = "head_appearance_rate", within = "sentence", severity = "error",
      of = { "appearance_made", "head_appearance_count" }, by = { "appearance_due" } },
    { rate = "head_appearance_rate", within = "sentence", severity = "warning",
      of = { "appearance_made", "head_appearance_count" }, by = { "heard" } },
    { rate = "review_direct_correction_rate", within = "report", severity = "warning",
      of = { "review_corrected" },
      by = { "review_closed", "review_accepted", "review_applied", { "review_closed", "-review_mediated" },
        { "review_accepted", "-review_mediated" } } },
    { rate = "review_correction_rate", within = "report", severity = "warning",
      of = { "review_corrected", { "review_corrected", "review_mediated" } },
      by = { "review_closed", "review_accepted", "review_applied", { "review_closed", "-review_mediated" },
        { "review_accepted", "-review_mediated" } } },
    { rate = "review_overall_correction_rate", within = "report", severity = "info",
      of = { "review_corrected", { "review_corrected", "review_mediated" } },
      by = { "review_closed", "review_accepted", "review_applied" } },
    { rate = "suits_lost_rate", within = "sentence", severity = "warning",
      of = { "suits_lost" }, by = { "suits_total", "suits_first_instance" } },
    { rate = "mediation_success_rate", within = "sentence", severity = "warning",
      of = { "mediation_done" }, by = { "mediation_tried", "disputes_mediated", "disputes_screened" } },
  },

  -- The first cannot exceed the second. In one sentence that is an error, elsewhere in the report,
  -- where they may be of different offices, a warning. `unless` are words of the sentence of
  -- either that change what is counted.
  limits = {
    { less = "review_accepted", more = "review_applied", unless = { "结转", "上年", "去年", "历年", "遗留", "跨年" } },
    { less = "review_corrected", more = "review_closed", unless = { "受理前", "容缺" } },
    { less = "review_mediated", more = "review_closed", unless = { "受理前", "案前", "审前", "申请前" } },
    { less = "review_rejected", more = "review_applied", unless = { "结转", "上年", "去年" } },
    { less = "suits_lost", more = "suits_total", unless = { "上年", "去年", "历年" } },
    { less = "suits_first_instance", more = "suits_total", unless = { "法院", "全市", "全省" } },
    { less = "appearance_made", more = "appearance_due", within = "sentence", unless = {} },
    { less = "head_appearance_count", more = "heard", within = "sentence", unless = { "次" } },
    { less = "head_appearance_count", more = "appearance_due", within = "sentence", unless = {} },
    { less = "audit_problems_fixed", more = "audit_problems", unless = { "上年", "往年" } },
    { less = "license_items_total", more = "service_items_total", unless = { "县", "乡", "镇" }, within = "sentence" },
  },

  -- A percentage above 100 of what ends in one of `rates`, unless in one of `except`.
  range = {
    rates = { "率", "满意度", "覆盖面", "知晓度", "占比" },
    except = { "完成率", "增长率", "收益率", "回报率", "提升率", "增速", "达成率", "执行率", "投资率", "变化率", "增幅率", "征收率",
      "杠杆率", "负债率", "覆盖倍率", "保障率", "平衡率", "发展速率", "拨备覆盖率", "周转率", "超额完成率" },
  },

  -- Indicators of which a report can have but one value for a year. Others are counted by event, of
  -- which there are many.
  single = {
    "review_applied", "review_accepted", "review_closed", "review_corrected", "review_direct_correction_rate",
    "review_overall_correction_rate", "review_correction_rate", "suits_total", "suits_first_instance", "suits_lost",
    "suits_lost_rate", "head_appearance_rate", "npc_proposals", "cppcc_proposals", "info_requests",
    "enforcement_bodies", "normdocs_in_force", "legal_aid_cases",
    "mediation_orgs", "mediators", "council_law_study", "public_lawyers", "market_entities_total",
  },

  -- Year to year: a factor above which the value is looked at, and how large one of the two must be.
  jumps = { factor = 5, least = 20, years = 1 },
  -- A claimed growth is compared with the report of the year before where its base is one of these. That
  -- of `real` indicators is told in constant prices and cannot be computed from amounts. That of a value with
  -- a note that begins with one of `reviews` is of several years.
  growth = { real = { "gdp", "gdp_per_capita", "income", "urban_income", "rural_income" },
     bases = { "上年同期", "上年", "去年", "去年同期", "上年度", "上一年", "上一年度" },
     reviews = { "多年回顾" },
     -- A base with one of `lasting` holds for the growths that follow in its sentence; a heading with one of `spans`
     -- tells that the growth below it is of that time.
     lasting = { "年", "五”" },
     spans = { "过去五年", "近五年", "五年来", "五年间", "五年工作", "五年回顾", "过去三年", "近三年", "三年来", "近年来", "任期以来", "本届政府",
       "“十一五”", "“十二五”", "“十三五”", "“十四五”", "“十五五”" } },
}
