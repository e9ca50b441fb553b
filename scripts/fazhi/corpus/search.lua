-- search: words found in the full text. It owns the SQL that reads passage_fts.

local condition = require "fazhi.corpus.condition"
local failure = require "fazhi.failure"
local fulltext = require "fazhi.corpus.fulltext"
local passage = require "fazhi.passage"
local query = require "fazhi.query"
local region = require "fazhi.corpus.region"
local section = require "fazhi.corpus.section"

local M, Corpus = {}, {}
M.methods = Corpus

-- The reports that fit are found first, by an index that does not hold their texts; a passage then only has to be
-- among theirs. The + keeps SQLite from going through all passages of those reports instead.
local AMONG = "+p.report_id IN (SELECT r.id FROM report r WHERE 1%s)"

local MATCHES = " FROM passage_fts CROSS JOIN passage p ON p.id = passage_fts.rowid "
  .. "CROSS JOIN report r ON r.id = p.report_id WHERE passage_fts MATCH ? AND " .. AMONG

local FOUND = ([[SELECT 'r' || r.id AS report, r.id AS report_id, r.region_code, NAME AS region, r.level, r.year,
  r.title, p.id AS passage, p.section_id, p.start AS at, passage_fts.text AS text, hits(passage_fts) AS hits]])
  :gsub("%u+", { NAME = region.NAME }) .. MATCHES

local COUNT = "SELECT count(*) FROM passage_fts WHERE passage_fts MATCH ?"

-- The same of one report that is left out: few are.
local COUNT_ASIDE = COUNT .. " AND rowid IN (SELECT p.id FROM set_aside t JOIN passage p ON p.report_id = t.report_id)"

local COUNT_AMONG = "SELECT count(*) FROM passage_fts CROSS JOIN passage p ON p.id = passage_fts.rowid "
  .. "WHERE passage_fts MATCH ? AND " .. AMONG

-- How many passages match; where all reports are asked for, the full text counts by itself.
local function count_of(db, match, sql, values)
  if sql ~= condition.where(db, {}) then
    return db:value(COUNT_AMONG:format(sql), match, table.unpack(values))
  end
  local count = db:value(COUNT, match)
  if not db:value "SELECT 1 FROM set_aside LIMIT 1" then return count end
  return count - db:value(COUNT_ASIDE, match)
end

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

local function search_passages(db, parsed, sql, values, options)
  local list = {}
  for found in db:rows(FOUND:format(sql) .. " ORDER BY passage_fts.rank LIMIT ?", parsed.match, table.unpack(values)) do
    local hits = query.hits(found.hits)
    local first, last = passage.sentence(found.text, hits[1].start, hits[1].stop)
    list[#list + 1] = found_row(db, found, first, last, hits, options)
  end
  local limit = table.remove(values)
  if limit < 0 or #list < limit then return list, #list end
  return list, count_of(db, parsed.match, sql, values)
end

local function search_sentences(db, parsed, sql, values, options)
  local list, total, limit = {}, 0, table.remove(values)
  for found in db:rows(FOUND:format(sql) .. " ORDER BY passage_fts.rank", parsed.match, table.unpack(values)) do
    for _, s in ipairs(query.sentences(parsed, found.text, query.hits(found.hits))) do
      total = total + 1
      if limit < 0 or total <= limit then
        list[#list + 1] = found_row(db, found, s.start, s.stop, s.hits, options)
      end
    end
  end
  return list, total
end

--- Finds words in the full text, in either script; see fazhi.query for what they may be.
-- @param options filters as for reports, and limit (default 50, -1 for all), sentence (true: all
--   words in one sentence, a row for each), marks ({before, after} a hit, default 【 】)
-- @return list, the best first, of { report=, report_id=, region_code=, region=, year=, level=, title=,
--   section= (headings from the top), section_id=, passage=, snippet=, sentence=, start=, stop= (first
--   hit, in the body), count= (hits) }; and how many there are without the limit
function Corpus:search(words, options)
  options = options or {}
  fulltext.catch_up(self)
  local parsed, message, code = query.parse(words, options.sentence)
  if not parsed then failure.raise(code, message) end
  local sql, values = condition.where(self.db, options)
  values[#values + 1] = options.limit or 50
  return (options.sentence and search_sentences or search_passages)(self.db, parsed, sql, values, options)
end

return M
