-- What fazhi says to people, in Chinese and English: a text for every code and for every
-- phrase of the program itself. The texts stand in scripts/fazhi/message, a subject a file. Both
-- languages have the same keys and the same {places}; the codes are the same in both and never change
-- their meaning.

local M = {}

-- The files of scripts/fazhi/message, a subject each, in the order in which a key is looked for. A file is { key =
-- { zh =, en = } }. For codes of the C core, whose message comes with the failure, `zh` has {reason}; `todo` says
-- what to do; `told` means that the core's English reason says it already, `has_own` by which signs a reason is
-- known that says it itself.
local subjects = { "usage", "corpus", "reading", "papers", "script", "saving", "help", "machine" }

-- Where the codes of a digit stand, so that an error loads one file.
local subject_of_digit = { "corpus", "usage", "reading", "corpus", "script", "machine", "machine" }

local FOLDER = "fazhi.message."

local function of_subject(subject)
  return require(FOLDER .. subject)
end

local function entry_of(key)
  local digit = tostring(key):match("^E(%d)%d%d$")
  local first = subject_of_digit[tonumber(digit)]
  if first then return of_subject(first)[key] end
  for _, subject in ipairs(subjects) do
    local entry = of_subject(subject)[key]
    if entry then return entry end
  end
end

--- Every text by its key: { zh =, en = }, read when it is asked for; pairs() goes through all of them.
M.texts = setmetatable({}, {
  __index = function(texts, key)
    local entry = entry_of(key)
    rawset(texts, key, entry)
    return entry
  end,
  __pairs = function(texts)
    for _, subject in ipairs(subjects) do
      for key, entry in pairs(of_subject(subject)) do rawset(texts, key, entry) end
    end
    return next, texts, nil
  end,
})

local language = nil

local function language_of_locale()
  for _, name in ipairs({ "LC_ALL", "LC_MESSAGES", "LANG" }) do
    local value = os.getenv(name)
    if value and value ~= "" then return value:match("^zh") and "zh" or "en" end
  end
  return "en"
end

--- The language in force, "zh" or "en": what was set, else what the locale says.
function M.language()
  language = language or language_of_locale()
  return language
end

--- Sets the language, "zh" or "en"; nil goes back to the locale's.
function M.set_language(name)
  language = name
end

--- Chooses between two texts of a script: the Chinese one if the language is Chinese and
--- there is one, else the English one.
function M.choose(en, zh)
  if M.language() == "zh" then return zh or en end
  return en or zh
end

local function fill(template, values)
  local function value_of(name)
    local value = values and values[name]
    return value ~= nil and tostring(value) or "?"
  end
  local function number_of(name, one, many) return value_of(name) == "1" and one or many end
  return (template:gsub("{(%w+)|([^{|}]*)|([^{|}]*)}", number_of):gsub("{(%w+)}", value_of))
end

--- A text of a script's own in the language in force, its {places} filled: say("no {what}", "没有{what}", {what = …}).
--- English has the number of what is counted, as {name|of one|of several}: say("{n} {n|report|reports} here", …).
function M.say(en, zh, values)
  return fill(M.choose(en, zh), values)
end

--- The text of a key or code in the language in force, with its {places} filled as M.say does.
function M.text(key, values)
  local entry = M.texts[key] or error("no message " .. tostring(key), 2)
  return fill(M.choose(entry.en, entry.zh), values)
end

local TOLD, LONGEST = 3, 20 -- pieces that a note repeats, characters of each

