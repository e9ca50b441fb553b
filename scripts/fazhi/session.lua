-- What Lua code sees that fazhi runs for its user: a line of -e, a piped program, FILE.lua
-- and, one day, the prompt. Beside Lua's own globals these are the library's names, every
-- verb as a function, the current corpus and report(id).

local script = require("fazhi.script")

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
  return script.find(name)
end

--- The environment for such code. Assignments stay in it; names are looked up when used.
function M.environment(context)
  local fazhi = require("fazhi")
  local env = {
    fazhi = fazhi,
    report = function(id) return open_or_raise(context):report(id) end,
  }
  return setmetatable(env, { __index = function(_, name)
    local value = _G[name]
    if value ~= nil or type(name) ~= "string" then return value end
    if name == "corpus" then return open_or_raise(context) end
    local header = find_verb(name)
    if header then return script.callable(header, context) end
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
