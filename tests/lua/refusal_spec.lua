-- Refusals: a report that tells a value and not that of its year is silent of that year, and it is said why.

local dossier = require "fazhi.dossier"
local holdings = require "support.holdings"
local message = require "fazhi.message"
local refusal = require "fazhi.refusal"

local function work_report(year, ...)
  return ("%d年白塔市政府工作报告\n——%d年1月9日在白塔市第八届人民代表大会第三次会议上\n白塔市人民政府市长\n各位代表：\n"):format(year + 1, year + 1)
    .. table.concat({ ... }, "\n") .. "\n"
end

local TOLD = work_report(2022, "一、2022年工作回顾", "2022年，全市地区生产总值1210亿元，增长5.1%。")
local SEVERAL = work_report(2023, "一、过去五年工作回顾", "五年来，全市地区生产总值年均增长6.2%，累计达到1320亿元。", "二、2024年目标",
  "全市地区生产总值突破1400亿元。")
local GOAL = work_report(2024, "一、2024年工作回顾", "一年来，各项工作有序推进。", "二、2025年目标", "全市地区生产总值突破1500亿元。")

describe("a refused value", function()
  local db

  before_each(function()
    message.set_language "en"
    db = holdings.corpus(TOLD, SEVERAL, GOAL)
  end)

  after_each(function()
    message.set_language(nil)
    db:close()
  end)

  it("is told beside the gap of its year in a trend", function()
    local rows = holdings.run("trend", { indicator = "gdp" }, db).rows
    assert.same({ 2022, 2023, 2024 }, { rows[1].year, rows[2].year, rows[3].year })
    assert.is_nil(rows[2].value)
    assert.equal("not reported; 1320亿元 not taken (of several years)", rows[2].note)
    message.set_language "zh"
    assert.equal("未报告；文中1320亿元未取（多年）", holdings.run("trend", { indicator = "gdp" }, db).rows[2].note)
  end)

  it("is told beside the report without the value in a comparison", function()
    local rows = holdings.run("compare", { indicator = "gdp", year = 2023 }, db).rows
    assert.equal("not reported; 1320亿元 not taken (of several years)", rows[#rows].note)
    assert.equal("r2", rows[#rows].id)
  end)

  it("is told in an order of rank, a profile and a page of the region", function()
    local note = "not reported; 1320亿元 not taken (of several years)"
    local rows = holdings.run("rank", { indicator = { "gdp" }, year = 2023 }, db).rows
    assert.equal(note, rows[#rows].note)
    rows = holdings.run("rank", { indicator = { "gdp", "gdp_growth" }, year = 2023 }, db).rows
    assert.matches("gdp: " .. note, rows[1].note, 1, true)
    local three <close> = holdings.corpus(TOLD, SEVERAL, work_report(2024, "一、2024年工作回顾", "2024年，全市地区生产总值1390亿元。"))
    local one = dossier.of(three, { region = "白塔市", year = 2023 }).series[1]
    assert.same({ "gdp", note }, { one.indicator, one.rows[2].note })
    local silent = { { indicator = "gdp", note = "n" }, { indicator = "gdp", value = 3, note = "n" },
      { indicator = "grain_output", note = "n" } }
    refusal.put_report(db, silent, "r2")
    assert.same({ "n; 1320亿元 not taken (of several years)", "n", "n" }, { silent[1].note, silent[2].note,
      silent[3].note })
  end)

  it("is none where only a goal stands", function()
    assert.equal("not reported", holdings.run("trend", { indicator = "gdp" }, db).rows[3].note)
    assert.is_nil(refusal.of(db, "r3", "gdp"))
  end)

  it("names its figure and reason", function()
    local one = refusal.of(db, "r2", "gdp")
    assert.same({ "1320亿元", 132000000000, "元", "多年" }, { one.raw, one.value, one.unit, one.reason })
    assert.equal("1320亿元", db.db:value("SELECT raw FROM figure WHERE id = ?", one.figure_id))
    assert.is_nil(refusal.of(db, "r2", "grain_output"))
  end)

  it("is not looked for in many reports", function()
    local rows = {}
    for i = 1, refusal.MOST + 1 do rows[i] = { id = "r2", note = "not reported" } end
    refusal.put(db, rows, "gdp")
    assert.equal("not reported", rows[1].note)
    rows[#rows].value = 3
    refusal.put(db, rows, "gdp")
    assert.equal("not reported; 1320亿元 not taken (of several years)", rows[1].note)
    assert.equal("not reported", rows[#rows].note)
  end)

  it("raises what the corpus fails with", function()
    assert.has_error(function() refusal.of(db, "r99", "gdp") end)
  end)
end)
