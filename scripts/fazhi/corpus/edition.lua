-- edition: which editions of the catalogues the reports of a corpus were observed with, and which reports a change
-- since then can touch. It owns the SQL of the table edition.

local lazy = require "fazhi.lazy"
local amendment = lazy "fazhi.amendment"
local catalogue = require "fazhi.catalogue"
local edition = require "fazhi.edition"
local indicator = lazy "fazhi.indicator"
local row = require "fazhi.corpus.row"

local M, Corpus = {}, {}
M.methods = Corpus

--- Writes down what the edition says that a report of this kind was observed with, where that is known and new.
function M.keep(db, kind, hash)
  if not hash or hash == "" or db:value("SELECT 1 FROM edition WHERE hash = ?", hash) then return end
  local cat = indicator.of(kind or "other")
  if not cat or cat.hash ~= hash then return end
  db:exec("INSERT INTO edition(hash, entries) VALUES (?, ?)", hash, amendment.record(cat))
end

-- The edition in force for a kind, with what a program defined, if it did.
local function in_force(kind)
  if catalogue.is_of_files then return edition.of_kind(kind) end
  local cat = indicator.of(kind)
  return cat and cat.hash or ""
end

-- What lies between an edition and the one in force for a kind; nil if every report may be touched.
local function amendment_since(db, hash, kind)
  local old = db:value("SELECT entries FROM edition WHERE hash = ?", hash)
  local cat = old and indicator.of(kind)
  return cat and amendment.between(old, amendment.record(cat)) or nil
end

-- Whether something was observed in a report by one of the entries, or in the place of one.
local function has_observed(db, n, ids)
  for one in db:rows("SELECT DISTINCT indicator_id, instead_of FROM observation WHERE report_id = ?", n) do
    if ids[one.indicator_id] then return true end
    for id in (one.instead_of or ""):gmatch "%S+" do
      if ids[id] then return true end
    end
  end
  return false
end

local function units_of(db, n)
  local units = {}
  for one in db:rows("SELECT DISTINCT unit FROM figure WHERE report_id = ?", n) do units[#units + 1] = one.unit end
  return units
end

-- Whether what is known of a report beside its text was corrected since it was observed.
local function is_corrected(db, n, observed_at)
  return db:value([[SELECT 1 FROM correction WHERE sha256 = (SELECT sha256 FROM source JOIN report
    ON source_id = source.id WHERE report.id = ?) AND corrected_at >= ?]], n, observed_at) ~= nil
end

--- Whether a stored report may be observed otherwise now than it was: because of a change of the catalogue since, or
--- because it was corrected.
function Corpus:is_touched(id)
  local db, n = self.db, row.report(self.db, id)
  local last = db:row([[SELECT o.catalogue, o.observed_at, ifnull(r.kind, 'other') AS kind FROM observed o
    JOIN report r ON r.id = o.report_id WHERE o.report_id = ?]], n)
  if not last or is_corrected(db, n, last.observed_at) then return true end
  local now = in_force(last.kind)
  if last.catalogue == now then return false end
  local key = last.catalogue .. now
  self.amendments = self.amendments or {}
  if self.amendments[key] == nil then self.amendments[key] = amendment_since(db, last.catalogue, last.kind) or false end
  local change = self.amendments[key]
  if not change or has_observed(db, n, change.ids) then return true end
  return change:may_touch(self:body(id), units_of(db, n))
end

--- Notes that a report is as the catalogue in force would have it, without observing it.
-- @return true
function Corpus:keep_observed(id)
  local db, n = self.db, row.report(self.db, id)
  local kind = db:value("SELECT ifnull(kind, 'other') FROM report WHERE id = ?", n)
  local hash = in_force(kind)
  M.keep(db, kind, hash)
  db:exec("UPDATE observed SET catalogue = ? WHERE report_id = ? AND catalogue <> ?", hash, n, hash)
  return true
end

return M
