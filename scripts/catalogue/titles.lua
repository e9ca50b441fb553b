-- titles: the words by which a line is known as the title of an official document, and the
-- endings by which a name is known as that of an organ of state.

return {
  -- A title ends in one of these, brackets behind it aside.
  tails = { "报告", "情况", "总结", "汇报", "年报", "综述", "白皮书", "要点", "方案", "计划", "规划", "打算", "安排", "通知", "意见", "公告", "通报",
    "通告", "公报", "决定", "决议", "办法", "规定", "细则", "规则", "批复", "请示", "复函", "说明", "解读", "纲要", "清单", "讲话", "条例" },

  -- A line with such a tail is a title if it has one of these or a year, or begins with 关于.
  topics = { "法治政府", "依法行政", "法治建设", "依法治", "政府工作", "信息公开", "政务公开", "行政复议", "行政执法", "法治" },

  -- No title has one of these: they belong to the line under it that says who spoke where.
  never = { "会议上", "大会上", "作政府工作报告", "的讲话", "记者" },

  -- What may stand alone on the line under a title that is already whole.
  continuations = { "专项报告", "的报告", "报告", "年度报告", "情况报告", "情况的报告", "工作报告", "情况", "工作情况", "工作总结", "总结", "的通知",
    "情况的通报", "的情况报告", "的专项报告", "建设情况报告", "情况专项报告", "及工作打算", "和工作打算" },

  -- A line that begins so may be the rest of a title begun on the line above.
  joints = { "关于", "年", "法治政府", "依法行政", "依法治", "推进", "全面推进", "建设", "工作", "情况", "办事处关于" },

  -- A line that ends so names a place.
  places = { "省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "街道" },

  organs = { "人民政府", "政府", "办公室", "办公厅", "委员会", "办事处", "管委会", "工委", "党委", "党组", "司法局", "局", "厅", "法制办", "府办",
    "政府办", "街道办", "委", "国务院", "监察院", "检察院", "法院", "总队", "支队", "大队", "中心", "领导小组", "公署", "行署", "部", "兵团" },

  -- What comes behind an organ that stands at the head of a title.
  behind_organ = { "关于", "20", "法治", "依法", "推进", "政府工作", "全面", "公布", "工作情况", "工作报告", "工作总结" },

  -- A name that begins so means the region's own (市司法局), unless it begins like the second list.
  relative = { "自治区", "自治州", "省", "市", "区", "县", "州", "旗", "盟" },
  no_prefix = { "市场", "区域", "区划", "县域", "省级", "市级", "区级", "县级", "州级" },

  -- Press and portals: named as the source of a page, they did not issue the report.
  media = { "日报", "晚报", "早报", "报", "新华社", "新闻", "网", "网站", "客户端", "电视台", "发布", "公众号", "新闻中心", "融媒体中心", "通讯社", "出版社" },

  -- The first words of those whom a report is addressed to end in a colon after one of these.
  addressees = { "人民政府", "政府", "国务院", "委员会", "人大常委会", "司法局", "司法厅", "司法部", "办公室", "办公厅", "代表", "委员", "同志们", "省委", "市委",
    "区委", "县委", "州委", "党委", "常委会", "法治办", "依法治市办", "依法治县办", "依法治区办", "依法治省办", "领导", "各位代表" },
}
