-- Reuse: which stored reports share passages, whose text it was first, and what the two are to each
-- other: the same place a year later, a superior, a neighbour. How texts are compared is in
-- fazhi.similar.

local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local deadline = require "fazhi.deadline"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local passage = require "fazhi.passage"
local similar = require "fazhi.similar"

local M = {}

-- Relations.

local NAMES = {
  own_last_year = { en = "own, last year", zh = "本地上年" },
  own_earlier = { en = "own, earlier", zh = "本地往年" },
  same_place = { en = "same place and year", zh = "本地同年" },
  superior = { en = "superior", zh = "上级" },
  subordinate = { en = "subordinate", zh = "下级" },
  neighbour = { en = "neighbour", zh = "同级邻地" },
  other = { en = "other", zh = "其他" },
}

--- The relations, as words of the command line.
M.relations = { "own_last_year", "own_earlier", "same_place", "superior", "subordinate", "neighbour", "other" }

--- A relation in words.
function M.name(relation)
  return message.choose(NAMES[relation].en, NAMES[relation].zh)
end

local function is_central(report)
  local key = comparison.region_key(report)
  for _, body in ipairs(catalogue.load("places").central) do
    if key == body then return true end
  end
  return false
end

-- Is region `code` below `above`?
local function is_below(code, above, parents)
  local at, steps = code and parents[code], 0
  while at and steps < 9 do
    if at == above then return true end
    at, steps = parents[at], steps + 1
  end
  return false
end

local function own_relation(report, from)
  if not report.year or not from.year or report.year == from.year then return "same_place" end
  return report.year - from.year == 1 and "own_last_year" or "own_earlier"
end

--- What the report that `report` copies from is to it.
-- @param parents { code of a region = code of the one above it }
-- @return one of M.relations
function M.relation(report, from, parents)
  if comparison.region_key(report) == comparison.region_key(from) then return own_relation(report, from) end
  local a, b = report.region_code, from.region_code
  if a and (is_below(a, b, parents) or not b and is_central(from)) then return "superior" end
  if b and (is_below(b, a, parents) or not a and is_central(report)) then return "subordinate" end
  if a and b and report.level == from.level and parents[a] == parents[b] then return "neighbour" end
  return "other"
end

--- Whether `a` is later than `b`: of a later year, else published later; nil if nothing tells.
function M.is_later(a, b)
  for _, field in ipairs { "year", "published" } do
    local x, y = a[field], b[field]
    if x and y and x ~= y then return x > y end
  end
  return nil
end

-- Pairs.

local function parents_of(corpus)
  local parents = {}
  for _, row in ipairs(failure.asked(corpus:regions())) do parents[row.code] = row.parent_code end
  return parents
end

-- All reports that count, in a set, and which of them are asked about.
local function gather(corpus, filters, options)
  local asked, reports = {}, {}
  for _, id in ipairs(failure.asked(corpus:ids(filters))) do asked[id] = true end
  local set = similar.new { common = options.common }
  for report in failure.asked(corpus:reports()):each() do
    local text, at = failure.asked(corpus:content(report.id))
    report.offset, report.asked = at - 1, asked[report.id]
    reports[set:add(text, comparison.region_key(report))] = report
  end
  return set:index(), reports
end

-- Whether a pair is met with i as the later one. One whose order nobody knows is met once.
local function is_turn(reports, i, j)
  local later = M.is_later(reports[i], reports[j])
  if later ~= nil then return later end
  return not reports[j].asked or i > j
end

-- Places in the content become places in the body.
local function shift(list, by, other_by)
  for _, span in ipairs(list) do
    span.start, span.stop = span.start + by, span.stop + by
    span.other_start, span.other_stop = span.other_start + other_by, span.other_stop + other_by
    if span.edits then shift(span.edits, by, other_by) end
  end
end

-- Letters that agree in all passages; what was edited within them is theirs but not the same.
local function same_in(passages)
  local same = 0
  for _, one in ipairs(passages) do same = same + one.same end
  return same
end

