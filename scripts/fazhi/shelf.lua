-- shelf: a script found by what a user calls it: a verb by its name or alias, anything else by its place below a
-- root (catalogue/units, loaders/text), with those of the same name that it hides.

local message = require("fazhi.message")
local path = require("fazhi.path")
local script = require("fazhi.script")

local M = {}

-- "loaders/text.lua" in two; nil for a word that is no such place.
local function split(word)
  local kind, name = word:match("^(%l[%l_/]*)/([%w_.-]+)$")
  if kind then return kind, (name:gsub("%.lua$", "")) end
end

-- A broken script is to be found as well: it is what `edit` and `test` are for.
local function verb(word)
  for _, kind in ipairs({ "commands", "analyses" }) do
    if word:find("^[%w_-]+$") and path.find(kind, word) then return kind, word end
  end
  local header, why, code = script.find(word)
  if not header then return nil, why, code end
  return header.kind or (path.find("commands", header.name) and "commands" or "analyses"), header.name
end

--- The script called `word`.
-- @return { kind = its folder ("analyses"), name =, files = a list of { file =, root = }, the one that counts first };
--   nil, message, code if there is none
function M.find(word)
  local kind, name, code = split(word)
  if not kind then kind, name, code = verb(word) end
  if not kind then return nil, name, code end
  local files = path.every(kind, name)
  if kind == "commands" and word == name then
    for _, found in ipairs(path.every("analyses", name)) do files[#files + 1] = found end
  end
  if #files == 0 then return message.fail("E227", { word = word }) end
  return { kind = kind, name = name, files = files }
end

return M
