-- text: plain text and Markdown in whatever encoding. The source map leads to the bytes of
-- the file, so that there is nothing else to keep.

return {
  id = "text", zh = "纯文本", en = "plain text",
  endings = { "txt", "text", "md", "markdown" },
  read = function(input, options)
    -- Two bytes a character make three, so this is too much text in any encoding, blanks aside.
    local limits = require("fazhi.input")
    if input.size > 4 * limits.max_text then
      local why = require("fazhi.message").text("text_too_large", { limit = limits.max_text // 1048576 })
      return nil, why, "E305"
    end
    local bytes, why, code = input:bytes()
    if not bytes then return nil, why, code end
    local text
    text, why, code = require("fazhi.core").text.decode(bytes,
      { encoding = options.encoding, no_digest = input.digest ~= nil })
    if not text then return nil, why, code end
    input.digest = input.digest or text:sha256()
    return { text = text, format = "text" }
  end,
}
