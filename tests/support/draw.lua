-- draw: numbers that look as if by chance and are the same everywhere for the same seed, for made-up reports.

local M = {}

--- A generator (xorshift64*).
-- @param seed a whole number
-- @return function(n): a whole number from 1 to n
function M.new(seed)
  local state = seed * 0x9E3779B97F4A7C15 | 1
  return function(n)
    state = state ~ (state >> 12)
    state = state ~ (state << 25)
    state = state ~ (state >> 27)
    return (state * 2685821657736338717 >> 33) % n + 1
  end
end

return M
