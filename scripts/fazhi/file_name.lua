-- Names of files inside archives, as their writers left them: which encoding they are in, which
-- ones lead out of the archive, and which are what a desktop or an archiver leaves behind.

local M = {}

local function decode(bytes, encoding)
  local text = require("fazhi.core").text.decode(bytes, { raw = true, encoding = encoding, no_digest = true })
  return text and text:bytes(), text and text:encoding()
end

local candidates = { "GB18030", "BIG5" }

-- All names together say what one says not: a name of four bytes fits every encoding.
local function encoding_of(names)
  local _, encoding = decode(table.concat(names, "\n"))
  if encoding == "UTF-8" then return nil end
  for _, name in ipairs(candidates) do
    if encoding == name then return encoding end
  end
  for _, name in ipairs(candidates) do
    local all = true
    for _, s in ipairs(names) do all = all and decode(s, name) ~= nil end
    if all then return name end
  end
end

-- Chinese in UTF-8 takes three bytes a character; in GBK, two characters are now and then valid UTF-8
-- of two bytes each ("平山" is "ƽɽ").
local function is_plain(name)
  return utf8.len(name) ~= nil and (not name:find "[\128-\255]" or name:find "[\xE0-\xF4]" ~= nil)
end

--- The names of an archive's entries as UTF-8. An entry whose flag says so, or whose name is Chinese in
--- UTF-8, is taken by its word; the others are GBK or Big5, found out from all of them together. A
--- name that is neither stays as it is.
-- @param entries list of { name = bytes, utf8 = boolean }
-- @return list of strings, in the same order; backslashes are slashes
function M.decode(entries)
  local names, others = {}, {}
  for i, entry in ipairs(entries) do
    names[i] = entry.name
    if not (entry.utf8 or is_plain(entry.name)) then others[#others + 1] = entry.name end
  end
  local encoding = #others > 0 and encoding_of(others)
  for i, entry in ipairs(entries) do
    if encoding and not (entry.utf8 or is_plain(entry.name)) then
      names[i] = decode(entry.name, encoding) or entry.name
    end
    names[i] = names[i]:gsub("\\", "/")
  end
  return names
end

--- A function that gives names one by one and each only once: the second member of one name in a container
--- is called "a (2).txt". Numbers, which no two members share, are not remembered.
function M.distinct()
  local taken = {}
  return function(name)
    if name:find "^[%d.]+$" then return name end
    local stem, ending = name:match "^(.*[^/])(%.%w+)$"
    local given, n = name, 1
    while taken[given] do
      n = n + 1
      given = ("%s (%d)%s"):format(stem or name, n, ending or "")
    end
    taken[given] = true
    return given
  end
end

--- True if a name leads out of its archive: "../x", "a/../../x", "/x", "C:/x".
function M.leads_out(name)
  if name:find "^/" or name:find "^%a:" then return true end
  return ("/" .. name .. "/"):find("/../", 1, true) ~= nil
end

local litter = { ["thumbs.db"] = true, ["desktop.ini"] = true }

--- True for what nobody put there: hidden files, __MACOSX, Thumbs.db, Word's lock files.
function M.is_litter(name)
  for step in name:gmatch "[^/]+" do
    if step:find "^%." and step ~= "." and step ~= ".." or step:find "^~%$" or step == "__MACOSX" then return true end
  end
  return litter[(name:match "[^/]*$"):lower()] == true
end

return M
