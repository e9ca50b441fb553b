-- Regions and reports as scripts and the prompt have them: what can be asked of one, without SQL.

local corpora = require "support.corpora"
local corpus = require "fazhi.corpus"
local territory = require "fazhi.territory"

describe("a region", function()
  it("knows those around it", function()
    local county = territory.find "恩阳区"
    assert.equal("巴中市", county:parent().name)
    assert.equal("四川省", county:province().name)
    assert.equal("四川省", county:province():province().name)
    assert.is_nil(county:province():parent())
    local found = {}
    for _, one in ipairs(county:peers()) do found[one.name] = one:parent().name end
    assert.equal("巴中市", found["巴州区"])
    assert.is_nil(found["恩阳区"])
    local children = {}
    for _, one in ipairs(territory.find("巴中市"):children()) do children[one.name] = tostring(one) end
    assert.equal("四川省巴中市恩阳区  511903  county", children["恩阳区"])
  end)

  it("that is unknown or one of several is a failure with a remedy or the choices", function()
    local function failed(name)
      local ok, e = pcall(territory.find, name)
      assert.is_false(ok)
      return e.code, e.message
    end
    local code, why = failed "不存在的地方"
    assert.equal("E206", code)
    assert.matches("--regions FILE", why, 1, true)
    code, why = failed "鼓楼区"
    assert.equal("E207", code)
    assert.matches("江苏省南京市鼓楼区 320106", why)
    local ok, wrong = pcall(territory.find)
    assert.is_false(ok)
    assert.matches("fazhi.region: name cannot be nil", wrong)
  end)

  it("has the values that its government reported", function()
    local function report(year, value)
      return { region = "四川省巴中市恩阳区", code = "511903", level = "county", year = year,
        values = { { "review_accepted", value, "件" } } }
    end
    local c <close> = corpora.of { report(2023, 16), report(2024, 26) }
    local values = territory.find("恩阳区"):series("review_accepted", 2024, 2025, c)
    assert.same({ 1, 26 }, { #values, values[1].value })
    assert.equal(2, #territory.find("恩阳区"):series("review_accepted", nil, nil, c))
  end)
end)

describe("a report", function()
  local BODY = "一、复议工作\n全年受理复议申请26件。复议质量提升！\n二、其他"

  local function document(name, year, body)
    return { path = name, sha256 = ("%-64s"):format(name), bytes = #body, format = "text", encoding = "UTF-8",
      body = body, front = "", back = "", content = { 1, #body }, sections = {}, figures = {}, observations = {},
      damage = {}, catalogue = { entries = {} }, source = function(_, i, j) return i, j end,
      meta = { kind = "rule_of_law", title = name, region = "四川省巴中市恩阳区", region_code = "511903",
        level = "county", year = year, script = "Hans", evidence = {} } }
  end

  local function put(c, ...)
    local what, id = c:add(document(...))
    assert.equal("new", what)
    return assert(c:report(id))
  end

  it("gives its sentences and the places of a word", function()
    local c <close> = assert(corpus.open(":memory:", "create"))
    local r = put(c, "a", 2024, BODY)
    assert.same({ "一、复议工作", "全年受理复议申请26件。", "复议质量提升！", "二、其他" }, r:sentences())
    local found = r:kwic("復議", 4)
    assert.equal(3, #found)
    assert.same({ "全年受理", "复议", "申请26" }, { found.rows[2].left, found.rows[2].match, found.rows[2].right })
    assert.equal("复议", BODY:sub(found.rows[2].start, found.rows[2].stop))
    assert.equal(0, #r:kwic "仲裁")
  end)

  it("names the reports that share the most text with it", function()
    local c <close> = assert(corpus.open(":memory:", "create"))
    local shared = {}
    for i = 0x4E00, 0x4E00 + 119 do shared[#shared + 1] = utf8.char(i) end
    local words = table.concat(shared)
    local first = put(c, "first", 2023, "第一份报告的开头。" .. words .. "。第一份的结尾。")
    local second = put(c, "second", 2024, "另一份报告写得不同。" .. words .. "。完。")
    put(c, "third", 2022, BODY)
    local found = second:similar()
    assert.equal(1, #found)
    assert.equal(first.id, found.rows[1].report)
    assert.is_true(found.rows[1].longest >= 120)
    assert.equal(0, #second:similar(0))
  end)
end)
