-- completion: prints the script by which bash or zsh completes fazhi's command line, and the words it asks for.

local completion = require("fazhi.completion")
local frame = require("fazhi.frame")
local message = require("fazhi.message")

-- A corpus that is not there is no reason to complete nothing.
local function corpus_of(kind, context)
  if kind ~= "region" then return nil end
  return (context.open("read"))
end

return {
  name = "completion", alias = "补全", api = 1, category = "command",
  summary = "Print the script by which a shell completes the command line.",
  summary_zh = "输出 shell 命令行补全脚本。",
  arguments = {
    { name = "SHELL", kind = "choice", choices = { "bash", "zsh" }, optional = true,
      help = 'put eval "$(fazhi completion bash)" into ~/.bashrc',
      help_zh = '在 ~/.bashrc 里写 eval "$(fazhi completion bash)"' },
    { name = "--words", kind = "choice", choices = { "indicator", "region", "verb" },
      help = "the words of this kind instead, one a line", help_zh = "改为列出该类词语，每行一个" },
    { name = "--prefix", kind = "text", default = "", help = "only those that begin with it", help_zh = "只要以此开头的" },
  },
  outputs = { { name = "text", kind = "text", zh = "文本", en = "text" } },
  method = "Made of the headers of all verbs, your own as well: print it anew when you write one. The names of "
    .. "indicators and regions are asked for as you type.",
  method_zh = "由全部命令（含自己的）的头部生成，新写脚本后请重新生成；指标和地区名随输随查。",
  examples = {
    { run = "fazhi completion bash", prints = "complete -F _fazhi fazhi" },
    { run = "fazhi completion zsh", prints = "compdef _fazhi fazhi" },
    { run = "fazhi completion --words indicator --prefix 行政复议受", prints = "行政复议受理数" },
  },
  run = function(args, _, context)
    if args.words then
      local rows = {}
      for i, word in ipairs(completion.words(args.words, args.prefix, corpus_of(args.words, context))) do
        rows[i] = { text = word }
      end
      return frame.new({ layout = "text", rows = rows })
    end
    if not args.shell then
      return message.fail("E204", { name = "SHELL" }, message.text("see_help", { name = "completion" }))
    end
    local text, why, code = completion.script(args.shell)
    if not text then return nil, why, code end
    return frame.new({ layout = "text", is_exact = true, rows = { { text = text } } })
  end,
}
