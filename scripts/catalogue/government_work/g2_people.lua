-- What people have of it: jobs, incomes, towns, schools, health, pensions.

-- The ways in which the growth of a noun is told: by itself, after its value, in a list that 分别 or the order
-- distributes, once for all of a list.
local function growth(noun)
  local own = "<本地> " .. noun
  return {
    own .. " <增> <数>", own .. " <值> <另> <增> <数>", own .. " <首> <数>", "<他> " .. noun .. " <次> <数>",
    "<他他> " .. noun .. " <末> <数>",
    own .. " <值> <并值> <对增> <数> <并> <另数> <两>", "<他值> " .. noun .. " <值> <另> <对增> <另数> <并> <数> <两>",
    own .. " <并他> <增> <数> <并> <另数> <两>", "<他> " .. noun .. " <增> <另数> <并> <数> <两>",
    own .. " <并> [^分别]…{1,24} <都> <数> <两>", "(<他>|<他他>) " .. noun .. " (<并> [^分别]…{1,24})? <都> <数> <两>",
  }
end

-- Of two growths the first is none of the noun that stands right before them.
local function second(noun)
  return "<本地> " .. noun .. " <值> <另> <增> <数> <并> <另数>"
end

-- The ways in which an amount per head is told: directly, by its two ends, in a list of two.
local function amount(noun)
  return { noun .. " <值> <数>", noun .. " <由至> <数>", noun .. " <并他> (<时>)? 分别 <达> <数> <并> <另数> <两>",
    "<他> " .. noun .. " (<时>)? 分别 <达> <另数> <并> <数> <两>" }
end

