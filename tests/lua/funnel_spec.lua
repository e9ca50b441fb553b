-- The funnel: shares where one count is a part of the other, rates on every denominator, and what is said of
-- numbers that are missing, doubtful or larger than their whole.

local holdings = require "support.holdings"
local message = require "fazhi.message"

local function report(sentence, year)
  return holdings.text("青禾县", year or 2024, "2024年，工作有序。", "一、依法化解矛盾纠纷", sentence, "二、存在的不足", "力量薄弱。")
end

local function funnel(sentence, base)
  local db <close> = holdings.corpus(report(sentence))
  local result = holdings.run("funnel", { base = base }, db)
  local rows = {}
  for _, row in ipairs(result.rows) do rows[row.stage] = row end
  assert.is_nil(holdings.unsound(result))
  return rows, result
end

describe("funnel", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("takes shares of the stage before and of one base", function()
    local rows = funnel("全年收到行政复议申请100件，受理80件，审结70件，直接纠错7件。办理行政应诉案件35件，败诉7件。")
    assert.same({ 80, "received" }, { rows.accepted.share, rows.accepted.before })
    assert.is_true(rows.accepted.low > 70 and rows.accepted.high < 90)
    assert.equal(10, rows.corrected.share)
    assert.equal(10, rows.corrected.of_base)
    assert.truthy(rows.corrected.base_low)
    assert.equal(50, rows.litigated.share)
    assert.equal(20, rows.lost.share)
    assert.truthy(rows.lost.low)
  end)

  it("gives no interval where a count is no part of the other", function()
    local rows = funnel("全年收到行政复议申请100件，受理80件，审结90件（含上年结转12件）。办理行政应诉案件35件。")
    assert.equal(112.5, rows.closed.share)
    assert.is_nil(rows.closed.low)
    assert.matches("carried over", rows.closed.note)
    assert.is_nil(rows.litigated.low)
    assert.is_nil(rows.accepted.base_low)
  end)

  it("keeps what is not told missing", function()
    local rows = funnel("全年受理行政复议案件80件。")
    assert.is_nil(rows.received.value)
    assert.is_nil(rows.accepted.share)
    assert.is_nil(rows.closed.value)
    assert.is_nil(rows.corrected.share)
  end)

  it("flags a part that is larger than its whole", function()
    local rows = funnel("全年收到行政复议申请80件，受理100件，审结70件。")
    assert.matches("more than received: 100 > 80", rows.accepted.note, 1, true)
    assert.is_nil(rows.accepted.low)
  end)

  it("takes no interval of vague numbers", function()
    local rows = funnel("全年收到行政复议申请100余件，受理80件，审结70件。")
    assert.equal("at_least", rows.received.bound)
    assert.equal(80, rows.accepted.share)
    assert.is_nil(rows.accepted.low)
  end)

  it("divides by no zero", function()
    local rows = funnel("本年度未收到行政复议申请。全年办理行政应诉案件3件，败诉0件。")
    assert.equal(0, rows.received.value)
    assert.equal(0, rows.lost.share)
    assert.is_nil(rows.accepted.share)
  end)

  it("finds the denominator of a claimed rate", function()
    local closed = funnel("受理行政复议案件90件，审结80件，调解和解30件，直接纠错8件，纠错率10%。")
    assert.matches("the claim is corrected ÷ closed = 8/80", closed["claimed correction rate"].note, 1, true)
    local unsettled = funnel("受理行政复议案件90件，审结80件，调解和解30件，直接纠错8件，纠错率16%。")
    local claim = unsettled["claimed correction rate"]
    assert.equal(10, claim.share)
    assert.matches("corrected ÷ (closed − settled) = 8/50", claim.note, 1, true)
    assert.matches("claimed − computed +6.0 points", claim.note, 1, true)
    local accepted = funnel("受理行政复议案件100件，审结80件，直接纠错8件，纠错率8%。")
    assert.matches("corrected ÷ accepted = 8/100", accepted["claimed correction rate"].note, 1, true)
    local none = funnel("受理行政复议案件100件，审结80件，直接纠错8件，纠错率50%。")
    assert.matches("no known denominator", none["claimed correction rate"].note)
    local alone = funnel("受理行政复议案件100件，纠错率50%。")
    assert.matches("cannot be computed", alone["claimed correction rate"].note)
    assert.is_nil(alone["claimed correction rate"].share)
  end)

  it("shows a doubtful reading, takes no share of it, but tries the claim on it", function()
    local rows = funnel("全年办理行政复议案件41件，调解结案13件，纠错5件，纠错率17.8%。")
    assert.equal(41, rows.closed.value)
    assert.matches("doubtful", rows.closed.note)
    assert.is_nil(rows.corrected.share)
    assert.matches("corrected ÷ (closed − settled) = 5/28", rows["claimed correction rate"].note, 1, true)
    assert.is_nil(rows["claimed correction rate"].low)
  end)

  it("takes the base that is asked for", function()
    local rows = funnel("全年收到行政复议申请100件，受理80件，审结70件，直接纠错7件。", "received")
    assert.equal(7, rows.corrected.of_base)
    assert.is_nil(rows.corrected.base_low)
    assert.truthy(rows.accepted.base_low)
    assert.is_nil(rows.received.of_base)
  end)

  it("takes the latest year, or all years of a region", function()
    local db <close> = holdings.corpus(report("受理行政复议案件80件。", 2023), report("受理行政复议案件90件。", 2024))
    assert.equal(9, holdings.run("funnel", {}, db):count())
    assert.equal(18, holdings.run("funnel", { region = { "青禾县" } }, db):count())
  end)

  it("says what there is not", function()
    local rows, result = funnel("开展普法活动3场。")
    assert.same({}, rows)
    assert.matches("1 reports tell no stage", result.notes[1])
    assert.equal("numbers on review or lawsuits", result.none)
    local empty <close> = holdings.corpus()
    local nothing = holdings.run("funnel", {}, empty)
    assert.equal(0, nothing:count())
    assert.truthy(nothing.none)
  end)
end)
