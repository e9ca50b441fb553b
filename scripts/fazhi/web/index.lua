-- index: the first page of a site: what there is by province and year, a field to search, the regions and the
-- indicators.

local html = require("fazhi.html")
local message = require("fazhi.message")
local parts = require("fazhi.parts")
local standing = require("fazhi.standing")

local h, say = html.h, message.say

local M = {}

local MOST = 400 -- regions listed by name; more are found by the field or from the pages of their indicators
local PRINTED = 12 -- years that fit on a sheet of A4

local function section(id, title, ...)
  return h.section { id = id, aria_labelledby = id .. "-h", h.h2 { id = id .. "-h", title }, ... }
end

local function search()
  return h.search { h.label { ["for"] = "search", say("Find a region, an indicator, a report",
    "查找地区、指标、报告") }, h.input { id = "search", type = "search", autocomplete = "off", spellcheck = "false" },
    h.ul { id = "found", aria_live = "polite" } }
end

local function newest_first(years)
  local list = table.move(years, 1, #years, 1, {})
  table.sort(list, function(a, b) return a > b end)
  return list
end

-- The class of a cell of the k-th year; those that have no room on paper are left out there.
local function class_of(k, n)
  return "n" .. (n and "" or " missing") .. (k > PRINTED and " older" or "")
end

local function province_row(province, years)
  local cells = {}
  for k, year in ipairs(years) do
    local n = province.counts[year]
    cells[k] = h.td { class = class_of(k, n), n or "·" }
  end
  return h.tr { h.th { scope = "row", h.bdi { province.name } }, cells }
end

-- How many reports each province has of each year, the newest first, and what is said on paper of years left out.
local function grid(site)
  local heads, rows, years = { h.th { scope = "col", say("province", "省份") } }, {}, newest_first(site.years)
  for k, year in ipairs(years) do heads[k + 1] = h.th { scope = "col", class = class_of(k, true), year } end
  for i, province in ipairs(site.provinces) do rows[i] = province_row(province, years) end
  local caption = say("Reports by province and year", "各省份各年度的报告数")
  return h.div { class = "scroll", tabindex = 0, role = "region", aria_label = caption,
    h.table { class = "grid", h.caption { class = "heard", caption }, h.thead { h.tr { heads } }, h.tbody { rows } } },
    #years > PRINTED and h.p { class = "note printed", say("on paper the newest {n} of {all} years",
      "纸面只印最近 {n} 个年度，共 {all} 个", { n = PRINTED, all = #years }) } or false
end

local function years_words(region)
  local first, last = region.years[1], region.years[#region.years]
  return first == last and tostring(first or "") or ("%d–%d"):format(first, last)
end

local function regions(site)
  local items, last = {}, nil
  for i = 1, math.min(#site.regions, MOST) do
    local region = site.regions[i]
    if region.province ~= last then
      items[#items + 1] = h.li { class = "head", h.bdi { region.province } }
      last = region.province
    end
    items[#items + 1] = h.li { h.a { href = region.href, h.bdi { region.short } }, " ",
      h.span { class = "unit", years_words(region) } }
  end
  return h.ul { class = "columns", items },
    #site.regions > MOST and h.p { class = "note", say("{n} of {all} regions; the field above finds the others",
      "列出 {n} 个，共 {all} 个；其余用上面的查找", { n = MOST, all = #site.regions }) }
end

local function indicators(site)
  local by_part, order = {}, {}
  for _, entry in ipairs(site.indicators) do
    local part = entry.part or ""
    if not by_part[part] then
      by_part[part], order[#order + 1] = {}, part
    end
    table.insert(by_part[part], h.li { h.a { href = "indicators/" .. entry.id .. ".html", entry.name }, " ",
      h.span { class = "unit", entry.reports } })
  end
  local content = {}
  for i, part in ipairs(order) do
    local title = part ~= "" and parts.title(part) or say("other", "其他")
    content[i] = { h.h3 { title }, h.ul { class = "columns", by_part[part] } }
  end
  return content
end

local function levels_words(site)
  local list = {}
  for _, level in ipairs { "national", "province", "prefecture", "county", "township", "" } do
    local n = site.levels[level]
    if n then list[#list + 1] = ("%s %d"):format(standing.level_name(level), n) end
  end
  if #list == 0 then return "" end
  return message.choose(" (%s)", "（%s）"):format(table.concat(list, message.choose(", ", "，")))
end

local titles = {
  rule_of_law = { "Rule of law government in reports", "法治政府建设年度报告" },
  government_work = { "Reports on the work of governments", "政府工作报告" },
}

-- What the reports are, as far as they are of one kind.
local function title_of(site)
  local kind, more = next(site.kinds)
  local title = kind and not next(site.kinds, kind) and more and titles[kind] or { "Reports of governments", "政府报告" }
  return say(title[1], title[2])
end

--- The first page.
-- @param site { years = list, provinces = list of { name=, counts = { [year] = n } }, regions = list of { name=,
--   short=, province=, href=, years= }, indicators = rows of corpus:indicators(), levels = { [level, "national" of
--   central bodies, or "" for none] = n }, kinds = { [kind of report] = true }, reports = n }
-- @return { title=, header=, body= } for web.shell
function M.page(site)
  local list, rest = regions(site)
  local title = title_of(site)
  return { title = title,
    header = { h.p { class = "kicker", "fazhi" }, h.h1 { title },
      h.p { say("{reports} {reports|report|reports} of {regions} {regions|region|regions}{levels}",
        "{regions} 个地区的 {reports} 份报告{levels}",
        { reports = site.reports, regions = #site.regions, levels = levels_words(site) }) }, search() },
    body = { section("grid", say("By province and year", "按省份和年度"), grid(site)),
      section("indicators", say("Indicators", "指标"), indicators(site)),
      section("regions", say("Regions", "地区"), list, rest or false) } }
end

return M
