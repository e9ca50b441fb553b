-- How long until something happens, where some have not come to it yet when the watching ends.

local probability = require("fazhi.stats.probability")

local M = {}

-- Subjects by time: sorted times and, for each, how many events and censored; how many have no time.
local function tally(subjects)
  local times, at, left_out = {}, {}, 0
  for _, subject in ipairs(subjects) do
    local time = subject.time
    if time == nil then
      left_out = left_out + 1
    else
      if not at[time] then
        at[time] = { events = 0, censored = 0 }
        times[#times + 1] = time
      end
      local name = subject.event and "events" or "censored"
      at[time][name] = at[time][name] + 1
    end
  end
  table.sort(times)
  return times, at, left_out
end

-- The log-log interval of Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data,
-- 1980; it stays within 0 and 1, and is nothing at 0 and 1 themselves.
local function interval(survival, sum, z)
  if survival <= 0 or survival >= 1 then return nil, nil end
  local wide = math.exp(z * math.sqrt(sum) / -math.log(survival))
  return survival ^ wide, survival ^ (1 / wide)
end

--- Kaplan–Meier estimate of the share to which it has not happened yet (Kaplan & Meier, JASA 53 (1958)
--- 457). Subjects are {time=, event=}: event is true if it happened at that time, false if nothing
--- more is known after it (right-censored; at the same time events come first). Returns a step for each
--- time, {time, at_risk, events, censored, survival, se, low, high}, the median time (the first at which
--- survival is at most one half, nil if it never is) and how many subjects had no time and were left out.
--- se is Greenwood's (1926), low and high the log-log interval at options.level (0.95); they are nil
--- where survival is 0, low and high also where it is 1. {} for no subjects.
function M.kaplan_meier(subjects, options)
  local times, at, left_out = tally(subjects)
  local z = probability.deviate(options and options.level)
  local steps, survival, sum, median = {}, 1.0, 0.0, nil
  local at_risk = #subjects - left_out
  for i, time in ipairs(times) do
    local events, censored = at[time].events, at[time].censored
    survival = survival * (at_risk - events) / at_risk
    if events < at_risk then sum = sum + events / (at_risk * (at_risk - events)) end
    local low, high = interval(survival, sum, z)
    steps[i] = {
      time = time, at_risk = at_risk, events = events, censored = censored, survival = survival,
      se = survival > 0 and survival * math.sqrt(sum) or nil, low = low, high = high,
    }
    if not median and survival <= 0.5 + 1e-12 then median = time end
    at_risk = at_risk - events - censored
  end
  return steps, median, left_out
end

return M
