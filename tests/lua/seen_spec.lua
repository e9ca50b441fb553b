-- fazhi.core.seen: which keys of a sketch may have been met.

local core = require "fazhi.core"
local draw_new = require "support.draw".new

local sheet = core.sheet.columns { "key" }

-- Sketches of texts that share nothing.
local function sketches(count, seed)
  local draw, list = draw_new(seed), {}
  for i = 1, count do
    local words = {}
    for k = 1, 60 do words[k] = utf8.char(0x4E00 + draw(20000), 0x4E00 + draw(20000), 0x4E00 + draw(20000)) end
    list[i] = core.sketch.of(table.concat(words))
  end
  return list
end

local function keys_of(seen, sketch)
  local found = seen:sheet(sketch)
  local list = {}
  for i, row in ipairs(found and sheet:rows(found) or {}) do list[i] = row.key end
  return list
end

describe("keys that were met", function()
  it("are all found again, and hardly any others", function()
    local seen, others = core.seen.new(), 0
    local met, unmet = sketches(3000, 3), sketches(1000, 4)
    for _, one in ipairs(met) do assert.is_true(seen:add(one)) end -- more than fill the first three tables
    for _, one in ipairs(met) do assert.same(core.sketch.bands(one), keys_of(seen, one)) end
    for _, one in ipairs(unmet) do others = others + #keys_of(seen, one) end
    assert.is_true(others < 42 * #unmet / 100)
  end)

  it("are none in the beginning, and those of one are not those of another", function()
    local seen, list = core.seen.new(), sketches(2, 5)
    assert.is_false(seen:sheet(list[1]))
    seen:add(list[1])
    assert.is_false(seen:sheet(list[2]))
    assert.equal(42, #keys_of(seen, list[1]))
  end)

  it("are those alone that two texts have in common", function()
    local draw, words = draw_new(6), {}
    for i = 1, 200 do words[i] = utf8.char(0x4E00 + draw(20000), 0x4E00 + draw(20000)) end
    local one, other = core.sketch.of(table.concat(words, "", 1, 160)), core.sketch.of(table.concat(words, "", 20, 200))
    local own, common = {}, {}
    for _, key in ipairs(core.sketch.bands(one)) do own[key] = true end
    for _, key in ipairs(core.sketch.bands(other)) do
      if own[key] then common[#common + 1] = key end
    end
    local seen = core.seen.new()
    seen:add(one)
    assert.is_true(#common > 0 and #common < 42)
    assert.same(common, keys_of(seen, other))
  end)

  it("are of sketches", function()
    local seen = core.seen.new()
    local ok, _, code = seen:add "no sketch"
    assert.is_nil(ok)
    assert.is_string(code)
    assert.is_nil((seen:sheet(("x"):rep(520))))
    assert.is_false(seen:sheet(core.sketch.of "")) -- a text in which nothing counts has no keys
  end)
end)
