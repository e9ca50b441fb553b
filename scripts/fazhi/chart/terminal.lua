-- chart.terminal: a chart as lines of characters, so wide as the terminal: labels keep to their columns by display
-- width, bars and lines are drawn with the signs of fazhi.chart.glyphs.

local canvas = require "fazhi.chart.canvas"
local catalogue = require "fazhi.catalogue"
local chart = require "fazhi.chart"
local glyphs = require "fazhi.chart.glyphs"
local message = require "fazhi.message"
local scale = require "fazhi.chart.scale"
local width = require "fazhi.width"

local M = {}

local WIDTH, LEAST = 80, 24 -- columns
local MOST_ROWS, MOST_PANELS = 40, 8
local HEIGHT, LOW = 10, 6 -- rows of a line chart, and of one among several
local NARROW = 36 -- columns, at least, of a panel beside others
local LABELS = 0.4 -- of the width, at most
local BAR = 4 -- columns of a bar, at least

local letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

-- Text

-- The cut sign is two columns wide in many terminals, and ASCII has another.
local function fit(s, columns, pen, is_right)
  if width.of(s, pen.ambiguous) > columns then
    local sign = pen.is_ascii and "~" or "…"
    s = width.cut(s, columns - width.of(sign, pen.ambiguous), pen.ambiguous) .. sign
  end
  local room = (" "):rep(columns - width.of(s, pen.ambiguous))
  return is_right and room .. s or s .. room
end

