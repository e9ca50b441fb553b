-- fazhi.core.keys: the keys of many sketches in memory.

local core = require "fazhi.core"
local draw_new = require "support.draw".new

local sheet = core.sheet.columns { "key", "id" }

-- Sketches of texts of which neighbours share much.
local function sketches(count)
  local draw, words, list = draw_new(7), {}, {}
  for i = 1, 40 + count do words[i] = utf8.char(0x4E00 + draw(20000), 0x4E00 + draw(20000), 0x4E00 + draw(20000)) end
  for i = 1, count do list[i] = core.sketch.of(table.concat(words, "", i, i + 40)) end
  return list
end

-- What the keys of a list of sketches come to, found one by one.
local function rows_of(list, last)
  local rows = {}
  for i = 1, last do
    for _, key in ipairs(core.sketch.bands(list[i])) do rows[#rows + 1] = { key = key, id = 1000 + i } end
  end
  table.sort(rows, function(a, b)
    if a.key ~= b.key then return a.key < b.key end
    return a.id < b.id
  end)
  return rows
end

local function shared(rows, sketch)
  local own, counts = {}, {}
  for _, key in ipairs(core.sketch.bands(sketch)) do own[key] = true end
  for _, row in ipairs(rows) do
    if own[row.key] then counts[row.id] = (counts[row.id] or 0) + 1 end
  end
  return counts
end

local function counted(keys, sketch)
  local counts = {}
  assert.is_true(keys:count(sketch, counts))
  return counts
end

describe("keys of sketches", function()
  local list = sketches(60)

  it("are found and put in order", function()
    local keys = core.keys.new()
    assert.same({}, counted(keys, list[1]))
    assert.same({}, sheet:rows(keys:sheet()))
    for i, one in ipairs(list) do assert.is_true(keys:add(1000 + i, one)) end
    assert.equal(60, #keys)
    local rows = rows_of(list, 60)
    assert.same(rows, sheet:rows(keys:sheet()))
    for _, i in ipairs { 1, 17, 60 } do
      local counts = counted(keys, list[i])
      assert.same(shared(rows, list[i]), counts)
      assert.equal(42, counts[1000 + i])
    end
  end)

  it("add to what was counted, also under an id that has two sketches", function()
    local keys = core.keys.new()
    keys:add(1, list[1])
    keys:add(1, list[1])
    local counts = { [1] = 5, [2] = 7 }
    keys:count(list[1], counts)
    assert.same({ 5 + 84, 7 }, counts)
  end)

  it("are as before when the last ones were taken back", function()
    local keys, draw, last = core.keys.new(), draw_new(3), 0
    for _ = 1, 40 do
      for _ = 1, draw(20) do
        if last < 60 then
          last = last + 1
          keys:add(1000 + last, list[last])
        end
      end
      last = draw(last + 1) - 1
      keys:cut(last)
      assert.equal(last, #keys)
      local rows = rows_of(list, last)
      assert.same(rows, sheet:rows(keys:sheet()))
      local i = draw(60)
      assert.same(shared(rows, list[i]), counted(keys, list[i]))
    end
    keys:cut(1000)
    assert.equal(last, #keys)
    assert.has_error(function() keys:cut(-1) end)
  end)

  it("are none of a text in which nothing counts", function()
    local keys, empty = core.keys.new(), core.sketch.of "。"
    assert.is_true(keys:add(1, empty))
    assert.is_true(keys:add(2, list[1]))
    assert.equal(2, #keys)
    assert.same({}, counted(keys, empty))
    keys:cut(1)
    assert.same({}, counted(keys, list[1]))
  end)

  it("are refused of what is no sketch", function()
    local keys = core.keys.new()
    local ok, message, code = keys:add(1, "x")
    assert.is_nil(ok)
    assert.is_string(message)
    assert.is_string(code)
    assert.equal(0, #keys)
    assert.is_nil((keys:count("x", {})))
  end)
end)
