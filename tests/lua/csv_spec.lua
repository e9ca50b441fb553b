-- fazhi.csv: tables as programs and Excel write them.

local csv = require "fazhi.csv"
local chunks = require "fazhi.chunks"

-- Bytes in pieces of n, as a slow pipe would give them.
local function dripping(s, n)
  local at = 1
  return function()
    if at > #s then return nil end
    local piece = s:sub(at, at + n - 1)
    at = at + n
    return piece
  end
end

local function all(s, n, options)
  local reader, list = csv.reader(dripping(s, n or 7), options), {}
  while true do
    local cells, line, message, code = reader:record()
    if cells == nil then return list end
    list[#list + 1] = { cells = cells, line = line, message = message, code = code }
  end
end

local function to_utf16le(s)
  local parts = {}
  for _, c in utf8.codes(s) do parts[#parts + 1] = string.pack("<I2", c) end
  return table.concat(parts)
end

describe("csv", function()
  it("reads names and cells, an empty cell being absent", function()
    local rows, header, lines = csv.read "path,region,year\na.txt,青禾县,2022\nb.txt,,2023\n"
    assert.same({ "path", "region", "year" }, header)
    assert.same({ { path = "a.txt", region = "青禾县", year = "2022" }, { path = "b.txt", year = "2023" } }, rows)
    assert.same({ 2, 3 }, lines)
  end)

  it("reads quotes, separators and line ends inside them", function()
    local rows, _, lines = csv.read 'a,b\r\n"x, ""y""","1\r\n2"\r\nz,"" \r\nlast,"q"'
    assert.same({ { a = 'x, "y"', b = "1\r\n2" }, { a = "z", b = " " }, { a = "last", b = "q" } }, rows)
    assert.same({ 2, 4, 5 }, lines)
  end)

  it("takes a quote inside a bare cell as it is", function()
    assert.same({ { a = '5" 管', b = 'c"d' } }, (csv.read 'a,b\n5" 管,c"d\n'))
  end)

  it("finds semicolons and tabs, and obeys Excel's sep=", function()
    assert.same({ { a = "1,5", b = "2" } }, (csv.read "a;b\n1,5;2\n"))
    assert.same({ { a = "1,5", b = "2" } }, (csv.read "a\tb\n1,5\t2\n"))
    assert.same({ { ["a,b"] = "1", c = "2" } }, (csv.read "sep=;\r\na,b;c\r\n1;2\r\n"))
    assert.same({ { ["a;b;c"] = "1", d = "2" } }, (csv.read '"a;b;c",d\n1,2\n'))
  end)

  it("reads GBK, UTF-16 and UTF-8 with and without a byte order mark", function()
    local want = { { ["地区"] = "青禾县", ["标题"] = "法治政府建设情况报告" } }
    local s = "地区,标题\r\n青禾县,法治政府建设情况报告\r\n"
    assert.same(want, (csv.read(s)))
    assert.same(want, (csv.read("\u{FEFF}" .. s)))
    assert.same(want, (csv.read("\xFF\xFE" .. to_utf16le(s))))
    assert.same(want, (csv.read("\xB5\xD8\xC7\xF8,\xB1\xEA\xCC\xE2\r\n\xC7\xE0\xBA\xCC\xCF\xD8,"
      .. "\xB7\xA8\xD6\xCE\xD5\xFE\xB8\xAE\xBD\xA8\xC9\xE8\xC7\xE9\xBF\xF6\xB1\xA8\xB8\xE6\r\n")))
  end)

  it("keeps GBK whole that begins only after a long stretch of ASCII", function()
    local line = ("x,%s\n"):format(("a"):rep(99))
    local rows = csv.read("k,v\n" .. line:rep(6000) .. "y,\xC7\xE0\xBA\xCC\xCF\xD8\xD0\xD0\xD5\xFE\xB8\xB4\xD2\xE9\n")
    assert.equal(6001, #rows)
    assert.same({ k = "y", v = "青禾县行政复议" }, rows[6001])
  end)

  it("reads old line ends, passes over blank lines and needs no end at the end", function()
    assert.same({ { a = "1" }, { a = "2" } }, (csv.read "a,b\r1,\r\r2,"))
    assert.same({ { a = "1" } }, (csv.read "\n\na,b\n\n\n1,\n\n"))
  end)

  it("names columns that have no name, or one that was there already", function()
    local _, header = csv.read " a ,,a\n1,2,3\n"
    assert.same({ "a", "2", "a_3" }, header)
  end)

  it("reads the same whatever the pieces are cut like", function()
    local s = 'k,v\r\n"a""b","1\n\n2"\r\n\r\nc,"d"e,f\r\n'
    local want = all(s, #s)
    for n = 1, #s do assert.same(want, all(s, n)) end
    assert.same({ 'a"b', "1\n\n2" }, want[2].cells)
    assert.same({ "c", "de", "f" }, want[3].cells)
    assert.equal(6, want[3].line)
  end)

  it("says where a quote was opened that is never closed", function()
    local rows, message, code = csv.read 'a,b\n1,2\n3,"4\n5,6\n'
    assert.is_nil(rows)
    assert.equal("E311", code)
    assert.matches("line 3", message)
  end)

  it("leaves out a record beyond the limit and reads the next", function()
    local list = all("a,b\n" .. ("x"):rep(900) .. ",1\nc,d\n", 64, { max = 100 })
    assert.equal("E305", list[2].code)
    assert.is_false(list[2].cells)
    assert.same({ "c", "d" }, list[3].cells)
  end)

  it("passes a failure of the source on, after what came before it", function()
    local given = false
    local reader = csv.reader(function()
      if given then return nil, "the archive is cut off", "E311" end
      given = true
      return "a,b\n1,2\n"
    end)
    assert.same({ "a", "b" }, (reader:record()))
    assert.same({ "1", "2" }, (reader:record()))
    assert.same({ false, 3, "the archive is cut off", "E311" }, { reader:record() })
    assert.is_nil((reader:record()))
  end)

  it("is empty when there is nothing in it", function()
    assert.same({ nil, "there is nothing in it", "E302" }, { csv.read "" })
    assert.same({ nil, "there is nothing in it", "E302" }, { csv.read "\n\n" })
  end)
end)

describe("chunks", function()
  local function joined(s, n, encoding)
    local parts = {}
    for piece in chunks.decoded(dripping(s, n), encoding) do parts[#parts + 1] = piece end
    return table.concat(parts)
  end

  it("decodes the same whatever the pieces are cut like", function()
    local gbk = ("\xC7\xE0\xBA\xCC\xCF\xD8\xD0\xD0\xD5\xFE\xB8\xB4\xD2\xE9,31\n"):rep(3)
    local wide = to_utf16le(("青禾县，31件\n"):rep(3))
    for n = 1, 30 do
      assert.equal(("青禾县行政复议,31\n"):rep(3), joined(gbk, n))
      assert.equal(("青禾县，31件\n"):rep(3), joined(wide, n, "UTF-16LE"))
    end
  end)

  it("cuts a long line of GBK between characters", function()
    local long = "\xC7\xE0 \xBA\xCC\xCF\xD8" .. ("\xD0\xD0\xD5\xFE "):rep(120000)
    assert.equal("青 禾县" .. ("行政 "):rep(120000), joined(long, 262144))
  end)

  it("leaves what is in no encoding as it is", function()
    assert.equal("a\n青禾县\n\xFF\xFE\xFD\n", joined("a\n青禾县\n\xFF\xFE\xFD\n", 3))
  end)
end)
