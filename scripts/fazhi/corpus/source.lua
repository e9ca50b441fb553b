-- source: the files that reports were read from. It decides whether a document is new, the same, or
-- takes the place of an old one, and owns the SQL of the table source.

local core = require "fazhi.core"
local correction = require "fazhi.corpus.correction"
local document = require "fazhi.corpus.document"
local fulltext = require "fazhi.corpus.fulltext"
local group = require "fazhi.corpus.group"
local indicator = require "fazhi.corpus.indicator"
local input = require "fazhi.input"
local json = require "fazhi.json"
local row = require "fazhi.corpus.row"
local twins = require "fazhi.twins"

local files = core.files

local M, Corpus = {}, {}
M.methods = Corpus

local SOURCE = [[SELECT source.id, source.sha256, source.path, report.id AS report_id FROM source
  LEFT JOIN report ON report.source_id = source.id ]]

local COLUMNS = { "path", "sha256", "bytes", "format", "encoding", "map", "url", "locators", "notes" }

local INSERT = ("INSERT INTO source(%s) VALUES (?%s)"):format(table.concat(COLUMNS, ", "), (", ?"):rep(#COLUMNS - 1))
local UPDATE = "UPDATE source SET " .. table.concat(COLUMNS, " = ?, ")
  .. " = ?, added_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = ?"

-- What is remembered while one run reads many files: the sources it met, and of the crawl it is in
-- what was stored from which address before.
local function run_of(corpus, name)
  if name == nil or corpus.run == nil or corpus.run.name ~= name then corpus.run = { name = name, met = {} } end
  return corpus.run
end

-- The sources of a crawl by their addresses.
local function by_address(db, run, crawl)
  if run.crawl ~= crawl then
    run.crawl, run.addresses = crawl, {}
    for source in db:rows(SOURCE .. "WHERE path > ? AND path < ? AND url IS NOT NULL ORDER BY source.id",
      crawl .. "#", crawl .. "$") do
      run.addresses[db:value("SELECT url FROM source WHERE id = ?", source.id)] = source
    end
  end
  return run.addresses
end

-- The source whose place a document takes: what was at its path. The number of a record says where it
-- stands in a crawl, not what it is; there it is what came from the same address, once in a run.
local function former(corpus, one, run)
  local db, path = corpus.db, one.path
  local crawl = path:match("^(.*)#[%d.]+$")
  if path == "-" or crawl and not one.url then return nil end
  if not crawl then return db:row(SOURCE .. "WHERE path = ? ORDER BY source.id DESC LIMIT 1", path) end
  local addresses = by_address(db, run, crawl)
  local old = addresses[one.url]
  addresses[one.url] = nil
  group.on_undo(corpus, function() addresses[one.url] = old end)
  return old and not run.met[old.id] and db:row(SOURCE .. "WHERE source.id = ?", old.id) or nil
end

-- The file, or the archive whose member is meant, is still there.
local function is_file(path)
  return files.kind(path) == "file" or input.container(path) ~= nil
end

-- Remembers that a run met a source.
local function meet(corpus, run, id)
  if run.met[id] then return end
  run.met[id] = true
  group.on_undo(corpus, function() run.met[id] = nil end)
end

-- The path of known bytes follows them: where the old file is gone, and in a container whose members
-- were moved. Of two members with the same bytes the first one of a run gives the name.
local function follow(corpus, same, path, run)
  if same.path ~= path and not run.met[same.id] then
    local container = input.container(path)
    local moved = container and container == input.container(same.path)
    if moved or not is_file(same.path) then
      corpus.db:exec("UPDATE source SET path = ? WHERE id = ?", path, same.id)
    end
  end
  meet(corpus, run, same.id)
end

-- The values of COLUMNS, as a table with holes, and how many there are.
local function values_of(one)
  local values = {}
  for i, name in ipairs(COLUMNS) do values[i] = one[name] end
  values[6] = one.map and { blob = one.map }
  return values, #COLUMNS
end

-- Stores rows in the place of `old`, a source row, which keeps its ids; or as a new report.
local function put(corpus, rows, old)
  local db = corpus.db
  local values, n = values_of(rows.source)
  if not old then
    db:exec(INSERT, table.unpack(values, 1, n))
    local source_id = db:insert_id()
    return document.put_rows(corpus, source_id, nil, rows), source_id
  end
  fulltext.catch_up(corpus)
  correction.follow(db, old.sha256, rows.source.sha256)
  db:exec("DELETE FROM report WHERE source_id = ?", old.id)
  values[n + 1] = old.id
  db:exec(UPDATE, table.unpack(values, 1, n + 1))
  return document.put_rows(corpus, old.id, old.report_id, rows), old.id
end

-- Keeps what a user says of a report.
local function put_given(db, report_id, options)
  for field, value in pairs(options.given or {}) do correction.put(db, report_id, field, value, options.note) end
end

-- Stores what is known as `one`, a row of the table source; rows_of() makes all its rows if they are needed.
local function add(corpus, one, rows_of, options)
  local db, run = corpus.db, run_of(corpus, options.run)
  local same = db:row(SOURCE .. "WHERE sha256 = ?", one.sha256)
  if same and not options.again then
    put_given(db, same.report_id, options)
    twins.review(db, same.report_id)
    follow(corpus, same, one.path, run)
    return "same", "r" .. same.report_id
  end
  local old = same or not options.beside and former(corpus, one, run) or nil
  local decided = old and old.report_id and twins.decided(db, old.report_id) or {}
  local rows = rows_of()
  local id, source_id = put(corpus, rows, old)
  meet(corpus, run, source_id)
  put_given(db, id, options)
  local found = twins.put(db, id, rows.sketch, fulltext.keys(corpus))
  twins.restore(db, decided)
  return old and "updated" or "new", "r" .. id, #found > 0 and found or nil
end

--- Adds a document (fazhi.document). The same bytes are added once; another content at the
--- same path takes the place and the id of the old one. Corrections made before stay.
-- @param options table or nil: `again` stores a file anew that is already there; `given`, what the
--   user says of it ({ field = value }), is kept as corrections with `note` as the reason; `run`, any
--   value, the same for all that is read together; `beside`: what is at its path already stays
-- @return "new", "same" or "updated", and the id of the report ("r4"); if its text was there
--   already, also the list of those reports, as likeness.notes takes them
function Corpus:add(doc, options)
  indicator.define_catalogues(self, doc)
  local function rows() return document.sheets(doc) end
  return group.run(self, function() return add(self, document.source(doc), rows, options or {}) end)
end

--- The same for what document.rows or document.sheets of fazhi.corpus made of a document, here or elsewhere.
function Corpus:add_rows(rows, options)
  indicator.define_catalogues(self, {})
  local function given() return rows end
  return group.run(self, function() return add(self, rows.source, given, options or {}) end)
end

local FACTS = { "kind", "issuer", "region_code", "region", "year" }

--- What was read of these bytes when they were stored, before any correction.
-- @return { notes = list of texts, facts = { kind=, issuer=, region_code=, region=, year= } }; false if they are not
--   stored
function Corpus:read_before(sha256)
  local known = self.db:row([[SELECT notes, evidence, kind, issuer, region_code, region, year FROM source
    JOIN report ON report.source_id = source.id WHERE sha256 = ?]], sha256)
  if not known then return false end
  local evidence, facts = json.decode(known.evidence), {}
  for _, field in ipairs(FACTS) do
    local proof = evidence[field]
    if proof and proof.from == "correction" then facts[field] = proof.read and proof.read.value
    else facts[field] = known[field] end
  end
  return { notes = known.notes and json.decode(known.notes) or {}, facts = facts }
end

--- Whether no file is stored.
function Corpus:is_empty()
  return self.db:value("SELECT 1 FROM source LIMIT 1") == nil
end

--- Removes a report with its source, sections, figures, observations and full text.
-- @return true
function Corpus:remove(id)
  local n = row.report(self.db, id)
  fulltext.transaction(self, function()
    fulltext.catch_up(self)
    self.db:exec("DELETE FROM source WHERE id = (SELECT source_id FROM report WHERE id = ?)", n)
  end)
  return true
end

return M
