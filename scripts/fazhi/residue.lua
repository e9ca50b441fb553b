-- residue: what web pages and page breaks leave between the lines of a report, as catalogue "residue" has it: which of
-- its groups a line is of, and by which signs a line shows at once that it is of none.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"

local M = {}

local folded = {
  ["："] = ":", ["，"] = ",", ["；"] = ";", ["（"] = "(", ["）"] = ")", ["【"] = "[", ["】"] = "]",
  ["［"] = "[", ["］"] = "]", ["—"] = "-", ["–"] = "-", ["－"] = "-", ["─"] = "-", ["―"] = "-", ["｜"] = "|",
  ["│"] = "|", ["＞"] = ">", ["　"] = "", ["•"] = "·", ["●"] = "·", ["▪"] = "·", ["＊"] = "*", ["“"] = '"',
  ["”"] = '"', ["／"] = "/", ["→"] = ">",
}

local unfolded, forms = { " ", "\t" }, { "", "" }
for character, form in pairs(folded) do unfolded[#unfolded + 1], forms[#forms + 1] = character, form end
local folder = core.words.new(unfolded)

--- `text` without blanks, its punctuation and dashes as ASCII.
function M.fold(text)
  return folder:replace(text, forms)
end

local SEPARATOR = "^[%d:;,|/>%-%[%]().\xC2\xB7*<~_&!=]" -- with the two bytes of ·
local SEPARATORS = SEPARATOR .. "*()"

-- The plain words that a Lua pattern begins with, behind an anchor and what may be missing, which a text that it
-- matches has; nil if it begins otherwise.
local function literal_of(pattern)
  local body = pattern:gsub("^%^", ""):gsub("^%[[^%]%%]*%]%?", ""):gsub("^%%.%?", "")
  local words, rest = body:match("^([^%%^$().%[%]*+%-?]+)(.*)$")
  if words and rest:find("^[*%-?]") then words = words:match("^(.+)[%z\1-\127\194-\244][\128-\191]*$") end
  return words
end

-- The set at byte `at` of a pattern, without "%b" and the like in it; nil if it does not end.
local function set_at(pattern, at)
  local stop = pattern:find("^%]", at + 1) and at + 1 or at
  repeat
    stop = pattern:find("[%]%%]", stop + 1)
    local is_escape = stop and pattern:byte(stop) == 37
    if is_escape then stop = stop + 1 end
  until not is_escape
  return stop and pattern:sub(at, stop)
end

-- A Lua pattern between its anchors as a list of items in order, { one = a character, a class or a set; times = "", or
-- "*", "+", "-" or "?" }; nil if it has captures or other things in it.
local function items_of(pattern)
  local list, at, stop = {}, pattern:find("^^") and 2 or 1, pattern:find("%$$") and #pattern - 1 or #pattern
  while at <= stop do
    local one = pattern:match("^%%[^%dbf]", at) or pattern:match("^[^%[()%%\x80-\xFF]", at)
      or pattern:match("^[\xC2-\xFD][\x80-\xBF]+", at) or pattern:find("^%[", at) and set_at(pattern, at)
    if not one then return nil end
    at = at + #one
    local times = at <= stop and pattern:match("^[*+%-?]", at) or ""
    if times ~= "" and one:find("^[\x80-\xFF]") then return nil end -- of its last byte alone
    at = at + #times
    list[#list + 1] = { one = one, times = times }
  end
  return list
end

-- What a text that an anchored Lua pattern matches begins with, as a pattern: a character, a class or a set; "" where
-- it may begin with any.
local function first_of(pattern)
  local items = pattern:find("^^") and items_of(pattern)
  local first = items and items[1]
  return first and first.times:find("^%+?$") and "^" .. first.one or ""
end

-- The patterns of the groups in order: { pattern=, literal=, group=, first = as first_of gives it }.
local function listed(groups)
  local all = {}
  for _, group in ipairs(groups) do
    for _, pattern in ipairs(group) do
      all[#all + 1] = { pattern = pattern, literal = literal_of(pattern), group = group, first = first_of(pattern) }
    end
  end
  return all
end

-- The character at byte `at` (default 1) of valid UTF-8; "" at its end.
local function first_character(s, at)
  at = at or 1
  local lead = s:byte(at)
  if not lead then return "" end
  return s:sub(at, at + (lead < 0xC0 and 0 or lead < 0xE0 and 1 or lead < 0xF0 and 2 or 3))
end

-- ---- by which signs a line shows that it is none -------------------------------------------

-- The characters that are folded to `c`, and itself.
local function forms_of(c)
  local list = { c }
  for character, form in pairs(folded) do
    if form == c then list[#list + 1] = character end
  end
  return list
end

-- The characters at the beginning of a folded word that have no other forms.
local function plain_part(word)
  local stop = #word
  for _, form in pairs(folded) do
    local at = form ~= "" and word:find(form, 1, true)
    if at and at <= stop then stop = at - 1 end
  end
  return word:sub(1, stop)
end

-- Adds what a text that has a folded word in it has without doubt, however it is written but for blanks: what the word
-- begins with, its first character in all its forms.
local function add_plain(list, word)
  local first = first_character(word)
  local rest = plain_part(word:sub(#first + 1))
  for _, form in ipairs(forms_of(first)) do list[#list + 1] = form .. rest end
end

-- The characters that an item of a pattern may be the last of; nil if it does not tell. A set of which all of a text is
-- made may have the bytes of characters of two bytes in it.
local function add_lasts(set, item, is_all)
  if item:find("^[\xC2-\xFD]") then
    set[item] = true
    return true
  end
  local is_wide = ("\x80"):find(item) or item:find("^%%%u") or item:find("^%[^") or item == "."
  if is_wide then return nil end
  for byte = 0x21, 0x7E do
    if string.char(byte):find(item) then set[string.char(byte)] = true end
  end
  for lead = 0xC2, 0xF4 do
    if string.char(lead):find(item) and (not is_all or lead > 0xDF) then return nil end
    for tail = 0x80, 0xBF do
      if string.char(lead):find(item) and string.char(tail):find(item) then set[string.char(lead, tail)] = true end
    end
  end
  return true
end

-- Adds the characters in which texts end that a pattern matches to a set; nil if it does not tell.
local function add_ends(set, pattern)
  local items = pattern:find("[^%%]%$$") and items_of(pattern)
  if not items then return nil end
  local is_all = #items == 1 and pattern:find("^^") ~= nil
  for k = #items, 1, -1 do
    if not add_lasts(set, items[k].one, is_all) then return nil end
    if items[k].times:find("^%+?$") then return true end
  end
end

-- What prose begins with or holds that may yet be residue: the first characters of the words and patterns of groups
-- with `before`, as a set, and words that their patterns look for anywhere. nil if a pattern does not tell.
local function marks_of_prose(rules)
  local firsts, held = {}, {}
  for _, group in ipairs(rules.starts) do
    for _, word in ipairs(group.before and group or {}) do firsts[first_character(word)] = true end
  end
  for _, group in ipairs(rules.patterns) do
    for _, pattern in ipairs(group.before and group or {}) do
      local first, rest = pattern:match("^^([^%%%[().^$*+%-?].*)$"), literal_of(pattern)
      if first and not first:find("^" .. utf8.charpattern .. "[*%-?]") then firsts[first_character(first)] = true
      elseif rest then add_plain(held, rest)
      else return nil, held end
    end
  end
  return firsts, held
end

-- The characters that prose may begin with as residue does, in all their forms.
local function telling_firsts(firsts)
  local list = {}
  for c in pairs(firsts or {}) do
    if not folded[c] then list[#list + 1] = c end
  end
  for c, form in pairs(folded) do
    if form == "" or firsts and firsts[form] then list[#list + 1] = c end
  end
  return list
end

-- The words a line may be made of, folded, by their first character, the longer before the shorter.
local function words_by_character(groups)
  local words = {}
  for _, group in ipairs(groups) do
    for _, word in ipairs(group) do
      local key = M.fold(word)
      local initial = first_character(key)
      words[initial] = words[initial] or {}
      table.insert(words[initial], { key = key, reason = group.reason })
    end
  end
  for _, list in pairs(words) do table.sort(list, function(a, b) return #a.key > #b.key end) end
  return words
end

-- The words of groups that begin with a character: a list of { word=, group= }; nil if none does.
local function starts_of(groups, character)
  local list = {}
  for _, group in ipairs(groups) do
    for _, word in ipairs(group) do
      if first_character(word) == character then list[#list + 1] = { word = word, group = group } end
    end
  end
  return list[1] and list or nil
end

-- The patterns that may match a text with this first character, in order: a list as `listed` gives, in it `prose`,
-- those of them that prose may match.
local function patterns_of(all, character, is_bare)
  local list = { prose = {} }
  for _, one in ipairs(all) do
    if character:find(one.first) and not (is_bare and one.literal) then
      list[#list + 1] = one
      if one.group.before then table.insert(list.prose, one) end
    end
  end
  return list
end

-- The characters with which a word or a pattern begins, as a set.
local function own_firsts(rules, words, all)
  local own = {}
  for character in pairs(words) do own[character] = true end
  for _, one in ipairs(all) do own[one.first:sub(2)] = true end
  for _, group in ipairs(rules.starts) do
    for _, word in ipairs(group) do own[first_character(word)] = true end
  end
  return own
end

-- What a folded text may be by its first character, made when a text first begins so; characters with which no word or
-- pattern begins share it by their first byte: { [character] = { starts = words it may begin with, or nil; patterns =
-- those that may match, bare = those of them without a literal; is_worded = whether it may be made of words alone } }.
local function by_first_character(rules, words, all)
  local own, of_byte = own_firsts(rules, words, all), {}
  local function make(character)
    local is_worded = words[character] ~= nil or character:find(SEPARATOR) ~= nil
    return { starts = starts_of(rules.starts, character), patterns = patterns_of(all, character),
      bare = patterns_of(all, character, true), is_worded = is_worded }
  end
  return setmetatable({}, { __index = function(known, character)
    local byte = character:byte()
    local shared = not own[character] and #character > 1
    known[character] = shared and of_byte[byte] or make(character)
    if shared then of_byte[byte] = known[character] end
    return known[character]
  end })
end

local function by_character(words)
  local lists = {}
  for _, word in ipairs(words) do
    local initial = first_character(word)
    lists[initial] = lists[initial] or {}
    table.insert(lists[initial], word)
  end
  return lists
end

-- The words that a line may hold, and the literals of the patterns that are looked for in it: without one of these
-- neither can match.
local function held_words(rules, all)
  local list, seen = {}, {}
  local function add(word)
    if word and not seen[word] then
      seen[word] = true
      list[#list + 1] = word
    end
  end
  for _, group in ipairs(rules.contains) do
    for _, word in ipairs(group) do add(word) end
  end
  for _, one in ipairs(all) do add(one.literal) end
  return list
end

-- The words with which lines begin that are residue, as add_plain has them.
local function starting(groups)
  local list = {}
  for _, group in ipairs(groups) do
    for _, word in ipairs(group) do add_plain(list, word) end
  end
  return list
end

-- What lines hold that are residue by a word in them.
local function naming(words)
  local list = {}
  for _, word in ipairs(words) do add_plain(list, word) end
  return list
end

-- The characters in which lines end that are residue but for such words: they are made of words and separators, or are
-- matched by a pattern that no word tells. nil if a pattern does not tell its end.
local function ending(rules)
  local set, list = { ["·"] = true }, {}
  for _, one in ipairs(rules.listed) do
    if not one.literal and not add_ends(set, one.pattern) then return nil end
  end
  for byte = 0x21, 0x7E do
    if string.char(byte):find(SEPARATOR) then set[string.char(byte)] = true end
  end
  for _, words in pairs(rules.words) do
    for _, word in ipairs(words) do set[word.key:match(utf8.charpattern .. "$")] = true end
  end
  for c in pairs(set) do
    for _, form in ipairs(forms_of(c)) do list[#list + 1] = form end
  end
  return list
end

local function compile()
  local source = catalogue.load("residue")
  local words, all = words_by_character(source.words), listed(source.patterns)
  local held = held_words(source, all)
  return { words = words, listed = all, firsts = by_first_character(source, words, all), contains = source.contains,
    held_words = held, held = core.words.new(held), counted = by_character(source.counted),
    junk = source.junk, junk_words = core.words.new(source.junk), source = source }
end

local compiled

local function load_rules()
  if not compiled or compiled.source ~= catalogue.load("residue") then compiled = compile() end
  return compiled
end

--- The lists of words by which lines show what residue they may be, one table as long as the catalogue stays: { junk =
--- of advertisement; held, parts, telling = of prose: it holds a word, where it has blanks the beginning of one, or
--- begins with a character; knows_prose = whether these tell all; named, starts, ends = of a line without blanks: it
--- holds a word, begins with one, or ends in a character; ends is nil if they do not tell all }.
function M.marks()
  local rules = load_rules()
  if rules.marks then return rules.marks end
  local firsts, held = marks_of_prose(rules.source)
  local parts = {}
  for i, word in ipairs(held) do parts[i] = first_character(word) end
  rules.marks = { junk = rules.junk, held = held, parts = parts, telling = telling_firsts(firsts),
    knows_prose = firsts ~= nil, named = naming(rules.held_words), starts = starting(rules.source.starts),
    ends = ending(rules) }
  return rules.marks
end

-- ---- which it is -----------------------------------------------------------------------------

-- Where the figures and separators from byte `at` on end.
local function skip_separators(s, at)
  return s:match(SEPARATORS, at)
end

-- The reason of the first word if `s` is nothing but words of the catalogue, figures and separators.
local function all_words(words, s)
  local first = skip_separators(s, 1)
  if not words[first_character(s, first)] then return nil end -- nor is there any word where all are separators
  local dead = {}
  local function from(at)
    at = skip_separators(s, at)
    if at > #s then return true end
    if dead[at] then return nil end
    for _, word in ipairs(words[first_character(s, at)] or {}) do
      if s:sub(at, at + #word.key - 1) == word.key and from(at + #word.key) then return word.reason end
    end
    dead[at] = true
  end
  return from(first)
end

local function by_start(starts, s)
  for _, start in ipairs(starts) do
    if s:sub(1, #start.word) == start.word then return start.group end
  end
end

local function by_content(rules, s)
  for _, group in ipairs(rules.contains) do
    for _, word in ipairs(group) do
      if s:find(word, 1, true) then return group end
    end
  end
end

local function by_pattern(patterns, s)
  for _, one in ipairs(patterns) do
    if (not one.literal or s:find(one.literal, 1, true)) and s:find(one.pattern) then return one.group end
  end
end

-- The group whose pattern matches first; of prose it counts only if it is one of those that prose may be.
local function patterned(patterns, s, prose)
  if #patterns == 0 or prose and not by_pattern(patterns.prose, s) then return nil end
  return by_pattern(patterns, s)
end

--- The group of residue that a folded line is of, `prose` or not; nil if of none.
function M.of(s, prose)
  local rules = load_rules()
  local holds, first = rules.held:find(s, 1) ~= nil, rules.firsts[first_character(s)]
  local patterns = holds and first.patterns or first.bare
  local group = first.starts and by_start(first.starts, s) or patterned(patterns, s, prose)
  if group or prose or #s > 300 then return group end
  local reason = first.is_worded and all_words(rules.words, s)
  return reason and { reason = reason } or holds and by_content(rules, s) or nil
end

--- True if the text has two different words of advertisement, neither a part of the other.
function M.is_junk(s)
  local rules = load_rules()
  local present = rules.junk_words:present(s)
  if #present < 2 then return false end
  local count, seen = 0, ""
  table.sort(present)
  for _, number in ipairs(present) do
    local word = rules.junk[number]
    if not seen:find(word, 1, true) then
      count, seen = count + 1, seen .. "|" .. word
      if count > 1 then return true end
    end
  end
  return false
end

local NONE = {}

--- The words that go on a figure broken off at the end of a line, those of them that stand at byte `at` of `s`, in
--- the order of the catalogue; the list must not be changed.
function M.units_at(s, at)
  local found
  for _, unit in ipairs(load_rules().counted[first_character(s, at)] or NONE) do
    if s:sub(at, at + #unit - 1) == unit then
      found = found or {}
      found[#found + 1] = unit
    end
  end
  return found or NONE
end

return M
