-- Failures of the world as values that can be raised: a table with a code and a message.
-- The bindings raise the same shape; the host and corpus turn it into `nil, message, code`.

local M = {}

local meta = { __name = "fazhi.failure", __tostring = function(e) return e.message end }

--- A failure with a stable `code` ("E502") and a one-line `message`, not yet raised.
function M.new(code, message)
  return setmetatable({ code = code, message = message }, meta)
end

--- Raises a failure; for code deep down, where returning `nil, message, code` would
--- only be passed on by every caller.
function M.raise(code, message)
  error(M.new(code, message), 0)
end

local own = debug.getinfo(1, "S") -- nil in safe mode, which tells nobody where it is
local library = own and own.source:match("^(.*)failure%.lua$") or "@"

--- Raises that the library was used wrongly, at the first line that is not of the library: the one to be mended. A
--- call that stands behind a return leaves no line, and none is told.
function M.misuse(text)
  local level = 2
  while true do
    local info = debug.getinfo(level, "Sl")
    if not info then error(text, 0) end
    local is_ours = info.source:sub(1, #library) == library
    if not is_ours and info.currentline > 0 then error(text, level) end
    level = level + 1
  end
end

--- What a function gave that gives nil, message, code when it fails; such a failure is raised.
function M.asked(value, why, code, ...)
  if value == nil then M.raise(code, why) end
  return value, why, code, ...
end

--- True if `e`, as caught by pcall, is a failure of the world and no fault of the program.
function M.is(e)
  return type(e) == "table" and type(e.code) == "string" and type(e.message) == "string"
end

local function finish(ok, ...)
  if ok then return ... end
  local e = ...
  if M.is(e) then return nil, e.message, e.code end
  error(e, 0)
end

--- Calls f with the arguments and returns what it returns, or nil, message, code if it raises a failure
--- of the world; everything else goes on upwards.
function M.call(f, ...)
  return finish(pcall(f, ...))
end

--- The failure that `e`, as caught by pcall, is: itself, or that memory ran out, which Lua tells by a
--- string. nil for a fault of the program.
function M.of(e)
  if M.is(e) then return e end
  if e == "not enough memory" then return M.new("E701", "out of memory") end
end

return M
