-- Arguments: from the words of a command line, or from a Lua table, to checked values as a
-- script's header declares them. Options common to all verbs are taken out first.

local message = require("fazhi.message")
local nearest = require("fazhi.nearest")
local readers = require("fazhi.values")

local M = {}

--- Options of every verb: long and short name, the kind of value, and help.
M.globals = {
  { "--corpus", "-c", "FILE", en = "the corpus; $FAZHI_CORPUS, else fazhi.db here",
    zh = "语料库；默认 $FAZHI_CORPUS，否则当前目录的 fazhi.db" },
  { "--format", "-f", "FORMAT", en = "table, csv, tsv, jsonl, markdown, html, xlsx, svg or png",
    zh = "table、csv、tsv、jsonl、markdown、html、xlsx、svg 或 png" },
  { "--output", "-o", "FILE", en = "write to FILE, in the format of its ending; "
    .. "a .csv begins with a byte order mark, for Excel", zh = "写入文件，格式由扩展名定；.csv 以 BOM 开头，供 Excel 识别" },
  { "--columns", nil, "A,B", en = "only these columns, in this order", zh = "只要这些列，按此顺序" },
  { "--limit", nil, "N", kind = "integer", en = "at most N rows", zh = "最多 N 行" },
  { "--chart", nil, en = "draw the chart under the table; -o FILE.svg, .png or .html saves it",
    zh = "在表格下面画图；存图用 -o 文件.svg、.png 或 .html" },
  { "--no-unicode", nil, en = "draw charts with ASCII alone", zh = "只用 ASCII 字符画图" },
  { "--color", nil, "WHEN", choices = { "auto", "always", "never" }, en = "auto, always or never",
    zh = "auto、always 或 never" },
  { "--lang", nil, "LANG", choices = { "zh", "en" }, en = "zh or en; default from the locale",
    zh = "zh 或 en；默认随系统" },
  { "--scripts", nil, "DIR", many = true, en = "look for scripts here first", zh = "先在此文件夹找脚本" },
  { "--regions", nil, "FILE", many = true, en = "a table of further places, which the corpus remembers",
    zh = "补充的地区表，给出一次，语料库即记住" },
  { "--quiet", "-q", en = "results and errors only", zh = "只输出结果和错误" },
  { "--verbose", "-v", en = "say more", zh = "多说一些" },
  { "--safe", nil, en = "for scripts of others: they read the corpus, and nothing else",
    zh = "运行别人的脚本：只能读语料库，别的都不能" },
  { "--help", "-h", en = "this help", zh = "显示帮助" },
  { "--version", nil, en = "the version", zh = "显示版本" },
}

local function global_named(word)
  for _, option in ipairs(M.globals) do
    if option[1] == word or option[2] == word then return option end
  end
end

--- True if `name` is an option of every verb, which no script may take for itself.
function M.is_global(name)
  return global_named(name) ~= nil
end

local function key_of(name)
  return (name:gsub("^%-+", ""):gsub("…$", ""):lower():gsub("-", "_"))
end

--- The key under which an argument's value is found: "--dry-run" → dry_run, "FILE…" → file.
M.key = key_of

-- "--name=value" in two; the word itself if it has no "=".
local function split_word(word)
  local name, value = word:match("^(%-%-[^=]+)=(.*)$")
  return name or word, value
end

local function take_value(option, name, value, words, at)
  if not option[3] then
    if value then return nil, message.fail("E214", { name = name }) end
    return true, at
  end
  if value then return value, at end
  if words[at + 1] == nil then return nil, message.fail("E210", { name = name }) end
  return words[at + 1], at + 1
end

local function check_global(option, value)
  if option.kind == "integer" then return readers.integer(value, { name = option[1], min = 0 }) end
  if option.choices then
    for _, choice in ipairs(option.choices) do
      if choice == value then return value end
    end
    local want = message.text("want_choice", { choices = table.concat(option.choices, " ") })
    return message.fail("E208", { name = option[1], word = value, want = want })
  end
  return value
end

local function store(values, option, value)
  local key = key_of(option[1])
  if option.many then
    values[key] = values[key] or {}
    table.insert(values[key], value)
  else
    values[key] = value
  end
end

