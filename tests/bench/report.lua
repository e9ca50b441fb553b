-- report: writes one made-up report on rule-of-law government and the truth of it: its sections, every figure, every
-- indicator. What it may say stands in bench.sentences and bench.fillers; all numbers are by chance and none is real.

local draw_new = require("support.draw").new
local fillers = require "bench.fillers"
local sentences = require "bench.sentences"

local M = {}

--- Stands in the marked text wherever a figure or section begins or ends.
M.BORDER = "\1"

local NUMERALS = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五",
  "十六", "十七", "十八", "十九", "二十" }
-- Before the number of a figure or section, behind that number, behind the words of a figure. Places are known once the
-- text is whole.
local FIGURE, NAMED, DONE, SECTION = "\1", "\2", "\3", "\4"
local MARKS = "[\1\4](%d+)\2"

local GROWTH = { county = 1, prefecture = 4, province = 12 }

-- How a bound is said: before the number, behind it, or behind the unit.
local BOUNDS = {
  { bound = "at_least", tens = true, behind = "余" }, { bound = "about", before = "约" },
  { bound = "at_most", before = "近" }, { bound = "at_least", before = "超过" },
  { bound = "at_least", last = "以上" }, { bound = "about", last = "左右" },
}

-- Units as they are written, where the unit of the truth is another one, and what it multiplies by.
local UNITS = { ["万元"] = { "元", 1e4 }, ["亿元"] = { "元", 1e8 }, ["个工作日"] = { "工作日", 1 },
  ["个百分点"] = { "百分点", 1 } }

