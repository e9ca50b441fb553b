-- The facts about a report: each from its strongest evidence, nil with a reason where there is
-- none, and never from a plan, an addressee, a clock or the host of the page.

local clean = require "fazhi.clean"
local region = require "fazhi.region"
local report = require "fazhi.report"

local PROSE = "一年来，县委、县政府坚持依法行政，扎实推进法治政府建设各项工作，取得了新的成效。"

local places = table.concat({ "code\tname\tfull_name\tlevel\tparent_code\tfrom_year\tto_year\tsuccessor",
  "990000\t云岭省\t云岭省\tprovince\t\t1981\t\t",
  "990100\t白塔市\t云岭省白塔市\tprefecture\t990000\t1983\t\t",
  "990121\t青禾县\t云岭省白塔市青禾县\tcounty\t990100\t1983\t2020\t990102",
  "990102\t青禾区\t云岭省白塔市青禾区\tcounty\t990100\t2020\t\t",
  "990103\t霁湖区\t云岭省白塔市霁湖区\tcounty\t990100\t1983\t\t",
  "990200\t赤石市\t云岭省赤石市\tprefecture\t990000\t1983\t\t",
  "990203\t霁湖区\t云岭省赤石市霁湖区\tcounty\t990200\t1983\t\t",
  "990122\t望岫县\t云岭省白塔市望岫县\tcounty\t990100\t1983\t\t" }, "\n")

local function read(rows, path)
  local parts = assert(clean.decode(table.concat(rows, "\n") .. "\n"))
  return report.read(parts, { path = path }), parts
end

local function of_title(title)
  return read { title, PROSE }
end

