-- How an expression spreads: in either script and with or without quotation marks, who was first, the share of
-- each year, the time to half, superiors before inferiors; regions that never use it are censored.

local adoption = require "fazhi.adoption"
local holdings = require "support.holdings"
local message = require "fazhi.message"

local function report(place, year, sentence)
  return holdings.text(place, year, "一、主要工作", sentence or "审结案件3件。", "二、存在的不足", "力量薄弱。")
end

local WITH = "推行“综合查一次”改革。"

local function spread()
  return holdings.corpus(report("白塔市", 2021, WITH), report("白塔市", 2022, WITH), report("青禾县", 2021),
    report("青禾县", 2022, WITH), report("石汀县", 2021), report("石汀县", 2022), report("石汀县", 2023, WITH),
    report("望岫县", 2021), report("望岫县", 2023), report("苇湖市", 2020))
end

describe("the usage of words", function()
  it("is told by report, with the passages that have them", function()
    local db <close> = holdings.corpus(report("青禾县", 2022, WITH .. "\n三、其他\n" .. WITH), report("青禾县", 2023, WITH),
      report("石汀县", 2023))
    local both = { { report_id = 1, passages = 2 }, { report_id = 2, passages = 1 } }
    assert.same(both, db:usage("综合查一次"))
    assert.same({ { report_id = 2, passages = 1 } }, db:usage("综合查一次", { year = 2023 }))
    assert.same({ 1, 2, 3 }, (function(list)
      for i, one in ipairs(list) do list[i] = one.report_id end
      return list
    end)(db:usage("综合查一次|审结")))
    assert.same({}, db:usage("没有的词"))
    assert.equal("E201", select(3, db:usage("，")))
  end)
end)

