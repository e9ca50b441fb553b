-- What the economy yields: product, prices, industry, services, investment, consumption, trade, revenue.

-- The ways in which the growth of a noun is told: by itself, after its value, in a list that 分别 or the order
-- distributes, once for all of a list.
local function growth(noun)
  local own = "<本地> " .. noun
  return {
    own .. " <增> <数>", own .. " <值> <另> <增> <数>", own .. " <值> <另数> <再达> <另> <增> <数>", own .. " <隔> <另> <增> <数>",
    own .. " <首> <数>", "<他> " .. noun .. " <次> <数>", "<他他> " .. noun .. " <末> <数>",
    own .. " <值> <并值> <对增> <数> <并> <另数> <两>", "<他值> " .. noun .. " <值> <另> <对增> <另数> <并> <数> <两>",
    own .. " <并他> <增> <数> <并> <另数> <两>", "<他> " .. noun .. " <增> <另数> <并> <数> <两>",
    own .. " <并> [^分别]…{1,24} <都> <数> <两>", "(<他>|<他他>) " .. noun .. " (<并> [^分别]…{1,24})? <都> <数> <两>",
    "带动 " .. noun .. " <增> <数> (、|，) (增速)? (位)? (居|列)",
  }
end

-- The ways in which an amount is told: directly, after a threshold that it passed, after its growth.
local function amount(noun)
  local own = "<本地> " .. noun
  return {
    own .. " <值> <数>", own .. " <由至> <数>", own .. " <值> <另数> <再达> <数>", own .. " <隔> <数>", own .. " <增> <另> <值> <数>",
    own .. " <增> <另> (总量|总额|总值|规模) …{2,12} ， (达到|达) <数>",
  }
end

-- A threshold that is followed by the value itself is none.
local THRESHOLD = "<数> <再达> <另数>"

