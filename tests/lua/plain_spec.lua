-- fazhi.plain and the parts of the core behind it, fazhi.core.amounts and fazhi.core.context: places,
-- spans that are passed over, limits, what is refused.

local core = require("fazhi.core")
local figure = require("fazhi.figure")
local plain = require("fazhi.plain")

local reader, kinds = plain.reader()

-- The raw text of the plain amounts, and the kind of the place that the reader stopped at.
local function read(s, spans, options)
  local o, list, raw = options or {}, {}, {}
  local number, at = reader:next(s, list, spans or {}, o.at or 1, o.last or #s, 1, 1)
  for i, one in ipairs(list) do raw[i] = one.raw end
  return raw, number and kinds[number], at
end

describe("plain.reader", function()
  it("reads amounts until one is not plain", function()
    local raw, kind, at = read("受理36件，审结29件，共3—5件，7件。")
    assert.same({ "36件", "29件" }, raw)
    assert.equal("digits", kind)
    assert.equal(#"受理36件，审结29件，共" + 1, at)
  end)

  it("fills a figure as the grammar would", function()
    local list = {}
    reader:next("约1.6万余元，", list, {}, 1, 100, 1, 1)
    assert.same({ { value = 16000, unit = "元", kind = "money", bound = "about", start = 1, stop = 15, number_stop = 12,
      raw = "约1.6万余元" } }, list)
  end)

  it("passes over dates, brackets and numerals that count nothing", function()
    assert.same({ "36件" }, (read("2023年3月，《十项措施36条》零距离推进一体化，受理36件。", {},
      { at = 1 + #"2023年3月，" })))
    assert.same({ {}, nil }, { (read("八方来客一起去，百花齐放。")) })
  end)

  it("passes over spans, and what reaches into one is none", function()
    local s = "受理36件，审结29件，办结8件。"
    local from = #"受理36件，审结2" + 1
    assert.same({ "36件", "8件" }, (read(s, { from, from + 1 })))
    assert.same({ "36件", "29件" }, (read(s, {}, { last = #s - #"8件。" })))
    assert.same({ "29件", "8件" }, (read(s, { 1, #"受理36件" })))
  end)

  it("gives the grammar the rest", function()
    for sentence, expected in pairs({ ["翻两番"] = 1, ["第10名，"] = 1, ["一半以上"] = 1, ["百分之八十。"] = 1, ["二十件。"] = 1,
      ["九成五"] = 1, ["3.78:1。"] = 1, ["2023年"] = 0, ["12345热线"] = 0, ["一带一路"] = 0 }) do
      assert.equal(expected, #figure.find(sentence), sentence)
    end
  end)
end)

describe("core.amounts", function()
  it("refuses what is no reader", function()
    assert.error_matches(function() core.amounts.new({}) end, "fazhi.words")
    local one, open = core.words.new({ "1" }), core.words.new({ "《" })
    assert.error_matches(function() core.amounts.new({ starts = one, start = {} }) end, "start is no list")
    local start = { { what = core.amounts.START.bracket } }
    assert.error_matches(function() core.amounts.new({ starts = open, start = start }) end, "nothing closes")
    assert.error_matches(function() reader:next("1件", {}, {}, 0, 3, 1, 1) end, "positions begin at 1")
    assert.error_matches(function() reader:next("1件", {}, 7, 1, 3, 1, 1) end, "table expected")
  end)
end)

describe("core.context", function()
  it("refuses what is no walker", function()
    assert.error_matches(function() core.context.new({}) end, "fazhi.words")
    assert.error_matches(function() core.context.new(nil) end, "table expected")
  end)

  it("is read anew for every text", function()
    local first = figure.find("其中，受理案件36件")
    figure.find("全市审结100件（含3件")
    assert.same(first, figure.find("其中，受理案件36件"))
  end)
end)
