-- portrait: one region on one page: each indicator beside those of its peers and its own of the year before, what
-- it does not state though most of its peers do, and what the law asks a report to tell.

local cohort = require "fazhi.cohort"
local comparison = require "fazhi.comparison"
local conversion = require "fazhi.conversion"
local display = require "fazhi.display"
local message = require "fazhi.message"
local scope = require "fazhi.scope"
local series = require "fazhi.series"
local standing = require "fazhi.standing"
local stats = require "fazhi.stats"

local say = message.say

local M = {}

local LAW = "法定内容"
local MOST, LEAST = 0.5, 2 -- of the peers must state what is told as missing: this share, and so many

local is_sure = comparison.is_sure

local function class_of(unit, value)
  return comparison.measure_group(unit) .. "\0" .. scope.of(value)
end

-- The sure values of an indicator among the members, as places in what is stated.
local function sure_places(group, id)
  local list, scores = {}, group.stated.score
  for _, at in ipairs(group.stated.of[id] or {}) do
    if (scores[at] or 1) >= comparison.SURE then list[#list + 1] = at end
  end
  return list
end

-- The numbers that may be compared with each other, by class: numbers, all in one unit, and how many were stated in
-- each unit.
local function classes_of(stated, places)
  local classes, units, one = {}, stated.unit, {}
  for _, at in ipairs(places) do
    one.scope, one.basis = stated.scope[at], stated.basis[at]
    local name, unit = class_of(units[at], one), units[at] or ""
    local class = classes[name]
    if not class then
      class = { numbers = {}, unit = unit, counts = {} }
      classes[name] = class
    end
    class.numbers[#class.numbers + 1] = conversion.number(stated.value[at], unit, class.unit)
    class.counts[unit] = (class.counts[unit] or 0) + 1
  end
  return classes
end

-- The numbers of an indicator that may be compared with each other, sorted, by unit and scope. They are the same
-- for every region of the group, and kept with it.
local function field_of(group, id)
  local field = group.fields[id]
  if field then return field end
  field = { places = sure_places(group, id) }
  field.by_class = classes_of(group.stated, field.places)
  for _, at in ipairs(field.places) do field.has_basis = field.has_basis or group.stated.basis[at] ~= nil end
  for _, class in pairs(field.by_class) do
    table.sort(class.numbers)
    class.q1, class.median, class.q3 = standing.quartiles(class.numbers)
  end
  group.fields[id] = field
  return field
end

-- The unit and scope that most of the values have, as fazhi.standing groups them.
local function main_of(group, field)
  local rows, stated = {}, group.stated
  for i, at in ipairs(field.places) do
    rows[i] = { value = stated.value[at], unit = stated.unit[at], scope = stated.scope[at], basis = stated.basis[at],
      year = group.year, level = group.level }
  end
  conversion.unify(rows)
  return standing.groups(rows)[1]
end

-- How many of the peers are told in a unit that they did not state.
local function count_converted(peers, unit)
  local count = 0
  for own, n in pairs(peers.counts) do
    if own ~= unit and conversion.converted(1, own, unit) then count = count + n end
  end
  return count
end

local function put_note(row, note)
  row.note = comparison.join_notes(row.note, note)
end

-- The place of a number among those of the peers that may be compared, all in its unit; what it alone makes is no
-- place.
local function put_standing(row, peers, unit, value)
  row.n = #peers.numbers
  if row.n > (value and 1 or 0) then row.median = conversion.number(peers.median, peers.unit, unit) end
  local converted = count_converted(peers, unit)
  if converted > 0 then
    put_note(row, say("{n} {n|peer|peers} converted into {unit}", "{n} 家已换算为{unit}", { n = converted, unit = unit }))
  end
  if row.n < standing.enough then return end
  row.q1, row.q3 = conversion.number(peers.q1, peers.unit, unit), conversion.number(peers.q3, peers.unit, unit)
  row.percentile = value and stats.percentile_rank(peers.numbers, conversion.number(value, unit, peers.unit), true)
end

local function put_past(row, value, last)
  if not last then return end
  local stated
  last, stated = conversion.into(last, value.unit)
  row.last = last.value
  if stated then put_note(row, say("last year {stated}", "上年{stated}", { stated = stated })) end
  if not is_sure(last) then put_note(row, say("last year's reading is doubtful", "上年数值存疑")) end
  if comparison.unit_group(value.unit) ~= comparison.unit_group(last.unit) then
    put_note(row, say("last year in {unit}", "上年单位为{unit}", { unit = last.unit }))
    return
  end
  row.change, row.change_percent = series.change(value, last)
  if scope.class(value.scope) ~= scope.class(last.scope) then
    put_note(row, say("last year of {scope}", "上年范围为{scope}", { scope = last.scope or scope.name(scope.WHOLE) }))
  end
  if value.basis ~= last.basis then
    put_note(row, say("last year on the basis {basis}", "上年口径为{basis}", { basis = display.basis(last.basis, true) }))
  end
end

local function put_apart(row, others, has_basis)
  if others == 0 then return end
  if has_basis then
    put_note(row, say("{n} {n|peer|peers} in another unit, scope or basis",
      "另有 {n} 家单位、范围或口径不同", { n = others }))
  else
    put_note(row, say("{n} {n|peer|peers} in another unit or scope", "另有 {n} 家单位或范围不同", { n = others }))
  end
end

local function new_row(entry)
  return { part = entry.part, indicator = entry.id, name = entry.name }
end

local function stated_row(entry, group, value)
  local row = new_row(entry)
  row.value, row.unit, row.scope, row.bound = value.value, value.unit, value.scope, value.bound
  row.note, row.id = value.note, value.id
  if not is_sure(value) then
    row.is_doubtful = true
    row.note = comparison.join_notes(say("doubtful reading, not compared", "存疑，未比较"), row.note)
    put_past(row, value, group.before[entry.id])
    return row
  end
  local field = field_of(group, entry.id)
  local peers = field.by_class[class_of(value.unit, value)]
  put_standing(row, peers, value.unit, value.value)
  put_apart(row, #field.places - row.n, field.has_basis)
  put_past(row, value, group.before[entry.id])
  return row
end

-- What the region does not state and at least half of its peers do, and no fewer than two; nil for anything else.
local function silent_row(entry, group)
  local field = field_of(group, entry.id)
  local count = #field.places
  if count < LEAST or count < MOST * (#group.order - 1) then return nil end
  field.main = field.main or main_of(group, field)
  local row, main = new_row(entry), field.main
  local unit = main.rows[1].unit
  put_standing(row, field.by_class[class_of(unit, main.rows[1])], unit)
  row.unit, row.scope = main.unit, main.scope ~= scope.WHOLE and scope.name(main.scope) or nil
  row.last = group.before[entry.id] and conversion.into(group.before[entry.id], unit).value
  row.note = comparison.join_notes(say("not reported; {n} of {all} {all|peer|peers} {n|does|do}",
    "未报告；{all} 家同级中 {n} 家有", { n = count, all = #group.order - 1 }), row.note)
  return row
end

-- How many members have one of the five contents, and of how many that is known.
local function law_field(group, id)
  local field = group.law[id]
  if field then return field end
  field = { have = 0, known = 0 }
  for _, at in ipairs(group.stated.of[id] or {}) do
    field.known, field.have = field.known + 1, field.have + (group.stated.value[at] == 1 and 1 or 0)
  end
  group.law[id] = field
  return field
end

-- One of the five contents of law: there or not, and how many of the peers have it.
local function law_row(entry, group)
  local own = (group.cells[group.key] or {})[entry.id]
  local all = law_field(group, entry.id)
  local known = all.known - (own and 1 or 0)
  local have = all.have - (own and own.value == 1 and 1 or 0)
  if not own and known == 0 then return nil end
  local row = new_row(entry)
  row.value, row.id = own and own.value, own and own.id
  row.last = group.before[entry.id] and group.before[entry.id].value
  local answer = own and (own.value == 1 and say("there", "有") or say("not there", "无")) or say("unknown", "不明")
  row.note = known == 0 and answer or say("{answer}; {have} of {known} {known|peer|peers} {have|has|have} it",
    "{answer}；{known} 家同级中 {have} 家有", { answer = answer, have = have, known = known })
  return row
end

local sorted = setmetatable({}, { __mode = "k" }) -- lists that are in order, which many regions share

local function sort_entries(entries)
  if sorted[entries] then return entries end
  sorted[entries] = true
  table.sort(entries, function(a, b)
    local x, y = a.part == LAW, b.part == LAW
    if x ~= y then return x end
    if a.part ~= b.part then return (a.part or "~") < (b.part or "~") end
    return a.id < b.id
  end)
  return entries
end

local function told_alone(group)
  return { say("{report} {title}", "{report} {title}", { report = group.subject.id,
    title = group.subject.title or say("without a title", "无标题") }), cohort.alone_note(group) }
end

local function told_beside(group)
  local subject = group.subject
  local notes = { say("{report} {title}; compared with {n} other {level} that have a report of {year}",
    "{report} {title}；与 {year} 年有报告的其他 {n} 个{level}地区比较", { report = subject.id,
      title = subject.title or say("without a title", "无标题"), n = #group.order - 1,
      level = standing.level_name(group.level), year = group.year }) }
  if #group.order < standing.enough then
    notes[2] = say("fewer than {n} regions: no percentile", "不足 {n} 个地区，不算百分位", { n = standing.enough })
  end
  return notes
end

local function notes_of(group, silent)
  local notes = group.is_alone and told_alone(group) or told_beside(group)
  if silent > 0 then
    notes[#notes + 1] = say("{n} {n|indicator|indicators} that half of the peers state {n|is|are} not reported",
      "同级半数以上写到而未报告的指标 {n} 个",
      { n = silent })
  end
  if not next(group.before) then
    notes[#notes + 1] = say("nothing to compare with in {year}", "没有 {year} 年的数值可比", { year = group.year - 1 })
  end
  return notes
end

--- The page of a region.
-- @param entries rows of corpus:indicators(); group: of cohort.of
-- @return rows { part=, name=, indicator=, value=, unit=, bound=, scope=, median=, q1=, q3=, percentile=, n=, last=,
--   change=, change_percent=, note=, id= } by part, and notes
function M.rows(entries, group)
  local rows, silent = {}, 0
  local own = group.cells[group.key] or {}
  for _, entry in ipairs(sort_entries(entries)) do
    local row
    if entry.part == LAW then
      row = law_row(entry, group)
    elseif own[entry.id] then
      row = stated_row(entry, group, own[entry.id])
    else
      row = silent_row(entry, group)
      silent = silent + (row and 1 or 0)
    end
    if row then rows[#rows + 1] = row end
  end
  return rows, notes_of(group, silent)
end

--- The page of the region that a script's arguments ask for: rows, notes, its title and the id of its report; no rows
--- if it has none.
function M.of(corpus, args)
  local group = cohort.of(corpus, args)
  if not group then return {}, {}, nil end
  local rows, notes = M.rows(comparison.indicators(corpus), group)
  local region = group.subject.region or comparison.unknown_region(group.subject)
  return rows, notes, ("%s %d"):format(region, group.year), group.subject.id
end

return M
