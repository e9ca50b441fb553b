-- Government counsel (法律顾问) and public lawyers.
return {
  {
    id = "counsel_count", part = "P3", zh = "政府法律顾问人数", en = "government legal counsel",
    definition = "聘请的政府法律顾问人数（或律师事务所家数，单位分记）。",
    unit = { "名", "人", "位", "家" }, polarity = 1, levels = "省市县乡",
    find = {
      "(聘|聘请|选聘|续聘|聘任|配备) …{0,4} <数> …{0,16} 法律顾问",
      "(聘请|选聘|聘任|配备|共有|现有)? …{0,4} 法律顾问 [^村|社区|参与|提供|出具|服务]…{0,6} <数>",
      "<数> …{0,8} (担任|作为|为) …{0,8} 政府 …{0,4} 法律顾问",
    },
    unless = {
      "(村（社区）|村|社区|一村一) …{0,4} 法律顾问 …{0,6} <数>", "公共法律服务 …… 工作室 …{0,4} <另数> ， 配备 法律顾问 <数>",
      "<数> …{0,4} (村|社区)",
      "部门 <数>",
      "培训 … <数>",
      "(咨询委员会|公职律师) …{0,6} <数>",
    },
    confused_with = { "public_lawyers", "village_counsel" },
    tests = {
      hit = { { "聘请9名律师担任县政府法律顾问。", 9 }, { "市政府选聘法律顾问15人。", 15 } },
      miss = { "全市公职律师15人。", "配备村（社区）法律顾问130名。",
        "建成公共法律服务工作站77个、工作室56个，配备法律顾问56名。" },
    },
  },
  {
    id = "counsel_coverage", part = "P3", zh = "法律顾问覆盖率", en = "claimed coverage with legal counsel",
    definition = "报告自称的党政机关法律顾问覆盖率。",
    unit = "%", polarity = 1, levels = "省市县乡", claimed = true,
    find = { "(党政机关|政府|部门|单位|乡镇|街道) …{0,12} 法律顾问 ， 覆盖率 …{0,4} <数>",
      "法律顾问 …{0,8} (覆盖率|覆盖) …{0,6} <数>", "法律顾问 …{0,4} (聘请|聘用|配备) 率 …{0,6} <数>" },
    unless = { "(村（社区）|村|社区|村居) 法律顾问 …{0,8} <数>" },
    confused_with = { "village_counsel" },
    tests = {
      hit = { { "乡镇政府法律顾问覆盖率达100%。", 100 }, { "68家党政机关聘请了法律顾问，覆盖率100%。", 100 } },
      miss = { "村（社区）法律顾问覆盖率达100%。" },
    },
  },
  {
    id = "counsel_services", part = "P3", zh = "法律顾问服务（参与决策）次数", en = "counsel services",
    definition = "法律顾问参与决策、提供服务的次数；顾问提出的意见条数另记。",
    unit = { "次", "件", "件次", "人次", "项" }, polarity = 1, levels = "市县",
    topic = "counsel|legal_service|legality|normdocs|village_counsel",
    find = {
      "法律顾问 [^意见|建议|覆盖]…{0,30} (参与|提供|列席|服务|审查|办理) [^意见|建议]…{0,24} <数>",
      "法律顾问 …… (参与|提供|列席|审查) [^意见|建议]…{0,20} <数>",
    },
    unless = { "(意见|建议|意见书|律师函) … <数>", "(聘请|选聘) … <数>", "<数> …{0,4} (意见|建议)" },
    confused_with = { "counsel_opinions", "legal_service_cases", "legality_reviews" },
    tests = {
      hit = { { "全县法律顾问全年提供各类法律服务85余次。", 85 }, { "法律顾问积极履职，全年参与政府重大决策33次，提出意见70条。", 33 } },
      miss = { "法律顾问提出法律意见70条。", "聘请法律顾问7名。" },
    },
  },
  {
    id = "counsel_opinions", part = "P3", zh = "法律顾问提出意见数", en = "opinions given by counsel",
    definition = "法律顾问提出、出具的意见和建议；审查机构提出的另记。",
    unit = { "条", "件", "份", "个" }, polarity = 1, levels = "省市县",
    actor = "counsel",
    find = { "(提出|出具|提供) …{0,12} (意见|建议) [^书]… <数>", "(提出|出具) …{0,6} <数> …{0,6} (意见|建议)" },
    unless = { "意见书 … <数>" },
    confused_with = { "legal_opinions", "counsel_services" },
    tests = {
      hit = { { "法律顾问参与重大决策33次，提出专业法律意见70余条。", 70 }, { "区政府法律顾问对各项涉法事务提出法律意见或建议90件。", 90 } },
      miss = { "区司法局提出法律意见70条。" },
    },
  },
  {
    id = "public_lawyers", part = "P3", zh = "公职律师人数", en = "public lawyers",
    definition = "公职律师人数。",
    unit = { "人", "名", "位" }, polarity = 1, levels = "省市县部门",
    find = { "公职律师 [^培训]…{0,8} <数>", "<数> …{0,6} 公职律师" },
    unless = { "(培训|参加) …{0,8} <数>" },
    confused_with = { "counsel_count" },
    tests = { hit = { { "全市现有公职律师96名。", 96 } }, miss = { "聘请96名律师担任法律顾问。" } },
  },
}
