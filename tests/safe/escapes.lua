-- escapes: attempts to get out of safe mode, each a piece of Lua with the code it must end with. A
-- script that gets what it wants prints "escaped". @TARGET@ is a file that must not come into being,
-- @CORPUS@ the corpus. Some break limits; `last` ones hold C so that only the clock ends them.

return {
  -- files and processes
  { "reads a file", [[io.open("/etc/passwd"):read("a") print "escaped"]], "E506" },
  { "writes a file", [[io.open("@TARGET@", "w"):write("x") print "escaped"]], "E506" },
  { "lists lines of a file", [[for l in io.lines("/etc/passwd") do print "escaped" end]], "E506" },
  { "starts a process", [[io.popen("touch @TARGET@") print "escaped"]], "E506" },
  { "calls the shell", [[os.execute("touch @TARGET@") print "escaped"]], "E506" },
  { "removes a file", [[os.remove("@CORPUS@") print "escaped"]], "E506" },
  { "renames a file", [[os.rename("@CORPUS@", "@TARGET@") print "escaped"]], "E506" },
  { "makes a temporary file", [[os.tmpname() print "escaped"]], "E506" },
  { "reads the environment", [[os.getenv("HOME") print "escaped"]], "E506" },
  { "ends the program", [[os.exit(0)]], "E506" },
  { "sets the locale", [[os.setlocale("C") print "escaped"]], "E506" },
  { "runs a file", [[dofile("/etc/passwd") print "escaped"]], "E506" },
  { "loads a file", [[loadfile("/etc/passwd") print "escaped"]], "E506" },
  -- packages
  { "asks for io by require", [[require("io").open("/etc/passwd") print "escaped"]], "E506" },
  { "asks for debug by require", [[require("debug").getregistry() print "escaped"]], "E506" },
  { "asks for the core", [[require("fazhi.core").files.write("@TARGET@", "x") print "escaped"]], "E506" },
  { "asks for LPeg", [[require("lpeg").P(1) print "escaped"]], "E506" },
  { "asks for a module of the system", [[require("socket") print "escaped"]], "E506" },
  { "asks for a module by a path", [[require("../../etc/passwd") print "escaped"]], "E506" },
  { "climbs out of the library", [[require("fazhi./../../../../etc/passwd") print "escaped"]], "E504" },
  { "loads a C library", [[package.loadlib("libc.so.6", "*") print "escaped"]], "E506" },
  { "changes the path of packages", [[package.searchpath("x", "/?") print "escaped"]], "E506" },
  { "finds loaded modules", [[print(package.loaded().io and "escaped")]], "E506" },
  { "uses the host", [[require("fazhi.host").main({"sql", "x"}) print "escaped"]], "E506" },
  { "uses the journal's files", [[require("fazhi.provenance") require("fazhi.render").save(
    fazhi.frame.new{ columns = { "a" }, rows = { { a = 1 } } }, "@TARGET@", {}) print "escaped"]], "E506" },
  { "saves a frame", [[fazhi.frame.new{ columns = { "a" }, rows = {} }:save("@TARGET@") print "escaped"]], "E506" },
  { "puts a root onto the search path", [[require("fazhi.path").add("/etc")
    fazhi.catalogue.load("passwd") print "escaped"]], "E503" },
  { "takes the search path over", [[require("fazhi.path").find = function() return "/etc/passwd", {} end
    fazhi.catalogue.load("x") print "escaped"]], "E502" },
  { "reads a report from the disk", [[assert(fazhi.read("/etc/passwd")) print "escaped"]], "E504" },
  { "loads regions from the disk", [[assert(require("fazhi.region").load { "/etc/passwd" }) print "escaped"]],
    "E504" },
  { "patches the library to use its io", [[getmetatable(fazhi.frame.new{}).__index.each = io.open
    for _ in fazhi.frame.new{ columns = {}, rows = {} }:each("/etc/passwd") do print "escaped" end]], "E506" },
  -- debug, bytecode, metatables
  { "gets the registry", [[debug.getregistry() print "escaped"]], "E506" },
  { "takes the limit's hook away", [[debug.sethook() print "escaped"]], "E506" },
  { "reaches upvalues", [[debug.getupvalue(print, 1) print "escaped"]], "E506" },
  { "dumps a function", [[string.dump(print) print "escaped"]], "E506" },
  { "dumps by the metatable of strings", [[(""):dump() print "escaped"]], "E506" },
  { "loads bytecode", [[local f = assert(load("\27Lua\84\0\25\147\r\n\26\n")) f() print "escaped"]], "E504" },
  { "asks for bytecode by mode", [[load("\27Lua", "x", "b") print "escaped"]], "E506" },
  { "feeds bytecode piece by piece", [[local n = 0
    assert(load(function() n = n + 1 return n == 1 and "\27" or n == 2 and "Lua" or nil end))() print "escaped"]],
    "E504" },
  { "gets other globals by load", [[print(load("return io.open")()("/etc/passwd") and "escaped")]], "E506" },
  { "gets them by load without an environment", [[load("return io.open", "x", "t", nil)() print "escaped"]], "E504" },
  { "changes the metatable of strings", [[getmetatable("").__index = function() end print "escaped"]], "E504" },
  { "calls a finalizer of C", [[getmetatable(corpus.db).__gc(corpus.db) print "escaped"]], "E504" },
  { "makes a finalizer", [[setmetatable({}, { __gc = function() while true do end end }) print "escaped"]], "E506" },
  { "runs the collector", [[collectgarbage("stop") print "escaped"]], "E506" },
  { "tunes the collector", [[collectgarbage("generational") print "escaped"]], "E506" },
  { "fools the host with an error's __tostring", [[error(setmetatable({}, { __tostring = function()
    return io.open("/etc/passwd"):read("a") end }))]], "E504" },
  { "hides an error in another", [[error(setmetatable({}, { __index = function()
    while true do end end }))]], "E507" },
  { "asks for another code", [[error({ code = "../../x", message = "y" })]], "E504" },
  -- the corpus
  { "opens another file", [[fazhi.open("/etc/passwd") print "escaped"]], "E506" },
  { "opens the corpus for writing", [[fazhi.open("@CORPUS@", "write") print "escaped"]], "E506" },
  { "makes a corpus", [[fazhi.open("@TARGET@", "create") print "escaped"]], "E506" },
  { "deletes by SQL", [[corpus.db:exec("DELETE FROM report") print "escaped"]], "E506" },
  { "attaches a file", [[corpus.db:exec("ATTACH '@TARGET@' AS x") print "escaped"]], "E506" },
  { "vacuums into a file", [[corpus.db:exec("VACUUM INTO '@TARGET@'") print "escaped"]], "E506" },
  { "loads an extension", [[corpus.db:row("SELECT load_extension('x')") print "escaped"]], "E506" },
  { "reads a file by SQL", [[corpus.db:row("SELECT readfile('/etc/passwd')") print "escaped"]], "E407" },
  { "writes a file by SQL", [[corpus.db:row("SELECT writefile('@TARGET@', 'x')") print "escaped"]], "E407" },
  { "allows itself to write", [[corpus.db:exec("PRAGMA query_only = 0") print "escaped"]], "E506" },
  { "allows itself the schema", [[corpus.db:exec("PRAGMA writable_schema = 1") print "escaped"]], "E506" },
  { "moves temporary files", [[corpus.db:exec("PRAGMA temp_store_directory = '/tmp'") print "escaped"]], "E506" },
  { "lifts the limit of memory", [[corpus.db:exec("PRAGMA hard_heap_limit = 0") print "escaped"]], "E506" },
  { "makes a temporary table", [[corpus.db:exec("CREATE TEMP TABLE t (a)") print "escaped"]], "E506" },
  { "makes a virtual table", [[corpus.db:exec("CREATE VIRTUAL TABLE temp.t USING fts5(a)") print "escaped"]],
    "E506" },
  { "rebuilds the index", [[corpus.db:exec("INSERT INTO passage_fts(passage_fts) VALUES ('rebuild')")
    print "escaped"]], "E506" },
  { "reads pages of the file", [[corpus.db:row("SELECT * FROM sqlite_dbpage") print "escaped"]], "E407" },
  { "locks the corpus", [[corpus.db:begin() print "escaped"]], "E506" },
  { "writes with the verb sql", [[local r, why, code = sql{ select = "DELETE FROM report", write = true }
    if r then print "escaped" end return r, why, code]], "E506" },
  { "adds files with the verb add", [[local r, why, code = add{ path = { "/etc/passwd" } }
    if r then print "escaped" end return r, why, code]], "E506" },
  { "closes the corpus and goes on", [[corpus.db:close() corpus.db:row("SELECT 1") print "escaped"]], "E504" },
  -- limits
  { "loops for ever", [[while true do end]], "E507" },
  { "loops inside pcall", [[while true do pcall(function() while true do end end) end]], "E507" },
  { "loops inside a coroutine", [[coroutine.wrap(function() while true do end end)()]], "E507" },
  { "loops in coroutines inside pcall", [[while true do
    pcall(coroutine.wrap(function() while true do pcall(error) end end)) end]], "E507" },
  { "loops in a handler of errors", [[xpcall(error, function() while true do end end)]], "E507" },
  { "loops in __close", [[local x <close> = setmetatable({}, { __close = function() while true do end end })]],
    "E507" },
  { "loops in __index", [[return setmetatable({}, { __index = function() while true do end end }).x]], "E507" },
  { "loops by goto", [[::again:: goto again]], "E507" },
  { "loops in a comparison of sort", [[local t = {} for i = 1, 100 do t[i] = i end
    table.sort(t, function() while true do end end)]], "E507" },
  { "loops while it prints itself", [[return setmetatable({}, { __tostring = function() while true do end end })]],
    "E507" },
  { "loops in SQL", [==[corpus.db:row[[WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t)
    SELECT count(*) FROM t]]]==], "E507" },
  { "makes short coroutines for ever", [[while true do
    coroutine.wrap(function() for i = 1, 200 do end end)() end]],
    "E507" },
  { "fills memory with a string", [[local s = ("x"):rep(1 << 40) print "escaped"]], "E504" },
  { "fills memory with a longer string", [[local s = ("x"):rep(1 << 28) print "escaped"]], "E507" },
  { "fills memory with tables", [[local t = {} for i = 1, 1e12 do t = { t, i } end]], "E507" },
  { "fills memory and swallows it", [[local t = {} while true do
    pcall(function() t[#t + 1] = ("x"):rep(1e7) .. #t end) end]],
    "E507" },
  { "fills memory in SQL", [[corpus.db:row("SELECT hex(zeroblob(200000000))") print "escaped"]], "E507" },
  { "recurs for ever", [[local function f() return 1 + f() end f()]], "E504" },
  { "recurs through pcall", [[local function f() pcall(f) f() end f()]], "E50" },
  { "recurs through coroutines", [[local function f() return coroutine.wrap(f)() end f()]], "E504" },
  { "recurs through metamethods", [[local t = setmetatable({}, {}) getmetatable(t).__index = function(_, k)
    return t[k .. "x"] end return t.x]], "E504" },
  { "nests brackets", [[assert(load("return " .. ("("):rep(1e6)))]], "E504" },
  { "nests a pattern of indicators", [[fazhi.P(("("):rep(200000))]], "E504" },
  { "gives back a table without end", [[local t = {} t.t = t
    return fazhi.frame.new{ columns = { "a" }, rows = { { a = t } } }]], "" },
  { "prints escapes of the terminal", [[print("\27]0;escaped\7")]], "", "\\x1b]0;" },
  { "goes back and back in a pattern", [[(("x"):rep(1e5)):find((".-"):rep(20) .. "y")]], "E507", last = true },
  { "repeats nothing for ever", [[(""):rep(1 << 60)]], "E507", last = true },
  { "moves nothing for ever", [[table.move({}, 1, 1 << 60, 2)]], "E507", last = true },
}
