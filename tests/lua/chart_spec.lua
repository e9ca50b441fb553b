-- fazhi.chart: what a chart is made of, what is refused, and what is told of n, of who is missing and of gaps.

local chart = require "fazhi.chart"
local failure = require "fazhi.failure"
local frame = require "fazhi.frame"
local gallery = require "fazhi.gallery"
local message = require "fazhi.message"
local render = require "fazhi.render"

local function refusal(t)
  local ok, e = pcall(chart.new, t)
  assert.is_false(ok)
  assert.is_true(failure.is(e), tostring(e))
  assert.equal("E509", e.code)
  return e.message
end

local function bar(more)
  local t = { kind = "bar", labels = { "甲县", "乙县" }, values = { 3, 4 } }
  for key, value in pairs(more or {}) do t[key] = value end
  return t
end

describe("a chart", function()
  before_each(function() message.set_language "zh" end)
  after_each(function() message.set_language(nil) end)

  it("is a plain value with one panel at least", function()
    local one = chart.new(bar { title = "横比", unit = "件" })
    assert.is_true(chart.is(one))
    assert.equal("横比", one.title)
    assert.equal("件", one.panels[1].unit)
    assert.equal(2, one.panels[1].n)
    assert.same({ 3, 4 }, one.panels[1].series[1].values)
    assert.is_false(chart.is { kind = "bar" })
  end)

  it("is made again of what it gives as a plain table", function()
    local one = chart.new(bar { title = "横比", missing = { "丙县" }, marks = { { value = 3, label = "中位数" } } })
    assert.same(one, chart.new(one:plain()))
  end)

  it("names the field that is wrong", function()
    local cases = {
      { { kind = "pie" }, "kind: must be one of" }, { {}, "kind: must be one of" },
      { bar { lables = {} }, "lables: no field of this name; did you mean labels?" },
      { { kind = "bar", values = {} }, "labels: is missing" },
      { { kind = "bar", labels = { "甲" } }, "series: is missing" },
      { bar { values = { 1, "二" } }, "values[2]: must be a finite number, not a string" },
      { bar { values = { 1, 0 / 0 } }, "values[2]: must be a finite number" },
      { bar { values = { 1, 2, 3 } }, "values[3]: there is no label at this place" },
      { bar { labels = { "甲", {} } }, "labels[2]: must be a string or number, not a table" },
      { bar { title = 7 }, "title: must be a string, not a number" },
      { bar { marks = { { value = "x" } } }, "marks[1].value: must be a number" },
      { bar { missing = { 1 } }, "missing[1]: must be a string" },
      { { kind = "line", labels = { 2020, 2019 }, values = { 1, 2 } }, "labels[2]: must be above the one before" },
      { { kind = "line", labels = { "2020" }, values = { 1 } }, "labels[1]: must be a number" },
      { { kind = "stack", labels = { "甲" }, values = { -1 } }, "values[1]: must not be below 0" },
      { { kind = "tiles", labels = { "甲" }, values = { 1 } }, "codes: is missing" },
      { { kind = "heat", labels = { "甲" }, values = { 2 }, levels = { { value = 1, label = "有" } } },
        "values[1]: is none of the levels" },
      { { kind = "bar", panels = { { labels = { "甲" }, values = { "x" } } } }, "panels[1].values[1]: must be a" },
      { { kind = "bar", panels = {} }, "panels: is empty" },
      { { kind = "bar", labels = { "甲" }, values = { 1 }, panels = {} }, "panels: goes without labels" },
    }
    for i, case in ipairs(cases) do
      local told = refusal(case[1])
      assert.is_truthy(told:find(case[2], 1, true), ("case %d: %s"):format(i, told))
    end
  end)

  it("keeps a gap as a gap, in the years that nobody has too", function()
    local one = chart.new { kind = "line", labels = { 2019, 2021, 2022 }, values = { 1, 2, 3 } }
    local panel = one.panels[1]
    assert.same({ 2019, 2020, 2021, 2022 }, panel.labels)
    assert.is_nil(panel.series[1].values[2])
    assert.same({ { 1 }, { 3, 4 } }, chart.runs(panel.series[1], 4))
    assert.same({ { name = "", label = 2020 } }, chart.gaps(panel))
    assert.equal("n = 3；缺：2020", chart.caption(panel))
  end)

  it("does not go on over a break", function()
    local one = chart.new { kind = "line", labels = { 2019, 2020, 2021 },
      series = { { name = "甲", values = { 1, 2, 3 }, breaks = { [3] = true } } } }
    assert.same({ { 1, 2 }, { 3 } }, chart.runs(one.panels[1].series[1], 3))
  end)

  it("tells who is missing", function()
    local one = chart.new(bar { missing = { "丙县", "丁县" } })
    assert.equal("n = 2；2 个未报告：丙县、丁县", chart.caption(one.panels[1]))
    local names = {}
    for i = 1, 9 do names[i] = "第" .. i .. "县" end
    assert.is_truthy(chart.caption(chart.new(bar { missing = names }).panels[1]):find("第5县等", 1, true))
  end)

  it("takes signs that move others out of its texts", function()
    local one = chart.new(bar { title = "a\nb\27[31m", labels = { "复议\u{202E}倒", "\xFF乙" } })
    assert.equal("a b [31m", one.title)
    assert.same({ "复议倒", "\u{FFFD}乙" }, one.panels[1].labels)
  end)

  it("holds 0 where bars begin, and the range that is asked for", function()
    assert.same({ 0, 4 }, { chart.extent(chart.new(bar()).panels[1]) })
    assert.same({ 3, 4 }, { chart.extent(chart.new(bar { kind = "dot" }).panels[1]) })
    assert.same({ 0, 100 }, { chart.extent(chart.new(bar { kind = "dot", range = { 0, 100 } }).panels[1]) })
    local stack = chart.new { kind = "stack", labels = { "甲" },
      series = { { name = "a", values = { 3 } }, { name = "b", values = { 4 } } } }
    assert.same({ 0, 7 }, { chart.extent(stack.panels[1]) })
  end)

  it("is made of columns of a frame, with what is missing told", function()
    local f = frame.new { columns = { "region", "year", "value" }, rows = {
      { region = "甲县", year = 2021, value = 3 }, { region = "甲县", year = 2020, value = 1 },
      { region = "乙县", year = 2021, value = 5 }, { region = "丙县", year = 2021 } } }
    local lines = f:chart { kind = "line", label = "year", value = "value", by = "region", unit = "件" }
    assert.same({ 2020, 2021 }, lines.panels[1].labels)
    assert.equal("甲县", lines.panels[1].series[1].name)
    assert.same({ 1, 3 }, lines.panels[1].series[1].values)
    local bars = f:filter({ year = 2021 }):chart { kind = "bar", label = "region", value = "value" }
    assert.same({ "丙县" }, bars.panels[1].missing)
    assert.has_error(function() f:chart { kind = "bar", label = "nobody", value = "value" } end)
  end)

  it("is nothing to see without a value", function()
    assert.is_true(chart.new(bar { values = {} }):is_empty())
    assert.is_false(chart.new(bar()):is_empty())
  end)
end)

