-- Values made comparable: one value for each region and year, and never two units in one
-- ranking. What is set aside stays visible.

local catalogue = require("fazhi.catalogue")
local conversion = require("fazhi.conversion")
local display = require("fazhi.display")
local failure = require("fazhi.failure")
local json = require("fazhi.json")
local lazy = require("fazhi.lazy")
local message = require("fazhi.message")
local scope = require("fazhi.scope")
local wordlist = require("fazhi.wordlist")

local lineage = lazy("fazhi.lineage")

local M = {}

local alike -- unit → the first of the units it may be compared with

--- The name of the group of units that `unit` may be compared with (件, 起, 宗, 例 → 件).
function M.unit_group(unit)
  if not alike then
    alike = {}
    for _, group in ipairs(catalogue.load("alike")) do
      for _, member in ipairs(group) do alike[member] = group[1] end
    end
  end
  return alike[unit] or unit or ""
end

--- The name of all units whose numbers may be compared with those of `unit` once fazhi.conversion has put them into it.
function M.measure_group(unit)
  return M.unit_group(conversion.first(unit) or unit)
end

--- The name of a body without the state's before it: 中华人民共和国国务院 and 国务院 are one; nil for nil.
function M.body_name(name)
  local state = catalogue.load("places").state
  if name and #name > #state and name:sub(1, #state) == state then return name:sub(#state + 1) end
  return name
end

--- Whether a name is one of the whole nation: 全国, 中国.
function M.is_nation(name)
  return wordlist.has(catalogue.load("places").nation.names, name)
end

--- The names that the body of a name may be written with; that of the nation is the State Council.
function M.body_names(name)
  local body = M.is_nation(name) and catalogue.load("places").nation.body or M.body_name(name)
  return { body, catalogue.load("places").state .. body }
end

