-- fazhi.parcel and base64: rows as a line of JSON and back, and what is refused of a line.

local base64 = require "fazhi.base64"
local document = require "fazhi.document"
local json = require "fazhi.json"
local parcel = require "fazhi.parcel"
local rows_of = require("fazhi.corpus.document").rows

local function files()
  local pipe <close> = assert(io.popen "ls examples/reports/*")
  local list = {}
  for line in pipe:lines() do list[#list + 1] = line end
  return list
end

local function rows(path)
  return rows_of(assert(document.read(path)):complete())
end

describe("fazhi.base64", function()
  it("gives back every byte at every length", function()
    local all = {}
    for i = 0, 255 do all[i + 1] = string.char(i) end
    local s = table.concat(all)
    for n = 0, 256 do assert.equal(s:sub(1, n), base64.decode(base64.encode(s:sub(1, n)))) end
  end)

  it("writes what others read", function()
    assert.same({ "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "+/8A" }, { base64.encode "", base64.encode "f",
      base64.encode "fo", base64.encode "foo", base64.encode "foob", base64.encode "\xFB\xFF\0" })
  end)

  it("refuses what is none", function()
    assert.equal("foobar", base64.decode_loosely("Zm 9\r\nvYmFy"))
    assert.equal("fo", base64.decode_loosely("Zm8=\n"))
    for _, s in ipairs { "Z", "Zg=", "Zg===", "Zm9*", "Z g=", "====" } do assert.is_nil(base64.decode(s), s) end
  end)
end)

describe("fazhi.parcel", function()
  it("gives back the rows of every example report as they were", function()
    for _, path in ipairs(files()) do
      local one = rows(path)
      local line = parcel.encode(one)
      assert.is_nil(line:find "\n")
      assert.same(one, assert(parcel.decode(line)), path)
    end
  end)

  it("keeps whole numbers whole, others exact, and bytes that are no text", function()
    local one = rows "examples/reports/青禾县_2024.txt"
    one.source.path, one.source.map = "\xFF/a.txt", "\0\xFE\1"
    local kept = { 7, 7.0, -0.5, 1e15, 0.1 + 0.2, 1949.39, 2 ^ 60, math.maxinteger, 1e300 }
    for i, value in ipairs(kept) do one.figures[i].value = value end
    local again = assert(parcel.decode(parcel.encode(one)))
    assert.same(one, again)
    for i, value in ipairs(kept) do
      assert.equal(math.type(value), math.type(again.figures[i].value))
      assert.equal(value, again.figures[i].value)
    end
  end)

  it("says what else it is given, which reading leaves alone", function()
    local one = rows "examples/reports/青禾县_2024.txt"
    local line = parcel.encode(one, { contents = { "a" } })
    assert.same({ "a" }, json.decode(line).contents)
    assert.same(one, assert(parcel.decode(line)))
    assert.equal("table", type(json.decode(line).report.evidence))
  end)

  it("refuses what is no line, saying what is wrong", function()
    local line = parcel.encode(rows "examples/reports/青禾县_2024.txt")
    local count
    local function refused(change, place)
      local given = json.decode(line)
      change(given)
      local found, message, code = parcel.decode(json.encode(given))
      assert.is_nil(found, place)
      assert.equal("E311", code)
      assert.truthy(message:find(place, 1, true), message)
      count = (count or 0) + 1
    end
    refused(function(o) o.fazhi = nil end, "fazhi")
    refused(function(o) o.fazhi = 2 end, "2")
    refused(function(o) o.figures = nil end, "figures")
    refused(function(o) o.figures[3].section = #o.sections + 1 end, "figures[3].section")
    refused(function(o) o.figures[3].value = "7" end, "figures[3].value")
    refused(function(o) o.figures[3].stop = 1 << 40 end, "figures[3].start")
    refused(function(o) o.figures[3].start = -1 end, "figures[3].start")
    refused(function(o) o.figures[3].raw = nil end, "figures[3].raw")
    refused(function(o) o.figures[3].start = o.figures[3].start - 1 end, "figures[3].raw")
    refused(function(o) o.report.content_start = -1 end, "report.content_stop")
    refused(function(o) o.observations[1].figure = 0 end, "observations[1].figure")
    refused(function(o) o.sections[2].parent = 2 end, "sections[2].parent")
    refused(function(o) o.passages[1].start = nil end, "passages[1].start")
    refused(function(o) o.source.sha256 = "x" end, "source.sha256")
    refused(function(o) o.source.map = { base64 = "*" } end, "source.map")
    refused(function(o) o.report.body = { "x" } end, "report.body")
    refused(function(o) o.report.body = "" end, "start")
    refused(function(o) o.sketch = nil end, "sketch")
    for _, text in ipairs { "", "{", "[]", "7", "null", line:sub(1, -2) } do
      local found, message, code = parcel.decode(text)
      assert.is_nil(found)
      assert.is_string(message)
      assert.equal("E311", code)
    end
    assert.equal(18, count)
  end)
end)
