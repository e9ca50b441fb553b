-- diff: what the user changed in a script, against the one that it hides.

local frame = require("fazhi.frame")
local message = require("fazhi.message")
local shelf = require("fazhi.shelf")
local workshop = require("fazhi.workshop")

return {
  name = "diff", alias = "比较改动", api = 1, category = "command",
  summary = "Show what you changed in a script, against the bundled one.",
  summary_zh = "显示自己的脚本与自带的有何不同。",
  arguments = {
    { name = "NAME", kind = "text", complete = "verb",
      help = "a verb, or another file by its folder, as catalogue/units",
      help_zh = "命令，或写明文件夹的其他文件，如 catalogue/units" },
  },
  outputs = { { name = "text", kind = "text", zh = "不同之处", en = "difference" } },
  needs = "the program diff", needs_zh = "diff 程序",
  caveats = { "It ends with status 1 where there is nothing to show." }, caveats_zh = { "没有不同时退出码为 1。" },
  examples = {
    { run = "fazhi edit which -q && fazhi diff which", exit = 1, prints = "it is the same as the bundled one" },
  },
  run = function(args)
    local found, why, code = shelf.find(args.name)
    if not found then return nil, why, code end
    if #found.files < 2 then return nil, message.text("diff_alone", { name = args.name }), "E101" end
    local text
    text, why, code = workshop.difference(found.files[2].file, found.files[1].file)
    if not text then return nil, why, code end
    if text == "" then return nil, message.text("diff_same"), "E101" end
    return frame.new({ layout = "text", is_exact = true, rows = { { text = text } } })
  end,
}
