-- fazhi.core.pieces: a body cut up by its sections, as fazhi.passage gives it.

local cut = require("fazhi.core").pieces.cut

-- The pieces as "section:text|…", 0 for none; `sections` are { words that it begins with, words that it ends with }.
local function pieces(body, sections)
  local rows, list = {}, {}
  for i, one in ipairs(sections) do
    local start = assert(body:find(one[1], 1, true))
    rows[i] = { start = start, stop = select(2, assert(body:find(one[2], start, true))) }
  end
  for i, piece in ipairs(cut(body, rows)) do
    list[i] = (piece.section or 0) .. ":" .. body:sub(piece.start, piece.stop)
  end
  return table.concat(list, "|")
end

describe("fazhi.core.pieces", function()
  it("gives each section what is in none of its own, whole", function()
    assert.equal("0:前言|1:一、甲\n引|2:（一）乙\n一\n二|1:之间|3:（二）丙|4:二、丁\n末|0:尾",
      pieces("前言\n一、甲\n引\n（一）乙\n一\n二\n之间\n（二）丙\n二、丁\n末\n尾", { { "一、甲", "（二）丙" },
        { "（一）乙", "二" }, { "（二）丙", "丙" }, { "二、丁", "末" } }))
  end)

  it("gives what is in no section line by line, without blanks", function()
    assert.equal("0:甲|0:乙 丙|0:丁", pieces("\n 甲\t\n\n\r\n乙 丙\v\n丁 \n", {}))
    assert.equal("0:甲|1:乙\n丙|0:丁", pieces("甲 乙\n丙 丁", { { "乙", "丙" } }))
  end)

  it("gives nothing for blanks, and of sections that begin together the inner one all they share", function()
    assert.same({}, cut("", {}))
    assert.same({}, cut(" \n\t", { { start = 1, stop = 3 } }))
    assert.equal("2:甲|1:乙", pieces("甲乙", { { "甲", "乙" }, { "甲", "甲" } }))
  end)

  it("refuses what is no section of the body", function()
    for _, bad in ipairs { { start = 1 }, { start = 1, stop = 9 }, { start = -1, stop = 2 }, { start = 1.5, stop = 2 },
      { start = "1", stop = 2 }, false } do
      assert.has_error(function() cut("abc", { bad }) end)
    end
    assert.has_error(function() cut("abc") end)
    assert.has_error(function() cut(nil, {}) end)
  end)
end)
