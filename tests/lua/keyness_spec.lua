-- fazhi.selection, toponym and tally, and the analyses keyness, ngrams and kwic on them, over a corpus
-- of small reports of counties that do not exist.

local corpus = require("fazhi.corpus")
local message = require("fazhi.message")
local script = require("fazhi.script")
local segment = require("fazhi.segment")
local selection = require("fazhi.selection")
local tally = require("fazhi.tally")
local toponym = require("fazhi.toponym")

local PLACES = {
  ["青禾县"] = { "990102", "county" }, ["望岫县"] = { "990103", "county" }, ["白塔市"] = { "990100", "prefecture" },
}

local function add(db, place, year, body, kind)
  local name = place .. year .. (kind or "")
  local doc = { path = name, sha256 = ("%-64s"):format(name):gsub(" ", "0"), bytes = #body, format = "text",
    encoding = "UTF-8", body = body, front = "", back = "", content = { 1, #body }, sections = {}, figures = {},
    observations = {}, catalogue = { entries = {} }, damage = {},
    meta = { kind = kind or "rule_of_law", title = name, region = place, region_code = PLACES[place][1],
      level = PLACES[place][2], year = year, script = "Hans", evidence = {} } }
  function doc.source(_, i, j) return i, j end
  assert(db:add(doc))
end

local function filled()
  local db = assert(corpus.open(":memory:", "create"))
  for year = 2021, 2023 do
    add(db, "青禾县", year, year .. "年，青禾县推行综合查一次。青禾的综合查一次覆盖企业，综合查一次成效明显。依法行政。")
    add(db, "望岫县", year, year .. "年，望岫县开展“放管服”改革。望岫的人民调解覆盖乡村，人民调解成效明显。依法行政。")
  end
  add(db, "白塔市", 2023, "2023年，白塔市人民调解、人民调解、人民调解。依法行政。")
  add(db, "白塔市", 2022, "2022年白塔市政府工作计划。", "other")
  return db
end

local function ids(reports)
  local list = {}
  for i, report in ipairs(reports) do list[i] = report.id end
  table.sort(list)
  return table.concat(list, " ")
end

local function run(name, args, db, lines)
  local header = assert(script.load("scripts/analyses/" .. name .. ".lua"))
  local values = assert(require("fazhi.args").from_table(header, args))
  return script.run(header, values, { open = function() return db end, options = {}, lines = lines })
end

local BASE = { kind = "rule_of_law" }

describe("a selection of reports", function()
  it("takes regions with what lies in them, years, levels and reports", function()
    local db <close> = filled()
    assert.are.equal("r1 r3 r5", ids(selection.reports(db, "青禾县", BASE)))
    assert.are.equal("r1 r2 r3 r4 r5 r6 r7", ids(selection.reports(db, "白塔市", BASE)))
    assert.are.equal("r3 r4 r5 r6 r7", ids(selection.reports(db, "2022-2023", BASE)))
    assert.are.equal("r7", ids(selection.reports(db, "市级", BASE)))
    assert.are.equal("r4", ids(selection.reports(db, "r4", BASE)))
    assert.are.equal("r1 r2 r3 r4 r5 r6 r7", ids(selection.reports(db, "", BASE)))
  end)

  it("is widened by words of one sort and narrowed by words of another", function()
    local db <close> = filled()
    assert.are.equal("r5 r6", ids(selection.reports(db, "青禾县 望岫县 2023")))
    assert.are.equal("r5", ids(selection.reports(db, "青禾县，2023")))
    assert.are.equal("", ids(selection.reports(db, "r4 2023")))
  end)

  it("is held against the rest, the same level or year, or others, never itself", function()
    local db <close> = filled()
    local group = selection.reports(db, "青禾县 2023", BASE)
    assert.are.equal("r1 r2 r3 r4 r6 r7", ids(selection.against(db, "rest", group, BASE)))
    assert.are.equal("r1 r2 r3 r4 r6", ids(selection.against(db, "同级", group, BASE)))
    assert.are.equal("r6", ids(selection.against(db, "level,year", group, BASE)))
    assert.are.equal("r2 r4 r6", ids(selection.against(db, "望岫县", group, BASE)))
    assert.are.equal("r1 r3", ids(selection.against(db, "青禾县", group, BASE)))
  end)

  it("fails as the corpus does for a region that is not there", function()
    local db <close> = filled()
    local ok, why = pcall(selection.reports, db, "无此县", BASE)
    assert.is_false(ok)
    assert.are.equal("E101", why.code)
  end)
end)

describe("the place names of reports", function()
  it("are their own, short and full, and those above and below", function()
    local db <close> = filled()
    local names = table.concat(toponym.of(db, selection.reports(db, "青禾县 2023", BASE)), " ")
    assert.matches("青禾县", names, 1, true)
    assert.matches("青禾", names:gsub("青禾县", ""), 1, true)
    assert.matches("白塔市", names, 1, true)
    assert.is_nil(names:find("望岫", 1, true))
    assert.matches("望岫县", table.concat(toponym.of(db, selection.reports(db, "市级", BASE)), " "), 1, true)
    assert.are.same({}, toponym.of(db, {}))
  end)
end)

describe("a tally", function()
  local function of(...)
    local t = tally.new()
    for i, s in ipairs { ... } do t:add("r" .. i, segment.counts(s)) end
    return t
  end

  it("counts words, reports and where a word is said most", function()
    local t = of("行政复议，行政复议", "行政复议和人民调解")
    local rows = t:rows()
    assert.are.same({ "行政复议", 3, 2, "r1" }, { rows[1].word, rows[1].count, rows[1].reports, rows[1].best })
    assert.are.equal(10000 * 3 / t.size, rows[1].share)
    assert.are.equal(1, #t:rows(2))
    assert.are.same({}, tally.new():rows())
  end)

  it("tells how far it is, and that it is over", function()
    local report, told = { text = function() return "依法行政" end }, {}
    local t = tally.of({ report, report }, segment.new { unit = 2 },
      function(one) told[#told + 1] = one and one.done .. " of " .. one.all or "over" end)
    assert.equal(2, t.reports)
    assert.are.same({ "1 of 2", "2 of 2", "over" }, told)
  end)

  it("finds what is said more and less, by the fourfold table", function()
    local rows = of("综合查一次，综合查一次，依法行政", "综合查一次，依法行政"):keyness(
      of("人民调解，依法行政", "人民调解，人民调解，依法行政"), 2)
    local by = {}
    for _, row in ipairs(rows) do by[row.word] = row end
    -- a = 3 of 5, b = 0 of 5: 2·3·ln(3·10/(3·5)) + 2·(2·ln(2·10/(7·5)) + 5·ln(5·10/(7·5)))
    local expected = 2 * (3 * math.log(2) + 2 * math.log(20 / 35) + 5 * math.log(50 / 35))
    assert.is_true(math.abs(by["综合查一次"].g2 - expected) < 1e-9)
    assert.is_true(by["综合查一次"].log_ratio > 0 and by["人民调解"].log_ratio < 0)
    assert.are.equal(0, by["依法行政"].g2)
    assert.are.equal("r2", by["人民调解"].best)
    for _, row in ipairs(rows) do assert.is_true(row.q >= row.p and row.q <= 1) end
  end)

  it("has a log ratio on the side of what is observed, in a tiny text too", function()
    local rows = of("依法行政"):keyness(of("人民调解，" .. ("依法行政，"):rep(99)), 1)
    for _, row in ipairs(rows) do
      if row.word == "人民调解" then
        assert.is_false(row.more)
        assert.is_true(row.log_ratio < 0)
      end
    end
    assert.equal(2, #rows)
  end)

  it("wants a word in enough reports, of the side that says it more", function()
    local one, two = of("综合查一次"), of("人民调解", "依法行政，综合查一次")
    local words = {}
    for i, row in ipairs(one:keyness(two, 2)) do words[i] = row.word end
    assert.are.same({ "综合查一次" }, words) -- it stands in all of the one report, and in two of all
    assert.are.equal(3, #one:keyness(two, 1))
  end)

  it("has nothing to say of nothing", function()
    assert.are.same({}, of("依法行政"):keyness(tally.new(), 1))
    assert.are.same({}, tally.new():keyness(of("依法行政"), 1))
  end)
end)

describe("keyness", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("shows what a county says more and less, with a place where it is said", function()
    local db <close> = filled()
    local result = assert(run("keyness", { of = "青禾县" }, db))
    local first, last = result.rows[1], result.rows[#result.rows]
    assert.are.same({ "more", "综合查一次", 9, 3, 0 }, { first.side, first.word, first.count, first.reports, first.against })
    assert.matches("【综合查一次】", first.context, 1, true)
    assert.are.same({ "less", "r7" }, { last.side, last.report })
    for _, row in ipairs(result.rows) do
      assert.is_nil(row.word:find("青禾", 1, true))
      assert.is_nil(row.word:find("望岫", 1, true))
    end
    assert.are.equal("青禾县 (3 reports) held against rest (4 reports)", result.notes[1])
  end)

  it("keeps place names if it is told to", function()
    local db <close> = filled()
    local found
    for _, row in ipairs(assert(run("keyness", { of = "青禾县", names = true, unit = "2", max_q = 1 }, db)).rows) do
      found = found or row.word:find("青禾", 1, true)
    end
    assert.is_truthy(found)
  end)

  it("compares sequences of characters", function()
    local db <close> = filled()
    local words, result = {}, assert(run("keyness", { of = "青禾县", unit = "2", top = 4 }, db))
    for i, row in ipairs(result.rows) do words[i] = row.word end
    local function place(word) return ("综合查一次"):find(word, 1, true) or 99 end
    table.sort(words, function(a, b) return place(a) < place(b) end)
    assert.are.same({ "综合", "合查", "查一", "一次" }, table.move(words, 1, 4, 1, {}))
  end)

  it("says what is the matter with nothing selected, nothing against, nothing surer", function()
    local db <close> = filled()
    assert.matches("no report is selected", run("keyness", { of = "1999" }, db).notes[2], 1, true)
    local alone = run("keyness", { of = "2021-2023" }, db)
    assert.are.equal(0, #alone.rows)
    assert.matches("nothing to hold it against", alone.notes[2], 1, true)
    assert.matches("no difference", run("keyness", { of = "r7", max_q = 1e-9 }, db).notes[3], 1, true)
    local empty <close> = assert(corpus.open(":memory:", "create"))
    assert.are.equal(0, #run("keyness", { of = "2021" }, empty).rows)
  end)
end)

describe("ngrams", function()
  it("counts words by frequency, for all or for groups", function()
    local db <close> = filled()
    local rows = assert(run("ngrams", { top = 1 }, db)).rows
    assert.are.same({ "人民调解", 9, 4, 7 }, { rows[1].word, rows[1].count, rows[1].reports, rows[1].of })
    rows = assert(run("ngrams", { top = 1, by = "year", unit = "4" }, db)).rows
    assert.are.same({ "2021", "2022", "2023" }, { rows[1].group, rows[2].group, rows[3].group })
    assert.are.equal(3, rows[3].of)
    assert.are.equal("人民调解", rows[3].word)
  end)

  it("leaves out other kinds and words of too few reports", function()
    local db <close> = filled()
    for _, row in ipairs(run("ngrams", { min = 3 }, db).rows) do assert.is_true(row.reports >= 3) end
    assert.are.equal(1, run("ngrams", { kind = "other" }, db).rows[1].of)
    assert.are.equal(8, run("ngrams", { kind = "any" }, db).rows[1].of)
  end)

  it("has no rows for an empty corpus", function()
    local empty <close> = assert(corpus.open(":memory:", "create"))
    assert.are.equal(0, #run("ngrams", {}, empty).rows)
  end)
end)

describe("kwic", function()
  it("shows every place with its bytes in the body", function()
    local db <close> = filled()
    local rows = assert(run("kwic", { word = "人民调解", region = "望岫县", width = 4 }, db)).rows
    assert.are.equal(6, #rows)
    assert.are.same({ "r2", 2021, "人民调解", "覆盖乡村" }, { rows[1].report, rows[1].year, rows[1].match, rows[1].right })
    assert.are.equal("人民调解", db:body(rows[2].report):sub(rows[2].start + 1, rows[2].stop))
  end)

  it("finds either script, across quotation marks, and one word of several", function()
    local db <close> = filled()
    assert.are.equal(3, #run("kwic", { word = "放管服改革" }, db).rows)
    assert.are.equal("放管服”改革", run("kwic", { word = "放管服改革" }, db).rows[1].match)
    assert.are.equal(9, #run("kwic", { word = "綜合查一次" }, db).rows)
    assert.are.equal(16, #run("kwic", { word = "綜合查一次|依法行政" }, db).rows)
    assert.are.equal(9, #run("kwic", { word = "查一次|综合查一次" }, db).rows)
  end)

  it("sorts by region, year, or what stands beside the word, and keeps to the limit", function()
    local db <close> = filled()
    local by_year = run("kwic", { word = "依法行政", sort = "year" }, db).rows
    assert.are.same({ 2021, 2023, 7 }, { by_year[1].year, by_year[7].year, #by_year })
    local right = run("kwic", { word = "人民调解", sort = "right", unit = "sentence" }, db).rows
    for i = 2, #right do assert.is_true(right[i - 1].right <= right[i].right) end
    local left = run("kwic", { word = "综合查一次", sort = "left", width = 1 }, db).rows
    for i = 2, #left do assert.is_true(left[i - 1].left <= left[i].left) end
    local limited = run("kwic", { word = "综合查一次" }, db, function() return 2 end)
    assert.are.equal(2, #limited.rows)
    assert.matches("9", limited.notes[1], 1, true)
  end)

  it("finds nothing where there is nothing, and wants a word", function()
    local db <close> = filled()
    assert.are.equal(0, #run("kwic", { word = "不见于此" }, db).rows)
    local result, _, code = run("kwic", { word = "  " }, db)
    assert.are.same({ nil, "E201" }, { result, code })
  end)
end)
