-- fazhi.audit: samples that are drawn the same again, and what follows from a table that was filled in.

local audit = require("fazhi.audit")
local frame = require("fazhi.frame")
local render = require("fazhi.render")
local stats = require("fazhi.stats")

local function items(counts)
  local list = {}
  for _, stratum in ipairs({ "a", "b", "c" }) do
    for _ = 1, counts[stratum] or 0 do list[#list + 1] = { id = "o" .. (#list + 1), region = stratum } end
  end
  return list
end

local function ids(list)
  local out = {}
  for i, one in ipairs(list) do out[i] = one.id end
  return table.concat(out, " ")
end

local function filled(text, ending)
  local path = os.tmpname() .. (ending or ".csv")
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  local list, problems, code = audit.read(path)
  os.remove(path)
  return list, problems, code
end

describe("audit.draw", function()
  it("draws the same by the same seed, whatever the order, and something else by another", function()
    local list = items({ a = 100 })
    local first = audit.draw(list, { size = 10, seed = "7" })
    local turned = {}
    for i = #list, 1, -1 do turned[#turned + 1] = list[i] end
    assert.equal(ids(first), ids((audit.draw(turned, { size = 10, seed = "7" }))))
    assert.is_not.equal(ids(first), ids((audit.draw(list, { size = 10, seed = "8" }))))
  end)

  it("draws none twice, no more than there are, and nothing from nothing", function()
    local drawn, seen = audit.draw(items({ a = 50 }), { size = 80, seed = "x" }), {}
    assert.equal(50, #drawn)
    for _, one in ipairs(drawn) do
      assert.is_nil(seen[one.id])
      seen[one.id] = true
    end
    assert.equal(0, #audit.draw({}, { size = 5, seed = "x" }))
    assert.equal(0, #audit.draw({}, { size = 5, seed = "x", by = "region" }))
  end)

  it("gives every one the same chance", function()
    local list, counts = items({ a = 10 }), {}
    for seed = 1, 2000 do
      for _, one in ipairs((audit.draw(list, { size = 3, seed = tostring(seed) }))) do
        counts[one.id] = (counts[one.id] or 0) + 1
      end
    end
    -- 600 are expected of each, with a standard deviation of 20.5; five of those never come by chance.
    for _, one in ipairs(list) do assert.is_true(math.abs(counts[one.id] - 600) < 103, one.id) end
  end)

  it("draws from strata in proportion to their size, the rest by the largest remainder", function()
    local drawn, strata, empty = audit.draw(items({ a = 60, b = 30, c = 10 }), { size = 10, seed = "1", by = "region" })
    local counts = { a = 0, b = 0, c = 0 }
    for _, one in ipairs(drawn) do counts[one.region] = counts[one.region] + 1 end
    assert.same({ a = 6, b = 3, c = 1 }, counts)
    assert.equal(3, strata)
    assert.equal(0, empty)
    drawn, strata, empty = audit.draw(items({ a = 50, b = 50, c = 1 }), { size = 2, seed = "1", by = "region" })
    assert.equal(2, #drawn)
    assert.equal(3, strata)
    assert.equal(1, empty)
  end)

  it("takes all of all strata if as many are asked for", function()
    assert.equal(7, #audit.draw(items({ a = 4, b = 2, c = 1 }), { size = 7, seed = "1", by = "region" }))
    assert.equal(7, #audit.draw(items({ a = 4, b = 2, c = 1 }), { size = 70, seed = "1", by = "region" }))
  end)
end)

describe("audit.read", function()
  it("gives the precision with Wilson's interval, of all and by indicator", function()
    local list, problems = filled("right,indicator,id\n1,a,o1\n对,a,o2\n N ,a,o3\nY,b,o4\n,b,o5\n?,b,o6\n")
    assert.equal(0, #problems)
    assert.equal(3, #list)
    local low, high = stats.wilson(3, 4)
    assert.same({ drawn = 6, right = 3, wrong = 1, unsure = 1, empty = 1, precision = 0.75, low = low, high = high },
      list[1])
    assert.equal("a", list[2].indicator)
    assert.equal(2 / 3, list[2].precision)
    assert.equal(1, list[3].precision)
  end)

  it("tells a word it does not know, with its line and what may be written, and counts the rest", function()
    local list, problems = filled("right,id\n1,o1\nmaybe,o2\n0,o3\n")
    assert.equal(2, list[1].drawn)
    assert.equal(1, #problems)
    assert.equal(3, problems[1].line)
    assert.matches("maybe", problems[1].message)
    assert.matches("yes", problems[1].message)
  end)

  it("counts no row twice", function()
    local list, problems = filled("id,right\no1,1\no1,0\n")
    assert.equal(1, list[1].right)
    assert.equal(0, list[1].wrong)
    assert.matches("o1", problems[1].message)
  end)

  it("knows nothing of an empty table, and never divides by nothing", function()
    local list = filled("right,indicator,id\n")
    assert.equal(0, list[1].drawn)
    assert.is_nil(list[1].precision)
    assert.is_nil(list[1].low)
    list = filled("right,indicator,id\n,a,o1\n")
    assert.is_nil(list[1].precision)
    assert.equal(1, list[1].empty)
  end)

  it("refuses a table without the column", function()
    local list, why, code = filled("id,value\no1,3\n")
    assert.is_nil(list)
    assert.equal("E219", code)
    assert.matches("id, value", why)
    assert.equal("E301", select(3, audit.read("/nowhere/at/all.csv")))
  end)

  it("reads what Excel makes of it: semicolons, GBK, labels, a workbook", function()
    assert.equal(1, filled("对错;指标\r\n对;a\r\n")[1].right)
    assert.equal(1, filled("\xB6\xD4\xB4\xED,id\r\n\xB4\xED,o1\r\n")[1].wrong)
    local table_of = frame.new({ rows = { { right = 1, id = "o1", indicator = "a" }, { right = "错", id = "o2" } },
      columns = { { name = "right", kind = "text", en = "right" }, { name = "id", kind = "text" }, "indicator" } })
    local list = filled(assert(render.string(table_of, { format = "xlsx" })), ".xlsx")
    assert.equal(1, list[1].right)
    assert.equal(1, list[1].wrong)
    assert.equal("a", list[2].indicator)
  end)
end)
