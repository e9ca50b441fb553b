-- fazhi.core.lines as Lua sees it: how a text is cut, what its signs are, which numbers stand in it; and the two
-- ways of core.words that count and replace.

local core = require("fazhi.core")
local lines = core.lines

local signs = lines.signs { { "。", "；" }, { "。" }, { "1", "2" }, { "件", "复议案件" } }

describe("lines", function()
  it("are cut without blanks at their ends, the empty ones too", function()
    assert.are.same({ { start = 2, stop = 4, text = "甲" }, { start = 6, stop = 5, text = "" },
      { start = 9, stop = 11, text = "乙" } }, (lines.split(" 甲\n\t\n 乙\r\n", 1, 13)))
    assert.are.same({ { start = 3, stop = 3, text = "b" } }, (lines.split("a\nbc", 3, 3)))
    assert.are.same({ { start = 1, stop = 0, text = "" } }, (lines.split("  \n", 1, 3)))
    assert.are.same({}, (lines.split("", 1, 0)))
    assert.has_error(function() lines.split("甲", 1, 4) end)
  end)

  it("have the signs of their words and count their characters", function()
    local rows, all = lines.split("复议案件2件\n。\nⅠ", 1, 24, signs)
    assert.are.equal(1 + 2 + 4 + 8, all)
    assert.are.same({ 4 + 8, 6 }, { rows[1].signs, rows[1].characters })
    assert.are.same({ 1 + 2, 1 }, { rows[2].signs, rows[2].characters })
    assert.are.same({ 0, 1 }, { rows[3].signs, rows[3].characters })
    assert.equal(4 + 8 + 1, signs:of("1件；"))
    assert.equal(0, signs:of(""))
  end)

  it("may be parts of a character, and begin longer words", function()
    local parts = lines.signs { { "\xCE" }, { "(\xC4", "(a" }, { "(" }, { "办", "办结" }, { "结案" } }
    assert.equal(1, parts:of("甲αβ"))
    assert.equal(2 + 4, parts:of("机(ēi)"))
    assert.equal(2 + 4, parts:of("(a"))
    assert.equal(4, parts:of("(é"))
    assert.equal(8, parts:of("办结"))
    assert.equal(8 + 16, parts:of("办结案"))
    assert.equal(0, parts:of("结"))
    assert.equal(0, parts:of("é\xE5\x8A"))
  end)

  it("tell characters that Chinese text has not", function()
    assert.is_nil(lines.split("Ⅰ é 。，", 1, #"Ⅰ é 。，", signs)[1].foreign)
    assert.is_true(lines.split("甲ə", 1, 5, signs)[1].foreign)
    assert.is_true(lines.split("한국", 1, 6, signs)[1].foreign)
    assert.are.equal(3, lines.split("aéə", 1, 5, signs)[1].characters)
  end)

  it("have signs of their ends beside those of what they hold", function()
    local heads, tails = lines.signs({ { "。" }, { "件数" } }, 4), lines.signs({ { "。", ";" } }, 6)
    local text = " 件数2\n。\n2。\n件;甲\n\n"
    local rows, all = lines.split(text, 1, #text, signs, heads, tails)
    local found = {}
    for i, row in ipairs(rows) do found[i] = row.signs end
    assert.are.same({ 4 + 8 + 32, 1 + 2 + 16 + 64, 1 + 2 + 4 + 64, 8, 0 }, found)
    assert.equal(1 + 2 + 4 + 8 + 16 + 32 + 64, all)
  end)

  it("are told of a text alone", function()
    assert.are.same({ 4 + 8, 6, false }, { signs:look("复议案件2件") })
    assert.are.same({ 0, 3, true }, { signs:look("aéə") })
  end)

  it("refuse what are no lists of words", function()
    assert.has_error(function() lines.signs {} end)
    assert.has_error(function() lines.signs { "a" } end)
    assert.has_error(function() lines.signs { { 1 } } end)
    assert.has_error(function() lines.signs { { "" } } end)
    assert.has_error(function() lines.signs({ { "a" }, { "b" } }, 59) end)
    assert.has_error(function() lines.signs({ { "a" } }, -1) end)
  end)
end)

describe("blanks", function()
  it("are found but for a space between words, and told whether they end a line", function()
    local function all(s, i, j) return { lines.blanks(s, i or 1, j or #s) } end
    assert.are.same({}, all "a b 甲")
    assert.are.same({ 2, 3, false }, all "a  b")
    assert.are.same({ 4, 4, false }, all "a b\tc")
    assert.are.same({ 2, 4, true }, all "a \r\nb")
    assert.are.same({ 1, 1, false }, all " a")
    assert.are.same({ 2, 2, false }, all "a ")
    assert.are.same({ 2, 2, false }, all("a  b", 1, 2))
    assert.are.same({}, all("a\nb", 3, 3))
  end)
end)

describe("numbers", function()
  it("are runs of digits that are long or stand before a byte", function()
    assert.are.same({ 4, 9 }, lines.numbers("共12345件7人", 4, ""))
    assert.are.same({ 4, 5, 8, 9 }, lines.numbers("共1件7.2", 4, "件." .. "\xE4"))
    assert.are.same({ 1, 2 }, lines.numbers("7", 0, ""))
    assert.are.same({ 4, 8, 9, 10 }, lines.numbers("共2014)7.31)", 4, ".", ")"))
    assert.are.same({}, lines.numbers("", 0, "."))
  end)

  it("are passed over where a point behind them is as it should be", function()
    local function all(s, pointed) return lines.numbers(s, 4, " .", nil, pointed) end
    assert.are.same({ 1, 3 }, all("12.5%"))
    assert.are.same({}, all("12.5%", 9))
    assert.are.same({ 1, 3 }, all("12.5%", 3))
    assert.are.same({}, all("1.甲", 9))
    assert.are.same({ 1, 2 }, all("1. 5", 9))
    assert.are.same({ 1, 2, 3, 4 }, all("1.5 %", 9))
    assert.are.same({ 1, 2, 3, 4 }, all("1.5.2", 9))
    assert.are.same({ 1, 2 }, all("1.5", 9))
    assert.are.same({ 1, 6 }, all("12345.5%", 9))
  end)
end)

describe("lists of words", function()
  local words = core.words.new { "复议", "行政复议", "××", "某", "行政" }
  local tally = core.tally.new(words, { { 1, 2 }, { 3 }, { 4, 3, 4 }, { 2, 5 }, { 5, 2 }, {} })

  it("are told how often, where first and with which word a text has them", function()
    local counts, firsts, which = tally:of("复议，行政复议×××××某，复议")
    assert.are.same({ 4, 2, 4, 2, 2 }, counts) -- 复议 3 and 行政复议 1; ×× 2, beside 某 twice
    assert.are.same({ 1, 22, 22, 10, 10 }, firsts)
    assert.are.same({ 1, 1, 2, 1, 1 }, which)
  end)

  it("are left out where a text has none of them, and begin anew with every text", function()
    local counts, firsts, which = tally:of("此处某")
    assert.are.same({ [3] = 2 }, counts)
    assert.are.same({ [3] = 7 }, firsts)
    assert.are.same({ [3] = 1 }, which)
    assert.are.same({}, (tally:of("")))
  end)

  it("hold numbers of the words", function()
    assert.has_error(function() core.tally.new(words, { { 6 } }) end, "tally: no such word")
    assert.has_error(function() core.tally.new(words, { { 0 } }) end, "tally: no such word")
    assert.has_error(function() core.tally.new(words, { { 1.5 } }) end, "tally: no such word")
    assert.has_error(function() core.tally.new(words, { "复议" }) end, "tally: no list")
  end)
end)

describe("a list of words", function()
  local words = core.words.new { "复议", "行政复议", "××", "某" }

  it("puts others in their place", function()
    local with = { "review", "administrative review", "", "some" }
    assert.equal("administrative review，review: some", words:replace("行政复议，复议: 某××", with))
    assert.equal("甲", words:replace("甲", with))
    assert.has_error(function() words:replace("某", {}) end)
  end)
end)
