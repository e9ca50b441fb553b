-- Line-level cleaning: where the report begins and ends, what is dropped from its middle, which
-- lines are joined, and that everything left leads back to the bytes of the file.

local clean = require "fazhi.clean"
local date = require "fazhi.date"
local labels = require "fazhi.labels"
local lines = require "fazhi.lines"

local PROSE = "2023年，青禾县坚持依法行政，扎实推进法治政府建设各项工作，取得了新的成效。"

local function read(...)
  local bytes = table.concat({ ... }, "\n") .. "\n"
  return assert(clean.decode(bytes)), bytes
end

local function cut(parts, span)
  return span and parts.body:sub(span[1], span[2])
end

local function body(...)
  return read(...).body
end

describe("where the report begins", function()
  it("is its own title, the last one before the first prose", function()
    local p = read("首页 > 政务公开 > 法治政府建设年度报告", "青禾县2023年度法治政府建设情况报告", "发布时间：2024-02-27 10:01",
      "字号：[ ]", "", "青禾县2023年度法治政府建设情况报告", "", PROSE)
    assert.equal("青禾县2023年度法治政府建设情况报告", cut(p, p.title))
    assert.equal(1, p.title[1])
    assert.matches("字号", p.front, 1, true)
    assert.equal(1, #p.front_titles)
    assert.equal(PROSE, cut(p, p.content))
  end)

  it("is the first paragraph where the title stands once with residue behind it", function()
    local p = read("青禾县2023年法治政府建设工作情况", "来源:县司法局 发布时间:2024-01-28 10:01 阅读: 字体大小: 打印 保存 收藏", "", PROSE)
    assert.is_nil(p.title)
    assert.equal(PROSE, p.body)
    assert.same({ 1, #"青禾县2023年法治政府建设工作情况" }, p.front_titles[1])
  end)

  it("is a title over two and three lines", function()
    local p = read("青禾县人民政府", "关于2023年法治政府建设情况的报告", PROSE)
    assert.equal("青禾县人民政府\n关于2023年法治政府建设情况的报告", cut(p, p.title))
    p = read("青禾县2023年法治政府", "建设情况报告", PROSE)
    assert.equal("青禾县2023年法治政府\n建设情况报告", cut(p, p.title))
    p = read("2023年度青禾县法治政府建设工作情况", "专项报告", PROSE)
    assert.equal("2023年度青禾县法治政府建设工作情况\n专项报告", cut(p, p.title))
  end)

  it("leaves subtitle, number and date between title and text out of the content", function()
    local p = read("政 府 工 作 报 告", "——2024年1月10日在青禾县第八届人民代表大会第三次会议上", "青禾县县长  张三", "各位代表：",
      "现在，我代表县人民政府向大会报告工作，请予审议。")
    assert.equal("政 府 工 作 报 告", cut(p, p.title))
    assert.matches("^各位代表：", cut(p, p.content))
  end)

  it("keeps a heading without number in the content", function()
    local p = read("白塔市青禾区2020年度法治政府建设工作情况", "坚持统筹推进 组织领导不断强化", "区委常委会研究法治工作4次。",
      "规范行政执法 执法水平持续提升", "评查行政执法案卷120本，整改问题35个。")
    assert.matches("^坚持统筹推进", cut(p, p.content))
    assert.matches("\n规范行政执法 执法水平持续提升\n", p.body)
  end)

  it("is the first paragraph or marker where there is no title", function()
    assert.equal("二、培训执法人员300余人次。\n三、结束。", read("二、培训执法人员300余人次。", "三、结束。").body)
    assert.is_nil(read("首页", "", PROSE).title)
    assert.equal("首页\n\n", read("首页", "", PROSE).front)
  end)

  it("is the first line of a wrapped paragraph without a title", function()
    local p = read("首页", "", "2023年，青禾县坚持依法行政，扎实推进法治政府建设各项工", "作，全面完成年度任务，取得了新的成效，现将情况报告如下。")
    assert.matches("^2023年，青禾县坚持依法行政，扎实推进法治政府建设各项工作，", p.body)
  end)

  it("is behind the caption of a photo, long as that may be", function()
    local p = read("3月5日，青禾县第八届人民代表大会第三次会议在县会议中心开幕。县长张三作政府工作报告。本报记者 李四 摄", "", "政府工作报告",
      "各位代表：", "现在，我代表县人民政府向大会报告工作，请予审议。")
    assert.equal("政府工作报告", cut(p, p.title))
    assert.matches("李四", p.front, 1, true)
  end)

  it("leaves nothing out: front, body and back are the whole", function()
    local p, bytes = read("首页", PROSE, "上一篇：无")
    assert.equal(bytes, p.front .. p.body .. p.back)
    assert.equal(0, #p.removed)
  end)
end)

describe("where the report ends", function()
  it("is behind signature and date, which are not content", function()
    local p = read(PROSE, "", "青禾县司法局", "2023年12月29日", "", "网络编辑：王五", "公网安备 12345678901234号")
    assert.equal("青禾县司法局\n2023年12月29日", cut(p, p.signature))
    assert.equal(PROSE, cut(p, p.content))
    assert.matches("日$", p.body)
    assert.matches("网络编辑", p.back, 1, true)
  end)

  it("knows a signature on one line, of two organs, dated in Chinese figures", function()
    local p = read(PROSE, "青禾县司法局 2023年12月29日")
    assert.equal("青禾县司法局2023年12月29日", cut(p, p.signature))
    assert.equal(PROSE, cut(p, p.content))
    p = read(PROSE, "", "中共青禾县委员会", "青禾县人民政府", "二〇二四年一月十日")
    assert.equal("中共青禾县委员会\n青禾县人民政府\n二〇二四年一月十日", cut(p, p.signature))
  end)

  it("leaves attachments before the signature out of the content", function()
    local p = read(PROSE, "", "附件：1.统计表", "2.名单", "", "青禾县人民政府", "2024年1月10日")
    assert.equal(PROSE, cut(p, p.content))
    assert.equal("青禾县人民政府\n2024年1月10日", cut(p, p.signature))
  end)

  it("is before links, footers and attachments", function()
    for _, line in ipairs { "上一篇：青禾县2022年法治政府建设情况报告", "附件：统计表.docx", "主办：青禾县人民政府办公室", "【打印本页】 【关闭窗口】",
      "云ICP备12345678号-1", "© 2024青禾县人民政府", "扫一扫在手机打开当前页" } do
      local p = read(PROSE, "", line)
      assert.equal(PROSE, p.body, line)
      assert.matches(line, p.back, 1, true)
    end
  end)

  it("is where the whole report begins again", function()
    local first, second = PROSE:rep(2), "全县受理行政复议申请17件，审结15件，综合纠错率为百分之二十，调解率稳步提升。"
    local p = read("青禾县2023年法治政府建设情况报告", first, second, "", "青禾县2023年法治政府建设情况报告", first, second)
    assert.equal(second, p.body:sub(-#second))
    assert.equal(1, select(2, p.body:gsub("17件", "")))
  end)
end)

describe("what is dropped and joined", function()
  it("is a sentence broken by a page, in every way that shows", function()
    assert.equal("二、培训。坚持高标准推进“双优”创建，全年评查案卷88件。", body("二、培训。坚持高标准推进“双", "", "优”创建，全年评查案卷88", "件。"))
    assert.equal("一是加强管理。全年向市政府和区人大常委会备案规范性文件4件，报备率达100%。",
      body("一是加强管理。全年向市政府和区人大常委", "", "会备案规范性文件4件，报备率达100%。"))
    assert.equal("一、印发《关于进一步规范行政执法工作的通知》，组织检查。", body("一、印发《关于进一步规范行政执法", "工作的通知》，组织检查。"))
    assert.equal("全县受理行政复议案件213件，审结198件。", body("全县受理行政复议案件213件，", "审结198件。"))
  end)

  it("is a page number, with the sentence around it made whole", function()
    for _, number in ipairs { "— 3 —", "-3-", "第3页 共10页", "3/10" } do
      local p = read("一是加强管理。全年向市政府和区人大常委", number, "会备案规范性文件4件，报备率达100%。")
      assert.equal("一是加强管理。全年向市政府和区人大常委会备案规范性文件4件，报备率达100%。", p.body)
      assert.equal("page number", p.removed[1][3])
    end
    assert.equal(PROSE .. "\n" .. PROSE, body(PROSE, "— 3 —", PROSE))
  end)

  it("is a bare number only where such numbers count up like pages", function()
    assert.matches("\n213\n", body(PROSE, "213", PROSE))
    local p = read(PROSE, "1", "一、审结15件。", "2", "二、办结26件。", "3", "三、结束。")
    assert.equal(PROSE .. "\n一、审结15件。\n二、办结26件。\n三、结束。", p.body)
  end)

  it("joins text wrapped to one width, but not its headings and markers", function()
    local wrapped = { "一、主要工作", "全县各级行政机关坚持依法履职持续优化营商环境不断提升", "政务服务水平全年受理行政复议申请一百二十件办结一百一",
      "十件调解和解三十件直接纠错十二件行政机关负责人出庭应", "诉率达到百分之百较上年提高五个百分点全年组织开展行政", "执法人员培训十二期参训人员一千二百人次评查案卷二百本",
      "整改问题三十五个办理法律援助案件三百二十件", "二、下一步打算", "继续努力。" }
    local text = body(table.unpack(wrapped))
    assert.equal(table.concat(wrapped, "", 2, 7), text:match("\n(全县.-)\n二、"))
    assert.matches("^一、主要工作\n", text)
  end)

  it("never joins a heading to the paragraph behind it", function()
    for _, heading in ipairs { "规范行政执法，提升执法水平", "（九）持续改善民生福祉，不断满足人民群众对美好生活的向往",
      "（三）加快有效投资、大力提振消费，千方百计扩大内需", "四、形成协同并进、竞相发展的良好格局" } do
      assert.matches("\n" .. heading .. "\n", body(PROSE, heading, PROSE, "五、结束。"), 1, true)
    end
  end)

  it("never joins what begins with a marker", function()
    for _, marker in ipairs { "三是自觉接受监督。", "（二）加强监督。", "2.加强监督。", "第二，加强监督。", "——加强监督。" } do
      assert.matches("满意率97%以上\n" .. marker, body(PROSE .. "满意率97%以上", marker), 1, true)
    end
  end)

  it("never drops prose, whatever words it begins with", function()
    local text = "相关链接和附件的管理办法已经县政府常务会议讨论通过，各单位要认真贯彻执行，并将落实情况报县司法局备案。"
    assert.matches(text, body(PROSE, text, PROSE), 1, true)
  end)

  it("is buttons and counters in the middle", function()
    local p = read(PROSE, "打印 保存 收藏 分享到： 微信 微博", "点击数：20419", PROSE)
    assert.equal(PROSE .. "\n" .. PROSE, p.body)
  end)

  it("is a gloss of pinyin and an escaped blank", function()
    assert.equal("全县各级行政机关认真履职，办结案件26件。", body("全县各级行政机(jī)关(guān)认(rèn)真履职，办结案件26件。"))
    assert.equal("全县受理（含上年结转）3件。", body("<U+00A0><U+00A0>全县受理（含上年结转）3件。"))
  end)
end)

describe("the way back", function()
  it("leads from the joined text to the bytes of the file, and names what was removed", function()
    local p, bytes = read("首页", "二、培训。坚持高标准推进“双", "", "— 2 —", "优”创建，全年评查案卷88", "件。")
    local i, j = p.body:find("“双优”", 1, true)
    assert.equal("“双\n\n— 2 —\n优”", bytes:sub(p.body_text:source(i, j)))
    i, j = p.body:find("88件", 1, true)
    assert.equal("88\n件", bytes:sub(p.body_text:source(i, j)))
    assert.equal(2, #p.removed)
    assert.equal("\n\n— 2 —\n", bytes:sub(p.removed[1][1], p.removed[1][2]))
  end)

  it("keeps a table at the end of the report, and no bar of links", function()
    local head = "静海区人民政府\n2022年法治政府建设情况报告\n一、主要举措\n全年受理行政复议申请31件，附表如下。\n"
    local p = read(head .. "项目 | 数量（件）\n行政处罚: 120件\n行政许可: 3,500件\n静海区人民政府\n2023年3月1日\n")
    assert.matches("3,500件", p.body)
    assert.is_table(p.signature)
    assert.matches("3,500件", read(head .. "项目 | 数量（件）\n行政处罚: 120件\n行政许可: 3,500件\n").body)
    p = read(head .. "首页 | 新闻 | 政务\n网站标识码：3601000057\n")
    assert.no.matches("新闻", p.body)
    assert.no.matches("3601000057", p.body)
  end)

  it("gives nil, message and code for what cannot be read", function()
    local p, message, code = clean.decode("")
    assert.is_nil(p)
    assert.is_string(message)
    assert.matches("^E3", code)
  end)
end)

describe("dates", function()
  it("are read in every form and in no other", function()
    for text, iso in pairs { ["2022-01-28 10:01"] = "2022-01-28", ["2021/03/29 11:30:01"] = "2021-03-29",
      ["25.02.2016  10:00"] = "2016-02-25",
      ["2019年3月1日"] = "2019-03-01", ["2023年03月30日 09时24分"] = "2023-03-30", ["二〇二三年十二月二十九日"] = "2023-12-29",
      ["（2015年2月3日）"] = "2015-02-03", ["2024-02-27 星期二"] = "2024-02-27" } do
      assert.equal(iso, date.iso(assert(date.whole(text), text)), text)
    end
    for _, text in ipairs { "今天是2019年10月31日", "2024-13-01", "2016228日", "20240328", "1.2.3", "2023年" } do
      assert.is_nil(date.whole(text), text)
    end
  end)

  it("give the years of a heading, but none of a range", function()
    local years = {}
    for i, found in ipairs(date.years("2015年情况及二〇一六年打算（2021—2025年）")) do years[i] = found.year end
    assert.same({ 2015, 2016 }, years)
  end)
end)

describe("labels", function()
  local function facts(s)
    local list = {}
    for _, fact in ipairs(labels.find(s)) do list[#list + 1] = fact.field .. "=" .. fact.value end
    return table.concat(list, "; ")
  end

  it("stand in rows, with blanks inside, glued together and empty", function()
    assert.equal("index_number=05222-2019; other=政府工作报告", facts("索 引 号: 05222-2019 主题分类: 政府工作报告"))
    assert.equal("published=2020年03月30日; issuer=县司法局", facts("时间：2020年03月30日来源：县司法局"))
    assert.equal("", facts("文号: 关键字:"))
    assert.equal("issuer=青禾县司法局", facts("| 发布机构 | 青禾县司法局 |"))
    assert.equal("index_number=115000/2024", facts("• 索引号:\n  115000/2024"))
  end)

  it("lead back to their place", function()
    local s = "来源：县司法局 发布时间：2024-01-02"
    local fact = labels.find(s)[2]
    assert.equal("2024-01-02", s:sub(fact.start, fact.stop))
  end)

  it("make a row that is no prose", function()
    assert.is_true(labels.is_row { text = "发布机构: 青禾县司法局" })
    assert.is_true(labels.is_row { text = "25.02.2024 09:30 来源：青禾县人民政府" })
    assert.is_false(labels.is_row { text = "全县时间观念增强：效果好。" })
  end)
end)

describe("markers", function()
  it("are known by their level", function()
    for text, level in pairs { ["一、工作"] = 1, ["（一）工作"] = 2, ["(十二)工作"] = 2, ["1.工作"] = 3, ["12、工作"] = 3, ["一是工作"] = 4,
      ["第一，工作"] = 4, ["（1）工作"] = 5, ["①工作"] = 5, ["——工作"] = 6 } do
      assert.equal(level, lines.level(text), text)
    end
    for _, text in ipairs { "1.5万件", "一体推进", "2023年", "工作一、", "一些问题" } do
      assert.is_nil(lines.level(text), text)
    end
  end)
end)

describe("the tail of a report", function()
  local FOOT = "版权所有：临溪区人民政府"

  it("is kept where statements, items and rows end without a full stop", function()
    for name, tail in pairs {
      statements = { "办理复议案件52件", "调解纠纷46起", "开展宣讲30场次" },
      headed = { "附表：执法情况", "检查次数", "120", "责令改正", "33" },
      rows = { "指标 | 数量", "受理复议: 52件", "备注 | 无" },
      items = { "1.清理文件", "2.培训执法人员" },
    } do
      local all = { PROSE, table.unpack(tail) }
      local given = table.move(all, 1, #all, 1, {})
      given[#given + 1] = FOOT
      assert.equal(table.concat(all, "\n"), body(table.unpack(given)), name)
    end
  end)

  it("ends before news, labels and names", function()
    for _, line in ipairs { "我区表彰先进个人20名 2024-02-01", "浏览次数：123次", "区情概况", "上一篇：新增企业45家" } do
      assert.equal(PROSE, body(PROSE, line, "", FOOT), line)
    end
    assert.equal(PROSE, body(PROSE, "走进临溪", "临溪概况", "魅力临溪", "接待游客20人", FOOT))
  end)

  it("is told with its reason where it is left out", function()
    local bytes = table.concat({ PROSE, "", "附件：1.执法情况表", "检查120次", FOOT }, "\n") .. "\n"
    local doc = assert(require("fazhi.document").decode(bytes))
    assert.equal(PROSE, doc.body)
    local told = {}
    for _, one in ipairs(doc.left_out) do
      told[#told + 1] = one.part .. " " .. one.reason .. " " .. one.characters
      assert.equal(doc[one.part]:sub(one.start, one.stop), bytes:sub(one.from, one.to))
    end
    assert.same({ "back attachment 10", "back behind the report 6", "back site footer 12" }, told)
  end)

  it("tells what was dropped inside, but no blanks", function()
    local parts = read(PROSE, "第1页", PROSE:sub(1, 60) .. "甲。")
    assert.equal(1, #parts.removed)
    assert.equal(3, parts.removed[1].characters)
  end)
end)

describe("a year torn by the end of a line", function()
  it("is made whole", function()
    assert.matches("自2024年起", body(PROSE, "全区深入开展行政执法监督，健全工作机制，明确自202", "4年起全面推行。"), 1, true)
  end)

  it("is none where the next line begins with a whole one", function()
    assert.matches("21\n2023年", body(PROSE, "执法人员总数为21", PROSE), 1, true)
  end)

  it("and a number before 家庭 has no unit in it", function()
    assert.matches("检查35\n家庭", body(PROSE, "全年组织检查35", "家庭纠纷20件，已经全部办结。"), 1, true)
    assert.matches("检查35家，", body(PROSE, "全年组织检查35", "家，已经全部办结。"), 1, true)
  end)
end)
