-- sieve: many patterns without <数> tried at once, of which a text is asked only those whose words it has.

local pattern = require "fazhi.pattern"

local M = {}

local Sieve = {}
Sieve.__index = Sieve

--- A sieve for a list of patterns of fazhi.pattern without <数>, which it keeps as `finders`.
function M.new(finders)
  return setmetatable({ finders = finders, set = pattern.set(finders) }, Sieve)
end

--- Whether a flat text has the words of any of the patterns.
function Sieve:may_match(flat)
  return self.set:any(flat)
end

--- The lines of a text, flat as pattern.fold_lines leaves it, that have the words of any of the patterns: a list of
--- their numbers.
function Sieve:lines(flat)
  return self.set:lines(flat)
end

--- The first of the patterns that matches a flat text somewhere; nil if none does.
-- @param first, last bytes of the text, read as if there were nothing else (default: all)
function Sieve:first_in(flat, first, last)
  return self.finders[self.set:first_in(flat, first, last)]
end

return M
