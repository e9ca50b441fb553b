-- help: the verbs, or the page of one, made from the headers.

local frame = require("fazhi.frame")
local help = require("fazhi.help")
local script = require("fazhi.script")

local function text(s, is_exact)
  return frame.new({ layout = "text", is_exact = is_exact, rows = { { text = s } } })
end

return {
  name = "help", alias = "帮助", api = 1, category = "command",
  summary = "List the verbs, or explain one.",
  summary_zh = "列出命令，或说明一个命令。",
  arguments = {
    { name = "NAME", kind = "text", complete = "verb", optional = true, help = "a verb", help_zh = "命令" },
    { name = "--man", kind = "flag", help = "as a man page", help_zh = "输出 man 手册页" },
  },
  outputs = { { name = "text", kind = "text", zh = "说明", en = "text" } },
  examples = {
    { run = "fazhi help compare", prints = "fazhi compare INDICATOR" },
    { run = "fazhi help compare --man", prints = ".TH FAZHI\\-COMPARE 1" },
    { run = "fazhi help --man", prints = ".SH EXIT STATUS" },
  },
  run = function(args)
    local header, why, code
    if args.name then
      header, why, code = script.find(args.name)
      if not header then return nil, why, code end
    end
    if args.man then
      local manual = require("fazhi.manual")
      return text(header and manual.page(header) or manual.overview(), true)
    end
    return text(table.concat(header and help.page(header) or help.overview(), "\n"))
  end,
}