local function with(list, more)
  for _, one in ipairs(more) do list[#list + 1] = one end
  return list
end

local ALL = "(全体)? (常住)? 居民 (人均)? (可支配)? 收入"
local TOWN = "(城镇|城市) (常住)? 居民 (家庭)? (人均)? (可支配)? 收入"
local RURAL = "(农村|农牧区) (常住)? (居民|农牧民|农民) (家庭)? (人均)? (可支配)? 收入"
-- Town and country in one breath: 城乡居民、城镇和农村居民、城镇居民、农村居民.
local BOTH = "(城乡 (常住)? 居民|(城镇|城市) (常住)? (居民)? (人均可支配收入)? <并> (农村|农牧区) (常住)? (居民|农牧民)) (家庭)? (人均)?"
  .. " (可支配)? 收入"

local REAL = { { "实际 (分别)? (增长|提高|上升|增加) (了|约)? <数>", "实际", "in real terms" },
  { "实际 (分别)? (增长|提高|上升|增加) (了|约)? <另数> <并> <数>", "实际", "in real terms" },
  { "<扣> <比> (分别)? <增> <数>", "实际", "in real terms" },
  { "<扣> <比> (分别)? <增> <另数> <并> <数>", "实际", "in real terms" } }

-- Places that are said to be of one sort, before or behind their number.
local function places(sorts)
  local list = {}
  for _, sort in ipairs(sorts) do
    for _, find in ipairs { sort[1] .. " …{0,12} (学位|托位) …{0,4} <数>",
      "<数> …{0,4} " .. sort[1] .. " …{0,10} (学位|托位)" } do
      list[#list + 1] = { find, sort[2], sort[3] }
    end
  end
  return list
end

-- A rate of one day or month is no mean of the year.
local YEAR_END = "(年末|年底|期末|12月末|12月底|12月份|12月)"

return {
  {
    id = "urban_jobs_new", part = "民生", zh = "城镇新增就业", en = "new urban jobs",
    definition = "报告年度城镇新增就业人数；年度任务、累计和多年的不取。",
    unit = { "人", "个" }, polarity = 1, levels = "省市县",
    find = { "(城镇新增|新增城镇) 就业 (人数|岗位|人口)? <达> <数>", "<数> …{0,2} 城镇新增就业" },
    unless = { "任务 …{0,2} <数>", "<数> …{0,4} (任务|目标)", "计划 的? …{0,4} <数>", "高于 …{0,8} <数>" },
    confused_with = { "rural_workers_moved" },
    tests = {
      hit = { { "城镇新增就业62.2万人，高校毕业生去向落实率保持领先。", 622000 }, { "新增城镇就业20.1万人。", 201000 },
        { "城镇新增就业超143万人、超额完成国家下达的110万人年度任务。", 1430000 } },
      miss = { "农村劳动力转移就业155万人。", "今年，城镇新增就业60万人以上。", "超额完成城镇新增就业110万人的年度任务。",
        "城镇新增就业连续4年超过90万人。", "五年来，城镇新增就业累计320万人。" },
    },
  },
  {
    id = "rural_workers_moved", part = "民生", zh = "农村劳动力转移就业", en = "rural workers in jobs elsewhere",
    definition = "报告年度农村（农牧区）劳动力转移就业人数、人次，单位分记。",
    unit = { "人", "人次" }, polarity = 1, levels = "省市县",
    find = { "(农村劳动力|农牧民|农牧区劳动力|农村富余劳动力) (实现)? 转移就业 (规模|人数)? <达> <数>" },
    unless = { "新增 农村 …{0,10} <数>" },
    confused_with = { "urban_jobs_new" },
    tests = { hit = { { "农村劳动力转移就业295.56万人。", 2955600 } }, miss = { "城镇新增就业23.35万人。", "新增农村劳动力转移就业5.6万人。",
      "农村劳动力转移就业收入增长8%。" } },
  },
  {
    id = "urban_unemployment", part = "民生", zh = "城镇调查失业率", en = "surveyed urban unemployment",
    definition = "报告年度城镇调查失业率（平均值），%；年末、某月的和登记失业率另计。",
    unit = "%", polarity = -1, levels = "省市县", kind = { "percent", "rate-change" },
    find = { "城镇调查失业率 (全年|年度)? (平均值|均值|平均)? (为)? <达> <数>",
      "城镇 (新增)? 就业 …{0,6} <另数> (、|，) 调查失业率 <达> <数>",
      "<本地> 城镇调查失业率 <并> [^、|和|及|与|分别]…{2,14} 分别 <达> <数> <并> <另数> <两>" },
    unless = { "(低于|高于|下降|上升) …{0,4} <数>", YEAR_END .. " …{0,6} 城镇调查失业率 <达> <数>",
      "城镇调查失业率 " .. YEAR_END .. " <达> <数>" },
    doubt = { { "<并> [^、|和|及|与|分别]…{2,14} 分别 控制在 <数> <并> <另数>", "“控制在”之数，是上限" } },
    confused_with = { "registered_unemployment", "urban_unemployment_year_end" },
    tests = {
      hit = { { "城镇调查失业率4.1%左右。", 4.1 }, { "城镇调查失业率平均为5.3%。", 5.3 }, { "城镇调查失业率均值5.2%。", 5.2 },
        { "城镇调查失业率、居民消费价格涨幅分别控制在5.4%和2.1%以内。", 5.4 },
        { "城镇调查失业率、居民消费价格涨幅分别为5.4%和2.1%。", 5.4 } },
      miss = { "城镇登记失业率3.9%。", "今年城镇调查失业率5.5%左右。", "城镇调查失业率低于全国0.6个百分点。", "城镇调查失业率同比降低0.3%。", "年末全省城镇调查失业率降到5.3%。",
        "城镇调查失业率年底降至5.1%。", "12月份城镇调查失业率为5.2%。",
        "登记失业率、城镇调查失业率和居民消费价格涨幅分别为3.4%、5.4%、2.1%。" },
    },
  },
  {
    id = "urban_unemployment_year_end", part = "民生", zh = "年末城镇调查失业率",
    en = "surveyed urban unemployment at the end of the year",
    definition = "报告年度年末（十二月）城镇调查失业率，%；全年平均值另计。",
    unit = "%", polarity = -1, levels = "省市县", kind = "percent",
    find = { YEAR_END .. " …{0,6} 城镇调查失业率 <达> <数>", "城镇调查失业率 " .. YEAR_END .. " <达> <数>" },
    confused_with = { "urban_unemployment" },
    tests = {
      hit = { { "年末全省城镇调查失业率降到5.3%。", 5.3 }, { "城镇调查失业率年底降至5.1%。", 5.1 } },
      miss = { "城镇调查失业率5.2%。", "年末常住人口400万人，城镇调查失业率平均为5.3%。" },
    },
  },
  {
    id = "registered_unemployment", part = "民生", zh = "城镇登记失业率", en = "registered urban unemployment",
    definition = "报告年度城镇登记失业率，%。",
    unit = "%", polarity = -1, levels = "省市县", kind = "percent", find = { "登记失业率 <达> <数>" },
    confused_with = { "urban_unemployment" },
    tests = { hit = { { "城镇登记失业率4.1%。", 4.1 } }, miss = { "城镇调查失业率5.2%。" } },
  },
  {
    id = "income", part = "民生", zh = "居民人均可支配收入", en = "disposable income per head",
    definition = "报告年度全体居民人均可支配收入，元。",
    unit = "元", polarity = 1, level = true, levels = "省市县", kind = "money",
    find = with(amount("<本地> " .. ALL), { "<本地> " .. ALL .. " <增> <另> <值> <数>" }),
    confused_with = { "urban_income", "rural_income" },
    tests = { hit = { { "居民人均可支配收入达到8.8万元、增长4.2%。", 88000 } }, miss = { "农村居民人均可支配收入2.4万元。" } },
  },
  {
    id = "income_growth", part = "民生", zh = "居民人均可支配收入增长率", en = "growth of disposable income per head",
    definition = "报告年度全体居民人均可支配收入的增长，%，名义或实际依报告；城镇、农村的另计。",
    unit = "%", polarity = 1, levels = "省市县", kind = "rate-change", find = growth(ALL),
    unless = { second(ALL) }, basis = REAL,
    confused_with = { "urban_income_growth", "rural_income_growth" },
    tests = {
      hit = { { "全体居民人均可支配收入增长5.5%、居全国第六。", 5.5 }, { "居民人均可支配收入达到8.8万元、增长4.2%。", 4.2 },
        { "全国居民人均可支配收入实际增长8%。", 8 } },
      miss = { "城乡居民人均可支配收入分别增长4.7%、6.6%。", "农村居民人均可支配收入增长6.7%。", "居民收入增长与经济增长同步。",
        "全体居民人均可支配收入年均增长5.1%。", "脱贫县农村居民人均可支配收入增长7%。" },
    },
  },
  {
    id = "urban_income", part = "民生", zh = "城镇居民人均可支配收入", en = "disposable income per head in towns",
    definition = "报告年度城镇居民人均可支配收入，元。",
    unit = "元", polarity = 1, level = true, levels = "省市县", kind = "money",
    find = with(amount(TOWN), { "<本地> " .. BOTH .. " (分别)? <达> <数> <并> <另数>" }),
    confused_with = { "income", "rural_income" },
    tests = { hit = { { "城乡居民人均可支配收入分别达6.6万元和3.2万元。", 66000 } }, miss = { "农村居民人均可支配收入3.2万元。" } },
  },
  {
    id = "urban_income_growth", part = "民生", zh = "城镇居民人均可支配收入增长率", en = "growth of incomes in towns",
    definition = "报告年度城镇居民人均可支配收入的增长，%；“城乡居民分别增长”按次序取第一个。",
    unit = "%", polarity = 1, levels = "省市县", kind = "rate-change",
    find = with(growth(TOWN), { BOTH .. " <分别> <数>", BOTH .. " (分别)? <达> <另数> <并> <另> <分别> <数>" }),
    unless = { second(TOWN) }, basis = REAL, confused_with = { "income_growth", "rural_income_growth" },
    tests = {
      hit = { { "城乡居民人均可支配收入分别增长4.6%、6.7%。", 4.6 }, { "城镇居民、农村居民人均可支配收入分别增长4.6%、6.7%。", 4.6 },
        { "城镇常住居民人均可支配收入增长4.4%。", 4.4 } },
      miss = { "农村居民人均可支配收入增长6.7%。", "居民人均可支配收入增长5%。" },
    },
  },
  {
    id = "rural_income", part = "民生", zh = "农村居民人均可支配收入", en = "disposable income per head in the country",
    definition = "报告年度农村居民人均可支配收入，元；脱贫地区、低收入农户的不取。",
    unit = "元", polarity = 1, level = true, levels = "省市县", kind = "money",
    find = with(amount("<本地> " .. RURAL), { "<本地> " .. BOTH .. " (分别)? <达> <另数> <并> <数>" }),
    confused_with = { "income", "urban_income" },
    tests = { hit = { { "城乡居民人均可支配收入分别达6.6万元和3.2万元。", 32000 } }, miss = { "城镇居民人均可支配收入6.6万元。" } },
  },
  {
    id = "rural_income_growth", part = "民生", zh = "农村居民人均可支配收入增长率", en = "growth of incomes in the country",
    definition = "报告年度农村居民人均可支配收入的增长，%；“城乡居民分别增长”按次序取第二个；脱贫地区的不取。",
    unit = "%", polarity = 1, levels = "省市县", kind = "rate-change",
    find = with(growth(RURAL), { BOTH .. " <分别> <另数> <并> <数>",
      BOTH .. " (分别)? <达> <另数> <并> <另> <分别> <另数> <并> <数>",
      "<本地> " .. TOWN .. " <增> <另数> 、 " .. RURAL .. " <增> <数>" }), unless = { second(RURAL) }, basis = REAL,
    confused_with = { "income_growth", "urban_income_growth" },
    tests = {
      hit = { { "城乡居民人均可支配收入分别增长4.6%、6.7%。", 6.7 }, { "城镇、农村居民人均可支配收入分别增长4.8%、7%。", 7 },
        { "农村居民人均可支配收入增长6.7%左右，增速比城镇居民高2.4个百分点。", 6.7 },
        { "城镇、农村居民人均可支配收入达到42300元、21800元，分别增长4.5%、6.5%。", 6.5 } },
      miss = { "脱贫县农村居民人均可支配收入增长7%左右。", "城镇居民人均可支配收入增长4.4%。" },
    },
  },
  {
    id = "income_ratio", part = "民生", zh = "城乡居民收入比", en = "incomes in towns to those in the country",
    definition = "城镇居民人均可支配收入与农村的比（倍差），农村为1。",
    unit = ":1", polarity = -1, level = true, levels = "省市县",
    find = { "城乡居民 (人均可支配)? 收入 (比|之比|比值|倍差|差距) …{0,6} <数>" },
    confused_with = { "urban_income" },
    tests = { hit = { { "城乡居民收入比缩小至2.04:1。", 2.04 } }, miss = { "城乡居民收入分别增长4.4%、7.1%。" } },
  },
  {
    id = "urbanization_rate", part = "区域", zh = "常住人口城镇化率", en = "urbanization rate",
    definition = "报告年度末常住人口城镇化率，%；户籍人口城镇化率不取。",
    unit = "%", polarity = 1, level = true, levels = "省市县", kind = "percent",
    find = { "<本地> (常住人口)? 城镇化 率 <达> <数>", "常住人口城镇化率 <达> <数>", "<本地> (常住人口)? 城镇化 率 <由至> <数>",
      "城镇化率 <比> (提高|上升|提升|增加) <另数> (、|，) (达到|达) <数>" }, unless = { "户籍人口城镇化率 …{0,6} <数>" },
    confused_with = { "livelihood_share" },
    tests = { hit = { { "城镇化率达68.2%，高于全国平均水平。", 68.2 },
      { "常住人口城镇化率提高1.2个百分点，达到61.5%。", 61.5 },
      { "五年来，城镇化率从52.6%提高到58.5%。", 58.5, year = 2017 } },
      miss = { "城镇化率从52.6%提高到58.5%。", "户籍人口城镇化率达48%。", "城镇化率提高0.8个百分点。" } },
  },
  {
    id = "livelihood_share", part = "财政", zh = "民生支出占一般公共预算支出比重", en = "share of livelihood in expenditure",
    definition = "报告年度民生（类）支出占一般公共预算（财政）支出的比重，%。",
    unit = "%", polarity = 1, levels = "省市县", kind = "percent",
    find = { "民生 (类|重点)? 支出 …{0,10} 占 …{0,12} 支出 (的)? (比重|比例)? <达> <数>", "<数> 的 (一般公共预算|财政) 支出 …{0,4} 民生",
      "(民生支出|财政民生支出) 占比 (保持)? <达> <数>", "民生 (类)? (重点)? 支出 <达> <另> 占 …{0,12} 支出 (的)? (比重|比例)? <达> <数>",
      "民生支出 <达> <另> 占比 <达> <数>", "民生支出 (首次)? (突破|超过|达到) …{1,3} 元 (、|，) 占比 <达> <数>",
      "财政 (支出)? 用于 民生 (领域|事业)? (的)? (比例|比重) <达> <数>",
      "(一般公共预算|财政) 支出 (的)? <数> …{0,3} 用于 (保障|改善)? 民生" },
    unless = { "新增 …{0,6} 支出 (的)? <数>" },
    confused_with = { "urbanization_rate" },
    tests = { hit = { { "民生支出占一般公共预算支出比例76.7%。", 76.7 }, { "76.1%的财政支出用于民生。", 76.1 } },
      miss = { "民生支出增长6.8%。" } },
  },
  {
    id = "school_places_new", part = "民生", zh = "新增学位", en = "new school places",
    definition = "报告年度新增的（公办、基础教育、中小学）学位，个。",
    unit = "个", polarity = 1, levels = "省市县",
    find = { "(新增|增加|提供|扩增|增补) …{0,14} 学位 <达> <数>", "(新增|增加|扩增|增补) <数> …{0,12} 学位",
      "(新增|增加) …{0,14} <另数> <并> …{0,10} 学位 <达> <数>" },
    basis = with(places { { "公办", "公办", "public ones" }, { "义务教育", "义务教育", "compulsory education" },
      { "(中小学|小学|初中)", "中小学", "primary and secondary schools" }, { "高中", "高中", "upper secondary schools" },
      { "(幼儿园|学前教育|公办园|普惠园)", "幼儿园", "kindergartens" } },
      { { "义务教育 学校 <另数> (、|，) (新增|增加) 学位 <达> <数>", "义务教育", "compulsory education" },
        { "提供 …{0,14} 学位 <达> <数>", "提供", "offered, not said to be new" } }),
    confused_with = { "care_places_new" },
    tests = { hit = { { "新增学位7.54万个。", 75400 }, { "新增基础教育公办学位52万个。", 520000 } }, miss = { "新增博士学位授权点12个。",
      "新增9个博士学位授权点。", "新增托位1.6万个。" } },
    unless = { "(授权点|学位点) …{0,6} <数>", "<数> …{0,10} (授权点|学位点)" },
  },
  {
    id = "care_places_new", part = "民生", zh = "新增托位", en = "new nursery places",
    definition = "报告年度新增的（普惠性、公办）托位，个。",
    unit = "个", polarity = 1, levels = "省市县", find = { "新增 …{0,10} 托位 (数)? <达> <数>" },
    basis = places { { "普惠", "普惠", "affordable ones" }, { "公办", "公办", "public ones" } },
    confused_with = { "school_places_new" },
    tests = { hit = { { "新增普惠性托位1.1万个。", 11000 } }, miss = { "新增学位2万个。", "每千人口托位数4.6个。" } },
  },
  {
    id = "life_expectancy", part = "民生", zh = "人均预期寿命", en = "life expectancy",
    definition = "人均预期寿命，岁。",
    unit = "岁", polarity = 1, level = true, levels = "省市县",
    find = { "(人均|居民|平均)? 预期寿命 <达> <数>" },
    basis = { { "户籍 (人口)? …{0,4} 预期寿命 …{0,6} <数>", "户籍人口", "registered people" },
      { "女性 …{0,4} 预期寿命 …{0,6} <数>", "女性", "women" }, { "男性 …{0,4} 预期寿命 …{0,6} <数>", "男性", "men" },
      { "健康 预期寿命 …{0,6} <数>", "健康预期寿命", "years in good health" } },
    confused_with = { "income" },
    tests = { hit = { { "人均预期寿命达到78.5岁。", 78.5 } }, miss = { "百岁老人增加到35岁。" } },
  },
  {
    id = "medical_insurance_rate", part = "民生", zh = "基本医保参保率", en = "share of people in medical insurance",
    definition = "基本医疗保险参保率，%。",
    unit = "%", polarity = 1, level = true, levels = "省市县", kind = "percent",
    find = { "基本 (医疗保险|医保) …{0,6} (参保率|覆盖率|参保覆盖率) …{0,4} <数>",
      "养老 (保险)? <并> 基本 (医疗|医保) (保险)? (参保率|覆盖率) (分别)? (稳定|保持)? <达> <另数> <并> <数> <两>" },
    unless = { "养老 (保险)? 、 基本 (医疗|医保) …{0,16} <数>" }, confused_with = { "pension_insured" },
    basis = { { "居民 基本 (医疗保险|医保) …{0,14} <数>", "城乡居民", "residents without employment" } },
    tests = {
      hit = { { "基本医保参保率稳定在95%以上。", 95 }, { "基本养老、基本医疗保险参保率稳定在98%和95%以上。", 95 } },
      miss = { "基本养老保险参保率达到98%。", "基本养老保险参保率稳定在98%、基本医疗保险全面覆盖。" },
    },
  },
  {
    id = "pension_insured", part = "民生", zh = "基本养老保险参保人数", en = "people in the basic pension insurance",
    definition = "参加基本养老保险的人数。",
    unit = "人", polarity = 1, level = true, levels = "省市县",
    find = { "基本养老保险 (参保)? (人数)? <达> <数>", "(参加)? 基本养老保险 …{0,4} 参保 (人数)? <达> <数>",
      "基本养老保险 (参保)? (人数)? (增加|净增) <另> (覆盖|达到|达) <数>" },
    unless = { "新增 …{0,4} <数>", "惠及 …{0,4} <数>" },
    basis = { { "居民 基本养老保险 …{0,10} <数>", "城乡居民", "residents without employment" },
      { "职工 基本养老保险 …{0,10} <数>", "职工", "employees" } },
    confused_with = { "medical_insurance_rate" },
    tests = { hit = { { "基本养老保险参保人数达到3120万人。", 31200000 } }, miss = { "企业职工基本养老保险新增参保85.6万人。" } },
  },
}
