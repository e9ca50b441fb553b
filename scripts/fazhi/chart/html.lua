-- chart.html: a chart as a figure of a web page: an SVG that needs nothing, and its data as JSON, which web/chart.js
-- draws anew with ECharts where that was built in. Who writes the page puts in M.style, M.scripts and M.policy once.

local base64 = require "fazhi.base64"
local chart = require "fazhi.chart"
local color = require "fazhi.chart.color"
local core = require "fazhi.core"
local escape = require "fazhi.escape"
local json = require "fazhi.json"
local layout = require "fazhi.chart.layout"
local message = require "fazhi.message"
local path = require "fazhi.path"
local scale = require "fazhi.chart.scale"
local svg = require "fazhi.chart.svg"

local M = {}

-- What it looks like

local function variables(roles, theme)
  local parts = {}
  for _, role in ipairs(roles) do
    parts[#parts + 1] = ("--fz-%s:%s"):format(role:gsub(":", "-"), color.of(role, theme))
  end
  return table.concat(parts, ";")
end

local RULES = [[
.fz-chart{margin:1.5em 0}
.fz-chart figcaption{font-weight:bold;font-size:1.15em;margin-bottom:.4em}
.fz-panels{display:grid;grid-template-columns:minmax(0,1fr);gap:1em 1.5em}
.fz-panels.fz-beside{grid-template-columns:repeat(auto-fit,minmax(min(100%,18em),1fr))}
.fz-panel h4{margin:.3em 0;font-size:1em}
.fz-panel svg{max-width:100%;height:auto;display:block}
.fz-note{color:var(--fz-muted);font-size:.85em;margin:.3em 0}
.fz-legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2em 1.2em;padding:0;margin:.3em 0;font-size:.9em}
.fz-legend svg{width:.9em;height:.9em;vertical-align:-.1em;margin-right:.4em}
.fz-live .fz-legend{display:none}
.fz-legend.fz-key{display:none}.fz-live .fz-legend.fz-key{display:flex}
.fz-key svg{display:inline}
@media print{.fz-chart,.fz-panel{break-inside:avoid}}
]]

--- The colours of roles of the palette as variables --fz-ROLE of a page, light or dark as the reader has it and light
--- on paper.
function M.colors(roles)
  return (":root{color-scheme:light dark;%s}\n@media screen and (prefers-color-scheme:dark){:root{%s}}\n")
    :format(variables(roles, "light"), variables(roles, "dark"))
end

--- The rules of style that figures need: the colours of the palette and what a figure looks like.
function M.style()
  return M.colors(color.roles()) .. RULES
end

-- What draws it

local function read(file)
  return file and core.files.read(file) or nil
end

-- ECharts stands with what is installed, or beside the module that was built.
local function library()
  local file = path.find("web", "echarts.js")
  if file then return read(file) end
  local module = package.searchpath("fazhi.core", package.cpath)
  local build = module and module:match "^(.*)/lua/fazhi/core%.so$"
  return build and read(build .. "/web/echarts.js")
end

--- What draws the figures of a page, to be put behind them in this order: a list of { name =, text = } of JavaScript;
--- or nil, message, "E602" where ECharts was not built in.
function M.scripts()
  local echarts, own = library(), read(path.find("web", "chart.js"))
  if not echarts or not own then return message.fail("E602", { reason = message.text "echarts_missing" }) end
  return { { name = "echarts", text = echarts }, { name = "chart", text = own } }
end

--- A script as an element of the page.
function M.script(one)
  return "<script>" .. one.text .. "</script>"
end

local function hash(text)
  local bytes = core.text.sha256(text):gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end)
  return "'sha256-" .. base64.encode(bytes) .. "'"
end

