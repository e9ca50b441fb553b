-- What a heading says of the time of what stands below it, seen from the year that the report is of: the
-- plan of a later year, the results of its own, or nothing. The words are data in catalogue/plan_headings.lua.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local numeral = require "fazhi.numeral"
local wordlist = require "fazhi.wordlist"

local M = {}

local NEAR = 36 -- bytes, twelve characters, between a year and the word of work behind it

-- The lists of the catalogue that a heading is looked through for, each with its flag.
local FLAGS = { own_year = 1, coming = 2, results = 4, remedies = 8, plans = 16, plans_at_end = 32, done = 64 }
local OWN_YEAR, COMING, RESULTS, REMEDIES = FLAGS.own_year, FLAGS.coming, FLAGS.results, FLAGS.remedies
local PLANS, PLANS_AT_END, DONE, DRESSED, DATED = FLAGS.plans, FLAGS.plans_at_end, FLAGS.done, 128, 256

-- Without any of these a heading is plain as it stands.
local DRESS = { "《", " ", "\t", "　", "工作报告" }
local YEARS = { "20", "二〇", "二○", "二零" }

-- Without one of these no heading tells a plan: what was done, and a year of its own, only speak against one.
local TELLING = COMING | REMEDIES | PLANS | PLANS_AT_END | DRESSED | DATED

-- { words = catalogue, telling = the words of TELLING, found = every word that says anything as core.words, with its
-- flags as sorts, own_year = …: those lists as core.words that are looked for by themselves }
local prepared

-- All words, and by their places in the list the flags of each.
local function all_words(words)
  local list, flags, places = {}, {}, {}
  local function enter(word, flag)
    if not places[word] then
      list[#list + 1] = word
      places[word] = #list
    end
    flags[places[word]] = (flags[places[word]] or 0) | flag
  end
  for name, flag in pairs(FLAGS) do
    for _, word in ipairs(words[name]) do enter(word, flag) end
  end
  for _, word in ipairs(DRESS) do enter(word, DRESSED) end
  for _, word in ipairs(YEARS) do enter(word, DATED) end
  return list, flags
end

local function reader()
  local words = catalogue.load("plan_headings")
  if prepared and prepared.words == words then return prepared end
  local all, flags = all_words(words)
  prepared = { words = words, telling = {}, found = core.words.new(all, { sorts = flags }) }
  for i, word in ipairs(all) do
    if flags[i] & TELLING > 0 then table.insert(prepared.telling, word) end
  end
  for _, name in ipairs { "own_year", "work", "done" } do prepared[name] = core.words.new(words[name]) end
  return prepared
end

local function inside(text, list)
  return list:find(text, 1) ~= nil
end

local SPELLED = "二" .. ("([\226-\233][\128-\191][\128-\191])"):rep(3) .. "年"
local ZEROS = wordlist.set { "〇", "○", "零" }

-- 二〇二五年 → 2025年
local function in_digits(text)
  if not text:find(SPELLED) then return text end
  return (text:gsub(SPELLED, function(...)
    local digits = "2"
    for _, character in ipairs { ... } do
      local digit = ZEROS[character] and 0 or numeral.digit(character)
      if not digit then return nil end
      digits = digits .. digit
    end
    return digits .. "年"
  end))
end

-- The heading without the years of a programme (2021—2025年), which are those of no work.
local function without_programme(text, words)
  local first = text:find("20", 1, true)
  if not first or not text:find("20", first + 2, true) then return text end
  for _, dash in ipairs(words.year_dashes) do
    local sign = dash:gsub("%-", "%%-")
    text = text:gsub("20%d%d年?" .. sign .. "20%d%d年?", "")
  end
  return text
end

-- The heading without names of documents, programmes and blanks.
local function plain(heading, has, words)
  local text = heading
  if has & DRESSED > 0 then
    text = heading:gsub("《.-》", ""):gsub("[ \t]", ""):gsub("　", ""):gsub("工作报告", "")
  end
  return without_programme(in_digits(text), words)
end

-- What comes after the last words of a plan carried out: in 计划落实情况及下一步打算 the plan is the second.
local function after_done(text, one)
  local rest = text
  if not inside(text, one.done) then return rest end
  for _, word in ipairs(one.words.done) do
    local stop = rest:match("^.*" .. word .. "()")
    if stop then rest = rest:sub(stop) end
  end
  return rest
end

-- Whether a year of work to come is named; and whether any year is that is not to come.
local function years_in(text, year, one)
  local later, own = false, inside(text, one.own_year)
  for told, after in text:gmatch("(20%d%d)年()") do
    if tonumber(told) <= year then
      own = true
    elseif inside(text:sub(after, after + NEAR), one.work) then
      later = true
    end
  end
  return later, own
end

--- Every word without one of which M.judge tells of no heading that a plan stands below it: one list until the
--- catalogue changes, not to be changed.
function M.words()
  return reader().telling
end

-- What a text says with words of the lists `has`; `own` if it tells of its own year, or a plan done before it.
local function verdict(text, has, own, one)
  if has & COMING > 0 then return own or nil end
  if has & REMEDIES > 0 and has & RESULTS == 0 then return true end
  if has & PLANS_AT_END > 0 and wordlist.at_end(text, one.words.plans_at_end) then return true end
  if has & PLANS > 0 then return nil end
  if own or has & RESULTS > 0 then return false end
  return nil
end

-- The same of a heading with names, years or blanks, or with a plan that was carried out.
local function judge_dressed(heading, has, year, one)
  local text = plain(heading, has, one.words)
  local later, own
  if year then later, own = years_in(text, year, one) end
  if later then return true end
  local rest = after_done(text, one)
  if rest ~= heading then has = one.found:sorts(rest) end
  return verdict(rest, has, own or rest ~= text, one)
end

--- What a heading says.
-- @param heading text
-- @param year that the report is of, or nil if that is unknown
-- @return true if what stands below is planned, false if it is done; nil if the heading does not say, so
--   that the words of a catalogue for plans decide
function M.judge(heading, year)
  local one = reader()
  local has = one.found:sorts(heading)
  if has == 0 then return nil end
  if has & (DRESSED | DATED | DONE) > 0 then return judge_dressed(heading, has, year, one) end
  return verdict(heading, has, year and has & OWN_YEAR > 0, one)
end

return M
