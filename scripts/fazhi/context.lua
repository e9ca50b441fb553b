-- What stands around a figure in its sentence: subject, predicate, scope, period, growth or
-- fall and its base, the value it came from. Each sentence that holds figures is read once
-- into tokens with the words of catalogue/context.lua; figures then walk along them.

local lpeg = require("lpeg")
local catalogue = require("fazhi.catalogue")
local distribution = require("fazhi.distribution")
local trie = require("fazhi.trie")
local B, C, Cc, Cp, Ct, P, R, S = lpeg.B, lpeg.C, lpeg.Cc, lpeg.Cp, lpeg.Ct, lpeg.P, lpeg.R, lpeg.S

local M = {}

local SUBJECT_MAX = 90 -- bytes, thirty characters: longer text before a number is no noun phrase
local GAP_MAX = 75 -- bytes between the two figures of 从799项行政审批事项削减至326项

local BRACKET_MAX = 200 -- bytes: a longer bracket is a lost closing one

local function flags(list)
  local set = {}
  for _, word in ipairs(list) do set[word] = true end
  return set
end

-- One token a word; a word of several lists has several marks (增加 is verb and change).
local function read_tokens(data)
  local tokens = {}
  local function mark(word, key, value)
    tokens[word] = tokens[word] or { word = word }
    tokens[word][key] = value
  end
  for _, key in ipairs({ "verbs", "nouns", "light", "scopes", "leading_scopes", "subject_stops" }) do
    for _, word in ipairs(data[key]) do mark(word, key, true) end
  end
  for period, words in pairs(data.periods) do
    for _, word in ipairs(words) do mark(word, "period", period) end
  end
  local named = flags(data.change_nouns)
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
  mark("、", "list", true)
  for _, t in pairs(tokens) do
    t.is_light = t.light or t.scopes or t.leading_scopes or t.period or t.base or t.change
  end
  return tokens
end

local ENDS = trie.pattern({ "。", "！", "？", "；", ";", "\n", "!", "?" })

