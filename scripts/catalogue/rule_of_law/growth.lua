-- Words that may stand between a count and the growth that is told of it: 受理9件，较上年增长5%.
-- Anything else in between, and the growth is that of something else.
return {
  words = {
    growth_words = { "同比", "环比", "分别", "较", "比", "与", "相比", "上年度", "上年", "去年", "前年", "同期", "年", "度",
      "增长", "增加", "上升", "提高", "提升", "下降", "减少", "降低", "增", "降", "了", "约", "、", "和" },
  },
}
