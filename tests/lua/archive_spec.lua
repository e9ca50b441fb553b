-- archive_spec: fazhi.core.archive as Lua sees it: indexes that count from 1, failures that are
-- returned with their codes, misuse that raises, and streams that go on behind what they refuse.

local archive = require("fazhi.core").archive
local zip = require "support.zip"

local function with_file(bytes, f)
  local path = os.tmpname()
  local out <close> = assert(io.open(path, "wb"))
  out:write(bytes)
  out:close()
  f(path)
  os.remove(path)
end

-- "法治 36 件\n" as gzip -9 writes it.
local packed = "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03"
  .. "\x7B\xB6\x79\xEA\xB3\x4D\xBB\x15\x8C\xCD\x14\x9E\xEC\xDE\xC6\x05\x00"

describe("an archive", function()
  local gbk = "\xB1\xA8\xB8\xE6.txt" -- 报告.txt
  local bytes = zip.pack { { name = gbk, bytes = "一" }, { name = "报告.txt", bytes = "二", utf8 = true },
    { name = "dir/", bytes = "" }, { name = "shut.txt", bytes = "x", flags = 1 },
    { name = "bad.txt", bytes = "x", crc = 7 } }

  it("lists its members as they are", function()
    local a <close> = assert(archive.open(bytes))
    local list = a:entries()
    assert.equal(5, #list)
    assert.same({ index = 1, name = gbk, utf8 = false, size = 3, packed = 3, encrypted = false }, list[1])
    assert.same({ index = 2, name = "报告.txt", utf8 = true, size = 3, packed = 3, encrypted = false }, list[2])
    assert.is_true(list[4].encrypted)
  end)

  it("gives their bytes, or says why not", function()
    local a <close> = assert(archive.open(bytes))
    assert.equal("一", a:read(1))
    assert.equal("", a:read(3))
    local function code(...)
      local nothing, why, got = a:read(...)
      assert.is_nil(nothing)
      assert.is_string(why)
      return got
    end
    assert.equal("E305", code(1, 2))
    assert.equal("E312", code(4))
    assert.equal("E311", code(5))
    assert.has_error(function() a:read(0) end)
    assert.has_error(function() a:read(6) end)
    assert.has_error(function() a:read(1, -1) end)
  end)

  it("outlives the name of its bytes, and not its own end", function()
    local a
    do
      local copy = zip.pack { { name = "a", bytes = ("法"):rep(1000) } }
      a = assert(archive.open(copy))
    end
    collectgarbage()
    collectgarbage()
    assert.equal(("法"):rep(1000), a:read(1))
    a:close()
    a:close()
    assert.has_error(function() a:entries() end)
  end)

  it("is read from a file of any size as well", function()
    with_file(bytes, function(path)
      local a <close> = assert(archive.open_file(path))
      assert.equal("二", a:read(2))
    end)
    assert.equal("E301", select(3, archive.open_file "/nowhere.zip"))
    assert.equal("E306", select(3, archive.open_file "/tmp"))
  end)

  it("that is none says so", function()
    assert.equal("E311", select(3, archive.open "no archive"))
    assert.equal("E311", select(3, archive.open(bytes:sub(1, -5))))
  end)
end)

describe("packed bytes", function()
  local size = #"法治 36 件\n"
  local whole = packed .. ("<I4I4"):pack(zip.crc32("法治 36 件\n"), size)

  it("are unpacked within a limit", function()
    assert.equal("法治 36 件\n", archive.inflate(whole, 100))
    assert.equal("法治 36 件\n法治 36 件\n", archive.inflate(whole .. whole, 100, "gzip"))
    assert.equal("法治 36 件\n", archive.inflate(packed:sub(11), 100, "deflate"))
    assert.equal("E305", select(3, archive.inflate(whole, size - 1)))
    assert.equal("E311", select(3, archive.inflate(whole:sub(1, -2), 100)))
    assert.equal("E311", select(3, archive.inflate("法治", 100, "zlib")))
    assert.has_error(function() archive.inflate(whole, 100, "brotli") end)
  end)

  it("are read as a stream, by pieces and lines", function()
    with_file(whole .. whole, function(path)
      local s <close> = assert(archive.stream(path))
      assert.equal("法治 36 件", s:line())
      assert.equal("法治", s:read(6))
      assert.equal(" 36 件\n", s:read(100))
      assert.is_nil(s:read(100))
      assert.is_nil(s:line())
    end)
  end)

  it("need not be packed to be a stream; a line too long is left out", function()
    with_file("short\r\n" .. ("x"):rep(300000) .. "\n\nend", function(path)
      local s <close> = assert(archive.stream(path))
      assert.equal("short", s:line(10))
      assert.equal("E305", select(3, s:line(10)))
      assert.equal("", s:line(10))
      assert.equal("end", s:line(10))
      assert.is_nil(s:line(10))
    end)
    assert.equal("E301", select(3, archive.stream "/nowhere.jsonl"))
    assert.equal("E306", select(3, archive.stream "/dev/null"))
  end)
end)
