-- journal: what one command did. It enters the command into the log of the corpus if that was written
-- to or if a file is saved from it, and gives each saved file its provenance: within the file where
-- the format has room for it, else in a file beside it.

local args = require("fazhi.args")
local core = require("fazhi.core")
local lazy = require("fazhi.lazy")
local evidence = lazy("fazhi.evidence")
local intake = require("fazhi.intake")
local message = require("fazhi.message")
local provenance = lazy("fazhi.provenance")
local render = lazy("fazhi.render")

local files, sha256 = core.files, core.text.sha256

local M = {}

local Journal = { __name = "fazhi.journal" }
Journal.__index = Journal

local HASHED = 64 * 1024 * 1024 -- inputs up to this size are hashed, larger ones told by their size

-- Formats for people and workbooks say in themselves where they come from. In the others a line that
-- is no row would break every program that reads them.
local running = { text = true, lines = true, help = true }
local roomy = { table = true, markdown = true, html = true, xlsx = true }

-- Running text is what a report says, and has no room for what it does not say.
local function has_room(result, format)
  return roomy[format] and not (format == "table" and running[result.layout])
end

--- The journal of a command.
-- @param context what the host gives to scripts: open, and header, values, program, command as they become known
-- @param words the command line
-- @param started the time it was given at, or nil for now
function M.new(context, words, started)
  return setmetatable({ context = context, words = words, started = started or os.time() }, Journal)
end

local function size_of(path)
  local file = files.kind(path) == "file" and io.open(path, "rb")
  local size = file and file:seek("end")
  if file then file:close() end
  return size or nil
end

local function input_of(path)
  local kind = files.kind(path)
  if kind ~= "file" then return kind and { path = message.shown(path), kind = kind } end
  local size = size_of(path)
  local bytes = size and size <= HASHED and files.read(path)
  return { path = message.shown(path), bytes = size, sha256 = bytes and sha256(bytes) or nil }
end

