-- stages: how long each stage takes over the example reports (and the real ones of
-- $FAZHI_REAL, where present), as MB of clean text a second and as a ratio to the first
-- stage in the same run. Machines differ and drift; the ratios are what to keep.

local document = require "fazhi.document"
local region = require "fazhi.region"
local corpus = require "fazhi.corpus"

local real = os.getenv "FAZHI_REAL" or "../shared"

local function files(pattern)
  local pipe <close> = io.popen("ls " .. pattern .. " 2>/dev/null")
  local out = {}
  for line in pipe:lines() do out[#out + 1] = line end
  return out
end

local stages = { "sections", "meta", "figures", "observations", "map" }

-- One pass over all files; adds the seconds of each stage to `spent`.
local function pass(paths, spent)
  local bytes, docs = 0, {}
  for _, path in ipairs(paths) do
    local start = os.clock()
    local doc = assert(document.read(path))
    spent.text = (spent.text or 0) + os.clock() - start
    for _, stage in ipairs(stages) do
      start = os.clock()
      local _ = doc[stage]
      spent[stage] = (spent[stage] or 0) + os.clock() - start
    end
    bytes = bytes + #doc.body
    docs[#docs + 1] = doc
  end
  local name = os.tmpname()
  os.remove(name)
  local start = os.clock()
  local c = assert(corpus.open(name, "create"))
  c:batch(function() for _, doc in ipairs(docs) do assert(c:add(doc)) end end)
  c:close()
  spent.corpus = (spent.corpus or 0) + os.clock() - start
  for _, tail in ipairs { "", "-wal", "-shm" } do os.remove(name .. tail) end
  return bytes, #docs
end

local function bench(title, paths)
  if #paths == 0 then return print(title .. ": skipped, no files") end
  pass(paths, {}) -- grammars are compiled and the catalogue read before the clock counts
  local spent, bytes, docs, rounds = {}, 0, 0, 0
  local start = os.clock()
  repeat
    local b, d = pass(paths, spent)
    bytes, docs, rounds = bytes + b, docs + d, rounds + 1
  until os.clock() - start > 5
  local total = 0
  print(("%s: %d files, %d rounds"):format(title, #paths, rounds))
  print("  stage           MB/s   × text   ms a report")
  for _, stage in ipairs { "text", "sections", "meta", "figures", "observations", "map", "corpus" } do
    local s = spent[stage]
    total = total + s
    print(("  %-14s %6.1f  %6.2f  %8.2f"):format(stage, bytes / 1e6 / s, s / spent.text, s / docs * 1e3))
  end
  print(("  %-14s %6.1f  %6.2f  %8.2f"):format("all", bytes / 1e6 / total, total / spent.text, total / docs * 1e3))
end

region.load { "examples/regions.tsv" }
bench("examples", files "examples/reports/*")
bench("real reports", files(real .. "/seeds/*.txt"))
