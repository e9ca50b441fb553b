-- The pattern language: what each sign matches, and what a defective pattern is told.

local pattern = require "fazhi.pattern"

local function match(source, text)
  return pattern.compile(source):match(text)
end

describe("a pattern", function()
  it("finds the figure after words", function()
    assert.equal("31", match("受理 … <数>", "共受理申请31件，审结22件"))
    assert.equal("22", match("审结 … <数>", "共受理申请31件，审结22件"))
    assert.is_nil(match("驳回 … <数>", "共受理申请31件，审结22件"))
  end)

  it("finds the figure before words", function()
    assert.equal("8", match("<数> 听取", "先后8次听取汇报"))
    assert.equal("7", match("聘请 <数> 名律师", "聘请7名律师"))
  end)

  it("reads a unit after <数> as the whole unit", function()
    assert.equal("17", match("学法 <数> 次", "会前学法17次。"))
    assert.is_nil(match("学法 <数> 场", "会前学法17次。"))
  end)

  it("keeps … inside the clause and away from other figures", function()
    assert.is_nil(match("受理 … <数> 起", "受理申请，审结22起"))
    assert.is_nil(match("受理 … <数> 起", "受理3件和22起"))
    assert.equal("22", match("受理 、 … <数>", "受理、审结22起"))
  end)

  it("bounds a gap by characters, not bytes", function()
    assert.equal("5", match("甲 …{2,2} <数>", "甲乙丙5件"))
    assert.is_nil(match("甲 …{0,1} <数>", "甲乙丙5件"))
    assert.is_nil(match("甲 …{3,4} <数>", "甲乙丙5件"))
    assert.equal("5", match("甲 … <数>", "甲一二三四五六七八九十百千5件"))
    assert.is_nil(match("甲 … <数>", "甲一二三四五六七八九十百千万5件"))
  end)

  it("goes over clauses and figures with ……", function()
    assert.equal("22", match("受理 …… 审结 <数>", "受理31件，审结22件"))
  end)

  it("keeps words out of a gap", function()
    assert.is_nil(match("受理 [^复议|诉讼]… <数>", "受理行政复议5件"))
    assert.equal("5", match("受理 [^复议|诉讼]… <数>", "受理调解5件"))
  end)

  it("tries every alternative with every gap", function()
    assert.equal("9", match("(甲|甲乙) 丙 <数>", "甲乙丙9件"))
    assert.equal("9", match("甲 …{0,4} (乙丙|丙) 丁 <数>", "甲乙丙丙丁9件"))
    assert.equal("9", match("甲 (乙 (丙|丁) | 戊)? <数>", "甲乙丁9件"))
    assert.equal("9", match("甲 (乙 (丙|丁) | 戊)? <数>", "甲9件"))
  end)

  it("takes ? for one character or a group", function()
    assert.equal("4", match("新?受理 <数>", "受理4件"))
    assert.equal("4", match("常务会议? <数>", "常务会4次"))
    assert.is_nil(match("常务会议? <数>", "常务4次"))
  end)

  it("refuses what !(…) names, before and after the figure", function()
    assert.equal("4", match("申请 !(表) … <数>", "申请表3件，申请书4件"))
    assert.equal("5", match("<数> 件 !(次)", "办理4件次，接待5件"))
  end)

  it("knows the ends of clauses", function()
    assert.equal("2", match("^ 修订 <数>", "制定规章1件,修订2件"))
    assert.is_nil(match("^ 规章 <数>", "制定规章1件,修订2件"))
    assert.equal("2", match("<数> 件 $", "制定规章1件次,修订2件，"))
  end)

  it("knows another figure", function()
    assert.equal("430", match("接访 … <另数> <数>", "接访群众210批430人次"))
    assert.is_nil(match("接访 … <另数> <数>", "接访群众430人次"))
  end)

  it("does not lead from a figure over 、 to the next item", function()
    assert.is_nil(match("<数> …{0,6} 政协 提案", "建议21件、政协提案9"))
    assert.equal("9", match("<数> …{0,6} 法律顾问", "9名律师、专家任法律顾问"))
  end)

  it("does not mind blanks, quotation marks and the width of punctuation", function()
    assert.equal("13", match("一件事 ， 共 <数>", "上线“一件事”, 共 13 个"))
    assert.equal("13", match("村（社区） … <数>", "村(社区)站点13个"))
    assert.equal("13", match("...审议 ... <数>", "常务会审议议题13个"))
  end)

  it("is looked for anywhere where it needs no figure", function()
    local plan = pattern.compile("计划 (开展|培训)", "optional")
    assert.is_true(plan:is_in(pattern.fold("今年计划培训干部")))
    assert.is_false(plan:is_in(pattern.fold("完成审计计划")))
  end)

  it("tells with others all words of which one must stand, if each has some", function()
    local function read(source) return pattern.compile(source, "optional").read end
    local musts = require("fazhi.core").reading.musts
    assert.equal("审理|收到|行政复议", musts { read "(收到|审理) <数>", read "行政复议 <数>", read "收到 <数>" })
    assert.is_nil(musts { read "收到 <数>", read "收? <数>" })
    assert.is_nil(musts { read "… <数>" })
    assert.equal("", musts {})
    assert.has_error(function() musts { "收到" } end, "reading: no pattern")
  end)

  it("tells whether it is about a figure", function()
    assert.is_true(pattern.compile("受理 <数>").figure)
    assert.is_false(pattern.compile("受理 <另数>", "optional").figure)
    assert.is_nil((pattern.parse("受理 <另数>")))
  end)

  it("names words without which nothing can match", function()
    assert.same({ "行政复议" }, pattern.compile("受理 … 行政复议 … <数>").must)
    assert.same({ "收到", "接收" }, pattern.compile("(收到|接收) … <数>").must)
    assert.is_nil(pattern.compile("(收到)? <数>").must)
    assert.same({ "复议" }, pattern.compile("(收到|接收) … <数> 件次人 … 复议").must)
    assert.same({ "甲乙", "丁" .. pattern.fold("，") }, pattern.compile("(“甲” 乙|丙? 丁，) <数> 行政复议").must)
  end)
end)

