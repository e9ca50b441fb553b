-- The nearest right word to a wrong one.

local M = {}

local function codes(s)
  local list = {}
  for _, c in utf8.codes(s, true) do list[#list + 1] = c end
  return list
end

--- The edit distance of two words over characters (Levenshtein 1966, with the exchange of
--- two neighbours as one step: Damerau 1964, restricted).
function M.distance(a, b)
  local x, y = codes(a), codes(b)
  local before, last = nil, {}
  for j = 0, #y do last[j] = j end
  for i = 1, #x do
    local row = { [0] = i }
    for j = 1, #y do
      local cost = x[i] == y[j] and 0 or 1
      row[j] = math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1 and j > 1 and x[i] == y[j - 1] and x[i - 1] == y[j] then
        row[j] = math.min(row[j], before[j - 2] + 1)
      end
    end
    before, last = last, row
  end
  return last[#y]
end

local function length(s)
  return utf8.len(s) or #s
end

--- The word of `list` nearest to `word`, or nil if none is near: at most a third of the
--- characters, and at least one, may differ; a word that begins with `word` is near.
function M.find(word, list)
  if not utf8.len(word) then return nil end
  local best, least = nil, math.huge
  for _, candidate in ipairs(list) do
    local allowed = math.max(1, math.max(length(word), length(candidate)) // 3)
    local d = M.distance(word:lower(), candidate:lower())
    if length(word) >= 3 and candidate:sub(1, #word) == word then d = math.min(d, allowed) end
    if length(candidate) <= 1 then allowed = 0 end
    if d <= allowed and d < least then best, least = candidate, d end
  end
  return best
end

return M
