-- Comparisons of peers (compare, rank, trend, peers, profile) over small corpora, each strange in one way:
-- every one has a sensible answer or a clear message, and no number that is none.

local corpora = require "support.corpora"
local message = require "fazhi.message"
local render = require "fazhi.render"
local script = require "fazhi.script"

local function run(name, args, corpus)
  local header = assert(script.load("scripts/analyses/" .. name .. ".lua"))
  local given = assert(require("fazhi.args").from_table(header, args))
  return script.run(header, given, { open = function() return corpus end })
end

local function numbers_are_numbers(frame)
  for _, row in ipairs(frame.rows) do
    for name, value in pairs(row) do
      if math.type(value) == "float" then
        assert.is_true(value == value and value ~= math.huge and value ~= -math.huge, name)
      end
    end
  end
  for _, note in ipairs(frame.notes) do
    assert.is_nil(note:find("%f[%a]nan%f[%A]"), note)
    assert.is_nil(note:find("%f[%a]inf%f[%A]"), note)
    assert.is_nil(note:find("{", 1, true), note)
  end
end

local function has_note(frame, words)
  for _, note in ipairs(frame.notes) do
    if note:find(words, 1, true) then return true end
  end
  return false
end

local function row_of(frame, region)
  for _, row in ipairs(frame.rows) do
    if row.region == region then return row end
  end
end

local function county(i) return ("天山省清源市第%d县"):format(i) end

local function equal() return { 7, "件" } end

local strange = {
  ["no report"] = {},
  ["one report"] = corpora.counties(1, 2024, function() return { 5, "件" } end),
  ["one report without the value"] = corpora.counties(1, 2024, function() return nil end),
  ["one year"] = corpora.counties(8, 2024, function(i) return { i * i, "件" } end),
  ["all equal"] = corpora.counties(8, 2024, equal),
  ["half equal"] = corpora.counties(8, 2024, function(i) return { i > 5 and i or 3, "件" } end),
  ["nobody reports it"] = corpora.counties(6, 2024, function() return nil end),
  ["mixed units"] = corpora.counties(8, 2024, function(i) return { i, i > 5 and "人" or "件" } end),
  ["mixed scopes"] = corpora.counties(8, 2024, function(i) return { i, "件", scope = i > 5 and "县本级" or "全县" } end),
  ["zeros"] = corpora.counties(8, 2024, function() return { 0, "件" } end),
  ["rates"] = corpora.counties(6, 2024, function(i) return { 90.0 + i, "%" } end, "head_appearance_rate"),
  ["doubtful"] = corpora.counties(6, 2024, function(i) return { i, "件", score = 0.2 } end),
}

do -- one region over the years, with two years without a report, and a level of its own
  local list = {}
  for _, year in ipairs { 2015, 2016, 2018, 2024 } do
    list[#list + 1] = { region = county(1), code = "980121", year = year,
      values = year ~= 2016 and { { "review_accepted", year - 2000, "件" } } or nil }
  end
  list[#list + 1] = { region = "天山省清源市", code = "980100", level = "prefecture", year = 2024,
    values = { { "review_accepted", 900, "件" } } }
  strange["one region and mixed levels"] = list
end

local calls = {
  { "compare", { indicator = "review_accepted" } }, { "compare", { indicator = "review_accepted", year = 2024 } },
  { "rank", { indicator = { "review_accepted" } } },
  { "rank", { indicator = { "suits_lost" }, ascending = true, top = 3 } },
  { "rank", { indicator = { "review_accepted", "suits_lost", "review_accepted" } } },
  { "trend", { indicator = "review_accepted" } }, { "trend", { indicator = "review_accepted", summary = true } },
  { "trend", { indicator = "review_accepted", group = "level" } },
  { "trend", { indicator = "review_accepted", group = "within", summary = true } },
  { "trend", { indicator = "review_accepted", group = "province" } },
  { "peers", { region = "第1县" } }, { "profile", { region = "第1县" } }, { "profile", { region = "第1县", year = 2023 } },
}

