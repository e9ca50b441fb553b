-- reuse: how long it takes to find what made-up reports copied from each other, and how much of it
-- is found. `make bench` runs it; arguments: how many reports (2000) and the seed (1).

local copies = require "support.copies"
local similar = require "fazhi.similar"

local count, seed = tonumber(arg and arg[1]) or 2000, tonumber(arg and arg[2]) or 1

local function timed(f)
  local start = os.clock()
  f()
  return os.clock() - start
end

local texts, truth = copies.make(count, seed, 5000, 35000)
local bytes, set, pairs_tried, found = 0, similar.new(), 0, {}
for _, text in ipairs(texts) do bytes = bytes + #text end

local read = timed(function() for _, text in ipairs(texts) do set:add(text) end end)
local index = timed(function() set:index() end)
local ask = timed(function()
  for i = 1, #texts do
    for _, j in ipairs(set:near(i, nil, i)) do
      pairs_tried = pairs_tried + 1
      local passages = set:compare(i, j)
      if passages then found[#found + 1] = { to = i, from = j, passages = passages } end
    end
  end
end)

local m = copies.measure(truth, found)
print(("reuse: %d made-up reports, %.1f MB, %d passages copied"):format(count, bytes / 1e6, m.copies))
print(("  read %.2f s, index %.2f s, ask %.2f s (%d pairs); together %.2f s"):format(read, index, ask, pairs_tried,
  read + index + ask))
print(("  recall %.4f, precision %.4f of %d passages found"):format(m.recall, m.precision, m.passages))
local missed = {}
for _, copy in ipairs(m.missed) do missed[copy.kind] = (missed[copy.kind] or 0) + 1 end
for _, kind in ipairs { "exact", "number", "word", "clause", "both" } do
  if missed[kind] then print(("  missed, %s: %d"):format(kind, missed[kind])) end
end
