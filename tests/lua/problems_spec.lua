-- Shortcomings and plans: which sentences are of their sections, what returns the year after, what they are
-- about, and which sentence of the next report stands beside a plan.

local extract = require "fazhi.extract"
local holdings = require "support.holdings"
local message = require "fazhi.message"
local wordlist = require "fazhi.wordlist"

local VERBS = wordlist.guarded({ "完善", "培训" }, { ["培训"] = { "员" } })

local function report(year, problems, plans, measures)
  return holdings.text("青禾县", year, "一、主要举措和成效", measures or "审结案件3件。", "二、存在的不足", problems or "力量薄弱问题突出。",
    ("三、%d年工作打算"):format(year + 1), plans or "加强基层执法人员培训。")
end

local function texts(list)
  local found = {}
  for i, one in ipairs(list) do found[i] = one.text end
  return found
end

local function extracted(...)
  local db <close> = holdings.corpus(holdings.text("青禾县", 2023, ...))
  local found = extract.of(assert(db:report(1)))
  return found, assert(db:body(1))
end

describe("the sentences of a report", function()
  it("are of the sections that their headings announce", function()
    local found, body = extracted("一、主要举措和成效", "评查案卷96卷；培训执法人员300人次。", "二、存在的不足", "一是力量薄弱；二是执法不够规范。",
      "三、2024年工作打算", "评查案卷110卷。")
    assert.same({ "一是力量薄弱；", "二是执法不够规范。" }, texts(found.problems))
    assert.same({ "评查案卷110卷。" }, texts(found.plans))
    assert.truthy(table.concat(texts(found.done)):find("评查案卷96卷；培训执法人员300人次。", 1, true))
    for _, one in ipairs(found.problems) do assert.equal(one.text, body:sub(one.start, one.stop)) end
  end)

  it("under a heading for both turn to plans where a sentence does", function()
    local found = extracted("一、主要举措和成效", "审结案件3件。", "二、存在的问题和下一步打算", "基层法治力量薄弱。下一步，将加强执法培训。组织案卷评查。")
    assert.same({ "基层法治力量薄弱。" }, texts(found.problems))
    assert.same({ "下一步，将加强执法培训。", "组织案卷评查。" }, texts(found.plans))
    assert.is_true(found.has_problems and found.has_plans)
  end)

  it("are none where they only announce the report", function()
    local found = extracted("现将2023年法治政府建设情况报告如下。", "一、主要举措和成效", "根据要求，审结案件3件，情况通报全县。", "审结率如下图。")
    local done = table.concat(texts(found.done), "|")
    assert.is_nil(done:find("报告如下", 1, true))
    assert.truthy(done:find("根据要求，审结案件3件，情况通报全县。", 1, true))
    assert.truthy(done:find("审结率如下图。", 1, true))
  end)

  it("are none where no heading announces them", function()
    local found = extracted("一、主要举措和成效", "审结案件3件。但还存在力量薄弱等问题。")
    assert.same({}, found.problems)
    assert.is_nil(found.has_problems)
  end)
end)

