-- chart.scale: from numbers to places: round steps for an axis, and numbers as short as a label has room for.

local display = require "fazhi.display"
local message = require "fazhi.message"

local M = {}

local round = { 1, 2, 5, 10 }

-- The least of 1, 2, 5 times a power of ten that is not below `rough`.
local function step_for(rough)
  local power = 10.0 ^ math.floor(math.log(rough, 10))
  for _, one in ipairs(round) do
    if one * power >= rough * (1 - 1e-9) then return one * power end
  end
end

local function whole(value)
  return math.tointeger(value) or value
end

--- Round numbers that hold the range: a list from at most `low` to at least `high`, of about `count` steps.
function M.ticks(low, high, count)
  if low == high then low, high = math.min(low, 0), low == 0 and 1 or math.max(high, 0) end
  local step = step_for((high - low) / math.max(count, 1))
  local list = {}
  for k = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9) do
    list[#list + 1] = whole(tonumber(("%.12g"):format(k * step)))
  end
  return list
end

--- The place of a value between two ends, from 0 to 1.
function M.part(value, low, high)
  return high > low and (value - low) / (high - low) or 0
end

local function cut_zeros(s)
  return s:find(".", 1, true) and s:gsub("0+$", ""):gsub("%.$", "") or s
end

-- Chinese counts in 万, 亿 and 万亿; English has digits in groups, as the cells of tables have them, and thousands where
-- there is room for three digits alone.
local powers = { zh = { { 1e12, "万亿" }, { 1e8, "亿" }, { 1e4, "万" } }, en = { { 1e9, "bn" } } }
local narrow = { zh = powers.zh, en = { { 1e9, "bn" }, { 1e6, "M" }, { 1e3, "k" } } }

-- With so many digits, never as a power of ten.
local function with_digits(value, digits)
  local s = ("%." .. digits .. "g"):format(value)
  return s:find "e" and ("%.0f"):format(tonumber(s)) or s
end

local function told(value, digits, tellers)
  local size = math.abs(value)
  if size >= 10000 then
    for _, power in ipairs(tellers[message.language()]) do
      if size >= power[1] then return with_digits(value / power[1], digits) .. power[2] end
    end
  end
  local s = with_digits(value, digits)
  return math.tointeger(tonumber(s)) and display.number(math.tointeger(tonumber(s))) or s
end

--- A number for an axis: of four digits, with 万, 亿 where it is large: 1200000 → 120万; in English 1,200,000.
function M.short(value)
  return told(value, 4, powers)
end

--- A number for a tile: of three digits, or as many as are given, and in English with k, M and bn: 1.2M.
function M.brief(value, digits)
  return told(value, digits or 3, narrow)
end

--- A number for a mark of its own: small whole ones as they are, others with two digits behind the point, large ones
--- in the one notation of fazhi.display.brief.
function M.exact(value)
  if math.tointeger(value) then return display.brief(math.tointeger(value)) end
  return math.abs(value) < 1000000 and cut_zeros(("%.2f"):format(value)) or display.brief(value)
end

--- The step of a ramp of `count` steps at which a value between low and high stands, from 1.
function M.step(value, low, high, count)
  return math.min(count, 1 + math.floor(M.part(value, low, high) * count))
end

return M
