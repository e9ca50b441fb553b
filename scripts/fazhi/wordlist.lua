-- wordlist: what many modules ask of a list of words out of the catalogue: whether one of them
-- stands in a text or at its end, the list as a set, the list as an LPeg pattern that looks back.

local core = require("fazhi.core")
local lpeg = require("lpeg")
local trie = require("fazhi.trie")

local find, sub = string.find, string.sub

local M = {}

--- The words, each once and none of them empty, in their order; none for nil.
function M.unique(words)
  local list, seen = {}, {}
  for _, word in ipairs(words or {}) do
    if word ~= "" and not seen[word] then list[#list + 1] = word end
    seen[word] = true
  end
  return list
end

--- The words as fazhi.core.words finds them, whatever is in the list twice; none for nil.
function M.finder(words)
  return core.words.new(M.unique(words))
end

--- Lists of words of which a text is asked at once which of them it has any of.
-- @param lists { name = list, … }
-- @return { words = as fazhi.core.words, whose method `sorts` gives bits, bit = { name = its bit } }
function M.sorter(lists)
  local list, sorts, number, bit, bits = {}, {}, {}, 1, {}
  for name, words in pairs(lists) do
    for _, word in ipairs(words) do
      local n = number[word] or #list + 1
      if word ~= "" then
        list[n], number[word] = word, n
        sorts[n] = (sorts[n] or 0) | bit
      end
    end
    bits[name], bit = bit, bit << 1
  end
  return { words = core.words.new(list, { sorts = sorts }), bit = bits }
end

--- Words as fazhi.core.words finds them, those that have guards not where one of them follows.
-- @param guards { word = list of words }
-- @param but_before words before which no guard holds, or nil
function M.guarded(words, guards, but_before)
  local lists, not_before = { but_before }, {}
  for i, word in ipairs(words) do
    if guards[word] then
      lists[#lists + 1] = guards[word]
      not_before[i] = #lists
    end
  end
  return core.words.new(words, { guards = lists, not_before = not_before, but_before = but_before and 1 or nil })
end

--- A pattern for the longest of the words; it takes less to make than a pattern of the words, and more to match.
-- @param words of fazhi.core.words
-- @param values by the number of the word, what the pattern captures
function M.pattern(words, values)
  return lpeg.P(function(s, at)
    local number, stop = words:match(s, at)
    if number then return stop, values[number] end
  end)
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
  for i = 1, words and #words or 0 do
    if words[i] == word then return true end
  end
  return false
end

--- The first word of the list, not of the text, that stands in `s`; nil if none does or there is no list.
function M.inside(s, words)
  for i = 1, words and #words or 0 do
    if find(s, words[i], 1, true) then return words[i] end
  end
end

local finders = setmetatable({}, { __mode = "k" })

--- Whether a word of the list stands in `s`: what many ask of a list of many words, which must not change any more.
function M.has_any(s, words)
  local finder = finders[words]
  if not finder then
    finder = M.finder(words)
    finders[words] = finder
  end
  return finder:find(s, 1) ~= nil
end

-- What was learnt of lists: { sizes = the lengths of their words, place = { word = its place in the list } }.
local known = setmetatable({}, { __mode = "k" })

local function learn(words)
  local sizes, place, seen = {}, {}, {}
  for i, word in ipairs(words) do
    place[word] = place[word] or i
    if not seen[#word] then sizes[#sizes + 1] = #word end
    seen[#word] = true
  end
  known[words] = { sizes = sizes, place = place }
  return known[words]
end

--- The first word of the list that ends with byte `stop` of `s` (its last, if nil); nil if there is none. As with
--- at_start, a list must not change once it was asked for.
function M.at_end(s, words, stop)
  local list, best = known[words] or learn(words), nil
  stop = stop or #s
  local sizes, places = list.sizes, list.place
  for i = 1, #sizes do
    local size = sizes[i]
    local place = size <= stop and places[sub(s, stop - size + 1, stop)]
    if place and (not best or place < best) then best = place end
  end
  return words[best]
end

--- The first word of the list that begins at byte `start` of `s` (its first, if nil); nil if there is none.
function M.at_start(s, words, start)
  local list, best = known[words] or learn(words), nil
  start = start or 1
  local sizes, places = list.sizes, list.place
  for i = 1, #sizes do
    local place = places[sub(s, start, start + sizes[i] - 1)]
    if place and (not best or place < best) then best = place end
  end
  return words[best]
end

--- A pattern that matches the empty string where one of the words ends directly before.
function M.behind(words)
  local list = {}
  for i, word in ipairs(words) do list[i] = lpeg.B(lpeg.P(word)) end
  return trie.choice(list)
end

return M
