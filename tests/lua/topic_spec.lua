-- fazhi.topic: whose words set a topic, who acts, where plans begin and end.

local clause = require "fazhi.clause"
local figure = require "fazhi.figure"
local topic = require "fazhi.topic"

local judge = topic.new {
  topics = { { topic = "hotline", words = { "12345", "热线" } }, { topic = "review", words = { "行政复议" } },
    { topic = "case", words = { "复议", "案件" } } },
  actors = { { actor = "court", words = { "法院" } }, { actor = "bureau", words = { "司法局" } } },
  not_subject = { "配合" }, plans = { "计划" }, done = { "实际" },
}

-- The views of the figures of a sentence.
local function views(sentence)
  return clause.views(sentence, (figure.find(sentence)))
end

describe("the topic of a figure", function()
  local function topic_of(sentence, k)
    local found, from = judge:ruling(views(sentence)[k or 1], {})
    return { found, from }
  end

  it("is that of the longest word before it, or right behind it", function()
    assert.same({ "review", "clause" }, topic_of("行政复议受理5件"))
    assert.same({ "case", "clause" }, topic_of("热线转来，受理5件复议"))
    assert.same({ "hotline", "sentence" }, topic_of("热线转来，受理5件"))
    assert.same({ "case", "clause" }, topic_of("受理5件相关案件")) -- too far to be right behind it, but in its clause
    assert.same({ "case", "clause" }, topic_of("复议受理5件相关热线"))
    assert.same({ "hotline", "clause" }, topic_of("复议受理5件热线"))
    assert.same({ "case", "clause" }, topic_of("复议受理5件、热线3件"))
    assert.same({}, topic_of("受理5件"))
  end)

  it("is that of the nearest heading where the sentence has none", function()
    local found, from = judge:ruling(views("受理5件")[1], { "概况", "热线与行政复议", "热线" })
    assert.same({ "review", "heading" }, { found, from })
  end)

  it("is found where its word begins with a digit", function() -- 12345 was passed over
    assert.same({ "hotline", "clause" }, topic_of("通过12345平台受理5件"))
  end)

  it("is not set by the title of a document", function()
    assert.same({ "hotline", "clause" }, topic_of("热线按《行政复议法》和《复议规定》受理5件"))
    assert.same({ "review", "clause" }, topic_of("热线按《行政复议受理5件")) -- no title: it is not closed
    assert.same({ "review", "clause" }, topic_of("按《热线《案件》行政复议受理5件"))
  end)
end)

describe("the actor of a figure", function()
  local function actor_of(sentence, k)
    return (select(3, judge:ruling(views(sentence)[k], {})))
  end

  it("is the last that acts before it, of two in one clause the first", function()
    assert.equal("court", actor_of("法院、司法局受理5件", 1))
    assert.equal("bureau", actor_of("法院受理5件，司法局受理3件", 2))
    assert.equal("government", actor_of("配合法院受理5件", 1))
    assert.equal("government", actor_of("受理5件，法院受理3件", 1))
    assert.equal("bureau", actor_of("法院司法局受理5件", 1)) -- side by side they are one subject, which ends so
    assert.equal("government", actor_of("按照《法院工作规则》受理5件", 1))
    assert.equal("government", actor_of("去年全市各级各部门在工作中共同努力推进各项法院受理5件", 1)) -- too late in its clause
  end)
end)

describe("a plan", function()
  it("begins with its words and ends where results are told again", function()
    local list = views("受理5件，计划办结3件，实际办结2件")
    local told = {}
    for i, view in ipairs(list) do told[i] = select(4, judge:ruling(view, {})) end
    assert.same({ false, true, false }, told)
  end)

  it("is told by every word of plans, not by the first alone", function()
    local list, told = views("受理5件，实际办结2件，计划办结3件，计划内实际办结1件，拟办4件"), {}
    for i, view in ipairs(list) do told[i] = select(4, judge:ruling(view, {})) end
    assert.same({ false, false, true, false, false }, told)
  end)
end)
