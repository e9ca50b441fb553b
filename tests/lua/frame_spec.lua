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
end)
