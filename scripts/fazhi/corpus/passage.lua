-- passage: the passages that a word stands in, whole, for whoever looks at the words around it.

local condition = require "fazhi.corpus.condition"
local failure = require "fazhi.failure"
local fulltext = require "fazhi.corpus.fulltext"
local query = require "fazhi.lazy" "fazhi.query"
local region = require "fazhi.corpus.region"
local section = require "fazhi.corpus.section"

local M, Corpus = {}, {}
M.methods = Corpus

local FOUND = ([[SELECT 'r' || r.id AS report, r.id AS report_id, r.region_code, NAME AS region, r.level, r.year,
  r.issuer, p.section_id, p.start AS at, passage_fts.text AS text
  FROM passage_fts JOIN passage p ON p.id = passage_fts.rowid JOIN report r ON r.id = p.report_id
  WHERE passage_fts MATCH ?]]):gsub("%u+", { NAME = region.NAME })

--- The passages with a word, in either script, in order of region, year and place.
-- @param word one word, or several parted by | of which one must stand there; filters: as for reports
-- @return list of { report=, report_id=, region_code=, region=, level=, year=, issuer=, section= (headings
--   from the top), at= (bytes of the body before the passage), text= }
function Corpus:passages(word, filters)
  fulltext.catch_up(self)
  local parsed, message, code = query.parse(word)
  if not parsed then failure.raise(code, message) end
  local sql, values = condition.where(self.db, filters)
  local list = {}
  for found in self.db:rows(FOUND .. sql .. condition.ORDER .. ", p.start", parsed.match, table.unpack(values)) do
    found.section = found.section_id and table.concat(section.path(self.db, found.section_id), " > ")
    list[#list + 1] = found
  end
  return list
end

return M
