-- Units that count the same thing in the same measure, so that their values may stand in one
-- ranking. The first of each line is the name of the group. What is not here is compared
-- only with itself: 天 and 工作日 are different measures.

return {
  { "件", "起", "宗", "例" }, -- cases
  { "人", "名", "位" }, -- persons
  { "场", "场次" }, -- meetings and trainings
  { "天", "日" },
  { "%", "％" },
}
