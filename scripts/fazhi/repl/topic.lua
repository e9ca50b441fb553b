-- repl.topic: what `x?` and `x??` tell: the page of a verb, the comment above a function, its source, or what
-- kind of thing a value is and what it has.

local help = require "fazhi.help"
local message = require "fazhi.message"
local script = require "fazhi.script"

local M = {}

--- What a question asks for: "r:get?" is "r:get" and 1, "compare??" is "compare" and 2; nil for anything else.
function M.question(text)
  local name, marks = text:gsub("？", "?"):match("^%s*([%a_\128-\255][%w_.:\128-\255]*)%s*(%?%??)%s*$")
  return name, name and #marks
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

-- A name as `a.b:c` in an environment; nil if some step is not there.
local function value_of(name, env)
  local value = env
  for step in name:gmatch("[^.:]+") do
    local ok, next_value = pcall(function() return value[step] end)
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

local function of_function(name, f)
  local lines, first, _, path = place_of(f)
  if not lines then return { name .. ": " .. message.choose("a function of Lua or C", "Lua 或 C 的函数") } end
  local list = { (lines[first]:gsub("^%s*local%s+", ""):gsub("^%s*", "")) }
  local comment = comment_above(lines, first)
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

local function of_value(name, value)
  local meta = getmetatable(value)
  local kind = type(meta) == "table" and rawget(meta, "__name") or type(value)
  local list = { ("%s: %s"):format(name, kind) }
  local names = type(value) ~= "string" and members(value) or {}
  if #names > 0 then list[2] = "  " .. table.concat(names, " ") end
  return list
end

-- A word that is no name of Lua's, as 比较, may be a verb's other name.
local function find(name, env)
  local value = value_of(name, env)
  if value ~= nil then return value end
  if not name:find("[.:]") then return nil, script.find(name) end
end

--- What `name?` tells, as lines; nil, message, code if there is no such thing.
function M.help(name, env)
  local value, header = find(name, env)
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
  local value, header = find(name, env)
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