describe("diffusion", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("finds the first use of each region, whatever the script and the marks", function()
    local db <close> = spread()
    for _, term in ipairs { "综合查一次", "綜合查一次", "综合查一次改革", "“综合查一次”" } do
      local result = holdings.run("diffusion", { term = term }, db)
      local lines = {}
      for i, row in result:each() do
        lines[i] = ("%s %s %s %s"):format(row.rank or "-", row.region:match("市(.+)$") or row.region, row.year or "-",
          row.lag or "-")
      end
      assert.same({ "1 云岭省白塔市 2021 0", "2 青禾县 2022 1", "3 石汀县 2023 2", "- 望岫县 - -", "- 苇湖市 - -" }, lines)
    end
  end)

  it("quotes the first use and says how long a region is seen without one", function()
    local db <close> = spread()
    local rows = holdings.run("diffusion", { term = "综合查一次" }, db).rows
    assert.matches("【综合查一次】", rows[1].quote, 1, true)
    assert.matches("up to its report of 2023", rows[4].note)
    assert.is_nil(rows[4].quote)
  end)

  it("gives the share of each year and what has come to it by then", function()
    local db <close> = spread()
    local result = holdings.run("diffusion", { term = "综合查一次", curve = true }, db)
    local lines = {}
    for i, row in result:each() do
      lines[i] = ("%d %d/%d new %d of %d, %.4g"):format(row.year, row.using, row.n, row.new, row.at_risk, row.adopted)
    end
    -- 苇湖市 was last seen before the first use of all and is at no risk.
    assert.same({ "2021 1/4 new 1 of 4, 25", "2022 2/3 new 1 of 3, 50", "2023 1/2 new 1 of 2, 75" }, lines)
    assert.is_nil(holdings.unsound(result))
    assert.matches("half of the regions came to it within 1 year ", table.concat(result.notes, "\n"))
  end)

  it("says that what it draws is Kaplan and Meier's estimate, and not the share of a year's reports", function()
    local db <close> = spread()
    for _, language in ipairs { "en", "zh" } do
      message.set_language(language)
      local result, picture = holdings.run("diffusion", { term = "综合查一次", curve = true }, db)
      picture = picture or result.picture
      assert.matches("Kaplan–Meier", picture.title, 1, true)
      assert.matches("Kaplan–Meier", picture.notes[1], 1, true)
      assert.equal(5, picture.panels[1].n)
      for _, column in ipairs(result.columns) do
        if column.name == "adopted" then assert.matches("Kaplan–Meier", column[language], 1, true) end
      end
    end
  end)

  it("says which kind of document it reads where others are here, and how to read those", function()
    local work = "青禾县2022年政府工作报告\n各位代表：\n现在，我代表县人民政府，向大会报告政府工作，请予审议。\n" .. WITH .. "\n"
    local db <close> = holdings.corpus(report("白塔市", 2021, WITH), work)
    for _, name in ipairs { "diffusion", "ngrams", "problems", "keyness" } do
      local function told(kind)
        return table.concat(holdings.run(name, { term = "综合查一次", of = "2021", kind = kind }, db).notes, "\n")
      end
      assert.matches("only documents of the kind rule_of_law are read; others here: government_work 1; --kind",
        told(nil), 1, true)
      assert.is_nil(told("rule_of_law"):find("only documents", 1, true))
    end
    local own <close> = spread()
    assert.is_nil(table.concat(holdings.run("diffusion", { term = "综合查一次" }, own).notes):find "only documents")
    local other = holdings.run("diffusion", { term = "综合查一次", kind = "政府工作报告" }, db)
    assert.equal(1, #other.rows)
    assert.matches("青禾县", other.rows[1].region)
    assert.equal("E208", select(3, holdings.run("problems", { kind = "nix" }, db)))
  end)

  it("tests whether superiors are first", function()
    local db <close> = spread()
    local notes = table.concat(holdings.run("diffusion", { term = "综合查一次" }, db).notes, "\n")
    assert.matches("superiors first in 2 of 2 pairs that both came to it (sign test, p = 0.500)", notes, 1, true)
    local tied <close> = holdings.corpus(report("白塔市", 2021, WITH), report("青禾县", 2021, WITH))
    notes = table.concat(holdings.run("diffusion", { term = "综合查一次" }, tied).notes, "\n")
    assert.matches("no superior and inferior whose order is certain\n", notes)
  end)

  it("tells apart who never used it though its superior had, and keeps it out of the test", function()
    local db <close> = holdings.corpus(report("白塔市", 2021, WITH), report("青禾县", 2021), report("石汀县", 2024),
      report("望岫县", 2020))
    local notes = table.concat(holdings.run("diffusion", { term = "综合查一次" }, db).notes, "\n")
    assert.matches("no superior and inferior whose order is certain; 2 below a superior that has it never used it",
      notes, 1, true)
  end)

  it("takes no order where a report is missing that would show it", function()
    local db <close> = holdings.corpus(report("白塔市", 2021, WITH), report("青禾县", 2020),
      report("青禾县", 2023, WITH), report("石汀县", 2023, WITH), report("望岫县", 2021),
      report("望岫县", 2023, WITH))
    local notes = table.concat(holdings.run("diffusion", { term = "综合查一次" }, db).notes, "\n")
    assert.matches("superiors first in 1 of 1 pair that both came to it (sign test, p = 1.000); the order of 2 more "
      .. "is not", notes, 1, true)
    local late <close> = holdings.corpus(report("白塔市", 2021), report("白塔市", 2022, WITH),
      report("青禾县", 2021, WITH))
    notes = table.concat(holdings.run("diffusion", { term = "综合查一次" }, late).notes, "\n")
    assert.matches("superiors first in 0 of 1 pair ", notes, 1, true)
  end)

  it("says where the first use is only the first report that is here", function()
    local db <close> = holdings.corpus(report("白塔市", 2021, WITH), report("青禾县", 2023, WITH))
    local result = holdings.run("diffusion", { term = "综合查一次" }, db)
    assert.matches("may be earlier", result.rows[2].note)
    assert.matches("1 of 2 first uses stand", table.concat(result.notes, "\n"))
  end)

  it("has a row for each term of the catalogue that has a year", function()
    local db <close> = spread()
    local result = holdings.run("diffusion", { terms = true }, db)
    assert.equal(#adoption.terms(), result:count())
    local row = holdings.rows(result, { term = "综合查一次" })[1]
    assert.same({ 2021, 3, 5, 2, 2 }, { row.year, row.used, row.regions, row.superior_first, row.pairs })
    assert.matches("used before", row.note)
    assert.is_nil(holdings.unsound(result))
    local unused = holdings.rows(result, { term = "扫黑除恶" })[1]
    assert.equal(0, unused.used)
    assert.is_nil(unused.year)
  end)

  it("has one report, one year, no use, no term and no corpus", function()
    local one <close> = holdings.corpus(report("青禾县", 2022, WITH))
    local result = holdings.run("diffusion", { term = "综合查一次", curve = true }, one)
    assert.equal(100, result.rows[1].adopted)
    assert.is_nil(holdings.unsound(result))
    assert.equal("“全过程记录”", holdings.run("diffusion", { term = "全过程记录" }, one).none)
    assert.equal("E204", select(3, holdings.run("diffusion", {}, one)))
    assert.equal("E201", select(3, holdings.run("diffusion", { term = "，" }, one)))
    local empty <close> = holdings.corpus()
    assert.equal(0, holdings.run("diffusion", { term = "综合查一次" }, empty):count())
    assert.equal(0, holdings.run("diffusion", { terms = true }, empty):count())
  end)
end)
