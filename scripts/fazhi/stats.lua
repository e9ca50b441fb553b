-- Standard methods over arrays of numbers, each with its source. Pure: no reading, no
-- printing; nil where a method has too little to go on.

local M = {}

local function sorted(x)
  local copy = table.move(x, 1, #x, 1, {})
  table.sort(copy)
  return copy
end

--- Sum of an array.
function M.sum(x)
  local total = 0
  for i = 1, #x do total = total + x[i] end
  return total
end

--- Arithmetic mean; nil for nothing.
function M.mean(x)
  if #x == 0 then return nil end
  return M.sum(x) / #x
end

--- Quantile at p in [0, 1], by linear interpolation between order statistics: definition 7
--- of Hyndman & Fan, The American Statistician 50 (1996) 361, the default of R.
function M.quantile(x, p)
  if #x == 0 then return nil end
  local s = sorted(x)
  local h = (#s - 1) * p + 1
  local low = math.floor(h)
  if low >= #s then return s[#s] end
  return s[low] + (h - low) * (s[low + 1] - s[low])
end

--- The middle value, the mean of the two middle ones for an even count.
function M.median(x)
  if #x == 0 then return nil end
  local s, half = sorted(x), #x // 2
  if #s % 2 == 1 then return s[half + 1] end
  return (s[half] + s[half + 1]) / 2
end

--- Median absolute deviation from the median (Hampel, JASA 69 (1974) 383), times `scale`:
--- 1 by default, 1.4826 to estimate a standard deviation of normal data.
function M.mad(x, scale)
  local middle = M.median(x)
  if not middle then return nil end
  local d = {}
  for i = 1, #x do d[i] = math.abs(x[i] - middle) end
  return M.median(d) * (scale or 1)
end

--- Theil–Sen slope: the median of the slopes of all pairs of points with different x
--- (Theil 1950; Sen, JASA 63 (1968) 1379). Returns slope, intercept (the median of y − slope·x)
--- and the number of pairs; nil if no two x differ.
function M.theil_sen(x, y)
  local slopes = {}
  for i = 1, #x do
    for j = i + 1, #x do
      if x[i] ~= x[j] then slopes[#slopes + 1] = (y[j] - y[i]) / (x[j] - x[i]) end
    end
  end
  local slope = M.median(slopes)
  if not slope then return nil end
  local rest = {}
  for i = 1, #x do rest[i] = y[i] - slope * x[i] end
  return slope, M.median(rest), #slopes
end

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

-- P(|S| ≥ |s|) over all orders of the values, ties kept: the inversions of the orders of a
-- multiset are counted by the Gaussian multinomial.
local function exact_p(s, sizes)
  local poly, placed = { 1 }, 0
  for _, size in ipairs(sizes) do
    placed = placed + size
    poly = product(poly, gaussian_binomial(placed, size))
  end
  local pairs_untied, as_far, all = #poly - 1, 0, 0
  for inversions = 0, pairs_untied do
    local count = poly[inversions + 1]
    all = all + count
    if math.abs(pairs_untied - 2 * inversions) >= math.abs(s) then as_far = as_far + count end
  end
  return as_far / all
end

-- Complementary error function: Chebyshev fit of Numerical Recipes (2nd ed., 6.2), relative
-- error below 1.2e-7, which is more than a p value needs.
local function erfc(x)
  local z = math.abs(x)
  local t = 1 / (1 + z / 2)
  local r = t * math.exp(-z * z - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418
    + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587
    + t * (-0.82215223 + t * 0.17087277)))))))))
  return x >= 0 and r or 2 - r
end

-- Kendall's variance of S with ties, and a continuity correction of 1.
local function normal_p(s, n, sizes)
  local variance = n * (n - 1) * (2 * n + 5)
  for _, t in ipairs(sizes) do variance = variance - t * (t - 1) * (2 * t + 5) end
  variance = variance / 18
  if variance == 0 or s == 0 then return 1.0 end
  return erfc((math.abs(s) - 1) / math.sqrt(variance) / math.sqrt(2))
end

--- Mann–Kendall test for a monotonic trend in `y`, in order of time (Mann, Econometrica 13
--- (1945) 245; Kendall, Rank Correlation Methods, 4th ed. 1975). Returns S and the two-sided
--- p: exact for n ≤ 10, ties included, else by the normal approximation; p is nil for n < 4,
--- where no outcome can be significant. The third value is "exact" or "normal".
function M.mann_kendall(y)
  local s, n = 0, #y
  for i = 1, n do
    for j = i + 1, n do
      s = s + (y[j] > y[i] and 1 or y[j] < y[i] and -1 or 0)
    end
  end
  if n < 4 then return s, nil, nil end
  local sizes = group_sizes(y)
  if n <= 10 then return s, exact_p(s, sizes), "exact" end
  return s, normal_p(s, n, sizes), "normal"
end

--- Wilson's score interval for a proportion of k in n (Wilson, JASA 22 (1927) 209): low and
--- high. `z` is the normal quantile, 1.959964 (95 %) by default; nil if n is 0.
function M.wilson(k, n, z)
  if n == 0 then return nil end
  z = z or 1.959963984540054
  local p, z2 = k / n, z * z
  local centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  local half = z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
  return math.max(0, centre - half), math.min(1, centre + half)
end

--- Ranks of the values, the largest first unless `options.ascending`. Equal values share a
--- rank: the least of theirs ("1224", standard competition ranking), or the mean of theirs
--- with `options.ties == "average"` (as in Kendall 1975, ch. 3).
function M.rank(x, options)
  options = options or {}
  local order, ranks = {}, {}
  for i = 1, #x do order[i] = i end
  table.sort(order, function(a, b)
    if x[a] == x[b] then return a < b end
    if options.ascending then return x[a] < x[b] end
    return x[a] > x[b]
  end)
  local first = 1
  while first <= #order do
    local last = first
    while last < #order and x[order[last + 1]] == x[order[first]] do last = last + 1 end
    local rank = options.ties == "average" and (first + last) / 2 or first
    for i = first, last do ranks[order[i]] = rank end
    first = last + 1
  end
  return ranks
end

return M
