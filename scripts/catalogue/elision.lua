-- elision: the words between two figures that let a reader supply what a writer left out, for fazhi.elision.

return {
  -- A second verb without its noun begins behind one of these: 新增36项，取消19项.
  marks = { "，", "、", ",", "并", "和", "及" },
  -- Words beside the verb that say nothing of what is counted.
  fillers = { "依法", "已", "共", "共计", "均", "各", "并", "再", "又", "另", "全部", "同时", "了", "的", "约", "近",
    "先后", "累计", "分别", "成功", "及时", "新", "，", "、" },
  -- Nothing but one of these between two numbers: 9场、412人次, 1支（75人）.
  joints = { "、", "（", "(", "和", "，共" },
  -- Units of people, who may be told behind a comma: 培训班2期，320余人次参训.
  people = { "人次", "人", "名", "余人" },
}
