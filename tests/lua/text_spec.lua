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
  it("breaks a text into lines at blanks and between ideographs", function()
    assert.same({ "6 regions compared,", "0 did not report" }, width.lines("6 regions compared, 0 did not report", 20))
    assert.same({ "受理行政复", "议申请" }, width.lines("受理行政复议申请", 10))
    assert.same({ "青禾县 Mann–", "Kendall" }, width.lines("青禾县 Mann– Kendall", 13))
    assert.same({}, width.lines("", 10))
  end)

  it("leaves no mark at the end of a line that opens and none at its beginning that closes", function()
    for columns = 8, 30 do
      for _, line in ipairs(width.lines("说“青禾县”（云岭省），每年 6.25 件［4，27］；见《条例》。", columns)) do
        assert.is_true(width.of(line) <= columns, line)
        assert.is_nil(line:match "^，" or line:match "^。" or line:match "^”" or line:match "^）" or line:match "^ ")
        assert.is_nil(line:match "“$" or line:match "（$" or line:match "《$" or line:match "［$")
      end
    end
  end)

  it("cuts a word that is longer than a line, and keeps blanks within one", function()
    assert.same({ "abcd", "efgh", "ij" }, width.lines("abcdefghij", 4))
    assert.same({ "a   b" }, width.lines("a   b", 8))
    assert.same({ "aaaa", "b" }, width.lines("aaaa   b", 5))
  end)

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

  it("finds the sentence of every byte, in as many steps as there are sentences", function()
    local parts, thousands = {}, 0
    for i = 1, 3000 do parts[i] = ("受理%d件。"):format(10000 + i) end
    local s = "一、\n" .. table.concat(parts) .. "\n末"
    local hook, mask, step = debug.gethook()
    debug.sethook(function() thousands = thousands + 1 end, "", 1000)
    for i = 1, 3000 do
      local first, last = text.sentence_at(s, 8 + (i - 1) * 17 + i % 17)
      if s:sub(first, last) ~= parts[i] then error(i) end
    end
    debug.sethook(hook, mask, step)
    assert.is_true(thousands < 3000)
    assert.same({ #s - 2, #s }, { text.sentence_at(s, #s) })
  end)
end)

describe("ngrams", function()
  it("count sequences of Han characters, not over punctuation", function()
    assert.same({ ["法治"] = 2, ["治法"] = 1 }, text.ngrams("法治法治，府"))
    assert.same({ ["法"] = 1, ["治"] = 1 }, text.ngrams("法1治", 1))
  end)
end)

describe("characters one by one", function()
  local function list(s)
    local found = {}
    for at, c in text.chars(s) do found[#found + 1] = at .. c end
    return found
  end

  it("come with their bytes", function()
    assert.same({ "1法", "4a", "5𠮷" }, list("法a𠮷"))
    assert.same({}, list(""))
  end)

  it("take a byte that is no UTF-8 for one", function()
    assert.same({ "1\x80", "2a", "3\xe6", "4\xb3", "5法", "8\xff" }, list("\x80a\xe6\xb3法\xff"))
    assert.equal(6, text.len("\x80a\xe6\xb3法\xff"))
    assert.equal("\xb3法", text.sub("\x80a\xe6\xb3法\xff", 4, 5))
    assert.equal("\xff", text.sub("\x80a\xe6\xb3法\xff", -1))
  end)
end)

describe("split", function()
  it("keeps empty pieces between separators", function()
    assert.same({ "甲", "乙", "", "丙" }, text.split("甲、乙、、丙", "、"))
    assert.same({ "", "" }, text.split("、", "、"))
    assert.same({ "甲" }, text.split("甲", "、"))
    assert.same({ "" }, text.split("", "、"))
    assert.same({ "a", "b" }, text.split("a.b", "."))
    assert.same({ "甲", "乙", "丙" }, text.split("甲1乙23丙", require("lpeg").R("09") ^ 1))
    assert.same({ "甲乙" }, text.split("甲乙", ""))
  end)

  it("is at blanks without a separator, and then keeps none", function()
    assert.same({ "甲", "乙", "丙" }, text.split(" 甲　乙 \n丙 "))
    assert.same({}, text.split("　 "))
  end)
end)

describe("kwic", function()
  local s = "一、深化“放管服”改革。全市受理行政復議31件，审结復議29件。\n二、宣传《行政处罚法》。复\n议，OFD版ＯＦＤ。"

  -- The lines of a concordance, the match between bars.
  local function lines(word, options)
    local found = {}
    for i, hit in ipairs(text.kwic(s, word, options)) do
      assert.equal(hit.match, s:sub(hit.start, hit.stop))
      local context = hit.left .. hit.match .. hit.right
      assert.equal(context, s:sub(hit.start - #hit.left, hit.stop + #hit.right))
      found[i] = hit.left .. "|" .. hit.match .. "|" .. hit.right
    end
    return found
  end

  it("gives so many characters on either side, within the line", function()
    assert.same({ "受理行政|復議|31件，", "件，审结|復議|29件。" }, lines("復議", { width = 4 }))
    assert.same({ "一、深化“|放管服|”改革。全市受理行政復議31件，审结復議29件" }, lines("放管服", { width = 23 }))
    assert.same({ "|復議|", "|復議|" }, lines("復議", { width = 0 }))
    assert.equal(20, text.len(text.kwic(("甲"):rep(30) .. "乙", "乙")[1].left))
  end)

  it("gives the rest of the sentence, and more sentences, within the line", function()
    assert.same({ "全市受理行政|復議|31件，审结復議29件。", "全市受理行政復議31件，审结|復議|29件。" },
      lines("復議", { unit = "sentence" }))
    assert.same({ "一、深化“|放管服|”改革。全市受理行政復議31件，审结復議29件。" },
      lines("放管服", { unit = "sentence", width = 3 }))
    assert.same({ "一、深化“放管服”|改革。全市|受理行政復議31件，审结復議29件。" },
      lines("改革。全市", { unit = "sentence" }))
    assert.same({ "议，|OFD|版ＯＦＤ。", "议，OFD版|ＯＦＤ|。" }, lines("OFD", { unit = "sentence" }))
  end)

  it("finds both scripts from either", function()
    assert.same(lines("復議"), lines("复议"))
    assert.equal(2, #lines("复议")) -- not over the end of a line
  end)

  it("finds across quotation marks, in the text and in the word", function()
    assert.same({ "深化“|放管服”改革|。全市" }, lines("放管服改革", { width = 3 }))
    assert.same({ "深化“|放管服”改革|。全市" }, lines("“放管服”改革", { width = 3 }))
    assert.same({ "传《|行政处罚法|》。" }, lines("《行政处罚法》", { width = 2 }))
  end)

  it("finds full-width letters and either case", function()
    assert.same({ 2, 2 }, { #lines("ofd"), #lines("ＯＦＤ") })
  end)

  it("does not find one match within another", function()
    assert.equal(2, #text.kwic("甲甲甲甲甲", "甲甲"))
  end)

  it("finds nothing of nothing", function()
    assert.same({}, text.kwic(s, ""))
    assert.same({}, text.kwic(s, "“”"))
    assert.same({}, text.kwic("", "复议"))
    assert.same({}, text.kwic(s, "没有的词", { unit = "sentence" }))
    assert.has_error(function() text.kwic(s, "复议", { unit = "page" }) end)
  end)

  it("takes bytes that are no UTF-8 as they are", function()
    local hit = text.kwic("\xff复议\x80", "复议")[1]
    assert.equal(1, #text.kwic("\xff復議", "复议"))
    assert.same({ "\xff", "复议", "\x80", 2, 7 }, { hit.left, hit.match, hit.right, hit.start, hit.stop })
  end)
end)
