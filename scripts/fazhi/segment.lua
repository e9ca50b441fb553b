-- segment: the words of a text. What must stay whole is found first: a user's own words, terms of the
-- trade, names of indicators and of regions, common words that ICU does not know, the longest at each
-- place; what lies between is cut by the dictionary of ICU. It also counts words, and sequences of
-- characters for whoever trusts no dictionary.

local catalogue = require("fazhi.catalogue")
local core = require("fazhi.core")
local failure = require("fazhi.failure")
local path = require("fazhi.path")
local region = require("fazhi.region")
local text = require("fazhi.text")
local wordlist = require("fazhi.wordlist")

local M = {}

local MOST = 64       -- bytes in a word that is kept whole
local SHORTEST = 3    -- characters in a name of a region: shorter ones are as often no place
local KINDS = { "number", "letter", "han" } -- as the core numbers them

-- ---- what is kept whole ----------------------------------------------------------------------

-- A list of words, each once; the first that enters a word says what it is.
local function put(whole, word, kind, term)
  if whole.seen[word] or #word == 0 or #word > MOST then return end
  local n = #whole.list + 1
  whole.seen[word], whole.list[n], whole.kinds[n], whole.terms[n] = true, word, kind, term or false
end

local function slurp(file)
  local handle, why = io.open(file, "rb")
  local s = handle and handle:read("a")
  if handle then handle:close() end
  if not s then failure.raise("E301", why or file) end
  return s
end

