-- corpora: small corpora made of what reports say, without files: each value stands in a sentence of its own.

local corpus = require "fazhi.corpus"

local M = {}

local CATALOGUE = { entries = {
  { id = "review_accepted", zh = "行政复议受理数", part = "P6", unit = { "件", "起" }, polarity = 0, definition = "受理" },
  { id = "review_closed", zh = "行政复议审结数", part = "P6", unit = "件", polarity = 0, definition = "审结" },
  { id = "suits_lost", zh = "败诉数", part = "P6", unit = "件", polarity = -1, definition = "败诉" },
  { id = "legal_aid_cases", zh = "法律援助案件数", part = "P6", unit = "件", polarity = 1, definition = "援助" },
  { id = "head_appearance_rate", zh = "出庭率", part = "P6", unit = "%", polarity = 1, definition = "出庭" },
  { id = "req_1_measures", zh = "举措和成效", part = "法定内容", polarity = 1, definition = "有无" },
} }

local function put_figure(doc, parts, length, raw, figure)
  figure.start, figure.stop, figure.raw = length + 1, length + #raw, raw
  figure.number_stop, figure.bound, figure.section = figure.stop - #figure.unit, figure.bound or "exact", 0
  doc.figures[#doc.figures + 1] = figure
  parts[#parts + 1] = raw
  return length + #raw
end

local function put_value(doc, parts, length, one)
  local number = (tostring(one[2]):gsub("%.0$", ""))
  parts[#parts + 1] = "全年办理"
  length = put_figure(doc, parts, length + #parts[#parts], number .. one[3],
    { value = one[2], unit = one[3], kind = one[3] == "%" and "percent" or "count", bound = one.bound })
  doc.observations[#doc.observations + 1] = { indicator = one[1], figure = #doc.figures, value = one[2],
    unit = one[3], bound = one.bound or "exact", scope = one.scope, period = one.period, score = one.score or 1,
    rule = one.rule }
  if one.growth then
    parts[#parts + 1] = "，同比增长"
    length = put_figure(doc, parts, length + #parts[#parts], one.growth .. "%",
      { value = one.growth, unit = "%", kind = "rate-change", change = "increase", base = "上年同期" })
  end
  parts[#parts + 1] = "。\n"
  return length + #parts[#parts]
end

local function document(report, number)
  local title = ("%s%d年法治政府建设报告\n"):format(report.region or "", report.year)
  local has_place = report.region ~= nil and not report.is_central
  local doc = { path = "r" .. number, sha256 = ("%064d"):format(number), bytes = 1000, format = "text",
    encoding = "UTF-8", map = "\1map", front = "", back = "", sections = {}, figures = {}, observations = {},
    catalogue = CATALOGUE, damage = {},
    meta = { kind = report.kind or "rule_of_law", script = "Hans",
      title = report.title ~= false and title:sub(1, -2) or nil,
      issuer = report.issuer or has_place and report.region .. "人民政府" or nil, region_code = report.code,
      region = has_place and report.region or nil,
      level = has_place and (report.level or "county") or nil, year = report.year, evidence = {} } }
  local parts, length = { title }, #title
  for _, one in ipairs(report.values or {}) do length = put_value(doc, parts, length, one) end
  -- Words of their own, so that no report is a twin of another.
  parts[#parts + 1] = ("第%d号文本，%s。"):format(number, ("甲乙丙丁戊己庚辛壬癸"):sub(1, 3 * (1 + number % 10)))
  doc.body = table.concat(parts)
  doc.content = { 1, #doc.body }
  function doc.source(_, i, j) return i, j end
  return doc
end

--- A corpus in memory.
-- @param reports list of { region =, code =, year =, level = "county", kind =, issuer =, values = { { indicator,
--   number, unit, scope =, period =, bound =, score =, rule =, growth = } } }; is_central = true: of no region
--   and level, though the title names one; without a region of no level, and of no issuer unless told; title = false:
--   none
function M.of(reports)
  local made = assert(corpus.open(":memory:", "create"))
  for number, report in ipairs(reports) do assert(made:add(document(report, number))) end
  return made
end

--- The same number of one indicator for counties 1 … n of the invented province 98, in one year.
-- @param value function of the number of the county, giving { number, unit, … } or nil for a report without it
function M.counties(n, year, value, indicator)
  local list = {}
  for i = 1, n do
    local one = value(i)
    if one then table.insert(one, 1, indicator or "review_accepted") end
    list[i] = { region = ("天山省清源市第%d县"):format(i), code = ("9801%02d"):format(20 + i), year = year,
      values = { one } }
  end
  return list
end

return M
