-- What is said more in one text than in another: a fourfold table of a word and all other words
-- in the text looked at and in the one it is held against.

local probability = require("fazhi.stats.probability")

local M = {}

local function is_table(a, b, c, d)
  return a >= 0 and b >= 0 and c >= 0 and d >= 0 and a + c > 0 and b + d > 0 and a + b > 0
end

-- One cell of G²: o ln(o/e); an empty cell adds nothing.
local function cell(observed, row, column, all)
  if observed == 0 then return 0.0 end
  return observed * math.log(observed * all / (row * column))
end

--- Log-likelihood G² of a fourfold table (Dunning, Computational Linguistics 19 (1993) 61), all four
--- cells: a and b times the word is said in the text and in the reference, c and d times that other words
--- are (so a + c and b + d are the sizes). Returns G² and its p, chi-squared with one degree of freedom;
--- log_ratio says in which of the two it is said more. 0 and p = 1 for equal shares; nil if a text is
--- empty, if neither has the word, or below 0.
function M.g2(a, b, c, d)
  if not is_table(a, b, c, d) then return nil end
  local all, word, others, text, reference = a + b + c + d, a + b, c + d, a + c, b + d
  local g = 2 * (cell(a, word, text, all) + cell(b, word, reference, all)
    + cell(c, others, text, all) + cell(d, others, reference, all))
  g = math.max(0.0, g)
  return g, probability.chi2_p(g, 1)
end

--- Log ratio of the shares of a word in two texts (Hardie 2014, http://cass.lancs.ac.uk/?p=1133), the cells
--- as for g2: each step of 1 is a doubling, above 0 it is said more in the first. A count of 0 is taken
--- as 0.5, so that the ratio is finite, or as half of what is expected of a text so short that it is less than 1:
--- then 0.5 would be more than expected. nil if a text is empty, if neither has the word, or below 0.
function M.log_ratio(a, b, c, d)
  if not is_table(a, b, c, d) then return nil end
  local text, reference, share = a + c, b + d, (a + b) / (a + b + c + d)
  local first = (a == 0 and math.min(0.5, share * text / 2) or a) / text
  local second = (b == 0 and math.min(0.5, share * reference / 2) or b) / reference
  return math.log(first / second, 2)
end

return M
