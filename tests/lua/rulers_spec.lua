-- fazhi.core.rulers as Lua sees it: the text is read once, positions, what is refused.

local core = require "fazhi.core"
local pattern = require "fazhi.pattern"
local words = core.words

local function given()
  return { topics = words.new { "《", "复议", "诉讼" }, actors = words.new { "《", "法院", "司法局" },
    titles = words.new { "《", "》" }, not_subject = words.new { "\1" }, not_before = words.new { "的" },
    plans = pattern.set { pattern.compile("计划", "optional") }, done = pattern.set {}, joint = "、", lead = 30 }
end

describe("rulers", function()
  it("tell numbers of words at a place", function()
    local rulers, flat = core.rulers.new(given()), "法院计划复议\1件\2\4诉讼\1件\2"
    assert.same({ 2, false, 2, true }, { rulers:at(flat, 19, 23, 1, 23) })
    assert.same({ 3, false, 2, true }, { rulers:at(flat, 31, 35, 25, #flat) })
    assert.same({ 3, true, 2, true }, { rulers:at(flat, 31, 35, 31, #flat) })
    assert.same({ 2, 3 }, rulers:topics(flat))
  end)

  it("tell another text from the one before", function()
    local rulers = core.rulers.new(given())
    assert.same({ 2 }, rulers:topics("复议"))
    for _ = 1, 20 do
      assert.same({ 3 }, rulers:topics("诉" .. "讼"))
      collectgarbage()
      assert.same({}, rulers:topics("《复议》"))
    end
    assert.same({ n = 4, nil, false, nil, false }, table.pack(rulers:at("法院的\1\2", 10, 11, 1, 11)))
    assert.same({ n = 4, nil, false, nil, false }, table.pack(rulers:at("", 1, 1, 1, 0)))
  end)

  it("keep what they are made of", function()
    local list = given()
    local rulers = core.rulers.new(list)
    for key in pairs(list) do list[key] = nil end
    collectgarbage()
    collectgarbage()
    assert.same({ 2, 3 }, rulers:topics("复议诉讼"))
  end)

  it("are refused what makes no sense", function()
    for key in pairs(given()) do
      local list = given()
      list[key] = nil
      assert.has_error(function() core.rulers.new(list) end)
    end
    assert.has_error(function() core.rulers.new(given()):at("", 0, 1, 1, 1) end)
    assert.has_error(function() core.rulers.new(given()):at("", 1) end)
    local list = given()
    list.joint = ""
    assert.has_error(function() core.rulers.new(list) end)
  end)
end)
