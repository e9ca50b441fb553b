-- The same report twice: copies of our own reports as other pages, scripts and converters bring
-- them are found, reports that only share words are not, and what is set aside is not counted.

local core = require "fazhi.core"
local corpus = require "fazhi.corpus"
local document = require "fazhi.document"
local likeness = require "fazhi.likeness"
local message = require "fazhi.message"
local draw_new = require "support.draw".new
local region = require "fazhi.region"

local sketch = core.sketch

local function slurp(name)
  local file <close> = assert(io.open("examples/reports/" .. name .. ".txt", "rb"))
  return file:read "a"
end

local function read(text, path, options)
  options = options or {}
  options.path = path
  return assert(document.decode(text, options))
end

-- A few of the characters that differ, enough that hardly any run of eight is left.
local TRADITIONAL = {}
for simple, other in ("县縣设設况況报報创創级級为為补補强強项項进進现現开開体體学學党黨负負责責对對门門问問发發题題办辦"
  .. "务務业業员員议議会會书書规規续續优優审審评評关關证證参參检檢减減复復决決终終错錯诉訴败敗调調纠糾农農残殘听聽满滿"
  .. "营營环環与與场場应應类類执執质質讲講训訓处處权權统統长長动動这這还還将將总總从從专專结結导導选選经經济濟产產"
  .. "时時间間给給网網难難镇鎮乡鄉轻輕压壓万萬个個职職")
  :gmatch("(" .. utf8.charpattern .. ")(" .. utf8.charpattern .. ")") do
  TRADITIONAL[simple] = other
end

local function traditional(text)
  return (text:gsub(utf8.charpattern, TRADITIONAL))
end

-- The bracket after a character as some converters of script put it in.
local function glossed(text)
  return (text:gsub("務", "務(wù)"):gsub("關", "關(guān)"):gsub("審", "審(shěn)"))
end

local function page(text)
  return "首页 > 政务公开 > 法治政府\n字号：大 中 小\n" .. text
    .. "\n上一篇：没有了\n下一篇：青禾县政务公开工作要点\n主办：青禾县人民政府办公室\n扫一扫在手机打开当前页\n"
end

