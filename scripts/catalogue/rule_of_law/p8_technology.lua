-- Digital government: certificates, platforms, data.
return {
  {
    id = "e_certs", part = "P8", zh = "电子证照（调用）数", en = "electronic certificates",
    definition = "归集的电子证照种类、数量或调用次数，单位分记。",
    unit = { "个", "类", "次", "种", "张", "本", "份", "条" }, polarity = 1, levels = "省市县",
    find = { "电子证照 …{0,12} <数>", "<数> …{0,6} 电子证照" },
    confused_with = { "enforcement_certs_issued" },
    tests = { hit = { { "归集电子证照120类，调用电子证照3.3万次。", 120 } }, miss = { "换发执法证件120个。" } },
  },
  {
    id = "platform_users", part = "P8", zh = "政务平台（APP）用户、访问量", en = "platform users or visits",
    definition = "政务平台注册用户数或访问量，单位分记。",
    unit = { "人", "次", "个", "户", "人次", "" }, polarity = 1, levels = "省市县",
    find = { "注册 (用户|人数)? 数? …{0,8} <数>", "访问 量? …{0,8} <数>", "用户 (数|量|总数|总量|达|突破) …{0,6} <数>" },
    unless = { "(商标|企业|主体|专利) …{0,8} <数>" },
    confused_with = { "service_cases_handled" },
    tests = { hit = { { "政务服务平台注册用户62万人。", 620000 } }, miss = { "政务服务平台办件62万件。", "新增注册商标62个。" } },
  },
  {
    id = "departments_connected", part = "P8", zh = "接入平台部门（系统）数", en = "departments or systems connected",
    definition = "接入平台的部门、系统。",
    unit = { "个", "家" }, polarity = 1, levels = "省市县",
    find = {
      "(上线|接入|入驻|对接) …{0,6} (单位|部门|系统) …{0,6} <数>",
      "(接入|对接|联通|打通) …{0,6} <数> …{0,8} (部门|单位|系统|平台)",
      "<数> …{0,8} (部门|单位|系统) …{0,8} (接入|对接|上线)",
    },
    unless = { "(事项|一件事) …{0,6} <数>" },
    confused_with = { "service_items_online" },
    tests = { hit = { { "平台上线单位46个。", 46 }, { "对接38个部门业务系统。", 38 } }, miss = { "上线“一件事”46个。" } },
  },
  {
    id = "data_items_shared", part = "P8", zh = "共享（归集）数据量", en = "data records shared",
    definition = "归集、共享、交换的数据条数。",
    unit = { "条", "项", "类" }, polarity = 1, levels = "省市县",
    find = {
      "(归集|共享|汇聚|交换|汇集) …{0,8} (数据|信息) …{0,8} <数>",
      "数据 …{0,6} (归集|共享|汇聚|交换) …{0,8} <数>",
      "<数> …{0,4} 数据 …{0,6} (归集|共享)",
    },
    unless = { "好差评 …{0,10} <数>" },
    confused_with = { "info_disclosed", "good_review_count" },
    tests = { hit = { { "归集共享数据4.2亿条。", 420000000 } }, miss = { "主动公开政府信息420条。" } },
  },
  {
    id = "enforcement_online", part = "P8", zh = "执法办案系统上线（案件）数", en = "enforcement cases online",
    definition = "在执法办案、监管系统网上办理、录入的案件。",
    unit = { "件", "个", "宗", "起", "条" }, polarity = 1, levels = "省市县",
    find = {
      "(网上|线上|系统|平台) …{0,6} (办案|录入|办理) …{0,4} (执法|案件|处罚) …{0,8} <数>",
      "(执法|办案|监管) (平台|系统) …{0,10} (办案|录入|归集|办理) …{0,8} <数>",
    },
    unless = { "(人员|主体) …{0,4} <数>" },
    confused_with = { "case_files_reviewed", "enforcement_bodies" },
    tests = { hit = { { "行政执法平台录入案件5600件。", 5600 } }, miss = { "执法系统录入行政执法主体56个。", "评查案卷560件。" } },
  },
}
