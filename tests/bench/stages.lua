-- stages: how long each stage takes over the example reports (and 200 made-up ones, and the real ones of
-- $FAZHI_REAL, where present), as MB of clean text a second, as a ratio to the first
-- stage in the same run and, where figures are read, as µs a figure. Beside them two floors: LPeg
-- searching the whole text for a number with a unit, and one pass of core.words over it for the places where
-- a number may begin. Machines differ and drift; the ratios are what to keep.

local lpeg = require "lpeg"
local core = require "fazhi.core"
local catalogue = require "fazhi.catalogue"
local document = require "fazhi.document"
local region = require "fazhi.region"
local sweep = require "fazhi.sweep"
local corpus = require "fazhi.corpus"
local trie = require "fazhi.trie"

local SECONDS = 5 -- for each set of files, at least
local WANTED = 40 -- MB of clean text a second that figures are to be read at

local real = os.getenv "FAZHI_REAL" or "../shared"

local function files(pattern)
  local pipe <close> = io.popen("ls " .. pattern .. " 2>/dev/null")
  local out = {}
  for line in pipe:lines() do out[#out + 1] = line end
  return out
end

local stages = { "sections", "meta", "figures", "observations", "map" }
local of_figures = { figures = true, observations = true, search = true, candidates = true }

-- Every unit of the catalogue.
local function unit_words()
  local words, seen = {}, {}
  for _, group in ipairs(catalogue.load "units") do
    for _, word in ipairs(group.words) do
      if not seen[word] then
        seen[word] = true
        words[#words + 1] = word
      end
    end
  end
  return words
end

local NUMERALS = { "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿", "零" }

-- Digits or Chinese numerals with a unit behind them, anywhere in a text.
local function search_pattern()
  local digits = lpeg.R "09" ^ 1 * (lpeg.S ".," * lpeg.R "09" ^ 1) ^ 0 * trie.pattern { "万", "亿", "余", "多" } ^ 0
  local amount = (digits + trie.pattern(NUMERALS) ^ 1) * trie.pattern(unit_words())
  return lpeg.Ct((lpeg.Cp() * amount * lpeg.Cp() + 1) ^ 0)
end

local search = search_pattern()
local candidates = core.words.new(table.move(NUMERALS, 1, #NUMERALS, 11,
  { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" }))

local floors = {
  search = function(body) return search:match(body) end,
  candidates = function(body) return candidates:scan(body, 1, {}) end,
}

local function clock(spent, stage, f)
  local start = os.clock()
  local result, more = f()
  spent[stage] = (spent[stage] or 0) + os.clock() - start
  return result, more
end

-- A new corpus with its schema and definitions, and its file.
local function new_corpus()
  local name = os.tmpname()
  os.remove(name)
  local made = assert(corpus.open(name, "create"))
  assert(made:define())
  return made, name
end

-- Reads, stores and drops one report, as `add` does; adds the seconds of each stage to `spent`, and to `size` what
-- was read.
local function take(path, c, spent, size)
  local doc = clock(spent, "text", function() return assert(document.read(path)) end)
  for _, stage in ipairs(stages) do clock(spent, stage, function() return doc[stage] end) end
  for name, f in pairs(floors) do clock(spent, name, function() return f(doc.body) end) end
  size.bytes, size.figures = (size.bytes or 0) + #doc.body, (size.figures or 0) + #doc.figures
  clock(spent, "corpus", function() assert(c:add(doc)) end)
end

-- One pass over all files into a new corpus. Opening it is told apart, and memory is given back `between` two reports,
-- as in `add`.
local function pass(paths, between, spent, size)
  local c, name = clock(spent, "open", new_corpus)
  c:batch(function()
    for _, path in ipairs(paths) do
      take(path, c, spent, size)
      clock(spent, "memory", between)
    end
  end)
  clock(spent, "corpus", function() c:close() end)
  size.docs = (size.docs or 0) + #paths
  for _, tail in ipairs { "", "-wal", "-shm" } do os.remove(name .. tail) end
end

local function print_line(name, seconds, spent, size, is_of_figures)
  print(("  %-14s %6.1f  %6.2f  %8.2f%s"):format(name, size.bytes / 1e6 / seconds, seconds / spent.text,
    seconds / size.docs * 1e3, is_of_figures and ("  %8.2f"):format(seconds / size.figures * 1e6) or ""))
end

local function bench(title, paths)
  if #paths == 0 then return print(title .. ": skipped, no files") end
  local between <close> = sweep.start()
  pass(paths, between, {}, {}) -- grammars are compiled and the catalogue read before the clock counts
  local spent, size, rounds = {}, {}, 0
  local start = os.clock()
  repeat
    pass(paths, between, spent, size)
    rounds = rounds + 1
  until os.clock() - start > SECONDS
  local total = 0
  print(("%s: %d files, %d rounds, %d bytes and %.1f figures a report"):format(title, #paths, rounds,
    size.bytes // size.docs, size.figures / size.docs))
  print("  stage           MB/s   × text   ms a report  µs a figure")
  for _, stage in ipairs { "text", "sections", "meta", "figures", "observations", "map", "corpus", "memory" } do
    total = total + spent[stage]
    print_line(stage, spent[stage], spent, size, of_figures[stage])
  end
  print_line("all", total, spent, size)
  print("  floors of figures: LPeg searching the text, core.words finding where numbers may begin")
  for _, name in ipairs { "search", "candidates" } do print_line(name, spent[name], spent, size, true) end
  print(("  figures at %.1f MB/s of the %d that are wanted"):format(size.bytes / 1e6 / spent.figures, WANTED))
  print(("  figures × search %.2f, × candidates %.1f; opening a new corpus %.1f ms"):format(
    spent.figures / spent.search, spent.figures / spent.candidates, spent.open / rounds * 1e3))
end

region.load { "examples/regions.tsv" }
bench("examples", files "examples/reports/*")
bench("made-up reports", files((os.getenv "B" or "build") .. "/bench/200/files/000/*"))
bench("real reports", files(real .. "/seeds/*.txt"))
bench("government work of the state", files(real .. "/corpora/national/*.txt"))
bench("government work of provinces", files(real .. "/corpora/provincial-2025/*"))
