-- phrasebook: whole words before forms, the first form that fits, and what has no words as it is.

local phrasebook = require "fazhi.phrasebook"

describe("phrasebook", function()
  local book = { words = { ["预计"] = "expected" },
    forms = { { "^原文(%d+)件$", "stated as %1 cases" }, { "^原文(.+)$", "stated as %1" } } }

  it("puts a word whole, or by the first form that fits", function()
    assert.equal("expected", phrasebook.translated(book, "预计"))
    assert.equal("stated as 12 cases", phrasebook.translated(book, "原文12件"))
    assert.equal("stated as 12人", phrasebook.translated(book, "原文12人"))
  end)

  it("leaves what the book has no words for", function()
    assert.equal("初步统计", phrasebook.translated(book, "初步统计"))
  end)
end)
