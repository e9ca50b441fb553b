-- Likeness: whether two texts that share so much are one report, which copy of a report is kept,
-- and how that is said. The limits are in catalogue/twins.lua; what is stored is in fazhi.twins.

local catalogue = require "fazhi.catalogue"
local body = require("fazhi.comparison").body_name
local message = require "fazhi.message"
local region = require "fazhi.region"

local M = {}

--- The limits and the order of catalogue/twins.lua.
function M.rules()
  return catalogue.load "twins"
end

-- Facts.

local function follows(later, earlier)
  for _, row in ipairs(region.gazetteer():all(earlier)) do
    if (";" .. (row.successor or "") .. ";"):find(";" .. later .. ";", 1, true) then return true end
  end
  return false
end

-- A name without a code may be the end of one that is written out: 青禾县, 云岭省白塔市青禾县.
local function is_end_of(short, long)
  return #short <= #long and long:sub(-#short) == short
end

-- true, false, or nil if it is not known: 静海县 and 静海区 are one place.
local function is_same_region(a, b)
  if a.region_code and b.region_code then
    local x, y = a.region_code, b.region_code
    return x == y or follows(x, y) or follows(y, x)
  end
  if not a.region or not b.region then return nil end
  if a.region == b.region then return true end
  if is_end_of(a.region, b.region) or is_end_of(b.region, a.region) then return nil end
  return false
end

local function names_region(report)
  return (report.region_code or report.region) ~= nil
end

local function is_same(a, b)
  if a == nil or b == nil then return nil end
  return a == b
end

-- "other" is said of what has no sign of any kind, as of a copy that lost its title.
local function known_kind(report)
  return report.kind ~= "other" and report.kind or nil
end

