-- figures: matches the figures that were read with those that a person labelled, and counts
-- found, exact, bound and kind. What makes two of them the same is the caller's.

local M = {}

local function take(left, want, is_match)
  for i, figure in ipairs(left) do
    if is_match(figure, want) then return table.remove(left, i) end
  end
end

--- Adds to the tallies figures, figures exact, figures bound and figures kind.
-- @param got figures as read; @param wanted rows of labels
-- @param same { match = list of functions(figure, want) tried in turn, exact = function(figure, want),
--   bound = function(want), value = function(want) for messages }
-- @param misses nil, or a function that takes one line about each miss
function M.count(totals, got, wanted, same, misses)
  local left = table.move(got, 1, #got, 1, {})
  local found, exact, bound, kind = 0, 0, 0, 0
  for _, want in ipairs(wanted) do
    local figure
    for _, is_match in ipairs(same.match) do figure = figure or take(left, want, is_match) end
    if figure then
      local whole = same.exact(figure, want)
      found = found + 1
      exact = exact + (whole and 1 or 0)
      bound = bound + (figure.bound == same.bound(want) and 1 or 0)
      kind = kind + (figure.kind == want.kind and 1 or 0)
      if not whole and misses then
        misses(("figure: want %s %s, got %s %s"):format(want.raw, want.unit, figure.raw, figure.unit))
      end
    elseif misses then
      misses(("figure missed: %s %s"):format(want.raw, want.value))
    end
  end
  for _, figure in ipairs(misses and left or {}) do misses("figure made up: " .. figure.raw) end
  totals.figures:add(found, #got, #wanted)
  totals["figures exact"]:add(exact, #got, #wanted)
  totals["figures bound"]:add(bound, #got, #wanted)
  totals["figures kind"]:add(kind, #got, #wanted)
end

return M
