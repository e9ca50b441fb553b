-- fazhi.script: headers are checked with all defects at once, and every bundled one is sound.

local frame = require("fazhi.frame")
local message = require("fazhi.message")
local script = require("fazhi.script")
local current = require("fazhi.current")
local has_core = pcall(require, "fazhi.core")

local function sound(more)
  local header = {
    name = "verb", api = 1, category = "analysis", corpus = "none", summary = "s", arguments = {},
    outputs = { { name = "n", kind = "integer" } }, run = function() return { rows = { { n = 1 } } } end,
  }
  for k, v in pairs(more or {}) do header[k] = v end
  return header
end

local function has_defect(header, pattern)
  for _, defect in ipairs(script.defects(header)) do
    if defect:find(pattern, 1, true) then return true end
  end
  return false
end

describe("script.defects", function()
  it("finds none in a sound header", function()
    assert.same({}, script.defects(sound()))
    assert.same({}, script.defects(sound({ alias = { "甲" }, examples = { { run = "fazhi verb" } }, method = "m" })))
  end)

  it("finds each kind of defect", function()
    assert.is_true(has_defect("no table", "must return a table"))
    assert.is_true(has_defect(sound({ api = 2 }), "api"))
    assert.is_true(has_defect(sound({ name = "a b" }), "name"))
    assert.is_true(has_defect(sound({ summary = "" }), "summary"))
    assert.is_true(has_defect(sound({ sumary = "x" }), "sumary: is no field"))
    assert.is_true(has_defect(sound({ corpus = "steal" }), "corpus"))
    assert.is_true(has_defect(sound({ outputs = { { name = "n", kind = "cube" } } }), "outputs[1]"))
    assert.is_true(has_defect(sound({ examples = { "fazhi verb" } }), "examples[1]"))
    assert.is_true(has_defect(sound({ run = 1 }), "run: must be a function"))
    assert.is_true(has_defect(sound({ charts = { "pie" } }), "charts: there is no pie"))
  end)

  it("finds bad arguments", function()
    local function bad(argument, pattern)
      assert.is_true(has_defect(sound({ arguments = { argument } }), pattern), pattern)
    end
    bad({ name = "lower", kind = "text", help = "" }, "neither")
    bad({ name = "--limit", kind = "integer", help = "" }, "every verb")
    bad({ name = "A", kind = "cube", help = "" }, "no kind cube")
    bad({ name = "A", kind = "choice", help = "" }, "choices")
    bad({ name = "A", kind = "text" }, "help")
    local twice = { name = "A…", kind = "text", help = "" }
    assert.is_true(has_defect(sound({ arguments = { twice, { name = "B", kind = "text", help = "" } } }), "repeated"))
    assert.is_true(has_defect(sound({ arguments = {
      { name = "A", kind = "text", help = "", optional = true }, { name = "B", kind = "text", help = "" },
    } }), "optional"))
  end)

  it("tells all defects in one message with the file", function()
    local header, why, code = script.check(sound({ api = 0, summary = "" }), "x.lua")
    assert.is_nil(header)
    assert.equal("E501", code)
    assert.matches("^x%.lua: .*api.*summary", why)
  end)

  it("says that a script of a later api needs a newer fazhi, and nothing else", function()
    message.set_language("en")
    local _, why, code = script.check(sound({ api = 2, outlets = {}, summary = 1 }), "x.lua")
    assert.equal("E501", code)
    assert.equal("x.lua: bad script header: it is written for api 2, and this fazhi knows api 1; use a newer fazhi",
      why)
    message.set_language(nil)
  end)

  it("finds tests that say nothing", function()
    assert.is_true(has_defect(sound({ tests = { {} } }), "tests[1]"))
    assert.is_true(has_defect(sound({ tests = { { gives = 1 } } }), "tests[1]"))
    assert.same({}, script.defects(sound({ tests = { { gives = {} }, { fails = "E101" } } })))
  end)
end)

