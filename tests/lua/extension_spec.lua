-- What a user adds: files that inherit what they take the place of, and what a program adds for one run.

local catalogue = require("fazhi.catalogue")
local display = require("fazhi.display")
local document = require("fazhi.document")
local failure = require("fazhi.failure")
local fazhi = require("fazhi")
local format = require("fazhi.format")
local frame = require("fazhi.frame")
local indicator = require("fazhi.indicator")
local kind = require("fazhi.kind")
local loader = require("fazhi.loader")
local message = require("fazhi.message")
local path = require("fazhi.path")
local region = require("fazhi.region")
local render = require("fazhi.render")
local files = require("fazhi.core").files

local home, real_roots

local function write(name, s)
  local file = home .. "/" .. name
  os.execute("mkdir -p '" .. file:match("^(.*)/") .. "'")
  local f = assert(io.open(file, "wb"))
  f:write(s)
  f:close()
  return file
end

local function forget()
  catalogue.forget()
  indicator.forget()
  loader.forget()
  format.forget()
  region.current = nil
end

describe("a user's folder", function()
  setup(function()
    home = assert(files.tempdir())
    real_roots = path.roots
    path.roots = function()
      local list = real_roots()
      table.insert(list, 1, { dir = home .. "/low", from = "user" })
      table.insert(list, 1, { dir = home .. "/high", from = "option" })
      return list
    end
  end)
  teardown(function()
    path.roots = real_roots
    files.remove_tree(home)
    forget()
  end)
  after_each(function()
    files.remove_tree(home .. "/high")
    files.remove_tree(home .. "/low")
    forget()
  end)

  it("gives an indicator its name anew once its file was changed and the catalogue forgotten", function()
    local one = "return { { id = 'courses', zh = '讲座', en = '%s', find = '讲座<数>次' } }"
    message.set_language "en"
    local names = {}
    for i, name in ipairs { "courses", "lectures" } do
      write("high/catalogue/rule_of_law/mine.lua", one:format(name))
      catalogue.forget()
      names[i] = display.indicator { id = "courses", name = "讲座" } .. "/" ..
        display.word({ name = "indicator_name" }, "讲座")
    end
    local _, folder = catalogue.entry "courses"
    message.set_language(nil)
    assert.same({ "courses/courses", "lectures/lectures" }, names)
    assert.equal("rule_of_law", folder)
    assert.is_nil(catalogue.entry "no_such_indicator")
  end)

  it("inherits from the next file of the name, and that from the next", function()
    local bundled = #catalogue.load("units")
    local add = "local inherited = ... local t = inherited() t[#t + 1] = { kind = 'count', words = { '%s' } } return t"
    write("low/catalogue/units.lua", add:format("甲格"))
    write("high/catalogue/units.lua", add:format("乙格"))
    forget()
    local units = catalogue.load("units")
    assert.equal(bundled + 2, #units)
    assert.same({ "甲格", "乙格" }, { units[bundled + 1].words[1], units[bundled + 2].words[1] })
  end)

  it("is given a table of its own each time, and an empty one where it takes nobody's place", function()
    write("high/catalogue/alone.lua", [[
local inherited = ...
return { n = #inherited(), is_new = inherited() ~= inherited() }]])
    write("high/catalogue/kinds/other.lua", "local t = (...)() t.zh = '别的' return t")
    forget()
    assert.same({ n = 0, is_new = true }, catalogue.load("alone"))
    assert.equal("别的", kind.all().other.zh)
    assert.equal("other", kind.all().other.id)
  end)

  it("tells the broken file, not the one that inherits from it", function()
    local low = write("low/catalogue/units.lua", "return {,}")
    write("high/catalogue/units.lua", "return (...)()")
    forget()
    local ok, e = pcall(catalogue.load, "units")
    assert.is_false(ok)
    assert.matches(low:gsub("%p", "%%%0") .. ":1:", tostring(failure.is(e) and e.message or e))
  end)

  it("has places beside the bundled ones", function()
    write("low/data/regions.tsv", "# own\ncode\tname\tfull_name\tlevel\tparent_code\tfrom_year\tto_year\tsuccessor\n"
      .. "990171\t白塔开发区\t云岭省白塔开发区\tcounty\t990000\t2010\t\t\n")
    forget()
    assert.equal("990171", region.find("白塔开发区").code)
    assert.equal("110000", region.find("北京市").code)
  end)

  it("may hold a verb as a folder, which a file of the same name comes before", function()
    local main = write("low/commands/tool/main.lua", "return {}")
    write("low/commands/empty/readme.txt", "")
    assert.equal(main, (path.find("commands", "tool")))
    assert.equal(main, path.list("commands").tool)
    assert.is_nil(path.list("commands").empty)
    assert.is_nil((path.find("catalogue", "tool")))
    local file = write("low/commands/tool.lua", "return {}")
    assert.same({ file, file }, { (path.find("commands", "tool")), path.list("commands").tool })
    local high = write("high/commands/tool/main.lua", "return {}")
    local list = path.every("commands", "tool")
    assert.same({ 2, high, file, "option" }, { #list, list[1].file, list[2].file, list[1].root.from })
  end)

  it("adds outputs by their name and ending, and takes the place of bundled ones", function()
    local one = frame.new({ columns = { "a" }, rows = { { a = 1 } } })
    assert.equal("E211", select(3, render.string(one, { format = "bib" })))
    write("low/formats/bib.lua",
      "return { id = 'bib', endings = { 'bb' }, write = function(f) return 'n=' .. #f.rows end }")
    write("low/formats/tsv.lua", "return { id = 'tsv', is_binary = true, write = function() return 'mine' end }")
    forget()
    assert.equal("n=1", render.string(one, { format = "bib" }))
    assert.equal("mine", render.string(one, { format = "tsv" }))
    assert.equal("bib", render.choose_format(one, { path = "x.BB" }))
    assert.equal("csv", render.choose_format(one, { path = "x.csv" }))
    assert.same({ true, false, true }, { render.is_binary("tsv"), render.is_binary("bib"), render.is_binary("xlsx") })
    assert.is_true(render.knows("bib"))
    assert.is_false(render.knows("../bib"))
    assert.matches("%f[%w]bib csv", table.concat(render.names(), " "))
    local ok, details = render.save(one, home .. "/x.bb")
    assert.same({ true, "n=1" }, { ok, details.bytes })
  end)

  it("refuses a format that is none, with its file", function()
    local one = frame.new({ columns = { "a" }, rows = {} })
    local function refused(text, pattern)
      local file = write("low/formats/bib.lua", text)
      forget()
      local ok, e, code = pcall(render.string, one, { format = "bib" })
      assert.same({ false, "E502" }, { ok, failure.is(e) and e.code or code }, text .. tostring(e))
      assert.equal(file, e.message:sub(1, #file))
      assert.matches(pattern, e.message)
      assert.equal("a\n", render.string(one, { format = "csv" })) -- the others go on
    end
    refused("return 1", "must return a table")
    refused("return { id = 'bib' }", "needs write")
    refused("return { id = 'bob', write = print }", "needs a file of its name")
    refused("return { id = 'bib', endings = { '.BIB' }, write = print }", "an ending is written as")
    refused("return {", "<eof>")
  end)
end)

describe("a program", function()
  after_each(forget)

  it("adds a kind of document", function()
    local text = "青禾县2024年度审计工作报告\n一、情况\n查出问题9个。\n"
    assert.equal("other", document.decode(text, { path = "a.txt" }).meta.kind)
    fazhi.kind { id = "audit_work", zh = "审计工作报告", threshold = 3,
      signs = { { where = "title", weight = 4, zh = "题名", any = { "审计工作报告" } } } }
    assert.equal("audit_work", document.decode(text, { path = "a.txt" }).meta.kind)
    assert.has_error(function() fazhi.kind { id = "A" } end, "a kind needs an id of small letters")
    assert.has_error(function() fazhi.kind { id = "a" } end, "the kind a needs a name, zh")
    assert.has_error(function() fazhi.kind { id = "a", zh = "甲" } end, "the kind a needs signs to be known by")
  end)

  it("adds a format and a loader", function()
    fazhi.format { id = "count", endings = { "n" }, write = function(f) return tostring(#f.rows) end }
    local one = frame.new({ columns = { "a" }, rows = { { a = 1 }, { a = 2 } } })
    assert.equal("2", render.string(one, { format = "count" }))
    assert.equal("count", render.choose_format(one, { path = "x.n" }))
    assert.equal("E502", select(2, pcall(fazhi.format, { id = "x" })).code)
    assert.is_false(loader.takes("x.upper"))
    fazhi.loader { id = "upper", endings = { "upper" }, read = function(input, options)
      return { text = require("fazhi.core").text.decode((input:bytes():gsub("TEXT", "文本")), options) }
    end }
    assert.is_true(loader.takes("x.upper"))
    assert.matches("文本", document.decode("TEXT，共7件。", { path = "x.upper" }).body)
  end)

  it("adds an indicator", function()
    local one = fazhi.indicator { id = "spec_only", zh = "某案数", unit = "件", definition = "d", find = "某案 … <数>" }
    assert.equal("spec_only", one.id)
    assert.equal(one, (indicator.find("某案数")))
    assert.has_error(function() fazhi.indicator { id = "bad", zh = "坏", find = "(<数>" } end)
    indicator.forget()
    assert.is_nil((indicator.find("某案数")))
  end)

  it("reads words as its command line", function()
    local spec = { name = "p", { name = "A…", kind = "integer", help = "h", max = 9 } }
    assert.same({ a = { 1, 2 } }, fazhi.args.parse(spec, { "1", "2" }))
    local ok, e = pcall(fazhi.args.parse, spec, { "10" })
    assert.same({ false, "E208" }, { ok, e.code })
    assert.matches("p A…", e.message)
    ok, e = pcall(fazhi.args.parse, spec, { "--help" })
    assert.same({ false, true }, { ok, type(e.help) == "table" })
    assert.matches("p A…", tostring(e))
    assert.same({ 2018, 2024 }, { fazhi.args.years({ from = 2018, to = 2024 }) })
  end)
end)
