-- fazhi.number: the general reader, its numerals, units, money, shares, bounds and ranges, and the
-- numerals that fazhi.numeral writes.

local number = require("fazhi.number")
local numeral = require("fazhi.numeral")
local text = require("fazhi.text")

-- value[~upper] unit bound kind
local function told(f)
  if not f then return nil end
  local value = f.upper and ("%.14g~%.14g"):format(f.value, f.upper) or ("%.14g"):format(f.value)
  return table.concat({ value, f.unit, f.bound, f.kind }, " ")
end

local function reads(cases)
  for _, case in ipairs(cases) do
    it(case[1], function() assert.equal(case[2], told(number.parse(case[1]))) end)
  end
end

local function refuses(...)
  for _, words in ipairs({ ... }) do
    it("no number: “" .. words .. "”", function() assert.is_nil(number.parse(words)) end)
  end
end

describe("numerals", function()
  reads {
    { "6千万亿", "6e+15  exact number" }, { "8 万2 千5 百", "82500  exact number" }, { "叁佰零陆", "306  exact number" },
    { "俩万五", "25000  exact number" }, { "2亿零三千450", "200003450  exact number" }, { "一百七", "170  exact number" },
    { "四千三点二", "4300.2  exact number" }, { "壹拾贰萬", "120000  exact number" }, { "廿五", "25  exact number" },
    { "負十七", "-17  exact number" }, { "零点零八", "0.08  exact number" }, { "二〇一九", "2019  exact number" },
    { "七点二亿", "720000000  exact number" }, { "16k", "16000  exact number" }, { "25w", "250000  exact number" },
    { "３，４５０", "3450  exact number" }, { "4e3", "4000  exact number" }, { "3^-1", "0.33333333333333  exact number" },
    { "一万零八", "10008  exact number" }, { "半百", "50  exact number" }, { "三打", "36  exact number" },
    { "四分之三", "0.75  exact number" }, { "二又四分之一", "2.25  exact number" }, { "1 3/4", "1.75  exact number" },
    { "负2分之3", "-1.5  exact number" }, { "三个亿", "300000000  exact number" },
  }
  refuses("", "元", "负", "点五", "七点", "二十三十", "百十二", "9..2万", "三三两两", "十八九", "3.5万零20", "12.5.6")
end)

describe("money", function()
  reads {
    { "58元7角5分", "58.75 元 exact money" }, { "三十二块六毛", "32.6 元 exact money" }, { "玖佰元整", "900 元 exact money" },
    { "港币五千二百元", "5200 港元 exact money" }, { "7000元日币", "7000 日元 exact money" }, { "￥36", "36 元 exact money" },
    { "新台币 26.4 亿元", "2640000000 新台币 exact money" }, { "约3.126亿美元", "312600000 美元 about money" },
    { "四五百块", "400~500 元 exact money" }, { "数十万元", "100000~1000000 元 at_least money" },
    { "2000多欧元", "2000~3000 欧元 at_least money" }, { "3万(含)-8万元", "30000~80000 元 exact money" },
    { "从6500到2万港元", "6500~20000 港元 exact money" }, { "三到四百亿元", "300000000~40000000000 元 exact money" },
    { "20万元（含）以上", "200000 元 at_least money" }, { "82，225.00元", "82225 元 exact money" },
  }
  it("does not take a comma for a separator where the words go on", function()
    local list = number.find("票价$20，300欧元")
    assert.same({ "20 元 exact money", "300 欧元 exact money" }, { told(list[1]), told(list[2]) })
  end)
end)

describe("shares and discounts", function()
  reads {
    { "百分之四十二点五", "42.5 % exact percent" }, { "千分之三", "3 ‰ exact percent" }, { "万分之五", "0.05 % exact percent" },
    { "百 分 之 八", "8 % exact percent" }, { "百分之百", "100 % exact percent" }, { "八成五", "85 % exact percent" },
    { "六成半", "65 % exact percent" }, { "七五折", "75 % exact percent" }, { "8.8折", "88 % exact percent" },
    { "-3.6%", "-3.6 % exact percent" }, { "五个百分点", "5 百分点 exact percent" }, { "3%—5%", "3~5 % exact percent" },
  }
end)

describe("measures", function()
  reads {
    { "两吨半", "2.5 吨 exact other" }, { "15千米", "15 千米 exact other" }, { "三千米", "3000 米 exact other" },
    { "八千字节", "8000 字节 exact other" }, { "六十兆字节", "60000000 字节 exact other" }, { "负0.6千克", "-0.6 千克 exact other" },
    { "四千两百两", "4200 两 exact other" }, { "120万亩", "1200000 亩 exact area" }, { "三块田", nil },
  }
end)

