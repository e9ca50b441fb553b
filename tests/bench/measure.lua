-- measure: runs a command and says what it cost: seconds of the clock and of the processor (its children's too), the
-- most memory that one of its processes held. GNU time does the measuring.

local M = {}

--- Quotes a word for the shell.
function M.quote(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

--- The words of a command that prints one line or none.
function M.line(command)
  local pipe <close> = assert(io.popen(command))
  return pipe:read "l"
end

--- Runs a command, which must succeed; what it prints is dropped.
-- @return { wall =, cpu = seconds, peak = MB }
function M.run(command)
  local report = os.tmpname()
  local wrapped = ("/usr/bin/time -o %s -f '%%e %%U %%S %%M' sh -c %s >/dev/null 2>%s.err")
    :format(report, M.quote("exec " .. command), report)
  local ok = os.execute(wrapped)
  local last
  for line in io.lines(report) do last = line end
  if not ok then os.execute("cat " .. report .. ".err >&2") end
  os.execute(("rm -f %s %s.err"):format(report, report))
  assert(ok, "failed: " .. command)
  local wall, user, system, peak = last:match "^(%S+) (%S+) (%S+) (%d+)$"
  return { wall = tonumber(wall), cpu = user + system, peak = peak / 1024 }
end

--- The better of two measurements, each number by itself.
function M.better(a, b)
  if not a then return b end
  return { wall = math.min(a.wall, b.wall), cpu = math.min(a.cpu, b.cpu), peak = math.min(a.peak, b.peak) }
end

return M
