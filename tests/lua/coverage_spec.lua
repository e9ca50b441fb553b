-- The five contents and the day of publication: what is there, what is not, what nobody knows; the deadline
-- of each year; shares with what is unknown left out.

local deadline = require "fazhi.deadline"
local holdings = require "support.holdings"
local message = require "fazhi.message"

local FULL = { "2024年，工作有序。", "一、主要举措和成效", "审结案件3件。", "二、存在的不足和原因", "力量薄弱。",
  "三、党政主要负责人履行第一责任人职责情况", "听取汇报2次。", "四、2025年主要安排", "加强培训。", "五、其他需要报告的情况", "无。" }
local SHORT = { "2024年，工作有序。", "一、主要举措和成效", "审结案件3件。", "二、2025年主要安排", "加强培训。" }

local function published(text, day)
  return "发布日期：" .. day .. "\n" .. text
end

local function text(place, year, lines)
  return holdings.text(place, year, table.unpack(lines))
end

describe("the deadline", function()
  it("is that of the rule of the year and the level", function()
    assert.equal("2025-03-31", deadline.due(2024, "county"))
    assert.equal("2017-03-31", deadline.due(2016, "province"))
    assert.is_nil(deadline.due(2014, "county"))
    assert.is_nil(deadline.due(2024, "township"))
    assert.is_nil(deadline.due(nil, "county"))
    assert.is_nil(deadline.due(2024, nil))
    assert.equal("2025-03-01", deadline.report_due(2024, "county"))
    assert.is_nil(deadline.report_due(2016, "county"))
    assert.is_true(deadline.asks_contents(2019, "county"))
    assert.is_false(deadline.asks_contents(2018, "county"))
  end)

  it("is told in days, over the end of a February too", function()
    assert.equal(2, deadline.days_between("2025-03-31", "2025-04-02"))
    assert.equal(-32, deadline.days_between("2025-03-31", "2025-02-27"))
    assert.equal(2, deadline.days_between("2024-02-28", "2024-03-01"))
    assert.equal(1, deadline.days_between("2023-02-28", "2023-03-01"))
    assert.equal(366, deadline.days_between("2024-01-01", "2025-01-01"))
    assert.is_nil(deadline.days_between("2025-03-31", nil))
    assert.is_nil(deadline.days_between("2025-03-31", "soon"))
  end)

  it("knows a department from a government", function()
    assert.is_true(deadline.is_department { issuer = "青禾县司法局", title = "青禾县司法局2024年报告" })
    assert.is_false(deadline.is_department { issuer = "青禾县司法局", title = "青禾县2024年法治政府建设报告" })
    assert.is_false(deadline.is_department { issuer = "青禾县人民政府办公室", title = "青禾县人民政府办公室报告" })
    assert.is_false(deadline.is_department { title = "青禾县2024年法治政府建设报告" })
  end)
end)

