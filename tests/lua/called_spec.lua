-- called_spec: which indicator a name means, and what is told to who calls it by no name of any.

local called = require "fazhi.called"
local message = require "fazhi.message"
local values = require "fazhi.values"

local entries = {
  { id = "crop", zh = "稻谷（水稻）产量" }, { id = "crop_growth", zh = "稻谷（水稻）产量增长率" },
  { id = "staff", zh = "（专职）巡山人员数" }, { id = "teams", zh = "巡山队伍（人数）" },
  { id = "asked", zh = "来信（来访、来电）件数" }, { id = "met", zh = "当面（来访）件数" },
  { id = "boats1", zh = "木船（甲）数" }, { id = "boats2", zh = "木船（乙）数" },
  { id = "fish", zh = "鱼产量" }, { id = "fish_price", zh = "鱼价" }, { id = "sea", zh = "海产量（PM2.5）" },
}

local function id(word)
  local entry = called.find(word, entries)
  return entry and entry.id
end

local function more(word)
  local _, why, code = called.find(word, entries)
  assert.equal("E205", code)
  return why
end

describe("the name of an indicator", function()
  local before = message.language()
  setup(function() message.set_language "en" end)
  teardown(function() message.set_language(before) end)

  it("is found as it is, with what it has in brackets left out, or put in its place", function()
    for word, wanted in pairs { crop = "crop", ["稻谷（水稻）产量"] = "crop", ["稻谷(水稻)产量"] = "crop",
      ["稻谷产量"] = "crop", ["水稻产量"] = "crop", ["稻谷水稻产量"] = "crop", ["水稻产量增长率"] = "crop_growth",
      ["巡山人员数"] = "staff", ["专职巡山人员数"] = "staff", ["巡山队伍"] = "teams", ["来电件数"] = "asked" } do
      assert.equal(wanted, id(word), word)
    end
    assert.is_nil(id "人数") -- which is said of any team
    assert.is_nil(id "产量")
  end)

  it("is not guessed where two may be meant", function()
    assert.matches("did you mean “木船（甲）数” or “木船（乙）数”?", more "木船数", 1, true)
    assert.matches("“当面（来访）件数” or “来信（来访、来电）件数”?", more "来访件数", 1, true)
  end)

  it("is suggested where a word of it is given, the shortest first", function()
    assert.matches("did you mean “鱼产量”, “稻谷（水稻）产量”, “海产量（PM2.5）” or “稻谷（水稻）产量增长率”?",
      more "产量", 1, true)
    assert.matches("“木船（甲）数” or “木船（乙）数”?", more "木船", 1, true)
    assert.matches("did you mean “（专职）巡山人员数”?", more "巡山人员", 1, true)
    message.set_language "zh"
    assert.matches("是不是“木船（甲）数”或“木船（乙）数”？", more "木船", 1, true)
    message.set_language "en"
    assert.matches("did you mean “crop_growth”?", more "crop_growht", 1, true)
    assert.matches("fazhi indicators lists them", more "云", 1, true)
    assert.matches("fazhi indicators lists them", more "飞机架次", 1, true)
  end)

  it("has at most five suggestions, and says so where there are more", function()
    local many = {}
    for i = 1, 7 do many[i] = { id = "x" .. i, zh = "河长巡河第" .. i .. "段次数" } end
    local why = select(2, called.find("巡河", many))
    assert.equal(5, select(2, why:gsub("巡河第", "")))
    assert.matches("5段次数”? fazhi indicators lists them", why, 1, true)
  end)

  it("may be written in full width, and so may years and numbers", function()
    assert.equal("crop_growth", id "ｃｒｏｐ＿ｇｒｏｗｔｈ")
    assert.equal("sea", id "海产量（ＰＭ２.５）")
    assert.equal(2024, values.year("２０２４", { name = "--year" }))
    assert.equal(2024, values.year("２０２４年", { name = "--year" }))
    assert.same({ from = 2018, to = 2024 }, values.year("２０１８－２０２４", { name = "--year" }))
    assert.equal(12, values.integer("１２", { name = "--top" }))
    assert.equal(0.5, values.number("０．５", { name = "--share" }))
    assert.equal("E208", select(3, values.year("二四", { name = "--year" })))
    assert.equal("a\xFF", called.half "a\xFF")
  end)

  it("is found among those that there are", function()
    for word, wanted in pairs { ["地区生产总值"] = "gdp", ["国内生产总值"] = "gdp", ["ｇｄｐ"] = "gdp",
      ["人均国内生产总值"] = "gdp_per_capita" } do
      assert.equal(wanted, (values.indicator(word)), word)
    end
    for word, name in pairs { ["生产总值"] = "地区（国内）生产总值", ["失业率"] = "失业率", ["复议受理"] = "行政复议受理数" } do
      local found, why, code = values.indicator(word)
      assert.is_nil(found)
      assert.equal("E205", code)
      assert.matches("did you mean .*" .. name, why)
    end
  end)
end)
