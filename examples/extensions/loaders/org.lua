-- org: a loader. Text of Emacs' Org mode: lines that begin with #+ are settings, and stars at the start of a line
-- only say how deep a heading is.

-- Blanks in place of what is left out keep every byte where it was, so that each figure leads to its place.
local function blank(s)
  return (" "):rep(#s)
end

return {
  id = "org", zh = "Org 文本", en = "Org mode text", endings = { "org" },
  read = function(input, options)
    local bytes, why, code = input:bytes()
    if not bytes then return nil, why, code end
    bytes = ("\n" .. bytes):gsub("\n(#%+[^\n]*)", function(s) return "\n" .. blank(s) end)
    bytes = bytes:gsub("\n(%*+ )", function(s) return "\n" .. blank(s) end):sub(2)
    local text
    text, why, code = require("fazhi.core").text.decode(bytes, { encoding = options.encoding })
    if not text then return nil, why, code end
    return { text = text }
  end,
  tests = {
    { bytes = "#+TITLE: 草稿\n* 一、主要工作\n受理案件7件。\n", gives = "一、主要工作\n受理案件7件。" },
  },
}
