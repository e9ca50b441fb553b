-- fazhi.core.patterns, fazhi.core.claims, fazhi.sieve and fazhi.shortlist: what is found together is what each
-- pattern finds alone, in the order it was given in.

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

  it("tells the lines in which any may match", function()
    local set = pattern.set(compiled { "(收到|接收) … <数>", "复议" })
    local function lines(text) return set:lines(pattern.fold_lines(text)) end
    assert.same({ 1, 3, 4 }, lines "行政复 议\n收\n“收”到\n接收，复议")
    assert.same({}, lines "")
    assert.same({ 2 }, lines "\n复议\n\n")
    assert.same({ 1, 2 }, pattern.set(compiled { "(办结)?" }):lines "\n审结\n")
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

describe("claims", function()
  local set = pattern.set(compiled { "受理 … <数>", "受理 …… <数>", "诉讼 …… <数>", "撤回" })

  it("tell who claims a number by which pattern", function()
    local claims, out = core.claims.new(set, { 1, 1, 1, 1 }, { 1, 1, 2, 3 }), { 9, 9, 9, 9 }
    local all = claims:some { 1, 2 }
    assert.equal(1, claims:at("受理\1件\2", 7, 1, 13, all, out))
    assert.same({ 1, 1, true, 9 }, out)
    assert.equal(1, claims:at("受理\4\1件\2", 8, 8, 14, all, out))
    assert.same({ 1, 2, false, 9 }, out)
    assert.equal(0, claims:at("受理\4\1件\2", 8, 8, 14, claims:some { 1 }, out))
    assert.equal(0, claims:at("诉讼受理\1件\2", 13, 1, 19, all, out))
    assert.equal(0, claims:at("受理\1件\2撤回", 7, 1, 19, all, out))
    assert.equal(0, claims:at("", 1, 1, 0, all, out))
  end)

  it("tell another text from the one before, and keep what they are made of", function()
    local one, out = core.claims.new(pattern.set(compiled { "受理 <数>" }), { 1 }, { 1 }), {}
    local all = one:some { 1 }
    for _ = 1, 20 do
      assert.equal(1, one:at("受" .. "理\1\2", 7, 1, 8, all, out))
      collectgarbage()
      assert.equal(0, one:at("审" .. "结\1\2", 7, 1, 8, all, out))
    end
  end)

  it("tell of all figures of a report at once", function()
    local claims = core.claims.new(set, { 1, 2, 2, 2 }, { 1, 1, 2, 3 })
    local all, one = claims:some { 1, 2 }, claims:some { 2 }
    local texts = { "受理\1件\2\4\1人\2", "审结\1件\2" }
    local views = { 1, 9, 1, 7, 11, 1, 12, false, false, 1, 9, 1, 14, 18, 14, 18, false, false,
      10, 20, 2, 7, 11, 1, 12, false, false }
    local out, stops = claims:each(texts, views, { all, one, all })
    assert.same({ 1, 1, true, 2, 2, true, 2, 2, false }, out)
    assert.same({ 6, 9, 9 }, stops)
    assert.same({ { 1, 1, true, 2, 2, true }, { 6, 6, 6 } }, { claims:each(texts, views, { all, false, all }) })
    assert.same({ {}, {} }, { claims:each({}, {}, {}) })
    assert.has_error(function() claims:each(texts, {}, { all }) end, "claims: no view of figure 1")
    assert.has_error(function() claims:each({}, views, { all }) end)
    assert.has_error(function() claims:each(texts, views, { "" }) end)
  end)

  it("are refused what makes no sense", function()
    local new, one = core.claims.new, core.claims.new(set, { 1, 1, 2, 2 }, { 1, 1, 1, 1 })
    assert.has_error(function() new(set, { 1, 1, 1 }, { 1, 1, 1, 1 }) end, "claims: number 4 of a list makes no sense")
    assert.has_error(function() new(set, { 1, 1, 1, 1 }, { 1, 1, 1, 4 }) end)
    assert.has_error(function() new(set, { 2, 1, 1, 1 }, { 1, 1, 1, 1 }) end,
      "claims: pattern 2 stands out of order")
    assert.has_error(function() new({}, {}, {}) end)
    assert.has_error(function() one:some { 5 } end)
    assert.has_error(function() one:some { 1.5 } end)
    assert.has_error(function() one:at("", 0, 1, 1, one:some {}, {}) end)
    assert.has_error(function() one:at("", 1, 1, 1, "", {}) end)
    assert.has_error(function() one:at("", 1, 1, 1, one:some {}) end)
    assert.is_false(getmetatable(one))
  end)
end)

describe("a shortlist", function()
  local NOT_PLANNED = { planned = true }
  local function entry(id, units, find, unless, near)
    return { id = id, units = units, find = find, unless_here = unless or {}, unless_near = near or {},
      period_not = NOT_PLANNED }
  end
  local any = entry("any", nil, compiled { "走访 <数>" })
  local cases = entry("cases", { ["件"] = true }, compiled { "受理 <数>", "收到 …… <数>", "立案 <数>" },
    compiled { "诉讼 … <数>" }, compiled { "撤回" })
  local visits = entry("visits", { ["次"] = true, ["件"] = true }, compiled { "走访 … <数>", "分别 … <数>" })
  local list = shortlist.new({ any, cases, visits }, false)

  -- Who claims the first number of a flat text of one clause, by which of its finders, and whether within the clause.
  local function told(one, flat, unit, more)
    local claims, all = { 7, 7, 7, 7 }, {}
    local at = { unit = unit, figure = { kind = "count" }, view = { place = flat:find("\1", 1, true),
      flat = flat, clause_start = 1, clause_stop = #flat } }
    for key, value in pairs(more or {}) do at[key] = value end
    for i = 1, one:claims(at, claims), 3 do
      table.move({ one.entries[claims[i]].id, one.finders[claims[i + 1]] or false, claims[i + 2] }, 1, 3, #all + 1, all)
    end
    return all
  end

  it("tells of the entries of a unit, then of those of none", function()
    assert.same({ "cases", cases.find[2], true, "visits", visits.find[1], true, "any", any.find[1], true },
      told(list, "收到、走访\1件\2", "件"))
    assert.same({ "any", any.find[1], true }, told(list, "收到、走访\1人\2", "人"))
    assert.same({}, told(list, "收到\1人\2", "人"))
  end)

  it("leaves out those that refuse what stands there", function()
    assert.same({ "cases", cases.find[1], true }, told(list, "受理\1件\2", "件"))
    assert.same({}, told(list, "诉讼受理\1件\2", "件"))
    assert.same({}, told(list, "受理\1件\2撤回", "件"))
  end)

  it("leaves out those that ask for another sort", function()
    assert.same({}, told(list, "受理\1件\2", "件", { figure = { kind = "rate-change" } }))
    assert.same({}, told(list, "受理\1件\2", "件", { figure = { kind = "count", period = "planned" } }))
    assert.same({}, told(list, "受理\1件\2", "件", { figure = { kind = "count", part = true } }))
    local goals = shortlist.new({ cases }, true)
    assert.same({ "cases", cases.find[1], true },
      told(goals, "受理\1件\2", "件", { figure = { kind = "count", period = "planned" } }))
  end)

  it("reads a list as it stands by patterns that speak of lists", function()
    assert.same({ "visits", visits.find[1], true, "any", any.find[1], true }, told(list, "分别走访\1件\2", "件"))
    assert.same({ "visits", visits.find[2], true }, told(list, "分别走访\1件\2", "件", { is_anew = true, alone = {} }))
  end)

  it("tells of entries that ask for more than patterns, to be asked", function()
    local own = entry("own", { ["件"] = true }, { lpeg.P "x", cases.find[1] })
    local refuses = entry("refuses", nil, compiled { "走访 <数>" }, { function() return true end })
    local mixed = shortlist.new({ any, refuses, own, visits }, false)
    assert.same({ "own", false, false, "refuses", false, false }, told(mixed, "无\1件\2", "件"))
    assert.same({ "own", false, false, "visits", visits.find[1], true, "any", any.find[1], true,
      "refuses", false, false }, told(mixed, "走访\1件\2", "件"))
    assert.same({ "refuses", false, false }, told(mixed, "无\1人\2", "人"))
  end)
end)
