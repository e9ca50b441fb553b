-- new: writes a script of the user's own that runs, with comments and a test, from scripts/templates.

local core = require("fazhi.core")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local path = require("fazhi.path")
local workshop = require("fazhi.workshop")

local kinds = { "analysis", "command", "indicator", "loader", "format" }

local is_verb = { analysis = true, command = true }

-- A verb of one's own of a bundled name would hide it, which is what `edit` is for.
local function check_name(name, kind)
  if not name:find("^[a-z][%w_-]*$") then
    return message.fail("E208", { name = "NAME", word = name, want = message.text("want_name") })
  end
  if kind == "indicator" and require("fazhi.values").indicator((name:gsub("-", "_"))) then
    return message.fail("E243", { word = name })
  end
  for _, folder in ipairs(is_verb[kind] and { "commands", "analyses" } or { workshop.folders[kind] }) do
    for _, found in ipairs(path.every(folder, name)) do
      if found.root.from == "bundled" then
        return message.fail("E226", { word = is_verb[kind] and name or folder .. "/" .. name })
      end
    end
  end
  return true
end

local function text_of(kind, name)
  local file = path.find("templates", kind)
  local text = file and core.files.read(file)
  if not text then return message.fail("E503", { reason = "templates/" .. kind .. ".lua" }) end
  return (text:gsub("NAME", name):gsub("IDENT", (name:gsub("-", "_"))))
end

return {
  name = "new", alias = "新建", api = 1, category = "command",
  summary = "Write a script of your own that runs, with comments and a test.",
  summary_zh = "新建一个自己的脚本：能运行，有注释，有检验。",
  arguments = {
    { name = "NAME", kind = "text", help = "what it is called", help_zh = "名称" },
    { name = "--kind", kind = "choice", choices = kinds, default = "analysis",
      help = "what it is", help_zh = "种类：分析、命令、指标、读取格式、输出格式" },
  },
  outputs = { { name = "file", kind = "text", zh = "文件", en = "file" } },
  caveats = { "It never overwrites a file." }, caveats_zh = { "从不覆盖已有的文件。" },
  examples = {
    { run = "fazhi new clearance", prints = "/fazhi/analyses/clearance.lua" },
    { run = "fazhi new mine --kind indicator", prints = "/fazhi/catalogue/rule_of_law/mine.lua" },
  },
  run = function(args)
    local ok, why, code = check_name(args.name, args.kind)
    if not ok then return nil, why, code end
    local text
    text, why, code = text_of(args.kind, args.name)
    if not text then return nil, why, code end
    local file
    file, why, code = workshop.put(workshop.folders[args.kind], args.name, text)
    if not file then return nil, why, code end
    local name = is_verb[args.kind] and args.name or workshop.folders[args.kind] .. "/" .. args.name
    return frame.new({ rows = { { file = file } }, notes = { message.text("new_next", { name = name }) } })
  end,
}
