-- correction: what a user knows better than the file of a report. Kept by the file's SHA-256, so
-- that it holds whenever the file is read again. It owns the SQL of the table correction.

local failure = require "fazhi.failure"
local message = require "fazhi.message"
local json = require "fazhi.json"
local observation = require "fazhi.observation"
local region = require "fazhi.corpus.region"
local row = require "fazhi.corpus.row"
local twins = require "fazhi.twins"

local M, Corpus = {}, {}
M.methods = Corpus

--- The fields of a report that can be corrected.
M.FIELDS = {
  kind = true, title = true, issuer = true, region_code = true, region = true, level = true,
  year = true, published = true, doc_number = true,
}

local function check_field(field)
  if M.FIELDS[field] then return end
  failure.raise("E201", message.text("no_field", { word = tostring(field) }))
end

-- A field of a report and all its evidence, as { value=, evidence= }.
local function read_field(db, report_id, field)
  local r = db:row(("SELECT %s AS value, evidence FROM report WHERE id = ?"):format(field), report_id)
  r.evidence = json.decode(r.evidence)
  return r
end

-- Writes them, and what else follows from the field.
local function write_field(db, report_id, field, value, evidence)
  db:exec(("UPDATE report SET %s = ?, evidence = ? WHERE id = ?"):format(field), value, json.encode(evidence),
    report_id)
  if field == "kind" then observation.follow_kind(db, report_id) end
end

-- Puts a corrected value into the report. Its evidence then names the correction and keeps, under
-- `read`, what the file says; where both are the same the file's own evidence stays.
local function apply(db, report_id, field, value, note)
  if not M.FIELDS[field] then return end
  local now = read_field(db, report_id, field)
  local old = now.evidence[field]
  if now.value == value and old and old.from ~= "correction" then return end
  local read = old and old.from == "correction" and old.read or { value = now.value, evidence = old }
  now.evidence[field] = { from = "correction", text = value, reason = note, read = read }
  write_field(db, report_id, field, value, now.evidence)
  if field == "region_code" or field == "year" then
    local r = db:row("SELECT region_code, region, level, year FROM report WHERE id = ?", report_id)
    region.put(db, r.region_code, r.year, r)
  end
end

--- Applies to a report what is kept for its file.
function M.apply(db, report_id, sha256)
  for _, c in ipairs(row.all(db, "SELECT field, value, note FROM correction WHERE sha256 = ?", sha256)) do
    apply(db, report_id, c.field, c.value, c.note)
  end
end

--- Keeps a correction of a report and applies it; arguments as for corpus:correct.
function M.put(db, report_id, field, value, note)
  db:exec([[INSERT OR REPLACE INTO correction(sha256, field, value, note)
    SELECT sha256, ?, ?, ? FROM source JOIN report ON report.source_id = source.id WHERE report.id = ?]],
    field, value, note, report_id)
  apply(db, report_id, field, value, note)
end

--- Hands what is kept for a file to another one that takes its place; what is kept for that stays.
function M.follow(db, from_sha256, to_sha256)
  db:exec("UPDATE OR IGNORE correction SET sha256 = ? WHERE sha256 = ?", to_sha256, from_sha256)
end

--- Corrects one field of a report; kept by the file's SHA-256 and applied whenever it is read again.
-- @param value the value, nil for "known to be missing"; note: the reason, or nil
-- @return true
function Corpus:correct(id, field, value, note)
  local db, n = self.db, row.report(self.db, id)
  check_field(field)
  db:transaction(function()
    M.put(db, n, field, value, note)
    twins.review(db, n)
  end)
  return true
end

--- Takes a correction back: the field says again what was read in the file.
-- @return true; false if the field was not corrected
function Corpus:uncorrect(id, field)
  local db, n = self.db, row.report(self.db, id)
  check_field(field)
  return db:transaction(function()
    local changed = db:exec([[DELETE FROM correction WHERE field = ? AND sha256 = (SELECT sha256 FROM source
      JOIN report ON report.source_id = source.id WHERE report.id = ?)]], field, n)
    local evidence = read_field(db, n, field).evidence
    local read = evidence[field] and evidence[field].read
    if read then
      evidence[field] = read.evidence
      write_field(db, n, field, read.value, evidence)
    end
    twins.review(db, n)
    return changed > 0
  end)
end

--- The corrections of all reports, as rows with id, field, value, note, corrected_at, path.
function Corpus:corrections()
  return row.all(self.db, [[SELECT 'r' || report.id AS id, field, correction.value, note, corrected_at, path
    FROM correction JOIN source USING (sha256) JOIN report ON report.source_id = source.id
    ORDER BY report.id, field]])
end

return M
