-- Nouns for figures that are told in a list, in order: 死亡人数、溺亡人数同比下降8.0%、44.4%.

local M = {}

local LISTED = { ["、"] = true, ["和"] = true, ["及"] = true, ["与"] = true, ["以及"] = true }
local REACH = 90 -- bytes between a list and the figures told just before, about thirty characters

-- A run of figures in one list, 8.0%、44.4%: the later ones have no noun of their own.
local function run_from(list, i, body)
  local n = i
  while list[n + 1] and not list[n + 1].own_subject and list[n + 1].unit == list[i].unit
    and LISTED[body:sub(list[n].stop + 1, list[n + 1].start - 1)] do
    n = n + 1
  end
  return n
end

local function parts_of(subject)
  local parts = {}
  for part in (subject .. "、"):gmatch("(.-)、") do parts[#parts + 1] = part end
  return parts
end

--- Gives the figures of a list in `body` their subjects in order, from a subject of as many
--- parts or from as many figures told just before: 受理1520起、结案1498起，分别增长3.2%、4.1%.
--- Takes the mark own_subject off every figure of `list`.
function M.apply(list, body)
  local i = 1
  while list[i] do
    local n = run_from(list, i, body)
    local count = n - i + 1
    local parts = count > 1 and parts_of(list[i].subject or "") or {}
    for k = 0, count > 1 and count - 1 or -1 do
      local told = list[i - count + k]
      if #parts == count then
        list[i + k].subject = parts[k + 1]
      elseif not list[i].own_subject and told and list[i - 1].stop + REACH > list[i].start then
        list[i + k].subject = (told.predicate or "") .. (told.subject or "")
      end
    end
    i = n + 1
  end
  for _, figure in ipairs(list) do figure.own_subject = nil end
end

return M
