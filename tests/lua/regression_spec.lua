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

  local function observed(sentence, indicator, heading)
    local doc = assert(document.decode("临溪区2024年度法治政府建设情况报告\n" .. (heading or "一、主要成效") .. "\n" .. sentence .. "\n"))
    local list = {}
    for _, one in ipairs(doc.observations) do
      if one.figure and (not indicator or one.indicator == indicator) then list[#list + 1] = one end
    end
    return list, doc
  end

  for _, heading in ipairs { "一、2024年主要工作", "一、2024年主要工作情况", "一、2024年法治建设工作开展情况", "一、2024年主要工作举措",
    "一、2024年工作总结", "一、2024年重点工作", "一、本年度主要工作安排落实情况", "一、2024年工作计划完成情况", "一、二〇二四年重点工作",
    "一、贯彻落实《法治政府建设实施纲要（2021—2025年）》工作情况", "一、存在问题及整改措施落实情况", "一、2023年重点工作" } do
    it("a heading of results is no plan: " .. heading, function()
      local list, doc = observed("受理行政复议案件31件。", "review_accepted", heading)
      assert.equal(1, #list)
      assert.equal(31, list[1].value)
      assert.not_equal("planned", list[1].period)
      assert.not_equal("planned", doc.figures[1].period)
    end)
  end

  for _, heading in ipairs { "三、2025年工作", "三、2025年度工作要点", "三、2025年主要工作", "三、二〇二五年重点工作", "三、改进措施", "三、加强法治建设的计划",
    "三、存在的问题和改进方向", "三、下一步工作举措", "三、2024年工作情况及2025年工作打算", "三、2024年工作完成情况和下一年度工作安排", "三、2024年工作计划",
    "三、主要举措和2025年计划" } do
    it("what stands under plans is no result: " .. heading, function()
      local list, doc = observed("受理行政复议案件31件。", nil, heading)
      assert.same({}, list)
      assert.equal("planned", doc.figures[1].period)
    end)
  end

  it("whether a year is to come depends on the report's", function()
    local judge = require("fazhi.plan_heading").judge
    assert.is_true(judge("2025年重点工作", 2024))
    assert.is_false(judge("2025年重点工作", 2025))
    assert.is_nil(judge("2025年重点工作", nil))
  end)

  for _, case in ipairs {
    { "行政机关负责人出庭应诉率由92%提升到100%。", "head_appearance_rate", 100, "由92%变为100%" },
    { "行政机关负责人出庭应诉率由2023年的92%提升至今年的100%。", "head_appearance_rate", 100, "由92%变为100%" },
    { "公职律师由40名增加到46名。", "public_lawyers", 46, "由40变为46" },
    { "公职律师由原来的40名发展到46名。", "public_lawyers", 46, "由40变为46" },
    { "公职律师由30名增加到40名再增加到46名。", "public_lawyers", 46, "由40变为46" },
    { "行政许可事项由320项精简至280项。", "license_items_total", 280, "由320变为280" },
    { "从320项行政许可事项精简至280项。", "license_items_total", 280, "由320变为280" },
    { "受理行政复议案件由2023年的4321件增至5012件。", "review_accepted", 5012, "由4321变为5012" },
    { "受理行政复议案件从2023年的4321件增加到2024年的5012件。", "review_accepted", 5012, "由4321变为5012" },
  } do
    it("of a change the later value counts: " .. case[1], function()
      local list, doc = observed(case[1], case[2])
      assert.equal(1, #list)
      assert.equal(case[3], list[1].value)
      assert.equal(1.0, list[1].score)
      assert.equal(case[4], list[1].note)
      local words = doc.body:sub(list[1].start, list[1].stop)
      assert.equal(case[3], tonumber(words:match("^%d+")))
      assert.equal(list[1].start, doc.figures[list[1].figure].start)
    end)
  end

  it("the value a change started from is observed by no indicator", function()
    for _, one in ipairs(observed("取消证明事项由120项减少到20项，公职律师由40名增加到46名。")) do
      assert.truthy(one.value == 20 or one.value == 46)
      assert.equal(one.value == 20 and 0.4 or 1.0, one.score)
    end
  end)

  it("what stands beside a change in its sentence is read as ever", function()
    local list = observed("公职律师由40名增加到46名，受理行政复议案件31件。", "review_accepted")
    assert.equal(31, list[1].value)
    assert.is_nil(list[1].note)
  end)

  it("a range does not look exact", function()
    local list = observed("受理行政复议案件150至160件。", "review_accepted")
    assert.equal(1, #list)
    assert.same({ 150, 160, "范围150–160" }, { list[1].value, list[1].upper, list[1].note })
    assert.is_nil(observed("受理行政复议案件150件。", "review_accepted")[1].note)
  end)

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

  it("looks for the year before a total once, however long the sentence", function()
    local body = "本届以来，" .. ("甲"):rep(4000) .. "，累计受理行政复议案件500件。"
    local figures = require("fazhi.figure").find(body, { first = 1, last = #body })
    local start = os.clock()
    local seen = require("fazhi.indicator").observe(body, figures, { meta = { year = 2023 } })
    assert.equal("累计，起点不明", seen[1].note)
    assert.is_true(os.clock() - start < 2) -- once from every byte on took six
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
