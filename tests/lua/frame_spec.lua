-- fazhi.frame: the verbs return new frames and leave the old one as it was.

local frame = require("fazhi.frame")

local function sample()
  return frame.new({
    columns = {
      { name = "region", kind = "region" }, { name = "year", kind = "year" }, { name = "value", kind = "number" },
    },
    rows = {
      { region = "甲", year = 2023, value = 3 },
      { region = "甲", year = 2024, value = 7 },
      { region = "乙", year = 2024 },
      { region = "丙", year = 2024, value = 7 },
    },
  })
end

describe("frame", function()
  it("takes names for columns and refuses doubles and layouts it does not know", function()
    assert.same({ "a", "b" }, frame.new({ columns = { "a", "b" } }):names())
    assert.has_error(function() frame.new({ columns = { "a", "a" } }) end)
    assert.has_error(function() frame.new({ layout = "cube" }) end)
    assert.is_true(frame.is(sample()))
    assert.is_false(frame.is({}))
  end)

  it("counts and gives columns without what is missing", function()
    assert.equal(4, sample():count())
    assert.equal(4, #sample())
    assert.same({ 3, 7, 7 }, sample():column("value"))
    assert.has_error(function() sample():column("nothing") end)
  end)

  it("filters by a function or by values", function()
    assert.equal(3, sample():filter({ year = 2024 }):count())
    assert.equal(1, sample():filter(function(row) return row.value and row.value < 7 end):count())
  end)

  it("selects columns in the order asked for", function()
    assert.same({ "value", "region" }, sample():select({ "value", "region" }):names())
    assert.has_error(function() sample():select("nothing") end)
  end)

  it("mutates without touching the old rows", function()
    local old = sample()
    local new = old:mutate("double", function(row) return row.value and 2 * row.value end)
    assert.same({ 6, 14, 14 }, new:column("double"))
    assert.is_nil(old.rows[1].double)
    assert.same({ "region", "year", "value" }, old:names())
    assert.same({ 4, 8, 8 }, old:mutate("value", function(row) return row.value and row.value + 1 end):column("value"))
  end)

  it("sorts stably, missing values last either way", function()
    local up = sample():sort("value")
    assert.same({ "甲", "甲", "丙", "乙" }, up:column("region"))
    local down = sample():sort("-value", "region")
    assert.same({ "丙", "甲", "甲", "乙" }, down:column("region"))
    assert.equal(2024, down.rows[2].year)
  end)

  it("ranks within groups and gives what is missing no place", function()
    local ranked = sample():rank("value", { within = { "year" } })
    assert.same({ "rank", "region", "year", "value" }, ranked:names())
    assert.same({ 1, 1, 1 }, ranked:column("rank"))
    assert.is_nil(ranked.rows[3].rank)
    assert.same({ 3, 1, 1 }, sample():rank("value"):column("rank"))
  end)

  it("groups and aggregates in order of appearance", function()
    local sums = sample():group("region"):agg({
      n = function(part) return part:count() end,
      largest = function(part) return math.max(0, table.unpack(part:column("value"))) end,
    })
    assert.same({ "region", "largest", "n" }, sums:names())
    assert.same({ "甲", "乙", "丙" }, sums:column("region"))
    assert.same({ 2, 1, 1 }, sums:column("n"))
    assert.same({ 7, 0, 7 }, sums:column("largest"))
  end)

  it("joins by columns", function()
    local other = frame.new({ columns = { "region", "people" }, rows = { { region = "甲", people = 10 } } })
    local left = sample():join(other, "region")
    assert.equal(4, left:count())
    assert.same({ 10, 10 }, left:column("people"))
    assert.equal(2, sample():join(other, "region", "inner"):count())
  end)

  it("pivots and says when cells are lost", function()
    local wide = sample():pivot({ down = "region", across = "year", values = "value" })
    assert.same({ "region", "2023", "2024" }, wide:names())
    assert.equal(3, wide.rows[1]["2023"])
    assert.is_nil(wide.rows[2]["2024"])
    assert.equal(0, #wide.notes)
    local lossy = sample():pivot({ down = "year", across = "year", values = "value" })
    assert.equal(1, #lossy.notes)
  end)

  it("takes the first rows", function()
    assert.equal(2, sample():head(2):count())
    assert.equal(4, sample():head():count())
  end)

  it("takes the last rows and those from one place to another", function()
    assert.same({ 7, 7 }, sample():tail(3):column("value"))
    assert.equal(4, sample():tail():count())
    assert.equal(0, sample():tail(0):count())
    assert.same({ "甲", "乙" }, sample():slice(2, 3):column("region"))
    assert.same({ "乙", "丙" }, sample():slice(-2):column("region"))
    assert.same({ "甲", "甲", "乙" }, sample():slice(0, -2):column("region"))
    assert.equal(0, sample():slice(3, 2):count())
    assert.equal(0, sample():slice(9):count())
  end)

  it("renames and keeps labels and old rows", function()
    local old = frame.new({ columns = { { name = "a", zh = "甲" }, "b" }, rows = { { a = 1, b = 2 }, { b = 3 } } })
    local new = old:rename({ a = "x" })
    assert.same({ "x", "b" }, new:names())
    assert.equal("甲", new.columns[1].zh)
    assert.same({ { x = 1, b = 2 }, { b = 3 } }, new.rows)
    assert.same({ "a", "b" }, old:names())
    assert.equal(1, old.rows[1].a)
    assert.same({ { b = 1, a = 2 }, { a = 3 } }, old:rename({ a = "b", b = "a" }).rows)
    assert.has_error(function() old:rename({ a = "b" }) end)
    assert.has_error(function() old:rename({ none = "b" }) end)
  end)

  it("keeps one row of each kind, what is missing being a kind", function()
    assert.same({ "甲", "乙", "丙" }, sample():distinct("region"):column("region"))
    assert.same({ 3, 7 }, sample():distinct("value"):column("value"))
    assert.equal(3, sample():distinct("value"):count())
    assert.equal(4, sample():distinct():count())
    assert.equal(2, sample():distinct({ "year" }):count())
    local numbers = frame.new({ columns = { "y" }, rows = { { y = 2024 }, { y = 2024.0 }, { y = "2024" } } })
    assert.equal(2, numbers:distinct("y"):count())
  end)

  it("counts rows by their values", function()
    local counted = sample():count_by("year", "value")
    assert.same({ "year", "value", "n" }, counted:names())
    assert.same({ { year = 2023, value = 3, n = 1 }, { year = 2024, value = 7, n = 2 }, { year = 2024, n = 1 } },
      counted.rows)
    assert.same({ { n = 4 } }, sample():count_by().rows)
    assert.equal(0, frame.new({ columns = { "a" } }):count_by("a"):count())
  end)

  it("binds frames, columns that one lacks missing there", function()
    local rows = { { region = "丁", people = 5 } }
    local other = frame.new({ columns = { "region", "people" }, rows = rows, notes = { "n" } })
    local all = sample():bind(other, other)
    assert.same({ "region", "year", "value", "people" }, all:names())
    assert.equal(6, all:count())
    assert.is_nil(all.rows[5].value)
    assert.same({ 5, 5 }, all:column("people"))
    assert.same({ "n" }, all.notes)
    assert.equal(4, sample():bind():count())
  end)

  it("leaves missing keys without a partner", function()
    local a = frame.new({ columns = { "k", "v" }, rows = { { k = 1, v = 1 }, { v = 2 }, { k = 3, v = 3 } } })
    local b = frame.new({ columns = { "k", "w" }, rows = { { k = 1.0, w = 9 }, { w = 8 }, { k = 4, w = 7 } } })
    assert.same({ { k = 1, v = 1, w = 9 }, { v = 2 }, { k = 3, v = 3 } }, a:join(b, "k").rows)
    assert.same({ { k = 1, v = 1, w = 9 } }, a:join(b, "k", "inner").rows)
    assert.same({ { k = 1, v = 1, w = 9 }, { v = 2 }, { k = 3, v = 3 }, { w = 8 }, { k = 4, w = 7 } },
      a:join(b, { "k" }, "full").rows)
    local none = a:join(b, "k", "anti")
    assert.same({ { v = 2 }, { k = 3, v = 3 } }, none.rows)
    assert.same({ "k", "v" }, none:names())
    assert.has_error(function() a:join(b, "k", "outer") end)
    assert.has_error(function() a:join(b, "v") end)
  end)

  it("gives every partner a row, and a name that is taken a 2", function()
    local a = frame.new({ columns = { "k", { name = "v", zh = "值" } }, rows = { { k = 1, v = 1 } } })
    local b = frame.new({ columns = { "k", { name = "v", zh = "值" } }, rows = { { k = 1, v = 5 }, { k = 1 } } })
    local joined = a:join(b, "k")
    assert.same({ "k", "v", "v_2" }, joined:names())
    assert.equal("值2", joined.columns[3].zh)
    assert.equal("v", b.columns[2].name)
    assert.same({ { k = 1, v = 1, v_2 = 5 }, { k = 1, v = 1 } }, joined.rows)
  end)

  it("pivots by several columns, with missing values and a way to combine", function()
    local long = frame.new({
      columns = { "level", "region", "year", { name = "value", kind = "number", zh = "值", digits = 1 } },
      rows = {
        { level = "县", region = "甲", year = 2024, value = 1 },
        { level = "县", region = "甲", year = 2024, value = 4 },
        { level = "市", region = "甲", year = 2023 }, { level = "县", region = "乙", value = 3 },
        { year = 2023, value = 6 },
      },
    })
    local wide = long:pivot({ down = { "level", "region" }, across = "year", values = "value" })
    assert.same({ "level", "region", "2023", "2024" }, wide:names())
    assert.same({ { level = "县", region = "甲", ["2024"] = 1 }, { level = "市", region = "甲" },
      { level = "县", region = "乙" }, { ["2023"] = 6 } }, wide.rows)
    assert.equal(1, #wide.notes)
    assert.same({ "number", 1 }, { wide.columns[3].kind, wide.columns[3].digits })
    assert.is_nil(wide.columns[3].zh)
    local sum = require("fazhi.stats").sum
    local sums = long:pivot({ down = "region", across = "year", values = "value", combine = sum })
    assert.same({ { region = "甲", ["2024"] = 5 }, { region = "乙" }, { ["2023"] = 6 } }, sums.rows)
    assert.equal(0, #sums.notes)
    assert.has_error(function() long:pivot({ down = "region", across = "jahr", values = "value" }) end)
  end)

  it("turns wide into long and back", function()
    local wide = sample():pivot({ down = "region", across = "year", values = "value" })
    local long = wide:unpivot({ down = "region", across = "year", values = "value" })
    assert.same({ "region", "year", "value" }, long:names())
    assert.equal(6, long:count())
    assert.same({ 2023, 2024, 2023, 2024, 2023, 2024 }, long:column("year"))
    assert.same({ 3, 7, 7 }, long:column("value"))
    assert.same(wide.rows, long:pivot({ down = "region", across = "year", values = "value" }).rows)
    assert.equal(3, wide:unpivot({ down = "region", drop_missing = true }):count())
    local some = sample():unpivot({ down = "region", columns = { "value" } })
    assert.same({ "region", "name", "value" }, some:names())
    assert.same({ "value", "value", "value", "value" }, some:column("name"))
  end)

  it("takes texts for texts in new columns", function()
    local new = sample():mutate("mark", function(row) return row.value and "x" end)
    assert.equal("text", new.columns[4].kind)
    local first = function(part) return part.rows[1].region end
    assert.equal("text", sample():group("year"):agg({ first = first }).columns[2].kind)
    assert.equal("number", sample():group():agg({ n = function(part) return #part end }).columns[1].kind)
  end)

  it("shares no rows and notes with the frame before it", function()
    local old = frame.new({ columns = { "a" }, rows = { { a = 1 } }, notes = { "n" } })
    local new = old:select("a")
    new.notes[2], new.rows[2] = "m", { a = 2 }
    assert.equal(1, #old.notes)
    assert.equal(1, #old.rows)
  end)

  it("names the nearest column where there is none, at the line that asked", function()
    local f = sample()
    local calls = {
      function() f:column("valeu") end, function() f:select("region", "valeu") end, function() f:sort("-valeu") end,
      function() f:rank("valeu") end, function() f:group("valeu") end, function() f:filter({ valeu = 1 }) end,
      function() f:distinct("valeu") end, function() f:count_by("valeu") end, function() f:join(f, "valeu") end,
      function() f:rename({ valeu = "v" }) end, function() f:unpivot({ down = "valeu" }) end,
      function() f:pivot({ down = "region", across = "year", values = "valeu" }) end,
    }
    for i, call in ipairs(calls) do
      local ok, why = pcall(call)
      assert.is_false(ok, i)
      assert.is_truthy(why:find("“value”", 1, true), why)
      assert.is_truthy(why:find("region year value", 1, true), why)
      assert.is_truthy(why:find("^[^:]*frame_spec%.lua:%d+: "), why)
    end
  end)

  it("names no line of the library where the call stands behind a return, and has left none", function()
    local f = sample()
    local ok, why = coroutine.resume(coroutine.create(function() return f:select("valeu") end))
    assert.is_false(ok)
    assert.is_truthy(why:find("^the result has no column"), why)
  end)

  it("filters by what rows hold beyond the columns", function()
    local f = frame.new({ columns = { "a" }, rows = { { a = 1, hidden = 2 }, { a = 2 } } })
    assert.equal(1, f:filter({ hidden = 2 }):count())
    assert.equal(0, frame.new({ rows = {} }):filter({ whatever = 1 }):count())
  end)

  it("reads a table of one's own, with units, codes and Chinese headers", function()
    local path = os.tmpname()
    local file <close> = assert(io.open(path, "wb"))
    file:write("行政区划代码,地区,年度,人口（万人）,编号,备注\n990102,临溪区,2024,63.8,001,\n990121,青禾县,2023,\"1,029.5\",002,约\n")
    file:flush()
    local f = assert(frame.read(path))
    os.remove(path)
    assert.same({ "region_code", "region", "year", "人口", "编号", "备注" }, f:names())
    assert.same({ region_code = "990102", region = "临溪区", year = 2024, ["人口"] = 638000, ["编号"] = "001" }, f.rows[1])
    assert.equal(10295000, f.rows[2]["人口"])
    assert.equal("人", f.columns[4].unit)
    local none, why, code = frame.read "/nowhere/a.csv"
    assert.is_nil(none)
    assert.equal("E301", code)
    assert.matches("/nowhere/a.csv", why)
    assert.matches("frame.read: path cannot be nil: the name of a file", select(2, pcall(frame.read)))
    assert.matches("join: other cannot be nil: a frame", select(2, pcall(f.join, f, nil, "region")))
  end)

  it("sums and averages groups by a word", function()
    local f = frame.new { rows = { { g = "a", n = 1 }, { g = "a", n = 4 }, { g = "a" }, { g = "b" } },
      columns = { "g", { name = "n", kind = "number" } } }
    local function agg(word)
      local made = f:group("g"):agg { n = word }
      return made.rows[1].n, made.rows[2].n
    end
    assert.same({ 5, 2.5, 2.5, 1, 4, 1, 2 }, { (agg "sum"), (agg "mean"), (agg "median"), (agg "min"), (agg "max"),
      (agg "first"), (agg "count") })
    assert.is_nil(select(2, agg "sum"))
    assert.equal(0, select(2, agg "count"))
    local ok, why = pcall(agg, "total")
    assert.is_false(ok)
    assert.matches("agg knows no “total”", why)
  end)

  it("shows the names in its rows where no columns are named", function()
    local f = frame.new { rows = { { a = "y" }, { a = "x", b = 2 } } }
    assert.same({ "a", "b" }, f:shown():names())
    assert.matches("^a +b\ny +—\nx +2\n$", tostring(f))
    assert.same({}, f.columns)
  end)
end)
