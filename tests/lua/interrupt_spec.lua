-- Ctrl-C in the program: whatever Lua runs ends, in every coroutine and through every pcall; what is to be
-- closed is closed, and nothing is left behind for what runs next. Stock Lua has its own and skips this.

local interrupt = select(2, pcall(require, "fazhi.core.interrupt"))
local core = require "fazhi.core"

-- os.execute would keep the signal from us while it waits.
local function press()
  local stat <close> = assert(io.open("/proc/self/stat"))
  local pid = stat:read "n"
  io.popen(("kill -INT %d"):format(pid)):close()
end

local function endless()
  while true do end
end

local function call(f)
  return interrupt.call(f, function(e) return e end)
end

describe("an interrupt", function()
  local function test(name, f)
    it(name, function()
      if type(interrupt) ~= "table" then return pending "stock Lua" end
      f()
    end)
  end

  test("ends a loop, and what comes next runs", function()
    assert.is_nil(call(function() press() endless() end))
    assert.same({ true, 1, nil, 3 }, { call(function() return 1, nil, 3 end) })
    assert.same({ false, "x" }, { call(function() error("x", 0) end) })
  end)

  test("goes through pcall and xpcall", function()
    assert.is_nil(call(function()
      press()
      while true do
        pcall(endless)
        xpcall(endless, function() end)
      end
    end))
  end)

  test("ends coroutines, and who resumes them", function()
    assert.is_nil(call(function()
      press()
      while true do coroutine.resume(coroutine.create(endless)) end
    end))
    assert.is_nil(call(function()
      coroutine.wrap(function()
        coroutine.wrap(function()
          press()
          while true do pcall(endless) end
        end)()
      end)()
    end))
    local older = coroutine.wrap(function()
      while true do coroutine.yield() end
    end)
    older()
    assert.is_nil(call(function()
      press()
      while true do pcall(older) end
    end))
  end)

  test("leaves a coroutine that it did not stop as it was", function()
    local co
    assert.is_nil(call(function()
      co = coroutine.wrap(function()
        press()
        coroutine.yield(1)
        local sum = 0
        for i = 1, 1e5 do sum = sum + i % 2 end
        return sum
      end)
      pcall(co)
      endless()
    end))
    local ok, sum = call(co)
    assert.is_true(ok ~= nil)
    assert.is_true(not ok or sum == 5e4)
  end)

  test("lets what is to be closed be closed", function()
    local closed
    assert.is_nil(call(function()
      local guard <close> = setmetatable({}, { __close = function()
        local n = 0
        for i = 1, 100 do n = n + i end
        closed = n
      end })
      press()
      endless(guard)
    end))
    assert.equal(5050, closed)
  end)

  test("undoes a transaction and stops SQL", function()
    local path = os.tmpname()
    os.remove(path)
    local db = assert(core.store.open(path, "create"))
    db:exec "CREATE TABLE t(a)"
    assert.is_nil(call(function()
      db:transaction(function()
        db:exec "INSERT INTO t VALUES (1)"
        press()
        endless()
      end)
    end))
    assert.equal(0, db:value "SELECT count(*) FROM t")
    assert.is_nil(call(function()
      press()
      db:value "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
    end))
    db:transaction(function() db:exec "INSERT INTO t VALUES (2)" end)
    assert.equal(1, db:value "SELECT count(*) FROM t")
    db:close()
    os.execute("rm -f " .. path .. "*")
  end)

  test("resumes as Lua does", function()
    assert.same({ true, 1, nil, 3 }, { coroutine.resume(coroutine.create(function(...) return ... end), 1, nil, 3) })
    assert.same({ false, "x" }, { coroutine.resume(coroutine.create(function() error("x", 0) end)) })
    local dead = coroutine.wrap(function() end)
    dead()
    assert.is_false((pcall(dead)))
    assert.is_false((pcall(coroutine.resume, 1)))
    local closed = false
    local failing = coroutine.wrap(function()
      local guard <close> = setmetatable({}, { __close = function() closed = true end })
      error { guard ~= nil }
    end)
    local ok, e = pcall(failing)
    assert.same({ false, { true } }, { ok, e })
    assert.is_true(closed)
    local many = coroutine.create(function() return table.unpack({}, 1, 200) end)
    assert.equal(201, select("#", coroutine.resume(many)))
  end)
end)