describe("analyses of peers", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  for name, reports in pairs(strange) do
    it("have an answer or a message for: " .. name, function()
      local corpus <close> = corpora.of(reports)
      for _, call in ipairs(calls) do
        for _, language in ipairs { "en", "zh" } do
          message.set_language(language)
          local frame, why, code = run(call[1], call[2], corpus)
          if frame then
            numbers_are_numbers(frame)
            for _, format in ipairs { "table", "csv", "jsonl" } do
              assert.is_string(render.string(frame, { format = format }))
            end
          else
            assert.is_string(why)
            assert.matches("^E20[56]$", code)
          end
        end
      end
    end)
  end
end)

describe("compare", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("tells robust z and percentile from five that report", function()
    local corpus <close> = corpora.of(corpora.counties(6, 2024, function(i)
      return i < 6 and { ({ 10, 20, 30, 40, 90 })[i], "件" } or nil
    end))
    local frame = run("compare", { indicator = "review_accepted" }, corpus)
    local top = row_of(frame, county(5))
    assert.equal(1, top.rank)
    assert.is_true(math.abs(top.z - 60 / 14.826) < 1e-9) -- median 30, MAD 10
    assert.equal(90, top.percentile)
    assert.equal(50, row_of(frame, county(3)).percentile)
    assert.equal("not reported", row_of(frame, county(6)).note)
    assert.is_nil(row_of(frame, county(6)).percentile)
    assert.is_true(has_note(frame, "5 regions compared, 1 did not report"))
    assert.is_true(has_note(frame, "counties 2024: n = 5, median 30 件"))
  end)

  it("has no z where half are equal, and says why", function()
    local corpus <close> = corpora.of(strange["half equal"])
    local frame = run("compare", { indicator = "review_accepted" }, corpus)
    assert.is_nil(frame.rows[1].z)
    assert.is_number(frame.rows[1].percentile)
    assert.is_true(has_note(frame, "no z: half of the values or more are equal"))
  end)

  it("keeps units and scopes apart", function()
    local corpus <close> = corpora.of(strange["mixed scopes"])
    local frame = run("compare", { indicator = "review_accepted" }, corpus)
    assert.is_nil(row_of(frame, county(8)).rank)
    assert.equal(1, row_of(frame, county(5)).rank)
    assert.is_true(has_note(frame, "3 values of another scope (县本级) stand apart"))
    local units <close> = corpora.of(strange["mixed units"])
    frame = run("compare", { indicator = "review_accepted" }, units)
    assert.is_nil(row_of(frame, county(8)).rank)
    assert.is_true(has_note(frame, "3 values in other units than 件 stand apart"))
  end)

  it("divides by a column of a table and tells what it lacks", function()
    local corpus <close> = corpora.of(corpora.counties(6, 2024, function(i) return { 10 * i, "件" } end))
    local path = os.tmpname()
    local file <close> = assert(io.open(path, "w"))
    file:write("region_code,year,population(万人)\n980121,2024,10\n980122,2024,40\n980123,2023,30\n980124,2024,0\n")
    file:flush()
    local args = { indicator = "review_accepted", covariates = path, per = "population" }
    local frame = run("compare", args, corpus)
    assert.equal(10, row_of(frame, county(1)).per)
    assert.equal(1, row_of(frame, county(1)).rank)
    assert.equal(5, row_of(frame, county(2)).per)
    assert.is_nil(row_of(frame, county(3)).per)
    assert.is_nil(row_of(frame, county(3)).rank)
    assert.equal("no population", row_of(frame, county(3)).note)
    assert.equal("population is not above 0", row_of(frame, county(4)).note)
    assert.is_true(has_note(frame, "so no ratio, for 3: 天山省清源市第3县 2024"))
    args.nearest = 1
    frame = run("compare", args, corpus)
    assert.equal(10, row_of(frame, county(3)).per)
    assert.equal("population of 2023", row_of(frame, county(3)).note)
    args.nearest, args.per_base = nil, 1000
    assert.equal(0.1, row_of(run("compare", args, corpus), county(1)).per)
    args.per = "gdp"
    local nothing, why, code = run("compare", args, corpus)
    assert.is_nil(nothing)
    assert.matches("has no column “gdp”; it has population", why)
    assert.equal("E220", code)
    os.remove(path)
  end)

  it("says that a reading is doubtful beside it, and takes no change from it", function()
    local reports = corpora.counties(1, 2023, function() return { 10, "件", score = 0.2 } end)
    reports[2] = corpora.counties(1, 2024, function() return { 20, "件" } end)[1]
    local corpus <close> = corpora.of(reports)
    assert.is_nil(run("trend", { indicator = "review_accepted" }, corpus).rows[2].change)
    local frame = run("compare", { indicator = "review_accepted", year = "2023" }, corpus)
    assert.equal("doubtful reading", frame.rows[1].note)
    assert.matches("^0 regions compared, 0 did not report", frame.notes[1])
  end)

  it("divides no doubtful reading", function()
    local corpus <close> = corpora.of(corpora.counties(3, 2024, function(i)
      return { 10 * i, "件", score = i == 1 and 0.2 or 1 }
    end))
    local path = os.tmpname()
    local file <close> = assert(io.open(path, "w"))
    file:write("region_code,year,population\n980121,2024,100000\n980122,2024,100000\n")
    file:flush()
    for _, name in ipairs { "compare", "trend" } do
      local frame = run(name, { indicator = "review_accepted", covariates = path, per = "population" }, corpus)
      assert.same({ 10, nil, 20 }, { row_of(frame, county(1)).value, row_of(frame, county(1)).per,
        row_of(frame, county(2)).per })
    end
    os.remove(path)
  end)

  it("divides no rate", function()
    local corpus <close> = corpora.of(strange.rates)
    local path = os.tmpname()
    local file <close> = assert(io.open(path, "w"))
    file:write("region_code,year,population\n980121,2024,10\n")
    file:flush()
    local frame = run("compare", { indicator = "head_appearance_rate", covariates = path, per = "population" }, corpus)
    assert.is_nil(frame.rows[1].per)
    assert.equal("a rate, not divided again", frame.rows[1].note)
    os.remove(path)
  end)
end)

