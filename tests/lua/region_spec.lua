-- The gazetteer: names in every form, names of other years, names that several places bear.

local region = require "fazhi.region"
local renaming = require "fazhi.renaming"

local function code(name, options)
  local row = region.find(name, options)
  return row and row.code
end

describe("region", function()
  local extra

  setup(function()
    extra = os.tmpname()
    local file <close> = assert(io.open(extra, "w"))
    file:write("# invented places\ncode\tname\tfull_name\tlevel\tparent_code\tfrom_year\tto_year\tsuccessor\n",
      "990000\t云岭省\t云岭省\tprovince\t\t1981\t\t\n",
      "990100\t白塔市\t云岭省白塔市\tprefecture\t990000\t1983\t\t\n",
      "990121\t青禾县\t云岭省白塔市青禾县\tcounty\t990100\t1983\t2020\t990102\n",
      "990102\t青禾区\t云岭省白塔市青禾区\tcounty\t990100\t2020\t\t\n")
  end)

  teardown(function()
    os.remove(extra)
    region.load()
  end)

  before_each(function() region.load() end)

  it("finds the predecessors of a few codes in the texts and of many in an index", function()
    local one = assert(region.load { extra })
    local codes = { "990102", "990000", "511903", "110101", "110116", "341000", "x" }
    local found = {}
    for i, own in ipairs(codes) do found[i] = one:predecessors(own) end
    local many = assert(region.load { extra })
    for _ = 1, 30 do many:predecessors "990102" end
    for i, own in ipairs(codes) do assert.same(many:predecessors(own), found[i], own) end
    assert.equal("990121", found[1][1].code)
    assert.is_true(#found[4] > 0)
  end)

  it("knows a place by code, full, partial and short name", function()
    for _, name in ipairs { "511903", "四川省巴中市恩阳区", "巴中市恩阳区", "四川恩阳区", "恩阳区", "恩阳", "巴中市 恩阳区" } do
      assert.equal("511903", code(name), name)
    end
  end)

  it("gives name, full name, level, parent and years", function()
    local row = assert(region.find("恩阳区"))
    assert.equal("恩阳区", row.name)
    assert.equal("四川省巴中市恩阳区", row.full_name)
    assert.equal("county", row.level)
    assert.equal("511900", row.parent_code)
    assert.equal(2013, row.from_year)
    assert.is_nil(row.to_year)
    assert.equal("四川省巴中市", region.parent(row).full_name)
    assert.is_nil(region.parent(region.parent(region.parent(row))))
  end)

  it("puts districts of the municipalities and counties without a prefecture under the province", function()
    assert.equal("北京市东城区", region.find("北京市东城区").full_name)
    assert.equal("110000", region.find("北京市东城区").parent_code)
    assert.equal("湖北省仙桃市", region.find("仙桃市").full_name)
    assert.equal("county", region.find("仙桃市").level)
  end)

  it("takes a short name for the larger place, a whole one for what it says", function()
    assert.equal("360100", code("南昌"))
    assert.equal("360121", code("南昌县"))
    assert.equal("220000", code("吉林"))
    assert.equal("220200", code("吉林市"))
  end)

  it("knows the everyday names of autonomous places", function()
    assert.equal("422800", code("恩施州"))
    assert.equal("420528", code("长阳县"))
    assert.equal("410104", code("管城区"))
    assert.equal("640000", code("宁夏"))
    assert.equal("433100", code("湘西自治州"))
    assert.equal("422800", code("恩施自治州"))
    assert.equal("652800", code("巴州"))
    assert.equal("511902", code("巴州区"))
  end)

  it("does not guess among places of one name", function()
    local row, why, candidates = region.find("朝阳区")
    assert.is_nil(row)
    assert.equal("ambiguous", why)
    assert.equal(2, #candidates)
    assert.equal("110105", code("朝阳区", { within = "110000" }))
    assert.equal("220104", code("长春市朝阳区"))
    row, why, candidates = region.find("恩阳恩阳")
    assert.is_nil(row)
    assert.equal("unknown", why)
    assert.same({}, candidates)
  end)

  it("filters by level", function()
    assert.equal("411700", code("驻马店市", { level = "prefecture" }))
    assert.is_nil(code("驻马店市", { level = "province" }))
  end)

  it("gives the row valid in the year, whichever name was asked for", function()
    assert.equal("130823", code("平泉县", { year = 2015 }))
    assert.equal("130881", code("平泉县", { year = 2018 }))
    assert.equal("130823", code("平泉市", { year = 2015 }))
    assert.equal("110103", code("崇文区", { year = 2009 }))
    assert.equal("110101", code("崇文区", { year = 2012 }))
    assert.equal("襄樊市", region.find("襄阳市", { year = 2008 }).name)
    assert.equal("襄阳市", region.find("襄樊市", { year = 2012 }).name)
  end)

  it("takes an old name for the place that bore it last in its province", function()
    assert.equal("530800", code("思茅市", { year = 2010 }))
    assert.equal("530802", code("普洱市思茅区", { year = 2010 }))
    assert.equal("370116", code("莱芜市", { year = 2020 }))
    assert.equal("371200", code("莱芜市", { year = 2015 }))
  end)

  it("sees the place before a name that was none yet", function()
    local found = region.mentions("深圳市光明新区2015年", { year = 2015, short = true })
    assert.equal("深圳市", found[1].text)
    assert.equal("440300", found[1].rows[1].code)
    assert.equal("深圳市光明区", region.mentions("深圳市光明区2020年", { year = 2020, short = true })[1].text)
  end)

  it("follows the heir that a published rename names", function()
    assert.equal("330102", code("江干区"))
    assert.equal("511900", code("巴中地区"))
  end)

  it("lists what lies below and beside a place in a year", function()
    local function names(rows)
      local list = {}
      for i, row in ipairs(rows) do list[i] = row.name end
      return table.concat(list, " ")
    end
    assert.equal("巴州区 恩阳区 通江县 南江县 平昌县", names(region.children("511900", 2024)))
    assert.is_nil(names(region.children("511900", 2012)):find("恩阳区", 1, true))
    assert.equal("巴州区 通江县 南江县 平昌县", names(region.peers(region.find("恩阳区"), 2024)))
    assert.equal(34, #region.children("", 2024))
  end)

  it("finds the places in a sentence, run together where they are", function()
    local found = region.mentions("在四川省委领导下，巴中市恩阳区推进全区工作", { year = 2024 })
    assert.equal(2, #found)
    assert.equal("四川省", found[1].text)
    assert.equal("巴中市恩阳区", found[2].text)
    assert.equal(2, found[2].count)
    assert.equal("511903", found[2].rows[1].code)
    assert.is_false(found[2].weak)
    assert.is_true(region.mentions("各镇和县直机关")[1].weak)
  end)

  it("reads files of the same form beside its own", function()
    assert.is_nil(code("青禾县"))
    assert(region.load { extra })
    assert.equal("990121", code("青禾县", { year = 2019 }))
    assert.equal("990102", code("青禾县", { year = 2021 }))
    assert.equal("990121", code("白塔市青禾区", { year = 2019 }))
    assert.equal("990102", code("青禾"))
    assert.equal("511903", code("恩阳区"))
  end)

  it("tells who asks by a name that a place bears no more what it is called, and since when", function()
    assert.equal("临江县 is called 吉林省白山市临江市 (220681) since 1993", renaming.note("临江县", 2024))
    assert.equal("湖北省襄樊市 is called 湖北省襄阳市 (420600) since 2010", renaming.note("湖北省 襄樊市"))
    for _, case in ipairs { { "襄樊市", 2009 }, { "襄阳市", 2024 }, { "襄阳" }, { "220624", 2024 }, { "没有县" }, { "临江" } } do
      assert.is_nil(renaming.note(case[1], case[2]), case[1])
    end
  end)

  it("tells who asks by the name of a place that went over into one of another level where it went", function()
    assert.equal("莱芜市 went over into 山东省济南市莱芜区 (370116) in 2018", renaming.note("莱芜市", 2024))
    assert.equal("涪陵地区 went over into 重庆市涪陵区 (500102) in 1997", renaming.note("涪陵地区"))
    assert.equal("海南行政区 went over into 海南省 (460000) in 1988", renaming.note("海南行政区"))
    assert.is_nil(renaming.note("莱芜市", 2017))
  end)

  it("knows the kin of a place through several codes, and not that of another one with its code", function()
    local lineage = require "fazhi.lineage"
    local function kin(name, year)
      local list = {}
      for i, one in ipairs(lineage.kin { assert(region.find(name, { year = year })) }) do
        list[i] = one.row.full_name .. (one.is_later and " > " or " < ") .. one.year
      end
      table.sort(list)
      return table.concat(list, ", ")
    end
    assert.equal("四川省涪陵市 > 1995, 重庆市涪陵区 > 1997", kin("512300", 1990))
    assert.equal("四川省眉山地区 < 2000", kin("眉山市", 2020)) -- 511400 was 涪陵市 before
    assert.matches("山东省莱芜市 < 2018", kin("莱芜区", 2020), 1, true)
  end)

  it("says which file it could not read", function()
    local loaded, message, number = region.load { "/nowhere/regions.tsv" }
    assert.is_nil(loaded)
    assert.matches("/nowhere/regions.tsv", message, 1, true)
    assert.equal("E304", number)
  end)
end)
