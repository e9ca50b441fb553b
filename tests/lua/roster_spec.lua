-- Which reports an analysis of texts reads: one for each region and year, the government's own first.

local holdings = require "support.holdings"
local message = require "fazhi.message"
local roster = require "fazhi.roster"

local function report(id, more)
  local one = { id = "r" .. id, report_id = id, key = "k", year = 2024, characters = 100, issuer = "青禾县人民政府",
    title = "青禾县2024年法治政府建设报告" }
  for name, value in pairs(more or {}) do one[name] = value end
  return one
end

local DEPARTMENT = { issuer = "青禾县司法局", title = "青禾县司法局2024年法治政府建设报告", characters = 900 }

describe("roster", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("takes the government's own report, however short", function()
    local list, further, undated = roster.one_each({ report(1, DEPARTMENT), report(2) })
    assert.same({ 1, 2, 1, 0 }, { #list, list[1].report_id, further, undated })
    assert.equal(1, roster.one_each({ report(1, DEPARTMENT) })[1].report_id)
  end)

  it("takes the longer, then the earlier of two of a kind", function()
    assert.equal(2, roster.one_each({ report(1), report(2, { characters = 101 }) })[1].report_id)
    assert.equal(1, roster.one_each({ report(2), report(1) })[1].report_id)
  end)

  it("keeps years and regions apart and leaves out what has no year", function()
    local unknown = report(4)
    unknown.year = nil
    local list, further, undated = roster.one_each({ report(1), report(2, { year = 2023 }), report(3, { key = "l" }),
      unknown })
    assert.same({ 3, 0, 1 }, { #list, further, undated })
    local lists = roster.by_region(list)
    assert.equal(2, #lists)
    assert.same({ 2023, 2024 }, { lists[1][1].year, lists[1][2].year })
  end)

  it("reads a corpus by the arguments of a script and tells what it leaves out", function()
    local own = holdings.text("青禾县", 2024, "一、主要工作", "审结案件3件。")
    local other = own:gsub("青禾县人民政府关于", "青禾县司法局", 1) .. "加强培训。\n青禾县司法局\n2025年1月3日\n"
    local db <close> = holdings.corpus(own, other, holdings.text("石汀县", 2023, "一、主要工作", "审结案件4件。"))
    local list, notes, filters = roster.of(db, {})
    assert.equal(2, #list)
    assert.matches("^1 further reports", notes[1])
    assert.equal("rule_of_law", filters.kind)
    assert.equal(1, #roster.of(db, { year = 2023 }))
    assert.equal(1, #roster.of(db, { region = { "石汀县" } }))
    assert.equal(0, #roster.of(db, { kind = "government_work" }))
    assert.has_error(function() roster.of(db, { region = { "无此县" } }) end)
  end)
end)
