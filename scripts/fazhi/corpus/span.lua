-- span: what a report keeps as JSON, its evidence and its damage. Spans in it count from 0, as SQL
-- does; a document counts from 1.

local json = require "fazhi.json"

local M = {}

local function shifted(value, by)
  if type(value) ~= "table" then return value end
  local copy = {}
  for k, v in pairs(value) do copy[k] = shifted(v, by) end
  if math.type(copy.start) == "integer" then copy.start = copy.start + by end
  return copy
end

--- Evidence of a document as stored text; nil is none.
function M.encode(evidence)
  return json.encode(evidence or {}, -1)
end

--- The same for damage, which is a list.
function M.encode_list(damage)
  return damage and #damage > 0 and json.encode(damage, -1) or "[]"
end

--- Stored evidence or damage as a document has it.
function M.decode(text)
  return shifted(json.decode(text), 1)
end

return M
