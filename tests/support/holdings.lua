-- holdings: corpora for tests of analyses: a corpus in memory made of a few short reports, the run of an
-- analysis on it, and the check that no number in its answer is infinite or none at all.

local corpus = require "fazhi.corpus"
local document = require "fazhi.document"
local region = require "fazhi.region"
local script = require "fazhi.script"

local M = {}

--- A report's text from its place, year and the lines behind the title.
function M.text(place, year, ...)
  return ("%s人民政府关于%d年法治政府建设情况的报告\n"):format(place, year) .. table.concat({ ... }, "\n") .. "\n"
end

--- A corpus in memory with these texts, in the places of examples/regions.tsv.
function M.corpus(...)
  assert(region.load { "examples/regions.tsv" })
  local db = assert(corpus.open(":memory:", "create"))
  for i, text in ipairs { ... } do
    assert(db:add(assert(document.decode(text, { path = ("report%d.txt"):format(i) }))))
  end
  region.load()
  return db
end

--- Runs an analysis of scripts/analyses: the frame; or nil, message, code.
function M.run(name, args, db)
  local header = assert(script.load("scripts/analyses/" .. name .. ".lua"))
  for _, argument in ipairs(header.arguments) do
    local key = argument.name:gsub("^%-+", ""):gsub("-", "_"):lower()
    if args[key] == nil then args[key] = argument.default end
  end
  return script.run(header, args, { open = function() return db end })
end

--- The first number of a frame that is no number or infinite, as text; nil if all are sound.
function M.unsound(frame)
  for i, row in ipairs(frame.rows) do
    for name, value in pairs(row) do
      if type(value) == "number" and (value ~= value or math.abs(value) == math.huge) then
        return ("row %d, %s"):format(i, name)
      end
    end
  end
end

--- The rows whose columns have these values.
function M.rows(frame, wanted)
  return frame:filter(wanted).rows
end

return M
