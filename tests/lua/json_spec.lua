-- fazhi.json: what is written reads back, and what is no JSON is refused with its place.

local json = require("fazhi.json")

describe("json", function()
  it("writes whole numbers without a point and others so that they read back", function()
    assert.equal("2690", json.encode(2690))
    assert.equal("2690", json.encode(2690.0))
    assert.equal("0.1", json.encode(0.1))
    assert.equal("58.61", json.encode(58.61))
    assert.equal(1 / 3, tonumber(json.encode(1 / 3)))
    assert.equal(0.1 + 0.2, tonumber(json.encode(0.1 + 0.2)))
    assert.equal("1e+300", json.encode(1e300))
    assert.equal("null", json.encode(0 / 0))
  end)

  it("escapes what must be escaped and mends what is no UTF-8", function()
    assert.equal([["a\"b\\c\n\u0001"]], json.encode('a"b\\c\n\1'))
    assert.equal('"法治"', json.encode("法治"))
    assert.equal('"法\u{FFFD}治"', json.encode("法\xff治"))
  end)

  it("tells arrays from objects, also empty ones", function()
    assert.equal("[1,2]", json.encode({ 1, 2 }))
    assert.equal("{}", json.encode({}))
    assert.equal("[]", json.encode(json.array({})))
    assert.equal('{"a":1,"b":{"c":[true,false]}}', json.encode({ b = { c = { true, false } }, a = 1 }))
  end)

  it("has a form for every key, in order of bytes, and an array only from its first item on", function()
    assert.equal('{"10":"c","2":"b","B":1,"a":2}', json.encode { [2] = "b", [10] = "c", a = 2, B = 1 })
    assert.equal('{"1.5":true}', json.encode { [1.5] = true })
    assert.equal('{"a\\u0000b":null}', json.encode { ["a\0b"] = json.null })
    assert.equal('"\\u007f\\t\\r/"', json.encode "\127\t\r/")
    assert.equal('"\u{FFFD}\u{FFFD}\u{FFFD}a"', json.encode "\xED\xA0\x80a")
  end)

  it("moves whole starts, however deep, if it is told to", function()
    local value = { start = 1, stop = 9, list = { { start = 5 }, { start = 1.5 }, { start = "1" } } }
    assert.equal('{"list":[{"start":4},{"start":1.5},{"start":"1"}],"start":0,"stop":9}', json.encode(value, -1))
  end)

  it("refuses what has no form, and tables without end", function()
    local function refused(value) return select(2, pcall(json.encode, value)) end
    assert.equal("a function has no form in JSON", refused { a = { print } })
    local ring = {}
    ring.a = { ring }
    assert.truthy(tostring(refused(ring)):find("nested more than", 1, true))
  end)

  it("writes objects in a given order with null for what is missing", function()
    assert.equal('{"b":1,"a":null}', json.object({ "b", "a" }, { b = 1 }))
  end)

  it("reads what it writes", function()
    local value = { title = "关于“法治”的\n报告", list = { 1, 2.5, "三" }, yes = true }
    assert.same(value, json.decode(json.encode(value)))
  end)

  it("reads escapes, surrogate pairs, blanks and numbers", function()
    local v = json.decode(' { "s" : "\\u6cd5\\ud83d\\ude00\\/" , "n" : [ -1.5e3 , 0 , 12 ] , "x" : null } ')
    assert.equal("法😀/", v.s)
    assert.same({ -1500.0, 0, 12 }, { table.unpack(v.n) })
    assert.equal("integer", math.type(v.n[3]))
    assert.is_nil(v.x)
  end)

  it("refuses what is no JSON and says where", function()
    for _, bad in ipairs({ "", "{", '{"a":1,}', "[1 2]", '"open', "[1] x", '{"a"}', "nul", '"\n"' }) do
      local value, why = json.decode(bad)
      assert.is_nil(value)
      assert.matches("^JSON: ", why)
    end
    assert.matches("line 2", select(2, json.decode("[1,\n}")))
  end)
  it("refuses what is nested to overflow its reader", function()
    local deep = ("["):rep(499) .. ("]"):rep(499)
    assert.is_table(json.decode(deep))
    for _, s in ipairs { ("["):rep(200000), ('{"a":'):rep(200000), ("["):rep(600) .. ("]"):rep(600) } do
      local value, why = json.decode(s)
      assert.is_nil(value)
      assert.matches("nested too deeply", why)
    end
  end)
end)
