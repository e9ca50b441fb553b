-- Supervision: proposals of people's deputies and political advisers, audit.

-- What a body above the place's own proposed is a part: the nation's is above every place, a province's or city's
-- where the sentence goes on to one further below.
local function above(body)
  local list = {}
  for _, find in ipairs { "全国 " .. body .. " [^、|和|及|与]…{0,12} <数>",
    "(省|自治区) " .. body .. " [^、|和|及|与]…{0,12} <数> …… (市|州|县|区) …{0,2} (人大|政协)",
    "市 " .. body .. " [^、|和|及|与]…{0,12} <数> …… (县|区) …{0,2} (人大|政协)" } do
    list[#list + 1] = { find, "上级", "of bodies above" }
  end
  return list
end

return {
  {
    id = "npc_proposals", part = "P7", zh = "办理人大代表建议数", en = "deputies' proposals handled",
    definition = "本年办理的人大代表建议、批评和意见；与政协提案合为一数的不取。",
    unit = { "件", "条", "份" }, polarity = 0, levels = "省市县",
    find = {
      "(人大|代表) …{0,4} (代表|建议|议案) [^提案|率]…{0,16} <数>",
      "(人大|代表) …{0,4} <数> …{0,2} (建议|议案)",
      "建议 <数> (、|，|和|及) (政协)? 提案 <另数>",
      "建议 、 提案 分别 …{0,4} <数> (、|和) <另数>",
      "<数> …{0,4} (人大|代表) …{0,4} (建议|议案)",
    },
    unless = {
      "(提案|政协委员) [^分别]…{0,10} <数>",
      "(检察|司法|监察|法律|审计) 建议 <数>",
      "建议 、? 和? 提案 [^分别]…{0,6} <数>",
      "(备案|报送|规范性文件|立法联系|法规) …{0,16} <数>",
      "人大 政协 …{0,6} <数>",
      "代表 [^建议|议案]… <数>",
    },
    basis = above "人大",
    confused_with = { "cppcc_proposals", "suggestions_total", "proposals_total" },
    tests = {
      hit = { { "办理人大代表建议54件、政协提案73件。", 54 }, { "全年办理市、县人大代表建议101件，政协委员提案140件。", 101 },
        { "承办人大建议23件。", 23 },
        { "办理建议33件、提案41件。", 33 }, { "建议、提案分别办理33件、41件。", 33 } },
      miss = { "办理政协提案62件。", "办理人大代表建议和政协提案107件。", "收到司法建议45件。", "收到检察建议45件、政协提案3件。" },
    },
  },
  {
    id = "cppcc_proposals", part = "P7", zh = "办理政协提案数", en = "political advisers' proposals handled",
    definition = "本年办理的政协（委员）提案；与人大建议合为一数的不取。",
    unit = { "件", "条", "份" }, polarity = 0, levels = "省市县",
    find = { "政协 [^建议]…{0,12} <数>", "提案 …{0,12} <数>", "<数> …{0,4} 政协 …{0,4} 提案",
      "建议 、 提案 分别 …{0,4} <另数> (、|和) <数>" },
    unless = {
      "(代表|人大|代表建议|议案) [^政协]…{0,2} (建议|意见|议案|议案建议) (、|和|及|以及|与) …{0,8} 提案 …{0,6} <数>",
      "建议 (、|和|及)? 提案 …{0,6} <数>",
      "人大 、? (代表)? 政协 …{0,12} <数>",
      "人大 政协 …{0,8} <数>",
      "率 …{0,6} <数>",
      "代表 [^提案]…{0,8} <数>",
      "人大 …{0,16} 政协 …{0,4} 建议 …{0,6} <数>",
    },
    basis = above "政协",
    confused_with = { "npc_proposals", "proposals_total" },
    tests = {
      hit = { { "办理人大代表建议54件、政协提案73件。", 73 }, { "办理人大建议18件、政协提案及社情民意90件。", 90 },
        { "承办省政协提案9件。", 9 },
        { "建议、提案分别办理33件、41件。", 41 } },
      miss = { "办理人大代表建议45件。", "办理人大代表建议和政协提案107件。", "提案办复率100%。" },
    },
  },
  {
    id = "proposals_total", part = "P7", zh = "建议提案合计数", en = "proposals of both kinds together",
    definition = "人大建议与政协提案合为一数的办理数。",
    unit = { "件", "条", "份" }, polarity = 0, levels = "省市县",
    find = {
      "(代表|人大) …{0,4} (建议|议案|意见)? (、|和|及|以及|与) …{0,8} (提案|建议) …{0,6} <数>",
      "建议 (、|和|及)? 提案 …{0,6} <数>",
      "人大 、? 政协 …{0,10} <数>",
      "人大 …{0,16} 政协 …{0,4} 建议 …{0,6} <数>",
    },
    unless = { "率 …{0,6} <数>", "分别 …{0,6} <数>" },
    confused_with = { "npc_proposals", "cppcc_proposals" },
    tests = {
      hit = { { "办理人大代表建议和政协提案107件。", 107 }, { "全年承办建议提案88件。", 88 } },
      miss = { "办理人大代表建议54件、政协提案73件。", "建议、提案分别办理33件、41件。" },
    },
  },
  {
    id = "proposal_reply_rate", part = "P7", zh = "建议提案办复率", en = "claimed reply rate of proposals",
    definition = "报告自称的建议提案办复率、办结率、答复率。",
    unit = "%", polarity = 1, levels = "省市县", claimed = true,
    topic = "proposals",
    find = { "(办复|办结|答复|回复|按时办结|见面) 率 … <数>" },
    confused_with = { "proposal_satisfaction_rate", "suggestions_reply_rate" },
    tests = {
      hit = { { "办理人大代表建议51件、政协提案70件，办复率均达99%，满意率97%以上。", 99 } },
      miss = { "收到检察建议20件，回复率100%。", "提案办理满意率98%。" },
    },
  },
  {
    id = "proposal_satisfaction_rate", part = "P7", zh = "建议提案满意率", en = "claimed satisfaction with proposals",
    definition = "报告自称的代表、委员对办理结果的满意率。",
    unit = "%", polarity = 1, levels = "省市县", claimed = true,
    topic = "proposals",
    find = { "满意 (率|度) … <数>", "办复率 …{0,4} 满意率 …{0,6} <数>",
      "率 (和|、|及|与) (代表|委员)? 满意 (率|度) [^均]…{0,6} <另数> (、|和) <数>" },
    unless = { "(群众|社会|营商|政务服务|公众) …{0,6} 满意 … <数>",
      "率 (和|、|及|与) (代表|委员)? 满意 (率|度) [^均]…{0,6} <数> (、|和) <另数>" },
    confused_with = { "satisfaction_rate", "good_review_rate", "legal_aid_satisfaction" },
    tests = {
      hit = { { "办理人大代表建议51件、政协提案70件，办复率均达99%，满意率97%以上。", 97 },
        { "办理代表建议40件、政协提案50件，办复率和满意率分别为100%、97.5%。", 97.5 } },
      miss = { "法治建设群众满意度98%。", "政协提案办复率98%。" },
    },
  },
  {
    id = "audit_projects", part = "P7", zh = "审计项目数", en = "audit projects",
    definition = "完成的审计（计划）项目。",
    unit = { "个", "项" }, polarity = 0, levels = "省市县",
    find = {
      "审计 [^问题|整改|金额|建议|资金]…{0,6} (项目|计划|任务) …{0,6} <数>",
      "(完成|开展|实施) …{0,12} 审计 …{0,4} <数>",
      "<数> …{0,4} 审计 (项目|计划)",
    },
    unless = { "(问题|整改|移送|建议) …{0,8} <数>" },
    confused_with = { "audit_problems" },
    tests = { hit = { { "完成审计计划19个，查出问题52个。", 19 } }, miss = { "审计查出问题19个。" } },
  },
  {
    id = "audit_problems", part = "P7", zh = "审计查出问题数", en = "problems found by audit",
    definition = "审计查出（整改）的问题。",
    unit = { "个", "条", "项" }, polarity = 0, levels = "省市县",
    topic = "audit",
    find = { "(查出|发现|揭示|反映|整改) …{0,10} 问题 …{0,6} <数>", "问题 …{0,4} <数>" },
    unless = { "(金额|资金) …{0,4} <数>" },
    confused_with = { "audit_projects", "inspection_problems" },
    tests = { hit = { { "完成审计计划19个，查出问题52个。", 52 } }, miss = { "法治督察发现问题52个。" } },
  },
  {
    id = "audit_amount", part = "P7", zh = "审计金额（审减、追回、上缴）", en = "amounts of audit",
    definition = "审计审减、追回、上缴、盘活的金额，元；口径各异，不可直接比较。",
    unit = "元", polarity = 0, levels = "省市县",
    find = {
      "审减 …{0,8} <数>",
      "(上交|上缴|盘活|追回|挽回|归还) …{0,10} 资金 …{0,6} <数>",
      "审计 …{0,24} (金额|资金) …{0,8} <数>",
      "审减金额 <数>",
    },
    unless = { "(罚款|罚没|惠企|兑现|兑付|法律援助|农民工|损失) …{0,10} <数>" },
    confused_with = { "fines_amount", "enterprise_funds" },
    tests = {
      hit = { { "完成审计计划19个，审减金额2040万元。", 20400000 }, { "加强审计监督，追回资金310.5万元。", 3105000 } },
      miss = { "罚没款2040万元。", "兑付惠企资金2040万元。" },
    },
  },
}