local function add(lines, s)
  lines[#lines + 1] = s:gsub(" +$", "")
end

local function add_text(lines, s, pen)
  for _, line in ipairs(width.lines(s, pen.width, pen.ambiguous)) do add(lines, line) end
end

-- A series in its colour where there are colours.
local function painter(options)
  if not options.color then return function(s) return s end end
  local codes = catalogue.load("palette").terminal
  return function(s, owner)
    if not owner or s:find "^ *$" then return s end
    return ("\27[38;5;%dm%s\27[0m"):format(codes[(owner - 1) % #codes + 1], s)
  end
end

local function letter(place)
  local at = (place - 1) % #letters + 1
  return letters:sub(at, at)
end

-- Rows

local function label_columns(panel, pen)
  local most = 0
  for _, label in ipairs(panel.labels) do most = math.max(most, width.of(tostring(label), pen.ambiguous)) end
  return math.min(most, math.floor(pen.width * LABELS))
end

local function exact(value)
  return value and scale.exact(value) or "—"
end

local function value_columns(panel, pen)
  local most = 0
  for _, one in ipairs(panel.series) do
    for i = 1, #panel.labels do most = math.max(most, width.of(exact(one.values[i]), pen.ambiguous)) end
  end
  return most
end

-- The columns of labels, values and bars, and the scale of these.
local function shape(panel, pen)
  local t = { value = value_columns(panel, pen) }
  local room = pen.width - t.value - 3 - (#panel.series > 1 and 2 or 0)
  t.label = math.max(math.min(label_columns(panel, pen), room - BAR), 2)
  t.bar = math.max(room - t.label, 1)
  t.low, t.high = chart.extent(panel)
  t.low, t.high = t.low or 0, t.high or 0
  t.indent = (" "):rep(pen.width - t.bar)
  return t
end

local function column_of(value, t)
  return math.floor(scale.part(value, t.low, t.high) * (t.bar - 1) + 0.5) + 1
end

local function row_head(panel, s, i, t, pen)
  local label = s == 1 and tostring(panel.labels[i]) or ""
  local key = #panel.series > 1 and letter(s) .. " " or ""
  return fit(label, t.label, pen) .. "  " .. key .. fit(exact(panel.series[s].values[i]), t.value, pen, true) .. " "
end

-- A bar from 0, to the left where the value is below.
local function bar_of(value, t, pen)
  local zero = t.low < 0 and math.floor(scale.part(0, t.low, t.high) * t.bar) or 0
  if value >= 0 then
    local room = t.high > 0 and value / t.high * (t.bar - zero) or 0
    return (" "):rep(zero) .. glyphs.bar(room, pen.signs)
  end
  local long = math.max(1, math.floor(value / t.low * zero + 0.5))
  return (" "):rep(zero - long) .. pen.signs.full:rep(long)
end

local function add_marks(lines, panel, t, pen)
  for _, mark in ipairs(panel.marks) do
    local s = (mark.label .. " " .. scale.exact(mark.value)):gsub("^ ", "")
    local at, long = #t.indent + column_of(mark.value, t), width.of(s, pen.ambiguous)
    if at + 1 + long <= pen.width then
      add(lines, (" "):rep(at - 1) .. "^ " .. s)
    elseif at - 2 >= long then
      add(lines, (" "):rep(at - 2 - long) .. s .. " ^")
    else
      add_text(lines, s, pen)
    end
  end
end

local draw = {}

function draw.bar(lines, panel, pen)
  local t = shape(panel, pen)
  for i = 1, #panel.labels do
    for s, one in ipairs(panel.series) do
      local bar = one.values[i] and bar_of(one.values[i], t, pen) or ""
      add(lines, row_head(panel, s, i, t, pen) .. pen.paint(bar, s))
    end
  end
  add_marks(lines, panel, t, pen)
end

local function dot_row(panel, one, i, t, pen)
  local cells = {}
  for column = 1, t.bar do cells[column] = " " end
  for _, mark in ipairs(panel.marks) do cells[column_of(mark.value, t)] = "|" end
  local low, high = one.low and one.low[i], one.high and one.high[i]
  for column = low and high and column_of(low, t) or 1, low and high and column_of(high, t) or 0 do
    cells[column] = pen.signs.interval
  end
  if one.values[i] then cells[column_of(one.values[i], t)] = "o" end
  return table.concat(cells)
end

function draw.dot(lines, panel, pen)
  local t = shape(panel, pen)
  for i = 1, #panel.labels do
    for s, one in ipairs(panel.series) do
      add(lines, row_head(panel, s, i, t, pen) .. pen.paint(dot_row(panel, one, i, t, pen), s))
    end
  end
  add_marks(lines, panel, t, pen)
end

function draw.funnel(lines, panel, pen)
  local t = shape(panel, pen)
  for i = 1, #panel.labels do
    local value = panel.series[1].values[i]
    add(lines, row_head(panel, 1, i, t, pen) .. pen.paint(value and bar_of(value, t, pen) or "", 1))
  end
end

-- The pieces of a bar by their letters, so that they are told apart without colours.
function draw.stack(lines, panel, pen)
  local label, _, high = label_columns(panel, pen), chart.extent(panel)
  local room = pen.width - label - 2
  for i = 1, #panel.labels do
    local parts, sum, drawn = {}, 0, 0
    for s, one in ipairs(panel.series) do
      sum = sum + (one.values[i] or 0)
      local stop = math.floor(sum / math.max(high, 1e-9) * room + 0.5)
      if stop > drawn then parts[#parts + 1] = pen.paint(letter(s):rep(stop - drawn), s) end
      drawn = stop
    end
    add(lines, fit(tostring(panel.labels[i]), label, pen) .. "  " .. (#parts > 0 and table.concat(parts) or "—"))
  end
end

-- Cells

local function cell_of(value, whole, low, high, pen)
  if not value then return "?" end
  local levels = whole.levels
  if levels and #levels == 2 then return value == levels[1].value and pen.signs.yes or pen.signs.no end
  return glyphs.step(pen.signs.shades, scale.part(value, low, high))
end

-- @param tell how the ends of the range are told: as the cells tell their values
local function add_cell_key(lines, whole, low, high, pen, tell, gap)
  local levels, parts, shades = whole.levels, {}, pen.signs.shades
  if levels and #levels == 2 then
    parts = { pen.signs.yes .. " " .. levels[1].label, pen.signs.no .. " " .. levels[2].label }
  elseif low then
    parts = { shades[1] .. " " .. tell(low), shades[#shades] .. " " .. tell(high) }
  end
  parts[#parts + 1] = gap or "? " .. message.choose("unknown", "不明")
  add_text(lines, table.concat(parts, "   "), pen)
end

function draw.heat(lines, panel, pen, whole)
  local label, low, high = label_columns(panel, pen), chart.extent(panel)
  for s, one in ipairs(panel.series) do add_text(lines, letter(s) .. " " .. one.name, pen) end
  local head = {}
  for s = 1, #panel.series do head[s] = letter(s) end
  add(lines, (" "):rep(label + 2) .. table.concat(head, " "))
  for i = 1, #panel.labels do
    local cells = {}
    for s, one in ipairs(panel.series) do
      cells[s] = pen.paint(cell_of(one.values[i], whole, low, high, pen), one.values[i] == 0 and 5 or 1)
    end
    add(lines, fit(tostring(panel.labels[i]), label, pen) .. "  " .. table.concat(cells, " "))
  end
  add_cell_key(lines, whole, low, high, pen, scale.short)
end

local TILES = 8
local SMALLEST, WIDEST = 9, 12 -- cells of a tile with a number

-- A number in so many cells, with two digits where three do not fit, and none where neither does: half a number is
-- another number.
local function number_within(value, room, pen)
  for digits = 3, 2, -1 do
    local s = scale.brief(value, digits)
    if width.of(s, pen.ambiguous) <= room then return s end
  end
  return ""
end

-- How wide tiles are: as wide as their numbers want, where the terminal has so much.
local function tile_width(panel, pen)
  local most, shade = SMALLEST, width.of(pen.signs.shades[1], pen.ambiguous)
  for _, value in pairs(panel.series[1].values) do
    most = math.max(most, 2 + shade + width.of(scale.brief(value), pen.ambiguous))
  end
  return math.min(pen.width // TILES, most, WIDEST)
end

local absences = { silent = "-", other = "x", none = "." }

-- What a tile says behind the name of its province: a shade, and the number where there is room.
local function told_by_tile(panel, code, value, room, pen)
  local absence = absences[chart.absence(panel, code)]
  if not value then return room >= 8 and " " .. absence or absence end
  local low, high = chart.extent(panel)
  local shade = glyphs.step(pen.signs.shades, scale.part(value, low, high))
  return room >= 8 and shade .. number_within(value, room - 2 - width.of(shade, pen.ambiguous), pen) or shade
end

function draw.tiles(lines, panel, pen)
  local low, high = chart.extent(panel)
  local room, values, cells = tile_width(panel, pen), {}, {}
  for i, code in ipairs(panel.codes) do values[code:sub(1, 2)] = panel.series[1].values[i] end
  for _, code in ipairs(chart.tiles()) do
    local tile = chart.tile(code)
    cells[tile[1]] = cells[tile[1]] or {}
    cells[tile[1]][tile[2]] = fit(tile[3] .. told_by_tile(panel, code, values[code], room, pen), room, pen)
  end
  for row = 1, TILES do
    local parts = {}
    for column = 1, TILES do parts[column] = cells[row] and cells[row][column] or (" "):rep(room) end
    add(lines, table.concat(parts))
  end
  local gaps = {}
  for i, what in ipairs(chart.absences(panel)) do gaps[i] = absences[what] .. " " .. chart.absence_name(what) end
  if low then add_cell_key(lines, {}, low, high, pen, scale.brief, table.concat(gaps, "   ")) end
end

-- Lines

local function draw_run(field, panel, run, s, at)
  for k = 2, #run do
    local u0, v0 = at(run[k - 1], panel.series[s].values[run[k - 1]])
    local u1, v1 = at(run[k], panel.series[s].values[run[k]])
    if panel.kind == "step" then
      field:line(u0, v0, u1, v0, s)
      field:line(u1, v0, u1, v1, s)
    else
      field:line(u0, v0, u1, v1, s)
    end
  end
end

-- The labels that have room, each in the middle below its place.
local function axis_line(panel, columns, at)
  local line, used = {}, 0
  for i, label in ipairs(panel.labels) do
    local s = tostring(label)
    local start = math.max(0, math.min(math.floor(at(i) * (columns - 1) - #s / 2 + 0.5), columns - #s))
    if start >= used + (used > 0 and 1 or 0) then
      line[#line + 1] = (" "):rep(start - used) .. s
      used = start + #s
    end
  end
  return table.concat(line)
end

local function tick_rows(ticks, rows)
  local at, most = {}, 0
  for k, tick in ipairs(ticks) do
    local row = rows - math.floor((k - 1) / (#ticks - 1) * (rows - 1) + 0.5)
    at[row] = scale.short(tick)
    most = math.max(most, width.of(at[row]))
  end
  return at, most
end

function draw.line(lines, panel, pen)
  local low, high = chart.extent(panel)
  local ticks = scale.ticks(math.min(low or 0, 0), high or 1, pen.height // 3 + 1)
  local ticks_at, left = tick_rows(ticks, pen.height)
  local columns, count = pen.width - left - 2, #panel.labels
  local field = canvas.new(columns, pen.height, pen.is_ascii)
  local function along(i) return (i - 0.5) / count end
  local function at(i, value) return along(i), scale.part(value, ticks[1], ticks[#ticks]) end
  for s, one in ipairs(panel.series) do
    for _, run in ipairs(chart.runs(one, count)) do draw_run(field, panel, run, s, at) end
  end
  for s, one in ipairs(panel.series) do
    local sign = #panel.series > 1 and letter(s) or "o"
    for i = 1, count do
      if one.values[i] then
        local u, v = at(i, one.values[i])
        field:sign(u, v, sign, s)
      end
    end
  end
  for row, drawn in ipairs(field:lines(pen.paint)) do
    add(lines, fit(ticks_at[row] or "", left, pen, true) .. " |" .. drawn)
  end
  add(lines, (" "):rep(left) .. " +" .. ("-"):rep(columns))
  add(lines, (" "):rep(left + 2) .. axis_line(panel, columns, along))
end

draw.step = draw.line

-- Many series of years, each in one line: the latest years that have room, and from what to what they go.

local ENDS = 24 -- columns for what a series begins and ends with

local function ends_of(panel, from)
  local values, labels, first, last = panel.series[1].values, panel.labels, nil, nil
  for i = from, #labels do
    if values[i] then first, last = first or i, i end
  end
  if not first then return "—" end
  local unit = panel.unit and " " .. panel.unit or ""
  if first == last then return ("%s %s%s"):format(labels[last], exact(values[last]), unit) end
  return ("%s %s > %s %s%s"):format(labels[first], exact(values[first]), labels[last], exact(values[last]), unit)
end

local function spark_row(panel, label, room, pen)
  local from = math.max(1, #panel.labels - room + 1)
  local latest = table.move(panel.series[1].values, from, #panel.labels, 1, {})
  local spark = glyphs.spark(latest, #panel.labels - from + 1, pen.signs)
  return fit(panel.title or "", label, pen) .. "  " .. pen.paint(spark, 1) .. "  "
    .. fit(ends_of(panel, from), pen.width - label - (#panel.labels - from + 1) - 4, pen)
end

local function spark_rows(lines, self, pen)
  local label = 0
  for _, panel in ipairs(self.panels) do label = math.max(label, width.of(panel.title or "", pen.ambiguous)) end
  label = math.min(label, math.floor(pen.width * LABELS))
  local room = math.max(pen.width - label - 4 - ENDS, 4)
  for p = 1, math.min(#self.panels, MOST_ROWS) do add(lines, spark_row(self.panels[p], label, room, pen)) end
  if #self.panels > MOST_ROWS then add(lines, chart.more(#self.panels - MOST_ROWS)) end
end

-- The whole

local function add_legend(lines, panel, pen)
  if #panel.series < 2 or panel.kind == "heat" then return end
  local names = {}
  for s, one in ipairs(panel.series) do names[s] = pen.paint(letter(s), s) .. " " .. one.name end
  local line = ""
  for s, name in ipairs(names) do
    local plain = letter(s) .. " " .. panel.series[s].name
    if line ~= "" and width.of(line) + width.of(plain) + 3 > pen.width then
      add(lines, line)
      line = ""
    end
    line = (line ~= "" and line .. "   " or "") .. name
  end
  add(lines, line)
end

local function title_of(title, unit)
  return (title or "") .. (unit and message.choose(" (" .. unit .. ")", "（" .. unit .. "）") or "")
end

local function put_panel(lines, panel, pen, whole)
  local shown, rest = panel, 0
  if panel.kind ~= "line" and panel.kind ~= "step" then shown, rest = chart.first(panel, MOST_ROWS) end
  add_legend(lines, panel, pen)
  draw[panel.kind](lines, shown, pen, whole)
  if rest > 0 then add(lines, chart.more(rest)) end
  add_text(lines, chart.caption(panel), pen)
end

local function plain_width(s, pen)
  return width.of(s:gsub("\27%[[%d;]*m", ""), pen.ambiguous)
end

-- Blocks of lines beside each other, each so many columns wide.
local function put_beside(lines, blocks, columns, pen)
  local height = 0
  for _, block in ipairs(blocks) do height = math.max(height, #block) end
  for row = 1, height do
    local parts = {}
    for b, block in ipairs(blocks) do
      local s = block[row] or ""
      parts[b] = s .. (" "):rep(columns - plain_width(s, pen))
    end
    add(lines, table.concat(parts, "  "))
  end
end

local function titled_panel(panel, pen, whole)
  local lines = {}
  if #whole.panels > 1 or panel.title then add_text(lines, title_of(panel.title, panel.unit):gsub("^ ", ""), pen) end
  put_panel(lines, panel, pen, whole)
  return lines
end

local beside = { line = true, step = true } -- kinds whose panels stand beside each other

local function put_panels(lines, self, pen)
  local across = #self.panels > 1 and beside[self.panels[1].kind] and math.max(1, pen.width // NARROW) or 1
  across = math.min(across, #self.panels)
  local own = setmetatable({ width = (pen.width - 2 * (across - 1)) // across,
    height = #self.panels > 1 and LOW or HEIGHT }, { __index = pen })
  for p = 1, math.min(#self.panels, MOST_PANELS), across do
    local blocks = {}
    for k = p, math.min(p + across - 1, #self.panels, MOST_PANELS) do
      blocks[#blocks + 1] = titled_panel(self.panels[k], own, self)
    end
    if #lines > 0 and (self.panels[p].title or p > 1) then add(lines, "") end
    put_beside(lines, blocks, own.width, pen)
  end
  if #self.panels > MOST_PANELS then add(lines, chart.more(#self.panels - MOST_PANELS)) end
end

local function is_sparse(self)
  local kind = self.panels[1].kind
  return (kind == "line" or kind == "step") and #self.panels > MOST_PANELS
end

local function pen_of(options)
  local signs = glyphs.of(options.signs)
  return { width = math.max(options.width or WIDTH, LEAST), signs = signs, is_ascii = glyphs.is_ascii(signs),
    paint = painter(options), ambiguous = options.ambiguous or (signs == glyphs.of "block" and 1 or 2) }
end

--- A chart as text, with a line end behind each line.
-- @param options { width = columns (80); color =; ambiguous = columns of characters of ambiguous width; signs =
--   "braille", "block" or "ascii", nil for those of the terminal } or nil
function M.text(self, options)
  local pen, lines = pen_of(options or {}), {}
  local only = #self.panels == 1 and not self.panels[1].title and self.panels[1]
  local title = title_of(self.title, only and only.unit):gsub("^ ", "")
  if title ~= "" then add_text(lines, title, pen) end
  if is_sparse(self) then spark_rows(lines, self, pen) else put_panels(lines, self, pen) end
  for _, note in ipairs(self.notes) do add_text(lines, note, pen) end
  return table.concat(lines, "\n") .. "\n"
end

return M
