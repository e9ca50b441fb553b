-- crew_work: what the workers of crew_spec do: a table of deeds by name, which all know what they
-- were told at the start.

local deeds = {}

function deeds.echo(_, ...) return ... end

function deeds.told(argument) return argument end

function deeds.sleep(_, seconds, value)
  local stop = os.clock() + seconds
  repeat until os.clock() >= stop
  return value
end

function deeds.fail(_, message, code) error({ message = message, code = code, more = print }, 0) end

function deeds.raise(_, message) error(message) end

function deeds.grow()
  local list = {}
  repeat list[#list + 1] = ("%d"):rep(100, tostring(#list)) until #list == math.huge
end

function deeds.unplain() return print end

function deeds.match(_, s) return require("lpeg").match(require("lpeg").P "a" ^ 1, s) end

function deeds.sha256(_, s) return require("fazhi.core").text.sha256(s) end

-- What a worker keeps from one job to the next is its own.
local count = 0
function deeds.count()
  count = count + 1
  return count
end

return function(argument)
  if argument == "broken" then error("cannot begin", 0) end
  if argument == "failing" then error({ message = "cannot begin", code = "E502" }, 0) end
  return function(job)
    return deeds[job[1]](argument, table.unpack(job, 2, job.n or #job))
  end
end