describe("rank", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  local function values(i) return { ({ 5, 9, 9, 2, 1 })[i], "件" } end

  it("gives ties one place and the head with its ties", function()
    local corpus <close> = corpora.of(corpora.counties(5, 2024, values))
    local frame = run("rank", { indicator = { "review_accepted" }, top = 1 }, corpus)
    assert.equal(2, frame:count())
    assert.same({ 1, 1 }, frame:column("rank"))
    assert.is_true(has_note(frame, "3 more rows"))
    frame = run("rank", { indicator = { "review_accepted" } }, corpus)
    assert.same({ 1, 1, 3, 4, 5 }, frame:column("rank"))
    frame = run("rank", { indicator = { "review_accepted" }, ascending = true }, corpus)
    assert.same({ 1, 2, 5, 9, 9 }, frame:column("value"))
    assert.is_true(has_note(frame, "neither more nor less is better"))
  end)

  it("says which end is better", function()
    local corpus <close> = corpora.of(corpora.counties(5, 2024, values, "suits_lost"))
    assert.is_true(has_note(run("rank", { indicator = { "suits_lost" } }, corpus), "rank 1 is the worst"))
    assert.is_true(has_note(run("rank", { indicator = { "suits_lost" }, ascending = true }, corpus),
      "rank 1 is the best here"))
    assert.is_true(has_note(run("rank", { indicator = { "legal_aid_cases" } }, corpus), "rank 1 is the best"))
  end)

  it("lays several indicators side by side and sums none", function()
    local reports = corpora.counties(5, 2024, values)
    for i, report in ipairs(reports) do report.values[2] = i < 5 and { "suits_lost", i, "件" } or nil end
    local corpus <close> = corpora.of(reports)
    local frame = run("rank", { indicator = { "review_accepted", "suits_lost" } }, corpus)
    assert.same({ "level", "region", "year", "review_accepted", "review_accepted_unit", "review_accepted_bound",
      "review_accepted_rank", "suits_lost", "suits_lost_unit", "suits_lost_bound", "suits_lost_rank", "note" },
      frame:names())
    local last = frame.rows[5]
    assert.equal(county(5), last.region)
    assert.is_nil(last.suits_lost)
    assert.is_nil(last.suits_lost_rank)
    assert.equal(1, row_of(frame, county(4)).suits_lost_rank)
    assert.equal("exact", row_of(frame, county(4)).suits_lost_bound)
    assert.equal("suits_lost: not reported", last.note)
  end)
end)

