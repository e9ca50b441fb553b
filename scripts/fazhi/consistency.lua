-- Consistency: what a report's own numbers, and those of its region's other years, cannot all say at
-- once. Nothing is corrected: a finding shows both sentences and what was expected.

local agreement = require "fazhi.agreement"
local arithmetic = require "fazhi.arithmetic"
local catalogue = require "fazhi.catalogue"
local clause = require "fazhi.clause"
local comparison = require "fazhi.comparison"
local growth = require "fazhi.growth"
local indicator = require "fazhi.indicator"
local message = require "fazhi.message"
local passage = require "fazhi.passage"
local scope = require "fazhi.scope"

local M = {}

local SURE = 0.5
local rank = { error = 1, warning = 2, info = 3 }

local notes = {
  complete = { en = "the list names what is left over, so its parts should make the whole",
    zh = "分项列至“其他”，其和应等于总数" },
  larger = { en = "a part is larger than its whole", zh = "分项大于总数" },
  overlap = { en = "the parts make more than the whole, unless they overlap", zh = "分项之和大于总数，除非各项有交叉" },
  nearly = { en = "the parts make nearly the whole; perhaps they were meant to", zh = "各分项之和与总数相近而不等，或有漏项" },
  total = { en = "the total told behind its parts is not their sum", zh = "合计与所列各项之和不符" },
  unverified = { en = "the base of the stated rate may be another one", zh = "所称比率的口径可能另有定义，未能核实" },
  jump = { en = "a change of definition or an error of reading is likely", zh = "可能口径有变或抽取有误" },
  growth = { en = "computed from the report of the year before; its definition may have changed",
    zh = "按上年报告的数复算；口径可能有变" },
}

local function note_text(key)
  local note = key and notes[key]
  return note and message.choose(note.en, note.zh) or nil
end