describe("bounds and ranges", function()
  reads {
    { "大于等于30", "30  at_least number" }, { "比八十低", "80  at_most number" }, { "一百或者以上", "100  at_least number" },
    { "大于15小于40", "15~40  exact number" }, { "300以上，800以下", "300~800  exact number" },
    { "介于20和30之间", "20~30  exact number" }, { "第十和第十五之间", "10~15  exact ordinal" },
    { "6k-9k", "6000~9000  exact number" }, { "三百多", "300~400  at_least number" },
    { "四十几万", "400000~500000  at_least number" },
  }
  it("keeps bounds that contradict each other apart", function()
    local list = number.find("大于60小于20")
    assert.same({ "60  at_least number", "20  at_most number" }, { told(list[1]), told(list[2]) })
  end)
end)

describe("number.find", function()
  it("gives places in bytes and passes over words", function()
    local s = "四川统一部署，一看共有三万六千人，登陆部队一个。"
    local list = number.find(s)
    assert.equal(2, #list)
    assert.equal("三万六千人", s:sub(list[1].start, list[1].stop))
    assert.equal("三万六千", s:sub(list[1].number_start, list[1].number_stop))
    assert.equal("一个", list[2].raw)
  end)

  it("keeps to the bytes of text in full width and traditional characters", function()
    local s = "增加１２萬個，佔８％"
    local list = number.find(s)
    assert.same({ "１２萬個", "８％" }, { s:sub(list[1].start, list[1].stop), list[2].raw })
    assert.same({ 120000, 8 }, { list[1].value, list[2].value })
  end)

  it("finds bare numbers where units are not asked for", function()
    local values = {}
    for i, f in ipairs(number.find("买了三双鞋、二十五个苹果和1 1/2吨煤", { units = false })) do values[i] = f.value end
    assert.same({ 3, 25, 1.5 }, values)
  end)

  it("takes no digits out of words, addresses and damaged numbers", function()
    assert.same({}, number.find("PM2.5和A123见https://example.org/a?b=20%25，占16.755.228.1。"))
  end)

  it("stands whatever the bytes", function()
    assert.same({}, number.find("\239\188\xff\xfe一\xe4"))
    assert.same({}, number.find(""))
  end)

  it("is given by fazhi.text", function()
    assert.equal(4300000, text.number("肆佰叁拾萬圆").value)
    assert.equal(2, #text.numbers("3件和5件"))
    assert.is_nil(text.number(nil))
  end)
end)

describe("numeral.format", function()
  local cases = {
    { 3206, "三千二百零六", "叁仟贰佰零陆", "叁仟贰佰零陆元整", "三二零六" }, { 14, "十四", "壹拾肆", "壹拾肆元整", "一四" },
    { 0.07, "零点零七", "零点零柒", "柒分", "零点零七" }, { -20.5, "负二十点五", "负贰拾点伍", "负贰拾元伍角", "负二零点五" },
    { 8.02, "八点零二", "捌点零贰", "捌元零贰分", "八点零二" }, { 3e-7, "零点零零零零零零三", "零点零零零零零零叁", "零元整", "零点零零零零零零三" },
  }
  for _, case in ipairs(cases) do
    it("writes " .. case[1] .. " in four styles", function()
      for i, style in ipairs({ "spoken", "formal", "money", "digits" }) do
        assert.equal(case[i + 1], numeral.format(case[1], style))
      end
    end)
  end

  it("gives nil for what it cannot tell exactly, and refuses other styles", function()
    assert.is_nil(numeral.format(3.2e17))
    assert.is_nil(numeral.format(0 / 0))
    assert.has_error(function() numeral.format(3, "loud") end)
  end)

  it("is undone by the reader", function()
    for _, n in ipairs({ 7, 110, 20030, 5000600, 808000000, 12.25 }) do
      for _, style in ipairs({ "spoken", "formal", "digits" }) do
        local words = numeral.format(n, style)
        assert.equal(n, number.parse(words).value, words)
      end
    end
  end)
end)

describe("a number beyond all numbers", function()
  it("is none, whatever it was made of", function()
    local long = ("1"):rep(310)
    for _, s in ipairs { long .. "件", "-" .. long, "2e999", "10^400", ("9"):rep(305) .. "万亿元", "第" .. long,
      long .. "/" .. long, "百分之" .. long, "5-" .. long .. "件", "$" .. long, long .. "打", ("二"):rep(400) } do
      assert.same({}, number.find(s), s:sub(1, 12))
      assert.is_nil(number.parse(s))
    end
  end)

  it("never turns into a small one where integers end", function()
    for s, value in pairs { [("九"):rep(30) .. "元"] = 1e30, ["9223372036854775807千"] = 0x1p63 * 1000,
      ["9223372036854775807k"] = 0x1p63 * 1000, ["9223372036854775807打"] = 0x1p63 * 12 } do
      assert.is_true(math.abs(number.parse(s).value / value - 1) < 1e-9, s)
    end
  end)
end)
