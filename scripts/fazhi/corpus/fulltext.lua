-- fulltext: how the words of passages get into the full text. It owns the writing of passage_fts, and the list of
-- what waits for the end of a batch.
--
-- FTS5 keeps new words in memory until the transaction ends, but writes them out at every savepoint, and
-- each report of a batch has one: it would make an index of every single report, which costs three
-- times as much as one of all reports of the batch. So the words wait until the batch ends. They are written
-- sooner where something is to be deleted or found in the full text, and where they get too many. The keys by
-- which twins are found (fazhi.twins) wait with them.

local twins = require "fazhi.twins"

local M = {}

-- Bytes that wait at most: more than what FTS5 itself keeps before it writes, and little enough for threads to have
-- work meanwhile (with eight times as much they stand still for a tenth of the time).
local MOST = 1 << 20

--- Writes what waits.
function M.catch_up(corpus)
  local waiting = corpus.waiting
  if not waiting then return end
  corpus.waiting = nil
  for _, one in ipairs(waiting) do
    if one.body then
      corpus.db:words("INSERT INTO passage_fts(rowid, text) VALUES (?2 + ?1, ?3)", one.body, one.passages, one.before)
    end
  end
  twins.write_bands(corpus.db, waiting)
end

--- What waits, as a list that twins.put adds to; nil outside of a batch.
function M.list(corpus)
  return corpus.in_transaction and corpus.waiting or nil
end

--- Lets the words of passages wait, which are stored already.
-- @param passages sheet of section.passage_sheet in the body; before: the id before that of the first
function M.wait(corpus, passages, body, before)
  local waiting = corpus.waiting or { bytes = 0 }
  waiting[#waiting + 1] = { passages = passages, body = body, before = before }
  waiting.bytes = waiting.bytes + #body
  corpus.waiting = waiting
end

--- What waits now, for M.restore.
function M.mark(corpus)
  return { waiting = corpus.waiting, count = #(corpus.waiting or {}) }
end

--- To be called when what was done since M.mark is taken back: what waited then waits again, even if it was written
--- in between.
function M.restore(corpus, mark)
  local waiting = mark.waiting
  for i = #(waiting or {}), mark.count + 1, -1 do
    waiting.bytes = waiting.bytes - #(waiting[i].body or "")
    waiting[i], waiting.index = nil, nil
  end
  corpus.waiting = waiting
end

--- Whether so much waits that it should be written.
function M.is_full(corpus)
  return corpus.waiting ~= nil and corpus.waiting.bytes > MOST
end

--- Runs f in one transaction of the corpus, or as a part of the one that runs, and lets the full text catch up
--- when the outermost ends.
-- @param taken_back called if it was taken back, or nil
-- @return what f returns
function M.transaction(corpus, f, taken_back)
  if M.is_full(corpus) then M.catch_up(corpus) end
  local inner, mark = corpus.in_transaction, M.mark(corpus)
  local _ <close> = setmetatable({}, { __close = function(_, failed)
    corpus.in_transaction = inner
    if failed then M.restore(corpus, mark) end
    if failed and taken_back then taken_back() end
  end })
  corpus.in_transaction = true
  return corpus.db:transaction(function()
    local results = table.pack(f())
    if not inner then
      corpus.db:end_group()
      M.catch_up(corpus)
    end
    return table.unpack(results, 1, results.n)
  end)
end

return M
