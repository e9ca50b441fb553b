-- fazhi.stats against values computed by hand or taken from R where said so.

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
  end)
end)

describe("rank", function()
  it("puts the largest first and lets equal values share a place", function()
    assert.same({ 2, 1, 2, 4 }, stats.rank({ 5, 9, 5, 1 }))
    assert.same({ 2, 4, 2, 1 }, stats.rank({ 5, 9, 5, 1 }, { ascending = true }))
    assert.same({ 2.5, 1, 2.5, 4 }, stats.rank({ 5, 9, 5, 1 }, { ties = "average" }))
    assert.same({}, stats.rank({}))
  end)
end)
