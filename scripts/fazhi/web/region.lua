-- region: the page of one region and year, made of a dossier. Each part of it is one function here; what there is
-- nothing of says so, or is left out.

local coverage = require("fazhi.coverage")
local deadline = require("fazhi.deadline")
local display = require("fazhi.display")
local html = require("fazhi.html")
local message = require("fazhi.message")
local parts = require("fazhi.parts")
local plot = require("fazhi.web.plot")
local scope = require("fazhi.scope")
local series = require("fazhi.series")
local standing = require("fazhi.standing")

local h, say = html.h, message.say

local M = {}

local NONE = "—"

-- A part of the page with its heading; nil without content.
local function part(id, title, ...)
  return h.section { id = id, aria_labelledby = id .. "-h", h.h2 { id = id .. "-h", title }, ... }
end

local function note(words)
  return words and h.p { class = "note", words } or nil
end

-- A table that can be moved sideways on a narrow screen. Column heads are words, or { words, class }; `class` is of
-- the table, whose caption is for the ear alone where a heading says it.
local function table_of(caption, heads, rows, class)
  local cells = {}
  for i, head in ipairs(heads) do
    local words, own = head, nil
    if type(head) == "table" then words, own = head[1], head[2] end
    cells[i] = h.th { scope = "col", class = own, words }
  end
  return h.div { class = "scroll", tabindex = 0, role = "region", aria_label = caption,
    h.table { class = class, h.caption { class = class and "heard", caption }, h.thead { h.tr { cells } },
      h.tbody { rows } } }
end

local bound_marks = { about = { "≈", "约" }, at_least = { "≥", "≥" }, at_most = { "≤", "≤" } }

local function bound_mark(bound)
  local mark = bound_marks[bound]
  return mark and h.span { class = "bound", message.choose(mark[1], mark[2]) } or nil
end

local DIGITS = 2 -- behind the point of a large number in a cell

-- A number as it fits into a cell; where it is rounded for that, the whole of it is its title.
local function fitted(value, sign)
  local whole, short = display.number(value), display.brief(value, DIGITS)
  if short == whole then return (sign or "") .. whole end
  return h.span { title = (sign or "") .. whole, (sign or "") .. short }
end

local function number(row, key)
  local value = row[key or "value"]
  return value and fitted(value) or NONE
end

-- What stands before a value that is not sure enough to be compared.
local function doubt_mark(row)
  local words = say("doubtful", "存疑")
  return row.is_doubtful and { h.span { class = "doubt", words }, " " } or nil
end

-- The value of a row, which opens its evidence.
local function value_of(row, proofs)
  if not row.value then return h.span { class = "missing", say("not reported", "未报告") } end
  return { doubt_mark(row), bound_mark(row.bound), proofs:link(row.id, number(row)), " ",
    h.span { class = "unit", display.unit(row.unit) } }
end

local function signed(value, digits)
  if not value then return NONE end
  local sign = value > 0 and "+" or ""
  return digits and sign .. display.rounded(value, digits) or fitted(value, sign)
end

local function change_of(row)
  if not row.change then return NONE end
  local percent = row.change_percent and h.span { class = "unit", " (" .. signed(row.change_percent, 1) .. " %)" }
  return { signed(row.change), percent }
end

-- The head of the page.

local function fact(label, value)
  return value and { h.dt { label }, h.dd { value } } or nil
end

local function years_of(dossier)
  local list = {}
  for i, report in ipairs(dossier.reports) do
    list[i] = h.li { report.year == dossier.group.year and h.strong { report.year } or report.year }
  end
  return h.ul { class = "years", aria_label = say("years with a report", "有报告的年度"), list }
end

