-- fazhi.core.segment and fazhi.segment: words cut by the dictionary, those kept whole, counts of words
-- and of sequences, dictionaries of a user, and the lists they rest on.

local catalogue = require("fazhi.catalogue")
local cut = require("fazhi.core").segment.cut
local segment = require("fazhi.segment")

local function texts(list)
  local words = {}
  for i, word in ipairs(list) do words[i] = word.text end
  return table.concat(words, " ")
end

local function with_file(bytes, f)
  local name = os.tmpname()
  local file = assert(io.open(name, "wb"))
  file:write(bytes)
  file:close()
  local results = table.pack(pcall(f, name))
  os.remove(name)
  return table.unpack(results, 1, results.n)
end

describe("fazhi.core.segment", function()
  it("cuts a text into segments that follow each other, with their kinds", function()
    local out = {}
    assert.are.equal(4, cut("人民政府2023。A", out))
    assert.are.same({ 1, 13, 3, 13, 17, 1, 17, 20, 0, 20, 21, 2 }, out)
  end)

  it("cuts a part of a text, by positions of the whole", function()
    local out = { 9, 9, 9, 9 } -- what is behind the result is cut off
    assert.are.equal(1, cut("共人民政府", out, 4, 15))
    assert.are.same({ 4, 16, 3 }, out)
    assert.are.equal(0, cut("", out))
    assert.is_nil(out[1])
    assert.are.equal(0, cut("abc", out, 2, 1))
  end)

  it("refuses a part that lies outside, and takes any bytes", function()
    assert.is_false(pcall(cut, "abc", {}, 3, 9))
    assert.is_false(pcall(cut, "abc", {}, 0, 2))
    assert.is_false(pcall(cut, "abc"))
    local out = {}
    local count = cut("\xE6\x20\xFF人", out)
    assert.are.equal(7, out[3 * count - 1]) -- the last segment ends where the text does
  end)
end)

describe("segment.words", function()
  it("keeps terms of the trade whole, which the dictionary alone takes apart", function()
    assert.are.equal("全市 共 受理 行政复议 案件 213 件", texts(segment.words("全市共受理行政复议案件213件。")))
    assert.are.equal("推行 双随机、一公开 监管", texts(segment.words("推行双随机、一公开监管")))
  end)

  it("tells where each word stands and which term a variant stands for", function()
    local s = "对首违免罚，"
    local words = segment.words(s)
    assert.are.same({ text = "首违免罚", start = 4, stop = 15, kind = "term", term = "首违不罚" }, words[2])
    for _, word in ipairs(words) do assert.are.equal(word.text, s:sub(word.start, word.stop)) end
    assert.is_nil(segment.words("首违不罚")[1].term)
  end)

  it("keeps names of regions whole, but not those of two characters", function()
    local words = segment.words("成都市武侯区司法局")
    assert.are.equal("成都市 武侯区 司法局", texts(words))
    assert.are.equal("place", words[2].kind)
    for _, word in ipairs(segment.words("和县城区")) do assert.are_not.equal("place", word.kind) end
  end)

  it("gives nothing for nothing, marks or blanks", function()
    assert.are.same({}, segment.words(""))
    assert.are.same({}, segment.words("，。 \n"))
  end)

  it("parts a text at words to be left out", function()
    assert.are.equal("依法 行政", texts(segment.words("依法青禾行政", { without = { "青禾" } })))
  end)

  it("does not take letters apart", function()
    with_file("APP\n", function(name)
      assert.are.equal("APPLE APP 2APP", texts(segment.words("APPLE和APP，2APP", { dictionary = name })):gsub("和 ", ""))
    end)
  end)
end)

