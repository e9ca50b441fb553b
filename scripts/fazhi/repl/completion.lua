-- repl.completion: what Tab offers: names and fields, methods after a colon, arguments of verbs inside {…},
-- indicators, regions, reports and files inside quotes, and commands after a colon at the beginning.

local args = require "fazhi.args"
local path = require "fazhi.path"
local script = require "fazhi.script"
local topic = require "fazhi.repl.topic"
local values = require "fazhi.values"
local width = require "fazhi.width"

local M = {}

local keywords = { "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
  "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while" }

-- Walks over code up to its end: the quote that is open there and where its string begins, and a list of
-- the open brackets, each with its place.
local function scan(code)
  local at, quote, start, open = 1, nil, nil, {}
  while at <= #code do
    local c = code:sub(at, at)
    if quote then
      if c == "\\" then at = at + 1 elseif c == quote then quote = nil end
    elseif c == '"' or c == "'" then
      quote, start = c, at + 1
    elseif c == "(" or c == "{" or c == "[" then
      open[#open + 1] = { sign = c, at = at }
    elseif c == ")" or c == "}" or c == "]" then
      open[#open] = nil
    end
    at = at + 1
  end
  return quote, start, open
end

-- The verb whose call `NAME{…` or `NAME(…` is open at the end of the code, as its header.
local function open_verb(code, open, env)
  for i = #open, 1, -1 do
    local name = code:sub(1, open[i].at - 1):match("([%a_][%w_]*)%s*$")
    local value = name and env[name]
    local header = topic.header_of(value)
    if header then return header end
  end
end

-- Words that can stand inside quotes, by kind.

local words = {}

function words.indicator(scope)
  local list, corpus = {}, scope.corpus()
  local function put(id, name)
    list[#list + 1] = id
    if name then list[#list + 1] = name end
  end
  for _, one in ipairs(corpus and corpus:indicators() or {}) do put(one.id, one.name) end
  if #list > 0 then return list end
  for _, one in ipairs(require("fazhi.catalogue").entries()) do put(one.entry.id, one.entry.zh) end
  return list
end

function words.region(scope)
  local list, corpus = {}, scope.corpus()
  for _, one in ipairs(corpus and corpus:regions() or {}) do
    list[#list + 1] = one.name
    list[#list + 1] = one.full_name
  end
  return list
end

function words.report(scope)
  local corpus = scope.corpus()
  return corpus and corpus:ids({}) or {}
end

function words.level()
  return values.levels
end

function words.verb()
  return script.words()
end

-- File names below the folder that the word names so far; a folder ends with "/".
function words.path(_, word)
  local files = require("fazhi.core").files
  local folder = word:match("^(.*/)") or ""
  local from = folder:gsub("^~/", (os.getenv("HOME") or "~") .. "/")
  local list = {}
  for _, name in ipairs(files.list(from == "" and "." or from) or {}) do
    if name:sub(1, 1) ~= "." or word:sub(#folder + 1, #folder + 1) == "." then
      list[#list + 1] = folder .. name .. (files.kind(from .. name) == "directory" and "/" or "")
    end
  end
  return list
end

-- What kind of word a string is, by what stands before it; the first that fits.
local before_quote = {
  { "[:.]save%s*%(?%s*$", "path" }, { "[.:]read%s*%(?%s*$", "path" }, { "[.:]open%s*%(?%s*$", "path" },
  { "%f[%w]use%s*%(?%s*$", "path" }, { "dofile%s*%(?%s*$", "path" }, { "loadfile%s*%(?%s*$", "path" },
  { "%f[%w]report%s*%(?%s*$", "report" }, { "[.:]get%s*%(?%s*$", "indicator" },
  { "[.:]values%s*%(?%s*$", "indicator" }, { "[.:]missing%s*%(?%s*$", "indicator" },
  { "[.:]region%s*%(?%s*$", "region" },
  { "region%s*=%s*$", "region" }, { "within%s*=%s*$", "region" }, { "indicator%s*=%s*$", "indicator" },
  { "level%s*=%s*$", "level" }, { "report%s*=%s*$", "report" },
}

-- The argument of a verb that the string is: `key = "`, or by its place, `verb{"` and `verb "`.
local function argument_before(code, open, env)
  local header = open_verb(code, open, env)
  local name = code:match("([%a_][%w_]*)%s*=%s*{?%s*$")
  if not header and not name then
    header = topic.header_of(env[code:match("([%a_][%w_]*)%s*$") or ""])
  end
  for _, argument in ipairs(header and header.arguments or {}) do
    if not name and argument.name:sub(1, 2) ~= "--" or name == args.key(argument.name) then return argument end
  end
end

local function kind_of_string(code, open, env)
  for _, one in ipairs(before_quote) do
    if code:find(one[1]) then return one[2] end
  end
  local argument = argument_before(code, open, env)
  if argument and argument.choices then return argument.choices end
  return argument and words[argument.kind] and argument.kind
end

local function in_string(code, start, open, scope)
  local word, before = code:sub(start), code:sub(1, start - 2)
  local kind = kind_of_string(before, open, scope.env)
  if type(kind) == "table" then return word, kind end
  if kind then return word, words[kind](scope, word), kind end
  local list = {}
  for _, one in ipairs { "indicator", "region" } do
    local more = words[one](scope, word)
    table.move(more, 1, #more, #list + 1, list)
  end
  local found = words.path(scope, word)
  if word ~= "" then table.move(found, 1, #found, #list + 1, list) end
  return word, list
end

-- Names.

local function globals(scope)
  local list = table.move(keywords, 1, #keywords, 1, {})
  local function put(names) table.move(names, 1, #names, #list + 1, list) end
  put(topic.members(scope.env))
  put(topic.members(_G))
  put(topic.members(require("fazhi")))
  for _, kind in ipairs { "commands", "analyses" } do
    for name in pairs(path.list(kind)) do
      if name:find("^[%a_][%w_]*$") then list[#list + 1] = name end
    end
  end
  return list
end

local function argument_keys(code, open, word, env)
  local last = open[#open]
  if not last or last.sign ~= "{" or not code:sub(last.at + 1, #code - #word):find("^%s*$")
    and not code:sub(1, #code - #word):find(",%s*$") then return {} end
  local header = open_verb(code, open, env)
  local list = {}
  for i, argument in ipairs(header and header.arguments or {}) do list[i] = args.key(argument.name) .. " = " end
  return list
end

-- Values on the way to the last name of a chain are read; nothing is called.
local function walk(chain, env)
  local value = env
  for step in chain:gmatch("[^.:]+") do
    local ok, found = pcall(function() return value[step] end)
    if not ok or found == nil then return nil end
    value = found
  end
  return value
end

local function of_name(code, open, scope)
  local chain = code:match("[%a_][%w_.:]*$") or ""
  local owner, sign, word = chain:match("^(.*)([.:])([^.:]*)$")
  if not owner then
    local keys = argument_keys(code, open, chain, scope.env)
    return chain, #keys > 0 and keys or chain ~= "" and globals(scope) or {}
  end
  local value = walk(owner, scope.env)
  if value == nil then return word, {} end
  local list = {}
  for _, name in ipairs(topic.members(type(value) == "string" and string or value)) do
    local ok, member = pcall(function() return value[name] end)
    if sign == "." or ok and type(member) == "function" then list[#list + 1] = name end
  end
  return word, list
end

-- Commands, and what follows them.
local function of_command(line, scope)
  local word = line:match("^%s*:(%S*)$")
  if word then
    local list = {}
    for _, command in ipairs(scope.commands) do
      list[#list + 1] = command.name
      list[#list + 1] = command.zh
    end
    table.move(words.verb(), 1, #words.verb(), #list + 1, list)
    return word, list
  end
  local name, rest = line:match("^%s*:(%S+)%s+(.*)$")
  word = rest:match("%S*$")
  for _, command in ipairs(scope.commands) do
    if command.name:sub(1, #name) == name or command.zh == name then
      return word, type(command.words) == "table" and command.words or words[command.words or "path"](scope, word),
        command.words
    end
  end
  local header = script.find(name)
  local list = {}
  for _, argument in ipairs(header and header.arguments or {}) do
    if argument.name:sub(1, 2) == "--" then list[#list + 1] = argument.name end
  end
  if word:sub(1, 1) == "-" then return word, list end
  return in_string(line, #line - #word + 1, {}, scope)
end

local function fitting(word, list)
  local found, seen = {}, {}
  for _, one in ipairs(list) do
    if one:sub(1, #word) == word and not seen[one] then
      seen[one] = true
      found[#found + 1] = one
    end
  end
  table.sort(found)
  return found
end

--- What may stand at the end of a line.
-- @param line what stands before the cursor
-- @param scope { env =, corpus = function() → corpus or nil, commands = list of { name=, zh=, words= } }
-- @return the word that is being typed, a list of words that begin with it, and "string" with the quote if it
--   stands in quotes
function M.candidates(line, scope)
  if line:find("^%s*:") then return M.fit(of_command(line, scope)) end
  local quote, start, open = scan(line)
  if quote then
    local word, list, kind = in_string(line, start, open, scope)
    return word, fitting(word, list), kind == "path" and "path" or "string", quote
  end
  return M.fit(of_name(line, open, scope))
end

--- The word and those of the list that begin with it.
function M.fit(word, list)
  return word, fitting(word, list)
end

-- The longest beginning that all have, in whole characters.
local function common(list)
  local first = list[1]
  local n = #first
  for _, one in ipairs(list) do
    while one:sub(1, n) ~= first:sub(1, n) do n = n - 1 end
  end
  while n > 0 and n < #first and first:byte(n + 1) & 0xC0 == 0x80 do n = n - 1 end
  return first:sub(1, n)
end

local MOST = 100 -- words that are shown

--- Words side by side, as many columns as fit.
function M.listing(list, columns)
  local widest, lines = 0, {}
  for i = 1, math.min(#list, MOST) do widest = math.max(widest, width.of(list[i], 1) + 2) end
  local across = math.max(1, columns // widest)
  local down = -(-math.min(#list, MOST) // across)
  for row = 1, down do
    local parts = {}
    for i = row, math.min(#list, MOST), down do
      parts[#parts + 1] = list[i] .. (" "):rep(widest - width.of(list[i], 1))
    end
    lines[row] = table.concat(parts):gsub("%s+$", "")
  end
  if #list > MOST then lines[#lines + 1] = ("… %d"):format(#list) end
  return table.concat(lines, "\n")
end

--- What Tab does.
-- @return how many characters before the cursor to replace (0), what to put there or nil, and a list to show or nil
function M.complete(line, scope, columns)
  local word, list, kind, quote = M.candidates(line, scope)
  if #list == 0 then return 0, nil, nil end
  local whole = common(list)
  local more = whole:sub(#word + 1)
  if #list == 1 then
    if kind == "string" then more = more .. quote end
    if kind == "path" and whole:sub(-1) ~= "/" then more = more .. quote end
    return 0, more ~= "" and more or nil, nil
  end
  if more ~= "" then return 0, more, nil end
  return 0, nil, M.listing(list, columns)
end

return M
