-- manifest and assertion: what a user says of files before they are read.

local assertion = require "fazhi.assertion"
local manifest = require "fazhi.manifest"

local function written(text)
  local path = os.tmpname()
  local file <close> = assert(io.open(path, "wb"))
  file:write(text)
  return path
end

local function with(text, f)
  local path = written(text)
  local ok, why = pcall(f, path)
  os.remove(path)
  assert(ok, why)
end

describe("manifest", function()
  it("finds the row of a file by the end of its path", function()
    with("文件,年度,地区\n2023/a.html,2023,江苏省\n2022/a.html,2022,浙江省\nb.txt,2020,\n", function(path)
      local m = assert(manifest.read(path))
      assert.equal("2023", m:of("saved/2023/a.html").year)
      assert.equal("浙江省", m:of("./2022/a.html").region)
      assert.equal("2020", m:of("/deep/down/b.txt").year)
      assert.is_nil(m:of("c.txt"))
      assert.is_nil(m:of("saved/2021/a.html"))
      assert.same({}, m:unused())
    end)
  end)

  it("uses neither of two rows that fit equally, and says so", function()
    with("path,year\nx/a.html,2023\ny/a.html,2022\n", function(path)
      local m = assert(manifest.read(path))
      local row, why = m:of("a.html")
      assert.is_nil(row)
      assert.matches("2 and 3", why)
      assert.equal(2, #m:unused())
    end)
  end)

  it("uses a row that fits several files for none of them, and tells each", function()
    with("path,year\na.html,2000\nx/b.html,2001\nb.html,2002\n", function(path)
      local m = assert(manifest.read(path))
      m:expect { "saved/x/a.html", "saved/y/a.html", "saved/x/b.html", "saved/y/b.html" }
      for _, file in ipairs { "saved/x/a.html", "saved/y/a.html" } do
        local row, why = m:of(file)
        assert.is_nil(row)
        assert.matches("row 2 of the manifest fits several files, saved/x/a.html and saved/y/a.html", why)
      end
      assert.equal("2001", m:of("saved/x/b.html").year)
      assert.equal("2002", m:of("saved/y/b.html").year)
      assert.same({ "a.html" }, m:unused())
    end)
  end)

  it("prefers the file that the row names exactly", function()
    with("path,year\na.html,2000\n", function(path)
      local m = assert(manifest.read(path))
      m:expect { "x/a.html", "./a.html" }
      assert.equal("2000", m:of("./a.html").year)
      assert.is_nil(m:of("x/a.html"))
    end)
  end)

  it("gives a row to one member of a container only, and says so of the next", function()
    with("path,year\na.html,2000\n", function(path)
      local m = assert(manifest.read(path))
      m:expect { "old.zip" }
      assert.equal("2000", m:of("old.zip#x/a.html").year)
      local row, why = m:of("old.zip#y/a.html")
      assert.is_nil(row)
      assert.matches("used for old.zip#x/a.html only", why)
      assert.equal("2000", m:of("old.zip#x/a.html").year)
    end)
  end)

  it("takes absolute paths of another machine from the folder they share", function()
    with("path,year\nD:\\saved\\甲\\a.html,2001\nD:\\saved\\乙\\a.html,2002\nD:\\saved\\c.html,2003\n",
      function(path)
        local m = assert(manifest.read(path))
        local files = { "/data/reports/甲/a.html", "/data/reports/丙/a.html", "/data/reports/c.html" }
        m:expect(files)
        assert.equal("2001", m:of(files[1]).year)
        assert.is_nil(m:of(files[2]))
        assert.equal("2003", m:of(files[3]).year)
        assert.same({ "D:\\saved\\乙\\a.html" }, m:unused())
      end)
  end)

  it("takes a lone absolute path where a folder agrees, but not for its name alone", function()
    with("path,year\n/home/somebody/saved/甲/a.html,2001\n", function(path)
      local m = assert(manifest.read(path))
      assert.is_nil(m:of("saved/乙/a.html"))
      assert.equal("2001", m:of("other/甲/a.html").year)
    end)
  end)

  it("knows members of archives and paths of another system", function()
    with("path,year\nold.zip/四川/a.html,2019\nnew\\\\b.html,2018\n", function(path)
      local m = assert(manifest.read(path))
      assert.equal("2019", m:of("old.zip#四川/a.html").year)
      assert.equal("2018", m:of("new/b.html").year)
    end)
  end)

  it("says which columns it has where none is the path", function()
    with("name,year\na,1\n", function(path)
      local m, why, code = manifest.read(path)
      assert.is_nil(m)
      assert.equal("E217", code)
      assert.matches("name, year", why)
    end)
    assert.equal("E301", select(3, manifest.read("/nowhere/table.csv")))
  end)
end)

describe("a pattern of paths", function()
  local function of(spec, path)
    local given = assert(manifest.pattern(spec)):of(path)
    if not given then return nil end
    return (given.province or "") .. "|" .. (given.city or "") .. "|" .. (given.year or "")
  end

  it("reads the last steps of a path", function()
    assert.equal("四川省|巴中市|2023", of("{province}/{city}_{year}", "saved/四川省/巴中市_2023.html"))
  end)

  it("takes dots and brackets as they are, and * as anything in one step", function()
    assert.equal("|恩阳|2023", of("{*}-{city}({year})", "x/0012-恩阳(2023).docx"))
    assert.is_nil(of("{city}.{year}", "恩阳-2023.docx"))
    assert.is_nil(of("{province}/{city}_{year}", "巴中市_2023.html"))
  end)

  it("reads the members of archives as steps", function()
    assert.equal("四川|巴中|2021", of("{province}/{city}_{year}", "a.zip#四川/巴中_2021.txt"))
  end)

  it("refuses a field that does not exist, and a pattern without fields", function()
    assert.equal("E216", select(3, manifest.pattern("{planet}_{year}")))
    assert.equal("E216", select(3, manifest.pattern("year")))
  end)
end)

describe("assertion", function()
  it("puts province, city and county together to one place", function()
    local columns = assertion.columns { province = "四川", city = "巴中", county = "恩阳", year = "2023年度" }
    assert.same({ "四川省巴中市恩阳区", "511903", "county", 2023 },
      { columns.region, columns.region_code, columns.level, columns.year })
  end)

  it("takes the name that was valid in the year", function()
    assert.equal("120223", assertion.columns({ region = "天津市静海县", year = 2014 }).region_code)
    assert.equal("120118", assertion.columns({ region = "天津市静海区", year = 2020 }).region_code)
    local columns, wrong, told = assertion.columns { region = "天津市静海县", year = 2020 }
    assert.same({ "120118", nil }, { columns.region_code, wrong })
    assert.matches("天津市静海县 is called 天津市静海区 (120118) since 20", told, 1, true)
    assert.is_nil(select(3, assertion.columns { region = "天津市静海县", year = 2010 }))
  end)

  it("leaves out what makes no sense, and says what", function()
    local columns, wrong = assertion.columns { region = "鼓楼区", year = "twenty", kind = "novel", title = "甲" }
    assert.same({ title = "甲" }, columns)
    assert.matches("鼓楼区", wrong)
    assert.matches("twenty", wrong)
    assert.matches("novel", wrong)
  end)

  it("reads dates in the forms people write", function()
    assert.equal("2024-02-07", assertion.columns({ published = "2024年2月7日" }).published)
    assert.equal("2024-02-07", assertion.columns({ published = "2024/2/7" }).published)
    assert.is_nil(assertion.columns({ published = "February" }).published)
  end)

  it("refuses days that no calendar has", function()
    for _, day in ipairs { "2025-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31" } do
      local columns, wrong = assertion.columns { published = day }
      assert.is_nil(columns.published, day)
      assert.matches(day, wrong, 1, true)
    end
    assert.equal("2024-02-29", assertion.columns({ published = "2024-02-29" }).published)
  end)

  it("refuses a level above that of the place, and takes one below it", function()
    local columns, wrong = assertion.columns { region = "四川省巴中市恩阳区", level = "province" }
    assert.equal("county", columns.level)
    assert.matches("511903", wrong)
    columns, wrong = assertion.columns { region = "四川省巴中市恩阳区", level = "township" }
    assert.equal("township", columns.level)
    assert.is_nil(wrong)
  end)
end)
