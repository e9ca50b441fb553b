-- shelf: a script found by what a user calls it: a verb by its name or alias, anything else by its place below a
-- root (catalogue/units, loaders/text) or by its name alone where no verb has it, with those of the same name that
-- it hides.

local catalogue = require("fazhi.catalogue")
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

-- The folders of what is no verb, in the order in which a name is looked for.
local function folders()
  local list, seen = { "catalogue", "catalogue/kinds", "loaders", "formats" }, {}
  for _, one in ipairs(catalogue.folders()) do -- kinds may share one
    if not seen[one.folder] then list[#list + 1] = "catalogue/" .. one.folder end
    seen[one.folder] = true
  end
  return list
end

local function elsewhere(word)
  if not word:find("^[%w_-]+$") then return nil end
  for _, kind in ipairs(folders()) do
    if path.find(kind, word) then return kind, word end
  end
end

--- Every file of the user's that is no verb: a list of { name = its place (catalogue/units), file =, from =, hides =
--- the file it takes the place of, or nil }.
function M.own_files()
  local list = {}
  for _, kind in ipairs(folders()) do
    local names = {}
    for name in pairs(path.list(kind)) do names[#names + 1] = name end
    table.sort(names)
    for _, name in ipairs(names) do
      local found = path.every(kind, name)
      if found[1].root.from ~= "bundled" then
        list[#list + 1] = { name = kind .. "/" .. name, file = found[1].file, from = found[1].root.from,
          hides = found[2] and found[2].file }
      end
    end
  end
  return list
end

--- The script called `word`.
-- @return { kind = its folder ("analyses"), name =, files = a list of { file =, root = }, the one that counts first };
--   nil, message, code if there is none
function M.find(word)
  local kind, name, code = split(word)
  if not kind then
    kind, name, code = verb(word)
    if not kind and elsewhere(word) then kind, name = elsewhere(word) end
  end
  if not kind then return nil, name, code end
  local files = path.every(kind, name)
  if kind == "commands" and word == name then
    for _, found in ipairs(path.every("analyses", name)) do files[#files + 1] = found end
  end
  if #files == 0 then return message.fail("E227", { word = word }) end
  return { kind = kind, name = name, files = files }
end

return M