describe("a map of tiles", function()
  local function tiles(silent)
    return chart.new { kind = "tiles", labels = { "北京市" }, codes = { "110000" }, values = { 3 }, silent = silent }
  end

  it("tells a report without the number from no report, where that is known", function()
    local panel = tiles { "120000" }.panels[1]
    assert.equal("silent", chart.absence(panel, "12"))
    assert.equal("none", chart.absence(panel, "81"))
    assert.equal("silent", chart.absence(tiles().panels[1], "81"))
  end)

  it("draws them apart, in SVG and in a terminal", function()
    local svg = require("fazhi.chart.svg").text(tiles { "120000" })
    assert.is_truthy(svg:find("no report here", 1, true))
    local text = require("fazhi.chart.terminal").text(tiles { "120000" }, { width = 80, signs = "ascii" })
    assert.is_truthy(text:find("津 -", 1, true))
    assert.is_truthy(text:find("港 .", 1, true))
  end)

  it("has a mark of its own for what may not be compared, as in another unit", function()
    local drawn = chart.new { kind = "tiles", labels = { "北京市" }, codes = { "110000" }, values = { 3 },
      silent = { "120000" }, other = { "310000" } }
    assert.equal("other", chart.absence(drawn.panels[1], "310000"))
    assert.equal("silent", chart.absence(drawn.panels[1], "12"))
    assert.is_truthy(require("fazhi.chart.svg").text(drawn):find("other unit or scope", 1, true))
    local text = require("fazhi.chart.terminal").text(drawn, { width = 80, signs = "ascii" })
    assert.is_truthy(text:find("沪 x", 1, true))
    assert.is_truthy(text:find("x other unit", 1, true))
    local data = require("fazhi.chart.html").data(drawn)
    assert.equal("310000", data.panels[1].other[1])
    assert.is_nil(require("fazhi.chart.svg").text(tiles { "120000" }):find("other unit", 1, true))
  end)

  it("is read on every ground", function()
    local color = require "fazhi.chart.color"
    for _, theme in ipairs { "light", "dark" } do
      for k = 1, color.steps() do
        local ground = "ramp" .. k
        assert.is_true(color.contrast(color.of(ground, theme), color.of("over:" .. ground, theme)) >= 4.5, theme .. k)
      end
    end
  end)
end)

