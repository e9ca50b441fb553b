-- pdf: printed pages read back: columns, headers, page numbers, paragraphs over pages, tables,
-- numbers that printing tore; what is no readable PDF says why. The PDFs are made here.

local core = require("fazhi.core")
local document = require("fazhi.document")
local input = require("fazhi.input")
local loader = require("fazhi.loader")
local paragraph = require("fazhi.paragraph")
local bbox = require("fazhi.bbox")
local pdf = require("support.pdf")
local compare = require("support.compare")

local function read(bytes, name)
  return loader.read(input.memory(bytes, name or "a.pdf"), {})
end

local function text_of(doc)
  local reading, why, code = read(doc:bytes())
  assert.is_truthy(reading, ("%s %s"):format(tostring(why), tostring(code)))
  return reading.text:bytes(), reading
end

local function reports()
  local list = {}
  for _, name in ipairs(core.files.list("examples/reports")) do
    if name:find("%.txt$") then list[#list + 1] = "examples/reports/" .. name end
  end
  return list
end

require("fazhi.message").set_language("en")

local has_pdftotext = core.helper.find("pdftotext") ~= nil
local when_present = has_pdftotext and it or function(name) pending(name .. " (skipped: no pdftotext)") end

-- Both texts and what was read of them, for the six ways of printing.
local known = {}
local function as_text(path, s)
  known[s] = known[s] or assert(document.decode(s, { path = path }))
  return known[s]
end

-- Every report of the examples, printed so, has the outline and the figures of its text.
local function check_all(options, fold)
  for _, path in ipairs(reports()) do
    local s = assert(core.text.decode(assert(core.files.read(path)))):bytes()
    if fold then s = fold(s) end
    local own = {}
    for k, v in pairs(options) do own[k] = v end
    local bytes = pdf.typeset(s, own)
    local b = assert(document.decode(bytes, { path = path .. ".pdf" }))
    assert.equal("pdf", b.format)
    assert.same({}, compare.differences(as_text(path, s), b), path)
  end
end

describe("a printed report has the outline and the figures of its text", function()
  when_present("in one column, with header, footer and page numbers", function()
    check_all { header = "云岭省法治政府建设简报", footer = "— # —" }
  end)
  when_present("in two columns, under a title over both", function()
    check_all { columns = 2, size = 10.5, leading = 18, titles = 1, footer = "#" }
  end)
  when_present("without indents, with blank space between paragraphs and a watermark", function()
    check_all { indent = 0, spacing = 8, watermark = "仅供内部参考" }
  end)
  when_present("in small type with the numbers 第几页共几页", function()
    check_all { size = 9, leading = 13, footer = "第#页 共9页" }
  end)
  when_present("in large type over many pages", function()
    check_all { size = 22, leading = 40, footer = "#", header = "2024年度报告汇编" }
  end)
  when_present("in a font whose codes are GBK", function()
    -- Such fonts have no ASCII punctuation of their own.
    check_all({ encoding = "GBK-EUC-H", footer = "-#-" }, function(s)
      return (s:gsub("[,;:()]", { [","] = "，", [";"] = "；", [":"] = "：", ["("] = "（", [")"] = "）" })
        :gsub("\u{2022}", "·"):gsub("(%d)%.(%D)", "%1．%2"))
    end)
  end)
end)

describe("pages", function()
  when_present("join a paragraph over twenty of them, and locators name page and line", function()
    local sentence = "全年受理行政复议申请2690件，审结2310件，法定期限内结案率达到百分之百。"
    local bytes, pages = pdf.typeset(sentence:rep(560), { footer = "#" })
    assert.is_true(pages >= 20)
    local reading = assert(read(bytes))
    assert.equal(sentence:rep(560) .. "\n", reading.text:bytes())
    local seen = {}
    for k, entry in ipairs(reading.locators) do
      seen[entry.name:match("^l(%d+)%.%d+$")] = true
      assert.is_true(k == 1 or entry.at > reading.locators[k - 1].at)
    end
    for page = 1, pages do assert.is_true(seen[tostring(page)]) end
    assert.equal("l1.1", reading.locators[1].name)
    assert.equal(1, reading.locators[1].at)
  end)

  when_present("keep the number in the last row of a table although every page ends in one", function()
    local doc = pdf.new()
    for page = 1, 4 do
      doc:page()
      for row = 1, 28 do
        doc:put(60, 60 + row * 24, 12, ("第%d页第%d项"):format(page, row)):put(300, 60 + row * 24, 12,
          ("%d件"):format(page * 1000 + row * 7))
      end
      doc:put(290, 60 + 29 * 24, 12, tostring(page * 317))
    end
    local text = text_of(doc)
    for page = 1, 4 do
      assert.is_truthy(text:find(("第%d页第28项: %d件"):format(page, page * 1000 + 196), 1, true))
      assert.is_truthy(text:find("%f[%d]" .. page * 317 .. "%f[%D]"))
    end
  end)

  when_present("lose headers that differ on odd and even pages, and nothing else", function()
    local doc = pdf.new()
    for page = 1, 8 do
      doc:page():put(page % 2 == 1 and 60 or 400, 40, 9, page % 2 == 1 and "云岭省司法厅" or "年度报告")
      doc:put(88, 100, 14, ("第%d项工作：办结%d件。"):format(page, page * 11))
      doc:put(280, 810, 9, ("· %d ·"):format(page + 12))
    end
    local text, reading = text_of(doc)
    local wanted = {}
    for page = 1, 8 do wanted[page] = ("第%d项工作：办结%d件。"):format(page, page * 11) end
    assert.equal(table.concat(wanted, "\n") .. "\n", text)
    assert.equal("left out: 8 × header, 8 × page number", reading.notes[1])
  end)

  when_present("that happen to begin or end in the same line of text keep it", function()
    local sentence = "全年受理行政复议申请2690件，审结2310件，法定期限内结案率达到百分之百。"
    local reading = assert(read((pdf.typeset(sentence:rep(1200), { size = 10, leading = 15, footer = "#" }))))
    assert.equal(sentence:rep(1200) .. "\n", reading.text:bytes())
  end)

  when_present("that a browser printed lose its time, title and address", function()
    local doc = pdf.new():page():put(24, 20, 8, "2024/3/5 15:30"):put(200, 20, 8, "云岭省人民政府门户网站")
    doc:put(88, 100, 14, "全年办结2690件。"):put(24, 820, 8, "https://www.yunling.example/art/2024/1.html")
    doc:put(560, 820, 8, "1/1")
    assert.equal("全年办结2690件。\n", (text_of(doc)))
  end)

  when_present("without text between others are named", function()
    local doc = pdf.new():page():put(88, 100, 14, "第一页。"):page():page():put(88, 100, 14, "第三页。")
    local text, reading = text_of(doc)
    assert.equal("第一页。\n第三页。\n", text)
    assert.same({ "no text on page 2: scanned?" }, reading.notes)
    assert.equal("l3.1", reading.locators[2].name)
  end)

  when_present("turned by the PDF are read, turned text is kept and told", function()
    local doc = pdf.new { rotate = 90 }:page()
    doc:put(88, 100, 14, "横排第一行，共有31件。"):put(88, 124, 14, "横排第二行，共有32件。")
    local text = text_of(doc)
    assert.is_truthy(text:find("横排第一行，共有31件。", 1, true))
    doc = pdf.new():page():put(100, 700, 14, "侧排的一行，共有33件。", 90):put(150, 100, 14, "正排的一行，共有34件。")
    local reading
    text, reading = text_of(doc)
    assert.is_truthy(text:find("侧排的一行，共有33件。", 1, true))
    assert.is_truthy(text:find("正排的一行，共有34件。", 1, true))
    assert.is_truthy(reading.notes[1]:find("turned text on page 1", 1, true))
  end)
end)

describe("columns", function()
  when_present("whose lines stand at different heights are not mixed", function()
    local doc = pdf.new():page():put(150, 80, 20, "关于法治政府建设情况的报告")
    local left, right = {}, {}
    for k = 1, 20 do
      left[k] = ("左栏第%02d行文字写满这一栏为止"):format(k)
      right[k] = ("右栏第%02d行文字写满这一栏为止"):format(k)
      doc:put(60, 120 + k * 20, 12, left[k]):put(310, 129 + k * 20, 12, right[k])
    end
    local text = text_of(doc)
    assert.equal("关于法治政府建设情况的报告\n" .. table.concat(left) .. table.concat(right) .. "\n", text)
  end)

  when_present("return to the full width below", function()
    local doc = pdf.new():page()
    for k = 1, 8 do
      doc:put(60, 100 + k * 20, 12, "左边一栏的文字写满为止第" .. k .. "行")
      doc:put(310, 100 + k * 20, 12, k == 8 and "右边一栏到此为止。" or "右边一栏的文字写满为止第" .. k .. "行")
    end
    doc:put(60, 320, 12, "这里是通栏的一段文字，从左边一直写到右边，说的是全省一年受理行政复议2690件。")
    local text = text_of(doc)
    assert.is_truthy(text:find("^左边.-第8行右边.-第1行.-第7行右边一栏到此为止。\n这里是通栏"))
  end)
end)

describe("columns close to one another", function()
  local LEFT, RIGHT = 20, 22 -- lines

  -- Two columns of justified lines, 19 characters each, whose base lines do not agree, `gutter` points apart.
  local function columns_of(gutter, lines_right)
    local doc = pdf.new():page():put(170, 60, 18, "临溪县人民政府工作报告")
    local left, right = {}, {}
    for k = 1, LEFT do
      left[k] = ("左栏第%02d行文字从头写到这一栏的尽头"):format(k)
      doc:put(60, 100 + k * 19, 12, left[k])
    end
    local start = 60 + 12 * pdf.width_of(left[1]) + gutter
    for k = 1, lines_right or RIGHT do
      right[k] = ("右栏第%02d行文字从头写到这一栏的尽头"):format(k)
      doc:put(start, 106 + k * 19, 12, right[k])
    end
    return doc, table.concat(left) .. table.concat(right), start
  end

  when_present("by a character, or less, are read one after the other", function()
    for _, gutter in ipairs { 24, 14, 12, 9, 7.5 } do
      local doc, wanted = columns_of(gutter)
      local text, reading = text_of(doc)
      assert.equal("临溪县人民政府工作报告\n" .. wanted .. "\n", text)
      assert.same({}, reading.notes)
    end
  end)

  when_present("keep a year that stands higher than the line beside it", function()
    local doc = pdf.new():page()
    for k = 1, 12 do
      doc:put(60, 100 + k * 19, 12, "较"):put(72, 100 + k * 19, 12, "2024"):put(96, 100 + k * 19, 12,
        "年增长的文字写到这一栏的尽头为止")
      doc:put(300, 103 + k * 19, 12, "右栏这一行文字从头写到这一栏的尽头")
    end
    local text, reading = text_of(doc)
    assert.equal(12, select(2, text:gsub("较2024年增长", "")))
    assert.same({}, reading.notes)
    doc = pdf.new():page()
    doc:put(60, 100, 14, "关于"):put(88, 95, 9, "2024"):put(106, 100, 14, "年法治政府建设情况的报告")
    assert.equal("关于2024年法治政府建设情况的报告\n", (text_of(doc)))
  end)

  when_present("are known on a page of few lines from the other pages", function()
    local doc, wanted, start = columns_of(12)
    doc:page()
    for k, s in ipairs { "存在的问题是基层执法力量不足。", "下一年推进执法监督一体建设。", "培训执法人员九百人次。" } do
      doc:put(84, 60 + k * 19, 12, s)
    end
    doc:put(start + 24, 82, 12, "临溪县人民政府"):put(start + 24, 101, 12, "2025年1月8日")
    assert.equal("临溪县人民政府工作报告\n" .. wanted .. "\n存在的问题是基层执法力量不足。\n下一年推进执法监督一体建设。\n"
      .. "培训执法人员九百人次。\n临溪县人民政府\n2025年1月8日\n", (text_of(doc)))
  end)

  when_present("but too short to be sure of are told", function()
    local doc = pdf.new():page()
    for k = 1, 4 do
      doc:put(60, 100 + k * 19, 12, "左栏这一行文字从头写到这一栏的尽头")
      doc:put(60 + 12 * 17 + 12, 107 + k * 19, 12, "右栏这一行文字从头写到这一栏的尽头")
    end
    local _, reading = text_of(doc)
    assert.same({ "page 1 may have columns, read across: check the order of its lines" }, reading.notes)
  end)

  when_present("are not seen in a table, however long its rows", function()
    local doc = pdf.new { width = 842, height = 595 }:page()
    local heads = { "执法机关", "许可（件）", "处罚（件）", "强制（件）", "检查（次）", "罚没（万元）" }
    for c, s in ipairs(heads) do doc:put(c * 120 - 60, 100, 12, s) end
    for k = 1, 7 do
      doc:put(60, 100 + k * 20, 12, "第" .. k .. "执法大队")
      for c = 2, 6 do doc:put(c * 120 - 60, 100 + k * 20, 12, tostring(k * 100 + c)) end
    end
    assert.is_truthy(text_of(doc):find(
      "第7执法大队；许可: 702件；处罚: 703件；强制: 704件；检查: 705次；罚没: 706万元\n", 1, true))
  end)
end)

describe("text from top to bottom", function()
  -- Each character by itself, in the order of the file.
  local function stack(doc, x, y, size, s, turn)
    for c in s:gmatch(utf8.charpattern) do
      doc:put(x, y, size, c, turn)
      y = y + size * (turn and pdf.width(c) or 1)
    end
    return doc
  end

  when_present("is one line, whether its characters are upright or turned", function()
    for _, turn in ipairs { false, -90 } do
      local doc = pdf.new():page():put(60, 100, 14, "正排的一行，共有34件。")
      stack(doc, 500, 100, 14, "竖排：办结信访一百件", turn or nil):put(60, 400, 14, "第二行。")
      local text, reading = text_of(doc)
      assert.equal("正排的一行，共有34件。\n第二行。\n竖排：办结信访一百件\n", text)
      assert.is_truthy(reading.notes[1]:find("turned text on page 1", 1, true))
    end
  end)

  when_present("reads in the direction in which the file has it", function()
    local doc, y = pdf.new():page():put(60, 100, 14, "正排的一行，共有34件。"), 500
    for c in ("培训执法人员一百人次"):gmatch(utf8.charpattern) do
      doc:put(400, y, 14, c, 90)
      y = y - 14
    end
    assert.equal("正排的一行，共有34件。\n培训执法人员一百人次\n", (text_of(doc)))
  end)

  when_present("is not what lines of spaced characters are", function()
    local doc, wanted = pdf.new():page(), {}
    for k = 1, 9 do
      local n = 0
      for c in ("文字分散排满这一栏了"):gmatch(utf8.charpattern) do
        doc:put(60 + n * 21, 80 + k * 15, 12, c)
        n = n + 1
      end
      wanted[k] = "文字分散排满这一栏了"
    end
    local text, reading = text_of(doc)
    assert.equal(table.concat(wanted) .. "\n", text)
    assert.same({}, reading.notes)
  end)

  when_present("is not what the cells of a narrow column are", function()
    local doc = pdf.new():page()
    for k, row in ipairs { { "项目", "单位", "数量" }, { "复议", "件", "41" }, { "罚没", "万元", "56.78" },
      { "培训", "人次", "300" }, { "调解", "件", "8" } } do
      for c, s in ipairs(row) do doc:put(({ 60, 150, 240 })[c], 80 + k * 16, 12, s) end
    end
    local text, reading = text_of(doc)
    assert.is_truthy(text:find("复议: 41件\n罚没: 56.78万元\n培训: 300人次\n调解: 8件\n", 1, true))
    assert.same({}, reading.notes)
  end)
end)

describe("tables", function()
  local function table_of(rows, xs)
    local doc = pdf.new():page():put(88, 80, 14, "全省执法情况见下表。")
    for k, row in ipairs(rows) do
      for c, s in ipairs(row) do doc:put(xs[c], 90 + k * 26, 12, s) end
    end
    doc:put(88, 90 + (#rows + 3) * 26, 14, "表后是一段正文。")
    return text_of(doc)
  end

  when_present("with a header give it before each value", function()
    local text = table_of({ { "地区", "受理（件）", "纠错率" }, { "临溪县", "1,204", "8.5%" }, { "合计", "2690", "9%" } },
      { 60, 200, 360 })
    assert.equal("全省执法情况见下表。\n地区 | 受理（件） | 纠错率\n"
      .. "临溪县；受理: 1,204件；纠错率: 8.5%\n合计；受理: 2690件；纠错率: 9%\n表后是一段正文。\n", text)
  end)

  when_present("of two columns are names and values, empty cells are left out", function()
    assert.equal("全省执法情况见下表。\n受理数: 2690件\n审结数：2310件\n表后是一段正文。\n",
      table_of({ { "受理数", "2690件" }, { "审结数：", "2310件" } }, { 60, 300 }))
    assert.equal("全省执法情况见下表。\n甲 | 1件 | 2件\n乙 | 3件\n表后是一段正文。\n",
      (table_of({ { "甲", "1件", "2件" }, { "乙", "", "3件" } }, { 60, 200, 360 })))
  end)

  when_present("whose cells are wrapped keep their rows", function()
    local doc = pdf.new():page()
    for k = 1, 3 do
      local y = 60 + k * 60
      doc:put(60, y, 12, "项目" .. k):put(150, y, 12, "完成情况的说明写在这里"):put(150, y + 15, 12, "还要再写一行")
      doc:put(400, y, 12, k .. "00件")
    end
    assert.equal(("项目1 | 完成情况的说明写在这里还要再写一行 | 100件\n"):gsub("1", "%%d"):format(1, 1)
      .. "项目2 | 完成情况的说明写在这里还要再写一行 | 200件\n项目3 | 完成情况的说明写在这里还要再写一行 | 300件\n",
      (text_of(doc)))
  end)

  when_present("whose header cells are wrapped and set at other heights have one header", function()
    local doc = pdf.new():page()
    doc:put(150, 92, 12, "受理"):put(220, 92, 12, "审结"):put(60, 100, 12, "地区"):put(300, 100, 12, "主要做法")
    doc:put(150, 108, 12, "（件）"):put(220, 108, 12, "（件）")
    for k, row in ipairs { { "甲县", "12", "10", "设调解中心" }, { "乙县", "24", "20", "设受理点" } } do
      for c, s in ipairs(row) do doc:put(({ 60, 150, 220, 300 })[c], 112 + k * 36, 12, s) end
    end
    assert.equal("地区 | 受理（件） | 审结（件） | 主要做法\n甲县；受理: 12件；审结: 10件；主要做法: 设调解中心\n"
      .. "乙县；受理: 24件；审结: 20件；主要做法: 设受理点\n", (text_of(doc)))
  end)

  when_present("whose heads stand closer than their numbers have every number's own unit", function()
    local doc = pdf.new():page()
    local y = 100
    for _, row in ipairs { { "单位", "处罚（件）", "罚没（万元）", "人员（名）" }, { "公安局", "34", "56.78", "210" },
      { "城管局", "987", "1234.5", "35" } } do
      local x = 60
      for c, s in ipairs(row) do
        local w = ({ 36, 60, 72, 60 })[c]
        doc:put(x + (w - 12 * pdf.width_of(s)) / 2, y, 12, s)
        x = x + w + 6
      end
      y = y + 22
    end
    assert.equal("单位 | 处罚（件） | 罚没（万元） | 人员（名）\n公安局；处罚: 34件；罚没: 56.78万元；人员: 210名\n"
      .. "城管局；处罚: 987件；罚没: 1234.5万元；人员: 35名\n", (text_of(doc)))
  end)

  when_present("whose names are wrapped and wider than their head stay whole", function()
    local doc = pdf.new():page():put(176, 92, 12, "处罚"):put(286, 92, 12, "罚没"):put(61, 100, 12, "单位名称")
    doc:put(170, 108, 12, "（件）"):put(274, 108, 12, "（万元）")
    doc:put(37, 132, 12, "县公安局交通警察"):put(180, 139, 12, "34"):put(284, 139, 12, "56.78"):put(73, 146, 12, "大队")
    doc:put(61, 170, 12, "县城管局"):put(180, 170, 12, "87"):put(284, 170, 12, "12.50")
    assert.equal("单位名称 | 处罚（件） | 罚没（万元）\n县公安局交通警察大队；处罚: 34件；罚没: 56.78万元\n"
      .. "县城管局；处罚: 87件；罚没: 12.50万元\n", (text_of(doc)))
  end)

  when_present("carry their header to the next page", function()
    local doc = pdf.new():page()
    for c, s in ipairs { "地区", "受理", "审结" } do doc:put(60 + c * 100, 100, 12, s) end
    for k, s in ipairs { "甲县", "3件", "2件" } do doc:put(60 + k * 100, 124, 12, s) end
    doc:page()
    for k, s in ipairs { "乙县", "5件", "4件" } do doc:put(60 + k * 100, 100, 12, s) end
    for k, s in ipairs { "丙县", "7件", "6件" } do doc:put(60 + k * 100, 124, 12, s) end
    assert.equal("地区 | 受理 | 审结\n甲县；受理: 3件；审结: 2件\n乙县；受理: 5件；审结: 4件\n丙县；受理: 7件；审结: 6件\n",
      (text_of(doc)))
  end)
end)

describe("numbers that printing tore", function()
  when_present("are whole where the gap is no blank, and only there", function()
    local doc = pdf.new():page()
    doc:put(60, 100, 14, "占0."):put(60 + 35, 100, 14, "5%，另"):put(60 + 35 + 50, 100, 14, "办")
    doc:put(60, 130, 14, "编号"):put(60 + 28, 130, 14, "12"):put(60 + 28 + 19, 130, 14, "34")
    doc:put(60, 160, 14, "共1234件", 0, 2.5)
    assert.equal("占0.5%，另 办\n编号12 34\n共1234件\n", (text_of(doc)))
  end)

  when_present("and stretched lines have no blanks, but a blank between few characters stays", function()
    local doc = pdf.new():page()
    for k, c in ipairs { "较", "2023", "年", "分", "别", "增", "长" } do
      doc:put(60 + k * 30 + (k > 2 and 14 or 0), 100, 14, c)
    end
    doc:put(60 + 8 * 30 + 14, 100, 14, "58.61%、57.94%。")
    doc:put(60, 140, 14, "开展“乡村振兴"):put(60 + 14 * 7 + 4, 140, 14, "法治同行”活动3次。")
    assert.equal("较2023年分别增长58.61%、57.94%。\n开展“乡村振兴 法治同行”活动3次。\n", (text_of(doc)))
  end)

  when_present("never take up the mark of a footnote, which stands at the end", function()
    local doc = pdf.new():page()
    doc:put(60, 100, 14, "办结行政复议案件3060件"):put(60 + 14 * 11, 94, 7, "1"):put(60 + 14 * 11 + 4, 100, 14, "，面积12km")
    doc:put(60 + 14 * 11 + 4 + 14 * 5, 94, 7, "2"):put(60 + 14 * 11 + 4 + 14 * 5 + 4, 100, 14, "。")
    doc:put(60, 740, 9, "1 指当年办结的案件。"):page():put(60, 100, 14, "第二页。")
    local text, reading = text_of(doc)
    assert.equal("办结行政复议案件3060件，面积12km²。\n第二页。\n1指当年办结的案件。\n", text)
    assert.equal("l1.2", reading.locators[3].name)
    assert.is_truthy(reading.notes[1]:find("1 marks of footnotes", 1, true))
  end)
end)

describe("what cannot be read says why", function()
  local function code_of(bytes)
    local reading, why, code = read(bytes)
    assert.is_nil(reading)
    assert.is_string(why)
    return code, why
  end

  when_present("with a password, damaged, scanned", function()
    assert.equal("E312", (code_of(pdf.new { encrypted = true }:page():put(60, 60, 12, "密"):bytes())))
    assert.equal("E311", (code_of("%PDF-1.4\n" .. ("garbage "):rep(100))))
    assert.equal("E311", (code_of("%PDF-1.4")))
    local whole = pdf.new():page():put(60, 60, 12, "全文"):bytes()
    assert.equal("E311", (code_of(whole:sub(1, 300))))
    local code, why = code_of(pdf.new():page():page():bytes())
    assert.equal("E313", code)
    assert.is_truthy(why:find("2 pages", 1, true))
  end)

  -- What pdftotext and the system would say, said by a stand-in.
  local function with_helper(answer, f)
    local real = core.helper.run
    core.helper.run = function() return table.unpack(answer, 1, 4) end
    local ok, why = pcall(f)
    core.helper.run = real
    if not ok then error(why, 0) end
  end

  it("without pdftotext, without poppler-data, beyond the limits", function()
    local bytes = "%PDF-1.4\n"
    with_helper({ nil, "the program pdftotext is not installed", "E601", "" }, function()
      local code, why = code_of(bytes)
      assert.equal("E601", code)
      assert.is_truthy(why:find("apt install poppler-utils", 1, true))
    end)
    for _, complaint in ipairs {
      "Syntax Error: Missing language pack for 'Adobe-GB1' mapping",
      "Syntax Error: Unknown character collection 'Adobe-GB1'",
      "Syntax Error: Couldn't find 'UniGB-UCS2-H' CMap file for 'Adobe-GB1' collection",
    } do
      with_helper({ "<doc><page width='1' height='1'></page></doc>", complaint }, function()
        local code, why = code_of(bytes)
        assert.equal("E602", code)
        assert.is_truthy(why:find("apt install poppler-data", 1, true))
      end)
    end
    with_helper({ nil, "pdftotext took longer than 60 seconds", "E317", "" }, function()
      assert.equal("E317", (code_of(bytes)))
    end)
    with_helper({ "<doc><page width='1' height='1'>", "" }, function() assert.equal("E311", (code_of(bytes))) end)
  end)

  when_present("and a title that only names a file is none", function()
    local function facts(title)
      return assert(read(pdf.new { title = title }:page():put(60, 60, 12, "文"):bytes())).facts
    end
    assert.same({ { field = "title", name = "Title", value = "云岭省2024年报告" } }, facts("云岭省2024年报告"))
    assert.same({}, facts("Microsoft Word - 1.doc"))
    assert.same({}, facts("终稿(3).docx"))
    assert.same({}, facts(nil))
  end)
end)

describe("mutated pages", function()
  local head = '<html><body><doc><page width="595" height="842"><flow>'
  local word = '<line><word xMin="%d" yMin="%d" xMax="%d" yMax="%d">%s</word></line>'
  local function page(n)
    local parts = { head }
    for k = 1, n do
      parts[#parts + 1] = word:format(60 + k % 7, k * 20, 300 + k % 11, k * 20 + 14, ("第%d行共%d件"):format(k, k * 3))
    end
    return table.concat(parts) .. "</flow></page>"
  end

  it("never raise an error, and give valid UTF-8 in order of places", function()
    local random = 20240501
    local function below(n)
      random = (random * 1103515245 + 12345) % 2147483648
      return random // 65536 % n + 1
    end
    local base = page(30) .. page(25) .. page(28) .. "</doc>"
    local bits = { "", "-", "9", "1e308", "nan", "inf", "<", ">", '"', "</word>", "<word ", "<line>", "<page",
      "&#x110000;", "&#0;", "\0", "\xff", "0x10", "99999", "<page width='-1'>", "年", "%", "1e-320", " " }
    for _ = 1, 400 do
      local s = base
      for _ = 1, below(12) do
        local at = below(#s)
        s = s:sub(1, at - 1) .. bits[below(#bits)] .. s:sub(at + below(9) - 1)
      end
      local text, locators = paragraph.render(bbox.parse(s).pages)
      local last = 0
      for _, entry in ipairs(locators) do
        assert.is_true(entry.at >= last and entry.at <= #text)
        last = entry.at
      end
    end
  end)

  it("with many words in one place end", function()
    local parts = { head }
    for k = 1, 20000 do
      parts[#parts + 1] = word:format(k % 500, k % 700, k % 500 + 12, k % 700 + 12, "字")
    end
    local text = paragraph.render(bbox.parse(table.concat(parts) .. "</page></doc>").pages)
    assert.equal(20000, select(2, text:gsub("字", "")))
  end)
end)
