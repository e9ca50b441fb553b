-- contract: what the methods of the corpus want of those who call them, so that a slip at the prompt is told as one:
-- the method, the argument and what is wanted there, and not a line inside of the library. A method that is not
-- listed here is for programs of ours, and takes what it is given.

local condition = require "fazhi.corpus.condition"
local failure = require "fazhi.failure"
local message = require "fazhi.message"
local nearest = require "fazhi.nearest"

local M = {}

-- Arguments in order: the kind of each, below; a ? lets it be left out.
local methods = {
  report = { "id" }, body = { "id" }, evidence = { "id" }, figures = { "id" }, observations = { "id" },
  sections = { "id" }, why = { "id" }, content = { "id" }, document = { "id" },
  reports = { "filters?" }, ids = { "filters?" }, count_reports = { "filters?" }, each_report = { "filters?" },
  values = { "indicator", "filters?" }, missing = { "indicator", "filters?" },
  passages = { "words", "filters?" }, usage = { "words", "filters?" }, mentions = { "words", "filters?" },
  search = { "words", "search?" }, sql = { "words" },
}

-- What an argument is called, and the key of what is wanted there.
local names = {
  id = { "id", "want_id" }, indicator = { "indicator", "want_indicator" }, words = { "words", "want_text" },
  filters = { "filters", "want_filters" }, search = { "filters", "want_filters" },
}

local known = { filters = {}, search = { limit = true, sentence = true, marks = true } }
for _, name in ipairs(condition.NAMES) do known.filters[name], known.search[name] = true, true end

local function sorted(set)
  local list = {}
  for name in pairs(set) do list[#list + 1] = name end
  table.sort(list)
  return list
end

-- The filter that is none, as a message; nil if all are known. What corpus:reports gives is a filter as well.
local function unknown_filter(filters, kind)
  if filters.sql then return nil end
  for name in pairs(filters) do
    if not known[kind][name] then
      local choices = sorted(known[kind])
      local near = nearest.find(tostring(name), choices)
      return message.text("call_filter", { word = name, choices = table.concat(choices, " ") })
        .. (near and message.choose("; ", "；") .. message.text("nearest", { word = near }) or "")
    end
  end
end

local tests = {
  id = function(value) return type(value) == "string" or math.type(value) == "integer" end,
  indicator = function(value) return type(value) == "string" end,
  words = function(value) return type(value) == "string" end,
  filters = function(value) return type(value) == "table" end,
  search = function(value) return type(value) == "table" end,
}

local function shown(value)
  if type(value) == "string" then return ('"%s"'):format(message.shown(value)) end
  return type(value) == "number" and tostring(value) or type(value)
end

local function problem(wanted, value)
  local kind, is_optional = wanted:match("^(%l+)(%??)$")
  if value == nil and is_optional == "?" then return nil end
  if not tests[kind](value) then
    local name, want = names[kind][1], message.text(names[kind][2])
    return message.text("call_argument", { name = name, got = shown(value), want = want })
  end
  return known[kind] and unknown_filter(value, kind)
end

--- Raises, where the method was called, what is wrong with the way it was: a dot for the colon, an argument of
--- another type, a filter that there is not.
-- @param name of the method; class: the metatable of a corpus; self and … what it was called with
function M.check(name, class, self, ...)
  if getmetatable(self) ~= class then failure.misuse(message.text("call_colon", { name = name })) end
  for i, wanted in ipairs(methods[name] or {}) do
    local why = problem(wanted, (select(i, ...)))
    if why then failure.misuse("corpus:" .. name .. ": " .. why) end
  end
end

return M
