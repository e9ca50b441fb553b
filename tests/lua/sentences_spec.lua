-- fazhi.core.sentences as Lua sees it: where sentences end, flat texts with figures reduced to marks, brackets that
-- stand aside, what is refused.

local core = require "fazhi.core"
local words = core.words

local asked

local function given()
  return { flat = core.flat.new { ["，"] = "\4", ["；"] = "\5", ["："] = "\6", ["（"] = "\7", ["）"] = "\8", [" "] = "" },
    marks = words.new { "。", "，", "；", "：" }, ends = 1, numerals = words.new { "一", "二", "十" },
    items = words.new { "是" }, joints = words.new { "、", "和" }, parting = "\x9A", cut = function(text)
      asked = text
      return #"："
    end }
end

-- The figures of a body: every run of digits with one character for its unit.
local function figures_of(body)
  local list = {}
  for start, unit, stop in body:gmatch("()%d+([\xE0-\xEF]..)()") do
    list[#list + 1] = { start = start, stop = stop - 1, unit = unit }
  end
  return list
end

local SHOWN = { ["\1"] = "<", ["\2"] = ">", ["\4"] = ",", ["\5"] = ";", ["\7"] = "(", ["\8"] = ")" }

-- For every figure its sentence, its text with \1 and \2 as < and >, and its clause in that.
local function told(body, figures)
  figures = figures or figures_of(body)
  local texts, list = {}, {}
  local out = core.sentences.new(given()):views(body, figures, texts)
  assert.equal(9 * #figures, #out)
  for i = 1, #out, 9 do
    local flat = texts[out[i + 2]]
    assert.equal("\1", flat:sub(out[i + 3], out[i + 3]))
    assert.equal("\2", flat:sub(out[i + 4], out[i + 4]))
    local shown = { body:sub(out[i], out[i + 1]), flat, flat:sub(out[i + 5], out[i + 6]) }
    for k = 1, 3 do shown[k] = shown[k]:gsub(".", SHOWN) end
    list[#list + 1] = table.concat(shown, "|") .. (out[i + 7] and "|inside" or "")
      .. (out[i + 8] and "|listed" or "")
  end
  return list
end

describe("sentences", function()
  it("are texts with marks and units in the place of figures", function()
    assert.same({ "共 3件，又 5起。|共<件>,又<起>。|共<件>", "共 3件，又 5起。|共<件>,又<起>。|又<起>。" },
      told("无。共 3件，又 5起。后"))
    assert.same({}, told("无。"))
  end)

  it("end at some marks, at others before an item of a list", function()
    assert.same({ "办3件；|办<件>;|办<件>", "二是5起，|二是<起>,|二是<起>", "2.又9人|2.又<人>|2.又<人>" },
      told("办3件；二是5起，2.又9人"))
    assert.same({ "办3件；二十5起，2.1又9人|办<件>;二十<起>,2.<又><人>|办<件>" },
      { told("办3件；二十5起，2.1又9人")[1] })
  end)

  it("begin at the same place whatever is read of the text before", function()
    local body = "无。共3件；二是办5起，十余项；2.又9人。完；一，再加2.5倍。末，无。"
    local figures = figures_of(body)
    assert.equal(4, #figures)
    for i = 1, #figures do
      figures[i].stop = figures[i].start -- which leaves its unit to the text
      assert.same({ told(body, figures)[i]:match "^[^|]*" }, { told(body, { figures[i] })[1]:match "^[^|]*" })
    end
    assert.equal("二是办5起，十余项；", told(body, { figures[2] })[1]:match "^[^|]*")
  end)

  it("are read without brackets that hold figures, those with them", function()
    assert.same({ "办3件（含2起，甲），共9人（乙）|办<件>,共<人>(乙)|办<件>",
      "办3件（含2起，甲），共9人（乙）|办<件>(含<起>,甲),共<人>(乙)|办<件>(含<起>|inside",
      "办3件（含2起，甲），共9人（乙）|办<件>,共<人>(乙)|共<人>(乙)" }, told("办3件（含2起，甲），共9人（乙）"))
    assert.same({ "办（3件）|办<件>)|办<件>)|inside" }, told("办（3件）"))
    assert.same({ "办（（3件）|办(<件>)|办(<件>)|inside" }, told("办（（3件）"))
    assert.same({ "办（3件|办(<件>|办(<件>" }, told("办（3件"))
  end)

  it("tell of figures whether they stand in a list", function()
    assert.same({ "共3件、5起和合同2份，1人|共<件>、<起>和合同<份>,<人>|共<件>、<起>和合同<份>",
      "共3件、5起和合同2份，1人|共<件>、<起>和合同<份>,<人>|共<件>、<起>和合同<份>|listed",
      "共3件、5起和合同2份，1人|共<件>、<起>和合同<份>,<人>|共<件>、<起>和合同<份>|listed",
      "共3件、5起和合同2份，1人|共<件>、<起>和合同<份>,<人>|<人>" }, told("共3件、5起和合同2份，1人"))
  end)

  it("leave out what parts nothing", function()
    assert.same({ "受理：3件|受理<件>|受理<件>" }, told("受理：3件"))
    assert.equal("受理：", asked)
  end)

  it("are refused what makes no sense", function()
    for key in pairs(given()) do
      local list = given()
      list[key] = nil
      assert.has_error(function() core.sentences.new(list) end)
    end
    local one = core.sentences.new(given())
    assert.has_error(function() one:views("共", { {} }, {}) end, "sentences: a figure without a span")
    assert.has_error(function() one:views("共", { 7 }, {}) end, "sentences: no figure")
    assert.has_error(function() one:views("共", {}) end)
    local function count(body, figures)
      local texts = {}
      local out = one:views(body, figures, texts)
      return #texts, #out
    end
    assert.same({ 1, 9 }, { count("共", { { start = 7, stop = 99 } }) })
    assert.same({ 0, 0 }, { count("", {}) })
    assert.same({ 1, 9 }, { count("", { { start = 1, stop = 1 } }) })
  end)
end)