-- Lines of so many characters, as a converter of pages leaves them.
local function wrapped(text, width)
  local out = {}
  for line in text:gmatch "[^\n]+" do
    local from = 1
    for at, _ in utf8.codes(line) do
      if utf8.len(line, from, at) > width then
        out[#out + 1] = line:sub(from, at - 1)
        from = at
      end
    end
    out[#out + 1] = line:sub(from)
  end
  return table.concat(out, "\n") .. "\n"
end

local function without_lines(text, every)
  local n = 0
  return (text:gsub("[^\n]+\n", function(line)
    n = n + 1
    return n > 3 and n % every == 0 and "" or line
  end))
end

-- The same words with every figure changed, as in the report of the year after; or one in so many.
local function refigured(text, every)
  local n = 0
  return (text:gsub("%d+", function(digits)
    n = n + 1
    if n % (every or 1) > 0 or #digits == 4 and digits:find "^20" then return nil end
    return (digits:gsub("%d", function(d) return tostring((tonumber(d) + 3) % 10) end))
  end))
end

local function new()
  return assert(corpus.open(":memory:", "create"))
end

-- Adds texts by name; returns what was found for the last one.
local function add(c, ...)
  local found
  for _, one in ipairs { ... } do
    local what, id, twins = assert(c:add(read(one[2], one[1], one[3])))
    assert.is_true(what == "new" or what == "updated")
    assert.is_string(id)
    found = twins
  end
  return found
end

local QINGHE = slurp "青禾县_2023"

local function relation_with(text, path)
  local c <close> = new()
  local found = add(c, { "a.txt", QINGHE }, { path or "b.txt", text })
  if not found then return nil end
  assert.equal(1, #found)
  return found[1].relation, found[1]
end

local function ids(query)
  local list = {}
  for r in query:each() do list[#list + 1] = r.id end
  table.sort(list)
  return table.concat(list, " ")
end

describe("core.sketch", function()
  it("estimates what compare counts", function()
    local a, b = QINGHE, without_lines(QINGHE, 4)
    local j, of_a, of_b = sketch.compare(a, b)
    assert.is_true(j > 0.6 and j < 0.95 and of_a < of_b)
    assert.near(j, sketch.jaccard(sketch.of(a), sketch.of(b)), 0.15)
    local minhash, sha256, count = sketch.row(a)
    local characters = sketch.characters(a)
    assert.equal(sketch.of(a), minhash)
    assert.equal(require("fazhi.core").text.sha256(characters), sha256)
    assert.equal(utf8.len(characters), count)
    local reverse, first, second = sketch.compare(b, a)
    assert.same({ j, of_b, of_a }, { reverse, first, second })
  end)

  it("takes any length of shingles and compares only equal ones", function()
    assert.equal(5, sketch.count(sketch.of("一二三四五六", 2)))
    assert.same({ 3 / 4, 3 / 4, 1.0 }, { sketch.compare("一二三四五", "一二三四", 2) })
    assert.has_error(function() sketch.jaccard(sketch.of("一", 2), sketch.of("一", 3)) end)
    assert.has_error(function() sketch.of("一", 0) end)
    assert.has_error(function() sketch.of "\xFF" end)
    assert.has_error(function() sketch.row "\xFF" end)
    assert.has_error(function() sketch.compare("一", "\xFF") end)
  end)

  it("says what counts, and that a sketch is none", function()
    assert.equal("第1条ab", sketch.characters "第１条：“Ａb”…")
    assert.equal("", sketch.characters "")
    assert.equal(42, #sketch.bands(sketch.of "青禾县"))
    assert.same({}, sketch.bands(sketch.of "。"))
    for _, call in ipairs { sketch.bands, sketch.count, function(s) return sketch.jaccard(s, s) end } do
      local value, why, code = call "no sketch"
      assert.is_nil(value)
      assert.is_string(why)
      assert.equal("E201", code)
    end
  end)
end)

describe("a copy of a report", function()
  setup(function()
    region.load { "examples/regions.tsv" }
    message.set_language "en"
  end)
  teardown(function() message.set_language(nil) end)

  it("is the same text whatever the blanks, widths and line ends", function()
    local other = QINGHE:gsub("\n", "\r\n　　"):gsub("件", " 件"):gsub("44", "４４"):gsub("；", ";")
    local relation, twin = relation_with(other)
    assert.equal("same", relation)
    assert.equal(1.0, twin.similarity)
  end)

  it("is near in the other script with notes on the sound", function()
    local other = glossed(traditional(QINGHE))
    assert.is_true(sketch.compare(other, QINGHE) < 0.1)
    local relation, twin = relation_with(other)
    assert.is_true(relation == "same" or relation == "near")
    assert.is_true(twin.similarity > 0.95)
  end)

  for name, change in pairs {
    ["with a page around it"] = page,
    ["with lines lost"] = function(text) return without_lines(text, 14) end,
    ["as pages of short lines"] = function(text) return wrapped(text, 28) end,
    ["as a page in the other script with lines lost"] = function(text)
      return page(glossed(traditional(without_lines(text, 14))))
    end,
  } do
    it("is near " .. name, function()
      local relation = relation_with(change(QINGHE))
      assert.is_true(relation == "near" or relation == "same", tostring(relation))
    end)
  end

  it("is a part when it is cut off", function()
    local relation, twin = relation_with(QINGHE:sub(1, QINGHE:find("（四）提升执法质效", 1, true) - 1))
    assert.equal("part", relation)
    assert.is_true(twin.contained > 0.95 and twin.contains < 0.7)
  end)

  it("is told in doubt under another year or region, and never set aside", function()
    local relation, twin = relation_with((QINGHE:gsub("2023", "2022")))
    assert.equal("doubt", relation)
    assert.same({ "year" }, twin.differs)
    assert.truthy(likeness.sentence(twin):find("year 2022, 2023", 1, true))
    relation, twin = relation_with((QINGHE:gsub("青禾", "石汀")))
    assert.equal("doubt", relation)
    assert.same({ "region" }, twin.differs)
    assert.truthy(likeness.sentence(twin):find("same text, different places: region ", 1, true))
    assert.equal("the same text, different places", likeness.name(twin.relation, twin.differs))
    assert.equal("", likeness.count { twin })
    assert.equal(1, #likeness.notes { twin })
  end)
end)

describe("another report", function()
  it("of the next year with all or half of the figures changed is no copy", function()
    assert.is_nil(relation_with(refigured((QINGHE:gsub("2023", "2022")))))
    assert.is_nil(relation_with(refigured((QINGHE:gsub("2023", "2022")), 2)))
    assert.is_nil(relation_with(refigured((QINGHE:gsub("2023", "2022")), 6)))
  end)

  it("of a neighbour who took the text for a template is no copy", function()
    assert.is_nil(relation_with(refigured((QINGHE:gsub("青禾", "石汀")))))
  end)

  it("is not found among thirty of one province and six years", function()
    local c <close> = new()
    local pipe <close> = io.popen "ls examples/reports"
    for name in pipe:lines() do
      assert.is_nil(add(c, { name, slurp(name:gsub("%.txt$", "")) }), name)
    end
    local sets, doubts = assert(c:dedupe())
    assert.same({}, sets)
    assert.same({}, doubts)
    assert.equal(30, c:reports():count())
  end)

  it("is not seen in a few words", function()
    local c <close> = new()
    assert.is_nil(add(c, { "a.txt", "青禾县2023年法治政府建设报告\n正在整理。\n" },
      { "b.txt", "青禾县2023年法治政府建设报告\n\n正在整理。\n" }))
    local found = add(c, { "c.txt", "青禾县2023年法治政府建设报告\n正在整理，将于年底前在本网站向社会公布，欢迎监督。\n" },
      { "d.txt", "青禾县2023年法治政府建设报告\n正在整理，将于年底前，在本网站向社会公布。欢迎监督！\n" })
    assert.equal("same", found[1].relation)
    found = add(c, { "e.txt", "青禾县2023年法治政府建设报告\n正在整理，将于年底前在本网站向社会公布，欢迎批评。\n" })
    assert.is_nil(found)
  end)
end)

describe("likeness.judge", function()
  local HERE = { kind = "rule_of_law", region_code = "990101", region = "甲县", year = 2023, issuer = "甲县人民政府" }

  local function with(changes)
    local copy = {}
    for k, v in pairs(HERE) do copy[k] = v end
    for k, v in pairs(changes) do copy[k] = v ~= "?" and v or nil end
    return copy
  end

  local function pair(similarity, contained, contains)
    return { same = similarity == 1, similarity = similarity, contained = contained or similarity,
      contains = contains or similarity }
  end

  for i, case in ipairs {
    { {}, pair(1), "same" },
    { {}, pair(0.81), "near" },
    { {}, pair(0.79), nil },
    { {}, pair(0.4, 0.91, 0.42), "part" },
    { {}, pair(0.4, 0.42, 0.91), "part" },
    { {}, pair(0.6, 0.89, 0.65), nil },
    { { year = "?" }, pair(0.85), nil },
    { { year = "?" }, pair(0.91), "near" },
    { { year = "?" }, pair(0.85, 0.96, 0.86), "near" },
    { { year = "?" }, pair(0.4, 0.92, 0.42), nil },
    { { year = "?" }, pair(0.4, 0.96, 0.42), "part" },
    { { region_code = "?", region = "?" }, pair(0.85), nil },
    { { year = 2022 }, pair(0.94), nil },
    { { year = 2022 }, pair(0.96), "doubt" },
    { { year = 2022 }, pair(1), "doubt" },
    { { year = 2022 }, pair(0.5, 0.99, 0.5), nil },
    { { region_code = "990102" }, pair(0.94), nil },
    { { region_code = "990102" }, pair(1), "doubt" },
    { { region_code = "?", region = "乙县" }, pair(1), "doubt" },
    { { region_code = "?", region = "丙市甲县" }, pair(0.91), "near" },
    { { kind = "government_work" }, pair(0.97), "doubt" },
    { { kind = "other" }, pair(0.81), "near" },
    { { issuer = "甲县司法局" }, pair(0.85), nil },
    { { issuer = "甲县司法局" }, pair(0.4, 0.99, 0.4), nil },
    { { issuer = "甲县司法局" }, pair(0.85, 0.96, 0.87), "near" },
    { { issuer = "甲县司法局" }, pair(1), "same" },
    { { issuer = "?" }, pair(0.81), "near" },
  } do
    it("case " .. i .. " is " .. tostring(case[3]), function()
      local other = with(case[1])
      assert.equal(case[3], (likeness.judge(HERE, other, case[2])))
      local turned = { same = case[2].same, similarity = case[2].similarity, contained = case[2].contains,
        contains = case[2].contained }
      assert.equal(case[3], (likeness.judge(other, HERE, turned)))
    end)
  end

  it("takes 国务院 and 中华人民共和国国务院 for one issuer", function()
    local named = with { region_code = "?", region = "?", issuer = "中华人民共和国国务院" }
    assert.equal("near", (likeness.judge(named, with { region_code = "?", region = "?", issuer = "国务院" }, pair(0.92))))
    assert.is_nil((likeness.judge(named, with { region_code = "?", region = "?", issuer = "财政部" }, pair(0.92))))
  end)

  it("asks for what the caller asks for", function()
    assert.equal("near", (likeness.judge(HERE, with {}, pair(0.6), 0.55)))
    assert.is_nil((likeness.judge(HERE, with {}, pair(0.85), 0.9)))
    assert.is_nil((likeness.judge(HERE, with { year = 2022 }, pair(0.6), 0.55)))
  end)

  it("knows a place by its code of before", function()
    region.load { "examples/regions.tsv" }
    local old, now = region.find("临溪县", { year = 2019 }), region.find("临溪区", { year = 2022 })
    assert.not_equal(old.code, now.code)
    assert.equal("near", (likeness.judge(with { region_code = old.code }, with { region_code = now.code }, pair(0.9))))
  end)
end)

describe("of the copies of a report", function()
  local function copy(id, changes)
    local r = { report_id = id, kind = "rule_of_law", title = "甲", region_code = "990101", region = "甲县", year = 2023,
      issuer = "甲县人民政府", published = "2024-01-05", script = "Hans", format = "text", figures = 50, damage = 0,
      characters = 5000, corrections = 0 }
    for k, v in pairs(changes or {}) do r[k] = v ~= "?" and v or nil end
    return r
  end

  -- What both lack, so that a line before does not decide.
  local both = { kind = { region = "?", region_code = "?" } }

  local worse = {
    named = { region = "?", region_code = "?", damage = -5, corrections = 3 },
    whole = { is_part = true, corrections = 3 }, corrected = { corrections = -1, damage = -5 },
    kind = { kind = "other", region = "?", region_code = "?", damage = -5 }, complete = { figures = 40, damage = -5 },
    damage = { damage = 3, script = "Hans" }, facts = { title = "?", format = "html" },
    script = { script = "Hant", format = "html" }, format = { format = "pdf", figures = 52 },
    lines = { broken_lines = 3, figures = 51 },
    figures = { figures = 49, characters = 6000 }, length = { characters = 4990 }, first = {},
  }

  it("each line of the order decides", function()
    for _, line in ipairs(likeness.rules().order) do
      assert.is_table(worse[line.id], "no case for " .. line.id)
      local good, bad = copy(1, both[line.id]), copy(line.id == "first" and 9 or 0, worse[line.id])
      assert.equal(good, likeness.sort({ bad, good })[1], line.id)
      assert.equal(good, likeness.sort({ good, bad })[1], line.id)
      local sets = likeness.sets({ good, bad }, { { report_id = math.min(1, bad.report_id),
        other_id = math.max(1, bad.report_id), same = true, similarity = 1, contained = 1, contains = 1 } })
      if line.id ~= "whole" then assert.equal(line.id, sets[1].others[1].reason.id) end
    end
  end)

  local function near(a, b, similarity)
    return { report_id = a, other_id = b, same = false, similarity = similarity or 0.9, contained = 0.93,
      contains = 0.93 }
  end

  it("none is set aside for one that it is no twin of", function()
    local a, b, c = copy(1), copy(2), copy(3)
    local sets = likeness.sets({ a, b, c }, { near(1, 2), near(2, 3) })
    assert.equal(1, #sets)
    assert.equal(a, sets[1].kept)
    assert.equal(1, #sets[1].others)
    assert.equal(b, sets[1].others[1].report)
  end)

  it("one that lies between two is kept for both if it is the best", function()
    local copies = { copy(1, { damage = 2 }), copy(2), copy(3, { damage = 1 }) }
    local sets = likeness.sets(copies, { near(1, 2), near(2, 3) })
    assert.equal(1, #sets)
    assert.equal(2, sets[1].kept.report_id)
    assert.equal(2, #sets[1].others)
  end)

  local NOWHERE = { kind = "other", region = "?", region_code = "?", figures = 60, characters = 9000 }

  -- The text of `a` stands in `b`.
  local function inside(a, b)
    return { report_id = a, other_id = b, same = false, similarity = 0.7, contained = 0.98, contains = 0.7 }
  end

  it("those of two regions are no set through one that names none", function()
    local here, there, none = copy(1), copy(2, { region_code = "990102", region = "乙县" }), copy(3, NOWHERE)
    for _, pairs_of in ipairs { { inside(1, 3), inside(2, 3) }, { near(1, 3, 0.97), near(2, 3, 0.97) } } do
      local sets, doubts = likeness.sets({ here, there, none }, pairs_of)
      assert.same({}, sets)
      assert.equal(1, #doubts)
      assert.equal(none, doubts[1].report)
      assert.is_true(doubts[1].differs.unnamed)
    end
    -- Neither though they and it are of no known kind, nor if a pair was not written down.
    here.kind, there.kind = "other", "other"
    assert.same({}, (likeness.sets({ here, there, none }, { near(1, 3, 0.97), near(2, 3, 0.97) })))
    here.characters_sha256, there.characters_sha256, none.characters_sha256 = "x", "x", "x"
    assert.same({}, (likeness.sets({ here, there, none }, { near(1, 3, 0.97) })))
  end)

  it("those that name no region are a set of their own", function()
    local sets = likeness.sets({ copy(1), copy(2, { region_code = "990102" }), copy(3, NOWHERE), copy(4, NOWHERE) },
      { inside(1, 3), inside(2, 3), inside(1, 4), inside(2, 4), near(3, 4, 0.95) })
    assert.equal(1, #sets)
    assert.equal(3, sets[1].kept.report_id)
    assert.equal(4, sets[1].others[1].report.report_id)
  end)

  it("one of a known kind with a region is never set aside for one without", function()
    local none = copy(2, NOWHERE)
    local sets = likeness.sets({ copy(1, { damage = 5 }), none }, { near(1, 2, 0.95) })
    assert.equal(1, sets[1].kept.report_id)
    assert.equal("named", sets[1].others[1].reason.id)
    local doubts
    sets, doubts = likeness.sets({ copy(1), none }, { inside(1, 2) })
    assert.same({}, sets)
    assert.equal(1, #doubts)
    assert.equal("the same text, one without a region", likeness.name("doubt", doubts[1].differs))
    assert.equal("region 甲县, ?", likeness.differences(doubts[1].of, doubts[1].report, doubts[1].differs))
  end)

  it("a doubt about one that is set aside is no doubt any more", function()
    local pairs_of = { near(1, 2, 0.96), near(1, 3, 0.96), near(2, 3, 0.96) }
    local sets, doubts = likeness.sets({ copy(1), copy(2), copy(3, { year = 2022 }) }, pairs_of)
    assert.equal(1, #sets)
    assert.equal(1, #doubts)
    assert.equal(1, doubts[1].of.report_id)
  end)
end)

describe("dedupe", function()
  -- r1 a page in the other script, r2 the clean text, r3 cut off, r4 another year, r5 another region
  local function filled()
    local c = new()
    add(c, { "page.txt", page(glossed(traditional(QINGHE))) }, { "clean.txt", QINGHE },
      { "cut.txt", QINGHE:sub(1, QINGHE:find("（五）", 1, true) - 1) },
      { "2022.txt", slurp "青禾县_2022" }, { "shiting.txt", slurp "石汀县_2023" })
    return c
  end

  it("keeps the cleanest and lets the others count no more", function()
    local c <close> = filled()
    local sets, doubts = assert(c:dedupe())
    assert.same({}, doubts)
    assert.equal(1, #sets)
    assert.equal(2, sets[1].kept.report_id)
    assert.equal("r2 r4 r5", ids(c:reports()))
    assert.equal(3, c:reports():count())
    assert.equal("r1 r2 r3 r4 r5", ids(c:reports { twins = "all" }))
    assert.equal("r1 r3", ids(c:reports { twins = "only" }))
    assert.equal("r2 r5", ids(c:reports { year = 2023 }))
    assert.equal(2, c:count_set_aside { year = 2023 })
    assert.equal(0, c:count_set_aside { year = 2022 })
    assert.equal(2, c:count_set_aside({ region = "青禾县" }, "review_accepted"))
    assert.equal("r2", c:report("r1").twin_of)
    assert.is_nil(c:report("r2").twin_of)
    local filter, why, code = c:reports { twins = "some" }
    assert.is_nil(filter)
    assert.is_string(why)
    assert.equal("E201", code)
  end)

  it("leaves values, gaps and full text to the kept one, and each report to who names it", function()
    local c <close> = filled()
    local before = #c:values("review_accepted", { year = 2023, region = "青禾县" })
    assert.is_true(before >= 2)
    local _, found = c:search("复议", { year = 2023 })
    assert(c:dedupe())
    local values = c:values("review_accepted", { year = 2023, region = "青禾县" })
    assert.equal(1, #values)
    assert.equal("r2", values[1].report)
    assert.equal(44, c:report("r1"):get("review_accepted").value)
    for _, one in ipairs(c:indicators()) do
      if one.id == "review_accepted" then assert.equal(#c:values("review_accepted"), one.reports) end
    end
    for _, r in ipairs(c:missing("review_accepted", {})) do assert.is_true(r.id ~= "r1" and r.id ~= "r3") end
    local hits, left = c:search("复议", { year = 2023 })
    assert.is_true(left < found)
    for _, hit in ipairs(hits) do assert.is_true(hit.report == "r2" or hit.report == "r5") end
  end)

  it("does nothing in a dry run, and undoes what it did", function()
    local c <close> = filled()
    local sets = assert(c:dedupe { dry_run = true })
    assert.equal(2, #sets[1].others)
    assert.equal(5, c:reports():count())
    assert(c:dedupe())
    assert.equal(2, c:undo_dedupe())
    assert.equal(5, c:reports():count())
    assert.equal(0, c:undo_dedupe())
  end)

  it("holds over reading again, and ends with the text", function()
    local c <close> = filled()
    assert(c:dedupe())
    for _, one in ipairs { { "page.txt", page(glossed(traditional(QINGHE))) }, { "clean.txt", QINGHE } } do
      assert.equal("updated", (c:add(read(one[2], one[1]), { again = true })))
      assert.equal("r1 r3", ids(c:reports { twins = "only" }))
    end
    -- another report is saved over the copy
    assert.equal("updated", (c:add(read(slurp "望岫县_2024", "page.txt"))))
    assert.equal("r3", ids(c:reports { twins = "only" }))
    assert.equal(4, c:sql("SELECT count(*) FROM likeness WHERE report_id IN (1, 2, 3) OR other_id IN (1, 2, 3)")
      .rows[1][1] + c:sql("SELECT count(*) FROM likeness").rows[1][1])
  end)

  it("sees the text that another program gave a report meanwhile", function()
    local path = os.tmpname()
    os.remove(path)
    local one <close> = assert(corpus.open(path, "create"))
    local other <close> = assert(corpus.open(path, "write"))
    assert.equal("new", (one:add(read(slurp "石汀县_2023", "a.txt"))))
    assert.equal("updated", (other:add(read(QINGHE, "a.txt"))))
    local _, id, twins = one:add(read(without_lines(QINGHE, 9), "b.txt"))
    assert.equal("r2", id)
    assert.equal(1, twins[1].of.report_id)
    for _, tail in ipairs { "", "-wal", "-shm" } do os.remove(path .. tail) end
  end)

  it("finds the copy of any of many that were stored before, one by one and once their keys are remembered", function()
    local path, draw, texts = os.tmpname(), draw_new(11), {}
    os.remove(path)
    for i = 1, 70 do
      local words = {}
      for k = 1, 150 do words[k] = utf8.char(0x4E00 + draw(20000), 0x4E00 + draw(20000)) end
      texts[i] = table.concat(words) .. "\n"
    end
    local first <close> = assert(corpus.open(path, "create"))
    for i = 1, 70 do assert(first:add(read(texts[i], i .. ".txt"))) end
    assert.equal(0, first:sql("SELECT count(*) FROM likeness").rows[1][1])
    assert(first:remove "r69")
    first:close()
    local c <close> = assert(corpus.open(path, "write"))
    for i = 1, 70 do assert(c:add(read("略。" .. texts[i], "copy " .. i .. ".txt"))) end
    for _, row in ipairs(c:sql("SELECT report_id, other_id FROM likeness WHERE report_id > 70 ORDER BY 1").rows) do
      local i = row[1] - 70
      assert.equal(i, row[2])
      texts[i] = nil
    end
    assert.same({ 69 }, { next(texts), next(texts, (next(texts))) })
    for _, tail in ipairs { "", "-wal", "-shm" } do os.remove(path .. tail) end
  end)

  it("lets the others count when the kept one goes or turns out another report", function()
    local c <close> = filled()
    assert(c:dedupe())
    assert(c:correct("r3", "year", 2021))
    assert.equal("r1", ids(c:reports { twins = "only" }))
    assert(c:remove "r2")
    assert.equal("", ids(c:reports { twins = "only" }))
    assert.equal("r1 r3 r4 r5", ids(c:reports()))
    assert.equal(0, c:sql("SELECT count(*) FROM likeness WHERE 2 IN (report_id, other_id)").rows[1][1])
    assert.equal(0, c:sql("SELECT count(*) FROM sketch_band WHERE report_id = 2").rows[1][1])
    assert(c:uncorrect("r3", "year"))
    local sets = assert(c:dedupe())
    assert.equal(1, sets[1].kept.report_id)
  end)

  it("lets one count again that is given a region while the kept one has none", function()
    local c <close> = new()
    local nowhere = QINGHE:gsub("云岭省", ""):gsub("白塔市", ""):gsub("青禾县", "本县")
    add(c, { "a.txt", nowhere }, { "b.txt", nowhere .. "\n" })
    assert.equal(1, assert(c:dedupe())[1].kept.report_id)
    assert.equal("r2", ids(c:reports { twins = "only" }))
    assert(c:correct("r2", "region", "云岭省白塔市青禾县"))
    assert.equal("r1 r2", ids(c:reports()))
    local sets = assert(c:dedupe())
    assert.equal(2, sets[1].kept.report_id)
  end)

  it("takes a cleaner copy that comes later", function()
    local c <close> = new()
    add(c, { "cut.txt", QINGHE:sub(1, QINGHE:find("（五）", 1, true) - 1) }, { "page.txt", traditional(page(QINGHE)) })
    assert.equal(2, assert(c:dedupe())[1].kept.report_id)
    add(c, { "clean.txt", QINGHE })
    assert.equal(2, c:reports():count())
    assert.equal(3, assert(c:dedupe())[1].kept.report_id)
    assert.equal("r3", ids(c:reports()))
  end)

  it("finds the copies in a corpus of before there were sketches", function()
    local c <close> = filled()
    assert(c:sql("DELETE FROM sketch", { write = true }))
    assert(c:sql("DELETE FROM sketch_band", { write = true }))
    assert(c:sql("DELETE FROM likeness", { write = true }))
    assert.equal(2, #assert(c:dedupe())[1].others)
  end)

  it("makes one of very many", function()
    local c <close> = new()
    for i = 1, 60 do
      local what = c:add(read(QINGHE .. (" "):rep(i) .. "\n", i .. ".txt"))
      assert.equal("new", what)
    end
    assert(c:correct("r60", "title", "青禾县报告"))
    local sets = assert(c:dedupe())
    assert.equal(1, #sets)
    assert.equal(60, sets[1].kept.report_id)
    assert.equal(59, #sets[1].others)
    assert.equal(1, c:reports():count())
  end)

  it("asks for more or less as it is told", function()
    local c <close> = new()
    add(c, { "a.txt", QINGHE }, { "b.txt", (QINGHE:gsub("，", "等，")) })
    assert.same({}, (c:dedupe()))
    assert.equal(1, #c:dedupe { threshold = 0.5 })
    assert.equal(1, c:reports():count())
    assert.same({}, (c:dedupe()))
    assert.equal(2, c:reports():count())
  end)
end)

describe("a corrected edition", function()
  setup(function()
    region.load { "examples/regions.tsv" }
    message.set_language "en"
  end)
  teardown(function() message.set_language(nil) end)

  local CORRECTED = QINGHE:gsub("44", "47", 1)

  it("is told with both figures and never set aside", function()
    local c <close> = new()
    local twin = assert(add(c, { "a.txt", QINGHE }, { "b.txt", CORRECTED })[1])
    assert.equal("doubt", twin.relation)
    assert.truthy(likeness.sentence(twin):find("figures differ: 47", 1, true))
    assert.truthy(likeness.sentence(twin):find("/ 44", 1, true))
    local sets, doubts = c:dedupe { threshold = 0.5 }
    assert.same({}, sets)
    assert.equal(1, #doubts)
    assert.equal(2, c:reports():count())
  end)

  it("is none where a copy lost its figures or rounds them", function()
    local relation = relation_with((QINGHE:gsub("44", "若干", 1)))
    assert.is_true(relation == "near" or relation == "same")
    local function figure(raw, value) return { context = "产量|吨|，", raw = raw, value = value } end
    assert.same({}, likeness.differing({ figure("53082万吨", 530820000) }, { figure("5.31亿吨", 531000000) }))
    assert.same({ { "53082万吨", "5.32亿吨" } },
      likeness.differing({ figure("53082万吨", 530820000) }, { figure("5.32亿吨", 532000000) }))
    assert.same({ { "41件", "45件" } }, likeness.differing({ figure("41件", 41) }, { figure("45件", 45) }))
  end)

  it("is not seen in a copy of broken lines", function()
    local c <close> = new()
    add(c, { "wrapped.txt", wrapped(QINGHE, 28) }, { "whole.txt", QINGHE })
    local sets, doubts = c:dedupe()
    assert.same({}, doubts)
    assert.equal(1, #sets[1].others)
  end)
end)

describe("what add tells of copies", function()
  local function twin(id, relation, of)
    return { relation = relation, similarity = 0.956, contained = 0.4, contains = 0.987, differs = { "year" },
      report = { report_id = id, path = id .. ".txt", year = 2022 },
      of = { report_id = of, path = of .. ".txt", year = 2023 } }
  end

  setup(function() message.set_language "en" end)
  teardown(function() message.set_language(nil) end)

  it("is a sentence for each report, and nothing if there are none", function()
    assert.same({}, likeness.notes {})
    assert.equal("", likeness.count {})
    local list = { twin(5, "near", 2), twin(5, "part", 3), twin(6, "part", 4), twin(7, "doubt", 4) }
    assert.equal("; 3 are here twice", likeness.count(list))
    local notes = likeness.notes(list)
    assert.equal("r5 (5.txt) is nearly the same text as r2 (2.txt), 95 %", notes[1])
    assert.equal("r4 (4.txt) is a part of r6 (6.txt), 98 %", notes[2])
    assert.truthy(notes[3]:find("year 2022, 2023", 1, true))
    assert.truthy(notes[4]:find("fazhi dedupe", 1, true))
    assert.equal(4, #notes)
  end)

  it("is the copy rather than the same text of another place", function()
    local elsewhere = twin(5, "doubt", 2)
    elsewhere.differs, elsewhere.similarity = { "region" }, 1.0
    local notes = likeness.notes { elsewhere, twin(5, "near", 3) }
    assert.equal("r5 (5.txt) is nearly the same text as r3 (3.txt), 95 %", notes[1])
    assert.equal("; 1 is here twice", likeness.count { elsewhere, twin(5, "near", 3) })
  end)

  it("is cut where it grows long", function()
    local list = {}
    for i = 1, 30 do list[i] = twin(i + 100, "same", i) end
    local notes = likeness.notes(list)
    assert.equal(likeness.TOLD + 2, #notes)
    assert.truthy(notes[likeness.TOLD + 1]:find("20 more", 1, true))
  end)

  it("is said in Chinese", function()
    message.set_language "zh"
    for _, relation in ipairs { "same", "near", "part", "doubt" } do
      assert.truthy(likeness.sentence(twin(5, relation, 2)):find("正文", 1, true)
        or relation == "part" and likeness.sentence(twin(5, relation, 2)):find("一部分", 1, true))
    end
    message.set_language "en"
  end)
end)