describe("a user's dictionary", function()
  it("keeps its words whole, in either script, after a BOM, beside comments", function()
    local ok, why = with_file("\xEF\xBB\xBF# ours\r\n青禾模式\r\n\n民聲通道 \n", function(name)
      assert.are.equal("推广 青禾模式 和 民声通道", texts(segment.words("推广青禾模式和民声通道", { dictionary = name })))
    end)
    assert.is_true(ok, tostring(why))
    assert.are_not.equal("推广 青禾模式", texts(segment.words("推广青禾模式")))
  end)

  it("is also found on the search path, as catalogue/dictionary.txt", function()
    local path = require("fazhi.path")
    local find, asked = path.find, nil
    local ok, why = with_file("青禾模式\n", function(name)
      path.find = function(kind, file)
        if file ~= "dictionary.txt" then return find(kind, file) end
        asked = kind
        return name
      end
      assert.are.equal("推广 青禾模式", texts(segment.new():words("推广青禾模式")))
    end)
    path.find = find
    assert.is_true(ok, tostring(why))
    assert.are.equal("catalogue", asked)
  end)

  it("is refused with its line if it is none", function()
    local function refused(bytes)
      local _, ok, why = with_file(bytes, function(name) return pcall(segment.new, { dictionary = name }) end)
      assert.is_false(ok)
      return why.code, why.message
    end
    local code, message = refused("一\n" .. ("长"):rep(22) .. "\n")
    assert.are.equal("E201", code)
    assert.matches(":2: a word of 66 bytes", message, 1, true)
    assert.are.equal("E304", (refused("\xC7\xE0\xBA\xCC\n")))
    local ok, why = pcall(segment.new, { dictionary = "/nowhere/words.txt" })
    assert.is_false(ok)
    assert.are.equal("E301", why.code)
  end)
end)

describe("segment.counts", function()
  it("counts a variant as its term and leaves out numbers, function words and single characters", function()
    local counts, total = segment.counts("首违免罚和首违不罚的案件一百二十件、35件。")
    assert.are.same({ ["首违不罚"] = 2, ["案件"] = 1 }, counts)
    assert.is_true(total >= 9)
  end)

  it("counts sequences of characters, none that begins or ends in a function word", function()
    local counts, total = segment.counts("依法行政的依法", { unit = 2 })
    assert.are.same({ ["依法"] = 2, ["法行"] = 1, ["行政"] = 1 }, counts)
    assert.are.equal(6, total)
    assert.are.same({ ["依法行政"] = 1 }, (segment.counts("依法行政的", { unit = 4 })))
  end)

  it("makes no sequence over what is left out", function()
    assert.are.same({ ["甲乙"] = 1, ["丙丁"] = 1 }, (segment.counts("甲乙青禾丙丁", { unit = 2, without = { "青禾" } })))
  end)

  it("gives nothing for nothing", function()
    assert.are.same({ {}, 0 }, { segment.counts("") })
    assert.are.same({ {}, 0 }, { segment.counts("", { unit = 3 }) })
  end)
end)

describe("the lists of the catalogue", function()
  it("hold each term and variant once, 150 and more, with a year of sense where there is one", function()
    local seen, terms = {}, catalogue.load("terms")
    for _, entry in ipairs(terms) do
      for _, form in ipairs { entry.term, table.unpack(entry.variants or {}) } do
        assert.is_nil(seen[form], form .. " is there twice")
        assert.is_nil(form:find("^%s") or form:find("%s$"))
        seen[form] = true
      end
      if entry.since then assert.is_true(entry.since >= 1949 and entry.since <= 2026, entry.term) end
    end
    assert.is_true(#terms >= 150)
  end)

  it("tell how a term is written", function()
    assert.are.same({ "首违不罚", "首违免罚" }, segment.forms("首违不罚"))
    assert.are.same({ "青禾" }, segment.forms("青禾"))
  end)

  it("hold each common word once, and none that is a term", function()
    local seen = {}
    for _, word in ipairs(catalogue.load("common_words")) do
      assert.is_nil(seen[word], word .. " is there twice")
      seen[word] = true
    end
    assert.is_nil(seen["行政复议"])
    assert.are.equal("优化 专项行动", texts(segment.words("优化专项行动")))
  end)

  it("hold each function word once, edges of one character", function()
    local stop = catalogue.load("stopwords")
    for _, name in ipairs { "words", "edges", "numerals" } do
      local seen = {}
      for _, word in ipairs(stop[name]) do
        assert.is_nil(seen[word], word .. " is there twice")
        seen[word] = true
        if name ~= "words" then assert.are.equal(1, utf8.len(word)) end
      end
    end
  end)
end)
