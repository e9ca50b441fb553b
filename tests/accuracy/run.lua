-- run: the labelled reports of examples/ as tests. The floors are what was reached and must
-- not be lost; `make accuracy` prints the measures themselves.

local tap = require "tap"
local labelled = require "accuracy.labelled"

local floors = {
  { "meta", 0.99 },
  { "figures", 0.99 },
  { "figures exact", 0.99 },
  { "figures bound", 0.99 },
  { "figures kind", 0.99 },
  { "observations", 0.98 },
}

local lines = {}
local totals = labelled.measure(function(line) lines[#lines + 1] = line end)
for _, floor in ipairs(floors) do
  local name, least = floor[1], floor[2]
  local _, _, f1 = totals[name]:scores()
  tap.ok(f1 >= least, ("%s: F1 at least %.2f"):format(name, least),
    totals[name]:line() .. "\n" .. table.concat(lines, "\n", 1, math.min(#lines, 40)))
end

-- Labelled by someone who had not seen what the program makes of them: precision and recall are told apart.
local asserted = require("accuracy.sentences").count().asserted
local precision, recall = asserted:scores()
tap.ok(precision >= 0.95, "sentences: precision at least 0.95", asserted:line())
tap.ok(recall >= 0.83, "sentences: recall at least 0.83", asserted:line())
tap.done()