-- The figures of each sentence, as arithmetic.find takes them.
local function sentences_of(views)
  local list = {}
  for i, view in ipairs(views) do
    local last = list[#list]
    if last and last.start == view.first then
      last.to = i
    else
      list[#list + 1] = { from = i, to = i, start = view.first, stop = view.last }
    end
  end
  return list
end

-- Figures behind 其中, which are no second value of what they are a part of.
local function parts_of(body, figures, sentences)
  local lead, set = catalogue.load("consistency").parts.leads[1], {}
  for _, s in ipairs(sentences) do
    local at = body:sub(s.start, s.stop):find(lead, 1, true)
    for i = s.from, s.to do
      if at and figures[i].start > s.start + at then set[i] = true end
    end
  end
  return set
end

-- One sentence of a finding: its words, and where in them the figures stand.
local function quote(doc, index)
  local figure = doc.figures[index]
  local first, last = passage.sentence(doc.body, figure.start, figure.stop)
  return { report = doc.id, year = doc.year, start = first, stop = last, text = doc.body:sub(first, last), marks = {} }
end

local function add_mark(sentence, doc, index)
  local figure = doc.figures[index]
  sentence.marks[#sentence.marks + 1] = { start = figure.start - sentence.start + 1,
    stop = figure.stop - sentence.start + 1 }
end

-- The sentences of the figures, each once, in order of the report, with its figures marked.
local function quotes_of(doc, indices)
  local sorted, list = table.move(indices, 1, #indices, 1, {}), {}
  table.sort(sorted)
  for _, index in ipairs(sorted) do
    local last = list[#list]
    if not last or doc.figures[index].start > last.stop then list[#list + 1] = quote(doc, index) end
    add_mark(list[#list], doc, index)
  end
  return list
end

local function observed_at(doc, indices)
  local set, list = {}, {}
  for _, index in ipairs(indices) do set[index] = true end
  for row, one in ipairs(doc.observations) do
    if one.figure and set[one.figure] then list[#list + 1] = one.id or row end
  end
  return list
end

-- Makes what the rules found a finding that people can check.
local function finish(doc, found)
  local indices, ids = found.figures, {}
  for i, index in ipairs(indices) do ids[i] = doc.figures[index].id or index end
  found.at = doc.figures[indices[1]].start
  found.figures, found.observations = ids, observed_at(doc, indices)
  found.sentences = quotes_of(doc, indices)
  found.report, found.year, found.region = doc.id, doc.year, doc.region
  found.unit = found.unit or doc.figures[indices[1]].unit
  found.reason, found.note = found.note, note_text(found.note)
  return found
end

-- A document of either kind in the shape that is used here.
local function shape(doc, id, observations)
  local meta = doc.meta or {}
  return { body = doc.body, figures = doc.figures, observations = observations or doc.observations or {}, id = id,
    year = meta.year, region = meta.region, sections = doc.sections, meta = meta, kind = meta.kind }
end

local function sort(findings)
  table.sort(findings, function(a, b)
    if a.severity ~= b.severity then return rank[a.severity] < rank[b.severity] end
    if (a.year or 0) ~= (b.year or 0) then return (a.year or 0) < (b.year or 0) end
    if a.at ~= b.at then return (a.at or 0) < (b.at or 0) end
    return a.rule < b.rule
  end)
  return findings
end

-- The same figures found by two rules are told once, by the first.
local function without_repeats(findings)
  local seen, kept = {}, {}
  for _, one in ipairs(findings) do
    local ids = {}
    for i, index in ipairs(one.figures) do ids[i] = index end
    table.sort(ids)
    local key = table.concat(ids, " ")
    if not seen[key] then
      seen[key] = true
      kept[#kept + 1] = one
    end
  end
  return kept
end

local function findings_in(one)
  if #one.figures == 0 then return {}, {} end
  one.views = clause.views(one.body, one.figures)
  local sentences = sentences_of(one.views)
  one.is_part = parts_of(one.body, one.figures, sentences)
  local found, checked = arithmetic.find(one.body, one.figures, sentences)
  local more, also = agreement.find(one)
  for rule, n in pairs(also) do checked[rule] = (checked[rule] or 0) + n end
  table.move(more, 1, #more, #found + 1, found)
  found = without_repeats(found)
  for _, finding in ipairs(found) do finish(one, finding) end
  return sort(found), checked
end

--- What does not hold within one document, without a corpus.
-- @param doc a fazhi.document, or a table with body, figures, observations and, if known, meta
-- @return findings, the gravest first: { rule = "parts", "share", "rate", "from_to", "limit", "range" or
--   "values", severity = "error" (arithmetic cannot hold), "warning" or "info", report=, year=,
--   region=, figures = ids or places, observations = ids or places, indicators = or nil, sentences =
--   list of { text=, start=, stop=, marks = spans in the text, report=, year= }, expected=, stated=,
--   difference = stated less expected, unit=, note = words or nil, reason = the note's name }, and how
--   many statements of each rule were checked { rule = number }
function M.of(doc)
  return findings_in(shape(doc, doc.report_id and "r" .. doc.report_id or nil))
end

-- A stored report with its observations counted in rows of its figures.
local function stored(corpus, id)
  local doc, why, code = corpus:document(id)
  if not doc then return nil, why, code end
  local observations
  observations, why, code = corpus:observations(id)
  if not observations then return nil, why, code end
  local row_of = {}
  for row, figure in ipairs(doc.figures) do row_of[figure.figure_id] = row end
  for _, one in ipairs(observations) do one.figure = row_of[one.figure_id] end
  return shape(doc, "r" .. doc.report_id, observations)
end

--- What does not hold within one report of a corpus.
-- @return findings as of consistency.of, with the ids of report ("r4"), figures ("f12") and observations
--   ("o7"), and the numbers of statements checked; or nil, message, code
function M.of_report(corpus, id)
  local one, why, code = stored(corpus, id)
  if not one then return nil, why, code end
  return findings_in(one)
end

-- The value of each indicator that a report tells with one value only.
local function single_values(one)
  local values, several = {}, {}
  for _, o in ipairs(one.observations) do
    local key = o.indicator
    if o.figure and (o.score or 1) >= SURE and o.period ~= "planned" and not o.note then
      local old = values[key]
      if old and (old.value ~= o.value or old.unit ~= o.unit) then several[key] = true end
      values[key] = old or o
    end
  end
  for key in pairs(several) do values[key] = nil end
  return values
end

-- The growth that a report claims for its observations, by indicator and figure.
local function growth_of(one)
  local claims = {}
  local seen = indicator.observe(one.body, one.figures, { sections = one.sections, meta = one.meta })
  for _, o in ipairs(seen) do
    if o.growth and o.growth_unit == "%" then claims[o.indicator .. " " .. o.figure] = o end
  end
  return claims
end

local function comparable(a, b)
  return comparison.unit_group(a.unit) == comparison.unit_group(b.unit) and scope.of(a) == scope.of(b)
    and (a.period == "cumulative") == (b.period == "cumulative")
end

-- A finding about two reports: the sentence of the earlier one first.
local function between(earlier, later, a, b, finding)
  finding.indicators, finding.severity = { b.indicator }, "warning"
  finding.figures = { b.figure }
  finish(later, finding)
  table.insert(finding.figures, 1, earlier.figures[a.figure].id or a.figure)
  table.insert(finding.observations, 1, a.id)
  local sentence = quote(earlier, a.figure)
  add_mark(sentence, earlier, a.figure)
  table.insert(finding.sentences, 1, sentence)
  return finding
end

local function is_jump(a, b, jumps)
  if a.unit == "%" or a.value <= 0 or b.value <= 0 then return false end
  if math.max(a.value, b.value) < jumps.least then return false end
  local ratio = b.value / a.value
  return ratio > jumps.factor or ratio < 1 / jumps.factor
end

-- One indicator in two years that follow each other: by the growth that the later report claims,
-- else by its size. Returns the rule that was asked, and what does not hold.
local function compare_values(earlier, later, a, b, jumps)
  local claimed = later.growth[b.indicator .. " " .. b.figure]
  if not claimed then
    if not is_jump(a, b, jumps) then return "jump" end
    return "jump", { rule = "jump", note = "jump", expected = a.value, stated = b.value,
      difference = b.value - a.value }
  end
  if claimed.claimed or growth.is_real(b.indicator) then return nil end
  for _, base in pairs { claimed.growth_base or false, claimed.growth_base_before or false,
    claimed.growth_base_above or false } do
    if base and not growth.is_on_year(base, later.year) then return nil end
  end
  local holds, computed = growth.fits(earlier.figures[a.figure], later.figures[b.figure],
    { growth = claimed.growth, unit = "%" })
  if holds ~= false then return "growth" end
  return "growth", { rule = "growth", note = "growth", expected = computed, stated = claimed.growth,
    difference = claimed.growth - computed, unit = "%" }
end

local function compare_years(earlier, later, findings, checked)
  local jumps = catalogue.load("consistency").jumps
  earlier.single = earlier.single or single_values(earlier)
  later.single = later.single or single_values(later)
  later.growth = later.growth or growth_of(later)
  for id, b in pairs(later.single) do
    local a = earlier.single[id]
    if a and comparable(a, b) and a.value > 0 then
      local rule, found = compare_values(earlier, later, a, b, jumps)
      if rule then checked[rule] = (checked[rule] or 0) + 1 end
      if found then findings[#findings + 1] = between(earlier, later, a, b, found) end
    end
  end
end

local function is_government(report)
  return (report.issuer or ""):find("政府", 1, true) ~= nil
end

-- The reports by whom they are of, kind and year; of several, those of the government itself.
local function by_year(corpus, query)
  local groups, order = {}, {}
  for report in query:each() do
    if report.year then
      local of = (report.region_code or comparison.body_name(report.issuer) or report.id) .. " " .. (report.kind or "")
      local key = of .. " " .. report.year
      if not groups[key] then
        groups[key] = { of = of, year = report.year, chosen = report }
        order[#order + 1] = groups[key]
      elseif is_government(report) and not is_government(groups[key].chosen) then
        groups[key].chosen = report
      end
    end
  end
  table.sort(order, function(a, b)
    if a.of ~= b.of then return a.of < b.of end
    return a.year < b.year
  end)
  local series = {}
  for i, group in ipairs(order) do
    local one, why, code = stored(corpus, group.chosen.id)
    if not one then return nil, why, code end
    one.of, one.year = group.of, group.year
    series[i] = one
  end
  return series
end

--- What does not hold between the reports of a region in two years that follow each other: claimed
--- growth against last year's value, and values more than five times or less than a fifth of it.
-- @param region a name or code, as corpus:reports takes it, or a table of its filters
-- @return findings with rule "growth" or "jump", whose first sentence is the earlier report's, and how many
--   pairs of values were checked { rule = number }; or nil, message, code
function M.of_region(corpus, region)
  local filters = type(region) == "table" and region or { region = region }
  local query, why, code = corpus:reports(filters)
  if not query then return nil, why, code end
  local series
  series, why, code = by_year(corpus, query)
  if not series then return nil, why, code end
  local findings, checked, years = {}, {}, catalogue.load("consistency").jumps.years
  for i = 2, #series do
    local earlier, later = series[i - 1], series[i]
    if earlier.of == later.of and later.year - earlier.year <= years then
      compare_years(earlier, later, findings, checked)
    end
  end
  return sort(findings), checked
end

-- A sentence with its figures in 【】.
local function marked(sentence)
  local parts, at = {}, 1
  for _, mark in ipairs(sentence.marks) do
    parts[#parts + 1] = sentence.text:sub(at, mark.start - 1) .. "【" .. sentence.text:sub(mark.start, mark.stop) .. "】"
    at = mark.stop + 1
  end
  return ((table.concat(parts) .. sentence.text:sub(at)):gsub("%s+", " "))
end

local levels = { error = { en = "error", zh = "错误" }, warning = { en = "warning", zh = "疑点" },
  info = { en = "info", zh = "提示" } }

--- A finding as a row of a table: severity and rule in words, region, year, report, stated, expected,
--- difference, unit, indicator, the sentence and, if there is a second one, `other`, with the figures in 【】,
--- note, and ids of the figures.
function M.row(finding)
  local severity = levels[finding.severity]
  local first, second = finding.sentences[1], finding.sentences[2]
  local ids = {}
  for i, id in ipairs(finding.figures) do ids[i] = tostring(id) end
  return { severity = message.choose(severity.en, severity.zh), rule = M.rule_name(finding.rule),
    region = finding.region, year = finding.year, report = finding.report, stated = finding.stated,
    expected = finding.expected, difference = finding.difference, unit = finding.unit,
    indicator = finding.indicators and finding.indicators[1], sentence = first and marked(first),
    other = second and marked(second), note = finding.note, figures = table.concat(ids, " ") }
end

--- The columns of such rows.
M.columns = {
  { name = "severity", kind = "text", zh = "程度", en = "severity", help = "error, warning or info",
    help_zh = "error、warning 或 info" },
  { name = "rule", kind = "text", zh = "规则", en = "rule" },
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "year", kind = "year", zh = "年度", en = "year" },
  { name = "report", kind = "text", zh = "报告", en = "report" },
  { name = "stated", kind = "number", zh = "所述", en = "stated" },
  { name = "expected", kind = "number", digits = 2, zh = "复算", en = "expected" },
  { name = "difference", kind = "number", digits = 2, zh = "相差", en = "difference", help = "stated less expected",
    help_zh = "所说减应有" },
  { name = "unit", kind = "text", zh = "单位", en = "unit" },
  { name = "indicator", kind = "indicator", zh = "指标代号", en = "indicator" },
  { name = "sentence", kind = "text", zh = "原句", en = "sentence" },
  { name = "other", kind = "text", zh = "另一句", en = "other sentence" },
  { name = "note", kind = "text", zh = "说明", en = "note" },
  { name = "figures", kind = "text", zh = "数字编号", en = "figures",
    help = "for `fazhi why`; in a file their row numbers", help_zh = "可用于 fazhi why；单个文件则为行号" },
}

--- Whether a finding is at least as grave as `severity` ("error", "warning", "info").
function M.is_at_least(finding, severity)
  return rank[finding.severity] <= rank[severity]
end

--- How many statements were checked, in words, of a table of numbers by rule.
function M.checked_in_words(checked)
  local names, total = {}, 0
  for rule, n in pairs(checked) do
    total = total + n
    names[#names + 1] = ("%s %d"):format(M.rule_name(rule), n)
  end
  table.sort(names)
  if total == 0 then return message.choose("no statement that could be checked", "没有可以核对的说法") end
  local words = message.choose("%d statements checked: %s", "共核对 %d 处：%s")
  return words:format(total, table.concat(names, message.choose(", ", "、")))
end

--- The name of a rule for people.
function M.rule_name(rule)
  local words = catalogue.load("consistency").rules[rule]
  return words and message.choose(words.en, words.zh) or rule
end

return M
