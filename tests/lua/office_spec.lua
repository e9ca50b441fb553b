-- office: documents of other programs by way of LibreOffice: known by their bytes and not by their
-- names, refused with a reason, converted where LibreOffice is installed.

local core = require("fazhi.core")
local input = require("fazhi.input")
local loader = require("fazhi.loader")
local document = require("fazhi.document")

require("fazhi.message").set_language("en")

local OLE = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

local function wide(s)
  return (s:gsub(".", "%0\0"))
end

-- A compound file as far as it is looked at: its magic, the head of a stream, a name in its directory.
local function compound(stream, head)
  return OLE .. ("\0"):rep(504) .. (head or "") .. ("\0"):rep(1024 - #(head or "")) .. wide(stream)
end

local function find(bytes, name)
  return loader.find(input.memory(bytes, name)).id
end

local function read(bytes, name)
  local item = input.memory(bytes, name)
  return loader.find(item).read(item, {})
end

local function code_of(bytes, name)
  local reading, why, code = read(bytes, name)
  assert.is_nil(reading)
  return code, why
end

local function rtf(lines)
  local parts = { "{\\rtf1\\ansi\\uc0\\deff0{\\fonttbl{\\f0 SimSun;}}\\f0 " }
  for _, line in ipairs(lines) do
    for _, c in utf8.codes(line) do
      parts[#parts + 1] = c < 128 and utf8.char(c) or ("\\u%d "):format(c > 32767 and c - 65536 or c)
    end
    parts[#parts + 1] = "\\par\n"
  end
  parts[#parts + 1] = "}"
  return table.concat(parts)
end

-- What LibreOffice and the system would do, done by a stand-in.
local function with_helper(run, f, names)
  local real_run, real_find = core.helper.run, core.helper.find
  core.helper.run = run
  core.helper.find = function(name) return (names or { soffice = "/usr/bin/soffice" })[name] end
  local ok, why = pcall(f)
  core.helper.run, core.helper.find = real_run, real_find
  if not ok then error(why, 0) end
end

local function tempdirs()
  local count = 0
  for _, name in ipairs(core.files.list(os.getenv "TMPDIR" or "/tmp")) do
    if name:find("^fazhi%-%w%w%w%w%w%w$") then count = count + 1 end
  end
  return count
end

describe("what a document is", function()
  it("is known by its bytes, whatever its name", function()
    assert.equal("office", find(compound("WordDocument"), "a.txt"))
    assert.equal("office", find("{\\rtf1 x}", "a.doc"))
    local odt = "PK\3\4" .. ("\0"):rep(26) .. "mimetypeapplication/vnd.oasis.opendocument.text"
    assert.equal("office", find(odt, "a.zip"))
    assert.equal("html", find("<html><head><title>x</title></head><body><p>正文</p></body></html>", "a.doc"))
    assert.equal("text", find("一、这是纯文本。", "a.doc"))
    assert.equal("pdf", find("%PDF-1.4\n", "a.doc"))
  end)

  it("is taken from folders by its ending", function()
    for _, name in ipairs { "a.doc", "b.RTF", "c.odt", "d.wps" } do assert.is_true(loader.takes(name)) end
  end)
end)

describe("what cannot be converted says why", function()
  it("a password, a table, a presentation, something else", function()
    with_helper(function() error("must not run") end, function()
      local encrypted = "\xEC\xA5\xC1\0" .. ("\0"):rep(6) .. "\0\1"
      assert.equal("E312", (code_of(compound("WordDocument", encrypted), "a.doc")))
      local code, why = code_of(compound("Workbook"), "a.xls")
      assert.equal("E303", code)
      assert.is_truthy(why:find("Excel", 1, true))
      assert.equal("E303", (code_of(compound("PowerPoint Document"), "a.ppt")))
      assert.equal("E303", (code_of(compound("Other"), "a.doc")))
    end)
  end)

  it("no LibreOffice, one that hangs, dies, or writes nothing; and no folder is left behind", function()
    local before = tempdirs()
    local code, why
    with_helper(nil, function() code, why = code_of("{\\rtf1 x}", "a.rtf") end, {})
    assert.equal("E601", code)
    assert.is_truthy(why:find("apt install libreoffice-writer-nogui", 1, true))
    for _, trouble in ipairs { "soffice took longer than 120 seconds", "soffice was killed by signal 11" } do
      with_helper(function() return nil, trouble, "E317", "" end, function()
        assert.same({ "E317", trouble }, { code_of("{\\rtf1 x}", "a.rtf") })
      end)
    end
    with_helper(function(words) return "", "Error: source file could not be loaded: " .. words.dir .. "/in.rtf\n" end,
      function() code, why = code_of("{\\rtf1 x}", "a.rtf") end)
    assert.equal("E311", code)
    assert.equal("LibreOffice cannot open it: Error: source file could not be loaded: in.rtf", why)
    assert.equal(before, tempdirs())
  end)

  it("runs in a private folder, with a profile that lets nothing run and nothing be fetched", function()
    local seen
    with_helper(function(words)
      seen = words
      local dir = words.dir
      assert.equal("{\\rtf1 x}", core.files.read(dir .. "/in.rtf"))
      local settings = core.files.read(dir .. "/profile/user/registrymodifications.xcu")
      assert.is_truthy(settings:find("DisableMacrosExecution", 1, true))
      return nil, "soffice ended with status 1", "E317", ""
    end, function() code_of("{\\rtf1 x}", "a.rtf") end)
    assert.equal(seen.dir, seen.env.HOME)
    assert.equal("http://127.0.0.1:9", seen.env.http_proxy)
    assert.is_nil(core.files.kind(seen.dir))
  end)
end)

describe("LibreOffice", function()
  local present = core.helper.find("soffice") ~= nil
  local when_present = present and it or function(name) pending(name .. " (skipped: no soffice)") end

  when_present("gives a document paragraph by paragraph", function()
    local before = tempdirs()
    local paragraphs = { "云岭省2024年法治政府建设年度报告", "一、主要工作", "全年受理行政复议申请2690件，审结2310件。",
      "云岭省人民政府" }
    local doc = assert(document.decode(rtf(paragraphs), { path = "a.doc" }))
    assert.equal("rtf", doc.format)
    assert.equal(table.concat(paragraphs, "\n"), (doc.body:gsub("\n+", "\n"):gsub("\n$", "")))
    assert.equal(2690, doc.figures[1].value)
    assert.is_truthy(doc.locators[1].name:find("^p%d+$"))
    assert.equal(before, tempdirs())
  end)

  when_present("says so where it cannot open one", function()
    local code = code_of(compound("WordDocument", "\xEC\xA5\xC1\0" .. ("\xFF"):rep(4)), "a.doc")
    assert.is_truthy(code == "E311" or code == "E312" or code == "E317" or code == "E302" or code == "E313")
  end)
end)
