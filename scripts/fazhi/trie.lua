-- Word lists as LPeg patterns: a byte trie that takes the longest word at a place, several
-- times quicker than the words as ordered alternatives.

local lpeg = require("lpeg")
local P = lpeg.P

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

local function choice(list, i, j)
  if i == j then return P(list[i]) end
  local middle = (i + j) // 2
  return choice(list, i, middle) + choice(list, middle + 1, j)
end

--- The words or patterns of a list as ordered alternatives; an empty list never matches. LPeg copies both sides of a
--- choice: halves are copied seldom, a choice that grows by one is copied every time.
function M.choice(list)
  return #list > 0 and choice(list, 1, #list) or P(false)
end

local compile

-- The words of a group behind their first `depth` bytes; a run without branches or ends becomes one literal,
-- which LPeg compares fastest.
local function branch(group, depth, guards)
  local word = group[1]
  local guard = guards[word]
  if #group == 1 then return guard and P(sub(word, depth + 1)) * -guard or P(sub(word, depth + 1)) end
  local length = shared(group)
  return P(sub(word, depth + 1, length)) * compile(group, length, guards)
end

function compile(words, depth, guards)
  local bytes, groups, ended = divide(words, depth)
  local branches = {}
  for i, next_byte in ipairs(bytes) do branches[i] = branch(groups[next_byte], depth, guards) end
  if ended then branches[#branches + 1] = guards[ended] and -guards[ended] or P(true) end
  return M.choice(branches)
end

--- A pattern for the longest of `words`, an array of strings. `value(word)`, if given, is what
--- the pattern captures; `guard(word)` may return a pattern that must not follow the word,
--- in which case the next shorter word is tried. An empty list never matches.
function M.pattern(words, value, guard)
  if #words == 0 then return P(false) end
  local values, guards = {}, {}
  for _, word in ipairs(words) do
    values[word] = value and value(word)
    guards[word] = guard and guard(word) or nil
  end
  local pattern = compile(words, 0, guards)
  return value and pattern / values or pattern -- a value in every branch is copied wherever branches are joined
end

return M
