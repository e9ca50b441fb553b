-- The surroundings of each figure: the sentence it stands in, in flat form with every figure
-- reduced to a mark and its unit, and the clause within it. Indicators are looked for here.

local lpeg = require "lpeg"
local context = require "fazhi.context"
local core = require "fazhi.core"
local pattern = require "fazhi.pattern"
local wordlist = require "fazhi.wordlist"

local P, R, S, Cp = lpeg.P, lpeg.R, lpeg.S, lpeg.Cp

local M = {}

local marks = pattern.marks
local NUMBER, UNIT_END = marks.number, marks.unit_end

-- An item of a list inside a paragraph opens a new sentence: ；二是…  ;2.梳理…
local NUMERALS = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" }
local han = P(false)
for _, numeral in ipairs(NUMERALS) do han = han + numeral end
local marker = han ^ 1 * "是" + R "09" ^ 1 * "." * -R "09"
local clause_mark = P "；" + "，" + "：" + S ";,:"
local sentence_end = P "。" + "！" + "？" + S "\n!?" + clause_mark * #marker
local ending = sentence_end * Cp()

-- Where the above may stand: a mark of a clause before what a marker begins with, or the end of a sentence.
local function ending_heads()
  local heads = { "。", "！", "？", "\n", "!", "?" }
  for _, mark in ipairs { "；", "，", "：", ";", ",", ":" } do
    for digit = 0, 9 do heads[#heads + 1] = mark .. digit end
    for _, numeral in ipairs(NUMERALS) do heads[#heads + 1] = mark .. numeral end
  end
  return core.words.new(heads)
end

local heads = ending_heads()

-- A bracket that holds a figure stands aside: the rest of the sentence is read without it.
local bracket_with_figure = marks.open .. "[^" .. marks.open .. marks.close .. "]*" .. NUMBER
  .. "[^" .. marks.open .. marks.close .. "]*" .. marks.close

local COLONS = { ": ", "：", ":" }
local NAME = 24 -- bytes, eight characters: a longer clause without a verb is no mere name

-- A colon between a name and its number parts nothing (行政复议收到：36件), nor does a comma where the clause
-- before it is a name and no more (行政许可，15832件；).
local function before_number(text)
  local colon = wordlist.at_end(text, COLONS)
  if colon then return text:sub(1, -#colon - 1) end
  local name = text:match "^(.*)，$"
  if not name then return text end
  local own = #name <= 3 * NAME and name:match ".*；(.*)$" or name:match ".*。(.*)$" or name
  if #own <= NAME and own:find "[\xE4-\xE9]" and not own:find "，" and #context.verbs(own) == 0 then return name end
  return text
end

local NONE = {}

-- Flat text as the figures of a sentence share it; what is found in it is put beside it by those who look.
local function text_of(flat, ends)
  return { flat = flat, ends = ends, places = {}, hits = {}, topics = nil, actors = nil, plan_marks = nil,
    owners = nil, signs = nil }
end

-- The last bytes of what may part nothing: ： and :, the blank behind it, ，.
local PARTING = { [0x9A] = true, [0x3A] = true, [0x20] = true, [0x8C] = true }

-- The sentence as flat text, the places of its figures and the ends of its clauses.
local function flatten(body, first, last, figures, from, to)
  local cuts, places, ends, at = NONE, {}, {}, first
  for i = from, to do
    local figure = figures[i]
    if PARTING[body:byte(figure.start - 1)] then
      local text = body:sub(at, figure.start - 1)
      local cut = #text - #before_number(text)
      if cut > 0 then
        if cuts == NONE then cuts = {} end
        cuts[i] = cut
      end
    end
    at = figure.stop + 1
  end
  local flat = pattern.sentence(body, first, last, figures, from, to, cuts, places, ends)
  return text_of(flat, ends), places
end

-- Which figures of flat, counted from 1, stand in a bracket; flat without those brackets.
local function set_aside(flat)
  local inside, count, any = {}, 0, false
  local rest, at = {}, 1
  for first, stop in flat:gmatch("()" .. bracket_with_figure .. "()") do
    any = true
    local before = flat:sub(at, first - 1)
    count = count + select(2, before:gsub(NUMBER, ""))
    for _ in flat:sub(first, stop - 1):gmatch(NUMBER) do
      count = count + 1
      inside[count] = true
    end
    rest[#rest + 1], at = before, stop
  end
  if not any then return inside, flat end
  rest[#rest + 1] = flat:sub(at)
  return inside, table.concat(rest)
end

-- The same made of flat text alone, and the places of its numbers.
local function new_text(flat)
  local ends, places = {}, {}
  for at in flat:gmatch("()" .. marks.clause_end) do ends[#ends + 1] = at end
  for at in flat:gmatch("()" .. NUMBER) do places[#places + 1] = at end
  return text_of(flat, ends), places
end

-- The text that is read for a figure outside of brackets and for one inside, each with the places of its numbers, and
-- which figures, counted from 1, are inside.
local function texts_of(whole, places)
  if not whole.flat:find(marks.open, 1, true) then return NONE, whole, places end
  local inside, rest = set_aside(whole.flat)
  if rest == whole.flat then return inside, whole, places end
  local outer, outer_places = new_text(rest)
  -- 审结(29件): an opening bracket right before a number separates nothing.
  local inner, inner_places = new_text((whole.flat:gsub(marks.open .. NUMBER, NUMBER)))
  return inside, outer, outer_places, inner, inner_places
end

-- The clause of `place`, found by halving: a list of figures may be one sentence, however long.
local function clause_bounds(text, place)
  local ends, low, high = text.ends, 0, #text.ends
  while low < high do
    local middle = (low + high + 1) // 2
    if ends[middle] <= place then low = middle else high = middle - 1 end
  end
  return low > 0 and ends[low] + 1 or 1, (ends[low + 1] or #text.flat + 1) - 1
end

local function put_views(views, body, first, last, figures, from, to)
  local inside, outer, outer_places, inner, inner_places = texts_of(flatten(body, first, last, figures, from, to))
  local k = 0
  for i = from, to do
    local n = i - from + 1
    local text, place = inner, inner and inner_places[n]
    if not inside[n] then
      k = k + 1
      text, place = outer, outer_places[k]
    end
    local start, stop = clause_bounds(text, place)
    local unit = figures[i].unit or ""
    local same = text.places[unit] or {}
    text.places[unit] = same
    same[#same + 1] = place
    views[i] = {
      text = text, place = place, bracket = inside[n] or false,
      unit_stop = text.flat:find(UNIT_END, place, true),
      clause_start = start, clause_stop = stop, first = first, last = last,
    }
  end
end

-- The byte behind the sentence that goes on at byte `at`.
local function sentence_stop(body, at)
  repeat
    local _, place, behind = heads:find(body, at)
    local stop = place and ending:match(body, place)
    if stop then return stop end
    at = behind and place + 1
  until not at
  return #body + 1
end

--- The surroundings of every figure.
-- @param body a report's body
-- @param figures as figure.find gives them, ordered by start
-- @return an array as long as figures of { text = { flat=, places = by unit, hits = {} } shared by
--   the figures of a sentence and filled by those who ask, place = byte of the number in flat,
--   unit_stop=, clause_start=, clause_stop= in flat, bracket = true inside a bracket,
--   first=, last= the sentence in body }
function M.views(body, figures)
  local views, first, i = {}, 1, 1
  local stop = sentence_stop(body, 1)
  while i <= #figures do
    while stop <= figures[i].start do
      first, stop = stop, sentence_stop(body, stop)
    end
    local last, to = stop - 1, i
    while figures[to + 1] and figures[to + 1].start <= last do to = to + 1 end
    put_views(views, body, first, math.max(last, figures[to].stop), figures, i, to)
    i = to + 1
  end
  return views
end

local inline_marker = (clause_mark + P "。" + S " \t" + P "　") ^ 0 * marker

--- Whether the sentence that begins at byte `first` is an item of a list inside a paragraph: 二是….
function M.is_item(body, first)
  return inline_marker:match(body, first) ~= nil
end

--- The clause of a view as flat text.
function M.clause(view)
  return view.text.flat:sub(view.clause_start, view.clause_stop)
end

return M
