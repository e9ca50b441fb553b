-- observer: the indicators among the figures of a report: every figure in its setting is put to every entry
-- that could mean it; where its sentence as it stands tells nothing, what is left out is supplied. What was said
-- twice is kept once, parts of a whole are marked, statements of none are added.

local absence = require "fazhi.absence"
local elision = require "fazhi.elision"
local judgement = require "fazhi.judgement"
local respective = require "fazhi.respective"
local setting = require "fazhi.setting"
local told_growth = require "fazhi.told_growth"

local judge = judgement.judge

local M = {}

-- What a reading finds: { observations=, trust = how well the topic of each is believed, refused=, claims = of one
-- figure }.
local function new_findings()
  return { observations = {}, trust = {}, refused = {}, claims = {} }
end

-- Of two entries that are known to be confused and that both claim a figure, the one whose topic
-- stands nearer stays and remembers whom it beat; with the same topic they share the figure
-- (受理、调解纠纷849件). The observations of the figure are those from number `from` on.
local function settle_confusion(cat, findings, from)
  local found, trust = findings.observations, findings.trust
  local kept, count = {}, #found
  for i = from, count do
    local one, is_beaten = found[i], false
    for j = from, count do
      local other = found[j]
      local a, b = cat.by_id[one.indicator], cat.by_id[other.indicator]
      if trust[j] > trust[i] and (a.confusable[b.id] or b.confusable[a.id]) then
        other.instead_of = other.instead_of or {}
        table.insert(other.instead_of, one.indicator)
        is_beaten = true
      end
    end
    if not is_beaten then kept[#kept + 1] = i end
  end
  for i = 1, count - from + 1 do
    local k = kept[i]
    found[from + i - 1], trust[from + i - 1] = k and found[k], k and trust[k]
  end
end

-- Adds what an entry made of a figure.
local function add(findings, seen, by_topic, refusal)
  if seen then
    local found = findings.observations
    local n = #found + 1
    found[n], findings.trust[n] = seen, by_topic
  elseif refusal then
    table.insert(findings.refused, refusal)
  end
end

-- What the entries make of a figure that they claim; whether that is anything.
-- @param claims as fazhi.shortlist gives them, of which those from place `first` to `last` are the figure's
local function judge_claims(at, findings, claims, first, last)
  if not at.actor then setting.rule(at) end
  local list, is_told = at.report.shortlist, false
  local entries, finders = list.entries, list.finders
  for i = first, last, 3 do
    local seen, by_topic, refusal = judge(entries[claims[i]], finders[claims[i + 1]], claims[i + 2], at)
    if seen or refusal then
      add(findings, seen, by_topic, refusal)
      is_told = true
    end
  end
  return is_told
end

-- What the entries find in a sentence.
local function find_in_one(at, findings)
  local claims = findings.claims
  local last = at.report.shortlist:claims(at, claims)
  if last > 0 then judge_claims(at, findings, claims, 1, last) end
end

-- The same in the first of two sentences that fits: what the first refuses is not told.
local function find_in_either(first, second, findings)
  local one, two, list = {}, findings.claims, first.report.shortlist
  local entries, finders = list.entries, list.finders
  local stop, last = list:claims(first, one), list:claims(second, two)
  setting.rule(second)
  local i, k = 1, 1
  while i <= stop or k <= last do
    local a, b = i <= stop and one[i] or math.huge, k <= last and two[k] or math.huge
    local entry, is_seen = entries[math.min(a, b)], false
    if a <= b then
      local seen, by_topic = judge(entry, finders[one[i + 1]], one[i + 2], first)
      add(findings, seen, by_topic)
      is_seen = seen ~= nil
      i = i + 3
    end
    if b <= a then
      if not is_seen then add(findings, judge(entry, finders[two[k + 1]], two[k + 2], second)) end
      k = k + 3
    end
  end
end

-- The same in the sentences in which a figure is looked for: of a list its item alone, of a change its later value,
-- the sentence as it stands.
local function find_stated(at, findings)
  local other = at.is_anew and (at.alone or at.restated)
  if other then return find_in_either(other, at, findings) end
  return find_in_one(at, findings)
end

-- The sentence put anew where as it stands it tells nothing of a figure: what is left out supplied, what stands
-- between taken out.
local SUPPLIED = { respective.restate_item, elision.noun, elision.number, elision.title, elision.verb }

-- Without what the figure that lends its noun is itself taken for: the noun alone says it, not the verb beside it.
local function drop_lent(findings, from, lender)
  local of_lender, lent = new_findings(), {}
  if lender then find_stated(lender, of_lender) end
  for _, one in ipairs(of_lender.observations) do lent[one.indicator] = true end
  local found, trust, to = findings.observations, findings.trust, from - 1
  for i = from, #found do
    local one, by_topic = found[i], trust[i]
    found[i], trust[i] = nil, nil
    if not lent[one.indicator] then
      to = to + 1
      found[to], trust[to] = one, by_topic
    end
  end
end

local function find_supplied(at, findings)
  local found = findings.observations
  local from = #found + 1
  for i = 1, #SUPPLIED do
    local restate_it = SUPPLIED[i]
    local body, list, place, lender = restate_it(at)
    if body then
      find_in_one(setting.stated_alone(at, body, list, place), findings)
      if restate_it == elision.noun and found[from] then drop_lent(findings, from, lender and at.report.all[lender]) end
      if found[from] then return end
    end
  end
end

-- What a figure is observed as whose sentence is put anew in one way or another, or that an entry asks for with more
-- than patterns.
local function observe_anew(at, findings)
  if at.is_origin then return end
  local known, from = #findings.refused, #findings.observations + 1
  find_stated(at, findings)
  local is_told = findings.observations[from] or #findings.refused > known
  if not (is_told or at.report.timing or at.alone or at.unpaired) then find_supplied(at, findings) end
end

-- What a figure is observed as that nothing is told of as its sentence stands.
local function observe_untold(report, i, findings)
  if report.timing then return end
  if elision.may_supply(report.body, report.figures, i, report.reading:sentence(i)) then
    find_supplied(setting.passing(report, i), findings)
  end
end

-- The observations among the figures of a report, and what was refused.
local function observe_figures(cat, report)
  local findings, all, list, is_anew = new_findings(), report.all, report.shortlist, report.is_anew
  local found, claims, stops, last = findings.observations, nil, nil, 0
  if not list.is_asked then claims, stops = list:claims_of_all(report.figures, report.reading, is_anew) end
  for i = 1, #report.figures do
    local from, first = #found + 1, last + 1
    last = stops and stops[i] or 0
    if is_anew[i] or not claims then
      observe_anew(all[i], findings)
    elseif first > last or not judge_claims(setting.passing(report, i), findings, claims, first, last) then
      observe_untold(report, i, findings)
    end
    if found[from + 1] then settle_confusion(cat, findings, from) end
  end
  return findings
end

-- Several figures of one list that mean one indicator are parts of a whole that is not told.
local function doubt_parts(observations, report)
  local lists, all, reading = {}, report.all, report.reading
  local may_be_in_list = not report.timing and report.is_anew -- where it is known, it is less to ask
  for i = 1, #observations do
    local one = observations[i]
    local figure = not one.note and one.figure
    local may_be = figure and (not may_be_in_list or may_be_in_list[figure])
    local at = may_be and reading:is_in_list(figure) and all[figure]
    local list = at and (at.list or respective.first_of_items(at))
    if list then
      local key = one.indicator .. "\0" .. (one.basis or "") .. "\0" .. list
      lists[key] = lists[key] or {}
      table.insert(lists[key], one)
    end
  end
  for _, parts in pairs(lists) do
    for _, one in ipairs(#parts > 1 and parts or {}) do
      one.score, one.note = judgement.rounded(one.score * judgement.DOUBT), "并列分项"
    end
  end
end

-- What two values share that are the same, written with fourteen digits.
local function value_key(value)
  if math.type(value) == "integer" then return value end
  return value and ("%.14g"):format(value) or "none"
end

-- The place of an observation that states the same among those of its value, which begin at `place` and are
-- linked by `before`: few, as there are few indicators, units and bounds, however many values a text tells.
local function find_same(kept, place, before, one)
  while place do
    local other = kept[place]
    if other.indicator == one.indicator and (other.unit or "") == (one.unit or "")
      and (other.bound or "") == (one.bound or "") and other.basis == one.basis then return place end
    place = before[place]
  end
end

local function stands_before(a, b)
  if a.figure ~= b.figure then return a.figure < b.figure end
  return a.indicator < b.indicator
end

-- Puts an observation in order among those before place `i` of a list, which are so already.
local function insert_at(list, i, one)
  while i > 1 and stands_before(one, list[i - 1]) do
    list[i] = list[i - 1]
    i = i - 1
  end
  list[i] = one
end

-- Puts observations in order, most of which are so already.
local function put_in_order(list)
  for i = 2, #list do
    local one = list[i]
    if one.figure <= list[i - 1].figure then insert_at(list, i, one) end
  end
end

-- Those that are kept, in the order of all: a better place may be far behind the first one.
local function as_they_stand(observations, kept)
  local is_kept, list = {}, {}
  for _, one in ipairs(kept) do is_kept[one] = true end
  for _, one in ipairs(observations) do
    if is_kept[one] then list[#list + 1] = one end
  end
  return list
end

-- The same statement made twice is one observation, from its better place.
local function without_repeats(observations)
  local last, before, kept, count, is_moved = {}, {}, {}, 0, false
  for i = 1, #observations do
    local one = observations[i]
    local key = value_key(one.value)
    local alike = last[key]
    local old = alike and find_same(kept, alike, before, one)
    if not old then
      count = count + 1
      kept[count], before[count], last[key] = one, alike, count
    elseif one.score > kept[old].score then
      kept[old], is_moved = one, true
    end
  end
  if is_moved then kept = as_they_stand(observations, kept) end
  put_in_order(kept)
  return kept
end

-- Puts statements of none among the observations, each where its words stand.
local function with_absences(observations, absences)
  if #absences == 0 then return observations end
  local list, next_one = {}, 1
  for _, one in ipairs(observations) do
    while absences[next_one] and absences[next_one].start < one.start do
      list[#list + 1] = absences[next_one]
      next_one = next_one + 1
    end
    list[#list + 1] = one
  end
  return table.move(absences, next_one, #absences, #list + 1, list)
end

--- The indicators among the figures of a report.
-- @param cat a catalogue of fazhi.indicator
-- @param body, figures, sections as in fazhi.indicator.observe; meta of the report (year, level, region) or nil
-- @return the observations in the order of the text, those stated in words (fazhi.absence) without a
--   figure; and what was refused as of another time
function M.observe(cat, body, figures, sections, meta)
  local report = setting.of(cat, body, figures, sections, meta)
  local findings = observe_figures(cat, report)
  local observations = findings.observations
  doubt_parts(observations, report)
  told_growth.attach(cat, body, observations, figures, report.reading, sections)
  return with_absences(without_repeats(observations), absence.find(cat, body, sections, meta and meta.year)),
    findings.refused
end

--- Every entry whose words fit at one figure, and what keeps it from the figure.
-- @param index of the figure; the others as for M.observe
-- @return list of { indicator=, obstacle = nil (nothing does) or as of judgement.obstacle, found = what stands
--   there in its place, or nil }
function M.explain(cat, body, figures, sections, meta, index)
  local at, list = setting.of(cat, body, figures, sections, meta).all[index], {}
  local restated = at.restated
  setting.rule(at)
  for _, one in ipairs(cat.entries) do
    local as = restated and judgement.has_words(one, restated) and restated or at
    if as == restated or judgement.has_words(one, at) then
      local what, found = judgement.obstacle(one, as)
      list[#list + 1] = { indicator = one.id, obstacle = what, found = found }
    end
  end
  return list
end

return M
