-- fazhi.numeral: Arabic and Chinese numerals to numbers and back.

local numeral = require("fazhi.numeral")

describe("numeral.parse", function()
  local cases = {
    { "458", 458 }, { "12,077", 12077 }, { "1,234,567.5", 1234567.5 }, { "17.61亿", 1761000000 },
    { "1949.39万", 19493900 },
    { "1亿2000万", 120000000 }, { "3万5千", 35000 }, { "66.67", 66.67 }, { "8.0", 8 }, { "-3.5", -3.5 }, { "0", 0 },
    { "零", 0 }, { "十", 10 }, { "十二", 12 }, { "二十", 20 }, { "一百零五", 105 }, { "一百十一", 111 }, { "一百二", 120 },
    { "两千六", 2600 }, { "一千二百三十", 1230 }, { "三万五", 35000 }, { "一千零一万一千零一", 10011001 }, { "十万亿", 10000000000000 },
    { "二〇二三", 2023 }, { "零点零五", 0.05 }, { "四点三", 4.3 }, { "一点五亿", 150000000 }, { "负十", -10 }, { "叁佰", 300 },
  }
  for _, case in ipairs(cases) do
    it("reads " .. case[1], function()
      local value = numeral.parse(case[1])
      assert.equal(case[2], value)
      assert.equal(case[2] == math.floor(case[2]) and "integer" or "float", math.type(value))
    end)
  end

  for _, text in ipairs({ "", "件", "十百", "百", "一二百", "12件", "十十", "点五", "3万余", "一千万千" }) do
    it("finds no number in “" .. text .. "”", function() assert.is_nil(numeral.parse(text)) end)
  end

  it("is a float where the integers do not reach, never another number", function()
    for text, value in pairs { [("二"):rep(20)] = 2.2222222222222e19, ["一万亿亿亿"] = 1e28, ["一万亿亿亿零三"] = 1e28 } do
      assert.is_true(math.abs(numeral.parse(text) / value - 1) < 1e-9)
    end
    assert.is_nil(numeral.parse(("亿"):rep(100000)))
    assert.equal(1.111111111111111111111111, numeral.parse("一点" .. ("一"):rep(24)))
  end)

  it("finds no number in what is no string", function() assert.is_nil(numeral.parse(nil)) end)
end)

describe("numeral.format", function()
  local cases = {
    { 0, "零" }, { 10, "十" }, { 12, "十二" }, { 105, "一百零五" }, { 1230, "一千二百三十" }, { 10086, "一万零八十六" },
    { 103453, "十万三千四百五十三" }, { 31000054, "三千一百万零五十四" }, { 100000000, "一亿" }, { 0.5, "零点五" }, { -3, "负三" },
    { 12.75, "十二点七五" },
  }
  for _, case in ipairs(cases) do
    it("writes " .. case[1], function() assert.equal(case[2], numeral.format(case[1])) end)
  end

  it("is undone by parse", function()
    for _, n in ipairs({ 1, 19, 110, 1001, 20300, 405060, 70000008, 123456789, 9000000000001 }) do
      assert.equal(n, numeral.parse(numeral.format(n)))
    end
  end)
end)

describe("numeral.scaled", function()
  it("is exact where floats are not", function()
    assert.equal(1761000000, numeral.scaled("17.61", 100000000))
    assert.equal(0.29, numeral.scaled("0.29", 1))
    assert.equal("integer", math.type(numeral.scaled("1114.91", 10000)))
  end)
end)

describe("numeral.han_value", function()
  it("tells 余 and 多 apart from the number", function()
    assert.same({ 20, true }, { numeral.han_value("二十多") })
    assert.same({ 16000000, true }, { numeral.han_value("一千六百多万") })
    assert.same({ 4, false }, { numeral.han_value("四") })
  end)

  it("refuses approximations and digits said one by one", function()
    for _, run in ipairs({ "三五", "十四五", "七八", "一二三" }) do assert.is_nil((numeral.han_value(run))) end
  end)

  it("reads 廿 and 卅 as tens, and 来 as about", function()
    assert.same({ 23, false }, { numeral.han_value("廿三") })
    assert.same({ 130, false }, { numeral.han_value("一百卅") })
    assert.same({ 20, true }, { numeral.han_value("廿余") })
    assert.same({ 10, "about" }, { numeral.han_value("十来") })
    assert.equal(36, numeral.parse("卅六"))
    assert.same({ 30, "about", 1 }, { numeral.patterns().amount:match("30来件") })
    assert.same({ 30, true, 1 }, { numeral.patterns().amount:match("30余件") })
  end)
end)
