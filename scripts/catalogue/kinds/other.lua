-- other: everything that is none of the known kinds. It needs no weight to be chosen; its signs
-- (plans, rules, notices, press) only say why, and win where they weigh more than a kind's own. With
-- `first_line` the signs of a title hold for the first line of what has no title as well. What is of no
-- known kind is read as a part of a rule_of_law report would be; its kind keeps it out of comparisons.

return {
  id = "other",
  zh = "其他",
  en = "other",
  catalogue = "rule_of_law",
  threshold = 0,
  year = "reported",
  first_line = true,
  signs = {
    { where = "title", weight = 4, zh = "题名为方案、要点、计划、通知",
      any = { "实施方案", "工作方案", "工作要点", "工作计划", "工作安排", "重点安排", "实施意见", "的通知", "任务分解", "任务分工", "责任分工",
        "责任分解", "规划" },
      none = { "情况的报告", "年度报告", "情况报告", "工作报告", "工作情况" }, unless = { "的通知", "任务分解", "责任分解" } },
    { where = "title", weight = 4, zh = "题名为法规、规章、规则",
      any = { "条例", "办法", "细则", "规则", "规定", "暂行" }, none = { "情况", "报告", "总结" } },
    { where = "title", weight = 4, zh = "题名为解读、新闻",
      any = { "解读", "一图读懂", "图解", "答记者问", "新闻发布会", "召开", "举行", "印发《", "发布《" } },
    { where = "title", weight = 4, zh = "题名为决定、决议、表彰、考核",
      any = { "的决议", "的决定", "的批复", "命名", "表彰", "考核", "评选", "公示", "示范地区", "示范创建" } },
    { where = "title", weight = 4, zh = "题名为统计数据", any = { "统计分析", "统计数据", "统计表", "数据分析", "情况统计" } },
    { where = "title", weight = 4, zh = "题名为审判、检察工作", any = { "行政审判", "审判工作", "检察工作", "法院工作", "检察院工作" } },
    { where = "title", weight = 4, zh = "题名为年鉴", any = { "年鉴" } },
    { where = "title", weight = 4, zh = "题名为论文、评论、写作指引",
      any = { "研究", "思考", "浅析", "浅谈", "探析", "对策", "启示", "实践与", "怎么写", "如何写", "写作" },
      none = { "研究院", "研究所", "研究中心", "研究室" } },
    { where = "title", weight = 4, zh = "题名打了码或为范文",
      any = { "20XX", "20xx", "20××", "20**", "XXXX", "xxxx", "*区", "*县", "*市", "*局", "××", "某区", "某县", "某市", "某局",
        "范文", "模板" } },
    { where = "title", weight = 5, zh = "题名为一般工作总结", any = { "工作总结", "工作综述", "述职", "述法" },
      none = { "法治", "依法", "政府工作", "信息公开", "政务公开" } },
    { where = "content", weight = 3, zh = "列责任单位", any = { "责任单位:", "责任单位：", "牵头单位:", "牵头单位：", "责任科室" } },
    { where = "content", weight = 4, at_least = 3, zh = "章条体的规则", groups = {
      { "第一章" }, { "第二章" }, { "第一条" }, { "第二条" }, { "第三条" } } },
    { where = "content", weight = 4, at_least = 2, zh = "论文的摘要、关键词、参考文献", groups = {
      { "摘要：", "摘要:", "〔摘要〕", "【摘要】" }, { "关键词：", "关键词:", "【关键词】" }, { "参考文献", "作者单位" } } },
    { where = "content", weight = 3, per_1000 = 1, zh = "人名地名打了码的范文",
      any = { "××", "XX", "xx", "某区", "某县", "某市", "某局", "*区", "*县", "*市", "*次", "*件", "*人" } },
    { where = "lead", weight = 2, zh = "新闻报道", any = { "记者", "本报讯", "据悉", "获悉" } },
  },
}
