-- fazhi.text and fazhi.width: characters, columns, sentences.

local text = require("fazhi.text")
local width = require("fazhi.width")

describe("characters", function()
  it("are counted as characters, stray bytes as one each", function()
    assert.equal(4, text.len("法治ab"))
    assert.equal(0, text.len(""))
    assert.equal(3, text.len("法\xff治"))
  end)

  it("are cut as string.sub cuts bytes", function()
    assert.equal("治政", text.sub("法治政府", 2, 3))
    assert.equal("政府", text.sub("法治政府", -2))
    assert.equal("法治", text.sub("法治政府", 0, 2))
    assert.equal("治", text.sub("法治政府", 2, -3))
    assert.equal("", text.sub("法治政府", 3, 2))
    assert.equal("", text.sub("法治政府", 9))
    assert.equal("法治政府", text.sub("法治政府", 1, 99))
  end)

  it("are found by words or an LPeg pattern", function()
    assert.same({ 5, 6 }, { text.find("全市行政复议", "复议") })
    assert.same({ 4, 5 }, { text.find("甲乙甲甲乙", "甲乙", 2) })
    assert.is_nil(text.find("甲乙", "丙"))
    assert.same({ 3, 4 }, { text.find("受理31件", require("lpeg").R("09") ^ 1) })
    assert.same({ 1, 1 }, { text.find(".+", ".") })
  end)

  it("are replaced by a string, a table or a function", function()
    assert.same({ "丙乙丙", 2 }, { text.gsub("甲乙甲", "甲", "丙") })
    assert.same({ "丙乙甲", 1 }, { text.gsub("甲乙甲", "甲", "丙", 1) })
    assert.equal("丙乙", (text.gsub("甲乙", "甲", { ["甲"] = "丙" })))
    assert.equal("《甲》乙", (text.gsub("甲乙", "甲", function(s) return "《" .. s .. "》" end)))
    assert.equal("a%1", (text.gsub("ab", "b", "%1")))
  end)
end)

describe("width", function()
  it("is two columns for Chinese, full-width and, by default, ambiguous characters", function()
    assert.equal(4, width.of("法治"))
    assert.equal(3, width.of("abc"))
    assert.equal(2, width.of("："))
    assert.equal(2, width.of("—"))
    assert.equal(1, width.of("—", 1))
    assert.equal(2, width.of("①"))
    assert.equal(1, width.of("é"))
    assert.equal(1, width.of("e\u{301}"))
    assert.equal(2, width.of("𠮷"))
  end)

  it("pads and cuts by columns", function()
    assert.equal("法  ", text.pad("法", 4))
    assert.equal("  法", text.pad("法", 4, "right"))
    assert.equal(" 法 ", text.pad("法", 4, "center"))
    assert.equal("法治", text.pad("法治", 2))
    assert.equal("法治…", text.cut("法治政府", 6))
    assert.equal("法治", text.cut("法治", 4))
    assert.equal("法…", text.cut("法治政府", 5))
  end)
end)

describe("sentences", function()
  local function texts(s)
    local list = {}
    for i, sentence in ipairs(text.sentences(s)) do
      assert.equal(sentence.text, s:sub(sentence.start, sentence.stop))
      list[i] = sentence.text
    end
    return list
  end

  it("end at 。！？ with closing quotes, and at line ends", function()
    assert.same({ "一。", "“好！”", "二？", "三" }, texts("一。“好！”二？\n三"))
    assert.same({ "受理31件；审结29件。" }, texts("受理31件；审结29件。"))
    assert.same({}, texts(" \n\n"))
  end)

  it("are found around a byte", function()
    local s = "一二。三四。\n五六。"
    assert.same({ 10, 18 }, { text.sentence_at(s, 13) })
    assert.same({ 1, 9 }, { text.sentence_at(s, 9) })
    assert.same({ 20, 28 }, { text.sentence_at(s, 20) })
  end)
end)

describe("ngrams", function()
  it("count sequences of Han characters, not over punctuation", function()
    assert.same({ ["法治"] = 2, ["治法"] = 1 }, text.ngrams("法治法治，府"))
    assert.same({ ["法"] = 1, ["治"] = 1 }, text.ngrams("法1治", 1))
  end)
end)
