-- Where scripts, catalogue and data are found: the search path. A root is a folder with
-- the subfolders commands, analyses, catalogue, loaders, formats and data; the user's roots stand before
-- the bundled one, and the current directory is never among them.

local M = {}

local own_file = select(2, ...) -- require passes the file this module was loaded from

local added = {} -- roots given by --scripts, first one first
local is_restricted = false

--- Puts `dir` before every other root, as `--scripts DIR` does. Later calls come after
--- earlier ones, so the first option given wins.
function M.add(dir)
  added[#added + 1] = dir
end

--- Leaves the bundled root alone on the search path, for safe mode.
function M.restrict()
  is_restricted = true
end

--- What was put on the search path and whether it is restricted, for another state: M.settle takes it.
function M.settings()
  return { added = added, is_restricted = is_restricted }
end

--- Sets the search path up as it was in the state that gave these settings.
function M.settle(settings)
  added, is_restricted = settings.added, settings.is_restricted
end

--- The user's own folder, which `edit` and `new` write to: $XDG_CONFIG_HOME/fazhi, else
--- ~/.config/fazhi; nil where neither variable is set.
function M.user()
  local config = os.getenv("XDG_CONFIG_HOME")
  if config and config:sub(1, 1) == "/" then return config .. "/fazhi" end
  local home = os.getenv("HOME")
  return home and home ~= "" and home .. "/.config/fazhi" or nil
end

local NO_MEMORY = 12 -- errno(3)

-- A file that cannot be opened for want of memory is not missing.
local function is_readable(file)
  local f, _, code = io.open(file, "r")
  if f then f:close() end
  if code == NO_MEMORY then error("not enough memory", 0) end
  return f ~= nil
end

-- In the source tree the library lies inside the root (scripts/fazhi); installed, it is
-- share/lua/5.4/fazhi with the root at share/fazhi.
local function bundled_root()
  local file = own_file or debug.getinfo(1, "S").source:sub(2)
  local dir = file:match("^(.*)/fazhi/path%.lua$") or "."
  local share = dir:match("^(.*)/lua/5%.4$")
  return share and share .. "/fazhi" or dir
end

local function split(list)
  local dirs = {}
  for dir in (list or ""):gmatch("[^:]+") do dirs[#dirs + 1] = dir end
  return dirs
end

--- The roots in order of precedence, each {dir=, from=}; `from` says in one word where
--- it comes from: "option", "FAZHI_PATH", "user", "system" or "bundled". Roots need not exist.
function M.roots()
  local roots, seen = {}, {}
  local function put(dir, from)
    if dir and dir ~= "" and not seen[dir] then
      seen[dir] = true
      roots[#roots + 1] = { dir = dir, from = from }
    end
  end
  if is_restricted then return { { dir = bundled_root(), from = "bundled" } } end
  for _, dir in ipairs(added) do put(dir, "option") end
  for _, dir in ipairs(split(os.getenv("FAZHI_PATH"))) do put(dir, "FAZHI_PATH") end
  put(M.user(), "user")
  for _, dir in ipairs(split(os.getenv("XDG_CONFIG_DIRS") or "/etc/xdg")) do
    put(dir .. "/fazhi", "system")
  end
  put(bundled_root(), "bundled")
  return roots
end

-- A verb may be a folder with a main.lua, named as the folder.
local in_folders = { commands = true, analyses = true }

-- The first step of a path is always read as a file name, never as a climb out of the root.
local function file_name(name)
  if name:find("..", 1, true) then return nil end
  return name:find("%.%w+$") and name or name .. ".lua"
end

local function file_in(root, kind, name, file)
  local full = root.dir .. "/" .. kind .. "/" .. file
  if is_readable(full) then return full end
  full = root.dir .. "/" .. kind .. "/" .. name .. "/main.lua"
  return in_folders[kind] and is_readable(full) and full or nil
end

--- Every file of that name, the one that counts first: a list of {file=, root=}. `kind` is "commands",
--- "analyses", "catalogue", "loaders", "formats" or "data"; `name` may have subfolders
--- ("rule_of_law/topics") and gets the ending .lua if it has none.
function M.every(kind, name)
  local list, file = {}, file_name(name)
  for _, root in ipairs(file and M.roots() or {}) do
    local full = file_in(root, kind, name, file)
    if full then list[#list + 1] = { file = full, root = root } end
  end
  return list
end

--- The first of them: the file and the root it is in, or nil.
function M.find(kind, name)
  local file = file_name(name)
  for _, root in ipairs(file and M.roots() or {}) do
    local full = file_in(root, kind, name, file)
    if full then return full, root end
  end
  return nil
end

-- An absent folder is an empty one.
local function names_in(dir)
  return require("fazhi.core").files.list(dir) or {}
end

-- The files of a kind in one folder, {name = file}.
local function files_in(dir, kind)
  local found, folders = {}, {}
  for _, entry in ipairs(names_in(dir)) do
    local name = entry:match("^([^.].*)%.lua$")
    if name then
      found[name] = dir .. "/" .. entry
    elseif in_folders[kind] and not entry:find("^%.") then
      folders[#folders + 1] = entry
    end
  end
  for _, name in ipairs(folders) do
    local file = dir .. "/" .. name .. "/main.lua"
    if not found[name] and is_readable(file) then found[name] = file end
  end
  return found
end

--- All *.lua files of a kind (or of a subfolder, "catalogue/rule_of_law") over all roots:
--- {name = file}, the root of highest precedence winning.
function M.list(kind)
  local found = {}
  for _, root in ipairs(M.roots()) do
    for name, file in pairs(files_in(root.dir .. "/" .. kind, kind)) do found[name] = found[name] or file end
  end
  return found
end

--- The same files from the bundled root upwards: a list of {name=, file=}, the bundled
--- ones in order of name and the user's after them; a user's file of the same name takes
--- the bundled one's place.
function M.layers(kind)
  local list, at = {}, {}
  local roots = M.roots()
  for r = #roots, 1, -1 do
    for _, entry in ipairs(names_in(roots[r].dir .. "/" .. kind)) do
      local name = entry:match("^([^.].*)%.lua$")
      if name then
        at[name] = at[name] or #list + 1
        list[at[name]] = { name = name, file = roots[r].dir .. "/" .. kind .. "/" .. entry }
      end
    end
  end
  return list
end

return M
