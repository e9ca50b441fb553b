-- progress: one line that is written over itself while long work goes on: how much is done, at which rate, how long it
-- may take still, how much failed. It is written at most ten times a second and is no wider than the terminal.

local message = require "fazhi.message"
local width = require "fazhi.width"

local M = {}

local EVERY = 0.1 -- seconds between two lines
local CLEAR = "\r\27[K"

local function clock(seconds)
  local whole = math.floor(seconds + 0.5)
  if whole < 60 then return message.say("{n} s", "{n} 秒", { n = whole }) end
  if whole < 3600 then return ("%d:%02d"):format(whole // 60, whole % 60) end
  return ("%d:%02d:%02d"):format(whole // 3600, whole % 3600 // 60, whole % 60)
end

local function rate_of(per_second)
  local n = per_second >= 10 and ("%.0f"):format(per_second) or ("%.1f"):format(per_second)
  return message.say("{n}/s", "每秒 {n}", { n = n })
end

--- What is told of work that goes on: "120/300  40%  25/s  7 s left  2 failed  reports/a.txt".
-- @param told { done =, all = or nil where nobody knows, failed = or nil, what = or nil }; seconds since it began
function M.line(told, seconds)
  local parts = { told.all and ("%d/%d"):format(told.done, told.all) or tostring(told.done) }
  local per_second = told.done / math.max(seconds, 1e-3)
  if told.all and told.all > 0 then parts[2] = ("%d%%"):format(100 * told.done // told.all) end
  parts[#parts + 1] = rate_of(per_second)
  if told.all and told.done > 0 then
    parts[#parts + 1] = message.say("{time} left", "还需 {time}", { time = clock((told.all - told.done) / per_second) })
  end
  if (told.failed or 0) > 0 then parts[#parts + 1] = message.say("{n} failed", "失败 {n}", { n = told.failed }) end
  parts[#parts + 1] = told.what and message.shown(told.what)
  return table.concat(parts, "  ")
end

-- Where less is done than before, or of another whole, it is other work.
local function is_other(told, before)
  return before == nil or type(told) ~= "table" or type(before) ~= "table" or told.done < before.done
    or told.all ~= before.all
end

--- A function that shows progress: given a line or what M.line takes, it writes; given nothing, it clears the line,
--- for a message to stand there or since the work is done.
-- @param screen { write = function(s), now = function() → seconds, columns = function() → width of the terminal, nil
--   where it is not known }
function M.new(screen)
  local began, last, before, is_shown
  return function(told)
    local now = screen.now()
    if told == nil then
      if is_shown then screen.write(CLEAR) end
      last, is_shown = nil, false
      return
    end
    if is_other(told, before) then began = now end
    before = told
    if last and now - last < EVERY then return end
    local line = type(told) == "table" and M.line(told, now - began) or tostring(told)
    last, is_shown = now, true
    -- A line that reaches the last column would go on in the next.
    screen.write(CLEAR .. width.cut(line, (screen.columns() or 80) - 1))
  end
end

return M
