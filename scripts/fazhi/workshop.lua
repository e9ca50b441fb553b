-- workshop: the user's own folder, where `new` writes scripts and `edit` copies them. Nothing in it is ever
-- overwritten.

local core = require("fazhi.core")
local message = require("fazhi.message")
local path = require("fazhi.path")

local files = core.files

local M = {}

--- The folder that a script of each kind of `fazhi new` belongs to.
M.folders = {
  analysis = "analyses", command = "commands", indicator = "catalogue/rule_of_law", loader = "loaders",
  format = "formats",
}

--- Where the file <kind>/<name> of the user's stands, be it there or not; nil, message, code where there is no home.
function M.place(kind, name)
  local own = path.user()
  if not own then return message.fail("E225") end
  return ("%s/%s/%s"):format(own, kind, name:find("%.%w+$") and name or name .. ".lua")
end

-- Makes the folders above a file.
local function make_folders(file)
  local at = 2
  while true do
    local stop = file:find("/", at, true)
    if not stop then return true end
    local ok, why, code = files.mkdir(file:sub(1, stop - 1))
    if not ok then return nil, why, code end
    at = stop + 1
  end
end

--- Writes <kind>/<name> into the user's folder. Returns the file; nil, message, code where it is there already or
--- cannot be written.
function M.put(kind, name, bytes)
  local file, why, code = M.place(kind, name)
  if not file then return nil, why, code end
  if files.kind(file) then return message.fail("E224", { path = message.shown(file) }) end
  local ok
  ok, why, code = make_folders(file)
  if not ok then return nil, message.at_path(why, file), code end
  local handle
  handle, why = io.open(file, "wb")
  ok = handle and handle:write(bytes)
  if not handle or not handle:close() or not ok then return message.fail("E307", { reason = why or file }) end
  return file
end

local function quoted(s)
  return "'" .. s:gsub("'", "'\\''") .. "'"
end

--- Opens a file in $VISUAL or $EDITOR, which may have words of its own, and waits for it. True if there is such a
--- program and it ended well.
function M.open(file)
  local editor = os.getenv("VISUAL") or ""
  if editor == "" then editor = os.getenv("EDITOR") or "" end
  if editor == "" then return false end
  io.stdout:flush()
  return os.execute(editor .. " " .. quoted(file)) == true
end

--- The lines that differ between two files, as `diff -u` shows them; "" if none do; nil, message, code.
function M.difference(old, new)
  if not core.helper.find("diff") then return message.fail("E601", { reason = "diff" }) end
  -- diff ends with 1 where there is a difference, which is no failure.
  local line = 'diff -u --label "$1" --label "$2" -- "$1" "$2"; test $? -lt 2'
  return core.helper.run({ "sh", "-c", line, "sh", old, new })
end

return M
