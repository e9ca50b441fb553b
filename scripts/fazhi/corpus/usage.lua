-- usage: which reports use a word at all, without quoting it: what a count over the whole corpus needs.

local condition = require "fazhi.corpus.condition"
local failure = require "fazhi.failure"
local fulltext = require "fazhi.corpus.fulltext"
local query = require "fazhi.lazy" "fazhi.query"
local row = require "fazhi.corpus.row"

local M, Corpus = {}, {}
M.methods = Corpus

--- The reports in which words stand.
-- @param words as of corpus:search
-- @param filters as for reports
-- @return list of { report_id =, passages = number of passages with them }, in order of id
function Corpus:usage(words, filters)
  fulltext.catch_up(self)
  local parsed, message, code = query.parse(words)
  if not parsed then failure.raise(code, message) end
  local sql, values = condition.where(self.db, filters)
  return row.all(self.db, [[SELECT p.report_id, count(*) AS passages
    FROM passage_fts CROSS JOIN passage p ON p.id = passage_fts.rowid WHERE passage_fts MATCH ?
    AND +p.report_id IN (SELECT r.id FROM report r WHERE 1]] .. sql .. ") GROUP BY p.report_id",
    parsed.match, table.unpack(values))
end

return M
