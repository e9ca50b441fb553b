-- written: what people write into the tables they keep: a header with a unit, population(万人), and cells that are
-- numbers, perhaps in groups of three or full-width.

local catalogue = require "fazhi.catalogue"

local M = {}

--- A header in its parts: population(万人) is population in 人, times 10000.
-- @return { name=, unit= ("" if it says none), factor=, header= (as it is written) }
function M.header(word)
  local name, unit = word:gsub("（", "("):gsub("）", ")"):match("^(.-)%s*%((.-)%)$")
  if not name or name == "" then return { name = word, unit = "", factor = 1, header = word } end
  unit = unit:match("^%s*(.-)%s*$")
  for _, multiple in ipairs(catalogue.load("covariates").multiples) do
    local first, last = unit:lower():find(multiple[1], 1, true)
    if first == 1 then
      return { name = name, unit = unit:sub(last + 1):match("^%s*(.*)$"), factor = multiple[2], header = word }
    end
  end
  return { name = name, unit = unit, factor = 1, header = word }
end

--- A cell as a number; nil for anything else.
function M.number(cell)
  local s = cell:gsub("，", ","):gsub("．", "."):gsub("\u{3000}", " "):gsub("%s", "")
  for digit = 0, 9 do s = s:gsub(utf8.char(0xFF10 + digit), tostring(digit)) end
  if s:find("^%-?%d%d?%d?,%d%d%d[,%d]*%.?%d*$") then s = s:gsub(",", "") end
  if not s:find("^%-?%d+%.?%d*$") then return nil end
  local n = tonumber(s)
  return math.tointeger(n) or n
end

return M
