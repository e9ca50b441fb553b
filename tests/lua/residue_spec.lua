-- fazhi.residue and what fazhi.lines makes of it: a line that was cut shows by its signs that it is none, or is looked
-- at; both ways tell the same of every word of the catalogue, however it is written.

local catalogue = require("fazhi.catalogue")
local lines = require("fazhi.lines")
local residue = require("fazhi.residue")

-- What a line of split is, and the same line with signs that tell nothing of its ends.
local function told(text)
  local row, looked = lines.split(text)[1], { text = text }
  lines.look(looked)
  return lines.residue(row), lines.residue(looked)
end

local function assert_alike(text)
  local cut, looked = told(text)
  assert.are.equal(looked or "none", cut or "none", text)
  return cut
end

-- A word as writers have it: in full width, with blanks in it, in brackets, among others.
local function writings(word)
  local wide = word:gsub(":", "："):gsub("%(", "（"):gsub("/", "／"):gsub(">", "→")
  local apart = word:gsub(utf8.charpattern, "%0 ")
  return { word, wide, apart, apart:gsub(" ", "　"), "（" .. word .. "）", "【" .. word, "—" .. word .. "—",
    word .. " | " .. word, word .. "12", "3、" .. word, "一、加强" .. word, word .. "的工作扎实推进", "• " .. word }
end

describe("residue", function()
  it("is told of a line that was cut as of one that is looked at", function()
    local rules, count = catalogue.load("residue"), 0
    for _, kind in ipairs { "words", "starts", "contains" } do
      for _, group in ipairs(rules[kind]) do
        for _, word in ipairs(group) do
          for _, text in ipairs(writings(word)) do count = count + (assert_alike(text) and 1 or 0) end
        end
      end
    end
    assert.is_true(count > 2000)
  end)

  it("is told of a line of each pattern", function()
    for _, text in ipairs { "— 12 —", "第3页", "第 3 页，共 9 页", "共9页/第3页", "3/9", "3／9页", "9页", ".12.", "·12·",
      "•12•", "Page3of9", "首页 > 政务", "首页|政务", "a > b > c", "＞＞", "-----", "————", "【【【", "[E-mail推荐]",
      "[E-mail推荐", "&nbsp;", "&nbsp", "（此件公开发布）", "主动公开", "(依申请公开)", "（完）", "新华社北京三月五日电",
      "本报北京讯", "记者 王某摄", "记者王某摄影", "图为会场", "图片来源：某网", "第12期", "12次浏览" } do
      assert.is_string(assert_alike(text), text)
    end
  end)

  it("is none of headings and sentences", function()
    for _, text in ipairs { "（一）加强组织领导", "一、主要做法", "1.强化监督体系", "第一，明确分工", "坚持依法行政，扎实推进法治建设", "2023年度报告摘要" } do
      assert.is_nil(assert_alike(text))
    end
  end)

  it("has signs that tell all of the catalogue", function()
    local marks = residue.marks()
    assert.is_true(marks.knows_prose)
    assert.is_table(marks.ends)
    assert.are.equal(marks, residue.marks())
  end)

  it("is looked for in every line where a pattern does not tell its end", function()
    local load, rules = catalogue.load, {}
    for key, value in pairs(load("residue")) do rules[key] = value end
    rules.patterns = { { reason = "odd", "^%d+.*联合.*" } }
    finally(function() catalogue.load = load end)
    catalogue.load = function(name) return name == "residue" and rules or load(name) end
    assert.is_nil(residue.marks().ends)
    assert.are.equal("odd", (lines.residue(lines.split("7个部门联合开展行动计划")[1])))
  end)
end)

describe("lines", function()
  it("tell of other lists of words as well", function()
    local more = { { "甲" }, { "乙丙" }, { "丁" } }
    local rows, signs = lines.split("甲。\n乙丙、1", nil, nil, more)
    assert.are.equal(3, lines.more(signs))
    assert.are.equal(1, lines.more(rows[1].signs))
    assert.are.equal(lines.split("甲。")[1].signs, rows[1].signs & (1 << 21) - 1)
    assert.are.equal(0, lines.more(select(2, lines.split("丙乙", nil, nil, more))))
  end)
end)
