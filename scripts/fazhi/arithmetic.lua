-- Arithmetic that the figures of one sentence allow without knowing what they are: parts against
-- their whole, the share of a part, a change against both its ends, a rate above 100.

local catalogue = require "fazhi.catalogue"
local comparison = require "fazhi.comparison"
local interval = require "fazhi.interval"
local wordlist = require "fazhi.wordlist"

local M = {}

local know -- the catalogue's words, from the first call on

local function build()
  local words = catalogue.load("consistency")
  return {
    parts = words.parts,
    joints = words.parts.joints,
    fillers = wordlist.set(words.parts.fillers),
    share_leads = wordlist.set(words.shares.leads),
    changes = words.changes,
    change_words = wordlist.set(words.changes.words),
    unverified = wordlist.set(words.changes.unverified),
    change_fillers = wordlist.set(words.changes.fillers),
    range = words.range,
  }
end

local PUNCTUATION = { "，", "：", "（", "）", "、", ",", ":", "%(", "%)", "%s", "　" }

local function without_punctuation(text)
  for _, sign in ipairs(PUNCTUATION) do text = text:gsub(sign, "") end
  return text
end

-- The first word of a list that the text has, and the byte after it; the last place of it.
local function last_place(text, words)
  local place, after
  for _, word in ipairs(words) do
    local from = 1
    while true do
      local i, j = text:find(word, from, true)
      if not i then break end
      if not place or i > place then place, after = i, j + 1 end
      from = j + 1
    end
  end
  return place, after
end

local function has_any(text, words)
  return last_place(text, words) ~= nil
end

