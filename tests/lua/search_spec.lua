-- Which passages corpus:search shows first: those that fit best, and where there are too many to be weighed those of
-- the latest year; and that what was counted counts only as long as nobody writes.

local corpus = require "fazhi.corpus"
local document = require "fazhi.document"
local holdings = require "support.holdings"
local ranking = require "fazhi.corpus.ranking"

local MANY = ranking.MANY

local function report(year, words)
  return holdings.text("白塔市", year, "一、主要成效", words, "二、下一步", "继续做好复议。")
end

local function sections(list)
  local seen = {}
  for i, one in ipairs(list) do seen[i] = one.year .. " " .. one.section end
  return seen
end

describe("search", function()
  after_each(function() ranking.MANY = MANY end)

  local function new()
    return holdings.corpus(report(2018, "办理复议2件。"), report(2021, "办理复议3件，复议工作有序。"),
      report(2020, "办理复议。"))
  end

  it("shows those that fit best first", function()
    local db <close> = new()
    local all, count = db:search("复议", { limit = -1 })
    assert.equal(6, count)
    assert.equal(6, #all)
    local few, same = db:search("复议", { limit = 2 })
    assert.equal(6, same)
    assert.same({ all[1], all[2] }, few)
  end)

  it("shows the latest first where there are very many, in the order of the text", function()
    local db <close> = new()
    db.db:exec "UPDATE report SET year = NULL WHERE year = 2018"
    ranking.MANY = 5
    local list, count = db:search("复议", { limit = 3 })
    assert.equal(6, count)
    assert.same({ "2021 一、主要成效", "2021 二、下一步", "2020 一、主要成效" }, sections(list))
    local all = db:search("复议", { limit = -1 })
    assert.equal(6, #all)
    assert.is_nil(all[5].year)
    for i, one in ipairs(list) do assert.same(one, all[i]) end
    assert.same({}, (db:search("复议", { limit = 0 })))
    assert.same(all, (db:search("复议", { limit = 6 })))
  end)

  it("does so among the reports asked for", function()
    local db <close> = new()
    ranking.MANY = 3
    local list, count = db:search("复议", { from = 2020, limit = 20 })
    assert.equal(4, count)
    assert.same({ "2021 一、主要成效", "2021 二、下一步", "2020 一、主要成效", "2020 二、下一步" }, sections(list))
    ranking.MANY = 4
    local weighed = db:search("复议", { from = 2020, limit = 20 })
    assert.equal(4, #weighed)
    assert.equal(2, select(2, db:search("复议", { year = 2018 })))
    assert.equal(0, select(2, db:search("复议", { year = 1990 })))
  end)

  it("finds the same with a filter that leaves all in as without one", function()
    local db <close> = new()
    assert.same((db:search "复议"), (db:search("复议", { from = 1990 })))
  end)

  it("counts anew what was written meanwhile", function()
    local path = os.tmpname()
    local text = report(2018, "办理复议2件。")
    do
      local writer <close> = assert(corpus.open(path, "create"))
      assert(writer:add(document.decode(text, { path = "a.txt" })))
    end
    local reader <close> = assert(corpus.open(path))
    assert.equal(2, select(2, reader:search "复议"))
    do
      local writer <close> = assert(corpus.open(path, "write"))
      assert(writer:add(document.decode(report(2019, "办理复议3件。"), { path = "b.txt" })))
    end
    assert.equal(4, select(2, reader:search "复议"))
    assert.equal(4, #reader:search "复议")
    for _, tail in ipairs { "", "-wal", "-shm" } do os.remove(path .. tail) end
  end)
end)
