-- repl.topic: what `x?` and `x??` tell, and `fazhi help x` of what is no verb: the page of a verb, the comment above
-- a function, its source, or what kind of thing a value is and what it has, each with the first sentence of its
-- comment.

local frame = require "fazhi.frame"
local help = require "fazhi.help"
local message = require "fazhi.message"
local script = require "fazhi.script"
local width = require "fazhi.width"

local M = {}

--- What a question asks for: "r:get?" is "r:get" and 1, "compare??" is "compare" and 2; nil for anything else. An
--- expression can be asked about as well: "x[1]?".
function M.question(text)
  text = text:gsub("？", "?")
  local name, marks = text:match("^%s*([%a_\128-\255][%w_.:\128-\255]*)%s*(%?%??)%s*$")
  if name then return name, #marks end
  name, marks = text:match("^%s*([^\n]-)%s*(%?%??)%s*$")
  if name and name ~= "" and load("return " .. name, "=?", "t", {}) then return name, #marks end
end

local function upvalue(f, wanted)
  for i = 1, math.huge do
    local name, value = debug.getupvalue(f, i)
    if not name then return nil end
    if name == wanted then return value end
  end
end

-- Methods of the corpus stand behind one that turns failures into nil, message, code.
local function behind(f)
  local method = upvalue(f, "method")
  return type(method) == "function" and method or f
end

--- The header of the verb that a value of the prompt runs, or nil.
function M.header_of(value)
  return script.is_callable(value) and value.header or nil
end

-- A name as `a.b:c` in an environment, or an expression; nil if some step is not there.
local function value_of(name, env)
  if name:find("[%[%]{}()\"']") then
    local f = load("return " .. name, "=?", "t", env)
    local ok, value = pcall(f or error)
    return ok and value or nil
  end
  local value = env
  for step in name:gmatch("[^.:]+") do
    local ok, next_value = pcall(function() return value[step] end)
    if next_value == nil and value == frame then next_value = frame.new({})[step] end -- frame:join, of any frame
    if not ok or next_value == nil then return nil end
    value = next_value
  end
  return value
end

