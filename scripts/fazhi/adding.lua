-- adding: files on their way into a corpus: each is read, by threads where there are many, told of and
-- stored in its turn. It owns what is said of a file meanwhile; what it gives is fazhi.harvest's, how it is
-- stored the corpus', and how many at once fazhi.batches'.

local assertion = require "fazhi.assertion"
local batches = require "fazhi.batches"
local comparison = require "fazhi.comparison"
local crew = require "fazhi.crew"
local failure = require "fazhi.failure"
local harvest = require "fazhi.harvest"
local intake = require "fazhi.intake"
local message = require "fazhi.message"

local M = {}

local BEHIND = 200 -- characters behind a report that are more than a signature and the links of a page

-- What the manifest and the path pattern say of a file: { columns=, url=, note=, rows=, warnings= }; the
-- manifest wins.
local function given_for(path, sources)
  local given, rows, warnings = {}, {}, {}
  for i, source in ipairs(sources) do
    local row, why = source.manifest:meant(path)
    rows[i], warnings[#warnings + 1] = row or why or false, why
    for field, value in pairs(row or {}) do given[field] = given[field] or value end
  end
  local columns, wrong, told = assertion.columns(given)
  warnings[#warnings + 1] = wrong
  warnings[#warnings + 1] = told
  return { columns = columns, url = given.url, note = given.note, rows = rows, warnings = warnings }
end

-- Counts which rows were used and which paths they say nothing of, in the order of the files.
local function tell_given(run, item)
  for i, source in ipairs(run.sources) do
    local row = item.given.rows[i]
    if type(row) == "table" then source.manifest:use(row) end
    source.missed = source.missed or row == false and item.path or nil
    source.misses = (source.misses or 0) + (type(row) == "table" and 0 or 1)
  end
  for _, why in ipairs(item.given.warnings) do run.context.warn(message.at_path(why, item.path)) end
end

-- Where the user and the file say different things, both are told.
local function tell_conflicts(run, item, facts)
  local columns = item.given.columns
  for _, field in ipairs { "region", "year", "kind" } do
    local read, value = facts[field], columns[field]
    if value ~= nil and read ~= nil and read ~= value then
      run.context.warn(message.at_path(message.text("asserted", { field = field, value = value, read = read,
        from = run.from }), item.path))
    end
  end
end

-- With --verbose: what was taken for the end of the page may have been the end of the report.
local function tell_behind(run, item, behind)
  if not run.context.options.verbose or not behind or behind.count <= BEHIND then return end
  run.context.warn(message.at_path(message.text("behind_left_out", behind), item.path))
end

-- Tells what was read of a document, now or when its bytes were stored.
local function tell(run, item, read)
  for _, note in ipairs(read.notes) do run.context.warn(message.at_path(note, item.path)) end
  tell_conflicts(run, item, read.facts)
  tell_behind(run, item, read.behind)
  local has_place = read.facts.region_code or item.given.columns.region_code or comparison.is_central(read.facts)
  if not has_place then run.unplaced[#run.unplaced + 1] = item.path end
end

-- Whether bytes that are stored need not be read again. An encoding that the user names is tried in any case.
local function may_know(run)
  return run.corpus ~= nil and not run.again and not run.context.options.verbose and not run.options.encoding
end

-- What was read of these bytes before, false if they are not stored; raises what goes wrong.
local function read_before(run, sha256)
  local known, why, code = run.corpus:read_before(sha256)
  if known == nil then failure.raise(code, why) end
  return known
end

local SMALL = 4 << 20 -- bytes; what is larger is read by who reads it alone, if at all

-- The SHA-256 of a document, nil if it is large.
local function digest(item)
  return item.input.size <= SMALL and item.input:sha256() or nil
end

-- What is told of a document and what is stored of it, { source = … } where its bytes are stored already; or nil,
-- message, code. `result` and what follows it are what a thread gave.
local function reading_of(run, item, is_done, result, why, code)
  if is_done and not result then return nil, why, code end
  local sha256 = may_know(run) and (result and result.rows.source.sha256 or digest(item))
  local known = sha256 and read_before(run, sha256)
  if known then return known, { source = { path = item.path, sha256 = sha256, url = item.url } } end
  if not is_done then result, why, code = harvest.of(item.input, run.options, item.given.url) end
  if not result then return nil, why, code end
  return result, result.rows
end

-- Stores the first document of a corpus that is made for it, by itself. That none can be made is told of the corpus,
-- not of the document.
local function store_first(run, item, store)
  local corpus, why, code = run.create()
  if not corpus then
    item.place = nil
    return nil, why, code
  end
  run.corpus = corpus
  return corpus:batch(store, "adds")
end

-- Stores one document; "new", "same" or "updated", the id and, if there are any, the reports with the same text;
-- or nil, message, code.
local function take(run, item, ...)
  tell_given(run, item)
  local read, rows, code = reading_of(run, item, ...)
  item.input = nil
  if not read then return nil, rows, code end
  tell(run, item, read)
  local function store()
    return run.corpus:add_rows(rows, { again = run.again, given = item.given.columns,
      note = item.given.note or run.from, run = run })
  end
  if run.corpus then return store() end
  if run.create then return store_first(run, item, store) end
  return "new"
end

-- The same, also where reading it raises a failure or runs out of memory; "none" for what is no document.
local function attempt(run, item, ...)
  if item.skipped then
    intake.skip(run.found, item.path)
    return "none"
  end
  if item.code then return nil, item.message, item.code end
  local result = table.pack(pcall(take, run, item, ...))
  if result[1] then return table.unpack(result, 2, result.n) end
  local e = failure.of(result[2])
  if not e then error(result[2], 0) end
  return nil, e.message, e.code
end

-- The documents of the files with what the user says of each.
local function items(run)
  local each = harvest.items(run.files, run.options)
  return function()
    local item = each()
    if item then item.place = item.path end
    if item and item.input then item.url, item.given = item.input.url, given_for(item.path, run.sources) end
    return item
  end
end

-- What a thread is to do; nothing where the bytes are stored already.
local function job(run, item)
  if not item.input then return nil end
  local sha256 = not run.was_empty and may_know(run) and digest(item)
  if sha256 and read_before(run, sha256) then return nil end
  item.input:close()
  local task, weight = harvest.job(item.input, item.given.url)
  item.input = nil
  return task, weight
end

local function line_of(run)
  run.was_empty = not run.corpus or run.corpus:is_empty()
  return crew.line(items(run), { jobs = run.jobs, deed = "harvest", options = run.options,
    places = run.corpus and run.corpus:places(), job = function(item) return job(run, item) end,
    here = function(task) return harvest.work(task, run.options) end })
end

-- How far it is, for the line of progress.
local function told(run)
  return function(item)
    return { done = item.file, all = #run.files, failed = run.counts.failed, what = item.path }
  end
end

--- Reads and stores files.
-- @param run { files = paths, found = of intake.expand, corpus = open for writing, or nil: then create = function
--   that makes one once there is something to store, or nil to store nothing; context,
--   sources = list of { manifest = of fazhi.manifest }, from = where they come from, again, fail_fast, jobs,
--   options = as for document.of }
-- @return counts { new=, same=, updated=, failed=, seconds= }; the run gets twins, unplaced, what of the sources
--   was missed, and if Ctrl-C ended it `stopped` and `file`, the number of the last file
function M.all(run)
  run.unplaced, run.file = {}, 0
  local line <close> = line_of(run)
  run.source, run.told = line, told(run)
  function run.take(item, ...)
    run.file = item.file
    return attempt(run, item, ...)
  end
  function run.stop() line:finish() end
  local ok, why, code = batches.run(run)
  if not ok then failure.raise(code, why) end
  return run.counts
end

return M
