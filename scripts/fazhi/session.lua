-- What Lua code sees that fazhi runs for its user: a line of -e, a piped program, FILE.lua
-- and the prompt. Beside Lua's own globals these are the library's names, every
-- verb as a function, the current corpus and report(id).

local M = {}

local function open_or_raise(context)
  local corpus, why, code = context.open("read")
  if not corpus then require("fazhi.failure").raise(code, why) end
  return corpus
end

local function find_verb(name)
  local path = require("fazhi.path")
  if not name:find("^[%w_]+$") then return nil end
  if not (path.find("commands", name) or path.find("analyses", name)) then return nil end
  return require("fazhi.script").find(name)
end

local function find_callable(name, context)
  local call, why, code = require("fazhi.script").callable(name, context)
  return call or require("fazhi.failure").raise(code, why)
end

local latest -- the context of the program that runs, for a script that calls fazhi.repl

-- In stock Lua there is no host: the corpus is that of $FAZHI_CORPUS, else fazhi.db here.
local function own_context()
  local context = { options = {} }
  local current
  function context.close()
    if current then current:close() end
    current = nil
  end
  function context.open(mode)
    if current and (mode == "read" or current.mode == mode) then return current end
    context.close()
    local file = context.options.corpus or os.getenv("FAZHI_CORPUS") or "fazhi.db"
    local why, code
    current, why, code = require("fazhi.corpus").open(file, mode)
    return current, why, code
  end
  function context.warn(text) io.stderr:write(text, "\n") end
  function context.progress() end
  function context.now() return require("fazhi.core").files.now() end
  return context
end

--- The context of the program that runs; in stock Lua one of its own.
function M.context()
  latest = latest or own_context()
  return latest
end

-- Runs a verb by name, for values that a verb tells best.
local function runner(context)
  return function(name, values)
    local header = find_verb(name)
    return header and require("fazhi.script").run(header, values, context)
  end
end

--- The function(verb, arguments) by which fazhi.repl.display has evidence told.
M.runner = runner

--- The environment for such code. Assignments stay in it; names are looked up when used.
function M.environment(context)
  latest = context
  local fazhi = require("fazhi")
  local env = {
    fazhi = fazhi,
    -- report "r4": the report with this id in the corpus; raises E103 if there is none. report{ "四川省" } is the verb.
    report = function(id)
      if type(id) == "table" and not id.report_id then return find_callable("report", context)(id) end
      local found, why, code = open_or_raise(context):report(id)
      return found or require("fazhi.failure").raise(code, why)
    end,
    -- display(value) prints it as the prompt does.
    display = function(value) print(require("fazhi.repl.display").text(value, { run = runner(context) })) end,
    -- use "FILE.db": the corpus that report, corpus and the verbs read from now on.
    use = function(file)
      context.close()
      context.options.corpus = file
      return open_or_raise(context)
    end,
  }
  return setmetatable(env, { __names = { "corpus" }, __index = function(_, name)
    local value = _G[name]
    if value ~= nil or type(name) ~= "string" then return value end
    if name == "corpus" then return open_or_raise(context) end
    local header = find_verb(name)
    if header then return require("fazhi.script").callable(header, context) end
    return fazhi[name]
  end })
end

--- Compiles a line or a program: as an expression whose value is wanted, else as statements.
--- Returns the function, or nil and Lua's message.
function M.compile(code, chunk_name, env)
  local f = load("return " .. code, chunk_name, "t", env)
  if f then return f end
  return load(code, chunk_name, "t", env)
end

return M
