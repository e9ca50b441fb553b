-- which: the file that a verb runs, and those of the same name that it hides.

local frame = require("fazhi.frame")
local path = require("fazhi.path")
local script = require("fazhi.script")

local function file_in(root, kind, name)
  local file = root.dir .. "/" .. kind .. "/" .. name .. ".lua"
  local handle = io.open(file, "r")
  if handle then handle:close() end
  return handle and file
end

return {
  name = "which", alias = "何处", api = 1, category = "command",
  summary = "Show which file a verb runs.",
  summary_zh = "显示命令运行的是哪个文件。",
  arguments = { { name = "NAME", kind = "text", help = "a verb", help_zh = "命令" } },
  outputs = {
    { name = "file", kind = "text", zh = "文件", en = "file", help = "the first one runs, the others are hidden by it",
      help_zh = "第一个会运行，其余被它遮住" },
    { name = "from", kind = "text", zh = "来源", en = "from", help = "option, FAZHI_PATH, user, system or bundled",
      help_zh = "option、FAZHI_PATH、user、system 或 bundled" },
  },
  examples = {
    { run = "fazhi which compare", prints = "bundled" },
  },
  run = function(args)
    local header, why, code = script.find(args.name)
    if not header then return nil, why, code end
    local rows = {}
    for _, kind in ipairs({ "commands", "analyses" }) do
      for _, root in ipairs(path.roots()) do
        local file = file_in(root, kind, header.name)
        if file then rows[#rows + 1] = { file = file, from = root.from } end
      end
    end
    return frame.new({ rows = rows })
  end,
}
