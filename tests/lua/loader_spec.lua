-- loader, input and locator: which loader reads what, and where a span stands in a file of pages.

local document = require "fazhi.document"
local input = require "fazhi.input"
local loader = require "fazhi.loader"
local locator = require "fazhi.locator"
local message = require "fazhi.message"
local text = require("fazhi.core").text

local function named(name, bytes)
  return loader.find(input.memory(bytes, name)).id
end

describe("loader", function()
  after_each(function()
    loader.register { id = "spells", endings = {}, read = function() return nil, "gone", "E303" end }
  end)

  it("goes by the bytes, then by the ending, and takes the rest as text", function()
    assert.equal("text", named("a.txt", "受理31件。"))
    assert.equal("text", named("a.unknown", "受理31件。"))
    assert.equal("text", named("a.doc", "受理31件。"))
    assert.equal("html", named("a.txt", "<!DOCTYPE html><html><body>受理31件。</body></html>"))
    assert.equal("html", named("a.htm", "受理31件。"))
  end)

  it("is found by endings in any case", function()
    assert.is_true(loader.takes("报告.TXT"))
    assert.is_true(loader.takes("a/b.Html"))
    assert.is_false(loader.takes("picture.png"))
    assert.is_false(loader.takes("txt"))
  end)

  it("can be added by a script, and its facts, notes and locators are used", function()
    loader.register {
      id = "spells", endings = { "spell" },
      read = function(item)
        local pages = "甲县2023年法治政府建设报告\n一、概况\n受理行政复议申请31件。\n"
        local at = pages:find("受理", 1, true)
        return { text = assert(text.decode(pages, {})), notes = { "of " .. item.name },
          locators = { { at = 1, name = "l1.1" }, { at = at, name = "l2.7" } },
          facts = { { field = "published", name = "spoken", value = "2024-02-03" } } }
      end,
    }
    local doc = assert(document.decode("anything", { path = "dir/a.spell", url = "https://a.example/b" }))
    assert.equal("spells", doc.format)
    assert.same({ "of a.spell" }, doc.notes)
    assert.equal(text.sha256("anything"), doc.sha256)
    assert.equal(8, doc.bytes)
    local figure = doc.figures[1]
    assert.equal("31件", figure.raw)
    assert.is_nil(doc:source(figure.start, figure.stop))
    assert.equal("l2.7", doc:locate("body", figure.start, figure.stop))
    assert.equal("published", doc.parts.facts[1].field)
  end)

  it("refuses a loader that is none", function()
    assert.has_error(function() loader.register { id = "x" } end)
    assert.has_error(function() loader.register { id = "x", endings = { "TXT" }, read = print } end)
  end)

  it("reads a container member by member, and one named member", function()
    loader.register {
      id = "spells", endings = { "spell" },
      members = function(item)
        local n = 0
        return function()
          n = n + 1
          if n == 1 then return { name = "a.txt", bytes = "甲县受理31件。", url = "http://x.example/" } end
          if n == 2 then return { name = "b.txt", problem = { message = "torn", code = "E311" } } end
          if n == 3 then return { name = "c.png", skipped = true } end
          if n == 4 then return { name = "d.txt", bytes = "乙县受理32件。" .. item.depth } end
        end
      end,
    }
    local seen = {}
    for found in document.each_in("x", { path = "dir/book.spell" }) do
      seen[#seen + 1] = found.path .. (found.code or found.skipped and "skipped" or found.input.depth)
    end
    assert.same({ "dir/book.spell#a.txt1", "dir/book.spell#b.txtE311", "dir/book.spell#c.pngskipped",
      "dir/book.spell#d.txt1" }, seen)
    local doc, _, code = document.decode("x", { path = "book.spell" })
    assert.is_nil(doc)
    assert.equal("E316", code)
  end)

  it("keeps containers in containers within bounds", function()
    loader.register {
      id = "spells", endings = { "spell" },
      members = function()
        local done = false
        return function()
          if done then return nil end
          done = true
          return { name = "again.spell", bytes = "x" }
        end
      end,
    }
    local last
    for found in document.each_in("x", { path = "again.spell" }) do last = found end
    assert.equal("E314", last.code)
  end)

  it("gives what a loader raises as a failure, as a failure", function()
    loader.register { id = "spells", endings = { "spell" }, read = function()
      require("fazhi.failure").raise("E311", "torn") end }
    local doc, why, code = document.decode("x", { path = "a.spell" })
    assert.is_nil(doc)
    assert.same({ "torn", "E311" }, { why, code })
  end)
end)

describe("what bytes count in", function()
  it("is said by the name of the container", function()
    message.set_language "en"
    assert.equal("the file", loader.counted "a/b.html")
    assert.equal("the text of the record that begins in line 12, in UTF-8, as fazhi show --raw gives it",
      loader.counted "a/crawl.JSONL.gz#12")
    assert.equal("the text of the record that begins in line 2, item 5, in UTF-8, as fazhi show --raw gives it",
      loader.counted "a/answer.json#2.5")
    assert.equal("the text of the cell in the row that begins in line 3, in UTF-8, as fazhi show --raw gives it",
      loader.counted "a.zip#b.csv#3")
    assert.equal("the file in the archive", loader.counted "a.zip#b/c.html")
    assert.equal("the page of the record, without its HTTP header", loader.counted "a.warc.gz#http://x.example/#top")
    assert.equal("the member", loader.counted "crawl.txt#1")
    message.set_language(nil)
  end)
end)

describe("what is left out of a file", function()
  local stage = require "fazhi.stage"

  it("is told with its bytes and the reason", function()
    local bytes = "首页 > 政务公开\n甲县2023年法治政府建设情况报告\n一、概况\n全年推动各机(jī)关(guān)依法办事，受理行政复议"
      .. "申请31件，办结30件。\n甲县人民政府\n2024年1月30日\n上一篇：没有了\n主办：甲县人民政府办公室\n"
    local doc = assert(document.decode(bytes, { path = "a.txt" }))
    local rows, counts = stage.left_out(doc, bytes)
    local parts = {}
    for i, row in ipairs(rows) do
      parts[i] = row.part
      assert.equal(row.text, bytes:sub(row.source_start + 1, row.source_stop))
    end
    assert.same({ "front", "body", "body", "back", "back" }, parts)
    assert.equal("首页 > 政务公开", rows[1].text)
    assert.same({ "(jī)", "pinyin gloss" }, { rows[2].text, rows[2].reason })
    assert.same({}, counts)
  end)
end)

describe("a refusal for safety", function()
  it("says what to do, once", function()
    message.set_language "en"
    assert.matches("split it or save it as text", message.line("E314", "markup of too many elements", "a.html"))
    assert.equal("E314: a.zip: too many; pack it in parts", message.line("E314", "too many; pack it in parts", "a.zip"))
    message.set_language "zh"
    assert.matches("另存为文本", message.line("E314", "markup of too many elements"))
    assert.is_nil(message.line("E314", "太多；请分开打包"):find("另存为文本", 1, true))
    message.set_language(nil)
  end)
end)

describe("input", function()
  it("of a file that is none says why", function()
    assert.equal("E301", select(3, input.file("/nowhere/a.txt")))
    assert.equal("E306", select(3, input.file("/tmp")))
  end)

  it("is hashed once: when it is asked for it, or as it is decoded", function()
    for name, bytes in pairs { ["a.txt"] = "受理31件。", ["a.html"] = "<p>全年受理行政复议案件31件。</p>" } do
      local item = input.memory(bytes, name)
      assert.equal(text.sha256(bytes), assert(loader.read(item, {})).text:sha256())
      assert.equal(text.sha256(bytes), item:sha256())
      item = input.memory(bytes, name)
      assert.equal(text.sha256(bytes), item:sha256())
      assert.equal("", assert(loader.read(item, {})).text:sha256())
      assert.equal(text.sha256(bytes), item:sha256())
    end
  end)

  it("has the digest of what the file holds when it is read again", function()
    local path <const> = os.tmpname()
    local function write(bytes)
      local file <close> = assert(io.open(path, "wb"))
      file:write(bytes)
    end
    write("受理31件。")
    local item = assert(input.file(path))
    assert.equal(text.sha256 "受理31件。", item:sha256())
    write("受理32件。")
    item:close()
    assert.equal(text.sha256 "受理32件。", item:sha256())
    os.remove(path)
  end)

  it("refuses more than the limit", function()
    local path = os.tmpname()
    local file = assert(io.open(path, "wb"))
    file:write(("x"):rep(100))
    file:close()
    local item = assert(input.file(path, { max_bytes = 50 }))
    assert.equal("E305", select(3, item:bytes()))
    os.remove(path)
  end)
end)

describe("locator", function()
  local list = { { at = 5, name = "l1.1" }, { at = 20, name = "l1.2" }, { at = 30, name = "c2.3.1" } }

  it("finds the places of a span, also before the first", function()
    assert.same({ "l1.1", "l1.1" }, { locator.find(list, 5, 19) })
    assert.same({ "l1.1", "l1.2" }, { locator.find(list, 19, 20) })
    assert.same({ "c2.3.1", "c2.3.1" }, { locator.find(list, 99, 120) })
    assert.same({ "l1.1", "l1.1" }, { locator.find(list, 1, 6) })
    assert.is_nil(locator.find(list, 1, 2))
    assert.is_nil(locator.find({}, 1, 2))
  end)

  it("is kept as a string", function()
    assert.same(list, locator.decode(locator.encode(list)))
  end)

  it("is said in words", function()
    message.set_language("en")
    assert.equal("page 1, line 2", locator.text("l1.2"))
    assert.equal("page 1, line 2–table 2, row 3, cell 1", locator.text("l1.2", "c2.3.1"))
    message.set_language("zh")
    assert.equal("第27段", locator.text("p27", "p27"))
    message.set_language(nil)
  end)
end)
