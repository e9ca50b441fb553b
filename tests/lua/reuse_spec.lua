-- What reports copy from each other and how much of them is set phrases, over small corpora of our own
-- writing: who copied from whom, what was changed, and what is left out.

local boilerplate = require "fazhi.boilerplate"
local copies = require "support.copies"
local corpus = require "fazhi.corpus"
local document = require "fazhi.document"
local message = require "fazhi.message"
local region = require "fazhi.region"
local reuse = require "fazhi.reuse"

local PASSAGE = "全年共收到行政复议申请%d件，受理%d件，审结率保持稳定；对案情复杂的案件逐一召开听证会，邀请人大代表和政协委员旁听，"
  .. "并把败诉原因写成案例发给各执法单位学习，促其补正程序上的漏洞，减少同类争议再次发生。"
local TITLE = "%s%d年法治政府建设年度报告"
local BODIES = copies.make(12, 5, 2000, 3000)

-- A report whose own text is that of no other; `n` chooses it.
local function report(place, year, n, passage, published)
  local text = TITLE:format(place, year) .. "\n\n"
  if published then text = "发布日期：" .. published .. "\n" .. text end
  return text .. "一、主要工作\n" .. BODIES[n] .. "\n" .. (passage or "") .. "\n二、存在的问题\n"
    .. "工作中还有不足。" .. "部分干部重视不够。" .. "青禾县外的苇湖市已有先例，公安局尚未跟上。"
    .. "去年败诉3件。\n"
end

local function with_corpus(texts, f)
  local c <close> = assert(corpus.open(":memory:", "create"))
  for i, text in ipairs(texts) do assert(c:add(assert(document.decode(text, { path = "r" .. i .. ".txt" })))) end
  return f(c)
end

local OPTIONS = { least = 60, common = 0.3 }

local function pairs_of(texts, filters, options)
  return with_corpus(texts, function(c)
    local list, info = reuse.pairs(c, filters or {}, options or OPTIONS)
    local rows, figures_of = {}, reuse.figures(c)
    for i, pair in ipairs(list) do
      rows[i] = reuse.row(pair, figures_of)
      rows[i].key, rows[i].all = pair.relation, reuse.passage_rows(pair, figures_of)
    end
    return rows, info
  end)
end

local function told(rows)
  local list = {}
  for i, row in ipairs(rows) do list[i] = ("%s<%s %s"):format(row.report, row.from, row.key) end
  table.sort(list)
  return list
end

