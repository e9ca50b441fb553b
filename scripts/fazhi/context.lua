-- What stands around a figure in its sentence: subject, predicate, scope, period, growth or
-- fall and its base, the value it came from. Each sentence that holds figures is read once
-- into tokens with the words of catalogue/context.lua; figures then walk along them.

local lpeg = require("lpeg")
local core = require("fazhi.core")
local catalogue = require("fazhi.catalogue")
local distribution = require("fazhi.distribution")
local origin = require("fazhi.origin")
local plan_heading = require("fazhi.plan_heading")
local trie = require("fazhi.trie")
local wordlist = require("fazhi.wordlist")
local C, P, R = lpeg.C, lpeg.P, lpeg.R
local byte, sub = string.byte, string.sub -- called for every word: as methods they cost a look-up more

local M = {}

local SUBJECT_MAX = 90 -- bytes, thirty characters: longer text before a number is no noun phrase
local GAP_MAX = 75 -- bytes between the two figures of 从799项行政审批事项削减至326项

local BRACKET_MAX = 200 -- bytes: a longer bracket is a lost closing one

-- One token a word; a word of several lists has several marks (增加 is verb and change).
local function read_tokens(data)
  local tokens = {}
  local function mark(word, key, value)
    tokens[word] = tokens[word] or { word = word }
    tokens[word][key] = value
  end
  for _, key in ipairs({ "verbs", "nouns", "light", "scopes", "leading_scopes", "own_scopes", "subject_stops" }) do
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
      mark(word, "named", named[word] or false)
    end
  end
  for change, words in pairs(data.comparatives) do
    for _, word in ipairs(words) do
      mark(word, "change", change)
      mark(word, "compares", true)
    end
  end
  for word, base in pairs(data.bases.words) do mark(word, "base", base) end
  for _, than in ipairs(data.bases.than) do
    for _, time in ipairs(data.bases.times) do mark(than .. time, "base", time) end
  end
  for _, word in ipairs({ "，", ",", "：", ":" }) do mark(word, "pause", true) end
  for _, word in ipairs({ ",", ":" }) do mark(word, "in_number", true) end
  mark("、", "list", true)
  return tokens
end

local ENDS = { "。", "！", "？", "；", ";", "\n", "!", "?" }

-- 1至11月 is a year to date.
local function add_months(tokens, data)
  local to_date = { period = "to_date" }
  for month = 2, 11 do
    for _, dash in ipairs(data.month_dashes) do
      tokens["1" .. dash .. month .. "月"], tokens["1月" .. dash .. month .. "月"] = to_date, to_date
    end
  end
end

-- 2023年 is a year to a figure, 较2023年 a base.
local function add_years(tokens, data)
  local annual = { period = "annual" }
  for year = 1900, 2099 do
    tokens[year .. "年"] = annual
    for _, tail in ipairs({ "", "同期", "末", "底", "度" }) do
      local base = year .. "年" .. tail
      local against = { base = base }
      for _, than in ipairs(data.bases.than) do tokens[than .. base] = against end
    end
  end
end

-- Marks what the walk has to do with a token: nothing unless it `acts`, little if it `is_plain`.
local function classify(token)
  local speaks = token.scopes or token.leading_scopes or token.own_scopes or token.period or token.clause_period
    or token.base or token.change
  token.is_light = (token.light or speaks) and true or nil
  token.acts = token.pause or token.verbs or token.is_light
  token.is_plain = token.light and not (token.verbs or speaks)
  token.stops_noun = token.verbs or token.pause or token.list or token.subject_stops or token.change
end

