-- periods: the words by which a clause says that its figure is not one of the year reported on:
-- a figure of several years, or of another year. Such a reading is kept, with a note and at a
-- lower score, so that it is not compared with figures of one year.

return {
  -- Before the figure in its clause: N stands for a numeral such as 三, 五, 5.
  several = { "N年来", "N年中", "N年间", "N年里", "N年内", "过去N年", "近N年", "多年来", "历年", "十三五”期间", "十四五”期间" },
  numerals = { "一", "两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "几" },
  -- A year behind one of these is only compared with.
  compared = { "比", "较", "与", "同", "自", "从", "到", "至", "对", "截至", "截止" },
}
