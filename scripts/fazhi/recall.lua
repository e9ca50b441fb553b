-- recall: a corpus that answers from memory what it was asked before. It is for those who make hundreds of pages of
-- one corpus that nobody writes to meanwhile: each of them asks for what it needs, as if it were the only one.
--
-- What it gives is shared between those who ask, who must not change it.

local M = {}

-- What is remembered for good, and what only of the indicator that was asked for last, since it is large.
local lasting = { definitions = true, indicators = true, places = true, places_of = true, regions = true,
  silent_regions = true, succeeded = true }
local passing = { values = true, missing = true }

-- Filters as text: the same for the same filters, whatever their order.
local function words_of(filters)
  local parts = {}
  for name, value in pairs(filters) do parts[#parts + 1] = name .. "=" .. tostring(value) end
  table.sort(parts)
  return table.concat(parts, "\1")
end

local function key_of(method, ...)
  local parts = { method }
  for i = 1, select("#", ...) do
    local argument = select(i, ...)
    parts[i + 1] = type(argument) == "table" and words_of(argument) or tostring(argument)
  end
  return table.concat(parts, "\0")
end

local function remember(answers, corpus, method, ...)
  local key = key_of(method, ...)
  if answers[key] == nil then
    local answer, why, code = corpus[method](corpus, ...)
    if answer == nil then return nil, why, code end
    answers[key] = answer
  end
  return answers[key]
end

local function lasting_method(self, corpus, method)
  return function(_, ...) return remember(self.answers, corpus, method, ...) end
end

local function passing_method(self, corpus, method)
  return function(_, indicator, ...)
    if self.last ~= indicator then self.last, self.own = indicator, {} end
    return remember(self.own, corpus, method, indicator, ...)
  end
end

local function other_method(corpus, method)
  return function(_, ...) return method(corpus, ...) end
end

--- The corpus with a memory.
-- @param corpus read only as long as what this gives is in use
-- @return what is asked as the corpus is
function M.of(corpus)
  local self = { answers = {}, own = {} }
  return setmetatable(self, { __index = function(_, name)
    local found = corpus[name]
    if lasting[name] then found = lasting_method(self, corpus, name)
    elseif passing[name] then found = passing_method(self, corpus, name)
    elseif type(found) == "function" then found = other_method(corpus, found) end
    rawset(self, name, found)
    return found
  end })
end

return M
