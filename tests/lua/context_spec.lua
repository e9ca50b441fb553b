-- fazhi.context: what the sentence says about a figure: subject, predicate, scope, period,
-- growth and fall, origin, brackets.

local figure = require("fazhi.figure")

local function column(sentence, key, options)
  local out = {}
  for i, f in ipairs((figure.find(sentence, options))) do out[i] = f[key] or "" end
  return out
end

describe("subject and predicate", function()
  local cases = {
    { "办理法律援助案件252件。", { "法律援助案件" }, { "办理" } },
    { "全年提供延时服务137人次。", { "延时服务" }, { "提供" } },
    { "承接省级下放的审批事项20项。", { "省级下放的审批事项" }, { "承接" } },
    { "设立4个园区服务站。", { "园区服务站" }, { "设立" } },
    { "成立20支（612人）的应急救援队伍。", { "应急救援队伍", "应急救援队伍" }, { "成立", "成立" } },
    { "收到行政复议申请36件，受理31件，审结29件。", { "行政复议申请", "行政复议申请", "行政复议申请" }, { "收到", "受理", "审结" } },
    { "制定规章1件，修订2件。", { "规章", "规章" }, { "制定", "修订" } },
    { "满意率达100%。", { "满意率" }, { "达" } },
    { "建立制度20项，设立窗口12个。", { "制度", "窗口" }, { "建立", "设立" } },
    { "梳理权责事项51项，示范点创建率达80%。", { "权责事项", "示范点创建率" }, { "梳理", "达" } },
    { "审批窗口办理量3件，投诉平台受理5件。", { "审批窗口办理量", "投诉平台" }, { "", "受理" } },
    { "全市各级机构新收申请42件。", { "申请" }, { "新收" } },
    { "企业开办、工程审批时限分别压缩至2个、45个工作日。", { "企业开办", "工程审批时限" }, { "压缩", "压缩" } },
    { "死亡人数、溺亡人数同比下降8.0%、44.4%。", { "死亡人数", "溺亡人数" }, { "下降", "" } },
  }
  for _, case in ipairs(cases) do
    it(case[1], function()
      assert.same(case[2], column(case[1], "subject"))
      assert.same(case[3], column(case[1], "predicate"))
    end)
  end

  it("pairs rates with the figures told before", function()
    local s = "受理复议1520起、结案1498起，分别增长3.2%、4.1%。"
    assert.same({ "受理复议", "结案复议" }, { table.unpack(column(s, "subject"), 3) })
  end)
end)

describe("growth and fall", function()
  it("makes rates of change of what stands after a verb of change", function()
    local s = "收案较2023年分别增长58.61%、57.94%，事故同比下降8%，占比提高到85%，精简率约92%。"
    assert.same({ "rate-change", "rate-change", "rate-change", "percent", "percent" }, column(s, "kind"))
    assert.same({ "increase", "increase", "decrease", "", "" }, column(s, "change"))
    assert.same({ "2023年", "2023年", "上年同期", "", "" }, column(s, "base"))
  end)

  it("knows years long past and far ahead, whatever was read before", function()
    for _, year in ipairs({ "2024年", "1998年", "2003年同期", "2061年", "1900年末", "2040年", "1999年度" }) do
      assert.same({ year }, column("收案较" .. year .. "增长58%。", "base"))
    end
  end)

  it("does not carry a base past the change it belongs to", function()
    assert.same({ "上年同期", "" }, column("检查次数同比下降31%，案件量翻了一番。", "base"))
  end)

  it("takes 高 and 低 for change only against a time", function()
    assert.same({ "rate-change", "percent" }, column("比上年低0.4个百分点，比全省高5个百分点。", "kind"))
  end)

  it("leaves counts counts", function() assert.same({ "count" }, column("比上年增加100件。", "kind")) end)

  it("keeps what a figure came from", function()
    local s = "审批事项从799项削减至326项，时限由10天减少为3天，62项精简为13项，占比由45%提高到60%。"
    assert.same({ "", 799, "", 10, "", 62, "", 45 }, column(s, "from"))
    assert.same({ "" , "" }, column("检查3家企业，整改至2家。", "from"))
    assert.same({ "", 220, "" }, column("审批时间从220天压缩至80天以内，小额项目压缩至20天。", "from"))
  end)
end)

