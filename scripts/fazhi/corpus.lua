-- corpus: everything stored, behind one object. What is written when a report is added, observed
-- again or corrected, and what can be asked, stands in the folder corpus, one file a noun: the only
-- Lua with SQL, but for fazhi.figure_rows, fazhi.observation and fazhi.twins, which own one group of
-- tables each. This file opens a corpus and gives it the methods of all nouns.
--
-- A new noun is a file and a line in `nouns` below. The file returns a table whose `methods` become
-- methods of the corpus; they may use self.db, the open database, and raise what goes wrong (E… by
-- fazhi.failure), which comes back to the caller as nil, message, code. Those in `raising` do not:
-- what a loop calls. A noun that reads texts of sections or a table of its own begins as
--
--     local row = require "fazhi.corpus.row"
--     local M, Corpus = {}, {}
--     M.methods = Corpus
--
--     --- The remarks on a report, …
--     function Corpus:remarks(id)
--       return row.all(self.db, "SELECT … FROM remark WHERE report_id = ?", row.report(self.db, id))
--     end
--
-- What else the table holds is for other nouns: functions that take the open database first.
-- condition.where makes filters SQL, region.NAME is the name of a region, quote and section say where
-- something stands. A new table comes with a migration in core/store/schema.
--
-- Ids print as r4 (report), f12 (figure), o7 (observation); every function also takes the bare
-- number. Spans in what functions return are 1-based and inclusive, as in string.sub; in the
-- tables they are 0-based and half open. Public functions return nil, message, code when the
-- world is wrong; iterators raise it.

local contract = require "fazhi.corpus.contract"
local core = require "fazhi.core"
local failure = require "fazhi.failure"
local fulltext = require "fazhi.corpus.fulltext"
local observation = require "fazhi.observation"
local twins = require "fazhi.twins"

local M = {}

local Corpus = { __name = "fazhi.corpus" }
Corpus.__index = Corpus

local nouns = {
  content = require "fazhi.corpus.content",
  correction = require "fazhi.corpus.correction",
  document = require "fazhi.corpus.document",
  edition = require "fazhi.corpus.edition",
  export = require "fazhi.corpus.export",
  indicator = require "fazhi.corpus.indicator",
  observation = require "fazhi.corpus.observation",
  merger = require "fazhi.corpus.merger",
  reading = require "fazhi.corpus.reading",
  mention = require "fazhi.corpus.mention",
  passage = require "fazhi.corpus.passage",
  region = require "fazhi.corpus.region",
  report = require "fazhi.corpus.report",
  run = require "fazhi.corpus.run",
  search = require "fazhi.corpus.search",
  section = require "fazhi.corpus.section",
  source = require "fazhi.corpus.source",
  trace = require "fazhi.corpus.trace",
  twin = require "fazhi.corpus.twin",
  usage = require "fazhi.corpus.usage",
  value = require "fazhi.corpus.value",
  whole = require "fazhi.corpus.whole",
}

--- Opens a corpus.
-- @param path file name; ":memory:" is one that is gone when closed
-- @param mode "read" (default), "write" (must exist) or "create" (made if there is none)
-- @return the corpus; or nil, message, code ("E401" to "E407")
function M.open(path, mode)
  local db, message, code = core.store.open(path, mode or "read")
  if not db then return nil, message, code end
  return setmetatable({ db = db, path = path, mode = mode or "read" }, Corpus)
end

--- Closes the corpus; closing twice is allowed.
function Corpus:close()
  self.closed = true
  self.db:close()
end

Corpus.__close = Corpus.close

--- What is asked from now on until the corpus is closed is answered as of one moment, whatever others write meanwhile,
--- and a little faster. For a corpus that is only read.
function Corpus:hold()
  self.db:hold()
end

--- Stops what the corpus is doing; to be called from a hook.
function Corpus:interrupt()
  self.db:interrupt()
end

-- What the savepoint of a report may have to put back, a page of each table and index, stays in memory
-- while this is open: in a file it is an eighth of the time of storing. Only then, since what one large statement
-- has to put back may be the whole corpus. Inside a transaction SQLite has decided already.
local function undo_in_memory(corpus)
  local db = corpus.db
  if corpus.in_transaction then return nil end
  db:exec "PRAGMA temp_store = MEMORY"
  return setmetatable({}, { __close = function() db:exec "PRAGMA temp_store = DEFAULT" end })
end

-- While this is open SQLite does not look whether each row that is stored refers to one that is there, which takes a
-- tenth of the time of storing. The trigger on report takes along what rests on one that goes.
local function unchecked(corpus)
  local db = corpus.db
  if corpus.in_transaction then return nil end
  db:exec "PRAGMA foreign_keys = OFF"
  return setmetatable({}, { __close = function() db:exec "PRAGMA foreign_keys = ON" end })
end

--- Runs f in one transaction and returns what it returns; all of it is undone if f raises.
--- Each add inside is kept or dropped by itself.
-- @param what "adds": f does nothing to the corpus but add reports whose rows were made or checked before; nil:
--   anything
function Corpus:batch(f, what)
  local _ <close> = undo_in_memory(self)
  local _ <close> = what == "adds" and unchecked(self) or nil
  return failure.call(fulltext.transaction, self, f, function()
    self.defined = nil
    observation.forget(self.db)
    twins.forget(self.db)
  end)
end

local function give(name, method)
  assert(not Corpus[name], "two nouns of the corpus have the same method")
  Corpus[name] = method
end

for _, noun in pairs(nouns) do
  for name, method in pairs(noun.methods) do
    give(name, function(...)
      contract.check(name, Corpus, ...)
      return failure.call(method, ...)
    end)
  end
  for name, method in pairs(noun.raising or {}) do
    give(name, function(...)
      contract.check(name, Corpus, ...)
      return method(...)
    end)
  end
end

return M
