-- deadlines: by when a report on rule-of-law government has to be published, by the year that it is of. The
-- first rule whose years and levels fit is in force. `publish` is the last day, month and day of the year
-- after; `report` the last day on which departments report to their government, which a page on the web
-- does not show; `contents` says whether the rule asks for the five contents. Reports of years and levels
-- without a rule have no deadline.
return {
  {
    from = 2019, levels = { "province", "prefecture", "county" }, publish = { 3, 31 }, report = { 3, 1 },
    contents = true,
    zh = "《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）：4月1日之前公开；部门3月1日前报告",
    en = "rules on inspection of 2019 (厅字〔2019〕28号): public before 1 April; departments report by 1 March",
  },
  {
    from = 2015, to = 2018, levels = { "province", "prefecture", "county" }, publish = { 3, 31 },
    zh = "《法治政府建设实施纲要（2015—2020年）》：每年第一季度报告上一年度情况，并向社会公开",
    en = "outline of 2015–2020: reported and published in the first quarter of the year after",
  },
  -- Days from the last day in time beyond which a date is hardly that of publication: reports signed in
  -- December of their own year there are, none in its October; pages that were moved have the day of the move.
  doubtful = { early = -150, late = 366 },
  -- How a department of a government is called, at the end of its name; what has one of these in it is a government.
  departments = { "局", "厅", "委", "委员会", "部", "办", "院", "中心", "支队", "大队" },
  governments = { "政府", "市委", "县委", "区委", "省委", "国务院" },
}
