-- queries: how long a question to a corpus takes, asked in a process that has it open (warm: the second time) and as a
-- whole program (cold: the files are in the memory of the system, the program is not), beside what it may take. It is
-- the time of the processor that counts, which nobody else's work lengthens: the best of five warm, the mean of ten
-- cold.
--
--     build/fazhi -c CORPUS tests/bench/queries.lua REGION YEAR

local fazhi = require "fazhi"
local width = require "fazhi.width"

local TIMES, RUNS = 5, 10
local TICK = 10 -- milliseconds, in which Linux tells the time of processes that ended

local region, year = arg[1], tonumber(arg[2])
local build = os.getenv "B" or "build"
local corpus = require("fazhi.current").context.options.corpus or os.getenv "FAZHI_CORPUS"

-- The count of passages with a word and the best 20 with snippets.
local function search(word)
  return function(opened) return assert(opened:search(word, { limit = 20 })) end
end

-- A question as a command, and as arguments of the verb or a function of the open corpus; `bound` where it may
-- take longer than 50 ms warm, 100 ms cold.
local QUESTIONS = {
  { "compare", "review_accepted --year YEAR --level county",
    { indicator = "review_accepted", year = year, level = "county" } },
  { "trend", "review_accepted --region REGION", { indicator = "review_accepted", region = { region } } },
  { "get", "review_accepted --region REGION", { indicator = "review_accepted", region = region } },
  { "list", "--year YEAR", { year = year } },
  { "list", "--region REGION", { region = region } },
  { "search", "复议 --limit 20", search "复议" },
  { "search", "执法 --limit 20", search "执法" },
  { "search", "规范 --limit 20", search "规范" },
  { "profile", "REGION", { region = region }, bound = 1000 },
  { "coverage", "--year YEAR", { year = year }, bound = 1000 },
}

-- The best of some times, in milliseconds.
local function best(f)
  local least = math.huge
  for _ = 1, TIMES do
    local start = os.clock()
    f()
    least = math.min(least, (os.clock() - start) * 1e3)
  end
  return least
end

-- The milliseconds that the processes begun here took, those that ended: fields 16 and 17 of proc(5).
local function spent()
  local file <close> = assert(io.open "/proc/self/stat")
  local fields = {}
  for field in file:read("a"):match("^.*%) (.*)$"):gmatch("%S+") do fields[#fields + 1] = tonumber(field) or 0 end
  return (fields[14] + fields[15]) * TICK
end

local function cold(line)
  local command = ("%s/fazhi -c '%s' %s >/dev/null 2>&1"):format(build, corpus, line)
  local start = spent()
  for _ = 1, RUNS do assert(os.execute(command), command) end
  return (spent() - start) / RUNS
end

local opened = assert(fazhi.open(corpus))

local function warm(verb, words)
  local ask = words
  if type(words) == "table" then
    local call = fazhi.run(verb)
    ask = function() call(words) end
  end
  ask(opened)
  return best(function() ask(opened) end)
end

print "  question                                                  warm ms  (bound)   cold ms  (bound)"
for _, q in ipairs(QUESTIONS) do
  local verb, line, words = table.unpack(q)
  line = verb .. " " .. line:gsub("%u%u%u%u+", { YEAR = tostring(year), REGION = region })
  local warm_ms, cold_ms = warm(verb, words), cold(line)
  local pad = (" "):rep(math.max(1, 56 - width.of(line)))
  print(("  %s%s%9.1f  %7d %9.1f  %7d"):format(line, pad, warm_ms, q.bound or 50, cold_ms, q.bound or 100))
end
