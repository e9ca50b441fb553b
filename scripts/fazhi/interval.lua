-- Interval: what a stated number leaves open. 1.2万 may be anything that is rounded to it, 300余 is at
-- least 300, 约5 is near 5; sums and quotients of such numbers leave open what theirs do.

local M = {}

-- Of about 5 % is still "about": a share of the number on either side.
local ABOUT = 0.1

-- The value of the last digit written: 1.2万 → 1000, 92% → 1, 35件 → 0, since a count is counted.
local function step_of(figure)
  local digits, fraction = (figure.raw or ""):gsub(",", ""):match("(%d+)%.?(%d*)")
  if not digits then return 0 end
  local written = tonumber(fraction ~= "" and digits .. "." .. fraction or digits)
  if not written or written == 0 or figure.value == 0 then return figure.kind == "percent" and 1 or 0 end
  local factor = math.abs(figure.value) / written
  if math.abs(factor - 1) < 1e-9 and fraction == "" then
    local rounded = figure.kind == "percent" or figure.kind == "rate-change"
    return rounded and 1 or 0
  end
  return factor * 10.0 ^ -#fraction
end

--- What a figure leaves open.
-- @param figure of fazhi.figure: value, upper, bound, raw, kind
-- @return { low=, high=, step = value of the last digit written (0 for a plain count), exact = true if no
--   word makes it vague }
function M.of(figure)
  local value, step = figure.value, step_of(figure)
  local one = { low = value - step / 2, high = (figure.upper or value) + step / 2, step = step,
    exact = (figure.bound or "exact") == "exact" and not figure.upper }
  if figure.bound == "at_least" then one.high = math.huge end
  if figure.bound == "at_most" then one.low = -math.huge end
  if figure.bound == "about" then
    one.low, one.high = one.low - ABOUT * math.abs(value), one.high + ABOUT * math.abs(value)
  end
  return one
end

--- The sum of several; those in `minus` (or nil) are taken away.
function M.sum(list, minus)
  local total = { low = 0, high = 0, step = 0, exact = true }
  for _, one in ipairs(list) do
    total.low, total.high = total.low + one.low, total.high + one.high
    total.exact = total.exact and one.exact
  end
  for _, one in ipairs(minus or {}) do
    total.low, total.high = total.low - one.high, total.high - one.low
    total.exact = total.exact and one.exact
  end
  return total
end

--- One as a percentage of another, for numbers that are not negative; nil if the other may be 0.
function M.percent(one, of)
  if of.low <= 0 then return nil end
  local high = one.high == math.huge and math.huge or 100 * one.high / of.low
  local low = of.high == math.huge and 0 or 100 * math.max(one.low, 0) / of.high
  return { low = low, high = high, step = 0, exact = one.exact and of.exact }
end

--- Whether both can be the same number. `slack` (default 0) is added: a percentage cut off
--- instead of rounded lies up to its last digit away.
function M.meet(a, b, slack)
  local size = math.min(math.abs(a.low), math.abs(b.low), math.abs(a.high), math.abs(b.high))
  slack = (slack or 0) + 1e-9 * math.max(1, size < math.huge and size or 1)
  return a.low <= b.high + slack and b.low <= a.high + slack
end

--- Whether the one is larger than the other whatever both leave open.
function M.exceeds(one, other)
  return one.low > other.high + 1e-9 * math.max(1, math.abs(one.low))
end

return M
