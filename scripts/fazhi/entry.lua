-- One entry of an indicator catalogue: what may stand in it, what is wrong with it, the form in
-- which the observer uses it, and how it reads in words.

local lpeg = require "lpeg"
local entry_line = require "fazhi.entry_line"
local failure = require "fazhi.failure"
local nearest = require "fazhi.nearest"
local pattern = require "fazhi.pattern"
local wordlist = require "fazhi.wordlist"

local M = {}

local level_names = { ["省"] = "province", ["市"] = "prefecture", ["县"] = "county", ["乡"] = "township",
  ["部门"] = "department" }
local level_zh = {}
for zh, en in pairs(level_names) do level_zh[en] = zh end

local periods = { annual = true, to_date = true, cumulative = true, stock = true, planned = true }
local kinds = { count = true, money = true, percent = true, ["rate-change"] = true, duration = true,
  area = true, rank = true, ratio = true, other = true }

-- "件" or {"件", "起"} → {"件", "起"}; nil for anything else.
local function as_list(value)
  if type(value) == "string" then return { value } end
  if type(value) ~= "table" then return nil end
  for _, item in ipairs(value) do
    if type(item) ~= "string" then return nil end
  end
  return value
end

-- "a|b" → {"a", "b"}
local function as_words(value)
  local list = as_list(value)
  if not list then return nil end
  local words = {}
  for _, item in ipairs(list) do
    if item:find("[|\xBD]") then
      for word in item:gsub("｜", "|"):gmatch("[^|]+") do words[#words + 1] = word end
    elseif item ~= "" then
      words[#words + 1] = item
    end
  end
  return words
end

local Check = {}
Check.__index = Check

-- Told with the line of the file where it can be found; `near` is a text that stands in that line. In a list
-- `item` is the place in it.
function Check:defect(field, text, near)
  if self.item then field = ("%s[%d]"):format(field, self.item) end
  local line = self.is_file and entry_line.find(self.file, self.id, field, near)
  self.defects[#self.defects + 1] = ("%s%s: %s: %s: %s"):format(self.file, line and ":" .. line or "", self.id, field,
    text)
end

-- Each reader takes the value of its field and returns what the observer uses.
local function string_field(check, field, value)
  if type(value) == "string" and value ~= "" then return value end
  check:defect(field, "must be a text, not " .. type(value))
end

local function boolean_field(check, field, value)
  if type(value) == "boolean" then return value end
  check:defect(field, "must be true or false, not " .. type(value))
end

-- "doubt": the indicator counts what was cut, which the value left of it is not (从799项削减至326项).
local function from_to_field(check, field, value)
  if value == "doubt" then return value end
  check:defect(field, "is \"doubt\" or left out")
end

local function words_field(check, field, value)
  local words = as_words(value)
  if words and #words > 0 then return words end
  check:defect(field, "must be a word, words divided by |, or a list of words")
end

local function set_of(known, what)
  return function(check, field, value)
    local words = words_field(check, field, value)
    for _, word in ipairs(words or {}) do
      if not known[word] then check:defect(field, ("%s is no %s"):format(word, what)) end
    end
    return words and wordlist.set(words)
  end
end

local function unit_field(check, field, value)
  local units = words_field(check, field, value)
  for _, unit in ipairs(units or {}) do
    if unit:find("^万") or unit:find("^亿") then
      check:defect(field, unit .. ": 万 and 亿 are multiplied out, write the unit alone")
    elseif unit:find "[%s,]" or unit:find("，", 1, true) or unit:find("、", 1, true) then
      check:defect(field, unit .. ": units are divided by |")
    end
  end
  return units
end

local function levels_field(check, field, value)
  if type(value) == "table" then
    for _, level in ipairs(value) do
      if not level_zh[level] then check:defect(field, tostring(level) .. " is no level") end
    end
    return value
  elseif type(value) ~= "string" then
    check:defect(field, "must be such as 省市县乡 or {\"province\"}")
    return nil
  end
  local levels, rest = {}, value:gsub("部门", "")
  local has_departments = rest ~= value
  for _, zh in ipairs { "省", "市", "县", "乡" } do
    local cut, n = rest:gsub(zh, "")
    if n > 0 then levels[#levels + 1], rest = level_names[zh], cut end
  end
  if has_departments then levels[#levels + 1] = "department" end
  if rest ~= "" then check:defect(field, ("%s: levels are 省 市 县 乡 部门"):format(rest)) end
  return levels
end

local function compile(check, field, source, figure, near)
  local made, why = pattern.made(source, figure)
  if not made then check:defect(field, why, near) end
  return made
end

local STEPS = 10000000 -- of Lua, after which a function of an entry is taken to run for ever

local function stop_running()
  error(("runs for more than %d steps"):format(STEPS), 2)
end

-- Calls f with a limit of steps. An interrupt that comes meanwhile has its own hook, which stays.
local function limited(f, ...)
  local before = debug.gethook()
  if not before then debug.sethook(stop_running, "", STEPS) end
  local results = table.pack(pcall(f, ...))
  if debug.gethook() == stop_running then debug.sethook() end
  return results
end

-- A function of an entry that fails is told with the entry, and is no fault of fazhi; what is raised on
-- purpose, such as an interrupt, passes.
local function guarded(check, field, f)
  local name = ("%s: %s: %s: "):format(check.file, check.id, field)
  return function(...)
    local results = limited(f, ...)
    if results[1] then return table.unpack(results, 2, results.n) end
    local e = results[2]
    if type(e) ~= "string" or e == "not enough memory" then error(e, 0) end
    failure.raise("E502", name .. e)
  end
end

local DEEP = 4 -- forms within each other

-- Forms are pieces of patterns that the words of a catalogue name: <增长> in a pattern stands for the
-- form 增长. A form may hold others.
local expand = setmetatable({}, { __mode = "k", __index = function(known, forms)
  local expanded = {}
  for name, form in pairs(forms) do
    for _ = 2, DEEP do form = form:gsub("<([^<>]+)>", forms) end
    expanded[name] = form
  end
  known[forms] = expanded
  return expanded
end })

local function with_forms(check, source)
  return check.forms and source:gsub("<([^<>]+)>", expand[check.forms]) or source
end

local function is_callable(value)
  return type(value) == "function" or lpeg.type(value) == "pattern"
end

-- A finder is a pattern as text or compiled, an LPeg pattern or a function.
local function finder(check, field, value, figure)
  if type(value) == "string" then
    local made = compile(check, field, with_forms(check, value), figure, value)
    if made then made.written = value end
    return made
  end
  if type(value) == "function" then return guarded(check, field, value) end
  if pattern.is(value) or is_callable(value) then return value end
  check:defect(field, "must be a pattern, an LPeg pattern or a function, not " .. type(value))
end

local function finders_field(figure)
  return function(check, field, value)
    if type(value) ~= "table" or pattern.is(value) then value = { value } end
    if #value == 0 then check:defect(field, "has no pattern") end
    local list = {}
    for i, item in ipairs(value) do
      check.item = #value > 1 and i or nil
      list[#list + 1] = finder(check, field, item, figure)
    end
    check.item = nil
    return list
  end
end

-- A list of patterns, each with a note on what it means: why the figure is doubted, what it is said of.
local function noted_field(check, field, value)
  local list = {}
  if type(value) ~= "table" then
    check:defect(field, "must be a list of {pattern, note}")
    return nil
  end
  for i, item in ipairs(value) do
    check.item = i
    if type(item) ~= "table" or type(item[2]) ~= "string" then
      check:defect(field, "must be {pattern, note}")
    else
      list[#list + 1] = { finder = finder(check, field, item[1], "optional"), note = item[2] }
    end
  end
  check.item = nil
  return list
end

local function is_hit(test)
  return type(test) == "table" and type(test[1]) == "string" and type(test[2]) == "number"
end

local function is_miss(test)
  return type(test) == "string" or type(test) == "table" and type(test[1]) == "string"
end

local function check_tests(check, field, list, is_sound, defect)
  for i, test in ipairs(list) do
    if not is_sound(test) then
      check.item = i
      check:defect(field, defect)
    end
  end
  check.item = nil
end

-- { hit = { {sentence, value}, … }, miss = { sentence, … } } or shorter { {sentence, value}, … }. A test
-- may say the heading above the sentence and the year the report is of: {sentence, value, year = 2024}. What is made
-- of them is made when it is asked for.
local function tests_field(check, field, value)
  if type(value) ~= "table" then return check:defect(field, "must be a table with hit and miss") end
  check_tests(check, "tests.hit", value.hit or value, is_hit, "must be {sentence, value}")
  check_tests(check, "tests.miss", value.miss or {}, is_miss, "must be a sentence")
end

-- { hit = { { sentence=, value=, heading=, year= }, … }, miss = the same without values }
local function read_tests(value)
  local tests = { hit = {}, miss = {} }
  for i, test in ipairs(value.hit or value) do
    tests.hit[i] = { sentence = test[1], value = test[2], heading = test.heading, year = test.year }
  end
  for i, test in ipairs(value.miss or {}) do
    if type(test) == "string" then test = { test } end
    tests.miss[i] = { sentence = test[1], heading = test.heading, year = test.year }
  end
  return tests
end

-- The tests of an entry, made of `written` when one of their lists is asked for. It is they that have the metatable:
-- what an entry does not say is asked for at every figure.
local Tests = {}

Tests.__index = function(tests, key)
  if key ~= "hit" and key ~= "miss" then return nil end
  local read = read_tests(tests.written)
  tests.hit, tests.miss = read.hit, read.miss
  return read[key]
end

local function polarity_field(check, field, value)
  if value == 1 or value == 0 or value == -1 then return value end
  check:defect(field, "is 1 (more is better), -1 (less is better) or 0")
end

-- Patterns of words that say there was none (未收到…申请), in one clause and without a figure.
local function none_field(check, field, value)
  local list = finders_field("optional")(check, field, value)
  for _, one in ipairs(list) do
    if not pattern.is(one) or one.figure then
      check:defect(field, "must be patterns without <数>, which say in words that there was none")
      return nil
    end
  end
  return list
end

-- What the contents of a report are known by, see fazhi.contents.
local function contents_field(check, field, value)
  if type(value) == "table" and type(value.headings) == "table" then return value end
  check:defect(field, "must be a table with headings and leads")
end

local function function_field(check, field, value)
  if type(value) == "function" then return guarded(check, field, value) end
  check:defect(field, "must be a function, not " .. type(value))
end

-- What may stand in an entry, and who reads it.
local fields = {
  id = function(check, field, value)
    if type(value) == "string" and value:find("^[a-z][a-z0-9_]*$") then return value end
    check:defect(field, "must be small letters, digits and _, such as review_accepted")
  end,
  zh = string_field, en = string_field, part = string_field, definition = string_field,
  unit = unit_field, polarity = polarity_field, levels = levels_field,
  find = finders_field(), unless = finders_field("optional"), none = none_field, contents = contents_field,
  topic = words_field, actor = words_field, section = words_field,
  kind = set_of(kinds, "kind of figure"), period_not = set_of(periods, "period"),
  period = set_of(periods, "period"), bracket = boolean_field, claimed = boolean_field, level = boolean_field,
  signed = boolean_field, from_to = from_to_field, catalogue = string_field,
  doubt = noted_field, basis = noted_field, confused_with = words_field, tests = tests_field, check = function_field,
}

local required = { "id", "zh", "find" }

-- ", did you mean …?" for a word that is nearly one of the keys of a table.
local function meant(word, keys)
  local words = {}
  for key in pairs(keys) do words[#words + 1] = key end
  table.sort(words)
  local near = nearest.find(word, words)
  return near and ("; did you mean %s?"):format(near) or ""
end

local function check_known(check, value, known)
  for _, topic in ipairs(known and known.topics and value.topic or {}) do
    if not known.topics[topic] then
      check:defect("topic", topic .. " is not in topics.lua" .. meant(topic, known.topics), topic)
    end
  end
  for _, actor in ipairs(known and known.actors and value.actor or {}) do
    if not known.actors[actor] then
      check:defect("actor", actor .. " is not in actors.lua" .. meant(actor, known.actors), actor)
    end
  end
end

local function split_unless(list)
  local here, near = {}, {}
  for _, one in ipairs(list or {}) do
    if pattern.is(one) and not one.figure then near[#near + 1] = one else here[#here + 1] = one end
  end
  return here, near
end

-- Any actor but those who are not of the government.
local default_actors = { government = true, counsel = true, people = true }

local function finish(entry, source)
  entry.find, entry.units = entry.find or {}, wordlist.set(entry.unit)
  entry.topics, entry.actors = wordlist.set(entry.topic), wordlist.set(entry.actor) or default_actors
  entry.period_not = entry.period_not or { planned = true }
  entry.unless_here, entry.unless_near = split_unless(entry.unless)
  entry.confusable = wordlist.set(entry.confused_with or {})
  -- Entries that ask for changes alone get a sign; a cut of 60% is as stated.
  if entry.signed == nil then
    entry.signed = entry.kind ~= nil and entry.kind["rate-change"] == true and not entry.kind.percent
  end
  entry.source = source
  if source.tests ~= nil then entry.tests = setmetatable({ written = source.tests }, Tests) end
  return entry
end

local function read_field(check, entry, source, name)
  if not fields[name] then
    check:defect(name, "no such field" .. meant(name, fields))
  else
    entry[name] = fields[name](check, name, source[name])
  end
end

-- The defects of the fields once more, by name.
local function tell_in_order(check, entry, source)
  local names = {}
  for name in pairs(source) do names[#names + 1] = tostring(name) end
  table.sort(names)
  check.defects = {}
  for _, name in ipairs(names) do read_field(check, entry, source, name) end
end

--- Checks an entry and makes it ready for the observer.
-- @param source the entry as written in a catalogue file
-- @param options nil or { file = name for messages, known = { topics=, actors= sets of names,
--   forms = { name = piece of a pattern } } }
-- @return the entry; or nil and a list of all its defects, each "file: id: field: what is wrong"
function M.read(source, options)
  options = options or {}
  local check = setmetatable({ defects = {}, file = options.file or "indicator", is_file = options.file ~= nil,
    forms = options.known and options.known.forms,
    id = type(source) == "table" and type(source.id) == "string" and source.id or "?" }, Check)
  if type(source) ~= "table" then
    check:defect("entry", "must be a table, not " .. type(source))
    return nil, check.defects
  end
  local entry = { file = options.file }
  for name in pairs(source) do read_field(check, entry, source, tostring(name)) end
  if #check.defects > 0 then tell_in_order(check, entry, source) end
  for _, name in ipairs(required) do
    local is_content = name == "find" and source.contents ~= nil -- it rests on words and on no figure
    if source[name] == nil and not is_content then check:defect(name, "is missing") end
  end
  check_known(check, entry, options.known)
  if #check.defects > 0 then return nil, check.defects end
  entry.forms = options.known and options.known.forms
  return finish(entry, source)
end

local texts = {
  zh = { unit = "单位", part = "部分", levels = "适用层级", definition = "定义", find = "句式",
    none = "文字说明为无（记0）", unless = "不取", form = "其中",
    topic = "所在话题", actor = "主体", section = "标题须含", kind = "数字类别", claimed = "报告自称的比率，照录不算",
    from_to = "由甲变为乙的，乙存疑",
    bracket = "也取括号内的数", level = "多年回顾所达到的，作末年值", doubt = "存疑", basis = "口径另计",
    confused_with = "易混", hit = "例", miss = "反例",
    polarity = { [1] = "越大越好", [0] = "无优劣方向", [-1] = "越小越好" }, any = "任何单位", colon = "：" },
  en = { unit = "unit", part = "part", levels = "levels", definition = "definition", find = "found as",
    none = "none in words (0)",
    unless = "not if", form = "where", topic = "topic in force", actor = "actor", section = "under a heading with",
    kind = "kind of figure", claimed = "a rate as the report claims it, not computed",
    from_to = "doubtful where it is what a larger number was cut to",
    bracket = "also figures in brackets", level = "reached in a review of several years, it is the last one's",
    doubt = "doubtful if", basis = "compared apart", confused_with = "not to be confused with",
    hit = "example", miss = "not", polarity = { [1] = "more is better", [0] = "no direction", [-1] = "less is better" },
    any = "any unit", colon = ": " },
}

local function patterns_of(list)
  local lines = {}
  for _, one in ipairs(list or {}) do
    lines[#lines + 1] = pattern.is(one) and (one.written or one.source) or ("(" .. type(one) .. ")")
  end
  return lines
end

-- The forms that patterns name, each once, with those that they name in turn.
local function forms_of(entry)
  local named, seen, forms = {}, {}, entry.forms or {}
  local function collect(text)
    for name in text:gmatch("<([^<>]+)>") do
      if forms[name] and not seen[name] then
        seen[name] = true
        named[#named + 1] = ("<%s> = %s"):format(name, forms[name])
        collect(forms[name])
      end
    end
  end
  for _, list in ipairs { entry.find, entry.unless or {} } do
    for _, line in ipairs(patterns_of(list)) do collect(line) end
  end
  return named
end

local function levels_in(entry, lang)
  local levels = {}
  for i, level in ipairs(entry.levels or {}) do levels[i] = lang == "en" and level or level_zh[level] end
  return levels
end

local function tests_in_words(tests)
  local hits, misses = {}, {}
  for i, test in ipairs(tests and tests.hit or {}) do
    hits[i] = ("%s → %s"):format(test.sentence, test.value)
  end
  for i, test in ipairs(tests and tests.miss or {}) do misses[i] = test.sentence end
  return hits, misses
end

local function noted_in_words(list)
  local lines = {}
  for i, one in ipairs(list or {}) do
    lines[i] = ("%s（%s）"):format(patterns_of({ one.finder })[1], one.note)
  end
  return lines
end

--- An entry in words.
-- @param entry as M.read returns it
-- @param lang "zh" (default) or "en"
-- @return an array of lines
function M.describe(entry, lang)
  local t = texts[lang] or texts.zh
  local lines = { ("%s  %s"):format(entry.id, lang == "en" and entry.en or entry.zh) }
  local function put(key, list)
    for _, value in ipairs(list) do lines[#lines + 1] = ("  %s%s%s"):format(t[key], t.colon, value) end
  end
  local function put_joined(key, list)
    if list and #list > 0 then put(key, { table.concat(list, lang == "en" and ", " or "、") }) end
  end
  local function put_word(word)
    if word then lines[#lines + 1] = "  " .. word end
  end
  put("definition", { entry.definition })
  put("part", { entry.part })
  put_joined("unit", entry.unit or not entry.contents and { t.any } or nil)
  put_word(t.polarity[entry.polarity])
  put_joined("levels", levels_in(entry, lang))
  put_joined("topic", entry.topic)
  put_joined("actor", entry.actor)
  put_joined("section", entry.section)
  put("find", patterns_of(entry.find))
  put("none", patterns_of(entry.none))
  put("unless", patterns_of(entry.unless))
  put("form", forms_of(entry))
  put("doubt", noted_in_words(entry.doubt))
  put("basis", noted_in_words(entry.basis))
  put_word(entry.claimed and t.claimed)
  put_word(entry.bracket and t.bracket)
  put_word(entry.level and t.level)
  put_word(entry.from_to and t.from_to)
  put_joined("confused_with", entry.confused_with)
  local hits, misses = tests_in_words(entry.tests)
  put("hit", hits)
  put("miss", misses)
  return lines
end

return M
