-- outline_spec: the markers of the catalogue on sentences as officials write them, spans that
-- lead back into the body, and what a broken catalogue says.

local outline = require "fazhi.outline"
local catalogue = require "fazhi.catalogue"

-- "depth marker|heading" of every section, to be read and compared at a glance.
local function sketch(body, content)
  local depth, lines = {}, {}
  for i, s in ipairs(outline.parse(body, content)) do
    depth[i] = s.parent > 0 and depth[s.parent] + 1 or 0
    lines[i] = ("%d %s|%s"):format(depth[i], s.marker, s.heading)
  end
  return lines
end

local report = [[
青禾县人民政府关于2023年法治政府建设情况的报告
2023年，青禾县扎实推进依法行政，现将有关情况报告如下：
一、主要举措和成效
（一）坚持党的领导。一是强化理论武装。县政府常务会议学法9次。二是压实第一责任。听取汇报4次；三是以考促学，组织考试2场。
（二）优化营商环境
1.深化“放管服”改革。取消事项21项。
2.规范涉企检查。检查次数下降31%。
二、存在的不足
一是基层力量不足；二是培训不够。
三、下一步打算
继续努力。
]]

describe("outline", function()
  it("reads a report", function()
    assert.same({
      "0 一、|主要举措和成效", "1 （一）|坚持党的领导", "2 一是|强化理论武装", "2 二是|压实第一责任", "2 三是|",
      "1 （二）|优化营商环境", "2 1.|深化“放管服”改革", "2 2.|规范涉企检查",
      "0 二、|存在的不足", "1 一是|", "1 二是|", "0 三、|下一步打算",
    }, sketch(report))
  end)

  it("gives level, number and parent of each section", function()
    local s = outline.parse(report)
    local levels, numbers, parents = {}, {}, {}
    for i, row in ipairs(s) do levels[i], numbers[i], parents[i] = row.level, row.number, row.parent end
    assert.same({ 1, 2, 4, 4, 4, 2, 3, 3, 1, 4, 4, 1 }, levels)
    assert.same({ 1, 1, 1, 2, 3, 2, 1, 2, 2, 1, 2, 3 }, numbers)
    assert.same({ 0, 1, 2, 2, 2, 1, 6, 6, 0, 9, 9, 0 }, parents)
  end)

  it("keeps spans of the body, also within a content range", function()
    local first = report:find("一、主要", 1, true)
    local last = report:find("\n三、", 1, true)
    local sections = outline.parse(report, { first, last })
    assert.equal(11, #sections)
    for _, s in ipairs(sections) do
      assert.equal(s.marker, report:sub(s.start, s.start + #s.marker - 1))
      assert.equal(s.heading, report:sub(s.heading_start, s.heading_stop))
      assert.truthy(s.stop <= last)
    end
    assert.equal("2.规范涉企检查。检查次数下降31%。", report:sub(sections[8].start, sections[8].stop))
    assert.same({}, outline.parse(report, { first, first - 1 }))
  end)

  it("knows every form of marker in the catalogue", function()
    for _, case in ipairs {
      { "第一部分 主要工作\n好。\n一、甲\n第二部分 打算\n", { "0 第一部分|主要工作", "1 一、|甲", "0 第二部分|打算" } },
      { "一．甲\n二，乙\n三、丙\n", { "0 一．|甲", "0 二，|乙", "0 三、|丙" } },
      { "（一）甲\n(二)乙\n㈢丙\n", { "0 （一）|甲", "0 (二)|乙", "0 ㈢|丙" } },
      { "1.甲\n2．乙\n3、丙\n", { "0 1.|甲", "0 2．|乙", "0 3、|丙" } },
      { "第一，抓学习。好。\n第二，抓落实。好。\n", { "0 第一，|抓学习", "0 第二，|抓落实" } },
      { "首先，抓学习。好。其次，抓落实。好。", { "0 首先，|抓学习", "0 其次，|抓落实" } },
      { "其一，学习不够。少。其二，落实不够。慢。", { "0 其一，|学习不够", "0 其二，|落实不够" } },
      { "一是抓学习。好。二要抓落实。好。", { "0 一是|抓学习", "0 二要|抓落实" } },
      { "（1）甲\n(2)乙\n①丙\n②丁\n", { "0 （1）|甲", "0 (2)|乙", "1 ①|丙", "1 ②|丁" } },
    } do
      assert.same(case[2], sketch(case[1]))
    end
  end)

  it("takes no figure, year, hotline or word for a marker", function()
    for _, text in ipairs {
      "1949.39万元已拨付。\n", "2018年，全县统一是关键。\n", "12345热线受理诉求。\n", "2.3万家企业受益。\n",
      "进一步推进。\n", "统一是前提；第二是落实。\n", "说一是一，说二是二。\n", "排名全省第一，全市第二，较好。\n",
      "依照第三条第（一）项、第（二）项处理。\n", "一、二、三产业融合发展。\n", "一要素、二要务。\n",
      "安全第一、质量第一。\n",
    } do
      assert.same({}, sketch(text))
    end
  end)

  it("gives a heading only to an item with a lead phrase", function()
    local function heading_of(item)
      return outline.parse("（一）甲。一是" .. item .. "二是其他。好。")[2].heading
    end
    assert.equal("抓住关键少数，提升法治能力", heading_of("抓住关键少数，提升法治能力。学法8次。"))
    assert.equal("自觉接受人大监督", heading_of("自觉接受人大监督。办理建议30件。"))
    for _, item in ipairs {
      "抓好学习。", "抓好学习；", "培训360人。效果好。", "印发《学法计划》。已执行。", "为提高能力办班。已办。",
      "根据上级要求清理文件。已完成。", "我县动员各方。已到位。", "部分干部认识不足。已改进。",
      ("推进"):rep(30) .. "。好。",
    } do
      assert.equal("", heading_of(item))
    end
  end)

  it("leaves the closing paragraph to no section", function()
    local body = "一、举措\n一是学习。好。二是落实。好。\n一年来，成效明显。\n"
    local sections = outline.parse(body)
    assert.equal("二是落实。好。", body:sub(sections[3].start, sections[3].stop))
    assert.equal(sections[3].stop, sections[1].stop)
  end)

  it("takes short lines for headings where nothing is numbered", function()
    assert.same({ "0 |坚持统筹推进 组织领导不断强化", "0 |规范行政执法 执法水平持续提升" }, sketch([[
白塔市青禾区2020年度法治政府建设工作情况
坚持统筹推进 组织领导不断强化
区委常委会研究法治工作4次。
规范行政执法 执法水平持续提升
评查行政执法案卷120本,整改问题35个。
]]))
  end)

  it("finds the innermost section that holds a byte", function()
    local sections = outline.parse(report)
    assert.equal(0, outline.at(sections, 1))
    assert.equal(3, outline.at(sections, (report:find("学法9次", 1, true))))
    assert.equal(7, outline.at(sections, (report:find("取消事项", 1, true))))
    assert.equal(12, outline.at(sections, (report:find("继续努力", 1, true))))
    assert.equal(0, outline.at(sections, #report))
    assert.equal(0, outline.at({}, 1))
  end)

  it("reads a catalogue of one's own", function()
    local rules = { markers = { { level = 7, open = "§", numbering = "arabic", close = "", where = { "line" } } } }
    local s = outline.parse("§1 甲\n§2 乙\n", nil, rules)
    assert.same({ 7, "§2", "乙" }, { s[2].level, s[2].marker, s[2].heading })
  end)

  it("says what is wrong with a catalogue", function()
    local function fault(change)
      local marker = { level = 1, numbering = "han", close = "、", where = { "line" } }
      for k, v in pairs(change) do marker[k] = v end
      local ok, e = pcall(outline.parse, "一、甲", nil, { markers = { marker } })
      assert.is_false(ok)
      assert.equal("E502", e.code)
      return e.message
    end
    assert.matches("numbering must be one of han, arabic", fault { numbering = "roman" })
    assert.matches("where must be one of line, sentence", fault { where = { "anywhere" } })
    assert.matches("where is a string", fault { where = "line" })
    assert.matches("level is less than 1", fault { level = 0 })
    assert.matches("level is no number", fault { level = "eins" })
    assert.matches("close%[1%] is no string", fault { close = { 3 } })
    assert.matches("unknown field opne", fault { opne = "(" })
    assert.matches("neither open nor close", fault { close = "" })
  end)

  it("ships a catalogue that the parser accepts", function()
    local rules = catalogue.load("markers")
    assert.truthy(#rules.markers > 10)
    assert.same({}, outline.parse("", nil, rules))
  end)
end)
