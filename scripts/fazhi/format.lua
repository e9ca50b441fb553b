-- format: the outputs that are not bundled. A user's formats/NAME.lua, or a call of fazhi.format{…}, adds a
-- format or takes the place of a bundled one; it is read when somebody asks for its name or its ending.

local catalogue = require("fazhi.catalogue")
local failure = require("fazhi.failure")
local path = require("fazhi.path")

local M = {}

local DIR = "formats"
local registered = {} -- by scripts, by id

local function check(format, where)
  local function bad(what) failure.raise("E502", where .. ": " .. what) end
  if type(format) ~= "table" then bad("a format is a table") end
  if type(format.id) ~= "string" or not format.id:find("^[%w_-]+$") then bad("a format needs an id, a word") end
  if type(format.write) ~= "function" then
    bad("the format " .. format.id .. " needs write = function(frame, options) … return string end")
  end
  for _, ending in ipairs(format.endings or {}) do
    if ending ~= ending:lower() or ending:sub(1, 1) == "." then bad("an ending is written as txt, not .TXT") end
  end
  return format
end

--- Registers a format for this run, before all others of its id.
-- @param format { id=, zh=, en=, endings = {}, is_binary = boolean, write = function(frame, options) → string and
--   perhaps a list of notes; or nil, message, code }. `options` holds what fazhi.render.string is given
--   (width, color, notes, provenance …); the frame is not to be changed.
function M.register(format)
  check(format, "fazhi.format")
  registered[format.id] = format
  return format
end

--- Forgets what was registered.
function M.forget()
  registered = {}
end

--- The format of that id, which is also the name of its file; nil if there is none. Raises a failure E502 if
--- the file is broken.
function M.find(id)
  if registered[id] then return registered[id] end
  local value, file = catalogue.file(DIR, id)
  if not value then return nil end
  local format = check(value, file)
  if format.id ~= id then
    failure.raise("E502", ("%s: the format %s needs a file of its name"):format(file, format.id))
  end
  return format
end

--- The ids, sorted, without reading the files.
function M.names()
  local seen, names = {}, {}
  for id in pairs(registered) do seen[id] = true end
  for id in pairs(path.list(DIR)) do seen[id] = true end
  for id in pairs(seen) do names[#names + 1] = id end
  table.sort(names)
  return names
end

--- The id of the format that an ending ("bib") stands for; nil if there is none.
function M.by_ending(ending)
  for _, id in ipairs(M.names()) do
    local format = M.find(id)
    for _, one in ipairs(format and format.endings or {}) do
      if one == ending then return id end
    end
  end
end

return M