--- The text of a key with {count}, how many pieces of a document it is about, and {words}, how the first
--- of them begin; nil if there are none.
function M.pieces(key, list)
  if #list == 0 then return nil end
  local words = {}
  for k = 1, math.min(#list, TOLD) do
    local stop = utf8.offset(list[k], LONGEST + 1)
    words[k] = stop and stop <= #list[k] and list[k]:sub(1, stop - 1) .. "…" or list[k]
  end
  words[#words + 1] = #list > TOLD and "…" or nil
  return M.text(key, { count = #list, words = table.concat(words, " / ") })
end

--- nil, message, code: what a function of ours returns when it fails. `more` (optional) is
--- appended after a semicolon, for what to do.
function M.fail(code, values, more)
  local text = M.text(code, values)
  if more then text = text .. M.choose("; ", "；") .. more end
  return nil, text, code
end

local translations -- of scripts/fazhi/message/reasons.lua: { pattern =, zh = }

local function translation(pair)
  local pattern = pair[1]:gsub("[%^$().%[%]*+?-]", "%%%0"):gsub("%%d", "([%%d.]+)"):gsub("%%s", "(.-)")
  return { pattern = "()" .. pattern .. "$", zh = pair[2] }
end

local translated -- below

-- One reason, which is the whole text or stands behind a path or a line: PATH: reason.
local function translate(text, one)
  local found = table.pack(text:match(one.pattern))
  local at = found[1]
  if not at or at > 1 and text:sub(at - 2, at - 1) ~= ": " then return nil end
  return text:sub(1, at - 1) .. one.zh:gsub("%%(%d)", function(n) return translated(found[tonumber(n) + 1]) end)
end

-- What the core, the system and checks say in English, in Chinese where it is known.
function translated(text)
  if not translations then
    translations = {}
    for i, pair in ipairs(of_subject("reasons")) do translations[i] = translation(pair) end
  end
  for _, one in ipairs(translations) do
    local told = translate(text, one)
    if told then return told end
  end
  return text
end

--- A reason in the language in force: what the C core, the system or SQLite says in English, also behind a path, in
--- Chinese if that is the language and the reason is known; each line by itself.
function M.reason(text)
  if M.language() ~= "zh" then return text end
  return (text:gsub("[^\n]+", translated))
end

local function todo_of(entry)
  if not entry then return nil end
  if M.language() == "zh" then return entry.todo_zh end
  return not entry.told and entry.todo_en or nil
end

-- A message of the core is English and without what to do; ours are complete already. The
-- two are told apart by the entry: only those of the core say nothing in English but the reason. Where
-- both come with one code, ours are known by the semicolon before what to do (`has_own`). In Chinese a reason that is
-- known stands for itself, any other in brackets behind what its code means.
local function complete(code, text)
  local entry = M.texts[code]
  if not entry or entry.en ~= "{reason}" then return text end
  local todo, reason = todo_of(entry), M.reason(text)
  if reason ~= text then return not entry.told and todo and reason .. M.choose("; ", "；") .. todo or reason end
  for _, mark in ipairs(entry.has_own or {}) do
    if text:find(mark, 1, true) then todo = nil end
  end
  if M.language() == "zh" and text ~= "" then text = fill(entry.zh, { reason = text }) end
  return todo and text .. M.choose("; ", "；") .. todo or text
end

local function escape(c)
  return ("\\x%02x"):format(c:byte())
end

--- A string as it can be shown on one line of a terminal or stored as text: control characters and
--- bytes that are no UTF-8 become \xNN.
function M.shown(s)
  s = s:gsub("[\0-\31\127]", escape)
  local parts, at = {}, 1
  while true do
    local length, bad = utf8.len(s, at)
    if length then break end
    parts[#parts + 1] = s:sub(at, bad - 1) .. escape(s:sub(bad, bad))
    at = bad + 1
  end
  return #parts == 0 and s or table.concat(parts) .. s:sub(at)
end

--- A message with the path it is about before it, unless it begins with it.
function M.at_path(text, path)
  text = tostring(text)
  if text:sub(1, #path) == path then text = text:sub(#path + 1):gsub("^: ", "", 1) end
  return M.shown(path) .. ": " .. text
end

--- The one line that tells a failure: "E301: PATH: reason; what to do". `path` may be nil.
function M.line(code, text, path)
  text = complete(code, tostring(text))
  if path then text = M.at_path(text, path) end
  return (code and code .. ": " or "") .. text
end

--- The exit status that a code stands for: its first digit.
function M.status(code)
  return tonumber(tostring(code):match("^E(%d)") or 7)
end

return M