local function lines_of_file(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local list = {}
  for line in file:lines() do list[#list + 1] = line end
  file:close()
  return list
end

-- The lines of a comment, of which those of one paragraph are one line; a parameter and what is indented stand alone.
local function paragraphs(comment)
  local list, is_open = {}, false
  for _, line in ipairs(comment) do
    local is_prose = line:find "^[^%s@]" ~= nil
    if is_prose and is_open then
      list[#list] = list[#list] .. " " .. line
    else
      list[#list + 1] = line
    end
    is_open = is_prose
  end
  return list
end

-- Where a Lua function is written: its file's lines, first and last line; nil for one of C or of the prompt.
local function place_of(f)
  local info = debug.getinfo(behind(f), "S")
  if info.what ~= "Lua" or info.source:sub(1, 1) ~= "@" then return nil end
  return lines_of_file(info.source:sub(2)), info.linedefined, info.lastlinedefined, info.source:sub(2)
end

local function comment_above(lines, first)
  local list, at = {}, first - 1
  while at >= 1 and lines[at]:find("^%s*%-%-") do
    table.insert(list, 1, (lines[at]:gsub("^%s*%-%-+ ?", "")))
    at = at - 1
  end
  return list
end

-- A function that another makes, as those of the module fazhi are, has its comment above that one.
local function comment_of(lines, first)
  local comment = comment_above(lines, first)
  local at = first
  while #comment == 0 and at > 1 and lines[at]:find("^%s") do
    at = at - 1
    if lines[at]:find("^function ") then comment = comment_above(lines, at) end
  end
  return comment
end

local function of_function(name, f)
  local lines, first, _, path = place_of(f)
  if not lines then return { name .. ": " .. message.choose("a function of Lua or C", "Lua 或 C 的函数") } end
  local list = { (lines[first]:gsub("^%s*return%s+function", name, 1):gsub("^%s*local%s+", ""):gsub("^%s*", "")) }
  local comment = paragraphs(comment_of(lines, first))
  table.move(comment, 1, #comment, 2, list)
  list[#list + 1] = path .. ":" .. first
  return list
end

local function members(value)
  local names, seen = {}, {}
  local function collect(t)
    for k in next, t do
      if type(k) == "string" and not k:find("^__") and not seen[k] then
        seen[k] = true
        names[#names + 1] = k
      end
    end
  end
  if type(value) == "table" then collect(value) end
  local meta = getmetatable(value)
  local index = type(meta) == "table" and rawget(meta, "__index")
  if type(index) == "table" then collect(index) end
  if type(index) == "function" then collect(meta) end -- a class that makes some fields when they are read
  for _, name in ipairs(type(meta) == "table" and rawget(meta, "__names") or {}) do
    if not seen[name] then names[#names + 1] = name end
    seen[name] = true
  end
  table.sort(names)
  return names
end

--- The names of the fields and methods of a value, in order.
M.members = members

--- Those of the value that a name as a.b:c means in an environment; {} if there is none.
function M.members_of(name, env)
  local value = value_of(name, env)
  return value ~= nil and type(value) ~= "string" and members(value) or {}
end

local WIDEST = 110 -- columns of a line of a list

-- The first sentence of a comment, or what stands before its first colon; not one within brackets.
local function first_sentence(comment)
  local text = table.concat(comment, " "):gsub("^fazhi%.[%w.]+%b()%s*→%s*", ""):gsub("^fazhi%.[%w.]+%b():%s*", "")
  local at = 1
  while true do
    local stop, next_at = text:match("()[.;:]%s()", at)
    if not stop then return (text:gsub("[.;:]$", "")) end
    local before = text:sub(1, stop - 1)
    if select(2, before:gsub("%(", "")) == select(2, before:gsub("%)", "")) then return before end
    at = next_at
  end
end

-- A function with its arguments and what it does in a few words; nil if nothing is written of it.
local function line_of(name, f)
  local lines, first = place_of(f)
  local comment = lines and comment_of(lines, first) or {}
  if #comment == 0 then return nil end
  return { name .. (lines[first]:match("function[^(]*(%b())") or "()"), first_sentence(comment) }
end

-- The names of a value: lines for what is documented, and the rest in one.
local function names_of(value)
  local told, rest, widest = {}, {}, 0
  for _, name in ipairs(members(value)) do
    local ok, one = pcall(function() return value[name] end)
    local line = ok and type(one) == "function" and line_of(name, one)
    if line then
      told[#told + 1], widest = line, math.max(widest, #line[1])
    else
      rest[#rest + 1] = name
    end
  end
  local list = {}
  if #rest > 0 then list[1] = "  " .. table.concat(rest, " ") end
  for _, line in ipairs(told) do
    local text = ("  %-" .. widest .. "s  "):format(line[1])
    local cut = width.cut(line[2], WIDEST - #text)
    list[#list + 1] = text .. cut .. (#cut < #line[2] and "…" or "")
  end
  return list
end

-- What a module is for, as its file says at the top.
local function opening_of(value)
  for name, module in pairs(package.loaded) do
    local path = module == value and name:find("^fazhi%f[.\0]") and package.searchpath(name, package.path)
    local lines = path and lines_of_file(path)
    if lines then
      local at = 1
      while lines[at] and lines[at]:find("^%-%-") do at = at + 1 end
      return comment_above(lines, at)
    end
  end
  return {}
end

local function of_value(name, value)
  local meta = getmetatable(value)
  local kind = type(meta) == "table" and rawget(meta, "__name") or type(value)
  local opening = type(value) == "table" and opening_of(value) or {}
  if #opening > 0 then kind = message.choose("a module", "模块") end
  local list = { ("%s: %s"):format(name, kind) }
  table.move(opening, 1, #opening, 2, list)
  local names = type(value) ~= "string" and names_of(value) or {}
  table.move(names, 1, #names, #list + 1, list)
  if value ~= frame then return list end
  list[#list + 1] = message.choose("what a frame has:", "结果表有：")
  names = names_of(frame.new({}))
  return table.move(names, 1, #names, #list + 1, list)
end

-- A word that is no name of Lua's, as 比较, may be a verb's other name.
local function find(name, env)
  local value = value_of(name, env)
  if value ~= nil then return value end
  if not name:find("[^%w_\128-\255-]") then return nil, script.find(name) end
end

--- What can be asked about without a corpus: an empty one, and an object of each class, by the names that help has for
--- them: report and r, f for a frame.
function M.things()
  local fazhi, stored = require "fazhi", require "fazhi.stored"
  local corpus = require("fazhi.corpus").open(":memory:", "create")
  local one = stored.report(corpus, {})
  local made = { fazhi = fazhi, corpus = corpus, report = one, r = one, f = frame.new {},
    value = stored.value(corpus, {}), values = stored.values {}, reports = stored.reports(corpus, {}) }
  return setmetatable(made, { __index = function(_, name)
    if name == "region" then return fazhi.region "110000" end
    return fazhi[name]
  end })
end

-- What a name means at the prompt; a step as in f.join or r:get is also found where there is no f or r as yet.
local function find_anywhere(name, env)
  local value, header = find(name, env)
  if value == nil and not header and name:find "^[%a_][%w_]*[.:]" then value = value_of(name, M.things()) end
  return value, header
end

--- What `name?` tells, as lines; nil, message, code if there is no such thing.
function M.help(name, env)
  local value, header = find_anywhere(name, env)
  header = header or M.header_of(value)
  if header then return help.page(header) end
  if value == nil then
    return nil, message.say("nothing is called {name}", "没有名为 {name} 的东西", { name = name }), "E103"
  end
  if type(value) == "function" then return of_function(name, value) end
  return of_value(name, value)
end

--- What `name??` tells: the source of a verb or a function, as lines; nil, message, code.
function M.source(name, env)
  local value, header = find_anywhere(name, env)
  header = header or M.header_of(value)
  if header then return lines_of_file(header.file) end
  if type(value) ~= "function" then return M.help(name, env) end
  local lines, first, last = place_of(value)
  if not lines then return of_function(name, value) end
  local list = {}
  for _, line in ipairs(comment_above(lines, first)) do list[#list + 1] = "-- " .. line end
  return table.move(lines, first, last, #list + 1, list)
end

return M
