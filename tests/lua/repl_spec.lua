-- The prompt without a terminal: completion, how values show themselves, commands, the log, errors, history.

local command = require "fazhi.repl.command"
local completion = require "fazhi.repl.completion"
local corpora = require "support.corpora"
local display = require "fazhi.repl.display"
local frame = require "fazhi.frame"
local history = require "fazhi.repl.history"
local log = require "fazhi.repl.log"
local message = require "fazhi.message"
local pager = require "fazhi.repl.pager"
local repl = require "fazhi.repl"
local session = require "fazhi.session"
local stored = require "fazhi.stored"
local statement = require "fazhi.repl.statement"
local topic = require "fazhi.repl.topic"

local corpus

-- Puts something else in the place of a stream or function of io.
local function put(name, value)
  rawset(io, name, value)
end

local function context_of()
  return { options = {}, open = function() return corpus end, close = function() end, warn = function() end,
    progress = function() end }
end

local function environment()
  return session.environment(context_of())
end

local function scope()
  return { env = environment(), corpus = function() return corpus end, commands = command.list }
end

local function offered(line, given)
  local _, list = completion.candidates(line, given or scope())
  local set = {}
  for _, word in ipairs(list) do set[word] = true end
  return set, list
end

-- Runs lines at a prompt that is no terminal; returns what it printed and what it complained of.
local function typed(lines, env)
  local self = repl.new(context_of(), env or environment())
  local out, err = {}, {}
  local write, stderr, print_ = io.write, io.stderr, print
  put("write", function(...) out[#out + 1] = table.concat { ... } return true end)
  put("stderr", { write = function(_, ...) err[#err + 1] = table.concat { ... } end, flush = function() end })
  _G.print = function(...) out[#out + 1] = tostring((...)) .. "\n" end
  local terminal = self.terminal
  self.terminal = nil
  for _, line in ipairs(lines) do self:run(line) end
  self.terminal = terminal
  put("write", write)
  put("stderr", stderr)
  _G.print = print_
  return table.concat(out), table.concat(err), self
end

describe("the prompt", function()
  setup(function()
    message.set_language "en"
    local function report(year, count)
      return { region = "青禾县", code = "990121", year = year, values = { { "review_accepted", count, "件" } } }
    end
    corpus = corpora.of { report(2023, 1696), report(2024, 2690) }
  end)
  teardown(function() message.set_language(nil) corpus:close() end)
  after_each(function() message.set_language "en" end)

  describe("completes", function()
    it("globals, verbs and keywords", function()
      local set = offered "comp"
      assert.is_true(set.compare)
      assert.is_true(offered("repo").report)
      assert.is_true(offered("whi")["while"])
      assert.is_true(offered("x = corp").corpus)
      assert.is_true(offered("faz").fazhi)
      assert.is_nil(offered("comp")["while"])
    end)

    it("fields after a dot, and only methods after a colon", function()
      local given = scope()
      given.env.t = { alpha = 1, also = function() end }
      local set = offered("t.al", given)
      assert.is_true(set.alpha and set.also)
      set = offered("t:al", given)
      assert.is_true(set.also)
      assert.is_nil(set.alpha)
      assert.is_true(offered("string.re").rep)
      assert.is_true(offered("corpus:val").values)
      given.env.r = corpus:report "r1"
      assert.is_true(offered("r:ge", given).get)
      assert.is_true(offered("r.out", given).outline)
    end)

    it("calls nothing on the way", function()
      local given, called = scope(), false
      given.env.f = function() called = true end
      offered("f().x", given)
      assert.is_false(called)
    end)

    it("the arguments of a verb inside its braces", function()
      assert.is_true(offered("compare{ind")["indicator = "])
      assert.is_true(offered('compare{indicator = "x", ye')["year = "])
      assert.is_nil(offered("{ind")["indicator = "])
    end)

    it("indicators by id and Chinese name inside quotes", function()
      assert.is_true(offered('r:get "review_acc').review_accepted)
      assert.is_true(offered('r:get "行政复议受')["行政复议受理数"])
      assert.is_true(offered('compare{indicator="review_acc').review_accepted)
      assert.is_true(offered('compare "review_acc').review_accepted)
    end)

    it("regions, reports, levels and files inside quotes", function()
      assert.is_true(offered('trend{region = "青')["青禾县"])
      assert.is_true(offered('corpus:values("review_accepted", {region="青')["青禾县"])
      assert.is_true(offered('report "r').r1)
      assert.is_true(offered('compare{level = "cou').county)
      assert.is_true(offered('_:save "scripts/faz')["scripts/fazhi/"])
      assert.is_true(offered("fazhi.open 'scripts/fazhi/repl/h")["scripts/fazhi/repl/history.lua"])
    end)

    it("commands by both names, and what follows them", function()
      assert.is_true(offered(":he").help)
      assert.is_true(offered(":帮")["帮助"])
      assert.is_true(offered(":comp").compare)
      assert.is_true(offered(":lang z").zh)
      assert.is_true(offered(":compare --ye")["--year"])
      assert.is_true(offered(":open scripts/faz")["scripts/fazhi/"])
    end)

    it("by whole characters, and closes the quote of a single word", function()
      local given = scope()
      given.env.words = { ["甲乙"] = 1 }
      local erase, more = completion.complete('r:get "行政复议受', given, 80)
      assert.equal(0, erase)
      assert.equal('理数"', more)
      local names = { commands = { { name = "受理", zh = "受审" } }, env = {}, corpus = function() end }
      local _, insertion, listing = completion.complete(":受", names, 80)
      assert.is_nil(insertion)
      assert.truthy(listing:find("受审", 1, true))
    end)

    it("lists side by side within the width", function()
      local text = completion.listing({ "甲甲", "乙", "丙丙丙" }, 20)
      assert.equal("甲甲    丙丙丙\n乙", text)
    end)

    it("nothing inside a string that is nowhere known, without an error", function()
      local _, list = offered('f("zzzzzz')
      assert.same({}, list)
    end)
  end)

  describe("shows", function()
    it("a value in one line, with the change against the year before", function()
      local v = corpus:report("r2"):get "review_accepted"
      message.set_language "zh"
      assert.equal("2690 件（行政复议受理数）　比2023年 +58.61%", display.text(v))
      message.set_language "en"
      assert.equal("2690 件 (review_accepted)  +58.61% on 2023", display.text(v))
      assert.equal("1696 件 (review_accepted)", display.text(corpus:report("r1"):get "行政复议受理数"))
    end)

    it("bounds, and changes of rates in points", function()
      local function values() return { { value = 90, unit = "%", year = 2022 } } end
      local v = setmetatable({ value = 92.5, unit = "%", bound = "at_least", indicator = "x", year = 2023,
        corpus = { values = values } }, getmetatable(corpus:report("r1"):get "review_accepted"))
      assert.equal("at least 92.5% (x)  +2.5 points on 2022", display.text(v))
    end)

    it("tables briefly", function()
      assert.equal('{ 1, 2, a = "b" }', display.text { 1, 2, a = "b" })
      assert.equal("{}", display.text {})
      local long = {}
      for i = 1, 100 do long[i] = i end
      assert.truthy(display.text(long):find("100 in all", 1, true))
      assert.truthy(display.text({ { {} } }):find "{… 1}")
    end)

    it("a frame as a table that keeps to the width, and names what it leaves out", function()
      local f = frame.new { columns = { "a", "b", "c" }, rows = { { a = ("甲"):rep(9), b = ("乙"):rep(9), c = 1 } } }
      assert.equal("a                   b                   c", display.text(f):match "[^\n]*":gsub("%s+$", ""))
      local narrow = display.text(f, { columns = 18 })
      for line in narrow:gmatch "[^\n]+" do
        assert.is_true(require("fazhi.width").of(line, 1) <= 18, line)
      end
      assert.truthy(narrow:gsub("\n", " "):find("no room for: c; :select chooses", 1, true))
    end)

    it("lists of values and reports a line each", function()
      local text = display.text(corpus:values "review_accepted")
      assert.equal("青禾县 2023  1696 件 (review_accepted)\n青禾县 2024  2690 件 (review_accepted)  +58.61% on 2023", text)
    end)

    it("an outline to a depth", function()
      local r = stored.report({ sections = function()
        return { { marker = "一、", heading = "甲", parent = 0 }, { marker = "(一)", heading = "乙", parent = 1 },
          { marker = "1.", heading = "丙", parent = 2 }, { marker = "二、", heading = "丁", parent = 0 } }
      end }, { id = "r1" })
      assert.equal("一、甲\n  (一)乙\n二、丁", display.text(r.outline:tree(2)))
      assert.equal("一、甲\n  (一)乙\n    1.丙\n二、丁", display.text(r.outline))
    end)

    it("evidence as the verb why does", function()
      local out = typed { '_ = report "r2"', '_:get("review_accepted"):why()' }
      assert.truthy(out:find("【", 1, true))
      assert.truthy(out:find("2690", 1, true))
    end)
  end)

  describe("runs", function()
    it("expressions, keeps the last value as _, and leaves out nils at the end", function()
      assert.equal("3\n6\n", (typed { "1 + 2", "_ * 2", "nil" }))
      assert.equal("5\n", (typed { "local x = 5 return x" }))
      assert.equal("1\nnil\n2\n", (typed { "1, nil, 2, nil" }))
    end)

    it("verbs as functions and as commands", function()
      local out = typed { 'compare{indicator = "review_accepted", year = 2024}' }
      assert.truthy(out:find "2690")
      out = typed { ":compare 行政复议受理数 --year 2024 --columns region,value" }
      assert.truthy(out:find "2690")
      assert.is_nil(out:find "robust")
      out = typed { ":比较 review_accepted --year 2023" }
      assert.truthy(out:find "1696")
    end)

    it("commands by a unique beginning, a Chinese name and a full-width colon", function()
      local _, _, self = typed { ":ti" }
      assert.is_true(self.timing)
      _, _, self = typed { ":退出" }
      assert.is_true(self.is_done)
      _, _, self = typed { "：q" }
      assert.is_true(self.is_done)
      _, _, self = typed { ":width 40" }
      assert.equal(40, self:columns())
    end)

    it("refuses a beginning of several and a word of none, with the nearest", function()
      local _, err = typed { ":l" }
      assert.truthy(err:find("E202: :l may be any of: log lang", 1, true))
      _, err = typed { ":hepl" }
      assert.truthy(err:find(":help", 1, true))
    end)

    it("languages", function()
      local out = typed { ":lang zh", ":help" }
      assert.truthy(out:find(":help 帮助", 1, true))
      local _, err = typed { ":lang fr" }
      assert.truthy(err:find "E208")
    end)

    it("questions", function()
      local out = typed { "compare?" }
      assert.truthy(out:find("usage: fazhi compare", 1, true))
      out = typed { "corpus.values？" }
      assert.truthy(out:find("best observation of an indicator", 1, true))
      out = typed { "corpus.values??" }
      assert.truthy(out:find("function Corpus:values", 1, true))
      out = typed { "比较?" }
      assert.truthy(out:find("usage: fazhi compare", 1, true))
      out = typed { "review_accepted?" }
      assert.truthy(out:find("review_accepted", 1, true))
      out = typed { "行政复议受理数？" }
      assert.truthy(out:find("review_accepted", 1, true))
      local _, err = typed { "nothing_of_the_kind?" }
      assert.truthy(err:find "E103")
    end)

    it("goes on after failures of every sort", function()
      local out, err = typed { 'error("x")', "error{}", "error()", 'report "r99"', 'corpus:report "r99"', "(", "1" }
      assert.equal("1\n", out)
      assert.truthy(err:find("E504: line 1: x", 1, true))
    end)

    it("tells a name that stands for nothing from a value that is missing", function()
      local out, err = typed { "local once = 3", "once", "exit", "copus", "nil", "({}).a" }
      assert.equal("", out)
      assert.equal(3, select(2, err:gsub("\n", "")), err)
      assert.truthy(err:find("nothing is called once; assign it first, or see :help", 1, true))
      assert.truthy(err:find("\nCtrl-D or :quit ends\n", 1, true), err)
      assert.truthy(err:find("did you mean corpus?", 1, true), err)
    end)

    it("names the line that was typed where the library was used wrongly", function()
      local _, err = typed { 'require("fazhi.frame").new({ columns = { "a" }, rows = {} }):select("b")',
        'x = require("fazhi.frame").new({ columns = { "a" }, rows = {} }):select("b")', 'fazhi.read(3)' }
      local _, count = err:gsub("E504: line 1: ", "")
      assert.equal(3, count, err)
      assert.is_nil(err:find(".lua:", 1, true), err)
    end)

    it("sees a script's own names and gives assignments to them", function()
      local own = { n = 41 }
      local env = setmetatable({}, { __index = own, __newindex = own })
      local out = typed({ "n = n + 1", "n" }, env)
      assert.equal("42\n", out)
      assert.equal(42, own.n)
    end)
  end)

  describe("explains", function()
    local function told(why_of, names)
      local f, why = statement.compile(why_of, {})
      if f then why = select(2, pcall(f)) end
      return table.concat(statement.explain(why, why_of, names), "\n")
    end

    it("full-width signs by name, with a caret by display column", function()
      local text = told 'print("甲乙"，1)'
      assert.truthy(text:find("E504", 1, true))
      assert.truthy(text:find('\n  print("甲乙"，1)\n' .. (" "):rep(2 + 12) .. "^", 1, true), text)
      assert.truthy(text:find("a full-width ， stands here, , is wanted", 1, true))
      assert.truthy(text:find("near '，'", 1, true), text)
      message.set_language "zh"
      assert.truthy(told("x = （1"):find("这里是全角的「（」，应为半角的 (", 1, true))
      assert.truthy(told('x = "甲”'):find("全角引号", 1, true))
    end)

    it("the place of a name that is nil, and the name that was meant", function()
      local text = told("y = 1 + compar()", function() return { "compare" } end)
      assert.truthy(text:find("\n  y = 1 + compar()\n          ^", 1, true), text)
      assert.truthy(text:find("did you mean compare?", 1, true))
    end)

    it("a method that is missing by those of its own value, and not by names that mean something else", function()
      local function complaint(...) return (select(2, typed { ... })) end
      assert.matches("did you mean values%?", complaint "corpus:vlaues('x')")
      assert.matches("x has no prnt; x%? shows what it has", complaint("x = {}", "x:prnt()"))
      assert.matches("did you mean frame%?", complaint "frme.new{}")
    end)

    it("an assignment of nothing, when it is made", function()
      local out, err, self = typed { "x = corpus:report 'r99'", "x", "y = 4\n", "y" }
      assert.equal("E103: the corpus has no report r99; `fazhi list` shows what it has\n"
        .. "nothing is called x; assign it first, or see :help\n", err)
      assert.equal("4\n", out)
      assert.equal(4, self.env.y)
      local function complaint(line) return (select(2, typed { line })) end
      assert.matches("^E103: ", complaint "y = report 'r99'")
      assert.matches("line 2", complaint "x =\n  nil + 1")
    end)

    it("the line of a block", function()
      local text = told "local a = 1\nlocal b = a.b.c"
      assert.truthy(text:find("line 2", 1, true))
      assert.truthy(text:find("\n  local b = a.b.c\n", 1, true))
    end)

    it("what only wants more", function()
      for _, text in ipairs { "while true do", "f(", "x = {", "1 +", "function f()", "s = [[", "if a then" } do
        local f, _, wants_more = statement.compile(text, {})
        assert.is_nil(f)
        assert.is_true(wants_more, text)
      end
      local _, _, wants_more = statement.compile("x = )", {})
      assert.is_false(wants_more)
    end)
  end)

  it("shows a list of regions a line each, and the columns of a frame by their names", function()
    assert.matches("^北京市  110000  province\n天津市", (typed { "fazhi.region('河北省'):peers()" }))
    assert.matches('^{ {name = "a"…}, {name = "b"…} }', (typed { "frame.new { columns = { 'a', 'b' } }.columns" }))
  end)

  it("takes report of an id as the report, and of a table as the verb", function()
    local env = environment()
    assert.equal("r1", env.report("r1").id)
    local ok, e = pcall(env.report, {})
    assert.is_false(ok)
    assert.equal("E204", e.code)
  end)

  it("knows the names that help writes, where none of them is made as yet", function()
    assert.matches("function Frame:join%(other, by, how%)", (typed { "f.join?" }))
    assert.matches("function Report:get%(indicator%)", (typed { "r:get?" }))
    assert.matches("function Report:get%(indicator%)", (typed { "report:get?" }))
    for _, name in ipairs { "f", "f.nosuch", "nosuch.join" } do
      local lines, _, code = topic.help(name, {})
      assert.is_nil(lines, name)
      assert.equal("E103", code)
    end
  end)

  it("keeps to the width of the prompt", function()
    local out = typed { ":width 50", "frame:join?", ":help trend" }
    local width = require "fazhi.width"
    for line in out:gmatch "[^\n]+" do
      assert.is_true(width.of(line) <= 50 or line:find "%.lua:%d+$" ~= nil, line)
    end
    assert.matches("Theil", out)
  end)

  it("tells what a value has, a line each, and what an expression gives", function()
    local out = typed { "report('r1')?" }
    assert.matches("\n  kwic%(word, n%) +Every place of a word", out)
    out = typed { "frame?" }
    assert.matches("frame: a module\nFrames: what scripts return", out)
    assert.matches("\n  join%(other, by, how%) +Joins the columns", out)
    assert.matches("function Frame:join%(other, by, how%)", (typed { "frame:join?" }))
    assert.matches("fazhi.open%(path, mode%)\nfazhi.open", (typed { "fazhi.open?" }))
    local f = statement.compile("x = [[ what?", {})
    assert.is_nil(f or topic.question "x = [[ what?")
  end)

  it("keeps a log that is a script, with the calls that commands stand for", function()
    local _, _, self = typed { "x = 2", "x + 1", "return x", "x = 3 return",
      ":compare review_accepted --year 2024", "print(1)", "error()",
      "function f()\n  return 1\nend" }
    local script = self.log:script "/tmp/a b.db"
    assert.truthy(load(script, "=log", "t"))
    assert.truthy(script:find('use "/tmp/a b.db"\nx = 2\n_ = x + 1\ndisplay(_)\n', 1, true), script)
    assert.truthy(script:find("_ = (function()\nreturn x\nend)()\ndisplay(_)\n", 1, true), script)
    assert.truthy(script:find('_ = compare{ indicator = "review_accepted"', 1, true))
    assert.truthy(script:find("\nprint(1)\n", 1, true))
    assert.is_nil(script:find("error", 1, true))
    assert.truthy(script:find("function f()\n  return 1\nend\n", 1, true))
    assert.equal('{ 1, "a\\"b", ["x y"] = true }', log.literal { 1, 'a"b', ["x y"] = true })
  end)

  it("keeps history as plain lines, blocks whole, blanks not", function()
    local path = os.tmpname()
    os.remove(path)
    local file = path .. "/deep/history"
    assert.is_true(history.append(file, 'x = "甲"'))
    assert.is_true(history.append(file, "for i = 1, 2 do\n\tprint(i)\nend"))
    assert.is_false(history.append(file, " secret"))
    assert.is_false(history.append(file, "　secret"))
    assert.same({ 'x = "甲"', "for i = 1, 2 do\n\tprint(i)\nend" }, history.load(file))
    for i = 1, 10002 do history.append(file, "x" .. i) end
    history.trim(file)
    local list = history.load(file)
    assert.equal(5000, #list)
    assert.equal("x10002", list[#list])
    os.execute("rm -r " .. path)
    assert.same({}, history.load(file))
  end)

  it("pages what is longer than the screen, and nothing else", function()
    local function shown(text, keys, interactive)
      local out, write, pressed = {}, io.write, 0
      put("write", function(...) out[#out + 1] = table.concat { ... } return true end)
      pager.show(text, { is_interactive = interactive, size = function() return 10, 4 end, key = function()
        pressed = pressed + 1
        return keys:sub(pressed, pressed)
      end })
      put("write", write)
      return (table.concat(out):gsub("%-%-.-%-%-\r\27%[K", "<>")), pressed
    end
    local text = "1\n2\n3\n4\n5\n6\n"
    assert.equal(text, (shown(text, "", false)))
    if os.getenv "PAGER" then return end
    assert.equal("1\n2\n3\n<>", (shown(text, "q", true)))
    assert.equal("1\n2\n3\n<>4\n<>", (shown(text, "\nq", true)))
    assert.equal("1\n2\n3\n<>4\n5\n6\n", (shown(text, "x ", true)))
    assert.equal("甲甲甲甲甲甲\n3\n<>4\n", (shown("甲甲甲甲甲甲\n3\n4\n", " ", true)))
    assert.equal("1\n2\n", (shown("1\n2\n", "", true)))
  end)

  it("asks by one or two marks, of either width", function()
    assert.same({ "r:get", 1 }, { topic.question "r:get?" })
    assert.same({ "compare", 2 }, { topic.question " compare ？？ " })
    assert.is_nil(topic.question "1 + 2")
    assert.is_nil(topic.question "x ?? y")
  end)

  it("sets a central body beside itself alone, not beside a region of the year before", function()
    local reports = corpora.counties(1, 2023, function() return { 10, "件" } end)
    reports[2] = { region = "国务院", issuer = "国务院", is_central = true, year = 2024,
      values = { { "review_accepted", 30, "件" } } }
    reports[3] = { region = "国务院", issuer = "中华人民共和国国务院", is_central = true, year = 2025,
      values = { { "review_accepted", 45, "件" } } }
    local own <close> = corpora.of(reports)
    local values = assert(own:values("review_accepted", { region = "国务院" }))
    assert.is_nil(display.value(values[1]):find("2023", 1, true))
    assert.is_truthy(display.value(values[2]):find("+50.00%", 1, true))
  end)

  it("splits words as a shell does", function()
    assert.same({ "甲 乙", "b", "--x=1", "" }, command.split [["甲 乙" b　--x=1 '']])
  end)
end)
