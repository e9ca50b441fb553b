-- start: how long the program takes to run one statement and to come to its prompt, beside stock Lua running
-- the same statement: the best of several rounds of runs in one shell. The bound is 3 × Lua + 5 ms.

local core = require "fazhi.core"

local ROUNDS, RUNS = 7, 20

local build = os.getenv "B" or "build"
local commands = {
  { name = "lua5.4 -e 'print(1)'", line = "lua5.4 -e 'print(1)'" },
  { name = "fazhi -e 'print(1)'", line = build .. "/fazhi -e 'print(1)'" },
  { name = "fazhi to its prompt", line = build .. "/fazhi -i </dev/null" },
}

local function milliseconds(line)
  local script = ("i=0; while [ $i -lt %d ]; do %s; i=$((i+1)); done >/dev/null"):format(RUNS, line)
  local start = core.files.now()
  assert(os.execute(script))
  return (core.files.now() - start) / RUNS * 1e3
end

for _ = 1, ROUNDS do
  for _, one in ipairs(commands) do one.best = math.min(one.best or math.huge, milliseconds(one.line)) end
end
local bound = 3 * commands[1].best + 5
print(("start, best of %d rounds of %d runs"):format(ROUNDS, RUNS))
for i, one in ipairs(commands) do
  print(("  %-22s%6.2f ms%s"):format(one.name, one.best, i > 1 and ("   bound %.2f ms"):format(bound) or ""))
end
