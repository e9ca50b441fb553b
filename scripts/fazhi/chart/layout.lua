-- chart.layout: a chart as a picture: the title, the legend, the panels one below the other or, of lines and funnels,
-- beside each other as small multiples, each with how many it is over and who is missing.

local chart = require "fazhi.chart"
local color = require "fazhi.chart.color"
local display = require "fazhi.display"
local drawing = require "fazhi.chart.drawing"
local message = require "fazhi.message"
local picture = require "fazhi.chart.picture"

local M = {}

local WIDTH, EDGE, SPACE = 900, 20, 24
local MOST = { rows = 50, panels = 12 } -- that are drawn; the rest is told

local beside = { line = true, step = true, funnel = true } -- kinds whose panels stand side by side
local by_row = { bar = true, dot = true, heat = true, stack = true }

local function write(sheet, x, y, s, w, options)
  local size = options.size or 12
  for _, line in ipairs(picture.wrap(s, w, size)) do
    sheet:text(x, y + size, line, options)
    y = y + size * 1.45
  end
  return y
end

local function put_legend(sheet, names, y, width)
  local x = EDGE
  for s, name in ipairs(names) do
    local w = picture.measure(name, 12) + 34
    if x > EDGE and x + w > width - EDGE then x, y = EDGE, y + 20 end
    sheet:rect(x, y + 2, 12, 12, color.series(s))
    sheet:text(x + 18, y + 13, name)
    x = x + w
  end
  return y + 26
end

--- The names of series that are told by colour, once for all panels; an empty list if there are none.
function M.legend(self)
  local names = {}
  for _, panel in ipairs(self.panels) do
    if #panel.series > #names and #panel.series > 1 and panel.kind ~= "heat" then
      names = {}
      for s, one in ipairs(panel.series) do names[s] = one.name end
    end
  end
  return names
end

--- True if the panels stand beside each other, as small multiples.
function M.is_beside(self)
  return #self.panels > 1 and beside[self.panels[1].kind] == true
end

local function columns_of(self)
  if not M.is_beside(self) then return 1 end
  return #self.panels == 2 and 2 or #self.panels == 4 and 2 or 3
end

--- A title with the unit behind it; nil for neither.
function M.with_unit(title, unit)
  if not unit then return title end
  unit = display.unit(unit, true)
  return ((title or "") .. message.choose(" (" .. unit .. ")", "（" .. unit .. "）")):gsub("^ ", "")
end

--- The title of the whole, which has the unit where its one panel has no title of its own; and whether panels have one.
function M.titles(self)
  local only = #self.panels == 1 and not self.panels[1].title and self.panels[1]
  return only and self.title and M.with_unit(self.title, only.unit) or self.title, not (only and self.title)
end

-- One panel from y on; returns the y below it.
local function put_panel(sheet, panel, x, y, w, whole)
  local _, is_titled = M.titles(whole)
  local shown, rest = panel, 0
  if by_row[panel.kind] then shown, rest = chart.first(panel, MOST.rows) end
  local title = is_titled and M.with_unit(panel.title, panel.unit)
  if title then y = write(sheet, x, y, title, w, { size = 13, bold = true }) + 4 end
  local height = drawing.height(shown, w)
  drawing.draw(sheet, shown, { x = x, y = y, w = w, h = height }, whole)
  y = y + height + 2
  if rest > 0 then y = write(sheet, x, y, chart.more(rest), w, { size = 11, fill = "muted" }) end
  return write(sheet, x, y, chart.caption(panel), w, { size = 11, fill = "muted" })
end

local function put_panels(sheet, self, y)
  local columns, bottom = columns_of(self), y
  local w = (sheet.width - 2 * EDGE - (columns - 1) * SPACE) / columns
  for p = 1, math.min(#self.panels, MOST.panels) do
    local column = (p - 1) % columns
    if column == 0 then y = bottom end
    local below = put_panel(sheet, self.panels[p], EDGE + column * (w + SPACE), y, w, self) + 14
    bottom = math.max(bottom, below)
  end
  if #self.panels > MOST.panels then
    bottom = write(sheet, EDGE, bottom, chart.more(#self.panels - MOST.panels), sheet.width - 2 * EDGE,
      { size = 11, fill = "muted" })
  end
  return bottom
end

--- The drawing of one panel alone, without title and caption.
-- @param panel of a chart; self: the chart; w: its width in pixels
-- @return a fazhi.chart.picture with its height
function M.panel(self, panel, w)
  local sheet = picture.new(w)
  local shown = by_row[panel.kind] and chart.first(panel, MOST.rows) or panel
  sheet.height = math.ceil(drawing.height(shown, w)) + 2
  drawing.draw(sheet, shown, { x = 0, y = 0, w = w, h = sheet.height }, self)
  return sheet
end

--- The picture of a chart.
-- @param options { width = in pixels (900) } or nil
-- @return a fazhi.chart.picture with its height
function M.of(self, options)
  local sheet = picture.new(options and options.width or WIDTH)
  local y, w = 14, sheet.width - 2 * EDGE
  local title = M.titles(self)
  if title then y = write(sheet, EDGE, y, title, w, { size = 17, bold = true }) + 6 end
  local names = M.legend(self)
  if #names > 0 then y = put_legend(sheet, names, y, sheet.width) end
  y = put_panels(sheet, self, y)
  for _, note in ipairs(self.notes) do y = write(sheet, EDGE, y, note, w, { size = 11, fill = "muted" }) end
  sheet.height = math.ceil(y + 10)
  return sheet
end

return M