local function with(list, more)
  for _, one in ipairs(more) do list[#list + 1] = one end
  return list
end

local GDP = "((地区|国内)? (生产总值|GDP)|经济总量)"
local REVENUE = "(地方|国家|全国)? (一般公共预算|公共财政|财政) (总)? 收入"
local TRADE = "((外贸|货物|货物贸易|贸易|对外贸易)? 进出口 (贸易)? (总额|总值|额)?|(对外贸易|外贸) 总额)"
local EXPORT = "(外贸|货物|货物贸易)? 出口 (总额|总值|额)?"
local RETAIL = "(社会|全社会) 消费品零售 (总额|额)?"
local INDUSTRY = "(规模以上|规上|规模|全部)? 工业 增加值"
local SERVICES = "(服务业|第三产业|三产) 增加值"
local INVESTMENT = "(全社会)? 固定资产 投资 (完成额)?"

-- The growth in a sentence that speaks of the economy and names no noun: 顶住经济下行压力，…全年增长5%、总量达2万亿元; and
-- that of a sentence that may speak of something else.
local ECONOMY = "经济 …… ^ 全年 <增>"
local NO_ECONOMY = "(民营|数字|海洋|县域|低空|绿色|外贸|出口|投资|消费|旅游|工业|产业|收入) …… ^ 全年 <增>"
-- Growth that is told in another measure than growth of its kind mostly is.
local COMPARABLE = { { "(同口径|可比口径) …{0,6} <数>", "同口径", "on the same base" } }
local IN_DOLLARS = { { "(以|按) 美元 …… <数>", "美元计", "in US dollars" }, { "<数> (以|按) 美元", "美元计", "in US dollars" } }
local REAL = { { "实际 (分别)? (增长|提高|上升|增加) (了|约)? <数>", "实际", "in real terms" },
  { "实际 (分别)? (增长|提高|上升|增加) (了|约)? <另数> <并> <数>", "实际", "in real terms" },
  { "<扣> <比> (分别)? <增> <数>", "实际", "in real terms" },
  { "<扣> <比> (分别)? <增> <另数> <并> <数>", "实际", "in real terms" } }
local NOMINAL = { { "名义 (增长|增速) (了|约|为)? <数>", "名义", "in nominal terms" } }

local change = { kind = "rate-change", unit = "%", polarity = 1, levels = "省市县" }

-- An entry of growth in %, of a noun: of two growths the first is none of the noun that stands right before them.
local function rate(noun, entry)
  for key, value in pairs(change) do
    if entry[key] == nil then entry[key] = value end
  end
  entry.find = with(growth(noun), entry.find or {})
  entry.unless = with({ "<本地> " .. noun .. " <值> <另> <增> <数> <并> <另数>" }, entry.unless or {})
  return entry
end

return {
  {
    id = "gdp", part = "经济", zh = "地区（国内）生产总值", en = "gross domestic (regional) product",
    definition = "报告年度全地区的生产总值，元；市县的、海洋的、人均的、单位能耗的不取，别的年度的不取。",
    unit = "元", polarity = 1, level = true, levels = "省市县", kind = "money",
    find = with(amount(GDP), {
      "<本地> " .. GDP .. " <增> <另> …… ^ 总量 <达> <数>",
      "<本地> " .. GDP .. " …{0,4} <另数> …{0,6} ， …{0,8} 年 <值> <数>",
      "经济规模 (达到|达|进入了?)? <数>", ECONOMY .. " <另> 总量 <达> <数>",
    }),
    unless = { THRESHOLD, NO_ECONOMY .. " <另> 总量 <达> <数>",
      "(数字|海洋|民营|县域|文旅|低空|旅游|平台|临空|核心|绿色) 经济规模 …{0,6} <数>", "<数> (县|市|区|镇|的县|的市|的高基数|的基数)" },
    confused_with = { "gdp_per_capita" },
    tests = {
      hit = {
        { "全省地区生产总值达到31250亿元、增长5.2%。", 3125000000000 },
        { "预计地区生产总值增长6%左右、突破2.1万亿元。", 2100000000000 },
        { "全省地区生产总值增长5.1%，经济总量跨上3万亿元台阶。", 3000000000000 },
        { "地区生产总值增长5.8%、增速全国第4，总量达到30013亿元。", 3001300000000 },
        { "“十四五”以来，全省地区生产总值连跨3个千亿台阶，2024年达到1.2万亿元、增长5.6%。", 1200000000000, year = 2024 },
        { "地区生产总值突破2万亿元、达到2.1万亿元，增长5.5%。", 2100000000000 },
        { "国内生产总值突破3万亿元大关，比上年增长百分之十三点四。", 3000000000000 },
        { "五年来，我们攻坚克难，国内生产总值达到40.5万亿元，年均增长11%。", 40500000000000, year = 2010 },
        { "“十四五”时期，地区生产总值突破3万亿元。", 3000000000000, year = 2025 },
        { "五年来，国内生产总值从54万亿元增加到82.7万亿元，年均增长7.1%。", 82700000000000, year = 2017 },
        { "国内生产总值从1997年的7.4万亿元增加到2002年的10.2万亿元，平均每年增长7.7%。", 10200000000000, year = 2002 },
        { "国内生产总值从26.6万亿元增加到51.9万亿元。", 51900000000000, year = 2012, heading = "一、过去五年工作回顾" },
        { "国内生产总值2000年达81230亿元，平均每年增长7.9%。", 8123000000000, year = 2000 },
      },
      miss = {
        "预计海洋生产总值1.6万亿元左右。", "人均地区生产总值突破8万元。", "生产总值超200亿元县达21个。", "白塔地区生产总值突破2000亿元。",
        { "2023年地区生产总值达到2.9万亿元。", year = 2024 }, { "五年来，地区生产总值累计达到9万亿元。", year = 2024 },
        { "“十四五”时期，地区生产总值突破3万亿元。", year = 2020 }, "五年来，地区生产总值达到3万亿元。",
        { "国内生产总值从1997年的7.4万亿元增加到2002年的10.2万亿元。", year = 2003 }, "今年地区生产总值突破3.2万亿元。",
        "地区生产总值从2.1万亿元增加到3.1万亿元。", "数字经济规模达到1.1万亿元。",
      },
    },
  },
  rate(GDP, {
    id = "gdp_growth", part = "经济", zh = "地区（国内）生产总值增长率", en = "growth of gross domestic product",
    definition = "报告年度生产总值比上年的增长，%；多年的、年均的、比别的年份的、目标不取。",
    find = {
      "<本地> " .. GDP .. " …{0,4} <另数> …{0,6} ， …{0,8} 年 <值> <另> <增> <数>",
      "<本地> " .. GDP .. " (突破|迈上|跨上|超过)? <另> <增> <数>",
      "<本地> 经济 <增> <数>", ECONOMY .. " <数> (、|，) 总量 <达> <另数>",
    },
    unless = { NO_ECONOMY .. " <数> (、|，) 总量 <达> <另数>",
      "(人均|单位|万元|海洋|县域|每万元|占) (地区|国内)? 生产总值 …{0,10} <数>" },
    basis = NOMINAL,
    confused_with = { "industry_growth", "services_growth" },
    tests = {
      hit = {
        { "全市地区生产总值预计增长5.1%左右。", 5.1 }, { "全省地区生产总值31534亿元、增长3.3%。", 3.3 },
        { "国内生产总值达到33.5万亿元，比上年增长8.7%。", 8.7 }, { "国内生产总值增长百分之八点二。", 8.2 }, { "全市GDP达1234.5亿元、增长6.5%。", 6.5 },
        { "地区生产总值突破2万亿元、达到2.1万亿元，增长5.5%。", 5.5 },
        { "一般公共预算收入、地区生产总值分别增长4%、5.5%。", 5.5 },
      },
      miss = {
        "今年发展主要预期目标是：地区生产总值增长5%左右。", "五年来，地区生产总值年均增长6.1%。", "高于全国0.7个百分点。",
        "海洋生产总值增长6.5%左右。", "力争地区生产总值增长6%。", "单位地区生产总值能耗下降3.1%。",
        { "2024年，地区生产总值比2020年增长25.5%。", year = 2024 }, "县域地区生产总值增长7%。", "人均地区生产总值增长4.8%。",
        { "全省地区生产总值增长5.3%。", heading = "2025年工作安排", year = 2024 },
      },
    },
  }),
  {
    id = "gdp_per_capita", part = "经济", zh = "人均地区（国内）生产总值", en = "product per head",
    definition = "报告年度的人均生产总值，元。",
    unit = { "元", "美元" }, polarity = 1, level = true, levels = "省市县", kind = "money",
    find = { "人均 (地区|国内)? (生产总值|GDP) <值> <数>", "人均 (地区|国内)? 生产总值 <值> <另数> (关口|大关)? (、|，) <达> <数>" },
    confused_with = { "gdp" },
    tests = { hit = { { "人均地区生产总值突破5万关口、达到5.28万元。", 52800 }, { "人均地区生产总值突破10万元。", 100000 } },
      miss = { "地区生产总值突破1万亿元。" } },
  },
  rate("(第一产业|一产|农林牧渔业) (增加值)?", {
    id = "primary_growth", part = "经济", zh = "第一产业增加值增长率", en = "growth of the primary sector",
    definition = "第一产业（一产、农林牧渔业）增加值比上年的增长，%。",
    find = {
      "<本地> (第一|一) (、|，) (第二|二) (、|和) (第三|三) (次)? 产业 增加值 <分别> <数>",
      "<本地> (第一|一) (、|和) (第三|三|第二|二) (次)? 产业 增加值 <分别> <数>", "一产、二产、三产增加值 <分别> <数>",
    },
    basis = { { "农林牧渔业 …{0,12} <数>", "农林牧渔业", "with services to farming" } },
    confused_with = { "services_growth" },
    tests = {
      hit = { { "第一产业增加值增长6.2%、居全国第四。", 6.2 }, { "一、二、三产业增加值分别增长4%、5.3%、3.4%。", 4 } },
      miss = { "第二产业增加值增长7%。", "一产增加值占比8%。" },
    },
  }),
  rate("(第二产业|二产) 增加值", {
    id = "secondary_growth", part = "经济", zh = "第二产业增加值增长率", en = "growth of the secondary sector",
    definition = "第二产业增加值比上年的增长，%。",
    find = {
      "<本地> (第一|一) (、|，) (第二|二) (、|和) (第三|三) (次)? 产业 增加值 <分别> <另数> <并> <数>",
    },
    confused_with = { "industry_growth" },
    tests = {
      hit = { { "第二产业增加值增长7%。", 7 }, { "一、二、三产业增加值分别增长4%、5.3%、3.4%。", 5.3 } },
      miss = { "第一产业增加值增长3%。" },
    },
  }),
  rate(SERVICES, {
    id = "services_growth", part = "经济", zh = "服务业（第三产业）增加值增长率", en = "growth of services",
    definition = "服务业（第三产业）增加值比上年的增长，%；其中的现代服务业等不取。",
    find = {
      "<本地> (第一|一) (、|，) (第二|二) (、|和) (第三|三) (次)? 产业 增加值 <分别> <另数> <并> <另数> <并> <数>",
      "<本地> (第一|一|第二|二) (、|和) (第三|三) (次)? 产业 增加值 <分别> <另数> <并> <数>",
    },
    confused_with = { "gdp_growth" },
    tests = {
      hit = { { "服务业增加值增长6.3%。", 6.3 }, { "第一、第三产业增加值分别增长2.5%、3.9%。", 3.9 } },
      miss = { "现代服务业增加值增长8%。", "服务业增加值占地区生产总值的比重提高到53.1%。" },
    },
  }),
  rate(INDUSTRY, {
    id = "industry_growth", part = "经济", zh = "规模以上工业增加值增长率", en = "growth of industrial value added",
    definition = "规模以上（规上）工业增加值比上年的增长，%；高技术制造业等分项不取。",
    basis = { { "全部 工业 增加值 …{0,12} <数>", "全部工业", "all industry" },
      { "<本地> 工业 增加值 …{0,12} <数>", "工业", "industry, of any size" } },
    confused_with = { "secondary_growth" },
    tests = {
      hit = { { "规模以上工业增加值增长6.6%，服务业增加值增长6.3%。", 6.6 }, { "规上工业增加值增长9%，增速居第1位。", 9 } },
      miss = { "规上纺织工业增加值增长24.8%。", "工业投资增长21.6%。", "规上工业增加值增速高于全国1.9个百分点。" },
    },
  }),
  rate(INVESTMENT, {
    id = "investment_growth", part = "经济", zh = "固定资产投资增长率", en = "growth of fixed investment",
    definition = "固定资产投资（不含农户）比上年的增长，%；工业、民间、基础设施投资等分项不取。",
    basis = with({ { "全社会 固定资产 投资 …{0,12} <数>", "全社会", "of all of society, farms as well" } }, REAL),
    confused_with = { "private_investment_growth" },
    tests = {
      hit = { { "固定资产投资增长6.8%，其中民间投资增长3.6%。", 6.8 },
        { "社会消费品零售总额、固定资产投资分别增长4.4%、3.9%。", 3.9 } },
      miss = { "工业固定资产投资增长12%。", "民间投资增长5%。", "今年，固定资产投资增长10%左右。" },
    },
  }),
  rate("民间 (固定资产)? 投资", {
    id = "private_investment_growth", part = "经济", zh = "民间投资增长率", en = "growth of private investment",
    definition = "民间投资比上年的增长，%。",
    basis = REAL,
    confused_with = { "investment_growth" },
    tests = { hit = { { "固定资产投资增长4.8%，其中民间投资增长3.6%。", 3.6 }, { "工业投资、民间投资分别增长11.2%、8.1%。", 8.1 } },
      miss = { "固定资产投资增长4.8%。", "民间投资占比58%。" } },
  }),
  {
    id = "retail_sales", part = "经济", zh = "社会消费品零售总额", en = "retail sales of consumer goods",
    definition = "报告年度的社会消费品零售总额，元。",
    unit = "元", polarity = 1, levels = "省市县", kind = "money", find = amount(RETAIL), unless = { THRESHOLD },
    confused_with = { "retail_sales_growth" },
    tests = { hit = { { "社会消费品零售总额2.76万亿元，增长6.1%。", 2760000000000 } }, miss = { "网上零售额2.7万亿元。" } },
  },
  rate(RETAIL, {
    id = "retail_sales_growth", part = "经济", zh = "社会消费品零售总额增长率", en = "growth of retail sales",
    definition = "社会消费品零售总额比上年的增长，%；网上零售额等分项不取。",
    basis = REAL,
    confused_with = { "retail_sales" },
    tests = { hit = { { "社会消费品零售总额2.76万亿元增长6.1%。", 6.1 }, { "社会消费品零售总额增长4%。", 4 } },
      miss = { "网上零售额增长11%。", "力争社会消费品零售总额增长6%。" } },
  }),
  {
    id = "trade_total", part = "开放", zh = "进出口总额", en = "imports and exports",
    definition = "报告年度货物进出口总额（总值），人民币或美元，单位分记；服务贸易和对某地的不取。",
    unit = { "元", "美元" }, polarity = 1, levels = "省市县", kind = "money", find = amount(TRADE), unless = { THRESHOLD },
    confused_with = { "trade_growth" },
    tests = { hit = { { "进出口总额突破9万亿元、增长9.8%。", 9000000000000 }, { "2024年进出口总额达4743亿美元。", 474300000000 },
      { "进出口总额比上年增长27.4%，达到2512亿美元。", 251200000000 }, { "外贸进出口额612.4亿元、增长24.1%。", 61240000000 },
      { "五年来，货物进出口总额年均增长8.1%，突破39万亿元并居首位。", 39000000000000, year = 2022 } },
      miss = { "服务进出口总额突破1万亿元。", "对东盟进出口800亿元。" } },
  },
  rate(TRADE, {
    id = "trade_growth", part = "开放", zh = "进出口总额增长率", en = "growth of imports and exports",
    definition = "货物进出口总额比上年的增长，%；出口、对某地、跨境电商的不取。",
    basis = IN_DOLLARS,
    confused_with = { "trade_total", "export_growth" },
    tests = { hit = { { "进出口总额突破9万亿元、增长9.8%。", 9.8 }, { "外贸进出口总额增长9.4%。", 9.4 }, { "进出口总值下降1.5%。", -1.5 } },
      miss = { "跨境电商进出口增长20%。", "对东盟进出口增长13%。", "出口增长5.3%。" } },
  }),
  rate(EXPORT, {
    id = "export_growth", part = "开放", zh = "出口增长率", en = "growth of exports",
    definition = "货物出口总额比上年的增长，%；某类商品和对某地的不取。",
    basis = IN_DOLLARS,
    confused_with = { "trade_growth" },
    unless = { "(产品|农|三样|汽车|电商|电池|服务|药品) …{0,16} 出口 …{0,16} <数>",
      "(产品|农|三样|汽车|电商|电池|服务|药品) …{0,16} 出口 …{0,8} <另数> <并> <数>" },
    tests = { hit = { { "进出口增长4.4%，出口增长5.3%。", 5.3 } }, miss = { "“新三样”出口增长两成。", "进出口增长4.4%。",
      "农产品网络零售额、出口额分别增长8.4%、39.8%。", "汽车出口增长20%。" } },
  }),
  {
    id = "fiscal_revenue", part = "财政", zh = "一般公共预算收入", en = "general public budget revenue",
    definition = "报告年度的（地方）一般公共预算收入，元；旧称（公共）财政收入；总收入另计，存疑。",
    unit = "元", polarity = 1, levels = "省市县", kind = "money", find = amount(REVENUE), unless = { THRESHOLD },
    doubt = { { "预算总收入 …{0,4} <数>", "“总收入”含上划中央部分" } },
    confused_with = { "fiscal_revenue_growth" },
    tests = { hit = { { "地方一般公共预算收入达到8374.2亿元、增长0.7%。", 837420000000 }, { "一般公共预算收入3393.1亿元。", 339310000000 },
      { "财政收入6.85万亿元，增长11.7%。", 6850000000000 },
      { "一般公共预算收入突破30亿元大关、达到31.2亿元。", 3120000000 },
      { "五年来，财政收入增加到21万亿元。", 21000000000000, year = 2022 } },
      miss = { "一般公共预算支出9200亿元。", "一般公共预算收入占比71.2%。", "国有资本收益64.6亿元。", "县域一般公共预算收入800亿元。" } },
  },
  rate(REVENUE, {
    id = "fiscal_revenue_growth", part = "财政", zh = "一般公共预算收入增长率", en = "growth of budget revenue",
    definition = "（地方）一般公共预算收入比上年的增长，%，报告说“同口径”的也取。",
    basis = COMPARABLE,
    confused_with = { "fiscal_revenue" },
    doubt = { { "预算总收入 <值> <另> <增> <数>", "“总收入”含上划中央部分" } },
    tests = { hit = { { "一般公共预算收入增长3.1%。", 3.1 }, { "财政收入6.85万亿元，增长11.7%。", 11.7 },
      { "一般公共预算收入同口径增长4%。", 4 }, { "国民收入和财政收入都比上年增长11%。", 11 } },
      miss = { "税收收入增长4%。", "民生支出增长6.8%。", "今年一般公共预算收入增长3%。" } },
  }),
  {
    id = "cpi_growth", part = "经济", zh = "居民消费价格涨幅", en = "growth of consumer prices",
    definition = "居民消费价格（指数）比上年的涨幅，%，下降为负。",
    unit = "%", polarity = 0, levels = "省市县", kind = { "rate-change", "percent" }, signed = true,
    find = { "居民消费价格 (总水平|指数|总指数)? <增> <数>", "居民消费价格 (总水平|指数)? 总体 平稳 ， <增> <数>",
      "<并> 居民消费价格 (总水平|指数|总指数)? (涨幅)? 分别 (控制在|为|在|上涨|增长) <另数> <并> <数> <两>" },
    confused_with = { "urban_unemployment" },
    tests = {
      hit = { { "居民消费价格涨幅0.1%。", 0.1 }, { "居民消费价格下降0.3%。", -0.3 }, { "居民消费价格上涨2%。", 2 },
        { "居民消费价格总水平涨幅控制在2.6%。", 2.6 } },
      miss = { "居民消费价格涨幅与全国一致。", "今年发展主要预期目标是：居民消费价格涨幅2%左右。", "城镇调查失业率5.2%，居民消费价格平稳。" },
    },
  },
}
