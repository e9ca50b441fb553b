-- fazhi.corpus: adding, asking and correcting. The documents are made by hand, of a county that
-- does not exist, so that nothing here depends on how text is read.

local corpus = require "fazhi.corpus"

local CATALOGUE = { entries = {
  { id = "review_accepted", zh = "行政复议受理数", part = "P6", unit = { "件", "起" }, polarity = 0,
    definition = "本年新受理的行政复议申请" },
  { id = "mediation_cases", zh = "人民调解案件数", unit = "件" },
} }

-- A document from lines; `figures` are { words, value, unit, indicator }. Bytes of the file are
-- those of the body moved by 100.
local function document(options)
  local body = options.body
  local doc = {
    path = options.path or options.name, sha256 = ("%-64s"):format(options.name):gsub(" ", "0"),
    bytes = #body + 100, format = "text", encoding = "GB18030", map = "\1map", body = body, front = "",
    back = "", content = { 1, #body }, sections = {}, figures = {}, observations = {}, catalogue = CATALOGUE,
    damage = { { start = 3, stop = 5, kind = "garbled" } },
    meta = { kind = "rule_of_law", title = options.title or "青禾县法治政府建设报告", issuer = "青禾县人民政府",
      region = options.region or "云山省清源市青禾县", region_code = options.code or "990102",
      level = options.level or "county", year = options.year or 2023, script = "Hans",
      evidence = { year = { from = "title", start = 1, stop = 9 }, published = { reason = "not stated" } } },
  }
  function doc.source(_, i, j) return i + 100, j + 100 end
  for _, s in ipairs(options.sections or {}) do
    local start = body:find(s[1], 1, true)
    local last = s[4] and select(2, body:find(s[4], 1, true)) or #body
    doc.sections[#doc.sections + 1] = { level = s[2], marker = s[1]:match("^.-、") or s[1]:match("^.-）"),
      heading = s[1]:gsub("^（.-）", ""):gsub("^.-、", ""), start = start, stop = last, parent = s[3] }
  end
  for i, f in ipairs(options.figures or {}) do
    local start, stop = body:find(f[1], 1, true)
    doc.figures[i] = { start = start, stop = stop, raw = f[1], value = f[2], unit = f[3], bound = "exact",
      kind = "count", section = f.section or 0, number_stop = stop - #f[3], from = f.from, part = f.part }
    if f[4] then
      doc.observations[#doc.observations + 1] = { indicator = f[4], figure = i, value = f[2], unit = f[3],
        bound = "exact", claimed = false, score = f.score or 1.0 }
    end
  end
  return doc
end

local BODY = table.concat({
  "青禾县2023年法治政府建设报告",
  "一年来，我县坚持“放管服”改革。法治是最好的营商环境；",
  "一、依法化解矛盾",
  "（一）行政复议。全年收到行政复议申请36件，受理31件，审结29件。上年复议30件！",
  "（二）人民调解。调解案件1949.39件。",
  "二、严格执法",
  "行政执法人员120人，不涉复议。",
}, "\n")

local function qinghe(options)
  options = options or {}
  return document {
    name = options.name or "qinghe2023", path = options.path, year = options.year, code = options.code,
    region = options.region, level = options.level, body = options.body or BODY,
    sections = {
      { "一、依法化解矛盾", 1, 0, "1949.39件。" }, { "（一）行政复议", 2, 1, "30件！" },
      { "（二）人民调解", 2, 1, "1949.39件。" }, { "二、严格执法", 1, 0 },
    },
    figures = {
      { "36件", 36, "件", section = 2 },
      { "31件", 31, "件", "review_accepted", section = 2, score = 0.9 },
      { "30件", 30, "件", "review_accepted", section = 2, score = 0.8 },
      { "1949.39件", 1949.39, "件", "mediation_cases", section = 3 },
      { "120人", 120, "人", section = 4, part = true },
    },
  }
end

local function new()
  return assert(corpus.open(":memory:", "create"))
end

local function ids(list)
  local found = {}
  for i, row in ipairs(list) do found[i] = row.id or row.report end
  return table.concat(found, " ")
end

local function integrity(c)
  c.db:exec("INSERT INTO passage_fts(passage_fts, rank) VALUES ('integrity-check', 1)")
  assert.equal("ok", c.db:value("PRAGMA integrity_check"))
  assert.is_nil(c.db:row("PRAGMA foreign_key_check"))
end

describe("fazhi.corpus", function()
  describe("add", function()
    it("knows a file by its bytes", function()
      local c <close> = new()
      assert.same({ "new", "r1" }, { c:add(qinghe()) })
      assert.same({ "same", "r1" }, { c:add(qinghe()) })
      assert.same({ reports = 1, sections = 4, figures = 5, observations = 3, passages = 6, indicators = 2 },
        c:counts())
      integrity(c)
    end)

    it("follows a file that moved", function()
      local c <close> = new()
      c:add(qinghe { path = "/nowhere/old.txt" })
      assert.equal("same", (c:add(qinghe { path = "/nowhere/new.txt" })))
      assert.equal("/nowhere/new.txt", c:report("r1").path)
    end)

    it("puts new content of a path in the place of the old", function()
      local c <close> = new()
      c:add(qinghe { path = "a.txt" })
      c:add(qinghe { path = "b.txt", name = "other" })
      local body = BODY:gsub("复议", "诉讼")
      local changed = document { name = "changed", path = "a.txt", body = body }
      assert.same({ "updated", "r1" }, { c:add(changed) })
      assert.equal(2, c:counts().reports)
      assert.equal(body, c:report("r1"):text())
      assert.equal("r2", ids((c:search("复议申请"))))
      assert.equal("r1", ids((c:search("诉讼申请"))))
      integrity(c)
    end)

    it("reads again what is there if asked", function()
      local c <close> = new()
      c:add(qinghe())
      assert.same({ "updated", "r1" }, { c:add(qinghe(), { again = true }) })
      integrity(c)
    end)

    it("loses one bad document of a batch and no other", function()
      local c <close> = new()
      local codes = {}
      assert(c:batch(function()
        for i = 1, 3 do
          local doc = qinghe { name = "n" .. i }
          if i == 2 then doc.figures[4].bound = "perhaps" end
          local what, _, code = c:add(doc)
          codes[i] = what or code
        end
        return true
      end))
      assert.same({ "new", "E407", "new" }, codes)
      assert.equal(2, c:counts().reports)
      assert.equal(10, c:counts().figures)
      integrity(c)
    end)

    it("looks after references again when a batch that only adds has ended, however it did", function()
      local c <close> = new()
      local function looks() return c.db:value "PRAGMA foreign_keys" end
      assert(c:batch(function()
        assert.equal(0, looks())
        assert(c:add(qinghe { name = "n0", path = "a.txt" }))
        assert.equal("updated", (c:add(qinghe { name = "n1", path = "a.txt" })))
        return true
      end, "adds"))
      assert.equal(1, looks())
      assert.has_error(function() c:batch(function() error "stop" end, "adds") end)
      assert.equal(1, looks())
      assert(c:batch(function() return looks() == 1 end))
      integrity(c)
    end)

    it("keeps the full text with the reports of a batch, whatever of it fails", function()
      local c <close> = new()
      local function words() return #c:search("复议") end
      local function broken(name, path)
        local doc = qinghe { name = name, path = path }
        doc.figures[4].bound = "perhaps"
        return doc
      end
      c:add(qinghe { name = "n0", path = "a.txt" })
      assert(c:batch(function()
        assert(c:add(qinghe { name = "n1" }))
        assert.is_nil(c:add(broken("n2")))
        assert.equal("updated", (c:add(qinghe { name = "n3", path = "a.txt" })))
        assert(c:add(qinghe { name = "n4" }))
        assert.is_nil(c:add(broken("n5", "a.txt"))) -- what n4 says is written before r1 goes, and taken back with it
        assert.equal(6, words())
        assert.is_nil(c:add(broken("n6")))
        assert(c:add(qinghe { name = "n7" }))
        return true
      end))
      assert.equal(8, words())
      integrity(c)
      assert.has_error(function()
        c:batch(function()
          assert(c:add(qinghe { name = "n8" }))
          error "stop"
        end)
      end)
      assert.equal(8, words())
      assert(c:add(qinghe { name = "n9" }))
      c:remove "r2"
      assert.equal(8, words())
      integrity(c)
    end)

    it("raises what is a fault of the program", function()
      local c <close> = new()
      local doc = qinghe()
      doc.content = nil
      assert.has_error(function() c:add(doc) end)
      assert.equal(0, c:counts().reports)
    end)

    it("stores rows that were made elsewhere like the document", function()
      local stage = require "fazhi.corpus.document"
      local function plain(value)
        if type(value) ~= "table" then
          assert.truthy(({ string = true, number = true, boolean = true })[type(value)])
          return value
        end
        assert.is_nil(getmetatable(value))
        local copy = {}
        for k, v in pairs(value) do copy[k] = plain(v) end
        return copy
      end
      local a <close> = new()
      local b <close> = new()
      for i = 1, 2 do
        assert.equal("new", (a:add(qinghe { name = "n" .. i, body = BODY:rep(i) })))
        local rows = plain(stage.rows(qinghe { name = "n" .. i, body = BODY:rep(i) }))
        assert.equal("new", (b:add_rows(rows)))
        assert.equal("same", (b:add_rows(rows)))
      end
      for _, name in ipairs { "report", "section", "figure", "observation", "passage", "passage_fts_data", "sketch",
        "sketch_band", "likeness", "observed" } do
        local list = {}
        for _, c in ipairs { a, b } do
          for row in c.db:rows("SELECT * FROM " .. name) do
            row.observed_at = nil
            list[#list + 1] = row
          end
        end
        assert.is_true(#list > 0 and #list % 2 == 0, name)
        for i = 1, #list // 2 do assert.same(list[i], list[i + #list // 2], name) end
      end
      integrity(b)
    end)

    it("keeps whole numbers whole and others exact", function()
      local c <close> = new()
      c:add(qinghe())
      assert.equal("integer", math.type(c:values("review_accepted")[1].value))
      assert.equal(1949.39, c:values("mediation_cases")[1].value)
    end)
  end)

  it("removes a report with all that hangs on it", function()
    local c <close> = new()
    c:add(qinghe())
    c:add(qinghe { name = "second" })
    assert.is_true(c:remove("r1"))
    assert.same({ reports = 1, sections = 4, figures = 5, observations = 3, passages = 6, indicators = 2 },
      c:counts())
    assert.equal("r2", ids((c:search("复议申请"))))
    assert.same({ nil, "the corpus has no report r1; `fazhi list` shows what it has", "E103" },
      { c:remove(1) })
    integrity(c)
    c:remove(2)
    c:add(qinghe())
    assert.equal("r3", c:reports():frame().rows[1].id) -- r1 and r2 stay what they were
  end)

  describe("reports", function()
    local c

    before_each(function()
      c = new()
      c:add(qinghe { name = "a", year = 2022 })
      c:add(qinghe { name = "b", year = 2023 })
      c:add(qinghe { name = "c", code = "990103", region = "云山省清源市白石区" })
      c:add(qinghe { name = "d", code = "990200", region = "云山省白石市", level = "prefecture" })
      c:add(qinghe { name = "e", code = "980100", region = "海川省白石市", level = "prefecture", year = 2021 })
      c:add(qinghe { name = "f", code = "990000", region = "云山省", level = "province" })
    end)

    after_each(function() c:close() end)

    local function found(filters)
      local reports, message, code = c:reports(filters)
      if not reports then return code, message end
      local list = {}
      for report in reports:each() do list[#list + 1] = report.id end
      assert.equal(#list, reports:count())
      return table.concat(list, " ")
    end

    it("come in order of region and year", function()
      assert.equal("r5 r6 r1 r2 r3 r4", found())
    end)

    it("are filtered, all filters together", function()
      assert.equal("r1", found { year = 2022 })
      assert.equal("r5 r1", found { year = { 2021, 2022 } })
      assert.equal("r1", found { from = 2022, to = 2022 })
      assert.equal("r5 r4", found { level = "prefecture" })
      assert.equal("", found { kind = "other" })
      assert.equal("r4", found { level = "prefecture", year = "2023", kind = "rule_of_law" })
      assert.equal("E208", (found { year = "last" }))
    end)

    it("are found by code, full name and short name of their region", function()
      assert.equal("r1 r2", found { region = "990102" })
      assert.equal("r1 r2", found { region = "云山省清源市青禾县" })
      assert.equal("r1 r2", found { region = "青禾县" })
      assert.equal("r6", found { region = "云山" })
      assert.equal("r2", found { region = "青禾县", year = 2023 })
    end)

    it("of a region unknown or ambiguous are an error with the choices", function()
      local code, message = found { region = "乌有乡" }
      assert.equal("E101", code)
      assert.truthy(message:find("乌有乡", 1, true))
      code, message = found { region = "白石市" }
      assert.equal("E207", code)
      assert.truthy(message:find("云山省白石市 990200, 海川省白石市 980100", 1, true))
    end)

    it("within a province or prefecture are all below it and itself", function()
      assert.equal("r6 r1 r2 r3 r4", found { within = "990000" })
      assert.equal("r4", found { within = "990200" })
      assert.equal("r5", found { within = "海川省白石市" })
    end)

    it("know themselves", function()
      local report = assert(c:report("r2"))
      assert.equal(c:report(2).id, report.id)
      assert.equal(2023, report.year)
      assert.equal(BODY, report:text())
      assert.equal(4, report.section_count)
      assert.equal("title", report:evidence().year.from)
      assert.equal(1, report:evidence().year.start)
      local sections = report:sections("复议|执法")
      assert.equal("（一）行政复议二、严格执法", sections[1].marker .. sections[1].heading
        .. sections[2].marker .. sections[2].heading)
      assert.equal(1, sections[1].parent)
      assert.truthy(sections[1].text:find("^（一）行政复议.*30件！$"))
      local f = report:figures()[4]
      assert.equal("1949.39件", BODY:sub(f.start, f.stop))
      assert.equal(f.start + 100, f.source_start)
      assert.equal(f.stop + 100, f.source_stop)
      assert.equal(3, f.section)
      assert.is_true(report:figures()[5].part)
      assert.equal(31, report:get("review_accepted").value)
      assert.equal(3, #report:observations())
      assert.same({ nil, "the corpus has no report r9; `fazhi list` shows what it has", "E103" },
        { c:report("r9") })
      assert.equal("E103", select(3, c:report("o2")))
    end)

    it("give a frame", function()
      assert.equal(6, c:reports():frame():count())
    end)
  end)

  it("takes one place with two codes for one, and no other", function()
    local c <close> = new()
    c:add(qinghe { name = "a", year = 2010 })
    c:add(qinghe { name = "b", year = 2020, code = "990199" })
    assert.equal("E207", select(3, c:reports { region = "云山省清源市青禾县" }))
    c.db:exec("UPDATE region SET successor = '990199;990198', to_year = 2015 WHERE code = '990102'")
    assert.equal(2, c:reports({ region = "青禾县" }):count())
  end)

  it("tells which regions have reports of other years only", function()
    local c <close> = new()
    c:add(qinghe { name = "a", year = 2020 })
    c:add(qinghe { name = "b", year = 2021 })
    assert.same({}, c:silent_regions({}))
    assert.same({}, c:silent_regions({}, 2021, 2021))
    local silent = c:silent_regions({}, 2022)
    assert.equal(1, #silent)
    assert.equal(c:report("r1").region, silent[1].region)
    assert.same({}, c:silent_regions({ level = "province" }, 2022))
    c.db:exec "UPDATE report SET year = NULL"
    assert.equal(1, #c:silent_regions({}))
  end)

  it("counts the documents of other kinds that state an indicator", function()
    local c <close> = new()
    c:add(qinghe { name = "a", year = 2020 })
    c:add(qinghe { name = "b", year = 2021 })
    assert.equal(0, c:count_other_kinds("review_accepted", {}))
    c.db:exec "UPDATE report SET kind = 'news' WHERE id = 1"
    c.db:exec "UPDATE report SET kind = NULL WHERE id = 2"
    assert.equal(2, c:count_other_kinds("review_accepted", {}))
    assert.equal(1, c:count_other_kinds("review_accepted", { year = 2020 }))
    assert.equal(#c:values("review_accepted", { kind = "any" }), c:count_other_kinds("review_accepted", {}))
  end)

  it("keeps the definitions of indicators", function()
    local c <close> = new()
    c:add(qinghe())
    local all = c:indicators()
    local definitions = c:definitions()
    assert.equal(#all, #definitions)
    for i, one in ipairs(all) do
      one.reports = nil
      assert.same(one, definitions[i])
    end
    assert.equal("行政复议受理数", c:definition("review_accepted").name)
    assert.is_nil(c:definition("no_such_indicator"))
  end)

  it("makes its places known when a place is asked for, though it is closed by then", function()
    local gazetteer, path = require "fazhi.region", os.tmpname()
    do
      local c <close> = assert(corpus.open(path, "create"))
      c.db:exec [[INSERT INTO region(code, name, full_name, level) VALUES ('970000', '乌泽省', '乌泽省', 'province')]]
      gazetteer.load()
      c:recall_places()
    end
    assert.equal("970000", gazetteer.by_code("970000").code)
    gazetteer.load()
    do
      local c <close> = assert(corpus.open(path))
      c:recall_places()
    end
    os.remove(path)
    assert.is_nil(gazetteer.by_code("970000"))
    gazetteer.load()
  end)

  it("knows the lineage of its places, whether all are read or those that are asked for", function()
    local lineage = require "fazhi.lineage"
    local c <close> = new()
    c:add(qinghe { name = "a", year = 2010 })
    for _, row in ipairs { "('990201','甲县','甲县',1990,2005,'990202')", "('990202','甲市','甲市',2005,2015,'990203')",
      "('990203','甲区','甲区',2015,NULL,NULL)", "('990204','乙县','乙县',NULL,2012,'990205;990206')",
      "('990205','丙区','丙区',2012,NULL,NULL)", "('990206','丁区','丁区',2012,NULL,NULL)" } do
      c.db:exec("INSERT INTO region(code, name, full_name, from_year, to_year, successor) VALUES " .. row)
    end
    local all, some = lineage.of(c:places()), lineage.stored(c)
    assert.same({ "990201", "990202", "990203" }, some:codes "990202")
    for _, code in ipairs { "990102", "990201", "990202", "990203", "990204", "990205", "990206", "990299" } do
      assert.equal(all:key(code), some:key(code))
      assert.same(all:codes(code), some:codes(code))
      for year = 1989, 2016, 3 do assert.equal(all:holds(code, year, year), some:holds(code, year, year)) end
    end
  end)

  it("calls the region of a value by its own name when it is asked for", function()
    local c <close> = new()
    c:add(qinghe { name = "a", code = "511903", region = "四川省巴中市恩阳区" })
    local value = c:values("review_accepted")[1]
    assert.is_nil(rawget(value, "region"))
    assert.equal("恩阳区", value.region)
    c.db:exec "UPDATE report SET region_code = NULL"
    value = c:values("review_accepted")[1]
    assert.equal(value.region_full, value.region)
  end)

  it("stores the regions of real reports with those above", function()
    local c <close> = new()
    c:add(qinghe { name = "a", code = "511903", region = "四川省巴中市恩阳区" })
    local names = {}
    for i, row in ipairs(c:regions()) do names[i] = row.name end
    assert.same({ "四川省", "巴中市", "恩阳区" }, names)
    assert.equal("恩阳区", c:values("review_accepted", { region = "恩阳" })[1].region)
    assert.equal(1, c:reports({ within = "巴中" }):count())
  end)

  describe("values", function()
    it("are the best of each report, with the sentence", function()
      local c <close> = new()
      c:add(qinghe())
      local list = c:values("review_accepted")
      assert.equal(1, #list)
      local v = list[1]
      assert.equal(31, v.value)
      assert.equal(1, v.others)
      assert.equal("r1", v.report)
      assert.equal("31件", v.raw)
      assert.equal("31件", BODY:sub(v.start, v.stop))
      assert.equal("全年收到行政复议申请36件，受理31件，审结29件。", v.quote)
      assert.equal(v.quote, c:quote(v))
      assert.equal(v.quote, c:quote(v.id))
      assert.is_false(v.claimed)
      assert.is_nil(v.window)
      assert.equal(0, c:values("mediation_cases")[1].others)
    end)

    it("tell which places have no report of the years", function()
      local c <close> = new()
      for i, place in ipairs { { "990101", 2021 }, { "990101", 2022 }, { "990102", 2022 }, { "990103", 2020 },
        { "990103", 2021 }, { "990104", 2021, "township" } } do
        assert(c:add(qinghe { name = "silent" .. i, code = place[1], region = place[1] .. place[2], year = place[2],
          level = place[3] }))
      end
      local function silent(filters, from, to)
        local list = {}
        for i, one in ipairs(c:silent_regions(filters, from, to)) do list[i] = one.region_code .. one.region end
        return table.concat(list, " ")
      end
      assert.equal("9901039901032021 9901049901042021", silent({}, 2022, 2022))
      assert.equal("9901039901032021", silent({ level = "county" }, 2022, 2022))
      assert.equal("9901029901022022", silent({}, nil, 2021))
      assert.equal("", silent({}, 2020, nil))
      assert.equal("", silent({ kind = "other" }, 2022, 2022))
    end)

    it("quote a sentence however long", function()
      local long = ("执法检查、"):rep(400) .. "受理31件" .. ("，执法检查"):rep(400) .. "。"
      local c <close> = new()
      c:add(document { name = "long", body = "甲。" .. long .. "乙。",
        figures = { { "31件", 31, "件", "review_accepted" } } })
      assert.equal(long, c:values("review_accepted")[1].quote)
    end)

    it("that are missing are told apart from an unknown indicator", function()
      local c <close> = new()
      c:add(qinghe { name = "a", year = 2022 })
      c:add(document { name = "b", body = "没有数字。", year = 2023 })
      assert.equal("r2", ids(c:missing("review_accepted")))
      assert.equal("", ids(c:missing("review_accepted", { year = 2022 })))
      assert.equal("E205", select(3, c:values("no_such")))
      assert.equal("E205", select(3, c:missing("no_such")))
      assert.same({ nil, "r2 does not report review_accepted; what is not reported is not zero", "E101" },
        { c:report(2):get("review_accepted") })
    end)
  end)

  describe("why", function()
    it("leads from an observation to the bytes of the file", function()
      local c <close> = new()
      c:add(qinghe())
      local v = c:values("review_accepted")[1]
      local w = v:why()
      assert.equal("o" .. v.observation_id, w.id)
      assert.equal("行政复议受理数", w.indicator_name)
      assert.equal("件|起", c.db:value("SELECT unit FROM indicator WHERE id = 'review_accepted'"))
      assert.equal("31件", w.sentence:sub(w.mark_start, w.mark_stop))
      assert.equal(w.sentence, BODY:sub(w.sentence_start, w.sentence_stop))
      assert.equal("31件", BODY:sub(w.start, w.stop))
      assert.equal(w.start + 100, w.source_start)
      assert.equal(w.stop + 100, w.source_stop)
      assert.same({ "一、依法化解矛盾", "（一）行政复议" }, w.section_path)
      assert.equal("qinghe2023", w.path)
      assert.equal(64, #w.sha256)
      assert.same(w, c:why(v.observation_id))
    end)

    it("leads from a figure to what rests on it", function()
      local c <close> = new()
      c:add(qinghe())
      local w = c:why("f2")
      assert.equal("f2", w.id)
      assert.equal("review_accepted", w.observations[1].indicator)
      assert.equal(0, #c:why("f1").observations)
      assert.equal("E103", select(3, c:why("f99")))
      assert.equal("E103", select(3, c:why("o99")))
      assert.equal("E103", select(3, c:why("nonsense")))
    end)
  end)

  describe("search", function()
    local c

    before_each(function()
      c = new()
      c:add(qinghe())
    end)

    after_each(function() c:close() end)

    local function total(words, options)
      local rows, n = c:search(words, options)
      assert(rows, n)
      return n, rows
    end

    it("finds words of two characters and marks them", function()
      local n, rows = total("复议")
      assert.equal(2, n)
      local row = rows[1].count > rows[2].count and rows[1] or rows[2]
      assert.equal(3, row.count)
      assert.equal("（一）行政【复议】。", row.snippet)
      assert.equal("一、依法化解矛盾 > （一）行政复议", row.section)
      assert.equal("复议", BODY:sub(row.start, row.stop))
      assert.equal("r1", row.report)
    end)

    it("marks as asked", function()
      local _, rows = total("受理", { marks = { "<b>", "</b>" } })
      assert.equal("全年收到行政复议申请36件，<b>受理</b>31件，审结29件。", rows[1].snippet)
    end)

    it("takes traditional words", function()
      assert.equal(2, (total("復議")))
    end)

    it("sees through quotes but not through ends of sentences", function()
      assert.equal(1, (total("放管服改革")))
      assert.equal(0, (total("改革法治")))
      assert.equal(0, (total("营商环境依法")))
      assert.equal(1, (total("改革。")))
    end)

    it("finds numbers whole", function()
      assert.equal(1, (total("1949.39")))
      assert.equal(1, (total("１９４９．３９件")))
      assert.equal(0, (total("1949")))
    end)

    it("joins words by and, or and not", function()
      assert.equal(1, (total("复议 受理")))
      assert.equal(1, (total("复议　受理")))
      assert.equal(0, (total("受理 调解")))
      assert.equal(2, (total("受理|调解")))
      assert.equal(1, (total("复议 -受理")))
      assert.equal(0, (total("复议 -受理|执法")))
    end)

    it("can ask for one sentence", function()
      local n, rows = total("复议 件", { sentence = true })
      assert.equal(2, n)
      assert.equal("全年收到行政【复议】申请36【件】，受理31【件】，审结29【件】。", rows[1].snippet)
      assert.equal("上年复议30件！", rows[2].sentence)
      n, rows = total("复议 -受理", { sentence = true })
      assert.equal(3, n)
      for _, row in ipairs(rows) do assert.is_nil(row.sentence:find("受理", 1, true)) end
    end)

    it("is filtered and limited", function()
      c:add(qinghe { name = "b", year = 2020, code = "990103", region = "云山省清源市白石区" })
      assert.equal(4, (total("复议")))
      local n, rows = total("复议", { limit = 1 })
      assert.equal(4, n)
      assert.equal(1, #rows)
      assert.equal(2, (total("复议", { year = 2020 })))
      assert.equal(2, (total("复议", { region = "白石区" })))
      assert.equal(0, (total("复议", { level = "province" })))
      n, rows = total("复议", { limit = 1, sentence = true, region = "白石区" })
      assert.equal(4, n)
      assert.equal(1, #rows)
    end)

    it("of nothing is an error that says what to do", function()
      for _, words in ipairs { "", "  ", "“”", "-复议", "|", "-" } do
        local rows, message, code = c:search(words)
        assert.is_nil(rows, words)
        assert.equal("E201", code)
        assert.truthy(message:find("行政复议", 1, true))
      end
    end)

    it("takes any words at all", function()
      for _, words in ipairs { '"', '复"议', "AND", "NEAR(", "复议*", "^复议", "text:复议", "\xFF\xFE复议",
        "'", "()", "a AND", "😀复议" } do
        local rows, message = c:search(words)
        assert.is_true(rows ~= nil or message:find("nothing to search", 1, true) ~= nil
          or message:find("not UTF-8", 1, true) ~= nil, words)
      end
      assert.equal(2, (total("复议*")))
    end)
  end)

  describe("corrections", function()
    it("are applied, recorded and kept when the file is read again", function()
      local c <close> = new()
      c:add(qinghe())
      assert.is_true(c:correct("r1", "year", 2024, "banner"))
      assert.equal(2024, c:report(1).year)
      local year = c:report(1):evidence().year
      assert.same({ "correction", 2024, "banner" }, { year.from, year.text, year.reason })
      assert.equal(2023, year.read.value)
      assert.equal("title", year.read.evidence.from)
      c:add(qinghe(), { again = true })
      assert.equal(2024, c:report(1).year)
      c:remove(1)
      c:add(qinghe())
      assert.equal(2024, c:report(2).year)
      local list = c:corrections()
      assert.equal("r2 year 2024 banner", table.concat({ list[1].id, list[1].field, list[1].value, list[1].note }, " "))
    end)

    it("are taken back, and the field says again what was read", function()
      local c <close> = new()
      c:add(qinghe())
      local before = c:report(1):evidence().year
      c:correct("r1", "year", 2024, "banner")
      c:correct("r1", "year", 2020, "better")
      assert.is_true(c:uncorrect("r1", "year"))
      assert.equal(2023, c:report(1).year)
      assert.same(before, c:report(1):evidence().year)
      assert.same({}, c:corrections())
      assert.is_false(c:uncorrect("r1", "year"))
    end)

    it("that agree with the file leave its evidence and stay all the same", function()
      local c <close> = new()
      c:add(qinghe(), { given = { year = 2023 }, note = "a table" })
      assert.equal("title", c:report(1):evidence().year.from)
      assert.equal("a table", c:corrections()[1].note)
    end)

    it("of an unknown field or to a wrong value are refused", function()
      local c <close> = new()
      c:add(qinghe())
      assert.equal("E201", select(3, c:correct(1, "body", "x")))
      assert.equal("E407", select(3, c:correct(1, "level", "galaxy")))
      assert.equal(0, #c:corrections())
      assert.is_true(c:correct(1, "published", nil))
    end)
  end)

  describe("observing again", function()
    it("has all that the stages know of a report", function()
      local c <close> = new()
      local doc = qinghe()
      c:add(doc)
      local stored = c:document("r1")
      assert.equal(doc.body, stored.body)
      assert.same(doc.content, stored.content)
      assert.same(doc.damage, { table.unpack(stored.damage) })
      assert.equal(doc.meta.year, stored.meta.year)
      for i, s in ipairs(doc.sections) do
        for _, key in ipairs { "start", "stop", "level", "marker", "heading", "parent" } do
          assert.equal(s[key], stored.sections[i][key])
        end
      end
      for i, f in ipairs(doc.figures) do
        for k, v in pairs(f) do assert.equal(v, stored.figures[i][k]) end
      end
    end)

    it("changes what changed and keeps the ids of the rest", function()
      local c <close> = new()
      local doc = qinghe()
      c:add(doc)
      local figures = c:document(1).figures
      assert.same({ new = 0, changed = 0, gone = 0, same = 3 }, c:observe(1, doc.observations, figures))
      local id = c:values("review_accepted")[1].observation_id
      doc.observations[1].note = "checked"
      doc.observations[2] = nil
      doc.observations[2] = { indicator = "review_closed", figure = 1, value = 36, unit = "件", score = 0.5 }
      assert.same({ new = 1, changed = 1, gone = 1, same = 1 }, c:observe(1, doc.observations, figures))
      local v = c:values("review_accepted")[1]
      assert.equal(id, v.observation_id)
      assert.equal("checked", v.note)
      integrity(c)
    end)
  end)

  describe("sql", function()
    it("reads, and writes only if allowed", function()
      local c <close> = new()
      c:add(qinghe())
      local result = c:sql("SELECT year, published FROM report")
      assert.same({ "year", "published" }, result.columns)
      assert.same({ { 2023, nil, n = 2 } }, result.rows)
      assert.equal("E407", select(3, c:sql("UPDATE report SET year = 1")))
      assert.equal("E407", select(3, c:sql("SELECT nothing FROM report")))
      assert.equal("E407", select(3, c:sql("COMMIT", { write = true })))
      assert.equal("E407", select(3, c:sql("UPDATE report SET body = ''", { write = true })))
      result = c:sql("UPDATE report SET year = 2024", { write = true })
      assert.same({ { 1, n = 1 } }, result.rows)
      assert.equal(2024, c:report(1).year)
    end)

    it("has a schema in which every column says what it means", function()
      local c <close> = new()
      local tables = {}
      for _, row in ipairs(c:schema()) do
        assert.is_string(row.meaning, row.table .. "." .. (row.column or ""))
        assert.is_true(#row.meaning > 4, row.table .. "." .. (row.column or ""))
        if not row.column then tables[#tables + 1] = row.table end
      end
      assert.equal("source report section figure indicator observation region correction passage "
        .. "passage_text passage_fts sketch sketch_band likeness set_aside observed run edition",
        table.concat(tables, " "))
    end)

    it("has a schema that every table and column of is told in Chinese, too, and nothing else", function()
      local c <close> = new()
      local words, known = require("fazhi.catalogue").load "schema_words", {}
      for _, row in ipairs(c:schema()) do
        known[row.table] = known[row.table] or {}
        known[row.table][row.column or 1] = true
        assert.truthy((words[row.table] or {})[row.column or 1], row.table .. " " .. (row.column or ""))
      end
      for name, meanings in pairs(words) do
        for column in pairs(meanings) do assert.truthy(known[name][column], name .. " " .. column) end
      end
    end)
  end)

  it("takes documents that end in the middle of everything", function()
    local c <close> = new()
    assert(c:add(document { name = "empty", body = "" }))
    assert(c:add(document { name = "blank", body = "\n\n" }))
    assert(c:add(document { name = "line", body = "一句" }))
    assert.equal(1, c:counts().passages)
  end)

  describe("called wrongly", function()
    local c

    before_each(function()
      c = assert(corpus.open(":memory:", "create"))
      assert(c:add(qinghe()))
    end)

    after_each(function() c:close() end)

    local function told(f)
      local ok, why = pcall(f)
      assert.is_false(ok)
      return why
    end

    it("says which method, which argument and what is wanted, at the line of the call", function()
      local why = told(function() local _ = c:values(3) end)
      assert.matches("corpus_spec%.lua:%d+: corpus:values: indicator cannot be 3: an indicator by id", why)
      assert.matches("corpus:report: id cannot be nil", told(function() return c:report() end))
      assert.matches("corpus:reports: filters cannot be 2024", told(function() return c:reports(2024) end))
      assert.matches("corpus:sql: words cannot be nil", told(function() return c:sql() end))
      assert.matches("corpus:search: words cannot be nil", told(function() return c:search() end))
    end)

    it("says so where a dot stands for the colon", function()
      assert.matches("count_reports is called with a colon: corpus:count_reports", told(function()
        return c.count_reports()
      end))
    end)

    it("refuses a filter that there is not, and names the nearest", function()
      local why = told(function() return c:reports { yaer = 2023 } end)
      assert.matches("no filter “yaer”", why)
      assert.matches("did you mean “year”", why)
      assert.matches("no filter “limit”", told(function() return c:values("review_accepted", { limit = 3 }) end))
      assert.equal(1, #c:search("复议", { limit = 1 }))
    end)
  end)

  it("counts reports by filters, by what reports gives, and all of them", function()
    local c <close> = assert(corpus.open(":memory:", "create"))
    assert(c:add(qinghe()))
    assert(c:add(qinghe { name = "older", year = 2022 }))
    assert.equal(2, c:count_reports())
    assert.equal(1, c:count_reports { year = 2022 })
    assert.equal(1, c:reports { year = 2022 }:count())
  end)

  it("tells how often a word is said in every report, the silent ones too", function()
    local c <close> = assert(corpus.open(":memory:", "create"))
    assert(c:add(qinghe()))
    assert(c:add(document { name = "silent", year = 2022, body = "一、严格执法\n行政执法人员120人。" }))
    local list = c:mentions "复議|行政复议"
    local said, silent = list[2], list[1]
    assert.same({ 2022, 0 }, { silent.year, silent.times })
    assert.same({ 2023, select(2, BODY:gsub("复议", "")) }, { said.year, said.times })
    assert.equal(utf8.len(BODY), said.characters)
    assert.same({ "report", "region_code", "region", "province", "level", "year", "times", "characters" },
      list:frame():names())
    assert.equal(1, #c:mentions("复议", { year = 2022 }))
  end)

  it("makes the list of values a frame, with the full names of regions", function()
    local c <close> = assert(corpus.open(":memory:", "create"))
    assert(c:add(qinghe()))
    local f = c:values("review_accepted"):frame()
    assert.equal("云山省清源市青禾县", f.rows[1].region)
    assert.equal(31, f.rows[1].value)
    assert.equal(1, c:values("review_accepted"):group("year"):agg({ value = "sum" }):count())
    assert.is_nil(c:values("review_accepted").nothing)
  end)
end)
