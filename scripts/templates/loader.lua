-- NAME: a loader of one's own: it reads files that end in .NAME, here text in which a line that begins with # is
-- no part of the report. fazhi then reads such files everywhere: in add, figures, outline …
-- NAME：自己的文件格式：读取 .NAME 结尾的文件，这里是以 # 开头的行不算正文的文本。
--
--     fazhi test NAME                try it 检验
--     fazhi outline report.NAME      use it 使用

return {
  id = "NAME", zh = "带注释的文本", en = "text with comments", endings = { "NAME" },

  -- `input` has :bytes(), .name and .path. What is returned holds the clean text; core.text.decode makes one of
  -- bytes in any encoding, and remembers of every character where among them it stood.
  read = function(input, options)
    local bytes, why, code = input:bytes()
    if not bytes then return nil, why, code end
    -- Blanks in place of what is left out keep every byte where it was. 用空格替换，字节位置不变。
    bytes = ("\n" .. bytes):gsub("\n(#[^\n]*)", function(s) return "\n" .. (" "):rep(#s) end):sub(2)
    local text
    text, why, code = require("fazhi.core").text.decode(bytes, { encoding = options.encoding })
    if not text then return nil, why, code end
    return { text = text }
  end,

  tests = {
    { bytes = "# 录入时的备注\n一、主要工作\n受理案件7件。\n", gives = "一、主要工作\n受理案件7件。" },
  },
}