describe("scope", function()
  it("is said before the figure in the sentence", function()
    assert.same({ "全县", "全县", "" }, column("全县受理3件，审结2件。评查4件。", "scope"))
    assert.same({ "市级" }, column("公布市级35个部门清单。", "scope"))
    assert.same({ "旗本级", "自治区本级" }, column("旗本级受理3件，自治区本级受理5件。", "scope"))
    assert.same({ "" }, column("4个省级开发区完成改革。", "scope"))
  end)

  it("is no place that is compared with or where something is known, also of a rank", function()
    for _, sentence in ipairs {
      "做法在全市推广，受理申请36件。", "全市首家，受理申请36件。", "荣获全市优秀，受理申请36件。", "根据全市部署，受理申请36件。",
      "办结率高于全市平均，受理申请36件。", "全国首笔贷款落地，受理申请36件。", "加强财政全市统筹，受理申请36件。",
      "贡献了全国38.7%的增量。", "集聚全国30%以上的企业。",
    } do
      assert.same({ "" }, column(sentence, "scope"))
    end
    assert.same({ "全市" }, column("全市统筹安排资金36万元。", "scope"))
    assert.same({ "", "" }, column("居全省第3位，受理申请36件。", "scope"))
    assert.same({ "全县", "全县", "全县" }, column("全县办结率98%，满意度全省第二，受理申请36件，考核全市第3位。", "scope"))
    assert.same({ "", "" }, column("获奖总数全国第2，全国排名上升3位。", "scope"))
    assert.same({ "" }, column("产煤占全国的34.5%。", "scope"))
    assert.same({ "" , "" }, column("占全省比重5%，产粮3万吨。", "scope"))
    assert.same({ "", "", "" }, column("地区生产总值增长5.7%、高于全国0.7个百分点，粮食产量占全国34.5%。", "scope"))
    assert.same({ "全省", "全省" }, column("全省投资增长20.4%、高于全国12.4个百分点。", "scope"))
    assert.same({ "全市" }, column("在全市开展检查36次。", "scope"))
    assert.same({ "全市" }, column("对全市36家单位开展督察。", "scope"))
    assert.same({ "全市", "全市" }, column("全市受理申请36件，办结率居全省前列，审结29件。", "scope"))
  end)

  it("is no level any more where parts of the region are counted", function()
    assert.same({ "区属", "", "8个乡镇（街道）" },
      column("区属各部门积极聘请法律顾问，覆盖率100%，8个乡镇（街道）法律顾问覆盖率90%。", "scope"))
    assert.same({ "区属", "区属", "区属" }, column("区属部门受理36件，8个镇级窗口办理9件。", "scope"))
  end)

  it("is the parts of the region that are counted where the clause begins, for that clause alone", function()
    assert.same({ "", "12个镇街", "" }, column("12个镇街仅有执法人员68名，培训120人次。", "scope"))
    assert.same({ "全县", "全县", "全县" }, column("全县12个镇街共有执法人员68名，培训120人次。", "scope"))
    assert.same({ "", "" }, column("对12个镇街和26个部门开展督察。", "scope"))
  end)

  it("goes on behind ； over what is nobody else's", function()
    assert.same({ "全区", "全区", "全区" }, column("全区收到申请41件，受理36件；审结29件。", "scope"))
    assert.same({ "全市", "全市" }, column("全市培育“法律明白人”2100名；人民调解组织310个。", "scope"))
    assert.same({ "全市", "" }, column("全市受理申请36件；市民政局化解纠纷8件。", "scope"))
    assert.same({ "全市", "" }, column("全市受理申请36件；对重点企业20家开展走访。", "scope"))
    assert.same({ "全市", "" }, column("督察全市36个单位；制定文件8件。", "scope"))
  end)

  it("holds for what follows a level right before a figure, up to the next item", function()
    assert.same({ "市级", "市级" }, column("公布市级31个部门2876项权责清单。", "scope"))
    assert.same({ "省级", "市级", "" }, column("取消省级3项、市级5项、其他9项。", "scope"))
    assert.same({ "市级", "" }, column("公布市级31个部门清单，受理申请20件。", "scope"))
  end)

  it("is no level in the name of a thing, which the subject keeps", function()
    for sentence, subject in pairs {
      ["县级公立医院改革覆盖80%。"] = "县级公立医院改革", ["村级事务公开率达92%。"] = "村级事务公开率", ["市属国企利润增长6%。"] = "市属国企利润",
      ["省级科技创新型企业达30家。"] = "省级科技创新型企业",
    } do
      assert.same({ { "" }, { subject } }, { column(sentence, "scope"), column(sentence, "subject") })
    end
    assert.same({ "县级" }, column("县级行政许可事项212项。", "scope"))
    assert.same({ "市直" }, column("市直机关受理申请20件。", "scope"))
    assert.same({ { "", "" }, { "全国重点实验室", "技术奖" } }, { column("全国重点实验室达17家，荣获技术奖20项。", "scope"),
      column("全国重点实验室达17家，荣获技术奖20项。", "subject") })
    assert.same({ "", "" }, column("引导36艘船到安全区域，转移群众500人。", "scope"))
    assert.same({ "全国" }, column("全国企业法人达2000万户。", "scope"))
  end)

  it("begins a sentence behind blanks and markers, which are no part of a noun", function()
    for _, marker in ipairs { "　　", "（一）", "(二)", "三、", "四是", "5.", "　　（六）" } do
      local sentence = marker .. "市级行政机关受理申请36件。"
      assert.same({ { "市级" }, { "申请" } }, { column(sentence, "scope"), column(sentence, "subject") })
      assert.same({ "公职律师" }, column(marker .. "公职律师36名。", "subject"))
    end
    assert.same({ "1.5万件" }, column("1.5万件申请已受理。", "raw"))
  end)

  it("is of the whole again behind its parts", function()
    assert.same({ "全市", "市级", "县级", "全市" }, column("全市应诉320件，其中市级86件、县级234件，出庭率达98%。", "scope"))
    assert.same({ "全市", "市级", "市级" }, column("全市收到320件，其中市级受理86件，审结80件。", "scope"))
    assert.same({ "全市", "市级", "全市", "全市" }, column("全市收到320件，其中市级86件；审结310件，驳回9件。", "scope"))
    assert.same({ "", "市级", "" }, column("收到320件，其中市级86件；审结310件。", "scope"))
  end)

  it("of a bracket behind a figure holds for what is in it", function()
    assert.same({ "全县", "县本级", "县本级", "全县" },
      column("全县受理申请56件（其中县本级41件，审结40件），办结52件。", "scope"))
    assert.same({ "", "县本级", "" }, column("受理申请56件（县本级41件），办结52件。", "scope"))
    assert.same({ "全市" }, column("全市（含市本级）受理申请56件。", "scope"))
    assert.same({ "stock", "stock", "stock" }, column("现有调解组织96个（其中专业性8个），调解员310名。", "period"))
  end)

  it("ends where a body of one level speaks of itself", function()
    assert.same({ "全市", "" }, column("全市受理申请120件，市政府复议机构人均办理30件。", "scope"))
    assert.same({ "全市" }, column("全市各单位向市政府报备文件30件。", "scope"))
    assert.same({ "市政府常务会议" }, column("市政府常务会议召开12次。", "subject"))
  end)

  it("is of the parts of a region where these are named, not of its own level", function()
    assert.same({ "全市", "市本级", "县（市、区）" }, column("全市收到申请320件，市本级收到80件，县（市、区）收到240件。", "scope"))
    assert.same({ "", "" }, column("市本级和12个县市区完成改革，化解债务36笔。", "scope"))
    assert.same({ "", "", "" }, column("2个地州市本级、12个县市区完成改革，化解债务36笔。", "scope"))
    assert.same({ "" }, column("各市县、各部门收到申请240件。", "scope"))
    assert.same({ "市直" }, column("市直、区直部门收到申请240件。", "scope"))
    assert.same({ "各区县" }, column("各区县收到申请240件。", "scope"))
    assert.same({ "", "" }, column("培训12个县市区执法人员240名。", "scope"))
    assert.same({ { "" }, { "示范区县" } }, { column("新增示范区县12个。", "scope"), column("新增示范区县12个。", "subject") })
  end)

  it("is no level behind what is counted, unless that is a time", function()
    assert.same({ "", "" }, column("建成6个省级开发区，引进项目20个。", "scope"))
    assert.same({ "", "" }, column("对8个县直部门开展督察，发现问题20个。", "scope"))
    assert.same({ "", "市级" }, column("用时2个月内市级受理申请20件。", "scope"))
  end)
end)

