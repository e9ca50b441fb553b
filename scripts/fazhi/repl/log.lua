-- repl.log: what was typed at a prompt and went well, as a script that runs by `fazhi FILE.lua`: an expression
-- that gave a value becomes one that displays it, and commands become the calls they stand for.

local message = require "fazhi.message"

local M = {}

local Log = { __name = "fazhi.log" }
Log.__index = Log

--- An empty log.
function M.new()
  return setmetatable({ entries = {} }, Log)
end

-- Statements that return would end the script.
local function enclosed(text)
  return "(function()\n" .. text .. "\nend)()"
end

local function is_closed(text)
  return load(text .. "\n_ = _", "=log", "t") ~= nil
end

--- Enters code that ran.
-- @param text the code; is_expression as it was compiled; has_value whether a value came of it
function Log:add(text, is_expression, has_value)
  if not is_expression and not is_closed(text) then text = enclosed(text) end
  if has_value then
    text = "_ = " .. text .. "\ndisplay(_)"
  elseif not is_closed(text) or text:find("^%(") then
    text = "_ = " .. text
  end
  table.insert(self.entries, text)
end

local function key(name)
  return name:find("^[%a_][%w_]*$") and name or ("[%q]"):format(name)
end

--- A value as Lua code: strings, numbers, booleans and tables of them.
function M.literal(value)
  if type(value) == "string" then return (("%q"):format(value):gsub("\\\n", "\\n")) end
  if type(value) ~= "table" then return tostring(value) end
  local parts, names = {}, {}
  for i, one in ipairs(value) do parts[i] = M.literal(one) end
  for name in pairs(value) do
    if type(name) == "string" then names[#names + 1] = name end
  end
  table.sort(names)
  for _, name in ipairs(names) do parts[#parts + 1] = key(name) .. " = " .. M.literal(value[name]) end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

--- Enters the call that a command stood for: a verb and its arguments as a table.
function Log:add_call(name, values, has_value)
  self:add(name:gsub("-", "_") .. M.literal(values), true, has_value)
end

--- The script.
-- @param corpus the file it begins with, or nil
function Log:script(corpus)
  local lines = { message.say("-- What was typed at the prompt of fazhi {version}; fazhi FILE.lua runs it again.",
    "-- fazhi {version} 提示符下输入的内容；用 fazhi 文件.lua 可重新运行。", { version = require("fazhi.core").version }) }
  if corpus then lines[#lines + 1] = "use" .. " " .. M.literal(corpus) end
  table.move(self.entries, 1, #self.entries, #lines + 1, lines)
  return table.concat(lines, "\n") .. "\n"
end

--- Writes the script to a file.
-- @return true, or nil, message, "E307"
function Log:write(path, corpus)
  local file, why = io.open(path, "wb")
  local ok = file and file:write(self:script(corpus)) and file:close()
  if ok then return true end
  return message.fail("E307", { reason = why or path })
end

return M
