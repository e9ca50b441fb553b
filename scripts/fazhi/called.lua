-- called: which indicator a name means: its id, its Chinese name, or that name with what it has in brackets left out,
-- put without brackets, or put for what stands before them: 地区生产总值 and 国内生产总值 are 地区（国内）生产总值.

local message = require("fazhi.message")
local nearest = require("fazhi.nearest")

local M = {}

local MOST = 5 -- names that are suggested
local FULL, LAST, APART = 0xFF01, 0xFF5E, 0xFEE0 -- the full-width forms of ASCII, and how far they are from it

--- A word with the letters, digits and signs of ASCII that it has in full width put as ASCII: ｇｄｐ is gdp.
function M.half(word)
  if not utf8.len(word) then return word end
  return (word:gsub(utf8.charpattern, function(c)
    local code = utf8.codepoint(c)
    return code >= FULL and code <= LAST and utf8.char(code - APART) or nil
  end))
end

-- "a、b" in pieces.
local function pieces_of(inner)
  local list = {}
  for piece in (inner:gsub("、", "\0") .. "\0"):gmatch("(%Z*)%z") do list[#list + 1] = piece end
  return list
end

-- The text without its last n characters; nil if it has no more than that.
local function without_last(s, n)
  local at = utf8.offset(s, -n)
  return at and at > 1 and s:sub(1, at - 1) or at and "" or nil
end

-- All that a name may be called, in half width: first itself.
local function forms_of(name)
  name = M.half(name)
  local forms = { name }
  local head, inner, tail = name:match("^(.-)%((.-)%)(.*)$")
  if not head then return forms end
  forms[2] = head .. tail
  for _, piece in ipairs(pieces_of(inner)) do
    forms[#forms + 1] = head .. piece .. tail
    local before = without_last(head, utf8.len(piece))
    if before then forms[#forms + 1] = before .. piece .. tail end
  end
  return forms
end

local function id_called(word, entries)
  for _, entry in ipairs(entries) do
    if entry.id == word then return entry end
  end
  for _, entry in ipairs(entries) do
    if entry.zh and M.half(entry.zh) == word then return entry end
  end
end

-- The entries one of whose forms passes, of each name the first.
local function having(entries, passes)
  local list, seen = {}, {}
  for _, entry in ipairs(entries) do
    local is_it = false
    for _, form in ipairs(entry.zh and not seen[entry.zh] and forms_of(entry.zh) or {}) do
      is_it = is_it or passes(form)
    end
    if is_it then list[#list + 1], seen[entry.zh] = entry, true end
  end
  return list
end

local function names_of(entries)
  local names, order = {}, {}
  for i, entry in ipairs(entries) do names[i], order[entry.zh] = entry.zh, i end
  table.sort(names, function(a, b)
    local x, y = utf8.len(a) or #a, utf8.len(b) or #b
    if x ~= y then return x < y end
    return order[a] < order[b]
  end)
  return names
end

local function suggestion(names)
  if #names == 1 then return message.text("nearest", { word = names[1] }) end
  local shown = {}
  for i = 1, math.min(#names, MOST) do shown[i] = "“" .. names[i] .. "”" end
  local last = table.remove(shown)
  local words = table.concat(shown, message.choose(", ", "、")) .. message.choose(" or ", "或") .. last
  local text = message.text("nearest_of", { words = words })
  return #names > MOST and text .. " " .. message.text("see_indicators") or text
end

local function near_word(word, entries)
  local words = {}
  for _, entry in ipairs(entries) do words[#words + 1], words[#words + 2] = entry.id, entry.zh end
  return nearest.find(word, words)
end

-- What is told to who calls an indicator by no name of any. `meant` are those that it may be.
local function more_about(word, entries, meant)
  if #meant == 0 and (utf8.len(word) or 0) > 1 and word:find("[\x80-\xFF]") then
    meant = having(entries, function(form) return form:find(word, 1, true) ~= nil end)
  end
  if #meant > 0 then return suggestion(names_of(meant)) end
  local near = near_word(word, entries)
  return near and suggestion { near } or message.text("see_indicators")
end

--- The entry that a word means.
-- @param entries list of { id =, zh = }; of two with one name the first is meant
-- @return the entry; or nil, message, "E205"
function M.find(given, entries)
  local word = M.half(tostring(given))
  local entry = id_called(word, entries)
  if entry then return entry end
  local meant = having(entries, function(form) return form == word end)
  if #meant == 1 then return meant[1] end
  return message.fail("E205", { word = tostring(given) }, more_about(word, entries, meant))
end

return M
