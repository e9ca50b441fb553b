-- fazhi.core.flat as Lua sees it: what is folded, what is refused.

local flat = require("fazhi.core").flat

describe("flat text", function()
  local one = flat.new { ["，"] = "\4", ["；"] = "\5", [" "] = "" }

  it("is a text, or a part of one, with all replaced", function()
    assert.equal("共5件\4又", one:fold("共 5 件，又"))
    assert.equal("\4又", one:fold("共 5 件，又", 10, 15))
    assert.equal("", one:fold(""))
  end)

  it("is refused a table that makes texts grow", function()
    assert.has_error(function() flat.new { ["，"] = "----" } end, "flat: character 1 would grow")
    assert.has_error(function() flat.new { 1 } end, "flat: no table of characters")
    assert.has_error(function() one:fold("共", 2, 9) end)
  end)
end)