local function make_pair(found, report, from, parents)
  shift(found, report.offset, from.offset)
  local later = M.is_later(report, from)
  return { report = report, from = from, relation = M.relation(report, from, parents), is_known = later ~= nil,
    passages = found, letters = found.letters, other_letters = found.other_letters, same = same_in(found),
    contained = found.contained, contains = found.contains, longest = found.longest, jaccard = found.jaccard }
end

local function sort(list)
  table.sort(list, function(a, b)
    if a.same ~= b.same then return a.same > b.same end
    if a.report.report_id ~= b.report.report_id then return a.report.report_id < b.report.report_id end
    return a.from.report_id < b.from.report_id
  end)
  return list
end

-- The same report in two files, by the limits of the catalogue: no place or year that differs, and nearly
-- all of the text.
local function is_twin(pair)
  local rules, a, b = catalogue.load "twins", pair.report, pair.from
  local most, least = math.max(pair.contained, pair.contains), math.min(pair.contained, pair.contains)
  local place_known, year_known = a.region_code and b.region_code, a.year and b.year
  if place_known and a.region_code ~= b.region_code or year_known and a.year ~= b.year then return false end
  if not place_known or not year_known then rules = { part = rules.unknown.contained, near = rules.unknown.near } end
  return most >= rules.part or least >= rules.near
end