local function header(dossier)
  local report = dossier.report
  local kind = display.word({ kind = "kind", words = "report_kind" }, dossier.group.kind)
  return { h.p { class = "kicker", kind or dossier.group.kind,
      " · ", say("one region on one page", "一地一页") },
    h.h1 { h.bdi { report.name }, " ", h.span { class = "year", dossier.group.year } },
    h.dl { class = "facts",
      fact(say("report", "报告"), h.bdi { report.title or say("without a title", "无标题") }),
      fact(say("issuer", "发文机关"), report.issuer), fact(say("published", "公布日期"), report.published),
      fact(say("document number", "文号"), report.doc_number), fact(say("file", "文件"), message.shown(report.path)),
      fact("SHA-256", h.code { report.sha256 }),
      fact(say("years with a report", "有报告的年度"), years_of(dossier)) } }
end

-- At a glance.

local function tile(figure, words, target)
  return h.li { h.a { href = "#" .. target, h.b { figure }, h.span { words } } }
end

local function count_there(law)
  local there, known = 0, 0
  for _, row in ipairs(law) do
    if row.value then known, there = known + 1, there + (row.value == 1 and 1 or 0) end
  end
  return there, known
end

-- Whether a rule asked the region for the five contents in the year of the page.
local function is_asked(dossier)
  return deadline.asks_contents(dossier.group.year, dossier.group.level)
end

local function stated(indicators)
  local count, silent = 0, 0
  for _, row in ipairs(indicators) do
    if row.value then count = count + 1 else silent = silent + 1 end
  end
  return count, silent
end