describe("the picture of a table that is cut", function()
  before_each(function() message.set_language "en" end)
  after_each(function() message.set_language(nil) end)

  local function narrowed(picture, limit)
    local one = frame.new { rows = { { a = 1 }, { a = 2 }, { a = 3 } } }
    one.picture = picture
    return render.narrow(one, { limit = limit }).picture
  end

  it("has the bars of the rows that are left, over all panels, and says so", function()
    local whole = chart.new { kind = "bar", panels = { bar(), bar { labels = { "丙县" }, values = { 9 } } } }
    local part = narrowed(whole, 1)
    assert.equal(1, #part.panels)
    assert.same({ "甲县" }, part.panels[1].labels)
    assert.same({ 3 }, part.panels[1].series[1].values)
    assert.same({ "2 more not drawn" }, part.notes)
    assert.same({}, whole.notes)
    assert.equal(2, #narrowed(whole, 3).panels)
    assert.equal(whole, narrowed(whole, 3))
  end)

  it("has the dots and stacks that begin in the rows that are left", function()
    local stack = chart.new { kind = "stack", labels = { "甲", "乙" }, rows = { 1, 3 },
      series = { { values = { 1, 2 } }, { values = { 3, 4 } } } }
    local part = narrowed(stack, 2)
    assert.same({ "甲" }, part.panels[1].labels)
    assert.same({ 3 }, part.panels[1].series[2].values)
    assert.same({ "1 more not drawn" }, part.notes)
    assert.equal(stack, narrowed(stack, 3))
    local dots = chart.new { kind = "dot", panels = { { labels = { "甲", "乙" }, rows = { 1, 3 }, values = { 1, 2 } },
      { labels = { "甲" }, rows = { 2 }, values = { 5 } }, { labels = { "丙" }, rows = { 4 }, values = { 5 } } } }
    part = narrowed(dots, 2)
    assert.same({ { "甲" }, { "甲" } }, { part.panels[1].labels, part.panels[2].labels })
    assert.same({ "2 more not drawn" }, part.notes)
  end)

  it("is none where none of the rows that are left is drawn, and says why", function()
    local one = frame.new { rows = { { a = 1 }, { a = 2 } } }
    one.picture = chart.new { kind = "dot", labels = { "乙" }, rows = { 2 }, values = { 2 } }
    local part = render.narrow(one, { limit = 1 })
    assert.is_nil(part.picture)
    assert.matches("none of these rows", render.no_picture(part))
    assert.is_truthy(one.picture)
  end)

  it("is whole where a row is no bar, and says so", function()
    local line = chart.new { kind = "line", labels = { 2021, 2022, 2023 }, values = { 1, 2, 3 } }
    local part = narrowed(line, 1)
    assert.same({ line.panels[1].labels, { "drawn of all rows" } }, { part.panels[1].labels, part.notes })
    assert.equal(line, narrowed(line, 3))
    assert.equal(line, narrowed(line, nil))
  end)
end)

describe("gallery", function()
  it("gives no picture of what cannot be drawn, and raises nothing", function()
    local drawn, why, code = gallery.terms({ { term = "法治", share = math.huge } }, "提法")
    assert.same({ nil, "E509" }, { drawn, code })
    assert.matches("finite", why)
    assert.is_nil((gallery.reuse { { share = 0 / 0 } }))
  end)

  before_each(function() message.set_language "en" end)
  after_each(function() message.set_language(nil) end)

  it("tells provinces in another unit and doubtful ones from those that do not report", function()
    local function row(code, level)
      return { year = 2024, level = level or "province", region_code = code, region = "丁" }
    end
    local ranked = {}
    for i, code in ipairs { "110000", "120000", "130000" } do
      ranked[i] = row(code)
      ranked[i].value, ranked[i].unit = i, "斤"
    end
    local drawn = gallery.lineup({ groups = { { is_main = true, year = 2024, level = "province", unit = "斤", n = 3,
      rows = ranked } }, apart = { row "140000", row("150100", "prefecture") }, doubtful = { row "210000" },
      missing = { row "220000" }, ranked = ranked }, "粮食")
    assert.equal("tiles", drawn.panels[1].kind)
    assert.same({ "140000", "210000" }, drawn.panels[1].other)
    assert.same({ "220000" }, drawn.panels[1].silent)
  end)

  it("draws how near peers are, and names those without a distance", function()
    local drawn = gallery.peers({ { region = "甲县", distance = 0.2 }, { region = "乙县" } }, "丙县")
    assert.same({ "甲县" }, drawn.panels[1].labels)
    assert.same({ "乙县" }, drawn.panels[1].missing)
    assert.is_nil(gallery.peers({ { region = "乙县" } }, "丙县"))
  end)

  it("draws the words of each group on a panel of its own, over the reports of the group", function()
    local drawn = gallery.words { { group = "2023", word = "案件", share = 3, of = 7 },
      { group = "2024", word = "调解", share = 2, of = 9 } }
    assert.equal("2023 2024", drawn.panels[1].title .. " " .. drawn.panels[2].title)
    assert.equal(9, drawn.panels[2].n)
    assert.is_nil(gallery.words {})
  end)

  it("begins the lines of years where something is drawn", function()
    local function row(year, value) return { region = "甲县", year = year, value = value, unit = value and "件" } end
    local drawn = gallery.series({ { row(1953), row(1993, 5), row(1994, 6), row(1996) } }, "案件")
    assert.same({ 1993, 1994, 1995, 1996 }, drawn.panels[1].labels)
    assert.same({ 5, 6 }, drawn.panels[1].series[1].values)
    local unsure = { region = "甲县", year = 1960, value = 1, unit = "件", score = 0.1 }
    assert.same({ 1993 }, gallery.series({ { unsure, row(1993, 5) } }, "案件").panels[1].labels)
    local with_ratio = row(1993, 5)
    with_ratio.per = 0.5
    local per = gallery.series({ { row(1980, 4), with_ratio } }, "案件", { unit = function() return "件/十万" end })
    assert.same({ 1993 }, per.panels[1].labels)
  end)

  it("draws the longest of many series first, equals as they come", function()
    local list = {}
    for i = 1, 14 do
      list[i] = {}
      for k = 1, i == 14 and 3 or i == 5 and 2 or 1 do
        list[i][k] = { region = ("第%d县"):format(i), year = 2020 + k, value = k, unit = "件" }
      end
    end
    local panels, titles = gallery.series(list, "案件").panels, {}
    for i = 1, 4 do titles[i] = panels[i].title end
    assert.same({ "第14县", "第5县", "第1县", "第2县" }, titles)
    assert.same({ 1, 2, 3 }, panels[1].series[1].values)
    assert.equal(14, #panels)
  end)

  it("draws topics year by year, and copies as shares of a report", function()
    local drawn = gallery.topics { { topic = "capacity", year = 2022, share = 50, low = 20, high = 80, n = 4 },
      { topic = "capacity", year = 2024, share = 0, low = 0, high = 40, n = 5 } }
    assert.same({ 2022, 2023, 2024 }, drawn.panels[1].labels)
    assert.equal(9, drawn.panels[1].n)
    local copies = gallery.reuse { { region = "甲县", year = 2023, from_region = "甲县", from_year = 2022, share = 12.5 } }
    assert.same({ "甲县 2023 ← 2022" }, copies.panels[1].labels)
  end)

  it("puts the largest copies first, of the rows that are shown", function()
    local rows = {}
    for i, share in ipairs { 2, 7, 7.5, 90 } do
      rows[i] = { region = "县" .. i, year = 2023, from_region = "县" .. i, from_year = 2022, share = share }
    end
    assert.same({ 90, 7.5, 7, 2 }, gallery.reuse(rows).panels[1].series[1].values)
    assert.same({ 7.5, 7, 2 }, gallery.reuse(rows, 3).panels[1].series[1].values)
    assert.equal(2, rows[1].share)
  end)
end)

describe("names of places", function()
  it("lose what all of them begin with, and never all", function()
    assert.same({ "临溪区", "青禾县" }, gallery.short_names { "云岭省白塔市临溪区", "云岭省白塔市青禾县" })
    assert.same({ "白塔市", "白塔市青禾县" }, gallery.short_names { "云岭省白塔市", "云岭省白塔市青禾县" })
    assert.same({ "广东省", "广西壮族自治区" }, gallery.short_names { "广东省", "广西壮族自治区" })
    assert.same({ "河北省", "河南省" }, gallery.short_names { "河北省", "河南省" })
    assert.same({ "四川省", "云南省" }, gallery.short_names { "四川省", "云南省" })
    assert.same({ "云岭省白塔市" }, gallery.short_names { "云岭省白塔市" })
    assert.same({}, gallery.short_names {})
  end)
end)
