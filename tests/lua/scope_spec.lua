-- Scopes: figures of the whole region and of a part of it are never put in one series, test, ranking or quotient,
-- and where a report tells both, the whole region is taken.

local comparison = require "fazhi.comparison"
local holdings = require "support.holdings"
local message = require "fazhi.message"
local preference = require "fazhi.corpus.preference"
local scope = require "fazhi.scope"
local wide = require "fazhi.wide"

local INDICATOR = "review_accepted"

local function report(year, sentence)
  return holdings.text("白塔市", year, year .. "年，工作有序。", "一、依法化解矛盾纠纷", sentence, "二、存在的不足", "力量薄弱。")
end

local BOTH = "市本级受理行政复议12件，全市受理行政复议80件。"

-- Years of which two are told of the city's own level only.
local function mixed()
  return holdings.corpus(report(2018, BOTH), report(2019, "市本级受理行政复议13件。"), report(2020, "全市受理行政复议84件。"),
    report(2021, "市本级受理行政复议12件。"), report(2022, "全市受理行政复议92件。"), report(2023, "全市受理行政复议95件。"),
    report(2024, "受理行政复议99件。"))
end

local function by_year(result)
  local rows = {}
  for _, row in ipairs(result.rows) do rows[row.year] = row end
  return rows
end

describe("scope", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("has classes by the words of the catalogue", function()
    for word, class in pairs { ["全市"] = "whole", ["市县两级"] = "whole", ["辖区内"] = "whole", ["市本级"] = "own",
      ["市级"] = "own", ["市直"] = "departments", ["区属"] = "departments", ["全系统"] = "system", ["开发区"] = "开发区",
      [""] = "whole" } do
      assert.equal(class, scope.class(word), word)
    end
    assert.is_true(scope.is_whole(nil))
  end)

  it("splits by the commonest class, of equals the whole region", function()
    local own, whole = { scope = "市本级" }, { scope = "全市" }
    local same, other, class = scope.split { own, whole, {} }
    assert.same({ { whole, {} }, { own }, "whole" }, { same, other, class })
    assert.equal("whole", select(3, scope.split { own, whole }))
    assert.equal("own", select(3, scope.split { own, own, whole }))
    assert.same({ {}, {} }, { scope.split {} })
  end)

  it("is ordered in SQL as in Lua", function()
    local db <close> = holdings.corpus(report(2018, BOTH))
    local words = { "全市", "市县两级", "辖区内", "市本级", "市直", "全系统", "开发区", "", "全'市" }
    for _, word in ipairs(words) do
      local part = preference.order():match("(CASE .- END)")
      local order = db.db:value("SELECT " .. part .. " FROM (SELECT ? AS scope) o", word)
      assert.equal(scope.is_whole(word) and 0 or 1, order, word)
    end
  end)

  it("of the whole region is taken where a report tells both, whichever stands first", function()
    local db <close> = holdings.corpus(report(2018, BOTH), report(2019, "全市受理行政复议81件，其中市本级受理行政复议15件。"))
    for _, list in ipairs { db:values(INDICATOR), db:all_values { indicator = { INDICATOR } } } do
      assert.same({ 80, 81 }, { list[1].value, list[2].value })
    end
    local seen = {}
    for _, one in ipairs(db:readings {}) do
      if one.indicator == INDICATOR then seen[one.year] = one.value end
    end
    assert.same({ [2018] = 80, [2019] = 81 }, seen)
  end)

  it("of a sure part comes before a doubtful whole", function()
    local list = comparison.one_each {
      { region = "甲", year = 2024, value = 9, scope = "全市", score = 0.2 },
      { region = "甲", year = 2024, value = 5, scope = "市本级", score = 0.9 },
    }
    assert.equal(5, list[1].value)
  end)

  it("of a part is in no slope, no test and no change of the whole region", function()
    local db <close> = mixed()
    local row = holdings.run("trend", { indicator = INDICATOR, summary = true }, db).rows[1]
    assert.same({ 5, 2018, 2024, "rising" }, { row.n, row.from, row.to, row.direction })
    assert.is_true(math.abs(row.slope - 10 / 3) < 1e-9)
    assert.equal("2 values of another scope left out", row.note)
    local rows = by_year(holdings.run("trend", { indicator = INDICATOR }, db))
    assert.same({ 80, "全市" }, { rows[2018].value, rows[2018].scope })
    assert.is_nil(rows[2019].change)
    assert.is_nil(rows[2020].change_percent)
    assert.equal("scope whole region → its own level only", rows[2019].breaks)
    assert.equal(3, rows[2023].change)
  end)

  it("of a part is told as that of a series that has no other", function()
    local db <close> = holdings.corpus(report(2022, "市本级受理行政复议12件。"), report(2023, "市本级受理行政复议13件。"))
    local row = holdings.run("trend", { indicator = INDICATOR, summary = true }, db).rows[1]
    assert.same({ 2, "scope: its own level only" }, { row.n, row.note })
  end)

  it("stands beside each value of the wide table", function()
    local values = { { id = "o1", region_code = "990101", region = "甲", year = 2024, indicator = "cases", value = 5,
      unit = "件", scope = "市本级", score = 1 } }
    local reports = { { id = "r1", region_code = "990101", region = "甲", year = 2024 } }
    local table_ = wide.frame(values, reports, { { id = "cases", name = "案件数" } }, { cases = "cases" }, {})
    assert.equal("市本级", table_.rows[1].cases_scope)
  end)

  it("is no change in a profile where last year's is another", function()
    local db <close> = holdings.corpus(report(2023, "市本级受理行政复议12件。"), report(2024, "全市受理行政复议80件。"))
    for _, row in ipairs(holdings.run("profile", { region = "白塔市", year = "2024" }, db).rows) do
      if row.indicator == INDICATOR then
        assert.same({ 80, 12 }, { row.value, row.last })
        assert.is_nil(row.change)
        assert.matches("last year of 市本级", row.note, 1, true)
      end
    end
  end)

  it("of two stages of the funnel makes no share and no carried cases", function()
    local db <close> = holdings.corpus(report(2024, "市本级受理行政复议案件12件。全市审结行政复议案件78件。"))
    local rows = {}
    for _, row in ipairs(holdings.run("funnel", {}, db).rows) do rows[row.stage] = row end
    assert.same({ 12, 78, "市本级" }, { rows.accepted.value, rows.closed.value, rows.accepted.scope })
    assert.is_nil(rows.closed.share)
    assert.equal("scopes differ: 全市, 市本级", rows.closed.note)
  end)

  it("of the whole region is the stage of a funnel that tells both", function()
    local db <close> = holdings.corpus(report(2024, BOTH .. "全市审结行政复议案件78件。"))
    local rows = {}
    for _, row in ipairs(holdings.run("funnel", {}, db).rows) do rows[row.stage] = row end
    assert.same({ 80, 97.5 }, { rows.accepted.value, rows.closed.share })
  end)
end)
