-- compiled: the function of a Lua file. The program carries its own files compiled and takes them so where they
-- are what they were when it was built; stock Lua, and a script in safe mode, compile them.

local loadfile = loadfile
local preload = package and package.preload or {}
local library = preload["fazhi.library"] and require("fazhi.library")

local M = {}

--- The function of a file, as loadfile(file, "t", env) gives it; nil and the message if it cannot be read or is no Lua.
function M.load(file, env)
  local chunk = library and library.load(file, env)
  if chunk then return chunk end
  return loadfile(file, "t", env)
end

return M
