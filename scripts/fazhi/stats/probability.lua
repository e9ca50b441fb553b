-- Tails of the normal, chi-squared and Student distributions, to about 1e-13 of their size, and
-- the exact sign test and the correction for many tests, which need only these.

local M = {}

local TINY, EXACT = 1e-300, 1e-16 -- against division by 0; where a series may end

-- ln Γ(k/2) for a whole k > 0, by Γ(a + 1) = a Γ(a) from Γ(½) = √π and Γ(1) = 1.
local function log_gamma_half(k)
  local value = k % 2 == 1 and math.log(math.pi) / 2 or 0.0
  for twice = k % 2 == 1 and 1 or 2, k - 2, 2 do value = value + math.log(twice / 2) end
  return value
end

-- The continued fraction b0 + a1/(b1 + a2/(b2 + …)) by Lentz's method (Numerical Recipes, 2nd ed.,
-- 5.2); term(i) gives a_i, b_i.
local function continued_fraction(b0, term)
  local f = b0 == 0 and TINY or b0
  local c, d = f, 0.0
  for i = 1, 10000 do
    local a, b = term(i)
    d, c = b + a * d, b + a / c
    d = 1 / (d == 0 and TINY or d)
    c = c == 0 and TINY or c
    f = f * c * d
    if math.abs(c * d - 1) < EXACT then break end
  end
  return f
end

-- The upper regularized incomplete gamma function Q(k/2, x): the series of P for small x, the
-- continued fraction for large (Numerical Recipes, 2nd ed., 6.2).
local function gamma_q(k, x)
  if x <= 0 then return 1.0 elseif x == math.huge then return 0.0 end
  local a = k / 2
  local scale = math.exp(a * math.log(x) - x - log_gamma_half(k))
  if x < a + 1 then
    local term, sum, n = 1 / a, 1 / a, a
    repeat
      n = n + 1
      term = term * x / n
      sum = sum + term
    until term < sum * EXACT
    return math.max(0.0, 1 - scale * sum)
  end
  local fraction = continued_fraction(x + 1 - a, function(i) return -i * (i - a), x + 2 * i + 1 - a end)
  return scale / fraction
end

-- The regularized incomplete beta function I_x(k/2, 1/2), by its continued fraction (Numerical
-- Recipes, 2nd ed., 6.4) on the side where that converges.
local function beta_half(k, x)
  if x <= 0 then return 0.0 elseif x >= 1 then return 1.0 end
  local a, b, is_swapped = k / 2, 0.5, x > (k / 2 + 1) / (k / 2 + 2.5)
  local front = math.exp(log_gamma_half(k + 1) - log_gamma_half(k) - log_gamma_half(1)
    + a * math.log(x) + b * math.log(1 - x))
  if is_swapped then a, b, x = b, a, 1 - x end
  local fraction = continued_fraction(1.0, function(i)
    local m = i // 2
    if i % 2 == 0 then return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1 end
    return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1
  end)
  local value = front / (a * fraction)
  return is_swapped and 1 - value or value
end

--- P(|Z| ≥ |z|) of a standard normal Z: the two-sided p of a deviate.
function M.normal_p(z)
  return gamma_q(1, z * z / 2)
end

--- P(X ≥ x) of chi-squared with `df` degrees of freedom, a whole number (1 if not given); 1 for x ≤ 0,
--- nil for df < 1.
function M.chi2_p(x, df)
  df = df or 1
  if df < 1 then return nil end
  return gamma_q(df, x / 2)
end

--- P(|T| ≥ |t|) of Student's t with `df` degrees of freedom, a whole number: two-sided; nil for df < 1.
function M.student_p(t, df)
  if df < 1 then return nil end
  return beta_half(df, df / (df + t * t))
end

--- The z with P(Z ≤ z) = p for a standard normal Z; nil outside 0 < p < 1. By bisection of the
--- tail: slow and exact to the last digits.
function M.normal_quantile(p)
  if not (p > 0 and p < 1) then return nil end
  local tail = math.min(p, 1 - p)
  local low, high = 0.0, 40.0
  for _ = 1, 100 do
    local middle = (low + high) / 2
    if M.normal_p(middle) / 2 > tail then low = middle else high = middle end
  end
  return p < 0.5 and -low or low
end

--- The normal deviate of a two-sided interval: 1.959964 for level 0.95.
function M.deviate(level)
  if level == nil or level == 0.95 then return 1.959963984540054 end
  return M.normal_quantile((1 + level) / 2) or error("a level lies between 0 and 1", 2)
end

-- ln of the binomial coefficient.
local function log_choose(n, k)
  local value = 0.0
  for i = 1, k do value = value + math.log((n - k + i) / i) end
  return value
end

--- The exact two-sided sign test: p of k plusses among n signs, both sides equally likely
--- (Arbuthnot 1710; Dixon & Mood, JASA 41 (1946) 557). Differences of 0 have no sign and are left
--- out of n. nil for n = 0; 1 for n = 1 and wherever k is the half of n.
function M.sign_test(k, n)
  if n == 0 then return nil end
  assert(k >= 0 and k <= n, "k lies between 0 and n")
  local few = math.min(k, n - k)
  local term, sum = 1.0, 0.0 -- in units of [n choose few]
  for i = few, 0, -1 do
    sum = sum + term
    term = term * i / (n - i + 1)
  end
  return math.min(1.0, 2 * sum * math.exp(log_choose(n, few) - n * math.log(2)))
end

--- Wilson's score interval for a proportion of k in n (Wilson, JASA 22 (1927) 209): low and
--- high. `z` is the normal quantile, 1.959964 (95 %) by default (see deviate); nil if n is 0, or k
--- below 0 or above n, which is no proportion.
function M.wilson(k, n, z)
  if n <= 0 or k < 0 or k > n then return nil end
  z = z or M.deviate()
  local p, z2 = k / n, z * z
  local centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  local half = z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
  return math.max(0, centre - half), math.min(1, centre + half)
end

--- The p values adjusted for the false discovery rate (Benjamini & Hochberg, JRSS B 57 (1995)
--- 289; step-up, as p.adjust of R), in the order given. Below 0.05 is significant at a rate of 5 %.
--- Equal p stay equal; one p is as it was; {} for none. The array has every test that was made.
function M.bh(p)
  local order, adjusted, least = {}, {}, 1.0
  for i = 1, #p do order[i] = i end
  table.sort(order, function(a, b)
    if p[a] == p[b] then return a < b end
    return p[a] < p[b]
  end)
  for place = #order, 1, -1 do
    local i = order[place]
    least = math.min(least, p[i] * #p / place)
    adjusted[i] = least
  end
  return adjusted
end

return M
