-- Absence: that there was none, said in words. A 0 only for the entries that ask for it, with the words as
-- evidence; never for another indicator of the sentence, for a wish or for a part of what is counted.

local corpus = require "fazhi.corpus"
local document = require "fazhi.document"
local entry = require "fazhi.entry"
local indicator = require "fazhi.indicator"

local function observe(body, cat)
  local figures = require("fazhi.figure").find(body, { first = 1, last = #body })
  return indicator.observe(body, figures, { catalogue = cat })
end

-- id = value; the words of what rests on words.
local function values(body, cat)
  local found, words = {}, {}
  for _, one in ipairs(observe(body, cat)) do
    found[one.indicator] = one.value
    if one.in_words then words[one.indicator] = body:sub(one.start, one.stop) end
  end
  return found, words
end

describe("a statement of none", function()
  it("is 0, with its clause as evidence and without a figure", function()
    local body = "全年办理行政应诉案件56件，未发生败诉。"
    local found, words = values(body)
    assert.same({ suits_total = 56, suits_lost = 0 }, found)
    assert.same({ suits_lost = "未发生败诉" }, words)
    for _, one in ipairs(observe(body)) do
      if one.in_words then
        assert.is_nil(one.figure)
        assert.equal("件", one.unit)
        assert.is_string(one.note)
        assert.is_string(one.rule)
      end
    end
  end)

  it("may be of two indicators that it names", function()
    assert.same({ review_applied = 0, suits_total = 0 }, (values("我局全年未发生行政复议、行政诉讼案件。")))
  end)

  it("is never of another indicator of the sentence", function()
    assert.same({ review_accepted = 18, review_closed = 17, review_corrected = 0 },
      (values("受理行政复议18件，办结17件，未发生被撤销、被变更案件。")))
    assert.same({}, (values("全年未发生对行政复议决定不履行的情况。")))
    assert.same({}, (values("没有不合格案卷。")))
    assert.same({}, (values("没有收到依申请公开引发的复议诉讼。")))
  end)

  it("is none where it is a wish, a plan or another's", function()
    assert.same({}, (values("确保行政诉讼零败诉。")))
    assert.same({}, (values("下一步，力争不发生、未出现行政诉讼败诉案件。")))
    assert.same({}, (values("检察机关未收到行政复议申请。")))
  end)

  it("is told once, and beside a number that says otherwise", function()
    local list = observe("本年度未收到行政复议申请。我局未收到行政复议申请。")
    assert.equal(1, #list)
    local seen = {}
    for _, one in ipairs(observe("收到行政复议申请3件。本年度未收到行政复议申请。")) do seen[#seen + 1] = one.value end
    assert.same({ 3, 0 }, seen)
  end)

  it("is found where there are no figures at all", function()
    assert.equal(0, values("本年度未收到政府信息公开申请。").info_requests)
  end)

  it("is not asked of entries that say nothing of it", function()
    assert.is_nil(values("未召开政府常务会议。").council_meetings)
  end)

  it("is a pattern without <数>", function()
    local one, defects = entry.read { id = "x", zh = "某数", find = "某数 <数>", none = "未 <数> 发生" }
    assert.is_nil(one)
    assert.matches("none", defects[1])
    assert.is_table(entry.read { id = "x", zh = "某数", find = "某数 <数>", none = "未发生某数" })
  end)

  it("is stored with its words", function()
    local db <close> = assert(corpus.open(":memory:", "create"))
    local text = "青禾县人民政府关于2024年法治政府建设情况的报告\n2024年，工作有序。\n一、主要工作\n本年度未收到行政复议申请。\n"
    local _, id = assert(db:add(assert(document.decode(text, { path = "青禾县_2024.txt" }))))
    local value = assert(db:values("review_applied", { report = id }))[1]
    assert.equal(0, value.value)
    assert.is_nil(value.figure_id)
    assert.equal("本年度未收到行政复议申请。", value.quote)
    local why = assert(db:why(value.id))
    assert.equal("本年度未收到行政复议申请", why.sentence:sub(why.mark_start, why.mark_stop))
    local measures = assert(db:values("req_1_measures", { report = id }))[1]
    assert.equal(1, measures.value)
    local other = assert(db:values("req_5_other", { report = id }))[1]
    assert.equal(0, other.value)
    assert.equal(0, #assert(db:missing("req_5_other")))
  end)
end)
