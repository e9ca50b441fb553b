-- fazhi.stats against values computed by hand, taken from what is published, or counted and integrated anew
-- in plain Python with fractions; the code is beside each.

local stats = require("fazhi.stats")

local function near(wanted, got, tolerance)
  assert.is_true(math.abs(wanted - got) <= (tolerance or 1e-12), wanted .. " wanted, got " .. tostring(got))
end

describe("median, mad, quantile", function()
  it("are nil for nothing", function()
    assert.is_nil(stats.median({}))
    assert.is_nil(stats.mad({}))
    assert.is_nil(stats.quantile({}, 0.5))
    assert.is_nil(stats.mean({}))
  end)

  it("agree with the definitions", function()
    assert.equal(2, stats.median({ 3, 1, 2 }))
    assert.equal(2.5, stats.median({ 4, 1, 3, 2 }))
    assert.equal(1, stats.mad({ 1, 1, 2, 2, 4, 6, 9 }))
    near(1.4826, stats.mad({ 1, 1, 2, 2, 4, 6, 9 }, 1.4826))
    near(1.75, stats.quantile({ 1, 2, 3, 4 }, 0.25))
    near(3.7, stats.quantile({ 4, 3, 2, 1 }, 0.9))
    assert.equal(1, stats.quantile({ 1, 2, 3 }, 0))
    assert.equal(3, stats.quantile({ 1, 2, 3 }, 1))
    assert.equal(7, stats.quantile({ 7 }, 0.3))
  end)

  it("leave their argument in order", function()
    local x = { 3, 1, 2 }
    stats.median(x)
    assert.same({ 3, 1, 2 }, x)
  end)
end)

