-- Reports of a batch share savepoints: whatever fails among them, what is stored is as if it had not been there, with
-- the same ids, the full text and what a run remembers of the files it met.

local content = require "fazhi.corpus.document"
local core = require "fazhi.core"
local corpus = require "fazhi.corpus"
local document = require "fazhi.document"
local draw_new = require "support.draw".new
local tables = require "support.tables"

local base

-- Rows of a report of which nothing but its source is its own.
local function report(number, options)
  local rows = {}
  for key, value in pairs(base) do rows[key] = value end
  rows.source = { path = options.path or "a/" .. number, sha256 = core.text.sha256("file " .. number), bytes = 9,
    format = "text", url = options.url }
  if type(number) == "number" and number % 8 > 0 then -- too short to be compared, but for some
    rows.sketch = { characters_sha256 = rows.source.sha256, characters = 1, minhash = base.sketch.minhash }
  end
  if options.indicator then
    rows.observations = { { indicator = options.indicator, value = 1, unit = "件", bound = "exact", claimed = false,
      score = 1 } }
  end
  if options.is_broken then
    rows.observations = { { indicator = options.indicator or "never_said", value = 1, unit = "件", bound = "perhaps",
      claimed = false, score = 1 } }
  end
  return rows
end

-- What is to be added, by chance: new reports, others at paths and addresses that are taken, the same bytes at another
-- path, some of them broken.
local function plan(draw, count)
  local list = {}
  for i = 1, count do
    local one = { number = i, is_broken = draw(6) == 1, again = draw(12) == 1 }
    local kind = i % 10 == 3 and 2 or draw(8)
    if kind == 1 then one.path = "a/" .. draw(count)
    elseif kind == 2 then one.path, one.url = "crawl.warc#" .. i, "http://a.example/" .. draw(2)
    elseif kind == 3 then one.number, one.path = draw(count), "b/" .. i
    elseif kind == 4 or one.is_broken then one.indicator = "made_up_" .. draw(8) end
    list[i] = one
  end
  return list
end

-- Adds a plan in one batch, or one by one, with the broken ones or without them; the tables, and what became of the
-- good ones.
local function store(list, with_broken, one_by_one)
  local c <close> = assert(corpus.open(":memory:", "create"))
  local run, told = {}, {}
  assert(c:add_rows(report(0, { path = "crawl.warc#0", url = "http://a.example/1" }), { run = {} }))
  local function all()
    for i, one in ipairs(list) do
      if not one.is_broken then
        local options = { run = run, again = one.again }
        told[#told + 1] = table.concat({ c:add_rows(report(one.number, one), options) }, " ", 1, 2)
      elseif with_broken then
        assert.equal("E407", select(3, c:add_rows(report("broken" .. i, one), { run = run })))
      end
      if i % 50 == 0 and with_broken then c:search "行政" end
    end
    return true
  end
  assert((one_by_one and all or function() return c:batch(all, "adds") end)())
  c.db:exec "INSERT INTO passage_fts(passage_fts, rank) VALUES ('integrity-check', 1)"
  assert.is_nil(c.db:row "PRAGMA foreign_key_check")
  return tables.lines(c), told
end

setup(function()
  local doc = assert(document.read "examples/reports/青禾县_2023.txt")
  base = content.rows(doc)
end)

describe("a batch", function()
  it("is what it is without the reports that fail in it", function()
    for seed = 1, 2 do
      local list = plan(draw_new(seed), 75)
      local lines, told = store(list, false)
      local other_lines, other_told = store(list, true)
      assert.same(told, other_told)
      assert.same({}, tables.differences(lines, other_lines))
    end
  end)

  it("is what its reports are one by one, also where one is the twin of another", function()
    local list = plan(draw_new(3), 75)
    local lines, told = store(list, false)
    local other_lines, other_told = store(list, false, true)
    assert.same(other_told, told)
    assert.same({}, tables.differences(other_lines, lines))
    assert.truthy(table.concat(lines, "\n"):find "likeness\t")
  end)

  it("keeps corrections and removals between reports, whatever fails behind them", function()
    local c <close> = assert(corpus.open(":memory:", "create"))
    assert(c:batch(function()
      for i = 1, 3 do assert(c:add_rows(report(i, {}))) end
      assert(c:correct("r2", "year", 1999, "by hand"))
      assert(c:remove "r1")
      assert(c:add_rows(report(4, {})))
      assert.is_nil(c:add_rows(report(5, { is_broken = true })))
      assert(c:add_rows(report(6, {})))
      return true
    end))
    assert.equal(1999, c:report("r2").year)
    assert.same({ "r2", "r3", "r4", "r5" }, (c:ids()))
  end)

  it("raises a fault of the program in a report and keeps the others", function()
    local c <close> = assert(corpus.open(":memory:", "create"))
    assert(c:batch(function()
      assert(c:add_rows(report(1, {})))
      assert.has_error(function() c:add_rows { source = { path = "x", sha256 = "y", bytes = 1, format = "text" } } end)
      assert(c:add_rows(report(2, {})))
      return true
    end))
    assert.same({ "r1", "r2" }, (c:ids()))
  end)
end)
