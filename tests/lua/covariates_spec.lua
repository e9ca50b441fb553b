-- fazhi.covariates: a user's table is read with its units; what cannot be used is told with line, reason and
-- remedy, and never taken for something else.

local covariates = require "fazhi.covariates"
local message = require "fazhi.message"
local region = require "fazhi.region"

local function read(text, regions)
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  local result = table.pack(covariates.read(path, regions))
  os.remove(path)
  return table.unpack(result, 1, result.n)
end

describe("covariates", function()
  before_each(function()
    message.set_language("en")
    region.load { "examples/regions.tsv" }
  end)
  after_each(function()
    message.set_language(nil)
    region.load()
  end)

  it("reads units, groups of three, full-width digits and names in Chinese", function()
    local t = assert(read("地区,年度,population(万人),gdp（亿元）,note,cases\n"
      .. "白塔市青禾县,2024年,29.9,128,x,\"1,234\"\n青禾县,2023年度,30,１２,,\n"))
    assert.same({ 299000, 2024 }, { t:value("990121", 2024, "population") })
    assert.equal(12800000000, t:value("990121", 2024, "gdp"))
    assert.equal(1234, t:value("990121", 2024, "cases"))
    assert.equal(1200000000, t:value("990121", 2023, "gdp"))
    assert.is_nil(t:value("990121", 2023, "cases"))
    assert.is_nil(t:value("990121", 2022, "population"))
    assert.same({ 300000, 2023 }, { t:value("990121", 2022, "population", 1) })
    assert.is_nil(t:value("990121", 2021, "population", 1))
    assert.is_nil(t:value(nil, 2024, "population", 1))
    assert.equal("人", t:column("人口").unit)
    assert.equal("gdp", t:column("gdp（亿元）").name)
    assert.same({}, t.problems)
  end)

  it("takes the earlier of two equally near years", function()
    local t = assert(read("region_code,year,population\n990121,2022,1\n990121,2024,3\n"))
    assert.same({ 1, 2022 }, { t:value("990121", 2023, "population", 3) })
  end)

  local wrong = {
    { "990124,2022,1", "990124 was no code in 2022; 临溪县 had it from 1983 to 2021, then 990102 临溪区" },
    { "990199,2022,1", "990199 was no code in 2022; check it, or give --regions" },
    { "9901,2022,1", "9901 is no code of six digits; write the code of GB/T 2260" },
    { "临溪县,2022,1", "临溪县 was 云岭省白塔市临溪区 in 2022; write that, or its code 990102" },
    { "无此县,2022,1", "no place was called 无此县 in 2022; write its full name of that year, or its code" },
    { "朝阳区,2022,1", "朝阳区 may be any of 北京市朝阳区 110105, 吉林省长春市朝阳区 220104; write the full name" },
    { "990121,22,1", "“22” is no year; write it as 2024" },
    { ",2022,1", "no region; write its name or code" },
    { "990121,2022,约30万", "population is “约30万”, which is no number; write digits, or leave it empty" },
    { "990121,2022,1e9", "population is “1e9”, which is no number" },
  }
  for _, case in ipairs(wrong) do
    it("refuses " .. case[1], function()
      local is_code = case[1]:find("^%d")
      local t = assert(read((is_code and "region_code" or "region") .. ",year,population\n" .. case[1] .. "\n"))
      assert.equal(1, #t.problems)
      assert.matches(":2: " .. case[2], t.problems[1], 1, true)
      assert.is_nil(t:value("990121", 2022, "population"))
    end)
  end

  it("uses no row whose code and name are two places", function()
    local t = assert(read("region_code,region,year,population\n990121,石汀县,2022,5\n990121,青禾县,2023,6\n"
      .. "990121,Qinghe,2024,7\n990121,白塔市青禾县,2021,8\n990102,临溪区,2023,9\n"))
    assert.equal(1, #t.problems)
    assert.matches(":2: 990121 is 云岭省白塔市青禾县, and the row says 石汀县; correct one of the two", t.problems[1], 1, true)
    assert.is_nil(t:value("990121", 2022, "population"))
    for year, people in pairs { [2021] = 8, [2023] = 6, [2024] = 7 } do
      assert.equal(people, (t:value("990121", year, "population")))
    end
  end)

  it("uses no row that has more or fewer cells than the header", function()
    local t = assert(read("region_code,year,population,gdp\n990121,2022,1,234,5\n990121,2023,7\n990121,2024,8,9,,\n"))
    assert.same({ 2, 8 }, { #t.problems, (t:value("990121", 2024, "population")) })
    assert.matches(":2: 5 cells, the header has 4; not used; write numbers without commas", t.problems[1], 1, true)
    assert.matches(":3: 3 cells, the header has 4; not used; write a separator", t.problems[2], 1, true)
    assert.is_nil(t:value("990121", 2022, "population"))
    assert.is_nil(t:value("990121", 2023, "population"))
  end)

  it("uses neither of two lines that differ, and one of two that agree", function()
    local t = assert(read("region_code,year,population\n990121,2022,5\n990121,2022,6\n990122,2022,5\n990122,2022,5\n"))
    assert.is_nil(t:value("990121", 2022, "population"))
    assert.equal(5, t:value("990122", 2022, "population"))
    assert.matches(":3: population of this region and year stands in line 2 too; the two differ", t.problems[1])
    assert.matches(":5: .*delete one of the two", t.problems[2])
  end)

  it("knows the places of the corpus where the gazetteer does not", function()
    region.load()
    local stored = { { code = "990121", name = "青禾县", full_name = "云岭省白塔市青禾县", from_year = 1983 } }
    local t = assert(read("region,year,population\n青禾县,2022,5\n青禾县,1970,5\n", stored))
    assert.equal(5, t:value("990121", 2022, "population"))
    assert.equal(1, #t.problems)
  end)

  it("says which column a table lacks", function()
    for text, word in pairs {
      ["year,population\n2022,1\n"] = "region", ["region,population\n青禾县,1\n"] = "year",
      ["region,year\n青禾县,2022\n"] = "population",
    } do
      local t, why, code = read(text)
      assert.is_nil(t)
      assert.matches("has no column " .. word, why)
      assert.equal("E219", code)
    end
    assert.same({ nil, "E301" }, { (covariates.read("/nowhere.csv")), (select(3, covariates.read("/nowhere.csv"))) })
    assert.equal("E302", (select(3, read(""))))
  end)

  it("tells the first problems one by one and counts the rest", function()
    local t = assert(read("region_code,year,population\n" .. ("1,2022,1\n"):rep(9)))
    assert.equal(6, #t:notes())
    assert.matches("4 more such problems", t:notes()[6])
  end)
end)
