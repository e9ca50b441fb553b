-- storing: a run that puts many reports, made elsewhere, into a corpus, and the one line at its end, as `fazhi add`
-- has it.

local batches = require "fazhi.batches"
local frame = require "fazhi.frame"
local likeness = require "fazhi.likeness"
local message = require "fazhi.message"

local M = {}

--- The columns of what M.run returns, for the header of a verb.
M.OUTPUTS = {
  { name = "summary", kind = "text", zh = "结果", en = "summary" },
  { name = "new", kind = "integer", zh = "新增", en = "new" },
  { name = "same", kind = "integer", zh = "相同", en = "same" },
  { name = "updated", kind = "integer", zh = "更新", en = "updated" },
  { name = "failed", kind = "integer", zh = "失败", en = "failed" },
  { name = "seconds", kind = "number", zh = "秒", en = "seconds" },
}

local function result_of(job)
  local counts = job.counts
  counts.time = ("%.1f"):format(counts.seconds)
  counts.summary = message.text("added", counts) .. likeness.count(job.twins)
  local notes, stale = likeness.notes(job.twins), job.corpus and job.corpus:count_stale() or 0
  if stale > 0 then table.insert(notes, 1, message.text("loaded_stale", { count = stale })) end
  if job.stopped then table.insert(notes, 1, message.text("stopped", { done = job.done })) end
  local result = frame.new({ layout = "text", rows = { counts }, notes = notes })
  result.status = batches.status(job)
  return result
end

--- Stores what an iterator gives.
-- @param corpus that is written, or nil where nothing is to be stored; context: of the verb
-- @param next_item function → { place = where it comes from, … } or nil at the end
-- @param take function(item) → what corpus:add_rows returns; runs inside the transaction of a batch
-- @return frame; or nil, message, code
function M.run(corpus, context, next_item, take)
  local job = { corpus = corpus, context = context, source = next_item, take = take }
  local ok, why, code = batches.run(job)
  if not ok then return nil, why, code end
  return result_of(job)
end

return M
