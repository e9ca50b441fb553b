-- What may stand in the table of `fazhi audit` once it was filled in: the names of its columns, and the
-- words that say whether a value was read rightly. Words are compared in small letters, blanks at
-- their ends dropped.

return {
  columns = {
    right = { "right", "对错", "正确" },
    id = { "id", "编号" },
    indicator = { "indicator", "指标" },
  },
  words = {
    right = { "1", "y", "yes", "t", "true", "right", "correct", "ok", "对", "是", "正确", "√", "✓", "✔" },
    wrong = { "0", "n", "no", "f", "false", "wrong", "incorrect", "x", "错", "否", "不对", "错误", "×", "✗", "✘" },
    unsure = { "?", "？", "unsure", "unclear", "不确定", "不清楚", "存疑", "待定" },
  },
}
