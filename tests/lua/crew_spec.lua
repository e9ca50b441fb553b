-- Threads with Lua states of their own: what crosses, in which order it comes back, what is told of what
-- goes wrong, and that nothing stays behind.

local core = require "fazhi.core"
local crew = core.crew

local MODULE = "support.crew_work"

local function open(options)
  local all = { module = MODULE, workers = 2 }
  for key, value in pairs(options or {}) do all[key] = value end
  return assert(crew.open(all))
end

local function receive(c)
  while true do
    local result = table.pack(c:receive())
    if result[1] then return table.unpack(result, 2, result.n) end
  end
end

local function ask(c, ...)
  c:send(table.pack(...))
  return receive(c)
end

-- How many threads this process has.
local function threads()
  for line in io.lines "/proc/self/status" do
    local n = line:match "^Threads:%s*(%d+)"
    if n then return tonumber(n) end
  end
end

describe("plain values", function()
  local values = {
    ["numbers"] = { 0, 1, -1, 63, 64, -64, 127, 128, 1 << 40, math.maxinteger, math.mininteger, 0.5, -0.0, 1e300,
      math.huge, -math.huge },
    ["strings"] = { "", "a", "法治政府", ("x"):rep(70000), "\0\255\n" },
    ["booleans"] = { true, false, true },
    ["tables in tables"] = { { { {} } }, a = { b = { c = 1, [2] = "two", [3.5] = "half" } }, { x = 1, y = 2 } },
    ["keys that are no names"] = { [true] = 1, [-3] = 2, [2.5] = 3, ["法"] = 4, [1 << 50] = 5 },
  }
  for name, value in pairs(values) do
    it("cross both ways: " .. name, function()
      local c <close> = open()
      assert.same(value, (ask(c, "echo", value)))
    end)
  end

  it("stay whole numbers or not", function()
    local c <close> = open()
    local a, b, d = ask(c, "echo", 1, 1.0, 2 ^ 53)
    assert.equal("integer", math.type(a))
    assert.equal("float", math.type(b))
    assert.equal("float", math.type(d))
    local nan = ask(c, "echo", 0 / 0)
    assert.is_true(nan ~= nan)
  end)

  it("come with nil among them", function()
    local c <close> = open()
    assert.same({ n = 4, nil, 1, nil, nil }, table.pack(ask(c, "echo", nil, 1, nil, nil)))
    assert.same({ n = 0 }, table.pack(ask(c, "echo")))
    assert.same({ 1, nil, 3, n = 3 }, (ask(c, "echo", { 1, nil, 3, n = 3 })))
  end)

  it("are all that crosses", function()
    local c <close> = open()
    assert.has_error(function() c:send { print } end, "a function is no plain value")
    assert.has_error(function() c:send { [io.stdout] = 1 } end, "a userdata is no plain value")
    local round = {}
    round.self = round
    assert.has_error(function() c:send(round) end, "tables are nested more than 100 deep")
    assert.equal(0, #c)
    assert.matches("^a function is no plain value", select(2, pcall(ask, c, "unplain")))
    assert.equal("still there", ask(c, "echo", "still there"))
  end)
end)

describe("a crew", function()
  it("hands results over in the order of the jobs", function()
    local c <close> = open { workers = 4 }
    assert.equal(4, c:living())
    for i = 1, 40 do c:send { "sleep", i % 7 == 1 and 0.02 or 0, i } end
    assert.equal(40, #c)
    for i = 1, 40 do assert.equal(i, (receive(c))) end
    assert.equal(0, #c)
  end)

  it("gives every worker a state of its own and what it is told at the start", function()
    local c <close> = open { workers = 3, argument = { lang = "zh", list = { 1, 2 } } }
    assert.same({ lang = "zh", list = { 1, 2 } }, (ask(c, "told")))
    local sum = 0
    for _ = 1, 30 do c:send { "count" } end
    for _ = 1, 30 do sum = math.max(sum, (receive(c))) end
    assert.is_true(sum <= 30)
    assert.is_nil(rawget(_G, "count"))
  end)

  it("finds LPeg and the core as its opener does", function()
    local c <close> = open()
    assert.equal(4, (ask(c, "match", "aaab")))
    assert.equal(core.text.sha256 "法", (ask(c, "sha256", "法")))
  end)

  it("takes no more jobs than it has room for", function()
    local c <close> = open { window = 3 }
    for _ = 1, 3 do
      assert.is_true(c:has_room())
      c:send { "echo" }
    end
    assert.is_false(c:has_room())
    receive(c)
    assert.is_true(c:has_room())
  end)

  it("takes no more bytes than it has room for", function()
    local c <close> = open { workers = 1, bytes = 1000 }
    c:send { "sleep", 0.05 }
    c:send { "echo", ("x"):rep(600) }
    assert.is_true(c:has_room())
    c:send { "echo", ("y"):rep(600) }
    assert.is_false(c:has_room())
    receive(c)
    assert.equal(("x"):rep(600), (receive(c)))
    assert.equal(("y"):rep(600), (receive(c)))
  end)

  it("does what weighs more than all alone", function()
    local c <close> = open { workers = 2, bytes = 1000 }
    for i = 1, 6 do c:send({ "echo", i }, i % 2 == 0 and 100000 or nil) end
    for i = 1, 6 do assert.equal(i, (receive(c))) end
  end)

  it("says false while a job is not done", function()
    local c <close> = open()
    c:send { "sleep", 0.4, "done" }
    assert.is_false((c:receive()))
    assert.equal("done", (receive(c)))
  end)

  it("tells a failure of the world as nil, message, code", function()
    local c <close> = open()
    assert.same({ n = 3, nil, "the file is gone", "E301" }, table.pack(ask(c, "fail", "the file is gone", "E301")))
    assert.equal(1, (ask(c, "echo", 1)))
  end)

  it("raises a fault with the place where it was", function()
    local c <close> = open()
    local ok, e = pcall(ask, c, "raise", "what a fault")
    assert.is_false(ok)
    assert.matches("support/crew_work%.lua:%d+: what a fault\nstack traceback:", e)
    assert.equal(1, (ask(c, "echo", 1)))
  end)

  it("tells of the one job for which memory ran out", function()
    local c <close> = open { workers = 2, memory = 16 << 20 }
    c:send { "echo", 1 }
    c:send { "grow" }
    c:send { "echo", 2 }
    assert.equal(1, (receive(c)))
    assert.same({ n = 3, nil, "out of memory", "E701" }, table.pack(receive(c)))
    assert.equal(2, (receive(c)))
    for i = 1, 4 do assert.equal(i, (ask(c, "echo", i))) end
  end)

  it("says why no worker can begin", function()
    local c <close> = open { argument = "broken" }
    c:send { "echo" }
    local ok, e = pcall(receive, c)
    assert.is_false(ok)
    assert.matches("^cannot begin", e)
    local d <close> = open { argument = "failing" }
    d:send { "echo" }
    ok, e = pcall(receive, d)
    assert.is_false(ok)
    assert.same({ message = "cannot begin", code = "E502" }, e)
    assert.equal(0, d:living())
    local f <close> = open { module = "support.no_such_module" }
    f:send { "echo" }
    ok, e = pcall(receive, f)
    assert.is_false(ok)
    assert.matches("module 'support.no_such_module' not found", e)
  end)

  it("ends its threads when it is closed, at whatever they are", function()
    local before = threads()
    local began = os.time()
    do
      local c <close> = open { workers = 3 }
      for _ = 1, 3 do c:send { "grow" } end
      c:send { "echo" }
      assert.equal(before + 3, threads())
      assert.is_false((c:receive()))
    end
    assert.equal(before, threads())
    assert.is_true(os.time() - began < 20)
  end)

  it("ends its threads when it is forgotten or an error leaves it", function()
    local before = threads()
    open()
    collectgarbage()
    pcall(function()
      local c <close> = open()
      c:send { "sleep", 0.05 }
      error "left"
    end)
    assert.equal(before, threads())
  end)

  it("may be closed twice and is of no use then", function()
    local c = open()
    c:close()
    c:close()
    assert.has_error(function() c:send { 1 } end)
    assert.has_error(function() c:receive() end)
  end)

  it("has nothing to receive where nothing was sent", function()
    local c <close> = open()
    assert.has_error(function() c:receive() end)
  end)

  it("refuses options that make no sense", function()
    assert.has_error(function() crew.open { module = MODULE, workers = 0 } end)
    assert.has_error(function() crew.open { module = MODULE, workers = 1000 } end)
    assert.has_error(function() crew.open { workers = 1 } end)
    assert.has_error(function() crew.open { module = MODULE, workers = 1, memory = -1 } end)
    assert.has_error(function() crew.open { module = MODULE, workers = 1, argument = print } end)
  end)

  it("counts the cores", function()
    assert.is_true(crew.cores() >= 1)
  end)
end)
