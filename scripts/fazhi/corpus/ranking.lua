-- ranking: which of the passages that words stand in come first, and how many there are. Up to M.MANY passages come
-- in the order of how well they fit (bm25 of FTS5). To weigh more of them would take longer than anybody waits, and
-- words that stand everywhere tell little of a passage: then the reports of the latest year come first, and in a
-- year the passages in the order of region, report and place. It owns the SQL that counts in passage_fts.

local condition = require "fazhi.corpus.condition"

local M = {}

--- Passages that are weighed; of more the latest come first.
M.MANY = 10000

local PROBED = 200 -- reports that are asked singly for the passages wanted

--- SQL for the passages p of the reports that a condition fits, which are found first, by an index that does not hold
--- their texts; a passage then only has to be among theirs. The + keeps SQLite from going through all passages of
--- those reports instead.
M.AMONG = "+p.report_id IN (SELECT r.id FROM report r WHERE 1%s)"

local COUNT = "SELECT count(*) FROM passage_fts WHERE passage_fts MATCH ?"

-- The same of one report that is left out: few are.
local COUNT_ASIDE = COUNT .. " AND rowid IN (SELECT p.id FROM set_aside t JOIN passage p ON p.report_id = t.report_id)"

local MATCHES = " FROM passage_fts CROSS JOIN passage p ON p.id = passage_fts.rowid WHERE passage_fts MATCH ? AND "
  .. M.AMONG

local LATEST = " ORDER BY r.year DESC" .. condition.ORDER:gsub("^ ORDER BY", ",")

local SORTED = "SELECT p.id" .. MATCHES:gsub(" WHERE ", " CROSS JOIN report r ON r.id = p.report_id WHERE ", 1)
  .. LATEST .. ", p.id LIMIT ?"

-- How many passages match where all reports are asked for: the full text counts by itself.
local function count_all(db, match)
  local count = db:value(COUNT, match)
  if not db:value "SELECT 1 FROM set_aside LIMIT 1" then return count end
  return count - db:value(COUNT_ASIDE, match)
end

-- What was counted in a corpus that nobody writes into now, until somebody does elsewhere.
local function counts_of(corpus)
  local version = corpus.db:value "PRAGMA data_version"
  if not corpus.counted or corpus.counted.version ~= version then corpus.counted = { version = version, of = {} } end
  return corpus.counted.of
end

local function count_once(corpus, match)
  if corpus.mode ~= "read" then return count_all(corpus.db, match) end
  local counts = counts_of(corpus)
  counts[match] = counts[match] or count_all(corpus.db, match)
  return counts[match]
end

-- The numbers of all passages, the best first; their number alone where they are too many.
local function weighed(db, match, where)
  local sql = "SELECT p.id, bm25(passage_fts)" .. MATCHES:format(where.sql)
  local columns, count = db:columns(sql, match, table.unpack(where.values))
  if count > M.MANY then return nil, count end
  local ids, scores, order = columns[1], columns[2], {}
  for i = 1, count do order[i] = i end
  table.sort(order, function(a, b)
    if scores[a] ~= scores[b] then return scores[a] < scores[b] end
    return ids[a] < ids[b]
  end)
  for i, at in ipairs(order) do order[i] = ids[at] end
  return order, count
end

-- Puts the passages of one report into the list, in their order; their numbers follow each other.
local function put_report(db, match, id, list)
  local span = db:row("SELECT min(id) AS first, max(id) AS last FROM passage WHERE report_id = ?", id)
  if not span.first then return end
  local columns, count = db:columns("SELECT rowid FROM passage_fts WHERE passage_fts MATCH ? AND rowid BETWEEN ? AND ?",
    match, span.first, span.last)
  table.move(columns[1], 1, count, #list + 1, list)
end

-- Goes through the reports, the latest first; true if there are `limit` passages before it is tired of it.
local function probe(db, match, where, limit, list)
  local reports = "SELECT r.id FROM report r WHERE 1" .. where.sql .. " AND r.year = ?" .. LATEST
  local latest = "SELECT max(r.year) FROM report r WHERE 1" .. where.sql .. " AND r.year < ?"
  local values, probed = table.move(where.values, 1, #where.values, 1, {}), 0
  local last = #values + 1
  values[last] = math.maxinteger
  while true do
    values[last] = db:value(latest, table.unpack(values))
    if not values[last] then return false end
    for report in db:rows(reports, table.unpack(values)) do
      put_report(db, match, report.id, list)
      probed = probed + 1
      if #list >= limit then return true end
      if probed >= PROBED then return false end
    end
  end
end

-- The numbers of the first passages, the latest first.
local function latest(db, match, where, limit)
  local list = {}
  if limit <= PROBED and probe(db, match, where, limit, list) then
    return table.move(list, 1, limit, 1, {})
  end
  local sql = SORTED:format(where.sql)
  local values = table.move(where.values, 1, #where.values, 1, {})
  values[#values + 1] = limit
  local columns = db:columns(sql, match, table.unpack(values))
  return columns[1]
end

--- The passages that come first.
-- @param match an expression of FTS5; where: { sql =, values = } of condition.where, for_all = whether it is that of
--   no filter
-- @param limit how many are wanted, math.maxinteger for all
-- @return list of the numbers of passages, nil where the full text itself puts them in order best; and how many match
function M.first(corpus, match, where, limit)
  local db = corpus.db
  if where.for_all then
    local count = count_once(corpus, match)
    return count > M.MANY and latest(db, match, where, limit) or nil, count
  end
  local list, count = weighed(db, match, where)
  return list or latest(db, match, where, limit), count
end

return M
