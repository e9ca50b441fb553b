-- Coverage: which of the five contents that the law asks for the stored reports have, when they were
-- published against the deadline of their year, and what share of the regions of a group keeps to it.
-- What a text that breaks off does not show, and a date that is not told or doubtful, are unknown and count
-- as neither.

local comparison = require "fazhi.comparison"
local deadline = require "fazhi.deadline"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local region = require "fazhi.region"
local roster = require "fazhi.roster"
local stats = require "fazhi.stats"

local M = {}

--- The five contents: the indicator of each, the column that shows it, and what it is called.
M.items = {
  { id = "req_1_measures", column = "measures", zh = "举措成效", en = "measures" },
  { id = "req_2_problems", column = "problems", zh = "不足原因", en = "shortcomings" },
  { id = "req_3_leaders", column = "leaders", zh = "第一责任人", en = "first responsible person" },
  { id = "req_4_plans", column = "plans", zh = "下年安排", en = "plan" },
  { id = "req_5_other", column = "other", zh = "其他情况", en = "other matters" },
}

local on_time = { column = "on_time", zh = "按期公开", en = "published in time" }

--- What a chart of the matrix shows: the five contents, and whether it was published in time.
M.drawn = table.move(M.items, 1, #M.items, 1, {})
M.drawn[#M.drawn + 1] = on_time

-- The fifth, other matters, is due only where there are any.
local first_four = { column = "first_four", zh = "前四项齐备", en = "first four" }
local all_five = { column = "all_five", zh = "五项齐备", en = "all five" }

--- The columns of the matrix.
M.columns = {
  { name = "level", kind = "level", zh = "层级", en = "level" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
}
for i, item in ipairs(M.items) do
  M.columns[3 + i] = { name = item.column, kind = "flag", zh = item.zh, en = item.en,
    help = "missing where the text is not whole", help_zh = "正文不全则缺" }
end
for _, column in ipairs {
  { name = "published", kind = "text", zh = "公开日期", en = "published" },
  { name = "due", kind = "text", zh = "期限", en = "due", help = "last day in time by the rule of the year",
    help_zh = "按当年规定的最后一天" },
  { name = "days_late", kind = "integer", zh = "逾期天数", en = "days late", help = "negative: early; missing: unknown",
    help_zh = "负数为提前，缺为不知" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
  { name = "id", kind = "text", zh = "编号", en = "id" },
} do table.insert(M.columns, column) end

-- The observations of the five contents of a report, by indicator.
local function contents_of(report)
  local found = {}
  for _, one in ipairs(failure.asked(report:observations())) do found[one.indicator] = found[one.indicator] or one end
  return found
end

-- true, false, or nil where nobody knows.
local function presence(one)
  if not one then return nil end
  return one.value == 1
end

local function signed_note(report)
  local signed = not report.published and report:evidence "signed"
  local value = signed and (signed.value or signed.text)
  return value and message.choose("signed %s, publication unknown", "落款 %s，公开日期不明"):format(value)
end

local function department_note(report)
  local due = deadline.report_due(report.year, report.level)
  return message.choose("report of a department: %s", "部门报告：%s"):format(report.issuer)
    .. (due and message.choose(", to be made to its government by %s", "，应于 %s 前报本级政府"):format(due) or "")
end

local function note_of(report, row, unknown)
  local cut = unknown > 0 and message.choose("%d of 5 unknown: the text is not whole, or not observed yet",
    "五项中 %d 项不明：文本不全或尚未抽取"):format(unknown)
  local early = not deadline.asks_contents(report.year, report.level)
    and message.choose("no rule known that asks for these contents in that year and level", "该年度、层级未知有五项内容的规定")
  local moved = row.is_doubtful and message.choose("the date is hardly that of publication, not counted",
    "日期不似公开日期（或为网站迁移日），不计")
  return comparison.join_notes(row.is_department and department_note(report) or nil, cut or nil, early or nil,
    moved or nil, signed_note(report) or nil)
end

-- Whether the first n contents are all there: one that is absent settles it, whatever else is unknown.
local function has_all(row, n)
  local unknown = false
  for i = 1, n do
    local value = row[M.items[i].column]
    if value == false then return false end
    unknown = unknown or value == nil
  end
  if unknown then return nil end
  return true
end

--- What all reports that fit the filters have of the contents, by number, for M.row.
function M.found(corpus, filters)
  local ids = {}
  for i, item in ipairs(M.items) do ids[i] = item.id end
  return failure.asked(corpus:first_values(ids, filters))
end

--- A report as a row of the matrix.
-- @param found the observations of its contents by indicator, where they are known; nil: they are read
function M.row(report, found)
  found = found or contents_of(report)
  local unknown = 0
  local row = { level = report.level, region = report.name, region_code = report.region_code, year = report.year,
    key = report.key, published = report.published, id = report.id, is_department = deadline.is_department(report),
    due = deadline.due(report.year, report.level) }
  for _, item in ipairs(M.items) do
    row[item.column] = presence(found[item.id])
    if row[item.column] == nil then unknown = unknown + 1 end
  end
  row.first_four, row.all_five = has_all(row, 4), has_all(row, 5)
  row.days_late = deadline.days_between(row.due, row.published)
  row.is_doubtful = row.days_late ~= nil and deadline.is_doubtful(row.days_late)
  if row.days_late and not row.is_doubtful then row.on_time = row.days_late <= 0 end
  row.note = note_of(report, row, unknown)
  return row
end

--- Each content of a report in a row, with the words that show it.
-- @return rows with level, region, year, content, present, how ("heading" …), words, id of the observation
function M.evidence(report)
  local found, rows, body = contents_of(report), {}, failure.asked(report:text())
  for i, item in ipairs(M.items) do
    local one = found[item.id] or {}
    rows[i] = { level = report.level, region = report.name, year = report.year, present = presence(found[item.id]),
      content = message.choose(item.en, item.zh), how = one.start and one.rule or nil,
      words = one.start and body:sub(one.start, one.stop) or nil, id = one.id or report.id }
  end
  return rows
end

-- The name of the province that a code belongs to.
local function province_of(row)
  local code = row.region_code and row.region_code:sub(1, 2) .. "0000"
  local known = code and (region.by_code(code, row.year) or region.by_code(code))
  if known then return known.full_name or known.name end
  -- A place of the user's own: its full name begins with that of its province.
  return (row.region:match("^.-省") or row.region:match("^.-自治区") or row.region)
end

local groups = {
  province = province_of,
  level = function(row) return row.level or message.choose("unknown", "不明") end,
  year = function(row) return row.year end,
}

-- k of n that are known, with Wilson's interval, and how many are unknown.
local function share_row(group, item, rows)
  local k, n = 0, 0
  for _, row in ipairs(rows) do
    local value = row[item.column]
    if value ~= nil then n = n + 1 end
    if value then k = k + 1 end
  end
  local low, high = stats.wilson(k, n)
  return { group = group, item = message.choose(item.en, item.zh), k = k, n = n, unknown = #rows - n,
    share = n > 0 and 100 * k / n or nil, low = low and 100 * low, high = high and 100 * high }
end

--- The shares of the groups: one row for each group and each of the five contents, the first four,
--- all five, and publication in time.
-- @param rows of the matrix, one for each region and year
-- @param by "province", "level" or "year"
-- @return rows with group, item, k, n (those known), unknown, share, low, high (per cent, Wilson 95 %)
function M.shares(rows, by)
  local order, members, list = {}, {}, {}
  for _, row in ipairs(rows) do
    local group = groups[by](row)
    if group ~= nil and not members[group] then
      order[#order + 1], members[group] = group, {}
    end
    if group ~= nil then table.insert(members[group], row) end
  end
  table.sort(order, function(a, b) return by == "year" and a < b or tostring(a) < tostring(b) end)
  for _, group in ipairs(order) do
    for _, item in ipairs(M.items) do list[#list + 1] = share_row(group, item, members[group]) end
    for _, item in ipairs { first_four, all_five, on_time } do
      list[#list + 1] = share_row(group, item, members[group])
    end
  end
  return list
end

--- The rows that count in shares: one for each region and year, those of departments left out.
-- @param reports as of fazhi.roster
-- @return rows, number of reports left out
function M.counted(reports)
  local own = {}
  for _, report in ipairs(reports) do
    if not deadline.is_department(report) then own[#own + 1] = report end
  end
  local list, rows = roster.one_each(own), {}
  for i, report in ipairs(list) do rows[i] = M.row(report) end
  return rows, #reports - #rows
end

-- How many rows have true in a column, and how many have anything.
local function count(rows, column)
  local yes, known = 0, 0
  for _, row in ipairs(rows) do
    if row[column] ~= nil then known = known + 1 end
    if row[column] then yes = yes + 1 end
  end
  return yes, known
end

--- What the matrix says in a sentence.
function M.summary(rows)
  local four, known = count(rows, "first_four")
  local five = count(rows, "all_five")
  local punctual, dated = count(rows, "on_time")
  return message.say("{n} {n|report|reports}; of {known} that can be judged {four} {four|has|have} the first four "
    .. "contents, {five} all five; {late} late of {dated} with a date and a rule, {unknown} unknown",
    "{n} 份报告；可判的 {known} 份中前四项齐备 {four} 份、五项齐备 {five} 份；有日期和期限的逾期 {late} 份（共 {dated} 份），{unknown} 份不明",
    { n = #rows, known = known, four = four, five = five, late = dated - punctual, dated = dated,
      unknown = #rows - dated })
end

return M
