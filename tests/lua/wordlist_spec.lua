-- wordlist: which words of a list stand in a text, at its ends or at a byte of it.

local date = require "fazhi.date"
local wordlist = require "fazhi.wordlist"

describe("a list of words", function()
  local words = { "府", "政府", "人民政府", "局", "" }

  it("gives its first word that a text ends in, not the longest", function()
    assert.equal("府", wordlist.at_end("县人民政府", words))
    assert.equal("人民政府", wordlist.at_end("县人民政府", { "人民政府", "府" }))
    assert.equal("府", wordlist.at_end("县人民政府办", words, #"县人民政府"))
    assert.is_nil(wordlist.at_end("办", { "府", "人民政府" }))
    assert.is_nil(wordlist.at_end("府", { "府" }, 0))
    assert.equal("", wordlist.at_end("办", words))
  end)

  it("gives its first word that begins at a byte", function()
    assert.equal("人民政府", wordlist.at_start("人民政府", words))
    assert.equal("政府", wordlist.at_start("人民政府", words, 7))
    assert.is_nil(wordlist.at_start("县", { "县政府" }))
    assert.is_nil(wordlist.at_start("县", { "县" }, 4))
    assert.equal("", wordlist.at_start("县", words, 4))
  end)

  it("tells whether a text has any of its words", function()
    local twice = { "局", "局", "", "政府" }
    assert.is_true(wordlist.has_any("市政府办", twice))
    assert.is_false(wordlist.has_any("市府办", twice))
    assert.is_false(wordlist.has_any("", twice))
  end)
end)

describe("names and document numbers", function()
  it("are blanked byte for byte, where both marks stand in one line", function()
    local function blank(s) return (" "):rep(#s) end
    assert.equal("按" .. blank "《纲要（2021年）》" .. "做", date.mask "按《纲要（2021年）》做")
    assert.equal(blank "《甲《乙》" .. "丙》", date.mask "《甲《乙》丙》")
    assert.equal("《甲\n乙》" .. blank "〔2021〕" .. blank "《丙》", date.mask "《甲\n乙》〔2021〕《丙》")
    assert.equal("《甲", date.mask "《甲")
    assert.equal("", date.mask "")
  end)

  it("stay where a name is too long for one, and the next is blanked", function()
    local long = "《" .. ("长"):rep(119) .. "》"
    assert.equal(long .. "  " .. (" "):rep(9), date.mask(long .. "  《短》"))
    local fits = "《" .. ("长"):rep(118) .. "》"
    assert.equal((" "):rep(360), date.mask(fits))
  end)
end)
