-- html, web and dossier: pages as values, whose texts stay texts; what a page says is what the library says.

local corpus = require "fazhi.corpus"
local dossier = require "fazhi.dossier"
local document = require "fazhi.document"
local holdings = require "support.holdings"
local html = require "fazhi.html"
local index_page = require "fazhi.web.index"
local message = require "fazhi.message"
local plot = require "fazhi.web.plot"
local proof = require "fazhi.web.proof"
local region = require "fazhi.region"
local region_page = require "fazhi.web.region"
local site = require "fazhi.site"
local corpora = require "support.corpora"
local portrait = require "fazhi.portrait"

local h = html.h
local files = require("fazhi.core").files

describe("html", function()
  it("escapes every text and attribute", function()
    assert.equal('<p title="&quot;&gt;">&lt;b&gt; &amp; &#39;</p>', html.string(h.p { title = '">', "<b> & '" }))
  end)

  it("leaves out what is nil or false, and flattens lists", function()
    assert.equal("<ul><li>1</li><li>2</li></ul>",
      html.string(h.ul { false, { h.li { 1 }, nil }, class = false, h.li { 2 } }))
    assert.equal("<p></p>", html.string(h.p {}))
  end)

  it("writes attributes in the order of their names, so that a page is always the same", function()
    assert.equal('<a aria-label="x" class="c" hidden href="#e"></a>',
      html.string(h.a { href = "#e", class = "c", aria_label = "x", hidden = true }))
  end)

  it("makes marks that turn the direction of a text visible", function()
    assert.equal("甲⟨U+202E⟩乙⟨U+2067⟩⟨U+200F⟩", html.escape("甲\u{202E}乙\u{2067}\u{200F}"))
    assert.equal("甲⟨U+061C⟩乙\u{61B}", html.escape("甲\u{61C}乙\u{61B}"))
    assert.equal("“引号”—", html.escape("“引号”—"))
  end)

  it("puts U+FFFD for control characters and bytes that are no UTF-8", function()
    assert.equal("a\u{FFFD}b\u{FFFD}c", html.escape("a\1b\xFFc"))
  end)

  it("keeps children behind a gap, numbers as they are written, and names of attributes as HTML has them", function()
    local list = {}
    list[3] = "c"
    assert.equal("<p>c</p>", html.string(h.p(list)))
    assert.equal('<rect data-x-y="1" y="4.0"></rect>', html.string(h.rect { y = 4.0, data_x_y = 1 }))
    assert.equal("<br>", html.string(h.br { "no child" }))
  end)

  it("refuses a page that holds itself", function()
    local list = {}
    list[1] = list
    assert.has_error(function() html.string(list) end, "elements in each other, too deep")
  end)

  it("writes markup as it is only where it is said to be markup", function()
    assert.equal("<i>a</i>&lt;i&gt;", html.string { html.raw "<i>a</i>", "<i>" })
  end)
end)

