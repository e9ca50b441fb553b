-- territory: a region as scripts and the prompt have it: a row of the gazetteer that can be asked for those around
-- it and for its values. The gazetteer itself, fazhi.region, knows no corpus.

local current = require "fazhi.current"
local failure = require "fazhi.failure"
local gazetteer = require "fazhi.region"
local message = require "fazhi.message"

local M = {}

local Territory = { __name = "fazhi.territory" }
Territory.__index = Territory
Territory.__tostring = function(t) return ("%s  %s  %s"):format(t.full_name, t.code, t.level) end

local function of(row)
  if not row then return nil end
  local copy = {}
  for key, value in pairs(row) do copy[key] = value end
  return setmetatable(copy, Territory)
end

local function list_of(rows)
  local list = {}
  for i, row in ipairs(rows) do list[i] = of(row) end
  return list
end

--- The region one level up, as it stood in `year` (default: today, or its own last year); nil for a province.
function Territory:parent(year)
  return of(gazetteer.parent(self, year))
end

--- The province it lies in; itself if it is one.
function Territory:province(year)
  local row = self
  while row.level ~= "province" do
    local above = gazetteer.parent(row, year)
    if not above then return nil end
    row = above
  end
  return of(row)
end

--- The regions directly below it in `year` (default: today), a list in order of their codes.
function Territory:children(year)
  return list_of(gazetteer.children(self.code, year))
end

--- The other regions of its level under the same parent in `year`, a list in order of their codes.
function Territory:peers(year)
  return list_of(gazetteer.peers(self, year))
end

local function default_corpus()
  local context = current.context
  local corpus, why, code
  if context then
    corpus, why, code = context.open("read")
  else
    corpus, why, code = require("fazhi.corpus").open(os.getenv("FAZHI_CORPUS") or "fazhi.db", "read")
  end
  return corpus or failure.raise(code, why)
end

--- The values of an indicator that its government reported, in order of year, as corpus:values gives them.
-- @param from, to years, both included; nil: all
-- @param corpus nil: the one of the program, in stock lua5.4 that of $FAZHI_CORPUS or fazhi.db
function Territory:series(indicator, from, to, corpus)
  return (corpus or default_corpus()):values(indicator, { region = self.code, from = from, to = to })
end

-- Places of the user's own are known when the corpus that remembers them was opened.
local function find(name, options)
  local row, why, rows = gazetteer.find(name, options)
  if row or why == "ambiguous" or not current.context then return row, rows end
  if not current.context.open("read") then return nil, rows end
  row, why, rows = gazetteer.find(name, options)
  return row, rows, why
end

--- The region that a name or code means: full, partial, short and old names are known. Raises a failure, "E206" if
--- there is none and "E207", with the choices, if there are several.
-- @param options nil or { year =, within = a code above it, level = }, see fazhi.region
-- @return a region { code=, name=, full_name=, level=, parent_code=, from_year=, to_year= } with the methods above
function M.find(name, options)
  if type(name) ~= "string" and math.type(name) ~= "integer" then
    error("fazhi.region: " .. message.text("call_argument", { name = "name", got = type(name),
      want = message.text("want_region") }), 2)
  end
  local row, rows = find(name, options)
  if row then return of(row) end
  if #rows == 0 then
    failure.raise("E206", message.text("no_place", { word = name }) .. message.choose("; ", "；")
      .. message.text("own_places"))
  end
  local choices = {}
  for i, one in ipairs(rows) do choices[i] = one.full_name .. " " .. one.code end
  failure.raise("E207", message.text("may_be", { word = name,
    choices = table.concat(choices, message.choose(", ", "、")) }))
end

return M