-- The files and folders that the command line names.
local function inputs_of(context)
  local list = {}
  local function put(path)
    if type(path) == "string" then list[#list + 1] = input_of(path) end
  end
  for _, argument in ipairs(context.header and context.values and context.header.arguments or {}) do
    local value = argument.kind == "path" and context.values[args.key(argument.name)] or {}
    for _, path in ipairs(type(value) == "table" and value or { value }) do put(path) end
  end
  for _, path in ipairs(context.options.regions or {}) do put(path) end
  return list
end

-- A broken catalogue is told by what needs it, not here.
local function catalogues()
  local ok, hashes = pcall(function()
    local found = {}
    local edition = require("fazhi.edition")
    for _, one in ipairs(require("fazhi.catalogue").folders()) do found[one.folder] = edition.of_folder(one.folder) end
    return found
  end)
  return ok and hashes or nil
end

--- What is known of the command: { started=, command=, version=, script=, script_sha256=, catalogue=, inputs= }.
function Journal:facts()
  if self.known then return self.known end
  local context = self.context
  local file = context.header and context.header.file or context.program
  local bytes = file and files.read(file)
  self.known = {
    started = os.date("!%Y-%m-%dT%H:%M:%SZ", self.started),
    command = context.command or provenance.command(self.words), version = core.version,
    script = context.header and context.header.name or context.program, script_sha256 = bytes and sha256(bytes),
    catalogue = catalogues(), inputs = inputs_of(context),
  }
  return self.known
end

--- To be told of every corpus that is opened. What opens one for writing is a run of its log.
function Journal:opened(corpus, mode)
  self.path = corpus.path
  if mode == "read" or self.run then return end
  self.run = corpus:begin_run(self:facts())
end

local function with_corpus(path, f)
  local corpus <close> = require("fazhi.corpus").open(path, "write")
  if not corpus then return nil end
  return f(corpus)
end

--- To be told how the command ended, while the corpus is open still.
function Journal:finish(status)
  if not self.run then return end
  local corpus, run = self.context.open("write"), self.run
  self.run = nil
  if corpus then corpus:finish_run(run, { status = status, rows = self.rows }) end
end

-- The number of the run that a file is saved in: that of a command that writes, once, else a new one.
-- nil and the reason where the corpus cannot be written.
local function run_of_save(self)
  if self.run and not self.has_saved then
    self.has_saved = true
    return self.run
  end
  local corpus <close>, why = require("fazhi.corpus").open(self.path, "write")
  if not corpus then return nil, why end
  local run, trouble = corpus:begin_run(self:facts())
  return run, trouble
end

local function corpus_facts(self)
  local corpus = self.context.open("read")
  local counts = corpus and corpus:counts()
  return { path = message.shown(self.path), bytes = size_of(self.path), reports = counts and counts.reports,
    schema = core.store.schema_version }
end

local function columns_of(result)
  local list = {}
  for i, column in ipairs(result.columns) do
    list[i] = { name = column.name, label = render.label(column), kind = column.kind,
      meaning = message.choose(column.help, column.help_zh) }
  end
  return list
end

-- The provenance of a table that is about to be saved, or is sent to a pipe and enters no log.
local function record_of(self, result, is_piped)
  local record = { rows = #result.rows, notes = table.move(result.notes, 1, #result.notes, 1, {}),
    columns = columns_of(result) }
  for key, value in pairs(self:facts()) do record[key] = value end
  if self.path and self.path ~= ":memory:" then
    local why
    record.corpus = corpus_facts(self)
    if not is_piped then record.run, why = run_of_save(self) end
    if not record.run and not is_piped then record.run_missing = message.text("run_missing", { reason = why }) end
  end
  return record
end

local function sheets_of(self, result)
  local list = {}
  local corpus = self.path and self.context.open("read")
  local found = corpus and evidence.of(corpus, result, self.context.progress)
  if found then list[1] = { name = message.text("sheet_evidence"), frame = found } end
  for _, sheet in ipairs(result.sheets or {}) do
    list[#list + 1] = { name = sheet.name, frame = sheet.of(result) }
  end
  return list
end

-- What render is to put into the file beside the table.
local function room_for(self, result, format, record)
  return { format = format, created = self.started,
    chart = self.context.options and self.context.options.chart,
    provenance = has_room(result, format) and provenance.frame(record, format == "xlsx"),
    sheets = format == "xlsx" and sheets_of(self, result) or nil }
end

--- What render.string is to put into a workbook that goes to a pipe, where it becomes a file as well.
function Journal:options(result)
  return room_for(self, result, "xlsx", record_of(self, result, true))
end

local function save_record(record, path, details)
  record.file, record.bytes, record.sha256 = path:match("[^/]+$"), #details.bytes, sha256(details.bytes)
  table.move(details.notes, 1, #details.notes, #record.notes + 1, record.notes)
  return render.write(path .. intake.beside, provenance.json(record))
end

local function finish_save(self, record, path, ok, details, code)
  self.rows = record.rows
  if not record.run then return end
  local result = { rows = record.rows, output = message.shown(files.realpath(path) or path),
    status = ok and 0 or message.status(code), output_sha256 = ok and sha256(details.bytes) or nil }
  if record.run == self.run then result.status = nil end
  with_corpus(self.path, function(corpus) corpus:finish_run(record.run, result) end)
end

--- Saves a frame with its provenance: in the file if it is a table for people or a workbook, else in
--- FILE.provenance.json beside it; a pipe or device gets the table alone.
-- @param format or nil for that of the file's ending
-- @return true, or nil, message, code
function Journal:save(result, path, format)
  format = render.choose_format(result, { format = format, path = path, terminal = true })
  local has_record = render.knows(format) and not render.is_device(path)
  if not has_record then return render.save(result, path, { format = format }) end
  local record = record_of(self, result)
  local ok, details, code = render.save(result, path, room_for(self, result, format, record))
  finish_save(self, record, path, ok, details, code)
  if not ok then return nil, details, code end
  for _, note in ipairs(details.notes) do self.context.warn(message.choose("note: ", "注：") .. note) end
  if record.run_missing then self.context.warn(message.choose("note: ", "注：") .. record.run_missing) end
  if has_room(result, format) then return true end
  return save_record(record, path, details)
end

return M