local function begins_with(text, words)
  for _, word in ipairs(words) do
    if text:sub(1, #word) == word then return word end
  end
end

local function ends_with(text, words)
  for _, word in ipairs(words) do
    if #word > 0 and text:sub(-#word) == word then return word end
  end
end

-- What stands behind the last comma.
local function last_clause(text)
  local place, after = last_place(text, { "，", ",", "、", "：", ":" })
  return place and text:sub(after) or text
end

-- What stands between two neighbouring figures.
local function gap(s, i)
  local before = s.figures[i - 1]
  return s.body:sub(before.stop + 1, s.figures[i].start - 1)
end

local function is_rate(figure)
  return figure.kind == "percent" or figure.kind == "rate-change" or figure.kind == "ratio" or figure.kind == "rank"
end

-- 比上年增加1637亿元 is a difference, no amount.
local function is_difference(s, i)
  local figure = s.figures[i]
  local before = s.body:sub(math.max(s.start, figure.start - 30), figure.start - 1)
  return ends_with(before, know.parts.differences) ~= nil
end

-- 年均超收2040亿元 is no whole of what follows.
local function is_average(s, i)
  local figure = s.figures[i]
  return has_any(last_clause(s.body:sub(math.max(s.start, figure.start - 60), figure.start - 1)), know.parts.averages)
end

-- The end of a change: either of 由799项减少到326项.
local function is_changed(s, i)
  local after = s.figures[i + 1]
  return s.figures[i].from ~= nil or after ~= nil and i + 1 <= s.to and after.from ~= nil
end

local function alike(a, b)
  return comparison.unit_group(a.unit) == comparison.unit_group(b.unit)
end

-- Where the parts of a whole begin: right before figure i stands 其中, or a bracket opens with 含.
-- Second result: whether the list lies in a bracket.
local function lead_at(s, i)
  local text = gap(s, i)
  local place = last_place(text, { know.parts.leads[1] })
  if place then
    if has_any(text:sub(place), know.parts.stops) then return nil end
    return place, s.figures[i].part == true
  end
  if not s.figures[i].part or s.figures[i - 1].part then return nil end
  local inside = text:match("^（(.*)$") or text:match("^%((.*)$")
  if inside and begins_with(inside, know.parts.leads) then return 1, true end
  return inside and 1, true, true
end

-- The whole that parts from figure i on belong to: the nearest amount before the lead that is
-- counted alike.
local function whole_before(s, i, in_bracket)
  for k = i - 1, s.from, -1 do
    local figure = s.figures[k]
    if s.figures[i].start - figure.stop > know.parts.reach + 60 then return nil end
    local is_beside = in_bracket and k == i - 1 and not has_any(gap(s, i), { "（", "(" })
    if not is_rate(figure) and (not figure.part or is_beside) then
      if not alike(figure, s.figures[i]) then return nil end
      return not is_difference(s, k) and not is_average(s, k) and k or nil
    end
  end
end

-- How figure j is joined to the one before: "tight" by 、 or 和, "loose" by a comma; nil if it
-- belongs to the list no more.
local function joint(s, j)
  local text = gap(s, j)
  if has_any(text, know.parts.stops) or has_any(text, { know.parts.leads[1] }) or has_any(text, know.parts.totals) then
    return nil
  end
  text = text:gsub("（.-）", ""):gsub("%([^()]*%)", "")
  if text:find("，", 1, true) or text:find(",", 1, true) then return "loose" end
  return has_any(text, know.joints) and "tight" or nil
end

local function is_rest(s, j, in_list)
  local text = gap(s, j)
  if not in_list then
    local _, after = last_place(text, { know.parts.leads[1] })
    text = after and text:sub(after) or text
  end
  return begins_with(without_punctuation(last_clause(text)), know.parts.rest) ~= nil
end

-- The parts from figure i on: { index=, joint=, rest= } each; nil where they are no amounts.
local function parts_from(s, i, in_bracket)
  local list = {}
  for j = i, s.to do
    local figure = s.figures[j]
    local joined = j == i and "first" or joint(s, j)
    if not joined or in_bracket and not figure.part then break end
    if not is_rate(figure) and (in_bracket or not figure.part) then
      if not alike(figure, s.figures[i]) then break end
      if is_changed(s, j) or is_difference(s, j) or figure.period == "planned" then return nil end
      list[#list + 1] = { index = j, joint = joined, rest = is_rest(s, j, j > i) }
      if list[#list].rest then break end
    end
  end
  return list
end

-- Counts what was held against each other, found or not.
local function count(s, rule)
  s.checked[rule] = (s.checked[rule] or 0) + 1
end

local function put(s, finding)
  finding.severity = finding.severity or "warning"
  s.findings[#s.findings + 1] = finding
end

local function severity_of(...)
  for _, one in ipairs { ... } do
    if not one.exact then return "warning" end
  end
  return "error"
end

local function total_of(s, list, from, to)
  local values, sum, indices = {}, 0, {}
  for k = from, to do
    local figure = s.figures[list[k].index]
    values[#values + 1], sum, indices[#indices + 1] = interval.of(figure), sum + figure.value, list[k].index
  end
  return interval.sum(values), sum, indices
end

local function finding_of_sum(s, whole, indices, sum, more)
  local stated = s.figures[whole].value
  more.rule, more.figures = "parts", { whole, table.unpack(indices) }
  more.expected, more.stated, more.difference = sum, stated, stated - sum
  put(s, more)
end

-- A list that ends with 其他 is complete: its parts, or those behind one of its commas, make
-- the whole.
local function check_complete(s, whole, list)
  count(s, "parts")
  local stated = interval.of(s.figures[whole])
  for first = 1, #list do
    if first == 1 or list[first].joint == "loose" then
      if interval.meet(total_of(s, list, first, #list), stated) then return end
    end
  end
  local total, sum, indices = total_of(s, list, 1, #list)
  finding_of_sum(s, whole, indices, sum, { severity = severity_of(total, stated), note = "complete" })
end

-- The parts joined by 、 from the first on.
local function tight_end(list)
  local last = 1
  while list[last + 1] and list[last + 1].joint == "tight" do last = last + 1 end
  return last
end

local function has_larger_before(s, whole, part)
  for k = s.from, whole - 1 do
    local figure = s.figures[k]
    if not is_rate(figure) and alike(figure, s.figures[whole]) and figure.value >= part.value then return true end
  end
end

-- Many parts that make nearly the whole were perhaps meant to make it: 939件，其中317件，607件，14件.
local function check_nearly(s, whole, list, stated)
  local total, sum, indices = total_of(s, list, 1, #list)
  local missing = s.figures[whole].value - sum
  if #list >= know.parts.nearly.parts and stated.exact and total.exact and interval.exceeds(stated, total)
    and missing <= know.parts.nearly.share * s.figures[whole].value then
    finding_of_sum(s, whole, indices, sum, { severity = "info", note = "nearly" })
  end
end

-- Cases of the year before come on top: 受理120件，其中审结130件（含结转20件）.
local function has_carried(s, whole, list)
  local last = s.figures[list[#list].index]
  return has_any(s.body:sub(s.figures[whole].start, math.min(last.stop + 45, s.stop)), know.parts.carried)
end

local function check_sum(s, whole, list)
  count(s, "parts")
  if not list.in_bracket and has_carried(s, whole, list) then return end
  local last, stated = tight_end(list), interval.of(s.figures[whole])
  for k = 1, last do
    local part = s.figures[list[k].index]
    local one = interval.of(part)
    if interval.exceeds(one, stated) then
      if not has_larger_before(s, whole, part) then
        finding_of_sum(s, whole, { list[k].index }, part.value,
          { severity = severity_of(one, stated), note = "larger" })
      end
      return
    end
  end
  local total, sum, indices = total_of(s, list, 1, last)
  if last > 1 and interval.exceeds(total, stated) and not has_larger_before(s, whole, { value = sum }) then
    return finding_of_sum(s, whole, indices, sum, { note = "overlap" })
  end
  check_nearly(s, whole, list, stated)
end

local function is_denied(s, i, place)
  local figure = s.figures[i - 1]
  local text = s.body:sub(figure.stop + 1, figure.stop + place - 1)
  return ends_with(text, know.parts.not_lead_after) ~= nil
end

-- 调解结案25件，占37.9%: the part is figure j, the percentage the one after it.
local function check_share(s, whole, list, k)
  local j = list[k].index
  local share = s.figures[j + 1]
  if j + 1 > s.to or share.kind ~= "percent" or not know.share_leads[without_punctuation(gap(s, j + 1))] then return end
  count(s, "share")
  local stated, part = interval.of(share), interval.of(s.figures[j])
  local parts = { part, (total_of(s, list, 1, k)) }
  for of = s.from, s.to do
    for _, one in ipairs(parts) do
      local percent = of ~= j and not is_rate(s.figures[of]) and interval.percent(one, interval.of(s.figures[of]))
      if percent and interval.meet(percent, stated, stated.step / 2) then return end
    end
  end
  if s.figures[whole].value <= 0 then return end
  local expected = 100 * s.figures[j].value / s.figures[whole].value
  put(s, { rule = "share", severity = "warning", figures = { whole, j, j + 1 }, expected = expected,
    stated = share.value, difference = share.value - expected })
end

local function check_parts(s, i)
  local place, in_bracket, bare = lead_at(s, i)
  if not place or is_rate(s.figures[i]) or is_denied(s, i, place) then return end
  local whole = whole_before(s, i, in_bracket)
  if not whole or s.figures[whole].period == "planned" then return end
  local list = parts_from(s, i, in_bracket)
  if not list or #list == 0 then return end
  list.in_bracket = in_bracket
  if list[#list].rest and #list > 1 then
    check_complete(s, whole, list)
  elseif not bare then
    check_sum(s, whole, list)
  end
  for k = 1, bare and 0 or #list do check_share(s, whole, list, k) end
end

-- 罚款20万元、没收30万元，合计50万元: the total stands behind its parts.
local function check_total(s, i)
  local text = gap(s, i)
  local place, after = last_place(text, know.parts.totals)
  if not place or not know.fillers[text:sub(after)] or is_rate(s.figures[i]) then return end
  if has_any(text:sub(1, place), know.parts.stops) then return end
  local list, stated = {}, interval.of(s.figures[i])
  for k = i - 1, s.from, -1 do
    local figure = s.figures[k]
    if not alike(figure, s.figures[i]) or is_rate(figure) or figure.part or is_changed(s, k) then break end
    table.insert(list, 1, { index = k })
    if k > s.from and not joint(s, k) then break end
  end
  if #list < 2 then return end
  count(s, "parts")
  for first = 1, #list - 1 do
    if interval.meet(total_of(s, list, first, #list), stated) then return end
  end
  local _, sum, indices = total_of(s, list, 1, #list)
  for _, k in ipairs(indices) do
    if s.figures[k].value > s.figures[i].value then return end -- then it is no total of these
  end
  finding_of_sum(s, i, indices, sum, { note = "total" })
end

-- The words of a text by the longest that fit, as sets of the catalogue have them; nil if anything
-- else stands there. First result: whether a word of change is among them, second: an unverified one.
local function read_change(text)
  local found, unverified
  while text ~= "" do
    local size
    for n = math.min(#text, 30), 3, -1 do
      local word = text:sub(1, n)
      if know.unverified[word] then unverified, size = true, n break end
      if know.change_words[word] then found, size = true, n break end
      if know.change_fillers[word] then size = n break end
    end
    if not size then return nil end
    text = text:sub(size + 1)
  end
  return found or unverified, unverified
end

-- 由799项减少到326项，精简59.2%
local function check_change(s, i)
  local ends, share = s.figures[i], s.figures[i + 1]
  if not ends.from or i == s.from or i + 1 > s.to or share.unit ~= "%" or share.upper then return end
  local text = gap(s, i + 1)
  if #text > know.changes.reach or has_any(text, know.parts.stops) then return end
  local found, unverified = read_change(without_punctuation(text))
  local origin = s.figures[i - 1]
  if not found or origin.value ~= ends.from or origin.value <= 0 then return end
  local from, to, stated = interval.of(origin), interval.of(ends), interval.of(share)
  local ratio = interval.percent(to, from)
  if not ratio then return end
  count(s, "from_to")
  local change = { low = ratio.low - 100, high = ratio.high - 100, exact = ratio.exact }
  if ends.value < origin.value then change.low, change.high = 100 - ratio.high, 100 - ratio.low end
  if interval.meet(change, stated, stated.step / 2) then return end
  local expected = 100 * math.abs(ends.value - origin.value) / origin.value
  put(s, { rule = "from_to", severity = unverified and "info" or severity_of(change, stated),
    note = unverified and "unverified" or nil, figures = { i - 1, i, i + 1 }, expected = expected,
    stated = share.value, difference = share.value - expected })
end

-- 合格率103%
local function check_range(s, i)
  local figure = s.figures[i]
  if figure.kind ~= "percent" or figure.change then return end
  count(s, "range")
  if figure.value <= 100 or figure.bound == "at_least" then return end
  local before = s.body:sub(math.max(s.start, figure.start - 45), figure.start - 1)
  local filler = ends_with(before, { "达到", "达", "均为", "为", "均达" })
  if filler then before = before:sub(1, -#filler - 1) end
  before = last_clause(before)
  if not ends_with(before, know.range.rates) or ends_with(before, know.range.except) then return end
  put(s, { rule = "range", severity = severity_of(interval.of(figure)), figures = { i }, expected = 100,
    stated = figure.value, difference = figure.value - 100 })
end

--- What does not hold among the figures of each sentence.
-- @param body, figures of a report
-- @param sentences a list of { from=, to= first and last figure, start=, stop= bytes of the body }
-- @return a list of { rule=, severity=, figures = their places in the list, expected=, stated=,
--   difference=, note = nil or "complete", "larger", "nearly", "overlap", "total", "unverified" }, and how many
--   statements of each rule were checked { rule = number }
function M.find(body, figures, sentences)
  know = know or build()
  local findings, checked = {}, {}
  for _, one in ipairs(sentences) do
    local s = { body = body, figures = figures, findings = findings, checked = checked, from = one.from,
      to = one.to, start = one.start, stop = one.stop }
    for i = one.from, one.to do
      if i > one.from then
        check_parts(s, i)
        check_total(s, i)
      end
      if figures[i].period ~= "planned" then
        check_change(s, i)
        check_range(s, i)
      end
    end
  end
  return findings, checked
end

return M
