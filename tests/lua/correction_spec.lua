-- correction: facts put right by hand or by a table, kept when the file is read again.

local corpora = require "fazhi.corpus"
local correction = require "fazhi.correction"
local document = require "fazhi.document"
local render = require "fazhi.render"

local lines = {
  "天津市静海区人民政府", "关于2022年法治政府建设情况的报告", "2022年，静海区推进法治政府建设，现将情况报告如下：",
  "一、主要举措", "全年受理行政复议申请31件。",
}

local function read(more)
  local doc = assert(document.decode(table.concat(lines, "\n") .. "\n" .. (more or ""), { path = "静海.txt" }))
  return doc:complete()
end

local function new()
  local corpus = assert(corpora.open(":memory:", "create"))
  assert(corpus:add(read()))
  return corpus
end

local function set(corpus, words, note)
  local given, missing = correction.parse(words)
  assert(given, missing)
  return correction.set(corpus, "r1", given, missing, note)
end

describe("correction", function()
  it("sets fields, a region with its code and level", function()
    local corpus <close> = new()
    assert.equal("120118", corpus:report("r1").region_code)
    assert.equal(4, set(corpus, { "地区=河东区", "year=2021", "province=天津市" }, "checked") or 0)
    local report = corpus:report("r1")
    assert.same({ "天津市河东区", "120102", 2021 }, { report.region, report.region_code, report.year })
    corpus:add(read(), { again = true })
    assert.equal("天津市河东区", corpus:report("r1").region)
    assert.equal("checked", corpus:report("r1"):evidence().region.reason)
  end)

  it("says of a fact that it is known to be missing", function()
    local corpus <close> = new()
    set(corpus, { "region=-", "issuer=" })
    local report = corpus:report("r1")
    assert.same({}, { report.region, report.region_code, report.level, report.issuer })
    assert.equal(2022, report.year)
  end)

  it("refuses what is no field, and values without sense", function()
    local corpus <close> = new()
    assert.equal("E218", select(3, correction.parse { "yaer=2020" }))
    assert.equal("E218", select(3, correction.parse { "year" }))
    local ok, why, code = set(corpus, { "region=鼓楼区" })
    assert.is_nil(ok)
    assert.matches("鼓楼区", why)
    assert.equal("E201", code)
    assert.equal("天津市静海区", corpus:report("r1").region)
  end)

  it("is taken back", function()
    local corpus <close> = new()
    set(corpus, { "region=河东区", "city=天津市", "year=2020" })
    assert.is_true(correction.reset(corpus, "r1", { "region" }) >= 2)
    assert.same({ "天津市静海区", 2020 }, { corpus:report("r1").region, corpus:report("r1").year })
    correction.reset(corpus, "r1", {})
    assert.equal(2022, corpus:report("r1").year)
  end)

  it("refuses a level above that of the stored place", function()
    local corpus <close> = new()
    local ok, why, code = set(corpus, { "level=province" })
    assert.is_nil(ok)
    assert.matches("120118", why)
    assert.equal("E201", code)
    assert.equal(1, set(corpus, { "level=township" }))
  end)

  it("of a place leaves the year to the file", function()
    local corpus <close> = new()
    assert.equal(3, set(corpus, { "region=天津市河东区" }))
    assert.not_equal("correction", corpus:report("r1"):evidence().year.from)
    assert.equal(2022, corpus:report("r1").year)
  end)

  it("that says a fact is missing survives the table, also in another corpus", function()
    local corpus <close> = new()
    set(corpus, { "year=-", "issuer=-" }, "not said")
    local path = os.tmpname()
    os.remove(path)
    path = path .. ".csv"
    assert(render.save(correction.table_of(corpus), path, {}))
    assert.equal(1, correction.import(corpus, path).same)
    local other <close> = new()
    assert.equal(2022, other:report("r1").year)
    assert.equal(1, correction.import(other, path).changed)
    assert.same({}, { other:report("r1").year, other:report("r1").issuer })
    assert.equal(1, correction.import(other, path).same)
    os.remove(path)
  end)

  it("goes out as a table and comes back, changing only what was edited", function()
    local corpus <close> = new()
    local path = os.tmpname()
    local function exported()
      os.remove(path)
      assert(render.save(correction.table_of(corpus), path .. ".csv", {}))
      local file <close> = assert(io.open(path .. ".csv", "rb"))
      return file:read "a"
    end
    local function put(s)
      local file <close> = assert(io.open(path .. ".csv", "wb"))
      file:write(s)
    end
    local table_text = exported()
    local untouched = correction.import(corpus, path .. ".csv")
    assert.same({ 0, 1 }, { untouched.changed, untouched.same })
    local edited, n = table_text:gsub(",2022,", ",2019,")
    assert.equal(1, n)
    put(edited)
    assert.equal(1, correction.import(corpus, path .. ".csv").changed)
    assert.equal(2019, corpus:report("r1").year)
    assert.equal("天津市静海区", corpus:report("r1").region)
    assert.matches("year", exported())
    put("id,year\nr1,soon\nr9,2000\n")
    local result = correction.import(corpus, path .. ".csv")
    assert.same({ 0, 1, 1 }, { result.changed, result.unknown, #result.problems })
    assert.same({ { line = 3, key = "r9" } }, result.strangers)
    put("name,year\nr1,2000\n")
    assert.equal("E217", select(3, correction.import(corpus, path .. ".csv")))
    os.remove(path .. ".csv")
  end)
end)
