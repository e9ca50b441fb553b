-- edit: opens a script of the user's own; of a bundled one it makes a copy in the user's folder first, which takes
-- its place.

local core = require("fazhi.core")
local frame = require("fazhi.frame")
local message = require("fazhi.message")
local shelf = require("fazhi.shelf")
local workshop = require("fazhi.workshop")

-- What belongs to a script: its file, or all files of the folder of a main.lua, that one first.
local function parts_of(found)
  local file = found.files[1].file
  local dir = file:match("^(.*)/main%.lua$")
  if not dir then return { { file = file, name = file:match("[^/]+$") } } end
  local list = { { file = file, name = found.name .. "/main.lua" } }
  for _, name in ipairs(core.files.list(dir) or {}) do
    if name ~= "main.lua" and core.files.kind(dir .. "/" .. name) == "file" then
      list[#list + 1] = { file = dir .. "/" .. name, name = found.name .. "/" .. name }
    end
  end
  return list
end

local function copy(found)
  local first
  for _, part in ipairs(parts_of(found)) do
    local bytes, why, code = core.files.read(part.file)
    if not bytes then return nil, why, code end
    local file
    file, why, code = workshop.put(found.kind, part.name, bytes)
    if not file then return nil, why, code end
    first = first or file
  end
  return first
end

-- The user's own file of that name, copied if there is none, and what is to be told of it.
local function own_file(found)
  local first = found.files[1]
  if first.root.from ~= "bundled" and first.root.from ~= "system" then return first.file, {} end
  local file, why, code = copy(found)
  if not file then return nil, why, code end
  local word = (found.kind == "commands" or found.kind == "analyses") and found.name or found.kind .. "/" .. found.name
  return file, { message.text("edit_copied", { path = first.file, name = word }) }
end

return {
  name = "edit", alias = "编辑", api = 1, category = "command",
  summary = "Open a script in your editor; a bundled one is copied to your folder first.",
  summary_zh = "用编辑器打开脚本；自带的先复制到自己的文件夹。",
  arguments = {
    { name = "NAME", kind = "text", complete = "verb",
      help = "a verb, or another file by its folder, as catalogue/units",
      help_zh = "命令，或写明文件夹的其他文件，如 catalogue/units" },
  },
  outputs = { { name = "file", kind = "text", zh = "文件", en = "file" } },
  method = "The editor is $VISUAL, else $EDITOR; without one the file is named only.",
  method_zh = "编辑器为 $VISUAL，其次 $EDITOR；都没有时只列出文件。",
  examples = {
    { run = "fazhi edit compare", prints = "/fazhi/analyses/compare.lua" },
    { run = "fazhi edit catalogue/units", prints = "/fazhi/catalogue/units.lua" },
  },
  run = function(args)
    local found, why, code = shelf.find(args.name)
    if not found then return nil, why, code end
    local file, notes
    file, notes, code = own_file(found)
    if not file then return nil, notes, code end
    if not workshop.open(file) then notes[#notes + 1] = message.text("edit_no_editor") end
    return frame.new({ rows = { { file = file } }, notes = notes })
  end,
}
