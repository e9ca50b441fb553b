-- fazhi.workbook and fazhi.spreadsheet: what is written as .xlsx is read back, and stands in the XML as
-- Excel wants it.

local core = require("fazhi.core")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local provenance = require("fazhi.provenance")
local render = require("fazhi.render")
local spreadsheet = require("fazhi.spreadsheet")
local workbook = require("fazhi.workbook")

-- The bytes of one part of the archive.
local function part(bytes, name)
  local archive = assert(core.archive.open(bytes))
  for _, entry in ipairs(archive:entries()) do
    if entry.name == name then
      local content = archive:read(entry.index, 1 << 26)
      archive:close()
      return content
    end
  end
  archive:close()
end

local columns = {
  { name = "region", kind = "region", zh = "地区", en = "region" },
  { name = "value", kind = "number", zh = "数值", en = "value", unit = "件" },
  { name = "share", kind = "number", zh = "比率", en = "share", digits = 1 },
}

local function written(rows, options, own)
  return assert(render.string(frame.new({ columns = own or columns, rows = rows }),
    setmetatable({ format = "xlsx" }, { __index = options })))
end

local function first_sheet(bytes)
  return assert(spreadsheet.read(bytes))[1]
end

describe("workbook", function()
  before_each(function() message.set_language("zh") end)
  after_each(function() message.set_language(nil) end)

  it("has the labels as header and gives back every cell", function()
    local sheet = first_sheet(written({ { region = "甲市", value = 2690, share = 98.56 }, { region = "乙" } }))
    assert.equal("数据", sheet.name)
    assert.same({ "地区", "数值（件）", "比率" }, sheet.rows[1].cells)
    assert.same({ "甲市", "2690", "98.56" }, sheet.rows[2].cells)
    assert.same({ "乙" }, sheet.rows[3].cells)
  end)

  it("writes numbers as numbers, shown with the digits of the column and stored in full", function()
    local bytes = written({ { region = "甲", value = 7, share = 98.56 } })
    local xml = part(bytes, "xl/worksheets/sheet1.xml")
    assert.matches('<c r="B2"[^>]*><v>7</v>', xml)
    assert.is_nil(xml:match('<c r="B2"[^>]*t="s"'))
    assert.matches("<v>98.56</v>", xml)
    assert.matches('formatCode="0.0"', part(bytes, "xl/styles.xml"))
  end)

  it("leaves what is missing empty: no cell, no 0", function()
    local xml = part(written({ { region = "甲", share = 0 / 0 }, { value = 1 / 0 } }), "xl/worksheets/sheet1.xml")
    assert.is_nil(xml:match('r="B2"'))
    assert.is_nil(xml:match('r="C2"'))
    assert.is_nil(xml:match('r="A3"'))
    assert.is_nil(xml:match('r="B3"'))
  end)

  it("keeps a code with leading zeros a text", function()
    assert.equal("012345", first_sheet(written({ { region = "012345" } })).rows[2].cells[1])
  end)

  it("never writes a formula", function()
    for _, s in ipairs { "=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://example.org" } do
      local bytes = written({ { region = s } })
      assert.is_nil(part(bytes, "xl/worksheets/sheet1.xml"):find("<f>", 1, true))
      assert.is_nil(part(bytes, "xl/worksheets/sheet1.xml"):find("hyperlink", 1, true))
      assert.equal(s, first_sheet(bytes).rows[2].cells[1])
    end
  end)

  it("keeps the header in sight and gives it a filter", function()
    local xml = part(written({ { region = "甲" }, { region = "乙" } }), "xl/worksheets/sheet1.xml")
    assert.matches('<pane ySplit="1"[^>]*state="frozen"', xml)
    assert.matches('<autoFilter ref="A1:C3"', xml)
  end)

  it("makes columns as wide as Chinese is", function()
    local function width(s)
      local xml = part(written({ { region = s } }), "xl/worksheets/sheet1.xml")
      return tonumber(xml:match('<col min="1" max="1" width="([%d.]+)"'))
    end
    assert.is_true(width(("字"):rep(10)) > width(("x"):rep(10)) + 9)
    assert.is_true(width(("字"):rep(500)) < 65)
  end)

  it("gives back characters that XML has not, and what looks like their form", function()
    for _, s in ipairs { "a\1b", "_x0041_", "a\nb", "<&>\"'", "  x ", "𠮷野家", "a\tb" } do
      assert.equal(s, first_sheet(written({ { region = s } })).rows[2].cells[1])
    end
    assert.equal("a\u{FFFD}b", first_sheet(written({ { region = "a\0b" } })).rows[2].cells[1])
    assert.equal("a\u{FFFD}b", first_sheet(written({ { region = "a\xFFb" } })).rows[2].cells[1])
  end)

  it("keeps whole numbers that Excel would round as texts", function()
    local rows = first_sheet(written({ { value = 9007199254740993 }, { value = 345600000000 } })).rows
    assert.equal("9007199254740993", rows[2].cells[2])
    assert.equal("345600000000", rows[3].cells[2])
  end)

  it("cuts a text that no cell holds and says so, in the cell and beside it", function()
    local long = ("字"):rep(40000)
    local bytes, notes = render.string(frame.new({ columns = columns, rows = { { region = long }, { region = "短" } } }),
      { format = "xlsx" })
    local cell = first_sheet(bytes).rows[2].cells[1]
    assert.equal(32767, utf8.len(cell))
    assert.matches("40000 字】$", cell)
    assert.matches("地区.*1 格.*32767", notes[1])
    local whole, none = written({ { region = ("字"):rep(32767) } })
    assert.equal(32767, utf8.len(first_sheet(whole).rows[2].cells[1]))
    assert.is_nil(none)
  end)

  it("counts characters as Excel does, in UTF-16", function()
    local cell = first_sheet(written({ { region = ("𠮷"):rep(20000) } })).rows[2].cells[1]
    assert.matches("40000 字】$", cell)
  end)

  it("refuses more rows or columns than a sheet has", function()
    local many = setmetatable({}, { __len = function() return 1048576 end })
    local sheet, why, code = workbook.sheet({ name = "x", columns = {}, labels = {}, rows = many })
    assert.is_nil(sheet)
    assert.equal("E221", code)
    assert.matches("1048575", why)
    local wide = setmetatable({}, { __len = function() return 16385 end })
    assert.equal("E221", select(3, workbook.sheet({ name = "x", columns = wide, labels = {}, rows = {} })))
  end)

  it("writes an empty frame as a header alone", function()
    local sheet = first_sheet(written({}))
    assert.equal(1, #sheet.rows)
    assert.equal(0, #first_sheet(written({}, nil, {})).rows)
  end)

  it("has further sheets and where it comes from", function()
    local more = frame.new({ columns = { "id" }, rows = { { id = "o7" } } })
    local record = { command = "fazhi list", started = "2026-01-02T03:04:05Z", version = "0", rows = 1,
      notes = { "一个附注" }, columns = { { name = "region", label = "地区", meaning = "含上级" } } }
    local sheets = assert(spreadsheet.read(written({ { region = ("长"):rep(33000) } },
      { sheets = { { name = "依据", frame = more } }, provenance = provenance.frame(record, true) })))
    assert.same({ "数据", "依据", "来源" }, { sheets[1].name, sheets[2].name, sheets[3].name })
    assert.equal("o7", sheets[2].rows[2].cells[1])
    local all = {}
    for _, row in ipairs(sheets[3].rows) do all[#all + 1] = table.concat(row.cells, " ") end
    local text = table.concat(all, "\n")
    for _, wanted in ipairs { "命令 fazhi list", "时间（UTC） 2026%-01%-02T03:04:05Z", "附注 一个附注", "列“地区” region：含上级",
      "附注 .*32767" } do
      assert.matches(wanted, text)
    end
  end)

  it("says why a folder for its bytes cannot be had", function()
    local ok, why, code = core.workbook.write("/nowhere/at/all.xlsx", { { name = "x", header = { "a" }, rows = {} } })
    assert.is_nil(ok)
    assert.is_string(why)
    assert.equal("E301", code)
    assert.is_nil(core.workbook.write(os.tmpname(), { { name = "a[b", header = { "a" }, rows = {} } }))
    local wrong = { { name = "a", header = { "a" }, rows = { 1 } } }
    assert.has_error(function() core.workbook.write(os.tmpname(), wrong) end)
  end)
end)

describe("spreadsheet", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("reads the first sheet as csv.read reads a table", function()
    local rows, header, lines = spreadsheet.table(written({ { region = "甲", value = 1 }, {}, { value = 2.5 } }))
    assert.same({ "region", "value (件)", "share" }, header)
    assert.equal("甲", rows[1][header[1]])
    assert.equal("2.5", rows[#rows][header[2]])
    assert.equal(4, lines[#lines])
  end)

  it("refuses what is no workbook", function()
    assert.is_nil(spreadsheet.read("PK\3\4 and no more"))
    assert.is_nil(spreadsheet.table("a,b\n"))
    assert.is_nil(spreadsheet.read(require("support.zip").pack({ { name = "x.txt", bytes = "x" } })))
  end)
end)
