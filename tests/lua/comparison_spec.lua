-- fazhi.comparison, fazhi.series and the analyses on them, over a corpus of a few values.

local comparison = require("fazhi.comparison")
local conversion = require("fazhi.conversion")
local corpora = require("fazhi.corpus")
local counties = require("support.corpora")
local document = require("fazhi.document")
local lineup = require("fazhi.lineup")
local message = require("fazhi.message")
local script = require("fazhi.script")
local series = require("fazhi.series")

local function value(code, year, number, more)
  local v = {
    region_code = code, region = "县" .. code, year = year, value = number, unit = "件", level = "county",
    bound = "exact", score = 1, id = "o" .. code .. year, observation_id = number,
  }
  for k, x in pairs(more or {}) do v[k] = x end
  return v
end

-- A corpus that knows years and levels and nothing else.
local function corpus_of(values, missing, twins)
  local function fitting(rows, filters)
    local list = {}
    for _, row in ipairs(rows) do
      if (not filters.from or row.year >= filters.from) and (not filters.to or row.year <= filters.to)
        and (not filters.level or row.level == filters.level)
        and (not filters.region or row.region_code == filters.region) then
        list[#list + 1] = row
      end
    end
    return list
  end
  return {
    silent_regions = function() return {} end,
    reports = function() return { each = function() return function() end end } end,
    places = function() return {} end,
    places_of = function() return {} end,
    succeeded = function() return {} end,
    definitions = function() return {} end,
    definition = function() return nil end,
    count_other_kinds = function() return 0 end,
    count_placeless = function() return 0 end,
    values = function(_, _, filters) return fitting(values, filters) end,
    missing = function(_, _, filters) return fitting(missing or {}, filters) end,
    document = function()
      return { body = "", figures = {}, sections = {}, meta = { kind = "rule_of_law" }, damage = {},
        content = { 1, 0 } }
    end,
    count_stale = function() return 0 end,
    count_set_aside = function(_, filters) return #fitting(twins or {}, filters) end,
  }
end

-- Whether one of the notes begins so.
local function has_note(notes, beginning)
  for _, note in ipairs(notes) do
    if note:find(beginning, 1, true) == 1 then return true end
  end
  return false
end

local function run(name, args, corpus)
  local header = assert(script.load("scripts/analyses/" .. name .. ".lua"))
  return script.run(header, args, { open = function() return corpus end })
end

describe("comparison", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("keeps one value for each region and year, the whole region before a part", function()
    local list = comparison.one_each({
      value("1", 2024, 5, { scope = "市本级" }),
      value("1", 2024, 9, { scope = "全市" }),
      value("1", 2023, 4),
      value("2", 2024, 7, { score = 0.6 }),
      value("2", 2024, 8, { score = 1 }),
    })
    assert.equal(3, #list)
    assert.equal(9, list[1].value)
    assert.matches("also 5件（市本级）", list[1].note, 1, true)
    assert.equal(4, list[2].value)
    assert.equal(8, list[3].value)
  end)

  it("says what is claimed and what other values a report has", function()
    local others = { { id = "o8", value = 7, unit = "件" }, { id = "o9", value = 5, unit = "起" } }
    local list = comparison.one_each({ value("1", 2024, 5, { claimed = true, others = 2, other_values = others,
      note = "n" }) })
    assert.equal("n; as claimed; also 7件 (o8), 5起 (o9)", list[1].note)
    assert.is_nil(comparison.one_each({ value("1", 2024, 5, { claimed = false, others = 0 }) })[1].note)
  end)

  it("keeps units apart but those that count alike", function()
    local same, other, unit = comparison.by_unit({
      value("1", 2024, 5), value("2", 2024, 6, { unit = "起" }), value("3", 2024, 7, { unit = "人" }),
    })
    assert.equal(2, #same)
    assert.equal("人", other[1].unit)
    assert.equal("件", unit)
    assert.not_equal(comparison.unit_group("天"), comparison.unit_group("工作日"))
  end)

  it("puts values of one measure into the commonest unit, and says how they were stated", function()
    local list = comparison.one_each({
      value("1", 2024, 820000000, { unit = "斤" }), value("2", 2024, 5144000, { unit = "吨", note = "n" }),
      value("3", 2024, 0.5, { unit = "吨" }), value("4", 2024, 7, { unit = "斤" }), value("5", 2024, 8, { unit = "天" }),
      value("6", 2024, 9, { unit = "斤" }),
    })
    assert.same({ 820000000, "斤" }, { list[1].value, list[1].unit })
    assert.same({ 10288000000, "斤", "stated as 5144000吨; n" }, { list[2].value, list[2].unit, list[2].note })
    assert.equal("integer", math.type(list[2].value))
    assert.same({ 1000, "斤" }, { list[3].value, list[3].unit })
    assert.same({ 8, "天" }, { list[5].value, list[5].unit })
    list = comparison.one_each { value("1", 2024, 3, { unit = "吨" }), value("2", 2024, 4, { unit = "吨" }) }
    assert.same({ 3, "吨" }, { list[1].value, list[1].unit })
    assert.is_nil(list[1].note)
  end)

  it("converts within a measure alone", function()
    local area = conversion.converted(1, "公顷", "亩")
    assert.same({ 15, "integer" }, { area, math.type(area) })
    assert.equal(0.5, conversion.converted(1000, "斤", "吨"))
    assert.is_nil(conversion.converted(1, "天", "工作日"))
    assert.is_nil(conversion.converted(1, "斤", "亩"))
    assert.is_nil(conversion.converted(1, nil, "亩"))
    assert.same({ 5, 4000, 3 }, { conversion.number(5, "天", "斤"), conversion.number(2, "吨", "斤"),
      conversion.number(3, nil, nil) })
    assert.same({ "斤" }, { conversion.first "吨", conversion.first "件" })
    local stated = { value = 2000, unit = "斤", year = 2024 }
    local one, note = conversion.into(stated, "吨")
    assert.same({ 1, "吨", 2024, "stated as 2000斤" }, { one.value, one.unit, one.year, note })
    assert.equal(2000, stated.value)
    assert.equal(stated, (conversion.into(stated, "亩")))
  end)
end)

describe("compare", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  local corpus = corpus_of({
    value("1", 2023, 99), value("1", 2024, 5), value("2", 2024, 8), value("3", 2024, 8),
    value("4", 2024, 3, { unit = "人" }), value("5", 2024, 100, { level = "prefecture" }),
  }, {
    { region_code = "6", region = "县6", year = 2024, level = "county", report_id = 6, id = "r6" },
    { region_code = "1", region = "县1", year = 2024, level = "county", report_id = 7, id = "r7" },
    { region_code = "7", region = "县7", year = 2023, level = "county", report_id = 8, id = "r8" },
  })

  it("takes the latest year, ranks within a level, and lists the others apart", function()
    local result = run("compare", { indicator = "x" }, corpus)
    local lines = {}
    for i, row in result:each() do
      lines[i] = table.concat({ row.rank or "-", row.level, row.region, row.value or "-", row.unit or "-" }, " ")
    end
    assert.same({
      "1 county 县2 8 件", "1 county 县3 8 件", "3 county 县1 5 件", "1 prefecture 县5 100 件",
      "- county 县4 3 人", "- county 县6 - -",
    }, lines)
    assert.equal("not reported", result.rows[6].note)
    assert.equal("r6", result.rows[6].id)
    assert.matches("4 regions compared, 1 did not report", result.notes[1])
    assert.is_true(has_note(result.notes, "1 value in another unit than 件"))
    assert.is_true(has_note(result.notes, "counties 2024: n = 3, median 8 件; fewer than 5: no z"))
    assert.is_nil(result.rows[1].z)
    assert.is_nil(result.rows[1].percentile)
  end)

  it("knows by its issuer that a report which does not state it is the nation's", function()
    local standing = require "fazhi.standing"
    local nation = { issuer = "国务院", year = 2024, report_id = 9, id = "r9" }
    local line = lineup.of(corpus_of({ value("1", 2024, 5) }, { nation }), "x", {}, {})
    assert.equal("national", standing.level_name(line.missing[1].level, line.missing))
  end)

  it("takes the year, level and regions asked for", function()
    assert.equal(99, run("compare", { indicator = "x", year = 2023 }, corpus).rows[1].value)
    assert.equal(1, run("compare", { indicator = "x", level = "prefecture" }, corpus):count())
    assert.equal(2, run("compare", { indicator = "x", region = { "1", "2" } }, corpus):count())
  end)

  it("says how many reports are left out because they are there twice", function()
    local values = { value("1", 2024, 5), value("2", 2024, 8) }
    local twins = { value("1", 2024, 5), value("2", 2024, 8), value("2", 2023, 8) }
    local notes = run("compare", { indicator = "x" }, corpus_of(values, {}, twins)).notes
    assert.is_true(has_note(notes, "2 reports that are here twice are left out"))
    notes = run("compare", { indicator = "x", region = { "1" } }, corpus_of(values, {}, twins)).notes
    assert.is_true(has_note(notes, "1 report that is here twice is left out"))
    assert.is_false(has_note(run("compare", { indicator = "x" }, corpus_of(values)).notes, "1 reports"))
    notes = run("trend", { indicator = "x" }, corpus_of(values, {}, twins)).notes
    assert.matches("^3 reports that are here twice", notes[#notes])
  end)

  it("has an empty answer where there is nothing", function()
    local result = run("compare", { indicator = "x" }, corpus_of({}))
    assert.equal(0, result:count())
    assert.equal("x", result.none)
  end)
end)

describe("trend", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("tells a slope without a power of ten", function()
    local row = { region = "甲", n = 6, direction = "rising", slope = 416218.3, low = 0.25, high = 12000000.0,
      unit = "元", p = 0.01 }
    assert.equal("甲 n=6 rising, Theil–Sen slope 416200 元 a year [0.25, 12,000,000], Mann–Kendall p = 0.010",
      series.sentence(row))
  end)

  it("knows the silence and the values of a place without a region as one series", function()
    local function of(year, number)
      return { issuer = "明泉县人民政府", year = year, value = number, unit = "件", score = 1, bound = "exact",
        report_id = year, id = "o" .. year }
    end
    local silent = of(2023)
    silent.id = "r9"
    local result = run("trend", { indicator = "review_accepted" }, corpus_of({ of(2022, 5), of(2024, 7) }, { silent }))
    assert.same({ 2022, 2023, 2024 }, result:column("year"))
    assert.equal("r2023", result.rows[2].id)
    assert.equal(message.text("not_reported"), result.rows[2].note)
    assert.is_false(has_note(result.notes, "1 regions have reports and never state it"))
  end)

  it("keeps gaps and compares only neighbouring years in the same unit", function()
    local result = run("trend", { indicator = "x" }, corpus_of({
      value("1", 2020, 10), value("1", 2021, 15), value("1", 2023, 30), value("1", 2024, 3, { unit = "人" }),
    }))
    assert.equal(5, result:count())
    assert.same({ 2020, 2021, 2022, 2023, 2024 }, result:column("year"))
    assert.is_nil(result.rows[1].change)
    assert.equal(5, result.rows[2].change)
    assert.equal(50, result.rows[2].change_percent)
    assert.is_nil(result.rows[3].value)
    assert.equal("no report", result.rows[3].note)
    assert.is_nil(result.rows[4].change)
    assert.is_nil(result.rows[5].change)
    assert.equal("unit 件 → 人", result.rows[5].breaks)
    assert.matches("n=3 rising; 1 value in another unit left out", result.notes[1])
  end)

  -- The row of 2023 in the trend of legal aid, of which there were 200 in 2022.
  local function aid_of_2023(text)
    local db <close> = assert(corpora.open(":memory:", "create"))
    for year, said in pairs { [2022] = "办理法律援助案件200件。", [2023] = text } do
      local body = ("四川省巴中市恩阳区人民政府%d年法治政府建设情况报告\n一、主要举措\n%s\n"):format(year, said)
      assert.equal("new", (db:add(assert(document.decode(body, { path = year .. ".txt" })))))
    end
    local rows = run("trend", { indicator = "legal_aid_cases" }, db).rows
    assert.equal(2, #rows)
    return rows[2]
  end

  it("takes no growth of several years for one against the year before", function()
    local row = aid_of_2023 "受理行政复议案件120件，比2018年增长65%，办理法律援助案件300件，增长1.71倍。"
    assert.equal(300, row.value)
    assert.is_nil(row.claimed)
    assert.equal("claims +171 %, by its sentence against 2018年", row.note)
    row = aid_of_2023 "受理行政复议案件120件，比2018年增长65%。办理法律援助案件300件，增长50%。"
    assert.equal(50, row.claimed)
    row = aid_of_2023 "受理行政复议案件120件，比2022年增长65%，办理法律援助案件300件，增长50%。"
    assert.equal(50, row.claimed)
    assert.is_nil(row.note)
  end)

  it("takes no growth without a base for one against the year before in a review of several years", function()
    local growth = require "fazhi.growth"
    assert.is_true(growth.is_of_several "多年回顾，截至2010年所达")
    assert.is_false(growth.is_of_several "存疑")
    assert.is_false(growth.is_of_several(nil))
  end)

  it("tells a growth in 倍 in %", function()
    local row = aid_of_2023 "办理法律援助案件300件，增长0.5倍。"
    assert.equal(50, row.claimed)
    assert.is_nil(row.note)
    row = aid_of_2023 "办理法律援助案件300件，增长2.5倍。"
    assert.equal(250, row.claimed)
    assert.equal("claims +250 %, by last year's report +50 %", row.note)
  end)

  it("tells only a direction below five years", function()
    local four = series.summary({ value("1", 2020, 1), value("1", 2021, 2), value("1", 2022, 3), value("1", 2023, 4) })
    assert.equal("rising", four.direction)
    assert.is_nil(four.slope)
    assert.is_nil(four.p)
  end)

  it("tells slope and test from five on", function()
    local values = {}
    for i = 1, 5 do values[i] = value("1", 2018 + i, 20 - 2 * i) end
    local row = run("trend", { indicator = "x", summary = true }, corpus_of(values)).rows[1]
    assert.equal("falling", row.direction)
    assert.equal(-2, row.slope)
    assert.equal(-10, row.s)
    assert.is_true(math.abs(row.p - 2 / 120) < 1e-12)
    assert.same({ 5, 2019, 2023 }, { row.n, row.from, row.to })
  end)

  it("says how many values are bounds", function()
    local corpus = corpus_of {
      value("1", 2022, 5), value("1", 2023, 9, { bound = "at_least" }), value("1", 2024, 12, { bound = "at_most" }),
      value("2", 2023, 7, { bound = "at_least", score = 0.4 }), value("2", 2024, 8, { bound = "about" }),
    }
    local told = "2 values are bounds (at least, at most): "
    assert.is_true(has_note(run("trend", { indicator = "x" }, corpus).notes, told .. "change and slope"))
    local by_level = run("trend", { indicator = "x", group = "level" }, corpus)
    assert.is_true(has_note(by_level.notes, told .. "median and slope"))
    corpus = corpus_of { value("1", 2022, 5), value("1", 2023, 9) }
    for _, note in ipairs(run("trend", { indicator = "x" }, corpus).notes) do assert.not_matches("bound", note) end
  end)

  it("keeps regions apart", function()
    local result = run("trend", { indicator = "x" }, corpus_of({ value("1", 2023, 1), value("2", 2024, 2) }))
    assert.equal(2, result:count())
    assert.equal(2, #result.notes)
    assert.matches("n=1$", result.notes[1])
  end)

  it("says of the medians of one region alone nothing about other regions", function()
    local panel = require "fazhi.panel"
    local one = { value("1", 2020, 3), value("1", 2022, 4) }
    local _, alone = panel.medians(one, "level", {})
    assert.is_nil(alone[1].note)
    one[3] = value("2", 2022, 5)
    local _, two = panel.medians(one, "level", {})
    assert.equal("not the same regions every year", two[1].note)
  end)

  it("says which values are bounds, and ranks them by the number that is stated", function()
    local result = run("compare", { indicator = "x" }, corpus_of({ value("1", 2023, 5, { bound = "at_least" }),
      value("2", 2023, 4), value("3", 2023, 3, { bound = "about" }) }))
    assert.equal("a bound, ranked as if exact", result.rows[1].note)
    assert.is_nil(result.rows[2].note)
    assert.is_true(has_note(result.notes, "1 value is a bound"))
    assert.same({ "县1 ≥", "县2", "县3 ≈" }, result.picture.panels[1].labels)
  end)

  it("tells a small p as less than a thousandth", function()
    local display = require "fazhi.display"
    assert.equal("p < 0.001", display.p(0.00049))
    assert.equal("p = 0.001", display.p(0.001))
    assert.equal("p = 0.017", display.p(0.0167))
  end)
end)

describe("a comparison of a level", function()
  it("says how many reports it cannot place, and counts no central body among them", function()
    local reports = counties.counties(3, 2024, function(i) return { i, "件" } end)
    reports[4] = { year = 2024, values = { { "review_accepted", 9, "件" } } }
    reports[5] = { year = 2024, issuer = "某局", values = {} }
    reports[6] = { year = 2023, values = {} }
    reports[7] = { year = 2024, region = "国务院", issuer = "中华人民共和国国务院", is_central = true, values = {} }
    local c <close> = counties.of(reports)
    message.set_language "en"
    local function told(args)
      return table.concat(lineup.of(c, "review_accepted", args, {}).notes, "\n"):match "[^\n]*no known place[^\n]*"
    end
    assert.matches("^2 reports of no known place left out; ", told { level = "county" })
    assert.matches("^2 reports ", told { within = "第1县", year = 2024 })
    assert.matches("^1 report of", told { level = "county", year = 2023 })
    assert.is_nil(told { year = 2024 })
    message.set_language(nil)
  end)
end)
