-- slip: the commonest slip of who writes Chinese and code in one file: a full-width sign where Lua
-- wants a plain one. Lua says only that it met a strange byte; here the sign is shown.

local width = require "fazhi.width"

local M = {}

local plain = {
  ["，"] = ",", ["、"] = ",", ["；"] = ";", ["："] = ":", ["（"] = "(", ["）"] = ")", ["“"] = '"', ["”"] = '"',
  ["‘"] = "'", ["’"] = "'", ["＝"] = "=", ["｛"] = "{", ["｝"] = "}", ["【"] = "[", ["】"] = "]", ["。"] = ".",
  ["－"] = "-", ["＋"] = "+", ["　"] = " ",
}

-- The first such sign of a line that stands in no string and no comment, and its place.
local function find(line)
  local at, quote = 1, nil
  while at <= #line do
    local c = line:match("^[%z\1-\127\194-\244][\128-\191]*", at) or line:sub(at, at)
    if quote and c == "\\" then
      at = at + 1
    elseif c == quote then
      quote = nil
    elseif not quote and (c == '"' or c == "'") then
      quote = c
    elseif not quote and line:sub(at, at + 1) == "--" then
      return nil
    elseif not quote and plain[c] then
      return c, at
    end
    at = at + #c
  end
end

--- Lua's message of a syntax error, with the line and a caret under the full-width sign that is the cause.
-- @param message as load or loadfile returns it, "NAME:3: …"
-- @param source the text that was loaded
-- @return the message, longer if such a sign stands in the line
function M.explain(message, source)
  local wanted = math.tointeger(tonumber(message:match(":(%d+):")))
  local n = 0
  for line in (source .. "\n"):gmatch("([^\n]*)\n") do
    n = n + 1
    local c, at = find(line)
    if n == wanted and c then
      local shown = line:gsub("\t", " ")
      return ("%s\n  %s\n  %s^\n  a full-width %s stands here, %s is wanted"):format(message, shown,
        (" "):rep(width.of(shown:sub(1, at - 1))), c, plain[c] == " " and "a blank" or plain[c])
    end
  end
  return message
end

return M
