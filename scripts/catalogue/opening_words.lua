-- opening_words: the sentence with which a report begins and which tells nothing that was done: it begins with one
-- of the first words and has one of the last: 现将2023年法治政府建设情况报告如下. (fazhi.extract)
return {
  first = { "现将", "现就", "现对", "根据", "按照" },
  last = {
    "报告如下", "汇报如下", "通报如下", "公布如下", "公告如下", "公开如下", "总结如下", "说明如下", "情况如下", "予以公布", "予以公开",
    "予以公告", "编制本报告", "形成本报告", "制定本报告",
  },
}
