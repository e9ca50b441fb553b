-- webpage: a page of HTML that stands alone: its style and its scripts are in it, nothing is fetched when it is opened,
-- and its Content-Security-Policy lets nothing be. Light or dark as the reader has it, light on paper.

local escape = require "fazhi.escape"
local html = require "fazhi.chart.html"
local message = require "fazhi.message"

local M = {}

local STYLE = [[
body{overflow-wrap:break-word;font:14px/1.5 ]] .. "%s" .. [[;margin:2em;background:var(--fz-paper);color:var(--fz-ink)}
table{border-collapse:collapse}
.scroll{overflow-x:auto}
caption{text-align:left;font-weight:bold;padding:.3em 0}
th,td{border:1px solid var(--fz-grid);padding:.2em .5em;text-align:left;vertical-align:top;white-space:pre-line}
td:not(.n){min-width:4em}
thead th{background:var(--fz-gap);position:sticky;top:0}
td.n{text-align:right;white-space:nowrap}
footer{color:var(--fz-muted);font-size:90%%;margin-top:2em}
@media(max-width:40em){body{margin:1em}}
@media print{body{margin:0;font-size:10pt}thead th{position:static}.scroll{overflow:visible}}
]]

--- The rules of style of a page; has_charts: with those of figures.
function M.style(has_charts)
  local own = STYLE:format(require("fazhi.chart.svg").font_family())
  return (has_charts and html.style() or html.colors { "paper", "ink", "muted", "grid", "gap" }) .. own
end

-- The scripts of a page with charts; without ECharts the charts are still, and that is said.
local function scripts_of(page)
  if not page.has_charts then return nil end
  local scripts, why = html.scripts()
  return scripts, why
end

--- A page as text.
-- @param page { title=; body = HTML; has_charts = true if figures of fazhi.chart.html are in it; style = more rules }
-- @return the HTML, and a list with a note if charts are still since ECharts was not built in, or nil
function M.html(page)
  local scripts, why = scripts_of(page)
  local lines = {
    "<!DOCTYPE html>", ('<html lang="%s">'):format(message.choose("en", "zh-CN")), '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    ('<meta http-equiv="Content-Security-Policy" content="%s">'):format(html.policy(scripts)),
    "<title>" .. escape.html(page.title) .. "</title>",
    "<style>" .. M.style(page.has_charts) .. (page.style or "") .. "</style></head>", "<body>", page.body,
  }
  for _, one in ipairs(scripts or {}) do lines[#lines + 1] = html.script(one) end
  lines[#lines + 1] = "</body></html>"
  return table.concat(lines, "\n") .. "\n", why and { why } or nil
end

return M
