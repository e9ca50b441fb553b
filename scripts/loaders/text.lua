-- text: plain text and Markdown in whatever encoding. The source map leads to the bytes of
-- the file, so that there is nothing else to keep.

return {
  id = "text", zh = "纯文本", en = "plain text",
  endings = { "txt", "text", "md", "markdown" },
  read = function(input, options)
    local bytes, why, code = input:bytes()
    if not bytes then return nil, why, code end
    local text
    text, why, code = require("fazhi.core").text.decode(bytes, { encoding = options.encoding })
    if not text then return nil, why, code end
    return { text = text, format = "text" }
  end,
}
