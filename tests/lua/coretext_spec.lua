-- coretext_spec: fazhi.core.text as Lua sees it: spans that count from 1, failures that are
-- returned, misuse that raises, and nothing that outlives its text.

local core = require "fazhi.core"
local text = core.text

local sample = "青禾县２０２３年度报告\r\n全年受理 36 件。\n"

-- The span of `word` in a text.
local function span(t, word)
  return assert(t:bytes():find(word, 1, true))
end

local function with_file(bytes, f)
  local path = os.tmpname()
  local out <close> = assert(io.open(path, "wb"))
  out:write(bytes)
  out:close()
  f(path)
  os.remove(path)
end

it("keeps the metatables of the core's classes to itself, so that no script frees what is in use", function()
  local t = assert(text.decode(sample))
  for _, object in ipairs { t, core.words.new { "件" } } do
    assert.is_false(getmetatable(object))
    assert.is_nil(object.__close)
  end
end)

describe("decode", function()
  it("gives clean text and says what it was", function()
    local t = assert(text.decode(sample))
    assert.equal("青禾县2023年度报告\n全年受理36件。\n", t:bytes())
    assert.equal(#t:bytes(), #t)
    assert.equal("UTF-8", t:encoding())
    assert.same({ 1.0 }, { t:confidence() })
    assert.equal("Hans", t:script())
    assert.equal(#sample, t:size())
    assert.matches("^%x+$", t:sha256())
    assert.equal(64, #t:sha256())
    assert.same({}, t:damage())
    assert.same({}, t:repairs())
  end)

  it("names the encoding that came second", function()
    local t = assert(text.decode("\xC7\xE0\xBA\xCC\xCF\xD8\xA3\xAC\xCA\xDC\xC0\xED\xB0\xB8\xBC\xFE"))
    local confidence, other = t:confidence()
    assert.equal("GB18030", t:encoding())
    assert.equal("青禾县，受理案件", t:bytes())
    assert.is_true(confidence > 0.5 and confidence <= 1)
    assert.equal("BIG5", other)
  end)

  it("takes options", function()
    local bytes = "\xAB\x43\xA5\xDD\xBF\xA4\xC0\xF4\xAE\xD7"
    local t = assert(text.decode(bytes, { encoding = "BIG5", keep_script = true }))
    assert.equal("Hant", t:script())
    assert.truthy(t:bytes():find("縣", 1, true))
    local simple = assert(text.decode(bytes, { encoding = "BIG5" }))
    assert.truthy(simple:bytes():find("县", 1, true))
    local none, message, code = text.decode(bytes, { max_bytes = 4 })
    assert.is_nil(none)
    assert.equal("larger than the limit of 4 bytes", message)
    assert.equal("E305", code)
  end)

  it("returns what is wrong with the world", function()
    local function code(...) return select(3, text.decode(...)) end
    assert.equal("E302", code "")
    assert.equal("E303", code "%PDF-1.4 …")
    assert.equal("E304", code("\xC7\xE0\xBA\xCC\xCF\xD8", { encoding = "UTF-8" }))
    assert.equal("E201", code("abc", { encoding = "EBCDIC" }))
  end)

  it("raises what is wrong with the program", function()
    assert.has_error(function() text.decode() end)
    assert.has_error(function() text.decode({}) end)
    assert.has_error(function() text.decode("a", 5) end)
    assert.has_error(function() text.decode("a", { encoding = true }) end)
    assert.has_error(function() text.decode("a", { max_bytes = -1 }) end)
    assert.has_error(function() text.decode("a", { max_bytes = 1.5 }) end)
  end)
end)

describe("read", function()
  it("reads files", function()
    with_file(sample, function(path)
      local t = assert(text.read(path))
      assert.equal("青禾县2023年度报告\n全年受理36件。\n", t:bytes())
    end)
  end)

  it("says why it cannot", function()
    local t, message, code = text.read("no/such/file.txt")
    assert.is_nil(t)
    assert.matches("^cannot be opened", message)
    assert.equal("E301", code)
    assert.equal("E306", select(3, text.read("tests")))
  end)
end)

describe("source", function()
  it("leads to the bytes of the file", function()
    local t = assert(text.decode(sample))
    for _, word in ipairs { "青禾县", "年度报告", "受理", "36", "件" } do
      local i, j = t:source(span(t, word))
      assert.equal(word, sample:sub(i, j))
    end
    local i, j = t:source(span(t, "2023"))
    assert.equal("２０２３", sample:sub(i, j))
    i, j = t:source(span(t, "受理36件"))
    assert.equal("受理 36 件", sample:sub(i, j))
  end)

  it("leads there for many at once", function()
    local t = assert(text.decode(sample))
    local list = {}
    for i, word in ipairs { "青禾县", "2023", "受理36件" } do
      local start, stop = span(t, word)
      list[i] = { start = start, stop = stop }
    end
    list[4] = { start = 1, stop = 0 }
    local first, last = t:sources(list)
    for i, one in ipairs(list) do
      assert.same({ t:source(one.start, one.stop) }, { first[i], last[i] })
    end
    assert.equal(#list, #first)
    assert.same({ {}, {} }, { t:sources {} })
    for _, bad in ipairs { { start = 1 }, { start = 0, stop = 1 }, { start = 1, stop = 1e6 }, { start = "x", stop = 2 },
      false } do
      assert.has_error(function() t:sources { bad } end)
    end
    assert.has_error(function() t:sources(nil) end)
  end)

  it("keeps empty spans empty", function()
    local t = assert(text.decode(sample))
    assert.same({ 1, 0 }, { t:source(1, 0) })
    assert.same({ #sample + 1, #sample }, { t:source(#t + 1, #t) })
  end)

  it("raises outside the text", function()
    local t = assert(text.decode(sample))
    assert.has_error(function() t:source(0, 1) end)
    assert.has_error(function() t:source(1, #t + 1) end)
    assert.has_error(function() t:source(5, 3) end)
    assert.has_error(function() t:source("x", 3) end)
  end)
end)

describe("edit", function()
  it("changes the text and its map, and returns the text", function()
    local t = assert(text.decode("培训执法人员88\n件。"))
    local i, j = span(t, "\n")
    assert.equal(t, t:edit { { 1, 0, "共" }, { i, j, "" } })
    assert.equal("共培训执法人员88件。", t:bytes())
    assert.same({ 19, 24 }, { t:source(span(t, "88件")) })
    assert.same({ 1, 0 }, { t:source(1, 3) })
    assert.equal(t, t:edit {})
  end)

  it("raises on misuse and changes nothing", function()
    local t = assert(text.decode("青禾县"))
    for _, edits in ipairs {
      { { 1, 2, "" } }, { { 4, 6, "" }, { 1, 3, "" } }, { { 1, 12, "" } }, { { 0, 3, "" } },
      { { 1, 3, "\xFF" } }, { { 1, 3, "\1" } }, { { 1, 3 } }, { { 1, 3, 5 } }, { 1 }, { { "1", 3, "" } },
      { { 1, 3.5, "" } }, { { 5, 3, "" } },
    } do
      assert.has_error(function() t:edit(edits) end)
      assert.equal("青禾县", t:bytes())
    end
    assert.has_error(function() t:edit() end)
  end)
end)

describe("slice", function()
  it("is a text of its own", function()
    local t = assert(text.decode(sample))
    local part = t:slice(span(t, "受理36件"))
    t:close()
    assert.equal("受理36件", part:bytes())
    local i, j = part:source(7, 8)
    assert.equal("36", sample:sub(i, j))
    assert.equal(#sample, part:size())
    assert.has_error(function() part:slice(2, 4) end)
    assert.has_error(function() part:slice(1, 99) end)
  end)
end)

describe("marks", function()
  it("count from 1", function()
    local t = assert(text.decode("青禾\xFF县取得新成效?,F將有關情況報告", { encoding = "UTF-8", keep_script = true }))
    assert.same({ { start = 7, stop = 9, kind = "undecodable" } }, t:damage())
    local repairs = t:repairs()
    assert.equal(1, #repairs)
    assert.equal("gbk-shift", repairs[1].kind)
    assert.equal("。現", t:bytes():sub(repairs[1].start, repairs[1].stop))
  end)
end)

describe("map", function()
  it("survives being stored", function()
    local t = assert(text.decode(sample))
    local map = assert(text.map(t:map()))
    for i = 1, #t do
      if utf8.offset(t:bytes(), 0, i) == i then
        local j = (utf8.offset(t:bytes(), 2, i) or #t + 1) - 1
        assert.same({ t:source(i, j) }, { map:source(i, j) })
      end
    end
    assert.has_error(function() map:source(1, #t + 1) end)
    assert.has_error(function() map:source(0, 0) end)
  end)

  it("is refused where it is damaged", function()
    local map, message, code = text.map("\1\0\9")
    assert.is_nil(map)
    assert.matches("damaged", message)
    assert.equal("E201", code)
  end)
end)

describe("simplify", function()
  it("makes words simplified and leaves bytes that are no text", function()
    assert.equal("行政复议", text.simplify "行政復議")
    assert.equal("", text.simplify "")
    assert.equal("\xE8\xA4", text.simplify "\xE8\xA4")
  end)
end)

describe("a text", function()
  it("is closed once, and then raises", function()
    local t = assert(text.decode(sample))
    assert.equal("text (39 bytes, UTF-8)", tostring(assert(text.decode "青禾县法治政府建设年度报告")))
    t:close()
    t:close()
    assert.equal("text (closed)", tostring(t))
    assert.has_error(function() t:bytes() end)
    assert.has_error(function() return #t end)
  end)

  it("closes at the end of its block", function()
    local kept
    do
      local t <close> = assert(text.decode(sample))
      kept = t
    end
    assert.has_error(function() kept:bytes() end)
  end)

  it("refuses other userdata", function()
    local t = assert(text.decode(sample))
    assert.has_error(function() t.bytes(io.stdout) end)
    assert.has_error(function() t.bytes(text.map(t:map())) end)
  end)
end)
