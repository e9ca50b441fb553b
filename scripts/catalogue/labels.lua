-- labels: the names that government pages give to the facts about a document, with their
-- synonyms. A label stands before a colon or alone in a cell; blanks inside it (文 号) do not
-- matter. `rank` orders the labels of one field: 1 says it outright, higher ones less surely.

return {
  { field = "title", rank = 1, "标题", "名称", "信息名称", "文件名称", "公文名称", "信息标题" },

  { field = "issuer", rank = 1, "发文机关", "发文单位", "制发机构", "制发机关", "发布机构", "发布机关",
    "发布单位", "发文机构", "公开机构", "公开主体", "责任部门", "公开责任部门", "信息提供单位", "编制单位" },
  { field = "issuer", rank = 2, "来源", "信息来源", "文章来源", "稿件来源", "消息来源", "来源单位", "发布部门",
    "所属机构", "发布者", "发布人" },

  { field = "published", rank = 1, "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "发布于" },
  { field = "published", rank = 2, "日期", "时间", "信息提供日期", "添加时间", "上传时间", "录入时间", "加入时间" },
  { field = "published", rank = 3, "更新时间", "更新日期" },

  -- When it was written, which is not when it was published.
  { field = "written", rank = 1, "成文日期", "成文时间", "生成日期", "生成时间", "产生日期", "发文日期",
    "发文时间", "制发日期", "印发日期", "签发日期" },

  { field = "doc_number", rank = 1, "文号", "发文字号", "文件编号", "发文文号", "文件文号", "公文文号", "文件号" },
  { field = "index_number", rank = 1, "索引号", "索取号", "信息索引号", "信息索取号", "索引码" },

  -- Names without a field here; known so that a row of them is no prose and no title.
  { field = "other", rank = 9, "主题分类", "分类", "组配分类", "信息分类", "体裁分类", "公开类别", "公开范围",
    "公开方式", "公开形式", "公开时限", "公开程序", "公开属性", "有效性", "效力状态", "是否有效", "失效时间", "失效日期",
    "废止日期", "生效日期", "生效时间", "实施日期", "关键字", "关键词", "主题词", "服务对象", "服务对象分类", "语种",
    "内容概述", "信息概述", "摘要", "内容摘要", "概述", "统一编号", "信息格式", "载体", "载体类型", "记录形式", "编码",
    "浏览次数", "浏览量", "浏览", "阅读", "阅读次数", "阅读量", "点击数", "点击量", "点击率", "点击", "访问量", "访问次数",
    "字号", "字体", "字体大小", "视力保护色", "背景颜色", "背景色", "保护视力色", "作者", "责任编辑", "责编", "编辑",
    "审核", "审核人", "信息审核", "网络编辑", "校对", "初审", "复审", "终审", "供稿", "撰稿", "录入", "录入人", "签发人",
    "分享", "分享到", "分享至", "打印", "所属栏目", "栏目", "所在位置", "当前位置" },
}
