-- webpage: a saved table or chart as a page of HTML that stands alone: what it looks like, light or dark as the reader
-- has it, light on paper. What every page has around its content is that of fazhi.web.shell.

local chart = require "fazhi.chart.html"
local html = require "fazhi.html"
local shell = require "fazhi.web.shell"

local M = {}

local STYLE = [[
body{overflow-wrap:break-word;font:14px/1.5 ]] .. "%s" .. [[;margin:2em;background:var(--fz-paper);color:var(--fz-ink)}
table{border-collapse:collapse}
.scroll{overflow-x:auto}
caption{text-align:left;font-weight:bold;padding:.3em 0}
th,td{border:1px solid var(--fz-grid);padding:.2em .5em;text-align:left;vertical-align:top;white-space:pre-line}
td:not(.n){min-width:4em}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem}
thead th{background:var(--fz-gap);position:sticky;top:0}
td.n{text-align:right;white-space:nowrap}
footer{color:var(--fz-muted);font-size:90%%;margin-top:2em}
@media(max-width:40em){body{margin:1em}}
@page{size:A4;margin:14mm}
@media print{body{margin:0;font-size:10pt}thead th{position:static}.scroll{overflow:visible}}
]]

--- The rules of style of a page; has_charts: with those of figures.
function M.style(has_charts)
  local own = STYLE:format(require("fazhi.chart.svg").font_family())
  return (has_charts and chart.style() or chart.colors { "paper", "ink", "muted", "grid", "gap" }) .. own
end

--- A page as text, in the shell that all pages have.
-- @param page { title=; body = HTML; has_charts = true if figures of fazhi.chart.html are in it; style = more rules }
-- @return the HTML, and a list with a note if charts are still since ECharts was not built in, or nil
function M.html(page)
  local list, why, scripts = nil, nil, {}
  if page.has_charts then list, why = chart.scripts() end
  for i, one in ipairs(list or {}) do scripts[i] = one.text end
  return shell.string { title = page.title, body = html.raw(page.body), scripts = scripts,
    styles = { M.style(page.has_charts) .. (page.style or "") } }, why and { why } or nil
end

return M