describe("plot", function()
  local function points(values)
    local list = {}
    for i, value in ipairs(values) do
      list[i] = { year = 2018 + i, value = value or nil, has_report = true, words = tostring(value) }
    end
    return list
  end

  local function count(s, what)
    return select(2, s:gsub(what, ""))
  end

  it("joins neighbouring years and leaves a gap a gap", function()
    local s = html.string(plot.line(points { 1, 2, false, 4, 5 }, "x"))
    assert.equal(2, count(s, "<polyline"))
    assert.equal(4, count(s, "<circle"))
    assert.equal(1, count(s, 'class="silent"'))
  end)

  it("has one shape for all the years that have no value for one reason", function()
    local list = points { 1, false, false, 4, false, false }
    list[2].words, list[3].words, list[5].words, list[6].words = "silent", "no report", "silent", "<b>"
    list[3].has_report = false
    local s = html.string(plot.line(list, "x"))
    assert.truthy(s:find("<title>2020, 2023: silent</title>", 1, true))
    assert.truthy(s:find('<path class="silent none"', 1, true))
    assert.truthy(s:find("<title>2021: no report</title>", 1, true))
    assert.truthy(s:find("<title>2024: &lt;b&gt;</title>", 1, true))
    assert.equal(3, count(s, "<path"))
    assert.equal(4, count(s, "v5"))
  end)

  it("breaks the line where what is counted changes", function()
    local list = points { 1, 2, 3, 4 }
    list[3].is_broken = true
    assert.equal(2, count(html.string(plot.line(list, "x")), "<polyline"))
  end)

  it("draws nothing without a value, and a bar no longer than the whole", function()
    assert.is_nil(plot.line(points { false, false }, "x"))
    assert.truthy(html.string(plot.bar(3, "x")):find('width="100"', 1, true))
    assert.is_nil(plot.strip({ value = 1 }, "x"))
  end)

  it("has no number that is none where all values are equal", function()
    local s = html.string(plot.line(points { 7, 7, 7 }, "x"))
    assert.is_nil(s:find "nan")
    assert.is_nil(s:find "inf")
    s = html.string(plot.strip({ value = 0, q1 = 0, median = 0, q3 = 0 }, "x"))
    assert.is_nil(s:find "nan")
  end)
end)

-- Reports of five counties in two years, the numbers of which are known.
local TEXT = [[
%s人民政府%d年法治政府建设年度报告

一、主要做法和成效
全县收到行政复议申请%d件，受理%d件。
二、存在的不足
执法力量仍显不足，部分干部法治意识不强。
三、下一年度工作安排
加强执法培训，开展行政执法案卷评查。
%s人民政府
%d年2月1日
]]

local NAMES = { "青禾县", "石汀县", "望岫县", "苇湖市", "临溪区" }

local function filled()
  assert(region.load { "examples/regions.tsv" })
  local c = assert(corpus.open(":memory:", "create"))
  for i, name in ipairs(NAMES) do
    for year = 2022, 2023 do
      local dir = files.tempdir()
      local path = dir .. "/" .. name .. year .. ".txt"
      local file = assert(io.open(path, "w"))
      file:write(TEXT:format(name, year, 20 * i + year - 2020, 10 * i + year - 2020, name, year + 1))
      file:close()
      assert(c:add(assert(document.read(path))))
      files.remove_tree(dir)
    end
  end
  return c
end

