-- merger: the reports of another corpus taken over, with what is known of them beside their files: corrections,
-- regions, definitions of indicators, and which copies were set aside.

local correction = require "fazhi.corpus.correction"
local failure = require "fazhi.failure"
local row = require "fazhi.corpus.row"
local twins = require "fazhi.twins"

local M, Corpus = {}, {}
M.methods = Corpus

-- Copies the rows of a table that has no ids of its own; what is there stays.
local function copy(from, to, name)
  for _, one in ipairs(row.all(from, "SELECT * FROM " .. name)) do
    local columns, values = {}, {}
    for column, value in pairs(one) do columns[#columns + 1], values[#values + 1] = column, value end
    to:exec(("INSERT INTO %s(%s) VALUES (?%s) ON CONFLICT DO NOTHING"):format(name, table.concat(columns, ", "),
      (", ?"):rep(#columns - 1)), table.unpack(values))
  end
end

--- Takes over what another corpus knows of regions, indicators and editions of their catalogues. To be called before
--- the first report.
-- @return true
function Corpus:take_knowledge(other)
  self.db:transaction(function()
    copy(other.db, self.db, "region")
    copy(other.db, self.db, "indicator")
    copy(other.db, self.db, "edition")
  end)
  return true
end

-- The corrections of a file that both corpora may have: of two of one field the later one counts.
local function take_corrections(from, to, sha256)
  for _, one in ipairs(row.all(from, "SELECT * FROM correction WHERE sha256 = ?", sha256)) do
    to:exec([[INSERT INTO correction(sha256, field, value, note, corrected_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (sha256, field) DO UPDATE SET value = excluded.value, note = excluded.note,
      corrected_at = excluded.corrected_at WHERE excluded.corrected_at > corrected_at]],
      one.sha256, one.field, one.value, one.note, one.corrected_at)
  end
end

--- Takes over a report of another corpus. The same bytes are taken once, as corpus:add takes them; another
--- file with the same path is another report, since paths of two corpora need not mean the same.
-- @param run any value, the same for all reports of one merge
-- @return "new" or "same", the id it has here; if its text was there already, also the list of those reports
function Corpus:take_over(other, id, run)
  local rows = failure.asked(other:stored_rows(id))
  self.db:end_group() -- what is written here beside the report stays if a later one fails
  take_corrections(other.db, self.db, rows.source.sha256)
  local what, mine, found = self:add_rows(rows, { run = run, beside = true })
  if not what then return nil, mine, found end
  if what == "same" then correction.apply(self.db, row.number(mine, "r"), rows.source.sha256) end
  return what, mine, found
end

--- Sets aside what was set aside in another corpus, where both reports were taken over.
-- @param ids the ids here of the reports there, "r4" → "r9"
-- @return how many are set aside
function Corpus:take_decisions(other, ids)
  local decided = {}
  for _, one in ipairs(row.all(other.db, "SELECT * FROM set_aside ORDER BY report_id")) do
    local mine, kept = ids["r" .. one.report_id], ids["r" .. one.kept_id]
    if mine and kept and mine ~= kept then
      one.report_id, one.kept_id = row.number(mine, "r"), row.number(kept, "r")
      decided[#decided + 1] = one
    end
  end
  self.db:transaction(function() twins.restore(self.db, decided) end)
  return #decided
end

return M
