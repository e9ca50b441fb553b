-- chart.glyphs: the signs that charts are drawn with in a terminal: blocks where these are one column wide, braille,
-- which is so everywhere, or ASCII. Sparklines of tables are made of them too.

local M = {}

-- `full` fills a cell of a bar, `parts` its last one by how much is left; `spark` and `shades` go from little to much.
local sets = {
  braille = { full = "⣿", parts = { "⡇" }, spark = { "⣀", "⣤", "⣶", "⣿" }, shades = { "⠄", "⠆", "⠦", "⠶", "⣿" },
    yes = "✓", no = "✗", interval = "⠒", gap = " ", more = ">" },
  block = { full = "█", parts = { "▏", "▎", "▍", "▌", "▋", "▊", "▉" },
    spark = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" }, shades = { "░", "▒", "▓", "█" },
    yes = "✓", no = "✗", interval = "─", gap = " ", more = ">" },
  ascii = { full = "#", parts = {}, spark = { "_", ".", "-", "=", "^" }, shades = { ".", ":", "=", "#" },
    yes = "+", no = "x", interval = "-", gap = " ", more = ">" },
}

local is_ascii = false

--- Says that from here on everything is drawn in ASCII, or no longer.
function M.set_ascii(value)
  is_ascii = value == true
end

local function default()
  if is_ascii then return "ascii" end
  return os.getenv "FAZHI_AMBIGUOUS" == "1" and "block" or "braille"
end

--- The signs of a set: "braille", "block" or "ascii"; nil for that of the terminal.
function M.of(name)
  return sets[name or default()]
end

--- True if the signs are ASCII.
function M.is_ascii(signs)
  return signs == sets.ascii
end

--- The sign of a list from little to much for a part from 0 to 1.
function M.step(list, part)
  return list[math.min(#list, 1 + math.floor(part * #list))]
end

--- A bar of so many columns, a whole number or not.
function M.bar(columns, signs)
  local whole = math.floor(columns)
  local rest = math.floor((columns - whole) * (#signs.parts + 1))
  local s = signs.full:rep(whole) .. (signs.parts[rest] or "")
  return s == "" and columns > 0 and (signs.parts[1] or signs.full) or s
end

--- Numbers as a line of signs, one for each place from 1 to count; a gap is a blank.
function M.spark(values, count, signs)
  signs = signs or M.of()
  local low, high, parts = math.huge, -math.huge, {}
  for i = 1, count do
    if type(values[i]) == "number" then low, high = math.min(low, values[i]), math.max(high, values[i]) end
  end
  for i = 1, count do
    local value = values[i]
    local part = type(value) == "number" and (high > low and (value - low) / (high - low) or 0.5)
    parts[i] = part and M.step(signs.spark, part) or signs.gap
  end
  return table.concat(parts)
end

return M