local function put_file(whole, file)
  local number = 0
  for line in slurp(file):gsub("^\xEF\xBB\xBF", ""):gmatch("[^\n]*") do
    number = number + 1
    local word = line:gsub("%s+$", ""):gsub("^%s+", "")
    local is_comment = word:sub(1, 1) == "#"
    if not utf8.len(word) then failure.raise("E304", ("%s:%d: no UTF-8"):format(file, number)) end
    if not is_comment and #word > MOST then
      failure.raise("E201", ("%s:%d: a word of %d bytes; at most %d are possible"):format(file, number, #word, MOST))
    end
    if not is_comment then put(whole, core.text.simplify(word), "term") end
  end
end

local function put_terms(whole)
  for _, entry in ipairs(catalogue.load("terms")) do
    put(whole, entry.term, "term")
    for _, variant in ipairs(entry.variants or {}) do put(whole, variant, "term", entry.term) end
  end
end

-- The names of indicators, and the words that set a topic.
local function put_indicators(whole)
  for _, folder in ipairs(catalogue.folders()) do
    for _, file in ipairs(catalogue.all(folder.folder)) do
      for _, entry in ipairs(file.value) do
        if type(entry) == "table" and type(entry.zh) == "string" then put(whole, entry.zh, "term") end
      end
      for _, topic in ipairs(file.value.words and file.value.words.topics or {}) do
        for _, word in ipairs(topic.words) do put(whole, word, "term") end
      end
    end
  end
end

local function put_common(whole)
  for _, word in ipairs(catalogue.load("common_words")) do put(whole, word, "han") end
end

local function put_regions(whole)
  for _, name in ipairs(region.names()) do
    if text.len(name) >= SHORTEST then put(whole, name, "place") end
  end
end

local function new_whole(options)
  local whole = { list = {}, kinds = {}, terms = {}, seen = {} }
  for _, word in ipairs(options.without or {}) do put(whole, word, "without") end
  if options.unit and options.unit ~= "word" then return whole end
  local own = path.find("catalogue", "dictionary.txt")
  if options.dictionary then put_file(whole, options.dictionary) end
  if own then put_file(whole, own) end
  put_terms(whole)
  put_indicators(whole)
  put_regions(whole)
  put_common(whole)
  return whole
end

-- ---- cutting ---------------------------------------------------------------------------------

local Segmenter = { __name = "fazhi.segmenter" }
Segmenter.__index = Segmenter

--- Makes a segmenter, for whoever cuts many texts in one way.
-- @param options table or nil: `dictionary`, a file of words to be kept whole besides, one a line (in UTF-8,
--   # begins a comment); `without`, a list of words that are left out and part what stands around them;
--   `unit`, "word" (default) or the number of characters in a sequence, for counts
-- @return the segmenter, with :words(s) and :counts(s); raises E301, E304 or E201 if the file is
--   none, no UTF-8 or has a word that is too long
function M.new(options)
  options = options or {}
  local whole = new_whole(options)
  local stop = catalogue.load("stopwords")
  return setmetatable({ finder = core.words.new(whole.list), whole = whole, unit = options.unit or "word",
    stop = wordlist.set(stop.words), edges = wordlist.set(stop.edges), numerals = wordlist.set(stop.numerals),
    names = {}, -- word → the name it is counted under, or false
  }, Segmenter)
end

-- Letters and digits are not taken apart: APP is no word in APPLE.
local function is_apart(s, start, stop)
  local before, after = s:sub(start - 1, start), s:sub(stop, stop + 1)
  return not before:find("^%w%w") and not after:find("^%w%w")
end

-- Calls f(first byte, last byte, kind) for the words of s:sub(first, last).
local function cut(s, first, last, cuts, f)
  local count, why, code = core.segment.cut(s, cuts, first, last)
  if not count then failure.raise(code, why) end
  for i = 1, 3 * count, 3 do
    local kind = KINDS[cuts[i + 2]]
    if kind then f(cuts[i], cuts[i + 1] - 1, kind) end
  end
end

-- Calls f(first byte, last byte, kind, number among those kept whole or nil) for every word of `s`.
local function each_word(self, s, f)
  local found, cuts, at, kinds = {}, {}, 1, self.whole.kinds
  for i = 1, 3 * self.finder:scan(s, 1, found), 3 do
    local start, number, stop = found[i], found[i + 1], found[i + 2] - 1
    if is_apart(s, start, stop) then
      if start > at then cut(s, at, start - 1, cuts, f) end
      if kinds[number] ~= "without" then f(start, stop, kinds[number], number) end
      at = stop + 1
    end
  end
  if at <= #s then cut(s, at, #s, cuts, f) end
end

--- The words of `s` in order, without punctuation, signs and blanks.
-- @return list of { text=, start=, stop= (bytes as string.sub takes them), kind = "han", "letter", "number",
--   "term" or "place" (of those kept whole), term = the term a variant stands for, or nil }
function Segmenter:words(s)
  local list, terms = {}, self.whole.terms
  each_word(self, s, function(start, stop, kind, number)
    list[#list + 1] = { text = s:sub(start, stop), start = start, stop = stop, kind = kind,
      term = number and terms[number] or nil }
  end)
  return list
end

-- ---- counting --------------------------------------------------------------------------------

-- 一百二十 is a number too.
local function is_numeral(self, word)
  for _, c in utf8.codes(word, true) do
    if not self.numerals[utf8.char(c)] then return false end
  end
  return true
end

-- The name under which a word is counted; false if it is not: one character, a function word, a numeral.
local function counted_as(self, word, number)
  local name = number and self.whole.terms[number] or word
  if text.len(name) < 2 or self.stop[name] then return false end
  return (number or not is_numeral(self, word)) and name
end

local function count_words(self, s)
  local counts, total, names = {}, 0, self.names
  each_word(self, s, function(start, stop, kind, number)
    total = total + 1
    if kind == "number" then return end
    local word = s:sub(start, stop)
    local name = names[word]
    if name == nil then
      name = counted_as(self, word, number)
      names[word] = name
    end
    if name then counts[name] = (counts[name] or 0) + 1 end
  end)
  return counts, total
end

local function is_edged(gram, edges)
  return edges[gram:match("^[^\x80-\xBF][\x80-\xBF]*")] or edges[gram:match("[^\x80-\xBF][\x80-\xBF]*$")]
end

local function add_sequences(self, counts, s)
  local total = 0
  for gram, n in pairs(text.ngrams(s, self.unit)) do
    total = total + n
    if not is_edged(gram, self.edges) then counts[gram] = (counts[gram] or 0) + n end
  end
  return total
end

local function count_sequences(self, s)
  local counts, found, at, total = {}, {}, 1, 0
  for i = 1, 3 * self.finder:scan(s, 1, found), 3 do
    total = total + add_sequences(self, counts, s:sub(at, found[i] - 1))
    at = found[i + 2]
  end
  return counts, total + add_sequences(self, counts, s:sub(at))
end

--- How often each word is said, a variant under its term. Numbers, function words (the catalogue's
--- stopwords) and words of one character are not in it. With a unit of 2 or more characters, how often each
--- sequence of so many Han characters is, without those that begin or end in one of stopwords' edges.
-- @return { word = n }; and the number of all words or sequences of the text, those left out with them
function Segmenter:counts(s)
  if self.unit == "word" then return count_words(self, s) end
  return count_sequences(self, s)
end

-- ---- one text --------------------------------------------------------------------------------

local made = {} -- what was asked for → its segmenter

local function segmenter_of(options)
  options = options or {}
  local key = table.concat({ tostring(options.unit), tostring(options.dictionary),
    table.concat(options.without or {}, "\1") }, "\2")
  made[key] = made[key] or M.new(options)
  return made[key]
end

--- The words of `s`, as Segmenter:words gives them; options as for segment.new.
function M.words(s, options)
  return segmenter_of(options):words(s)
end

--- How often each word of `s` is said, as Segmenter:counts; options as for segment.new.
function M.counts(s, options)
  return segmenter_of(options):counts(s)
end

--- Every way in which a term of the trade is written, the term first; the word itself if it is none.
function M.forms(word)
  for _, entry in ipairs(catalogue.load("terms")) do
    if entry.term == word then return table.move(entry.variants or {}, 1, #(entry.variants or {}), 2, { word }) end
  end
  return { word }
end

--- Forgets the segmenters that words and counts made, so that changed files count.
function M.forget()
  made = {}
end

return M