describe("script.run", function()
  it("shows a bare column as the header says, and leaves alone what says more itself", function()
    local columns = { { name = "n", kind = "number", digits = 1, zh = "数", en = "number" } }
    local function run(column)
      local f = frame.new { columns = { column }, rows = { { n = 1 / 3 } } }
      return script.run(sound({ outputs = columns, run = function() return f end }), {}, {}).columns[1]
    end
    assert.equal(1, run({ name = "n", kind = "number" }).digits)
    assert.equal("own", run({ name = "n", kind = "number", en = "own" }).en)
    assert.is_nil(run({ name = "m" }).digits)
  end)

  it("makes frames of tables and takes columns from the header", function()
    local result = script.run(sound(), {}, {})
    assert.is_true(frame.is(result))
    assert.same({ "n" }, result:names())
  end)

  it("takes the chart behind the table for its picture, which other rows have no longer", function()
    local function run(drawn)
      return script.run(sound({ run = function() return { rows = { { n = 1 } } }, drawn end }), {}, {})
    end
    local result, drawn = run({ kind = "bar", labels = { "甲" }, values = { 1 } })
    assert.equal(drawn, result.picture)
    assert.equal("bar", result.picture.kind)
    assert.is_nil(result:head(1).picture)
    assert.is_nil(run({ kind = "bar", labels = { "甲" }, values = {} }).picture)
  end)

  it("keeps the table where its chart cannot be drawn, and says why", function()
    local function run(...)
      local drawn = table.pack(...)
      return script.run(sound { run = function()
        return { rows = { { n = 1 } } }, table.unpack(drawn, 1, drawn.n)
      end }, {}, {})
    end
    local result, drawn = run { kind = "bar" }
    assert.same({ 1 }, { result.rows[1].n, drawn, result.picture })
    assert.is_truthy(result.no_picture:find("labels: is missing", 1, true))
    assert.equal("why", run(nil, "why", "E509").no_picture)
    assert.is_nil(run(nil).no_picture:find("why", 1, true))
  end)

  it("opens the corpus as the header says", function()
    local asked
    local header = sound({ corpus = "write", run = function(_, corpus) return { rows = { { n = corpus.n } } } end })
    local corpus = { n = 5, count_stale = function() return 0 end }
    local result = script.run(header, {}, { open = function(mode) asked = mode; return corpus end })
    assert.equal("write", asked)
    assert.equal(5, result.rows[1].n)
    assert.equal("E405", select(3, script.run(header, {}, { open = function() return nil, "none", "E405" end })))
  end)

  it("says that observations are out of date, where the result rests on them", function()
    message.set_language("en")
    local stale, asked = 3, 0
    local corpus = { count_stale = function()
      asked = asked + 1
      if stale then return stale end
      return nil, "own.lua:3: broken\n  more", "E502"
    end }
    local function notes(more)
      more.corpus, more.run = "read", function() return { rows = {} } end
      return script.run(sound(more), {}, { open = function() return corpus end }).notes
    end
    local told = { "3 reports were observed with another catalogue; run fazhi observe" }
    assert.same(told, notes { category = "analysis" })
    assert.same(told, notes { category = "command", observed = true })
    assert.equal(2, asked)
    assert.same({}, notes { category = "command" })
    assert.same({}, notes { category = "analysis", observed = false })
    assert.equal(2, asked)
    stale = 0
    assert.same({}, notes { category = "analysis" })
    stale = nil
    assert.matches("the catalogue is broken, .*%(own.lua:3: broken%)", notes({ category = "analysis" })[1])
    message.set_language(nil)
  end)

  it("settles regions by the corpus and gives the nearest name for a wrong one", function()
    local corpus = {
      reports = function(_, filters)
        if filters.region == "青禾县" then return {} end
        if filters.region == "城区" then return nil, "城区 may be any of: 甲市城区 1, 乙市城区 2", "E207" end
        return nil, "no region", "E101"
      end,
      regions = function() return { { name = "青禾县", full_name = "云岭省青禾县" } } end,
      count_stale = function() return 0 end,
    }
    local header = sound({ corpus = "read", arguments = { { name = "--region", kind = "region", help = "" } } })
    local function run(word) return script.run(header, { region = word }, { open = function() return corpus end }) end
    message.set_language("en")
    assert.truthy(run("青禾县"))
    assert.same({ nil, "the corpus has no region “青木县”; did you mean “青禾县”?", "E206" }, { run("青木县") })
    assert.same({ nil, "城区 may be any of: 甲市城区 1, 乙市城区 2", "E207" }, { run("城区") })
    message.set_language(nil)
  end)

  it("passes on failures, returned or raised, and lets faults through with a traceback", function()
    local function run(f) return script.run(sound({ run = f }), {}, {}) end
    assert.same({ nil, "why", "E101" }, { run(function() return nil, "why", "E101" end) })
    assert.same({ nil, "why", "E407" }, { run(function() require("fazhi.failure").raise("E407", "why") end) })
    local ok, e = pcall(run, function() error("fault") end)
    assert.is_false(ok)
    assert.matches("fault", e.message)
    assert.matches("traceback", e.trace)
    assert.equal("E505", select(3, run(function() return "text" end)))
  end)
end)

