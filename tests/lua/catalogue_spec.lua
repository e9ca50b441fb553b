-- The bundled catalogue: every entry is complete and passes the tests it carries.

local indicator = require "fazhi.indicator"

describe("the catalogue", function()
  local cat = indicator.load()

  it("has entries for every part of the outline", function()
    local parts = {}
    for _, one in ipairs(cat.entries) do parts[one.part] = (parts[one.part] or 0) + 1 end
    for n = 1, 9 do assert.is_true((parts["P" .. n] or 0) > 0, "P" .. n) end
    assert.is_true(#cat.entries >= 169)
  end)

  it("tells everything about each entry", function()
    for _, one in ipairs(cat.entries) do
      for _, key in ipairs { "zh", "en", "part", "definition", "unit", "polarity", "levels", "tests" } do
        assert.is_not_nil(one[key], one.id .. ": " .. key)
      end
      assert.is_true(#one.tests.hit > 0 and #one.tests.miss > 0, one.id .. ": tests")
    end
  end)

  it("confuses only with entries that exist", function()
    for _, one in ipairs(cat.entries) do
      for _, other in ipairs(one.confused_with or {}) do
        assert.is_not_nil(cat.by_id[other], one.id .. ": " .. other)
      end
    end
  end)

  it("has no id twice", function()
    local seen = {}
    for _, one in ipairs(cat.entries) do
      assert.is_nil(seen[one.id], one.id)
      seen[one.id] = true
    end
  end)

  for _, one in ipairs(cat.entries) do
    it("observes " .. one.id .. " as its tests say", function()
      local passed, failures = indicator.test(cat, one.id)
      local lines = {}
      for _, failure in ipairs(failures) do
        lines[#lines + 1] = ("%s: wanted %s, got %s"):format(failure.sentence, failure.wanted or "nothing",
          table.concat(failure.got, ", "))
      end
      assert.equal(0, #failures, table.concat(lines, "\n"))
      assert.equal(#one.tests.hit + #one.tests.miss, passed)
    end)
  end
end)
