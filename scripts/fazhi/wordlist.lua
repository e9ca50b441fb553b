-- wordlist: what many modules ask of a list of words out of the catalogue: whether one of them
-- stands in a text or at its end, the list as a set, the list as an LPeg pattern that looks back.

local core = require("fazhi.core")
local lpeg = require("lpeg")
local trie = require("fazhi.trie")

local M = {}

--- The words as fazhi.core.words finds them, whatever is in the list twice; none for nil.
function M.finder(words)
  local list, seen = {}, {}
  for _, word in ipairs(words or {}) do
    if word ~= "" and not seen[word] then list[#list + 1] = word end
    seen[word] = true
  end
  return core.words.new(list)
end

--- The words as a set { word = true }; nil for nil.
function M.set(words)
  if not words then return nil end
  local set = {}
  for _, word in ipairs(words) do set[word] = true end
  return set
end

--- Whether the list has the word; for one look a set is not worth its making.
function M.has(words, word)
  for _, one in ipairs(words or {}) do
    if one == word then return true end
  end
  return false
end

--- The first word of the list, not of the text, that stands in `s`; nil if none does or there is no list.
function M.inside(s, words)
  for _, word in ipairs(words or {}) do
    if s:find(word, 1, true) then return word end
  end
end

--- The first word of the list that `s` ends in; nil if there is none.
function M.at_end(s, words)
  for _, word in ipairs(words) do
    if s:sub(-#word) == word then return word end
  end
end

--- The first word of the list that `s` begins with; nil if there is none.
function M.at_start(s, words)
  for _, word in ipairs(words) do
    if s:sub(1, #word) == word then return word end
  end
end

--- A pattern that matches the empty string where one of the words ends directly before.
function M.behind(words)
  local list = {}
  for i, word in ipairs(words) do list[i] = lpeg.B(lpeg.P(word)) end
  return trie.choice(list)
end

return M
