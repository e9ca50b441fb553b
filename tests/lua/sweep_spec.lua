-- fazhi.sweep: memory is given back between pieces of work, and the collector is left as it was.

local sweep = require "fazhi.sweep"

describe("sweep", function()
  local function litter(megabytes)
    for i = 1, megabytes * 16 do local _ = ("x"):rep(64 << 10) .. i end
  end

  it("keeps what long work leaves behind within bounds", function()
    collectgarbage()
    local between <close> = sweep.start()
    local before, most = collectgarbage "count", 0
    for _ = 1, 40 do
      litter(1)
      between()
      most = math.max(most, collectgarbage "count")
    end
    assert.is_true(most < before + 16 * 1024, "left " .. most - before .. " KB")
  end)

  it("leaves the collector as it was, closed once or twice", function()
    local pause = collectgarbage("setpause", 172)
    local between = sweep.start()
    between:close()
    between:close()
    assert.equal(172, collectgarbage("setpause", pause))
  end)
end)