describe("report", function()
  local extra

  setup(function()
    extra = os.tmpname()
    local file <close> = assert(io.open(extra, "w"))
    file:write(places, "\n")
    file:close()
    assert(region.load { extra })
  end)

  teardown(function()
    os.remove(extra)
    region.load()
  end)

  it("reads everything a whole page states", function()
    local meta, parts = read({ "您当前的位置：首页 > 政务公开 > 法治政府建设", "索引号：115000/2020-7 发布机构：县司法局", "文号：青政发〔2020〕7号",
      "发布日期：2020-02-27 10:01 成文日期：2020-02-20", "", "望岫县2019年度法治政府建设情况报告", "", PROSE }, "x.txt")
    assert.equal("rule_of_law", meta.kind)
    assert.equal("望岫县2019年度法治政府建设情况报告", meta.title)
    assert.equal("望岫县司法局", meta.issuer)
    assert.equal("云岭省白塔市望岫县", meta.region)
    assert.equal("990122", meta.region_code)
    assert.equal("county", meta.level)
    assert.equal(2019, meta.year)
    assert.equal("2020-02-27", meta.published)
    assert.equal("青政发〔2020〕7号", meta.doc_number)
    assert.equal("Hans", meta.script)
    assert.equal("2020-02-20", meta.evidence.written.date)
    for field, why in pairs(meta.evidence) do
      if why.part then assert.equal(why.text, parts[why.part]:sub(why.start, why.stop), field) end
    end
    assert.equal("label 发布机构", meta.evidence.issuer.from)
    assert.equal("front", meta.evidence.published.part)
  end)

  it("gives a reason for each fact it does not know", function()
    local meta = read { "全年受理行政复议案件213件，审结198件，调解和解三十件。" }
    for _, field in ipairs { "title", "issuer", "region", "level", "year", "published", "doc_number" } do
      assert.is_nil(meta[field], field)
      assert.is_string(meta.evidence[field].reason, field)
    end
    assert.equal("other", meta.kind)
  end)

  describe("title", function()
    it("is joined over lines, without blanks between its characters", function()
      assert.equal("望岫县人民政府关于2019年法治政府建设情况的报告",
        read({ "望岫县人民政府", "关于2019年法治政府建设情况的报告", PROSE }).title)
      assert.equal("政府工作报告", read({ "政 府 工 作 报 告", "各位代表：", PROSE }).title)
      assert.equal("2019年度望岫县法治政府建设情况专项报告", of_title("2019 年度望岫县法治政府建设情况 专项报告").title)
    end)

    it("keeps two organs that report together apart", function()
      assert.equal("中共望岫县委 望岫县人民政府关于2019年法治政府建设情况的报告",
        read({ "中共望岫县委 望岫县人民政府", "关于2019年法治政府建设情况的报告", PROSE }).title)
    end)

    it("is not the line that says who spoke where", function()
      assert.equal("2025年望岫县政府工作报告", read({ "2025年望岫县政府工作报告", "来源：望岫日报",
        "2025年1月20日在望岫县第八届人民代表大会第三次会议上望岫县县长张三作政府工作报告", "各位代表：",
        "现在，我代表县人民政府向大会报告工作，请予审议。" }).title)
    end)

    it("may stand only in a label", function()
      local meta = read { "名 称: 望岫县2019年度法治政府建设情况报告", "", PROSE }
      assert.equal("望岫县2019年度法治政府建设情况报告", meta.title)
      assert.equal("label 名称", meta.evidence.title.from)
    end)
  end)

  describe("kind", function()
    it("is told by title, lead and headings", function()
      assert.equal("rule_of_law", of_title("望岫县2019年推进依法行政工作情况及2020年工作打算").kind)
      assert.equal("rule_of_law", read({ "2019年，我县推进法治政府建设，现将有关情况报告如下。", "一、坚持学法。" }).kind)
      assert.equal("rule_of_law", read({ "望岫县全面履行职能。", "一、主要工作情况", "二、存在的问题", "三、主要负责人履行第一责任人职责情况", "四、下一步打算" }).kind)
    end)

    it("is not taken from what only resembles one", function()
      assert.equal("other", read({ "望岫县2022年法治政府建设工作要点", "一、加强行政执法。", "责任单位：县司法局。" }).kind)
      assert.equal("other", of_title("望岫县法治政府建设实施方案").kind)
      assert.equal("info_disclosure", of_title("望岫县2019年政府信息公开工作年度报告").kind)
      assert.equal("government_work", read({ "政府工作报告", "各位代表：", PROSE .. "地区生产总值增长5%。" }).kind)
    end)

    it("lists the signs and what each weighs", function()
      local meta = of_title("望岫县2019年法治政府建设情况报告")
      local total = 0
      for _, sign in ipairs(meta.evidence.kind.signs) do
        if sign.kind == "rule_of_law" then total = total + sign.weight end
      end
      assert.equal(meta.evidence.kind.scores.rule_of_law, total)
      assert.is_true(total >= 3)
    end)
  end)

  describe("year", function()
    local function year(...)
      return read({ ... }).year
    end

    it("is that of the title, the first of two, never one inside 《》 or a range", function()
      assert.equal(2015, of_title("青禾区2015年推进依法行政工作情况及2016年工作打算").year)
      assert.equal(2019, of_title("望岫县二〇一九年法治政府建设情况报告").year)
      assert.equal(2020, year("望岫县贯彻《法治政府建设实施纲要（2015—2019年）》情况报告", "2020年，全县推进法治政府建设，各项工作取得新的成效，完成任务。"))
    end)

    it("is else that of the first sentences", function()
      assert.equal(2019, year("2019年，我县推进法治政府建设，成效明显。"))
      assert.equal(2018, year("根据《纲要（2015—2020年）》和2014年以来的部署，现将我县2018年法治政府建设情况报告如下："))
      assert.is_nil(year("自2016年以来，我县推进法治政府建设，成效明显。"))
    end)

    it("is else that of a heading, or the one before a plan", function()
      assert.equal(2019, year(PROSE, "一、2019年主要工作", "开展执法检查。"))
      assert.equal(2019, year(PROSE, "一、主要工作", "开展执法检查。", "二、2020年工作打算", "继续努力。"))
    end)

    it("is else inferred from the date below or of publication", function()
      local meta = read { PROSE, "", "望岫县司法局", "2019年12月29日" }
      assert.equal(2019, meta.year)
      assert.equal("inferred from the date", meta.evidence.year.note)
      assert.equal(2019, year(PROSE, "", "望岫县司法局", "2020年1月9日"))
      assert.is_nil(year(PROSE, "", "望岫县司法局", "2020年8月9日"))
      assert.equal(2018, year("发布日期：2019-02-13", "", PROSE))
    end)

    it("is that before delivery for a government work report", function()
      assert.equal(2024, year("2025年望岫县政府工作报告", "各位代表：", "现在，我代表县人民政府向大会报告工作，请予审议。"))
      assert.equal(2017, year("政府工作报告", "——2018年1月5日在望岫县第十三届人民代表大会第一次会议上", "各位代表：", "现在，我代表县人民政府报告工作。", "一、过去五年工作回顾"))
    end)
  end)

  describe("published", function()
    local function published(...)
      return read({ ... }).published
    end

    it("is a labelled date, in any form", function()
      assert.equal("2019-03-01", published("发布时间：2019年3月1日 来源：本站", "", PROSE))
      assert.equal("2021-03-29", published("信息提供日期: 2021/03/29 11:30:01", "", PROSE))
      assert.equal("2020-03-30", published("时间：2020年03月30日来源：县司法局", "", PROSE))
    end)

    it("is a date that stands alone under the page's title", function()
      assert.equal("2016-02-25", published("青禾区2015年推进依法行政工作情况", "25.02.2016  10:00", PROSE))
    end)

    it("is never a clock, a date of writing or the one under the signature", function()
      assert.is_nil(published("今天是：2019年10月31日 星期四", "", PROSE))
      assert.is_nil(published("成文日期：2019-02-20", "", PROSE))
      local meta = read { PROSE, "", "望岫县司法局", "2019年12月29日" }
      assert.is_nil(meta.published)
      assert.equal("2019-12-29", meta.evidence.signed.date)
    end)
  end)

  describe("region", function()
    it("is that of the title, in the name valid in the year", function()
      assert.equal("990121", of_title("青禾县2019年法治政府建设情况报告").region_code)
      assert.equal("990102", of_title("青禾县2022年法治政府建设情况报告").region_code)
      assert.equal("990121", of_title("白塔市青禾区2015年法治政府建设情况报告").region_code)
      assert.equal("640000", of_title("2025年宁夏政府工作报告").region_code)
    end)

    it("is else the subject of the first sentences, not whoever leads or visits", function()
      assert.equal("990122", read({ "2019年，望岫县坚持依法行政，扎实推进法治政府建设。" }).region_code)
      local meta = read { "2019年，在中共白塔市委的领导下，我县坚持依法行政，扎实推进法治政府建设。" }
      assert.is_nil(meta.region)
      assert.matches("我县", meta.evidence.region.reason, 1, true)
    end)

    it("is else that of signature, page metadata, file name and folder", function()
      assert.equal("990122", read({ PROSE, "", "望岫县司法局", "2019年12月29日" }).region_code)
      assert.equal("990122", read({ "发布机构：望岫县人民政府办公室", "", PROSE }).region_code)
      assert.equal("990122", read({ PROSE }, "/data/云岭省/望岫_2019.txt").region_code)
      assert.equal("990122", read({ PROSE }, "/data/望岫县/2019.txt").region_code)
    end)

    it("is settled by a larger place named elsewhere, else left open", function()
      local meta = read { "霁湖区2019年法治政府建设情况报告", PROSE .. "按照赤石市统一部署，我区完成了任务。" }
      assert.equal("990203", meta.region_code)
      assert.equal("赤石市霁湖区", meta.region:sub(-#"赤石市霁湖区"))
      assert.is_string(meta.evidence.region.hint)
      meta = of_title("霁湖区2019年法治政府建设情况报告")
      assert.is_nil(meta.region)
      assert.equal(2, #meta.candidates.region)
      for _, one in ipairs(meta.candidates.region) do
        assert.truthy(meta.evidence.region.reason:find(one.full_name .. " " .. one.code, 1, true))
      end
      assert.matches("ambiguous", meta.evidence.region.reason)
    end)

    it("of a township is that of its county", function()
      local meta = of_title("望岫县三河镇人民政府2019年法治政府建设工作情况报告")
      assert.equal("township", meta.level)
      assert.equal("990122", meta.region_code)
      assert.equal("望岫县三河镇人民政府", meta.issuer)
    end)

    it("of a zone is the place around it, of none of the levels", function()
      local meta = of_title("白塔市高新区2019年法治政府建设情况报告")
      assert.equal("990100", meta.region_code)
      assert.is_nil(meta.level)
      assert.matches("a zone of 白塔市", meta.evidence.level.reason)
      assert.equal("prefecture", of_title("白塔市2019年法治政府建设情况报告").level)
    end)

    it("of a department is that of its government", function()
      local meta = of_title("望岫县司法局2019年法治政府建设工作情况报告")
      assert.equal("990122", meta.region_code)
      assert.equal("county", meta.level)
    end)
  end)

  describe("issuer", function()
    local title = "望岫县2019年法治政府建设情况报告"

    it("is the signature before the title before the label", function()
      assert.equal("望岫县司法局", read({ "发布机构：望岫县人民政府办公室", "", "望岫县人民政府关于2019年法治政府建设情况的报告", PROSE, "", "望岫县司法局",
        "2019年12月29日" }).issuer)
      assert.equal("望岫县人民政府", read({ "发布机构：望岫县人民政府办公室", "", "望岫县人民政府关于2019年法治政府建设情况的报告", PROSE }).issuer)
      assert.equal("望岫县人民政府办公室", read({ "发布机构：望岫县人民政府办公室", "", title, PROSE }).issuer)
    end)

    it("is completed by the region", function()
      assert.equal("望岫县司法局", read({ "来源：县司法局", "", title, PROSE }).issuer)
      assert.equal("白塔市司法局", read({ "来源：市司法局", "", title, PROSE }).issuer)
      assert.equal("望岫县市场监督管理局", read({ "来源：市场监督管理局", "", title, PROSE }).issuer)
      assert.equal("白塔市望岫县司法局", read({ "来源：县司法局", "", "白塔市" .. title, PROSE }).issuer)
    end)

    it("is whom a speaker speaks for", function()
      assert.equal("望岫县人民政府", read({ "2025年望岫县政府工作报告", "各位代表：", "现在，我代表县人民政府，向大会报告工作，请予审议。" }).issuer)
    end)

    it("is never the addressee, the press or the region itself", function()
      assert.is_nil(read({ title, "白塔市人民政府：", PROSE }).issuer)
      assert.is_nil(read({ "来源：云岭日报", "", title, PROSE }).issuer)
      assert.is_nil(of_title(title).issuer)
    end)

    it("is both where two sign", function()
      assert.equal("中共望岫县委 望岫县人民政府", read({ title, PROSE, "", "中共望岫县委", "望岫县人民政府", "2020年1月10日" }).issuer)
    end)
  end)

  describe("a title that a page quotes", function()
    local title = "望岫县人民政府关于2019年法治政府建设情况的报告"

    it("is one as it stands in the quotes", function()
      local meta, parts = read { "《" .. title .. "》", PROSE }
      assert.equal(title, meta.title)
      assert.equal("990122", meta.region_code)
      local why = meta.evidence.title
      assert.equal(title, parts[why.part]:sub(why.start, why.stop))
    end)

    it("may have the number of the document before it", function()
      local meta = read { "望政〔2020〕6号《" .. title .. "》", PROSE }
      assert.equal(title, meta.title)
      assert.equal("望政〔2020〕6号", meta.doc_number)
      assert.equal("望岫县人民政府", meta.issuer)
    end)

    it("is none where it is one name among others, or something is said of it", function()
      assert.is_nil(of_title("《" .. title .. "》《望岫县2019年普法工作报告》").title)
      assert.is_nil(of_title("关于印发《" .. title .. "》").title)
    end)
  end)

  describe("doc_number", function()
    it("is that of the label or a line of its own, not one cited", function()
      assert.equal("望政〔2020〕6号", read({ "望政〔2020〕6号", "", "望岫县2019年法治政府建设情况报告", PROSE }).doc_number)
      assert.equal("望政〔2020〕6号", read({ "望岫县2019年法治政府建设情况报告", "（望政〔2020〕6号）", PROSE }).doc_number)
      assert.is_nil(read({ "文号: 关键字:", "望岫县2019年法治政府建设情况报告", PROSE .. "贯彻《规定》（云发〔2016〕32号）。" }).doc_number)
    end)
  end)
end)
