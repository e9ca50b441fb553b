-- origins: the words before the value that a change started from, 由2023年的40名增加到46名, and what of time
-- may follow them or stand before the later value. The verbs of change are in catalogue/context.lua.
return {
  origins = { "由", "从", "自" },
  times = {
    "上年同期", "去年同期", "上年末", "上年底", "上年度", "上年", "去年底", "去年末", "去年", "前年", "上一年度", "上一年", "年初", "年末", "年底",
    "同期", "今年", "本年度", "目前", "现在", "原来", "原先", "原有", "最初", "之前", "改革前", "度", "末", "底", "初", "的",
  },
}