local function glance(dossier)
  local there, known = count_there(dossier.law)
  local count, silent = stated(dossier.indicators)
  local has_peers = not dossier.group.is_alone
  return h.ul { class = "glance",
    known > 0 and tile(("%d/%d"):format(there, known), is_asked(dossier)
      and say("contents that the law asks for", "项法定内容具备")
      or say("contents; no rule is known that asked for them then", "项内容具备；该年度、层级未知有规定"), "law"),
    tile(count, say("indicators stated", "项指标有数"), "indicators"),
    has_peers and tile(silent, say("that half of the peers state are silent", "项同级多有而未报"), "indicators"),
    has_peers and tile(#dossier.group.order - 1, say("peers of the same level and year", "个同级同年地区可比"),
      "indicators"),
    next(dossier.group.before) and tile(dossier.changes.count, say("values differ from last year's", "项较上年有变"),
      "changes"),
    dossier.findings and tile(#dossier.findings, say("numbers to be looked at", "处数字可疑"), "findings") }
end

-- The five contents.

local marks = { [true] = { "✓", "there", "有" }, [false] = { "✗", "not there", "无" } }

local function presence(value)
  local mark = marks[value]
  if not mark then return h.td { class = "unknown", h.span { title = say("unknown", "不明"), "?" } } end
  return h.td { class = value and "yes" or "no", mark[1], " ", message.choose(mark[2], mark[3]) }
end

local function contents_row(row)
  local cells = {}
  for i, item in ipairs(coverage.items) do cells[i] = presence(row[item.column]) end
  return h.tr { h.th { scope = "row", row.year }, cells, h.td { class = "date", row.published or NONE },
    h.td { class = "n", row.days_late and signed(row.days_late) or NONE },
    h.td { class = "words", row.note or "" } }
end

-- None are asked of other kinds of reports.
local function law(dossier, proofs)
  if #dossier.law == 0 then return nil end
  local heads, rows, words = { say("year", "年度") }, {}, {}
  for i, item in ipairs(coverage.items) do heads[i + 1] = message.choose(item.en, item.zh) end
  heads[#heads + 1] = say("published", "公布日期")
  heads[#heads + 1] = { say("days late", "逾期天数"), "n" }
  heads[#heads + 1] = say("note", "说明")
  for i, row in ipairs(dossier.contents) do rows[#dossier.contents + 1 - i] = contents_row(row) end
  for i, row in ipairs(dossier.law) do
    words[i] = h.li { proofs:link(row.id, h.bdi { row.name }), message.choose(": ", "："), row.note }
  end
  return part("law", say("What the law asks for", "法定内容"),
    table_of(say("The five contents, year by year", "五项法定内容，按年度"), heads, rows),
    h.ul { class = "plain", words },
    note(say("“Not there” means that the whole text shows none, not that nothing was done; the fifth is due only where "
      .. "there is anything.", "“无”指通读全文未见，不等于没有做；第五项有则报告。")))
end

-- The indicators.

local function peers_of(row)
  if not row.n or row.n == 0 then return { h.td { NONE }, h.td { class = "n", NONE } } end
  local label = row.percentile and say("percentile {p} of {n}", "{n} 家中第 {p} 百分位",
    { p = display.rounded(row.percentile, 0), n = row.n }) or say("n = {n}", "n = {n}", { n = row.n })
  local words = say("median {median}", "中位数 {median}", { median = row.median and display.number(row.median) or NONE })
  return { h.td { class = "strip", plot.strip(row, label .. message.choose(", ", "，") .. words) or "" },
    h.td { class = "n", number(row, "median"), " ",
      h.span { class = "count", "n=" .. row.n } } }
end

local function indicator_row(row, proofs)
  return h.tr { class = not row.value and "silent" or nil,
    h.th { scope = "row", h.bdi { row.name }, row.scope and h.span { class = "scope", scope.told(row.scope) } },
    h.td { class = "n", value_of(row, proofs) }, h.td { class = "n", number(row, "last") },
    h.td { class = "n", change_of(row) }, peers_of(row), h.td { class = "words", row.note or "" } }
end

local function indicators(dossier, proofs)
  local heads = { say("indicator", "指标"), { say("value", "数值"), "n" }, { say("last year", "上年"), "n" },
    { say("change", "增减"), "n" }, say("among peers", "同级中"), { say("median", "中位数"), "n" }, say("note", "说明") }
  local groups, order = {}, {}
  for _, row in ipairs(dossier.indicators) do
    local id = row.part or ""
    if not groups[id] then
      groups[id], order[#order + 1] = {}, id
    end
    table.insert(groups[id], indicator_row(row, proofs))
  end
  local content = {}
  for i, id in ipairs(order) do
    local title = id ~= "" and parts.title(id) or say("other", "其他")
    content[i] = { h.h3 { title }, table_of(title, heads, groups[id], "even") }
  end
  local notes = {}
  for i, one in ipairs(dossier.notes) do notes[i] = note(one) end
  return part("indicators", say("Indicators beside peers and past", "指标：与同级比、与上年比"), notes, content,
    not dossier.group.is_alone and note(say("The bar is the range between the quartiles of the {level} of {year}, the "
      .. "stroke their median, the dot this region. Values in another unit or scope are not compared.",
      "条形为 {year} 年{level}的四分位区间，竖线为中位数，圆点为本地；单位或范围不同的不比较。",
      { level = standing.level_name(dossier.group.level), year = dossier.group.year })))
end

-- The series.

-- A value that is left out of what is told of its series is no point of its line; it is told at a tick below.
local function point_of(row, is_told)
  local value = is_told[row] and row.value
  local words = row.value and plot.amount(row.value, row.unit) or row.note or NONE
  if row.value and not value then words = words .. say(" (not compared)", "（不比较）") end
  return { year = row.year, value = value or nil, bound = row.bound, is_broken = row.is_broken,
    has_report = row.id ~= nil, words = words }
end

-- The rows whose values are told together, in order of year, and the same as a set.
local function told_of(rows)
  local values, is_told = {}, {}
  for _, row in ipairs(rows) do
    if row.value then values[#values + 1] = row end
  end
  local told = series.split(values)
  for _, row in ipairs(told) do is_told[row] = true end
  return told, is_told
end

-- A series as a picture and a line of words; nil where fewer than two of its values may be compared.
local function trend_card(one, proofs)
  local told, is_told = told_of(one.rows)
  if #told < 2 then return nil end
  local points, first, last = {}, told[1], told[#told]
  for i, row in ipairs(one.rows) do points[i] = point_of(row, is_told) end
  local label = say("{name}, {from} to {to}: {first} to {last}", "{name}，{from} 至 {to}：{first} 至 {last}",
    { name = one.name, from = first.year, to = last.year, first = plot.amount(first.value, first.unit),
      last = plot.amount(last.value, last.unit) })
  local slope = one.summary.slope and say("{direction}, {slope} a year, n = {n}", "{direction}，每年 {slope}，n = {n}",
    { direction = one.summary.direction, slope = display.rounded(one.summary.slope, 2), n = one.summary.n })
  return h.figure { class = "card",
    h.figcaption { h.bdi { one.name }, h.span { class = "unit", display.unit(last.unit) } },
    plot.line(points, label), h.p { proofs:link(first.id, number(first)), " → ", proofs:link(last.id, number(last)),
      h.span { class = "unit", " ", slope or say("n = {n}", "n = {n}", { n = one.summary.n }) } },
    note(one.summary.note) }
end

local function trends(dossier, proofs)
  local cards = {}
  for _, one in ipairs(dossier.series) do cards[#cards + 1] = trend_card(one, proofs) end
  if #cards == 0 then return nil end
  return part("trends", say("Over the years", "历年变化"), h.div { class = "cards", cards },
    note(say("A gap is a year without the value: a tick below says that the report is silent or that its value is not "
      .. "compared, a pale one that there is no report. An open dot is not exact. What was counted otherwise breaks "
      .. "the line. In another unit or scope than most, a value is not compared.",
      "断开处为缺数的年度：下方短线为有报告而未写，或其数值不比较，浅色为没有报告；空心点不是确数；口径变化处断线；"
        .. "单位或范围与多数不同的数值不比较。")))
end

-- The funnel.

-- A share never stands without what it is of: the base of all shares, else the stage before.
local function share_of(row)
  if row.of_base then return row.of_base, row.base end
  return row.share, row.share and row.before
end

local function funnel_row(row, proofs, base)
  local share, whole = share_of(row)
  return h.tr { h.th { scope = "row", row.stage }, h.td { class = "n", value_of(row, proofs) },
    h.td { class = "strip", row.value and base and row.unit ~= "%" and plot.bar(row.value / base, row.stage) or "" },
    h.td { class = "n", share and display.rounded(share, 1) .. " %" or NONE }, h.td { whole or NONE },
    h.td { class = "words", row.note or "" } }
end

local function funnel(dossier, proofs)
  if #dossier.funnel == 0 then return nil end
  local largest, rows = nil, {}
  for _, row in ipairs(dossier.funnel) do
    if row.value and row.unit ~= "%" then largest = math.max(largest or 0, row.value) end
  end
  for i, row in ipairs(dossier.funnel) do rows[i] = funnel_row(row, proofs, largest ~= 0 and largest or nil) end
  return part("funnel", say("Review and litigation", "复议与应诉"), table_of(
    say("From application to judgment", "从申请到裁判"), { say("stage", "环节"), { say("value", "数值"), "n" }, "",
      { say("share", "占比"), "n" }, say("of", "分母"), say("note", "说明") }, rows),
    note(say("Shares are of the cases closed, but for those of other stages that are named, and rates stand beside the "
      .. "quotient computed. Cases are carried over from year to year, so that a share may be more than the whole.",
      "占比以审结为分母，另注分母的除外；自称率旁为复算的商。案件有跨年结转，占比可能超过 100%。")))
end

-- What changed.

local function change_row(row, proofs)
  return h.tr { h.th { scope = "row", h.bdi { row.name } }, h.td { class = "n", number(row, "last") },
    h.td { class = "n", value_of(row, proofs) }, h.td { class = "n", change_of(row) } }
end

local function name_list(rows, proofs)
  local list = {}
  for i, row in ipairs(rows) do list[i] = h.li { proofs:link(row.id, h.bdi { row.name }) } end
  return h.ul { class = "names", list }
end

local function changes(dossier, proofs)
  local told = dossier.changes
  if not next(dossier.group.before) then return nil end
  local rows = {}
  for i, row in ipairs(told.changed) do rows[i] = change_row(row, proofs) end
  return part("changes", say("Since last year", "较上年"),
    #rows > 0 and table_of(say("The largest changes", "变动最大的指标"), { say("indicator", "指标"),
      { say("last year", "上年"), "n" }, { say("value", "数值"), "n" }, { say("change", "增减"), "n" } }, rows) or nil,
    #told.begun > 0 and { h.h3 { say("Stated, but not last year", "上年未写，今年有数") }, name_list(told.begun, proofs) },
    #told.ended > 0 and { h.h3 { say("Stated last year, silent now", "上年有数，今年未写") },
      name_list(told.ended, proofs) })
end

-- What does not add up.

local function finding_item(row, proofs)
  local id = row.figures and row.figures:match("f%d+")
  return h.li { h.b { row.severity, message.choose(": ", "："), row.rule }, " ", row.note or "",
    h.blockquote { proofs:link(id, row.sentence) }, row.other and h.blockquote { row.other } }
end

local function findings(dossier, proofs)
  if not dossier.findings then return nil end
  local items = {}
  for i, row in ipairs(dossier.findings) do items[i] = finding_item(row, proofs) end
  return part("findings", say("Numbers to be looked at", "可疑的数字"),
    #items > 0 and h.ul { class = "findings", items }
      or h.p { say("Nothing that could be checked disagrees. What is stated once and alone cannot be checked.",
        "能核对的都对得上；只说了一次的数无从核对。") })
end

-- What it admits and what it had planned.

local function problem_item(row, proofs)
  if not row.sentence then return h.li { row.note } end
  return h.li { proofs:link(row.place, row.sentence), row.topics and h.span { class = "unit", " ", row.topics },
    row.before and h.p { class = "note", say("alike in {years}: ", "往年（{years}）：", { years = row.years }),
      proofs:link(row.before_place, row.before) } }
end

local function problems(dossier, proofs)
  local items = {}
  for i, row in ipairs(dossier.problems or {}) do items[i] = problem_item(row, proofs) end
  if #items == 0 then return nil end
  return part("problems", say("Shortcomings it admits", "自认的不足"), h.ul { class = "plain", items })
end

local function plan_row(row, proofs)
  return h.tr { h.td { proofs:link(row.place, row.plan) },
    h.td { class = not row.candidate and "missing" or nil,
      row.candidate and proofs:link(row.candidate_place, row.candidate) or row.note } }
end

local function plans(dossier, proofs)
  local rows = {}
  for i, row in ipairs(dossier.plans or {}) do rows[i] = plan_row(row, proofs) end
  if #rows == 0 then return nil end
  return part("plans", say("Last year's plans", "上年的打算"), table_of(
    say("Plans and what may answer them", "打算与可能对应的举措"),
    { say("planned", "打算"), say("likest sentence of this year", "今年最相近的句子") }, rows, "pairs"),
    note(say("No verdict: like words may be about another matter, and a plan may be done and untold.",
      "不作判断：字面相近未必同事，没有对应句不等于没做。")))
end

--- The main part of the page, its head, and the numbers it rests on.
-- @param dossier of fazhi.dossier, whole or brief
-- @param proofs how a number leads to its evidence: of web.proof, or anything with its methods
-- @return { title=, header=, body= } for web.shell
function M.page(dossier, proofs)
  local body = {}
  for i, make in ipairs { glance, law, indicators, trends, funnel, changes, findings, problems, plans } do
    body[i] = make(dossier, proofs) or false
  end
  body[#body + 1] = proofs:section()
  return { title = ("%s %d"):format(dossier.report.name, dossier.group.year), header = header(dossier), body = body }
end

return M
