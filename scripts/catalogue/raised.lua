-- raised: what small characters above the line mean: marks of footnotes, or powers of a unit.

return {
  -- Units of length, whose second and third power are areas and volumes: 3000m², 12km².
  lengths = { "m", "M", "km", "KM", "Km", "cm", "mm", "dm", "hm", "米", "公里", "千米", "厘米", "毫米", "分米", "里" },

  -- Words that say the power already, so that a digit behind the unit is a mark: 平方米¹.
  powers = { "平方", "立方" },

  -- What stands before 10 and its power: 2×10⁴.
  times = { "×", "x", "X", "*", "·", "∙", "⨯", "╳", "﹡", "＊" },

  -- Marks of footnotes, behind whatever they stand.
  marks = { "^%[%d+%]$", "^%[注%d*%]$", "^%(%d+%)$", "^（%d+）$", "^（注%d*）$", "^〔%d+〕$", "^【%d+】$", "^［%d+］$", "^注%d*$",
    "^%*+$", "^†$", "^‡$", "^※$", "^\xE2\x91[\xA0-\xBF]$", "^\xE2\x92[\x80-\x87]$" },

  -- A number, or several, which is a mark behind a number or a word, but not behind a unit of length.
  numbers = { "^%d%d?%d?$", "^%d+[,%-]%d+$", "^%d+，%d+$", "^%d+、%d+$", "^%d+–%d+$" },

  -- Where a link of a footnote leads.
  links = { "#_?ftn%d+$", "#_?edn%d+$", "#_?fn[%-_:]?%d+$", "#_?footnote[%-_]?%d+$", "#_?endnote[%-_]?%d+$",
    "#_?note[%-_]?%d+$", "#cite_note%-" },
}