describe("bundled scripts", function()
  it("are sound, called as their file, and speak both languages", function()
    if not has_core then return pending("needs fazhi.core") end
    local seen, count = {}, 0
    for _, entry in ipairs(script.all()) do
      assert.is_nil(entry.problem)
      assert.equal(entry.name, entry.header.name)
      assert.truthy(entry.header.summary_zh, entry.name)
      assert.is_true(#entry.header.examples > 0, entry.name)
      for _, alias in ipairs(script.aliases(entry.header)) do
        assert.is_nil(seen[alias], alias)
        seen[alias] = true
      end
      for _, argument in ipairs(entry.header.arguments) do assert.truthy(argument.help_zh, entry.name) end
      for _, column in ipairs(entry.header.outputs) do assert.truthy(column.zh and column.en, entry.name) end
      count = count + 1
    end
    assert.is_true(count >= 19)
  end)

  it("are found by name and by alias, and a wrong word gets the nearest", function()
    if not has_core then return pending("needs fazhi.core") end
    assert.equal("figures", script.find("figures").name)
    assert.equal("list", script.find("列表").name)
    local header, why, code = script.find("figuers")
    assert.is_nil(header)
    assert.equal("E202", code)
    assert.matches("figures", why)
  end)
end)

describe("message", function()
  it("has the same places in both languages", function()
    local function places(s)
      local set = {}
      for name in s:gmatch("{(%w+)}") do set[name] = true end
      return set
    end
    for key, entry in pairs(message.texts) do
      assert.truthy(entry.zh and entry.en, key)
      assert.same(places(entry.zh), places(entry.en), key)
      assert.equal(entry.todo_zh == nil, entry.todo_en == nil, key)
    end
  end)

  it("makes one line with code, path, reason and what to do", function()
    message.set_language("en")
    assert.equal("E304: a.txt: no encoding fits; name the encoding with --encoding",
      message.line("E304", "no encoding fits", "a.txt"))
    message.set_language("zh")
    assert.equal("E304: a.txt: 编码无法识别（no encoding fits）；可用 --encoding 指明编码",
      message.line("E304", "no encoding fits", "a.txt"))
    message.set_language(nil)
  end)

  it("takes the exit status from the code", function()
    assert.equal(3, message.status("E304"))
    assert.equal(7, message.status("odd"))
  end)
end)

describe("script.callable", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  local header = sound({
    arguments = { { name = "WHO", kind = "text", help = "" },
      { name = "--count", kind = "integer", default = 2, help = "" } },
    run = function(args, _, context)
      return { rows = { { n = args.count } }, notes = { args.who, context.word } }
    end,
  })

  it("is a verb as a function, by position, by name, and with one value alone", function()
    local verb = script.callable(header, { word = "here" })
    assert.is_true(script.is_callable(verb))
    assert.is_false(script.is_callable(header))
    assert.equal("fazhi verb WHO [--count INTEGER]", tostring(verb))
    assert.same({ "verb", header }, { verb.name, verb.header })
    local result = verb { "甲", count = 5 }
    assert.same({ 5, { "甲", "here" } }, { result.rows[1].n, result.notes })
    assert.equal(2, verb { who = "乙" }.rows[1].n)
    assert.same({ "丙", "here" }, verb("丙").notes)
  end)

  it("raises wrong use; try returns it as nil, message, code", function()
    local verb = script.callable(header, {})
    assert.equal("E204", select(3, verb:try {}))
    local _, why, code = verb:try { who = "甲", cuont = 1 }
    assert.same({ "E203", true }, { code, why:find("“count”", 1, true) ~= nil })
    assert.equal("E208", select(3, verb:try { "甲", count = "many" }))
    local ok, e = pcall(verb, {})
    assert.same({ false, "E204" }, { ok, e.code })
    assert.matches("WHO", tostring(e))
    assert.equal(2, verb:try { "甲" }.rows[1].n)
    assert.equal("E202", select(3, script.callable("no_such_verb")))
  end)

  it("takes the program's context where it has none of its own", function()
    local before = current.context
    local verb = script.callable(header)
    current.context = { word = "program" }
    assert.same({ "甲", "program" }, verb("甲").notes)
    current.context = nil
    assert.same({ "甲" }, verb("甲").notes)
    current.context = before
  end)

  if has_core then
    it("finds verbs by name and alias, and fazhi.run gives them a corpus of one's own", function()
      assert.equal("compare", script.callable("比较").name)
      local fazhi = require("fazhi")
      local asked
      local corpus = setmetatable({}, { __index = function(_, name)
        asked = name
        error({ code = "E407", message = "m" })
      end })
      assert.equal("E407", select(3, fazhi.run("coverage", corpus):try {}))
      assert.is_string(asked)
      local ok, e = pcall(fazhi.run, "comprae")
      assert.is_false(ok)
      assert.equal("E202", e.code)
    end)
  end
end)

describe("the chart of a script", function()
  local asked = 0
  local header = sound { run = function()
    return { rows = { { n = 1 } } }, function()
      asked = asked + 1
      return { kind = "bar", labels = { "甲" }, values = { 1 } }
    end
  end }

  it("makes a chart that comes as a function, but not where nobody sees one", function()
    local result, drawn = script.run(header, {}, {})
    assert.equal(1, asked)
    assert.same({ "甲" }, drawn.panels[1].labels)
    assert.equal(drawn, result.picture)
    result, drawn = script.run(header, {}, {}, true)
    assert.equal(1, asked)
    assert.equal(1, #result.rows)
    assert.is_nil(drawn)
    assert.is_nil(result.picture)
  end)

  it("tells why such a chart cannot be drawn", function()
    local result = script.run(sound { run = function()
      return { rows = { { n = 1 } } }, function() return { kind = "bar", labels = { "甲" }, values = { math.huge } } end
    end }, {}, {})
    assert.is_nil(result.picture)
    assert.matches("finite", result.no_picture)
  end)
end)
