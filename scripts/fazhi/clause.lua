-- The surroundings of each figure: the sentence it stands in, in flat form with every figure
-- reduced to a mark and its unit, and the clause within it. Indicators are looked for here.

local lpeg = require "lpeg"
local catalogue = require "fazhi.catalogue"
local context = require "fazhi.context"
local core = require "fazhi.core"
local pattern = require "fazhi.pattern"
local trie = require "fazhi.trie"
local wordlist = require "fazhi.wordlist"

local P, R, S = lpeg.P, lpeg.R, lpeg.S
local unpack = table.unpack

local M = {}

local Reading = {}
Reading.__index = Reading

-- An item of a list inside a paragraph opens a new sentence: ；二是…  ;2.梳理…
local NUMERALS, ITEM = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" }, "是"
local ENDS = { "。", "！", "？", "\n", "!", "?" }
local CLAUSE_ENDS = { "；", "，", "：", ";", ",", ":" }

local COLONS = { ": ", "：", ":" }
local LEAD = 40 -- bytes of a sentence in which its first word stands
local NAME = 24 -- bytes, eight characters: a longer clause without a verb is no mere name

-- A colon between a name and its number parts nothing (行政复议收到：36件), nor does a comma where the clause
-- before it is a name and no more (行政许可，15832件；).
local function before_number(text)
  if text:sub(-#"，") ~= "，" then
    local colon = wordlist.at_end(text, COLONS)
    return colon and text:sub(1, -#colon - 1) or text
  end
  local name = text:sub(1, -#"，" - 1)
  local own = #name <= 3 * NAME and name:match "^.*；(.*)$" or name:match "^.*。(.*)$" or name
  if #own <= NAME and own:find "[\xE4-\xE9]" and not own:find "，" and not context.verb(own) then return name end
  return text
end

-- The last bytes of what may part nothing: ： and :, the blank behind it, ，.
local PARTING = "\x9A: \x8C"

local sentences = core.sentences.new {
  flat = pattern.flat, marks = core.words.new(table.move(CLAUSE_ENDS, 1, #CLAUSE_ENDS, #ENDS + 1,
    table.move(ENDS, 1, #ENDS, 1, {}))), ends = #ENDS,
  numerals = core.words.new(NUMERALS), items = core.words.new { ITEM },
  joints = core.words.new { "、", "和", "及", "与", "以及" }, parting = PARTING,
  cut = function(text) return #text - #before_number(text) end,
}

local FIELDS = 9 -- that fazhi.core.sentences tells of a figure

--- The sentences of a body that hold figures, read once.
-- @param body a report's body
-- @param figures as figure.find gives them, ordered by start
-- @return an object with the methods view, sentence and is_in_list
function M.read(body, figures)
  local texts = {}
  return setmetatable({ texts = texts, told = sentences:views(body, figures, texts), signs = {}, owners_of = {} },
    Reading)
end

--- The surroundings of a figure.
-- @param i its index
-- @return { flat = text of its sentence, place = byte of the number in flat, unit_stop=, clause_start=, clause_stop= in
--   flat, first=, last= the sentence in body; reading = this object, sentence = number of the sentence in it;
--   is_listed = whether a mark of a list (、 or 和) stands right behind the figure before, is_followed = whether one
--   stands right behind this one, before the next: where one does, else both nil }
function Reading:view(i)
  local told, k = self.told, FIELDS * i
  local number = told[k - 6]
  local view = { first = told[k - 8], last = told[k - 7], flat = self.texts[number], sentence = number, reading = self,
    place = told[k - 5], unit_stop = told[k - 4], clause_start = told[k - 3], clause_stop = told[k - 2] }
  if told[k] or told[k + FIELDS] then view.is_listed, view.is_followed = told[k], told[k + FIELDS] or false end
  return view
end

--- The surroundings of a figure in the table of those of another, which are over.
-- @param view of Reading:view of the same object
function Reading:view_anew(i, view)
  local told, k = self.told, FIELDS * i
  local number
  view.first, view.last, number, view.place, view.unit_stop, view.clause_start, view.clause_stop =
    unpack(told, k - 8, k - 2)
  view.sentence, view.flat = number, self.texts[number]
  view.is_listed, view.is_followed = told[k], told[k + FIELDS] or false
end

--- What is known of whose the clauses of a sentence are, by their first bytes: a table of the sentence's own, which
--- others fill, as they do `signs`, what is known of its words, by its number.
function Reading:owners(sentence)
  local known = self.owners_of[sentence] or {}
  self.owners_of[sentence] = known
  return known
end

--- The first byte of the sentence of figure `i`, and the last.
function Reading:sentence(i)
  local told = self.told
  return told[FIELDS * i - 8], told[FIELDS * i - 7]
end

--- Whether the mark of a list stands right before or right behind figure `i`.
function Reading:is_in_list(i)
  return self.told[FIELDS * i] or self.told[FIELDS * i + FIELDS] or false
end

--- The indices of the figures that come from another value or stand in a list, right before or behind its mark.
-- @param figures as for M.read
function Reading:apart(figures)
  local list, told, is_joined = {}, self.told, false
  for i = 1, #figures do
    local is_followed = told[FIELDS * i + FIELDS]
    if is_joined or is_followed or figures[i].from then list[#list + 1] = i end
    is_joined = is_followed
  end
  return list
end

--- The surroundings of every figure: a list as long as figures of what Reading:view gives.
-- @param body, figures as for M.read
function M.views(body, figures)
  local views, reading = {}, M.read(body, figures)
  for i = 1, #figures do views[i] = reading:view(i) end
  return views
end

local marker = trie.choice(NUMERALS) ^ 1 * ITEM + R "09" ^ 1 * "." * -R "09"
local inline_marker = (trie.choice(CLAUSE_ENDS) + P "。" + S " \t" + P "　") ^ 0 * marker

-- What the marker of an item may begin with.
local openings = { "。", " ", "\t", "　" }
for _, list in ipairs { CLAUSE_ENDS, NUMERALS, { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" } } do
  table.move(list, 1, #list, #openings + 1, openings)
end
openings = core.words.new(openings)

--- Whether the sentence that begins at byte `first` is an item of a list inside a paragraph: 二是….
function M.is_item(body, first)
  return openings:match(body, first) ~= nil and inline_marker:match(body, first) ~= nil
end

-- Before the words that a sentence begins with: marks, blanks, and words that say nothing.
local function words_at(body, first)
  local words = catalogue.load("context").chained
  local at = body:find("[^%s]", first) or first
  for _, list in ipairs { ENDS, words.leads } do
    local lead = wordlist.at_start(body:sub(at, at + LEAD), list)
    at = lead and at + #lead or at
  end
  return at, words.words
end

--- Whether the sentence that begins at byte `first` goes on with what the one before it is about, since it begins with
--- what becomes of that: 已审结29件.
function M.goes_on(body, first)
  local at, words = words_at(body, first)
  return wordlist.at_start(body:sub(at, at + LEAD), words) ~= nil
end

--- The clause of a view as flat text.
function M.clause(view)
  return view.flat:sub(view.clause_start, view.clause_stop)
end

return M
