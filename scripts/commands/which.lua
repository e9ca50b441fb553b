-- which: the file that a verb runs, and those of the same name that it hides.

local frame = require("fazhi.frame")
local shelf = require("fazhi.shelf")

return {
  name = "which", alias = "何处", api = 1, category = "command",
  summary = "Show which file a verb runs, and those that it hides.",
  summary_zh = "显示命令运行的是哪个文件，以及被它遮住的。",
  arguments = { { name = "NAME", kind = "text", complete = "verb",
      help = "a verb, or another file by its folder, as catalogue/units",
    help_zh = "命令，或写明文件夹的其他文件，如 catalogue/units" } },
  outputs = {
    { name = "file", kind = "text", zh = "文件", en = "file", help = "the first one runs, the others are hidden by it",
      help_zh = "第一个会运行，其余被它遮住" },
    { name = "from", kind = "text", zh = "来源", en = "from", help = "option, FAZHI_PATH, user, system or bundled",
      help_zh = "option、FAZHI_PATH、user、system 或 bundled" },
  },
  examples = {
    { run = "fazhi which compare", prints = "bundled" },
    { run = "fazhi which catalogue/units", prints = "units.lua,bundled" },
  },
  run = function(args)
    local found, why, code = shelf.find(args.name)
    if not found then return nil, why, code end
    local rows = {}
    for i, one in ipairs(found.files) do rows[i] = { file = one.file, from = one.root.from } end
    return frame.new({ rows = rows })
  end,
}
