-- fazhi.core.store: connections, statements, loops and transactions of the binding.

local store = require("fazhi.core").store

local function new()
  local db = assert(store.open(":memory:", "create"))
  db:exec("CREATE TABLE t (a, b)")
  return db
end

local function code_of(f, ...)
  local ok, e = pcall(f, ...)
  assert.is_false(ok)
  return type(e) == "table" and e.code or e, tostring(e)
end

describe("fazhi.core.store", function()
  local path

  before_each(function()
    path = os.tmpname()
    os.remove(path)
  end)

  after_each(function()
    for _, tail in ipairs { "", "-wal", "-shm", "-journal" } do os.remove(path .. tail) end
  end)

  describe("open", function()
    it("makes a corpus only if asked", function()
      local db, message, code = store.open(path, "write")
      assert.is_nil(db)
      assert.equal("E405", code)
      assert.truthy(message:find("fazhi add", 1, true))
      assert(store.open(path, "create")):close()
      assert(store.open(path, "read")):close()
    end)

    it("lets a stranger's SQL read and do nothing else", function()
      assert(store.open(path, "create")):close()
      local db = assert(store.open(path, "safe"))
      assert.equal(0, db:value("SELECT count(*) FROM report"))
      assert.equal(3, db:value("WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE x < 3) "
        .. "SELECT count(*) FROM t"))
      assert.is_nil(db:value("SELECT rowid FROM passage_fts WHERE passage_fts MATCH '复议'"))
      assert.is_number(db:value("PRAGMA user_version"))
      for _, sql in ipairs { "DELETE FROM report", "ATTACH ':memory:' AS x", "PRAGMA query_only = 0", "BEGIN",
        "CREATE TEMP TABLE t (a)", "SELECT load_extension('x')", "VACUUM INTO '/tmp/x'", "DROP TABLE report",
        "INSERT INTO passage_fts(passage_fts) VALUES ('rebuild')", "PRAGMA wal_checkpoint", "SAVEPOINT x",
        "ANALYZE" } do
        assert.equal("E506", (code_of(db.exec, db, sql)), sql)
      end
      assert.equal("E506", (code_of(db.begin, db)))
      assert.equal("E506", (code_of(db.transaction, db, function() end)))
      db:close()
    end)

    it("tells that a corpus is damaged which another program makes shorter while it is read", function()
      local db = assert(store.open(path, "create"))
      db:exec "CREATE TABLE t AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 500)\
        SELECT x, zeroblob(8000) AS bytes FROM n"
      db:close()
      db = assert(store.open(path, "read"))
      local read = 0
      local code = code_of(function()
        for _ in db:rows "SELECT length(bytes || x) FROM t" do
          read = read + 1
          if read == 1 then assert(io.open(path, "wb")):close() end
        end
      end)
      assert.equal("E403", code)
      assert.truthy(read < 500)
      db:close()
    end)

    it("gives a stranger's SQL so much memory and no more", function()
      assert(store.open(path, "create")):close()
      local db = assert(store.open(path, "safe", 16 << 20))
      assert.equal("E701", (code_of(db.value, db, "SELECT hex(zeroblob(50000000))")))
      db:close()
      db = assert(store.open(path, "read"))
      assert.equal(100000000, db:value("SELECT length(hex(zeroblob(50000000)))"))
      db:close()
    end)

    it("reads without a trace and without writing", function()
      assert(store.open(path, "create")):close()
      local db <close> = assert(store.open(path, "read"))
      assert.equal("E406", code_of(db.exec, db, "DELETE FROM source"))
      db:close()
      assert.is_nil(io.open(path .. "-wal"))
      assert.is_nil(io.open(path .. "-shm"))
    end)

    it("raises for wrong arguments", function()
      assert.has_error(function() store.open(path, "append") end)
      assert.has_error(function() store.open("a\0b", "read") end)
      assert.has_error(function() store.open() end)
    end)
  end)

  describe("values", function()
    it("keep their types both ways", function()
      local db <close> = new()
      local values = { 1, 1.0, math.mininteger, 0.1, "", "甲\0乙", true, false }
      for i, value in ipairs(values) do db:exec("INSERT INTO t VALUES (?, ?)", i, value) end
      local back = { 1, 1.0, math.mininteger, 0.1, "", "甲\0乙", 1, 0 }
      for i, value in ipairs(back) do
        local got = db:value("SELECT b FROM t WHERE a = ?", i)
        assert.equal(value, got)
        assert.equal(math.type(value), math.type(got))
      end
    end)

    it("tell bytes from text", function()
      local db <close> = new()
      db:exec("INSERT INTO t VALUES (?, ?)", { blob = "\0\xFF" }, "x")
      assert.same({ x = "blob", y = "text" }, db:row("SELECT typeof(a) AS x, typeof(b) AS y FROM t"))
      assert.equal("\0\xFF", db:value("SELECT a FROM t"))
    end)

    it("that are NULL are absent", function()
      local db <close> = new()
      db:exec("INSERT INTO t VALUES (?, ?)", nil, nil)
      assert.same({}, db:row("SELECT a, b FROM t"))
      assert.is_nil(db:value("SELECT a FROM t"))
      assert.is_nil(db:row("SELECT a FROM t WHERE 0"))
    end)

    it("must be as many as there are places", function()
      local db <close> = new()
      assert.has_error(function() db:exec("INSERT INTO t VALUES (?, ?)", 1) end)
      assert.has_error(function() db:exec("INSERT INTO t VALUES (?, ?)", 1, 2, nil) end)
      assert.has_error(function() db:exec("INSERT INTO t VALUES (?, 1)", print) end)
      assert.has_error(function() db:exec("INSERT INTO t VALUES (?, 1)", {}) end)
      assert.equal(0, db:value("SELECT count(*) FROM t"))
    end)
  end)

  it("tells how many rows changed", function()
    local db <close> = new()
    assert.equal(2, db:exec("INSERT INTO t VALUES (1, 2), (3, 4)"))
    assert.equal(2, db:insert_id())
    assert.equal(0, db:exec("DELETE FROM t WHERE a = 9"))
    assert.equal(0, db:exec("CREATE TABLE u (x)"))
    assert.equal(1, db:exec("UPDATE t SET b = 0 WHERE a = 1"))
  end)

  describe("a sheet", function()
    it("is a table for one statement, and spans of a text", function()
      local sheet = require("fazhi.core").sheet
      local db <close> = new()
      local columns = sheet.columns { "a", "b" }
      local packed = columns:pack { { a = 1, b = "x" }, {}, { a = true, b = 2.5 } }
      assert.equal("c1, c2", columns:cells(1))
      assert.equal("c2", columns:cells(2))
      db:exec("INSERT INTO t SELECT n * 10 + ?2 + ifnull(c1, 0), c2 FROM sheet(?1)", { sheet = packed }, 100)
      assert.equal("111:x,120:,131:2.5", db:value("SELECT group_concat(a || ':' || ifnull(b, ''), ',') FROM t"))
      local list = {}
      for row in db:rows("SELECT c1, c2 FROM sheet(?)", { sheet = packed }) do
        collectgarbage()
        list[#list + 1] = tostring(row.c1) .. tostring(row.c2)
      end
      assert.equal("1x nilnil 12.5", table.concat(list, " "))
      db:exec("DELETE FROM t")
      local spans = sheet.columns { "kind", "start", "stop" }
      packed = spans:pack { { start = 0, stop = 3 }, { kind = "k", start = 3, stop = 3 }, { start = 6, stop = 9 } }
      db:words("INSERT INTO t VALUES (?2 + ?1, ?3)", "法治也", packed, 7)
      assert.equal("8:法,9:,10:也", db:value("SELECT group_concat(a || ':' || b, ',') FROM t"))
    end)

    it("refuses what is no sheet, damaged, or has too many columns", function()
      local sheet = require("fazhi.core").sheet
      local db <close> = new()
      local sql = "INSERT INTO t SELECT c1, c2 FROM sheet(?1)"
      local columns = sheet.columns { "a", "b" }
      local packed = columns:pack { { a = "long enough", b = 1.5 }, { a = 7, b = 8 } }
      for length = 0, #packed - 1 do
        assert.has_error(function() db:exec(sql .. "--" .. length, { sheet = packed:sub(1, length) }) end)
      end
      assert.equal(0, db:value("SELECT count(*) FROM t"))
      assert.has_error(function() db:exec(sql, { sheet = packed }, 1) end)
      assert.has_error(function() db:exec("INSERT INTO t SELECT c1, ?2 FROM sheet(?1)", { sheet = packed }) end)
      assert.has_error(function() db:words("INSERT INTO t VALUES (?2, ?3)", "text", packed) end)
      for _, span in ipairs { { a = 0, b = 5 }, { a = 3, b = 2 } } do
        packed = columns:pack { span }
        assert.has_error(function() db:words("INSERT INTO t VALUES (?1, ?2)", "text", packed) end)
      end
      local names = {}
      for i = 1, 25 do names[i] = "x" .. i end
      packed = sheet.columns(names):pack { { x25 = 1 } }
      assert.equal("E407", (code_of(db.exec, db, sql, { sheet = packed })))
      assert.equal(0, db:value("SELECT count(*) FROM t"))
    end)

    it("has no rows in SQL of a user, and none behind its last column", function()
      local sheet = require("fazhi.core").sheet
      local db <close> = new()
      local packed = sheet.columns({ "a" }):pack { { a = 1 }, { a = 2 } }
      for _, from in ipairs { "sheet", "sheet('" .. packed .. "')", "sheet(1)", "sheet(NULL)" } do
        assert.equal(0, db:value("SELECT count(*) FROM " .. from), from)
      end
      db:exec("INSERT INTO t SELECT a.c1, b.c24 FROM sheet(?1) a, sheet(?1) b", { sheet = packed })
      assert.equal("1,1,2,2 0", db:value("SELECT group_concat(a) || ' ' || count(b) FROM (SELECT * FROM t ORDER BY a)"))
    end)

    it("fails with the first row that does not fit", function()
      local db <close> = new()
      local columns = require("fazhi.core").sheet.columns { "a" }
      db:exec("CREATE TABLE u (a INTEGER PRIMARY KEY)")
      local sql = "INSERT OR FAIL INTO u SELECT c1 FROM sheet(?1)"
      assert.equal("E407", (code_of(db.exec, db, sql, { sheet = columns:pack { { a = 1 }, { a = 1 }, { a = 3 } } })))
      assert.equal("1", db:value("SELECT group_concat(a) FROM u"))
      db:exec(sql, { sheet = columns:pack { { a = 2 } } })
      assert.equal("1,2", db:value("SELECT group_concat(a) FROM u"))
    end)
  end)

  describe("loops", function()
    local function filled()
      local db = new()
      for i = 1, 5 do db:exec("INSERT INTO t VALUES (?, ?)", i, i * i) end
      return db
    end

    it("give rows by column name", function()
      local db <close> = filled()
      local sum = 0
      for row in db:rows("SELECT a, b AS square FROM t WHERE a > ?", 2) do sum = sum + row.square end
      assert.equal(9 + 16 + 25, sum)
    end)

    it("give columns as lists", function()
      local db <close> = filled()
      db:exec "INSERT INTO t VALUES (NULL, 'x')"
      local columns, count = db:columns("SELECT a, b AS square FROM t WHERE a IS NULL OR a > ? ORDER BY rowid", 3)
      assert.equal(3, count)
      assert.same({ { 4, 5 }, { 16, 25, "x" } }, columns)
      local none, no = db:columns "SELECT a, b FROM t WHERE a = 9"
      assert.same({ {}, {} }, none)
      assert.equal(0, no)
      assert.equal("E407", (code_of(db.columns, db, "SELECT abs(-9223372036854775807 - 1)")))
      db:exec "DROP TABLE t" -- would be refused with a statement open
    end)

    it("can be nested over the same SQL", function()
      local db <close> = filled()
      local pairs_seen = 0
      for x in db:rows("SELECT a FROM t") do
        for y in db:rows("SELECT a FROM t") do
          if y.a > x.a then pairs_seen = pairs_seen + 1 end
          assert.equal(x.a, db:value("SELECT a FROM t WHERE a = ?", x.a))
        end
      end
      assert.equal(10, pairs_seen)
    end)

    it("close their statement on break", function()
      local db <close> = filled()
      for _ in db:rows("SELECT a FROM t") do break end -- luacheck: ignore 512
      db:exec("DROP TABLE t") -- would be refused with a statement open
    end)

    it("end for good when left", function()
      local db <close> = filled()
      local next_row, state, control, closing = db:rows("SELECT a FROM t")
      assert.equal(1, next_row(state, control).a)
      getmetatable(closing).__close(closing)
      for row in db:rows("SELECT a FROM t") do
        assert.is_nil(next_row(state, control))
        assert.is_number(row.a)
      end
    end)

    it("raise after the corpus is closed", function()
      local db = filled()
      local next_row, state, control = db:rows("SELECT a FROM t")
      db:close()
      db:close()
      assert.has_error(function() next_row(state, control) end, "the corpus is closed")
      assert.has_error(function() db:value("SELECT 1") end, "the corpus is closed")
    end)

    it("survive a nervous collector", function()
      local db <close> = filled()
      local pause = collectgarbage("setpause", 0)
      local n = 0
      for i = 1, 300 do
        for row in db:rows("SELECT a, ? AS x FROM t", ("甲"):rep(i)) do
          n = n + #row.x
          if i % 3 == 0 then break end
        end
        collectgarbage("step", 0)
      end
      collectgarbage("setpause", pause)
      assert.is_true(n > 0)
    end)
  end)

  describe("transactions", function()
    it("keep all or nothing", function()
      local db <close> = new()
      assert.equal("done", db:transaction(function()
        db:exec("INSERT INTO t VALUES (1, 1)")
        return "done"
      end))
      local ok, e = pcall(db.transaction, db, function()
        db:exec("INSERT INTO t VALUES (2, 2)")
        error({ mine = true })
      end)
      assert.is_false(ok)
      assert.is_true(e.mine)
      assert.equal(1, db:value("SELECT count(*) FROM t"))
    end)

    it("inside one another lose only their own", function()
      local db <close> = new()
      db:transaction(function()
        db:exec("INSERT INTO t VALUES (1, 1)")
        pcall(db.transaction, db, function()
          db:exec("INSERT INTO t VALUES (2, 2)")
          error("bad document")
        end)
        db:transaction(function() db:exec("INSERT INTO t VALUES (3, 3)") end)
      end)
      assert.equal("1,3", db:value("SELECT group_concat(a) FROM t"))
    end)

    it("have groups, which are undone together until something else begins or ends", function()
      local db <close> = new()
      local function put(a) db:exec("INSERT INTO t VALUES (?, 0)", a) end
      local function all() return db:value("SELECT group_concat(a) FROM t") end
      assert.is_nil(db:begin_group())
      assert.is_false(db:undo_group())
      db:end_group()
      db:transaction(function()
        put(1)
        assert.is_true(db:begin_group())
        put(2)
        assert.is_false(db:begin_group())
        put(3)
        assert.is_true(db:undo_group())
        assert.equal("1", all())
        put(4)
        assert.is_false(db:begin_group()) -- it went on
        db:transaction(function() put(5) end)
        assert.is_false(db:undo_group())
        assert.is_true(db:begin_group())
        put(6)
        pcall(db.transaction, db, function()
          put(7)
          assert.is_true(db:begin_group())
          put(8)
          error "no"
        end)
        assert.is_true(db:begin_group())
        put(9)
        db:end_group()
        assert.is_false(db:undo_group())
        db:begin_group()
        put(10)
      end)
      assert.is_nil(db:begin_group())
      assert.equal("1,4,5,6,9,10", all())
      db:begin()
      db:begin_group()
      db:rollback()
      assert.is_nil(db:begin_group())
    end)

    it("can be held for reading, and then show the corpus of one moment", function()
      local writer = assert(store.open(path, "create"))
      local reader <close> = assert(store.open(path, "read"))
      reader:hold()
      assert.equal(0, reader:value("SELECT count(*) FROM indicator"))
      writer:exec("INSERT INTO indicator(id, name) VALUES ('a', 'a')")
      assert.equal(0, reader:value("SELECT count(*) FROM indicator"))
      assert.equal("E407", (code_of(reader.hold, reader)))
      reader:commit()
      assert.equal(1, reader:value("SELECT count(*) FROM indicator"))
      writer:close()
    end)

    it("can be held open by hand", function()
      local db <close> = new()
      db:begin()
      db:exec("INSERT INTO t VALUES (1, 1)")
      db:rollback()
      db:rollback()
      db:begin()
      db:exec("INSERT INTO t VALUES (2, 2)")
      db:commit()
      assert.equal(2, db:value("SELECT a FROM t"))
    end)
  end)

  describe("failures", function()
    it("are tables with code and message", function()
      local db <close> = new()
      local code, text = code_of(db.exec, db, "SELEC 1")
      assert.equal("E407", code)
      assert.truthy(text:find("syntax error", 1, true))
      assert.equal("E407", (code_of(db.exec, db, "SELECT 1; SELECT 2")))
      assert.equal("E407", (code_of(db.exec, db, " -- nothing")))
      assert.equal("E407", (code_of(db.exec, db, "INSERT INTO report(id) VALUES (1)")))
    end)

    it("leave the statement usable", function()
      local db <close> = new()
      db:exec("CREATE UNIQUE INDEX one ON t(a)")
      db:exec("INSERT INTO t VALUES (?, 0)", 1)
      assert.equal("E407", (code_of(db.exec, db, "INSERT INTO t VALUES (?, 0)", 1)))
      assert.equal(1, db:exec("INSERT INTO t VALUES (?, 0)", 2))
    end)
  end)

  describe("SQL of a user", function()
    local function rows_of(db, sql)
      local columns, next_row, state, control, closing = db:query(sql)
      local rows = {}
      for row in next_row, state, control, closing do rows[#rows + 1] = row end
      return columns, rows
    end

    it("gives lists with holes", function()
      local db <close> = new()
      local columns, rows = rows_of(db, "SELECT 1 AS x, NULL AS y, 'z' AS x")
      assert.same({ "x", "y", "x" }, columns)
      assert.same({ { 1, nil, "z", n = 3 } }, rows)
    end)

    it("changes nothing and reaches no other file", function()
      local db <close> = new()
      for _, sql in ipairs { "DELETE FROM t", "BEGIN", "COMMIT", "SAVEPOINT x", "PRAGMA query_only = 0",
        "PRAGMA foreign_keys = OFF", "ATTACH 'x.db' AS x", "VACUUM INTO 'x.db'" } do
        assert.equal("E407", (code_of(db.query, db, sql)), sql)
      end
      for _, sql in ipairs { "ATTACH 'x.db' AS x", "ATTACH 'x' || '.db' AS x", "VACUUM INTO 'x.db'" } do
        assert.equal("E407", (code_of(db.exec, db, sql)), sql)
      end
      assert.is_nil(io.open("x.db"))
      db:exec("VACUUM")
      assert.equal(2, #select(2, rows_of(db, "PRAGMA table_info(t)")))
    end)

    it("is told from what writes", function()
      local db <close> = new()
      assert.is_true(db:is_readonly("SELECT * FROM t"))
      assert.is_false(db:is_readonly("DELETE FROM t"))
    end)
  end)

  it("lets the count hook stop a long statement", function()
    local db <close> = new()
    debug.sethook(function() error("stopped", 0) end, "", 100000000)
    local ok, e = pcall(db.value, db, [[WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
      SELECT count(*) FROM n]])
    debug.sethook()
    assert.is_false(ok)
    assert.equal("stopped", e)
    assert.equal(1, db:value("SELECT 1"))
  end)
end)
