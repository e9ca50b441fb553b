-- corpus.run: the log of a corpus: which commands wrote into it, and which files were saved from it.

local failure = require "fazhi.failure"
local json = require "fazhi.json"

local M = {}

--- Enters a run that begins.
-- @param facts { started=, command=, version=, catalogue= { folder = hash }, script=, script_sha256=,
--   inputs= list of { path=, bytes=, sha256= } }
-- @return its number
function M.begin(db, facts)
  db:exec([[INSERT INTO run(started, command, version, catalogue, script, script_sha256, inputs)
    VALUES (?, ?, ?, ?, ?, ?, ?)]], facts.started, facts.command, facts.version,
    facts.catalogue and json.encode(facts.catalogue), facts.script, facts.script_sha256,
    json.encode(json.array(facts.inputs or {})))
  return db:insert_id()
end

--- Enters what came of it.
-- @param result { rows=, output=, output_sha256=, status= }; what is nil stays as it is
function M.finish(db, id, result)
  db:exec([[UPDATE run SET finished = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), rows = coalesce(?, rows),
    output = coalesce(?, output), output_sha256 = coalesce(?, output_sha256), status = coalesce(?, status)
    WHERE id = ?]], result.rows, result.output, result.output_sha256, result.status, id)
end

local function decoded(row)
  row.catalogue = row.catalogue and json.decode(row.catalogue)
  row.inputs = json.decode(row.inputs)
  return row
end

--- All runs, the latest first: the columns of the table, catalogue and inputs as tables, and seconds.
function M.all(db)
  local list = {}
  for row in db:rows([[SELECT *, unixepoch(finished) - unixepoch(started) AS seconds FROM run ORDER BY id DESC]]) do
    list[#list + 1] = decoded(row)
  end
  return list
end

--- One of them; raises E103 if there is none.
function M.read(db, id)
  local row = db:row("SELECT *, unixepoch(finished) - unixepoch(started) AS seconds FROM run WHERE id = ?", id)
  if not row then
    failure.raise("E103", ("the corpus has no run %s; `fazhi log` lists them"):format(tostring(id)))
  end
  return decoded(row)
end

return M
