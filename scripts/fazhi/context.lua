-- What stands around a figure in its sentence: subject, predicate, scope, period, growth or
-- fall and its base, the value it came from. fazhi.core.context walks along the words of each sentence that
-- holds figures; this hands it the words of catalogue/context.lua with what each does, and
-- answers what takes more than words: times, labels of tables, origins, plans.

local lpeg = require("lpeg")
local core = require("fazhi.core")
local catalogue = require("fazhi.catalogue")
local distribution = require("fazhi.distribution")
local origin = require("fazhi.origin")
local plan_heading = require("fazhi.plan_heading")
local trie = require("fazhi.trie")
local wordlist = require("fazhi.wordlist")
local C, P, R = lpeg.C, lpeg.P, lpeg.R
local byte, sub = string.byte, string.sub

local M = {}

local SUBJECT_MAX = 90 -- bytes, thirty characters: longer text before a number is no noun phrase
local GAP_MAX = 75 -- bytes between the two figures of 从799项行政审批事项削减至326项

local BRACKET_MAX = 201 -- bytes: a longer bracket is a lost closing one
local ADDRESS_MAX = 12 -- bytes between a number and the people who are spoken to

-- What the core is told by a mark that a word has, and with it by one that is no part of a noun.
local MARK = core.context.MARK
local NO_NOUN = MARK.light
local FLAGS = {
  verbs = MARK.verb, pause = MARK.pause, colon = MARK.colon, in_number = MARK.in_number, list = MARK.list,
  subject_stops = MARK.stop, scopes = MARK.scope | NO_NOUN, leading_scopes = MARK.leading_scope | NO_NOUN,
  own_scopes = MARK.own_scope | NO_NOUN, belongings = MARK.leading_scope | MARK.belongs | NO_NOUN,
  part_scopes = MARK.leading_scope | MARK.leads | NO_NOUN, own_bodies = MARK.own_scope | MARK.leads,
  light = MARK.light, compares = MARK.compares, named = MARK.names, intends = MARK.intends, done = MARK.done,
  over = MARK.over, aside = MARK.aside, of_year = MARK.of_year, dates = MARK.dates | NO_NOUN, period = NO_NOUN,
  clause_period = NO_NOUN, base = NO_NOUN, change = NO_NOUN,
}

-- The marks that have a name, and where it is numbered.
local NUMBERED = { period = "periods", clause_period = "periods", base = "bases", change = "changes" }

