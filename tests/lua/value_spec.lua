-- fazhi.core.value as Lua sees it: the bytes of a value do not tell in which order its tables were filled, and
-- differ where the values do.

local value = require("fazhi.core").value

describe("the bytes of a value", function()
  it("are written so", function()
    for given, bytes in pairs {
      ["3:abc"] = "abc", ["0:"] = "", ["4:\0\n\0\0"] = "\0\n\0\0", ["12"] = 12, ["1.0"] = 1.0, ["-0.5"] = -0.5,
      ["true"] = true,
    } do
      assert.equal(given, (value.bytes(bytes)))
    end
    assert.equal("nil", (value.bytes(nil)))
    assert.equal("{}", (value.bytes {}))
    assert.equal("{1=1:a2=1:b}", (value.bytes { "a", "b" }))
    assert.equal("{1=true3=1:c1:a={1=1}2:ab=2}", (value.bytes { ab = 2, a = { 1 }, true, [3] = "c" }))
    assert.equal("{false=0true=11=21.5=32=4}", (value.bytes { [true] = 1, [false] = 0, [1.5] = 3, [2] = 4, [1] = 2 }))
  end)

  it("are the same in whatever order tables were filled", function()
    local words, one, other = {}, {}, {}
    for i = 1, 200 do words[i] = ("w%d"):format(i * 7919 % 1000) end
    for i = 1, 200 do one[words[i]], other[words[201 - i]] = #words[i], #words[201 - i] end
    one[3], one[1], one[2] = "c", "a", "b"
    other[1], other[2], other[3] = "a", "b", "c"
    assert.equal(value.bytes(one), (value.bytes(other)))
    other[2] = "d"
    assert.not_equal(value.bytes(one), (value.bytes(other)))
  end)

  it("leave keys out of the outer table only", function()
    assert.equal("{1:b={1:a=1}}", (value.bytes({ a = 1, b = { a = 1 } }, { a = true, c = true })))
    assert.equal("{1:a=1}", (value.bytes({ a = 1 }, { a = false })))
  end)

  it("have of a pattern its source, of a function its code or nothing", function()
    local pattern = setmetatable({ source = "a|b" }, { __name = "fazhi.pattern" })
    assert.same({ "{1=3:a|b}", false }, { value.bytes { pattern } })
    local function f() return 1 end
    local bytes, is_opaque = value.bytes { f }
    assert.equal("{1=" .. string.dump(f, true) .. "}", bytes)
    assert.is_true(is_opaque)
    assert.same({ "{1=function}", true }, { value.bytes({ f }, nil, true) })
    assert.same({ "function", true }, { value.bytes(print) })
    assert.same({ "userdata", true }, { value.bytes(io.stdout) })
  end)

  it("are refused of what cannot be written in order, or never ends", function()
    assert.has_error(function() value.bytes { [{}] = 1 } end, "a key that is no text, number or boolean")
    local loop = {}
    loop[1] = loop
    assert.has_error(function() value.bytes(loop) end, "a table that is too deep, or in itself")
    assert.has_error(function() value.bytes() end)
  end)
end)
