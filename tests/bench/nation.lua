-- nation: fills corpora from made-up reports with fazhi, with its peers and with SQLite alone, asks them, and
-- prints what that cost; the ratios come last and are what to keep, since machines differ and drift. Where others use
-- the machine, only those of CPU hold.
--
--     lua5.4 tests/bench/nation.lua N …          for each number of reports: 200 2000, or 200 2000 32000
--
-- B is the folder of the build. The made-up files stay in $B/bench for the next run, databases do not.

local measure = require "bench.measure"

local build, lua = os.getenv "B" or "build", os.getenv "LUA" or "lua5.4"
local root = build .. "/bench"

-- What peers know beforehand: the places, and the rules of all indicators that fazhi looks for.
local RULES = root .. "/rules.tsv"
local TABLES = "scripts/data/regions.tsv " .. RULES

-- Each fills DATABASE from the files of FOLDER, which has the truth beside it; `search` counts words in what it filled.
local RUNNERS = {
  { name = "fazhi --jobs 1", key = "one", line = "BUILD/fazhi -q add FOLDER/files -c DATABASE --jobs 1",
    search = "BUILD/fazhi tests/bench/searches.lua" },
  { name = "fazhi --jobs 2", key = "two", line = "BUILD/fazhi -q add FOLDER/files -c DATABASE --jobs 2" },
  { name = "Python, 2 processes", key = "python", search = "python3 tests/bench/peers/peer.py --search",
    line = "python3 tests/bench/peers/peer.py FOLDER/files DATABASE TABLES FOLDER/traditional.tsv" },
  { name = "stock Lua", key = "lua", search = "LUA tests/bench/peers/peer.lua --search",
    line = "LUA tests/bench/peers/peer.lua FOLDER/files DATABASE TABLES FOLDER/traditional.tsv" },
}

-- So many rounds, the best of which counts: small corpora are filled in no time and say little at once.
local function rounds(count)
  return count <= 200 and 3 or count <= 2000 and 2 or 1
end

local function size_of(path)
  return tonumber(measure.line(("cat %s %s-wal 2>/dev/null | wc -c"):format(path, path)))
end

local function remove(path)
  os.execute(("rm -f %s %s-wal %s-shm"):format(path, path, path))
end

local function command(line, folder, database)
  return (line:gsub("%u%u%u+", { BUILD = build, LUA = lua, FOLDER = folder, DATABASE = database, TABLES = TABLES }))
end

local SMALL_RUNS = 2 -- before and after a large one, where what grows is measured

-- ---- the files -----------------------------------------------------------------------------------

local function folder_of(count) return ("%s/%d"):format(root, count) end

-- Made-up reports are made again only if what makes them has changed.
local function generate(count)
  local folder = folder_of(count)
  local changed = measure.line(("find tests/bench tests/support -newer %s/done 2>&1 | head -1"):format(folder))
  if changed then
    os.execute(("rm -rf %s && mkdir -p %s"):format(folder, root))
    assert(os.execute(("%s/fazhi tests/bench/generate.lua %s %d"):format(build, folder, count)))
  end
  os.execute(("find %s/files -type f -exec cat {} + >/dev/null"):format(folder)) -- all are read from memory
  return folder, measure.line(("cat %s/done"):format(folder))
end

-- ---- filling -------------------------------------------------------------------------------------

local function fill(runner, folder)
  local database = ("%s/%s.db"):format(folder, runner.key)
  remove(database)
  local cost = measure.run(command(runner.line, folder, database))
  cost.database, cost.size = database, size_of(database)
  return cost
end

