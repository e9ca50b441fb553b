-- Faults that were found by using the program, each with a test named after it.

local document = require "fazhi.document"
local region = require "fazhi.region"

local function read(sentence, title)
  return assert(document.decode((title or "临溪区2023年度法治政府建设情况报告") .. "\n一、主要成效\n" .. sentence .. "\n"))
end

local function values(sentence)
  local list = {}
  for i, figure in ipairs(read(sentence).figures) do list[i] = figure.value end
  return list
end

describe("a fault once found", function()
  setup(function() region.load { "examples/regions.tsv" } end)

  it("spaced digits are one number", function()
    assert.same({ 46280 }, values "受理行政复议案件4 6 2 8 0件。")
    assert.same({ 11 }, values "同比增长1 1 ％。")
    assert.same({ 175000 }, values "覆盖1 7 ．5 万人。")
  end)

  it("digits that may be one number or two are damaged, not read", function()
    local doc = read "受理行政复议案件1 234件，审结31件。"
    assert.equal(1, #doc.figures)
    assert.equal(31, doc.figures[1].value)
    assert.equal(1, #doc.damaged_figures)
  end)

  it("a full-width comma separates thousands", function()
    assert.same({ 1234 }, values "受理行政复议案件1，234件。")
    assert.same({ 1234 }, values "受理行政复议案件１，２３４件。")
  end)

  it("零 in 零部件 is no figure", function()
    assert.same({}, values "保障重要零部件进口，推行零距离服务。")
  end)

  it("a figure without an upper end has none", function()
    for _, figure in ipairs(read("受理31件，调解和解率达30%以上。").figures) do assert.is_nil(figure.upper) end
  end)

  for _, place in ipairs { "双桥市", "红星市朝阳区", "新区", "东湖高新区" } do
    it(place .. " is not guessed from a part of its name", function()
      local doc = read("受理行政复议31件。", place .. "2020年度法治政府建设情况报告")
      assert.is_nil(doc.meta.region_code)
    end)
  end

  for sentence, note in pairs {
    ["2022年受理行政复议案件80件。"] = "2022年",
    ["五年来受理行政复议案件80件。"] = "多年合计",
    ["审批事项从799项削减至326项。"] = "由799变为326",
  } do
    it("not a figure of the year: " .. sentence, function()
      local seen = {}
      for _, one in ipairs(read(sentence).observations) do
        if one.figure then seen[#seen + 1] = one end
      end
      assert.equal(1, #seen)
      assert.equal(note, seen[1].note)
      assert.is_true(seen[1].score < 0.5)
    end)
  end

  it("a government work report has no observations of another kind's catalogue", function()
    local doc = read("各位代表：现在，我代表市人民政府向大会报告工作，请予审议。受理行政复议案件80件。地区生产总值增长5%。",
      "政府工作报告")
    assert.equal("government_work", doc.meta.kind)
    for _, one in ipairs(doc.observations) do assert.equal("gdp_growth", one.indicator) end
  end)

  it("a page's tags are not read as text", function()
    local doc = assert(document.decode("<!DOCTYPE html><html><body><p>受理31件。</p></body></html>", { path = "a.txt" }))
    assert.equal("html", doc.format)
    assert.equal("受理31件。", doc.body)
  end)

  it("every figure of a long sentence has its own clause", function()
    local clause = require "fazhi.clause"
    local doc = read("甲类" .. ("41件、"):rep(300) .. "乙类2件，丙类3件；丁类4件。")
    local views, seen = clause.views(doc.body, doc.figures), {}
    for i, view in ipairs(views) do
      local words = clause.clause(view)
      assert.truthy(view.clause_start <= view.place and view.place <= view.clause_stop)
      seen[i] = words:match("^甲类") or words:match("^丙类") or words:match("^丁类")
    end
    assert.equal(303, #seen)
    assert.same({ "甲类", "甲类", "丙类", "丁类" }, { seen[1], seen[301], seen[302], seen[303] })
  end)

  it("a number in 廿 or 卅 is never read from its last digit", function()
    for _, value in ipairs(values "办理廿三件，调解卅五件。") do assert.truthy(value == 23 or value == 35) end
    assert.same({ 23 }, values "办理二十三件。")
  end)
end)
