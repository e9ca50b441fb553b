-- tables: the words by which a table of data is read: what a cell holds that says nothing, heads
-- that name no quantity, heads whose numbers have no unit, and how the unit of a whole table is told.

return {
  -- A cell that says nothing: missing, never zero.
  missing = { "-", "--", "—", "——", "－", "–", "―", "─", "/", "／", "\\", "…", "……", "*", "N/A" },

  -- Heads of a column that only counts its rows.
  ordinals = { "序号", "编号", "序", "号", "No.", "NO.", "№" },

  -- Heads of a column that say only that it holds numbers: what is counted stands in the row's name.
  quantities = { "数量", "数值", "数据", "数", "数字", "值", "件数", "总数", "合计", "完成数", "完成情况", "办理情况",
    "情况", "统计数", "实际数", "全年数", "本年数", "年度数据", "内容" },

  -- Ends of heads and names that say what is counted, for whole numbers whose unit is told nowhere.
  counts = { { "件数", "件" }, { "人数", "人" }, { "次数", "次" }, { "户数", "户" }, { "起数", "起" }, { "份数", "份" },
    { "宗数", "宗" }, { "场数", "场" } },

  -- Heads of a column that tells the unit of each row.
  unit_heads = { "单位", "计量单位", "数量单位", "指标单位" },

  -- Heads of a column of years.
  years = { "年份", "年度", "年" },

  -- Ends of heads and names whose bare numbers do not have the unit told for the whole table.
  unitless = { "率", "比", "比例", "比重", "占比", "增幅", "降幅", "增速", "幅度", "同比", "环比", "年份", "年度", "年",
    "月份", "序号", "编号", "名次", "排名", "位次", "代码", "得分", "分值", "平均分", "指数", "倍数" },

  -- A line with these and a colon may stand between a table's title and its rows (单位：件); words before
  -- 单位 that make it an office and no unit.
  unit_words = { "单位", "单 位" },
  not_unit_words = { "填报", "报送", "填表", "责任", "编制", "制表", "主管", "牵头", "报告", "所属", "统计", "发布", "来源" },

  -- Ends of a line above a table that is its title.
  titles = { "情况表", "统计表", "一览表", "数据表", "汇总表", "明细表", "报表", "对比表", "附表", "表格", "情况统计",
    "数据统计", "统计数据", "有关数据", "相关数据", "主要数据", "主要指标", "情况一览" },

  -- Names of a row that is for all the others; other rows are of a part, a place or an office.
  totals = { "合计", "总计", "共计", "总数", "总量", "全省", "全市", "全县", "全区", "全州", "全盟", "全旗", "全国",
    "数量", "件数", "总件数" },
}
