-- plot: small pictures inside a page, as SVG that takes its colours from the style sheet: a line over the years
-- whose gaps stay gaps, a value among its peers, and a bar. What a picture shows is also told in words, for
-- those who do not see it.

local display = require("fazhi.display")
local html = require("fazhi.html")

local h = html.h

local M = {}

local function fixed(number)
  return (("%.1f"):format(number):gsub("%.0$", ""))
end

local function svg(width, height, label, children)
  return h.svg { viewBox = ("0 0 %d %d"):format(width, height), width = width, height = height, role = "img",
    aria_label = label, children }
end

local WIDTH, HEIGHT, PAD = 220, 76, 6 -- of a line, in pixels
local BELOW = 16 -- for the years

-- From values to pixels; where all are equal, half-way up.
local function scale(low, high, from, to)
  if low == high then return function() return (from + to) / 2 end end
  return function(value) return from + (value - low) / (high - low) * (to - from) end
end

local function extent(points, key)
  local low, high
  for _, point in ipairs(points) do
    local value = point[key]
    if value then low, high = math.min(low or value, value), math.max(high or value, value) end
  end
  return low, high
end

-- The many small shapes of a line are written as markup at once; what they say is escaped.
local SHAPES = {
  stroke = '<polyline class="line" points="%s"></polyline>',
  dot = '<circle class="%s" cx="%s" cy="%s" r="3"><title>%d: %s</title></circle>',
  absences = '<path class="%s" d="%s"><title>%s: %s</title></path>',
  absence = "M%s " .. HEIGHT - 3 .. "v5",
  tick = '<text class="tick" x="%s" y="' .. HEIGHT + BELOW - 2 .. '"%s>%d</text>',
}

-- The points joined as far as each has a value in the year after the one before.
local function put_strokes(out, points, x, y)
  local run, last = {}, nil
  local function finish()
    if #run > 1 then out[#out + 1] = SHAPES.stroke:format(table.concat(run, " ")) end
    run = {}
  end
  for _, point in ipairs(points) do
    if not point.value or point.is_broken or last and point.year > last + 1 then finish() end
    if point.value then
      run[#run + 1] = fixed(x(point.year)) .. "," .. fixed(y(point.value))
      last = point.year
    end
  end
  finish()
end

-- A value as a dot, open where it is not exact.
local function put_values(out, points, x, y)
  for _, point in ipairs(points) do
    if point.value then
      local class = point.bound and point.bound ~= "exact" and "dot open" or "dot"
      out[#out + 1] = SHAPES.dot:format(class, fixed(x(point.year)), fixed(y(point.value)), point.year,
        html.escape(point.words))
    end
  end
end

-- A year without a value as a tick below, pale where there is no report; those of one reason are one shape.
local function put_absences(out, points, x)
  local groups, order = {}, {}
  for _, point in ipairs(points) do
    if not point.value then
      local class = point.has_report and "silent" or "silent none"
      local key = class .. "\0" .. point.words
      local group = groups[key] or { class = class, words = point.words, years = {}, ticks = {} }
      if not groups[key] then groups[key], order[#order + 1] = group, group end
      table.insert(group.years, point.year)
      table.insert(group.ticks, SHAPES.absence:format(fixed(x(point.year))))
    end
  end
  for _, group in ipairs(order) do
    out[#out + 1] = SHAPES.absences:format(group.class, table.concat(group.ticks), table.concat(group.years, ", "),
      html.escape(group.words))
  end
end

local function put_years(out, first, last, x)
  out[#out + 1] = SHAPES.tick:format(fixed(x(first)), "", first)
  if last > first then out[#out + 1] = SHAPES.tick:format(fixed(x(last)), ' text-anchor="end"', last) end
end

--- A line over the years. Neighbouring years are joined, a year without a value is a gap, and so is a break in
--- what was counted; a value that is not exact is an open dot.
-- @param points in order of year: { year=, value= or nil, bound=, is_broken=, has_report=, words= what the
--   year says, or why it has no value }
-- @param label what the picture says, in words
-- @return an element, or nil if no point has a value
function M.line(points, label)
  local low, high = extent(points, "value")
  if not low then return nil end
  local first, last = extent(points, "year")
  local x = scale(first, last, PAD, WIDTH - PAD)
  local y = scale(low, high, HEIGHT - 2 * PAD, PAD)
  local shapes = {}
  put_strokes(shapes, points, x, y)
  put_absences(shapes, points, x)
  put_values(shapes, points, x, y)
  put_years(shapes, first, last, x)
  return svg(WIDTH, HEIGHT + BELOW, label, html.raw(table.concat(shapes)))
end

local STRIP, TALL = 120, 16

--- A value among its peers: the range between the quartiles as a bar, the median as a stroke, the value as a dot.
-- @param row { value=, q1=, median=, q3= }; what lies far outside is drawn at the edge
-- @return an element, or nil if the row has no quartiles
function M.strip(row, label)
  if not row.q1 or not row.value then return nil end
  local spread = math.max(row.q3 - row.q1, math.abs(row.median) * 0.05, 1e-9)
  local low, high = row.q1 - 1.5 * spread, row.q3 + 1.5 * spread
  local x = scale(low, high, 4, STRIP - 4)
  local at = math.max(4, math.min(STRIP - 4, x(row.value)))
  local middle = TALL / 2
  return svg(STRIP, TALL, label, {
    h.line { class = "axis", x1 = 4, x2 = STRIP - 4, y1 = middle, y2 = middle },
    h.rect { class = "middle", x = fixed(x(row.q1)), y = middle - 4, height = 8,
      width = fixed(math.max(1, x(row.q3) - x(row.q1))) },
    h.line { class = "median", x1 = fixed(x(row.median)), x2 = fixed(x(row.median)), y1 = middle - 6, y2 = middle + 6 },
    h.circle { class = "dot", cx = fixed(at), cy = middle, r = 3.5 },
  })
end

--- A bar of a share of a whole.
-- @param share 0 to 1; more is drawn as 1
function M.bar(share, label)
  local width = math.max(0, math.min(1, share)) * 100
  return h.svg { class = "bar", viewBox = "0 0 100 10", preserveAspectRatio = "none", role = "img", aria_label = label,
    h.rect { class = "whole", width = 100, height = 10 },
    h.rect { class = "part", width = fixed(width), height = 10 } }
end

--- A number with its unit and what bounds it, as people read it.
function M.amount(value, unit)
  return display.number(value) .. (unit and unit ~= "" and (unit == "%" and "" or " ") .. display.unit(unit) or "")
end

return M
