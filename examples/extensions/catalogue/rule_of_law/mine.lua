-- mine: indicators of one's own among those of 法治政府 reports. Any name will do; an entry with the id of a bundled
-- one takes its place.

return {
  {
    id = "my_review_upheld", zh = "行政复议维持数", en = "review cases upheld", unit = "件",
    definition = "复议机关决定维持原行政行为的案件数。",
    find = "维持 … <数>",
    unless = "(判决|裁定) … <数>",
    tests = {
      hit = { { "审结行政复议案件65件，其中维持38件、驳回6件。", 38 } },
      miss = { "审结行政复议案件9件，撤销5件。", "一审行政诉讼判决维持7件。" },
    },
  },
}
