-- What follows from the order of numbers: median, quantiles, spread, ranks and the place of one
-- value among others. Arrays have no holes: leave out what is missing before. Nothing is changed.

local M = {}

local function sorted(x)
  local copy = table.move(x, 1, #x, 1, {})
  table.sort(copy)
  return copy
end

--- Sum of an array; nil for nothing, as what nobody reported is not 0.
function M.sum(x)
  if #x == 0 then return nil end
  local total = 0
  for i = 1, #x do total = total + x[i] end
  return total
end

--- Arithmetic mean; nil for nothing.
function M.mean(x)
  if #x == 0 then return nil end
  return M.sum(x) / #x
end

local function quantile_of(s, p)
  local h = (#s - 1) * p + 1
  local low = math.floor(h)
  if low >= #s then return s[#s] end
  return s[low] + (h - low) * (s[low + 1] - s[low])
end

local function median_of(s)
  local half = #s // 2
  if #s % 2 == 1 then return s[half + 1] end
  return (s[half] + s[half + 1]) / 2
end

--- Quantile at p in [0, 1], by linear interpolation between order statistics: definition 7
--- of Hyndman & Fan, The American Statistician 50 (1996) 361, the default of R. nil for nothing.
function M.quantile(x, p)
  if #x == 0 then return nil end
  return quantile_of(sorted(x), p)
end

--- The three quartiles, by the definition of `quantile`: first, median, third; nil for nothing.
function M.quartiles(x)
  if #x == 0 then return nil end
  local s = sorted(x)
  return quantile_of(s, 0.25), median_of(s), quantile_of(s, 0.75)
end

--- The middle value, the mean of the two middle ones for an even count; nil for nothing.
function M.median(x)
  if #x == 0 then return nil end
  return median_of(sorted(x))
end

--- Median absolute deviation from the median (Hampel, JASA 69 (1974) 383), times `scale`:
--- 1 by default, 1.4826 to estimate a standard deviation of normal data. 0 for one value and
--- wherever more than half are equal; nil for nothing.
function M.mad(x, scale)
  local middle = M.median(x)
  if not middle then return nil end
  local d = {}
  for i = 1, #x do d[i] = math.abs(x[i] - middle) end
  return M.median(d) * (scale or 1)
end

--- Ranks of the values, the largest first unless `options.ascending`. Equal values share a
--- rank: the least of theirs ("1224", standard competition ranking), or the mean of theirs
--- with `options.ties == "average"` (as in Kendall 1975, ch. 3).
function M.rank(x, options)
  options = options or {}
  local s, rank_of, ranks = sorted(x), {}, {}
  local first = 1
  while first <= #s do
    local last = first
    while last < #s and s[last + 1] == s[first] do last = last + 1 end
    local rank = options.ascending and first or #s - last + 1
    rank_of[s[first]] = options.ties == "average" and (2 * rank + last - first) / 2 or rank
    first = last + 1
  end
  for i = 1, #x do ranks[i] = rank_of[x[i]] end
  return ranks
end

-- How many of the sorted values are less than v, or with `or_equal` not more.
local function search(x, v, or_equal)
  local low, high = 1, #x + 1
  while low < high do
    local middle = (low + high) // 2
    if x[middle] < v or or_equal and x[middle] == v then low = middle + 1 else high = middle end
  end
  return low - 1
end

-- How many values are less than v, and how many are equal to it.
local function count(x, v)
  local below, equal = 0, 0
  for i = 1, #x do
    if x[i] < v then below = below + 1 elseif x[i] == v then equal = equal + 1 end
  end
  return below, equal
end

local function count_sorted(x, v)
  local below = search(x, v)
  return below, search(x, v, true) - below
end

--- The percentile rank of `v` among the values, 0 to 100: the share below v and half of the share
--- equal to it. For a member of x this is 100 (r − ½)/n with its mean rank r (Hazen, Transactions
--- ASCE 77 (1914) 1539), so one value alone and values all equal stand at 50. nil for nothing.
-- @param is_sorted true: x is in ascending order, so that not all of it need be looked at
function M.percentile_rank(x, v, is_sorted)
  if #x == 0 or v == nil then return nil end
  local below, equal = (is_sorted and count_sorted or count)(x, v)
  return 100 * (below + equal / 2) / #x
end

--- The percentile ranks of all values among themselves, in their order; as M.percentile_rank of each, which looks at
--- all the others each time.
function M.percentile_ranks(x)
  local ranks = M.rank(x, { ascending = true, ties = "average" })
  for i, rank in ipairs(ranks) do ranks[i] = 100 * (rank - 0.5) / #x end
  return ranks
end

return M
