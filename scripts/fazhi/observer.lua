-- observer: the indicators among the figures of a report: every figure in its setting is put to every entry
-- that could mean it; where its sentence as it stands tells nothing, what is left out is supplied. What was said
-- twice is kept once, parts of a whole are marked, statements of none are added.

local absence = require "fazhi.absence"
local elision = require "fazhi.elision"
local judgement = require "fazhi.judgement"
local respective = require "fazhi.respective"
local setting = require "fazhi.setting"
local shortlist = require "fazhi.shortlist"
local told_growth = require "fazhi.told_growth"

local M = {}

-- Of two entries that are known to be confused and that both claim a figure, the one whose topic
-- stands nearer stays and remembers whom it beat; with the same topic they share the figure
-- (受理、调解纠纷849件).
local function settle_confusion(cat, found, trust)
  local kept = {}
  for i, one in ipairs(found) do
    local beaten = false
    for j, other in ipairs(found) do
      local a, b = cat.by_id[one.indicator], cat.by_id[other.indicator]
      if trust[j] > trust[i] and (a.confusable[b.id] or b.confusable[a.id]) then
        other.instead_of = other.instead_of or {}
        table.insert(other.instead_of, one.indicator)
        beaten = true
      end
    end
    if not beaten then kept[#kept + 1] = one end
  end
  return kept
end

-- The last of the hits that belong to the entry of hit `i`.
local function last_of(orders, hits, i)
  local order = orders[hits[i]]
  while orders[hits[i + 3]] == order do i = i + 3 end
  return i
end

local NOTHING = {}
local first_hits, second_hits = {}, {} -- of one call

-- What the entries find in a sentence, and how well each topic is believed.
local function find_in_one(at, as, refused)
  local hits = first_hits
  local made = at.shortlist:hits(as.view, at.unit, hits)
  if not hits[1] then return NOTHING, NOTHING end
  local found, trust, entries, orders = {}, {}, made.entries, made.orders
  local i = 1
  while hits[i] do
    local to = last_of(orders, hits, i)
    local seen, by_topic, refusal = judgement.judge(entries[orders[hits[i]]], made.finders, hits, i, to, as)
    if seen then
      found[#found + 1], trust[#trust + 1] = seen, by_topic
    elseif refusal then
      refused[#refused + 1] = refusal
    end
    i = to + 3
  end
  return found, trust
end

-- The same in the first of two sentences that fits.
local function find_in_either(at, first, second, refused)
  local a, b = first_hits, second_hits
  local made = at.shortlist:hits(first.view, at.unit, a)
  at.shortlist:hits(second.view, at.unit, b)
  local found, trust, entries, orders, finders = {}, {}, made.entries, made.orders, made.finders
  local i, k = 1, 1
  while a[i] or b[k] do
    local order = math.min(orders[a[i]] or math.huge, orders[b[k]] or math.huge)
    local seen, by_topic, refusal
    if orders[a[i]] == order then
      local to = last_of(orders, a, i)
      seen, by_topic = judgement.judge(entries[order], finders, a, i, to, first)
      i = to + 3
    end
    if orders[b[k]] == order then
      local to = last_of(orders, b, k)
      if not seen then seen, by_topic, refusal = judgement.judge(entries[order], finders, b, k, to, second) end
      k = to + 3
    end
    if seen then
      found[#found + 1], trust[#trust + 1] = seen, by_topic
    elseif refusal then
      refused[#refused + 1] = refusal
    end
  end
  return found, trust
end

-- The same in the sentences in which a figure is looked for: of a list its item alone, of a change its later value,
-- the sentence as it stands.
local function find_stated(at, refused)
  local other = at.alone or at.restated
  if other then return find_in_either(at, other, at, refused) end
  return find_in_one(at, at, refused)
end

-- The sentence put anew where as it stands it tells nothing of a figure: what is left out supplied, what stands
-- between taken out.
local SUPPLIED = { respective.restate_item, elision.noun, elision.number, elision.title, elision.verb }

-- Without what the figure that lends its noun is itself taken for: the noun alone says it, not the verb beside it.
local function without_lent(found, trust, lender)
  local lent, kept, kept_trust = {}, {}, {}
  for _, one in ipairs(lender and find_stated(lender, {}) or {}) do lent[one.indicator] = true end
  for i, one in ipairs(found) do
    if not lent[one.indicator] then kept[#kept + 1], kept_trust[#kept_trust + 1] = one, trust[i] end
  end
  return kept, kept_trust
end

local function find_supplied(cat, at, all, refused)
  for _, restate_it in ipairs(SUPPLIED) do
    local body, list, place, lender = restate_it(at)
    if body then
      local found, trust = find_in_one(at, setting.stated_alone(cat, at, body, list, place), refused)
      if #found > 0 and restate_it == elision.noun then found, trust = without_lent(found, trust, all[lender]) end
      if #found > 0 then return found, trust end
    end
  end
  return NOTHING, NOTHING
end

local function observe_figure(cat, at, all, refused)
  if at.is_origin then return NOTHING end
  local known = #refused
  local found, trust = find_stated(at, refused)
  if #found == 0 and #refused == known and not at.timing and not at.alone and not at.unpaired then
    found, trust = find_supplied(cat, at, all, refused)
  end
  return #found > 1 and settle_confusion(cat, found, trust) or found
end

-- Several figures of one list that mean one indicator are parts of a whole that is not told.
local function doubt_parts(observations, all)
  local lists = {}
  for _, one in ipairs(observations) do
    local at = all[one.figure]
    local list = at.list or respective.first_of_items(at)
    if list and not one.note then
      local key = one.indicator .. "\0" .. list
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
      and (other.bound or "") == (one.bound or "") then return place end
    place = before[place]
  end
end

local function stands_before(a, b)
  if a.figure ~= b.figure then return a.figure < b.figure end
  return a.indicator < b.indicator
end

-- Puts observations in order, most of which are so already.
local function put_in_order(list)
  for i = 2, #list do
    local one, k = list[i], i - 1
    while k > 0 and stands_before(one, list[k]) do
      list[k + 1] = list[k]
      k = k - 1
    end
    list[k + 1] = one
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
  local last, before, kept, is_moved = {}, {}, {}, false
  for _, one in ipairs(observations) do
    local key = value_key(one.value)
    local old = find_same(kept, last[key], before, one)
    if not old then
      local place = #kept + 1
      kept[place], before[place], last[key] = one, last[key], place
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
  local all = setting.of(cat, body, figures, sections, meta)
  local observations, refused = {}, {}
  for _, at in ipairs(all) do
    for _, one in ipairs(observe_figure(cat, at, all, refused)) do observations[#observations + 1] = one end
  end
  doubt_parts(observations, all)
  told_growth.attach(cat, body, observations, figures, all)
  return with_absences(without_repeats(observations), absence.find(cat, body, sections, meta and meta.year)), refused
end

--- Every entry whose words fit at one figure, and what keeps it from the figure.
-- @param index of the figure; the others as for M.observe
-- @return list of { indicator=, obstacle = nil (nothing does) or as of judgement.obstacle, found = what stands
--   there in its place, or nil }
function M.explain(cat, body, figures, sections, meta, index)
  local at, list = setting.of(cat, body, figures, sections, meta)[index], {}
  local restated = at.restated
  local stated_hits, restated_hits = {}, {}
  local made = at.shortlist:hits(at.view, shortlist.ANY, stated_hits)
  if restated then at.shortlist:hits(restated.view, shortlist.ANY, restated_hits) end
  local function has_words(order, hits, as)
    for i = 1, #hits, 3 do
      if made.orders[hits[i]] == order then
        return judgement.has_words(made.finders, hits, i, last_of(made.orders, hits, i), as)
      end
    end
    return false
  end
  for order, one in ipairs(cat.entries) do
    local as = restated and has_words(order, restated_hits, restated) and restated or at
    if as == restated or has_words(order, stated_hits, at) then
      local what, found = judgement.obstacle(one, as)
      list[#list + 1] = { indicator = one.id, obstacle = what, found = found }
    end
  end
  return list
end

return M