-- SQLite storing what the corpus of fazhi has.
local function fill_floor(folder, from)
  local database = folder .. "/floor.db"
  remove(database)
  local line = measure.line(("%s/bench/floor %s %s | tr '\\n' ' '"):format(build, from, database))
  local told = {}
  for word in line:gmatch "%S+" do told[#told + 1] = tonumber(word) end
  local cost = { wall = told[1], cpu = told[2], peak = 0, rows = told[3], text = told[4], size = size_of(database),
    parts = table.move(told, 5, 8, 1, {}) }
  remove(database)
  return cost
end

-- CPU of one worker on a smaller number of reports, on the average of some runs.
local function small_cpu(folder)
  local sum = 0
  for _ = 1, SMALL_RUNS do
    local cost = fill(RUNNERS[1], folder)
    sum = sum + cost.cpu
    remove(cost.database)
  end
  return sum / SMALL_RUNS
end

local function keep_better(costs, key, now)
  local better = measure.better(costs[key], now)
  for name, value in pairs(now) do better[name] = better[name] or value end
  costs[key] = better
end

-- The best of the rounds, in which everyone takes turns, SQLite alone too. What grows is told by runs that follow each
-- other, small, large, small, since a machine is not the same a minute later.
-- @param smaller folder of the next smaller number of reports, or nil
-- @return costs by key; costs.times: for each round how many times the CPU of the smaller number one worker took
local function fill_all(count, folder, smaller)
  local costs = { times = {} }
  for _ = 1, rounds(count) do
    local before = smaller and small_cpu(smaller)
    for _, runner in ipairs(RUNNERS) do
      local now = fill(runner, folder)
      keep_better(costs, runner.key, now)
      if runner.key == "one" then
        if smaller then table.insert(costs.times, now.cpu / ((before + small_cpu(smaller)) / 2)) end
        keep_better(costs, "floor", fill_floor(folder, now.database))
      end
    end
  end
  return costs
end

local function print_cost(name, count, cost, text)
  print(("  %-20s %8.0f  %6.1f  %8.2f  %8.2f  %6s  %6.2f"):format(name, count / cost.wall, text / 1e6 / cost.wall,
    cost.wall, cost.cpu, cost.peak > 0 and ("%.0f"):format(cost.peak) or "—", cost.size / text))
end

-- What score.lua says of a database: the names of the measures in order, and precision and recall by name, or the one
-- share that is right.
local function scores_of(folder, runner, database)
  local names, shares = {}, {}
  local pipe <close> = assert(io.popen(("%s tests/bench/score.lua %s %s %s"):format(lua, folder, database,
    measure.quote(command(runner.search)))))
  for line in pipe:lines() do
    local name, rest = line:match "^  (%l[%l ]-)%s+%f[%w](%l+%s+%d.*)$"
    assert(name, line)
    local precision, recall = rest:match "precision (%S+)%s+recall (%S+)"
    names[#names + 1] = name
    shares[name] = precision and precision .. " " .. recall or rest:match "right%s+(%S+)"
  end
  return names, shares
end

-- One line a measure, one column a program.
local function score(folder, costs)
  local names, head, columns = nil, "  precision, recall", {}
  for _, runner in ipairs(RUNNERS) do
    if runner.search then
      local shares
      names, shares = scores_of(folder, runner, costs[runner.key].database)
      columns[#columns + 1] = shares
      head = ("%-22s"):format(head) .. ("%21s"):format(runner.name)
    end
  end
  print(head)
  for _, name in ipairs(names) do
    local line = ("  %-20s"):format(name)
    for _, shares in ipairs(columns) do line = line .. ("%21s"):format(shares[name]) end
    print(line)
  end
end

local function ask(folder, database)
  local code = measure.line(("sed -n 2p %s/reports.tsv | cut -f2"):format(folder))
  local region = measure.line(("grep -P '^%s\\t' scripts/data/regions.tsv | tail -1 | cut -f3"):format(code))
  print "  questions, the best of five"
  io.stdout:flush()
  assert(os.execute(("%s/fazhi -c %s tests/bench/queries.lua %s 2022"):format(build, database, region)))
end

local function bench(count, smaller)
  local folder, done = generate(count)
  print(("N = %d: %s"):format(count, done))
  local costs = fill_all(count, folder, smaller and folder_of(smaller))
  local text = costs.floor.text
  print(("  %.1f MB of clean text, %d rows"):format(text / 1e6, costs.floor.rows))
  print "                       docs/s    MB/s   seconds       CPU      MB  corpus ÷ text"
  for _, runner in ipairs(RUNNERS) do print_cost(runner.name, count, costs[runner.key], text) end
  print_cost("floor: SQLite alone", count, costs.floor, text)
  print(("  of its CPU: rows %.2f s, full text %.2f s, commits %.2f s, indexes %.2f s")
    :format(table.unpack(costs.floor.parts)))
  score(folder, costs)
  ask(folder, costs.one.database)
  for _, runner in ipairs(RUNNERS) do remove(costs[runner.key].database) end
  print ""
  return costs
end

-- ---- ratios --------------------------------------------------------------------------------------

local function print_ratios(count, costs)
  local function line(what, value, wanted)
    print(("  %-52s %6.2f%s"):format(what, value, wanted and "   wanted " .. wanted or ""))
  end
  print(("ratios, N = %d"):format(count))
  line("fazhi --jobs 2 × Python, two processes, docs/s", costs.python.wall / costs.two.wall, "≥ 4")
  line("fazhi --jobs 2 × stock Lua, docs/s", costs.lua.wall / costs.two.wall, "≥ 8")
  line("fazhi --jobs 2 ÷ floor, seconds", costs.two.wall / costs.floor.wall, "≤ 2")
  line("fazhi --jobs 1 ÷ floor, CPU", costs.one.cpu / costs.floor.cpu)
  line("Python ÷ fazhi --jobs 1, CPU", costs.python.cpu / costs.one.cpu)
  line("stock Lua ÷ fazhi --jobs 1, CPU", costs.lua.cpu / costs.one.cpu)
  line("two workers × one, docs/s", costs.one.wall / costs.two.wall, "≥ 1.6")
  line("most memory of --jobs 2, MB", costs.two.peak, "≤ 200")
end

assert(os.execute(("mkdir -p %s && %s/fazhi tests/bench/peers/rules.lua > %s"):format(root, build, RULES)))
local all, counts = {}, {}
for i, word in ipairs(arg) do counts[i] = assert(math.tointeger(tonumber(word)), "N is a number of reports") end
for i, count in ipairs(counts) do all[i] = bench(count, counts[i - 1]) end
for i, count in ipairs(counts) do print_ratios(count, all[i]) end
for i = 2, #counts do
  local sum, times = 0, all[i].times
  for _, more in ipairs(times) do sum = sum + math.log(more) end
  print(("  growth exponent of CPU from %d to %d %27.3f   wanted ≤ 1.05"):format(counts[i - 1], counts[i],
    sum / #times / math.log(counts[i] / counts[i - 1])))
end
