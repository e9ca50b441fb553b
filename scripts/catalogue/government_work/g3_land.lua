-- Harvests, fields, roads, energy, air and water.
-- What is said of some cities is not said of the whole place, nor what follows on it in the sentence.
local CITIES = {
  { "(设区|地级|地市级) (的|及以上|以上)? (城市|市) …{0,20} <数>", "设区城市", "cities with districts" },
  { "(设区|地级|地市级) (的|及以上|以上)? (城市|市) (环境)? 空气 …… <数>", "设区城市", "cities with districts" },
  { "中心城市 …{0,20} <数>", "中心城市", "main cities" }, { "(县城|县级城市|县级市) …{0,20} <数>", "县城", "county towns" },
  { "城市群 (环境)? 空气 …… <数>", "城市群", "a group of cities" },
  { "<本地> 城市 (环境)? (空气|PM2.5|细颗粒物) …{0,16} <数>", "城市", "cities" },
}

-- Wind and sun; these and water; these and atomic power. Together they are one thing, 分别 tells them apart.
local ENERGIES = {}
for _, energy in ipairs { { "新能源", "new energy" }, { "可再生能源", "renewable energy" }, { "清洁能源", "clean energy" } } do
  for _, find in ipairs { " …{0,12} 装机 [^分别]…{0,16} <数>", " <并> …{2,8} 装机 …{0,4} 分别 <达> <数>",
    " 装机 …{0,4} 分别 <达> <另数> <并> <数>" } do
    ENERGIES[#ENERGIES + 1] = { energy[1] .. find, energy[1], energy[2] }
  end
end

return {
  {
    id = "grain_output", part = "农业", zh = "粮食产量", en = "grain output",
    definition = "报告年度粮食总产量，斤或吨，单位分记；单产、增产、播种面积和生产能力不取。",
    unit = { "斤", "吨", "公斤" }, polarity = 1, levels = "省市县", topic = { "grain" },
    find = {
      "粮食 (总)? 产 (量)? <值> <数>", "粮食 …… (^|、) (总)? 产 (量)? (再|首次|又)? <值> <数>", "粮食 …{0,20} (^|、|和) 总产 (量)? <值> <数>",
      "粮食 (总)? 产 (量)? [^单产]…{0,14} ， (首次|再次|达到|达|稳定)? (在)? <数>",
      "粮食 <并> …{1,16} 产量 分别 <达> <数>", "^ 总 产量 <值> <数>",
    },
    unless = {
      "(单产|亩均|亩产|平均亩产|每亩) …{0,12} <数>", "(增产|增加|提高|新增) (了)? <数>", "产能 …{0,8} <数>", "(储备|储量|仓容|收储) …{0,8} <数>",
      "(棉花|油料|蔬菜|水果|果品|糖料|肉类|茶叶|水产品|油菜|原油|原煤) …{0,14} (，|、) (总)? 产 (量)? <值> <数>",
    },
    confused_with = { "farmland_built" },
    tests = {
      hit = {
        { "粮食总产量达到820.1亿斤、实现“二十一连丰”。", 82010000000 }, { "粮食总产1142亿斤，再创历史新高。", 114200000000 },
        { "粮食播种面积1266.6万亩、产量514.4万吨。", 5144000 }, { "粮食生产再获丰收，总产达到557亿斤。", 55700000000 },
        { "粮食、油料、蔬菜产量分别达118.3万吨、33万吨、165万吨。", 1183000 }, { "粮食总产量再上新台阶，突破1600亿斤大关。", 160000000000 },
        { "播种面积达到8780万亩，总产量达到853.2亿斤。", 85320000000, heading = "粮食生产再创新高" },
      },
      miss = {
        "粮食亩均产量提高24.2斤。", "粮食单产1050斤。", "棉花总产568.6万吨。", "今年粮食产量1285万吨。", "确保粮食产量达到297.1亿斤。",
        "粮食增产42.2亿斤。", "粮食产量连续8年稳定在1300亿斤以上。", "粮食再获丰收，棉花总产568.6万吨。", "投资800亿元。",
      },
    },
  },
  {
    id = "farmland_built", part = "农业", zh = "新建和改造高标准农田", en = "high-standard fields built or improved",
    definition = "报告年度新建、改造提升的高标准农田，亩；累计的不取。",
    unit = "亩", polarity = 1, levels = "省市县",
    find = { "(新建|建成|建设|改造|改造提升|新增) …{0,6} 高标准农田 <达> <数>", "(新建|建成|改造提升) <数> …{0,2} 高标准农田",
      "(新建|改造|建成|建设|新增) …{0,8} <另数> 、 高标准农田 <达> <数>" },
    doubt = { { "新建 …{0,2} 高标准农田 <数> 、 改造", "只是新建的，改造的另述" } },
    basis = { { "(国债|专项债) (资金|项目)? …{0,2} 高标准农田 <达> <数>", "国债项目", "projects paid by bonds" },
      { "^ [^改造|提升|提质]… 新建 (了)? 高标准农田 <达> <数>", "新建", "newly built ones" },
      { "^ [^新建|新增|建成|建设]… (改造|提升) 高标准农田 <达> <数>", "改造提升", "improved ones" } },
    confused_with = { "grain_output" },
    tests = { hit = { { "新建和改造提升高标准农田360万亩。", 3600000 }, { "建成高标准农田284万亩。", 2840000 },
      { "新建改造大中型水闸12座、高标准农田95万亩，完成治沙30万亩。", 950000 } },
      miss = { "高标准农田达7759万亩。", "累计建成高标准农田1.1亿亩。", "今年建设高标准农田80万亩。" } },
  },
  {
    id = "expressway_length", part = "基础设施", zh = "高速公路通车里程", en = "length of expressways",
    definition = "年末高速公路通车（总）里程，公里；新增的不取。",
    unit = { "公里", "千米" }, polarity = 1, level = true, levels = "省市县",
    find = { "高速公路 (通车|运营|总)? (总)? 里程 <达> <数>", "高速公路 (通车|运营|总)? (总)? 里程 <由至> <数>",
      "高速公路 (通车|运营|总)? (总)? 里程 <另数> <再达> <数>", "(高速公路|高速) (通车)? (突破|达到|超过) <数>" },
    unless = { "(新增|新建|新改建|建成) …{0,12} <数>", "<数> <再达> <另数>" }, confused_with = { "high_speed_rail_length" },
    tests = { hit = { { "高速公路里程突破1万公里。", 10000 }, { "高速公路通车里程达到7200公里。", 7200 },
      { "高速公路总里程突破8000公里、达8184公里。", 8184 },
      { "五年来，高速公路里程从9.6万公里增加到13.6万公里。", 136000, year = 2017 } },
      miss = { "新增高速公路320公里。", "高铁运营里程达到3100公里。" } },
  },
  {
    id = "high_speed_rail_length", part = "基础设施", zh = "高铁运营里程", en = "length of high-speed railways",
    definition = "年末高速铁路（高铁）运营里程，公里；新增的不取。",
    unit = { "公里", "千米" }, polarity = 1, level = true, levels = "省市县",
    find = { "(高铁|高速铁路) (运营|营业|通车|总)? (总)? 里程 <达> <数>",
      "(高铁|高速铁路) (运营|营业|通车|总)? (总)? 里程 <由至> <数>" }, unless = { "新增 …{0,12} <数>" },
    confused_with = { "expressway_length" },
    tests = { hit = { { "高铁运营里程达到3100公里。", 3100 },
      { "五年来，高速铁路运营里程从9000多公里增加到2.5万公里。", 25000, year = 2017 } }, miss = { "新增高铁里程120公里。", "高速公路里程突破1万公里。" } },
  },
  {
    id = "new_energy_capacity", part = "能源", zh = "新能源（可再生能源）装机", en = "capacity of renewable energy",
    definition = "年末新能源、可再生能源或清洁能源的装机容量，千瓦；新增的、分项的不取。",
    unit = "千瓦", polarity = 1, level = true, levels = "省市县",
    find = {
      "(新能源|可再生能源|清洁能源) (发电)? (总)? 装机 (容量|规模)? …{0,8} <值> <数>",
      "(新能源|可再生能源|清洁能源) (发电)? 装机 …{0,14} 、 达到 <数>",
    },
    unless = { "(新增|新建|开工|并网) …{0,14} <数>", "(储能|风电|光伏) …{0,8} <数>" },
    basis = ENERGIES,
    confused_with = { "renewable_share" },
    tests = { hit = { { "新能源装机在全国率先破亿、达到1.35亿千瓦。", 135000000 }, { "清洁能源装机容量达到5800万千瓦。", 58000000 } },
      miss = { "新增新能源装机600万千瓦。", "可再生能源装机占比达45%。" } },
  },
  {
    id = "renewable_share", part = "能源", zh = "新能源（可再生能源）装机占比", en = "share of renewable capacity",
    definition = "新能源、可再生能源或清洁能源装机占电力总装机的比重，%。",
    unit = "%", polarity = 1, level = true, levels = "省市县", kind = "percent",
    find = { "(新能源|可再生能源|清洁能源) …{0,10} 装机 …{0,4} (占比|比重|占 …{0,10}) <达> <数>",
      "能源 <并> (新能源|可再生能源|清洁能源) 装机 (占比|比重) 分别 <达> <另数> <并> <数>" },
    basis = ENERGIES,
    confused_with = { "new_energy_capacity" },
    tests = { hit = { { "可再生能源装机占比达45%。", 45 } }, miss = { "新能源装机增长28%。" } },
  },
  {
    id = "energy_intensity_fall", part = "生态", zh = "单位生产总值能耗降幅", en = "fall of energy per unit of product",
    unless = { "(没有实现|未实现|年初确定|未完成) …{0,24} <数>" },
    definition = "报告年度单位（地区、国内）生产总值能耗比上年的降低，%，降为正；较别的年份的不取。",
    unit = "%", polarity = 1, levels = "省市县", kind = { "rate-change", "percent" },
    find = { "(单位|万元) (地区|国内)? (生产总值|GDP) (能耗|能源消耗) <比> (预计)? (下降|降低|降幅|降幅达|降幅超过) (约|为|达)? <数>",
      "<本地> 能耗强度 <比> (预计)? (下降|降低|降幅) (约|为|达)? <数>" },
    basis = { { "扣除 (原料|非化石) …… <数>", "扣除原料用能等", "without energy that is a raw material" } },
    confused_with = { "gdp_growth" },
    tests = { hit = { { "单位GDP能耗下降3%，提前一年达到目标。", 3 }, { "能耗强度下降4.8%。", 4.8 } },
      miss = { { "预计单位地区生产总值能耗较2020年下降11.7%。", year = 2024 }, "今年单位GDP能耗下降2%左右。", "规模以上工业能耗强度下降8.9%。",
        "地区生产总值增长3%。" } },
  },
  {
    id = "pm25", part = "生态", zh = "细颗粒物（PM2.5）平均浓度", en = "fine particles in the air",
    definition = "报告年度细颗粒物（PM2.5）年均浓度，微克每立方米。",
    unit = "微克", polarity = -1, levels = "省市县",
    find = { "(PM2.5|细颗粒物) …{0,10} 浓度 …{0,8} <数>" },
    basis = CITIES,
    confused_with = { "good_air_share" },
    unless = { "(下降|降低|减少) <数>" },
    tests = { hit = { { "PM2.5平均浓度降至28.6微克/立方米。", 28.6 }, { "细颗粒物年均浓度降至30.5微克/立方米、下降6.2%。", 30.5 } },
      miss = { "五年来，PM2.5年均浓度降至30微克。", "PM2.5平均浓度下降3.2%。" } },
  },
  {
    id = "good_air_share", part = "生态", zh = "空气质量优良天数比例", en = "share of days with good air",
    definition = "报告年度空气质量优良天数的比例（优良率），%。",
    unit = "%", polarity = 1, levels = "省市县", kind = "percent",
    find = { "(空气)? (质量)? 优良 (天数)? (比例|比率|率|占比)? (平均)? (上升)? <达> <数>" },
    unless = { "(水质|水体|断面|地表水|国考) …{0,16} <数>" },
    basis = CITIES,
    confused_with = { "good_water_share" },
    tests = { hit = { { "空气质量优良天数92.9%。", 92.9 }, { "环境空气质量优良率达到88.5%。", 88.5 } },
      miss = { "国考断面水质优良率达98.6%。", "优良天数比例提高1.2个百分点。" } },
  },
  {
    id = "good_water_share", part = "生态", zh = "国考断面水质优良比例", en = "share of waters of good quality",
    definition = "报告年度国考（地表水）断面水质优良（Ⅲ类以上）比例，%。",
    unit = "%", polarity = 1, levels = "省市县", kind = "percent",
    find = { "(国考|地表水|国控) …{0,12} 优良 …{0,10} <数>" }, unless = { "(空气|省控) …{0,14} <数>" },
    basis = { { "(主要|重点|干流|长江|黄河) …{0,2} (流域|河流|江河|湖泊)? …{0,4} (国考|国控|地表水) …{0,16} <数>", "主要流域", "main rivers" } },
    confused_with = { "good_air_share" },
    tests = { hit = { { "国考断面优良水体达到89%。", 89 }, { "147个国考断面水质优良率达98.6%。", 98.6 } }, miss = { "空气优良天数比例89%。" } },
  },
  {
    id = "forest_cover", part = "生态", zh = "森林覆盖率", en = "forest cover",
    definition = "年末森林覆盖率，%。",
    unit = "%", polarity = 1, level = true, levels = "省市县", kind = "percent",
    find = { "森林覆盖率 <达> <数>", "森林覆盖率 <由至> <数>" },
    confused_with = { "good_air_share" },
    tests = { hit = { { "森林覆盖率达到44.8%。", 44.8 },
      { "五年来，森林覆盖率由21.6%提高到22.3%。", 22.3, year = 2017 } }, miss = { "林草覆盖率达到67%。", "森林覆盖率提高0.3个百分点。" } },
  },
}
