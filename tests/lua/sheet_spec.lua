-- fazhi.core.sheet: rows of a table as one string, and back.

local sheet = require "fazhi.core".sheet

describe("a sheet", function()
  it("gives back what was packed, of every kind", function()
    local columns = sheet.columns { "a", "b" }
    local rows = {
      { a = 0, b = -1 }, { a = math.mininteger, b = math.maxinteger }, { a = 0.5, b = -0.0 }, { a = 1e300, b = 1 / 0 },
      { a = "", b = "法\0治" }, { a = true, b = false }, {}, { b = ("x"):rep(300) }, { a = 127, b = 128 },
    }
    local found = columns:rows(columns:pack(rows))
    assert.same(rows, found)
    for i, row in ipairs(rows) do
      assert.equal(math.type(row.a), math.type(found[i].a))
    end
    assert.same({}, columns:rows(columns:pack {}))
    assert.same({ "a", "b" }, columns:names())
  end)

  it("takes columns from where they say", function()
    local columns = sheet.columns {
      { "from_value", from = "from" }, { "start", add = -1 }, { "unit", otherwise = "" }, { "part", otherwise = false },
      { "section", counts = true }, { "first", list = 1, add = -1 }, { "last", list = 2 },
      { "beaten", joined = true }, { "stop", unless = "section" },
    }
    local things = {
      { from = 1, start = 1, unit = "件", part = true, section = 2, beaten = { "a", "b" }, stop = 9 },
      { start = 1.5, section = 0, beaten = "c", stop = 9 }, { section = "3", beaten = {} },
    }
    assert.same({
      { from_value = 1, start = 0, unit = "件", part = true, section = 2, first = 4, last = 8, beaten = "a b" },
      { start = 1.5, unit = "", part = false, first = 6, beaten = "c", stop = 9 },
      { unit = "", part = false, beaten = "" },
    }, columns:rows(columns:pack(things, { 5, 7 }, { 8 })))
  end)

  it("follows metatables of things", function()
    local thing = setmetatable({}, { __index = { a = 1 } })
    assert.same({ { a = 1 } }, (function(c) return c:rows(c:pack { thing }) end)(sheet.columns { "a" }))
  end)

  it("refuses what it cannot hold, and columns that make no sense", function()
    local columns = sheet.columns { { "a", joined = true } }
    assert.has_error(function() columns:pack { { a = print } } end)
    assert.has_error(function() columns:pack { { a = { {} } } } end)
    assert.has_error(function() columns:pack { 1 } end)
    assert.has_error(function() sheet.columns { { "a", list = 1 } }:pack { {} } end)
    assert.has_error(function() sheet.columns {} end)
    assert.has_error(function() sheet.columns { {} } end)
    assert.has_error(function() sheet.columns { { "a", unless = "b" }, "b" } end)
  end)

  it("refuses whatever bytes are no sheet", function()
    local columns = sheet.columns { "a", "b" }
    local packed = columns:pack { { a = "long enough", b = 1.5 }, { a = 7, b = 8 } }
    for length = 0, #packed - 1 do
      assert.has_error(function() columns:rows(packed:sub(1, length)) end)
    end
    assert.has_error(function() columns:rows(("\xFF"):rep(40)) end)
    assert.has_error(function() sheet.columns { "a" }:rows(packed) end)
    for at = 1, #packed do -- a change may be one of a value, but never more than an error
      for _, byte in ipairs { 0, 5, 6, 127, 128, 255 } do
        pcall(columns.rows, columns, packed:sub(1, at - 1) .. string.char(byte) .. packed:sub(at + 1))
      end
    end
  end)
end)
