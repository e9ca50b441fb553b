-- text: the page of one report: its outline, and its whole text in which every figure is marked; a figure that is
-- an observation leads to the page of its indicator, and can be led to from everywhere.

local core = require("fazhi.core")
local display = require("fazhi.display")
local html = require("fazhi.html")
local locator = require("fazhi.locator")
local message = require("fazhi.message")

local h, say = html.h, message.say

local M = {}

local DEEPEST, SHORT = 6, 60 -- the last level of headings HTML has; characters of a heading in the outline

local function short(s)
  local stop = utf8.offset(s, SHORT + 1)
  return stop and s:sub(1, stop - 1) .. "…" or s
end

-- The observations by the row of their figure, and those of words by where they begin.
local function observations_of(record, list)
  local row_of, by_figure, by_place = {}, {}, {}
  for row, figure in ipairs(record.figures) do row_of[figure.figure_id] = row end
  for _, one in ipairs(list) do
    local row = one.figure_id and row_of[one.figure_id]
    if row then
      by_figure[row] = by_figure[row] or {}
      table.insert(by_figure[row], one)
    elseif one.start then
      by_place[#by_place + 1] = one
    end
  end
  return by_figure, by_place
end

-- Where a figure stands in the file, in words.
local function where_of(record)
  local map = record.map and core.text.map(record.map)
  local list = record.locators and locator.decode(record.locators)
  return function(figure)
    if figure.source_start then
      return say("bytes {first}–{last}", "字节 {first}–{last}", { first = figure.source_start - 1,
        last = figure.source_stop })
    end
    return map and list and locator.text(locator.find(list, map:source(figure.start, figure.stop))) or nil
  end
end

local function title_of(figure, where)
  local parts = { figure.id, display.number(figure.value) .. (figure.unit or "") }
  parts[#parts + 1] = where(figure)
  return table.concat(parts, " · ")
end

-- A figure in the text; observations made of it are anchors inside, and the first leads to its indicator.
local function mark(content, figure, observed, where)
  local anchors = {}
  for i, one in ipairs(observed or {}) do anchors[i] = h.span { id = one.id } end
  local element = { class = observed and "figure seen" or "figure", id = figure.id, title = title_of(figure, where),
    anchors, content }
  if not observed then return h.span(element) end
  element.href = "../indicators/" .. observed[1].indicator .. ".html"
  return h.a(element)
end

-- The stretches of the body that are more than text: { start=, stop=, make = function(content) → element }, in
-- order; one that begins inside another is left out, but for what can be led to in it.
local function marks_of(record, observations)
  local by_figure, by_place = observations_of(record, observations)
  local where, list = where_of(record), {}
  for row, figure in ipairs(record.figures) do
    local observed = by_figure[row]
    list[#list + 1] = { start = figure.start, stop = figure.stop,
      make = function(content) return mark(content, figure, observed, where) end }
  end
  for _, one in ipairs(by_place) do
    list[#list + 1] = { start = one.start, stop = one.start - 1,
      make = function() return h.span { id = one.id } end }
  end
  table.sort(list, function(a, b)
    if a.start ~= b.start then return a.start < b.start end
    return a.stop > b.stop
  end)
  return list
end

-- The body from one byte to another as text and marks; `at` is the place in the list of marks.
local function stretch(body, first, last, marks, at)
  local out, from = {}, first
  while marks[at] and marks[at].start <= last do
    local one = marks[at]
    if one.start >= from then
      if one.start > from then out[#out + 1] = body:sub(from, one.start - 1) end
      local stop = math.min(one.stop, last)
      out[#out + 1] = one.make(body:sub(one.start, stop))
      from = math.max(from, stop + 1)
    end
    at = at + 1
  end
  if from <= last then out[#out + 1] = body:sub(from, last) end
  return out, at
end

local function depths_of(sections)
  local depths = {}
  for i, section in ipairs(sections) do depths[i] = (depths[section.parent] or 0) + 1 end
  return depths
end

-- The section whose heading a line is, if it is no more than that; and those that begin in it.
local function sections_in(sections, at, first, last)
  local ids, heading = {}, nil
  while sections[at] and sections[at].start <= last do
    local section = sections[at]
    ids[#ids + 1] = h.span { id = "s" .. at }
    if section.start == first and last - first + 1 <= #section.marker + #section.heading + 3 then heading = at end
    at = at + 1
  end
  return heading, ids, at
end

local function text_of(record, observations)
  local body, sections, depths = record.body, record.sections, depths_of(record.sections)
  local marks, mark_at, section_at, out = marks_of(record, observations), 1, 1, {}
  local from, to = record.content[1], record.content[2]
  for first, line, after in body:gmatch("()([^\n]*)()") do
    local last = after - 1
    if line:find("%S") then
      local heading, ids, content
      heading, ids, section_at = sections_in(sections, section_at, first, last)
      content, mark_at = stretch(body, first, last, marks, mark_at)
      local name = heading and "h" .. math.min(DEEPEST, depths[heading] + 1) or "p"
      out[#out + 1] = h[name] { class = (last < from or first > to) and "outside" or nil, ids, content }
    end
  end
  return out
end

local function outline_of(sections)
  local depths, items = depths_of(sections), {}
  for i, section in ipairs(sections) do
    if depths[i] <= 2 then
      items[#items + 1] = h.li { class = "d" .. depths[i],
        h.a { href = "#s" .. i, short(section.marker .. section.heading) } }
    end
  end
  if #items == 0 then return nil end
  return h.nav { class = "outline", aria_label = say("outline", "章节"), h.ul { items } }
end

--- The page of a report.
-- @param record of corpus:document; observations of corpus:observations
-- @param links { home = element that leads to the region, or nil }
-- @return { title=, header=, body= } for web.shell
function M.page(record, observations, links)
  local meta = record.meta
  local title = meta.title or say("report without a title", "无标题的报告")
  local outline = outline_of(record.sections)
  return { title = title,
    header = { h.p { class = "kicker", links.home }, h.h1 { h.bdi { title } },
      h.p { class = "note", meta.issuer, " ", meta.published, " ", meta.doc_number, " · ",
        message.shown(record.path) } },
    body = { h.div { class = outline and "reading" or "reading bare", outline or false,
      h.article { lang = "zh-CN", text_of(record, observations) } } } }
end

return M
