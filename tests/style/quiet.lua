-- quiet: loads one module and says "quiet" if that did nothing: no file opened, no process
-- started, no catalogue read, nothing printed, no global made, no library changed.

local name = arg[1]
local deeds = {}

local function watch(library, key)
  local real = library[key]
  library[key] = function(...)
    deeds[#deeds + 1] = key
    return real(...)
  end
  return function() library[key] = real end
end

local say = print
local restore = {
  watch(io, "open"), watch(io, "popen"), watch(io, "lines"), watch(os, "execute"), watch(os, "remove"),
  watch(_G, "print"), watch(_G, "dofile"), watch(_G, "loadfile"), watch(math, "randomseed"),
}
local before, strings = {}, {}
for key in pairs(_G) do before[key] = true end
for key in pairs(string) do strings[key] = true end

require(name)

for _, undo in ipairs(restore) do undo() end
for key in pairs(_G) do
  if not before[key] then deeds[#deeds + 1] = "global " .. tostring(key) end
end
for key in pairs(string) do
  if not strings[key] then deeds[#deeds + 1] = "string." .. key end
end
say(#deeds == 0 and "quiet" or table.concat(deeds, ", "))