describe("coverage", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("shows what is there and what is not, early, late and unknown", function()
    local db <close> = holdings.corpus(published(text("青禾县", 2024, FULL), "2025-04-02"),
      published(text("石汀县", 2024, SHORT), "2025-03-31"), text("望岫县", 2024, SHORT))
    local result = holdings.run("coverage", {}, db)
    assert.equal(3, result:count())
    local full = holdings.rows(result, { region = "云岭省白塔市青禾县" })[1]
    assert.same({ true, true, true, true, true, 2 },
      { full.measures, full.problems, full.leaders, full.plans, full.other, full.days_late })
    local short = holdings.rows(result, { region = "云岭省白塔市石汀县" })[1]
    assert.same({ true, false, false, true, false, 0 },
      { short.measures, short.problems, short.leaders, short.plans, short.other, short.days_late })
    local undated = holdings.rows(result, { region = "云岭省白塔市望岫县" })[1]
    assert.is_nil(undated.days_late)
    assert.is_nil(undated.on_time)
    assert.matches("1 late of 2 with a date and a rule, 1 unknown", result.notes[1], 1, true)
  end)

  it("does not count a date that is hardly that of publication", function()
    local db <close> = holdings.corpus(published(text("青禾县", 2020, FULL), "2022-05-06"),
      published(text("石汀县", 2021, FULL), "2021-10-31"), published(text("望岫县", 2022, FULL), "2022-12-20"))
    local rows = holdings.run("coverage", {}, db):sort("year").rows
    assert.same({ 401, -151, -101 }, { rows[1].days_late, rows[2].days_late, rows[3].days_late })
    assert.matches("hardly that of publication", rows[1].note)
    assert.matches("hardly that of publication", rows[2].note)
    local shares = holdings.run("coverage", { by = "level" }, db)
    local in_time = holdings.rows(shares, { item = "published in time" })[1]
    assert.same({ 1, 1, 2 }, { in_time.k, in_time.n, in_time.unknown })
  end)

  it("does not say no where the text breaks off", function()
    local cut = text("青禾县", 2024, SHORT):gsub("加强培训。\n$", "") .. ("全县继续推进各项工作，" ):rep(30) .. "申请材料525"
    local db <close> = holdings.corpus(cut)
    local row = holdings.run("coverage", {}, db).rows[1]
    assert.is_true(row.measures)
    assert.is_nil(row.leaders)
    assert.is_nil(row.first_four)
    assert.matches("unknown", row.note)
  end)

  it("gives shares of what is known, with their interval", function()
    local db <close> = holdings.corpus(published(text("青禾县", 2024, FULL), "2025-04-02"),
      published(text("石汀县", 2024, SHORT), "2025-03-31"), text("望岫县", 2024, SHORT))
    local result = holdings.run("coverage", { by = "year" }, db)
    local in_time = holdings.rows(result, { item = "published in time" })[1]
    assert.same({ 2024, 1, 2, 1, 50 }, { in_time.group, in_time.k, in_time.n, in_time.unknown, in_time.share })
    assert.is_true(in_time.low < 10 and in_time.high > 90)
    assert.equal(1, holdings.rows(result, { item = "all five" })[1].k)
    assert.equal(3, holdings.rows(result, { item = "measures" })[1].k)
    local by_province = holdings.run("coverage", { by = "province" }, db)
    assert.equal("云岭省", by_province.rows[1].group)
  end)

  it("has no share of nothing known", function()
    local db <close> = holdings.corpus(text("青禾县", 2024, SHORT))
    local result = holdings.run("coverage", { by = "level" }, db)
    local in_time = holdings.rows(result, { item = "published in time" })[1]
    assert.same({ 0, 0, 1 }, { in_time.k, in_time.n, in_time.unknown })
    assert.is_nil(in_time.share)
    assert.is_nil(in_time.low)
    assert.is_nil(holdings.unsound(result))
  end)

  it("counts a region once, and no department", function()
    local own = text("青禾县", 2024, FULL)
    local department = own:gsub("青禾县人民政府关于2024年", "青禾县司法局2024年", 1) .. "\n青禾县司法局\n2025年1月3日\n"
    local db <close> = holdings.corpus(own, department)
    local matrix = holdings.run("coverage", {}, db)
    assert.equal(2, matrix:count())
    assert.matches("to be made to its government by 2025-03-01", matrix.rows[2].note, 1, true)
    local result = holdings.run("coverage", { by = "year" }, db)
    assert.equal(1, result.rows[1].n)
    assert.matches("1 report of a department", result.notes[2])
  end)

  it("shows the words that each content rests on", function()
    local db <close> = holdings.corpus(text("青禾县", 2024, SHORT))
    local result = holdings.run("coverage", { evidence = true }, db)
    assert.equal(5, result:count())
    assert.equal("主要举措和成效", result.rows[1].words)
    assert.is_false(result.rows[2].present)
    assert.is_nil(result.rows[2].words)
  end)

  it("names the regions without a report of the year, and says so if there is nothing", function()
    local db <close> = holdings.corpus(text("青禾县", 2024, SHORT), text("石汀县", 2023, SHORT))
    local result = holdings.run("coverage", { year = 2024 }, db)
    assert.equal(1, result:count())
    assert.matches("1 region has no report of that year here: 云岭省白塔市石汀县", table.concat(result.notes, "\n"), 1, true)
    local empty <close> = holdings.corpus()
    for _, by in ipairs { false, "year", "level", "province" } do
      local nothing = holdings.run("coverage", { by = by or nil }, empty)
      assert.equal(0, nothing:count())
      assert.truthy(nothing.none)
      assert.same({}, nothing.notes)
    end
  end)
end)
