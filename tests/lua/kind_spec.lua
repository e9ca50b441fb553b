-- kind: what a text is told by, beyond the bundled kinds: words of any length, lists that came later, densities.

local catalogue = require("fazhi.catalogue")
local kind = require("fazhi.kind")

local function judge(places)
  local all = { title = "", lead = "", headings = "", content = "", first = "" }
  for where, s in pairs(places) do all[where] = s end
  local chosen, scores, signs = kind.judge(all)
  return chosen.id, scores, signs
end

describe("a kind of one's own", function()
  after_each(catalogue.forget)

  it("may be told by a word that is longer than any table takes", function()
    local long = ("很"):rep(30)
    kind.define { id = "long", zh = "长", threshold = 1, signs = {
      { where = "title", weight = 9, zh = "长", any = { long } },
      { where = "content", weight = 1, zh = "长文", any = { long }, per_1000 = 1 } } }
    local id, _, signs = judge { title = "青禾" .. long, content = (long .. "。"):rep(3) }
    assert.equal("long", id)
    assert.equal(7, signs[1].at)
    assert.equal("content", signs[2].where)
    assert.equal("other", (judge { title = ("很"):rep(29), content = long }))
  end)

  it("may change its words after it was first asked", function()
    local mine = kind.define { id = "mine", zh = "我的", threshold = 1,
      signs = { { where = "title", weight = 9, zh = "甲", any = { "甲乙" } } } }
    assert.equal("mine", (judge { title = "甲乙丙" }))
    mine.signs[1].any = { "丙丁" }
    assert.equal("other", (judge { title = "甲乙丙" }))
    assert.equal("mine", (judge { title = "甲丙丁" }))
  end)

  it("takes the first line for a title where there is none, and reads it then alone", function()
    kind.define { id = "mine", zh = "我的", threshold = 1, first_line = true,
      signs = { { where = "title", weight = 9, zh = "甲", any = { "甲乙" } } } }
    local asked = 0
    local function first()
      asked = asked + 1
      return "甲乙丙"
    end
    assert.equal("mine", (judge { first = first }))
    assert.equal(1, asked)
    assert.equal("other", (judge { title = "丙", first = first }))
    assert.equal(1, asked)
  end)

  it("counts a word where it does not overlap itself, and numbers by their runs", function()
    kind.define { id = "dense", zh = "密", threshold = 1, signs = {
      { where = "content", weight = 9, zh = "密", any = { "甲甲" }, per_1000 = 300, figures_under = 100 } } }
    assert.equal("dense", (judge { content = "甲甲甲甲甲甲乙" })) -- 3 of 7 characters
    assert.equal("other", (judge { content = "甲甲甲甲甲乙乙" })) -- 2
    assert.equal("other", (judge { content = "甲甲甲甲甲甲1" }))
  end)
end)