describe("problems", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("shows what returns, in which years, with the latest like it", function()
    local old = "乡镇综合执法队伍年龄偏大，法律科班出身的少。"
    local db <close> = holdings.corpus(report(2021, old), report(2022, old), report(2023, "信息公开栏目更新不及时。"),
      report(2024, "乡镇综合执法队伍年龄仍然偏大，法律科班出身的偏少。"))
    local result = holdings.run("problems", {}, db)
    assert.equal(4, result:count())
    assert.same({ 0, 1, 0, 2 }, result:column("times"))
    assert.equal("2021, 2022", result.rows[4].years)
    assert.equal(old, result.rows[4].before)
    assert.is_true(result.rows[4].similarity > 0.5 and result.rows[4].similarity < 1)
    assert.matches("^r2:%d+%-%d+$", result.rows[4].before_place)
    assert.equal("capacity, enforcement", result.rows[1].topics)
    assert.matches("of 3 with an earlier report to compare 2 are like one", result.notes[1])
  end)

  it("passes over what only leads to the shortcomings", function()
    local db <close> = holdings.corpus(report(2023, "虽取得了一定成绩，但仍存在一些问题：\n主要表现在：\n与企业期盼还有差距。基层力量薄弱。"))
    local result = holdings.run("problems", {}, db)
    assert.same({ "与企业期盼还有差距。", "基层力量薄弱。" }, result:column("sentence"))
  end)

  it("counts as like what is asked for", function()
    local db <close> = holdings.corpus(report(2022, "乡镇执法队伍年龄偏大。"), report(2023, "乡镇执法队伍力量不足。"))
    assert.equal(0, holdings.run("problems", { similar = 0.9 }, db).rows[2].times)
    assert.equal(1, holdings.run("problems", { similar = 0.3 }, db).rows[2].times)
    for _, similar in ipairs { 0, -1, 1.5 } do
      assert.equal("E208", select(3, holdings.run("problems", { similar = similar }, db)))
    end
  end)

  it("holds the years asked for against those beside them", function()
    local old = "乡镇综合执法队伍年龄偏大，法律科班出身的少。"
    local db <close> = holdings.corpus(report(2022, old, "评查案卷100卷。"), report(2023, old, nil, "评查案卷112卷。"))
    local result = holdings.run("problems", { year = 2023 }, db)
    assert.equal(1, result:count())
    assert.equal(1, result.rows[1].times)
    local plans = holdings.run("problems", { plans = true, year = 2022 }, db)
    assert.equal(1, plans:count())
    assert.equal("评查案卷112卷。", plans.rows[1].candidate)
    assert.equal(2023, holdings.run("problems", { topics = true, year = 2023 }, db).rows[1].year)
    assert.equal(0, holdings.run("problems", { year = 2019 }, db):count())
  end)

  it("says which report has no such section", function()
    local db <close> = holdings.corpus(holdings.text("青禾县", 2023, "一、主要举措和成效", "审结案件3件。"))
    local result = holdings.run("problems", {}, db)
    assert.equal("no heading announces shortcomings", result.rows[1].note)
    assert.is_nil(result.rows[1].sentence)
    assert.equal("no heading announces plans", holdings.run("problems", { plans = true }, db).rows[1].note)
    local topics = holdings.run("problems", { topics = true }, db)
    assert.equal(0, topics:count())
    assert.equal("sections on shortcomings", topics.none)
  end)

  it("counts the topics of each year over the reports with the section", function()
    local db <close> = holdings.corpus(report(2023, "基层力量薄弱。执法队伍人手少。"),
      holdings.text("石汀县", 2023, "一、主要举措和成效", "审结案件3件。", "二、存在的不足", "普法宣传形式单一。"))
    local result = holdings.run("problems", { topics = true }, db)
    local row = holdings.rows(result, { topic = "capacity" })[1]
    assert.same({ 2, 1, 2, 50 }, { row.sentences, row.reports, row.n, row.share })
    assert.is_nil(holdings.unsound(result))
  end)

  it("puts beside a plan what the next report says, number or not, and no verdict", function()
    local db <close> = holdings.corpus(report(2022, nil, "力争评查案卷不少于100卷，建设“法治广场”3处。"),
      report(2023, nil, nil, "开展案卷评查工作，评查案卷112卷，合格率98.2%。培训执法人员300人次。"))
    local rows = holdings.run("problems", { plans = true }, db).rows
    assert.equal("力争评查案卷不少于100卷", rows[1].plan)
    assert.equal("开展案卷评查工作，评查案卷112卷，合格率98.2%。", rows[1].candidate)
    assert.equal(1, rows[1].similarity)
    assert.same({ 2022, 2023 }, { rows[1].year, rows[1].next_year })
    assert.equal("no sentence like it", rows[2].note)
    assert.is_nil(rows[2].candidate)
    assert.equal("no report of the next year here", rows[3].note)
  end)

  it("takes what announces plans for none", function()
    local db <close> = holdings.corpus(report(2022, nil, "2023年，将重点做好以下工作：\n评查案卷100卷。"))
    assert.same({ "评查案卷100卷" }, holdings.run("problems", { plans = true }, db):column("plan"))
  end)

  it("takes no opening formula for what became of a plan", function()
    local db <close> = holdings.corpus(report(2022, nil, "继续推进法治政府建设。"),
      holdings.text("青禾县", 2023, "现将2023年法治政府建设情况报告如下。", "一、主要举措和成效", "审结案件3件。", "二、存在的不足", "力量薄弱。"))
    local rows = holdings.run("problems", { plans = true }, db).rows
    assert.same({ "继续推进法治政府建设", "no sentence like it" }, { rows[1].plan, rows[1].note })
    assert.is_nil(rows[1].candidate)
  end)

  it("does not look beyond the next year", function()
    local db <close> = holdings.corpus(report(2021, nil, "评查案卷100卷。"), report(2023, nil, nil, "评查案卷112卷。"))
    assert.equal("no report of the next year here", holdings.run("problems", { plans = true }, db).rows[1].note)
  end)

  it("gives as many candidates as are asked for, the nearest first", function()
    local db <close> = holdings.corpus(report(2022, nil, "评查行政执法案卷100卷。"),
      report(2023, nil, nil, "评查行政执法案卷112卷，其中行政处罚案卷90卷、行政许可案卷22卷。评查行政执法案卷两次。"))
    local rows = holdings.run("problems", { plans = true, candidates = 2 }, db):filter({ year = 2022 }).rows
    assert.equal(2, #rows)
    assert.equal("评查行政执法案卷两次。", rows[1].candidate)
  end)

  it("has an answer where there is nothing", function()
    local db <close> = holdings.corpus()
    for _, option in ipairs { "none", "plans", "topics" } do
      local result = holdings.run("problems", { [option] = true }, db)
      assert.equal(0, result:count())
      assert.truthy(result.none)
      assert.same({}, result.notes)
    end
  end)
end)

describe("likeness", function()
  local function sentence(text)
    return extract.clauses({ text = text, start = 1, report = { id = "r1" } }, VERBS)[1]
  end

  it("is 1 for the same, 0 for nothing in common, and as much either way", function()
    local a, b = sentence("乡镇执法队伍年龄偏大"), sentence("信息公开栏目更新及时")
    assert.is_true(math.abs(extract.similarity(a, a) - 1) < 1e-12)
    assert.equal(0, extract.similarity(a, b))
    local c = sentence("乡镇综合执法队伍的年龄普遍偏大而且不稳定")
    assert.equal(extract.similarity(a, c), extract.similarity(c, a))
  end)

  it("is not all for a few characters that a long sentence has too", function()
    assert.is_true(extract.similarity(sentence("评查案卷"), sentence("县司法局会同县检察院评查案卷并通报情况")) < 0.6)
  end)

  it("joins a clause that is too short with the next", function()
    local list = extract.clauses({ text = "2024年，评查案卷110卷、培训执法人员；等", start = 11, report = { id = "r1" } }, VERBS)
    assert.equal(2, #list)
    assert.equal("2024年，评查案卷110卷", list[1].text)
    assert.equal(11, list[1].start)
    assert.equal("培训执法人员", list[2].text)
  end)

  it("parts a list only where a verb begins another clause", function()
    local text = "推进复议、应诉和培训化解，加强监督、完善考评机制、培训员管理"
    local list = extract.clauses({ text = text, start = 1, report = { id = "r1" } }, VERBS)
    assert.same({ "推进复议、应诉和培训化解", "加强监督", "完善考评机制、培训员管理" }, texts(list))
    list = extract.clauses({ text = "办理案件400件、调解率超过30%、满意率", start = 1, report = { id = "r1" } }, VERBS)
    assert.same({ "办理案件400件", "调解率超过30%、满意率" }, texts(list))
  end)

  it("parts the plans of a report by the words of the catalogue", function()
    local db <close> = holdings.corpus(report(2023, nil, "推进复议、应诉、执法监督一体建设，健全规范化、标准化工作机制、评查案卷110卷。"))
    local plans = {}
    for i, row in ipairs(holdings.run("problems", { plans = true }, db).rows) do plans[i] = row.plan end
    assert.same({ "推进复议、应诉、执法监督一体建设", "健全规范化、标准化工作机制", "评查案卷110卷" }, plans)
  end)
end)