--- Takes the options of every verb out of a list of words. `stops(word, rest)` (optional) says
--- that everything after this word belongs to someone else. Returns the options by key
--- (columns as a list) and the words left; or nil, message, code. Words after "--" are left alone.
function M.split_globals(words, stops)
  local values, rest, at = {}, {}, 1
  while at <= #words do
    local word = words[at]
    local name, value = split_word(word)
    local option = global_named(name)
    if word == "--" or (stops and not option and stops(word, rest)) then
      table.move(words, at, #words, #rest + 1, rest)
      break
    end
    if option then
      local why, code
      value, at, why, code = take_value(option, name, value, words, at)
      if value == nil then return nil, why, code end
      if value ~= true then
        value, why, code = check_global(option, value)
        if value == nil then return nil, why, code end
      end
      store(values, option, value)
    else
      rest[#rest + 1] = word
    end
    at = at + 1
  end
  if values.columns then
    local list = {}
    for name in values.columns:gmatch("[^,%s]+") do list[#list + 1] = name end
    if #list == 0 then
      return message.fail("E208", { name = "--columns", word = values.columns, want = message.text "want_columns" })
    end
    values.columns = list
  end
  if values.output == "-" then values.output = nil end -- the file of that name is meant by ./-
  return values, rest
end

--- The first and last year of a value of kind "year"; nil where the range is open or no year
--- was given.
function M.years(value)
  if type(value) == "table" then return value.from, value.to end
  return value, value
end

local function read_one(argument, given)
  return readers[argument.kind](given, argument)
end

local function is_repeated(argument)
  return argument.repeated or argument.name:find("…$") ~= nil
end

local function is_option(argument)
  return argument.name:sub(1, 2) == "--"
end

-- Adds a value given for `argument`; true, or nil, message, code.
local function put(values, argument, given)
  local value, why, code = read_one(argument, given)
  if value == nil then return nil, why, code end
  local key = key_of(argument.name)
  if is_repeated(argument) then
    values[key] = values[key] or {}
    table.insert(values[key], value)
  else
    values[key] = value
  end
  return true
end

-- Where the usage is told: a verb has a page of help, a program its own --help.
local function see_help(header)
  if header.program then return message.text("see_usage", { usage = M.usage(header) }) end
  return message.text("see_help", { name = header.name })
end

-- Defaults go in, and what must be there is.
local function complete(header, values)
  for _, argument in ipairs(header.arguments) do
    local key = key_of(argument.name)
    if values[key] == nil then
      if argument.default ~= nil then
        values[key] = argument.default
      elseif is_option(argument) and argument.required or not is_option(argument) and not argument.optional then
        return message.fail("E204", { name = argument.name }, see_help(header))
      end
    end
  end
  return values
end

-- Options that mean the same in many verbs, and their Chinese names, the usual one first.
local chinese = {
  ["--year"] = { "--年度", "--年份" }, ["--region"] = { "--地区" }, ["--within"] = { "--辖内" },
  ["--level"] = { "--层级" }, ["--kind"] = { "--文种" }, ["--indicator"] = { "--指标" },
}

-- What is one of a few words is something else: the --kind of a script is no kind of report.
local function chinese_names(argument)
  return argument.kind ~= "choice" and chinese[argument.name] or {}
end

--- The Chinese name of an option that has one; of two the usual one.
function M.chinese_name(argument)
  return chinese_names(argument)[1]
end

local function is_called(argument, name)
  for _, zh in ipairs(chinese_names(argument)) do
    if zh == name then return true end
  end
  return argument.name == name
end

local function option_named(header, name)
  for _, argument in ipairs(header.arguments) do
    if is_option(argument) and is_called(argument, name) then return argument end
  end
end

local function fail_option(name, names, otherwise)
  for _, option in ipairs(M.globals) do names[#names + 1] = option[1] end
  local near = nearest.find(name, names)
  return message.fail("E203", { word = name }, near and message.text("nearest", { word = near }) or otherwise)
end

local function unknown_option(header, name)
  local names = {}
  for _, argument in ipairs(header.arguments) do
    if is_option(argument) then names[#names + 1] = argument.name end
  end
  return fail_option(name, names, see_help(header))
end

--- nil, message, code for an option before the verb that nobody knows.
function M.unknown_global(name)
  return fail_option(split_word(name), {}, message.text("see_verbs"))
end

-- Reads the option at words[at]; returns the next position, or nil, message, code.
local function take_option(header, values, words, at)
  local name, given = split_word(words[at])
  local argument = option_named(header, name)
  if not argument then return unknown_option(header, name) end
  if argument.kind == "flag" then
    if given then return message.fail("E214", { name = name }) end
    values[key_of(argument.name)] = true
    return at + 1
  end
  if given == nil then
    at, given = at + 1, words[at + 1]
    if given == nil then return message.fail("E210", { name = name }) end
  end
  local pieces = { given }
  if is_repeated(argument) and argument.kind ~= "text" and argument.kind ~= "path" then
    pieces = {}
    for piece in (given .. ","):gmatch("(.-),") do pieces[#pieces + 1] = piece end
  end
  for _, piece in ipairs(pieces) do
    local ok, why, code = put(values, argument, piece)
    if not ok then return nil, why, code end
  end
  return at + 1
end

local function positionals(header)
  local list = {}
  for _, argument in ipairs(header.arguments) do
    if not is_option(argument) then list[#list + 1] = argument end
  end
  return list
end

--- Reads the words after the verb by the script's header: {key = value}, with defaults; a
--- repeated argument gives a list. nil, message, code for wrong use.
function M.parse(header, words)
  local values, at, plain = {}, 1, false
  local waiting = positionals(header)
  while at <= #words do
    local word = words[at]
    if word == "--" and not plain then
      plain, at = true, at + 1
    elseif not plain and (word:find("^%-%-?%a") or word:find("^%-%-[\x80-\xFF]")) then
      local next_at, why, code = take_option(header, values, words, at)
      if not next_at then return nil, why, code end
      at = next_at
    else
      local argument = waiting[1]
      if not argument then
        return message.fail("E209", { word = word }, see_help(header))
      end
      local ok, why, code = put(values, argument, word)
      if not ok then return nil, why, code end
      if not is_repeated(argument) then table.remove(waiting, 1) end
      at = at + 1
    end
  end
  return complete(header, values)
end

local function argument_by_key(header, key)
  for _, argument in ipairs(header.arguments) do
    if key_of(argument.name) == key then return argument end
  end
end

--- The same for a call from Lua: compare{indicator = "review_accepted", year = 2024}. Items
--- without a key are the positional arguments in order.
function M.from_table(header, given)
  local values, keyed = {}, {}
  for key, value in pairs(given) do keyed[key] = value end
  for i, argument in ipairs(positionals(header)) do
    if keyed[i] ~= nil then
      keyed[key_of(argument.name)], keyed[i] = keyed[i], nil
    end
  end
  for key, value in pairs(keyed) do
    local argument = argument_by_key(header, tostring(key))
    if not argument then
      local keys = {}
      for i, known in ipairs(header.arguments) do keys[i] = key_of(known.name) end
      local near = nearest.find(tostring(key), keys)
      return message.fail("E203", { word = tostring(key) }, near and message.text("nearest", { word = near }))
    end
    local list = is_repeated(argument) and type(value) == "table" and value or { value }
    if argument.kind == "year" and not is_repeated(argument) then list = { value } end
    for _, one in ipairs(list) do
      local ok, why, code = put(values, argument, one)
      if not ok then return nil, why, code end
    end
  end
  return complete(header, values)
end

--- The word that stands for an option's value in help.
function M.placeholder(argument)
  return argument.value or argument.kind:upper()
end

--- One line that shows how a script is called; `header.program` is the name of a program that is no verb.
function M.usage(header)
  local parts = { header.program or "fazhi " .. header.name }
  for _, argument in ipairs(header.arguments) do
    local s = argument.name
    if is_option(argument) and argument.kind ~= "flag" then s = s .. " " .. M.placeholder(argument) end
    if is_option(argument) and not argument.required or argument.optional then s = "[" .. s .. "]" end
    if is_option(argument) and is_repeated(argument) then s = s .. "…" end
    parts[#parts + 1] = s
  end
  return table.concat(parts, " ")
end

return M
