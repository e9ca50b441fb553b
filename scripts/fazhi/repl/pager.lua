-- repl.pager: shows a text on a terminal, a screen at a time if it is longer: through $PAGER if there is
-- one, else by itself. What is no terminal gets the whole text at once.

local message = require "fazhi.message"

local M = {}

local function count_rows(text, columns, width_of)
  local rows = 0
  for line in text:gmatch("([^\n]*)\n") do
    rows = rows + math.max(1, -(-width_of(line) // columns))
  end
  return rows
end

local function through(pager, text)
  local pipe = io.popen(pager, "w")
  if not pipe then return false end
  pipe:write(text)
  return pipe:close() == true
end

local function hint()
  return message.choose("-- more: blank, Return one line, q ends --", "-- 空格翻页，回车一行，q 结束 --")
end

-- The keys of less: a blank shows the next screen, Return a line, q ends.
local function by_screens(text, columns, rows, key, width_of)
  local room = rows - 1
  for line in text:gmatch("([^\n]*)\n") do
    local taken = math.max(1, -(-width_of(line) // columns))
    if room < taken then
      io.write(hint())
      io.flush()
      local pressed
      repeat pressed = key() until not pressed or pressed:find("^[ q\r\nGfj\3\4]$")
      io.write("\r\27[K")
      if not pressed or pressed:find("[q\3\4]") then return end
      room = pressed == "G" and math.huge or pressed:find("[\r\nj]") and taken or rows - 1
    end
    io.write(line, "\n")
    room = room - taken
  end
end

--- Shows a text that ends with a line end.
-- @param terminal what fazhi.core.editor gives, with size() and key(); nil where there is none
function M.show(text, terminal)
  local columns, rows
  if terminal then columns, rows = terminal.size() end
  if not columns then return io.write(text) end
  local width = require("fazhi.width")
  -- SGR sequences take no columns.
  local function width_of(line) return width.of((line:gsub("\27%[[%d;]*m", "")), 1) end
  if not terminal.is_interactive or count_rows(text, columns, width_of) < rows then return io.write(text) end
  local pager = os.getenv("PAGER")
  if pager and pager ~= "" then
    io.flush()
    through(pager, text)
    return
  end
  by_screens(text, columns, rows, terminal.key, width_of)
end

return M
