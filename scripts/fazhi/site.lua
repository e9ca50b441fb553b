-- site: a corpus as a folder of pages that link to each other and to nothing else. It owns which pages there are,
-- what they are called and how the folder is written: aside, and put in its place when it is whole.

local chart = require "fazhi.chart.html"
local cohort = require "fazhi.cohort"
local comparison = require "fazhi.comparison"
local core = require "fazhi.core"
local dossier = require "fazhi.dossier"
local escape = require "fazhi.escape"
local failure = require "fazhi.failure"
local gazetteer = require "fazhi.region"
local html = require "fazhi.html"
local index_page = require "fazhi.web.index"
local indicator_page = require "fazhi.web.indicator"
local message = require "fazhi.message"
local recall = require "fazhi.recall"
local region_page = require "fazhi.web.region"
local shell = require "fazhi.web.shell"
local text_page = require "fazhi.web.text"

local files, h, say = core.files, html.h, message.say

local M = {}

local MARK = "site.json" -- by which a folder is known to be a site of ours

-- The folder.

-- Raises where a folder holds anything but a site that was made here.
local function check_folder(dir)
  if not files.kind(dir) then return end
  local names = files.list(dir)
  if not names then failure.raise("E245", message.text("E245", { path = dir })) end
  if #names > 0 and files.kind(dir .. "/" .. MARK) ~= "file" then
    failure.raise("E245", message.text("E245", { path = dir }))
  end
end

local function made(ok, why, path)
  if not ok then failure.raise("E307", message.at_path(message.text("E307", { reason = why }), path)) end
end

local function write(site, name, bytes)
  local path = site.dir .. "/" .. name
  local file, why = io.open(path, "wb")
  made(file, why, path)
  local ok, trouble = file:write(bytes)
  local closed, late = file:close()
  made(ok and closed, trouble or late, path)
  site.count, site.bytes = site.count + 1, site.bytes + #bytes
end

-- The folder by its absolute name, without which nothing is removed; the one above it must be there.
local function absolute(dir)
  dir = dir:gsub("(.)/+$", "%1")
  if dir == "/" then return dir end
  local above, name = dir:match("^(.*)/([^/]+)$")
  local real, why = files.realpath(above == nil and "." or above == "" and "/" or above)
  made(real, why, dir)
  return (real == "/" and "" or real) .. "/" .. (name or dir)
end

-- Puts a whole folder in the place of the one that was there before.
local function put_in_place(new, dir)
  local old = dir .. ".old"
  if files.kind(dir) then made(os.rename(dir, old), "rename", dir) end
  made(os.rename(new, dir), "rename", dir)
  if files.kind(old) then files.remove_tree(old) end
end

-- What there is.

-- The name of a file for what is known by a key: its code, or for other names what can stand in every file system.
local function slug(key)
  if key:find("^%d+$") then return key end
  return "x" .. core.text.sha256(key):sub(1, 12)
end

local function province_of(report)
  local code = report.region_code
  local place = code and (gazetteer.by_code(code:sub(1, 2) .. "0000", report.year) or
    gazetteer.by_code(code:sub(1, 2) .. "0000"))
  if place then return place.full_name or place.name end
  return report.region and (report.region:match("^.-省") or report.region:match("^.-自治区")) or say("others", "其他")
end

local function new_region(key, report)
  return { key = key, href = "regions/" .. slug(key) .. ".html", reports = {}, years = {}, has_year = {},
    province = province_of(report) }
end

-- What is kept of each of thousands of reports: its row, which asks the corpus for nothing.
local function row_of(report)
  local row = {}
  for key, value in next, report do row[key] = key ~= "corpus" and value or nil end
  return row
end

