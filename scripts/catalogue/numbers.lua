-- What the general reader of numbers (fazhi.number) knows beyond the units and bounds of reports:
-- currencies, measures, comparisons, numerals that are part of words.

return {
  -- Numerals and words about them in other forms than the grammar knows; 廿 is 二十.
  variants = {
    ["萬"] = "万", ["億"] = "亿", ["兩"] = "两", ["倆"] = "俩", ["點"] = "点", ["負"] = "负", ["貳"] = "贰", ["陸"] = "陆",
    ["參"] = "叁", ["叄"] = "叁",
    ["個"] = "个", ["幾"] = "几", ["數"] = "数", ["雙"] = "双", ["餘"] = "余", ["圓"] = "圆", ["塊"] = "块", ["錢"] = "钱",
    ["銭"] = "钱",
    ["對"] = "对", ["幣"] = "币", ["臺"] = "台", ["歐"] = "欧", ["廿"] = "二十", ["卅"] = "三十", ["　"] = " ", ["○"] = "〇",
    ["約"] = "约",
    ["過"] = "过", ["間"] = "间", ["於"] = "于", ["壹"] = "一", ["－"] = "-",
  },

  -- Currencies by their names; before = also written before the number (人民币500元, $20).
  currencies = {
    { unit = "元", words = { "元", "元钱", "块钱", "块", "圆", "元整", "元正", "圆整", "圆正", "人民币", "元人民币", "块人民币" },
      before = { "人民币", "￥", "¥", "RMB" } },
    { unit = "美元", words = { "美元", "美圆", "美金", "美刀", "元美元", "元美金" }, before = { "美元", "美金", "US$" } },
    { unit = "欧元", words = { "欧元", "元欧元" }, before = { "欧元", "€" } },
    { unit = "港元", words = { "港元", "港币", "港圆", "元港币", "元港元" }, before = { "港币", "港元", "HK$" } },
    { unit = "新台币", words = { "新台币", "台币", "元新台币", "元台币" }, before = { "新台币", "台币" } },
    { unit = "澳门元", words = { "澳门元", "澳门币" } }, { unit = "日元", words = { "日元", "日圆", "日币", "元日币", "元日元" },
      before = { "日元", "日币" } },
    { unit = "英镑", words = { "英镑", "元英镑" }, before = { "£", "英镑" } }, { unit = "卢布", words = { "卢布" } },
    { unit = "泰铢", words = { "泰铢", "铢" } }, { unit = "韩元", words = { "韩元", "韩币", "韩圆" } },
    { unit = "澳元", words = { "澳元" } }, { unit = "加元", words = { "加元" } }, { unit = "新加坡元", words = { "新加坡元",
      "新币" } },
    { unit = "瑞士法郎", words = { "瑞士法郎" } }, { unit = "卢比", words = { "卢比" } }, { unit = "奈拉", words = { "奈拉" } },
    { unit = "比特币", words = { "比特币", "个比特币" } }, { unit = "元", words = {}, before = { "$" }, unnamed = true },
  },
  -- Parts of a currency: 三元五角二分, 两美元又三美分, 10日元5日本钱.
  coins = {
    ["元"] = { ["角"] = 10, ["毛"] = 10, ["分"] = 100, ["毛钱"] = 10, ["分钱"] = 100, ["角钱"] = 10, ["毛整"] = 10, ["角整"] = 10,
      ["角正"] = 10 },
    ["美元"] = { ["美分"] = 100 }, ["欧元"] = { ["欧分"] = 100 }, ["日元"] = { ["日本钱"] = 100 },
  },
  -- After these 块 is money: 块钱 is listed above, 三块 ends its phrase.
  money_alone = { "块" },

  -- 一打 is twelve, but not in 一打击.
  dozen_not_before = { "击", "造", "算", "通", "开", "工", "扮", "印", "架", "折", "对", "法", "破", "断", "扰", "掉", "动", "听",
  "捞" },

  -- Measures that reports do not use, by the unit they are told in; size = how many of it.
  measures = {
    { unit = "厘米", words = { "公分", "cm", "CM" } }, { unit = "米", words = { "m" } }, { unit = "毫米", words = { "mm",
      "MM" } },
    { unit = "两", words = { "两" } }, { unit = "斤", words = { "市斤" } }, { unit = "毫升", words = { "ml", "ML" } },
    { unit = "比特", words = { "比特" } }, { unit = "字节", words = { "字节" } }, { unit = "比特", size = 1000,
      words = { "千比特" } },
    { unit = "字节", size = 1000, words = { "千字节" } }, { unit = "字节", size = 1000000, words = { "兆字节" } },
    { unit = "比特", size = 1000000, words = { "兆比特" } }, { unit = "字节", size = 1000000000, words = { "吉字节" } },
    { unit = "磅", words = { "磅" } }, { unit = "英尺", words = { "英尺" } }, { unit = "英寸", words = { "英寸" } },
    { unit = "英里", words = { "英里" } }, { unit = "平方英尺", words = { "平方英尺" } }, { unit = "盎司", words = { "盎司" } },
  },

  -- Comparisons with a number, besides the bounds of reports. `between` words join two of them.
  before = {
    ["大于等于"] = "at_least", ["大于或等于"] = "at_least", ["大于或者等于"] = "at_least", ["小于等于"] = "at_most",
    ["小于或等于"] = "at_most", ["小于 或 等于"] = "at_most", ["小于或者等于"] = "at_most", ["超过了"] = "at_least",
    ["至少是"] = "at_least", ["至少有"] = "at_least", ["最多为"] = "at_most", ["最多是"] = "at_most", ["最多有"] = "at_most",
    ["≥"] = "at_least", [">="] = "at_least", ["> ="] = "at_least", ["≤"] = "at_most", ["<="] = "at_most",
    ["< ="] = "at_most",
    [">"] = "at_least", ["<"] = "at_most", ["过"] = "at_least", ["最少"] = "at_least", ["最多"] = "at_most",
  },
  not_after = { ["过"] = { "不", "通", "经", "超", "太", "未", "难", "悔", "罚", "改" } },
  after = {
    ["或者以上"] = "at_least", ["或以上"] = "at_least", ["或者更多"] = "at_least", ["或更多"] = "at_least", ["之上"] = "at_least",
    ["之下"] = "at_most", ["或者以下"] = "at_most", ["或以下"] = "at_most", ["（含）以上"] = "at_least", ["(含)以上"] = "at_least",
    ["（含）以下"] = "at_most", ["(含)以下"] = "at_most",
  },
  -- 比三十大, 比170低
  than = { ["大"] = "at_least", ["高"] = "at_least", ["多"] = "at_least", ["小"] = "at_most", ["低"] = "at_most",
  ["少"] = "at_most" },
  between = { "的同时", "并且", "而且", "并", "且", "，", ",", "、" },

  -- What a number may begin with, its sign and currency included.
  starts = {
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "-", "零", "〇", "幺", "一", "二", "三", "四", "五", "六", "七",
    "八", "九", "两",
    "俩", "叁", "贰", "柒", "捌", "玖", "伍", "陆", "拾", "肆", "十", "百", "千", "万", "亿", "佰", "仟", "几", "数", "半", "负", "第",
    "对折",
    "人民币", "港币", "港元", "新台币", "台币", "美元", "美金", "欧元", "日元", "日币", "英镑", "RMB", "HK$", "US$", "$", "£", "¥", "￥",
    "€",
  },

  -- A numeral that is part of one of these words is none. Words are told by their characters here,
  -- since a general text has no report's grammar around them.
  words = {
    "一切", "一看", "一样", "一些", "一般", "一定", "一直", "一起", "一旦", "一律", "一致", "一体", "一下", "一边", "一面", "一向", "一概", "一共",
    "一带", "一路", "一流", "一线", "一贯", "一再", "一同", "一经", "一并", "一味", "一心", "一举", "一会儿", "一方面", "一系列", "一站式",
    "一把手", "一揽子", "统一", "唯一", "万一", "单一", "同一", "专一", "划一", "合一", "不一", "进一步", "下一步", "之一", "星期一",
    "两两", "四川", "四处", "四周", "四季", "四海", "四邻", "三峡", "三亚", "三角", "三星", "十分", "十足", "十堰", "九江", "九寨", "九龙", "七夕",
    "八卦", "百姓", "百货", "百合", "千万别", "万物", "万岁", "万能", "千方百计", "千家万户", "五角大楼", "五角", "五官", "五金", "五粮液", "六合",
    "两岸", "两会", "两边", "两侧", "两旁", "两者", "两手", "再三", "丢三落四", "乱七八糟", "亿万", "百万富翁", "一分为二", "一五一十",
  },
}
