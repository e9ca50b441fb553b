-- cohort: the regions of one level that have a report of one year and kind, and all that they say; one of them is
-- the subject, whom the others are the peers of.

local args_of = require "fazhi.args"
local comparison = require "fazhi.comparison"
local failure = require "fazhi.failure"
local kind_of = require "fazhi.kind"
local lineage = require "fazhi.lineage"
local message = require "fazhi.message"

local M = {}

local PREFERRED = "rule_of_law" -- the kind meant where a region has reports of several

-- The kinds that have a catalogue, the one to be preferred first; a report of no such kind has no indicators.
local function usable(report, kind)
  if kind then return report.kind == kind end
  return report.kind ~= nil and report.kind ~= "other"
end

local function is_government(report)
  return (report.issuer or ""):find("政府", 1, true) ~= nil
end

-- Of two reports of one region the one that speaks for it: of the preferred kind, later, of the government itself,
-- saying more.
local function is_better(a, b)
  if (a.kind == PREFERRED) ~= (b.kind == PREFERRED) then return a.kind == PREFERRED end
  if a.year ~= b.year then return a.year > b.year end
  if is_government(a) ~= is_government(b) then return is_government(a) end
  if a.observation_count ~= b.observation_count then return a.observation_count > b.observation_count end
  return a.report_id < b.report_id
end

--- The report that speaks for a region, of a list of its own; nil if none has a year and a kind with indicators.
-- @param kind only of this kind, or nil
function M.best(reports, kind)
  local best
  for _, report in ipairs(reports) do
    if report.year and usable(report, kind) and (not best or is_better(report, best)) then best = report end
  end
  return best
end

