-- The ways in which work reports tell a value of which the noun stands further away than the words of one clause: a
-- year between noun and value, a subject carried over a mark, lists in order, a level at the end of several years. For
-- each what is told, and what looks like it and is none. Invented sentences.

local figure = require "fazhi.figure"
local indicator = require "fazhi.indicator"

-- What a work report of `year` says in a sentence: { id = observation }, { id = reason of its refusal }.
local function observe(body, year, heading)
  local sections = heading and { { heading = heading, level = 1, parent = 0, start = 1, stop = #body } } or nil
  local figures = figure.find(body, { first = 1, last = #body, sections = sections })
  local found, refused = indicator.observe(body, figures,
    { sections = sections, meta = { kind = "government_work", year = year } })
  local values, reasons = {}, {}
  for _, one in ipairs(found) do
    if one.score >= 0.5 then
      assert.is_nil(values[one.indicator], body .. " tells two of " .. one.indicator)
      values[one.indicator] = one
    end
  end
  for _, one in ipairs(refused) do reasons[one.indicator] = one.reason end
  return values, reasons
end

-- Cases: { sentence, { id = value or false for none }, year =, heading = }.
local function holds(cases)
  for _, case in ipairs(cases) do
    local values = observe(case[1], case.year or 2024, case.heading)
    for id, wanted in pairs(case[2]) do
      local one = values[id]
      assert.equal(wanted, one and one.value or false, id .. ": " .. case[1])
    end
  end
end

describe("a level at the end of several years", function()
  it("is that of the last where what rose to it is no sum", function()
    for body, wanted in pairs {
      ["五年来，财政收入增加到210亿元。"] = { "fiscal_revenue", 21000000000 },
    } do
      local one = observe(body, 2022)[wanted[1]]
      assert.same({ wanted[2], "多年回顾，截至2022年所达", 0.8 }, one and { one.value, one.note, one.score }, body)
    end
  end)

  it("is none where it may be a sum", function()
    for body, id in pairs {
      ["五年来，财政收入达到210亿元。"] = "fiscal_revenue", ["五年来，财政收入年均增长8%，累计达到910亿元。"] = "fiscal_revenue",
      ["五年来，居民收入年均增长8%，财政收入达到910亿元。"] = "fiscal_revenue",
      ["五年来，城镇新增就业突破300万人。"] = "urban_jobs_new",
    } do
      local values, reasons = observe(body, 2022)
      assert.is_nil(values[id], body)
      assert.equal("多年", reasons[id], body)
    end
  end)

  it("is told under a heading of one year and of several, too", function()
    local heading = "一、过去一年和五年工作回顾"
    local one = observe("森林覆盖率达到23.4%。", 2022, heading).forest_cover
    assert.same({ 23.4, "多年回顾，截至2022年所达" }, { one.value, one.note })
    holds {
      { "新建高标准农田310万亩。", { farmland_built = false }, year = 2022, heading = heading },
      { "单位生产总值能耗下降8.4%。", { energy_intensity_fall = false }, year = 2022, heading = heading },
      { "粮食产量达到61亿斤。", { grain_output = false }, year = 2022, heading = heading },
    }
  end)

  it("is the year's where a change is told of that year", function()
    holds {
      { "去年，城镇化率由57.1%提高到58.2%。", { urbanization_rate = 58.2 } },
      { "城镇化率由57.1%提高到58.2%。", { urbanization_rate = 58.2 }, heading = "一、2024年工作回顾" },
      { "2023年，城镇化率由57.1%提高到58.2%。", { urbanization_rate = false } },
      { "今年，城镇化率由57.1%提高到58.2%。", { urbanization_rate = false } },
    }
  end)
end)

describe("a word of time or of planning", function()
  it("rules nothing where it names a thing or what was passed", function()
    holds {
      { "启动面向2035年的重大科技项目。全社会研发经费支出与国内生产总值之比达到2.1%。", { rd_intensity = 2.1 } },
      { "清洁能源累计建成装机占电力总装机56.1%。", { renewable_share = 56.1 } },
      { "城镇新增就业48万人，超过预期目标；城镇居民人均可支配收入9510元。", { urban_income = 9510 } },
    }
  end)

  it("rules where it is one", function()
    holds {
      { "到2035年，基本实现现代化。全社会研发经费支出与国内生产总值之比达到2.6%。", { rd_intensity = false } },
      { "累计新增可再生能源装机3100万千瓦。", { new_energy_capacity = false } },
      { "今年的预期目标，城镇居民人均可支配收入9510元。", { urban_income = false } },
      { "力争超过预期目标，城镇居民人均可支配收入9510元。", { urban_income = false } },
    }
  end)
end)