local function pick(draw, list)
  return list[draw(#list)]
end

local function trimmed(number)
  return (("%.2f"):format(number):gsub("0+$", ""):gsub("%.$", ""))
end

-- ---- numbers -------------------------------------------------------------------------------------

local function parse_slot(inside)
  local list = {}
  for word in inside:gmatch "%S+" do list[#list + 1] = word end
  local slot = { indicator = list[1], unit = list[2], least = tonumber(list[3]), most = tonumber(list[4]) }
  for i = list[3] and tonumber(list[3]) and 5 or 3, #list do
    local kind, of = list[i]:match "^(p?[<+])(.+)$"
    if kind == "+" then slot.also = of
    elseif kind then slot.of, slot.is_part = of, kind == "p<"
    else slot[list[i]] = true end
  end
  return slot
end

local slots = setmetatable({}, { __index = function(t, inside)
  local slot = parse_slot(inside)
  t[inside] = slot
  return slot
end })

-- The whole number of a slot, before it is written in any other way.
local function amount(self, slot)
  local draw, of = self.draw, self.said[slot.of]
  if of and slot.is_part then return math.max(1, of * draw(33) // 100) end
  if of then return math.max(1, of * (75 + draw(25)) // 100) end
  local least, most = slot.least or 3, slot.most or 90
  local factor = most >= 200 and not slot.k and slot.unit ~= "%" and GROWTH[self.place.level] or 1
  return least * factor + draw((most - least) * factor + 1) - 1
end

-- The number as written and its value.
local function numeral(self, slot, n)
  if slot.w and n >= 10000 and self.draw(2) == 1 then
    local thousands = n // 1000
    return trimmed(thousands / 10) .. "万", thousands * 1000
  end
  if slot.d and not (slot.unit == "%" and n >= 100) then n = n + self.draw(9) / 10 end
  return trimmed(n), n
end

local function range(self, slot)
  local first = amount(self, slot)
  local last = first + self.draw(4)
  return ("%d至%d%s"):format(first, last, slot.unit), first, "exact"
end

-- The words of a figure, its value in the unit written, its bound.
local function figure(self, slot)
  if slot.r then return range(self, slot) end
  local n = amount(self, slot)
  local least = slot.l and "不少于" or slot.m and "突破"
  if least then
    local written, value = numeral(self, slot, n)
    return least .. written .. slot.unit, value, "at_least"
  end
  if slot.i then return n .. slot.unit .. "以内", n, "at_most" end
  local form = slot.b and self.draw(3) == 1 and pick(self.draw, BOUNDS) or nil
  if form and form.tens then
    if n < 30 then form = nil else n = n // 10 * 10 end
  end
  local written, value = numeral(self, slot, n)
  if not form then return written .. slot.unit, value, "exact" end
  return (form.before or "") .. written .. (form.behind or "") .. slot.unit .. (form.last or ""), value, form.bound
end

-- What there was none of has no figure.
local function put_absence(self, slot)
  self.absences[#self.absences + 1] = { indicator = slot.indicator, value = 0, unit = slot.unit, bound = "exact" }
  return ""
end

local function put_figure(self, slot)
  if slot.n then return put_absence(self, slot) end
  local written, value, bound = figure(self, slot)
  local unit = UNITS[slot.unit] or { slot.unit, 1 }
  local whole = value * unit[2]
  local truth = { value = math.tointeger(whole) or tonumber(("%.6f"):format(whole)), unit = unit[1], bound = bound,
    also = slot.also, scope = self.scope, period = self.period }
  if slot.indicator ~= "-" then
    truth.indicator, truth.optional = slot.indicator, slot.o
    self.said[slot.indicator] = self.said[slot.indicator] or math.tointeger(value) or value
  end
  self.figures[#self.figures + 1] = truth
  return FIGURE .. #self.figures .. NAMED .. written .. DONE
end

-- ---- sentences -----------------------------------------------------------------------------------

-- Whose figures and of what time those behind a word in braces are, up to the end of the sentence.
local function speak(self, inside)
  if inside == "全" or inside == "级" then self.scope = self.words[inside] end
  self.period = sentences.periods[inside] or self.period
  return self.words[inside] or inside
end

-- Fills the words and numbers of a sentence.
local function fill_sentence(self, wording)
  self.scope, self.period = nil, self.planned
  return (wording:gsub("{([^}]+)}", function(inside)
    local is_word = self.words[inside] or sentences.periods[inside]
    return is_word and speak(self, inside) or put_figure(self, slots[inside])
  end))
end

-- The same of a wording, which may have several sentences.
local function fill(self, wording)
  local out = wording:gsub("%[(%w+)%]", function(name) return pick(self.draw, fillers.lists[name]) end)
  return (out:gsub("。", "。\0"):gsub("[^\0]+", function(part) return fill_sentence(self, part) end):gsub("\0", ""))
end

local function plain_sentence(self)
  local n = self.draw(42)
  return fill(self, pick(self.draw, n <= 3 and fillers.counted or n <= 5 and fillers.traps or fillers.plain))
end

-- The wordings that a topic's part of the report takes, in order.
local function chosen(self, topic)
  local list = {}
  for _, group in ipairs(topic.groups) do
    local fits = not group.only or group.only:find(self.place.level, 1, true)
    if fits and self.draw(100) <= self.share then list[#list + 1] = pick(self.draw, group) end
  end
  return list
end

-- A text without the marks in it.
local function plain(text)
  return (text:gsub(MARKS, ""):gsub(DONE, ""))
end

-- Paragraphs of about so many bytes: each has one of the wordings, or none, among plain sentences.
local function paragraphs(self, wordings, bytes)
  local out, count = {}, math.max(1, #wordings)
  for i = 1, count do
    local parts, length = {}, 0
    repeat
      parts[#parts + 1] = plain_sentence(self)
      length = length + #plain(parts[#parts])
    until length >= bytes / count
    if wordings[i] then table.insert(parts, self.draw(#parts + 1), fill(self, wordings[i])) end
    out[i] = table.concat(parts)
  end
  return out
end

-- ---- the body ------------------------------------------------------------------------------------

local function line(self, text)
  self.lines[#self.lines + 1] = text
end

local function section(self, level, marker, heading)
  self.sections[#self.sections + 1] = { level = level, marker = marker, heading = heading }
  return SECTION .. #self.sections .. NAMED .. marker .. heading
end

-- The paragraphs of a topic as items: under 1. and a heading, under 一是 in one paragraph, or as they are.
local layouts = {}

function layouts.items(self, list)
  for i, text in ipairs(list) do
    local heading = fill(self, pick(self.draw, fillers.headings))
    line(self, section(self, 3, i .. ".", heading) .. "。" .. text)
  end
end

function layouts.flat(self, list)
  for _, text in ipairs(list) do line(self, text) end
end

function layouts.inline(self, list)
  if #list < 2 then return layouts.flat(self, list) end
  local parts = {}
  for i, text in ipairs(list) do
    local heading = fill(self, pick(self.draw, fillers.inline))
    parts[i] = section(self, 4, NUMERALS[i] .. "是", heading:sub(1, -4)) .. "。" .. text
  end
  line(self, table.concat(parts))
end

local function topics(self)
  local list = {}
  for _, topic in ipairs(sentences) do
    if self.draw(100) <= self.share + 35 then list[#list + 1] = topic end
  end
  return list
end

-- The topics, each under its own first-level marker or all under one; the number of the next marker.
local function results(self, bytes)
  local list, deep = topics(self), self.draw(3) > 1
  if deep then line(self, section(self, 1, "一、", fill(self, pick(self.draw, fillers.results)))) end
  local layout = pick(self.draw, { layouts.items, layouts.inline, layouts.flat, layouts.flat })
  for i, topic in ipairs(list) do
    local heading = pick(self.draw, topic.headings)
    local marker = deep and ("（" .. NUMERALS[i] .. "）") or NUMERALS[i] .. "、"
    line(self, section(self, deep and 2 or 1, marker, heading))
    layout(self, paragraphs(self, chosen(self, topic), bytes / #list))
  end
  return deep and 2 or #list + 1
end

local function closing_part(self, n, titles, wordings, count)
  line(self, section(self, 1, NUMERALS[n] .. "、", fill(self, pick(self.draw, titles))))
  for _ = 1, count do line(self, fill(self, pick(self.draw, wordings))) end
  return n + 1
end

local function closing(self, n)
  n = closing_part(self, n, fillers.lacking, fillers.problems, 1)
  n = closing_part(self, n, fillers.duties, fillers.duty, 1 + self.draw(2))
  self.planned = "planned"
  closing_part(self, n, fillers.next_year, fillers.plans, 2 + self.draw(4))
  self.written = #self.lines
  line(self, "")
  line(self, self.issuer)
  line(self, ("%d年%d月%d日"):format(self.year + 1, self.draw(3), self.draw(28)))
end

-- ---- places ---------------------------------------------------------------------------------------

-- The text without its marks; where each figure and section begins and where figures end are put in them.
local function read_marks(self, marked)
  local out, length, at, last = {}, 0, 1, nil
  local function keep(till)
    out[#out + 1] = marked:sub(at, till)
    length = length + #out[#out]
  end
  for found, kind, digits in marked:gmatch "()([\1\3\4])(%d*)" do
    keep(found - 1)
    if kind == DONE then
      self.figures[last].stop, at = length, found + 1
    else
      local number = tonumber(digits)
      local list = kind == FIGURE and self.figures or self.sections
      list[number].start, at = length, found + #digits + 2
      last = kind == FIGURE and number or last
    end
  end
  keep(#marked)
  return table.concat(out)
end

-- A section ends with the last word before the next one of its level or of one above.
local function end_sections(self, stop)
  local open = {}
  local function close(level, at)
    while #open > 0 and open[#open].level >= level do table.remove(open).stop = at end
  end
  for _, one in ipairs(self.sections) do
    close(one.level, self.text:sub(one.start, one.start) == "\n" and one.start - 1 or one.start)
    open[#open + 1] = one
  end
  close(0, stop)
end

-- Where something begins or ends, in the order of the text; at one place ends come first.
local function borders(self)
  local list = {}
  for _, of in ipairs { self.figures, self.sections } do
    for _, one in ipairs(of) do
      list[#list + 1] = { of = one, key = "stop", at = one.stop, rank = 1 }
      list[#list + 1] = { of = one, key = "start", at = one.start, rank = 2 }
    end
  end
  table.sort(list, function(a, b)
    if a.at ~= b.at then return a.at < b.at end
    return a.rank < b.rank
  end)
  return list
end

local function put_borders(text, list)
  local out, at = {}, 1
  for _, border in ipairs(list) do
    out[#out + 1] = text:sub(at, border.at)
    at = border.at + 1
  end
  out[#out + 1] = text:sub(at)
  return table.concat(out, M.BORDER)
end

-- ---- the words of a place ------------------------------------------------------------------------

local TITLES = { "%s人民政府关于%d年度法治政府建设情况的报告", "%s%d年法治政府建设年度报告", "%s%d年法治政府建设工作情况报告",
  "%s人民政府%d年法治政府建设情况报告", "%s%d年度法治政府建设年度报告" }

local OWN_WORDS = { ["省"] = true, ["市"] = true, ["州"] = true, ["县"] = true, ["区"] = true, ["旗"] = true }

--- 省, 市, 州, 县, 区 or 旗: what a place calls itself; nil if it is something else.
function M.own_word(place)
  local last = place.name:sub(-3)
  return OWN_WORDS[last] and not place.name:find("地区", -6, true) and last or nil
end

local function words_of(place, year)
  local own = M.own_word(place)
  return { ["全"] = "全" .. own, ["府"] = own .. "政府", ["委"] = own .. "委", ["级"] = own .. "本级", ["字"] = own,
    ["名"] = place.name, ["年"] = tostring(year), ["上"] = tostring(year - 1), ["今年"] = year .. "年",
    ["上年"] = year - 1 .. "年", ["下"] = tostring(year + 1) }
end

--- Writes a report.
-- @param place { code=, name=, full_name=, level=, unique = no other place has its name }; year; seed: a whole number
-- @param addition nil or words that stand in a paragraph of their own behind the opening
-- @return { text=, content = the text from the opening on, without signature and date, title=, issuer=, sections =
--   list of { level=, marker=, heading=, start=, stop= }, figures = list of { value=, unit=, bound=, start=, stop=,
--   scope=, period = nil or as said, indicator = nil or its id, optional=, also = another id it may be read as }, in no
--   order, absences = list of { indicator=, value = 0, unit=, bound= } of which the report says that there was none,
--   marked = the text with M.BORDER at each place of borders, a list of { of = figure or section, key = start or
--   stop } }; places are bytes of the text before them
function M.write(place, year, seed, addition)
  local draw = draw_new(seed)
  local target = 5000 + math.min(draw(30000), draw(30000))
  local self = { draw = draw, place = place, year = year, words = words_of(place, year), lines = {}, sections = {},
    figures = {}, absences = {}, said = {}, share = math.min(75, math.max(20, target * 100 // 30000)) }
  local name = (not place.unique or draw(2) == 1) and place.full_name or place.name
  self.issuer = name .. "人民政府"
  self.title = pick(draw, TITLES):format(name, year)
  line(self, self.title)
  line(self, "")
  line(self, fill(self, pick(draw, fillers.openings)))
  if addition then line(self, addition) end
  closing(self, results(self, math.max(2000, target * 82 // 100 - 2500)))
  self.text = read_marks(self, table.concat(self.lines, "\n") .. "\n")
  local content = read_marks(self, table.concat(self.lines, "\n", 1, self.written))
  self.content = content:sub(#self.title + 3)
  end_sections(self, #content)
  self.borders = borders(self)
  self.marked = put_borders(self.text, self.borders)
  return self
end

return M
