-- recall: a corpus that answers from memory says what the corpus says, and asks it once.

local recall = require "fazhi.recall"

describe("recall", function()
  local real, asked, counted

  before_each(function()
    real, asked = { name = "c" }, {}
    local function answer(method)
      return function(self, ...)
        assert.equal(real, self)
        asked[#asked + 1] = method
        return { method, ... }
      end
    end
    for _, method in ipairs { "regions", "values", "silent_regions", "report" } do real[method] = answer(method) end
    counted = recall.of(real)
  end)

  it("asks once for what is the same, whatever the order of the filters", function()
    assert.equal(counted:regions(), counted:regions())
    assert.equal(counted:values("a", { from = 1, to = 2 }), counted:values("a", { to = 2, from = 1 }))
    assert.equal("regions values", table.concat(asked, " "))
  end)

  it("tells other filters and other indicators apart", function()
    local first = counted:values("a", {})
    assert.not_equal(first, counted:values("a", { kind = "any" }))
    assert.equal("b", counted:values("b", {})[2])
    assert.not_equal(counted:silent_regions({}, 2020, 2021), counted:silent_regions({}, 2020))
    assert.not_equal(first, counted:values("a", {})) -- only the last indicator is remembered
  end)

  it("asks again for everything else, and gives back failures", function()
    counted:report "r1"
    counted:report "r1"
    assert.equal("report report", table.concat(asked, " "))
    assert.equal("c", counted.name)
    function real.regions() return nil, "why", "E401" end
    local regions, why, code = counted:regions()
    assert.is_nil(regions)
    assert.equal("why E401", why .. " " .. code)
  end)
end)
