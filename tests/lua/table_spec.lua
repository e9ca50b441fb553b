-- table_spec: a table reads alike in a page, a Word file and a PDF, whatever its shape, and the figures
-- and indicators of its lines are about what the cells say.

local cell_text = require "fazhi.cell_text"
local core = require "fazhi.core"
local document = require "fazhi.document"
local docx = require "support.docx"
local indicator = require "fazhi.indicator"
local input = require "fazhi.input"
local lines = require "fazhi.lines"
local loader = require "fazhi.loader"
local labels = require "fazhi.labels"
local pdf = require "support.pdf"

local BEFORE = "全省的有关情况列在下面的表格之中，并且按照各个部门和各个地区分别加以统计。"
local BEHIND = "以上数据均已经过核对，各地各部门要认真研究分析，推动法治政府建设的各项工作。"

-- ---- one table written in each format ------------------------------------------------------

-- A cell is a text or { text, columns, rows }; cells that others reach into are not written.
local function shape(cell)
  if type(cell) == "table" then return cell[1], cell[2] or 1, cell[3] or 1 end
  return cell, 1, 1
end

-- Every cell with its place: list of { text=, r=, c=, columns=, rows= }, and the width.
local function laid_out(rows)
  local list, taken, width = {}, {}, 0
  for r, row in ipairs(rows) do
    local c = 1
    for _, cell in ipairs(row) do
      local text, columns, height = shape(cell)
      while taken[r .. "," .. c] do c = c + 1 end
      list[#list + 1] = { text = text, r = r, c = c, columns = columns, rows = height }
      for y = r, r + height - 1 do
        for x = c, c + columns - 1 do taken[y .. "," .. x] = #list end
      end
      c = c + columns
      width = math.max(width, c - 1)
    end
  end
  return list, width, taken
end

local function as_html(rows, above)
  local out = { "<html><body><p>" .. BEFORE .. "</p>" }
  for _, line in ipairs(above or {}) do out[#out + 1] = "<p>" .. line .. "</p>" end
  out[#out + 1] = "<table>"
  for _, row in ipairs(rows) do
    out[#out + 1] = "<tr>"
    for _, cell in ipairs(row) do
      local text, columns, height = shape(cell)
      out[#out + 1] = ("<td colspan=%d rowspan=%d>%s</td>"):format(columns, height, text)
    end
    out[#out + 1] = "</tr>"
  end
  return table.concat(out) .. "</table><p>" .. BEHIND .. "</p></body></html>", "a.html"
end

local function as_docx(rows, above)
  local list, width, taken = laid_out(rows)
  local out = {}
  for r = 1, #rows do
    local row, c = {}, 1
    while c <= width do
      local cell = list[taken[r .. "," .. c]]
      local columns = cell and cell.columns or 1
      local merge = cell and cell.rows > 1 and (cell.r == r and '<w:vMerge w:val="restart"/>' or "<w:vMerge/>") or ""
      local text = cell and cell.r == r and cell.text or ""
      row[#row + 1] = { text, ('<w:gridSpan w:val="%d"/>%s'):format(columns, merge) }
      c = c + columns
    end
    out[r] = row
  end
  local body = docx.paragraph(BEFORE)
  for _, line in ipairs(above or {}) do body = body .. docx.paragraph(line) end
  return docx.make { body = body .. docx.table(out) .. docx.paragraph(BEHIND) }, "a.docx"
end

-- Cells over several columns and rows stand in the middle of them, as they do in print.
local function as_pdf(rows, above)
  local list, width = laid_out(rows)
  local doc, step = pdf.new({ width = 700 }):page():put(60, 80, 14, BEFORE), 560 / width
  local y = 110
  for _, line in ipairs(above or {}) do
    doc:put(200, y, 12, line)
    y = y + 26
  end
  for _, cell in ipairs(list) do
    local x = 60 + (cell.c - 1) * step
    if cell.columns > 1 then x = x + (cell.columns * step - 12 * pdf.width_of(cell.text)) / 2 - 20 end
    if cell.text ~= "" then doc:put(x, y + (cell.r - 1 + (cell.rows - 1) / 2) * 26, 12, cell.text) end
  end
  return doc:put(60, y + #rows * 26 + 60, 14, BEHIND):bytes(), "a.pdf"
end

local has_pdftotext = core.helper.find "pdftotext" ~= nil
local writers = { html = as_html, docx = as_docx, pdf = has_pdftotext and as_pdf or nil }

-- The lines of the table in a format, without the paragraphs around it.
local function lines_in(format, rows, above)
  local bytes, name = writers[format](rows, above)
  local text = assert(loader.read(input.memory(bytes, name), {})).text:bytes()
  local list = {}
  for line in text:gmatch "[^\n]+" do list[#list + 1] = line end
  assert.equal(BEFORE, table.remove(list, 1))
  assert.equal(BEHIND, table.remove(list))
  return list
end

local function check(rows, expected, options)
  options = options or {}
  for _, format in ipairs { "html", "docx", "pdf" } do
    if writers[format] and options.but ~= format then
      assert.same(expected, lines_in(format, rows, options.above), format)
    end
  end
end

-- ---- shapes --------------------------------------------------------------------------------

describe("the same table in a page, a Word file and a PDF", function()
  it("of two columns gives names and values", function()
    check({ { "行政复议收到", "36件" }, { "行政复议受理（件）", "31" }, { "满意率", "98.5%" } },
      { "行政复议收到: 36件", "行政复议受理（件）: 31件", "满意率: 98.5%" })
  end)

  it("of two columns with a head takes its unit", function()
    check({ { "项目", "数量（件）" }, { "行政处罚", "120" }, { "行政许可", "3,456" } },
      { "项目 | 数量（件）", "行政处罚: 120件", "行政许可: 3,456件" })
  end)

  it("with a head gives each value its column", function()
    check({ { "地区", "受理", "审结" }, { "青禾县", "41件", "40件" }, { "石汀县", "7件", "6件" } },
      { "地区 | 受理 | 审结", "青禾县；受理: 41件；审结: 40件", "石汀县；受理: 7件；审结: 6件" })
  end)

  it("with units in the head puts them behind the numbers", function()
    check({ { "地区", "受理（件）", "罚没金额（万元）", "纠错率(%)" }, { "青禾县", "41", "12.5", "9.7" },
      { "石汀县", "12,077", "3", "10" } },
      { "地区 | 受理（件） | 罚没金额（万元） | 纠错率(%)", "青禾县；受理: 41件；罚没金额: 12.5万元；纠错率: 9.7%",
        "石汀县；受理: 12,077件；罚没金额: 3万元；纠错率: 10%" })
  end)

  it("with a head over two rows names the column by both", function()
    local rows = { { { "地区", 1, 2 }, { "行政复议（件）", 2, 1 }, { "行政应诉（件）", 1, 2 } }, { "受理", "审结" },
      { "青禾县", "41", "40", "9" }, { "石汀县", "7", "6", "2" } }
    local body = { "青禾县；行政复议受理: 41件；行政复议审结: 40件；行政应诉: 9件",
      "石汀县；行政复议受理: 7件；行政复议审结: 6件；行政应诉: 2件" }
    check(rows, { "地区 | 行政复议（件） | 行政应诉（件）", "受理 | 审结", body[1], body[2] }, { but = "pdf" })
    if has_pdftotext then -- where print has one head of two heights, it is one line
      local printed = lines_in("pdf", rows)
      assert.same(body, { printed[#printed - 1], printed[#printed] })
    end
  end)

  it("with a merged first column repeats it", function()
    check({ { "类别", "环节", "上年（件）", "本年（件）" }, { { "行政复议", 1, 2 }, "受理", "28", "36" },
      { "审结", "25", "31" }, { "行政应诉", "一审", "7", "9" } },
      { "类别 | 环节 | 上年（件） | 本年（件）", "行政复议；环节: 受理；上年: 28件；本年: 36件",
        "行政复议；环节: 审结；上年: 25件；本年: 31件", "行政应诉；环节: 一审；上年: 7件；本年: 9件" })
  end)

  it("in print names the rows of a merged cell only where it is clear", function()
    if not has_pdftotext then return pending "no pdftotext" end
    local head = { "类别", "环节", "上年（件）", "本年（件）" }
    -- In the middle of three rows.
    assert.same({ "类别 | 环节 | 上年（件） | 本年（件）", "行政复议；环节: 受理；上年: 28件；本年: 36件",
      "行政复议；环节: 审结；上年: 25件；本年: 31件", "行政复议；环节: 驳回；上年: 5件；本年: 3件" },
      lines_in("pdf", { head, { { "行政复议", 1, 3 }, "受理", "28", "36" }, { "审结", "25", "31" }, { "驳回", "5", "3" } }))
    -- At the top of two rows each, or in the middle of one and of three: nobody can tell of the second.
    assert.same({ "类别 | 环节 | 上年（件） | 本年（件）", "行政复议；环节: 受理；上年: 28件；本年: 36件",
      "环节: 审结；上年: 25件；本年: 31件", "行政应诉；环节: 一审；上年: 7件；本年: 9件", "行政应诉；环节: 二审；上年: 2件；本年: 1件" },
      lines_in("pdf", { head, { "行政复议", "受理", "28", "36" }, { "", "审结", "25", "31" },
        { "行政应诉", "一审", "7", "9" }, { "", "二审", "2", "1" } }))
  end)

  it("that counts in one column names what is counted", function()
    check({ { "序号", "类别", "项目", "数量（件）" }, { "1", { "行政复议", 1, 2 }, "受理", "36" }, { "2", "审结", "31" } },
      { "序号 | 类别 | 项目 | 数量（件）", "行政复议；受理: 36件", "行政复议；审结: 31件" }, { but = "pdf" })
    check({ { "序号", "项目", "数量（件）" }, { "1", "受理", "36" }, { "2", "审结", "31" } },
      { "序号 | 项目 | 数量（件）", "受理: 36件", "审结: 31件" })
  end)

  it("takes its unit from the line above it, but not for rates and years", function()
    check({ { "地区", "受理", "审结", "审结率" }, { "青禾县", "41", "40", "97.6" }, { "石汀县", "7起", "6", "85.7" } },
      { "2023年行政复议情况表", "单位：件", "地区 | 受理 | 审结 | 审结率", "青禾县；受理: 41件；审结: 40件；审结率: 97.6",
        "石汀县；受理: 7起；审结: 6件；审结率: 85.7" }, { above = { "2023年行政复议情况表", "单位：件" } })
  end)

  it("has lines of its own for a totals row, whose value may span columns", function()
    check({ { "地区", "受理（件）", "审结（件）" }, { "青禾县", "41", "40" }, { "合计", "1,204", "1,180" } },
      { "地区 | 受理（件） | 审结（件）", "青禾县；受理: 41件；审结: 40件", "合计；受理: 1,204件；审结: 1,180件" })
    check({ { { "地区", 1, 2 }, { "行政复议（件）", 2, 1 } }, { "受理", "审结" }, { "青禾县", "41", "40" },
      { "合计", { "81", 2 } } },
      { "地区 | 行政复议（件）", "受理 | 审结", "青禾县；行政复议受理: 41件；行政复议审结: 40件",
        "合计；行政复议: 81件" }, { but = "pdf" })
  end)

  it("leaves out what is missing, which is never zero", function()
    check({ { "地区", "受理（件）", "审结（件）", "撤回（件）", "驳回（件）" }, { "青禾县", "41", "—", "", "0" },
      { "石汀县", "/", "6", "1", "2" } },
      { "地区 | 受理（件） | 审结（件） | 撤回（件） | 驳回（件）", "青禾县；受理: 41件；驳回: 0件",
        "石汀县；审结: 6件；撤回: 1件；驳回: 2件" })
    check({ { "受理（件）", "—" }, { "审结（件）", "6" }, { "撤回（件）", "/" } },
      { "受理（件）", "审结（件）: 6件", "撤回（件）" }, { but = "pdf" }) -- there one cell in a row ends a table
  end)

  it("whose first row is no head stays cells side by side", function()
    check({ { "青禾县", "41件", "40件" }, { "石汀县", "7件", "6件" } }, { "青禾县 | 41件 | 40件", "石汀县 | 7件 | 6件" })
  end)

  it("of names and values in turn gives a line for each", function()
    check({ { "受理", "36件", "审结", "31件" }, { "应诉（件）", "9", "败诉（件）", "—" } },
      { "受理: 36件", "审结: 31件", "应诉（件）: 9件", "败诉（件）" })
    check({ { "项目", "数量（件）", "项目", "数量（件）" }, { "受理", "36", "审结", "31" }, { "应诉", "9", "败诉", "1" } },
      { "项目 | 数量（件） | 项目 | 数量（件）", "受理: 36件", "审结: 31件", "应诉: 9件", "败诉: 1件" })
    check({ { "索引号", "99-1", "发布机构", "某局" }, { "文号", "某政发〔2024〕3号", "成文日期", "2024-01-22" } },
      { "索引号: 99-1", "发布机构: 某局", "文号: 某政发〔2024〕3号", "成文日期: 2024-01-22" })
    check({ { "名称：", { "某县报告", 3 } }, { "索引号：", "99-1", "发布机构：", "某局" } },
      { "名称：某县报告", "索引号：99-1", "发布机构：某局" }, { but = "pdf" })
  end)

  it("of years names the year of each value", function()
    check({ { "指标", "2022", "2023" }, { "受理（件）", "28", "35" }, { "审结（件）", "25", "31" } },
      { "指标 | 2022 | 2023", "受理（件）；2022年: 28件；2023年: 35件", "审结（件）；2022年: 25件；2023年: 31件" })
    check({ { "年份", "受理（件）", "审结（件）" }, { "2022", "28", "25" }, { "2023", "35", "31" } },
      { "年份 | 受理（件） | 审结（件）", "2022年；受理: 28件；审结: 25件", "2023年；受理: 35件；审结: 31件" })
  end)

  it("of prose stays as it is", function()
    local long = ("全面落实行政执法公示、全过程记录、重大执法决定法制审核三项制度，持续规范执法行为。"):rep(4)
    check({ { "做法", "成效" }, { long, long } }, { "做法", "成效", long, long }, { but = "pdf" })
  end)
end)

describe("a table within a table", function()
  it("is read as the one it is, the outer one being layout", function()
    local expected = { "外面一段。", "项目 | 数量（件）", "受理: 36件", "审结: 31件" }
    local html = "<html><body><p>" .. BEFORE .. "</p><table><tr><td>外面一段。<table><tr><td>项目<td>数量（件）<tr><td>受理<td>36"
      .. "<tr><td>审结<td>31</table></td></tr></table><p>" .. BEHIND .. "</p></body></html>"
    local inner = docx.table { { "项目", "数量（件）" }, { "受理", "36" }, { "审结", "31" } }
    local word = docx.make { body = docx.paragraph(BEFORE)
      .. docx.table { { docx.paragraph "外面一段。" .. inner .. "<w:p/>" } } .. docx.paragraph(BEHIND) }
    for name, bytes in pairs { ["a.html"] = html, ["a.docx"] = word } do
      local text = assert(loader.read(input.memory(bytes, name), {})).text:bytes():gsub("\n+", "\n")
      assert.equal(table.concat({ BEFORE, table.concat(expected, "\n"), BEHIND }, "\n"), (text:gsub("\n$", "")), name)
    end
  end)
end)

describe("the unit of a table", function()
  it("is told in a line of its own, and only if it is one", function()
    assert.equal("件", cell_text.unit_line "单位：件")
    assert.equal("万元", cell_text.unit_line "2023年罚没情况表（单位：万元）")
    assert.equal("人次", cell_text.unit_line "填报单位：青禾县司法局　　　　计量单位: 人次")
    assert.is_nil(cell_text.unit_line "填报单位：件")
    assert.is_nil(cell_text.unit_line "单位：件、万元")
    assert.is_nil(cell_text.unit_line "单位：青禾县司法局")
    assert.is_nil(cell_text.unit_line "各单位要认真落实。单位：件。")
  end)

  it("may stand in the corner of the head", function()
    check({ { "单位：件", "受理", "审结" }, { "青禾县", "41", "40" } }, { "单位：件 | 受理 | 审结",
      "青禾县；受理: 41件；审结: 40件" }, { but = "pdf" })
  end)
end)

describe("a caption of a page's table", function()
  it("is a line above it, and may tell the unit", function()
    local html = "<html><body><p>" .. BEFORE .. "</p><table><caption>行政复议情况表（单位：件）</caption>"
      .. "<tr><td>项目<td>数量<tr><td>受理<td>36</table></body></html>"
    local text = assert(loader.read(input.memory(html, "a.html"), {})).text:bytes()
    assert.equal(BEFORE .. "\n行政复议情况表（单位：件）\n项目 | 数量\n受理: 36件", (text:gsub("\n$", "")))
  end)
end)

-- ---- what is read of them ------------------------------------------------------------------

-- A report whose table has these rows, with these lines above it.
local function report(rows, above, heading)
  local html = as_html(rows, above):gsub(BEFORE, "2023年，青禾县扎实推进法治政府建设，现将有关情况报告如下。</p><p>一、"
    .. (heading or "主要工作情况") .. "</p><p>全县认真办理案件，有关情况如下。")
  html = html:gsub("<body>", "<body><h1>青禾县2023年法治政府建设年度报告</h1>")
    :gsub(BEHIND, "二、存在的问题</p><p>有的干部法治意识还不够强，工作方式方法有待改进。")
  return assert(document.decode(html, { path = "a.html" }))
end

local function said(doc)
  local list = {}
  for k, f in ipairs(doc.figures) do
    list[k] = ("%s %s/%s"):format(f.raw, f.subject or "-", f.predicate or "-")
  end
  return list
end

local function observed(doc)
  local found = {}
  local list = indicator.observe(doc.body, doc.figures, { sections = doc.sections, meta = doc.meta })
  for _, one in ipairs(list) do found[one.indicator] = (found[one.indicator] or "") .. " " .. one.value end
  return found
end

local COUNTIES = { { "地区", "收到（件）", "受理（件）", "审结率" }, { "青禾县", "41", "36", "97.5%" },
  { "石汀县", "14", "12", "100%" } }

describe("the figures of a table's rows", function()
  it("are about the name before them, and nothing of another line", function()
    assert.same({ "120件 行政处罚/-", "3,456件 行政许可/-" },
      said(report { { "项目", "数量（件）" }, { "行政处罚", "120" }, { "行政许可", "3,456" } }))
    assert.same({ "41件 收到/收到", "36件 受理/受理", "97.5% 审结率/-", "14件 收到/收到", "12件 受理/受理",
      "100% 审结率/-" }, said(report(COUNTIES)))
  end)

  it("in columns of years are about the name of the row", function()
    assert.same({ "28件 行政复议受理/-", "35件 行政复议受理/-" },
      said(report { { "指标", "2022年", "2023年" }, { "行政复议受理（件）", "28", "35" } }))
  end)

  it("leave prose with a colon as it was", function()
    local doc = assert(document.decode("青禾县2023年法治政府建设年度报告\n2023年，工作情况如下：120件行政处罚案件全部公示。", {}))
    assert.same({ "120件 行政处罚案件/公示" }, said(doc))
  end)

  it("stand in lines of their own, however long the rows", function()
    local head, rows = { "地区" }, {}
    for k = 1, 12 do head[k + 1] = ("指标%s（件）"):format(("甲乙丙丁戊己庚辛壬癸子丑"):sub(3 * k - 2, 3 * k)) end
    for r, name in ipairs { "青禾县", "石汀县", "望岫县" } do
      rows[r] = { name }
      for k = 1, 12 do rows[r][k + 1] = tostring(100 * r + k) end
    end
    local doc = report { head, rows[1], rows[2], rows[3] }
    for _, name in ipairs { "青禾县", "石汀县", "望岫县" } do
      assert.truthy(doc.body:find("\n" .. name .. "；指标甲: ", 1, true), name)
    end
    assert.equal(36, #doc.figures)
  end)

  it("are read at the end of a report too", function()
    local doc = report(COUNTIES)
    local text = doc.body:gsub("\n二、.*$", "")
    assert.truthy(assert(document.decode(text, {})).body:find("石汀县；收到: 14件；受理: 12件；审结率: 100%", 1, true))
  end)

  it("lead back to their cells", function()
    local html = as_html { { "地区", "收到（件）", "受理（件）" }, { "青禾县", "41", "36" }, { "合计", "1,055", "948" } }
    local doc = assert(document.decode(html, { path = "a.html" }))
    for k, cell in ipairs { "41", "36", "1,055", "948" } do
      local figure = doc.figures[k]
      assert.equal(cell, html:sub(doc:source(figure.start, figure.stop)))
    end
  end)
end)

describe("a row of a table", function()
  it("is told from prose", function()
    for _, row in ipairs { "青禾县；受理: 41件", "受理: 41件", "地区 | 受理", "受理（件）；2023年: 35件" } do
      assert.is_true(lines.is_table_row(row), row)
    end
    for _, prose in ipairs { "受理41件；审结40件。", "情况如下：受理41件", "全年受理41件，其中: 审结40件；", "网址: 某处" } do
      assert.is_false(lines.is_table_row(prose), prose)
    end
  end)
end)

describe("the indicators of a table", function()
  it("are found by the names in it", function()
    assert.same({ review_applied = " 36", review_accepted = " 31" },
      observed(report { { "行政复议收到", "36件" }, { "行政复议受理", "31件" } }))
    assert.same({ review_applied = " 36", review_accepted = " 31" },
      observed(report { { "类别", "收到（件）", "受理（件）" }, { "行政复议", "36", "31" }, { "信访", "9", "8" } }))
    assert.same({ penalty_cases = " 120", license_cases = " 3456" },
      observed(report { { "项目", "数量（件）" }, { "行政处罚", "120" }, { "行政许可", "3,456" } }))
    local body = "行政复议收到: 36件；受理: 31件"
    local found = {}
    for _, one in ipairs((indicator.observe(body, require("fazhi.figure").find(body)))) do
      found[one.indicator] = one.value
    end
    assert.same({ review_applied = 36, review_accepted = 31 }, found)
  end)

  it("are found by the title above it", function()
    local rows = { { "项目", "数量" }, { "收到", "36" }, { "受理", "31" } }
    assert.same({ review_applied = " 36", review_accepted = " 31" },
      observed(report(rows, { "2023年行政复议情况统计表（单位：件）" })))
    assert.same({ review_applied = " 36", review_accepted = " 31" },
      observed(report(rows, { "2023年行政复议案件情况表", "单位：件" })))
    assert.same({}, observed(report(rows, { "2023年情况表", "单位：件" })))
    assert.same({}, observed(report(rows, { "行政复议工作取得新进展", "单位：件" })))
  end)

  it("are those of the totals row, not of the places above it", function()
    local above = { "2023年行政复议情况表" }
    assert.same({}, observed(report(COUNTIES, above)))
    assert.same({}, observed(report(COUNTIES, above, "依法化解矛盾纠纷")))
    local named = report { { "地区", "行政复议受理（件）", "审结率" }, { "青禾县", "36", "97.5%" }, { "合计", "48", "98.2%" } }
    local notes = {}
    for _, one in ipairs((indicator.observe(named.body, named.figures, { meta = named.meta }))) do
      if one.indicator == "review_accepted" then notes[one.value] = ("%.1f %s"):format(one.score, one.note or "") end
    end
    assert.same({ [36] = "0.4 表中分项：青禾县", [48] = "1.0 " }, notes)
    local rows = { COUNTIES[1], COUNTIES[2], COUNTIES[3], { "合计", "55", "48", "98.2%" } }
    local found = observed(report(rows, above))
    assert.same({ " 55", " 48" }, { found.review_applied, found.review_accepted })
  end)
end)

-- A class of a Lua pattern matches bytes: [，、] takes characters apart.
describe("characters of several bytes", function()
  it("are matched whole in page numbers, ornaments and before labels", function()
    local function is_page_number(s)
      for _, pattern in ipairs(require("fazhi.catalogue").load("print").page_numbers) do
        if s:find(pattern) then return true end
      end
      return false
    end
    for _, s in ipairs { "第1页，共3页", "第1页（共3页）", "第1页/共3页", "第1页；共3页", "第1页共3页" } do
      assert.is_true(is_page_number(s), s)
    end
    assert.is_false(is_page_number "第1页。共3页")
    assert.equal("page number", (lines.residue { text = "·12·" }))
    assert.equal("ornament", (lines.residue { text = "··*··" }))
    assert.is_true(labels.is_row { text = "·来源：某县司法局" })
    assert.is_false(labels.is_row { text = "±来源：某县司法局" })
  end)

  it("are matched whole where digits are spaced out and where brackets are left out", function()
    local digits = ("4 "):rep(39) .. "4" -- as long as a run may be, and a comma whose first bytes ．has too
    local text = "青禾县2024年法治政府建设年度报告\n一、主要举措\n新增投资" .. digits .. "，其中二季度较快。\n"
    assert.truthy(assert(document.decode(text, {})).body:find("新增投资" .. ("4"):rep(40) .. "，", 1, true))
    -- 317、608 and 20 are one list, whatever marks stand in the bracket.
    text = "青禾县人民政府关于2024年法治政府建设情况的报告\n2024年，工作有序推进。\n一、主要举措\n"
      .. "评查案卷939件，其中处罚类317件（不含甲，乙）、许可类608件、其他20件。\n"
    local found = require("fazhi.consistency").of(assert(document.decode(text, { path = "青禾县_2024.txt" })))
    assert.same({ 1, "parts" }, { #found, found[1] and found[1].rule })
  end)
end)
