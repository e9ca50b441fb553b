-- The words of the evidence for the fields of a report, as people read them: in Chinese for what the reader of reports
-- says in English, and in English for the signs of the kinds, which the catalogue names in Chinese. What is in neither
-- stays as it is.

return {
  zh = {
    words = {
      ["title"] = "题名", ["title line"] = "题名行", ["delivered the year after"] = "次年所作",
      ["first sentences"] = "首段", ["signature"] = "落款", ["page metadata"] = "网页元数据",
      ["page heading"] = "页眉", ["file name"] = "文件名", ["folder"] = "文件夹", ["web address"] = "网址",
      ["heading"] = "标题", ["delivery"] = "报告日期", ["characters"] = "字形", ["signs"] = "特征",
      ["document number"] = "文号", ["correction"] = "更正", ["document"] = "文档属性",
      ["no title line found"] = "没有找到题名一行", ["no document number"] = "没有文号", ["no publication date"] = "没有公布日期",
      ["no publication date; the date under the signature is `signed`"] = "没有公布日期；落款日期见 signed",
      ["no signature, no organ in the title, no label that names one"] = "没有落款，题名和标注也没有写明机关",
      ["no year in title, first sentences, headings, dates or file name"] = "题名、首段、标题、日期和文件名中都没有年度",
      ["no place named in title, first sentences, signature, metadata, path or web address"] =
        "题名、首段、落款、元数据、路径和网址中都没有写明地区",
      ["no signs that weigh enough for a known kind"] = "没有足以判定文种的特征",
      ["the State Council's report is of no region"] = "国务院的报告不属于某一地区",
      ["the State Council has none of the levels"] = "国务院没有层级",
      ["the year before it"] = "取其前一年", ["date in the web address"] = "网址中的日期",
      ["a division of the Corps"] = "兵团的师",
    },
    forms = {
      { "^label (.+)$", "标注 %1" }, { "^meta (.+)$", "网页元数据 %1" }, { "^(.+) is ambiguous$", "%1不止一处" },
      { "^the county of (.+) is not named$", "没有写明%1所在的县" },
      { "^(.+), a zone of (.+), has none of the levels$", "%1是%2的开发区，没有层级" },
      { "^(.+) has none of the levels; it is not its region$", "%1没有层级，不作为地区" },
    },
  },
  en = {
    ["人名地名打了码的范文"] = "a sample with names blotted out", ["依条例第五十条编制"] = "written under article 50 of the regulation",
    ["信息公开年报六段"] = "six sections of a disclosure report", ["列责任单位"] = "lists organs in charge",
    ["各位代表"] = "addresses the deputies", ["各节依法治政府建设纲要"] = "sections as in the outline of law-based government",
    ["将来时的布置多于数字"] = "more orders in the future tense than numbers",
    ["政府信息公开条例第二十条统计表"] = "tables of article 20 of the disclosure regulation",
    ["条例第二十条统计表"] = "tables of article 20 of the regulation", ["新闻报道"] = "news",
    ["法定内容三项以上成节"] = "three or more of the legal contents are sections", ["生产总值"] = "domestic product",
    ["章条体的规则"] = "rules in chapters and articles", ["论文的摘要、关键词、参考文献"] = "abstract, keywords and references of a paper",
    ["请予审议"] = "put to the deputies for review", ["题名为一般工作总结"] = "the title is of a summary of work",
    ["题名为信息公开年度报告"] = "the title is of a disclosure report", ["题名为信息公开年报"] = "the title is of a disclosure report",
    ["题名为决定、决议、表彰、考核"] = "the title is of a decision, praise or appraisal",
    ["题名为审判、检察工作"] = "the title is of courts or procuratorates", ["题名为年鉴"] = "the title is of a yearbook",
    ["题名为政府工作报告"] = "the title is of a government work report",
    ["题名为方案、要点、计划、通知"] = "the title is of a plan or notice", ["题名为法治政府"] = "the title is of law-based government",
    ["题名为法治政府建设或依法行政的报告、情况、总结"] = "the title is of a report on law-based government",
    ["题名为法规、规章、规则"] = "the title is of a regulation", ["题名为统计数据"] = "the title is of statistics",
    ["题名为解读、新闻"] = "the title is of comment or news",
    ["题名为论文、评论、写作指引"] = "the title is of a paper, review or guide to writing",
    ["题名打了码或为范文"] = "the title is blotted out or of a sample",
    ["首段现将法治政府建设情况报告如下"] = "the first sentences announce a report on law-based government",
    ["首段谈法治政府建设"] = "the first sentences speak of law-based government",
  },
}
