-- edition: which edition of a catalogue of indicators is in force: a hash of all that decides what
-- is observed, cheap enough to be asked by every command that shows observations. Names,
-- definitions and tests of an entry do not count, nor do comments or the order of files.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local failure = require "fazhi.failure"

local M = {}

-- What people read of an entry, and what tries it.
local idle = { zh = true, en = true, part = true, definition = true, polarity = true, levels = true, tests = true,
  catalogue = true }

--- The catalogue files beside the folder of a kind that the observer reads as well.
M.shared = { "periods", "tables", "contents", "plan_headings", "origins", "context", "foreign", "elision" }

-- How what is no plain value counts. A function or an LPeg pattern shows nothing of what it does: the file it is
-- written in counts for it; one that was made while the program ran counts by its code.
-- @param file that the value is written in, or nil
-- @param seen gets is_opaque where there was such a one
local function other_in(file, seen)
  return function(value)
    local meta = type(value) == "table" and getmetatable(value)
    if meta then return meta.__name == "fazhi.pattern" and core.canon(value.source) or nil end
    seen.is_opaque = true
    local ok, code = pcall(string.dump, value, true)
    return not file and ok and code or type(value)
  end
end

-- An entry, with its file where it has parts that only the file tells.
local function of_entry(source, file)
  local seen = {}
  local bytes = core.canon(source, idle, other_in(file, seen))
  return seen.is_opaque and file and bytes .. core.text.sha256(core.files.read(file) or "") or bytes
end

-- The ids in order; what is no text, a defect of its entry, before all that are.
local function sorted_ids(entries)
  local ids, others = {}, {}
  for id in pairs(entries) do
    local list = type(id) == "string" and ids or others
    list[#list + 1] = id
  end
  table.sort(ids)
  table.sort(others, function(a, b) return tostring(a) < tostring(b) end)
  return table.move(ids, 1, #ids, #others + 1, others)
end

local as_bytes = setmetatable({}, { __mode = "k" }) -- what a shared file holds → the same as bytes

-- A file that all catalogues share is written once for all of them.
local function bytes_of(name)
  local value = catalogue.load(name)
  as_bytes[value] = as_bytes[value] or core.canon(value, nil, other_in(nil, {}))
  return as_bytes[value]
end

-- What decides, as bytes: of each entry in order, and of all the rest; and the ids.
local function written(entries, words)
  local ids, list = sorted_ids(entries), {}
  for i, id in ipairs(ids) do list[i] = of_entry(entries[id].source, entries[id].file) end
  local rest = { core.canon(words, nil, other_in(nil, {})) }
  for _, name in ipairs(M.shared) do rest[#rest + 1] = bytes_of(name) end
  return list, table.concat(rest), ids
end

local SHORT = 16 -- digits of a hash that only tells whether an entry is the one it was

--- The edition of a catalogue.
-- @param entries { id = { source = the entry as written, file = its file or nil } }
-- @param words the words of the catalogue: topics, actors, plans …
-- @return { hash = SHA-256 of those of all parts, 64 hexadecimal digits, entries = { id = a short one of each },
--   rest = of all that the entries share }
function M.of(entries, words)
  local list, rest, ids = written(entries, words)
  local hashes, short = {}, {}
  for i, id in ipairs(ids) do
    hashes[i] = core.text.sha256(list[i])
    short[id] = hashes[i]:sub(1, SHORT)
  end
  local of_rest = core.text.sha256(rest)
  hashes[#hashes + 1] = of_rest
  return { hash = core.text.sha256(table.concat(hashes)), entries = short, rest = of_rest }
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

local known = {} -- folder → { files =, edition = }

local function is_same(a, b)
  if not a or #a ~= #b then return false end
  for i, file in ipairs(a) do
    if file.value ~= b[i].value then return false end
  end
  return true
end

--- The edition of the catalogue in a folder below catalogue/, as its files are on disk when they are
--- first read. Raises a failure E502 where one is broken.
function M.in_folder(folder)
  local files = catalogue.all(folder)
  if not (known[folder] and is_same(known[folder].files, files)) then
    known[folder] = { files = files, edition = M.of(contents(files)) }
  end
  return known[folder].edition
end

--- The hash of it.
function M.of_folder(folder)
  return M.in_folder(folder).hash
end

-- The folders of all kinds, each once.
local function folder_names()
  local list, has = {}, {}
  for _, one in ipairs(catalogue.folders()) do
    if not has[one.folder] then list[#list + 1] = one.folder end
    has[one.folder] = true
  end
  return list
end

-- Puts what an entry defines into a list, in the place of an earlier one of the same id; an id names one indicator,
-- whatever the kind.
local function put_definition(list, place_of, one)
  local old = place_of[one.id] and list[place_of[one.id]]
  if old and old.catalogue ~= one.catalogue then
    failure.raise("E502", ("%s: %s: id: also in %s"):format(one.file, one.id, old.file))
  end
  place_of[one.id] = place_of[one.id] or #list + 1
  list[place_of[one.id]] = one
end

local function put_definitions(list, place_of, folder, files)
  for _, file in ipairs(files) do
    for _, source in ipairs(file.value.words and {} or file.value) do
      local id = type(source) == "table" and source.id
      if type(id) == "string" then
        put_definition(list, place_of, { id = id, source = source, catalogue = folder, file = file.file })
      end
    end
  end
end

local defined -- { files = the lists of all folders, list = what they define }

--- What the files of all kinds say that there is, without compiling a pattern: a list of { id=, source = the entry
--- as written, catalogue = its folder }, the same table as long as the files are. Raises a
--- failure E502 if an id stands in two folders; what else is wrong in an entry shows when it is used.
function M.definitions()
  local files = {}
  for _, folder in ipairs(folder_names()) do files[#files + 1] = { folder = folder, value = catalogue.all(folder) } end
  if defined and is_same(defined.files, files) then return defined.list end
  local list, place_of = {}, {}
  for _, one in ipairs(files) do put_definitions(list, place_of, one.folder, one.value) end
  defined = { files = files, list = list }
  return list
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
