-- The life of a script, by the program: new, test, edit, diff, which, scripts, completion, programs of one's own. Each
-- test has a home of its own. Without a program there is nothing to test.

local program = os.getenv("FAZHI") or (os.getenv("B") or "build") .. "/fazhi"
local home

local function quote(s) return "'" .. s:gsub("'", "'\\''") .. "'" end

local function slurp(file)
  local f = io.open(file, "rb")
  if not f then return nil end
  local s = f:read("a")
  f:close()
  return s
end

local function write(name, s)
  local file = home .. "/" .. name
  os.execute("mkdir -p " .. quote(file:match("^(.*)/")))
  local f = assert(io.open(file, "wb"))
  f:write(s)
  f:close()
  return file
end

-- Runs a line of shell in which fazhi is the program; returns stdout, stderr, status.
local function sh(line, environment)
  local prelude = ("export HOME=%s PATH=%s:/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8 %s; cd; "):format(quote(home),
    quote(home .. "/bin"), environment or "")
  local redirect = (" >%s 2>%s"):format(quote(home .. "/out"), quote(home .. "/err"))
  local _, _, status = os.execute("env -i sh -c " .. quote(prelude .. line) .. redirect)
  return slurp(home .. "/out"), slurp(home .. "/err"), status
end

local own = "/.config/fazhi/"

