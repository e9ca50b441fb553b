-- Observing again: which edition of the catalogue a report was observed with, what a changed catalogue
-- changes in a corpus without the files, what stays what it was, and how a value explains itself.

local catalogue = require "fazhi.catalogue"
local corpus = require "fazhi.corpus"
local document = require "fazhi.document"
local edition = require "fazhi.edition"
local entry_line = require "fazhi.entry_line"
local explanation = require "fazhi.explanation"
local indicator = require "fazhi.indicator"
local message = require "fazhi.message"
local path = require "fazhi.path"
local pattern = require "fazhi.pattern"
local region = require "fazhi.region"
local script = require "fazhi.script"
local slip = require "fazhi.slip"

local REPORTS = { "石汀县_2023", "青禾县_2023", "青禾县_2024", "白塔市_2019", "临溪县_2020" }

local dir
local user = path.user

local function forget()
  catalogue.forget()
  indicator.forget()
end

-- Puts a file into the user's catalogue, or takes it away, so that it counts from now on.
local function own_catalogue(text)
  os.execute(("mkdir -p '%s/catalogue/rule_of_law'"):format(dir))
  local name = dir .. "/catalogue/rule_of_law/own.lua"
  os.remove(name)
  if text then
    local file <close> = assert(io.open(name, "wb"))
    file:write(text)
  end
  forget()
  return name
end

local function entry_text(more)
  return 'return { { id = "own_count", zh = "自定", unit = "件", ' .. more .. " } }"
end

local function read(name)
  return assert(document.read("examples/reports/" .. name .. ".txt"))
end

local function new(names)
  local c = assert(corpus.open(":memory:", "create"))
  for _, name in ipairs(names or REPORTS) do assert(c:add(read(name):complete())) end
  return c
end

local function rows(c, sql)
  return c:sql(sql).rows
end

local function observe(c, id, options)
  options = options or {}
  local doc = document.stored(assert(c:document(id)), options)
  return assert(c:observe(id, doc.observations, doc.figures,
    { edition = doc.edition, dry_run = options.dry_run, reread = options.figures and doc or nil }))
end

