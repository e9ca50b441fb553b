-- fazhi.render: the same frame in every format, byte for byte.

local display = require("fazhi.display")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local render = require("fazhi.render")

local function sample(more)
  local t = {
    columns = {
      { name = "region", kind = "region", zh = "地区", en = "region" },
      { name = "value", kind = "number", zh = "数值", en = "value", unit = "件" },
      { name = "quote", kind = "text", zh = "原句", en = "quote" },
    },
    rows = {
      { region = "甲市", value = 2690, quote = '受理"2690"件，\n审结|全部' },
      { region = "乙", value = 58.61 },
    },
    notes = { "一个附注" },
  }
  for k, v in pairs(more or {}) do t[k] = v end
  return frame.new(t)
end

describe("render", function()
  before_each(function() message.set_language("zh") end)
  after_each(function() message.set_language(nil) end)

  it("aligns a table by columns of the terminal, figures to the right", function()
    assert.equal(table.concat({
      "地区  数值（件）  原句",
      "甲市        2690  受理\"2690\"件， 审结|全部",
      "乙         58.61  —",
      "",
      "注：一个附注",
      "",
    }, "\n"), render.string(sample(), { format = "table" }))
  end)

  it("labels columns in the language in force", function()
    message.set_language("en")
    assert.matches("^region  value %(件%)  quote\n", render.string(sample()))
  end)

  it("cuts the widest text to fit a terminal and never a figure", function()
    for line in render.string(sample(), { width = 30, notes = false }):gmatch("[^\n]+") do
      assert.is_true(require("fazhi.text").width(line) <= 30, line)
    end
    assert.matches("2690", render.string(sample(), { width = 10 }))
  end)

  it("writes csv with quotes where needed, empty for missing, no mark at the beginning", function()
    assert.equal('region,value,quote\n甲市,2690,"受理""2690""件，\n审结|全部"\n乙,58.61,\n',
      render.string(sample(), { format = "csv" }))
  end)

  it("writes in csv what stands again as it was above", function()
    local f = frame.new { columns = { "a", "b" }, rows = { { a = "x,y", b = 1 }, { a = "x,y", b = "1" }, { b = "1" },
      { a = "x,y", b = 1.5 }, { a = "x\xFF", b = "1" }, { a = "x\xFF", b = "" } } }
    assert.equal('a,b\n"x,y",1\n"x,y",1\n,1\n"x,y",1.5\nx\u{FFFD},1\nx\u{FFFD},\n',
      render.string(f, { format = "csv" }))
  end)

  it("writes tsv on one line a row", function()
    assert.equal('region\tvalue\tquote\n甲市\t2690\t受理"2690"件， 审结|全部\n乙\t58.61\t\n',
      render.string(sample(), { format = "tsv" }))
  end)

  it("writes jsonl with null for missing", function()
    assert.equal('{"region":"甲市","value":2690,"quote":"受理\\"2690\\"件，\\n审结|全部"}\n'
      .. '{"region":"乙","value":58.61,"quote":null}\n', render.string(sample(), { format = "jsonl" }))
  end)

  it("writes markdown with its marks escaped", function()
    assert.equal("| 地区 | 数值（件） | 原句 |\n| --- | ---: | --- |\n"
      .. '| 甲市 | 2690 | 受理"2690"件，<br>审结\\|全部 |\n| 乙 | 58.61 |  |\n\n注：一个附注\n',
      render.string(sample(), { format = "markdown" }))
  end)

  it("writes html as a page of its own with everything escaped", function()
    local page = render.string(sample({ title = "<甲> & 乙" }), { format = "html" })
    assert.matches('^<!DOCTYPE html>\n<html lang="zh%-CN">', page)
    assert.matches("<title>&lt;甲&gt; &amp; 乙</title>", page)
    assert.matches('<th scope="col">数值（件）</th>', page)
    assert.matches('<td class="n">2690</td><td>受理&quot;2690&quot;件，\n审结|全部</td>', page)
    assert.matches("<td>—</td>", page)
    assert.matches("<p>注：一个附注</p>", page)
    local nasty = "<script>alert('x')</script>\0\1"
    page = render.string(sample({ rows = { { quote = nasty } } }), { format = "html" })
    assert.is_nil(page:find("<script", 1, true))
    assert.is_nil(page:find("[\0\1]"))
    for _, word in ipairs { "http:", "https:", "src=" } do assert.is_nil(page:find(word, 1, true)) end
    assert.is_nil(page:find('href="[^#]')) -- nothing but a place on the page itself
  end)

  it("says at the foot of a page where it comes from", function()
    local from = frame.new({ columns = { "item", "value" }, rows = { { item = "命令", value = "fazhi <a>|b" } } })
    assert.matches("<footer>\n<div>命令：fazhi &lt;a&gt;|b</div>\n</footer>", render.string(sample(),
      { format = "html", provenance = from }))
    assert.matches("\n%-%-%-\n\n%- 命令：fazhi <a>\\|b\n$", render.string(sample(),
      { format = "markdown", provenance = from }))
    assert.matches("\n\n命令：fazhi <a>|b\n$", render.string(sample(), { format = "table", provenance = from }))
  end)

  it("never writes what is no number into a csv", function()
    local columns = { { name = "n", kind = "number" } }
    assert.equal("n\n\n\n\n", render.string(frame.new({ columns = columns,
      rows = { { n = 0 / 0 }, { n = 1 / 0 }, { n = -1 / 0 } } }), { format = "csv" }))
  end)

  it("shows records as blocks and text as it is", function()
    assert.equal("地区        甲市\n数值（件）  1\n原句        —\n",
      render.string(sample({ layout = "record", notes = {}, rows = { { region = "甲市", value = 1 } } })))
    assert.equal("a\nb\nc\n",
      render.string(frame.new({ layout = "text", columns = { "t" }, rows = { { t = "a\nb" }, { t = "c" } } })))
  end)

  it("rounds in tables only", function()
    local column = { name = "p", kind = "number", digits = 2 }
    local f = frame.new({ columns = { column }, rows = { { p = 1 / 3 }, { p = -0.001 } } })
    assert.equal("   p\n0.33\n0.00\n", render.string(f))
    assert.matches("^p\n0.3333333333333333\n", render.string(f, { format = "csv" }))
  end)

  it("says nothing for no rows but keeps the header for programs", function()
    local none = sample({ rows = {}, notes = {} })
    assert.equal("", render.string(none))
    assert.equal("region,value,quote\n", render.string(none, { format = "csv" }))
  end)

  it("chooses the format by what was asked for, the ending and the place", function()
    local f, record = sample(), sample({ layout = "record" })
    assert.equal("tsv", render.choose_format(f, { format = "tsv", terminal = 80 }))
    assert.equal("table", render.choose_format(f, { terminal = 80 }))
    assert.equal("csv", render.choose_format(f, {}))
    assert.equal("table", render.choose_format(record, {}))
    assert.equal("markdown", render.choose_format(f, { path = "a.MD" }))
    assert.equal("xyz", render.choose_format(f, { path = "a.xyz" }))
  end)

  it("narrows to columns and rows, and refuses columns that are not there", function()
    local f = render.narrow(sample(), { columns = { "value" }, limit = 1 })
    assert.equal("value\n2690\n", render.string(f, { format = "csv" }))
    local none, _, code = render.narrow(sample(), { columns = { "valu" } })
    assert.is_nil(none)
    assert.equal("E212", code)
  end)

  it("narrows to columns by their headings too, in either language and without blanks", function()
    local f = sample({ columns = { { name = "value", kind = "number", zh = "数值", en = "the value", unit = "件" },
      { name = "zh_value", kind = "number", zh = "值", en = "value" } } })
    for word, name in pairs { ["数值"] = "value", ["数值（件）"] = "value", thevalue = "value", value = "value",
      ["值"] = "zh_value" } do
      assert.same({ name }, render.narrow(f, { columns = { word } }):names(), word)
    end
  end)

  it("tells people large numbers exactly, and programs plainly", function()
    local big = frame.new({ columns = { { name = "x", kind = "number" }, { name = "s", kind = "number", digits = 2 } },
      rows = { { x = 14000000000000, s = 120000000.0 }, { x = 1234500000, s = 1234567.891 }, { x = 123456789, s = 0.5 },
        { x = -200000000, s = -0.001 }, { x = 12000000, s = 999999.5 }, { x = 1234567.5 } } })
    local function lines(format)
      local list = {}
      for line in render.string(big, { format = format }):gmatch("[^\n]+") do
        list[#list + 1] = line:gsub("^ +", ""):gsub(" +", " ")
      end
      return list
    end
    assert.same({ "x s", "14万亿 1.2亿", "12.345亿 1234568", "12345.6789万 0.50", "-2亿 0.00",
      "1200万 999999.50", "1234567.5 —" }, lines("table"))
    message.set_language("en")
    assert.same({ "x s", "14,000,000,000,000 120,000,000", "1,234,500,000 1,234,568", "123,456,789 0.50",
      "-200,000,000 0.00", "12,000,000 999999.50", "1234567.5 —" }, lines("table"))
    assert.same({ "x,s", "14000000000000,120000000" }, table.move(lines("csv"), 1, 2, 1, {}))
  end)

  it("tells the numbers of one unit in one notation", function()
    local list = frame.new({ columns = { { name = "value", kind = "number" }, { name = "unit" },
      { name = "change", kind = "number" } }, rows = { { value = 1210000, unit = "元", change = -100000 },
      { value = 9500, unit = "件", change = 10500 }, { value = 39870000, unit = "斤" } } })
    local function cells(format)
      local words = {}
      local s = render.string(list, { format = format or "table" }):gsub("<[^>]*>", " ")
      for word in s:gmatch "%f[%d%-]%-?%d[^%s|]*" do words[#words + 1] = word end
      return table.concat(words, " ")
    end
    message.set_language("en")
    assert.equal("1,210,000 -100,000 9500 10500 39,870,000", cells())
    assert.equal(cells(), cells "markdown")
    assert.truthy(cells "html":find("1,210,000 -100,000 9500 10500 39,870,000", 1, true))
    message.set_language("zh")
    assert.equal("1210000 -100000 9500 10500 39870000", cells())
    list.rows[3].change = 14000000000000
    assert.equal("1210000 -100000 9500 10500 3987万 14万亿", cells())
  end)

  it("shows the words of the corpus in Chinese to people, and as they are to programs", function()
    local f = frame.new({ columns = { "level", "bound", { name = "a_bound", words = "bound" }, "kind", "note" },
      rows = { { level = "county", bound = "at_least", a_bound = "exact", kind = "rule_of_law", note = "exact" } } })
    assert.matches("县级 +以上 +确数 +法治政府建设年度报告 +exact", render.string(f))
    assert.matches("county,at_least,exact,rule_of_law,exact", render.string(f, { format = "csv" }), 1, true)
    message.set_language("en")
    assert.matches("county +at_least +exact +rule_of_law +exact", render.string(f))
  end)

  it("refuses formats it does not know", function()
    local s, why, code = render.string(sample(), { format = "pdf" })
    assert.is_nil(s)
    assert.equal("E211", code)
    assert.matches("jsonl", why)
  end)

  it("saves csv with a byte order mark", function()
    local path = os.tmpname() .. ".csv"
    assert.is_true(sample():save(path))
    local file = assert(io.open(path, "rb"))
    local s = file:read("a")
    file:close()
    os.remove(path)
    assert.equal("\u{FEFF}region,", s:sub(1, 10))
    assert.equal("E307", select(3, sample():save("/nowhere/at/all.csv")))
  end)
end)

describe("a table in a narrow terminal", function()
  local width = require "fazhi.width"

  local columns = { { name = "rank", kind = "integer", zh = "名次" }, { name = "region", kind = "region", zh = "地区" },
    { name = "value", kind = "number", zh = "数值" }, { name = "note", kind = "text", zh = "说明" },
    { name = "quote", kind = "text", zh = "原句" }, { name = "id", kind = "text", zh = "编号" } }
  local rows = { { rank = 1, region = "云岭省白塔市青禾县", value = 71, quote = "受理行政复议申请71件", id = "o1043" } }

  before_each(function() message.set_language "zh" end)
  after_each(function() message.set_language(nil) end)

  it("leaves out what is empty, then what a row can do without, and says so", function()
    local s = render.string(frame.new { columns = columns, rows = rows }, { format = "table", width = 30 })
    local lines = {}
    for line in s:gmatch "[^\n]+" do lines[#lines + 1] = line end
    assert.is_true(width.of(lines[1]) <= 30 and width.of(lines[2]) <= 30)
    assert.is_truthy(lines[2]:find("71", 1, true) and lines[2]:find("o1043", 1, true))
    assert.is_truthy(lines[3]:find("放不下：说明、原句", 1, true))
  end)

  it("keeps what tells bounds from exact values", function()
    local some = { { name = "region", kind = "region", zh = "地区" }, { name = "value", kind = "number", zh = "数值" },
      { name = "bound", kind = "text", zh = "约数" }, { name = "scope", kind = "text", zh = "范围" } }
    local function narrow(bound)
      local list = { { region = "白塔市青禾县", value = 71, bound = "exact", scope = "全县范围内" },
        { region = "白塔市石汀县", value = 70, bound = bound, scope = "乡镇和街道" } }
      return render.string(frame.new { columns = some, rows = list }, { format = "table", width = 26 })
    end
    assert.is_truthy(narrow("at_least"):find("约数", 1, true))
    assert.is_truthy(narrow("at_least"):find("放不下：范围", 1, true))
    assert.is_truthy(narrow("exact"):find("\n各行相同：约数 确数", 1, true))
  end)

  it("tells a note whole below the table where its cell is cut, once for all rows that have it", function()
    local long = "未报告；5100万人未取（若干年合计）"
    local some = { { name = "region", kind = "region", zh = "地区" }, { name = "year", kind = "year", zh = "年度" },
      { name = "value", kind = "number", zh = "数值" }, { name = "note", kind = "text", zh = "说明" } }
    local list = { { region = "青禾县", year = 2006, note = "未报告" }, { region = "青禾县", year = 2007, note = long },
      { region = "石汀县", year = 2008, note = long } }
    local function shown(room)
      return render.string(frame.new { columns = some, rows = list }, { format = "table", width = room })
    end
    local s = shown(44)
    assert.is_nil(s:match "^[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*\n":find(long, 1, true))
    assert.is_truthy(s:gsub("\n *", ""):find("注：青禾县 2007、石汀县 2008：" .. long, 1, true), s)
    assert.is_nil(s:find("青禾县 2006：", 1, true))
    assert.is_nil(shown(90):find("注：", 1, true))
    assert.is_nil(shown(nil):find("注：", 1, true))
    list[1].value, list[4] = 1234567890.123, { region = "望岫县", year = 2009, value = 3 }
    s = shown(32):gsub("\n *", "")
    assert.is_truthy(s:find("放不下：说明", 1, true), s)
    assert.is_truthy(s:find("注：青禾县 2006：未报告注：青禾县 2007", 1, true), s)
    assert.is_nil(s:find("望岫县 2009：", 1, true))
    for i = 1, 9 do list[i] = { region = "县" .. i, year = 2000 + i, value = 1234567890.123, note = long } end
    assert.is_truthy(shown(32):gsub("%s", ""):find("县82008等，另1行：" .. long, 1, true))
  end)

  -- A sheet as `profile` and `rank` give it: the columns named, with rows that differ in what is given as a list.
  local function sheet(names, rows_of, room)
    local some = {}
    for c, name in ipairs(names) do
      some[c] = { name = name, kind = (name == "value" or name == "rank") and "number" or "text", zh = name }
    end
    return render.string(frame.new { columns = some, rows = rows_of }, { format = "table", width = room })
  end

  it("keeps the name of the indicator longer than part and id, and calls its rows by it below", function()
    local s = sheet({ "part", "name", "value", "unit", "note", "id" }, {
      { part = "economy", name = "growth of retail sales", value = 12345678901234.5, unit = "元", id = "o1" },
      { part = "people", name = "growth of fixed investment", unit = "%", note = "not reported", id = "o2" } }, 32)
    assert.matches("^name +value  unit\n", s)
    assert.is_truthy(s:find("放不下：part、note、id", 1, true), s)
    assert.is_truthy(s:gsub("\n *", ""):find("注：growth of fixed investment：not reported", 1, true), s)
  end)

  it("keeps texts of names wide enough to be told from each other, as long as others can give way", function()
    local list = { { name = "growth of retail sales in the country", value = 1, note = "a", id = "o1" },
      { name = "growth of fixed investment", value = 2, note = "b", id = "o2" },
      { name = "growth of retail prices", value = 3, note = "c", id = "o33" } }
    for r, row in ipairs(list) do row.quote = ("words "):rep(9) .. r end
    for room = 40, 60 do
      local seen, n = {}, 0
      for name in sheet({ "name", "value", "quote", "id" }, list, room):gmatch "\n(growth.-)  " do
        assert.is_nil(seen[name], name)
        seen[name], n = true, n + 1
      end
      assert.equal(3, n)
    end
  end)

  it("tells in a line what all rows share, where its column finds no room, and keeps the rank", function()
    local list = { { rank = 1, region = "青禾县", year = 2024, value = 14000000000000.5, unit = "元", scope = "全县" },
      { rank = 2, region = "石汀县", year = 2024, value = 13700000000000.5, unit = "元", scope = "全县" },
      { region = "望岫县", year = 2024, scope = "全县" } }
    local names = { "rank", "region", "year", "value", "unit", "scope" }
    local s = sheet(names, list, 34)
    assert.matches("^rank  region +value\n", s)
    assert.is_truthy(s:gsub("\n *", ""):find("各行相同：year 2024，unit 元，scope 全县", 1, true), s)
    assert.is_nil(s:find("放不下", 1, true), s)
    list[2].unit = "美元"
    assert.is_nil(sheet(names, list, 34):find("unit 元", 1, true))
    assert.is_nil(sheet(names, list, 90):find("各行相同", 1, true))
  end)

  it("tells breaks of a series whole below the table, as notes are told", function()
    local s = sheet({ "region", "year", "value", "breaks" },
      { { region = "青禾县", year = "2023", value = 1234567890123.5, breaks = "约数 以上 → 确数；句式不同" },
        { region = "石汀县", year = "2024", value = 1234567890123.5 } }, 40)
    assert.is_truthy(s:gsub("\n *", ""):find("注：青禾县 2023：约数 以上 → 确数；句式不同", 1, true), s)
  end)

  it("breaks notes into lines of its width, which stand below the first one's words", function()
    local note = "云岭省白塔市青禾县 n=5 上升，Theil–Sen 斜率每年 6.25 件［4，27］，Mann–Kendall p = 0.017"
    local f = frame.new { columns = columns, rows = {}, notes = { note, "短" } }
    for _, room in ipairs { 40, 80 } do
      local s = render.string(f, { format = "table", width = room })
      local told = s:match "注：.*"
      for line in told:gmatch "[^\n]+" do
        assert.is_true(width.of(line) <= room, line)
        assert.is_truthy(line:find "^注：" or line:find "^    %S", line)
      end
      assert.equal((note .. "短"):gsub("%s", ""), (told:gsub("注：", ""):gsub("%s", "")))
    end
    assert.is_truthy(render.string(f, { format = "table" }):find(note, 1, true))
  end)

  it("puts what stays whole below its label where there is no room beside it", function()
    local sum = ("0123456789abcdef"):rep(4)
    local f = frame.new { layout = "record", columns = { { name = "document_number", kind = "text" },
      { name = "sha256", kind = "text" } }, rows = { { document_number = "1", sha256 = sum } } }
    local s = render.string(f, { format = "table", width = 80 })
    for line in s:gmatch "[^\n]+" do assert.is_true(width.of(line) <= 80, line) end
    assert.is_truthy(s:find("\nsha256\n +" .. sum .. "\n"), s)
    assert.is_truthy(render.string(f, { format = "table", width = 90 }):find("\nsha256 +" .. sum .. "\n"))
  end)

  it("breaks running text that is not a report's into lines of its width, in a terminal alone", function()
    local long = ("found as words "):rep(9):gsub(" $", "")
    local f = frame.new { layout = "lines", columns = { { name = "text", kind = "text" } }, rows = { { text = long } } }
    for line in render.string(f, { format = "table", width = 40 }):gmatch "[^\n]+" do
      assert.is_true(width.of(line) <= 40, line)
    end
    assert.equal(long .. "\n", render.string(f, { format = "table" }))
  end)

  it("leaves out nothing where there is room", function()
    local s = render.string(frame.new { columns = columns, rows = rows }, { format = "table", width = 90 })
    assert.is_nil(s:find("放不下", 1, true))
    assert.is_truthy(s:find("说明", 1, true))
  end)
end)

describe("help in a terminal", function()
  local width = require "fazhi.width"
  local fitting = require "fazhi.fitting"

  local page = { "用法：fazhi compare INDICATOR [--year YEAR] [--level LEVEL]", "",
    "  --region, --地区 REGION  只比这些地区，可以写几个地区，也可以写上一级的名称", "  z           distance from the median in 1.4826 MAD",
    "  数值大不等于做得好，请看指标定义；数字由各报告自报，未报告者单列。" }

  it("keeps to the width, loses nothing, and stands below its second column", function()
    for _, room in ipairs { 28, 40, 60 } do
      local lines = fitting.lines(page, { width = room })
      for _, line in ipairs(lines) do assert.is_true(width.of(line) <= room, line) end
      assert.equal((table.concat(page):gsub("%s", "")), (table.concat(lines):gsub("%s", "")))
    end
    local lines = fitting.lines({ page[4] }, { width = 41 })
    assert.same({ "  z           distance from the median in", "              1.4826 MAD" }, lines)
    lines = fitting.lines({ page[1] }, { width = 40 })
    assert.same({ "用法：fazhi compare INDICATOR", "      [--year YEAR] [--level LEVEL]" }, lines)
  end)

  it("puts the second column below the first where there is no room beside it", function()
    local lines = fitting.lines({ page[3] }, { width = 36 })
    assert.equal("  --region, --地区 REGION", lines[1])
    assert.is_truthy(lines[2]:find "^      只比")
  end)

  it("makes one paragraph of a caveat that goes on in the next item", function()
    local header = { summary = "S", summary_zh = "总", name = "x", arguments = {}, outputs = {},
      caveats = { "One begins", "  and goes on", "Another" }, caveats_zh = { "一段话，", "  接着说", "另一段" } }
    local help = require "fazhi.help"
    message.set_language "en"
    assert.is_truthy(table.concat(help.page(header), "\n"):find("\n  One begins and goes on\n  Another", 1, true))
    message.set_language "zh"
    assert.is_truthy(table.concat(help.page(header), "\n"):find("\n  一段话，接着说\n  另一段", 1, true))
    message.set_language(nil)
  end)

  it("is 100 columns wide in a file, and comes as it is where a frame has other text", function()
    local long = ("ab "):rep(60)
    for _, line in ipairs(fitting.lines(long, {})) do assert.is_true(#line <= 100) end
    local f = frame.new { layout = "text", columns = { "text" }, rows = { { text = long } } }
    assert.equal(long .. "\n", render.string(f, { format = "table", width = 40 }))
    f = frame.new { layout = "help", columns = { "text" }, rows = { { text = long } } }
    for line in render.string(f, { format = "table", width = 40 }):gmatch "[^\n]+" do assert.is_true(#line <= 40) end
  end)
end)

describe("a record in a terminal", function()
  local width = require "fazhi.width"

  it("keeps the alignment of its values, and an address whole", function()
    local address = "https://example.org/" .. ("a"):rep(60)
    local f = frame.new { layout = "record", columns = { { name = "sentence", en = "sentence", zh = "原句" },
      { name = "url", en = "address", zh = "网址" } },
      rows = { { sentence = ("受理行政复议申请71件，"):rep(6) .. "\n第二段", url = address } } }
    for _, room in ipairs { 40, 80 } do
      local s = render.string(f, { format = "table", width = room })
      for line in s:gmatch "[^\n]+" do
        assert.is_true(width.of(line) <= room or line:find(address, 1, true) ~= nil, line)
        assert.is_truthy(line:find "^%l" or line:find "^原句" or line:find "^网址" or line:find "^          ?%S"
          or line:find "^      %S", line)
      end
      assert.is_truthy(s:find(address, 1, true))
    end
    assert.is_truthy(render.string(f, { format = "table", width = 40, color = true }):find("^\27%[1m[^\27]+\27%[0m  "))
  end)
end)

describe("words of the corpus", function()
  after_each(function() message.set_language(nil) end)

  it("have the English name of a unit and of the class of a scope before them, on English pages alone", function()
    local scope = require "fazhi.scope"
    message.set_language "en"
    assert.equal("items (件)", display.unit "件")
    assert.equal("items, 件", display.unit("件", true))
    assert.equal("碗", display.unit "碗")
    assert.equal("%", display.unit "%")
    assert.is_nil(display.unit(nil))
    assert.equal("whole region (全县)", scope.told "全县")
    assert.equal("departments of its own level (市直)", scope.told "市直")
    assert.equal("开发区", scope.told "开发区")
    assert.equal("whole region", scope.told "whole region")
    assert.is_nil(scope.told(nil))
    assert.is_nil(display.word({ name = "unit" }, "件"))
    message.set_language "zh"
    assert.same({ "件", "全县" }, { display.unit "件", scope.told "全县" })
  end)

  it("are told in the language in force, parts and indicators in English too", function()
    message.set_language "en"
    assert.equal("economy", display.word({ words = "part_title" }, "经济"))
    assert.equal("disputes", display.word({ words = "part_title" }, "P6"))
    assert.equal("administrative review cases accepted", display.word({ name = "indicator_name" }, "行政复议受理数"))
    assert.equal("Government work report", display.word({ kind = "kind", words = "report_kind" }, "government_work"))
    assert.is_nil(display.word({ kind = "level", name = "level" }, "county"))
    assert.is_nil(display.word({ words = "part_title" }, "不知"))
    message.set_language "zh"
    assert.equal("标题", display.word({ words = "how" }, "heading"))
    assert.equal("政府工作报告", display.word({ kind = "kind", words = "report_kind" }, "government_work"))
    assert.is_nil(display.word({ words = "part_title" }, "P6"))
  end)

  it("has English notes, one by one where several are joined", function()
    local catalogue, indicator = require "fazhi.catalogue", require "fazhi.indicator"
    message.set_language "en"
    assert.equal("a bound; a first estimate; went from 8.5 to 3; of 白塔市", display.note "a bound; 初步预计；由8.5变为3；白塔市的数")
    assert.equal("the level reached by 2010, in a review of several years", display.note "多年回顾，截至2010年所达")
    assert.equal("“预计” stands before; of 2022", display.note "前文“预计”; 2022年")
    assert.equal("自己的话", display.note "自己的话")
    assert.is_nil(display.note(nil))
    local notes = table.move(catalogue.load("periods").part_year, 1, 11, 1, {})
    for _, form in ipairs(catalogue.load("periods").averages) do notes[#notes + 1] = form.note end
    for _, kind in ipairs { "rule_of_law", "government_work" } do
      for _, entry in ipairs(indicator.of(kind).entries) do
        for _, doubt in ipairs(entry.doubt or {}) do notes[#notes + 1] = doubt.note end
      end
    end
    assert.is_true(#notes > 20)
    for _, note in ipairs(notes) do assert.not_equal(note, display.note(note)) end
    message.set_language "zh"
    assert.equal("初步预计；甲", display.note "初步预计；甲")
  end)

  it("stay what they are in what programs read", function()
    message.set_language "en"
    local columns = { { name = "part", kind = "text", words = "part_title" } }
    local one = frame.new { columns = columns, rows = { { part = "P6" } } }
    assert.equal("part\nP6\n", (render.string(one, { format = "csv" }):gsub("\r", "")))
    assert.matches("disputes", render.string(one, { format = "table" }), 1, true)
  end)
end)