local function best_report(corpus, filters, kind)
  local list = {}
  for report in failure.asked(corpus:reports(filters)):each(true) do list[#list + 1] = report end
  return M.best(list, kind)
end

-- The reports that count, one for each region, by key; the key of every report by its number; and whether there is
-- one report for each region.
local function members_of(corpus, filters)
  local members, order, key_of, count = {}, {}, {}, 0
  for report in failure.asked(corpus:reports(filters)):each(true) do
    local key = comparison.region_key(report)
    if not members[key] then order[#order + 1] = key end
    if not members[key] or is_better(report, members[key]) then members[key] = report end
    key_of[report.report_id] = key
    count = count + 1
  end
  return members, order, key_of, count == #order
end

--- What readings say: one value for each region, by region and indicator, as comparison.best_each chooses it.
-- @return { [region key] = { [indicator] = value } }
function M.table(readings)
  local by_indicator, cells = {}, {}
  for _, one in ipairs(readings) do
    by_indicator[one.indicator] = by_indicator[one.indicator] or {}
    table.insert(by_indicator[one.indicator], one)
  end
  for id, list in pairs(by_indicator) do
    for _, value in ipairs(comparison.best_each(list, true)) do
      local key = comparison.region_key(value)
      cells[key] = cells[key] or {}
      cells[key][id] = value
    end
  end
  return cells
end

-- What a region said, by indicator; nil if nothing.
-- @param code of the region, nil for a body that has none; key: as of comparison.region_key
local function words_of(corpus, filters, code, key)
  local own = { region = code }
  for k, v in pairs(filters) do own[k] = v end
  return M.table(failure.asked(corpus:readings(own)))[key]
end

-- What the place of a report said in the year before, whatever its code was then.
local function before(corpus, subject)
  local filters = { year = subject.year - 1, kind = subject.kind }
  if not subject.region_code then return words_of(corpus, filters, nil, comparison.region_key(subject)) or {} end
  for _, code in ipairs(lineage.stored(corpus):codes(subject.region_code)) do
    local row = words_of(corpus, filters, code, code)
    if row then return row end
  end
  return {}
end

-- Of two observations of one region and indicator the one that counts, by their places.
local function better_of(stated, i, k)
  local function value(at)
    return { scope = stated.scope[at], basis = stated.basis[at], score = stated.score[at],
      observation_id = stated.observation[at] }
  end
  return comparison.is_before(value(i), value(k)) and i or k
end

-- Leaves one observation of each indicator for every region, where some have several reports.
local function one_each(stated)
  for id, list in pairs(stated.of) do
    local place, kept = {}, {}
    for _, i in ipairs(list) do
      local key = stated.key(i)
      local at = place[key]
      if at then
        kept[at] = better_of(stated, i, kept[at])
      else
        kept[#kept + 1], place[key] = i, #kept + 1
      end
    end
    stated.of[id] = kept
  end
end

-- What all members state, of each region one value: as corpus:stated, and key = function(place) of its region.
local function stated_by(corpus, filters, key_of, is_one_each)
  local stated = failure.asked(corpus:stated(filters))
  function stated.key(place) return key_of[stated.report[place]] end
  if not is_one_each then one_each(stated) end
  return stated
end

-- The same made of the cells of M.table.
local function stated_in(cells, order)
  local keys, stated = {}, { value = {}, unit = {}, scope = {}, basis = {}, score = {}, of = {} }
  for _, key in ipairs(order) do
    for id, value in pairs(cells[key] or {}) do
      local at = #keys + 1
      keys[at] = key
      for _, name in ipairs { "value", "unit", "scope", "basis", "score" } do stated[name][at] = value[name] end
      stated.of[id] = stated.of[id] or {}
      table.insert(stated.of[id], at)
    end
  end
  function stated.key(place) return keys[place] end
  return stated
end

--- What is looked for in vain where there is no cohort, for a frame without rows.
function M.none(args)
  local from, to = args_of.years(args.year)
  local years = (from or to) and (from == to and tostring(from) or ("%s–%s"):format(from or "", to or "")) or ""
  if years ~= "" then
    return message.say("a report of {region} {year}", "{region} {year} 的报告", { region = args.region, year = years })
  end
  return message.say("a report of {region} itself; `fazhi list --within {region}` shows those of places in it",
    "{region}本级的报告；其辖内的见 fazhi list --within {region}", { region = args.region })
end

--- The regions of one year, level and kind and all that they say, without a subject among them.
-- @param filters { year=, level=, kind= }
-- @return the fields year, level, kind, members, order, stated and cells of M.of, of all that is said
function M.peers(corpus, filters)
  local own = { year = filters.year, level = filters.level, kind = filters.kind }
  local members, order = members_of(corpus, own)
  local cells = M.table(failure.asked(corpus:readings(own)))
  return { year = own.year, level = own.level, kind = own.kind, members = members, order = order,
    cells = cells, stated = stated_in(cells, order), fields = {}, law = {} }
end

-- The same, with no more of what is said than values are compared by; of the subject all.
local function lean_peers(corpus, subject)
  local filters = { year = subject.year, level = subject.level, kind = subject.kind }
  local members, order, key_of, is_one_each = members_of(corpus, filters)
  local key = comparison.region_key(subject)
  return { year = subject.year, level = subject.level, kind = subject.kind, members = members, order = order,
    cells = { [key] = words_of(corpus, filters, subject.region_code, key) },
    stated = stated_by(corpus, filters, key_of, is_one_each), fields = {}, law = {} }
end

--- A cohort as one of its members sees it. A report without a level, as the state's own, is beside nobody: the others
--- of its year, whatever their level, are no peers of it. Whoever wants to know asks the cohort for is_alone.
-- @param group of M.peers, whose tables are shared; subject the report of a member
-- @return a copy with subject and key; without a level the subject is its only member, and is_alone is true
function M.seen(group, subject)
  local key = comparison.region_key(subject)
  local seen = { subject = subject, key = key }
  if not subject.level then
    seen.is_alone, seen.order, seen.members = true, { key }, { [key] = group.members[key] }
    seen.fields, seen.law, seen.stated = {}, {}, stated_in(group.cells, { key })
  end
  return setmetatable(seen, { __index = group })
end

--- That a report without a level has no peers, for a note; nil for others.
function M.alone_note(group)
  if not group.is_alone then return nil end
  return message.say("{report} is of no level and has no peers: it is compared with its own past alone",
    "{report} 不属任何层级，没有同级可比：只与本身上年比较", { report = group.subject.id })
end

--- The cohort of a region.
-- @param args { region =, year = or nil: the latest with a report, kind = or nil: the preferred one it has }
-- @return { subject = report, key = its key, year=, level=, kind=, order = keys of all members by code, members =
--   { [key] = report }, cells = { [key] = { [indicator] = value } } of the subject, stated = what all members state,
--   for comparison: value =, unit =, scope =, basis =, score = lists, of = { [indicator] = list of places in those },
--   key = function(place) → key of the region, before = { [indicator] = value of the year before } }; nil if the
--   region has no such report; a subject without a level has no peers, see M.seen
function M.of(corpus, args)
  local from, to = args_of.years(args.year)
  local subject = best_report(corpus, { region = args.region, from = from, to = to }, kind_of.named(args.kind))
  if not subject then return nil end
  local group = lean_peers(corpus, subject)
  group.before = before(corpus, subject)
  return M.seen(group, subject)
end

return M
