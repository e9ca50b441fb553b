-- preference: which of several observations of one indicator in one report is taken for it: a reading sure enough to
-- be compared, then one of the whole region before one of a part, then one without a basis, then the surer one,
-- then the first in the text.
-- What is the whole region is told by catalogue/scopes.lua, so that a change there needs no new observation.

local comparison = require "fazhi.comparison"
local scope = require "fazhi.scope"

local M = {}

local function quoted(word)
  return "'" .. word:gsub("'", "''") .. "'"
end

local tests = {
  words = function(word) return "o.scope = " .. quoted(word) end,
  beginnings = function(word) return ("substr(o.scope, 1, %d) = %s"):format(utf8.len(word), quoted(word)) end,
  endings = function(word) return ("substr(o.scope, -%d) = %s"):format(utf8.len(word), quoted(word)) end,
}

-- The condition of a class; classes are tried in their order, as scope.class does.
local function condition_of(class)
  local list = {}
  for name in pairs(scope.tests) do
    for _, word in ipairs(class[name] or {}) do list[#list + 1] = tests[name](word) end
  end
  table.sort(list)
  return #list > 0 and table.concat(list, " OR ") or "0"
end

-- 0 for the whole region, 1 for a part.
local function part()
  local list = { "CASE WHEN coalesce(o.scope, '') = '' THEN 0" }
  for _, class in ipairs(scope.classes()) do
    list[#list + 1] = ("WHEN %s THEN %d"):format(condition_of(class), class.class == scope.WHOLE and 0 or 1)
  end
  list[#list + 1] = "ELSE 1 END"
  return table.concat(list, " ")
end

--- The order of observations o with their figures f as SQL, the one to be taken first.
function M.order()
  return ("o.score < %s, %s, coalesce(o.basis, '') <> '', o.score DESC, f.start, o.id"):format(comparison.SURE, part())
end

--- A query with the word PREFERENCE in it, that put in its place.
function M.put(sql)
  return (sql:gsub("PREFERENCE", function() return M.order() end))
end

return M
