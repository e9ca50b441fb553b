-- Local regulations and government rules (规章).
return {
  {
    id = "regulations_submitted", part = "P2", zh = "提请审议地方性法规草案数", en = "draft local regulations submitted",
    definition = "政府提请人大（常委会）审议的地方性法规草案。",
    unit = { "件", "部", "项" }, polarity = 0, levels = "省市",
    find = {
      "(提请|报请) …{0,80} <数> …{0,6} (地方性法规|法规)",
      "(提请|报请) …{0,30} (法规|条例) …{0,8} <数>",
      "(审查|修改|提交|提请|完成) …{0,24} 地方性法规 …{0,6} <数>",
      "<数> …{0,2} 地方性法规 …{0,4} (草案|议案|项目)",
    },
    unless = { "规章 … <数>", "清理 …{0,10} <数>", "立法计划 …… 计划 <数>" },
    confused_with = { "rules_made", "drafts_consulted" },
    tests = {
      hit = { { "提请市人大常委会审议《城市供水条例》等3件地方性法规草案。", 3 }, { "提请审议地方性法规草案5件。", 5 } },
      miss = { "制定政府规章3件。", "清理地方性法规12件。" },
    },
  },
  {
    id = "rules_made", part = "P2", zh = "制定政府规章数", en = "government rules made",
    definition = "本年制定（出台、审议通过）的政府规章；立法推进中的存疑。",
    unit = { "件", "部", "项" }, polarity = 0, levels = "省市",
    topic = "rules",
    find = {
      "(制定|出台|颁布|公布|发布|审议通过|通过) [^修订|修改|废止]… <数>",
      "等 <数> (政府)? 规章",
      "(制定|出台|颁布|公布|审议通过) …{0,80} <数> …{0,4} 规章",
    },
    unless = {
      "(修订|修改|废止|清理|失效|备案) …{0,12} <数>",
      "规范性文件 …{0,8} <数>",
      "(清理|修改|废止) …… <数> …{0,4} 规章",
      "(设区的?市|市州|各市) [^报]…{0,8} (制定|出台) …{0,8} <数>",
    },
    doubt = { { "(推进|起草|开展|调研) …{0,80} <数>", "立法推进中，未必已制定" } },
    confused_with = { "rules_amended", "rules_repealed", "regulations_submitted", "normdocs_issued" },
    tests = {
      hit = { { "制定规章3件，修订4件，废止7件。", 3 }, { "出台《停车管理办法》等4件政府规章。", 4 },
        { "全年起草地方性法规2件，制定规章3件。", 3 } },
      miss = { "修订规章2件。", "制定规范性文件4件。", "提请审议地方性法规4件。", "5个设区的市共制定政府规章7件。" },
    },
  },
  {
    id = "rules_amended", part = "P2", zh = "修改政府规章数", en = "government rules amended",
    definition = "本年修改、修订的政府规章。",
    unit = { "件", "部", "项" }, polarity = 0, levels = "省市",
    topic = "rules",
    find = { "(修订|修改|修正) [^废止]… <数>" },
    unless = { "规范性文件 … <数>", "(修订|修改) 、 废止 … <数>" },
    confused_with = { "rules_made", "normdocs_amended" },
    tests = {
      hit = { { "制定规章3件，修订4件，废止7件。", 4 }, { "修改政府规章3部。", 3 } },
      miss = { "修改行政规范性文件3件。", "废止规章5件。" },
    },
  },
  {
    id = "rules_repealed", part = "P2", zh = "废止政府规章数", en = "government rules repealed",
    definition = "本年废止的政府规章。",
    unit = { "件", "部", "项" }, polarity = 0, levels = "省市",
    topic = "rules",
    find = { "废止 [^修订|修改]… <数>" },
    unless = { "规范性文件 … <数>", "(修订|修改) 、 废止 … <数>" },
    confused_with = { "normdocs_repealed" },
    tests = {
      hit = { { "制定规章3件，修订4件，废止7件。", 7 }, { "废止政府规章6部。", 6 } },
      miss = { "废止规范性文件6件。", "修订规章6件。" },
    },
  },
  {
    id = "legis_contact_points", part = "P2", zh = "基层立法联系点数", en = "grass-roots legislative contact points",
    definition = "政府设立的基层立法联系点。",
    unit = "个|家|处", polarity = 1, levels = "省市县",
    find = { "立法联系点 …{0,8} <数>", "<数> …{0,6} 立法联系点", "立法联系点 …… 新 (确定|增设|设) <数>" },
    unless = { "执法 …{0,4} 联系点 …{0,6} <数>" },
    confused_with = { "enforcement_bodies" },
    tests = {
      hit = { { "设立基层立法联系点31个。", 31 }, { "确定12个基层立法联系点。", 12 } },
      miss = { "设立行政执法监督联系点31个。" },
    },
  },
}
