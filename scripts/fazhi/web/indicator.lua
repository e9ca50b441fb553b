-- indicator: the page of one indicator: what it is, where every region stands in the latest year that has it, and
-- how the medians went. The judgement is that of compare and trend.

local figure = require("fazhi.chart.html").figure
local comparison = require("fazhi.comparison")
local display = require("fazhi.display")
local gallery = require("fazhi.gallery")
local html = require("fazhi.html")
local lineup = require("fazhi.lineup")
local message = require("fazhi.message")
local parts = require("fazhi.parts")
local scope = require("fazhi.scope")
local standing = require("fazhi.standing")
local trends = require("fazhi.trends")

local h, say = html.h, message.say

local M = {}

local MOST, DRAWN = 500, 30 -- rows of the table, and bars of the picture

local function name_of(row, links)
  local href = links.region(row)
  local name = h.bdi { row.region }
  return href and h.a { href = href, name } or name
end

local function value_cell(row, links)
  if not row.value then return h.span { class = "missing", row.note } end
  return h.a { class = "proof", href = links.evidence(row), display.number(row.value) }
end

local function ranking_row(row, links)
  return h.tr { h.td { class = "n", row.rank or "—" }, h.th { scope = "row", name_of(row, links) },
    h.td { standing.level_name(row.level, { row }) }, h.td { class = "n", value_cell(row, links) },
    h.td { class = "unit", display.unit(row.unit), row.bound and row.bound ~= "exact" and " " .. (display.word(
      { name = "bound" }, row.bound) or row.bound) }, h.td { class = "unit", scope.told(row.scope) },
    h.td { class = "words", row.value and row.note } }
end

local function ranking(line, links)
  local all, rows = lineup.rows(line), {}
  for i = 1, math.min(#all, MOST) do rows[i] = ranking_row(all[i], links) end
  local heads = {}
  for i, head in ipairs { say("rank", "名次"), say("region", "地区"), say("level", "层级"), say("value", "数值"),
    say("unit", "单位"), say("scope", "范围"), say("note", "说明") } do
    heads[i] = h.th { scope = "col", class = (i == 1 or i == 4) and "n" or nil, head }
  end
  local caption = say("{n} {n|region|regions}, {year}", "{year} 年，{n} 个地区", { n = #all, year = line.filters.from })
  return h.div { class = "scroll", tabindex = 0, role = "region", aria_label = caption,
    h.table { h.caption { caption }, h.thead { h.tr { heads } }, h.tbody { rows } } },
    #all > MOST and h.p { class = "note", say("the first {n} of {all}; fazhi compare shows all",
      "前 {n} 个，共 {all} 个；全部见 fazhi compare", { n = MOST, all = #all }) }
end

local function notes_of(list)
  local items = {}
  for i, one in ipairs(list) do items[i] = h.li { one } end
  return #items > 0 and h.ul { class = "plain note", items }
end

local function definition(entry)
  local units = {}
  for unit in (entry.unit or ""):gmatch "[^|]+" do units[#units + 1] = display.unit(unit) end
  local function fact(label, value) return value and { h.dt { label }, h.dd { value } } end
  return h.dl { class = "facts", fact(say("id", "代号"), h.code { entry.id }),
    fact(say("unit", "单位"), table.concat(units, message.choose(", ", "、"))),
    fact(say("part", "部分"), parts.title(entry.part)), fact(say("definition", "定义"), entry.definition),
    fact(say("reports that have it", "有此项的报告"), entry.reports) }
end

local function section(id, title, ...)
  return h.section { id = id, aria_labelledby = id .. "-h", h.h2 { id = id .. "-h", title }, ... }
end

local function picture(chart)
  return chart and html.raw(figure(chart))
end

--- The page of an indicator.
-- @param entry row of corpus:indicators()
-- @param links { region = function(row) → href or nil, evidence = function(row) → href }
-- @return { title=, header=, body=, has_charts = true } for web.shell
function M.page(corpus, entry, links)
  local args = { indicator = entry.id }
  local line = lineup.of(corpus, entry.id, args, {})
  local name = gallery.name(corpus, entry.id)
  local table_of, rest = ranking(line, links)
  local medians, _, notes = trends.of_groups(corpus, { indicator = entry.id, group = "level" })
  local year = comparison.latest_year(lineup.rows(line))
  return { title = name, has_charts = true,
    header = { h.p { class = "kicker", h.a { href = "../index.html", say("all indicators and regions", "全部指标和地区") } },
      h.h1 { name }, definition(entry) },
    body = {
      section("ranking", say("The regions in {year}", "{year} 年各地", { year = year or "?" }),
        picture(gallery.lineup(line, name, DRAWN)), notes_of(line.notes), table_of, rest or false),
      #medians > 0 and section("trend", say("Medians over the years", "历年中位数"),
        picture(gallery.medians(medians, name)), notes_of(notes)) or false,
    } }
end

return M