-- Enters a report with its region.
local function put_report(site, report)
  local key = comparison.region_key(report)
  local region = site.by_key[key]
  if not region then
    region = new_region(key, report)
    site.by_key[key], site.regions[#site.regions + 1] = region, region
  end
  region.reports[#region.reports + 1] = report
  region.name = report.region or comparison.unknown_region(report)
  region.level, region.is_national = report.level, comparison.is_central(report)
  if report.year and not region.has_year[report.year] then
    region.has_year[report.year] = true
    table.insert(region.years, report.year)
  end
  site.region_of[report.id] = region
  if report.kind and report.kind ~= "other" then site.kinds[report.kind] = true end
end

local function put_counts(site)
  local years, provinces = {}, {}
  for _, region in ipairs(site.regions) do
    table.sort(region.years)
    region.short = region.name:sub(1, #region.province) == region.province and region.name:sub(#region.province + 1)
      or region.name
    if region.short == "" then region.short = region.name end
    local level = region.level or region.is_national and "national" or ""
    site.levels[level] = (site.levels[level] or 0) + 1
    local province = provinces[region.province] or { name = region.province, counts = {} }
    if not provinces[region.province] then
      provinces[region.province] = province
      site.provinces[#site.provinces + 1] = province
    end
    for _, report in ipairs(region.reports) do
      local year = report.year
      if year then years[year], province.counts[year] = true, (province.counts[year] or 0) + 1 end
    end
  end
  for year in pairs(years) do site.years[#site.years + 1] = year end
  table.sort(site.years)
end

local function read(corpus, dir)
  local site = { corpus = corpus, dir = dir, regions = {}, by_key = {}, region_of = {}, years = {}, provinces = {},
    levels = {}, kinds = {}, reports = 0, count = 0, bytes = 0, shared = dossier.shared(corpus), indicators = {} }
  for report in failure.asked(corpus:reports()):each() do
    put_report(site, row_of(report))
    site.reports = site.reports + 1
  end
  for _, entry in ipairs(site.shared.entries) do
    if entry.reports > 0 and entry.part ~= dossier.LAW then site.indicators[#site.indicators + 1] = entry end
  end
  put_counts(site)
  return site
end

-- The pages.

local function put_page(site, name, page)
  page.root = name:find("/", 1, true) and "../" or ""
  page.footer = h.p { say("made by fazhi from {reports} {reports|report|reports}", "由 fazhi 据 {reports} 份报告生成",
    { reports = site.reports }), " · ", h.a { href = page.root .. "index.html", say("index", "首页") } }
  write(site, name, shell.linked(page))
end

-- What makes the numbers of a region's page lead to the texts of its reports, in the place of web.proof.
local function links_of(report_of)
  local links = {}
  function links.link(_, id, content)
    local report = id and (id:match("^r%d+") or report_of[id])
    if not report then return content end
    return h.a { class = "proof", href = "../reports/" .. report .. ".html#" .. id, content }
  end
  function links.section() return nil end
  return links
end

-- The regions whose page is about the same year, level and kind: they are each other's peers.
local function groups_of(site)
  local groups, order = {}, {}
  for _, region in ipairs(site.regions) do
    local best = cohort.best(region.reports)
    if best then
      local key = ("%d %s %s"):format(best.year, best.level or "", best.kind)
      if not groups[key] then
        groups[key] = { year = best.year, level = best.level, kind = best.kind, regions = {} }
        order[#order + 1] = groups[key]
      end
      table.insert(groups[key].regions, { region = region, report = best })
    end
  end
  return order
end

local function list_of_reports(region)
  local items = {}
  for i, report in ipairs(region.reports) do
    items[i] = h.li { h.a { href = "../reports/" .. report.id .. ".html", h.bdi { report.title or report.id } }, " ",
      h.span { class = "unit", report.year } }
  end
  return h.section { id = "reports", aria_labelledby = "reports-h", h.h2 { id = "reports-h", say("Reports", "报告原文") },
    h.ul { class = "plain", items } }
end

local function put_region(site, one, peers)
  local group = cohort.seen(peers, failure.asked(site.corpus:report(one.report.id)))
  local told = dossier.brief(site.corpus, group, site.shared)
  local page = region_page.page(told, links_of(told.report_of))
  page.body[#page.body + 1] = list_of_reports(one.region)
  put_page(site, one.region.href, page)
end

-- A region without a report of a known year and kind has a page with its texts alone.
local function put_bare_region(site, region)
  put_page(site, region.href, { title = region.name, header = h.h1 { h.bdi { region.name } },
    body = { list_of_reports(region) } })
end

local function put_regions(site, tick)
  local done = {}
  for _, group in ipairs(groups_of(site)) do
    local peers = cohort.peers(site.corpus, group)
    for _, one in ipairs(group.regions) do
      put_region(site, one, peers)
      done[one.region] = true
      tick(one.region.name)
    end
  end
  for _, region in ipairs(site.regions) do
    if not done[region] then
      put_bare_region(site, region)
      tick(region.name)
    end
  end
end

local function put_texts(site, tick)
  for _, region in ipairs(site.regions) do
    local home = h.a { href = "../" .. region.href, h.bdi { region.name } }
    for _, report in ipairs(region.reports) do
      local record = failure.asked(site.corpus:document(report.id))
      local page = text_page.page(record, failure.asked(site.corpus:observations(report.id)), { home = home })
      put_page(site, "reports/" .. report.id .. ".html", page)
      tick(report.id)
    end
  end
end

local function put_indicators(site, tick)
  local links = {
    region = function(row)
      local region = site.by_key[comparison.region_key(row)] or row.report and site.region_of[row.report]
      return region and "../" .. region.href
    end,
    evidence = function(row) return ("../reports/%s.html#%s"):format(row.report, row.id) end,
  }
  for _, entry in ipairs(site.indicators) do
    put_page(site, "indicators/" .. entry.id .. ".html", indicator_page.page(site.corpus, entry, links))
    tick(entry.id)
  end
end

-- What the field of the first page finds: names and where they lead.
local function search_index(site)
  local list = {}
  for _, entry in ipairs(site.indicators) do list[#list + 1] = { entry.name, "indicators/" .. entry.id .. ".html" } end
  for _, region in ipairs(site.regions) do list[#list + 1] = { region.name, region.href } end
  for _, region in ipairs(site.regions) do
    for _, report in ipairs(region.reports) do
      local name = ("%s %s %s"):format(region.name, report.year or "", report.title or "")
      list[#list + 1] = { name, "reports/" .. report.id .. ".html" }
    end
  end
  local lines = {}
  for i, one in ipairs(list) do lines[i] = escape.json(one) end
  return "window.fazhiIndex = [\n" .. table.concat(lines, ",\n") .. "\n];\n"
end

local function put_assets(site)
  write(site, "assets/page.css", shell.asset("page.css") .. chart.style())
  for _, name in ipairs { "page.js", "site.js" } do write(site, "assets/" .. name, shell.asset(name)) end
  write(site, "assets/index.js", search_index(site))
  local scripts, why = chart.scripts()
  for _, one in ipairs(scripts or {}) do write(site, "assets/" .. one.name .. ".js", one.text) end
  site.scripts, site.note = scripts, why
end

local function put_all(site, tick)
  put_assets(site)
  local first = index_page.page(site)
  first.scripts = { "index", "site" }
  put_page(site, "index.html", first)
  put_regions(site, tick)
  put_indicators(site, tick)
  put_texts(site, tick)
  write(site, MARK, escape.json({ fazhi = core.version, reports = site.reports, regions = #site.regions }) .. "\n")
end

--- Writes the site of a corpus.
-- @param dir folder that is not there, is empty, or holds a site made before, whose place the new one takes when it
--   is whole
-- @param progress function(done, all, what) or nil
-- @return { pages = files written, bytes =, regions =, reports =, indicators =, note = or nil }; raises E245 for
--   a folder that holds something else, E307 if it cannot be written, and the failures of the corpus
function M.write(corpus, dir, progress)
  dir = absolute(dir)
  check_folder(dir)
  local new = dir .. ".new"
  files.remove_tree(new)
  for _, name in ipairs { "", "/assets", "/regions", "/indicators", "/reports" } do
    made(files.mkdir(new .. name), "mkdir", new .. name)
  end
  local site = read(recall.of(corpus), new)
  local done, all = 0, #site.regions + #site.indicators + site.reports
  local ok, why = pcall(put_all, site, function(what)
    done = done + 1
    if progress then progress(done, all, what) end
  end)
  if not ok then
    files.remove_tree(new)
    error(why, 0)
  end
  put_in_place(new, dir)
  return { pages = site.count, bytes = site.bytes, regions = #site.regions, reports = site.reports,
    indicators = #site.indicators, note = site.note }
end

return M
