-- What a figure in a report is not: that of a larger place, of one case, a goal, or the whole where it is a
-- part; and what the items of a list are by the words they answer to.

local figure = require "fazhi.figure"
local indicator = require "fazhi.indicator"
local region = require "fazhi.region"

local COUNTY = { year = 2024, level = "county", region = "云岭省白塔市青禾县", kind = "rule_of_law" }

-- Each observation as "id value note", in order.
local function told(sentence, meta)
  local figures, list = figure.find(sentence, { first = 1, last = #sentence, year = 2024 }), {}
  for _, one in ipairs((indicator.observe(sentence, figures, { meta = meta or COUNTY }))) do
    assert.equal(one.note ~= nil and one.note ~= "累计，起点不明", one.score < 0.5, sentence)
    list[#list + 1] = one.indicator .. " " .. string.format("%g", one.value) .. (one.note and " " .. one.note or "")
  end
  return table.concat(list, "; ")
end

local function place(level, name)
  return { year = 2024, level = level, region = name, kind = "rule_of_law" }
end

describe("a figure of a larger place", function()
  local sentence = "全市共受理行政复议案件2600件，我县受理115件。"

  it("is doubted and the report's own beside it is not", function()
    assert.equal("review_accepted 2600 全市的数; review_accepted 115", told(sentence))
    assert.equal("review_accepted 18000 全省的数", told("全省共受理行政复议案件1.8万件，我县占0.64%。"))
    assert.equal("hotline_cases 1e+08 全国的数; hotline_cases 23000",
      told("全国12345热线受理量超过1亿件，我县受理12345热线工单2.3万件。"))
  end)

  it("depends on whose report it is", function()
    local own = "review_accepted 2600"
    assert.equal(own, told("全市共受理行政复议案件2600件。", place("prefecture", "云岭省白塔市")))
    assert.equal(own, told("全市共受理行政复议案件2600件。", place("county", "云岭省白塔市清河市")))
    assert.equal(own, told("全省共受理行政复议案件2600件。", place("province", "云岭省")))
    assert.equal(own, told("全市共受理行政复议案件2600件。", { year = 2024 }))
    assert.equal(own .. " 全区的数", told("全区共受理行政复议案件2600件。", place("county", "宁夏回族自治区青铜市平安县")))
    assert.equal(own, told("全区共受理行政复议案件2600件。", place("county", "宁夏回族自治区青铜市平安区")))
    assert.equal(own, told("全区共受理行政复议案件2600件。", place("county", "云岭省白塔市临溪区")))
  end)

  it("is not one where the larger place is only compared with", function()
    for _, words in ipairs { "在全市率先", "在全省", "案件量居全市第一，", "作为全省试点，" } do
      assert.equal("review_accepted 35", told(words .. "受理行政复议案件35件。"))
    end
  end)
end)

describe("a figure of another organ", function()
  setup(function() region.load { "examples/regions.tsv" } end)
  teardown(function() region.load() end)

  for _, case in ipairs {
    { "省政府受理以我县为被申请人的行政复议案件6件，县政府受理行政复议案件52件。", "review_accepted 6 省政府的数; review_accepted 52" },
    { "生态环境局立案15起，罚款110万元。", "penalty_cases 15 生态环境局的数; fines_amount 1.1e+06 生态环境局的数" },
    { "市司法局抽查我县行政执法案卷10卷。", "case_files_reviewed 10 市司法局的数" },
    { "县司法局审查合同56份。", "contracts_reviewed 56" },
    { "县监委处分58人；县审计局完成审计项目26个。", "audit_projects 26" },
    { "县信访局受理群众信访162件。", "petition_items 162" },
    { "临溪区受理行政复议案件71件。", "review_accepted 71 临溪区的数" },
    { "青禾县受理行政复议案件71件。", "review_accepted 71" },
  } do
    it("is told as such: " .. case[1], function() assert.equal(case[2], told(case[1])) end)
  end
end)

describe("the government of a county that is called a city", function()
  it("is no organ above it", function()
    assert.equal("review_accepted 6 省政府的数; review_accepted 52",
      told("省政府受理行政复议案件6件，市政府受理行政复议案件52件。", place("county", "云岭省白塔市苇湖市")))
  end)
end)

describe("a figure of a part of the year, or of several", function()
  for _, case in ipairs {
    { "上半年受理行政复议案件30件，全年受理70件。", "review_accepted 30 上半年; review_accepted 70" },
    { "近三年来，共受理行政复议案件300件。", "review_accepted 300 多年合计" },
    { "本届政府以来，受理行政复议案件500件。", "review_accepted 500 多年合计" },
    { "“十四五”以来，累计受理行政复议案件410件。", "review_accepted 410 多年合计" },
    { "“八五”普法以来，受理行政复议案件410件。", "review_accepted 410 多年合计" },
    { "今年以来，受理行政复议案件88件。", "review_accepted 88" },
    { "今年以来累计受理行政复议案件500件。", "review_accepted 500" },
    { "罚没收入预算1.5亿元，实际罚没1.2亿元。", "fines_amount 1.2e+08" },
  } do
    it("is doubted: " .. case[1], function() assert.equal(case[2], told(case[1])) end)
  end
end)

describe("a figure that is compared with", function()
  for _, case in ipairs {
    { "与2022年召开常务会议22次相比，今年召开常务会议24次。", "council_meetings 22 2022年; council_meetings 24" },
    { "与上年受理行政复议案件41件相比，受理行政复议案件40件。", "review_accepted 41 上年; review_accepted 40" },
    { "对比2022年受理行政复议案件35件，今年受理行政复议案件40件。", "review_accepted 35 2022年; review_accepted 40" },
    { "较2022年受理行政复议案件35件增加5件，今年受理行政复议案件40件。",
      "review_accepted 35 2022年; review_accepted 40" },
    { "受理行政复议案件40件，同2021年的35件相比增加5件。", "review_accepted 40" },
    { "与2022年相比，受理行政复议案件40件。", "review_accepted 40" },
    { "与2022年相比受理行政复议案件40件。", "review_accepted 40" },
    { "受理行政复议案件40件，比2022年多12件。", "review_accepted 40" },
    { "受理行政复议案件40件，相比2022年增加12件。", "review_accepted 40" },
  } do
    it("is of its own year: " .. case[1], function() assert.equal(case[2], told(case[1])) end)
  end
end)

describe("a plan beside what was done", function()
  for _, case in ipairs {
    { "全年培训行政执法人员500人次，计划分批培训行政执法人员300人次。", "enforcement_trained 500" },
    { "拟分批培训行政执法人员300人次，全年已培训行政执法人员200人次。", "enforcement_trained 200" },
    { "计划培训行政执法人员300人次，实际培训行政执法人员320人次。", "enforcement_trained 320" },
    { "按计划培训行政执法人员300人次。", "enforcement_trained 300" },
    { "明年评查行政执法案卷100卷，今年已评查行政执法案卷86卷。", "case_files_reviewed 86" },
    { "力争培训行政执法人员500人次，实际培训行政执法人员520人次。", "enforcement_trained 520" },
    { "力争已受理的行政复议案件审结30件。", "" },
    { "完成年度计划的培训行政执法人员300人次。", "enforcement_trained 300" },
    { "制定年度执法检查计划，开展执法检查300次。", "inspections_count 300" },
  } do
    it("is no value: " .. case[1], function() assert.equal(case[2], told(case[1])) end)
  end
end)

describe("what is left out in a sentence", function()
  for _, case in ipairs {
    { "新办执法证82个，注销97个。", "enforcement_certs_issued 82; enforcement_certs_cancelled 97" },
    { "抽查19个执法单位行政执法案卷133本。", "case_files_reviewed 133" },
    { "组织旁听庭审9场、412人次。", "court_observers 9; court_observers 412" },
    { "出台《青禾县重大行政决策程序规定》等政府规章2部。", "rules_made 2" },
    { "14个乡镇、46个部门述法。", "leaders_reported 14; leaders_reported 46" },
    { "行政许可，15832件；行政处罚，946件。", "license_cases 15832; penalty_cases 946" },
    { "行政处罚案件比上年减少210件。", "penalty_cases 210 增减量" },
    { "一是收到行政复议申请73件；二是办结62件，纠错7件。", "review_applied 73; review_closed 62; review_corrected 7" },
    { "收到行政复议申请73件。已审结62件：维持31件，终止9件。", "review_applied 73; review_closed 62; review_mediated 9" },
    { "收到行政复议申请73件。工作有序推进，队伍建设加强。已审结62件。", "review_applied 73" },
    { "收到行政复议申请73件。\n已审结62件。", "review_applied 73" },
    { "收到行政复议申请73件。执法人员审结62件。", "review_applied 73" },
  } do
    it("is supplied: " .. case[1], function() assert.equal(case[2], told(case[1])) end)
  end
end)

describe("a figure of one case", function()
  it("is doubted until the sentence tells of all", function()
    assert.equal("fines_amount 350000 个案; fines_amount 5.6e+06",
      told("查处某企业违法排污案，罚款35万元，全年共罚款560万元。"))
    assert.equal("fines_amount 1.2e+07; fines_amount 800000 个案", told("罚没款1200万元，其中某烟花爆竹企业被罚款80万元。"))
  end)
end)

describe("a goal beside what was reached", function()
  for _, case in ipairs {
    { "受理行政复议案件不低于100件，实际受理89件。", "review_accepted 89" },
    { "原定目标培训执法人员500人次，实际培训612人次。", "enforcement_trained 612" },
    { "承诺在年内办理法律援助案件600件。", "" },
    { "到2025年，全县法律援助案件达到800件以上。", "" },
    { "到2024年，全县法律援助案件达到800件以上。", "legal_aid_cases 800" },
    { "计划用三年培训执法人员900人次，已完成培训执法人员310人次。", "enforcement_trained 310" },
  } do
    it("is none: " .. case[1], function() assert.equal(case[2], told(case[1])) end)
  end
end)

describe("a list", function()
  for _, case in ipairs {
    { "行政许可、行政处罚、行政强制案件分别为23600件、1890件、56件。",
      "license_cases 23600; penalty_cases 1890; coercion_cases 56" },
    { "全年办理行政许可、行政处罚、行政强制案件23600件、1890件、56件。",
      "license_cases 23600; penalty_cases 1890; coercion_cases 56" },
    { "受理、审结行政复议案件分别为145件和139件。", "review_accepted 145; review_closed 139" },
    { "收到人大代表建议和政协提案84件、117件。", "npc_proposals 84; cppcc_proposals 117" },
    { "制定政府规章、行政规范性文件3件、12件。", "rules_made 3; normdocs_issued 12" },
    { "累计开展各类培训50余期、3600余人次。", "leader_training 50 累计，起点不明; leaders_trained 3600 累计，起点不明" },
    { "评查行政处罚、行政许可、行政强制案卷120卷、60卷、12卷。",
      "case_files_reviewed 120 并列分项; case_files_reviewed 60 并列分项; case_files_reviewed 12 并列分项" },
    { "政府投资、社会投资项目审批时限分别压缩至90个、40个工作日。",
      "project_approval_days 90 并列分项; project_approval_days 40 并列分项" },
    { "办理法律援助、公证、人民调解案件分别为410件、230件。", "disputes_mediated 410 并列项与数字个数不符" },
  } do
    it("gives each figure its own words: " .. case[1], function() assert.equal(case[2], told(case[1])) end)
  end

  for _, case in ipairs {
    { "共审查行政规范性文件12件、重大行政决策8件、合同协议160份。",
      "normdocs_reviewed 12; legality_reviews 8; contracts_reviewed 160" },
    { "全年受理行政复议案件120件、行政应诉案件80件。", "review_accepted 120; suits_total 80" },
    { "收到行政复议申请120件、受理109件、审结98件。", "review_applied 120; review_accepted 109; review_closed 98" },
    { "人民法院判决行政机关败诉2件、撤诉6件、未结4件。", "suits_lost 2" },
    { "调解婚姻纠纷890件、邻里纠纷1200件。", "disputes_mediated 890 并列分项; disputes_mediated 1200 并列分项" },
    { "开展行政检查1200次、行政处罚340件、行政强制12件。", "inspections_count 1200; penalty_cases 340; coercion_cases 12" },
  } do
    it("carries its verb over to each item: " .. case[1], function() assert.equal(case[2], told(case[1])) end)
  end

  it("is traced to its own figure", function()
    local sentence = "受理、审结行政复议案件分别为145件和139件。"
    local figures = figure.find(sentence, { first = 1, last = #sentence })
    for _, one in ipairs((indicator.observe(sentence, figures, { meta = COUNTY }))) do
      assert.equal(("%d件"):format(one.value), sentence:sub(one.start, one.stop))
    end
  end)
end)

describe("what is not a notary's", function()
  it("is kept apart with what it is", function()
    assert.equal("notary_cases 1320; notary_cases 562 司法鉴定，非公证; notary_cases 35 仲裁，非公证",
      told("全年共办理公证1320件、司法鉴定562件、仲裁案件35件。"))
    assert.equal("admin_mediation 12 行政裁决，非行政调解; admin_mediation 340", told("全县办理行政裁决12件，行政调解340件。"))
  end)
end)

describe("a clause that may tell whose its figures are", function()
  local foreign = require "fazhi.foreign"
  local may_be_owned = foreign.finder_of_owners(COUNTY)

  it("begins with a place, a level or a word of the report's own, or names a department", function()
    for _, text in ipairs { "我县受理20件", "审结5件，全县受理20件", "省政府受理3件", "其中，生态环境局立案3件" } do
      assert.is_true(may_be_owned(text, 1, #text), text)
    end
    assert.is_false(may_be_owned("受理20件，审结5件", 1, #"受理20件，审结5件"))
    assert.is_false(may_be_owned("受理20件，我县审结5件", 1, #"受理20件"))
  end)

  it("may be any of a long sentence, and is none where nothing is known of who reports", function()
    local long = ("受理"):rep(200)
    assert.is_true(may_be_owned(long, 1, #long))
    assert.is_nil(foreign.finder_of_owners(nil))
    assert.is_nil(foreign.finder_of_owners { year = 2024 })
  end)
end)

describe("a figure that something may be supplied to", function()
  local elision = require "fazhi.elision"

  it("has another in its sentence, or a title or bracket before it", function()
    local body = "制定《办法》3件。受理5件，审结4件。办结9件"
    local figures, asked = figure.find(body, { first = 1, last = #body }), {}
    assert.equal(4, #figures)
    local function sentence(i)
      local first = body:sub(1, figures[i].start):match "^.*。()" or 1
      return first, (body:find("。", first, true) or #body + 1) - 1
    end
    for i = 1, 4 do asked[i] = elision.may_supply(body, figures, i, sentence(i)) end
    assert.same({ true, true, true, false }, asked)
  end)
end)
