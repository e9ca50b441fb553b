-- periods: the words by which a clause says that its figure is not one of the year reported on:
-- a figure of several years, or of another year. Such a reading is kept, with a note and at a
-- lower score, so that it is not compared with figures of one year. And those by which a title
-- or heading says that it is of several years, or of a plan.

return {
  -- Before the figure in its sentence: N stands for a numeral such as 三, 五, 5; behind a numeral tail it is none.
  several = {
    "N年来", "N年中", "N年间", "N年里", "N年内", "过去N年来", "过去N年", "近N年来", "近N年",
    "这N年来", "这N年", "N年累计", "多年来", "近年来", "历年", "三五”期间", "四五”期间",
    "三五”时期", "四五”时期", "十八大以来", "十九大以来", "二十大以来", "三五”以来",
    "四五”以来", "六五”以来", "七五”以来", "八五”以来", "九五”以来", "普法以来", "届政府以来", "换届以来", "成立以来", "实施以来", "施行以来",
    "运行以来", "改革以来", "启动以来",
  },
  numerals = { "两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "几" },
  numeral_tails = { "〇", "零", "○" },
  -- The year reported on, and the one before; behind a carried word it is where the figure came from.
  this_year = { "今年", "本年", "本年度" },
  whole_year = { "全年", "一年来" },
  last_year = { "去年同期", "上年同期", "上年度同期", "去年", "上年", "上年度", "上一年", "上一年度" },
  carried = { "结转", "遗留", "结余", "未结", "转入", "积存", "底", "末" },
  -- A part of the year, until the sentence tells of all of it.
  part_year = { "上半年", "下半年", "前三季度", "一季度", "二季度", "三季度", "四季度", "第一季度", "第二季度", "第三季度", "第四季度" },
  -- A mean of a shorter or longer time, in the clause of the figure.
  averages = {
    { note = "月均", "月均", "平均每月", "每月平均", "每个月平均", "平均每个月" },
    { note = "日均", "日均", "平均每天", "平均每日", "每天平均" },
    { note = "年均", "年均", "平均每年", "每年平均" },
  },
  -- Behind 年 these make it no date; these go on with the date; before a year these leave it at the head.
  no_year = { "期", "版", "规划", "计划", "目标", "以上", "以下" },
  year_tails = { "年", "月", "日", "份", "度", "期间", "全年", "上半年", "下半年", "季度", "底", "末", "初", "间", "中", "内", "里" },
  dashes = { "—", "–", "-", "－", "~", "～", "至", "到" },
  leads = {
    "其中", "在", "于", "自", "从", "到", "至",
    "我省", "我市", "我县", "我区", "我州", "我镇", "我局", "全省", "全市", "全县", "全区", "全州", "全镇", "全系统", "而",
    "即", "仅", "截至", "截止",
  },
  -- A year behind one of these is only compared with.
  compared = { "比", "较", "与", "同", "自", "从", "到", "至", "对", "截至", "截止", "由" },

  -- A figure between one of `heads`, a year and one of `closes` in its clause is of that year (与2022年召开22次相比), as
  -- is one right before a change (较2022年受理35件增加5件) or behind a year after one of `leads` (相比2022年受理35件):
  -- unless it is itself a change (比2022年增加12件).
  comparison = {
    heads = { "与", "同", "和", "跟", "比", "较", "对比", "相对", "相对于" },
    leads = { "相比", "相比于", "相较", "相较于", "对比", "较之", "比起" },
    closes = { "相比", "相较", "比较", "对比", "比起来", "相对照" },
    changes = {
      "增加", "增长", "增多", "上升", "提高", "提升", "新增", "净增", "多增", "减少", "下降", "降低", "压缩", "压减", "缩短", "多", "少", "高", "低",
    },
  },

  -- A later year behind one of these is the time of a goal.
  toward = { "到", "至" },

  -- Before the first of two values (由2023年的40名增加到46名), and words of time that may follow.
  origins = { "由", "从" },
  origin_times = { "原来", "原先", "今年", "去年", "上年", "上年度", "本年", "年初", "年底", "年末", "同期", "的" },

  -- A report that is delivered late in a year is on that year. Behind it stands what is expected of it (一九五四年预计), or
  -- behind the next year what is planned, `least` times.
  late = {
    least = 2, own = { "预计" }, next = { "计划草案", "国民经济计划", "发展国民经济", "国家预算", "的主要任务", "的主要目标" },
  },

  -- Between two years of a title, of which it then covers all: 2016—2020年, 2019年和2020年.
  ranges = { "—", "–", "-", "－", "~", "～", "至", "到", "和", "与", "及", "、" },
  -- A title with one of these and no single year covers several.
  reports = { "三五”", "四五”", "五五”期间", "五五”时期", "五年来", "近五年", "过去五年", "三年来", "近三年", "以来", "历年" },
  -- A range of years in brackets behind one of these belongs to the name of a plan.
  named = { "纲要", "规划", "方案", "计划", "意见", "要点" },
  -- Behind a year these say that it is planned for, and those that it is over.
  plans = { "打算", "安排", "计划", "思路", "重点", "目标", "任务", "展望", "建议" },
  reviews = { "回顾", "工作情况", "主要工作", "成效" },
}
