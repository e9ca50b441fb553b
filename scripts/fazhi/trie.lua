-- Word lists as LPeg patterns: a byte trie that takes the longest word at a place, several
-- times quicker than the words as ordered alternatives.

local lpeg = require("lpeg")
local P, Cc = lpeg.P, lpeg.Cc

local byte, sub = string.byte, string.sub

local M = {}

-- The words by the byte behind their first `depth` bytes, those bytes in order, and the word that ends there.
local function divide(words, depth)
  local bytes, groups, ended = {}, {}, nil
  for _, word in ipairs(words) do
    local next_byte = byte(word, depth + 1)
    local group = groups[next_byte]
    if group then
      group[#group + 1] = word
    elseif next_byte then
      groups[next_byte] = { word }
      bytes[#bytes + 1] = next_byte
    else
      ended = word
    end
  end
  table.sort(bytes)
  return bytes, groups, ended
end

-- How many bytes at their beginning all words of a group share.
local function shared(group)
  local first = group[1]
  local length = #first
  for i = 2, #group do
    local word, at = group[i], 1
    while at <= length and byte(word, at) == byte(first, at) do at = at + 1 end
    length = at - 1
  end
  return length
end

-- The patterns as ordered alternatives, nil for none. LPeg copies both sides of a choice: halves are copied
-- seldom, a choice that grows by one is copied every time.
local function choice(list, i, j)
  if i >= j then return list[i] end
  local middle = (i + j) // 2
  return choice(list, i, middle) + choice(list, middle + 1, j)
end

-- What follows the last byte of a word.
local function accept(entry)
  local value = entry.value == nil and P(true) or Cc(entry.value)
  return entry.guard and value * -entry.guard or value
end

local compile

-- The words of a group behind their first `depth` bytes; a run without branches or ends becomes one literal,
-- which LPeg compares fastest.
local function branch(group, depth, entries)
  local word = group[1]
  if #group == 1 then return P(sub(word, depth + 1)) * accept(entries[word]) end
  local length = shared(group)
  return P(sub(word, depth + 1, length)) * compile(group, length, entries)
end

function compile(words, depth, entries)
  local bytes, groups, ended = divide(words, depth)
  local branches = {}
  for i, next_byte in ipairs(bytes) do branches[i] = branch(groups[next_byte], depth, entries) end
  if ended then branches[#branches + 1] = accept(entries[ended]) end
  return choice(branches, 1, #branches)
end

--- A pattern for the longest of `words`, an array of strings. `value(word)`, if given, is what
--- the pattern captures; `guard(word)` may return a pattern that must not follow the word,
--- in which case the next shorter word is tried. An empty list never matches.
function M.pattern(words, value, guard)
  if #words == 0 then return P(false) end
  local entries = {}
  for _, word in ipairs(words) do
    entries[word] = { value = value and value(word), guard = guard and guard(word) }
  end
  return compile(words, 0, entries)
end

return M
