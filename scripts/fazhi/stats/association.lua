-- How two things go together: two series by their ranks, two tables of counts by what they share.

local order = require("fazhi.stats.order")
local probability = require("fazhi.stats.probability")

local M = {}

local SHORT = 9 -- up to here all orders are counted: 362 880

-- Ranks around their mean, doubled, so that mean ranks of ties and their products are whole.
local function centred_ranks(x)
  local ranks = order.rank(x, { ascending = true, ties = "average" })
  for i, rank in ipairs(ranks) do ranks[i] = math.tointeger(2 * rank) - (#x + 1) end
  return ranks
end

local function dot(a, b)
  local total = 0
  for i = 1, #a do total = total + a[i] * b[i] end
  return total
end

-- How many orders of b give each Σ ab: the sums of the first i products, by which values of b they
-- use up (bits of a mask), grow one product at a time.
local function counts_of_sums(a, b)
  local layer = { [0] = { [0] = 1 } }
  for i = 1, #a do
    local grown = {}
    for mask, sums in pairs(layer) do
      for j = 1, #b do
        local wider, step = mask | 1 << j, a[i] * b[j]
        if wider ~= mask then
          grown[wider] = grown[wider] or {}
          for sum, count in pairs(sums) do grown[wider][sum + step] = (grown[wider][sum + step] or 0) + count end
        end
      end
    end
    layer = grown
  end
  return select(2, next(layer))
end

-- P(|Σ ab| ≥ |wanted|) over all orders of b.
local function exact_p(a, b, wanted)
  local as_far, all = 0, 0
  for sum, count in pairs(counts_of_sums(a, b)) do
    all = all + count
    if math.abs(sum) >= math.abs(wanted) then as_far = as_far + count end
  end
  return as_far / all
end

-- In a perfect order t is infinite; of all orders two at most are as far, times those of ties.
local function perfect_p(ranks)
  local log_p, size = math.log(2), {}
  for i, rank in ipairs(ranks) do
    size[rank] = (size[rank] or 0) + 1
    log_p = log_p + math.log(size[rank]) - math.log(i)
  end
  return math.exp(log_p)
end

--- Spearman's rank correlation of pairs x[i], y[i] (Spearman, Am. J. Psychology 15 (1904) 72), ties
--- by mean ranks. Returns rho, the two-sided p and how it was found: "exact" over all orders for
--- n ≤ 9, ties included, else "t", Student's with n − 2 degrees of freedom (Kendall & Stuart). nil for
--- fewer than two pairs and where one side is all equal; p is nil for n < 4, where no outcome can be
--- significant.
function M.spearman(x, y)
  local n = #x
  assert(n == #y, "spearman takes pairs: two arrays of one length")
  if n < 2 then return nil end
  local a, b = centred_ranks(x), centred_ranks(y)
  local shared, spread = dot(a, b), math.sqrt(1.0 * dot(a, a) * dot(b, b))
  if spread == 0 then return nil end
  local rho = math.max(-1.0, math.min(1.0, shared / spread))
  if n < 4 then return rho, nil, nil end
  if n <= SHORT then return rho, exact_p(a, b, shared), "exact" end
  local rest = 1 - rho * rho
  if rest < 1e-12 then return rho, perfect_p(a), "exact" end
  return rho, probability.student_p(rho * math.sqrt((n - 2) / rest), n - 2), "t"
end

local function has(count)
  return count ~= nil and count ~= 0 and count ~= false
end

-- How many keys of a there are, and how many of them are in b; a count of 0 is none.
local function overlap(a, b)
  local all, shared = 0, 0
  for key, count in pairs(a) do
    if has(count) then
      all = all + 1
      if has(b[key]) then shared = shared + 1 end
    end
  end
  return all, shared
end

--- Jaccard's index of the keys of two tables of counts {key = count} (Jaccard, Bull. Soc. Vaud. Sci.
--- Nat. 37 (1901) 547): shared keys / all keys, however often. nil if both are empty.
function M.jaccard(a, b)
  local in_a, shared = overlap(a, b)
  local in_b = overlap(b, a)
  local all = in_a + in_b - shared
  if all == 0 then return nil end
  return shared / all
end

--- Containment of a in b (Broder, SEQUENCES 1997): the share of the keys of `a` that `b` has too; it
--- does not fall when b is long. nil if a is empty.
function M.containment(a, b)
  local in_a, shared = overlap(a, b)
  if in_a == 0 then return nil end
  return shared / in_a
end

--- Cosine of two tables of counts {key = count} as vectors (Salton & McGill 1983): 0 to 1 for
--- counts. nil if one of them is empty or all 0.
function M.cosine(a, b)
  local shared, aa, bb = 0, 0, 0
  for key, count in pairs(a) do
    shared = shared + count * (b[key] or 0)
    aa = aa + count * count
  end
  for _, count in pairs(b) do bb = bb + count * count end
  if aa == 0 or bb == 0 then return nil end
  return math.min(1.0, shared / (math.sqrt(aa) * math.sqrt(bb)))
end

return M