-- 2023年 is a year to a figure, 较2023年 a base, the comma of 12,077 neither pause nor anything.
local function token_pattern(data)
  local tokens, words = read_tokens(data), {}
  for word in pairs(tokens) do words[#words + 1] = word end
  local digit = R("09")
  local year = (P("19") + "20") * digit * digit * "年"
  local than = trie.pattern(data.bases.than)
  local against = than * C(year * (P("同期") + "末" + "底" + "度") ^ -1)
    / function(base) return { base = base, is_light = true } end
  local annual = year * Cc({ period = "annual", is_light = true })
  local in_number = B(digit) * S(",:") * #digit
  local not_verb = trie.pattern(data.verbs_not_before)
  local word = against + annual + trie.pattern(words, function(w) return tokens[w] end, function(w)
    return tokens[w].verbs and not_verb
  end)
  local character = R("\0\127") + R("\194\223") * 1 + R("\224\239") * 2 + R("\240\244") * 3 + 1
  local step = in_number + Cp() * word * Cp() + character - ENDS
  return Ct((step - ENDS) ^ 0) * Cp()
end

-- Times at either end of a phrase: 2022年 1至9月 上半年; 较2023年 only at its end.
local function time_patterns(data)
  local digit = R("09")
  local year = (P("19") + "20") * digit * digit * "年" * (P("同期") + "末" + "底" + "度" + "初") ^ -1
  local join = P("-") + "—" + "–" + "~" + "至" + "到"
  local month = digit * digit ^ -1 * (join * digit * digit ^ -1) ^ -1 * "月" * (P("份") + "底" + "末" + "初") ^ -1
  local word = year * month ^ -1 + month + trie.pattern(data.time_words)
  local than = trie.pattern(data.bases.than) ^ -1 * (year + trie.pattern(data.bases.times)) + word
  local firsts, lasts = flags({}), flags({ "年", "期", "末", "底", "度", "初", "月", "份" })
  for _, list in ipairs({ data.time_words, data.bases.times }) do
    for _, time in ipairs(list) do lasts[time:sub(-3)] = true end
  end
  for _, time in ipairs(data.time_words) do firsts[time:sub(1, 3)] = true end
  return { head = word * C(P(1) ^ 0), tail = C((1 - than * -1) ^ 0) * than * -1, firsts = firsts, lasts = lasts }
end

local lexicon

local function build()
  local data = catalogue.load("context")
  local times = time_patterns(data)
  local filler = trie.pattern(data.fillers)
  return {
    tokens = token_pattern(data),
    sentence_end = ((1 - S("\227\239;\n!?")) ^ 1 + (1 - ENDS)) ^ 0 * ENDS ^ -1 * Cp(),
    fillers = filler ^ 0 * -1,
    named_fillers = (filler + "为") ^ 0 * -1,
    verbs = flags(data.becomes.verbs),
    particles = flags(data.becomes.particles),
    origins = data.origins,
    plan = trie.pattern(data.plan_headings),
    plan_not = trie.pattern(data.plan_headings_not),
    listed = flags({ "、", "和", "及", "与", "以及" }),
    joins = flags({ "", "并", "、", "和", "了", "及" }),
    heads = flags(data.subject_heads),
    tails = flags(data.subject_tails),
    verb_tails = flags(data.verb_tails),
    times = times,
    distribution = { joined = data.joined, compounds = data.compounds },
    time_head = times.head,
    time_tail = times.tail,
  }
end

local PAUSES = flags({ "。", "，", "、", "；", "：", "）", "”", "！" })

--- Whether the words pause at byte `at` of `s`: punctuation, a line end or the end.
function M.is_pause(s, at)
  return at > #s or s:find("^[%s,.;:)]", at) ~= nil or PAUSES[s:sub(at, at + 2)] == true
end

--- Whether 从 or 由 stands directly before byte `at` of `s`, so that the figure there is where
--- a change began.
function M.is_origin(s, at)
  local word = s:sub(at - 3, at - 1)
  return word == "从" or word == "由"
end

-- Cuts from both ends of a phrase what is no noun: 1至9月, 由2022年, 较上年同期, words of the catalogue.
-- The patterns of times are tried only where a time may be.
local function trim(text)
  local heads, tails, times = lexicon.heads, lexicon.tails, lexicon.times
  while true do
    local head, tail, cut = text:sub(1, 3), text:sub(-3), nil
    if times.firsts[head] or head:find("^%d") then cut = times.head:match(text) end
    if not cut and times.lasts[tail] then cut = times.tail:match(text) end
    if cut then
      text = cut
    elseif heads[text:sub(1, 6)] then
      text = text:sub(7)
    elseif heads[head] then
      text = text:sub(4)
    elseif tails[text:sub(-6)] then
      text = text:sub(1, -7)
    elseif tails[tail] then
      text = text:sub(1, -4)
    elseif head:find("^[%s()]") or tail:find("[%s()]$") then
      return text:match("^[%s()]*(.-)[%s()]*$")
    else
      return text
    end
  end
end

local function new_sentence(body, from)
  local tokens, stop = lexicon.tokens:match(body, from)
  return { body = body, from = from, stop = stop, tokens = tokens, next = 1, floor = from, groups = {} }
end

-- Verbs side by side, also with 并 or 、 between, are one group: 排查化解, 听取和研究.
local function take_verb(s, from, to)
  local last = s.groups[#s.groups]
  if last and last.to <= from and from - last.to <= 3 and lexicon.joins[s.body:sub(last.to, from - 1)] then
    last.to = to
  else
    s.groups[#s.groups + 1] = { from = from, to = to }
  end
end

local function take_period(s, token)
  if token.period == "to_date" then s.to_date = true end
  if token.period == "planned" then s.planned = true end
  if token.period == "stock" then s.stock = true else s.period = token.period end
end

-- A pause ends the clause: what was growing is over, the predicate may go on. A colon that is the first
-- pause may stand behind a label.
local function take_pause(s, from, token, to)
  local is_colon = token.word == ":" or token.word == "："
  s.label = is_colon and not s.paused and { stop = from, next = to, group = s.groups[#s.groups] } or nil
  s.paused = true
  s.floor, s.groups, s.change, s.stock = to, {}, nil, nil
  s.own_predicate = nil
  if s.base_used then s.base, s.base_used = nil, nil end
end

local function take(s, from, token, to)
  if token.pause then return take_pause(s, from, token, to) end
  if token.verbs then take_verb(s, from, to) end
  if token.scopes or token.leading_scopes and s.floor == from then s.scope = token.word end
  if token.leading_scopes then s.level, s.level_to = token.word, to end
  if token.period then take_period(s, token) end
  if token.base then s.base = token.base end
  if token.change then s.change, s.change_to = token, to end
  if token.is_light then
    if s.floor == from and to - from > 3 and not token.verbs then s.floor = to end
    if s.light_to ~= from then s.light_from = from end
    s.light_to = to
  end
end

local function walk_to(s, at)
  local tokens = s.tokens
  while tokens[s.next] and tokens[s.next + 2] <= at do
    take(s, tokens[s.next], tokens[s.next + 1], tokens[s.next + 2])
    s.next = s.next + 3
  end
end

-- A long stretch is no noun phrase, but what follows its last 的 may be one.
local function noun_between(s, from, to)
  if from >= to then return nil end
  local text = s.body:sub(from, to - 1)
  if #text > SUBJECT_MAX then
    text = text:match("^.*的(.+)$")
    if not text or #text > SUBJECT_MAX then return nil end
  end
  text = trim(text)
  return text ~= "" and text or nil
end

-- The governing verbs between the figure before (or the clause's beginning) and this one: the
-- last that neither qualifies a noun (下放的事项) nor, an earlier one being there, is itself the
-- thing counted (提供延时服务137人次).
local function governing(s, noun_stop)
  local last
  for i = #s.groups, 1, -1 do
    local group = s.groups[i]
    if group.from < s.floor then break end
    last = last or group
    local is_first = i == 1 or s.groups[i - 1].from < s.floor
    if s.body:sub(group.to, group.to + 2) ~= "的"
      and (is_first or trim(s.body:sub(group.to, noun_stop - 1)) ~= "") then
      return group
    end
  end
  return last
end

-- The end of the bracket that opens right behind the figure, or nil: 73件（含4件拟修改）.
local function bracket_end(body, figure)
  local at = figure.stop + 1
  local close = body:find("^%(", at) and ")" or body:find("^（", at) and "）"
  local _, stop = body:find(close or "", at, true)
  return stop and close and stop - at <= BRACKET_MAX and stop or nil
end

-- The noun after the unit (27家市场主体), also behind a bracket (20支（612人）的应急队伍); up to
-- a pause, a verb or the next figure.
local function noun_after(s, figure, limit)
  local from, tokens, i = figure.stop + 1, s.tokens, s.next
  local stop = math.min(limit, s.stop)
  local bracket = bracket_end(s.body, figure)
  if bracket then from, stop = bracket + 1, s.stop end
  if M.is_pause(s.body, from) then return nil end
  while tokens[i] and tokens[i] < stop do
    local token = tokens[i + 1]
    local is_change = token.change and lexicon.particles[s.body:sub(tokens[i + 2], tokens[i + 2] + 2)] -- 减至
    if tokens[i] >= from
      and (token.verbs or token.pause or token.list or is_change or token.subject_stops and tokens[i] > from) then
      stop = tokens[i]
      break
    end
    i = i + 3
  end
  return noun_between(s, from, stop)
end

local function verb_after(s, figure, limit)
  local tokens, i = s.tokens, s.next
  while tokens[i] and tokens[i] < limit and not tokens[i + 1].pause do
    if tokens[i] > figure.stop and tokens[i + 1].verbs then return tokens[i + 1].word end
    i = i + 3
  end
end

-- 满意率达100%
local function reaches(s, figure)
  local word = s.body:sub(figure.start - 3, figure.start - 1)
  return word == "达" and word or s.body:sub(figure.start - 6, figure.start - 1) == "达到" and "达到" or nil
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
  local line = s.body:sub(math.max(1, s.from - 600), s.from - 1):match("[^\n]*$")
  local first = line:match("^(.-)；")
  if not first or first:find(": ", 1, true) or first:find("，", 1, true) then return nil end
  return label_noun(first)
end

-- A figure right behind a label, as in the row of a table, is the label's: 行政处罚: 120件. Nothing
-- else in its sentence speaks of it.
local function read_label(s, figure)
  local label = s.label
  if not label or s.body:match("^ *()", label.next) ~= figure.start then return false end
  local text, group = s.body:sub(s.from, label.stop - 1), label.group
  local subject = #text <= LABEL_MAX and label_noun(text)
  local row = s.body:sub(label.stop, label.next) == ": " and row_label(s) or nil
  if not subject and not row then return false end
  figure.own_subject, figure.subject = true, subject or row
  figure.predicate = group and s.body:sub(group.from, group.to - 1) or nil
  s.subject, s.predicate = figure.subject, figure.predicate
  return true
end

-- Subject and predicate: a rate is said of the noun before it, a count rather of the noun after
-- its unit. Left out, both go on from the figure before in the sentence.
local function read_words(s, figure, limit)
  if read_label(s, figure) then return end
  local noun_stop = s.light_to == figure.start and math.max(s.light_from, s.floor) or figure.start
  local group = governing(s, noun_stop)
  local from = group and group.to or s.floor
  if group and lexicon.verb_tails[s.body:sub(from, from + 2)] then from = from + 3 end
  local before = noun_between(s, from, noun_stop) or group and noun_between(s, s.floor, group.from)
  local after = noun_after(s, figure, limit)
  local is_rate = figure.kind == "percent" or figure.kind == "rate-change"
  local subject = is_rate and (before or after) or after or before
  figure.own_subject = subject ~= nil
  figure.subject = subject or s.subject
  if not figure.part then s.subject = figure.subject end
  figure.predicate = predicate_of(s, figure, group and s.body:sub(group.from, group.to - 1), is_rate, limit)
end

local CAN_CHANGE = { ["%"] = true, ["百分点"] = true, ["倍"] = true, ["‰"] = true }

-- Whether the change speaks of this very number: 下降了约8%, not 提高到85%.
local function is_governed(s, figure, change)
  if change.compares and not s.base then return false end
  local fillers = change.named and lexicon.named_fillers or lexicon.fillers
  return fillers:match(s.body:sub(s.change_to, figure.start - 1)) ~= nil
end

-- 分别增长58.61%、57.94%: the second has its change from the first.
local function read_change(s, figure, last)
  if figure.kind == "rate-change" then
    figure.base, s.base_used = s.base, true
    return
  end
  if not CAN_CHANGE[figure.unit] then return end
  local change = s.change
  if change and is_governed(s, figure, change) then
    figure.kind, figure.change, figure.base = "rate-change", change.change, s.base
    s.base_used = true
  elseif last and last.kind == "rate-change" and last.unit == figure.unit
    and lexicon.listed[s.body:sub(last.stop + 1, figure.start - 1)] then
    figure.kind, figure.change, figure.base = "rate-change", last.change, last.base
  end
end

local function has_origin(s, figure)
  local text = s.body:sub(math.max(s.from, figure.start - 36), figure.start - 1)
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
  if not last or last.start < s.from or figure.start - last.stop > GAP_MAX then return end
  if not lexicon.particles[s.body:sub(figure.start - 3, figure.start - 1)] then return end
  local gap = s.body:sub(last.stop + 1, figure.start - 1)
  local found, alone = becomes(gap)
  if not found or not (alone or has_origin(s, last)) then return end
  if figure.unit == "个" and last.kind == "duration" then
    figure.unit, figure.kind = last.unit, last.kind
  end
  if figure.unit == last.unit then figure.from = last.value end
end

-- A section tells plans if its heading does, or one above it.
local function is_plan(sections, row, known)
  if row == 0 then return false end
  if known[row] == nil then
    local heading = sections[row].heading or ""
    local function has(pattern) return P({ pattern + 1 * lpeg.V(1) }):match(heading) ~= nil end
    known[row] = has(lexicon.plan) and not has(lexicon.plan_not) or is_plan(sections, sections[row].parent or 0, known)
  end
  return known[row]
end

local function period_of(s, in_plan)
  if in_plan or s.planned then return "planned" end
  return s.to_date and "to_date" or s.stock and "stock" or s.period
end

--- Adds to each figure of `list` (as fazhi.figure makes them, in order, each with its section)
--- what its sentence in `body` says about it: subject, predicate, scope, period, change, base,
--- from, part, and the kind "rate-change". `options.sections` are the rows of the outline.
function M.annotate(body, list, options)
  lexicon = lexicon or build()
  lexicon.distribution.trim = trim
  local sections, known = options.sections or {}, {}
  local s, last, part_until = { stop = options.first or 1, from = 0 }, nil, 0
  for i, figure in ipairs(list) do
    if figure.start >= s.stop then
      local from = s.stop
      local stop = lexicon.sentence_end:match(body, from)
      while stop <= figure.start do from, stop = stop, lexicon.sentence_end:match(body, stop) end
      s = new_sentence(body, from)
    end
    walk_to(s, figure.start)
    if last and last.start < s.from then last = nil end
    figure.part = figure.start < part_until or nil
    read_origin(s, figure, last)
    read_change(s, figure, last)
    local following = list[i + 1]
    read_words(s, figure, following and following.start or s.stop)
    figure.scope = s.level_to == figure.start and s.level or s.scope
    figure.period = period_of(s, is_plan(sections, figure.section or 0, known))
    part_until = math.max(part_until, bracket_end(body, figure) or 0)
    s.floor, s.paused, last = figure.stop + 1, true, figure
  end
  distribution.apply(list, body, lexicon.distribution)
end

return M
