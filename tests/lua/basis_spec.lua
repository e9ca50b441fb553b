-- The basis of a value: which of several things, all called by the name of its indicator, it is said of. It is read
-- from the sentence by what the catalogue lists, and values of two bases are never compared unsaid.

local dossier = require "fazhi.dossier"
local entry = require "fazhi.entry"
local figure = require "fazhi.figure"
local holdings = require "support.holdings"
local indicator = require "fazhi.indicator"
local message = require "fazhi.message"
local scope = require "fazhi.scope"
local wide = require "fazhi.wide"

-- What one sentence says of an indicator: "value basis" of each observation, in order.
local function said(body, id, kind)
  local figures, list = figure.find(body, { first = 1, last = #body }), {}
  local meta = { kind = kind or "government_work", year = 2023 }
  for _, one in ipairs((indicator.observe(body, figures, { meta = meta }))) do
    if one.indicator == id and one.score >= 0.5 then
      list[#list + 1] = ("%s %s"):format(one.value, one.basis or "-")
    end
  end
  return table.concat(list, ", ")
end

describe("a basis", function()
  it("is what the sentence says the figure is of", function()
    for _, case in ipairs {
      { "全市清洁能源装机占比达71.5%。", "renewable_share", "71.5 清洁能源" },
      { "全市可再生能源装机占比提高到38%。", "renewable_share", "38 可再生能源" },
      { "新能源和清洁能源装机占比达到52.4%。", "renewable_share", "52.4 新能源＋清洁能源" },
      { "可再生能源、新能源装机占比分别达81%、44%。", "renewable_share", "81 可再生能源, 44 新能源" },
      { "新能源装机突破900万千瓦。", "new_energy_capacity", "9000000 新能源" },
      { "地级以上城市空气质量优良天数比例达93.2%，PM2.5平均浓度24微克/立方米。", "good_air_share", "93.2 设区城市" },
      { "地级以上城市空气质量优良天数比例达93.2%，PM2.5平均浓度24微克/立方米。", "pm25", "24 设区城市" },
      { "全省空气质量优良天数比例达93.2%。", "good_air_share", "93.2 -" },
      { "建设增发国债高标准农田66万亩。", "farmland_built", "660000 国债项目" },
      { "新建和改造提升高标准农田66万亩。", "farmland_built", "660000 -" },
      { "改造提升高标准农田66万亩。", "farmland_built", "660000 改造提升" },
      { "居民人均可支配收入实际增长5.6%。", "income_growth", "5.6 实际" },
      { "居民人均可支配收入增长5.6%。", "income_growth", "5.6 -" },
      { "固定资产投资增长4.1%。", "investment_growth", "4.1 -" },
      { "全社会固定资产投资增长4.1%。", "investment_growth", "4.1 全社会" },
      { "一般公共预算收入同口径增长6%。", "fiscal_revenue_growth", "6 同口径" },
      { "新增学位2.2万个。", "school_places_new", "22000 -" },
      { "新增公办义务教育学位2.2万个。", "school_places_new", "22000 公办＋义务教育" },
      { "提供普惠园学位4300个。", "school_places_new", "4300 幼儿园＋提供" },
      { "新增义务教育学位1.8万个、普通高中学位5200个。", "school_places_new", "18000 义务教育, 5200 高中" },
      { "每万人口高价值发明专利拥有量12.3件。", "patents_per_10000", "12.3 高价值" },
      { "每万人口发明专利拥有量31件。", "patents_per_10000", "31 -" },
      { "高新技术企业净增420家。", "hightech_enterprises_new", "420 净增" },
    } do
      assert.equal(case[3], said(case[1], case[2]), case[1])
    end
  end)

  it("is carried by its subject over clauses and figures, and by nothing else", function()
    for _, case in ipairs {
      { "新能源并网装机620万千瓦，总规模突破4100万千瓦、占全省电力装机48%。", "new_energy_capacity", "41000000 新能源" },
      { "新能源并网装机620万千瓦，总规模突破4100万千瓦、占全省电力装机48%。", "renewable_share", "48 新能源" },
      { "新增可再生能源装机620万千瓦、总量达到4100万千瓦。", "new_energy_capacity", "41000000 可再生能源" },
      { "可再生能源发电量超900亿度、装机占比突破48%。", "renewable_share", "48 可再生能源" },
      { "清洁能源发电量超900亿度，新能源装机占比突破48%。", "renewable_share", "48 新能源" },
      { "清洁能源投资620亿元，新增新能源装机620万千瓦、总量达到4100万千瓦。", "new_energy_capacity", "41000000 新能源" },
      { "地级及以上城市PM2.5平均浓度下降3.1%，优良天数比例上升至88.4%。", "good_air_share", "88.4 设区城市" },
      { "地级及以上城市PM2.5平均浓度下降3.1%，全省优良天数比例上升至88.4%。", "good_air_share", "88.4 -" },
    } do
      assert.equal(case[3], said(case[1], case[2]), case[1])
    end
  end)

  it("of growth without the change of prices is real", function()
    for _, case in ipairs {
      { "城镇居民人均可支配收入15230元，农村居民人均纯收入6120元，扣除价格因素，分别增长8.2%和7.1%。",
        "urban_income_growth", "8.2 实际" },
      { "社会消费品零售总额扣除价格因素增长7.3%。", "retail_sales_growth", "7.3 实际" },
      { "社会消费品零售总额扣除价格因素，实际增长7.3%。", "retail_sales_growth", "7.3 实际" },
      { "社会消费品零售总额增长7.3%。", "retail_sales_growth", "7.3 -" },
      { "农村居民人均可支配收入扣除价格因素增长6%，城镇居民人均可支配收入增长7%。", "urban_income_growth", "7 -" },
    } do
      assert.equal(case[3], said(case[1], case[2]), case[1])
    end
  end)

  it("is told of rule-of-law reports too, where a name goes for several things", function()
    for _, case in ipairs {
      { "推行“跨省通办”事项95项。", "crossregion_items", "95 跨省" },
      { "推行“全市通办”事项95项。", "crossregion_items", "95 市内" },
      { "收到检察建议11件。", "suggestions_total", "11 检察建议" },
      { "收到司法建议7件。", "suggestions_total", "7 司法建议" },
      { "案卷评查合格率97%，优秀率41%。", "case_file_pass_rate", "97 -, 41 优秀率" },
      { "排查整改安全隐患4100处。", "hazards_found", "4100 -" },
      { "整改安全隐患4100处。", "hazards_found", "4100 已整改" },
      { "升级改造31个镇村公共法律服务工作站。", "legal_service_stations", "31 升级改造" },
      { "新建公共法律服务工作站31个。", "legal_service_stations", "31 新建" },
      { "新建、改造公共法律服务工作站31个。", "legal_service_stations", "31 -" },
      { "升级改造后全市公共法律服务站达310个。", "legal_service_stations", "310 -" },
      { "建成公共法律服务工作站310个。", "legal_service_stations", "310 -" },
      { "办结省政协提案7件、市政协提案160件。", "cppcc_proposals", "7 上级, 160 -" },
      { "办理全国人大代表建议3件、省人大代表建议160件。", "npc_proposals", "3 上级, 160 -" },
      { "办理市人大代表建议41件、县人大代表建议160件。", "npc_proposals", "41 上级, 160 -" },
      { "办理市人大代表建议160件、市政协提案90件。", "npc_proposals", "160 -" },
      { "办结省政协提案160件。", "cppcc_proposals", "160 -" },
      { "办结全国政协提案7件、省政协提案160件。", "cppcc_proposals", "7 上级, 160 -" },
    } do
      assert.equal(case[3], said(case[1], case[2], "rule_of_law"), case[1])
    end
  end)

  it("of enforcement is the sector that the sentence is about", function()
    local carried = "加强生态环境综合执法，出动执法人员4100人次，立案62起，罚款310万元。"
    for _, case in ipairs {
      { carried, "penalty_cases", "62 生态环境" }, { carried, "fines_amount", "3100000 生态环境" },
      { "市场监管领域立案62起。", "penalty_cases", "62 市场监管" },
      { "强化农业综合执法，全年立案62起。", "penalty_cases", "62 农业农村" },
      { "强化城管执法，全县各部门全年立案620起。", "penalty_cases", "620 -" },
      { "推进农业综合执法改革，立案620起。", "penalty_cases", "620 -" },
      { "农业增产增收，全年立案620起。", "penalty_cases", "620 -" },
      { "加强行政执法，出动执法人员4100人次，立案62起，罚款310万元。", "penalty_cases", "62 -" },
      { "加强生态环境执法，全市立案620起。", "penalty_cases", "620 -" },
      { "加强市场监管、生态环境等领域执法，立案620起。", "penalty_cases", "620 -" },
      { "改善生态环境，规范执法，立案620起。", "penalty_cases", "620 -" },
    } do
      assert.equal(case[3], said(case[1], case[2], "rule_of_law"), case[1])
    end
  end)

  it("makes two values of one number in one report two, and no parts of an unknown whole", function()
    assert.equal("5200 义务教育, 5200 高中", said("新增义务教育学位5200个、普通高中学位5200个。", "school_places_new"))
  end)

  it("is checked with its entry, and told with it", function()
    local _, defects = entry.read { id = "x", zh = "甲", find = "甲 <数>", basis = { { "乙 <数>" } } }
    assert.matches("basis", defects[1])
    assert.matches("{pattern, note}", defects[1], 1, true)
    local one = assert(entry.read { id = "x", zh = "甲", find = "甲 <数>", basis = { { "乙 …… <数>", "丙", "c" } } })
    assert.matches("口径另计：乙 …… <数>（丙）", table.concat(entry.describe(one, "zh"), "\n"), 1, true)
    assert.matches("compared apart: 乙", table.concat(entry.describe(one, "en"), "\n"), 1, true)
  end)
end)

local function work_report(place, year, line)
  return ("%d年%s政府工作报告\n——%d年1月9日在%s人民代表大会上\n%s人民政府\n各位代表：\n一、%d年工作回顾\n%s\n"):format(
    year + 1, place, year + 1, place, place, year, line)
end

local PLACES = { "青禾县", "望岫县", "石汀县", "临溪区", "苇湖市" }

-- A corpus of one year in which each of the places says a line.
local function corpus_of(lines)
  local texts = {}
  for i, line in ipairs(lines) do texts[i] = work_report(PLACES[i], 2023, line) end
  return holdings.corpus(table.unpack(texts))
end

local SHARE, CLEAN = "新能源装机占比达%s%%。", "清洁能源装机占比达%s%%。"

describe("values of two bases", function()
  local db

  before_each(function()
    message.set_language "en"
    db = corpus_of { SHARE:format(41), SHARE:format(38), SHARE:format(29), CLEAN:format(88), CLEAN:format(67) }
  end)

  after_each(function()
    message.set_language(nil)
    db:close()
  end)

  local function ranks(rows)
    local list = {}
    for i, row in ipairs(rows) do list[i] = ("%s %s"):format(row.rank or "-", row.value) end
    return table.concat(list, ", ")
  end

  local function has(notes, words)
    for _, note in ipairs(notes) do
      if note:find(words, 1, true) then return true end
    end
    return false
  end

  it("stand apart in a comparison and an order of rank, in both languages", function()
    for name, asked in pairs { compare = "renewable_share", rank = { "renewable_share" } } do
      local result = holdings.run(name, { indicator = asked }, db)
      assert.equal("1 41, 2 38, 3 29, - 88, - 67", ranks(result.rows))
      assert.equal("basis: new energy (新能源)", result.rows[1].note)
      assert.equal("basis: clean energy (清洁能源)", result.rows[4].note)
      assert.is_true(has(result.notes, "2 values of another basis (clean energy (清洁能源)) stand apart, unranked"))
      assert.is_true(has(result.notes, "median 38 %; basis: new energy (新能源)"))
    end
    message.set_language "zh"
    local result = holdings.run("compare", { indicator = "renewable_share" }, db)
    assert.equal("口径：新能源", result.rows[1].note)
    assert.is_true(has(result.notes, "另有 2 个数值口径不同（清洁能源），单列、不排名"))
  end)

  it("are no peers of each other in a profile and a page of the region", function()
    local one = dossier.of(db, { region = "临溪区", year = 2023 })
    local row
    for _, each in ipairs(one.indicators) do
      if each.indicator == "renewable_share" then row = each end
    end
    assert.same({ 88, 2 }, { row.value, row.n })
    assert.matches("basis: clean energy (清洁能源)", row.note, 1, true)
    assert.matches("3 peers in another unit, scope or basis", row.note, 1, true)
  end)

  it("are no measure of how near two regions are", function()
    local lines = "一般公共预算收入增长5%%。社会消费品零售总额增长4%%。城镇化率达62%%。"
    local function nearness(first, second)
      local two <close> = corpus_of { lines:format() .. first, lines:format() .. second }
      return holdings.run("peers", { region = "青禾县", kind = "government_work" }, two).rows[1].shared
    end
    assert.equal(1, nearness(SHARE:format(41), SHARE:format(38)) - nearness(SHARE:format(41), CLEAN:format(38)))
  end)

  it("break a series, and the lesser part of it has no part in its slope", function()
    local series <close> = holdings.corpus(work_report("青禾县", 2020, SHARE:format(41)),
      work_report("青禾县", 2021, SHARE:format(43)), work_report("青禾县", 2022, CLEAN:format(80)),
      work_report("青禾县", 2023, SHARE:format(47)))
    local result = holdings.run("trend", { indicator = "renewable_share" }, series)
    assert.same({ 2 }, { result.rows[2].change })
    assert.is_nil(result.rows[3].change)
    assert.equal("basis new energy (新能源) → clean energy (清洁能源)", result.rows[3].breaks)
    assert.is_true(has(result.notes, "n=3 rising; basis: new energy (新能源); 1 value of another basis left out"))
    local summary = holdings.run("trend", { indicator = "renewable_share", group = "level" }, db)
    assert.same({ 38, 3 }, { summary.rows[1].median, summary.rows[1].n })
    assert.is_true(has(summary.notes, "2 values of another basis left out"))
  end)

  it("are told apart in what is exported, read alone and asked for", function()
    local values, reports = db:all_values { kind = "any" }, {}
    for report in db:reports({}):each() do reports[#reports + 1] = report end
    local bases = {}
    for _, one in ipairs(values) do bases[#bases + 1] = one.basis end
    assert.equal(5, #bases)
    local result = wide.frame(values, reports,
      { { id = "renewable_share", name = "占比" } }, { renewable_share = "share" }, { keep = { renewable_share = true } })
    local names = {}
    for _, column in ipairs(result.columns) do names[column.name] = true end
    assert.is_true(names.share_basis)
    assert.equal("新能源", db:why("o1").basis)
  end)
end)

describe("the class of a value", function()
  it("is of its scope and its basis, and has a name of both", function()
    assert.equal(scope.WHOLE, scope.of { scope = "全县" })
    assert.not_equal(scope.of { scope = "全县", basis = "实际" }, scope.of { scope = "全县" })
    assert.equal(scope.of { scope = "全县", basis = "实际" }, scope.of { basis = "实际" })
    message.set_language "zh"
    assert.equal("实际", scope.name(scope.of { basis = "实际" }))
    assert.equal("本级，实际", scope.name(scope.of { scope = "县本级", basis = "实际" }))
    assert.equal("范围：本级；口径：实际", scope.note(scope.of { scope = "县本级", basis = "实际" }))
    assert.is_nil(scope.note(scope.WHOLE))
    message.set_language(nil)
  end)
end)
