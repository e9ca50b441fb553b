-- rule_of_law: how an annual report on rule-of-law government (法治政府建设年度报告) is known, and
-- what tells its neighbours apart. A kind is chosen if its signs weigh at least `threshold` and
-- more than those of any other. A sign says where it is looked for (title, lead: the first
-- paragraphs, headings, content), which words (any of `any`, besides one of `also`, none of
-- `none` outside 《》 but with one of `unless`; or `groups`, of which `at_least` must occur), and what it
-- weighs. Words a thousand characters: `per_1000`. `year` says what a year in the title is: of what is
-- "reported", or when it was "delivered". `catalogue` is the folder beside this one that holds the
-- indicators looked for in the kind; without it, the folder named as the kind, if there is one.

return {
  id = "rule_of_law",
  zh = "法治政府建设年度报告",
  en = "report on rule-of-law government",
  catalogue = "rule_of_law",
  threshold = 3,
  year = "reported",
  signs = {
    { where = "title", weight = 3, zh = "题名为法治政府建设或依法行政的报告、情况、总结",
      any = { "法治政府", "依法行政", "法治建设", "依法治县", "依法治市", "依法治区", "依法治省" },
      also = { "报告", "情况", "总结", "年度", "汇报" },
      none = { "实施方案", "工作方案", "工作要点", "工作计划", "实施意见", "的通知", "暂行", "解读", "规划", "考核", "评估",
        "督察", "示范创建", "重点任务", "责任分工", "办法", "条例", "细则", "一图读懂", "统计分析", "制度的", "怎么写", "召开" },
      unless = { "落实情况", "完成情况", "执行情况", "实施情况" } },
    { where = "lead", weight = 3, zh = "首段现将法治政府建设情况报告如下",
      any = { "法治政府", "依法行政", "法治建设" },
      also = { "报告如下", "汇报如下", "情况如下", "通报如下", "公布如下", "总结如下", "公告如下" } },
    { where = "lead", weight = 1, zh = "首段谈法治政府建设", any = { "法治政府建设", "建设法治政府", "推进依法行政" } },
    { where = "headings", weight = 3, at_least = 3, zh = "法定内容三项以上成节", groups = {
      { "主要举措", "主要做法", "主要工作", "主要措施", "工作成效", "工作情况", "举措和成效", "举措及成效", "开展情况", "推进情况",
        "成效", "工作进展" },
      { "不足", "存在问题", "存在的问题", "主要问题", "的问题", "困难", "薄弱" },
      { "第一责任人", "主要负责人履行", "党政主要负责人", "负责人履职", "履行职责情况" },
      { "打算", "安排", "下一步", "工作计划", "工作思路", "工作重点", "努力方向", "主要任务" },
      { "其他需要报告", "需要说明" } } },
    { where = "headings", weight = 2, at_least = 3, zh = "各节依法治政府建设纲要", groups = {
      { "政府职能", "放管服", "营商环境" }, { "制度体系", "规范性文件", "政府立法" }, { "行政决策", "科学民主依法决策" },
      { "行政执法", "公正文明执法", "执法体制" }, { "制约监督", "制约和监督", "监督体系", "政务公开" },
      { "社会矛盾", "矛盾纠纷", "行政复议" }, { "法治思维", "依法行政能力", "法治素养" }, { "组织领导", "党的领导", "第一责任" } } },
    { where = "content", weight = -3, zh = "列责任单位", any = { "责任单位:", "责任单位：", "牵头单位:", "牵头单位：", "责任科室" } },
    { where = "content", weight = -4, zh = "各位代表", any = { "各位代表" } },
    { where = "content", weight = -4, zh = "政府信息公开条例第二十条统计表", any = { "第二十条第(", "第二十条第（", "第二十条 第" } },
    { where = "title", weight = -4, zh = "题名为信息公开年报", any = { "信息公开" } },
    { where = "title", weight = -4, zh = "题名打了码或为范文",
      any = { "20XX", "20xx", "20××", "20**", "XXXX", "xxxx", "*区", "*县", "*市", "*局", "××", "某区", "某县", "某市", "某局",
        "范文", "模板" } },
    { where = "content", weight = -4, at_least = 3, zh = "章条体的规则", groups = {
      { "第一章" }, { "第二章" }, { "第一条" }, { "第二条" }, { "第三条" } } },
    { where = "content", weight = -4, per_1000 = 1, zh = "人名地名打了码的范文",
      any = { "××", "XX", "xx", "某区", "某县", "某市", "某局", "*区", "*县", "*市", "*次", "*件", "*人" } },
    { where = "content", weight = -2, per_1000 = 12, zh = "将来时的布置多于数字", figures_under = 5,
      any = { "要加强", "要进一步", "要坚持", "确保", "应当", "不得", "必须", "将进一步", "切实", "务必" } },
  },
}