describe("trend", function()
  before_each(function() message.set_language("en") end)
  after_each(function()
    message.set_language(nil)
    require("fazhi.region").load()
  end)

  local function one(year, values)
    return { region = county(1), code = "980121", year = year, values = values }
  end

  it("tells a year without a report from a report without the value, and a long gap in one row", function()
    local corpus <close> = corpora.of {
      one(2010, { { "review_accepted", 4, "件" } }), one(2011, {}), one(2013, { { "review_accepted", 5, "件" } }),
      one(2019, { { "review_accepted", 6, "件" } }), one(2020, {}),
    }
    local frame = run("trend", { indicator = "review_accepted" }, corpus)
    assert.same({ 2010, 2011, 2012, 2013, 2014, 2019, 2020 }, frame:column("year"))
    assert.equal("not reported", frame.rows[2].note)
    assert.equal("r2", frame.rows[2].id)
    assert.equal("no report", frame.rows[3].note)
    assert.equal("no report 2014–2018", frame.rows[5].note)
    assert.equal("not reported", frame.rows[7].note)
  end)

  it("tells who never states it from who does not in the years asked for", function()
    local corpus <close> = corpora.of { one(2010, { { "review_accepted", 4, "件" } }), one(2011, {}) }
    local never = run("trend", { indicator = "suits_lost" }, corpus)
    assert.is_true(has_note(never, "1 region has reports and never states it"))
    local frame = run("trend", { indicator = "review_accepted", year = { 2011, 2011 } }, corpus)
    assert.is_true(has_note(frame, "1 region has reports of these years and does not state it in them"))
    assert.is_false(has_note(frame, "never"))
  end)

  it("checks the growth that a report claims against the year before", function()
    local corpus <close> = corpora.of {
      one(2022, { { "review_accepted", 513, "件" } }),
      one(2023, { { "review_accepted", 539, "件", growth = 8.4 } }),
      one(2024, { { "review_accepted", 600, "件", growth = 11.3 } }),
    }
    local frame = run("trend", { indicator = "review_accepted" }, corpus)
    assert.equal(8.4, frame.rows[2].claimed)
    assert.equal("claims +8.4 %, by last year's report +5.1 %", frame.rows[2].note)
    assert.equal(11.3, frame.rows[3].claimed)
    assert.is_nil(frame.rows[3].note)
    assert.is_nil(frame.rows[1].claimed)
  end)

  it("names the breaks", function()
    local corpus <close> = corpora.of {
      one(2020, { { "review_accepted", 30, "件", scope = "全县", rule = "受理 <数>" } }),
      one(2021, { { "review_accepted", 300, "件", scope = "县本级", period = "cumulative", bound = "at_least",
        rule = "立案 <数>" } }),
      one(2022, { { "review_accepted", 40, "人" } }),
      one(2023, { { "review_accepted", 400, "人" } }),
    }
    local frame = run("trend", { indicator = "review_accepted" }, corpus)
    assert.equal("scope whole region → its own level only; period annual → cumulative; bound exact → at_least; "
      .. "other wording", frame.rows[2].breaks)
    assert.equal("× 10", frame.rows[4].breaks)
    assert.matches("^unit 件 → 人; scope its own level only → whole region", frame.rows[3].breaks)
    assert.is_nil(frame.rows[1].breaks)
    assert.is_nil(frame.rows[3].change)
  end)

  it("goes on under a new code, and says so", function()
    require("fazhi.region").load { "examples/regions.tsv" }
    local corpus <close> = corpora.of {
      { region = "云岭省白塔市临溪县", code = "990124", year = 2020, values = { { "review_accepted", 61, "件" } } },
      { region = "云岭省白塔市临溪区", code = "990102", year = 2021, values = { { "review_accepted", 82, "件" } } },
    }
    for _, name in ipairs { "临溪区", "临溪县" } do
      local frame = run("trend", { indicator = "review_accepted", region = { name } }, corpus)
      assert.same({ 61, 82 }, frame:column("value"))
      assert.equal("code 990124 → 990102", frame.rows[2].breaks)
      assert.equal(21, frame.rows[2].change)
    end
    local line = run("compare", { indicator = "review_accepted", year = 2021 }, corpus)
    assert.is_false(has_note(line, "have no report of that year")) -- 临溪县 was no more
  end)

  it("keeps a place that took in another apart from it, and says so", function()
    local path = os.tmpname()
    local file <close> = assert(io.open(path, "w"))
    file:write("code\tname\tfull_name\tlevel\tparent_code\tfrom_year\tto_year\tsuccessor\n",
      "980121\t甲县\t天山省清源市甲县\tcounty\t980100\t1983\t2022\t980122\n",
      "980122\t乙县\t天山省清源市乙县\tcounty\t980100\t1983\t\t\n",
      "980123\t丙县\t天山省清源市丙县\tcounty\t980100\t1983\t2022\t980124;980125\n",
      "980124\t丙东区\t天山省清源市丙东区\tcounty\t980100\t2022\t\t\n",
      "980125\t丙西区\t天山省清源市丙西区\tcounty\t980100\t2022\t\t\n")
    file:flush()
    require("fazhi.region").load { path }
    local list = {}
    for _, one_year in ipairs { { "甲县", "980121", 2021 }, { "乙县", "980122", 2021 }, { "乙县", "980122", 2022 },
      { "丙县", "980123", 2021 }, { "丙东区", "980124", 2022 }, { "丙西区", "980125", 2022 } } do
      list[#list + 1] = { region = "天山省清源市" .. one_year[1], code = one_year[2], year = one_year[3],
        values = { { "review_accepted", #list + 10, "件" } } }
    end
    local corpus <close> = corpora.of(list)
    local frame = run("trend", { indicator = "review_accepted" }, corpus)
    local regions = {} -- a series for each code
    for _, row in ipairs(frame.rows) do regions[row.region] = true end
    local names = {}
    for name in pairs(regions) do names[#names + 1] = name end
    assert.equal(5, #names)
    assert.equal(6, frame:count())
    local found
    for _, row in ipairs(frame.rows) do
      if row.breaks then found = row end
    end
    assert.same({ "天山省清源市乙县", 2022, "took in 甲县 980121" }, { found.region, found.year, found.breaks })
    os.remove(path)
  end)

  it("changes of a rate are points, not per cent of it", function()
    local corpus <close> = corpora.of {
      one(2023, { { "head_appearance_rate", 95, "%" } }), one(2024, { { "head_appearance_rate", 97, "%" } }),
    }
    local frame = run("trend", { indicator = "head_appearance_rate" }, corpus)
    assert.equal(2, frame.rows[2].change)
    assert.is_nil(frame.rows[2].change_percent)
  end)

  it("takes the median of a group and never of two levels, units or scopes", function()
    local reports = {}
    for year = 2020, 2024 do
      local more = corpora.counties(3, year, function(i) return { 10 * i + year - 2020, "件" } end)
      table.move(more, 1, 3, #reports + 1, reports)
      reports[#reports + 1] = { region = "天山省清源市", code = "980100", level = "prefecture", year = year,
        values = { { "review_accepted", 1000, "件" } } }
      reports[#reports + 1] = { region = county(9), code = "980129", year = year,
        values = { { "review_accepted", 1, "人" } } }
    end
    local corpus <close> = corpora.of(reports)
    local frame = run("trend", { indicator = "review_accepted", group = "level" }, corpus)
    assert.equal(10, frame:count())
    assert.same({ "counties", 2024, 3, 24 },
      { frame.rows[5].group, frame.rows[5].year, frame.rows[5].n, frame.rows[5].median })
    assert.equal("prefectures", frame.rows[6].group)
    assert.is_true(has_note(frame, "5 values in other units left out"))
    local summary = run("trend", { indicator = "review_accepted", group = "within", summary = true }, corpus)
    assert.equal(1, row_of(summary, "天山省清源市 counties").slope)
  end)
end)

describe("profile and peers", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  local function corpus_of_six()
    local reports = corpora.counties(6, 2024, function(i) return { 10 * i, "件" } end)
    for i, report in ipairs(reports) do
      if i > 1 then report.values[2] = { "legal_aid_cases", 100 * i, "件" } end
      report.values[#report.values + 1] = { "suits_lost", i, "件" }
      report.values[#report.values + 1] = { "review_closed", 9 * i, "件" }
      report.values[#report.values + 1] = { "head_appearance_rate", 90 + i, "%" }
    end
    reports[7] = { region = county(1), code = "980121", year = 2023, values = { { "review_accepted", 8, "件" } } }
    return corpora.of(reports)
  end

  local function row_named(frame, id)
    for _, row in ipairs(frame.rows) do
      if row.indicator == id then return row end
    end
  end

  it("show a region among its peers, its past and what it leaves out", function()
    local corpus <close> = corpus_of_six()
    local frame = run("profile", { region = "第1县" }, corpus)
    local row = row_named(frame, "review_accepted")
    assert.same({ 10, 22.5, 35, 47.5, 6, 8, 2, 25 },
      { row.value, row.q1, row.median, row.q3, row.n, row.last, row.change, row.change_percent })
    assert.is_true(math.abs(row.percentile - 100 / 12) < 1e-9)
    local silent = row_named(frame, "legal_aid_cases")
    assert.is_nil(silent.value)
    assert.equal("not reported; 5 of 5 peers do", silent.note)
    assert.equal(400, silent.median)
    assert.is_nil(silent.percentile)
    assert.matches("^o%d", row.id)
    local two <close> = corpora.of(corpora.counties(2, 2024, function(i) return i == 2 and { 5, "件" } or nil end))
    assert.equal(0, run("profile", { region = "第1县" }, two):count()) -- one peer is no habit
  end)

  it("keep last year's value beside a doubtful one, and say which of the two is in doubt", function()
    local function report(year, value, score)
      return { region = county(1), code = "980121", year = year,
        values = { { "review_accepted", value, "件", score = score } } }
    end
    for _, case in ipairs {
      { 0.2, nil, "last year's reading is doubtful" }, { nil, 0.2, "doubtful reading, not compared" },
    } do
      local corpus <close> = corpora.of { report(2023, 8, case[1]), report(2024, 9, case[2]) }
      local row = row_named(run("profile", { region = "第1县" }, corpus), "review_accepted")
      assert.same({ 9, 8, case[3] }, { row.value, row.last, row.note })
      assert.equal(case[2] and true, row.is_doubtful)
      assert.is_nil(row.change)
      local changes = require("fazhi.dossier").of(corpus, { region = "980121" }).changes
      assert.same({ 0, 0, 0 }, { #changes.changed, #changes.begun, #changes.ended })
    end
  end)

  it("put a report without a level, as the state's own, beside nobody", function()
    local reports = corpora.counties(6, 2024, function(i) return { 10 * i, "件" } end)
    for year = 2023, 2024 do
      reports[#reports + 1] = { region = "国务院", issuer = "国务院", is_central = true, year = year,
        values = { { "review_accepted", 1000 + year, "件" } } }
    end
    local corpus <close> = corpora.of(reports)
    local frame = run("profile", { region = "国务院" }, corpus)
    local row = row_named(frame, "review_accepted")
    assert.same({ 3024, 3023, 1 }, { row.value, row.last, row.change })
    assert.is_nil(row.median or row.q1 or row.q3 or row.percentile)
    assert.is_true(has_note(frame, "has no peers"))
    assert.equal(0, run("peers", { region = "国务院" }, corpus):count())
    assert.equal(6, row_named(run("profile", { region = "第1县" }, corpus), "review_accepted").n)
  end)

  -- Four counties state 斤 and two 吨; the last of them has an indicator less.
  local function corpus_of_units()
    local reports = corpora.counties(6, 2024, function(i)
      return i > 4 and { i, "吨" } or { 2000 * i, "斤" }
    end)
    for i = 1, 5 do
      table.insert(reports[i].values, { "legal_aid_cases", i > 3 and 2 * i or 4000 * i, i > 3 and "吨" or "斤" })
      table.insert(reports[i].values, { "suits_lost", i, "件" })
    end
    reports[7] = { region = county(5), code = "980125", year = 2023, values = { { "review_accepted", 8000, "斤" } } }
    return corpora.of(reports)
  end

  it("put what is of one measure into the unit of the region, its past too", function()
    local corpus <close> = corpus_of_units()
    local row = row_named(run("profile", { region = "第5县" }, corpus), "review_accepted")
    assert.same({ 5, "吨", 3.5, 6, 4, 1 }, { row.value, row.unit, row.median, row.n, row.last, row.change })
    assert.equal("4 peers converted into 吨; last year stated as 8000斤", row.note)
    local compared = row_of(run("compare", { indicator = "review_accepted", year = { 2024, 2024 } }, corpus), county(5))
    assert.same({ 10000, "斤", row.percentile }, { compared.value, compared.unit, compared.percentile })
    row = row_named(run("profile", { region = "第2县" }, corpus), "review_accepted")
    assert.same({ 4000, "斤", 7000 }, { row.value, row.unit, row.median })
    row = row_named(run("profile", { region = "第6县" }, corpus), "legal_aid_cases")
    assert.same({ "斤", 12000 }, { row.unit, row.median })
    assert.equal("not reported; 5 of 5 peers do; 2 peers converted into 斤", row.note)
    local group = require("fazhi.cohort").peers(corpus, { year = 2024, level = "county", kind = "rule_of_law" })
    group = setmetatable({ before = {} }, { __index = require("fazhi.cohort").seen(group, group.members["980125"]) })
    local rows = require("fazhi.portrait").rows(corpus:indicators(), group)
    row = row_named({ rows = rows }, "review_accepted")
    assert.same({ 5, "吨", 3.5, 6 }, { row.value, row.unit, row.median, row.n })
    local near = run("peers", { region = "第4县" }, corpus).rows
    assert.same({ county(5), 3 }, { near[1].region, near[1].shared })
    assert.is_true(near[1].distance < near[4].distance)
    local back = row_of(run("peers", { region = "第5县" }, corpus), county(4))
    assert.equal(near[1].distance, back.distance)
  end)

  it("find the nearest, who share enough", function()
    local corpus <close> = corpus_of_six()
    local frame = run("peers", { region = "第2县", count = 3 }, corpus)
    assert.equal(3, frame:count())
    assert.same({ county(3), 5 }, { frame.rows[1].region, frame.rows[1].shared })
    assert.is_true(frame.rows[1].distance <= frame.rows[2].distance)
    assert.is_true(frame.rows[1].distance >= 0 and frame.rows[3].distance <= 1)
    local little <close> = corpora.of(strange["one year"])
    frame = run("peers", { region = "第2县" }, little)
    assert.is_nil(frame.rows[1].distance)
    assert.equal("fewer than 3 shared indicators", frame.rows[1].note)
  end)

  it("rest on readings, which are the values of every indicator at once", function()
    local corpus <close> = corpora.of(strange["mixed scopes"])
    local other <close> = corpus_of_six()
    for _, one in ipairs { corpus, other } do
      local readings = assert(one:readings { year = 2024 })
      local count = 0
      for _, indicator in ipairs(one:indicators()) do
        for _, value in ipairs(one:values(indicator.id, { year = 2024 })) do
          count = count + 1
          local found
          for _, reading in ipairs(readings) do
            if reading.id == value.id then found = reading end
          end
          for _, name in ipairs { "value", "unit", "scope", "indicator", "region_code", "year", "score", "report" } do
            assert.equal(value[name], found[name])
          end
        end
      end
      assert.equal(count, #readings)
      assert.is_true(count > 7)
    end
  end)

  -- Among them reports with several observations of one indicator, as alike as they can be.
  it("rest on what is stated, which is the readings without their words", function()
    local corpus <close> = corpora.of(strange["mixed scopes"])
    local other <close> = corpus_of_six()
    other.db:exec [[INSERT INTO observation(report_id, indicator_id, figure_id, value, unit, bound, scope, score)
      SELECT o.report_id, o.indicator_id, f.id, f.value, o.unit, o.bound, o.scope, o.score FROM observation o
      JOIN figure f ON f.report_id = o.report_id]]
    for _, one in ipairs { corpus, other } do
      local stated, count, place = assert(one:stated {}), 0, {}
      for indicator, list in pairs(stated.of) do
        for _, at in ipairs(list) do
          place[stated.report[at] .. indicator], count = at, count + 1
        end
      end
      for _, reading in ipairs(assert(one:readings {})) do
        local at = place[reading.report_id .. reading.indicator]
        for _, name in ipairs { "value", "unit", "scope", "score" } do
          assert.equal(reading[name], stated[name][at])
        end
        assert.equal(reading.observation_id, stated.observation[at])
        count = count - 1
      end
      assert.equal(0, count)
    end
  end)

  it("say who has no peers", function()
    local corpus <close> = corpora.of(strange["one region and mixed levels"])
    local frame = run("peers", { region = "清源市" }, corpus)
    assert.equal(0, frame:count())
    assert.equal("other prefectures with a report of 2024", frame.none)
  end)

  it("say nothing of a region without a report", function()
    local corpus <close> = corpus_of_six()
    local frame = run("profile", { region = "第2县", year = 2023 }, corpus)
    assert.equal(0, frame:count())
    assert.equal("a report of 第2县 2023", frame.none)
  end)
end)
