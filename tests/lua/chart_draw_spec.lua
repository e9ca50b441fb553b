-- fazhi.chart.*: every kind of chart in every form; labels of strangers stay labels; what is missing of the machine is
-- told with what to do.

local chart = require "fazhi.chart"
local color = require "fazhi.chart.color"
local core = require "fazhi.core"
local escape = require "fazhi.escape"
local glyphs = require "fazhi.chart.glyphs"
local gnuplot = require "fazhi.chart.gnuplot"
local gallery = require "fazhi.gallery"
local html = require "fazhi.chart.html"
local json = require "fazhi.json"
local message = require "fazhi.message"
local sample = require "golden.draw"
local scale = require "fazhi.chart.scale"
local svg = require "fazhi.chart.svg"
local terminal = require "fazhi.chart.terminal"
local webpage = require "fazhi.webpage"
local width = require "fazhi.width"

-- What a page, a picture, a program or a terminal could take for more than a label.
local HOSTILE = {
  "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "]]>", "<!-- --", '" onload="x', "' or 'x",
  "a\nplot sin(x)", "`touch /tmp/x`", "@macro", "_^{}\\sub", "%s%n%d", "'; system('touch x'); '", "\u{202E}redrum",
  "\u{61C}marala",
  "\u{2028}x\u{2029}", "\27[2J\27]0;x\7", "\0x", "\xFF\xFE", "$data << EOD\nEOD", "{b|rich}", ("长"):rep(10000),
}

local function hostile(kind)
  local values, years = {}, {}
  for i = 1, #HOSTILE do values[i], years[i] = i, 2000 + i end
  local t = { kind = kind, title = HOSTILE[1], unit = HOSTILE[2], labels = HOSTILE, values = values, missing = HOSTILE,
    notes = HOSTILE, marks = { { value = 3, label = HOSTILE[2] } } }
  if kind == "line" then
    t.labels, t.values, t.series = years, nil, {}
    for i, name in ipairs(HOSTILE) do t.series[i] = { name = name, values = { [i] = i } } end
  end
  return chart.new(t)
end

