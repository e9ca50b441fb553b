-- fazhi.core.patterns, fazhi.sieve and fazhi.shortlist: what is found together is what each pattern finds alone, in
-- the order it was given in.

local core = require "fazhi.core"
local lpeg = require "lpeg"
local pattern = require "fazhi.pattern"
local shortlist = require "fazhi.shortlist"
local sieve = require "fazhi.sieve"

local function compiled(list)
  local patterns = {}
  for i, source in ipairs(list) do patterns[i] = pattern.compile(source, "optional") end
  return patterns
end

describe("a set of patterns", function()
  local flat = "行政复议案件\1件\2，收到\1人\2"

  it("has present the patterns of whose words the text has one, in their order", function()
    local set = pattern.set(compiled { "(收到|接收) … <数>", "复议 … <数>", "(办结)? <数>", "行政复议案件 <数>" })
    assert.same({ 2, 3, 4 }, set:present("行政复议案件\1件\2"))
    assert.same({ 1, 3 }, set:present("接收\1件\2"))
    assert.same({ 3 }, set:present(""))
    assert.same({ 3 }, set:present("复"))
  end)

  it("knows long words by their beginning", function()
    local long = ("很长的词"):rep(8)
    local set = pattern.set(compiled { long .. " <数>" })
    assert.same({ 1 }, set:present(long))
    assert.same({}, set:present("很长的词"))
    assert.same({ 1, #long + 1 }, { set:at(1, long .. "\1", #long + 1) })
  end)

  it("reads all patterns at a place, as each matches alone", function()
    local list = compiled { "(收到|接收) … <数>", "复议 … <数> 件", "<数> 人", "复议 … <数>" }
    local set, out = pattern.set(list), { 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9 }
    local first, second = flat:find("\1", 1, true), flat:find("\1人", 1, true)
    local numbers = {}
    for _, place in ipairs { first, second } do
      assert.equal(2, set:read(flat, place, out))
      assert.is_nil(out[7])
      for i = 1, 6, 3 do
        numbers[#numbers + 1] = out[i]
        assert.same({ out[i + 1], out[i + 2] }, { list[out[i]]:at(flat, place) })
      end
    end
    assert.same({ 2, 4, 1, 3 }, numbers)
    assert.equal(0, set:read("", 1, out))
    assert.is_nil(out[1])
  end)

  it("is asked of one text after another, and between", function()
    local set, out = pattern.set(compiled { "收到 <数>", "复议 <数>", "办结 <数>", "受理 <数>", "审结 <数>" }), {}
    for _ = 1, 20 do
      assert.equal(1, set:read("复" .. "议\1\2", 7, out))
      assert.same({ 2, 1, 7 }, out)
      collectgarbage()
      assert.same({ 3 }, set:present("办结"))
      assert.equal(1, set:read("复" .. "议\1\2", 7, out))
      assert.equal(0, set:read("审判" .. "\1\2", 7, out))
    end
  end)

  it("finds one from a byte on", function()
    local set = pattern.set(compiled { "收到" })
    assert.equal(7, set:find(1, "收到收到", 1))
    assert.equal(13, set:find(1, "收到收到", 2))
    assert.is_nil(set:find(1, "收到收到", 8))
    assert.is_nil(set:find(1, "", 1))
  end)

  it("is refused what makes no sense", function()
    local new = core.patterns.new
    assert.has_error(function() new { 7 } end, "patterns: no pattern")
    assert.has_error(function() new { {} } end, "patterns: a pattern that is not read")
    assert.has_error(function() new { { read = io.stdout } } end, "patterns: a pattern that is not read")
    local many = pattern.compile(("(甲|乙)"):rep(1001), "optional")
    assert.has_error(function() pattern.set { many } end, "patterns: pattern 1 makes no sense")
    assert.has_error(function() new({}):at(1, "", 1) end)
    assert.is_false(getmetatable(new {}))
  end)
end)

describe("a sieve", function()
  it("tells the first pattern that matches somewhere", function()
    local list = compiled { "计划 ^ 安排", "打算" }
    assert.equal(list[2], sieve.new(list):first_in("计划的打算"))
    assert.is_nil(sieve.new(list):first_in("安排"))
    assert.is_nil(sieve.new({}):first_in("安排"))
  end)

  it("reads a part of a text as if there were nothing else", function()
    local list = compiled { "^ 计划 $" }
    assert.equal(list[1], sieve.new(list):first_in("的计划的", 4, 9))
    assert.is_nil(sieve.new(list):first_in("的计划的", 4, 12))
  end)

  it("tells whether any may match", function()
    local one = sieve.new(compiled { "打算", "计划 … 安排" })
    assert.is_true(one:may_match("计划"))
    assert.is_false(one:may_match("安排"))
  end)
end)

describe("a shortlist", function()
  local any = { id = "any", find = compiled { "走访 <数>" } }
  local cases = { id = "cases", units = { ["件"] = true }, find = compiled { "受理 <数>", "收到 …… <数>", "立案 <数>" } }
  local visits = { id = "visits", units = { ["次"] = true, ["件"] = true }, find = compiled { "走访 … <数>" } }
  local list = shortlist.new { any, cases, visits }
  -- The places of the entries and the finders that match at the first number of a flat text, with what they cover.
  local function told(one, flat, unit)
    local hits, all = { 7, 7, 7, 7, 7, 7, 7 }, {}
    local made = one:hits({ place = flat:find("\1", 1, true), text = { flat = flat } }, unit, hits)
    local i = 1
    while hits[i] do
      table.move({ made.orders[hits[i]], made.finders[hits[i]], hits[i + 1], hits[i + 2] }, 1, 4, #all + 1, all)
      i = i + 3
    end
    return all, made.entries
  end

  it("holds the entries of a unit, then those of none, with what matches", function()
    local hits, entries = told(list, "收到、走访\1件\2", "件")
    assert.same({ cases, visits, any }, entries)
    assert.same({ 1, cases.find[2], 1, 16, 2, visits.find[1], 10, 16, 3, any.find[1], 10, 16 }, hits)
    hits, entries = told(list, "收到、走访\1人\2", "人")
    assert.same({ any }, entries)
    assert.same({ 1, any.find[1], 10, 16 }, hits)
    assert.same({}, (told(list, "收到\1人\2", "人")))
    hits, entries = told(list, "收到、走访\1人\2", shortlist.ANY)
    assert.same({ any, cases, visits }, entries)
    assert.same({ 1, 2, 3 }, { hits[1], hits[5], hits[9] })
  end)

  it("holds finders that are no patterns wherever their entry may stand", function()
    local finder = lpeg.P "x"
    local own = { id = "own", units = { ["件"] = true }, find = { finder, cases.find[1], finder } }
    local mixed = shortlist.new { any, own }
    assert.same({ 1, finder, false, false, 1, finder, false, false }, (told(mixed, "无\1件\2", "件")))
    assert.same({ 1, finder, false, false, 1, cases.find[1], 1, 7, 1, finder, false, false },
      (told(mixed, "受理\1件\2", "件")))
    assert.same({ 2, any.find[1], 1, 7 }, { select(9, table.unpack((told(mixed, "走访\1件\2", "件")))) })
    assert.same({}, (told(mixed, "无\1人\2", "人")))
  end)
end)
