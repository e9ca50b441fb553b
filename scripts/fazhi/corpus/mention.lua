-- mention: how often words are said in each report, those that never say them among them: what the trend of a word
-- is counted from.

local condition = require "fazhi.corpus.condition"
local failure = require "fazhi.failure"
local query = require "fazhi.lazy" "fazhi.query"
local region = require "fazhi.corpus.region"
local stored = require "fazhi.stored"

local M, Corpus = {}, {}
M.methods = Corpus

local FOUND = [[SELECT p.report_id, hits(passage_fts) AS hits FROM passage_fts
  JOIN passage p ON p.id = passage_fts.rowid JOIN report r ON r.id = p.report_id WHERE passage_fts MATCH ?]]

local REPORTS = ([[SELECT 'r' || r.id AS report, r.id AS report_id, r.region_code, r.region, r.level, r.year,
  PROVINCE AS province, length(r.body) AS characters FROM report r WHERE 1]])
  :gsub("%u+", { PROVINCE = region.PROVINCE })

-- Of a|b one place counts once: 行政复议 is one hit of 复议|行政复议.
local function count(hits)
  local n, last = 0, 0
  for _, hit in ipairs(hits) do
    if hit.start > last then n, last = n + 1, hit.stop end
  end
  return n
end

--- How often words are said in each report that fits the filters, in either script, in order of region and year.
-- Here 0 is a count and not a missing value: the whole text was looked at.
-- @param words one word, or several parted by | of which each counts; filters: as for reports
-- @return list of { report=, report_id=, region_code=, region=, province=, level=, year=, times=, characters= (of
--   the whole report) }, with the method :frame()
function Corpus:mentions(words, filters)
  local parsed, message, code = query.parse(words)
  if not parsed then failure.raise(code, message) end
  local sql, values = condition.where(self.db, filters)
  local times, list = {}, {}
  for found in self.db:rows(FOUND .. sql, parsed.match, table.unpack(values)) do
    times[found.report_id] = (times[found.report_id] or 0) + count(query.hits(found.hits))
  end
  for one in self.db:rows(REPORTS .. sql .. condition.ORDER, table.unpack(values)) do
    one.times = times[one.report_id] or 0
    list[#list + 1] = one
  end
  return stored.mentions(list)
end

return M
