-- fazhi.figure: which numerals are figures, their spans, numbers, units, bounds and kinds.
-- The sentences are about an invented county, 青禾县.

local figure = require("fazhi.figure")

-- The figures of a sentence in one line: raw value[~upper] unit bound kind.
local function told(sentence, options)
  local out = {}
  for _, f in ipairs((figure.find(sentence, options))) do
    local value = f.upper and ("%s~%s"):format(f.value, f.upper) or tostring(f.value)
    out[#out + 1] = table.concat({ f.raw, value, f.unit, f.bound, f.kind }, " ")
  end
  return out
end

local function finds(sentence, ...)
  local expected = { ... }
  it(sentence, function() assert.same(expected, told(sentence)) end)
end

local function passes_over(...)
  for _, sentence in ipairs({ ... }) do
    it(sentence, function() assert.same({}, told(sentence)) end)
  end
end

describe("numbers and units", function()
  finds("青禾县评查案卷8127项。", "8127项 8127 项 exact count")
  finds("点击12,077次。", "12,077次 12077 次 exact count")
  finds("兑现资金1949.39万元。", "1949.39万元 19493900 元 exact money")
  finds("为2.3万家企业兑付17.61亿元。", "2.3万家 23000 家 exact count", "17.61亿元 1761000000 元 exact money")
  finds("服务1亿3千多万人。", "1亿3千多万人 130000000 人 at_least count")
  finds("减负3万多亿元。", "3万多亿元 3000000000000 元 at_least money")
  finds("建立3群5组，惠及70多万群众。", "3群 3 群 exact count", "5组 5 组 exact count", "70多万 700000  at_least count")
  finds("造林1.2万亩。", "1.2万亩 12000 亩 exact area")
  finds("办理18件(次)。", "18件(次) 18 件次 exact count")
  finds("证据材料300余份（件）。", "300余份（件） 300 份 at_least count")
  finds("接访308批589人次。", "308批 308 批 exact count", "589人次 589 人次 exact count")
  finds("全县5镇1街道。", "5镇 5 镇 exact count", "1街道 1 街道 exact count")
  finds("评查100本行政案卷、5起诉讼。", "100本 100 本 exact count", "5起 5 起 exact count")
  finds("注册用户9.5万。", "9.5万 95000  exact count")
  finds("发生0件。", "0件 0 件 exact count")
  finds("审议事项45二是加强监督。")
  finds("满意率97%以上三是自觉接受监督。", "97%以上 97 % at_least percent")
end)

describe("bounds", function()
  finds("精简率约92%。", "约92% 92 % about percent")
  finds("节约100万元。", "100万元 1000000 元 exact money")
  finds("签约12个项目。", "12个 12 个 exact count")
  finds("近2700名。", "近2700名 2700 名 at_most count")
  finds("超93.5万人次。", "超93.5万人次 935000 人次 at_least count")
  finds("突破5.2万件，不少于3次，不超过2人。", "突破5.2万件 52000 件 at_least count", "不少于3次 3 次 at_least count",
    "不超过2人 2 人 at_most count")
  finds("上升4%左右。", "4%左右 4 % about rate-change")
  finds("3个工作日内完成。", "3个工作日内 3 工作日 at_most duration")
  finds("对3家内部机构培训。", "3家 3 家 exact count")
  finds("成立15人以上队伍。", "15人以上 15 人 at_least count")
  finds("120多篇、300余个。", "120多篇 120 篇 at_least count", "300余个 300 个 at_least count")
end)

describe("ranges, lists and borrowed units", function()
  finds("抽取3—5个单位。", "3—5个 3~5 个 exact count")
  finds("占10%-15%。", "10%-15% 10~15 % exact percent")
  finds("奖励100-200万元。", "100-200万元 1000000~2000000 元 exact money")
  finds("审批时限压缩至90个、40个工作日。", "90个 90 工作日 exact duration", "40个工作日 40 工作日 exact duration")
  finds("分别为3.2、4.5亿元。", "3.2 320000000 元 exact money", "4.5亿元 450000000 元 exact money")
  finds("由21个工作日减少为2个。", "21个工作日 21 工作日 exact duration", "2个 2 工作日 exact duration")
end)

describe("shares, ratios and ranks", function()
  finds("约占1/4左右。", "1/4左右 25 % about percent")
  finds("完成百分之八十以上。", "百分之八十以上 80 % at_least percent")
  finds("九成以上案件化解。", "九成以上 90 % at_least percent")
  finds("9.5成案件化解。", "9.5成 95 % exact percent")
  finds("三分之二由镇办理。", "三分之二 66.666666666667 % exact percent")
  finds("一半以上实现自愿履行。", "一半以上 50 % at_least percent")
  finds("案件量翻了一番。", "翻了一番 100 % exact rate-change")
  finds("资金是上年的2.5倍。", "2.5倍 2.5 倍 exact ratio")
  finds("复议诉讼比达3.78:1。", "3.78:1 3.78 :1 exact ratio")
  finds("全市考核第10名，列全国第2。", "第10名 10 名 exact rank", "第2 2  exact rank")
  finds("上升0.84个百分点。", "0.84个百分点 0.84 百分点 exact rate-change")
end)

describe("Chinese numerals", function()
  finds("先后三次组织培训。", "三次 3 次 exact count")
  finds("以四张“述法清单”规范述法。", "四张 4 张 exact count")
  finds("开展两批次、二十多个项目。", "两批次 2 批次 exact count", "二十多个 20 个 at_least count")
  finds("产钢一千六百多万吨。", "一千六百多万吨 16000000 吨 at_least other")
  finds("总数十二项。", "十二项 12 项 exact count")
  finds("连续三年优秀。", "三年 3 年 exact duration")
  finds("每年至少一次。", "至少一次 1 次 at_least count")
  passes_over("进一步统一部署。", "召开一次会议。", "一批调解组织。", "市、县、乡三级全覆盖。", "三年行动计划。", "落实三项制度。",
    "做到五个坚持。", "第三方评估。", "两、三次。", "几十个部门。", "数十次。", "五位一体总体布局。", "十四届人大三次会议。", "五大领域改革。",
    "二十届三中全会。", "万名党员。", "半数以上。", "十几个。")
end)
describe("what is no figure", function()
  passes_over("2023年度报告，2018年6月3日至7月5日，7月16日至17日。", "(20162020年)规划（20212025）。", "2016—2020年、2019年。",
    "青政发〔2018〕1号、昆发〔20177号、第212号令、[2015]11号、（青发〔201632号)。", "第47次常委会、第八个宪法宣传周、第11批、第三、四批。",
    "拨打12345热线，12348、12315平台。", "“12·4”宣传周，“1310”机制，1+18行动，7×24小时。", "24小时自助办理，365天不打烊。",
    "《青禾县三年行动(2021-2023年)10项措施》。", "排名第一。", "2.0版、5G、PM2.5、4A级景区。", "9:00—17:00，9时24分。",
    "改革开放40周年、80年代、过去5年、10年来。", "比例为16.7:55.2:28.1。", "编号052224292-201902-125711。")
  finds("24小时内办结。", "24小时内 24 小时 at_most duration")
  finds("《青禾县方案等重大事项举行听证会4次。\n下一行》", "4次 4 次 exact count")
  finds('"放管服"改革50件，"一件事"20件。', "50件 50 件 exact count", "20件 20 件 exact count")
end)

describe("figure.find", function()
  it("gives damaged numbers apart and reads no figure from them", function()
    local list, damaged = figure.find("三产为16.755.228.1，增长2.693.31倍，2016228日印发3件。")
    assert.equal(1, #list)
    assert.same({ "16.755.228.1", "2.693.31倍", "2016228日" }, { damaged[1].raw, damaged[2].raw, damaged[3].raw })
  end)

  it("takes digits behind a comma that parts no thousands for no number of their own", function()
    local list, damaged = figure.find("受理23456,000件，审结1,234件。")
    assert.same({ "1,234件", "23456,000" }, { list[1].raw, damaged[1].raw })
    assert.equal(1, #list)
    list, damaged = figure.find("热线受理12345,000件，办结12345，000件。")
    assert.same({ 0, "12345,000", "000" }, { #list, damaged[1].raw, damaged[2].raw })
    list = figure.find("拨打12345,3件诉求已办结；拨打12345，678件诉求已办结，占0.5%。")
    assert.same({ "3件", "678件", "0.5%" }, { list[1].raw, list[2].raw, list[3].raw })
  end)

  it("spans raw and the number in bytes", function()
    local body = "投入超1.6万余件。"
    local f = figure.find(body)[1]
    assert.equal("超1.6万余件", body:sub(f.start, f.stop))
    assert.equal("件", body:sub(f.number_stop + 1, f.stop))
  end)

  it("reads between first and last only", function()
    local body = "1件。2件。3件。"
    assert.same({ "2件 2 件 exact count" }, told(body, { first = 8, last = 14 }))
  end)

  it("takes no digits for a number that nothing could be so many of", function()
    local long = ("1"):rep(310)
    for _, raw in ipairs { long, ("9"):rep(305) .. "万亿", ("9"):rep(17) .. "万亿", "5—" .. long, ("二"):rep(30),
      "一万亿亿亿", "9" .. (",999"):rep(110) } do
      local list, damaged = figure.find("受理" .. raw .. "件，办结3件。")
      assert.same({ "3件" }, { list[1].raw, list[2] and list[2].raw })
      assert.same({ raw }, { damaged[1].raw, damaged[2] and damaged[2].raw })
    end
    assert.same({}, (figure.find("占百分之" .. long .. "，列全国第" .. ("1"):rep(25) .. "。")))
    assert.same({ ("9"):rep(18) .. "件 " .. ("9"):rep(18) .. " 件 exact count" }, told(("9"):rep(18) .. "件。"))
  end)

  it("takes digits with a numeral behind them for damage", function()
    local list, damaged = figure.find("受理约4五件，办结12十件，化解五件，移送45件。")
    assert.same({ "五件", "45件" }, { list[1].raw, list[2].raw })
    assert.same({ "4五", "12十" }, { damaged[1].raw, damaged[2].raw })
    list, damaged = figure.find("2024年五件，12345三家。")
    assert.same({ "五件", "三家", 0 }, { list[1].raw, list[2].raw, #damaged })
  end)

  it("reads nothing in damaged spans", function()
    assert.same({ "5件 5 件 exact count" }, told("3件，5件。", { damage = { { start = 1, stop = 4 } } }))
  end)

  it("takes no marker for a number", function()
    local sections = { { level = 3, marker = "2.", heading = "", start = 1, stop = 20, parent = 0 } }
    assert.same({ "3个 3 个 exact count" }, told("2.3个平台上线。", { sections = sections }))
    assert.same({ "2.3个 2.3 个 exact count" }, told("2.3个平台上线。"))
  end)

  it("names the deepest section", function()
    local body = "一、总述\n(一)细目\n办理3件。\n二、其他\n办理4件。"
    local sections = {
      { marker = "一、", heading = "总述", start = 1, stop = 42, parent = 0 },
      { marker = "(一)", heading = "细目", start = 14, stop = 42, parent = 1 },
      { marker = "二、", heading = "其他", start = 44, stop = #body, parent = 0 },
    }
    local list = figure.find(body, { sections = sections })
    assert.same({ 2, 3 }, { list[1].section, list[2].section })
  end)

  it("gives whole numbers as integers", function()
    local list = figure.find("满意率8.0%，17.5%。")
    assert.same({ "integer", "float" }, { math.type(list[1].value), math.type(list[2].value) })
  end)

  it("finds nothing in nothing", function() assert.same({}, (figure.find(""))) end)
end)
