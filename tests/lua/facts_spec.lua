-- The facts about a report where pages and names are awkward: what a page says beside its text, web
-- addresses, several years, texts that are no reports, bodies that come twice, and places by the table of
-- tests/accuracy/regions.tsv.

local address = require "fazhi.address"
local clean = require "fazhi.clean"
local region = require "fazhi.region"
local regions = require "accuracy.regions"
local report = require "fazhi.report"

local PROSE = "一年来，各级各部门坚持依法行政，扎实推进法治政府建设各项工作，取得了新的成效。"
local TITLE = "静海区2019年法治政府建设情况报告"

local function read(rows, options, facts)
  local parts = assert(clean.decode(table.concat(rows, "\n") .. "\n"))
  parts.facts = facts
  return report.read(parts, options)
end

local function fact(field, value, name, i, j)
  return { field = field, name = name or field, value = value, i = i, j = j }
end

describe("the place of a report", function()
  setup(function() region.load() end)

  for _, row in ipairs(regions.rows()) do
    it("is right: " .. row.what, function()
      assert.same({}, regions.faults(row, regions.read(row)))
    end)
  end

  it("is told with both names where the one written is of another year", function()
    local why = read({ "静海区2014年法治政府建设情况报告", PROSE }).evidence.region
    assert.equal("静海区", why.text)
    assert.equal("written 静海区, which is 天津市静海县 in 2014", why.note)
    assert.equal("120118 天津市静海区", why.now)
    assert.is_nil(read({ TITLE, PROSE }).evidence.region.note)
    why = read({ "北京市崇文区2011年法治政府建设情况报告", PROSE }).evidence.region
    assert.matches("北京市东城区", why.note, 1, true)
  end)

  it("leaves only the candidates that the rest allows", function()
    local meta = read({ "新华区2018年法治政府建设情况报告", PROSE }, { path = "河北省/1.html" })
    assert.is_nil(meta.region)
    assert.equal(2, #meta.candidates.region)
    assert.equal("130105", meta.candidates.region[1].code)
    assert.equal("130902", meta.candidates.region[2].code)
  end)
end)

describe("what a page says beside its text", function()
  setup(function() region.load() end)

  it("serves where the text says nothing", function()
    local meta = read({ "我区工作。" .. PROSE }, nil, { fact("title", TITLE, "ArticleTitle", 11, 60),
      fact("published", "2020-02-27 10:01", "PubDate", 71, 86), fact("issuer", "静海区司法局", "ContentSource", 91, 108) })
    assert.equal(TITLE, meta.title)
    assert.equal("120118", meta.region_code)
    assert.equal(2019, meta.year)
    assert.equal("2020-02-27", meta.published)
    assert.equal("静海区司法局", meta.issuer)
    assert.same({ from = "meta PubDate", part = "page", text = "2020-02-27", source_start = 71, source_stop = 86 },
      meta.evidence.published)
    assert.equal("meta ArticleTitle", meta.evidence.region.from)
    assert.equal(11, meta.evidence.title.source_start)
    assert.is_nil(meta.evidence.title.start)
  end)

  it("is weaker than a label and a title in the text, stronger than the file's name", function()
    local meta = read({ "发布日期：2020-03-01 来源：静海区司法局", "", TITLE, PROSE }, { path = "静海区2018年法治政府建设情况报告.html" },
      { fact("published", "2021-02-27"), fact("issuer", "宝坻区司法局"), fact("title", "宝坻区2020年法治政府建设情况报告") })
    assert.equal(TITLE, meta.title)
    assert.equal("2020-03-01", meta.published)
    assert.equal("静海区司法局", meta.issuer)
    assert.equal("120118", meta.region_code)
    meta = read({ PROSE }, { path = "静海区2018年法治政府建设情况报告.html" }, { fact("title", TITLE) })
    assert.equal(TITLE, meta.title)
    assert.equal(2019, meta.year)
    assert.matches("otherwise: file name 2018", meta.evidence.year.note, 1, true)
  end)

  it("gives a title without the name of the site", function()
    assert.equal(TITLE, read({ PROSE }, nil, { fact("title", TITLE .. "_天津市静海区人民政府") }).title)
    assert.equal(TITLE, read({ PROSE }, nil, { fact("title", TITLE .. " - 静海政务网") }).title)
    assert.is_nil(read({ PROSE }, nil, { fact("title", "天津市静海区人民政府门户网站") }).title)
    assert.is_nil(read({ PROSE }, nil, { fact("title", "天津市静海区人民政府门户网站") }).region)
  end)

  it("stands in the text with the name of the site", function()
    for _, tail in ipairs { "_政府信息公开", "-静海区人民政府", " - 静海政务网", "|年度报告" } do
      assert.equal(TITLE, read({ TITLE .. tail, PROSE }).title, tail)
    end
    assert.equal("静海区2016-2020年法治政府建设情况报告", read({ "静海区2016-2020年法治政府建设情况报告", PROSE }).title)
    assert.equal("静海区2016——2020年法治政府建设情况报告", read({ "静海区2016——2020年法治政府建设情况报告", PROSE }).title)
  end)

  it("has no date of publication in a clock", function()
    assert.is_nil(read({ "2019年10月31日 星期四", TITLE, PROSE }).published)
    assert.is_nil(read({ "日期：2019年10月31日 星期四", "", TITLE, PROSE }).published)
    assert.is_nil(read({ "今天是：2019年10月31日 星期四 天津 晴", "", TITLE, PROSE }).published)
    assert.equal("2020-01-28", read({ "2020-01-28 10:01", "", TITLE, PROSE }).published)
  end)

  it("has dates in every form, and none that is no date", function()
    for _, value in ipairs { "2020-02-27", "20200227", "20200227101500", "2020/2/27 10:01:02", "2020年2月27日" } do
      assert.equal("2020-02-27", read({ TITLE, PROSE }, nil, { fact("published", value) }).published, value)
    end
    assert.is_nil(read({ TITLE, PROSE }, nil, { fact("published", "昨天") }).published)
    assert.is_nil(read({ TITLE, PROSE }, nil, { fact("published", "") }).published)
  end)

  it("has a document number and a day of writing", function()
    local meta = read({ TITLE, PROSE }, nil, { fact("doc_number", "津静政〔2020〕6号"), fact("written", "2020-02-20") })
    assert.equal("津静政〔2020〕6号", meta.doc_number)
    assert.equal("2020-02-20", meta.evidence.written.date)
    assert.is_nil(meta.published)
  end)

  it("never names a place by the site", function()
    local meta = read({ PROSE }, nil, { fact("site", "天津市静海区人民政府") })
    assert.is_nil(meta.region)
  end)

  it("may stand only in the file's name", function()
    local meta = read({ PROSE }, { path = "a.zip#静海区2019年法治政府建设情况报告.txt" })
    assert.equal(TITLE, meta.title)
    assert.equal("file name", meta.evidence.title.from)
    assert.equal("120118", meta.region_code)
    assert.equal(2019, meta.year)
    assert.equal("rule_of_law", meta.kind)
  end)
end)

describe("a name that is no text", function()
  it("of a file is read as GBK, else it says nothing", function()
    local own = "我县推进工作。" .. PROSE
    assert.equal("430626", read({ own }, { path = "a/\xC6\xBD\xBD\xAD\xCF\xD8/1.html" }).region_code)
    for _, path in ipairs { "\xff\xfe", "\x80\x80静", "平\xe6\xb1", "", "###", "/", "a\xff/\xfe\xff.html" } do
      assert.is_nil(read({ own }, { path = path, url = "http://x/" .. path .. "%FF%" }).region_code, path)
    end
  end)

  it("in a page's facts is left out", function()
    local meta = read({ PROSE }, nil, { fact("title", "\xff" .. TITLE), fact("issuer", "静海区\xe5"), { field = "title" },
      fact("published", "\xff2020-01-01") })
    assert.is_nil(meta.title)
    assert.is_nil(meta.issuer)
    assert.is_nil(meta.published)
  end)
end)

describe("a web address", function()
  it("gives Chinese names of its path, never of its host", function()
    local query = "?q=%E5%8C%97%E4%BA%AC%E5%B8%82"
    assert.same({ "平江县" }, address.names("http://x.cn/a/%E5%B9%B3%E6%B1%9F%E5%8E%BF/1.html" .. query))
    assert.same({}, address.names "http://www.北京市.cn/a.html")
    assert.same({}, address.names "http://x.cn/%C6%BD%BD%AD/1.html")
    assert.same({}, address.names(nil))
  end)

  it("gives the day in its path", function()
    for _, url in ipairs { "http://x.cn/a/2020-03/28/c_1.htm", "http://x.cn/202003/t20200328_12.html",
      "https://x.cn/art/2020/3/28/art_1.html", "http://x.cn/20200328/1.html", "http://x.cn/202003/28/1.html" } do
      local d = assert(address.date(url), url)
      assert.same({ 2020, 3, 28 }, { d.year, d.month, d.day }, url)
    end
    assert.is_nil(address.date "http://x.cn/12345678/1.html")
    assert.is_nil(address.date "http://20200328.cn/")
    assert.is_nil(address.date "http://x.cn/a?d=/20200328/")
  end)

  it("dates a publication only where nothing else does, soon after the year", function()
    local near, far = "http://x.cn/2020-03/28/1.htm", "http://x.cn/2022-03/28/1.htm"
    local meta = read({ TITLE, PROSE }, { url = near })
    assert.equal("2020-03-28", meta.published)
    assert.equal("date in the web address", meta.evidence.published.note)
    assert.equal("2020-03-01", read({ "发布日期：2020-03-01", "", TITLE, PROSE }, { url = near }).published)
    meta = read({ TITLE, PROSE }, { url = far })
    assert.is_nil(meta.published)
    assert.matches("too far from 2019", meta.evidence.published.reason, 1, true)
    assert.equal("2021-02-28", read({ TITLE, PROSE }, { url = "http://x.cn/2021-02/28/1.htm" }).published)
    assert.is_nil(read({ TITLE, PROSE }, { url = "http://x.cn/2021-03/01/1.htm" }).published)
  end)

  it("never tells the year reported on", function()
    local meta = read({ PROSE }, { url = "http://x.cn/2020-03/28/1.htm" })
    assert.is_nil(meta.year)
    assert.is_nil(meta.published)
    assert.matches("cannot be judged", meta.evidence.published.reason, 1, true)
  end)
end)

describe("the year", function()
  local function year(...)
    local meta = read { ... }
    return meta.year, meta.evidence.year
  end

  it("is none where a report is of several", function()
    for _, title in ipairs { "静海区2016—2020年法治政府建设情况报告", "静海区2016年至2020年法治政府建设情况报告",
      "静海区2019年和2020年法治政府建设情况报告", "静海区2019、2020年法治政府建设情况报告",
      "静海区“十三五”期间法治政府建设情况报告", "静海区五年来法治政府建设工作总结" } do
      local y, why = year(title, "2020年，我区推进法治政府建设，取得了新的成效。")
      assert.is_nil(y, title)
      assert.matches("covers several years", why.reason, 1, true)
    end
  end)

  it("is not lost for a range that belongs to a plan's name", function()
    assert.equal(2021, (year("静海区2021年贯彻法治政府建设实施纲要（2021-2025年）情况报告", PROSE)))
    assert.equal(2021, (year("静海区贯彻落实法治政府建设实施纲要(2021—2025年)情况报告", "2021年，我区推进法治政府建设，取得了新的成效。")))
    assert.equal(2021, (year("静海区贯彻《法治政府建设实施纲要（2021-2025年）》2021年度情况报告", PROSE)))
  end)

  it("is the one reported and not the one planned for", function()
    assert.equal(2015, (year("静海区2015年推进依法行政工作情况及2016年工作打算", PROSE)))
    assert.equal(2015, (year("静海区2016年工作计划和2015年依法行政工作情况报告", PROSE)))
    assert.equal(2022, (year("静海区2022年法治政府建设工作要点", PROSE)))
  end)

  it("is not where a span of years begins", function()
    assert.is_nil((year("静海区法治政府建设情况报告", "2016年至2020年，我区推进法治政府建设，坚持依法行政，取得了新的成效。")))
    assert.is_nil((year("静海区法治政府建设情况报告", PROSE, "一、2016年以来的主要工作", PROSE)))
    assert.equal(2019, (year("静海区法治政府建设情况报告", PROSE, "一、2019年主要工作", PROSE)))
  end)

  it("says which weaker evidence disagrees", function()
    local y, why = year(TITLE, "2018年，我区推进法治政府建设，坚持依法行政，各项工作取得了新的成效。")
    assert.equal(2019, y)
    assert.equal("otherwise: first sentences 2018 (2018年)", why.note)
    local _, plain = year(TITLE, "2019年，我区推进法治政府建设，坚持依法行政，各项工作取得了新的成效。")
    assert.is_nil(plain.note)
  end)

  it("is that of a signature of December, but not of a publication in December", function()
    assert.equal(2019, (year(PROSE, "", "静海区司法局", "2019年12月29日")))
    assert.is_nil((year("发布日期：2019-12-29", "", PROSE)))
    assert.equal(2018, (year("发布日期：2019-06-30", "", PROSE)))
    assert.is_nil((year("发布日期：2019-07-01", "", PROSE)))
  end)

  it("comes last from the document number", function()
    local y, why = year("津静政〔2020〕6号", "", "静海区法治政府建设情况报告", PROSE)
    assert.equal(2019, y)
    assert.equal("document number", why.from)
  end)

  it("never comes from a clock or from inside 《》", function()
    assert.is_nil((year("今天是：2019年10月31日 星期四", "", "静海区法治政府建设情况报告", PROSE .. "印发《静海区2017年工作要点》。")))
  end)
end)

-- Texts that are no reports, with what the reason says; and reports that look like them.
local others = {
  { "静海区2022年法治政府建设工作要点", "责任单位：区司法局。", "工作要点" },
  { "静海区法治政府建设实施方案（2021—2025年）", "为推进法治政府建设，制定本方案。", "实施方案" },
  { "关于印发静海区2022年法治政府建设工作安排的通知", "现将有关安排印发给你们，请认真贯彻执行。", "工作安排" },
  { "《静海区2022年法治政府建设情况报告》政策解读", PROSE, "解读" },
  { "一图读懂：静海区2022年法治政府建设情况报告解读", PROSE, "解读" },
  { "2021年行政复议、行政应诉案件统计分析报告", "2021年，共收到行政复议申请200件，办结180件。", "统计" },
  { "全市法院2021年行政审判工作情况报告", "2021年，全市法院受理行政案件300件，审结280件。", "审判" },
  { "静海区司法局2021年工作总结", "法治政府建设稳步推进。\n一、主要工作情况\n好。\n二、存在的问题\n人员不足。\n三、下一步工作打算\n努力。", "工作总结" },
  { "我区召开法治政府建设工作推进会", "本报讯（记者）1月5日，我区召开法治政府建设工作推进会，现将会议情况报道如下。", "召开" },
  { "静海区行政规范性文件管理办法", "第一章 总则\n第一条 为了规范。\n第二条 本办法。\n第二章 附则\n第三条 完。", "章条体" },
  { "关于命名第一批法治政府建设示范地区的决定", "决定命名下列地区。", "命名" },
  { "20XX年*区法治政府建设情况报告", "20XX年，*区推进法治政府建设，现将有关情况报告如下。培训*次。", "20XX" },
  { "某县2022年法治政府建设情况报告", "2022年，某县推进法治政府建设，现将有关情况报告如下。", "某县" },
  { "法治政府建设年度报告制度的实践与思考", "摘要：本文研究年度报告。\n关键词：法治政府\n参考文献：略。", "论文" },
  { "静海年鉴2022", "【依法行政】2021年，静海区推进依法行政。", "年鉴" },
  { "静海区第八届人民代表大会第三次会议关于政府工作报告的决议", "会议决定批准这个报告。", "决议" },
}

describe("a text that is no report", function()
  for _, case in ipairs(others) do
    it("is other and says why: " .. case[1], function()
      local meta = read { case[1], case[2] }
      assert.equal("other", meta.kind)
      assert.matches(case[3], meta.evidence.kind.text, 1, true)
    end)
  end

  it("is not one that reports how a plan was carried out", function()
    for _, title in ipairs { "静海区2022年法治政府建设工作要点落实情况报告", "静海区贯彻落实《法治政府建设实施方案》情况的报告",
      "关于2022年度法治政府建设情况的专项报告", "湖南省商务厅2017年法治政府部门建设情况" } do
      assert.equal("rule_of_law", read({ title, PROSE }).kind, title)
    end
  end)

  it("is other without a sign of anything", function()
    local meta = read { "全年天气良好，粮食增产，群众满意，各项事业都有新的发展。" }
    assert.equal("other", meta.kind)
    assert.equal("no signs that weigh enough for a known kind", meta.evidence.kind.text)
  end)
end)

describe("a body that comes twice", function()
  local first = "2019年，静海区坚持依法行政，扎实推进法治政府建设，全年受理行政复议案件36件，审结29件，各项工作取得了新的成效。"
  local rest = {}
  for k = 1, 8 do
    rest[k] = ("第%d，办理人大代表建议%d件、政协委员提案%d件，办复率均达到要求，代表委员普遍满意，工作稳步推进。"):format(k, 40 + k, 60 + k)
  end

  local function body(rows)
    local parts = assert(clean.decode(table.concat(rows, "\n") .. "\n"))
    return parts.body:sub(parts.content[1], parts.content[2])
  end

  local function count(s)
    return select(2, s:gsub("36件", ""))
  end

  it("is taken once, whatever its line breaks", function()
    local whole = first .. table.concat(rest)
    assert.equal(1, count(body { whole, "", whole }))
    assert.equal(1, count(body { first, table.concat(rest), "上一篇：无", whole }))
    assert.equal(1, count(body { whole, first, table.concat(rest, "\n"), "版权所有" }))
    assert.equal(1, count(body { whole, whole, whole }))
    assert.equal(1, count(body { first, rest[1], rest[2], first, rest[1], rest[2] }))
  end)

  it("is not lost for an abstract that says its first paragraph", function()
    local s = body { TITLE, first, TITLE, first, table.concat(rest, "\n") }
    assert.matches("政协委员提案68件", s, 1, true)
  end)

  it("is not cut where a paragraph is said again in it", function()
    local s = body { first, rest[1], rest[2], rest[3], first, rest[4], rest[5], rest[6], rest[7], rest[8] }
    assert.matches("政协委员提案68件", s, 1, true)
    assert.matches("政协委员提案61件", s, 1, true)
  end)
end)
