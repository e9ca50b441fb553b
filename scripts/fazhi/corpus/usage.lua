-- usage: which reports use a word at all, without quoting it: what a count over the whole corpus needs.

local condition = require "fazhi.corpus.condition"
local failure = require "fazhi.failure"
local fulltext = require "fazhi.corpus.fulltext"
local query = require "fazhi.query"
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
  return row.all(self.db, [[SELECT r.id AS report_id, count(*) AS passages
    FROM passage_fts JOIN passage p ON p.id = passage_fts.rowid JOIN report r ON r.id = p.report_id
    WHERE passage_fts MATCH ?]] .. sql .. " GROUP BY r.id", parsed.match, table.unpack(values))
end

return M