describe("the life of a script", function()
  before_each(function()
    home = os.tmpname()
    os.remove(home)
    os.execute("mkdir -p " .. quote(home .. "/bin"))
    if program:sub(1, 1) ~= "/" then
      local pipe = io.popen("pwd")
      program = pipe:read("l") .. "/" .. program
      pipe:close()
    end
    os.execute(("ln -s %s %s"):format(quote(program), quote(home .. "/bin/fazhi")))
  end)
  after_each(function() os.execute("rm -rf " .. quote(home)) end)

  local function test(name, f)
    it(name, function()
      if not slurp(program) then return pending("no program at " .. program) end
      f()
    end)
  end

  local kinds = {
    analysis = "analyses/mine.lua", command = "commands/mine.lua", indicator = "catalogue/rule_of_law/mine.lua",
    loader = "loaders/mine.lua", format = "formats/mine.lua",
  }
  for kind, file in pairs(kinds) do
    test("new --kind " .. kind .. " writes what passes its own tests", function()
      local out, err, status = sh("fazhi new mine --kind " .. kind)
      assert.same({ "file\n" .. home .. own .. file .. "\n", 0 }, { out, status })
      assert.matches("fazhi test ", err)
      assert.is_nil(slurp(home .. own .. file):find("NAME", 1, true))
      out, err, status = sh("fazhi test " .. file:gsub("%.lua$", "") .. " --columns what,passed")
      assert.same({ 0, true }, { status, out:find("test,true", 1, true) ~= nil }, out .. err)
      assert.matches(" 0 failed", err)
    end)
  end

  test("a new indicator has the name it was given, and is found by it", function()
    sh("fazhi new upheld-cases --kind indicator; fazhi new second --kind indicator")
    local out, err, status = sh("fazhi indicators test upheld_cases")
    assert.same({ 0, true }, { status, err:find("3 tests passed, 0 failed", 1, true) ~= nil }, out .. err)
    err, status = select(2, sh("fazhi test upheld-cases"))
    assert.same({ 0, true }, { status, err:find(" 0 failed", 1, true) ~= nil }, err)
    assert.matches("rule_of_law/second%.lua,user", (sh("fazhi which second")))
    out = sh("fazhi scripts --own --columns name,from")
    assert.equal("name,from\ncatalogue/rule_of_law/second,user\ncatalogue/rule_of_law/upheld-cases,user\n", out)
    assert.matches("^fazhi: E243: ", (select(2, sh("fazhi new review_accepted --kind indicator"))))
    assert.matches("^fazhi: E202: ", (select(2, sh("fazhi test nothing"))))
  end)

  test("the options of every verb may stand behind a program that reads none", function()
    write("t.lua", "return frame.new { rows = { { a = 1 }, { a = 2 } } }\n")
    assert.equal("a\n1\n", (sh("fazhi t.lua -f table --limit 1")))
    assert.equal("a\n1\n2\n", (sh("fazhi t.lua -o x.csv && cut -c 1- x.csv | tr -d '\\357\\273\\277\\r'")))
    write("own.lua", "return (...)\n")
    assert.equal("--mine\n", (sh("fazhi own.lua --mine -f table")))
    assert.matches("no such corpus", (select(2, sh("fazhi -e 1; echo 'return #corpus:ids()' >c.lua; "
      .. "fazhi c.lua -c nowhere.db"))))
  end)

  test("what a program or a line gives is shown as the prompt shows it", function()
    assert.equal("{ 1, 2, 3 }\n", (sh("fazhi -e '{1,2,3}'")))
    local err, status = select(2, sh("fazhi --safe -i"))
    assert.same({ true, 2 }, { err:find("^fazhi: E242: ") ~= nil, status }, err)
  end)

  test("the program in the README runs as it stands there", function()
    local block = slurp("README.md"):match "\n```lua\n(.-)```"
    local file = write("word.lua", block)
    local at = io.popen("pwd"):read("l")
    sh("fazhi -q --regions " .. quote(at .. "/examples/regions.tsv") .. " add " .. quote(at .. "/examples/reports"))
    local out, err, status = sh("fazhi " .. quote(file) .. " -f csv")
    assert.equal(0, status, err)
    assert.matches("^province,2019,2020,2021,2022,2023,2024\n云岭省,%d+,%d+,", out)
  end)

  test("help tells what scripts and the prompt have", function()
    assert.matches("corpus:mentions%(WORD, FILTERS%)", (sh("fazhi help lua")))
    assert.matches("结果表（frame）", (sh("fazhi help lua --lang zh")))
    assert.matches("\n  kwic%(word, n%) ", (sh("fazhi help Report")))
    assert.matches("function Corpus:values%(indicator, filters%)", (sh("fazhi help corpus:values")))
    assert.matches("^fazhi: E202: ", (select(2, sh("fazhi help nonsense"))))
  end)

  test("new never overwrites and hides nothing unasked", function()
    write(own .. "analyses/mine.lua", "-- kept\n")
    local _, err, status = sh("fazhi new mine")
    assert.matches("^fazhi: E224: .*mine%.lua is there already", err)
    assert.equal(2, status)
    assert.equal("-- kept\n", slurp(home .. own .. "analyses/mine.lua"))
    err, status = select(2, sh("fazhi new compare --kind command"))
    assert.matches("^fazhi: E226: .*fazhi edit compare", err)
    assert.equal(2, status)
    assert.matches("^fazhi: E208: ", (select(2, sh("fazhi new ../mine"))))
    assert.matches("^fazhi: E225: ", (select(2, sh("unset HOME; fazhi new mine"))))
  end)

  test("a new analysis is a verb at once, found by its alias in Lua as well", function()
    sh("fazhi new mine")
    assert.matches("usage: fazhi mine INDICATOR", (sh("fazhi help mine")))
    assert.equal("fazhi mine INDICATOR [--year YEAR] [--level LEVEL]\n", (sh("fazhi -e mine")))
    local err, status = select(2, sh("fazhi -e 'mine{}'"))
    assert.matches("^fazhi: E405: ", (select(2, sh("fazhi -e 'mine{\"review_accepted\"}'"))))
    assert.same({ true, 2 }, { err:find("E204", 1, true) ~= nil, status })
  end)

  test("edit copies a bundled script, opens the editor, and says what takes whose place", function()
    local out, err = sh("fazhi edit which", 'EDITOR="echo edited:"')
    local file = home .. own .. "commands/which.lua"
    assert.equal("edited: " .. file .. "\nfile\n" .. file .. "\n", out)
    assert.matches("copied from .*/scripts/commands/which%.lua", err)
    assert.matches("^fazhi: E101: it is the same as the bundled one\n$", (select(2, sh("fazhi diff which"))))
    write(own .. "commands/which.lua", (slurp(file):gsub('"何处"', '"在哪"')))
    out = sh("fazhi diff which")
    assert.matches("\n%-  name = \"which\", alias = \"何处\"", out)
    assert.matches("\n%+  name = \"which\", alias = \"在哪\"", out)
    out = sh("fazhi 在哪 which")
    assert.equal("file,from\n" .. file .. ",user\n", out:match("^.-\n.-\n"))
    assert.matches("\n[^\n]*/scripts/commands/which%.lua,bundled\n$", out)
    out, err = sh("fazhi scripts --own --columns name,from,hides")
    assert.matches("^name,from,hides\nwhich,user,[^\n]*/scripts/commands/which%.lua\n$", out)
    assert.matches("1 file hides another", err)
    -- A second edit copies nothing; the change is kept.
    out, err = sh("fazhi edit which")
    assert.equal("file\n" .. file .. "\n", out)
    assert.matches("neither VISUAL nor EDITOR", err)
    assert.matches("在哪", slurp(file))
  end)

  test("diff of what takes nobody's place finds nothing", function()
    local _, err, status = sh("fazhi diff compare")
    assert.same({ "fazhi: E101: “compare” takes no other file's place\n", 1 }, { err, status })
    assert.matches("^fazhi: E227: ", (select(2, sh("fazhi diff catalogue/nothing"))))
  end)

  test("test tells each kind of failure and ends with status 1", function()
    write(own .. "analyses/bad.lua", [[
return {
  name = "bad", api = 1, category = "analysis", summary = "s", arguments = {}, outputs = {}, corpus = "none",
  examples = { { run = "fazhi bad", prints = "no such words" }, { run = "fazhi bad", exit = 3 } },
  tests = { { gives = { { n = 1 } } }, { gives = { { n = 2 } } }, { fails = "E101" }, { gives = {} } },
  run = function() x = 1 return { rows = { { n = 1 } } } end,
}
]])
    local out, err, status = sh("fazhi test bad")
    assert.equal(1, status)
    assert.matches("luacheck,,false,.*W111.*global variable 'x'", out)
    assert.matches("example,fazhi bad,false,\"it does not print “no such words”", out)
    assert.matches("it ended with status 0, 3 is wanted", out)
    assert.matches("\ntest,1,true,\n", out)
    assert.matches("test,2,false,\"row 1: n is 1, 2 is wanted\"", out)
    assert.matches("test,3,false,\"it must fail with E101, and gave —\"", out)
    assert.matches("test,4,false,\"1 row came out, 0 are wanted\"", out)
    assert.matches("2 passed, 6 failed, 0 not tried", err)
    local file = write("broken.lua", "return { name = 'a b', api = 1, run = 1 }")
    out, err, status = sh("fazhi test " .. file)
    assert.equal(1, status)
    assert.matches("header,,false,.*category: is missing; name: letters.*; run: must be a function", out)
    assert.matches("0 passed, 1 failed", err)
    assert.matches("header,,false,.*broken%.lua:2:", (sh("echo 'return {' > broken.lua; fazhi test broken.lua")))
  end)

  test("test of one's own indicator shows the sentence that fails", function()
    write(own .. "catalogue/rule_of_law/mine.lua", [[
return { { id = "my_x", zh = "某数", unit = "件", definition = "d", find = "某案 … <数>",
  tests = { hit = { { "某案7件。", 8 } } } } }]])
    local out, _, status = sh("fazhi test catalogue/rule_of_law/mine")
    assert.matches('test,my_x,false,"某案7件。: 8 is wanted, 7 was found"', out)
    assert.equal(1, status)
  end)

  test("a script of a later api asks for a newer fazhi", function()
    write(own .. "commands/later.lua", "return { name = 'later', api = 2, magic = 1 }")
    local _, err, status = sh("fazhi later")
    assert.matches("^fazhi: E501: .*later%.lua: .*it is written for api 2, and this fazhi knows api 1; .*newer", err)
    assert.equal(5, status)
  end)

  test("a folder with main.lua is a verb, and its modules are its own", function()
    write(own .. "commands/tool/main.lua", [[
local words = require("words")
return { name = "tool", api = 1, category = "command", summary = "s", arguments = {},
  outputs = { { name = "w", kind = "text" } }, run = function() return { rows = { { w = words.said } } } end }]])
    write(own .. "commands/tool/words.lua", "return { said = 'own words' }")
    assert.equal("w\nown words\n", (sh("fazhi tool")))
    assert.matches("tool,user", (sh("fazhi scripts --own --columns name,from")))
    assert.matches("/tool/main%.lua,user", (sh("fazhi which tool")))
    assert.equal(5, select(3, sh("fazhi -e 'require \"words\"'")))
    assert.equal("w\nown words\n", (sh("fazhi $HOME" .. own .. "commands/tool")))
    -- That of the machine is copied with all that belongs to it.
    sh("mkdir -p xdg/fazhi/commands && mv .config/fazhi/commands/tool xdg/fazhi/commands/")
    local machine = "XDG_CONFIG_DIRS=" .. home .. "/xdg"
    assert.matches("/%.config/fazhi/commands/tool/main%.lua\n$", (sh("fazhi edit tool", machine)))
    assert.equal("w\nown words\n", (sh("rm -r xdg; fazhi tool", machine)))
  end)

  test("a program with #! reads its command line as a verb does", function()
    write("bin/prog", [[
#!/usr/bin/env fazhi
local args = fazhi.args.parse { summary = "Does it.", summary_zh = "做一做。",
  { name = "WORD", kind = "choice", choices = { "up", "down" }, help = "where to" },
  { name = "--year", kind = "year", help = "when" },
  { name = "--count", kind = "integer", min = 2, max = 4, default = 3, help = "how many" },
  { name = "--region", kind = "region", repeated = true, help = "where" },
}
local from, to = fazhi.args.years(args.year)
print(args.word, from, to, args.count, table.concat(args.region or {}, "+"))
]])
    sh("chmod +x $HOME/bin/prog")
    assert.equal("up\t2018\t2024\t3\t\n", (sh("prog up --year 2018-2024")))
    assert.equal("down\tnil\tnil\t4\t北京市+110000\n", (sh("prog --count=4 --region 北京市,110000 down")))
    local out, err, status = sh("prog -h --lang zh")
    assert.matches("^做一做。\n\n用法：prog WORD", out)
    assert.same({ "", 0 }, { err, status })
    local function refused(words, pattern)
      out, err, status = sh("prog " .. words)
      assert.same({ "", 2 }, { out, status }, err)
      assert.matches(pattern, err)
    end
    refused("", "^fazhi: E204: the argument WORD is missing; usage: prog WORD %[%-%-year YEAR%]")
    refused("left", "^fazhi: E208: WORD cannot be “left”: one of up down is wanted\nusage: prog WORD")
    refused("up --count 5", "^fazhi: E208: .*4 or less")
    refused("up --count 1", "^fazhi: E208: .*2 or more")
    refused("up --yaer 1", "^fazhi: E203: .*“%-%-year”")
    refused("up --region 北金市", "^fazhi: E208: .*“北京市”")
    refused("up --year 20x --lang zh", "^fazhi: E208: %-%-year 的值“20x”不对.*\n用法：prog WORD")
    local bad = write("bad.lua", "fazhi.args.parse { { name = '--limit', kind = 'cube', help = '' } }")
    err, status = select(2, sh("fazhi " .. bad))
    assert.matches("E504: .*option of every verb.*", err)
    assert.equal(5, status)
  end)

  test("bash completes verbs, options, choices, files and names", function()
    local function complete(...)
      local words = {}
      for i, word in ipairs({ ... }) do words[i] = quote(word) end
      local line = ("source <(fazhi completion bash); COMP_WORDS=(fazhi %s); COMP_CWORD=%d; _fazhi; "
        .. 'echo "${COMPREPLY[*]}"'):format(table.concat(words, " "), #words)
      local out, err = sh("cd $HOME; bash -c " .. quote(line))
      assert.equal("", err)
      return (out:gsub("\n$", ""))
    end
    assert.equal("compare completion", complete("com"))
    assert.equal("--level", complete("比较", "review_accepted", "--lev"))
    assert.equal("province prefecture", complete("compare", "--level", "p"))
    assert.equal("行政复议受理数", complete("compare", "行政复议受"))
    assert.equal("北京市", complete("compare", "review_accepted", "--region", "北京"))
    assert.equal("csv", complete("list", "--format", "=", "c"))
    assert.equal("show", complete("indicators", "s"))
    assert.equal("trend", complete("help", "tre"))
    write("reports/a b.txt", "x")
    assert.equal("reports/a b.txt", complete("add", "x", "reports/a"))
    assert.equal("", complete("which", "compare", "x"))
    -- One's own verbs and formats are there as well, and no name is run by the shell.
    sh("fazhi new mine; fazhi new tex --kind format")
    assert.equal("mine", complete("min"))
    assert.equal("table tex tsv", complete("-f", "t"))
    write(own .. "catalogue/rule_of_law/evil.lua",
      "return { { id = 'evil$(touch pwned)', zh = '`touch pwned`', find = 'x <数>' } }")
    complete("compare", "evil")
    complete("compare", "`")
    assert.is_nil(slurp(home .. "/pwned"))
  end)

  test("the script for zsh is one that zsh reads", function()
    if sh("command -v zsh") == "" then return pending("no zsh") end
    local _, err, status = sh("fazhi completion zsh > c.zsh; zsh -n c.zsh && zsh -c 'compdef() { :; }; . ./c.zsh; "
      .. "_fz_verb 比较 && _fz_kind_of --level && [[ $_fz_kind == choice=province* ]]'")
    assert.same({ "", 0 }, { err, status })
  end)
end)
