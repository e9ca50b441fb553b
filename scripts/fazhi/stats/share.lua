-- Parts of a whole: how concentrated they are, how two divisions differ, and the transform that
-- makes shares fit for ordinary methods. Counts and shares serve alike: only proportions matter.

local message = require("fazhi.message")

local M = {}

-- A sum that does not depend on the order in which a table gives its keys.
local function steady_sum(terms)
  table.sort(terms)
  local total = 0.0
  for _, term in ipairs(terms) do total = total + term end
  return total
end

-- The parts of x as shares of its sum, with its keys, and their number; nil if it is empty, all 0
-- or has a part below 0.
local function shares_of(x)
  local terms, shares, count = {}, {}, 0
  for _, part in pairs(x) do
    if part < 0 then return nil end
    terms[#terms + 1] = part
  end
  local total = steady_sum(terms)
  if total == 0 then return nil end
  for key, part in pairs(x) do
    shares[key] = part / total
    count = count + 1
  end
  return shares, count
end

--- Gini coefficient of an array of values ≥ 0: 0 where all are equal (and for one value), (n − 1)/n
--- where one has all (Gini 1912; as Σ(2i − n − 1)x₍ᵢ₎ / nΣx over sorted values, Sen, On Economic
--- Inequality, 1973). nil for nothing, all 0 or a value below 0.
function M.gini(x)
  local sorted = table.move(x, 1, #x, 1, {})
  table.sort(sorted)
  if #x == 0 or sorted[1] < 0 then return nil end
  local weighted, total = 0, 0
  for i, value in ipairs(sorted) do
    weighted = weighted + (2 * i - #x - 1) * value
    total = total + value
  end
  if total == 0 then return nil end
  return weighted / (#x * total)
end

--- Herfindahl–Hirschman index of the parts of a whole, an array or {name = part}: the sum of the
--- squared shares, 1/n … 1 (Hirschman 1945; Herfindahl 1950). The second result is 0 for equal parts,
--- 1 for one that has all: (H − 1/n)/(1 − 1/n), nil for one part. nil for nothing, all 0 or a part below 0.
function M.herfindahl(x)
  local shares, n = shares_of(x)
  if not shares then return nil end
  local terms = {}
  for _, share in pairs(shares) do terms[#terms + 1] = share * share end
  local h = steady_sum(terms)
  return h, n > 1 and math.max(0.0, (h - 1 / n) / (1 - 1 / n)) or nil
end

--- Shannon's entropy of the parts of a whole in bits (Bell System Technical Journal 27 (1948) 379),
--- parts of 0 adding nothing; the second result is its share of the largest possible, log2 n (evenness,
--- Pielou 1966), nil for one part. nil for nothing, all 0 or a part below 0.
function M.entropy(x)
  local shares, n = shares_of(x)
  if not shares then return nil end
  local terms = {}
  for _, share in pairs(shares) do
    if share > 0 then terms[#terms + 1] = -share * math.log(share, 2) end
  end
  local h = math.max(0.0, steady_sum(terms))
  return h, n > 1 and math.min(1.0, h / math.log(n, 2)) or nil
end

-- The terms p·log2(p/m) of one side, m the mean of both.
local function put_divergence(terms, p, q)
  for key, share in pairs(p) do
    if share > 0 then terms[#terms + 1] = share * math.log(2 * share / (share + (q[key] or 0)), 2) / 2 end
  end
end

--- Jensen–Shannon divergence of two divisions in bits: 0 for the same, 1 for nothing in common (Lin,
--- IEEE Trans. Inf. Theory 37 (1991) 145). Arrays or {name = part} of counts or shares; a name that only
--- one has is 0 in the other. nil if one is empty, all 0 or has a part below 0.
function M.jsd(p, q)
  local a, b = shares_of(p), shares_of(q)
  if not a or not b then return nil end
  local terms = {}
  put_divergence(terms, a, b)
  put_divergence(terms, b, a)
  return math.max(0.0, math.min(1.0, steady_sum(terms)))
end

-- Zeros as `delta`, the rest made smaller in proportion; nil and why if that cannot be.
local function replace_zeros(shares, delta)
  local zeros = 0
  for _, share in pairs(shares) do
    if share == 0 then zeros = zeros + 1 end
  end
  if zeros == 0 then return shares end
  if not delta then return nil, message.choose("a part is 0 and has no logarithm", "有为零的部分，无法取对数") end
  if delta <= 0 or zeros * delta >= 1 then
    return nil, message.choose("zero must be a small share of the whole", "zero 应是一个小比例")
  end
  local whole = {}
  for key, share in pairs(shares) do whole[key] = share == 0 and delta or share * (1 - zeros * delta) end
  return whole
end

--- Centred log-ratios ln(x / geometric mean) of the parts of a whole (Aitchison, JRSS B 44 (1982)
--- 139), with the keys of x, an array or {name = part}; they sum to 0. A part of 0 has no logarithm: nil and
--- why, unless options.zero gives the share to put in its place (as 0.5 / characters), the others made
--- smaller in proportion (Martín-Fernández et al., Mathematical Geology 35 (2003) 253). All equal: all
--- 0; one part: 0. nil and why also for nothing, all 0 or a part below 0.
function M.clr(x, options)
  local shares, n = shares_of(x)
  if not shares then return nil, message.choose("no parts above 0", "没有大于零的部分") end
  local whole, why = replace_zeros(shares, options and options.zero)
  if not whole then return nil, why end
  local logs, ratios = {}, {}
  for _, share in pairs(whole) do logs[#logs + 1] = math.log(share) end
  local mean = steady_sum(logs) / n
  for key, share in pairs(whole) do ratios[key] = math.log(share) - mean end
  return ratios
end

return M
