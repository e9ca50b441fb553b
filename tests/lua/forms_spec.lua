-- fazhi.core.forms and the forms that fazhi.notfigure compiles for it out of the catalogue.

local core = require("fazhi.core")
local notfigure = require("fazhi.notfigure")

local function new(list, more)
  local given = { list = list, numerals = core.words.new { "一", "二" }, dashes = core.words.new { "—" } }
  for key, value in pairs(more or {}) do given[key] = value end
  return core.forms.new(given)
end

-- What of s, from byte `at` on, has one of the forms of this kind.
local function passed(kind, s, at)
  at = at or 1
  local stop = notfigure.forms()[kind]:match(s, at)
  return stop and s:sub(at, stop - 1)
end

describe("core.forms", function()
  it("tells where a form ends", function()
    local forms = new { { code = "H=\3章" }, { code = "N=\3章", unless = "=\3节", not_after = { "无" } } }
    assert.equal(#"二一章" + 1, forms:match("二一章", 1))
    assert.equal(#"共12章" + 1, forms:match("共12章", 4))
    assert.is_nil(forms:match("无12章", 4))
    assert.is_nil(forms:match("12章节", 1))
    assert.is_nil(forms:match("12章", 100))
  end)

  it("keeps what it is made of", function()
    local forms = new({ { code = "N" .. ("=\3%s"):format("章"), after = { ("第%s"):format "" } } })
    collectgarbage()
    collectgarbage()
    assert.equal(8, forms:match("第2章", 4))
  end)

  it("refuses what is no form", function()
    assert.error_matches(function() new { { code = "x" } } end, "code is no code of a form")
    assert.error_matches(function() new { { code = "N", unless = "?" } } end, "unless is no code of a form")
    assert.error_matches(function() new { {} } end, "a form without code")
    assert.error_matches(function() new { 7 } end, "an item of list is no table")
    assert.error_matches(function() new { { code = "N", after = { {} } } } end, "no string")
    assert.error_matches(function() new({}, { behind = core.words.new { "年" } }) end, "goes_on is no list")
    assert.error_matches(function() core.forms.new {} end, "fazhi.words")
    assert.error_matches(function() new({}):match("1", 0) end, "positions begin at 1")
  end)
end)

describe("notfigure", function()
  it("passes over dates, numbers of documents and labels", function()
    for _, whole in ipairs { "2024年", "2023—2025年", "2024年3月5日", "2024.3.5", "3月", "12号", "24小时", "12345", "1+18",
      "20162020年", "2016-3-5 8:30" } do
      assert.equal(whole, passed("digits", whole .. "，"), whole)
      assert.equal(whole, passed("digits", whole), whole)
    end
    for _, none in ipairs { "36件", "2000余件", "75周年", "24小时以内", "12345件", "12345,678件", "5年以上" } do
      assert.is_nil(passed("digits", none), none)
    end
  end)

  it("looks at what stands before", function()
    assert.equal("3年", passed("digits", "近3年，", 4))
    assert.is_nil(passed("digits", "满3年，", 4))
    assert.equal("15日", passed("digits", "于15日，", 4))
    assert.is_nil(passed("digits", "满15日，", 4))
    assert.equal("三次会议", passed("numerals", "人大三次会议", 7))
    assert.is_nil(passed("numerals", "共三次会议", 4))
  end)

  it("knows words by their first numeral", function()
    assert.equal("三同时", passed("numerals", "三同时制度"))
    assert.equal("十字", passed("numerals", "红十字会", 4))
    assert.is_nil(passed("numerals", "大十字会", 4))
    assert.equal("第三、四", passed("ordinals", "第三、四批"))
  end)

  it("passes over brackets that are closed soon", function()
    local s = "《十项措施》"
    assert.equal(#s + 1, notfigure.at_bracket(s, 1, "《"))
    assert.equal(#"《a《b》》" + 1, notfigure.at_bracket("《a《b》》", 1, "《"))
    assert.is_nil(notfigure.at_bracket("《a\n》", 1, "《"))
    assert.is_nil(notfigure.at_bracket("a", 1, "a"))
  end)
end)
