-- The ways in which work reports tell a value of which the noun stands further away than the words of one clause: a
-- year between noun and value, a subject carried over a mark, lists in order, a level at the end of several years. For
-- each what is told, and what looks like it and is none. Invented sentences.

local figure = require "fazhi.figure"
local indicator = require "fazhi.indicator"

-- What a work report of `year` says in a sentence: { id = observation }, { id = reason of its refusal }.
local function observe(body, year, heading)
  local sections = heading and { { heading = heading, level = 1, parent = 0, start = 1, stop = #body } } or nil
  local figures = figure.find(body, { first = 1, last = #body, sections = sections })
  local found, refused = indicator.observe(body, figures,
    { sections = sections, meta = { kind = "government_work", year = year } })
  local values, reasons = {}, {}
  for _, one in ipairs(found) do
    if one.score >= 0.5 then
      assert.is_nil(values[one.indicator], body .. " tells two of " .. one.indicator)
      values[one.indicator] = one
    end
  end
  for _, one in ipairs(refused) do reasons[one.indicator] = one.reason end
  return values, reasons
end

-- Cases: { sentence, { id = value or false for none }, year =, heading = }.
local function holds(cases)
  for _, case in ipairs(cases) do
    local values = observe(case[1], case.year or 2024, case.heading)
    for id, wanted in pairs(case[2]) do
      local one = values[id]
      assert.equal(wanted, one and one.value or false, id .. ": " .. case[1])
    end
  end
end

describe("the year between a noun and its value", function()
  it("is that of the value", function()
    holds {
      { "国内生产总值2000年达81230亿元，平均每年增长7.9%。", { gdp = 8123000000000, gdp_growth = false }, year = 2000 },
      { "进出口总额，2024年达到3150亿元。", { trade_total = 315000000000 } },
      { "粮食产量屡创新高，去年达到612亿斤，连续5年增产。", { grain_output = 61200000000 } },
      { "粮食连年增产，2024年产量达到612亿斤。", { grain_output = 61200000000 } },
      { "外贸出口从8月份开始回升，全年达到49亿美元，比上年增长5.7%。", { export_growth = 5.7 } },
      { "城镇居民人均可支配收入由2019年21300元增加到2024年30200元。", { urban_income = 30200 } },
      { "进出口总额由2019年的1250亿元增加到2024年的3150亿元。", { trade_total = 315000000000 } },
    }
  end)

  it("is another year's where that is named", function()
    holds {
      { "国内生产总值1999年达81230亿元。", { gdp = false }, year = 2000 },
      { "粮食产量屡创新高，2023年达到612亿斤。", { grain_output = false } },
      { "进出口总额由2014年的1250亿元增加到2019年的3150亿元。", { trade_total = false } },
      { "粮食单产屡创新高，去年达到812斤。", { grain_output = false } },
      { "进出口和外商投资稳步扩大，去年达到612亿元。", { trade_total = false } },
      { "进出口保税业务快速发展，去年达到612亿元。", { trade_total = false } },
      { "粮食再获丰收，棉花连年增产，2024年产量达到12万吨。", { grain_output = false } },
      { "棉花再获丰收，2024年产量达到12万吨。", { grain_output = false } },
    }
  end)
end)

describe("a subject carried over a mark", function()
  it("has what is told behind its growth", function()
    holds {
      { "进出口总额比上年增长27.4%，达到2512亿美元，居全国第4位。", { trade_total = 251200000000, trade_growth = 27.4 } },
      { "地方财政收入比上年增加51亿元，总额首次突破百亿元，达到137亿元。", { fiscal_revenue = 13700000000 } },
      { "粮食总产量在上年丰收的基础上，又增产11亿斤，达到612亿斤。", { grain_output = 61200000000 } },
      { "新增新能源装机625万千瓦、总量达到4120万千瓦。", { new_energy_capacity = 41200000 } },
      { "城镇化率提升0.8个百分点、达60.4%。", { urbanization_rate = 60.4 } },
      { "城镇新增就业45万人、调查失业率稳定在5.2%左右。", { urban_unemployment = 5.2 } },
      { "研发经费投入增长13%、投入强度提升至1.8%。", { rd_intensity = 1.8 } },
      { "全社会研发经费从1288亿元增加到3664亿元，占国内生产总值比重从1.1%提高到1.5%。", { rd_intensity = 1.5 },
        year = 2022, heading = "过去五年工作回顾" },
      { "民生类重点支出4130亿元、占全省一般公共预算支出的69%。", { livelihood_share = 69 } },
      { "财政民生支出首次突破千亿元、占比81%左右。", { livelihood_share = 81 } },
      { "可再生能源发电量超900亿度、装机占比突破48%。", { renewable_share = 48 } },
      { "新建成高速公路310公里，苇湖至临溪等高速公路通车，全省通车总里程突破8000公里。", { expressway_length = 8000 } },
    }
  end)

  it("is none of another noun, an increase or a part", function()
    holds {
      { "新增新能源装机625万千瓦。", { new_energy_capacity = false } },
      { "进出口总额增长27.4%，实际使用外资达到12亿美元。", { trade_total = false } },
      { "粮食总产量创新高，大豆又增产11亿斤，达到61亿斤。", { grain_output = false } },
      { "研发经费投入增长13%，教育支出占地区生产总值比重达到4.1%。", { rd_intensity = false } },
      { "民生支出4130亿元，教育支出占全省一般公共预算支出的19%。", { livelihood_share = false } },
      { "新增财政支出的85%用于民生。", { livelihood_share = false } },
      { "新建高速公路310公里、农村公路2000公里，通车总里程突破16万公里。", { expressway_length = false } },
      { "新增公路里程1.2万公里，其中高速公路320公里。", { expressway_length = false } },
      { "新增铁路里程800公里，其中高速铁路320公里。", { high_speed_rail_length = false } },
      { "农村转移就业45万人、调查失业率稳定在5.2%左右。", { urban_unemployment = false } },
    }
  end)

  it("has its part behind 其中", function()
    holds {
      { "公路通车里程达到18万公里，其中高速公路8200公里。", { expressway_length = 8200 } },
      { "铁路营业里程达到6200公里，其中高速铁路超过1900公里，占三成。", { high_speed_rail_length = 1900 } },
      { "铁路营业里程达到6200公里，高速公路通车里程达到7100公里。", { expressway_length = 7100 } },
    }
  end)
end)

describe("what brought a growth about", function()
  it("is not the whole growth but where that has a rank", function()
    holds {
      { "盘活资产370亿元，带动一般公共预算收入增长6.3%、居全省第二。", { fiscal_revenue_growth = 6.3 } },
      { "以旧换新带动社会消费品零售总额增长1.1%。", { retail_sales_growth = false } },
    }
  end)
end)

describe("a sentence on the economy that names no noun", function()
  it("tells of the product", function()
    holds {
      { "顶住经济下行压力，三季度增长4.2%、追平全国，全年增长4.7%、总量达2.3万亿元。", { gdp = 2300000000000, gdp_growth = 4.7 } },
      { "经济稳中向好，旅游持续火热，全年增长14.7%、总量达300亿元。", { gdp = false, gdp_growth = false } },
      { "经济稳中向好，全年增长14.7%。", { gdp_growth = false } },
    }
  end)
end)

describe("two values in order", function()
  it("are each one's own, with 分别 or without", function()
    holds {
      { "城镇居民人均可支配收入9510元，农村居民人均纯收入2870元，扣除价格因素，分别实际增长7.1%和6.2%。",
        { urban_income = 9510, urban_income_growth = 7.1, rural_income = false, rural_income_growth = false } },
      { "城镇居民人均可支配收入9510元，农村居民人均可支配收入2870元，实际增长7.1%和6.2%。",
        { urban_income_growth = 7.1, rural_income_growth = 6.2 } },
      { "城镇居民人均可支配收入和农村居民人均可支配收入实际增长7.1%和6.2%。",
        { urban_income_growth = 7.1, rural_income_growth = 6.2 } },
      { "农村居民人均纯收入和城镇居民人均可支配收入，2024年分别达到2870元和9510元。",
        { urban_income = 9510, rural_income = false } },
      { "一般公共预算收入达到512亿元，社会消费品零售总额达到830亿元，分别增长4.1%和6.2%。",
        { fiscal_revenue_growth = 4.1, retail_sales_growth = 6.2 } },
      { "城镇居民人均可支配收入增长5.1%、农村居民人均可支配收入增长7.9%。",
        { urban_income_growth = 5.1, rural_income_growth = 7.9 } },
      { "基本养老、基本医疗保险参保率稳定在97%和96%以上。", { medical_insurance_rate = 96 } },
      { "城镇调查失业率、居民消费价格涨幅分别控制在5.5%和2%以内。", { cpi_growth = 2 } },
      { "高新技术企业、科技型企业分别增至8130家、6910家。", { hightech_enterprises = 8130 } },
      { "新增科技型中小企业610家、高新技术企业162家。", { hightech_enterprises_new = 162, hightech_enterprises = false } },
      { "新增婴幼儿托位1.7万个、基础教育学位3.9万个。", { care_places_new = 17000, school_places_new = 39000 } },
    }
  end)

  it("are none where there are three of one or the other", function()
    holds {
      { "一般公共预算收入512亿元，社会消费品零售总额830亿元，进出口总额310亿元，分别增长4.1%、6.2%和7%。",
        { fiscal_revenue_growth = false, retail_sales_growth = false, trade_growth = false } },
      { "一般公共预算收入和社会消费品零售总额增长4.1%、进出口增长6.2%。",
        { fiscal_revenue_growth = false, retail_sales_growth = false } },
      { "新增科技型中小企业610家、高新技术企业产值162亿元。", { hightech_enterprises_new = false } },
      { "新增婴幼儿托位1.7万个、博士学位授权点12个。", { school_places_new = false } },
    }
  end)

  it("are one where it is told of all", function()
    holds {
      { "国民收入和财政收入都比上年增长11%。", { fiscal_revenue_growth = 11 } },
      { "地区生产总值、一般公共预算收入、固定资产投资均增长5.4%以上。",
        { gdp_growth = 5.4, fiscal_revenue_growth = 5.4, investment_growth = 5.4 } },
      { "高新技术企业、科技型中小企业均突破1.1万家。", { hightech_enterprises = 11000 } },
      { "清洁能源装机容量和发电量占比均超过51%。", { renewable_share = 51 } },
      { "103个国考断面优良率和85个水功能区达标率均为99%。", { good_water_share = 99 } },
      { "工业投资、进出口均增长5%、6%。", { trade_growth = false } },
      { "县域地区生产总值、一般公共预算收入均增长8%。", { gdp_growth = false, fiscal_revenue_growth = false } },
      { "新登记企业、个体工商户均突破1.1万家，高新技术企业增多。", { hightech_enterprises = false } },
    }
  end)
end)

describe("a growth without that of prices", function()
  it("is the noun's own", function()
    holds {
      { "城镇居民人均可支配收入，考虑价格下降因素比上年实际增长8.3%。", { urban_income_growth = 8.3 } },
      { "社会消费品零售总额扣除价格因素增长百分之十点六。", { retail_sales_growth = 10.6 } },
      { "农村居民人均纯收入，扣除价格因素，实际增长4.1%。", { rural_income_growth = false } },
    }
  end)
end)

describe("a level at the end of several years", function()
  it("is that of the last where what rose to it is no sum", function()
    for body, wanted in pairs {
      ["五年来，财政收入增加到210亿元。"] = { "fiscal_revenue", 21000000000 },
      ["五年来，进出口总额年均增长8.1%，突破3900亿元并稳居首位。"] = { "trade_total", 390000000000 },
      ["五年来，基本养老保险参保人数增加130万、覆盖1040万人。"] = { "pension_insured", 10400000 },
    } do
      local one = observe(body, 2022)[wanted[1]]
      assert.same({ wanted[2], "多年回顾，截至2022年所达", 0.8 }, one and { one.value, one.note, one.score }, body)
    end
  end)

  it("is none where it may be a sum", function()
    for body, id in pairs {
      ["五年来，财政收入达到210亿元。"] = "fiscal_revenue", ["五年来，财政收入年均增长8%，累计达到910亿元。"] = "fiscal_revenue",
      ["五年来，居民收入年均增长8%，财政收入达到910亿元。"] = "fiscal_revenue",
      ["五年来，城镇新增就业突破300万人。"] = "urban_jobs_new",
    } do
      local values, reasons = observe(body, 2022)
      assert.is_nil(values[id], body)
      assert.equal("多年", reasons[id], body)
    end
  end)

  it("is told under a heading of one year and of several, too", function()
    local heading = "一、过去一年和五年工作回顾"
    local one = observe("森林覆盖率达到23.4%。", 2022, heading).forest_cover
    assert.same({ 23.4, "多年回顾，截至2022年所达" }, { one.value, one.note })
    holds {
      { "空气质量优良天数比例达86.1%。", { good_air_share = 86.1 }, year = 2022, heading = heading },
      { "地表水优良水体比例由66.9%上升到86.9%。", { good_water_share = 86.9 }, year = 2022, heading = heading },
      { "新建高标准农田310万亩。", { farmland_built = false }, year = 2022, heading = heading },
      { "单位生产总值能耗下降8.4%。", { energy_intensity_fall = false }, year = 2022, heading = heading },
      { "粮食产量达到61亿斤。", { grain_output = false }, year = 2022, heading = heading },
    }
  end)

  it("is the year's where a change is told of that year", function()
    holds {
      { "去年，城镇化率由57.1%提高到58.2%。", { urbanization_rate = 58.2 } },
      { "城镇化率由57.1%提高到58.2%。", { urbanization_rate = 58.2 }, heading = "一、2024年工作回顾" },
      { "2023年，城镇化率由57.1%提高到58.2%。", { urbanization_rate = false } },
      { "今年，城镇化率由57.1%提高到58.2%。", { urbanization_rate = false } },
    }
  end)
end)

describe("a word of time or of planning", function()
  it("rules nothing where it names a thing or what was passed", function()
    holds {
      { "启动面向2035年的重大科技项目。全社会研发经费支出与国内生产总值之比达到2.1%。", { rd_intensity = 2.1 } },
      { "可再生能源累计装机达3100万千瓦。", { new_energy_capacity = 31000000 } },
      { "清洁能源累计建成装机占电力总装机56.1%。", { renewable_share = 56.1 } },
      { "城镇新增就业48万人，超过预期目标；城镇居民人均可支配收入9510元。", { urban_income = 9510 } },
    }
  end)

  it("rules where it is one", function()
    holds {
      { "到2035年，基本实现现代化。全社会研发经费支出与国内生产总值之比达到2.6%。", { rd_intensity = false } },
      { "累计新增可再生能源装机3100万千瓦。", { new_energy_capacity = false } },
      { "今年的预期目标，城镇居民人均可支配收入9510元。", { urban_income = false } },
      { "力争超过预期目标，城镇居民人均可支配收入9510元。", { urban_income = false } },
    }
  end)
end)

describe("a name with words in it", function()
  it("is the same name", function()
    holds {
      { "经营主体在册总量达463.2万户。", { business_total = 4632000 } },
      { "新登记注册市场主体达到93万户。", { business_new = 930000 } },
      { "全社会消费品零售总额从2.3万亿元增加到2.9万亿元。", { retail_sales = 2900000000000 }, heading = "2024年工作回顾" },
      { "社会消费品零售额增长4.3%。", { retail_sales_growth = 4.3 } },
      { "外贸进出口额612.4亿元、增长24.1%。", { trade_total = 61240000000, trade_growth = 24.1 } },
      { "去年经济增长8.3%。", { gdp_growth = 8.3 } }, { "去年民营经济增长8.3%。", { gdp_growth = false } },
      { "去年对外贸易总额达到2130亿美元。", { trade_total = 213000000000 } },
      { "货物贸易出口达890亿元、增长9.1%。", { export_growth = 9.1 } },
      { "2024年国家财政收入达12380亿元。", { fiscal_revenue = 1238000000000 } },
      { "能源消耗强度下降3.4%。", { energy_intensity_fall = 3.4 } },
      { "单位生产总值能耗由前三年分别上升4.1%、5.2%、0.3%，转为下降1.3%。", { energy_intensity_fall = 1.3 } },
      { "地表水国考断面优Ⅲ比例92.4%。", { good_water_share = 92.4 } },
      { "地表水国控断面Ⅰ—Ⅲ类水质比例达97.6%。", { good_water_share = 97.6 } },
      { "新增托位数超2万个。", { care_places_new = 20000 } },
      { "基础教育扩增优质学位11.2万个。", { school_places_new = 112000 } },
      { "全国财政支出71%以上用于民生。", { livelihood_share = 71 } },
    }
  end)

  it("is another where the words say something else", function()
    holds {
      { "民营经营主体在册总量达463.2万户。", { business_total = false } },
      { "限额以上消费品零售额增长4.3%。", { retail_sales_growth = false } },
      { "对东盟进出口额612.4亿元、增长24.1%。", { trade_total = false, trade_growth = false } },
      { "服务贸易出口达890亿元、增长9.1%。", { export_growth = false } },
      { "主要入江支流断面水质优Ⅲ比例达100%。", { good_water_share = false } },
      { "省控断面Ⅰ—Ⅲ类水质比例达97.6%。", { good_water_share = false } },
      { "国控断面Ⅳ类水质比例达2.4%。", { good_water_share = false } },
    }
  end)
end)
