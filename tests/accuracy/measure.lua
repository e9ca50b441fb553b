-- measure: prints precision, recall and F1 of what fazhi reads, over our own labelled
-- reports always and over the hand annotation of real ones where $FAZHI_REAL (default
-- ../shared) has it. MISSES=1 lists what was missed and what was made up.

local labelled = require "accuracy.labelled"
local gold = require "accuracy.gold"

local real = os.getenv "FAZHI_REAL" or "../shared"
local misses = os.getenv "MISSES" and function(line) print("    " .. line) end or nil

local function show(title, totals)
  print(title)
  for _, name in ipairs(totals.order) do
    print(("  %-22s %s"):format(name, totals[name]:line()))
  end
end

show("our own labelled reports (examples/reports)", labelled.measure(misses))
if gold.is_present(real) then
  show("hand annotation of real reports (" .. real .. "/gold)", gold.measure(real, misses))
else
  print("skipped: no hand annotation in " .. real .. " (set FAZHI_REAL)")
end
