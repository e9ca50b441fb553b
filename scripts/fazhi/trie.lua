-- Word lists as LPeg patterns: a byte trie that takes the longest word at a place, several
-- times quicker than the words as ordered alternatives.

local lpeg = require("lpeg")
local P, Cc = lpeg.P, lpeg.Cc

local M = {}

local function insert(root, word, entry)
  local node = root
  for i = 1, #word do
    local byte = word:sub(i, i)
    node[byte] = node[byte] or {}
    node = node[byte]
  end
  node.entry = entry
end

local function bytes_of(node)
  local bytes = {}
  for byte in pairs(node) do
    if #byte == 1 then bytes[#bytes + 1] = byte end
  end
  table.sort(bytes)
  return bytes
end

-- A run without branches or ends becomes one literal, which LPeg compares fastest.
local function follow(node, literal)
  local bytes = bytes_of(node)
  while #bytes == 1 and not node.entry do
    literal, node = literal .. bytes[1], node[bytes[1]]
    bytes = bytes_of(node)
  end
  return literal, node, bytes
end

local function compile(node, bytes)
  local pattern
  for _, byte in ipairs(bytes) do
    local literal, child, rest = follow(node[byte], byte)
    local branch = P(literal) * compile(child, rest)
    pattern = pattern and pattern + branch or branch
  end
  local entry = node.entry
  if not entry then return pattern end
  local accept = entry.value == nil and P(true) or Cc(entry.value)
  if entry.guard then accept = accept * -entry.guard end
  return pattern and pattern + accept or accept
end

--- A pattern for the longest of `words`, an array of strings. `value(word)`, if given, is what
--- the pattern captures; `guard(word)` may return a pattern that must not follow the word,
--- in which case the next shorter word is tried. An empty list never matches.
function M.pattern(words, value, guard)
  if #words == 0 then return P(false) end
  local root = {}
  for _, word in ipairs(words) do
    insert(root, word, { value = value and value(word), guard = guard and guard(word) })
  end
  return compile(root, bytes_of(root))
end

return M
