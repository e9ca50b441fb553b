-- fazhi.core.flat as Lua sees it: what is folded, sentences with figures reduced to marks, what is refused.

local flat = require("fazhi.core").flat

describe("flat text", function()
  local one = flat.new { ["，"] = "\4", ["；"] = "\5", [" "] = "" }

  it("is a text, or a part of one, with all replaced", function()
    assert.equal("共5件\4又", one:fold("共 5 件，又"))
    assert.equal("\4又", one:fold("共 5 件，又", 10, 15))
    assert.equal("", one:fold(""))
  end)

  it("has marks and units in the place of figures, and tells where they stand", function()
    local body = "前。受理: 3件，审结 12 起；另有5。后"
    local first, last = body:find("受理.*。后")
    local figures = { { start = 1, stop = 2 } }
    for _, raw in ipairs { "3件", "12 起", "5" } do
      local i, j = body:find(raw, 1, true)
      figures[#figures + 1] = { start = i, stop = j, unit = raw:match "[^%d ]+$" }
    end
    local places, ends = {}, {}
    local text = one:sentence(body, first, last, figures, 2, 4, { [2] = 2 }, places, ends)
    assert.equal("受理\1件\2\4审结\1起\2\5另有\1\2。后", text)
    for i, place in ipairs(places) do assert.equal("\1", text:sub(place, place), i) end
    assert.same({ 3, 2 }, { #places, #ends })
    assert.same({ "\4", "\5" }, { text:sub(ends[1], ends[1]), text:sub(ends[2], ends[2]) })
    assert.equal("前", one:sentence(body, 1, 3, figures, 1, 0, {}, {}, {}))
  end)

  it("is refused a table that makes texts grow, and figures without a span", function()
    assert.has_error(function() flat.new { ["，"] = "----" } end, "flat: character 1 would grow")
    assert.has_error(function() flat.new { 1 } end, "flat: no table of characters")
    assert.has_error(function() one:sentence("共", 1, 3, { {} }, 1, 1, {}, {}, {}) end, "flat: a figure without a span")
    assert.has_error(function() one:sentence("共", 1, 3, {}, 1, 1, {}, {}, {}) end, "flat: no figure")
    assert.has_error(function() one:fold("共", 2, 9) end)
  end)
end)
