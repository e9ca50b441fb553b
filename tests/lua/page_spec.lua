-- Pages: a report wrapped into a web page reads as it did without it, in every encoding and whatever the page is
-- built of, and every figure leads back to the bytes of the page.

local cell_text = require "fazhi.cell_text"
local compare = require "support.compare"
local core = require "fazhi.core"
local document = require "fazhi.document"
local page = require "fazhi.page"
local page_body = require "fazhi.page_body"
local page_flow = require "fazhi.page_flow"
local page_style = require "fazhi.page_style"
local wrap = require "support.page"

local FACTS = { published = "2025-02-17", issuer = "云岭省司法厅", title = "云岭省某区2020年法治政府建设情况报告" }
local PROSE = "2023年，全区共受理行政复议申请35件，审结30件，推动法治政府建设取得新的成效。"

local function lines(html)
  return assert(page.read(html)).text:bytes()
end

local function in_body(html)
  return lines("<html><body><div>" .. PROSE .. "</div><div>" .. html .. "</div></body></html>")
    :gsub("^[^\n]*\n", "")
end

local examples, plain_documents = assert(core.files.list "examples/reports"), {}

local function example(name)
  plain_documents[name] = plain_documents[name] or assert(document.read("examples/reports/" .. name)):complete()
  return plain_documents[name]
end

describe("a report in a page", function()
  for _, template in ipairs(wrap.templates) do
    for _, encoding in ipairs { "UTF-8", "GB18030", "BIG5" } do
      it(("built as %s in %s reads as it did"):format(template, encoding), function()
        for n = 1, #examples, encoding == "UTF-8" and 1 or 4 do
          local name = examples[n]
          local plain = example(name)
          local html = wrap.wrap(plain, template, FACTS, encoding)
          local doc = assert(document.decode(html, { path = (name:gsub("%.txt$", ".html")) }))
          assert.equal("html", doc.format)
          assert.equal(encoding, doc.encoding, name)
          assert.same({}, compare.differences(plain, doc), name)
          if plain.parts.title then
            for _, field in ipairs { "title", "region_code", "year", "kind" } do
              assert.equal(plain.meta[field], doc.meta[field], name)
            end
          end
          if template ~= "word" then assert.equal(FACTS.published, doc.meta.published, name) end
        end
      end)
    end
  end
end)

-- Bytes of a page as they read: decoded, entities and tags aside.
local function reading_of(bytes, encoding)
  local s = core.text.decode("<p>" .. bytes .. "</p>", { encoding = encoding, raw = true }):bytes()
  s = s:gsub("<[^>]*>", ""):gsub("&#(%d+);", function(n) return utf8.char(tonumber(n)) end)
  return (core.text.decode(s, { encoding = "UTF-8" }):bytes():gsub("%s", ""))
end

