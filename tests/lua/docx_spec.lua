-- docx_spec: Word files: numbers that stand nowhere in the text, tables, text boxes, revisions,
-- fields, notes; and that a report as a Word file says what it says as plain text.

local core = require "fazhi.core"
local docx = require "support.docx"
local document = require "fazhi.document"
local input = require "fazhi.input"
local loader = require "fazhi.loader"
local locator = require "fazhi.locator"
local numbering = require "fazhi.numbering"
local zip = require "support.zip"

local p, r = docx.paragraph, docx.run

local function read(bytes, name)
  return loader.read(input.memory(bytes, name or "报告.docx"))
end

-- The lines of a file made of these parts, or of this body alone.
local function lines(parts)
  if type(parts) == "string" then parts = { body = parts } end
  local reading = assert(read(docx.make(parts)))
  local list = {}
  for line in reading.text:bytes():gmatch "[^\n]+" do list[#list + 1] = line end
  return list, reading
end

-- The place of a plain word of the text.
local function place_of(reading, word)
  local i, j = assert(reading.text:bytes():find(word, 1, true))
  return (locator.find(reading.locators, reading.text:source(i, j)))
end

describe("automatic numbers of Word", function()
  local function numbered(levels, paragraphs, nums, styles)
    local body = {}
    for k, paragraph in ipairs(paragraphs) do
      body[k] = p(paragraph[3] or "甲乙丙", docx.numbered(paragraph[1], paragraph[2]))
    end
    return lines { body = table.concat(body), numbering = docx.list(0, levels, nums or { 1 }), styles = styles }
  end

  it("are written as Word writes them, in every format", function()
    local expected = {
      decimal = { "1", "10", "11", "21" }, decimalZero = { "01", "10", "11", "21" },
      decimalFullWidth = { "１", "１０", "１１", "２１" },
      chineseCounting = { "一", "十", "十一", "二十一" }, chineseCountingThousand = { "一", "十", "十一", "二十一" },
      taiwaneseCounting = { "一", "十", "十一", "二十一" }, taiwaneseCountingThousand = { "一", "十", "十一", "二十一" },
      japaneseCounting = { "一", "十", "十一", "二十一" }, ideographDigital = { "一", "一〇", "一一", "二一" },
      chineseLegalSimplified = { "壹", "壹拾", "壹拾壹", "贰拾壹" },
      decimalEnclosedCircle = { "①", "⑩", "⑪", "㉑" }, decimalEnclosedCircleChinese = { "①", "⑩", "⑪", "㉑" },
      ideographTraditional = { "甲", "癸", "11", "21" }, ideographZodiac = { "子", "酉", "戌", "21" },
      upperRoman = { "I", "X", "XI", "XXI" }, lowerRoman = { "i", "x", "xi", "xxi" },
      upperLetter = { "A", "J", "K", "U" }, lowerLetter = { "a", "j", "k", "u" },
      none = { "", "", "", "" }, unheard_of = { "1", "10", "11", "21" },
    }
    for name, words in pairs(expected) do
      for k, n in ipairs { 1, 10, 11, 21 } do assert.equal(words[k], numbering.write(n, name), name) end
    end
    assert.equal("一百〇五", numbering.write(105, "chineseCountingThousand"))
    assert.equal("一百一十", numbering.write(110, "chineseCountingThousand"))
    assert.equal("二千〇二十四", numbering.write(2024, "chineseCounting"))
    assert.equal("aa", numbering.write(27, "lowerLetter"))
    assert.equal("MCMXLIX", numbering.write(1949, "upperRoman"))
  end)

  it("come out as text, level by level, and start again under the next heading", function()
    local levels = { docx.level(0, "chineseCounting", "%1、"), docx.level(1, "chineseCounting", "（%2）"),
      docx.level(2, "decimal", "%3."), docx.level(3, "decimalEnclosedCircleChinese", "%4") }
    assert.same({ "一、甲乙丙", "（一）甲乙丙", "（二）甲乙丙", "1.甲乙丙", "①甲乙丙", "2.甲乙丙", "二、甲乙丙", "（一）甲乙丙",
      "1.甲乙丙" }, (numbered(levels, { { 1, 0 }, { 1, 1 }, { 1, 1 }, { 1, 2 }, { 1, 3 }, { 1, 2 }, { 1, 0 }, { 1, 1 },
      { 1, 2 } })))
  end)

  it("may hold the numbers of the levels above", function()
    local levels = { docx.level(0, "chineseCounting", "第%1部分"), docx.level(1, "decimal", "%1.%2", "<w:isLgl/>"),
      docx.level(2, "decimal", "%1.%2.%3") }
    assert.same({ "第一部分 甲乙丙", "1.1甲乙丙", "一.1.1甲乙丙", "1.2甲乙丙" },
      (numbered(levels, { { 1, 0 }, { 1, 1 }, { 1, 2 }, { 1, 1 } })))
  end)

  it("go on through lists that share a definition, and start anew where a list says so", function()
    local override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    local levels = { docx.level(0, "decimal", "%1、") }
    assert.same({ "1、甲乙丙", "2、甲乙丙", "3、甲乙丙", "1、甲乙丙", "2、甲乙丙", "3、甲乙丙" },
      (numbered(levels, { { 1, 0 }, { 1, 0 }, { 2, 0 }, { 3, 0 }, { 3, 0 }, { 1, 0 } }, { 1, 2, { 3, override } })))
  end)

  it("restart only where lvlRestart allows", function()
    local levels = { docx.level(0, "decimal", "%1、"), docx.level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>') }
    assert.same({ "1、甲乙丙", "（1）甲乙丙", "2、甲乙丙", "（2）甲乙丙" },
      (numbered(levels, { { 1, 0 }, { 1, 1 }, { 1, 0 }, { 1, 1 } })))
  end)

  it("take a level that a list replaces", function()
    local override = '<w:lvlOverride w:ilvl="0">' .. docx.level(0, "upperRoman", "%1)") .. "</w:lvlOverride>"
    assert.same({ "一、甲乙丙", "II)甲乙丙" },
      (numbered({ docx.level(0, "chineseCounting", "%1、") }, { { 1, 0 }, { 2, 0 } }, { 1, { 2, override } })))
  end)

  it("leave out bullets, and do not glue to a number of the text", function()
    local levels = { docx.level(0, "bullet", "\u{F06C}"), docx.level(1, "decimal", "%2."),
      docx.level(2, "decimal", "%3") }
    assert.same({ "甲乙丙", "1. 2024年受理", "1 36件" },
      (numbered(levels, { { 1, 0 }, { 1, 1, "2024年受理" }, { 1, 2, "36件" } })))
  end)

  it("come from styles and those they are based on, and numId 0 takes them away", function()
    local styles = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
      .. '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
      .. '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>'
      .. '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="mine"/><w:basedOn w:val="a"/></w:style>'
    local levels = { docx.level(0, "chineseCounting", "%1、", '<w:pStyle w:val="a"/>'),
      docx.level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="b"/>') }
    local function styled(id, more) return p("甲乙丙", '<w:pStyle w:val="' .. id .. '"/>' .. (more or "")) end
    assert.same({ "一、甲乙丙", "（一）甲乙丙", "（二）甲乙丙", "二、甲乙丙", "甲乙丙", "（一）甲乙丙" }, (lines {
      body = styled "a" .. styled "b" .. styled "b" .. styled "c" .. styled("a", docx.numbered(0, 0)) .. styled "b",
      numbering = docx.list(0, levels, { 1 }), styles = styles,
    }))
  end)

  it("come from a list style", function()
    local styles = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
      .. "</w:style>"
    local link = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
      .. '<w:abstractNum w:abstractNumId="1">' .. docx.level(0, "chineseCounting", "%1、") .. "</w:abstractNum>"
      .. '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
      .. '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    assert.same({ "一、甲乙丙" }, (lines { body = p("甲乙丙", docx.numbered(1, 0)), numbering = link, styles = styles }))
  end)

  it("count only paragraphs that are shown", function()
    local deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    local levels = docx.list(0, { docx.level(0, "chineseCounting", "%1、") }, { 1 })
    assert.same({ "一、甲", "二、丙", "四、丁" }, (lines {
      body = p("甲", docx.numbered(1, 0)) .. p('<w:del w:id="2"><w:r><w:delText>乙</w:delText></w:r></w:del>',
        docx.numbered(1, 0) .. deleted) .. p("丙", docx.numbered(1, 0)) .. p("<w:r/>", docx.numbered(1, 0))
        .. p("丁", docx.numbered(1, 0)), numbering = levels,
    }))
  end)
end)

describe("revisions", function()
  it("are read as accepted: what was put in stays, what was taken out goes", function()
    assert.same({ "全年受理行政复议案件414件。" }, (lines(p(r "全年受理行政复议案件414"
      .. '<w:del w:id="1"><w:r><w:delText>0</w:delText></w:r></w:del><w:ins w:id="2">' .. r "件" .. "</w:ins>"
      .. r "。"))))
  end)

  it("move text once", function()
    assert.same({ "乙", "甲" }, (lines(p('<w:moveFrom w:id="1">' .. r "甲" .. "</w:moveFrom>",
      '<w:rPr><w:moveFrom w:id="3"/></w:rPr>') .. p "乙" .. p('<w:moveTo w:id="2">' .. r "甲" .. "</w:moveTo>"))))
  end)

  it("join paragraphs whose end was taken out", function()
    assert.same({ "受理36件，审结31件。" },
      (lines(p("受理36件，", '<w:rPr><w:del w:id="1"/></w:rPr>') .. p "审结31件。")))
  end)

  it("take rows and cells out of tables", function()
    local row = { "丙", "3件", properties = '<w:trPr><w:del w:id="1"/></w:trPr>' }
    assert.same({ "甲: 1件", "乙: 2件" }, (lines(docx.table { { "甲", "1件" }, row, { "乙", "2件" } })))
  end)

  it("do not bring back old properties", function()
    local old = "<w:pPrChange><w:pPr>" .. docx.numbered(1, 0) .. "</w:pPr></w:pPrChange>"
    local was_hidden = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    assert.same({ "甲乙丙" }, (lines { body = p(r("甲乙丙", was_hidden), old),
      numbering = docx.list(0, { docx.level(0, "decimal", "%1、") }, { 1 }) }))
  end)
end)

describe("fields", function()
  local function field(code, result)
    return '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>' .. code .. "</w:instrText></w:r>"
      .. (result and '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' .. result or "")
      .. '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
  end

  it("show their results, not their codes; page numbers are none of the text", function()
    assert.same({ "全年受理36件。" },
      (lines(p(r "全年受理" .. field(" REF count ", r "36") .. r "件。" .. field(" PAGE ", r "7")))))
    assert.same({ "见网站" }, (lines(p(r "见" .. field(" HYPERLINK &quot;http://a.cn&quot; ", r "网站")))))
    assert.same({ "共件" },
      (lines(p(r "共" .. '<w:fldSimple w:instr=" NUMPAGES ">' .. r "12" .. "</w:fldSimple>" .. r "件"))))
  end)

  it("lie within one another", function()
    local inner = r "甲" .. field(" PAGEREF _Toc1 \\h ", r "3")
    assert.same({ "甲乙" }, (lines(p(field(" HYPERLINK ", inner) .. r "乙"))))
  end)

  it("hide a table of contents over all its paragraphs", function()
    local open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
      .. "<w:r><w:instrText> TOC \\o &quot;1-3&quot; </w:instrText></w:r>"
      .. '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert.same({ "一、主要工作" }, (lines(p(open .. r "一、主要工作 1") .. p(r "二、问题 3")
      .. p '<w:r><w:fldChar w:fldCharType="end"/></w:r>' .. p "一、主要工作")))
  end)

  it("without an end hide nothing", function()
    assert.same({ "甲", "乙" }, (lines(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' .. r "甲") .. p "乙")))
  end)

  it("draw circled numbers", function()
    assert.same({ "⑫强化学习" }, (lines(p(field(" EQ \\o\\ac(○,12) ") .. r "强化学习"))))
  end)
end)

describe("tables of contents", function()
  it("are left out by their styles and their content controls", function()
    local styles = '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    local control = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
      .. "</w:sdtPr>"
      .. "<w:sdtContent>" .. p "目录" .. "</w:sdtContent></w:sdt>"
    assert.same({ "一、主要工作" }, (lines { styles = styles,
      body = control .. p("一、主要工作 1", '<w:pStyle w:val="10"/>') .. p "一、主要工作" }))
  end)
end)

describe("text boxes", function()
  local function alternatives(content)
    return "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:positionH><wp:posOffset>7"
      .. "</wp:posOffset></wp:positionH><wps:wsp><wps:txbx><w:txbxContent>" .. content
      .. "</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
      .. "<w:txbxContent>" .. content
      .. "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
  end

  it("are read once, behind their paragraph", function()
    local list, reading = lines(p(r "正文" .. alternatives(p "框内受理36件。")) .. p "后文")
    assert.same({ "正文", "框内受理36件。", "后文" }, list)
    assert.equal("x1", place_of(reading, "36件"))
    assert.equal("p2", place_of(reading, "后文"))
  end)

  it("of old files are read as well", function()
    assert.same({ "正文", "框内" }, (lines(p(r "正文"
      .. '<w:r><w:pict><v:shapetype><v:formulas><v:f eqn="sum 33 0 #0"/></v:formulas></v:shapetype><v:textbox>'
      .. "<w:txbxContent>" .. p "框内"
      .. "</w:txbxContent></v:textbox></w:pict></w:r>"))))
  end)

  it("lie within text boxes", function()
    assert.same({ "正文", "外", "内" }, (lines(p(r "正文" .. alternatives(p(r "外" .. alternatives(p "内")))))))
  end)
end)

describe("struck text", function()
  local styles = '<w:style w:type="character" w:styleId="Out"><w:name w:val="out"/>'
    .. "<w:rPr><w:dstrike/></w:rPr></w:style>"

  it("is left out, by itself or by its style, and told", function()
    local list, reading = lines { styles = styles, body = p(r "审结" .. r("30", "<w:strike/>") .. r "35件，受理"
      .. r("41", '<w:rStyle w:val="Out"/>') .. r("4", '<w:strike w:val="0"/>') .. r "5件。") }
    assert.equal("审结35件，受理45件。", list[1])
    assert.truthy(reading.notes[1]:find("30 / 41", 1, true))
  end)
end)

describe("a table without units", function()
  it("gives no figure, and is told", function()
    local function row(...)
      local out = {}
      for k, text in ipairs { ... } do out[k] = "<w:tc>" .. p(text) .. "</w:tc>" end
      return "<w:tr>" .. table.concat(out) .. "</w:tr>"
    end
    local body = "<w:tbl>" .. row("类别", "2022年", "2023年") .. row("复议", "35", "41")
      .. row("项目审查", "5", "6") .. "</w:tbl>"
    local list, reading = lines(body)
    assert.same({ "类别 | 2022年 | 2023年", "复议；2022年: 35；2023年: 41", "项目审查；2022年: 5；2023年: 6" }, list)
    assert.truthy(reading.notes[1]:find("4", 1, true))
    local doc = assert(document.decode(docx.make { body = p "2023年全区受理行政复议申请48件，办理情况如下。" .. body
      .. p "下一步，继续推进法治政府建设各项工作。" }, { path = "a.docx" }))
    assert.equal(1, #doc.figures)
  end)
end)

describe("notes", function()
  local footnotes = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    .. '<w:footnote w:id="1">' .. p("<w:r><w:footnoteRef/></w:r>" .. r " 含上年结转3件。") .. "</w:footnote>"

  it("stand behind the text, and their marks glue to no number", function()
    local list, reading = lines { footnotes = footnotes,
      body = p(r "受理36" .. '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
        .. r "件。") .. p "后文" }
    assert.same({ "受理36件。", "后文", "含上年结转3件。" }, list)
    assert.equal("n1", place_of(reading, "3件"))
  end)

  it("may have a mark of the author's own, which is no text", function()
    assert.equal("受理36件。", lines { footnotes = footnotes, body = p(r "受理36"
      .. '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>1</w:t></w:r>' .. r "件。") }[1])
  end)

  local function raise(s) return r(s, '<w:vertAlign w:val="superscript"/>') end

  it("of raised digits typed by hand are left out as well, but no powers", function()
    local list, reading = lines(p(r "受理36" .. raise "1" .. r "件，罚没1200" .. raise "[" .. raise "2" .. raise "]"
      .. r "万元，面积7km" .. raise "2" .. r "和5¹件，2×10" .. raise "4" .. r "个。"))
    assert.equal("受理36件，罚没1200万元，面积7km²和5件，2×10⁴个。", list[1])
    assert.truthy(reading.notes[1]:find("3", 1, true))
  end)

  it("stay raised before the note itself, and where they may be a power", function()
    assert.same({ "¹2023年结转3件。", "共10⁴件。" }, (lines(p(raise "1" .. r "2023年结转3件。")
      .. p(r "共10" .. raise "4" .. r "件。"))))
  end)

  it("that refer to themselves are read once", function()
    local mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    local circle = '<w:footnote w:id="1">' .. p(r "注" .. mark) .. "</w:footnote>"
    assert.same({ "甲", "注" }, (lines { footnotes = circle, body = p(r "甲" .. mark) }))
  end)

  it("at the end of the document are read too, comments are not", function()
    local list = lines { endnotes = '<w:endnote w:id="4">' .. p "尾注" .. "</w:endnote>",
      body = p(r "甲" .. '<w:r><w:endnoteReference w:id="4"/></w:r><w:r><w:commentReference w:id="9"/></w:r>'),
      members = { { name = "word/comments.xml", bytes = "<comments/>" } } }
    assert.same({ "甲", "尾注" }, list)
  end)
end)

describe("what is inside a paragraph", function()
  it("has breaks, tabs, hyphens and signs of symbol fonts", function()
    local inside = r "甲" .. "<w:r><w:br/></w:r>" .. r "乙" .. "<w:r><w:tab/></w:r>" .. r "丙" .. "<w:r><w:noBreakHyphen/>"
      .. '<w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/><w:lastRenderedPageBreak/><w:cr/></w:r>' .. r "丁"
    assert.same({ "甲", "乙 丙-☑", "丁" }, (lines(p(inside))))
  end)

  it("tells a sign it does not know as damage", function()
    local _, reading = lines(p(r "受理" .. '<w:r><w:sym w:font="Nobody" w:char="F023"/></w:r>' .. r "件"))
    assert.equal(1, #reading.text:damage())
  end)

  it("is read through links, smart tags and content controls, but not their prompts", function()
    assert.same({ "甲乙丙" }, (lines(p("<w:hyperlink>" .. r "甲" .. "</w:hyperlink><w:smartTag><w:smartTag>" .. r "乙"
      .. "</w:smartTag></w:smartTag><w:sdt><w:sdtContent>" .. r "丙" .. "</w:sdtContent></w:sdt>"
      .. "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" .. r "单击此处输入" .. "</w:sdtContent></w:sdt>"))))
  end)

  it("has no hidden text, whoever hides it, and no pinyin above it", function()
    local styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
      .. '<w:style w:type="paragraph" w:styleId="q"><w:rPr><w:vanish/></w:rPr></w:style>'
    local ruby = "<w:r><w:ruby><w:rt>" .. r "ting" .. "</w:rt><w:rubyBase>" .. r "汀" .. "</w:rubyBase></w:ruby></w:r>"
    assert.same({ "石汀县", "戊" }, (lines { styles = styles, body = p(r "石" .. ruby .. r("隐", "<w:vanish/>")
      .. r("藏", '<w:rStyle w:val="h"/>') .. r("县", '<w:vanish w:val="0"/>'))
      .. p(r "丁" .. r("戊", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="q"/>') }))
  end)

  it("runs on over a style separator and a large initial", function()
    assert.same({ "一、强化学习。全年学法12次。", "全年办结。" }, (lines(
      p("一、强化学习。", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") .. p "全年学法12次。"
      .. p("全", '<w:framePr w:dropCap="drop"/>') .. p "年办结。")))
  end)

  it("has formulas as text", function()
    assert.equal("比率为3/4", lines(p(r "比率为" .. "<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4"
      .. "</m:t></m:r></m:den></m:f></m:oMath>"))[1])
  end)
end)

describe("tables of Word", function()
  it("of two columns are names and values, with the unit that stands in brackets", function()
    assert.same({ "受理数（件）: 35件", "审结: 31件", "备注（无）: 12" },
      (lines(docx.table { { "受理数（件）", "35" }, { "审结", "31件" }, { "备注（无）", "12" } })))
    assert.same({ "项目 | 数量（件）", "行政复议: 35件", "罚款: 12万元" },
      (lines(docx.table { { "项目", "数量（件）" }, { "行政复议", "35" }, { "罚款", "12万元" } })))
  end)

  it("of more columns say the header before each value", function()
    assert.same({ "类别 | 受理（件） | 审结（件） | 纠错率（%）", "行政复议；受理: 35件；审结: 31件；纠错率: 9.7%",
      "行政诉讼；受理: 12件" }, (lines(docx.table {
      { "类别", "受理（件）", "审结（件）", "纠错率（%）" }, { "行政复议", "35", "31", "9.7" },
      { "行政诉讼", "12", "", "—" } })))
  end)

  it("have headers over several columns and rows, captions, and cells that are merged", function()
    local span, restart, go_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    local list, reading = lines(docx.table {
      { { "2024年案件情况", '<w:gridSpan w:val="4"/>' } },
      { { "类别", restart }, { "行政复议", span }, { "行政诉讼（件）", restart } },
      { { "", go_on }, "受理（件）", "审结（件）", { "", go_on } },
      { { "县本级", restart }, "35", "31", "7" },
      { { "", go_on }, "5", "4", "1" },
      { "合计", { "75", span }, "8" } })
    assert.same({ "2024年案件情况", "类别 | 行政复议 | 行政诉讼（件）", "受理（件） | 审结（件）",
      "县本级；行政复议受理: 35件；行政复议审结: 31件；行政诉讼: 7件",
      "县本级；行政复议受理: 5件；行政复议审结: 4件；行政诉讼: 1件",
      "合计；行政复议: 75件；行政诉讼: 8件" }, list)
    assert.equal("c1.4.2", place_of(reading, "35件"))
    assert.equal("c1.1.1", place_of(reading, "案件情况"))
  end)

  it("say the years of columns before the values", function()
    assert.same({ "指标 | 2023年 | 2024年", "受理（件）；2023年: 28件；2024年: 35件" },
      (lines(docx.table { { "指标", "2023年", "2024年" }, { "受理（件）", "28", "35" } })))
  end)

  it("without a header stay cells side by side; names and values in turn are paired", function()
    assert.same({ "甲 | 乙 | 丙", "丁 | 戊 | 己" }, (lines(docx.table { { "甲", "乙", "丙" }, { "丁", "戊", "己" } })))
    assert.same({ "受理: 35件", "审结（件）: 31件" }, (lines(docx.table { { "受理", "35件", "审结（件）", "31" } })))
  end)

  it("that serve the layout stay paragraphs, with tables within them", function()
    local inner = p "第一段。" .. p "第二段。" .. docx.table { { "受理（件）", "35" } } .. "<w:p/>"
    local list, reading = lines(p "前文" .. docx.table { { inner } } .. p "后文")
    assert.same({ "前文", "第一段。", "第二段。", "受理（件）: 35件", "后文" }, list)
    assert.equal("c1.1.1", place_of(reading, "第二段"))
    assert.equal("c2.1.2", place_of(reading, "35件"))
    assert.equal("p2", place_of(reading, "后文"))
  end)

  it("give their figures to the grammar", function()
    local doc = assert(document.decode(docx.make { body = p "青禾县2024年法治政府建设年度报告" .. p "一、主要工作"
      .. p "全年行政复议情况如下。" .. docx.table { { "类别", "受理（件）", "纠错率（%）" }, { "行政复议", "35", "9.7" } }
      .. p "二、存在问题" .. p "工作还有不足。" }, { path = "报告.docx" }))
    local found = {}
    for _, figure in ipairs(doc.figures) do found[#found + 1] = figure.raw end
    assert.same({ "35件", "9.7%" }, found)
    local f = doc.figures[1]
    assert.equal("c1.2.2", (doc:locate("body", f.start, f.stop)))
    assert.is_nil(doc:source(f.start, f.stop))
  end)
end)

describe("packages", function()
  it("may follow the strict standard, or name their parts as they like", function()
    assert.same({ "一、甲" }, (lines { namespace = docx.strict, body = p("甲", docx.numbered(1, 0)),
      numbering = docx.list(0, { docx.level(0, "chineseCounting", "%1、") }, { 1 }) }))
    assert.same({ "甲" }, (lines { main = "word/document2.xml", body = p "甲" }))
  end)

  it("are known by their bytes, and old ones by their name", function()
    local item = input.memory(docx.make { body = p "甲" }, "报告")
    assert.equal("docx", loader.find(item).id)
    assert.equal("docx", loader.find(input.memory("PK", "报告.DOCM")).id)
    local archive = zip.pack { { name = "a/报告.docx", bytes = item:bytes() } }
    assert.is_false(loader.find(input.memory(docx.make {}, "报告.docx")).sniff(input.memory(archive, "a.zip")))
  end)

  local function refused(code, bytes, name)
    local reading, why, got = read(bytes, name)
    assert.is_nil(reading)
    assert.equal(code, got, why)
    assert.is_true(#why > 8)
    return why
  end

  it("that are cut off, no archive, or without a document are broken", function()
    local whole = docx.make { body = p "甲乙丙" }
    refused("E311", whole:sub(1, #whole // 2))
    refused("E311", "not a package at all")
    refused("E311", docx.make { document = false })
    refused("E311", (whole:gsub("</w:body>", "</w:bodx>")))
  end)

  it("with a password say so, and an old Word file says what it is", function()
    local ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" .. ("\0"):rep(5000)
    refused("E312", ole .. ("EncryptedPackage"):gsub(".", "%0\0"))
    local docx_loader = loader.find(input.memory("PK", "报告.docx"))
    local _, _, code = docx_loader.read(input.memory(ole, "报告.docx"), {})
    assert.equal("E303", code)
  end)

  it("of Excel and PowerPoint are named", function()
    local function other(part)
      return zip.pack { { name = "[Content_Types].xml", bytes = "<Types/>" },
        { name = "_rels/.rels", bytes = '<Relationships><Relationship Type="x/officeDocument" Target="' .. part
          .. '"/></Relationships>' }, { name = part, bytes = "<x/>" } }
    end
    assert.truthy(refused("E303", other "xl/workbook.xml", "表.xlsx"):find("Excel", 1, true))
    assert.truthy(refused("E303", other "ppt/presentation.xml", "稿.pptx"):find("PowerPoint", 1, true))
  end)

  it("of pictures alone, or of nothing, have no text", function()
    local picture = p "<w:r><w:drawing/></w:r>"
    refused("E313", docx.make { body = picture, members = { { name = "word/media/image1.png", bytes = "x" } } })
    refused("E313", docx.make { body = "<w:p/>" })
  end)

  it("with a damaged part that is not the text are read, with a note", function()
    local reading = assert(read(docx.make { body = p("甲", docx.numbered(1, 0)), numbering = "<w:num" }))
    assert.equal("甲\n", reading.text:bytes())
    assert.truthy(reading.notes[1]:find("numbering.xml", 1, true))
  end)

  it("that would fill the memory are refused", function()
    local bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    local whole = docx.make { body = p "甲" }
    local index = whole:find("<w:document", 1, true)
    assert.truthy(index)
    local members = { { name = "word/document.xml", bytes = bomb .. "<w:document>&b;</w:document>" } }
    refused("E314", docx.make { document = false, members = members })
  end)

  it("have a title beside the text if it is one", function()
    local function with_title(title)
      local core_properties = '<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:title>' .. title
        .. "</dc:title></cp:coreProperties>"
      local members = { { name = "docProps/core.xml", bytes = core_properties } }
      return assert(read(docx.make { body = p "甲", members = members }))
    end
    assert.same({ { field = "title", name = "dc:title", value = "青禾县2024年法治政府建设年度报告" } },
      with_title("青禾县2024年法治政府建设年度报告").facts)
    assert.same({}, with_title("PowerPoint 演示文稿").facts)
  end)
end)

describe("XML that makes no sense", function()
  local names = { "w:p", "w:r", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:ins", "w:del", "w:txbxContent",
    "w:pPr", "w:rPr", "w:tcPr", "w:trPr", "w:numPr", "mc:AlternateContent", "mc:Choice", "w:ruby", "m:f", "m:num",
    "w:fldSimple" }
  local leaves = { '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:fldChar/>",
    "<w:instrText>TOC</w:instrText>", "<w:sym/>", '<w:sym w:char="FFFFFFFF" w:font="Symbol"/>', "<w:vMerge/>",
    '<w:gridSpan w:val="-3"/>', '<w:gridSpan w:val="99999"/>', '<w:gridBefore w:val="-7"/>', "<w:hMerge/>",
    "<w:tblHeader/>", "<w:footnoteReference/>", '<w:footnoteReference w:id="1"/>', "<w:vanish/>",
    '<w:numId w:val="1"/>',
    '<w:ilvl w:val="-1"/>', '<w:ilvl w:val="77"/>', "<w:pStyle/>", '<w:framePr w:dropCap="drop"/>', "<w:specVanish/>",
    "<w:t>35件</w:t>", "<w:br/>" }
  local state = 7

  local function choose(n) -- the same numbers in every run
    state = (state * 1103515245 + 12345) % 2 ^ 31 | 0
    return state // 65536 % n + 1
  end

  local function tree(depth)
    if depth == 0 or choose(10) <= 3 then return leaves[choose(#leaves)] end
    local name, inner = names[choose(#names)], {}
    for k = 1, choose(4) do inner[k] = tree(depth - 1) end
    return "<" .. name .. ">" .. table.concat(inner) .. "</" .. name .. ">"
  end

  it("is read as far as it goes, and its places are in order", function()
    local row = "<w:tr>%s<w:tc>%s<w:p/></w:tc><w:tc><w:tcPr>%s</w:tcPr>%s</w:tc></w:tr>"
    for _ = 1, 200 do
      local reading, why = read(docx.make { body = p "甲" .. p("<w:r/>" .. tree(6)) .. tree(7) .. "<w:tbl>"
        .. row:format(tree(2), tree(5), tree(1), tree(5)):rep(2) .. "</w:tbl>",
        numbering = docx.list(0, { tree(3), docx.level(0, "decimal", "%1%9%2") }, { 1 }), styles = tree(4),
        footnotes = '<w:footnote w:id="1">' .. tree(5) .. "</w:footnote>" })
      assert.is_truthy(reading, why)
      local at = 0
      for _, place in ipairs(reading.locators) do
        assert.is_true(place.at >= at and place.name ~= nil)
        at = place.at
      end
    end
  end)
end)

describe("a report as a Word file with automatic numbers", function()
  local function keys(doc)
    local sections, figures = {}, {}
    for k, s in ipairs(doc.sections) do
      sections[k] = table.concat({ s.level, s.marker, s.heading, s.parent }, "|")
    end
    for k, f in ipairs(doc.figures) do
      figures[k] = ("%s|%s|%s|%s|%s|%s|%s"):format(f.raw, f.value, f.upper, f.unit, f.bound, f.kind, f.change)
    end
    return sections, figures
  end

  for name in io.popen("ls examples/reports"):lines() do
    it("says what it says as text: " .. name, function()
      local file <close> = assert(io.open("examples/reports/" .. name, "rb"))
      local text = core.text.decode(file:read "a", { raw = true }):bytes()
      local bytes = docx.from_report(text)
      local plain = assert(document.decode(text, { path = name }))
      local doc = assert(document.decode(bytes, { path = (name:gsub("txt$", "docx")) }))
      assert.equal("docx", doc.format)
      local sections, figures = keys(plain)
      local word_sections, word_figures = keys(doc)
      assert.same(sections, word_sections)
      assert.same(figures, word_figures)
      assert.equal(plain.meta.title, doc.meta.title)
      for _, f in ipairs(doc.figures) do
        assert.truthy((doc:locate("body", f.start, f.stop) or ""):find "^p%d+$")
      end
    end)
  end

  it("has numbers to be made at all", function()
    local total = 0
    for name in io.popen("ls examples/reports"):lines() do
      local file <close> = assert(io.open("examples/reports/" .. name, "rb"))
      total = total + select(2, docx.from_report(core.text.decode(file:read "a", { raw = true }):bytes()))
    end
    assert.is_true(total > 200)
  end)
end)
