-- The second kind: indicators of government work reports as data of their own. An invented report
-- of an invented province, invented sentences, and what holds between the kinds.

local catalogue = require "fazhi.catalogue"
local document = require "fazhi.document"
local figure = require "fazhi.figure"
local indicator = require "fazhi.indicator"
local path = require "fazhi.path"
local timing = require "fazhi.timing"

local REPORT = "tests/fixtures/work_reports/云岭省_2025.txt"

-- What a work report of `year` says in one sentence: { id = value }, and the reasons of what is refused.
local function observe(body, year, heading)
  local sections = heading and { { heading = heading, level = 1, parent = 0, start = 1, stop = #body } } or nil
  local figures = figure.find(body, { first = 1, last = #body, sections = sections })
  local found, refused = indicator.observe(body, figures,
    { sections = sections, meta = { kind = "government_work", year = year } })
  local values, reasons = {}, {}
  for _, one in ipairs(found) do values[one.indicator] = one end
  for _, one in ipairs(refused) do reasons[one.indicator] = one.reason end
  return values, reasons
end

local function value(body, id, year, heading)
  local one = observe(body, year, heading)[id]
  return one and one.value
end

describe("a work report", function()
  local doc = assert(document.read(REPORT))
  local seen = {}
  for _, one in ipairs(doc.observations) do
    seen[one.indicator] = seen[one.indicator] or {}
    table.insert(seen[one.indicator], one)
  end

  -- id, value, unit, bound.
  local told = {
    { "gdp", 2418060000000, "元", "exact" }, { "gdp_growth", 5.3, "%", "exact" },
    { "grain_output", 61000000000, "斤", "at_least" },
    { "industry_growth", 7.2, "%", "exact" }, { "services_growth", 5.1, "%", "exact" },
    { "retail_sales_growth", 4.8, "%", "exact" }, { "investment_growth", 3.6, "%", "exact" },
    { "private_investment_growth", 5.9, "%", "exact" }, { "trade_total", 300000000000, "元", "at_least" },
    { "trade_growth", 12.4, "%", "exact" }, { "fiscal_revenue", 198630000000, "元", "exact" },
    { "fiscal_revenue_growth", 4.1, "%", "exact" }, { "cpi_growth", 0.2, "%", "exact" },
    { "urban_jobs_new", 468000, "人", "exact" },
    { "urban_unemployment", 5.2, "%", "exact" }, { "income", 34000, "元", "exact" },
    { "income_growth", 5.6, "%", "exact" },
    { "urban_income_growth", 4.7, "%", "exact" }, { "rural_income_growth", 6.9, "%", "exact" },
    { "school_places_new", 86000, "个", "exact" }, { "care_places_new", 12000, "个", "exact" },
    { "livelihood_share", 77.4, "%", "exact" }, { "urbanization_rate", 58.3, "%", "exact" },
    { "new_energy_capacity", 52600000, "千瓦", "exact" }, { "energy_intensity_fall", 3.4, "%", "about" },
    { "pm25", 21.6, "微克", "exact" }, { "good_air_share", 96.2, "%", "exact" },
    { "good_water_share", 98.1, "%", "exact" },
    { "gdp_per_capita", 50000, "元", "at_least" }, { "business_new", 210000, "户", "exact" },
    { "business_total", 3980000, "户", "exact" }, { "expressway_length", 7000, "公里", "at_least" },
    { "high_speed_rail_length", 1860, "公里", "exact" }, { "rd_intensity", 2.1, "%", "about" },
    { "tech_contracts", 41200000000, "元", "exact" }, { "hightech_enterprises", 5600, "家", "exact" },
    { "farmland_built", 2860000, "亩", "exact" }, { "rural_workers_moved", 9800000, "人", "at_least" },
  }

  it("is known and is of the year before its delivery", function()
    assert.equal("government_work", doc.meta.kind)
    assert.equal(2024, doc.meta.year)
  end)

  for _, one in ipairs(told) do
    it("tells " .. one[1] .. " once, with unit and bound", function()
      local found = assert(seen[one[1]], "not observed")
      assert.equal(1, #found)
      assert.same({ one[2], one[3], one[4] }, { found[1].value, found[1].unit, found[1].bound })
    end)
  end

  it("tells nothing else", function()
    assert.equal(#told, #doc.observations)
  end)

  it("leads back from every value to its figure", function()
    for _, one in ipairs(doc.observations) do
      assert.equal(doc.figures[one.figure].raw, doc.body:sub(one.start, one.stop))
    end
  end)

  it("says what it refused as goals and as of other times", function()
    local reasons = {}
    for _, one in ipairs(doc.refused_observations) do
      reasons[one.reason] = reasons[one.reason] or {}
      reasons[one.reason][one.indicator] = one.value
    end
    assert.equal(5.5, reasons["计划或目标"].gdp_growth)
    assert.equal(6200, reasons["计划或目标"].hightech_enterprises)
    assert.equal(2000000, reasons["计划或目标"].farmland_built)
    assert.equal(2260000, reasons["多年"].urban_jobs_new)
    assert.equal(3500000000000, reasons["2030年"].gdp)
  end)
end)

describe("a goal", function()
  it("is none of the year's values, by its words or by its section", function()
    for _, body in ipairs {
      "今年发展主要预期目标是：地区生产总值增长5%左右。", "力争全省地区生产总值增长6%。", "明年地区生产总值增长6%。",
      "2025年，地区生产总值增长6%。",
    } do
      local values, reasons = observe(body, 2024)
      assert.is_nil(values.gdp_growth, body)
      assert.equal("计划或目标", reasons.gdp_growth, body)
    end
    assert.is_nil(value("地区生产总值增长5.5%。", "gdp_growth", 2024, "2025年工作安排"))
    assert.equal(5.5, value("地区生产总值增长5.5%。", "gdp_growth", 2024, "2024年工作回顾"))
  end)

  it("turns all that follows into goals, but for what is said of the year before", function()
    local body = "全年地区生产总值增长5.3%。\n今年发展的预期目标是：\n粮食产量600亿斤以上。\n城镇新增就业42万人。\n"
      .. "过去一年，工作有成绩。居民消费价格上涨0.4%。\n"
    local values = observe(body, 2024)
    assert.equal(5.3, values.gdp_growth.value)
    assert.equal(0.4, values.cpi_growth.value)
    assert.is_nil(values.grain_output)
    assert.is_nil(values.urban_jobs_new)
  end)

  it("is not what is only expected", function()
    local one = observe("预计全市地区生产总值增长5.2%。", 2024).gdp_growth
    assert.same({ 5.2, "about", "预计", "annual" }, { one.value, one.bound, one.note, one.period })
    one = observe("预计地区生产总值增长3.5%以上。", 2024).gdp_growth
    assert.equal("at_least", one.bound)
    one = observe("预计地区生产总值增长5%，粮食产量80亿斤。", 2024).grain_output
    assert.same({ "exact", "前文“预计”" }, { one.bound, one.note })
    assert.is_nil(observe("地区生产总值预计增长5%，粮食产量80亿斤。", 2024).grain_output.note)
    one = observe("初步统计，地区生产总值增长5.2%。", 2024).gdp_growth
    assert.same({ "exact", "初步统计" }, { one.bound, one.note })
  end)
end)

describe("a part", function()
  it("is no total where the other part is told beside it", function()
    local one = observe("新建高标准农田95万亩、改造提升43万亩。", 2024).farmland_built
    assert.same({ 950000, 0.4 }, { one.value, one.score })
    assert.equal(1, observe("新建、改造高标准农田95万亩。", 2024).farmland_built.score)
  end)
end)

describe("a figure of another time", function()
  -- sentence, reason
  local cases = {
    { "五年来，地区生产总值增长31%。", "多年" }, { "“十四五”期间全省地区生产总值增长22%。", "多年" },
    { "近年来，基础夯实，地区生产总值增长22%。", "多年" }, { "地区生产总值年均增长6.1%。", "多年" },
    { "地区生产总值连续三年增长6%以上。", nil }, { "2023年，地区生产总值增长5.1%。", "2023年" },
    { "一九八四年，地区生产总值增长14%。", "1984年" }, { "2024年，地区生产总值比2020年增长25%。", nil },
    { "与2020年相比，地区生产总值增长25%。", "比2020年" }, { "上半年地区生产总值增长4.9%。", "多年" },
  }
  for _, case in ipairs(cases) do
    it("is refused: " .. case[1], function()
      local values, reasons = observe(case[1], 2024)
      assert.is_nil(values.gdp_growth)
      assert.equal(case[2], reasons.gdp_growth)
    end)
  end

  it("is refused where so many years have the new jobs", function()
    local values, reasons = observe("五年城镇新增就业4500万人。", 2010)
    assert.same({ nil, "多年" }, { values.urban_jobs_new, reasons.urban_jobs_new })
    assert.equal(45000000, value("2010年城镇新增就业4500万人。", "urban_jobs_new", 2010))
  end)

  it("is none of the year whose prices it is told in", function()
    assert.equal(14, value("按2005年价格计算，地区生产总值增长14%。", "gdp_growth", 2010))
  end)

  it("gives way to the year that is named after it", function()
    assert.equal(5.8, value("“十四五”以来，全省地区生产总值连跨4个千亿台阶，2024年达到1.3万亿元、增长5.8%。", "gdp_growth", 2024))
    assert.equal(7.8, value("五年来，发展很快。去年，国内生产总值增长7.8%。", "gdp_growth", 2024))
    assert.is_nil(value("2024年开局良好。2023年，国内生产总值增长7.8%。", "gdp_growth", 2024))
  end)

  it("is not what another clause says of several years", function()
    assert.equal(85000000000, value("粮食单产连续3年居首位，粮食总产量达到850亿斤。", "grain_output", 2024))
    assert.equal(2.6, value("粮食总产达615亿斤、创近五年新高；一般公共预算收入增长2.6%。", "fiscal_revenue_growth", 2024))
  end)

  it("is not the origin of a change", function()
    assert.is_nil(value("城镇化率由52.1%提高到58.3%。", "urbanization_rate", 2024))
    assert.is_nil(value("地区生产总值从2.1万亿元增加到3.1万亿元。", "gdp", 2024))
  end)

  it("is one of the year where a review of several years tells the level reached in it", function()
    local one = observe("五年来，我们攻坚克难，国内生产总值达到39.8万亿元，年均增长11.2%。", 2010).gdp
    assert.same({ 39800000000000, "多年回顾，截至2010年所达", 0.8 }, { one.value, one.note, one.score })
    one = observe("高速公路通车里程超过12万公里。", 2015, "一、过去五年工作回顾").expressway_length
    assert.same({ 120000000 / 1000, "多年回顾，截至2015年所达" }, { one.value, one.note })
    one = observe("“十二五”时期，森林覆盖率提高到21.7%。", 2015).forest_cover
    assert.same({ 21.7, "多年回顾，截至2015年所达" }, { one.value, one.note })
    local seen = observe("五年累计，转移农村人口8463万人。城镇化率由45.9%提高到52.6%，公共财政收入从5.1万亿元增加到11.7万亿元。", 2012)
    assert.same({ 52.6, 11700000000000 }, { seen.urbanization_rate.value, seen.fiscal_revenue.value })
  end)

  it("is none of the year where a review tells a sum, a mean, a plan or no year to end with", function()
    for _, case in ipairs { { "五年来，地区生产总值累计达到9万亿元。", 2024 },
      { "“十四五”时期，地区生产总值突破3万亿元。", 2020 }, { "“十三五”时期，地区生产总值突破3万亿元。", 2021 },
      { "五年来，地区生产总值达到3万亿元。" }, { "五年来，城镇新增就业达到300万人。", 2024, id = "urban_jobs_new" },
      { "五年来，地区生产总值共达3万亿元。", 2024 }, { "五年累计，地区生产总值达到9万亿元。", 2024 },
      { "“十三五”时期，地区生产总值从2万亿元增加到3万亿元。", 2021 } } do
      local values, reasons = observe(case[1], case[2])
      assert.is_nil(values[case.id or "gdp"], case[1])
      assert.equal("多年", reasons[case.id or "gdp"], case[1])
    end
  end)

  it("leads the items of a list", function()
    local body = "过去五年，成绩来之不易。\n——经济稳中有进。地区生产总值增长31%。\n——民生改善。城镇新增就业260万人。\n"
    local values, reasons = observe(body, 2024)
    assert.same({}, values)
    assert.equal("多年", reasons.urban_jobs_new)
    body = "去年，成绩来之不易。\n——经济稳中有进。地区生产总值增长5.1%。\n"
    assert.equal(5.1, value(body, "gdp_growth", 2024, "过去五年工作回顾"))
  end)

  it("is doubtful under a heading of one year and of several", function()
    local one = observe("建成高标准农田4500万亩。", 2024, "一、过去一年和五年工作回顾").farmland_built
    assert.is_true(one.score < 0.5)
    assert.equal("一年或多年不明", one.note)
  end)
end)

describe("a threshold", function()
  it("is a bound, never the value itself", function()
    for body, bound in pairs {
      ["地区生产总值突破2万亿元大关。"] = "at_least", ["地区生产总值迈上2万亿元新台阶。"] = "at_least",
      ["经济总量跨上2万亿元台阶。"] = "at_least", ["地区生产总值站稳2万亿元台阶。"] = "at_least",
      ["地区生产总值超过2万亿元。"] = "at_least", ["地区生产总值达到2万亿元。"] = "exact",
      ["地区生产总值接近2万亿元。"] = "at_most", ["地区生产总值约2万亿元。"] = "about",
    } do
      local one = observe(body, 2024).gdp
      assert.same({ 2000000000000, bound }, { one.value, one.bound }, body)
    end
  end)
end)

describe("a threshold and the value that passed it", function()
  it("tell the value", function()
    local one = observe("地区生产总值突破2万亿元大关、达到2.14万亿元，增长5.5%。", 2024)
    assert.same({ 2140000000000, "exact" }, { one.gdp.value, one.gdp.bound })
    assert.equal(5.5, one.gdp_growth.value)
    assert.equal(8184, value("高速公路总里程突破8000公里、达8184公里。", "expressway_length", 2024))
  end)
end)

describe("a list in order", function()
  it("gives each noun its own growth", function()
    local values = observe("社会消费品零售总额、固定资产投资、进出口总额分别增长4%、3%、-2%。", 2024)
    assert.equal(4, values.retail_sales_growth.value)
    assert.equal(3, value("社会消费品零售总额、固定资产投资分别增长4%、3%。", "investment_growth", 2024))
    assert.equal(6.7, value("城镇居民、农村居民人均可支配收入分别增长4.6%、6.7%。", "rural_income_growth", 2024))
    assert.equal(4.6, value("城乡居民人均可支配收入分别增长4.6%、6.7%。", "urban_income_growth", 2024))
    assert.is_nil(value("城乡居民人均可支配收入分别增长4.6%、6.7%。", "income_growth", 2024))
    local told = observe("城镇、农村居民人均可支配收入达到42300元、21800元，分别增长4.5%、6.5%。", 2024)
    assert.same({ 42300, 21800, 4.5, 6.5 }, { told.urban_income.value, told.rural_income.value,
      told.urban_income_growth.value, told.rural_income_growth.value })
  end)
end)

describe("the kinds", function()
  it("each have their catalogue, by their own file", function()
    assert.equal("government_work", indicator.of("government_work").folder)
    assert.equal("rule_of_law", indicator.of("rule_of_law").folder)
    assert.equal("rule_of_law", indicator.of("other").folder)
    assert.is_nil(indicator.of("info_disclosure"))
    assert.is_nil(indicator.of("nothing"))
  end)

  it("have no id in common, and each entry knows its kind", function()
    local seen = {}
    for _, cat in ipairs(indicator.all()) do
      for _, one in ipairs(cat.entries) do
        assert.is_nil(seen[one.id], one.id)
        assert.equal(cat.folder, one.catalogue)
        seen[one.id] = true
      end
    end
    assert.equal("rule_of_law", indicator.all()[1].folder)
  end)

  it("are observed apart", function()
    local body = "全省受理行政复议案件80件。地区生产总值增长5%。"
    local figures = figure.find(body, { first = 1, last = #body })
    local function ids(kind)
      local list = {}
      local seen = indicator.observe(body, figures, { meta = { kind = kind } })
      for i, one in ipairs(seen) do list[i] = one.indicator end
      return list
    end
    assert.same({ "gdp_growth" }, ids "government_work")
    assert.same({ "review_accepted" }, ids "rule_of_law")
  end)

  it("are told apart by any indicator's id or Chinese name", function()
    local one, cat = indicator.find "城镇新增就业"
    assert.same({ "urban_jobs_new", "government_work" }, { one.id, cat.folder })
    assert.equal("rule_of_law", indicator.find("review_accepted").catalogue)
    assert.is_nil(indicator.find "no_such_indicator")
  end)

  it("refuse an id that another kind has", function()
    local files = catalogue.files
    catalogue.files = function(dir) ---@diagnostic disable-line
      local list = files(dir)
      if dir ~= "catalogue/government_work" then return list end
      local more = table.move(list, 1, #list, 1, {})
      more[#more + 1] = { name = "mine", file = "mine.lua",
        value = { { id = "review_accepted", zh = "甲", find = "甲 <数>" } } }
      return more
    end
    indicator.forget()
    local ok, problem = pcall(indicator.all)
    catalogue.files = files
    indicator.forget()
    assert.is_false(ok)
    assert.is_truthy(tostring(problem.message or problem):find("mine.lua: review_accepted", 1, true))
  end)

  it("take in an indicator of one's own", function()
    indicator.define { id = "own_tourists", zh = "游客", unit = "人次", catalogue = "government_work",
      find = "<本地> 接待 游客 <达> <数>" }
    assert.equal(120000000, value("全省接待游客达到1.2亿人次。", "own_tourists", 2024))
    assert.is_nil(indicator.load().by_id.own_tourists)
    indicator.forget()
  end)
end)

-- Files of the user's own, as they would lie in ~/.config/fazhi.
describe("the year of a work report", function()
  local function meta_of(title, ...)
    return assert(document.decode(title .. "\n" .. table.concat({ ... }, "\n") .. "\n", { path = "report.txt" })).meta
  end

  it("is the one before it was delivered", function()
    local meta = meta_of("1978年白塔市政府工作报告", "各位代表：", "一九七七年产粮3亿斤。", "一九七八年预计产粮4亿斤，力争更多。",
      "一九七九年计划另行提出。")
    assert.same({ "government_work", 1977, "delivered the year after" },
      { meta.kind, meta.year, meta.evidence.year.note })
  end)

  it("is that in which it was delivered late", function()
    local expected = { "一九七八年预计产粮4亿斤。", "在一九七八年预计修渠3条。" }
    local planned = { "1979年计划草案规定产粮5亿斤。", "1979年的主要任务是修渠3条。" }
    for _, lines in ipairs { expected, planned } do
      local meta = meta_of("1978年白塔市政府工作报告", "各位代表：", table.unpack(lines))
      assert.same({ 1978, "delivered late in it" }, { meta.year, meta.evidence.year.note })
    end
  end)

  it("is told by the day of the meeting", function()
    for month, year in pairs { [1] = 2020, [6] = 2020, [7] = 2021, [12] = 2021 } do
      assert.equal(year, meta_of("政府工作报告", ("2021年%d月9日在白塔市第八届人民代表大会第一次会议上"):format(month), "各位代表：").year)
    end
  end)

  it("is told for one that is printed shortened, too", function()
    local meta = meta_of("2021年白塔市政府工作报告（摘要）", "2020年，产粮3亿斤。")
    assert.same({ "government_work", 2020 }, { meta.kind, meta.year })
    assert.not_equal("government_work", meta_of("2021年白塔市政府工作报告摘要解读", "产粮3亿斤。").kind)
  end)
end)

describe("a kind of one's own", function()
  local user, dir = path.user, nil

  local function write(name, text)
    os.execute(("mkdir -p '%s'"):format((dir .. "/" .. name):match("^(.*)/")))
    local file <close> = assert(io.open(dir .. "/" .. name, "w"))
    file:write(text)
  end

  setup(function()
    dir = os.tmpname()
    os.remove(dir)
    path.user = function() return dir end
    write("catalogue/kinds/budget.lua", [[return { id = "budget", zh = "预算报告", en = "budget report", threshold = 4,
      year = "delivered", signs = { { where = "title", weight = 5, zh = "题名", any = { "预算执行情况" } } } }]])
    write("catalogue/budget/own.lua", [[return { { id = "own_deficit", zh = "赤字", unit = "元", find = "赤字 … <数>",
      tests = { hit = { { "赤字3亿元。", 300000000 } }, miss = { "盈余3亿元。" } } } }]])
    catalogue.forget()
    indicator.forget()
  end)

  teardown(function()
    path.user = user
    os.execute(("rm -rf '%s'"):format(dir))
    catalogue.forget()
    indicator.forget()
  end)

  it("is one file and one folder, and its reports are observed with it alone", function()
    assert.equal("budget", indicator.of("budget").folder)
    assert.equal(0, #select(2, indicator.test(indicator.of "budget")))
    local doc = assert(document.decode("云岭省2024年预算执行情况的报告\n\n全省地区生产总值增长5%，赤字安排120亿元。\n",
      { path = "a.txt" }))
    assert.equal("budget", doc.meta.kind)
    assert.equal(1, #doc.observations)
    assert.same({ "own_deficit", 12000000000 }, { doc.observations[1].indicator, doc.observations[1].value })
  end)
end)

describe("the reader of time", function()
  local reader = timing.new(catalogue.load("government_work/times").words.times)

  it("finds where the report turns to the year to come", function()
    local body = "回顾。\n甲乙丙。\n丁戊。"
    local sections = { { heading = "2024年工作回顾", parent = 0, start = 1 },
      { heading = "2025年重点工作", parent = 0, start = 11 } }
    assert.equal(11, reader:turn(body, sections, 2024))
    assert.equal(math.huge, reader:turn(body, {}, 2024))
    assert.equal(math.huge, reader:turn(body, { { heading = "今年以来工作回顾", parent = 0, start = 1 } }, 2024))
    assert.is_true(reader:turn("一年好。主要预期目标是：增长。", {}, 2024) < math.huge)
  end)

  it("does not need the year of the report", function()
    local body = "2023年，地区生产总值增长"
    local at = { figure = { start = #body + 1 }, body = body, headings = {} }
    assert.is_nil(reader:of(at, math.huge).refused)
  end)

  -- What is remembered of a paragraph is what is read of it up to the figure alone.
  it("tells the same of a figure whatever was read before it", function()
    local long = ("，工作扎实推进"):rep(40)
    local body = "2024年工作\n过去五年，产值增长8%" .. long .. "；2024年，产值增长5%，今年预计增长6%。2023年增长2024年"
      .. "规划的7%，一三年增长9%\n" .. ("甲"):rep(1100) .. "今年增长4%\n去年：\n——产值增长3%" .. long .. "今\n——全年增长2%。"
    local figures = figure.find(body, { first = 1, last = #body })
    assert.is_true(#figures >= 8)
    local shared, reasons = { times = {} }, {}
    for i, one in ipairs(figures) do
      local function time_of(report)
        return reader:of({ figure = one, body = body, headings = { "2024年工作" }, year = 2024, report = report },
          math.huge)
      end
      assert.same(time_of(nil), time_of(shared))
      reasons[i] = time_of(shared).refused or "-"
    end
    assert.is_truthy(table.concat(reasons, " "):find("多年", 1, true))
    assert.is_truthy(table.concat(reasons, " "):find("2023年", 1, true))
    assert.is_truthy(table.concat(reasons, " "):find("-", 1, true))
  end)
end)
