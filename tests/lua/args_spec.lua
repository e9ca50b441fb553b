-- fazhi.args and fazhi.nearest: words of a command line to checked values.

local args = require("fazhi.args")
local message = require("fazhi.message")
local nearest = require("fazhi.nearest")

local header = {
  name = "verb",
  arguments = {
    { name = "NAME", kind = "text", help = "" },
    { name = "FILE…", kind = "path", optional = true, help = "" },
    { name = "--year", kind = "year", help = "" },
    { name = "--level", kind = "level", help = "" },
    { name = "--count", kind = "integer", default = 3, min = 1, help = "" },
    { name = "--share", kind = "number", help = "" },
    { name = "--dry-run", kind = "flag", help = "" },
    { name = "--sort", kind = "choice", choices = { "up", "down" }, help = "" },
    { name = "--word", kind = "text", repeated = true, help = "" },
  },
}

local function parse(...) return args.parse(header, { ... }) end

local function refused(code, ...)
  local values, why, got = parse(...)
  assert.is_nil(values)
  assert.equal(code, got)
  return why
end

describe("args.parse", function()
  before_each(function() message.set_language("en") end)
  after_each(function() message.set_language(nil) end)

  it("reads positional arguments and options in any order, with defaults", function()
    assert.same({ name = "a", file = { "b", "c" }, count = 3 }, parse("a", "b", "c"))
    assert.same({ name = "a", file = { "b" }, count = 5, dry_run = true }, parse("--count", "5", "a", "--dry-run", "b"))
    assert.same({ name = "a", count = 7 }, parse("--count=7", "a"))
    assert.same({ name = "--count", count = 3 }, parse("--", "--count"))
    assert.same({ name = "-", count = 3 }, parse("-"))
    assert.same({ name = "a", count = 3, word = { "x,y", "z" } }, parse("a", "--word", "x,y", "--word=z"))
  end)

  it("reads years as they are written", function()
    assert.equal(2020, parse("a", "--year", "2020").year)
    assert.equal(2020, parse("a", "--year", "2020年").year)
    assert.same({ from = 2018, to = 2024 }, parse("a", "--year", "2018-2024").year)
    assert.same({ from = 2018, to = 2024 }, parse("a", "--year", "2018—2024年").year)
    assert.same({ from = 2018 }, parse("a", "--year", "2018-").year)
    assert.same({ 2018, 2024 }, { args.years({ from = 2018, to = 2024 }) })
    assert.same({ 2018, 2018 }, { args.years(2018) })
    assert.matches("from the earlier year", refused("E208", "a", "--year=2024-2018"))
    for _, bad in ipairs({ "20", "x", "2024-2018", "-", "2018-x" }) do refused("E208", "a", "--year=" .. bad) end
  end)

  it("reads levels, numbers and choices, and says what is wanted", function()
    assert.equal("county", parse("a", "--level", "县级").level)
    assert.equal("prefecture", parse("a", "--level", "prefecture").level)
    assert.equal(0.5, parse("a", "--share", "0.5").share)
    assert.matches("province", refused("E208", "a", "--level", "village"))
    assert.matches("whole number", refused("E208", "a", "--count", "1.5"))
    refused("E208", "a", "--count", "0")
    refused("E208", "a", "--share", "half")
    assert.matches("up down", refused("E208", "a", "--sort", "sideways"))
  end)

  it("tells missing, unknown, superfluous and valueless words apart", function()
    assert.matches("NAME", refused("E204"))
    assert.matches("%-%-level", refused("E203", "a", "--levle", "county"))
    refused("E210", "a", "--year")
    refused("E214", "a", "--dry-run=yes")
    local _, _, code = args.parse({ name = "v", arguments = {} }, { "x" })
    assert.equal("E209", code)
  end)

  it("reads the same from a Lua table", function()
    assert.same({ name = "a", count = 3, year = 2024, word = { "x", "y" } },
      args.from_table(header, { "a", year = 2024, word = { "x", "y" } }))
    assert.same({ from = 2018, to = 2020 }, args.from_table(header, { "a", year = { 2018, 2020 } }).year)
    assert.same({ name = "a", count = 3, dry_run = false }, args.from_table(header, { name = "a", dry_run = false }))
    assert.matches("year", select(2, args.from_table(header, { "a", yaer = 2024 })))
    assert.equal("E204", select(3, args.from_table(header, {})))
    assert.equal("E208", select(3, args.from_table(header, { "a", count = "many" })))
  end)

  it("knows indicators by id and Chinese name, and the nearest one", function()
    local own = { name = "v", arguments = { { name = "INDICATOR", kind = "indicator", help = "" } } }
    local before = package.loaded["fazhi.catalogue"]
    package.loaded["fazhi.catalogue"] = {
      entries = function() return { { entry = { id = "review_accepted", zh = "行政复议受理数", find = {} } } } end,
    }
    assert.equal("review_accepted", args.parse(own, { "review_accepted" }).indicator)
    assert.equal("review_accepted", args.parse(own, { "行政复议受理数" }).indicator)
    local _, why, code = args.parse(own, { "review_acepted" })
    package.loaded["fazhi.catalogue"] = before
    assert.equal("E205", code)
    assert.matches("review_accepted", why)
  end)

  it("shows how a script is called", function()
    assert.equal("fazhi verb NAME [FILE…] [--year YEAR] [--level LEVEL] [--count INTEGER] [--share NUMBER] "
      .. "[--dry-run] [--sort CHOICE] [--word TEXT]…", args.usage(header))
  end)
end)

describe("args.split_globals", function()
  it("takes common options from anywhere but after --", function()
    local options, rest = args.split_globals({ "list", "-f", "csv", "--limit=5", "x", "-q", "--", "-v" })
    assert.same({ format = "csv", limit = 5, quiet = true }, options)
    assert.same({ "list", "x", "--", "-v" }, rest)
  end)

  it("lists columns and collects what may come often", function()
    local options = args.split_globals({ "--columns", "a,b", "--scripts", "x", "--scripts=y" })
    assert.same({ columns = { "a", "b" }, scripts = { "x", "y" } }, options)
    assert.equal("E208", select(3, args.split_globals({ "--columns", " , " })))
  end)

  it("leaves what belongs to a program alone", function()
    local options, rest = args.split_globals({ "-q", "x.lua", "-v" }, function(word) return word == "x.lua" end)
    assert.same({ quiet = true }, options)
    assert.same({ "x.lua", "-v" }, rest)
  end)

  it("refuses bad values", function()
    assert.equal("E210", select(3, args.split_globals({ "--format" })))
    assert.equal("E208", select(3, args.split_globals({ "--limit", "many" })))
    assert.equal("E208", select(3, args.split_globals({ "--lang", "fr" })))
    assert.equal("E214", select(3, args.split_globals({ "--quiet=1" })))
  end)
end)

describe("nearest", function()
  it("counts characters, neighbours exchanged as one", function()
    assert.equal(1, nearest.distance("tredn", "trend"))
    assert.equal(1, nearest.distance("列表", "列出"))
    assert.equal(3, nearest.distance("", "abc"))
    assert.equal(3, nearest.distance("kitten", "sitting"))
  end)

  it("finds the near word and none where nothing is near", function()
    assert.equal("trend", nearest.find("tredn", { "compare", "trend" }))
    assert.equal("observations", nearest.find("obs", { "add", "observations" }))
    assert.is_nil(nearest.find("xyzzy", { "add", "list" }))
  end)
end)
