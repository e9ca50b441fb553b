-- fazhi.time_word: the words of time before a figure, and how each stands there.

local catalogue = require "fazhi.catalogue"
local time_word = require "fazhi.time_word"

local reader = time_word.reader(catalogue.load "periods")

-- The words of a text: sort and what stands there.
local function told(text)
  local list = {}
  for i, token in ipairs(reader:tokens(text)) do
    list[i] = token[2] .. " " .. text:sub(token[1], token[#token] - 1)
  end
  return list
end

-- How the first word stands in a text whose last clause begins behind its last comma.
local function stand(text)
  return reader:stand(reader:tokens(text)[1], text, time_word.clause_start(text, #text + 1))
end

describe("words of time", function()
  it("are told by their sort", function()
    assert.same({ "year 2023年度", "last 上年", "whole 全年" }, told "2023年度受理，比上年多，全年审结")
    assert.same({ "range 2021-2023年", "several 五年来", "part 上半年" }, told "2021-2023年，五年来办理，上半年")
    assert.same({ "list 2022、2023年", "span 2022年12月至2023年11月" }, told "2022、2023年分别为，2022年12月至2023年11月")
    assert.same({ "since 2020年以来", "year 2021年" }, told "2020年以来受理，2021年办结")
    assert.same({ "year 2020年" }, told "2020年办结，换届，以来")
    assert.same({}, told "2025年规划，12023年，第2023号")
  end)

  it("are the longest that stands there, whatever sort its beginning is of", function()
    assert.same({ "several 20年来", "several 二十大以来", "year 2020年" }, told "20年来办理，二十大以来办理，2020年来访")
    assert.same({ "last 上年度同期", "part 上半年", "this 本年度" }, told "上年度同期受理，上半年受理，本年度受理")
    assert.same({ "whole 一年来", "several 近三年", "part 第三季度" }, told "一年来受理，近三年受理，第三季度受理")
  end)

  it("stand in a clause", function()
    local one = stand "其中2022年，受理"
    assert.is_true(one.opens)
    assert.is_true(one.pauses)
    assert.is_false(one.here)
    assert.is_false(one.owns)
    assert.same({ "其中", "" }, { one.before, one.after })
    one = stand "办理2022年上半年的"
    assert.is_false(one.opens)
    assert.is_true(one.here)
    assert.is_true(one.owns)
    one = stand "，与2022年受理；审结"
    assert.is_true(one.compared)
    assert.is_true(one.crosses)
    assert.equal("受理", one.after)
    assert.is_true(stand("到2025年").toward)
    assert.is_false(stand("2025年").toward)
  end)

  it("know where clauses begin and end", function()
    assert.equal(10, time_word.clause_start("受理，件1,200", 17))
    assert.equal(1, time_word.clause_start("受理", 7))
    assert.equal(6, time_word.clause_stop("受理，审结", 1, 15))
    assert.equal(15, time_word.clause_stop("受理，审结", 10, 15))
  end)
end)
