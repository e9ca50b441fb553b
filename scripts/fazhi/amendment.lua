-- amendment: what lies between two editions of a catalogue of indicators: the entries that were changed, added or
-- taken away, and whether they may say anything of a report. Entries compete for figures, and one that claims or
-- refuses a figure decides what others get: so a report is left as it is only where no pattern of such an
-- entry, as it was or as it is, can match at all.

local core = require "fazhi.core"
local pattern = require "fazhi.pattern"

local M = {}

-- The words of which one must stand in a text of which an entry says anything, as a|b; nil if any text may be such.
local function words_of(entry)
  if entry.contents then return nil end
  local list = {}
  for _, finders in ipairs { entry.find, entry.none or {} } do
    for _, finder in ipairs(finders) do
      if not pattern.is(finder) then return nil end
      list[#list + 1] = finder.read
    end
  end
  return core.reading.musts(list)
end

--- What is kept of an edition: a line of what all entries share, and one an entry: its id, its hash and words of which
--- one must stand where it says anything, divided by blanks; the words by |, none where any text may be such.
-- @param cat a catalogue of fazhi.indicator
-- @return text for M.between
function M.record(cat)
  local lines = {}
  for id, hash in pairs(cat.edition.entries) do
    local words = words_of(cat.by_id[id])
    lines[#lines + 1] = id .. " " .. hash .. (words and " " .. words or "")
  end
  table.sort(lines)
  return cat.edition.rest .. "\n" .. table.concat(lines, "\n") .. "\n"
end

-- { rest = hash, entries = { id = { hash, words or nil } } }
local function read_record(text)
  local record = { rest = text:match "^[^\n]*", entries = {} }
  for id, hash, words in text:gmatch "\n(%S+) (%S+) ?([^\n]*)" do
    record.entries[id] = { hash, words ~= "" and words or nil }
  end
  return record
end

local HAN = "[\xE4-\xE9][\x80-\xBF][\x80-\xBF]"

-- The Chinese characters of a word, each once; other characters may be written in several ways.
local function characters_of(word)
  local list, has = {}, {}
  for character in word:gmatch(HAN) do
    if not has[character] then list[#list + 1] = character end
    has[character] = true
  end
  return list
end

-- The entries of either record that the other has not, or not so: { id = true }, and their words, nil if any text may
-- be touched.
local function differences(old, new)
  local ids, words = {}, {}
  for _, pair in ipairs { { old.entries, new.entries }, { new.entries, old.entries } } do
    for id, entry in pairs(pair[1]) do
      if not pair[2][id] or pair[2][id][1] ~= entry[1] then
        ids[id] = true
        if not entry[2] then words = nil end
        for word in (words and entry[2] or ""):gmatch "[^|]+" do words[word] = true end
      end
    end
  end
  return ids, words
end

local Amendment = {}
Amendment.__index = Amendment

local ENDS = { "。", "！", "？", "!", "?", "\n" }

-- Finds the ends of sentences, numbered first, and the characters of all words.
local function finder_of(words)
  local list, number = table.move(ENDS, 1, #ENDS, 1, {}), {}
  local asked = {}
  for word in pairs(words) do
    local numbers = {}
    for i, character in ipairs(characters_of(word)) do
      if not number[character] then
        list[#list + 1] = character
        number[character] = #list
      end
      numbers[i] = number[character]
    end
    asked[#asked + 1] = numbers
  end
  return core.words.new(list), asked
end

--- What lies between two editions.
-- @param old, new of M.record
-- @return nil if every report may be touched; else an object with ids = set of the entries that differ, and may_touch
function M.between(old, new)
  old, new = read_record(old), read_record(new)
  if old.rest ~= new.rest then return nil end
  local ids, words = differences(old, new)
  if not words then return nil end
  local finder, asked = finder_of(words)
  return setmetatable({ ids = ids, finder = finder, asked = asked }, Amendment)
end

local function has_all(numbers, met, sentence)
  for _, number in ipairs(numbers) do
    if met[number] ~= sentence then return false end
  end
  return true
end

-- Whether one of the words may stand in the sentence that ends here.
local function any_in(asked, met, sentence)
  for _, numbers in ipairs(asked) do
    if has_all(numbers, met, sentence) then return true end
  end
  return false
end

local out = {} -- of one scan

--- Whether the entries that differ may say anything of a text. A sentence is also read with parts left out or said
-- again, so that a word may come together that nowhere stands: it counts as there where all its characters stand
-- in one sentence.
-- @param body of the report
-- @param units of its figures, which stand in sentences as they are named, not as they are written
function Amendment:may_touch(body, units)
  local everywhere = table.concat(units, "\n")
  local met, sentence = {}, 1
  local count = self.finder:scan(everywhere, 1, out)
  local named = {}
  for i = 2, 3 * count, 3 do named[out[i]] = true end
  local function begin()
    for number in pairs(named) do met[number] = sentence end
  end
  begin()
  count = self.finder:scan(body, 1, out)
  for i = 2, 3 * count, 3 do
    local number = out[i]
    if number > #ENDS then
      met[number] = sentence
    else
      if any_in(self.asked, met, sentence) then return true end
      sentence = sentence + 1
      begin()
    end
  end
  return any_in(self.asked, met, sentence)
end

return M
