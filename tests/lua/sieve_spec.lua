-- fazhi.sieve and fazhi.shortlist: what passes is all that could match, in the order it was given in.

local lpeg = require "lpeg"
local pattern = require "fazhi.pattern"
local shortlist = require "fazhi.shortlist"
local sieve = require "fazhi.sieve"

local function compiled(list)
  local patterns = {}
  for i, source in ipairs(list) do patterns[i] = pattern.compile(source, "optional") end
  return patterns
end

describe("a sieve", function()
  it("passes the patterns of whose words the text has one, in their order", function()
    local one = sieve.new(compiled { "(收到|接收) … <数>", "复议 … <数>", "(办结)? <数>", "行政复议案件 <数>" })
    assert.same({ 2, 3, 4 }, one:pass("行政复议案件\1件\2"))
    assert.same({ 1, 3 }, one:pass("接收\1件\2"))
    assert.same({ 3 }, one:pass(""))
    assert.same({ 3 }, one:pass("复"))
  end)

  it("passes what is no pattern, and long words by their beginning", function()
    local long = ("很长的词"):rep(8)
    local one = sieve.new { lpeg.P "x", pattern.compile(long .. " <数>") }
    assert.same({ 1, 2 }, one:pass(long))
    assert.same({ 1 }, one:pass("很长的词"))
  end)

  it("tells the first pattern that matches somewhere", function()
    local list = compiled { "计划 ^ 安排", "打算" }
    assert.equal(list[2], sieve.new(list):first_in("计划的打算"))
    assert.is_nil(sieve.new(list):first_in("安排"))
    assert.is_nil(sieve.new({}):first_in("安排"))
  end)
end)

describe("a shortlist", function()
  local any = { id = "any", find = compiled { "走访 <数>" } }
  local cases = { id = "cases", units = { ["件"] = true }, find = compiled { "受理 <数>", "收到 <数>", "立案 <数>" } }
  local visits = { id = "visits", units = { ["次"] = true, ["件"] = true }, find = compiled { "走访 <数>" } }
  local list = shortlist.new { any, cases, visits }

  it("holds the entries of a unit, then those of none, with their finders", function()
    local passed = list:pass({ flat = "收到、受理、走访" }, "件")
    assert.same({ cases, visits, any }, passed.entries)
    assert.same({ cases.find[1], cases.find[2] }, passed.finders[cases])
    assert.same({ any }, list:pass({ flat = "走访" }, "人").entries)
    assert.same({ any, cases, visits }, list:pass({ flat = "走访立案" }, shortlist.ANY).entries)
  end)

  it("holds what fits in either of two texts once", function()
    assert.same({ cases, visits, any }, list:pass_any({ { flat = "收到" }, { flat = "受理，走访" } }, "件"))
  end)
end)
