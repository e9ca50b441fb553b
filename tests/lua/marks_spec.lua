-- fazhi.core.marks: what the short forms of sketches say of the sketches.

local core = require "fazhi.core"
local draw_new = require "support.draw".new

local sketch = core.sketch

-- Sketches of texts of which neighbours share much.
local function sketches(count)
  local draw, words, list = draw_new(11), {}, {}
  for i = 1, 60 + count do words[i] = utf8.char(0x4E00 + draw(20000), 0x4E00 + draw(20000), 0x4E00 + draw(20000)) end
  for i = 1, count do list[i] = sketch.of(table.concat(words, "", i, i + 40 + i % 20)) end
  return list
end

describe("marks of sketches", function()
  local list = sketches(40)

  it("promise no less than the sketches, and hardly more", function()
    local marks = core.marks.new()
    for i, one in ipairs(list) do assert.is_true(marks:put(i, one)) end
    for i = 1, 40 do
      for k = 1, 40 do
        local j, a, b = marks:most(i, k)
        local is = sketch.jaccard(list[i], list[k])
        assert.is_true(j >= is and j <= is + 0.05, ("%d %d: %.3f %.3f"):format(i, k, j, is))
        assert.same({ sketch.count(list[i]), sketch.count(list[k]) }, { a, b })
      end
      assert.equal(1, (marks:most(i, i)))
    end
  end)

  it("are of the last sketch of an id", function()
    local marks = core.marks.new()
    marks:put(1, list[1])
    marks:put(2, list[2])
    marks:put(1, list[2])
    assert.equal(1, (marks:most(1, 2)))
  end)

  it("are not known of all where there are very many", function()
    local marks = core.marks.new()
    assert.is_nil((marks:most(1, 2)))
    for id = 1, 32768 do marks:put(id, list[id % 40 + 1]) end
    assert.equal(1, (marks:most(3, 43)))
    marks:put(32769, list[1])
    assert.is_nil((marks:most(1, 2)))
    assert.is_number((marks:most(2, 32769)))
    assert.equal(1, (marks:most(32768, 8)))
  end)

  it("of texts in which nothing counts share nothing, of other shingles cannot be compared", function()
    local marks = core.marks.new()
    marks:put(1, sketch.of "。")
    marks:put(2, sketch.of "。")
    marks:put(3, sketch.of("青禾县", 3))
    marks:put(4, list[1])
    assert.equal(0, (marks:most(1, 2)))
    assert.is_nil((marks:most(3, 4)))
  end)

  it("are refused of what is no sketch or no id", function()
    local marks = core.marks.new()
    local ok, message, code = marks:put(1, "x")
    assert.is_nil(ok)
    assert.is_string(message)
    assert.is_string(code)
    assert.has_error(function() marks:put(0, list[1]) end)
    assert.has_error(function() marks:most(1, -1) end)
  end)
end)
