-- observing: stored reports observed again, here or in another thread: what of a stored report is needed
-- for that, and what comes of it.

local document = require "fazhi.document"

local M = {}

--- What a thread needs to observe a stored report: plain values.
-- @param record of corpus:document
function M.job(record)
  local job = {}
  for key, value in pairs(record) do job[key] = value end
  job.map, job.locators = nil, nil -- where the text stood in its file is no matter
  return job
end

--- Observes what M.job gave.
-- @param options { figures = whether the figures are read anew as well }
-- @return { observations=, edition= }, and with `figures` those and the damage
function M.work(job, options)
  local doc = document.stored(job, options)
  local seen = { observations = doc.observations, edition = doc.edition }
  if options.figures then seen.figures, seen.damage = doc.figures, doc.damage end
  return seen
end

--- The stored report as a document that was observed.
-- @param seen what M.work gave for it; nil: it is observed here, when its observations are asked for
function M.document(record, options, seen)
  local doc = document.stored(record, options)
  for key, value in pairs(seen or {}) do doc[key] = value end
  return doc
end

return M
