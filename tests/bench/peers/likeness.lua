-- likeness: the same report again, as the stock-Lua peer finds it: by a sample of the hashes of its runs of eight
-- characters. Reports that are alike have some of their smallest hashes in common, and by these they are found.

local M = {}

local RUN = 8 -- characters
local SHIFT = 58 -- of the hashes of runs one in 64 is kept
local KEYS, MANY, LEAST = 12, 50, 0.5

local BASE, MIX = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
local POWER = 1
for _ = 1, RUN do POWER = POWER * BASE end

local function counts(c)
  return c >= 0x4E00 and c <= 0x9FFF or c >= 48 and c <= 57 or c >= 65 and c <= 90 or c >= 97 and c <= 122
end

--- A hash of all characters from behind the title on, and the hashes of a sample of their runs, in order.
function M.sketch(body)
  local whole, hash, set, ring, n = 0, 0, {}, { 0, 0, 0, 0, 0, 0, 0, 0 }, 0
  local start = (body:find("\n", 1, true) or 0) + 1
  for _, c in utf8.codes(body:sub(start), true) do
    if counts(c) then
      local at = n % RUN + 1
      hash = hash * BASE + c - ring[at] * POWER
      ring[at], n, whole = c, n + 1, whole * MIX + c
      local mixed = (hash ~ hash >> 29) * MIX
      if mixed >> SHIFT == 0 and n >= RUN then set[mixed] = true end
    end
  end
  local list = {}
  for key in pairs(set) do list[#list + 1] = key end
  table.sort(list)
  return { whole = whole, list = list, set = set }
end

local Likeness = {}
Likeness.__index = Likeness

function M.new() return setmetatable({ having = {}, sketches = {} }, Likeness) end

-- The reports before that have one of the smallest hashes, but for those hashes that many have; and keeps this one.
function Likeness:candidates(report, list)
  local others = {}
  for i = 1, math.min(KEYS, #list) do
    local having = self.having[list[i]] or {}
    self.having[list[i]] = having
    if #having < MANY then
      for _, other in ipairs(having) do others[other] = true end
      having[#having + 1] = report
    end
  end
  return others
end

--- The reports before that share half of their runs with a new one: list of { other=, same=, similarity= }.
-- @param report its number, from 1 on
function Likeness:add(report, sketch)
  local rows = {}
  for other in pairs(self:candidates(report, sketch.list)) do
    local one, shared = self.sketches[other], 0
    for _, key in ipairs(one.list) do shared = sketch.set[key] and shared + 1 or shared end
    local similarity = shared / (#one.list + #sketch.list - shared)
    if similarity >= LEAST then
      rows[#rows + 1] = { other = other, same = one.whole == sketch.whole and 1 or 0, similarity = similarity }
    end
  end
  self.sketches[report] = { whole = sketch.whole, list = sketch.list }
  return rows
end

return M