describe("period", function()
  local cases = {
    { "全年办理3件，提出5条。", { "annual", "annual" } }, { "2023年办理3件。", { "annual" } },
    { "截至2023年底，累计受理5件，办结3件。", { "cumulative", "cumulative" } },
    { "截至11月底，全市累计调解3件。", { "cumulative" } }, { "去年受理8件，截至目前累计受理50件。", { "annual", "cumulative" } },
    { "截至11月底，2023年累计受理5件。", { "to_date" } }, { "今年以来，截至11月底，累计受理5件。", { "to_date" } },
    { "今年以来累计受理5件。", { "to_date" } }, { "2023年年初至11月底累计受理5件。", { "to_date" } },
    { "1至11月，累计受理5件。", { "to_date" } }, { "累计达到1200件，累计达5人。", { "cumulative", "cumulative" } },
    { "累计培训3期，给2400多万陇原儿女无限温暖。", { "cumulative", "" } },
    { "年末外汇储备3万亿美元，年末存款余额500亿元。", { "stock", "stock" } },
    { "2023年末法律顾问30人，清理文件50件，年末清理2件。", { "stock", "annual", "annual" } },
    { "由2022年末的30名增加到2023年末的46名。", { "stock", "stock" } }, { "年末失业率4%。", { "" } },
    { "2015年将超过55万亿元，将降到3%。", { "planned", "planned" } }, { "今年赤字率拟按2.8%安排。", { "planned" } },
    { "预期目标：就业增加8万人，失业率全年控制在5.5%以内。", { "planned", "planned" } },
    { "今年将12件事项作为重点，参训人员将近300人，拟修改规章73件。", { "annual", "annual", "annual" } },
    { "截至目前，全县办理3件。", { "to_date" } }, { "截至11月底，全年办理3件，办结2件。", { "to_date", "to_date" } },
    { "目前成立队伍20支，全年演练6次。", { "to_date", "annual" } }, { "截至目前，建成站点30个；培训人员500名。", { "to_date", "to_date" } },
    { "截至目前，建成站点30个；去年培训人员500名。", { "to_date", "annual" } }, { "现有调解组织96个；调解员310名。", { "stock", "stock" } },
    { "累计培训50余期、3600余人次。", { "cumulative", "cumulative" } },
    { "现有调解员696名，调解3件。", { "stock", "" } }, { "现有调解组织96个，其中专业性8个，调解员310名。", { "stock", "stock", "stock" } },
    { "共有公职律师30名，占比4%，同比多6名。", { "stock", "", "" } }, { "共有公职律师30名，今年考核25名。", { "stock", "annual" } },
    { "力争培训500人次。", { "planned" } }, { "将3件案卷纳入评查。", { "" } },
    { "完成审计计划14个。", { "" } }, { "全年培训500人次，计划分批培训300人次。", { "annual", "planned" } },
    { "拟分批培训300人次，新建3个，已培训20人次。", { "planned", "planned", "" } }, { "区司法局计划培训3人。", { "planned" } },
    { "全市生产总值预计增长5%，产粮30万吨。", { "annual", "annual" } }, { "预计明年培训500人次。", { "planned" } },
    { "计划到2025年建成站点100个，目前已建成32个。", { "planned", "to_date" } },
    { "力争培训500人次，实际培训520人次。", { "planned", "" } }, { "明年评查100卷，今年已评查86卷。", { "planned", "annual" } },
    { "2021年以来清理文件126件，2023年清理36件。", { "to_date", "annual" } }, { "“八五”普法以来举办讲座36场。", { "cumulative" } },
    { "力争已建成的站点达标100个。", { "planned" } }, { "力争办结率达到95%，对已受理的30件逐件督办。", { "planned", "planned" } },
    { "计划到年底建成30个。", { "planned" } }, { "将分批培训300人次。", { "planned" } }, { "打算再培训300人次。", { "planned" } },
    { "五年累计培训1500人次，年均培训300人次，新建站点20个。", { "cumulative", "", "cumulative" } }, { "力争年均增长7%。", { "planned" } },
    { "截至目前，年均培训300人次。", { "" } },
    { "全年细颗粒物年均浓度下降8%。", { "annual" } },
    { "按计划培训300人次。", { "" } }, { "根据全县计划培训300人次。", { "" } }, { "年度检查计划完成率100%。", { "" } },
    { "完成年度计划的培训300人次。", { "" } }, { "对拟出台的文件3件进行审查。", { "" } }, { "模拟培训300人次。", { "" } },
    { "营养改善计划惠及3200万人。", { "" } }, { "计划受理案件30件，办结28件。", { "planned", "" } },
  }
  for _, case in ipairs(cases) do
    it(case[1], function() assert.same(case[2], column(case[1], "period")) end)
  end

  it("is planned in sections that tell plans", function()
    local body = "一、成效\n培训3人。\n二、下一步打算\n培训5人。\n三、建议提案办理成效\n办理6件。"
    local second, third = body:find("二、", 1, true), body:find("三、", 1, true)
    local sections = {
      { marker = "一、", heading = "成效", start = 1, stop = second - 2, parent = 0 },
      { marker = "二、", heading = "下一步打算", start = second, stop = third - 2, parent = 0 },
      { marker = "三、", heading = "建议提案办理成效", start = third, stop = #body, parent = 0 },
    }
    assert.same({ "", "planned", "" }, column(body, "period", { sections = sections }))
  end)
end)

describe("part", function()
  it("marks what stands in brackets behind a figure", function()
    local s = "确定73件（含4件拟修改），废止6件(其中2件失效)，备案8件。"
    assert.same({ "", true, "", true, "" }, column(s, "part"))
  end)

  it("is not misled by a bracket that is never closed", function()
    assert.same({ "", "" }, column("确定73件（含拟修改的。废止6件。", "part"))
  end)
end)
