-- Trends of short series, without an assumption on their distribution: the Theil–Sen slope with
-- its interval and the Mann–Kendall test, both exact where a series is short.

local order = require("fazhi.stats.order")
local probability = require("fazhi.stats.probability")

local M = {}

local SHORT = 10 -- up to here all orders are counted

-- Gaussian binomial [n choose k] as the list of its coefficients from q^0 upwards: how many
-- ways of interleaving k items with n − k others have 0, 1, 2 … inversions.
local function gaussian_binomial(n, k)
  local row = { [0] = { 1 } } -- row[j] = [i choose j], i counting up
  for i = 1, n do
    local new = { [0] = { 1 } }
    for j = 1, math.min(i, k) do
      local poly = {}
      for e, c in ipairs(row[j - 1] or {}) do poly[e] = (poly[e] or 0) + c end
      for e, c in ipairs(row[j] or {}) do
        for fill = #poly + 1, e + j - 1 do poly[fill] = 0 end
        poly[e + j] = (poly[e + j] or 0) + c
      end
      new[j] = poly
    end
    row = new
  end
  return row[k]
end

local function product(a, b)
  local poly = {}
  for i = 1, #a + #b - 1 do poly[i] = 0 end
  for i, c in ipairs(a) do
    for j, d in ipairs(b) do poly[i + j - 1] = poly[i + j - 1] + c * d end
  end
  return poly
end

local function group_sizes(y)
  local counts, sizes = {}, {}
  for _, v in ipairs(y) do counts[v] = (counts[v] or 0) + 1 end
  for _, size in pairs(counts) do sizes[#sizes + 1] = size end
  table.sort(sizes)
  return sizes
end

local counted = {} -- by the sizes of the groups; of short series there are few

-- How many orders of the values, ties kept, have 0, 1, 2 … inversions: the Gaussian multinomial
-- counts the inversions of the orders of a multiset.
local function orders_by_inversions(sizes)
  local key = table.concat(sizes, " ")
  if counted[key] then return counted[key] end
  local poly, placed = { 1 }, 0
  for _, size in ipairs(sizes) do
    placed = placed + size
    poly = product(poly, gaussian_binomial(placed, size))
  end
  counted[key] = poly
  return poly
end

-- P(|S| ≥ |s|) over all orders of the values.
local function exact_p(s, sizes)
  local poly = orders_by_inversions(sizes)
  local pairs_untied, as_far, all = #poly - 1, 0, 0
  for inversions = 0, pairs_untied do
    local count = poly[inversions + 1]
    all = all + count
    if math.abs(pairs_untied - 2 * inversions) >= math.abs(s) then as_far = as_far + count end
  end
  return as_far / all
end

-- What a set of ties takes from 18 times the variance of S.
local function tie_loss(sizes)
  local loss = 0
  for _, t in ipairs(sizes) do loss = loss + t * (t - 1) * (2 * t + 5) end
  return loss
end

-- Kendall's variance of S with ties, and a continuity correction of 1.
local function normal_p(s, n, sizes)
  local variance = (n * (n - 1) * (2 * n + 5) - tie_loss(sizes)) / 18
  if variance == 0 or s == 0 then return 1.0 end
  return probability.normal_p((math.abs(s) - 1) / math.sqrt(variance))
end

--- Mann–Kendall test for a monotonic trend in `y`, in order of time (Mann, Econometrica 13
--- (1945) 245; Kendall, Rank Correlation Methods, 4th ed. 1975). Returns S and the two-sided
--- p: exact for n ≤ 10, ties included, else by the normal approximation; p is nil for n < 4,
--- where no outcome can be significant, and 1 where all are equal. The least p of n = 4 is 0.083, of
--- n = 5 0.017. The third value is "exact" or "normal".
function M.mann_kendall(y)
  local s, n = 0, #y
  for i = 1, n do
    for j = i + 1, n do
      s = s + (y[j] > y[i] and 1 or y[j] < y[i] and -1 or 0)
    end
  end
  if n < 4 then return s, nil, nil end
  local sizes = group_sizes(y)
  if n <= SHORT then return s, exact_p(s, sizes), "exact" end
  return s, normal_p(s, n, sizes), "normal"
end

-- How many slopes lie outside the interval at either end, and one more: the place of its lower
-- limit among the sorted slopes; below 1 there is no limit. From the distribution of S for distinct
-- values, which the residuals of any slope but that of a tied pair have.
local function exact_place(n, level)
  local sizes = {}
  for i = 1, n do sizes[i] = 1 end
  local poly, all, tail = orders_by_inversions(sizes), 0, 0
  for _, count in ipairs(poly) do all = all + count end
  for inversions = 0, #poly - 1 do
    tail = tail + poly[inversions + 1]
    if tail / all > (1 - level) / 2 then return inversions end
  end
end

-- The same by the variance of S with the ties of both, rounded to the wider interval (Sen 1968;
-- Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987, 16.5).
local function normal_place(x, y, slopes, level)
  local n = #x
  local variance = (n * (n - 1) * (2 * n + 5) - tie_loss(group_sizes(x)) - tie_loss(group_sizes(y))) / 18
  return math.floor((#slopes - probability.deviate(level) * math.sqrt(math.max(0, variance))) / 2)
end

local function interval(x, y, slopes, level)
  local n = #x
  local is_exact = n <= SHORT and #slopes == n * (n - 1) // 2
  local place = is_exact and exact_place(n, level) or normal_place(x, y, slopes, level)
  if place < 1 then return nil, nil end
  table.sort(slopes)
  return slopes[place], slopes[#slopes + 1 - place]
end

--- Theil–Sen slope: the median of the slopes of all pairs of points with different x (Theil 1950;
--- Sen, JASA 63 (1968) 1379). Returns slope, intercept (the median of y − slope·x), the number of
--- pairs, and low and high of the slope's interval at options.level (0.95): exact for n ≤ 10 and
--- distinct x (Hollander & Wolfe, Nonparametric Statistical Methods, 9.3), else by the Mann–Kendall
--- variance with ties. Nothing where no two x differ; low and high are nil where the points are too few
--- to bound the slope (n < 5 at 0.95), and equal the slope where all y are equal.
function M.theil_sen(x, y, options)
  local slopes = {}
  for i = 1, #x do
    for j = i + 1, #x do
      if x[i] ~= x[j] then slopes[#slopes + 1] = (y[j] - y[i]) / (x[j] - x[i]) end
    end
  end
  local slope = order.median(slopes)
  if not slope then return nil end
  local rest = {}
  for i = 1, #x do rest[i] = y[i] - slope * x[i] end
  return slope, order.median(rest), #slopes, interval(x, y, slopes, options and options.level or 0.95)
end

return M