--- The names of all central bodies, as M.body_names tells them.
function M.central_names()
  local list = {}
  for _, body in ipairs(catalogue.load("places").central) do
    for _, name in ipairs(M.body_names(body)) do list[#list + 1] = name end
  end
  return list
end

--- The central body that a report is of, by its issuer; nil for others. The State Council and its ministries have no
--- region; their reports are one series by their name, which stands where others have their region.
local function central_body(row)
  local name = M.body_name(row.issuer)
  for _, body in ipairs(catalogue.load("places").central) do
    if name == body then return body end
  end
  return nil
end

M.central_body = central_body

--- Whether a report is one of a central body (国务院), which has no region.
function M.is_central(row)
  return central_body(row) ~= nil
end

--- The key of a region: its code, else its name, else the central body that reports, else the
--- report itself.
function M.region_key(row)
  return row.region_code or row.region or central_body(row) or "report " .. tostring(row.report_id or row.report)
end

--- The id of the report that a row of the corpus belongs to, as the command line takes it.
function M.report_id(row)
  local id = row.report_id or row.report
  return id and "r" .. tostring(id):gsub("^r", "")
end

--- A reading at least as sure is compared; a doubtful one is for `fazhi get` and the eye.
M.SURE = 0.5

--- Whether a value is sure enough to be compared.
function M.is_sure(value)
  return (value.score or 1) >= M.SURE
end

--- Whether a reading is taken before another one of the same indicator: a sure one, then a figure for the whole
--- region before one for a part of it, then one that is said of nothing in particular, then the surer reading.
function M.is_better(a, b)
  if M.is_sure(a) ~= M.is_sure(b) then return M.is_sure(a) end
  local whole_a, whole_b = scope.is_whole(a.scope), scope.is_whole(b.scope)
  if whole_a ~= whole_b then return whole_a end
  if (a.basis == nil) ~= (b.basis == nil) then return a.basis == nil end
  return (a.score or 1) > (b.score or 1)
end

--- The same; of equals the one that comes first in the corpus.
function M.is_before(a, b)
  if M.is_better(a, b) then return true end
  return not M.is_better(b, a) and (a.observation_id or 0) < (b.observation_id or 0)
end

--- Splits values into those sure enough to be compared and the doubtful ones.
function M.by_certainty(values)
  local sure, doubtful = {}, {}
  for _, value in ipairs(values) do
    local list = M.is_sure(value) and sure or doubtful
    list[#list + 1] = value
  end
  return sure, doubtful
end

local function describe(value)
  return ("%s%s%s"):format(json.number(value.value), value.unit or "",
    value.scope and "（" .. value.scope .. "）" or "") .. (value.basis and "（" .. value.basis .. "）" or "")
end

local function join_notes(...)
  local notes = {}
  for i = 1, select("#", ...) do
    local note = select(i, ...)
    if note and note ~= "" then notes[#notes + 1] = note end
  end
  return #notes > 0 and table.concat(notes, message.choose("; ", "；")) or nil
end

--- The note that names other values, "also 46件, 47件"; nil if there are none.
-- @param values rows with value, unit, scope and, where `fazhi why` is to be asked, id
function M.also(values)
  local words = {}
  for i, value in ipairs(values or {}) do
    words[i] = describe(value) .. (value.id and message.choose(" (%s)", "（%s）"):format(value.id) or "")
  end
  if #words == 0 then return nil end
  return message.choose("also ", "另有 ") .. table.concat(words, message.choose(", ", "、"))
end

--- The note that tells what a value is said of; nil where its indicator means but one thing.
function M.basis_note(value)
  return value.basis and message.say("basis: {basis}", "口径：{basis}", { basis = display.basis(value.basis) })
end

-- What other reports of the region say, else what the report itself says elsewhere.
local function note_of(best, others)
  local different = {}
  for _, other in ipairs(others) do
    if other.value ~= best.value or other.unit ~= best.unit then
      different[#different + 1] = { value = other.value, unit = other.unit, scope = other.scope, basis = other.basis }
    end
  end
  local also = M.also(#different > 0 and different or best.other_values)
  local claimed = best.claimed and message.choose("as claimed", "报告自称")
  return join_notes(M.basis_note(best), display.note(best.note), claimed or nil, also)
end

--- What stands for a region that is not known: the report itself.
function M.unknown_region(row)
  return central_body(row) or ("(%s)"):format(row.issuer or row.title or M.report_id(row) or "?")
end

--- What a row is shown as, and a series of the place known by: its region, or what stands for it.
function M.shown_region(row)
  return row.region_full or row.region or M.unknown_region(row)
end

local function copy_of(value)
  local copy = {}
  for k, v in pairs(value) do copy[k] = v end
  return setmetatable(copy, getmetatable(value)) -- which reads the quote
end

local alone = {} -- what else is said where one report says all

-- The best of the values of one region and year, and the others; most are alone.
local function best_of(value, more)
  if not more then return value, alone end
  local group = table.move(more, 1, #more, 2, { value })
  table.sort(group, M.is_before)
  return group[1], table.move(group, 2, #group, 1, {})
end

--- One value for each region and year, in order of first appearance: the best one, with what else the reports say in
--- its note, and `id` as the command line takes it; each in the unit that it is stated in.
-- @param is_own true: the values are nobody else's, and those chosen are changed instead of copied
function M.best_each(values, is_own)
  local place, firsts, others = {}, {}, {}
  for _, value in ipairs(values) do
    local key = M.region_key(value) .. "\0" .. tostring(value.year)
    local i = place[key]
    if not i then
      firsts[#firsts + 1] = value
      place[key] = #firsts
    else
      others[i] = others[i] or {}
      table.insert(others[i], value)
    end
  end
  local list = {}
  for i, first in ipairs(firsts) do
    local best, rest = best_of(first, others[i])
    local note = note_of(best, rest)
    local one = is_own and best or copy_of(best)
    one.note, one.region = note, M.shown_region(best)
    list[i] = one
  end
  return list
end

--- The same, those of one measure in one unit.
function M.one_each(values, is_own)
  local list = M.best_each(values, is_own)
  for one, stated in pairs(conversion.unify(list)) do one.note = join_notes(stated, one.note) end
  return list
end

--- Splits values into those of the commonest group of units and the others. Returns both
--- lists and the name of the group; of equally common groups the first by name.
function M.by_unit(values)
  local counts, best = {}, nil
  for _, value in ipairs(values) do
    local group = M.unit_group(value.unit)
    counts[group] = (counts[group] or 0) + 1
  end
  for group, count in pairs(counts) do
    if not best or count > counts[best] or count == counts[best] and group < best then best = group end
  end
  local same, other = {}, {}
  for _, value in ipairs(values) do
    local list = M.unit_group(value.unit) == best and same or other
    list[#list + 1] = value
  end
  return same, other, best
end

--- The latest year among the values, nil if there are none.
function M.latest_year(values)
  local latest
  for _, value in ipairs(values) do
    if value.year and (not latest or value.year > latest) then latest = value.year end
  end
  return latest
end

-- Calls f with the filters, once or once for each of the regions, and each time put(what it returns).
local function each_region(regions, filters, f, put)
  for i = 1, regions and #regions or 1 do
    local own = { region = regions and regions[i] }
    for k, v in pairs(filters) do own[k] = v end
    local found = failure.asked(f(own))
    put(found)
  end
end

-- What corpus[method] returns for all the regions, as one list.
local function ask(corpus, method, indicator, filters, regions)
  local list = {}
  each_region(regions, filters, function(own) return corpus[method](corpus, indicator, own) end, function(rows)
    table.move(rows, 1, #rows, #list + 1, list)
  end)
  return list
end

-- The sum of the numbers that f returns for the regions.
local function total(regions, filters, f)
  local count = 0
  each_region(regions, filters, f, function(n) count = count + n end)
  return count
end

--- The values of an indicator by corpus:values, for a list of regions or, if it is nil, for
--- all. Raises the corpus's failure.
function M.values(corpus, indicator, filters, regions)
  return ask(corpus, "values", indicator, filters, regions)
end

--- A list of names as text, a long one cut with the number of those left out.
function M.names(list)
  local shown = table.concat(list, message.choose(", ", "、"), 1, math.min(#list, 8))
  return #list > 8 and shown .. message.choose(" and %d more", " 等，另 %d 个"):format(#list - 8) or shown
end

--- The regions that the corpus knows by reports of other years only, by their full names in
--- order of code; those that were no more, or not yet, are not among them. `kind` is the kind of report that counts.
function M.without_report(corpus, filters, kind)
  local places = failure.asked(corpus:silent_regions({ level = filters.level, within = filters.within, kind = kind },
    filters.from, filters.to))
  local list, lived = {}, #places > 0 and lineage.stored(corpus)
  for _, place in ipairs(places) do
    if lived:holds(place.region_code, filters.from, filters.to) then list[#list + 1] = place.region end
  end
  return list
end

--- The regions that a corpus knows, as corpus:places(); raises its failure.
function M.regions(corpus)
  return failure.asked(corpus:places())
end

--- The indicators that a corpus knows, as corpus:definitions(). Raises its failure.
function M.indicators(corpus)
  return failure.asked(corpus:definitions())
end

--- What a corpus knows of one indicator, at least its id and a name.
function M.indicator(corpus, id)
  local row, why, code = corpus:definition(id)
  if code then failure.raise(code, why) end
  return row or { id = id, name = id }
end

--- How many documents of other kinds (plans, news) state the indicator and are left out.
function M.count_other_kinds(corpus, indicator, filters, regions)
  return total(regions, filters, function(own) return corpus:count_other_kinds(indicator, own) end)
end

--- The same for corpus:missing: the reports that do not state the indicator.
function M.missing(corpus, indicator, filters, regions)
  return ask(corpus, "missing", indicator, filters, regions)
end

local open_ended = { at_least = true, at_most = true }

--- Whether a value is only a bound of the number (300件以上).
function M.is_bound(value)
  return open_ended[value.bound] == true
end

--- The note that says how many reports are left out because they are here twice.
-- @param indicator the indicator compared, nil for any reports; regions: as for M.values
-- @return a list of one note, or of none
function M.twins_notes(corpus, filters, indicator, regions)
  local count = total(regions, filters, function(own) return corpus:count_set_aside(own, indicator) end)
  if count == 0 then return {} end
  return { message.say("{n} {n|report that is here twice is|reports that are here twice are} left out; "
    .. "`fazhi list --twins` shows {n|it|them}", "另有 {n} 份重复的报告未计入，见 fazhi list --twins", { n = count }) }
end

M.join_notes = join_notes --- notes as one text, nil if there are none

return M