describe("dossier", function()
  local c = filled()

  it("says of a region what the library says", function()
    local one = dossier.of(c, { region = "青禾县" })
    assert.equal(2023, one.group.year)
    local accepted
    for _, row in ipairs(one.indicators) do
      if row.indicator == "review_accepted" then accepted = row end
    end
    assert.same({ 13, 12, 33, 5, 10 }, { accepted.value, accepted.last, accepted.median, accepted.n,
      accepted.percentile })
    assert.equal(2, #one.reports)
    assert.equal(2, #one.contents)
    assert.truthy(#one.problems > 0)
  end)

  it("tells the same of a region alone and among all", function()
    local alone = portrait.of(c, { region = "石汀县", year = { 2023, 2023 } })
    local law, others = dossier.of(c, { region = "石汀县" }).law, dossier.of(c, { region = "石汀县" }).indicators
    assert.equal(#alone, #law + #others)
  end)

  it("has nothing to say of a place without a report", function()
    assert.has_error(function() dossier.of(c, { region = "不在县" }) end)
  end)

  it("has large numbers that fit into their cells, the whole of them as a title", function()
    local told = dossier.of(c, { region = "青禾县" })
    told.indicators[1].value, told.indicators[1].last, told.indicators[1].change = 326042300, 4000000, 322042300
    message.set_language "zh"
    local s = html.string(region_page.page(told, proof.new(c)).body)
    message.set_language(nil)
    for _, wanted in ipairs { '<span title="326042300">3.26亿</span>', '<span title="+322042300">+3.22亿</span>',
      '<span title="4000000">400万</span>' } do
      assert.truthy(s:find(wanted, 1, true), wanted)
    end
  end)

  it("draws a series in one unit, ends included, and says what is left out", function()
    local reports, units = {}, { "件", "人", "人", "人", "件" }
    for i, unit in ipairs(units) do
      reports[i] = { region = "天山省清源市甲县", code = "980121", year = 2019 + i,
        values = { { "review_accepted", unit == "件" and 7000 + i or 30 + i, unit } } }
    end
    reports[1].values[2], reports[2].values[2] = { "suits_lost", 3, "件" }, { "suits_lost", 4, "人" }
    local own <close> = corpora.of(reports)
    message.set_language "en"
    local s = html.string(region_page.page(dossier.of(own, { region = "980121" }), proof.new(own)).body)
    message.set_language(nil)
    local card = s:match('<figure class="card">.-</figure>')
    assert.truthy(card:find("2021 to 2023: 32 people (人) to 34 people (人)", 1, true), card)
    assert.truthy(card:find("2 values in other units left out", 1, true), card)
    assert.truthy(card:find("<title>2020: 7001 items (件) (not compared)</title>", 1, true), card)
    assert.equal(3, select(2, card:gsub("<circle", "")))
    assert.equal(1, select(2, s:gsub('<figure class="card">', ""))) -- what has two units and two values is not drawn
  end)

  it("names what each share of the funnel is of, and has none without", function()
    local own <close> = holdings.corpus(holdings.text("青禾县", 2024, "2024年，工作有序。", "一、依法化解矛盾纠纷",
      "全年受理行政复议案件80件，审结50件，直接纠错5件。", "二、存在的不足", "力量薄弱。"))
    message.set_language "en"
    local s = html.string(region_page.page(dossier.of(own, { region = "青禾县" }), proof.new(own)).body)
    message.set_language(nil)
    local funnel, wholes = s:match('<section[^>]-id="funnel".-</section>'), {}
    local row = '<tr><th scope="row">([^<]*)</th>.-<td class="n">([^<]*)</td><td>([^<]*)</td>'
    for stage, share, whole in funnel:gmatch(row) do
      wholes[stage] = share .. " of " .. whole
    end
    assert.same({ "160.0 % of closed", "62.5 % of accepted", "10.0 % of closed", "— of —" },
      { wholes.accepted, wholes.closed, wholes.corrected, wholes.received })
  end)

  it("marks a value that is not sure enough to be compared, on its page", function()
    local told = dossier.of(c, { region = "青禾县" })
    local function page()
      return html.string(region_page.page(told, proof.new(c)).body)
    end
    message.set_language "zh"
    assert.is_nil(page():find('class="doubt"', 1, true))
    told.indicators[1].is_doubtful = true
    assert.truthy(page():find('<td class="n"><span class="doubt">存疑</span> ', 1, true))
    message.set_language(nil)
  end)

  for _, lang in ipairs { "zh", "en" } do
    it("is a page whose every number leads to an entry of evidence, in " .. lang, function()
      message.set_language(lang)
      local page = region_page.page(dossier.of(c, { region = "青禾县" }), proof.new(c))
      message.set_language(nil)
      local s, links = html.string(page.body), 0
      for anchor in s:gmatch 'href="#(e%-[%w-]+)"' do
        links = links + 1
        assert.truthy(s:find('<li id="' .. anchor .. '"', 1, true), anchor)
      end
      assert.truthy(links > 5)
      assert.truthy(s:find("<mark>13件</mark>", 1, true))
    end)

    it("prints the evidence of its own report, and that of others where the reader asks for it, in " .. lang, function()
      message.set_language(lang)
      local told = dossier.of(c, { region = "青禾县" })
      local s = html.string(region_page.page(told, proof.new(c, told.report.id)).body)
      message.set_language(nil)
      local own, others = 0, 0
      for entry in s:gmatch '<li [^>]*id="e%-.-</li>' do
        local is_other = entry:match "^<li class=\"other\"" ~= nil
        local report = entry:match 'id="e%-(r%d+)' or c:why(entry:match 'id="e%-([of]%d+)').report
        assert.equal(report ~= told.report.id, is_other, entry)
        if is_other then others = others + 1 else own = own + 1 end
        local file = '<dt class="screen">' .. (lang == "zh" and "文件" or "file")
        assert.equal(not is_other, entry:find(file, 1, true) ~= nil)
      end
      assert.truthy(own > 0 and others > 0)
      assert.truthy(s:find('<input id="whole" type="checkbox">', 1, true))
      local alone = html.string(region_page.page(told, proof.new(c)).body)
      assert.is_nil(alone:find('id="whole"', 1, true))
    end)
  end
end)

describe("the first page", function()
  it("counts the regions of each level, and those of none", function()
    message.set_language "en"
    local place = { name = "青禾县", short = "青禾县", province = "云岭省", href = "x.html", years = { 2024 } }
    local page = index_page.page { years = {}, regions = { place, place, place }, indicators = {}, kinds = {},
      reports = 1, levels = { county = 2, [""] = 1, national = 1 }, provinces = {} }
    message.set_language(nil)
    local told = "1 report of 3 regions (national 1, counties 2, without a level 1)"
    assert.truthy(html.string(page.header):find(told, 1, true))
  end)

  local function page_of(first, last)
    local years = {}
    for year = first, last do years[#years + 1] = year end
    return html.string(index_page.page { years = years, regions = {}, indicators = {}, levels = {}, kinds = {},
      reports = 1, provinces = { { name = "云岭省", counts = { [last] = 1 } } } }.body)
  end

  it("has the newest year first, and says which do not fit on paper", function()
    local s, order = page_of(2010, 2024), {}
    for class, year in s:gmatch '<th class="([^"]+)" scope="col">(%d+)</th>' do
      order[#order + 1] = year .. (class:find "older" and " older" or "")
    end
    assert.equal("2024 2023", order[1] .. " " .. order[2])
    assert.same({ "2013", "2012 older", "2011 older", "2010 older" }, { table.unpack(order, 12) })
    assert.truthy(s:find('class="note printed"', 1, true))
    assert.is_nil(page_of(2020, 2024):find("printed", 1, true))
  end)
end)

describe("site", function()
  local c = filled()
  local dir = files.tempdir()

  it("writes a page for each region, indicator and report, and all links lead somewhere", function()
    local told = site.write(c, dir .. "/out")
    assert.same({ 5, 10 }, { told.regions, told.reports })
    local seen = 0
    for _, sub in ipairs { "regions", "indicators", "reports" } do
      for _, name in ipairs(files.list(dir .. "/out/" .. sub)) do
        local bytes = files.read(("%s/out/%s/%s"):format(dir, sub, name))
        for href in bytes:gmatch '[hs][r][ec]f?="([^"#]+)' do
          seen = seen + 1
          local target = ("%s/out/%s/%s"):format(dir, sub, href)
          local is_script = target:find "/assets/[%w]+%.js$" -- ECharts may not be built in
          assert.truthy(is_script or files.kind((target:gsub("%w+/%.%./", ""))) == "file", name .. " → " .. href)
        end
      end
    end
    assert.truthy(seen > 50)
  end)

  it("leads from a number only to what stands in the text", function()
    local checked = 0
    for _, name in ipairs(files.list(dir .. "/out/regions")) do
      local bytes = files.read(dir .. "/out/regions/" .. name)
      for report, id in bytes:gmatch '"%.%./reports/(r%d+%.html)#([^"]+)"' do
        checked = checked + 1
        local text = files.read(dir .. "/out/reports/" .. report)
        assert.truthy(text:find('id="' .. id .. '"', 1, true), name .. " → " .. report .. "#" .. id)
      end
    end
    assert.truthy(checked > 10)
  end)

  it("calls itself by what its reports are, and indicators in the language in force", function()
    message.set_language "en"
    site.write(c, dir .. "/en")
    message.set_language(nil)
    local first = files.read(dir .. "/en/index.html")
    assert.truthy(first:find("<h1>Rule of law government in reports</h1>", 1, true))
    assert.truthy(first:find(">administrative review cases accepted</a>", 1, true))
    assert.is_nil(first:find("regions ()", 1, true))
  end)

  it("puts a report without a level beside nobody", function()
    local reports = corpora.counties(6, 2024, function(i) return { 10 * i, "件" } end)
    reports[7] = { region = "国务院", issuer = "国务院", is_central = true, year = 2024, values = reports[1].values }
    local nation <close> = corpora.of(reports)
    message.set_language "en"
    site.write(nation, dir .. "/nation")
    message.set_language(nil)
    local peerless = 0
    for _, name in ipairs(files.list(dir .. "/nation/regions")) do
      local page = files.read(dir .. "/nation/regions/" .. name)
      peerless = peerless + (page:find("has no peers", 1, true) and 1 or 0)
      assert.equal(page:find("has no peers", 1, true) == nil, page:find("percentile ", 1, true) ~= nil, name)
    end
    assert.equal(1, peerless)
  end)

  it("gives reports of no known place pages as well, with or without title and issuer, or of a township", function()
    local reports = corpora.counties(2, 2024, function(i) return { 10 * i, "件" } end)
    local function add(report)
      local number = #reports + 1
      report.year, report.values = 2024, { { "review_accepted", 1000 + number, "件" } }
      reports[number] = report
    end
    add {}
    add { title = false }
    add { issuer = "某镇人民政府" }
    add { region = "天山省清源市第1县红旗镇", level = "township" }
    local mixed <close> = corpora.of(reports)
    local told = site.write(mixed, dir .. "/mixed")
    assert.same({ #reports, #reports }, { told.regions, told.reports })
    local found = {}
    for _, name in ipairs(files.list(dir .. "/mixed/regions")) do
      local page = files.read(dir .. "/mixed/regions/" .. name)
      for number = 3, #reports do
        if page:find((">%d<"):format(1000 + number), 1, true) then found[#found + 1] = number end
      end
    end
    table.sort(found)
    assert.same({ 3, 4, 5, 6 }, found)
  end)

  it("takes a folder by a relative name, and tells one that cannot be", function()
    local told = site.write(c, "build/site_spec/")
    assert.equal(5, told.regions)
    assert.equal("file", files.kind("build/site_spec/index.html"))
    files.remove_tree(assert(files.realpath("build/site_spec")))
    local ok, e = pcall(site.write, c, dir .. "/nowhere/site")
    assert.is_false(ok)
    assert.equal("E307", e.code)
  end)

  it("takes the place of an older site, and of nothing else", function()
    assert.truthy(site.write(c, dir .. "/out"))
    assert.is_nil(files.kind(dir .. "/out.new"))
    assert.is_nil(files.kind(dir .. "/out.old"))
    assert(files.mkdir(dir .. "/mine"))
    local file = assert(io.open(dir .. "/mine/thesis.txt", "w"))
    file:close()
    local ok, e = pcall(site.write, c, dir .. "/mine")
    assert.is_false(ok)
    assert.equal("E245", e.code)
    assert.same({ "thesis.txt" }, files.list(dir .. "/mine"))
  end)

  it("marks every figure of a report and lets every observation be led to", function()
    local report = c:report "r1"
    local bytes = files.read(dir .. "/out/reports/r1.html")
    for _, figure in ipairs(report:figures()) do
      assert.truthy(bytes:find('id="' .. figure.id .. '"', 1, true), figure.id)
    end
    for _, one in ipairs(report:observations()) do
      if one.start then assert.truthy(bytes:find('id="' .. one.id .. '"', 1, true), one.id) end
    end
    files.remove_tree(dir)
  end)
end)
