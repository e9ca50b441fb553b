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

  it("leaves departments beside their government out of texts, and keeps those that stand alone", function()
    local own, bureau = report(1), report(2, DEPARTMENT)
    local alone = report(3, DEPARTMENT)
    alone.region, own.region, bureau.region = "望岫县", "青禾县", "青禾县"
    local plan = report(4, { kind = "other", region = "青禾县" })
    local list, left_out = roster.governments { own, bureau, alone, plan }
    assert.same({ own, alone, plan }, list)
    assert.equal(1, left_out)
    assert.same({ 4, 0 }, { #roster.governments({ own, bureau, alone, plan }, true), 0 })
    assert.is_nil(roster.departments_note(0))
    assert.matches("^1 report of a department ", roster.departments_note(1))
  end)

  it("counts no department as its county in keyness, ngrams and boilerplate, unless asked", function()
    local own = holdings.text("青禾县", 2024, "一、主要工作", "审结案件3件。")
    local bureau = own:gsub("青禾县人民政府关于", "青禾县司法局", 1) .. "司法所司法所司法所。\n青禾县司法局\n2025年1月3日\n"
    local db <close> = holdings.corpus(own, bureau, holdings.text("石汀县", 2024, "一、主要工作", "调解纠纷4件。"))
    local function said(result)
      for _, row in ipairs(result.rows) do
        if row.word == "司法所" then return true end
      end
      return false
    end
    for name, args in pairs { ngrams = {}, keyness = { of = "青禾县", against = "rest", max_q = 1, min = 1 } } do
      local result = holdings.run(name, args, db)
      assert.is_false(said(result), name)
      assert.matches("1 report of a department ", table.concat(result.notes, "\n"), 1, true)
      args.departments = true
      result = holdings.run(name, args, db)
      assert.is_true(said(result), name)
      assert.is_nil(table.concat(result.notes, "\n"):find("of a department", 1, true))
    end
    assert.equal(2, holdings.run("boilerplate", {}, db):count())
    assert.equal(3, holdings.run("boilerplate", { departments = true }, db):count())
  end)

  it("reads a corpus by the arguments of a script and tells what it leaves out", function()
    local own = holdings.text("青禾县", 2024, "一、主要工作", "审结案件3件。")
    local other = own:gsub("青禾县人民政府关于", "青禾县司法局", 1) .. "加强培训。\n青禾县司法局\n2025年1月3日\n"
    local db <close> = holdings.corpus(own, other, holdings.text("石汀县", 2023, "一、主要工作", "审结案件4件。"))
    local list, notes, filters = roster.of(db, {})
    assert.equal(2, #list)
    assert.matches("^1 further report", notes[1])
    assert.equal("rule_of_law", filters.kind)
    assert.equal(1, #roster.of(db, { year = 2023 }))
    assert.equal(1, #roster.of(db, { region = { "石汀县" } }))
    assert.equal(0, #roster.of(db, { kind = "government_work" }))
    assert.has_error(function() roster.of(db, { region = { "无此县" } }) end)
  end)
end)
