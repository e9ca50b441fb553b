-- chart.canvas: a field of characters to draw lines on: of braille, eight points to a character, or of ASCII. Places
-- are from 0 to 1, rightwards and upwards.

local M = {}

local Canvas = { __name = "fazhi.chart.canvas" }
Canvas.__index = Canvas

-- The bit of a point in a braille character, by row and column in it.
local bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } }

--- An empty canvas of so many columns and rows; `is_ascii` draws lines as dots of ASCII.
function M.new(columns, rows, is_ascii)
  local self = { columns = columns, rows = rows, is_ascii = is_ascii, cells = {}, signs = {}, owners = {} }
  self.across, self.down = is_ascii and 1 or 2, is_ascii and 1 or 4
  return setmetatable(self, Canvas)
end

local function place(self, u, v)
  local x = math.floor(u * (self.columns * self.across - 1) + 0.5)
  local y = math.floor((1 - v) * (self.rows * self.down - 1) + 0.5)
  return x, y
end

local function cell_at(self, x, y)
  return (y // self.down) * self.columns + x // self.across + 1
end

local function set(self, x, y, owner)
  local cell = cell_at(self, x, y)
  self.cells[cell] = (self.cells[cell] or 0) | bits[y % self.down + 1][x % self.across + 1]
  self.owners[cell] = owner
end

--- A line between two places, for the series `owner`.
function Canvas:line(u0, v0, u1, v1, owner)
  local x0, y0 = place(self, u0, v0)
  local x1, y1 = place(self, u1, v1)
  local steps = math.max(math.abs(x1 - x0), math.abs(y1 - y0), 1)
  for k = 0, steps do
    set(self, math.floor(x0 + (x1 - x0) * k / steps + 0.5), math.floor(y0 + (y1 - y0) * k / steps + 0.5), owner)
  end
end

--- A sign of one column at a place, over what is drawn there.
function Canvas:sign(u, v, sign, owner)
  local x, y = place(self, u, v)
  local cell = cell_at(self, x, y)
  self.signs[cell], self.owners[cell] = sign, owner
end

--- The rows as strings; paint(s, owner) may colour what belongs to a series.
function Canvas:lines(paint)
  local lines = {}
  for row = 0, self.rows - 1 do
    local parts = {}
    for column = 1, self.columns do
      local cell = row * self.columns + column
      local s = self.signs[cell] or self.cells[cell] and (self.is_ascii and "." or utf8.char(0x2800 + self.cells[cell]))
      parts[column] = s and paint(s, self.owners[cell]) or " "
    end
    lines[#lines + 1] = table.concat(parts)
  end
  return lines
end

return M
