-- Words that may stand between a value and the growth that is told of it: 达到980亿元，比上年增长5%.
-- Anything else in between, and the growth is that of something else.
return {
  words = {
    growth_words = { "同比", "分别", "较", "比", "与", "相比", "上年度", "上年", "去年", "同期", "名义", "实际", "按可比价格计算",
      "按不变价格计算", "同口径", "增长", "增加", "上升", "提高", "提升", "下降", "减少", "降低", "上涨", "增", "降", "了", "约",
      "、", "和" },
  },
}
