-- twin: reports that are copies of others: set aside, counted, and let count again. The SQL of the
-- tables is in fazhi.twins.

local condition = require "fazhi.corpus.condition"
local indicators = require "fazhi.corpus.indicator"
local report = require "fazhi.corpus.report"
local twins = require "fazhi.twins"

local M, Corpus = {}, {}
M.methods = Corpus

--- Finds the copies of reports and sets aside all but the cleanest of each; what was decided before
--- is decided anew. Reports without a sketch get one.
-- @param options { threshold = similarity of texts that are nearly the same, default of the catalogue;
--   dry_run = true: nothing is set aside; progress = function({ done =, all = }) or nil }
-- @return sets and doubts as likeness.sets returns them
function Corpus:dedupe(options)
  options = options or {}
  return self.db:transaction(function()
    twins.complete(self.db, options.progress)
    local sets, doubts = twins.sets(self.db, options.threshold, options.progress)
    if not options.dry_run then twins.decide(self.db, sets) end
    return sets, doubts
  end)
end

--- Lets all reports count again.
-- @return the number of reports that were set aside
function Corpus:undo_dedupe()
  return self.db:transaction(function() return twins.undo(self.db) end)
end

--- The number of reports that the filters fit and that are left out as twins.
-- @param indicator only of the kind that this indicator is made for, or nil
function Corpus:count_set_aside(filters, indicator)
  local copy = {}
  if not self.db:value "SELECT 1 FROM set_aside LIMIT 1" then return 0 end
  if indicator then filters = indicators.filters(self.db, indicator, filters) end
  for k, v in pairs(filters or {}) do copy[k] = v end
  copy.twins = "only"
  return report.count(self.db, condition.where(self.db, copy))
end

return M
