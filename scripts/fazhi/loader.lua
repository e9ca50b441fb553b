-- loader: which loader reads a file. A loader turns the bytes of one format into clean text
-- (`read`) or into the documents a container holds (`members`). The bundled ones are
-- scripts/loaders/*.lua; a user's file of the same folder, or a call of fazhi.loader{…}, adds one
-- or takes another's place.

local catalogue = require("fazhi.catalogue")
local failure = require("fazhi.failure")
local input = require("fazhi.input")
local message = require("fazhi.message")

local M = {}

local DEPTH = 3 -- containers within containers

local registered = {} -- by scripts, by id

local function check(loader, where)
  local function bad(what) failure.raise("E502", where .. ": " .. what) end
  if type(loader) ~= "table" then bad("a loader is a table") end
  if type(loader.id) ~= "string" then bad("a loader needs an id") end
  if type(loader.read) ~= "function" and type(loader.members) ~= "function" then
    bad("the loader " .. loader.id .. " needs a function read or members")
  end
  for _, ending in ipairs(loader.endings or {}) do
    if ending ~= ending:lower() or ending:sub(1, 1) == "." then bad("an ending is written as txt, not .TXT") end
  end
  return loader
end

--- Registers a loader for this run, before all others; one of the same id takes the other's place.
-- @param loader { id=, zh=, en=, endings={}, sniff=function(input), bytes_decide=boolean, and either
--   read=function(input, options) → reading or members=function(input, options) → iterator; counted={zh=, en=}:
--   what the bytes of a member are, in words, of which {place} becomes the line that is the member's name }.
--   A reading is { text= (a clean text userdata), format=, facts={{field=, name=, value=, i=, j=}}, locators=
--   (fazhi.locator), notes={} }; a member { name=, bytes=, url=, fields= }, { name=, problem={message=, code=} }
--   or { name=, skipped=true }
function M.register(loader)
  check(loader, "fazhi.loader")
  registered[loader.id] = loader
  catalogue.is_of_files = false
  M.forget()
  return loader
end

local known

--- Forgets which loaders were found; for files changed on disk to count, catalogue.forget comes first.
function M.forget()
  known = nil
end

-- Text takes whatever nobody else wants, so it is asked last.
local function order(a, b)
  if (a.id == "text") ~= (b.id == "text") then return b.id == "text" end
  if (registered[a.id] ~= nil) ~= (registered[b.id] ~= nil) then return registered[a.id] ~= nil end
  return a.id < b.id
end

--- All loaders, those of scripts first, `text` last.
function M.all()
  if known then return known end
  local by_id, list = {}, {}
  for _, entry in ipairs(catalogue.files("loaders")) do
    local loader = check(entry.value, entry.file)
    by_id[loader.id] = loader
  end
  for id, loader in pairs(registered) do by_id[id] = loader end
  for _, loader in pairs(by_id) do list[#list + 1] = loader end
  table.sort(list, order)
  known = list
  return list
end

-- True if a loader knows the name by one of its endings.
local function knows(loader, name)
  for _, ending in ipairs(loader.endings or {}) do
    if name:sub(-#ending - 1) == "." .. ending then return true end
  end
  return false
end

--- True if files of this name are taken from a folder or an archive.
function M.takes(name)
  name = name:lower()
  for _, loader in ipairs(M.all()) do
    if knows(loader, name) then return true end
  end
  return false
end

-- The line by which a member of a crawl is called, in words: 2, or 2.5 for the fifth item of what stands there.
local function line_of(name)
  local line, item = name:match "^(%d+)%.?(%d*)$"
  if not line then return name end
  return message.text(item ~= "" and "line_and_item" or "line_alone", { line = line, item = item })
end

--- What the bytes behind a figure count in, in words: the file, or for a member of a container what its loader
--- says (`counted`), told by the name, without opening it.
function M.counted(path)
  local container, name = path:lower():match("^(.*)#(.*)$")
  if not container then return message.text("counted_file") end
  while container do
    for _, loader in ipairs(M.all()) do
      local words = loader.counted
      if words and knows(loader, container) then
        return message.say(words.en, words.zh, { place = line_of(name) })
      end
    end
    container, name = container:match("^(.*)#(.*)$")
  end
  return message.text("counted_member")
end

--- All endings of all loaders, sorted.
function M.endings()
  local list = {}
  for _, loader in ipairs(M.all()) do table.move(loader.endings or {}, 1, #(loader.endings or {}), #list + 1, list) end
  table.sort(list)
  return list
end

local function find(item, all)
  local name = item.name:lower()
  for _, loader in ipairs(all) do
    if loader.sniff and loader.sniff(item) then return loader end
  end
  for _, loader in ipairs(all) do
    if not loader.bytes_decide and knows(loader, name) then return loader end
  end
  return all[#all]
end

--- The loader of an input: one that knows the bytes, else one that knows the ending, else text. A
--- loader with `bytes_decide` set is for its bytes only: a .doc that holds plain text is text. It is
--- looked for once.
function M.find(item)
  local all = M.all()
  if item.loaders ~= all then item.loaders, item.loader = all, find(item, all) end
  return item.loader
end

-- Calls a loader's function; what it raises as a failure becomes nil, message, code.
local function protected(f, ...)
  local result = table.pack(pcall(f, ...))
  if result[1] then return table.unpack(result, 2, result.n) end
  local e = failure.of(result[2])
  if e then return nil, e.message, e.code end
  error(result[2], 0)
end

--- Reads one document. Returns the reading ({ text=, format=, facts=, locators=, notes= });
--- or nil, message, code.
function M.read(item, options)
  local loader = M.find(item)
  if not loader.read then return message.fail("E316", { format = loader.id, path = item.path }) end
  local reading, why, code = protected(loader.read, item, options or {})
  if not reading then return nil, why, code end
  reading.format = reading.format or loader.id
  return reading
end

local function member_input(item, member, options)
  local more = { url = member.url, fields = member.fields, depth = item.depth + 1, budget = member.budget,
    name = member.name:match("([^/]+)$") or member.name }
  return input.memory(member.bytes, item.path .. "#" .. member.name, more, options)
end

local each_of

local function tell(path, why, code)
  coroutine.yield { path = path, message = why, code = code }
end

local function take_member(item, member, options)
  local path = message.shown(item.path .. "#" .. tostring(member.name))
  if member.problem then return tell(path, member.problem.message, member.problem.code) end
  if member.skipped then return coroutine.yield { path = path, skipped = true } end
  each_of(member_input(item, member, options), options)
end

-- Containers are walked as they are read, so that no more than one member is held.
local function each_member(loader, item, options)
  if item.depth >= DEPTH then return tell(item.path, message.text("too_deep", { depth = DEPTH }), "E314") end
  local next_member, why, code = protected(loader.members, item, options)
  if not next_member then return tell(item.path, why, code) end
  local is_empty = true
  while true do
    local member, trouble, trouble_code = protected(next_member)
    if trouble then return tell(item.path, trouble, trouble_code) end
    if not member then break end
    is_empty = is_empty and member.skipped
    take_member(item, member, options)
  end
  if is_empty then tell(item.path, message.text("nothing_inside"), "E315") end
end

each_of = function(item, options)
  local loader = M.find(item)
  if loader.members then return each_member(loader, item, options) end
  coroutine.yield { path = item.path, input = item }
end

--- Iterates over the documents of an input, itself or what it holds: tables { path=, input= },
--- or { path=, message=, code= } for what cannot be read, or { path=, skipped=true }.
function M.each(item, options)
  return coroutine.wrap(function() each_of(item, options or {}) end)
end

return M
