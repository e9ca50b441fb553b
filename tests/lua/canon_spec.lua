-- fazhi.core.canon: equal values give equal bytes, unlike ones do not.

local core = require "fazhi.core"

local canon = core.canon

-- The same in Lua, for plain values.
local function written(value)
  if type(value) == "string" then return #value .. ":" .. value end
  if type(value) ~= "table" then return tostring(value) end
  local keys, parts = {}, { "{" }
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if type(a) == type(b) then return a < b end
    return type(a) == "number"
  end)
  for _, key in ipairs(keys) do parts[#parts + 1] = written(key) .. "=" .. written(value[key]) end
  return table.concat(parts) .. "}"
end

local function made(random, depth)
  local kind = random(depth > 3 and 3 or 6)
  if kind == 1 then return ("词"):rep(random(0, 3)) .. string.char(random(0, 255)) end
  if kind == 2 then return random(2) == 1 and random(-9, 9) or random(-9, 9) / 4 end
  if kind == 3 then return random(2) == 1 end
  local t = {}
  for i = 1, random(0, 5) do
    local key = kind == 4 and i or random(4)
    if kind == 6 then key = ({ "a", "ab", "\0", -2, 2.5, "1" })[random(6)] end
    t[key] = made(random, depth + 1)
  end
  return t
end

describe("a value written in one way", function()
  it("has its keys in order, numbers before strings", function()
    assert.equal("{1=3:复2=true}", canon { "复", true })
    assert.equal("{1=1:a3=1:c}", canon { [3] = "c", [1] = "a" })
    assert.equal("{-1=0:1.5={}1:b=11:c=2}", canon { c = 2, b = 1, [1.5] = {}, [-1] = "" })
    assert.equal("nil", canon(nil))
  end)

  it("is what a few lines of Lua write", function()
    math.randomseed(7)
    for _ = 1, 500 do
      local value = made(math.random, 0)
      assert.equal(written(value), canon(value))
    end
  end)

  it("has many keys in order as well as few", function()
    for _, count in ipairs { 15, 16, 17, 300 } do
      local t = {}
      for i = count, 1, -1 do t["k" .. i] = { i, n = i } end
      assert.equal(written(t), canon(t))
      assert.equal(canon { k1 = t.k1 }, canon({ k1 = t.k1, k2 = t.k2, k3 = 1 }, { k2 = true, k3 = true }))
    end
  end)

  it("does not tell how a table was filled", function()
    local one, other = {}, { [1] = "1", [2] = "2", [3] = "3", [4] = "4" }
    for i = 4, 1, -1 do one[i] = tostring(i) end
    one.gone = 1
    one.gone = nil
    assert.equal(canon(other), canon(one))
    assert.not_equal(canon { "1", "2" }, canon { "12" })
    assert.not_equal(canon { "1" }, canon { 1 })
    assert.not_equal(canon { [1] = "a", [3] = "c", x = "x" }, canon { "a", "c", x = "x" })
  end)

  it("leaves out what is skipped of it, not of what is in it", function()
    assert.equal("{1:b={1:a=2}}", canon({ a = 1, b = { a = 2 } }, { a = true }))
    assert.equal("{2=1:y}", canon({ "x", "y" }, { true }))
  end)

  it("asks what stands for what is no plain value", function()
    local class = {}
    local function other(value) return type(value) == "function" and "f" or value.name end
    local value = { print, setmetatable({ name = "t" }, class), setmetatable({}, class) }
    assert.equal("{1=f2=t3={}}", canon(value, nil, other))
    assert.error_matches(function() canon { print } end, "function cannot be written")
    assert.error_matches(function() canon { [true] = 1 } end, "a key is a number or a string")
    local deep = {}
    for _ = 1, 200 do deep = { deep } end
    assert.error_matches(function() canon(deep) end, "nested more than 100 deep")
  end)
end)
