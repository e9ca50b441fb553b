-- batches: a run that stores many reports: so many in one transaction, each kept or dropped by itself; what is
-- counted and told of them meanwhile; and how Ctrl-C ends it: the first one with all stored that was read, the
-- second at once.

local failure = require "fazhi.failure"
local likeness = require "fazhi.likeness"
local message = require "fazhi.message"

local M = {}

-- One transaction holds so many reports, or the reports of so many seconds: few syncs, little to redo. The more
-- there are, the fewer pages of the indexes are written twice.
local BATCH, SECONDS = 1000, 5

-- Ctrl-C as the program has it; under stock Lua it does what Lua does.
local function interrupt()
  local ok, module = pcall(require, "fazhi.core.interrupt")
  return ok and module.ask and module or nil
end

-- While what this returns is open, the first Ctrl-C asks; called, it tells whether it did.
local function ask(context)
  local keys = interrupt() or { ask = function() end, is_asked = function() return false end }
  keys.ask(context.options and context.options.quiet and "" or message.text "stopping")
  return setmetatable({}, { __call = function() return keys.is_asked() end, __close = function() keys.ask(nil) end })
end

-- After a failure of the corpus as a whole nothing else could be stored either; one that SQLite
-- lays to a single report (E407) has been undone with it, and memory that one file used up is
-- there again.
local function is_fatal(code)
  return code:find "^E[36]" == nil and code ~= "E407" and code ~= "E701"
end

-- Keeps the nearest twin of a report: as many whole as likeness.notes tells, of the others only that they are some.
local function keep_twin(run, twin)
  local id = twin.report.report_id
  if run.has_twin[id] then return end
  run.has_twin[id] = true
  run.twins[#run.twins + 1] = #run.twins < likeness.TOLD and twin or { report = { report_id = id } }
end

-- Counts and tells what became of an item.
local function tell(run, item, what, id, more)
  if what == "none" then return end
  if not what and is_fatal(more) then failure.raise(more, item.place and message.at_path(id, item.place) or id) end
  run.counts[what or "failed"] = run.counts[what or "failed"] + 1
  run.done = run.done + 1
  if not what then
    run.context.progress()
    run.context.fail(id, more, item.place)
  elseif more then
    keep_twin(run, more[1])
  end
  run.context.progress(run.told(item))
end

-- Takes one item; false if nothing more is to be done.
local function one(run, item, ...)
  if not item then return false end
  local what, id, more = run.take(item, ...)
  tell(run, item, what, id, more)
  return what ~= nil or not run.fail_fast
end

-- Whether the run was asked to stop; from then on the source gives only what is there already.
local function is_stopped(run)
  if not run.stopped and run.is_asked() then
    run.stopped = true
    if run.stop then run.stop() end
  end
  return run.stopped and not run.stop
end

-- "more" or "over".
local function some(run)
  local now = run.context.now
  local stop, last, corpus = now() + SECONDS, run.done + BATCH, run.corpus
  repeat
    if is_stopped(run) or not one(run, run.source()) then return "over" end
  until run.done >= last or now() >= stop or run.corpus ~= corpus
  return "more"
end

-- A run without a corpus stores nothing and needs no transaction; once `take` has made one, the next batch has it.
local function batch(run)
  if not run.corpus then return some(run) end
  return run.corpus:batch(function() return some(run) end, "adds")
end

local function told(run)
  return function(item) return { done = run.done, failed = run.counts.failed, what = item.place } end
end

--- Stores what a source gives.
-- @param run { context = of the verb, corpus = open for writing, or nil to store nothing; source = function →
--   item with `place`, where it comes from, and what else `take` is to get, or nil at the end; take = function(item, …)
--   → what corpus:add_rows returns, or "none" for an item that does not count; it is called inside a transaction and
--   does nothing to the corpus but add;
--   stop = function that makes the source end with what is there already, or nil: then it is left; told =
--   function(item) → what context.progress is given, or nil; fail_fast }
-- @return true, and then the run has counts { new=, same=, updated=, failed=, seconds= }, twins, done (how many),
--   stopped (whether by Ctrl-C); or nil, message, code
function M.run(run)
  run.counts, run.done = { new = 0, same = 0, updated = 0, failed = 0 }, 0
  run.twins, run.has_twin = {}, {}
  run.told = run.told or told(run)
  local started, asked <close> = run.context.now(), ask(run.context)
  run.is_asked = asked
  repeat
    local state, why, code = batch(run)
    if not state then return nil, why, code end
  until state == "over"
  run.context.progress()
  run.counts.seconds = run.context.now() - started
  return true
end

--- The exit status of a run: that of an interrupt, of failures, or 0.
function M.status(run)
  if run.stopped then return 130 end
  return run.counts.failed > 0 and 3 or 0
end

return M
