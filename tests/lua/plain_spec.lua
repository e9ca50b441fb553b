-- fazhi.plain and the parts of the core behind it, fazhi.core.amounts and fazhi.core.context: places,
-- spans that are passed over, limits, what is refused.

local core = require("fazhi.core")
local figure = require("fazhi.figure")
local plain = require("fazhi.plain")

local reader, kinds = plain.reader()

-- The raw text of the plain amounts, the kinds of the places that the reader asked about, where they were, and
-- what it told; it goes on behind each.
local function read(s, options)
  local o, list, raw, asked, places = options or {}, {}, {}, {}, {}
  local has_dash = reader:read(s, list, o.first or 1, o.last or #s, o.sections or {}, o.damage or {},
    function(number, at, floor)
      asked[#asked + 1], places[#places + 1] = kinds[number], at
      return at + (s:byte(at) < 128 and 1 or 3), floor
    end)
  for i, one in ipairs(list) do raw[i] = one.raw end
  return raw, asked, places, has_dash
end

describe("plain.reader", function()
  it("reads amounts and asks of those that are not plain", function()
    local s = "受理36件，审结29件，共3—5件，7件。"
    local raw, asked, places, has_dash = read(s)
    assert.same({ "36件", "29件", "5件", "7件" }, raw)
    assert.same({ "digits" }, asked)
    assert.same({ #"受理36件，审结29件，共" + 1 }, places)
    assert.is_false(has_dash)
    assert.is_true(select(4, read("共3件—5件")))
    assert.is_false(select(4, read("共3件、5%，3件至于5件")))
  end)

  it("reads what only looks as if it went on", function()
    local s = "装机122万千瓦，长1000千米，办理73件（含4件），审结22个、五中，第10届，A4版。"
    local raw, asked = read(s)
    assert.same({ "122万千瓦", "1000千米", "73件", "4件", "22个" }, raw)
    assert.same({ "ordinal" }, asked)
    assert.same({ "digits", "digits" }, (select(2, read("9个、4个工作日，8件(次)。"))))
  end)

  it("asks of numerals with a unit that they count alone", function()
    assert.same({}, (select(2, read("三大工程，二〇二五，五中全会，三项制度。"))))
    assert.same({ "numeral", "numeral", "numeral" }, (select(2, read("四张清单，三分之二，五至十件。"))))
  end)

  it("fills a figure as the grammar would", function()
    local list = {}
    reader:read("约1.6万余元，", list, 1, 100, {}, {}, error)
    assert.same({ { value = 16000, unit = "元", kind = "money", bound = "about", start = 1, stop = 15, number_stop = 12,
      raw = "约1.6万余元" } }, list)
  end)

  it("passes over dates, brackets and numerals that count nothing", function()
    assert.same({ "36件" }, (read("2023年3月，《十项措施36条》零距离推进一体化，受理36件。",
      { first = 1 + #"2023年3月，" })))
    assert.same({}, (read("八方来客一起去，百花齐放。")))
  end)

  it("passes over spans, and what reaches into one is none", function()
    local s = "受理36件，审结29件，办结8件。"
    local from = #"受理36件，审结2" + 1
    assert.same({ "36件", "8件" }, (read(s, { damage = { { start = from, stop = from + 1 } } })))
    assert.same({ "36件", "29件" }, (read(s, { last = #s - #"8件。" })))
    assert.same({ "29件", "8件" }, (read(s, { sections = { { start = 1, marker = "受理36件" } } })))
    assert.same({ "29件" }, (read(s, { sections = { { start = 1, marker = "受理36件" }, { start = 9 } },
      damage = { { start = #s - #"8件。", stop = #s } } })))
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
    for sort, number in pairs { sign = -1, factor = 0.5, unit = 256 } do
      local given = { starts = one, start = { {} } }
      for words, told in pairs { signs = "sign", factors = "factor", units = "unit" } do
        given[words], given[told] = one, { told == sort and number or 1 }
      end
      assert.error_matches(function() core.amounts.new(given) end, sort .. " is no whole number")
    end
    local function ask() return 1, 1 end
    assert.error_matches(function() reader:read("1件", {}, 0, 3, {}, {}, ask) end, "positions begin at 1")
    assert.error_matches(function() reader:read("1件", {}, 1, 3, 7, {}, ask) end, "table expected")
    assert.error_matches(function() reader:read("1件", {}, 1, 4, {}, { {} }, ask) end, "no place is start")
    assert.error_matches(function() reader:read("翻两番", {}, 1, 9, {}, {}, ask) end, "no way on")
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
