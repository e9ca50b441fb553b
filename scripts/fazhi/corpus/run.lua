-- run: the log of a corpus: which commands wrote into it, and which files were saved from it.

local failure = require "fazhi.failure"
local message = require "fazhi.message"
local json = require "fazhi.json"
local row = require "fazhi.corpus.row"

local M, Corpus = {}, {}
M.methods = Corpus

--- Enters a run that begins.
-- @param facts { started=, command=, version=, catalogue= { folder = hash }, script=, script_sha256=,
--   inputs= list of { path=, bytes=, sha256= } }
-- @return its number
function Corpus:begin_run(facts)
  local db = self.db
  return db:transaction(function()
    db:exec([[INSERT INTO run(started, command, version, catalogue, script, script_sha256, inputs)
      VALUES (?, ?, ?, ?, ?, ?, ?)]], facts.started, facts.command, facts.version,
      facts.catalogue and json.encode(facts.catalogue), facts.script, facts.script_sha256,
      json.encode(json.array(facts.inputs or {})))
    return db:insert_id()
  end)
end

--- Enters how it ended.
-- @param result { rows=, output=, output_sha256=, status= }; what is nil stays as it is
-- @return true
function Corpus:finish_run(id, result)
  self.db:transaction(function()
    self.db:exec([[UPDATE run SET finished = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), rows = coalesce(?, rows),
      output = coalesce(?, output), output_sha256 = coalesce(?, output_sha256), status = coalesce(?, status)
      WHERE id = ?]], result.rows, result.output, result.output_sha256, result.status, id)
  end)
  return true
end

local RUN = [[SELECT *, CAST(strftime('%s', finished) - strftime('%s', started) AS INTEGER) AS seconds FROM run]]

local function decoded(run)
  run.catalogue = run.catalogue and json.decode(run.catalogue)
  run.inputs = json.decode(run.inputs)
  return run
end

--- The runs of the log, the latest first.
-- @return list of { id=, started=, finished=, seconds=, command=, version=, catalogue=, script=,
--   script_sha256=, inputs=, rows=, output=, output_sha256=, status= }, as the table run has them
function Corpus:runs()
  local list = row.all(self.db, RUN .. " ORDER BY id DESC")
  for _, run in ipairs(list) do decoded(run) end
  return list
end

--- One run of the log; nil, message, "E103" if there is none.
function Corpus:read_run(id)
  local run = self.db:row(RUN .. " WHERE id = ?", id)
  if not run then
    failure.raise("E103", message.text("no_run", { word = tostring(id) }))
  end
  return decoded(run)
end

return M
