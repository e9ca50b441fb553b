-- asking: which indicators a figure of the stock-Lua peer is of: the rules that rules.lua prints, each a pattern of
-- what stands before a figure and behind it, as LPeg, made when it is first asked. A rule is asked only where a word
-- that it needs stands in the sentence, found by the first two characters of the word.

local lpeg = require "lpeg"

local P, R, S, V, C, Cc, Ct = lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.C, lpeg.Cc, lpeg.Ct

local M = {}

local character = R "\0\127" + R "\194\244" * R "\128\191" ^ 1
local clause_end = P "，" + "；" + "：" + "。" + "\n"

-- ---- reading patterns ------------------------------------------------------------------------------

local number = R "09" ^ 1 / tonumber
local is_optional = P "?" * Cc(true) + Cc(false)
local one_character = character - S "()|?^$ " - "…" - "<"

local function list_node(kind)
  return function(choices, optional) return { kind = kind, choices = choices, optional = optional } end
end

local function gap_node(without, least, most)
  return { kind = "gap", without = without ~= "" and without, least = least or 0, most = most or 12 }
end

local function optional_node(word) return { kind = "choice", choices = { { word } }, optional = true } end

local reader = P {
  "sequence",
  sequence = Ct((S " " + V "item") ^ 0),
  item = V "another" + V "far" + V "gap" + V "negative" + V "choice" + V "edge" + V "literal",
  another = P "<另数>" * Cc { kind = "another" },
  far = P "……" * Cc { kind = "far" },
  gap = (P "[^" * C((1 - P "]") ^ 0) * "]" + Cc "") * "…" * (P "{" * number * "," * number * "}") ^ -1 / gap_node,
  choices = Ct(V "sequence" * (P "|" * V "sequence") ^ 0),
  choice = P "(" * V "choices" * ")" * is_optional / list_node "choice",
  negative = P "!(" * V "choices" * ")" / list_node "negative",
  edge = P "^" * Cc { kind = "begin" } + P "$" * Cc { kind = "finish" },
  literal = C(one_character) * P "?" / optional_node + C((one_character * -P "?") ^ 1),
} * -1

-- ---- patterns as LPeg ------------------------------------------------------------------------------

-- A pattern may fit in several ways, which LPeg does not try by itself: so each node is made with all that follows it,
-- and what follows several ways is a rule of the grammar.
local Maker = {}
Maker.__index = Maker

function Maker:rule(pattern)
  self.count = self.count + 1
  self.grammar["r" .. self.count] = pattern
  return V("r" .. self.count)
end

local makers = {}

function makers.another(self, _, rest) return self.figure * rest end

function makers.far(self, _, rest)
  local name = "r" .. self.count + 1
  return self:rule(rest + (character - P "。" - "\n") * V(name))
end

function makers.gap(self, node, rest)
  local one = character - self.ends - R "09"
  for word in (node.without or ""):gmatch "[^|]+" do one = one - P(word) end
  rest = self:rule(rest)
  local at = rest
  for _ = node.least + 1, node.most do at = self:rule(rest + one * at) end
  for _ = 1, node.least do at = one * at end
  return at
end

function makers.choice(self, node, rest)
  rest = self:rule(rest)
  local pattern
  for _, choice in ipairs(node.choices) do
    local made = self:sequence(choice, rest)
    pattern = pattern and pattern + made or made
  end
  return node.optional and pattern + rest or pattern
end

function makers.negative(self, node, rest)
  local pattern
  for _, choice in ipairs(node.choices) do
    local made = self:sequence(choice, P(true))
    pattern = pattern and pattern + made or made
  end
  return -pattern * rest
end

function makers.begin(_, _, rest) return (-lpeg.B(P(1)) + lpeg.B(P "，" + "；" + "：")) * rest end
function makers.finish(_, _, rest) return #(clause_end + -P(1)) * rest end

-- The nodes and what follows them.
function Maker:sequence(nodes, rest)
  for i = #nodes, 1, -1 do
    local node = nodes[i]
    rest = type(node) == "string" and P(node) * rest or makers[node.kind](self, node, rest)
  end
  return rest
end

-- A pattern that fits anywhere if `search`, else where it is asked.
local function compile(nodes, figure, ends, last, search)
  local self = setmetatable({ grammar = { "start" }, count = 0, figure = figure, ends = ends }, Maker)
  local whole = self:sequence(nodes, last)
  self.grammar.start = search and whole + character * V "start" or whole
  return P(self.grammar)
end

-- ---- rules -----------------------------------------------------------------------------------------