-- The facts in which both are known and differ, and whether region and year agree.
local function compare_facts(a, b)
  local place, year = is_same_region(a, b), is_same(a.year, b.year)
  local differs = {}
  if place == false then differs[#differs + 1] = "region" end
  if year == false then differs[#differs + 1] = "year" end
  if is_same(known_kind(a), known_kind(b)) == false then differs[#differs + 1] = "kind" end
  return differs, place and year, is_same(body(a.issuer), body(b.issuer)) == false
end

local function as_lists(figures)
  local lists = {}
  for _, figure in ipairs(figures) do
    local list = lists[figure.context]
    if not list then
      list = {}
      lists[figure.context] = list
    end
    list[#list + 1] = figure
  end
  return lists
end

local function digits_of(raw)
  local digits = raw:gsub("[^%d]+", ""):gsub("^0+", "")
  return math.min(#digits, 15)
end

-- Whether one is the other said with fewer digits: 53082万吨, 5.31亿吨.
local function is_rounded(a, b)
  local m, n = digits_of(a.raw), digits_of(b.raw)
  if m == n or m == 0 or n == 0 or a.upper or b.upper then return false end
  local form = "%." .. math.min(m, n) - 1 .. "e"
  return form:format(a.value) == form:format(b.value)
end

local function is_other_figure(a, b)
  return (a.value ~= b.value or a.upper ~= b.upper) and not is_rounded(a, b)
end

--- The figures that two copies state differently in the same words: 41件 in one, 45件 in the other. What
--- only one of them has is no difference; a copy may be damaged or cut off.
-- @param a, b lists of { context= (the words before and the unit), value=, upper=, raw= } in order
-- @return list of { raw of a, raw of b } in the order of a
function M.differing(a, b)
  local list, ours, others, seen = {}, as_lists(a), as_lists(b), {}
  for _, figure in ipairs(a) do
    local context = figure.context
    local own, other = ours[context], others[context]
    if not seen[context] and other and #own == #other then
      for k, one in ipairs(own) do
        if is_other_figure(one, other[k]) then list[#list + 1] = { one.raw, other[k].raw } end
      end
    end
    seen[context] = true
  end
  return list
end

local function judge_text(pair, agree, other_issuer, threshold)
  local rules, most = M.rules(), math.max(pair.contained, pair.contains)
  threshold = threshold or rules.near
  if pair.same then return "same" end
  if other_issuer then
    return pair.similarity >= threshold and most >= rules.issuer.contained and "near" or nil
  end
  local part = agree and rules.part or rules.unknown.contained
  local near = agree and threshold or math.max(threshold, rules.unknown.near)
  if pair.similarity >= near or pair.similarity >= threshold and most >= part then return "near" end
  return most >= part and "part" or nil
end

--- What two reports with so much text in common are to each other. Copies with other figures are two
--- editions, and which of them is right nobody here knows.
-- @param a, b reports: kind, region_code, region, year, issuer
-- @param pair { same=, similarity=, contained= (of a in b), contains= (of b in a), differing= nil or a
--   function that gives what M.differing does }
-- @param threshold similarity from which texts are nearly the same; nil: that of the catalogue
-- @return "same", "near" or "part" (the one with the larger share in the other is the part); "doubt"
--   and the list of the facts that differ; or nil: two reports
function M.judge(a, b, pair, threshold)
  local differs, agree, other_issuer = compare_facts(a, b)
  if #differs > 0 then
    if pair.same or pair.similarity >= M.rules().doubt then return "doubt", differs end
    return nil
  end
  local found = judge_text(pair, agree, other_issuer, threshold)
  local figures = found and found ~= "same" and pair.differing and pair.differing() or {}
  if #figures > 0 then return "doubt", { "figures", figures = figures } end
  return found
end

-- Order.

local function present(...)
  local count = 0
  for i = 1, select("#", ...) do
    if select(i, ...) ~= nil then count = count + 1 end
  end
  return count
end

local function is_named(report)
  return known_kind(report) ~= nil and names_region(report)
end

--- Whether a report may be set aside for a twin: never one of a known kind with a region for one without a region.
-- @param kept, other reports: kind, region_code, region
function M.may_replace(kept, other)
  return names_region(kept) or not is_named(other)
end

-- Each gives a number, the larger the better; `most` is the largest number of figures of a copy.
local measures = {
  named = function(r) return is_named(r) and 1 or 0 end,
  whole = function(r) return r.is_part and 0 or 1 end,
  corrected = function(r) return r.corrections or 0 end,
  kind = function(r) return known_kind(r) and 1 or 0 end,
  complete = function(r, most, rules) return (r.figures or 0) >= rules.complete * most and 1 or 0 end,
  damage = function(r) return -(r.damage or 0) end,
  facts = function(r) return present(r.title, r.region_code or r.region, r.year, r.issuer, r.published) end,
  script = function(r) return r.script == "Hant" and 0 or 1 end,
  format = function(r, _, rules) return rules.formats[r.format] or 0 end,
  lines = function(r) return -(r.broken_lines or 0) end,
  figures = function(r) return r.figures or 0 end,
  length = function(r) return r.characters or 0 end,
  first = function(r) return -r.report_id end,
}

--- Sorts copies of one report, the one to be kept first, by the order of the catalogue.
-- @param reports rows with report_id, kind, title, region, region_code, year, issuer, published,
--   script, format, figures, damage, broken_lines, characters, corrections, is_part; for M.sets also characters_sha256
function M.sort(reports)
  local rules, most, keys = M.rules(), 0, {}
  for _, r in ipairs(reports) do most = math.max(most, r.figures or 0) end
  for _, r in ipairs(reports) do
    local key = {}
    for i, line in ipairs(rules.order) do key[i] = measures[line.id](r, most, rules) end
    keys[r] = key
  end
  table.sort(reports, function(a, b)
    for i, value in ipairs(keys[a]) do
      if value ~= keys[b][i] then return value > keys[b][i] end
    end
    return false
  end)
  return reports, keys
end

-- The first line of the order on which the kept one is before the other.
local function reason_of(kept, other, keys)
  for i, line in ipairs(M.rules().order) do
    if keys[kept][i] ~= keys[other][i] then return line end
  end
end

-- Sets.

local function join(groups, a, b)
  local one, two = groups[a] or { a }, groups[b] or { b }
  groups[a], groups[b] = one, one
  if one == two then return end
  for _, member in ipairs(two) do
    one[#one + 1] = member
    groups[member] = one
  end
end

-- The pairs that were judged twins, and those that were judged in doubt.
local function judge_all(by_id, pairs, threshold)
  local twins, doubts = {}, {}
  for _, pair in ipairs(pairs) do
    local a, b = by_id[pair.report_id], by_id[pair.other_id]
    local found, differs = M.judge(a, b, pair, threshold)
    if found == "doubt" then
      doubts[#doubts + 1] = { report = b, of = a, similarity = pair.similarity, differs = differs, same = pair.same }
    elseif found then
      local part = found == "part" and (pair.contained >= pair.contains and a or b) or nil
      twins[#twins + 1] = { a = a, b = b, name = found, similarity = pair.similarity, part = part }
    end
  end
  return twins, doubts
end

-- Keeps the first region that `key` is seen with, and that another was seen.
local function note_place(places, astray, key, report)
  places[key] = places[key] or report
  if is_same_region(places[key], report) == false then astray[key] = true end
end

-- The reports without a region whose text is that of several: nobody can say whose copy they are, and through
-- them the reports of two regions would become one. Equal texts count though their pair was not written down.
local function find_astray(reports, twins)
  local places, astray = {}, {}
  for _, report in ipairs(reports) do
    local key = report.characters_sha256
    if key and names_region(report) then note_place(places, astray, key, report) end
  end
  for _, twin in ipairs(twins) do
    local a, b = twin.a, twin.b
    if names_region(a) and not names_region(b) then note_place(places, astray, b, a) end
    if names_region(b) and not names_region(a) then note_place(places, astray, a, b) end
  end
  for _, report in ipairs(reports) do
    if not names_region(report) and astray[report.characters_sha256 or report] then astray[report] = true end
  end
  return astray
end

local function is_barred(astray, a, b)
  return astray[a] and names_region(b) or astray[b] and names_region(a) or false
end

-- One of the two names no region, and both count.
local function unnamed_doubt(twin)
  local a, b = twin.a, twin.b
  if not names_region(a) then a, b = b, a end
  return { report = b, of = a, similarity = twin.similarity, differs = { "region", unnamed = true },
    same = twin.name == "same" }
end

-- The twins as relation[a][b], and the reports in groups that hang together; those that may not be one set go
-- among the doubts, once for each report without a region.
local function relate(twins, astray, doubts)
  local relation, groups, told = {}, {}, {}
  for _, twin in ipairs(twins) do
    local a, b = twin.a, twin.b
    if is_barred(astray, a, b) then
      local doubt = unnamed_doubt(twin)
      if not told[doubt.report] then told[doubt.report], doubts[#doubts + 1] = true, doubt end
    else
      relation[a], relation[b] = relation[a] or {}, relation[b] or {}
      relation[a][b], relation[b][a] = twin, twin
      if twin.part then twin.part.is_part = true end
      join(groups, a, b)
    end
  end
  return relation, groups
end

local EQUAL = { same = true, similarity = 1.0, contained = 1.0, contains = 1.0 }

-- What two copies of a group are to each other. Not every pair of very many equal ones was written
-- down, and need not be.
local function relation_of(known, a, b)
  local found = known.relation[a][b]
  if found then return found end
  local equal = a.characters_sha256 and a.characters_sha256 == b.characters_sha256
  if not equal or is_barred(known.astray, a, b) then return nil end
  return M.judge(a, b, EQUAL, known.threshold) == "same" and { name = "same", similarity = 1.0 } or nil
end

-- What the kept one may be put in place of: a part never stands for the whole, not even if the whole names no
-- region and the part does.
local function taken_by(known, kept, other)
  local found = relation_of(known, kept, other)
  if not found or found.part ~= kept or names_region(other) then return found end
  known.doubts[#known.doubts + 1] = unnamed_doubt(found)
end

-- The best copy takes those that are twins of it itself; from what is left the best again. So
-- nobody is set aside for a report that it shares too little with.
local function divide(group, known, sets)
  local copies, keys = M.sort(group)
  local done = {}
  for _, kept in ipairs(copies) do
    local set = { kept = kept, others = {} }
    for _, other in ipairs(done[kept] and {} or copies) do
      local found = not done[other] and other ~= kept and taken_by(known, kept, other)
      if found then
        done[other] = true
        set.others[#set.others + 1] = { report = other, relation = found.name, similarity = found.similarity,
          reason = reason_of(kept, other, keys) }
      end
    end
    done[kept] = true
    if #set.others > 0 then sets[#sets + 1] = set end
  end
end

--- Divides reports into sets of copies.
-- @param reports rows as for M.sort
-- @param pairs list of { report_id=, other_id=, same=, similarity=, contained=, contains= }, each pair once
-- @return list of { kept = report, others = { { report=, relation=, similarity=, reason= (a line of the
--   order) } } } in order of the kept one's id; and the list of doubts { report=, of=, similarity=,
--   same=, differs= } between reports that both count
function M.sets(reports, pairs, threshold)
  local by_id, sets, seen, aside = {}, {}, {}, {}
  for _, r in ipairs(reports) do by_id[r.report_id] = r end
  local twins, doubts = judge_all(by_id, pairs, threshold)
  local known = { astray = find_astray(reports, twins), threshold = threshold, doubts = doubts }
  local groups
  known.relation, groups = relate(twins, known.astray, doubts)
  for _, r in ipairs(reports) do
    local group = groups[r]
    if group and not seen[group] then
      seen[group] = true
      divide(table.move(group, 1, #group, 1, {}), known, sets)
    end
  end
  table.sort(sets, function(x, y) return x.kept.report_id < y.kept.report_id end)
  for _, set in ipairs(sets) do
    for _, other in ipairs(set.others) do aside[other.report] = true end
  end
  local open = {}
  for _, doubt in ipairs(doubts) do
    if not aside[doubt.report] and not aside[doubt.of] then open[#open + 1] = doubt end
  end
  return sets, open
end

-- Words.

local NAMES = {
  same = { en = "the same text", zh = "正文相同" },
  near = { en = "nearly the same text", zh = "正文基本相同" },
  part = { en = "a part of it", zh = "是其一部分" },
  doubt = { en = "the same text, other facts", zh = "正文相同而要素不同" },
  edition = { en = "nearly the same text, other figures", zh = "正文基本相同而数字不同" },
  places = { en = "the same text, different places", zh = "正文相同，地区不同" },
  unnamed = { en = "the same text, one without a region", zh = "正文相同，其一地区不明" },
}

local FACTS = { region = { en = "region", zh = "地区" }, year = { en = "year", zh = "年度" },
  kind = { en = "kind", zh = "文种" } }

local FIGURES_TOLD = 3

local function figures_in_words(figures)
  local words = {}
  for i = 1, math.min(#figures, FIGURES_TOLD) do words[i] = ("%s / %s"):format(figures[i][1], figures[i][2]) end
  if #figures > FIGURES_TOLD then
    words[#words + 1] = message.choose("%d more", "另有 %d 处"):format(#figures - FIGURES_TOLD)
  end
  return message.choose("figures differ: ", "数字不同：") .. table.concat(words, message.choose(", ", "，"))
end

-- What a relation is called, by the facts that differ. Neighbours may publish one text, and neither is misread.
local function key_of(relation, differs)
  if relation ~= "doubt" or not differs then return relation end
  if differs.figures then return "edition" end
  if differs.unnamed then return "unnamed" end
  return #differs == 1 and differs[1] == "region" and "places" or "doubt"
end

--- Whether a doubt is only that the two are of different places.
-- @param differs what M.judge returned second, or nil
function M.is_elsewhere(relation, differs)
  return key_of(relation, differs) == "places"
end

--- A relation in words.
-- @param differs what M.judge returned second, or nil
function M.name(relation, differs)
  relation = key_of(relation, differs)
  return message.choose(NAMES[relation].en, NAMES[relation].zh)
end

--- The facts that differ, in words: "year 2022, 2023" or "figures differ: 41件 / 45件".
function M.differences(a, b, differs)
  if differs.figures then return figures_in_words(differs.figures) end
  local words = {}
  for i, fact in ipairs(differs) do
    words[i] = ("%s %s, %s"):format(message.choose(FACTS[fact].en, FACTS[fact].zh), a[fact] or "?", b[fact] or "?")
  end
  return table.concat(words, message.choose("; ", "；"))
end

local function percent(share)
  return ("%d %%"):format(math.floor(share * 100))
end

local SENTENCES = {
  same = { en = "r%d (%s) is the same text as r%d (%s)", zh = "r%d（%s）与 r%d（%s）正文相同" },
  near = { en = "r%d (%s) is nearly the same text as r%d (%s), %s", zh = "r%d（%s）与 r%d（%s）正文基本相同，%s" },
  part = { en = "r%d (%s) is a part of r%d (%s), %s", zh = "r%d（%s）是 r%d（%s）的一部分，%s" },
  doubt = { en = "r%d (%s) is the text of r%d (%s), but one of them is read wrongly: %s",
    zh = "r%d（%s）与 r%d（%s）正文相同，但要素不同，必有一误：%s" },
  edition = { en = "r%d (%s) is nearly the same text as r%d (%s), but another edition: %s",
    zh = "r%d（%s）与 r%d（%s）正文基本相同，但版本不同：%s" },
  places = { en = "r%d (%s) and r%d (%s): same text, different places: %s",
    zh = "r%d（%s）与 r%d（%s）正文相同，地区不同：%s" },
}

--- One twin of a report just added, as a sentence.
-- @param twin { report=, of= (rows with report_id, path and the facts), relation=, similarity=, contained=,
--   contains=, differs= }
function M.sentence(twin)
  local a, b = twin.report, twin.of
  if twin.relation == "part" and twin.contains > twin.contained then a, b = b, a end
  local more = percent(twin.similarity)
  if twin.relation == "part" then more = percent(math.max(twin.contained, twin.contains)) end
  if twin.relation == "doubt" then more = M.differences(a, b, twin.differs) end
  local s = SENTENCES[key_of(twin.relation, twin.differs)]
  return message.choose(s.en, s.zh):format(a.report_id, a.path, b.report_id, b.path, more)
end

local function is_copy(twin)
  return not M.is_elsewhere(twin.relation, twin.differs)
end

-- The nearest twin of each report, in order; one of another place only if there is no other. The second result is
-- how many are not only of another place.
local function nearest_of(twins)
  local place, list, copies = {}, {}, 0
  for _, twin in ipairs(twins) do
    local id = twin.report.report_id
    local at = place[id]
    if not at then
      place[id], list[#list + 1] = #list + 1, twin
    elseif is_copy(twin) and not is_copy(list[at]) then
      list[at] = twin
    end
  end
  for _, twin in ipairs(list) do copies = copies + (is_copy(twin) and 1 or 0) end
  return list, copies
end

--- How many reports just added are here twice, as the end of a line; empty if none are.
-- @param twins as for M.notes
function M.count(twins)
  local _, count = nearest_of(twins)
  if count == 0 then return "" end
  return message.say("; {n} {n|is|are} here twice", "；其中 {n} 份与库中报告重复", { n = count })
end

--- How many twins `add` tells one by one; `dedupe` lists them all.
M.TOLD = 10

--- The notes of `add` on the twins that it found: a sentence for each report, and what to do.
-- @param twins what corpus:add returned third, one list put behind the other
-- @return list of notes, empty if there are no twins
function M.notes(twins)
  local notes, list, copies = {}, nearest_of(twins)
  for i = 1, math.min(#list, M.TOLD) do notes[i] = M.sentence(list[i]) end
  if #list > M.TOLD then
    notes[#notes + 1] = message.say("and {n} more {n|report whose text is|reports whose texts are} here already",
      "另有 {n} 份正文与库中报告相同", { n = #list - M.TOLD })
  end
  if copies > 0 then
    notes[#notes + 1] = message.choose("`fazhi dedupe` keeps one copy of each and leaves the others out of comparisons",
      "用 fazhi dedupe（查重）每组保留一份，其余不计入比较")
  end
  return notes
end

return M
