-- The five legally required contents: shown by headings, by sections on their fields, by the sentences
-- that open paragraphs; absent where the whole text has none, unknown where it breaks off.

local contents = require "fazhi.contents"
local document = require "fazhi.document"

local TITLE = "青禾县人民政府关于2024年法治政府建设情况的报告\n"

local function read(text)
  return assert(document.decode(TITLE .. text .. "\n", { path = "青禾县_2024.txt" }))
end

local names = { "req_1_measures", "req_2_problems", "req_3_leaders", "req_4_plans", "req_5_other" }

-- id → item
local function of(text)
  local found = {}
  for i, one in ipairs(read(text).contents) do
    assert.equal(names[i], one.id)
    found[one.id:match("%a+$")] = one
  end
  return found
end

local function has(text)
  local list, found = {}, of(text)
  for _, name in ipairs { "measures", "problems", "leaders", "plans", "other" } do
    if found[name].present then list[#list + 1] = name end
  end
  return table.concat(list, " ")
end

describe("the legal contents", function()
  it("are shown by headings, each with its words", function()
    local found = of("2024年，工作有序。\n一、主要举措和成效\n审结案件3件。\n二、存在的不足和原因\n力量薄弱。\n"
      .. "三、党政主要负责人履行推进法治建设第一责任人职责情况\n听取汇报2次。\n四、2025年主要安排\n加强培训。\n"
      .. "五、其他需要报告的情况\n无。")
    for _, one in pairs(found) do
      assert.is_true(one.present)
      assert.equal("heading", one.how)
    end
    assert.equal("存在的不足和原因", found.problems.evidence.text)
    local doc = read("一、主要工作\n审结案件3件。\n二、存在问题\n力量薄弱。")
    local proof = doc.contents[2].evidence
    assert.equal(proof.text, doc.body:sub(proof.start, proof.stop))
    assert.equal("存在问题", proof.text)
  end)

  it("may share one heading", function()
    assert.equal("measures problems plans", has("一、工作开展情况\n审结3件。\n二、存在问题及2025年打算\n力量薄弱。"))
    assert.equal("measures problems plans", has("一、主要做法\n审结3件。\n二、短板与下步安排\n力量薄弱。"))
  end)

  it("are measures where sections tell the fields of the work", function()
    local found = of("一、优化营商环境\n办件3件。\n二、完善制度体系\n清理3件。\n三、规范行政执法\n评查3件。")
    assert.equal("fields", found.measures.how)
    assert.is_false(found.problems.present)
    assert.is_false(of("一、优化营商环境\n办件3件。\n二、机关党建\n活动3次。").measures.present)
  end)

  it("are shown by the sentences that open paragraphs", function()
    local found = of("一年来，我县把学法放在首位。组织学法9次。\n工作虽有成绩，但还存在基层力量薄弱等问题。\n"
      .. "下一步，我县将加强培训。\n县长认真履行第一责任人职责，听取汇报4次。")
    for _, name in ipairs { "measures", "problems", "leaders", "plans" } do
      assert.is_true(found[name].present, name)
      assert.equal("paragraph", found[name].how)
    end
    assert.equal("下一步，我县将加强培训。", found.plans.evidence.text)
    assert.is_false(found.other.present)
  end)

  it("are of the next year, not of this one", function()
    assert.is_true(of("一年来，工作有序。\n2025年，我县将开展培训9期。").plans.present)
    assert.is_false(of("一年来，工作有序。\n2024年，我县将开展培训列入要点。").plans.present)
    assert.is_false(of("一、2024年工作计划落实情况\n培训9期。").plans.present)
  end)

  it("are no problems that were found elsewhere or solved", function()
    assert.is_false(of("一、聚焦企业反映的突出问题\n办结3件。\n二、执法问题整改\n整改3个。").problems.present)
    assert.is_false(of("一年来，工作有序。\n但督察发现仍存在的问题3个，均已整改。").problems.present)
  end)

  it("are the leaders' duty where one sentence says who fulfilled it", function()
    local found = of("一、主要工作\n全县推进学法。组织培训。县委、县政府主要领导扛起法治建设第一责任人职责，听取汇报8次。")
    assert.equal("sentence", found.leaders.how)
    assert.is_false(of("一、主要工作\n县长带头讲法治课1次。").leaders.present)
  end)

  it("are unknown where the text breaks off", function()
    local body = "一、主要工作\n审结3件。"
    local list = contents.of(body, {}, { damage = { { start = 20, stop = 20, kind = "truncated" } } })
    assert.is_nil(list[2].present)
    assert.equal("incomplete", list[2].reason)
    list = contents.of(body, {}, { damage = { { start = 20, stop = 20, kind = "look-alike" } } })
    assert.is_false(list[2].present)
  end)

  it("are not asked of other kinds of text", function()
    local doc = assert(document.decode("青禾县2024年法治政府建设工作要点\n一、规范行政执法\n评查案卷9件。\n",
      { path = "x.txt" }))
    assert.are_not.equal(contents.kind(), doc.meta.kind)
    assert.same({}, doc.contents)
  end)

  it("hold without a known year", function()
    local list = contents.of("下一步，我县将加强培训。\n明年打算评查案卷。", {})
    assert.is_true(list[4].present)
  end)
end)
