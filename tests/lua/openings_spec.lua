-- fazhi.core.openings as Lua sees it: which clauses of a sentence begin as they are asked to.

local core = require "fazhi.core"
local words = core.words

local function new(reach)
  return core.openings.new { marks = words.new { "，", "；" }, leads = words.new { "其中", "2024年", "，" },
    heads = words.new { "全", "我" }, inside = words.new { "局" }, reach = reach }
end

local names = core.rows.new({ { "530101\t青禾县\t530100\t青禾" } }, {}, 6)

-- The clauses that are meant, each from what it begins with up to the next.
local function told(s, first, last)
  local openings, list, at = new(15), {}, first or 1
  repeat
    local start, head, behind = openings:next(s, at, last or #s, names)
    if start then list[#list + 1] = s:sub(head, behind and behind - 1 or last or #s) end
    at = behind
  until not at
  return table.concat(list, "|")
end

describe("the openings of clauses", function()
  it("are words, names, and words near the beginning", function()
    assert.equal("全县受理3件；|青禾县2件", told "共5件，全县受理3件；其他，青禾县2件")
    assert.equal("财政局受理", told "办结1件，财政局受理")
    assert.equal("", told "办结1件，自然资源某局受理") -- 局 is too far
    assert.equal("", told "")
  end)

  it("stand behind blanks and words that lead", function()
    assert.equal("我县3件", told "其中， \t2024年 我县3件")
    assert.equal("", told "其中，")
    assert.equal(9, new(9):lead("其中  ", 1, 8))
    assert.equal(1, new(9):lead("我县", 1, 6))
  end)

  it("are looked for in a stretch alone, names beyond its end", function()
    local s = "我县，我市"
    assert.equal("我市", told(s, 10))
    assert.equal("我县，", told(s, 1, 9))
    assert.equal("", told(s, 10, 11))
    assert.equal("青", told("青禾县", 1, 3))
  end)

  it("name the word that speaks for a clause alone", function()
    local function word_of(s) return (select(4, new(30):next(s, 1, #s, names))) end
    assert.equal(1, word_of("全县受理"))
    assert.equal(2, word_of("其中，我县受理"))
    assert.is_nil(word_of("我县财政局受理"))
    assert.is_nil(word_of("青禾县受理"))
  end)

  it("refuse what is none", function()
    assert.has_error(function() core.openings.new { reach = 1 } end)
    assert.has_error(function() new(-1) end)
    assert.has_error(function() new(1):next("我", 0, 3) end)
    assert.is_nil((new(9):next("青禾县", 1, 9))) -- no names are asked for
    assert.equal(1, (new(9):next("我", 1, 99)))
    assert.is_nil((new(9):next("我", 9, 2)))
  end)
end)
