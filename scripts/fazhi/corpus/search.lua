-- search: words found in the full text, each with what stands around it. It owns the SQL that reads passage_fts.

local condition = require "fazhi.corpus.condition"
local failure = require "fazhi.failure"
local fulltext = require "fazhi.corpus.fulltext"
local passage = require "fazhi.passage"
local query = require "fazhi.lazy" "fazhi.query"
local ranking = require "fazhi.corpus.ranking"
local region = require "fazhi.corpus.region"
local section = require "fazhi.corpus.section"

local M, Corpus = {}, {}
M.methods = Corpus

local FROM = " FROM passage_fts CROSS JOIN passage p ON p.id = passage_fts.rowid "
  .. "CROSS JOIN report r ON r.id = p.report_id WHERE passage_fts MATCH ?"

local FOUND = ([[SELECT 'r' || r.id AS report, r.id AS report_id, r.region_code, NAME AS region, r.level, r.year,
  r.title, r.issuer, p.id AS passage, p.section_id, p.start AS at, passage_fts.text AS text,
  hits(passage_fts) AS hits]])
  :gsub("%u+", { NAME = region.NAME }) .. FROM

local RANKED = FOUND .. " AND " .. ranking.AMONG .. " ORDER BY passage_fts.rank"

-- One row of the result: the part of a passage from first to last with its hits.
local function found_row(db, found, first, last, hits, options)
  local copy = {}
  for k, v in pairs(found) do copy[k] = v end
  copy.at, copy.hits, copy.text = nil, nil, nil
  copy.section = found.section_id and table.concat(section.path(db, found.section_id), " > ")
  copy.snippet = query.snippet(found.text, first, last, hits, options.marks)
  copy.sentence = options.sentence and found.text:sub(first, last) or nil
  copy.start, copy.stop, copy.count = found.at + hits[1].start, found.at + hits[1].stop, #hits
  return copy
end

local function put_passage(db, found, options, list)
  local hits = query.hits(found.hits)
  local first, last = passage.sentence(found.text, hits[1].start, hits[1].stop)
  list[#list + 1] = found_row(db, found, first, last, hits, options)
end

local function search_passages(corpus, parsed, where, options, limit)
  local db, list = corpus.db, {}
  local passages, total = ranking.first(corpus, parsed.match, where, limit)
  for i = 1, passages and math.min(#passages, limit) or 0 do
    put_passage(db, db:row(FOUND .. " AND passage_fts.rowid = ?", parsed.match, passages[i]), options, list)
  end
  if passages then return list, total end
  local values = table.move(where.values, 1, #where.values, 1, {})
  values[#values + 1] = limit
  for found in db:rows(RANKED:format(where.sql) .. " LIMIT ?", parsed.match, table.unpack(values)) do
    put_passage(db, found, options, list)
  end
  return list, total
end

local function search_sentences(corpus, parsed, where, options, limit)
  local db, list, total = corpus.db, {}, 0
  for found in db:rows(RANKED:format(where.sql), parsed.match, table.unpack(where.values)) do
    for _, s in ipairs(query.sentences(parsed, found.text, query.hits(found.hits))) do
      total = total + 1
      if total <= limit then list[#list + 1] = found_row(db, found, s.start, s.stop, s.hits, options) end
    end
  end
  return list, total
end

--- Finds words in the full text, in either script; see fazhi.query for what they may be.
-- @param options filters as for reports, and limit (default 50, -1 for all), sentence (true: all
--   words in one sentence, a row for each), marks ({before, after} a hit, default 【 】)
-- @return list, the best first or, of very many, the latest (fazhi.corpus.ranking), of { report=, report_id=,
--   region_code=, region=, year=, level=, title=, issuer=, section= (headings from the top), section_id=, passage=,
--   snippet=, sentence=, start=, stop= (first hit, in the body), count= (hits) }; and how many there are without the
--   limit
function Corpus:search(words, options)
  options = options or {}
  fulltext.catch_up(self)
  local parsed, message, code = query.parse(words, options.sentence)
  if not parsed then failure.raise(code, message) end
  local where, limit = {}, options.limit or 50
  where.sql, where.values = condition.where(self.db, options)
  where.for_all = where.sql == condition.where(self.db, {})
  return (options.sentence and search_sentences or search_passages)(self, parsed, where, options,
    limit < 0 and math.maxinteger or limit)
end

return M