describe("a defective pattern", function()
  local function caret(source)
    local nodes, message = pattern.parse(source)
    assert.is_nil(nodes)
    local what, line, mark = message:match("^(.-)\n  (.-)\n  ( *)%^$")
    return what, line, #mark
  end

  it("is shown with a caret at display width", function()
    local what, line, column = caret("受理 (复议|申请 <数>")
    assert.equal("<数> stands outside of brackets", what)
    assert.equal("受理 (复议|申请 <数>", line)
    assert.equal(4 + 1 + 1 + 4 + 1 + 4 + 1, column)
  end)

  it("is shown where it is", function()
    local places = {
      ["受理 …{9,6} <数>"] = 7, ["受理 …{6} <数>"] = 7, ["……{1,2} <数>"] = 4, ["甲 ? ? <数>"] = 5, ["甲…? <数>"] = 4,
      ["(甲 (乙|丙) 丁 <数"] = 15, ["(甲 (乙|丙) 丁"] = 0, ["甲 !(乙|丙"] = 4, ["[^乙|丙 …"] = 8, ["[^乙|]… <数>"] = 6,
      ["甲 ] <数>"] = 3, ["((甲|)) <数>"] = 5, ["!(甲|(乙)) <数>"] = 5, ["[^乙|丙"] = 1, ["甲…{1,201}<数>"] = 4,
    }
    for source, place in pairs(places) do assert.equal(place, select(3, caret(source)), source) end
  end)

  it("has no more brackets within each other than there is room for", function()
    local function deep(n) return ("("):rep(n) .. "甲" .. (")"):rep(n) .. "<数>" end
    assert.equal("3", pattern.compile(deep(40)):match("甲3件"))
    for _, n in ipairs { 100, 1000, 100000 } do
      assert.equal("too many brackets stand within each other", (caret(deep(n))))
    end
  end)

  it("is told what is wrong", function()
    local wrong = {
      ["受理"] = "the pattern has no <数>",
      [""] = "the pattern is empty",
      ["<数>和<数>"] = "a pattern has <数> only once",
      ["受理 …{6} <数>"] = "a gap is bounded as …{0,6}",
      ["受理 …{9,6} <数>"] = "the first bound is greater than the second",
      ["受理 <件>"] = "in <…> only <数> and <另数> are known",
      ["受理) <数>"] = "no ( is open that this could close",
      ["(受理 …"] = "no ) closes this",
      ["甲|乙 <数>"] = "| stands between ( and )",
      ["?受理 <数>"] = "? follows one character or a group",
      ["[甲]… <数>"] = "[ begins [^word|word]…, a gap without these words",
      ["[^甲]乙 <数>"] = "after [^…] a gap … must follow",
      ["!甲 <数>"] = "! stands before (words): !(a|b)",
      ["(甲|) <数>"] = "an alternative is empty; (a|b)? may be missing",
      ["……{1,2} <数>"] = "…… has no bounds",
    }
    for source, what in pairs(wrong) do assert.equal(what, (caret(source)), source) end
  end)

  it("raises when compiled", function()
    assert.error_matches(function() pattern.compile("受理") end, "^pattern: the pattern has no <数>")
  end)
end)