-- Names and a function that numbers them, giving a new one the next number.
local function new_numbers()
  local names, by_name = {}, {}
  return names, function(name)
    if not by_name[name] then
      names[#names + 1] = name
      by_name[name] = #names
    end
    return by_name[name]
  end
end

local function put_mark(token, numbers, key, value)
  local names = NUMBERED[key]
  token.flags = token.flags | (value and FLAGS[key] or 0)
  if names then token[key] = numbers[names](value) end
end

local function new_token(numbers, marks)
  local token = { flags = 0 }
  for key, value in pairs(marks) do put_mark(token, numbers, key, value) end
  return token
end

-- One token a word, as the core takes it; a word of several lists has several marks (增加 is verb and change).
local function read_tokens(data, numbers)
  local tokens = {}
  local function mark(word, key, value)
    local token = tokens[word]
    if not token then
      token = { flags = 0 }
      tokens[word] = token
    end
    put_mark(token, numbers, key, value)
  end
  for _, key in ipairs({ "verbs", "nouns", "light", "scopes", "leading_scopes", "belongings", "part_scopes",
    "own_scopes", "own_bodies", "subject_stops", "scope_names" }) do
    for _, word in ipairs(data[key]) do mark(word, key, true) end
  end
  for period, words in pairs(data.periods) do
    for _, word in ipairs(words) do mark(word, "period", period) end
  end
  for period, words in pairs(data.clause_periods) do
    for _, word in ipairs(words) do mark(word, "clause_period", period) end
  end
  local named = wordlist.set(data.change_nouns)
  for change, words in pairs(data.changes) do
    for _, word in ipairs(words) do
      mark(word, "change", change)
      mark(word, "named", named[word])
    end
  end
  for change, words in pairs(data.comparatives) do
    for _, word in ipairs(words) do
      mark(word, "change", change)
      mark(word, "compares", true)
    end
  end
  for word, base in pairs(data.bases.words) do mark(word, "base", base) end
  for key, list in pairs({ intends = data.intents.words, done = data.intents.done, over = data.intents.over,
    aside = data.asides, of_year = data.of_year, pause = { "，", ",", "：", ":" }, colon = { "：", ":" },
    in_number = { ",", ":" }, list = { "、" } }) do
    for _, word in ipairs(list) do mark(word, key, true) end
  end
  for _, than in ipairs(data.bases.than) do
    for _, time in ipairs(data.bases.times) do mark(than .. time, "base", time) end
  end
  return tokens
end

local ENDS = { "。", "！", "？", "；", ";", "\n", "!", "?" }

-- 1至11月 is a year to date.
local function add_months(tokens, data, numbers)
  local to_date = new_token(numbers, { period = "to_date", of_year = true })
  for month = 2, 11 do
    for _, dash in ipairs(data.month_dashes) do
      tokens["1" .. dash .. month .. "月"], tokens["1月" .. dash .. month .. "月"] = to_date, to_date
    end
  end
end

-- 截至2023年 is a day up to which is told, not a year.
local function add_untils(tokens, untils, numbers)
  local times = table.move(untils.times, 1, #untils.times, 2, { core.words.YEAR .. "年" })
  local to_date = new_token(numbers, { period = "to_date" })
  for _, word in ipairs(untils.words) do
    for _, time in ipairs(times) do tokens[word .. time] = to_date end
  end
end

-- 2023年 is a year to a figure, 2023年以来 all up to the day of the report, 2023年末 the end of one, 较2023年 a base.
local function add_years(tokens, data, numbers)
  local function put(word, marks) tokens[word] = new_token(numbers, marks) end
  local year, against = core.words.YEAR .. "年", new_token(numbers, { dates = true })
  put(year, { period = "annual" })
  put(year .. "以来", { period = "to_date", of_year = true })
  put(year .. "末", { period = "annual", clause_period = "stock" })
  for _, tail in ipairs({ "", "同期", "末", "底", "度" }) do
    for _, than in ipairs(data.bases.than) do tokens[than .. year .. tail] = against end
  end
end

-- Enters in `given` the words to be found and, by their numbers, what each is. The ends of sentences come first.
local function add_tokens(given, data)
  local numbers = {}
  for _, key in ipairs({ "periods", "changes", "bases" }) do given[key], numbers[key] = new_numbers() end
  for _, period in ipairs({ "annual", "to_date", "planned", "stock", "cumulative", "mean" }) do
    given[period] = numbers.periods(period)
  end
  local tokens = read_tokens(data, numbers)
  add_years(tokens, data, numbers)
  add_untils(tokens, data.untils, numbers)
  add_months(tokens, data, numbers)
  local count, words, guarded = #ENDS, table.move(ENDS, 1, #ENDS, 1, {}), {}
  local makes, mark, verbs = wordlist.set(data.making_verbs.words), {}, {}
  for word, token in pairs(tokens) do
    count = count + 1
    words[count], mark[count] = word, token
    if token.flags & MARK.verb ~= 0 then
      verbs[count], guarded[count] = true, makes[word] and 2 or 1
    end
  end
  given.mark, given.verbs, given.enders = mark, verbs, #ENDS
  given.words = core.words.new(words,
    { guards = { data.verbs_not_before, data.making_verbs.not_before, data.verbs_but_before }, not_before = guarded,
      but_before = 3 })
end

-- Times at either end of a phrase: 2022年 1至9月 上半年; 较2023年 only at its end.
local function time_patterns(data)
  local digit = R("09")
  local year = (P("19") + "20") * digit * digit * "年" * (P("同期") + "末" + "底" + "度" + "初") ^ -1
  local join = P("-") + "—" + "–" + "~" + "至" + "到"
  local month = digit * digit ^ -1 * (join * digit * digit ^ -1) ^ -1 * "月" * (P("份") + "底" + "末" + "初") ^ -1
  local word = year * month ^ -1 + month + trie.pattern(data.time_words)
  local than = trie.pattern(data.bases.than) ^ -1 * (year + trie.pattern(data.bases.times)) + word
  local firsts, lasts = wordlist.set({}), wordlist.set({ "年", "期", "末", "底", "度", "初", "月", "份" })
  for _, list in ipairs({ data.time_words, data.bases.times }) do
    for _, time in ipairs(list) do lasts[time:sub(-3)] = true end
  end
  for _, time in ipairs(data.time_words) do firsts[time:sub(1, 3)] = true end
  return { head = word * C(P(1) ^ 0), tail = C((1 - than * -1) ^ 0) * than * -1, firsts = firsts, lasts = lasts }
end

local PAUSES = {
  "。", "，", "、", "；", "：", "）", "”", "！", " ", "\t", "\n", "\v", "\f", "\r", ",", ".", ";", ":", ")",
}
local LISTED = { "、", "和", "及", "与", "以及" }
local JOINS = { "并", "、", "和", "了", "及" }
local SAYS = core.context.SAYS
local KINDS = { percent = SAYS.percent, ["rate-change"] = SAYS.change, duration = SAYS.duration }
local CHANGING = { "%", "百分点", "倍", "‰" }

-- Lists of words as the core finds them, those twice in a list once.
local function found(words)
  local list = {}
  for word in pairs(wordlist.set(words)) do list[#list + 1] = word end
  return core.words.new(list)
end

-- The words of a list that are one character.
local function characters(words)
  local list = {}
  for _, word in ipairs(words) do
    if #word == 3 then list[#list + 1] = word end
  end
  return list
end

local function keys(set)
  local list = {}
  for word in pairs(set) do list[#list + 1] = word end
  return list
end

-- The words of which more is asked than what they do, by what that is (core.context.PHRASE).
local function phrase_lists(data, times)
  local particles = characters(data.becomes.particles)
  return { join = JOINS, listed = LISTED, head = data.subject_heads, tail = data.subject_tails,
    verb_tail = characters(data.verb_tails), particle = particles, pause = PAUSES, reach = { "达", "达到" },
    time_head = keys(times.firsts), time_tail = keys(times.lasts), part = { "；", ";" },
    later = { "的", table.unpack(particles) } } -- 增加到46名, 增加到2024年的46名
end

local function add_phrases(given, lists)
  local words, flags, numbers = {}, {}, {}
  for name, list in pairs(lists) do
    for _, word in ipairs(list) do
      local n = numbers[word] or #words + 1
      words[n], numbers[word] = word, n
      flags[n] = (flags[n] or 0) | core.context.PHRASE[name]
    end
  end
  given.phrases, given.phrase = core.words.new(words), flags
end

-- The markers that sentences may begin with.
local function marker_words(markers)
  local list = table.move(markers.words, 1, #markers.words, 1, {})
  for number = 1, markers.most do
    for _, form in ipairs(markers.arabic) do list[#list + 1] = form:format(number) end
  end
  for _, numeral in ipairs(markers.numerals) do
    for _, form in ipairs(markers.han) do list[#list + 1] = form:format(numeral) end
  end
  return list
end

-- Words and numerals that make a rank of the place before them: 居全省|第二位, 全省|第3.
local function rank_words(ranks)
  local list = {}
  for _, numeral in ipairs(ranks.numerals) do
    for _, tail in ipairs(ranks.tails) do list[#list + 1] = ranks.head .. numeral .. tail end
  end
  for digit = 1, 9 do list[#list + 1] = ranks.head .. digit end
  return list
end

-- Words before which a place is only compared with.
local function outer_words(data)
  local ranks = rank_words(data.outer_scopes.ranks)
  return table.move(data.outer_scopes.before, 1, #data.outer_scopes.before, #ranks + 1, ranks)
end

-- Words as fazhi.core.words finds them, but not where one of `unless` follows.
local function found_unless(words, unless)
  local guards = {}
  for _, word in ipairs(words) do guards[word] = unless end
  return wordlist.guarded(words, guards)
end

local function add_lists(given, data)
  given.fillers, given.named, given.ends = found(data.fillers), found({ "为" }), found(ENDS)
  given.intenders, given.not_intend = found(data.intents.behind), found(data.intents.unless)
  given.named_things, given.agents = found(data.named_things), found(data.agents)
  given.markers = found(marker_words(data.markers))
  given.outer_after, given.outer_before = found(data.outer_scopes.after), found(outer_words(data))
  given.addressed = found(data.addressed)
  given.region_parts = found_unless(data.region_parts.words, data.region_parts.unless)
end

local lexicon, walker, prepare

local function build_lexicon(data, given)
  return {
    words = given.words,
    is_verb = given.verbs,
    verbs = wordlist.set(data.becomes.verbs),
    particles = wordlist.set(data.becomes.particles),
    origins = data.origins,
    plan = core.words.new(data.plan_headings),
    plan_not = core.words.new(data.plan_headings_not),
    times = time_patterns(data),
    distribution = { joined = data.joined, compounds = data.compounds },
  }
end

local IS_PAUSE = wordlist.set(PAUSES)

--- Whether the words pause at byte `at` of `s`: punctuation, a line end or the end.
function M.is_pause(s, at)
  local first = byte(s, at)
  return first == nil or IS_PAUSE[first < 128 and sub(s, at, at) or sub(s, at, at + 2)] == true
end

--- Whether 从 or 由 stands directly before byte `at` of `s`, so that the figure there is where
--- a change began.
function M.is_origin(s, at)
  local word = sub(s, at - 3, at - 1)
  return word == "从" or word == "由"
end

local tokens = {} -- the words of the phrase read last, as fazhi.core.words tells them

-- Reads the words of a phrase; how many they are.
local function scan(text)
  prepare()
  return (lexicon.words:scan(text, 1, tokens, #ENDS))
end

--- The first and the last byte of the first governing verb in a phrase; nil if it has none.
function M.verb(text)
  for i = 1, 3 * scan(text), 3 do
    if lexicon.is_verb[tokens[i + 1]] then return tokens[i], tokens[i + 2] - 1 end
  end
end

--- The governing verbs in a phrase, in order, each { first byte, last byte }; a verb inside a compound (行政处罚)
--- is none.
function M.verbs(text)
  local list = {}
  for i = 1, 3 * scan(text), 3 do
    if lexicon.is_verb[tokens[i + 1]] then list[#list + 1] = { tokens[i], tokens[i + 2] - 1 } end
  end
  return list
end

-- The phrase without a time at either end: 1至9月, 由2022年, 较上年同期; nil if there is none. The patterns are tried
-- only where a time may be.
local function without_time(text)
  local times, head = lexicon.times, sub(text, 1, 3)
  local cut = (times.firsts[head] or head:find("^%d")) and times.head:match(text)
  return cut or times.lasts[sub(text, -3)] and times.tail:match(text) or nil
end

-- For the core: how many bytes of the phrase are cut from its beginning, and how many are left.
local function cut_time(text)
  local rest = without_time(text)
  if not rest then return nil end
  return rest == sub(text, -#rest) and #text - #rest or 0, #rest
end

local LABEL_MAX = 60 -- bytes: no row of a table has a longer name

-- What a cell says by itself, its unit aside: 受理（件） → 受理; nil if that is no noun.
local function label_noun(text)
  text = text:gsub("（.-）%s*$", ""):gsub("%b()%s*$", "")
  repeat
    local cut = lexicon.times.head:match(text) or lexicon.times.tail:match(text)
    text = cut or text:match("^%s*(.-)%s*$")
  until not cut
  return text ~= "" and #text <= LABEL_MAX and text or nil
end

-- Where `noun`, a part of the text body[from .. to], stands: its first and last byte.
local function place_of(body, noun, from, to)
  local at = noun and sub(body, from, to):find(noun, 1, true)
  if at then return from + at - 1, from + at + #noun - 2 end
end

-- The first cell of the row of a table in the middle of which a sentence begins at `from`: 受理；2023年: 35件
local function row_label(body, from)
  local line = sub(body, math.max(1, from - 600), from - 1):match("[^\n]*$")
  local first = line:match("^(.-)；")
  if not first or first:find(": ", 1, true) or first:find("，", 1, true) then return nil end
  return place_of(body, label_noun(first), from - #line, from - 1)
end

-- For the core: the first and last byte of the name in the label body[from .. at-1], behind which, over the sign
-- of the label, a figure stands; else of that of its row. Nothing else in its sentence speaks of it.
local function label(body, from, at, stop)
  local text = sub(body, from, at - 1)
  if #text <= LABEL_MAX then
    local first, last = place_of(body, label_noun(text), from, at - 1)
    if first then return first, last end
  end
  if sub(body, at, stop) == ": " then return row_label(body, from) end
end

local function has_origin(body, figure, from)
  local text = sub(body, math.max(from, figure.start - 36), figure.start - 1)
  for _, word in ipairs(lexicon.origins) do
    if text:find(word, 1, true) then return true end
  end
  return false
end

-- Whether `gap` ends like 削减至, and whether it says nothing else.
local function becomes(gap)
  if not lexicon.particles[gap:sub(-3)] then return false end
  if #gap == 3 then return true, false end
  for _, size in ipairs({ 6, 3 }) do
    if lexicon.verbs[gap:sub(-3 - size, -4)] then return true, #gap == size + 3 end
  end
  return false
end

-- 由21个工作日减少为2个: the second has its unit, too, from the first. Their sentence begins at `from`. What itself came
-- from another is no origin in another clause: 由10天减至5天，小额项目减至2天.
local function read_origin(body, list, i, from)
  local figure, last = list[i], list[i - 1]
  if figure.start - last.stop > GAP_MAX then return end
  local gap = origin.without_time(sub(body, last.stop + 1, figure.start - 1))
  local is_found, alone = becomes(gap)
  if not is_found or last.from and not alone and gap:find("，", 1, true) then return end
  if not alone and not has_origin(body, last, from) then return end
  if figure.unit == "个" and last.kind == "duration" then
    figure.unit, figure.kind = last.unit, last.kind
  end
  if figure.unit == last.unit then figure.from = last.value end
end

-- Whether a heading tells plans, seen from the year of the report.
local function is_plan(heading, year)
  local said = plan_heading.judge(heading, year)
  if said ~= nil then return said end
  return lexicon.plan:find(heading, 1) ~= nil and not lexicon.plan_not:find(heading, 1)
end

local signs = {} -- by the words of plan_heading, which a user may change: all without one of which no heading is a plan

local function plan_signs()
  local words = plan_heading.words()
  if signs.of ~= words then
    local set = wordlist.set(words)
    for _, word in ipairs(catalogue.load("context").plan_headings) do set[word] = true end
    signs = { of = words, found = core.words.new(keys(set)) }
  end
  return signs.found
end

-- What units say of figures, by name.
local function unit_flags(staying)
  local flags = {}
  for _, unit in ipairs(CHANGING) do flags[unit] = SAYS.can_change end
  for _, unit in ipairs(staying) do flags[unit] = (flags[unit] or 0) | SAYS.can_stay end
  return flags
end

-- Makes the words on first use.
function prepare()
  if lexicon then return end
  local data = catalogue.load("context")
  local given = { link = "的", noun_max = SUBJECT_MAX, bracket_max = BRACKET_MAX, address_max = ADDRESS_MAX,
    kinds = KINDS, units = unit_flags(data.stock_units),
    brackets = { { "(", ")" }, { "（", "）" } }, cut_time = cut_time, label = label, origin = read_origin }
  add_tokens(given, data)
  lexicon = build_lexicon(data, given)
  add_lists(given, data)
  add_phrases(given, phrase_lists(data, lexicon.times))
  walker = core.context.new(given)
  function lexicon.distribution.trim(text) return walker:trim(text) end
end

--- Adds to each figure of `list` (as fazhi.figure makes them, in order) its section and what its
--- sentence in `body` says about it: subject, predicate, scope, period, change, base, from, part,
--- and the kind "rate-change". `options.sections` are the rows of the outline, `options.year`
--- the year of the report if it is known.
function M.annotate(body, list, options)
  prepare()
  local joined = walker:tell(body, list, options.first or 1, options.sections or {}, plan_signs(),
    function(heading) return is_plan(heading, options.year) end)
  if joined then distribution.apply(list, body, lexicon.distribution, joined) end
end

return M
