-- periods: the words by which a clause says that its figure is not one of the year reported on:
-- a figure of several years, or of another year. Such a reading is kept, with a note and at a
-- lower score, so that it is not compared with figures of one year. And those by which a title
-- or heading says that it is of several years, or of a plan.

return {
  -- Before the figure in its clause: N stands for a numeral such as 三, 五, 5.
  several = { "N年来", "N年中", "N年间", "N年里", "N年内", "过去N年", "近N年", "多年来", "历年", "十三五”期间", "十四五”期间" },
  numerals = { "一", "两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "几" },
  -- A year behind one of these is only compared with.
  compared = { "比", "较", "与", "同", "自", "从", "到", "至", "对", "截至", "截止" },

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
