-- provenance: where a saved table comes from, as one record: the command, its time, the program, the
-- catalogues and the corpus it rests on, what was noted. It owns the shape of that record and how it
-- reads; who fills it is fazhi.journal.

local core = require("fazhi.core")
local frame = require("fazhi.frame")
local json = require("fazhi.json")
local message = require("fazhi.message")

local M = {}

-- A word as a shell takes it: bare where no sign in it means something there.
local function quoted(word)
  if word ~= "" and not word:find("[^%w_%-%./=,:@+\128-\255]") then return word end
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

--- What has become of a file since it was saved: "same", "changed" or "gone"; nil if none was.
function M.state(path, sha256)
  if not path or not sha256 then return nil end
  local bytes = core.files.read(path)
  if not bytes then return "gone" end
  return core.text.sha256(bytes) == sha256 and "same" or "changed"
end

--- The words of a command line as one that can be typed again.
function M.command(words)
  local parts = { "fazhi" }
  for i, word in ipairs(words) do parts[i + 1] = quoted(message.shown(word)) end
  return table.concat(parts, " ")
end

local function sorted(t)
  local keys = {}
  for key in pairs(t or {}) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

local function hashed(name, sha256)
  return sha256 and message.choose("%s (SHA-256 %s)", "%s（SHA-256 %s）"):format(name, sha256) or name
end

local function corpus_words(corpus)
  if not corpus then return nil end
  local bytes = corpus.bytes or "?"
  return message.text("provenance_corpus", { path = corpus.path, bytes = bytes, reports = corpus.reports })
end

-- The lines of a record: key of the label and value; what is not known is left out.
local function facts_of(record, is_whole)
  local list = {}
  local function put(key, value) if value ~= nil then list[#list + 1] = { key, value } end end
  put("provenance_command", record.command)
  put("provenance_time", record.started)
  put("provenance_version", "fazhi " .. record.version)
  put("provenance_script", record.script and hashed(record.script, record.script_sha256))
  put("provenance_in_corpus", corpus_words(record.corpus))
  put("provenance_run", record.run or record.run_missing)
  for _, name in ipairs(sorted(record.catalogue)) do
    put("provenance_catalogue", hashed(name, record.catalogue[name]))
  end
  for _, input in ipairs(record.inputs or {}) do put("provenance_input", hashed(input.path, input.sha256)) end
  put("provenance_rows", record.rows)
  for _, note in ipairs(is_whole and record.notes or {}) do put("provenance_note", note) end
  return list
end

--- The record for people: a frame with the columns item and value.
-- @param record { command=, started= (UTC), version=, script=, script_sha256=, corpus={ path=, bytes=, reports= },
--   run= (its number in the log of the corpus) or run_missing= (why it has none), catalogue={ folder = hash },
--   inputs= list of { path=, sha256= }, rows=, notes= list, columns= list of { name=, label=, meaning= } }
-- @param is_whole true: also the notes and what each column means, which a page shows elsewhere
function M.frame(record, is_whole)
  local rows = {}
  for i, fact in ipairs(facts_of(record, is_whole)) do rows[i] = { item = message.text(fact[1]), value = fact[2] } end
  for _, column in ipairs(is_whole and record.columns or {}) do
    rows[#rows + 1] = { item = message.text("provenance_column", { label = column.label }),
      value = column.name .. (column.meaning and message.choose(": ", "：") .. column.meaning or "") }
  end
  return frame.new({ rows = rows, columns = {
    { name = "item", kind = "text", zh = "项目", en = "item" },
    { name = "value", kind = "text", zh = "内容", en = "value" },
  } })
end

local ORDER = { "file", "bytes", "sha256", "rows", "command", "started", "version", "script", "script_sha256", "corpus",
  "run", "run_missing", "catalogue", "inputs", "notes", "columns" }

--- The record for programs: a JSON object, one key a line. `run` is null where the run is in no log.
function M.json(record)
  local lines = {}
  for _, key in ipairs(ORDER) do
    local value = record[key]
    if value ~= nil or key == "run" then
      lines[#lines + 1] = ("  %s: %s"):format(json.string(key), json.encode(value))
    end
  end
  return "{\n" .. table.concat(lines, ",\n") .. "\n}\n"
end

return M
