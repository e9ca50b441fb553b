-- chart.drawing: how a panel of each kind is drawn into its box of a picture: lines on axes, rows of bars, dots, pieces
-- and cells, and the map of tiles. Each kind says how high it wants to be.

local chart = require "fazhi.chart"
local color = require "fazhi.chart.color"
local picture = require "fazhi.chart.picture"
local scale = require "fazhi.chart.scale"

local M = {}

local kinds = {} -- { height = function(panel, width), draw = function(sheet, panel, box, whole) } by kind

local SIZE, SMALL = 12, 11 -- of fonts
local ROW = 22 -- pixels of a row
local LABELS = 0.34 -- of the width, at most, for the labels of rows
local MOST_MARKED = 12 -- points of one line that show their value

-- Rows: a label on the left, and on the right of it a scale.

local function label_width(panel, w)
  local most = 0
  for _, label in ipairs(panel.labels) do most = math.max(most, picture.measure(tostring(label), SIZE)) end
  return math.min(most, w * LABELS) + 8
end

local function row_labels(sheet, panel, box, left, row)
  for i, label in ipairs(panel.labels) do
    sheet:text(box.x + left - 8, box.y + (i - 0.5) * row + 4, picture.cut(tostring(label), left - 8, SIZE),
      { anchor = "end", size = SIZE })
  end
end

