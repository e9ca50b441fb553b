-- edition: which edition of a catalogue of indicators is in force: a hash of all that decides what
-- is observed, cheap enough to be asked by every command that shows observations. Names,
-- definitions and tests of an entry do not count, nor do comments or the order of files.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"

local M = {}

-- What people read of an entry, and what tries it.
local idle = { zh = true, en = true, part = true, definition = true, polarity = true, levels = true, tests = true,
  catalogue = true }

--- The catalogue files beside the folder of a kind that the observer reads as well.
M.shared = { "periods", "tables", "contents", "plan_headings", "origins", "context", "foreign", "elision" }

-- An entry, with its file where it has parts that only the file tells: a function or an LPeg pattern shows nothing
-- of what it does. One that was made while the program ran counts by its code.
local function put_entry(parts, source, file)
  local bytes, is_opaque = core.value.bytes(source, idle, file ~= nil)
  parts[#parts + 1] = bytes
  if is_opaque and file then parts[#parts + 1] = core.text.sha256(core.files.read(file) or "") end
end

local function is_before(a, b)
  if type(a) == type(b) and type(a) ~= "boolean" then return a < b end
  return type(a) < type(b)
end

-- What stands for an id in a file that is broken is still put in some order; it is told when the file is read.
local function sorted_ids(entries)
  local ids = {}
  for id in pairs(entries) do ids[#ids + 1] = id end
  table.sort(ids, is_before)
  return ids
end

--- The hash of a catalogue.
-- @param entries { id = { source = the entry as written, file = its file or nil } }
-- @param words the words of the catalogue: topics, actors, plans …
-- @return SHA-256, 64 hexadecimal digits
function M.hash(entries, words)
  local parts = {}
  for _, id in ipairs(sorted_ids(entries)) do put_entry(parts, entries[id].source, entries[id].file) end
  parts[#parts + 1] = core.value.bytes(words)
  for _, name in ipairs(M.shared) do parts[#parts + 1] = core.value.bytes((catalogue.load(name))) end
  return core.text.sha256(table.concat(parts))
end

-- What the files of a folder hold, later ones before earlier ones, without compiling a pattern.
local function contents(files)
  local entries, words = {}, { topics = {}, actors = {} }
  for _, file in ipairs(files) do
    for key, value in pairs(file.value.words or {}) do words[key] = value end
    for _, source in ipairs(file.value.words and {} or file.value) do
      local id = type(source) == "table" and source.id or file.name
      if id ~= nil then entries[id] = { source = type(source) == "table" and source or {}, file = file.file } end
    end
  end
  return entries, words
end

local known = {} -- folder → { files =, hash = }

local function is_same(a, b)
  if not a or #a ~= #b then return false end
  for i, file in ipairs(a) do
    if file.value ~= b[i].value then return false end
  end
  return true
end

--- The hash of the catalogue in a folder below catalogue/, as its files are on disk when they are
--- first read. Raises a failure E502 where one is broken.
function M.of_folder(folder)
  local files = catalogue.all(folder)
  if not (known[folder] and is_same(known[folder].files, files)) then
    known[folder] = { files = files, hash = M.hash(contents(files)) }
  end
  return known[folder].hash
end

--- The folder of the indicators that a kind of report is observed with; nil if it has none.
-- @param kind nil counts as "other"
function M.folder(kind)
  for _, one in ipairs(catalogue.folders()) do
    if one.kind == (kind or "other") then return one.folder end
  end
end

--- The hash of the catalogue that a kind of report is observed with; "" if it has none.
function M.of_kind(kind)
  local folder = M.folder(kind)
  return folder and M.of_folder(folder) or ""
end

return M