--- The Content-Security-Policy of a page: nothing is fetched, no script is run but these, told by their SHA-256.
-- @param scripts a list as of M.scripts, or nil for a page without any
-- @param more sources of scripts ("'self'", for those in files of a site) or nil
function M.policy(scripts, more)
  local sources = { more }
  for _, one in ipairs(scripts or {}) do sources[#sources + 1] = hash(one.text) end
  return ("default-src 'none'; script-src %s; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    .. "form-action 'none'"):format(#sources > 0 and table.concat(sources, " ") or "'none'")
end

-- The figure

-- A list in which a gap is null, as JSON has it.
local function with_gaps(values, count)
  if not values then return nil end
  local list = json.array {}
  for i = 1, count do
    if values[i] == nil then list[i] = json.null else list[i] = values[i] end
  end
  return list
end

local function series_data(one, count)
  return { name = one.name, values = with_gaps(one.values, count), low = with_gaps(one.low, count),
    high = with_gaps(one.high, count), breaks = with_gaps(one.breaks, count) }
end

local function panel_data(panel, narrow)
  local series = json.array {}
  for s, one in ipairs(panel.series) do series[s] = series_data(one, #panel.labels) end
  local function list(t) return json.array(table.move(t, 1, #t, 1, {})) end
  return { kind = panel.kind, unit = panel.unit, labels = list(panel.labels), series = series, narrow = narrow,
    marks = list(panel.marks), codes = panel.codes, silent = panel.silent and list(panel.silent),
    other = panel.other and list(panel.other),
    range = list(panel.range) }
end

local function tiles()
  local list = {}
  for i, code in ipairs(chart.tiles()) do
    local tile = chart.tile(code)
    list[i] = { code = code, row = tile[1], column = tile[2], name = tile[3] }
  end
  return list
end

--- What web/chart.js draws, as a table for JSON.
function M.data(self)
  local data = { lang = message.language(), levels = self.levels, panels = json.array {},
    words = { missing = chart.absence_name "silent", none = chart.absence_name "none",
      other = chart.absence_name "other" } }
  for p, panel in ipairs(self.panels) do
    data.panels[p] = panel_data(panel, layout.is_beside(self))
    if panel.kind == "tiles" then data.tiles = data.tiles or tiles() end
  end
  return data
end

local function legend(names)
  if #names == 0 then return "" end
  local items = {}
  for s, name in ipairs(names) do
    items[s] = ('<li><svg viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="var(--fz-%s)"/></svg>'
      .. "%s</li>"):format(color.series(s), escape.html(name))
  end
  return '<ul class="fz-legend">' .. table.concat(items) .. "</ul>\n"
end

local KEY = '<li><svg viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="var(--fz-%s)" '
  .. 'stroke="var(--fz-grid)" stroke-width="%s"/></svg>%s</li>'

-- What the colours of a map of tiles mean, where the picture that tells it is drawn anew without.
local function key(panel)
  local low, high = chart.extent(panel)
  if panel.kind ~= "tiles" or not low then return "" end
  local items, steps = {}, low == high and 1 or color.steps()
  local function edge(k) return scale.brief(low + (high - low) * k / steps) end
  for k = 1, steps do
    items[k] = KEY:format("ramp" .. k, 0, low == high and edge(0) or edge(k - 1) .. "–" .. edge(k))
  end
  items[#items + 1] = KEY:format("gap", 0, message.text "not_reported")
  items[#items + 1] = panel.silent and KEY:format("paper", ".3", message.choose("no report here", "库中无报告")) or nil
  return '<ul class="fz-legend fz-key">' .. table.concat(items) .. "</ul>"
end

local function panel_html(self, p)
  local panel, _, is_titled = self.panels[p], layout.titles(self)
  local title = is_titled and layout.with_unit(panel.title, panel.unit)
  return ('<div class="fz-panel">%s<div class="fz-canvas">%s</div>%s<p class="fz-note">%s</p></div>'):format(
    title and "<h4>" .. escape.html(title) .. "</h4>" or "", svg.panel(self, p), key(panel),
    escape.html(chart.caption(panel)))
end

--- A chart as a figure: HTML of an SVG for each panel, of which web/chart.js makes one to be asked with the mouse.
function M.figure(self)
  local panels, notes = {}, {}
  for p = 1, #self.panels do panels[p] = panel_html(self, p) end
  for i, note in ipairs(self.notes) do notes[i] = '<p class="fz-note">' .. escape.html(note) .. "</p>" end
  local title = layout.titles(self)
  return table.concat {
    '<figure class="fz-chart">\n', title and "<figcaption>" .. escape.html(title) .. "</figcaption>\n" or "",
    legend(layout.legend(self)),
    ('<div class="fz-panels%s">\n'):format(layout.is_beside(self) and " fz-beside" or ""),
    table.concat(panels, "\n"), "\n</div>\n", table.concat(notes, "\n"),
    '<script type="application/json" class="fz-data">', escape.json(M.data(self)), "</script>\n</figure>\n",
  }
end

return M