-- The scale of rows: a function from values to x, and the ticks. `room` is left for values beside the marks.
local function across(panel, x, w, room)
  local low, high = chart.extent(panel)
  low, high = low or 0, high or 1
  local ticks = scale.ticks(low, high, math.max(2, w // 110))
  low, high = math.min(low, ticks[1]), math.max(high, ticks[#ticks])
  local before = low < 0 and room or 0
  local function at(value) return x + before + scale.part(value, low, high) * (w - room - before) end
  return at, ticks
end

local function vertical_grid(sheet, at, ticks, box, rows_height)
  local last = -math.huge
  for _, tick in ipairs(ticks) do
    local x, s = at(tick), scale.short(tick)
    sheet:line({ x, box.y, x, box.y + rows_height }, tick == 0 and "muted" or "grid")
    local half = picture.measure(s, SMALL) / 2
    if x - half > last + 6 then
      sheet:text(x, box.y + rows_height + 15, s, { anchor = "middle", size = SMALL, fill = "muted" })
      last = x + half
    end
  end
end

local function vertical_marks(sheet, panel, at, box, rows_height)
  for _, mark in ipairs(panel.marks) do
    local x = at(mark.value)
    sheet:line({ x, box.y - 4, x, box.y + rows_height }, "mark", 1.5, true)
    sheet:text(x, box.y - 8, (mark.label .. " " .. scale.exact(mark.value)):gsub("^ ", ""),
      { anchor = "middle", size = SMALL, fill = "muted" })
  end
end

-- Beside the end of a bar, and beyond a mark that would cross it.
local function value_beside(sheet, panel, at, value, y)
  local x, s = at(value) + (value < 0 and -5 or 5), scale.exact(value)
  for _, mark in ipairs(value >= 0 and panel.marks or {}) do
    local line = at(mark.value)
    if line > x - 4 and line < x + picture.measure(s, SMALL) + 3 then x = line + 5 end
  end
  sheet:text(x, y + 4, s, { size = SMALL, anchor = value < 0 and "end" or "start" })
end

local function missing_beside(sheet, at, y)
  sheet:text(at(0) + 5, y + 4, "—", { size = SMALL, fill = "muted" })
end

local function row_of(panel)
  return math.max(ROW, 12 * #panel.series + 6)
end

local function top_of(panel)
  return #panel.marks > 0 and 18 or 0
end

local function rows_height(panel)
  return top_of(panel) + #panel.labels * row_of(panel) + 22
end

-- The parts common to bars and dots; `draw(at, y, thickness, one, i, role)` draws one mark.
local function draw_rows(sheet, panel, box, draw)
  local left, row = label_width(panel, box.w), row_of(panel)
  box = { x = box.x, y = box.y + top_of(panel), w = box.w }
  local height = #panel.labels * row
  local at, ticks = across(panel, box.x + left, box.w - left, 64)
  vertical_grid(sheet, at, ticks, box, height)
  row_labels(sheet, panel, box, left, row)
  local thick = (row - 6) / #panel.series
  for i = 1, #panel.labels do
    for s, one in ipairs(panel.series) do
      draw(at, box.y + (i - 1) * row + 3 + (s - 0.5) * thick, thick, one, i, color.series(s))
    end
  end
  vertical_marks(sheet, panel, at, box, height)
end

kinds.bar = { height = rows_height, draw = function(sheet, panel, box)
  draw_rows(sheet, panel, box, function(at, y, thick, one, i, role)
    local value = one.values[i]
    if not value then return missing_beside(sheet, at, y) end
    local from, to = math.min(at(0), at(value)), math.max(at(0), at(value))
    sheet:rect(from, y - thick / 2 + 0.5, math.max(to - from, 1), thick - 1,
      #panel.series == 1 and value < 0 and "series2" or role)
    value_beside(sheet, panel, at, value, y)
  end)
end }

kinds.dot = { height = rows_height, draw = function(sheet, panel, box)
  draw_rows(sheet, panel, box, function(at, y, _, one, i, role)
    local value = one.values[i]
    local low, high = one.low and one.low[i], one.high and one.high[i]
    if low and high then sheet:line({ at(low), y, at(high), y }, role, 3) end
    if not value then return end
    sheet:dot(at(value), y, 5, role)
    sheet:text(at(math.max(value, high or value)) + 9, y + 4, scale.exact(value), { size = SMALL })
  end)
end }

kinds.funnel = { height = function(panel) return #panel.labels * 30 + 4 end, draw = function(sheet, panel, box)
  local left, values = label_width(panel, box.w), panel.series[1].values
  local _, high = chart.extent(panel)
  local w = box.w - left - 100
  row_labels(sheet, panel, box, left, 30)
  for i = 1, #panel.labels do
    local y, value = box.y + (i - 1) * 30, values[i]
    local long = value and (high > 0 and value / high * w or 0) or 0
    local middle = box.x + left + w / 2
    if value then sheet:rect(middle - long / 2, y + 3, math.max(long, 1), 24, "series1")
    else sheet:rect(middle - w / 2, y + 14, w, 1, "grid") end
    local s = value and scale.exact(value) or "—"
    sheet:text(box.x + left + w + 10, y + 19, s, { size = SIZE, fill = value and "ink" or "muted" })
  end
end }

kinds.stack = { height = function(panel) return #panel.labels * ROW + 24 end, draw = function(sheet, panel, box)
  local left, row = label_width(panel, box.w), ROW
  local at, ticks = across(panel, box.x + left, box.w - left, 30)
  row_labels(sheet, panel, box, left, row)
  for i = 1, #panel.labels do
    local from, y = 0, box.y + (i - 1) * row + 2
    for s, one in ipairs(panel.series) do
      local value = one.values[i]
      if value and value > 0 then
        local x, w = at(from), at(from + value) - at(from)
        sheet:rect(x, y, w - 0.8, row - 4, color.series(s))
        if w > 26 then
          sheet:text(x + w / 2, y + 13, ("%.0f"):format(value),
            { anchor = "middle", size = SMALL, fill = "over:" .. color.series(s) })
        end
        from = from + value
      end
    end
    if from == 0 then missing_beside(sheet, at, y + row / 2 - 2) end
  end
  vertical_grid(sheet, at, ticks, { x = box.x, y = box.y + #panel.labels * row }, 4)
end }

-- Cells: labels are rows, series are columns.

local HEAD = 14 -- pixels of a line of a column's head

local function heads_of(panel, cell)
  local heads, most = {}, 1
  for s, one in ipairs(panel.series) do
    heads[s] = picture.wrap(one.name, cell - 4, SMALL)
    most = math.max(most, #heads[s])
  end
  return heads, most
end

local function cell_width(panel, w)
  return math.min(120, (w - label_width(panel, w)) / #panel.series)
end

local function cell_of(value, levels, low, high)
  if not value then return "gap", "?" end
  for _, level in ipairs(levels or {}) do
    if level.value == value then
      if #levels == 2 then return value == levels[1].value and "yes" or "no", level.label end
      return "ramp" .. scale.step(value, low, high, color.steps()), level.label
    end
  end
  return "ramp" .. scale.step(value, low, high, color.steps()), scale.short(value)
end

kinds.heat = {
  height = function(panel, w)
    local _, lines = heads_of(panel, cell_width(panel, w))
    return lines * HEAD + 6 + #panel.labels * ROW
  end,
  draw = function(sheet, panel, box, whole)
    local left, cell = label_width(panel, box.w), cell_width(panel, box.w)
    local heads, lines = heads_of(panel, cell)
    local top, low, high = box.y + lines * HEAD + 6, chart.extent(panel)
    for s, head in ipairs(heads) do
      for k, line in ipairs(head) do
        sheet:text(box.x + left + (s - 0.5) * cell, top - 8 - (#head - k) * HEAD, line,
          { anchor = "middle", size = SMALL, fill = "muted" })
      end
    end
    row_labels(sheet, panel, { x = box.x, y = top }, left, ROW)
    for i = 1, #panel.labels do
      for s, one in ipairs(panel.series) do
        local role, label = cell_of(one.values[i], whole.levels, low, high)
        local x, y = box.x + left + (s - 1) * cell, top + (i - 1) * ROW
        sheet:rect(x + 1, y + 1, cell - 2, ROW - 2, role)
        sheet:text(x + cell / 2, y + 15, picture.cut(label, cell - 6, SMALL),
          { anchor = "middle", size = SMALL, fill = "over:" .. role })
      end
    end
  end,
}

-- Lines

local function tick_width(ticks)
  local most = 0
  for _, tick in ipairs(ticks) do most = math.max(most, picture.measure(scale.short(tick), SMALL)) end
  return most + 8
end

local function horizontal_grid(sheet, ticks, at, x, stop)
  for _, tick in ipairs(ticks) do
    sheet:line({ x, at(tick), stop, at(tick) }, tick == ticks[1] and "muted" or "grid")
    sheet:text(x - 6, at(tick) + 4, scale.short(tick), { anchor = "end", size = SMALL, fill = "muted" })
  end
end

local function label_axis(sheet, panel, along, y)
  local last = -math.huge
  for i, label in ipairs(panel.labels) do
    local s, x = tostring(label), along(i)
    local half = picture.measure(s, SMALL) / 2
    if x - half > last + 5 then
      sheet:text(x, y, s, { anchor = "middle", size = SMALL, fill = "muted" })
      last = x + half
    end
  end
end

-- Years without a value in a panel of one series.
local function draw_gaps(sheet, panel, along, box, pitch)
  if #panel.series > 1 then return end
  local first, last
  for i = 1, #panel.labels do
    if panel.series[1].values[i] then first, last = first or i, i end
  end
  for i = first or 1, last or 0 do
    if not panel.series[1].values[i] then
      sheet:rect(along(i) - pitch / 2, box.y, pitch, box.h, "gap")
    end
  end
end

local function points_of(run, values, along, at, is_step)
  local points = {}
  for k, i in ipairs(run) do
    if is_step and k > 1 then
      points[#points + 1], points[#points + 2] = along(i), at(values[run[k - 1]])
    end
    points[#points + 1], points[#points + 2] = along(i), at(values[i])
  end
  return points
end

local function draw_series(sheet, panel, one, role, along, at)
  for _, run in ipairs(chart.runs(one, #panel.labels)) do
    if #run > 1 then sheet:line(points_of(run, one.values, along, at, panel.kind == "step"), role, 2) end
  end
  for i = 1, #panel.labels do
    local low, high = one.low and one.low[i], one.high and one.high[i]
    if low and high then sheet:line({ along(i), at(low), along(i), at(high) }, role, 1) end
    if one.values[i] then sheet:dot(along(i), at(one.values[i]), 3.2, role) end
  end
end

local function draw_values(sheet, panel, along, at, pitch)
  local values = panel.series[1].values
  if #panel.series > 1 or #panel.labels > MOST_MARKED then return end
  for i = 1, #panel.labels do
    local s = values[i] and scale.exact(values[i])
    if s and picture.measure(s, SMALL) < pitch * 1.1 then
      local high = panel.series[1].high and panel.series[1].high[i] or values[i]
      sheet:text(along(i), at(math.max(values[i], high)) - 8, s, { anchor = "middle", size = SMALL })
    end
  end
end

local function draw_line(sheet, panel, box)
  local low, high = chart.extent(panel)
  local ticks = scale.ticks(math.min(low or 0, 0), high or 1, math.max(2, box.h // 45))
  local left, count = tick_width(ticks), math.max(#panel.labels, 1)
  local plot = { x = box.x + left, y = box.y + 14, w = box.w - left - 8, h = box.h - 34 }
  local pitch = plot.w / count
  local function along(i) return plot.x + (i - 0.5) * pitch end
  local function at(value) return plot.y + plot.h - scale.part(value, ticks[1], ticks[#ticks]) * plot.h end
  draw_gaps(sheet, panel, along, plot, pitch)
  horizontal_grid(sheet, ticks, at, plot.x, plot.x + plot.w)
  label_axis(sheet, panel, along, plot.y + plot.h + 15)
  for _, mark in ipairs(panel.marks) do
    sheet:line({ plot.x, at(mark.value), plot.x + plot.w, at(mark.value) }, "mark", 1.5, true)
    sheet:text(plot.x + plot.w, at(mark.value) - 5, mark.label, { anchor = "end", size = SMALL, fill = "muted" })
  end
  for s, one in ipairs(panel.series) do draw_series(sheet, panel, one, color.series(s), along, at) end
  draw_values(sheet, panel, along, at, pitch)
end

local function line_height(_, w)
  return w < 400 and 170 or 260
end

kinds.line = { height = line_height, draw = draw_line }
kinds.step = kinds.line

-- Tiles

local TILE = 56

-- The ground of a province without a report is an empty frame, of one that may not be compared a dark one.
local function put_ground(sheet, x, y, w, h, role)
  sheet:rect(x, y, w, h, role)
  local frame = role == "grid" and 1.5 or role == "muted" and 2.5
  if frame then sheet:rect(x + frame, y + frame, w - 2 * frame, h - 2 * frame, "paper") end
end

local function draw_tile(sheet, x, y, name, value, role)
  put_ground(sheet, x + 1, y + 1, TILE - 2, TILE - 2, role)
  local fill = (role == "grid" or role == "muted") and "muted" or "over:" .. role
  sheet:text(x + TILE / 2, y + 24, name, { anchor = "middle", size = 15, fill = fill, bold = true })
  sheet:text(x + TILE / 2, y + 42, value, { anchor = "middle", size = SMALL, fill = fill })
end

-- What is written on a tile without a value, and on which ground.
local absences = { silent = { "—", "gap" }, other = { "≠", "muted" }, none = { "", "grid" } }

local function draw_ramp(sheet, x, y, low, high, panel)
  local steps = color.steps()
  for k = 1, steps do sheet:rect(x + (k - 1) * 28, y, 28, 12, "ramp" .. k) end
  sheet:text(x, y + 26, scale.brief(low), { size = SMALL, fill = "muted" })
  sheet:text(x + 28 * steps, y + 26, scale.brief(high), { size = SMALL, fill = "muted", anchor = "end" })
  for i, what in ipairs(chart.absences(panel)) do
    local top = y + 16 + 20 * i
    put_ground(sheet, x, top, 28, 12, absences[what][2])
    sheet:text(x + 34, top + 10, chart.absence_name(what), { size = SMALL, fill = "muted" })
  end
end

kinds.tiles = {
  height = function() return 8 * TILE + 6 end,
  draw = function(sheet, panel, box)
    local low, high = chart.extent(panel)
    local values, place = panel.series[1].values, {}
    for i, code in ipairs(panel.codes) do place[code:sub(1, 2)] = values[i] end
    local x = box.x + math.max(0, (box.w - 8 * TILE) / 2)
    for _, code in ipairs(chart.tiles()) do
      local tile, value = chart.tile(code), place[code]
      local absence = absences[chart.absence(panel, code)]
      draw_tile(sheet, x + (tile[2] - 1) * TILE, box.y + (tile[1] - 1) * TILE, tile[3],
        value and scale.brief(value) or absence[1],
        value and "ramp" .. scale.step(value, low, high, color.steps()) or absence[2])
    end
    if low then draw_ramp(sheet, x, box.y, low, high, panel) end
  end,
}

--- How high a panel wants to be in a box of that width.
function M.height(panel, w)
  return kinds[panel.kind].height(panel, w)
end

--- Draws a panel.
-- @param sheet fazhi.chart.picture; panel of a chart; box { x=, y=, w=, h= }; whole: the chart
function M.draw(sheet, panel, box, whole)
  kinds[panel.kind].draw(sheet, panel, box, whole)
end

return M
