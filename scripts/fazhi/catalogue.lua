-- Knowledge as data: runs the files of the catalogue and keeps what they return. A
-- catalogue file is Lua that returns one table; the globals it sets stay its own. It is called with a
-- function that gives the table of the file it takes the place of, anew and free to be changed, so that
-- a user's file need hold no more than what it adds:
--
--     local inherited = ...
--     local units = inherited()
--     table.insert(units, { kind = "count", words = { "网格" } })
--     return units

local compiled = require("fazhi.compiled")
local path = require("fazhi.path")
local failure = require("fazhi.failure")
local slip = require("fazhi.slip")

local M = {}

--- Whether all that is known stands in files: false once a program defined something of its own, which is known
--- in its state alone.
M.is_of_files = true

local cache = {}    -- file → value
local by_name = {}  -- name → value, so that the search path is walked once
local added = {}    -- folder → list of { name=, file=, value= }, what M.add was given
local listed = {}   -- folder → what M.files returned, so that folders are read once
local folders       -- what M.folders found
local made = {}     -- name → what M.made keeps

local function text_of(file)
  local handle = io.open(file, "rb")
  local text = handle and handle:read("a") or ""
  if handle then handle:close() end
  return text
end

local run

-- What a file is called with: gives the table of the next file of its name, {} if there is none.
local function inherited_by(file, kind, name)
  return function()
    local is_next = false
    for _, found in ipairs(path.every(kind, name)) do
      if is_next then return run(found.file, kind, name) end
      is_next = found.file == file
    end
    return {}
  end
end

-- A broken file is a failure of the world, told with its name and line; that there is no more memory is not its
-- fault.
local function raise_broken(e, reason)
  local other = failure.of(e)
  if other and other.code == "E701" then error(other, 0) end
  failure.raise("E502", reason or tostring(e))
end

run = function(file, kind, name)
  local chunk, message = compiled.load(file, setmetatable({}, { __index = _G }))
  if not chunk then raise_broken(message, slip.explain(message, text_of(file))) end
  local ok, value = pcall(chunk, inherited_by(file, kind, name))
  if not ok then raise_broken(value) end
  if type(value) ~= "table" then
    failure.raise("E502", file .. ": must return a table, not " .. type(value))
  end
  return value
end

local function value_of(file, kind, name)
  local value = cache[file]
  if value == nil then
    value = run(file, kind, name)
    cache[file] = value
  end
  return value
end

--- The table that a file returns, run anew wherever it stands; raises a failure E502 if it is broken.
function M.run_file(file)
  return run(file, file:match("([^/]+)/[^/]+$") or "", file:match("([^/]+)%.lua$") or file)
end

--- The table that catalogue/<name>.lua returns, the user's own before the bundled one;
--- run once. Raises a failure E502 if the file is broken and E503 if there is none.
function M.load(name)
  if by_name[name] then return by_name[name] end
  local file = path.find("catalogue", name)
  if not file then failure.raise("E503", "no catalogue file " .. name .. ".lua on the search path") end
  by_name[name] = value_of(file, "catalogue", name)
  return by_name[name]
end

--- The table that <dir>/<name>.lua returns ("formats", "bib"), and the file; nil if there is none.
function M.file(dir, name)
  local file = name:find("^[%w_-]+$") and path.find(dir, name)
  if file then return value_of(file, dir, name), file end
end

local function put(list, entry)
  for i, other in ipairs(list) do
    if other.name == entry.name then
      list[i] = entry
      return
    end
  end
  list[#list + 1] = entry
end

--- Adds, for this run, what a file <dir>/<name>.lua would return, in place of the file of that name.
function M.add(dir, name, value)
  added[dir] = added[dir] or {}
  put(added[dir], { name = name, file = name, value = value })
  folders, listed[dir], made, M.is_of_files = nil, nil, {}, false
end

--- Every *.lua directly below <dir> of a root ("loaders"): a list of {name=, file=, value=}, bundled
--- ones in order of name, the user's after; a user's file of the same name takes the bundled one's place. The
--- list is read once and is everybody's: it must not be changed.
function M.files(dir)
  if listed[dir] then return listed[dir] end
  local list = {}
  for _, entry in ipairs(path.layers(dir)) do
    list[#list + 1] = { name = entry.name, file = entry.file, value = value_of(entry.file, dir, entry.name) }
  end
  for _, entry in ipairs(added[dir] or {}) do put(list, entry) end
  listed[dir] = list
  return list
end

--- The same below catalogue/<dir>.
function M.all(dir)
  return M.files("catalogue/" .. dir)
end

--- The folders that hold the indicators of the kinds of document: a list of { kind = id, folder = name },
--- in the order of the kinds. A kind says in its file which it is (`catalogue`), or has the folder
--- of its own name; one without a folder has no indicators and is left out. Looked up once.
function M.folders()
  if folders then return folders end
  local list = {}
  for _, kind in ipairs(M.all("kinds")) do
    local folder = kind.value.catalogue or kind.value.id
    if type(folder) == "string" and #path.layers("catalogue/" .. folder) > 0 then
      list[#list + 1] = { kind = kind.value.id, folder = folder }
    end
  end
  folders = list
  return list
end

--- What `make` makes of the catalogue, kept under a name until the catalogue may be another one.
function M.made(name, make)
  if made[name] == nil then made[name] = make() end
  return made[name]
end

local function gather_entries()
  local list, ends = {}, 0
  for _, one in ipairs(M.folders()) do
    for _, file in ipairs(M.all(one.folder)) do
      for _, entry in ipairs(file.value) do
        if type(entry) == "table" and entry.id then
          ends = ends + 1
          list[ends] = { entry = entry, folder = one.folder }
        end
      end
    end
  end
  return list
end

--- What the files define, of all kinds and as data: a list of { entry =, folder = }, without a pattern compiled. One
--- that takes the place of another by its id stands behind it. The list is everybody's.
function M.entries()
  return M.made("entries", gather_entries)
end

local function by_id()
  local entries = {}
  for _, one in ipairs(M.entries()) do entries[one.entry.id] = one end
  return entries
end

--- The entry of an id as the last file that defines it has it, nil if no file does; and its folder, which has the name
--- of the kind of report it is for.
function M.entry(id)
  local found = M.made("by_id", by_id)[id]
  if found then return found.entry, found.folder end
end

--- Forgets what was run and added, so that files changed on disk or a new search path count.
function M.forget()
  cache, by_name, added, listed, folders, made = {}, {}, {}, {}, nil, {}
end

return M
