-- The program as a whole: exit statuses, streams, formats. Runs $FAZHI, else the one in
-- the build directory $B; without a program there is nothing to test.

local program = os.getenv("FAZHI") or (os.getenv("B") or "build") .. "/fazhi"
local home

local function exists(file)
  local f = io.open(file, "rb")
  if f then f:close() end
  return f ~= nil
end

local function quote(s) return "'" .. s:gsub("'", "'\\''") .. "'" end

local function write(name, s)
  local f = assert(io.open(home .. "/" .. name, "w"))
  f:write(s)
  f:close()
  return home .. "/" .. name
end

local function slurp(file)
  local f = assert(io.open(file, "rb"))
  local s = f:read("a")
  f:close()
  return s
end

-- Runs the program in a clean environment; returns stdout, stderr, exit status.
local function run(words, input)
  local line = { "env -i HOME=" .. quote(home), "PATH=/usr/bin:/bin LANG=C.UTF-8", quote(program) }
  for _, word in ipairs(words) do line[#line + 1] = quote(word) end
  write("in", input or "")
  local out, err = home .. "/out", home .. "/err"
  line[#line + 1] = "<" .. quote(home .. "/in") .. " >" .. quote(out) .. " 2>" .. quote(err)
  local _, _, status = os.execute(table.concat(line, " "))
  return slurp(out), slurp(err), status
end

describe("the program", function()
  setup(function()
    home = os.tmpname()
    os.remove(home)
    os.execute("mkdir -p " .. quote(home .. "/.config/fazhi/commands"))
    if program:sub(1, 1) ~= "/" then
      local pipe = io.popen("pwd")
      program = pipe:read("l") .. "/" .. program
      pipe:close()
    end
  end)
  teardown(function() os.execute("rm -r " .. quote(home)) end)

  local function test(name, f)
    it(name, function()
      if not exists(program) then return pending("no program at " .. program) end
      f()
    end)
  end

  test("tells its version and its verbs", function()
    local out, err, status = run({ "--version" })
    assert.matches("^fazhi %d+%.%d+%.%d+\n$", out)
    assert.equal("", err)
    assert.equal(0, status)
    out, err, status = run({ "--help" })
    assert.matches("\n  compare ", out)
    assert.same({ "", 0 }, { err, status })
    assert.matches("横比", (run({ "compare", "-h", "--lang", "zh" })))
  end)

  test("answers wrong use with the nearest word and status 2", function()
    local out, err, status = run({ "tredn" })
    assert.equal("", out)
    assert.equal("fazhi: E202: there is no verb “tredn”; did you mean “trend”?\n", err)
    assert.equal(2, status)
    err, status = select(2, run({ "list", "--yera", "2024" }))
    assert.matches("^fazhi: E203: .*%-%-year", err)
    assert.equal(2, status)
    assert.equal(2, select(3, run({ "--lagn", "zh" })))
    assert.equal(2, select(3, run({ "which" })))
    assert.equal(2, select(3, run({ "scripts", "-f", "pdf" })))
    assert.equal(2, select(3, run({ "scripts", "--columns", "nmae" })))
  end)

  test("speaks Chinese when asked", function()
    assert.matches("没有“xyzzy”这个命令", select(2, run({ "xyzzy", "--lang", "zh" })))
  end)

  test("runs a line, a pipe and a file of Lua", function()
    assert.equal("2\n", (run({ "-e", "1 + 1" })))
    assert.equal("2\n", (run({ "-e", "print(text.len('法治'))" })))
    assert.equal("3\n", (run({}, "print(1 + 2)")))
    local file = write("prog.lua", "#!/usr/bin/env fazhi\nlocal a, b = ...\nprint(a, b, #arg, arg[0]:match('[^/]+$'))")
    assert.equal("x\t-v\t2\tprog.lua\n", (run({ file, "x", "-v" })))
    assert.equal("a\n1\n", (run({ "-e", "frame.new{columns={'a'},rows={{a=1}}}" })))
    assert.equal('{"a":1}\n', (run({ "-e", "frame.new{columns={'a'},rows={{a=1}}}", "-f", "jsonl" })))
  end)

  test("gives a prompt with -i, and to a script that asks for one", function()
    local out, err, status = run({ "-i" }, "x = 20\nx +\n1\n:quit\nerror()")
    assert.same({ "21\n", "", 0 }, { out, err, status })
    out, err, status = run({ "-i" }, "error('oh')\n1\nwhile")
    assert.equal("1\n", out)
    assert.matches("E504: line 1: oh", err, 1, true)
    assert.equal(0, status)
    local file = write("ask.lua", "local own = { n = 1 }\nfazhi.repl(own)\nprint('after', own.n)")
    assert.equal("1\nafter\t2\n", (run({ file }, "n\nn = n + 1")))
  end)

  test("ends with status 130 when it is interrupted, in pcall and in a coroutine", function()
    local press = "io.popen('kill -INT $PPID'):close() "
    for _, code in ipairs({ "while true do pcall(function() while true do end end) end",
      "coroutine.wrap(function() while true do pcall(error) end end)()" }) do
      local out, err, status = run({ "-e", press .. code })
      assert.same({ "", 130 }, { out, status })
      assert.matches("interrupted", err)
    end
  end)

  test("says so when a second interrupt ends what nothing can stop; two at once are one", function()
    local file = write("stuck.lua", "io.stdout:write('runs') io.stdout:flush()\n"
      .. "local s = ('a'):rep(30000) s:find(('.-'):rep(8) .. 'b')")
    local line = ([[%s %s >%s/out 2>%s/err & p=$!
      until grep -q runs %s/out || ! kill -0 $p 2>/dev/null; do sleep 0.05; done
      kill -INT $p; kill -INT $p; sleep 0.5; kill -0 $p && echo alive; kill -INT $p; wait $p; echo $?]])
      :format(program, file, home, home, home)
    local pipe <close> = assert(io.popen(("env -i LC_ALL=C.UTF-8 HOME=%s bash -c %s 2>/dev/null"):format(quote(home),
      quote("set -m\n" .. line))))
    assert.equal("alive\n130\n", pipe:read "a")
    assert.matches("fazhi: ended; what is stored stays, the corpus is whole", slurp(home .. "/err"))
  end)

  test("tells a script's error with status 5", function()
    local out, err, status = run({ "-e", "error('oh')" })
    assert.equal("", out)
    assert.matches("^fazhi: E504: .*oh", err)
    assert.equal(5, status)
    assert.equal(5, select(3, run({ "-e", "x x" })))
    local file = write("bad.lua", "return { run = function() end, name = 'bad' }")
    err, status = select(2, run({ file }))
    assert.matches("^fazhi: E501: .*api", err)
    assert.equal(5, status)
  end)

  test("says what a script warns of once the script has turned warnings on", function()
    local code = [[warn "unheard" warn "@on" warn("heard", " too") warn "@other" warn "@off" warn "unheard"]]
    assert.equal("Lua warning: heard too\n", (select(2, run({ "-e", code }))))
  end)

  local function in_little_memory(code)
    local line = "ulimit -v 300000; env -i PATH=/usr/bin:/bin LANG=C.UTF-8 %s -e %s 2>&1; echo $?"
    local pipe <close> = io.popen(line:format(quote(program), quote(code)))
    return pipe:read "a"
  end

  test("gives a script an error where there is no more memory, and goes on", function()
    if os.getenv "SANITIZED" then return pending "its shadow needs more than there is" end
    local code = [[print(pcall(function() local t = {} while true do t = { t } end end)) print(#("x"):rep(1 << 20))]]
    assert.equal("false\tnot enough memory\n1048576\n0\n", in_little_memory(code))
  end)

  test("says that memory ran out, with status 7", function()
    if os.getenv "SANITIZED" then return pending "its shadow needs more than there is" end
    for _, code in ipairs { "t = { t }", "t[#t + 1] = #t .. ''" } do
      code = "local t = {} while true do " .. code .. " end"
      assert.equal("fazhi: E701: out of memory\n7\n", in_little_memory(code))
    end
  end)

  -- `count` reports of some length, each another.
  local function write_reports(folder, count)
    os.execute("mkdir -p " .. quote(home .. "/" .. folder))
    local pipe <close> = io.popen("cat examples/reports/*.txt")
    local text = pipe:read "a"
    for i = 1, count do write(("%s/%02d.txt"):format(folder, i), ("第%d份。\n%s"):format(i, text)) end
  end

  test("reads files with fewer threads, or none, where memory is limited", function()
    if os.getenv "SANITIZED" then return pending "its shadow needs more than there is" end
    write_reports("many", 12)
    for _, limit in ipairs { 130000, 250000 } do
      local line = "ulimit -v %d; env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME=%s %s -q -c %s add %s --jobs 2 2>&1;"
        .. " echo $?"
      local pipe <close> = io.popen(line:format(limit, quote(home), quote(program),
        quote(("%s/many_%d.db"):format(home, limit)), quote(home .. "/many")))
      local said = pipe:read "a"
      assert.matches("^12 new, 0 same, 0 updated, 0 failed ", said)
      assert.matches("\n0\n$", said)
    end
  end)

  test("runs a user's script as a verb, in place of a bundled one", function()
    write(".config/fazhi/commands/hello.lua", [[
      return { name = "hello", api = 1, category = "command", summary = "s",
        arguments = { { name = "WHO", kind = "text", help = "h" } },
        outputs = { { name = "who", kind = "text" }, { name = "n", kind = "integer" } },
        run = function(args)
          if args.who == "nobody" then return nil, "nobody there", "E101" end
          if args.who == "fault" then error("my fault") end
          return { rows = args.who == "none" and {} or { { who = args.who, n = 1 } }, notes = { "noted" }, none = "it" }
        end }]])
    local out, err, status = run({ "hello", "you" })
    assert.equal("who,n\nyou,1\n", out)
    assert.equal("fazhi: note: noted\n", err)
    assert.equal(0, status)
    assert.equal("", select(2, run({ "hello", "you", "-q" })))
    assert.matches("user\n$", (run({ "which", "hello" })))
    assert.same({ "", "fazhi: E101: nobody there\n", 1 }, { run({ "hello", "nobody" }) })
    assert.equal(1, select(3, run({ "hello", "none" })))
    err, status = select(2, run({ "hello", "fault" }))
    assert.matches("^fazhi: E504: .*my fault\n$", err)
    assert.equal(5, status)
    assert.matches("traceback", select(2, run({ "hello", "fault", "-v" })))
  end)

  test("writes files in the format of their ending", function()
    local file = home .. "/out.csv"
    local out, _, status = run({ "which", "list", "-o", file, "--columns", "from" })
    assert.equal("", out)
    assert.equal(0, status)
    assert.equal("\u{FEFF}from\nbundled\n", slurp(file))
    run({ "which", "list", "-o", home .. "/out.md", "--columns", "from" })
    assert.matches("| bundled |", slurp(home .. "/out.md"), 1, true)
    assert.equal(2, select(3, run({ "which", "list", "-o", home .. "/out.xyz" })))
    assert.equal(3, select(3, run({ "which", "list", "-o", home .. "/no/such/out.csv" })))
  end)

  test("tells of files and corpora that are not there", function()
    local _, err, status = run({ "meta", home .. "/nothing.txt" })
    assert.matches("^fazhi: E301: [^\n]*nothing%.txt: [^\n]+\n$", err)
    assert.equal(3, status)
    err, status = select(2, run({ "list", "-c", home .. "/nothing.db" }))
    assert.matches("^fazhi: E405: [^\n]*nothing%.db: ", err)
    assert.equal(4, status)
  end)

  test("stops at an interrupt, also inside pcall, with status 130", function()
    local code = "print(1) io.stdout:flush() while true do pcall(function() while true do end end) end"
    local out = home .. "/interrupted"
    -- The signal is sent when the loop is known to run, however slow the machine.
    local line = "env -i HOME=%s PATH=/usr/bin:/bin %s -e %s >%s 2>&1 & pid=$!; "
      .. "until grep -q 1 %s || ! kill -0 $pid; do sleep 0.05; done; kill -INT $pid; wait $pid"
    local _, _, status = os.execute(line:format(quote(home), quote(program), quote(code), quote(out), quote(out)))
    assert.equal("1\nfazhi: interrupted; what is stored stays\n", slurp(out))
    assert.equal(130, status)
  end)

  test("ends silently when the reader goes away", function()
    local line = "env -i HOME=%s PATH=/usr/bin:/bin %s -e %s 2>&1 >/dev/null | head -c 1"
    local code = "for i = 1, 1e5 do print(i) end"
    local pipe = io.popen(line:format(quote(home), quote(program), quote(code)))
    assert.equal("", pipe:read("a"))
    pipe:close()
  end)
end)
