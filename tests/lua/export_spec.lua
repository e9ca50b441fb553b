-- Tables for other programs: corpus:table and corpus:all_values, the wide table with names that Stata
-- takes, and the codebook. The documents are made by hand, of counties that do not exist.

local codebook = require("fazhi.codebook")
local corpus = require("fazhi.corpus")
local evidence = require("fazhi.evidence")
local frame = require("fazhi.frame")
local wide = require("fazhi.wide")

local LONG = "a_very_long_name_of_an_indicator"

local CATALOGUE = { entries = {
  { id = "cases", zh = "案件数", part = "P1", unit = { "件", "起" }, polarity = 0, definition = "受理的案件" },
  { id = "rate", zh = "比率", part = "P2", unit = "%", polarity = 1, definition = "按时办结的比率" },
  { id = LONG, zh = "长名", part = "P3", unit = "人" },
} }

local made = 0

-- A report with values as { indicator, value, unit, score, scope }; each is a figure in the body.
local function document(code, region, year, values, kind)
  made = made + 1
  local doc = {
    path = ("r%d.txt"):format(made), sha256 = ("%064d"):format(made), bytes = 10, format = "text", encoding = "UTF-8",
    map = "\1map", front = "", back = "", sections = {}, figures = {}, observations = {}, catalogue = CATALOGUE,
    damage = {}, meta = { kind = kind or "rule_of_law", title = "报告" .. made, region = region, region_code = code,
      level = "county", year = year, script = "Hans", evidence = {} },
  }
  local parts, at = {}, 1
  for i, v in ipairs(values) do
    local raw = v[2] .. v[3]
    parts[i] = "有" .. raw .. "。"
    local start = at + #"有"
    doc.figures[i] = { start = start, stop = start + #raw - 1, raw = raw, value = v[2], unit = v[3], bound = "exact",
      kind = "count", section = 0, number_stop = start + #tostring(v[2]) - 1 }
    doc.observations[i] = { indicator = v[1], figure = i, value = v[2], unit = v[3], bound = "exact", claimed = false,
      score = v[4] or 1.0, scope = v[5] }
    at = at + #parts[i]
  end
  doc.body = table.concat(parts) .. "此外无数字。"
  doc.content = { 1, #doc.body }
  function doc.source(_, i, j) return i, j end
  return doc
end

local function filled()
  local c = assert(corpus.open(":memory:", "create"))
  for _, doc in ipairs {
    document("990101", "甲县", 2022, { { "cases", 5, "件" }, { "cases", 6, "件", 0.9 }, { "rate", 98.5, "%" } }),
    document("990101", "甲县", 2023, { { "cases", 7, "起" }, { "rate", 0, "%", 0.2 } }),
    document("990102", "乙县", 2022, {}),
    document("990102", "乙县", 2022, { { "cases", 9, "件", 1.0, "全县" } }),
    document("990102", "乙县", 2023, { { "cases", 1, "件" } }, "other"),
    document(nil, nil, nil, { { LONG, 3, "人" } }),
  } do assert(c:add(doc)) end
  return c
end

local function reports_of(c)
  local list = {}
  for report in c:reports({ kind = "rule_of_law" }):each() do list[#list + 1] = report end
  return list
end

local function wide_of(c, options)
  local indicators, ids = c:indicators(), {}
  for i, one in ipairs(indicators) do ids[i] = one.id end
  return wide.frame(c:all_values(), reports_of(c), indicators, wide.names(ids), options or {})
end

describe("export", function()
  it("gives stored tables with the ids of the command line, but for bytes", function()
    local c <close> = filled()
    local t = assert(c:table("figure"))
    assert.equal("f1", t.rows[1].id)
    assert.equal("r1", t.rows[1].report_id)
    assert.equal("件", t.rows[1].unit)
    for _, column in ipairs(assert(c:table("source")).columns) do assert.is_not.equal("map", column.name) end
    assert.equal(6, #c:table("report").rows)
    assert.equal("o1", c:table("observation").rows[1].id)
    assert.equal("f1", c:table("observation").rows[1].figure_id)
  end)

  it("has every table that the schema has, but for what follows from the texts and catalogues", function()
    local c <close> = filled()
    local known = { passage_text = true, passage_fts = true, sketch = true, sketch_band = true, edition = true }
    for _, name in ipairs(require("fazhi.corpus.export").names) do
      assert.is_table(assert(c:table(name)).rows, name)
      known[name] = true
    end
    for _, one in ipairs(c:schema()) do assert.is_true(known[one.table], one.table) end
  end)

  it("filters by report and indicator, and refuses a filter that means nothing", function()
    local c <close> = filled()
    assert.equal(3, #c:table("observation", { year = 2022, region = "甲县" }).rows)
    assert.equal(1, #c:table("observation", { indicator = { "rate" }, from = 2023 }).rows)
    assert.equal(1, #c:table("indicator", { indicator = { "rate" } }).rows)
    for _, case in ipairs { { "indicator", { year = 2022 } }, { "region", { region = "甲县" } },
      { "run", { from = 2022 } }, { "report", { indicator = { "rate" } } }, { "nothing", {} } } do
      local t, why, code = c:table(case[1], case[2])
      assert.is_nil(t)
      assert.equal("E201", code)
      assert.matches(case[1], why)
    end
    assert.matches("by year", select(2, c:table("run", { from = 2022 })))
  end)

  it("takes the same values as corpus:values", function()
    local c <close> = filled()
    for _, id in ipairs { "cases", "rate", LONG } do
      for _, filters in ipairs { {}, { year = 2022 }, { kind = "any" }, { kind = "other" }, { region = "甲县" } } do
        local one = c:values(id, filters)
        local all = c:all_values(setmetatable({ indicator = { id } }, { __index = filters }))
        assert.equal(#one, #all)
        for i, value in ipairs(one) do assert.equal(value.id, all[i].id) end
      end
    end
  end)

  it("counts the further readings of a report", function()
    local c <close> = filled()
    local first = c:all_values({ indicator = { "cases" }, region = "甲县", year = 2022 })[1]
    assert.equal(5, first.value)
    assert.equal(1, first.others)
    assert.is_false(first.claimed)
  end)
end)

describe("wide", function()
  it("has a row for each region and year with a report, and nothing where nothing is said", function()
    local c <close> = filled()
    local t = wide_of(c)
    assert.equal(4, #t.rows)
    local by = {}
    for _, row in ipairs(t.rows) do by[row.region .. tostring(row.year)] = row end
    assert.equal(5, by["甲县2022"].cases)
    assert.equal("件", by["甲县2022"].cases_unit)
    assert.equal("exact", by["甲县2022"].cases_bound)
    assert.equal("o1", by["甲县2022"].cases_id)
    assert.equal("起", by["甲县2023"].cases_unit)
    assert.equal("r3 r4", by["乙县2022"].reports)
    assert.equal(9, by["乙县2022"].cases)
    assert.is_nil(by["乙县2022"].rate)
    assert.is_nil(by["乙县2022"].rate_unit)
  end)

  it("leaves doubtful readings out and counts them, unless they are asked for", function()
    local c <close> = filled()
    local t, left_out = wide_of(c)
    assert.equal(1, left_out)
    assert.same({ 98.5 }, t:column("rate"))
    t, left_out = wide_of(c, { doubtful = true })
    assert.equal(0, left_out)
    assert.equal(2, #t:column("rate"))
  end)

  it("has a column for what was asked for, even if nobody says it", function()
    local none = wide.frame({}, {}, { { id = "rate", name = "比率" } }, { rate = "rate" }, { keep = { rate = true } })
    assert.same({ "region_code", "region", "level", "year", "reports", "rate", "rate_unit", "rate_bound",
      "rate_scope", "rate_id" }, none:names())
    assert.same({ "region_code", "region", "level", "year", "reports" }, wide.frame({}, {}, {}, {}, {}):names())
  end)

  it("makes names of at most 32 ASCII characters, all different, whatever the ids", function()
    local ids = { "year", "reports", "1st", "甲", LONG }
    for i = 1, 120 do ids[#ids + 1] = ("abcdefghijklmnopqrstuvwxyz_%d"):format(i) end
    for _, id in ipairs { "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwx_2" } do ids[#ids + 1] = id end
    local names, seen = wide.names(ids), {}
    for _, id in ipairs(ids) do
      local name = names[id]
      for _, suffix in ipairs { "", "_unit", "_bound", "_id" } do
        local full = name .. suffix
        assert.is_true(#full <= 32, full)
        assert.matches("^[%a_][%w_]*$", full)
        assert.is_nil(seen[full], full)
        seen[full] = true
      end
    end
    assert.equal("abcdefghijklmnopqrstuvwxyz", names.abcdefghijklmnopqrstuvwxyz)
    assert.is_nil(seen.year)
  end)

  it("makes the names of the bundled catalogue so", function()
    local ids, seen = {}, {}
    for _, catalogue in ipairs(require("fazhi.indicator").all()) do
      for _, entry in ipairs(catalogue.entries) do ids[#ids + 1] = entry.id end
    end
    for id, name in pairs(wide.names(ids)) do
      assert.is_true(#(name .. "_bound") <= 32, id)
      assert.is_nil(seen[name], id)
      seen[name] = true
      if #id <= 26 then assert.equal(id, name) end
    end
  end)
end)

describe("codebook", function()
  it("says what a column means, its unit, and how often there is a value", function()
    local c <close> = filled()
    local rows = {}
    for _, row in ipairs(codebook.of((wide_of(c))).rows) do rows[row.variable] = row end
    assert.equal("件|起", rows.cases.unit)
    assert.equal("受理的案件", rows.cases.meaning)
    assert.equal(0, rows.cases.polarity)
    assert.equal(3, rows.cases.present)
    assert.equal(1, rows.cases.missing)
    assert.equal("cases", rows.cases_unit.indicator)
    assert.is_nil(rows.cases_unit.unit)
    local long = rows[LONG:sub(1, 26)]
    assert.equal(LONG, long.indicator)
  end)

  it("lists the indicators of a long table", function()
    local c <close> = filled()
    local values = c:all_values()
    local t = frame.new({ columns = { "indicator", "value" }, rows = values })
    local rows = {}
    for _, row in ipairs(codebook.of(t, c:indicators()).rows) do rows[row.variable] = row end
    assert.equal(3, rows["indicator = cases"].present)
    assert.equal("比率", rows["indicator = rate"].label)
    assert.equal(#values, rows.value.present)
  end)
end)

describe("evidence", function()
  local function of_ids(rows, columns)
    return evidence.ids(frame.new({ columns = columns or { "id", "report", "figure" }, rows = rows }))
  end

  it("takes the id of a row before those of its figure and report, each once", function()
    assert.same({ "o1", "f2", "r3" }, of_ids({ { id = "o1", report = "r3" }, { figure = "f2", report = "r3" },
      { report = "r3" }, { id = "o1" }, { id = 7 }, { id = "x1" }, {} }))
  end)

  it("takes the ids beside the values of a wide table", function()
    local c <close> = filled()
    assert.same({ "o1", "o3", "o4", "o6", "o8" }, evidence.ids((wide_of(c))))
    assert.same({ "o6" }, of_ids({ { cases_id = "o6", report_id = "r1" } }, { "cases_id", "report_id" }))
  end)

  it("gives the sentence, the file and its bytes, of a report the file alone", function()
    local c <close> = filled()
    local rows = evidence.of(c, frame.new({ columns = { "id" }, rows = { { id = "o1" }, { id = "r3" } } })).rows
    assert.equal("有5件。", rows[1].quote)
    assert.equal("5件", rows[1].raw)
    assert.equal(3, rows[1].source_start)
    assert.equal(7, rows[1].source_stop)
    assert.equal(64, #rows[1].sha256)
    assert.equal("报告", rows[1].title:sub(1, 6))
    assert.is_nil(rows[2].quote)
    assert.matches("%.txt$", rows[2].path)
  end)

  it("leaves out what is gone, and is nothing where nothing has an id", function()
    local c <close> = filled()
    assert.is_nil(evidence.of(c, frame.new({ columns = { "id" }, rows = { { id = "o999" }, { id = "r77" } } })))
    assert.is_nil(evidence.of(c, frame.new({ columns = { "n" }, rows = { { n = 1 } } })))
    assert.is_nil(evidence.of(c, frame.new({ columns = { "n" } })))
  end)
end)