-- The words to be found and, by their numbers, what each is. The ends of sentences come first.
local function token_words(data)
  local tokens = read_tokens(data)
  add_years(tokens, data)
  add_months(tokens, data)
  local words, kinds, guarded = table.move(ENDS, 1, #ENDS, 1, {}), {}, {}
  for word, token in pairs(tokens) do
    words[#words + 1] = word
    kinds[#words] = token
    classify(token)
    if token.verbs then guarded[#words] = 1 end
  end
  return core.words.new(words, { guards = { data.verbs_not_before }, not_before = guarded }), kinds
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

-- Whether a phrase may have to be cut, by its first and its last character: those for which this is
-- neither true need no closer look.
local function cut_signs(data, times)
  local first, last = {}, {}
  for word in pairs(times.firsts) do first[word] = true end
  for word in pairs(times.lasts) do last[word] = true end
  for _, word in ipairs(data.subject_heads) do first[word:sub(1, 3)] = true end
  for _, word in ipairs(data.subject_tails) do last[word:sub(-3)] = true end
  return first, last
end

local lexicon

local function build()
  local data = catalogue.load("context")
  local times = time_patterns(data)
  local filler = trie.pattern(data.fillers)
  local words, kinds = token_words(data)
  local cut_first, cut_last = cut_signs(data, times)
  return {
    words = words,
    kinds = kinds,
    ends = core.words.new(ENDS),
    cut_first = cut_first,
    cut_last = cut_last,
    fillers = filler ^ 0 * -1,
    named_fillers = (filler + "为") ^ 0 * -1,
    verbs = wordlist.set(data.becomes.verbs),
    particles = wordlist.set(data.becomes.particles),
    before_later = wordlist.set({ "的", table.unpack(data.becomes.particles) }), -- 增加到46名, 增加到2024年的46名
    origins = data.origins,
    plan = core.words.new(data.plan_headings),
    plan_not = core.words.new(data.plan_headings_not),
    listed = wordlist.set({ "、", "和", "及", "与", "以及" }),
    joins = wordlist.set({ "", "并", "、", "和", "了", "及" }),
    heads = wordlist.set(data.subject_heads),
    tails = wordlist.set(data.subject_tails),
    verb_tails = wordlist.set(data.verb_tails),
    times = times,
    distribution = { joined = data.joined, compounds = data.compounds },
  }
end

local PAUSES = wordlist.set({
  "。", "，", "、", "；", "：", "）", "”", "！", " ", "\t", "\n", "\v", "\f", "\r", ",", ".", ";", ":", ")",
})

--- Whether the words pause at byte `at` of `s`: punctuation, a line end or the end.
function M.is_pause(s, at)
  local first = byte(s, at)
  return first == nil or PAUSES[first < 128 and sub(s, at, at) or sub(s, at, at + 2)] == true
end

--- Whether 从 or 由 stands directly before byte `at` of `s`, so that the figure there is where
--- a change began.
function M.is_origin(s, at)
  local word = sub(s, at - 3, at - 1)
  return word == "从" or word == "由"
end

--- The governing verbs in a phrase, in order, each { first byte, last byte }; a verb inside a compound (行政处罚)
--- is none.
function M.verbs(text)
  lexicon = lexicon or build()
  local tokens, list = {}, {}
  local count = lexicon.words:scan(text, 1, tokens, #ENDS)
  for i = 1, 3 * count, 3 do
    if lexicon.kinds[tokens[i + 1]].verbs then list[#list + 1] = { tokens[i], tokens[i + 2] - 1 } end
  end
  return list
end

-- Cuts from both ends of a phrase what is no noun: 1至9月, 由2022年, 较上年同期, words of the catalogue.
-- The patterns of times are tried only where a time may be.
local function cut_ends(text)
  local heads, tails, times = lexicon.heads, lexicon.tails, lexicon.times
  while true do
    local head, tail, cut = sub(text, 1, 3), sub(text, -3), nil
    if times.firsts[head] or head:find("^%d") then cut = times.head:match(text) end
    if not cut and times.lasts[tail] then cut = times.tail:match(text) end
    if cut then
      text = cut
    elseif heads[sub(text, 1, 6)] then
      text = sub(text, 7)
    elseif heads[head] then
      text = sub(text, 4)
    elseif tails[sub(text, -6)] then
      text = sub(text, 1, -7)
    elseif tails[tail] then
      text = sub(text, 1, -4)
    elseif head:find("^[%s()]") or tail:find("[%s()]$") then
      return text:match("^[%s()]*(.-)[%s()]*$")
    else
      return text
    end
  end
end

-- The same; most phrases have nothing to cut, and their ends tell it.
local function trim(text)
  local first, last = byte(text, 1), byte(text, -1)
  if first and first >= 128 and last >= 128
    and not lexicon.cut_first[sub(text, 1, 3)] and not lexicon.cut_last[sub(text, -3)] then
    return text
  end
  return cut_ends(text)
end

-- Makes of `s` the sentence that begins at byte `from`. Its tokens are triples in one array: start, number
-- of the word, byte after it; the groups of verbs are two arrays and their count.
local function begin_sentence(s, from)
  local count, stop = lexicon.words:scan(s.body, from, s.tokens, #ENDS)
  s.from, s.stop, s.token_count, s.next, s.floor, s.groups = from, stop, 3 * count, 1, from, 0
  s.label_stop, s.paused, s.change, s.change_to, s.stock, s.own_predicate = nil, nil, nil, nil, nil, nil
  s.base, s.base_used, s.scope, s.level, s.level_to, s.to_date, s.planned = nil, nil, nil, nil, nil, nil, nil
  s.period, s.clause_period, s.light_from, s.light_to, s.subject, s.predicate = nil, nil, nil, nil, nil, nil
end

-- Makes of `s` the sentence that holds the byte `at`, behind the one it was.
local function go_to_sentence(s, at)
  local _, _, after = lexicon.ends:find_back(s.body, s.stop, at)
  begin_sentence(s, after or s.stop)
end

-- Verbs side by side, also with 并 or 、 between, are one group: 排查化解, 听取和研究.
local function take_verb(s, from, to)
  local n = s.groups
  local last = n > 0 and s.group_to[n]
  if last and last <= from and from - last <= 3 and lexicon.joins[sub(s.body, last, from - 1)] then
    s.group_to[n] = to
  else
    s.group_from[n + 1], s.group_to[n + 1], s.groups = from, to, n + 1
  end
end

local function take_period(s, token)
  if token.period == "to_date" then s.to_date = true end
  if token.period == "planned" then s.planned = true end
  if token.period == "stock" then s.stock = true else s.period = token.period end
end

-- Whether the sign at byte `at` is that of a number: the comma of 12,077 is neither pause nor anything.
local function is_in_number(body, at)
  local before, after = byte(body, at - 1), byte(body, at + 1)
  return before and after and before >= 48 and before <= 57 and after >= 48 and after <= 57
end

-- A pause ends the clause: what was growing is over, the predicate may go on. A colon that is the first
-- pause may stand behind a label.
local function take_pause(s, from, token, to)
  if token.in_number and is_in_number(s.body, from) then return end
  s.label_stop = nil
  if not s.paused and (token.word == ":" or token.word == "：") then
    s.label_stop, s.label_next = from, to
    s.label_from, s.label_to = s.groups > 0 and s.group_from[s.groups], s.group_to[s.groups]
  end
  s.paused = true
  s.floor, s.groups, s.change, s.stock, s.clause_period = to, 0, nil, nil, nil
  s.own_predicate = nil
  if s.base_used then s.base, s.base_used = nil, nil end
end

local function take_light(s, from, token, to)
  if s.floor == from and to - from > 3 and not token.verbs then s.floor = to end
  if s.light_to ~= from then s.light_from = from end
  s.light_to = to
end

local function take(s, from, token, to)
  if token.verbs then take_verb(s, from, to) end
  if token.scopes or token.leading_scopes and s.floor == from then s.scope = token.word end
  if token.own_scopes then s.scope = nil end
  if token.leading_scopes then s.level, s.level_to = token.word, to end
  if token.period then take_period(s, token) end
  if token.clause_period then s.clause_period = token.clause_period end
  if token.base then s.base = token.base end
  if token.change then s.change, s.change_to = token, to end
  if token.is_light then take_light(s, from, token, to) end
end

local function walk_to(s, at)
  local tokens, kinds, i, count = s.tokens, lexicon.kinds, s.next, s.token_count
  while i < count do
    local to = tokens[i + 2]
    if to > at then break end
    local token = kinds[tokens[i + 1]]
    if token.pause then
      take_pause(s, tokens[i], token, to)
    elseif token.is_plain then
      take_light(s, tokens[i], token, to)
    elseif token.acts then
      take(s, tokens[i], token, to)
    end
    i = i + 3
  end
  s.next = i
end

-- A long stretch is no noun phrase, but what follows its last 的 may be one.
local function noun_between(s, from, to)
  if from >= to then return nil end
  local text = sub(s.body, from, to - 1)
  if #text > SUBJECT_MAX then
    text = text:match("^.*的(.+)$")
    if not text or #text > SUBJECT_MAX then return nil end
  end
  text = trim(text)
  return text ~= "" and text or nil
end

-- The governing verbs between the figure before (or the clause's beginning) and this one: the
-- last that neither qualifies a noun (下放的事项) nor, an earlier one being there, is itself the
-- thing counted (提供延时服务137人次). Two bytes, its first and that behind it, or nil.
local function governing(s, noun_stop)
  local froms, tos, floor, n = s.group_from, s.group_to, s.floor, s.groups
  for i = n, 1, -1 do
    local from, to = froms[i], tos[i]
    if from < floor then break end
    if sub(s.body, to, to + 2) ~= "的"
      and (i == 1 or froms[i - 1] < floor or to < noun_stop and trim(sub(s.body, to, noun_stop - 1)) ~= "") then
      return from, to
    end
  end
  if n > 0 and froms[n] >= floor then return froms[n], tos[n] end
end

-- The end of the bracket that opens right behind the figure, or nil: 73件（含4件拟修改）.
local function bracket_end(body, figure)
  local at = figure.stop + 1
  local first = byte(body, at)
  local close = first == 40 and ")" or first == 239 and sub(body, at, at + 2) == "（" and "）"
  if not close then return nil end
  local _, stop = sub(body, at, at + BRACKET_MAX):find(close, 1, true)
  return stop and at + stop - 1
end

-- The noun after the unit (27家市场主体), also behind a bracket (20支（612人）的应急队伍), which ends at
-- byte `bracket`; up to a pause, a verb or the next figure.
local function noun_after(s, figure, limit, bracket)
  local body, from = s.body, figure.stop + 1
  local stop = limit < s.stop and limit or s.stop
  if bracket then from, stop = bracket + 1, s.stop end
  if M.is_pause(body, from) then return nil end
  local tokens, kinds, i, count = s.tokens, lexicon.kinds, s.next, s.token_count
  while i < count do
    local at = tokens[i]
    if at >= stop then break end
    local token = kinds[tokens[i + 1]]
    if at >= from and token.stops_noun and (token.verbs or token.list
        or token.pause and not (token.in_number and is_in_number(body, at))
        or token.change and lexicon.particles[sub(body, tokens[i + 2], tokens[i + 2] + 2)] -- 减至
        or token.subject_stops and at > from) then
      stop = at
      break
    end
    i = i + 3
  end
  return noun_between(s, from, stop)
end

local function verb_after(s, figure, limit)
  local tokens, kinds, i, count = s.tokens, lexicon.kinds, s.next, s.token_count
  while i < count and tokens[i] < limit do
    local token = kinds[tokens[i + 1]]
    if token.pause and not (token.in_number and is_in_number(s.body, tokens[i])) then return nil end
    if token.verbs and tokens[i] > figure.stop then return token.word end
    i = i + 3
  end
end

-- 满意率达100%
local function reaches(s, figure)
  local word = sub(s.body, figure.start - 3, figure.start - 1)
  return word == "达" and word or sub(s.body, figure.start - 6, figure.start - 1) == "达到" and "达到" or nil
end

local function predicate_of(s, figure, own, is_rate, limit)
  s.own_predicate = own or s.own_predicate
  if is_rate then return own or reaches(s, figure) end
  s.predicate = s.own_predicate or verb_after(s, figure, limit) or s.predicate
  return s.predicate
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

-- The first cell of the row of a table in which sentence `s` stands: 受理；2023年: 35件
local function row_label(s)
  local line = sub(s.body, math.max(1, s.from - 600), s.from - 1):match("[^\n]*$")
  local first = line:match("^(.-)；")
  if not first or first:find(": ", 1, true) or first:find("，", 1, true) then return nil end
  return label_noun(first)
end

-- A figure right behind a label, as in the row of a table, is the label's: 行政处罚: 120件. Nothing
-- else in its sentence speaks of it.
local function read_label(s, figure)
  local label_stop = s.label_stop
  if not label_stop or s.body:match("^ *()", s.label_next) ~= figure.start then return false end
  local text = sub(s.body, s.from, label_stop - 1)
  local subject = #text <= LABEL_MAX and label_noun(text)
  local row = sub(s.body, label_stop, s.label_next) == ": " and row_label(s) or nil
  if not subject and not row then return false end
  figure.own_subject, figure.subject = true, subject or row
  figure.predicate = s.label_from and sub(s.body, s.label_from, s.label_to - 1) or nil
  s.subject, s.predicate = figure.subject, figure.predicate
  return true
end

-- Subject and predicate: a rate is said of the noun before it, a count rather of the noun after
-- its unit. Left out, both go on from the figure before in the sentence.
local function read_words(s, figure, limit, bracket)
  if read_label(s, figure) then return end
  local start, floor = figure.start, s.floor
  local noun_stop = start
  if s.light_to == start then noun_stop = s.light_from > floor and s.light_from or floor end
  local verb_from, verb_to = governing(s, noun_stop)
  local from = verb_to or floor
  if verb_to and lexicon.verb_tails[sub(s.body, from, from + 2)] then from = from + 3 end
  local is_rate = figure.kind == "percent" or figure.kind == "rate-change"
  local subject = not is_rate and noun_after(s, figure, limit, bracket)
    or noun_between(s, from, noun_stop) or verb_from and noun_between(s, floor, verb_from)
    or is_rate and noun_after(s, figure, limit, bracket) or nil
  figure.own_subject = subject ~= nil
  figure.subject = subject or s.subject
  if not figure.part then s.subject = figure.subject end
  figure.predicate = predicate_of(s, figure, verb_from and sub(s.body, verb_from, verb_to - 1), is_rate, limit)
end

local CAN_CHANGE = { ["%"] = true, ["百分点"] = true, ["倍"] = true, ["‰"] = true }

-- Whether the change speaks of this very number: 下降了约8%, not 提高到85%.
local function is_governed(s, figure, change)
  if change.compares and not s.base then return false end
  if s.change_to == figure.start then return true end
  local fillers = change.named and lexicon.named_fillers or lexicon.fillers
  return fillers:match(sub(s.body, s.change_to, figure.start - 1)) ~= nil
end

-- 分别增长58.61%、57.94%: the second has its change from the first.
local function read_change(s, figure, last)
  if figure.kind == "rate-change" then
    figure.base, s.base_used = s.base, true
    return
  end
  local change = s.change
  if change and is_governed(s, figure, change) then
    figure.kind, figure.change, figure.base = "rate-change", change.change, s.base
    s.base_used = true
  elseif last and last.kind == "rate-change" and last.unit == figure.unit
    and lexicon.listed[sub(s.body, last.stop + 1, figure.start - 1)] then
    figure.kind, figure.change, figure.base = "rate-change", last.change, last.base
  end
end

local function has_origin(s, figure)
  local text = sub(s.body, math.max(s.from, figure.start - 36), figure.start - 1)
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

-- 由21个工作日减少为2个: the second has its unit, too, from the first.
local function read_origin(s, figure, last)
  if last.start < s.from or figure.start - last.stop > GAP_MAX then return end
  local gap = origin.without_time(sub(s.body, last.stop + 1, figure.start - 1))
  local found, alone = becomes(gap)
  if not found or not (alone or has_origin(s, last)) then return end
  if figure.unit == "个" and last.kind == "duration" then
    figure.unit, figure.kind = last.unit, last.kind
  end
  if figure.unit == last.unit then figure.from = last.value end
end

-- A section tells plans if its heading does, or one above it, seen from the year of the report.
local function is_plan(sections, row, known, year)
  if row == 0 then return false end
  if known[row] == nil then
    local heading = sections[row].heading or ""
    local said = plan_heading.judge(heading, year)
    if said == nil then
      said = lexicon.plan:find(heading, 1) ~= nil and not lexicon.plan_not:find(heading, 1)
    end
    known[row] = said or is_plan(sections, sections[row].parent or 0, known, year)
  end
  return known[row]
end

local function period_of(s, in_plan)
  if in_plan or s.planned then return "planned" end
  return s.to_date and "to_date" or s.stock and "stock" or s.clause_period or s.period
end

--- Adds to each figure of `list` (as fazhi.figure makes them, in order, each with its section)
--- what its sentence in `body` says about it: subject, predicate, scope, period, change, base,
--- from, part, and the kind "rate-change". `options.sections` are the rows of the outline, `options.year`
--- the year of the report if it is known.
function M.annotate(body, list, options)
  lexicon = lexicon or build()
  lexicon.distribution.trim = trim
  local sections, known, before_later = options.sections or {}, {}, lexicon.before_later
  local section, in_plan
  local s, last, part_until = { body = body, tokens = {}, group_from = {}, group_to = {} }, nil, 0
  s.from, s.stop = 0, options.first or 1
  for i, figure in ipairs(list) do
    local start = figure.start
    if start >= s.stop then go_to_sentence(s, start) end
    walk_to(s, start)
    if start < part_until then figure.part = true end
    if last and last.start < s.from then last = nil end
    if last and before_later[sub(body, start - 3, start - 1)] then read_origin(s, figure, last) end
    if CAN_CHANGE[figure.unit] or figure.kind == "rate-change" then read_change(s, figure, last) end
    local following, bracket = list[i + 1], bracket_end(body, figure)
    read_words(s, figure, following and following.start or s.stop, bracket)
    figure.scope = s.level_to == start and s.level or s.scope
    if figure.section ~= section then
      section = figure.section
      in_plan = is_plan(sections, section or 0, known, options.year)
    end
    figure.period = period_of(s, in_plan)
    part_until = math.max(part_until, bracket or 0)
    s.floor, s.paused, last = figure.stop + 1, true, figure
  end
  distribution.apply(list, body, lexicon.distribution)
end

return M
