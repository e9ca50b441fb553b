-- measure: prints how well fazhi reads: precision, recall and F1 over our own labelled reports
-- always, and over real files where $FAZHI_REAL (default ../shared) has them. The modules beside
-- this one each measure one thing. MISSES=1 lists what was missed and what was made up;
-- ONLY=name measures one module alone.

local labelled = require "accuracy.labelled"
local gold = require "accuracy.gold"

local real = os.getenv "FAZHI_REAL" or "../shared"
local only = os.getenv "ONLY"
local misses = os.getenv "MISSES" and function(line) print("    " .. line) end or nil

-- In the order in which a file is read.
local modules = {
  "encodings", "pages", "pdfs", "words", "containers", "rawpages", "repairs", "regions", "specimens",
  "twins", "peers", "sentences", "governments", "contents", "consistency",
}

local function show(title, totals)
  print(title)
  for _, name in ipairs(totals.order) do
    print(("  %-22s %s"):format(name, totals[name]:line()))
  end
end

local function say(line)
  print("  " .. line)
end

if not only then
  show("our own labelled reports (examples/reports)", labelled.measure(misses))
  if gold.is_present(real) then
    show("hand annotation of real reports (" .. real .. "/gold)", gold.measure(real, misses))
  else
    print("skipped: no hand annotation in " .. real .. " (set FAZHI_REAL)")
  end
end
for _, name in ipairs(modules) do
  if not only or only == name then
    local module = require("accuracy." .. name)
    print(module.title)
    if module.is_present(real) then module.measure(real, say) else say("skipped: not in " .. real) end
  end
end