-- Runs the verb over an open corpus, as the host does; returns the frame and what was told as failures.
local function run(c, args)
  local failures = {}
  local context = {
    open = function() return c end,
    now = function() return 0 end,
    progress = function() end,
    fail = function(text, code, where) failures[#failures + 1] = { text = text, code = code, where = where } end,
  }
  local frame, why, code = script.run(assert(script.find("observe")), args, context)
  return frame, failures, why, code
end

describe("observing again", function()
  setup(function()
    region.load("examples/regions.tsv")
    dir = os.tmpname()
    os.remove(dir)
    path.user = function() return dir end
    message.set_language("en")
  end)
  before_each(function() own_catalogue(nil) end)
  teardown(function()
    path.user = user
    os.execute("rm -rf '" .. dir .. "'")
    message.set_language(nil)
    forget()
    region.load()
  end)

  describe("the edition of a catalogue", function()
    local function hash_with(text)
      own_catalogue(text)
      return edition.of_kind("rule_of_law")
    end

    it("is the same whether or not the patterns are compiled", function()
      assert.equal(indicator.load("rule_of_law").hash, edition.of_folder("rule_of_law"))
      own_catalogue(entry_text('find = { "受理 … <数>", function() return false end }, check = function() end'))
      assert.equal(indicator.load("rule_of_law").hash, edition.of_folder("rule_of_law"))
    end)

    it("changes with what decides, and only with that", function()
      local none = edition.of_kind("rule_of_law")
      local one = hash_with(entry_text 'find = "受理 … <数>"')
      assert.not_equal(none, one)
      for _, same in ipairs {
        entry_text 'find = "受理 … <数>"' .. "-- a comment",
        entry_text 'find = "受理 … <数>", definition = "别的", en = "own", tests = { hit = {} }, polarity = 1',
      } do assert.equal(one, hash_with(same)) end
      for _, other in ipairs {
        entry_text 'find = "受理 …… <数>"', entry_text 'find = { "受理 … <数>", "收到 … <数>" }',
        entry_text 'find = "受理 … <数>", unless = "不 … <数>"', entry_text 'find = "受理 … <数>", topic = "review"',
        entry_text 'find = "受理 … <数>", period = "stock"', entry_text 'find = "受理 … <数>", bracket = true',
        'return { words = { topics = {} } }',
      } do assert.not_equal(one, hash_with(other), other) end
      assert.equal(none, hash_with(nil))
    end)

    it("counts the file for a function, which shows nothing else of what it does", function()
      local a = hash_with(entry_text 'find = "受理 … <数>", check = function(v) return v > 1 end')
      local b = hash_with(entry_text 'find = "受理 … <数>", check = function(v) return v > 2 end')
      assert.not_equal(a, b)
    end)

    it("counts every file that is read while a report is observed", function()
      local is_shared, load_file = {}, catalogue.load
      for _, name in ipairs(edition.shared) do is_shared[name] = true end
      for _, name in ipairs(REPORTS) do
        local doc = read(name)
        local _, _, _ = doc.figures, doc.meta, doc.sections
        catalogue.load = function(file)
          local counts = is_shared[file] or file:find "^rule_of_law/"
          assert(counts, file .. ".lua decides what is observed and does not count")
          return load_file(file)
        end
        local ok, why = pcall(function() return #doc.observations end)
        catalogue.load = load_file
        assert(ok, why)
      end
    end)

    it("goes by the kind of the report", function()
      assert.equal("", edition.of_kind("info_disclosure"))
      assert.equal(edition.of_kind("other"), edition.of_kind(nil))
    end)
  end)

  describe("a stored report", function()
    it("gives the same observations and figures as its file", function()
      local c <close> = new()
      for n, name in ipairs(REPORTS) do
        local doc = document.stored(c:document(n), { figures = true })
        local fresh = read(name)
        assert.equal(#fresh.observations, #doc.observations, name)
        for i, want in ipairs(fresh.observations) do
          for _, key in ipairs { "indicator", "figure", "value", "unit", "bound", "score", "rule", "topic", "actor" } do
            assert.equal(want[key], doc.observations[i][key], name .. " " .. want.indicator .. " " .. key)
          end
        end
        for i, figure in ipairs(fresh.figures) do
          assert.equal(figure.raw, doc.figures[i].raw)
          assert.same({ fresh:source(figure.start, figure.stop) }, { doc:source(figure.start, figure.stop) })
        end
        local counts = observe(c, n, { figures = true })
        assert.same({ new = 0, changed = 0, gone = 0, same = #fresh.observations }, counts)
      end
    end)

    it("says that it is out of date until it is observed again", function()
      local c <close> = new { "青禾县_2023", "青禾县_2024" }
      assert.equal(0, c:count_stale())
      assert.same({}, c:ids({}, true))
      own_catalogue(entry_text 'find = "评查案卷 <数>"')
      assert.equal(2, c:count_stale())
      assert.is_true(c:observed(1).stale)
      observe(c, 1)
      assert.equal(1, c:count_stale())
      assert.is_false(c:observed("r1").stale)
      assert.same({ "r2" }, c:ids({}, true))
    end)

    it("is out of date if nobody knows what it was observed with, or its kind is another", function()
      local c <close> = new { "青禾县_2023" }
      c:correct(1, "kind", "info_disclosure")
      assert.equal(1, c:count_stale())
      assert.equal(0, #document.stored(c:document(1)).observations)
      observe(c, 1)
      assert.equal(0, c:count_stale())
      assert.equal(0, #c:observations(1))
      c:uncorrect(1, "kind")
      assert.equal(1, c:count_stale())
      observe(c, 1)
      assert.equal(0, c:count_stale())
      c:sql("DELETE FROM observed", { write = true })
      assert.equal(1, c:count_stale())
      assert.is_nil(c:observed(1).catalogue)
    end)
  end)

  describe("the verb", function()
    local function all_of(c)
      return rows(c, "SELECT id, indicator_id, figure_id, value, score, rule FROM observation ORDER BY id")
    end

    it("shows what would change and stores nothing, then stores it and keeps the rest", function()
      local c <close> = new()
      local before = all_of(c)
      own_catalogue('return { { id = "own_count", zh = "自定", unit = { "件", "卷", "份" }, '
        .. 'find = "(清理|评查) …… <数>" } }')
      local frame = run(c, { dry_run = true })
      assert.is_true(#frame.rows > 0)
      for _, row in ipairs(frame.rows) do
        assert.equal("own_count", row.indicator)
        assert.equal("new", row.what)
        assert.is_nil(row.old)
        assert.is_truthy(row.sentence:find("%d"))
      end
      assert.matches("dry run", frame.notes[1])
      assert.same(before, all_of(c))
      assert.equal(#REPORTS, c:count_stale())

      local stored = run(c, {}).rows[1]
      assert.same({ #REPORTS, #frame.rows, 0, 0, #before, 0 },
        { stored.reports, stored.new, stored.changed, stored.gone, stored.same, stored.failed })
      local after = all_of(c)
      for i, row in ipairs(before) do assert.same(row, after[i]) end
      assert.equal(0, c:count_stale())
      assert.equal("自定", rows(c, "SELECT name FROM indicator WHERE id = 'own_count'")[1][1])

      own_catalogue(nil)
      local gone = run(c, { dry_run = true })
      assert.equal(#frame.rows, #gone.rows)
      assert.equal("gone", gone.rows[1].what)
      assert.is_number(gone.rows[1].old)
      run(c, { stale = true })
      assert.same(before, all_of(c))
    end)

    it("keeps the id of a value that is read at another place now", function()
      local c <close> = new { "石汀县_2023" }
      own_catalogue(entry_text 'find = "受理量 …… <数>"')
      run(c, {})
      local old = c:values("own_count")[1]
      assert.equal(48, old.value)
      own_catalogue(entry_text 'find = "受理行政复议申请 <数>"')
      local frame = run(c, { dry_run = true })
      assert.equal(1, #frame.rows)
      assert.same({ "changed", 48, 46, old.id },
        { frame.rows[1].what, frame.rows[1].old, frame.rows[1].new, frame.rows[1].id })
      run(c, {})
      local new_one = c:values("own_count")[1]
      assert.same({ 46, old.id }, { new_one.value, new_one.id })
      assert.not_equal(old.figure_id, new_one.figure_id)
    end)

    it("takes only what is asked for", function()
      local c <close> = new()
      own_catalogue(entry_text 'find = "受理 … <数>"')
      assert.equal(2, run(c, { only = "r2，3" }).rows[1].reports)
      assert.equal(#REPORTS - 2, c:count_stale())
      local kept = run(c, { year = "2024" }).rows[1]
      assert.same({ 0, 1 }, { kept.reports, kept.kept })
      assert.equal(1, run(c, { year = "2024", all = true }).rows[1].reports)
      local frame, _, _, code = run(c, { only = "r99" })
      assert.is_nil(frame)
      assert.equal("E103", code)
    end)

    describe("after a change of the catalogue", function()
      -- Observes narrowly and then all, which must change nothing; how many reports were read anew the first time.
      local function narrow(c)
        local first = run(c, {}).rows[1]
        local narrowly = all_of(c)
        assert.equal(0, c:count_stale())
        local all = run(c, { all = true }).rows[1]
        assert.same({ #REPORTS, 0, 0, 0 }, { all.reports, all.new, all.changed, all.gone })
        assert.same(narrowly, all_of(c))
        assert.equal(#REPORTS, first.reports + first.kept)
        return first.reports, first
      end

      it("reads anew what it can touch, with the same result as if all were read", function()
        local c <close> = new()
        assert.equal(0, narrow(c))
        own_catalogue(entry_text 'find = "从未有人写过的词语 <数>"')
        assert.equal(0, narrow(c))
        own_catalogue(entry_text 'find = "受理量 …… <数>"')
        local touched, counts = narrow(c)
        assert.is_true(touched > 0 and touched < #REPORTS and counts.new > 0)
        own_catalogue(entry_text 'find = "受理量 …… <数>", zh = "改名"')
        assert.equal(0, narrow(c))
        own_catalogue(entry_text 'find = "受理量 …… <数>", topic = "review"')
        assert.equal(touched, (narrow(c)))
        own_catalogue(nil)
        touched, counts = narrow(c)
        assert.is_true(touched > 0 and touched < #REPORTS and counts.gone > 0)
      end)

      it("does so with each indicator in turn taken away and given back", function()
        local c <close> = new()
        local fewer, list = 0, indicator.load "rule_of_law".entries
        for i = 1, #list, 9 do
          own_catalogue(('return { { id = "%s", zh = "%s", find = "从未有人写过的词语 <数>" } }')
            :format(list[i].id, list[i].zh))
          local touched = narrow(c)
          own_catalogue(nil)
          assert.equal(touched, (narrow(c)))
          fewer = fewer + (touched < #REPORTS and 1 or 0)
        end
        assert.is_true(fewer > 10)
      end)

      it("leaves out none where all may be touched", function()
        local c <close> = new()
        own_catalogue(entry_text 'find = function() return false end')
        assert.equal(#REPORTS, (narrow(c)))
        own_catalogue(nil)
        assert.equal(#REPORTS, (narrow(c)))
        c:sql("DELETE FROM edition", { write = true })
        own_catalogue(entry_text 'find = "从未有人写过的词语 <数>"')
        assert.equal(#REPORTS, (narrow(c)))
        own_catalogue('return { words = { plans = { "打算" } } }')
        assert.equal(#REPORTS, (narrow(c)))
        own_catalogue(nil)
        assert.equal(#REPORTS, (narrow(c)))
      end)

      it("reads anew what was corrected since", function()
        local c <close> = new()
        run(c, { all = true })
        c:sql("UPDATE observed SET observed_at = '2000-01-01T00:00:00Z'", { write = true })
        assert(c:correct("r2", "year", 2021))
        assert.equal(1, run(c, {}).rows[1].reports)
      end)
    end)

    it("tells which report failed and goes on with the others", function()
      local c <close> = new { "石汀县_2023", "青禾县_2023", "青禾县_2024" }
      local before = all_of(c)
      local file = own_catalogue(entry_text('find = "受理 …… <数>", '
        .. 'check = function(v) if v == 71 then return v.x.y end end'))
      local frame, failures = run(c, {})
      assert.equal(1, #failures)
      assert.same({ "E502", "r3" }, { failures[1].code, failures[1].where })
      assert.matches(file .. ": own_count: check: ", failures[1].text, 1, true)
      assert.same({ 3, 2, 1 }, { frame.status, frame.rows[1].reports, frame.rows[1].failed })
      assert.same({ "r3" }, c:ids({}, true))
      local kept = 0
      for _, row in ipairs(before) do
        kept = kept + #rows(c, ("SELECT 1 FROM observation WHERE id = %d"):format(row[1]))
      end
      assert.equal(#before, kept)
    end)

    it("reads the figures anew if asked, and keeps those that stand where they stood", function()
      local c <close> = new { "青禾县_2023" }
      local ids = rows(c, "SELECT id, start FROM figure ORDER BY start, stop")
      local observed = rows(c, "SELECT indicator_id, value FROM observation ORDER BY indicator_id, value")
      local figure = rows(c, "SELECT figure_id FROM observation ORDER BY id LIMIT 1")[1][1]
      c:sql(("DELETE FROM figure WHERE id = %d"):format(figure), { write = true })
      c:sql("UPDATE figure SET value = -1, source_start = NULL", { write = true })
      c:sql([[INSERT INTO figure(report_id, start, stop, raw, value, unit, bound, kind)
        VALUES (1, 0, 3, '青', 1, '', 'exact', 'other')]], { write = true })
      run(c, { figures = true })
      local now = rows(c, "SELECT id, start FROM figure ORDER BY start, stop")
      assert.equal(#ids, #now)
      local moved = 0
      for i, row in ipairs(ids) do
        assert.equal(row[2], now[i][2])
        if row[1] ~= now[i][1] then moved = moved + 1 end
      end
      assert.equal(1, moved)
      assert.equal(0, rows(c, "SELECT count(*) FROM figure WHERE value = -1 OR source_start IS NULL")[1][1])
      assert.same(observed, rows(c, "SELECT indicator_id, value FROM observation ORDER BY indicator_id, value"))
    end)
  end)

  describe("a value", function()
    it("tells the rule it was read by, and what else was read", function()
      local c <close> = new { "石汀县_2023" }
      local value = c:values("review_accepted")[1]
      assert.equal(1, value.others)
      assert.same({ 46 }, { value.other_values[1].value })
      local why = value:why()
      assert.matches("<数>", why.rule, 1, true)
      assert.same({ "review", "clause", "government" }, { why.topic, why.topic_from, why.actor })
      assert.equal(46, why.other_values[1].value)
      local other = c:why(why.other_values[1].id)
      assert.same({ 46, 48 }, { other.value, other.other_values[1].value })
    end)

    it("shares its figure with what is read of the same words", function()
      local c <close> = new { "石汀县_2023" }
      own_catalogue(entry_text 'find = "受理量 …… <数>"')
      run(c, {})
      local own = c:values("own_count")[1]
      assert.equal("review_accepted", own:why().shared_with[1].indicator)
      assert.equal(own.id, c:values("review_accepted")[1]:why().shared_with[1].id)
    end)

    it("is of indicators defined as their files say, without a pattern compiled, and once", function()
      own_catalogue(entry_text 'find = "收到 <数>", part = "甲", polarity = -1, definition = "乙"')
      local c <close> = assert(corpus.open(":memory:", "create"))
      local function writes() return rows(c, "SELECT total_changes()")[1][1] end
      local compile = pattern.compile
      pattern.compile = error ---@diagnostic disable-line
      local ok, why = c:define()
      pattern.compile = compile ---@diagnostic disable-line
      assert(ok, why)
      local stored = rows(c, [[SELECT name, part, unit, polarity, catalogue, definition FROM indicator
        WHERE id = 'own_count']])[1]
      assert.equal("自定 甲 件 -1 rule_of_law 乙", table.concat(stored, " "))
      local count = 0
      for _, cat in ipairs(indicator.all()) do count = count + #cat.entries end
      assert.equal(count, rows(c, "SELECT count(*) FROM indicator")[1][1])
      local before = writes()
      assert(c:define())
      assert.equal(before, writes())
      own_catalogue(entry_text 'find = "收到 <数>"')
      assert(c:define())
      assert.equal(before + 1, writes())
      own_catalogue('return { { id = "gdp_growth", zh = "自定", find = "收到 <数>" } }')
      assert.equal("E502", select(3, c:define()))
      own_catalogue(nil)
    end)

    it("may rest on words that are no figure, or on what is absent", function()
      local c <close> = new { "青禾县_2024" }
      local doc = c:document(1)
      local start, stop = doc.body:find("全年未发生生效裁判不履行情形", 1, true)
      local seen = document.stored(doc).observations
      seen[#seen + 1] = { indicator = "own_words", value = 0, start = start, stop = stop, rule = "none" }
      seen[#seen + 1] = { indicator = "own_absent", value = 0, rule = "heading" }
      local figures = doc.figures
      c:define { { id = "own_words", zh = "一" }, { id = "own_absent", zh = "二" } }
      assert.equal(2, c:observe(1, seen, figures).new)
      assert.same({ new = 0, changed = 0, gone = 0, same = #seen }, (c:observe(1, seen, figures)))
      local value = c:values("own_words")[1]
      local why = value:why()
      assert.equal("全年未发生生效裁判不履行情形。", value.quote)
      assert.equal(value.quote, why.sentence)
      assert.equal("全年未发生生效裁判不履行情形", why.sentence:sub(why.mark_start, why.mark_stop))
      assert.matches("社会矛盾纠纷有效化解 > 2.行政应诉案件17件", why.section, 1, true)
      assert.same({ read("青禾县_2024"):source(start, stop) }, { why.source_start, why.source_stop })
      local absent = c:why(c:values("own_absent")[1].id)
      assert.is_nil(absent.sentence)
      assert.same({ "r1", 2024, 0 }, { absent.report, absent.year, absent.value })
      seen[#seen] = nil
      seen[#seen].start = start + 6
      assert.same({ new = 0, changed = 0, gone = 1, same = #seen }, (c:observe(1, seen, figures)))
      assert.equal(start + 6, c:why(value.id).start)
    end)

    it("says what would have been read, were it not for a condition", function()
      local c <close> = new { "石汀县_2023" }
      own_catalogue(table.concat {
        'return { { id = "own_topic", zh = "一", unit = "件", find = "受理量 …… <数>", topic = "mediation" },',
        ' { id = "own_unit", zh = "二", unit = "人", find = "受理量 …… <数>" },',
        ' { id = "own_not", zh = "三", unit = "件", find = "受理量 …… <数>", unless = "升至 <数>" },',
        ' { id = "own_far", zh = "四", unit = "件", find = "收到 …… <数>" },',
        ' { id = "own_fits", zh = "五", unit = "件", find = "受理量 …… <数>" } }' })
      local value = c:values("review_accepted")[1]
      local told = assert(explanation.of(c, value.report_id, value.figure_id))
      local found = {}
      for _, rival in ipairs(told.rivals) do found[rival.indicator] = rival end
      assert.equal("topic", found.own_topic.obstacle)
      assert.equal("topic review, mediation is wanted", found.own_topic.reason)
      assert.equal("unit", found.own_unit.obstacle)
      assert.equal("unless", found.own_not.obstacle)
      assert.is_nil(found.own_far)
      assert.is_nil(found.own_fits)
      local taken = {}
      for _, seen in ipairs(told.taken) do taken[seen.indicator] = seen.value end
      assert.same({ own_fits = 48, review_accepted = 48 }, taken)
    end)
  end)

  describe("a broken file", function()
    local function defect(text)
      own_catalogue(text)
      local ok, e = pcall(indicator.load, "rule_of_law")
      assert.is_false(ok)
      assert.equal("E502", e.code)
      return e.message
    end

    it("is told with its line, the entry, the field, the place in the pattern and what to do", function()
      local text = defect('-- own\nreturn {\n  { id = "own_a", zh = "甲",\n    find = { "收到 <数>",\n'
        .. '      "受理（含受理申请） (甲|乙 <数>" }, topik = "review" },\n}\n')
      assert.matches(dir .. "/catalogue/rule_of_law/own.lua:5: own_a: find[2]: ", text, 1, true)
      assert.matches("\n  受理（含受理申请） (甲|乙 <数>\n" .. (" "):rep(2 + 26) .. "^\n", text, 1, true)
      assert.matches("own.lua:5: own_a: topik: no such field; did you mean topic?", text, 1, true)
      assert.matches("fazhi indicators test", text, 1, true)
    end)

    it("that returns an entry for a list of entries is not passed over", function()
      local text = defect 'return { id = "own_a", zh = "甲", find = "<数>" }'
      assert.matches("must return a list of entries", text, 1, true)
    end)

    it("does not stop what reads the corpus, which says that it cannot know", function()
      local c <close> = new { "青禾县_2023" }
      own_catalogue("return {")
      local count, why, code = c:count_stale()
      assert.is_nil(count)
      assert.equal("E502", code)
      assert.matches("own.lua:1: ", why, 1, true)
      local frame = script.run(assert(script.find("get")), { indicator = "review_accepted" },
        { open = function() return c end })
      assert.equal(1, #frame.rows)
      assert.matches("the catalogue is broken", frame.notes[#frame.notes], 1, true)
    end)

    it("with a full-width sign shows which", function()
      local source = 'return {\n\t{ id = "a"， zh = "，" },\n}'
      local _, lua = load(source, "=own.lua")
      local told = slip.explain(lua, source)
      assert.matches('\n   { id = "a"， zh = "，" },\n' .. (" "):rep(13) .. "^\n", told, 1, true)
      assert.matches("a full-width ， stands here, , is wanted", told, 1, true)
      local _, other = load('return { "，" "b" }', "=own.lua")
      assert.equal(other, slip.explain(other, 'return { "，" "b" }'))
    end)
  end)

  it("finds the line of an entry, a field or a pattern", function()
    local name = os.tmpname()
    local file = assert(io.open(name, "wb"))
    file:write('return {\n{ id = "a", find = "x <数>" },\n{\n id = "b",\n unless = "y",\n'
      .. ' find = {\n "p <数>",\n "q <数>" } },\n}')
    file:close()
    assert.equal(2, entry_line.find(name, "a", "find"))
    assert.equal(8, entry_line.find(name, "b", "find[2]", "q <数>"))
    assert.equal(6, entry_line.find(name, "b", "find[2]"))
    assert.equal(4, entry_line.find(name, "b", "tests"))
    assert.is_nil(entry_line.find(name, "c", "find"))
    os.remove(name)
    assert.is_nil(entry_line.find(name, "a", "find"))
  end)
end)
