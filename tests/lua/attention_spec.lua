-- The nine parts: which part a heading names, what lower sections take over, how compositions are compared,
-- and what is said of reports whose headings tell nothing.

local contents = require "fazhi.contents"
local holdings = require "support.holdings"
local message = require "fazhi.message"
local parts = require "fazhi.parts"

local function near(a, b)
  return math.abs(a - b) < 1e-9
end

-- A report with n characters under each heading.
local function report(place, year, sections)
  local lines = {}
  for i, one in ipairs(sections) do
    lines[#lines + 1] = ("%s、%s"):format(({ "一", "二", "三", "四", "五" })[i], one[1])
    lines[#lines + 1] = ("事"):rep(one[2] - 1) .. "。"
  end
  return holdings.text(place, year, table.unpack(lines))
end

describe("the part of a heading", function()
  it("is told by the longest word, then by the first", function()
    for heading, part in pairs {
      ["依法全面履行政府职能"] = "P1", ["健全行政执法工作体系"] = "P4", ["强化对行政权力的制约和监督"] = "P7",
      ["运用法治思维方式，依法有效化解社会矛盾纠纷"] = "P6", ["坚持严格执法,规范行政权力运行"] = "P4",
      ["提高政府工作人员法治思维和依法行政能力"] = "P9", ["健全突发事件应对体系"] = "P5", ["制度建设"] = "P2",
      ["推进行政决策科学化、民主化、法治化"] = "P3", ["健全法治政府建设科技保障体系"] = "P8", ["监督问责、信息公开"] = "P7",
      ["转变职能"] = "P1", ["学法"] = "P9", ["学法用法、严格执法"] = "P9",
    } do
      assert.equal(part, parts.of_heading(heading), heading)
    end
    assert.is_nil(parts.of_heading("“松绑”行动"))
    assert.is_nil(parts.of_heading(""))
  end)

  it("is none where a heading holds several", function()
    assert.is_nil(parts.of_heading("坚持党的领导，主要举措和成效"))
  end)

  it("goes down to the sections below, and a plan is no part", function()
    local sections = {
      { level = 1, heading = "依法全面履行政府职能", parent = 0 }, { level = 2, heading = "加强执法监督", parent = 1 },
      { level = 1, heading = "主要举措和成效", parent = 0 }, { level = 2, heading = "规范执法", parent = 3 },
      { level = 4, heading = "案卷评查96卷，其中优秀37卷、合格56卷、不合格3卷，合格率96.9%，复议", parent = 3 },
      { level = 1, heading = "下一步工作打算", parent = 0 }, { level = 2, heading = "规范执法", parent = 6 },
      { level = 1, heading = "存在的不足和原因", parent = 0 },
    }
    assert.same({ "P1", "P1", nil, "P4", nil, "plans", "plans", "problems" }, parts.of_sections(sections, 2024))
    assert.same({ req_2_problems = true }, contents.announced(sections, 2024)[8])
  end)
end)

describe("attention", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("gives each part its share of the text, and clr over the nine", function()
    local db <close> = holdings.corpus(report("青禾县", 2024, { { "规范执法", 96 }, { "化解纠纷", 46 }, { "存在的不足", 43 } }))
    local result = holdings.run("attention", {}, db)
    assert.equal(12, result:count())
    local total, share, clr = 0, 0, 0
    for _, row in result:each() do
      total, share = total + row.characters, share + row.share
      clr = clr + (row.clr or 0)
    end
    assert.equal(102, holdings.rows(result, { part = "P4" })[1].characters)
    assert.equal(52, holdings.rows(result, { part = "P6" })[1].characters)
    assert.equal(50, holdings.rows(result, { part = "problems" })[1].characters)
    assert.is_nil(holdings.rows(result, { part = "problems" })[1].clr)
    assert.is_true(near(share, 100) and near(clr, 0))
    assert.is_nil(holdings.unsound(result))
  end)

  it("measures the distance to the year before and to the peers", function()
    local same = { { "规范执法", 80 }, { "化解纠纷", 80 } }
    local db <close> = holdings.corpus(report("青禾县", 2022, same), report("青禾县", 2023, same),
      report("青禾县", 2024, { { "学法用法", 80 }, { "政务公开", 80 } }), report("石汀县", 2024, same))
    local result = holdings.run("attention", { by = "report" }, db)
    local function row(region, year) return holdings.rows(result, { region = "云岭省白塔市" .. region, year = year })[1] end
    assert.is_nil(row("青禾县", 2022).jsd_before)
    assert.is_true(near(row("青禾县", 2023).jsd_before, 0))
    assert.is_true(near(row("青禾县", 2024).jsd_before, 1))
    assert.is_true(near(row("青禾县", 2024).jsd_peers, 1))
    assert.equal(1, row("青禾县", 2024).peers)
    assert.is_nil(row("青禾县", 2023).jsd_peers)
    local alone = holdings.run("attention", { by = "report", region = { "石汀县" } }, db)
    assert.equal(1, alone:count())
    assert.is_true(near(alone.rows[1].jsd_peers, 1))
    assert.is_true(near(row("青禾县", 2022).hhi, 0.5))
    assert.equal("P4 enforcement, P6 disputes", row("青禾县", 2022).largest)
  end)

  it("holds the years asked for against the year before", function()
    local db <close> = holdings.corpus(report("青禾县", 2023, { { "规范执法", 80 } }),
      report("青禾县", 2024, { { "学法用法", 80 } }))
    local result = holdings.run("attention", { by = "report", year = 2024 }, db)
    assert.equal(1, result:count())
    assert.is_true(near(result.rows[1].jsd_before, 1))
    local years = holdings.run("attention", { by = "year", year = 2024 }, db)
    assert.equal(12, years:count())
    assert.matches("Jensen–Shannon to the year before 1.000", years.notes[1], 1, true)
    assert.equal(12, holdings.run("attention", { year = 2024 }, db):count())
  end)

  it("does not compare what the headings do not tell", function()
    local db <close> = holdings.corpus(report("青禾县", 2023, { { "“松绑”行动", 80 }, { "“暖心”行动", 80 } }),
      report("青禾县", 2024, { { "规范执法", 80 } }))
    local result = holdings.run("attention", { by = "report" }, db)
    assert.is_nil(result.rows[1].hhi)
    assert.is_nil(result.rows[1].largest)
    assert.matches("too few headings", result.rows[1].note)
    assert.is_nil(result.rows[2].jsd_before)
    assert.is_nil(holdings.unsound(result))
    local years = holdings.run("attention", { by = "year" }, db)
    local dark = holdings.rows(years, { year = 2023, part = "P4" })[1]
    assert.equal(0, dark.n)
    assert.is_nil(dark.mean)
    assert.is_nil(dark.clr)
    assert.matches("2023: 0 of 1 report,", years.notes[1])
    assert.is_nil(holdings.unsound(years))
  end)

  it("gives the means of the years and how far they moved", function()
    local db <close> = holdings.corpus(report("青禾县", 2023, { { "规范执法", 80 } }),
      report("石汀县", 2023, { { "规范执法", 80 } }), report("青禾县", 2024, { { "学法用法", 80 } }))
    local result = holdings.run("attention", { by = "year" }, db)
    assert.equal(2, holdings.rows(result, { year = 2023, part = "P4" })[1].n)
    assert.matches("Jensen–Shannon to the year before 1.000", result.notes[2], 1, true)
    assert.not_matches("Jensen", result.notes[1])
  end)

  it("says so if there is nothing", function()
    local db <close> = holdings.corpus()
    for _, by in ipairs { false, "report", "year" } do
      local result = holdings.run("attention", { by = by or nil }, db)
      assert.equal(0, result:count())
      assert.truthy(result.none)
    end
  end)
end)
