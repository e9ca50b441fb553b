-- sweep: when memory is given back in long work: between two pieces of it, when most of what was made is
-- no longer needed, and all at once, which costs half of what it does bit by bit. What a single large piece
-- leaves behind is given back as always, only somewhat later.

local M = {}

local MOST = 12 * 1024 -- KB of garbage; with half of it marking what stays costs more, twice as much gains nothing
local PAUSE = 300 -- percent of what was left, at which the collector begins by itself

local Sweep = {}
Sweep.__index = Sweep

--- Called between two pieces of work.
function Sweep:__call()
  if collectgarbage("count") < self.left + MOST then return end
  collectgarbage()
  self.left = collectgarbage("count")
end

--- The collector is as it was before.
function Sweep:close()
  if not self.pause then return end
  collectgarbage("setpause", self.pause)
  self.pause = nil
end

Sweep.__close = Sweep.close

--- Begins long work in this state.
-- @return a function to be called between its pieces, which is to be closed
function M.start()
  return setmetatable({ left = collectgarbage("count"), pause = collectgarbage("setpause", PAUSE) }, Sweep)
end

return M
