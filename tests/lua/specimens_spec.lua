-- The specimens: short texts with one trouble each, whose expected.tsv says what is to be read of them.

local region = require "fazhi.region"
local specimens = require "accuracy.specimens"

describe("specimen", function()
  setup(function() region.load() end)

  for _, row in ipairs(specimens.rows "tests/fixtures/specimens") do
    local holds, reason = specimens.holds(row.doc, row)
    if holds == nil then
      it(("%s: why %s is not asked"):format(row.file, row.field), function() assert.is_string(reason) end)
    else
      local want = row.expected ~= "" and row.expected or "unknown"
      it(("%s: %s is %s"):format(row.file, row.field, want), function() assert.is_true(holds) end)
    end
  end
end)