describe("every figure of a page", function()
  it("leads back to bytes that read as the figure", function()
    local checked = 0
    for _, template in ipairs(wrap.templates) do
      for _, encoding in ipairs { "UTF-8", "GB18030", "BIG5" } do
        local plain = example "白塔市_2023.txt"
        local html = wrap.wrap(plain, template, FACTS, encoding)
        local doc = assert(document.decode(html, { path = "白塔市.html" }))
        for _, figure in ipairs(doc.figures) do
          local i, j = doc:source(figure.start, figure.stop)
          local raw = doc.body:sub(figure.start, figure.stop):gsub("%s", "")
          assert.equal(raw, reading_of(html:sub(i, j), encoding))
          checked = checked + 1
        end
      end
    end
    assert.is_true(checked > 300)
  end)

  it("of a table leads to its cell, the unit from the head aside", function()
    local html = "<p>" .. PROSE .. "</p><table><tr><th>项目<th>数量（件）<tr><td>行政复议<td>41<tr><td>应诉<td>17</table>"
      .. "<p>下一步，继续推进法治政府建设各项工作。</p>"
    local doc = assert(document.decode(html, { path = "a.html" }))
    local found = {}
    for _, figure in ipairs(doc.figures) do
      local i, j = doc:source(figure.start, figure.stop)
      found[#found + 1] = figure.value .. figure.unit .. "=" .. html:sub(i, j)
    end
    assert.same({ "35件=35件", "30件=30件", "41件=41", "17件=17" }, found)
  end)
end)

describe("what surrounds the text", function()
  it("is dropped: scripts, styles, lists of places, hidden words, form fields", function()
    local out = lines("<body><script>x('受理99件。')</script><style>p {}</style><select><option>望岫县</select>"
      .. "<textarea>受理98件，审结97件。</textarea><noscript>受理96件，审结95件。</noscript><p>" .. PROSE .. "</p>")
    assert.equal(PROSE, out)
  end)

  it("is dropped by its class, unless it holds the text itself", function()
    local out = lines("<div class='page-footer'>本网站由办公厅主办，未经许可不得转载。</div><div class=print><p>" .. PROSE:rep(3)
      .. "</p></div>")
    assert.equal(PROSE:rep(3), out)
  end)

  it("is dropped where it is links", function()
    local links = ("<li><a href=#>某县2019年法治政府建设情况报告，受理行政复议99件。</a></li>"):rep(5)
    assert.equal(PROSE, lines("<ul>" .. links .. "</ul><p>" .. PROSE .. "</p><ul>" .. links .. "</ul>"))
  end)

  it("leaves the title and the rows of facts in front", function()
    local out = lines("<title>青禾县2023年法治政府建设情况报告_云岭省人民政府</title><body><div class=header>欢迎您</div>"
      .. "<div class=info>索引号：99-1　发布日期：2024-02-01</div><div id=a><p>" .. PROSE .. "</p></div>")
    assert.equal("青禾县2023年法治政府建设情况报告\n索引号：99-1发布日期：2024-02-01\n" .. PROSE, out)
  end)

  it("takes the visible title before that of the window", function()
    local out = lines("<title>政府信息公开</title><div><b>青禾县2023年法治政府<br>建设情况报告</b></div><div id=a><p>" .. PROSE
      .. "</p></div>")
    assert.equal("青禾县2023年法治政府\n建设情况报告\n" .. PROSE, out)
  end)

  it("does not part a text from what stands beside most of it", function()
    local out = lines("<div><p>前言说明了有关情况，请予审议。</p></div><div>" .. ("<p>" .. PROSE .. "</p>"):rep(5)
      .. "</div><div><p>下一步将继续努力，不断完善各项制度。</p></div>")
    assert.equal("前言说明了有关情况，请予审议。\n" .. (PROSE .. "\n"):rep(5) .. "下一步将继续努力，不断完善各项制度。", out)
  end)
end)

local function notes(html)
  return table.concat(assert(page.read("<div>" .. PROSE .. "</div><div>" .. html .. "</div>")).notes, "\n")
end

describe("marks of footnotes", function()
  it("that are raised, or lead to a note, are left out", function()
    assert.equal("受理41件，罚没1200万元，办结率98.5%，审结35件。", (in_body("受理41<sup>[1]</sup>件，罚没1200<sup>1</sup>万元，办结率98.5"
      .. "<span style='vertical-align: super'>①</span>%，审结35<a href='#_ftn2'>[2]</a>件。")))
    assert.equal("检查10次，培训20人，普法30场。", (in_body("检查10<a href=#n1><sup>1</sup></a>次，培训20<sup>"
      .. "<a href=#a>2</a></sup>人，普法30¹场。")))
    assert.equal("甲1件，乙2件，丙3件，丁4件。", (in_body("甲1<sup>（注1）</sup>件，乙2<sup>[注]</sup>件，"
      .. "丙3<sup>*</sup>件，丁4<sup>注2</sup>件。")))
    assert.equal("处罚7件，应诉8件。", (in_body "处罚7&sup1;件，应诉8件<sup>1,2</sup>。"))
    assert.truthy(notes("受理41<sup>[1]</sup>件。"):find "1")
  end)

  it("are not the powers of units and of ten", function()
    assert.equal("占地3000m²、7km²和5米³，2×10⁴个，30平方米。", (in_body("占地3000m<sup>2</sup>、7km<sup>2</sup>和5米<sup>3</sup>，"
      .. "2×10<sup>4</sup>个，30平方米<sup>2</sup>。")))
    assert.equal("占地3000m²，H2O", (in_body "占地3000m²，H<sub>2</sub>O"))
  end)

  it("stay above the line where they may be either, and before the note itself", function()
    assert.equal("共10⁴件。", (in_body "共10<sup>4</sup>件。"))
    assert.equal("¹2023年结转3件。", (in_body "<p><sup>1</sup>2023年结转3件。</p>"))
    assert.equal("x²，第1st", (in_body "x<sup>2</sup>，第1<sup>st</sup>"))
  end)

  it("leave the figure with the bytes of its own", function()
    local html = "<p>" .. PROSE .. "</p><p>全年罚没金额1200<sup>1</sup>万元，成效明显。</p>"
    local doc = assert(document.decode(html, { path = "a.html" }))
    local figure = doc.figures[#doc.figures]
    assert.equal(12000000, figure.value)
    local i, j = doc:source(figure.start, figure.stop)
    assert.equal("1200<sup>1</sup>万元", html:sub(i, j))
  end)
end)

describe("struck text", function()
  it("is left out, and told", function()
    local html = "审结<s>30</s>35件，受理<del>41</del><ins>45</ins>件，罚没<span style='text-decoration:line-through'>12</span>"
      .. "15万元。"
    assert.equal("审结35件，受理45件，罚没15万元。", (in_body(html)))
    assert.truthy(notes(html):find("30 / 41 / 12", 1, true))
  end)

  it("is a paragraph of its own, or stands before one", function()
    local html = "<p style='text-decoration:line-through'>受理30件</p><p>受理45件。</p><s>审结41件</s>"
      .. "<p style='color:red'>审结40件。</p>"
    assert.equal("受理45件。\n审结40件。", (in_body(html)))
    assert.truthy(notes(html):find("受理30件 / 审结41件", 1, true))
  end)

  it("is none where a tag was never closed", function()
    local out = lines("<div><s><p>" .. PROSE .. "</p><p>" .. PROSE .. "</p></div>")
    assert.equal(PROSE .. "\n" .. PROSE, out)
  end)
end)

describe("the rules of a page's style", function()
  it("hide by class and id, the last one first, those of a medium not", function()
    local rules = page_style.rules { "/* .a{display:none} .z{ */ .a, .B.c , p.e{display:none} .x{color:red}",
      "@media print{.d{display:none}} @import 'x'; #f{visibility:hidden} .a{display:block}",
      "<!-- .g .a{display:none} -->" }
    local function hides(name, class, id, style)
      return page_style.is_hidden({ name = name, attr = { class = class, id = id, style = style } }, rules)
    end
    assert.is_false(hides("p", "a"))
    assert.is_true(hides("p", " b  C"))
    assert.is_false(hides("p", "b"))
    assert.is_false(hides("p", "d"))
    assert.is_true(hides("p", "x e e"))
    assert.is_false(hides("div", "e"))
    assert.is_true(hides("p", nil, "F"))
    assert.is_false(hides("p", nil, "f", "VISIBILITY: visible"))
    assert.is_true(hides("p", "a", nil, "display : none"))
  end)

  it("are found behind fonts, pictures and braces of any length, in time that grows with the length", function()
    local picture = "url(data:image/png;base64," .. ("A"):rep(500000) .. ")"
    local start = os.clock()
    local rules = page_style.rules { ".a{background:" .. picture .. ";display:none}",
      "@font-face{src:" .. picture .. "} .b{display:none}", ("a{"):rep(200000), ("@x"):rep(200000),
      ".c{display:none} " .. ("/*"):rep(200000) }
    assert.is_true(os.clock() - start < 2) -- each of them took minutes
    for _, class in ipairs { "a", "b", "c" } do
      assert.is_true(page_style.is_hidden({ name = "p", attr = { class = class } }, rules), class)
    end
  end)
end)

describe("what a page hides", function()
  local SECRET = "旧稿：受理行政复议申请444件，办结333件，各项工作取得进展。"

  local ways = { "style='display : none !important'", "style='visibility:hidden'", "style='FONT-SIZE:0px'", "hidden",
    "aria-hidden=true", "class='a old'", "id=gone" }
  for _, attribute in ipairs(ways) do
    it("by " .. attribute .. " is left out", function()
      local style = "<style>/* x */ .b, .old { color: red; display: none } #gone{visibility:hidden}</style>"
      for _, tag in ipairs { "div", "p", "span" } do
        local html = ("%s<div>%s</div><%s %s>%s</%s><p>%s"):format(style, PROSE, tag, attribute, SECRET, tag, PROSE)
        local reading = assert(page.read(html))
        assert.equal(PROSE .. "\n" .. PROSE, reading.text:bytes())
        assert.truthy(table.concat(reading.notes):find("旧稿", 1, true))
      end
    end)
  end

  it("does not break a line", function()
    assert.equal("培训8人。", (in_body "培训<span style='display:none'>9</span>8人。"))
  end)

  it("is read where it is shown again, or hidden only in print", function()
    local style = "<style>.a{display:none} .a{display:block} @media print{.b{display:none}} .c .d{display:none}</style>"
    for _, attribute in ipairs { "class=a", "class=b", "class=d", "style='font-size:0.9em'" } do
      assert.equal("甲\n" .. SECRET, (in_body(style .. "甲<div " .. attribute .. ">" .. SECRET .. "</div>")))
    end
  end)

  it("is read where it is the text, which a script shows", function()
    assert.equal(PROSE, lines("<style>#app{visibility:hidden}</style><body><div id=app><p>" .. PROSE .. "</p></div>"))
    assert.equal(PROSE, lines("<body style='display:none'><p>" .. PROSE .. "</p><p aria-hidden=true>" .. SECRET))
  end)

  it("in a table is no row of it", function()
    assert.equal("项目 | 数量（件）\n受理: 41件", (in_body("<table><tr><td>项目<td>数量（件）<tr><td>受理<td>41"
      .. "<tr style='display:none'><td>审结<td>40</table>")))
  end)

  it("is the next page of the text if the one before is built alike", function()
    local more = "2024年，全区将继续推进依法行政，加强行政执法监督，规范行政决策程序，全年计划培训执法人员900人。"
    local function built(class)
      return lines("<div class='page'><p>" .. PROSE .. "</p><p>" .. PROSE .. "</p></div><div class='" .. class
        .. "' style='display:none'><p>" .. more .. "</p><p>" .. more:rep(2) .. "</p></div>")
    end
    assert.equal(PROSE .. "\n" .. PROSE .. "\n" .. more .. "\n" .. more:rep(2), built "page")
    assert.equal(PROSE .. "\n" .. PROSE, built "box")
  end)
end)

describe("a column of news", function()
  local TITLE = "<h1>青禾县人民政府2023年法治政府建设情况报告</h1>"
  local TEXT = "<p>" .. PROSE:rep(8) .. "</p><p>一、主要工作</p><p>" .. PROSE:rep(6) .. "</p>"
  local NEWS = "<p>全县召开安全生产会议，排查隐患4567处，整改到位，形势稳定。</p><p>一季度实现生产总值45.6亿元，同比增长7.2%，稳中向好。</p>"
  local COLUMN = "<div class=side><h3>要闻</h3>" .. NEWS .. "</div>"

  it("above the title is none of the text", function()
    local out = lines("<title>青禾县人民政府</title>" .. COLUMN .. "<div class=left>" .. TITLE .. TEXT .. "</div>")
    assert.equal("青禾县人民政府2023年法治政府建设情况报告", out:match "^[^\n]*")
    assert.is_nil(out:find("4567", 1, true))
    assert.truthy(notes(COLUMN .. "<div class=left>" .. TITLE .. TEXT:rep(3) .. "</div>"):find("安全生产", 1, true))
    local cells_out = lines("<table><tr><td>" .. COLUMN .. "<td>" .. TITLE .. TEXT .. "</table>")
    assert.is_nil(cells_out:find("4567", 1, true))
  end)

  it("behind the text is none of it, and told", function()
    local reading = assert(page.read("<div class=left>" .. TITLE .. TEXT .. "</div>" .. COLUMN))
    assert.is_nil(reading.text:bytes():find("4567", 1, true))
    assert.truthy(table.concat(reading.notes):find("安全生产", 1, true))
  end)

  it("of teasers with links is none of it, whatever is around", function()
    local teasers = NEWS:gsub("</p>", "<a href=x>[详细]</a></p>")
    assert.is_nil(lines("<div>" .. TEXT .. "</div><div>" .. teasers .. "</div>"):find("4567", 1, true))
  end)

  it("is none where the text goes on in parts of its own", function()
    local part = "<div class=b><h3>下一步打算</h3><p>2024年将培训执法人员900人，推动工作落实见效。</p><p>将检查企业80家，规范行政检查行为。</p></div>"
    assert.truthy(lines("<div class=a>" .. TITLE .. TEXT .. "</div>" .. part):find("900", 1, true))
    local alike = part:gsub("下一步打算", "其他"):gsub("class=b", "class=a")
    assert.truthy(lines("<div class=a>" .. TEXT .. "</div>" .. alike):find("900", 1, true))
  end)
end)

describe("a break of lines", function()
  it("parts digits, and not a number from its unit", function()
    local doc = assert(document.decode("<p>" .. PROSE .. "附件1<br>2023年受理20件，检查5<br>6次，培训41<br>件，办结50件。</p>",
      { path = "a.html" }))
    local body = doc.body
    assert.truthy(body:find("附件1\n2023年", 1, true))
    assert.truthy(body:find("检查5\n6次", 1, true))
    assert.truthy(body:find("41件", 1, true))
  end)
end)

describe("a text in cells of its own", function()
  it("keeps its short rows, and the title that stands above", function()
    local rows = { "市人民政府：", PROSE, "一、主要工作", PROSE:rep(6), "二、2024年工作计划", PROSE }
    local out = lines("<title>某省司法厅</title><div class=bt>青禾县2023年法治政府建设情况报告</div><table><tr><td>"
      .. table.concat(rows, "</td></tr><tr><td>") .. "</td></tr></table>")
    assert.equal("青禾县2023年法治政府建设情况报告\n" .. table.concat(rows, "\n"), out)
  end)
end)

describe("layout tables within each other", function()
  local TEXT = ("<p>" .. PROSE .. "</p>"):rep(6)
  local count

  local function sentence()
    count = count + 1
    return ("第%d项工作全年开展%d次，成效比较明显。"):format(count, 1000 + count)
  end

  local function data()
    count = count + 2
    return ("<table><tr><td>受理<td>%d件<tr><td>审结<td>%d件</table>"):format(999 + count, 1000 + count)
  end

  local shapes = {
    ["a table beside a sentence, above the text"] = function()
      return "<table><tr><td>" .. sentence() .. "<td>" .. data() .. data() .. "<tr><td colspan=2>" .. TEXT .. "</table>"
    end,
    ["tables above the text"] = function()
      return data() .. data() .. "<table><tr><td>" .. TEXT .. "<td>" .. PROSE .. "</table>"
    end,
    ["a sentence and a table behind the text"] = function()
      return "<table><tr><td>" .. TEXT .. "</table><div>" .. sentence() .. data() .. "</div>" .. data()
    end,
    ["tables three deep, sentences on all sides"] = function()
      local inner = "<table><tr><td>" .. sentence() .. data() .. sentence() .. "<td>" .. sentence() .. "</table>"
      return "<table><tr><td>" .. sentence() .. "<td><table><tr><td>" .. inner .. "<td>" .. TEXT .. "</table><td>"
        .. data() .. "</table>" .. sentence()
    end,
  }

  for name, shape in pairs(shapes) do
    it("lose nothing: " .. name, function()
      count = 0
      local text = lines("<html><body><h1>云岭省青禾县2023年法治政府建设年度报告</h1>" .. shape() .. "</body></html>")
      for k = 1001, 1000 + count do
        local _, times = text:gsub(("%%f[%%d]%d%%f[%%D]"):format(k), "")
        assert.equal(1, times, k .. "\n" .. text)
      end
    end)
  end

  it("give no words of the page's frame for rows of the text", function()
    local foot = ("<p>相关链接</p>"):rep(6) .. "<table><tr><td>今日访问<td>1234<tr><td>累计访问<td>561234</table>"
    assert.equal((PROSE .. "\n"):rep(6), lines("<body><div>" .. TEXT .. "</div><div>" .. foot .. "</div>") .. "\n")
  end)
end)

describe("words of a table outside of its cells", function()
  it("are read where they stand", function()
    assert.equal("前言。\n甲县\n受理35件\n说明。\n乙县\n受理21件",
      in_body "<table><tr>前言。<td>甲县<td>受理35件</tr>说明。<tr><td>乙县<td>受理21件</table>")
  end)

  it("are none where only a form or a blank is", function()
    local expected = "甲县；受理: 35件\n乙县；受理: 21件"
    for _, form in ipairs { "<table>%s<form>%s%s</form></table>", "<table>&nbsp;%s<form>%s</form>\n%s<br></table>" } do
      local html = form:format("<tr><td>单位<td>年初<td>受理</tr>", "<tr>&nbsp;<td>甲县<td><td>35件</tr>",
        "<tr><form><td>乙县<td><td>21件</form></tr>")
      assert.equal("单位 | 年初 | 受理\n" .. expected, in_body(html))
    end
  end)
end)

describe("a title of the window", function()
  it("loses the name of the site", function()
    for text, title in pairs {
      ["云岭省人民政府 - 青禾县2023年法治政府建设情况报告"] = "青禾县2023年法治政府建设情况报告",
      ["青禾县2023年法治政府建设情况报告_工作报告_云岭省"] = "青禾县2023年法治政府建设情况报告",
      ["某某消息 | 某网"] = "某某消息",
      ["2021-2025年规划纲要"] = "2021-2025年规划纲要",
    } do
      local i, j = page_body.title_part(text)
      assert.equal(title, text:sub(i, j))
    end
    assert.is_nil(page_body.title_part " _ ")
  end)
end)

describe("blanks and line ends of the markup", function()
  it("are nothing between Chinese characters and one blank between words", function()
    assert.equal("甲乙丙 and some words丁", (in_body "<p>\n  甲\n  乙<b>\n丙</b> and\n  some  words\n丁  </p>"))
  end)

  it("part what stands in elements of its own", function()
    assert.equal("来源：某局 时间：某日", (in_body "<p><span>来源：某局</span>\n<span>时间：某日</span></p>"))
    assert.equal("甲\n乙\n丙\n丁", (in_body "<p>甲<br>乙<p>丙<div>丁</div>"))
  end)

  it("and controls that a page writes as entities are no part of it", function()
    assert.equal("办结35件，完。", (in_body "<p>办结&#129;35&#x9f;件，完。</p>"))
  end)

  it("are kept in preformatted text", function()
    assert.equal("甲\n乙", (in_body "<pre>甲\n乙</pre>"))
  end)
end)

describe("numbered lists", function()
  it("get the numbers that the page shows", function()
    assert.equal("1.甲\n2.乙\n5.丙", (in_body "<ol><li>甲<li>乙<li value=5>丙</ol>"))
    assert.equal("三、甲\n四、乙", (in_body "<ol start=3 style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>"))
    assert.equal("c.甲", (in_body "<ol type=a start=3><li>甲</ol>"))
  end)

  it("get none where the page shows none, and no second one", function()
    assert.equal("甲", (in_body "<ol style='list-style: none'><li>甲</ol>"))
    assert.equal("甲", (in_body "<ul><li>甲</ul>"))
    assert.equal("一、甲", (in_body "<ol><li>一、甲</ol>"))
  end)

  it("count in every style", function()
    assert.equal("二十一、", page_flow.marker(21, "han"))
    assert.equal("十、", page_flow.marker(10, "han"))
    assert.equal("aa.", page_flow.marker(27, "lower-alpha"))
    assert.equal("XIV.", page_flow.marker(14, "upper-roman"))
    assert.equal("0.", page_flow.marker(0, "lower-roman"))
  end)
end)

describe("tables", function()
  it("of two columns give names and values, with the unit of the head", function()
    assert.equal("项目 | 数量（件）\n受理: 41件\n审结率: 98.5%",
      (in_body "<table><tr><td>项目<td>数量（件）<tr><td>受理<td>41<tr><td>审结率<td>98.5%</table>"))
    assert.equal("受理数（件）: 41件\n审结数(件): 40件", (in_body "<table><tr><td>受理数（件）<td>41<tr><td>审结数(件)<td>40</table>"))
  end)

  it("with a head give each value its column", function()
    assert.equal("地区 | 受理（件） | 罚没金额（万元）\n青禾县；受理: 41件；罚没金额: 12.5万元\n石汀县；受理: 0件；罚没金额: 3万元",
      (in_body("<table><tr><th>地区<th>受理（件）<th>罚没金额（万元）<tr><td>青禾县<td>41<td>12.5"
        .. "<tr><td>石汀县<td>0<td>3</table>")))
  end)

  it("take the unit from a column of units, from the line above and from what a head counts", function()
    assert.equal("指标 | 单位 | 2023年\n受理；2023年: 41件\n罚没金额；2023年: 18万元",
      (in_body("<table><tr><td>指标<td>单位<td>2023年<tr><td>受理<td>件<td>41<tr><td>罚没金额<td>万元<td>18</table>")))
    assert.equal("项目 | 数量 | 单位\n受理: 41件\n罚没金额: 12.5万元",
      (in_body("<table><tr><td>项目<td>数量<td>单位<tr><td>受理<td>41<td>件<tr><td>罚没金额<td>12.5<td>万元</table>")))
    assert.equal("见下表（单位：件）：\n类别 | 受理\n2022年 | 2023年\n复议；受理2022年: 35件；受理2023年: 41件",
      (in_body("<p>见下表（单位：件）：</p><table><tr><th rowspan=2>类别<th colspan=2>受理<tr><th>2022年<th>2023年"
        .. "<tr><td>复议<td>35<td>41</table>")))
    assert.equal("单位 | 受理件数 | 参训人数\n甲局；受理件数: 41件；参训人数: 1.2",
      (in_body("<table><tr><th>单位<th>受理件数<th>参训人数<tr><td>甲局<td>41<td>1.2</table>")))
  end)

  it("without units are told", function()
    local table_html = "<table><tr><td>类别<td>2022年<td>2023年<tr><td>复议<td>35<td>41<tr><td>项目审查<td>5<td>6</table>"
    assert.truthy(notes(table_html):find("4", 1, true))
    assert.equal("", notes(table_html:gsub("类别", "类别（件）"):gsub("年<", "年（件）<")))
    local doc = assert(document.decode("<p>" .. PROSE .. "</p>" .. table_html, { path = "a.html" }))
    assert.equal(2, #doc.figures) -- no number takes the first word of the next row as its unit
  end)

  it("leave out the column that only counts", function()
    assert.equal("序号 | 项目 | 数量（件）\n受理: 41件", (in_body("<table><tr><td>序号<td>项目<td>数量（件）"
      .. "<tr><td>1<td>受理<td>41</table>")))
  end)

  it("follow cells that span rows and columns", function()
    assert.equal("地区 | 复议（件）\n受理 | 审结\n青禾县；复议受理: 41件；复议审结: 40件",
      (in_body("<table><tr><td rowspan=2>地区<td colspan=2>复议（件）<tr><td>受理<td>审结"
        .. "<tr><td>青禾县<td>41<td>40</table>")))
  end)

  it("of facts give a line for each", function()
    assert.equal("索引号：99-1\n发布机构：某局", (in_body("<table><tr><td>索引号：<td>99-1<td>发布机构：<td>某局</table>")))
  end)

  it("for layout are lines", function()
    local out = lines("<table><tr><td><a href=#>首页</a><td><p>" .. PROSE .. "</p><p>" .. PROSE .. "</p></table>")
    assert.equal(PROSE .. "\n" .. PROSE, out)
  end)

  it("split a unit off only if it is one", function()
    assert.same({ "数量", "件" }, { cell_text.split_unit "数 量（单位：件）" })
    assert.same({ "受理（含上年结转）" }, { cell_text.split_unit "受理（含上年结转）" })
    assert.is_true(cell_text.is_number " 12,077 ")
    assert.is_false(cell_text.is_number "41件")
  end)

  it("that ask for a huge grid are not laid out", function()
    local html = "<table>" .. ("<tr><td colspan=100000 rowspan=100000>甲<td>1"):rep(300) .. "</table>"
    assert.truthy(in_body(html):find "甲")
  end)
end)

describe("facts of a page", function()
  local HEAD = '<head><meta name="ArticleTitle" content="青禾县报告"><META NAME="PubDate" CONTENT="2024-02-27 10:00">'
    .. '<meta name="Url" content="null"><meta property="og:site_name" content="A&amp;B"></head><p>' .. PROSE .. "</p>"

  it("are those of meta, with the bytes they stand in", function()
    local reading = assert(page.read(HEAD))
    local facts = {}
    for _, fact in ipairs(reading.facts) do
      facts[fact.field] = fact.value .. "=" .. (fact.i and HEAD:sub(fact.i, fact.j) or "?")
    end
    assert.same({ title = "青禾县报告=青禾县报告", published = "2024-02-27 10:00=2024-02-27 10:00", site = "A&B=?" }, facts)
  end)

  it("have bytes of the file in any encoding", function()
    local utf8_head = '<meta name="ContentSource" content="司法局"><p>' .. PROSE .. "</p>"
    local bytes = require("support.encoder").encode(utf8_head, "GB18030")
    local fact = assert(page.read(bytes)).facts[1]
    assert.equal("司法局", core.text.decode(bytes:sub(fact.i, fact.j), { encoding = "GB18030" }):bytes())
  end)
end)

describe("the encoding of a page", function()
  it("is what its bytes say, not what it declares", function()
    local reading = assert(page.read('<meta charset="utf-16"><p>' .. PROSE .. "</p>"))
    assert.equal("UTF-8", reading.text:encoding())
    local gbk = require("support.encoder").encode('<meta charset="utf-8"><p>' .. PROSE .. "</p>", "GB18030")
    assert.equal("GB18030", assert(page.read(gbk)).text:encoding())
  end)

  it("may be UTF-16, with a mark or without", function()
    local encoder = require "support.encoder"
    local html = "<!DOCTYPE html><html><p>" .. PROSE:rep(20) .. "</p></html>"
    for _, bytes in ipairs { "\xFF\xFE" .. encoder.encode(html, "UTF-16LE"), encoder.encode(html, "UTF-16LE"),
      "\xFE\xFF" .. encoder.encode(html, "UTF-16BE") } do
      local doc = assert(document.decode(bytes, { path = "a.doc" }))
      assert.equal("html", doc.format)
      assert.equal(PROSE:rep(20), doc.body)
      local figure = doc.figures[1]
      local i, j = doc:source(figure.start, figure.stop)
      assert.equal(6, j - i + 1) -- 35件: three characters of two bytes
    end
  end)

  it("is declared in many ways", function()
    assert.equal("GB18030", page.declared '<META content="text/html; charset=gb2312" http-equiv=x>')
    assert.equal("BIG5", page.declared "<meta charset='Big5-HKSCS'>")
    assert.equal("UTF-8", page.declared '<?xml version="1.0" encoding="utf-8"?>')
    assert.is_nil(page.declared "<meta charset=klingon>")
  end)
end)

describe("plain text under the name of a page", function()
  it("keeps its lines", function()
    local doc = assert(document.decode("一、甲 < 乙\n二、丙\n" .. PROSE .. "\n", { path = "a.html" }))
    assert.equal("html", doc.format)
    assert.truthy(doc.body:find("一、甲 < 乙\n二、丙\n", 1, true))
  end)
end)

describe("pages without a text", function()
  it("say so, and what to do about frames", function()
    local reading, message, code = page.read "<frameset><frame src='main.htm'></frameset>"
    assert.is_nil(reading)
    assert.equal("E313", code)
    assert.truthy(message:find("main.htm", 1, true))
    assert.equal("E313", select(3, page.read "<html><body><script>x</script><img src=a></body></html>"))
  end)
end)

describe("hostile pages", function()
  it("of 200,000 nested tags keep their text", function()
    for _, tag in ipairs { "div", "b", "ul><li", "span" } do
      assert.equal(PROSE, lines(("<" .. tag .. ">"):rep(200000) .. PROSE))
    end
    assert.equal(PROSE, lines(("<table><tr><td>"):rep(100000) .. PROSE))
    assert.same({ nil, "markup of too many elements and texts", "E314" },
      { page.read(("<table><tr><td>"):rep(200000) .. PROSE) })
  end)

  -- What stands in the middle of the nest: blocks, a table, a list, words that are struck out or hidden.
  local INNER = PROSE .. "<p>一、做法<p>" .. PROSE .. "</p>" .. PROSE
    .. "<table><tr><th>单位<th>受理数（件）<tr><td>司法局<td>35</table><ol><li>甲项<li>乙项</ol>"
    .. "<del>删去</del><span style='display:none'>隐去</span><div>" .. PROSE .. "<b>加粗</b>后文。</div>"
    .. PROSE

  local nests = { "div", "b", "font color=red", "div class=a", "section", "div><section", "table><tr><td", "ul><li" }
  for _, tags in ipairs(nests) do
    it("read as they would without the nest: " .. tags, function()
      local ends = {}
      for name in tags:gmatch "%f[%a]%l+%f[^%l]" do
        if name ~= "color" and name ~= "red" and name ~= "class" and name ~= "a" then
          table.insert(ends, 1, "</" .. name .. ">")
        end
      end
      local flat = lines("<div>" .. INNER .. "</div>")
      assert.truthy(flat:find("\n司法局: 35件\n", 1, true))
      assert.is_nil(flat:find("删去", 1, true) or flat:find("隐去", 1, true))
      for _, depth in ipairs { 50, 126, 127, 128, 253, 254, 255, 256, 257, 300, 30000 } do
        local nested = ("<" .. tags .. ">"):rep(depth) .. INNER .. table.concat(ends):rep(depth)
        assert.equal(flat, lines(nested), tags .. " " .. depth)
      end
    end)
  end

  it("keep lines apart at every depth, where blocks begin and where they end", function()
    local down, up, expected = {}, {}, {}
    for k = 1, 1000 do
      down[k] = ("<div><p>第%d件事项，今年办理完成，效果良好。"):format(k)
      up[k] = ("</div>第%d件后续，今年办理完成，效果良好。"):format(k)
      expected[k] = down[k]:sub(#"<div><p>" + 1)
      expected[1000 + k] = up[k]:sub(#"</div>" + 1)
    end
    assert.equal(table.concat(expected, "\n"), lines(table.concat(down) .. table.concat(up)))
  end)

  it("with pictures inside are read without them", function()
    assert.equal(PROSE, lines("<p><img src='data:image/png;base64," .. ("A"):rep(5000000) .. "'>" .. PROSE))
  end)
end)

describe("a page saved as one file", function()
  local function mht(encoding, body)
    return table.concat({ "From: <Saved>", "MIME-Version: 1.0", "Content-Type: multipart/related;",
      '\ttype="text/html"; boundary="----=_Next.1"', "", "A page.", "------=_Next.1", "Content-Type: image/png",
      "Content-Transfer-Encoding: base64", "", "AAAA", "------=_Next.1",
      'Content-Type: text/html;\r\n\tcharset="gb2312"',
      "Content-Transfer-Encoding: " .. encoding, "Content-Location: http://www.example.gov.cn/a.htm", "", body,
      "------=_Next.1--", "" }, "\r\n")
  end

  it("is read as the page in it", function()
    local plain = example "白塔市_2022.txt"
    local html = wrap.wrap(plain, "word", FACTS, "GB18030")
    local quoted = html:gsub("[\x80-\xFF=]", function(c) return ("=%02X"):format(c:byte()) end)
      :gsub(("[^\n]"):rep(70), "%0=\r\n")
    local doc = assert(document.decode(mht("quoted-printable", quoted), { path = "a.mht" }))
    assert.same({}, compare.differences(plain, doc))
    assert.equal("http://www.example.gov.cn/a.htm", doc.url)
    assert.equal("GB18030", doc.encoding)
  end)

  it("may be of one part, the page itself", function()
    local one = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
      .. "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://www.example.gov.cn/b.htm\r\n\r\n<p>"
      .. PROSE:gsub("[\x80-\xFF]", function(c) return ("=%02X"):format(c:byte()) end) .. "</p>\r\n"
    local doc = assert(document.decode(one, { path = "b.mht" }))
    assert.equal(PROSE, doc.body)
    assert.equal("http://www.example.gov.cn/b.htm", doc.url)
    assert.truthy(assert(document.decode(one, { path = "saved.dat" })).body:find(PROSE, 1, true))
  end)

  it("may be written in base64", function()
    local doc = assert(document.decode(mht("base64", "PHA+wfnUwtLUwLSjrLmyytzA7dD"
      .. "Q1f64tNLpyerH6zM1vP6ho8nzveEzMLz+oaM8L3A+"), { path = "a.mht" }))
    assert.truthy(doc.body:find("35件", 1, true))
  end)
end)
