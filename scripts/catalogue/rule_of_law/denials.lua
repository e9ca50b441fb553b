-- Words one of which a sentence has that says there was none (which indicators ask for that, and how it is
-- said, stands in their entries, `none`), and words before it that make it a wish.
return {
  words = {
    denials = { "未", "没有", "无", "零" },
    wishes = { "确保", "力争", "争取", "努力", "杜绝", "防止", "避免", "坚决", "目标", "要求" },
  },
}
