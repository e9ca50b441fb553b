-- storing: a run that puts many reports, made elsewhere, into a corpus: in batches, each report kept or dropped by
-- itself, what failed told with its place, and one line at the end, as `fazhi add` has it.

local failure = require "fazhi.failure"
local frame = require "fazhi.frame"
local likeness = require "fazhi.likeness"
local message = require "fazhi.message"

local M = {}

-- One transaction holds so many reports, or the reports of so many seconds: few syncs, little to redo.
local BATCH, BATCH_SECONDS = 1000, 2

--- The columns of what M.run returns, for the header of a verb.
M.OUTPUTS = {
  { name = "summary", kind = "text", zh = "结果", en = "summary" },
  { name = "new", kind = "integer", zh = "新增", en = "new" },
  { name = "same", kind = "integer", zh = "相同", en = "same" },
  { name = "updated", kind = "integer", zh = "更新", en = "updated" },
  { name = "failed", kind = "integer", zh = "失败", en = "failed" },
  { name = "seconds", kind = "number", zh = "秒", en = "seconds" },
}

-- After a failure of the corpus as a whole nothing else could be stored either.
local function is_fatal(code)
  return code:find "^E4" ~= nil and code ~= "E407"
end

local function one(job, item)
  local what, id, more = job.take(item)
  if not what and is_fatal(more) then failure.raise(more, message.at_path(id, item.place)) end
  job.counts[what or "failed"] = job.counts[what or "failed"] + 1
  if not what then
    job.context.progress()
    job.context.fail(id, more, item.place)
  elseif more then
    table.move(more, 1, #more, #job.twins + 1, job.twins)
  end
  job.done = job.done + 1
  local seconds = math.max(job.context.now() - job.started, 1e-3)
  job.context.progress(("%d  %.0f/s  %s"):format(job.done, job.done / seconds, item.place))
end

local function some(job)
  local stop, last = job.context.now() + BATCH_SECONDS, job.done + BATCH
  repeat
    local item = job.next_item()
    if not item then return "over" end
    one(job, item)
  until job.done >= last or job.context.now() >= stop
  return "more"
end

local function result_of(job)
  local counts = job.counts
  counts.seconds = job.context.now() - job.started
  counts.time = ("%.1f"):format(counts.seconds)
  counts.summary = message.text("added", counts) .. likeness.count(job.twins)
  local notes, stale = likeness.notes(job.twins), job.corpus:count_stale()
  if stale > 0 then table.insert(notes, 1, message.text("loaded_stale", { count = stale })) end
  local result = frame.new({ layout = "text", rows = { counts }, notes = notes })
  result.status = counts.failed > 0 and 3 or 0
  return result
end

--- Stores what an iterator gives.
-- @param corpus that is written; context: of the verb
-- @param next_item function → { place = where it comes from, … } or nil at the end
-- @param take function(item) → what corpus:add_rows returns; runs inside the transaction of a batch
-- @return frame; or nil, message, code
function M.run(corpus, context, next_item, take)
  local job = { corpus = corpus, context = context, next_item = next_item, take = take, twins = {}, done = 0,
    counts = { new = 0, same = 0, updated = 0, failed = 0 }, started = context.now() }
  repeat
    local state, why, code = corpus:batch(function() return some(job) end)
    if not state then return nil, why, code end
  until state == "over"
  context.progress()
  return result_of(job)
end

return M
