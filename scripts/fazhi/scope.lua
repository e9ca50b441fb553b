-- scope: whose figure a scope (范围) means: of the whole region or of a part of it. The words are data in
-- catalogue/scopes.lua; values of two classes are never put in one series, ranking or quotient.

local catalogue = require "fazhi.catalogue"
local message = require "fazhi.message"

local M = {}

--- The class of what is told of the whole region, or of no scope.
M.WHOLE = "whole"

--- How a class tells its scopes: each function says whether a scope is, begins or ends like the word.
M.tests = {
  words = function(scope, word) return scope == word end,
  beginnings = function(scope, word) return scope:sub(1, #word) == word end,
  endings = function(scope, word) return scope:sub(-#word) == word end,
}

local function is_of(class, scope)
  for name, test in pairs(M.tests) do
    for _, word in ipairs(class[name] or {}) do
      if test(scope, word) then return true end
    end
  end
  return false
end

--- The classes in the order in which they are tried, as catalogue/scopes.lua has them.
function M.classes()
  return catalogue.load("scopes")
end

local known, of_classes = {}, nil -- scope → class, by the table of classes that they are of

--- The class of a scope: "whole", "own" (本级), "departments", "system", or the words of the scope if they are of none.
function M.class(scope)
  if not scope or scope == "" then return M.WHOLE end
  local classes = M.classes()
  if of_classes ~= classes then known, of_classes = {}, classes end
  if known[scope] then return known[scope] end
  local class = scope
  for _, one in ipairs(classes) do
    if is_of(one, scope) then
      class = one.class
      break
    end
  end
  known[scope] = class
  return class
end

--- Whether a scope is the whole region.
function M.is_whole(scope)
  return M.class(scope) == M.WHOLE
end

--- A class in words.
function M.name(class)
  for _, one in ipairs(M.classes()) do
    if one.class == class then return message.choose(one.en, one.zh) end
  end
  return class
end

--- A scope for readers: 全县; in English the name of its class before it, whole region (全县). nil for nil.
function M.told(scope)
  local name = scope and M.name(M.class(scope))
  if not scope or message.language() == "zh" or name == scope then return scope end
  return ("%s (%s)"):format(name, scope)
end

--- Splits values into those of the commonest class and the others, in order; of equally common classes the whole
--- region, else the first by name.
-- @param values rows with scope
-- @return both lists and the class; nil for the class if there are none
function M.split(values)
  local counts, best = {}, nil
  for _, value in ipairs(values) do
    local class = M.class(value.scope)
    counts[class] = (counts[class] or 0) + 1
  end
  local function is_before(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    if a == M.WHOLE or b == M.WHOLE then return a == M.WHOLE end
    return a < b
  end
  for class in pairs(counts) do
    if not best or is_before(class, best) then best = class end
  end
  local same, other = {}, {}
  for _, value in ipairs(values) do
    local list = M.class(value.scope) == best and same or other
    list[#list + 1] = value
  end
  return same, other, best
end

return M
