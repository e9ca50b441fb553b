-- chart.picture: a sheet of drawing: rectangles, lines, dots and texts with places in pixels and colours by their role
-- in the palette. The drawings of charts are made on it, SVG and PNG are made of it.

local width = require "fazhi.width"

local M = {}

local Picture = { __name = "fazhi.chart.picture" }
Picture.__index = Picture

local COLUMN = 0.53 -- of the size of the font: what half a Chinese character, or a Latin one, takes

--- An empty sheet, as high as what is drawn on it makes it.
function M.new(sheet_width)
  return setmetatable({ width = sheet_width, height = 0, items = {} }, Picture)
end

local function put(self, item)
  self.items[#self.items + 1] = item
  return item
end

--- A rectangle; fill is a role of the palette ("grid", "series3", "ramp5").
function Picture:rect(x, y, w, h, fill)
  return put(self, { what = "rect", x = x, y = y, w = math.max(w, 0), h = math.max(h, 0), fill = fill })
end

--- A line through points { x, y, x, y … }.
function Picture:line(points, stroke, thickness, is_dashed)
  return put(self, { what = "line", points = points, stroke = stroke, thickness = thickness or 1, dashed = is_dashed })
end

--- A dot of a radius.
function Picture:dot(x, y, radius, fill)
  return put(self, { what = "dot", x = x, y = y, radius = radius, fill = fill })
end

--- A text on its base line; options: size (12), anchor ("start", "middle", "end"), fill ("ink"), bold.
function Picture:text(x, y, s, options)
  options = options or {}
  return put(self, { what = "text", x = x, y = y, s = s, size = options.size or 12, anchor = options.anchor or "start",
    fill = options.fill or "ink", bold = options.bold })
end

--- The width of a text in pixels, as far as it can be told without the font.
function M.measure(s, size)
  return width.of(s) * (size or 12) * COLUMN
end

--- The text cut to so many pixels.
function M.cut(s, pixels, size)
  if M.measure(s, size) <= pixels + 0.5 then return s end
  return (width.cut(s, math.max(1, math.floor(pixels / ((size or 12) * COLUMN)) - 2))) .. "…"
end

-- A letter or digit stays with the one before it.
local function is_word(c)
  return c:find "^[%w%%.,;:!?)]$" ~= nil or c == "，" or c == "、" or c == "；" or c == "。" or c == "：" or c == "）"
end

local function pieces(s)
  local list = {}
  for c in s:gmatch(utf8.charpattern) do
    if #list > 0 and is_word(c) then list[#list] = list[#list] .. c else list[#list + 1] = c end
  end
  return list
end

--- The text in lines of so many pixels.
function M.wrap(s, pixels, size)
  local lines, line = {}, ""
  for _, piece in ipairs(pieces(s)) do
    if line ~= "" and M.measure(line .. piece, size) > pixels then
      lines[#lines + 1] = line
      line = piece:gsub("^ ", "")
    else
      line = line .. piece
    end
  end
  lines[#lines + 1] = line ~= "" and line or nil
  return lines
end

return M
