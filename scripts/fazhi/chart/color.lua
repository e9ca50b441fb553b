-- chart.color: what a role of the palette is drawn in: "ink", "series3", "ramp5", or "over:ramp5" for what is written
-- on such a ground.

local catalogue = require "fazhi.catalogue"

local M = {}

local plain = { "paper", "ink", "muted", "grid", "gap", "mark", "yes", "no" }

local function luminance(hex)
  local sum = 0
  for i, weight in ipairs { 0.2126, 0.7152, 0.0722 } do
    local part = tonumber(hex:sub(2 * i, 2 * i + 1), 16) / 255
    sum = sum + weight * (part <= 0.04045 and part / 12.92 or ((part + 0.055) / 1.055) ^ 2.4)
  end
  return sum
end

--- The contrast of two colours, from 1 to 21 (WCAG 2.1).
function M.contrast(a, b)
  local x, y = luminance(a), luminance(b)
  return (math.max(x, y) + 0.05) / (math.min(x, y) + 0.05)
end

local function over(hex)
  local black, white = M.contrast(hex, "#1a1a1a"), M.contrast(hex, "#ffffff")
  return black >= white and "#1a1a1a" or "#ffffff"
end

--- The colour "#rrggbb" of a role on light or dark paper (theme "light" or "dark").
function M.of(role, theme)
  local ground = role:match "^over:(.*)$"
  if ground then return over(M.of(ground, theme)) end
  local palette = catalogue.load("palette")[theme or "light"]
  local name, place = role:match "^(%a+)(%d+)$"
  if name then return palette[name][(tonumber(place) - 1) % #palette[name] + 1] end
  return palette[role]
end

--- All roles of the palette, in a fixed order.
function M.roles()
  local roles = table.move(plain, 1, #plain, 1, {})
  local palette = catalogue.load("palette").light
  for _, name in ipairs { "series", "ramp" } do
    for i = 1, #palette[name] do roles[#roles + 1] = name .. i end
  end
  for i = 1, #roles do roles[#roles + 1] = "over:" .. roles[i] end
  return roles
end

--- The role of the series at a place.
function M.series(place)
  return "series" .. (place - 1) % #catalogue.load("palette").light.series + 1
end

--- How many steps the ramp has.
function M.steps()
  return #catalogue.load("palette").light.ramp
end

return M
