-- shell: what every page has around its content: the head with a policy that lets nothing be fetched, the style
-- sheet and the script, a way to skip to the content, and the line that says where the page comes from. The
-- style sheet and the script are files in the folder web, which a user's own file of that name takes the place of.

local chart = require("fazhi.chart.html")
local core = require("fazhi.core")
local failure = require("fazhi.failure")
local html = require("fazhi.html")
local message = require("fazhi.message")
local path = require("fazhi.path")

local h, say = html.h, message.say

local M = {}

--- The text of a file in the folder web, the user's own before the bundled one.
function M.asset(name)
  local file = path.find("web", name)
  if not file then failure.raise("E301", message.at_path(message.text("E301"), "web/" .. name)) end
  local bytes, why, code = core.files.read(file)
  return bytes or failure.raise(code, message.at_path(why, file))
end

-- A script or style inside a page cannot hold its own end tag.
local function guarded(source, tag)
  return (source:gsub("</(" .. tag .. ")", "<\\/%1"))
end

--- The foot of a page: where it comes from.
-- @param record frame with item and value (fazhi.provenance), or nil
-- @return elements, or nil
function M.provenance(record)
  if not record then return nil end
  local list = {}
  for i, row in ipairs(record.rows) do
    list[i] = h.div { row.item, message.choose(": ", "："), message.shown(tostring(row.value)) }
  end
  return list
end

local function whole(page, head, tail)
  return "<!DOCTYPE html>\n" .. html.string(h.html { lang = message.choose("en", "zh-CN"),
    h.head {
      h.meta { charset = "utf-8" },
      h.meta { http_equiv = "Content-Security-Policy", content = head.policy },
      h.meta { name = "viewport", content = "width=device-width, initial-scale=1" },
      h.meta { name = "color-scheme", content = "light dark" },
      h.meta { name = "generator", content = "fazhi " .. core.version },
      h.title { page.title },
      head.style,
    },
    h.body {
      h.a { class = "skip", href = "#main", say("Skip to the content", "跳到正文") },
      page.header and h.header { page.header },
      h.main { id = "main", page.body },
      page.footer and h.footer { page.footer },
      tail,
    },
  }) .. "\n"
end

--- A whole page that needs no other file.
-- @param page { title=, body = elements of the main part, header =, footer = elements or nil, scripts = list of
--   JavaScript sources, styles = list of style sheets }
-- @return HTML
function M.string(page)
  local scripts, styles, tail = {}, {}, {}
  for i, source in ipairs(page.scripts or {}) do
    scripts[i] = { text = guarded(source, "script") }
    tail[i] = html.raw(chart.script(scripts[i]))
  end
  for i, source in ipairs(page.styles or {}) do styles[i] = guarded(source, "style") end
  return whole(page, { policy = chart.policy(scripts), style = h.style { html.raw(table.concat(styles, "\n")) } }, tail)
end

-- Files of the site itself, which a browser that reads them from a disk knows by their scheme.
local OWN = "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; img-src data:; "
  .. "base-uri 'none'; form-action 'none'"

--- A page of a site, which shares its style sheet and scripts with the others.
-- @param page { title=, body=, header=, footer=, root = how the folder of the site is reached from it ("../"),
--   scripts = names of files in its folder assets, has_charts = true where ECharts is needed }
-- @return HTML
function M.linked(page)
  local names, tail = page.scripts or {}, {}
  if page.has_charts then names = { "echarts", "chart" } end
  for i, name in ipairs(names) do tail[i] = h.script { src = page.root .. "assets/" .. name .. ".js" } end
  local style = h.link { rel = "stylesheet", href = page.root .. "assets/page.css" }
  return whole(page, { policy = OWN, style = style }, tail)
end

return M
