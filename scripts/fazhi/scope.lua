-- scope: whose figure a scope (范围) means: of the whole region or of a part of it. The words are data in
-- catalogue/scopes.lua; values of two classes are never put in one series, ranking or quotient. What a value is said of
-- beside that, its basis, makes classes of its own.

local catalogue = require "fazhi.catalogue"
local display = require "fazhi.display"
local message = require "fazhi.message"

local M = {}

local APART = "\0" -- between the class of a scope and a basis

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

--- The class of a value: that of its scope and, where it is said of one of several things (basis), of that. Values of
--- two classes are not compared.
-- @param value a row with scope and basis
function M.of(value)
  local class, basis = M.class(value.scope), value.basis
  return basis and basis ~= "" and class .. APART .. basis or class
end

--- Whether a scope is the whole region.
function M.is_whole(scope)
  return M.class(scope) == M.WHOLE
end

--- A class in words: what it is said of alone, where the scope is the whole region.
function M.name(class)
  local part, basis = class:match("^(.-)" .. APART .. "(.*)$")
  if basis then
    local said = display.basis(basis)
    return part == M.WHOLE and said or M.name(part) .. message.choose(", ", "，") .. said
  end
  for _, one in ipairs(M.classes()) do
    if one.class == class then return message.choose(one.en, one.zh) end
  end
  return class
end

--- The note on a class of values that are not of the whole region, or of one basis; nil for the whole without one.
function M.note(class)
  local part, basis = class:match("^([^" .. APART .. "]*)" .. APART .. "?(.*)$")
  local notes = {}
  if part ~= M.WHOLE then notes[1] = message.say("scope: {scope}", "范围：{scope}", { scope = M.name(part) }) end
  if basis ~= "" then
    notes[#notes + 1] = message.say("basis: {basis}", "口径：{basis}", { basis = display.basis(basis) })
  end
  return #notes > 0 and table.concat(notes, message.choose("; ", "；")) or nil
end

--- A scope for readers: 全县; in English the name of its class before it, whole region (全县). nil for nil.
function M.told(scope)
  local name = scope and M.name(M.class(scope))
  if not scope or message.language() == "zh" or name == scope then return scope end
  return ("%s (%s)"):format(name, scope)
end

--- The note on values that are left out because they are of other classes than `class`; nil if there are none.
function M.left_out(values, class)
  local own, scopes, bases = class and class:match("^[^" .. APART .. "]*"), 0, 0
  for _, value in ipairs(values) do
    if M.class(value.scope) == own then bases = bases + 1 else scopes = scopes + 1 end
  end
  local notes = {}
  if scopes > 0 then
    notes[1] = message.say("{n} {n|value|values} of another scope left out", "另有 {n} 个数值范围不同，未计入", { n = scopes })
  end
  if bases > 0 then
    notes[#notes + 1] = message.say("{n} {n|value|values} of another basis left out", "另有 {n} 个数值口径不同，未计入",
      { n = bases })
  end
  return #notes > 0 and table.concat(notes, message.choose("; ", "；")) or nil
end

--- Splits values into those of the commonest class and the others, in order; of equally common classes the whole
--- region, else the first by name.
-- @param values rows with scope and basis
-- @return both lists and the class; nil for the class if there are none
function M.split(values)
  local counts, best = {}, nil
  for _, value in ipairs(values) do
    local class = M.of(value)
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
    local list = M.of(value) == best and same or other
    list[#list + 1] = value
  end
  return same, other, best
end

return M