-- True if the tags of a text are balanced; comments and scripts are none here.
local function is_balanced(s)
  local open = {}
  for slash, name, ends in s:gmatch "<(/?)([%a][%w]*)[^<>]-(/?)>" do
    if slash == "/" then
      if table.remove(open) ~= name then return false, name end
    elseif ends ~= "/" then
      open[#open + 1] = name
    end
  end
  return #open == 0, open[1]
end

local function each_sample(f)
  for _, name in ipairs(sample.names()) do f(chart.new(sample.charts[name]), name) end
end

describe("SVG", function()
  before_each(function() message.set_language "zh" end)
  after_each(function() message.set_language(nil) end)

  it("is drawn of every kind, well formed, with n and the names", function()
    each_sample(function(one, name)
      local s = svg.text(one)
      assert.is_true(is_balanced(s), name)
      assert.is_truthy(s:find("n = ", 1, true), name)
      assert.is_truthy(s:find("font-family=\"'Noto Sans CJK SC'", 1, true), name)
    end)
    assert.is_truthy(svg.text(chart.new(sample.charts.bar)):find("2 个未报告：甲县、乙县", 1, true))
  end)

  it("draws no line over a gap", function()
    local s = svg.text(chart.new { kind = "line", labels = { 2019, 2020, 2021, 2022 }, values = { 1, nil, 3, 4 } })
    local lines = 0
    for points in s:gmatch 'points="([^"]*)" fill="none" stroke="#0072b2"' do
      lines = lines + 1
      assert.equal(2, select(2, points:gsub(",", "")))
    end
    assert.equal(1, lines)
    assert.is_truthy(s:find('fill="#f0f0f0"', 1, true)) -- the year without a value is a band
  end)

  it("keeps what strangers write as text", function()
    for _, kind in ipairs { "bar", "dot", "funnel", "line" } do
      local s = svg.text(hostile(kind))
      assert.is_true(is_balanced(s), kind)
      assert.is_nil(s:find "<script" or s:find "<img" or s:find "\27" or s:find("\u{202E}", 1, true)
        or s:find("\u{61C}", 1, true))
      assert.is_truthy(utf8.len(s))
    end
  end)

  it("asks nothing of anybody", function()
    each_sample(function(one) assert.is_nil(svg.text(one):gsub('xmlns="[^"]*"', ""):find "https?:") end)
  end)
end)

describe("PNG", function()
  local has_gnuplot = core.helper.find "gnuplot" ~= nil

  it("is drawn by gnuplot, of every kind", function()
    if not has_gnuplot then return pending "gnuplot is not installed" end
    each_sample(function(one, name)
      local bytes, why = gnuplot.png(one)
      assert.is_truthy(bytes, name .. ": " .. tostring(why))
      assert.equal("\137PNG\r\n\26\n", bytes:sub(1, 8))
      local w, h = (">I4I4"):unpack(bytes, 17)
      assert.equal(1800, w)
      assert.is_true(h > 200)
    end)
  end)

  it("runs nothing that stands in a label", function()
    if not has_gnuplot then return pending "gnuplot is not installed" end
    local mark = os.tmpname()
    os.remove(mark)
    local labels = {}
    for i, s in ipairs { "'; system('touch %s'); '", "`touch %s`", "'\nsystem 'touch %s'\n'", "!touch %s",
      "@x; !touch %s", '"; system("touch %s"); "', "\\'; system('touch %s') #" } do labels[i] = s:format(mark) end
    local one = chart.new { kind = "bar", title = labels[3], labels = labels, values = { 1, 2, 3, 4, 5, 6, 7 },
      notes = labels }
    assert.is_truthy(gnuplot.png(one))
    assert.is_nil(core.files.kind(mark))
    assert.is_truthy(gnuplot.png(hostile "bar"))
  end)

  it("says what to install where gnuplot is missing", function()
    local find = core.helper.find
    core.helper.find = function() return nil end
    local bytes, why, code = gnuplot.png(chart.new(sample.charts.bar))
    core.helper.find = find
    assert.is_nil(bytes)
    assert.equal("E601", code)
    assert.is_truthy(why:find("apt install gnuplot-nox", 1, true))
  end)
end)

describe("a chart in a terminal", function()
  before_each(function() message.set_language "zh" end)
  after_each(function() message.set_language(nil) end)

  local function widest(s, ambiguous)
    local most = 0
    for line in s:gmatch "[^\n]+" do most = math.max(most, width.of((line:gsub("\27%[[%d;]*m", "")), ambiguous)) end
    return most
  end

  it("keeps to its width with every set of signs, in colour too", function()
    for _, columns in ipairs { 24, 40, 80, 131 } do
      for _, signs in ipairs { "braille", "ascii" } do
        for _, colored in ipairs { false, true } do
          each_sample(function(one, name)
            local s = terminal.text(one, { width = columns, signs = signs, color = colored })
            assert.is_true(widest(s, 2) <= columns, ("%s %s %d:\n%s"):format(name, signs, columns, s))
          end)
        end
      end
    end
  end)

  it("keeps to it where numbers are long", function()
    for _, kind in ipairs { "bar", "dot" } do
      local s = terminal.text(chart.new { kind = kind, labels = { "广西壮族自治区" }, values = { 14000000000001 } },
        { width = 40 })
      assert.is_true(widest(s, 2) <= 40, s)
    end
  end)

  it("shows many series in a line each, the latest years of many", function()
    local panels = {}
    for p = 1, 12 do
      local labels, values = {}, {}
      for i = 1, 70 do labels[i], values[i] = 1954 + i, i * p end
      panels[p] = { title = "第" .. p .. "省", unit = "亿元", labels = labels, values = values }
    end
    for _, columns in ipairs { 24, 40, 80 } do
      local s = terminal.text(chart.new { kind = "line", panels = panels }, { width = columns })
      assert.is_true(widest(s, 2) <= columns, s)
      assert.equal(12, select(2, s:gsub("\n", "")))
    end
    local wide = terminal.text(chart.new { kind = "line", panels = panels }, { width = 120 })
    assert.is_truthy(wide:find("1955 12 > 2024 840 亿元", 1, true))
  end)

  it("draws with ASCII alone where that is asked for", function()
    each_sample(function(one, name)
      if name == "bar" then return end
      local s = terminal.text(one, { signs = "ascii" })
      assert.is_nil(s:find "\xE2[\x94-\x97\xA0-\xA3]", name)
    end)
  end)

  it("sends nothing to the terminal but text", function()
    for _, kind in ipairs { "bar", "dot", "funnel", "line" } do
      local s = terminal.text(hostile(kind), { width = 60 })
      assert.is_nil(s:find "[\0-\9\11-\31\127]")
      assert.is_nil(s:find("\u{202E}", 1, true))
    end
  end)

  it("aligns by display width", function()
    local s = terminal.text(chart.new { kind = "bar", labels = { "甲", "ab县" }, values = { 2, 2 } }, { width = 40 })
    local first, second = s:match "^([^\n]*)\n([^\n]*)\n"
    assert.equal(width.of(first:match "^(.-)⣿"), width.of(second:match "^(.-)⣿"))
  end)

  it("shows a line of signs for numbers, a gap as a blank", function()
    assert.equal("⣀ ⣶⣿", glyphs.spark({ 1, nil, 3, 4 }, 4, glyphs.of "braille"))
    assert.equal("_ =^", glyphs.spark({ 1, json.null, 3, 4 }, 4, glyphs.of "ascii"))
    glyphs.set_ascii(true)
    assert.is_true(glyphs.is_ascii(glyphs.of()))
    glyphs.set_ascii(false)
  end)
end)

describe("scales", function()
  after_each(function() message.set_language(nil) end)

  it("have round steps that hold the range", function()
    assert.same({ 0, 50, 100, 150, 200 }, scale.ticks(0, 163, 4))
    assert.same({ -2, -1, 0, 1, 2, 3, 4 }, scale.ticks(-1.25, 3.2, 6))
    assert.same({ 0, 0.5, 1 }, scale.ticks(0, 0.8, 2))
    assert.same({ 0, 1 }, scale.ticks(0, 0, 1))
    for _, tick in ipairs(scale.ticks(5, 5, 3)) do assert.is_true(tick >= 0) end
  end)

  it("tell large numbers as the language counts", function()
    message.set_language "zh"
    assert.equal("12万", scale.short(120000))
    assert.equal("3.5亿", scale.short(350000000))
    assert.equal("124万", scale.brief(1244567))
    assert.equal("1430万", scale.brief(14302000))
    message.set_language "en"
    assert.equal("120000", scale.short(120000)) -- as the cells of a table have it
    assert.equal("14,300,000", scale.short(14302000))
    assert.equal("1.5bn", scale.short(1500000000))
    assert.equal("0.25", scale.short(0.25))
    assert.equal("120k", scale.brief(120000)) -- in a tile
    assert.equal("9999", scale.short(9999))
    assert.equal("160bn", scale.brief(160000000000))
  end)

  it("tell large numbers beside marks in one notation", function()
    message.set_language "zh"
    assert.equal("6.4697万亿", scale.exact(6469700000000))
    assert.equal("3.2193万亿", scale.exact(3219315000000))
    assert.equal("3.2604亿", scale.exact(326042300))
    assert.equal("-123.4568万", scale.exact(-1234567.8))
    assert.equal("999999", scale.exact(999999))
    assert.equal("0.25", scale.exact(0.25))
    message.set_language "en"
    assert.equal("3,219.315bn", scale.exact(3219315000000))
    assert.equal("-1.5bn", scale.exact(-1500000000))
    assert.equal("1,234,568", scale.exact(1234567.8))
  end)

  it("stand in the labels of a profile as beside marks", function()
    message.set_language "zh"
    local picture = gallery.profile({ { name = "生产总值", value = 6001300000000, unit = "元", percentile = 50 } }, "x")
    assert.equal("生产总值 6.0013万亿 元", picture.panels[1].labels[1])
  end)
end)

describe("colours", function()
  it("are told apart from the paper, and what is written on them is read", function()
    for _, theme in ipairs { "light", "dark" } do
      for i = 1, 8 do
        local ground = color.of("series" .. i, theme)
        assert.is_true(color.contrast(ground, color.of("paper", theme)) >= 1.9, theme .. i)
        assert.is_true(color.contrast(ground, color.of("over:series" .. i, theme)) >= 4.5, theme .. i)
      end
      for _, role in ipairs { "ink", "muted" } do
        assert.is_true(color.contrast(color.of(role, theme), color.of("paper", theme)) >= 7, theme .. role)
      end
    end
  end)
end)

describe("HTML", function()
  after_each(function() message.set_language(nil) end)

  it("carries its data so that nothing in it ends the script", function()
    local s = html.figure(hostile "bar")
    local data = s:match '<script type="application/json" class="fz%-data">(.-)</script>'
    assert.is_nil(data:find "[<>]")
    assert.is_nil(data:find("\u{2028}", 1, true))
    local decoded = assert(json.decode(data))
    assert.equal("</script><img src=x onerror=alert(1)>", decoded.panels[1].labels[2])
    assert.equal(1, select(2, s:gsub("<script", "")))
    assert.is_nil(s:find "<img")
    assert.is_true(is_balanced((s:gsub("<script.-</script>", ""))))
  end)

  it("has gaps as null, at their places", function()
    local data = html.data(chart.new { kind = "line", labels = { 2019, 2021 }, values = { 1, 2 } })
    assert.equal('[1,null,2]', json.encode(data.panels[1].series[1].values))
  end)

  it("shows an SVG where there is no script, in the colours of the page", function()
    each_sample(function(one, name)
      local s = html.figure(one)
      assert.is_truthy(s:find("<svg", 1, true), name)
      assert.is_nil(s:gsub("<script.-</script>", ""):find 'fill="#', name)
    end)
  end)

  it("escapes for HTML and for script", function()
    assert.equal("&lt;a href=&quot;x&quot;&gt;&amp;&#39;\u{FFFD}", escape.html '<a href="x">&\'\0')
    assert.equal([["\u003c/script\u003e\u0026\u2028"]], escape.json "</script>&\u{2028}")
  end)

  it("has whole numbers on the tiles of a terminal, or fewer digits, or none", function()
    message.set_language "zh"
    local map = chart.new { kind = "tiles", labels = { "江苏", "宁夏" }, codes = { "320000", "640000" },
      values = { 13700000000000, 550000000000 } }
    assert.is_truthy(terminal.text(map, { width = 96 }):find("13.7万亿", 1, true))
    assert.is_truthy(terminal.text(map, { width = 80 }):find("[^%d.]14万亿"))
    message.set_language "en"
    local tight = terminal.text(map, { width = 72 })
    message.set_language(nil)
    assert.is_nil(tight:find("1370", 1, true) and tight:find("…", 1, true))
    assert.is_truthy(tight:find("550bn", 1, true))
  end)

  it("says under a map what its colours mean, which ECharts does not draw", function()
    message.set_language "zh"
    local map = { kind = "tiles", labels = { "北京", "天津" }, codes = { "110000", "120000" }, values = { 10, 60 },
      silent = { "130000" } }
    local text = html.figure(chart.new(map))
    local key = text:match '<ul class="fz%-legend fz%-key">(.-)</ul>'
    for _, words in ipairs { "10–20</li>", "50–60</li>", "未报告</li>", "库中无报告</li>" } do
      assert.is_truthy(key:find(words, 1, true), words)
    end
    map.silent, map.values = nil, { 10, 10 }
    key = html.figure(chart.new(map)):match '<ul class="fz%-legend fz%-key">(.-)</ul>'
    message.set_language(nil)
    assert.is_truthy(key:find(">10</li>", 1, true))
    assert.is_nil(key:find "库中无报告")
    assert.is_nil(html.figure(chart.new { kind = "bar", labels = { "x" }, values = { 1 } }):find("fz-key", 1, true))
  end)

  it("lets a page fetch nothing and run nothing but its own", function()
    local page = webpage.html { title = "<b>", body = "<p>x</p>" }
    assert.is_truthy(page:find("default-src &#39;none&#39;; script-src &#39;none&#39;", 1, true))
    assert.is_truthy(page:find("<title>&lt;b&gt;</title>", 1, true))
    assert.is_truthy(page:find("@page{size:A4", 1, true))
    local policy = html.policy { { name = "x", text = "abc" } }
    -- The SHA-256 of "abc" of FIPS 180-2, in base 64.
    assert.is_truthy(policy:find("'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='", 1, true))
  end)

  it("has ECharts with its licences where it was built in, and says so where not", function()
    local scripts, why, code = html.scripts()
    if not scripts then
      assert.equal("E602", code)
      assert.is_truthy(why:find("make web", 1, true))
      return
    end
    assert.equal("echarts", scripts[1].name)
    for _, words in ipairs { "Apache ECharts", "Apache License, Version 2.0", "Redistribution and use in source" } do
      assert.is_truthy(scripts[1].text:find(words, 1, true), words)
    end
    for _, one in ipairs(scripts) do assert.is_nil(one.text:find "</script") end
  end)
end)