-- Adds a pair to the list; a twin is only counted.
local function put(list, info, pair)
  if is_twin(pair) then info.twins = info.twins + 1 else list[#list + 1] = pair end
end

--- The pairs of reports that share passages, those that share most first. The same report in two files,
--- set aside as a twin or not, is no part of it.
-- @param filters of corpus:reports: which reports are asked about; they are compared with all
-- @param options { least = letters of a passage, common = share of the places from which a phrase is
--   stock, relations = set of those that are wanted, nil: all; progress = of the context, or nil }
-- @return list of { report=, from= (of corpus:reports; the later and the earlier, if is_known), relation=,
--   is_known=, passages= (as similar's, places in the bodies), letters=, other_letters=, contained=, contains=,
--   longest=, jaccard= (as similar's), same= (letters that agree) }; and { reports=, places=, limit=, knows_stock=,
--   twins= (pairs left out) }. Raises what the corpus fails with.
function M.pairs(corpus, filters, options)
  local list, parents = {}, parents_of(corpus)
  local set <close>, reports = gather(corpus, filters, options)
  local progress = options.progress or function() end
  local info = { reports = #reports, places = set.owner_count, limit = set.limit, knows_stock = set:knows_stock(),
    twins = 0 }
  for i, report in ipairs(reports) do
    for _, j in ipairs(report.asked and set:near(i, options.least) or {}) do
      local is_wanted = is_turn(reports, i, j)
        and (not options.relations or options.relations[M.relation(report, reports[j], parents)])
      local found = is_wanted and set:compare(i, j, options.least)
      if found then put(list, info, make_pair(found, report, reports[j], parents)) end
    end
    progress { done = i, all = #reports }
  end
  progress()
  return sort(list), info
end

-- Figures.

-- The figure that the bytes lie in, if there is one.
local function figure_at(figures, start, stop)
  for _, figure in ipairs(figures) do
    if figure.start <= start and stop <= figure.stop then return figure end
  end
end

--- The figures that differ in a passage, while the words around them agree.
-- @param figures, others of the two reports, as corpus:figures gives them
-- @return list of { figure, other }, in order
function M.changed(one, figures, others)
  local list = {}
  for _, edit in ipairs(one.edits) do
    local a = figure_at(figures, edit.start, edit.stop)
    local b = a and figure_at(others, edit.other_start, edit.other_stop)
    local is_new = #list == 0 or list[#list][1] ~= a
    if b and is_new and (a.value ~= b.value or a.unit ~= b.unit) then list[#list + 1] = { a, b } end
  end
  return list
end

--- A function that gives the figures of a report by its id and remembers them.
function M.figures(corpus)
  local memo = {}
  return function(id)
    memo[id] = memo[id] or failure.asked(corpus:figures(id))
    return memo[id]
  end
end

--- All figures of a pair that differ, as M.changed.
function M.changed_in(pair, figures_of)
  local list = {}
  for _, one in ipairs(pair.passages) do
    local changed = M.changed(one, figures_of(pair.report.id), figures_of(pair.from.id))
    table.move(changed, 1, #changed, #list + 1, list)
  end
  return list
end

-- Rows.

-- A department's report is of its region, but not the region's.
local function place(report)
  local name = report.region or comparison.unknown_region(report)
  return deadline.is_department(report) and message.choose("%s (%s)", "%s（%s）"):format(name, report.issuer) or name
end

local function head(pair)
  return { report = pair.report.id, region = place(pair.report), year = pair.report.year, from = pair.from.id,
    from_region = place(pair.from), from_year = pair.from.year,
    relation = M.name(pair.relation), note = not pair.is_known
      and message.choose("order unknown: no dates tell it", "先后不明：年度、发布日期均无从分辨") or nil }
end

--- A pair as a row of the analysis: with characters, share, from_share, passages, longest, jaccard, changed.
function M.row(pair, figures_of)
  local row = head(pair)
  row.characters, row.passages, row.longest = pair.same, #pair.passages, pair.longest
  row.share = 100 * pair.contained * math.min(1, pair.same / pair.letters)
  row.from_share = 100 * pair.contains * math.min(1, pair.same / pair.other_letters)
  row.jaccard = pair.jaccard
  row.changed = #M.changed_in(pair, figures_of)
  return row
end

local SHOWN = 6 -- changed figures in a cell

local function in_words(changed)
  local words = {}
  for i = 1, math.min(#changed, SHOWN) do words[i] = changed[i][2].raw .. "→" .. changed[i][1].raw end
  if #changed > SHOWN then words[#words + 1] = "…" end
  return #words > 0 and table.concat(words, message.choose(", ", "，")) or nil
end

local function sentence(body, start, stop)
  local first, last = passage.sentence(body, start, stop)
  return (body:sub(first, last):gsub("%s*\n%s*", " "))
end

--- The passages of a pair as rows: with characters, figures (those changed, old→new), text, from_text (the
--- sentences), and their spans in the bodies, 0-based and half open as in tables.
function M.passage_rows(pair, figures_of)
  local rows, body, other = {}, pair.report:text(), pair.from:text()
  for i, one in ipairs(pair.passages) do
    local row = head(pair)
    row.characters = one.same
    row.figures = in_words(M.changed(one, figures_of(pair.report.id), figures_of(pair.from.id)))
    row.text, row.from_text = sentence(body, one.start, one.stop), sentence(other, one.other_start, one.other_stop)
    row.start, row.stop, row.from_start, row.from_stop = one.start - 1, one.stop, one.other_start - 1, one.other_stop
    rows[i] = row
  end
  return rows
end

--- What is to be said of all pairs: how much was compared, and how.
-- @param info what M.pairs returned second
function M.notes(pairs, info)
  local notes = { message.say("{n} {n|report|reports} of {places} {places|place|places} compared, {pairs} "
    .. "{pairs|pair shares|pairs share} passages", "{n} 份报告（{places} 地）相互比较，{pairs} 对有共同段落",
    { n = info.reports, places = info.places, pairs = #pairs }) }
  if info.knows_stock then
    notes[2] = message.choose("phrases of more than %d places are left out as stock", "超过 %d 地共用的套话已剔除")
      :format(info.limit)
  else
    notes[2] = message.say("with {n} {n|place|places} no phrase can be told to be stock; nothing was left out",
      "只有 {n} 地，无从判断套话，未作剔除", { n = info.places })
  end
  if info.twins > 0 then
    notes[#notes + 1] = message.say("{n} {n|pair is|pairs are} one report twice and left out; see `fazhi dedupe`",
      "另有 {n} 对是同一份报告，未列；见 fazhi dedupe（查重）", { n = info.twins })
  end
  return notes
end

return M
