-- fazhi.core.words as Lua sees it: numbers, positions, guards, what ends a scan, what is refused.

local words = require("fazhi.core").words

describe("a list of words", function()
  local list = { "。", "\n", "个", "个月", "调解", "人民调解" }
  local found = words.new(list, { guards = { { "员" }, { "员工" } }, not_before = { [5] = 1, [6] = 1 }, but_before = 2 })

  it("tells the longest word at a place and the byte behind it", function()
    assert.are.same({ 4, 8 }, { found:match("3个月内", 2) })
    assert.are.same({ 3, 5 }, { found:match("3个", 2) })
    assert.is_nil(found:match("3个", 1))
    assert.is_nil(found:match("3个", 99))
    assert.is_nil(found:match("", 1))
  end)

  it("refuses a word before its guard, unless something else stands there", function()
    assert.is_nil(found:match("调解员", 1))
    assert.are.same({ 5, 7 }, { found:match("调解案", 1) })
    assert.are.same({ 5, 7 }, { found:match("调解员工", 1) })
    assert.is_nil(found:find("人民调解员", 1))
  end)

  it("joins the sorts of all words that stand in a text, also inside others", function()
    local sorted = words.new({ "计划", "计划落实", "落实", "明年" }, { sorts = { 1, 2, 4, 8 } })
    assert.equal(7, sorted:sorts("计划落实情况"))
    assert.equal(0, sorted:sorts("情况"))
  end)

  it("has one word for all years", function()
    local years = words.new({ words.YEAR .. "年", "较" .. words.YEAR .. "年", "2024年度" })
    assert.are.same({ 1, 8 }, { years:match("2024年", 1) })
    assert.are.same({ 3, 11 }, { years:match("2024年度", 1) })
    assert.are.same({ 2, 4, 14 }, { years:find("案较1998年。", 1) })
    assert.is_nil(years:find("2124年，1899年，12年", 1))
  end)

  it("finds the first word up to a byte, and the last before one", function()
    local s = "共3个。又5个月"
    assert.are.same({ 3, 5, 8 }, { found:find(s, 1) })
    assert.are.same({ 1, 8, 11 }, { found:find(s, 6) })
    assert.is_nil(found:find(s, 1, 4))
    assert.are.same({ 3, 5, 8 }, { found:find(s, 1, 5) })
    assert.is_nil(found:find(s, 1, -3))
    assert.are.same({ 1, 8, 11 }, { found:find_back(s, 1, 14) })
    assert.are.same({ 3, 5, 8 }, { found:find_back(s, 1, 9) }) -- the end of the sentence is not yet whole there
    assert.is_nil(found:find_back(s, 11, 15))
  end)

  it("takes a text to end where it is told", function()
    local s = "共3个。又5个月"
    assert.are.same({ 4, 21 }, { found:match(s, 15) })
    assert.are.same({ 3, 18 }, { found:match(s, 15, 19) })
    assert.is_nil(found:match(s, 15, 16))
    assert.are.same({ 3, 15, 18 }, { found:find(s, 11, nil, 19) })
    assert.is_nil(found:find(s, 11, nil, 16))
    assert.is_nil(found:find(s, 11, nil, -1))
  end)

  it("tells which words stand in a text, also those inside others", function()
    assert.are.same({ 3, 4, 6, 5 }, words.new({ "。", "\n", "个", "个月", "调解", "人民调解" }):present("3个月的人民调解，个"))
    assert.are.same({ 6, 5 }, found:present("人民调解员")) -- no guard is asked
    assert.are.same({}, found:present(""))
    assert.are.same({ 3 }, words.new { "复议案", "议案件", "政复" }:present("行政复议"))
  end)

  it("tells which sorts of words stand in a text, or a stretch of it", function()
    local sorted = words.new({ "月", "个月", "人民调解", "调解" }, { sorts = { 1, 2, 8, 1 << 62 } })
    assert.are.same(3, sorted:sorts("3个月"))
    assert.are.same(8 | 1 << 62, sorted:sorts("人民调解"))
    assert.are.same(0, sorted:sorts("人民"))
    assert.are.same(0, sorted:sorts(""))
    assert.are.same(1 << 62, sorted:sorts("人民调解员", 4, 12))
    assert.are.same(0, sorted:sorts("人民调解员", 1, 11))
    assert.are.same(0, found:sorts("3个月")) -- of none
    assert.has_error(function() sorted:sorts("月", 1, 4) end)
  end)

  it("scans into an array up to a word that ends the scan", function()
    local out = { 9, 9, 9, 9, 9, 9, 9, 9 }
    local count, place = found:scan("共3个，5个月。又1个", 1, out, 2)
    assert.are.same({ 2, 18 }, { count, place })
    assert.are.same({ 5, 3, 8, 12, 4, 18 }, { table.unpack(out, 1, 6) })
    assert.is_nil(out[7])
    count, place = found:scan("无", 1, out, 2)
    assert.are.same({ 0, 4 }, { count, place })
    assert.is_nil(out[1])
    assert.are.same(1, (found:scan("。", 1, out)))
  end)

  it("tells the innermost opener that is open at the end", function()
    local pairs_of = words.new { "（", "）", "“", "”" }
    assert.equal(1, pairs_of:open("甲（乙“丙”", 1))
    assert.equal(3, pairs_of:open("甲（乙“丙）", 1)) -- another closer closes nothing
    assert.is_nil(pairs_of:open("甲（乙）丙”", 1))
    assert.is_nil(pairs_of:open("（甲", 4))
    assert.equal(3, pairs_of:open(("（"):rep(300) .. "“", 1))
    assert.is_nil(pairs_of:open("", 1))
  end)

  it("is refused with words twice, empty or too long, and with guards that are not there", function()
    assert.has_error(function() words.new({ "件", "件" }) end, "words: a word is there twice")
    assert.has_error(function() words.new({ "" }) end)
    assert.has_error(function() words.new({ ("a"):rep(65) }) end)
    assert.has_error(function() words.new({ 36 }) end)
    assert.has_error(function() words.new({ "件" }, { not_before = { [1] = 1 } }) end)
    assert.has_error(function() words.new({ "件" }, { guards = { { "数" } }, not_before = { [2] = 1 } }) end)
    assert.has_error(function() words.new({ "件" }, { but_before = 1 }) end)
    assert.has_error(function() found:match("件", 0) end)
    assert.has_no_error(function() words.new({}) end)
    assert.has_no_error(function() words.new({ "件" }, { guards = { { "数", "数" } }, not_before = { 1 } }) end)
  end)
end)