-- The words of a node of which one has to stand there; nil if none has.
local function words_of(node)
  if type(node) == "string" then return { node } end
  if node.kind ~= "choice" or node.optional then return nil end
  local words = {}
  for _, choice in ipairs(node.choices) do
    if type(choice[1]) ~= "string" then return nil end
    words[#words + 1] = choice[1]
  end
  return words
end

-- The longest such words of a pattern, of the fewest.
local function needed(nodes)
  local best, weight = nil, 0
  for _, node in ipairs(nodes) do
    local words, shortest = words_of(node), math.huge
    for _, word in ipairs(words or {}) do shortest = math.min(shortest, #word) end
    if words and shortest / #words > weight then best, weight = words, shortest / #words end
  end
  return best
end

local Rule = {}
Rule.__index = Rule

-- The unit that a pattern asks for right behind the figure.
local function unit_of(nodes, units)
  local words = nodes[1] and words_of(nodes[1])
  if not words then return nil end
  local set = {}
  for _, word in ipairs(words) do
    if not units[word] then return nil end
    set[word] = true
  end
  table.remove(nodes, 1)
  return set
end

local function new_rule(pattern, known)
  local before, behind = pattern:match "^(.-)<数>(.*)$"
  local self = setmetatable({ known = known, has_figure = before ~= nil, pattern = pattern }, Rule)
  self.left, self.right = reader:match(before or pattern), reader:match(behind or "")
  assert(self.left and self.right, pattern)
  self.unit = unit_of(self.right, known.units)
  local all = table.move(self.right, 1, #self.right, #self.left + 1, table.move(self.left, 1, #self.left, 1, {}))
  self.words = needed(all)
  return self
end

local BEFORE, BEHIND = clause_end, clause_end + "、"

function Rule:fits(before, behind, unit)
  if self.unit and not self.unit[unit] then return false end
  if self.left[1] then
    self.before = self.before
      or compile(self.left, self.known.figure, BEFORE, self.has_figure and -P(1) or P(true), true)
    local text = (self.has_figure or not behind) and before or before .. "，" .. behind
    if not self.before:match(text) then return false end
  end
  if self.right[1] then
    self.behind = self.behind or compile(self.right, self.known.figure, BEHIND, P(true))
    return self.behind:match(behind) ~= nil
  end
  return true
end

-- ---- words that mean something ---------------------------------------------------------------------

local Words = {}
Words.__index = Words

local function new_words() return setmetatable({ by_first = {}, objects = {} }, Words) end

function Words:add(word, meaning)
  local first = word:match(utf8.charpattern)
  local list = self.by_first[first] or {}
  self.by_first[first] = list
  list[#list + 1] = { word = word, meaning = meaning }
  table.sort(list, function(a, b) return #a.word > #b.word end)
end

function Words:is_object(text, at)
  for _, word in ipairs(self.objects) do
    if at > #word and text:sub(at - #word, at - 1) == word then return true end
  end
  return false
end

local function longest_at(list, text, place)
  for _, one in ipairs(list) do
    if text:sub(place, place + #one.word - 1) == one.word then return one end
  end
end

local PLACED = "()(" .. utf8.charpattern .. ")"

-- What the first of the words in a text means, or the last one; the longest at a place counts.
function Words:find(text, wants_first)
  local found, at = nil, 1
  for place, c in text:gmatch(PLACED) do
    local list = place >= at and self.by_first[c]
    local one = list and longest_at(list, text, place)
    if one then
      at = place + #one.word
      if not self:is_object(text, place) then found = one.meaning end
      if wants_first and found then return found end
    end
  end
  return found
end

-- ---- all -------------------------------------------------------------------------------------------

local Rules = {}
Rules.__index = Rules

local function split(words)
  local list = {}
  for word in words:gmatch "[^|]+" do list[#list + 1] = word end
  return list
end

local function set_of(words, change)
  local set = {}
  for _, word in ipairs(split(words)) do set[change and change[word] or word] = true end
  return next(set) and set
end

-- The first character of a word and the second, or the first and nothing.
local function first_two(word)
  local first = word:match(utf8.charpattern)
  return first, word:match(utf8.charpattern, #first + 1) or ""
end

local function branch(t, key)
  t[key] = t[key] or {}
  return t[key]
end

-- Who acts where nothing else is asked for.
local ACTORS = { government = true, counsel = true, people = true }

local function add_indicator(self, row, known)
  local one = self.by_id[row.id]
  if not one then
    one = { id = row.id, units = set_of(row.units, known.plain_unit) or {}, unit = row.units:match "^[^|]*",
      topics = set_of(row.topics), actors = set_of(row.actors) or ACTORS, without = {} }
    self.by_id[row.id] = one
  end
  local rule = new_rule(row.pattern, known)
  if row.kind == "none" then
    self.denials[#self.denials + 1] = { indicator = one, rule = rule }
    return
  elseif row.kind ~= "find" then
    one.without[#one.without + 1] = rule
    return
  end
  self.count = self.count + 1
  local entry = { indicator = one, rule = rule, order = self.count }
  for _, word in ipairs(rule.words or { " " }) do
    local first, second = first_two(word)
    for unit in pairs(one.units) do
      local list = branch(branch(branch(self.by_two, first), second), unit)
      if list[#list] ~= entry then list[#list + 1] = entry end
    end
  end
end

--- Reads rules.
-- @param each_row an iterator of rows by the names of their columns
-- @param known { figure = LPeg of a number with its unit, units = set of units, plain_unit = unit as written → stored }
function M.read(each_row, known)
  local self = { by_id = {}, by_two = {}, count = 0, denials = {}, topic = new_words(), actor = new_words() }
  setmetatable(self, Rules)
  for row in each_row do
    if row.kind == "object" then self.actor.objects = split(row.pattern)
    elseif row.kind == "topic" or row.kind == "actor" then
      for _, word in ipairs(split(row.pattern)) do self[row.kind]:add(word, row.id) end
    else
      add_indicator(self, row, known)
    end
  end
  return self
end

--- The rules of which a sentence has a word: a list of tables, unit → entries.
function Rules:asked(sentence)
  local by_two, list, seen = self.by_two, {}, {}
  local function add(by_unit)
    if not seen[by_unit] then
      list[#list + 1], seen[by_unit] = by_unit, true
    end
  end
  if by_two[" "] then add(by_two[" "][""]) end
  local before
  for c in sentence:gmatch(utf8.charpattern) do
    if before and before[c] then add(before[c]) end
    before = by_two[c]
    if before and before[""] then add(before[""]) end
  end
  return list
end

local function is_before(a, b) return a.order < b.order end

local function entries_of(asked, unit)
  local list, seen = {}, {}
  for _, by_unit in ipairs(asked) do
    local entries = by_unit[unit]
    for i = 1, entries and #entries or 0 do
      local entry = entries[i]
      if not seen[entry] then
        list[#list + 1], seen[entry] = entry, true
      end
    end
  end
  table.sort(list, is_before)
  return list
end

-- The topic of the clause of a figure, else of its sentence, else of the headings over it.
local function topic_at(words, before, behind, section, sections)
  local cut = 1
  for stop in before:gmatch "\xEF\xBC[\x8C\x9A\x9B]()" do cut = stop end
  local clause_stop = behind:find "\xEF\xBC[\x8C\x9A\x9B]"
  local told = words:find(before:sub(cut)) or words:find(behind:sub(1, (clause_stop or 0) - 1), true)
    or words:find(before:sub(1, cut - 1))
  while not told and section do
    told, section = words:find(sections[section].heading), sections[section].parent
  end
  return told or ""
end

local function is_refused(one, before, behind, unit)
  for _, rule in ipairs(one.without) do
    if rule:fits(before, behind, unit) then return true end
  end
  return false
end

--- The indicators of a figure, by id.
-- @param asked what Rules:asked said of its sentence; before, behind what stands there in it; unit
-- @param section the number of its innermost section or nil; sections
function Rules:indicators(asked, before, behind, unit, section, sections)
  local found, done, topic, actor = {}, {}, nil, nil
  for _, entry in ipairs(entries_of(asked, unit)) do
    local one = entry.indicator
    actor = actor or self.actor:find(before) or "government"
    if one.actors[actor] and not done[one] and entry.rule:fits(before, behind, unit) then
      topic = one.topics and (topic or topic_at(self.topic, before, behind, section, sections)) or topic
      if not one.topics or one.topics[topic] then
        done[one] = true
        if not is_refused(one, before, behind, unit) then found[#found + 1] = one.id end
      end
    end
  end
  return found
end

local function has_word(text, words)
  for _, word in ipairs(words) do
    if text:find(word, 1, true) then return true end
  end
  return false
end

-- Whether a clause that a pattern fits means its indicator.
function Rules:means(one, rule, before, section, sections)
  local actor = self.actor:find(before) or "government"
  if not one.actors[actor] then return false end
  if not one.topics or one.topics[self.topic:find(rule.pattern) or ""] then return true end
  return one.topics[topic_at(self.topic, before, "", section, sections)] or false
end

--- The indicators of which a clause says that there was none; each is told once for each table `done`.
-- @param before the sentence up to the end of the clause
-- @param section the number of the innermost section or nil; sections
function Rules:denied(done, clause, before, section, sections)
  local found = {}
  for _, denial in ipairs(self.denials) do
    local one, rule = denial.indicator, denial.rule
    if not done[one] and has_word(clause, rule.words) and rule:fits(clause)
      and self:means(one, rule, before, section, sections) then
      found[#found + 1], done[one] = one, true
    end
  end
  return found
end

return M
