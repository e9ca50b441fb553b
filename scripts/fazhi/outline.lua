-- outline: the sections of a report's body. It owns the way from the catalogue of markers to
-- the parser in the core, and the few questions that others ask of a list of sections.

local catalogue = require "fazhi.catalogue"
local core = require "fazhi.core"
local failure = require "fazhi.failure"

local M = {}

local fields = {
  level = true, rank = true, open = true, numbering = true, close = true, where = true,
  not_after = true, not_before = true, phrase = true, nests = true,
}

-- A misspelt field would be passed over in silence by the parser; here it is refused.
local function check(rules)
  for i, marker in ipairs(type(rules.markers) == "table" and rules.markers or {}) do
    for name in pairs(type(marker) == "table" and marker or {}) do
      if not fields[name] then
        failure.raise("E502", ("catalogue markers: marker %d: unknown field %s"):format(i, tostring(name)))
      end
    end
  end
end

local compiled = setmetatable({}, { __mode = "k" }) -- rules of the catalogue → those of the core

local function compile(rules)
  check(rules)
  compiled[rules] = core.outline.rules(rules)
  return compiled[rules]
end

-- The rules come from a file that people change, so a fault in them is one of the world.
local function guarded(f, ...)
  local ok, result, message, code = pcall(f, ...)
  if not ok and type(result) == "string" then failure.raise("E502", "catalogue markers: " .. result) end
  if not ok then error(result, 0) end
  if not result then failure.raise(code, message) end
  return result
end

--- The sections of `body` within `content`, a span {i, j} (the whole body if nil), in the
--- order of the text: rows { level=, number=, marker=, heading=, start=, stop=, heading_start=,
--- heading_stop=, parent= }. Spans are bytes of `body`, 1-based and inclusive; `parent` is a row, 0 for
--- none. `rules` are those of the catalogue "markers" unless given. Raises a failure E502
--- if the rules make no sense.
function M.parse(body, content, rules)
  rules = rules or catalogue.load("markers")
  return guarded(core.outline.parse, body, compiled[rules] or guarded(compile, rules), content and content[1] or 1,
    content and content[2] or #body)
end

--- The row of the innermost section that holds byte `at` of the body, 0 if none does.
function M.at(sections, at)
  -- The last that begins at or before it; what holds it is that section or one above.
  local low, high = 0, #sections
  while low < high do
    local middle = (low + high + 1) // 2
    if sections[middle].start <= at then low = middle else high = middle - 1 end
  end
  while low > 0 and sections[low].stop < at do low = sections[low].parent end
  return low
end

return M
