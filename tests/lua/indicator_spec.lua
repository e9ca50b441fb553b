-- Observations: topics carried over, actors, plans, brackets, growth, the user's own entries, and
-- what a defective entry is told.

local figure = require "fazhi.figure"
local indicator = require "fazhi.indicator"
local lpeg = require "lpeg"

local function observe(body, sections, cat)
  local figures = figure.find(body, { first = 1, last = #body, sections = sections })
  return indicator.observe(body, figures, { sections = sections, catalogue = cat }), figures
end

-- id = value for each observation; a list where an indicator has several.
local function values(body, sections, cat)
  local found = {}
  for _, one in ipairs(observe(body, sections, cat)) do
    local old = found[one.indicator]
    if old == nil then
      found[one.indicator] = one.value
    else
      found[one.indicator] = type(old) == "table" and old or { old }
      table.insert(found[one.indicator], one.value)
    end
  end
  return found
end

local function under(heading, body)
  return { { heading = heading, level = 1, parent = 0, start = 1, stop = #body } }
end

describe("an observation", function()
  it("carries the noun over the clauses of a sentence", function()
    local found = values("全年收到行政复议申请64件，受理57件，审结55件。")
    assert.same({ review_applied = 64, review_accepted = 57, review_closed = 55 }, found)
  end)

  it("is believed less the farther its topic stands", function()
    local body = "全年收到行政复议申请64件，受理57件。"
    local found = observe(body)
    assert.equal(1.0, found[1].score)
    assert.equal(0.8, found[2].score)
    body = "全年受理57件。"
    found = observe(body, under("加强行政复议工作", body))
    assert.equal("review_accepted", found[1].indicator)
    assert.equal(0.6, found[1].score)
    assert.same({}, values(body))
  end)

  it("changes the topic with the noun", function()
    local found = values("受理人民调解纠纷310起，受理行政复议案件22件。")
    assert.same({ mediation_accepted = 310, review_accepted = 22 }, found)
  end)

  it("does not carry a topic into another sentence or list item", function()
    assert.is_nil(values("加强行政复议。受理57件。").review_accepted)
    assert.is_nil(values("一是加强行政复议；二是受理57件。").review_accepted)
  end)

  it("takes no topic from the title of a document", function()
    assert.is_nil(values("印发《行政复议办法》，全年受理57件。").review_accepted)
  end)

  it("is another indicator with another actor", function()
    local found = values("区司法局提出法律意见266条。法律顾问提出法律意见88条。")
    assert.equal(266, found.legal_opinions)
    assert.equal(88, found.counsel_opinions)
    assert.is_nil(values("检察机关受理行政复议监督案件9件。").review_accepted)
    assert.equal(9, values("积极支持法院工作，受理行政复议案件9件。").review_accepted)
  end)

  it("is never made of a plan", function()
    assert.same({}, values("力争全年受理行政复议案件70件。"))
    assert.same({}, values("明年计划开展行政执法培训8期。"))
    local body = "受理行政复议案件70件。"
    assert.same({}, values(body, under("四、下一步工作打算", body)))
    assert.equal(70, values(body, under("二、加强行政复议", body)).review_accepted)
    assert.equal(91, values("将17个执法单位91项事项纳入“首违不罚”清单。").first_no_penalty_items)
  end)

  it("leaves the part in a bracket to those who ask", function()
    local found = values("现行有效规范性文件73件（含4件拟修改），废止6件。")
    assert.same({ normdocs_in_force = 73, normdocs_repealed = 6 }, found)
    assert.same({ 20, 612 }, values("组建20支（612人）的应急救援队伍。").emergency_teams)
  end)

  it("shares a figure where two things are counted at once", function()
    local found = values("各级调解组织共受理、调解纠纷530件。")
    assert.equal(530, found.mediation_accepted)
    assert.equal(530, found.disputes_mediated)
  end)

  it("is made once of a statement made twice", function()
    local found = observe("全区180名行政执法人员参加培训。年末，180名行政执法人员参加培训。")
    assert.equal(1, #found)
  end)

  it("keeps two different values", function()
    assert.same({ 12, 15 }, values("受理行政复议案件12件。受理行政复议案件15件。").review_accepted)
  end)

  it("gets the growth that is told of it, in order", function()
    local found = observe("受理行政复议90件、审结80件，较2023年分别增长12.5%、下降4%。办结率99%。")
    assert.equal(12.5, found[1].growth)
    assert.equal("%", found[1].growth_unit)
    assert.is_nil(observe("受理行政复议90件，纠错率较上年下降6个百分点。")[1].growth)
  end)

  it("marks rates as claimed and doubts as notes", function()
    local found = observe("行政机关负责人出庭应诉率96%。办理行政复议案件41件。")
    assert.is_true(found[1].claimed)
    assert.equal("review_closed", found[2].indicator)
    assert.is_false(found[2].claimed)
    assert.is_truthy(found[2].note)
    assert.is_true(found[2].score < 0.5)
  end)

  it("leads back to its figure", function()
    local body = "全年审结行政复议案件80余件。"
    local found, figures = observe(body)
    assert.equal(figures[1].start, found[1].start)
    assert.equal("80余件", body:sub(found[1].start, found[1].stop))
    assert.equal("at_least", found[1].bound)
  end)

  it("reads half-width punctuation and blanks", function()
    assert.same({ review_accepted = 17, review_closed = 15 },
      values("全县受理行政复议申请 17件,审结 15件."))
  end)

  it("does not end a clause at the comma of a number", function()
    assert.equal(12077, values("主动公开政府信息12,077条。").info_disclosed)
  end)
end)

describe("what a text says again", function()
  -- The instructions, in thousands, that observing a text takes, and how many observations there are.
  local function effort(body)
    local figures, thousands = figure.find(body), 0
    local hook, mask, step = debug.gethook()
    debug.sethook(function() thousands = thousands + 1 end, "", 1000)
    local found = indicator.observe(body, figures)
    debug.sethook(hook, mask, step)
    return thousands, #found
  end

  local function repeated(form, count)
    local parts = {}
    for i = 1, count do parts[i] = form:format(10000 + i, 50000 + i) end
    return table.concat(parts)
  end

  it("tells of what was added up to a day that nobody knows since when", function()
    local found = observe("截至2023年底，累计受理行政复议案件500件。")[1]
    assert.same({ 500, "cumulative", "截至累计，起点不明" }, { found.value, found.period, found.note })
    found = observe("截至11月底，今年累计受理行政复议案件500件。")[1]
    assert.same({ 500, "to_date", nil }, { found.value, found.period, found.note })
    found = observe("累计受理行政复议案件500件，办结480件。")
    assert.same({ "累计，起点不明", "累计，起点不明" }, { found[1].note, found[2].note })
    assert.equal("多年合计", observe("五年来，累计受理行政复议案件500件。")[1].note)
    for _, year in ipairs { "全年", "全年，全县", "一年来，" } do
      assert.is_nil(observe(year .. "累计受理行政复议案件500件。")[1].note, year)
    end
    assert.equal("累计，起点不明", observe("全年召开会议3次，累计受理行政复议案件500件。")[1].note)
  end)

  it("is one observation for each value, unit and bound", function()
    local found = observe("受理行政复议90件。受理行政复议90余件。受理行政复议90件。受理行政复议9万件。受理行政复议90000件。")
    local told = {}
    for i, one in ipairs(found) do told[i] = one.value .. " " .. one.bound end
    assert.same({ "90 exact", "90 at_least", "90000 exact" }, told)
    assert.same({ exam_pass_rate = { 98.5, 98.6 } },
      values("法治知识考试合格率98.5%。全年法治知识考试合格率98.50%，合格率98.6%。"))
  end)

  it("takes as many steps as there are values, however many there are", function()
    observe("受理行政复议案件3件。")
    local few = effort(repeated("受理行政复议案件%d件。", 500))
    local many, count = effort(repeated("受理行政复议案件%d件。", 2000))
    assert.equal(2000, count)
    assert.is_true(many < 6 * few)
  end)

  it("takes no more steps where each is said better later", function()
    local function text(count)
      return repeated("收到行政复议申请后依法办理并认真对待群众诉求，受理%d件。审结行政复议案件%d件。", count)
        .. repeated("受理行政复议案件%d件。", count)
    end
    local few = effort(text(500))
    local many, count = effort(text(2000))
    assert.equal(4000, count)
    assert.is_true(many < 6 * few)
  end)
end)

describe("an entry of one's own", function()
  local function own(find, more)
    local source = { id = "own_test", zh = "自定", unit = "次", find = find }
    for key, value in pairs(more or {}) do source[key] = value end
    local one = indicator.define(source, false)
    local cat = { entries = { one }, by_id = { own_test = one }, judge = indicator.load().judge,
      growth_between = indicator.load().growth_between }
    return cat
  end

  it("may be found by a pattern, an LPeg pattern or a function", function()
    local body = "召开座谈会3次，走访9次。"
    assert.equal(9, values(body, nil, own("走访 <数>")).own_test)
    assert.equal(9, values(body, nil, own(lpeg.P "走访")).own_test)
    assert.equal(9, values(body, nil, own(function(sentence, seen, at)
      return sentence:sub(at - 6, at - 1) == "走访" and seen.unit == "次"
    end)).own_test)
    assert.equal(3, values(body, nil, own({ "座谈会 <数>", "论坛 <数>" })).own_test)
  end)

  it("may check the value", function()
    local cat = own("走访 <数>", { check = function(value) return value > 10 end })
    assert.is_nil(values("走访9次。", nil, cat).own_test)
    assert.equal(19, values("走访19次。", nil, cat).own_test)
  end)

  it("runs the tests written with it", function()
    local cat = own("走访 <数>", { tests = { { "走访19次。", 19 }, { "走访8次。", 9 } } })
    local passed, failures = indicator.test(cat, "own_test")
    assert.equal(1, passed)
    assert.equal("走访8次。", failures[1].sentence)
    assert.same({ 8 }, failures[1].got)
  end)

  it("may ask for a word in the headings above", function()
    local cat, body = own("走访 <数>", { section = "信访|接访" }), "走访9次。"
    assert.is_nil(values(body, under("审计监督", body), cat).own_test)
    assert.equal(9, values(body, under("做好信访工作", body), cat).own_test)
  end)

  it("is told all its defects in one message", function()
    local ok, message = pcall(indicator.define, {
      id = "Bad Id", unit = "万元", find = { "受理 <数>", "受理" }, topics = "review", from_to = "cut",
      polarity = "+", levels = "省乡国", topic = "nothing", tests = { hit = { { "受理9件。" } } },
    })
    assert.is_false(ok)
    for _, part in ipairs {
      "Bad Id: id: must be small letters", "zh: is missing", "unit: 万元: 万 and 亿", "find%[2%]: the pattern has no",
      "topics: no such field", "from_to: is", "polarity: is 1", "levels: 国", "topic: nothing is not in topics.lua",
      "tests.hit%[1%]: must be",
    } do
      assert.is_truthy(message:find(part), part .. " in\n" .. message)
    end
  end)
end)

describe("several units", function()
  it("are divided by |, and who divides them otherwise is told so", function()
    local pair = indicator.define({ id = "own_pair", zh = "自定", unit = "个|座", find = "建成 <数>" }, false)
    assert.same({ "个", "座" }, pair.unit)
    for _, unit in ipairs { "个 座", "个，座", "个、座", "个,座" } do
      local ok, message = pcall(indicator.define, { id = "own_pair", zh = "自定", unit = unit, find = "建成 <数>" }, false)
      assert.is_false(ok)
      assert.is_truthy(message:find(unit .. ": units are divided by |", 1, true), message)
    end
  end)
end)

describe("the description of an entry", function()
  it("is words in both languages", function()
    local one = indicator.load().by_id.review_accepted
    local zh = table.concat(indicator.describe(one, "zh"), "\n")
    local en = table.concat(indicator.describe(one, "en"), "\n")
    assert.is_truthy(zh:find("行政复议受理数", 1, true))
    assert.is_truthy(zh:find("易混：review_applied", 1, true))
    assert.is_truthy(en:find("administrative review cases accepted", 1, true))
    assert.is_truthy(en:find("levels: province, prefecture, county", 1, true))
  end)
end)

describe("the hash of the catalogue", function()
  it("changes with a pattern and is stable without", function()
    local cat = indicator.load()
    local before = cat.hash
    assert.equal(before, cat.hash)
    assert.is_truthy(before:find("^%x+$"))
    indicator.forget()
    assert.equal(before, indicator.load().hash)
    indicator.define({ id = "own_hash", zh = "自定", unit = "次", find = "走访 <数>" })
    assert.not_equal(before, indicator.load().hash)
    indicator.forget()
  end)
end)

describe("the year of a figure", function()
  -- value, score at its best and note of each observation that has a figure.
  local function told(year, sentence)
    local figures, list = figure.find(sentence, { first = 1, last = #sentence }), {}
    for _, one in ipairs((indicator.observe(sentence, figures, { meta = { year = year } }))) do
      local noted = (one.note and " " .. one.note or "") .. (one.period == "cumulative" and " cumulative" or "")
      assert.equal(one.note ~= nil, one.score < 0.5, sentence)
      list[#list + 1] = ("%g%s"):format(one.value, noted)
    end
    return table.concat(list, ", ")
  end

  for _, case in ipairs {
    { 2023, "2022年，受理行政复议案件55件；2023年，受理行政复议案件72件。", "55 2022年, 72" },
    { 2023, "2022年受理行政复议案件55件，审结50件，2023年受理72件。", "55 2022年, 50 2022年, 72" },
    { 2023, "去年同期，办理行政处罚案件3200件；今年办理行政处罚案件2800件。", "3200 上年, 2800" },
    { 2023, "去年，受理行政复议案件98件。", "98 上年" },
    { 2024, "2022、2023、2024年行政机关负责人出庭应诉率分别为90%、95%、100%。", "90 2022年, 95 2023年, 100" },
    { 2024, "2023年、2024年分别受理行政复议案件50件、60件。", "50 2023年, 60" },
    { 2024, "近三年，行政诉讼一审案件分别为50件、45件、40件。", "50 多年, 45 多年, 40 多年" },
    { 2024, "2025年1月至3月，受理行政复议案件20件。", "20 2025年" },
    { 2023, "五年来，累计受理行政复议案件412件，办理行政处罚案件5.6万件。",
      "412 多年合计 cumulative, 56000 多年合计 cumulative" },
    { 2023, "2023年，全县累计受理行政复议案件266件。", "266 cumulative" },
    { 2023, "2019年至2023年，共受理行政复议案件266件。", "266 多年合计 cumulative" },
    { 2024, "2021—2024年，共办理行政处罚案件2400件。", "2400 多年合计 cumulative" },
    { 2023, "2020年以来，共受理行政复议案件412件。", "412 多年合计 cumulative" },
    { 2023, "自2019年机构改革以来，受理行政复议案件412件。", "412 多年合计 cumulative" },
    { 2023, "2021年和2022年共受理行政复议案件100件，2023年受理行政复议案件72件。", "100 多年合计 cumulative, 72" },
    { 2023, "平均每月受理行政复议案件10件。", "10 月均" },
    { 2023, "月均受理行政复议案件10件，全年受理行政复议案件120件。", "10 月均, 120" },
  } do
    it("is read from the words before it: " .. case[2], function()
      assert.equal(case[3], told(case[1], case[2]))
    end)
  end

  for _, sentence in ipairs {
    "全年受理行政复议案件72件，比2022年增加17件。", "2023年内受理行政复议案件72件（2022年55件）。", "一年来，受理行政复议案件72件。",
    "自2023年1月以来，受理行政复议案件72件。", "2022年12月至2023年11月，受理行政复议案件72件。", "受理行政复议案件72件，其中上年结转12件。",
    "2022年12月成立行政复议委员会，受理行政复议案件72件。", "落实《纲要（2021—2025年）》，受理行政复议案件72件。",
    "2022年反馈的12个问题已整改，受理行政复议案件72件。",
  } do
    it("is the report's where nothing else is said of it: " .. sentence, function()
      assert.equal("72", told(2023, sentence):match("72.*"))
    end)
  end
end)