describe("theil_sen", function()
  it("is the median of the slopes of pairs", function()
    -- pairs of (1,1) (2,3) (3,2): 2, 0.5, −1
    local slope, intercept, pairs_used = stats.theil_sen({ 1, 2, 3 }, { 1, 3, 2 })
    near(0.5, slope)
    near(0.5, intercept) -- of 0.5, 2, 0.5
    assert.equal(3, pairs_used)
  end)

  it("is not moved by one outlier", function()
    near(2, (stats.theil_sen({ 1, 2, 3, 4, 5, 6 }, { 2, 4, 6, 8, 10, 1000 })))
  end)

  it("has an exact interval for short series", function()
    -- n = 5: orders with no inversion 1/120 <= 0.025 < 5/120, so the least and the largest slope
    -- (y[j] - y[i])/(j - i) of 1 3 2 5 4: -1 (3→2, 5→4) and 3 (2→5)
    local slope, _, _, low, high = stats.theil_sen({ 1, 2, 3, 4, 5 }, { 1, 3, 2, 5, 4 })
    assert.same({ 0.875, -1.0, 3.0 }, { slope, low, high })
    -- n = 7: itertools.permutations by inversions: the fourth slope from either end of
    -- sorted((y[j]-y[i])/(j-i)) = -4 -3 -2 -1.0 … 2.3333333333333335 3 4 5
    local y = { 2, 4, 7, 6, 11, 9, 5 }
    _, _, _, low, high = stats.theil_sen({ 1, 2, 3, 4, 5, 6, 7 }, y)
    near(-1.0, low)
    near(2.3333333333333335, high)
  end)

  it("has an interval by the variance of S for long series", function()
    -- n = 12, N = 66, variance with one tie 211.667: (66 - 1.959964*sqrt(211.667))/2 = 18.74, the 18th
    -- of the sorted slopes from either end
    local y = { 1, 3, 2, 5, 4, 4, 6, 8, 7, 10, 9, 15 }
    local slope, _, count, low, high = stats.theil_sen({ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, y)
    assert.equal(66, count)
    near(1, slope)
    near(2 / 3, low)
    near(4 / 3, high)
    local narrow = select(4, stats.theil_sen({ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, y, { level = 0.5 }))
    assert.is_true(narrow > low)
  end)

  it("has no interval for too few points, and one of no width where all are equal", function()
    assert.same({ 1.0, 0.0, 6 }, { stats.theil_sen({ 1, 2, 3, 4 }, { 1, 2, 3, 4 }) })
    assert.same({ 0.0, 3.0, 10, 0.0, 0.0 }, { stats.theil_sen({ 1, 2, 3, 4, 5 }, { 3, 3, 3, 3, 3 }) })
    assert.same({}, { stats.theil_sen({ 4 }, { 9 }) })
  end)

  it("is nil where no two x differ", function()
    assert.is_nil(stats.theil_sen({ 1, 1 }, { 1, 2 }))
    assert.is_nil(stats.theil_sen({}, {}))
  end)
end)

describe("mann_kendall", function()
  it("gives no p below four values", function()
    local s, p = stats.mann_kendall({ 1, 2, 3 })
    assert.equal(3, s)
    assert.is_nil(p)
  end)

  it("is exact for short series", function()
    local s, p, how = stats.mann_kendall({ 1, 2, 3, 4 })
    assert.equal(6, s)
    near(2 / 24, p)
    assert.equal("exact", how)
    near(2 / 120, (select(2, stats.mann_kendall({ 5, 4, 3, 2, 1 }))))
    -- one exchange of neighbours: S = 8; orders with at most one inversion: 1 + 4, both ends
    near(10 / 120, (select(2, stats.mann_kendall({ 1, 2, 3, 5, 4 }))))
    near(2 / 3628800, (select(2, stats.mann_kendall({ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }))))
  end)

  it("is exact with ties", function()
    -- of the six orders of 1 1 2 2 two are as extreme
    near(2 / 6, (select(2, stats.mann_kendall({ 1, 1, 2, 2 }))))
    local s, p = stats.mann_kendall({ 3, 3, 3, 3 })
    assert.equal(0, s)
    near(1, p)
    -- 1 2 2 3: S = 5 of 12 orders, one at each end
    near(2 / 12, (select(2, stats.mann_kendall({ 1, 2, 2, 3 }))))
  end)

  it("agrees with counting all orders", function()
    local values, seen, as_far, all = { 1, 2, 2, 3, 4, 4 }, {}, 0, 0
    local s = stats.mann_kendall({ 1, 2, 2, 4, 3, 4 })
    local function permute(k)
      if k == #values then
        local key = table.concat(values, " ")
        if seen[key] then return end
        seen[key] = true
        all = all + 1
        if math.abs((stats.mann_kendall(values))) >= math.abs(s) then as_far = as_far + 1 end
        return
      end
      for i = k, #values do
        values[k], values[i] = values[i], values[k]
        permute(k + 1)
        values[k], values[i] = values[i], values[k]
      end
    end
    permute(1)
    assert.equal(180, all)
    near(as_far / all, (select(2, stats.mann_kendall({ 1, 2, 2, 4, 3, 4 }))))
  end)

  it("is normal for long series", function()
    -- n = 11, S = 55, variance 11·10·27/18 = 165: z = 54/√165 = 4.20389, p = 2.62e-5
    local s, p, how = stats.mann_kendall({ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 })
    assert.equal(55, s)
    near(2.6236e-5, p, 1e-8)
    assert.equal("normal", how)
  end)

  it("is normal for long series with ties", function()
    -- v = n*(n-1)*(2*n+5) - sum(t*(t-1)*(2*t+5)); math.erfc((abs(s)-1)/math.sqrt(v/18)/math.sqrt(2))
    local s, p = stats.mann_kendall({ 1, 3, 2, 5, 4, 4, 6, 8, 7, 10, 9, 15 })
    assert.equal(55, s)
    near(0.0002059090517867315, p, 1e-13)
    near(1, (select(2, stats.mann_kendall({ 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 }))))
  end)

  it("says nothing of no value and of one", function()
    assert.same({ 0 }, { stats.mann_kendall({}) })
    assert.same({ 0 }, { stats.mann_kendall({ 7 }) })
  end)
end)

describe("wilson", function()
  it("agrees with the published interval", function()
    -- Newcombe, Statistics in Medicine 17 (1998) 857, table I: 81/263 → 0.2553, 0.3662
    local low, high = stats.wilson(81, 263)
    near(0.2553, low, 5e-5)
    near(0.3662, high, 5e-5)
    -- 0/20 → 0, 0.1611
    low, high = stats.wilson(0, 20)
    near(0, low)
    near(0.1611, high, 5e-5)
    assert.is_nil(stats.wilson(0, 0))
    assert.is_nil(stats.wilson(7, 5))
    assert.is_nil(stats.wilson(-1, 5))
    near(0.20654931437723745, (stats.wilson(1, 1))) -- 1 / (1 + z*z)
  end)
end)

describe("rank", function()
  it("puts the largest first and lets equal values share a place", function()
    assert.same({ 2, 1, 2, 4 }, stats.rank({ 5, 9, 5, 1 }))
    assert.same({ 2, 4, 2, 1 }, stats.rank({ 5, 9, 5, 1 }, { ascending = true }))
    assert.same({ 2.5, 1, 2.5, 4 }, stats.rank({ 5, 9, 5, 1 }, { ties = "average" }))
    assert.same({}, stats.rank({}))
    assert.same({ 1 }, stats.rank({ 4 }))
    assert.same({ 2.0, 2.0, 2.0 }, stats.rank({ 4, 4, 4 }, { ties = "average" }))
  end)
end)

describe("quartiles and percentile_rank", function()
  it("agree with the definitions", function()
    assert.same({ 1.75, 2.5, 3.25 }, { stats.quartiles({ 4, 1, 3, 2 }) })
    assert.same({ 7, 7, 7 }, { stats.quartiles({ 7 }) })
    near(12.5, stats.percentile_rank({ 1, 2, 3, 4 }, 1))
    near(50, stats.percentile_rank({ 1, 2, 2, 4 }, 2)) -- one below, two equal
    near(0, stats.percentile_rank({ 1, 2 }, 0))
    near(100, stats.percentile_rank({ 1, 2 }, 3))
    near(50, stats.percentile_rank({ 5 }, 5))
    near(50, stats.percentile_rank({ 5, 5, 5 }, 5))
    local x = { 3, 1, 2, 3, 3.5, 1, -2, 2 ^ 53, 0.1 }
    for i, rank in ipairs(stats.percentile_ranks(x)) do assert.equal(stats.percentile_rank(x, x[i]), rank) end
    assert.same({}, stats.percentile_ranks {})
  end)

  it("are nil for nothing", function()
    assert.same({}, { stats.quartiles({}) })
    assert.is_nil(stats.percentile_rank({}, 1))
    assert.is_nil(stats.percentile_rank({ 1 }, nil))
  end)
end)

-- As near as `tolerance` of its size.
local function close(wanted, got, tolerance)
  near(wanted, got, math.abs(wanted) * (tolerance or 1e-12))
end

describe("tails of distributions", function()
  it("are those of the normal", function()
    -- math.erfc(abs(z) / math.sqrt(2))
    near(1, stats.normal_p(0))
    close(0.920344325445942, stats.normal_p(0.1))
    close(0.31731050786291415, stats.normal_p(-1))
    close(0.04550026389635844, stats.normal_p(2))
    close(5.733031437583892e-07, stats.normal_p(5))
    close(1.5239706048321186e-23, stats.normal_p(10))
    assert.equal(0, stats.normal_p(1e200))
  end)

  it("are those of chi-squared", function()
    -- df 1: erfc(sqrt(x/2)); 2: exp(-x/2); 3: erfc(sqrt(x/2)) + sqrt(2x/pi)exp(-x/2); 5: the same with
    -- (1 + x/3) on the second; even: exp(-x/2) sum((x/2)**i / i!)
    close(0.05000000000000008, stats.chi2_p(3.841458820694124, 1))
    close(0.7788007830714049, stats.chi2_p(0.5, 2))
    close(0.018566135463043237, stats.chi2_p(10, 3))
    close(0.9999994699729957, stats.chi2_p(0.01, 5))
    close(0.05169997483584834, stats.chi2_p(12.5, 6))
    close(3.757276735781044e-42, stats.chi2_p(200, 4))
    assert.equal(1, stats.chi2_p(0, 1))
  end)

  it("are those of Student", function()
    -- T = sqrt(df) tan(u): 2 * c * simpson(cos(u)**(df-1)), atan(t/sqrt(df)) to pi/2, 200000 steps,
    -- c = gamma((df+1)/2) / gamma(df/2) / sqrt(pi)
    close(0.5, stats.student_p(1, 1))
    close(0.08051623795726272, stats.student_p(2, 8))
    close(0.0070758987912111155, stats.student_p(-3, 20))
    close(0.9926491114128521, stats.student_p(0.01, 3))
    assert.equal(1, stats.student_p(0, 5))
    assert.equal(0, stats.student_p(1e200, 5))
    assert.is_nil(stats.student_p(1, 0))
    assert.is_nil(stats.chi2_p(1, 0))
  end)

  it("are inverted by the quantile", function()
    near(1.959963984540054, stats.normal_quantile(0.975))
    near(-1.959963984540054, stats.normal_quantile(0.025))
    near(0, stats.normal_quantile(0.5))
    near(stats.deviate(), stats.normal_quantile(0.975))
    for _, p in ipairs({ 0, 1, -1, 2, 0 / 0 }) do assert.is_nil(stats.normal_quantile(p)) end
    assert.has_error(function() stats.deviate(1) end)
  end)
end)

describe("sign_test", function()
  it("counts the outcomes as far from the half", function()
    -- min(1, 2 * sum(Fraction(comb(n, i), 2**n) for i in range(min(k, n-k) + 1)))
    close(0.021484375, stats.sign_test(1, 10))
    close(0.021484375, stats.sign_test(9, 10))
    close(0.14599609375, stats.sign_test(3, 12))
    close(0.6709544855556545, stats.sign_test(990, 2000), 1e-11)
    close(0.0625, stats.sign_test(5, 5))
  end)

  it("finds nothing in one sign and in halves, and is nil for none", function()
    near(1, stats.sign_test(1, 1))
    near(1, stats.sign_test(2, 4))
    assert.is_nil(stats.sign_test(0, 0))
    assert.has_error(function() stats.sign_test(3, 2) end)
  end)
end)

describe("bh", function()
  it("adjusts in the order given", function()
    -- [min(min(1, q * m / sum(v <= q for v in p)) for q in p if q >= x) for x in p]
    local adjusted = stats.bh({ 0.01, 0.04, 0.03, 0.005, 0.9, 0.04 })
    for i, wanted in ipairs({ 0.03, 0.048, 0.048, 0.03, 0.9, 0.048 }) do near(wanted, adjusted[i]) end
    assert.same({ 0.2 }, stats.bh({ 0.2 }))
    assert.same({ 1.0, 1.0 }, stats.bh({ 1.0, 1.0 }))
    assert.same({}, stats.bh({}))
  end)
end)

describe("robust_z", function()
  it("measures from the median in MADs", function()
    -- m = statistics.median(x); (v - m) / (1.4826 * statistics.median(abs(v - m) for v in x))
    local z, why = stats.robust_z({ 12, 15, 11, 18, 14, 95 })
    for i, wanted in ipairs({ -0.5620756328971627, 0.11241512657943253, -0.7869058860560277,
      0.7869058860560277, -0.11241512657943253, 18.098835379288637 }) do near(wanted, z[i]) end
    assert.is_nil(why)
  end)

  it("gives none where the MAD is 0, and says why", function()
    local reasons = {}
    for _, x in ipairs({ {}, { 5 }, { 5, 5, 5 }, { 5, 5, 5, 9 } }) do
      local z, why = stats.robust_z(x)
      assert.same({}, z)
      assert.equal("string", type(why))
      reasons[why] = true
    end
    local n = 0
    for _ in pairs(reasons) do n = n + 1 end
    assert.equal(4, n)
  end)
end)

describe("log_mad_outliers", function()
  it("finds what is out of all proportion", function()
    -- 0.6745 * (log(v) - m) / median(abs(log(v) - m)): -0.63 0.11 -0.92 0.72 -0.11 13.9167
    local found = stats.log_mad_outliers({ 120, 0, 150, 110, 180, 140, 9500 })
    assert.equal(1, #found)
    assert.equal(7, found[1].index)
    assert.equal(9500, found[1].value)
    near(13.916717061246779, found[1].z, 1e-11)
    assert.equal(3, #stats.log_mad_outliers({ 120, 150, 110, 180, 140, 9500 }, { limit = 0.7 }))
    assert.same({}, stats.log_mad_outliers({ 1, 2, 3, 4 }))
  end)

  it("is nil where the MAD is 0, and says why", function()
    for _, x in ipairs({ {}, { 0, -3 }, { 5 }, { 5, 5 }, { 5, 5, 5, 900 } }) do
      local found, why = stats.log_mad_outliers(x)
      assert.is_nil(found)
      assert.equal("string", type(why))
    end
  end)
end)

describe("spearman", function()
  it("is exact for short series, ties included", function()
    -- over itertools.permutations of the mean ranks: sum(abs(dot) >= abs(seen)) / n!
    local rho, p, how = stats.spearman({ 1, 2, 3, 4, 5 }, { 2, 1, 4, 3, 5 })
    near(0.8, rho)
    near(0.13333333333333333, p)
    assert.equal("exact", how)
    rho, p = stats.spearman({ 1, 2, 2, 4, 5, 6, 7 }, { 3, 1, 2, 2, 6, 5, 8 })
    near(0.7181818181818181, rho)
    near(0.075, p)
    rho, p = stats.spearman({ 1, 2, 3, 4, 5, 6, 7, 8, 9 }, { 1, 3, 2, 5, 4, 4, 6, 8, 7 })
    near(0.912141875543738, rho)
    near(0.0013227513227513227, p)
    near(2 / 24, (select(2, stats.spearman({ 1, 2, 3, 4 }, { 9, 8, 7, 6 }))))
  end)

  it("is Student's for long series", function()
    -- r from fractions; the integral of Student's density as above, at r * sqrt(10 / (1 - r*r))
    local y = { 3, 1, 2, 6, 4, 5, 5, 9, 12, 7, 8, 10 }
    local rho, p, how = stats.spearman({ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, y)
    near(0.8581449237144742, rho)
    near(0.00035475900734931485, p, 1e-12)
    assert.equal("t", how)
  end)

  it("is not infinitely sure of a perfect order", function()
    local x = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }
    local rho, p = stats.spearman(x, x)
    assert.equal(1, rho)
    close(2 / 3628800, p)
    rho = stats.spearman({ 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 }, { 5, 5, 4, 4, 3, 3, 2, 2, 1, 1 })
    assert.equal(-1, rho)
  end)

  it("is nil with nothing to go on", function()
    assert.same({}, { stats.spearman({}, {}) })
    assert.same({}, { stats.spearman({ 1 }, { 1 }) })
    assert.same({}, { stats.spearman({ 1, 2, 3, 4 }, { 5, 5, 5, 5 }) })
    assert.same({ -1.0 }, { stats.spearman({ 1, 2, 3 }, { 3, 2, 1 }) })
    assert.has_error(function() stats.spearman({ 1, 2 }, { 1 }) end)
  end)
end)

describe("tables of counts", function()
  it("are compared by their keys", function()
    local a, b = { x = 2, y = 1, z = 0 }, { y = 5, w = 1 }
    near(1 / 3, stats.jaccard(a, b)) -- y of x y w
    near(1 / 2, stats.containment(a, b))
    near(1, stats.jaccard(a, { x = 9, y = 9 }))
    near(0, stats.jaccard(a, {}))
    assert.is_nil(stats.jaccard({}, { x = 0 }))
    assert.is_nil(stats.containment({}, b))
  end)

  it("are compared as vectors", function()
    near(11 / 25, stats.cosine({ x = 3, y = 4 }, { x = 1, y = 2, z = 2 * math.sqrt(5) }))
    near(1, stats.cosine({ x = 1, y = 7 }, { x = 3, y = 21 }))
    near(0, stats.cosine({ x = 1 }, { y = 1 }))
    assert.is_nil(stats.cosine({}, { x = 1 }))
    assert.is_nil(stats.cosine({ x = 0 }, { x = 1 }))
  end)
end)

describe("parts of a whole", function()
  it("have a Gini coefficient", function()
    -- Fraction(sum(abs(a - b) for a in x for b in x), 2 * len(x) * sum(x))
    near(0.25, stats.gini({ 3, 1, 4, 2 }))
    near(0.5333333333333333, stats.gini({ 7, 1, 1, 0, 3 }))
    near(0, stats.gini({ 5 }))
    near(0, stats.gini({ 5, 5, 5 }))
    near(2 / 3, stats.gini({ 0, 0, 9 }))
    for _, x in ipairs({ {}, { 0, 0 }, { -1, 2 } }) do assert.is_nil(stats.gini(x)) end
  end)

  it("have a concentration and an entropy", function()
    local h, normal = stats.herfindahl({ 1, 2, 3, 4 })
    near(0.3, h)
    near(0.05 / 0.75, normal)
    local bits, evenness = stats.entropy({ a = 1, b = 2, c = 3, d = 4 })
    near(1.8464393446710154, bits) -- -math.fsum(p * math.log2(p))
    near(1.8464393446710154 / 2, evenness)
    assert.same({ 0.25, 0.0 }, { stats.herfindahl({ 3, 3, 3, 3 }) })
    assert.same({ 2.0, 1.0 }, { stats.entropy({ 3, 3, 3, 3 }) })
    assert.same({ 1.0 }, { stats.herfindahl({ 8 }) })
    assert.same({ 0.0 }, { stats.entropy({ 8 }) })
    near(1, (stats.entropy({ 1, 1, 0 })))
    for _, x in ipairs({ {}, { 0 }, { 2, -1 } }) do
      assert.is_nil(stats.herfindahl(x))
      assert.is_nil(stats.entropy(x))
    end
  end)

  it("diverge by bits", function()
    -- H(mean of p and q) - (H(p) + H(q))/2
    near(0.2934356963218767, stats.jsd({ 1, 2, 0 }, { 0, 3, 1 }))
    near(0.2934356963218767, stats.jsd({ a = 1, b = 2 }, { b = 30, c = 10 }))
    near(0.28177360116998607, stats.jsd({ 5, 3, 2 }, { 1, 1, 8 }))
    assert.equal(0, stats.jsd({ 1, 2, 4 }, { 2, 4, 8 }))
    assert.equal(1, stats.jsd({ a = 1 }, { b = 3 }))
    for _, x in ipairs({ {}, { 0 }, { 2, -1 } }) do assert.is_nil(stats.jsd(x, { 1 })) end
  end)

  it("have centred log-ratios", function()
    -- g = math.prod(x) ** (1 / len(x)); math.log(v / g)
    local ratios = stats.clr({ 1, 2, 3, 4 })
    for i, wanted in ipairs({ -0.7945134575869863, -0.10136627702704104, 0.3040988310811234,
      0.5917809035329042 }) do near(wanted, ratios[i]) end
    near(0, stats.clr({ a = 7 }).a)
    near(0, stats.clr({ 5, 5 })[1])
  end)

  it("have them with zeros replaced only when asked", function()
    local none, why = stats.clr({ 0, 2, 3, 5 })
    assert.is_nil(none)
    assert.equal("string", type(why))
    -- d = .005; the same of [d if v == 0 else v / 10 * (1 - d) for v in x]
    local ratios = stats.clr({ 0, 2, 3, 5 }, { zero = 0.005 })
    for i, wanted in ipairs({ -3.0933391442133735, 0.5905277680770182, 0.9959928761851825,
      1.5068184999511733 }) do near(wanted, ratios[i]) end
    for _, delta in ipairs({ 0, 1, -1 }) do assert.is_nil(stats.clr({ 0, 1 }, { zero = delta })) end
    for _, x in ipairs({ {}, { 0 }, { 2, -1 } }) do assert.is_nil(stats.clr(x, { zero = 0.01 })) end
  end)
end)

describe("keyness", function()
  it("is the likelihood ratio of all four cells", function()
    -- Dunning 1993, table 2: “the swiss” 110, 2442, 111, 29114 → 270.72
    local g, p = stats.g2(110, 2442, 111, 29114)
    near(270.721876936225, g, 1e-9)
    close(7.89914499000097e-61, p, 1e-9)
    -- 2 * fsum(o * log(o / (row * column / n)) for the cells that are not 0)
    g, p = stats.g2(0, 5, 100, 95)
    near(7.059690985837881, g, 1e-11)
    near(0.007883759532188745, p)
  end)

  it("is 0 for equal shares and nil for no table", function()
    local g, p = stats.g2(1, 10, 9, 90)
    near(0, g)
    near(1, p, 1e-6)
    assert.is_true(g >= 0)
    assert.same({ 0.0, 1.0 }, { stats.g2(3, 4, 0, 0) })
    for _, t in ipairs({ { 0, 0, 1, 1 }, { 1, 0, 1, 0 }, { 0, 1, 0, 1 }, { -1, 2, 3, 4 } }) do
      assert.is_nil(stats.g2(table.unpack(t)))
      assert.is_nil(stats.log_ratio(table.unpack(t)))
    end
  end)

  it("doubles at each step of the log ratio, zeros counted as a half", function()
    near(3.321928094887362, stats.log_ratio(10, 2, 990, 1998)) -- log2((10/1000) / (2/2000))
    near(-3.3219280948873626, stats.log_ratio(0, 5, 100, 95)) -- log2((0.5/100) / (5/100))
    near(0, stats.log_ratio(1, 10, 9, 90))
    -- Of 10 words 0.1 is expected, not 0.5: the ratio is on the side of G² all the same.
    assert.is_true(stats.log_ratio(0, 10, 10, 990) < 0)
    assert.is_true(stats.log_ratio(10, 0, 990, 10) > 0)
    near(stats.log_ratio(0, 10, 10, 990), -stats.log_ratio(10, 0, 990, 10))
  end)
end)

describe("kaplan_meier", function()
  -- Remission under 6-MP, the example of Kaplan–Meier in most textbooks (Freireich et al. 1963)
  local weeks = { 6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35 }

  it("agrees with the example of the textbooks", function()
    local subjects = {}
    for i, week in ipairs(weeks) do subjects[i] = { time = math.abs(week), event = week > 0 } end
    local steps, median, left_out = stats.kaplan_meier(subjects)
    assert.equal(23, median)
    assert.equal(0, left_out)
    assert.equal(16, #steps)
    -- S *= Fraction(n - d, n); g += Fraction(d, n * (n - d)); S * sqrt(g);
    -- exp(-exp(log(-log(S)) ± 1.959963984540054 * sqrt(g) / abs(log(S))))
    local wanted = {
      [1] = { 6, 21, 3, 0.8571428571428571, 0.07636035483212125, 0.6197179552659838, 0.951551747646997 },
      [3] = { 9, 16, 0, 0.8067226890756303, 0.0869352851800572, 0.5631465646222333, 0.9228090192028805 },
      [12] = { 23, 6, 1, 0.4481792717086835, 0.13459145675576045, 0.18805200595923235, 0.6801426284952415 },
    }
    for i, row in pairs(wanted) do
      local step = steps[i]
      local got = { step.time, step.at_risk, step.events, step.survival, step.se, step.low, step.high }
      for k, value in ipairs(row) do near(value, got[k], 1e-11) end
    end
    assert.equal(1, steps[1].censored)
    assert.equal(2, steps[14].censored)
  end)

  it("says nothing of the error at the ends", function()
    local steps, median = stats.kaplan_meier({ { time = 1, event = false }, { time = 2, event = true } })
    assert.same({ time = 1, at_risk = 2, events = 0, censored = 1, survival = 1.0, se = 0.0 }, steps[1])
    assert.same({ time = 2, at_risk = 1, events = 1, censored = 0, survival = 0.0 }, steps[2])
    assert.equal(2, median)
  end)

  it("counts those without a time apart, and takes none and one", function()
    local steps, median, left_out = stats.kaplan_meier({ { event = true }, { time = 3, event = false } })
    assert.equal(1, #steps)
    assert.is_nil(median)
    assert.equal(1, left_out)
    assert.same({}, (stats.kaplan_meier({})))
  end)
end)

describe("all methods", function()
  -- Of one array, of two, of four counts: all that are called in the same way.
  local of_one = { "sum", "mean", "median", "mad", "quartiles", "rank", "mann_kendall", "bh", "robust_z",
    "log_mad_outliers", "gini", "herfindahl", "entropy", "clr", "percentile_ranks" }
  local of_two = { "theil_sen", "spearman", "jaccard", "containment", "cosine", "jsd", "percentile_rank", "quantile" }
  local of_four = { "g2", "log_ratio" }
  local samples = { {}, { 5 }, { 5, 5 }, { 0, 0, 0 }, { 7, 7, 7, 7, 7 }, { 1, 1, 2, 2 }, { 0, 0, 0, 9 },
    { -1, 0, 1 }, { 3, 1, 2, 9, 9, 4 }, { 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5 }, { 1e-300, 1e300, 1, 1e300 } }

  local function check(name, value)
    if type(value) == "table" then
      for _, one in pairs(value) do check(name, one) end
    elseif type(value) == "number" then
      assert.is_true(value == value and value > -math.huge and value < math.huge, name .. ": " .. value)
    end
  end

  it("never give what is no number, nor an infinite one, and leave what they are given as it was", function()
    for _, x in ipairs(samples) do
      local before = table.concat(x, " ")
      for _, name in ipairs(of_one) do check(name, { stats[name](x) }) end
      for _, name in ipairs(of_two) do
        local other = name == "percentile_rank" and 4 or name == "quantile" and 0.3 or x
        check(name, { stats[name](x, other) })
      end
      assert.equal(before, table.concat(x, " "))
    end
  end)

  it("never do so for counts either", function()
    for code = 0, 80 do
      local cells = { code % 3, code // 3 % 3, code // 9 % 3, code // 27 }
      for _, name in ipairs(of_four) do check(name, { stats[name](table.unpack(cells)) }) end
      check("wilson", { stats.wilson(cells[1], cells[2]) })
      if cells[1] <= cells[2] then check("sign_test", { stats.sign_test(cells[1], cells[2]) }) end
      check("chi2_p", { stats.chi2_p(cells[1], cells[2]), stats.student_p(cells[1], cells[3]) })
    end
  end)

  it("are all looked at here", function()
    local known = { wilson = 1, normal_p = 1, chi2_p = 1, student_p = 1, normal_quantile = 1, deviate = 1,
      sign_test = 1, kaplan_meier = 1 }
    for _, list in ipairs({ of_one, of_two, of_four }) do
      for _, name in ipairs(list) do known[name] = 1 end
    end
    for name in pairs(stats) do assert.is_truthy(known[name], name) end
  end)
end)