describe("reuse", function()
  setup(function()
    region.load { "examples/regions.tsv" }
    message.set_language "en"
  end)
  teardown(function()
    region.load()
    message.set_language(nil)
  end)

  it("says what the other is, the later copying the earlier", function()
    local rows = pairs_of {
      report("云岭省白塔市", 2020, 1, PASSAGE:format(90, 80)),
      report("云岭省白塔市青禾县", 2022, 2, PASSAGE:format(36, 31)),
      report("云岭省白塔市青禾县", 2021, 3, PASSAGE:format(41, 39)),
      report("云岭省白塔市望岫县", 2023, 4, PASSAGE:format(12, 11)),
    }
    assert.same({ "r2<r1 superior", "r2<r3 own_last_year", "r3<r1 superior", "r4<r1 superior", "r4<r2 neighbour",
      "r4<r3 neighbour" }, told(rows))
    local back = pairs_of { report("云岭省白塔市", 2023, 1, PASSAGE:format(90, 80)),
      report("云岭省白塔市青禾县", 2020, 2, PASSAGE:format(36, 31)) }
    assert.same({ "r1<r2 subordinate" }, told(back))
    local earlier = pairs_of { report("云岭省白塔市青禾县", 2023, 1, PASSAGE:format(90, 80)),
      report("云岭省白塔市青禾县", 2020, 2, PASSAGE:format(36, 31)) }
    assert.same({ "r1<r2 own_earlier" }, told(earlier))
  end)

  it("takes the order within a year from the dates of publication, and says where it is not known", function()
    local known = pairs_of { report("云岭省白塔市青禾县", 2022, 1, PASSAGE:format(9, 8), "2023-02-01"),
      report("云岭省白塔市望岫县", 2022, 2, PASSAGE:format(7, 6), "2023-03-01") }
    assert.same({ "r2<r1 neighbour" }, told(known))
    assert.is_nil(known[1].note)
    local unknown = pairs_of { report("云岭省白塔市青禾县", 2022, 1, PASSAGE:format(9, 8)),
      report("云岭省白塔市望岫县", 2022, 2, PASSAGE:format(7, 6)) }
    assert.equal(1, #unknown)
    assert.matches("^order unknown: ", unknown[1].note)
  end)

  it("shows the passage in both texts, its spans, and the figures that were changed", function()
    local texts = { report("云岭省白塔市青禾县", 2021, 1, PASSAGE:format(41, 39)),
      report("云岭省白塔市青禾县", 2022, 2, PASSAGE:format(136, 39)) }
    local rows = pairs_of(texts)
    assert.equal(1, #rows)
    local row, one = rows[1], rows[1].all[1]
    assert.equal(1, row.changed)
    assert.equal(1, row.passages)
    assert.equal("41件→136件", one.figures)
    assert.is_truthy(one.text:find("申请136件", 1, true))
    assert.is_truthy(one.from_text:find("申请41件", 1, true))
    assert.is_true(row.characters > 80)
    assert.is_true(row.share > 5 and row.share < 20)
    with_corpus(texts, function(c)
      local piece = c:body("r2"):sub(one.start + 1, one.stop)
      assert.is_truthy(piece:find "^全年共收到行政复议申请136件" and piece:find "去年败诉3件$")
      piece = c:body("r1"):sub(one.from_start + 1, one.from_stop)
      assert.is_truthy(piece:find "^全年共收到行政复议申请41件")
    end)
  end)

  it("counts the characters of a pair as those of its passages", function()
    local rows = pairs_of { report("云岭省白塔市青禾县", 2021, 1, PASSAGE:format(41, 39)),
      report("云岭省白塔市青禾县", 2022, 2, PASSAGE:format(136, 39)) }
    local row = rows[1]
    assert.same({ row.longest, row.longest }, { row.characters, row.all[1].characters })
  end)

  it("asks about the reports of the filters and compares them with all", function()
    local texts = { report("云岭省白塔市青禾县", 2021, 1, PASSAGE:format(4, 3)),
      report("云岭省白塔市青禾县", 2022, 2, PASSAGE:format(5, 3)), report("云岭省白塔市望岫县", 2022, 3, PASSAGE:format(6, 5)) }
    assert.same({ "r2<r1 own_last_year" }, told(pairs_of(texts, { region = "青禾县", year = 2022 },
      { least = 60, common = 0.3, relations = { own_last_year = true } })))
    assert.same({}, told(pairs_of(texts, { year = 2021 })))
    assert.equal(2, #pairs_of(texts, { region = "望岫县" }))
    assert.same({}, told(pairs_of(texts, {}, { least = 300, common = 0.3 })))
  end)

  it("leaves out one report in two files, and phrases of many places", function()
    local text = report("云岭省白塔市青禾县", 2022, 1)
    local rows, info = pairs_of { text, text:gsub("二、存在的问题", "二、问题") .. "\n（转载）" }
    assert.same({ 0, 1 }, { #rows, info.twins })
    local texts = {}
    for i, place in ipairs { "青禾县", "望岫县", "石汀县", "苇湖市", "临溪区" } do
      texts[i] = report("云岭省白塔市" .. place, 2022, i, PASSAGE:format(10 + i, 9 + i))
    end
    local stock, told_stock = pairs_of(texts)
    assert.same({ 0, true, 3 }, { #stock, told_stock.knows_stock, told_stock.limit })
    assert.equal(10, #pairs_of(texts, {}, { least = 60, common = 1 }))
  end)

  it("takes an empty corpus, one report, and no such region", function()
    assert.equal(0, #pairs_of {})
    local rows, info = pairs_of { report("云岭省白塔市青禾县", 2022, 1) }
    assert.same({ 0, 1, false }, { #rows, info.reports, info.knows_stock })
    assert.equal(2, #reuse.notes(rows, info))
    with_corpus({}, function(c)
      local ok, failed = pcall(reuse.pairs, c, { region = "无此县" }, OPTIONS)
      assert.is_false(ok)
      assert.equal("E101", failed.code)
    end)
  end)
end)

describe("boilerplate", function()
  setup(function() region.load { "examples/regions.tsv" } end)
  teardown(function() region.load() end)

  local PLACES = { "青禾县", "望岫县", "石汀县", "苇湖市", "临溪区" }

  it("counts figures, sentences, stock and what is concrete about problems", function()
    local texts = {}
    for i, place in ipairs(PLACES) do
      texts[i] = report("云岭省白塔市" .. place, 2022, i, i < 5 and PASSAGE:format(10, 9) or nil)
    end
    with_corpus(texts, function(c)
      local rows, info = boilerplate.rows(c, {}, { common = 0.3 })
      assert.equal(5, #rows)
      assert.same({ 3, 5, true }, { info.limit, info.places, info.knows_stock })
      for _, row in ipairs(rows) do
        assert.equal(#c:figures(row.report), row.figures)
        assert.near(1000 * row.figures / row.characters, row.density, 1e-9)
        assert.equal(4, row.problems)
        assert.equal(50.0, row.concrete) -- one names 公安局 and another place, one has a figure
        assert.is_true(row.stock > 3 and row.stock < 40)
        assert.is_true(row.with_figure > 50 and row.with_figure < 100)
        assert.is_true(row.packed > 20 and row.packed < 80)
      end
      local sum = 0
      for _, row in ipairs(rows) do sum = sum + row.density_place end
      assert.near(250, sum, 1e-9)
    end)
  end)

  it("knows neither percentile nor stock of a few, and nothing of nothing", function()
    with_corpus({ report("云岭省白塔市青禾县", 2022, 1) }, function(c)
      local rows, info = boilerplate.rows(c, {}, { common = 0.3 })
      assert.is_nil(rows[1].density_place)
      assert.is_nil(rows[1].stock)
      assert.is_false(info.knows_stock)
      assert.equal(1, #boilerplate.notes(info))
    end)
    with_corpus({}, function(c) assert.same({}, (boilerplate.rows(c, {}, { common = 0.3 }))) end)
  end)

  it("gives equal reports one percentile", function()
    local texts = {}
    for i, place in ipairs(PLACES) do texts[i] = TITLE:format("云岭省白塔市" .. place, 2022) .. "\n\n今年立案7件。\n" end
    with_corpus(texts, function(c)
      for _, row in ipairs((boilerplate.rows(c, {}, { common = 0.3 }))) do
        assert.equal(50.0, row.density_place)
        assert.is_nil(row.problems)
      end
    end)
  end)
end)
