-- Values that stand apart from the rest, measured by median and MAD, which the values that stand
-- apart do not move. Where half of the values are equal the MAD is 0 and nothing is measured.

local message = require("fazhi.message")
local order = require("fazhi.stats.order")

local M = {}

-- Why the MAD of x measures nothing; nil if it does.
local function trouble(x, mad)
  if #x == 0 then return message.choose("no values", "没有数值") end
  if #x == 1 then return message.choose("one value only", "只有一个数值") end
  if mad > 0 then return nil end
  for i = 2, #x do
    if x[i] ~= x[1] then return message.choose("half of the values or more are equal", "半数以上数值相等") end
  end
  return message.choose("all values are equal", "各数值相等")
end

--- Robust z of each value: (x − median) / (1.4826·MAD) (Rousseeuw & Hubert, WIREs Data Mining 1
--- (2011) 73), in the order given. Where the MAD is 0 (all equal, half or more equal, one value) no
--- value has a z: the array is empty and the second result says why, in the language in force.
function M.robust_z(x)
  local middle, mad = order.median(x), order.mad(x, 1.4826)
  local why = trouble(x, mad)
  local z = {}
  if why then return z, why end
  for i = 1, #x do z[i] = (x[i] - middle) / mad end
  return z
end

--- The values whose logarithm lies far from the others': |modified z| = 0.6745·|ln x − median|/MAD
--- above options.limit, 3.5 by default (Iglewicz & Hoaglin, How to Detect and Handle Outliers,
--- ASQC 1993). A list of {index=, value=, z=} in the order given, {} if there are none. Values of 0
--- and below have no logarithm and are passed over. nil and why where the MAD of the logarithms is 0.
function M.log_mad_outliers(x, options)
  local limit = options and options.limit or 3.5
  local logs, index = {}, {}
  for i = 1, #x do
    if x[i] > 0 then logs[#logs + 1], index[#index + 1] = math.log(x[i]), i end
  end
  local middle, mad = order.median(logs), order.mad(logs)
  local why = trouble(logs, mad)
  if why then return nil, why end
  local found = {}
  for k, value in ipairs(logs) do
    local z = 0.6745 * (value - middle) / mad
    if math.abs(z) > limit then found[#found + 1] = { index = index[k], value = x[index[k]], z = z } end
  end
  return found
end

return M
