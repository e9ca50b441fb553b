-- Damage of every kind that was seen in reports: what is exact is undone and leads back to the
-- bytes of the file, what has two readings is marked and no figure is read from it.

local clean = require "fazhi.clean"
local core = require "fazhi.core"
local figure = require "fazhi.figure"

local TITLE = "临溪区2023年度法治政府建设情况报告\n一、主要成效\n"
local PROSE = "2023年，临溪区坚持依法行政，扎实推进法治政府建设各项工作，取得了新的成效。"

-- A sentence inside a report: the parts, its text after cleaning, and the bytes of the file.
local function read(sentence)
  local bytes = TITLE .. sentence .. "\n"
  local parts = clean.finish(assert(core.text.decode(bytes, { encoding = "UTF-8" })))
  local text = parts.body:sub(parts.content[1], parts.content[2]):gsub("^一、主要成效\n", "")
  return parts, text, bytes
end

local function values(parts)
  local list = {}
  local found = figure.find(parts.body, { first = parts.content[1], last = parts.content[2], damage = parts.damage })
  for i, one in ipairs(found) do list[i] = one.raw end
  return list
end

local function reasons(list, bytes)
  local out = {}
  for i, item in ipairs(list) do out[i] = item[3] .. " " .. bytes:sub(item[1], item[2]) end
  return out
end

local function damage(parts)
  local out = {}
  for i, item in ipairs(parts.damage) do out[i] = item.kind .. " " .. parts.body:sub(item.start, item.stop) end
  return out
end

