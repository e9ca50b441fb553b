-- NAME: indicators of one's own. `<数>` is the figure that is meant, … a gap of a few characters in one clause,
-- (甲|乙) one or the other. `fazhi indicators show review_accepted` shows all that an entry may say.
-- NAME：自己的指标。<数> 是要取的数字，… 是分句内几个字的间隔，(甲|乙) 是二者之一。
--
--     fazhi test NAME                          try it 检验
--     fazhi observe                            read the stored reports again 重新抽取
--     fazhi get IDENT                          the values 取值

return {
  {
    id = "IDENT", zh = "行政复议维持数（NAME）", en = "review cases upheld (NAME)", unit = "件",
    definition = "复议机关决定维持原行政行为的案件数。",
    find = "维持 … <数>",
    unless = "(判决|裁定) … <数>",
    tests = {
      hit = { { "审结行政复议案件65件，其中维持38件、驳回6件。", 38 } },
      miss = { "审结行政复议案件9件，撤销5件。", "一审行政诉讼判决维持7件。" },
    },
  },
}
