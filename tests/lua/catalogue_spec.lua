-- The bundled catalogues: every entry is complete and passes the tests it carries.

local indicator = require "fazhi.indicator"

local PARTS = { rule_of_law = 9 } -- of the 纲要, named P1 …
local LEAST = { rule_of_law = 169, government_work = 30 }

local function count_parts(cat)
  local parts = {}
  for _, one in ipairs(cat.entries) do parts[one.part] = (parts[one.part] or 0) + 1 end
  return parts
end

for _, cat in ipairs(indicator.all()) do
  describe("the catalogue " .. cat.folder, function()
    it("has its entries, and some for every part of the outline", function()
      assert.is_true(#cat.entries >= LEAST[cat.folder])
      local parts = count_parts(cat)
      for n = 1, PARTS[cat.folder] or 0 do assert.is_true((parts["P" .. n] or 0) > 0, "P" .. n) end
    end)

    it("tells everything about each entry", function()
      for _, one in ipairs(cat.entries) do
        for _, key in ipairs { "zh", "en", "part", "definition", "unit", "polarity", "levels", "tests" } do
          -- That a report has a content counts nothing.
          if key ~= "unit" or not one.contents then assert.is_not_nil(one[key], one.id .. ": " .. key) end
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
end