-- Reading what was repaired again changes nothing, and every span leads to bytes in order.
local function check_promises(parts)
  local again = clean.finish(assert(core.text.decode(parts.body, { encoding = "UTF-8" })))
  assert.equal(parts.body, again.body)
  local repaired = {}
  for _, item in ipairs(again.repairs) do repaired[#repaired + 1] = item[3] end
  assert.same({}, repaired)
  local last = 0
  for at in utf8.codes(parts.body) do
    local i, j = parts.body_text:source(at, at)
    assert.is_true(i >= last and j >= i - 1)
    last = i
  end
end

local function check(sentence, expected, repairs, figures)
  local parts, text, bytes = read(sentence)
  assert.equal(expected, text)
  assert.same(repairs, reasons(parts.repairs, bytes))
  assert.same({}, damage(parts))
  if figures then assert.same(figures, values(parts)) end
  check_promises(parts)
end

local function check_marked(sentence, marks, figures)
  local parts, text, bytes = read(sentence)
  assert.equal(sentence, text)
  assert.same({}, reasons(parts.repairs, bytes))
  assert.same(marks, damage(parts))
  assert.same(figures, values(parts))
end

local function check_untouched(sentence, figures)
  check(sentence, sentence, {}, figures)
end

describe("text that lost one byte of a pair in GBK", function()
  for garbled, text in pairs {
    ["取得新成效?,F將有關情況報告如下，辦結31件。"] = "取得新成效。现将有关情况报告如下，办结31件。",
    ["企業辦事不為難?!案咝мk成一件事”改革。"] = "企业办事不为难。“高效办成一件事”改革。",
    ["全面建成?；浉郯拇鬄硡^法務區，受理31件。"] = "全面建成。粤港澳大湾区法务区，受理31件。",
    ["發展成果?＠^續發展，辦結31件。"] = "发展成果。继续发展，办结31件。",
    ["更可持續??紤]到全區情況，辦結31件。"] = "更可持续。考虑到全区情况，办结31件。",
  } do
    it("is paired again: " .. garbled, function()
      local parts, read_text = read(garbled)
      assert.equal(text, read_text)
      assert.equal("gbk-shift", parts.repairs[1][3])
      assert.same({}, damage(parts))
      check_promises(parts)
    end)
  end

  it("is paired again where it was converted to traditional characters since", function()
    local _, text = read "受理區級復議31件。\n?。ㄒ唬┘訌姀妥h，辦結31件。"
    assert.equal("受理区级复议31件。\n（一）加强复议，办结31件。", text)
    -- 斗 of the garbled run became 鬥.
    _, text = read "依法制定?鬥ㄖ握\u{E47F}\u{E194}ㄉ韫婊\u{E178}�，辦結31件。"
    assert.equal("依法制定《法治政府建设规划�，办结31件。", text)
  end)

  for _, lost in ipairs { "�", "?" } do
    it("is exact up to the character whose second byte is gone with " .. lost, function()
      local run = "?Ｇ\u{E268}\u{E47F}\u{E1A9}孕虑\u{E250}ㄉ栉\u{E025}趸" .. lost
      local parts, text, bytes = read("依法行政工作稳步推进" .. run .. "，办结31件。")
      assert.equal("依法行政工作稳步推进。区政府以新区建设为契�，办结31件。", text)
      assert.same({ "gbk-shift " .. run }, reasons(parts.repairs, bytes))
      assert.same({ "garbled �" }, damage(parts))
      assert.same({ "31件" }, values(parts))
    end)
  end

  it("ends where a number does, and leaves the number alone", function()
    local parts, text = read "工业项目?澳玫丶纯\u{E018}ぁ鄙笈\u{E322}檬毖顾踔�25个工作日内。"
    assert.equal("工业项目“拿地即开工”审批用时压缩�25个工作日内。", text)
    assert.same({ "25个工作日内" }, values(parts))
  end)

  it("is marked where characters of private use were thrown away, for then it is exact no more", function()
    local parts = read "依法行政工作稳步推进?Ｇ孕虑ㄉ栉趸�，办结31件。"
    assert.same({ "garbled ?G孕虑ㄉ栉趸�" }, damage(parts))
    assert.same({}, parts.repairs)
    check_marked("工作要求。?。ㄒ唬┮婪ㄐ姓�31件", { "garbled ?。ㄒ唬┮婪ㄐ姓�" }, { "31件" })
  end)

  for _, healthy in ipairs {
    "群众满意吗?我们要问一问，办结31件。", "办了没有?A股、B股和5G?5G网络已通，办结31件。", "谁?鄄城县、亳州市、濮阳市，办结31件。",
    "哪里?“高效办成一件事”，办结31件。",
  } do
    it("is not a question: " .. healthy, function()
      local parts, text = read(healthy)
      assert.equal(healthy, text)
      assert.same({}, parts.repairs)
    end)
  end

  it("is marked where it cannot be paired", function()
    local parts = read "报告如下?。ㄒ唬┮婪ㄐ姓。全区办结31件。"
    assert.same({ "garbled ?。ㄒ唬┮婪ㄐ" }, damage(parts))
    assert.same({ "31件" }, values(parts))
  end)

  it("left two question marks for two blanks at the beginning of lines", function()
    local parts, text = read "??办结行政复议案件31件。\n??评查案卷12件。"
    assert.equal("办结行政复议案件31件。\n评查案卷12件。", text)
    assert.equal("lost-blank", parts.repairs[1][3])
  end)
end)

describe("characters left as escapes", function()
  for escaped, text in pairs {
    ["&ldquo;放管服&rdquo;改革"] = "“放管服”改革", ["&#8220;放管服&#x201D;改革"] = "“放管服”改革",
    ["&amp;ldquo;放管服&amp;amp;rdquo;改革"] = "“放管服”改革", ["办结&nbsp;31&nbsp;件"] = "办结31件",
    ["办结<U+00A0>31<U+3000>件"] = "办结31件", ["占比3&#46;5&#37;"] = "占比3.5%", ["市场&middot;监管"] = "市场·监管",
    ["&lt;纲要&gt;"] = "《纲要》", ["A&amp;B"] = "A&B",
  } do
    it("become the character: " .. escaped, function()
      local parts, read_text, bytes = read(escaped .. "工作有序推进。")
      assert.equal(text .. "工作有序推进。", read_text)
      -- A blank that says nothing is gone with its repair.
      assert.is_true(#parts.repairs > 0 or text == "办结31件")
      for _, item in ipairs(parts.repairs) do
        assert.matches("^[&<].*[;>]$", bytes:sub(item[1], item[2]))
      end
      check_promises(parts)
    end)
  end

  for _, whole in ipairs { "&copy工作有序推进。", "A&B公司工作有序推进。", "&bogus;工作有序推进。", "<U+工作有序推进。",
    "&#1114112;工作有序推进。", "&#55296;工作有序推进。" } do
    it("are no escapes: " .. whole, function() check_untouched(whole) end)
  end
end)

describe("characters that only look right", function()
  for written, text in pairs {
    ["3‐5个"] = "3-5个", ["3−5个"] = "3-5个", ["占比８．５﹪"] = "占比8.5%", ["按3．78∶1"] = "按3.78:1", ["约1／4"] = "约1/4",
    ["金融"] = "金融", ["︵一︶加强"] = "（一）加强", ["市場･監管"] = "市场·监管", ["受理﹐办结"] = "受理，办结",
    ["⼀般程序"] = "一般程序",
  } do
    it("get the usual code: " .. written, function()
      local parts, read_text = read("扎实" .. written .. "，行政復議工作穩步推進，辦結31件。")
      assert.equal("扎实" .. text .. "，行政复议工作稳步推进，办结31件。", read_text)
      check_promises(parts)
    end)
  end

  it("are left where they mean something else", function()
    for _, c in ipairs { "①", "㈠", "⑴", "㎡", "℃", "Ⅲ", "½", "：", "—", "～", "﨎" } do
      check_untouched("扎实" .. c .. "工作稳步推进。")
    end
  end)

  it("are noughts, digits and letters", function()
    check("二O二三年和二0一八年、三0日，二○二二年。", "二〇二三年和二〇一八年、三〇日，二○二二年。",
      { "look-alike O", "look-alike 0", "look-alike 0" }, {})
    check("2O23年和20l8年办结31件。", "2023年和2018年办结31件。", { "look-alike O", "look-alike l" }, { "31件" })
    check("АPP上线运行，参照WТO规则。", "APP上线运行，参照WTO规则。", { "look-alike А", "look-alike Т" }, {})
    check_untouched("α射线和μg、Русский、O2O模式、5G。", {})
    check("占比3·5%，达8.5℅。", "占比3.5%，达8.5%。", { "look-alike ·", "look-alike ℅" }, { "3.5%", "8.5%" })
    check_untouched("“12·4”国家宪法日办结31件。", { "31件" })
  end)

  it("make a number that cannot be read", function()
    check_marked("受理3O件，调解1l0件，占2l%，办结31件。", { "look-alike 3O", "look-alike 1l0", "look-alike 2l" }, { "31件" })
    check_marked("增长6。5%，办结31件。", { "point 6。5" }, { "31件" })
  end)
end)

describe("years and document numbers", function()
  it("get back the dash between two years", function()
    check("落实规划（20162020年）和《纲要20212025年》以及（20212025）。",
      "落实规划（2016—2020年）和《纲要2021—2025年》以及（2021—2025）。",
      { "lost dash 20162020", "lost dash 20212025", "lost dash 20212025" }, {})
  end)

  it("are no two years", function()
    check_untouched("办结20162020件，于20201231年检，至20252020年、编号20162020。")
  end)

  it("get back the bracket that the other one tells", function()
    check("（云发〔201632号）和昆发〔20177号、云发2016〕32号、云政发[201532号。",
      "（云发〔2016〕32号）和昆发〔2017〕7号、云发〔2016〕32号、云政发[2015]32号。",
      { "lost bracket 〔201632", "lost bracket 〔20177", "lost bracket 2016〕", "lost bracket [201532" }, {})
    check("《实施纲要2021—2025年)》印发，办结31件。", "《实施纲要(2021—2025年)》印发，办结31件。",
      { "lost bracket 2021—2025年)》" }, { "31件" })
  end)

  it("are only marked where both brackets are gone", function()
    check_marked("按照临市监法规20220029号文件，办结31件。", { "document number 20220029号" }, { "31件" })
  end)

  it("are left alone where nothing is lost", function()
    check_untouched("按云发〔2016〕32号、第20220029号令、（2016）云01行初5号、12345号段办结31件。", { "31件" })
  end)
end)

describe("digits that blanks and line ends broke", function()
  for broken, whole in pairs {
    ["增长0. 5%"] = "增长0.5%", ["达18. 08 亿元"] = "达18.08亿元", ["占5.9 %"] = "占5.9%", ["达18 . 08亿元"] = "达18.08亿元",
    ["投资9 .5万元"] = "投资9.5万元", ["办结1 2 件"] = "办结12件", ["投资4 6 2 8 0亿元"] = "投资46280亿元",
    ["办结1，234件"] = "办结1,234件", ["办结9\n件"] = "办结9件", ["办结2\n7件"] = "办结27件",
    ["办结300 余份"] = "办结300余份",
  } do
    it("are one number: " .. broken:gsub("\n", "⏎"), function()
      local parts, text = read("坚持依法行政，扎实推进各项工作，" .. broken .. "，取得成效。")
      assert.equal("坚持依法行政，扎实推进各项工作，" .. whole .. "，取得成效。", text)
      assert.equal(1, #values(parts))
      assert.same({}, damage(parts))
      check_promises(parts)
    end)
  end

  it("are several numbers where one has two digits", function()
    local parts, text = read "受理12 3 4件，办结31件。"
    assert.equal("受理12 3 4件，办结31件。", text)
    assert.same({ "31件" }, values(parts))
  end)

  it("are a label that lost its plus signs", function()
    local parts, text = read "推行“1 3 1”机制和1 3 x模式，办结31件。"
    assert.equal("推行“1 3 1”机制和1 3 x模式，办结31件。", text)
    assert.same({ "31件" }, values(parts))
  end)

  it("are an item and a number at the beginning of a sentence", function()
    local parts, text = read "1. 5个工作日内办结。\n2. 3亿元项目开工。"
    assert.equal("1. 5个工作日内办结。\n2. 3亿元项目开工。", text)
    assert.same({}, parts.repairs)
  end)

  it("are marked where they have two readings", function()
    check_marked("扎实推进工作。11. 5亿元项目开工，办结31件。", { "point 11. 5" }, { "31件" })
    check_marked("本年合计办结2\n7件各类行政复议案件。", { "line end 2", "line end 7" }, {})
  end)
end)

describe("numbers that nothing can undo", function()
  for damaged, rest in pairs {
    ["于2016228日办结31件。"] = 1, ["于202012月办结31件。"] = 1, ["比为16.755.228.1，办结31件。"] = 1, ["增长2.693.31倍，办结31件。"] = 1,
    ["20221月1日办结31件。"] = 1, ["受理1 234件，办结31件。"] = 1,
  } do
    it("are no figures: " .. damaged, function()
      local parts = read(damaged)
      local list, marks = figure.find(parts.body, { first = parts.content[1], damage = parts.damage })
      assert.equal(rest, #list)
      assert.equal("31件", list[1].raw)
      assert.equal(1, #marks)
    end)
  end

  it("are a pile of digits and units without a number", function()
    local parts = read "办理人大代表建议件、政协提案件，办复率100%，工作扎实推进。4457692\n二、问题。"
    assert.same({ "100%" }, values(parts))
  end)

  it("stand beside what could not be decoded", function()
    check_marked("受理31�件，调解�5件，评查3�5件，办结12件。", { "replacement 31�", "replacement �5", "replacement 3�5" }, { "12件" })
  end)

  it("stand beside what was left out", function()
    check_marked("受理（略）31件，调解25（略）件，办结12件。", { "omitted （略）31", "omitted 25（略）" }, { "12件" })
  end)

  it("are cut off at the end of the text", function()
    check_marked(PROSE .. "\n" .. PROSE:sub(1, -4) .. "，全年共收到各类申请材料525万", { "truncated 525万" }, {})
    local parts = read(PROSE .. "\n" .. PROSE:sub(1, -4) .. "，共收到申请材料525件")
    assert.same({ "truncated " }, damage(parts))
    assert.same({ "525件" }, values(parts))
  end)

  it("are glued to what follows", function()
    local parts = read "满意率97%以上三是自觉接受监督，审议重大涉法事项45二是加强备案，办结31件。"
    assert.same({ "97%以上", "31件" }, values(parts))
  end)
end)

describe("what was printed into the text", function()
  it("is pinyin behind its character", function()
    local parts, text, bytes = read "各級行政機(jī)關(guān)認(rèn)真履職，行政（xíng zhèng）復議，目的(de)明確，辦結31件。"
    assert.equal("各级行政机关认真履职，行政复议，目的明确，办结31件。", text)
    assert.same({ "pinyin gloss (jī)", "pinyin gloss (guān)", "pinyin gloss (rèn)", "pinyin gloss （xíng zhèng）",
      "pinyin gloss (de)" }, reasons(parts.removed, bytes))
    check_promises(parts)
    check_untouched("世界贸易组织(WTO)和办公自动化(oa)、的(de)办结31件。", { "31件" })
  end)

  it("is the name of a seller, three times", function()
    local mark = "第一秘书之家—全网资源"
    local parts, text, bytes = read(("推进复议%s工作31件，责任%s人到位，落实%s到底。"):format(mark, mark, mark))
    assert.equal("推进复议工作31件，责任人到位，落实到底。", text)
    assert.same({ "watermark " .. mark, "watermark " .. mark, "watermark " .. mark }, reasons(parts.removed, bytes))
    check_promises(parts)
    check_untouched("关注微信公众号，推送31件；关注微信公众号，办结12件。")
  end)

  it("is no phrase that a report repeats", function()
    check_untouched(("坚持以人民为中心的发展思想，办结31件；"):rep(4) .. "完成。")
  end)

  it("is the number of a page, where the pages count on", function()
    local _, text = read "扎实推—12—进工作，全面落—13—实责任，办结31件。"
    assert.equal("扎实推进工作，全面落实责任，办结31件。", text)
    check_untouched("扎实推—12—进工作，办结31件。", { "31件" })
    check_marked("地区增加—值1增—长8%，办结31件。", { "page number —值1增—" }, { "8%", "31件" })
  end)

  it("is half a bracket for the title of a document", function()
    check("印发<纲要>和<<行政处罚法>>以及《关于印发<办法>的通知》。", "印发《纲要》和《行政处罚法》以及《关于印发〈办法〉的通知》。",
      { "book title <", "book title >", "book title <<", "book title >>", "book title <", "book title >" }, {})
    check_untouched("误差x<5，y>3，办结31件。", { "31件" })
  end)

  it("is a word that a converter made", function()
    check("受理行政覆议31件，覆议申请12件。", "受理行政复议31件，复议申请12件。", { "conversion 覆", "conversion 覆" },
      { "31件", "12件" })
  end)
end)

describe("lines", function()
  local function body(...)
    local parts = clean.finish(assert(core.text.decode(table.concat({ ... }, "\n") .. "\n", { encoding = "UTF-8" })))
    return parts.body, parts
  end

  it("broken by a page inside a word are joined", function()
    local _, text = read "坚持高标准推进“三\n\n高”创建，办结31件。"
    assert.equal("坚持高标准推进“三高”创建，办结31件。", text)
  end)

  it("behind a semicolon are joined where paragraphs stand apart", function()
    local apart = body(PROSE, "", "制定规章1件；", "修订1件，废止6件。", "", "一、甲事。", "", "二、乙事。", "", "三、丙事。")
    assert.matches("规章1件；修订1件", apart, 1, true)
    assert.matches("规章1件；\n修订1件", body(PROSE, "制定规章1件；", "修订1件，废止6件。", "一、甲事。"), 1, true)
  end)

  it("of advertisement and of binary bytes are none of the report", function()
    local text, parts = body("成人视频免费在线观看", PROSE, "ࡱ RJX ԱײݱಀԶӔ Ճ܀މऔક௸", "办结31件。", "欧美精品一区二区三区", "二、问题。")
    assert.equal(PROSE .. "\n办结31件。\n二、问题。", text)
    assert.equal("binary", parts.removed[1][3])
    assert.matches("（三）整治娱乐城、老虎机12家。", body(PROSE, "（三）整治娱乐城、老虎机12家。"), 1, true)
  end)

  it("of the whole report come once, the fullest time", function()
    local title = "临溪区2023年度法治政府建设情况报告"
    local second = "全年受理复议申请31件，办结29件，按时办结率百分之百，群众普遍满意，社会评价良好。"
    local rest = "二、培训。培训执法人员300余人次，评查案卷120本。"
    local once = table.concat({ title, PROSE, second, rest }, "\n")
    assert.equal(once, body(once, once))
    assert.equal(once, body(once, once, once))
    assert.equal(once, body(title, PROSE, second, once))
  end)

  it("behind the last sentence are still the report where they say something", function()
    local last = "全年共评查行政执法案卷31件，整改问题12个，取得了良好成效"
    assert.equal(PROSE .. "\n" .. last, body(PROSE, last, "", "版权所有：临溪区人民政府"))
  end)
end)

describe("numbers that blanks broke", function()
  it("are not joined where two single digits touch the unit and nothing else is spaced", function()
    local parts = read "全年培训7 8人，办理12件。"
    assert.same({ "12件" }, values(parts))
    assert.matches("7 8人", parts.body, 1, true)
  end)

  it("are joined where the text is spaced out", function()
    local parts = read "办理1 2 0件、3 4 5件、6 7 8件，培训7 8人。"
    assert.same({ "120件", "345件", "678件", "78人" }, values(parts))
  end)

  it("are told as a note", function()
    local document = require "fazhi.document"
    local doc = assert(document.decode(TITLE .. PROSE .. "\n调解纠纷3 372件，罚款1 949. 39万元，受理31件。\n"))
    local before = #doc.notes
    doc:complete()
    assert.equal(before + 1, #doc.notes)
    assert.matches("3 372", doc.notes[#doc.notes], 1, true)
    assert.matches("1 949. 39", doc.notes[#doc.notes], 1, true)
    assert.equal(before + 1, #doc:complete().notes)
    doc = assert(document.decode(TITLE .. PROSE .. "\n受理31件。\n")):complete()
    assert.same({}, doc.notes)
  end)

  it("are told by their beginning where they are long, in whatever numerals", function()
    local document = require "fazhi.document"
    local doc = document.decode(TITLE .. ("受理%s件，办结%s件。"):format(("1"):rep(310), ("二"):rep(31))):complete()
    local note = doc.notes[#doc.notes]
    assert.matches(("1"):rep(30) .. "…, " .. ("二"):rep(30) .. "…", note, 1, true)
  end)
end)

describe("UTF-8 read as GBK and saved", function()
  local GARBLED = ("鐨勫潥寮洪瀵间笅,娣卞叆瀛︿範璐交娉曟不鏀垮簻寤鸿銆�涓夋槸銆�鍏ㄩ潰17娆°�,"):rep(6)

  it("is damaged as a whole and no figure is read", function()
    local doc = assert(require("fazhi.document").decode(TITLE .. GARBLED .. "办理41件。\n", { encoding = "UTF-8" }))
    doc:complete()
    assert.same({}, doc.figures)
    assert.equal("double encoded", doc.parts.damage[1].kind)
  end)

  it("is not seen in right text that has such characters", function()
    local parts = read "涓涓细流汇成江海，涓滴之功不可没，办理41件。"
    assert.same({ "41件" }, values(parts))
    assert.same({}, damage(parts))
  end)
end)

describe("a page without a report", function()
  it("is told from a short text of another kind", function()
    local document = require "fazhi.document"
    local doc = assert(document.decode "您访问的页面不存在，5秒后自动返回。\n"):complete()
    assert.equal("other", doc.meta.kind)
    assert.equal(1, #doc.notes)
    doc = assert(document.decode(("全区召开会议，研究部署明年的重点工作。"):rep(20) .. "\n")):complete()
    assert.same({}, doc.notes)
  end)
end)
