-- restatement: a sentence put anew around one of its figures, so that the words of an indicator are found
-- where a writer left them out or put something between. What is put where is told by those who ask.

local M = {}

local CLOSES = { ["（"] = "）", ["%("] = ")" }

--- A copy of a figure whose span begins `by` bytes earlier.
function M.shifted(figure, by)
  local copy = {}
  for key, value in pairs(figure) do copy[key] = value end
  copy.start, copy.stop = figure.start - by, figure.stop - by
  copy.number_stop = figure.number_stop and figure.number_stop - by
  return copy
end

-- Where a figure stands that is not the one meant, as views are made of it.
local function placed(figure, by)
  return { start = figure.start - by, stop = figure.stop - by, unit = figure.unit }
end

--- The sentence of a figure with `lead` right before the figure, in the place of all from byte `from` on.
-- @param at { body=, figures=, index=, figure=, view = of clause.views }
-- @param lead words
-- @param from byte of the body, in the sentence
-- @param last index of the last figure that is left out behind the one meant (default: none is)
-- @return the sentence up to the next digit, its figures with spans in it, and which of them the figure is; of the
--   others nothing is told but span and unit
function M.behind(at, lead, from, last)
  local body, first = at.body, at.view.first
  local text, list = body:sub(first, from - 1) .. lead, {}
  local figures, k = at.figures, at.index
  while k > 1 and figures[k - 1].start >= first do k = k - 1 end
  while figures[k] and figures[k].start < from do
    list[#list + 1] = placed(figures[k], first - 1)
    k = k + 1
  end
  list[#list + 1] = M.shifted(at.figure, at.figure.start - #text - 1)
  local stop = last and at.figures[last].stop or at.figure.stop
  local rest = body:sub(stop + 1, at.view.last):match "^[^%d]*"
  for open, close in pairs(CLOSES) do -- of a bracket that is no more
    local is_left = rest:sub(1, #close) == close and not text:match("^.*" .. open .. "(.*)$")
    if is_left then rest = rest:sub(#close + 1) end
  end
  return text .. body:sub(at.figure.start, at.figure.stop) .. rest, list, #list
end

return M
